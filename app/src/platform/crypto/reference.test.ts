import { hash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALPHABET, newReference, parseReference, type ReferenceKind } from './reference.ts';

const kinds = ['case', 'receipt', 'certificate', 'notice'] as const satisfies readonly ReferenceKind[];
const random = (count: number) => randomBytes(count);
const anyReference = fc
  .tuple(fc.constantFrom(...kinds), fc.nat())
  .map(([kind]) => ({ kind, text: newReference(kind, random) }));

/** The number with the characters at the given places replaced, dashes not counted. */
function withCharacters(text: string, change: (characters: string[]) => void): string {
  const characters = [...text.replaceAll('-', '')];
  change(characters);
  return characters.join('');
}

describe('reference numbers', () => {
  it('use no character that sounds or looks like another', () => {
    for (const character of '0O1IL5S') expect(ALPHABET).not.toContain(character);
    expect(new Set(ALPHABET).size).toBe(29);
  });

  it('come in groups for dictation', () => {
    expect(newReference('case', random)).toMatch(/^[2-9A-Z]{3}-[2-9A-Z]{3}-[2-9A-Z]{2}$/);
    expect(newReference('receipt', random)).toMatch(/^([2-9A-Z]{3}-){5}[2-9A-Z]{3}$/);
    expect(newReference('certificate', random)).toMatch(/^([2-9A-Z]{4}-){2}[2-9A-Z]{4}$/);
  });

  it('hold at least 80 bits of randomness in a receipt', () => {
    const free = newReference('receipt', random).replaceAll('-', '').length - 1;
    expect(free * Math.log2(ALPHABET.length)).toBeGreaterThan(80);
  });

  it('are read back as written', () => {
    fc.assert(
      fc.property(anyReference, ({ kind, text }) => {
        expect(parseReference(kind, text)).toEqual({ ok: true, value: text });
      }),
    );
  });

  it('are read in lower case, with spaces, dots, long dashes, and in full-width characters', () => {
    const text = newReference('receipt', random);
    const spoken = [
      text.toLowerCase(),
      text.replaceAll('-', ''),
      ` ${text.replaceAll('-', ' ')}\n`,
      text.replaceAll('-', ' – '),
      text.replaceAll('-', '.'),
      [...text].map((c) => (c === '-' ? c : String.fromCodePoint(c.charCodeAt(0) + 0xfee0))).join(''),
      `\u200b${text}`,
    ];
    for (const way of spoken) expect(parseReference('receipt', way), way).toEqual({ ok: true, value: text });
  });

  it('find every single wrong character', () => {
    fc.assert(
      fc.property(anyReference, ({ kind, text }) => {
        const plain = text.replaceAll('-', '');
        for (let at = 0; at < plain.length; at += 1) {
          for (const other of ALPHABET.replace(plain.charAt(at), '')) {
            const wrong = withCharacters(text, (characters) => {
              characters[at] = other;
            });
            expect(parseReference(kind, wrong)).toEqual({ ok: false, error: { reason: 'check' } });
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it('find every swap of two different characters, neighbours or not', () => {
    fc.assert(
      fc.property(anyReference, ({ kind, text }) => {
        const plain = text.replaceAll('-', '');
        for (let a = 0; a < plain.length; a += 1) {
          for (let b = a + 1; b < plain.length; b += 1) {
            if (plain.charAt(a) === plain.charAt(b)) continue;
            const wrong = withCharacters(text, (characters) => {
              characters[a] = plain.charAt(b);
              characters[b] = plain.charAt(a);
            });
            expect(parseReference(kind, wrong).ok).toBe(false);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('say what is wrong: nothing typed, too short, too long, a character we never use', () => {
    const text = newReference('case', random);
    expect(parseReference('case', ' - ')).toEqual({ ok: false, error: { reason: 'empty' } });
    expect(parseReference('case', text.slice(0, -1))).toEqual({
      ok: false,
      error: { reason: 'length', found: 7, expected: 8 },
    });
    expect(parseReference('case', `${text}2`)).toEqual({
      ok: false,
      error: { reason: 'length', found: 9, expected: 8 },
    });
    expect(parseReference('case', `o${text.slice(1)}`)).toEqual({
      ok: false,
      error: { reason: 'character', character: 'O', at: 1 },
    });
    expect(parseReference('case', `${text.slice(0, 4)}5${text.slice(5)}`)).toEqual({
      ok: false,
      error: { reason: 'character', character: '5', at: 4 },
    });
    expect(parseReference('case', "'; drop table--").ok).toBe(false);
  });

  it('stay valid over releases: numbers already given out still parse', () => {
    const fixed = (count: number) => Uint8Array.from({ length: count }, (_, index) => index * 7);
    const text = kinds.map((kind) => newReference(kind, fixed));
    expect(text).toMatchInlineSnapshot(`
      [
        "2AH-RZ9-G2",
        "2AH-RZ9-GQY-8FP-X7E-NWX",
        "2AHR-Z9GQ-Y8FA",
        "2AHR-Z9GQ-Y8FP-X7EW",
      ]
    `);
  });

  it('are drawn without favour: bytes that would favour some characters are thrown away', () => {
    let calls = 0;
    const high = (count: number) => {
      calls += 1;
      return calls < 4 ? new Uint8Array(count).fill(232) : new Uint8Array(count).fill(231);
    };
    expect(newReference('case', high).slice(0, 3)).toBe('ZZZ');
    // The same random bytes in every run, so that this test never fails by chance.
    let drawn = 0;
    const repeatable = (count: number) => {
      drawn += 1;
      return hash('sha256', String(drawn), 'buffer').subarray(0, count);
    };
    const counts = new Map<string, number>();
    for (let number = 0; number < 5000; number += 1) {
      for (const c of newReference('receipt', repeatable).replaceAll('-', '').slice(0, 17)) {
        counts.set(c, (counts.get(c) ?? 0) + 1);
      }
    }
    const expected = (5000 * 17) / 29;
    const chiSquare = [...ALPHABET].reduce((sum, c) => sum + ((counts.get(c) ?? 0) - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(57); // 28 degrees of freedom, 0.1 %
  });
});
