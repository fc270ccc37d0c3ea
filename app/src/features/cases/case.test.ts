import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ActionType,
  type Actor,
  actionTypes,
  allowed,
  type CaseAction,
  type CaseEvent,
  type CaseState,
  type CaseStatus,
  caseStatuses,
  decide,
  isCaseStatus,
  isClosed,
  stages,
} from './case.ts';
import { emptyFold, foldStep } from './case-fold.ts';
import { watchersLimits } from './case-targets.ts';

/** Written by hand from the flow of a case, not taken from the code: every pair that is not here must be refused. */
const mayHappen: Readonly<Record<CaseStatus, readonly ActionType[]>> = {
  received: [
    'complete-facts',
    'register',
    'make-finding',
    'keep-as-information',
    'request-completion',
    'refer',
    'declare-interest',
    'take-over',
  ],
  'awaiting-completion': ['record-completion', 'lapse-completion', 'declare-interest', 'take-over'],
  information: [
    'complete-facts',
    'make-finding',
    'review-information',
    'refer',
    'announce-status',
    'declare-interest',
    'take-over',
  ],
  registered: [
    'complete-facts',
    'extend-handling',
    'record-study',
    'record-clarification',
    'refer',
    'forward-criminal',
    'separate',
    'declare-interest',
    'take-over',
  ],
  studied: [
    'extend-handling',
    'record-study',
    'conclude',
    'record-clarification',
    'refer',
    'forward-criminal',
    'separate',
    'declare-interest',
    'take-over',
  ],
  concluded: ['submit', 'announce-status', 'forward-criminal', 'separate', 'declare-interest', 'take-over'],
  submitted: [
    'accept-handover',
    'return-handover',
    'cast-vote',
    'verify',
    'reject-verification',
    'delegate-verification',
    'report-verification',
    'record-recheck',
    'separate',
    'declare-interest',
    'take-over',
  ],
  verified: ['accept-handover', 'return-handover', 'confirm-study', 'separate', 'declare-interest', 'take-over'],
  'study-confirmed': [
    'accept-handover',
    'return-handover',
    'convey',
    'separate',
    'declare-interest',
    'take-over',
    'review-block',
    'unblock',
  ],
  conveyed: [
    'accept-handover',
    'return-handover',
    'open-examination',
    'record-decision',
    'separate',
    'declare-interest',
    'take-over',
    ...ladder(),
  ],
  examining: [
    'open-examination',
    'record-summons',
    'record-missed',
    'record-examination',
    'record-council',
    'record-decision',
    'separate',
    'declare-interest',
    'take-over',
    ...ladder(),
  ],
  decided: ['record-delivery', 'separate', 'declare-interest', 'take-over', 'review-block', 'unblock'],
  delivered: ['record-remedy', 'record-effect', 'separate', 'declare-interest', 'take-over', 'review-block', 'unblock'],
  contested: ['record-remedy-outcome', 'separate', 'declare-interest', 'take-over', 'review-block', 'unblock'],
  'in-effect': ['enter-register', 'separate', 'declare-interest', 'take-over', 'review-block', 'unblock'],
  final: ['review-block', 'unblock'],
  annulled: ['review-block', 'unblock'],
  stopped: ['announce-status', 'review-block', 'unblock'],
  referred: ['announce-status', 'refer'],
  joined: [],
};

/** What BKN may do while the authority has the case. */
function ladder(): readonly ActionType[] {
  return [
    'flag-conflict',
    'unflag-conflict',
    'reroute',
    'remind',
    'reprimand',
    'propose-block',
    'confirm-block',
    'reject-block',
    'review-block',
    'unblock',
    'call-back',
  ];
}

const offices = { bawaslu: 'bawaslu', satgas: 'satgas', bkn: 'bkn', ppk: 'ppk' } as const;

const reason = 'Alasan yang cukup panjang.';

const actions: Readonly<Record<ActionType, CaseAction>> = {
  'complete-facts': {
    type: 'complete-facts',
    summary: 'Ringkasan.',
    accused: [{ name: 'Uji', post: 'Camat', unitName: 'Kecamatan', status: 'pns' }],
    facts: { act: { kind: 'banner' } },
  },
  register: { type: 'register', reason: 'Lengkap.' },
  'make-finding': { type: 'make-finding', reason: 'Ditelusuri.' },
  'keep-as-information': { type: 'keep-as-information', reason: 'Belum lengkap.' },
  'extend-handling': { type: 'extend-handling', basis: 'UU 10/2016 ps 134(6)', reason: 'Perlu waktu.' },
  'record-study': { type: 'record-study', text: 'Kajian.', rows: ['B1'], level: 'berat' },
  conclude: { type: 'conclude', proven: true, reason: 'Pleno.' },
  submit: { type: 'submit', toBodyId: offices.satgas, reason: 'Serah.' },
  'accept-handover': { type: 'accept-handover' },
  'return-handover': { type: 'return-handover', reason: 'Kurang.' },
  verify: { type: 'verify', reason: 'Lengkap.' },
  'confirm-study': { type: 'confirm-study', toBodyId: offices.bkn, reason: 'Kuat.' },
  convey: { type: 'convey', toBodyId: offices.ppk, reason: 'Sampai.' },
  'record-decision': {
    type: 'record-decision',
    outcome: 'sanction',
    option: 'tukin25_6',
    decisionNumber: '1',
    decidedOn: '2024-10-04',
    reason: 'Putus.',
  },
  'request-completion': { type: 'request-completion', missing: ['evidence'], reason },
  'record-completion': { type: 'record-completion', receivedOn: '2024-10-04', reason },
  'lapse-completion': { type: 'lapse-completion', reason },
  refer: { type: 'refer', authority: 'village', office: 'Bupati', reason },
  'forward-criminal': { type: 'forward-criminal', office: 'Sentra Gakkumdu', reason },
  'record-clarification': {
    type: 'record-clarification',
    who: 'witness',
    heardOn: '2024-10-04',
    present: true,
    result: reason,
  },
  'announce-status': { type: 'announce-status', announcedOn: '2024-10-04', number: '', reason },
  'declare-interest': { type: 'declare-interest', kind: 'relative', reason },
  'take-over': { type: 'take-over', reason },
  'flag-conflict': { type: 'flag-conflict', kind: 'candidate', reason },
  'unflag-conflict': { type: 'unflag-conflict', reason },
  reroute: { type: 'reroute', toBodyId: 'ppk above', reason },
  'cast-vote': { type: 'cast-vote', vote: 'agree', reason },
  'reject-verification': { type: 'reject-verification', reason },
  'delegate-verification': { type: 'delegate-verification', toBodyId: 'kanreg', reason },
  'report-verification': { type: 'report-verification', complete: true, opinion: 'agree', result: reason },
  'record-recheck': { type: 'record-recheck', agrees: true, result: reason },
  'open-examination': {
    type: 'open-examination',
    route: 'discipline',
    heavy: false,
    examiner: 'Atasan',
    punisher: 'PPK',
    team: '',
    reason,
  },
  'record-summons': {
    type: 'record-summons',
    order: 'first',
    letterOn: '2024-10-04',
    hearingOn: '2024-10-16',
    number: '1',
  },
  'record-missed': { type: 'record-missed', hearingOn: '2024-10-16', reason },
  'record-examination': { type: 'record-examination', heldOn: '2024-10-16', replyGiven: true, result: reason },
  'record-council': {
    type: 'record-council',
    heldOn: '2024-10-16',
    members: 'Tiga orang',
    recommendation: 'closed',
    result: reason,
  },
  'record-delivery': { type: 'record-delivery', deliveredOn: '2024-10-20', how: 'in-person' },
  'record-remedy': { type: 'record-remedy', kind: 'objection', filedOn: '2024-10-21', reason },
  'record-remedy-outcome': {
    type: 'record-remedy-outcome',
    outcome: 'upheld',
    option: '',
    number: '2',
    decidedOn: '2024-10-30',
    reason,
  },
  'record-effect': { type: 'record-effect', effectiveOn: '2024-11-11' },
  'enter-register': { type: 'enter-register', number: '3', enteredOn: '2024-11-12' },
  remind: { type: 'remind', reason },
  reprimand: { type: 'reprimand', number: '4', reason },
  'propose-block': { type: 'propose-block', services: ['promotion'], reviewOn: '2024-12-01', reason },
  'confirm-block': { type: 'confirm-block', reference: '5', reason },
  'reject-block': { type: 'reject-block', reason },
  'review-block': { type: 'review-block', reviewOn: '2025-01-01', reason },
  unblock: { type: 'unblock', proof: 'Keputusan', reason },
  'review-information': { type: 'review-information', reviewOn: '2025-01-01', reason },
  separate: { type: 'separate', accused: [2], reason },
  'call-back': { type: 'call-back', why: 'superseded', reason },
};

/** A case in which nothing but the status can stand in the way of the action. */
const ready = (status: CaseStatus, type?: ActionType): CaseState => ({
  ...emptyFold,
  status,
  origin: 'laporan',
  factsComplete: true,
  accused: [1],
  originBodyId: offices.bawaslu,
  holderBodyId: offices.bawaslu,
  openHandoverFrom: offices.bawaslu,
  statusBeforeHandover: 'concluded',
  overdue: ['complete-report', 'ppk-follow-up'],
  running: [],
  arrivedOn: '2024-10-05',
  effectOn: null,
  seatsEnded: false,
  cameBack: [],
  seats: [],
  ...(type === undefined ? {} : clear[type]),
});

/** What else must be so for an action to be possible. */
const clear: Partial<Record<ActionType, Partial<CaseState>>> = {
  'keep-as-information': { people: ['another'] },
  refer: { cameBack: ['refer'] },
  'cast-vote': { seats: ['bkn'] },
  separate: { accused: [1, 2], openHandoverFrom: null },
  'report-verification': { delegation: 'asked' },
  'record-recheck': { recheck: 'needed' },
  'record-missed': { summons: 1 },
  'record-council': { route: 'ethics' },
  'record-decision': { examined: true, replied: true },
  reroute: { inConflict: true },
  'unflag-conflict': { inConflict: true, conflictFlaggedBy: 'another' },
  reprimand: { rung: 1 },
  'propose-block': { rung: 2 },
  'confirm-block': { rung: 3, blockProposedBy: 'another' },
  'reject-block': { rung: 3, blockProposedBy: 'another' },
  'review-block': { rung: 4, blocks: 1 },
  unblock: { rung: 4, blocks: 1 },
};
const someone: Actor = { userId: 'someone', seat: 'bkn', draw: 0.9 };

describe('what may happen in which status', () => {
  it.each(caseStatuses)('%s allows what the flow allows and refuses the rest by its status', (status) => {
    for (const type of actionTypes) {
      const decided = decide(ready(status, type), actions[type], null, someone);
      if (mayHappen[status].includes(type)) expect(decided, `${status} × ${type}`).toMatchObject({ ok: true });
      else expect(decided, `${status} × ${type}`).toEqual({ ok: false, error: { kind: 'wrong-status', status } });
    }
  });

  it('shows the same on the buttons', () => {
    expect(allowed).toEqual(mayHappen);
  });

  it('asks for facts before a case gets a number, and never registers what came without a name', () => {
    const bare = { ...ready('received'), factsComplete: false };
    expect(decide(bare, actions.register)).toEqual({ ok: false, error: { kind: 'facts-missing' } });
    expect(decide(bare, actions['make-finding'])).toEqual({ ok: false, error: { kind: 'facts-missing' } });
    expect(decide({ ...ready('received'), origin: 'informasi-awal' }, actions.register)).toEqual({
      ok: false,
      error: { kind: 'not-a-report' },
    });
  });

  it('lengthens once', () => {
    for (const status of ['registered', 'studied'] as const)
      expect(decide({ ...ready(status), extended: true }, actions['extend-handling'])).toEqual({
        ok: false,
        error: { kind: 'already-extended' },
      });
  });

  it('lengthens nothing that has passed', () => {
    for (const status of ['registered', 'studied'] as const)
      expect(decide({ ...ready(status), overdue: ['handle'] }, actions['extend-handling'])).toEqual({
        ok: false,
        error: { kind: 'limit-passed' },
      });
  });

  it('gives back what was conveyed or verified by mistake, and the limit of the sender runs again', () => {
    const returned = (status: CaseStatus, before: CaseStatus) => {
      const decided = decide({ ...ready(status), statusBeforeHandover: before }, actions['return-handover']);
      const [event] = decided.ok ? decided.value : [];
      return [event?.statusAfter, event?.clocks.start.map(({ step }) => step)];
    };
    expect(returned('verified', 'submitted')).toEqual(['submitted', ['verify']]);
    expect(returned('study-confirmed', 'verified')).toEqual(['verified', ['bawaslu-study']]);
    expect(returned('conveyed', 'study-confirmed')).toEqual(['study-confirmed', ['convey-to-ppk']]);
    // Rerouted: it goes back to the office that rerouted it, not to the authority in conflict.
    expect(returned('conveyed', 'examining')).toEqual(['study-confirmed', ['convey-to-ppk']]);
  });

  it('accepts or returns only what lies open', () => {
    for (const status of ['submitted', 'verified', 'study-confirmed', 'conveyed'] as const)
      expect(decide({ ...ready(status), openHandoverFrom: null }, actions['accept-handover'])).toEqual({
        ok: false,
        error: { kind: 'nothing-to-accept' },
      });
    for (const status of ['submitted', 'verified', 'study-confirmed', 'conveyed'] as const)
      expect(decide({ ...ready(status), openHandoverFrom: null }, actions['return-handover'])).toEqual({
        ok: false,
        error: { kind: 'already-accepted' },
      });
  });

  it('closes a case whose plenary found nothing, and one that was decided, with a step of its own', () => {
    const stopped = decide(ready('studied'), { type: 'conclude', proven: false, reason: 'Tidak terbukti.' });
    expect(stopped.ok && stopped.value.map((e) => [e.kind, e.statusAfter])).toEqual([
      ['concluded-not-proven', 'stopped'],
      ['closed', 'stopped'],
    ]);
    const none = decide(ready('conveyed'), {
      type: 'record-decision',
      outcome: 'no-sanction',
      option: null,
      decisionNumber: '1',
      decidedOn: '2024-10-04',
      reason,
    });
    expect(none.ok && none.value.map((e) => [e.kind, e.statusAfter])).toEqual([
      ['decision-recorded', 'decided'],
      ['closed', 'final'],
    ]);
  });

  it('ends as not proven what the council held not proven, so that it expires like every accusation that was not', () => {
    const heard = { ...ready('examining'), route: 'ethics', councilHeld: true, councilFound: 'none' } as const;
    const none = decide(heard, decision('no-sanction', null));
    expect(none.ok && none.value.map((e) => [e.kind, e.statusAfter])).toEqual([
      ['decision-recorded', 'decided'],
      ['closed', 'stopped'],
    ]);
  });

  it('does not end with a sanction: it has to be delivered, may be contested, takes effect and is entered', () => {
    const decided = decide(ready('conveyed'), actions['record-decision']);
    expect(decided.ok && decided.value.map((e) => [e.kind, e.statusAfter])).toEqual([['decision-recorded', 'decided']]);
  });

  it('counts every status that waits in exactly one stage', () => {
    const nowhere: readonly CaseStatus[] = ['information', 'stopped', 'referred', 'joined'];
    const waiting = caseStatuses.filter((s) => !nowhere.includes(s));
    expect(Object.keys(stages).toSorted()).toEqual(waiting.toSorted());
  });
});

/** A case as it is folded from its events, for walks through all that can be reached. */
interface Folded {
  readonly state: CaseState;
  readonly seq: number;
  readonly running: readonly string[];
  readonly handover: { readonly from: string; readonly before: CaseStatus } | null;
}

function opened(origin: 'laporan' | 'informasi-awal'): Folded {
  return {
    state: {
      ...ready(origin === 'laporan' ? 'received' : 'information'),
      origin,
      factsComplete: false,
      openHandoverFrom: null,
      statusBeforeHandover: null,
    },
    seq: 1,
    running: origin === 'laporan' ? ['initial-review'] : [],
    handover: null,
  };
}

function fold(at: Folded, event: CaseEvent, action: CaseAction): Folded {
  const { state } = at;
  const gone = [...event.clocks.end, ...(event.clocks.drop ?? [])];
  const running = [
    ...at.running.filter((step) => !gone.includes(step)),
    ...event.clocks.start.map((clock) => clock.step),
  ];
  const moved = event.toBodyId !== null;
  const handover =
    event.kind === 'handover-accepted' || event.kind === 'handover-returned'
      ? null
      : moved
        ? { from: state.holderBodyId, before: state.status }
        : at.handover;
  const content = event.content;
  return {
    state: {
      ...state,
      ...foldStep(state, { kind: event.kind, content, actorUserId: 'proposer' }),
      status: event.statusAfter,
      origin: action.type === 'make-finding' ? 'temuan' : state.origin,
      factsComplete: state.factsComplete || event.kind === 'facts-completed',
      holderBodyId: event.toBodyId ?? state.holderBodyId,
      openHandoverFrom: handover?.from ?? null,
      statusBeforeHandover: handover?.before ?? null,
      // Half of the limits have passed, the other half run.
      overdue: running.filter((step) => !step.startsWith('file-') && step !== 'handle'),
      // The limits of the accused run for most of the walk.
      running: at.seq % 4 === 0 ? [] : running.filter((step) => step.startsWith('file-')),
    },
    seq: at.seq + 1,
    running,
    handover,
  };
}

const decision = (
  outcome: 'sanction' | 'no-sanction',
  option: string | null,
  decidedOn = '2024-10-18',
): CaseAction => ({
  type: 'record-decision',
  outcome,
  option,
  decisionNumber: '1',
  decidedOn,
  reason,
});
const outcome = (of: 'annulled' | 'upheld'): CaseAction => ({
  type: 'record-remedy-outcome',
  outcome: of,
  option: '',
  number: '2',
  decidedOn: '2024-10-30',
  reason,
});
/** Actions that lead elsewhere by what is written in them. */
const variants: Partial<Record<ActionType, readonly CaseAction[]>> = {
  conclude: [
    { type: 'conclude', proven: true, reason },
    { type: 'conclude', proven: false, reason },
  ],
  'record-decision': [
    decision('sanction', 'turun_jabatan_12'),
    decision('sanction', 'pdhtaps'),
    decision('sanction', 'moral_tertutup'),
    // Made before the recommendation came.
    decision('sanction', 'tukin25_6', '2024-10-03'),
    decision('no-sanction', null),
  ],
  'record-remedy': [
    { type: 'record-remedy', kind: 'objection', filedOn: '2024-10-21', reason },
    { type: 'record-remedy', kind: 'appeal', filedOn: '2024-10-21', reason },
  ],
  'record-remedy-outcome': [outcome('annulled'), outcome('upheld')],
  'open-examination': (['discipline', 'ethics'] as const).map((route) => ({
    type: 'open-examination',
    route,
    heavy: true,
    examiner: 'Atasan',
    punisher: 'PPK',
    team: 'Tiga orang',
    reason,
  })),
  'record-summons': (['first', 'second'] as const).map((order) => ({
    type: 'record-summons',
    order,
    letterOn: '2024-10-04',
    hearingOn: '2024-10-16',
    number: '1',
  })),
};

/** What goes back, or leaves all as it is. */
const backward: readonly ActionType[] = ['return-handover', 'call-back', 'review-block', 'review-information'];

/** Mostly what the status allows, so that walks get far; now and then anything at all. */
const draws = fc.record({ wild: fc.integer({ min: 0, max: 9 }), pick: fc.nat(9999), variant: fc.nat(99) });
function drawn(status: CaseStatus, draw: { readonly wild: number; readonly pick: number; readonly variant: number }) {
  const possible: readonly ActionType[] =
    draw.wild === 0 || allowed[status].length === 0 ? actionTypes : allowed[status];
  // What goes back seldom does: otherwise no walk gets far.
  const onward = draw.variant % 8 === 0 ? possible : possible.filter((type) => !backward.includes(type));
  const type = onward[draw.pick % onward.length] ?? 'complete-facts';
  const ways = variants[type];
  return ways?.[draw.variant % ways.length] ?? actions[type];
}

describe('any walk through the actions', () => {
  const walk = (check: (before: Folded, action: CaseAction, events: readonly CaseEvent[], after: Folded) => void) =>
    fc.assert(
      fc.property(
        fc.constantFrom('laporan' as const, 'informasi-awal' as const),
        fc.array(draws, { minLength: 60, maxLength: 200 }),
        (origin, tried) => {
          let at = opened(origin);
          for (const draw of tried) {
            const action = drawn(at.state.status, draw);
            const decided = decide(at.state, action, null, someone);
            if (!decided.ok) continue;
            const after = decided.value.reduce((folded, event) => fold(folded, event, action), at);
            check(at, action, decided.value, after);
            at = after;
          }
        },
      ),
      { numRuns: 700, seed: 20241004 },
    );

  it('never leads to a status that is not known, and reaches every one of them', () => {
    const reached = new Set<string>();
    walk((before, _action, events, after) => {
      expect(events.length).toBeGreaterThan(0);
      for (const event of events) {
        expect(isCaseStatus(event.statusAfter)).toBe(true);
        reached.add(event.statusAfter);
      }
      expect(after.seq).toBe(before.seq + events.length);
    });
    // `joined` is reached by joining two cases, which no action of one case does.
    expect([...reached, 'joined'].toSorted()).toEqual([...caseStatuses].toSorted());
  });

  it('lets nothing but a notice or the lifting of a block follow a closed case', () => {
    walk((before, _action, events, after) => {
      if (!isClosed(before.state.status)) return;
      for (const event of events) expect(['status-announced', 'block-kept', 'unblocked']).toContain(event.kind);
      expect(after.state.status).toBe(before.state.status);
    });
  });

  it('gives no limit of law to information, and ends every limit when the case ends, save the review of a block', () => {
    walk((_before, _action, _events, after) => {
      const left = after.running.filter((step) => step !== 'block-review');
      if (isClosed(after.state.status)) expect(left).toEqual([]);
      if (after.state.status === 'information')
        expect(left.filter((step) => step !== 'information-review')).toEqual([]);
      if (after.running.includes('information-review')) expect(after.state.status).toBe('information');
      if (after.running.includes('block-review')) expect(after.state.blocks).toBeGreaterThan(0);
      expect(new Set(after.running).size, `a limit twice: ${after.running.join()}`).toBe(after.running.length);
    });
  });

  it('leaves a case that waits for one office with at most one limit of that office', () => {
    const beside = [
      'second-summons',
      'file-objection',
      'file-appeal',
      'ppk-response',
      'appeal-decision',
      ...watchersLimits,
    ];
    walk((_before, _action, _events, after) => {
      expect(after.running.filter((step) => !beside.includes(step)).length).toBeLessThanOrEqual(1);
    });
  });

  it('never carries a person or an office away without a hand-over, and brings what is returned back to its sender', () => {
    walk((before, action, events, after) => {
      const moves = events.filter((event) => event.toBodyId !== null);
      if (moves.length === 0) expect(after.state.holderBodyId).toBe(before.state.holderBodyId);
      if (action.type === 'return-handover') {
        expect(after.state.holderBodyId).toBe(before.state.openHandoverFrom);
        // What was rerouted goes back to the office that did so, before it conveyed it.
        const back = before.state.status === 'conveyed' ? 'study-confirmed' : before.state.statusBeforeHandover;
        expect(after.state.status).toBe(back);
      }
    });
  });
});
