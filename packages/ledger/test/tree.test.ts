import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendLeaves,
  EMPTY_EDGE,
  EMPTY_ROOT,
  edgeRoot,
  edgeTiles,
  type Hash,
  inclusionRanges,
  leafHash,
  MOST_LEAVES,
  nodeHash,
  parseTilePath,
  proveConsistency,
  proveInclusion,
  tilePath,
  toBase64,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from '../src/index.ts';
import { entryAt, flipBit, recursiveRoot, storeTree } from './stored-tree.ts';

const entries = Array.from({ length: 1_200 }, (_, index) => entryAt(index));
const tree = storeTree(entries);
const rootAt = (size: number): Hash => treeRoot(size, tree.read);
const someSize = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: entries.length }));
const inTree = fc.record({ size: someSize, where: fc.nat() }).map(({ size, where }) => ({ size, index: where % size }));
const twoSizes = fc.tuple(someSize, someSize).map(([a, b]) => ({ older: Math.min(a, b), newer: Math.max(a, b) }));

describe('a tree', () => {
  it('has the root of the definition, in whatever batches it grew', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }), (batches) => {
        const size = batches.reduce((sum, batch) => sum + batch, 0);
        const grown = storeTree(entries.slice(0, Math.min(size, entries.length)), batches);
        const leaves = entries.slice(0, Math.min(size, entries.length));
        expect(toBase64(edgeRoot(grown.edge))).toBe(toBase64(recursiveRoot(leaves)));
        expect(grown.edge.tiles.map(({ hashes, ...ref }) => ref)).toEqual(edgeTiles(leaves.length));
      }),
      { numRuns: 40 },
    );
    expect(edgeRoot(EMPTY_EDGE)).toEqual(EMPTY_ROOT);
  });

  it('gives every full tile once, when it becomes full', () => {
    const first = appendLeaves(EMPTY_EDGE, entries.slice(0, 255).map(leafHash));
    expect(first.full).toEqual([]);
    const second = appendLeaves(first.edge, entries.slice(255, 513).map(leafHash));
    expect(second.full.map(({ level, index, width }) => ({ level, index, width }))).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 0, index: 1, width: 256 },
    ]);
    expect(appendLeaves(second.edge, []).full).toEqual([]);
  });

  it('is not continued from an edge that does not fit its size', () => {
    const { edge } = storeTree(entries.slice(0, 300));
    expect(() => appendLeaves({ ...edge, size: 301 }, [leafHash(entryAt(0))])).toThrow('does not fit');
    expect(() => appendLeaves({ size: MOST_LEAVES, tiles: [] }, [leafHash(entryAt(0))])).toThrow(RangeError);
  });

  it('never takes a leaf for a node', () => {
    const [left, right] = [leafHash(entryAt(0)), leafHash(entryAt(1))];
    expect(leafHash(new Uint8Array([...left, ...right]))).not.toEqual(nodeHash(left, right));
  });
});

describe('a proof of inclusion', () => {
  it('is accepted for its leaf, place, tree and root', () => {
    fc.assert(
      fc.property(inTree, ({ size, index }) => {
        const proof = proveInclusion(index, size, tree.read);
        expect(verifyInclusion(leafHash(entryAt(index)), index, size, proof, rootAt(size))).toBe(true);
      }),
    );
  });

  it('is refused when any single bit of leaf, proof or root is turned over', () => {
    fc.assert(
      fc.property(inTree, fc.nat(), ({ size, index }, anywhere) => {
        const proof = proveInclusion(index, size, tree.read);
        const parts = [leafHash(entryAt(index)), ...proof, rootAt(size)];
        const bit = anywhere % (parts.length * 256);
        const broken = parts.map((part, at) => (at === Math.floor(bit / 256) ? flipBit(part, bit % 256) : part));
        const [leaf, ...rest] = broken;
        const root = rest.pop();
        if (leaf === undefined || root === undefined) throw new Error('no parts');
        expect(verifyInclusion(leaf, index, size, rest, root)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('every bit of one proof counts', () => {
    const [size, index] = [21, 12];
    const proof = proveInclusion(index, size, tree.read);
    for (let bit = 0; bit < proof.length * 256; bit += 1) {
      const broken = proof.map((hash, at) => (at === Math.floor(bit / 256) ? flipBit(hash, bit % 256) : hash));
      expect(verifyInclusion(leafHash(entryAt(index)), index, size, broken, rootAt(size))).toBe(false);
    }
  });

  it('is refused for another place, another size, one hash more or less, and hashes of another length', () => {
    fc.assert(
      fc.property(inTree, fc.integer({ min: 1, max: 50 }), ({ size, index }, by) => {
        const leaf = leafHash(entryAt(index));
        const proof = proveInclusion(index, size, tree.read);
        const root = rootAt(size);
        if (index + by < size) expect(verifyInclusion(leaf, index + by, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, [...proof, leaf], root)).toBe(false);
        if (proof.length > 0) expect(verifyInclusion(leaf, index, size, proof.slice(1), root)).toBe(false);
        if (proof.length > 0) expect(verifyInclusion(leaf, index, size, proof.slice(0, -1), root)).toBe(false);
        expect(verifyInclusion(leaf.subarray(1), index, size, proof, root)).toBe(false);
        if (proof.length > 0) {
          expect(
            verifyInclusion(
              leaf,
              index,
              size,
              proof.map((hash) => hash.subarray(1)),
              root,
            ),
          ).toBe(false);
        }
      }),
    );
  });

  it('does not exist for places and sizes that are none', () => {
    for (const [index, size] of [
      [-1, 3],
      [3, 3],
      [0, 0],
      [0.5, 3],
      [0, Number.NaN],
      [0, 2 ** 50],
    ] as const) {
      expect(() => inclusionRanges(index, size)).toThrow(RangeError);
      expect(verifyInclusion(leafHash(entryAt(0)), index, size, [], rootAt(1))).toBe(false);
    }
  });
});

describe('a proof of consistency', () => {
  it('is accepted between any two sizes of the same log', () => {
    fc.assert(
      fc.property(twoSizes, ({ older, newer }) => {
        const proof = proveConsistency(older, newer, tree.read);
        const ends = [older, newer].map((size) => ({ size, root: rootAt(size) }));
        const [before, after] = ends;
        if (before === undefined || after === undefined) throw new Error('no ends');
        expect(verifyConsistency(before, after, proof)).toBe(true);
      }),
    );
  });

  it('is refused when any single bit of it or of a root is turned over', () => {
    fc.assert(
      fc.property(twoSizes, fc.nat(), ({ older, newer }, anywhere) => {
        const parts = [rootAt(older), rootAt(newer), ...proveConsistency(older, newer, tree.read)];
        const bit = anywhere % (parts.length * 256);
        const [before, after, ...proof] = parts.map((part, at) =>
          at === Math.floor(bit / 256) ? flipBit(part, bit % 256) : part,
        );
        if (before === undefined || after === undefined) throw new Error('no ends');
        expect(verifyConsistency({ size: older, root: before }, { size: newer, root: after }, proof)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('shows a leaf that was changed, removed, added or moved in what was already published', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 300 }),
        fc.nat(),
        fc.constantFrom('changed', 'removed', 'added', 'moved'),
        fc.integer({ min: 0, max: 40 }),
        (older, where, how, more) => {
          const at = where % older;
          const honest = entries.slice(0, older);
          const forged = [...honest];
          if (how === 'changed') forged[at] = entryAt(999_999);
          if (how === 'removed') forged.splice(at, 1);
          if (how === 'added') forged.splice(at, 0, entryAt(999_999));
          if (how === 'moved') forged.unshift(...forged.splice(Math.max(1, at), 1));
          forged.push(...entries.slice(600, 601 + more));
          const other = storeTree(forged);
          const [newer, root] = [forged.length, edgeRoot(other.edge)];
          const proof = newer >= older ? proveConsistency(older, newer, other.read) : [];
          expect(verifyConsistency({ size: older, root: rootAt(older) }, { size: newer, root }, proof)).toBe(false);
        },
      ),
    );
  });

  it('is refused backwards, between unequal trees of one size, and with anything left over', () => {
    const [five, nine] = [
      { size: 5, root: rootAt(5) },
      { size: 9, root: rootAt(9) },
    ];
    const proof = proveConsistency(5, 9, tree.read);
    expect(verifyConsistency(nine, five, proof)).toBe(false);
    expect(verifyConsistency(five, nine, [...proof, rootAt(1)])).toBe(false);
    expect(verifyConsistency(five, nine, proof.slice(0, -1))).toBe(false);
    expect(verifyConsistency(five, { ...five, root: rootAt(4) }, [])).toBe(false);
    expect(verifyConsistency(five, five, [])).toBe(true);
    expect(verifyConsistency(five, five, [rootAt(1)])).toBe(false);
    expect(verifyConsistency({ size: 0, root: EMPTY_ROOT }, nine, [])).toBe(true);
    expect(verifyConsistency({ size: 0, root: rootAt(1) }, nine, [])).toBe(false);
  });
});

describe('the address of a tile', () => {
  it('is as the specification shows it', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 'entries', index: 0, width: 8 })).toBe('tile/entries/000.p/8');
    // The example of a tree of 70,000 leaves.
    expect(edgeTiles(70_000)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
    expect(edgeTiles(256)).toEqual([{ level: 1, index: 0, width: 1 }]);
  });

  it('is read back, and nothing else is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 })),
        fc.integer({ min: 0, max: 2 ** 40 }),
        fc.integer({ min: 1, max: 256 }),
        (level, index, width) => {
          expect(parseTilePath(tilePath({ level, index, width }))).toEqual({ level, index, width });
        },
      ),
    );
    for (const wrong of [
      'tile/00/000',
      'tile/64/000',
      'tile/0/0',
      'tile/0/x000/001',
      'tile/0/000.p/256',
      'tile/0/000.p/0',
      'tile/0/000.p/08',
      'tile/0/001/067',
      'tile/0/x001/x067',
      'tile/0/../000',
      '/tile/0/000',
      'tile/0/000/',
      'tile/-1/000',
      '',
    ]) {
      expect(parseTilePath(wrong), wrong).toBeNull();
    }
  });
});
