/** Guides for the offices that work on cases: the supervisor, the task force, BKN, and the personnel authority. */
import type { Guide, GuidePlace, GuideTrouble } from './guide-types.ts';

const queue: GuidePlace = { path: '/antrean', label: 'Antrean' };
const handovers: GuidePlace = { path: '/serah-terima', label: 'Serah terima' };

const faster: GuideTrouble = {
  what: '“Perkara sudah berubah”.',
  help: 'Rekan Anda lebih dulu. Isian Anda belum tersimpan, tetapi masih tampil: salin, lalu tekan “Buka perkara”.',
};
const notThere: GuideTrouble = {
  what: 'Perkara tidak ditemukan.',
  help: 'Perkara itu bukan untuk kantor Anda, atau sudah Anda serahkan. Lihat Serah terima, bagian “Keluar”.',
};
const lostPhone: GuideTrouble = {
  what: 'Ponsel untuk kode hilang.',
  help: 'Tekan “Pakai kode pemulihan”. Kalau semuanya hilang, dua pengelola bersama-sama dapat memulihkan akun Anda.',
};
const late: GuideTrouble = {
  what: 'Batas waktu lewat.',
  help: 'Perkara tetap dapat dikerjakan. Catat alasannya; bahwa lewat batas tetap terlihat.',
};

const natures =
  'Setiap batas menyebut sifatnya: “batas hukum”, “batas menurut praktik”, atau “target layanan”, dengan dasar dan keyakinan sumbernya.';
const sessions = 'Sesi masuk berakhir setelah 8 jam tidak dipakai, paling lama 12 jam.';
const askAdmin = 'Akun dan tugas: pengelola kantor Anda.';
const askLaw = 'Arti suatu aturan: buka kutipannya di halaman perkara; teks dan sumbernya ada di Hukum.';
const noReporter = 'Cerita, identitas, dan berkas asli pelapor tidak ikut diserahkan. Jangan menebak siapa pelapornya.';
const noAdmin = 'Pengelola sistem tidak melihat perkara.';
const looks = 'Setiap kali Anda membuka perkara, itu dicatat dan terlihat di “Siapa yang melihat”.';

export const supervisorGuide: Guide = {
  id: 'pengawas-bawaslu',
  title: 'Panduan untuk pengawas Bawaslu',
  short: {
    id: 'Anda menerima laporan, mengkaji, dan menyerahkan perkara; atau menyupervisi.',
    en: 'You receive reports, study and submit cases; or oversee those who do.',
  },
  forWhom:
    'Untuk petugas penanganan pelanggaran di Bawaslu, Panwaslu kecamatan, dan kantor pengawas lain. Untuk supervisi juga: Anda melihat perkara kantor di wilayah Anda, tanpa bertindak.',
  first: [
    'Antrean: perkara diurutkan menurut batas waktu terdekat. Merah berarti lewat batas.',
    'Di halaman perkara, kotak batas waktu memuat tindakan berikutnya. Yang ditemukan rulebook adalah saran; Anda yang menilai.',
  ],
  tasks: [
    {
      title: 'Meneliti laporan (kajian awal)',
      at: queue,
      steps: [
        'Buka perkara. Baca “Cerita pelapor” dan “Bukti”. Keduanya tersegel untuk kantor Anda.',
        'Tekan “Lengkapi fakta”. Tulis ringkasan dengan kata Anda sendiri: ringkasan ikut diserahkan.',
        'Perlu nama pelapor? Tulis alasannya, lalu tekan “Buka identitas”. Alasan dan nama Anda dicatat.',
      ],
    },
    {
      title: 'Meregistrasi, atau menjadikan temuan',
      steps: [
        'Syarat formal dan materiel lengkap: tekan “Registrasi laporan”.',
        'Belum lengkap: tekan “Simpan sebagai informasi awal”. Tidak ada yang hilang.',
        'Informasi awal yang Anda telusuri sendiri: tekan “Jadikan temuan”.',
      ],
    },
    {
      title: 'Memberi tahu terlapor',
      steps: [
        'Di halaman perkara, buka “Pemberitahuan dan jawaban”, lalu “Terbitkan pemberitahuan”.',
        'Tulis dugaan dengan kalimat sendiri. Tekan “Lihat dulu” dan periksa: apakah pelapor dapat ditebak?',
        'Tekan “Terbitkan dan buat kode”, lalu “Unduh surat (PDF)”. Serahkan sendiri. Kode hanya tampil sekali.',
      ],
    },
    {
      title: 'Mengkaji dan mencatat pleno',
      steps: [
        'Tekan “Catat kajian”. Draf disusun dari fakta dan aturan; ubah seperlunya.',
        'Perlu keterangan tambahan? “Perpanjang penanganan” dapat dipakai satu kali.',
        'Tekan “Catat hasil pleno” dan pilih: “Diduga terbukti: teruskan ke satgas” atau “Tidak terbukti: hentikan”.',
      ],
    },
    {
      title: 'Menyerahkan dan menguatkan kajian',
      at: handovers,
      steps: [
        'Tekan “Serahkan ke satgas”. Anda melihat kapan terkirim, dibuka, dan diterima, untuk seterusnya.',
        'Setelah satgas memverifikasi, perkara kembali: tekan “Kuatkan kajian” untuk meneruskannya ke BKN.',
      ],
    },
  ],
  troubles: [
    faster,
    late,
    {
      what: 'Seorang terlapor ternyata bukan ASN.',
      help: 'Tekan “Teruskan ke yang berwenang” dan centang orangnya. Ia mendapat perkara sendiri yang diteruskan; terlapor lain tetap di sini.',
    },
    {
      what: '“Enam kata ini sama dengan kata-kata pelapor”.',
      help: 'Netra menolak supaya pelapor tidak dikenali. Tulis dengan kalimat lain.',
    },
    notThere,
    lostPhone,
  ],
  unseen: [
    'Kantor lain tidak dapat membuka cerita, identitas, dan berkas pelapor: tersegel untuk kantor penerima.',
    'Sesudah diserahkan Anda melihat status, bukan isi pekerjaan penerima.',
    noAdmin,
    looks,
  ],
  limits: [
    'Kajian awal 2 hari. Penanganan menurut Pilkada 3 hari kalender, dengan perpanjangan 5 hari sejak registrasi; menurut Pemilu 7 dan 14 hari kerja. Yang berlaku adalah tanggal di halaman perkara.',
    natures,
    'Informasi awal tidak punya batas hukum.',
    sessions,
  ],
  ask: [
    'Permintaan data pelapor dijawab kantor penerima dalam 3 × 24 jam; yang menunggu muncul di “Permintaan data”.',
    askLaw,
    askAdmin,
  ],
  pictures: [
    { file: 'queue-1280-light.png', alt: 'Antrean pengawas, yang paling dekat batas waktunya di atas' },
    { file: 'case-1280-light.png', alt: 'Halaman perkara dengan batas waktu dan tindakan' },
    { file: 'guide-accused-notice-1280-light.png', alt: 'Halaman pemberitahuan kepada terlapor' },
  ],
};

export const taskForceGuide: Guide = {
  id: 'satgas',
  title: 'Panduan untuk verifikator satgas',
  short: {
    id: 'Anda memverifikasi perkara yang diserahkan pengawas.',
    en: 'You verify cases that supervisors submitted.',
  },
  forWhom: 'Untuk petugas Satuan Tugas (satgas) Netralitas ASN yang memeriksa kelengkapan perkara.',
  first: ['Antrean: perkara yang menunggu verifikasi, yang paling dekat batas waktunya lebih dulu.'],
  tasks: [
    {
      title: 'Menemukan yang baru masuk',
      at: handovers,
      steps: ['Buka Serah terima, pilih “Masuk”. Penyerahan yang belum diterima menunggu Anda.'],
    },
    {
      title: 'Menerima',
      steps: [
        'Buka perkara, lalu tekan “Terima serah terima”. Pengirim melihat bahwa Anda menerimanya.',
        'Sesudah diterima, perkara tidak dapat dikembalikan.',
      ],
    },
    {
      title: 'Mengembalikan untuk dilengkapi',
      steps: ['Tekan “Kembalikan”. Tulis apa yang perlu dilengkapi. Perkara kembali ke pengirim dengan alasan Anda.'],
    },
    {
      title: 'Memverifikasi',
      steps: [
        'Bandingkan ringkasan, fakta, kajian, dan “Yang ditemukan rulebook”.',
        'Tekan “Beri suara” dan tulis pertimbangan lembaga Anda. Pendapat yang berbeda tersimpan dan tetap terbaca.',
        'Sesudah semua lembaga bersuara, tekan “Catat verifikasi” atau “Putuskan tidak memenuhi”, menurut suara terbanyak. Suara sama banyak belum memutus apa pun.',
        'Sesudah diverifikasi, perkara kembali ke Bawaslu untuk dikuatkan kajiannya.',
      ],
    },
    {
      title: 'Melihat yang sudah selesai di Anda',
      at: handovers,
      steps: ['Buka Serah terima. Statusnya tetap terlihat untuk seterusnya.'],
    },
  ],
  troubles: [faster, late, notThere, lostPhone],
  unseen: [noReporter, 'Sesudah perkara meninggalkan satgas, isi langkah berikutnya tidak tampil.', noAdmin, looks],
  limits: ['Verifikasi 7 hari kalender menurut praktik. Tanggalnya ada di halaman perkara.', natures, sessions],
  ask: ['Isi perkara: kantor pengirim, yang namanya ada di serah terima.', askLaw, askAdmin],
  pictures: [{ file: 'guide-handovers-1280-light.png', alt: 'Serah terima yang masuk ke satgas' }],
};

export const bknGuide: Guide = {
  id: 'bkn',
  title: 'Panduan untuk petugas BKN',
  short: {
    id: 'Anda menyampaikan rekomendasi kepada Pejabat Pembina Kepegawaian (PPK).',
    en: 'You convey recommendations to the personnel authority (PPK).',
  },
  forWhom:
    'Untuk petugas Badan Kepegawaian Negara (BKN) yang menerima perkara dari Bawaslu dan menyampaikannya ke PPK.',
  first: ['Antrean: perkara yang menunggu penyampaian, yang paling dekat batas waktunya lebih dulu.'],
  tasks: [
    {
      title: 'Menerima perkara',
      at: queue,
      steps: ['Buka perkara, lalu tekan “Terima serah terima”.'],
    },
    {
      title: 'Membaca yang ditemukan',
      steps: [
        'Baca ringkasan, kajian, dan “Yang ditemukan rulebook” dengan kemungkinan sanksinya.',
        'Kalau sumber berbeda pendapat, keduanya tampil. Anda yang menilai.',
      ],
    },
    {
      title: 'Menyampaikan ke PPK',
      steps: [
        'Tekan “Sampaikan ke PPK”. Pilih “Kantor penerima” dari daftar.',
        'Beberapa terlapor? Formulir yang sama menanyakan PPK untuk setiap orang; masing-masing mendapat perkara dan batas waktu sendiri.',
        'Tulis isi rekomendasi, lalu “Simpan”. Batas waktu PPK mulai berjalan saat tersampaikan.',
      ],
    },
    {
      title: 'Mengembalikan',
      steps: ['Belum lengkap dan belum Anda terima? Tekan “Kembalikan” dan tulis apa yang perlu dilengkapi.'],
    },
    {
      title: 'Mengikuti keputusan, dan PPK yang diam',
      at: { path: '/serah-terima', label: 'Serah terima' },
      steps: [
        'Pilih “Keluar”: kapan terkirim, dibuka, diterima, dan ditindaklanjuti PPK.',
        'Sesudah batas waktu PPK lewat: “Kirim pengingat”, lalu “Tegur”, lalu “Usulkan blokir data”.',
        'Orang lain di kantor Anda yang menekan “Tetapkan blokir”. Sesudah ada bukti tindak lanjut, tekan “Buka blokir”.',
        'PPK punya kepentingan? Tekan “Tandai benturan kepentingan PPK”; perkara dapat dialihkan ke tingkat di atasnya.',
        'Anda melihat bahwa sudah diputus, bukan isi keputusannya.',
      ],
    },
  ],
  troubles: [
    {
      what: '“Tidak ada kantor yang dapat menerima perkara ini”.',
      help: 'PPK untuk wilayah itu belum ada di Netra. Minta pengelola sistem menambahkan kantornya.',
    },
    faster,
    late,
    notThere,
    lostPhone,
  ],
  unseen: [noReporter, 'Isi keputusan PPK tidak tampil untuk Anda.', noAdmin, looks],
  limits: [
    'Penyampaian 5 hari kerja adalah target layanan, bukan batas hukum. Tanggalnya ada di halaman perkara.',
    natures,
    sessions,
  ],
  ask: ['Isi perkara: kantor pengawas yang mengirim.', askLaw, askAdmin],
  pictures: [{ file: 'guide-bkn-1280-light.png', alt: 'Perkara di BKN dengan batas waktu dan tindakan' }],
};

export const authorityGuide: Guide = {
  id: 'ppk',
  title: 'Panduan untuk Pejabat Pembina Kepegawaian (PPK)',
  short: {
    id: 'Anda mencatat keputusan atas rekomendasi.',
    en: 'You record decisions on recommendations.',
  },
  forWhom: 'Untuk Pejabat Pembina Kepegawaian (PPK) dan petugas yang mencatat keputusan atas namanya.',
  first: ['Antrean: rekomendasi yang menunggu keputusan, yang paling dekat batas waktunya lebih dulu.'],
  tasks: [
    {
      title: 'Menerima rekomendasi',
      at: queue,
      steps: ['Buka perkara, lalu tekan “Terima serah terima”. BKN melihat bahwa Anda menerimanya.'],
    },
    {
      title: 'Memeriksa terlapor',
      steps: [
        'Tekan “Buka pemeriksaan”. “Langkah kepegawaian” di halaman perkara menyebut langkah berikutnya menurut PP 94/2021 atau PP 42/2004.',
        'Catat panggilan, pemeriksaan, atau sidang majelis dengan tombolnya. Pemeriksaannya sendiri berjalan di kantor Anda.',
        'Jawaban terlapor, bila ada, terbaca di “Pemberitahuan dan jawaban”.',
      ],
    },
    {
      title: 'Mencatat keputusan',
      steps: [
        'Sesudah keputusan ditetapkan, tekan “Catat keputusan”.',
        'Pilih “Menjatuhkan sanksi”, “Terbukti, tidak menjatuhkan sanksi”, atau “Tidak terbukti: tuduhan kedaluwarsa dari setiap daftar yang menyebut orang”. Pilihan sanksi mengikuti tingkatnya.',
        'Pilih “Keputusan yang terbit di sini”, atau isi SHA-256 berkasnya bila dibuat di tempat lain. Isi nomor, tanggal, dan pertimbangan, lalu “Simpan”. Tanpa sanksi, perkara selesai.',
        'Dengan sanksi: “Catat penyampaian keputusan”, lalu keberatan atau banding bila ada, lalu “Catat keputusan berlaku”.',
      ],
    },
    {
      title: 'Memberi tahu terlapor lagi',
      steps: [
        'Di “Pemberitahuan dan jawaban”, tekan “Terbitkan pemberitahuan” atau “Terbitkan lagi dengan kode baru”.',
        'Unduh suratnya dan serahkan sendiri. Kode hanya tampil sekali.',
      ],
    },
    {
      title: 'Mencari perkara menurut nama',
      at: queue,
      steps: [
        'Buka “Cari menurut nama terlapor”. Ejaan lama dan gelar tidak masalah.',
        'Bahwa Anda mencari, dicatat. Hasil “mirip” harus diperiksa.',
      ],
    },
  ],
  troubles: [
    {
      what: 'Perkara yang sampai di kantor Anda memuat beberapa terlapor.',
      help: 'Keputusan adalah milik satu orang. Tekan “Pisahkan terlapor”, lalu catat keputusan di perkara masing-masing.',
    },
    {
      what: 'Tanggal keputusan ditolak.',
      help: 'Tanggal belum tiba, atau tidak ada di kalender. Tulis tanggal yang tertera di surat keputusan.',
    },
    faster,
    late,
    notThere,
    lostPhone,
  ],
  unseen: [
    noReporter,
    'Isi keputusan dan pertimbangan Anda tidak tampil bagi BKN, satgas, dan pelapor: mereka melihat bahwa sudah diputus.',
    'Terlapor melihat keputusan tentang dirinya.',
    noAdmin,
    looks,
  ],
  limits: [
    'Batas keputusan tampil di halaman perkara. Surat dan alur yang diumumkan tidak selalu hukum: lihat sifat batasnya.',
    'Panggilan pemeriksaan (PP 94/2021): sediakan 7 hari kerja penuh di antara surat dan pemeriksaan. Teks dan praktik dibaca berbeda; tepat tujuh memenuhi keduanya.',
    natures,
    sessions,
  ],
  ask: ['Isi rekomendasi: BKN, yang namanya ada di serah terima.', askLaw, askAdmin],
  pictures: [{ file: 'guide-decision-1280-light.png', alt: 'Formulir Catat keputusan' }],
};
