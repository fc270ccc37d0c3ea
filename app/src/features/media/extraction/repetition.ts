/** Texts that say the same twice: within one text, and from one file to the next (MinHash over runs of three words, banded). */

const RUN = 12;
/** Words of a passage that, said again, make a text repeat itself: about two sentences, more than a photo's caption. */
const LONG_PASSAGE = 40;

const HASHES = 64;
const BANDS = 16;
const ROWS = HASHES / BANDS;
const SAME = 0.6;

/** Lower-case words without punctuation. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
}

/** Whether a passage of at least 40 words stands in the text twice, word for word. */
export function repeatsItself(words: readonly string[]): boolean {
  const first = new Map<number, number>();
  let previous = -1;
  let length = 0;
  const hashes = runHashes(words, RUN);
  for (const [at, hash] of hashes.entries()) {
    const seen = first.get(hash);
    if (seen === undefined || seen + RUN > at) {
      if (seen === undefined) first.set(hash, at);
      length = 0;
      previous = -1;
      continue;
    }
    length = previous + 1 === seen && length > 0 ? length + 1 : RUN;
    previous = seen;
    if (length >= LONG_PASSAGE) return true;
  }
  return false;
}

/** For each text the index of the earliest one that it repeats, or null. Texts under 20 words only repeat what is word for word the same. */
export function findDuplicates(texts: readonly (readonly string[])[]): (number | null)[] {
  const buckets = new Map<string, number[]>();
  const sets: (ReadonlySet<number> | null)[] = [];
  return texts.map((words, index) => {
    if (words.length < 3) {
      sets.push(null);
      return null;
    }
    const shingles = new Set(runHashes(words, 3));
    sets.push(shingles);
    const keys = words.length < 20 ? [`whole ${words.join(' ')}`] : bandKeys(minHash(shingles));
    let earliest: number | null = null;
    for (const key of keys) {
      const others = buckets.get(key) ?? [];
      for (const other of others) {
        if (earliest !== null && other >= earliest) break;
        const theirs = sets[other];
        if (theirs !== null && theirs !== undefined && likeness(shingles, theirs) >= SAME) earliest = other;
      }
      // A text that repeats another need not be found itself: the first one stands for all.
      if (earliest === null || others.length === 0) buckets.set(key, [...others, index]);
    }
    return earliest;
  });
}

/** A 32-bit hash of every run of so many words. */
function runHashes(words: readonly string[], length: number): number[] {
  const single = words.map(hashWord);
  const hashes: number[] = [];
  for (let at = 0; at + length <= single.length; at += 1) {
    let hash = 0x811c9dc5;
    for (let offset = 0; offset < length; offset += 1)
      hash = Math.imul(hash ^ (single[at + offset] ?? 0), 0x01000193) ^ (hash >>> 15);
    hashes.push(hash >>> 0);
  }
  return hashes;
}

/** FNV-1a. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function minHash(shingles: ReadonlySet<number>): Uint32Array {
  const smallest = new Uint32Array(HASHES).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let index = 0; index < HASHES; index += 1) {
      // Another hash for each index: multiply by an odd number of its own, mix, compare.
      let hash = Math.imul(shingle ^ Math.imul(index + 1, 0x9e3779b1), 0x85ebca6b | (index << 1) | 1);
      hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
      hash = (hash ^ (hash >>> 16)) >>> 0;
      if (hash < (smallest[index] ?? 0)) smallest[index] = hash;
    }
  }
  return smallest;
}

function bandKeys(signature: Uint32Array): string[] {
  return Array.from(
    { length: BANDS },
    (_, band) => `${band} ${signature.subarray(band * ROWS, (band + 1) * ROWS).join(' ')}`,
  );
}

/** Share of runs in common (Jaccard). */
function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let common = 0;
  for (const item of a) if (b.has(item)) common += 1;
  return common / (a.size + b.size - common);
}
