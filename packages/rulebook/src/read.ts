/** Small parts of the strict parsers: each refusal names the field as the caller wrote it and what is allowed. */
import { type InputError, ok, type Result, refuse, shown } from './result.ts';

export type Group = Readonly<Record<string, unknown>>;

export function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The refusal of the first field that is not allowed here, or undefined. */
export function extraField(group: Group, allowed: readonly string[], prefix: string) {
  for (const key of Object.keys(group)) {
    if (allowed.includes(key)) continue;
    const name = /^\w{1,40}$/.test(key) ? key : shown(key);
    return refuse(
      `${prefix}${name}`,
      `is not a field; allowed are ${allowed.map((field) => prefix + field).join(', ')}`,
    );
  }
  return undefined;
}

/** A field that holds one of a few words, or is left out. */
export function oneOf<const V extends string>(
  group: Group,
  field: string,
  path: string,
  allowed: readonly V[],
): Result<V | undefined, InputError> {
  const value = group[field];
  if (value === undefined) return ok(undefined);
  for (const one of allowed) if (one === value) return ok(one);
  return refuse(path, `${shown(value)} is not usable; allowed are ${allowed.join(', ')}`);
}
