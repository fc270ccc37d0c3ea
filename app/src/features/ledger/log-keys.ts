/** The keys that sign the log. A secret half is derived from the secret of the instance and lies nowhere; the public half is on record. */
import { formatKey, parseKey, type SignerKey, signerFrom, type VerifierKey } from '@netra/ledger';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { fail, ok, type Result } from '../../platform/result.ts';

export interface LogKey {
  readonly number: number;
  readonly verifier: VerifierKey;
  /** The public key as people compare it. */
  readonly text: string;
  readonly signsFrom: Temporal.Instant;
  readonly signsUntil: Temporal.Instant | null;
}

/** `lost`: the secret of this instance is another than the one the key on record was derived from. */
export type SigningProblem = { readonly kind: 'lost'; readonly number: number } | { readonly kind: 'no-key' };

/** All keys the log has ever signed with, oldest first: whoever keeps an old receipt needs the old key. */
export async function readKeys(tx: Tx): Promise<readonly LogKey[]> {
  const rows = await tx.selectFrom('log_key').selectAll().orderBy('number').execute();
  return rows.map((row) => {
    const verifier = parseKey(row.verifier);
    if (verifier === null) throw new Error(`key ${row.number} of the log is not a key`);
    return {
      number: row.number,
      verifier,
      text: row.verifier,
      signsFrom: row.signs_from,
      signsUntil: row.signs_until,
    };
  });
}

/** The keys that sign at this moment: one, or two during a change. */
export async function signersAt(
  tx: Tx,
  keys: Keys,
  origin: string,
  at: Temporal.Instant,
): Promise<Result<readonly SignerKey[], SigningProblem>> {
  const signers: SignerKey[] = [];
  for (const key of await readKeys(tx)) {
    if (Temporal.Instant.compare(key.signsFrom, at) > 0) continue;
    if (key.signsUntil !== null && Temporal.Instant.compare(key.signsUntil, at) <= 0) continue;
    const signer = derive(keys, origin, key.number);
    // To sign with another key than the one on record would look like a forgery to everybody outside, and rightly so.
    if (formatKey(signer) !== key.text) return fail({ kind: 'lost', number: key.number });
    signers.push(signer);
  }
  return signers.length === 0 ? fail({ kind: 'no-key' }) : ok(signers);
}

/** Makes the first key of a new log. */
export async function insertFirstKey(tx: Tx, keys: Keys, origin: string, at: Temporal.Instant): Promise<void> {
  await insertKey(tx, keys, origin, 1, at);
}

/**
 * Begins with a new key. From now on both sign, until the overlap is over; receipts that were made before keep their key for ever.
 * @returns the new public key as text
 */
export async function rotateKey(
  tx: Tx,
  keys: Keys,
  origin: string,
  at: Temporal.Instant,
  overlapDays: number,
): Promise<string> {
  const last = (await readKeys(tx)).at(-1);
  const until = at.add({ hours: overlapDays * 24 });
  await tx.updateTable('log_key').set({ signs_until: until.toString() }).where('signs_until', 'is', null).execute();
  return insertKey(tx, keys, origin, (last?.number ?? 0) + 1, at);
}

async function insertKey(tx: Tx, keys: Keys, origin: string, number: number, at: Temporal.Instant): Promise<string> {
  const verifier = formatKey(derive(keys, origin, number));
  await tx.insertInto('log_key').values({ number, verifier, signs_from: at.toString() }).execute();
  return verifier;
}

function derive(keys: Keys, origin: string, number: number): SignerKey {
  return signerFrom(origin, keys(`log-signing/${number}`));
}
