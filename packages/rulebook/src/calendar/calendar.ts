/** Working days: Monday to Friday, and not a day that a decree closes. Why a day is closed is part of the answer. */
import type { Bilingual, Confidence } from '../text.ts';
import { type IsoDay, toDayNumber, weekdayOfNumber, yearOf } from './days.ts';
import { decreedDays } from './decreed-days.ts';

/** Days by year, each written `MM-DD`. */
export type DaysByYear = Readonly<Record<string, readonly string[]>>;

/** What the decrees say, as data: the importer for later decrees produces the same shape. */
export interface CalendarData {
  /** The decree that covers each year; a year without one is provisional. */
  readonly decrees: Readonly<Record<string, string>>;
  /** The decree that closes a day, where the decrees of its year are several. */
  readonly closedBy?: Readonly<Record<IsoDay, string>>;
  readonly nationalHoliday: DaysByYear;
  readonly collectiveLeave: DaysByYear;
  readonly votingDay: DaysByYear;
  /** Dates a later decree may still move. They close nothing by themselves. */
  readonly subjectToDecree: DaysByYear;
  /** Closed only for an office in that region. */
  readonly regionalHoliday: readonly {
    readonly on: IsoDay;
    readonly region: string;
    readonly why: Bilingual;
    readonly confidence: Confidence;
  }[];
}

export type ClosedKind = 'weekend' | 'national_holiday' | 'collective_leave' | 'voting_day' | 'regional_holiday';

/** Why an office is closed on a day. */
export interface Closed {
  readonly kind: ClosedKind;
  readonly why: Bilingual;
}

export interface Calendar {
  /** Why the day is no working day, or undefined when it is one. */
  readonly whyClosed: (day: IsoDay) => Closed | undefined;
  /** The same for days since 1970-01-01: counting goes from number to number. */
  readonly whyClosedNumber: (dayNumber: number) => Closed | undefined;
  /** Whether a holiday decree covers every year that the span touches, both ends included. */
  readonly decreesAll: (first: IsoDay, last: IsoDay) => boolean;
  /** Days of the span whose date a later decree may still move. */
  readonly mayMove: (first: IsoDay, last: IsoDay) => readonly IsoDay[];
  /** The decree that covers the year of the day, if any. */
  readonly decreeOf: (day: IsoDay) => string | undefined;
}

const saturday: Closed = { kind: 'weekend', why: { id: 'hari Sabtu', en: 'Saturday' } };
const sunday: Closed = { kind: 'weekend', why: { id: 'hari Minggu', en: 'Sunday' } };

/**
 * Builds a calendar from decrees.
 * @param region an office's region as written in `regionalHoliday`; without it no regional holiday counts
 */
export function createCalendar(data: CalendarData, region?: string): Calendar {
  const closed = new Map<number, Closed>();
  const close = (days: DaysByYear, kind: ClosedKind, name: Bilingual): void => {
    for (const [year, list] of Object.entries(days)) {
      for (const monthDay of list) {
        const day = `${year}-${monthDay}`;
        const dayNumber = toDayNumber(day);
        if (closed.has(dayNumber)) continue;
        const decree = data.closedBy?.[day] ?? data.decrees[year];
        const by = decree === undefined ? '' : ` (${decree})`;
        closed.set(dayNumber, { kind, why: { id: name.id + by, en: name.en + by } });
      }
    }
  };
  close(data.nationalHoliday, 'national_holiday', { id: 'hari libur nasional', en: 'national holiday' });
  close(data.votingDay, 'voting_day', { id: 'hari pemungutan suara', en: 'voting day' });
  close(data.collectiveLeave, 'collective_leave', { id: 'cuti bersama', en: 'collective leave' });
  for (const holiday of data.regionalHoliday) {
    const dayNumber = toDayNumber(holiday.on);
    if (holiday.region === region && !closed.has(dayNumber)) {
      closed.set(dayNumber, { kind: 'regional_holiday', why: holiday.why });
    }
  }
  const moving = Object.entries(data.subjectToDecree).flatMap(([year, list]) => list.map((day) => `${year}-${day}`));
  const whyClosedNumber = (dayNumber: number): Closed | undefined => {
    const weekday = weekdayOfNumber(dayNumber);
    if (weekday === 6) return saturday;
    if (weekday === 7) return sunday;
    return closed.get(dayNumber);
  };
  return {
    whyClosed: (day) => whyClosedNumber(toDayNumber(day)),
    whyClosedNumber,
    decreesAll: (first, last) => {
      for (let year = yearOf(first); year <= yearOf(last); year += 1) {
        if (data.decrees[String(year)] === undefined) return false;
      }
      return true;
    },
    mayMove: (first, last) => moving.filter((day) => first <= day && day <= last),
    decreeOf: (day) => data.decrees[day.slice(0, 4)],
  };
}

/** Calendars by region, each made once. Regions without a holiday of their own share the one without a region. */
export function createCalendars(data: CalendarData): (region?: string) => Calendar {
  const everywhere = createCalendar(data);
  const regional = new Map<string, Calendar>();
  return (region) => {
    if (region === undefined || !data.regionalHoliday.some((holiday) => holiday.region === region)) return everywhere;
    const known = regional.get(region);
    if (known !== undefined) return known;
    const made = createCalendar(data, region);
    regional.set(region, made);
    return made;
  };
}

/** The calendar of the decrees in this rulebook, for an office of no particular region. */
export const decreedCalendar: Calendar = createCalendar(decreedDays);
