/** What the filters of a search offer, in the scope of the person: offices and places that can occur in it. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';

export interface SearchOptions {
  readonly offices: readonly { readonly id: string; readonly name: string }[];
  readonly places: readonly { readonly id: string; readonly name: string }[];
}

const MOST_OFFERED = 300;

export async function readOptions(tx: Tx): Promise<SearchOptions> {
  // Each office is asked whether a case ever went between: `offset 0` keeps the planner from reading all hand-overs of a busy office.
  const offices = await sql<{ id: string; name: string }>`
    select b.id, b.name from body b
    where b.id = any ((select readable_bodies())::uuid[])
      or exists (select 1 from handover h where h.from_body_id = any ((select my_bodies())::uuid[]) and h.to_body_id = b.id offset 0)
      or exists (select 1 from handover h where h.from_body_id = b.id and h.to_body_id = any ((select my_bodies())::uuid[]) offset 0)
    order by b.name limit ${MOST_OFFERED}`.execute(tx);
  const places = await sql<{ id: string; name: string }>`
    select distinct j.id, j.name, j.path from jurisdiction j
    where exists (select 1 from body b join jurisdiction own on own.id = b.jurisdiction_id where b.id = any ((select readable_bodies())::uuid[]) and starts_with(j.path, own.path))
    order by j.path limit ${MOST_OFFERED}`.execute(tx);
  return { offices: offices.rows, places: places.rows.map(({ id, name }) => ({ id, name })) };
}
