import { describe, expect, it } from 'vitest';
import { spelledOut } from './spelled-out.ts';

describe('a citation in a letter', () => {
  it.each([
    ['UU 5/2014 ps 9(2)', 'Undang-Undang Nomor 5 Tahun 2014 Pasal 9 ayat (2)'],
    ['PP 94/2021 ps 5 huruf n angka 5', 'Peraturan Pemerintah Nomor 94 Tahun 2021 Pasal 5 huruf n angka 5'],
    [
      'PP 94/2021 ps 8(4) jo 14 huruf i angka 3 (dan 4 per Kompas)',
      'Peraturan Pemerintah Nomor 94 Tahun 2021 Pasal 8 ayat (4) juncto 14 huruf i angka 3',
    ],
    ['PerBKN 1/2023', 'Peraturan Badan Kepegawaian Negara Nomor 1 Tahun 2023'],
  ])('%s is written in full', (short, long) => {
    expect(spelledOut(short)).toBe(long);
  });
});
