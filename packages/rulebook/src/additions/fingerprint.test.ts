import fc from 'fast-check';
import { expect, it } from 'vitest';
import { noAdditions } from './additions.ts';
import { fingerprintOf, fnv1a64 } from './fingerprint.ts';
import { decree, election, override } from './sample.fixture.ts';

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

it('every part of what was added counts, and the order in which it was stored does not', () => {
  const all = { decrees: [decree], elections: [election], overrides: [override] };
  const second = { ...election, id: 'a-second' };
  const other = { ...override, id: 'a-second', limit: 1 };
  const prints = [
    noAdditions,
    all,
    { ...all, decrees: [{ ...decree, votingDay: ['02-15'] }] },
    { ...all, elections: [second] },
    { ...all, elections: [election, second] },
    { ...all, overrides: [other] },
    { ...all, overrides: [override, other] },
  ].map(fingerprintOf);
  expect(new Set(prints).size).toBe(prints.length);
  expect(prints[0]).toBe('');
  const turned = { ...all, elections: [second, election], overrides: [other, override] };
  expect(fingerprintOf(turned)).toBe(
    fingerprintOf({ ...all, elections: [election, second], overrides: [override, other] }),
  );
});
