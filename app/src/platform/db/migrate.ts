/** Numbered SQL files, forward only. Safe when two processes start at once: an advisory lock lets one in, the other then finds nothing to do. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { fail, ok, type Result } from '../result.ts';
import type { Address } from './connect.ts';

/** Any fixed number: the same in every process of every version. */
const LOCK = 7_316_420;

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
): Promise<Result<MigrationReport, string>> {
  const client = new pg.Client(
    owner.kind === 'url'
      ? { connectionString: owner.url }
      : { host: owner.host, user: owner.user, database: owner.database },
  );
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      `create table if not exists public.netra_migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
    );
    const done = new Map(
      (
        await client.query<{ name: string; sha256: string }>('select name, sha256 from public.netra_migration')
      ).rows.map((r) => [r.name, r.sha256]),
    );
    const files = (await readdir(folder)).filter((f) => /^\d{4}-.*\.sql$/.test(f)).sort();
    const unknown = [...done.keys()].find((name) => !files.includes(name));
    if (unknown !== undefined)
      return fail(
        `the database was made by a newer Netra (it holds ${unknown}): start that version, or restore a backup`,
      );
    const applied: string[] = [];
    for (const name of files) {
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
