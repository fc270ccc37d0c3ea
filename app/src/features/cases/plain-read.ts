/** Reads the form of an action that is told by a few fields, by the schema of the action. */
import type { FieldError, Typed } from '../../platform/http/forms.ts';
import { typedText } from '../../platform/http/forms.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { fail, ok, type Result, unreachable } from '../../platform/result.ts';
import { readDate } from '../../ui/index.ts';
import { type PlainAction, PlainActionSchema, type PlainActionType, plainFieldsOf } from './plain-actions.ts';
import { type FieldMeta, fieldMeta } from './plain-fields.ts';
import { plainFieldWords } from './plain-words.ts';

/** @param today legal day at the office */
export function readPlainAction(
  type: PlainActionType,
  typed: Typed,
  context: { readonly lang: Language; readonly today: string },
): Result<PlainAction, readonly FieldError[]> {
  const words = plainFieldWords[context.lang];
  const errors: FieldError[] = [];
  const raw: Record<string, unknown> = { type };
  const known = new Set(['seq']);
  for (const [name, schema] of plainFieldsOf(type)) {
    const meta = fieldMeta(schema);
    known.add(name);
    if (meta.kind === 'day') {
      for (const part of ['day', 'month', 'year']) known.add(`${name}_${part}`);
      const day = readDay(typed, name, meta, context);
      if (typeof day === 'string') raw[name] = day;
      else errors.push({ field: name, message: words[day.wrong] });
    } else raw[name] = typedValue(typed, name, meta);
  }
  const unknown = Object.keys(typed).filter((name) => !known.has(name));
  if (unknown.length > 0) errors.push({ field: '_form', message: words.line });
  const read = PlainActionSchema.safeParse(raw);
  if (!read.success)
    for (const issue of read.error.issues) {
      const field = String(issue.path[0] ?? '_form');
      if (errors.some((error) => error.field === field)) continue;
      errors.push({ field, message: messageFor(type, field, context.lang) });
    }
  return read.success && errors.length === 0 ? ok(read.data) : fail(errors);
}

function typedValue(typed: Typed, name: string, meta: FieldMeta): unknown {
  const value = typed[name];
  switch (meta.kind) {
    case 'choices':
      return value === undefined ? [] : typeof value === 'string' ? [value] : value;
    case 'persons':
      return value === undefined ? undefined : typeof value === 'string' ? [value] : value;
    case 'yes-no': {
      const text = typedText(typed, name);
      return text === 'yes' ? true : text === 'no' ? false : undefined;
    }
    case 'document':
    case 'hash':
      return typedText(typed, name);
    case 'reason':
    case 'text':
    case 'line':
    case 'choice':
    case 'receiver':
    case 'office':
    case 'day':
      return typedText(typed, name);
    default:
      return unreachable(meta.kind);
  }
}

function readDay(
  typed: Typed,
  name: string,
  meta: FieldMeta,
  { today }: { readonly today: string },
): string | { readonly wrong: 'day' | 'future' | 'tooFar' | 'tooOld' } {
  const read = readDate({
    day: typedText(typed, `${name}_day`),
    month: typedText(typed, `${name}_month`),
    year: typedText(typed, `${name}_year`),
  });
  if (read.kind !== 'day') return { wrong: 'day' };
  return wrongDay(read.day, meta, today) ?? read.day;
}

/** Why a day cannot be; null when it can. */
export function wrongDay(
  day: string,
  meta: FieldMeta,
  today: string,
): { readonly wrong: 'future' | 'tooFar' | 'tooOld' } | null {
  if (day < '2017-01-01') return { wrong: 'tooOld' };
  if (!meta.future && day > today) return { wrong: 'future' };
  const farthest = Temporal.PlainDate.from(today).add({ years: 2 }).toString();
  return meta.future && day > farthest ? { wrong: 'tooFar' } : null;
}

function messageFor(type: PlainActionType, field: string, lang: Language): string {
  const words = plainFieldWords[lang];
  if (field === 'option') return words.option;
  const schema = plainFieldsOf(type).find(([name]) => name === field)?.[1];
  if (schema === undefined) return words.line;
  const { kind } = fieldMeta(schema);
  switch (kind) {
    case 'reason':
    case 'text':
      return words.reason;
    case 'line':
      return words.line;
    case 'hash':
      return words.hash;
    case 'document':
      return words.document;
    case 'choice':
    case 'yes-no':
      return words.choice;
    case 'choices':
    case 'persons':
      return words.choices;
    case 'receiver':
    case 'office':
      return words.receiver;
    case 'day':
      return words.day;
    default:
      return unreachable(kind);
  }
}
