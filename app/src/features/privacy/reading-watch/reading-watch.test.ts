import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnusual, LEAST_CASES, TIMES } from './reading-watch.ts';

const count = fc.integer({ min: 0, max: 10_000 });

describe('a day of reading', () => {
  it('is unusual when it is many cases and four times what the person usually opens', () => {
    expect(isUnusual({ cases: 200, usual: 30 })).toBe(true);
    expect(isUnusual({ cases: 120, usual: 30 })).toBe(true);
    expect(isUnusual({ cases: 119, usual: 30 })).toBe(false);
    // A verifier with a hundred a day.
    expect(isUnusual({ cases: 250, usual: 100 })).toBe(false);
    // Somebody new, or who reads two cases a day.
    expect(isUnusual({ cases: 60, usual: 0 })).toBe(true);
    expect(isUnusual({ cases: 59, usual: 2 })).toBe(false);
  });

  it('is never unusual below the least, and never becomes less so with more cases', () => {
    fc.assert(
      fc.property(count, count, count, (cases, more, usual) => {
        if (cases < LEAST_CASES) expect(isUnusual({ cases, usual })).toBe(false);
        if (isUnusual({ cases, usual })) expect(isUnusual({ cases: cases + more, usual })).toBe(true);
        if (cases < TIMES * usual) expect(isUnusual({ cases, usual })).toBe(false);
      }),
    );
  });
});
