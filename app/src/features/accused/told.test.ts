import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLeak, type Told } from './told.ts';

const told = (allegation: string, more: Partial<Told> = {}): Told => ({
  allegation,
  actKind: 'social-engagement',
  actOn: '2024-10-01',
  place: 'Arunika',
  rows: ['B6'],
  clarification: '',
  answerUntil: null,
  contact: 'Bawaslu Kota Arunika',
  ...more,
});
const secrets = {
  story: 'Saya melihat sendiri pak camat membagikan kaus berwarna ungu di balai.',
  fileNames: ['IMG foto dari Ratri.jpg', 'a.png'],
  others: ['Dimas Prakoso'],
};

describe('a notice', () => {
  it('may say the same in other words', () => {
    expect(findLeak(told('Pada 1 Oktober 2024 Anda diduga membagikan kaus berwarna ungu.'), secrets)).toBeNull();
  });

  it('may not repeat six words of the reporter, whatever stands between them', () => {
    const leak = findLeak(told('Menurut laporan: "SENDIRI Pak Camat, membagikan  kaus berwarna" di sana.'), secrets);
    expect(leak).toEqual({ kind: 'story', words: 'sendiri pak camat membagikan kaus berwarna' });
  });

  it.each(['allegation', 'place', 'clarification', 'contact'] as const)('may name no other accused in %s', (field) => {
    expect(findLeak(told('Uraian.', { [field]: 'bersama dimas  PRAKOSO.' }), secrets)?.kind).toBe('other-accused');
  });

  it('may name no file of evidence, with or without its ending', () => {
    expect(findLeak(told('Lihat IMG foto dari Ratri'), secrets)?.kind).toBe('file');
    expect(findLeak(told('Lihat img foto dari ratri.jpg'), secrets)?.kind).toBe('file');
    expect(findLeak(told('a.'), secrets)).toBeNull();
  });

  it('that holds any part of a story of six words or more is found, wherever it stands', () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 6, maxLength: 12 }),
        fc.array(word, { maxLength: 5 }),
        (story, before) => {
          const text = [...before, ...story].join(' ');
          expect(findLeak(told(text), { story: story.join(', '), fileNames: [], others: [] })?.kind).toBe('story');
        },
      ),
    );
  });
});
