/** Where every deadline is computed. A deadline is a legal day with its reasons; it never reads a clock. */
import { type Calendar, type ClosedKind, decreedCalendar } from '../calendar/calendar.ts';
import { addDays, type IsoDay, isIsoDay } from '../calendar/days.ts';
import { isZone, type LocalMoment, toIsoDateTime, type Zone, zoneIds } from '../calendar/zones.ts';
import { type InputError, ok, type Result, refuse, shown } from '../result.ts';
import { type Confidence, inForceOn } from '../text.ts';
import { rulebookVersion } from '../version.ts';
import { lastIntake } from './last-intake.ts';
import type { Nature, Step, Unit } from './procedure.ts';
import { allProcedures, findProcedure } from './procedures.ts';

/** A day that a working-day step passed over, and why. Weekends are named too: every uncounted day has its reason. */
export interface Skipped {
  readonly date: IsoDay;
  readonly kind: ClosedKind;
  readonly why: string;
  readonly en: string;
}

/** The counted days of a step, without names or zones. */
export interface CountedSpan {
  readonly dueOn: IsoDay;
  readonly skipped: readonly Skipped[];
  /** The span touches a year that no holiday decree covers. */
  readonly provisional: boolean;
  /** Days of the span whose date a later decree may still move. */
  readonly mayMove: readonly IsoDay[];
}

/**
 * Counts a step from a day. Day 0 is the day of the event and is never counted; a negative limit counts backwards; with `clear_days` the
 * limit's days lie strictly between the two ends. Same inputs, same answer, for ever.
 */
export function computeDeadline(
  step: Pick<Step, 'limit' | 'unit' | 'counting'>,
  from: IsoDay,
  calendar: Calendar = decreedCalendar,
): CountedSpan {
  const direction = step.limit < 0 ? -1 : 1;
  const wanted = Math.abs(step.limit) + (step.counting === 'clear_days' ? 1 : 0);
  const skipped: Skipped[] = [];
  let day = from;
  for (let counted = 0; counted < wanted; ) {
    day = addDays(day, direction);
    const closed = step.unit === 'working_day' ? calendar.whyClosed(day) : undefined;
    if (closed === undefined) counted += 1;
    else skipped.push({ date: day, kind: closed.kind, why: closed.why.id, en: closed.why.en });
  }
  const [first, last] = day < from ? [day, from] : [from, day];
  return {
    dueOn: day,
    skipped,
    provisional: !calendar.decreesAll(first, last),
    mayMove: calendar.mayMove(first, last),
  };
}

export interface DeadlineRequest {
  readonly procedure: string;
  readonly step: string;
  /** The event that starts the clock, on the wall of the office. `second` (since midnight, default 0) matters only for `lastIntake`. */
  readonly from: { readonly day: IsoDay; readonly second?: number };
  /** Zone of the office that must act; WIB when left out. */
  readonly zone?: Zone;
  /** Default: the decrees of this rulebook. Pass `createCalendar(decreedDays, region)` for an office whose region is known. */
  readonly calendar?: Calendar;
}

export interface Deadline extends CountedSpan {
  /** `procedure/step`: the id under which the rule is found again. */
  readonly rule: string;
  readonly rulebookVersion: string;
  readonly startedOn: IsoDay;
  /** 23:59:59 of the last counted day in the office's zone, as ISO date-time with offset. */
  readonly due: string;
  readonly zone: Zone;
  readonly unit: Unit;
  readonly limit: number;
  readonly nature: Nature;
  readonly basis: string;
  readonly confidence: Confidence;
  /** How sure we are of the unit (working or calendar days). */
  readonly unitConfidence: Confidence;
  /** Whether the procedure is in force on the day the clock starts. */
  readonly inForce: boolean;
  /** Only for a step by the reporter: last moment at which the office takes reports, or null when there is none. */
  readonly lastIntake?: string | null;
}

const firstDay = '1900-01-01';
const lastDay = '2999-12-31';
const endOfDay = 86_399;

/**
 * The deadline of a step.
 * @returns an InputError naming the field when the procedure, step, day or zone is not usable
 */
export function deadlineFor(request: DeadlineRequest): Result<Deadline, InputError> {
  const procedure = findProcedure(request.procedure);
  if (procedure === undefined) {
    const ids = allProcedures.map((known) => known.id).join(', ');
    return refuse('procedure', `${shown(request.procedure)} is not known; allowed are ${ids}`);
  }
  const step = procedure.steps.find((known) => known.id === request.step);
  if (step === undefined) {
    const ids = procedure.steps.map((known) => known.id).join(', ');
    if (ids === '') {
      return refuse(
        'step',
        `procedure ${procedure.id} holds older rules for which no clock is encoded; no step is allowed`,
      );
    }
    return refuse('step', `${shown(request.step)} is not a step of ${procedure.id}; allowed are ${ids}`);
  }
  const { day, second = 0 } = request.from;
  if (!isIsoDay(day) || day < firstDay || day > lastDay) {
    return refuse('from', `${shown(day)} is not usable; allowed is a day from ${firstDay} to ${lastDay}`);
  }
  const zone = request.zone ?? 'WIB';
  if (!isZone(zone)) return refuse('zone', `${shown(zone)} is not known; allowed are ${zoneIds.join(', ')}`);
  const calendar = request.calendar ?? decreedCalendar;
  const span = computeDeadline(step, day, calendar);
  const start: LocalMoment = { day, second };
  const deadline: Deadline = {
    rule: `${procedure.id}/${step.id}`,
    rulebookVersion,
    startedOn: day,
    due: toIsoDateTime({ day: span.dueOn, second: endOfDay }, zone),
    zone,
    unit: step.unit,
    limit: step.limit,
    nature: step.nature,
    basis: step.basis ?? procedure.basis.join('; '),
    confidence: step.confidence,
    unitConfidence: step.unitConfidence ?? step.confidence,
    inForce: inForceOn(procedure.inForce, day),
    ...span,
  };
  if (step.by !== 'reporter') return ok(deadline);
  const last = lastIntake(procedure, start, span.dueOn, calendar);
  return ok({ ...deadline, lastIntake: last === undefined ? null : toIsoDateTime(last, zone) });
}
