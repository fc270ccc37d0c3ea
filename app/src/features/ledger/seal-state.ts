/** Whether something is sealed yet, for the pages that show it. */
import { commit, type Opening } from '@netra/ledger';
import type { Tx } from '../../platform/db/connect.ts';
import type { Platform } from '../../platform/platform.ts';
import { findReceipt } from './log-proofs.ts';
import { findSeals } from './seals.ts';

/** `none`: it is older than the log, or its words were erased. `missing`: it says something else than what was sealed, or was never sealed. */
export type SealState =
  | { readonly kind: 'sealed'; readonly receipt: string }
  | { readonly kind: 'waiting'; readonly next: Temporal.Instant }
  | { readonly kind: 'missing' }
  | { readonly kind: 'none' };

/** When the next batch is due. Ticks lie on whole multiples of the interval, so that all processes know them without asking each other. */
export function nextSealing({ realNow, logMinutes }: Pick<Platform, 'realNow' | 'logMinutes'>): Temporal.Instant {
  const every = logMinutes * 60_000;
  return Temporal.Instant.fromEpochMilliseconds((Math.floor(realNow() / every) + 1) * every);
}

/** The state of what this opening opens, with the receipt once it is there. Null: there is nothing to open. */
export async function sealState(
  platform: Pick<Platform, 'realNow' | 'logMinutes'>,
  tx: Tx,
  opening: Opening | null,
): Promise<SealState> {
  if (opening === null) return { kind: 'none' };
  const receipt = await findReceipt(tx, opening);
  if (receipt !== null) return { kind: 'sealed', receipt };
  const commitment = Buffer.from(commit(opening.entry, opening.salt));
  const seal = (await findSeals(tx, [commitment])).get(commitment.toString('hex'));
  return seal?.kind === 'missing' ? { kind: 'missing' } : { kind: 'waiting', next: nextSealing(platform) };
}
