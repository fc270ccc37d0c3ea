/**
 * Fields of the actions that need no form of their own. A field is one schema with its words beside it: the form, the reader of the form, the
 * interface for programs and the page of the case all take them from here.
 */
import { z } from 'zod';
import { type Bilingual, said } from '../../platform/api/index.ts';

export const MOST_TEXT = 20_000;
const MOST_LINE = 200;

/** How a field is shown and typed. */
export type FieldKind =
  | 'document'
  | 'hash'
  | 'persons'
  | 'reason'
  | 'text'
  | 'line'
  | 'day'
  | 'choice'
  | 'choices'
  | 'yes-no'
  | 'receiver'
  | 'office';

export interface FieldMeta {
  readonly kind: FieldKind;
  readonly label: Bilingual;
  readonly hint?: Bilingual | undefined;
  /** Words of the values of a choice. */
  readonly choices?: Readonly<Record<string, Bilingual>> | undefined;
  readonly optional: boolean;
  /** A day that may lie ahead: of a hearing, of a review. */
  readonly future: boolean;
}

const metas = new WeakMap<object, FieldMeta>();

/** How a field of an action is shown. Throws for a schema that was not made here: a mistake in the list of actions. */
export function fieldMeta(schema: object): FieldMeta {
  const meta = metas.get(schema);
  if (meta === undefined) throw new Error('a field of an action has no words');
  return meta;
}

type Words = readonly [id: string, en: string];
const bilingual = ([id, en]: Words): Bilingual => ({ id, en });

interface Options {
  readonly hint?: Words;
}

function shown<S extends z.core.$ZodType>(
  kind: FieldKind,
  schema: S,
  label: Words,
  example: z.input<S>,
  more: Partial<Pick<FieldMeta, 'choices' | 'optional' | 'future'>> & Options = {},
): S {
  const described = said(schema, `${label[0]}.`, `${label[1]}.`, example);
  metas.set(described, {
    kind,
    label: bilingual(label),
    hint: more.hint === undefined ? undefined : bilingual(more.hint),
    choices: more.choices,
    optional: more.optional ?? false,
    future: more.future ?? false,
  });
  return described;
}

const EXAMPLE = 'Alasan yang tertulis dan dapat diperiksa.';

/** Why: at least ten letters. */
export const reason = (id = 'Alasan', en = 'Reason', options: Options = {}) =>
  shown('reason', z.string().trim().min(10).max(MOST_TEXT), [id, en], EXAMPLE, options);

/** Words of some length: minutes, findings. */
export const text = (id: string, en: string, options: Options = {}) =>
  shown('text', z.string().trim().min(10).max(MOST_TEXT), [id, en], EXAMPLE, options);

export const line = (id: string, en: string, options: Options = {}) =>
  shown('line', z.string().trim().min(1).max(MOST_LINE), [id, en], 'Contoh', options);

/** Empty when it is not known. */
export const optionalLine = (id: string, en: string, options: Options = {}) =>
  shown('line', z.string().trim().max(MOST_LINE).default(''), [id, en], 'Contoh', { ...options, optional: true });

/** A day that is not after today. */
export const day = (id: string, en: string, options: Options = {}) =>
  shown('day', z.iso.date(), [id, en], '2024-10-03', options);

export const futureDay = (id: string, en: string, options: Options = {}) =>
  shown('day', z.iso.date(), [id, en], '2024-10-21', { ...options, future: true });

export const yesNo = (id: string, en: string, options: Options = {}) =>
  shown('yes-no', z.boolean(), [id, en], true, options);

export const receiver = (id: string, en: string, options: Options = {}) =>
  shown('receiver', z.uuid(), [id, en], '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e', options);

/** An office that works here, where the receiver does; empty: it works outside. */
export const officeHere = (id: string, en: string, options: Options = {}) =>
  shown('office', z.union([z.uuid(), z.literal('')]).optional(), [id, en], '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e', {
    ...options,
    optional: true,
  });

/** One of the documents that were issued for the case; left out where it was made elsewhere. */
export const document = (id = 'Dokumen yang terbit di sini', en = 'Document issued here', options: Options = {}) =>
  shown('document', z.union([z.uuid(), z.literal('')]).optional(), [id, en], '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e', {
    ...options,
    optional: true,
  });

/** SHA-256 of a document that was made elsewhere. */
export const hash = (
  id = 'SHA-256 bila dibuat di tempat lain',
  en = 'SHA-256 where it was made elsewhere',
  options: Options = {},
) =>
  shown(
    'hash',
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^([0-9a-f]{64})?$/)
      .optional(),
    [id, en],
    'ab'.repeat(32),
    {
      hint: [
        '64 huruf dan angka. Berkasnya tidak perlu diunggah.',
        '64 letters and digits. The file itself need not be uploaded.',
      ],
      ...options,
      optional: true,
    },
  );

/** Places of accused in their case. Asked where there are several; with one, or none named, it is about the only one. */
export const persons = (id: string, en: string, options: Options = {}) =>
  shown(
    'persons',
    z
      .array(z.string().regex(/^[1-9]\d?$/))
      .max(20)
      .optional(),
    [id, en],
    ['1'],
    {
      ...options,
      optional: true,
    },
  );

type Labels<V extends readonly string[]> = Readonly<Record<V[number], Words>>;

function choiceWords(labels: Readonly<Record<string, Words>>): Readonly<Record<string, Bilingual>> {
  return Object.fromEntries(Object.entries(labels).map(([value, words]) => [value, bilingual(words)]));
}

export function choice<const V extends readonly [string, ...string[]]>(
  values: V,
  labels: Labels<V>,
  id: string,
  en: string,
  options: Options = {},
) {
  const schema: z.ZodEnum<{ [K in V[number]]: K }> = z.enum(values);
  const example: V[number] = values[0];
  return shown('choice', schema, [id, en], example, { ...options, choices: choiceWords(labels) });
}

/** One or more of these. */
export function choices<const V extends readonly [string, ...string[]]>(
  values: V,
  labels: Labels<V>,
  id: string,
  en: string,
  options: Options = {},
) {
  const schema: z.ZodEnum<{ [K in V[number]]: K }> = z.enum(values);
  const example: V[number] = values[0];
  return shown('choices', z.array(schema).min(1), [id, en], [example], { ...options, choices: choiceWords(labels) });
}
