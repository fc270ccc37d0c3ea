/** What an operator sees of the queues: counts, and what failed for good. Never a payload, never a text of an error. */
import { sql } from 'kysely';
import type { Tx } from '../db/connect.ts';

/** Where jobs lie that failed as often as they may. */
export const DEAD_LETTER = 'dead-letter';

export interface QueueState {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  /** Waiting for another try after a failure. */
  readonly retrying: number;
}

export interface DeadLetter {
  readonly id: string;
  /** The queue it came from. */
  readonly queue: string;
  readonly diedAt: Temporal.Instant;
  readonly tries: number;
  /** Class and code of the last error, such as "ConnectionError ECONNREFUSED". */
  readonly error: string;
}

export interface JobsOverview {
  readonly queues: readonly QueueState[];
  /** The newest hundred. */
  readonly dead: readonly DeadLetter[];
  readonly deadCount: number;
}

export async function readOverview(tx: Tx): Promise<JobsOverview> {
  const { rows: queues } = await sql<QueueState>`
    select q.name as queue, count(j.id) filter (where j.state = 'created') as waiting,
      count(j.id) filter (where j.state = 'active') as active, count(j.id) filter (where j.state = 'retry') as retrying
    from jobs.queue q left join jobs.job j on j.name = q.name and j.state <= 'active'
    where q.name <> ${DEAD_LETTER} and q.name not like '\\_\\_%'
    group by q.name order by q.name`.execute(tx);
  const { rows: dead } = await sql<DeadLetter>`
    select id, coalesce(source_name, name) as queue, created_on as "diedAt", coalesce(source_retry_count, 0) + 1 as tries,
      coalesce(nullif(concat_ws(' ', source_output ->> 'name', source_output ->> 'message'), ''), '-') as error
    from jobs.job where name = ${DEAD_LETTER} and state = 'created' order by created_on desc limit 100`.execute(tx);
  const count = await sql<{
    readonly n: number;
  }>`select count(*) as n from jobs.job where name = ${DEAD_LETTER} and state = 'created'`.execute(tx);
  return { queues, dead, deadCount: count.rows[0]?.n ?? 0 };
}
