/** One act on many cases: what it is, and which cases are left out of it and why. Pure. */
import { unreachable } from '../../platform/result.ts';
import type { CaseAction, EventKind, Vote } from '../cases/index.ts';
import type { ReadFile } from './file-read.ts';

export const bulkKinds = ['cast-vote', 'accept-handover', 'delegate-verification'] as const;
export type BulkKind = (typeof bulkKinds)[number];

/** Cases of one act: as many as a person can look over. */
export const MOST_IN_BULK = 500;

export const votes = ['agree', 'disagree', 'abstain'] as const satisfies readonly Vote['vote'][];

export type BulkWish =
  | { readonly kind: 'cast-vote'; readonly vote: Vote['vote'] }
  | { readonly kind: 'accept-handover' }
  | { readonly kind: 'delegate-verification'; readonly toBodyId: string };

export const leftOutReasons = [
  'not-yours',
  'wrong-status',
  'unread',
  'changed',
  'no-seat',
  'same-vote',
  'already-accepted',
  'already-delegated',
  'wrong-receiver',
] as const;
export type LeftOut = (typeof leftOutReasons)[number];

export function isLeftOut(text: string): text is LeftOut {
  return leftOutReasons.some((one) => one === text);
}

export interface BulkContext {
  /** The office for which the person acts. */
  readonly bodyId: string;
  readonly mySeat: string | null;
  /** Whether the chosen office may check cases of this place; asked only when delegating. */
  readonly receives: (regionId: string) => boolean;
  /** The last step that the person says to have seen, by case; left out: the one that is there now. */
  readonly seen?: ReadonlyMap<string, number>;
}

/** Why a case is left out; null when it is not. What is unread comes before what is merely useless: nobody decides on what was not looked at. */
export function whyLeftOut(file: ReadFile, wish: BulkWish, context: BulkContext): LeftOut | null {
  if (file.holderBodyId !== context.bodyId) return 'not-yours';
  const said = context.seen?.get(file.id);
  if (said !== undefined && said !== file.lastSeq) return 'changed';
  switch (wish.kind) {
    case 'accept-handover':
      if (!file.unaccepted) return 'already-accepted';
      return file.read ? null : 'unread';
    case 'cast-vote':
      if (file.status !== 'submitted') return 'wrong-status';
      if (!file.read) return 'unread';
      if (context.mySeat === null) return 'no-seat';
      return file.fold.votes.some((one) => one.seat === context.mySeat && one.vote === wish.vote) ? 'same-vote' : null;
    case 'delegate-verification':
      if (file.status !== 'submitted') return 'wrong-status';
      if (!file.read) return 'unread';
      if (file.fold.delegation !== 'none') return 'already-delegated';
      return context.receives(file.regionId) ? null : 'wrong-receiver';
    default:
      return unreachable(wish);
  }
}

export function actionOf(wish: BulkWish, reason: string): CaseAction {
  switch (wish.kind) {
    case 'cast-vote':
      return { type: 'cast-vote', vote: wish.vote, reason };
    case 'accept-handover':
      return { type: 'accept-handover' };
    case 'delegate-verification':
      return { type: 'delegate-verification', toBodyId: wish.toBodyId, reason };
    default:
      return unreachable(wish);
  }
}

/** The step that the act leaves behind in a case. */
export const stepOfBulk = {
  'cast-vote': 'vote-cast',
  'accept-handover': 'handover-accepted',
  'delegate-verification': 'verification-delegated',
} as const satisfies Record<BulkKind, EventKind>;
