import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BAND, bandOf, keptCount } from './sticky-count.ts';

/** What a reader who saw all bands, and knows that the count moves by at most one a day, cannot tell apart: the possible true counts. */
function possible(shown: readonly number[]): ReadonlySet<number> {
  let states = new Set<string>();
  for (let n = 0; n <= 60; n += 1) if (bandOf(n) === shown[0]) states.add(`${n} ${n}`);
  for (const band of shown.slice(1)) {
    const next = new Set<string>();
    for (const state of states) {
      const [kept = 0, count = 0] = state.split(' ').map(Number);
      for (const step of [-1, 0, 1]) {
        const now = count + step;
        if (now < 0) continue;
        const then = keptCount(kept, now);
        if (bandOf(then) === band) next.add(`${then} ${now}`);
      }
    }
    states = next;
  }
  return new Set([...states].map((state) => Number(state.split(' ')[1])));
}

function shownFor(counts: readonly number[]): readonly number[] {
  let kept: number | undefined;
  return counts.map((count) => {
    kept = keptCount(kept, count);
    return bandOf(kept);
  });
}

describe('a count that is published every day', () => {
  it('shows one to four as it shows none', () => {
    expect([0, 1, 4, 5, 9, 10].map(bandOf)).toEqual([0, 0, 0, 5, 5, 10]);
  });
  it('does not change because one case came or went', () => {
    expect(shownFor([4, 5, 4, 5, 6, 5])).toEqual([0, 0, 0, 0, 0, 0]);
    expect(shownFor([5, 4, 3, 2, 1])).toEqual([5, 5, 5, 5, 5]);
    expect(shownFor([5, 4, 3, 2, 1, 0])).toEqual([5, 5, 5, 5, 5, 0]);
  });
  it('leaves at least five counts possible on every day, whatever came before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 25 }),
        fc.array(fc.integer({ min: -1, max: 1 }), { maxLength: 40 }),
        (first, steps) => {
          const counts = [first];
          for (const step of steps) counts.push(Math.max(0, (counts.at(-1) ?? 0) + step));
          const shown = shownFor(counts);
          for (let day = 1; day <= shown.length; day += 1)
            expect(possible(shown.slice(0, day)).size).toBeGreaterThanOrEqual(BAND);
        },
      ),
      { numRuns: 60 },
    );
  });
  it('is never further off than four, and follows when many come at once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 20 }), (counts) => {
        let kept: number | undefined;
        for (const count of counts) {
          kept = keptCount(kept, count);
          expect(Math.abs(kept - count)).toBeLessThan(BAND);
        }
      }),
    );
  });
});
