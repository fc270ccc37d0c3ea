/** The queue and the counts beside the places of the desk. Everything runs in the scope of the person who asks. */
import { sql } from 'kysely';
import type { Position } from '../../platform/api/index.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import { type LockedAccused, openDetails } from './accused-index.ts';
import { type FoundAccused, findAccused } from './accused-store.ts';
import type { CaseStatus } from './case.ts';
import { statusOf, zone } from './stored-values.ts';

export interface QueueRow {
  readonly number: string;
  readonly status: CaseStatus;
  readonly origin: string;
  readonly actKind: string;
  readonly level: string | null;
  /** Rows named by the last study: "B6, B8". */
  readonly rowIds: string | null;
  readonly regionName: string;
  readonly holderName: string;
  readonly holderZone: Zone;
  readonly accusedPost: string | null;
  readonly openedAt: Temporal.Instant;
  readonly due: {
    readonly at: Temporal.Instant;
    readonly stepId: string;
    readonly procedureId: string;
    readonly nature: string;
  } | null;
  /** Accused whose name was looked for; empty when none was. */
  readonly named: readonly FoundAccused[];
  /** The hand-over by which the case came to its holder, if it came by one. */
  readonly handover: 'sent' | 'opened' | 'accepted' | null;
}

export const queueViews = ['open', 'late', 'today', 'information', 'closed'] as const;
export type QueueView = (typeof queueViews)[number];

export interface QueueFilter {
  readonly view: QueueView;
  /** Number of a case, or part of a post or place. */
  readonly search: string;
  /** Name or employee number of an accused, looked for in every case that may be read, whatever the view. */
  readonly name?: string | undefined;
  /** From 1. */
  readonly page: number;
}

export interface Queue {
  readonly rows: readonly QueueRow[];
  readonly total: number;
  readonly pageSize: number;
  /** Sort keys of the last row, for whoever goes on from there. */
  readonly last: Position | null;
}

/**
 * @param bodies own offices; empty for an overseer, who sees all that may be read
 * @param after goes on after these sort keys instead of by page, so that what is added meanwhile moves nothing
 */
export async function readQueue(
  tx: Tx,
  keys: Keys,
  bodies: string[],
  filter: QueueFilter,
  now: Temporal.Instant,
  pageSize: number,
  after: Position | null = null,
): Promise<Queue> {
  const where = [
    viewCondition(filter.view, now),
    bodies.length > 0 && filter.view !== 'closed' ? sql`f.holder_body_id = any (${bodies}::uuid[])` : sql`true`,
  ];
  const found = filter.name === undefined ? null : await findAccused(tx, keys, filter.name);
  if (found !== null) where.splice(0, where.length, sql`f.id = any (${found.map((one) => one.caseId)}::uuid[])`);
  else if (filter.search !== '') {
    const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`;
    const byPost = await casesByPost(tx, keys, sql.join(where, sql` and `), filter.search);
    where.push(sql`(f.number ilike ${like} or place.name ilike ${like} or f.id = any (${byPost}::uuid[]))`);
  }
  const counted = sql.join(where, sql` and `);
  if (after !== null) where.push(afterCondition(filter.view, after));
  const condition = sql.join(where, sql` and `);
  const from = sql`from case_file f join jurisdiction place on place.id = f.region_id join body holder on holder.id = f.holder_body_id`;
  const order = filter.view === 'closed' ? sql`f.closed_at desc` : sql`f.due_at asc nulls last, f.opened_at`;
  // The page is chosen first: what stands beside a case is asked for twenty-five of them, not for all that wait.
  const { rows } = await sql<QueueRecord>`
          with f as materialized (
            select f.id, f.number, f.status, f.origin, f.act_kind, f.level, f.row_ids, f.opened_at, f.closed_at, f.due_at, f.holder_body_id,
              place.name as region, holder.name as holder, holder.zone
            ${from} where ${condition} order by ${order}, f.number limit ${pageSize} offset ${(filter.page - 1) * pageSize})
          select coalesce(f.closed_at, f.due_at, 'infinity')::text as first_key, f.opened_at::text as second_key,
            f.number, f.status, f.origin, f.act_kind, f.level, f.row_ids, f.opened_at, f.due_at, f.region, f.holder, f.zone,
            f.id, first.details_sealed, first.post, first.unit_name, k.step_id, k.procedure_id, k.nature,
            (select case when h.accepted_at is not null then 'accepted' when h.opened_at is not null then 'opened' else 'sent' end
             from handover h where h.case_id = f.id and h.to_body_id = f.holder_body_id and h.returned_at is null order by h.seq desc limit 1) as handover
          from f
          left join lateral (select a.details_sealed, a.post, a.unit_name from case_accused a where a.case_id = f.id order by a.position limit 1) first on true
          left join lateral (select step_id, procedure_id, nature from clock k where k.case_id = f.id and k.state = 'running' order by k.due_at limit 1) k on true
          order by ${order}, f.number`.execute(tx);
  const total = (await sql<{ n: number }>`select count(*) as n ${from} where ${counted}`.execute(tx)).rows[0]?.n ?? 0;
  const last = rows.at(-1);
  return {
    rows: rows.map((row) => queueRow(row, keys, found ?? [])),
    total,
    pageSize,
    last: last === undefined ? null : [last.first_key, last.second_key, last.number],
  };
}

/** After the sort keys of a row, in the order in which the view is shown. */
function afterCondition(view: QueueView, [first = '', second = '', number = '']: Position) {
  return view === 'closed'
    ? sql`(f.closed_at < ${first}::timestamptz or f.closed_at = ${first}::timestamptz and f.number > ${number})`
    : sql`(coalesce(f.due_at, 'infinity'), f.opened_at, f.number) > (${first}::timestamptz, ${second}::timestamptz, ${number})`;
}

/** Most accused whose post is opened to look into it; the newest cases first. */
const MOST_OPENED = 20_000;

/** Cases with an accused whose post or unit holds the words. Posts lie locked, so they are opened and looked into, here and nowhere else. */
async function casesByPost(
  tx: Tx,
  keys: Keys,
  condition: ReturnType<typeof sql>,
  search: string,
): Promise<readonly string[]> {
  const { rows } = await sql<LockedAccused & { case_id: string }>`
    select a.case_id, a.name_sealed, a.details_sealed, a.post, a.unit_name from case_accused a join case_file f on f.id = a.case_id
    where ${condition} order by f.opened_at desc limit ${MOST_OPENED}`.execute(tx);
  const wanted = search.toLowerCase();
  const cases = new Set<string>();
  for (const row of rows) {
    const { post, unitName } = openDetails(keys, row.case_id, row);
    if (post.toLowerCase().includes(wanted) || unitName.toLowerCase().includes(wanted)) cases.add(row.case_id);
  }
  return [...cases];
}

/** What waits at the person's own offices. */
export async function readCounts(
  tx: Tx,
  bodies: string[],
  now: Temporal.Instant,
): Promise<{ readonly queue: number; readonly late: number; readonly incoming: number }> {
  // The same cases as in the queue: those that lie at one's own offices, or for an overseer all that may be read.
  const mine = bodies.length > 0 ? sql`f.holder_body_id = any (${bodies}::uuid[])` : sql`true`;
  const { rows } = await sql<{ queue: number; late: number; incoming: number }>`
          select count(*) as queue, count(*) filter (where f.due_at < ${now.toString()}::timestamptz) as late,
            (select count(*) from handover h where h.to_body_id = any (${bodies}::uuid[]) and h.accepted_at is null and h.returned_at is null
               and not exists (select 1 from handover later where later.case_id = h.case_id and later.seq > h.seq)
               and exists (select 1 from case_file c where c.id = h.case_id and c.holder_body_id = h.to_body_id and c.closed_at is null)) as incoming
          from case_file f where ${mine} and f.closed_at is null and f.status <> 'information'`.execute(tx);
  return rows[0] ?? { queue: 0, late: 0, incoming: 0 };
}

interface QueueRecord extends Omit<LockedAccused, 'name_sealed'> {
  id: string;
  first_key: string;
  second_key: string;
  number: string;
  status: string;
  origin: string;
  act_kind: string;
  level: string | null;
  row_ids: string | null;
  opened_at: Temporal.Instant;
  due_at: Temporal.Instant | null;
  region: string;
  holder: string;
  zone: string;
  step_id: string | null;
  procedure_id: string | null;
  nature: string | null;
  handover: 'sent' | 'opened' | 'accepted' | null;
}

function viewCondition(view: QueueView, now: Temporal.Instant) {
  const at = now.toString();
  switch (view) {
    case 'open':
      return sql`f.closed_at is null and f.status <> 'information'`;
    case 'late':
      return sql`f.closed_at is null and f.due_at < ${at}::timestamptz`;
    case 'today':
      return sql`f.closed_at is null and f.due_at >= ${at}::timestamptz and f.due_at < ${at}::timestamptz + interval '24 hours'`;
    case 'information':
      return sql`f.status = 'information'`;
    case 'closed':
      return sql`f.closed_at is not null`;
  }
}

function queueRow(row: QueueRecord, keys: Keys, found: readonly FoundAccused[]): QueueRow {
  const nobody = row.details_sealed === null && row.post === null;
  return {
    number: row.number,
    status: statusOf(row.status),
    origin: row.origin,
    actKind: row.act_kind,
    level: row.level,
    rowIds: row.row_ids,
    regionName: row.region,
    holderName: row.holder,
    holderZone: zone(row.zone),
    accusedPost: nobody ? null : openDetails(keys, row.id, row).post,
    named: found.filter((one) => one.caseId === row.id),
    openedAt: row.opened_at,
    due:
      row.due_at === null || row.step_id === null || row.procedure_id === null || row.nature === null
        ? null
        : { at: row.due_at, stepId: row.step_id, procedureId: row.procedure_id, nature: row.nature },
    handover: row.handover,
  };
}
