import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migratedDatabase } from '../../../test/support/app.ts';
import { poolFor } from '../db/connect.ts';
import { limits, sharedLimits } from './limits.ts';

let made: Awaited<ReturnType<typeof migratedDatabase>>;
/** Two processes: each with connections of its own. */
let pools: pg.Pool[];

beforeAll(async () => {
  made = await migratedDatabase();
  pools = [poolFor(made.app, { max: 4 }), poolFor(made.app, { max: 4 })];
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await made.database.drop();
});

const processes = () => pools.map((pool) => sharedLimits(pool));

describe('limits over several processes', () => {
  it('count tries at signing in together, also when all come at once', async () => {
    const [one, other] = processes();
    const tries = Array.from({ length: 60 }, (_, index) =>
      (index % 2 === 0 ? one : other)?.take('sign-in', 'account a'),
    );
    const allowed = (await Promise.all(tries)).filter((may) => may === true);
    expect(allowed).toHaveLength(limits['sign-in'].points);
    expect(await one?.take('sign-in', 'account b')).toBe(true);
    expect(await one?.take('one-time-code', 'account a')).toBe(true);
  });

  it('refuse a flood from memory: it does not reach the database', async () => {
    const [one] = processes();
    for (let n = 0; n <= limits.invitation.points + 1; n += 1) await one?.take('invitation', 'flood');
    const count = async () =>
      (await pools[1]?.query<{ points: number }>(`select points from netra.rate_limit where key = 'invitation:flood'`))
        ?.rows[0]?.points;
    const before = await count();
    expect(before).toBeGreaterThan(limits.invitation.points);
    for (let n = 0; n < 50; n += 1) expect(await one?.take('invitation', 'flood')).toBe(false);
    expect(await count()).toBe(before);
  });

  it('of reporters are written down nowhere', async () => {
    const [one] = processes();
    for (const name of [
      'report-step',
      'report-submit',
      'upload',
      'receipt-lookup',
      'receipt-check',
      'guidance-step',
    ] as const)
      expect(await one?.take(name, 'someone')).toBe(true);
    const client = new pg.Client(made.database.owner);
    await client.connect();
    const { rows } = await client.query(`select key from netra.rate_limit where key like '%someone%'`);
    const kept = await client.query(`select relpersistence from pg_class where oid = 'netra.rate_limit'::regclass`);
    await client.end();
    expect(rows).toEqual([]);
    expect(kept.rows).toEqual([{ relpersistence: 'u' }]);
  });
});
