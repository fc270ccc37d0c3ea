/** Leaves that everybody may open: versions of the rulebook, changes of the law's data, what a party acknowledged. */
import { type CanonicalStep, commit, type Opening, readOpening, toBase64 } from '@netra/ledger';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import type { Platform } from '../../platform/platform.ts';

/** Puts something into the log that everybody may open, once, in the transaction that makes it. As the system or an administrator. */
export async function noteInLog(
  { random }: Pick<Platform, 'random'>,
  tx: Tx,
  about: string,
  entry: CanonicalStep,
): Promise<void> {
  // Two processes that start at once would both find nothing and both write.
  await sql`select pg_advisory_xact_lock(hashtext('netra.log-entry'), hashtext(${about}))`.execute(tx);
  const there = await tx.selectFrom('log_entry').select('about').where('about', '=', about).executeTakeFirst();
  if (there !== undefined) return;
  const salt = random(32);
  await tx
    .insertInto('log_entry')
    .values({ commitment: Buffer.from(commit(entry, salt)), about, salt, entry: JSON.stringify(entry) })
    .execute();
}

/** What opens the leaf that was noted about something. Null: nothing was. */
export async function findNote(tx: Tx, about: string): Promise<Opening | null> {
  const row = await tx.selectFrom('log_entry').selectAll().where('about', '=', about).limit(1).executeTakeFirst();
  return row === undefined ? null : openingOf(row);
}

export function openingOf(row: {
  readonly entry: unknown;
  readonly salt: Uint8Array;
  readonly about: string;
}): Opening {
  const opening = readOpening({ entry: row.entry, salt: toBase64(row.salt) });
  if (opening === null) throw new Error(`the leaf "${row.about}" does not open`);
  return opening;
}
