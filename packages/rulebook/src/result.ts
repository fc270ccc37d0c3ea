/** Expected failure is a value: input that cannot be used comes back as one line that names the field and what is allowed. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Why an input was refused. `field` is the path as the caller wrote it, `line` the whole sentence to print. */
export interface InputError {
  readonly field: string;
  readonly line: string;
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Refuses an input: "act.kind: tidak dikenal / unknown …". */
export function refuse(field: string, what: string): { readonly ok: false; readonly error: InputError } {
  return { ok: false, error: { field, line: `${field}: ${what}` } };
}

/** Shows a refused value in at most 40 characters on one line, so that an error never repeats a megabyte of input. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? value : String(value);
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return typeof value === 'string' ? JSON.stringify(short) : short;
}
