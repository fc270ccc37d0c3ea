/** What an accused person is told, decided by the officer who issues the notice; and whether it gives somebody else away. Pure. */
import { z } from 'zod';

export const Told = z.strictObject({
  /** What the person is said to have done, in the officer's own words. */
  allegation: z.string(),
  actKind: z.string(),
  /** Day of the act, `2024-10-01`; null: not told. */
  actOn: z.string().nullable(),
  place: z.string(),
  /** Rows of the joint decree and provisions of PP 94/2021, by id. */
  rows: z.array(z.string()),
  /** When and where the person may explain; empty: not invited. */
  clarification: z.string(),
  /** Last day for an answer; null: none was set. */
  answerUntil: z.string().nullable(),
  /** How the office is reached. */
  contact: z.string(),
});
export type Told = z.infer<typeof Told>;

/** What a notice must not hold: words of the reporter, names of files of evidence, other accused. */
export interface Secrets {
  readonly story: string;
  readonly fileNames: readonly string[];
  readonly others: readonly string[];
}

export type Leak =
  | { readonly kind: 'story'; readonly words: string }
  | { readonly kind: 'file'; readonly words: string }
  | { readonly kind: 'other-accused'; readonly words: string };

/** So many words in the same order as the reporter's are no chance: whoever reads them may know who speaks like that. */
const SAME_WORDS = 6;

/** The first thing in a notice that would give somebody else away; null: nothing that a machine can see. */
export function findLeak(told: Told, secrets: Secrets): Leak | null {
  const said = [told.allegation, told.place, told.clarification, told.contact].join('\n');
  const words = wordsOf(said);
  const story = new Set(runsOf(wordsOf(secrets.story)));
  const run = runsOf(words).find((one) => story.has(one));
  if (run !== undefined) return { kind: 'story', words: run };
  const text = ` ${words.join(' ')} `;
  const holds = (part: string): boolean => {
    const plain = wordsOf(part).join(' ');
    return plain.length >= 4 && text.includes(` ${plain} `);
  };
  const other = secrets.others.find(holds);
  if (other !== undefined) return { kind: 'other-accused', words: other };
  const file = secrets.fileNames.find((name) => holds(name) || holds(name.replace(/\.\w{1,5}$/, '')));
  return file === undefined ? null : { kind: 'file', words: file };
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function runsOf(words: readonly string[]): string[] {
  return words
    .slice(0, Math.max(0, words.length - SAME_WORDS + 1))
    .map((_, at) => words.slice(at, at + SAME_WORDS).join(' '));
}
