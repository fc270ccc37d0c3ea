/** A whole tree in memory, as a store would hold it, and another way to the same hashes: the recursion of RFC 9162, word for word. */
import { createHash } from 'node:crypto';
import {
  appendLeaves,
  type Edge,
  EMPTY_EDGE,
  type Hash,
  leafHash,
  nodeHash,
  type ReadSubtree,
  subtreesFromTiles,
} from '../src/index.ts';

/** Entry number n of the shared test tree: SHA-256 over the 8 bytes of n. */
export function entryAt(index: number): Uint8Array {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(index));
  return new Uint8Array(createHash('sha256').update(number).digest());
}

export interface StoredTree {
  readonly edge: Edge;
  readonly tiles: ReadonlyMap<string, Uint8Array>;
  readonly read: ReadSubtree;
}

/** Builds a tree in batches of these sizes. */
export function storeTree(entries: readonly Uint8Array[], batches: readonly number[] = [entries.length]): StoredTree {
  const tiles = new Map<string, Uint8Array>();
  let edge = EMPTY_EDGE;
  let at = 0;
  for (const batch of batches) {
    const appended = appendLeaves(edge, entries.slice(at, at + batch).map(leafHash));
    at += batch;
    edge = appended.edge;
    for (const tile of [...appended.full, ...edge.tiles]) tiles.set(`${tile.level}/${tile.index}`, tile.hashes);
  }
  const read = subtreesFromTiles((level, index) => tiles.get(`${level}/${index}`) ?? new Uint8Array(0));
  return { edge, tiles, read };
}

/** MTH of RFC 9162 2.1.1. */
export function recursiveRoot(entries: readonly Uint8Array[]): Hash {
  const [only] = entries;
  if (only === undefined) return new Uint8Array(createHash('sha256').digest());
  if (entries.length === 1) return leafHash(only);
  const cut = 2 ** Math.floor(Math.log2(entries.length - 1));
  return nodeHash(recursiveRoot(entries.slice(0, cut)), recursiveRoot(entries.slice(cut)));
}

/** A hash list as the vectors keep it. */
export function digestOf(hashes: readonly Hash[]): string {
  const sum = createHash('sha256');
  for (const hash of hashes) sum.update(hash);
  return sum.digest('base64');
}

/** One bit turned over. */
export function flipBit(bytes: Uint8Array, bit: number): Uint8Array {
  return bytes.map((byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
}
