/** The law as pages and documents read it: a rulebook, its calendar told year by year, and the questions at the edge. Pure. */
import {
  allElections,
  type Bilingual,
  builtIn,
  type CalendarData,
  type Confidence,
  type Election,
  type IsoDay,
  type Rulebook,
  type StepOverride,
  type YearDecree,
} from '@netra/rulebook';
import { type EdgeCase, edgeCases } from '@netra/rulebook/edge-cases';

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
  /** The title under which the year as a whole is cited. */
  readonly decree: string;
  /** Every decree of the year in the order of their days, also those that a later one replaced. */
  readonly decrees: readonly YearDecree[];
  readonly confidence: Confidence;
  readonly days: readonly ClosedDay[];
  /** Days that a later decree may still move. */
  readonly mayMove: readonly IsoDay[];
}

export interface Law {
  readonly rulebook: Rulebook;
  /** Version, and the fingerprint of what was added as data where anything was. */
  readonly version: string;
  readonly elections: readonly Election[];
  /** Newest first. */
  readonly years: readonly CalendarYear[];
  readonly overrides: readonly StepOverride[];
  readonly edgeCases: readonly EdgeCase[];
}

const rank: Record<Confidence, number> = { uncertain: 0, recalled: 1, 'seen-3p': 2, seen: 3 };

/** The weakest of several: a whole is never surer than its weakest part. */
export function weakest(confidences: readonly Confidence[]): Confidence {
  return confidences.reduce((least, one) => (rank[one] < rank[least] ? one : least), 'seen');
}

function yearOf(data: CalendarData, year: string, decrees: readonly YearDecree[]): CalendarYear {
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
  // The titles of the built-in decrees carry how sure we are of their numbers.
  const sure = decrees.map((one) => one.confidence ?? (one.decree.includes('recalled') ? 'recalled' : 'seen'));
  const mayMove = (data.subjectToDecree[year] ?? []).map((day) => `${year}-${day}`);
  return { year, decree, decrees, confidence: weakest(sure), days, mayMove };
}

export function lawOf(rulebook: Rulebook): Law {
  return {
    rulebook,
    version: rulebook.data === '' ? rulebook.version : `${rulebook.version} + ${rulebook.data}`,
    elections: rulebook.elections,
    years: Object.keys(rulebook.days.decrees)
      .toSorted()
      .toReversed()
      .map((year) => yearOf(rulebook.days, year, rulebook.decreesOf(year))),
    overrides: rulebook.additions.overrides,
    edgeCases,
  };
}

/** The law of this release, without anything that an instance added. */
export const builtInLaw: Law = lawOf(builtIn);

const builtInElections = new Set(allElections.map((election) => election.id));

/** Whether the election was added as data. */
export function isAdded(election: Election): boolean {
  return !builtInElections.has(election.id);
}
