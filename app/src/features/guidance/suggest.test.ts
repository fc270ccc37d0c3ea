import { describe, expect, it } from 'vitest';
import { suggest } from './suggest.ts';
import { triage } from './triage-model.ts';

const first = (text: string) => suggest(text, triage)[0]?.situation;

describe('a typed question', () => {
  it.each([
    ['bolehkah saya like postingan calon bupati', 'suka'],
    ['sepupu saya nyaleg, boleh foto bareng?', 'foto'],
    ['saya dimasukkan grup WA tim pemenangan', 'grup-wa'],
    ['istri saya calon wali kota, boleh ikut menemani', 'pasangan'],
    ['mau ambil formulir pendaftaran di partai', 'formulir'],
    ['datang diam-diam nonton kampanye boleh tidak', 'hadir'],
    ['boleh tidak pinjam mobil dinas untuk acara calon', 'fasilitas'],
    ['saya diminta jadi KPPS', 'kpps'],
    ['pasang stiker calon di rumah', 'baliho'],
  ])('%s → %s', (text, situation) => {
    expect(first(text)).toBe(situation);
  });

  it('gives at most three tiles, with the words that led there', () => {
    const found = suggest('foto dengan calon di kampanye lalu dibagikan ke grup wa kantor pakai mobil dinas', triage);
    expect(found.length).toBeLessThanOrEqual(3);
    for (const { words } of found)
      for (const word of words)
        expect('foto dengan calon di kampanye lalu dibagikan ke grup wa kantor pakai mobil dinas').toContain(word);
  });

  it('works by words alone while the model has not arrived', () => {
    expect(suggest('boleh foto dengan calon?')[0]?.situation).toBe('foto');
  });

  it('knows nothing of what has nothing to do with it, and stays calm with anything', () => {
    expect(suggest('')).toEqual([]);
    expect(suggest('zzz qqq')).toEqual([]);
    expect(() => suggest('a'.repeat(100_000), triage)).not.toThrow();
    expect(() => suggest('\u0000\ud800 <script> ((((', triage)).not.toThrow();
  });
});
