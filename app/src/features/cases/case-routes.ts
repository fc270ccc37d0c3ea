/** Which office receives a case next. Bodies and hand-overs are dated rows; this only asks them. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';

export interface CandidateBody {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly level: string;
}

/** The step of the route table that an action stands for. */
export const handoverStep = { submit: 'submit', 'confirm-study': 'confirm-study', convey: 'convey' } as const;

/**
 * Offices that may receive the case at a step on a legal day: of the kind the route names, in force, whose jurisdiction covers the
 * place of the case. The nearest comes first.
 */
export async function candidatesFor(
  tx: Tx,
  at: { readonly step: string; readonly fromBodyId: string; readonly regionId: string; readonly day: string },
): Promise<readonly CandidateBody[]> {
  const { rows } = await sql<CandidateBody>`
    select b.id, b.name, b.kind, b.level
    from handover_route r
    join body f on f.id = ${at.fromBodyId} and f.kind = r.from_kind
    join body b on b.kind = r.to_kind and b.id <> f.id
    join jurisdiction place on place.id = b.jurisdiction_id
    join jurisdiction region on region.id = ${at.regionId} and region.path like place.path || '%'
    where r.step = ${at.step} and r.reach = 'covers'
      and r.valid_from <= ${at.day}::date and (r.valid_until is null or r.valid_until >= ${at.day}::date)
      and (b.valid_from is null or b.valid_from <= ${at.day}::date) and (b.valid_until is null or b.valid_until >= ${at.day}::date)
    order by length(place.path) desc, b.name`.execute(tx);
  return rows;
}
