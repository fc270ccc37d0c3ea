/**
 * One row of a roster file: its columns, how each is read, and what is told of a row that cannot be taken. Called millions of times, so nothing here
 * makes more objects than the row needs.
 */
import { plainWord } from '../../platform/imports/index.ts';
import { type NumberProblem, numberProblems, type PersonKind, readNumber } from './number.ts';
import type { RosterDetails } from './roster-keys.ts';

/** Order matters: places in this list are stored while a file is read. */
export const duties = [
  'guru',
  'camat-lurah',
  'pejabat-anggaran',
  'kesehatan',
  'media-sosial',
  'pasangan-calon',
  'umum',
] as const;
export type Duty = (typeof duties)[number];

export const columnIds = [
  'number',
  'name',
  'kind',
  'institution',
  'unit',
  'unit-name',
  'unit-parent',
  'duty',
  'email',
  'phone',
] as const;
export type ColumnId = (typeof columnIds)[number];

export const rowReasons = [
  ...numberProblems,
  'missing',
  'name-letters',
  'name-long',
  'kind-unknown',
  'institution-unknown',
  'unit-code',
  'unit-name-long',
  'unit-own-parent',
  'duty-unknown',
  'email-form',
  'phone-form',
  'repeated',
  'unit-circle',
] as const;
export type RowReason = (typeof rowReasons)[number];

/** Of a value in an error: as much as helps to find the row, never enough to know the person. */
export interface RowError {
  /** Column of the kind, or empty: the row as a whole. */
  readonly column: ColumnId | '';
  readonly reason: RowReason;
  readonly masked: string;
}

export interface RosterRow {
  readonly details: RosterDetails;
  readonly kind: PersonKind;
  /** Null: the institution that was chosen for the file. */
  readonly institution: string | null;
  readonly unit: { readonly code: string; readonly name: string | null; readonly parent: string | null } | null;
  /** Null: the file says nothing of it. */
  readonly duty: Duty | null;
}

export interface RowContext {
  /** `YYYYMMDD` as a number. */
  readonly today: number;
  /** Whether there is an institution with this code. */
  readonly isInstitution: (code: string) => boolean;
  /** An institution was chosen for the whole file. */
  readonly institutionChosen: boolean;
}

const LONGEST_NAME = 200;
const LONGEST_UNIT_NAME = 300;
const LONGEST_CODE = 60;

const kindWords: ReadonlyMap<string, PersonKind> = new Map([
  ['pns', 'PNS'],
  ['cpns', 'PNS'],
  ['pegawai negeri sipil', 'PNS'],
  ['pppk', 'PPPK'],
  ['p3k', 'PPPK'],
  ['pppk paruh waktu', 'PPPK'],
  ['pegawai pemerintah dengan perjanjian kerja', 'PPPK'],
]);

const dutyWords: ReadonlyMap<string, Duty> = new Map<string, Duty>([
  ...duties.map((one): [string, Duty] => [plainWord(one), one]),
  ['teacher', 'guru'],
  ['dosen', 'guru'],
  ['camat', 'camat-lurah'],
  ['lurah', 'camat-lurah'],
  ['kesehatan', 'kesehatan'],
  ['tenaga kesehatan', 'kesehatan'],
  ['health', 'kesehatan'],
  ['pejabat kendaraan dan anggaran', 'pejabat-anggaran'],
  ['anggaran', 'pejabat-anggaran'],
  ['budget', 'pejabat-anggaran'],
  ['medsos', 'media-sosial'],
  ['social media', 'media-sosial'],
  ['general', 'umum'],
]);

/** Cells by column, as the mapping says; a place of -1 is a column that the file does not have. */
export type Places = Readonly<Record<ColumnId, number>>;

/**
 * Reads a row or tells what is wrong with it.
 * @param cells without spaces at their edges
 * @param errors what is wrong is added here; untouched when the row is good
 */
export function readRosterRow(
  cells: readonly string[],
  places: Places,
  context: RowContext,
  errors: RowError[],
): RosterRow | null {
  const cell = (column: ColumnId): string => {
    const place = places[column];
    return place < 0 ? '' : (cells[place] ?? '');
  };
  const before = errors.length;
  const wrong = (column: ColumnId, reason: RowReason): void => {
    errors.push({ column, reason, masked: maskedValue(column, cell(column)) });
  };

  const kindText = cell('kind');
  let kind: PersonKind | undefined;
  if (kindText !== '') {
    kind = kindText === 'PNS' || kindText === 'PPPK' ? kindText : kindWords.get(plainWord(kindText));
    if (kind === undefined) wrong('kind', 'kind-unknown');
  }

  const numberText = cell('number');
  let number = '';
  if (numberText === '') wrong('number', 'missing');
  else {
    const read = readNumber(numberText, kind, context.today);
    if (read.ok) {
      number = read.value.digits;
      kind = read.value.kind;
    } else wrong('number', read.error satisfies NumberProblem);
  }

  const name = cell('name').replaceAll(/\s+/g, ' ');
  if (name === '') wrong('name', 'missing');
  else if (name.length > LONGEST_NAME) wrong('name', 'name-long');
  else if (!/\p{L}/u.test(name) || /\d{3}/.test(name)) wrong('name', 'name-letters');

  const institution = cell('institution');
  if (institution === '') {
    if (!context.institutionChosen) wrong('institution', 'missing');
  } else if (!context.isInstitution(institution)) wrong('institution', 'institution-unknown');

  const unitCode = cell('unit');
  const unitParent = cell('unit-parent');
  const unitName = cell('unit-name').replaceAll(/\s+/g, ' ');
  if (unitCode === '') {
    if (unitParent !== '' || unitName !== '') wrong('unit', 'missing');
  } else if (!isCode(unitCode)) wrong('unit', 'unit-code');
  if (unitParent !== '' && !isCode(unitParent)) wrong('unit-parent', 'unit-code');
  if (unitParent !== '' && unitParent === unitCode) wrong('unit-parent', 'unit-own-parent');
  if (unitName.length > LONGEST_UNIT_NAME) wrong('unit-name', 'unit-name-long');

  const dutyText = cell('duty');
  const duty = dutyText === '' ? null : (dutyWords.get(plainWord(dutyText)) ?? undefined);
  if (duty === undefined) wrong('duty', 'duty-unknown');

  const email = cell('email');
  if (email !== '' && !isAddress(email)) wrong('email', 'email-form');
  const phoneText = cell('phone');
  const phone = phoneText === '' ? null : phoneOf(phoneText);
  if (phone === undefined) wrong('phone', 'phone-form');

  if (errors.length > before || kind === undefined || duty === undefined || phone === undefined) return null;
  return {
    details: { name, number, email: email === '' ? null : email, phone },
    kind,
    institution: institution === '' ? null : institution,
    unit:
      unitCode === ''
        ? null
        : {
            code: unitCode,
            name: unitName === '' ? null : unitName,
            parent: unitParent === '' ? null : unitParent,
          },
    duty,
  };
}

function isCode(text: string): boolean {
  return text.length <= LONGEST_CODE && !/[/\s]/.test(text);
}

function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>",;:]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/.test(text);
}

/** `+62…`; undefined: no telephone number. Spreadsheets like to take the first 0 away, so a mobile number may begin with 8. */
function phoneOf(text: string): string | undefined {
  const digits = text.replace(/^'/, '').replaceAll(/[\s().-]/g, '');
  if (!/^\+?\d{8,15}$/.test(digits)) return undefined;
  if (digits.startsWith('+')) return digits;
  if (digits.startsWith('62')) return `+${digits}`;
  if (digits.startsWith('0')) return `+62${digits.slice(1)}`;
  return digits.startsWith('8') ? `+62${digits}` : undefined;
}

/** Codes and words may stand in a list of errors. Of what belongs to a person, the first and the last letter and how long it is. */
export function maskedValue(column: ColumnId | '', text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  // What is cut off may be the second half of a pair: the database does not keep the first one alone, and one such row stopped a whole file.
  if (line === '') return '';
  switch (column) {
    case 'kind':
    case 'institution':
    case 'unit':
    case 'unit-name':
    case 'unit-parent':
    case 'duty':
      // A column that was matched wrongly may hold numbers of people.
      return /\d{9}|@/.test(line) ? hidden(line) : line.slice(0, 40).toWellFormed();
    case 'number':
    case 'name':
    case 'email':
    case 'phone':
    case '':
      return hidden(line);
  }
}

function hidden(line: string): string {
  const letters = [...line.slice(0, 400).toWellFormed()];
  return letters.length < 4 ? '•'.repeat(letters.length) : `${letters[0]}•••${letters.at(-1)} (${letters.length})`;
}
