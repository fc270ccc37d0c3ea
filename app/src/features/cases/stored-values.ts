/** Values as the database keeps them, read strictly: what we never wrote is a bug and throws. */
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import { type CaseStatus, isCaseStatus } from './case.ts';

export function statusOf(text: string): CaseStatus {
  if (!isCaseStatus(text)) throw new Error('a case has an unknown status');
  return text;
}

export function zone(text: string): Zone {
  if (!isZone(text)) throw new Error('an office has an unknown zone');
  return text;
}

export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
