/** Searches that a person keeps. Name and words lie locked: both may name somebody. */
import { sql } from 'kysely';
import { z } from 'zod';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { addressOf, searchOf, type WorkSearch } from './work-filter.ts';

export const alerts = ['none', 'at-once', 'daily'] as const;
export type Alert = (typeof alerts)[number];

export interface SavedSearch {
  readonly id: string;
  readonly name: string;
  readonly search: WorkSearch;
  readonly alert: Alert;
  readonly createdAt: Temporal.Instant;
}

export const MOST_SAVED = 50;
export const MOST_NAME = 80;

const purpose = 'desk-work/saved-search';
const Kept = z.strictObject({ name: z.string(), address: z.string() });

export async function readSaved(tx: Tx, keys: Keys, userId: string): Promise<readonly SavedSearch[]> {
  const rows = await tx
    .selectFrom('saved_search')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const kept = open(keys, userId, row.sealed);
    const query = new URLSearchParams(kept.address.split('?')[1] ?? '');
    return {
      id: row.id,
      name: kept.name,
      search: searchOf((name) => query.get(name) ?? undefined),
      alert: alertOf(row.alert),
      createdAt: row.created_at,
    };
  });
}

export async function insertSaved(
  tx: Tx,
  keys: Keys,
  saved: {
    readonly id: string;
    readonly userId: string;
    readonly name: string;
    readonly search: WorkSearch;
    readonly alert: Alert;
  },
): Promise<void> {
  const kept = JSON.stringify({ name: saved.name, address: addressOf(saved.search) } satisfies z.infer<typeof Kept>);
  const sealed = lock({ current: keys('saved-search') }, Buffer.from(kept, 'utf8'), {
    purpose,
    aad: Buffer.from(saved.userId),
  });
  await tx
    .insertInto('saved_search')
    .values({ id: saved.id, user_id: saved.userId, sealed, alert: saved.alert })
    .execute();
}

/** Remembers what a search finds now; gives how many of these it had not found before. */
export async function rememberMatches(tx: Tx, searchId: string, caseIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with fresh as (
      insert into saved_search_match (search_id, case_id) select ${searchId}::uuid, c from unnest(${caseIds}::uuid[]) c
      on conflict do nothing returning 1)
    select count(*) as n from fresh`.execute(tx);
  await tx.updateTable('saved_search').set({ looked_at: sql<string>`now()` }).where('id', '=', searchId).execute();
  return rows[0]?.n ?? 0;
}

export function alertOf(text: string): Alert {
  return alerts.find((alert) => alert === text) ?? 'none';
}

function open(keys: Keys, userId: string, sealed: Uint8Array): z.infer<typeof Kept> {
  const opened = unlock({ current: keys('saved-search') }, sealed, { purpose, aad: Buffer.from(userId) }, 0);
  if (!opened.ok) throw new Error(`a saved search does not open with this instance key: ${opened.error}`);
  return Kept.parse(JSON.parse(opened.value.toString('utf8')));
}
