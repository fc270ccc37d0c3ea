/**
 * Search over the law: forgiving of spelling and of everyday words. A small index of our own, pure: items in, ranked items out.
 * Words are cut to a stem and read through the synonyms, in the query and in the law alike; what is still unknown may be off by one letter or two.
 */
import type { Bilingual } from '@netra/rulebook';
import { synonyms } from './synonyms.ts';

export interface Searchable {
  readonly name: string;
  readonly title: Bilingual;
  readonly citation: string;
  readonly text: Bilingual;
}

export interface Index<T extends Searchable> {
  /** Best first; empty when nothing fits or nothing was asked. */
  readonly find: (query: string) => readonly T[];
}

/** Longer queries are cut: nobody types more, and the work stays small. */
const LONGEST_QUERY = 200;
const MOST_RESULTS = 60;
const weights = { name: 4, title: 3, citation: 3, text: 1 } as const;

const empty = new Set(
  (
    'dan atau yang di ke dari untuk pada dengan apa apakah apa itu ini itu boleh bolehkah saya kami anda kalau bila jika sebagai oleh dalam adalah ada tidak ' +
    'bagaimana berapa kapan the a an of to in on for and or is are may can i my me do does what how when if by with at'
  ).split(' '),
);

const phraseOf = new Map(synonyms.map(([phrase, word]) => [phrase, word]));
const longestPhrase = Math.max(...synonyms.map(([phrase]) => phrase.split(' ').length));

/** Lower case, no accents, everything but letters and digits a space; "5n" and "B.6" come apart and together as written. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/(?<=\d)(?=[a-z])/g, ' ')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

const suffix = /(?:kannya|annya|kan|nya|lah|kah|an|i)$/;
const prefix = /^(?:memper|diper|meny|meng|mem|men|peny|peng|pem|pen|ber|ter|per|me|di|ke|se)/;

/** A rough Indonesian stem: enough for "menyukai" and "disukai" to meet, the same for query and law. */
export function stem(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word;
  let left = word;
  const begins = prefix.exec(left)?.[0] ?? '';
  if (begins !== '' && left.length - begins.length >= 3) {
    left = left.slice(begins.length);
    // The first letter of the root that the prefix swallowed.
    if (begins === 'meny' || begins === 'peny') left = `s${left}`;
  }
  const ends = suffix.exec(left)?.[0] ?? '';
  if (ends !== '' && left.length - ends.length >= 4) left = left.slice(0, -ends.length);
  return left;
}

/** The words of a text as the index knows them. */
export function wordsOf(text: string): readonly string[] {
  const raw = plain(text).split(' ').filter(Boolean);
  const words: string[] = [];
  for (let at = 0; at < raw.length; ) {
    let taken = 0;
    for (let length = Math.min(longestPhrase, raw.length - at); length > 0; length -= 1) {
      const word = phraseOf.get(raw.slice(at, at + length).join(' '));
      if (word === undefined) continue;
      words.push(word);
      taken = length;
      break;
    }
    if (taken === 0) {
      const one = raw[at] ?? '';
      const root = stem(one);
      words.push(phraseOf.get(root) ?? root);
      taken = 1;
    }
    at += taken;
  }
  return words;
}

/** Whether two words differ by at most `most` letters put in, left out, changed or swapped. */
export function isNear(a: string, b: string, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return (row[b.length] ?? most + 1) <= most;
}

interface Entry<T> {
  readonly item: T;
  readonly weight: ReadonlyMap<string, number>;
  /** All its words in order, to find a phrase such as an article. */
  readonly line: string;
}

export function createIndex<T extends Searchable>(items: readonly T[]): Index<T> {
  const entries = items.map((item): Entry<T> => {
    const weight = new Map<string, number>();
    const line: string[] = [];
    const add = (text: string, value: number): void => {
      const words = wordsOf(text);
      line.push(...words, '|');
      for (const word of words) weight.set(word, Math.max(weight.get(word) ?? 0, value));
    };
    add(item.name, weights.name);
    for (const lang of ['id', 'en'] as const) {
      add(item.title[lang], weights.title);
      add(item.text[lang], weights.text);
    }
    add(item.citation, weights.citation);
    return { item, weight, line: ` ${line.join(' ')} ` };
  });
  const spread = new Map<string, number>();
  for (const entry of entries) for (const word of entry.weight.keys()) spread.set(word, (spread.get(word) ?? 0) + 1);
  const vocabulary = [...spread.keys()];
  const rarity = (word: string): number => Math.log(1 + entries.length / (spread.get(word) ?? 1));
  return {
    find: (query) => {
      const asked = wordsOf(query.slice(0, LONGEST_QUERY));
      const telling = asked.filter((word) => !empty.has(word));
      const words = [...new Set(telling.length > 0 ? telling : asked)];
      if (words.length === 0) return [];
      const known = words.map((word) => alike(word, vocabulary));
      const phrase = asked.length > 1 ? ` ${asked.join(' ')} ` : undefined;
      const scored: { readonly item: T; readonly score: number }[] = [];
      for (const entry of entries) {
        let score = 0;
        let met = 0;
        for (const ways of known) {
          let best = 0;
          for (const [word, nearness] of ways) {
            const weight = entry.weight.get(word);
            if (weight !== undefined) best = Math.max(best, weight * nearness * rarity(word));
          }
          if (best > 0) met += 1;
          score += best;
        }
        const share = met / words.length;
        if (share < 0.5) continue;
        const whole = phrase !== undefined && entry.line.includes(phrase) ? 3 : 1;
        scored.push({ item: entry.item, score: score * share * share * whole });
      }
      return scored
        .toSorted((a, b) => b.score - a.score)
        .slice(0, MOST_RESULTS)
        .map((one) => one.item);
    },
  };
}

/** The words of the law that a word of the query may mean, each with how near it is (1: the same). */
function alike(word: string, vocabulary: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const known of vocabulary) {
    if (known === word) found.set(known, 1);
    else if (word.length >= 3 && !/\d/.test(word) && known.startsWith(word)) found.set(known, 0.8);
  }
  // Digits are never guessed: article 5 is not article 6.
  if (found.size > 0 || word.length < 4 || /\d/.test(word)) return found;
  const most = word.length >= 8 ? 2 : 1;
  for (const known of vocabulary)
    if (known.length >= 4 && !/\d/.test(known) && isNear(word, known, most)) found.set(known, 0.6);
  return found;
}
