/** How a commitment stands, which reminder is due, and what people type one a line. */
import { describe, expect, it } from 'vitest';
import { readPeople, readPosts, readPresence } from './lines.ts';
import { reminderStage, standOf, tally } from './work.ts';

const said = (kind: 'kept' | 'partly' | 'missed' | 'moved', newDue: string | null = null) => ({ kind, newDue });

describe('how a commitment stands', () => {
  it('is open until its day is over, then overdue', () => {
    expect(standOf('2024-10-09', [], '2024-10-09').standing).toBe('open');
    expect(standOf('2024-10-09', [], '2024-10-10').standing).toBe('overdue');
  });
  it('opens again with a new day, and the new day counts', () => {
    const followups = [said('missed'), said('moved', '2024-10-20')];
    expect(standOf('2024-10-09', followups, '2024-10-15')).toEqual({ standing: 'open', due: '2024-10-20' });
    expect(standOf('2024-10-09', followups, '2024-10-21').standing).toBe('overdue');
  });
  it('counts overdue as missed, and partly as still owed', () => {
    const stands = [
      standOf('2024-10-01', [], '2024-10-10'),
      standOf('2024-10-01', [said('partly')], '2024-10-10'),
      standOf('2024-10-01', [said('kept')], '2024-10-10'),
    ];
    expect(tally(stands)).toEqual({ kept: 1, missed: 1, open: 1 });
  });
});

describe('reminders', () => {
  it('go a week before, a day before and after the day, and never once it is kept', () => {
    const stage = (today: string) => reminderStage(standOf('2024-10-20', [], today), today);
    expect(['2024-10-12', '2024-10-13', '2024-10-19', '2024-10-21'].map(stage)).toEqual([null, 'week', 'day', 'late']);
    expect(reminderStage(standOf('2024-10-20', [said('kept')], '2024-10-21'), '2024-10-21')).toBeNull();
  });
});

describe('lists one a line', () => {
  it('reads offices with their counts, and refuses a line without one', () => {
    expect(readPresence('Dinas A = 12\n\nDinas B: 1.200')).toEqual({
      ok: true,
      value: [
        { office: 'Dinas A', people: 12 },
        { office: 'Dinas B', people: 1200 },
      ],
    });
    for (const wrong of ['Dinas A', 'Dinas A = banyak', '= 3', 'Dinas A = 0'])
      expect(readPresence(wrong).ok, wrong).toBe(false);
  });
  it('counts letters as the database does, so that one picture is no name of an office', () => {
    expect(readPresence('💥 = 3').ok).toBe(false);
    expect(readPosts('💥').ok).toBe(false);
  });
  it('adds up who came unless it was said, up to a million', () => {
    expect(readPeople(null, [])).toEqual({ ok: true, value: null });
    expect(readPeople(null, [{ people: 12 }, { people: 3 }])).toEqual({ ok: true, value: 15 });
    expect(readPeople(40, [{ people: 12 }])).toEqual({ ok: true, value: 40 });
    expect(readPeople(null, [{ people: 999_999 }, { people: 2 }]).ok).toBe(false);
    expect(readPeople(1_000_001, []).ok).toBe(false);
  });
  it('reads posts, at most sixty', () => {
    expect(readPosts(' Sekretaris  Daerah \nInspektur')).toEqual({
      ok: true,
      value: ['Sekretaris Daerah', 'Inspektur'],
    });
    expect(readPosts('Camat\n'.repeat(61)).ok).toBe(false);
  });
});
