/** What opens a commitment: the step in words and its salt. Whoever holds it can show what a leaf means; without it the leaf means nothing. */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64.ts';
import { sameBytes } from '../bytes.ts';
import { type CanonicalObject, type CanonicalValue, canonicalJson } from '../canonical.ts';
import { type CanonicalStep, SALT_BYTES } from '../commitment.ts';
import { isObject } from '../plain-object.ts';

export interface Opening {
  readonly entry: CanonicalStep;
  readonly salt: Uint8Array;
}

/** The opening as bytes: canonical JSON `{"entry":{…},"salt":"base64"}`. */
export function encodeOpening({ entry, salt }: Opening): Uint8Array {
  return utf8ToBytes(canonicalJson({ entry, salt: toBase64(salt) }));
}

/** Reads an opening; null when it is none, or not written the one way: a name that stands twice would tell another reader another step. */
export function decodeOpening(bytes: Uint8Array): Opening | null {
  try {
    const opening = readOpening(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return opening !== null && sameBytes(encodeOpening(opening), bytes) ? opening : null;
  } catch {
    return null;
  }
}

/** Reads an opening out of parsed JSON; null when it is none. */
export function readOpening(value: unknown): Opening | null {
  if (!isObject(value)) return null;
  const { entry: written, salt, ...rest } = value;
  const entry = readStep(written);
  if (Object.keys(rest).length > 0 || typeof salt !== 'string' || entry === null) return null;
  const bytes = fromBase64(salt);
  return bytes === null || bytes.length < SALT_BYTES ? null : { entry, salt: bytes };
}

function isCanonical(value: unknown): value is CanonicalValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (Array.isArray(value)) return value.every(isCanonical);
  return isCanonicalObject(value);
}

function isCanonicalObject(value: unknown): value is CanonicalObject {
  return isObject(value) && Object.values(value).every(isCanonical);
}

function isStep(value: unknown): value is CanonicalStep {
  return isCanonicalObject(value) && ['kind', 'at', 'body'].every((key) => typeof value[key] === 'string');
}

/** A step that can be hashed. Half a letter, minus zero or a thousand brackets have no single text: refused here, or every check would throw. */
function readStep(value: unknown): CanonicalStep | null {
  try {
    if (!isStep(value)) return null;
    canonicalJson(value);
    return value;
  } catch {
    return null;
  }
}
