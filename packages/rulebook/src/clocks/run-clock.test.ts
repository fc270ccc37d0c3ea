import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../calendar/days.ts';
import { builtIn, createRulebook } from '../rulebook.ts';
import type { ClockChange, ClockStart, RunningClock } from './clock-changes.ts';
import { allProcedures } from './procedures.ts';
import { runClock } from './run-clock.ts';

const law = 'Perbawaslu 7/2022 ps 24';
const start: ClockStart = { procedure: 'bawaslu-pilkada', step: 'handle', from: { day: '2024-10-01' } };
const working: ClockStart = { procedure: 'bawaslu-pemilu', step: 'handle', from: { day: '2024-01-08' }, zone: 'WIT' };
const stop = (day: string, basis = law): ClockChange => ({ kind: 'stop', day, reason: 'menunggu kelengkapan', basis });
const resume = (day: string): ClockChange => ({ kind: 'resume', day, reason: 'lengkap', basis: law });
const byLaw = (day: string): ClockChange => ({ kind: 'extend', day, reason: 'keterangan tambahan', basis: law });

function run(from: ClockStart, changes: readonly ClockChange[], asOf?: string): RunningClock {
  const result = runClock(from, changes, builtIn, asOf);
  if (!result.ok) throw new Error(result.error.line);
  return result.value;
}

function line(from: ClockStart, changes: readonly ClockChange[]): string {
  const result = runClock(from, changes, builtIn);
  return result.ok ? 'ok' : result.error.line;
}

describe('a clock with changes', () => {
  it('is extended by the step that the procedure has for it: three calendar days become five', () => {
    const clock = run(start, [byLaw('2024-10-03')]);
    expect([clock.unchanged.dueOn, clock.dueOn, clock.nature, clock.days]).toEqual([
      '2024-10-04',
      '2024-10-06',
      'law',
      5,
    ]);
    expect(clock.basis).toBe(`UU 10/2016 ps 134(5); UU 10/2016 ps 134(6); ${law}`);
    expect(clock.changes[0]).toMatchObject({ dueBefore: '2024-10-04', dueAfter: '2024-10-06' });
    expect(clock.changes[0]?.did.id).toBe('diperpanjang dari 2024-10-04 menjadi 2024-10-06');
  });

  it('in a general election seven working days become fourteen, ending in the zone of the office', () => {
    const clock = run(working, [byLaw('2024-01-10')]);
    expect([clock.unchanged.dueOn, clock.due]).toEqual(['2024-01-17', '2024-01-26T23:59:59+09:00']);
  });

  it('is extended by days of an instrument, counted after the others', () => {
    const by = { limit: 2, unit: 'calendar_day', nature: 'law' } as const;
    expect(run(working, [{ ...byLaw('2024-01-10'), kind: 'extend', by }]).dueOn).toBe('2024-01-19');
  });

  it('stands still without a due day until it is resumed', () => {
    const clock = run(start, [stop('2024-10-02')]);
    expect([clock.state, clock.dueOn, clock.due, clock.counted, clock.left]).toEqual(['stopped', null, null, 0, 3]);
    expect(clock.changes[0]?.did.en).toBe('stopped; 2024-10-04 is no longer the due day');
  });

  it('after a resumption ends as many days later as it stood, and names each of them', () => {
    const clock = run(start, [stop('2024-10-03'), resume('2024-10-08')]);
    expect([clock.dueOn, clock.daysStopped, clock.counted, clock.left]).toEqual(['2024-10-09', 5, 2, 1]);
    expect(clock.skipped.map((one) => `${one.date} ${one.why}`)[0]).toBe('2024-10-03 dihentikan: menunggu kelengkapan');
    expect(clock.skipped).toHaveLength(5);
    expect(clock.changes.map((one) => one.dueAfter)).toEqual([null, '2024-10-09']);
  });

  it('stopped on its last day does not expire while it stands still', () => {
    expect(run(start, [stop('2024-10-04')]).dueOn).toBeNull();
    expect(run(start, [stop('2024-10-04'), resume('2024-10-20')]).dueOn).toBe('2024-10-20');
  });

  it('stopped on the day it started counts from the day after the resumption, also when stopped again at once', () => {
    expect(run(start, [stop('2024-10-01'), resume('2024-10-10')]).dueOn).toBe('2024-10-13');
    const twice = [stop('2024-10-01'), resume('2024-10-10'), stop('2024-10-10'), resume('2024-10-11')];
    expect(run(start, twice).dueOn).toBe('2024-10-14');
  });

  it('can be extended while it stands still', () => {
    const clock = run(start, [stop('2024-10-02'), byLaw('2024-10-03'), resume('2024-10-04')]);
    expect([clock.changes[1]?.did.en, clock.dueOn]).toEqual(['extended while stopped', '2024-10-08']);
  });

  it('says how many days are counted up to a day', () => {
    expect(run(working, [], '2024-01-10')).toMatchObject({ counted: 2, left: 5, asOf: '2024-01-10' });
    expect(run(working, [])).toMatchObject({ counted: 0, left: 7, asOf: '2024-01-08' });
  });

  it('gives the reporter the last open hour of the new due day, and none while it stands', () => {
    const report: ClockStart = { procedure: 'bawaslu-pilkada', step: 'file-report', from: { day: '2024-10-03' } };
    expect(run(report, [stop('2024-10-04'), resume('2024-10-05')]).lastIntake).toBe('2024-10-11T16:30:00+07:00');
    expect(run(report, [stop('2024-10-04')]).lastIntake).toBeNull();
    expect(run(start, [])).not.toHaveProperty('lastIntake');
  });

  it('becomes provisional when a stop carries it into a year without a decree', () => {
    const late = { ...start, from: { day: '2027-12-20' } };
    expect(run(late, []).provisional).toBe(false);
    expect(run(late, [stop('2027-12-21'), resume('2028-01-03')]).provisional).toBe(true);
  });

  it('a limit of practice stays practice, and a letter may move it', () => {
    const verify: ClockStart = { procedure: 'joint-task-force', step: 'verify', from: { day: '2024-10-01' } };
    const clock = run(verify, [stop('2024-10-02', 'Surat 5/2024'), resume('2024-10-04')]);
    expect([clock.nature, clock.dueOn]).toEqual(['practice', '2024-10-10']);
    const by = { limit: 1, unit: 'calendar_day', nature: 'target' } as const;
    expect(run(verify, [{ kind: 'extend', day: '2024-10-02', reason: 'a', basis: 'SOP', by }]).nature).toBe('target');
  });

  it('keeps the limit of an office that was corrected, and shows what the rulebook has', () => {
    const override = {
      id: 'contoh',
      procedure: 'bawaslu-pilkada',
      step: 'handle',
      office: 'kantor-a',
      limit: 2,
      unit: 'calendar_day',
      nature: 'target',
      basis: 'SOP 1',
      inForce: { from: '2024-01-01' },
      reason: { id: 'a', en: 'a' },
      source: { publisher: 'contoh' },
      confidence: 'recalled',
    } as const;
    const rulebook = createRulebook({ decrees: [], elections: [], overrides: [override] });
    const clock = runClock({ ...start, office: 'kantor-a' }, [], rulebook);
    expect(clock.ok && [clock.value.dueOn, clock.value.nature, clock.value.confidence]).toEqual([
      '2024-10-03',
      'target',
      'recalled',
    ]);
    expect(clock.ok && clock.value.unchanged.overrides?.dueOn).toBe('2024-10-04');
  });
});

describe('a change that is refused', () => {
  it.each<readonly [string, ClockStart, readonly ClockChange[], string]>([
    ['a resumption of what runs', start, [resume('2024-10-02')], 'changes[0]: resumes a clock that is not stopped'],
    [
      'a second stop',
      start,
      [stop('2024-10-02'), stop('2024-10-03')],
      'changes[1]: stops a clock that stands since 2024-10-02',
    ],
    [
      'a stop after the end',
      start,
      [stop('2024-10-05')],
      'changes[0].day: 2024-10-05 is too late: the clock expired on 2024-10-04',
    ],
    ['an extension after the end', start, [byLaw('2024-10-05')], 'changes[0].day: 2024-10-05 is too late'],
    [
      'a change before the start',
      start,
      [stop('2024-09-30')],
      'changes[0].day: 2024-09-30 is out of order; allowed is 2024-10-01',
    ],
    [
      'changes out of order',
      start,
      [stop('2024-10-03'), resume('2024-10-02')],
      'changes[1].day: 2024-10-02 is out of order',
    ],
    ['a day that does not exist', start, [stop('2024-02-30')], 'changes[0].day: "2024-02-30" is not usable'],
    ['no reason', start, [{ ...stop('2024-10-02'), reason: ' ' }], 'changes[0].reason: is missing'],
    ['no basis', start, [stop('2024-10-02', '')], 'changes[0].basis: is missing'],
    [
      'a second extension by law',
      start,
      [byLaw('2024-10-02'), byLaw('2024-10-03')],
      'changes[1]: extends handle a second time',
    ],
    [
      'a stop of a limit of law by a letter',
      start,
      [stop('2024-10-02', 'Surat 5/2024')],
      'changes[0].basis: "Surat 5/2024" names no instrument',
    ],
    [
      'days of an instrument that is none',
      start,
      [
        {
          kind: 'extend',
          day: '2024-10-02',
          reason: 'a',
          basis: 'SOP 1',
          by: { limit: 1, unit: 'calendar_day', nature: 'law' },
        },
      ],
      'changes[0].basis: "SOP 1" names no instrument',
    ],
    [
      'more days of practice on a limit of law',
      start,
      [
        {
          kind: 'extend',
          day: '2024-10-02',
          reason: 'a',
          basis: law,
          by: { limit: 1, unit: 'calendar_day', nature: 'practice' },
        },
      ],
      'changes[0].by.nature: practice does not move a limit of law',
    ],
    [
      'no days',
      start,
      [
        {
          kind: 'extend',
          day: '2024-10-02',
          reason: 'a',
          basis: law,
          by: { limit: 0, unit: 'calendar_day', nature: 'law' },
        },
      ],
      'changes[0].by.limit: 0 is not usable',
    ],
    [
      'an extension where the procedure has none',
      { ...start, step: 'initial-review' },
      [byLaw('2024-10-02')],
      'changes[0].by: is missing: bawaslu-pilkada/initial-review has no extension of its own',
    ],
    [
      'any change of a clock counted backwards',
      { procedure: 'discipline', step: 'first-summons', from: { day: '2022-10-17' } },
      [stop('2022-10-17')],
      'changes: discipline/first-summons is counted backwards',
    ],
    ['a step that does not exist', { ...start, step: 'x' }, [], 'step: "x" is not a step of bawaslu-pilkada'],
  ])('%s', (_, from, changes, expected) => {
    expect(line(from, changes)).toContain(expected);
  });

  it('as of a day that does not exist', () => {
    const result = runClock(start, [], builtIn, 'x');
    expect(result.ok ? '' : result.error.line).toBe('asOf: "x" is not usable; allowed is a day such as 2024-10-03');
  });
});

const steps = allProcedures.flatMap(({ id, steps }) =>
  steps.map((step) => ({ procedure: id, step: step.id, limit: step.limit })),
);
const anyStart = fc
  .record({ which: fc.constantFrom(...steps), day: fc.integer({ min: 0, max: 2500 }) })
  .map(({ which, day }) => ({
    ...which,
    from: { day: addDays('2022-01-01', day) },
  }));

describe('for every step and day', () => {
  it('a clock without changes is the deadline', () => {
    fc.assert(
      fc.property(anyStart, (from) => {
        const clock = run(from, []);
        const deadline = builtIn.deadlineFor(from);
        const { dueOn, due, skipped, provisional, mayMove, nature, basis, confidence, inForce, lastIntake } = clock;
        expect(deadline.ok && deadline.value).toMatchObject({
          dueOn,
          due,
          skipped,
          provisional,
          mayMove,
          nature,
          basis,
          confidence,
          inForce,
        });
        expect(deadline.ok && deadline.value.lastIntake).toEqual(lastIntake);
      }),
    );
  });

  it('stopped and resumed on one day, nothing changes', () => {
    fc.assert(
      fc.property(anyStart, fc.nat(), (from, at) => {
        fc.pre(from.limit > 0);
        const { dueOn, skipped } = run(from, []);
        const day = addDays(from.from.day, at % (daysBetween(from.from.day, dueOn ?? '') + 1));
        const clock = run(from, [stop(day), resume(day)]);
        expect([clock.dueOn, clock.skipped, clock.daysStopped]).toEqual([dueOn, skipped, 0]);
      }),
    );
  });

  it('a stop never lets a clock end earlier, and a calendar-day clock ends exactly as much later as it stood', () => {
    fc.assert(
      fc.property(anyStart, fc.nat(), fc.integer({ min: 0, max: 60 }), (from, at, stood) => {
        fc.pre(from.limit > 0);
        const plain = run(from, []);
        const day = addDays(from.from.day, at % (daysBetween(from.from.day, plain.dueOn ?? '') + 1));
        const { dueOn, unchanged } = run(from, [stop(day), resume(addDays(day, stood))]);
        const later = daysBetween(plain.dueOn ?? '', dueOn ?? '');
        if (unchanged.unit === 'calendar_day') expect(later).toBe(stood);
        else expect(later).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
