/** Words of the search: how texts and typed searches are read, what a slip may have meant, and that names and ids are left out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALPHABET, parseReference } from '../../platform/crypto/reference.ts';
import { Lexicon, slipsBetween } from './search-lexicon.ts';
import { passagesOf, readSearch, snippetOf, vectorOf, withoutNames, wordsOf, wordsOfNames } from './search-text.ts';

const words = (text: string): readonly string[] => wordsOf(text).map((word) => word.text);

describe('the words of a text', () => {
  it('are small, without accents and signs, and keep their place', () => {
    expect(words('Camat "Arunika-Timur", menyukaï unggahan!')).toEqual([
      'camat',
      'arunika',
      'timur',
      'menyukai',
      'unggahan',
    ]);
    const text = 'Ia mengunggah foto.';
    for (const { from, to, text: word } of wordsOf(text)) expect(text.slice(from, to).toLowerCase()).toBe(word);
  });

  it('leave out names of accused, however they are spelt', () => {
    const names = wordsOfNames(['Dr. H. Moehammad Soetrisno, S.H.']);
    const left = withoutNames(wordsOf('Muhammad Sutrisno membagikan kaus bersama moehammad'), names);
    expect(left.map((word) => word.text)).toEqual(['membagikan', 'kaus', 'bersama']);
  });

  it('are taken from everything an officer wrote, but not from ids, hashes and findings', () => {
    const content = {
      summary: 'Ringkasan',
      finding: { rows: ['rahasia aturan'] },
      votes: [{ reason: 'Tidak sependapat', body: '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e' }],
      hash: 'a'.repeat(64),
      decisionNumber: '800/77/2024',
      accused: 1,
    };
    expect(passagesOf(content)).toEqual([
      { weight: 'B', text: 'Ringkasan' },
      { weight: 'D', text: 'Tidak sependapat' },
      { weight: 'A', text: '800/77/2024' },
    ]);
  });

  it('never need escaping in the index', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const lexemes = wordsOf(text).map((word, at) => ({ text: word.text, weight: 'D' as const, at: at + 1 }));
        expect(vectorOf(lexemes, ['b:00'])).toMatch(/^('[\p{L}\p{N}]+':[\dD,]+ )*'b:00'$/u);
      }),
    );
  });
});

describe('a typed search', () => {
  it('is read as words, phrases and words that are not wanted', () => {
    expect(readSearch('camat yang "membagikan kaus" -kampanye 800/77/2024')).toEqual([
      { words: ['camat'], phrase: false, not: false },
      { words: ['membagikan', 'kaus'], phrase: true, not: false },
      { words: ['kampanye'], phrase: false, not: true },
      { words: ['800', '77', '2024'], phrase: true, not: false },
    ]);
  });

  it('is a case number in its groups, whatever they look like and however it is typed', () => {
    const number = (() => {
      for (let n = 0; ; n += 1) {
        // All numbers of this beginning: one of them has the right check.
        const tried = parseReference('case', `K7MDAN9${ALPHABET.charAt(n)}`);
        if (tried.ok) return tried.value;
        if (n > ALPHABET.length) throw new Error('no number begins so');
      }
    })();
    const words = number.toLowerCase().split('-');
    expect(words[1]).toBe('dan');
    for (const typed of [number, number.toLowerCase(), number.replaceAll('-', ''), `"${number}"`])
      expect(readSearch(typed), typed).toEqual([{ words, phrase: true, not: false }]);
    // A word of eight letters is a word, though its letters would pass as a number.
    for (const word of ['keuangan', 'bantuan', 'kendaraan']) expect(readSearch(word)[0]?.words).toEqual([word]);
  });

  it('is never more than words, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const term of readSearch(text)) for (const word of term.words) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
      }),
    );
  });
});

describe('what a word may have meant', () => {
  const lexicon = new Lexicon();
  for (const word of ['camat', 'camar', 'sekretaris', 'unggahan', 'membagikan', 'sepatu', 'separuh']) lexicon.add(word);

  it('is a word that differs by one slip, in long words by two', () => {
    expect(lexicon.near('camta')).toEqual(['camat']);
    expect(lexicon.near('ungahan')).toEqual(['unggahan']);
    expect(lexicon.near('sekertris')).toEqual(['sekretaris']);
    expect(lexicon.near('cmt')).toEqual([]);
  });

  it('is nothing where the word is there, and nothing for numbers', () => {
    expect(lexicon.near('camat')).toEqual([]);
    expect(lexicon.near('2024')).toEqual([]);
  });

  it('goes on from its beginning', () => {
    expect(lexicon.begunBy('sep')).toEqual(['sepatu', 'separuh']);
    expect(lexicon.begunBy('se')).toEqual([]);
  });

  it('counts slips the same way from both sides', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(slipsBetween(a, b, 8)).toBe(slipsBetween(b, a, 8));
        expect(slipsBetween(a, a, 2)).toBe(0);
      }),
    );
  });
});

describe('a snippet', () => {
  it('shows the place, marks every word that was found and cuts at words', () => {
    const text = `${'awal '.repeat(40)}Terlapor mengunggah foto kampanye. ${'akhir '.repeat(80)}`;
    const snippet = snippetOf(text, new Set(['mengunggah']));
    const whole = snippet?.parts.map((part) => part.text).join('') ?? '';
    expect(snippet?.parts.filter((part) => part.hit)).toEqual([{ text: 'mengunggah', hit: true }]);
    expect(whole).toMatch(/^… awal .* akhir …$/);
    expect(whole.length).toBeLessThan(330);
  });

  it('is none where nothing was found', () => {
    expect(snippetOf('Tidak ada apa-apa.', new Set(['kaus']))).toBeNull();
  });
});
