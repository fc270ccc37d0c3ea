import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CanonicalStep,
  commit,
  decodeOpening,
  edgeRoot,
  encodeOpening,
  formatHistory,
  formatReceipt,
  formatStretch,
  type HistoryStep,
  isHistory,
  isStretch,
  nextLink,
  openCheckpoint,
  parseProof,
  proveInclusion,
  readCheckpoint,
  signCheckpoint,
  signerFrom,
  subtreesOf,
  toBase64,
  treeRoot,
  verifyHistory,
  verifyReceipt,
  verifyStretch,
} from '../src/index.ts';
import { entryAt, flipBit, storeTree } from './stored-tree.ts';

const ORIGIN = 'netra.contoh/log';
const signer = signerFrom(ORIGIN, entryAt(1));
const stranger = signerFrom(ORIGIN, entryAt(2));
const step = (seq: number): CanonicalStep => ({
  kind: 'case-opened',
  at: '2024-10-04T02:00:00Z',
  body: 'bawaslu-kota-arunika',
  case: 'a',
  seq: seq + 1,
});
const utf8 = new TextEncoder();
const opening = (seq: number) => ({ entry: step(seq), salt: entryAt(10_000 + seq) });

// Three steps of one case among leaves of others.
const SIZE = 21;
const places = [4, 11, 20];
const entries = Array.from({ length: SIZE }, (_, index) => {
  const seq = places.indexOf(index);
  return seq < 0 ? entryAt(index) : commit(step(seq), opening(seq).salt);
});
const tree = storeTree(entries);
const root = edgeRoot(tree.edge);
const checkpoint = signCheckpoint({ origin: ORIGIN, size: SIZE, root }, [signer]);
const place = (index: number) => ({ index, hashes: proveInclusion(index, SIZE, tree.read) });
const receipt = formatReceipt({ opening: opening(1), ...place(11), checkpoint });

const steps: HistoryStep[] = [];
for (const [seq, index] of places.entries()) {
  const commitment = commit(step(seq), opening(seq).salt);
  const link = nextLink(steps.at(-1)?.link ?? null, commitment);
  steps.push({ commitment, link, opening: opening(seq), place: place(index) });
}

function flipLetter(text: string, bit: number): string {
  const bytes = new TextEncoder().encode(text);
  return new TextDecoder().decode(flipBit(bytes, bit % (bytes.length * 8)));
}

describe('a checkpoint', () => {
  it('opens with the key of its log and with no other', () => {
    expect(openCheckpoint(checkpoint, [signer])).toMatchObject({
      ok: true,
      checkpoint: { origin: ORIGIN, size: SIZE },
    });
    expect(openCheckpoint(checkpoint, [stranger])).toEqual({ ok: false, problem: 'unknown-key' });
    expect(openCheckpoint(checkpoint, [])).toEqual({ ok: false, problem: 'unknown-key' });
    expect(openCheckpoint(checkpoint, [signer], 'another/log')).toEqual({ ok: false, problem: 'other-log' });
  });

  it('is refused with any single bit turned over', () => {
    const bits = new TextEncoder().encode(checkpoint).length * 8;
    for (let bit = 0; bit < bits; bit += 1) {
      expect(openCheckpoint(flipLetter(checkpoint, bit), [signer]).ok, `bit ${bit}`).toBe(false);
    }
  });

  it('may be signed by two keys while keys change, and each of them opens it', () => {
    const both = signCheckpoint({ origin: ORIGIN, size: SIZE, root }, [signer, stranger]);
    expect(openCheckpoint(both, [signer]).ok).toBe(true);
    expect(openCheckpoint(both, [stranger]).ok).toBe(true);
    // A line that claims a trusted key and is not by it spoils the whole.
    const lines = both.trimEnd().split('\n');
    const last = lines.pop() ?? '';
    const changed = `${[...lines, `${last.slice(0, -8)}AAAAAAA=`].join('\n')}\n`;
    expect(openCheckpoint(changed, [signer, stranger])).toEqual({ ok: false, problem: 'bad-signature' });
  });

  it('claims nothing that is not a checkpoint', () => {
    for (const text of [
      '',
      '\n\n',
      'a\n1\nAA==\n',
      checkpoint.slice(0, -1),
      checkpoint.replace(`\n${SIZE}\n`, '\n021\n'),
    ]) {
      expect(readCheckpoint(text), JSON.stringify(text.slice(0, 20))).toBeNull();
    }
  });
});

describe('a receipt', () => {
  it('holds, and says which step of which log it is about', () => {
    expect(verifyReceipt(receipt, [signer])).toMatchObject({
      valid: true,
      problem: null,
      origin: ORIGIN,
      treeSize: SIZE,
      index: 11,
      entry: step(1),
      checks: [
        { id: 'readable', ok: true },
        { id: 'signature', ok: true },
        { id: 'opening', ok: true },
        { id: 'inclusion', ok: true },
      ],
    });
  });

  it('is refused with any single bit turned over, wherever it is', () => {
    const bits = new TextEncoder().encode(receipt).length * 8;
    for (let bit = 0; bit < bits; bit += 1) {
      const verdict = verifyReceipt(flipLetter(receipt, bit), [signer]);
      expect(verdict.valid, `bit ${bit}`).toBe(false);
      expect(verdict.entry).toBeNull();
      expect(verdict.checks.at(-1)?.ok).toBe(false);
    }
  });

  it('names the check that fails', () => {
    const problem = (text: string, keys = [signer]) => {
      const verdict = verifyReceipt(text, keys);
      return [verdict.checks.at(-1)?.id, verdict.problem];
    };
    expect(problem('')).toEqual(['readable', 'not-a-receipt']);
    expect(problem(receipt, [stranger])).toEqual(['signature', 'unknown-key']);
    expect(problem(receipt.replace(/^extra .*\n/m, ''))).toEqual(['opening', 'no-opening']);
    expect(problem(receipt.replace('index 11', 'index 10'))).toEqual(['inclusion', 'not-in-tree']);
    const other = toBase64(encodeOpening({ ...opening(1), entry: { ...step(1), body: 'another' } }));
    expect(problem(receipt.replace(/^extra .*$/m, `extra ${other}`))).toEqual(['inclusion', 'not-in-tree']);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((tail) => receipt.slice(0, 120) + tail),
        ),
        (text) => {
          expect(verifyReceipt(text, [signer]).valid).toBe(false);
          expect(verifyHistory(text, [signer]).valid).toBe(false);
          expect(verifyStretch(text, [signer]).valid).toBe(false);
        },
      ),
    );
  });

  it('refuses a step that has no single text, and one that is not written the one way', () => {
    const salt = toBase64(opening(1).salt);
    const withOpening = (json: string) => receipt.replace(/^extra .*$/m, `extra ${toBase64(utf8.encode(json))}`);
    const fields = '"at":"2024-10-04T02:00:00Z","body":"bawaslu-kota-arunika","case":"a","kind":"case-opened","seq":2';
    expect(verifyReceipt(withOpening(`{"entry":{${fields}},"salt":"${salt}"}`), [signer])).toMatchObject({
      valid: true,
    });
    for (const entry of [
      `{${fields.replace('"seq":2', '"seq":-0')}}`,
      `{${fields.replace('case-opened', '\\ud800')}}`,
      `{${fields},"z":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
      // The same step for this reader, another one for a reader that takes the first of two names.
      `{"kind":"case-closed",${fields}}`,
      `{ ${fields}}`,
    ]) {
      const verdict = verifyReceipt(withOpening(`{"entry":${entry},"salt":"${salt}"}`), [signer]);
      expect([verdict.valid, verdict.problem], entry.slice(0, 60)).toEqual([false, 'no-opening']);
    }
    const history = formatHistory({ checkpoint, steps });
    for (const other of ['-0', `${'['.repeat(20_000)}${']'.repeat(20_000)}`]) {
      expect(verifyHistory(history.replace('"seq": 2', `"seq": ${other}`), [signer]).problem).toBe('not-a-history');
    }
  });

  it('is small: under two kilobytes in a tree of twelve million leaves', () => {
    const hashes = Array.from({ length: 24 }, (_, at) => entryAt(at));
    expect(formatReceipt({ opening: opening(1), index: 11_999_999, hashes, checkpoint }).length).toBeLessThan(2_048);
    expect(parseProof(formatReceipt({ opening: opening(1), index: 11_999_999, hashes, checkpoint }))?.index).toBe(
      11_999_999,
    );
  });
});

describe('an opening', () => {
  it('is read as it was written, and refused with a salt that is too short or with anything else in it', () => {
    expect(decodeOpening(encodeOpening(opening(3)))).toEqual(opening(3));
    const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    expect(decodeOpening(bytes({ entry: step(1), salt: toBase64(new Uint8Array(15)) }))).toBeNull();
    expect(decodeOpening(bytes({ entry: { kind: 'x' }, salt: toBase64(entryAt(1)) }))).toBeNull();
    expect(decodeOpening(bytes({ entry: { ...step(1), half: 0.5 }, salt: toBase64(entryAt(1)) }))).toBeNull();
    expect(decodeOpening(bytes({ entry: step(1), salt: toBase64(entryAt(1)), more: 1 }))).toBeNull();
    expect(decodeOpening(Uint8Array.of(0xff))).toBeNull();
  });

  it('cannot be guessed from its leaf, however few steps are possible', () => {
    // An attacker who knows every possible step of a day, but not the salt: none of them opens any leaf.
    const leaf = commit(step(1), opening(1).salt);
    const kinds = ['case-opened', 'handed-over', 'pledge'];
    const bodies = ['bawaslu-kota-arunika', 'bkn', 'ppk-arunika'];
    for (const kind of kinds) {
      for (const body of bodies) {
        for (let minute = 0; minute < 60; minute += 1) {
          const at = `2024-10-04T02:${String(minute).padStart(2, '0')}:00Z`;
          for (const salt of [new Uint8Array(16), new Uint8Array(32)]) {
            expect(toBase64(commit({ kind, at, body, seq: 1 }, salt))).not.toBe(toBase64(leaf));
          }
        }
      }
    }
    // The same step twice gives leaves that have nothing in common.
    expect(toBase64(commit(step(1), entryAt(1)))).not.toBe(toBase64(commit(step(1), entryAt(2))));
    expect(() => commit(step(1), new Uint8Array(0))).toThrow('salt');
  });
});

describe('the history of a case', () => {
  it('holds as a whole, and with steps whose words were erased or that are not in the tree yet', () => {
    const text = formatHistory({ checkpoint, steps });
    expect(isHistory(text)).toBe(true);
    expect(verifyHistory(text, [signer])).toMatchObject({
      valid: true,
      steps: 3,
      sealed: 3,
      opened: 3,
      origin: ORIGIN,
    });
    const erased = steps.map((one, at) =>
      at === 1 ? { ...one, opening: null } : at === 2 ? { ...one, place: null } : one,
    );
    expect(verifyHistory(formatHistory({ checkpoint, steps: erased }), [signer])).toMatchObject({
      valid: true,
      sealed: 2,
      opened: 2,
    });
  });

  it('names the step that was changed, removed or moved', () => {
    const check = (changed: readonly HistoryStep[]) => {
      const { valid, step: at, problem } = verifyHistory(formatHistory({ checkpoint, steps: changed }), [signer]);
      return { valid, at, problem };
    };
    const [first, second, third] = steps;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three steps');
    const rewritten = { ...opening(1), entry: { ...step(1), at: '2024-10-01T02:00:00Z' } };
    expect(check([first, { ...second, opening: rewritten }, third])).toEqual({
      valid: false,
      at: 2,
      problem: 'does-not-open',
    });
    expect(check([first, third])).toEqual({ valid: false, at: 2, problem: 'does-not-follow' });
    expect(check([second, first, third])).toEqual({ valid: false, at: 1, problem: 'does-not-follow' });
    // Rewritten with a new chain that is sound in itself: only the tree knows better.
    const commitment = commit(rewritten.entry, rewritten.salt);
    const link = nextLink(first.link, commitment);
    const forged = [
      first,
      { ...second, opening: rewritten, commitment, link },
      { ...third, link: nextLink(link, third.commitment) },
    ];
    expect(check(forged)).toEqual({ valid: false, at: 2, problem: 'not-in-tree' });
    // Nor can it pass for a step that waits: those after it are sealed.
    const waiting = forged.map((one, at) => (at === 1 ? { ...one, place: null } : one));
    expect(check(waiting)).toEqual({ valid: false, at: 2, problem: 'not-in-tree' });
    expect(check([first, { ...second, place: first.place }, third])).toMatchObject({ valid: false, at: 2 });
  });

  it('names the first step that is out of its place in a chain that was made anew for it', () => {
    const relinked = (list: readonly HistoryStep[]) => {
      const made: HistoryStep[] = [];
      for (const one of list) made.push({ ...one, link: nextLink(made.at(-1)?.link ?? null, one.commitment) });
      const { valid, step: at, problem } = verifyHistory(formatHistory({ checkpoint, steps: made }), [signer]);
      return valid ? 'valid' : `${at} ${problem}`;
    };
    const [first, second, third] = steps;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three steps');
    expect(relinked(steps)).toBe('valid');
    // All of them are sealed, and every link fits.
    expect(relinked([first, third])).toBe('2 does-not-follow');
    expect(relinked([second, third])).toBe('1 does-not-follow');
    expect(relinked([first, third, second])).toBe('2 does-not-follow');
    // With a step that is closed in front of it a later one still tells that one is missing.
    expect(relinked([{ ...first, opening: null }, third])).toBe('2 does-not-follow');
    const other = { entry: { ...step(1), case: 'b' }, salt: entryAt(30_000) };
    const foreign = { commitment: commit(other.entry, other.salt), opening: other, place: null, link: first.link };
    expect(relinked([first, foreign])).toBe('2 does-not-follow');
  });
});

describe('a stretch of the log', () => {
  const older = 13;
  const from = signCheckpoint({ origin: ORIGIN, size: older, root: treeRoot(older, tree.read) }, [signer]);
  const before = subtreesOf({ start: 0, end: older }).map(tree.read);
  const sound = { from, before, entries: entries.slice(older), to: checkpoint };

  it('holds from the beginning of the log and from any checkpoint', () => {
    expect(isStretch(formatStretch(sound))).toBe(true);
    expect(verifyStretch(formatStretch(sound), [signer])).toMatchObject({
      valid: true,
      fromSize: older,
      treeSize: SIZE,
    });
    const all = { from: null, before: [], entries, to: checkpoint };
    expect(verifyStretch(formatStretch(all), [signer])).toMatchObject({ valid: true, fromSize: 0, treeSize: SIZE });
  });

  it('is refused when a leaf is changed, removed, added or moved, and when a bit is turned over', () => {
    const check = (entriesNow: readonly Uint8Array[]) =>
      verifyStretch(formatStretch({ ...sound, entries: entriesNow }), [signer]).problem;
    const [one, two, ...rest] = sound.entries;
    if (one === undefined || two === undefined) throw new Error('leaves');
    expect(check([entryAt(77), two, ...rest])).toBe('other-end');
    expect(check([two, one, ...rest])).toBe('other-end');
    expect(check([two, ...rest])).toBe('wrong-length');
    expect(check([one, one, two, ...rest])).toBe('wrong-length');
    const text = formatStretch(sound);
    fc.assert(
      fc.property(fc.nat(new TextEncoder().encode(text).length * 8 - 1), (bit) => {
        expect(verifyStretch(flipLetter(text, bit), [signer]).valid).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('is refused when the tree before it is another', () => {
    const other = before.map((hash, at) => (at === 0 ? flipBit(hash, 3) : hash));
    expect(verifyStretch(formatStretch({ ...sound, before: other }), [signer]).problem).toBe('other-beginning');
    expect(verifyStretch(formatStretch({ ...sound, before: before.slice(1) }), [signer]).problem).toBe('wrong-length');
  });
});
