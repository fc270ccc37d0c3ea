/** The private key of an intake office, for those to whom the database gives it. */
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { unwrapOfficeKey } from '../accounts/index.ts';

/**
 * The private key of an office, for the actor of this unit of work. The database gives the box to officers of that office alone.
 * @returns null for everybody else
 */
export async function findOfficeKey(tx: Tx, keys: Keys, bodyId: string): Promise<Buffer | null> {
  const { rows } = await sql<{ box: Buffer | null }>`select netra.seal_private_key(${bodyId}) as box`.execute(tx);
  const box = rows[0]?.box ?? null;
  return box === null ? null : unwrapOfficeKey(keys, bodyId, box);
}
