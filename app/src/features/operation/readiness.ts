/**
 * Whether this process should be given requests. Names of checks and one word each, nothing more: strangers may read it too. Only what makes
 * answers wrong or impossible takes a process out; what an operator should look at is a warning, since taking every web process out because
 * the worker rests would help nobody.
 */
import { sql } from 'kysely';
import type { Database } from '../../platform/db/connect.ts';
import { freeMegabytes } from '../../platform/files/index.ts';
import { AWAY_SECONDS } from './heartbeat.ts';

export type CheckState = 'ok' | 'warn' | 'fail';

type CheckName = 'process' | 'maintenance' | 'database' | 'migrations' | 'secret' | 'disk' | 'log' | 'worker';

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<CheckName, CheckState>>;
}

export interface ReadinessDeps {
  readonly db: Database;
  readonly realNow: () => number;
  /** Names of the migrations of this version; empty where there are no files to compare with. */
  readonly migrations: () => Promise<readonly string[]>;
  readonly secretMark: string;
  /** Folder of the files, and the megabytes that must stay free there. */
  readonly folder: string;
  readonly reserveMb: number;
  readonly logMinutes: number;
  readonly stopping: () => boolean;
  readonly maintenance: () => boolean;
}

/** A database that does not answer in this time counts as gone. */
const PATIENCE_MS = 3000;
/** Probes come from everywhere and often: one look serves all of this time. */
const KEEP_MS = 1000;

export function readinessOf(deps: ReadinessDeps): () => Promise<Readiness> {
  let kept: { readonly at: number; readonly looked: Promise<Looked> } | undefined;
  return async () => {
    const now = deps.realNow();
    if (kept === undefined || now - kept.at >= KEEP_MS || now < kept.at) kept = { at: now, looked: look(deps) };
    const looked = await kept.looked;
    // These two are known without asking anybody, and must be told at once.
    const checks = {
      process: deps.stopping() ? 'fail' : 'ok',
      maintenance: deps.maintenance() ? 'fail' : 'ok',
      ...looked,
    } as const;
    return { ready: !Object.values(checks).includes('fail'), checks };
  };
}

type Looked = Omit<Readiness['checks'], 'process' | 'maintenance'>;

async function look(deps: ReadinessDeps): Promise<Looked> {
  const [database, free, files] = await Promise.all([
    within(askDatabase(deps.db), PATIENCE_MS),
    freeMegabytes(deps.folder),
    deps.migrations(),
  ]);
  const disk = free !== null && free >= deps.reserveMb ? 'ok' : 'warn';
  if (database === null)
    return { database: 'fail', migrations: 'fail', secret: 'fail', disk, log: 'warn', worker: 'warn' };
  const done = new Set(database.migrations);
  const sinceSealed = database.lastTick === null ? Infinity : deps.realNow() - database.lastTick;
  return {
    database: 'ok',
    migrations: files.every((file) => done.has(file)) ? 'ok' : 'fail',
    secret: database.mark === null || database.mark === deps.secretMark ? 'ok' : 'fail',
    disk,
    log: sinceSealed > 3 * deps.logMinutes * 60_000 ? 'warn' : 'ok',
    worker: database.workerSeen === null || database.workerSeen > AWAY_SECONDS ? 'warn' : 'ok',
  };
}

interface Told {
  readonly mark: string | null;
  readonly migrations: readonly string[];
  /** Milliseconds of the real clock; null: nothing was ever sealed. */
  readonly lastTick: number | null;
  readonly workerSeen: number | null;
}

async function askDatabase(db: Database): Promise<Told | null> {
  const { rows } = await sql<Told>`select
      (select value #>> '{}' from setting where key = 'secret-mark') as mark,
      array(select name from schema_migrations()) as migrations,
      (select (extract(epoch from last_tick) * 1000)::float8 from log_state) as "lastTick",
      (select extract(epoch from now() - at)::float8 from process_seen where part = 'work') as "workerSeen"`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Null when it fails or takes longer; what goes on then is nobody's any more. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
    timer.unref();
  });
  try {
    return await Promise.race([work.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}
