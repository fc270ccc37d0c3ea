import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanText, lettersOf } from './clean-text.ts';

it('leaves alone what people write', () => {
  for (const text of ['Raka Wiratama, S.H.', 'Baris satu\nbaris dua\tkolom', 'Café é', 'ꦗꦮ‌ꦶ', '👩‍👩‍👧', 'جاوي', ''])
    expect(cleanText(text)).toBe(text);
});

it('takes out what nobody sees and what turns the words around it', () => {
  expect(cleanText('Raka\u202eamatariW')).toBe('RakaamatariW');
  expect(cleanText('\u2066Raka\u2069 \u200fWiratama\u200e')).toBe('Raka Wiratama');
  expect(cleanText('Ra\u200bka Wira\u00adta\u2060ma\ufeff')).toBe('Raka Wiratama');
  expect(cleanText(`Raka${String.fromCodePoint(0xe0041, 0xe0042)}`)).toBe('Raka');
  expect(cleanText('a\u0000b\u0007\u001b[31m\u009bc\u007f')).toBe('ab[31mc');
});

it('brings line ends to one kind and drops halves of letters', () => {
  expect(cleanText('a\r\nb\rc\u2028d\u0085e')).toBe('a\nb\nc\nd\ne');
  expect(cleanText('a\ud800b\udc00c😀')).toBe('abc😀');
});

it('gives the same again, and nothing that a database refuses', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = cleanText(text);
      expect(cleanText(once)).toBe(once);
      expect(once.isWellFormed()).toBe(true);
      expect(once).not.toContain('\u0000');
    }),
    { numRuns: 500 },
  );
});

it('counts letters as PostgreSQL does', () => {
  expect(lettersOf('😀😀😀😀😀')).toBe(5);
  expect(lettersOf('Camat é')).toBe(7);
});
