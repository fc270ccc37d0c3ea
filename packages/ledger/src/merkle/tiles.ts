/**
 * A tree as static files after C2SP tlog-tiles: 256 hashes a tile, full tiles never change, and the tiles at the right edge are partial.
 * Everything that a mirror or a proof needs can be read from them.
 */
import { concatBytes } from '@noble/hashes/utils.js';
import { HASH_BYTES, type Hash } from '../bytes.ts';
import { nodeHash } from './hashing.ts';
import { isTreeSize, type Range, type ReadSubtree, type Subtree, subtreesOf, treeRoot } from './ranges.ts';

/** Hashes in a full tile. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** `width` is 256 for a full tile. */
export interface TileRef {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

export interface Tile extends TileRef {
  /** `width` hashes, one after the other. */
  readonly hashes: Uint8Array;
}

/** The address of a tile below the log's prefix: `tile/0/x001/x234/067.p/8`. Entries stand at `tile/entries/…`. */
export function tilePath({ level, index, width }: Omit<TileRef, 'level'> & { level: number | 'entries' }): string {
  let number = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    number = `x${String(rest % 1000).padStart(3, '0')}/${number}`;
  }
  return `tile/${level}/${number}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Reads an address of a tile; null when it is not written exactly as tlog-tiles says, so that one tile has one address. */
export function parseTilePath(path: string): (Omit<TileRef, 'level'> & { readonly level: number | 'entries' }) | null {
  const match = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  if (match === null) return null;
  const [, level = '', digits = '', partial] = match;
  const index = Number(digits.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  if (!Number.isSafeInteger(index) || (partial !== undefined && width >= TILE_WIDTH)) return null;
  const ref = { level: level === 'entries' ? level : Number(level), index, width } as const;
  if (ref.level !== 'entries' && ref.level > 63) return null;
  return tilePath(ref) === path ? ref : null;
}

/** How many hashes the tile has in a tree of this size; 0 when the tree has no such tile. */
export function tileWidth(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Math.min(TILE_WIDTH, Math.max(0, hashes - index * TILE_WIDTH));
}

/** All tiles at the right edge that are partial, lowest level first: together they give the root. */
export function edgeTiles(size: number): readonly TileRef[] {
  const tiles: TileRef[] = [];
  for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const width = hashes % TILE_WIDTH;
    if (width > 0) tiles.push({ level, index: Math.floor(hashes / TILE_WIDTH), width });
  }
  return tiles;
}

/** The tiles out of which the roots of these ranges can be computed, in a tree of this size. */
export function tilesFor(ranges: readonly Range[], size: number): readonly TileRef[] {
  const tiles = new Map<string, TileRef>();
  for (const subtree of ranges.flatMap(subtreesOf)) {
    const { level, index } = tileOf(subtree);
    const width = tileWidth(level, index, size);
    tiles.set(`${level}/${index}`, { level, index, width });
  }
  return [...tiles.values()];
}

function tileOf(subtree: Subtree): { readonly level: number; readonly index: number; readonly first: number } {
  const level = Math.floor(subtree.level / TILE_HEIGHT);
  const first = subtree.index * 2 ** (subtree.level % TILE_HEIGHT);
  return { level, index: Math.floor(first / TILE_WIDTH), first: first % TILE_WIDTH };
}

/** Gives the hashes of a tile, at least as many as asked for. */
export type ReadTile = (level: number, index: number) => Uint8Array;

/** Reads subtrees out of tiles. Throws when a tile is too short: a tile that lies about its width proves nothing. */
export function subtreesFromTiles(readTile: ReadTile): ReadSubtree {
  return (subtree) => {
    const { level, index, first } = tileOf(subtree);
    const width = 2 ** (subtree.level % TILE_HEIGHT);
    const tile = readTile(level, index);
    if (tile.length < (first + width) * HASH_BYTES) throw new RangeError(`tile ${level}/${index} is too short`);
    return completeRoot(tile.subarray(first * HASH_BYTES, (first + width) * HASH_BYTES));
  };
}

/** Root over hashes that lie one after the other; their number is a power of two. */
function completeRoot(hashes: Uint8Array): Hash {
  const middle = hashes.length / 2;
  if (hashes.length === HASH_BYTES) return hashes;
  return nodeHash(completeRoot(hashes.subarray(0, middle)), completeRoot(hashes.subarray(middle)));
}

/** The right edge of a tree: all that is needed to go on. */
export interface Edge {
  readonly size: number;
  /** The partial tiles of `edgeTiles(size)`. */
  readonly tiles: readonly Tile[];
}

/** The edge of the tree without leaves. */
export const EMPTY_EDGE: Edge = { size: 0, tiles: [] };

/**
 * Appends leaf hashes to a tree.
 * @returns the new edge, and every tile that became full on the way (each full tile once; they will never change again)
 */
export function appendLeaves(
  edge: Edge,
  leaves: readonly Hash[],
): { readonly edge: Edge; readonly full: readonly Tile[] } {
  if (!isTreeSize(edge.size + leaves.length)) throw new RangeError('more leaves than a log can hold');
  const full: Tile[] = [];
  const open: { index: number; hashes: Hash[] }[] = [];
  const at = (level: number): { index: number; hashes: Hash[] } => {
    const there = open[level];
    if (there !== undefined) return there;
    const index = Math.floor(edge.size / TILE_WIDTH ** (level + 1));
    const stored = edge.tiles.find((tile) => tile.level === level);
    const width = Math.floor(edge.size / TILE_WIDTH ** level) % TILE_WIDTH;
    if ((stored?.hashes.length ?? 0) !== width * HASH_BYTES) throw new RangeError(`edge tile ${level} does not fit`);
    const made = { index, hashes: stored === undefined ? [] : hashesOf(stored.hashes) };
    open[level] = made;
    return made;
  };
  const push = (level: number, hash: Hash): void => {
    const tile = at(level);
    tile.hashes.push(hash);
    if (tile.hashes.length < TILE_WIDTH) return;
    const hashes = concatBytes(...tile.hashes);
    full.push({ level, index: tile.index, width: TILE_WIDTH, hashes });
    open[level] = { index: tile.index + 1, hashes: [] };
    push(level + 1, completeRoot(hashes));
  };
  for (const leaf of leaves) push(0, leaf);
  const size = edge.size + leaves.length;
  const tiles = edgeTiles(size).map((ref): Tile => ({ ...ref, hashes: concatBytes(...at(ref.level).hashes) }));
  return { edge: { size, tiles }, full };
}

/** The root of a tree, from its right edge alone. */
export function edgeRoot(edge: Edge): Hash {
  const byLevel = new Map(edge.tiles.map((tile) => [tile.level, tile]));
  const read = subtreesFromTiles((level, index) => {
    const tile = byLevel.get(level);
    if (tile === undefined || tile.index !== index) throw new RangeError(`no edge tile ${level}/${index}`);
    return tile.hashes;
  });
  return treeRoot(edge.size, read);
}

function hashesOf(bytes: Uint8Array): Hash[] {
  const hashes: Hash[] = [];
  for (let at = 0; at < bytes.length; at += HASH_BYTES) hashes.push(bytes.subarray(at, at + HASH_BYTES));
  return hashes;
}
