import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { underMutation } from '../../test/support/runs.ts';
import { addDays, daysBetween, fromDayNumber, isIsoDay, toDayNumber, weekdayOf } from './days.ts';

describe('days', () => {
  it('knows the days that exist and refuses those that do not', () => {
    expect(['2024-02-29', '2000-02-29', '2023-12-31'].every(isIsoDay)).toBe(true);
    const refused = [
      '2023-02-29',
      '1900-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-04-31',
      '2024-06-31',
      '2024-09-31',
      '2024-11-31',
      '2024-1-1',
      '2024-01-32',
      '2024-01-00',
      '2024-10-03T00:00',
      '',
      null,
      20241003,
    ];
    expect(refused.filter(isIsoDay)).toEqual([]);
  });

  it('agrees with the calendar of the platform for every day from 1800 to 2400', () => {
    // Under mutation every seventeenth day: still every weekday, month and kind of year.
    const stride = underMutation ? 17 : 1;
    for (let number = toDayNumber('1800-01-01'); number <= toDayNumber('2400-12-31'); number += stride) {
      const day = fromDayNumber(number);
      const platform = new Date(number * 86_400_000);
      if (day !== platform.toISOString().slice(0, 10) || toDayNumber(day) !== number) expect.fail(day);
      if (weekdayOf(day) !== (platform.getUTCDay() || 7)) expect.fail(`weekday of ${day}`);
    }
  });

  it('adding and counting are each other in reverse', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -200_000, max: 400_000 }),
        fc.integer({ min: -9999, max: 9999 }),
        (start, count) => {
          const day = fromDayNumber(start);
          expect(daysBetween(day, addDays(day, count))).toBe(count);
        },
      ),
    );
  });

  it('throws on a day that does not exist: that is a bug of the caller', () => {
    expect(() => addDays('2024-02-30', 1)).toThrow('not a day');
  });
});
