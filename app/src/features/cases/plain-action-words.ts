/** What each action of `plain-actions.ts` is called and does, where its form lies, and who may take it. */
import type { Bilingual } from '../../platform/api/index.ts';
import type { Role } from '../../platform/http/env.ts';
import type { Part, PlainActionType } from './plain-actions.ts';

interface PlainActionInfo {
  readonly slug: string;
  readonly roles: readonly Role[];
  /** Taken by an office with this part in the case instead of the one that holds it. */
  readonly part?: Part;
  readonly name: Bilingual;
  /** What it does, above its form. */
  readonly lead: Bilingual;
}

const info = (
  slug: string,
  roles: readonly Role[],
  name: readonly [string, string],
  lead: readonly [string, string],
  part?: Part,
): PlainActionInfo => ({
  slug,
  roles,
  name: { id: name[0], en: name[1] },
  lead: { id: lead[0], en: lead[1] },
  ...(part === undefined ? {} : { part }),
});

export const plainActions = {
  'request-completion': info(
    'minta-kelengkapan',
    ['officer'],
    ['Minta kelengkapan', 'Ask for completion'],
    [
      'Pelapor melihat apa yang kurang di halaman statusnya dan dapat melengkapinya sampai batas waktu.',
      'The reporter sees on the status page what is missing and can complete it until the limit.',
    ],
  ),
  'record-completion': info(
    'catat-kelengkapan',
    ['officer'],
    ['Catat kelengkapan', 'Record the completion'],
    ['Laporan kembali ke kajian awal.', 'The report goes back to the initial review.'],
  ),
  'lapse-completion': info(
    'tidak-dilengkapi',
    ['officer'],
    ['Tidak dilengkapi', 'Not completed'],
    [
      'Hanya sesudah batas waktu lewat. Yang disampaikan tersimpan sebagai informasi awal dan dapat dijadikan temuan.',
      'Only after the limit. What was told is kept as initial information and may become a finding.',
    ],
  ),
  refer: info(
    'teruskan',
    ['officer'],
    ['Teruskan ke yang berwenang', 'Refer to the competent authority'],
    [
      'Untuk terlapor yang bukan ASN. Perkara selesai di sini dan pelapor melihat ke mana diteruskan.',
      'For accused who are no civil servants. The case ends here and the reporter sees that it was referred.',
    ],
  ),
  'forward-criminal': info(
    'teruskan-gakkumdu',
    ['officer'],
    ['Teruskan ke Gakkumdu', 'Forward to Gakkumdu'],
    ['Tanda pidana berjalan di sana; perkara ini tetap berjalan.', 'Signs of a crime go there; this case goes on.'],
  ),
  'record-clarification': info(
    'klarifikasi',
    ['officer'],
    ['Catat klarifikasi', 'Record a clarification'],
    ['Satu berita acara untuk setiap orang yang diklarifikasi.', 'One record for each person heard.'],
  ),
  'announce-status': info(
    'umumkan-status',
    ['officer'],
    ['Catat pemberitahuan status', 'Record the notice of status'],
    ['Pemberitahuan status laporan kepada pelapor.', 'The notice of status to the reporter.'],
  ),
  'declare-interest': info(
    'benturan-kepentingan',
    ['officer', 'verifier', 'conveyor', 'authority'],
    ['Nyatakan benturan kepentingan', 'Declare a conflict of interest'],
    [
      'Anda tidak lagi bertindak dalam perkara ini. Kantor satu tingkat di atas diberi tahu, dapat membacanya, dan dapat mengambil alih.',
      'You no longer act in this case. The office one level above is told, may read it, and may take it over.',
    ],
  ),
  'take-over': info(
    'ambil-alih',
    ['officer', 'verifier', 'conveyor', 'authority'],
    ['Ambil alih perkara ini', 'Take this case over'],
    [
      'Seorang petugas di kantor bawahan menyatakan benturan kepentingan. Bila tidak ada lagi yang menangani di sana, kantor Anda melanjutkannya.',
      'An official of the office below declared a conflict of interest. Where nobody is left to handle it there, your office goes on with it.',
    ],
    'stand-in',
  ),
  'flag-conflict': info(
    'tandai-benturan',
    ['conveyor'],
    ['Tandai benturan kepentingan PPK', 'Flag a conflict of the authority'],
    [
      'PPK ini tidak dapat memutus. Tangga tindakan dipersingkat: perkara dapat dialihkan ke tingkat di atasnya.',
      'This authority cannot decide. The ladder is shortened: the case can be rerouted to the next level.',
    ],
    'watch',
  ),
  'unflag-conflict': info(
    'cabut-benturan',
    ['conveyor'],
    ['Cabut tanda benturan kepentingan', 'Take back the conflict of the authority'],
    [
      'Oleh orang lain daripada yang menandai. PPK dapat memutus lagi, dan tangga tindakan kembali menunggu batas waktunya.',
      'By another person than the one who flagged it. The authority can decide again, and the ladder waits for its limit again.',
    ],
    'watch',
  ),
  reroute: info(
    'alihkan',
    ['conveyor'],
    ['Alihkan ke tingkat di atasnya', 'Reroute to the next level'],
    [
      'Perkara pindah ke pejabat di atas PPK yang berbenturan; batas waktunya mulai lagi. Kami tidak menemukan aturan khusus untuk ini: jalurnya serupa dengan terlapor Sekda, dan Anda yang menilai.',
      'The case moves to the authority above the one in conflict; its limit begins anew. We found no rule for this: the way is like that of an accused Sekda, and you judge.',
    ],
    'watch',
  ),
  'cast-vote': info(
    'suara',
    ['verifier'],
    ['Beri suara', 'Cast a vote'],
    [
      'Satu suara tiap lembaga. Suara yang diberikan lagi menggantikan yang lama.',
      'One vote each body. A later vote takes the place of the earlier one.',
    ],
  ),
  'reject-verification': info(
    'tidak-terverifikasi',
    ['verifier'],
    ['Putuskan tidak memenuhi', 'Decide that it does not meet the requirements'],
    [
      'Bila suara terbanyak menolak, perkara berhenti dan pengirim melihatnya.',
      'If most votes are against, the case stops and the sender sees it.',
    ],
  ),
  'delegate-verification': info(
    'limpahkan-verifikasi',
    ['verifier'],
    ['Limpahkan pemeriksaan', 'Delegate the check'],
    [
      'Kantor di wilayah memeriksa dan melaporkan; satgas tetap memutus dalam batas waktunya.',
      'An office in the region checks and reports; the task force still decides, within its limit.',
    ],
  ),
  'report-verification': info(
    'lapor-verifikasi',
    ['conveyor'],
    ['Laporkan hasil pemeriksaan', 'Report the check'],
    [
      'Sebagian hasil dipilih acak untuk diperiksa ulang di pusat.',
      'A random share of the results is checked again at the centre.',
    ],
    'delegate',
  ),
  'record-recheck': info(
    'periksa-ulang',
    ['verifier'],
    ['Catat periksa ulang', 'Record the re-check'],
    ['Hasil ini terpilih acak untuk diperiksa ulang.', 'This result was chosen by chance to be checked again.'],
  ),
  'open-examination': info(
    'buka-pemeriksaan',
    ['authority'],
    ['Buka pemeriksaan', 'Open the examination'],
    [
      'Jalur disiplin menurut PP 94/2021, atau kode etik menurut PP 42/2004.',
      'The discipline route of PP 94/2021, or the code of ethics of PP 42/2004.',
    ],
  ),
  'record-summons': info(
    'panggilan',
    ['authority'],
    ['Catat panggilan', 'Record a summons'],
    ['Panggilan kedua hanya bila yang pertama tidak dihadiri.', 'A second summons only when the first was missed.'],
  ),
  'record-missed': info(
    'tidak-hadir',
    ['authority'],
    ['Catat tidak hadir', 'Record that it was missed'],
    [
      'Sesudah dua kali tidak hadir, keputusan dapat diambil dari bukti yang ada.',
      'After two missed hearings the decision may rest on the evidence there is.',
    ],
  ),
  'record-examination': info(
    'berita-acara-pemeriksaan',
    ['authority'],
    ['Catat pemeriksaan', 'Record the examination'],
    ['Berita acara pemeriksaan dengan jawaban terlapor.', 'The record of examination with the reply of the accused.'],
  ),
  'record-council': info(
    'sidang-majelis',
    ['authority'],
    ['Catat sidang majelis', 'Record the council'],
    ['Sidang majelis kode etik dan rekomendasinya.', 'The session of the council of ethics and its recommendation.'],
  ),
  'record-delivery': info(
    'catat-penyampaian',
    ['authority'],
    ['Catat penyampaian keputusan', 'Record the delivery'],
    [
      'Dari hari ini dihitung kapan keputusan berlaku dan sampai kapan terlapor dapat mengajukan keberatan atau banding.',
      'From this day the taking of effect and the limits of objection and appeal are counted.',
    ],
  ),
  'record-remedy': info(
    'upaya-administratif',
    ['authority'],
    ['Catat keberatan atau banding', 'Record an objection or appeal'],
    ['Berlakunya keputusan tertunda sampai ada putusan.', 'The decision takes no effect until it is decided.'],
  ),
  'record-remedy-outcome': info(
    'putusan-upaya',
    ['authority'],
    ['Catat putusan keberatan atau banding', 'Record the outcome'],
    [
      'Bila dibatalkan, tuduhan tidak lagi terhitung di mana pun yang menyebut orang.',
      'If annulled, the accusation counts nowhere that names a person.',
    ],
  ),
  'record-effect': info(
    'catat-berlaku',
    ['authority'],
    ['Catat keputusan berlaku', 'Record that it took effect'],
    ['Sesudah batas keberatan lewat tanpa keberatan.', 'After the limit of objection passed without one.'],
  ),
  'enter-register': info(
    'catat-idis',
    ['authority'],
    ["Catat di I'DIS", "Enter in I'DIS"],
    ['Catatan disiplin dimasukkan; perkara selesai.', 'The discipline record is entered; the case is closed.'],
  ),
  remind: info(
    'ingatkan',
    ['conveyor'],
    ['Kirim pengingat', 'Send a reminder'],
    ['Tangga pertama: pengingat kepada PPK.', 'First rung: a reminder to the authority.'],
    'watch',
  ),
  reprimand: info(
    'tegur',
    ['conveyor'],
    ['Tegur', 'Reprimand'],
    ['Tangga kedua: teguran tertulis.', 'Second rung: a written reprimand.'],
    'watch',
  ),
  'propose-block': info(
    'usul-blokir',
    ['conveyor'],
    ['Usulkan blokir data', 'Propose a data block'],
    [
      'Tangga ketiga: usul pemblokiran data dan layanan di SIASN (PerBKN 1/2023).',
      'Third rung: block of data and services in SIASN (PerBKN 1/2023).',
    ],
    'watch',
  ),
  'confirm-block': info(
    'blokir',
    ['conveyor'],
    ['Tetapkan blokir', 'Confirm the block'],
    [
      'Ditetapkan oleh orang lain daripada yang mengusulkan.',
      'Confirmed by another person than the one who proposed it.',
    ],
    'watch',
  ),
  'reject-block': info(
    'tolak-blokir',
    ['conveyor'],
    ['Tolak usul blokir', 'Refuse the block'],
    ['Usul tidak diteruskan.', 'The proposal goes no further.'],
    'watch',
  ),
  'review-block': info(
    'tinjau-blokir',
    ['conveyor'],
    ['Pertahankan blokir', 'Keep the block'],
    [
      'Blokir sudah ditinjau dan tetap berlaku sampai tanggal tinjau yang baru. Bila PPK sudah bertindak, buka blokirnya.',
      'The block was looked at and stays until a new day of review. If the authority has acted, lift it.',
    ],
    'watch',
  ),
  'call-back': info(
    'tarik-kembali',
    ['conveyor'],
    ['Tarik kembali rekomendasi', 'Call the recommendation back'],
    [
      'Sebelum PPK memutus. Perkara kembali ke kantor Anda, batas PPK berakhir, dan PPK membaca sebabnya.',
      'Before the authority has decided. The case comes back to your office, the limit of the authority ends, and it reads why.',
    ],
    'watch',
  ),
  'review-information': info(
    'tinjau-informasi',
    ['officer'],
    ['Simpan lagi sebagai informasi', 'Keep as information again'],
    [
      'Sudah ditinjau dan belum cukup untuk temuan. Ditinjau lagi pada tanggal yang Anda tulis.',
      'It was looked at and is not enough for a finding. It is looked at again on the day you write.',
    ],
  ),
  unblock: info(
    'buka-blokir',
    ['conveyor'],
    ['Buka blokir', 'Unblock'],
    ['Sesudah ada bukti bahwa PPK bertindak.', 'On proof that the authority acted.'],
    'watch',
  ),
} as const satisfies Record<PlainActionType, PlainActionInfo>;
