/**
 * One process owns the data folder. The owner's name lies in `owner.json`; what a killed owner left behind is
 * recognised and taken over, a living owner is never disturbed.
 */
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import type { Result } from '../result.ts';
import { isRunning, processPlace, thisProcess } from './data-folder-process.ts';

export type HeldFolder = {
  readonly dir: string;
  /** Notes the database's socket, by which a process that cannot see our process id can still tell that we live. */
  noteSocket(path: string): void;
  /** Gives the folder back. Harmless when called twice. */
  release(): void;
};

type Owner = { pid: number; started: string; place: string; socket?: string };

/** An owner that was just told to stop needs a moment; a start right after it waits that long before it gives up. */
const stoppingMs = 2_000;

/** Longest time a takeover lasts; a takeover mark older than this was left by a process that was killed in it. */
const takeoverLimitMs = 10_000;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

function readOwner(file: string): Owner | undefined {
  try {
    const seen: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof seen !== 'object' || seen === null) return undefined;
    const { pid, started, place, socket } = { pid: 0, started: '', place: '', socket: undefined, ...seen };
    if (typeof pid !== 'number' || typeof started !== 'string' || typeof place !== 'string') return undefined;
    return typeof socket === 'string' ? { pid, started, place, socket } : { pid, started, place };
  } catch {
    return undefined;
  }
}

function answers(socket: string): Promise<boolean> {
  return new Promise((done) => {
    const line = connect(socket);
    const end = (yes: boolean) => {
      line.destroy();
      done(yes);
    };
    line.setTimeout(1_000, () => end(true));
    line.once('connect', () => end(true));
    line.once('error', () => end(false));
  });
}

async function lives(owner: Owner): Promise<boolean> {
  if (owner.place === processPlace()) return isRunning(owner);
  // Another container, or a boot long past: its process ids say nothing here, but its database would answer.
  return owner.socket === undefined ? false : answers(owner.socket);
}

/** Who holds the folder: nobody; somebody whose database does not answer yet; or somebody, with the database's socket. */
export type FolderUse =
  | { readonly kind: 'free' }
  | { readonly kind: 'starting'; readonly pid: number }
  | { readonly kind: 'held'; readonly socket: string };

/** Looks without taking anything: for programs that only want to read beside a running server. */
export async function lookAtDataFolder(path: string): Promise<FolderUse> {
  const owner = readOwner(join(resolve(path), 'owner.json'));
  if (owner === undefined || !(await lives(owner))) return { kind: 'free' };
  return owner.socket === undefined ? { kind: 'starting', pid: owner.pid } : { kind: 'held', socket: owner.socket };
}

/** True when this process took the takeover mark; only its holder may replace a dead owner's name. */
function markTakeover(mark: string): boolean {
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const age = Date.now() - (statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  if (age > takeoverLimitMs) rmSync(mark, { force: true });
  return false;
}

function inUse(dir: string, owner: Owner): string {
  return (
    `The data folder ${dir} is in use by another Netra (process ${owner.pid}). ` +
    'Stop that one first, or give this one a data folder of its own: NETRA_DATA=/another/folder npm start'
  );
}

/**
 * Makes the folder if needed and takes it for this process.
 * @param patienceMs how long to wait for a living owner to end, in milliseconds
 * @returns the held folder, or one clear line: a living process holds it, or this account may not write there.
 */
export async function holdDataFolder(path: string, patienceMs = stoppingMs): Promise<Result<HeldFolder, string>> {
  const dir = resolve(path);
  const file = join(dir, 'owner.json');
  const mark = join(dir, 'owner.takeover');
  const me: Owner = { ...thisProcess(), place: processPlace() };
  const mine = join(dir, `owner.${randomUUID()}.new`);
  const write = (owner: Owner) => writeFileSync(mine, `${JSON.stringify(owner)}\n`, { mode: 0o600 });

  try {
    mkdirSync(dirname(dir), { recursive: true });
    if (!existsSync(dir)) mkdirSync(dir, { recursive: true, mode: 0o700 });
    const until = performance.now() + patienceMs;
    for (let attempt = 0; attempt < 400; attempt += 1) {
      write(me);
      try {
        // A link fails if the name is taken, and the file is whole from its first moment.
        linkSync(mine, file);
        rmSync(mine, { force: true });
        sweep(dir);
        return { ok: true, value: held(dir, file, mine, me) };
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
      }
      const owner = readOwner(file);
      if (owner !== undefined && (await lives(owner))) {
        if (performance.now() >= until) {
          rmSync(mine, { force: true });
          return { ok: false, error: inUse(dir, owner) };
        }
        await new Promise((done) => setTimeout(done, 50));
        continue;
      }
      if (markTakeover(mark)) {
        // Someone may have taken over between our look and our mark: look again, then remove without a pause between.
        if (JSON.stringify(readOwner(file)) === JSON.stringify(owner)) rmSync(file, { force: true });
        rmSync(mark, { force: true });
      } else {
        await new Promise((done) => setTimeout(done, 50));
      }
    }
    rmSync(mine, { force: true });
    return { ok: false, error: `The data folder ${dir} stays locked. Remove ${mark} if no Netra is running.` };
  } catch (error) {
    const why = codeOf(error);
    if (why === '') throw error;
    return { ok: false, error: `This account cannot use the data folder ${dir} (${why}). ${howToAllow(dir)}` };
  }
}

/** Removes the unlinked names that killed processes left. */
function sweep(dir: string): void {
  for (const name of readdirSync(dir)) {
    const file = join(dir, name);
    const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (/^owner\..+\.new$/.test(name) && age > takeoverLimitMs) rmSync(file, { force: true });
  }
}

function howToAllow(dir: string): string {
  let whose = '';
  try {
    whose = ` It belongs to the account with number ${statSync(dir).uid}.`;
  } catch {
    // Not there, or not even to be looked at.
  }
  return `Start with an account that may write there, or choose another data folder.${whose}`;
}

function held(dir: string, file: string, mine: string, me: Owner): HeldFolder {
  let open = true;
  return {
    dir,
    noteSocket(socket) {
      writeFileSync(mine, `${JSON.stringify({ ...me, socket })}\n`, { mode: 0o600 });
      renameSync(mine, file);
    },
    release() {
      if (!open) return;
      open = false;
      const owner = readOwner(file);
      if (owner?.pid === me.pid && owner.started === me.started) rmSync(file, { force: true });
    },
  };
}
