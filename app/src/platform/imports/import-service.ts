/** Use cases of the importer: take a file in, map, check, preview, apply, withdraw, throw away, expire. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Tx } from '../db/connect.ts';
import { runAs, runTogether } from '../db/unit-of-work.ts';
import type { Member } from '../http/env.ts';
import { fail, ok, type Result } from '../result.ts';
import { guessMapping, isUsable, type Mapping, mapCells, missingColumns } from './guess-mapping.ts';
import type { Both, ImportKind, ImportPlan, MappedRow, NumberedProblem, RowProblem } from './import-kind.ts';
import {
  findImport,
  findImportForChange,
  firstProblems,
  firstRows,
  importOf,
  importQuery,
  insertRows,
  type StagedRow,
  type StoredImport,
  stagedRows,
  writeProblems,
} from './import-store.ts';
import { type FileFormat, openRows, type RawRow, SourceError, type SourceProblem } from './open-rows.ts';
import { dropFile, receiveFile, sweepUploads } from './receive-file.ts';

export interface ImportDeps {
  readonly db: Database;
  readonly uuid: () => string;
  /** Milliseconds of the real clock. */
  readonly realNow: () => number;
  /** For files while they are read; nothing stays there. */
  readonly folder: string;
  readonly maxBytes?: number;
}

export interface Preview {
  readonly import: StoredImport;
  readonly kind: ImportKind;
  readonly rows: readonly StagedRow[];
  /** Of single rows, the first of them; all of them as CSV. */
  readonly problems: readonly NumberedProblem[];
  readonly missing: readonly string[];
  /** Null while columns are missing or rows keep the import out. */
  readonly plan: ImportPlan | null;
}

export type ReceiveRefusal =
  | { readonly kind: 'too-big'; readonly limit: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'source'; readonly problem: SourceProblem }
  /** The same bytes were applied before and were not withdrawn. */
  | { readonly kind: 'same-file'; readonly id: string; readonly at: Temporal.Instant };

export type ApplyRefusal =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-staged' }
  | { readonly kind: 'not-ready' }
  /** Something else was changed meanwhile: what would happen is no longer what was previewed. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'same-file'; readonly id: string; readonly at: Temporal.Instant }
  | { readonly kind: 'refused'; readonly says: Both };

export type UndoRefusal =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-applied' }
  | { readonly kind: 'refused'; readonly says: Both };

export interface ImportService {
  kindOf(id: string): ImportKind | undefined;
  /** Reads a file as it arrives and stages its rows; all of them or none. A file that is staged already is found again. */
  receive(
    member: Member,
    kind: ImportKind,
    file: { readonly name: string; readonly contents: AsyncIterable<Uint8Array> },
  ): Promise<Result<{ readonly id: string }, ReceiveRefusal>>;
  /** Stages rows that were typed into a form; cells in the order of the columns of the kind. */
  stageTyped(
    member: Member,
    kind: ImportKind,
    name: string,
    rows: readonly (readonly string[])[],
  ): Promise<Result<{ readonly id: string }, ReceiveRefusal>>;
  list(member: Member): Promise<readonly StoredImport[]>;
  find(member: Member, id: string): Promise<StoredImport | undefined>;
  /** Sets which column is which and checks all rows. */
  map(
    member: Member,
    id: string,
    mapping: Mapping,
  ): Promise<Result<StoredImport, 'not-found' | 'not-staged' | 'unusable'>>;
  preview(member: Member, id: string): Promise<Preview | undefined>;
  /** @param seen fingerprint of the plan that the person saw */
  apply(member: Member, id: string, seen: string, stated?: boolean): Promise<Result<StoredImport, ApplyRefusal>>;
  withdraw(member: Member, id: string, reason: string): Promise<Result<StoredImport, UndoRefusal>>;
  discard(member: Member, id: string): Promise<Result<null, 'not-found' | 'not-staged'>>;
  /** Rows with problems, as cells: number, what is wrong, then the row. In the person's scope, page by page. */
  badRows(member: Member, id: string, take: (row: StagedRow, stored: StoredImport) => void): Promise<boolean>;
  /** Throws away what nobody applied in time, and leftovers of uploads. */
  expire(): Promise<number>;
}

const MAX_BYTES = 1024 * 1024 * 1024;
const BATCH = 1000;
const SHOWN = 6;
const SHOWN_PROBLEMS = 50;
/** Seven days. */
const STAGED_FOR_MS = 604_800_000;

export function importService(deps: ImportDeps, kinds: readonly ImportKind[]): ImportService {
  const { db, uuid } = deps;
  const maxBytes = deps.maxBytes ?? MAX_BYTES;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const kindOf = (id: string): ImportKind | undefined => kinds.find((kind) => kind.id === id);
  const usable = (stored: StoredImport | undefined, member: Member): ImportKind | undefined => {
    const kind = stored === undefined ? undefined : kindOf(stored.kind);
    return kind?.mayChange(member) === true ? kind : undefined;
  };

  const stage = async (
    member: Member,
    kind: ImportKind,
    file: { readonly name: string; readonly hash: Buffer; readonly format: FileFormat | 'form' },
    rows: AsyncIterable<RawRow> | Iterable<RawRow>,
  ): Promise<Result<{ readonly id: string }, ReceiveRefusal>> => {
    try {
      return await as(member, async (tx) => {
        const same = await findSame(tx, kind.id, file.hash);
        if (same !== undefined) return fail(same);
        const staged = await tx
          .selectFrom('import')
          .select('id')
          .where('kind', '=', kind.id)
          .where('file_hash', '=', file.hash)
          .where('status', '=', 'staged')
          .where('created_by', '=', member.userId)
          .where('expires_at', '>', sql<Temporal.Instant>`now()`)
          .executeTakeFirst();
        if (staged !== undefined) return ok({ id: staged.id });
        const id = uuid();
        await storeRows(tx, member, kind, file, id, rows);
        return ok({ id });
      });
    } catch (error) {
      // Thrown, so that nothing of the file stays.
      if (error instanceof SourceError) return fail({ kind: 'source', problem: error.problem });
      throw error;
    }
  };

  const storeRows = async (
    tx: Tx,
    member: Member,
    kind: ImportKind,
    file: { readonly name: string; readonly hash: Buffer; readonly format: FileFormat | 'form' },
    id: string,
    rows: AsyncIterable<RawRow> | Iterable<RawRow>,
  ): Promise<void> => {
    let header: readonly string[] | null = null;
    let batch: RawRow[] = [];
    let count = 0;
    for await (const row of rows) {
      if (row.cells.every((cell) => cell === '')) continue;
      if (header === null) {
        header = row.cells;
        await tx
          .insertInto('import')
          .values({
            id,
            kind: kind.id,
            file_name: file.name,
            file_hash: file.hash,
            format: file.format,
            header: JSON.stringify(header),
            mapping: JSON.stringify(guessMapping(header, kind.columns)),
            row_count: 0,
            created_by: member.userId,
            expires_at: Temporal.Instant.fromEpochMilliseconds(deps.realNow() + STAGED_FOR_MS).toString(),
          })
          .execute();
        continue;
      }
      count += 1;
      if (count > kind.maxRows) throw new SourceError({ kind: 'too-many-rows', limit: kind.maxRows });
      batch.push(row);
      if (batch.length < BATCH) continue;
      await insertRows(tx, id, batch);
      batch = [];
    }
    if (header === null) throw new SourceError({ kind: 'no-header' });
    if (count === 0) throw new SourceError({ kind: 'no-rows' });
    await insertRows(tx, id, batch);
    await tx.updateTable('import').set({ row_count: count }).where('id', '=', id).execute();
    await record(tx, member, 'import.staged', id);
    const stored = await findImport(tx, id);
    if (stored !== undefined && missingColumns(stored.mapping, kind.columns).length === 0) {
      await check(tx, kind, stored, stored.mapping, member);
    }
  };

  /** Reads every row under the mapping and writes what is wrong. */
  const check = async (
    tx: Tx,
    kind: ImportKind,
    stored: StoredImport,
    mapping: Mapping,
    member: Member,
  ): Promise<void> => {
    let bad = 0;
    let changed: { number: number; problems: StagedRow['problems'] | null }[] = [];
    for await (const row of stagedRows(tx, stored.id, 'all')) {
      const problems = kind.check({ number: row.number, cells: mapCells(row.cells, mapping) });
      if (problems.length > 0) bad += 1;
      if (problems.length > 0 || row.problems.length > 0) {
        changed.push({ number: row.number, problems: problems.length > 0 ? problems : null });
      }
      if (changed.length < BATCH) continue;
      await writeProblems(tx, stored.id, changed);
      changed = [];
    }
    await writeProblems(tx, stored.id, changed);
    if (kind.judge !== null) {
      const told = new Map<number, RowProblem[]>();
      for (const { row, ...problem } of await kind.judge(tx, mappedRows(tx, { ...stored, mapping }), member))
        told.set(row, [...(told.get(row) ?? []), problem]);
      bad += told.size;
      await writeProblems(
        tx,
        stored.id,
        [...told].map(([number, problems]) => ({ number, problems })),
      );
    }
    await tx
      .updateTable('import')
      .set({ mapping: JSON.stringify(mapping), checked: true, problem_count: bad })
      .where('id', '=', stored.id)
      .execute();
  };

  /** Asks anew about what is there, for kinds whose rows depend on it. */
  const judgeAgain = async (
    tx: Tx,
    kind: ImportKind,
    stored: StoredImport,
    member: Member,
  ): Promise<StoredImport | undefined> => {
    if (kind.judge === null || stored.status !== 'staged' || !stored.checked) return stored;
    await check(tx, kind, stored, stored.mapping, member);
    return findImport(tx, stored.id);
  };

  const ready = (stored: StoredImport, kind: ImportKind): boolean =>
    stored.status === 'staged' &&
    stored.checked &&
    missingColumns(stored.mapping, kind.columns).length === 0 &&
    (kind.takes === 'good-rows' ? stored.problemCount < stored.rowCount : stored.problemCount === 0);

  return {
    kindOf,
    receive: async (member, kind, file) => {
      const received = await receiveFile(file.contents, file.name, { folder: deps.folder, uuid, maxBytes });
      if (!received.ok)
        return fail(received.error === 'too-big' ? { kind: 'too-big', limit: maxBytes } : { kind: 'empty' });
      const upload = received.value;
      try {
        const opened = await openRows(upload);
        if (!opened.ok) return fail({ kind: 'source', problem: opened.error });
        const { format, rows } = opened.value;
        return await stage(member, kind, { name: file.name, hash: upload.hash, format }, rows);
      } finally {
        await dropFile(upload.path);
      }
    },
    stageTyped: (member, kind, name, rows) => {
      const hash = createHash('sha256').update(JSON.stringify(rows)).digest();
      const header = kind.columns.map((column) => column.id);
      const numbered = [header, ...rows].map((cells, at) => ({ number: at + 1, cells }));
      return stage(member, kind, { name, hash, format: 'form' }, numbered);
    },
    list: (member) =>
      as(member, async (tx) => {
        const allowed = kinds.filter((kind) => kind.mayChange(member)).map((kind) => kind.id);
        if (allowed.length === 0) return [];
        const rows = await importQuery(tx)
          .where('kind', 'in', allowed)
          .orderBy('created_at', 'desc')
          .limit(50)
          .execute();
        return rows.map(importOf);
      }),
    find: (member, id) =>
      as(member, async (tx) => {
        const stored = await findImport(tx, id);
        return usable(stored, member) === undefined ? undefined : stored;
      }),
    map: (member, id, mapping) =>
      as(member, async (tx) => {
        const stored = await findImportForChange(tx, id);
        const kind = usable(stored, member);
        if (stored === undefined || kind === undefined) return fail('not-found');
        if (stored.status !== 'staged') return fail('not-staged');
        if (!isUsable(mapping, stored.header, kind.columns)) return fail('unusable');
        await check(tx, kind, stored, mapping, member);
        const after = await findImport(tx, id);
        return after === undefined ? fail('not-found') : ok(after);
      }),
    preview: (member, id) =>
      as(member, async (tx) => {
        const found = await findImport(tx, id);
        const kind = usable(found, member);
        const stored =
          found === undefined || kind === undefined ? undefined : await judgeAgain(tx, kind, found, member);
        if (stored === undefined || kind === undefined) return undefined;
        return {
          import: stored,
          kind,
          rows: stored.status === 'staged' ? await firstRows(tx, id, SHOWN) : [],
          problems: await firstProblems(tx, id, SHOWN_PROBLEMS),
          missing: missingColumns(stored.mapping, kind.columns).map((column) => column.id),
          plan: ready(stored, kind) ? await kind.plan(tx, mappedRows(tx, stored), member) : null,
        };
      }),
    apply: async (member, id, seen, stated = false) => {
      // What a kind does by the use cases of its feature belongs to this transaction: all of a file goes in, or nothing of it.
      const done = await runTogether(
        db,
        { kind: 'member', userId: member.userId },
        async (tx): Promise<Result<{ stored: StoredImport; kind: ImportKind }, ApplyRefusal>> => {
          const found = await findImport(tx, id);
          const kind = usable(found, member);
          if (kind === undefined) return fail({ kind: 'not-found' });
          // The kind before the file, always: two who apply at once wait for each other and never for each other's file.
          await kind.hold?.(tx);
          const held = await findImportForChange(tx, id);
          if (held === undefined) return fail({ kind: 'not-found' });
          if (held.status !== 'staged') return fail({ kind: 'not-staged' });
          const stored = await judgeAgain(tx, kind, held, member);
          if (stored === undefined) return fail({ kind: 'not-found' });
          if (!ready(stored, kind)) return fail({ kind: 'not-ready' });
          const hash = await tx.selectFrom('import').select('file_hash').where('id', '=', id).executeTakeFirstOrThrow();
          const same = await findSame(tx, kind.id, hash.file_hash);
          if (same !== undefined) return fail(same);
          const plan = await kind.plan(tx, mappedRows(tx, stored), member);
          if (plan.problems.length > 0) return fail({ kind: 'not-ready' });
          if (plan.fingerprint !== seen) return fail({ kind: 'changed' });
          const context = { importId: id, userId: member.userId, member, stated };
          const applied = await kind.apply(tx, mappedRows(tx, stored), context);
          if (!applied.ok) return fail({ kind: 'refused', says: applied.error });
          await tx
            .updateTable('import')
            .set({
              status: 'applied',
              applied_by: member.userId,
              applied_at: sql<string>`now()`,
              outcome: JSON.stringify(applied.value),
            })
            .where('id', '=', id)
            .execute();
          // What went in lies where it belongs now; rows that did not stay for download until they expire.
          await tx.deleteFrom('import_row').where('import_id', '=', id).where('problems', 'is', null).execute();
          await record(tx, member, 'import.applied', id);
          const after = await findImport(tx, id);
          if (after === undefined) throw new Error(`import ${id} is gone`);
          return ok({ stored: after, kind });
        },
      );
      if (!done.ok) return done;
      await done.value.kind.changed?.();
      return ok(done.value.stored);
    },
    withdraw: async (member, id, reason) => {
      const done = await as(
        member,
        async (tx): Promise<Result<{ stored: StoredImport; kind: ImportKind }, UndoRefusal>> => {
          const kind = usable(await findImport(tx, id), member);
          if (kind === undefined) return fail({ kind: 'not-found' });
          await kind.hold?.(tx);
          const stored = await findImportForChange(tx, id);
          if (stored?.status !== 'applied') return fail({ kind: 'not-applied' });
          const undone = await kind.undo(tx, { importId: id, userId: member.userId, member, stated: false });
          if (!undone.ok) return fail({ kind: 'refused', says: undone.error });
          await tx
            .updateTable('import')
            .set({
              status: 'withdrawn',
              withdrawn_by: member.userId,
              withdrawn_at: sql<string>`now()`,
              withdraw_reason: reason,
            })
            .where('id', '=', id)
            .execute();
          await record(tx, member, 'import.withdrawn', id);
          const after = await findImport(tx, id);
          if (after === undefined) throw new Error(`import ${id} is gone`);
          return ok({ stored: after, kind });
        },
      );
      if (!done.ok) return done;
      await done.value.kind.changed?.();
      return ok(done.value.stored);
    },
    discard: (member, id) =>
      as(member, async (tx) => {
        const stored = await findImportForChange(tx, id);
        if (usable(stored, member) === undefined || stored === undefined) return fail('not-found');
        if (stored.status !== 'staged') return fail('not-staged');
        await record(tx, member, 'import.discarded', id);
        await tx.deleteFrom('import').where('id', '=', id).execute();
        return ok(null);
      }),
    badRows: (member, id, take) =>
      as(member, async (tx) => {
        const stored = await findImport(tx, id);
        if (usable(stored, member) === undefined || stored === undefined) return false;
        for await (const row of stagedRows(tx, id, 'bad')) take(row, stored);
        return true;
      }),
    expire: async () => {
      await sweepUploads(deps.folder, 3_600_000, deps.realNow());
      return runAs(db, { kind: 'system' }, async (tx) => {
        await tx
          .deleteFrom('import_row')
          .where('import_id', 'in', (e) =>
            e.selectFrom('import').select('id').where('expires_at', '<', sql<Temporal.Instant>`now()`),
          )
          .execute();
        const gone = await tx
          .deleteFrom('import')
          .where('status', '=', 'staged')
          .where('expires_at', '<', sql<Temporal.Instant>`now()`)
          .executeTakeFirst();
        return Number(gone.numDeletedRows);
      });
    },
  };
}

async function* mappedRows(tx: Tx, stored: StoredImport): AsyncGenerator<MappedRow> {
  for await (const { number, cells } of stagedRows(tx, stored.id, 'good')) {
    yield { number, cells: mapCells(cells, stored.mapping) };
  }
}

async function findSame(
  tx: Tx,
  kind: string,
  hash: Buffer,
): Promise<{ readonly kind: 'same-file'; readonly id: string; readonly at: Temporal.Instant } | undefined> {
  const row = await tx
    .selectFrom('import')
    .select(['id', 'applied_at'])
    .where('kind', '=', kind)
    .where('file_hash', '=', hash)
    .where('status', '=', 'applied')
    .executeTakeFirst();
  return row === undefined || row.applied_at === null
    ? undefined
    : { kind: 'same-file', id: row.id, at: row.applied_at };
}

async function record(tx: Tx, member: Member, what: string, id: string): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ user_id: member.userId, body_id: null, what, access: 'write', case_id: null, target: id })
    .execute();
}
