import { addDays } from '@netra/rulebook';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reminderDays, reminderDue } from './reminder-plan.ts';

describe('days of reminders', () => {
  it('lie after opening and before the end, at most three', () => {
    expect(reminderDays('2024-09-25', '2024-11-28')).toEqual(['2024-10-02', '2024-11-14', '2024-11-25']);
  });

  it('a short campaign reminds less often, a very short one never', () => {
    expect(reminderDays('2024-11-10', '2024-11-28')).toEqual(['2024-11-14', '2024-11-17', '2024-11-25']);
    expect(reminderDays('2024-11-23', '2024-11-28')).toEqual([]);
  });

  it('are never more than the plan says, never closer than three days, and always within the campaign', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (length) => {
        const ends = addDays('2024-01-01', length);
        const days = reminderDays('2024-01-01', ends);
        expect(days.length).toBeLessThanOrEqual(3);
        for (const [at, day] of days.entries())
          expect(day >= addDays(days[at - 1] ?? '2024-01-01', 3) && day < ends).toBe(true);
      }),
    );
  });

  it('one is due from its day until the next, and none after the end', () => {
    expect(reminderDue('2024-09-25', '2024-11-28', '2024-10-01')).toBeUndefined();
    expect(reminderDue('2024-09-25', '2024-11-28', '2024-10-02')).toEqual({ number: 1, on: '2024-10-02' });
    expect(reminderDue('2024-09-25', '2024-11-28', '2024-11-13')).toEqual({ number: 1, on: '2024-10-02' });
    expect(reminderDue('2024-09-25', '2024-11-28', '2024-11-27')).toEqual({ number: 3, on: '2024-11-25' });
    expect(reminderDue('2024-09-25', '2024-11-28', '2024-11-28')).toBeUndefined();
  });
});
