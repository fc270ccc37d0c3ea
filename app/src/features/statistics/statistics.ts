/** What the public may know of counts. Pure. */
import type { Stage } from '../cases/index.ts';

/** Stages in the order of a case's way. */
export const stageOrder = [
  'supervisor',
  'verification',
  'study',
  'conveyance',
  'authority',
  'decided',
] as const satisfies readonly Stage[];

/** Below this number a count could point at somebody (product rule; the same bar as most official statistics offices use). */
const SMALLEST_SHOWN = 5;

/** A count as the public sees it: `few` stands for 1 to 4 and never says which. */
export type PublicCount = { readonly kind: 'exact'; readonly value: number } | { readonly kind: 'few' };

export function publicCount(value: number): PublicCount {
  return value > 0 && value < SMALLEST_SHOWN ? { kind: 'few' } : { kind: 'exact', value };
}

/**
 * A count that rises with every report, rounded down to fives: with a number that is exact, and a day on which nothing else came in, one report
 * would be one step.
 */
export function publicIntake(value: number): PublicCount {
  return publicCount(value - (value >= SMALLEST_SHOWN ? value % SMALLEST_SHOWN : 0));
}

/** Where a report arrives at once: its count is told as an intake. */
const intakeStage: Stage = 'supervisor';

export interface StageWait {
  readonly stage: Stage;
  readonly persons: PublicCount;
  /** Days; null where nobody waits, where so few do that it would tell of one, and where nothing waits any more. */
  readonly medianDays: number | null;
}

export interface CountedStage {
  readonly stage: string;
  readonly persons: number;
  readonly medianDays: number | null;
}

/** All stages, also those where nobody is, with small numbers taken out. */
export function publicWaits(counted: readonly CountedStage[]): readonly StageWait[] {
  return stageOrder.map((stage) => {
    const found = counted.find((row) => row.stage === stage);
    const tell = stage === intakeStage ? publicIntake : publicCount;
    const persons = tell(found?.persons ?? 0);
    const shown = persons.kind === 'exact' && persons.value > 0 && stage !== 'decided';
    return { stage, persons, medianDays: shown ? (found?.medianDays ?? null) : null };
  });
}

/**
 * Widths of the bars, 0 to 100. Every suppressed count has one width, which follows from nothing but the largest shown number, and a shown
 * number is never drawn shorter than a suppressed one.
 */
export function barShares(waits: readonly StageWait[]): readonly number[] {
  const largest = Math.max(SMALLEST_SHOWN, ...waits.map((w) => (w.persons.kind === 'exact' ? w.persons.value : 0)));
  const few = (SMALLEST_SHOWN / 2 / largest) * 100;
  return waits.map((w) => (w.persons.kind === 'few' ? few : (w.persons.value / largest) * 100));
}
