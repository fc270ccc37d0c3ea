/** Triage as it is used: its shape for any text, what it answers to plain accounts, and which words it gives as reasons. */
import { actKinds } from '@netra/rulebook';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { triage } from './index.ts';
import { triageKinds } from './kinds.ts';

describe('the shape of an answer', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc
      .array(fc.constantFrom('pak', 'camat', 'pasang', 'spanduk', 'like', 'KTP', 'timses', '?', '\n', 'Raka', '2'), {
        maxLength: 60,
      })
      .map((words) => words.join(' ')),
  );

  it('holds for any text: shares between 0 and 1 that are at most a whole, best first, every kind once, always the same', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { acts } = triage(text);
        const scores = acts.map((act) => act.score);
        expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true);
        expect(scores.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1 + 1e-9);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        expect(new Set(acts.map((act) => act.kind)).size).toBe(acts.length);
        expect(acts.every((act) => act.words.every((word) => text.normalize('NFC').includes(word)))).toBe(true);
        expect(triage(text)).toEqual({ acts });
      }),
      { numRuns: 400 },
    );
  });

  it('knows the kinds of the rulebook, all of them', () => {
    expect([...triageKinds].sort()).toEqual([...actKinds].sort());
  });

  it('is empty for a text without a word, and offers three kinds for one with a word', () => {
    expect(triage('')).toEqual({ acts: [] });
    expect(triage(' \n…—')).toEqual({ acts: [] });
    expect(triage('spanduk').acts.length).toBeGreaterThanOrEqual(3);
  });

  it('reads a text of a million letters in time that grows with its length alone', () => {
    const once = 'Pak camat memasang spanduk calon bupati di pagar kantor. ';
    const took = (letters: number): number => {
      // Processor time: a machine that is busy with something else is no slower by this clock.
      const before = process.cpuUsage();
      expect(triage(once.repeat(Math.ceil(letters / once.length))).acts[0]?.kind).toBe('display-material');
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    took(100_000);
    // Ten times the letters: about ten times the work; with the square of the length it would be a hundred times.
    expect(took(1_000_000)).toBeLessThan(40 * took(100_000));
  });
});

describe('plain accounts', () => {
  it.each([
    ['Pak lurah memasang baliho calon bupati di pagar kantor kelurahan', 'display-material'],
    ['bu guru tiap hari bikin video kampanye caleg di tiktok', 'online-campaign'],
    ['kepala dinas hadir dan duduk di barisan depan deklarasi paslon', 'attend-event'],
    ['bolehkah saya like postingan calon gubernur di instagram?', 'social-engagement'],
    ['staf kecamatan unggah foto bareng caleg sambil pose dua jari', 'public-photo'],
    ['pak camat orasi di panggung kampanye dan memimpin yel-yel calon A', 'campaign-participation'],
    ['sekda mengambil formulir pendaftaran bakal calon bupati di kantor partai', 'approach-party-or-public'],
    ['nama saya tercatat di sipol sebagai anggota partai padahal saya PNS', 'party-membership'],
    [
      'kepala sekolah mengumpulkan wali murid di rumahnya, membagi sembako dan mengajak memilih calon B',
      'partisan-activity',
    ],
    ['dosen negeri itu masuk SK tim pemenangan sebagai koordinator', 'campaign-team-role'],
    ['pegawai kelurahan mengumpulkan fotokopi KTP warga untuk calon perseorangan', 'independent-candidate-support'],
    ['kami dimutasi karena tidak mendukung calon pilihan bupati', 'partisan-decision'],
    ['jalan di depan kantor desa rusak dan lampu mati sudah sebulan', 'other'],
  ])('%s', (text, kind) => {
    expect(triage(text).acts[0]?.kind).toBe(kind);
  });

  it('are read in spoken and misspelt words too', () => {
    expect(triage('pa lurah psng bliho cln bupti dpn kntor').acts[0]?.kind).toBe('display-material');
    expect(triage('td ada pns ngelike n komen d postingan paslon').acts[0]?.kind).toBe('social-engagement');
  });
});

describe('the words given as reasons', () => {
  it('are those of the account, as they were written', () => {
    const [first] = triage('Tadi Pak Lurah MEMASANG Baliho calon bupati di pagar kantor').acts;
    expect(first?.words).toEqual(expect.arrayContaining(['MEMASANG', 'Baliho']));
  });

  it('are never a name, a title, a number or a word that only joins', () => {
    const text = 'Pak Raka Wiratama dan Bu Sinta Maharani memasang 3 baliho yang besar milik Yoga Pradipta di pagar';
    const said = triage(text).acts.flatMap((act) => act.words);
    for (const word of ['Pak', 'Raka', 'Wiratama', 'Bu', 'Sinta', 'Maharani', '3', 'yang', 'dan'])
      expect(said).not.toContain(word);
    expect(said).toContain('baliho');
  });
});
