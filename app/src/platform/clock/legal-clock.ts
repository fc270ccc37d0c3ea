/**
 * The legal clock: the time that limits, steps and receipts are counted by. In production it is the real clock. In the demonstration it
 * stands still at a chosen moment and can be moved, so that limits can be watched approaching and passing. Sessions, one-time codes and
 * the audit never ask it.
 */
import { fromDayNumber, zones } from '@netra/rulebook';
import type { Database } from '../db/connect.ts';
import { runAs } from '../db/unit-of-work.ts';
import type { Zone } from '../i18n/zones.ts';
import { zoneId } from '../i18n/zones.ts';

export interface LegalClock {
  now(): Promise<Temporal.Instant>;
}

/** Friday 4 October 2024, 09.00 WIB: ten days into the campaign of the regional election of 2024. */
export const demonstrationStart = Temporal.Instant.from('2024-10-04T09:00:00+07:00');

export const realClock: LegalClock = { now: () => Promise.resolve(Temporal.Now.instant()) };

/** One page asks for the time up to ten times; another process that moved the clock is believed after so many milliseconds. */
const STANDS_MS = 200;

/** A clock that stands in the database, so that every process of the demonstration tells the same time. */
export function demonstrationClock(db: Database): LegalClock & { moveTo(at: Temporal.Instant): Promise<void> } {
  let last: { readonly askedAt: number; readonly at: Promise<Temporal.Instant> } | null = null;
  const ask = async (): Promise<Temporal.Instant> => {
    const row = await db.selectFrom('setting').select('value').where('key', '=', 'legal-clock').executeTakeFirst();
    return typeof row?.value === 'string' ? Temporal.Instant.from(row.value) : demonstrationStart;
  };
  return {
    now: () => {
      if (last !== null && performance.now() - last.askedAt < STANDS_MS) return last.at;
      const asked = { askedAt: performance.now(), at: ask() };
      last = asked;
      // A database that did not answer is asked again at once.
      asked.at.catch(() => {
        if (last === asked) last = null;
      });
      return asked.at;
    },
    moveTo: async (at) => {
      last = null;
      const value = JSON.stringify(at.toString());
      await runAs(db, { kind: 'system' }, (tx) =>
        tx
          .insertInto('setting')
          .values({ key: 'legal-clock', value })
          .onConflict((c) => c.column('key').doUpdateSet({ value }))
          .execute(),
      );
      // Whoever asked meanwhile may have been told the old time.
      last = null;
    },
  };
}

/** A clock for tests and for filling the demonstration: tells what it was last told. */
export function settableClock(start: Temporal.Instant): LegalClock & { set(at: Temporal.Instant): void } {
  let at = start;
  return {
    now: () => Promise.resolve(at),
    set: (to) => {
      at = to;
    },
  };
}

/** Since the beginning of 1988 each zone has been one offset; before that Bali and others moved between them. */
const settled = Date.UTC(1988, 0, 1);
const farAhead = Date.UTC(9999, 0, 1);

/** The legal day at an office: at 16.30 UTC it is still the 20th in Jakarta and already the 21st in Jayapura. */
export function legalDay(at: Temporal.Instant, zone: Zone): string {
  const ms = at.epochMilliseconds;
  // Arithmetic where it is exact: a quarter of a million limits are counted anew in seconds.
  if (ms >= settled && ms < farAhead) return fromDayNumber(Math.floor((ms + zones[zone] * 60_000) / 86_400_000));
  return at.toZonedDateTimeISO(zoneId[zone]).toPlainDate().toString();
}
