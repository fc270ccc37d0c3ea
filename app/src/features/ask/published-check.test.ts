import { describe, expect, it } from 'vitest';
import { bareName, findingsIn, standingIn } from './published-check.ts';

const places = ['Kota Arunika', 'Provinsi Nusa Raya', 'Kecamatan Arunika Timur', 'Indonesia'];
const kindsIn = (text: string, asked?: string) => findingsIn(text, { places, asked }).map(({ kind }) => kind);

describe('a text that is to be published', () => {
  it('may name articles, years and offices of the law', () => {
    expect(
      kindsIn(
        'Bolehkah saya hadir sesudah penetapan 2024? Lihat PP 94/2021 pasal 5 huruf n dan Undang-Undang Aparatur Sipil Negara, kata Badan Pengawas Pemilihan Umum.',
      ),
    ).toEqual([]);
  });
  it('is stopped at an employee number, however it is broken up', () => {
    expect(kindsIn('NIP 198501012010011001')).toEqual(['number']);
    expect(kindsIn('NIP 19850101 201001 1 001')).toEqual(['number']);
    expect(kindsIn('telepon 0812-3456-789')).toEqual(['number']);
  });
  it('is stopped at an address of mail, a link and a name on a network', () => {
    expect(kindsIn('tulis ke budi@contoh.id')).toContain('contact');
    expect(kindsIn('lihat https://contoh.id/unggahan')).toContain('contact');
    expect(kindsIn('akun @calon_satu')).toContain('contact');
  });
  it('is stopped at a place of this instance, not at the nation', () => {
    expect(kindsIn('saya bekerja di arunika, bukan di tempat lain')).toEqual(['place']);
    expect(kindsIn('berlaku di seluruh Indonesia')).toEqual([]);
    expect(bareName('Pemerintah Kota Arunika')).toBe('Arunika');
  });
  it('asks about what looks like a name, and lets it pass when somebody says it is none', () => {
    const found = findingsIn('bolehkah saya membantu Pak Wiryo di rumahnya', { places, asked: undefined });
    expect(found.map(({ kind }) => kind)).toEqual(['name']);
    expect(standingIn(found, true)).toEqual([]);
    expect(standingIn(findingsIn('NIP 198501012010011001', { places, asked: undefined }), true)).toHaveLength(1);
  });
  it('never repeats five words in a row of the person who asked', () => {
    const asked = 'Suami saya maju jadi calon dan minta saya ikut ke rumah warga';
    expect(kindsIn('Bolehkah saya kalau minta saya ikut ke rumah tetangga', asked)).toContain('own-words');
    expect(kindsIn('Bolehkah pasangan calon didampingi saat berkunjung', asked)).toEqual([]);
  });
});
