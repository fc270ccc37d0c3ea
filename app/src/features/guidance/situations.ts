/** All situations that the page offers, in the order in which it offers them. */
import type { Act, FramingOption, Situation, Way } from './situation.ts';
import { eventSituations } from './situations-event.ts';
import { mediaSituations } from './situations-media.ts';
import { officeSituations } from './situations-office.ts';
import { selfSituations } from './situations-self.ts';

export const situations: readonly Situation[] = [
  ...mediaSituations,
  ...eventSituations,
  ...selfSituations,
  ...officeSituations,
];

export function findSituation(id: string | undefined): Situation | undefined {
  return situations.find((one) => one.id === id);
}

export function findOption(situation: Situation, id: string | undefined): FramingOption | undefined {
  return 'framing' in situation ? situation.framing.options.find((one) => one.id === id) : undefined;
}

/** Every way in which a situation can go on. */
export function waysOf(situation: Situation): readonly Way[] {
  return 'framing' in situation ? situation.framing.options : [situation];
}

/** The situations among whose ways is this kind of act, those whose only way it is first. */
export function situationsOf(kind: string): readonly Situation[] {
  const isIt = (act: Act): boolean => act.by === 'rules' && act.kind === kind;
  const share = (one: Situation): number => waysOf(one).filter((way) => isIt(way.act)).length / waysOf(one).length;
  return situations.filter((one) => share(one) > 0).toSorted((a, b) => share(b) - share(a));
}
