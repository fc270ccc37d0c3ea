/** Which ends of a case leave an accusation unproven; the database says the same (netra.is_unproven), and a test holds them together. */
import type { CaseStatus } from '../../cases/index.ts';

/** Ended as not proven, annulled on objection or appeal, or gone to an authority that decides elsewhere. */
export const unprovenStatuses = ['stopped', 'annulled', 'referred'] as const satisfies readonly CaseStatus[];

export function isUnproven(status: string): boolean {
  return unprovenStatuses.some((one) => one === status);
}
