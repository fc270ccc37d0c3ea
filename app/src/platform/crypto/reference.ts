/**
 * Reference numbers that people read out over the phone. The alphabet has no 0/O, 1/I/L, 5/S; the last character checks the rest.
 *
 * 29 characters are a prime number, so a weighted sum modulo 29 with weights 1, 2, 3 … finds every single wrong character and every
 * swap of two characters, whichever they are (numbers up to 28 characters). Each kind of number aims at a sum of its own, so that a
 * case number of the same length would not pass as a certificate's.
 */
import { fail, ok, type Result } from '../result.ts';

/** 7 digits and 22 letters; 4.86 bits each. */
export const ALPHABET = '2346789ABCDEFGHJKMNPQRTUVWXYZ';
const BASE = ALPHABET.length;

/** Randomness comes from outside: `(n) => randomBytes(n)` of node:crypto in the product, a fake in tests. */
export type RandomBytes = (count: number) => Uint8Array;

type Format = { readonly groups: readonly number[]; readonly sum: number };

/** How many characters in each group, and the sum the check character aims at. Numbers already given out depend on these. */
const formats = {
  /** `K7M-4QX-92`: 7 free characters, 34 bits; unique by the database, not secret. */
  case: { groups: [3, 3, 2], sum: 1 },
  /** Six groups of three: 17 free characters, 82.6 bits: knowing it is the only way in. */
  receipt: { groups: [3, 3, 3, 3, 3, 3], sum: 2 },
  /** Three groups of four: 11 free characters, 53 bits: printed on a certificate, looked up by anyone who holds it. */
  certificate: { groups: [4, 4, 4], sum: 3 },
  /** Four groups of four: 15 free characters, 72.9 bits: the code of a letter to the accused; with it the own file is read. */
  notice: { groups: [4, 4, 4, 4], sum: 4 },
  /** Four groups of four: 15 free characters, 72.9 bits: printed on a document, tells who holds it that it is genuine. */
  document: { groups: [4, 4, 4, 4], sum: 5 },
  /** Three groups of five: 14 free characters, 68 bits: the own code of a civil servant for one campaign (docs/decisions/0047). */
  pledge: { groups: [5, 5, 5], sum: 6 },
  /** Six groups of three, 82.6 bits: with it alone the answer to an advisory question is opened (docs/decisions/0058). */
  advice: { groups: [3, 3, 3, 3, 3, 3], sum: 7 },
} as const satisfies Record<string, Format>;

export type ReferenceKind = keyof typeof formats;

/**
 * Why a number cannot be one of ours: the person mistyped. A number that parses but is not in the database is not a typo but unknown,
 * and the page should say so in other words.
 */
export type ReferenceTypo =
  | { readonly reason: 'empty' }
  /** `found` characters where `expected` were needed, dashes and spaces aside. */
  | { readonly reason: 'length'; readonly found: number; readonly expected: number }
  /** A character that our numbers never use, such as 0, O, 1, I, L, 5, S; `at` counts from 1, dashes and spaces aside. */
  | { readonly reason: 'character'; readonly character: string; readonly at: number }
  /** All characters are possible, yet one is wrong or two are swapped. */
  | { readonly reason: 'check' };

/** A new number with its check character, in groups: `K7M-4QX-92`. Every number is equally likely. */
export function newReference(kind: ReferenceKind, random: RandomBytes): string {
  const { groups, sum } = formats[kind];
  const free = lengthOf(groups) - 1;
  const values: number[] = [];
  while (values.length < free) {
    for (const byte of random(free - values.length)) {
      // 232 = 8 · 29: a byte above it would favour the first characters of the alphabet.
      if (byte < BASE * Math.floor(256 / BASE)) values.push(byte % BASE);
    }
  }
  values.push(checkValue(values, sum));
  return grouped(values.map((value) => ALPHABET.charAt(value)).join(''), groups);
}

/**
 * Reads a number as people write it: lower case, without dashes, with spaces, dots or slashes, in full-width characters.
 * @returns the number as we write it, or what is wrong with it
 */
export function parseReference(kind: ReferenceKind, text: string): Result<string, ReferenceTypo> {
  const { groups, sum } = formats[kind];
  const expected = lengthOf(groups);
  const characters = [
    ...text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Pd}\p{Cf}._/,:−]/gu, ''),
  ];
  if (characters.length === 0) return fail({ reason: 'empty' });
  const values: number[] = [];
  for (const [index, character] of characters.entries()) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return fail({ reason: 'character', character, at: index + 1 });
    values.push(value);
  }
  if (values.length !== expected) return fail({ reason: 'length', found: values.length, expected });
  if (weightedSum(values) !== sum) return fail({ reason: 'check' });
  return ok(grouped(characters.join(''), groups));
}

function lengthOf(groups: readonly number[]): number {
  return groups.reduce((total, size) => total + size, 0);
}

function weightedSum(values: readonly number[]): number {
  return values.reduce((total, value, index) => (total + (index + 1) * value) % BASE, 0);
}

/** The one value that brings the sum to its aim: the check's weight has an inverse because 29 is prime. */
function checkValue(values: readonly number[], sum: number): number {
  const weight = values.length + 1;
  const missing = (((sum - weightedSum(values)) % BASE) + BASE) % BASE;
  for (let value = 0; value < BASE; value += 1) {
    if ((weight * value) % BASE === missing) return value;
  }
  throw new Error('a prime alphabet always has a check character');
}

function grouped(plain: string, groups: readonly number[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const size of groups) {
    parts.push(plain.slice(from, from + size));
    from += size;
  }
  return parts.join('-');
}
