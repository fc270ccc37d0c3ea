/**
 * The way from a recommendation to the discipline register, as steps that are done, due, or still to come. Pure. The law sets the order: PP 94/2021
 * for discipline, PP 42/2004 for ethics, PP 79/2021 for remedies.
 */
import type { CaseState } from '../cases/index.ts';

export const procedureSteps = [
  'accept',
  'open',
  'first-summons',
  'second-summons',
  'examination',
  'council',
  'decision',
  'delivery',
  'remedy',
  'effect',
  'register',
] as const;
export type ProcedureStep = (typeof procedureSteps)[number];

export interface ProcedureItem {
  readonly step: ProcedureStep;
  readonly state: 'done' | 'now' | 'later';
}

const order = ['conveyed', 'examining', 'decided', 'delivered', 'contested', 'in-effect', 'final', 'annulled'] as const;
type Reached = (typeof order)[number];

function reached(status: string): Reached | null {
  return order.find((one) => one === status) ?? null;
}

/** Empty when the case did not come to an authority yet. A step that the route does not have is left out. */
export function procedureOf(state: CaseState): readonly ProcedureItem[] {
  const status = reached(state.status);
  if (status === null) return [];
  const at = order.indexOf(status);
  const past = (one: Reached): boolean => at > order.indexOf(one);
  const ethics = state.route === 'ethics';
  const done: Readonly<Record<ProcedureStep, boolean>> = {
    accept: state.openHandoverFrom === null,
    open: past('conveyed'),
    'first-summons': state.summons >= 1 || state.examined || past('examining'),
    'second-summons': state.summons >= 2,
    examination: state.examined || state.missedSummons >= 2,
    council: state.councilHeld,
    decision: past('examining'),
    delivery: past('decided'),
    remedy: past('contested'),
    effect: past('contested'),
    register: status === 'final',
  };
  const has = (step: ProcedureStep): boolean => {
    switch (step) {
      case 'council':
        return ethics;
      case 'first-summons':
      case 'examination':
        return !ethics;
      // Only where the first was missed.
      case 'second-summons':
        return !ethics && (state.missedSummons >= 1 || state.summons >= 2);
      case 'remedy':
        return state.remedy !== 'none';
      case 'effect':
      case 'register':
        return status !== 'annulled';
      case 'accept':
      case 'open':
      case 'decision':
      case 'delivery':
        return true;
    }
  };
  const steps = procedureSteps.filter(has);
  // A decision that was made before the case came here was written down without an examination of ours.
  const skipped = past('examining') && state.route === null ? ['open', 'first-summons', 'examination'] : [];
  const shown = steps.filter((step) => !skipped.includes(step));
  const next = shown.find((step) => !done[step]);
  return shown.map((step) => ({ step, state: done[step] ? 'done' : step === next ? 'now' : 'later' }));
}

/** What the two days of a summons say against the seven clear working days of PP 94/2021 art. 26(2). */
export type SummonsVerdict = 'exact' | 'short' | 'long';

/** @param lastLetter last day on which the letter may go so that seven whole working days lie between, by the rulebook */
export function judgeSummons(letterOn: string, lastLetter: string): SummonsVerdict {
  if (letterOn === lastLetter) return 'exact';
  return letterOn > lastLetter ? 'short' : 'long';
}

/**
 * The earliest day of a hearing for which a letter that goes on this day leaves the whole limit between the two.
 * @param lastLetterFor last day of the letter for a hearing on a day; null: no rule
 */
export function earliestHearing(letterOn: string, lastLetterFor: (hearing: string) => string | null): string | null {
  let day = Temporal.PlainDate.from(letterOn);
  for (let tried = 0; tried < 60; tried += 1) {
    day = day.add({ days: 1 });
    const last = lastLetterFor(day.toString());
    if (last === null) return null;
    // A hearing lies on a day on which the office works.
    if (last >= letterOn && day.dayOfWeek <= 5) return day.toString();
  }
  return null;
}
