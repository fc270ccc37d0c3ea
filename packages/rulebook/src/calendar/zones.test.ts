import { describe, expect, it } from 'vitest';
import { fromInstant, toIsoDateTime } from './zones.ts';

const local = (text: unknown, zone: 'WIB' | 'WITA' | 'WIT') => {
  const moment = fromInstant(text, zone);
  return moment.ok ? toIsoDateTime(moment.value, zone) : moment.error.line;
};

describe('zones', () => {
  it('at 16:30 UTC it is still the 20th in Jakarta and already the 21st in Jayapura', () => {
    expect(local('2026-11-20T16:30:00Z', 'WIB')).toBe('2026-11-20T23:30:00+07:00');
    expect(local('2026-11-20T16:30:00Z', 'WITA')).toBe('2026-11-21T00:30:00+08:00');
    expect(local('2026-11-20T16:30:00Z', 'WIT')).toBe('2026-11-21T01:30:00+09:00');
  });

  it('takes any offset, with or without seconds and fractions', () => {
    expect(local('2024-01-01T00:15-12:00', 'WIB')).toBe('2024-01-01T19:15:00+07:00');
    expect(local('2024-01-01T00:15:30.999+14:00', 'WIB')).toBe('2023-12-31T17:15:30+07:00');
    expect(local('2024-03-01t00:00:00+0530', 'WIT')).toBe('2024-03-01T03:30:00+09:00');
  });

  it("takes a date-time without an offset as the office's own time", () => {
    expect(local('2024-10-03T09:00', 'WITA')).toBe('2024-10-03T09:00:00+08:00');
  });

  it('refuses what is no date-time, naming the field', () => {
    const refused = [
      '2024-10-03',
      '2024-02-30T10:00Z',
      '2024-10-03T24:00Z',
      '2024-10-03T10:60Z',
      '2024-10-03T10:00+19:00',
      'besok',
      '',
      7,
      null,
    ];
    for (const text of refused) {
      const moment = fromInstant(text, 'WIB');
      expect(moment.ok ? moment.value : moment.error.line).toMatch(/^from: .*; allowed is an ISO date-time such as/);
    }
  });
});
