/** Reasons as they come out of the database. */
import { type RowReason, rowReasons } from './roster-row.ts';

export function isReason(text: string): text is RowReason {
  return rowReasons.some((one) => one === text);
}
