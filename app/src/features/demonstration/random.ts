/** Chance that repeats: the demonstration looks the same on every machine. Never used for keys, salts or receipts. */

export interface Chance {
  /** A number from 0 to below 1. */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
  shuffled<T>(list: readonly T[]): T[];
}

/** Mulberry32: small, and the same everywhere. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    pick: (from) => from[between(0, from.length - 1)] ?? from[0],
    shuffled: (list) => {
      const left = [...list];
      const out: (typeof left)[number][] = [];
      while (left.length > 0) out.push(...left.splice(between(0, left.length - 1), 1));
      return out;
    },
  };
}

/** Bytes that follow from the seed: for numbers that people read, so that pictures of the product stay true. */
export function bytesOf(from: Chance, count: number): Buffer {
  return Buffer.from(Array.from({ length: count }, () => from.between(0, 255)));
}

/** An id that follows from the seed, in the form of a random UUID. */
export function uuidOf(from: Chance): string {
  const hex = bytesOf(from, 16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
