import { builtIn } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { headlines } from './kit.ts';
import { checkKit } from './kit-form.ts';
import { stageNamed } from './outreach.fixture.ts';
import { offered, statements } from './statements.ts';
import { checkText, type TextFault } from './text-check.ts';

const refused: Readonly<Record<TextFault, readonly string[]>> = {
  number: [
    'Ingat nomor urut 1',
    'nomor 2 untuk semua',
    'No. urut 03',
    'Paslon 01 hadir',
    'Pasangan calon nomor dua',
    'pilih 2',
    'PILIH NOMOR SATU',
    'Pilih ２',
    'pilih ②',
    'Pilih 2️⃣',
    'coblos 3',
    'pil\u200bih 2',
    'Candidate number 1',
    'vote for number 2',
    '#02',
  ],
  gesture: [
    'salam dua jari',
    'Salam 2 jari',
    'Salam metal',
    'acungkan jempol',
    'tiga jari di udara',
    'thumbs up',
    'Hadir ✌',
    'Hadir ✌🏽',
    'Hadir 👍',
    'Semangat 🤟',
    '☝ ingat',
    'Semangat 🤘',
  ],
  party: [
    'Bersama Golkar',
    'kader PDI Perjuangan',
    'PDI-P hadir',
    'Partai NasDem',
    'acara PKS',
    'Rapat PAN dan PPP',
    'gerindra',
    'Partai Contoh A',
  ],
  slogan: [
    'Lanjutkan!',
    'Dua periode',
    '2 periode',
    'Ganti bupati',
    'menangkan bersama',
    'Satu putaran saja',
    'dukung pasangan calon kita',
    'Pilih saya',
    '#LawanTerus',
  ],
  address: ['lihat https://contoh.id', 'www.contoh', 'kampanye.id', 'ikuti @akun'],
};

const allowed = [
  '',
  'Apel Senin, 7 Oktober 2024, pukul 07.30',
  'Di aula lantai 2, Jalan Merdeka Nomor Rumah dua puluh',
  'Tanyakan kepada Inspektorat, ruang 14',
  'Sosialisasi untuk guru, Kamis 10 Oktober',
  'Partai politik tidak boleh melibatkan ASN',
  'Pan-pan dan psikologi bukan nama partai',
  'Telepon 0800 100 1000',
];

describe('the check of what an office types', () => {
  it.each(Object.entries(refused))('refuses: %s', (fault, texts) => {
    for (const text of texts) expect(checkText(text, ['Partai Contoh A'])?.fault, text).toBe(fault);
  });

  it('lets days, times, rooms and plain reminders through', () => {
    for (const text of allowed) expect(checkText(text, ['Partai Contoh A']), text).toBeUndefined();
  });

  it('lets every sentence of our own through but those that quote what is forbidden', () => {
    for (const one of [...Object.values(headlines), ...statements.map(({ text }) => text)])
      for (const text of [one.id, one.en]) {
        const fault = checkText(text)?.fault;
        if (!/pemenangan|vote for/.test(text)) expect(fault, text).toBeUndefined();
      }
  });
});

describe('the form of a kit', () => {
  const election = builtIn.getElection('pilkada-2024');
  const known = offered(builtIn, election, stageNamed(election, 'kampanye'), 'umum');
  const good = { headline: 'melayani', no: ['suka'], yes: ['tps'], extra: '', target: 'ikrar', formats: ['poster-a4'] };
  const fieldsOf = (more: Partial<typeof good>): readonly string[] => {
    const checked = checkKit({ ...good, ...more }, known, [], 'id');
    return 'errors' in checked ? checked.errors.map((error) => error.field) : [];
  };

  it('takes what is right, each statement once and in the order of the offer', () => {
    const checked = checkKit({ ...good, no: ['sorak', 'suka', 'suka'] }, known, [], 'id');
    expect('chosen' in checked && checked.chosen.statements).toEqual(['suka', 'sorak', 'tps']);
  });

  it('names the field that is wrong, and says that nothing was lost', () => {
    expect(fieldsOf({})).toEqual([]);
    expect(fieldsOf({ headline: 'Pilih saya' })).toEqual(['kalimat']);
    expect(fieldsOf({ no: [] })).toEqual(['larang']);
    expect(fieldsOf({ no: ['tps'] })).toEqual(['larang']);
    expect(fieldsOf({ no: ['suka', 'ajak', 'sorak', 'spanduk', 'konten'] })).toEqual(['larang']);
    expect(fieldsOf({ yes: ['suka'] })).toEqual(['boleh']);
    expect(fieldsOf({ target: 'https://example.org' })).toEqual(['tujuan']);
    expect(fieldsOf({ formats: ['poster-a0'] })).toEqual(['ukuran']);
    expect(fieldsOf({ formats: ['poster-a4', '__proto__'] })).toEqual(['ukuran']);
    expect(fieldsOf({ extra: 'a'.repeat(121) })).toEqual(['baris']);
    expect(fieldsOf({ extra: 'selamat 🎉 datang' })).toEqual(['baris']);
    const checked = checkKit({ ...good, extra: 'Pilih nomor 2' }, known, [], 'id');
    expect('errors' in checked && checked.errors[0]?.message).toMatch(/“nomor 2”.*boleh.*tidak hilang/s);
  });
});
