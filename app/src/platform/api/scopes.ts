/** What a token may be allowed: one tick each, with the words that stand beside it. */
import type { Role } from '../http/env.ts';
import type { Bilingual } from './fields.ts';

export const scopes = [
  'cases:read',
  'cases:act',
  'accused:read',
  'reports:read',
  'media:read',
  'media:write',
  'law:read',
  'law:write',
  'members:read',
  'webhooks:manage',
  'facilities:read',
  'facilities:write',
  'coverage:read',
  'prevention:read',
  'prevention:write',
] as const;
export type Scope = (typeof scopes)[number];

export function isScope(text: string): text is Scope {
  return scopes.some((scope) => scope === text);
}

export const scopeWords: Readonly<Record<Scope, { readonly name: Bilingual; readonly says: Bilingual }>> = {
  'cases:read': {
    name: { id: 'Membaca perkara', en: 'Read cases' },
    says: {
      id: 'Antrean, langkah, batas waktu, dan serah terima perkara kantor ini. Membaca perkara yang baru diserahkan tercatat sebagai membukanya.',
      en: 'Queue, steps, limits and hand-overs of the cases of this office. Reading a case that was handed over is recorded as opening it.',
    },
  },
  'cases:act': {
    name: { id: 'Menangani perkara', en: 'Act on cases' },
    says: {
      id: 'Semua tindakan yang boleh dilakukan tugas ini: mencatat, menyerahkan, menerima, mengembalikan, memutus.',
      en: 'Every action this role may take: record, hand over, accept, return, decide.',
    },
  },
  'accused:read': {
    name: { id: 'Nama terlapor', en: 'Names of the accused' },
    says: {
      id: 'Tanpa centang ini perkara tampil dengan jabatan dan unit kerja saja.',
      en: 'Without this tick cases show post and unit only.',
    },
  },
  'reports:read': {
    name: { id: 'Kata-kata pelapor', en: 'Words of reporters' },
    says: {
      id: 'Cerita pelapor sebagaimana ditulisnya. Hanya petugas kantor penerima laporan yang dapat mencentangnya, bukan administrator. Identitas pelapor tidak pernah dapat dibuka lewat API.',
      en: 'The account as the reporter wrote it. Only an officer of the intake office can tick it, never an administrator. Identities of reporters can never be opened by the API.',
    },
  },
  'media:read': {
    name: { id: 'Membaca meja media', en: 'Read the media desk' },
    says: { id: 'Teks berita dan fakta yang terbaca darinya.', en: 'News texts and the facts read out of them.' },
  },
  'media:write': {
    name: { id: 'Menambah ke meja media', en: 'Add to the media desk' },
    says: { id: 'Menyimpan teks berita baru.', en: 'Store new news texts.' },
  },
  'law:read': {
    name: { id: 'Membaca impor aturan', en: 'Read imports of the law' },
    says: {
      id: 'Berkas tambahan aturan dan akibatnya. Aturan yang berlaku sendiri terbuka tanpa token.',
      en: 'Files with additions to the law and what they would do. The law in force itself is open without a token.',
    },
  },
  'law:write': {
    name: { id: 'Mengubah data aturan', en: 'Change the data of the law' },
    says: {
      id: 'Mengunggah, menerapkan, dan menarik keputusan hari libur, pemilihan, dan batas waktu.',
      en: 'Upload, apply and withdraw holiday decrees, elections and limits.',
    },
  },
  'members:read': {
    name: { id: 'Daftar anggota', en: 'List of members' },
    says: {
      id: 'Nama, alamat surel, dan tugas anggota. Bagi administrasi: semua kantor. Bagi kantor lain: kantor sendiri.',
      en: 'Names, e-mail addresses and roles of members. For the administration: of all offices. For others: of the own office.',
    },
  },
  'webhooks:manage': {
    name: { id: 'Mengatur webhook', en: 'Manage webhooks' },
    says: {
      id: 'Mendaftarkan alamat yang diberi tahu bila ada kejadian, dan melihat catatan pengirimannya.',
      en: 'Register addresses that are told when something happens, and see the log of deliveries.',
    },
  },
  'facilities:read': {
    name: { id: 'Membaca fasilitas', en: 'Read facilities' },
    says: {
      id: 'Daftar fasilitas, permintaan, jawaban, peminjaman, dan pertanyaan akses setara.',
      en: 'Facilities, requests, answers, loans, and questions of equal access.',
    },
  },
  'facilities:write': {
    name: { id: 'Mencatat fasilitas', en: 'Record facilities' },
    says: {
      id: 'Mencatat permintaan, menjawabnya, dan mencatat barang keluar dan kembali.',
      en: 'Record requests, answer them, and record what leaves and returns.',
    },
  },
  'coverage:read': {
    name: { id: 'Membaca cakupan ikrar', en: 'Read coverage of pledges' },
    says: {
      id: 'Persentase instansi dan unit, dibulatkan dan dihitung sekali sehari; tidak pernah menyebut orang.',
      en: 'Percentages of institutions and units, rounded and counted once a day; never names a person.',
    },
  },
  'prevention:read': {
    name: { id: 'Membaca catatan pencegahan', en: 'Read the prevention log' },
    says: {
      id: 'Kegiatan pencegahan yang terlihat dari kantor ini, dan komitmen rapat beserta tindak lanjutnya.',
      en: 'Prevention work that this office sees, and commitments of meetings with their follow-ups.',
    },
  },
  'prevention:write': {
    name: { id: 'Mencatat pencegahan', en: 'Record prevention work' },
    says: {
      id: 'Mencatat kegiatan kantor ini, komitmen pada rapatnya, dan tindak lanjut komitmen.',
      en: 'Record work of this office, commitments at its meetings, and follow-ups of commitments.',
    },
  },
};

const casework: readonly Scope[] = ['cases:read', 'cases:act', 'accused:read', 'members:read', 'webhooks:manage'];

const prevention: readonly Scope[] = ['prevention:read', 'prevention:write'];

/** Scopes that make sense for a role: what is not here a token of that role cannot have. */
export const scopesOfRole: Readonly<Record<Role, readonly Scope[]>> = {
  officer: [...casework, 'reports:read', 'media:read', 'facilities:read', 'coverage:read', ...prevention],
  verifier: casework,
  conveyor: casework,
  authority: [...casework, ...prevention],
  overseer: [
    'cases:read',
    'accused:read',
    'members:read',
    'webhooks:manage',
    'facilities:read',
    'coverage:read',
    'prevention:read',
  ],
  media: ['media:read', 'media:write', 'members:read', 'webhooks:manage'],
  admin: ['law:read', 'law:write', 'members:read', 'webhooks:manage', ...prevention],
  asn: [],
  inspectorate: ['facilities:read', ...prevention],
  facility: ['facilities:read', 'facilities:write'],
  superior: [],
};
