import { expect, it } from 'vitest';
import { replyFindings } from './reply-check.ts';

const kindsIn = (text: string) => replyFindings(text).map(({ kind }) => kind);

it('a reply may tell of dates, articles and rates', () => {
  expect(
    kindsIn(
      'Sejak 4 Oktober 2024, 85 % pegawai berikrar (PP 94/2021). Rapat berikutnya 2024-10-14, anggaran 1.250.000.',
    ),
  ).toEqual([]);
});
it('a reply holds no employee number, telephone or address of mail', () => {
  expect(kindsIn('pegawai 198501012010011001 sudah ditegur')).toEqual(['number']);
  expect(kindsIn('pegawai 19850101 201001 1 001 sudah ditegur')).toEqual(['number']);
  expect(kindsIn('hubungi 0812-3456-7890')).toEqual(['number']);
  expect(kindsIn('tulis ke seseorang@contoh.id')).toEqual(['contact']);
});
it('a reply addresses nobody by name', () => {
  expect(kindsIn('Teguran kepada Sdr. Wirawan sudah disampaikan')).toEqual(['name']);
  expect(kindsIn('disampaikan oleh Citra Contohwati, S.H. kemarin')).toEqual(['name']);
});
