/** Prevention work and commitments, pure: the kinds, and how a commitment stands after all that was written of it. */

/** The kinds that supervisors record. */
export const supervisorKinds = [
  'risk',
  'education',
  'participation',
  'cooperation',
  'appeal',
  'publication',
  'other',
] as const;
/** What offices do themselves; supervisors meet and write too. */
export const officeKinds = ['meeting', 'ceremony', 'circular'] as const;
export const workKinds = [...supervisorKinds, ...officeKinds] as const;
export type WorkKind = (typeof workKinds)[number];

export const followupKinds = ['kept', 'partly', 'missed', 'moved'] as const;
export type FollowupKind = (typeof followupKinds)[number];

/**
 * Whose word it is: of the office that promised, of the one that recorded the promise, or of one that is both. The first may say what it likes of
 * itself; what counts is what the second says, or leaves unsaid.
 */
export type Voice = 'owner' | 'recorder' | 'self';

export function voiceOf(bodyId: string, owner: string, recorder: string): Voice {
  if (owner === recorder) return 'self';
  return bodyId === recorder ? 'recorder' : 'owner';
}

export interface Followup {
  readonly kind: FollowupKind;
  readonly newDue: string | null;
  /** Day on which it was written. */
  readonly onDay: string;
  readonly by: Voice;
}

/** `claimed`: the office that promised says that it kept it, in time, and the other has not answered yet. */
export const standings = ['overdue', 'missed', 'claimed', 'partly', 'open', 'kept'] as const;
export type Standing = (typeof standings)[number];

/** Days after which a claim that was made in time counts as kept, when the office that recorded the promise says nothing. */
export const SILENT_DAYS = 14;

/** The first day on which such a claim counts as kept. */
export const silentUntil = (claimedOn: string): string =>
  Temporal.PlainDate.from(claimedOn).add({ days: SILENT_DAYS }).toString();

export interface Stand {
  readonly standing: Standing;
  /** The day that counts now; days before it stay in the list of follow-ups. */
  readonly due: string;
  /** The day that the office that promised asks for; null: none, or it was answered. */
  readonly wish: string | null;
  /** Nothing follows: the office that recorded the promise said that it was kept. */
  readonly final: boolean;
}

/**
 * How a commitment stands. The office that promised cannot escape by itself: a new day is a wish until the office that recorded the promise writes
 * it, "kept" is a claim until that office confirms it or is silent for 14 days, and a claim that came late or after "not kept" waits for a word of
 * that office however long it takes. An office that recorded its own promise judges itself, but its day stays.
 * @param firstDue the day that was promised
 * @param followups in the order in which they were written
 * @param today days are calendar days of WIB
 */
export function standOf(firstDue: string, followups: readonly Followup[], today: string): Stand {
  let due = firstDue;
  let wish: string | null = null;
  let claimedOn: string | null = null;
  /** Somebody said "not kept": after that a claim counts only once it is confirmed. */
  let denied = false;
  let said: 'missed' | 'partly' | 'owner-partly' | 'kept' | null = null;
  for (const one of followups) {
    switch (one.kind) {
      case 'moved':
        if (one.by === 'recorder') {
          due = one.newDue ?? due;
          [wish, claimedOn, denied, said] = [null, null, false, null];
        } else wish = one.newDue;
        break;
      case 'kept':
        if (one.by === 'owner') {
          if (!denied && one.onDay <= due) claimedOn ??= one.onDay;
        } else said = 'kept';
        break;
      case 'partly':
        if (one.by === 'owner') said ??= 'owner-partly';
        else [said, claimedOn] = ['partly', null];
        break;
      case 'missed':
        [said, claimedOn, denied] = ['missed', null, true];
        break;
    }
    // An answer of the other office answers a wish, whatever it says.
    if (one.by === 'recorder') wish = null;
  }
  const stand = (standing: Standing): Stand => ({ standing, due, wish, final: said === 'kept' });
  if (said === 'kept') return stand('kept');
  if (claimedOn !== null) {
    return stand(today >= silentUntil(claimedOn) ? 'kept' : 'claimed');
  }
  if (said === 'missed' || said === 'partly') return stand(said);
  if (due < today) return stand('overdue');
  return stand(said === 'owner-partly' ? 'partly' : 'open');
}

export interface Tally {
  readonly kept: number;
  readonly missed: number;
  readonly open: number;
}

/** Partly is not kept: the rest is still owed. Overdue counts as missed, since nobody said in time that it was kept. */
export function tally(stands: readonly Pick<Stand, 'standing'>[]): Tally {
  const count = (...wanted: readonly Standing[]): number =>
    stands.filter((one) => wanted.includes(one.standing)).length;
  return { kept: count('kept'), missed: count('missed', 'overdue'), open: count('open', 'partly', 'claimed') };
}

/** Which reminder a commitment is due for on a day: a week before, a day before, after it passed; null: none. */
export function reminderStage(stand: Pick<Stand, 'standing' | 'due'>, today: string): 'week' | 'day' | 'late' | null {
  if (stand.standing === 'kept' || stand.standing === 'missed' || stand.standing === 'claimed') return null;
  if (stand.due < today) return 'late';
  const days = Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(stand.due)).days;
  return days <= 1 ? 'day' : days <= 7 ? 'week' : null;
}
