/** All limits of the own offices, grouped by how near they are: in the scope of the person who asks. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';

export const groups = ['overdue', 'today', 'three-days', 'week', 'later', 'stopped'] as const;
export type Group = (typeof groups)[number];

/** Most limits on one page; the nearest come first, and what is left out is said. */
export const MOST_ROWS = 200;

export interface LimitLine {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly group: Group;
  readonly procedureId: string;
  readonly stepId: string;
  readonly bodyId: string;
  readonly bodyName: string;
  readonly zone: Zone;
  readonly startedAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  /** The day of the end at the office. */
  readonly dueDay: string;
  readonly skipped: readonly { readonly date: string; readonly why: string; readonly en: string }[];
  readonly provisional: boolean;
  readonly nature: 'law' | 'practice' | 'target';
  readonly basis: string;
  readonly confidence: string;
  readonly stoppedAt: Temporal.Instant | null;
  /** How often it was moved, stopped or resumed, and when last. */
  readonly changes: number;
  readonly changedAt: Temporal.Instant;
}

export interface OverviewFilter {
  readonly group: Group | null;
  /** One of the own offices; null: all. */
  readonly bodyId: string | null;
  /** Due days, both included; stopped limits have none. */
  readonly days: { readonly from: string; readonly until: string } | null;
}

interface Row {
  readonly id: string;
  readonly case_id: string;
  readonly number: string;
  readonly grp: string;
  readonly procedure_id: string;
  readonly step_id: string;
  readonly body_id: string;
  readonly body_name: string;
  readonly zone: string;
  readonly started_at: Temporal.Instant;
  readonly due_at: Temporal.Instant;
  readonly due_day: string;
  readonly skipped: unknown;
  readonly provisional: boolean;
  readonly nature: string;
  readonly basis: string;
  readonly confidence: string;
  readonly stopped_at: Temporal.Instant | null;
  readonly changes: number;
  readonly changed_at: Temporal.Instant;
}

const zoneName = sql`case k.zone when 'WITA' then 'Asia/Makassar' when 'WIT' then 'Asia/Jayapura' else 'Asia/Jakarta' end`;

/** @param bodies own offices; empty for an overseer, who sees all that may be read */
function grouped(bodies: readonly string[], now: Temporal.Instant) {
  const at = now.toString();
  const own = bodies.length > 0 ? sql`k.body_id = any (${[...bodies]}::uuid[])` : sql`true`;
  return sql`
    select k.*, (k.due_at at time zone ${zoneName})::date as due_day,
      case when k.state = 'stopped' then 'stopped'
           when k.due_at < ${at}::timestamptz then 'overdue'
           when (k.due_at at time zone ${zoneName})::date = (${at}::timestamptz at time zone ${zoneName})::date then 'today'
           when (k.due_at at time zone ${zoneName})::date <= (${at}::timestamptz at time zone ${zoneName})::date + 3 then 'three-days'
           when (k.due_at at time zone ${zoneName})::date <= (${at}::timestamptz at time zone ${zoneName})::date + 7 then 'week'
           else 'later' end as grp
    from clock k where k.state in ('running', 'stopped') and ${own}`;
}

export async function readGroups(
  tx: Tx,
  bodies: readonly string[],
  bodyId: string | null,
  now: Temporal.Instant,
): Promise<Readonly<Record<Group, number>>> {
  const { rows } = await sql<{ grp: string; n: number }>`
    select g.grp, count(*)::int as n from (${grouped(bodies, now)}) g
    where ${bodyId === null ? sql`true` : sql`g.body_id = ${bodyId}::uuid`} group by 1`.execute(tx);
  const of = (group: Group): number => Number(rows.find((row) => row.grp === group)?.n ?? 0);
  return {
    overdue: of('overdue'),
    today: of('today'),
    'three-days': of('three-days'),
    week: of('week'),
    later: of('later'),
    stopped: of('stopped'),
  };
}

export async function readLines(
  tx: Tx,
  bodies: readonly string[],
  filter: OverviewFilter,
  now: Temporal.Instant,
  most = MOST_ROWS,
  skipped = 0,
): Promise<readonly LimitLine[]> {
  const where = [sql`true`];
  if (filter.group !== null) where.push(sql`g.grp = ${filter.group}`);
  if (filter.bodyId !== null) where.push(sql`g.body_id = ${filter.bodyId}::uuid`);
  if (filter.days !== null)
    where.push(sql`g.state = 'running' and g.due_day between ${filter.days.from}::date and ${filter.days.until}::date`);
  const { rows } = await sql<Row>`
    select g.id, g.case_id, f.number, g.grp, g.procedure_id, g.step_id, g.body_id, b.name as body_name, g.zone, g.started_at, g.due_at,
      g.due_day::text as due_day, g.skipped, g.provisional, g.nature, g.basis, g.confidence, s.stopped_at,
      ((select count(*) from clock_change h where h.clock_id = g.id)
       + (select count(*) + count(t.resumed_seq) from clock_standstill t where t.clock_id = g.id))::int as changes,
      greatest(g.started_at, (select max(h.at) from clock_change h where h.clock_id = g.id),
        (select max(coalesce(t.resumed_at, t.stopped_at)) from clock_standstill t where t.clock_id = g.id)) as changed_at
    from (${grouped(bodies, now)}) g
    join case_file f on f.id = g.case_id
    join body b on b.id = g.body_id
    left join clock_standstill s on s.clock_id = g.id and s.resumed_seq is null
    where ${sql.join(where, sql` and `)}
    order by (g.state = 'stopped'), g.due_at, g.id limit ${most} offset ${skipped}`.execute(tx);
  return rows.map(lineOf);
}

/** How many limits end on each day of a span. */
export async function readDays(
  tx: Tx,
  bodies: readonly string[],
  filter: { readonly bodyId: string | null; readonly from: string; readonly until: string },
  now: Temporal.Instant,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ day: string; n: number }>`
    select g.due_day::text as day, count(*)::int as n from (${grouped(bodies, now)}) g
    where g.state = 'running' and g.due_day between ${filter.from}::date and ${filter.until}::date
      and ${filter.bodyId === null ? sql`true` : sql`g.body_id = ${filter.bodyId}::uuid`}
    group by 1`.execute(tx);
  return new Map(rows.map((row) => [row.day, Number(row.n)]));
}

function lineOf(row: Row): LimitLine {
  if (!isZone(row.zone)) throw new Error(`clock ${row.id} has an unknown zone`);
  return {
    id: row.id,
    caseId: row.case_id,
    caseNumber: row.number,
    group: groups.find((one) => one === row.grp) ?? 'later',
    procedureId: row.procedure_id,
    stepId: row.step_id,
    bodyId: row.body_id,
    bodyName: row.body_name,
    zone: row.zone,
    startedAt: row.started_at,
    dueAt: row.due_at,
    dueDay: row.due_day,
    skipped: skippedOf(row.skipped),
    provisional: row.provisional,
    nature: row.nature === 'law' || row.nature === 'practice' ? row.nature : 'target',
    basis: row.basis,
    confidence: row.confidence,
    stoppedAt: row.stopped_at,
    changes: Number(row.changes),
    changedAt: row.changed_at,
  };
}

function skippedOf(value: unknown): LimitLine['skipped'] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const text = (name: string): string => {
      const found: unknown = Reflect.get(one, name);
      return typeof found === 'string' ? found : '';
    };
    return [{ date: text('date'), why: text('why'), en: text('en') }];
  });
}
