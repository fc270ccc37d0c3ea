/**
 * Legal days as ISO strings and whole numbers. No Date and no Temporal: the same code runs in the browser of an old phone.
 * The arithmetic is the proleptic Gregorian calendar, counted in days from 1970-01-01.
 */

/** A day as `YYYY-MM-DD`. Such strings sort in the order of the days. */
export type IsoDay = string;

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Whether the text is a day that exists: `2024-02-30` and `2024-2-3` are not. */
export function isIsoDay(text: unknown): text is IsoDay {
  if (typeof text !== 'string') return false;
  const found = pattern.exec(text);
  if (found === null) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Days since 1970-01-01. Throws on a text that is not a day: callers check input with {@link isIsoDay}. */
export function toDayNumber(day: IsoDay): number {
  if (!isIsoDay(day)) throw new Error(`not a day: ${String(day).slice(0, 20)}`);
  const month = Number(day.slice(5, 7));
  // The year is counted from March, so that the leap day comes last and needs no special case.
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day that lies this many days after 1970-01-01. */
export function fromDayNumber(dayNumber: number): IsoDay {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: IsoDay, count: number): IsoDay {
  return fromDayNumber(toDayNumber(day) + count);
}

/** Days from the first to the second: 1 for two days that follow each other. */
export function daysBetween(from: IsoDay, to: IsoDay): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: IsoDay): number {
  return weekdayOfNumber(toDayNumber(day));
}

/** The same for days since 1970-01-01. */
export function weekdayOfNumber(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

export function yearOf(day: IsoDay): number {
  return Number(day.slice(0, 4));
}
