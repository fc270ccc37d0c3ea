/** What was typed into a form, as rows of the same kind of import that a file would make; and the errors of those rows, back at the fields. */
import type { FieldError, Typed } from '../../platform/http/forms.ts';
import { typedText } from '../../platform/http/forms.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { ImportKind } from '../../platform/imports/index.ts';
import { type DayLine, readDayLines } from './day-lines.ts';
import type { DayKind } from './decree-import.ts';
import { lawDataWords } from './words.ts';

export interface FormRows {
  /** Cells in the order of the columns of the kind. */
  readonly rows: readonly (readonly string[])[];
  readonly errors: readonly FieldError[];
}

interface Made {
  readonly cells: Readonly<Record<string, string>>;
  /** Where an error of this row belongs: the field of its own, or the text area that it was a line of. */
  readonly area?: { readonly field: string; readonly line: number };
}

/** Text areas of the form of a decree, and the word of the kind of day that each stands for. */
export const dayAreas = [
  { field: 'national', kind: 'national', word: 'libur nasional' },
  { field: 'leave', kind: 'leave', word: 'cuti bersama' },
  { field: 'votingDays', kind: 'voting', word: 'pemungutan suara' },
  { field: 'moving', kind: 'moving', word: 'dapat berubah' },
  { field: 'reopened', kind: 'reopened', word: 'dibuka kembali' },
] as const satisfies readonly { readonly field: string; readonly kind: DayKind; readonly word: string }[];

const decreeFields = ['decree', 'decided_on', 'replaces', 'amends', 'publisher', 'source_date', 'confidence'] as const;

export function decreeRows(kind: ImportKind, typed: Typed, lang: Language): FormRows {
  const words = lawDataWords(lang).form;
  const year = typedText(typed, 'year').trim();
  if (!/^2\d{3}$/.test(year)) return { rows: [], errors: [{ field: 'year', message: words.yearWrong }] };
  const common = Object.fromEntries(decreeFields.map((field) => [field, typedText(typed, field)]));
  const made: Made[] = [];
  const errors: FieldError[] = [];
  for (const { field, word } of dayAreas) {
    const lines = readDayLines(typedText(typed, field), year);
    if (!lines.ok) {
      errors.push({ field, message: lines.error[lang] });
      continue;
    }
    made.push(
      ...lines.value.map((line, at) => ({
        cells: { ...common, ...dayCells(line), kind: word },
        area: { field, line: at + 1 },
      })),
    );
  }
  if (errors.length === 0 && made.length === 0) errors.push({ field: 'national', message: words.daysMissing });
  return checked(kind, made, errors, lang);
}

function dayCells({ first, last, why }: DayLine): Readonly<Record<string, string>> {
  return { date: first, until: last === first ? '' : last, why };
}

/** Fields of the form of an election that stand once for all contests. */
export const electionFields = [
  'election',
  'kind',
  'name',
  'name_en',
  'campaign_from',
  'campaign_to',
  'quiet_from',
  'quiet_to',
  'voting_on',
  'transfer_ban_from',
  'regions',
  'publisher',
  'source_date',
  'confidence',
] as const;

export function electionRows(kind: ImportKind, typed: Typed, lang: Language): FormRows {
  const words = lawDataWords(lang).form;
  const common = Object.fromEntries(electionFields.map((field) => [field, typedText(typed, field)]));
  const made: Made[] = [];
  const errors: FieldError[] = [];
  const lines = typedText(typed, 'contests').split('\n');
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const [contest, name, day, nameEn, ...more] = line.split(';').map((part) => part.trim());
    if (contest === undefined || name === undefined || day === undefined || more.length > 0) {
      errors.push({ field: 'contests', message: words.contestLine(String(at + 1)) });
      break;
    }
    const cells = { ...common, contest, contest_name: name, determined_on: day, contest_name_en: nameEn ?? '' };
    made.push({ cells, area: { field: 'contests', line: at + 1 } });
  }
  if (errors.length === 0 && made.length === 0) errors.push({ field: 'contests', message: words.contestsMissing });
  return checked(kind, made, errors, lang);
}

export function overrideRows(kind: ImportKind, typed: Typed, lang: Language): FormRows {
  const cells = Object.fromEntries(kind.columns.map((column) => [column.id, typedText(typed, column.id)]));
  return checked(kind, [{ cells }], [], lang);
}

/** Columns that a line of a text area fills; an error there is told at the area. */
const ofLines = new Set(['date', 'until', 'why', 'contest', 'contest_name', 'contest_name_en', 'determined_on']);

function checked(kind: ImportKind, made: readonly Made[], before: readonly FieldError[], lang: Language): FormRows {
  const words = lawDataWords(lang).form;
  const errors = [...before];
  for (const [at, { cells, area }] of made.entries()) {
    for (const problem of kind.check({ number: at + 1, cells: new Map(Object.entries(cells)) })) {
      const label = kind.columns.find((column) => column.id === problem.column)?.label[lang] ?? problem.column;
      const inArea = area !== undefined && ofLines.has(problem.column);
      const field = inArea ? area.field : problem.column;
      if (errors.some((error) => error.field === field)) continue;
      const allowed = problem.allowed[lang];
      errors.push({ field, message: inArea ? words.line(String(area.line), label, allowed) : `${label}: ${allowed}` });
    }
  }
  return { rows: made.map(({ cells }) => kind.columns.map((column) => cells[column.id] ?? '')), errors };
}
