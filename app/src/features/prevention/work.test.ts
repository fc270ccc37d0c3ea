/** How a commitment stands, which reminder is due, and what people type one a line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPeople, readPosts, readPresence } from './lines.ts';
import { type Followup, type FollowupKind, followupKinds, reminderStage, standOf, tally, type Voice } from './work.ts';

const said = (
  kind: FollowupKind,
  onDay: string,
  by: Voice = 'recorder',
  newDue: string | null = kind === 'moved' ? '2099-12-31' : null,
): Followup => ({ kind, newDue, onDay, by });
const DUE = '2024-10-09';

describe('how a commitment stands', () => {
  it('is open until its day is over, then overdue', () => {
    expect(standOf(DUE, [], DUE).standing).toBe('open');
    expect(standOf(DUE, [], '2024-10-10').standing).toBe('overdue');
  });
  it('opens again with a new day of the office that recorded it, and the new day counts', () => {
    const followups = [said('missed', '2024-10-10'), said('moved', '2024-10-11', 'recorder', '2024-10-20')];
    expect(standOf(DUE, followups, '2024-10-15')).toMatchObject({ standing: 'open', due: '2024-10-20' });
    expect(standOf(DUE, followups, '2024-10-21').standing).toBe('overdue');
  });
  it('keeps its day when the office that promised moves it by itself: that is a wish', () => {
    const followups = [said('moved', '2024-10-01', 'owner')];
    expect(standOf(DUE, followups, DUE)).toMatchObject({ standing: 'open', due: DUE, wish: '2099-12-31' });
    expect(standOf(DUE, followups, '2024-10-10').standing).toBe('overdue');
    const agreed = [...followups, said('moved', '2024-10-02', 'recorder', '2024-10-30')];
    expect(standOf(DUE, agreed, '2024-10-20')).toMatchObject({ standing: 'open', due: '2024-10-30', wish: null });
    expect(standOf(DUE, [...followups, said('missed', '2024-10-10')], '2024-10-10').wish).toBeNull();
  });
  it('is said to be kept until the other office answers, or is silent for fourteen days', () => {
    const claim = said('kept', '2024-10-08', 'owner');
    expect(standOf(DUE, [claim], '2024-10-21')).toMatchObject({ standing: 'claimed', final: false });
    expect(standOf(DUE, [claim], '2024-10-22')).toMatchObject({ standing: 'kept', final: false });
    expect(standOf(DUE, [claim, said('kept', '2024-10-12')], '2024-10-12')).toMatchObject({
      standing: 'kept',
      final: true,
    });
    expect(standOf(DUE, [claim, said('missed', '2024-11-30')], '2024-11-30').standing).toBe('missed');
    // Said again, it does not begin anew, and after "not kept" silence is no yes.
    const again = [claim, said('missed', '2024-10-09'), said('kept', '2024-10-09', 'owner')];
    expect(standOf(DUE, again, '2025-10-09').standing).toBe('missed');
  });
  it('claimed too late counts as missed until it is confirmed', () => {
    const late = said('kept', '2024-10-10', 'owner');
    expect(standOf(DUE, [late], '2025-01-01').standing).toBe('overdue');
    expect(standOf(DUE, [late, said('kept', '2025-01-01')], '2025-01-01').standing).toBe('kept');
  });
  it('of an office that recorded its own promise is judged by itself, but its day stays', () => {
    expect(standOf(DUE, [said('kept', '2024-10-08', 'self')], DUE)).toMatchObject({ standing: 'kept', final: true });
    expect(standOf(DUE, [said('moved', '2024-10-08', 'self')], '2024-10-10').standing).toBe('overdue');
  });
  it('partly done is still owed once the day is over, unless the other office says so', () => {
    expect(standOf(DUE, [said('partly', '2024-10-08', 'owner')], DUE).standing).toBe('partly');
    expect(standOf(DUE, [said('partly', '2024-10-08', 'owner')], '2024-10-10').standing).toBe('overdue');
    expect(standOf(DUE, [said('partly', '2024-10-10')], '2024-10-12').standing).toBe('partly');
  });
  it('counts overdue as missed, partly and claimed as still open', () => {
    const stands = [
      standOf('2024-10-01', [], '2024-10-10'),
      standOf('2024-10-01', [said('partly', '2024-10-02')], '2024-10-10'),
      standOf('2024-10-01', [said('kept', '2024-10-02')], '2024-10-10'),
      standOf('2024-10-01', [said('kept', '2024-10-01', 'owner')], '2024-10-10'),
    ];
    expect(tally(stands)).toEqual({ kept: 1, missed: 1, open: 2 });
  });

  const day = fc.integer({ min: 0, max: 60 }).map((n) =>
    Temporal.PlainDate.from(DUE)
      .add({ days: n + 1 })
      .toString(),
  );
  const lateOwner = fc
    .array(fc.tuple(fc.constantFrom(...followupKinds), day), { maxLength: 8 })
    .map((list) => list.toSorted((a, b) => a[1].localeCompare(b[1])).map(([kind, on]) => said(kind, on, 'owner')));
  it('cannot be talked out of being missed by the office that promised, once its day is over', () => {
    fc.assert(
      fc.property(lateOwner, fc.integer({ min: 61, max: 900 }), (followups, after) => {
        const today = Temporal.PlainDate.from(DUE).add({ days: after }).toString();
        expect(['overdue', 'missed']).toContain(standOf(DUE, followups, today).standing);
      }),
    );
  });
  it('and what that office writes before never moves the day that counts', () => {
    const early = fc.array(fc.constantFrom(...followupKinds), { maxLength: 8 });
    fc.assert(
      fc.property(early, (kinds) => {
        const stand = standOf(
          DUE,
          kinds.map((kind) => said(kind, '2024-10-01', 'owner')),
          '2024-10-10',
        );
        expect(stand.due).toBe(DUE);
        expect(stand.final).toBe(false);
        expect(stand.standing === 'open' || stand.standing === 'partly').toBe(false);
      }),
    );
  });
});

describe('reminders', () => {
  it('go a week before, a day before and after the day, and never once it is kept', () => {
    const stage = (today: string) => reminderStage(standOf('2024-10-20', [], today), today);
    expect(['2024-10-12', '2024-10-13', '2024-10-19', '2024-10-21'].map(stage)).toEqual([null, 'week', 'day', 'late']);
    expect(reminderStage(standOf('2024-10-20', [said('kept', '2024-10-20')], '2024-10-21'), '2024-10-21')).toBeNull();
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
