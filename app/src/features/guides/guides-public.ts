/** Guides for people without an office: who reports, who was told by a letter, and civil servants. */
import type { Guide } from './guide-types.ts';

export const reporterGuide: Guide = {
  id: 'pelapor',
  title: 'Panduan untuk pelapor',
  short: {
    id: 'Anda melihat dugaan pelanggaran netralitas dan ingin menyampaikannya.',
    en: 'You saw an alleged breach of neutrality and want to tell it.',
  },
  forWhom:
    'Untuk siapa pun yang melihat aparatur sipil negara (ASN) memihak dalam pemilihan. Anda tidak perlu akun, surel, atau kartu identitas.',
  first: [
    'Halaman Lapor menjelaskan apa yang terjadi, apa yang perlu Anda tahu, dan apa yang tidak diminta.',
    'Sesudah itu satu pertanyaan untuk setiap halaman. Sekitar 5 menit, dari ponsel apa pun.',
  ],
  tasks: [
    {
      title: 'Melapor',
      at: { path: '/lapor', label: 'Lapor' },
      steps: [
        'Pakai ponsel dan jaringan Anda sendiri, bukan milik kantor.',
        'Tekan “Mulai”. Jawab tiap pertanyaan, lalu tekan “Lanjut”. Untuk mundur, tekan “Kembali” di halaman itu.',
        'Di halaman “Periksa jawaban Anda”, perbaiki yang keliru dengan “Ubah”.',
        'Tekan “Kirim”. Setelah itu jawaban tidak dapat diubah.',
        'Catat nomor tanda terima di kertas. Nomor itu hanya tampil sekali.',
      ],
    },
    {
      title: 'Memilih dengan nama atau tanpa nama',
      steps: [
        'Di pertanyaan terakhir pilih “Dengan nama, tersegel” atau “Tanpa nama”. Keduanya diterima.',
        'Dengan nama dan alamat, kiriman Anda dapat diregistrasi sebagai laporan, dan batas waktu hukum berjalan.',
        'Tanpa nama, kiriman menjadi informasi awal. Pengawas dapat menjadikannya temuan (temuan: hasil pengawasan sendiri).',
      ],
    },
    {
      title: 'Menambahkan foto atau dokumen',
      steps: [
        'Di halaman bukti, pilih berkas lalu tekan “Tambahkan berkas”. Foto (JPEG, PNG, WebP) atau PDF, sampai 25 MB, paling banyak 10.',
        'Lihat dulu gambarnya: sudut pengambilan atau nama di layar dapat menunjukkan siapa Anda.',
        'Salah pilih? Tekan “Hapus” di samping berkas itu.',
      ],
    },
    {
      title: 'Melihat langkah laporan',
      at: { path: '/status', label: 'Cek laporan' },
      steps: [
        'Tulis nomor tanda terima, lalu tekan “Lihat langkahnya”.',
        'Anda melihat kantor yang memegang, langkah yang sudah terjadi, dan batas waktu yang berjalan.',
      ],
    },
    {
      title: 'Memastikan laporan tidak diubah',
      at: { path: '/periksa', label: 'Periksa bukti' },
      steps: [
        'Di halaman langkah laporan, tekan “Simpan bukti segel”. Ini boleh, tidak wajib.',
        'Buka Periksa bukti dan pilih berkas itu. Pemeriksaan berjalan di perangkat Anda sendiri.',
      ],
    },
  ],
  troubles: [
    {
      what: 'Ada orang mendekat.',
      help: 'Tekan “Keluar cepat”, atau Esc dua kali. Situs cuaca terbuka.',
    },
    {
      what: 'Nomor tanda terima hilang.',
      help: 'Tidak ada yang dapat mencarinya, karena nomor itu tidak terikat pada nama Anda. Laporan tetap ditangani. Anda boleh melapor lagi.',
    },
    {
      what: '“Waktu pengisian sudah habis”.',
      help: 'Jawaban yang belum dikirim hanya dapat dibuka 12 jam. Tekan “Mulai lagi”.',
    },
    {
      what: 'Berkas ditolak.',
      help: 'Kirim tangkapan layarnya, kecilkan, atau kirim laporan tanpa berkas itu.',
    },
  ],
  unseen: [
    'Pengelola sistem tidak dapat membuka nama, cerita, atau berkas Anda.',
    'Nama dan cerita Anda tidak ikut diserahkan ke satgas, BKN, PPK, atau orang yang dilaporkan.',
    'Petugas kantor penerima dapat membuka nama hanya dengan menulis alasan, dan setiap pembukaan dicatat.',
    'Anda juga tidak melihat semuanya: isi keputusan dan nama petugas tidak tampil.',
  ],
  limits: [
    'Laporan: 7 hari sejak Anda tahu (Pilkada: hari kalender; Pemilu: hari kerja). Tanggal persisnya tampil di formulir.',
    'Lewat dari itu, kiriman dicatat sebagai informasi awal dan tetap dibaca.',
    'Berkas yang tidak jadi dikirim dihapus setelah 24 jam.',
  ],
  ask: [
    'Kantor Bawaslu terdekat. Anda tidak perlu menyebut nomor tanda terima kepada siapa pun.',
    'Tentang data Anda: buka Cek laporan, lalu “Data pribadi saya”.',
  ],
  pictures: [
    { file: 'report-320-light.png', alt: 'Halaman pertama formulir laporan di ponsel' },
    { file: 'receipt-320-light.png', alt: 'Nomor tanda terima sesudah laporan dikirim' },
    { file: 'status-320-dark.png', alt: 'Langkah laporan, dibuka dengan nomor tanda terima' },
  ],
};

export const accusedGuide: Guide = {
  id: 'terlapor',
  title: 'Panduan untuk terlapor',
  short: {
    id: 'Anda menerima surat pemberitahuan dan ingin membaca berkas Anda atau menjawab.',
    en: 'You received a letter and want to read your file or answer.',
  },
  forWhom:
    'Untuk orang yang menerima surat pemberitahuan dari pengawas atau dari Pejabat Pembina Kepegawaian (PPK). Surat itu bukan putusan. Dugaan belum tentu terbukti.',
  first: [
    'Satu kotak untuk kode dari surat Anda. Tanpa akun, tanpa kata sandi.',
    'Sesudah itu berkas Anda: apa yang diberitahukan, keadaan sekarang, langkah berikutnya, dan hak Anda.',
  ],
  tasks: [
    {
      title: 'Membuka berkas',
      at: { path: '/terlapor', label: 'Masuk dengan kode surat' },
      steps: [
        'Tulis kode dari surat: empat kelompok berisi empat huruf atau angka.',
        'Tekan “Buka berkas saya”.',
        'Selesai membaca? Tekan “Keluar dari berkas”.',
      ],
    },
    {
      title: 'Membaca apa yang diduga',
      steps: [
        'Lihat “Yang diberitahukan kepada Anda”: uraian, jenis perbuatan, dan aturan yang disebut.',
        'Lihat “Yang terjadi berikutnya”. Di sana tertulis siapa melakukan apa sesudah ini.',
      ],
    },
    {
      title: 'Menjawab',
      steps: [
        'Tekan “Tulis jawaban”. Menjawab adalah hak, bukan kewajiban.',
        'Unggah berkas lebih dulu, kalau ada, dengan “Unggah berkas”.',
        'Tulis jawaban, lalu tekan “Kirim jawaban”. Jawaban tidak dapat diubah, tetapi boleh ditambah.',
      ],
    },
    {
      title: 'Melihat keputusan dan upaya administratif',
      steps: [
        'Sesudah ada keputusan, lihat “Keputusan” dan “Upaya administratif” (keberatan atau banding administratif).',
        'Setiap upaya menyebut hari terakhirnya. Kalau ada dua hitungan, pakai tanggal yang lebih awal.',
      ],
    },
    {
      title: 'Meminta salinan atau perbaikan data Anda',
      steps: [
        'Di berkas Anda, tekan “Ajukan permintaan”.',
        'Pilih apa yang Anda minta, jelaskan, lalu tekan “Kirim permintaan”. Jawaban datang dengan alasan.',
      ],
    },
  ],
  troubles: [
    {
      what: 'Kode tidak diterima.',
      help: 'Periksa huruf demi huruf. Kode tidak memakai 0, O, 1, I, L, 5, S.',
    },
    {
      what: 'Kode hilang, habis masanya, atau diganti.',
      help: 'Hubungi kantor yang mengirim surat. Kantor itu menerbitkan kode baru, juga dengan surat.',
    },
    {
      what: 'Ada yang menelepon atau mengirim surel dan meminta kode.',
      help: 'Jangan berikan. Kode tidak pernah diminta atau dikirim lewat telepon atau surel.',
    },
    {
      what: 'Kunjungan Anda berakhir.',
      help: 'Kunjungan berlaku satu jam. Masukkan kode lagi. Tulisan yang belum dikirim tidak tersimpan.',
    },
  ],
  unseen: [
    'Anda tidak melihat siapa yang melapor, kata-katanya, dan berkasnya: hukum melindungi pelapor.',
    'Orang lain dalam perkara yang sama tidak melihat berkas Anda, dan Anda tidak melihat berkas mereka.',
    'Pengelola sistem tidak melihat perkara dan jawaban Anda.',
    'Log publik tidak memuat nama siapa pun.',
  ],
  limits: [
    'Batas yang berjalan tampil di “Batas waktu yang berjalan”, dengan kantor yang harus bertindak.',
    'Sampai kapan jawaban ditunggu tertulis dalam pemberitahuan, bila kantor menetapkannya.',
    'Permintaan tentang data dijawab dalam 3 × 24 jam.',
  ],
  ask: [
    'Kantor yang mengirim surat. Cara menghubunginya ada dalam surat dan di berkas Anda.',
    'Anda boleh didampingi orang yang Anda percaya saat membaca.',
  ],
  pictures: [{ file: 'guide-terlapor-320-light.png', alt: 'Kotak untuk kode dari surat, di ponsel' }],
};

export const civilServantGuide: Guide = {
  id: 'asn',
  title: 'Panduan untuk aparatur sipil negara (ASN)',
  short: {
    id: 'Anda ASN: ingin tahu apa yang boleh, atau menandatangani ikrar netralitas.',
    en: 'You are a civil servant: what is allowed, and the pledge of neutrality.',
  },
  forWhom: 'Untuk PNS dan PPPK. Bertanya tidak perlu akun. Menandatangani ikrar perlu akun dari instansi Anda.',
  first: [
    'Halaman “Bolehkah saya…?” menampilkan situasi sehari-hari: media sosial, acara, keluarga, kantor.',
    'Halaman Ikrar menampilkan isi ikrar dan pemilihan yang sedang berjalan.',
  ],
  tasks: [
    {
      title: 'Bertanya sebelum bertindak',
      at: { path: '/bolehkah', label: 'Bolehkah saya…?' },
      steps: [
        'Pilih yang ingin Anda lakukan, atau tulis dengan kata sendiri lalu tekan “Cari”. Jangan menulis nama orang.',
        'Jawab pertanyaan singkat. Hasilnya menyebut aturan, pasal, dan seberapa pasti sumbernya.',
        'Untuk hari lain, buka “Ubah hari atau pemilihan”.',
      ],
    },
    {
      title: 'Membaca aturannya sendiri',
      at: { path: '/hukum', label: 'Hukum' },
      steps: [
        'Cari dengan kata sehari-hari, atau buka daftar aturan.',
        'Kalau sumber berbeda pendapat, kedua pendapat ditampilkan.',
      ],
    },
    {
      title: 'Masuk',
      at: { path: '/masuk', label: 'Masuk' },
      steps: [
        'Isi alamat surel dan kata sandi, lalu tekan “Lanjut”. Kalau diminta, ketik enam angka dari ponsel.',
        'Akun baru dibuat lewat tautan undangan dari instansi Anda.',
      ],
    },
    {
      title: 'Menandatangani ikrar netralitas',
      at: { path: '/ikrar', label: 'Ikrar' },
      steps: [
        'Baca isi ikrar. Centang pernyataan bahwa Anda sudah membacanya.',
        'Tekan “Tanda tangani ikrar”. Satu tanda tangan untuk satu pemilihan.',
      ],
    },
    {
      title: 'Mengunduh sertifikat',
      steps: [
        'Di halaman Ikrar tekan “Lihat sertifikat”, lalu “Unduh PDF”.',
        'Unduh lagi sesudah ikrar tersegel: kode QR lalu memuat bukti segel yang dapat diperiksa siapa pun.',
      ],
    },
  ],
  troubles: [
    {
      what: '“Ikrar ini untuk ASN”.',
      help: 'Akun Anda belum tercatat sebagai ASN. Minta instansi Anda menambahkan peran itu.',
    },
    {
      what: 'Ponsel untuk kode hilang.',
      help: 'Tekan “Pakai kode pemulihan”. Kalau itu juga hilang, hubungi pengelola kantor Anda.',
    },
    {
      what: 'Jawabannya “belum pasti”.',
      help: 'Artinya sumbernya sendiri belum pasti. Tanyakan kepada instansi Anda sebelum bertindak.',
    },
  ],
  unseen: [
    'Pertanyaan Anda di “Bolehkah saya…?” tidak disimpan dan tidak dicatat. Atasan Anda tidak melihatnya.',
    'Sertifikat hanya dapat dibuka oleh yang menandatangani.',
    'Netra tidak membuat daftar siapa yang belum menandatangani.',
  ],
  limits: [
    'Penilaian dapat berubah sejak hari penetapan calon: sebelum itu kode etik, sesudah itu disiplin. Halaman menyebut hari ke berapa sekarang.',
    'Sesi masuk berakhir setelah 8 jam tidak dipakai, paling lama 12 jam.',
  ],
  ask: [
    'Bagian kepegawaian instansi Anda, atau kantor Bawaslu setempat.',
    'Jawaban Netra adalah petunjuk dengan sumbernya, bukan putusan.',
  ],
  pictures: [
    { file: 'guide-bolehkah-1280-light.png', alt: 'Situasi sehari-hari di halaman Bolehkah saya' },
    { file: 'guide-ikrar-320-light.png', alt: 'Halaman ikrar di ponsel' },
    { file: 'certificate.png', alt: 'Sertifikat ikrar netralitas' },
  ],
};
