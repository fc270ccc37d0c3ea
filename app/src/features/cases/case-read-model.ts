/** Queries for screens and other features. Everything runs in the scope of the person who asks; row-level security is the second wall. */
import type { Position } from '../../platform/api/index.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { mayRead, ownBodies } from './case-permissions.ts';
import { type CaseView, readCase } from './case-read.ts';
import { type HandoverList, type HandoverView, readHandovers, readHandoversFrom } from './handover-read.ts';
import { type LimitRow, type LimitState, readLimits } from './limits-read.ts';
import { type Look, readLooks } from './looks-read.ts';
import { type Queue, type QueueFilter, type QueueRow, readCounts, readQueue } from './queue-read.ts';

export type { CaseView, ClockView, StepView } from './case-read.ts';
export type { HandoverList, HandoverView } from './handover-read.ts';
export type { Look } from './looks-read.ts';
export { type Queue, type QueueFilter, type QueueRow, type QueueView, queueViews } from './queue-read.ts';

const PAGE_SIZE = 25;

/** Rows, and the sort keys after which the next ones follow; null: there are none. */
export interface Following<Row> {
  readonly rows: readonly Row[];
  readonly next: Position | null;
}

export interface CaseReadModel {
  queue(member: Member, filter: QueueFilter, now: Temporal.Instant): Promise<Queue>;
  /** Undefined when the case does not exist or the person may not see it: the same answer. */
  findCase(member: Member, number: string): Promise<CaseView | undefined>;
  /** Hand-overs of the person's offices, both ways, the newest first. */
  handovers(member: Member, direction: 'in' | 'out', page: number): Promise<HandoverList>;
  /** The queue going on after the sort keys of the last row shown; so the other two. */
  queueFrom(
    member: Member,
    filter: Omit<QueueFilter, 'page'>,
    now: Temporal.Instant,
    limit: number,
    after: Position | null,
  ): Promise<Following<QueueRow>>;
  handoversFrom(
    member: Member,
    direction: 'in' | 'out',
    limit: number,
    after: Position | null,
  ): Promise<Following<HandoverView>>;
  /** Limits that run at the person's offices, the nearest first. */
  limits(
    member: Member,
    state: LimitState,
    now: Temporal.Instant,
    limit: number,
    after: Position | null,
  ): Promise<Following<LimitRow>>;
  /** Who looked at the case or changed it, the newest first. */
  looks(member: Member, caseId: string, limit: number): Promise<readonly Look[]>;
  /** Counts beside the places of the desk. */
  counts(
    member: Member,
    now: Temporal.Instant,
  ): Promise<{ readonly queue: number; readonly late: number; readonly incoming: number }>;
}

export function caseReadModel(db: Database, keys: Keys): CaseReadModel {
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);

  return {
    queue: (member, filter, now) => as(member, (tx) => readQueue(tx, keys, ownBodies(member), filter, now, PAGE_SIZE)),
    findCase: (member, number) =>
      mayRead(member) ? as(member, (tx) => readCase(tx, keys, member, number)) : Promise.resolve(undefined),
    handovers: (member, direction, page) =>
      as(member, (tx) => readHandovers(tx, ownBodies(member), direction, page, PAGE_SIZE)),
    queueFrom: (member, filter, now, limit, after) =>
      as(member, async (tx) => {
        const queue = await readQueue(tx, keys, ownBodies(member), { ...filter, page: 1 }, now, limit, after);
        // A full page may be the last one; then the next is empty.
        return { rows: queue.rows, next: queue.rows.length === limit ? queue.last : null };
      }),
    handoversFrom: (member, direction, limit, after) =>
      as(member, (tx) => readHandoversFrom(tx, ownBodies(member), direction, limit, after)),
    limits: (member, state, now, limit, after) =>
      as(member, (tx) => readLimits(tx, ownBodies(member), state, now, limit, after)),
    looks: (member, caseId, limit) => as(member, (tx) => readLooks(tx, caseId, limit)),
    counts: (member, now) => as(member, (tx) => readCounts(tx, ownBodies(member), now)),
  };
}
