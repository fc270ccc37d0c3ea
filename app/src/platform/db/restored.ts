/**
 * A restored instance says nothing to the world until an administrator confirmed that it is the one and only: mails and webhooks that waited
 * when the backup was made may have been sent since, and a rehearsal must send none. The flag is the key `restored-at` of `netra.setting`.
 */
import { sql } from 'kysely';
import type { Tx } from './connect.ts';

export const restoredKey = 'restored-at';

/** True from a restore until somebody confirmed it: whoever sends mail, calls webhooks or the like waits. */
export async function isPausedAfterRestore(tx: Tx): Promise<boolean> {
  const found = await sql<{ paused: boolean }>`select exists (
    select 1 from netra.setting where key = ${restoredKey} and value <> 'null'::jsonb) as paused`.execute(tx);
  return found.rows[0]?.paused === true;
}
