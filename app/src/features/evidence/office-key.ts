/**
 * The key pair of an intake office: reports and evidence are sealed to the public half; the private half lies in the database in a box
 * whose key does not.
 */
import { sql } from 'kysely';
import { lock, unlock } from '../../platform/crypto/box.ts';
import { generateSealKeyPair } from '../../platform/crypto/seal.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';

const purpose = 'office-private-key';

/** A fresh key pair for the office with this id, ready for `body.seal_public_key` and `body.seal_private_key_wrapped`. */
export function newOfficeKey(
  keys: Keys,
  bodyId: string,
): { readonly publicKey: Buffer; readonly privateKeyWrapped: Buffer } {
  const pair = generateSealKeyPair();
  const box = lock({ current: keys(purpose) }, pair.privateKey, { purpose, aad: Buffer.from(bodyId) });
  return { publicKey: pair.publicKey, privateKeyWrapped: box };
}

/**
 * The private key of an office, for the actor of this unit of work. The database gives the box to officers of that office alone.
 * @returns null for everybody else
 */
export async function findOfficeKey(tx: Tx, keys: Keys, bodyId: string): Promise<Buffer | null> {
  const { rows } = await sql<{ box: Buffer | null }>`select netra.seal_private_key(${bodyId}) as box`.execute(tx);
  const box = rows[0]?.box ?? null;
  if (box === null) return null;
  const opened = unlock({ current: keys(purpose) }, box, { purpose, aad: Buffer.from(bodyId) }, 0);
  if (!opened.ok) throw new Error(`the key of office ${bodyId} does not open: ${opened.error}`);
  return opened.value;
}
