import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isToken, newToken, tokenPattern } from './token-text.ts';

describe('a token', () => {
  it('has a beginning that scanners know, thirty letters of chance and six that check them', () => {
    const many = Array.from({ length: 500 }, () => newToken(randomBytes));
    expect(new Set(many).size).toBe(500);
    for (const token of many) {
      expect(token).toMatch(tokenPattern);
      expect(isToken(token)).toBe(true);
    }
  });

  it('with any one letter changed, or two swapped, is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 41 }), fc.constantFrom(...'0AZaz9'), (at, letter) => {
        const token = newToken(randomBytes);
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        expect(isToken(changed)).toBe(changed === token);
        const swapped = token.slice(0, 10) + (token[11] ?? '') + (token[10] ?? '') + token.slice(12);
        expect(isToken(swapped)).toBe(swapped === token);
      }),
    );
    for (const text of ['', 'netra_', 'netra_x', `${newToken(randomBytes)} `, newToken(randomBytes).toUpperCase()])
      expect(isToken(text)).toBe(false);
  });

  it('is always the same shape, whatever the chance', () => {
    fc.assert(
      fc.property(
        fc.nat(255),
        (byte) => byte >= 248 || tokenPattern.test(newToken((n) => new Uint8Array(n).fill(byte))),
      ),
    );
  });
});
