/** What the public may not find out, not by subtraction either; and what files of moments are read as. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMoment } from './facility-imports.ts';
import { publicCell, publicTotal, type RawCell, shareRange } from './public-counts.ts';

const raw = (granted: number, refused: number, more: Partial<RawCell> = {}): RawCell => ({
  asked: granted + refused,
  granted,
  changed: 0,
  refused,
  lapsed: 0,
  waiting: 0,
  withdrawn: 0,
  medianMinutes: 100,
  ...more,
});

describe('small counts', () => {
  it('one to four answers are few, none is none, five are told', () => {
    expect(publicCell(raw(0, 0)).kind).toBe('none');
    for (const n of [1, 2, 3, 4]) expect(publicCell(raw(n, 0))).toEqual({ kind: 'few' });
    expect(publicCell(raw(5, 0))).toEqual({
      kind: 'shown',
      answered: 5,
      share: { kind: 'exact', granted: 5 },
      medianMinutes: 100,
    });
  });
  it('a part of one to four is hidden, and so is the part that would give it away', () => {
    expect(publicCell(raw(2, 8))).toMatchObject({ share: { kind: 'few' } });
    expect(publicCell(raw(8, 2))).toMatchObject({ share: { kind: 'most' } });
    expect(publicCell(raw(3, 3))).toMatchObject({ share: { kind: 'some' } });
    expect(publicCell(raw(1, 5))).toMatchObject({ share: { kind: 'some' } });
    expect(publicCell(raw(7, 1))).toMatchObject({ share: { kind: 'some' } });
    expect(publicCell(raw(6, 5))).toMatchObject({ share: { kind: 'exact', granted: 6 } });
    expect(publicCell(raw(0, 9))).toMatchObject({ share: { kind: 'exact', granted: 0 } });
  });
  const counts = fc.tuple(fc.nat(20), fc.nat(20));
  it('the same page is drawn for at least two truths wherever something is hidden', () => {
    fc.assert(
      fc.property(counts, ([granted, refused]) => {
        const cell = publicCell(raw(granted, refused));
        if (cell.kind !== 'shown' || cell.share.kind === 'exact') return;
        const answered = granted + refused;
        const alike = Array.from({ length: answered + 1 }, (_, k) => publicCell(raw(k, answered - k))).filter(
          (other) => JSON.stringify(other) === JSON.stringify(cell),
        );
        expect(alike.length).toBeGreaterThan(1);
        const range = shareRange(cell);
        expect(range?.low).toBeLessThanOrEqual(granted / answered);
        expect(range?.high).toBeGreaterThanOrEqual(granted / answered);
      }),
      { numRuns: 2000 },
    );
  });
  it('one hidden week does not follow from the sum of all', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 4 }), (weeks, few) => {
        const cells = [...weeks.map(([g, r]) => publicCell(raw(g, r))), publicCell(raw(few, 0))];
        const sum = weeks.reduce((total, [g, r]) => ({ g: total.g + g, r: total.r + r }), { g: few, r: 0 });
        const total = publicTotal(raw(sum.g, sum.r), cells);
        expect(total.rounded).toBe(true);
        for (const count of [total.answered, total.granted])
          if (count?.kind === 'exact') expect(count.value % 5).toBe(0);
      }),
    );
  });
});

describe('what nobody answered in time', () => {
  it('counts as answered and not granted', () => {
    expect(publicCell(raw(5, 0, { lapsed: 5 }))).toMatchObject({ answered: 10, share: { kind: 'exact', granted: 5 } });
    expect(publicCell(raw(0, 0, { lapsed: 9 }))).toMatchObject({ answered: 9, share: { kind: 'exact', granted: 0 } });
    expect(publicCell(raw(0, 0, { lapsed: 3 }))).toEqual({ kind: 'few' });
  });
  it('is told beside what waits and what was taken back, each hidden where it is small or would leave a small rest', () => {
    const total = publicTotal(raw(9, 6, { lapsed: 7, waiting: 3, withdrawn: 12 }), []);
    expect(total).toMatchObject({
      answered: { kind: 'exact', value: 22 },
      lapsed: { kind: 'exact', value: 7 },
      waiting: { kind: 'few' },
      withdrawn: { kind: 'exact', value: 12 },
    });
    expect(publicTotal(raw(2, 0, { lapsed: 7 }), []).lapsed).toBe(null);
  });
  it('never leaves one to four by subtraction from the answered', () => {
    const n = fc.nat(12);
    fc.assert(
      fc.property(n, n, n, (granted, refused, lapsed) => {
        const total = publicTotal(raw(granted, refused, { lapsed }), []);
        if (total.lapsed?.kind !== 'exact' || total.answered.kind !== 'exact' || total.lapsed.value === 0) return;
        const rest = total.answered.value - total.lapsed.value;
        expect(rest === 0 || rest > 4).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('moments of a file', () => {
  it('are read as people write them', () => {
    const read = (text: string) => {
      const done = readMoment(text);
      return done.ok ? done.value : null;
    };
    expect(read('2024-10-09 14.00')).toBe('2024-10-09T14:00');
    expect(read('9/10/2024 9:30')).toBe('2024-10-09T09:30');
    expect(read('2024-10-09T14:00:00')).toBe('2024-10-09T14:00');
    for (const wrong of ['', '31/02/2024 10.00', '2024-10-09', '2024-10-09 25.00', 'besok 10.00', '1'.repeat(500)])
      expect(read(wrong)).toBe(null);
  });
  it('never throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void readMoment(text)));
  });
});
