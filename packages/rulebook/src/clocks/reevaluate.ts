/**
 * Stored clocks, counted again: after a later holiday decree or a corrected limit, which due days change and why. Pure: it decides nothing. A due
 * day that has passed and was acted upon is listed like any other; the caller knows what may still be moved.
 */
import type { ClosedKind } from '../calendar/calendar.ts';
import type { IsoDay } from '../calendar/days.ts';
import { fromInstant, type Zone } from '../calendar/zones.ts';
import type { InputError, Result } from '../result.ts';
import { builtIn, type Rulebook } from '../rulebook.ts';
import type { Bilingual } from '../text.ts';
import type { ClockChange } from './clock-changes.ts';
import { runClock } from './run-clock.ts';

/** A clock as it was stored. */
export interface StoredClock {
  readonly id: string;
  readonly procedure: string;
  readonly step: string;
  /** Legal day of the office's zone. */
  readonly startedOn: IsoDay;
  readonly zone: Zone;
  readonly region?: string;
  readonly office?: string;
  readonly changes?: readonly ClockChange[];
  /** ISO date-time with any offset, or null for a clock that stands still. */
  readonly due: string | null;
  readonly provisional?: boolean;
  readonly rulebookVersion?: string;
  readonly rulebookData?: string;
}

/** Why a due day changed: a day that now closes or opens, or another limit. */
export interface DueReason extends Bilingual {
  readonly kind: 'closes' | 'opens' | 'limit' | 'other';
  readonly day?: IsoDay;
}

export interface ChangedClock {
  readonly id: string;
  readonly before: IsoDay | null;
  readonly after: IsoDay | null;
  /** 23:59:59 of the new due day in the office's zone. */
  readonly due: string | null;
  readonly provisional: boolean;
  readonly why: readonly DueReason[];
}

export interface Reevaluation {
  readonly changed: readonly ChangedClock[];
  /** Clocks that were provisional and no longer are, changed or not. */
  readonly settled: readonly { readonly id: string; readonly dueOn: IsoDay | null }[];
  /** Clocks that this rulebook cannot count, each with the line that says why. */
  readonly refused: readonly { readonly id: string; readonly error: InputError }[];
  readonly rulebookVersion: string;
  readonly rulebookData: string;
}

/** What matters of a count, kept for all clocks that begin alike. */
interface Counted {
  readonly dueOn: IsoDay | null;
  readonly due: string | null;
  readonly provisional: boolean;
  readonly closed: ReadonlyMap<IsoDay, { readonly kind: ClosedKind | 'stopped' } & Bilingual>;
  readonly limit: string;
  readonly basis: string;
}

type Count = (clock: StoredClock) => Result<Counted, InputError>;

/**
 * Counts stored clocks again by a rulebook.
 * @param before the rulebook by which they were counted: where it gives the stored due day, the reasons are exactly what differs between the two
 */
export function reevaluate(
  clocks: readonly StoredClock[],
  rulebook: Rulebook,
  before: Rulebook = builtIn,
): Reevaluation {
  return createReevaluator(rulebook, before)(clocks);
}

/** The same for clocks that come in pages: what was counted for one page is known for the next. */
export function createReevaluator(
  rulebook: Rulebook,
  before: Rulebook = builtIn,
): (clocks: readonly StoredClock[]) => Reevaluation {
  const countNow = remember(rulebook);
  const countBefore = remember(before);
  return (clocks) => countAgain(clocks, [before, rulebook], countBefore, countNow);
}

function countAgain(
  clocks: readonly StoredClock[],
  [before, rulebook]: readonly [before: Rulebook, now: Rulebook],
  countBefore: Count,
  countNow: Count,
): Reevaluation {
  const changed: ChangedClock[] = [];
  const settled: { id: string; dueOn: IsoDay | null }[] = [];
  const refused: { id: string; error: InputError }[] = [];
  for (const clock of clocks) {
    const now = countNow(clock);
    if (!now.ok) {
      refused.push({ id: clock.id, error: now.error });
      continue;
    }
    const due = dueDay(clock);
    if (!due.ok) {
      refused.push({ id: clock.id, error: due.error });
      continue;
    }
    const { dueOn, provisional } = now.value;
    if (clock.provisional === true && !provisional) settled.push({ id: clock.id, dueOn });
    if (due.value === dueOn) continue;
    const was = countBefore(clock);
    const known = was.ok && was.value.dueOn === due.value ? was.value : undefined;
    const why = reasons(clock, now.value, known, due.value, [before, rulebook]);
    changed.push({ id: clock.id, before: due.value, after: dueOn, due: now.value.due, provisional, why });
  }
  return { changed, settled, refused, rulebookVersion: rulebook.version, rulebookData: rulebook.data };
}

/** The stored due day on the wall of the office. */
function dueDay({ due, zone }: StoredClock): Result<IsoDay | null, InputError> {
  if (due === null) return { ok: true, value: null };
  const moment = fromInstant(due, zone, 'due');
  return moment.ok ? { ok: true, value: moment.value.day } : moment;
}

/**
 * Many clocks begin alike; one without changes is counted once. A region counts only where it has holidays of its own, an office only where a limit
 * was corrected for it: a thousand offices with the same law share one count.
 */
function remember(rulebook: Rulebook): Count {
  const known = new Map<string, Result<Counted, InputError>>();
  const calendars = new Map<unknown, number>();
  const calendarOf = (region: string | undefined): number => {
    const calendar = rulebook.calendar(region);
    const number = calendars.get(calendar) ?? calendars.size;
    calendars.set(calendar, number);
    return number;
  };
  return (clock) => {
    const { procedure, step, startedOn, zone, region, office, changes = [] } = clock;
    if (changes.length > 0) return countOne(clock, rulebook);
    const corrected = rulebook.law.overrides.get(`${procedure}/${step}`)?.some((one) => one.office === office) === true;
    const key = `${procedure}\n${step}\n${startedOn}\n${zone}\n${calendarOf(region)}\n${corrected ? office : ''}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const counted = countOne(clock, rulebook);
    known.set(key, counted);
    return counted;
  };
}

function countOne(clock: StoredClock, rulebook: Rulebook): Result<Counted, InputError> {
  const { procedure, step, startedOn, zone, region, office, changes } = clock;
  const ran = runClock(
    {
      procedure,
      step,
      from: { day: startedOn },
      zone,
      ...(region === undefined ? {} : { region }),
      ...(office === undefined ? {} : { office }),
    },
    changes ?? [],
    rulebook,
  );
  if (!ran.ok) return ran;
  const { dueOn, due, provisional, skipped, basis, unchanged } = ran.value;
  return {
    ok: true,
    value: {
      dueOn,
      due,
      provisional,
      closed: new Map(skipped.map((one) => [one.date, { kind: one.kind, id: one.why, en: one.en }])),
      limit: `${unchanged.limit} ${unchanged.unit}`,
      basis,
    },
  };
}

/** Days that close or open only now are reasons; a day that was closed all along is none, even if it lies in the longer span. */
function reasons(
  clock: StoredClock,
  now: Counted,
  was: Counted | undefined,
  stored: IsoDay | null,
  rulebooks: readonly [before: Rulebook, now: Rulebook],
): readonly DueReason[] {
  const [calendarBefore, calendarNow] = rulebooks.map((one) => one.calendar(clock.region));
  const why: DueReason[] = [];
  if (was !== undefined && was.limit !== now.limit) {
    why.push({
      kind: 'limit',
      id: `batas ${was.limit} (${was.basis}) menjadi ${now.limit} (${now.basis})`,
      en: `limit ${was.limit} (${was.basis}) becomes ${now.limit} (${now.basis})`,
    });
  }
  for (const [day, { kind, id, en }] of now.closed) {
    if (kind === 'stopped' || calendarBefore?.whyClosed(day) !== undefined) continue;
    why.push({ kind: 'closes', day, id: `${day} kini ditutup: ${id}`, en: `${day} now closes: ${en}` });
  }
  for (const [day, { kind, id, en }] of was?.closed ?? []) {
    if (kind === 'stopped' || calendarNow?.whyClosed(day) !== undefined) continue;
    why.push({
      kind: 'opens',
      day,
      id: `${day} kini hari kerja; dahulu ${id}`,
      en: `${day} is now a working day; it was ${en}`,
    });
  }
  if (was === undefined || why.length === 0) {
    const day = stored ?? '-';
    why.push({
      kind: 'other',
      id: `dihitung ulang; jatuh tempo ${day} berasal dari aturan atau data lain`,
      en: `counted again; the due day ${day} came from other rules or data`,
    });
  }
  return why;
}
