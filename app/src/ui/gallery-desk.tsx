/** The gallery's pages of the desk: a queue, a case, and a desk with nothing on it. */
import {
  Breadcrumb,
  Button,
  ButtonLink,
  Card,
  Citation,
  ClockCard,
  DefinitionList,
  DeskLayout,
  Disclosure,
  EmptyState,
  FilterBar,
  Form,
  PageHeading,
  Pagination,
  Section,
  Split,
  Stack,
  Table,
  Tag,
  type TagKind,
  Timeline,
} from './index.ts';
import type { PageContext } from './page-context.ts';

interface QueueRow {
  readonly number: string;
  readonly tag: TagKind;
  readonly relative: string;
  readonly due: string;
  readonly who: string;
  readonly step: string;
  readonly act: string;
  readonly days: number;
}

const queue: readonly QueueRow[] = [
  {
    number: 'K7M-4QX-92',
    tag: 'late',
    relative: 'lewat 1 hari',
    due: 'Kam 3 Okt, 23.59 WIB',
    who: 'Camat, Kota Arunika',
    step: 'Kajian awal',
    act: 'Mengajak bawahan lewat grup percakapan',
    days: 3,
  },
  {
    number: 'R3T-8HC-17',
    tag: 'due',
    relative: 'hari ini 23.59',
    due: 'Jum 4 Okt, 23.59 WIB',
    who: 'Guru PPPK, Arunika Timur',
    step: 'Registrasi',
    act: 'Menyukai unggahan calon',
    days: 2,
  },
  {
    number: 'D6F-5JK-08',
    tag: 'neutral',
    relative: 'sisa 5 hari',
    due: 'Rab 9 Okt, 23.59 WIB',
    who: 'Staf kelurahan',
    step: 'Menunggu keputusan',
    act: 'Foto dengan calon',
    days: 17,
  },
  {
    number: 'H2B-7YR-61',
    tag: 'done',
    relative: 'selesai',
    due: 'Sen 30 Sep',
    who: 'Lurah, Arunika Selatan',
    step: 'Pernyataan terbuka',
    act: 'Spanduk bakal calon',
    days: 0,
  },
];

const toneOf = (row: QueueRow) => (row.tag === 'late' || row.tag === 'due' ? row.tag : 'plain');

export const QueuePage = ({ page }: { readonly page: PageContext }) => (
  <DeskLayout page={page} title="Antrean">
    <PageHeading title="Antrean" about="diurut menurut batas waktu terdekat · Jumat, 4 Oktober 2024, 09.00 WIB" />
    <FilterBar
      page={page}
      action="/antrean"
      search={{ name: 'q', label: 'Cari nomor, jabatan, tempat, isi', value: '' }}
      filters={[
        { label: 'Milik saya', href: page.to('/antrean?milik=saya'), on: true, count: 12 },
        { label: 'Lewat batas', href: page.to('/antrean?lewat=1'), on: false, count: 3 },
        { label: 'Mungkin sama', href: page.to('/antrean?sama=1'), on: false },
      ]}
      keep={{ milik: 'saya' }}
    />
    <Table
      caption="Perkara yang menunggu kantor Anda"
      captionHidden
      keys
      rows={queue}
      tone={toneOf}
      empty={<p>Kosong.</p>}
      columns={[
        {
          label: 'Batas waktu',
          cell: (row) => (
            <>
              <Tag kind={row.tag}>{row.relative}</Tag>
              <small class="num">{row.due}</small>
            </>
          ),
        },
        {
          label: 'Perkara',
          head: true,
          cell: (row) => (
            <>
              <a href={page.to(`/perkara/${row.number}`)}>
                <b>{row.number}</b>
              </a>
              <small>{row.who}</small>
            </>
          ),
        },
        { label: 'Langkah berikut', cell: (row) => row.step },
        { label: 'Dugaan', cell: (row) => row.act },
        { label: 'Hari', numeric: true, cell: (row) => row.days },
      ]}
    />
    <Pagination
      lang={page.lang}
      previous={page.to('/antrean?hal=1')}
      next={page.to('/antrean?hal=3')}
      summary="51–100 dari 1.158"
      pages={[
        { label: '1', href: page.to('/antrean?hal=1'), current: false },
        { label: '2', href: page.to('/antrean?hal=2'), current: true },
        { label: '3', href: page.to('/antrean?hal=3'), current: false },
      ]}
    />
  </DeskLayout>
);

export const CasePage = ({ page }: { readonly page: PageContext }) => {
  const { lang } = page;
  const rule = { label: 'Perbawaslu 8/2020 jo 9/2024', href: page.to('/hukum/perbawaslu') };
  return (
    <DeskLayout page={page} title="K7M-4QX-92">
      <PageHeading
        above={
          <Breadcrumb lang={lang} items={[{ label: 'Antrean', href: page.to('/antrean') }, { label: 'K7M-4QX-92' }]} />
        }
        title="K7M-4QX-92"
        about="Camat di Kota Arunika · Pemilihan 2024 · pelapor terlindungi"
      />
      <Split
        railFirst
        rail={
          <>
            <ClockCard
              lang={lang}
              state="late"
              relative="lewat 1 hari"
              due="Kam 3 Okt, 23.59 WIB"
              step="Kajian awal"
              counting="2 hari kalender sejak diterima Selasa 1 Oktober."
              nature="law"
              rule={rule}
              confidence="uncertain"
              skipped={[]}
            >
              <Form page={page} action="/perkara/1/kajian-awal">
                <Button wide>Selesaikan kajian awal</Button>
              </Form>
              <ButtonLink href={page.to('/perkara/1/perpanjangan')} kind="quiet" wide>
                Minta perpanjangan
              </ButtonLink>
            </ClockCard>
            <ClockCard
              lang={lang}
              state="due"
              relative="besok 23.59"
              due="Sab 5 Okt, 23.59 WITA"
              step="Klarifikasi terlapor"
              nature="practice"
              rule={rule}
              confidence="recalled"
              skipped={[
                { day: 'Sab 5 Okt', why: 'akhir pekan' },
                { day: 'Min 6 Okt', why: 'akhir pekan' },
              ]}
              provisional
            />
            <ClockCard
              lang={lang}
              state="open"
              relative="sisa 12 hari"
              due="Rab 16 Okt, 16.00 WIT"
              step="Keputusan instansi"
              nature="target"
              rule={{ label: 'Alur bersama 2024' }}
              confidence="seen"
            />
            <ClockCard
              lang={lang}
              state="paused"
              relative="dihentikan sementara"
              due="Kam 3 Okt, 10.20 WIB"
              step="Perbaikan laporan"
              nature="law"
              rule={rule}
              confidence="seen"
            />
            <ClockCard
              lang={lang}
              state="done"
              relative="selesai"
              due="Rab 2 Okt, 08.10 WIB"
              step="Penerimaan"
              nature="law"
              rule={rule}
              confidence="seen"
            />
            <Card title="Mungkin perkara yang sama">
              <p class="small">
                <a href={page.to('/perkara/2')}>M4X-9PC-30</a> · camat, kecamatan sama, 29 Sep
              </p>
            </Card>
          </>
        }
      >
        <Section title="Yang ditemukan rulebook">
          <Card>
            <p>
              <b>Mengadakan kegiatan yang mengarah pada keberpihakan</b> (B8) <Tag>hukuman disiplin berat</Tag>
            </p>
            <p class="small">
              Karena: ajakan tertulis kepada bawahan dalam unit kerja · sebelum, selama, dan sesudah kampanye.
            </p>
            <Disclosure summary="Sumber berbeda pendapat" open>
              <p class="small">Satu infografik menyebut sedang; PP 94/2021 menyebut berat.</p>
            </Disclosure>
            <Citation
              lang={lang}
              sources={[
                { label: 'SKB 22 Sep 2022, Lampiran II B.8', href: page.to('/hukum/skb') },
                { label: 'PP 94/2021 ps 5 huruf n angka 6' },
              ]}
              confidence="seen"
            />
          </Card>
        </Section>
        <Section title="Perjalanan perkara">
          <Timeline
            lang={lang}
            items={[
              {
                state: 'ok',
                title: 'Laporan diterima',
                time: 'Sel 1 Okt, 20.14 WIB',
                body: 'Panwascam Arunika Timur · tersegel di log publik',
              },
              {
                state: 'ok',
                title: 'Diserahkan: Panwascam → Bawaslu Kota',
                time: 'Rab 2 Okt, 07.30 WIB',
                handOver: { sent: '', opened: '07.52', accepted: '08.10' },
              },
              {
                state: 'late',
                title: 'Kajian awal',
                time: 'seharusnya selesai Kam 3 Okt, 23.59 WIB',
                body: '2 bukti diperiksa, 1 saksi belum dihubungi',
              },
              {
                state: 'wait',
                title: 'Diserahkan: Bawaslu Kota → satgas',
                time: 'Jum 4 Okt, 08.00 WIB',
                handOver: { sent: '08.00', opened: null, accepted: null },
              },
              {
                state: 'wait',
                title: 'Diserahkan: BKN → instansi',
                handOver: { sent: '', opened: '09.00', accepted: null, returned: '09.40' },
              },
              { state: 'upcoming', title: 'Registrasi, klarifikasi, pleno', time: 'paling lambat 3 + 2 hari' },
              { state: 'upcoming', title: 'Keputusan dan tindak lanjut' },
            ]}
          />
        </Section>
        <Section title="Fakta">
          <Stack gap="tight">
            <DefinitionList
              items={[
                { term: 'Jabatan', value: 'Camat' },
                { term: 'Instansi', value: 'Pemerintah Kota Arunika' },
                { term: 'Wilayah', value: 'Kecamatan Arunika Timur, Kota Arunika, Nusa Raya' },
              ]}
            />
          </Stack>
        </Section>
      </Split>
    </DeskLayout>
  );
};

export const EmptyDeskPage = ({ page }: { readonly page: PageContext }) => (
  <DeskLayout page={page} title="Serah terima">
    <PageHeading title="Serah terima" />
    <EmptyState
      title="Belum ada serah terima"
      action={
        <ButtonLink href={page.to('/antrean')} kind="quiet">
          Ke antrean
        </ButtonLink>
      }
    >
      <p>
        Perkara yang Anda serahkan ke kantor lain muncul di sini dengan tanda terimanya: terkirim, dibuka, diterima atau
        dikembalikan.
      </p>
    </EmptyState>
  </DeskLayout>
);
