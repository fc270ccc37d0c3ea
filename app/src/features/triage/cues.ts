/**
 * Words of the field, by what they mean: a hand-written lexicon. A word of a group counts as that group whatever it is called where it was
 * written, so that what was learnt of "baliho" holds for "billboard", and two groups near each other say more than each alone.
 */
import { bareOf } from './tokens.ts';

/** One group a line; words in their usual spelling (see slang.ts); `_` joins two words that stand beside each other. */
const groups: Readonly<Record<string, string>> = {
  // Things
  banner:
    'spanduk baliho poster stiker bendera umbul-umbul reklame branding alat_peraga apk kalender pamflet bilbor videotron rontek vinil backdrop plang neon',
  flyer: 'brosur leaflet selebaran flyer selebaran pamflet tabloid',
  place:
    'pagar tembok tiang pohon gerbang kaca bemper jendela atap pos gang pertigaan perempatan simpang teras dinding pintu ruko warung kap paku tali bambu tangga etalase gapura',
  gift: 'sembako beras minyak_goreng minyak gula mi_instan kaos jilbab kerudung sarung mukena uang bingkisan hadiah paket sumbangan bantuan kompor pulsa token voucher kue mie telur daster payung cangkul bibit',
  shirt: 'kaos baju rompi jaket topi seragam atribut batik kemeja pin syal ikat_kepala khaki korpri pdh',
  money:
    'anggaran dana apbd hibah bansos honor tunjangan tukin tpp tpg sertifikasi insentif proyek kas iuran potong setor dipotong',
  vehicle:
    'mobil_dinas motor_dinas mobil_kantor ambulans pelat_merah plat_merah plat bus_dinas kendaraan_dinas truk_dinas randis mobdin perahu_dinas kapal_dinas',
  facility:
    'aula pendopo gedung ruang lapangan sound balai fasilitas genset tenda kursi listrik printer mesin_fotokopi gor rumah_dinas aset',
  document: 'surat edaran sk nota disposisi memo undangan instruksi perintah keputusan surat_tugas spt perbup',
  form: 'formulir berkas pendaftaran penjaringan fit_proper uji_kelayakan rekomendasi rekom b1kwk tiket',
  ktp: 'ktp fotokopi nik surat_dukungan pernyataan_dukungan b1 kk silon sidukung kartu_keluarga materai meterai perseorangan independen dpd b1-kwk suket jalur_perseorangan jalur_independen',
  card: 'kta kartu_anggota kartu_partai kartu_tanda sipol keanggotaan terdaftar tercatat dicatut dilantik',
  role: 'tim_sukses tim_pemenangan tim_kampanye relawan koordinator korcam kordes korlap konsultan tim_ahli penasihat saksi juru_kampanye jurkam bendahara sekretaris pemenangan posko tim_relawan tim_inti tim_medsos timpem tim_media penghubung lo kortps korkel tim_hukum divisi',
  officer:
    'pengurus ketua_ranting bendahara ranting dpc dpd_partai dpac pac kader sayap anak_cabang dpw dpp anggota ketua_dpc musyawarah_cabang',
  ballot: 'kpps pps ppk pantarlih tps panwascam pengawas_tps bimtek kotak_suara dpt coklit rekapitulasi',
  // People
  candidate:
    'calon caleg bakal_calon balon petahana bupati walikota gubernur presiden kandidat bacaleg cabup paslon kada bacalon pasangan',
  party: 'partai parpol',
  staff: 'staf bawahan pegawai anak_buah honorer guru pppk tenaga_kontrak asn pns kontrak thl outsourcing',
  residents:
    'warga masyarakat tetangga jamaah ibu-ibu petani nelayan wali_murid orangtua pasien siswa mahasiswa keluarga pkk majelis kader_posyandu posyandu lansia',
  self: 'dirinya diri sendiri wajahnya mukanya namanya sosoknya pribadi sendirinya',
  spouse: 'istri suami bini laki mertua ipar sepupu paman kakak adik',
  // Deeds
  put_up:
    'pasang tempel tancap gantung paku ikat kibar pajang dirikan menempel terpasang terpampang masang pasangi pampang bentang berdiri tertempel',
  post: 'unggah publikasi tayang pajang_foto foto_profil profil viral tersebar beredar',
  photo: 'foto selfie berpose pose gambar_bareng jepret kamera bareng berfoto jepretan album',
  finger: 'jari simbol salam telunjuk acungkan emojijari isyarat dua_jari satu_jari tangan kode gaya',
  react:
    'like komentar bagikan suka jempol emojijempol emojihati emojiapi love emoji tag ikuti sukai tanggapi mention emot emotikon reaksi repost reply balas',
  group: 'grup telegram channel saluran kanal fanpage gabung keluar_grup admin_grup akun_pemenangan komunitas_wa',
  online:
    'facebook instagram whatsapp tiktok youtube twitter media_sosial status akun telegram beranda feed laman live siaran_langsung daring konten internet online fyp caption hashtag tagar reels utas threads linimasa podcast iklan',
  create:
    'buat video konten desain edit admin kelola tulis rekam iklan flyer_digital live_streaming sunting unggahan kreator endorse utas jingle artikel',
  attend:
    'hadir datang duduk nonton tonton terlihat tampak barisan deklarasi menghadiri kumpul tepuk_tangan jalan_sehat kursi tamu_undangan rombongan damping temani mendampingi hadirin barisan_depan simak dengar kehadiran',
  event:
    'kampanye deklarasi konser rapat_umum pendaftaran konsolidasi kampanye_akbar orasi panggung kirab konvoi pawai tabligh syukuran debat kampanye_terbuka jalan_santai pengundian pelantikan_tim rakerda musda kopdar tatap_muka penetapan roadshow safari',
  speak:
    'orasi pidato sambutan yel-yel yel teriak menyanyi joget mc pemandu panggung pekik moderator memandu menari berorasi mikrofon mik komando jingkrak sorak narasumber host salawat',
  march:
    'konvoi pawai iring-iringan arak-arakan blusukan door_to_door rumah_ke_rumah keliling bagi_brosur kawal sebar canvassing kanvasing dari_pintu pintu_ke_pintu giring ajak_rombongan',
  call_meeting:
    'kumpul undang rapat pertemuan pengajian arisan sosialisasi acara silaturahmi hajatan rumahnya apel upacara selip titip gelar adakan selenggara makan_bersama',
  urge: 'pilih coblos ajak imbau seru dukung arahkan anjur suruh himbau titip_pesan contreng menangkan ingat_pilih pesan doktrin bujuk mohon rayu',
  give: 'bagi beri sebar serah kirim salur tebar selip berbagi bagi-bagi dibagi',
  threat:
    'ancam mutasi nonjob pecat putus_kontrak pindah tekan paksa wajib copot tahan konsekuensi target sanksi evaluasi persulit diskriminasi demosi rotasi promosi jabatan dipindah dimutasi diputus diperpanjang gertak awas coret dicoret',
  use_office:
    'gunakan pakai pinjam jam_kerja jam_dinas fasilitas kerahkan alih wewenang kewenangan kebijakan izin tolak persulit cairkan batalkan tunda data potong tanda_tangan terbitkan coret mudahkan utamakan prioritas fasilitasi',
  run: 'maju mencalonkan nyalon nyaleg daftar lamar lobi pinang dekati lamaran mendekati melamar minta_dukungan minta_restu perkenalkan mengenalkan siap_maju balihonya running tokoh sowan ambisi ketua_partai meminang cabup niat calonkan survei elektabilitas nyabup incar kembalikan ambil',
  enlist:
    'daftar rekrut kumpul setor tanda_tangan serah input koleksi masukkan verifikasi minta teken paraf verifikasi_faktual coklit',
  ask_may: 'boleh bolehkah apakah bagaimana gimana kena melanggar aman',
  // What is none of it
  graft:
    'korupsi pungli suap pungutan gratifikasi markup fiktif gelap memeras peras rekening selingkuh cerai bolos mangkir narkoba judi kasar lecehkan bully mabuk perundungan ijazah perjalanan_dinas',
  service:
    'pelayanan antre loket lambat jalan_rusak lampu sampah obat listrik_padam pdam air banjir jembatan gaji cuti absen pensiun absensi finger_print kenaikan_pangkat selokan',
  neutral:
    'netral netralitas ikrar pakta_integritas imbauan terima_kasih apresiasi jadwal nomor_telepon cara_melapor hoaks golput sosialisasi_netralitas',
  not_election:
    'imunisasi vaksin stunting mantu pengantin ketua_rt osis koperasi ketua_kelas kb donor lomba kirab_budaya maulid kemerdekaan agustusan diskon jamu produk dagangan haji cpns siswa_baru jemaah wisuda naik_haji',
};

export interface Lexicon {
  /** Groups of a bare word. */
  readonly single: ReadonlyMap<string, readonly string[]>;
  /** Groups of two bare words beside each other, joined by a blank. */
  readonly double: ReadonlyMap<string, readonly string[]>;
}

function add(map: Map<string, string[]>, key: string, group: string): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [group]);
  else if (!there.includes(group)) there.push(group);
}

function build(): Lexicon {
  const single = new Map<string, string[]>();
  const double = new Map<string, string[]>();
  for (const [group, words] of Object.entries(groups)) {
    for (const word of words.split(' ')) {
      const [left = '', right] = word.split('_').map((part) => bareOf(part.replaceAll('-', '')));
      if (right === undefined) add(single, left, group);
      else {
        add(double, `${left} ${right}`, group);
        // Some spellings are one token already: "media_sosial", "tim_sukses".
        add(single, bareOf(word), group);
      }
    }
  }
  return { single, double };
}

export const lexicon: Lexicon = build();
