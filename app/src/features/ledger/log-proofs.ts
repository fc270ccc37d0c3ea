/** Proofs out of the stored tiles: that a leaf is in the tree, and that a tree continues an older one. */
import {
  commit,
  consistencyRanges,
  formatReceipt,
  type Hash,
  inclusionRanges,
  type Opening,
  type Place,
  proveConsistency,
  proveInclusion,
  type Range,
  type ReadSubtree,
  subtreesFromTiles,
  tilesFor,
} from '@netra/ledger';
import type { Tx } from '../../platform/db/connect.ts';
import { findPlaces, findSigned, readTiles } from './log-store.ts';

/** Reads what these ranges need, in one question. */
async function readerFor(tx: Tx, ranges: readonly Range[], size: number): Promise<ReadSubtree> {
  const tiles = await readTiles(tx, tilesFor(ranges, size));
  return subtreesFromTiles((level, index) => tiles.get(`${level}/${index}`) ?? new Uint8Array(0));
}

/** That the tree of `newer` leaves continues the one of `older`. Throws when tiles are missing. */
export async function proveGrowth(tx: Tx, older: number, newer: number): Promise<readonly Hash[]> {
  return proveConsistency(older, newer, await readerFor(tx, consistencyRanges(older, newer), newer));
}

/** Places of leaves in a tree, each with its proof; leaves that are not in that tree are left out. */
export async function proveLeaves(tx: Tx, leaves: readonly number[], size: number): Promise<readonly Place[]> {
  const inTree = leaves.filter((leaf) => leaf < size);
  const read = await readerFor(
    tx,
    inTree.flatMap((leaf) => inclusionRanges(leaf, size)),
    size,
  );
  return inTree.map((index) => ({ index, hashes: proveInclusion(index, size, read) }));
}

/** The receipt for something that was sealed; null while it waits for the next batch. */
export async function findReceipt(tx: Tx, opening: Opening): Promise<string | null> {
  const signed = await findSigned(tx);
  if (signed === undefined) return null;
  const commitment = Buffer.from(commit(opening.entry, opening.salt));
  const leaf = (await findPlaces(tx, [commitment])).get(commitment.toString('hex'));
  if (leaf === undefined) return null;
  const [place] = await proveLeaves(tx, [leaf], signed.size);
  return place === undefined ? null : formatReceipt({ opening, ...place, checkpoint: signed.note });
}
