/** Words around the privacy notice; what it says of each kind of data stands in the register. */
import { defineWords } from '../../../platform/i18n/words.ts';

export const noticeWords = defineWords(
  'privacy-notice',
  {
    title: 'Pemberitahuan privasi',
    lead: 'Data apa yang disimpan, mengapa, berapa lama, siapa yang melihat, dan apa hak Anda. Halaman ini dibuat dari daftar yang sama dengan yang memeriksa basis data.',
    short: 'Singkatnya',
    shortItems: {
      reporter:
        'Pelapor: tidak perlu akun, tidak ada kuki pelacak, alamat internet tidak disimpan. Cerita, identitas, dan berkas tersegel untuk kantor penerima.',
      accused:
        'Terlapor: nama, jabatan, dan unit terenkripsi. Dugaan yang tidak terbukti tidak pernah diumumkan dan dihapus setelah masa simpannya.',
      staff: 'Petugas: setiap pembacaan dan perubahan dicatat. Pengelola sistem tidak dapat membaca perkara.',
    },
    groups: {
      reporter: 'Kalau Anda melapor',
      accused: 'Kalau Anda terlapor',
      staff: 'Kalau Anda bertugas di sebuah kantor',
      'civil-servant': 'Kalau Anda ASN yang berikrar',
      party: 'Kalau Anda narahubung peserta pemilihan atau anggota tim kampanye',
      nobody: 'Bukan tentang orang',
    },
    purpose: 'Untuk apa',
    basis: 'Dasar',
    kept: 'Disimpan',
    seen: 'Dilihat oleh',
    protectedBy: 'Dilindungi dengan',
    protection: {
      hpke: 'disegel dengan kunci kantor',
      locked: 'dienkripsi dengan kunci di luar basis data',
      'blind-index': 'sidik berkunci',
      'keyed-hash': 'sidik berkunci',
      'password-hash': 'sidik sandi (Argon2id)',
      commitment: 'komitmen bergaram',
      plain: 'aturan akses basis data dan jejak pembacaan',
    },
    sureness: {
      'seen-3p': 'pasal dibaca dari kutipan pihak lain',
      recalled: 'nomor pasal belum diperiksa lagi',
    },
    ownChoice: 'Lamanya pilihan kami sampai jadwal retensi arsip kantor menetapkan lain.',
    rights: 'Hak Anda',
    rightsItems: {
      access: 'Meminta salinan data tentang Anda',
      correction: 'Meminta perbaikan',
      restriction: 'Meminta pembatasan',
      deletion: 'Meminta penghapusan',
    },
    rightsRefuse: 'Jawaban selalu disertai alasan. Yang dapat membuka siapa yang melapor wajib ditolak',
    request: 'Ajukan permintaan',
    contact: 'Menghubungi',
    operator: (name: string, contact: string) =>
      `Pengendali data pribadi layanan ini: ${name}. Dapat dihubungi di ${contact}, juga untuk memberi tahu celah keamanan.`,
    noOperator: (demo: boolean) =>
      demo
        ? 'Ini peragaan: semua data di dalamnya rekaan, dan tidak ada kantor yang menjalankannya.'
        : 'Kantor yang menjalankan layanan ini belum menuliskan nama dan alamatnya di sini. Ia wajib melakukannya.',
    contactText:
      'Untuk perkara dan laporan: kantor yang menanganinya, lewat permintaan di atas. Untuk akun: pengelola sistem kantor Anda.',
    breach: 'Kalau terjadi kebocoran',
    breachText: 'Anda diberi tahu secara tertulis',
    version: (version: string, day: string) => `Versi ${version}, ${day}`,
    versions: 'Perubahan pemberitahuan ini',
  },
  {
    title: 'Privacy notice',
    lead: 'Which data are kept, why, how long, who sees them, and what your rights are. This page is made from the same list that checks the database.',
    short: 'In short',
    shortItems: {
      reporter:
        'Reporters: no account, no tracking cookie, no internet address is kept. Account, identity and files are sealed to the receiving office.',
      accused:
        'Accused: name, post and unit are encrypted. An accusation that is not proven is never published and is erased when its time is over.',
      staff: 'Officers: every reading and change is written down. Administrators cannot read cases.',
    },
    groups: {
      reporter: 'If you report',
      accused: 'If you are accused',
      staff: 'If you work at an office',
      'civil-servant': 'If you are a civil servant who pledges',
      party: 'If you are the contact of an election participant or a member of a campaign team',
      nobody: 'Not about people',
    },
    purpose: 'What for',
    basis: 'Basis',
    kept: 'Kept',
    seen: 'Seen by',
    protectedBy: 'Protected by',
    protection: {
      hpke: 'sealed with the key of the office',
      locked: 'encrypted with a key outside the database',
      'blind-index': 'a keyed fingerprint',
      'keyed-hash': 'a keyed fingerprint',
      'password-hash': 'a fingerprint of the password (Argon2id)',
      commitment: 'a salted commitment',
      plain: 'access rules of the database and a trace of reading',
    },
    sureness: {
      'seen-3p': 'the article was read in quotations by others',
      recalled: 'the number of the article was not checked again',
    },
    ownChoice: 'How long is our choice until the archive schedule of the office says otherwise.',
    rights: 'Your rights',
    rightsItems: {
      access: 'Ask for a copy of the data about you',
      correction: 'Ask for correction',
      restriction: 'Ask for restriction',
      deletion: 'Ask for erasure',
    },
    rightsRefuse: 'The answer always comes with reasons. What could show who reported must be refused',
    request: 'Make a request',
    contact: 'Contact',
    operator: (name: string, contact: string) =>
      `The controller of personal data of this service: ${name}. Reached at ${contact}, also to tell of a security hole.`,
    noOperator: (demo: boolean) =>
      demo
        ? 'This is a demonstration: all data in it are invented, and no office runs it.'
        : 'The office that runs this service has not written its name and address here yet. It is obliged to.',
    contactText:
      'For cases and reports: the office that handles them, by the request above. For accounts: the administrator of your office.',
    breach: 'If data leak',
    breachText: 'You are told in writing',
    version: (version: string, day: string) => `Version ${version}, ${day}`,
    versions: 'Changes of this notice',
  },
);
