/** The shapes of a running clock: what starts it, what may happen to it, and what is said of it. */
import type { ClosedKind } from '../calendar/calendar.ts';
import type { IsoDay } from '../calendar/days.ts';
import type { Zone } from '../calendar/zones.ts';
import type { Bilingual, Confidence } from '../text.ts';
import type { Deadline, DeadlineRequest } from './compute-deadline.ts';
import type { Nature, Unit } from './procedure.ts';

/** What starts a clock: the same as for a deadline. */
export type ClockStart = Omit<DeadlineRequest, 'calendar'>;

interface Change {
  /** Legal day of the office on which it was decided. */
  readonly day: IsoDay;
  readonly reason: string;
  /** The article or letter that allows it. */
  readonly basis: string;
}

/** More time: by the step that the procedure itself has for it (`handle` → `handle-extended`), or `by` a number of days. */
export interface ExtendChange extends Change {
  readonly kind: 'extend';
  readonly by?: { readonly limit: number; readonly unit: Unit; readonly nature: Nature };
}

/** From the day of a stop on no day counts: a clock that was stopped on its last day does not expire while it stands still. */
export interface StopChange extends Change {
  readonly kind: 'stop';
}

/**
 * The day of the resumption takes the place of the day of the stop: it counts as that one would have (not at all when the clock was stopped on the
 * day it started). Stopped and resumed on one day, nothing changes.
 */
export interface ResumeChange extends Change {
  readonly kind: 'resume';
}

export type ClockChange = ExtendChange | StopChange | ResumeChange;

/** A day that was passed over: closed, or lying in a stop. */
export interface ClockSkipped {
  readonly date: IsoDay;
  readonly kind: ClosedKind | 'stopped';
  readonly why: string;
  readonly en: string;
}

/** What one change did. A due day is null while the clock stands still. */
export interface ChangeEffect {
  readonly change: ClockChange;
  readonly dueBefore: IsoDay | null;
  readonly dueAfter: IsoDay | null;
  readonly did: Bilingual;
}

export interface RunningClock {
  readonly rule: string;
  readonly rulebookVersion: string;
  readonly rulebookData: string;
  readonly state: 'running' | 'stopped';
  readonly startedOn: IsoDay;
  readonly zone: Zone;
  /** Null while it stands still: until it is resumed nobody can say when it ends. */
  readonly dueOn: IsoDay | null;
  /** 23:59:59 of the due day in the office's zone. */
  readonly due: string | null;
  /** Days to count in all, extensions included. */
  readonly days: number;
  /** Days counted up to `asOf`, and those still to count. */
  readonly counted: number;
  readonly left: number;
  /** Default: the day of the last change, or of the start. */
  readonly asOf: IsoDay;
  /** Calendar days in stops, up to the last resumption. */
  readonly daysStopped: number;
  readonly skipped: readonly ClockSkipped[];
  readonly provisional: boolean;
  readonly mayMove: readonly IsoDay[];
  readonly nature: Nature;
  readonly basis: string;
  readonly confidence: Confidence;
  readonly inForce: boolean;
  /** Without the changes: what `deadlineFor` says, with the limit as the rulebook has it where a corrected one counts. */
  readonly unchanged: Deadline;
  readonly changes: readonly ChangeEffect[];
  readonly lastIntake?: string | null;
}
