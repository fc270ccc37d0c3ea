/** The form by which an officer decides what the accused is told. */
import { findRow } from '@netra/rulebook';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { readDate } from '../../ui/index.ts';
import type { CaseView } from '../cases/index.ts';
import { validDays } from './notice-service.ts';
import type { Told } from './told.ts';
import { accusedWords } from './words.ts';

const MOST_TEXT = 5000;
const MOST_LINE = 500;

export interface NoticeForm {
  readonly told: Told;
  readonly days: number;
}

/** Rows that may be named: those of the last study, and those that the case carries; nothing that nobody concluded. */
export function nameableRows(view: Pick<CaseView, 'steps'>): readonly string[] {
  const study = view.steps.findLast((step) => step.kind === 'study-recorded' && !step.hidden)?.content;
  const rows: unknown = typeof study === 'object' && study !== null ? Reflect.get(study, 'rows') : undefined;
  return Array.isArray(rows) ? rows.filter((row): row is string => typeof row === 'string') : [];
}

/** Day of the act as an officer wrote it down. */
export function actDay(view: Pick<CaseView, 'facts'>): string | null {
  const act: unknown =
    typeof view.facts === 'object' && view.facts !== null ? Reflect.get(view.facts, 'act') : undefined;
  const on: unknown = typeof act === 'object' && act !== null ? Reflect.get(act, 'on') : undefined;
  return typeof on === 'string' ? on : null;
}

/** What stands in the form when it is opened: nothing of the reporter, and of the case only what is offered to be told. */
export function firstTyped(view: CaseView): Typed {
  return { tanggal: 'ya', aturan: nameableRows(view), kontak: view.holderName, hari: '30', tempat: '', uraian: '' };
}

/** @param today legal day at the office */
export function readNotice(
  typed: Typed,
  view: CaseView,
  lang: Language,
  today: string,
): Result<NoticeForm, readonly FieldError[]> {
  const { wrong } = accusedWords(lang).desk;
  const errors: FieldError[] = [];
  const text = (name: string, most: number): string => {
    const value = typedText(typed, name).trim();
    if (value.length > most) errors.push({ field: name, message: wrong.long(formatNumber(most, lang)) });
    return value;
  };
  const allegation = text('uraian', MOST_TEXT);
  if (allegation.length < 20) errors.push({ field: 'uraian', message: wrong.allegation });
  const contact = text('kontak', MOST_LINE);
  if (contact.length < 3) errors.push({ field: 'kontak', message: wrong.contact });
  const rows = many(typed, 'aturan');
  const nameable = nameableRows(view);
  if (!rows.every((row) => nameable.includes(row))) errors.push({ field: 'aturan', message: wrong.rows });
  const days = validDays.find((one) => String(one) === typedText(typed, 'hari'));
  if (days === undefined) errors.push({ field: 'hari', message: wrong.days });
  const answerUntil = readUntil(typed);
  if (answerUntil === 'wrong' || (answerUntil !== null && answerUntil < today))
    errors.push({ field: 'sampai', message: wrong.date });
  const told: Told = {
    allegation,
    actKind: view.actKind,
    actOn: typedText(typed, 'tanggal') === 'ya' ? actDay(view) : null,
    place: text('tempat', MOST_LINE),
    rows,
    clarification: text('klarifikasi', MOST_LINE),
    answerUntil: answerUntil === 'wrong' ? null : answerUntil,
    contact,
  };
  return errors.length > 0 || days === undefined ? fail(errors) : ok({ told, days });
}

function readUntil(typed: Typed): string | null | 'wrong' {
  const parts = { day: 'sampai_day', month: 'sampai_month', year: 'sampai_year' } as const;
  const value = (part: keyof typeof parts): string => typedText(typed, parts[part]);
  if (value('day') === '' && value('month') === '' && value('year') === '') return null;
  const read = readDate({ day: value('day'), month: value('month'), year: value('year') });
  return read.kind === 'day' ? read.day : 'wrong';
}

function many(typed: Typed, name: string): string[] {
  const value = typed[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : [...value];
}

/** What was typed, as hidden fields of the preview. */
export function asHidden(typed: Typed): readonly (readonly [string, string])[] {
  return Object.entries(typed)
    .filter(([name]) => name !== 'go')
    .flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : value.map((one) => [name, one] as const),
    );
}

/** A row of the decree is named by its act; anything else stands for itself. */
export function isRow(id: string): boolean {
  return findRow(id) !== undefined;
}
