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

export interface Followup {
  readonly kind: FollowupKind;
  readonly newDue: string | null;
}

export const standings = ['overdue', 'missed', 'partly', 'open', 'kept'] as const;
export type Standing = (typeof standings)[number];

export interface Stand {
  readonly standing: Standing;
  /** The day that counts now; days before it stay in the list of follow-ups. */
  readonly due: string;
}

/** @param followups in the order in which they were written */
export function standOf(firstDue: string, followups: readonly Followup[], today: string): Stand {
  const due = followups.reduce((day, one) => one.newDue ?? day, firstDue);
  const last = followups.at(-1);
  // A new day opens the commitment again: only what was said after it counts.
  if (last === undefined || last.kind === 'moved') return { standing: due < today ? 'overdue' : 'open', due };
  return { standing: last.kind, due };
}

export interface Tally {
  readonly kept: number;
  readonly missed: number;
  readonly open: number;
}

/** Partly is not kept: the rest is still owed. Overdue counts as missed, since nobody said that it was kept. */
export function tally(stands: readonly Stand[]): Tally {
  const count = (...wanted: readonly Standing[]): number =>
    stands.filter((one) => wanted.includes(one.standing)).length;
  return { kept: count('kept'), missed: count('missed', 'overdue'), open: count('open', 'partly') };
}

/** Which reminder a commitment is due for on a day: a week before, a day before, after it passed; null: none. */
export function reminderStage(stand: Stand, today: string): 'week' | 'day' | 'late' | null {
  if (stand.standing === 'kept' || stand.standing === 'missed') return null;
  if (stand.due < today) return 'late';
  const days = Temporal.PlainDate.from(today).until(Temporal.PlainDate.from(stand.due)).days;
  return days <= 1 ? 'day' : days <= 7 ? 'week' : null;
}
