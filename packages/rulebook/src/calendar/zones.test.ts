import { describe, expect, it } from 'vitest';
import { fromInstant, isZone, toIsoDateTime, zoneIds } from './zones.ts';

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

  it.each([
    '2024-10-03T09:00:00+07:00 ',
    ' 2024-10-03T09:00:00+07:00',
    '2024-10-03T09:00:00+07:00x',
    'x2024-10-03T09:00:00+07:00',
    '2024-10-03T09:00:00.1234567890Z',
    '2024-10-03T09:00:00.Z',
    '2024-10-03T9:00Z',
    '2024-10-03T09:0Z',
    '2024-10-03T09:00:0Z',
    '2024-10-03T09:00:00+7:00',
    '2024-10-03T09:00:00+07:0',
    '2024-10-03T09:00:00+07',
    '2024-10-03 09:00Z',
    '2024-10-03T09:00:60Z',
    '2024-10-03T09:00+07:60',
  ])('%j is one letter too many, too few, or off the clock', (text) => {
    expect(local(text, 'WIB')).toContain('; allowed is an ISO date-time such as 2024-10-03T09:00:00+07:00');
  });

  it('takes the last hour, minute, second and offset that exist', () => {
    expect(local('2024-10-03T23:59:59+00:00', 'WIB')).toBe('2024-10-04T06:59:59+07:00');
    expect(local('2024-10-03T00:00:00-18:59', 'WIB')).toBe('2024-10-04T01:59:00+07:00');
    expect(local('2024-10-03T09:00:00,5z', 'WIB')).toBe('2024-10-03T16:00:00+07:00');
    expect(local('2024-10-03T09:00:00.123456789Z', 'WIB')).toBe('2024-10-03T16:00:00+07:00');
    expect(local('2024-10-03T09:05:07', 'WIB')).toBe('2024-10-03T09:05:07+07:00');
  });

  it('says what is wrong with a text that looks like a date-time, under the name of its field', () => {
    const line = (text: unknown) => {
      const moment = fromInstant(text, 'WIB', 'decidedAt');
      return moment.ok ? '' : moment.error.line;
    };
    expect(line('2024-02-30T10:00Z')).toMatch(/^decidedAt: "2024-02-30T10:00Z" holds a day that does not exist; /);
    expect(line('2024-10-03T24:00Z')).toMatch(/^decidedAt: "2024-10-03T24:00Z" holds a time that does not exist; /);
    expect(line('besok')).toMatch(/^decidedAt: "besok" is not usable; /);
    expect(line(7)).toMatch(/^decidedAt: 7 is not usable; /);
  });

  it('knows its zones and no other', () => {
    expect(zoneIds.every(isZone)).toBe(true);
    expect(['wib', 'WIBB', '', null, 7].some(isZone)).toBe(false);
  });
});
