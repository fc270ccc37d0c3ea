/** Hand-overs of cases, both ways: what was sent, opened, accepted, returned, and the limit that began with it. */
import { sql } from 'kysely';
import type { Position } from '../../platform/api/index.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import { unreachable } from '../../platform/result.ts';
import { findSeals, type Seals } from '../ledger/index.ts';
import type { HandoverMark } from './case-chain.ts';
import { type DueRule, readDueRule } from './handover-due.ts';
import { zone } from './stored-values.ts';

export interface HandoverView {
  readonly id: string;
  readonly caseNumber: string;
  readonly seq: number;
  readonly what: string;
  readonly fromBodyId: string;
  readonly fromName: string;
  readonly toName: string;
  readonly toZone: Zone;
  /** The receiver works outside this instance: it is sent a file. */
  readonly toOutside: boolean;
  readonly direction: 'out' | 'in' | 'other';
  readonly sentAt: Temporal.Instant;
  readonly openedAt: Temporal.Instant | null;
  readonly acceptedAt: Temporal.Instant | null;
  readonly returnedAt: Temporal.Instant | null;
  /** Limit that began with the hand-over, while it runs or as it ended. */
  readonly dueAt: Temporal.Instant | null;
  readonly clockState: string | null;
  readonly clockRule: { readonly procedureId: string; readonly stepId: string } | null;
  /** Until when the receiver answers; null: handed over before there was such a limit, or no route names one. */
  readonly acceptance: {
    readonly dueAt: Temporal.Instant;
    readonly rule: DueRule | null;
    readonly provisional: boolean;
  } | null;
  /** Accepted, returned, or worked on. */
  readonly endedAt: Temporal.Instant | null;
  readonly bundleHash: string;
  /** What happened to it, each with its leaf; null where it happened before there was a log. */
  readonly marks: Readonly<Record<HandoverMark, { readonly done: boolean; readonly commitment: Uint8Array | null }>>;
}

export async function handoverRows(
  tx: Tx,
  ownBodies: readonly string[],
  condition: ReturnType<typeof sql>,
  order: ReturnType<typeof sql>,
): Promise<HandoverView[]> {
  const { rows } = await sql<HandoverRecord>`
    select h.id, h.due_at as accept_by, h.due_rule, h.due_provisional, h.ended_at, b.outside, f.number, h.seq, h.what, h.from_body_id, h.to_body_id, a.name as from_name, b.name as to_name, b.zone, h.sent_at, h.opened_at, h.accepted_at,
      h.returned_at, h.bundle_hash, h.opened_commitment, sent.commitment as sent_commitment, took.kind as took, took.commitment as took_commitment, k.due_at, k.state, k.procedure_id, k.step_id
    from handover h
    join case_file f on f.id = h.case_id
    join body a on a.id = h.from_body_id
    join body b on b.id = h.to_body_id
    left join case_event sent on sent.case_id = h.case_id and sent.seq = h.seq
    left join lateral (select kind, commitment from case_event e where e.case_id = h.case_id and e.seq > h.seq and e.body_id = h.to_body_id
                       and (e.kind = 'handover-accepted' and e.at = h.accepted_at or e.kind = 'handover-returned' and e.at = h.returned_at)
                       order by e.seq limit 1) took on true
    left join lateral (select due_at, state, procedure_id, step_id from clock k where k.case_id = h.case_id and k.body_id = h.to_body_id and k.started_at = h.sent_at
                       order by k.due_at limit 1) k on true
    where ${condition} order by ${order}`.execute(tx);
  return rows.map((r) => ({
    id: r.id,
    caseNumber: r.number,
    seq: r.seq,
    what: r.what,
    fromBodyId: r.from_body_id,
    fromName: r.from_name,
    toName: r.to_name,
    toZone: zone(r.zone),
    toOutside: r.outside,
    direction: ownBodies.includes(r.from_body_id) ? 'out' : ownBodies.includes(r.to_body_id) ? 'in' : 'other',
    sentAt: r.sent_at,
    openedAt: r.opened_at,
    acceptedAt: r.accepted_at,
    returnedAt: r.returned_at,
    dueAt: r.due_at,
    clockState: r.state,
    clockRule:
      r.procedure_id === null || r.step_id === null ? null : { procedureId: r.procedure_id, stepId: r.step_id },
    acceptance:
      r.accept_by === null
        ? null
        : { dueAt: r.accept_by, rule: readDueRule(r.due_rule), provisional: r.due_provisional === true },
    endedAt: r.ended_at,
    bundleHash: r.bundle_hash.toString('hex'),
    marks: {
      sent: { done: true, commitment: r.sent_commitment },
      opened: { done: r.opened_at !== null, commitment: r.opened_commitment },
      accepted: { done: r.accepted_at !== null, commitment: r.took === 'handover-accepted' ? r.took_commitment : null },
      returned: { done: r.returned_at !== null, commitment: r.took === 'handover-returned' ? r.took_commitment : null },
    },
  }));
}

interface HandoverRecord {
  id: string;
  accept_by: Temporal.Instant | null;
  due_rule: unknown;
  due_provisional: boolean | null;
  ended_at: Temporal.Instant | null;
  outside: boolean;
  number: string;
  seq: number;
  what: string;
  from_body_id: string;
  to_body_id: string;
  from_name: string;
  to_name: string;
  zone: string;
  sent_at: Temporal.Instant;
  opened_at: Temporal.Instant | null;
  accepted_at: Temporal.Instant | null;
  returned_at: Temporal.Instant | null;
  bundle_hash: Buffer;
  opened_commitment: Buffer | null;
  sent_commitment: Buffer | null;
  took: string | null;
  took_commitment: Buffer | null;
  due_at: Temporal.Instant | null;
  state: string | null;
  procedure_id: string | null;
  step_id: string | null;
}

/** Which hand-overs are shown. `overdue`: nobody answered within the limit. `unopened`: nobody looked. `waiting`: not answered yet. */
export const handoverStates = ['all', 'overdue', 'unopened', 'waiting', 'returned'] as const;
export type HandoverState = (typeof handoverStates)[number];

/** Where what one office handed over lies: how many wait at this receiver, out of how many in all, and how long it took to answer. */
export interface WhereItLies {
  readonly name: string;
  readonly total: number;
  readonly waiting: number;
  readonly unopened: number;
  readonly overdue: number;
  /** Days from sending to the answer, of those that were answered. */
  readonly medianDays: number | null;
}

export interface HandoverList {
  readonly rows: readonly HandoverView[];
  readonly total: number;
  readonly pageSize: number;
  readonly seals: Seals;
  readonly counts: Readonly<Record<HandoverState, number>>;
  /** By the office at the other end, the most waiting first. */
  readonly lies: readonly WhereItLies[];
}

/** Offices at the other end that are shown; the rest is in the list. */
const MOST_OFFICES = 12;

function stateCondition(state: HandoverState, now: Temporal.Instant): ReturnType<typeof sql> {
  switch (state) {
    case 'all':
      return sql`true`;
    case 'overdue':
      return sql`h.ended_at is null and h.due_at < ${now.toString()}::timestamptz`;
    case 'unopened':
      return sql`h.ended_at is null and h.opened_at is null`;
    case 'waiting':
      return sql`h.ended_at is null`;
    case 'returned':
      return sql`h.returned_at is not null`;
    default:
      return unreachable(state);
  }
}

/** Hand-overs from or to these offices, the newest first. */
export async function readHandovers(
  tx: Tx,
  bodies: string[],
  asked: { readonly direction: 'in' | 'out'; readonly state: HandoverState; readonly page: number },
  now: Temporal.Instant,
  pageSize: number,
): Promise<HandoverList> {
  const side = asked.direction === 'out' ? sql`h.from_body_id` : sql`h.to_body_id`;
  const other = asked.direction === 'out' ? sql`h.to_body_id` : sql`h.from_body_id`;
  const mine = bodies.length > 0 ? sql`${side} = any (${bodies}::uuid[])` : sql`false`;
  const rows = await handoverRows(
    tx,
    bodies,
    sql`${mine} and ${stateCondition(asked.state, now)}`,
    sql`h.sent_at desc, h.seq desc limit ${pageSize} offset ${(asked.page - 1) * pageSize}`,
  );
  const counted = (
    await sql<Record<HandoverState, number>>`
      select count(*) as "all", ${sql.join(
        handoverStates
          .slice(1)
          .map((state) => sql`count(*) filter (where ${stateCondition(state, now)}) as ${sql.ref(state)}`),
      )}
      from handover h where ${mine}`.execute(tx)
  ).rows[0];
  const { rows: lies } = await sql<{
    name: string;
    total: number;
    waiting: number;
    unopened: number;
    overdue: number;
    median: number | null;
  }>`
    select b.name, count(*) as total, count(*) filter (where ${stateCondition('waiting', now)}) as waiting,
      count(*) filter (where ${stateCondition('unopened', now)}) as unopened,
      count(*) filter (where ${stateCondition('overdue', now)}) as overdue,
      percentile_cont(0.5) within group (order by extract(epoch from h.ended_at - h.sent_at) / 86400.0)
        filter (where h.ended_at is not null) as median
    from handover h join body b on b.id = ${other}
    where ${mine} group by b.id, b.name order by waiting desc, total desc, b.name limit ${MOST_OFFICES}`.execute(tx);
  const counts = {
    all: Number(counted?.all ?? 0),
    overdue: Number(counted?.overdue ?? 0),
    unopened: Number(counted?.unopened ?? 0),
    waiting: Number(counted?.waiting ?? 0),
    returned: Number(counted?.returned ?? 0),
  };
  const commitments = rows.flatMap(({ marks }) => Object.values(marks).flatMap(({ commitment }) => commitment ?? []));
  return {
    rows,
    total: counts[asked.state],
    pageSize,
    seals: await findSeals(tx, commitments),
    counts,
    lies: lies.map((row) => ({
      name: row.name,
      total: Number(row.total),
      waiting: Number(row.waiting),
      unopened: Number(row.unopened),
      overdue: Number(row.overdue),
      medianDays: row.median === null ? null : Math.round(Number(row.median) * 10) / 10,
    })),
  };
}

/** The same, going on after the sort keys of the last one shown, so that what is sent meanwhile moves nothing. */
export async function readHandoversFrom(
  tx: Tx,
  bodies: string[],
  direction: 'in' | 'out',
  limit: number,
  after: Position | null,
): Promise<{ readonly rows: readonly HandoverView[]; readonly next: Position | null }> {
  const side = direction === 'out' ? sql`h.from_body_id` : sql`h.to_body_id`;
  const own = bodies.length > 0 ? sql`${side} = any (${bodies}::uuid[])` : sql`false`;
  const [at = '', seq = '', number = ''] = after ?? [];
  const rest =
    after === null ? sql`true` : sql`(h.sent_at, h.seq, f.number) < (${at}::timestamptz, ${seq}::integer, ${number})`;
  const rows = await handoverRows(
    tx,
    bodies,
    sql`${own} and ${rest}`,
    sql`h.sent_at desc, h.seq desc, f.number desc limit ${limit + 1}`,
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next:
      rows.length > limit && last !== undefined ? [last.sentAt.toString(), String(last.seq), last.caseNumber] : null,
  };
}
