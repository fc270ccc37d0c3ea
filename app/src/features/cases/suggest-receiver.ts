/** Which authority is suggested for an accused: the one whose name shares most with the own institution. Pure; whoever conveys decides. */
import type { Accused } from './case.ts';
import type { CandidateBody } from './case-routes.ts';

/** The post as officers write it. Only a suggestion: whoever conveys says it. */
export function looksLikeSekda(post: string): boolean {
  return /\b(sekda|sekretaris\s+daerah)\b/i.test(post);
}

/** Words that stand in the names of many institutions and tell none apart. */
const common = new Set([
  'dinas',
  'badan',
  'kantor',
  'pejabat',
  'pembina',
  'kepegawaian',
  'pemerintah',
  'unit',
  'instansi',
  'bagian',
  'daerah',
]);

/** Short ways to write a level, as they stand in names of institutions. */
const spelled: Readonly<Record<string, string>> = {
  pemprov: 'provinsi',
  prov: 'provinsi',
  pemkot: 'kota',
  pemkab: 'kabupaten',
  kab: 'kabupaten',
};

function wordsOf(text: string): ReadonlySet<string> {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .map((word) => spelled[word] ?? word);
  return new Set(words.filter((word) => word.length > 3 && !common.has(word)));
}

/** @param receivers the nearest first; where no name tells more, the nearest. A regional secretary goes one level up. */
export function suggestReceiver(
  receivers: readonly CandidateBody[],
  person: Pick<Accused, 'post' | 'unitName'>,
): CandidateBody | undefined {
  const [nearest] = receivers;
  const own = wordsOf(`${person.unitName} ${person.post}`);
  const shared = (body: CandidateBody): number => [...wordsOf(body.name)].filter((word) => own.has(word)).length;
  if (nearest === undefined) return undefined;
  const chosen = receivers.reduce((best, one) => (shared(one) > shared(best) ? one : best), nearest);
  if (!looksLikeSekda(person.post)) return chosen;
  return receivers.find((one) => chosen.path.startsWith(one.path) && one.path.length < chosen.path.length) ?? chosen;
}
