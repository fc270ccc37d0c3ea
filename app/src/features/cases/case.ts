/** A case as the law sees it, without IO: its statuses, what may happen in each, and what happens then. Buttons and routes read the same table. */
import { fail, ok, type Result, unreachable } from '../../platform/result.ts';
import type { CaseFold } from './case-fold.ts';
import { caseStep } from './case-step.ts';
import { isPlainActionType, type PlainAction, type PlainActionType, plainActionTypes } from './plain-actions.ts';
import { decidePlain, ladderLimits, plainObstacle, verdictObstacle } from './plain-decide.ts';
import { decisionMisfit } from './sanction-rules.ts';
import { aloneRefusal } from './second-person.ts';

export const caseStatuses = [
  'received',
  'awaiting-completion',
  'information',
  'registered',
  'studied',
  'concluded',
  'submitted',
  'verified',
  'study-confirmed',
  'conveyed',
  'examining',
  'decided',
  'delivered',
  'contested',
  'in-effect',
  'final',
  'annulled',
  'stopped',
  'referred',
  'joined',
] as const;
export type CaseStatus = (typeof caseStatuses)[number];

/** Nothing more happens to the matter itself. What follows is notice, unblocking, or another case. */
export const closedStatuses = [
  'final',
  'annulled',
  'stopped',
  'referred',
  'joined',
] as const satisfies readonly CaseStatus[];

export function isClosed(status: CaseStatus): boolean {
  return closedStatuses.some((s) => s === status);
}

export function isCaseStatus(text: string): text is CaseStatus {
  return caseStatuses.some((s) => s === text);
}

/** Actions with a form and a schema of their own; the others are in `plain-actions.ts`. */
export const spineActionTypes = [
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
  'separate',
] as const;
export type SpineActionType = (typeof spineActionTypes)[number];
export type ActionType = SpineActionType | PlainActionType;
export const actionTypes: readonly ActionType[] = [...spineActionTypes, ...plainActionTypes];

export function isActionType(text: string): text is ActionType {
  return actionTypes.some((a) => a === text);
}

/** What may happen in which status. Anything not named here is refused. */
export const allowed = {
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
  'clock-stopped',
  'clock-resumed',
  'history-imported',
  'handover-arrived',
  'opened-by-office',
  'completion-requested',
  'completed-by-reporter',
  'reporter-added',
  'addition-passed-on',
  'completion-lapsed',
  'referred',
  'forwarded-criminal',
  'clarification-recorded',
  'status-announced',
  'interest-declared',
  'taken-over',
  'conflict-flagged',
  'conflict-unflagged',
  'rerouted',
  'vote-cast',
  'verification-rejected',
  'verification-delegated',
  'delegated-verification-reported',
  'verification-rechecked',
  'examination-opened',
  'summoned',
  'summons-missed',
  'examined',
  'council-recorded',
  'decision-delivered',
  'remedy-filed',
  'remedy-decided',
  'took-effect',
  'register-entered',
  'reminded',
  'reprimanded',
  'block-proposed',
  'blocked',
  'block-refused',
  'block-kept',
  'unblocked',
  'called-back',
  'information-kept',
  'joined-into',
  'case-joined',
  'split-off',
  'case-split-off',
  'separated-from',
  'separated',
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

/** Why a hand-over goes back. The words beside it are the sender's to read; the category stands in the acknowledgement. */
export const returnCategories = ['incomplete', 'wrong-office', 'duplicate', 'other'] as const;
export type ReturnCategory = (typeof returnCategories)[number];
export const missingParts = ['facts', 'accused', 'evidence', 'study', 'clarification', 'decision'] as const;
export type MissingPart = (typeof missingParts)[number];

export type CaseAction = SpineAction | PlainAction;

export type SpineAction =
  | {
      readonly type: 'complete-facts';
      readonly summary: string;
      readonly accused: readonly Accused[];
      readonly facts: StepContent;
    }
  | { readonly type: 'register'; readonly reason: string }
  | { readonly type: 'make-finding'; readonly reason: string }
  | { readonly type: 'keep-as-information'; readonly reason: string }
  | {
      readonly type: 'extend-handling';
      readonly reason: string;
      /** A rule that the law data know, by its id; kept as its citation with the note. */
      readonly basis: string;
      /** What the further information is: a letter, an expert. */
      readonly note?: string;
      /** Id of the rule, once it was found. */
      readonly rule?: string;
    }
  | {
      readonly type: 'record-study';
      readonly text: string;
      readonly rows: readonly string[];
      readonly level: string | null;
    }
  | {
      readonly type: 'conclude';
      readonly proven: boolean;
      readonly reason: string;
      /** Who sat in the plenary: people of the office, by their id. */
      readonly sat?: readonly string[];
    }
  | { readonly type: 'submit'; readonly toBodyId: string; readonly reason: string }
  | { readonly type: 'accept-handover' }
  | {
      readonly type: 'return-handover';
      readonly reason: string;
      /** Left out where a program of before returns: then it is `other`. */
      readonly category?: ReturnCategory;
      /** What is missing, where it is incomplete. */
      readonly missing?: readonly MissingPart[];
    }
  | { readonly type: 'verify'; readonly reason: string }
  | { readonly type: 'confirm-study'; readonly toBodyId: string; readonly reason: string }
  | {
      readonly type: 'convey';
      readonly toBodyId: string;
      readonly reason: string;
      /** The accused is the regional secretary: the next level judges. */
      readonly sekda?: boolean;
      /** Where several are accused: who goes to which authority, each in a case of their own. The others above are those of the first. */
      readonly each?: readonly ConveyedPerson[];
    }
  | {
      readonly type: 'record-decision';
      /** `no-sanction`: proven, and nothing is imposed; `not-proven`: the accusation expires. */
      readonly outcome: 'sanction' | 'no-sanction' | 'not-proven';
      readonly option: string | null;
      readonly decisionNumber: string;
      readonly decidedOn: string;
      readonly reason: string;
      /** SHA-256 of the document, in hex, when it was at hand. */
      /** Id of a document that was issued for the case; kept as its number. */
      readonly document?: string;
      readonly documentHash?: string;
      /** Why the sanction lies outside what like cases got. */
      readonly outsideReason?: string;
    }
  | {
      readonly type: 'separate';
      /** Places in the case of those who go into one of their own. */
      readonly accused: readonly number[];
      readonly reason: string;
    };

/** One of several accused, and the authority to which the own case goes. */
export interface ConveyedPerson {
  readonly position: number;
  readonly toBodyId: string;
  readonly sekda: boolean;
}

/** What `decide` needs to know of a case: what lies beside it, and a fold of its events (`case-fold.ts`). */
export interface CaseState extends CaseFold {
  readonly status: CaseStatus;
  readonly origin: CaseOrigin;
  /** Facts and at least one accused were written down. */
  readonly factsComplete: boolean;
  /** Places of the accused in the case, in order; they need not follow each other, since some may have been separated. */
  readonly accused: readonly number[];
  /** The record of the plenary was issued as a document; asked only where it decides. */
  readonly plenaryRecord?: boolean;
  readonly originBodyId: string;
  readonly holderBodyId: string;
  /** The office that handed the case to the present holder, while that hand-over is neither accepted nor returned. */
  readonly openHandoverFrom: string | null;
  /** The status to go back to when the hand-over is returned. */
  readonly statusBeforeHandover: CaseStatus | null;
  /** Steps whose running limit has passed. */
  readonly overdue: readonly string[];
  /** Steps whose limit runs or stands still and has not passed. */
  readonly running: readonly string[];
  /** Legal day on which the case came to the authority that holds it; where none does, on which it was opened. */
  readonly arrivedOn: string | null;
  /** Legal day on which the decision takes effect, counted from its delivery; null: nothing was delivered. */
  readonly effectOn: string | null;
  /** Bodies that have a vote in the verification at the office that holds the case; none: whoever verifies there decides alone. */
  readonly seats: readonly string[];
  /** There were seats there before, and all have ended: then nobody decides alone. */
  readonly seatsEnded: boolean;
  /** Referrals whose last one came back: they may be sent again. */
  readonly cameBack: readonly ('refer' | 'forward-criminal')[];
}

/** How a case came to be: told by a person, found by a supervisor, told without a name, raised by the media desk, or handed on by another body. */
export const caseOrigins = ['laporan', 'temuan', 'informasi-awal', 'petunjuk', 'pelimpahan'] as const;
export type CaseOrigin = (typeof caseOrigins)[number];

/** Who acts, as far as the law asks. */
export interface Actor {
  readonly userId: string;
  /** The office for which the person acts. */
  readonly bodyId?: string;
  /** The body for which the person sits in the task force; null: none. */
  readonly seat: string | null;
  /** An even draw between 0 and 1, for what chance decides. */
  readonly draw: number;
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
    /** `netra`: a target that no law sets (`case-targets.ts`). */
    readonly procedure: 'handling' | 'joint-task-force' | 'discipline' | 'remedies' | 'netra';
    readonly step: string;
    /** A legal day, where the limit counts from one that was written down; `until`: where the day itself was. */
    readonly from: 'now' | 'registration' | { readonly day: string } | { readonly until: string };
  }[];
  /** Limits that are no longer of use, whether or not they had passed. */
  readonly drop?: readonly string[];
}

export type CaseError = { readonly kind: 'wrong-status'; readonly status: CaseStatus } | { readonly kind: RefusalKind };

/** Why an action that the status would allow is refused. */
export const refusalKinds = [
  'facts-missing',
  'not-a-report',
  'already-extended',
  'nothing-to-accept',
  'already-accepted',
  'not-overdue',
  'already-forwarded',
  'authority-unnamed',
  'authority-misfit',
  'no-seat',
  'votes-missing',
  'votes-against',
  'votes-tied',
  'recheck-missing',
  'nothing-to-recheck',
  'already-delegated',
  'nothing-delegated',
  'in-conflict',
  'no-conflict',
  'sekda-route',
  'summons-order',
  'not-summoned',
  'not-examined',
  'wrong-route',
  'outside-range',
  'team-missing',
  'ladder-too-early',
  'ladder-order',
  'same-person',
  'not-blocked',
  'remedy-open',
  'people-only',
  'seats-ended',
  'remedy-runs',
  'not-in-effect-yet',
  'limit-passed',
  'examination-first',
  'no-reply',
  'heavy-needs-team',
  'other-route',
  'council-found-none',
  'option-missing',
  'option-unchanged',
  'wrong-remedy',
  'day-order',
  'shelve-alone',
  'plenary-alone',
  'asked-before',
  'wrong-members',
  'document-missing',
  'document-unknown',
  'unknown-basis',
  'several-accused',
  'one-accused',
  'somebody-stays',
  'filer-stays',
  'accept-first',
  'accused-moved',
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

/** Why the action cannot be taken now, whatever is written in its form; null when it can. Buttons and `decide` ask the same. */
export function standsInTheWay(state: CaseState, type: ActionType): CaseError | null {
  const possible: readonly ActionType[] = allowed[state.status];
  if (!possible.includes(type)) return { kind: 'wrong-status', status: state.status };
  const refused = (kind: RefusalKind, when: boolean): CaseError | null => (when ? { kind } : null);
  switch (type) {
    case 'register':
      return refused('not-a-report', state.origin !== 'laporan');
    case 'extend-handling':
      // What has passed was late: a longer limit would make it as if it had not been.
      return refused('already-extended', state.extended) ?? refused('limit-passed', state.overdue.includes('handle'));
    case 'accept-handover':
      return refused('nothing-to-accept', state.openHandoverFrom === null);
    // What was accepted is the receiver's to finish: it can no longer be sent back as if it had never arrived.
    case 'return-handover':
      return refused('already-accepted', state.openHandoverFrom === null || state.statusBeforeHandover === null);
    case 'verify':
      return verdictObstacle(state, 'agree');
    case 'open-examination':
    case 'record-decision':
      return refused('in-conflict', state.inConflict);
    case 'separate':
      return (
        refused('one-accused', state.accused.length < 2) ??
        // What is taken apart here can no longer go back whole.
        refused(
          'accept-first',
          possible.includes('return-handover') &&
            state.openHandoverFrom !== null &&
            state.statusBeforeHandover !== null,
        )
      );
    default:
      return isPlainActionType(type) ? plainObstacle(state, type) : null;
  }
}

/**
 * What follows from an action, or why it is refused. No IO, no clock.
 * @param found what the rulebook found in the facts that the action writes down or rests on: kept with the step
 * @param actor who acts; only some actions ask
 */
export function decide(
  state: CaseState,
  action: CaseAction,
  found: StepContent | null = null,
  actor: Actor = { userId: '', seat: null, draw: 1 },
): Result<readonly CaseEvent[], CaseError> {
  const obstacle = standsInTheWay(state, action.type);
  if (obstacle !== null) return fail(obstacle);
  const alone = aloneRefusal(state, action, actor);
  if (alone !== null) return fail({ kind: alone });
  if (state.accused.length > 1 && isOnePersons(action.type)) return fail({ kind: 'several-accused' });
  return isPlainAction(action) ? decidePlain(state, action, actor) : decideSpine(state, action, found);
}

/**
 * What is one person's: a decree, its delivery, remedy, effect and entry in the register name one, and so does what is asked of an authority. The
 * database refuses the same (migration 0043).
 */
const onePersons: readonly ActionType[] = [
  'refer',
  'convey',
  'record-decision',
  'record-delivery',
  'record-remedy',
  'record-remedy-outcome',
  'record-effect',
  'enter-register',
  'propose-block',
  'confirm-block',
];

export function isOnePersons(action: ActionType): boolean {
  return onePersons.includes(action);
}

function isPlainAction(action: CaseAction): action is PlainAction {
  return isPlainActionType(action.type);
}

function decideSpine(
  state: CaseState,
  action: SpineAction,
  found: StepContent | null,
): Result<readonly CaseEvent[], CaseError> {
  const finding = found === null ? {} : { finding: found };
  const step = caseStep;
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
      if (!state.factsComplete) return fail({ kind: 'facts-missing' });
      return ok([
        step(
          'registered',
          'registered',
          { reason: action.reason },
          {
            end: ['initial-review', 'record-finding', 'information-review'],
            how: 'met',
            start: [{ procedure: 'handling', step: 'handle', from: 'now' }],
          },
        ),
      ]);
    case 'make-finding':
      if (!state.factsComplete) return fail({ kind: 'facts-missing' });
      return ok([
        step(
          'finding-made',
          'registered',
          { reason: action.reason },
          {
            end: ['initial-review', 'record-finding', 'information-review'],
            how: 'met',
            start: [{ procedure: 'handling', step: 'handle', from: 'now' }],
          },
        ),
      ]);
    case 'keep-as-information':
      return ok([
        step(
          'kept-as-information',
          'information',
          { reason: action.reason },
          {
            end: ['initial-review', 'record-finding'],
            how: 'met',
            // What is shelved is looked at again: no law says when, and nothing dies unseen.
            drop: ['information-review'],
            start: [{ procedure: 'netra', step: 'information-review', from: 'now' }],
          },
        ),
      ]);
    case 'extend-handling':
      return ok([
        step(
          'handling-extended',
          state.status,
          { reason: action.reason, basis: action.basis, ...(action.rule === undefined ? {} : { rule: action.rule }) },
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
      const content = { reason: action.reason, ...(action.sat === undefined ? {} : { sat: action.sat }) };
      return ok(
        action.proven
          ? [step('concluded-proven', 'concluded', content, end)]
          : [step('concluded-not-proven', 'stopped', content, end), step('closed', 'stopped', null)],
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
      return ok([step('handover-accepted', state.status, null)]);
    case 'return-handover': {
      // What was accepted is the receiver's to finish: it can no longer be sent back as if it had never arrived.
      if (state.openHandoverFrom === null || state.statusBeforeHandover === null)
        return fail({ kind: 'already-accepted' });
      // What was rerouted lay with another authority before: it goes back to the office that rerouted it, which conveys it anew.
      const back = state.status === 'conveyed' ? 'study-confirmed' : state.statusBeforeHandover;
      return ok([
        step(
          'handover-returned',
          back,
          returnContent(action),
          {
            end: ['verify', 'bawaslu-study', 'convey-to-ppk', 'ppk-follow-up', ...ladderLimits],
            how: 'cancelled',
            start: senderLimit(back),
          },
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
    case 'record-decision': {
      const misfit = decisionMisfit(state, action);
      if (misfit !== null) return fail({ kind: misfit });
      const sanction = action.outcome === 'sanction';
      const content = {
        outcome: action.outcome,
        option: action.option,
        decisionNumber: action.decisionNumber,
        decidedOn: action.decidedOn,
        reason: action.reason,
        ...(action.document === undefined ? {} : { document: action.document }),
        ...(action.documentHash === undefined ? {} : { documentHash: action.documentHash }),
        ...(action.outsideReason === undefined ? {} : { outsideReason: action.outsideReason }),
      };
      const clocks: ClockChange = {
        end: ['ppk-follow-up', 'second-summons'],
        how: 'met',
        drop: ladderLimits,
        start: sanction ? [{ procedure: 'discipline', step: 'deliver-decision', from: { day: action.decidedOn } }] : [],
      };
      const recorded = step('decision-recorded', 'decided', content, clocks);
      // A sanction is not the end: it has to reach the accused, who may object.
      if (sanction) return ok([recorded]);
      // What was held not proven ends as every accusation that was not: it expires. That nothing was imposed does not say so.
      const unproven = action.outcome === 'not-proven' || (state.route === 'ethics' && state.councilFound === 'none');
      return ok([recorded, step('closed', unproven ? 'stopped' : 'final', null)]);
    }
    case 'separate':
      // The step is written with the new case, since each names the chain of the other (`case-separate.ts`).
      return separationMisfit(state, action.accused) ?? ok([]);
    default:
      return unreachable(action);
  }
}

/** Why these accused cannot be taken out of the case; null when they can. */
export function separationMisfit(state: CaseState, who: readonly number[]): Result<never, CaseError> | null {
  const places = new Set(who);
  if (places.size === 0 || [...places].some((place) => !state.accused.includes(place)))
    return fail({ kind: 'accused-moved' });
  if (places.size >= state.accused.length) return fail({ kind: 'somebody-stays' });
  return [...places].some((place) => state.filers.includes(place)) ? fail({ kind: 'filer-stays' }) : null;
}

/** The limit of the sender runs again, from the day on which the case is back. */
function senderLimit(back: CaseStatus): ClockChange['start'] {
  const step = { submitted: 'verify', verified: 'bawaslu-study', 'study-confirmed': 'convey-to-ppk' } as const;
  switch (back) {
    case 'submitted':
    case 'verified':
    case 'study-confirmed':
      return [{ procedure: 'joint-task-force', step: step[back], from: 'now' }];
    default:
      return [];
  }
}

function returnContent(action: Extract<CaseAction, { readonly type: 'return-handover' }>): StepContent {
  const { reason, category, missing } = action;
  return {
    reason,
    ...(category === undefined ? {} : { category }),
    ...(missing === undefined || missing.length === 0 ? {} : { missing }),
  };
}

/** Where a case waits, for the public count. A stage holds several statuses; what was stopped, referred or joined to another waits nowhere. */
export const stages = {
  received: 'supervisor',
  'awaiting-completion': 'supervisor',
  registered: 'supervisor',
  studied: 'supervisor',
  concluded: 'supervisor',
  submitted: 'verification',
  verified: 'study',
  'study-confirmed': 'conveyance',
  conveyed: 'authority',
  examining: 'authority',
  decided: 'decided',
  delivered: 'decided',
  contested: 'decided',
  'in-effect': 'decided',
  final: 'decided',
  annulled: 'decided',
} as const satisfies Partial<Record<CaseStatus, string>>;
export type Stage = (typeof stages)[keyof typeof stages];
