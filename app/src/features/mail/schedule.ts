/** Pure: when a mail may leave. Times are real ones (not of the legal clock), hours those of the person's office. */
import type { Zone } from '../../platform/i18n/zones.ts';
import { zoneId, zones } from '../../platform/i18n/zones.ts';
import type { MailTemplate } from '../../platform/mail/mail.ts';

export type WorkPreference = 'each' | 'digest' | 'none';

/** From this hour on nothing leaves that can wait, until the other one. */
const QUIET_FROM = 20;
const QUIET_UNTIL = 6;
/** When the one mail of the day leaves: before the office opens. */
const DIGEST_HOUR = 7;
const DIGEST_MINUTE = 30;

/** Minutes until the next try, by number of failed ones; after the last there is none. In all about two days. */
const RETRY_MINUTES = [5, 15, 60, 180, 360, 720, 1440] as const;

/** What waited longer than this is not worth telling any more. */
export const STALE_HOURS = 72;

/** Those that somebody waits for, or that must not wait. */
export function isUrgent(template: MailTemplate): boolean {
  switch (template) {
    case 'security-changed':
    case 'invitation':
    case 'due-now':
    case 'test':
      return true;
    case 'work-waiting':
    case 'due-soon':
    case 'no-stand-in':
    case 'pledge-reminder':
    case 'party-notice':
    case 'pledge-code':
      return false;
  }
}

/** The moment itself, or the end of the quiet hours in which it lies. */
export function afterQuiet(at: Temporal.Instant, zone: Zone): Temporal.Instant {
  const here = at.toZonedDateTimeISO(zoneId[zone]);
  if (here.hour >= QUIET_UNTIL && here.hour < QUIET_FROM) return at;
  const day = here.hour >= QUIET_FROM ? here.add({ days: 1 }) : here;
  return day
    .with({ hour: QUIET_UNTIL, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
    .toInstant();
}

/** The same for somebody whose zone is not known: not at night in any of them. */
export function afterQuietAnywhere(at: Temporal.Instant): Temporal.Instant {
  return zones.reduce(afterQuiet, zones.reduce(afterQuiet, at));
}

/** The first mail of the day after something was queued. */
export function digestAfter(queuedAt: Temporal.Instant, zone: Zone): Temporal.Instant {
  const here = queuedAt.toZonedDateTimeISO(zoneId[zone]);
  const that = here.with({
    hour: DIGEST_HOUR,
    minute: DIGEST_MINUTE,
    second: 0,
    millisecond: 0,
    microsecond: 0,
    nanosecond: 0,
  });
  return (Temporal.ZonedDateTime.compare(that, here) > 0 ? that : that.add({ days: 1 })).toInstant();
}

/** The next quarter of an hour: servers of others must not learn from a mail at which minute somebody did something. */
function quarterAfter(at: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds((Math.floor(at.epochMilliseconds / 900_000) + 1) * 900_000);
}

/** When a mail about work leaves for a person who has chosen. `none` never. */
export function leavesAt(
  queuedAt: Temporal.Instant,
  now: Temporal.Instant,
  preference: WorkPreference,
  zone: Zone,
): Temporal.Instant | null {
  switch (preference) {
    case 'none':
      return null;
    case 'digest': {
      const at = digestAfter(queuedAt, zone);
      // Missed (nothing ran, another server was away): as soon as the quiet hours allow.
      return Temporal.Instant.compare(at, now) > 0 ? at : afterQuiet(now, zone);
    }
    case 'each': {
      const at = quarterAfter(queuedAt);
      return afterQuiet(Temporal.Instant.compare(at, now) > 0 ? at : now, zone);
    }
  }
}

/** @param tries failed ones so far, at least 1 @returns null when it is given up */
export function retryAt(now: Temporal.Instant, tries: number): Temporal.Instant | null {
  const minutes = RETRY_MINUTES[tries - 1];
  return minutes === undefined ? null : now.add({ minutes });
}
