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
  return openOfficeKey(keys, bodyId, rows[0]?.box ?? null);
}

/** The locked key as a column of a query that has the office's id; null but for officers of that office. */
export function officeKeyBox(column: string) {
  return sql<Buffer | null>`netra.seal_private_key(${sql.ref(column)})`;
}

/** What {@link officeKeyBox} gave, opened. */
export function openOfficeKey(keys: Keys, bodyId: string, box: Buffer | null): Buffer | null {
  return box === null ? null : unwrapOfficeKey(keys, bodyId, box);
}
