/**
 * How a norm applies: to which kinds of act, under which condition, and in which turn.
 *
 * The rules of a kind of act are asked turn by turn. The first turn in which any rule holds ends it, and every rule of that turn that holds
 * applies. That is how the order of `attend-event` ("the first step that applies ends it") is data and not code.
 */
import type { Condition } from '../assess/condition.ts';
import type { ActKind } from '../assess/fact-list.ts';
import type { Bilingual, Confidence, InForce, Source } from '../text.ts';

export const turns = {
  /** Nobody benefits: before anything else. */
  nobodyBenefits: 0,
  /** What takes the act out of the row altogether. */
  gate: 10,
  secondGate: 11,
  /** Unpaid leave of a prospective candidate. */
  leave: 12,
  /** The husband or wife of the candidate. */
  spouse: 20,
  activeSupport: 30,
  /** Attributes, mobilising, state facilities. */
  manner: 40,
  /** The act itself. */
  act: 50,
} as const;
export type Turn = (typeof turns)[keyof typeof turns];

export interface Application {
  readonly acts: readonly ActKind[];
  readonly turn: Turn;
  readonly when: Condition;
}

/** One side of a question on which sources disagree. */
export interface Position {
  readonly says: Bilingual;
  readonly sources: readonly Source[];
}

/** A rule that names an outcome instead of a breach: an allowance, an open dispute, or a reason why no row applies. */
export interface Reading {
  readonly id: string;
  readonly outcome: 'allowed' | 'disputed' | 'no-row';
  readonly says: Bilingual;
  /** The instrument it rests on, with its own date. Circulars count from the day of the decree they interpret. */
  readonly basis: readonly string[];
  readonly confidence: Confidence;
  readonly inForce: InForce;
  /** Exactly for `disputed`: at least two. */
  readonly positions?: readonly [Position, Position, ...Position[]];
  readonly applies: readonly Application[];
}
