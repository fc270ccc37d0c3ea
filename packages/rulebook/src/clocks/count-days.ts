/** Counting over stops, day by day, in days since 1970-01-01. */
import type { Calendar } from '../calendar/calendar.ts';
import { fromDayNumber, type IsoDay, toDayNumber } from '../calendar/days.ts';
import type { ClockSkipped } from './clock-changes.ts';
import type { Unit } from './procedure.ts';

/** So many days of one kind, counted one after the other. */
export interface Segment {
  readonly limit: number;
  readonly unit: Unit;
}

/** From the first day on, up to the day before the last, no day counts; without a last day the clock stands still. */
export interface Stop {
  readonly from: IsoDay;
  readonly to: IsoDay | undefined;
  readonly reason: string;
}

export interface CountedDays {
  /** Undefined when the clock stands still before its days are counted. */
  readonly dueOn: IsoDay | undefined;
  /** Days counted up to `asOf`, that day included. */
  readonly counted: number;
  readonly skipped: readonly ClockSkipped[];
}

interface Still {
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** Counts the segments one after the other from the day after `from`. */
export function countDays(
  segments: readonly Segment[],
  stops: readonly Stop[],
  from: IsoDay,
  asOf: IsoDay,
  calendar: Calendar,
): CountedDays {
  const first = toDayNumber(from);
  const until = toDayNumber(asOf);
  const still = stops.map(
    (stop): Still => ({
      from: toDayNumber(stop.from),
      to: stop.to === undefined ? Number.POSITIVE_INFINITY : toDayNumber(stop.to),
      reason: stop.reason,
    }),
  );
  const starts = startDays(still, first);
  const skipped: ClockSkipped[] = [];
  let counted = 0;
  let day = first;
  for (const { limit, unit } of segments) {
    for (let left = limit; left > 0; ) {
      day += 1;
      const stop = still.find((one) => day >= one.from && day < one.to) ?? starts.get(day);
      if (stop?.to === Number.POSITIVE_INFINITY) return { dueOn: undefined, counted, skipped };
      const closed = unit === 'working_day' ? calendar.whyClosedNumber(day) : undefined;
      if (stop !== undefined) {
        const { reason } = stop;
        const date = fromDayNumber(day);
        skipped.push({ date, kind: 'stopped', why: `dihentikan: ${reason}`, en: `stopped: ${reason}` });
      } else if (closed !== undefined) {
        skipped.push({ date: fromDayNumber(day), kind: closed.kind, why: closed.why.id, en: closed.why.en });
      } else {
        if (day <= until) counted += 1;
        left -= 1;
      }
    }
  }
  return { dueOn: fromDayNumber(day), counted, skipped };
}

/** Days that take the place of the day of the start, which is never counted: the clock was stopped before its first day. */
function startDays(stops: readonly Still[], first: number): ReadonlyMap<number, Still> {
  const starts = new Map<number, Still>();
  for (const stop of stops) {
    if (stop.to === stop.from) continue;
    if (stop.from === first || starts.has(stop.from)) starts.set(stop.to, stop);
  }
  return starts;
}
