import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migratedDatabase } from '../../../test/support/app.ts';
import { type Database, databaseOn, poolFor } from '../db/connect.ts';
import { runAs } from '../db/unit-of-work.ts';
import { makeLog } from '../log/log.ts';
import { createJobs, type Jobs, type QueueOptions, type Work } from './index.ts';

type Migrated = Awaited<ReturnType<typeof migratedDatabase>>;

let there: Migrated;
let db: Database;
let owner: Database;
const logged: string[] = [];
const open: Jobs[] = [];

/** One process: its own jobs on the same database. */
const process = (define: (jobs: Jobs) => void): Jobs => {
  const log = makeLog('info', { write: (line: string) => void logged.push(line) });
  const jobs = createJobs({ database: there.app, db, log, pollSeconds: 0.5 });
  define(jobs);
  open.push(jobs);
  return jobs;
};
const queue = (name: string, work: Work, options: QueueOptions = {}): ((jobs: Jobs) => void) => {
  return (jobs) => jobs.define(name, options, work);
};
const until = async (what: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> => {
  const end = Date.now() + ms;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it never happened');
    await new Promise((r) => setTimeout(r, 50));
  }
};

beforeAll(async () => {
  there = await migratedDatabase();
  db = databaseOn(poolFor(there.app, { max: 6 }));
  owner = databaseOn(poolFor(there.owner, { max: 2 }));
});
afterAll(async () => {
  for (const jobs of open) await jobs.stop();
  await db?.destroy();
  await owner?.destroy();
  await there?.database.drop();
});

describe('a job', () => {
  it('is done after the transaction that left it behind, whoever acted, and not when that was rolled back', async () => {
    const done: unknown[] = [];
    const jobs = process(queue('after-commit', async (data) => void done.push(...data)));
    await jobs.start();
    const id = randomUUID();
    await runAs(db, { kind: 'member', userId: id }, async (tx) => {
      await jobs.send(tx, 'after-commit', { id });
      await new Promise((r) => setTimeout(r, 800));
      expect(done).toEqual([]);
    });
    await until(() => done.length === 1);
    expect(done).toEqual([{ id }]);

    await runAs(db, { kind: 'public' }, async (tx) => {
      await jobs.send(tx, 'after-commit', { id: 'refused' });
      return { ok: false };
    });
    await runAs(db, { kind: 'public' }, (tx) => jobs.send(tx, 'after-commit', { id: 'kept' }));
    await until(() => done.length === 2);
    expect(done[1]).toEqual({ id: 'kept' });
    await jobs.stop();
  });

  it('waits in the database while no worker runs, and is found by one that starts later', async () => {
    const web = process(queue('later', async () => {}));
    await runAs(db, { kind: 'system' }, (tx) => web.send(tx, 'later', { id: 'a' }));
    expect((await web.overview()).queues.find((q) => q.queue === 'later')?.waiting).toBe(1);
    await web.stop();
    const done: unknown[] = [];
    const worker = process(queue('later', async (data) => void done.push(...data)));
    await worker.start();
    await until(() => done.length === 1);
    await worker.stop();
  });

  it('is the same job when its key is the same', async () => {
    const jobs = process(queue('keyed', async () => {}));
    await runAs(db, { kind: 'system' }, async (tx) => {
      await jobs.send(tx, 'keyed', { n: 1 }, { singletonKey: 'k' });
      await jobs.send(tx, 'keyed', { n: 2 }, { singletonKey: 'k' });
      await jobs.send(tx, 'keyed', { n: 3 });
      await jobs.send(tx, 'keyed', { n: 4 });
    });
    expect((await jobs.overview()).queues.find((q) => q.queue === 'keyed')?.waiting).toBe(3);
  });

  it('is done once although three processes look for work', async () => {
    const seen = new Map<string, number>();
    const work: Work = async (data) => {
      for (const item of data) {
        const id = 'id' in item ? String(item.id) : '';
        seen.set(id, (seen.get(id) ?? 0) + 1);
      }
    };
    const workers = [1, 2, 3].map(() => process(queue('shared', work, { batch: 5 })));
    await Promise.all(workers.map((worker) => worker.start()));
    await runAs(db, { kind: 'system' }, async (tx) => {
      for (let n = 0; n < 120; n += 1) await workers[n % 3]?.send(tx, 'shared', { id: `${n}` });
    });
    await until(() => seen.size === 120);
    await new Promise((r) => setTimeout(r, 700));
    expect([...seen.values()].every((n) => n === 1)).toBe(true);
    await Promise.all(workers.map((worker) => worker.stop()));
  });

  it('that throws is tried again and then lies with the dead letters, of which an operator can take it', async () => {
    let tries = 0;
    let well = false;
    const secret = 'Budi Contoh, nomor 123';
    const jobs = process(
      queue(
        'throws',
        async () => {
          tries += 1;
          if (!well) throw Object.assign(new Error(secret), { code: 'E_BUSY' });
        },
        { retryLimit: 2, retryDelay: 1, retryBackoff: false },
      ),
    );
    await jobs.start();
    const id = randomUUID();
    await runAs(db, { kind: 'system' }, (tx) => jobs.send(tx, 'throws', { id }));
    await until(async () => (await jobs.overview()).deadCount === 1, 30_000);
    expect(tries).toBe(3);
    const [dead] = (await jobs.overview()).dead;
    expect(dead).toMatchObject({ queue: 'throws', tries: 3, error: 'Error E_BUSY' });

    const rows = await sql<{ all: string }>`select jsonb_agg(to_jsonb(j))::text as all from jobs.job j`.execute(owner);
    expect(rows.rows[0]?.all).toContain('E_BUSY');
    expect(rows.rows[0]?.all).not.toContain('Budi');
    expect(logged.join('')).toContain('job-failed');
    expect(logged.join('')).not.toContain('Budi');
    expect(logged.join('')).not.toContain(id);

    well = true;
    expect(await jobs.retryDead(dead?.id)).toBe(1);
    await until(() => tries === 4);
    expect((await jobs.overview()).deadCount).toBe(0);
    await jobs.stop();
  }, 60_000);

  it('does not wait for the next look when many came at once', async () => {
    let done = 0;
    const jobs = createJobs({ database: there.app, db, log: makeLog('silent') });
    jobs.define('many', { pollSeconds: 60 }, async () => {
      done += 1;
    });
    open.push(jobs);
    await jobs.start();
    await runAs(db, { kind: 'system' }, async (tx) => {
      for (let n = 0; n < 30; n += 1) await jobs.send(tx, 'many', { n });
    });
    await until(() => done === 30, 15_000);
    await jobs.stop();
  });

  it('is waited for when the process stops', async () => {
    let finished = false;
    const started = Promise.withResolvers<void>();
    const jobs = process(
      queue('slow', async () => {
        started.resolve();
        await new Promise((r) => setTimeout(r, 1500));
        finished = true;
      }),
    );
    await jobs.start();
    await runAs(db, { kind: 'system' }, (tx) => jobs.send(tx, 'slow', {}));
    await started.promise;
    await jobs.stop();
    expect(finished).toBe(true);
    const left = await sql<{
      n: number;
    }>`select count(*) as n from jobs.job where name = 'slow' and state <> 'completed'`.execute(owner);
    expect(left.rows[0]?.n).toBe(0);
  });

  it('is done after a rest although the work could not begin again at first', async () => {
    const done: unknown[] = [];
    const jobs = process(queue('after-rest', async (data) => void done.push(...data)));
    await jobs.start();
    await runAs(db, { kind: 'system' }, (tx) => jobs.send(tx, 'after-rest', { n: 1 }));
    await until(() => done.length === 1);
    await jobs.pause();
    await sql`alter schema jobs rename to jobs_away`.execute(owner);
    try {
      await expect(jobs.start()).rejects.toThrow();
    } finally {
      await sql`alter schema jobs_away rename to jobs`.execute(owner);
    }
    await runAs(db, { kind: 'system' }, (tx) => jobs.send(tx, 'after-rest', { n: 2 }));
    // Nobody starts it a second time.
    await until(() => done.length === 2);
    await jobs.pause();
    await runAs(db, { kind: 'system' }, (tx) => jobs.send(tx, 'after-rest', { n: 3 }));
    await new Promise((r) => setTimeout(r, 1500));
    expect(done).toHaveLength(2);
    await jobs.stop();
  });

  it('stays undone when the work was put to rest again before it could begin', async () => {
    let done = 0;
    const jobs = process(
      queue('rest-again', async () => {
        done += 1;
      }),
    );
    await jobs.start();
    await jobs.pause();
    await sql`alter schema jobs rename to jobs_away`.execute(owner);
    try {
      await expect(jobs.start()).rejects.toThrow();
      await jobs.pause();
    } finally {
      await sql`alter schema jobs_away rename to jobs`.execute(owner);
    }
    await runAs(db, { kind: 'system' }, (tx) => jobs.send(tx, 'rest-again', {}));
    await new Promise((r) => setTimeout(r, 2000));
    expect(done).toBe(0);
    await jobs.stop();
  });

  it('is done after the database threw out all connections', async () => {
    const done: unknown[] = [];
    const jobs = process(queue('outage', async (data) => void done.push(...data)));
    await jobs.start();
    await runAs(db, { kind: 'system' }, (tx) => jobs.send(tx, 'outage', { n: 1 }));
    await until(() => done.length === 1);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'netra-jobs' and datname = current_database()`.execute(
      owner,
    );
    await runAs(db, { kind: 'system' }, (tx) => jobs.send(tx, 'outage', { n: 2 }));
    await until(() => done.length === 2);
    await jobs.stop();
  });

  it('that comes back by the clock is put into its queue, and taken off the timetable when the code no longer names it', async () => {
    let runs = 0;
    const jobs = process(
      queue(
        'each-minute',
        async (data) => {
          runs += data.length;
        },
        { cron: '* * * * *' },
      ),
    );
    await jobs.start();
    const times = () =>
      sql<{ n: number }>`select count(*) as n from jobs.schedule where name = 'each-minute'`.execute(owner);
    expect((await times()).rows[0]?.n).toBe(1);
    await until(() => runs > 0, 75_000);
    await jobs.stop();
    const later = process(queue('each-minute', async () => {}));
    await later.start();
    expect((await times()).rows[0]?.n).toBe(0);
    await later.stop();
  }, 90_000);
});

describe('the tables of the queue', () => {
  it('are as this version of the library expects them', async () => {
    const boss = new PgBoss({
      host: there.owner.kind === 'socket' ? there.owner.host : '',
      user: there.database.owner.user,
      database: there.database.name,
      schema: 'jobs',
      migrate: false,
      supervise: false,
      schedule: false,
    });
    await boss.start();
    const drift = await boss.detectSchemaDrift();
    await boss.stop({ graceful: false });
    expect(drift).toMatchObject({ ok: true });
  });

  it('show nobody but the system what others left behind, and let nobody else change it', async () => {
    const jobs = process(queue('walled', async () => {}));
    await runAs(db, { kind: 'public' }, (tx) => jobs.send(tx, 'walled', { id: 1 }));
    const count = (actor: Parameters<typeof runAs>[1]) =>
      runAs(
        db,
        actor,
        async (tx) =>
          (await sql<{ n: number }>`select count(*) as n from jobs.job where name = 'walled'`.execute(tx)).rows[0]?.n,
      );
    expect(await count({ kind: 'system' })).toBe(1);
    expect(await count({ kind: 'public' })).toBe(0);
    expect(await count({ kind: 'member', userId: randomUUID() })).toBe(0);
    for (const table of [sql`jobs.job`, sql`jobs.job_common`])
      await runAs(db, { kind: 'member', userId: randomUUID() }, async (tx) => {
        expect((await sql`update ${table} set data = '{}'`.execute(tx)).numAffectedRows).toBe(0n);
        expect((await sql`delete from ${table}`.execute(tx)).numAffectedRows).toBe(0n);
      });
    expect(await count({ kind: 'system' })).toBe(1);
  });

  it('let the daily round of the library through to its end', async () => {
    const alone = await migratedDatabase();
    const own = databaseOn(poolFor(alone.owner, { max: 1 }));
    const pool = databaseOn(poolFor(alone.app, { max: 1 }));
    const said: string[] = [];
    const jobs = createJobs({
      database: alone.app,
      db: pool,
      log: makeLog('info', { write: (line: string) => void said.push(line) }),
    });
    try {
      jobs.define('round', {}, async () => {});
      await jobs.start();
      const due = async (): Promise<number> =>
        (
          await sql<{ n: number }>`select count(*)::int as n from jobs.queue
            where name = 'round' and maintain_on < now() - interval '1 day'`.execute(own)
        ).rows[0]?.n ?? 0;
      await sql`update jobs.queue set maintain_on = now() - interval '2 days'`.execute(own);
      await until(async () => (await due()) === 0, 60_000);
      // The round goes on a moment after it has written that it began.
      await new Promise((r) => setTimeout(r, 1_000));
      expect(said.filter((line) => line.includes('jobs-failed'))).toEqual([]);
    } finally {
      await jobs.stop();
      await pool.destroy();
      await own.destroy();
      await alone.database.drop();
    }
  });

  it('cost little while nothing is to be done', async () => {
    const alone = await migratedDatabase();
    const pool = databaseOn(poolFor(alone.app, { max: 1 }));
    // Counted where they are sent: what the server says of itself comes late, and later the busier it is.
    let asked = 0;
    const count = (query: unknown): void => {
      if (typeof query === 'object' && query !== null && 'database' in query && query.database === alone.database.name)
        asked += 1;
    };
    const real = pg.Client.prototype.query;
    Object.defineProperty(pg.Client.prototype, 'query', {
      configurable: true,
      writable: true,
      value: function (this: pg.Client, ...given: unknown[]) {
        count(this);
        return Reflect.apply(real, this, given);
      },
    });
    // The pauses of production, eight queues.
    const jobs = createJobs({ database: alone.app, db: pool, log: makeLog('silent') });
    try {
      for (let n = 0; n < 8; n += 1) jobs.define(`idle-${n}`, {}, async () => {});
      await jobs.start();
      expect(asked, 'its questions are counted').toBeGreaterThan(8);
      await new Promise((r) => setTimeout(r, 2_000));
      asked = 0;
      // As long as the pause between two looks: each queue is looked at once.
      await new Promise((r) => setTimeout(r, 30_000));
      expect(asked).toBeGreaterThan(0);
      expect(asked / 30).toBeLessThan(1);
    } finally {
      await jobs.stop();
      Object.defineProperty(pg.Client.prototype, 'query', { configurable: true, writable: true, value: real });
      await pool.destroy();
      await alone.database.drop();
    }
  }, 60_000);
});
