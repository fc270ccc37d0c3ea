/**
 * When a lesson is asked again: memory fades, and the stages of an election bring the situations. Pure; the days of the stages come from the law
 * data, the distances are dated data here.
 */
import { addDays, type Election, stagesOf } from '@netra/rulebook';

export interface SpacingPlan {
  /** For lessons finished on or after this day, until a later plan. */
  readonly from: string;
  /** Days after the first, second, third time; afterwards as the last. */
  readonly distances: readonly number[];
  /** A stage is prepared for this many days before it begins. */
  readonly beforeStage: number;
  /** Never sooner than this after the last time. */
  readonly least: number;
  /** Questions of a re-test. */
  readonly questions: number;
}

/** Added to, never changed. */
export const spacingPlans: readonly SpacingPlan[] = [
  { from: '2000-01-01', distances: [7, 21, 60], beforeStage: 3, least: 3, questions: 3 },
];

export function spacingOn(day: string, plans: readonly SpacingPlan[] = spacingPlans): SpacingPlan {
  const plan = plans.filter((one) => one.from <= day).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
  if (plan === undefined) throw new Error(`no plan of spacing for ${day}`);
  return plan;
}

export interface NextTest {
  readonly on: string;
  /** The stage it prepares for; undefined: by the distance alone. */
  readonly stage: string | undefined;
}

/**
 * The next time a lesson is asked again: by the distance, or earlier when a stage comes near. After the voting there is none.
 * @param finished days on which it was finished, the oldest first; empty: it was never learnt, and there is nothing to ask again
 */
export function nextTest(finished: readonly string[], election: Election): NextTest | undefined {
  const last = finished.at(-1);
  if (last === undefined) return undefined;
  const plan = spacingOn(last);
  const distance = plan.distances[Math.min(finished.length, plan.distances.length) - 1] ?? plan.least;
  const soonest = addDays(last, plan.least);
  const byDistance: NextTest = { on: addDays(last, distance), stage: undefined };
  const byStage = stagesOf(election, last)
    .stages.map((stage): NextTest => ({ on: addDays(stage.from, -plan.beforeStage), stage: stage.id }))
    .filter(({ on }) => on >= soonest);
  const [first = byDistance] = [byDistance, ...byStage].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return first.on > election.votingOn ? undefined : first;
}

/**
 * Which screens a re-test asks: those that were wrong last time first, then in turn, so that after some rounds each was asked again.
 * @param wrong places of the lesson that were answered wrongly the last time they were asked
 */
export function retestOf(
  screens: number,
  round: number,
  wrong: readonly number[],
  questions: number,
): readonly number[] {
  const turned = Array.from({ length: screens }, (_, index) => (index + (round - 1) * questions) % screens);
  return [...new Set([...wrong, ...turned])].slice(0, Math.min(questions, screens)).toSorted((a, b) => a - b);
}
