import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { migratedDatabase } from '../../../test/support/app.ts';
import { type FreshDatabase, freshDatabase } from '../../../test/support/database.ts';
import { deep } from '../../../test/support/deep.ts';
import { planOf } from '../../cli-backup-plan.ts';
import { migrate } from '../db/migrate.ts';
import { secretMark } from '../db/secret-mark.ts';
import { openSource } from './archive-read.ts';
import { backup } from './backup.ts';
import { checkArchive } from './check-archive.ts';
import { fieldsOf } from './compare.ts';
import { databaseTarget } from './index.ts';
import type { Lock, Unlock } from './keys.ts';
import { troubleAsValue } from './outcome.ts';
import { restore } from './restore.ts';
import { verify } from './verify.ts';

const appDir = path.resolve(import.meta.dirname, '../../..');
const plan = planOf(appDir);
const secret = 'test only: kZ8vQ2mX9rT4wB7nL1pC6yH3dF5gJ0';

let folder: string;
let dataDir: string;
let lock: Lock;
let unlock: Unlock;
let source: FreshDatabase;
let backups = 0;
const dropLater: FreshDatabase[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'netra-backup-'));
  dataDir = path.join(folder, 'data');
  const identity = await generateX25519Identity();
  lock = { kind: 'recipients', recipients: [await identityToRecipient(identity)] };
  unlock = { kind: 'identities', identities: [identity] };
  source = (await migratedDatabase()).database;
  await fill();
});
afterAll(async () => {
  for (const database of [source, ...dropLater]) await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function ask<T extends pg.QueryResultRow>(
  database: FreshDatabase,
  text: string,
  values: readonly unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ ...database.owner, options: '-c search_path=netra -c timezone=UTC' });
  await client.connect();
  try {
    return (await client.query<T>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

const odd = ['', '\\N', '\\', '\\.', 'a\tb\nc\rd\\e', "'; drop table x --", 'Ünïcødé 🗳 𝔘', ' ', '\u0001\u007f'];
const nation = randomUUID();
const body = randomUUID();

/** Rows of every awkward kind: trees, rows that triggers and checks of today would refuse, long ones, queues in parts. */
async function fill(): Promise<void> {
  await ask(source, `insert into setting values ('mode', '"production"'), ('secret-mark', to_jsonb($1::text))`, [
    secretMark(secret),
  ]);
  await ask(source, `insert into jurisdiction values ($1, 'RI', 'Republik', 'nation', null, '/RI/')`, [nation]);
  for (const [index, name] of odd.entries())
    await ask(source, `insert into jurisdiction values ($1, $2, $3, 'city', $4, $5)`, [
      randomUUID(),
      `k${index}`,
      name,
      nation,
      `/RI/k${index}/`,
    ]);
  await ask(
    source,
    `insert into body (id, code, kind, name, level, jurisdiction_id, seal_public_key) values ($1, 'b', 'bawaslu', 'Kantor', 'nation', $2, $3)`,
    [body, nation, randomBytes(32)],
  );
  await ask(
    source,
    `insert into media_item (id, content_hash, source_name, title, kind, body, extracted, repeats_itself)
    values ($1, $2, 'x.txt', 'Judul', 'news', $3, '{"a": [1.50, null, "\\u0041"]}', false)`,
    [randomUUID(), randomBytes(32), 'panjang '.repeat(400_000)],
  );
  const user = randomUUID();
  await ask(
    source,
    `insert into auth.auth_user (id, name, email, email_verified) values ($1, 'Orang', 'o@contoh', true)`,
    [user],
  );
  await ask(
    source,
    `insert into auth.auth_session (id, expires_at, token, updated_at, user_id) values ($1, now(), 'rahasia-sesi', now(), $2)`,
    [randomUUID(), user],
  );
  // A pledge from before the log: today's check would refuse it, and a restore must not.
  await ask(source, 'alter table pledge drop constraint pledge_has_leaf, disable trigger pledge_leaf');
  await ask(
    source,
    `insert into pledge (id, user_id, body_id, election_id, text_version, certificate_number, signed_at)
    values ($1, $2, $3, 'pilkada-2024', '1', 'AAAA', now())`,
    [randomUUID(), user, body],
  );
  await ask(
    source,
    'alter table pledge add constraint pledge_has_leaf check (salt is not null and commitment is not null) not valid, enable trigger pledge_leaf',
  );
  await ask(source, `insert into audit (user_id, what, access) select $1, 'x', 'read' from generate_series(1, 5000)`, [
    user,
  ]);
  await ask(source, `insert into log_entry (commitment, about, salt, entry) values ($1, 'law', $2, '{}')`, [
    randomBytes(32),
    randomBytes(32),
  ]);
  await ask(source, `insert into rate_limit values ('tak ikut', 1, 1)`);
  await ask(
    source,
    `insert into jobs.queue (name, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, retention_seconds, deletion_seconds, partition, table_name)
    values ('surat', 'standard', 1, 1, false, 900, 900, 900, false, 'job_common')`,
  );
  await ask(
    source,
    `insert into jobs.job (name, data) select 'surat', jsonb_build_object('n', n) from generate_series(1, 20) n`,
  );
}

async function save(of = source, from = dataDir): Promise<string> {
  backups += 1;
  const file = path.join(folder, `b${backups}.netra`);
  const done = await backup({
    settings: { mode: 'demo', dataDir: from, databaseUrl: of.ownerUrl, databaseOwnerUrl: null },
    plan,
    target: file,
    lock,
    stop: new AbortController().signal,
    log: () => {},
  });
  if (!done.ok) throw new Error(done.error.line);
  return file;
}

/** An empty database whose owner is no superuser, as a managed PostgreSQL gives it. */
async function emptyDatabase(
  owner = 'restore_owner',
  rights = 'createrole',
): Promise<FreshDatabase & { readonly url: string }> {
  const database = await freshDatabase();
  dropLater.push(database);
  await ask(
    database,
    `do $$ begin create role ${owner} login nosuperuser ${rights}; exception when duplicate_object then null; end $$`,
  );
  await ask(database, `alter database ${database.name} owner to ${owner}`);
  const server = inject('testServer');
  return {
    ...database,
    url: `postgresql://${owner}@/${database.name}?host=${encodeURIComponent(server.host)}&port=${server.port}`,
  };
}

interface Into {
  readonly database: { readonly url: string };
  readonly dir: string;
  readonly role?: string;
}

const restoreInto = async (
  file: string,
  { database, dir, role }: Into,
  more: Partial<Parameters<typeof restore>[0]> = {},
) => {
  const target = await troubleAsValue(() => databaseTarget({ url: database.url, dir, role: role ?? null }));
  if (!target.ok) return target;
  return restore({ file, unlock, target: target.value, plan, secret: null, ...more });
};

const tablesOf = (database: FreshDatabase) =>
  ask<{ name: string }>(
    database,
    `select nspname || '.' || relname as name from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind in ('r', 'p') and nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  );

describe('a restore into a database elsewhere, by an owner that is no superuser', () => {
  let file: string;
  let restored: FreshDatabase & { readonly url: string };
  beforeAll(async () => {
    file = await save();
    restored = await emptyDatabase();
    const done = await restoreInto(file, { database: restored, dir: path.join(folder, 'elsewhere') }, { secret });
    expect(done).toMatchObject({ ok: true, value: { secret: 'fits', compared: { differences: [] }, migrated: [] } });
  });

  it('gives back every row of every table, to the sign', async () => {
    const names = (await tablesOf(source))
      .map(({ name }) => name)
      .filter((name) => !/rate_limit|netra_migration|auth_session|netra\.setting$/.test(name));
    expect(names.length).toBeGreaterThan(60);
    for (const name of names) {
      const text = `select md5(coalesce(string_agg(t::text, E'\\n' order by t::text collate "C"), '')) as sum, count(*)::int as n from ${name} t`;
      expect(await ask(restored, text), name).toEqual(await ask(source, text));
    }
    const rows = await ask<{ name: string }>(
      restored,
      `select name from jurisdiction where level = 'city' order by code`,
    );
    expect(rows.map(({ name }) => name)).toEqual(odd);
    expect(await ask(restored, 'select count(*)::int as n from jobs.job')).toEqual([{ n: 20 }]);
  });

  it('leaves sessions behind, and marks the instance so that it sends nothing', async () => {
    expect(await ask(restored, 'select 1 from auth.auth_session')).toEqual([]);
    expect(await ask(restored, 'select 1 from rate_limit')).toEqual([]);
    expect(
      await ask(restored, `select value #>> '{}' ~ '^20' as marked from setting where key = 'restored-at'`),
    ).toEqual([{ marked: true }]);
    const everything = (await verify(file, unlock)).ok;
    expect(everything).toBe(true);
  });

  it('goes on counting where it stood, with walls, keys and triggers as the migrations made them', async () => {
    const [next] = await ask<{ id: string }>(
      restored,
      `insert into audit (user_id, what, access) values ($1, 'x', 'read') returning id::text`,
      [randomUUID()],
    );
    expect(Number(next?.id)).toBe(5001);
    await expect(ask(restored, 'delete from audit')).rejects.toThrow(/append-only/);
    await expect(
      ask(
        restored,
        `insert into body (id, code, kind, name, level, jurisdiction_id) values ($1, 'z', 'x', 'x', 'city', $1)`,
        [randomUUID()],
      ),
    ).rejects.toThrow(/foreign key/);
    await expect(
      ask(
        restored,
        `insert into pledge (id, user_id, body_id, election_id, text_version, certificate_number, signed_at)
      select $1, user_id, body_id, 'lain', '1', 'BBBB', now() from pledge`,
        [randomUUID()],
      ),
    ).rejects.toThrow(/pledge_has_leaf/);
    const rights = `select has_table_privilege($1, 'netra.case_file', 'select') as reads, has_table_privilege($1, 'netra.audit', 'delete') as deletes`;
    expect(await ask(restored, rights, [`${restored.name}_app`])).toEqual([{ reads: true, deletes: false }]);
    const walls = `select count(*)::int as n from pg_class where relrowsecurity`;
    expect(await ask(restored, walls)).toEqual(await ask(source, walls));
  });

  it('is saved again as the same content', async () => {
    const again = await checkArchive(openSource(await save(restored, path.join(folder, 'elsewhere'))), unlock);
    const first = await checkArchive(openSource(file), unlock);
    const sums = (one: typeof first) =>
      one.manifest.tables.filter(({ name }) => name !== 'netra.setting' && name !== 'netra.audit');
    expect(sums(again)).toEqual(sums(first));
  });

  it('is not done over what is there', async () => {
    expect(await restoreInto(file, { database: restored, dir: path.join(folder, 'other') })).toMatchObject({
      ok: false,
      error: { kind: 'unusable', line: expect.stringMatching(/the database is not empty \(/) },
    });
    expect(await ask(restored, 'select count(*)::int as n from pledge')).toEqual([{ n: 1 }]);
  });
});

describe('a restore that cannot be finished', () => {
  let file: string;
  let target: FreshDatabase & { readonly url: string };
  let dir: string;
  beforeAll(async () => {
    file = await save();
  });
  beforeEach(async () => {
    target = await emptyDatabase();
    dir = await mkdtemp(path.join(folder, 'dir-'));
  });
  const untouched = async () => {
    expect(await tablesOf(target)).toEqual([]);
    expect(await ask(target, `select nspname from pg_namespace where nspname in ('netra', 'auth', 'jobs')`)).toEqual(
      [],
    );
    expect(await readdir(dir, { recursive: true })).toEqual([]);
  };

  it('leaves the database and the folder as they were', async () => {
    const stop = restoreInto(
      file,
      { database: target, dir },
      {
        whileUp: () => Promise.reject(new Error('the machine burns')),
      },
    );
    await expect(stop).rejects.toThrow('the machine burns');
    expect(await readdir(path.join(dir, 'files')).catch(() => [])).toEqual([]);
    await rm(path.join(dir, 'files'), { recursive: true, force: true });
    await untouched();
  });

  it('with the wrong secret is not begun, and says so', async () => {
    expect(await restoreInto(file, { database: target, dir }, { secret: `${secret}x` })).toMatchObject({
      ok: false,
      error: {
        kind: 'unusable',
        line: expect.stringMatching(/^NETRA_SECRET is not the one that this backup belongs to/),
      },
    });
    await untouched();
  });

  it('with a key that does not open it is not begun', async () => {
    const other: Unlock = { kind: 'identities', identities: [await generateX25519Identity()] };
    expect(await restoreInto(file, { database: target, dir }, { unlock: other })).toMatchObject({
      ok: false,
      error: { kind: 'unusable', line: expect.stringMatching(/no identity given opens this backup/) },
    });
    await untouched();
  });

  it('because the end of the backup is missing leaves nothing', async () => {
    const { readFile } = await import('node:fs/promises');
    const whole = await readFile(file);
    const cut = path.join(folder, 'cut.netra');
    await writeFile(cut, whole.subarray(0, whole.length - 40));
    expect(await restoreInto(cut, { database: target, dir })).toMatchObject({ ok: false, error: { kind: 'damaged' } });
    await rm(path.join(dir, 'files'), { recursive: true, force: true });
    await untouched();
  });

  it('because the role may make none says how to go on, and a role made by hand does', async () => {
    target = await emptyDatabase('restore_poor', 'nocreaterole');
    expect(await restoreInto(file, { database: target, dir })).toMatchObject({
      ok: false,
      error: {
        kind: 'unusable',
        line: expect.stringMatching(/give it CREATEROLE, or make a plain role by hand and name it with --role/),
      },
    });
    const { role } = inject('migrated');
    expect(await restoreInto(file, { database: target, dir, role: 'postgres_nobody' })).toMatchObject({
      ok: false,
      error: { line: '--role: there is no role postgres_nobody; make it first' },
    });
    expect(await restoreInto(file, { database: target, dir, role: 'netra_super' })).toMatchObject({
      ok: false,
      error: { line: expect.stringMatching(/may walk past row-level security/) },
    });
    expect(await restoreInto(file, { database: target, dir, role })).toMatchObject({ ok: true });
    expect(await ask(target, `select has_table_privilege('${role}', 'netra.case_file', 'select') as may`)).toEqual([
      { may: true },
    ]);
  });

  it('and was killed is recognised: nobody serves it, nobody saves it, and the next restore begins anew', async () => {
    // What is left when the process goes away after the schema was made.
    const half = await databaseTarget({ url: target.url, dir, role: null });
    const { begin } = (await checkArchive(openSource(file), unlock)).manifest;
    const ready = await half.prepare(begin);
    expect(
      await migrate(ready.owner, ready.appRole, plan.migrations, { restoring: true, until: '0003-cases.sql' }),
    ).toMatchObject({ ok: true });
    await writeFile(path.join(ready.files, 'half.sealed'), 'x');
    // Its connection still lives: another restore keeps away.
    expect(await restoreInto(file, { database: target, dir })).toMatchObject({
      ok: false,
      error: { line: 'another restore is at work in this database' },
    });
    await ask(
      target,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'netra-backup'`,
    );

    expect(await migrate(ready.owner, ready.appRole, plan.migrations)).toMatchObject({
      ok: false,
      error: expect.stringMatching(/half of an instance is never served/),
    });
    const saved = await backup({
      settings: { mode: 'demo', dataDir: dir, databaseUrl: target.url, databaseOwnerUrl: null },
      plan,
      target: path.join(folder, 'never.netra'),
      lock,
      stop: new AbortController().signal,
      log: () => {},
    });
    expect(saved).toMatchObject({
      ok: false,
      error: { kind: 'unusable', line: expect.stringMatching(/a restore that did not finish/) },
    });
    expect((await readdir(folder)).filter((name) => name.startsWith('never'))).toEqual([]);

    expect(await restoreInto(file, { database: target, dir })).toMatchObject({
      ok: true,
      value: { compared: { differences: [] } },
    });
    expect(await ask(target, `select to_regclass('public.netra_restore') is null as clean`)).toEqual([{ clean: true }]);
    expect(await readdir(path.join(dir, 'files', 'production'))).toEqual([]);
    expect(await migrate(ready.owner, ready.appRole, plan.migrations)).toMatchObject({ ok: true });
  });

  it('because its migrations are not ours says which version to use', async () => {
    const other = (await migratedDatabase()).database;
    dropLater.push(other);
    await ask(other, `insert into setting values ('mode', '"demo"')`);
    await ask(
      other,
      `update public.netra_migration set sha256 = repeat('b', 64) where name = '0004-pledges-media-statistics.sql'`,
    );
    expect(await restoreInto(await save(other), { database: target, dir })).toMatchObject({
      ok: false,
      error: {
        kind: 'unusable',
        line: expect.stringMatching(/made with another 0004-pledges-media-statistics.sql than this version has/),
      },
    });
    await ask(other, `insert into public.netra_migration values ('9000-of-tomorrow.sql', repeat('c', 64))`);
    await ask(other, `update public.netra_migration set sha256 = $1 where name = '0004-pledges-media-statistics.sql'`, [
      createHash('sha256').update('x').digest('hex'),
    ]);
    expect(await restoreInto(await save(other), { database: target, dir })).toMatchObject({
      ok: false,
      error: { kind: 'unusable' },
    });
    await untouched();
  });
});

it('a backup of an older schema is restored by its own migrations and then brought to this version', async () => {
  const old = await emptyDatabase();
  const role = `${old.name}_app`;
  await ask(old, `create role ${role} nosuperuser nobypassrls login`);
  const owner = { kind: 'url', url: old.url } as const;
  expect(await migrate(owner, role, plan.migrations, { until: '0010-log-check.sql' })).toMatchObject({ ok: true });
  await ask(old, `insert into setting values ('mode', '"production"')`);
  await ask(old, `insert into jurisdiction values ($1, 'RI', 'Republik', 'nation', null, '/RI/')`, [randomUUID()]);
  const file = await save(old, path.join(folder, 'old'));
  const now = await emptyDatabase();
  const done = await restoreInto(file, { database: now, dir: path.join(folder, 'new') });
  expect(done).toMatchObject({
    ok: true,
    value: { secret: 'unknown', migrated: expect.arrayContaining(['0011-jobs-and-mail.sql']) },
  });
  expect(await ask(now, 'select name from jurisdiction')).toEqual([{ name: 'Republik' }]);
  expect(await ask(now, 'select count(*)::int as n from public.netra_migration')).toEqual(
    await ask(source, 'select count(*)::int as n from public.netra_migration'),
  );
});

describe('database and files are of one moment', () => {
  const root = () => path.join(dataDir, 'files', 'production', 'evidence');
  const placeOf = (id: string) => path.join(root(), id.slice(0, 2), `${id}.sealed`);
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ ...source.owner, options: '-c search_path=netra' });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
  });

  /** As evidence-service does: the files first, then the row. */
  const add = async (working: boolean): Promise<string[]> => {
    const ids = working ? [randomUUID(), randomUUID()] : [randomUUID()];
    for (const id of ids) {
      await mkdir(path.dirname(placeOf(id)), { recursive: true });
      await writeFile(placeOf(id), randomBytes(2000));
    }
    await client.query(
      `insert into evidence (id, draft_key, intake_body_id, position, media_type, size, sha256, name_sealed, original_file, working_file, received_at)
       values ($1, $2, $3, 1, 'image/jpeg', 1, $2, $2, $4, $5, now())`,
      [randomUUID(), randomBytes(32), body, ids[0], ids[1] ?? null],
    );
    return ids;
  };
  /** As evidence-service does: the row first, then the files. */
  const remove = async ([original = '', ...rest]: readonly string[]) => {
    await client.query('delete from evidence where original_file = $1', [original]);
    for (const id of [original, ...rest]) await rm(placeOf(id));
  };
  /** Names in rows, and files, of a backup. */
  const heldBy = async (file: string) => {
    const named = new Set<string>();
    const there = new Set<string>();
    let columns: readonly string[] = [];
    const { manifest } = await checkArchive(openSource(file), unlock, {
      begin: async (begin) => {
        columns = begin.tables.find(({ name }) => name === 'netra.evidence')?.columns ?? [];
      },
      rows: async (table, lines) => {
        if (table !== 'netra.evidence') return;
        for (const line of lines.toString().split('\n').slice(0, -1)) {
          const fields = fieldsOf(line);
          for (const column of ['original_file', 'working_file']) {
            const name = fields[columns.indexOf(column)];
            if (typeof name === 'string') named.add(name);
          }
        }
      },
      file: async (name, content) => {
        let bytes = 0;
        for await (const chunk of content) bytes += chunk.length;
        if (bytes === 2000) there.add(path.basename(name, '.sealed'));
      },
    });
    return { named, there, manifest };
  };

  it('however many files come and go while it is made', { timeout: 120_000 }, async () => {
    const kept: string[][] = [];
    for (let n = 0; n < 300; n += 1) kept.push(await add(n % 3 === 0));
    const rounds = deep ? 6 : 2;
    let busy = true;
    let [added, removed] = [0, 0];
    const churn = async () => {
      while (busy) {
        kept.push(await add(added % 2 === 0));
        added += 1;
        const [gone] = kept.splice(Math.floor(Math.random() * kept.length), 1);
        if (gone !== undefined) await remove(gone);
        removed += 1;
      }
    };
    const churning = churn();
    for (let run = 0; run < rounds; run += 1) {
      const before = removed;
      const { named, there, manifest } = await heldBy(await save());
      expect(removed, 'files went while it was made').toBeGreaterThan(before);
      expect(named.size).toBeGreaterThan(300);
      expect([...named].filter((name) => !there.has(name))).toEqual([]);
      expect(manifest.missing).toEqual([]);
    }
    busy = false;
    await churning;
    expect(await readdir(path.join(dataDir, 'files', 'production')), 'what was pinned is let go').toEqual(['evidence']);
    console.log(`${rounds} backups while ${added} files came and ${removed} went`);
  });

  it('a file that was lost before is named, and everything else is saved all the same', async () => {
    const [lost = ''] = await add(false);
    const [other = ''] = await add(false);
    await rm(placeOf(lost));
    const { named, there, manifest } = await heldBy(await save());
    expect(manifest.missing).toEqual([`evidence/${lost.slice(0, 2)}/${lost}.sealed`]);
    expect(named.has(lost) && named.has(other) && there.has(other)).toBe(true);
    const into = await emptyDatabase();
    const dir = path.join(folder, 'with-lost');
    expect(await restoreInto(await save(), { database: into, dir })).toMatchObject({ ok: true });
    const restored = path.join(dir, 'files', 'production', 'evidence', other.slice(0, 2), `${other}.sealed`);
    expect((await stat(restored)).size).toBe(2000);
    expect((await stat(restored)).mode & 0o777).toBe(0o600);
  });

  it('a lost disk is counted whole, and the rest is restored all the same', async () => {
    const gone = 1_003;
    const other = (await migratedDatabase()).database;
    dropLater.push(other);
    await ask(other, `insert into setting values ('mode', '"production"')`);
    const nation = randomUUID();
    await ask(other, `insert into jurisdiction values ($1, 'RI', 'Republik', 'nation', null, '/RI/')`, [nation]);
    await ask(
      other,
      `insert into body (id, code, kind, name, level, jurisdiction_id, seal_public_key) values ($1, 'b', 'bawaslu', 'Kantor', 'nation', $2, $3)`,
      [body, nation, randomBytes(32)],
    );
    await ask(
      other,
      `insert into evidence (id, draft_key, intake_body_id, position, media_type, size, sha256, name_sealed, original_file, received_at)
       select gen_random_uuid(), decode(md5(n::text), 'hex'), $1, 1, 'image/jpeg', 1, sha256(n::text::bytea), sha256(n::text::bytea), gen_random_uuid(), now()
       from generate_series(1, $2::int) n`,
      [body, gone],
    );
    const file = await save(other, path.join(folder, 'lost-disk'));
    const { manifest } = await heldBy(file);
    expect([manifest.missing.length, manifest.missingCount]).toEqual([1000, gone]);
    const into = await emptyDatabase();
    expect(await restoreInto(file, { database: into, dir: path.join(folder, 'from-lost-disk') })).toMatchObject({
      ok: true,
    });
    expect(await ask(into, 'select count(*)::int as n from netra.evidence')).toEqual([{ n: gone }]);
  });

  it('writers wait for the lock only for a moment, and whoever holds the table longer is not cut off', async () => {
    const slow = new pg.Client({ ...source.owner, options: '-c search_path=netra' });
    await slow.connect();
    await slow.query('begin');
    await slow.query(
      `update evidence set position = 2 where original_file = (select original_file from evidence limit 1)`,
    );
    const saving = save();
    await new Promise((done) => setTimeout(done, 2_500));
    await slow.query('commit');
    await slow.end();
    expect(await verify(await saving, unlock)).toMatchObject({ ok: true });
  });
});
