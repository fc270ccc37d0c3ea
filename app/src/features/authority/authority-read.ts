/** What waits at an authority, and what those who conveyed it see of it. In the scope of the person who asks; row-level security is the second wall. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';

export interface WaitingRow {
  readonly number: string;
  readonly status: string;
  readonly actKind: string;
  readonly level: string | null;
  readonly holderName: string;
  readonly zone: Zone;
  readonly sentAt: Temporal.Instant | null;
  readonly dueAt: Temporal.Instant | null;
  /** The limit stands still; the ladder counts its day all the same. */
  readonly stopped: boolean;
  /** The last word of the ladder: which step it was; null: none. */
  readonly rung: string | null;
  /** Day on which a block is looked at again; null: none, or not to be read. */
  readonly reviewOn: string | null;
}

interface Row {
  readonly number: string;
  readonly status: string;
  readonly act_kind: string;
  readonly level: string | null;
  readonly holder: string;
  readonly zone: string;
  readonly sent_at: Temporal.Instant | null;
  readonly due_at: Temporal.Instant | null;
  readonly stopped: boolean;
  readonly rung: string | null;
  readonly review_on: string | null;
}

/** Rows of one page. */
const PAGE_ROWS = 100;

export interface WaitingPage {
  readonly rows: readonly WaitingRow[];
  /** There is another page after this one. */
  readonly more: boolean;
}

function offsetOf(page: number): number {
  return (page - 1) * PAGE_ROWS;
}

function pageOf(rows: readonly Row[]): WaitingPage {
  return { rows: rows.slice(0, PAGE_ROWS).map(rowOf), more: rows.length > PAGE_ROWS };
}

/** The limit of the authority; where it has none any more, the nearest of the case. What stands still keeps the day by which the ladder counts. */
const limit = sql`left join lateral (
    select k.due_at, k.state from clock k where k.case_id = f.id and k.state in ('running', 'stopped') and k.step_id not in ('file-objection', 'file-appeal')
    order by k.step_id = 'ppk-follow-up' desc, k.due_at limit 1) k on true`;
const columns = sql`f.number, f.status, f.act_kind, f.level, b.name as holder, b.zone, k.due_at, coalesce(k.state = 'stopped', false) as stopped, ladder_rung(f.id) as rung,
  (select h.sent_at from handover h where h.case_id = f.id and h.to_body_id = f.holder_body_id order by h.seq desc limit 1) as sent_at,
  (select c.content ->> 'reviewOn' from case_event e join case_event_content c on c.case_id = e.case_id and c.seq = e.seq
   where e.case_id = f.id and e.kind = 'block-proposed' order by e.seq desc limit 1) as review_on`;

function rowOf(row: Row): WaitingRow {
  if (!isZone(row.zone)) throw new Error('an office has an unknown zone');
  return {
    number: row.number,
    status: row.status,
    actKind: row.act_kind,
    level: row.level,
    holderName: row.holder,
    zone: row.zone,
    sentAt: row.sent_at,
    dueAt: row.due_at,
    stopped: row.stopped,
    rung: row.rung,
    reviewOn: row.review_on,
  };
}

/** Recommendations at these authorities, the nearest limit first. */
export async function readWaiting(tx: Tx, bodies: readonly string[], page = 1): Promise<WaitingPage> {
  const { rows } = await sql<Row>`select ${columns} from case_file f join body b on b.id = f.holder_body_id ${limit}
    where f.holder_body_id = any (${[...bodies]}::uuid[]) and f.closed_at is null order by k.due_at nulls last, f.number
    limit ${PAGE_ROWS + 1} offset ${offsetOf(page)}`.execute(tx);
  return pageOf(rows);
}

/** What these offices conveyed and still watch, the longest overdue first; blocked ones also after the case was closed. */
export async function readWatched(tx: Tx, bodies: readonly string[], page = 1): Promise<WaitingPage> {
  const { rows } =
    await sql<Row>`select ${columns} from case_part p join case_file f on f.id = p.case_id join body b on b.id = f.holder_body_id ${limit}
    where p.body_id = any (${[...bodies]}::uuid[]) and p.part = 'watch' and p.ended_at is null
      and (f.status in ('conveyed', 'examining') or ladder_rung(f.id) = 'blocked')
    order by k.due_at nulls last, f.number limit ${PAGE_ROWS + 1} offset ${offsetOf(page)}`.execute(tx);
  return pageOf(rows);
}

export interface AuthorityShare {
  readonly holderName: string;
  readonly waiting: number;
  readonly overdue: number;
  /** Whole days since the recommendation was sent, in the middle of all that wait. */
  readonly medianDays: number;
}

/** Where recommendations lie: by authority, the most overdue first. */
export async function readShares(
  tx: Tx,
  bodies: readonly string[],
  now: Temporal.Instant,
): Promise<readonly AuthorityShare[]> {
  const at = now.toString();
  const { rows } = await sql<{ holder: string; waiting: number; overdue: number; days: number }>`
    select b.name as holder, count(*)::int as waiting, count(*) filter (where k.due_at < ${at}::timestamptz)::int as overdue,
      coalesce(percentile_disc(0.5) within group (order by extract(day from ${at}::timestamptz - h.sent_at)), 0)::int as days
    from case_part p join case_file f on f.id = p.case_id join body b on b.id = f.holder_body_id ${limit}
    left join lateral (select sent_at from handover h where h.case_id = f.id and h.to_body_id = f.holder_body_id order by h.seq desc limit 1) h on true
    where p.body_id = any (${[...bodies]}::uuid[]) and p.part = 'watch' and p.ended_at is null and f.status in ('conveyed', 'examining')
    group by b.name order by overdue desc, waiting desc, b.name limit 50`.execute(tx);
  return rows.map((row) => ({
    holderName: row.holder,
    waiting: row.waiting,
    overdue: row.overdue,
    medianDays: row.days,
  }));
}
