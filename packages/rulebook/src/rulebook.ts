/**
 * A rulebook: the law that is built in, together with what was added as data. Rows and their compiled tables are shared by all rulebooks; only
 * elections, holidays and corrected limits differ.
 */
import { type LawAdditions, noAdditions, type StepOverride } from './additions/additions.ts';
import { whyOverrideRefused } from './additions/choose-override.ts';
import { fingerprintOf } from './additions/fingerprint.ts';
import { mergeDecrees, type YearDecree } from './additions/merge-decrees.ts';
import { type Assess, assess, createAssess } from './assess/assess.ts';
import { createParseFacts, type ParseFacts, parseFacts } from './assess/facts.ts';
import { type Calendar, type CalendarData, createCalendars } from './calendar/calendar.ts';
import type { IsoDay } from './calendar/days.ts';
import { decreedDays } from './calendar/decreed-days.ts';
import { createDeadlineFor, type DeadlineFor, type DeadlineLaw } from './clocks/compute-deadline.ts';
import { parseDeadlineRequest } from './clocks/parse-request.ts';
import { findStep } from './clocks/procedures.ts';
import { allElections, builtInElections, createElectionBook, type Election } from './elections/elections.ts';
import { type ElectionStage, stagesOf } from './elections/phase.ts';
import { rulebookVersion } from './version.ts';

export interface Rulebook {
  readonly version: string;
  /** Fingerprint of the additions, empty without; it is no protection, see `fingerprintOf`. */
  readonly data: string;
  readonly additions: LawAdditions;
  /** Built in first, then the added ones. */
  readonly elections: readonly Election[];
  readonly findElection: (id: string) => Election | undefined;
  /** Throws when there is no such election. */
  readonly getElection: (id: string) => Election;
  /** The days on which offices are closed, all decrees put together. */
  readonly days: CalendarData;
  /** Working days of an office; without its region no regional holiday counts. */
  readonly calendar: (region?: string) => Calendar;
  /** Every decree of a year in the order of their days, also those whose place a later one has taken. */
  readonly decreesOf: (year: string) => readonly YearDecree[];
  readonly parseFacts: ParseFacts;
  readonly assess: Assess;
  readonly parseDeadlineRequest: typeof parseDeadlineRequest;
  readonly deadlineFor: DeadlineFor;
  /** The stages of an election as they stand on a day. Throws when there is no such election. */
  readonly stageOf: (electionId: string, day: IsoDay) => ElectionStage;
  /** What deadlines are computed from, for the clocks. */
  readonly law: DeadlineLaw;
}

/**
 * Makes a rulebook. Never throws: additions from outside come through `parseAdditions`, and what that would refuse (a second election with the
 * same id, a decree that contradicts another without saying so, an override that gives more time than the law) has no effect here.
 */
export function createRulebook(additions: LawAdditions = noAdditions): Rulebook {
  const isEmpty = additions.decrees.length + additions.elections.length + additions.overrides.length === 0;
  const data = fingerprintOf(additions);
  const book = isEmpty ? builtInElections : createElectionBook([...allElections, ...additions.elections]);
  const decrees = mergeDecrees(decreedDays, additions.decrees);
  const law: DeadlineLaw = {
    data,
    elections: book.all,
    overrides: overridesByStep(additions.overrides),
    calendar: createCalendars(decrees.data),
  };
  return {
    version: rulebookVersion,
    data,
    additions,
    elections: book.all,
    findElection: book.find,
    getElection: book.get,
    days: decrees.data,
    calendar: law.calendar,
    decreesOf: (year) => decrees.byYear[year] ?? [],
    parseFacts: isEmpty ? parseFacts : createParseFacts(book),
    assess: isEmpty ? assess : createAssess(book, data),
    parseDeadlineRequest,
    deadlineFor: createDeadlineFor(law),
    stageOf: (electionId, day) => stagesOf(book.get(electionId), day),
    law,
  };
}

function overridesByStep(overrides: readonly StepOverride[]): DeadlineLaw['overrides'] {
  const byStep = new Map<string, StepOverride[]>();
  for (const override of overrides) {
    const step = findStep(override.procedure, override.step);
    if (step === undefined || whyOverrideRefused(override, step) !== undefined) continue;
    const key = `${override.procedure}/${override.step}`;
    byStep.set(key, [...(byStep.get(key) ?? []), override]);
  }
  return byStep;
}

/** The law that is built in, without additions: what the functions at the top of the package answer from. */
export const builtIn: Rulebook = createRulebook();
