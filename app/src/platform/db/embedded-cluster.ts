/** The files of the embedded database: made once and whole, and freed from a server that outlived its owner. */
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Result } from '../result.ts';
import { commandOf, findProcessStart } from './data-folder-process.ts';
import type { Account } from './embedded-account.ts';
import { startProgram } from './embedded-process.ts';

/** The one account that may do everything in the embedded database; the application never works as it. */
export const superuser = 'netra_super';

const done: Result<undefined, string> = { ok: true, value: undefined };

function majorOf(cluster: string): number | undefined {
  const file = join(cluster, 'PG_VERSION');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}

/** The owner of the database's files, if there are any. */
export function findClusterOwner(cluster: string): { uid: number; gid: number } | undefined {
  const seen = statSync(cluster, { throwIfNoEntry: false });
  return seen === undefined ? undefined : { uid: seen.uid, gid: seen.gid };
}

/** Locales to try for what ICU does not cover; not every system has the first. */
const locales = ['C.UTF-8', 'C'];

/**
 * Removes what an interrupted making left. The program of the killed run may still be at work there for a moment and
 * make its folder anew behind us, so this asks again until nothing is left. What stays is only room lost, never an error.
 */
async function sweepUnfinished(dir: string, log: (line: string) => void): Promise<void> {
  const unfinished = () => readdirSync(dir).filter((one) => one.startsWith('cluster.new-'));
  for (const end = Date.now() + 10_000; unfinished().length > 0; await pause(100)) {
    for (const name of unfinished()) {
      try {
        rmSync(join(dir, name), { recursive: true, force: true });
      } catch (error) {
        if (Date.now() > end) {
          log(`a folder of an interrupted start cannot be removed: ${name} (${String(error)})`);
          return;
        }
      }
    }
  }
}

/**
 * Makes the database's files unless they are there. They are made aside and renamed when whole, so a run that was
 * killed in the middle leaves nothing that looks finished.
 */
export async function ensureCluster(
  dir: string,
  bin: string,
  account: Account,
  major: number,
  log: (line: string) => void,
): Promise<Result<undefined, string>> {
  const cluster = join(dir, 'cluster');
  await sweepUnfinished(dir, log);
  const there = majorOf(cluster);
  if (there === major) return done;
  if (there !== undefined) {
    return {
      ok: false,
      error:
        `The data in ${dir} was made by PostgreSQL ${there}, and this Netra brings PostgreSQL ${major}. ` +
        'Go on with the Netra that made it, move the data over with a backup, or choose a new data folder.',
    };
  }
  if (existsSync(cluster)) {
    return {
      ok: false,
      error: `${cluster} is no database folder (it has no PG_VERSION). Move it away and start again.`,
    };
  }
  let said = '';
  for (const locale of locales) {
    const fresh = join(dir, `cluster.new-${randomUUID().slice(0, 8)}`);
    mkdirSync(fresh, { mode: 0o700 });
    if (account.kind === 'user') chownSync(fresh, account.uid, account.gid);
    const provider = ['--locale-provider=icu', '--icu-locale=id', `--locale=${locale}`];
    const access = ['-U', superuser, '-A', 'trust', '-E', 'UTF8', '--data-checksums', '--no-instructions'];
    const initdb = startProgram(account, dir, join(bin, 'initdb'), ['-D', fresh, ...access, ...provider], () => {});
    const { code } = await initdb.ended;
    if (code === 0) {
      renameSync(fresh, cluster);
      await sweepUnfinished(dir, log);
      return done;
    }
    said = initdb.lastLines.at(-1) ?? 'no word from initdb';
    log(`initdb with locale ${locale}: ${initdb.lastLines.join(' · ')}`);
    rmSync(fresh, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
  return {
    ok: false,
    error: `The database could not be made in ${dir}: ${said}. Run "npm run setup" and start again.`,
  };
}

/**
 * Stops a server that still works on the files although its owner is gone. Call it only as the holder of the folder.
 * It usually stops by itself within a moment (its watcher saw the owner go).
 */
export async function stopOrphan(dir: string, log: (line: string) => void): Promise<Result<undefined, string>> {
  const cluster = join(dir, 'cluster');
  const file = join(cluster, 'postmaster.pid');
  const told = readIfThere(file);
  if (told === null) return done;
  const pid = Number.parseInt(told.split('\n')[0] ?? '', 10);
  const started = findProcessStart(pid);
  // A dead one's file is PostgreSQL's own to judge: it also looks whether a worker of the dead server is still busy.
  if (started === undefined) return done;
  if (!commandOf(pid).includes(cluster)) {
    // The id has been used again by a stranger; PostgreSQL would take it for a living server and refuse.
    rmSync(file, { force: true });
    return done;
  }
  log(`a database left by a run that was killed is still up (process ${pid}); stopping it`);
  const gone = async (ms: number) => {
    for (const end = Date.now() + ms; Date.now() < end; await pause(50)) {
      if (findProcessStart(pid) !== started) return true;
    }
    return false;
  };
  const tell = (signal: NodeJS.Signals) => {
    try {
      process.kill(pid, signal);
    } catch {
      // It has just ended by itself.
    }
  };
  if (await gone(1_500)) return done;
  tell('SIGINT');
  if (await gone(20_000)) return done;
  tell('SIGQUIT');
  if (await gone(10_000)) return done;
  return {
    ok: false,
    error: `A database left by an earlier run (process ${pid}) does not stop. End it, then start again.`,
  };
}

/** Null where there is none: a server that ends takes its file away at any moment, also between a look and a reading. */
function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
