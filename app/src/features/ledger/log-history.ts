/** The sealed history of something with many steps, as a file that anybody can check. */
import { formatHistory, type HistoryStep } from '@netra/ledger';
import type { Tx } from '../../platform/db/connect.ts';
import { proveLeaves } from './log-proofs.ts';
import { findPlaces, findSigned } from './log-store.ts';

/** A step without its place; the log knows where it stands. */
export type UnplacedStep = Omit<HistoryStep, 'place'>;

/** The file with the newest signed checkpoint; null while nothing is signed. Steps that wait have no place in it. */
export async function writeHistory(tx: Tx, steps: readonly UnplacedStep[]): Promise<string | null> {
  const signed = await findSigned(tx);
  if (signed === undefined) return null;
  const leaves = await findPlaces(
    tx,
    steps.map((step) => step.commitment),
  );
  const proofs = new Map(
    (await proveLeaves(tx, [...new Set(leaves.values())], signed.size)).map((one) => [one.index, one]),
  );
  const placed = steps.map((step): HistoryStep => {
    const leaf = leaves.get(Buffer.from(step.commitment).toString('hex'));
    return { ...step, place: leaf === undefined ? null : (proofs.get(leaf) ?? null) };
  });
  return formatHistory({ checkpoint: signed.note, steps: placed });
}
