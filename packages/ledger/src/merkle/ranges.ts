/**
 * Which hashes a root or a proof is made of. A range of leaves is cut into complete subtrees; what stores the tree only has to give the hash
 * of a complete subtree. Sizes are whole numbers up to 2^48, so nothing here uses operators that stop at 32 bits.
 */
import type { Hash } from '../bytes.ts';
import { foldSubtrees } from './hashing.ts';

/** The complete subtree over the leaves `index * 2^level` to `(index + 1) * 2^level`. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** Leaves from `start` up to, not with, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** More leaves than any log of ours will see, and few enough that every number here is exact. */
export const MOST_LEAVES = 2 ** 48;

/** Whether this can be the number of leaves of a tree. */
export function isTreeSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0 && size <= MOST_LEAVES;
}

/** The greatest power of two below `size`: where RFC 9162 cuts a tree in two. For sizes from 2. */
export function splitOf(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/** Cuts a range of a proof into complete subtrees, from left to right. Its start must be a multiple of the greatest of them. */
export function subtreesOf({ start, end }: Range): readonly Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = start; at < end; ) {
    let level = 0;
    let width = 1;
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      width *= 2;
      level += 1;
    }
    subtrees.push({ level, index: at / width });
    at += width;
  }
  return subtrees;
}

/** The ranges whose roots prove that the leaf is in a tree of this size, from its sibling upwards (RFC 9162, 2.1.3.1). */
export function inclusionRanges(index: number, size: number): readonly Range[] {
  if (!isTreeSize(size) || !Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  }
  const ranges: Range[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.toReversed();
}

/** The ranges whose roots prove that a tree of `older` leaves is the beginning of one of `newer` (RFC 9162, 2.1.4.1). */
export function consistencyRanges(older: number, newer: number): readonly Range[] {
  if (!isTreeSize(older) || !isTreeSize(newer) || older > newer) {
    throw new RangeError(`a tree of ${older} is no beginning of one of ${newer}`);
  }
  // From nothing, or to the same tree, there is nothing to show.
  if (older === 0 || older === newer) return [];
  const ranges: Range[] = [];
  let start = 0;
  let end = newer;
  while (end !== older) {
    const middle = start + splitOf(end - start);
    if (older <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // The old tree as a whole is known to whoever checks; any other last range is not.
  if (start !== 0) ranges.push({ start, end });
  return ranges.toReversed();
}

/** Gives the hash of a complete subtree. */
export type ReadSubtree = (subtree: Subtree) => Hash;

/** The root of a range of leaves. */
export function rangeRoot(range: Range, read: ReadSubtree): Hash {
  return foldSubtrees(subtreesOf(range).map(read));
}

/** The root of a tree. */
export function treeRoot(size: number, read: ReadSubtree): Hash {
  return rangeRoot({ start: 0, end: size }, read);
}

/** The proof that a leaf is in a tree. Throws when there is no such leaf. */
export function proveInclusion(index: number, size: number, read: ReadSubtree): readonly Hash[] {
  return inclusionRanges(index, size).map((range) => rangeRoot(range, read));
}

/** The proof that one tree is the beginning of another. Throws when the older one is larger. */
export function proveConsistency(older: number, newer: number, read: ReadSubtree): readonly Hash[] {
  return consistencyRanges(older, newer).map((range) => rangeRoot(range, read));
}
