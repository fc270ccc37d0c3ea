/** Leaves that everybody may open: versions of the rulebook and changes of the law's data. */
import type { CanonicalStep, Opening } from '@netra/ledger';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/connect.ts';
import { openingOf } from '../log-notes.ts';
import { findReceipt } from '../log-proofs.ts';
import { findPlaces, findSigned } from '../log-store.ts';

export interface LawLeaf {
  /** In hex. */
  readonly commitment: string;
  readonly about: string;
  readonly opening: Opening;
  readonly at: Temporal.Instant;
  /** Place in the newest signed tree; null while it waits. */
  readonly leaf: number | null;
}

/** An instance has one for each release and each decree: far fewer. */
const MOST = 1000;

/** Newest first. */
export async function listLawLeaves(tx: Tx): Promise<readonly LawLeaf[]> {
  const rows = await tx
    .selectFrom('log_entry')
    .selectAll()
    // What a party acknowledged is open too, but no change of the law: whoever holds its link finds it.
    .where(sql<string>`entry ->> 'kind'`, 'in', ['rulebook-version', 'law-addition'])
    .orderBy('at', 'desc')
    .limit(MOST)
    .execute();
  const size = (await findSigned(tx))?.size ?? 0;
  const places = await findPlaces(
    tx,
    rows.map((row) => row.commitment),
  );
  return rows.map((row) => {
    const commitment = row.commitment.toString('hex');
    const place = places.get(commitment);
    return {
      commitment,
      about: row.about,
      opening: openingOf(row),
      at: row.at,
      leaf: place === undefined || place >= size ? null : place,
    };
  });
}

/** The receipt of such a leaf. Null: there is no such leaf, or it waits for the next batch. */
export async function findLawReceipt(tx: Tx, commitment: string): Promise<string | null> {
  if (!/^[0-9a-f]{64}$/.test(commitment)) return null;
  const row = await tx
    .selectFrom('log_entry')
    .select(['entry', 'salt', 'about'])
    .where('commitment', '=', Buffer.from(commitment, 'hex'))
    .executeTakeFirst();
  return row === undefined ? null : findReceipt(tx, openingOf(row));
}

/** One change of the law's data, as the law-data feature tells it. */
export interface LawChange {
  /** Id of the addition. */
  readonly addition: string;
  readonly what: 'applied' | 'withdrawn';
  readonly law: string;
  /** Key of the addition: the year and title of a decree, the id of an election. */
  readonly name: string;
  /** Fingerprint of all the data that is in force afterwards; empty: nothing is added any more. */
  readonly fingerprint: string;
  /** SHA-256 of the addition's canonical text, in hex: what exactly came into force. */
  readonly content: string;
}

export function lawChangeEntry(change: LawChange, at: Temporal.Instant): CanonicalStep {
  const { addition, what, law, name, fingerprint, content } = change;
  return { kind: 'law-addition', at: at.toString(), body: 'netra', addition, what, law, name, fingerprint, content };
}
