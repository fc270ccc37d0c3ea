/**
 * A stretch of the log as a file: the leaves between two checkpoints, and the few hashes of the tree before them. Whoever checks it computes
 * both roots anew, so nothing in between can have been removed, added or moved.
 */
import { fromBase64, toBase64 } from '../base64.ts';
import type { Hash } from '../bytes.ts';
import { sameBytes } from '../bytes.ts';
import { foldSubtrees, leafHash, nodeHash } from '../merkle/hashing.ts';
import { subtreesOf } from '../merkle/ranges.ts';
import { type CheckpointProblem, openCheckpoint } from '../notes/checkpoint.ts';
import type { VerifierKey } from '../notes/key.ts';

export const STRETCH_HEADER = 'netra.ledger/stretch/v1';

export interface Stretch {
  /** The signed checkpoint before the first leaf; null: the stretch begins with the log. */
  readonly from: string | null;
  /** The complete subtrees of the tree before it, from left to right. */
  readonly before: readonly Hash[];
  readonly entries: readonly Uint8Array[];
  /** The signed checkpoint after the last leaf. */
  readonly to: string;
}

export type StretchProblem = 'not-a-stretch' | CheckpointProblem | 'wrong-length' | 'other-beginning' | 'other-end';

export interface StretchVerdict {
  readonly valid: boolean;
  readonly problem: StretchProblem | null;
  readonly origin: string | null;
  readonly fromSize: number | null;
  readonly treeSize: number | null;
}

/** Writes a stretch: a header, then parts that are separated by a line of dashes. */
export function formatStretch({ from, before, entries, to }: Stretch): string {
  const lines = (list: readonly Uint8Array[]): string => list.map((bytes) => `${toBase64(bytes)}\n`).join('');
  return [`${STRETCH_HEADER}\n`, from ?? '', lines(before), lines(entries), to].join('---\n');
}

/** Whether a text says that it is a stretch of a log. */
export function isStretch(text: string): boolean {
  return text.startsWith(`${STRETCH_HEADER}\n`);
}

/** Checks a stretch: both checkpoints are signed, and both roots come out of its leaves. */
export function verifyStretch(text: string, trusted: readonly VerifierKey[]): StretchVerdict {
  const stretch = parseStretch(text);
  if (stretch === null) return refused('not-a-stretch');
  const to = openCheckpoint(stretch.to, trusted);
  if (!to.ok) return refused(to.problem);
  const { origin, size, root } = to.checkpoint;
  let fromSize = 0;
  if (stretch.from !== null) {
    const from = openCheckpoint(stretch.from, trusted, origin);
    if (!from.ok) return refused(from.problem);
    fromSize = from.checkpoint.size;
    const about = { origin, fromSize, treeSize: size };
    if (stretch.before.length !== subtreesOf({ start: 0, end: fromSize }).length) return refused('wrong-length', about);
    if (!sameBytes(foldSubtrees(stretch.before), from.checkpoint.root)) return refused('other-beginning', about);
  }
  const about = { origin, fromSize, treeSize: size };
  if (stretch.from === null && stretch.before.length > 0) return refused('other-beginning', about);
  if (fromSize + stretch.entries.length !== size) return refused('wrong-length', about);
  if (!sameBytes(rootAfter(stretch.before, fromSize, stretch.entries), root)) return refused('other-end', about);
  return { ...about, valid: true, problem: null };
}

/** The root after appending entries to a tree of which only the complete subtrees are known. */
function rootAfter(before: readonly Hash[], size: number, entries: readonly Uint8Array[]): Hash {
  const subtrees = [...before];
  let leaves = size;
  for (const entry of entries) {
    let hash = leafHash(entry);
    // As when counting in twos: every one at the end of the old number is carried.
    for (let carry = leaves; carry % 2 === 1; carry = (carry - 1) / 2) {
      const left = subtrees.pop();
      if (left !== undefined) hash = nodeHash(left, hash);
    }
    subtrees.push(hash);
    leaves += 1;
  }
  return foldSubtrees(subtrees);
}

function refused(problem: StretchProblem, about: Partial<StretchVerdict> = {}): StretchVerdict {
  return { origin: null, fromSize: null, treeSize: null, ...about, valid: false, problem };
}

function parseStretch(text: string): Stretch | null {
  const [header, from, before, entries, to, ...rest] = text.split('---\n');
  if (header !== `${STRETCH_HEADER}\n` || from === undefined || to === undefined || rest.length > 0) return null;
  const subtrees = readLines(before);
  const leaves = readLines(entries);
  if (subtrees === null || leaves === null) return null;
  return { from: from === '' ? null : from, before: subtrees, entries: leaves, to };
}

function readLines(text: string | undefined): readonly Uint8Array[] | null {
  if (text === undefined || (text !== '' && !text.endsWith('\n'))) return null;
  const list: Uint8Array[] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    const bytes = fromBase64(line);
    if (bytes === null || bytes.length === 0) return null;
    list.push(bytes);
  }
  return list;
}
