/**
 * Words for the search: how a text is cut into words, which of them go into the index and under which mark, and how a typed search is read. Pure;
 * stems come from the database, whose dictionary both sides share.
 */
import { parseReference } from '../../platform/crypto/reference.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import { nameWords } from './name-sounds.ts';

/** A word as it is compared: small letters, no accents; with its place in the text. */
export interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Longest word that is indexed; longer ones are hashes or noise. */
const LONGEST = 40;

export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const found of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const [typed] = found;
    const letters = plainLetters(typed);
    if (letters !== '' && letters.length <= LONGEST)
      words.push({ text: letters, from: found.index, to: found.index + typed.length });
  }
  return words;
}

function plainLetters(typed: string): string {
  // Nearly every word of Indonesian: nothing about it needs taking apart.
  if (/^[A-Za-z0-9]+$/.test(typed)) return typed.toLowerCase();
  const plain = typed.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Words that stand in nearly every text and find nothing. */
const stopWords = new Set(
  'yang dan di ke dari pada untuk dengan oleh atau ini itu dalam adalah sebagai telah sudah akan bahwa karena agar tidak juga serta para ia dia nya kami kita saya anda the of and to in on for by is'.split(
    ' ',
  ),
);

export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}

/** Weights of `ts_rank`: A numbers, posts and units; B summary and place; C study; D all else. */
export type Weight = 'A' | 'B' | 'C' | 'D';

export interface Passage {
  readonly weight: Weight;
  readonly text: string;
}

/** What `search_contents` gives of one step, as passages: whatever an officer wrote, under any name, but no ids and no hashes. */
export function passagesOf(content: unknown, name = ''): readonly Passage[] {
  if (typeof content === 'string') {
    return isWording(content) ? [{ weight: weightOf(name), text: content }] : [];
  }
  if (Array.isArray(content)) return content.flatMap((part: unknown) => passagesOf(part, name));
  if (typeof content !== 'object' || content === null) return [];
  return Object.entries(content).flatMap(([key, part]) => (key === 'finding' ? [] : passagesOf(part, key)));
}

function weightOf(name: string): Weight {
  if (/number/i.test(name)) return 'A';
  if (name === 'summary' || name === 'place') return 'B';
  return name === 'text' ? 'C' : 'D';
}

function isWording(text: string): boolean {
  return !/^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{32,}$|^[A-Za-z0-9+/_-]{40,}={0,2}$/i.test(text.trim());
}

/** The words of a text without those of these names, however they are spelt: names of accused stand in no index. */
export function withoutNames(words: readonly Word[], names: ReadonlySet<string>): readonly Word[] {
  return names.size === 0 ? words : words.filter((word) => !nameWords(word.text).some((part) => names.has(part)));
}

/** The words of the names of people, as `withoutNames` compares them. */
export function wordsOfNames(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap(nameWords));
}

const TOKEN_BYTES = 12;

/** What the index keeps of a word of a post or unit, which lie locked: a keyed hash of its stem. */
export function lockedToken(keys: Keys, stem: string): string {
  const hash = keyedHash(keys('search-index/1'), 'post-word', stem).subarray(0, TOKEN_BYTES);
  return `k:${hash.toString('hex')}`;
}

/** The mark of an office whose horizon a row of the index is; the function of the migration makes the same one. */
export function officeToken(bodyId: string): string {
  return `b:${bodyId.replaceAll('-', '')}`;
}

/** A lexeme with its weight and its place among the others. The sign in the marks of offices and locked words stands in no word that can be typed. */
export interface Lexeme {
  readonly text: string;
  readonly weight: Weight;
  readonly at: number;
}

/** PostgreSQL counts positions up to here, and keeps this many of one word. */
const MOST_POSITION = 16_383;
const MOST_POSITIONS = 64;

/** A `tsvector` as text. Lexemes hold letters, digits and one colon, so nothing has to be escaped. */
export function vectorOf(lexemes: readonly Lexeme[], marks: readonly string[]): string {
  const places = new Map<string, string[]>();
  for (const { text, weight, at } of lexemes) {
    const there = places.get(text) ?? [];
    if (there.length < MOST_POSITIONS) there.push(`${Math.min(MOST_POSITION, at)}${weight}`);
    places.set(text, there);
  }
  return [...[...places].map(([text, at]) => `'${text}':${at.join(',')}`), ...marks.map((mark) => `'${mark}'`)].join(
    ' ',
  );
}

/** One part of a typed search: a word, words in quotes that follow each other, either of them not wanted. */
export interface Term {
  readonly words: readonly string[];
  readonly phrase: boolean;
  readonly not: boolean;
}

/** Longest search that is read, and most of its words. */
export const MOST_SEARCH = 200;
const MOST_TERMS = 12;

/** Reads what somebody typed. Signs that mean nothing here are no mistake: they are left out. */
export function readSearch(typed: string): readonly Term[] {
  const terms: Term[] = [];
  for (const found of typed.slice(0, MOST_SEARCH).matchAll(/(^|[\s(])(-?)(?:"([^"]*)"|([^\s"]+))|"([^"]*)"|[^\s"]+/g)) {
    const not = found[2] === '-';
    const part = found[3] ?? found[5] ?? found[4] ?? found[0];
    const wanted = wordsOfNumber(part) ?? wordsOf(part).flatMap((word) => (isStopWord(word.text) ? [] : [word.text]));
    if (wanted.length === 0) continue;
    // "800/77/2024" and "K7M-4QX-92" are words that follow each other.
    terms.push({ words: wanted, phrase: wanted.length > 1, not });
  }
  return terms.slice(0, MOST_TERMS);
}

/**
 * The groups of a case number, also without its dashes; undefined for anything else. A group may look like a word that finds nothing ("DAN"), and
 * counts here all the same. Without dashes it needs a digit: one in 29 words of eight letters would else be taken for a number.
 */
function wordsOfNumber(part: string): readonly string[] | undefined {
  if (!/[-\d]/.test(part)) return undefined;
  const number = parseReference('case', part);
  return number.ok ? number.value.toLowerCase().split('-') : undefined;
}

/** A part of a text with the words that were found in it. */
export interface Snippet {
  readonly parts: readonly { readonly text: string; readonly hit: boolean }[];
}

const BEFORE = 60;
const SHOWN = 240;

/** The place of a text where most is found; null when nothing is. @param hits words as they stand in the text */
export function snippetOf(text: string, hits: ReadonlySet<string>): Snippet | null {
  const marks = wordsOf(text).filter((word) => hits.has(word.text));
  const first = marks[0];
  if (first === undefined) return null;
  const from = first.from <= BEFORE ? 0 : text.lastIndexOf(' ', first.from - BEFORE) + 1;
  const cut = text.length <= from + SHOWN ? text.length : Math.max(first.to, text.lastIndexOf(' ', from + SHOWN));
  const parts: { text: string; hit: boolean }[] = [];
  let at = from;
  for (const mark of marks) {
    if (mark.to > cut) break;
    if (mark.from > at) parts.push({ text: text.slice(at, mark.from), hit: false });
    parts.push({ text: text.slice(mark.from, mark.to), hit: true });
    at = mark.to;
  }
  parts.push({ text: text.slice(at, cut), hit: false });
  const shown = [
    ...(from > 0 ? [{ text: '… ', hit: false }] : []),
    ...parts.filter((part) => part.text !== ''),
    ...(cut < text.length ? [{ text: ' …', hit: false }] : []),
  ];
  return { parts: shown };
}
