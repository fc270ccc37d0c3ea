import { describe, expect, it } from 'vitest';
import { afterQuiet, digestAfter, isUrgent, leavesAt, retryAt } from './schedule.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);

describe('quiet hours', () => {
  it.each([
    ['2024-10-04T19:59:59+07:00', '2024-10-04T19:59:59+07:00'],
    ['2024-10-04T20:00:00+07:00', '2024-10-05T06:00:00+07:00'],
    ['2024-10-05T00:30:00+07:00', '2024-10-05T06:00:00+07:00'],
    ['2024-10-05T05:59:59+07:00', '2024-10-05T06:00:00+07:00'],
    ['2024-10-05T06:00:00+07:00', '2024-10-05T06:00:00+07:00'],
  ])('%s in WIB leaves at %s', (from, to) => {
    expect(afterQuiet(at(from), 'WIB')).toEqual(at(to));
  });

  it('are those of the office: what may leave in Jakarta waits in Jayapura', () => {
    const evening = at('2024-10-04T18:30:00+07:00');
    expect(afterQuiet(evening, 'WIB')).toEqual(evening);
    expect(afterQuiet(evening, 'WIT')).toEqual(at('2024-10-05T06:00:00+09:00'));
  });

  it('hold for work and not for what must not wait', () => {
    expect(isUrgent('security-changed')).toBe(true);
    expect(isUrgent('invitation')).toBe(true);
    expect(isUrgent('work-waiting')).toBe(false);
    expect(isUrgent('due-soon')).toBe(false);
  });
});

describe('the summary of the day', () => {
  it('leaves at 07.30 of the office, the first time after something was queued', () => {
    expect(digestAfter(at('2024-10-04T07:29:00+07:00'), 'WIB')).toEqual(at('2024-10-04T07:30:00+07:00'));
    expect(digestAfter(at('2024-10-04T07:30:00+07:00'), 'WIB')).toEqual(at('2024-10-05T07:30:00+07:00'));
    expect(digestAfter(at('2024-10-04T23:00:00+07:00'), 'WITA')).toEqual(at('2024-10-05T07:30:00+08:00'));
  });

  it('that was missed leaves as soon as it is day', () => {
    const queued = at('2024-10-03T10:00:00+07:00');
    expect(leavesAt(queued, at('2024-10-04T22:00:00+07:00'), 'digest', 'WIB')).toEqual(at('2024-10-05T06:00:00+07:00'));
    expect(leavesAt(queued, at('2024-10-05T09:12:00+07:00'), 'digest', 'WIB')).toEqual(at('2024-10-05T09:12:00+07:00'));
  });
});

describe('each thing at once', () => {
  it('leaves at the next quarter of an hour, so that the minute of a deed is not told to servers of others', () => {
    const queued = at('2024-10-04T10:02:11+07:00');
    expect(leavesAt(queued, queued, 'each', 'WIB')).toEqual(at('2024-10-04T10:15:00+07:00'));
    expect(leavesAt(queued, at('2024-10-04T10:20:00+07:00'), 'each', 'WIB')).toEqual(at('2024-10-04T10:20:00+07:00'));
  });

  it('still not at night', () => {
    const queued = at('2024-10-04T19:50:00+07:00');
    expect(leavesAt(queued, queued, 'each', 'WIB')).toEqual(at('2024-10-05T06:00:00+07:00'));
  });

  it('is nothing for whoever wants none', () => {
    const queued = at('2024-10-04T10:00:00+07:00');
    expect(leavesAt(queued, queued, 'none', 'WIB')).toBeNull();
  });
});

describe('tries', () => {
  it('come further and further apart and end after about two days', () => {
    const now = at('2024-10-04T10:00:00Z');
    const minutes = [1, 2, 3, 4, 5, 6, 7].map((n) => retryAt(now, n)?.since(now).total('minutes'));
    expect(minutes).toEqual([5, 15, 60, 180, 360, 720, 1440]);
    expect(retryAt(now, 8)).toBeNull();
  });
});
