/**
 * Every component in every state, on invented pages. For eyes, for axe, and for whoever builds a page: copy from here.
 * The pages are never served by the product.
 */
import type { Child } from 'hono/jsx';
import { CasePage, EmptyDeskPage, QueuePage } from './gallery-desk.tsx';
import { AskingPage, CheckPage, SentPage } from './gallery-forms.tsx';
import {
  ButtonLink,
  ButtonRow,
  Callout,
  Card,
  Disclosure,
  ErrorPage,
  Figures,
  Funnel,
  PageHeading,
  PublicLayout,
  Section,
  StageLine,
} from './index.ts';
import type { PageContext } from './page-context.ts';

export interface GalleryPage {
  readonly name: string;
  readonly element: Child;
}

/** All pages of the gallery, rendered for one context. */
export function galleryPages(page: PageContext): readonly GalleryPage[] {
  return [
    { name: 'front', element: <FrontPage page={page} /> },
    { name: 'asking', element: <AskingPage page={page} /> },
    { name: 'asking-errors', element: <AskingPage page={page} wrong /> },
    { name: 'check', element: <CheckPage page={page} /> },
    { name: 'sent', element: <SentPage page={page} /> },
    { name: 'queue', element: <QueuePage page={page} /> },
    { name: 'case', element: <CasePage page={page} /> },
    { name: 'empty', element: <EmptyDeskPage page={page} /> },
    {
      name: 'error',
      element: (
        <ErrorPage page={page} status={500} errorId="7F3K-92QD">
          <p>Coba lagi dalam 12 menit.</p>
        </ErrorPage>
      ),
    },
  ];
}

const FrontPage = ({ page }: { readonly page: PageContext }) => (
  <PublicLayout page={page} title="Menjaga ASN tetap netral" description="Lapor, tanya, dan lihat hasilnya.">
    <PageHeading
      size="display"
      title="Menjaga aparatur tetap netral, dari janji sampai keputusan."
      lead="Laporkan dugaan pelanggaran tanpa akun dan tanpa nama. Lihat apa yang terjadi pada setiap perkara, langkah demi langkah."
    />
    <ButtonRow>
      <ButtonLink href={page.to('/lapor')}>Lapor dengan aman</ButtonLink>
      <ButtonLink href={page.to('/status')} kind="quiet">
        Cek laporan
      </ButtonLink>
    </ButtonRow>
    <Card>
      <Section title="Pemilihan 2024, Nusa Raya" aside="Jumat, 4 Oktober 2024 · hari ke-10 masa kampanye">
        <StageLine
          lang={page.lang}
          stages={[
            { label: 'Penetapan calon', when: '22 Sep', state: 'past' },
            { label: 'Kampanye', when: '25 Sep – 23 Nov', state: 'now' },
            { label: 'Masa tenang', when: '24 – 26 Nov', state: 'next' },
            { label: 'Pemungutan suara', when: '27 Nov', state: 'next' },
          ]}
        />
        <Disclosure summary="Apa yang berubah pada masa kampanye?">
          <p>
            Sejak penetapan, menyukai unggahan calon dihukum sebagai pelanggaran <b>disiplin</b>, bukan lagi kode etik.
          </p>
        </Disclosure>
      </Section>
    </Card>
    <Section title="Di mana perkara menunggu" aside="Orang, bukan berkas · diperbarui 08.45 WIB">
      <Funnel
        lang={page.lang}
        id="waits"
        rows={[
          { label: 'Menunggu verifikasi', value: 1134, state: 'waiting', note: 'median 4 hari' },
          { label: 'Dikaji Bawaslu', value: 28, state: 'waiting', note: 'median 2 hari' },
          { label: 'Menunggu keputusan instansi', value: 687, state: 'waiting', note: 'median 9 hari' },
          { label: 'Diputus', value: 351, state: 'decided', note: 'sejak 22 Sep' },
          { label: 'Dikembalikan', value: 0, state: 'decided' },
        ]}
      />
    </Section>
    <Section title="Yang terjadi sejak penetapan calon">
      <Figures
        items={[
          { value: '1.158', label: 'orang diperiksa', note: 'laporan dan temuan' },
          { value: '351', label: 'perkara diputus' },
          { value: '58 %', label: 'menunggu verifikasi', note: 'pada hari ini' },
          { value: '2.406', label: 'ikrar ditandatangani' },
        ]}
      />
    </Section>
    <Callout lang={page.lang} title="Siapa pun boleh melapor">
      <p>Tanpa nama dan alamat, kabar Anda dicatat sebagai informasi awal dan tetap ditindaklanjuti.</p>
    </Callout>
    <Callout lang={page.lang} kind="warn" title="Sisa waktu melapor 5 hari">
      <p>Dihitung sejak Anda tahu, Minggu 29 September.</p>
    </Callout>
    <Callout lang={page.lang} kind="danger">
      <p>Foto Anda memperlihatkan nama berkas dan layar percakapan. Itu dapat menunjukkan siapa yang mengirim.</p>
    </Callout>
  </PublicLayout>
);
