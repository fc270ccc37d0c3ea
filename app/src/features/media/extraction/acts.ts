/** Kinds of act that a text speaks of as forbidden or alleged, each with the words that say so. */
import { sentencesOf } from './text.ts';
import type { ActKind } from './types.ts';

const candidate = '(?:calon|paslon|pasangan|kandidat|caleg|capres|cawapres|cagub|cabup|peserta pemilu|kontestan)';
const patterns: readonly (readonly [ActKind, RegExp])[] = [
  [
    'display-material',
    /(?:me)?(?:masang|pasang)\p{L}*\b[^.]{0,30}(?:spanduk|baliho|alat peraga|reklame|stiker|bendera partai)/iu,
  ],
  [
    'online-campaign',
    /(?:kampanye|sosialisasi|mempromosikan|promosi)\b[^.]{0,40}(?:media sosial|medsos|daring|online|grup whatsapp|facebook|instagram|tiktok)|(?:media sosial|medsos)\b[^.]{0,30}(?:untuk|sebagai) (?:ber)?kampanye/iu,
  ],
  [
    'attend-event',
    /(?:menghadiri|hadir(?:i)?|kehadiran|datang)\b[^.]{0,40}(?:deklarasi|kampanye|konsolidasi|pendaftaran|acara partai)/iu,
  ],
  [
    'social-engagement',
    /(?:mengunggah|unggahan|memposting|posting|postingan|menyukai|me-?like|\blike\b|berkomentar|komentar|membagikan|me-?share|mengikuti akun|me-?follow|bergabung (?:dalam|di) grup)\b[^.]{0,80}(?:media sosial|medsos|facebook|instagram|tiktok|whatsapp|akun|grup|unggahan|konten|status|calon|paslon|kampanye)/iu,
  ],
  [
    'public-photo',
    new RegExp(
      `(?:berfoto|swafoto|selfie|foto bersama|berpose|pose jari|simbol jari|gestur)\\b[^.]{0,60}(?:${candidate}|tim sukses|jari|partai|atribut)`,
      'iu',
    ),
  ],
  [
    'campaign-participation',
    /(?:ikut(?: serta)?|mengikuti|terlibat|turut|menjadi peserta)\b[^.]{0,20}(?:ber)?kampanye/iu,
  ],
  [
    'approach-party-or-public',
    /(?:mendekati|pendekatan|mendaftar(?:kan diri)?|mengambil formulir|melamar|penjaringan)\b[^.]{0,40}(?:partai|parpol|bakal calon)/iu,
  ],
  [
    'party-membership',
    /(?:menjadi|sebagai|masuk|terdaftar)\b[^.]{0,20}(?:anggota|pengurus|kader)\b[^.]{0,15}(?:partai|parpol)/iu,
  ],
  [
    'partisan-activity',
    new RegExp(
      `(?:mengajak|ajakan|mengarahkan|menggalang|pertemuan|membagikan (?:sembako|uang|amplop|bantuan)|menghimbau|mengumpulkan)\\b[^.]{0,60}(?:memilih|mendukung|dukungan|keberpihakan|${candidate})`,
      'iu',
    ),
  ],
  [
    'campaign-team-role',
    /tim (?:sukses|pemenangan|kampanye|ahli|konsultan)|timses|konsultan politik|pelaksana kampanye/iu,
  ],
  [
    'independent-candidate-support',
    /(?:surat dukungan|fotokopi ktp|salinan ktp|menyerahkan ktp|mengumpulkan ktp|dukungan ktp)|ktp\b[^.]{0,40}(?:perseorangan|independen)/iu,
  ],
  [
    'partisan-decision',
    /(?:(?:me|di)?nyalahguna\w*|(?:di)?salahguna\w*|penyala(?:h)?gunaan)\b[^.]{0,60}(?:kewenangan|wewenang|jabatan|sumber daya|fasilitas|anggaran|kekuasaan)|(?:kewenangan|wewenang|jabatan|sumber daya|fasilitas negara|anggaran)\b[^.]{0,90}(?:disalahgunakan|penyalahgunaan|penyalagunaan)|(?:mobil|kendaraan|rumah) dinas\b[^.]{0,60}(?:kampanye|partai|calon|paslon)|(?:keputusan|kebijakan|tindakan)\b[^.]{0,40}(?:menguntungkan|merugikan)\b[^.]{0,40}(?:calon|paslon|partai)/iu,
  ],
];

/** Support as such, without a manner: the law knows only manners, so the kind is left open. */
const general = new RegExp(
  `(?:mendukung|memihak|keberpihakan|berpihak kepada)\\b[^.]{0,30}${candidate}|politik praktis`,
  'iu',
);

const forbidden =
  /\b(?:tidak|jangan|tak|dilarang|larangan|melarang|diduga|dugaan|terduga|terbukti|melanggar|pelanggaran|hindari|menghindari|bukan|sanksi|dilaporkan|laporan|terlibat|kedapatan|ketahuan|viral|terindikasi|mencegah|pencegahan|penyala\w+|menyalahgunakan|disalahgunakan|ditegur|diperiksa|dijatuhi)\b/iu;
const permitted = /(?<!tidak )(?<!tak )\b(?:boleh|diperbolehkan|diizinkan|diperkenankan)\b/iu;

export type ActMention = { readonly kind: ActKind; readonly text: string };

/**
 * @param alleged the whole text is about an alleged breach or a decision on one: its sentences need no word of reproach of their own
 * @returns at most one mention a kind, in the order of the text; `other` only if nothing more exact was found
 */
export function findActs(paragraphs: readonly string[], alleged: boolean): ActMention[] {
  const found = new Map<ActKind, string>();
  let unspecific: string | null = null;
  for (const paragraph of paragraphs) {
    for (const sentence of sentencesOf(paragraph)) {
      if (!alleged && !forbidden.test(sentence)) continue;
      if (permitted.test(sentence)) continue;
      for (const [kind, pattern] of patterns) {
        if (found.has(kind)) continue;
        const words = pattern.exec(sentence)?.[0];
        if (words !== undefined) found.set(kind, words);
      }
      unspecific ??= general.exec(sentence)?.[0] ?? null;
    }
  }
  if (found.size === 0 && unspecific !== null) found.set('other', unspecific);
  return [...found].map(([kind, text]) => ({ kind, text }));
}
