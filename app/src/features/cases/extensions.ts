/**
 * Which limits may be lengthened: those for which the law data name a longer one that takes their place (`extends`), and no other. A letter or a wish
 * of the office lengthens nothing; a target is looked at again by a step of its own.
 */
import { allProcedures } from '@netra/rulebook';
import type { ClockView } from './case-read-model.ts';

export interface Lengthening {
  readonly stepId: string;
  readonly basis: string | null;
}

/** The longer limit of the law data; null: there is none, so this one cannot be lengthened. */
export function lengtheningOf(procedureId: string, stepId: string): Lengthening | null {
  const steps = allProcedures.find((procedure) => procedure.id === procedureId)?.steps ?? [];
  const longer = steps.find((step) => step.extends === stepId);
  return longer === undefined ? null : { stepId: longer.id, basis: longer.basis ?? null };
}

/** Why a limit cannot be lengthened. */
export type NoLengthening = 'longer-already' | 'target' | 'practice' | 'law';

/** Null: it can be. */
export function whyNotLonger(clock: Pick<ClockView, 'procedureId' | 'stepId' | 'nature'>): NoLengthening | null {
  if (lengtheningOf(clock.procedureId, clock.stepId) !== null) return null;
  const steps = allProcedures.find((procedure) => procedure.id === clock.procedureId)?.steps ?? [];
  if (steps.some((step) => step.id === clock.stepId && step.extends !== undefined)) return 'longer-already';
  return clock.nature;
}

/** Every limit that the law data know, by whether it has a longer one: for the page and for a test that finds out when that changes. */
export function lengthenedSteps(): readonly string[] {
  return allProcedures.flatMap(({ id, steps }) =>
    steps.flatMap((step) => (step.extends === undefined ? [] : [`${id}/${step.extends}`])),
  );
}
