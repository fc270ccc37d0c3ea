import { describe, expect, it } from 'vitest';
import { foldSteps } from '../cases/index.ts';
import { actionOf, whyLeftOut } from './bulk.ts';
import { checklist, checklistOn } from './checklist.ts';
import { completenessOf } from './completeness.ts';
import { type FileHead, type FileOf, fileOf } from './file.ts';
import type { ReadFile } from './file-read.ts';
import { isLikely, likenessOf, SAME_TEXT, similarity } from './likeness.ts';
import { tallyOf } from './tally.ts';

const head: FileHead = {
  id: 'a',
  number: 'K7M-4QX-92',
  status: 'submitted',
  origin: 'laporan',
  electionId: 'pilkada-2024',
  contestId: 'kepala-daerah',
  actKind: 'social-engagement',
  regionId: 'r1',
  reporterKnown: true,
  accused: [{ post: 'Camat', unitName: 'Kecamatan Rekaan', status: 'pns', words: ['aa', 'bb'], nip: null }],
  evidence: ['f'.repeat(64)],
};
const step = (kind: string, content: unknown = null) => ({ seq: 1, kind, content, actorUserId: null });
const told = {
  summary: 'Terlapor menyukai unggahan calon pada masa kampanye di media sosial.',
  facts: { act: { kind: 'social-engagement', on: '2024-10-01' } },
};
const whole: FileOf = fileOf(head, [
  step('facts-completed', told),
  step('clarification-recorded', {}),
  step('study-recorded', { text: 'Kajian.', rows: ['B6'], level: 'berat' }),
  step('concluded-proven', {}),
]);

describe('the completeness of a file', () => {
  it('is a hundred when every requirement is met', () => {
    expect(completenessOf(whole, '2024-10-10')).toMatchObject({ score: 100, missing: [] });
  });
  it('names what is missing, each counted the same', () => {
    const found = completenessOf(fileOf({ ...head, evidence: [] }, [step('facts-completed', told)]), '2024-10-10');
    expect(found.missing.map((one) => one.id)).toEqual(['evidence', 'clarification', 'study', 'study-rows', 'plenary']);
    expect(found.score).toBe(50);
  });
  it('is nothing for information without facts', () => {
    const found = completenessOf(
      fileOf({ ...head, origin: 'informasi-awal', accused: [], evidence: [] }, []),
      '2024-10-10',
    );
    expect(found.score).toBe(0);
  });
  it('does not ask who reported when the office found it itself', () => {
    const found = completenessOf({ ...whole, origin: 'temuan' }, '2024-10-10');
    expect([found.items.length, found.score]).toEqual([checklist.length - 1, 100]);
  });
  it('does not take a report for one with a known reporter because it is called a report', () => {
    const missing = (file: FileOf): readonly string[] =>
      completenessOf(file, '2024-10-10').missing.map((one) => one.id);
    expect(missing({ ...whole, reporterKnown: false })).toEqual(['reporter-known']);
    const asked = { ...step('completion-requested', { missing: ['address'] }), seq: 2 };
    const steps = [step('facts-completed', told), asked];
    expect(missing(fileOf(head, steps))).toContain('reporter-known');
    expect(missing(fileOf(head, [...steps, { ...step('completed-by-reporter'), seq: 3 }]))).not.toContain(
      'reporter-known',
    );
    expect(missing(fileOf(head, [{ ...asked, content: { missing: ['evidence'] } }]))).not.toContain('reporter-known');
    // From an office outside: nobody here can say it.
    const outside = completenessOf({ ...whole, reporterKnown: null }, '2024-10-10');
    expect(outside.items.map((one) => one.requirement.id)).not.toContain('reporter-known');
  });
  it('asks for post, unit and status of each accused', () => {
    const nobody = { post: 'Camat', unitName: '', status: 'pns', words: [], nip: null };
    const found = completenessOf({ ...whole, accused: [...head.accused, nobody] }, '2024-10-10');
    expect(found.missing.map((one) => one.id)).toEqual(['accused-described']);
  });
  it('goes by the requirements of the day', () => {
    expect(checklistOn('2020-01-01').map((one) => one.kind)).not.toContain('file');
    const ended = checklist.map((one) => ({ ...one, until: '2023-12-31' }));
    expect(checklistOn('2024-01-01', ended)).toEqual([]);
  });
});

describe('two cases', () => {
  const other = (change: Partial<FileOf>): FileOf => ({
    ...whole,
    id: 'b',
    regionId: 'r2',
    actDay: '2023-01-01',
    actKind: 'display-material',
    evidence: [],
    summary: '',
    accused: [],
    ...change,
  });
  it('that share nothing are not alike', () => {
    expect(likenessOf(whole, other({})).reasons).toEqual([]);
  });
  it('are likely one when a file of evidence is the same', () => {
    const found = likenessOf(whole, other({ evidence: head.evidence }));
    expect([found.reasons, isLikely(found)]).toEqual([['evidence'], true]);
  });
  it('are likely one when the name sounds the same, also when one is shorter', () => {
    const person = { post: '', unitName: '', status: 'pns', words: ['aa', 'bb', 'cc'], nip: null };
    expect(likenessOf(whole, other({ accused: [person] })).reasons).toEqual(['accused']);
  });
  it('are not likely one for a single common word of a name', () => {
    const person = { post: '', unitName: '', status: 'pns', words: ['aa'], nip: null };
    expect(likenessOf(whole, other({ accused: [person] })).reasons).toEqual([]);
  });
  it('are not likely one for place, day and kind of act alone: half of a campaign is', () => {
    const near = other({ regionId: 'r1', actDay: '2024-10-04', actKind: 'social-engagement' });
    const found = likenessOf(whole, near);
    expect([found.reasons, isLikely(found)]).toEqual([['place', 'day', 'act'], false]);
  });
  const colleague = { post: 'Camat', unitName: 'Kecamatan Rekaan', status: 'pns', words: ['cc', 'dd'], nip: null };
  it.each<[string, Partial<FileOf>]>([
    ['post and unit', { accused: [colleague] }],
    ['words', { summary: `${told.summary} Bukti terlampir.` }],
  ])('are likely one for the same %s only at the same place within three days', (_, change) => {
    const near = other({ ...change, regionId: 'r1', actDay: '2024-10-04' });
    expect(isLikely(likenessOf(whole, near))).toBe(true);
    expect(isLikely(likenessOf(whole, { ...near, actDay: '2024-10-05' }))).toBe(false);
    expect(isLikely(likenessOf(whole, { ...near, actDay: null }))).toBe(false);
    expect(isLikely(likenessOf(whole, { ...near, regionId: 'r2' }))).toBe(false);
  });
  it('are compared the same both ways', () => {
    const near = other({ regionId: 'r1', accused: head.accused, summary: told.summary });
    expect(likenessOf(whole, near)).toEqual(likenessOf(near, whole));
  });
  it('tell the same when their words mostly are the same', () => {
    expect(similarity(told.summary, told.summary)).toBe(1);
    expect(similarity(told.summary, 'Pembagian bantuan oleh lurah di balai desa sebelah.')).toBeLessThan(0.35);
    // Two matters in the words of the law, and one matter told twice.
    const one = 'Terlapor mengunggah foto bersama salah satu pasangan calon dengan simbol jari di akun terbuka.';
    const another = 'Terlapor menyukai dan mengomentari tiga unggahan akun pemenangan salah satu pasangan calon.';
    const again =
      'Terlapor mengunggah foto bersama salah satu pasangan calon, dengan simbol dua jari, di akun terbukanya.';
    expect(similarity(one, another)).toBeLessThan(SAME_TEXT);
    expect(similarity(one, again)).toBeGreaterThan(SAME_TEXT);
    expect(similarity('a', 'a')).toBe(0);
  });
});

describe('the votes of the bodies', () => {
  const seats = ['bawaslu', 'bkn', 'kemendagri', 'kempanrb'];
  const fold = (...cast: readonly (readonly [string, string])[]) =>
    foldSteps([step('submitted'), ...cast.map(([seat, vote]) => step('vote-cast', { seat, vote, reason: '' }))]);
  it('decide nothing while one is missing', () => {
    expect(tallyOf(fold(['bkn', 'agree']), seats)).toMatchObject({ missing: 3, outcome: 'missing' });
  });
  it('decide nothing when they are tied', () => {
    const tied = fold(['bawaslu', 'agree'], ['bkn', 'disagree'], ['kemendagri', 'agree'], ['kempanrb', 'disagree']);
    expect(tallyOf(tied, seats).outcome).toBe('tied');
  });
  it('go by the majority, with abstentions on neither side', () => {
    const split = fold(['bawaslu', 'agree'], ['bkn', 'disagree'], ['kemendagri', 'abstain'], ['kempanrb', 'agree']);
    expect(tallyOf(split, seats).outcome).toBe('agree');
  });
  it('wait for a re-check that chance asked for', () => {
    expect(tallyOf({ votes: [], recheck: 'needed' }, seats).outcome).toBe('recheck');
  });
  it('are not asked where no body has a seat', () => {
    expect(tallyOf(fold(), []).outcome).toBe('alone');
  });
});

describe('an act on many cases', () => {
  const file: ReadFile = {
    ...whole,
    regionName: 'Rekaan',
    originBodyId: 'o',
    holderBodyId: 'me',
    holderName: 'Satgas',
    zone: 'WIB',
    openedAt: Temporal.Instant.fromEpochMilliseconds(0),
    closedAt: null,
    dueAt: null,
    lastSeq: 7,
    read: true,
    unaccepted: true,
  };
  const context = { bodyId: 'me', mySeat: 'bkn', receives: () => true };
  const vote = { kind: 'cast-vote', vote: 'agree' } as const;
  it('takes a case that was read', () => {
    expect(whyLeftOut(file, vote, context)).toBeNull();
  });
  it('never takes an unread one, whatever the act', () => {
    const unread = { ...file, read: false };
    const acts = [vote, { kind: 'accept-handover' }, { kind: 'delegate-verification', toBodyId: 'x' }] as const;
    expect(acts.map((wish) => whyLeftOut(unread, wish, context))).toEqual(['unread', 'unread', 'unread']);
  });
  it.each([
    ['not-yours', { holderBodyId: 'other' }, {}, vote],
    ['changed', {}, { seen: new Map([['a', 6]]) }, vote],
    ['wrong-status', { status: 'verified' }, {}, vote],
    ['no-seat', {}, { mySeat: null }, vote],
    ['already-accepted', { unaccepted: false }, {}, { kind: 'accept-handover' }],
    ['wrong-receiver', {}, { receives: () => false }, { kind: 'delegate-verification', toBodyId: 'x' }],
    [
      'already-delegated',
      { fold: { ...file.fold, delegation: 'asked' } },
      {},
      { kind: 'delegate-verification', toBodyId: 'x' },
    ],
    ['same-vote', { fold: { ...file.fold, votes: [{ seat: 'bkn', vote: 'agree' }] } }, {}, vote],
  ] as const)('leaves out what is %s', (why, change, more, wish) => {
    expect(whyLeftOut({ ...file, ...change }, wish, { ...context, ...more })).toBe(why);
  });
  it('is the action of a single case with the one reason', () => {
    expect(actionOf(vote, 'Alasan bersama.')).toEqual({ type: 'cast-vote', vote: 'agree', reason: 'Alasan bersama.' });
  });
});
