/** Reads a form against a schema. What was typed comes back with the errors, so that nothing is lost. */
import type { ZodType } from 'zod';
import { cleanText } from './clean-text.ts';
import type { Ctx } from './env.ts';

/** What was typed, by field; several values under one name are a list. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

export interface FieldError {
  /** Name of the field: also the id that the error summary links to. */
  readonly field: string;
  readonly message: string;
}

export type FormResult<T> =
  | { readonly ok: true; readonly value: T; readonly typed: Typed }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly typed: Typed };

/** Reads an urlencoded body (the only kind that plain forms of ours send). Unknown names are the schema's to refuse. */
export async function typedOf(c: Ctx): Promise<Typed> {
  // A body that is no form at all is one in which nothing was typed, not a failure of ours.
  const body = await c.req.parseBody({ all: true }).catch(() => ({}));
  // Without a prototype, so that a field called __proto__ is a field like any other, and refused like any other that is not known.
  const typed: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of Object.entries(body)) {
    if (name === '_csrf') continue;
    if (typeof value === 'string') typed[name] = cleanText(value);
    else if (Array.isArray(value)) typed[name] = value.filter((v) => typeof v === 'string').map(cleanText);
  }
  return typed;
}

export async function readForm<T>(c: Ctx, schema: ZodType<T>): Promise<FormResult<T>> {
  return checkForm(schema, await typedOf(c));
}

export function checkForm<T>(schema: ZodType<T>, typed: Typed): FormResult<T> {
  const parsed = schema.safeParse(typed);
  if (parsed.success) return { ok: true, value: parsed.data, typed };
  const errors: FieldError[] = [];
  for (const issue of parsed.error.issues) {
    const field = issue.path.length > 0 ? issue.path.map(String).join('-') : '_form';
    // One message a field: the first is the one to mend.
    if (!errors.some((e) => e.field === field)) errors.push({ field, message: issue.message });
  }
  return { ok: false, errors, typed };
}

/** One value of what was typed, empty when there is none. */
export function typedText(typed: Typed, name: string): string {
  const value = typed[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}
