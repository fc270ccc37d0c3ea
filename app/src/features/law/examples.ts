/** Worked examples by rule: those written for a row or provision, and, for a reading, those in which it decides the answer. */
import { assess, findReading } from '@netra/rulebook';
import { type Example, examples } from '@netra/rulebook/examples';

export interface NamedExample extends Example {
  /** The rule for which it was written. */
  readonly of: string;
}

const all: readonly NamedExample[] = Object.entries(examples).flatMap(([of, list]) =>
  list.map((one) => ({ ...one, of })),
);

/** Empty for a rule without examples. */
export function examplesFor(rule: string): readonly NamedExample[] {
  if (findReading(rule) === undefined) return all.filter((one) => one.of === rule);
  return all.filter((one) => assess(one.facts).trace.some((entry) => entry.rule === rule && entry.holds === true));
}
