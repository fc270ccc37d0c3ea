/** The whole check of a receipt, step by step, with nothing but its text and the keys one trusts. */

import type { Hash } from '../bytes.ts';
import { type CanonicalStep, commit } from '../commitment.ts';
import { leafHash } from '../merkle/hashing.ts';
import { verifyInclusion } from '../merkle/verify.ts';
import { type CheckpointProblem, openCheckpoint } from '../notes/checkpoint.ts';
import type { VerifierKey } from '../notes/key.ts';
import { decodeOpening, encodeOpening, type Opening } from './opening.ts';
import { formatProof, parseProof } from './proof.ts';

/**
 * The steps of a check, in this order. `readable`: the text is a receipt. `signature`: the checkpoint was signed by a trusted key.
 * `opening`: it says which step it is about. `inclusion`: that step is in the signed tree.
 */
export type CheckId = 'readable' | 'signature' | 'opening' | 'inclusion';

export type Problem = 'not-a-receipt' | CheckpointProblem | 'no-opening' | 'not-in-tree';

export interface Check {
  readonly id: CheckId;
  readonly ok: boolean;
}

export interface ReceiptVerdict {
  readonly valid: boolean;
  readonly checks: readonly Check[];
  readonly problem: Problem | null;
  /** What the receipt is about; set only when everything holds. */
  readonly entry: CanonicalStep | null;
  readonly origin: string | null;
  readonly treeSize: number | null;
  readonly index: number | null;
  readonly root: Hash | null;
}

const order: readonly CheckId[] = ['readable', 'signature', 'opening', 'inclusion'];

/** The receipt of a step as a text that its holder keeps. */
export function formatReceipt(receipt: {
  readonly opening: Opening;
  readonly index: number;
  readonly hashes: readonly Hash[];
  readonly checkpoint: string;
}): string {
  const { opening, index, hashes, checkpoint } = receipt;
  return formatProof({ extra: encodeOpening(opening), index, hashes, checkpoint });
}

/** Checks a receipt. Never throws, whatever the text is. */
export function verifyReceipt(text: string, trusted: readonly VerifierKey[]): ReceiptVerdict {
  const proof = parseProof(text);
  if (proof === null) return refused('readable', 'not-a-receipt');
  const opened = openCheckpoint(proof.checkpoint, trusted);
  if (!opened.ok) return refused('signature', opened.problem);
  const { origin, size, root } = opened.checkpoint;
  const about = { origin, treeSize: size, index: proof.index, root };
  const opening = proof.extra === null ? null : decodeOpening(proof.extra);
  if (opening === null) return refused('opening', 'no-opening', about);
  const leaf = leafHash(commit(opening.entry, opening.salt));
  if (!verifyInclusion(leaf, proof.index, size, proof.hashes, root)) return refused('inclusion', 'not-in-tree', about);
  return { ...about, valid: true, checks: checksUpTo(null), problem: null, entry: opening.entry };
}

function refused(
  at: CheckId,
  problem: Problem,
  about: Partial<Pick<ReceiptVerdict, 'origin' | 'treeSize' | 'index' | 'root'>> = {},
): ReceiptVerdict {
  return {
    valid: false,
    checks: checksUpTo(at),
    problem,
    entry: null,
    origin: null,
    treeSize: null,
    index: null,
    root: null,
    ...about,
  };
}

/** All checks up to the one that failed; nothing is said of those that were not made. */
function checksUpTo(failed: CheckId | null): readonly Check[] {
  const made = failed === null ? order : order.slice(0, order.indexOf(failed) + 1);
  return made.map((id) => ({ id, ok: id !== failed }));
}
