/** The gallery's pages with questions: all fields, all fields in error, answers to check, the receipt. */
import {
  Button,
  ButtonRow,
  Callout,
  CheckboxGroup,
  Citation,
  DateField,
  errorFor,
  type FieldError,
  FileField,
  FileList,
  Form,
  FormLayout,
  Notice,
  PageHeading,
  RadioGroup,
  ReceiptNumber,
  Select,
  SummaryList,
  Tag,
  TextArea,
  TextField,
  Timeline,
} from './index.ts';
import type { PageContext } from './page-context.ts';

const errors: readonly FieldError[] = [
  { field: 'what', message: 'Pilih apa yang Anda lihat.' },
  { field: 'story', message: 'Ceritakan sedikitnya satu kalimat.' },
  { field: 'where', message: 'Isi tempat kejadian, misalnya nama kelurahan.' },
  { field: 'when', message: 'September hanya sampai tanggal 30.' },
  { field: 'district', message: 'Pilih kecamatan.' },
  { field: 'proof', message: 'surat.exe bukan foto atau PDF. Berkas lain sudah diterima.' },
  { field: 'agree', message: 'Beri tanda bila Anda sudah membaca.' },
];

export const AskingPage = ({ page, wrong }: { readonly page: PageContext; readonly wrong?: boolean | undefined }) => {
  const { lang } = page;
  const found = wrong === true ? errors : [];
  return (
    <FormLayout
      page={page}
      title="Apa yang Anda lihat?"
      back={{ href: page.to('/lapor') }}
      step={{ now: 2, total: 6 }}
      errors={found}
    >
      <Form page={page} action="/lapor/apa" multipart hidden={{ draft: 'abc' }}>
        <RadioGroup
          lang={lang}
          name="what"
          heading
          label="Apa yang Anda lihat?"
          hint="Pilih yang paling dekat. Anda bisa menceritakannya dengan kata sendiri sesudah ini."
          value={wrong === true ? undefined : 'social'}
          error={errorFor(found, 'what')}
          choices={[
            {
              value: 'social',
              label: 'Unggahan di media sosial',
              hint: 'menyukai, membagikan, berkomentar, ikut grup pemenangan',
            },
            {
              value: 'campaign',
              label: 'Hadir atau bicara di kampanye',
              hint: 'termasuk deklarasi dan pendaftaran calon',
            },
            { value: 'other', label: 'Lainnya' },
          ]}
        />
        <TextArea
          lang={lang}
          name="story"
          label="Ceritakan dengan kata Anda sendiri"
          hint="Siapa melakukan apa, di mana, siapa yang melihat. Jangan tulis nama Anda."
          limit={4000}
          sealed
          value={wrong === true ? '' : 'Pada apel pagi, camat meminta kami memilih pasangan calon nomor satu.'}
          error={errorFor(found, 'story')}
        />
        <TextField lang={lang} name="where" label="Tempat kejadian" width="half" error={errorFor(found, 'where')} />
        <DateField
          lang={lang}
          name="when"
          label="Kapan terjadi?"
          hint="Kira-kira pun boleh."
          value={wrong === true ? { day: '31', month: '9', year: '2024' } : { day: '29', month: '9', year: '2024' }}
          wrong={['day']}
          error={errorFor(found, 'when')}
        />
        <Select
          lang={lang}
          name="district"
          label="Kecamatan"
          options={[
            { value: 'utara', label: 'Arunika Utara' },
            { value: 'timur', label: 'Arunika Timur' },
          ]}
          value={wrong === true ? '' : 'timur'}
          error={errorFor(found, 'district')}
        />
        <FileField
          lang={lang}
          name="proof"
          label="Foto atau dokumen"
          hint="JPG, PNG, atau PDF, paling besar 20 MB tiap berkas. Keterangan tersembunyi di dalam foto dihapus."
          optional
          multiple
          accept="image/*,application/pdf"
          error={errorFor(found, 'proof')}
        />
        <FileList
          lang={lang}
          files={[
            {
              name: 'IMG_20240929_apel-pagi-halaman-kantor-kecamatan-arunika-timur.jpg',
              about: 'foto, 2,4 MB',
              action: (
                <Button kind="quiet" small name="remove" value="1">
                  Hapus
                </Button>
              ),
            },
          ]}
        />
        <CheckboxGroup
          lang={lang}
          name="agree"
          label="Sebelum lanjut"
          error={errorFor(found, 'agree')}
          values={wrong === true ? [] : ['read']}
          choices={[
            { value: 'read', label: 'Saya sudah membaca apa yang terjadi dengan kabar ini' },
            { value: 'talk', label: 'Saya mau ditanyai lagi', hint: 'lewat nomor tanda terima, tanpa nama' },
          ]}
        />
        <div>
          <p>
            <Tag kind="due">sisa waktu melapor: 5 hari</Tag>
          </p>
          <Citation
            lang={lang}
            sources={[{ label: 'UU 10/2016 ps 134(4)', href: page.to('/hukum') }]}
            confidence="recalled"
          />
        </div>
        <TextField lang={lang} name="receipt" label="Nomor tanda terima" code width="half" value="K7M-4QX-92" />
        <ButtonRow>
          <Button>Lanjut</Button>
          <Button kind="quiet" name="skip" value="1">
            Lewati
          </Button>
          <Button kind="danger" name="delete" value="1">
            Hapus konsep
          </Button>
        </ButtonRow>
      </Form>
    </FormLayout>
  );
};

export const CheckPage = ({ page }: { readonly page: PageContext }) => (
  <FormLayout page={page} title="Periksa jawaban" back={{ href: page.to('/lapor') }} step={{ now: 6, total: 6 }}>
    <PageHeading title="Periksa jawaban Anda" lead="Belum ada yang terkirim." />
    <SummaryList
      lang={page.lang}
      rows={[
        { label: 'Apa yang Anda lihat', value: 'Unggahan di media sosial', change: { href: page.to('/lapor/apa') } },
        {
          label: 'Cerita Anda',
          value: 'Pada apel pagi, camat meminta kami memilih.\nDua orang merekam.',
          change: { href: page.to('/lapor/cerita') },
        },
        { label: 'Kapan', value: 'Minggu, 29 September 2024', change: { href: page.to('/lapor/kapan') } },
        { label: 'Berkas', value: null, change: { href: page.to('/lapor/berkas') } },
      ]}
    />
    <Callout lang={page.lang} kind="warn" title="Tanpa nama dan alamat, ini informasi awal">
      <p>Kantor tetap menindaklanjutinya, tetapi tidak wajib mendaftarkannya sebagai laporan.</p>
    </Callout>
    <Form page={page} action="/lapor/kirim">
      <Button wide>Kirim sekarang</Button>
    </Form>
  </FormLayout>
);

export const SentPage = ({ page }: { readonly page: PageContext }) => (
  <FormLayout
    page={page}
    title="Terkirim"
    notice={
      <Notice lang={page.lang} title="Terkirim. Simpan nomor di bawah ini.">
        <p>Kami tidak dapat mencarikannya lagi untuk Anda.</p>
      </Notice>
    }
  >
    <PageHeading title="Tanda terima" about="Jumat, 4 Oktober 2024, 09.00 WIB" />
    <ReceiptNumber lang={page.lang} value="K7M4-QX92-HT3D-8PWC" label="Nomor tanda terima Anda" />
    <Timeline
      lang={page.lang}
      items={[
        { state: 'ok', title: 'Kabar Anda diterima', time: 'Jum 4 Okt, 09.00 WIB', body: 'Bawaslu Kota Arunika' },
        { state: 'wait', title: 'Kajian awal', time: 'paling lambat Min 6 Okt, 23.59 WIB' },
        { state: 'upcoming', title: 'Registrasi atau alasan mengapa tidak' },
      ]}
    />
  </FormLayout>
);
