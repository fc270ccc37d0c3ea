import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecreeAddition, StepOverride } from '../additions/additions.ts';
import { addDays } from '../calendar/days.ts';
import { builtIn, createRulebook, type Rulebook } from '../rulebook.ts';
import { allProcedures } from './procedures.ts';
import { reevaluate, type StoredClock } from './reevaluate.ts';
import { runClock } from './run-clock.ts';

const decree2028: DecreeAddition = {
  year: '2028',
  decree: 'SKB contoh 2028',
  on: '2027-09-15',
  nationalHoliday: ['01-01', '01-04', '02-14'],
  collectiveLeave: ['01-05'],
  votingDay: [],
  subjectToDecree: [],
  regionalHoliday: [
    { on: '2028-01-06', region: 'Kota Arunika', why: { id: 'hari jadi kota', en: 'city day' }, confidence: 'seen' },
  ],
  source: { publisher: 'contoh' },
  confidence: 'seen',
};
const withDecree = createRulebook({ decrees: [decree2028], elections: [], overrides: [] });

function stored(
  id: string,
  procedure: string,
  step: string,
  startedOn: string,
  rulebook: Rulebook = builtIn,
  more: Partial<StoredClock> = {},
): StoredClock {
  const clock: StoredClock = { id, procedure, step, startedOn, zone: 'WIB', due: null, ...more };
  const ran = runClock(
    {
      procedure,
      step,
      from: { day: startedOn },
      zone: clock.zone,
      ...(more.region === undefined ? {} : { region: more.region }),
      ...(more.office === undefined ? {} : { office: more.office }),
    },
    more.changes ?? [],
    rulebook,
  );
  if (!ran.ok) throw new Error(ran.error.line);
  return { ...clock, due: ran.value.due, provisional: ran.value.provisional };
}

describe('clocks after a later decree', () => {
  const appeal = stored('a', 'discipline', 'send-decision', '2027-12-31');

  it('names the due day before and after, and the decree and day that now closes', () => {
    const { changed, settled } = reevaluate([appeal], withDecree);
    expect(changed).toMatchObject([
      { id: 'a', before: '2028-01-05', after: '2028-01-07', due: '2028-01-07T23:59:59+07:00', provisional: false },
    ]);
    expect(changed[0]?.why.map(({ kind, day }) => `${kind} ${day}`)).toEqual([
      'closes 2028-01-04',
      'closes 2028-01-05',
    ]);
    expect(changed[0]?.why[0]?.id).toBe('2028-01-04 kini ditutup: hari libur nasional (SKB contoh 2028)');
    expect(settled).toEqual([{ id: 'a', dueOn: '2028-01-07' }]);
  });

  it('says that a clock is no longer provisional even if its due day stays', () => {
    const clock = stored('b', 'bawaslu-pilkada', 'handle', '2027-12-30');
    expect(reevaluate([clock], withDecree)).toMatchObject({ changed: [], settled: [{ id: 'b', dueOn: '2028-01-02' }] });
  });

  it('counts the holiday of a region only for an office there', () => {
    const there = stored('c', 'discipline', 'send-decision', '2027-12-31', builtIn, { region: 'Kota Arunika' });
    const { changed } = reevaluate([there], withDecree);
    expect([changed[0]?.after, changed[0]?.why.at(-1)?.id]).toEqual([
      '2028-01-10',
      '2028-01-06 kini ditutup: hari jadi kota',
    ]);
  });

  it('reads a due moment with another offset on the wall of the office', () => {
    expect(reevaluate([{ ...appeal, due: '2028-01-05T16:59:59Z' }], builtIn).changed).toEqual([]);
    expect(reevaluate([{ ...appeal, zone: 'WIT', due: '2028-01-05T14:59:59Z' }], builtIn).changed).toEqual([]);
  });

  it('a decree that opens a day again moves the clock back, and says which', () => {
    const amended = createRulebook({
      decrees: [
        decree2028,
        {
          ...decree2028,
          decree: 'Perubahan contoh',
          on: '2027-12-01',
          amends: 'SKB contoh 2028',
          reopens: ['01-05'],
          nationalHoliday: [],
          collectiveLeave: [],
          regionalHoliday: [],
        },
      ],
      elections: [],
      overrides: [],
    });
    const clock = stored('d', 'discipline', 'send-decision', '2027-12-31', withDecree);
    const { changed } = reevaluate([clock], amended, withDecree);
    expect(changed).toMatchObject([
      { before: '2028-01-07', after: '2028-01-06', why: [{ kind: 'opens', day: '2028-01-05' }] },
    ]);
  });

  it('names a corrected limit', () => {
    const override: StepOverride = {
      id: 'o',
      procedure: 'joint-task-force',
      step: 'ppk-follow-up',
      limit: 10,
      unit: 'calendar_day',
      nature: 'practice',
      basis: 'Surat contoh 1',
      inForce: { from: '2026-01-01' },
      reason: { id: 'a', en: 'a' },
      source: { publisher: 'contoh' },
      confidence: 'seen',
    };
    const clock = stored('e', 'joint-task-force', 'ppk-follow-up', '2026-03-02');
    const { changed } = reevaluate([clock], createRulebook({ decrees: [], elections: [], overrides: [override] }));
    expect(changed).toMatchObject([{ before: '2026-03-16', after: '2026-03-12', why: [{ kind: 'limit' }] }]);
    expect(changed[0]?.why[0]?.en).toContain('becomes 10 calendar_day (Surat contoh 1)');
  });

  it('says so when it cannot tell how a due day came about', () => {
    const { changed } = reevaluate([{ ...appeal, due: '2028-01-20T23:59:59+07:00' }], withDecree);
    expect(changed[0]?.why.map(({ kind }) => kind)).toEqual(['closes', 'closes', 'other']);
    expect(reevaluate([{ ...appeal, due: '2028-01-20T23:59:59+07:00' }], builtIn).changed[0]?.why).toMatchObject([
      { kind: 'other' },
    ]);
  });

  it('lists what it cannot count with the reason, and goes on', () => {
    const { refused, changed } = reevaluate(
      [{ ...appeal, id: 'x', step: 'no' }, { ...appeal, id: 'y', due: 'soon' }, appeal],
      withDecree,
    );
    expect(refused.map(({ id, error }) => `${id} ${error.field}`)).toEqual(['x step', 'y due']);
    expect(changed).toHaveLength(1);
  });

  it('a clock that stands still keeps standing, one with changes is counted with them', () => {
    const stop = { kind: 'stop', day: '2027-12-31', reason: 'menunggu', basis: 'PP 94/2021 ps 37' } as const;
    const standing = stored('s', 'discipline', 'send-decision', '2027-12-31', builtIn, { changes: [stop] });
    expect(standing.due).toBeNull();
    expect(reevaluate([standing], withDecree).changed).toEqual([]);
    const changes = [stop, { ...stop, kind: 'resume', day: '2028-01-03' } as const];
    const resumed = stored('r', 'discipline', 'send-decision', '2027-12-31', builtIn, { changes });
    expect(reevaluate([resumed], withDecree).changed).toMatchObject([{ before: '2028-01-06', after: '2028-01-10' }]);
  });
});

const steps = allProcedures.flatMap(({ id, steps }) =>
  steps.map((step) => ({ procedure: id, step: step.id, unit: step.unit })),
);
const anyClock = fc
  .record({ which: fc.constantFrom(...steps), days: fc.integer({ min: 0, max: 500 }) })
  .map(({ which, days }) => ({
    unit: which.unit,
    clock: stored('p', which.procedure, which.step, addDays('2027-06-01', days)),
  }));

describe('for every clock', () => {
  it('a later decree never moves one that counts calendar days', () => {
    fc.assert(
      fc.property(anyClock, ({ unit, clock }) => {
        if (unit === 'calendar_day') expect(reevaluate([clock], withDecree).changed).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('written down and counted again, nothing changes', () => {
    fc.assert(
      fc.property(anyClock, ({ clock }) => {
        const { changed, settled } = reevaluate([clock], withDecree);
        const now = {
          ...clock,
          ...(changed[0] === undefined ? {} : { due: changed[0].due }),
          provisional: settled.length > 0 ? false : clock.provisional === true,
        };
        expect(reevaluate([now], withDecree)).toMatchObject({ changed: [], settled: [], refused: [] });
      }),
      { numRuns: 300 },
    );
  });
});
