/** Who is accused of what in the demonstration: invented people, posts and deeds, told shortly. No real person, place or post is meant. */
import type { ActKind, ActorStatus } from '@netra/rulebook';
import type { CaseAction } from '../cases/index.ts';
import type { Chance } from './random.ts';

/**
 * How many cases of each kind, of 160: their shares. From the shares of KASN for the regional elections of 2020 in their final count (figures of the
 * public record, section 2, column "Pilkada 2020 final"): social media 30.4 %, activity showing partiality 22.4 %, photo 12.6 %,
 * attending a declaration 10.9 %, approaching a party 5.6 %. Social media is parted into campaigning and likes or comments; the 18 % that
 * the column does not name are spread over the other kinds of the joint decree.
 */
export const kindShares = {
  'online-campaign': 22,
  'social-engagement': 27,
  'partisan-activity': 36,
  'public-photo': 20,
  'attend-event': 17,
  'approach-party-or-public': 9,
  'display-material': 7,
  'campaign-participation': 6,
  'campaign-team-role': 6,
  'partisan-decision': 6,
  'independent-candidate-support': 2,
  'party-membership': 2,
} as const satisfies Partial<Record<ActKind, number>>;

export type DemoKind = keyof typeof kindShares;
export type Accused = Extract<CaseAction, { type: 'complete-facts' }>['accused'][number];

/** Acts for which the decree has a row before the candidates are determined and none, or another act, afterwards. */
export const onlyBefore: ReadonlySet<DemoKind> = new Set([
  'approach-party-or-public',
  'campaign-participation',
  'independent-candidate-support',
]);

interface Post {
  readonly post: string;
  readonly unit: string;
}

/**
 * Posts by the table "By post", row 5 Nov 2020 (BKN): leaders (JPT) 22.8 %, functional 25.7 %, administrators 14.6 %, executors 12.9 %,
 * camat and lurah 11.5 %; the rest, which the row does not name, are supervisors.
 */
const posts: readonly (readonly [share: number, of: readonly [Post, ...Post[]]])[] = [
  [
    22.8,
    [
      { post: 'Kepala Dinas', unit: 'Dinas Perhubungan' },
      { post: 'Kepala Badan', unit: 'Badan Pendapatan Daerah' },
      { post: 'Asisten Administrasi Umum', unit: 'Sekretariat Daerah' },
      { post: 'Staf Ahli Bidang Pemerintahan', unit: 'Sekretariat Daerah' },
      { post: 'Kepala Dinas', unit: 'Dinas Pertanian' },
    ],
  ],
  [
    25.7,
    [
      { post: 'Guru', unit: 'Dinas Pendidikan' },
      { post: 'Kepala Sekolah', unit: 'Dinas Pendidikan' },
      { post: 'Perawat', unit: 'Dinas Kesehatan' },
      { post: 'Penyuluh Pertanian', unit: 'Dinas Pertanian' },
      { post: 'Analis Kebijakan', unit: 'Sekretariat Daerah' },
    ],
  ],
  [
    14.6,
    [
      { post: 'Kepala Bidang', unit: 'Dinas Pekerjaan Umum' },
      { post: 'Sekretaris Dinas', unit: 'Dinas Sosial' },
      { post: 'Kepala Bagian Umum', unit: 'Sekretariat Daerah' },
    ],
  ],
  [
    12.9,
    [
      { post: 'Pengadministrasi Perkantoran', unit: 'Dinas Kependudukan' },
      { post: 'Pengelola Keuangan', unit: 'Dinas Sosial' },
      { post: 'Operator Layanan', unit: 'Dinas Perhubungan' },
    ],
  ],
  [
    11.5,
    [
      { post: 'Camat', unit: 'Kecamatan' },
      { post: 'Lurah', unit: 'Kelurahan' },
    ],
  ],
  [
    12.5,
    [
      { post: 'Kepala Seksi', unit: 'Dinas Pendidikan' },
      { post: 'Kepala Subbagian Kepegawaian', unit: 'Dinas Kesehatan' },
    ],
  ],
];

const firstNames = [
  'Ardana',
  'Bimantara',
  'Candrika',
  'Damarwulan',
  'Ekayana',
  'Girindra',
  'Hestiani',
  'Jatiswara',
  'Kinanti',
  'Lazuardi',
  'Mayangsari',
  'Nirwana',
  'Prameswara',
  'Rinjanita',
  'Sagara',
  'Taruma',
  'Wiranti',
  'Yudistira',
] as const;
const lastNames = [
  'Anggaraksa',
  'Brajamukti',
  'Cakrawening',
  'Dirgantari',
  'Jalapati',
  'Kertawana',
  'Lokasari',
  'Manggalayu',
  'Nilakandi',
  'Pandanarum',
  'Rangkuti Wening',
  'Surabrata',
  'Tirtamaya',
  'Wanasita',
] as const;

export function accusedPerson(random: Chance, at: string): Accused {
  let left = random.next() * 100;
  const group = posts.find(([share]) => {
    left -= share;
    return left < 0;
  });
  const { post, unit } = random.pick((group ?? posts[0] ?? [0, [{ post: 'Guru', unit: 'Dinas Pendidikan' }]])[1]);
  // Contract civil servants serve as teachers, nurses and executors, not as leaders.
  const maySign: boolean = ['Guru', 'Perawat', 'Operator Layanan', 'Pengelola Keuangan'].includes(post);
  const status: ActorStatus = maySign && random.next() < 0.45 ? 'pppk' : 'pns';
  return {
    name: `${random.pick(firstNames)} ${random.pick(lastNames)}`,
    post,
    unitName: `${unit}, ${at}`,
    status,
  };
}

interface Telling {
  /** What the officer wrote down. */
  readonly summary: string;
  /** The same as a witness tells it. */
  readonly story: string;
}

/** `{calon}` is filled with the word that fits the day: bakal calon before determination, calon after it. */
export const tellings: Readonly<Record<DemoKind, readonly [Telling, ...Telling[]]>> = {
  'online-campaign': [
    {
      summary: 'Terlapor membagikan gambar ajakan memilih salah satu {calon} di akun media sosialnya yang terbuka.',
      story:
        'Saya melihat akun beliau membagikan gambar ajakan memilih salah satu {calon}. Akunnya terbuka dan banyak warga yang mengikuti.',
    },
    {
      summary: 'Terlapor menyiarkan langsung sosialisasi salah satu {calon} melalui akun pribadinya selama 40 menit.',
      story:
        'Beliau menyiarkan langsung acara salah satu {calon} lewat akun pribadinya dan mengajak penonton mendukung.',
    },
  ],
  'social-engagement': [
    {
      summary: 'Terlapor menyukai dan mengomentari tiga unggahan akun pemenangan salah satu {calon}.',
      story: 'Akun beliau menyukai beberapa unggahan tim pemenangan dan menulis komentar "siap menang".',
    },
    {
      summary:
        'Terlapor bergabung dalam grup percakapan pemenangan salah satu {calon} dan menanggapi pesan di dalamnya.',
      story: 'Nama dan foto beliau ada di grup pemenangan salah satu {calon}. Beliau ikut menanggapi pesan ajakan.',
    },
  ],
  'partisan-activity': [
    {
      summary: 'Terlapor mengumpulkan bawahan dan mengimbau mereka mendukung salah satu {calon}.',
      story: 'Sesudah apel kami dikumpulkan di aula dan diminta mendukung salah satu {calon}. Kami takut menolak.',
    },
    {
      summary: 'Terlapor membagikan paket sembako bergambar salah satu {calon} kepada warga di lingkungan kerjanya.',
      story: 'Beliau membagikan sembako dengan stiker salah satu {calon} kepada warga yang mengurus surat.',
    },
    {
      summary: 'Terlapor mengirim pesan ajakan mendukung salah satu {calon} di grup percakapan kantor.',
      story: 'Di grup kantor beliau menulis ajakan mendukung salah satu {calon} dan menandai kami satu per satu.',
    },
  ],
  'public-photo': [
    {
      summary: 'Terlapor mengunggah foto bersama salah satu {calon} dengan simbol jari di akun terbuka.',
      story:
        'Beliau mengunggah foto bersama salah satu {calon} sambil menunjukkan simbol jari. Semua orang dapat melihatnya.',
    },
    {
      summary: 'Terlapor mengunggah foto bersama tim sukses dengan latar spanduk salah satu {calon}.',
      story: 'Ada foto beliau dengan tim sukses di depan spanduk salah satu {calon}, ditulis "satu barisan".',
    },
  ],
  'attend-event': [
    {
      summary: 'Terlapor hadir pada deklarasi salah satu {calon} dan meneriakkan yel dukungan dari panggung.',
      story:
        'Saya hadir di lapangan. Beliau naik panggung pada deklarasi salah satu {calon} dan memimpin yel dukungan.',
    },
  ],
  'approach-party-or-public': [
    {
      summary:
        'Terlapor mengambil formulir penjaringan bakal calon di kantor partai tanpa cuti di luar tanggungan negara.',
      story: 'Beliau masih berdinas tetapi sudah mengambil formulir penjaringan di kantor partai dan memasang fotonya.',
    },
  ],
  'display-material': [
    {
      summary: 'Terlapor memasang spanduk salah satu {calon} di pagar rumah dinasnya.',
      story:
        'Di pagar rumah dinas beliau terpasang spanduk salah satu {calon}. Kami melihat beliau sendiri memasangnya.',
    },
  ],
  'campaign-participation': [
    {
      summary: 'Terlapor ikut berkeliling dalam kegiatan perkenalan salah satu {calon} kepada warga.',
      story: 'Beliau ikut rombongan perkenalan salah satu {calon} dari rumah ke rumah pada hari kerja.',
    },
  ],
  'campaign-team-role': [
    {
      summary: 'Nama terlapor tercantum sebagai penasihat dalam susunan tim pemenangan salah satu {calon}.',
      story: 'Dalam surat susunan tim pemenangan ada nama beliau sebagai penasihat. Saya memegang fotonya.',
    },
  ],
  'partisan-decision': [
    {
      summary: 'Terlapor memindahkan jadwal pembagian bantuan sehingga bertepatan dengan acara salah satu {calon}.',
      story: 'Pembagian bantuan yang sudah dijadwalkan dipindah ke hari dan tempat acara salah satu {calon}.',
    },
  ],
  'independent-candidate-support': [
    {
      summary: 'Terlapor mengumpulkan fotokopi KTP warga sebagai dukungan bakal calon perseorangan.',
      story: 'Beliau meminta fotokopi KTP kami untuk mendukung bakal calon perseorangan.',
    },
  ],
  'party-membership': [
    {
      summary: 'Nama terlapor tercantum sebagai pengurus ranting sebuah partai politik.',
      story: 'Pada papan pengurus ranting partai tertulis nama beliau sebagai bendahara.',
    },
  ],
};

/** The facts of the act as the rulebook reads them, beside kind, day, status and contest. */
export function factsOf(
  kind: DemoKind,
  random: Chance,
): { act: Record<string, boolean | string>; actor: Record<string, boolean> } {
  const notSpouse = { spouseOfBeneficiary: false, unpaidLeave: false };
  switch (kind) {
    case 'online-campaign':
      return { act: { public: true, aimOfSupport: true }, actor: notSpouse };
    case 'social-engagement':
      return { act: { public: true }, actor: notSpouse };
    case 'partisan-activity':
      return {
        act: { mobilisesCivilServants: random.next() < 0.6, stateFacility: random.next() < 0.3 },
        actor: notSpouse,
      };
    case 'public-photo':
      return { act: { public: true, aimOfSupport: true, attributes: 'none' }, actor: notSpouse };
    case 'attend-event':
      return { act: { activeSupport: true, attributes: 'none', onDuty: false }, actor: notSpouse };
    case 'approach-party-or-public':
      return { act: {}, actor: { isProspectiveCandidate: true, unpaidLeave: false } };
    case 'display-material':
    case 'campaign-participation':
    case 'campaign-team-role':
    case 'partisan-decision':
    case 'independent-candidate-support':
    case 'party-membership':
      return { act: {}, actor: notSpouse };
  }
}
