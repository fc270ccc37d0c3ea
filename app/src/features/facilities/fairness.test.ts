/** Rules of the register: by examples that can be checked by hand, and by properties that hold for all. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  ALL_OTHERS,
  fallsOn,
  findDifferences,
  fisher,
  letterAt,
  median,
  type Outcome,
  SMALL_SIDES,
  type Treated,
} from './fairness.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
/** Before the wanted time of all requests that say no other. */
let now = at('2024-10-08T00:00:00Z');
beforeEach(() => {
  now = at('2024-10-08T00:00:00Z');
});
let ids = 0;
const one = (letter: string, outcome: Outcome | null, more: Partial<Treated> = {}): Treated => {
  ids += 1;
  return {
    id: `request-${ids}`,
    electionId: 'pilkada-2024',
    contestId: 'kepala-daerah',
    letter,
    facilityId: `facility-${ids}`,
    week: '2024-10-07',
    from: at('2024-10-09T02:00:00Z'),
    to: at('2024-10-09T05:00:00Z'),
    askedAt: at('2024-10-01T02:00:00Z'),
    enteredAt: at('2024-10-01T03:00:00Z'),
    answeredAt: outcome === null ? null : at('2024-10-02T02:00:00Z'),
    outcome,
    reason: outcome === 'refused' ? 'incomplete' : 'usual',
    backed: false,
    ...more,
  };
};
const many = (n: number, letter: string, outcome: Outcome, more: Partial<Treated> = {}): readonly Treated[] =>
  Array.from({ length: n }, () => one(letter, outcome, more));
const kindsOf = (rows: readonly Treated[]): readonly string[] => findDifferences(rows, now).map((d) => d.kind);

describe("Fisher's exact test", () => {
  it('gives what is known of small tables', () => {
    // The lady tasting tea: 3 of 4 right.
    expect(fisher(3, 4, 1, 4)).toBeCloseTo(0.485714, 5);
    expect(fisher(4, 4, 0, 4)).toBeCloseTo(2 / 70, 10);
    expect(fisher(9, 9, 0, 9)).toBeCloseTo(2 / 48620, 12);
    expect(fisher(1, 10, 11, 14)).toBeCloseTo(0.002759, 5);
    expect(fisher(5, 5, 5, 5)).toBeCloseTo(1, 10);
    expect(fisher(0, 5, 0, 7)).toBeCloseTo(1, 10);
  });
  const table = fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
    .chain(([a, b]) =>
      fc.tuple(fc.integer({ min: 0, max: a }), fc.constant(a), fc.integer({ min: 0, max: b }), fc.constant(b)),
    );
  it('is a chance, the same whichever side comes first, and whether grants or refusals are counted', () => {
    fc.assert(
      fc.property(table, ([ga, na, gb, nb]) => {
        const p = fisher(ga, na, gb, nb);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(fisher(gb, nb, ga, na)).toBeCloseTo(p, 8);
        expect(fisher(na - ga, na, nb - gb, nb)).toBeCloseTo(p, 8);
      }),
    );
  });
  it('is certain that equal shares of equal numbers are no difference', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(40), (n, g) => {
        expect(fisher(Math.min(g, n), n, Math.min(g, n), n)).toBeCloseTo(1, 8);
      }),
    );
  });
});

describe('differences', () => {
  it('one week in which one side got all and the other nothing is asked about', () => {
    const found = findDifferences([...many(9, 'A', 'granted'), ...many(9, 'B', 'refused')], now);
    expect(found.map((d) => d.kind)).toEqual(['share', 'week-share']);
    expect(found[1]).toMatchObject({
      week: '2024-10-07',
      more: { letter: 'A', granted: 9, answered: 9 },
      less: { letter: 'B', granted: 0 },
      compared: 2,
    });
  });
  it('small numbers raise nothing, however different', () => {
    expect(kindsOf([...many(4, 'A', 'granted'), ...many(4, 'B', 'refused')])).toEqual([]);
    expect(kindsOf([...many(50, 'A', 'granted'), ...many(4, 'B', 'refused')])).toEqual([]);
  });
  it('what chance explains raises nothing', () => {
    expect(
      kindsOf([
        ...many(7, 'A', 'granted'),
        ...many(2, 'A', 'refused'),
        ...many(6, 'B', 'granted'),
        ...many(3, 'B', 'refused'),
      ]),
    ).toEqual([]);
  });
  it('the more weeks are compared, the stronger a difference must be', () => {
    const unfair = [...many(5, 'A', 'granted'), ...many(5, 'B', 'refused')];
    expect(kindsOf(unfair)).toContain('week-share');
    const quiet = Array.from({ length: 8 }, (_, week) => {
      const more = { week: `2024-11-${String(week + 10)}` };
      return [...many(5, 'A', 'granted', more), ...many(5, 'B', 'granted', more)];
    }).flat();
    expect(kindsOf([...unfair, ...quiet])).not.toContain('week-share');
  });
  it('what still waits within its time counts neither for nor against', () => {
    now = at('2024-10-02T02:00:00Z');
    const waiting = Array.from({ length: 30 }, () => one('B', null));
    expect(kindsOf([...many(9, 'A', 'granted'), ...waiting])).toEqual([]);
  });
  it('what nobody answers until its time comes is as good as refused', () => {
    const rows = [...many(9, 'A', 'granted'), ...Array.from({ length: 9 }, () => one('B', null))];
    now = at('2024-10-09T01:59:59Z');
    expect(kindsOf(rows)).not.toContain('share');
    now = at('2024-10-09T02:00:00Z');
    expect(kindsOf(rows)).toEqual(['share', 'week-share', 'answer-time']);
    const [share] = findDifferences(rows, now);
    expect(share).toMatchObject({
      more: { letter: 'A', granted: 9, lapsed: 0 },
      less: { letter: 'B', granted: 0, answered: 9, lapsed: 9 },
    });
  });
  it('a request that came in after its wanted time had begun has three days for its answer, and no more', () => {
    const entered = { askedAt: at('2024-10-09T03:00:00Z'), enteredAt: at('2024-10-09T03:30:00Z') };
    const late = Array.from({ length: 9 }, () => one('B', null, entered));
    now = at('2024-10-12T03:29:59Z');
    expect(kindsOf([...many(9, 'A', 'granted'), ...late])).toEqual([]);
    now = at('2024-10-12T03:30:00Z');
    const found = findDifferences([...many(9, 'A', 'granted'), ...late], now);
    expect(found.find((row) => row.kind === 'share')).toMatchObject({
      less: { letter: 'B', granted: 0, answered: 9, lapsed: 9 },
    });
    // Nobody knows until when it was waited for: how long answers take is told from those that have one.
    expect(found.map((row) => row.kind)).not.toContain('answer-time');
    const answered = late.map((row) => ({
      ...row,
      outcome: 'granted' as const,
      answeredAt: now.subtract({ minutes: 1 }),
    }));
    expect(kindsOf([...many(9, 'A', 'granted'), ...answered])).not.toContain('share');
  });
  it('what an office writes down later has three days for its answer to be written down too', () => {
    const entered = { enteredAt: at('2024-10-20T02:00:00Z') };
    const rows = [...many(9, 'A', 'granted'), ...Array.from({ length: 9 }, () => one('B', null, entered))];
    now = at('2024-10-23T01:59:59Z');
    expect(kindsOf(rows)).not.toContain('share');
    now = at('2024-10-23T02:00:00Z');
    expect(kindsOf(rows)).toContain('share');
  });
  it('an answer that follows after the wanted time began undoes nothing, and a grant of that day is no grant', () => {
    const late = (outcome: Outcome): readonly Treated[] =>
      many(9, 'B', outcome, { answeredAt: at('2024-10-09T02:00:00Z') });
    now = at('2024-10-12T00:00:00Z');
    for (const outcome of ['granted', 'changed', 'refused'] as const) {
      const found = findDifferences([...many(9, 'A', 'granted'), ...late(outcome)], now);
      expect(found.find((one) => one.kind === 'share')).toMatchObject({
        less: { letter: 'B', granted: 0, answered: 9, lapsed: 9 },
      });
    }
    const inTime = many(9, 'B', 'granted', { answeredAt: at('2024-10-09T01:59:59Z') });
    expect(kindsOf([...many(9, 'A', 'granted'), ...inTime])).not.toContain('share');
    const same = { facilityId: 'aula' };
    const two = [one('A', 'granted', same), ...late('granted').map((row) => ({ ...row, ...same }))];
    expect(findDifferences(two, now)[0]).toMatchObject({ kind: 'same-week', refused: { reason: 'unanswered' } });
    // Written down afterwards together with its answer: that is how offices catch up.
    const entered = { enteredAt: at('2024-10-10T02:00:00Z'), answeredAt: at('2024-10-10T02:05:00Z') };
    expect(kindsOf([...many(9, 'A', 'granted'), ...many(9, 'B', 'granted', entered)])).not.toContain('share');
    // What was taken back is counted by itself, whenever it was written down.
    expect(kindsOf([...many(9, 'A', 'granted'), ...late('withdrawn')])).toEqual(['withdrawn']);
  });
  it('silence where another side got the facility is asked about like a refusal, and no calendar bears it out', () => {
    const same = { facilityId: 'aula' };
    now = at('2024-10-10T00:00:00Z');
    const [found] = findDifferences([one('A', 'granted', same), one('B', null, { ...same, backed: true })], now);
    expect(found).toMatchObject({ kind: 'same-week', refused: { letter: 'B', reason: 'unanswered' } });
  });
  it('far more taken back by one side than by another is asked about', () => {
    const rows = [...many(9, 'A', 'granted'), ...many(9, 'B', 'withdrawn')];
    expect(kindsOf(rows)).toEqual(['withdrawn']);
    expect(findDifferences(rows, now)[0]).toMatchObject({
      more: { letter: 'B', withdrawn: 9, settled: 9 },
      less: { letter: 'A', withdrawn: 0, settled: 9 },
    });
    expect(kindsOf([...many(9, 'A', 'granted'), ...many(2, 'A', 'withdrawn'), ...many(3, 'B', 'withdrawn')])).toEqual(
      [],
    );
  });
  it('letting one side wait long before its time comes is asked about; fresh requests make nobody look quick', () => {
    const soon = { answeredAt: at('2024-10-01T12:00:00Z') };
    const late = { from: at('2024-11-20T02:00:00Z'), to: at('2024-11-20T05:00:00Z') };
    const waiting = Array.from({ length: 6 }, () => one('B', null, late));
    expect(kindsOf([...many(6, 'A', 'granted', soon), ...waiting])).toEqual(['answer-time']);
    const fresh = Array.from({ length: 30 }, () => one('A', null, { ...late, askedAt: at('2024-10-07T23:00:00Z') }));
    const slow = { answeredAt: at('2024-10-06T02:00:00Z') };
    expect(kindsOf([...many(6, 'A', 'granted', slow), ...fresh, ...many(6, 'B', 'granted', slow)])).toEqual([]);
  });
  it('requests that came in a moment ago do not hide how long a side waited for those it got answered', () => {
    const soon = { answeredAt: at('2024-10-01T12:00:00Z') };
    const slow = { answeredAt: at('2024-10-06T02:00:00Z') };
    const fresh = Array.from({ length: 9 }, () => one('B', null, { askedAt: at('2024-10-07T23:00:00Z') }));
    const rows = [...many(6, 'A', 'granted', soon), ...many(6, 'B', 'granted', slow), ...fresh];
    expect(findDifferences(rows, now)).toMatchObject([
      { kind: 'answer-time', slower: { letter: 'B', minutes: 5 * 24 * 60, answered: 6, waiting: 0 } },
    ]);
  });
  it('one side among many that is refused everything is asked about once, beside all others together', () => {
    for (const letters of ['ABCDEF', 'ABCDEFGHIJKLMNOPQR']) {
      const fair = [...letters.slice(1)].flatMap((letter) => many(6, letter, 'granted'));
      const found = findDifferences([...fair, ...many(6, 'A', 'refused')], now).filter((d) => d.kind === 'share');
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({
        more: { letter: ALL_OTHERS, granted: 6 * (letters.length - 1) },
        less: { letter: 'A', granted: 0, answered: 6 },
      });
      expect(findDifferences([...fair, ...many(6, 'A', 'granted')], now)).toEqual([]);
    }
  });

  it('small sides are compared together, so that one party under three names is asked about too', () => {
    const large = [...many(12, 'A', 'granted'), ...many(12, 'B', 'granted')];
    const small = ['C', 'D', 'E'].flatMap((letter) => many(4, letter, 'refused'));
    const found = findDifferences([...large, ...small], now).filter((d) => d.kind === 'share');
    expect(found).toMatchObject([
      {
        more: { letter: ALL_OTHERS, granted: 24, answered: 24 },
        less: { letter: SMALL_SIDES, granted: 0, answered: 12 },
      },
    ]);
    // One small side alone says nothing.
    expect(findDifferences([...large, ...many(4, 'C', 'refused')], now)).toEqual([]);
  });

  it('taken back far more often by one side than by all others together is asked about', () => {
    const others = [...'BCDEF'].flatMap((letter) => many(6, letter, 'granted'));
    const found = findDifferences([...others, ...many(6, 'A', 'withdrawn')], now);
    expect(found).toMatchObject([
      {
        kind: 'withdrawn',
        more: { letter: 'A', withdrawn: 6 },
        less: { letter: ALL_OTHERS, withdrawn: 0, settled: 30 },
      },
    ]);
  });

  it('two sides are compared with each other and with nobody else', () => {
    const found = findDifferences([...many(9, 'A', 'granted'), ...many(9, 'B', 'refused')], now);
    expect(found.map((d) => [d.kind, d.key.split(':').slice(-2)])).toEqual([
      ['share', ['A', 'B']],
      ['week-share', ['A', 'B']],
    ]);
  });

  it('computes chance quickly for as many requests as a province has', () => {
    expect(fisher(1500, 3000, 1600, 3000)).toBeCloseTo(fisher(1600, 3000, 1500, 3000), 10);
    expect(fisher(3000, 3000, 0, 3000)).toBeGreaterThanOrEqual(0);
  });

  it('sides of different contests are never compared', () => {
    expect(kindsOf([...many(9, 'A', 'granted'), ...many(9, 'B', 'refused', { contestId: 'legislatif' })])).toEqual([]);
  });
  it('the same facility in the same week, refused to one and granted to another, is asked about once', () => {
    const same = { facilityId: 'aula' };
    const rows = [one('A', 'granted', same), one('B', 'refused', same), one('B', 'refused', same)];
    expect(kindsOf(rows)).toEqual(['same-week']);
    expect(kindsOf([one('A', 'granted', same), one('B', 'refused', { ...same, week: '2024-10-14' })])).toEqual([]);
    expect(kindsOf([one('A', 'granted', same), one('A', 'refused', same)])).toEqual([]);
  });
  it('a refusal that the calendar bears out is no question', () => {
    const same = { facilityId: 'aula' };
    expect(
      kindsOf([one('A', 'granted', same), one('B', 'refused', { ...same, reason: 'taken', backed: true })]),
    ).toEqual([]);
    expect(kindsOf([one('A', 'granted', same), one('B', 'refused', { ...same, reason: 'taken' })])).toEqual([
      'same-week',
    ]);
  });
  it('waiting more than twice as long is asked about when it is a day at least', () => {
    const slow = (days: number) => ({ answeredAt: at('2024-10-01T02:00:00Z').add({ minutes: 1440 * days }) });
    expect(kindsOf([...many(5, 'A', 'granted', slow(1)), ...many(5, 'B', 'granted', slow(3))])).toEqual([
      'answer-time',
    ]);
    expect(kindsOf([...many(5, 'A', 'granted', slow(1)), ...many(5, 'B', 'granted', slow(2))])).toEqual([]);
    expect(kindsOf([...many(5, 'A', 'granted', slow(0.1)), ...many(5, 'B', 'granted', slow(0.5))])).toEqual([]);
    expect(kindsOf([...many(4, 'A', 'granted', slow(1)), ...many(9, 'B', 'granted', slow(9))])).toEqual([]);
  });
  it('sides that are served exactly alike never raise a question, whatever the numbers', () => {
    const outcome = fc.constantFrom<Outcome | null>('granted', 'changed', 'refused', 'withdrawn', null);
    fc.assert(
      fc.property(fc.array(fc.tuple(outcome, fc.integer({ min: 1, max: 4 })), { maxLength: 40 }), (list) => {
        const rows = list.flatMap(([what, week]) =>
          ['A', 'B'].map((letter) => one(letter, what, { week: `2024-10-0${week}` })),
        );
        expect(findDifferences(rows, now)).toEqual([]);
        expect(findDifferences(rows, at('2024-12-01T00:00:00Z'))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
  it('does not depend on the order of requests or on which letter a side has', () => {
    const outcome = fc.constantFrom<Outcome>('granted', 'refused');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), outcome), { maxLength: 40 }), (list) => {
        const rows = (first: string, second: string) => list.map(([a, what]) => one(a ? first : second, what));
        const keys = (found: readonly Treated[]) =>
          findDifferences(found, now)
            .map((d) => d.key)
            .sort();
        const made = rows('A', 'B');
        expect(keys(made.toReversed())).toEqual(keys(made));
        expect(keys(rows('B', 'A'))).toEqual(keys(made));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a loan on a campaign event', () => {
  const loan = {
    from: at('2024-10-09T02:00:00Z'),
    to: at('2024-10-09T05:00:00Z'),
    path: '/ID/NR/AR/AT/',
    place: 'Lapangan Rekaan',
  };
  it('needs a shared moment and a shared place', () => {
    expect(fallsOn(loan, loan)).toBe('place');
    expect(fallsOn(loan, { ...loan, place: 'Gedung Lain' })).toBe('area');
    expect(fallsOn(loan, { ...loan, place: 'lapangan rekaan, jalan raya' })).toBe('place');
    expect(fallsOn(loan, { ...loan, path: '/ID/NR/AR/AB/' })).toBe(null);
    expect(fallsOn(loan, { ...loan, path: '/ID/NR/AR/', place: 'Gedung Lain' })).toBe(null);
    expect(fallsOn(loan, { ...loan, path: '/ID/NR/AR/' })).toBe('place');
    expect(fallsOn(loan, { ...loan, from: loan.to, to: at('2024-10-09T08:00:00Z') })).toBe(null);
  });
});

describe('a vehicle lent for an area', () => {
  const bus = {
    from: at('2024-10-09T02:00:00Z'),
    to: at('2024-10-09T05:00:00Z'),
    path: '/ID/NR/AR/',
    place: '',
    movable: true,
  };
  it('may stand in any part of it, and in the wider area of an event, but not in another', () => {
    expect(fallsOn(bus, { ...bus, path: '/ID/NR/AR/AT/', place: 'Lapangan Rekaan' })).toBe('area');
    expect(fallsOn(bus, { ...bus, path: '/ID/NR/', place: 'Lapangan Rekaan' })).toBe('area');
    expect(fallsOn(bus, { ...bus, path: '/ID/NR/AB/', place: 'Lapangan Rekaan' })).toBe(null);
    expect(fallsOn(bus, { ...bus, path: '/ID/NR/AR/AT/', from: bus.to, to: at('2024-10-09T08:00:00Z') })).toBe(null);
  });
});

it('letters follow the order of entry', () => {
  expect([0, 1, 25, 26, 51, 52].map(letterAt)).toEqual(['A', 'B', 'Z', 'AA', 'AZ', 'BA']);
});

it('a median is the middle', () => {
  expect(median([])).toBe(null);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
});
