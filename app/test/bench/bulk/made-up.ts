/** Ids and numbers that follow from a text or an index, so that a filling that was interrupted goes on with the same ones. */
import { createHash } from 'node:crypto';
import { newReference } from '../../../src/platform/crypto/reference.ts';

/** An id in the form of a random UUID. */
export function newId(text: string): string {
  const hex = createHash('sha256').update(`netra large ${text}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const BASE = 29;
const FREE = 7;
const NUMBERS = BASE ** FREE;
/** Shares no divisor with 29, so that each index has a number of its own. */
const STEP = 7_368_787;

/** The number of the case with this index: each has another, and neighbours do not look alike. */
export function caseNumber(index: number): string {
  let left = (index * STEP + 11_111_111) % NUMBERS;
  const digits = Array.from({ length: FREE }, () => {
    const digit = left % BASE;
    left = Math.floor(left / BASE);
    return digit;
  });
  return newReference('case', () => Uint8Array.from(digits));
}
