/** Days as people paste them into a form: one a line, alone or as a run, with or without the year, with what the day is behind a colon. */
import { isIsoDay } from '@netra/rulebook';
import type { Both } from '../../platform/imports/index.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { readDay } from './law-cells.ts';

export interface DayLine {
  readonly first: string;
  /** The same as `first` for a single day. */
  readonly last: string;
  readonly why: string;
}

/** Reads a pasted list. The error names the line. */
export function readDayLines(text: string, year: string): Result<readonly DayLine[], Both> {
  const found: DayLine[] = [];
  for (const [at, raw] of text.split('\n').entries()) {
    const line = raw.trim().replace(/^[•*]\s*/, '');
    if (line === '') continue;
    const read = readLine(line, year);
    if (read === undefined) {
      const shown = line.slice(0, 40);
      return fail({
        id: `Baris ${at + 1} (“${shown}”): tulis tanggal seperti 17 Agustus, 10–12 April, atau 2028-08-17, lalu bila perlu titik dua dan nama harinya`,
        en: `Line ${at + 1} (“${shown}”): write a date such as 17 August, 10–12 April or 2028-08-17, then if you like a colon and the name of the day`,
      });
    }
    found.push(read);
  }
  return ok(found);
}

/** "10 April 2028 sampai dengan 12 April 2028" and some room. */
const LONGEST_RUN_OF_DAYS = 120;

function readLine(line: string, year: string): DayLine | undefined {
  const colon = /^([^:]*):(.*)$/.exec(line);
  const days = (colon?.[1] ?? line).trim();
  const why = (colon?.[2] ?? '').trim();
  if (days.length > LONGEST_RUN_OF_DAYS) return undefined;
  const single = dayOf(days, year);
  if (single !== undefined) return { first: single, last: single, why };
  const parts =
    /^(.+?)\s*(?:–|—|s\.?\s?d\.?|sampai(?: dengan)?|hingga|until|to|\s-\s)\s*(.+)$/iu.exec(days) ??
    /^(\d{1,2})-(\d{1,2}\s+\p{L}.*)$/u.exec(days);
  if (parts === null) return undefined;
  const last = dayOf(parts[2] ?? '', year);
  if (last === undefined) return undefined;
  // "10–12 April": the first takes month and year from the last.
  const alone = /^\d{1,2}$/.exec((parts[1] ?? '').trim());
  const first = alone === null ? dayOf(parts[1] ?? '', year) : `${last.slice(0, 8)}${alone[0].padStart(2, '0')}`;
  return first !== undefined && isIsoDay(first) && first <= last ? { first, last, why } : undefined;
}

function dayOf(text: string, year: string): string | undefined {
  const plain = text.trim();
  for (const one of [plain, `${plain} ${year}`, `${plain}/${year}`, `${year}-${plain}`]) {
    const day = readDay(one);
    if (day.ok) return day.value.slice(0, 4) === year ? day.value : undefined;
  }
  return undefined;
}
