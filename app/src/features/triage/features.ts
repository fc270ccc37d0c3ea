/**
 * What the model sees of an account. Every feature belongs to the words it came from, so that an answer can say which words led to it.
 * `w` bare word · `b` two bare words in a row · `c` letters inside a word (robust to misspelling) · `g` group of the lexicon · `p` two groups near each other · `s` shape.
 */
import { groupsOf, isPolitical } from './cues.ts';
import { type Token, tokensOf } from './tokens.ts';

export type FeatureKind = 'w' | 'b' | 'c' | 'g' | 'p' | 's';

export interface Feature {
  readonly id: string;
  readonly kind: FeatureKind;
  /** Around 1: slightly more for a feature that comes often, and for one that comes early, as people tell the main thing first. */
  readonly emphasis: number;
  /** Places (indexes of tokens) it came from. */
  readonly from: readonly number[];
}

interface Noted {
  readonly kind: FeatureKind;
  count: number;
  readonly from: number[];
}

export interface Read {
  readonly tokens: readonly Token[];
  readonly features: readonly Feature[];
}

/** Words that hold sentences together and say nothing themselves; pairs of words reach over them. */
const fillers = new Set(
  'yang di ke dan itu ini ada dengan untuk kepada pada dari juga saja sih dong kok deh lah nya si para oleh sebagai adalah ya kan tu tuh nih pun lagi serta atau'.split(
    ' ',
  ),
);

export const isFiller = (word: string): boolean => fillers.has(word);

/** In words: how far apart two groups of the lexicon may stand to be near each other. */
const reach = 10;
/** How much more the first word says than the middle one. */
const earliness = 0.2;
const mostFromPlaces = 6;

/** @param text any string; the work is linear in its length */
export function readAccount(text: string): Read {
  const tokens = tokensOf(text);
  const features = new Map<string, Noted>();
  const note = (kind: FeatureKind, what: string, ...from: readonly number[]): void => {
    const id = kind + what;
    const there = features.get(id);
    if (there === undefined) features.set(id, { kind, count: 1, from: [...from] });
    else {
      there.count += 1;
      if (there.from.length < mostFromPlaces) there.from.push(...from);
    }
  };
  let political = false;
  let last: { readonly at: number; readonly bare: string } | undefined;
  const recent: { readonly at: number; readonly groups: readonly string[] }[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.first) last = undefined;
    if (token.name) continue;
    const { word, bare } = token;
    const filler = fillers.has(word);
    if (!filler) {
      note('w', bare, at);
      letters(word, (part) => note('c', part, at));
      if (last !== undefined) note('b', `${last.bare} ${bare}`, last.at, at);
    }
    const before = tokens[at - 1];
    const groups = groupsOf(word, token.first ? undefined : before?.word);
    if (groups.some(isPolitical)) political = true;
    for (const group of groups) note('g', group, at);
    if (groups.length > 0) {
      while (recent.length > 0 && at - (recent[0]?.at ?? 0) > reach) recent.shift();
      for (const one of recent) {
        for (const left of one.groups) {
          for (const right of groups)
            if (left !== right) note('p', left < right ? `${left}+${right}` : `${right}+${left}`, one.at, at);
        }
      }
      recent.push({ at, groups });
    }
    if (!filler) last = { at, bare };
  }
  if (!political) note('s', 'unpolitical');
  if (/\?/.test(text)) note('s', 'question');
  note('s', tokens.length < 11 ? 'short' : tokens.length < 60 ? 'usual' : 'long');
  return {
    tokens,
    features: [...features].map(([id, one]) => ({
      id,
      kind: one.kind,
      from: one.from,
      emphasis: emphasisOf(one, tokens.length),
    })),
  };
}

function emphasisOf({ count, from }: Noted, length: number): number {
  const share = (from[0] ?? 0) / Math.max(1, length);
  return (1 + Math.log(count)) * (1 + earliness * (1 - 2 * share));
}

const longestWord = 24;

function letters(word: string, note: (part: string) => void): void {
  if (word.length < 4 || word === '~') return;
  const framed = `_${word.slice(0, longestWord)}_`;
  for (const size of [3, 4, 5]) {
    for (let at = 0; at + size <= framed.length; at += 1) note(framed.slice(at, at + size));
  }
}
