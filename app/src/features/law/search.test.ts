import { describe, expect, it } from 'vitest';
import { lawItems } from './items.ts';
import { builtInLaw } from './law.ts';
import { createIndex, isNear, stem, wordsOf } from './search.ts';

const index = createIndex(lawItems(builtInLaw));
const found = (query: string): readonly string[] => index.find(query).map((item) => item.key);

describe('search over the law', () => {
  it.each([
    ['like', ['aturan/A4', 'aturan/B6']],
    ['menyukai', ['aturan/A4', 'aturan/B6']],
    ['nge-like postingan', ['aturan/A4', 'aturan/B6']],
    ['medsos', ['aturan/A2', 'aturan/B2']],
    ['sosmed calon', ['aturan/B2']],
    ['selfie sama paslon', ['aturan/B7']],
    ['pasang baliho', ['aturan/A1', 'aturan/B1']],
    ['jadi timses', ['aturan/B9', 'aturan/B10']],
    ['fotokopi ktp', ['aturan/B11']],
    ['mobil dinas', ['aturan/pp94-5n-4']],
    ['masa tenang', ['pemilu/pilkada-2024']],
    ['tanggal merah 2025', ['kalender/2025']],
    ['batas waktu lapor pilkada', ['batas-waktu/bawaslu-pilkada#file-report']],
    ['blokir data', ['instrumen/perbkn1_2023']],
    ['gaji berkala', ['sanksi#peralihan']],
    ['tunjangan kinerja dipotong', ['sanksi#hukdis_sedang']],
    ['KASN', ['lembaga#kasn']],
  ])('"%s" finds %j near the top', (query, wanted) => {
    const top = found(query).slice(0, 12);
    for (const key of wanted) expect(top).toContain(key);
  });

  it.each([['ps 5 huruf n'], ['pasal 5 huruf n'], ['PP 94/2021 ps 5 huruf n angka 4'], ['art 5 letter n']])(
    'an article is found however it is written: "%s"',
    (query) => {
      expect(found(query)[0]).toMatch(/^aturan\/(pp94-5n-|B)/);
    },
  );

  it('the whole article comes before its neighbours', () => {
    expect(found('PP 94/2021 ps 5 huruf n angka 4')[0]).toBe('aturan/pp94-5n-4');
  });

  it('the id of a row finds the row first', () => {
    expect(found('B6')[0]).toBe('aturan/B6');
    expect(found('b 6')).toContain('aturan/B6');
  });

  it.each([
    ['kampnye', 'kampanye'],
    ['spandukk', 'spanduk'],
    ['penyamapian', 'penyampaian'],
    ['menyukaai', 'menyukai'],
  ])('a slip of the hand is forgiven: "%s" is read as "%s"', (typed, meant) => {
    expect(found(typed).length).toBeGreaterThan(0);
    expect(found(meant)).toEqual(expect.arrayContaining([found(typed)[0]]));
  });

  it('English words find the same rules', () => {
    expect(found('liking a post').slice(0, 12)).toEqual(expect.arrayContaining(['aturan/B6']));
    expect(found('unpaid leave').slice(0, 12)).toEqual(expect.arrayContaining(['aturan/approach-on-leave']));
  });

  it('a question finds its question', () => {
    expect(found('bolehkah saya nonton kampanye diam-diam').slice(0, 3)).toContain('tanya/edge-11');
  });

  it.each([[''], ['   '], ['???'], ['zzqqxyzzy'], ['999999']])('"%s" finds nothing', (query) => {
    expect(found(query)).toEqual([]);
  });

  it('a number is never guessed', () => {
    expect(found('1999')).toEqual([]);
  });

  it('ten megabytes of words are cut and answered at once', () => {
    const began = performance.now();
    found('kampanye '.repeat(1_000_000));
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe('words', () => {
  it('forms of one word meet in one stem', () => {
    expect(stem('menyukai')).toBe(stem('disukai'));
    expect(wordsOf('menyukai, like, disukai')).toEqual(['suka', 'suka', 'suka']);
    expect(wordsOf('Tim Sukses')).toEqual(wordsOf('timses'));
  });

  it('near is one letter more, less, changed or swapped, and no further', () => {
    expect(isNear('kampanye', 'kampnye', 1)).toBe(true);
    expect(isNear('kampanye', 'kampaney', 1)).toBe(true);
    expect(isNear('kampanye', 'kompanya', 1)).toBe(false);
    expect(isNear('calon', 'saloon', 1)).toBe(false);
  });
});
