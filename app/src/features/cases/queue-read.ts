/** The queue and the counts beside the places of the desk. Everything runs in the scope of the person who asks. */
import { sql } from 'kysely';
import type { Position } from '../../platform/api/index.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Counters } from '../../platform/db/counts.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import { type LockedAccused, openDetails } from './accused-index.ts';
import { type FoundAccused, findAccused } from './accused-store.ts';
import type { CaseStatus } from './case.ts';
import { type CaseQuery, type CaseSearch, MOST_CASES_FOUND } from './search-index.ts';
import type { Snippet } from './search-text.ts';
import { statusOf, zone } from './stored-values.ts';

export interface QueueRow {
  readonly id: string;
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
  /** Where what was looked for stands in the words of officers; null when nothing was, or when it stands elsewhere. */
  readonly snippet: Snippet | null;
  /** Accused whose name was looked for; empty when none was. */
  readonly named: readonly FoundAccused[];
  /** The hand-over by which the case came to its holder, if it came by one. */
  readonly handover: 'sent' | 'opened' | 'accepted' | null;
}

export const queueViews = ['open', 'late', 'today', 'information', 'closed'] as const;
export type QueueView = (typeof queueViews)[number];

/** What narrows a list further. */
export interface WorkFilter {
  readonly status?: CaseStatus | undefined;
  readonly act?: string | undefined;
  readonly level?: string | undefined;
  /** Id of a place; those below belong to it. */
  readonly place?: string | undefined;
  readonly election?: string | undefined;
  /** Id of the office that holds the case. */
  readonly office?: string | undefined;
  /** Due within so many days, or overdue. */
  readonly dueDays?: number | undefined;
  /** Who looks after it at the office that holds it. */
  readonly assigned?: 'me' | 'nobody' | undefined;
  /** Something happened since the person looked last. */
  readonly unread?: boolean | undefined;
}

export interface QueueFilter {
  readonly view: QueueView | 'all';
  /** Number of a case, or words of posts, units, places and of what officers wrote. */
  readonly search: string;
  readonly narrow?: WorkFilter | undefined;
  /** All cases that may be read, also those that lie elsewhere; what fits a search best comes first. */
  readonly everywhere?: boolean | undefined;
  /** Name or employee number of an accused, looked for in every case that may be read, whatever the view. */
  readonly name?: string | undefined;
  /** From 1. */
  readonly page: number;
}

export interface Queue {
  readonly rows: readonly QueueRow[];
  /** At most {@link MOST_COUNTED}; then there are more. */
  readonly total: number;
  readonly pageSize: number;
  /** Sort keys of the last row, for whoever goes on from there. */
  readonly last: Position | null;
}

/** Cases are counted up to here: nobody walks further, and counting all that wait takes longer than showing them. */
export const MOST_COUNTED = 1000;

/**
 * @param bodies own offices; empty for an overseer, who sees all that may be read
 * @param after goes on after these sort keys instead of by page, so that what is added meanwhile moves nothing
 */
export async function readQueue(
  tx: Tx,
  { keys, search }: { readonly keys: Keys; readonly search: CaseSearch },
  bodies: string[],
  filter: QueueFilter,
  now: Temporal.Instant,
  pageSize: number,
  after: Position | null = null,
): Promise<Queue> {
  const found = filter.name === undefined ? null : await findAccused(tx, keys, filter.name);
  const ordered = await conditionsOf(tx, search, bodies, filter, now, found);
  const { query, ranked } = ordered;
  const order =
    filter.view === 'closed'
      ? sql`closed_at desc`
      : ranked
        ? sql`rank desc nulls last, opened_at desc`
        : sql`due_at asc nulls last, opened_at`;
  const skipped = (filter.page - 1) * pageSize;
  const { chosen, total } = wantedOf(ordered, order, filter.view, after, { limit: pageSize, skipped });
  // `is true`: by its case, of which there are few hand-overs, and not by the office, which has thousands.
  // The page is chosen first: what stands beside a case is asked for twenty-five of them, not for all that wait.
  const { rows } = await sql<QueueRecord>`
          with ${chosen}
          select coalesce(f.closed_at, f.due_at, 'infinity')::text as first_key, f.opened_at::text as second_key,
            f.number, f.status, f.origin, f.act_kind, f.level, f.row_ids, f.opened_at, f.due_at, place.name as region, holder.name as holder, holder.zone,
            f.id, first.details_sealed, first.post, first.unit_name, k.step_id, k.procedure_id, k.nature, (${total}) as total,
            (select case when h.accepted_at is not null then 'accepted' when h.opened_at is not null then 'opened' else 'sent' end
             from handover h where h.case_id = f.id and (h.to_body_id = f.holder_body_id) is true and h.returned_at is null order by h.seq desc limit 1) as handover
          from f join jurisdiction place on place.id = f.region_id join body holder on holder.id = f.holder_body_id
          left join lateral (select a.details_sealed, a.post, a.unit_name from case_accused a where a.case_id = f.id order by a.position limit 1) first on true
          left join lateral (select step_id, procedure_id, nature from clock k where k.case_id = f.id and k.state = 'running' order by k.due_at limit 1) k on true
          order by ${order}, f.number`.execute(tx);
  // A page beyond the last one has no row to say how many there are.
  const count =
    rows[0]?.total ?? (await sql<{ n: number }>`with ${chosen} select (${total}) as n`.execute(tx)).rows[0]?.n;
  const last = rows.at(-1);
  const snippets =
    query === null
      ? new Map<string, Snippet>()
      : await search.snippets(
          tx,
          query,
          rows.map((row) => row.id),
        );
  return {
    rows: rows.map((row) => queueRow(row, keys, found ?? [], snippets.get(row.id) ?? null)),
    total: count ?? 0,
    pageSize,
    last: last === undefined ? null : [last.first_key, last.second_key, last.number],
  };
}

/** What a list holds: conditions on `f`, what it is read from, and for a scope that is gathered first what is gathered. */
interface Wanted {
  readonly query: CaseQuery | null;
  readonly ranked: boolean;
  readonly from: Fragment;
  readonly where: readonly Fragment[];
  /** Null: the list is read from the cases themselves. */
  readonly gathered: Gathered | null;
}

/** A scope small enough to be gathered first. */
interface Gathered {
  /** What `readable_cases` is asked. */
  readonly narrow: string;
  /** What is asked of what it gives. */
  readonly view: Fragment;
  /** Whether something is left that only the cases themselves answer. */
  readonly more: boolean;
}

type Fragment = ReturnType<typeof sql>;

async function conditionsOf(
  tx: Tx,
  search: CaseSearch,
  bodies: string[],
  filter: QueueFilter,
  now: Temporal.Instant,
  found: readonly FoundAccused[] | null,
): Promise<Wanted> {
  const own = bodies.length > 0 && filter.view !== 'closed' && filter.everywhere !== true;
  const query = found === null && filter.search !== '' ? await search.query(tx, filter.search) : null;
  const ranked = filter.everywhere === true && query !== null;
  const cases = sql`from case_file f`;
  if (found !== null)
    return {
      query,
      ranked,
      from: cases,
      where: [sql`f.id = any (${found.map((one) => one.caseId)}::uuid[])`],
      gathered: null,
    };
  const narrow = filter.narrow ?? {};
  const where = [viewCondition(filter.view, now), ...(own ? [heldBy(bodies)] : []), ...narrowConditions(narrow, now)];
  // Nothing to look for in what was typed is found nowhere, which is not the same as everything.
  if (filter.search !== '' && query === null)
    return { query, ranked, from: cases, where: [sql`false`], gathered: null };
  if (query !== null) {
    const from = sql`from ${hitsOf(query, filter, own)} as hit join case_file f on hit.case_id = f.id`;
    return { query, ranked, from, where, gathered: null };
  }
  const gathered = !own && (await readsFew(tx)) ? gatheredBy(filter.view, narrow, now) : null;
  return { query, ranked, from: cases, where, gathered };
}

/** What the page holds (`f`), and how to count what the list holds, at most {@link MOST_COUNTED} and one more. */
function wantedOf(
  { query, from, where, ranked, gathered }: Wanted,
  order: Fragment,
  view: QueueFilter['view'],
  after: Position | null,
  { limit, skipped }: { readonly limit: number; readonly skipped: number },
): { readonly chosen: Fragment; readonly total: Fragment } {
  const condition = sql.join([...where], sql` and `);
  const most = MOST_COUNTED + 1;
  // Names of places and offices are joined to the page alone: joined here, each case was compared with every place of the country.
  const columns = sql`f.id, f.number, f.status, f.origin, f.act_kind, f.level, f.row_ids, f.opened_at, f.closed_at, f.due_at, f.holder_body_id, f.region_id`;
  if (query !== null) {
    // Found once for the page and for the count.
    const shown = after === null ? sql`true` : afterCondition(view, after);
    return {
      chosen: sql`found as materialized (select ${columns}${ranked ? sql`, hit.rank` : sql``} ${from} where ${condition}),
        f as materialized (select f.* from found f where ${shown} order by ${order}, f.number limit ${limit} offset ${skipped})`,
      total: sql`select least(count(*), ${most}) from found`,
    };
  }
  if (gathered === null) {
    const shown = after === null ? condition : sql`${condition} and ${afterCondition(view, after)}`;
    return {
      chosen: sql`f as materialized (
        select ${columns}${ranked ? sql`, hit.rank` : sql``} ${from} where ${shown} order by ${order}, f.number limit ${limit} offset ${skipped})`,
      total: sql`select count(*) from (select 1 ${from} where ${condition} limit ${most}) counted`,
    };
  }
  // Gathered once for the page and for the count, without asking row by row who may read it; each row of the page is then asked for in its order.
  const here = after === null ? sql`true` : afterCondition(view, after);
  const keys = view === 'closed' ? sql`f.closed_at desc` : sql`f.due_at asc nulls last, f.opened_at`;
  const row = sql`select ${columns} from case_file f where f.id = g.id and ${condition} offset 0`;
  return {
    chosen: sql`gathered as materialized (select f.* from readable_cases(${gathered.narrow}::jsonb) f where ${gathered.view}),
      f as materialized (
        select f.* from (select f.* from gathered f where ${here} order by ${keys}, f.number) g cross join lateral (${row}) f
        order by ${view === 'closed' ? sql`g.closed_at desc` : sql`g.due_at asc nulls last, g.opened_at`}, g.number limit ${limit} offset ${skipped})`,
    total: gathered.more
      ? sql`select count(*) from (select 1 from gathered g cross join lateral (${row}) f limit ${most}) counted`
      : sql`select count(*) from (select 1 from gathered limit ${most}) counted`,
  };
}

/** Most people work at one office: named as such, its queue comes out of the index in order, and nothing has to be sorted. */
function heldBy(bodies: string[]) {
  const [only] = bodies;
  return bodies.length === 1 ? sql`f.holder_body_id = ${only}::uuid` : sql`f.holder_body_id = any (${bodies}::uuid[])`;
}

/** Beyond so many cases that may be read, a list is quicker read in its order, each row asked for on its own. */
const FEW_CASES = 20_000;

async function readsFew(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ few: boolean }>`select reads_few(${FEW_CASES}) as few`.execute(tx);
  return rows[0]?.few === true;
}

function gatheredBy(view: QueueFilter['view'], narrow: WorkFilter, now: Temporal.Instant): Gathered {
  const { status, act, level, place, election, office, dueDays, assigned, unread } = narrow;
  const days = view === 'late' ? 0 : view === 'today' ? 1 : dueDays;
  const open =
    view === 'closed' ? false : view === 'open' || days !== undefined || assigned === 'nobody' ? true : undefined;
  const dueBefore = days === undefined ? undefined : now.add({ hours: 24 * days }).toString();
  return {
    narrow: JSON.stringify({
      status,
      act,
      level,
      election,
      office,
      open: open === undefined ? undefined : String(open),
      dueBefore,
    }),
    view: viewCondition(view, now),
    more:
      place !== undefined || assigned !== undefined || unread === true || (dueDays !== undefined && days !== dueDays),
  };
}

/** Ids of what a list holds, at most as many as are counted. */
export async function readMatches(
  tx: Tx,
  search: CaseSearch,
  filter: QueueFilter,
  now: Temporal.Instant,
): Promise<readonly string[]> {
  const { where, from, gathered } = await conditionsOf(tx, search, [], filter, now, null);
  const few =
    gathered === null ? sql`true` : sql`f.id in (select g.id from readable_cases(${gathered.narrow}::jsonb) g)`;
  const { rows } = await sql<{ id: string }>`
    select f.id ${from} where ${sql.join([...where, few], sql` and `)} order by f.opened_at desc limit ${MOST_COUNTED}`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** Cases in which the words stand, narrowed where the index is: what is left out here is left out again by the conditions of the list. */
function hitsOf({ text }: CaseQuery, { view, narrow = {} }: QueueFilter, held: boolean): Fragment {
  const { status, act, level, election, office } = narrow;
  const open = view === 'all' || view === 'information' ? undefined : String(view !== 'closed');
  const conditions = JSON.stringify({ status, act, level, election, office, open, held: held ? 'true' : undefined });
  return sql`search_cases(${text}::tsquery, ${MOST_CASES_FOUND + 1}, ${conditions}::jsonb)`;
}

function narrowConditions(narrow: WorkFilter, now: Temporal.Instant) {
  const { status, act, level, place, election, office, dueDays, assigned, unread } = narrow;
  const isAssigned = sql`exists (select 1 from case_assignment g where g.case_id = f.id and g.body_id = f.holder_body_id and g.ended_at is null`;
  return [
    ...(status === undefined ? [] : [sql`f.status = ${status}`]),
    ...(act === undefined ? [] : [sql`f.act_kind = ${act}`]),
    ...(level === undefined ? [] : [sql`f.level = ${level}`]),
    ...(place === undefined
      ? []
      : [
          sql`f.region_id in (select below.id from jurisdiction below join jurisdiction above on starts_with(below.path, above.path) where above.id = ${place}::uuid)`,
        ]),
    ...(election === undefined ? [] : [sql`f.election_id = ${election}`]),
    ...(office === undefined ? [] : [sql`f.holder_body_id = ${office}::uuid`]),
    ...(dueDays === undefined
      ? []
      : [
          sql`f.closed_at is null and f.due_at < ${now.toString()}::timestamptz + make_interval(days => ${dueDays}::int)`,
        ]),
    ...(assigned === 'me' ? [sql`${isAssigned} and actor_user() in (g.user_id, g.deputy_id))`] : []),
    ...(assigned === 'nobody'
      ? [sql`f.closed_at is null and not ${isAssigned} and works_at(g.user_id, g.body_id))`]
      : []),
    ...(unread === true
      ? [
          sql`not exists (select 1 from audit u where u.case_id = f.id and u.user_id = actor_user() and u.what in ('case.view', 'report.read')
            and u.at >= (select e.recorded_at from case_event e where e.case_id = f.id and e.seq = f.last_seq))`,
        ]
      : []),
  ];
}

/** After the sort keys of a row, in the order in which the view is shown. */
function afterCondition(view: QueueFilter['view'], [first = '', second = '', number = '']: Position) {
  return view === 'closed'
    ? sql`(f.closed_at < ${first}::timestamptz or f.closed_at = ${first}::timestamptz and f.number > ${number})`
    : sql`(coalesce(f.due_at, 'infinity'), f.opened_at, f.number) > (${first}::timestamptz, ${second}::timestamptz, ${number})`;
}

/** Counted at most for the menu: a tenth of the work of a thousand, with every page. */
const MOST_IN_MENU = 100;

/** What waits at the person's own offices, for the menu. Whoever oversees has no offices and many cases: nothing is counted then. */
export function menuCounters(bodies: string[]): Counters {
  if (bodies.length === 0) return {};
  return {
    queue: sql`own_queue(${bodies}::uuid[], ${MOST_IN_MENU})`,
    incoming: sql`own_incoming(${bodies}::uuid[], ${MOST_IN_MENU})`,
  };
}

/** What waits at the person's own offices, beside the views of the queue. */
export async function readCounts(
  tx: Tx,
  bodies: string[],
  now: Temporal.Instant,
): Promise<{ readonly queue: number; readonly late: number }> {
  // The same cases as in the queue: those that lie at one's own offices, or for an overseer all that may be read.
  // Some have tens of thousands: nobody needs them counted all.
  const { rows } = await sql<{ queue: number; late: number }>`
    select queue, late from desk_counts(${bodies}::uuid[], ${now.toString()}::timestamptz, ${MOST_COUNTED})`.execute(
    tx,
  );
  return rows[0] ?? { queue: 0, late: 0 };
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
  total: number;
}

function viewCondition(view: QueueFilter['view'], now: Temporal.Instant) {
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
    case 'all':
      return sql`true`;
  }
}

function queueRow(row: QueueRecord, keys: Keys, found: readonly FoundAccused[], snippet: Snippet | null): QueueRow {
  const nobody = row.details_sealed === null && row.post === null;
  return {
    id: row.id,
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
    snippet,
    named: found.filter((one) => one.caseId === row.id),
    openedAt: row.opened_at,
    due:
      row.due_at === null || row.step_id === null || row.procedure_id === null || row.nature === null
        ? null
        : { at: row.due_at, stepId: row.step_id, procedureId: row.procedure_id, nature: row.nature },
    handover: row.handover,
  };
}
