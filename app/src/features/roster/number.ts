/**
 * The number of a civil servant: NIP of a PNS, NI of a PPPK. Both have 18 digits and begin with the day of birth; what follows differs. Refused is
 * only what cannot be true under the rules that made the numbers: whoever is refused by mistake cannot sign.
 *
 * NIP: day of birth, year and month of appointment, 1 (man) or 2 (woman), 3 digits in order (Perka BKN 22/2007; seen-3p).
 * NI PPPK: day of birth, year of first appointment, 2 digits for the agreements (21 for nearly everybody), sex, 3 digits in order (seen-3p). The two
 * digits are not checked: which values exist is not certain.
 */
import { fail, ok, type Result } from '../../platform/result.ts';

export type PersonKind = 'PNS' | 'PPPK';

export const numberProblems = [
  'number-rounded',
  'number-digits',
  'number-length',
  'number-birth',
  'number-appointed',
  'number-young',
  'number-sex',
  'number-kind',
] as const;
export type NumberProblem = (typeof numberProblems)[number];

export interface CivilNumber {
  /** 18 digits. */
  readonly digits: string;
  readonly kind: PersonKind;
}

/** The oldest people who may still be on a list. */
const FIRST_BIRTH_YEAR = 1900;
/** Below the least age of any appointment (18); the margin is for numbers made under older rules. */
const LEAST_AGE = 15;
/** The law that made PPPK is of 15 January 2014. */
const FIRST_PPPK_YEAR = 2014;

/**
 * @param kind what the file says of the person; undefined: told by the number (digits 13 and 14 are a month in a NIP)
 * @param today `YYYYMMDD` as a number, of the real calendar
 */
export function readNumber(
  text: string,
  kind: PersonKind | undefined,
  today: number,
): Result<CivilNumber, NumberProblem> {
  let digits = text;
  if (!/^\d{18}$/.test(text)) {
    // A spreadsheet that took the number for a quantity has lost the last digits of it.
    if (/^[\d.,]+E\+?\d+$/i.test(text)) return fail('number-rounded');
    digits = text.replace(/^'/, '').replaceAll(/[\s.\-_/]/g, '');
    if (!/^\d*$/.test(digits)) return fail('number-digits');
    if (digits.length !== 18) return fail('number-length');
  }
  const birthYear = Number(digits.slice(0, 4));
  const birth = Number(digits.slice(0, 8));
  if (birthYear < FIRST_BIRTH_YEAR || birth > today || !isDay(birthYear, digits)) return fail('number-birth');
  const year = Number(digits.slice(8, 12));
  const month = Number(digits.slice(12, 14));
  const isMonth = month >= 1 && month <= 12;
  const found = kind ?? (isMonth ? 'PNS' : 'PPPK');
  if (found === 'PNS' && !isMonth) return fail(kind === 'PNS' && month > 12 ? 'number-kind' : 'number-appointed');
  const thisYear = Math.floor(today / 10_000);
  // An appointment may be entered some weeks before it begins.
  if (year > thisYear + 1 || (found === 'PPPK' && year < FIRST_PPPK_YEAR)) return fail('number-appointed');
  if (year - birthYear < LEAST_AGE) return fail('number-young');
  if (digits[14] !== '1' && digits[14] !== '2') return fail('number-sex');
  return ok({ digits, kind: found });
}

function isDay(year: number, digits: string): boolean {
  const month = Number(digits.slice(4, 6));
  const day = Number(digits.slice(6, 8));
  if (month < 1 || month > 12 || day < 1) return false;
  if (day <= 28) return true;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
}
