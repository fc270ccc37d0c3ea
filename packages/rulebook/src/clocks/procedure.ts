/** The shape of a procedure and its steps: a statutory clock as data. */
import type { Bilingual, Confidence, InForce } from '../text.ts';

export type Unit = 'working_day' | 'calendar_day';

/** law: a number in an instrument; practice: a supervisor's letter or an announced flow; target: what an office sets for itself. */
export type Nature = 'law' | 'practice' | 'target';

export type Actor = 'reporter' | 'bawaslu' | 'ppk' | 'satgas' | 'bkn' | 'examiner' | 'law' | 'accused' | 'bpasn';

export interface Step {
  readonly id: string;
  readonly name: Bilingual;
  /** The event that starts the clock. Its day is day 0 and is never counted. */
  readonly from: string;
  /** Another event that some sources name as the start. */
  readonly altFrom?: string;
  readonly triggerConflict?: boolean;
  readonly by: Actor;
  /** Negative: counted backwards from the event. */
  readonly limit: number;
  readonly unit: Unit;
  /** clear_days: that many whole days lie strictly between the two days. */
  readonly counting?: 'clear_days';
  readonly nature: Nature;
  readonly basis?: string;
  readonly confidence: Confidence;
  /** How sure we are of working against calendar days, where that is less than the number itself. */
  readonly unitConfidence?: Confidence;
  readonly onExpiry?: Bilingual;
  readonly branch?: Bilingual;
  readonly meaning?: Bilingual;
  readonly note?: Bilingual;
  /** The step runs only when this holds. */
  readonly needs?: string;
  /** The step whose limit this one takes the place of, counted from the same start: the extension that the law itself knows. */
  readonly extends?: string;
  readonly suspendedBy?: string;
  readonly outcomes?: readonly string[];
}

/** Hours in which an office takes reports, in its own time. */
export interface Intake {
  readonly hours: { readonly monThu: readonly [string, string]; readonly fri: readonly [string, string] };
  readonly openOn: 'working_day';
  readonly alwaysOpen: readonly ('quiet_days' | 'voting_day')[];
  readonly basis: string;
  readonly confidence: Confidence;
}

export interface Procedure {
  readonly id: string;
  readonly title: Bilingual;
  readonly basis: readonly string[];
  readonly inForce: InForce;
  readonly intake?: Intake;
  /** Empty for older matters whose rules are not encoded: "older rules, no clock". */
  readonly steps: readonly Step[];
}
