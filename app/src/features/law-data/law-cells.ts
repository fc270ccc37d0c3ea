/** Columns that every kind of added law has, and how days are written. */
import { allProcedures, isIsoDay } from '@netra/rulebook';
import { monthNames } from '../../platform/i18n/dates.ts';
import {
  type Both,
  type Cells,
  type ImportColumn,
  plainWord,
  textCell,
  wordCell,
} from '../../platform/imports/index.ts';
import { fail, ok, type Result } from '../../platform/result.ts';

const dayAllowed: Both = {
  id: 'tanggal seperti 2028-08-17, 17/08/2028, atau 17 Agustus 2028',
  en: 'a date such as 2028-08-17, 17/08/2028 or 17 August 2028',
};

const months: ReadonlyMap<string, number> = new Map(
  (['id', 'en'] as const).flatMap((lang) =>
    monthNames(lang).flatMap((name, at): [string, number][] => [
      [plainWord(name), at + 1],
      [plainWord(name).slice(0, 3), at + 1],
    ]),
  ),
);

/** No date is longer, with the name of its day and all; what is longer is not tried against patterns at all. */
const LONGEST_DAY = 60;

/** A day as people write it in Indonesia: day first. With or without the name of the day of the week. */
export function readDay(text: string): Result<string, Both> {
  if (text.length > LONGEST_DAY) return fail(dayAllowed);
  const plain = text.trim().replace(/^\p{L}+['’]?\p{L}*\s*,\s*/u, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?$/.exec(plain);
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(plain);
  const named = /^(\d{1,2})\s+(\p{L}+)\.?\s+(\d{4})$/u.exec(plain);
  const [year, month, day] =
    iso !== null
      ? [iso[1], Number(iso[2]), iso[3]]
      : numbers !== null
        ? [numbers[3], Number(numbers[2]), numbers[1]]
        : named !== null
          ? [named[3], months.get(plainWord(named[2] ?? '')) ?? 0, named[1]]
          : ['', 0, ''];
  const found = `${year}-${String(month).padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return isIsoDay(found) && found >= '2000-01-01' ? ok(found) : fail(dayAllowed);
}

export const sourcePublisher: ImportColumn<string> = {
  id: 'publisher',
  label: { id: 'Penerbit sumber', en: 'Publisher of the source' },
  synonyms: ['penerbit', 'sumber', 'publisher', 'source', 'instansi penerbit'],
  required: true,
  hint: {
    id: 'siapa yang menerbitkan dokumen yang Anda baca, misalnya “Setneg, JDIH”; tanpa alamat web',
    en: 'who published the document that you read, for example “Setneg, JDIH”; no web address',
  },
  parse: (text) =>
    /https?:|www\./i.test(text)
      ? fail({ id: 'nama penerbit, tanpa alamat web', en: 'the name of the publisher, without a web address' })
      : textCell(120)(text),
};

export const sourceOn: ImportColumn<string> = {
  id: 'source_date',
  label: { id: 'Tanggal sumber', en: 'Date of the source' },
  synonyms: ['tanggal terbit', 'tgl sumber', 'source date', 'published on'],
  required: false,
  hint: { id: 'kapan sumber itu terbit', en: 'when that source was published' },
  parse: readDay,
};

export type SureWord = 'seen' | 'recalled' | 'uncertain';

export const confidence: ImportColumn<SureWord> = {
  id: 'confidence',
  label: { id: 'Keyakinan', en: 'Confidence' },
  synonyms: ['keyakinan', 'confidence', 'kepastian'],
  required: true,
  hint: {
    id: '“dilihat” (Anda membaca sumbernya), “diketahui” (belum dilihat lagi), atau “belum pasti”',
    en: '“seen” (you read the source), “recalled” (not seen again), or “uncertain”',
  },
  parse: wordCell(
    {
      dilihat: 'seen',
      diketahui: 'recalled',
      'belum pasti': 'uncertain',
      'dilihat di sumber': 'seen',
      seen: 'seen',
      recalled: 'recalled',
      uncertain: 'uncertain',
    },
    { id: 3, en: ['seen', 'recalled', 'uncertain'] },
  ),
};

export function textColumn(
  id: string,
  label: Both,
  synonyms: readonly string[],
  required: boolean,
  hint: Both,
  most = 300,
): ImportColumn<string> {
  return { id, label, synonyms, required, hint, parse: textCell(most) };
}

export function dayColumn(
  id: string,
  label: Both,
  synonyms: readonly string[],
  required: boolean,
  hint: Both,
): ImportColumn<string> {
  return { id, label, synonyms, required, hint, parse: readDay };
}

/** An id as it stands in addresses. */
export function slugCell(text: string): Result<string, Both> {
  return /^[a-z0-9][a-z0-9-]{0,59}$/.test(text)
    ? ok(text)
    : fail({
        id: 'huruf kecil, angka, dan tanda hubung, misalnya pemilu-2029',
        en: 'small letters, digits and hyphens, such as pemilu-2029',
      });
}

/** Procedures that have limits. */
export const limitedProcedures = allProcedures.filter((procedure) => procedure.steps.length > 0);

export interface SourceCells {
  readonly source: { readonly publisher: string; readonly on?: string };
  readonly confidence: SureWord;
}

export function readSource(cells: Cells): SourceCells | undefined {
  const publisher = cells.get(sourcePublisher);
  const on = cells.get(sourceOn);
  const sure = cells.get(confidence);
  if (publisher === undefined || sure === undefined) return undefined;
  return { source: { publisher, ...(on === undefined ? {} : { on }) }, confidence: sure };
}

/** The value that all rows of one thing share: the first that is given; `clash` hears of a row that says another. */
export function shared<Row, T>(
  rows: readonly { readonly number: number; readonly row: Row }[],
  pick: (row: Row) => T | undefined,
  clash: (row: number) => void,
): T | undefined {
  let value: T | undefined;
  for (const { number, row } of rows) {
    const here = pick(row);
    if (here === undefined) continue;
    if (value === undefined) value = here;
    else if (JSON.stringify(here) !== JSON.stringify(value)) clash(number);
  }
  return value;
}

/** Rows by what they belong to, in the order of the file. */
export async function gathered<Row>(
  rows: AsyncIterable<{ readonly number: number; readonly row: Row }>,
  keyOf: (row: Row) => string,
): Promise<ReadonlyMap<string, readonly { readonly number: number; readonly row: Row }[]>> {
  const groups = new Map<string, { readonly number: number; readonly row: Row }[]>();
  for await (const one of rows) {
    const key = keyOf(one.row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
