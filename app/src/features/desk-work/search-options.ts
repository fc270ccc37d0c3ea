/** What the filters of a search offer, in the scope of the person: offices and places that can occur in it. */
import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';

export interface SearchOptions {
  readonly offices: readonly { readonly id: string; readonly name: string }[];
  readonly places: readonly { readonly id: string; readonly name: string }[];
}

const MOST_OFFERED = 300;

/** Milliseconds for which the filters stay as they are: they only grow when offices first have to do with each other. */
const STAYS_MS = 60_000;
/** Offices whose filters are kept. */
const MOST_KEPT = 500;

/**
 * The same for everybody with the same roles at the same offices, so it is asked once a minute and not with every search. Whoever is shut out of
 * cases shares it with nobody who is not: where such a case went is not theirs to see.
 */
export function offeredOptions(db: Database): (member: Member) => Promise<SearchOptions> {
  const kept = new Map<string, { readonly until: number; readonly options: SearchOptions }>();
  return async (member) => {
    const actor = { kind: 'member', userId: member.userId } as const;
    const { rows } = await runAs(db, actor, (tx) =>
      sql<{ shut: string }>`select my_lockouts()::text as shut`.execute(tx),
    );
    const scope = [
      rows[0]?.shut,
      ...member.memberships.map(({ bodyId, role }) => `${bodyId} ${role}`).toSorted(),
    ].join();
    const there = kept.get(scope);
    if (there !== undefined && performance.now() < there.until) return there.options;
    const options = await runAs(db, actor, readOptions);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(scope, { until: performance.now() + STAYS_MS, options });
    return options;
  };
}

async function readOptions(tx: Tx): Promise<SearchOptions> {
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
