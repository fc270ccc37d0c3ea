/** The law as pages and documents read it: what is built in and what was added as data, under one roof. Pure. */
import {
  allElections,
  type Bilingual,
  type CalendarData,
  type Confidence,
  type Deadline,
  type DeadlineRequest,
  deadlineFor,
  decreedDays,
  type Election,
  type InForce,
  type InputError,
  type IsoDay,
  type Nature,
  type Result,
  rulebookVersion,
  type Source,
  type Unit,
} from '@netra/rulebook';
import { type EdgeCase, edgeCases } from '@netra/rulebook/edge-cases';

/** A corrected limit of one step, for one office or for all. */
export interface Override {
  readonly id: string;
  readonly procedure: string;
  readonly step: string;
  readonly office?: string;
  readonly limit: number;
  readonly unit: Unit;
  readonly nature: Nature;
  readonly basis: string;
  readonly inForce: InForce;
  readonly reason: Bilingual;
  readonly source: Source;
  readonly confidence: Confidence;
}

export interface ClosedDay {
  readonly on: IsoDay;
  readonly kind: 'national_holiday' | 'collective_leave' | 'voting_day' | 'regional_holiday';
  /** For a regional holiday. */
  readonly region?: string;
  readonly why?: Bilingual;
  readonly confidence?: Confidence;
}

/** One year of closed days, with the decrees that say so. */
export interface CalendarYear {
  readonly year: string;
  readonly decree: string;
  readonly source?: Source;
  readonly confidence: Confidence;
  readonly days: readonly ClosedDay[];
  /** Days that a later decree may still move. */
  readonly mayMove: readonly IsoDay[];
}

export interface Law {
  readonly version: string;
  /** Fingerprint of what was added as data; empty without. */
  readonly data: string;
  readonly elections: readonly Election[];
  /** Ids of elections that were added as data and not built in. */
  readonly addedElections: ReadonlySet<string>;
  readonly years: readonly CalendarYear[];
  readonly overrides: readonly Override[];
  readonly edgeCases: readonly EdgeCase[];
  readonly deadlineFor: (request: DeadlineRequest) => Result<Deadline, InputError>;
}

/** What an added decree tells beside its days. */
export interface DecreeNote {
  readonly source: Source;
  readonly confidence: Confidence;
}

/** Turns the lists of a calendar into years, newest first. @param notes of the decrees that were added, by year */
export function yearsOf(
  data: CalendarData,
  notes: ReadonlyMap<string, DecreeNote> = new Map(),
): readonly CalendarYear[] {
  return Object.keys(data.decrees)
    .toSorted()
    .toReversed()
    .map((year) => yearOf(data, year, notes.get(year)));
}

function yearOf(data: CalendarData, year: string, note: DecreeNote | undefined): CalendarYear {
  const decree = data.decrees[year] ?? '';
  const listed = (list: readonly string[] | undefined, kind: ClosedDay['kind']): readonly ClosedDay[] =>
    (list ?? []).map((day) => ({ on: `${year}-${day}`, kind }));
  const days = [
    ...listed(data.nationalHoliday[year], 'national_holiday'),
    ...listed(data.collectiveLeave[year], 'collective_leave'),
    ...listed(data.votingDay[year], 'voting_day'),
    ...data.regionalHoliday
      .filter((one) => one.on.startsWith(year))
      .map((one): ClosedDay => ({ ...one, kind: 'regional_holiday' })),
  ].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return {
    year,
    decree,
    ...(note === undefined ? {} : { source: note.source }),
    // The titles of the built-in decrees carry how sure we are of their numbers.
    confidence: note?.confidence ?? (decree.includes('recalled') ? 'recalled' : 'seen'),
    days,
    mayMove: (data.subjectToDecree[year] ?? []).map((day) => `${year}-${day}`),
  };
}

/** The law of this release, without anything that an instance added. */
export const builtInLaw: Law = {
  version: rulebookVersion,
  data: '',
  elections: allElections,
  addedElections: new Set(),
  years: yearsOf(decreedDays),
  overrides: [],
  edgeCases,
  deadlineFor,
};
