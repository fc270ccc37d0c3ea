/**
 * Pure: when two sides were served so differently that somebody should explain it. A difference is a question, never a finding: chance, earlier
 * requests and good reasons all make differences. So small numbers raise nothing, chance is computed exactly, and the more pairs and weeks are
 * compared the stronger a difference must be.
 */

/** Fewer answers than this say nothing about how a side is treated; the same bar keeps small counts from the public. */
export const LEAST_ANSWERS = 5;
/** How rarely chance alone may make such a difference, all comparisons of a contest taken together. */
export const RARE = 0.05;
/** A median is told apart when it is this many times the other, and at least a day longer. */
export const SLOWER = 2;
export const LEAST_SLOWER_MINUTES = 24 * 60;

export type Outcome = 'granted' | 'changed' | 'refused' | 'withdrawn';

/** One request of a side, as far as treatment goes. */
export interface Treated {
  readonly id: string;
  readonly electionId: string;
  readonly contestId: string;
  readonly letter: string;
  readonly facilityId: string;
  /** Monday of the week of the wanted use. */
  readonly week: string;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly askedAt: Temporal.Instant;
  /** When it was written into the register. */
  readonly enteredAt: Temporal.Instant;
  readonly answeredAt: Temporal.Instant | null;
  readonly outcome: Outcome | null;
  readonly reason: string | null;
  /** The reason given was that the facility was taken or closed, and the calendar says so too. */
  readonly backed: boolean;
}

export interface SideCount {
  readonly letter: string;
  readonly granted: number;
  /** Those left without an answer until the wanted time began are among them, also where one followed later. */
  readonly answered: number;
  readonly lapsed: number;
}
export interface SidePace {
  readonly letter: string;
  readonly minutes: number;
  readonly answered: number;
  /** Not answered yet: counted with the time waited so far. */
  readonly waiting: number;
}
export interface SideWithdrawn {
  readonly letter: string;
  readonly withdrawn: number;
  /** Settled in any way: granted, refused, left unanswered, taken back. */
  readonly settled: number;
}

interface Where {
  readonly electionId: string;
  readonly contestId: string;
  /** Names the question, so that it is asked once. */
  readonly key: string;
}
export type Difference = Where &
  (
    | {
        readonly kind: 'share' | 'week-share';
        readonly week: string | null;
        /** The side that was granted more comes first. */
        readonly more: SideCount;
        readonly less: SideCount;
        /** Chance of a difference at least this large when both are treated alike. */
        readonly p: number;
        /** How many comparisons were made in this contest. */
        readonly compared: number;
      }
    | {
        readonly kind: 'same-week';
        readonly week: string;
        readonly facilityId: string;
        readonly granted: { readonly letter: string; readonly requestId: string };
        /** Reason `unanswered`: the wanted time began before anybody said yes or no. */
        readonly refused: { readonly letter: string; readonly requestId: string; readonly reason: string };
      }
    | {
        readonly kind: 'withdrawn';
        readonly week: null;
        /** The side of which more was written down as taken back comes first. */
        readonly more: SideWithdrawn;
        readonly less: SideWithdrawn;
        readonly p: number;
        readonly compared: number;
      }
    | { readonly kind: 'answer-time'; readonly week: null; readonly quicker: SidePace; readonly slower: SidePace }
  );

const logFactorials = [0, 0];

/** Logarithm of n!; whole numbers only. Each is computed once. */
function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i += 1) logFactorials.push((logFactorials[i - 1] ?? 0) + Math.log(i));
  return logFactorials[n] ?? 0;
}

/**
 * Fisher's exact test, two-sided: the chance that two sides treated alike would differ at least as much as these do, given how many each asked
 * and how many were granted in all.
 */
export function fisher(grantedA: number, answeredA: number, grantedB: number, answeredB: number): number {
  const granted = grantedA + grantedB;
  const all = answeredA + answeredB;
  const log = (n: number): number => logFactorial(n);
  const fixed = log(granted) + log(all - granted) + log(answeredA) + log(answeredB) - log(all);
  const chanceOf = (k: number): number =>
    Math.exp(fixed - log(k) - log(granted - k) - log(answeredA - k) - log(answeredB - granted + k));
  const observed = chanceOf(grantedA);
  let sum = 0;
  for (let k = Math.max(0, granted - answeredB); k <= Math.min(granted, answeredA); k += 1) {
    const chance = chanceOf(k);
    // Outcomes exactly as rare as the one that happened count; sums of logarithms are a little off.
    if (chance <= observed * (1 + 1e-7)) sum += chance;
  }
  return Math.min(1, sum);
}

/** The middle of a list; null of an empty one. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/**
 * Minutes until the answer. Without one: until the wanted time began, and before that until now. Null for what the asker took back, and for what
 * came in after the wanted time had begun and has no answer: there is no moment until which it was waited for.
 */
export function minutesOf(one: Waited, now: Temporal.Instant): number | null {
  if (one.outcome === 'withdrawn') return null;
  if (one.answeredAt === null && Temporal.Instant.compare(one.askedAt, one.from) >= 0) return null;
  const end = one.answeredAt ?? (isLapsed(one, now) ? one.from : now);
  return (end.epochMilliseconds - one.askedAt.epochMilliseconds) / 60_000;
}

type Waited = Pick<Treated, 'askedAt' | 'enteredAt' | 'answeredAt' | 'from' | 'outcome'>;

/** Hours in which an office that writes down requests whose time has come may write their answers as well. */
export const ENTRY_HOURS = 72;

/**
 * The wanted time began and nobody had answered: to whoever asked, that is a no. What came in after the wanted time had begun, or was only
 * written down then, has three days for its answer to be written down: the office types both moments itself, and with no end at all whoever
 * types a late one would never have to answer.
 * An answer that follows later undoes nothing: else whoever let a side wait in vain could grant it all on the day after. What was taken back has
 * its own count, whenever it was written down.
 */
export function isLapsed(one: Settled, now: Temporal.Instant): boolean {
  const before = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;
  if (one.outcome === 'withdrawn') return false;
  const until = before(one.enteredAt, one.from) ? one.from : one.enteredAt.add({ hours: ENTRY_HOURS });
  return !before(now, until) && (one.answeredAt === null || !before(one.answeredAt, until));
}

type Settled = Pick<Treated, 'outcome' | 'from' | 'askedAt' | 'enteredAt' | 'answeredAt'>;

/** Given as asked, and before it was too late. */
export function isGranted(one: Settled, now: Temporal.Instant): boolean {
  return one.outcome === 'granted' && !isLapsed(one, now);
}

/** Decided by the institution, or left until it was too late. What a side took back counts for nobody here; see `withdrawn`. */
export function isSettled(one: Settled, now: Temporal.Instant): boolean {
  return one.outcome === null ? isLapsed(one, now) : one.outcome !== 'withdrawn';
}

export function countOfSide(letter: string, rows: readonly Treated[], now: Temporal.Instant): SideCount {
  const settled = rows.filter((one) => one.letter === letter && isSettled(one, now));
  return {
    letter,
    answered: settled.length,
    granted: settled.filter((one) => isGranted(one, now)).length,
    lapsed: settled.filter((one) => isLapsed(one, now)).length,
  };
}

/**
 * All questions that requests of one institution raise, in a fixed order.
 * @param now moment of the legal clock: what was not answered until its wanted time counts as not granted
 */
export function findDifferences(rows: readonly Treated[], now: Temporal.Instant): readonly Difference[] {
  const contests = grouped(rows, (one) => `${one.electionId}/${one.contestId}`);
  return [...contests.values()].flatMap((contest) => [
    ...shareDifferences(contest, now),
    ...withdrawnDifferences(contest, now),
    ...sameWeekDifferences(contest, now),
    ...paceDifferences(contest, now),
  ]);
}

/** Stands where a letter stands: all other sides of the contest taken together. */
export const ALL_OTHERS = '*';
/** Stands where a letter stands: all sides with too few requests to be compared alone, taken together. */
export const SMALL_SIDES = '+';

/** Small sides are judged together from this many requests: half of them from one side must not be enough. */
const LEAST_TOGETHER = 2 * LEAST_ANSWERS;

/** What of how many; for one side, or for several taken together. */
interface Part {
  readonly letter: string;
  readonly part: number;
  readonly of: number;
}

/**
 * Which sides are compared. Each with each. Where there are three or more, each with all others together too: one side among many that is
 * refused everything shows in no pair. And all small ones together with the rest: five small parties that are all refused, or one that was
 * entered under five names.
 */
function comparisonsOf<T extends Part>(sides: readonly T[], join: (letter: string, some: readonly T[]) => T) {
  const large = sides.filter((side) => side.of >= LEAST_ANSWERS);
  const small = sides.filter((side) => side.of > 0 && side.of < LEAST_ANSWERS);
  const together =
    large.length + small.length < 3
      ? []
      : large.map(
          (side) =>
            [
              side,
              join(
                ALL_OTHERS,
                sides.filter((other) => other !== side),
              ),
            ] as const,
        );
  const ofSmall =
    small.length < 2 || sum(small, (side) => side.of) < LEAST_TOGETHER || large.length === 0
      ? []
      : [[join(SMALL_SIDES, small), join(ALL_OTHERS, large)] as const];
  const groups = [...together, ...ofSmall].filter(([a, b]) => a.of >= LEAST_ANSWERS && b.of >= LEAST_ANSWERS);
  /** All others of a side but those that are asked about anyway. */
  const othersBut = (side: T, without: ReadonlySet<string>): T =>
    join(
      ALL_OTHERS,
      sides.filter((other) => other !== side && !without.has(other.letter)),
    );
  return { pairs: pairs(large), groups, othersBut, small: small.map((side) => side.letter) };
}

interface Compared<T> {
  readonly more: T;
  readonly less: T;
  readonly p: number;
}

/**
 * Those of several comparisons that chance does not explain. Where a side differs from all others together, its pairs say nothing more;
 * and a side that only looks favoured because of one that is asked about anyway is not asked about.
 * @param compared how many comparisons were made in all (Bonferroni): whoever looks at eight weeks finds something odd in one by chance alone
 */
function rareOnes<T extends Part>(
  found: ReturnType<typeof comparisonsOf<T>>,
  compared: number,
): readonly Compared<T>[] {
  const judge = ([a, b]: readonly [T, T]): readonly Compared<T>[] => {
    // Nobody is left to compare with.
    const p = b.of === 0 ? 1 : fisher(a.part, a.of, b.part, b.of);
    if (p * compared >= RARE) return [];
    const [more, less] = a.part / a.of >= b.part / b.of ? [a, b] : [b, a];
    return [{ more, less, p }];
  };
  const judged = found.groups.flatMap(judge);
  const worse = new Set(judged.flatMap(({ less }) => (less.letter === SMALL_SIDES ? found.small : [less.letter])));
  const groups = judged.filter(
    ({ more }) => more.letter === ALL_OTHERS || judge([more, found.othersBut(more, worse)]).length > 0,
  );
  const alone = new Set(groups.flatMap(({ more, less }) => [`more ${more.letter}`, `less ${less.letter}`]));
  const others = found.pairs
    .flatMap(judge)
    .filter(({ more, less }) => !alone.has(`more ${more.letter}`) && !alone.has(`less ${less.letter}`));
  return [...groups, ...others];
}

function shareDifferences(rows: readonly Treated[], now: Temporal.Instant): readonly Difference[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { electionId, contestId } = first;
  const letters = lettersOf(rows);
  const compare = (here: readonly Treated[]) =>
    comparisonsOf(
      letters.map((letter) => partOf(countOfSide(letter, here, now))),
      (letter, some) => ({
        letter,
        part: sum(some, (side) => side.part),
        of: sum(some, (side) => side.of),
        lapsed: sum(some, (side) => side.lapsed),
      }),
    );
  const all = [
    { week: null, found: compare(rows) },
    ...[...grouped(rows, (one) => one.week)].map(([week, here]) => ({ week, found: compare(here) })),
  ];
  const compared = sum(all, ({ found }) => found.pairs.length + found.groups.length);
  return all.flatMap(({ week, found }) =>
    rareOnes(found, compared).map(({ more, less, p }): Difference => {
      const kind = week === null ? 'share' : 'week-share';
      const key = [kind, electionId, contestId, week ?? 'all', ...[more.letter, less.letter].sort()].join(':');
      return { kind, electionId, contestId, key, week, more: countOf(more), less: countOf(less), p, compared };
    }),
  );
}

type SharePart = Part & { readonly lapsed: number };

function partOf({ letter, granted, answered, lapsed }: SideCount): SharePart {
  return { letter, part: granted, of: answered, lapsed };
}

function countOf({ letter, part, of, lapsed }: SharePart): SideCount {
  return { letter, granted: part, answered: of, lapsed };
}

/** Whoever answers also writes down that a request was taken back: of one side far more often than of another, that asks for the letters. */
function withdrawnDifferences(rows: readonly Treated[], now: Temporal.Instant): readonly Difference[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { electionId, contestId } = first;
  const sides = lettersOf(rows).map((letter): Part => {
    const own = rows.filter((one) => one.letter === letter && (one.outcome === 'withdrawn' || isSettled(one, now)));
    return { letter, part: own.filter((one) => one.outcome === 'withdrawn').length, of: own.length };
  });
  const found = comparisonsOf(sides, (letter, some) => ({
    letter,
    part: sum(some, (side) => side.part),
    of: sum(some, (side) => side.of),
  }));
  const compared = found.pairs.length + found.groups.length;
  const told = ({ letter, part, of }: Part): SideWithdrawn => ({ letter, withdrawn: part, settled: of });
  return rareOnes(found, compared).map(({ more, less, p }): Difference => {
    const key = ['withdrawn', electionId, contestId, ...[more.letter, less.letter].sort()].join(':');
    return {
      kind: 'withdrawn',
      electionId,
      contestId,
      key,
      week: null,
      more: told(more),
      less: told(less),
      p,
      compared,
    };
  });
}

/**
 * The same facility, the same week: refused to one side or left unanswered, granted to another. Being taken or closed is a reason where the
 * calendar bears it out; silence is none.
 */
function sameWeekDifferences(rows: readonly Treated[], now: Temporal.Instant): readonly Difference[] {
  const found = new Map<string, Difference>();
  for (const here of grouped(rows, (one) => `${one.facilityId}/${one.week}`).values()) {
    const granted = here.filter((one) => isGranted(one, now));
    const denied = here.filter((one) => (one.outcome === 'refused' && !one.backed) || isLapsed(one, now));
    for (const no of denied) {
      const yes = granted.find((one) => one.letter !== no.letter);
      if (yes === undefined) continue;
      const { electionId, contestId, week, facilityId } = no;
      const key = ['same-week', electionId, contestId, week, facilityId, no.letter, yes.letter].join(':');
      if (found.has(key)) continue;
      const reason = isLapsed(no, now) ? UNANSWERED : (no.reason ?? 'other');
      found.set(key, {
        kind: 'same-week',
        electionId,
        contestId,
        key,
        week,
        facilityId,
        granted: { letter: yes.letter, requestId: yes.id },
        refused: { letter: no.letter, requestId: no.id, reason },
      });
    }
  }
  return [...found.values()];
}

/** Stands where a reason stands: nobody gave one. */
export const UNANSWERED = 'unanswered';

/**
 * A side is slower by what is known at least: requests that still wait count with the time waited so far, or by the answers that it has where
 * those took longer. A side is called quicker only by answers that it has. So many fresh requests make no side look quick.
 */
function paceDifferences(rows: readonly Treated[], now: Temporal.Instant): readonly Difference[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { electionId, contestId } = first;
  const paceOf = (letter: string, counts: (one: Treated) => boolean): SidePace | null => {
    const own = rows.filter((one) => one.letter === letter && counts(one));
    const minutes = own.flatMap((one) => minutesOf(one, now) ?? []);
    const middle = median(minutes);
    const waiting = own.filter((one) => one.outcome === null && !isLapsed(one, now)).length;
    return middle === null || minutes.length < LEAST_ANSWERS
      ? null
      : { letter, minutes: middle, answered: minutes.length - waiting, waiting };
  };
  const isSlower = (slower: SidePace | null, quicker: SidePace | null): boolean =>
    slower !== null &&
    quicker !== null &&
    slower.minutes > SLOWER * quicker.minutes &&
    slower.minutes - quicker.minutes >= LEAST_SLOWER_MINUTES;
  const sides = lettersOf(rows).map((letter) => {
    const all = paceOf(letter, (one) => one.outcome !== 'withdrawn');
    const settled = paceOf(letter, (one) => isSettled(one, now));
    return { atLeast: settled !== null && all !== null && settled.minutes > all.minutes ? settled : all, settled };
  });
  return pairs(sides).flatMap(([a, b]): readonly Difference[] => {
    const [first, second] = [isSlower(a.atLeast, b.settled), isSlower(b.atLeast, a.settled)];
    // Both wait longer than the other was answered: neither is the quick one.
    if (first === second) return [];
    const [slower, quicker] = first ? [a.atLeast, b.settled] : [b.atLeast, a.settled];
    if (slower === null || quicker === null) return [];
    const key = ['answer-time', electionId, contestId, ...[slower.letter, quicker.letter].sort()].join(':');
    return [{ kind: 'answer-time', electionId, contestId, key, week: null, quicker, slower }];
  });
}

/** How close a loan and a campaign event are: at the very place, or only in the same area at the same time. */
export type Closeness = 'place' | 'area';

export interface Placed {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  /** Path of the jurisdiction. */
  readonly path: string;
  readonly place: string;
  /** Goes where it is needed: lent for a city, it may stand in any district of it. */
  readonly movable?: boolean;
}

/**
 * Whether a loan falls on a campaign event: the times share a moment, and the place is the same, or the area is. A hall lies where it lies, so
 * another place in a wider area is no question; what moves may be anywhere in it. Words of a place are compared as people write them.
 */
export function fallsOn(loan: Placed, event: Placed): Closeness | null {
  const together =
    Temporal.Instant.compare(loan.from, event.to) < 0 && Temporal.Instant.compare(event.from, loan.to) < 0;
  if (!together) return null;
  if (!loan.path.startsWith(event.path) && !event.path.startsWith(loan.path)) return null;
  const [here, there] = [plainPlace(loan.place), plainPlace(event.place)];
  if (here !== '' && there !== '' && (here.includes(there) || there.includes(here))) return 'place';
  return loan.path === event.path || loan.movable === true ? 'area' : null;
}

function plainPlace(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Next letter of a register: A … Z, AA … ZZ. */
export function letterAt(index: number): string {
  const letter = (n: number): string => String.fromCharCode(65 + n);
  return index < 26 ? letter(index) : letter(Math.floor(index / 26) - 1) + letter(index % 26);
}

function lettersOf(rows: readonly Treated[]): readonly string[] {
  return [...new Set(rows.map((one) => one.letter))].sort();
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((all, one) => all + of(one), 0);
}

function pairs<T>(list: readonly T[]): readonly (readonly [T, T])[] {
  return list.flatMap((one, index) => list.slice(index + 1).map((other) => [one, other] as const));
}

function grouped<T>(list: readonly T[], key: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const there = groups.get(key(one));
    if (there === undefined) groups.set(key(one), [one]);
    else there.push(one);
  }
  return groups;
}
