/** What an office chose and typed, held against the rulebook and against what outreach must not carry. Pure. */
import type { FieldError } from '../../platform/http/forms.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { type FormatId, isFormat, MOST } from './formats.ts';
import { type HeadlineId, headlines, type Target, targets } from './kit.ts';
import type { Told } from './statements.ts';
import { checkText } from './text-check.ts';
import { outreachWords } from './words.ts';

export interface TypedKit {
  readonly headline: string;
  readonly no: readonly string[];
  readonly yes: readonly string[];
  readonly extra: string;
  readonly target: string;
  readonly formats: readonly string[];
}

export interface ChosenKit {
  readonly headline: HeadlineId;
  readonly statements: readonly string[];
  readonly extra: string;
  readonly target: Target;
  readonly formats: readonly FormatId[];
}

export const LONGEST_EXTRA = 120;

/** Letters that the typeface has; what else was typed would be an empty box on paper. */
const printable = /^[\u0020-\u007e\u00a0-\u017f\u2013\u2014\u2018\u2019\u201c\u201d\u2026]*$/;

export function checkKit(
  typed: TypedKit,
  known: readonly Told[],
  parties: readonly string[],
  lang: Language,
  people: readonly string[] = [],
): { readonly chosen: ChosenKit } | { readonly errors: readonly FieldError[] } {
  const words = outreachWords(lang).wrong;
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string): void =>
    void errors.push({ field, message: `${message} ${words.kept}` });
  const headline = isHeadline(typed.headline) ? typed.headline : undefined;
  if (headline === undefined) wrong('kalimat', words.headline);
  const forbidding = (id: string): boolean => known.some((one) => one.id === id && one.says === 'no');
  const harmless = (id: string): boolean => known.some((one) => one.id === id && one.says !== 'no');
  if (typed.no.length === 0) wrong('larang', words.noNone);
  else if (typed.no.length > MOST) wrong('larang', words.noMany);
  else if (!typed.no.every(forbidding)) wrong('larang', words.stale);
  if (typed.yes.length > MOST) wrong('boleh', words.noMany);
  else if (!typed.yes.every(harmless)) wrong('boleh', words.stale);
  const extra = typed.extra.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  const found = checkText(extra, parties, people);
  if (found !== undefined) wrong('baris', words[found.fault](found.words));
  else if (extra.length > LONGEST_EXTRA) wrong('baris', words.long);
  else if (!printable.test(extra)) wrong('baris', words.letters);
  const target = targets.find((one) => one === typed.target);
  if (target === undefined) wrong('tujuan', words.target);
  const formats = typed.formats.filter(isFormat);
  if (formats.length === 0 || formats.length !== typed.formats.length) wrong('ukuran', words.formats);
  if (errors.length > 0 || headline === undefined || target === undefined) return { errors };
  return {
    chosen: {
      headline,
      // Each once, in the order in which they were offered: what fits the duty best comes first where there is little room.
      statements: known.filter((one) => typed.no.includes(one.id) || typed.yes.includes(one.id)).map((one) => one.id),
      extra,
      target,
      formats,
    },
  };
}

function isHeadline(text: string): text is HeadlineId {
  return Object.hasOwn(headlines, text);
}
