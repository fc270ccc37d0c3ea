/** Words that occur, in memory: what a mistyped word may have meant, and how a word that was begun goes on. Pure. */

/** Most words that stand in for one that was typed. */
const MOST_NEAR = 4;
const MOST_BEGUN = 24;
/** Shortest word for which another may stand in: in short ones every letter counts. */
const SHORTEST = 4;

export class Lexicon {
  readonly #byLength = new Map<number, string[]>();
  readonly #words = new Map<string, number>();

  get size(): number {
    return this.#words.size;
  }

  has(word: string): boolean {
    return this.#words.has(word);
  }

  add(word: string): void {
    if (this.#words.has(word)) return;
    this.#words.set(word, lettersOf(word));
    const same = this.#byLength.get(word.length) ?? [];
    same.push(word);
    this.#byLength.set(word.length, same);
  }

  /** Words that differ by a slip: one letter, in long words two; the nearest first. Nothing for a word that is there, and nothing for numbers. */
  near(word: string): readonly string[] {
    if (word.length < SHORTEST || this.has(word) || /\d/.test(word)) return [];
    const most = word.length >= 8 ? 2 : 1;
    const letters = lettersOf(word);
    const found: { readonly word: string; readonly slips: number }[] = [];
    for (let length = word.length - most; length <= word.length + most; length += 1) {
      for (const other of this.#byLength.get(length) ?? []) {
        // Each slip changes at most two letters of the set: most words fall out here without being compared.
        if (bits(letters ^ (this.#words.get(other) ?? 0)) > most * 2) continue;
        const slips = slipsBetween(word, other, most);
        if (slips <= most) found.push({ word: other, slips });
      }
    }
    return found
      .sort((a, b) => a.slips - b.slips || (a.word < b.word ? -1 : 1))
      .slice(0, MOST_NEAR)
      .map((one) => one.word);
  }

  /** Words that go on from this beginning, the shortest first. */
  begunBy(start: string): readonly string[] {
    if (start.length < 3) return [];
    const found: string[] = [];
    for (const length of [...this.#byLength.keys()].sort((a, b) => a - b)) {
      if (length <= start.length) continue;
      for (const word of this.#byLength.get(length) ?? []) {
        if (word.startsWith(start) && found.push(word) === MOST_BEGUN) return found;
      }
    }
    return found;
  }
}

/** Which letters a word has, one bit each. */
function lettersOf(word: string): number {
  let set = 0;
  for (let at = 0; at < word.length; at += 1) set |= 1 << (word.charCodeAt(at) % 32);
  return set;
}

function bits(set: number): number {
  let rest = set;
  let count = 0;
  for (; rest !== 0; count += 1) rest &= rest - 1;
  return count;
}

/** Letters put in, left out, exchanged, or swapped with the next one; more than `most` is only said to be more. */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}
