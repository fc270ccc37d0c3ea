/** Pledges for `netra ledger check`: what was sealed of each, never who signed. */
import { sql } from 'kysely';
import type { SealedSource, SealedThing } from '../ledger/index.ts';
import { pledgeEntry } from './pledge-entry.ts';

const PAGE = 1000;

/** Pledges from before the log have no seal and are passed over. */
export const sealedPledges: SealedSource = () => {
  let after: string | null = null;
  return async (tx) => {
    const { rows } = await sql<{
      id: string;
      number: string;
      signed_at: Temporal.Instant;
      body_id: string;
      election_id: string;
      salt: Buffer | null;
      commitment: Buffer | null;
      leaf: number | null;
      waiting: boolean;
    }>`select * from sealed_pledges(${after}::uuid, ${PAGE})`.execute(tx);
    const last = rows.at(-1);
    if (last === undefined) return null;
    after = last.id;
    const things = rows.flatMap((row): SealedThing[] => {
      const { number, salt, commitment, leaf, waiting } = row;
      if (commitment === null) return [];
      const entry = pledgeEntry({
        at: row.signed_at.toString(),
        bodyId: row.body_id,
        electionId: row.election_id,
        number,
      });
      const erased = salt === null || salt.length === 0;
      return [
        {
          what: 'pledge',
          name: number,
          step: null,
          commitment,
          entry: erased ? null : entry,
          salt: salt ?? Buffer.alloc(0),
          leaf,
          waiting,
        },
      ];
    });
    return { things, problems: [] };
  };
};
