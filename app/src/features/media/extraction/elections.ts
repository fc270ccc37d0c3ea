/** Which elections a text speaks of. Ids, years and polling days as in the elections data of the rulebook. */

type Election = {
  readonly id: string;
  readonly kind: 'pemilu' | 'pilkada';
  readonly year: number;
  readonly votingOn: string;
  readonly again?: true;
};

export const elections: readonly Election[] = [
  { id: 'pemilu-2019', kind: 'pemilu', year: 2019, votingOn: '2019-04-17' },
  { id: 'pilkada-2020', kind: 'pilkada', year: 2020, votingOn: '2020-12-09' },
  { id: 'pemilu-2024', kind: 'pemilu', year: 2024, votingOn: '2024-02-14' },
  { id: 'pilkada-2024', kind: 'pilkada', year: 2024, votingOn: '2024-11-27' },
  { id: 'pilkada-ulang-2025', kind: 'pilkada', year: 2025, votingOn: '2025-08-27', again: true },
];

const pemilu = '(?:Pemilu|Pemilihan\\s+Umum|Pileg|Pilpres)';
const pilkada =
  '(?:Pilkada|Pemilukada|Pilgub|Pilbup|Pilwal(?:kot|i)?|Pilwakot|Pemilihan\\s+(?:Kep[ae]\\w+\\s+Daerah|Gubernur|Bupati|Wali\\s?Kota|Walikota))';
const isGeneral = new RegExp(`^${pemilu}$`, 'iu');

const anyNamed = new RegExp(`(?<![\\p{L}])(?:${pemilu}|${pilkada})(?![\\p{L}])`, 'giu');
const nextWord = /[\s,()]*(?:([\p{L}-]+)|(\d{4})(?!\d))/uy;
const between = /^(?:dan|serta|serentak|tahun|tingkat|ulang|nasional|presiden|legislatif|wakil|\p{Lu}[\p{L}-]*)$/u;

/** Most words between an election's name and its year. */
const FARTHEST = 14;

/**
 * The year of the election named here, found over other capitalised words, brackets and joined elections:
 * "Pemilu (Pemilihan Umum) dan Pilkada (Pemilihan Kepala Daerah) 2024". Null when a sentence goes on instead.
 */
function yearAfter(text: string, end: number): { readonly year: number; readonly again: boolean } | null {
  let again = false;
  nextWord.lastIndex = end;
  for (let count = 0; count < FARTHEST; count += 1) {
    const [, word, year] = nextWord.exec(text) ?? [];
    if (year !== undefined) return { year: Number(year), again };
    if (word === undefined || !between.test(word)) return null;
    if (/^ulang$/i.test(word)) again = true;
  }
  return null;
}

const named = new RegExp(`(?<![\\p{L}])(?:(${pemilu})|(${pilkada}))(?![\\p{L}])`, 'giu');

/**
 * @param day a day the text gives for itself, if any: "Pilkada" without a year then means the next polling day within 14 months
 */
export function findElections(text: string, day: string | null): string[] {
  const found: string[] = [];
  const add = (election: Election | undefined) => {
    if (election !== undefined && !found.includes(election.id)) found.push(election.id);
  };
  for (const match of text.matchAll(anyNamed)) {
    const dated = yearAfter(text, match.index + match[0].length);
    if (dated === null) continue;
    const kind = isGeneral.test(match[0]) ? 'pemilu' : 'pilkada';
    add(elections.find((e) => e.kind === kind && e.year === dated.year && (e.again === true) === dated.again));
  }
  if (found.length > 0 || day === null) return found;
  for (const [, general] of text.slice(0, 5000).matchAll(named)) {
    const kind = general === undefined ? 'pilkada' : 'pemilu';
    add(
      elections.find(
        (e) => e.kind === kind && e.again !== true && e.votingOn >= day && monthsBetween(day, e.votingOn) <= 14,
      ),
    );
  }
  return found;
}

function monthsBetween(from: string, to: string): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}
