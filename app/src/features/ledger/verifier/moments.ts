/** Moments as words without Temporal: these run in the browsers of old telephones. */
import { monthNames } from '../../../platform/i18n/dates.ts';
import type { Language } from '../../../platform/i18n/words.ts';

const weekdays = {
  id: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;

const AHEAD_MS = 7 * 3_600_000;

/** "Jumat, 4 Oktober 2024, 09.00 WIB" / "Friday 4 October 2024, 09:00 WIB", or null when it is no instant in UTC. */
export function momentInWib(instant: string, lang: Language): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(instant)) return null;
  const at = new Date(Date.parse(instant) + AHEAD_MS);
  if (Number.isNaN(at.getTime())) return null;
  const weekday = weekdays[lang][at.getUTCDay()] ?? '';
  const month = monthNames(lang)[at.getUTCMonth()] ?? '';
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${two(at.getUTCHours())}${lang === 'id' ? '.' : ':'}${two(at.getUTCMinutes())}`;
  return `${weekday}${lang === 'id' ? ',' : ''} ${at.getUTCDate()} ${month} ${at.getUTCFullYear()}, ${time} WIB`;
}
