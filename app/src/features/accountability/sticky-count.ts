/**
 * Pure: how a small count is published day after day so that no two days tell of one case. It is shown in bands of five (0 to 4 as "fewer than 5"), and
 * the band shown follows the count only when it has moved by five or more since the band was last set. A count that goes up or down by one case a day
 * could have been any of five numbers on the day the band changes, as on every other day.
 */
export const BAND = 5;

/** The count at which the figure was last set: the old one stays until the true count is a whole band away from it. */
export function keptCount(kept: number | undefined, count: number): number {
  return kept !== undefined && Math.abs(count - kept) < BAND ? kept : count;
}

/** What is shown: 0 stands for fewer than five, also for none. */
export function bandOf(kept: number): number {
  return kept - (kept % BAND);
}
