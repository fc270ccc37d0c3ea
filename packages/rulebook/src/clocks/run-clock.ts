/**
 * A clock that was extended, stopped and resumed. Every change bears its day, its reason and its basis; the answer says what each one did. Nothing
 * here reads a clock: the days come from the caller, as legal days of the office's zone.
 */
import { namesInstrument } from '../additions/choose-override.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { daysBetween, type IsoDay, isIsoDay } from '../calendar/days.ts';
import { toIsoDateTime } from '../calendar/zones.ts';
import { type InputError, ok, type Result, refuse, shown } from '../result.ts';
import type { Rulebook } from '../rulebook.ts';
import type { Bilingual, Confidence } from '../text.ts';
import type { ChangeEffect, ClockChange, ClockStart, ExtendChange, RunningClock } from './clock-changes.ts';
import { type Deadline, endOf, type ResolvedStep, resolveStep } from './compute-deadline.ts';
import { countDays, type Segment, type Stop } from './count-days.ts';
import { lastIntake } from './last-intake.ts';
import type { Nature } from './procedure.ts';

interface State {
  readonly segments: readonly Segment[];
  readonly stops: readonly Stop[];
  readonly natures: readonly Nature[];
  readonly bases: readonly string[];
  readonly confidences: readonly Confidence[];
  readonly extendedByLaw: boolean;
}

/**
 * Runs a clock through its changes.
 *
 * A limit of law moves only by law: to extend or stop it, the basis must name an instrument ("Perbawaslu 7/2022 ps 24"); a letter may do so with a
 * limit of practice or a target. The answer's nature is the weakest of all that set the due day.
 * @param start as for `deadlineFor`; days are legal days of the office's zone
 * @param changes in the order of their days
 * @param asOf the day up to which to say how many days are counted
 * @returns an InputError naming the change when it is out of order, lacks reason or basis, resumes what was not stopped, stops or extends what has
 * expired, stops twice, or is no change that this clock knows
 */
export function runClock(
  start: ClockStart,
  changes: readonly ClockChange[],
  rulebook: Rulebook,
  asOf?: IsoDay,
): Result<RunningClock, InputError> {
  const resolved = resolveStep(start, rulebook.law);
  if (!resolved.ok) return resolved;
  const unchanged = rulebook.deadlineFor(start);
  if (!unchanged.ok) return unchanged;
  if (asOf !== undefined && !isIsoDay(asOf)) {
    return refuse('asOf', `${shown(asOf)} is not usable; allowed is a day such as 2024-10-03`);
  }
  const calendar = rulebook.calendar(start.region);
  const { counted, nature, basis, confidence } = resolved.value;
  if (counted.limit < 0 && changes.length > 0) {
    return refuse('changes', `${unchanged.value.rule} is counted backwards from a fixed day; no change is allowed`);
  }
  let state: State = {
    segments: [counted],
    stops: [],
    natures: [nature],
    bases: [basis],
    confidences: [confidence],
    extendedByLaw: false,
  };
  const effects: ChangeEffect[] = [];
  let dueOn: IsoDay | null = unchanged.value.dueOn;
  let lastDay = start.from.day;
  for (const [index, change] of changes.entries()) {
    const at = `changes[${index}]`;
    const wrong = whyNotUsable(change, lastDay, dueOn, at);
    if (wrong !== undefined) return wrong;
    const next = applyChange(state, change, { start, resolved: resolved.value, rulebook, at });
    if (!next.ok) return next;
    state = next.value;
    const { segments, stops } = state;
    const dueAfter = countDays(segments, stops, start.from.day, change.day, calendar).dueOn ?? null;
    effects.push({ change, dueBefore: dueOn, dueAfter, did: whatItDid(change, dueOn, dueAfter, start.from.day) });
    dueOn = dueAfter;
    lastDay = change.day;
  }
  return ok(
    toClock(
      state,
      { start, resolved: resolved.value, unchanged: unchanged.value, effects, calendar, rulebook },
      asOf ?? lastDay,
      lastDay,
    ),
  );
}

/** What is wrong with a change whatever its kind: its day, its reason, its basis. */
function whyNotUsable(change: ClockChange, after: IsoDay, dueOn: IsoDay | null, at: string) {
  if (!isIsoDay(change.day)) {
    return refuse(`${at}.day`, `${shown(change.day)} is not usable; allowed is a day such as 2024-10-03`);
  }
  if (change.day < after) {
    return refuse(`${at}.day`, `${change.day} is out of order; allowed is ${after} or later`);
  }
  if (change.reason.trim() === '') return refuse(`${at}.reason`, 'is missing; allowed is a text that says why');
  if (change.basis.trim() === '')
    return refuse(`${at}.basis`, 'is missing; allowed is the article or letter that allows it');
  if (dueOn !== null && change.kind !== 'resume' && change.day > dueOn) {
    return refuse(
      `${at}.day`,
      `${change.day} is too late: the clock expired on ${dueOn}; allowed is ${dueOn} or earlier`,
    );
  }
  return undefined;
}

interface Context {
  readonly start: ClockStart;
  readonly resolved: ResolvedStep;
  readonly rulebook: Rulebook;
  readonly at: string;
}

function applyChange(state: State, change: ClockChange, context: Context): Result<State, InputError> {
  const { at } = context;
  const open = state.stops.find((stop) => stop.to === undefined);
  switch (change.kind) {
    case 'resume': {
      if (open === undefined) return refuse(at, 'resumes a clock that is not stopped; allowed is stop or extend');
      const stops = state.stops.map((stop) => (stop === open ? { ...stop, to: change.day } : stop));
      return ok({ ...state, stops });
    }
    case 'stop': {
      if (open !== undefined)
        return refuse(at, `stops a clock that stands since ${open.from}; allowed is resume or extend`);
      const kept = onlyByLaw(state, change.basis, at);
      if (kept !== undefined) return kept;
      const stop: Stop = { from: change.day, to: undefined, reason: change.reason };
      return ok(withBasis({ ...state, stops: [...state.stops, stop] }, change.basis, natureOf(change.basis)));
    }
    case 'extend':
      return change.by === undefined ? extendByLaw(state, change, context) : extendBy(state, change, change.by, at);
  }
}

/** A limit of law is not moved by a letter. */
function onlyByLaw(state: State, basis: string, at: string) {
  if (!state.natures.every((nature) => nature === 'law') || namesInstrument(basis)) return undefined;
  return refuse(
    `${at}.basis`,
    `${shown(basis)} names no instrument; a limit of law moves only by one, such as "Perbawaslu 7/2022 ps 24"`,
  );
}

function natureOf(basis: string): Nature {
  return namesInstrument(basis) ? 'law' : 'practice';
}

function withBasis(state: State, basis: string, nature: Nature): State {
  return { ...state, natures: [...state.natures, nature], bases: [...state.bases, basis] };
}

/** The extension that the procedure has: its limit takes the place of the first one, from the same start. */
function extendByLaw(
  state: State,
  change: ExtendChange,
  { start, resolved, rulebook, at }: Context,
): Result<State, InputError> {
  const { procedure, step } = resolved;
  const extension = procedure.steps.find((one) => one.extends === step.id);
  if (extension === undefined) {
    return refuse(
      `${at}.by`,
      `is missing: ${procedure.id}/${step.id} has no extension of its own; allowed is { limit, unit, nature }`,
    );
  }
  if (state.extendedByLaw) return refuse(at, `extends ${step.id} a second time; allowed is once, by ${extension.id}`);
  const longer = resolveStep({ ...start, step: extension.id }, rulebook.law);
  if (!longer.ok) return longer;
  const [, ...more] = state.segments;
  const extended: State = {
    ...state,
    segments: [longer.value.counted, ...more],
    confidences: [...state.confidences, longer.value.confidence],
    extendedByLaw: true,
  };
  const withLaw = withBasis(extended, longer.value.basis, longer.value.nature);
  return ok(longer.value.basis === change.basis ? withLaw : { ...withLaw, bases: [...withLaw.bases, change.basis] });
}

function extendBy(
  state: State,
  change: ExtendChange,
  by: NonNullable<ExtendChange['by']>,
  at: string,
): Result<State, InputError> {
  if (!Number.isInteger(by.limit) || by.limit < 1 || by.limit > 400) {
    return refuse(
      `${at}.by.limit`,
      `${shown(by.limit)} is not usable; allowed is a whole number of days from 1 to 400`,
    );
  }
  if (by.nature === 'law' && !namesInstrument(change.basis)) {
    return refuse(
      `${at}.basis`,
      `${shown(change.basis)} names no instrument; allowed for nature law is one, such as "Perbawaslu 7/2022 ps 24"`,
    );
  }
  const kept = onlyByLaw(state, change.basis, at);
  if (kept !== undefined) return kept;
  if (by.nature !== 'law' && state.natures.every((nature) => nature === 'law')) {
    return refuse(`${at}.by.nature`, `${by.nature} does not move a limit of law; allowed is law`);
  }
  const extended = { ...state, segments: [...state.segments, { limit: by.limit, unit: by.unit }] };
  return ok(withBasis(extended, change.basis, by.nature));
}

function whatItDid(change: ClockChange, before: IsoDay | null, after: IsoDay | null, from: IsoDay): Bilingual {
  switch (change.kind) {
    case 'stop':
      return {
        id: `dihentikan; jatuh tempo ${before ?? from} tidak lagi berlaku`,
        en: `stopped; ${before ?? from} is no longer the due day`,
      };
    case 'resume':
      return { id: `dilanjutkan; jatuh tempo ${after ?? '-'}`, en: `resumed; due ${after ?? '-'}` };
    case 'extend':
      return after === null
        ? { id: 'diperpanjang selama dihentikan', en: 'extended while stopped' }
        : {
            id: `diperpanjang dari ${before ?? '-'} menjadi ${after}`,
            en: `extended from ${before ?? '-'} to ${after}`,
          };
  }
}

interface Parts {
  readonly start: ClockStart;
  readonly resolved: ResolvedStep;
  readonly unchanged: Deadline;
  readonly effects: readonly ChangeEffect[];
  readonly calendar: Calendar;
  readonly rulebook: Rulebook;
}

function toClock(state: State, parts: Parts, asOf: IsoDay, lastDay: IsoDay): RunningClock {
  const { start, resolved, unchanged, effects, calendar, rulebook } = parts;
  const { zone } = resolved;
  const isBackwards = resolved.counted.limit < 0;
  const run = isBackwards ? undefined : countDays(state.segments, state.stops, start.from.day, asOf, calendar);
  const days = isBackwards ? Math.abs(resolved.counted.limit) : state.segments.reduce((sum, one) => sum + one.limit, 0);
  const dueOn = run === undefined ? unchanged.dueOn : (run.dueOn ?? null);
  const end = dueOn ?? lastDay;
  const [first, last] = end < start.from.day ? [end, start.from.day] : [start.from.day, end];
  const counted = run?.counted ?? 0;
  const clock: RunningClock = {
    rule: unchanged.rule,
    rulebookVersion: unchanged.rulebookVersion,
    rulebookData: unchanged.rulebookData,
    state: dueOn === null ? 'stopped' : 'running',
    startedOn: start.from.day,
    zone,
    dueOn,
    due: dueOn === null ? null : endOf(dueOn, zone),
    days,
    counted,
    left: days - counted,
    asOf,
    daysStopped: state.stops.reduce(
      (sum, stop) => sum + (stop.to === undefined ? 0 : daysBetween(stop.from, stop.to)),
      0,
    ),
    skipped: run?.skipped ?? unchanged.skipped,
    provisional: !calendar.decreesAll(first, last),
    mayMove: calendar.mayMove(first, last),
    nature: weakest(state.natures),
    basis: [...new Set(state.bases)].join('; '),
    confidence: leastSure(state.confidences),
    inForce: unchanged.inForce,
    unchanged,
    changes: effects,
  };
  if (resolved.step.by !== 'reporter') return clock;
  if (dueOn === null) return { ...clock, lastIntake: null };
  const intake = lastIntake(
    resolved.procedure,
    { day: start.from.day, second: start.from.second ?? 0 },
    dueOn,
    calendar,
    rulebook.elections,
  );
  return { ...clock, lastIntake: intake === undefined ? null : toIsoDateTime(intake, zone) };
}

function weakest(natures: readonly Nature[]): Nature {
  return natures.includes('target') ? 'target' : natures.includes('practice') ? 'practice' : 'law';
}

function leastSure(confidences: readonly Confidence[]): Confidence {
  const order = ['uncertain', 'recalled', 'seen-3p'] as const;
  return order.find((one) => confidences.includes(one)) ?? 'seen';
}
