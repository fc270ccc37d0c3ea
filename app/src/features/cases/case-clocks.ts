/** The limits of a case: which rule sets them and until when. All counting is the rulebook's; here it meets the case. */
import { findStep, type Rulebook } from '@netra/rulebook';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Zone } from '../../platform/i18n/zones.ts';

export interface StartedClock {
  readonly procedureId: string;
  readonly stepId: string;
  readonly startedAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  readonly skipped: readonly { readonly date: string; readonly why: string; readonly en: string }[];
  readonly provisional: boolean;
  readonly nature: 'law' | 'practice' | 'target';
  readonly basis: string;
  readonly confidence: string;
  readonly zone: Zone;
  readonly rulebookVersion: string;
}

/** The procedure under which Bawaslu handles cases of this election. */
export function handlingProcedure(electionId: string, rulebook: Pick<Rulebook, 'findElection'>): string {
  return rulebook.findElection(electionId)?.procedure ?? 'bawaslu-pemilu';
}

/** The office that must act: limits end at its midnight, its region has holidays of its own, and some steps were adjusted for it. */
export interface ClockOffice {
  readonly code: string;
  /** Region as written with regional holidays. */
  readonly region: string;
  readonly zone: Zone;
}

/**
 * Starts the clock of a step.
 * @param at legal clock
 * @returns null when no rule of that day sets a limit (older rules: "no clock"), never a guess
 */
export function startClock(
  procedureId: string,
  stepId: string,
  at: Temporal.Instant,
  office: ClockOffice,
  rulebook: Pick<Rulebook, 'deadlineFor'>,
): StartedClock | null {
  if (findStep(procedureId, stepId) === undefined) return null;
  const { zone, code, region } = office;
  const deadline = rulebook.deadlineFor({
    procedure: procedureId,
    step: stepId,
    from: { day: legalDay(at, zone) },
    zone,
    office: code,
    region,
  });
  if (!deadline.ok) throw new Error(`the rulebook has no deadline for ${procedureId}/${stepId}`);
  if (!deadline.value.inForce) return null;
  return {
    procedureId,
    stepId,
    startedAt: at,
    dueAt: Temporal.Instant.from(deadline.value.due),
    skipped: deadline.value.skipped.map((s) => ({ date: s.date, why: s.why, en: s.en })),
    provisional: deadline.value.provisional,
    nature: deadline.value.nature,
    basis: deadline.value.basis,
    confidence: deadline.value.confidence,
    zone,
    rulebookVersion: deadline.value.rulebookVersion,
  };
}

/** A limit lasts to the end of its last second, in which the legal clock still shows the time of the limit. */
export function hasPassed(due: Temporal.Instant, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(wholeSecond(at), due) > 0;
}

/** The second that the clock shows: what is compared with a limit. */
export function wholeSecond(at: Temporal.Instant): Temporal.Instant {
  return at.round({ smallestUnit: 'second', roundingMode: 'floor' });
}
