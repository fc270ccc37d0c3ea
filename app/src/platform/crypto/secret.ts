/**
 * One instance secret, many keys: each purpose gets its own key by HKDF-SHA256 (RFC 5869), so that a key that leaks tells nothing of
 * the others and the operator keeps one value.
 */
import { hkdfSync } from 'node:crypto';
import { fail, ok, type Result } from '../result.ts';

/** Fewest bytes of an instance secret. */
export const SECRET_BYTES = 32;

/** Gives the 32-byte key of a purpose, always the same for the same secret and name. */
export type Keys = (name: string) => Buffer;

/** Throws when the secret has fewer than 32 bytes: parse it with `parseSecret` at the edge first. */
export function deriveKeys(secret: Uint8Array): Keys {
  if (secret.length < SECRET_BYTES) throw new RangeError(`an instance secret has at least ${SECRET_BYTES} bytes`);
  const known = new Map<string, Buffer>();
  return (name) => {
    const had = known.get(name);
    if (had !== undefined) return had;
    const key = Buffer.from(hkdfSync('sha256', secret, 'netra/instance-secret', `netra/key/v1/${name}`, 32));
    known.set(name, key);
    return key;
  };
}

/** `too-short`: under 32 bytes. `too-regular`: a word, a pattern or a default, not randomness. */
export type SecretProblem = 'too-short' | 'too-regular';

/**
 * Reads an instance secret as an operator writes it: 64 or more hex digits, or base64 / base64url of 32 or more bytes. Other text is
 * refused rather than stretched: a pass phrase is not a key.
 */
export function parseSecret(text: string): Result<Buffer, SecretProblem> {
  const value = text.trim();
  const hex = /^(?:[0-9a-f]{2})+$/i.test(value);
  if (!hex && !/^[A-Za-z0-9+/_-]+={0,2}$/.test(value)) return fail('too-regular');
  const bytes = Buffer.from(value, hex ? 'hex' : 'base64');
  if (bytes.length < SECRET_BYTES) return fail('too-short');
  // 32 random bytes have about 30 different values; fewer than 20 happens once in 10^13.
  if (new Set(bytes).size < 20) return fail('too-regular');
  return ok(bytes);
}
