/** What the steps of a case add up to: pure, so that the page, the program and the database's writer count alike. */
import { property, textOf } from './stored-values.ts';

export interface FoldedStep {
  readonly kind: string;
  /** Null when there is none, or when the reader may not see it: then what hangs on it stays as it was. */
  readonly content: unknown;
  readonly actorUserId: string | null;
}

export interface Vote {
  readonly seat: string;
  readonly vote: 'agree' | 'disagree' | 'abstain';
}

export interface CaseFold {
  /** The handling limit was already lengthened once. */
  readonly extended: boolean;
  readonly forwardedToCriminal: boolean;
  /** The last vote of each body since the case came to the task force. */
  readonly votes: readonly Vote[];
  /** A check in the region that was asked for, and whether chance chose its result to be checked again. */
  readonly delegation: 'none' | 'asked' | 'reported';
  readonly recheck: 'none' | 'needed' | 'done';
  /** The authority that holds the case has a stake in it. */
  readonly inConflict: boolean;
  readonly route: 'discipline' | 'ethics' | null;
  readonly heavy: boolean;
  readonly summons: 0 | 1 | 2;
  readonly missedSummons: 0 | 1 | 2;
  readonly examined: boolean;
  readonly councilHeld: boolean;
  /** Rungs of the ladder that were climbed: reminder, reprimand, proposed block, block. */
  readonly rung: 0 | 1 | 2 | 3 | 4;
  /** Who proposed the block, since another must confirm it. */
  readonly blockProposedBy: string | null;
  readonly option: string | null;
  readonly decidedOn: string | null;
  readonly deliveredOn: string | null;
  readonly remedy: 'none' | 'objection' | 'appeal';
}

export const emptyFold: CaseFold = {
  extended: false,
  forwardedToCriminal: false,
  votes: [],
  delegation: 'none',
  recheck: 'none',
  inConflict: false,
  route: null,
  heavy: false,
  summons: 0,
  missedSummons: 0,
  examined: false,
  councilHeld: false,
  rung: 0,
  blockProposedBy: null,
  option: null,
  decidedOn: null,
  deliveredOn: null,
  remedy: 'none',
};

export function foldSteps(steps: readonly FoldedStep[]): CaseFold {
  return steps.reduce(foldStep, emptyFold);
}

export function foldStep(state: CaseFold, { kind, content, actorUserId }: FoldedStep): CaseFold {
  const text = (name: string): string | null => textOf(property(content, name));
  switch (kind) {
    case 'registered':
    case 'finding-made':
      return { ...state, extended: false };
    case 'handling-extended':
      return { ...state, extended: true };
    case 'forwarded-criminal':
      return { ...state, forwardedToCriminal: true };
    case 'submitted':
    case 'handover-returned':
      // Another round: the bodies judge what lies before them now.
      return { ...state, votes: [], delegation: 'none', recheck: 'none' };
    case 'vote-cast': {
      const seat = text('seat');
      const vote = voteOf(text('vote'));
      if (seat === null || vote === null) return state;
      return { ...state, votes: [...state.votes.filter((one) => one.seat !== seat), { seat, vote }] };
    }
    case 'verification-delegated':
      return { ...state, delegation: 'asked', recheck: 'none' };
    case 'delegated-verification-reported':
      return { ...state, delegation: 'reported', recheck: property(content, 'recheck') === true ? 'needed' : 'none' };
    case 'verification-rechecked':
      return { ...state, recheck: 'done' };
    case 'conflict-flagged':
      return { ...state, inConflict: true };
    case 'conveyed':
    case 'rerouted':
      return {
        ...state,
        inConflict: false,
        route: null,
        heavy: false,
        summons: 0,
        missedSummons: 0,
        examined: false,
        councilHeld: false,
        rung: 0,
        blockProposedBy: null,
      };
    case 'examination-opened':
      return {
        ...state,
        route: text('route') === 'ethics' ? 'ethics' : 'discipline',
        heavy: property(content, 'heavy') === true,
      };
    case 'summoned':
      return { ...state, summons: text('order') === 'second' ? 2 : 1 };
    case 'summons-missed':
      return { ...state, missedSummons: state.missedSummons === 0 ? 1 : 2 };
    case 'examined':
      return { ...state, examined: true };
    case 'council-recorded':
      return { ...state, councilHeld: true };
    case 'reminded':
      return { ...state, rung: 1 };
    case 'reprimanded':
      return { ...state, rung: 2 };
    case 'block-proposed':
      return { ...state, rung: 3, blockProposedBy: actorUserId };
    case 'block-refused':
      return { ...state, rung: 2, blockProposedBy: null };
    case 'blocked':
      return { ...state, rung: 4 };
    case 'unblocked':
      return { ...state, rung: 0, blockProposedBy: null };
    case 'decision-recorded':
      return { ...state, option: text('option'), decidedOn: text('decidedOn') };
    case 'decision-delivered':
      return { ...state, deliveredOn: text('deliveredOn') };
    case 'remedy-filed':
      return { ...state, remedy: text('kind') === 'appeal' ? 'appeal' : 'objection' };
    case 'remedy-decided': {
      const option = text('option');
      return option === null || option === '' ? state : { ...state, option };
    }
    default:
      return state;
  }
}

function voteOf(text: string | null): Vote['vote'] | null {
  return text === 'agree' || text === 'disagree' || text === 'abstain' ? text : null;
}
