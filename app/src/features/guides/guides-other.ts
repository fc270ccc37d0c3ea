/** Guides for the media desk, for administrators inside the product, and for those who run the machine. */
import type { Guide } from './guide-types.ts';

export const mediaGuide: Guide = {
  id: 'media',
  title: 'Panduan untuk meja media',
  short: {
    id: 'Anda membaca berita dan unggahan, dan menambahkannya.',
    en: 'You read news and posts, and add them.',
  },
  forWhom: 'Untuk petugas yang memantau berita dan media sosial di kantor pengawas.',
  first: ['Meja media: daftar teks yang masuk, yang terbaru di atas, dengan tanda bila teks mengulang dirinya.'],
  tasks: [
    {
      title: 'Membaca satu teks',
      at: { path: '/media', label: 'Meja media' },
      steps: [
        'Buka judulnya. Di samping teks tampil “Yang terbaca”: siapa berbicara, instansi, aturan, wilayah.',
        'Itu petunjuk, bukan temuan. Yang tidak tertulis dibiarkan kosong.',
      ],
    },
    {
      title: 'Menambah teks',
      at: { path: '/media', label: 'Meja media' },
      steps: [
        'Tekan “Tambah teks”. Tempel teks apa adanya, judul di baris pertama.',
        'Isi “Asal teks” dengan nama media, bukan alamat situs: alamat sering memuat nama orang.',
        'Tekan “Baca dulu” dan periksa yang terbaca.',
        'Tekan “Simpan ke meja media”.',
      ],
    },
    {
      title: 'Melihat teks yang mirip',
      steps: ['Tanda “mirip teks lain” menyebut yang mana. Teks yang sama tidak disimpan dua kali.'],
    },
    {
      title: 'Memeriksa aturan yang disebut',
      at: { path: '/hukum', label: 'Hukum' },
      steps: ['Cari nomor aturan itu di Hukum. Di sana tampil isi, sumber, dan seberapa pasti.'],
    },
    {
      title: 'Meneruskan dugaan',
      steps: [
        'Sampaikan kepada petugas penanganan pelanggaran di kantor Anda. Ia yang menilai dan dapat menjadikannya temuan.',
      ],
    },
  ],
  troubles: [
    { what: '“Teks ini sudah ada di meja media”.', help: 'Tidak ada yang disimpan dua kali. Buka yang sudah ada.' },
    { what: 'Teks terlalu pendek atau terlalu panjang.', help: 'Sedikitnya 80 huruf, paling banyak 60.000.' },
    {
      what: 'Yang terbaca keliru.',
      help: 'Teksnya yang berlaku. Jangan mengubah teks supaya cocok; sampaikan kekeliruannya kepada pengelola.',
    },
  ],
  unseen: [
    'Peran meja media tidak membuka perkara, laporan, atau identitas siapa pun.',
    'Alamat berita tidak disimpan.',
  ],
  limits: ['Tidak ada batas waktu hukum di meja media.', 'Sesi masuk berakhir setelah 8 jam tidak dipakai.'],
  ask: ['Petugas penanganan pelanggaran di kantor Anda.', 'Akun dan tugas: pengelola kantor Anda.'],
  pictures: [{ file: 'guide-media-1280-light.png', alt: 'Formulir untuk menambah teks ke meja media' }],
};

export const administratorGuide: Guide = {
  id: 'administrator',
  title: 'Panduan untuk administrator Netra',
  short: {
    id: 'Anda mengelola kantor, orang, hukum yang berubah, surel, dan sambungan.',
    en: 'You manage offices, people, law that changes, mail and connections.',
  },
  forWhom:
    'Untuk pengelola sistem di dalam Netra. Anda mengatur siapa bertugas di mana. Anda tidak melihat perkara, dan tidak boleh sekaligus menangani perkara.',
  first: ['Administrasi: wilayah, kantor, orang dan tugasnya, undangan yang belum dipakai.'],
  tasks: [
    {
      title: 'Mengundang orang',
      at: { path: '/admin', label: 'Administrasi' },
      steps: [
        'Tekan “Undang orang”. Pilih kantor dan tugas.',
        'Tekan “Buat tautan undangan”. Salin sekarang: tautan hanya tampil sekali.',
        'Berikan langsung kepada orangnya, jangan lewat grup.',
      ],
    },
    {
      title: 'Mengakhiri tugas orang yang pindah',
      at: { path: '/admin', label: 'Administrasi' },
      steps: [
        'Buka nama orangnya. Di “Orang ini berhenti” pilih kapan, tulis alasan, lalu tekan “Akhiri semuanya”.',
        'Untuk satu tugas saja, tekan “Akhiri” di barisnya.',
      ],
    },
    {
      title: 'Menambah hari libur, pemilihan, atau batas waktu',
      at: { path: '/kantor/hukum', label: 'Hukum & kalender' },
      steps: [
        'Tekan “Tambah keputusan libur”, “Tambah pemilihan”, atau “Sesuaikan batas waktu”. Banyak sekaligus: “Impor berkas”.',
        'Tekan “Lihat apa yang berubah”. Belum ada yang diterapkan.',
        'Periksa batas mana yang bergeser, lalu terapkan. Keliru? “Tarik kembali”.',
      ],
    },
    {
      title: 'Menyalakan surel',
      at: { path: '/admin/surel', label: 'Surel' },
      steps: [
        'Tekan “Kirim surel percobaan”. Ketik kodenya, lalu “Konfirmasi”.',
        'Alamat yang tiga kali ditolak diistirahatkan: perbaiki bersama orangnya, lalu “Coba lagi”.',
      ],
    },
    {
      title: 'Menyambungkan sistem lain',
      at: { path: '/admin/token', label: 'Token API' },
      steps: [
        'Tekan “Minta token”. Pilih cakupan sesedikit mungkin.',
        'Token yang menjangkau perkara baru berlaku sesudah kantor itu sendiri menerbitkannya di “Sambungan”.',
      ],
    },
  ],
  troubles: [
    {
      what: 'Orang tidak dapat masuk sama sekali.',
      help: 'Buka namanya, tekan “Usulkan pemulihan”. Pengelola lain harus menyetujui.',
    },
    {
      what: 'Data pribadi bocor, atau mungkin bocor.',
      help: 'Buka “Insiden data pribadi”, tekan “Catat insiden”. Jam 3 × 24 mulai saat ditemukan.',
    },
    {
      what: 'Seseorang muncul di “Pembacaan tidak biasa”.',
      help: 'Telepon orangnya. Kalau bukan dia yang membuka perkara-perkara itu, akhiri sesinya dan catat insiden. Lalu tekan “Sudah saya periksa”.',
    },
    {
      what: '“Ini pengelola sistem yang terakhir”.',
      help: 'Undang pengelola lain dulu. Sebaiknya selalu ada dua.',
    },
    {
      what: '“Data hukum yang terbaru tidak dapat dipakai”.',
      help: 'Netra memakai data terakhir yang baik. Tarik data yang disebut di halaman itu.',
    },
  ],
  unseen: [
    'Anda tidak melihat perkara, cerita, identitas, bukti, dan isi surel tentang perkara.',
    'Kata sandi, kode, tautan undangan, dan token tidak dapat ditampilkan lagi.',
    'Yang Anda lakukan dicatat.',
  ],
  limits: [
    'Undangan: tujuh hari, satu kali pakai.',
    'Permintaan data pribadi dan pemberitahuan insiden: 3 × 24 jam.',
    'Tindakan penting meminta kedua faktor lagi bila sudah lewat sepuluh menit.',
  ],
  ask: ['Mesin, cadangan, dan pembaruan: admin sistem (lihat panduannya).', 'API: halaman API Netra.'],
  pictures: [
    { file: 'guide-admin-1280-light.png', alt: 'Halaman administrasi' },
    { file: 'guide-law-data-1280-light.png', alt: 'Hukum dan kalender' },
    { file: 'guide-mail-1280-light.png', alt: 'Halaman surel' },
  ],
};

export const operatorGuide: Guide = {
  id: 'admin-sistem',
  title: 'Panduan untuk admin sistem (operator mesin)',
  short: {
    id: 'Anda memasang, mencadangkan, dan memperbarui Netra di peladen.',
    en: 'You install, back up and upgrade Netra on the server.',
  },
  forWhom:
    'Untuk orang yang menjalankan peladen. Panduan lengkapnya berbahasa Inggris di docs/operations; di sini lima hal yang paling sering.',
  first: [
    'Satu perintah, netra doctor, memeriksa semuanya: satu baris untuk satu hal, dan apa yang harus dilakukan.',
    'Sesudah pemasangan, Netra mencetak satu tautan untuk administrator pertama: satu kali pakai, tujuh hari.',
  ],
  tasks: [
    {
      title: 'Memasang',
      steps: [
        'Ikuti docs/operations/install.md: basis data, pengaturan, proksi, layanan systemd.',
        'Simpan NETRA_SECRET di dua tempat aman. Tanpa itu yang tersegel tidak dapat dibuka siapa pun.',
        'Buka tautan administrator pertama sendiri, atau serahkan langsung kepada orangnya.',
      ],
    },
    {
      title: 'Memeriksa keadaan',
      steps: [
        'Jalankan netra doctor --backup /var/backups/netra.',
        '/readyz menjawab 200 bila siap; angka dan jejak dijelaskan di docs/operations/observe.md.',
      ],
    },
    {
      title: 'Mencadangkan dan berlatih memulihkan',
      steps: [
        'Buat kunci di mesin lain: netra backup key. Kunci rahasia tidak pernah ada di peladen.',
        'Cadangkan dengan netra backup; periksa dengan netra backup verify.',
        'Sebulan sekali: netra backup rehearse. Cadangan yang tidak pernah dicoba belum tentu cadangan.',
      ],
    },
    {
      title: 'Memperbarui',
      steps: [
        'Cadangkan dulu. Lalu ikuti docs/operations/upgrade.md.',
        'Perlu menutup sebentar? netra maintenance on "Sampai pukul 03.00 WIB.", sesudahnya netra maintenance off.',
      ],
    },
    {
      title: 'Menjaga log publik',
      at: { path: '/log', label: 'Log publik' },
      steps: [
        'Jalankan netra ledger check. Kode keluar 3: ada yang tidak cocok. Jangan perbaiki dengan tangan.',
        'Mintalah lembaga lain menjalankan cermin: netra ledger mirror.',
      ],
    },
  ],
  troubles: [
    { what: 'Sesuatu rusak pada malam hari.', help: 'docs/operations/incident.md. Cetak halaman itu sekarang.' },
    {
      what: 'Cakram penuh.',
      help: 'Kosongkan di luar Netra dulu. Jangan pernah menghapus dengan tangan di files/ atau postgres/.',
    },
    {
      what: 'Netra menolak mulai karena rahasia berbeda.',
      help: 'Penolakan itu melindungi Anda. Cari salinan NETRA_SECRET yang benar; jangan membuat yang baru.',
    },
    {
      what: 'Tidak ada administrator yang dapat masuk.',
      help: 'netra recover-admin ALAMAT --reason ALASAN. Ini dicatat.',
    },
  ],
  unseen: [
    'Dengan basis data saja, cerita, nama, dan berkas tidak terbaca: semuanya tersegel.',
    'Dengan basis data dan NETRA_SECRET bersama-sama, semuanya terbaca. Pisahkan keduanya, juga dalam cadangan.',
    'Log mesin tidak memuat alamat jaringan atau permintaan pelapor.',
  ],
  limits: [
    'Kebocoran data: pemberitahuan tertulis dalam 3 × 24 jam (UU 27/2022 pasal 46). Catat jamnya.',
    'Cadangan: paling sedikit setiap hari, seperti contoh di docs/operations/backup.md.',
  ],
  ask: ['docs/operations/troubleshooting.md memuat setiap pesan dan artinya.', 'Kerentanan: SECURITY.md.'],
  pictures: [{ file: 'guide-api-1280-light.png', alt: 'Rujukan API untuk menyambungkan sistem lain' }],
};
