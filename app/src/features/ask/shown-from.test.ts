import { addDays } from '@netra/rulebook';
import { describe, expect, it } from 'vitest';
import { shownFrom } from './shown-from.ts';

const usual = { weekday: 1, afterDays: 1 };

describe('when a released answer appears', () => {
  it('is the first Monday after its release, the same for all days of a week', () => {
    // 30 September 2024 is a Monday: what is released on it waits for the next one.
    const week = Array.from({ length: 7 }, (_, n) => addDays('2024-09-30', n));
    expect(new Set(week.map((day) => shownFrom(day, usual)))).toEqual(new Set(['2024-10-07']));
    expect(shownFrom('2024-10-07', usual)).toBe('2024-10-14');
  });

  it('follows the data: another day of the week, and more days between', () => {
    expect(shownFrom('2024-09-30', { weekday: 3, afterDays: 1 })).toBe('2024-10-02');
    expect(shownFrom('2024-10-04', { weekday: 1, afterDays: 7 })).toBe('2024-10-14');
    expect(shownFrom('2024-12-31', usual)).toBe('2025-01-06');
  });
});
