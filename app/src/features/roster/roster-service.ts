/**
 * Use cases of the roster's imports: take a file in, say which column is which, check, apply, cancel, take back. The work itself is done in a process
 * of its own, step by step; what is asked here is only what it shall do next.
 */
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Address, Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { bulkShape } from '../../platform/imports/bulk-source.ts';
import {
  guessMapping,
  importOf,
  importQuery,
  isUsable,
  type Mapping,
  missingColumns,
  type ReceiveRefusal,
  type StoredImport,
} from '../../platform/imports/index.ts';
import { receiveFile } from '../../platform/imports/receive-file.ts';
import type { Jobs } from '../../platform/jobs/index.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type HostOptions, runRosterChild } from './roster-host.ts';
import { rosterKeys } from './roster-keys.ts';
import { partsTogether } from './roster-merge.ts';
import { clearStaged } from './roster-run.ts';
import { rosterColumns } from './words.ts';

export const ROSTER = 'roster';
export const rosterQueue = 'roster-import';

export const rosterStates = [
  'received',
  'checking',
  'checked',
  'applying',
  'applied',
  'undoing',
  'withdrawn',
  'cancelling',
  'failed',
] as const;
export type RosterState = (typeof rosterStates)[number];

export interface Tally {
  /** Of 256. */
  readonly parts: number;
  readonly added: number;
  readonly changed: number;
  readonly moved: number;
  readonly returned: number;
  readonly left: number;
  readonly same: number;
  readonly repeated: number;
}

export interface RosterImport {
  readonly stored: StoredImport;
  readonly state: RosterState;
  readonly institutionId: string | null;
  readonly isFull: boolean;
  readonly fileBytes: number;
  readonly position: number;
  readonly rowsRead: number;
  readonly badRows: number;
  readonly failure: string | null;
  readonly beatAt: Temporal.Instant | null;
  readonly compared: Tally;
  readonly applied: Tally;
  readonly circles: number;
}

export interface RosterErrorRow {
  readonly position: number;
  readonly column: string;
  readonly reason: string;
  readonly masked: string;
}

export interface ErrorGroup {
  readonly column: string;
  readonly reason: string;
  readonly rows: number;
  /** The first rows with it. */
  readonly first: readonly number[];
}

export type RosterRefusal = 'not-found' | 'not-now' | 'busy' | 'later';
export type SetRefusal = 'not-found' | 'not-now' | 'unusable' | 'needs-institution';

export interface InstitutionCount {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly people: number;
}

export interface UnitCount {
  readonly id: string | null;
  readonly name: string;
  /** Codes above it and its own. */
  readonly depth: number;
  /** With all units below. */
  readonly people: number;
}

export interface RosterDeps {
  readonly db: Database;
  readonly database: Address;
  readonly keys: Keys;
  readonly jobs: Pick<Jobs, 'send' | 'define'>;
  readonly uuid: () => string;
  readonly realNow: () => number;
  /** For files until they are applied or thrown away. */
  readonly folder: string;
  readonly host: HostOptions;
  readonly threads?: number;
}

/** The person who asks: an administrator, or whoever runs the machine and uses the command. */
export type Who = { readonly kind: 'member'; readonly member: Member } | { readonly kind: 'operator' };

/** Stands as the creator of what the command brought in. */
export const OPERATOR_ID = '00000000-0000-0000-0000-000000000000';

const MOST_BYTES = 2 * 1024 * 1024 * 1024;
const STAGED_FOR_MS = 604_800_000;
const system = { kind: 'system' } as const;
const IDLE: Tally = { parts: 0, added: 0, changed: 0, moved: 0, returned: 0, left: 0, same: 0, repeated: 0 };

export type RosterService = ReturnType<typeof rosterService>;

export function rosterService(deps: RosterDeps) {
  const { db, uuid, folder } = deps;

  /** Asks the database, not the session: who administers is what row-level security says it is. */
  const allowed = async (who: Who): Promise<boolean> => {
    if (who.kind === 'operator') return true;
    if (who.member.mustEnrol) return false;
    return runAs(db, { kind: 'member', userId: who.member.userId }, async (tx) => {
      const { rows } = await sql<{ yes: boolean }>`select netra.administers() as yes`.execute(tx);
      return rows[0]?.yes === true;
    });
  };
  const userOf = (who: Who): string => (who.kind === 'member' ? who.member.userId : OPERATOR_ID);
  const audit = async (tx: Tx, who: Who, what: string, id: string): Promise<void> => {
    await tx
      .insertInto('audit')
      .values({
        user_id: userOf(who),
        body_id: null,
        what,
        access: 'write',
        case_id: null,
        target: id,
      })
      .execute();
  };
  const fileOf = (id: string): string => path.join(folder, `${id}.roster`);

  const hold = async (tx: Tx, id: string) =>
    tx
      .selectFrom('roster_import as r')
      .innerJoin('import as i', 'i.id', 'r.import_id')
      .select(['r.state', 'r.path', 'i.status', 'i.header', 'r.rows_read'])
      .where('r.import_id', '=', id)
      .forUpdate()
      .executeTakeFirst();

  const wake = (tx: Tx, id: string): Promise<void> => deps.jobs.send(tx, rosterQueue, { importId: id });

  /** @param where the file when it stays where it is; null: it was uploaded */
  const store = async (
    who: Who,
    file: { readonly name: string; readonly contents: AsyncIterable<Uint8Array> },
    where: string | null,
  ): Promise<Result<{ readonly id: string }, ReceiveRefusal>> => {
    const received = await receiveFile(file.contents, file.name, {
      folder,
      uuid,
      maxBytes: MOST_BYTES,
      ...(where === null ? {} : { keep: false }),
    });
    if (!received.ok)
      return fail(received.error === 'too-big' ? { kind: 'too-big', limit: MOST_BYTES } : { kind: 'empty' });
    const upload = received.value;
    let kept = false;
    try {
      const shape = await bulkShape(where === null ? upload : { ...upload, path: where });
      if (!shape.ok) return fail({ kind: 'source', problem: shape.error });
      const id = uuid();
      const done = await runAs(db, system, async (tx): Promise<Result<{ readonly id: string }, ReceiveRefusal>> => {
        const same = await tx
          .selectFrom('import')
          .select(['id', 'applied_at'])
          .where('kind', '=', ROSTER)
          .where('file_hash', '=', upload.hash)
          .where('status', '=', 'applied')
          .executeTakeFirst();
        if (same !== undefined && same.applied_at !== null)
          return fail({ kind: 'same-file', id: same.id, at: same.applied_at });
        await tx
          .insertInto('import')
          .values({
            id,
            kind: ROSTER,
            file_name: file.name,
            file_hash: upload.hash,
            format: shape.value.format,
            header: JSON.stringify(shape.value.header),
            mapping: JSON.stringify(guessMapping(shape.value.header, rosterColumns)),
            row_count: 0,
            created_by: userOf(who),
            expires_at: Temporal.Instant.fromEpochMilliseconds(deps.realNow() + STAGED_FOR_MS).toString(),
          })
          .execute();
        await tx
          .insertInto('roster_import')
          .values({
            import_id: id,
            path: where,
            shape: JSON.stringify(shape.value),
            file_bytes: upload.size,
            position: shape.value.start.position,
            last_row: shape.value.start.row,
          })
          .execute();
        await audit(tx, who, 'roster.received', id);
        // Before the row is there for others: a job that finds the row finds the file.
        if (where === null) {
          await rename(upload.path, fileOf(id));
          kept = true;
        }
        return ok({ id });
      });
      return done;
    } finally {
      if (!kept) await rm(upload.path, { force: true });
    }
  };

  const find = async (who: Who, id: string): Promise<RosterImport | undefined> => {
    if (!(await allowed(who))) return undefined;
    return runAs(db, system, async (tx) => {
      const row = await importQuery(tx).where('id', '=', id).where('kind', '=', ROSTER).executeTakeFirst();
      const bulk = await tx.selectFrom('roster_import').selectAll().where('import_id', '=', id).executeTakeFirst();
      if (row === undefined || bulk === undefined) return undefined;
      const parts = await sql<{
        step: string;
        parts: number;
        added: number;
        changed: number;
        moved: number;
        returned: number;
        left: number;
        same: number;
        repeated: number;
      }>`select step, count(*)::int as parts, sum(added)::float8 as added, sum(changed)::float8 as changed, sum(moved)::float8 as moved,
          sum(returned)::float8 as returned, sum(left_out)::float8 as left, sum(same)::float8 as same, sum(repeated)::float8 as repeated
        from netra.roster_import_part where import_id = ${id} group by step`.execute(tx);
      const circles = await tx
        .selectFrom('roster_import_error')
        .select((e) => e.fn.countAll<number>().as('count'))
        .where('import_id', '=', id)
        .where('reason', '=', 'unit-circle')
        .executeTakeFirstOrThrow();
      const together = partsTogether(bulk.staged_rows);
      const tally = (step: string): Tally => {
        const found = parts.rows.find((one) => one.step === step);
        return found === undefined ? IDLE : { ...found, parts: found.parts * together };
      };
      return {
        stored: importOf(row),
        state: stateOf(bulk.state),
        institutionId: bulk.institution_id,
        isFull: bulk.is_full,
        fileBytes: bulk.file_bytes,
        position: bulk.position,
        rowsRead: bulk.rows_read,
        badRows: bulk.bad_rows,
        failure: bulk.failure,
        beatAt: bulk.beat_at,
        compared: tally('compare'),
        applied: tally('apply'),
        circles: circles.count,
      };
    });
  };

  const service = {
    allowed,
    /** Takes a file in as it arrives. Nothing of the roster changes. */
    receive: async (
      who: Who,
      file: { readonly name: string; readonly contents: AsyncIterable<Uint8Array> },
    ): Promise<Result<{ readonly id: string }, ReceiveRefusal | { readonly kind: 'not-found' }>> => {
      if (!(await allowed(who))) return fail({ kind: 'not-found' });
      return store(who, file, null);
    },

    /** A file that lies on this machine already, for the command: it is read where it is. */
    receivePath: async (file: string): Promise<Result<{ readonly id: string }, ReceiveRefusal>> => {
      const whole = path.resolve(file);
      return store({ kind: 'operator' }, { name: path.basename(whole), contents: createReadStream(whole) }, whole);
    },

    list: async (who: Who): Promise<readonly StoredImport[]> => {
      if (!(await allowed(who))) return [];
      return runAs(db, system, async (tx) => {
        const rows = await importQuery(tx).where('kind', '=', ROSTER).orderBy('created_at', 'desc').limit(50).execute();
        return rows.map(importOf);
      });
    },

    find,

    /** Which column is which, of whom the file is, and whether it is complete. All rows are checked under it, from the first on. */
    set: async (
      who: Who,
      id: string,
      choice: { readonly mapping: Mapping; readonly institutionId: string | null; readonly isFull: boolean },
    ): Promise<Result<null, SetRefusal>> => {
      if (!(await allowed(who))) return fail('not-found');
      return runAs(db, system, async (tx): Promise<Result<null, SetRefusal>> => {
        const held = await hold(tx, id);
        if (held === undefined) return fail('not-found');
        if (held.status !== 'staged' || !['received', 'checked', 'failed', 'checking'].includes(held.state))
          return fail('not-now');
        const row = await importQuery(tx).where('id', '=', id).executeTakeFirstOrThrow();
        const { header } = importOf(row);
        if (
          !isUsable(choice.mapping, header, rosterColumns) ||
          missingColumns(choice.mapping, rosterColumns).length > 0
        )
          return fail('unusable');
        if (choice.institutionId === null && choice.mapping.institution === undefined) return fail('needs-institution');
        if (choice.institutionId !== null) {
          const place = await tx
            .selectFrom('jurisdiction')
            .select('id')
            .where('id', '=', choice.institutionId)
            .where('level', '=', 'institution')
            .executeTakeFirst();
          if (place === undefined) return fail('needs-institution');
        }
        await tx
          .updateTable('import')
          .set({ mapping: JSON.stringify(choice.mapping), checked: false })
          .where('id', '=', id)
          .execute();
        // Position 0 lies before the first row: reading begins anew.
        await tx
          .updateTable('roster_import')
          .set({
            state: 'checking',
            institution_id: choice.institutionId,
            is_full: choice.isFull,
            position: 0,
            failure: null,
            beat_at: sql<string>`now()`,
          })
          .where('import_id', '=', id)
          .execute();
        await audit(tx, who, 'roster.checked', id);
        await wake(tx, id);
        return ok(null);
      });
    },

    /** Begins to merge. What was checked against an older roster is checked again instead. */
    apply: async (who: Who, id: string): Promise<Result<null, RosterRefusal>> => {
      if (!(await allowed(who))) return fail('not-found');
      const circles = (await find(who, id))?.circles ?? 0;
      return runAs(db, system, async (tx): Promise<Result<null, RosterRefusal>> => {
        const held = await hold(tx, id);
        if (held === undefined) return fail('not-found');
        if (held.state !== 'checked' || held.status !== 'staged' || circles > 0) return fail('not-now');
        if (await anotherOne(tx)) return fail('busy');
        await tx
          .updateTable('import')
          .set({ applied_by: who.kind === 'member' ? who.member.userId : OPERATOR_ID })
          .where('id', '=', id)
          .execute();
        await tx
          .updateTable('roster_import')
          .set({ state: 'applying', beat_at: sql<string>`now()` })
          .where('import_id', '=', id)
          .execute();
        await audit(tx, who, 'roster.applied', id);
        await wake(tx, id);
        return ok(null);
      });
    },

    /** Stops. In the middle of a merge, what was merged is taken back; before it, the import is thrown away with all that was staged. */
    cancel: async (who: Who, id: string): Promise<Result<'gone' | 'going-back', RosterRefusal>> => {
      if (!(await allowed(who))) return fail('not-found');
      const done = await runAs(db, system, async (tx): Promise<Result<'gone' | 'going-back', RosterRefusal>> => {
        const held = await hold(tx, id);
        if (held === undefined) return fail('not-found');
        if (held.status !== 'staged' || held.state === 'undoing') return fail('not-now');
        await audit(tx, who, 'roster.cancelled', id);
        if (held.state === 'applying') {
          await tx.updateTable('roster_import').set({ state: 'undoing' }).where('import_id', '=', id).execute();
          await wake(tx, id);
          return ok('going-back');
        }
        const history = await tx
          .selectFrom('roster_history')
          .select('person_id')
          .where('import_id', '=', id)
          .executeTakeFirst();
        if (history !== undefined) return fail('not-now');
        await clearStaged(tx, id);
        await tx.deleteFrom('import').where('id', '=', id).execute();
        return ok('gone');
      });
      if (done.ok && done.value === 'gone') await rm(fileOf(id), { force: true });
      return done;
    },

    /** Takes an applied import back. Only the last one of its institutions: later ones stand on it. */
    withdraw: async (who: Who, id: string, reason: string): Promise<Result<null, RosterRefusal>> => {
      if (!(await allowed(who))) return fail('not-found');
      return runAs(db, system, async (tx): Promise<Result<null, RosterRefusal>> => {
        const held = await hold(tx, id);
        if (held === undefined) return fail('not-found');
        if (held.state !== 'applied') return fail('not-now');
        if (await anotherOne(tx)) return fail('busy');
        const later = await sql<{ n: number }>`select 1 as n from netra.import i
          join netra.import later on later.kind = i.kind and later.status = 'applied' and later.applied_at > i.applied_at
          join netra.roster_import_count a on a.import_id = i.id
          join netra.roster_import_count b on b.import_id = later.id and b.institution_id = a.institution_id
          where i.id = ${id} limit 1`.execute(tx);
        if (later.rows.length > 0) return fail('later');
        await tx
          .updateTable('roster_import')
          .set({ state: 'undoing', undo_by: userOf(who), undo_reason: reason, beat_at: sql<string>`now()` })
          .where('import_id', '=', id)
          .execute();
        await audit(tx, who, 'roster.withdrawn', id);
        await wake(tx, id);
        return ok(null);
      });
    },

    /** Goes on with what stopped. */
    resume: async (who: Who, id: string): Promise<Result<null, RosterRefusal>> => {
      if (!(await allowed(who))) return fail('not-found');
      return runAs(db, system, async (tx): Promise<Result<null, RosterRefusal>> => {
        const held = await hold(tx, id);
        if (held === undefined) return fail('not-found');
        if (!['checking', 'applying', 'undoing'].includes(held.state)) return fail('not-now');
        await wake(tx, id);
        return ok(null);
      });
    },

    /** Errors in order, page by page; all of them. */
    errors: async (who: Who, id: string, take: (rows: readonly RosterErrorRow[]) => void): Promise<boolean> => {
      if (!(await allowed(who))) return false;
      let last = { position: -1, column: '', reason: '' };
      for (;;) {
        const { position, column, reason } = last;
        const rows = await runAs(db, system, (tx) =>
          sql<RosterErrorRow>`select position, "column", reason, masked from netra.roster_import_error
            where import_id = ${id} and (position, "column", reason) > (${position}, ${column}, ${reason})
            order by position, "column", reason limit 5000`.execute(tx),
        );
        if (rows.rows.length === 0) return true;
        take(rows.rows);
        last = rows.rows.at(-1) ?? last;
      }
    },

    errorGroups: async (who: Who, id: string): Promise<readonly ErrorGroup[]> => {
      if (!(await allowed(who))) return [];
      return runAs(db, system, async (tx) => {
        const { rows } = await sql<{ column: string; reason: string; rows: number; first: string[] }>`
          select "column", reason, count(*) as rows, (array_agg(position::text order by position))[1:5] as first
          from netra.roster_import_error where import_id = ${id} group by 1, 2 order by count(*) desc, 1, 2`.execute(
          tx,
        );
        return rows.map((row) => ({ ...row, first: row.first.map(Number) }));
      });
    },

    /** What an applied import did in each institution. */
    counts: async (who: Who, id: string) => {
      if (!(await allowed(who))) return [];
      return runAs(db, system, (tx) =>
        tx
          .selectFrom('roster_import_count as k')
          .innerJoin('jurisdiction as j', 'j.id', 'k.institution_id')
          .select(['j.name', 'k.added', 'k.changed', 'k.moved_in', 'k.moved_out', 'k.returned', 'k.left_out'])
          .where('k.import_id', '=', id)
          .orderBy('j.name')
          .limit(1000)
          .execute(),
      );
    },

    institutions: (): Promise<readonly { readonly id: string; readonly code: string; readonly name: string }[]> =>
      runAs(db, system, (tx) =>
        tx
          .selectFrom('jurisdiction')
          .select(['id', 'code', 'name'])
          .where('level', '=', 'institution')
          .orderBy('name')
          .execute(),
      ),

    /** Numbers of people, in the scope of whoever asks: row-level security decides of which institutions. */
    institutionCounts: (member: Member): Promise<readonly InstitutionCount[]> =>
      runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
        // Which institutions come first: asked for each of 200,000 units instead, an inspectorate waited for seconds.
        const { rows } = await sql<InstitutionCount>`with place as materialized (
            select id, code, name from netra.jurisdiction where level = 'institution' and ((select netra.administers()) or netra.inspects(id)))
          select place.id, place.code, place.name, k.people from place
          join lateral (select sum(c.people)::float8 as people from netra.roster_count c where c.institution_id = place.id) k on k.people is not null
          order by place.name`.execute(tx);
        return rows;
      }),

    /** Units of an institution as a tree, each with all below it. */
    unitCounts: (
      member: Member,
      code: string,
    ): Promise<{ readonly name: string; readonly units: readonly UnitCount[] } | undefined> =>
      runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
        const place = await tx
          .selectFrom('jurisdiction')
          .select(['id', 'name'])
          .where('code', '=', code)
          .where('level', '=', 'institution')
          .executeTakeFirst();
        if (place === undefined) return undefined;
        const units = await tx
          .selectFrom('work_unit')
          .select(['id', 'parent_id', 'name', 'path'])
          .where('institution_id', '=', place.id)
          .orderBy('path')
          .execute();
        const counts = await tx
          .selectFrom('roster_count')
          .select(['unit_id', 'people'])
          .where('institution_id', '=', place.id)
          .execute();
        if (counts.length === 0) return undefined;
        const parentOf = new Map(units.map((unit) => [unit.id, unit.parent_id]));
        const people = new Map<string, number>();
        let loose = 0;
        for (const { unit_id: unit, people: n } of counts) {
          if (unit === null) loose += n;
          for (let at = unit; at !== null; at = parentOf.get(at) ?? null) people.set(at, (people.get(at) ?? 0) + n);
        }
        return {
          name: place.name,
          units: [
            ...units.map((unit) => ({
              id: unit.id,
              name: unit.name,
              depth: unit.path.split('/').length - 3,
              people: people.get(unit.id) ?? 0,
            })),
            ...(loose === 0 ? [] : [{ id: null, name: '', depth: 0, people: loose }]),
          ],
        };
      }),

    /** Does what there is to do with an import, in a process of its own. @returns false when it has to be tried again */
    work: async (id: string, signal?: AbortSignal): Promise<boolean> => {
      const row = await runAs(db, system, (tx) =>
        tx.selectFrom('roster_import').select(['path', 'state']).where('import_id', '=', id).executeTakeFirst(),
      );
      if (row === undefined) return true;
      await runAs(db, system, (tx) =>
        sql`update netra.roster_import set attempt = attempt + 1, beat_at = now() where import_id = ${id}`.execute(tx),
      );
      const { index, details } = rosterKeys(deps.keys);
      const answer = await runRosterChild(
        {
          importId: id,
          database: deps.database,
          indexKey: index,
          detailsKey: details,
          file: row.path ?? fileOf(id),
          today: new Date(deps.realNow() + 7 * 3_600_000).toISOString().slice(0, 10),
          threads: deps.threads ?? 2,
        },
        deps.host,
        signal,
      );
      switch (answer.kind) {
        case 'rest':
          await dropFileOf(id);
          return true;
        case 'busy':
          return true;
        case 'file':
          await runAs(db, system, (tx) =>
            tx
              .updateTable('roster_import')
              .set({ state: 'failed', failure: answer.problem })
              .where('import_id', '=', id)
              .where('state', '=', 'checking')
              .execute(),
          );
          return true;
        case 'died':
        case 'failed':
          return false;
      }
    },

    /** Clears what nobody applied in time, and what belongs to no import any more. */
    sweep: async (): Promise<void> => {
      const old = await runAs(db, system, (tx) =>
        tx
          .selectFrom('import')
          .select('id')
          .where('kind', '=', ROSTER)
          .where('status', '=', 'staged')
          .where('expires_at', '<', sql<Temporal.Instant>`now()`)
          .execute(),
      );
      for (const { id } of old) await service.cancel({ kind: 'operator' }, id);
      await runAs(db, system, async (tx) => {
        await sql`delete from netra.roster_staged s where not exists (select 1 from netra.roster_import r where r.import_id = s.import_id)`.execute(
          tx,
        );
        await sql`delete from netra.roster_staged_unit s where not exists (select 1 from netra.roster_import r where r.import_id = s.import_id)`.execute(
          tx,
        );
      });
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const name of (await readdir(folder)).filter((one) => one.endsWith('.roster'))) {
        const id = name.slice(0, -'.roster'.length);
        const whole = path.join(folder, name);
        const there = await stat(whole).catch(() => null);
        if (there === null || deps.realNow() - there.mtimeMs < 3_600_000) continue;
        await dropFileOf(id);
      }
    },
  };

  /** The file goes as soon as nobody needs it again: its rows were merged, or its import is gone. */
  const dropFileOf = async (id: string): Promise<void> => {
    const row = await runAs(db, system, (tx) =>
      tx.selectFrom('import').select('status').where('id', '=', id).executeTakeFirst(),
    );
    if (row?.status !== 'staged') await rm(fileOf(id), { force: true });
  };

  deps.jobs.define(rosterQueue, { retryLimit: 5, retryDelay: 5, pollSeconds: 30 }, async (data, signal) => {
    for (const one of data) {
      const id = 'importId' in one && typeof one.importId === 'string' ? one.importId : null;
      if (id !== null && !(await service.work(id, signal))) throw new Error('an import stopped in the middle');
    }
  });
  return service;
}

async function anotherOne(tx: Tx): Promise<boolean> {
  const row = await tx
    .selectFrom('roster_import')
    .select('import_id')
    .where('state', 'in', ['applying', 'undoing'])
    .executeTakeFirst();
  return row !== undefined;
}

function stateOf(text: string): RosterState {
  const state = rosterStates.find((one) => one === text);
  if (state === undefined) throw new Error(`a roster import in the state ${text}`);
  return state;
}
