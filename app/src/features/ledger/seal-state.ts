/** Whether something is sealed yet, for the pages that show it. */
import type { Opening } from '@netra/ledger';
import type { Tx } from '../../platform/db/connect.ts';
import type { Platform } from '../../platform/platform.ts';
import { findReceipt } from './log-proofs.ts';

/** `none`: it is older than the log, or its words were erased. */
export type SealState =
  | { readonly kind: 'sealed'; readonly receipt: string }
  | { readonly kind: 'waiting'; readonly next: Temporal.Instant }
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
  return receipt === null ? { kind: 'waiting', next: nextSealing(platform) } : { kind: 'sealed', receipt };
}
