/** Reports that were shelved as information, by whether their day of looking again has passed: in the scope of the person who asks. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';

export interface Shelved {
  readonly all: number;
  readonly late: number;
}

/** @param bodies own offices; empty for an overseer, who counts all that may be read */
export async function readShelved(
  tx: Tx,
  bodies: readonly string[],
  bodyId: string | null,
  now: Temporal.Instant,
): Promise<Shelved> {
  const own = bodies.length > 0 ? sql`k.body_id = any (${[...bodies]}::uuid[])` : sql`true`;
  const { rows } = await sql<{ all: number; late: number }>`
    select count(*)::int as all, count(*) filter (where k.due_at < ${now.toString()}::timestamptz)::int as late
    from clock k where k.state = 'running' and k.procedure_id = 'netra' and k.step_id = 'information-review' and ${own}
      and ${bodyId === null ? sql`true` : sql`k.body_id = ${bodyId}::uuid`}`.execute(tx);
  return { all: Number(rows[0]?.all ?? 0), late: Number(rows[0]?.late ?? 0) };
}
