/** Pure: weeks as an office counts them. A week begins on Monday at midnight of the institution's zone; a request belongs to the week in which the use was to begin. */
import { type Zone, zoneId } from '../../platform/i18n/zones.ts';

/** Monday (ISO) of the week in which a moment lies at an office. */
export function weekOf(at: Temporal.Instant, zone: Zone): string {
  return mondayOf(at.toZonedDateTimeISO(zoneId[zone]).toPlainDate().toString());
}

export function mondayOf(isoDay: string): string {
  const day = Temporal.PlainDate.from(isoDay);
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/** The moments at which a week begins and ends; the end belongs to the next one. */
export function weekSpan(
  monday: string,
  zone: Zone,
): { readonly from: Temporal.Instant; readonly to: Temporal.Instant } {
  const start = Temporal.PlainDate.from(monday);
  const at = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime(zoneId[zone]).toInstant();
  return { from: at(start), to: at(start.add({ days: 7 })) };
}

export function weekAfter(monday: string, weeks: number): string {
  return Temporal.PlainDate.from(monday).add({ weeks }).toString();
}

/** Two spans of time that share a moment; one that ends as the other begins shares none. */
export function overlaps(
  one: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
  other: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
): boolean {
  return Temporal.Instant.compare(one.from, other.to) < 0 && Temporal.Instant.compare(other.from, one.to) < 0;
}
