import { describe, expect, it } from 'vitest';
import { type Actor, type CaseState, decide } from './case.ts';
import { emptyFold, foldSteps } from './case-fold.ts';
import type { PlainAction } from './plain-actions.ts';

const reason = 'Alasan yang cukup panjang.';
const base: CaseState = {
  ...emptyFold,
  status: 'submitted',
  origin: 'laporan',
  factsComplete: true,
  originBodyId: 'bawaslu',
  holderBodyId: 'satgas',
  openHandoverFrom: null,
  statusBeforeHandover: null,
  overdue: [],
  seats: ['bawaslu', 'bkn', 'kemendagri', 'kempanrb'],
};
const actor = (seat: string | null, draw = 0.9, userId = 'u'): Actor => ({ userId, seat, draw });
const voted = (...votes: readonly (readonly [seat: string, vote: 'agree' | 'disagree' | 'abstain'])[]): CaseState => ({
  ...base,
  votes: votes.map(([seat, vote]) => ({ seat, vote })),
});
const refused = (state: CaseState, action: Parameters<typeof decide>[1], by = actor('bkn')): string => {
  const decided = decide(state, action, null, by);
  return decided.ok ? 'ok' : decided.error.kind;
};
const verify = { type: 'verify', reason } as const;
const reject = { type: 'reject-verification', reason } as const;

describe('a joint decision', () => {
  it('waits for every body, goes with most of them, and a tie decides nothing', () => {
    expect(refused(voted(['bkn', 'agree'], ['bawaslu', 'agree'], ['kempanrb', 'agree']), verify)).toBe('votes-missing');
    const three = voted(['bkn', 'agree'], ['bawaslu', 'agree'], ['kempanrb', 'agree'], ['kemendagri', 'disagree']);
    expect([refused(three, verify), refused(three, reject)]).toEqual(['ok', 'votes-against']);
    const tied = voted(['bkn', 'agree'], ['bawaslu', 'agree'], ['kempanrb', 'disagree'], ['kemendagri', 'disagree']);
    expect([refused(tied, verify), refused(tied, reject)]).toEqual(['votes-tied', 'votes-tied']);
    const against = voted(
      ['bkn', 'agree'],
      ['bawaslu', 'disagree'],
      ['kempanrb', 'disagree'],
      ['kemendagri', 'abstain'],
    );
    expect([refused(against, verify), refused(against, reject)]).toEqual(['votes-against', 'ok']);
  });

  it('counts no vote of a body that has no seat, and lets nobody vote without one', () => {
    const strange = voted(['bkn', 'agree'], ['bawaslu', 'agree'], ['kempanrb', 'agree'], ['polri', 'agree']);
    expect(refused(strange, verify)).toBe('votes-missing');
    const vote: PlainAction = { type: 'cast-vote', vote: 'agree', reason };
    expect(refused(base, vote, actor(null))).toBe('no-seat');
    expect(refused(base, vote, actor('polri'))).toBe('no-seat');
    const cast = decide(base, vote, null, actor('bkn'));
    expect(cast.ok && cast.value[0]?.content).toMatchObject({ seat: 'bkn', vote: 'agree', reason });
  });

  it('lets whoever verifies decide alone where nobody has a seat, as before there were several bodies', () => {
    expect(refused({ ...base, seats: [] }, verify)).toBe('ok');
  });

  it('counts the last vote of each body, and none from before the case was sent back', () => {
    const vote = (seat: string, of: string) => ({ kind: 'vote-cast', content: { seat, vote: of }, actorUserId: null });
    const changed = foldSteps([vote('bkn', 'disagree'), vote('bawaslu', 'agree'), vote('bkn', 'agree')]);
    expect(changed.votes).toEqual([
      { seat: 'bawaslu', vote: 'agree' },
      { seat: 'bkn', vote: 'agree' },
    ]);
    const again = foldSteps([
      vote('bkn', 'disagree'),
      { kind: 'handover-returned', content: null, actorUserId: null },
      { kind: 'submitted', content: null, actorUserId: null },
    ]);
    expect(again.votes).toEqual([]);
  });

  it('is not taken while a result that chance chose waits to be checked again', () => {
    const agreed = {
      ...voted(['bkn', 'agree'], ['bawaslu', 'agree'], ['kempanrb', 'agree'], ['kemendagri', 'agree']),
      recheck: 'needed' as const,
    };
    expect(refused(agreed, verify)).toBe('recheck-missing');
    expect(refused({ ...agreed, recheck: 'done' }, verify)).toBe('ok');
    const report = { type: 'report-verification', complete: true, opinion: 'agree', result: reason } as const;
    const asked: CaseState = { ...base, delegation: 'asked' };
    const drawn = (draw: number): unknown => {
      const decided = decide(asked, report, null, actor(null, draw));
      return decided.ok && decided.value[0]?.content?.recheck;
    };
    expect([drawn(0.05), drawn(0.19), drawn(0.21), drawn(0.99)]).toEqual([true, true, false, false]);
  });
});

const conveyed: CaseState = { ...base, status: 'conveyed', holderBodyId: 'ppk', seats: [] };
const late: CaseState = { ...conveyed, overdue: ['ppk-follow-up'] };
const remind = { type: 'remind', reason } as const;
const reprimand = { type: 'reprimand', number: '1', reason } as const;
const propose = {
  type: 'propose-block',
  services: ['promotion' as const],
  reviewOn: '2024-12-01',
  reason,
} satisfies PlainAction;
const confirm = { type: 'confirm-block', reference: '1', reason } as const;

describe('the ladder against an authority that does not act', () => {
  it('is not climbed before its limit has passed, and rung by rung', () => {
    expect([refused(conveyed, remind), refused(conveyed, reprimand), refused(conveyed, propose)]).toEqual([
      'ladder-too-early',
      'ladder-too-early',
      'ladder-too-early',
    ]);
    expect([refused(late, remind), refused(late, reprimand), refused(late, propose), refused(late, confirm)]).toEqual([
      'ok',
      'ladder-order',
      'ladder-order',
      'ladder-order',
    ]);
    expect([refused({ ...late, rung: 1 }, remind), refused({ ...late, rung: 1 }, reprimand)]).toEqual([
      'ladder-order',
      'ok',
    ]);
  });

  it('needs two people for a block', () => {
    const proposed: CaseState = { ...late, rung: 3, blockProposedBy: 'u' };
    expect(refused(proposed, confirm)).toBe('same-person');
    expect(refused(proposed, confirm, actor(null, 0.5, 'another'))).toBe('ok');
    expect(refused(proposed, { type: 'reject-block', reason })).toBe('same-person');
  });

  it('is shorter where the authority has a stake: no limit is waited for, and the case may go up', () => {
    const conflicted: CaseState = { ...conveyed, inConflict: true };
    expect(refused(conflicted, reprimand)).toBe('ok');
    expect(refused(conflicted, { type: 'reroute', toBodyId: 'ppk above', reason })).toBe('ok');
    expect(refused(conveyed, { type: 'reroute', toBodyId: 'ppk above', reason })).toBe('no-conflict');
    const decision = {
      type: 'record-decision',
      outcome: 'no-sanction',
      option: null,
      decisionNumber: '1',
      decidedOn: '2024-10-04',
      reason,
    } as const;
    expect(refused(conflicted, decision)).toBe('in-conflict');
  });

  it('begins anew with the authority to which the case was rerouted', () => {
    const step = (kind: string, content: unknown = null) => ({ kind, content, actorUserId: 'u' });
    const state = foldSteps([step('conveyed'), step('reminded'), step('conflict-flagged'), step('rerouted')]);
    expect([state.rung, state.inConflict]).toEqual([0, false]);
  });
});

const examining: CaseState = { ...conveyed, status: 'examining', route: 'discipline' };
const sanction = {
  type: 'record-decision',
  outcome: 'sanction',
  option: 'turun_jabatan_12',
  decisionNumber: '1',
  decidedOn: '2024-10-04',
  reason,
} as const;
const summons = (order: 'first' | 'second') =>
  ({ type: 'record-summons', order, letterOn: '2024-10-04', hearingOn: '2024-10-16', number: '1' }) as const;

describe('the examination of PP 94/2021', () => {
  it('asks for a record, or two summons that were missed, before a sanction', () => {
    expect(refused(examining, sanction)).toBe('not-examined');
    expect(refused({ ...examining, examined: true }, sanction)).toBe('ok');
    expect(refused({ ...examining, summons: 1, missedSummons: 1 }, sanction)).toBe('not-examined');
    expect(refused({ ...examining, summons: 2, missedSummons: 2 }, sanction)).toBe('ok');
  });

  it('summons a second time only when the first was missed, and counts the second limit from the missed day', () => {
    expect(refused(examining, summons('second'))).toBe('summons-order');
    expect(refused({ ...examining, summons: 1 }, summons('second'))).toBe('summons-order');
    expect(refused({ ...examining, summons: 1, missedSummons: 1 }, summons('second'))).toBe('ok');
    const missed = decide({ ...examining, summons: 1 }, { type: 'record-missed', hearingOn: '2024-10-16', reason });
    expect(missed.ok && missed.value[0]?.clocks.start).toEqual([
      { procedure: 'discipline', step: 'second-summons', from: { day: '2024-10-16' } },
    ]);
  });

  it('has its own way for ethics: a council, no summons', () => {
    const ethics: CaseState = { ...examining, route: 'ethics' };
    expect(refused(ethics, summons('first'))).toBe('wrong-route');
    expect(refused(ethics, sanction)).toBe('not-examined');
    expect(refused({ ...ethics, councilHeld: true }, sanction)).toBe('ok');
  });

  it('asks for a team where heavy punishment is possible', () => {
    const open = (team: string) =>
      ({
        type: 'open-examination',
        route: 'discipline',
        heavy: true,
        examiner: 'Ketua tim',
        punisher: 'PPK',
        team,
        reason,
      }) as const;
    expect([refused(conveyed, open('')), refused(conveyed, open('Tiga orang'))]).toEqual(['team-missing', 'ok']);
  });

  it('counts the taking of effect from delivery, and the remedy from the earlier day that sources name', () => {
    const decided: CaseState = { ...conveyed, status: 'decided', option: 'turun_jabatan_12', decidedOn: '2024-10-04' };
    const delivered = decide(decided, { type: 'record-delivery', deliveredOn: '2024-10-10', how: 'in-person' });
    expect(delivered.ok && delivered.value[0]?.clocks.start).toEqual([
      { procedure: 'discipline', step: 'takes-effect', from: { day: '2024-10-10' } },
      { procedure: 'remedies', step: 'file-objection', from: { day: '2024-10-04' } },
    ]);
    const dismissed = decide(
      { ...decided, option: 'pdhtaps' },
      { type: 'record-delivery', deliveredOn: '2024-10-10', how: 'in-person' },
    );
    expect(dismissed.ok && dismissed.value[0]?.clocks.start[1]?.step).toBe('file-appeal');
    expect(refused(decided, { type: 'record-delivery', deliveredOn: '2024-10-01', how: 'sent' })).toBe('day-order');
  });

  it('takes an appeal against dismissal only, an objection against the rest, and nothing takes effect meanwhile', () => {
    const delivered: CaseState = { ...conveyed, status: 'delivered', option: 'pdhtaps' };
    const remedy = (kind: 'objection' | 'appeal') =>
      ({ type: 'record-remedy', kind, filedOn: '2024-10-12', reason }) as const;
    expect([refused(delivered, remedy('objection')), refused(delivered, remedy('appeal'))]).toEqual([
      'wrong-remedy',
      'ok',
    ]);
    const other = { ...delivered, option: 'turun_jabatan_12' };
    expect([refused(other, remedy('objection')), refused(other, remedy('appeal'))]).toEqual(['ok', 'wrong-remedy']);
    const filed = decide(delivered, remedy('appeal'));
    expect(filed.ok && filed.value[0]?.clocks.drop).toEqual(['takes-effect']);
  });
});
