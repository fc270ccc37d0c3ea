/** Statements of one transaction that are asked at the same time: answers go to whoever asked, and a failure leaves nothing behind. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { type Database, databaseOn, poolFor } from './connect.ts';
import { readTogether, runAs } from './unit-of-work.ts';

const system = { kind: 'system' } as const;

describe('statements asked at the same time', () => {
  let app: TestApp;
  let pool: ReturnType<typeof poolFor>;
  let db: Database;
  beforeAll(async () => {
    app = await startTestApp();
    // One connection: whatever is left on it meets whoever comes next.
    pool = poolFor(app.address, { max: 1 });
    db = databaseOn(pool);
  });
  afterAll(async () => {
    await pool.end();
    await app.end();
  });

  const setting = (key: string, value: string) => ({ key, value: JSON.stringify(value) });

  it('each get their own answer, in one transaction of the server', async () => {
    const answers = await runAs(db, system, (tx) =>
      Promise.all(
        Array.from({ length: 40 }, async (_, n) => {
          // The slow ones come first: answers are not told apart by who is done first.
          const pause = n < 3 ? 0.05 : 0;
          const { rows } = await sql<{ n: number; of: string }>`
            select ${n}::int as n, pg_current_xact_id()::text as of from pg_sleep(${pause})`.execute(tx);
          return rows[0];
        }),
      ),
    );
    expect(answers.map((one) => one?.n)).toEqual(Array.from({ length: 40 }, (_, n) => n));
    expect(new Set(answers.map((one) => one?.of)).size).toBe(1);
  });

  it('wait for one another no longer than the server works on them', async () => {
    const rounds: string[] = [];
    await runAs(db, system, (tx) =>
      Promise.all(
        ['a', 'b', 'c'].map(async (name) => {
          rounds.push(`${name} asks`);
          await sql`select pg_sleep(0.02)`.execute(tx);
          rounds.push(`${name} has it`);
        }),
      ),
    );
    expect(rounds).toEqual(['a asks', 'b asks', 'c asks', 'a has it', 'b has it', 'c has it']);
  });

  it('leave nothing when one of them fails, and the connection serves the next', async () => {
    await expect(
      runAs(db, system, (tx) =>
        Promise.all([
          tx.insertInto('setting').values(setting('kept', 'before')).execute(),
          sql`select 1 / 0`.execute(tx),
          tx.insertInto('setting').values(setting('kept', 'after')).execute(),
        ]),
      ),
    ).rejects.toThrow('division by zero');
    const left = await runAs(db, system, (tx) =>
      tx.selectFrom('setting').select('key').where('key', '=', 'kept').execute(),
    );
    expect(left).toEqual([]);
  });

  it('end with their transaction: what is asked too late is refused instead of running for somebody else', async () => {
    let late: (() => Promise<unknown>) | undefined;
    await runAs(db, system, async (tx) => {
      late = () => sql`select 1`.execute(tx);
    });
    await expect(late?.()).rejects.toThrow();
  });

  it('never meet the scope of another: two people on one connection see their own', async () => {
    const people = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
    const seen = await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        const userId = people[n % 2] ?? '';
        return runAs(db, { kind: 'member', userId }, async (tx) => {
          const both = await Promise.all(
            [1, 2].map(() => sql<{ who: string }>`select netra.actor_user()::text as who`.execute(tx)),
          );
          return [userId, ...both.map(({ rows }) => rows[0]?.who)];
        });
      }),
    );
    for (const [wanted, ...got] of seen) expect(got).toEqual([wanted, wanted]);
  });

  it('keep their plans for a page that asks so, and only for that page', async () => {
    const mode = async (): Promise<string | undefined> => {
      const { rows } = await runAs(db, { kind: 'member', userId: '11111111-1111-4111-8111-111111111111' }, (tx) =>
        sql<{ mode: string }>`select current_setting('plan_cache_mode') as mode`.execute(tx),
      );
      return rows[0]?.mode;
    };
    const actor = { kind: 'member', userId: '11111111-1111-4111-8111-111111111111' } as const;
    expect(await readTogether(db, actor, mode, 'kept')).toBe('force_generic_plan');
    expect(await readTogether(db, actor, mode)).toBe('auto');
    expect(await mode()).toBe('auto');
  });
});
