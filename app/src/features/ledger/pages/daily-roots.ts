/**
 * The root of a day: the last signed checkpoint whose moment lies in that day in WIB, by real time. A day without one has none: nothing is
 * made up for it.
 */
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/connect.ts';
import type { StoredCheckpoint } from '../log-store.ts';

export interface DailyRoot extends StoredCheckpoint {
  /** Calendar day in WIB, `2026-11-22`. */
  readonly day: string;
}

const ZONE = 'Asia/Jakarta';

/** The calendar day in WIB in which an instant lies. */
export function dayInWib(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO(ZONE).toPlainDate().toString();
}

function startOf(day: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime(ZONE).toInstant();
}

/** The root of one day, or undefined. */
export async function findDailyRoot(tx: Tx, day: string): Promise<DailyRoot | undefined> {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
  const row = await tx
    .selectFrom('log_checkpoint')
    .selectAll()
    .where('note', 'is not', null)
    .where('at', '>=', startOf(day))
    .where('at', '<', startOf(next))
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined || row.note === null ? undefined : { ...row, note: row.note, day };
}

/** The nearest days with a root on both sides of a day; null where there is none. */
export async function neighbours(
  tx: Tx,
  day: string,
): Promise<{ readonly previous: string | null; readonly next: string | null }> {
  const { rows } = await sql<{ previous: Temporal.Instant | null; next: Temporal.Instant | null }>`
    select (select at from log_checkpoint where note is not null and at < ${startOf(day).toString()} order by at desc limit 1) as previous,
      (select at from log_checkpoint where note is not null
        and at >= ${startOf(Temporal.PlainDate.from(day).add({ days: 1 }).toString()).toString()} order by at limit 1) as next`.execute(
    tx,
  );
  const [row] = rows;
  return {
    previous: row === undefined || row.previous === null ? null : dayInWib(row.previous),
    next: row === undefined || row.next === null ? null : dayInWib(row.next),
  };
}

/**
 * The newest days with their roots, newest first. Walks the index from day to day: a year holds 35,000 checkpoints, of which 365 count here.
 * @param before only days before this one; null: all
 */
export async function listDailyRoots(
  tx: Tx,
  most: number,
  before: string | null = null,
): Promise<readonly DailyRoot[]> {
  const found: DailyRoot[] = [];
  let day = before ?? '9999-12-31';
  while (found.length < most) {
    const { previous } = await neighbours(tx, day);
    if (previous === null) break;
    const root = await findDailyRoot(tx, previous);
    if (root === undefined) throw new Error(`the day ${previous} lost its root`);
    found.push(root);
    day = previous;
  }
  return found;
}
