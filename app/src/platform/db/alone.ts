/** One process at a time, over all processes on the database. */
import type pg from 'pg';

/** Any fixed number: the same in every process of every version. */
const LOCK = 7_316_422;

/**
 * Waits for its turn, does the work, and gives the turn away; when the process dies the database does that. For what is done once at the
 * start of an instance, not for requests: it holds a connection of the pool all the while.
 */
export async function oneAtATime<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    try {
      return await work();
    } finally {
      await client.query('select pg_advisory_unlock($1)', [LOCK]);
    }
  } finally {
    client.release();
  }
}
