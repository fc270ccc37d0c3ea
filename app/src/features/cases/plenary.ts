/**
 * Who sat in a plenary: people of the office, by their ids, so that no name lies in the chain. The law data that Netra knows name no quorum; the
 * number is written down, and the page says that nothing can be said of a quorum.
 */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { property } from './stored-values.ts';

export const MOST_SITTING = 20;

export interface Sitting {
  readonly id: string;
  readonly name: string;
  /** Whoever fills the form in. */
  readonly mine: boolean;
}

/** People who work on cases at an office of the actor: for others the list is empty. */
export async function readSitting(tx: Tx, bodyId: string, userId: string): Promise<readonly Sitting[]> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from colleagues(${bodyId}::uuid)`.execute(
    tx,
  );
  return rows.map((row) => ({ ...row, mine: row.id === userId }));
}

/** Whether all of them work at that office. */
export async function allSitThere(tx: Tx, bodyId: string, ids: readonly string[]): Promise<boolean> {
  const there = new Set((await readSitting(tx, bodyId, '')).map((one) => one.id));
  return ids.every((id) => there.has(id));
}

/** The ids that a step keeps of who sat. */
export function sittingIds(kind: string, content: unknown): readonly string[] {
  if (kind !== 'concluded-proven' && kind !== 'concluded-not-proven') return [];
  const sat = property(content, 'sat');
  return Array.isArray(sat) ? sat.filter((id): id is string => typeof id === 'string') : [];
}

/** Their names, as those of everybody who took a step are read; who left is no longer there. */
export async function sittingNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('auth.auth_user')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
