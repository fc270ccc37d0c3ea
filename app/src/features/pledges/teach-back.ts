/**
 * Three questions before signing, in the signer's own work, drawn from the worked examples of the rulebook. What is right is worked out by
 * `assess` each time, never written here: when the rulebook changes, the questions change with it.
 */
import { type Assessment, assess } from '@netra/rulebook';
import { type Example, examples } from '@netra/rulebook/examples';

export const QUESTIONS = 3;

/** Rules whose first example stands by itself; those of the own work first. Two of the three are of the own work, one shows what is allowed. */
const ofDuty: Readonly<Record<string, readonly (keyof typeof examples)[]>> = {
  guru: ['B8', 'A2', 'B6', 'B7'],
  'camat-lurah': ['B12', 'B8', 'pp94-5n-3', 'B11'],
  'pejabat-anggaran': ['pp94-5n-5', 'pp94-5n-4', 'pp94-5n-6', 'B12'],
  kesehatan: ['B4', 'pp94-5n-2', 'A3', 'B8'],
  'media-sosial': ['B2', 'A4', 'A2', 'B7'],
  'pasangan-calon': ['A7', 'B4', 'B7', 'pp94-5n-2'],
  umum: ['B6', 'A1', 'B4', 'A5', 'pp94-5n-2'],
};
const allowedOfDuty: Readonly<Record<string, readonly (keyof typeof examples)[]>> = {
  guru: ['nobody-benefits'],
  kesehatan: ['attends-on-duty'],
  'pasangan-calon': ['spouse-on-leave', 'photo-with-spouse'],
  umum: ['nobody-benefits', 'attends-on-duty', 'approach-not-candidate'],
};

/** Two answers; the rulebook's finer ones are told in the explanation. */
export type TeachAnswer = 'breach' | 'fine';

export interface TeachQuestion {
  readonly id: string;
  readonly example: Example;
  readonly right: TeachAnswer;
  readonly found: Assessment;
}

/** @param seed any whole number; the same gives the same questions, so that going back shows what was asked */
export function questionsFor(duty: string, seed: number): readonly TeachQuestion[] {
  const breaches = ofDuty[duty] ?? ofDuty.umum ?? [];
  const fine = allowedOfDuty[duty] ?? allowedOfDuty.umum ?? [];
  const first = questionAt(breaches, seed);
  const second = questionAt(breaches, seed + 1);
  const third = questionAt(fine, seed);
  // Where the allowed one stands changes, so that nobody learns the place instead of the law.
  const all = [first, second];
  all.splice(seed % QUESTIONS, 0, third);
  return all;
}

function questionAt(rules: readonly (keyof typeof examples)[], seed: number): TeachQuestion {
  const id = rules[seed % rules.length];
  if (id === undefined) throw new Error('a duty without examples');
  const [example] = examples[id];
  const found = assess(example.facts);
  return { id, example, right: found.outcome === 'violation' ? 'breach' : 'fine', found };
}

/** What the answer rests on: the words of the rulebook for the rules that hold. */
export function reasonsOf({ found, id }: TeachQuestion, lang: 'id' | 'en'): readonly string[] {
  const named = new Set([id, ...found.rows.map((row) => row.id), ...found.provisions.map((one) => one.id)]);
  return found.trace.flatMap((entry) => {
    if (entry.holds !== true || !named.has(entry.rule)) return [];
    const [first] = lang === 'en' ? entry.en : entry.because;
    return first === undefined ? [] : [first];
  });
}
