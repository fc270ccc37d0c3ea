/** What sort of news a text is: what its headline and first sentences speak of weighs more than what comes later. */
import { type ArticleKind, articleKinds } from './types.ts';

const signs: Readonly<Record<Exclude<ArticleKind, 'other'>, RegExp>> = {
  'alleged-violation':
    /\b(?:diduga|dugaan|terduga|terlapor|dilaporkan|kedapatan|terindikasi|viral)\b[^.]{0,120}\b(?:ASN|PNS|PPPK|netralitas|netral|melanggar|pelanggaran|kades|kepala desa|lurah|camat|pegawai)\b|\b(?:ASN|PNS|PPPK|camat|lurah|kepala desa|kades|pegawai)\b[^.]{0,80}\b(?:diduga|dilaporkan|kedapatan|terindikasi|tidak netral karena)\b/giu,
  decision:
    /(?<!akan )(?<!juga akan )\b(?:dijatuhi|menjatuhkan|terbukti (?:melanggar|tidak netral|bersalah)|diberhentikan|dipecat|dibebastugaskan|diturunkan (?:pangkat|jabatan)|memutuskan (?:bahwa|untuk menjatuhkan)|dijatuhkan kepada)\b/giu,
  regulation:
    /\b(?:menerbitkan|terbitkan|diterbitkan|mengeluarkan|keluarkan|meneken|mengesahkan|menetapkan|merevisi)\b[^.]{0,40}\b(?:surat edaran|SE|SKB|keputusan bersama|peraturan|perbawaslu|aturan|pedoman)\b/giu,
  pledge:
    /\b(?:ikrar|pakta integritas|fakta integritas|deklarasi(?:kan)? (?:maklumat )?netralitas|maklumat netralitas|deklarasi bersama)\b/giu,
  outreach:
    /\b(?:sosialisasi|menyosialisasikan|penyuluhan|seminar|webinar|bimbingan teknis|bimtek|pembekalan|edukasi|diseminasi)\b/giu,
  coordination:
    /\b(?:rapat koordinasi|rakor|rakornas|rakerda|rakernas|audiensi|nota kesepahaman|memorandum|berkoordinasi)\b/giu,
  appeal:
    /\b(?:meng?h?imbau|himbau|imbau|mengingatkan|ingatkan|menegaskan|tegaskan|menekankan|ditekankan|minta|meminta|berpesan|mengajak|ajak)\b[^.]{0,120}\b(?:netral|netralitas)\b|\b(?:harus|wajib|jaga|menjaga|tetap|bersikap) (?:sikap )?(?:netral|netralitas)\b|\bnetralitas\b[^.]{0,60}\b(?:ditekankan|dijaga|ditegaskan)\b/giu,
};

/** Where two are equally strong, the more telling one stands first. */
const strongest: readonly (keyof typeof signs)[] = [
  'decision',
  'alleged-violation',
  'regulation',
  'pledge',
  'coordination',
  'outreach',
  'appeal',
];

/** A kind needs one sign in headline or opening, or several further down. */
const ENOUGH = 1.5;

/**
 * @param title only where it stands on its own, not where it was taken from the first sentence
 * @param opening the first sentences
 */
export function findKinds(
  title: string | null,
  opening: string,
  rest: string,
): { readonly kind: ArticleKind; readonly alsoKinds: ArticleKind[] } {
  const scored = strongest
    .map((kind) => ({
      kind,
      score: 4 * hits(title ?? '', kind, 1) + 3 * hits(opening, kind, 1) + 0.5 * hits(rest, kind, 3),
    }))
    .filter(({ score }) => score >= ENOUGH)
    .sort((a, b) => b.score - a.score);
  const [first, ...others] = scored.map(({ kind }) => kind);
  return { kind: first ?? 'other', alsoKinds: others.filter((kind) => articleKinds.includes(kind)) };
}

function hits(text: string, kind: keyof typeof signs, atMost: number): number {
  let count = 0;
  for (const _ of text.matchAll(signs[kind])) {
    count += 1;
    if (count >= atMost) break;
  }
  return count;
}
