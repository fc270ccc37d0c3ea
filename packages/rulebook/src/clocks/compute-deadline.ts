/** Where every deadline is computed. A deadline is a legal day with its reasons; it never reads a clock. */
import type { StepOverride } from '../additions/additions.ts';
import { chooseOverride } from '../additions/choose-override.ts';
import { type Calendar, type ClosedKind, createCalendars, decreedCalendar } from '../calendar/calendar.ts';
import { fromDayNumber, type IsoDay, isIsoDay, toDayNumber } from '../calendar/days.ts';
import { decreedDays } from '../calendar/decreed-days.ts';
import { isZone, toIsoDateTime, type Zone, zoneIds } from '../calendar/zones.ts';
import { builtInElections, type Election } from '../elections/elections.ts';
import { type InputError, ok, type Result, refuse, shown } from '../result.ts';
import { type Bilingual, type Confidence, inForceOn, type Source } from '../text.ts';
import { rulebookVersion } from '../version.ts';
import { lastIntake } from './last-intake.ts';
import type { Nature, Procedure, Step, Unit } from './procedure.ts';
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
  let dayNumber = toDayNumber(from);
  for (let counted = 0; counted < wanted; ) {
    dayNumber += direction;
    const closed = step.unit === 'working_day' ? calendar.whyClosedNumber(dayNumber) : undefined;
    if (closed === undefined) counted += 1;
    else skipped.push({ date: fromDayNumber(dayNumber), kind: closed.kind, why: closed.why.id, en: closed.why.en });
  }
  const day = fromDayNumber(dayNumber);
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
  /** Code of the office, for limits that were corrected for it. Without it only those for every office count. */
  readonly office?: string;
  /** Region of the office as written with regional holidays; without it none counts. */
  readonly region?: string;
  /** Default: the decrees of the rulebook for the region. */
  readonly calendar?: Calendar;
}

/** The limit of a step as the rulebook has it, where a corrected one counts instead. */
export interface OwnLimit {
  readonly limit: number;
  readonly unit: Unit;
  readonly nature: Nature;
  readonly basis: string;
  readonly confidence: Confidence;
  readonly dueOn: IsoDay;
  readonly due: string;
}

/** Which correction counts: its limit, nature and basis stand in the deadline itself. */
export interface AppliedOverride {
  readonly id: string;
  readonly office?: string;
  readonly reason: Bilingual;
  readonly source: Source;
}

export interface Deadline extends CountedSpan {
  /** `procedure/step`: the id under which the rule is found again. */
  readonly rule: string;
  readonly rulebookVersion: string;
  /** Fingerprint of the law that was added as data; empty without. */
  readonly rulebookData: string;
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
  /** Set when a corrected limit counts, together with `overrides`: what the rulebook itself says. */
  readonly override?: AppliedOverride;
  readonly overrides?: OwnLimit;
}

const firstDay = '1900-01-01';
const lastDay = '2999-12-31';
const endOfDay = 86_399;

/** What a deadline is computed from, beside the request. */
export interface DeadlineLaw {
  readonly data: string;
  readonly elections: readonly Election[];
  /** By `procedure/step`. */
  readonly overrides: ReadonlyMap<string, readonly StepOverride[]>;
  readonly calendar: (region?: string) => Calendar;
}

/**
 * The deadline of a step.
 * @returns an InputError naming the field when the procedure, step, day or zone is not usable
 */
export type DeadlineFor = (request: DeadlineRequest) => Result<Deadline, InputError>;

/** The limit that counts for a step: corrected for the office and the day, or the rulebook's own. */
export interface ResolvedStep {
  readonly procedure: Procedure;
  readonly step: Step;
  readonly override: StepOverride | undefined;
  /** What is counted. */
  readonly counted: Pick<Step, 'limit' | 'unit' | 'counting'>;
  readonly nature: Nature;
  readonly basis: string;
  readonly confidence: Confidence;
  readonly zone: Zone;
}

/** Finds the step of a request and the limit that counts for it. */
export function resolveStep(request: DeadlineRequest, law: DeadlineLaw): Result<ResolvedStep, InputError> {
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
  const { day } = request.from;
  if (!isIsoDay(day) || day < firstDay || day > lastDay) {
    return refuse('from', `${shown(day)} is not usable; allowed is a day from ${firstDay} to ${lastDay}`);
  }
  const zone = request.zone ?? 'WIB';
  if (!isZone(zone)) return refuse('zone', `${shown(zone)} is not known; allowed are ${zoneIds.join(', ')}`);
  const override = chooseOverride(law.overrides.get(`${procedure.id}/${step.id}`), request.office, day);
  const { counting } = step;
  return ok({
    procedure,
    step,
    override,
    counted:
      override === undefined
        ? step
        : { limit: override.limit, unit: override.unit, ...(counting === undefined ? {} : { counting }) },
    nature: override?.nature ?? step.nature,
    basis: override?.basis ?? ownBasis(procedure, step),
    confidence: override?.confidence ?? step.confidence,
    zone,
  });
}

function ownBasis(procedure: Procedure, step: Step): string {
  return step.basis ?? procedure.basis.join('; ');
}

/** The deadlines of a rulebook. */
export function createDeadlineFor(law: DeadlineLaw): DeadlineFor {
  return (request) => {
    const resolved = resolveStep(request, law);
    if (!resolved.ok) return resolved;
    const { procedure, step, counted, zone, override } = resolved.value;
    const { day, second = 0 } = request.from;
    const calendar = request.calendar ?? law.calendar(request.region);
    const span = computeDeadline(counted, day, calendar);
    const deadline: Deadline = {
      rule: `${procedure.id}/${step.id}`,
      rulebookVersion,
      rulebookData: law.data,
      startedOn: day,
      due: endOf(span.dueOn, zone),
      zone,
      unit: counted.unit,
      limit: counted.limit,
      nature: resolved.value.nature,
      basis: resolved.value.basis,
      confidence: resolved.value.confidence,
      unitConfidence: override?.confidence ?? step.unitConfidence ?? step.confidence,
      inForce: inForceOn(procedure.inForce, day),
      ...span,
      ...(override === undefined ? {} : overridden(override, procedure, step, day, zone, calendar)),
    };
    if (step.by !== 'reporter') return ok(deadline);
    const last = lastIntake(procedure, { day, second }, span.dueOn, calendar, law.elections);
    return ok({ ...deadline, lastIntake: last === undefined ? null : toIsoDateTime(last, zone) });
  };
}

/** 23:59:59 of the day, on the wall of an office in the zone. */
export function endOf(day: IsoDay, zone: Zone): string {
  return toIsoDateTime({ day, second: endOfDay }, zone);
}

function overridden(
  override: StepOverride,
  procedure: Procedure,
  step: Step,
  day: IsoDay,
  zone: Zone,
  calendar: Calendar,
): Required<Pick<Deadline, 'override' | 'overrides'>> {
  const { id, office, reason, source } = override;
  const { dueOn } = computeDeadline(step, day, calendar);
  return {
    override: { id, ...(office === undefined ? {} : { office }), reason, source },
    overrides: {
      limit: step.limit,
      unit: step.unit,
      nature: step.nature,
      basis: ownBasis(procedure, step),
      confidence: step.confidence,
      dueOn,
      due: endOf(dueOn, zone),
    },
  };
}

/** The law that is built in, without additions. */
export const builtInLaw: DeadlineLaw = {
  data: '',
  elections: builtInElections.all,
  overrides: new Map(),
  calendar: createCalendars(decreedDays),
};

/** The deadline of a step by the law that is built in. */
export const deadlineFor: DeadlineFor = createDeadlineFor(builtInLaw);
