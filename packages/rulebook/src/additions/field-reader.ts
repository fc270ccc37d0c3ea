/** Reads the fields of one entry that came from outside. The first field that cannot be used is kept as the refusal; what is read after it does not matter. */
import { isIsoDay } from '../calendar/days.ts';
import { extraField, type Group, isGroup, oneOf } from '../read.ts';
import { type InputError, refuse, shown } from '../result.ts';
import type { Bilingual, Confidence, Source } from '../text.ts';

type Refused = { readonly ok: false; readonly error: InputError };

export interface FieldReader {
  /** The first refusal, if any. */
  readonly refused: () => Refused | undefined;
  readonly refuse: (field: string, what: string) => void;
  /** Keeps the refusal of something that was read by itself. */
  readonly keep: (refusal: Refused) => void;
  readonly has: (field: string) => boolean;
  readonly text: (field: string, longest?: number) => string;
  readonly optionalText: (field: string) => string | undefined;
  readonly matching: (field: string, pattern: RegExp, allowed: string) => string;
  readonly word: <const V extends string>(field: string, allowed: readonly [V, ...V[]]) => V;
  readonly day: (field: string) => string;
  readonly optionalDay: (field: string) => string | undefined;
  readonly wholeNumber: (field: string, from: number, to: number) => number;
  readonly bilingual: (field: string) => Bilingual;
  readonly source: (field: string) => Source;
  readonly confidence: (field: string) => Confidence;
  readonly list: (field: string, longest: number) => readonly unknown[];
  /** A reader for an object inside this one; its refusals are kept here. */
  readonly inside: (field: string, allowed: readonly string[]) => FieldReader;
}

const confidences = ['seen', 'seen-3p', 'recalled', 'uncertain'] as const satisfies readonly Confidence[];

/** @param path how the caller wrote the place of this object, for example `decrees[0]` */
export function readFields(input: unknown, path: string, allowed: readonly string[], keep?: Keep): FieldReader {
  const kept: Keep = keep ?? { refusal: undefined };
  const prefix = path === '' ? '' : `${path}.`;
  const setRefusal = (refusal: Refused | undefined): void => {
    kept.refusal = kept.refusal ?? refusal;
  };
  const group: Group = isGroup(input) ? input : {};
  if (!isGroup(input)) {
    const name = path === '' ? 'additions' : path;
    setRefusal(refuse(name, `${missingOr(input)}; allowed is an object with ${allowed.join(', ')}`));
  } else setRefusal(extraField(input, allowed, prefix));
  const no = (field: string, what: string): void => setRefusal(refuse(prefix + field, what));
  const text = (field: string, longest = 300): string => {
    const value = group[field];
    if (typeof value === 'string' && value.trim() !== '' && value.length <= longest) return value;
    no(field, `${missingOr(value)}; allowed is a text of 1 to ${longest} characters`);
    return '';
  };
  const day = (field: string): string => {
    const value = group[field];
    if (isIsoDay(value)) return value;
    no(field, `${missingOr(value)}; allowed is a day that exists, such as 2029-02-14`);
    return '2000-01-01';
  };
  const word = <const V extends string>(field: string, words: readonly [V, ...V[]]): V => {
    const found = oneOf(group, field, prefix + field, words);
    if (!found.ok) setRefusal(found);
    else if (found.value !== undefined) return found.value;
    else no(field, `is missing; allowed are ${words.join(', ')}`);
    return words[0];
  };
  const inside = (field: string, fields: readonly string[]): FieldReader =>
    readFields(group[field], prefix + field, fields, kept);
  return {
    refused: () => kept.refusal,
    refuse: no,
    keep: setRefusal,
    has: (field) => group[field] !== undefined,
    text,
    optionalText: (field) => (group[field] === undefined ? undefined : text(field)),
    matching: (field, pattern, what) => {
      const value = group[field];
      if (typeof value === 'string' && pattern.test(value)) return value;
      no(field, `${missingOr(value)}; allowed is ${what}`);
      return '';
    },
    word,
    day,
    optionalDay: (field) => (group[field] === undefined ? undefined : day(field)),
    wholeNumber: (field, from, to) => {
      const value = group[field];
      if (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to && value !== 0)
        return value;
      no(field, `${missingOr(value)}; allowed is a whole number from ${from} to ${to}, not 0`);
      return 1;
    },
    bilingual: (field) => {
      const both = inside(field, ['id', 'en']);
      return { id: both.text('id'), en: both.text('en') };
    },
    source: (field) => {
      const source = inside(field, ['publisher', 'on']);
      const publisher = source.text('publisher', 120);
      // Addresses of press articles often hold the names of persons.
      if (/:\/\/|\bwww\.|\.[a-z]{2,}\/\S/i.test(publisher)) {
        source.refuse('publisher', `${shown(publisher)} is an address; allowed is the name of the publisher`);
      }
      if (!source.has('on')) return { publisher };
      const pattern = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
      return { publisher, on: source.matching('on', pattern, 'a year, a month or a day, such as 2028-09-15') };
    },
    confidence: (field) => word(field, confidences),
    list: (field, longest) => {
      const value = group[field];
      if (Array.isArray(value) && value.length <= longest) return value;
      no(field, `${missingOr(value)}; allowed is a list of at most ${longest}`);
      return [];
    },
    inside,
  };
}

interface Keep {
  refusal: Refused | undefined;
}

function missingOr(value: unknown): string {
  return value === undefined ? 'is missing' : `${shown(value)} is not usable`;
}
