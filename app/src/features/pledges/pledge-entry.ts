/** A pledge as the public log commits to it. */
import type { CanonicalStep } from '@netra/ledger';

/** Only who holds its salt, the person who signed, can open it. */
export function pledgeEntry(pledge: {
  /** Instant in UTC as ISO 8601. */
  readonly at: string;
  readonly bodyId: string;
  readonly electionId: string;
  readonly number: string;
}): CanonicalStep {
  return {
    kind: 'pledge',
    at: pledge.at,
    body: pledge.bodyId,
    election: pledge.electionId,
    certificate: pledge.number,
  };
}
