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
  accused: [1],
  originBodyId: 'bawaslu',
  holderBodyId: 'satgas',
  openHandoverFrom: null,
  statusBeforeHandover: null,
  overdue: [],
  running: [],
  arrivedOn: '2024-10-04',
  effectOn: null,
  seatsEnded: false,
  cameBack: [],
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

  it('is decided by nobody alone once there were bodies and all their seats have ended', () => {
    expect(refused({ ...base, seats: [], seatsEnded: true }, verify)).toBe('seats-ended');
    expect(refused({ ...base, seats: [], seatsEnded: true }, reject)).toBe('seats-ended');
  });

  it('gives a person one vote, also after sitting for another body', () => {
    const vote = (seat: string, who: string) => ({
      kind: 'vote-cast',
      content: { seat, vote: 'agree' },
      actorUserId: who,
    });
    const { votes } = foldSteps([vote('bkn', 'one'), vote('bawaslu', 'one'), vote('kempanrb', 'two')]);
    expect(votes.map(({ seat, by }) => [seat, by])).toEqual([
      ['bawaslu', 'one'],
      ['kempanrb', 'two'],
    ]);
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

  it('keeps a block until it is lifted, whoever has the case meanwhile', () => {
    const step = (kind: string, content: unknown = null) => ({ kind, content, actorUserId: 'u' });
    const way = [
      'conveyed',
      'reminded',
      'reprimanded',
      'block-proposed',
      'blocked',
      'conflict-flagged',
      'rerouted',
      'reminded',
    ];
    const state = foldSteps(way.map((kind) => step(kind)));
    expect([state.rung, state.blocks]).toEqual([1, 1]);
    const unblock = { type: 'unblock', proof: 'Surat', reason } as const;
    expect(refused({ ...conveyed, ...state }, unblock)).toBe('ok');
    const lifted = foldSteps([...way, 'unblocked'].map((kind) => step(kind)));
    expect([lifted.rung, lifted.blocks]).toEqual([1, 0]);
    expect(refused({ ...conveyed, ...lifted }, unblock)).toBe('not-blocked');
  });

  it('takes the flag of a conflict back only by a second person, and then waits for its limit again', () => {
    const flagged: CaseState = { ...conveyed, inConflict: true, conflictFlaggedBy: 'u' };
    const unflag = { type: 'unflag-conflict', reason } as const;
    expect(refused(flagged, unflag)).toBe('same-person');
    expect(refused(flagged, unflag, actor(null, 0.5, 'another'))).toBe('ok');
    expect(refused(conveyed, unflag)).toBe('no-conflict');
    const state = foldSteps(
      ['conveyed', 'conflict-flagged', 'conflict-unflagged'].map((kind) => ({ kind, content: null, actorUserId: 'u' })),
    );
    expect([state.inConflict, state.conflictFlaggedBy]).toEqual([false, null]);
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
const nothing = { ...sanction, outcome: 'no-sanction', option: null } as const;
const summons = (order: 'first' | 'second') =>
  ({ type: 'record-summons', order, letterOn: '2024-10-04', hearingOn: '2024-10-16', number: '1' }) as const;

describe('the examination of PP 94/2021', () => {
  it('asks for a record, or two summons that were missed, before a sanction', () => {
    expect(refused(examining, sanction)).toBe('not-examined');
    const heard: CaseState = { ...examining, heavy: true, examined: true, replied: true, heardOn: '2024-10-04' };
    expect(refused(heard, sanction)).toBe('ok');
    expect(refused({ ...examining, summons: 1, missedSummons: 1 }, sanction)).toBe('not-examined');
    expect(refused({ ...examining, heavy: true, summons: 2, missedSummons: 2 }, sanction)).toBe('ok');
  });

  it('gives the accused a word first, or two summons that were missed', () => {
    const unheard: CaseState = { ...examining, heavy: true, examined: true, replied: false };
    expect(refused(unheard, sanction)).toBe('no-reply');
    expect(refused({ ...unheard, summons: 2, missedSummons: 2 }, sanction)).toBe('ok');
    expect(refused(unheard, nothing)).toBe('ok');
  });

  it('takes no sanction from before the hearing on which it rests, and none from before the act', () => {
    const heard: CaseState = { ...examining, heavy: true, examined: true, replied: true, heardOn: '2024-10-05' };
    expect(refused(heard, sanction)).toBe('day-order');
    expect(refused({ ...heard, heardOn: '2024-10-04' }, sanction)).toBe('ok');
    expect(refused({ ...heard, actOn: '2024-10-05' }, nothing)).toBe('day-order');
  });

  it('imposes a heavy punishment, and dismissal, only by an examination of a team; one may be opened anew', () => {
    const light: CaseState = { ...examining, examined: true, replied: true };
    for (const option of ['turun_jabatan_12', 'pdhtaps', 'ptdh'])
      expect(refused(light, { ...sanction, option }), option).toBe('heavy-needs-team');
    expect(refused(light, { ...sanction, option: 'tukin25_6' })).toBe('ok');
    expect(refused(light, { ...sanction, option: 'moral_terbuka' })).toBe('other-route');
    const opened = (heavy: boolean, route = 'discipline') => ({
      kind: 'examination-opened',
      content: { route, heavy, team: 'Tiga orang' },
      actorUserId: null,
    });
    const held = { kind: 'examined', content: { heldOn: '2024-10-04', replyGiven: true }, actorUserId: null };
    const folded = foldSteps([opened(false), held]);
    expect([folded.examined, folded.replied, folded.heardOn]).toEqual([true, true, '2024-10-04']);
    const again = foldSteps([opened(false), held, opened(true)]);
    expect([again.heavy, again.examined, again.replied, again.heardOn]).toEqual([true, false, false, null]);
    expect(foldSteps([opened(true), held, opened(true)]).examined).toBe(true);
    expect(foldSteps([opened(true), held, opened(true, 'ethics')]).examined).toBe(false);
  });

  it('writes down without an examination only what was decided before the recommendation came', () => {
    expect(refused(conveyed, sanction)).toBe('examination-first');
    expect(refused(conveyed, { ...sanction, decidedOn: '2024-10-03' })).toBe('ok');
    expect(refused(conveyed, { ...sanction, decidedOn: '2024-10-03', option: 'pdhtaps' })).toBe('ok');
    expect(refused(conveyed, nothing)).toBe('ok');
  });

  it('lets nothing take effect while the accused may contest it, nor before its day', () => {
    const delivered: CaseState = {
      ...conveyed,
      status: 'delivered',
      decidedOn: '2024-10-01',
      deliveredOn: '2024-10-02',
    };
    const effect = (effectiveOn: string) => ({ type: 'record-effect', effectiveOn }) as const;
    for (const step of ['file-objection', 'file-appeal'])
      expect(refused({ ...delivered, running: [step] }, effect('2024-10-04'))).toBe('remedy-runs');
    const passed: CaseState = { ...delivered, overdue: ['file-objection'], effectOn: '2024-10-23' };
    expect(refused(passed, effect('2024-10-22'))).toBe('not-in-effect-yet');
    expect(refused(passed, effect('2024-10-23'))).toBe('ok');
    expect(refused({ ...passed, effectOn: null }, effect('2024-10-01'))).toBe('day-order');
  });

  it('asks for the new sanction where the remedy changed it, and for none where it did not', () => {
    const contested: CaseState = { ...conveyed, status: 'contested', remedy: 'objection', filedOn: '2024-10-10' };
    const decided = (
      outcome: 'upheld' | 'reduced' | 'aggravated' | 'changed' | 'annulled',
      option: string,
      decidedOn = '2024-10-12',
    ) => ({ type: 'record-remedy-outcome', outcome, option, number: '1', decidedOn, reason }) as const;
    for (const outcome of ['reduced', 'aggravated', 'changed'] as const)
      expect(
        [refused(contested, decided(outcome, '')), refused(contested, decided(outcome, 'tukin25_6'))],
        outcome,
      ).toEqual(['option-missing', 'ok']);
    expect(refused(contested, decided('upheld', 'tukin25_6'))).toBe('option-unchanged');
    expect(refused(contested, decided('annulled', ''))).toBe('ok');
    expect(refused(contested, decided('upheld', '', '2024-10-09'))).toBe('day-order');
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
    const held: CaseState = { ...ethics, councilHeld: true, councilFound: 'breach' };
    const moral = { ...sanction, option: 'moral_tertutup' } as const;
    expect([refused(held, moral), refused(held, sanction)]).toEqual(['ok', 'other-route']);
    expect(refused({ ...held, councilFound: 'none' }, moral)).toBe('council-found-none');
    expect(refused({ ...held, councilFound: 'none' }, nothing)).toBe('ok');
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
