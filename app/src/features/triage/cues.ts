/**
 * Words of the field, by what they mean: a hand-written lexicon. A word of a group counts as that group whatever it is called where it was
 * written, so that what was learnt of "baliho" holds for "billboard", and two groups near each other say more than each alone.
 */
import { bareOf, maySwallow, stemOf, wordOf } from './tokens.ts';

/** One group a line; words in their usual spelling (see slang.ts); `_` joins two words that stand beside each other. */
const groups: Readonly<Record<string, string>> = {
  banner:
    'spanduk baliho poster stiker bendera umbul-umbul reklame branding alat_peraga apk kalender pamflet bilbor videotron rontek vinil neon striping papan_reklame papan_nama balihonya kain_rentang gambar_calon gambar_caleg gambar_paslon cat mural lukis x-banner kipas gulungan lambang bahan_kampanye jam_dinding pataka gantungan branding_mobil',
  flyer: 'brosur leaflet selebaran flyer tabloid kartu_nama pamplet',
  place:
    'pagar tembok tiang pohon gerbang kaca bemper jendela atap pos gang pertigaan perempatan simpang teras dinding pintu ruko warung kap paku tali bambu tangga etalase gapura halaman_rumah samping balkon angkot motor gerobak kontrakan garasi lapak kios portal jembatan trotoar bak_truk sepeda perahu',
  gift: 'sembako beras minyak_goreng minyak gula mi_instan mie telur daster jilbab kerudung sarung mukena bingkisan hadiah paket kompor pulsa token voucher payung bibit pupuk sajadah kupon doorprize amplop uang 50rb 100rb rokok kue santunan parsel gelas kopi takjil susu nasi_kotak nasi_bungkus tumbler mug kambing semen',
  shirt:
    'kaos baju rompi jaket topi seragam atribut batik kemeja pin syal ikat_kepala khaki korpri pdh bandana berseragam celemek masker lencana',
  money:
    'anggaran dana apbd hibah bansos honor tunjangan tukin tpp tpg sertifikasi insentif proyek kas iuran potong setor dipotong blt pkh beasiswa rapel bos bok dana_desa uang_lembur retribusi tender bantuan',
  vehicle:
    'mobil_dinas motor_dinas mobil_kantor ambulans pelat_merah plat_merah plat pelat berpelat bus_dinas kendaraan_dinas truk_dinas randis mobdin perahu_dinas kapal_dinas bus_sekolah truk_sampah pick_up_dinas sopir_dinas bensin_dinas bus_pemda truk_satpol',
  facility:
    'aula pendopo gedung ruang lapangan sound balai fasilitas genset tenda kursi listrik printer mesin_fotokopi gor rumah_dinas aset mesin wifi komputer_kantor kertas_kantor panggung_dinas proyektor mobiler studio laboratorium gudang alat_kantor ruang_rapat speaker',
  document:
    'surat edaran sk nota disposisi memo undangan_resmi instruksi perintah keputusan surat_tugas spt perbup perwali kop berkop stempel diteken teken kebijakan juknis',
  form: 'formulir berkas penjaringan fit_proper fit_and uji_kelayakan rekomendasi rekom tiket map mahar penyaringan kembalikan_berkas survei elektabilitas wawancara_partai jangkar pendaftaran_partai desk_pilkada paparan',
  ktp: 'ktp fotokopi nik surat_dukungan pernyataan_dukungan b1 kk silon sidukung kartu_keluarga materai meterai perseorangan independen dpd b1-kwk suket jalur_perseorangan jalur_independen non_partai non_parpol tanpa_partai senator identitas tanda_tangan_dukungan lembar_dukungan syarat_dukungan fotokopian fc fotocopy fotokopinya kopian dukungan_ktp verifikator',
  card: 'kta kartu_anggota kartu_partai kartu_tanda sipol keanggotaan terdaftar tercatat dicatut catut namaku_ada anggota_partai terdata kader dompet pengunduran mundur_dari_partai info_pemilu cek_nik',
  role: 'tim_sukses tim_pemenangan tim_kampanye relawan sukarelawan koordinator korcam kordes korlap konsultan tim_ahli penasihat saksi juru_kampanye jurkam pemenangan posko tim_relawan tim_inti tim_medsos timpem tim_media penghubung lo kortps korkel tim_hukum divisi jubir juru_bicara bagan ahli strategi tenaga_ahli penyusun pemaparan laskar srikandi id_card direktur ketua_tim bendahara_tim sekretaris_tim tim_siber koordinator_saksi penanggung_jawab admin_tim dibayar struktur_tim susunan_tim pengarah korwil korda naskah naskah_pidato',
  officer:
    'pengurus bendahara ranting dpc dpac pac sayap anak_cabang dpw dpp anggota ketua_dpc musyawarah_cabang cabang kepengurusan wakil_ketua majelis_partai sekretaris_dpc ketua_ranting wakil_sekretaris dewan_pembina pleno muscab struktur pelantikan_pengurus mahkamah_partai disumpah',
  ballot:
    'kpps pps ppk pantarlih tps panwascam pengawas_tps bimtek kotak_suara dpt coklit rekapitulasi linmas_tps hak_pilih surat_suara undangan_memilih sirekap c1',
  candidate:
    'calon caleg bakal_calon balon petahana bupati walikota gubernur presiden kandidat bacaleg cabup paslon kada bacalon pasangan bacabup cawabup bacawabup incumbent nomor_urut legislatif dewan jagoan beliau_maju',
  party: 'partai parpol politik logo_partai',
  staff:
    'staf bawahan pegawai anak_buah honorer guru pppk tenaga_kontrak asn pns kontrak thl outsourcing rekan_kerja kolega kader_posyandu perangkat',
  residents:
    'warga masyarakat tetangga jamaah jemaah ibu-ibu petani nelayan wali_murid orangtua pasien siswa mahasiswa keluarga pkk majelis posyandu lansia kelompok_tani pedagang murid wali_siswa dharma_wanita peserta_posyandu emak mempelai pengantin karang_taruna',
  self_own: 'dirinya diri sendiri wajahnya mukanya namanya sosoknya pribadi fotonya wajah muka pencalonannya dianya',
  self_run:
    'maju mencalonkan nyalon nyaleg lamar lobi pinang dekati melamar lamaran mendekati minta_restu doa_restu restu perkenalkan_diri siap_maju running tokoh sowan ambisi meminang niat calonkan nyabup incar kembalikan mengabdi dipasangkan diusung usung pencalonan mencalon calon_mendatang gadang siap_mengabdi mohon_doa nyagub pengusung minta_dukungan penantang dipasangin bertarung ikut_kontestasi ngelamar pengen_maju',
  spouse: 'istri suami bini laki mertua ipar sepupu paman kakak adik menantu besan om tante',
  put_up:
    'pasang tempel tancap gantung ikat kibar pajang dirikan menempel terpasang terpampang masangi pampang bentang berdiri tertempel nancap memaku taruh rentang nangkring nempelin dicat simpan bertengger tegakkan psang dipajang copot turunkan berjejer',
  post: 'unggah publikasi tayang foto_profil profil viral tersebar beredar dipost mempublikasikan dp wallpaper setting_publik publik pp avatar ganti_profil dipampang',
  photo:
    'foto selfie berpose pose gambar_bareng jepret kamera bareng berfoto jepretan album foto_bareng potret fotonya rangkulan fotoan',
  finger:
    'jari simbol salam telunjuk acungkan emojijari isyarat dua_jari satu_jari tangan kode metal membentuk terkepal mengepal jempol_kelingking',
  react:
    'like komentar bagikan suka jempol emojijempol emojihati emojiapi love emoji tag ikuti sukai tanggapi mention emot emotikon reaksi repost reply balas lonceng meneruskan kolom notif mantap gas_terus semoga_menang hati membagikan_ulang bagikan_ulang memencet tanda_suka ngasih_love stiker_wa gift_live nge-tag pencet cuitan',
  group:
    'grup telegram channel saluran kanal fanpage gabung keluar_grup admin_grup akun_pemenangan grup_pemenangan grup_relawan komunitas dimasukkan_grup anggota_grup masuk_grup keluar dimasukin left',
  online:
    'facebook instagram whatsapp tiktok youtube twitter media_sosial status akun telegram beranda feed laman live siaran_langsung daring konten internet online fyp caption tagar reels utas threads linimasa podcast iklan web digital voice_note link siaran broadcast layar halaman_fb kontak',
  create:
    'buat video konten desain edit admin kelola tulis rekam flyer_digital sunting kreator endorse utas jingle artikel bikin bkin iklan_berbayar beriklan lagu siarkan menyiarkan muji memuji promosi promosikan jualan jual_kecap visi misi visi_misi program_kerja keunggulan capaian prestasi infografis bingkai animasi narasi episode slogan blog opini kampanyekan',
  often:
    'tiap setiap rajin sehari hari_hari mulu terus-terusan pagi_sore berkali rutin tak_henti spam semua_grup banyak_grup berhari',
  attend:
    'hadir datang duduk nonton tonton terlihat tampak barisan_depan tepuk_tangan bertepuk kursi_depan tamu_undangan rombongan damping temani nemenin hadirin simak dengar kehadiran denger dateng mampir menyimak tribun antar mengantar dianter nganter terpantau ikut_hadir ngikutin hadirnya bubar nongkrong',
  event:
    'kampanye deklarasi konser rapat_umum pendaftaran_kpu mendaftar_kpu daftar_kpu ke_kpu konsolidasi akbar orasi kirab konvoi pawai tabligh syukuran debat kampanye_terbuka jalan_santai jalan_sehat pengundian rakerda musda kopdar tatap_muka penetapan roadshow safari pengukuhan stadion alun-alun dialogis temu_kader bakti_sosial pengobatan karnaval massa panggung rapat_akbar peresmian',
  speak:
    'orasi pidato sambutan yel-yel yel teriak menyanyi nyanyi joget mc pemandu pekik moderator memandu menari berorasi mikrofon mik mic komando jingkrak sorak narasumber host salawat nyanyian lirik meneriakkan berteriak instruktur manas tampil ngisi_acara baca_doa pimpin_doa dangdutan drum gendang pemimpin_yel',
  march:
    'konvoi pawai iring-iringan arak-arakan arak blusukan door_to rumah_ke_rumah keliling kawal sebar canvassing kanvasing dari_pintu pintu_ke giring ketok ngetok perkenalkan kenalkan ngenalin mengenalkan turun_lapangan turun_ke jalan_bareng karnaval dampingi_calon tandem bawa_rombongan ngajak_rekan kibarkan barisan naik_truk',
  call_meeting:
    'kumpul undang rapat pertemuan pengajian arisan silaturahmi hajatan apel upacara selip titip gelar adakan selenggara makan_bersama buka_bersama bukber yasinan tahlil sosialisasi_di ceramah khutbah nasihat doa_bersama senam wejangan kenduri syukuran_rumah bakar_ikan nobar diadain dikumpulin forum pkk rewang mengundang',
  urge: 'pilih coblos ajak imbau seru dukung arahkan anjur suruh himbau titip_pesan contreng menangkan pesan doktrin bujuk mohon rayu pesen saran menyarankan ingat inget sepakat kompak wanti ajakan nyoblos nitip jangan_lupa jangan_salah bisik sarankan mengamankan amankan satu_suara kampanyein milih',
  give: 'bagi beri sebar serah kirim salur tebar berbagi dibagi dikasih nerima terima sumbang traktir kupon serangan_fajar',
  threat:
    'ancam mutasi nonjob pecat putus_kontrak pindah tekan paksa wajib copot tahan konsekuensi target sanksi evaluasi demosi rotasi promosi dipindah dimutasi diputus diperpanjang gertak awas coret dicoret digeser dibuang gudang dipersulit tidak_diperpanjang intimidasi absen_kehadiran kena_tegur diturunkan nilai_kinerja skp dirumahkan takut',
  use_office:
    'gunakan pakai pinjam jam_kerja jam_dinas kerahkan alih wewenang kewenangan izin tolak persulit cairkan batalkan tunda data terbitkan mudahkan utamakan prioritas fasilitasi minjemin pinjamkan angkut mengangkut dipakai dipake pke pake atas_nama_dinas lembur kantor_dipakai hanya_untuk khusus_pendukung gratis bocor bocorkan daftar_penerima dana_dialihkan tahan_bantuan',
  rival: 'lawan kubu pihak_sana sebelah paslon_lain pendukung tim_sana seberang saingan pihak_lain kubu_lawan',
  enlist:
    'rekrut setor tanda_tangan input koleksi masukkan verifikasi teken paraf faktual narikin tarik mengumpulkan menyerahkan disodorin menandatangani ttd membubuhkan setumpuk sodor lembar diketik bubuh',
  ask_may: 'boleh bolehkah apakah bagaimana gimana gmn kena melanggar aman dilarang haruskah masalah bermasalah nasib',
  graft:
    'korupsi pungli suap pungutan gratifikasi markup fiktif gelap memeras peras selingkuh cerai bolos mangkir narkoba judi kasar lecehkan bully mabuk perundungan ijazah setoran arisan_bodong utang pinjol calo jual_beli_jabatan kekerasan pukul_anak menipu penipuan maling hilang curi',
  service:
    'pelayanan antre antrean loket lambat jalan_rusak lampu sampah obat padam pdam banjir gaji cuti pensiun absensi kenaikan_pangkat selokan rusak sertifikat_tanah akta kk_hilang bpjs lowongan tes_cpns cpns seleksi zonasi ppdb jadwal_dokter kandang bau bising parkir macet drainase sewa jembatan_rusak sinyal aspal',
  neutral:
    'netral netralitas ikrar pakta_integritas apresiasi jadwal hotline cara_melapor cara_lapor hoaks golput terima_kasih aplikasi_ini website lapor_ke_mana nomor_laporan kode_laporan selamat_pagi assalamualaikum semoga_sehat tanya_prosedur',
  not_election:
    'imunisasi vaksin stunting mantu pengantin_baru ketua_rt osis koperasi ketua_kelas kb donor lomba maulid kemerdekaan agustusan diskon jamu produk dagangan haji siswa_baru wisuda naik_haji cuci_tangan gosok_gigi sabun posyandu_balita calon_jemaah calon_suami calon_istri calon_pengantin rokok_baru kampanye_antirokok anti_narkoba lampu_hias',
};

/** Groups that make an account one about elections. */
const political = new Set([
  'candidate',
  'party',
  'role',
  'card',
  'ktp',
  'event',
  'rival',
  'self_run',
  'banner',
  'finger',
  'form',
]);
export const isPolitical = (group: string): boolean => political.has(group);

const single = new Map<string, string[]>();
const double = new Map<string, string[]>();

function add(map: Map<string, string[]>, key: string, group: string): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [group]);
  else if (!there.includes(group)) there.push(group);
}

/** Lexicon words by their consonants, for "psng" and "bliho": the vowels are what hurried thumbs leave out. */
const hurried = new Map<string, { readonly word: string; readonly group: string }[]>();
const consonants = (word: string): string => word.replaceAll(/[aiueo]/g, '');

function isHurried(short: string, word: string): boolean {
  if (short.length >= word.length || short[0] !== word[0]) return false;
  let at = 0;
  for (const letter of word) if (letter === short[at]) at += 1;
  return at === short.length;
}

/** `=` the stem as it stands, `*` the form after a swallowed letter. */
function enter(word: string, group: string): void {
  add(single, `=${stemOf(word)}`, group);
  if (word.length > 4) {
    add(single, `*${bareOf(word)}`, group);
    const key = consonants(word);
    const there = hurried.get(key);
    if (there === undefined) hurried.set(key, [{ word, group }]);
    else there.push({ word, group });
  }
}

for (const [group, words] of Object.entries(groups)) {
  for (const entry of words.split(' ')) {
    const parts = entry.split('_').map((part) => wordOf(part));
    const [left = '', right = ''] = parts.slice(-2);
    if (parts.length === 1) enter(left, group);
    else {
      add(double, `${stemOf(left)} ${stemOf(right)}`, group);
      // Some usual spellings are one token: "media_sosial", "tim_sukses".
      add(single, `=${entry}`, group);
    }
  }
}

/** @param word in its usual spelling @param before the word before it in the sentence, if any */
export function groupsOf(word: string, before: string | undefined): readonly string[] {
  const own =
    single.get(`=${word}`) ??
    single.get(`=${stemOf(word)}`) ??
    (maySwallow(word) ? single.get(`*${bareOf(word)}`) : undefined);
  const both = before === undefined ? undefined : double.get(`${stemOf(before)} ${stemOf(word)}`);
  const guessed = own ?? hurriedGroups(word);
  return [...new Set([...guessed, ...(both ?? [])])];
}

function hurriedGroups(word: string): readonly string[] {
  if (word.length < 3) return [];
  return (hurried.get(consonants(word)) ?? []).filter((entry) => isHurried(word, entry.word)).map(({ group }) => group);
}
