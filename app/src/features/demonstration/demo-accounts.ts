/** Sign-ins of the demonstration. All names are invented; the password is the same for all and stands on the sign-in page. */
import type { DemoAccount } from '../accounts/index.ts';

/** One or more per role: these stand on the sign-in page. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    email: 'pengawas.arunika@netra.contoh',
    name: 'Raka Wirabumi',
    role: 'officer',
    bodyCode: 'bawaslu-ar',
    does: {
      id: 'Meneliti laporan, meregistrasi, mengkaji, dan menyerahkan perkara di Kota Arunika',
      en: 'Checks reports, registers, studies and submits cases in Kota Arunika',
    },
  },
  {
    email: 'satgas@netra.contoh',
    name: 'Melati Kusumaraya',
    role: 'verifier',
    bodyCode: 'satgas',
    represents: 'bkn',
    does: {
      id: 'Memverifikasi perkara yang diserahkan, atau mengembalikannya; bersuara untuk BKN',
      en: 'Verifies cases that were submitted, or returns them; votes for BKN',
    },
  },
  ...(
    [
      ['bawaslu', 'Hanif Sagaranta', 'Bawaslu'],
      ['kempanrb', 'Paramita Lestariwati', 'Kementerian PANRB'],
      ['kemendagri', 'Wisnu Adikara', 'Kementerian Dalam Negeri'],
    ] as const
  ).map(([represents, name, body]) => ({
    email: `satgas.${represents}@netra.contoh`,
    name,
    role: 'verifier' as const,
    bodyCode: 'satgas',
    represents,
    does: {
      id: `Duduk di satgas untuk ${body} dan memberi suaranya`,
      en: `Sits in the task force for ${body} and casts its vote`,
    },
  })),
  {
    email: 'bkn@netra.contoh',
    name: 'Gilang Parawansyah',
    role: 'conveyor',
    bodyCode: 'bkn',
    does: {
      id: 'Menyampaikan rekomendasi kepada PPK',
      en: 'Conveys recommendations to the personnel authority',
    },
  },
  {
    email: 'bkn.tinjau@netra.contoh',
    name: 'Surya Mahendradata',
    role: 'conveyor',
    bodyCode: 'bkn',
    does: {
      id: 'Menetapkan atau menolak blokir yang diusulkan rekannya',
      en: 'Confirms or refuses a block that a colleague proposed',
    },
  },
  {
    email: 'bkn.nusaraya@netra.contoh',
    name: 'Citra Ayuningrum',
    role: 'conveyor',
    bodyCode: 'bkn-kr',
    does: {
      id: 'Memeriksa di wilayah atas limpahan satgas',
      en: 'Checks in the region what the task force delegates',
    },
  },
  {
    email: 'ppk.arunika@netra.contoh',
    name: 'Ratih Anindyasari',
    role: 'authority',
    bodyCode: 'ppk-ar',
    does: {
      id: 'Mencatat keputusan Pejabat Pembina Kepegawaian Kota Arunika',
      en: 'Records the decisions of the personnel authority of Kota Arunika',
    },
  },
  {
    email: 'ppk.nusaraya@netra.contoh',
    name: 'Wulan Sasmitadewi',
    role: 'authority',
    bodyCode: 'ppk-nr',
    does: {
      id: 'Memutus satu tingkat di atas: terlapor Sekretaris Daerah, atau PPK yang berbenturan kepentingan',
      en: 'Decides one level above: an accused regional secretary, or an authority in conflict',
    },
  },
  {
    email: 'supervisi.nusaraya@netra.contoh',
    name: 'Bayu Astrajaya',
    role: 'overseer',
    bodyCode: 'bawaslu-nr',
    does: {
      id: 'Melihat perkara semua pengawas di Nusa Raya, tanpa bertindak',
      en: 'Sees the cases of all supervisors in Nusa Raya, without acting',
    },
  },
  {
    email: 'pengawas.arunika-utara@netra.contoh',
    name: 'Sekar Pradnyawati',
    role: 'officer',
    bodyCode: 'panwascam-ar-uta',
    does: {
      id: 'Pengawas di kecamatan: laporan dari Arunika Utara',
      en: 'Supervisor in a district: reports from Arunika Utara',
    },
  },
  {
    email: 'pengawas.swarga@netra.contoh',
    name: 'Yosua Tabrimanu',
    role: 'officer',
    bodyCode: 'bawaslu-sw',
    does: {
      id: 'Pengawas di provinsi lain, dengan waktu WIT',
      en: 'Supervisor in another province, in the eastern time zone',
    },
  },
  {
    email: 'media@netra.contoh',
    name: 'Nadira Soemantara',
    role: 'media',
    bodyCode: 'bawaslu-ri',
    does: {
      id: 'Membaca berita di meja media dan menambah teks',
      en: 'Reads news at the media desk and adds texts',
    },
  },
  {
    email: 'asn.perhubungan@netra.contoh',
    name: 'Dimas Harjawinata',
    role: 'asn',
    bodyCode: 'dishub-ar',
    does: {
      id: 'Menandatangani ikrar netralitas',
      en: 'Signs the pledge of neutrality',
    },
  },
  {
    email: 'kepala.pendidikan@netra.contoh',
    name: 'Wira Kusumadewa',
    role: 'superior',
    bodyCode: 'disdik-ar',
    does: {
      id: 'Melihat cakupan ikrar dalam persen, tanpa nama, dan memulai apel',
      en: 'Sees coverage of pledges in percent, without names, and begins ceremonies',
    },
  },
  {
    email: 'asn.pendidikan@netra.contoh',
    name: 'Laras Widyaningtyas',
    role: 'asn',
    bodyCode: 'disdik-ar',
    does: {
      id: 'Sudah menandatangani ikrar: lihat sertifikatnya',
      en: 'Has signed the pledge: see the certificate',
    },
  },
  {
    email: 'fasilitas.arunika@netra.contoh',
    name: 'Galuh Prameswara',
    role: 'facility',
    bodyCode: 'umum-ar',
    does: {
      id: 'Mengelola kendaraan, gedung, dan aula Kota Arunika, dan menjawab permintaannya',
      en: 'Manages vehicles, buildings and halls of Kota Arunika, and answers requests',
    },
  },
  {
    email: 'fasilitas.nusaraya@netra.contoh',
    name: 'Bima Kertarajasa',
    role: 'facility',
    bodyCode: 'umum-nr',
    does: {
      id: 'Mengelola fasilitas Provinsi Nusa Raya',
      en: 'Manages facilities of the province of Nusa Raya',
    },
  },
  {
    email: 'inspektorat.arunika@netra.contoh',
    name: 'Kirana Adiwarna',
    role: 'inspectorate',
    bodyCode: 'inspektorat-ar',
    does: {
      id: 'Membuka kampanye ikrar instansi, mencetak slip kode, dan memulai apel',
      en: 'Opens the pledge campaign of the institution, prints slips with codes, begins ceremonies',
    },
  },
  {
    email: 'admin@netra.contoh',
    name: 'Tirta Nugrahaputra',
    role: 'admin',
    bodyCode: 'administrasi',
    does: {
      id: 'Mengelola kantor dan akun; tidak melihat perkara',
      en: 'Manages offices and accounts; sees no case',
    },
  },
];

const quiet = { id: '', en: '' };

/** People of other offices, who did their part before the demonstration opens. They can sign in too; the page does not list them. */
export const backgroundAccounts: readonly DemoAccount[] = [
  {
    email: 'pengawas.nusaraya@netra.contoh',
    name: 'Intan Maheswarini',
    role: 'officer',
    bodyCode: 'bawaslu-nr',
    does: quiet,
  },
  {
    email: 'pengawas.lembahwening@netra.contoh',
    name: 'Fajar Lokanatha',
    role: 'officer',
    bodyCode: 'bawaslu-lw',
    does: quiet,
  },
  // Who writes down a plenary that ends a case is not who wrote the study.
  { email: 'pleno.arunika@netra.contoh', name: 'Wulan Pramesti', role: 'officer', bodyCode: 'bawaslu-ar', does: quiet },
  {
    email: 'pleno.arunika-utara@netra.contoh',
    name: 'Bagas Wiranata',
    role: 'officer',
    bodyCode: 'panwascam-ar-uta',
    does: quiet,
  },
  {
    email: 'pleno.lembahwening@netra.contoh',
    name: 'Sekar Lintang',
    role: 'officer',
    bodyCode: 'bawaslu-lw',
    does: quiet,
  },
  { email: 'pleno.swarga@netra.contoh', name: 'Yosefa Marani', role: 'officer', bodyCode: 'bawaslu-sw', does: quiet },
  {
    email: 'pleno.nusaraya@netra.contoh',
    name: 'Dimas Harjanta',
    role: 'officer',
    bodyCode: 'bawaslu-nr',
    does: quiet,
  },
  { email: 'ppk.pusat@netra.contoh', name: 'Respati Wiradharma', role: 'authority', bodyCode: 'ppk-mdn', does: quiet },
  { email: 'ppk.lembahwening@netra.contoh', name: 'Arya Ganendra', role: 'authority', bodyCode: 'ppk-lw', does: quiet },
  { email: 'ppk.swarga@netra.contoh', name: 'Marlin Wosirey', role: 'authority', bodyCode: 'ppk-sw', does: quiet },
];

/** Signs the pledge while the demonstration is filled. */
export const signedAccount = 'asn.pendidikan@netra.contoh';
