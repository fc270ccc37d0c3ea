import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedHash, keyedHasher, readToken, sameSecret, signToken } from './token.ts';

const key = randomBytes(32);

describe('secrets and tokens', () => {
  it('compares like equality does', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => sameSecret(a, b) === (a === b) && sameSecret(a, a)));
  });

  it('hashes millions of values to the same bytes as one at a time', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }),
        fc.string(),
        fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 5 }),
        (anyKey, purpose, values) => {
          const hashed = keyedHasher(anyKey, purpose);
          for (const value of values) expect(hashed(value)).toEqual(keyedHash(anyKey, purpose, value));
        },
      ),
    );
  });

  it('hashes the same value the same way, and differently for another purpose, value or key', () => {
    expect(keyedHash(key, 'receipt', 'K7M')).toEqual(keyedHash(key, 'receipt', 'K7M'));
    expect(keyedHash(key, 'receipt', 'K7M')).not.toEqual(keyedHash(key, 'case', 'K7M'));
    expect(keyedHash(key, 'receipt', 'K7M')).not.toEqual(keyedHash(key, 'receipt', 'K7N'));
    expect(keyedHash(key, 'receipt', 'K7M')).not.toEqual(keyedHash(randomBytes(32), 'receipt', 'K7M'));
    expect(keyedHash(key, 'ab', 'c')).not.toEqual(keyedHash(key, 'a', 'bc'));
  });

  it('reads back the payload of its own tokens', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (payload) => {
        expect(readToken(key, 'csrf', signToken(key, 'csrf', payload))).toEqual({ ok: true, value: payload });
      }),
    );
  });

  it('refuses a token of another purpose or key, and one with any character changed', () => {
    const token = signToken(key, 'csrf', 'form 12');
    expect(readToken(key, 'link', token)).toEqual({ ok: false, error: 'refused' });
    expect(readToken(randomBytes(32), 'csrf', token)).toEqual({ ok: false, error: 'refused' });
    for (let at = 0; at < token.length; at += 1) {
      const other = token.charAt(at) === 'A' ? 'B' : 'A';
      expect(readToken(key, 'csrf', token.slice(0, at) + other + token.slice(at + 1)).ok).toBe(false);
    }
  });

  it('says of other text that it is no token', () => {
    for (const text of ['', '.', 'abc', 'a.b', `${signToken(key, 'csrf', 'x')}x`, 'ö.ä']) {
      expect(readToken(key, 'csrf', text)).toEqual({ ok: false, error: 'unreadable' });
    }
  });
});
