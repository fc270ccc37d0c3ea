import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSpelt, nameSounds, nameWords } from './name-sounds.ts';

describe('the words of a name', () => {
  it('are without titles, degrees, marks and capital letters', () => {
    expect(nameWords('Dr. H. Raka Wiratama, S.H., M.Si.')).toEqual(['raka', 'wiratama']);
    expect(nameWords('Dra. Hj. SITI-NUR Ainún')).toEqual(['siti', 'nur', 'ainun']);
    expect(nameWords('S.Sos, M.A.P')).toEqual([]);
  });

  it('are in the new spelling', () => {
    expect(nameWords('Soerjo Djatmiko Tjokro')).toEqual(['suryo', 'jatmiko', 'cokro']);
    expect(nameWords('Suryo Jatmiko Cokro')).toEqual(['suryo', 'jatmiko', 'cokro']);
  });
});

describe('the sounds of a name', () => {
  it.each([
    ['Moehammad Soetrisno', 'Muhamad Sutrisna'],
    ['Mohammad', 'Muhamad'],
    ['Raka Wiratama', 'Wiratma, Raka'],
    ['Djoko Widjaja', 'Joko Wijaya'],
    ['Boedi', 'Budi'],
    ['Fitriana', 'Vitriana'],
    ['Zainal', 'Djainal'],
    ['Achmad Noerhadi', 'Ahmad Nurhadi'],
    ['Chairul', 'Hairul'],
  ])('%s sounds like %s', (one, other) => {
    expect(nameSounds(one)).toEqual(nameSounds(other));
  });

  it.each([
    ['Budi', 'Badu'],
    ['Ani', 'Ina'],
    ['Raka Wiratama', 'Raka Prasetya'],
    ['Siti', 'Santi'],
  ])('%s does not sound like %s', (one, other) => {
    expect(nameSounds(one)).not.toEqual(nameSounds(other));
  });

  it('of a name without letters are none', () => {
    expect(nameSounds('')).toEqual([]);
    expect(nameSounds(' - 123 . ')).toEqual([]);
  });

  it('are the same whatever the order, capital letters and spaces', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{2,9}$/), { maxLength: 5 }), (words) => {
        const shuffled = [...words].reverse().join('   ').toUpperCase();
        expect(nameSounds(shuffled)).toEqual(nameSounds(words.join(' ')));
      }),
    );
  });

  it('of any text are found quickly and never fail', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => Array.isArray(nameSounds(text))));
  });
});

describe('what is spelt', () => {
  it('is told from what only sounds alike', () => {
    expect(isSpelt('Raka Wiratama, S.H.', 'wiratama')).toBe(true);
    expect(isSpelt('Raka Wiratama', 'Wiratma')).toBe(false);
    expect(isSpelt('Moehammad Soetrisno', 'Muhamad Sutrisno')).toBe(true);
  });
});
