/**
 * A restore that was cut off leaves something that looks like an instance and is none. It carries a mark until it is whole: a table in the
 * database, a file in the data folder. Whoever would serve it looks for the mark first.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientBase } from 'pg';

/** Made before anything else in the database, dropped when everything is compared. */
export const unfinishedTable = 'public.netra_restore';

const unfinishedName = 'restore-unfinished';

export const unfinishedFile = (dataDir: string): string => join(dataDir, unfinishedName);

const line = 'a restore into it did not finish, and half of an instance is never served: run "netra restore" again';

/** @returns null, or one line for the operator */
export async function unfinishedDatabase(client: ClientBase): Promise<string | null> {
  const found = await client.query<{ half: boolean }>(`select to_regclass('${unfinishedTable}') is not null as half`);
  return found.rows[0]?.half === true ? `the database cannot be used: ${line}` : null;
}

/** @returns null, or one line for the operator */
export function unfinishedFolder(dataDir: string): string | null {
  return existsSync(unfinishedFile(dataDir)) ? `the data folder ${dataDir} cannot be used: ${line}` : null;
}
