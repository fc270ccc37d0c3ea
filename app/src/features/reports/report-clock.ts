/** The reporter's own limit: until when a report can be registered by law, and the last hour an office takes it in. */
import { findProcedure, type Rulebook, type Zone } from '@netra/rulebook';
import { legalDay } from '../../platform/clock/legal-clock.ts';

export interface TimeToReport {
  /** The day on which the reporter came to know: day 0. */
  readonly knownOn: string;
  readonly due: Temporal.Instant;
  /** Last open intake hour before the limit; null when there is none. */
  readonly lastIntake: Temporal.Instant | null;
  readonly late: boolean;
  readonly basis: string;
  readonly provisional: boolean;
  readonly zone: Zone;
}

/** Null when no rule of that day sets a limit (older rules): then none is shown. */
export function timeToReport(
  law: Rulebook,
  electionId: string,
  knownOn: string,
  zone: Zone,
  now: Temporal.Instant,
): TimeToReport | null {
  const procedure = law.findElection(electionId)?.procedure;
  if (procedure === undefined || !hasStep(procedure, 'file-report')) return null;
  const deadline = law.deadlineFor({ procedure, step: 'file-report', from: { day: knownOn }, zone });
  if (!deadline.ok || !deadline.value.inForce) return null;
  const { basis, provisional, lastIntake } = deadline.value;
  const due = Temporal.Instant.from(deadline.value.due);
  return {
    knownOn,
    due,
    lastIntake: lastIntake === null || lastIntake === undefined ? null : Temporal.Instant.from(lastIntake),
    // To the end of its last second.
    late: Temporal.Instant.compare(now.round({ smallestUnit: 'second', roundingMode: 'floor' }), due) > 0,
    basis,
    provisional,
    zone,
  };
}

/** The last hour in which the office is open before the limit to complete; null when no rule says. */
export function completionLastHour(
  law: Rulebook,
  asked: { readonly askedAt: Temporal.Instant | null; readonly procedureId: string | null; readonly zone: Zone },
): Temporal.Instant | null {
  const { askedAt, procedureId, zone } = asked;
  if (askedAt === null || procedureId === null || !hasStep(procedureId, 'complete-report')) return null;
  const from = { day: legalDay(askedAt, zone) };
  const deadline = law.deadlineFor({ procedure: procedureId, step: 'complete-report', from, zone });
  if (!deadline.ok || !deadline.value.inForce) return null;
  const { lastIntake } = deadline.value;
  return lastIntake === null || lastIntake === undefined ? null : Temporal.Instant.from(lastIntake);
}

export interface ReviewLimit {
  readonly due: Temporal.Instant;
  readonly basis: string;
  readonly nature: 'law' | 'practice' | 'target';
}

/** Until when the office must have made its first check (kajian awal). Null when no rule says. */
export function reviewLimit(
  law: Rulebook,
  electionId: string,
  receivedAt: Temporal.Instant,
  zone: Zone,
): ReviewLimit | null {
  const procedure = law.findElection(electionId)?.procedure;
  if (procedure === undefined || !hasStep(procedure, 'initial-review')) return null;
  const from = { day: legalDay(receivedAt, zone) };
  const deadline = law.deadlineFor({ procedure, step: 'initial-review', from, zone });
  if (!deadline.ok || !deadline.value.inForce) return null;
  const { due, basis, nature } = deadline.value;
  return { due: Temporal.Instant.from(due), basis, nature };
}

function hasStep(procedure: string, step: string): boolean {
  return findProcedure(procedure)?.steps.some((known) => known.id === step) === true;
}
