/**
 * Reaches the database of an instance to read from it, as a program beside the server: it makes nothing, changes no schema and no role, and leaves
 * a running server alone. Where none runs, the embedded database is started for as long as it is needed.
 */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../../config.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Address } from './connect.ts';
import { lookAtDataFolder } from './data-folder.ts';
import { startEmbedded } from './embedded.ts';

/** Which database: one named by its address, or the embedded one of a data folder. */
export type ReachSettings = Pick<Config, 'mode' | 'dataDir' | 'databaseUrl'>;

export interface ReachedDatabase {
  readonly address: Address;
  /** Stops what was started for this; a server that ran before runs on. */
  stop(): Promise<void>;
}

/** @returns the database, or one line that says what to do */
export async function reachDatabase(
  settings: ReachSettings,
  log: (line: string) => void,
): Promise<Result<ReachedDatabase, string>> {
  const { databaseUrl, mode } = settings;
  if (databaseUrl !== null) return ok({ address: { kind: 'url', url: databaseUrl }, stop: () => Promise.resolve() });
  const name = mode === 'demo' ? 'netra_demo' : 'netra';
  const at = (host: string): Address => ({ kind: 'socket', host, user: `${name}_app`, database: name });
  const dir = resolve(settings.dataDir);
  if (!existsSync(join(dir, 'postgres', 'cluster', 'PG_VERSION')))
    return fail(
      `there is no database in ${dir}: start Netra once, or name another folder (NETRA_DATA) or database (DATABASE_URL)`,
    );
  const use = await lookAtDataFolder(dir);
  if (use.kind === 'starting')
    return fail(`Netra is starting in ${dir} (process ${use.pid}): try again when it is ready`);
  if (use.kind === 'held') return ok({ address: at(dirname(use.socket)), stop: () => Promise.resolve() });
  const started = await startEmbedded({ dataDir: dir, log });
  if (!started.ok) return started;
  const server = started.value;
  return ok({ address: at(server.socketDir), stop: () => server.stop() });
}

/** Why a database that was reached could not be read, in one line that says what to do; null: a bug. */
export function whyUnreadable(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case '42883':
    case '42P01':
    case '3F000':
      return 'the database is older than this version: start Netra once, so that it is brought up to date';
    case '3D000':
    case '28000':
    case '28P01':
      return 'the database refuses this name, user or password: check DATABASE_URL, or start Netra once';
    case '42501':
      return 'this database role may not read what is needed: use the address that Netra itself uses (DATABASE_URL)';
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'ENOENT':
    case 'ETIMEDOUT':
    case '57P03':
    case '53300':
      return 'no PostgreSQL answers at DATABASE_URL or in the data folder: start it and try again';
    default:
      return null;
  }
}
