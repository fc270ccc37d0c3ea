/** The worker's sign of life, and the small housekeeping that goes with it. */
import { sql } from 'kysely';
import type { Database } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { describeError } from '../../platform/log/log.ts';
import type { Platform } from '../../platform/platform.ts';

/** Seconds between two signs of life, and after how many the worker counts as away. */
const BEAT_SECONDS = 10;
export const AWAY_SECONDS = 60;

export interface Heartbeat {
  stop(): Promise<void>;
}

export function startHeartbeat(platform: Pick<Platform, 'db' | 'log' | 'realNow'>): Heartbeat {
  const beat = async (): Promise<void> => {
    try {
      await sayAlive(platform.db, platform.realNow());
    } catch (error) {
      platform.log.warn({ event: 'worker-not-noted', ...describeError(error) });
    }
  };
  let running = beat();
  const timer = setInterval(() => {
    running = beat();
  }, BEAT_SECONDS * 1000);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

async function sayAlive(db: Database, realNow: number): Promise<void> {
  await runAs(db, { kind: 'system' }, async (tx) => {
    await tx
      .insertInto('process_seen')
      .values({ part: 'work', at: sql`now()` })
      .onConflict((c) => c.column('part').doUpdateSet({ at: sql`now()` }))
      .execute();
    // Tries are counted for a minute; what is older is nobody's business.
    await tx.deleteFrom('rate_limit').where('expire', '<', realNow).execute();
  });
}

/** Seconds since the worker was last seen, by the clock of the database; null when it never was. */
export async function workerSeen(db: Database): Promise<number | null> {
  const row = await db
    .selectFrom('process_seen')
    .select(sql<number>`extract(epoch from now() - at)::float8`.as('seconds'))
    .where('part', '=', 'work')
    .executeTakeFirst();
  return row === undefined ? null : row.seconds;
}
