/** Where a restore goes: a data folder of its own, or a database elsewhere with a folder for the files. Empty before, whole or empty after. */
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { Address } from '../db/connect.ts';
import { lookAtDataFolder } from '../db/data-folder.ts';
import { type EmbeddedPostgres, startEmbedded } from '../db/embedded.ts';
import { makeRole } from '../db/prepare.ts';
import { unfinishedFile, unfinishedTable } from '../db/unfinished.ts';
import { connect, filesFolder, oneOf, rowsOf } from './database.ts';
import type { Begin } from './format.ts';
import { codeOf, onDisk, TroubleError } from './outcome.ts';
import { syncFolder } from './sink.ts';

export interface Ready {
  readonly owner: Address;
  readonly appRole: string;
  /** Folder for the files of the instance. */
  readonly files: string;
}

export interface Target {
  /** Makes the place ready for the instance that the backup tells of. */
  prepare(begin: Begin): Promise<Ready>;
  /** It is whole: takes the mark away. */
  finish(): Promise<void>;
  /** Leaves it as it was before. Harmless when nothing was begun. */
  abandon(): Promise<void>;
}

const OLDEST = 150_000;
/** Any fixed number: the same in every process of every version. */
const LOCK = 7_316_423;

/** Nothing here outlives the run before the mark is gone, so WAL for the rows is not needed: they are on the disk when it commits. */
const loadingSettings = { wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '4GB', archive_mode: 'off' };

/** A folder that is not there, or is empty, or holds what a restore left half. */
export async function folderTarget(dir: string, log: (line: string) => void): Promise<Target> {
  const whole = path.resolve(dir);
  const free = await clearHalf(whole, `${dir}`);
  if (!free)
    throw new TroubleError(
      'unusable',
      `--into: ${dir} is not empty; allowed is a folder that is empty or not there yet`,
    );
  const wasThere = (await stat(whole).catch(() => null)) !== null;
  let server: EmbeddedPostgres | undefined;
  let marked = false;
  return {
    prepare: async (begin) => {
      await onDisk(dir, () => mkdir(whole, { recursive: true, mode: 0o700 }));
      await mark(whole, begin);
      marked = true;
      const started = await startEmbedded({ dataDir: whole, log, restoring: true, settings: loadingSettings });
      if (!started.ok) throw new TroubleError('failed', started.error);
      server = started.value;
      const { socketDir: host, superuser } = server;
      const name = begin.mode === 'demo' ? 'netra_demo' : 'netra';
      const [owner, app] = [`${name}_owner`, `${name}_app`];
      const admin = await connect({ kind: 'socket', host, user: superuser, database: 'postgres' });
      try {
        await makeRole(admin, owner, null);
        await makeRole(admin, app, null);
        await admin.query(`create database ${pg.escapeIdentifier(name)} owner ${pg.escapeIdentifier(owner)}`);
      } finally {
        await admin.end();
      }
      return {
        owner: { kind: 'socket', host, user: owner, database: name },
        appRole: app,
        files: filesFolder(whole, begin.mode),
      };
    },
    finish: async () => {
      await server?.stop();
      await rm(unfinishedFile(whole));
      await syncFolder(whole);
    },
    abandon: async () => {
      await server?.stop();
      if (!marked) return;
      await emptyFolder(whole);
      if (!wasThere) await rm(whole, { recursive: true, force: true });
    },
  };
}

export interface DatabaseTargetOptions {
  /** Address of the owner of an empty database. */
  readonly url: string;
  /** Data folder for the files. */
  readonly dir: string;
  /** The application's role where it was made by hand; null: the usual one, made if missing. */
  readonly role: string | null;
}

/** A database that is empty, or holds what a restore left half; and the folder of its files likewise. */
export async function databaseTarget({ url, dir, role }: DatabaseTargetOptions): Promise<Target> {
  const owner: Address = { kind: 'url', url };
  const client = await connect(owner).catch((error: unknown) => {
    throw new TroubleError('unusable', `--database: ${whyNot(error)}`);
  });
  try {
    await refuseDatabase(client);
    await clearDatabase(client);
    await refuseFull(client);
  } catch (error) {
    await client.end();
    throw error;
  }
  let files: string | undefined;
  let begun = false;
  return {
    prepare: async (begin) => {
      const folder = filesFolder(dir, begin.mode);
      if (!(await clearHalf(folder, folder)))
        throw new TroubleError(
          'unusable',
          `the folder for the files, ${folder}, is not empty: name another data folder with --into`,
        );
      await onDisk(folder, () => mkdir(folder, { recursive: true, mode: 0o700 }));
      await mark(folder, begin);
      files = folder;
      begun = true;
      await client.query(`create table ${unfinishedTable} (backup uuid not null, schemas_before text[] not null)`);
      await client.query(
        `insert into ${unfinishedTable} values ($1, array(select nspname::text from pg_catalog.pg_namespace))`,
        [begin.id],
      );
      const { database } = await oneOf<{ database: string }>(client, 'select current_database() as database');
      const appRole = role ?? `${database}_app`;
      await giveRole(client, appRole, role !== null);
      return { owner, appRole, files: folder };
    },
    finish: async () => {
      await client.query(`drop table ${unfinishedTable}`);
      await client.end();
      if (files !== undefined) await rm(unfinishedFile(files), { force: true });
    },
    abandon: async () => {
      if (begun) await clearDatabase(client).catch(() => {});
      await client.end().catch(() => {});
      if (files !== undefined) await rm(files, { recursive: true, force: true });
    },
  };
}

async function mark(folder: string, begin: Begin): Promise<void> {
  await onDisk(folder, async () => {
    const handle = await open(unfinishedFile(folder), 'wx', 0o600);
    await handle.writeFile(`${JSON.stringify({ backup: begin.id, of: begin.startedAt })}\n`);
    await handle.sync();
    await handle.close();
    await syncFolder(folder);
  });
}

/** True when the folder is free now: it is not there, it is empty, or it held a half restore, which is gone. */
async function clearHalf(folder: string, says: string): Promise<boolean> {
  const names = await readdir(folder).catch((error: unknown): string[] => {
    if (codeOf(error) === 'ENOENT') return [];
    throw new TroubleError('unusable', `${says} cannot be looked into (${codeOf(error) || 'unknown'})`);
  });
  if (names.length === 0) return true;
  if (!names.includes(path.basename(unfinishedFile(folder)))) return false;
  if ((await lookAtDataFolder(folder)).kind !== 'free')
    throw new TroubleError('unusable', `another restore is at work in ${says}`);
  await emptyFolder(folder);
  return true;
}

/** The mark goes last: a clearing that is cut off is one that the next restore goes on with. */
async function emptyFolder(folder: string): Promise<void> {
  const last = path.basename(unfinishedFile(folder));
  for (const name of await readdir(folder).catch(() => []))
    if (name !== last) await rm(path.join(folder, name), { recursive: true, force: true, maxRetries: 5 });
  await rm(path.join(folder, last), { force: true });
}

async function refuseDatabase(client: pg.Client): Promise<void> {
  const { version, says, free } = await oneOf<{ version: number; says: string; free: boolean }>(
    client,
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as says, pg_try_advisory_lock(${LOCK}) as free`,
  );
  if (!free) throw new TroubleError('unusable', 'another restore is at work in this database');
  if (version < OLDEST)
    throw new TroubleError('unusable', `--database: that server is PostgreSQL ${says}; Netra needs 15 or newer`);
}

async function refuseFull(client: pg.Client): Promise<void> {
  const [found] = await rowsOf<{ name: string }>(
    client,
    `select n.nspname || '.' || c.relname as name from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
       and not exists (select 1 from pg_catalog.pg_depend d where d.objid = c.oid and d.deptype = 'e')
     union all select 'schema ' || nspname from pg_catalog.pg_namespace where nspname in ('netra', 'auth', 'jobs') limit 1`,
  );
  if (found !== undefined)
    throw new TroubleError(
      'unusable',
      `--database: the database is not empty (${found.name}); allowed is a new one (createdb)`,
    );
}

/** Removes what a restore left half: the schemas that were not there before it. A database without its mark is not touched. */
async function clearDatabase(client: pg.Client): Promise<void> {
  const { half } = await oneOf<{ half: boolean }>(
    client,
    `select to_regclass('${unfinishedTable}') is not null as half`,
  );
  if (!half) return;
  const schemas = await rowsOf<{ name: string }>(
    client,
    `select n.nspname as name from pg_catalog.pg_namespace n where n.nspname !~ '^pg_'
       and exists (select 1 from ${unfinishedTable}) and n.nspname <> all (select unnest(schemas_before) from ${unfinishedTable})`,
  );
  await client.query('begin');
  for (const { name } of schemas) await client.query(`drop schema ${pg.escapeIdentifier(name)} cascade`);
  await client.query('drop table if exists public.netra_migration');
  await client.query(`drop table ${unfinishedTable}`);
  await client.query('commit');
}

async function giveRole(client: pg.Client, role: string, byHand: boolean): Promise<void> {
  try {
    if (!byHand) {
      await makeRole(client, role, null);
      return;
    }
    const [there] = await rowsOf<{ strong: boolean }>(
      client,
      'select rolsuper or rolbypassrls as strong from pg_catalog.pg_roles where rolname = $1',
      [role],
    );
    if (there === undefined) throw new TroubleError('unusable', `--role: there is no role ${role}; make it first`);
    if (there.strong)
      throw new TroubleError(
        'unusable',
        `--role: ${role} may walk past row-level security; give the application a plain role`,
      );
  } catch (error) {
    if (codeOf(error) === '42501')
      throw new TroubleError(
        'unusable',
        `--database: this role may not make the application's role ${role}: give it CREATEROLE, or make a plain role by hand and name it with --role`,
      );
    throw error;
  }
}

function whyNot(error: unknown): string {
  switch (codeOf(error)) {
    case '28P01':
    case '28000':
      return 'the database refuses this user or password';
    case '3D000':
      return 'the database does not exist on that server. Create it first (createdb)';
    case '':
      throw error;
    default:
      return `no PostgreSQL answers there (${codeOf(error)})`;
  }
}
