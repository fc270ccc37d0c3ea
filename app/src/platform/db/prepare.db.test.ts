import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts';
import { databaseOn, poolFor } from './connect.ts';
import { describeTypes } from './describe-types.ts';
import { prepareDatabase } from './prepare.ts';

const migrations = path.resolve(import.meta.dirname, '../../../db/migrations');
const made: FreshDatabase[] = [];
const rolesMade: string[] = [];

async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client({ ...inject('testServer'), database: 'postgres' });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

afterEach(async () => {
  for (const database of made.splice(0)) {
    await database.drop();
    await asSuperuser(`drop role if exists ${database.name}_app`);
  }
  for (const role of rolesMade.splice(0)) await asSuperuser(`drop role if exists ${role}`);
});

function portOf(server: net.Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  return address.port;
}

async function fresh(): Promise<FreshDatabase> {
  const database = await freshDatabase();
  made.push(database);
  return database;
}

const prepare = (
  databaseUrl: string,
  databaseOwnerUrl: string | null = null,
  mode: 'demo' | 'production' = 'production',
  secret = 'a secret of the test',
  folder = migrations,
) => prepareDatabase({ mode, dataDir: '/nowhere', databaseUrl, databaseOwnerUrl }, secret, folder, () => {});

/** The application's own role alone, as a web process may be given it. */
async function appUrl(database: FreshDatabase): Promise<string> {
  const first = await prepare(database.ownerUrl);
  if (!first.ok || first.value.app.kind !== 'url') throw new Error('not prepared');
  return first.value.app.url;
}

describe('a database elsewhere', () => {
  it('is migrated once, and the application connects as a role that owns nothing and cannot walk past row-level security', async () => {
    const database = await fresh();
    const first = await prepare(database.ownerUrl);
    if (!first.ok) throw new Error(first.error);
    expect(first.value.migrated.length).toBeGreaterThan(0);
    const pool = poolFor(first.value.app, { max: 1 });
    const row = (
      await pool.query(`select current_user as who, rolsuper, rolbypassrls, (select count(*)::int from pg_tables where tableowner = current_user) as owned
      from pg_roles where rolname = current_user`)
    ).rows[0];
    expect(row).toEqual({ who: `${database.name}_app`, rolsuper: false, rolbypassrls: false, owned: 0 });
    await pool.end();
    const second = await prepare(database.ownerUrl);
    expect(second.ok && second.value.migrated).toEqual([]);
  });

  it('may be prepared by two processes at once', async () => {
    const database = await fresh();
    const both = await Promise.all([prepare(database.ownerUrl), prepare(database.ownerUrl)]);
    expect(both.every((r) => r.ok)).toBe(true);
    expect(both.flatMap((r) => (r.ok ? r.value.migrated : [])).length).toBe(
      new Set(both.flatMap((r) => (r.ok ? r.value.migrated : []))).size,
    );
  });

  it('that does not answer is one clear line without the password', async () => {
    const server = net.createServer();
    const port = await new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve(portOf(server))));
    await new Promise((resolve) => server.close(resolve));
    const answer = await prepare(`postgres://orang:geheim@127.0.0.1:${port}/netra`);
    expect(answer).toEqual({ ok: false, error: expect.stringContaining(`no PostgreSQL answers at 127.0.0.1:${port}`) });
    expect(JSON.stringify(answer)).not.toMatch(/geheim|orang|\n/);
  });

  it('made for the other mode is refused', async () => {
    const database = await fresh();
    expect((await prepare(database.ownerUrl, null, 'demo')).ok).toBe(true);
    expect(await prepare(database.ownerUrl, null, 'production')).toEqual({
      ok: false,
      error: expect.stringContaining('NETRA_MODE=demo'),
    });
  });

  it('whose application role is a superuser is refused when an owner is named beside it', async () => {
    const database = await fresh();
    expect(await prepare(database.ownerUrl, database.ownerUrl)).toEqual({
      ok: false,
      error: expect.stringContaining('walks past row-level security'),
    });
  });

  it('whose role may not create roles is one clear line that names the way out', async () => {
    const database = await fresh();
    const role = `weak_${randomBytes(4).toString('hex')}`;
    rolesMade.push(role);
    await asSuperuser(`create role ${role} login`);
    expect(
      await prepare(
        database.ownerUrl.replace('://', `://${role}-`).replace(`${role}-${inject('testServer').user}`, role),
      ),
    ).toEqual({
      ok: false,
      error: expect.stringContaining('DATABASE_OWNER_URL'),
    });
  });

  it('set up for another application role is one clear line', async () => {
    const database = await fresh();
    expect((await prepare(database.ownerUrl)).ok).toBe(true);
    const role = `other_${randomBytes(4).toString('hex')}`;
    rolesMade.push(role);
    await asSuperuser(`create role ${role} login`);
    const asOther = database.ownerUrl.replace(`://${inject('testServer').user}@`, `://${role}@`);
    expect(await prepare(asOther, database.ownerUrl)).toEqual({
      ok: false,
      error: expect.stringContaining('another application role'),
    });
  });

  it('does not exist: one clear line', async () => {
    const database = await fresh();
    expect(await prepare(database.ownerUrl.replace(database.name, 'tidak_ada'))).toEqual({
      ok: false,
      error: expect.stringContaining('does not exist'),
    });
  });

  it('whose merged migration was changed is refused', async () => {
    const database = await fresh();
    expect((await prepare(database.ownerUrl)).ok).toBe(true);
    const pool = new pg.Pool(database.owner);
    await pool.query(
      `update public.netra_migration set sha256 = 'other' where name = (select min(name) from public.netra_migration)`,
    );
    await pool.end();
    expect(await prepare(database.ownerUrl)).toEqual({
      ok: false,
      error: expect.stringContaining('merged migrations never change'),
    });
  });

  it('made with another secret is refused, and the role of the processes that run keeps its password', async () => {
    const database = await fresh();
    const first = await prepare(database.ownerUrl);
    if (!first.ok) throw new Error(first.error);
    const passwordOf = async () => {
      const client = new pg.Client(database.owner);
      await client.connect();
      const { rows } = await client.query(`select rolpassword from pg_authid where rolname = $1`, [
        `${database.name}_app`,
      ]);
      await client.end();
      return rows;
    };
    const before = await passwordOf();
    const other = await prepare(database.ownerUrl, null, 'production', 'another secret of the test');
    expect(other).toEqual({ ok: false, error: expect.stringContaining('not the one this database was made with') });
    expect(await passwordOf()).toEqual(before);
  });

  it("is taken with the application's own role alone when its schema is the one of this version", async () => {
    const database = await fresh();
    const plain = await prepare(await appUrl(database));
    expect(plain).toMatchObject({ ok: true, value: { owner: null, migrated: [] } });
    const pool = plain.ok ? poolFor(plain.value.app, { max: 1 }) : null;
    expect((await pool?.query('select current_user as who'))?.rows).toEqual([{ who: `${database.name}_app` }]);
    await pool?.end();
  });

  it("is refused to the application's own role when a migration is missing, in the other mode, and with another secret", async () => {
    const database = await fresh();
    const url = await appUrl(database);
    const newer = await mkdtemp(path.join(tmpdir(), 'netra-migrations-'));
    await cp(migrations, newer, { recursive: true });
    await writeFile(path.join(newer, '9999-later.sql'), 'select 1;');
    const late = await prepare(url, null, 'production', 'a secret of the test', newer);
    await rm(newer, { recursive: true });
    expect(late).toEqual({ ok: false, error: expect.stringMatching(/9999-later\.sql did not run.*netra migrate/) });
    expect(await prepare(url, null, 'demo')).toEqual({
      ok: false,
      error: expect.stringContaining('NETRA_MODE=production'),
    });
    expect(await prepare(url, null, 'production', 'another secret of the test')).toEqual({
      ok: false,
      error: expect.stringContaining('NETRA_SECRET'),
    });
  });

  it("is refused to the application's own role, too, when a newer version was at it", async () => {
    const database = await fresh();
    const url = await appUrl(database);
    const pool = new pg.Pool(database.owner);
    await pool.query(`insert into public.netra_migration (name, sha256) values ('9998-later.sql', 'x')`);
    await pool.end();
    const newer = { ok: false, error: expect.stringMatching(/newer Netra \(it holds 9998-later\.sql\)/) };
    expect(await prepare(url)).toEqual(newer);
    expect(await prepare(database.ownerUrl)).toEqual(newer);
  });

  it('keeps mode and mark of the secret from the application', async () => {
    const database = await fresh();
    const pool = poolFor({ kind: 'url', url: await appUrl(database) }, { max: 1 });
    await pool.query(`select set_config('netra.kind', 'system', false)`);
    const changed = await pool.query(`update netra.setting set value = '"x"' where key in ('mode', 'secret-mark')`);
    expect(changed.rowCount).toBe(0);
    await expect(pool.query(`delete from netra.setting`)).rejects.toThrow(/permission denied/);
    await pool.end();
  });

  it('has the columns that the generated types say, and a comment on every table', async () => {
    const database = await fresh();
    expect((await prepare(database.ownerUrl)).ok).toBe(true);
    const { readFile } = await import('node:fs/promises');
    const generated = await describeTypes({ kind: 'url', url: database.ownerUrl });
    expect(generated).toBe(await readFile(path.join(import.meta.dirname, 'types.ts'), 'utf8'));
    const pool = poolFor({ kind: 'url', url: database.ownerUrl }, { max: 1 });
    const bare = await pool.query(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('netra', 'auth') and c.relkind = 'r' and obj_description(c.oid) is null`);
    expect(bare.rows).toEqual([]);
    await databaseOn(pool).destroy();
  });
});
