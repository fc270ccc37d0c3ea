/**
 * The work on one import, in its own process: read and stage, compare, apply, take back. Everything is done in pieces that are durable by themselves
 * and noted with them, so that whoever begins again goes on where the last one was, and nothing counts twice.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import { type Address, type Database, databaseOn, poolFor, type Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { BulkShape, byteBlocks, sheetBlocks } from '../../platform/imports/bulk-source.ts';
import { SourceError } from '../../platform/imports/open-rows.ts';
import { replaceInt4 } from './binary-arrays.ts';
import type { BlockResult, BlockSetting, BlockTask } from './roster-block.ts';
import {
  applyPart,
  backAdded,
  backChanges,
  comparePart,
  type MergeRule,
  newRevision,
  PARTS,
  type Parts,
  partsTogether,
  recount,
  revisionOf,
} from './roster-merge.ts';
import type { columnIds, Places } from './roster-row.ts';
import { blocksHere, blockThreads } from './roster-threads.ts';
import { unitPaths, unitsInCircles } from './unit-tree.ts';

export interface ChildTask {
  readonly importId: string;
  readonly database: Address;
  readonly indexKey: Uint8Array;
  readonly detailsKey: Uint8Array;
  /** Where the file lies. */
  readonly file: string;
  /** Of the real calendar, `YYYY-MM-DD`. */
  readonly today: string;
  readonly threads: number;
}

/** `rest`: nothing more to do now. `file`: the file cannot be read. `busy`: another one works on it. */
export type ChildAnswer =
  | { readonly kind: 'rest' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'file'; readonly problem: string }
  | { readonly kind: 'failed'; readonly code: string };

const BLOCK_BYTES = 1024 * 1024;
const BLOCK_ROWS = 5000;
/** Blocks that are read ahead of the one that is stored. */
const AHEAD = 4;
/** Connections that merge side by side. */
const LANES = 2;
const MOST_ERRORS = 2_000_000;
const system = { kind: 'system' } as const;

const Mapping = z.record(z.string(), z.number().int().min(0));

interface Job {
  readonly state: string;
  readonly institutionId: string | null;
  readonly isFull: boolean;
  readonly shape: BulkShape;
  readonly places: Places;
  readonly position: number;
  readonly lastRow: number;
  readonly stagedRows: number;
  readonly badRows: number;
  readonly revision: number | null;
  readonly status: string;
}

export async function runInChild(task: ChildTask, entry: string): Promise<ChildAnswer> {
  const pool = poolFor(task.database, { max: LANES + 1 });
  const holder = await pool.connect();
  try {
    // Held by the connection: it is free again in the moment in which this process is gone, however it went.
    const held = await holder.query('select pg_try_advisory_lock(hashtextextended($1, 7)) as held', [task.importId]);
    if (held.rows[0]?.held !== true) return { kind: 'busy' };
    return await work(databaseOn(pool), task, entry);
  } catch (error) {
    if (error instanceof SourceError) return { kind: 'file', problem: error.problem.kind };
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    // Never the message: those of the database repeat values of rows.
    return { kind: 'failed', code: code === '' ? (error instanceof Error ? error.name : 'unknown') : code };
  } finally {
    holder.release(true);
    await pool.end();
  }
}

async function work(db: Database, task: ChildTask, entry: string): Promise<ChildAnswer> {
  for (;;) {
    const job = await readJob(db, task.importId);
    switch (job?.state) {
      case 'checking':
        await check(db, task, job, entry);
        break;
      case 'applying':
        await apply(db, task, job);
        break;
      case 'undoing':
        await takeBack(db, task.importId, job.status === 'applied');
        break;
      default:
        return { kind: 'rest' };
    }
  }
}

async function readJob(db: Database, importId: string): Promise<Job | undefined> {
  return runAs(db, system, async (tx) => {
    const row = await tx
      .selectFrom('roster_import as r')
      .innerJoin('import as i', 'i.id', 'r.import_id')
      .select([
        'r.state',
        'r.institution_id',
        'r.is_full',
        'r.shape',
        'r.position',
        'r.last_row',
        'r.staged_rows',
        'r.bad_rows',
        'r.roster_revision',
        'i.mapping',
        'i.status',
      ])
      .where('r.import_id', '=', importId)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    return {
      state: row.state,
      institutionId: row.institution_id,
      isFull: row.is_full,
      shape: BulkShape.parse(row.shape),
      places: placesOf(Mapping.parse(row.mapping)),
      position: row.position,
      lastRow: row.last_row,
      stagedRows: row.staged_rows,
      badRows: row.bad_rows,
      revision: row.roster_revision,
      status: row.status,
    };
  });
}

function placesOf(mapping: Readonly<Record<string, number>>): Places {
  const at = (id: (typeof columnIds)[number]): number => mapping[id] ?? -1;
  return {
    number: at('number'),
    name: at('name'),
    kind: at('kind'),
    institution: at('institution'),
    unit: at('unit'),
    'unit-name': at('unit-name'),
    'unit-parent': at('unit-parent'),
    duty: at('duty'),
    email: at('email'),
    phone: at('phone'),
  };
}

/** Whether the import is still in this state: asked before each piece, so that a cancelled one stops at the next. */
async function still(tx: Tx, importId: string, state: string): Promise<boolean> {
  const row = await tx
    .selectFrom('roster_import')
    .select('state')
    .where('import_id', '=', importId)
    .forUpdate()
    .executeTakeFirst();
  return row?.state === state;
}

// Reading

interface KnownUnit {
  readonly no: number;
  readonly institution: number;
  readonly code: string;
  name: string | null;
  parent: string | null;
  readonly first: number;
}

async function check(db: Database, task: ChildTask, job: Job, entry: string): Promise<void> {
  const { importId } = task;
  const institutions = await runAs(db, system, (tx) =>
    tx.selectFrom('jurisdiction').select(['id', 'code']).where('level', '=', 'institution').orderBy('code').execute(),
  );
  let { position, row } = await begin(db, importId, job);
  if (position < job.shape.size || job.shape.format === 'xlsx') {
    const setting: BlockSetting = {
      indexKey: task.indexKey,
      detailsKey: task.detailsKey,
      shape: { encoding: job.shape.encoding, separator: job.shape.separator, lineEnd: job.shape.lineEnd },
      places: job.places,
      today: Number(task.today.replaceAll('-', '')),
      institutions: institutions.map(({ code }) => code),
      chosen: job.institutionId === null ? null : institutions.findIndex(({ id }) => id === job.institutionId),
    };
    const ids = institutions.map(({ id }) => id);
    const units = await knownUnits(db, importId, ids);
    // A short file is read sooner than threads are up.
    const threads =
      job.shape.size <= 2 * BLOCK_BYTES ? blocksHere(setting) : blockThreads(new URL(entry), task.threads, setting);
    try {
      const underWay: { readonly result: Promise<BlockResult>; readonly next: number }[] = [];
      const storeFirst = async (): Promise<boolean> => {
        const one = underWay.shift();
        if (one === undefined) return true;
        const result = await one.result;
        const place = { position: one.next, row: row + result.records };
        const goesOn = await storeBlock(db, importId, result, row, place, ids, units);
        ({ position, row } = place);
        return goesOn;
      };
      for await (const { task: block, next } of blocksOf(task.file, job.shape, { position, row })) {
        const result = threads.run(block);
        // It is looked at when its turn comes; a thread that dies meanwhile must not end the process first.
        result.catch(() => undefined);
        underWay.push({ result, next });
        if (underWay.length > AHEAD && !(await storeFirst())) return;
      }
      while (underWay.length > 0) if (!(await storeFirst())) return;
    } finally {
      await threads.close();
    }
    await noteCircles(db, importId, units, ids);
  }
  await compare(db, importId);
}

async function* blocksOf(
  file: string,
  shape: BulkShape,
  from: { readonly position: number; readonly row: number },
): AsyncGenerator<{ readonly task: BlockTask; readonly next: number }> {
  if (shape.format === 'xlsx') {
    for await (const { rows, next } of sheetBlocks({ path: file, size: shape.size }, from.position, BLOCK_ROWS)) {
      yield { task: { kind: 'rows', rows }, next };
    }
    return;
  }
  for await (const { bytes, next } of byteBlocks(file, shape, from.position, BLOCK_BYTES)) {
    yield { task: { kind: 'bytes', bytes }, next };
  }
}

/** Where to read on. What was staged is lost when the database server crashed: then from the first row. */
async function begin(db: Database, importId: string, job: Job): Promise<{ position: number; row: number }> {
  return runAs(db, system, async (tx) => {
    const there = await sql<{
      count: number;
    }>`select count(*) as count from netra.roster_staged where import_id = ${importId}`.execute(tx);
    if (job.position > job.shape.start.position && (there.rows[0]?.count ?? 0) === job.stagedRows) {
      return { position: job.position, row: job.lastRow };
    }
    await clearStaged(tx, importId);
    await tx.deleteFrom('roster_import_error').where('import_id', '=', importId).execute();
    await tx.deleteFrom('roster_import_part').where('import_id', '=', importId).execute();
    const { position, row } = job.shape.start;
    await tx
      .updateTable('roster_import')
      .set({ position, last_row: row, rows_read: 0, bad_rows: 0, staged_rows: 0, started_at: sql<string>`now()` })
      .where('import_id', '=', importId)
      .execute();
    return { position, row };
  });
}

export async function clearStaged(tx: Tx, importId: string): Promise<void> {
  await tx.deleteFrom('roster_staged').where('import_id', '=', importId).execute();
  await tx.deleteFrom('roster_staged_unit').where('import_id', '=', importId).execute();
}

async function knownUnits(db: Database, importId: string, ids: readonly string[]): Promise<Map<string, KnownUnit>> {
  const at = new Map(ids.map((id, place) => [id, place]));
  const rows = await runAs(db, system, (tx) =>
    tx.selectFrom('roster_staged_unit').selectAll().where('import_id', '=', importId).orderBy('unit_no').execute(),
  );
  return new Map(
    rows.map((row) => {
      const institution = at.get(row.institution_id) ?? -1;
      const { unit_no: no, code, name, parent_code: parent, first_position: first } = row;
      return [`${institution}/${code}`, { no, institution, code, name, parent, first }];
    }),
  );
}

/** One block and how far reading has come, together or not at all. @returns false when the import was cancelled */
async function storeBlock(
  db: Database,
  importId: string,
  block: BlockResult,
  base: number,
  place: { readonly position: number; readonly row: number },
  institutions: readonly string[],
  units: Map<string, KnownUnit>,
): Promise<boolean> {
  const touched = new Set<KnownUnit>();
  const numbers = [
    0,
    ...block.units.map(({ institution, code, name, parent, first }) => {
      const key = `${institution}/${code}`;
      let known = units.get(key);
      if (known === undefined) {
        known = { no: units.size + 1, institution, code, name, parent, first: base + first + 1 };
        units.set(key, known);
        touched.add(known);
      } else if ((known.name === null && name !== null) || (known.parent === null && parent !== null)) {
        known.name ??= name;
        known.parent ??= parent;
        touched.add(known);
      }
      return known.no;
    }),
  ];
  const bytes = (part: Uint8Array): Buffer => Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  const { columns } = block;
  const unitColumn = bytes(columns.units);
  replaceInt4(unitColumn, (at) => numbers[at] ?? 0);
  return runAs(db, system, async (tx) => {
    if (!(await still(tx, importId, 'checking'))) return false;
    if (touched.size > 0) {
      const said = [...touched].map((unit) => ({
        n: unit.no,
        i: institutions[unit.institution],
        c: unit.code,
        m: unit.name,
        p: unit.parent,
        f: unit.first,
      }));
      await sql`insert into netra.roster_staged_unit (import_id, unit_no, institution_id, code, name, parent_code, first_position)
        select ${importId}::uuid, x.n, x.i, x.c, x.m, x.p, x.f
        from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as x (n integer, i uuid, c text, m text, p text, f bigint)
        on conflict (import_id, unit_no) do update set name = excluded.name, parent_code = excluded.parent_code`.execute(
        tx,
      );
    }
    if (block.staged > 0) {
      await sql`insert into netra.roster_staged
          (import_id, position, part, number_token, institution_id, unit_no, is_pppk, duty, details_mark, details_sealed)
        select ${importId}::uuid, ${base + 1}::bigint + x.at, x.part, x.token, (${sql.val(institutions)}::uuid[])[x.institution + 1],
          nullif(x.unit, 0), (x.flags & 1) = 1,
          (array['guru', 'camat-lurah', 'pejabat-anggaran', 'kesehatan', 'media-sosial', 'pasangan-calon', 'umum'])[nullif(x.flags >> 1, 0)],
          x.mark, x.sealed
        from unnest(${bytes(columns.positions)}::int4[], ${bytes(columns.parts)}::int2[], ${bytes(columns.tokens)}::bytea[],
          ${bytes(columns.institutions)}::int4[], ${unitColumn}::int4[], ${bytes(columns.flags)}::int4[],
          ${bytes(columns.marks)}::bytea[], ${bytes(columns.sealed)}::bytea[])
          as x (at, part, token, institution, unit, flags, mark, sealed)`.execute(tx);
    }
    if (block.errors.length > 0) {
      const said = block.errors.map(({ at, column, reason, masked }) => ({
        p: base + at + 1,
        c: column,
        r: reason,
        m: masked,
      }));
      await sql`insert into netra.roster_import_error (import_id, position, "column", reason, masked)
        select ${importId}::uuid, x.p, x.c, x.r, x.m
        from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) as x (p bigint, c text, r text, m text)
        on conflict do nothing`.execute(tx);
    }
    const state = await sql<{
      bad: number;
    }>`update netra.roster_import set position = ${place.position}, last_row = ${place.row},
      rows_read = rows_read + ${block.rows}, bad_rows = bad_rows + ${block.bad}, staged_rows = staged_rows + ${block.staged}, beat_at = now()
      where import_id = ${importId} returning bad_rows as bad`.execute(tx);
    if ((state.rows[0]?.bad ?? 0) > MOST_ERRORS) {
      // A file that is wrong from the first row to the last: nobody reads millions of errors.
      await setState(tx, importId, 'failed', 'too-many-errors');
      return true;
    }
    return true;
  });
}

async function setState(tx: Tx, importId: string, state: string, failure: string | null = null): Promise<void> {
  await tx
    .updateTable('roster_import')
    .set({ state, failure, beat_at: sql<string>`now()`, finished_at: sql<string>`now()` })
    .where('import_id', '=', importId)
    .execute();
}

/** Units that lie within themselves are told at the row that named them first. */
async function noteCircles(
  db: Database,
  importId: string,
  units: ReadonlyMap<string, KnownUnit>,
  institutions: readonly string[],
): Promise<void> {
  const found: { p: number; m: string }[] = [];
  for (const at of institutions.keys()) {
    const own = new Map<string, KnownUnit>();
    for (const unit of units.values()) if (unit.institution === at) own.set(unit.code, unit);
    if (own.size === 0) continue;
    for (const code of unitsInCircles(own)) {
      const unit = own.get(code);
      if (unit !== undefined) found.push({ p: unit.first, m: code });
    }
  }
  if (found.length === 0) return;
  await runAs(db, system, (tx) =>
    sql`insert into netra.roster_import_error (import_id, position, "column", reason, masked)
      select ${importId}::uuid, x.p, 'unit-parent', 'unit-circle', x.m from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as x (p bigint, m text)
      on conflict do nothing`.execute(tx),
  );
}

// Comparing and merging

async function ruleOf(tx: Tx, importId: string): Promise<MergeRule> {
  const row = await tx
    .selectFrom('roster_import')
    .select(['institution_id', 'is_full', 'bad_rows'])
    .where('import_id', '=', importId)
    .executeTakeFirstOrThrow();
  // Somebody whose row could not be read is not somebody who left.
  if (!row.is_full || row.bad_rows > 0) return { importId, fullOf: [] };
  if (row.institution_id !== null) return { importId, fullOf: [row.institution_id] };
  const { rows } = await sql<{
    id: string;
  }>`select distinct institution_id as id from netra.roster_staged where import_id = ${importId}`.execute(tx);
  return { importId, fullOf: rows.map(({ id }) => id) };
}

async function stagedRowsOf(db: Database, importId: string): Promise<number> {
  const row = await runAs(db, system, (tx) =>
    tx.selectFrom('roster_import').select('staged_rows').where('import_id', '=', importId).executeTakeFirstOrThrow(),
  );
  return row.staged_rows;
}

/** Does the parts that are not done yet, some side by side. @returns false when the import left the state */
async function eachPart(
  db: Database,
  importId: string,
  state: 'checking' | 'applying',
  does: (tx: Tx, parts: Parts) => Promise<void>,
): Promise<boolean> {
  const step = state === 'checking' ? 'compare' : 'apply';
  const done = await runAs(db, system, (tx) =>
    tx
      .selectFrom('roster_import_part')
      .select('part')
      .where('import_id', '=', importId)
      .where('step', '=', step)
      .execute(),
  );
  const ready = new Set(done.map(({ part }) => part));
  const count = partsTogether(await stagedRowsOf(db, importId));
  const left = Array.from({ length: PARTS / count }, (_, at) => at * count).filter((part) => !ready.has(part));
  let goesOn = true;
  const lane = async (): Promise<void> => {
    for (let part = left.shift(); part !== undefined && goesOn; part = left.shift()) {
      const now = part;
      const went = await runAs(db, system, async (tx) => {
        // Shared: lanes do not wait for each other, whoever cancels waits for the part at hand.
        const row = await sql<{
          state: string;
        }>`select state from netra.roster_import where import_id = ${importId} for share`.execute(tx);
        if (row.rows[0]?.state !== state) return false;
        await does(tx, { from: now, count });
        return true;
      });
      if (!went) goesOn = false;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return goesOn;
}

async function compare(db: Database, importId: string): Promise<void> {
  const rule = await runAs(db, system, async (tx) => {
    if (!(await still(tx, importId, 'checking'))) return null;
    const revision = await revisionOf(tx);
    const row = await tx
      .selectFrom('roster_import')
      .select('roster_revision')
      .where('import_id', '=', importId)
      .executeTakeFirst();
    if (row?.roster_revision !== revision) {
      // What was compared before is of an older roster.
      await tx.deleteFrom('roster_import_part').where('import_id', '=', importId).execute();
      await tx
        .updateTable('roster_import')
        .set({ roster_revision: revision })
        .where('import_id', '=', importId)
        .execute();
    }
    await sql`update netra.roster_staged_unit u set unit_id = w.id from netra.work_unit w
      where u.import_id = ${importId} and w.institution_id = u.institution_id and w.code = u.code`.execute(tx);
    return ruleOf(tx, importId);
  });
  if (rule === null || !(await eachPart(db, importId, 'checking', (tx, part) => comparePart(tx, rule, part)))) return;
  await runAs(db, system, async (tx) => {
    if (!(await still(tx, importId, 'checking'))) return;
    await sql`update netra.import i set checked = true, row_count = r.rows_read,
        problem_count = r.bad_rows + coalesce((select sum(p.repeated) from netra.roster_import_part p where p.import_id = i.id and p.step = 'compare'), 0)
          + (select count(*) from netra.roster_import_error e where e.import_id = i.id and e.reason = 'unit-circle')
      from netra.roster_import r where r.import_id = i.id and i.id = ${importId}`.execute(tx);
    await setState(tx, importId, 'checked');
  });
}

async function apply(db: Database, task: ChildTask, job: Job): Promise<void> {
  const { importId, today } = task;
  const fresh = await runAs(db, system, async (tx) => {
    if (!(await still(tx, importId, 'applying'))) return null;
    const begun = await tx
      .selectFrom('roster_import_part')
      .select('part')
      .where('import_id', '=', importId)
      .where('step', '=', 'apply')
      .executeTakeFirst();
    const there = await sql<{
      count: number;
    }>`select count(*) as count from netra.roster_staged where import_id = ${importId}`.execute(tx);
    if (
      begun === undefined &&
      ((there.rows[0]?.count ?? 0) !== job.stagedRows || (await revisionOf(tx)) !== job.revision)
    ) {
      // Something else was applied since this was looked at, or the server lost what was staged: it is looked at again.
      await setState(tx, importId, 'checking');
      return null;
    }
    if ((there.rows[0]?.count ?? 0) !== job.stagedRows)
      throw new Error('what was staged is gone in the middle of a merge: take the import back');
    await placeUnits(tx, importId);
    return ruleOf(tx, importId);
  });
  if (fresh === null) return;
  const idPrefix = newIdPrefix(Date.now());
  if (!(await eachPart(db, importId, 'applying', (tx, part) => applyPart(tx, fresh, part, { day: today, idPrefix }))))
    return;
  await runAs(db, system, async (tx) => {
    if (!(await still(tx, importId, 'applying'))) return;
    await recount(tx);
    await newRevision(tx);
    await sql`update netra.import i set status = 'applied', applied_at = now(), applied_by = coalesce(applied_by, created_by),
        outcome = jsonb_build_object('added', n.added, 'replaced', n.other, 'says', jsonb_build_object(
          'id', n.added || ' orang baru, ' || n.other || ' diperbarui', 'en', n.added || ' new people, ' || n.other || ' updated'))
      from (select sum(added) as added, sum(changed + moved + returned + left_out) as other from netra.roster_import_part
            where import_id = ${importId} and step = 'apply') n
      where i.id = ${importId}`.execute(tx);
    await setState(tx, importId, 'applied');
  });
  await runAs(db, system, (tx) => clearStaged(tx, importId));
}

/** Units that are new are made, and those that are there get the name and the place that the file gives them. */
async function placeUnits(tx: Tx, importId: string): Promise<void> {
  const said = await tx.selectFrom('roster_staged_unit').selectAll().where('import_id', '=', importId).execute();
  const institutions = [...new Set(said.map((unit) => unit.institution_id))];
  for (const institution of institutions) {
    const there = await tx.selectFrom('work_unit').selectAll().where('institution_id', '=', institution).execute();
    const codeOf = new Map(there.map((unit) => [unit.id, unit.code]));
    const units = new Map<string, { id: string; code: string; name: string; parent: string | null; isNew: boolean }>();
    for (const unit of there) {
      const parent = unit.parent_id === null ? null : (codeOf.get(unit.parent_id) ?? null);
      units.set(unit.code, { id: unit.id, code: unit.code, name: unit.name, parent, isNew: false });
    }
    const unitFor = (code: string) => {
      const found = units.get(code);
      if (found !== undefined) return found;
      const made = { id: crypto.randomUUID(), code, name: code, parent: null, isNew: true };
      units.set(code, made);
      return made;
    };
    for (const one of said) {
      if (one.institution_id !== institution) continue;
      const unit = unitFor(one.code);
      if (one.name !== null) unit.name = one.name;
      if (one.parent_code !== null) unit.parent = unitFor(one.parent_code).code;
    }
    const paths = unitPaths(units);
    const broken = new Set(unitsInCircles(units));
    const rows = [...units.values()].map((unit) => ({
      i: unit.id,
      p: unit.parent === null || broken.has(unit.code) ? null : (units.get(unit.parent)?.id ?? null),
      c: unit.code,
      n: unit.name,
      w: paths.get(unit.code) ?? `/${unit.code}/`,
    }));
    await sql`insert into netra.work_unit as k (id, institution_id, parent_id, code, name, path, import_id)
      select x.i, ${institution}::uuid, x.p, x.c, x.n, x.w, ${importId}::uuid
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (i uuid, p uuid, c text, n text, w text)
      on conflict (id) do update set parent_id = excluded.parent_id, name = excluded.name, path = excluded.path
      where (k.parent_id, k.name, k.path) is distinct from (excluded.parent_id, excluded.name, excluded.path)`.execute(
      tx,
    );
  }
  await sql`update netra.roster_staged_unit u set unit_id = w.id from netra.work_unit w
    where u.import_id = ${importId} and w.institution_id = u.institution_id and w.code = u.code and u.unit_id is distinct from w.id`.execute(
    tx,
  );
}

/** The first 15 characters of a UUID of version 7. */
function newIdPrefix(now: number): string {
  const hex = now.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7`;
}

// Taking back

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

async function takeBack(db: Database, importId: string, wasApplied: boolean): Promise<void> {
  const beat = (tx: Tx) =>
    tx.updateTable('roster_import').set({ beat_at: sql<string>`now()` }).where('import_id', '=', importId).execute();
  for (let more = true; more; ) {
    more = await runAs(db, system, async (tx) => {
      await beat(tx);
      return backChanges(tx, importId);
    });
  }
  let last: string | null = FIRST_ID;
  while (last !== null) {
    const after: string = last;
    last = await runAs(db, system, async (tx) => {
      await beat(tx);
      return backAdded(tx, importId, after);
    });
  }
  await dropUnits(db, importId);
  await runAs(db, system, async (tx) => {
    if (!(await still(tx, importId, 'undoing'))) return;
    await recount(tx);
    await newRevision(tx);
    await tx.deleteFrom('roster_import_count').where('import_id', '=', importId).execute();
    await tx.deleteFrom('roster_import_part').where('import_id', '=', importId).where('step', '=', 'apply').execute();
    if (wasApplied) {
      // Said in one step: an import goes one way, and what it was is not changed on it.
      await sql`update netra.import i set status = 'withdrawn', withdrawn_at = now(), withdrawn_by = r.undo_by, withdraw_reason = r.undo_reason
        from netra.roster_import r where r.import_id = i.id and i.id = ${importId}`.execute(tx);
      await setState(tx, importId, 'withdrawn');
      // Cancelled in the middle: it is looked at again before it can be applied once more.
    } else await setState(tx, importId, 'checking');
  });
}

/** Units that the import made and that nobody belongs to any more, with all below them. Whatever else refers to one keeps it. */
async function dropUnits(db: Database, importId: string): Promise<void> {
  try {
    await runAs(db, system, async (tx) => {
      const units = await tx
        .selectFrom('work_unit')
        .select(['id', 'parent_id', 'import_id'])
        .where('institution_id', 'in', (e) =>
          e.selectFrom('work_unit').select('institution_id').where('import_id', '=', importId),
        )
        .execute();
      const { rows } = await sql<{
        id: string;
      }>`select distinct unit_id as id from netra.roster_person where unit_id is not null`.execute(tx);
      const needed = new Set(rows.map(({ id }) => id));
      const parentOf = new Map(units.map((unit) => [unit.id, unit.parent_id]));
      // Whoever is needed needs all above.
      for (const unit of units) {
        if (unit.import_id === importId && !needed.has(unit.id)) continue;
        for (let at: string | null = unit.id; at !== null; at = parentOf.get(at) ?? null) needed.add(at);
      }
      const gone = units.filter(({ id }) => !needed.has(id)).map(({ id }) => id);
      await sql`delete from netra.work_unit where id = any (${sql.val(gone)}::uuid[])`.execute(tx);
    });
  } catch (error) {
    const isReference = typeof error === 'object' && error !== null && 'code' in error && error.code === '23503';
    if (!isReference) throw error;
  }
}
