import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveKeys, parseSecret } from './secret.ts';

describe('the instance secret', () => {
  it('gives each purpose a key of its own, the same every time', () => {
    const secret = randomBytes(32);
    const keys = deriveKeys(secret);
    expect(keys('draft')).toHaveLength(32);
    expect(keys('draft')).toEqual(deriveKeys(secret)('draft'));
    expect(keys('draft')).not.toEqual(keys('office-key'));
    expect(keys('draft')).not.toEqual(deriveKeys(randomBytes(32))('draft'));
  });

  it('keeps its keys over releases: what was locked last year still opens', () => {
    const secret = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
    expect(deriveKeys(secret)('draft').toString('hex')).toMatchInlineSnapshot(
      `"312fd8c11d96e8497f86816dd97c29bb2ab65106b488d6c0e9c25a19bdc06f4c"`,
    );
  });

  it('is refused when short', () => {
    expect(() => deriveKeys(randomBytes(31))).toThrow(/32/);
    expect(parseSecret(randomBytes(31).toString('hex'))).toEqual({ ok: false, error: 'too-short' });
    expect(parseSecret('')).toEqual({ ok: false, error: 'too-regular' });
  });

  it('is read as hex, base64 and base64url', () => {
    const secret = randomBytes(32);
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      expect(parseSecret(` ${secret.toString(encoding)}\n`)).toEqual({ ok: true, value: secret });
    }
  });

  it('is refused when it is a phrase or a pattern', () => {
    expect(parseSecret('correct horse battery staple correct horse battery staple')).toEqual({
      ok: false,
      error: 'too-regular',
    });
    expect(parseSecret('changemechangemechangemechangemechangemechangeme')).toEqual({
      ok: false,
      error: 'too-regular',
    });
    expect(parseSecret('0'.repeat(64))).toEqual({ ok: false, error: 'too-regular' });
  });
});
