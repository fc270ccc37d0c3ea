/** Invented news texts with invented people and places, to see that the rules read news and not five particular articles. */
export const invented = {
  allegation: `Camat di Arunika Diduga Ikut Kampanye Calon Bupati
Senin, 7 Oktober 2024 | 14:05 WIB
ARUNIKA, NusaPos.id – Seorang camat di Kota Arunika, Provinsi Nusa Raya, diduga melanggar netralitas setelah berfoto bersama pasangan calon dan mengunggah foto itu di Facebook pada Kamis (3/10/2024).
Ketua Bawaslu Kota Arunika Ratna Kusumadewi mengatakan laporan itu sudah diregistrasi. "Kami sudah memanggil terlapor untuk klarifikasi dan dua orang saksi," kata Ratna di kantornya, Senin (7/10/2024).
Menurut dia, ASN dilarang ikut serta dalam kampanye sesuai PP Nomor 94 Tahun 2021 dan UU Nomor 20 Tahun 2023.
"Kalau terbukti, kami teruskan kepada BKN," ujarnya.
Sementara itu, Kepala BKPSDM Kota Arunika, Damar Wijaya Laksana, belum memberikan tanggapan.
Pilkada Serentak 2024 akan digelar pada 27 November 2024.
Baca juga: Cara melapor
Editor: Sekar`,

  pledge: `Ribuan Pegawai Pemprov Nusa Raya Tandatangani Pakta Integritas

Pemerintah Provinsi Nusa Raya menggelar ikrar netralitas bagi aparatur sipil negara di Lapangan Merdeka Tirtasari, Senin, 16 September 2024. Sebanyak 1.250 pegawai menandatangani pakta integritas menjelang Pilkada 2024.

Ikrar itu dipimpin Penjabat Sekretaris Daerah Provinsi Nusa Raya, Bayu Anggara Prawira, yang menegaskan agar semua pegawai menjaga jarak yang sama. “Siapa pun yang menang, pelayanan kita tetap sama,” ucap Bayu.

Salah seorang pegawai, kata Melati Sekarwangi, merasa terbantu. “Sekarang kami tahu batasnya di mana,” kata Melati.
`,

  decision: `Terbukti Tidak Netral, Dua ASN Pemkab Sekar Langit Dijatuhi Hukuman Disiplin

Bupati Sekar Langit menjatuhkan hukuman disiplin kepada dua pegawainya yang terbukti menjadi anggota tim sukses dan menggunakan mobil dinas untuk kampanye.

Keputusan itu sesuai rekomendasi KASN Nomor R-1/2020 dan SKB tanggal 10 September 2020 tentang netralitas pada Pilkada 2020.

Sekretaris Daerah Kabupaten Sekar Langit Gunawan Prasaja menuturkan, hukuman berlaku mulai bulan ini.`,

  regulation: `JAKARTA (NUSA) - Menteri PANRB menerbitkan Surat Edaran Nomor 18 Tahun 2023 bagi ASN yang pasangannya menjadi calon, Jumat (29/9/2023). Surat itu merujuk UU 7/2017, Perbawaslu 6/2018, dan Peraturan BKN Nomor 6 Tahun 2022. ASN boleh menghadiri kampanye pasangannya bila mengambil cuti di luar tanggungan negara, demikian isi surat untuk Pemilu 2024 itu.`,

  outreach: `Bawaslu Sosialisasikan Netralitas ke 300 Lurah

Bawaslu Kabupaten Tirta Kencana mengadakan sosialisasi netralitas bagi lurah dan kepala desa di Aula Serbaguna, Rabu (4/9). Anggota Bawaslu Kabupaten Tirta Kencana Divisi Pencegahan Laras Puspitasari menjelaskan larangan bagi ASN: menyukai unggahan calon di media sosial, memasang spanduk, dan mengikuti kampanye.

“Kami ingin mencegah, bukan menghukum,” jelasnya.

Wakil Gubernur Nusa Raya Ir. H. Panji Wiratama, M.Si. turut hadir tanpa memberi sambutan.`,

  other: `Panen Raya Mangga di Arunika Melimpah
Petani di Kota Arunika menikmati panen raya mangga pekan ini. Harga di tingkat petani turun menjadi Rp8.000 per kilogram. "Hujan tahun ini bagus sekali," kata seorang petani.`,

  wrongWeekday: `Rapat koordinasi netralitas ASN digelar di Surabaya, Senin (8/10/2024). Rapat dihadiri Kepala Dinas Pendidikan Provinsi Jawa Timur Suryo Kencono.`,
} as const;
