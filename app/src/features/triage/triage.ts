/** From an account to the kinds of act it seems to tell of, and the words that led there. Pure; the same in the browser. */
import type { ActKind } from '@netra/rulebook';
import { isFiller, type Read, readAccount } from './features.ts';
import { triageKinds } from './kinds.ts';
import { decodeModel, type Model, type StoredModel } from './model.ts';
import { isTitle } from './names.ts';
import type { Token } from './tokens.ts';

export interface TriageAct {
  readonly kind: ActKind;
  /** 0 to 1: how likely this model holds the kind to be. Says nothing about whether anything was a breach. */
  readonly score: number;
  /** Words of the account that speak for this kind, as they were written, the strongest first. Never a person's name alone. */
  readonly words: readonly string[];
}

export interface TriageAnswer {
  /** Best first, every kind at most once. Kinds that hardly come into question are left out; empty when there is nothing to read. */
  readonly acts: readonly TriageAct[];
}

const leastShown = 3;
const leastScore = 0.01;
const mostWords = 5;

/** @param stored a model as the training wrote it; it is decoded once, at the first account */
export function createTriage(stored: StoredModel): (text: string) => TriageAnswer {
  let model: Model | undefined;
  return (text) => {
    model ??= decodeModel(stored);
    return judge(model, text);
  };
}

interface Known {
  readonly at: number;
  readonly value: number;
  readonly from: readonly number[];
}

function judge(model: Model, text: string): TriageAnswer {
  const read = readAccount(text);
  if (read.tokens.length === 0) return { acts: [] };
  const known = knownFeatures(model, read);
  const sums = triageKinds.map((_, kind) => {
    const weights = model.weights[kind];
    let sum = model.bias[kind] ?? 0;
    for (const { at, value } of known) sum += value * (weights?.[at] ?? 0);
    return sum / model.temperature;
  });
  const top = Math.max(...sums);
  const shares = sums.map((sum) => Math.exp(sum - top));
  const whole = shares.reduce((a, b) => a + b, 0);
  const acts = triageKinds
    .map((kind, at) => ({ kind, at, score: Math.floor(((shares[at] ?? 0) / whole) * 10_000) / 10_000 }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .filter(({ score }, place) => place < leastShown || score >= leastScore)
    .map(({ kind, at, score }) => ({ kind, score, words: wordsFor(model, read, known, at) }));
  return { acts };
}

/** The features the model knows, each block brought to its length. */
function knownFeatures(model: Model, read: Read): readonly Known[] {
  const squares = new Map<string, number>();
  const found: {
    readonly at: number;
    readonly raw: number;
    readonly kind: string;
    readonly from: readonly number[];
  }[] = [];
  for (const { id, kind, emphasis, from } of read.features) {
    const at = model.index.get(id);
    if (at === undefined) continue;
    const raw = emphasis * (model.rarity[at] ?? 0);
    squares.set(kind, (squares.get(kind) ?? 0) + raw * raw);
    found.push({ at, raw, kind, from });
  }
  return found.map(({ at, raw, kind, from }) => ({
    at,
    from,
    value: (raw / Math.sqrt(squares.get(kind) ?? 1)) * (model.blocks[kind] ?? 0),
  }));
}

/** Could the word be a reason? Not names, titles, numbers, single letters and words that only join others. */
function speaks({ shown, word, name }: Token): boolean {
  return !name && word !== '#' && !isFiller(word) && !isTitle(word) && !/^\p{L}$/u.test(shown);
}

/** What each word adds to this kind beyond what it adds to all kinds alike. */
function wordsFor(model: Model, read: Read, known: readonly Known[], kind: number): readonly string[] {
  const weights = model.weights[kind];
  const gains = new Map<number, number>();
  for (const { at, value, from } of known) {
    if (from.length === 0) continue;
    const gain = value * ((weights?.[at] ?? 0) - (model.average[at] ?? 0));
    for (const place of from) gains.set(place, (gains.get(place) ?? 0) + gain / from.length);
  }
  const said = new Map<string, { readonly shown: string; readonly gain: number }>();
  for (const [place, gain] of gains) {
    const token = read.tokens[place];
    if (token === undefined || gain <= 0 || !speaks(token)) continue;
    const there = said.get(token.word);
    if (there === undefined || there.gain < gain) said.set(token.word, { shown: token.shown, gain });
  }
  const best = [...said.values()].sort((a, b) => b.gain - a.gain);
  const least = (best[0]?.gain ?? 0) * 0.2;
  return best
    .filter(({ gain }) => gain >= least)
    .slice(0, mostWords)
    .map(({ shown }) => shown);
}
