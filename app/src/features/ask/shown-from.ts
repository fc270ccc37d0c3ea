/**
 * Pure: from when a released answer stands in public. All answers of a week appear together on one day, so that nobody can tie the day on which
 * one appears to the day on which a colleague asked.
 */
import { addDays } from '@netra/rulebook';

export interface ShownRule {
  /** 1: Monday. */
  readonly weekday: number;
  /** The fewest days after the release. */
  readonly afterDays: number;
}

/** @param releasedOn legal day */
export function shownFrom(releasedOn: string, { weekday, afterDays }: ShownRule): string {
  const earliest = addDays(releasedOn, afterDays);
  return addDays(earliest, (weekday - Temporal.PlainDate.from(earliest).dayOfWeek + 7) % 7);
}
