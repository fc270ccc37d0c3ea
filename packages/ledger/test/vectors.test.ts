import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  edgeRoot,
  formatKey,
  fromBase64,
  hashToHex,
  inclusionRanges,
  leafHash,
  openNote,
  parseKey,
  parseTilePath,
  proveConsistency,
  proveInclusion,
  signerFrom,
  signNote,
  subtreesFromTiles,
  tilePath,
  tilesFor,
  tileWidth,
  toBase64,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from '../src/index.ts';
import { digestOf, entryAt, storeTree } from './stored-tree.ts';

interface Vectors {
  readonly trees: readonly {
    readonly size: number;
    readonly root: string;
    readonly index: number;
    readonly inclusion: string;
    readonly older: number;
    readonly consistency: string;
  }[];
  readonly tiles: readonly { readonly size: number; readonly path: string; readonly sha256: string }[];
  readonly notes: readonly {
    readonly seed: string;
    readonly key: string;
    readonly text: string;
    readonly note: string;
  }[];
}

const vectors: Vectors = JSON.parse(readFileSync(new URL('vectors/vectors.json', import.meta.url), 'utf8'));
const LEAVES = 100_000;
const entries = Array.from({ length: LEAVES }, (_, index) => entryAt(index));
const whole = storeTree(entries);

describe('against golang.org/x/mod/sumdb, on trees of up to 100,000 leaves', () => {
  it('there are four hundred trees, among them those around powers of two and of 256', () => {
    expect(vectors.trees).toHaveLength(400);
    expect(vectors.trees.map((tree) => tree.size)).toEqual(expect.arrayContaining([1, 255, 256, 257, 65_536, LEAVES]));
  });

  it('roots and both kinds of proof are the same, and are accepted by our verifier', () => {
    for (const { size, root, index, inclusion, older, consistency } of vectors.trees) {
      const ours = treeRoot(size, whole.read);
      expect(toBase64(ours), `root of ${size}`).toBe(root);
      const included = proveInclusion(index, size, whole.read);
      expect(digestOf(included), `leaf ${index} of ${size}`).toBe(inclusion);
      expect(verifyInclusion(leafHash(entryAt(index)), index, size, included, ours)).toBe(true);
      const consistent = proveConsistency(older, size, whole.read);
      expect(digestOf(consistent), `${older} to ${size}`).toBe(consistency);
      const before = { size: older, root: treeRoot(older, whole.read) };
      expect(verifyConsistency(before, { size, root: ours }, consistent)).toBe(true);
    }
  });

  it('tiles have the same addresses and the same bytes', () => {
    for (const { size, path, sha256 } of vectors.tiles) {
      const ref = parseTilePath(path);
      if (ref === null || ref.level === 'entries') throw new Error(`not a tile: ${path}`);
      expect(tilePath(ref)).toBe(path);
      // The other side lists a partial tile at every width it had on the way.
      expect(tileWidth(ref.level, ref.index, size), path).toBeGreaterThanOrEqual(ref.width);
      const bytes = whole.tiles.get(`${ref.level}/${ref.index}`)?.subarray(0, ref.width * 32);
      expect(
        createHash('sha256')
          .update(bytes ?? '')
          .digest('base64'),
        `${path} at ${size}`,
      ).toBe(sha256);
    }
    expect(vectors.tiles.length).toBeGreaterThan(50);
  });

  it('a proof needs only the tiles that are named for it', () => {
    for (const { size, index, inclusion } of vectors.trees.slice(0, 100)) {
      const named = tilesFor(inclusionRanges(index, size), size);
      const few = new Map(
        named.map((ref) => [
          `${ref.level}/${ref.index}`,
          whole.tiles.get(`${ref.level}/${ref.index}`)?.subarray(0, ref.width * 32),
        ]),
      );
      const read = subtreesFromTiles((level, at) => few.get(`${level}/${at}`) ?? new Uint8Array(0));
      expect(digestOf(proveInclusion(index, size, read))).toBe(inclusion);
    }
  });

  it('keys and signed notes are the same, letter for letter', () => {
    for (const { seed, key, text, note } of vectors.notes) {
      const parsed = parseKey(key);
      if (parsed === null) throw new Error(`not a key: ${key}`);
      const signer = signerFrom(parsed.name, fromBase64(seed) ?? new Uint8Array(0));
      expect(formatKey(signer)).toBe(key);
      expect(signNote(text, [signer])).toBe(note);
      expect(openNote(note, [parsed])).toMatchObject({ ok: true, text });
    }
  });
});

describe('against published vectors', () => {
  // The eight leaves and roots that Certificate Transparency implementations have been tested with since RFC 6962.
  const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  it('the trees of one to eight leaves have their published roots', () => {
    const bytes = leaves.map((hex) => new Uint8Array(Buffer.from(hex, 'hex')));
    for (const [at, root] of roots.entries()) {
      expect(hashToHex(edgeRoot(storeTree(bytes.slice(0, at + 1)).edge))).toBe(root);
    }
  });

  it('the public key of a log that everybody knows is read, and a note of the specification opens', () => {
    const known = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    const key = parseKey(known);
    expect(key?.name).toBe('sum.golang.org');
    expect(key && formatKey(key)).toBe(known);
    const neumann = parseKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const note =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
      '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
    expect(neumann && openNote(note, [neumann]).ok).toBe(true);
  });
});
