/** Hand-overs of cases, both ways: what was sent, opened, accepted, returned, and the limit that began with it. */
import { sql } from 'kysely';
import type { Position } from '../../platform/api/index.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import { findSeals, type Seals } from '../ledger/index.ts';
import type { HandoverMark } from './case-chain.ts';
import { zone } from './stored-values.ts';

export interface HandoverView {
  readonly caseNumber: string;
  readonly seq: number;
  readonly what: string;
  readonly fromName: string;
  readonly toName: string;
  readonly toZone: Zone;
  readonly direction: 'out' | 'in' | 'other';
  readonly sentAt: Temporal.Instant;
  readonly openedAt: Temporal.Instant | null;
  readonly acceptedAt: Temporal.Instant | null;
  readonly returnedAt: Temporal.Instant | null;
  /** Limit that began with the hand-over, while it runs or as it ended. */
  readonly dueAt: Temporal.Instant | null;
  readonly clockState: string | null;
  readonly clockRule: { readonly procedureId: string; readonly stepId: string } | null;
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
    select f.number, h.seq, h.what, h.from_body_id, h.to_body_id, a.name as from_name, b.name as to_name, b.zone, h.sent_at, h.opened_at, h.accepted_at,
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
    caseNumber: r.number,
    seq: r.seq,
    what: r.what,
    fromName: r.from_name,
    toName: r.to_name,
    toZone: zone(r.zone),
    direction: ownBodies.includes(r.from_body_id) ? 'out' : ownBodies.includes(r.to_body_id) ? 'in' : 'other',
    sentAt: r.sent_at,
    openedAt: r.opened_at,
    acceptedAt: r.accepted_at,
    returnedAt: r.returned_at,
    dueAt: r.due_at,
    clockState: r.state,
    clockRule:
      r.procedure_id === null || r.step_id === null ? null : { procedureId: r.procedure_id, stepId: r.step_id },
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

export interface HandoverList {
  readonly rows: readonly HandoverView[];
  readonly total: number;
  readonly pageSize: number;
  readonly seals: Seals;
}

/** Hand-overs from or to these offices, the newest first. */
export async function readHandovers(
  tx: Tx,
  bodies: string[],
  direction: 'in' | 'out',
  page: number,
  pageSize: number,
): Promise<HandoverList> {
  const side = direction === 'out' ? sql`h.from_body_id` : sql`h.to_body_id`;
  const condition = bodies.length > 0 ? sql`${side} = any (${bodies}::uuid[])` : sql`false`;
  const rows = await handoverRows(
    tx,
    bodies,
    sql`${condition}`,
    sql`h.sent_at desc, h.seq desc limit ${pageSize} offset ${(page - 1) * pageSize}`,
  );
  const total =
    (await sql<{ n: number }>`select count(*) as n from handover h where ${condition}`.execute(tx)).rows[0]?.n ?? 0;
  const commitments = rows.flatMap(({ marks }) => Object.values(marks).flatMap(({ commitment }) => commitment ?? []));
  return { rows, total, pageSize, seals: await findSeals(tx, commitments) };
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
