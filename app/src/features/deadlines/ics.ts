/**
 * Pure: a calendar as text, by RFC 5545. Little is needed of it (moments in UTC, a text, a link, two alarms), so it is written here; the tests read
 * it back by the rules of the standard.
 */

export interface CalendarEvent {
  /** The same for the same limit, for ever: calendars update by it. */
  readonly uid: string;
  /** Rises when the due time moves. */
  readonly sequence: number;
  readonly modifiedAt: Temporal.Instant;
  readonly at: Temporal.Instant;
  /** Left out: a moment that takes no time. */
  readonly until?: Temporal.Instant;
  readonly summary: string;
  readonly description: string;
  readonly url: string;
  /** Hours before the end at which the calendar rings. */
  readonly alarmHours: readonly number[];
}

export interface Calendar {
  readonly name: string;
  readonly lang: 'id' | 'en';
  readonly events: readonly CalendarEvent[];
}

/** Octets of a line, without its end (RFC 5545, 3.1). */
const LINE = 75;

export function writeCalendar(calendar: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Netra//Batas waktu//${calendar.lang.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(calendar.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...calendar.events.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

function eventLines(event: CalendarEvent): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${utc(event.modifiedAt)}`,
    `LAST-MODIFIED:${utc(event.modifiedAt)}`,
    `SEQUENCE:${event.sequence}`,
    // An event without an end or a length takes no time: a limit is a moment.
    `DTSTART:${utc(event.at)}`,
    ...(event.until === undefined ? [] : [`DTEND:${utc(event.until)}`]),
    `SUMMARY:${escapeText(event.summary)}`,
    `DESCRIPTION:${escapeText(event.description)}`,
    `URL:${event.url}`,
    'CLASS:CONFIDENTIAL',
    'STATUS:CONFIRMED',
    'TRANSP:TRANSPARENT',
    ...event.alarmHours.flatMap((hours) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escapeText(event.summary)}`,
      `TRIGGER:-PT${hours}H`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

/** `20241004T165959Z`. */
function utc(at: Temporal.Instant): string {
  return at.round({ smallestUnit: 'second', roundingMode: 'trunc' }).toString().replaceAll(/[-:]/g, '');
}

/** RFC 5545, 3.3.11; control characters have no place in a text. */
function escapeText(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '');
}

/** Cuts a line so that none is longer than 75 octets, never through a character; what follows begins with a space. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let length = 0;
  for (const character of line) {
    const octets = Buffer.byteLength(character, 'utf8');
    if (length + octets > LINE) {
      parts.push(part);
      part = ' ';
      length = 1;
    }
    part += character;
    length += octets;
  }
  parts.push(part);
  return parts.join('\r\n');
}
