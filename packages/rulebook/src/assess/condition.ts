/** Conditions over facts, as data. They are read once, when the rules are compiled. */
import type { FactValue, OpenFact } from './fact-list.ts';

export type Leaf = { readonly [F in OpenFact]: { readonly fact: F; readonly is: FactValue<F> } }[OpenFact];
export type Condition = Leaf | { readonly not: Leaf } | { readonly all: readonly Condition[] };

/** Holds whatever the facts are. */
export const always: Condition = { all: [] };

/** The facts a condition speaks of. */
export function factsOf(condition: Condition): readonly OpenFact[] {
  if ('all' in condition) return condition.all.flatMap(factsOf);
  return [('not' in condition ? condition.not : condition).fact];
}
