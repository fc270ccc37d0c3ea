/**
 * Deadlines against a second implementation: it reads the holidays and the limits from the facts, not from the rulebook, and walks day by day
 * through the calendar of the platform.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/calendar/calendar.ts';
import { fromDayNumber } from '../../src/calendar/days.ts';
import { decreedDays } from '../../src/calendar/decreed-days.ts';
import { zoneIds } from '../../src/calendar/zones.ts';
import { computeDeadline, deadlineFor } from '../../src/clocks/compute-deadline.ts';
import { parseDeadlineRequest } from '../../src/clocks/parse-request.ts';
import calendar from '../facts/calendar.json' with { type: 'json' };
import elections from '../facts/elections.json' with { type: 'json' };
import procedureFacts from '../facts/procedures.json' with { type: 'json' };
import { runs } from '../support/runs.ts';

const closedDays = new Map<string, string>();
for (const day of Object.values(calendar.collective_leave).flat()) closedDays.set(day, 'collective_leave');
for (const day of Object.values(calendar.voting_day).flat()) closedDays.set(day, 'voting_day');
for (const day of Object.values(calendar.national_holiday).flat()) closedDays.set(day, 'national_holiday');
const decreedYears = new Set(Object.keys(calendar.sources).map(Number));
const moving = Object.values(calendar.subject_to_decree).flat();

function whyClosed(day: Temporal.PlainDate, region?: string): string | undefined {
  if (day.dayOfWeek >= 6) return 'weekend';
  const regional = calendar.regional_holiday.some((one) => one.on === day.toString() && one.region === region);
  return closedDays.get(day.toString()) ?? (regional ? 'regional_holiday' : undefined);
}

interface Limit {
  readonly limit: number;
  readonly unit: string;
  readonly counting?: string;
}

interface ProcedureFact {
  readonly id: string;
  readonly basis: readonly string[];
  readonly inForce: { readonly from?: string; readonly until?: string };
  readonly intake?: { readonly hours: { readonly monThu: readonly string[]; readonly fri: readonly string[] } };
  readonly steps: readonly (Limit & {
    readonly id: string;
    readonly by: string;
    readonly nature: string;
    readonly basis?: string;
    readonly confidence: string;
    readonly unitConfidence?: string;
  })[];
}
const procedures: readonly ProcedureFact[] = procedureFacts;

/** Day by day, in the direction of the limit, until enough days were counted. */
function walk({ limit, unit, counting }: Limit, from: string, region?: string) {
  let day = Temporal.PlainDate.from(from);
  const start = day;
  const skipped: string[] = [];
  let left = Math.abs(limit) + (counting === 'clear_days' ? 1 : 0);
  while (left > 0) {
    day = limit < 0 ? day.subtract({ days: 1 }) : day.add({ days: 1 });
    const why = unit === 'working_day' ? whyClosed(day, region) : undefined;
    if (why === undefined) left -= 1;
    else skipped.push(`${day} ${why}`);
  }
  const [first, last] = limit < 0 ? [day, start] : [start, day];
  let provisional = false;
  for (let year = first.year; year <= last.year; year += 1) if (!decreedYears.has(year)) provisional = true;
  const mayMove = moving.filter((one) => one >= first.toString() && one <= last.toString());
  return { dueOn: day.toString(), skipped, provisional, mayMove };
}

function computed(step: Limit, from: string, region?: string) {
  const unit = step.unit === 'working_day' ? 'working_day' : 'calendar_day';
  const clear = step.counting === 'clear_days' ? ({ counting: 'clear_days' } as const) : {};
  const span = computeDeadline({ limit: step.limit, unit, ...clear }, from, createCalendar(decreedDays, region));
  return { ...span, skipped: span.skipped.map(({ date, kind }) => `${date} ${kind}`) };
}

/** From 2021, which no decree covers, into 2029, which none covers either. */
const anyDay = fc.integer({ min: 18_700, max: 21_600 }).map(fromDayNumber);
const region = fc.constantFrom(undefined, 'Kota Pangkalpinang', 'Kabupaten Bangka', 'Kota Arunika');

describe('counted days against a walk through the calendar', () => {
  it('agree for any limit, backwards and forwards, with clear days and without, in any region', () => {
    const anyLimit = fc.record({
      limit: fc.integer({ min: -70, max: 70 }),
      unit: fc.constantFrom('working_day', 'calendar_day'),
      counting: fc.constantFrom(undefined, 'clear_days'),
    });
    fc.assert(
      fc.property(anyLimit, anyDay, region, ({ counting, ...step }, from, where) => {
        const limit = counting === undefined ? step : { ...step, counting };
        expect(computed(limit, from, where)).toEqual(walk(limit, from, where));
      }),
      { numRuns: runs(3000) },
    );
  });

  it('agree for a limit of nothing, of one day, and over the turn of each year', () => {
    for (const limit of [-1, 0, 1]) {
      for (const unit of ['working_day', 'calendar_day']) {
        for (const year of [2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028]) {
          for (const day of ['01-01', '12-31', '04-05', '08-26']) {
            expect(computed({ limit, unit }, `${year}-${day}`)).toEqual(walk({ limit, unit }, `${year}-${day}`));
          }
        }
      }
    }
  });

  it('agree on every single day of the years that are decreed', () => {
    const day = createCalendar(decreedDays);
    for (let number = 18_993; number <= 21_184; number += 1) {
      const iso = fromDayNumber(number);
      expect([iso, day.whyClosed(iso)?.kind]).toEqual([iso, whyClosed(Temporal.PlainDate.from(iso))]);
    }
  });
});

const timeZones = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' } as const;
const steps = procedures.flatMap((procedure) => procedure.steps.map((step) => ({ procedure, step })));

/** The last moment at which the office takes reports, by walking back from the due day. */
function intake(procedure: ProcedureFact, start: Temporal.ZonedDateTime, dueOn: string): string | null {
  const { intake: hours } = procedure;
  if (hours === undefined) throw new Error('no hours');
  const kind = elections.filter((election) => election.procedure === procedure.id && election.regions === undefined);
  for (let day = Temporal.PlainDate.from(dueOn); ; day = day.subtract({ days: 1 })) {
    if (Temporal.PlainDate.compare(day, start.toPlainDate()) < 0) return null;
    const iso = day.toString();
    const open = kind.some(
      ({ votingOn, quietDays }) => votingOn === iso || (quietDays.from <= iso && iso <= quietDays.to),
    );
    if (!open && whyClosed(day) !== undefined) continue;
    const closes = open ? '23:59:59' : ((day.dayOfWeek === 5 ? hours.hours.fri[1] : hours.hours.monThu[1]) ?? '');
    const moment = day.toZonedDateTime({ timeZone: start.timeZoneId, plainTime: closes });
    return Temporal.ZonedDateTime.compare(moment, start) < 0 ? null : moment.toString({ timeZoneName: 'never' });
  }
}

describe('deadlines of the procedures against the facts', () => {
  const instant = fc.integer({ min: 1_640_000_000, max: 1_840_000_000 });

  it('agree on day, zone, limit and last intake for every step, at any moment', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...steps),
        instant,
        fc.constantFrom(...zoneIds),
        ({ procedure, step }, second, zone) => {
          const moment = Temporal.Instant.fromEpochMilliseconds(second * 1000);
          const start = moment.toZonedDateTimeISO(timeZones[zone]);
          const request = parseDeadlineRequest({
            procedure: procedure.id,
            step: step.id,
            from: moment.toString(),
            zone,
          });
          const found = request.ok ? deadlineFor(request.value) : request;
          if (!found.ok) throw new Error(found.error.line);
          const expected = walk(step, start.toPlainDate().toString());
          const end = Temporal.PlainDate.from(expected.dueOn).toZonedDateTime({
            timeZone: timeZones[zone],
            plainTime: '23:59:59',
          });
          const from = start.toPlainDate().toString();
          const { inForce } = procedure;
          expect({
            ...found.value,
            skipped: found.value.skipped.map(({ date, kind }) => `${date} ${kind}`),
          }).toMatchObject({
            ...expected,
            rule: `${procedure.id}/${step.id}`,
            due: end.toString({ timeZoneName: 'never' }),
            zone,
            unit: step.unit,
            limit: step.limit,
            nature: step.nature,
            basis: step.basis ?? procedure.basis.join('; '),
            confidence: step.confidence,
            unitConfidence: step.unitConfidence ?? step.confidence,
            inForce: (inForce.from ?? '') <= from && from <= (inForce.until ?? '9999'),
          });
          expect('lastIntake' in found.value).toBe(step.by === 'reporter');
          if (step.by === 'reporter') expect(found.value.lastIntake).toBe(intake(procedure, start, expected.dueOn));
        },
      ),
      { numRuns: runs(2500) },
    );
  });
});
