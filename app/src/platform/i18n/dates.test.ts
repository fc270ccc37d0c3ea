import { describe, expect, test } from 'vitest';
import {
  formatDay,
  formatDayRange,
  formatDuration,
  formatInstant,
  formatTime,
  fromLocalInput,
  monthNames,
  relativeDue,
  relativeDueDay,
  toLocalInput,
} from './dates.ts';

const now = '2024-10-04T02:00:00Z'; // Friday 09.00 WIB

describe('a moment', () => {
  test('is told with weekday and zone in both languages', () => {
    expect(formatInstant(now, 'WIB', 'id')).toBe('Jumat, 4 Oktober 2024, 09.00 WIB');
    expect(formatInstant(now, 'WIB', 'en')).toBe('Friday 4 October 2024, 09:00 WIB');
    expect(formatInstant(Temporal.Instant.from(now), 'WIB', 'id', 'short')).toBe('Jum 4 Okt, 09.00 WIB');
    expect(formatTime(now, 'WIB', 'id')).toBe('09.00 WIB');
  });

  test('falls on the day of its own zone', () => {
    const late = '2024-10-03T16:30:00Z';
    expect(formatInstant(late, 'WIB', 'id', 'short')).toBe('Kam 3 Okt, 23.30 WIB');
    expect(formatInstant(late, 'WITA', 'id', 'short')).toBe('Jum 4 Okt, 00.30 WITA');
    expect(formatInstant(late, 'WIT', 'en', 'medium')).toBe('Fri 4 Oct 2024, 01:30 WIT');
  });

  test('that is none is refused', () => {
    expect(() => formatInstant('kemarin', 'WIB', 'id')).toThrow(RangeError);
    expect(() => formatInstant('2024-10-04', 'WIB', 'id')).toThrow(RangeError);
  });

  test('goes through a local input and back, and nonsense is null', () => {
    expect(toLocalInput(now, 'WIT')).toBe('2024-10-04T11:00');
    expect(fromLocalInput('2024-10-04T11:00', 'WIT')?.toString()).toBe(now);
    for (const wrong of ['', '2024-10-04', '2024-02-30T09:00', '2024-10-04T25:00', '2024-10-04T09:00Z']) {
      expect(fromLocalInput(wrong, 'WIB'), wrong).toBeNull();
    }
  });
});

describe('a day', () => {
  test('is told long, medium and short', () => {
    expect(formatDay('2024-10-04', 'id')).toBe('Jumat, 4 Oktober 2024');
    expect(formatDay('2024-10-04', 'en')).toBe('Friday 4 October 2024');
    expect(formatDay('2024-09-29', 'id', 'medium')).toBe('Min 29 Sep 2024');
    expect(formatDay('2024-08-17', 'id', 'short')).toBe('Sab 17 Agu');
  });

  test('that no calendar has is refused', () => {
    expect(() => formatDay('2024-02-30', 'id')).toThrow(RangeError);
  });

  test('has twelve months in each language', () => {
    expect(new Set(monthNames('id')).size).toBe(12);
    expect(new Set(monthNames('en')).size).toBe(12);
    expect([monthNames('id')[7], monthNames('en')[7]]).toEqual(['Agustus', 'August']);
  });

  test('ranges name what differs', () => {
    expect(formatDayRange('2024-09-25', '2024-11-23', 'id')).toBe('25 Sep – 23 Nov');
    expect(formatDayRange('2024-11-24', '2024-11-26', 'en')).toBe('24 – 26 Nov');
    expect(formatDayRange('2024-09-22', '2024-09-22', 'id')).toBe('22 Sep');
    expect(formatDayRange('2024-12-28', '2025-01-03', 'id')).toBe('28 Des 2024 – 3 Jan 2025');
  });
});

describe('a limit told from now', () => {
  const due = (instant: string, lang: 'id' | 'en' = 'id') => relativeDue(instant, now, 'WIB', lang);

  test.each([
    ['2024-10-03T16:59:00Z', 'late', 'lewat 1 hari', '1 day late'],
    ['2024-10-01T16:59:00Z', 'late', 'lewat 3 hari', '3 days late'],
    ['2024-10-04T01:00:00Z', 'late', 'lewat 1 jam', '1 hour late'],
    ['2024-10-04T01:48:00Z', 'late', 'lewat 12 menit', '12 minutes late'],
    ['2024-10-04T01:59:30Z', 'late', 'lewat 1 menit', '1 minute late'],
    ['2024-10-04T16:59:00Z', 'due', 'hari ini 23.59', 'today 23:59'],
    ['2024-10-04T02:00:00Z', 'due', 'hari ini 09.00', 'today 09:00'],
    ['2024-10-05T16:59:00Z', 'due', 'besok 23.59', 'tomorrow 23:59'],
    ['2024-10-07T16:59:00Z', 'neutral', 'sisa 3 hari', '3 days left'],
  ])('%s is %s: %s', (instant, tone, id, en) => {
    expect(due(instant)).toEqual({ tone, words: id });
    expect(due(instant, 'en')).toEqual({ tone, words: en });
  });

  test('counts days of its own zone, not of the server', () => {
    // 00.30 of Saturday in Jayapura is still Friday in Jakarta.
    expect(relativeDue('2024-10-04T15:30:00Z', now, 'WIT', 'id').words).toBe('besok 00.30');
    expect(relativeDue('2024-10-04T15:30:00Z', now, 'WIB', 'id').words).toBe('hari ini 22.30');
  });

  test('of whole days needs no time', () => {
    expect(relativeDueDay('2024-10-03', '2024-10-04', 'id')).toEqual({ tone: 'late', words: 'lewat 1 hari' });
    expect(relativeDueDay('2024-10-04', '2024-10-04', 'id')).toEqual({ tone: 'due', words: 'hari ini' });
    expect(relativeDueDay('2024-10-05', '2024-10-04', 'en')).toEqual({ tone: 'due', words: 'tomorrow' });
    expect(relativeDueDay('2025-10-04', '2024-10-04', 'id')).toEqual({ tone: 'neutral', words: 'sisa 365 hari' });
  });
});

describe('a span of time', () => {
  test.each([
    [0.5, 'kurang dari 1 menit', 'less than 1 minute'],
    [45, '45 menit', '45 minutes'],
    [60, '1 jam', '1 hour'],
    [61, '1 jam 1 menit', '1 hour 1 minute'],
    [4440, '3 hari 2 jam', '3 days 2 hours'],
    [1445, '1 hari', '1 day'],
    [1440 * 1158, '1.158 hari', '1,158 days'],
  ])('%s minutes: %s', (minutes, id, en) => {
    expect(formatDuration(minutes, 'id')).toBe(id);
    expect(formatDuration(minutes, 'en')).toBe(en);
  });
});
