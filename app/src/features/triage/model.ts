/**
 * The model as it lies in its file: one text of printable letters, so that it compresses well and is read without a decoder. A number is one
 * letter: 15 steps around zero, finer near zero.
 */

/** What the training writes: see scripts/train-triage.mjs. */
export interface StoredModel {
  /** Of corpus and code; tells whether the model is what they give. */
  readonly fingerprint: string;
  /** How much each block of features may say. */
  readonly blocks: Readonly<Record<string, number>>;
  /** Divides the scores before they become probabilities: above 1 the model is less sure of itself. */
  readonly temperature: number;
  readonly largestWeight: number;
  readonly largestRarity: number;
  readonly bias: readonly number[];
  /** Features, parted by line breaks. */
  readonly features: string;
  /** One letter a feature. */
  readonly rarity: string;
  /** One text a kind (in the order of `triageKinds`), one letter a feature. */
  readonly weights: readonly string[];
}

export interface Model {
  readonly blocks: Readonly<Record<string, number>>;
  readonly temperature: number;
  readonly bias: readonly number[];
  readonly index: ReadonlyMap<string, number>;
  readonly rarity: Float32Array;
  /** One a kind, one number a feature. */
  readonly weights: readonly Float32Array[];
  /** What a feature weighs over all kinds, for telling what it adds to one. */
  readonly average: Float32Array;
}

const letters = 'gfedcba0ABCDEFG';
const middle = 7;
/** Above 1: more of the steps lie near zero, where most weights are. */
const bend = 1.2;

/** The letter for a number between minus and plus `largest`. */
export function letterOf(value: number, largest: number): string {
  const share = Math.min(1, Math.abs(value) / largest) ** (1 / bend);
  return letters.charAt(middle + Math.sign(value) * Math.round(share * middle));
}

function numbersOf(text: string, largest: number): Float32Array {
  const table = new Map(
    [...letters].map((letter, at) => {
      const step = (at - middle) / middle;
      return [letter, Math.sign(step) * Math.abs(step) ** bend * largest] as const;
    }),
  );
  return Float32Array.from(text, (letter) => table.get(letter) ?? 0);
}

export function decodeModel(stored: StoredModel): Model {
  const weights = stored.weights.map((line) => numbersOf(line, stored.largestWeight));
  return {
    blocks: stored.blocks,
    temperature: stored.temperature,
    bias: stored.bias,
    index: new Map(stored.features.split('\n').map((id, at) => [id, at])),
    rarity: numbersOf(stored.rarity, stored.largestRarity),
    weights,
    average: Float32Array.from(
      weights[0] ?? [],
      (_, at) => weights.reduce((sum, line) => sum + (line[at] ?? 0), 0) / weights.length,
    ),
  };
}
