/** Puts the built-in decrees and the added ones together: one list of days a year, each day with the decree that closes it. */
import type { CalendarData } from '../calendar/calendar.ts';
import type { IsoDay } from '../calendar/days.ts';
import type { Confidence, Source } from '../text.ts';
import { type DecreeAddition, decreesInOrder } from './additions.ts';

/** One decree of a year, on record whether or not it still counts. */
export interface YearDecree {
  readonly decree: string;
  /** Unknown for the decrees that are built in: their titles carry what is known. */
  readonly on?: IsoDay;
  readonly does: 'first' | 'replaces' | 'amends';
  /** The decree that it replaces or amends. */
  readonly of?: string;
  /** False once a later decree has taken its place. */
  readonly counts: boolean;
  readonly source?: Source;
  readonly confidence?: Confidence;
}

export interface MergedDecrees {
  readonly data: CalendarData;
  readonly byYear: Readonly<Record<string, readonly YearDecree[]>>;
  /** The additions that had an effect; a decree that contradicts another without saying so has none. */
  readonly used: readonly DecreeAddition[];
}

interface Year {
  decrees: YearDecree[];
  /** The title to show for the year as a whole. */
  title: string;
  /** `MM-DD` → title of the decree that closes it. */
  national: Map<string, string>;
  leave: Map<string, string>;
  voting: Map<string, string>;
  moving: Set<string>;
}

/** Why a decree cannot stand beside those that are there already, or undefined when it can. */
export function whyDecreeRefused(
  decree: DecreeAddition,
  there: readonly string[],
): { readonly field: string; readonly what: string } | undefined {
  const of = decree.replaces ?? decree.amends;
  if (there.includes(decree.decree)) {
    return { field: 'decree', what: `${JSON.stringify(decree.decree)} is already there for ${decree.year}` };
  }
  if (of !== undefined) {
    if (there.includes(of)) return undefined;
    const allowed = there.length === 0 ? `no decree of ${decree.year} is there yet; leave it out` : quoted(there);
    return {
      field: decree.replaces === undefined ? 'amends' : 'replaces',
      what: `names no earlier decree; allowed: ${allowed}`,
    };
  }
  if (there.length > 0) {
    return {
      field: 'year',
      what: `${decree.year} has a decree already; say in "replaces" or "amends" which one: ${quoted(there)}`,
    };
  }
  if (decree.nationalHoliday.length === 0) {
    return {
      field: 'nationalHoliday',
      what: 'is empty; allowed for the first decree of a year is its whole list of national holidays',
    };
  }
  return undefined;
}

function quoted(titles: readonly string[]): string {
  return titles.map((title) => JSON.stringify(title)).join(' or ');
}

/** Titles of the decrees of a year that is built in. */
export function titlesOf(data: CalendarData, year: string): readonly string[] {
  const title = data.decrees[year];
  return title === undefined ? [] : [title];
}

/** Later decrees change earlier ones in the order of their days. */
export function mergeDecrees(base: CalendarData, additions: readonly DecreeAddition[]): MergedDecrees {
  const years = new Map<string, Year>();
  const used: DecreeAddition[] = [];
  for (const [year, decree] of Object.entries(base.decrees)) {
    const mapped = (days: CalendarData['votingDay']): Map<string, string> =>
      new Map((days[year] ?? []).map((day) => [day, decree]));
    years.set(year, {
      decrees: [{ decree, does: 'first', counts: true }],
      title: decree,
      national: mapped(base.nationalHoliday),
      leave: mapped(base.collectiveLeave),
      voting: mapped(base.votingDay),
      moving: new Set(base.subjectToDecree[year]),
    });
  }
  for (const decree of decreesInOrder(additions)) {
    const known = years.get(decree.year);
    if (
      whyDecreeRefused(
        decree,
        (known?.decrees ?? []).map((one) => one.decree),
      ) !== undefined
    )
      continue;
    years.set(decree.year, apply(known, decree));
    used.push(decree);
  }
  return { data: toData(base, years, used), byYear: byYearOf(years), used };
}

function apply(before: Year | undefined, decree: DecreeAddition): Year {
  const { decree: title, on, replaces, amends, source, confidence } = decree;
  const of = replaces ?? amends;
  const entry: YearDecree = {
    decree: title,
    ...(on === undefined ? {} : { on }),
    does: replaces !== undefined ? 'replaces' : amends !== undefined ? 'amends' : 'first',
    ...(of === undefined ? {} : { of }),
    counts: true,
    source,
    confidence,
  };
  const keeps = before !== undefined && amends !== undefined;
  const earlier = (before?.decrees ?? []).map((one) => (keeps ? one : { ...one, counts: false }));
  const year: Year = {
    decrees: [...earlier, entry],
    title: keeps ? `${before.title} as amended by ${title}` : title,
    national: new Map(keeps ? before.national : []),
    leave: new Map(keeps ? before.leave : []),
    voting: new Map(before?.voting ?? []),
    moving: new Set(keeps ? before.moving : []),
  };
  for (const day of decree.reopens ?? []) clear(year, day);
  const lists = [
    [decree.nationalHoliday, year.national],
    [decree.collectiveLeave, year.leave],
    [decree.votingDay, year.voting],
  ] as const;
  for (const [days, closed] of lists) {
    for (const day of days) {
      clear(year, day);
      closed.set(day, title);
    }
  }
  for (const day of decree.subjectToDecree) year.moving.add(day);
  return year;
}

/** What an earlier decree said of this day no longer counts. */
function clear(year: Year, day: string): void {
  for (const list of [year.national, year.leave, year.voting, year.moving]) list.delete(day);
}

function toData(base: CalendarData, years: ReadonlyMap<string, Year>, used: readonly DecreeAddition[]): CalendarData {
  const entries = [...years];
  const days = (pick: (year: Year) => Iterable<string>): Record<string, readonly string[]> =>
    Object.fromEntries(entries.map(([year, one]) => [year, [...pick(one)].sort()]));
  const closedBy = entries.flatMap(([year, { title, national, leave, voting }]) =>
    [...national, ...leave, ...voting]
      .filter(([, by]) => by !== title)
      .map(([day, by]): [string, string] => [`${year}-${day}`, by]),
  );
  return {
    decrees: Object.fromEntries(entries.map(([year, { title }]) => [year, title])),
    nationalHoliday: days((year) => year.national.keys()),
    collectiveLeave: days((year) => year.leave.keys()),
    votingDay: days((year) => year.voting.keys()),
    subjectToDecree: days((year) => year.moving),
    regionalHoliday: [...base.regionalHoliday, ...used.flatMap((decree) => decree.regionalHoliday)],
    closedBy: Object.fromEntries(closedBy),
  };
}

function byYearOf(years: ReadonlyMap<string, Year>): MergedDecrees['byYear'] {
  return Object.fromEntries([...years].map(([year, { decrees }]) => [year, decrees]));
}
