import { describe, expect, it } from 'vitest';
import { type Actor, type CaseAction, type CaseState, decide } from './case.ts';
import { hasPassed } from './case-clocks.ts';
import { emptyFold, foldSteps } from './case-fold.ts';
import { soundsLike } from './handlers-alike.ts';

const at = (status: CaseState['status'], more: Partial<CaseState> = {}): CaseState => ({
  ...emptyFold,
  status,
  origin: 'laporan',
  factsComplete: true,
  accused: [1],
  originBodyId: 'bawaslu',
  holderBodyId: 'bawaslu',
  openHandoverFrom: null,
  statusBeforeHandover: null,
  overdue: [],
  running: [],
  arrivedOn: null,
  effectOn: null,
  seatsEnded: false,
  cameBack: [],
  seats: [],
  ...more,
});
const step = (kind: string, actorUserId: string | null) => ({ kind, content: null, actorUserId });
const by = (userId: string): Actor => ({ userId, bodyId: 'bawaslu', seat: null, draw: 1 });
const reason = 'Alasan yang cukup panjang.';
const kindOf = (state: CaseState, action: CaseAction, userId: string): string => {
  const done = decide(state, action, null, by(userId));
  return done.ok ? 'ok' : done.error.kind;
};

describe('one person alone', () => {
  const keep: CaseAction = { type: 'keep-as-information', reason };
  const request: CaseAction = { type: 'request-completion', missing: ['evidence'], reason };
  const end: CaseAction = { type: 'conclude', proven: false, reason };

  it('does not shelve a named report; with a colleague at work in it, either of them does', () => {
    const alone = at('received', foldSteps([step('report-received', null), step('facts-completed', 'a')]));
    expect(kindOf(alone, keep, 'a')).toBe('shelve-alone');
    expect(kindOf(alone, keep, 'b')).toBe('ok');
    expect(kindOf(at('received', foldSteps([step('report-received', null)])), keep, 'a')).toBe('shelve-alone');
    // What the reporter sent is no second person of the office.
    const sent = foldSteps([step('completion-requested', 'a'), step('completed-by-reporter', null)]);
    expect(kindOf(at('received', sent), keep, 'a')).toBe('shelve-alone');
  });
  it('may let lapse what the reporter did not complete, and shelve what the office found itself', () => {
    const asked = foldSteps([step('completion-requested', 'a')]);
    const lapsed = at('awaiting-completion', { ...asked, overdue: ['complete-report'] });
    expect(kindOf(lapsed, { type: 'lapse-completion', reason }, 'a')).toBe('ok');
    expect(kindOf(at('received', { origin: 'temuan' }), keep, 'a')).toBe('ok');
  });
  it('does not ask for completion again and again', () => {
    const asked = foldSteps([step('completion-requested', 'a'), step('completed-by-reporter', 'a')]);
    expect(kindOf(at('received', asked), request, 'a')).toBe('asked-before');
    expect(kindOf(at('received', asked), request, 'b')).toBe('ok');
    expect(kindOf(at('received'), request, 'a')).toBe('ok');
  });
  it('does not end a case on the own study, unless the record of the plenary was issued', () => {
    const studied = at('studied', foldSteps([step('study-recorded', 'b'), step('study-recorded', 'a')]));
    expect(kindOf(studied, end, 'a')).toBe('plenary-alone');
    expect(kindOf(studied, end, 'b')).toBe('ok');
    expect(kindOf({ ...studied, plenaryRecord: true }, end, 'a')).toBe('ok');
    expect(kindOf(studied, { ...end, proven: true }, 'a')).toBe('ok');
  });
});

describe('a limit', () => {
  it('lasts to the end of its last second', () => {
    const due = Temporal.Instant.from('2024-10-10T23:59:59+07:00');
    expect(hasPassed(due, Temporal.Instant.from('2024-10-10T23:59:59.999+07:00'))).toBe(false);
    expect(hasPassed(due, Temporal.Instant.from('2024-10-11T00:00:00+07:00'))).toBe(true);
  });
});

describe('two names', () => {
  const alike = (one: readonly string[], other: readonly string[]): boolean => soundsLike(new Set(one), new Set(other));
  it('sound alike when one holds all of the other, and one word alone only when both are one word', () => {
    expect(alike(['a', 'b'], ['b', 'a', 'c'])).toBe(true);
    expect(alike(['a', 'b', 'c'], ['a', 'b'])).toBe(true);
    expect(alike(['a', 'b'], ['a', 'c'])).toBe(false);
    expect(alike(['a'], ['a', 'b'])).toBe(false);
    expect(alike(['a'], ['a'])).toBe(true);
    expect(alike([], [])).toBe(false);
  });
});
