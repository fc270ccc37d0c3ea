/** Which office receives a case next. Bodies and hand-overs are dated rows; this only asks them. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import type { ActionType } from './case.ts';

export interface CandidateBody {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly level: string;
  /** Codes of places from the root: what covers a place is a prefix of it. */
  readonly path: string;
}

/** Actions that name an office; each stands for a step of the route table. */
export const receiverActions = ['submit', 'confirm-study', 'convey', 'reroute', 'delegate-verification'] as const;
export type ReceiverAction = (typeof receiverActions)[number];

export function needsReceiver(action: ActionType): action is ReceiverAction {
  return receiverActions.some((one) => one === action);
}

/**
 * Offices that may receive the case at a step on a legal day: of the kind the route names, in force, whose jurisdiction covers the
 * place of the case. The nearest comes first.
 */
export async function candidatesFor(
  tx: Tx,
  at: { readonly step: string; readonly fromBodyId: string; readonly regionId: string; readonly day: string },
): Promise<readonly CandidateBody[]> {
  const { rows } = await sql<CandidateBody>`
    select b.id, b.name, b.kind, b.level, place.path
    from handover_route r
    join body f on f.id = ${at.fromBodyId} and f.kind = r.from_kind
    join body b on b.kind = r.to_kind and b.id <> f.id
    join jurisdiction place on place.id = b.jurisdiction_id
    join jurisdiction region on region.id = ${at.regionId} and region.path like place.path || '%'
    where r.step = ${at.step} and r.reach = 'covers' and (r.to_level is null or r.to_level = b.level)
      and r.valid_from <= ${at.day}::date and (r.valid_until is null or r.valid_until >= ${at.day}::date)
      and (b.valid_from is null or b.valid_from <= ${at.day}::date) and (b.valid_until is null or b.valid_until >= ${at.day}::date)
    order by length(place.path) desc, b.name`.execute(tx);
  return rows;
}

/**
 * The candidates that are left for the very case: a matter goes up, never sideways, from an authority in conflict; an accused Sekda is judged
 * at the next level (governor or minister), not by the head whom he serves.
 */
export async function receiversOf(
  tx: Tx,
  action: ReceiverAction,
  at: {
    readonly actingBodyId: string;
    readonly holderBodyId: string;
    readonly regionId: string;
    readonly day: string;
    readonly sekda?: boolean;
  },
): Promise<readonly CandidateBody[]> {
  const candidates = await candidatesFor(tx, {
    step: action,
    fromBodyId: at.actingBodyId,
    regionId: at.regionId,
    day: at.day,
  });
  if (action === 'reroute') {
    const holder = await tx
      .selectFrom('body')
      .innerJoin('jurisdiction', 'jurisdiction.id', 'body.jurisdiction_id')
      .select('jurisdiction.path')
      .where('body.id', '=', at.holderBodyId)
      .executeTakeFirst();
    return candidates.filter((one) => holder !== undefined && isAbove(one.path, holder.path));
  }
  const [nearest] = candidates;
  if (at.sekda === true && nearest !== undefined) return candidates.filter((one) => isAbove(one.path, nearest.path));
  // What checks for the task force in the region is not the centre.
  if (action === 'delegate-verification') return candidates.filter((one) => one.level !== 'nation');
  return candidates;
}

function isAbove(upper: string, lower: string): boolean {
  return lower.startsWith(upper) && lower !== upper;
}
