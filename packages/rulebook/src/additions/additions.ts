/**
 * Law that is added as data: holiday decrees, elections and corrected limits. A new year or a new election needs no new version of the product;
 * what is built in always stands, and what would contradict it has to say so.
 */
import type { CalendarData } from '../calendar/calendar.ts';
import type { IsoDay } from '../calendar/days.ts';
import type { Nature, Unit } from '../clocks/procedure.ts';
import type { Election } from '../elections/elections.ts';
import type { Bilingual, Confidence, InForce, Source } from '../text.ts';

/**
 * A holiday decree. Days are written `MM-DD` within `year`. The first decree of a year stands alone. A later one for the same year says what it
 * does to an earlier one: `replaces` (its lists are the whole year from then on; voting days stay, another decree sets them) or `amends` (its
 * lists are added, `reopens` is taken out). Both stay on record with their days, and for each day of the year the newest counts.
 */
export interface DecreeAddition {
  readonly year: string;
  /** Title of the decree, as it is cited. */
  readonly decree: string;
  /** The day on which it was decided. Needed with `replaces` and `amends`: it says which is newer. */
  readonly on?: IsoDay;
  readonly replaces?: string;
  readonly amends?: string;
  /** With `amends`: days that are open again. */
  readonly reopens?: readonly string[];
  readonly nationalHoliday: readonly string[];
  readonly collectiveLeave: readonly string[];
  readonly votingDay: readonly string[];
  readonly subjectToDecree: readonly string[];
  readonly regionalHoliday: CalendarData['regionalHoliday'];
  readonly source: Source;
  readonly confidence: Confidence;
}

/**
 * A corrected limit of one step, for one office or for all. It counts for clocks that start within `inForce`; the most specific counts first,
 * then the newest. It may never present a target or a letter as law: `nature: 'law'` needs a basis that names an instrument. And a limit of law
 * may not end later because an office says so: only an override of nature `law` may lengthen it.
 */
export interface StepOverride {
  readonly id: string;
  readonly procedure: string;
  readonly step: string;
  /** Code of the office; absent: every office. */
  readonly office?: string;
  /** Days; negative where the step counts backwards. */
  readonly limit: number;
  readonly unit: Unit;
  readonly nature: Nature;
  readonly basis: string;
  readonly inForce: InForce;
  readonly reason: Bilingual;
  readonly source: Source;
  readonly confidence: Confidence;
}

export interface LawAdditions {
  readonly decrees: readonly DecreeAddition[];
  readonly elections: readonly Election[];
  readonly overrides: readonly StepOverride[];
}

export const noAdditions: LawAdditions = { decrees: [], elections: [], overrides: [] };

/** Earlier first; decrees of the same day by title, so that the order in which they were stored decides nothing. */
export function decreesInOrder(decrees: readonly DecreeAddition[]): readonly DecreeAddition[] {
  return [...decrees].sort(
    (a, b) => compare(a.year, b.year) || compare(a.on ?? '', b.on ?? '') || compare(a.decree, b.decree),
  );
}

/** The additions as they stood on a day: decrees decided later are left out. Elections and overrides carry their own days. */
export function additionsAsOf(additions: LawAdditions, day: IsoDay): LawAdditions {
  return { ...additions, decrees: additions.decrees.filter(({ on }) => on === undefined || on <= day) };
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
