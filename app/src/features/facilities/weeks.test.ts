/** Weeks at their edges, in three zones; spans that touch. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zones } from '../../platform/i18n/zones.ts';
import { mondayOf, overlaps, weekAfter, weekOf, weekSpan } from './weeks.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);

describe('weeks', () => {
  it('begin at midnight of Monday where the institution lies', () => {
    // Sunday 6 October 2024, 15.30 UTC: 22.30 in Jakarta, 23.30 in Makassar, already Monday in Jayapura.
    const moment = at('2024-10-06T15:30:00Z');
    expect(zones.map((zone) => weekOf(moment, zone))).toEqual(['2024-09-30', '2024-09-30', '2024-10-07']);
    expect(weekOf(at('2024-10-06T16:59:59Z'), 'WIB')).toBe('2024-09-30');
    expect(weekOf(at('2024-10-06T17:00:00Z'), 'WIB')).toBe('2024-10-07');
  });
  it('cross a new year, and a leap day', () => {
    expect(mondayOf('2025-01-01')).toBe('2024-12-30');
    expect(mondayOf('2024-02-29')).toBe('2024-02-26');
    expect(weekAfter('2024-12-30', -1)).toBe('2024-12-23');
  });
  it('hold every moment exactly once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_600_000_000, max: 1_900_000_000 }),
        fc.constantFrom(...zones),
        (seconds, zone) => {
          const moment = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
          const monday = weekOf(moment, zone);
          const { from, to } = weekSpan(monday, zone);
          expect(Temporal.PlainDate.from(monday).dayOfWeek).toBe(1);
          expect(Temporal.Instant.compare(from, moment)).toBeLessThanOrEqual(0);
          expect(Temporal.Instant.compare(moment, to)).toBeLessThan(0);
          expect(weekSpan(weekAfter(monday, 1), zone).from.equals(to)).toBe(true);
        },
      ),
    );
  });
});

describe('spans', () => {
  const span = (from: number, to: number) => ({
    from: Temporal.Instant.fromEpochMilliseconds(from * 1000),
    to: Temporal.Instant.fromEpochMilliseconds(to * 1000),
  });
  it('that touch do not overlap', () => {
    expect(overlaps(span(0, 10), span(10, 20))).toBe(false);
    expect(overlaps(span(0, 10), span(9, 20))).toBe(true);
    expect(overlaps(span(0, 10), span(2, 3))).toBe(true);
  });
  it('overlap whichever comes first, exactly when they share a second', () => {
    const part = fc
      .tuple(fc.nat(30), fc.integer({ min: 1, max: 10 }))
      .map(([from, length]) => [from, from + length] as const);
    fc.assert(
      fc.property(part, part, ([a, b], [c, d]) => {
        const shared = Array.from(
          { length: 50 },
          (_, second) => a <= second && second < b && c <= second && second < d,
        ).some(Boolean);
        expect(overlaps(span(a, b), span(c, d))).toBe(shared);
        expect(overlaps(span(c, d), span(a, b))).toBe(shared);
      }),
    );
  });
});
