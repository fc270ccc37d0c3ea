/** Kinds of data in words for the person concerned. The privacy notice is made of these. */
import type { DataKind } from './register-types.ts';

export const kinds = {
  'reporter-words': {
    name: { id: 'Cerita pelapor', en: "The reporter's account" },
    holds: {
      id: 'Kata-kata Anda sendiri tentang kejadian, tempat, dan siapa yang Anda maksud.',
      en: 'Your own words about what happened, where, and whom you mean.',
    },
    whose: ['reporter', 'accused'],
    basis: 'task',
    purpose: { id: 'Menilai dan menangani laporan.', en: 'To assess and handle the report.' },
    retention: 'case',
    seenBy: {
      id: 'Petugas kantor pengawas penerima. Tidak ikut diserahkan ke kantor lain, dan pengelola sistem tidak dapat membacanya.',
      en: 'Officers of the receiving office. It is not handed to other offices, and administrators of the system cannot read it.',
    },
  },
  'reporter-identity': {
    name: { id: 'Identitas pelapor', en: "The reporter's identity" },
    holds: {
      id: 'Nama, alamat, dan kontak, kalau Anda memberikannya.',
      en: 'Name, address and contact, if you gave them.',
    },
    whose: ['reporter'],
    basis: 'duty',
    purpose: {
      id: 'Syarat laporan yang dapat diregistrasi, dan menghubungi Anda bila perlu.',
      en: 'What the law asks of a report that can be registered, and to reach you if needed.',
    },
    retention: 'case',
    seenBy: {
      id: 'Petugas kantor penerima, hanya dengan menulis alasan; setiap pembukaan dicatat. Tidak pernah terlapor, kantor lain, atau pengelola sistem.',
      en: 'Officers of the receiving office, only by writing a reason; every opening is written down. Never the accused, other offices, or administrators.',
    },
  },
  'report-trail': {
    name: { id: 'Catatan laporan', en: 'Trail of a report' },
    holds: {
      id: 'Jenis perbuatan, tanggal, wilayah, kantor penerima, dan sidik dari kode tanda terima. Tidak memuat siapa yang melapor.',
      en: 'Kind of act, days, region, receiving office, and a fingerprint of the receipt code. Nothing of who reported.',
    },
    whose: ['reporter'],
    basis: 'task',
    purpose: {
      id: 'Menemukan laporan Anda lagi dengan kode tanda terima.',
      en: 'To find your report again by its receipt.',
    },
    retention: 'trail',
    seenBy: {
      id: 'Petugas kantor penerima; Anda sendiri dengan kode tanda terima.',
      en: 'Officers of the receiving office; yourself with the receipt.',
    },
  },
  evidence: {
    name: { id: 'Berkas bukti', en: 'Files of evidence' },
    holds: {
      id: 'Foto dan PDF yang dikirim, namanya, dan salinan kerja tanpa metadata.',
      en: 'Photos and PDFs that were sent, their names, and a working copy without metadata.',
    },
    whose: ['reporter', 'accused'],
    basis: 'task',
    purpose: { id: 'Membuktikan atau menyangkal dugaan.', en: 'To prove or disprove the allegation.' },
    retention: 'case',
    seenBy: {
      id: 'Petugas kantor yang kuncinya dipakai menyegel; setiap unduhan dicatat.',
      en: 'Officers of the office to whose key they are sealed; every download is written down.',
    },
  },
  'unsent-upload': {
    name: { id: 'Berkas yang belum dikirim', en: 'Files not sent yet' },
    holds: { id: 'Berkas dalam draf laporan atau jawaban.', en: 'Files in the draft of a report or an answer.' },
    whose: ['reporter', 'accused'],
    basis: 'consent',
    purpose: { id: 'Agar Anda tidak perlu mengunggah dua kali.', en: 'So that you need not upload twice.' },
    retention: 'unsent-upload',
    seenBy: { id: 'Tidak seorang pun selain Anda.', en: 'Nobody but yourself.' },
  },
  'accused-identity': {
    name: { id: 'Identitas terlapor', en: 'Identity of the accused' },
    holds: {
      id: 'Nama, jabatan, unit, status kepegawaian, dan NIP bila diketahui; sidik bunyi nama untuk pencarian.',
      en: 'Name, post, unit, kind of employment, and employee number where known; fingerprints of how the name sounds, to look it up.',
    },
    whose: ['accused'],
    basis: 'task',
    purpose: { id: 'Menangani dugaan dan memutus dengan adil.', en: 'To handle the allegation and decide it fairly.' },
    retention: 'case',
    seenBy: {
      id: 'Petugas kantor yang menangani atau pernah menangani perkara, dan pengawas di atasnya. Tidak pernah publik.',
      en: 'Officers of offices that handle or handled the case, and overseers above. Never the public.',
    },
  },
  'accused-notice': {
    name: { id: 'Pemberitahuan dan kunjungan terlapor', en: 'Notices to and visits of the accused' },
    holds: {
      id: 'Kapan diberi tahu, sampai kapan kode berlaku, kapan terakhir dipakai. Kodenya sendiri tidak disimpan.',
      en: 'When the person was told, until when the code works, when it was last used. The code itself is not kept.',
    },
    whose: ['accused'],
    basis: 'task',
    purpose: { id: 'Hak terlapor untuk tahu dan menjawab.', en: "The accused's right to know and to answer." },
    retention: 'case',
    seenBy: { id: 'Petugas kantor yang menangani.', en: 'Officers of the offices that handle the case.' },
  },
  visit: {
    name: { id: 'Kunjungan ke berkas', en: 'Visits to the file' },
    holds: {
      id: 'Sidik dari kuki kunjungan selama satu jam.',
      en: 'A fingerprint of the cookie of a visit of one hour.',
    },
    whose: ['accused'],
    basis: 'interest',
    purpose: { id: 'Berkas hanya terbuka bagi pemegang kode.', en: 'The file opens to who holds the code only.' },
    retention: 'visit',
    seenBy: { id: 'Tidak seorang pun.', en: 'Nobody.' },
  },
  'accused-answer': {
    name: { id: 'Jawaban terlapor', en: 'Answers of the accused' },
    holds: { id: 'Kata-kata terlapor dalam jawabannya.', en: 'The words of the accused.' },
    whose: ['accused'],
    basis: 'task',
    purpose: { id: 'Dipertimbangkan dalam kajian dan keputusan.', en: 'To be weighed in study and decision.' },
    retention: 'case',
    seenBy: {
      id: 'Petugas kantor yang menangani sejak jawaban itu masuk.',
      en: 'Officers of offices that handle the case from then on.',
    },
  },
  'case-writing': {
    name: { id: 'Tulisan petugas', en: 'What officers wrote' },
    holds: {
      id: 'Ringkasan, kajian, alasan, keputusan, dan pemberitahuan dalam perkara.',
      en: 'Summaries, studies, reasons, decisions and notices of a case.',
    },
    whose: ['accused', 'staff'],
    basis: 'task',
    purpose: { id: 'Dasar keputusan yang dapat diperiksa.', en: 'Grounds of a decision that can be checked.' },
    retention: 'case',
    seenBy: {
      id: 'Kantor yang menangani, sampai langkah yang boleh dibacanya.',
      en: 'Offices that handle the case, up to the step they may read.',
    },
  },
  'case-trail': {
    name: { id: 'Jejak perkara', en: 'Trail of a case' },
    holds: {
      id: 'Nomor, langkah, tanggal, kantor, petugas yang melakukan, batas waktu, dan segel.',
      en: 'Number, steps, days, offices, who of the staff did it, limits and seals.',
    },
    whose: ['staff'],
    basis: 'task',
    purpose: { id: 'Tidak ada perkara yang hilang atau diubah diam-diam.', en: 'No case is lost or silently changed.' },
    retention: 'trail',
    seenBy: { id: 'Kantor yang menangani atau pernah menangani.', en: 'Offices that handle or handled the case.' },
  },
  'staff-account': {
    name: { id: 'Akun', en: 'Accounts' },
    holds: {
      id: 'Nama, alamat surel kerja, sandi (sidik), faktor kedua, kunci sandi, dan tugas di kantor mana.',
      en: 'Name, work e-mail, password (fingerprint), second factor, passkeys, and which duty at which office.',
    },
    whose: ['staff', 'civil-servant'],
    basis: 'task',
    purpose: {
      id: 'Hanya orang yang bertugas dapat masuk, dan setiap tindakan punya pelaku.',
      en: 'Only people on duty come in, and every act has somebody who did it.',
    },
    retention: 'account',
    seenBy: { id: 'Pengelola sistem; rekan sekantor melihat nama.', en: 'Administrators; colleagues see the name.' },
  },
  session: {
    name: { id: 'Sesi masuk', en: 'Sessions' },
    holds: {
      id: 'Kapan masuk, dengan cara apa, jenis peramban dalam dua kata. Alamat internet tidak disimpan.',
      en: 'When and how somebody signed in, the kind of browser in two words. Internet addresses are not kept.',
    },
    whose: ['staff', 'civil-servant'],
    basis: 'interest',
    purpose: { id: 'Keamanan akun.', en: 'Security of the account.' },
    retention: 'session',
    seenBy: {
      id: 'Orangnya sendiri; pengelola sistem saat mengakhiri sesi.',
      en: 'The person; administrators when they end a session.',
    },
  },
  'short-code': {
    name: { id: 'Kode sekali pakai', en: 'One-time codes' },
    holds: { id: 'Nilai sementara saat masuk.', en: 'Values that live while somebody signs in.' },
    whose: ['staff', 'civil-servant'],
    basis: 'interest',
    purpose: { id: 'Keamanan akun.', en: 'Security of the account.' },
    retention: 'short-code',
    seenBy: { id: 'Tidak seorang pun.', en: 'Nobody.' },
  },
  invitation: {
    name: { id: 'Undangan', en: 'Invitations' },
    holds: {
      id: 'Nama dan surel orang yang diundang, tugasnya, siapa yang mengundang.',
      en: 'Name and e-mail of who is invited, the duty, who invited.',
    },
    whose: ['staff'],
    basis: 'task',
    purpose: { id: 'Membuat akun.', en: 'To make an account.' },
    retention: 'invitation',
    seenBy: { id: 'Pengelola sistem.', en: 'Administrators.' },
  },
  audit: {
    name: { id: 'Jejak pembacaan', en: 'Trace of reading' },
    holds: {
      id: 'Petugas mana membuka atau mengubah apa, kapan; alasan membuka identitas.',
      en: 'Which officer opened or changed what, when; the reason for opening an identity.',
    },
    whose: ['staff'],
    basis: 'duty',
    purpose: { id: 'Penyalahgunaan dapat ditemukan.', en: 'Abuse can be found.' },
    retention: 'audit',
    seenBy: { id: 'Kantor yang menangani perkara; orangnya sendiri.', en: 'Offices that handle the case; the person.' },
  },
  pledge: {
    name: { id: 'Ikrar', en: 'Pledges' },
    holds: {
      id: 'Siapa berikrar untuk pemilihan mana, dan nomor sertifikat; kode sekali pakai sebagai hash berkunci; alasan yang menolak, terkunci.',
      en: 'Who pledged for which election, and the number of the certificate; one-time codes as keyed hashes; reasons of those who decline, locked.',
    },
    whose: ['civil-servant'],
    basis: 'consent',
    purpose: {
      id: 'Memberi sertifikat dan menghitung cakupan tanpa menyebut siapa yang belum.',
      en: 'To give a certificate and count coverage without naming who has not signed.',
    },
    retention: 'pledge',
    seenBy: {
      id: 'Orangnya sendiri; siapa pun yang ditunjukkan sertifikatnya. Atasan tidak mendapat daftar.',
      en: 'The person; whoever is shown the certificate. Superiors get no list.',
    },
  },
  lesson: {
    name: { id: 'Pelajaran', en: 'Lessons' },
    holds: {
      id: 'Jawaban seorang yang punya akun pada pelajaran dan tes ulangnya, dan kapan selesai. Pengunjung tanpa akun tidak meninggalkan apa pun.',
      en: 'What a person with an account answered in lessons and re-tests, and when they were finished. Visitors without an account leave nothing.',
    },
    whose: ['civil-servant'],
    basis: 'consent',
    purpose: {
      id: 'Melanjutkan pelajaran, mengingatkan tes ulang, dan menghitung cakupan tanpa menyebut orang.',
      en: 'To go on with a lesson, to say when a re-test is due, and to count coverage without naming anybody.',
    },
    retention: 'lesson',
    seenBy: {
      id: 'Orangnya sendiri, yang dapat menghapusnya. Kantor melihat persentase kelompok 20 orang atau lebih.',
      en: 'The person, who can erase it. Offices see percentages of groups of 20 people and more.',
    },
  },
  advice: {
    name: { id: 'Pertanyaan kepada kantor', en: 'Questions to offices' },
    holds: {
      id: 'Pertanyaan tentang rencana sendiri dan jawabannya, tersegel untuk kantor dan untuk kode penanya; hari diterima dan dijawab. Tanpa nama, akun, atau alamat.',
      en: 'A question about one’s own plans and its answer, sealed to the office and to the code of whoever asked; the days of both. No name, account or address.',
    },
    whose: ['civil-servant'],
    basis: 'consent',
    purpose: {
      id: 'Menjawab sebelum ada pelanggaran. Tidak dipakai untuk perkara apa pun.',
      en: 'To answer before anything is breached. It serves no case.',
    },
    retention: 'advice',
    seenBy: {
      id: 'Orang yang memegang kodenya; petugas kantor yang dipilihnya.',
      en: 'Whoever holds the code; officers of the office that was chosen.',
    },
  },
  accountability: {
    name: { id: 'Pertanggungjawaban instansi', en: 'Accountability of institutions' },
    holds: {
      id: 'Nama pemegang jabatan publik (PPK, sekretaris daerah, inspektur) dengan tanggal dan keputusannya; tanggapan dan penilaian mandiri instansi; jawaban umum kantor; siapa petugas yang menulis dan menyetujuinya.',
      en: 'Names of holders of public posts (personnel authority, regional secretary, inspector) with dates and decrees; replies and self-assessments of institutions; general answers of offices; which officers wrote and approved them.',
    },
    whose: ['staff', 'civil-servant'],
    basis: 'task',
    purpose: {
      id: 'Publik tahu jabatan mana yang bertanggung jawab atas netralitas.',
      en: 'The public knows which posts answer for neutrality.',
    },
    retention: 'account',
    seenBy: {
      id: 'Pemegang jabatan, tanggapan, dan jawaban umum: siapa pun. Penilaian mandiri: inspektorat dan PPK instansi. Siapa penulisnya: kantornya sendiri.',
      en: 'Holders of posts, replies and general answers: anybody. Self-assessments: inspectorate and personnel authority. Who wrote them: their own office.',
    },
  },
  media: {
    name: { id: 'Berita', en: 'News' },
    holds: {
      id: 'Teks berita yang sudah terbit dan yang dibaca mesin darinya, termasuk nama pejabat yang dikutip.',
      en: 'Published news and what was read out of it, names of quoted officials included.',
    },
    whose: ['staff', 'civil-servant'],
    basis: 'task',
    purpose: { id: 'Petunjuk untuk dinilai manusia.', en: 'Leads for people to judge.' },
    retention: 'media',
    seenBy: { id: 'Meja media dan petugas pengawas.', en: 'The media desk and officers.' },
  },
  facility: {
    name: { id: 'Fasilitas dan akses setara', en: 'Facilities and equal access' },
    holds: {
      id: 'Fasilitas instansi, permintaan dan jawabannya, siapa yang mencatat; nama pemohon, calon, dan tim tersimpan terkunci.',
      en: 'Facilities of institutions, requests and answers, who recorded them; names of askers, candidates and teams are kept locked.',
    },
    whose: ['staff', 'civil-servant'],
    basis: 'task',
    purpose: {
      id: 'Melayani semua pihak dalam pemilihan dengan setara, dan menunjukkannya.',
      en: 'To serve all sides in an election alike, and to show it.',
    },
    retention: 'trail',
    seenBy: {
      id: 'Pengelola fasilitas dan inspektorat instansi, pengawas wilayahnya. Umum: hitungan tiap pihak, tanpa nama orang.',
      en: 'Managers and inspectorate of the institution, supervisors of the place. The public: counts by side, no names of people.',
    },
  },
  prevention: {
    name: { id: 'Catatan pencegahan', en: 'Prevention log' },
    holds: {
      id: 'Kegiatan pencegahan, komitmen rapat, tindak lanjut, dan foto tanpa tempat dan waktu, terkunci; jumlah hadir dan jabatan penanda tangan tanpa nama; siapa yang mencatat.',
      en: 'Prevention work, commitments of meetings, follow-up, and photos without place and time, locked; attendance as counts and posts of signatories without names; who recorded it.',
    },
    whose: ['staff', 'civil-servant'],
    basis: 'task',
    purpose: {
      id: 'Mencegah pelanggaran, dan menunjukkan apakah janji rapat ditepati.',
      en: 'To prevent breaches, and to show whether promises of meetings are kept.',
    },
    retention: 'trail',
    seenBy: {
      id: 'Kantor yang mencatat, kantor yang berjanji, inspektorat instansi, dan atasan pengawas. Umum: jumlah saja.',
      en: 'The office that recorded it, the office that promised, the inspectorate, and supervisors above. The public: totals only.',
    },
  },
  party: {
    name: { id: 'Partai dan calon', en: 'Parties and candidates' },
    holds: {
      id: 'Nama resmi peserta pemilihan, pemberitahuan dan kapan diterima; nama dan surel narahubung tersimpan terkunci; siapa yang mencatat dan mengirim.',
      en: 'Official names of participants, notices and when they were acknowledged; name and e-mail of contacts are kept locked; who entered and sent.',
    },
    whose: ['party', 'staff'],
    basis: 'task',
    purpose: {
      id: 'Memberi tahu larangan melibatkan ASN, dan menunjukkan siapa yang sudah menerimanya.',
      en: 'To tell of the ban on involving civil servants, and to show who acknowledged it.',
    },
    retention: 'party',
    seenBy: {
      id: 'Petugas dan atasan pengawas; narahubung hanya administrator. Umum: nama resmi dan waktu penerimaan.',
      en: 'Officers and overseers of supervisors; contacts administrators alone. The public: official names and times of acknowledgement.',
    },
  },
  'campaign-team': {
    name: { id: 'Tim kampanye', en: 'Campaign teams' },
    holds: {
      id: 'Nama dan jabatan dalam tim kampanye, terkunci; sidik nama dan nomor untuk pemeriksaan kepentingan.',
      en: 'Name and post in a campaign team, locked; hashes of name and number for the check of interests.',
    },
    whose: ['party'],
    basis: 'task',
    purpose: {
      id: 'Bertanya apakah penangan perkara atau pejabat pembina kepegawaian punya kepentingan.',
      en: 'To ask whether whoever handles a case, or a personnel authority, has an interest in it.',
    },
    retention: 'party',
    seenBy: {
      id: 'Petugas dan atasan pengawas, hanya yang namanya mirip; administrator mengimpor.',
      en: 'Officers and overseers of supervisors, only those whose names are alike; administrators import.',
    },
  },
  roster: {
    name: { id: 'Daftar pegawai', en: 'Roster of civil servants' },
    holds: {
      id: 'Nama, NIP atau NI PPPK, surel, dan telepon, terkunci; sidik nomor; instansi, unit, jenis, dan tugas. Baris yang salah: nomor baris, sebab, dan nilai yang disamarkan.',
      en: 'Name, NIP or NI PPPK, e-mail and telephone, locked; a hash of the number; institution, unit, kind and duty. Rows with errors: row, reason and a masked value.',
    },
    whose: ['civil-servant'],
    basis: 'task',
    purpose: {
      id: 'Mengantar kode ikrar kepada orangnya sendiri dan menghitung cakupan.',
      en: 'To bring the code for the pledge to the person, and to count coverage.',
    },
    retention: 'roster',
    seenBy: {
      id: 'Tidak seorang pun sebagai daftar. Pengelola sistem dan inspektorat melihat jumlah saja.',
      en: 'Nobody, as a list. Administrators and inspectorates see numbers only.',
    },
  },
  import: {
    name: { id: 'Berkas data yang dibawa masuk', en: 'Files of data brought in' },
    holds: {
      id: 'Data hukum (hari libur, pemilihan, batas waktu) dan siapa yang memasukkannya.',
      en: 'Data of the law (holidays, elections, limits) and who brought it in.',
    },
    whose: ['staff'],
    basis: 'task',
    purpose: { id: 'Memperbarui aturan dengan jejak.', en: 'To bring the rules up to date with a trace.' },
    retention: 'import',
    seenBy: { id: 'Pengelola sistem.', en: 'Administrators.' },
  },
  program: {
    name: { id: 'Sambungan program', en: 'Connections of programs' },
    holds: {
      id: 'Token, alamat penerima, dan catatan pengiriman: nomor dan jenis, tanpa nama.',
      en: 'Tokens, receiving addresses and the log of deliveries: numbers and kinds, no names.',
    },
    whose: ['staff'],
    basis: 'task',
    purpose: { id: 'Sistem kantor lain dapat bekerja dengan Netra.', en: 'Systems of offices can work with Netra.' },
    retention: 'program',
    seenBy: { id: 'Pengelola sistem dan kantor pemilik token.', en: 'Administrators and the office of the token.' },
  },
  mail: {
    name: { id: 'Surel', en: 'Mail' },
    holds: {
      id: 'Kepada akun mana, pemberitahuan jenis apa. Tanpa nama, nomor, atau cerita.',
      en: 'To which account, which kind of notice. No names, numbers or stories.',
    },
    whose: ['staff'],
    basis: 'task',
    purpose: { id: 'Petugas tahu ada pekerjaan.', en: 'Officers know that work waits.' },
    retention: 'mail',
    seenBy: { id: 'Pengelola sistem.', en: 'Administrators.' },
  },
  request: {
    name: { id: 'Permintaan tentang data pribadi', en: 'Requests about personal data' },
    holds: { id: 'Apa yang diminta, dan jawabannya.', en: 'What was asked, and the answer.' },
    whose: ['reporter', 'accused', 'staff', 'civil-servant'],
    basis: 'duty',
    purpose: { id: 'Memenuhi hak Anda.', en: 'To fulfil your rights.' },
    retention: 'request',
    seenBy: {
      id: 'Anda; pengelola sistem untuk akun, kantor yang menangani untuk perkara, kantor penerima untuk laporan.',
      en: 'Yourself; administrators for accounts, the office that handles for a case, the receiving office for a report.',
    },
  },
  incident: {
    name: { id: 'Insiden', en: 'Incidents' },
    holds: {
      id: 'Apa yang terjadi pada data, berapa orang, apa yang dilakukan. Tanpa isi perkara.',
      en: 'What happened to data, how many people, what was done. Nothing of cases.',
    },
    whose: ['staff'],
    basis: 'duty',
    purpose: { id: 'Memberi tahu paling lambat 3 × 24 jam.', en: 'To tell within 3 × 24 hours.' },
    retention: 'incident',
    seenBy: { id: 'Pengelola sistem.', en: 'Administrators.' },
  },
  system: {
    name: { id: 'Data sistem', en: 'Data of the system' },
    holds: {
      id: 'Wilayah, kantor, aturan, pengaturan, angka, dan log publik: tanpa orang.',
      en: 'Places, offices, rules, settings, figures and the public log: no people.',
    },
    whose: ['nobody'],
    basis: null,
    purpose: { id: 'Menjalankan layanan.', en: 'To run the service.' },
    retention: 'system',
    seenBy: { id: 'Sebagian besar terbuka bagi siapa pun.', en: 'Mostly open to anybody.' },
  },
  jobs: {
    name: { id: 'Pekerjaan tertunda', en: 'Work that waits' },
    holds: {
      id: 'Nomor baris yang harus dikerjakan; tanpa nama atau teks.',
      en: 'Numbers of rows to be worked on; no names or texts.',
    },
    whose: ['nobody'],
    basis: null,
    purpose: { id: 'Menjalankan layanan.', en: 'To run the service.' },
    retention: 'jobs',
    seenBy: { id: 'Pengelola sistem.', en: 'Administrators.' },
  },
} as const satisfies Readonly<Record<string, DataKind>>;

export type KindId = keyof typeof kinds;
