/**
 * The statements that compare a staged file with the roster, merge it, and take it back: part by part (the first byte of the number's hash), each part
 * one transaction that also notes that it was done. Run as the system.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';

export const PARTS = 256;
/** Rows that one transaction merges, about. */
const ROWS_EACH = 25_000;

/** How many parts are done together: a short file in one go, the longest one by one. The same for the whole life of an import. */
export function partsTogether(stagedRows: number): number {
  let together = PARTS;
  while (together > 1 && (stagedRows / PARTS) * together > ROWS_EACH) together /= 2;
  return together;
}

/** Parts from `from` on, so many. */
export interface Parts {
  readonly from: number;
  readonly count: number;
}
/** People taken back in one transaction. */
const BACK = 20_000;

export interface PartCounts {
  readonly added: number;
  readonly changed: number;
  readonly moved: number;
  readonly returned: number;
  readonly left: number;
  readonly same: number;
  readonly repeated: number;
}

/** How a merge treats people: of which institutions those who are not in the file have left. Empty: nobody. */
export interface MergeRule {
  readonly importId: string;
  readonly fullOf: readonly string[];
}

/**
 * Without statistics (the application may not gather them) the planner would read the whole roster for each of 256 parts.
 * The wait for the disk is not needed for each part: a part that is lost with the machine was not noted as done either.
 */
async function steer(tx: Tx): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true), set_config('work_mem', '32MB', true)`.execute(tx);
}

/** What the file says of a part (`s`), what the roster has there (`p`), and what becomes of each person (`b`). */
function fates({ importId, fullOf }: MergeRule, parts: Parts): RawBuilder<unknown> {
  const end = parts.from + parts.count;
  const low = Buffer.from([parts.from]);
  const high = end >= PARTS ? null : Buffer.from([end]);
  return sql`s as materialized (
      select distinct on (r.number_token) r.number_token, r.institution_id, r.unit_no, u.unit_id,
        case when r.is_pppk then 'PPPK' else 'PNS' end as kind, r.duty, r.details_mark, r.details_sealed
      from netra.roster_staged r
      left join netra.roster_staged_unit u on u.import_id = r.import_id and u.unit_no = r.unit_no
      where r.import_id = ${importId} and r.part >= ${parts.from}::smallint and r.part < ${end}::smallint
      order by r.number_token, r.position
    ), p as materialized (
      select * from netra.roster_person
      where number_token >= ${low}::bytea and (${high}::bytea is null or number_token < ${high}::bytea)
    ), b as materialized (
      select s.*, p.id, p.institution_id as was,
        case
          when p.id is null then 'added'
          when p.institution_id <> s.institution_id then 'moved'
          when p.ended_at is not null then 'returned'
          when p.details_mark <> s.details_mark or p.kind <> s.kind or s.duty is not null and p.duty <> s.duty
            or s.unit_no is not null and p.unit_id is distinct from s.unit_id then 'changed'
          else 'same'
        end as fate
      from s left join p using (number_token)
    ), missing as materialized (
      select p.* from p
      where p.ended_at is null and p.institution_id = any (${sql.val(fullOf)}::uuid[])
        and not exists (select 1 from s where s.number_token = p.number_token)
    )`;
}

interface FateRow {
  readonly fate: string;
  readonly here: string;
  readonly was: string | null;
  readonly count: number;
}

function countsOf(rows: readonly FateRow[], repeated: number): PartCounts {
  const of = (fate: string): number => rows.filter((row) => row.fate === fate).reduce((sum, row) => sum + row.count, 0);
  return {
    added: of('added'),
    changed: of('changed'),
    moved: of('moved'),
    returned: of('returned'),
    left: of('left'),
    same: of('same'),
    repeated,
  };
}

async function note(tx: Tx, importId: string, step: 'compare' | 'apply', part: number, counts: PartCounts) {
  const { left, ...rest } = counts;
  await tx
    .insertInto('roster_import_part')
    .values({ import_id: importId, step, part, ...rest, left_out: left })
    .execute();
}

/** What applying would do with a part, and which rows of the file name somebody whom an earlier row names already. */
export async function comparePart(tx: Tx, rule: MergeRule, parts: Parts): Promise<void> {
  await steer(tx);
  const repeated = await sql<{ count: number }>`with again as (
      insert into netra.roster_import_error (import_id, position, "column", reason, masked)
      select ${rule.importId}::uuid, x.position, 'number', 'repeated', 'baris ' || x.first
      from (
        select position, row_number() over w as n, first_value(position) over w as first
        from netra.roster_staged
        where import_id = ${rule.importId} and part >= ${parts.from}::smallint and part < ${parts.from + parts.count}::smallint
        window w as (partition by number_token order by position)
      ) x where x.n > 1
      on conflict do nothing returning 1
    ) select count(*) as count from again`.execute(tx);
  const { rows } = await sql<FateRow>`with ${fates(rule, parts)}
    select fate, institution_id as here, was, count(*) as count from b group by 1, 2, 3
    union all select 'left', institution_id, institution_id, count(*) from missing group by 2`.execute(tx);
  await note(tx, rule.importId, 'compare', parts.from, countsOf(rows, repeated.rows[0]?.count ?? 0));
}

/** @param day legal-calendar-free day of today, ISO @param idPrefix start of the new ids, so that they lie side by side */
export async function applyPart(
  tx: Tx,
  rule: MergeRule,
  parts: Parts,
  { day, idPrefix }: { readonly day: string; readonly idPrefix: string },
): Promise<void> {
  await steer(tx);
  const { importId } = rule;
  const { rows } = await sql<FateRow>`with ${fates(rule, parts)}, kept as (
      insert into netra.roster_history (import_id, person_id, what, institution_id, unit_id, kind, duty, details_sealed, details_mark, since, ended_at,
        to_institution_id)
      select ${importId}::uuid, p.id, b.fate, p.institution_id, p.unit_id, p.kind, p.duty,
        case when p.details_mark <> b.details_mark then p.details_sealed end,
        case when p.details_mark <> b.details_mark then p.details_mark end,
        p.since, p.ended_at, case when b.fate = 'moved' then b.institution_id end
      from b join p using (number_token) where b.fate in ('changed', 'moved', 'returned')
      union all
      select ${importId}::uuid, id, 'left', institution_id, unit_id, kind, duty, null, null, since, ended_at, null from missing
    ), ended as (
      update netra.roster_person x set ended_at = now() from missing m where x.id = m.id
    ), updated as (
      update netra.roster_person x set
        institution_id = b.institution_id,
        unit_id = case when b.unit_no is not null then b.unit_id when b.fate = 'moved' then null else x.unit_id end,
        kind = b.kind, duty = coalesce(b.duty, x.duty),
        details_mark = b.details_mark,
        details_sealed = case when x.details_mark = b.details_mark then x.details_sealed else b.details_sealed end,
        since = case when b.fate = 'changed' then x.since else ${day}::date end,
        ended_at = null
      from b where x.id = b.id and b.fate in ('changed', 'moved', 'returned')
    ), inserted as (
      insert into netra.roster_person (id, institution_id, unit_id, kind, number_token, details_sealed, details_mark, duty, import_id, since)
      select (${idPrefix} || substr(gen_random_uuid()::text, 16))::uuid, institution_id, unit_id, kind, number_token, details_sealed, details_mark,
        coalesce(duty, 'umum'), ${importId}::uuid, ${day}::date
      from b where fate = 'added'
    )
    select fate, institution_id as here, was, count(*) as count from b group by 1, 2, 3
    union all select 'left', institution_id, institution_id, count(*) from missing group by 2`.execute(tx);
  await note(tx, importId, 'apply', parts.from, countsOf(rows, 0));
  await addCounts(tx, importId, rows);
}

/** The last statement of a part: two parts that run side by side then wait for each other only for a moment. */
async function addCounts(tx: Tx, importId: string, rows: readonly FateRow[]): Promise<void> {
  const totals = new Map<string, { a: number; c: number; i: number; o: number; r: number; l: number }>();
  const at = (institution: string) => {
    const found = totals.get(institution) ?? { a: 0, c: 0, i: 0, o: 0, r: 0, l: 0 };
    totals.set(institution, found);
    return found;
  };
  for (const { fate, here, was, count } of rows) {
    if (fate === 'added') at(here).a += count;
    if (fate === 'changed') at(here).c += count;
    if (fate === 'returned') at(here).r += count;
    if (fate === 'left') at(here).l += count;
    if (fate === 'moved') at(here).i += count;
    if (fate === 'moved' && was !== null) at(was).o += count;
  }
  if (totals.size === 0) return;
  const list = [...totals].toSorted(([a], [b]) => (a < b ? -1 : 1));
  await sql`insert into netra.roster_import_count as k (import_id, institution_id, added, changed, moved_in, moved_out, returned, left_out)
    select ${importId}::uuid, x.i, x.a, x.c, x.mi, x.mo, x.r, x.l from jsonb_to_recordset(${JSON.stringify(
      list.map(([institution, n]) => ({ i: institution, a: n.a, c: n.c, mi: n.i, mo: n.o, r: n.r, l: n.l })),
    )}::jsonb) as x (i uuid, a bigint, c bigint, mi bigint, mo bigint, r bigint, l bigint)
    order by x.i
    on conflict (import_id, institution_id) do update set added = k.added + excluded.added, changed = k.changed + excluded.changed,
      moved_in = k.moved_in + excluded.moved_in, moved_out = k.moved_out + excluded.moved_out, returned = k.returned + excluded.returned,
      left_out = k.left_out + excluded.left_out`.execute(tx);
}

/** Takes back some of what an import changed. @returns whether there may be more */
export async function backChanges(tx: Tx, importId: string): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`with h as materialized (
      select * from netra.roster_history where import_id = ${importId} order by person_id limit ${BACK}
    ), back as (
      update netra.roster_person x set institution_id = h.institution_id, unit_id = h.unit_id, kind = h.kind, duty = h.duty,
        details_sealed = coalesce(h.details_sealed, x.details_sealed), details_mark = coalesce(h.details_mark, x.details_mark),
        since = h.since, ended_at = h.ended_at
      from h where x.id = h.person_id
    ), gone as (
      delete from netra.roster_history d using h where d.import_id = h.import_id and d.person_id = h.person_id returning 1
    ) select count(*) as count from gone`.execute(tx);
  return (rows[0]?.count ?? 0) > 0;
}

/** Takes some of the people out whom an import brought. @returns the last of them, or null when there are none left */
export async function backAdded(tx: Tx, importId: string, after: string): Promise<string | null> {
  const { rows } = await sql<{
    ids: string[] | null;
    last: string | null;
  }>`select array_agg(id) as ids, max(id::text) as last from (
      select id from netra.roster_person where import_id = ${importId} and id > ${after} order by id limit ${BACK}) x`.execute(
    tx,
  );
  const { ids = null, last = null } = rows[0] ?? {};
  if (ids === null || last === null) return null;
  await sql`select netra.roster_remove(${sql.val(ids)}::uuid[])`.execute(tx);
  return last;
}

/** Counts the people of every unit anew. */
export async function recount(tx: Tx): Promise<void> {
  await sql`delete from netra.roster_count`.execute(tx);
  await sql`insert into netra.roster_count (institution_id, unit_id, kind, people)
    select institution_id, unit_id, kind, count(*) from netra.roster_person where ended_at is null group by 1, 2, 3`.execute(
    tx,
  );
}

/** The roster is another one now. */
export async function newRevision(tx: Tx): Promise<void> {
  await sql`update netra.roster_revision set number = number + 1`.execute(tx);
}

export async function revisionOf(tx: Tx): Promise<number> {
  const { rows } = await sql<{ number: number }>`select number from netra.roster_revision`.execute(tx);
  return rows[0]?.number ?? 0;
}
