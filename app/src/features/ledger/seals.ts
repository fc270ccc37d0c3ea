/** Where things that were sealed stand, for pages that show many of them: one question, however many there are. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';

/**
 * `sealed`: in the newest signed tree, at this leaf. `waiting`: with the next batch. `missing`: neither. What is saved is put into the waiting
 * room in the same transaction, so a thing that is missing was exchanged after it was saved.
 */
export type Seal =
  | { readonly kind: 'sealed'; readonly leaf: number }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'missing' };

/** Seals by hex of the commitment. */
export type Seals = ReadonlyMap<string, Seal>;

export function sealOf(seals: Seals, commitment: Uint8Array): Seal {
  return seals.get(Buffer.from(commitment).toString('hex')) ?? { kind: 'missing' };
}

/** The seals of these commitments, in one question. */
export async function findSeals(tx: Tx, commitments: readonly Uint8Array[]): Promise<Seals> {
  if (commitments.length === 0) return new Map();
  return findSealsAmong(tx, sql`select * from unnest(${commitments.map((one) => Buffer.from(one))}::bytea[])`);
}

/** The same for commitments that a query gives as its one column, so that nobody has to wait for them first. */
export async function findSealsAmong(tx: Tx, commitments: RawBuilder<unknown>): Promise<Seals> {
  const { rows } = await sql<{ commitment: Buffer; leaf: number | null; waits: boolean; size: number | null }>`
    select wanted.commitment, leaf_of(wanted.commitment) as leaf, w.commitment is not null as waits,
      (select max(size) from log_checkpoint where note is not null) as size
    from (${commitments}) as wanted(commitment)
    left join log_waiting w on w.commitment = wanted.commitment`.execute(tx);
  return new Map(
    rows.map(({ commitment, leaf, waits, size }): [string, Seal] => {
      // In the tree but not signed yet: for everybody outside it waits.
      const unsigned = leaf !== null && leaf >= (size ?? 0);
      const seal: Seal =
        waits || unsigned ? { kind: 'waiting' } : leaf === null ? { kind: 'missing' } : { kind: 'sealed', leaf };
      return [commitment.toString('hex'), seal];
    }),
  );
}
