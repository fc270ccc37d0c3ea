/**
 * A form that makes something new carries a key, so that a second tap, a reload or a lost answer makes it once. The id of what is made comes from the
 * key, the person and what was written: the same words twice are one thing, other words under the same key are another.
 */
import { createHash, randomUUID } from 'node:crypto';
import { type CanonicalObject, canonicalJson } from '@netra/ledger';
import { type Typed, typedText } from './forms.ts';

/** Name of the hidden field. */
export const FORM_KEY = 'kunci';

/** A new key, or the one that came with what was typed: a form that comes back with errors stays the same form. */
export function formKey(typed: Typed | null): string {
  return (typed === null ? null : formKeyIn(typed)) ?? randomUUID();
}

/** Null when the form carries none. */
export function formKeyIn(typed: Typed): string | null {
  const key = typedText(typed, FORM_KEY);
  return /^[0-9a-f-]{36}$/.test(key) ? key : null;
}

/** The id, as a UUID of version 8, of what this person makes with this form. */
export function idOfForm(key: string, userId: string, made: string, words: CanonicalObject): string {
  const hash = createHash('sha256').update(canonicalJson({ key, userId, made, words })).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex').slice(0, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
