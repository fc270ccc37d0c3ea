/** `npm run test:deep -- browser` walks every screen and kills more often; `npm test` takes those that differ most. */
export const deep = process.env.NETRA_DEEP === '1';

/** All of them in the deep run, otherwise those at these places of the list. */
export function mostTelling<T>(all: readonly T[], ...places: readonly number[]): T[] {
  return deep ? [...all] : all.filter((_, at) => places.includes(at));
}

/** How often something is killed: as `NETRA_KILLS` says, else more in the deep run. */
export function killsOf(usual: number, inDeep: number): number {
  return Number(process.env.NETRA_KILLS ?? (deep ? inDeep : usual));
}
