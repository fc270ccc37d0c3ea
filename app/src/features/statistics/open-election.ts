/** Which election is open. People may name it in the settings; otherwise the dates of the rulebook say it. */
import type { Election, Rulebook } from '@netra/rulebook';
import type { Database, Tx } from '../../platform/db/connect.ts';

export const openElectionSetting = 'open-election';

/**
 * The election that a day belongs to: the next one to vote, or the last one that voted. Re-runs in single regions are left out, since they
 * concern few; an instance there names its election in the setting.
 * @param day legal day (ISO)
 */
export function electionOn(day: string, among: readonly Election[]): Election {
  const byVote = among
    .filter((election) => election.regions === undefined)
    .toSorted((a, b) => a.votingOn.localeCompare(b.votingOn));
  const found = byVote.find((election) => election.votingOn >= day) ?? byVote.at(-1);
  if (found === undefined) throw new Error('the rulebook holds no election');
  return found;
}

/** The open election: the one the setting names when the rulebook knows it, else by the day. */
export async function findOpenElection(db: Database | Tx, day: string, law: Rulebook): Promise<Election> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', openElectionSetting).executeTakeFirst();
  const named = typeof row?.value === 'string' ? law.findElection(row.value) : undefined;
  return named ?? electionOn(day, law.elections);
}
