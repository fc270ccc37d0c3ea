/** Words that people use for the same thing. The first of a line is the word under which all are found; phrases come before their words. */
const groups: readonly string[] = [
  'media sosial, medsos, sosmed, social media, facebook, fb, instagram, ig, tiktok, tik tok, twitter, youtube, threads, online, daring',
  'suka, like, likes, ngelike, nge like, liking, liked, jempol, sukai',
  'grup, group, wa, whatsapp, grup wa, wag, telegram',
  'bagikan, share, sharing, repost, retweet, forward, sebar, sebarkan, teruskan',
  'komentar, komen, comment, commenting, mengomentari',
  'unggah, unggahan, posting, post, postingan, upload, status, story, stories, konten',
  'ikuti, follow, following, follower, mengikuti',
  'foto, photo, photos, selfie, swafoto, gambar, berfoto',
  'spanduk, baliho, banner, billboard, poster, stiker, alat peraga, apk',
  'partai, parpol, partai politik, political party, party',
  'bakal calon, bacalon, balon, prospective candidate',
  'calon, paslon, pasangan calon, kandidat, candidate, candidates, caleg, cagub, cabup, cawali, cawalkot, capres, cakada',
  'suami, istri, isteri, spouse, husband, wife, pasangan hidup',
  'keluarga, sepupu, saudara, adik, kakak, kerabat, ipar, family, cousin, relative',
  'kepala desa, kades, perangkat desa, pak kades, village head, village official',
  'honorer, ppnpn, non asn, tenaga kontrak',
  'pppk, p3k, contract civil servant',
  'sanksi, hukuman, dihukum, hukdis, punishment, punishments, sanction, sanctions, penalty',
  'berhenti, pecat, dipecat, pemberhentian, diberhentikan, phk, dismissal, dismissed, fired',
  'lapor, laporan, melapor, melaporkan, pelapor, report, reports, reporting, aduan',
  'tenggat, batas waktu, deadline, deadlines, kedaluwarsa, kadaluarsa, kadaluwarsa, time limit, berapa hari, jatuh tempo',
  'kampanye, campaign, campaigning, nyaleg, orasi, rally',
  'hadir, menghadiri, datang, nonton, menonton, attend, attending, attendance, rally',
  'cuti di luar tanggungan negara, cltn, unpaid leave',
  'libur, holiday, holidays, tanggal merah, hari libur, cuti bersama, collective leave',
  'fasilitas negara, mobil dinas, kendaraan dinas, fasilitas, state facility, state facilities, official vehicle, kantor dinas',
  'tim sukses, timses, tim pemenangan, relawan, winning team, campaign team, konsultan',
  'bagi barang, sembako, bansos, memberi barang, gifts, giving goods',
  'masa tenang, minggu tenang, quiet days, quiet period',
  'pemungutan suara, pencoblosan, nyoblos, coblosan, voting, hari h, election day',
  'pilkada, pemilihan kepala daerah, pilgub, pilbup, pilwalkot, pilwali, regional election',
  'pemilu, pileg, pilpres, general election',
  'banding, appeal, keberatan, objection, upaya administratif',
  'panggil, panggilan, dipanggil, summons, summon',
  'saksi, witness',
  'saksi tps, saksi partai, party witness',
  'formulir, formulir pendaftaran, form, nomination form',
  'sumbangan, donasi, menyumbang, donation, donate',
  'pose, isyarat tangan, simbol tangan, simbol jari, hand sign, finger',
  'guru, dosen, teacher, lecturer',
  'tni, polri, tentara, polisi, army, police',
  'blokir, pemblokiran, block, blocked',
  'pasal, ps, psl, art, article',
  'huruf, hrf, letter, letters',
  'angka, nomor, no, number',
  'lampiran, annex',
  'skb, keputusan bersama, joint decree',
];

/** Each way of saying it, as normalised words, to the word under which it is found; longest phrase first. */
export const synonyms: readonly (readonly [phrase: string, word: string])[] = groups
  .flatMap((line) => {
    const ways = line.split(', ');
    const word = (ways[0] ?? '').replaceAll(' ', '');
    return ways.map((way) => [way, word] as const);
  })
  .toSorted((a, b) => b[0].split(' ').length - a[0].split(' ').length || b[0].length - a[0].length);
