import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../calendar/calendar.ts';
import { addDays, daysBetween, fromDayNumber, weekdayOf } from '../calendar/days.ts';
import { decreedDays } from '../calendar/decreed-days.ts';
import { computeDeadline, type Deadline, type DeadlineRequest, deadlineFor } from './compute-deadline.ts';
import { parseDeadlineRequest } from './parse-request.ts';
import { allProcedures } from './procedures.ts';

function deadline(procedure: string, step: string, day: string, more: Partial<DeadlineRequest> = {}): Deadline {
  const result = deadlineFor({ procedure, step, from: { day }, ...more });
  if (!result.ok) throw new Error(result.error.line);
  return result.value;
}

function line(input: unknown): string {
  const request = parseDeadlineRequest(input);
  if (!request.ok) return request.error.line;
  const result = deadlineFor(request.value);
  return result.ok ? result.value.due : result.error.line;
}

describe('deadlines of the test vectors', () => {
  it.each([
    [
      'a decision takes effect on the 15th working day (official example)',
      'discipline',
      'takes-effect',
      '2022-02-08',
      '2022-03-02',
    ],
    [
      'the same across Nyepi, where the annex prints a day less',
      'discipline',
      'takes-effect',
      '2022-02-14',
      '2022-03-09',
    ],
    ['the same in July 2026', 'discipline', 'takes-effect', '2026-07-14', '2026-08-04'],
    [
      '7 clear working days before a hearing on 17 October 2022',
      'discipline',
      'first-summons',
      '2022-10-17',
      '2022-10-05',
    ],
    [
      '7 clear working days before a hearing on 27 October 2022',
      'discipline',
      'first-summons',
      '2022-10-27',
      '2022-10-17',
    ],
    [
      '14 calendar days from a KASN letter (official deadline)',
      'joint-task-force-kasn',
      'ppk-follow-up',
      '2023-12-20',
      '2024-01-03',
    ],
    ['14 working days across Idul Fitri 2027', 'remedies', 'file-appeal', '2027-03-01', '2027-03-31'],
    ['7 working days across Idul Fitri 2027', 'bawaslu-pemilu', 'file-report', '2027-03-05', '2027-03-24'],
    ['7 calendar days in a regional election', 'bawaslu-pilkada', 'file-report', '2024-10-03', '2024-10-10'],
  ])('%s', (_, procedure, step, from, due) => {
    expect(deadline(procedure, step, from).dueOn).toBe(due);
  });

  it('without the decree of 2027 the appeal would end on 19 March, and says that it is provisional', () => {
    const { '2027': _, ...decrees } = decreedDays.decrees;
    const { '2027': __, ...nationalHoliday } = decreedDays.nationalHoliday;
    const { '2027': ___, ...collectiveLeave } = decreedDays.collectiveLeave;
    const calendar = createCalendar({ ...decreedDays, decrees, nationalHoliday, collectiveLeave });
    const found = deadline('remedies', 'file-appeal', '2027-03-01', { calendar });
    expect([found.dueOn, found.provisional]).toEqual(['2027-03-19', true]);
  });
});

describe('what a deadline says', () => {
  it('is the contract example', () => {
    expect(deadline('bawaslu-pilkada', 'file-report', '2024-10-03')).toMatchObject({
      due: '2024-10-10T23:59:59+07:00',
      unit: 'calendar_day',
      limit: 7,
      nature: 'law',
      basis: 'UU 10/2016 ps 134(4)',
      confidence: 'seen',
      skipped: [],
      provisional: false,
    });
  });

  it('names every uncounted day with its reason, weekends too, and counts none twice', () => {
    const { skipped, dueOn } = deadline('discipline', 'send-decision', '2024-12-23');
    expect(dueOn).toBe('2024-12-30');
    expect(skipped.map(({ date, kind }) => `${date} ${kind}`)).toEqual([
      '2024-12-25 national_holiday',
      '2024-12-26 collective_leave',
      '2024-12-28 weekend',
      '2024-12-29 weekend',
    ]);
    expect(skipped[0]?.why).toContain('SKB 3 Menteri 855/2023');
  });

  it('skips a voting day, and a regional holiday only for an office in that region', () => {
    const vote = deadline('bawaslu-pemilu', 'notify-incomplete', '2024-11-26');
    expect(vote.dueOn).toBe('2024-11-28');
    expect(vote.skipped[0]?.why).toMatch(/^hari pemungutan suara \(SKB 3 Menteri 855\/2023/);
    expect(vote.skipped[0]?.en).toMatch(/^voting day \(/);
    expect(deadline('bawaslu-pemilu', 'notify-incomplete', '2024-12-25').skipped[0]?.en).toMatch(
      /^collective leave \(/,
    );
    expect(deadline('bawaslu-pemilu', 'notify-incomplete', '2024-12-24').skipped[0]?.why).toMatch(
      /^hari libur nasional \(/,
    );
    expect(deadline('bawaslu-pemilu', 'notify-incomplete', '2025-08-26').dueOn).toBe('2025-08-27');
    const calendar = createCalendar(decreedDays, 'Kota Pangkalpinang');
    expect(deadline('bawaslu-pemilu', 'notify-incomplete', '2025-08-26', { calendar }).dueOn).toBe('2025-08-28');
  });

  it('is provisional when the span touches a year without a decree, at either end', () => {
    expect(deadline('bawaslu-pilkada', 'handle', '2027-12-30').provisional).toBe(true);
    expect(deadline('bawaslu-pilkada', 'handle', '2021-12-31').provisional).toBe(true);
    expect(deadline('bawaslu-pilkada', 'handle', '2027-12-27').provisional).toBe(false);
    expect(deadline('discipline', 'first-summons', '2028-01-05').provisional).toBe(true);
  });

  it('tells which days a later decree may still move', () => {
    expect(deadline('remedies', 'file-appeal', '2027-03-01').mayMove).toEqual(['2027-03-10', '2027-03-11']);
  });

  it("ends at 23:59:59 in the office's zone", () => {
    expect(deadline('discipline', 'send-decision', '2024-10-07', { zone: 'WIT' }).due).toBe(
      '2024-10-10T23:59:59+09:00',
    );
  });

  it('falls back to the basis of the procedure, and says when the procedure was not in force', () => {
    const found = deadline('joint-task-force', 'verify', '2024-09-03');
    expect([found.basis, found.inForce, found.unitConfidence]).toEqual([
      'SKB 22 Sep 2022; SE MenPANRB 4/2024',
      false,
      'uncertain',
    ]);
    expect(deadline('joint-task-force', 'verify', '2024-09-04').inForce).toBe(true);
  });
});

describe('the last open hour', () => {
  const last = (procedure: string, day: string, second = 0) =>
    deadlineFor({ procedure, step: 'file-report', from: { day, second } });
  const lastOf = (procedure: string, day: string, second = 0) => {
    const result = last(procedure, day, second);
    return result.ok ? result.value.lastIntake : result.error.line;
  };

  it('is four in the afternoon, half past four on a Friday', () => {
    expect(lastOf('bawaslu-pilkada', '2024-10-03')).toBe('2024-10-10T16:00:00+07:00');
    expect(lastOf('bawaslu-pilkada', '2024-10-04')).toBe('2024-10-11T16:30:00+07:00');
  });

  it('goes back over a weekend and a holiday to the last open day', () => {
    expect(lastOf('bawaslu-pilkada', '2024-10-06')).toBe('2024-10-11T16:30:00+07:00');
    expect(lastOf('bawaslu-pilkada', '2024-12-19')).toBe('2024-12-24T16:00:00+07:00');
  });

  it('takes quiet days and the voting day of its own kind of election as open all day', () => {
    expect(lastOf('bawaslu-pilkada', '2024-11-17')).toBe('2024-11-24T23:59:59+07:00');
    expect(lastOf('bawaslu-pilkada', '2024-11-20')).toBe('2024-11-27T23:59:59+07:00');
    // 24 August 2025 is a quiet day of a re-run in two places only: a Sunday everywhere else.
    expect(lastOf('bawaslu-pilkada', '2025-08-17')).toBe('2025-08-22T16:30:00+07:00');
  });

  it('is the very moment of the start when the office closes just then', () => {
    const at = (second: number) => {
      const result = deadlineFor({
        procedure: 'bawaslu-pilkada',
        step: 'complete-report',
        from: { day: '2024-10-04', second },
      });
      return result.ok ? result.value.lastIntake : result.error.line;
    };
    expect([at(59_399), at(59_400), at(59_401)]).toEqual([
      '2024-10-04T16:30:00+07:00',
      '2024-10-04T16:30:00+07:00',
      null,
    ]);
  });

  it('is null when no open hour lies between, and absent for a step that is not by the reporter', () => {
    const result = deadlineFor({
      procedure: 'bawaslu-pilkada',
      step: 'complete-report',
      from: { day: '2024-10-04', second: 17 * 3600 },
    });
    expect(result.ok && result.value.dueOn).toBe('2024-10-06');
    expect(result.ok && result.value.lastIntake).toBe(null);
    expect('lastIntake' in deadline('bawaslu-pilkada', 'handle', '2024-10-04')).toBe(false);
  });
});

describe('requests from outside', () => {
  const good = { procedure: 'bawaslu-pilkada', step: 'file-report', from: '2024-10-03T09:00:00+07:00' };

  it("brings the start to the office's zone before counting", () => {
    expect(line({ ...good, from: '2024-10-03T16:30:00Z' })).toBe('2024-10-10T23:59:59+07:00');
    expect(line({ ...good, from: '2024-10-03T16:30:00Z', zone: 'WIT' })).toBe('2024-10-11T23:59:59+09:00');
  });

  it.each([
    [{ ...good, procedure: 'x' }, /^procedure: "x" is not known; allowed are bawaslu-pemilu, /],
    [{ step: 'y', from: good.from }, /^procedure: is missing; allowed are /],
    [{ ...good, step: 'x' }, /^step: "x" is not a step of bawaslu-pilkada; allowed are file-report, /],
    [{ ...good, step: undefined }, /^step: is missing; allowed is one of file-report/],
    [{ ...good, procedure: 'x', step: undefined }, /^step: is missing; allowed is the id of a step$/],
    [{ ...good, procedure: 'discipline-pp53', step: 7 }, /^step: 7 is not usable; allowed is the id of a step$/],
    [{ ...good, procedure: 7 }, /^procedure: 7 is not usable; allowed are bawaslu-pemilu, /],
    [{ ...good, procedure: 'discipline-pp53', step: 'x' }, /^step: .*older rules/],
    [{ ...good, zone: 'PST' }, /^zone: "PST" is not known; allowed are WIB, WITA, WIT$/],
    [{ ...good, zone: null }, /^zone: null is not known/],
    [{ ...good, from: undefined }, /^from: is missing/],
    [{ ...good, from: '9999-12-31T23:59:59-12:00' }, /^from: .*allowed is a day from 1900-01-01 to 2999-12-31$/],
    [{ ...good, more: 1 }, /^more: is not a field; allowed are procedure, step, from, zone$/],
    [{ ...good, 'a\nb': 1 }, /^"a\\nb": is not a field/],
    [[good], /^batch: an array is not usable; allowed is an object with procedure, step, from, zone$/],
    ['x', /^batch: "x" is not usable/],
    [null, /^batch: null is not usable/],
  ])('refuses %j with one line', (input, expected) => {
    expect(line(input)).toMatch(expected);
    expect(line(input)).not.toContain('\n');
  });
});

describe('requests that no type guards, read back from a store', () => {
  it('are refused by the day and the zone', () => {
    const good = { procedure: 'bawaslu-pilkada', step: 'file-report', from: { day: '2024-10-03' } };
    const refused = (more: object) => {
      const result = deadlineFor({ ...good, ...more });
      return result.ok ? result.value.due : result.error.line;
    };
    expect(refused({ zone: 'PST' })).toBe('zone: "PST" is not known; allowed are WIB, WITA, WIT');
    expect(refused({ from: { day: '2024-02-30' } })).toMatch(
      /^from: "2024-02-30" is not usable; allowed is a day from /,
    );
    expect(refused({ from: { day: '1899-12-31' } })).toMatch(/^from: /);
    expect(refused({ from: { day: '3000-01-01' } })).toMatch(/^from: /);
    expect(refused({ from: { day: '1900-01-01' } })).toBe('1900-01-08T23:59:59+07:00');
    expect(refused({ from: { day: '2999-12-31' } })).toBe('3000-01-07T23:59:59+07:00');
  });
});

describe('counting in general', () => {
  const steps = allProcedures.flatMap((procedure) => procedure.steps);
  const anyDay = fc.integer({ min: 18_993, max: 21_000 }).map(fromDayNumber);

  it('counted and skipped days together fill the span, and the due day of a working-day step is a working day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...steps), anyDay, (step, from) => {
        const { dueOn, skipped } = computeDeadline(step, from);
        const counted = Math.abs(step.limit) + (step.counting === 'clear_days' ? 1 : 0);
        expect(Math.abs(daysBetween(from, dueOn))).toBe(counted + skipped.length);
        if (step.unit === 'working_day') expect(weekdayOf(dueOn)).toBeLessThan(6);
        else expect(skipped).toEqual([]);
      }),
    );
  });

  it('a later start is never due earlier', () => {
    fc.assert(
      fc.property(fc.constantFrom(...steps), anyDay, (step, from) => {
        const one = computeDeadline(step, from).dueOn;
        const next = computeDeadline(step, addDays(from, 1)).dueOn;
        expect(next >= one).toBe(true);
      }),
    );
  });
});
