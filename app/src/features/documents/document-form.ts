/** The form of a draft: reads what was typed into the words of a document, and puts words back into fields. Pure. */
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { readDate } from '../../ui/index.ts';
import { type DocumentKind, MOST_LINE, MOST_TEXT, type Part, signingParts, type Words } from './kinds.ts';
import { documentWords } from './words.ts';

type AnyPart = Pick<Part, 'n' | 'kind'>;

export function partsOf(kind: DocumentKind): readonly AnyPart[] {
  return [...kind.parts, ...signingParts];
}

/** Words as the fields hold them: a day is three boxes. */
export function typedOfWords(kind: DocumentKind, words: Words): Typed {
  const typed: Record<string, string> = {};
  for (const { n, kind: shape } of partsOf(kind)) {
    const value = words[n] ?? '';
    if (shape === 'day') {
      const [year = '', month = '', day = ''] = value.split('-');
      typed[`${n}_year`] = year;
      typed[`${n}_month`] = month === '' ? '' : String(Number(month));
      typed[`${n}_day`] = day === '' ? '' : String(Number(day));
    } else typed[n] = value;
  }
  return typed;
}

/** What is required is asked for at issuing, not here: a draft may wait for what nobody knows yet. */
export function readDraftForm(kind: DocumentKind, typed: Typed, lang: Language): Result<Words, readonly FieldError[]> {
  const { wrong } = documentWords(lang).edit;
  const errors: FieldError[] = [];
  const words: Record<string, string> = {};
  for (const { n, kind: shape } of partsOf(kind)) {
    if (shape === 'day') {
      const read = dayInBoxes(typed, n);
      if (read === null) errors.push({ field: n, message: wrong.date });
      words[n] = read ?? '';
      continue;
    }
    const value = typedText(typed, n).replaceAll('\r\n', '\n').trim();
    const most = shape === 'line' ? MOST_LINE : MOST_TEXT;
    if (value.length > most) errors.push({ field: n, message: wrong.long(formatNumber(most, lang)) });
    else if (shape === 'line' && value.includes('\n')) errors.push({ field: n, message: wrong.line });
    words[n] = value;
  }
  return errors.length > 0 ? fail(errors) : ok(words);
}

/** A day of three boxes: '' when nothing was typed, null when it is no day. */
export function dayInBoxes(typed: Typed, name: string): string | null {
  const [day, month, year] = [`${name}_day`, `${name}_month`, `${name}_year`].map((one) =>
    typedText(typed, one).trim(),
  );
  if (!day && !month && !year) return '';
  const read = readDate({ day: day ?? '', month: month ?? '', year: year ?? '' });
  return read.kind === 'day' ? read.day : null;
}

/** Names of parts as a person reads them. */
export function partNames(kind: DocumentKind, names: readonly string[], lang: Language): string {
  return [...kind.parts, ...signingParts]
    .filter((part) => names.includes(part.n))
    .map((part) => part[lang])
    .join(', ');
}
