/** Days as words and out of three fields, without Temporal: these run in the browsers of old telephones. */
import { type IsoDay, isIsoDay, toDayNumber } from '@netra/rulebook';
import { monthNames } from '../../platform/i18n/dates.ts';
import type { Language } from '../../platform/i18n/words.ts';

const weekdays = {
  id: ['Kamis', 'Jumat', 'Sabtu', 'Minggu', 'Senin', 'Selasa', 'Rabu'],
  en: ['Thursday', 'Friday', 'Saturday', 'Sunday', 'Monday', 'Tuesday', 'Wednesday'],
} as const;

/** "Jumat, 4 Oktober 2024" / "Friday 4 October 2024". Throws when it is no day. */
export function dayInWords(day: IsoDay, lang: Language): string {
  // The first of January 1970 was a Thursday.
  const weekday = weekdays[lang][((toDayNumber(day) % 7) + 7) % 7] ?? '';
  const month = monthNames(lang)[Number(day.slice(5, 7)) - 1] ?? '';
  return `${weekday}${lang === 'id' ? ',' : ''} ${Number(day.slice(8, 10))} ${month} ${day.slice(0, 4)}`;
}

/** The day that three fields name, or undefined when they name none: `4`, `10`, `2024`. */
export function dayOf(day: string, month: string, year: string): IsoDay | undefined {
  const text = `${year.trim()}-${month.trim().padStart(2, '0')}-${day.trim().padStart(2, '0')}`;
  return isIsoDay(text) ? text : undefined;
}
