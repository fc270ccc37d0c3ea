/**
 * What follows from the actions of `plain-actions.ts`, and why one is refused. No IO, no clock. By the ways of the law: intake and
 * completion, verification by several bodies, examination to remedy, and the ladder against an authority that does not act.
 */
import { fail, ok, type Result, unreachable } from '../../platform/result.ts';
import type {
  Actor,
  CaseError,
  CaseEvent,
  CaseState,
  ClockChange,
  RefusalKind,
  StepContent,
  StepValue,
} from './case.ts';
import { caseStep as step } from './case-step.ts';
import type { PlainAction, PlainActionType } from './plain-actions.ts';

type Decided = Result<readonly CaseEvent[], CaseError>;

/** Of ten results of delegated checks, so many are drawn to be checked again at the centre. */
export const RECHECK_SHARE = 0.2;

const refuse = (kind: RefusalKind): { readonly kind: RefusalKind } => ({ kind });
const when = (yes: boolean, kind: RefusalKind): CaseError | null => (yes ? refuse(kind) : null);

/** Sanctions against which the way leads to BPASN; against every other it is an objection (PP 79/2021). */
const dismissals = ['pdhtaps', 'ptdh'];

export function isDismissal(option: string | null): boolean {
  return option !== null && dismissals.includes(option);
}

/** What stands in the way of an action whatever its form says. */
export function plainObstacle(state: CaseState, type: PlainActionType): CaseError | null {
  switch (type) {
    case 'lapse-completion':
      return when(!state.overdue.includes('complete-report'), 'not-overdue');
    case 'refer':
      return (
        when(!state.factsComplete, 'facts-missing') ??
        // Once it was referred, only what came back goes out again.
        when(state.status === 'referred' && !state.cameBack.includes('refer'), 'already-forwarded')
      );
    case 'forward-criminal':
      return when(state.forwardedToCriminal && !state.cameBack.includes('forward-criminal'), 'already-forwarded');
    case 'cast-vote':
      return when(state.seats.length === 0, 'no-seat');
    case 'reject-verification':
      return verdictObstacle(state, 'disagree');
    case 'delegate-verification':
      return when(state.delegation !== 'none', 'already-delegated');
    case 'report-verification':
      return when(state.delegation !== 'asked', 'nothing-delegated');
    case 'record-recheck':
      return when(state.recheck !== 'needed', 'nothing-to-recheck');
    case 'record-summons':
      return (
        when(state.route === 'ethics', 'wrong-route') ?? when(state.summons > state.missedSummons, 'summons-order')
      );
    case 'record-missed':
      return when(state.summons <= state.missedSummons, 'not-summoned');
    case 'record-examination':
      return when(state.route === 'ethics', 'wrong-route');
    case 'record-council':
      return when(state.route !== 'ethics', 'wrong-route');
    case 'reroute':
      return when(!state.inConflict, 'no-conflict');
    case 'flag-conflict':
      return when(state.inConflict, 'already-forwarded');
    case 'unflag-conflict':
      return when(!state.inConflict, 'no-conflict');
    // The ladder is climbed only where the authority is late; where it has a stake in the matter, at once.
    case 'remind':
      return tooEarly(state) ?? when(state.rung !== 0, 'ladder-order');
    case 'reprimand':
      return tooEarly(state) ?? when(state.rung !== 1 && !(state.inConflict && state.rung === 0), 'ladder-order');
    case 'propose-block':
      return tooEarly(state) ?? when(state.rung !== 2, 'ladder-order');
    case 'confirm-block':
    case 'reject-block':
      return when(state.rung !== 3, 'ladder-order');
    case 'review-block':
    case 'unblock':
      return when(state.blocks === 0, 'not-blocked');
    case 'record-effect':
      return (
        when(state.remedy !== 'none', 'remedy-open') ??
        // The accused may still contest it: nothing is in effect that could be.
        when(
          remedyLimits.some((step) => state.running.includes(step)),
          'remedy-runs',
        )
      );
    case 'request-completion':
    case 'record-completion':
    case 'record-clarification':
    case 'announce-status':
    case 'declare-interest':
    case 'take-over':
    case 'review-information':
    case 'call-back':
    case 'open-examination':
    case 'record-delivery':
    case 'record-remedy':
    case 'record-remedy-outcome':
    case 'enter-register':
      return null;
    default:
      return unreachable(type);
  }
}

/** Targets of the office that watches, between the rungs of the ladder: over when the authority decides or the case leaves it. */
export const ladderLimits: readonly string[] = ['ladder-next', 'block-decision'];

/** A rung was climbed: its limit is met and that of the next one begins. */
const rung = (next: 'ladder-next' | 'block-decision'): ClockChange => ({
  end: ladderLimits,
  how: 'met',
  start: [{ procedure: 'netra', step: next, from: 'now' }],
});

/** A block is looked at again on the day that was written down for it. */
const reviewOn = (day: string | null): ClockChange['start'] => [
  { procedure: 'netra', step: 'block-review', from: day === null || day === '' ? 'now' : { until: day } },
];

/** Until when the accused may contest a decision. */
const remedyLimits = ['file-objection', 'file-appeal'];

function tooEarly(state: CaseState): CaseError | null {
  return when(!state.inConflict && !state.overdue.includes('ppk-follow-up'), 'ladder-too-early');
}

/**
 * What stands in the way of a joint decision: every body that has a seat has voted, more are for it than against, and what chance chose to be
 * checked again was. A tie decides nothing: the bodies vote again.
 */
export function verdictObstacle(state: CaseState, wanted: 'agree' | 'disagree'): CaseError | null {
  if (state.recheck === 'needed') return refuse('recheck-missing');
  if (state.seats.length === 0) return when(state.seatsEnded, 'seats-ended');
  const votes = state.votes.filter((vote) => state.seats.includes(vote.seat));
  if (votes.length < state.seats.length) return refuse('votes-missing');
  const agree = votes.filter((vote) => vote.vote === 'agree').length;
  const disagree = votes.filter((vote) => vote.vote === 'disagree').length;
  if (agree === disagree) return refuse('votes-tied');
  return when(agree > disagree !== (wanted === 'agree'), 'votes-against');
}

const isReferral = (type: PlainActionType): boolean => type === 'refer' || type === 'forward-criminal';

/** What the step of an action holds: the fields that were filled in. Who is referred is told by the case in which the step stands. */
function contentOf(action: PlainAction): StepContent {
  const { type, ...fields } = action;
  const told = Object.entries<StepValue | undefined>(fields).flatMap(([name, value]): [string, StepValue][] =>
    value === undefined || (type === 'refer' && name === 'accused') || (isReferral(type) && value === '')
      ? []
      : [[name, value]],
  );
  return Object.fromEntries(told);
}

export function decidePlain(state: CaseState, action: PlainAction, actor: Actor): Decided {
  const content = contentOf(action);
  const same = state.status;
  switch (action.type) {
    case 'request-completion':
      return ok([
        step('completion-requested', 'awaiting-completion', content, {
          end: ['initial-review'],
          how: 'met',
          start: [{ procedure: 'handling', step: 'complete-report', from: 'now' }],
        }),
      ]);
    case 'record-completion':
      return ok([
        step('completed-by-reporter', 'received', content, {
          end: ['complete-report'],
          how: 'met',
          start: [{ procedure: 'handling', step: 'initial-review', from: 'now' }],
        }),
      ]);
    case 'lapse-completion':
      return ok([
        step('completion-lapsed', 'information', content, {
          end: ['complete-report'],
          how: 'cancelled',
          start: [{ procedure: 'netra', step: 'information-review', from: 'now' }],
        }),
      ]);
    case 'refer':
      return ok([
        step('referred', 'referred', content, {
          end: ['initial-review', 'record-finding', 'handle', 'handle-extended', 'information-review'],
          how: 'met',
          start: [],
        }),
        step('closed', 'referred', null),
      ]);
    case 'forward-criminal':
      return ok([step('forwarded-criminal', same, content)]);
    case 'record-clarification':
      return ok([step('clarification-recorded', same, content)]);
    case 'announce-status':
      return ok([step('status-announced', same, content)]);
    case 'declare-interest':
      return ok([step('interest-declared', same, content)]);
    case 'take-over':
      return ok([step('taken-over', same, content, undefined, actor.bodyId ?? null)]);
    case 'flag-conflict':
      return ok([step('conflict-flagged', same, content)]);
    case 'unflag-conflict':
      if (state.conflictFlaggedBy === actor.userId) return fail(refuse('same-person'));
      return ok([step('conflict-unflagged', same, content)]);
    case 'reroute':
      return ok([
        step(
          'rerouted',
          'conveyed',
          content,
          {
            end: [],
            how: 'met',
            drop: ['ppk-follow-up', 'second-summons', ...ladderLimits],
            start: [{ procedure: 'joint-task-force', step: 'ppk-follow-up', from: 'now' }],
          },
          action.toBodyId,
        ),
      ]);
    case 'cast-vote':
      if (actor.seat === null || !state.seats.includes(actor.seat)) return fail(refuse('no-seat'));
      return ok([step('vote-cast', same, { ...content, seat: actor.seat })]);
    case 'reject-verification':
      return ok([
        step('verification-rejected', 'stopped', content, { end: ['verify'], how: 'met', start: [] }),
        step('closed', 'stopped', null),
      ]);
    case 'delegate-verification':
      return ok([step('verification-delegated', same, content)]);
    case 'report-verification':
      // Drawn here and kept with the result: neither the region nor the centre chooses.
      return ok([step('delegated-verification-reported', same, { ...content, recheck: actor.draw < RECHECK_SHARE })]);
    case 'record-recheck':
      return ok([step('verification-rechecked', same, content)]);
    case 'open-examination':
      if (action.route === 'discipline' && action.heavy && action.team === '') return fail(refuse('team-missing'));
      return ok([
        step('examination-opened', 'examining', content, {
          end: [],
          how: 'met',
          start: [],
          drop: action.route === 'ethics' ? ['second-summons'] : [],
        }),
      ]);
    case 'record-summons': {
      const expected = state.missedSummons === 0 ? 'first' : 'second';
      if (action.order !== expected) return fail(refuse('summons-order'));
      if (action.hearingOn < action.letterOn) return fail(refuse('day-order'));
      return ok([
        step('summoned', same, content, {
          end: action.order === 'second' ? ['second-summons'] : [],
          how: 'met',
          start: [],
        }),
      ]);
    }
    case 'record-missed':
      return ok([
        step('summons-missed', same, content, {
          end: [],
          how: 'met',
          start:
            state.missedSummons === 0
              ? [{ procedure: 'discipline', step: 'second-summons', from: { day: action.hearingOn } }]
              : [],
        }),
      ]);
    case 'record-examination':
      return ok([step('examined', same, content, { end: [], how: 'met', start: [], drop: ['second-summons'] })]);
    case 'record-council':
      return ok([step('council-recorded', same, content)]);
    case 'record-delivery': {
      const { decidedOn } = state;
      if (decidedOn !== null && action.deliveredOn < decidedOn) return fail(refuse('day-order'));
      // Sources differ on the day from which an appeal counts: the earlier one is watched (digest, remedies).
      const remedy = isDismissal(state.option) ? 'file-appeal' : 'file-objection';
      return ok([
        step('decision-delivered', 'delivered', content, {
          end: ['deliver-decision'],
          how: 'met',
          start: [
            { procedure: 'discipline', step: 'takes-effect', from: { day: action.deliveredOn } },
            { procedure: 'remedies', step: remedy, from: { day: decidedOn ?? action.deliveredOn } },
          ],
        }),
      ]);
    }
    case 'record-remedy': {
      const expected = isDismissal(state.option) ? 'appeal' : 'objection';
      if (action.kind !== expected) return fail(refuse('wrong-remedy'));
      if (state.decidedOn !== null && action.filedOn < state.decidedOn) return fail(refuse('day-order'));
      return ok([
        step('remedy-filed', 'contested', content, {
          end: ['file-objection', 'file-appeal'],
          how: 'met',
          drop: ['takes-effect'],
          start:
            action.kind === 'appeal'
              ? [
                  { procedure: 'remedies', step: 'ppk-response', from: { day: action.filedOn } },
                  { procedure: 'remedies', step: 'appeal-decision', from: { day: action.filedOn } },
                ]
              : [{ procedure: 'remedies', step: 'objection-decision', from: { day: action.filedOn } }],
        }),
      ]);
    }
    case 'record-remedy-outcome': {
      const changes = ['reduced', 'aggravated', 'changed'].includes(action.outcome);
      if (changes && action.option === '') return fail(refuse('option-missing'));
      if (!changes && action.option !== '') return fail(refuse('option-unchanged'));
      if (state.filedOn !== null && action.decidedOn < state.filedOn) return fail(refuse('day-order'));
      const clocks = {
        end: ['objection-decision', 'ppk-response', 'appeal-decision'],
        how: 'met',
        start: [],
      } as const;
      return ok(
        action.outcome === 'annulled'
          ? [step('remedy-decided', 'annulled', content, clocks), step('closed', 'annulled', null)]
          : [step('remedy-decided', 'in-effect', content, clocks)],
      );
    }
    case 'record-effect':
      if (state.deliveredOn !== null && action.effectiveOn < state.deliveredOn) return fail(refuse('day-order'));
      // On the 15th working day after it was received, not before (PP 94/2021 art. 38).
      if (state.effectOn !== null && action.effectiveOn < state.effectOn) return fail(refuse('not-in-effect-yet'));
      return ok([
        step('took-effect', 'in-effect', content, {
          end: ['takes-effect'],
          how: 'met',
          drop: ['file-objection', 'file-appeal'],
          start: [],
        }),
      ]);
    case 'enter-register':
      if (state.decidedOn !== null && action.enteredOn < state.decidedOn) return fail(refuse('day-order'));
      return ok([step('register-entered', 'final', content), step('closed', 'final', null)]);
    case 'remind':
      return ok([step('reminded', same, content, rung('ladder-next'))]);
    case 'reprimand':
      return ok([step('reprimanded', same, content, rung('ladder-next'))]);
    case 'propose-block':
      return ok([step('block-proposed', same, content, rung('block-decision'))]);
    case 'confirm-block':
      if (state.blockProposedBy === actor.userId) return fail(refuse('same-person'));
      return ok([
        // One day of review for all that is blocked: the last one that was written down.
        step('blocked', same, content, {
          end: [...ladderLimits, 'block-review'],
          how: 'met',
          start: reviewOn(state.reviewOn),
        }),
      ]);
    case 'reject-block':
      if (state.blockProposedBy === actor.userId) return fail(refuse('same-person'));
      return ok([step('block-refused', same, content, rung('ladder-next'))]);
    case 'review-block':
      return ok([
        step('block-kept', same, content, { end: ['block-review'], how: 'met', start: reviewOn(action.reviewOn) }),
      ]);
    case 'unblock':
      // The day of review stays where another block is still in force.
      return ok([
        step('unblocked', same, content, { end: state.blocks > 1 ? [] : ['block-review'], how: 'met', start: [] }),
      ]);
    case 'review-information':
      return ok([
        step('information-kept', same, content, {
          end: ['information-review'],
          how: 'met',
          start: [{ procedure: 'netra', step: 'information-review', from: { until: action.reviewOn } }],
        }),
      ]);
    case 'call-back':
      // The authority has not decided: what it was asked for lies again with the office that asked.
      return ok([
        step(
          'called-back',
          'study-confirmed',
          content,
          {
            end: ['ppk-follow-up', 'second-summons', ...ladderLimits],
            how: 'cancelled',
            start: [{ procedure: 'joint-task-force', step: 'convey-to-ppk', from: 'now' }],
          },
          actor.bodyId ?? null,
        ),
      ]);
    default:
      return unreachable(action);
  }
}
