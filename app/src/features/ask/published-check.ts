/**
 * Pure: whether a text that is to be published could tell who asked: numbers, contacts, names, places, and the asker's own words. What is found is
 * said with the words that were found; possible names may be confirmed as none by the writer, everything else has to be rewritten.
 */

export type Finding =
  | { readonly kind: 'number' | 'contact' | 'place' | 'name'; readonly found: string }
  | { readonly kind: 'own-words'; readonly found: string };

/** Runs of digits as long as these are dates and article numbers; longer ones name somebody or something. */
const LONGEST_NUMBER = 4;
/** That many words in a row, as the asker wrote them, are the asker's own words. */
const OWN_WORDS = 5;

const contact =
  /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]+|https?:\/\/\S+|\bwww\.\S+|(?<![\p{L}\d])@[\p{L}\d._]{3,}/gu;
const number = /\d(?:[\s.-]?\d){4,}/g;
/** How people are addressed; followed by a capital letter it is a name. */
const addressed =
  /\b(?:[Bb]apak|[Pp]ak|[Ii]bu|[Bb]u|[Ss]audara|[Ss]dr\.?|[Ss]dri\.?|[Hh]\.|[Hh]j\.|[Dd]r\.|[Dd]rs\.|[Ii]r\.|[Pp]rof\.|[Tt]uan|[Mm]as|[Mm]bak)\s+(\p{Lu}[\p{L}.'-]+(?:\s+\p{Lu}[\p{L}.'-]+)*)/gu;
/** Two or more capitalised words in a row that are no words of law or of offices. */
const capitals = /(?<!^|[.!?]\s|\n)\p{Lu}\p{Ll}[\p{L}'-]*(?:\s+\p{Lu}\p{Ll}[\p{L}'-]*)+/gu;
const lawful = new Set(
  (
    'aparatur sipil negara pegawai negeri undang peraturan pemerintah presiden bersama keputusan surat edaran pasal ayat huruf badan pengawas pemilihan umum komisi ' +
    'kepegawaian pejabat pembina kementerian dalam dewan perwakilan rakyat daerah kepala wakil gubernur bupati wali kota ketua sekretaris inspektorat dinas ' +
    'whatsapp facebook instagram tiktok youtube telegram hukum disiplin kode etik nasional indonesia pilkada pemilu bawaslu satuan tugas kelompok penyelenggara ' +
    'pemungutan suara senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september oktober november desember'
  ).split(' '),
);

/** The names of places as they are searched for: without the word for what kind of place it is. */
export function bareName(place: string): string {
  return place
    .replace(
      /^(?:Provinsi|Kota|Kabupaten|Kecamatan|Kelurahan|Desa|Pemerintah(?:\s+(?:Provinsi|Kota|Kabupaten))?)\s+/u,
      '',
    )
    .trim();
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
}

export interface CheckedAgainst {
  /** Names of places of this instance. */
  readonly places: readonly string[];
  /** What was asked, where the writer has the question open. */
  readonly asked: string | undefined;
}

export function findingsIn(text: string, { places, asked }: CheckedAgainst): readonly Finding[] {
  const found: Finding[] = [];
  const add = (one: Finding): void => {
    if (!found.some((known) => known.kind === one.kind && known.found === one.found)) found.push(one);
  };
  for (const [match] of text.matchAll(number))
    if (match.replaceAll(/\D/g, '').length > LONGEST_NUMBER) add({ kind: 'number', found: match.trim() });
  for (const [match] of text.matchAll(contact)) add({ kind: 'contact', found: match });
  const lower = text.toLowerCase();
  for (const place of places) {
    const bare = bareName(place).toLowerCase();
    // Short names are words of the language as well; "Indonesia" names nobody.
    if (bare.length < 5 || bare === 'indonesia') continue;
    const at = lower.indexOf(bare);
    if (at < 0) continue;
    const [before, after] = [lower[at - 1] ?? ' ', lower[at + bare.length] ?? ' '];
    if (!/[\p{L}\d]/u.test(before) && !/[\p{L}\d]/u.test(after)) add({ kind: 'place', found: bareName(place) });
  }
  for (const [match] of text.matchAll(addressed)) add({ kind: 'name', found: match });
  for (const [match] of text.matchAll(capitals))
    if (match.split(/[\s-]+/).some((word) => !lawful.has(word.toLowerCase()))) add({ kind: 'name', found: match });
  if (asked !== undefined) {
    const theirs = wordsIn(asked);
    const runs = new Set(
      theirs
        .slice(0, Math.max(0, theirs.length - OWN_WORDS + 1))
        .map((_, at) => theirs.slice(at, at + OWN_WORDS).join(' ')),
    );
    const ours = wordsIn(text);
    for (let at = 0; at + OWN_WORDS <= ours.length; at += 1) {
      const run = ours.slice(at, at + OWN_WORDS).join(' ');
      if (runs.has(run)) {
        add({ kind: 'own-words', found: run });
        break;
      }
    }
  }
  return found;
}

/** What stands in the way: names only where nobody confirmed that they are none. */
export function standingIn(findings: readonly Finding[], namesAreNone: boolean): readonly Finding[] {
  return findings.filter((one) => one.kind !== 'name' || !namesAreNone);
}
