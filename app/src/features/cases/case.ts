/** A case as the law sees it, without IO: its statuses, what may happen in each, and what happens then. Buttons and routes read the same table. */
import { fail, ok, type Result, unreachable } from '../../platform/result.ts';

export const caseStatuses = [
  'received',
  'information',
  'registered',
  'studied',
  'concluded',
  'submitted',
  'verified',
  'study-confirmed',
  'conveyed',
  'decided',
  'stopped',
] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export function isCaseStatus(text: string): text is CaseStatus {
  return caseStatuses.some((s) => s === text);
}

export const actionTypes = [
  'complete-facts',
  'register',
  'make-finding',
  'keep-as-information',
  'extend-handling',
  'record-study',
  'conclude',
  'submit',
  'accept-handover',
  'return-handover',
  'verify',
  'confirm-study',
  'convey',
  'record-decision',
] as const;
export type ActionType = (typeof actionTypes)[number];

export function isActionType(text: string): text is ActionType {
  return actionTypes.some((a) => a === text);
}

/** What may happen in which status. Anything not named here is refused. */
export const allowed = {
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
} as const satisfies Record<CaseStatus, readonly ActionType[]>;

export const eventKinds = [
  'report-received',
  'facts-completed',
  'registered',
  'finding-made',
  'kept-as-information',
  'handling-extended',
  'study-recorded',
  'concluded-proven',
  'concluded-not-proven',
  'submitted',
  'handover-accepted',
  'handover-returned',
  'verified',
  'study-confirmed',
  'conveyed',
  'decision-recorded',
  'closed',
  'accused-notified',
  'accused-answered',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** One accused person as the officer wrote it down. */
export interface Accused {
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly status: string;
  /** Employee number, 18 digits, where somebody wrote it down. It holds a day of birth: kept locked, never asked for. */
  readonly nip?: string;
}

/** JSON that an officer's step keeps: words and the facts of the act. */
export type StepContent = { readonly [key: string]: StepValue };
export type StepValue = string | number | boolean | null | readonly StepValue[] | { readonly [key: string]: StepValue };

export type CaseAction =
  | {
      readonly type: 'complete-facts';
      readonly summary: string;
      readonly accused: readonly Accused[];
      readonly facts: StepContent;
    }
  | { readonly type: 'register'; readonly reason: string }
  | { readonly type: 'make-finding'; readonly reason: string }
  | { readonly type: 'keep-as-information'; readonly reason: string }
  | { readonly type: 'extend-handling'; readonly reason: string }
  | {
      readonly type: 'record-study';
      readonly text: string;
      readonly rows: readonly string[];
      readonly level: string | null;
    }
  | { readonly type: 'conclude'; readonly proven: boolean; readonly reason: string }
  | { readonly type: 'submit'; readonly toBodyId: string; readonly reason: string }
  | { readonly type: 'accept-handover' }
  | { readonly type: 'return-handover'; readonly reason: string }
  | { readonly type: 'verify'; readonly reason: string }
  | { readonly type: 'confirm-study'; readonly toBodyId: string; readonly reason: string }
  | { readonly type: 'convey'; readonly toBodyId: string; readonly reason: string }
  | {
      readonly type: 'record-decision';
      readonly outcome: 'sanction' | 'no-sanction';
      readonly option: string | null;
      readonly decisionNumber: string;
      readonly decidedOn: string;
      readonly reason: string;
    };

/** What `decide` needs to know of a case; a fold of its events. */
export interface CaseState {
  readonly status: CaseStatus;
  readonly origin: 'laporan' | 'temuan' | 'informasi-awal';
  /** Facts and at least one accused were written down. */
  readonly factsComplete: boolean;
  /** The handling limit was already lengthened once. */
  readonly extended: boolean;
  readonly originBodyId: string;
  readonly holderBodyId: string;
  /** The office that handed the case to the present holder, while that hand-over is neither accepted nor returned. */
  readonly openHandoverFrom: string | null;
  /** The status to go back to when the hand-over is returned. */
  readonly statusBeforeHandover: CaseStatus | null;
}

export interface CaseEvent {
  readonly kind: EventKind;
  readonly statusAfter: CaseStatus;
  /** The office that holds the case from now on, when it changes. */
  readonly toBodyId: string | null;
  readonly content: StepContent | null;
  readonly clocks: ClockChange;
}

/** Limits that end and begin with an event, as `procedure/step`; `handling` stands for the procedure of the case's election. */
export interface ClockChange {
  readonly end: readonly string[];
  readonly how: 'met' | 'cancelled' | 'replaced';
  readonly start: readonly {
    readonly procedure: 'handling' | 'joint-task-force';
    readonly step: string;
    readonly from: 'now' | 'registration';
  }[];
}

export type CaseError =
  | { readonly kind: 'wrong-status'; readonly status: CaseStatus }
  | { readonly kind: 'facts-missing' }
  | { readonly kind: 'not-a-report' }
  | { readonly kind: 'already-extended' }
  | { readonly kind: 'nothing-to-accept' }
  | { readonly kind: 'already-accepted' };

const noClocks: ClockChange = { end: [], how: 'met', start: [] };

/**
 * What follows from an action, or why it is refused. No IO, no clock.
 * @param found what the rulebook found in the facts that the action writes down or rests on: kept with the step
 */
export function decide(
  state: CaseState,
  action: CaseAction,
  found: StepContent | null = null,
): Result<readonly CaseEvent[], CaseError> {
  const finding = found === null ? {} : { finding: found };
  const possible: readonly ActionType[] = allowed[state.status];
  if (!possible.includes(action.type)) return fail({ kind: 'wrong-status', status: state.status });
  const step = (
    kind: EventKind,
    statusAfter: CaseStatus,
    content: StepContent | null,
    clocks = noClocks,
    toBodyId: string | null = null,
  ): CaseEvent => ({
    kind,
    statusAfter,
    toBodyId,
    content,
    clocks,
  });

  switch (action.type) {
    case 'complete-facts':
      return ok([
        step('facts-completed', state.status, {
          summary: action.summary,
          facts: action.facts,
          accused: action.accused.length,
          ...finding,
        }),
      ]);
    case 'register':
      if (state.origin !== 'laporan') return fail({ kind: 'not-a-report' });
      if (!state.factsComplete) return fail({ kind: 'facts-missing' });
      return ok([
        step(
          'registered',
          'registered',
          { reason: action.reason },
          { end: ['initial-review'], how: 'met', start: [{ procedure: 'handling', step: 'handle', from: 'now' }] },
        ),
      ]);
    case 'make-finding':
      if (!state.factsComplete) return fail({ kind: 'facts-missing' });
      return ok([
        step(
          'finding-made',
          'registered',
          { reason: action.reason },
          { end: ['initial-review'], how: 'met', start: [{ procedure: 'handling', step: 'handle', from: 'now' }] },
        ),
      ]);
    case 'keep-as-information':
      return ok([
        step(
          'kept-as-information',
          'information',
          { reason: action.reason },
          { end: ['initial-review'], how: 'met', start: [] },
        ),
      ]);
    case 'extend-handling':
      if (state.extended) return fail({ kind: 'already-extended' });
      return ok([
        step(
          'handling-extended',
          state.status,
          { reason: action.reason },
          {
            end: ['handle'],
            how: 'replaced',
            start: [{ procedure: 'handling', step: 'handle-extended', from: 'registration' }],
          },
        ),
      ]);
    case 'record-study':
      return ok([
        step('study-recorded', 'studied', { text: action.text, rows: action.rows, level: action.level, ...finding }),
      ]);
    case 'conclude': {
      const end: ClockChange = { end: ['handle', 'handle-extended'], how: 'met', start: [] };
      return ok(
        action.proven
          ? [step('concluded-proven', 'concluded', { reason: action.reason }, end)]
          : [step('concluded-not-proven', 'stopped', { reason: action.reason }, end), step('closed', 'stopped', null)],
      );
    }
    case 'submit':
      return ok([
        step(
          'submitted',
          'submitted',
          { reason: action.reason },
          { end: [], how: 'met', start: [{ procedure: 'joint-task-force', step: 'verify', from: 'now' }] },
          action.toBodyId,
        ),
      ]);
    case 'accept-handover':
      if (state.openHandoverFrom === null) return fail({ kind: 'nothing-to-accept' });
      return ok([step('handover-accepted', state.status, null)]);
    case 'return-handover': {
      // What was accepted is the receiver's to finish: it can no longer be sent back as if it had never arrived.
      if (state.openHandoverFrom === null || state.statusBeforeHandover === null)
        return fail({ kind: 'already-accepted' });
      const start: ClockChange['start'] =
        state.statusBeforeHandover === 'verified'
          ? [{ procedure: 'joint-task-force', step: 'bawaslu-study', from: 'now' }]
          : [];
      return ok([
        step(
          'handover-returned',
          state.statusBeforeHandover,
          { reason: action.reason },
          { end: ['verify', 'convey-to-ppk'], how: 'cancelled', start },
          state.openHandoverFrom,
        ),
      ]);
    }
    case 'verify':
      return ok([
        step(
          'verified',
          'verified',
          { reason: action.reason },
          {
            end: ['verify'],
            how: 'met',
            start: [{ procedure: 'joint-task-force', step: 'bawaslu-study', from: 'now' }],
          },
          state.originBodyId,
        ),
      ]);
    case 'confirm-study':
      return ok([
        step(
          'study-confirmed',
          'study-confirmed',
          { reason: action.reason },
          {
            end: ['bawaslu-study'],
            how: 'met',
            start: [{ procedure: 'joint-task-force', step: 'convey-to-ppk', from: 'now' }],
          },
          action.toBodyId,
        ),
      ]);
    case 'convey':
      // The limit of the PPK begins when the recommendation is delivered, which here is at once; opening it late does not lengthen it.
      return ok([
        step(
          'conveyed',
          'conveyed',
          { reason: action.reason },
          {
            end: ['convey-to-ppk'],
            how: 'met',
            start: [{ procedure: 'joint-task-force', step: 'ppk-follow-up', from: 'now' }],
          },
          action.toBodyId,
        ),
      ]);
    case 'record-decision':
      return ok([
        step(
          'decision-recorded',
          'decided',
          {
            outcome: action.outcome,
            option: action.option,
            decisionNumber: action.decisionNumber,
            decidedOn: action.decidedOn,
            reason: action.reason,
          },
          { end: ['ppk-follow-up'], how: 'met', start: [] },
        ),
        step('closed', 'decided', null),
      ]);
    default:
      return unreachable(action);
  }
}

/** Where a case waits, for the public count. A stage holds several statuses; what is decided or stopped waits nowhere. */
export const stages = {
  received: 'supervisor',
  registered: 'supervisor',
  studied: 'supervisor',
  concluded: 'supervisor',
  submitted: 'verification',
  verified: 'study',
  'study-confirmed': 'conveyance',
  conveyed: 'authority',
  decided: 'decided',
} as const satisfies Partial<Record<CaseStatus, string>>;
export type Stage = (typeof stages)[keyof typeof stages];
