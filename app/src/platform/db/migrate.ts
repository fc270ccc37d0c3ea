/** Numbered SQL files, forward only. Safe when two processes start at once: an advisory lock lets one in, the other then finds nothing to do. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { fail, ok, type Result } from '../result.ts';
import type { Address } from './connect.ts';
import { unfinishedDatabase } from './unfinished.ts';

/** Any fixed number: the same in every process of every version. */
const LOCK = 7_316_420;

/** Numbered SQL files of a folder, in their order. */
export async function migrationFiles(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter((f) => /^\d{4}-.*\.sql$/.test(f)).sort();
}

/** How the schema of a database and this version differ; both empty: they belong together. */
interface MigrationGap {
  /** Migrations of this version that did not run there. */
  readonly missing: readonly string[];
  /** Migrations that ran there and that this version does not know: a newer one was here. */
  readonly unknown: readonly string[];
}

/**
 * Asked without the owner's rights. A database that is older than the function that tells it lacks all migrations of this version.
 */
export async function migrationGap(address: Address, folder: string): Promise<MigrationGap> {
  const client = new pg.Client(clientFor(address));
  client.on('error', () => {});
  await client.connect();
  try {
    const known = await client.query<{ there: boolean }>(
      `select to_regprocedure('netra.schema_migrations()') is not null as there`,
    );
    const files = await migrationFiles(folder);
    if (known.rows[0]?.there !== true) return { missing: files, unknown: [] };
    const done = await client.query<{ name: string }>('select name from netra.schema_migrations() order by name');
    const names = done.rows.map((row) => row.name);
    return {
      missing: files.filter((file) => !names.includes(file)),
      unknown: names.filter((name) => !files.includes(name)),
    };
  } finally {
    await client.end();
  }
}

/** What is said of a database that a newer version was at. */
export function newerDatabase(name: string): string {
  return `the database was made by a newer Netra (it holds ${name}): start that version, or restore a backup`;
}

function clientFor(address: Address): pg.ClientConfig {
  return address.kind === 'url'
    ? { connectionString: address.url, connectionTimeoutMillis: 5000 }
    : { host: address.host, user: address.user, database: address.database, connectionTimeoutMillis: 5000 };
}

/** Of the text as it is released, before the application's role takes its place in it. */
export async function migrationSum(folder: string, name: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path.join(folder, name), 'utf8'))
    .digest('hex');
}

export interface MigrateOptions {
  /** The last migration to run; left out, all of them. */
  readonly until?: string;
  /** Only the restore itself works on a database that is half restored. */
  readonly restoring?: boolean;
}

export interface MigrationReport {
  readonly applied: readonly string[];
}

/**
 * Brings the database to the newest schema.
 * @param owner connection of the role that owns the tables
 * @param appRole name of the application's role; it takes the place of `netra_app` in the files
 */
export async function migrate(
  owner: Address,
  appRole: string,
  folder: string,
  options: MigrateOptions = {},
): Promise<Result<MigrationReport, string>> {
  const client = new pg.Client(clientFor(owner));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const half = options.restoring === true ? null : await unfinishedDatabase(client);
    if (half !== null) return fail(half);
    await client.query(
      `create table if not exists public.netra_migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
    );
    const done = new Map(
      (
        await client.query<{ name: string; sha256: string }>('select name, sha256 from public.netra_migration')
      ).rows.map((r) => [r.name, r.sha256]),
    );
    const files = await migrationFiles(folder);
    const unknown = [...done.keys()].find((name) => !files.includes(name));
    if (unknown !== undefined) return fail(newerDatabase(unknown));
    const applied: string[] = [];
    for (const name of files) {
      if (options.until !== undefined && name > options.until) break;
      const text = await readFile(path.join(folder, name), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const before = done.get(name);
      if (before === sha256) continue;
      if (before !== undefined)
        return fail(`migration ${name} was changed after it ran here: merged migrations never change, add a new one`);
      await client.query('begin');
      try {
        await client.query(text.replaceAll('netra_app', pg.escapeIdentifier(appRole)));
        await client.query('insert into public.netra_migration (name, sha256) values ($1, $2)', [name, sha256]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`migration ${name} failed and was undone`, { cause: error });
      }
      applied.push(name);
    }
    return ok({ applied });
  } finally {
    await client.end();
  }
}
