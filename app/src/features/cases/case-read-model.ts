/** Queries for screens and other features. Everything runs in the scope of the person who asks; row-level security is the second wall. */
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { mayRead, ownBodies } from './case-permissions.ts';
import { type CaseView, readCase } from './case-read.ts';
import { type HandoverList, readHandovers } from './handover-read.ts';
import { type Look, readLooks } from './looks-read.ts';
import { type Queue, type QueueFilter, readCounts, readQueue } from './queue-read.ts';

export type { CaseView, ClockView, StepView } from './case-read.ts';
export type { HandoverList, HandoverView } from './handover-read.ts';
export type { Look } from './looks-read.ts';
export { type Queue, type QueueFilter, type QueueRow, type QueueView, queueViews } from './queue-read.ts';

const PAGE_SIZE = 25;

export interface CaseReadModel {
  queue(member: Member, filter: QueueFilter, now: Temporal.Instant): Promise<Queue>;
  /** Undefined when the case does not exist or the person may not see it: the same answer. */
  findCase(member: Member, number: string): Promise<CaseView | undefined>;
  /** Hand-overs of the person's offices, both ways, the newest first. */
  handovers(member: Member, direction: 'in' | 'out', page: number): Promise<HandoverList>;
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
    looks: (member, caseId, limit) => as(member, (tx) => readLooks(tx, caseId, limit)),
    counts: (member, now) => as(member, (tx) => readCounts(tx, ownBodies(member), now)),
  };
}
