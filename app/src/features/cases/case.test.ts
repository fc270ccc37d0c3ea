import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ActionType,
  actionTypes,
  allowed,
  type CaseAction,
  type CaseEvent,
  type CaseState,
  type CaseStatus,
  caseStatuses,
  decide,
  isCaseStatus,
  stages,
} from './case.ts';

/** Written by hand from the flow of a case, not taken from the code: every pair that is not here must be refused. */
const mayHappen: Readonly<Record<CaseStatus, readonly ActionType[]>> = {
  received: ['complete-facts', 'register', 'make-finding', 'keep-as-information'],
  information: ['complete-facts', 'make-finding'],
  registered: ['complete-facts', 'extend-handling', 'record-study'],
  studied: ['extend-handling', 'record-study', 'conclude'],
  concluded: ['submit'],
  submitted: ['accept-handover', 'return-handover', 'verify'],
  verified: ['accept-handover', 'confirm-study'],
  'study-confirmed': ['accept-handover', 'return-handover', 'convey'],
  conveyed: ['accept-handover', 'record-decision'],
  decided: [],
  stopped: [],
};

const offices = { bawaslu: 'bawaslu', satgas: 'satgas', bkn: 'bkn', ppk: 'ppk' } as const;

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
  'extend-handling': { type: 'extend-handling', reason: 'Perlu waktu.' },
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
    option: 'x',
    decisionNumber: '1',
    decidedOn: '2024-10-04',
    reason: 'Putus.',
  },
};

/** A case in which nothing but the status can stand in the way. */
const ready = (status: CaseStatus): CaseState => ({
  status,
  origin: 'laporan',
  factsComplete: true,
  extended: false,
  originBodyId: offices.bawaslu,
  holderBodyId: offices.bawaslu,
  openHandoverFrom: offices.bawaslu,
  statusBeforeHandover: 'concluded',
});

describe('what may happen in which status', () => {
  it.each(caseStatuses)('%s allows what the flow allows and refuses the rest by its status', (status) => {
    for (const type of actionTypes) {
      const decided = decide(ready(status), actions[type]);
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

  it('accepts or returns only what lies open', () => {
    for (const status of ['submitted', 'verified', 'study-confirmed', 'conveyed'] as const)
      expect(decide({ ...ready(status), openHandoverFrom: null }, actions['accept-handover'])).toEqual({
        ok: false,
        error: { kind: 'nothing-to-accept' },
      });
    for (const status of ['submitted', 'study-confirmed'] as const)
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
    const decided = decide(ready('conveyed'), actions['record-decision']);
    expect(decided.ok && decided.value.map((e) => [e.kind, e.statusAfter])).toEqual([
      ['decision-recorded', 'decided'],
      ['closed', 'decided'],
    ]);
  });

  it('counts every status that waits in exactly one stage', () => {
    const waiting = caseStatuses.filter((s) => s !== 'information' && s !== 'stopped');
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
  const running = [
    ...at.running.filter((step) => !event.clocks.end.includes(step)),
    ...event.clocks.start.map((clock) => clock.step),
  ];
  const moved = event.toBodyId !== null;
  const handover =
    event.kind === 'handover-accepted' || event.kind === 'handover-returned'
      ? null
      : moved
        ? { from: state.holderBodyId, before: state.status }
        : at.handover;
  return {
    state: {
      ...state,
      status: event.statusAfter,
      origin: action.type === 'make-finding' ? 'temuan' : state.origin,
      factsComplete: state.factsComplete || event.kind === 'facts-completed',
      extended: state.extended || event.kind === 'handling-extended',
      holderBodyId: event.toBodyId ?? state.holderBodyId,
      openHandoverFrom: handover?.from ?? null,
      statusBeforeHandover: handover?.before ?? null,
    },
    seq: at.seq + 1,
    running,
    handover,
  };
}

const anyAction = fc
  .constantFrom(...actionTypes)
  .chain((type) =>
    type === 'conclude'
      ? fc.boolean().map((proven): CaseAction => ({ type, proven, reason: 'Pleno.' }))
      : fc.constant(actions[type]),
  );

describe('any walk through the actions', () => {
  const walk = (check: (before: Folded, action: CaseAction, events: readonly CaseEvent[], after: Folded) => void) =>
    fc.assert(
      fc.property(
        fc.constantFrom('laporan' as const, 'informasi-awal' as const),
        fc.array(anyAction, { minLength: 30, maxLength: 120 }),
        (origin, tried) => {
          let at = opened(origin);
          for (const action of tried) {
            const decided = decide(at.state, action);
            if (!decided.ok) continue;
            const after = decided.value.reduce((folded, event) => fold(folded, event, action), at);
            check(at, action, decided.value, after);
            at = after;
          }
        },
      ),
      { numRuns: 400, seed: 20241004 },
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
    expect([...reached].toSorted()).toEqual([...caseStatuses].toSorted());
  });

  it('lets nothing follow a closed case', () => {
    walk((before) => {
      expect(['decided', 'stopped']).not.toContain(before.state.status);
    });
  });

  it('never gives a limit to information, and ends every limit when the case ends', () => {
    walk((_before, _action, _events, after) => {
      if (after.state.status === 'information') expect(after.running).toEqual([]);
      if (after.state.status === 'decided' || after.state.status === 'stopped') expect(after.running).toEqual([]);
      expect(new Set(after.running).size, `a limit twice: ${after.running.join()}`).toBe(after.running.length);
    });
  });

  it('leaves a case that waits for somebody with at most one limit', () => {
    walk((_before, _action, _events, after) => {
      expect(after.running.length).toBeLessThanOrEqual(1);
    });
  });

  it('never carries a person or an office away without a hand-over, and brings what is returned back to its sender', () => {
    walk((before, action, events, after) => {
      const moves = events.filter((event) => event.toBodyId !== null);
      if (moves.length === 0) expect(after.state.holderBodyId).toBe(before.state.holderBodyId);
      if (action.type === 'return-handover') {
        expect(after.state.holderBodyId).toBe(before.state.openHandoverFrom);
        expect(after.state.status).toBe(before.state.statusBeforeHandover);
      }
    });
  });
});
