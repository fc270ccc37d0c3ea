/** Days and hours at which offices act in the demonstration: working days of the decrees, in the office's own zone. */
import { decreedCalendar } from '@netra/rulebook';
import { type Zone, zoneId } from '../../platform/i18n/zones.ts';
import type { Chance } from './random.ts';

function isWorkingDay(day: string): boolean {
  return decreedCalendar.whyClosed(day) === undefined;
}

/** The working day that lies so many working days before. */
function workingDaysBefore(day: string, count: number): string {
  let at = Temporal.PlainDate.from(day);
  for (let left = count; left > 0; ) {
    at = at.subtract({ days: 1 });
    if (isWorkingDay(at.toString())) left -= 1;
  }
  return at.toString();
}

/** All working days of a span, both ends included. */
export function workingDays(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Temporal.PlainDate.from(from); at.toString() <= to; at = at.add({ days: 1 })) {
    if (isWorkingDay(at.toString())) days.push(at.toString());
  }
  return days;
}

/** A local time of an office as an instant. @param local `2024-10-02T14:20` */
export function instantAt(local: string, zone: Zone): Temporal.Instant {
  return Temporal.PlainDateTime.from(local).toZonedDateTime(zoneId[zone]).toInstant();
}

const OPENS = 8 * 60 + 10;
const CLOSES = 15 * 60 + 40;

/**
 * Moments of steps that follow each other, told backwards from the last.
 * @param last `2024-10-02` or, to the minute, `2024-10-02T14:20`
 * @param gaps working days between each step and the one before it; one fewer than there are steps
 */
export function momentsBackFrom(last: string, gaps: readonly number[], zone: Zone, random: Chance): Temporal.Instant[] {
  const lastDay = last.slice(0, 10);
  const days = [lastDay];
  for (const gap of gaps.toReversed()) days.unshift(workingDaysBefore(days[0] ?? lastDay, gap));
  const moments: Temporal.Instant[] = [];
  for (let at = 0; at < days.length; ) {
    const day = days[at] ?? lastDay;
    const many = days.filter((other) => other === day).length;
    // On the last day nothing may come after the moment that was asked for.
    const end = day === lastDay && last.length > 10 ? minuteOf(last) : CLOSES;
    const start = Math.min(OPENS, end - many * 4);
    const slot = (end - start) / many;
    for (let index = 0; index < many; index += 1) {
      const exact = day === lastDay && last.length > 10 && index === many - 1;
      const minute = exact ? end : Math.floor(start + slot * (index + 0.15 + random.next() * 0.7));
      moments.push(instantAt(`${day}T${clock(minute)}`, zone));
    }
    at += many;
  }
  return moments;
}

function minuteOf(local: string): number {
  return Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16));
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
