/**
 * One text for one value, so that two programs hash the same bytes: JSON without spaces, keys sorted by UTF-16 code units (as in
 * RFC 8785), and only values about which no two programs can disagree.
 */

/** What may be written down: no fractions, no dates, no undefined. Amounts are whole numbers in the smallest unit, days are ISO strings. */
export type CanonicalValue = string | number | boolean | null | readonly CanonicalValue[] | CanonicalObject;
export type CanonicalObject = { readonly [key: string]: CanonicalValue };

/** Deeper values are a mistake, and a cycle would never end. */
const DEEPEST = 32;

/**
 * The canonical text of a value.
 * Throws a TypeError that names the place when the value has no single text: fractions, numbers that cannot be held exactly, minus zero,
 * undefined, dates and other objects with a class, halves of surrogate pairs, cycles.
 */
export function canonicalJson(value: CanonicalValue): string {
  return write(value, '$', 0);
}

function write(value: unknown, at: string, depth: number): string {
  if (depth > DEEPEST) throw new TypeError(`${at}: nested too deeply, or in a circle`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeString(value, at);
  if (typeof value === 'number') return writeNumber(value, at);
  if (Array.isArray(value)) {
    // Not map(): it would skip holes, and a hole would be written as nothing at all.
    return `[${Array.from(value, (item, index) => write(item, `${at}[${index}]`, depth + 1)).join(',')}]`;
  }
  if (typeof value === 'object') return writeObject(value, at, depth);
  throw new TypeError(`${at}: ${typeof value} has no canonical form`);
}

function writeString(value: string, at: string): string {
  if (!value.isWellFormed()) throw new TypeError(`${at}: half a surrogate pair is not text`);
  return JSON.stringify(value);
}

function writeNumber(value: number, at: string): string {
  if (!Number.isSafeInteger(value))
    throw new TypeError(`${at}: only whole numbers up to 2^53 - 1, write others as text`);
  if (Object.is(value, -0)) throw new TypeError(`${at}: minus zero`);
  return String(value);
}

function writeObject(value: object, at: string, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${at}: an object with a class has no canonical form`);
  }
  if (Object.getOwnPropertySymbols(value).length > 0) throw new TypeError(`${at}: a symbol is not a key`);
  // The default order of sort() is that of UTF-16 code units; a locale would change it from machine to machine.
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const written = members.map(([key, member]) => {
    const place = `${at}.${key}`;
    return `${writeString(key, place)}:${write(member, place, depth + 1)}`;
  });
  return `{${written.join(',')}}`;
}
