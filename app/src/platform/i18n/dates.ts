/**
 * Days and moments as words, always with the day of the week and, for moments, the zone.
 * Names are written out here instead of asked from Intl: the same page must read the same on every machine.
 */
import { countOf } from './numbers.ts';
import type { Language } from './words.ts';

/** The three zones of Indonesia. */
export type Zone = 'WIB' | 'WITA' | 'WIT';

/** The zone's name in the time zone database. None of them has daylight saving time. */
export const zoneIds = {
  WIB: 'Asia/Jakarta',
  WITA: 'Asia/Makassar',
  WIT: 'Asia/Jayapura',
} as const satisfies Record<Zone, string>;

const weekdays = {
  id: ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const;

const months = {
  id: [
    'Januari',
    'Februari',
    'Maret',
    'April',
    'Mei',
    'Juni',
    'Juli',
    'Agustus',
    'September',
    'Oktober',
    'November',
    'Desember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const;

/** Names of the twelve months, January first. */
export function monthNames(lang: Language): readonly string[] {
  return months[lang];
}

/** `long` "Jumat, 4 Oktober 2024", `medium` "Jum 4 Okt 2024", `short` "Jum 4 Okt". */
export type DateStyle = 'long' | 'medium' | 'short';

/**
 * A day of the calendar as words.
 * @param isoDay `2024-10-04`
 * @throws RangeError when it is not a day of the calendar
 */
export function formatDay(isoDay: string | Temporal.PlainDate, lang: Language, style: DateStyle = 'long'): string {
  const date = Temporal.PlainDate.from(isoDay);
  const weekday = weekdays[lang][date.dayOfWeek - 1] ?? '';
  const month = months[lang][date.month - 1] ?? '';
  switch (style) {
    case 'long':
      return `${weekday}${lang === 'id' ? ',' : ''} ${date.day} ${month} ${date.year}`;
    case 'medium':
      return `${weekday.slice(0, 3)} ${date.day} ${month.slice(0, 3)} ${date.year}`;
    case 'short':
      return `${weekday.slice(0, 3)} ${date.day} ${month.slice(0, 3)}`;
  }
}

/** A range of days without weekdays, for stages and periods: "25 Sep – 23 Nov", "24 – 26 Nov", "22 Sep". */
export function formatDayRange(fromIso: string, toIso: string, lang: Language): string {
  const [from, to] = [Temporal.PlainDate.from(fromIso), Temporal.PlainDate.from(toIso)];
  const name = (date: Temporal.PlainDate) => (months[lang][date.month - 1] ?? '').slice(0, 3);
  const year = from.year === to.year ? '' : ` ${from.year}`;
  const end = `${to.day} ${name(to)}${year === '' ? '' : ` ${to.year}`}`;
  if (from.equals(to)) return end;
  if (from.month === to.month && from.year === to.year) return `${from.day} – ${end}`;
  return `${from.day} ${name(from)}${year} – ${end}`;
}

function local(instant: string | Temporal.Instant, zone: Zone): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zoneIds[zone]);
}

function clockTime(at: Temporal.ZonedDateTime, lang: Language): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(at.hour)}${lang === 'id' ? '.' : ':'}${two(at.minute)}`;
}

/**
 * A moment as words: "Jumat, 4 Oktober 2024, 09.00 WIB" / "Friday 4 October 2024, 09:00 WIB".
 * @param instant ISO with an offset (`2024-10-04T02:00:00Z`) or an Instant
 * @param zone the zone it is told in, which is also named
 * @throws RangeError when it is not an instant
 */
export function formatInstant(
  instant: string | Temporal.Instant,
  zone: Zone,
  lang: Language,
  style: DateStyle = 'long',
): string {
  const at = local(instant, zone);
  return `${formatDay(at.toPlainDate(), lang, style)}, ${clockTime(at, lang)} ${zone}`;
}

/** The time of day alone: "09.00 WIB" / "09:00 WIB". */
export function formatTime(instant: string | Temporal.Instant, zone: Zone, lang: Language): string {
  return `${clockTime(local(instant, zone), lang)} ${zone}`;
}

/** The value of an input of type datetime-local: `2024-10-04T09:00`. */
export function toLocalInput(instant: string | Temporal.Instant, zone: Zone): string {
  return local(instant, zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The value of such an input read in a zone; null when it is not a local time. */
export function fromLocalInput(value: string, zone: Zone): Temporal.Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(value)) return null;
  try {
    return Temporal.PlainDateTime.from(value, { overflow: 'reject' }).toZonedDateTime(zoneIds[zone]).toInstant();
  } catch {
    return null;
  }
}

const nouns = {
  day: { id: 'hari', en: ['day', 'days'] },
  hour: { id: 'jam', en: ['hour', 'hours'] },
  minute: { id: 'menit', en: ['minute', 'minutes'] },
} as const;

/** How a limit stands against the legal clock. `tone` is a kind of tag: past limits are late, today and tomorrow are due. */
export interface RelativeDue {
  readonly tone: 'late' | 'due' | 'neutral';
  readonly words: string;
}

/**
 * A limit told from now: "lewat 1 hari", "hari ini 23.59", "besok 23.59", "sisa 3 hari".
 * Days are days of the calendar in the zone given, not spans of 24 hours: a limit of Thursday 23.59 is one day past at any
 * time on Friday. On the day itself a passed limit is told in hours, in the first hour in minutes.
 */
export function relativeDue(
  due: string | Temporal.Instant,
  now: string | Temporal.Instant,
  zone: Zone,
  lang: Language,
): RelativeDue {
  const [limit, at] = [local(due, zone), local(now, zone)];
  const days = at.toPlainDate().until(limit.toPlainDate(), { largestUnit: 'day' }).days;
  const passed = Temporal.ZonedDateTime.compare(limit, at) < 0;
  if (!passed && days <= 1) {
    const word = lang === 'id' ? (days === 0 ? 'hari ini' : 'besok') : days === 0 ? 'today' : 'tomorrow';
    return { tone: 'due', words: `${word} ${clockTime(limit, lang)}` };
  }
  if (passed && days === 0) {
    const minutes = Math.max(1, Math.floor(limit.until(at).total('minutes')));
    const span =
      minutes < 60 ? countOf(minutes, lang, nouns.minute) : countOf(Math.floor(minutes / 60), lang, nouns.hour);
    return { tone: 'late', words: late(span, lang) };
  }
  return fromDays(days, lang);
}

/** The same for a limit that is a whole day: "lewat 1 hari", "hari ini", "besok", "sisa 3 hari". */
export function relativeDueDay(dueDay: string, today: string, lang: Language): RelativeDue {
  const days = Temporal.PlainDate.from(today).until(dueDay, { largestUnit: 'day' }).days;
  if (days === 0) return { tone: 'due', words: lang === 'id' ? 'hari ini' : 'today' };
  if (days === 1) return { tone: 'due', words: lang === 'id' ? 'besok' : 'tomorrow' };
  return fromDays(days, lang);
}

function fromDays(days: number, lang: Language): RelativeDue {
  const span = countOf(Math.abs(days), lang, nouns.day);
  if (days < 0) return { tone: 'late', words: late(span, lang) };
  return { tone: 'neutral', words: lang === 'id' ? `sisa ${span}` : `${span} left` };
}

function late(span: string, lang: Language): string {
  return lang === 'id' ? `lewat ${span}` : `${span} late`;
}

/**
 * A span of time in its two largest units: "3 hari 2 jam", "45 menit"; below a minute "kurang dari 1 menit".
 * @param minutes whole or broken, not negative
 */
export function formatDuration(minutes: number, lang: Language): string {
  const whole = Math.floor(minutes);
  if (whole < 1) return lang === 'id' ? 'kurang dari 1 menit' : 'less than 1 minute';
  const parts = [
    { value: Math.floor(whole / 1440), noun: nouns.day },
    { value: Math.floor(whole / 60) % 24, noun: nouns.hour },
    { value: whole % 60, noun: nouns.minute },
  ];
  const first = parts.findIndex((part) => part.value > 0);
  return parts
    .slice(first, first + 2)
    .filter((part) => part.value > 0)
    .map((part) => countOf(part.value, lang, part.noun))
    .join(' ');
}
