/**
 * Questions at the edge of the rules, as people ask them: entry `@netra/rulebook/edge-cases`, apart from the rulebook itself so that only the
 * pages that show them load them.
 */
import { candidacy } from './candidacy.ts';
import type { EdgeCase } from './edge-case.ts';
import { events } from './events.ts';
import { family } from './family.ts';
import { handling } from './handling.ts';
import { likesAndGroups } from './likes-and-groups.ts';
import { office } from './office.ts';
import { partyWork } from './party-work.ts';
import { photos } from './photos.ts';
import { whoIsBound } from './who-is-bound.ts';

export type { EdgeCase, EdgeExample } from './edge-case.ts';

const numberOf = ({ id }: EdgeCase): number => Number(id.slice('edge-'.length));

/** All edge cases in the order of their numbers, `edge-1` to `edge-44`. */
export const edgeCases: readonly EdgeCase[] = [
  ...likesAndGroups,
  ...photos,
  ...events,
  ...whoIsBound,
  ...family,
  ...candidacy,
  ...partyWork,
  ...office,
  ...handling,
].sort((a: EdgeCase, b: EdgeCase) => numberOf(a) - numberOf(b));

/** The edge case of this id, or undefined when there is none. */
export function findEdgeCase(id: string): EdgeCase | undefined {
  return edgeCases.find((edge) => edge.id === id);
}
