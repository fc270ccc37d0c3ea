/** Passkeys of people. A person sees and changes only the own ones, also in the eyes of the database. */
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/connect.ts';
import type { StoredPasskey } from './ceremony.ts';

export interface PasskeyRow extends StoredPasskey {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  /** The maker's account holds a copy of it (a phone or browser that keeps its passkeys in step). */
  readonly synced: boolean;
  readonly madeAt: Temporal.Instant;
  readonly usedAt: Temporal.Instant | null;
}

/** So many devices a person may have. */
export const MOST_PASSKEYS = 10;

function query(tx: Tx) {
  return tx.selectFrom('passkey').selectAll();
}
type Stored = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number];

function rowOf(row: Stored): PasskeyRow {
  return {
    id: row.id,
    userId: row.user_id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    signCount: row.sign_count,
    transports: row.transports === '' ? [] : row.transports.split(','),
    synced: row.synced,
    name: row.name,
    madeAt: row.made_at,
    usedAt: row.used_at,
  };
}

export async function listPasskeys(tx: Tx, userId: string): Promise<PasskeyRow[]> {
  return (await query(tx).where('user_id', '=', userId).orderBy('made_at').execute()).map(rowOf);
}

export async function findPasskey(tx: Tx, credentialId: string): Promise<PasskeyRow | null> {
  const row = await query(tx).where('credential_id', '=', credentialId).executeTakeFirst();
  return row === undefined ? null : rowOf(row);
}

/** False when this passkey is known already. */
export async function addPasskey(
  tx: Tx,
  passkey: StoredPasskey & {
    readonly id: string;
    readonly userId: string;
    readonly name: string;
    readonly synced: boolean;
  },
): Promise<boolean> {
  const made = await tx
    .insertInto('passkey')
    .values({
      id: passkey.id,
      user_id: passkey.userId,
      credential_id: passkey.credentialId,
      public_key: Buffer.from(passkey.publicKey),
      sign_count: passkey.signCount,
      transports: passkey.transports.join(','),
      synced: passkey.synced,
      name: passkey.name,
    })
    .onConflict((c) => c.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

export async function notePasskeyUse(tx: Tx, id: string, signCount: number): Promise<void> {
  await tx
    .updateTable('passkey')
    .set({ sign_count: signCount, used_at: sql<string>`now()` })
    .where('id', '=', id)
    .execute();
}

/** False when the person has no such passkey. */
export async function removePasskey(tx: Tx, userId: string, id: string): Promise<boolean> {
  const gone = await tx.deleteFrom('passkey').where('id', '=', id).where('user_id', '=', userId).executeTakeFirst();
  return gone.numDeletedRows > 0n;
}
