/** Whether two cases look like the same matter, and why. Pure: a machine counts reasons, a person joins. */
import { unreachable } from '../../platform/result.ts';
import type { FileOf } from './file.ts';

export const reasons = ['nip', 'accused', 'evidence', 'post', 'text', 'place', 'day', 'act'] as const;
export type Reason = (typeof reasons)[number];

export interface Likeness {
  readonly reasons: readonly Reason[];
  /** The more, the likelier; only for the order. */
  readonly weight: number;
}

/** Days between two tellings of the same act: people remember the day a little differently. */
export const NEAR_DAYS = 3;
/**
 * Share of common triples of letters from which two summaries tell the same. Measured: summaries of different matters that officers write about
 * neutrality share between 0.2 and 0.7 (most of them about half, since the words of the law are the same); the same matter told again shares more.
 */
export const SAME_TEXT = 0.75;

export function likenessOf(one: FileOf, other: FileOf): Likeness {
  const found = reasons.filter((reason) => holds(reason, one, other));
  return { reasons: found, weight: found.reduce((sum, reason) => sum + weightOf(reason), 0) };
}

/**
 * Enough to judge by: the same person or the same file; else the same post in the same unit, or the same words, at the same place within few days.
 * Place, day and kind of act alone are what half of the cases of a campaign have in common.
 */
export function isLikely({ reasons: found }: Pick<Likeness, 'reasons'>): boolean {
  const has = (reason: Reason): boolean => found.includes(reason);
  return (
    has('nip') || has('evidence') || has('accused') || ((has('post') || has('text')) && has('place') && has('day'))
  );
}

function weightOf(reason: Reason): number {
  switch (reason) {
    case 'nip':
    case 'evidence':
      return 6;
    case 'accused':
      return 4;
    case 'post':
    case 'text':
      return 2;
    case 'place':
    case 'day':
    case 'act':
      return 1;
    default:
      return unreachable(reason);
  }
}

function holds(reason: Reason, one: FileOf, other: FileOf): boolean {
  switch (reason) {
    case 'nip':
      return pairs(one, other).some(([a, b]) => a.nip !== null && a.nip === b.nip);
    case 'accused':
      return pairs(one, other).some(([a, b]) => sameName(a.words, b.words));
    case 'post':
      return pairs(one, other).some(
        ([a, b]) =>
          a.post !== '' &&
          a.unitName !== '' &&
          plain(a.post) === plain(b.post) &&
          plain(a.unitName) === plain(b.unitName),
      );
    case 'evidence':
      return one.evidence.some((hash) => other.evidence.includes(hash));
    case 'text':
      return similarity(one.summary, other.summary) >= SAME_TEXT;
    case 'place':
      return one.regionId === other.regionId;
    case 'day':
      return one.actDay !== null && other.actDay !== null && daysApart(one.actDay, other.actDay) <= NEAR_DAYS;
    case 'act':
      return one.actKind === other.actKind;
    default:
      return unreachable(reason);
  }
}

function pairs(
  one: FileOf,
  other: FileOf,
): readonly (readonly [FileOf['accused'][number], FileOf['accused'][number]])[] {
  return one.accused.flatMap((a) => other.accused.map((b) => [a, b] as const));
}

/** The shorter name lies wholly in the longer one. A single common word is half of the country. */
function sameName(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0 || (short.length === 1 && long.length > 1)) return false;
  return short.every((word) => long.includes(word));
}

export function daysApart(one: string, other: string): number {
  return Math.abs(Date.parse(`${one}T00:00Z`) - Date.parse(`${other}T00:00Z`)) / 86_400_000;
}

/** Dice over triples of letters, as pg_trgm makes them; 0 where one says too little to compare. */
export function similarity(one: string, other: string): number {
  const [a, b] = [triples(one), triples(other)];
  if (a.size < 10 || b.size < 10) return 0;
  let common = 0;
  for (const triple of a) if (b.has(triple)) common += 1;
  return (2 * common) / (a.size + b.size);
}

function triples(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const word of plain(text.slice(0, 4000)).split(' ')) {
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3));
  }
  return found;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
