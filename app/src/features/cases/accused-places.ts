/**
 * Places of the accused in their case. A letter, an answer and a remedy name a place, and it is kept when others are separated from the case: so
 * places need not follow each other, and the place of a person is not the place in a list.
 */
import type { Accused } from './case.ts';
import type { CaseView } from './case-read-model.ts';

type Placed = { readonly accused: CaseView['accused']; readonly state: Pick<CaseView['state'], 'accused'> };

export interface PlacedAccused {
  readonly place: number;
  readonly person: Accused;
}

/** Everybody accused in the case with the own place, in order. */
export function placedAccused(view: Placed): readonly PlacedAccused[] {
  return view.accused.map((person, index) => ({ place: view.state.accused[index] ?? index + 1, person }));
}

/** Who stands at this place; undefined: nobody, or not any more. */
export function accusedAt(view: Placed, place: number): Accused | undefined {
  return placedAccused(view).find((one) => one.place === place)?.person;
}

/** The place of the only accused; null where there are several, or none. */
export function onlyAccused({ state }: Pick<Placed, 'state'>): number | null {
  return state.accused.length === 1 ? (state.accused[0] ?? null) : null;
}

/** How somebody is named on a page of the desk: by name, else by post and unit. */
export function nameOfAccused({ name, post, unitName }: Accused): string {
  return name === '' ? `${post}, ${unitName}` : name;
}
