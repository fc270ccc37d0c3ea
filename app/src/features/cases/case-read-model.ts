/** Queries for screens and other features. Everything runs in the scope of the person who asks; row-level security is the second wall. */
import type { Position } from '../../platform/api/index.ts';
import type { LegalClock } from '../../platform/clock/legal-clock.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { caseIds } from './case-ids.ts';
import { mayRead, ownBodies } from './case-permissions.ts';
import { type CaseView, readCase } from './case-read.ts';
import {
  type HandoverList,
  type HandoverState,
  type HandoverView,
  readHandovers,
  readHandoversFrom,
} from './handover-read.ts';
import { type LikeSanctions, readLikeSanctions } from './like-sanctions.ts';
import { type LimitRow, type LimitState, readLimits } from './limits-read.ts';
import { type Look, readLooks } from './looks-read.ts';
import { type Queue, type QueueFilter, type QueueRow, readCounts, readMatches, readQueue } from './queue-read.ts';
import type { CaseSearch } from './search-index.ts';

export type { CaseView, ClockView, StepView } from './case-read.ts';
export type { HandoverList, HandoverView } from './handover-read.ts';
export type { Look } from './looks-read.ts';
export {
  MOST_COUNTED,
  type Queue,
  type QueueFilter,
  type QueueRow,
  type QueueView,
  queueViews,
  type WorkFilter,
} from './queue-read.ts';

const PAGE_SIZE = 25;

/** Rows, and the sort keys after which the next ones follow; null: there are none. */
export interface Following<Row> {
  readonly rows: readonly Row[];
  readonly next: Position | null;
}

export interface CaseReadModel {
  queue(member: Member, filter: QueueFilter, now: Temporal.Instant, pageSize?: number): Promise<Queue>;
  /** Ids of what a list holds, at most as many as are counted; for whoever asks in a person's name without showing anything. */
  matches(
    userId: string,
    filter: Pick<QueueFilter, 'view' | 'search' | 'narrow'>,
    now: Temporal.Instant,
  ): Promise<readonly string[]>;
  /** Undefined when the case does not exist or the person may not see it: the same answer. */
  findCase(member: Member, number: string): Promise<CaseView | undefined>;
  /** The case of a number that was shown before, to whomever; who may see it is asked where it is read. */
  idOf(number: string): string | undefined;
  /** Hand-overs of the person's offices, both ways, the newest first. */
  handovers(
    member: Member,
    asked: { readonly direction: 'in' | 'out'; readonly state: HandoverState; readonly page: number },
    now: Temporal.Instant,
  ): Promise<HandoverList>;
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
  /** What cases of a level got. */
  likeSanctions(member: Member, level: string | null): Promise<LikeSanctions>;
  /** Counts beside the views of the queue. */
  counts(member: Member, now: Temporal.Instant): Promise<{ readonly queue: number; readonly late: number }>;
}

export function caseReadModel(db: Database, keys: Keys, search: CaseSearch, legalClock: LegalClock): CaseReadModel {
  /** In a transaction of its own before the list's: a search holds one connection at a time. */
  const ready = (filter: Pick<QueueFilter, 'search' | 'name'>): Promise<void> =>
    filter.search === '' || filter.name !== undefined ? Promise.resolve() : search.catchUp();
  const ids = caseIds();
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);

  return {
    queue: async (member, filter, now, pageSize = PAGE_SIZE) => {
      await ready(filter);
      const queue = await as(member, (tx) => readQueue(tx, { keys, search }, ownBodies(member), filter, now, pageSize));
      // The next thing that somebody does is to open one of them.
      for (const row of queue.rows) ids.remember(row.number, row.id);
      return queue;
    },
    matches: async (userId, filter, now) => {
      await ready(filter);
      const wanted = { ...filter, everywhere: true, page: 1 };
      return runAs(db, { kind: 'member', userId }, (tx) => readMatches(tx, search, wanted, now));
    },
    findCase: async (member, number) => {
      if (!mayRead(member)) return undefined;
      const found = await as(member, async (tx) =>
        readCase(tx, keys, member, number, await legalClock.now(), ids.idOf(number)),
      );
      if (found !== undefined) ids.remember(found.number, found.id);
      return found;
    },
    idOf: (number) => ids.idOf(number),
    handovers: (member, asked, now) => as(member, (tx) => readHandovers(tx, ownBodies(member), asked, now, PAGE_SIZE)),
    queueFrom: async (member, filter, now, limit, after) => {
      await ready(filter);
      return as(member, async (tx) => {
        const deps = { keys, search };
        const queue = await readQueue(tx, deps, ownBodies(member), { ...filter, page: 1 }, now, limit, after);
        // A full page may be the last one; then the next is empty.
        return { rows: queue.rows, next: queue.rows.length === limit ? queue.last : null };
      });
    },
    handoversFrom: (member, direction, limit, after) =>
      as(member, (tx) => readHandoversFrom(tx, ownBodies(member), direction, limit, after)),
    limits: (member, state, now, limit, after) =>
      as(member, (tx) => readLimits(tx, ownBodies(member), state, now, limit, after)),
    looks: (member, caseId, limit) => as(member, (tx) => readLooks(tx, caseId, limit)),
    likeSanctions: (member, level) => as(member, (tx) => readLikeSanctions(tx, level)),
    counts: (member, now) => as(member, (tx) => readCounts(tx, ownBodies(member), now)),
  };
}
