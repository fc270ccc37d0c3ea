import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fnv1a64 } from './fingerprint.ts';

/** The same with whole numbers of any size, slowly. */
function slowly(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const code of Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))) {
    for (const byte of [code & 0xff, code >> 8]) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) % 2n ** 64n;
  }
  return hash.toString(16).padStart(16, '0');
}

it('the hash is FNV-1a of 64 bits over two bytes a character', () => {
  expect(fnv1a64('')).toBe('cbf29ce484222325');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fnv1a64(text)).toBe(slowly(text));
    }),
  );
});
