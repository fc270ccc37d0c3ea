/** How often a property is tried: in full in an ordinary run, a twentieth under mutation, where every run is repeated hundreds of times. */
export const underMutation = process.env.NETRA_MUTATION === '1';

export function runs(full: number): number {
  return underMutation ? Math.max(10, Math.ceil(full / 20)) : full;
}
