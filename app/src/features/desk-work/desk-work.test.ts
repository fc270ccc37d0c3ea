/** Who is named in a note, and addresses of searches there and back. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionsIn } from './mentions.ts';
import { addressOf, isEmptySearch, searchOf } from './work-filter.ts';

const colleagues = [
  { id: '1', name: 'Siti Rahma' },
  { id: '2', name: 'Siti Wulan' },
  { id: '3', name: 'Joko' },
  { id: '4', name: 'Joko Purnomo' },
];
const ids = (text: string): unknown => {
  const found = mentionsIn(text, colleagues);
  return found.ok ? found.value.map((one) => one.id) : found.error.kind;
};

describe('a mention', () => {
  it('is the colleague whose name follows the @, as far as it has to be written', () => {
    expect(ids('Tolong @Siti Rahma, lihat ini')).toEqual(['1']);
    expect(ids('@siti wulan dan @Joko Purnomo.')).toEqual(['2', '4']);
    expect(ids('@Joko tolong cek')).toEqual(['3']);
    expect(ids('Kirim ke surel a@siti.contoh saja')).toEqual([]);
  });

  it('asks back where several or nobody is called so', () => {
    expect(ids('@Siti tolong')).toBe('several');
    expect(ids('@Budi tolong')).toBe('nobody');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void mentionsIn(`@${text}`, colleagues)),
    );
  });
});

describe('the address of a search', () => {
  it('comes back as it was', () => {
    const search = {
      words: 'kendaraan dinas',
      view: 'late',
      narrow: {
        status: 'registered',
        act: 'social-engagement',
        level: 'berat',
        place: '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e',
        election: 'pilkada-2024',
        office: '0d2f6c1e-6f1b-4a53-9c0e-2f6a1b7c8d9e',
        dueDays: 7,
        assigned: 'nobody',
        unread: true,
      },
    } as const;
    const query = new URLSearchParams(addressOf(search, 3).split('?')[1]);
    expect(searchOf((name) => query.get(name) ?? undefined)).toEqual(search);
    expect(query.get('halaman')).toBe('3');
  });

  it('takes anything and narrows by nothing it does not know', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = searchOf(() => text);
        expect(read.words.length).toBeLessThanOrEqual(200);
        expect(read.words).not.toMatch(/\p{Cc}/u);
      }),
    );
    expect(isEmptySearch(searchOf((name) => (name === 'status' ? 'karangan' : undefined)))).toBe(true);
  });
});
