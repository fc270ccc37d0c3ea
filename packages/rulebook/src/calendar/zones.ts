/** The three time zones of Indonesia. None has summer time, so a zone is one offset in minutes east of UTC. */
import { type InputError, ok, type Result, refuse, shown } from '../result.ts';
import { addDays, type IsoDay, isIsoDay } from './days.ts';

export const zones = { WIB: 420, WITA: 480, WIT: 540 } as const;
export type Zone = keyof typeof zones;
export const zoneIds = ['WIB', 'WITA', 'WIT'] as const satisfies readonly Zone[];

/** A moment on the wall of an office: the day, and the whole seconds since its midnight (0 … 86399). */
export interface LocalMoment {
  readonly day: IsoDay;
  readonly second: number;
}

export function isZone(value: unknown): value is Zone {
  return zoneIds.some((zone) => zone === value);
}

const instantPattern =
  /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))?$/;

/**
 * Reads an ISO date-time with any offset and brings it to the wall of an office in `zone`. Without an offset it is taken as that
 * office's own time. Fractions of a second are cut off. Pure arithmetic: at 16:30 UTC it is still the 20th in Jakarta and already
 * the 21st in Jayapura.
 */
export function fromInstant(text: unknown, zone: Zone, field = 'from'): Result<LocalMoment, InputError> {
  const allowed = 'an ISO date-time such as 2024-10-03T09:00:00+07:00';
  if (typeof text !== 'string') return refuse(field, `${shown(text)} is not usable; allowed is ${allowed}`);
  const found = instantPattern.exec(text);
  if (found === null) return refuse(field, `${shown(text)} is not usable; allowed is ${allowed}`);
  const day = found[1];
  const [hour, minute, second] = [Number(found[2]), Number(found[3]), Number(found[4] ?? '0')];
  const offsetHour = Number(found[7] ?? '0');
  const offsetMinute = Number(found[8] ?? '0');
  if (!isIsoDay(day)) return refuse(field, `${shown(text)} holds a day that does not exist; allowed is ${allowed}`);
  if (hour > 23 || minute > 59 || second > 59 || offsetHour > 18 || offsetMinute > 59) {
    return refuse(field, `${shown(text)} holds a time that does not exist; allowed is ${allowed}`);
  }
  const east = zones[zone];
  const isLocal = found[5] === undefined && found[6] === undefined;
  const given = isLocal ? east : (found[6] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute);
  const seconds = hour * 3600 + minute * 60 + second + (east - given) * 60;
  const dayShift = Math.floor(seconds / 86_400);
  return ok({ day: addDays(day, dayShift), second: seconds - dayShift * 86_400 });
}

/** Writes a moment of an office as ISO date-time with its offset: `2024-10-10T23:59:59+07:00`. */
export function toIsoDateTime(moment: LocalMoment, zone: Zone): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const { second } = moment;
  const time = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
  return `${moment.day}T${time}+${two(zones[zone] / 60)}:00`;
}
