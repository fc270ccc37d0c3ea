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
  /** Who cast it: a person has one vote, also after sitting for another body. */
  readonly by?: string;
}

export interface CaseFold {
  /** Who took steps in the case, each once: what ends a matter needs more than one of them. */
  readonly people: readonly string[];
  /** Who wrote the study that stands. */
  readonly studiedBy: string | null;
  /** Who asked the reporter last for what was missing. */
  readonly completionAskedBy: string | null;
  /** The handling limit was already lengthened once. */
  readonly extended: boolean;
  readonly forwardedToCriminal: boolean;
  /** The last vote of each body since the case came to the task force. */
  readonly votes: readonly Vote[];
  /** A check in the region that was asked for, and whether chance chose its result to be checked again. */
  readonly delegation: 'none' | 'asked' | 'reported';
  readonly recheck: 'none' | 'needed' | 'done';
  /** Legal day of the act, as it was written down last. */
  readonly actOn: string | null;
  /** The authority that holds the case has a stake in it. */
  readonly inConflict: boolean;
  /** Who said so, since another must take it back. */
  readonly conflictFlaggedBy: string | null;
  readonly route: 'discipline' | 'ethics' | null;
  readonly heavy: boolean;
  readonly summons: 0 | 1 | 2;
  readonly missedSummons: 0 | 1 | 2;
  readonly examined: boolean;
  /** The accused could reply in an examination. */
  readonly replied: boolean;
  readonly councilHeld: boolean;
  /** What the council found last. */
  readonly councilFound: 'breach' | 'none' | null;
  /** Last day of an examination, a hearing that was missed, or a session of the council. */
  readonly heardOn: string | null;
  /** Rungs of the ladder that were climbed: reminder, reprimand, proposed block, block. */
  readonly rung: 0 | 1 | 2 | 3 | 4;
  /** Blocks in force: one is lifted by its own step, whoever has the case meanwhile. */
  readonly blocks: number;
  /** Day on which the block in force is looked at again. */
  readonly reviewOn: string | null;
  /** Who proposed the block, since another must confirm it. */
  readonly blockProposedBy: string | null;
  readonly option: string | null;
  readonly decidedOn: string | null;
  readonly deliveredOn: string | null;
  readonly remedy: 'none' | 'objection' | 'appeal';
  readonly filedOn: string | null;
  /** Places of the accused who filed an objection or an appeal, where it is known. */
  readonly filers: readonly number[];
}

export const emptyFold: CaseFold = {
  people: [],
  studiedBy: null,
  completionAskedBy: null,
  extended: false,
  forwardedToCriminal: false,
  votes: [],
  delegation: 'none',
  recheck: 'none',
  actOn: null,
  inConflict: false,
  conflictFlaggedBy: null,
  route: null,
  heavy: false,
  summons: 0,
  missedSummons: 0,
  examined: false,
  replied: false,
  councilHeld: false,
  councilFound: null,
  heardOn: null,
  rung: 0,
  blocks: 0,
  reviewOn: null,
  blockProposedBy: null,
  option: null,
  decidedOn: null,
  deliveredOn: null,
  remedy: 'none',
  filedOn: null,
  filers: [],
};

/** Nobody was heard yet. */
const unheard = { examined: false, replied: false, councilHeld: false, councilFound: null, heardOn: null } as const;

/** The later of two days; days are ISO texts. */
function later(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

export function foldSteps(steps: readonly FoldedStep[]): CaseFold {
  return steps.reduce(foldStep, emptyFold);
}

/** With whoever took the step. */
function withPerson(people: readonly string[], userId: string | null): readonly string[] {
  return userId === null || people.includes(userId) ? people : [...people, userId];
}

export function foldStep(before: CaseFold, { kind, content, actorUserId }: FoldedStep): CaseFold {
  const state = { ...before, people: withPerson(before.people, actorUserId) };
  const text = (name: string): string | null => textOf(property(content, name));
  switch (kind) {
    case 'facts-completed':
      return { ...state, actOn: textOf(property(property(property(content, 'facts'), 'act'), 'on')) ?? state.actOn };
    case 'registered':
    case 'finding-made':
      return { ...state, extended: false };
    case 'handling-extended':
      return { ...state, extended: true };
    case 'study-recorded':
      return { ...state, studiedBy: actorUserId };
    case 'completion-requested':
      return { ...state, completionAskedBy: actorUserId };
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
      const by = actorUserId === null ? {} : { by: actorUserId };
      const others = state.votes.filter((one) => one.seat !== seat && (actorUserId === null || one.by !== actorUserId));
      return { ...state, votes: [...others, { seat, vote, ...by }] };
    }
    case 'verification-delegated':
      return { ...state, delegation: 'asked', recheck: 'none' };
    case 'delegated-verification-reported':
      return { ...state, delegation: 'reported', recheck: property(content, 'recheck') === true ? 'needed' : 'none' };
    case 'verification-rechecked':
      return { ...state, recheck: 'done' };
    case 'conflict-flagged':
      return { ...state, inConflict: true, conflictFlaggedBy: actorUserId };
    case 'conflict-unflagged':
      return { ...state, inConflict: false, conflictFlaggedBy: null };
    case 'conveyed':
    case 'rerouted':
    case 'called-back':
      return {
        ...state,
        inConflict: false,
        conflictFlaggedBy: null,
        route: null,
        heavy: false,
        summons: 0,
        missedSummons: 0,
        ...unheard,
        rung: 0,
        blockProposedBy: null,
      };
    case 'examination-opened': {
      const route = text('route') === 'ethics' ? 'ethics' : 'discipline';
      const heavy = property(content, 'heavy') === true;
      // Another route, or a team where there was none: what was heard before was heard by others.
      const anew = state.route !== null && (route !== state.route || (heavy && !state.heavy));
      return { ...state, ...(anew ? unheard : {}), route, heavy };
    }
    case 'summoned':
      return { ...state, summons: text('order') === 'second' ? 2 : 1 };
    case 'summons-missed':
      return {
        ...state,
        missedSummons: state.missedSummons === 0 ? 1 : 2,
        heardOn: later(state.heardOn, text('hearingOn')),
      };
    case 'examined':
      return {
        ...state,
        examined: true,
        replied: state.replied || property(content, 'replyGiven') === true,
        heardOn: later(state.heardOn, text('heldOn')),
      };
    case 'council-recorded':
      return {
        ...state,
        councilHeld: true,
        councilFound: text('recommendation') === 'none' ? 'none' : 'breach',
        heardOn: later(state.heardOn, text('heldOn')),
      };
    case 'reminded':
      return { ...state, rung: 1 };
    case 'reprimanded':
      return { ...state, rung: 2 };
    case 'block-proposed':
      return { ...state, rung: 3, blockProposedBy: actorUserId, reviewOn: text('reviewOn') };
    case 'block-refused':
      return { ...state, rung: 2, blockProposedBy: null };
    case 'blocked':
      return { ...state, rung: 4, blocks: state.blocks + 1 };
    case 'block-kept':
      return { ...state, reviewOn: text('reviewOn') };
    case 'unblocked':
      // A ladder that was begun anew with another authority goes on.
      return {
        ...state,
        rung: state.rung === 4 ? 0 : state.rung,
        blocks: Math.max(0, state.blocks - 1),
        blockProposedBy: state.rung === 3 ? state.blockProposedBy : null,
      };
    case 'decision-recorded':
      return { ...state, option: text('option'), decidedOn: text('decidedOn') };
    case 'decision-delivered':
      return { ...state, deliveredOn: text('deliveredOn') };
    case 'remedy-filed': {
      const place = property(content, 'position');
      return {
        ...state,
        remedy: text('kind') === 'appeal' ? 'appeal' : 'objection',
        filedOn: text('filedOn'),
        filers: typeof place === 'number' ? [...state.filers, place] : state.filers,
      };
    }
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
