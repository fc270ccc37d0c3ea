/** Who looks after a case at an office: reading and writing rows, in the scope of the person who asks. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import type { Colleague } from './mentions.ts';

export interface AssignmentView {
  readonly userId: string;
  readonly name: string;
  readonly deputyId: string | null;
  readonly deputyName: string | null;
  readonly bodyName: string;
  readonly since: Temporal.Instant;
  readonly assignedBy: string;
  readonly endedAt: Temporal.Instant | null;
  readonly endedWhy: 'replaced' | 'released' | 'left' | 'shut-out' | null;
  /** False: the person works there no more, so that nobody looks after the case. */
  readonly atWork: boolean;
}

/** All there were at one office, the latest first. */
export async function readAssignments(tx: Tx, caseId: string, bodyId: string): Promise<readonly AssignmentView[]> {
  const { rows } = await sql<{
    user_id: string;
    name: string;
    deputy_id: string | null;
    deputy: string | null;
    body: string;
    assigned_at: Temporal.Instant;
    by: string;
    ended_at: Temporal.Instant | null;
    ended_why: string | null;
    at_work: boolean;
  }>`
    select a.user_id, u.name, a.deputy_id, d.name as deputy, b.name as body, a.assigned_at, y.name as by, a.ended_at, a.ended_why,
      works_at(a.user_id, a.body_id) as at_work
    from case_assignment a join auth.auth_user u on u.id = a.user_id join body b on b.id = a.body_id
      join auth.auth_user y on y.id = a.assigned_by left join auth.auth_user d on d.id = a.deputy_id
    where a.case_id = ${caseId}::uuid and a.body_id = ${bodyId}::uuid
    order by a.ended_at desc nulls first, a.assigned_at desc limit 50`.execute(tx);
  return rows.map((row) => ({
    userId: row.user_id,
    name: row.name,
    deputyId: row.deputy_id,
    deputyName: row.deputy,
    bodyName: row.body,
    since: row.assigned_at,
    assignedBy: row.by,
    endedAt: row.ended_at,
    endedWhy: endedWhy(row.ended_why),
    atWork: row.at_work,
  }));
}

function endedWhy(text: string | null): AssignmentView['endedWhy'] {
  if (text === null || text === 'replaced' || text === 'released' || text === 'left' || text === 'shut-out')
    return text;
  throw new Error('an assignment ended for an unknown reason');
}

/** People who work on cases at an own office. @param caseId without those who are shut out of this case */
export async function readColleagues(tx: Tx, bodyId: string, caseId?: string): Promise<readonly Colleague[]> {
  const { rows } = await (caseId === undefined
    ? sql<{ id: string; name: string }>`select id, name from colleagues(${bodyId}::uuid)`
    : sql<{ id: string; name: string }>`select id, name from colleagues_on(${bodyId}::uuid, ${caseId}::uuid)`
  ).execute(tx);
  return rows;
}

/** Which of these people may look after which of these cases: who works there today and is not shut out. */
export async function readLookable(
  tx: Tx,
  bodyId: string,
  pairs: readonly (readonly [caseId: string, userId: string])[],
): Promise<(caseId: string, userId: string) => boolean> {
  const { rows } = await sql<{ case_id: string; user_id: string }>`
    select case_id, user_id from unnest(${pairs.map(([caseId]) => caseId)}::uuid[], ${pairs.map(([, userId]) => userId)}::uuid[]) as p (case_id, user_id)
    where may_look_after(p.user_id, p.case_id, ${bodyId}::uuid)`.execute(tx);
  const may = new Set(rows.map((row) => `${row.case_id} ${row.user_id}`));
  return (caseId, userId) => may.has(`${caseId} ${userId}`);
}

/** Ends what stands; true when there was something. */
export async function endAssignment(
  tx: Tx,
  at: { readonly caseId: string; readonly bodyId: string; readonly by: string; readonly why: 'replaced' | 'released' },
): Promise<boolean> {
  const ended = await tx
    .updateTable('case_assignment')
    .set({ ended_at: sql<string>`now()`, ended_by: at.by, ended_why: at.why })
    .where('case_id', '=', at.caseId)
    .where('body_id', '=', at.bodyId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return ended.numUpdatedRows > 0n;
}

export async function insertAssignment(
  tx: Tx,
  made: {
    readonly id: string;
    readonly caseId: string;
    readonly bodyId: string;
    readonly userId: string;
    readonly deputyId: string | null;
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<void> {
  await tx
    .insertInto('case_assignment')
    .values({
      id: made.id,
      case_id: made.caseId,
      body_id: made.bodyId,
      user_id: made.userId,
      deputy_id: made.deputyId,
      assigned_by: made.by,
      assigned_at: made.at.toString(),
    })
    .execute();
}

/** Whom cases are assigned to at the office that holds them, by case. Asked as the system, or by people of the office; one without anybody is missing. */
export async function assigneesOf(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (caseIds.length === 0) return new Map();
  const { rows } = await sql<{ case_id: string; user_id: string }>`
    select case_id, user_id from assignees_of(${[...caseIds]}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.case_id, [row.user_id]]));
}

/** Whose cases can be given to others: people with open ones at an office, those who left, and "nobody". */
export interface Load {
  /** Null: cases that were never given to anybody. */
  readonly userId: string | null;
  readonly name: string | null;
  readonly open: number;
  readonly atWork: boolean;
}

/** Open cases that this office holds, by who looks after them. */
export async function readLoads(tx: Tx, bodyId: string): Promise<readonly Load[]> {
  const { rows } = await sql<{ user_id: string | null; name: string | null; n: number; at_work: boolean | null }>`
    with f as materialized (select id from case_file where holder_body_id = ${bodyId}::uuid and closed_at is null and status <> 'information'),
    last as (
      select f.id, (select a.user_id from case_assignment a where a.case_id = f.id and a.body_id = ${bodyId}::uuid
          and (a.ended_at is null or a.ended_why = 'left') order by a.ended_at desc nulls first, a.assigned_at desc limit 1) as user_id
      from f)
    select l.user_id, u.name, count(*) as n, case when l.user_id is null then null else works_at(l.user_id, ${bodyId}::uuid) end as at_work
    from last l left join auth.auth_user u on u.id = l.user_id
    group by l.user_id, u.name order by u.name nulls first`.execute(tx);
  return rows.map((row) => ({ userId: row.user_id, name: row.name, open: row.n, atWork: row.at_work ?? true }));
}

/** Most cases that are given on at once: a page that a person can look through. */
export const MOST_AT_ONCE = 500;

export interface OnHand {
  readonly id: string;
  readonly number: string;
  readonly dueAt: Temporal.Instant | null;
  readonly deputyId: string | null;
}

/** Open cases that this office holds and that person looks after, or looked after until leaving; null: those that nobody ever did. */
export async function readOnHand(tx: Tx, bodyId: string, userId: string | null): Promise<readonly OnHand[]> {
  const { rows } = await sql<{ id: string; number: string; due_at: Temporal.Instant | null; deputy_id: string | null }>`
    select f.id, f.number, f.due_at, g.deputy_id from case_file f
    left join lateral (select a.user_id, a.deputy_id from case_assignment a where a.case_id = f.id and a.body_id = ${bodyId}::uuid
      and (a.ended_at is null or a.ended_why = 'left') order by a.ended_at desc nulls first, a.assigned_at desc limit 1) g on true
    where f.holder_body_id = ${bodyId}::uuid and f.closed_at is null and f.status <> 'information'
      and g.user_id is not distinct from ${userId}::uuid
    order by f.due_at nulls last, f.number limit ${MOST_AT_ONCE}`.execute(tx);
  return rows.map((row) => ({ id: row.id, number: row.number, dueAt: row.due_at, deputyId: row.deputy_id }));
}
