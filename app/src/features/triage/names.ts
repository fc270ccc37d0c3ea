/** Words by which a person's name can be told from a word that says something. Given names common in Indonesia; nobody in particular. */

const titles = new Set(
  'pak bapak bpk bu ibu buk haji hajah hj h drs dra dr ir prof mas mbak mba kang teh bang bung om tante ustaz ustadz gus kiai kyai sdr sdri saudara saudari bli uda uni daeng andi abah mang neng koh cik'.split(
    ' ',
  ),
);

const roles = new Set(
  (
    'camat lurah bupati walikota gubernur kades kadus kadis kabid kabag kasi kasubag kasubbag kepala sekda sekdes sekcam wakil wali guru dosen dokter bidan perawat rt rw ketua ' +
    'sekretaris staf staff penyuluh pegawai asn pns pppk calon caleg kepsek direktur mantri mandor tentara polisi babinsa bhabinkamtibmas dewan menteri presiden pj plt plh pendamping ' +
    'haji ibu bapak saya kami kita dan yang di ke dari itu ini juga sudah mau ikut bilang minta anggota tetangga atasan bos boss kantor desa dinas sekolah inspektur kabupaten kota partai tim ' +
    'kandidat paslon petahana incumbent operator bendahara korcam kordes koordinator mertua ipar suami istri ' +
    'facebook instagram whatsapp tiktok youtube telegram twitter ktp wa fb ig hp sk'
  ).split(' '),
);

const given = new Set(
  (
    'raka wiratama sinta darto budi agus slamet siti nur nurul dewi sri wahyu eko dwi tri joko bambang hendra rudi rizki rizky fajar yusuf ahmad muhammad mohamad abdul abdullah hasan husein umar ali ' +
    'aminah fatimah khadijah lestari wati susanto santoso wijaya saputra saputri pratama putra putri hidayat setiawan kurniawan gunawan hartono suharto sutrisno supriyadi supriadi suryadi suryono ' +
    'mulyadi mulyono maryati marni yanti yuni rina rini ratna ani ina tuti titik endang ningsih rahayu rahmat rahman hakim halim hamid iskandar ismail ibrahim yanto yono parjo karto sarno sukirman sudirman ' +
    'sulaiman sugeng suparman suparno wawan dadang asep ujang cecep iwan ridwan irwan irfan arif arief ilham taufik zainal syamsul syahrul nasution siregar simanjuntak hutapea sitompul tampubolon lubis ' +
    'ginting tarigan manurung simatupang yohanes yosef maria markus paulus petrus daniel yakobus wayan made nyoman ketut gede komang kadek putu rudy deni denny dian indah ayu mega maya lina lilis neneng ' +
    'hasanah hasanuddin baharuddin syarifuddin jamaluddin nurdin burhan burhanuddin marlina melati yulia yuliana kartika kusuma wibowo prasetyo nugroho utomo widodo purnomo raharjo harjo basuki teguh bayu ' +
    'galih gilang dimas bagas aditya andika anwar latif mansur makmur samsul sarifah ramli rusli roni tono toni tini tina dedi dodi didik edi hadi heri herman hermawan herlina fitri fitriani eka rosita rosmini'
  ).split(' '),
);

export const isTitle = (word: string): boolean => titles.has(word);
export const isRoleWord = (word: string): boolean => roles.has(word);
export const isGivenName = (word: string): boolean => given.has(word);
