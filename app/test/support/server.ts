/** The built product as a process of its own, on data of its own: for tests that walk, kill and look from outside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inject } from 'vitest';
import serverProcess from '../../../scripts/lib/server-process.json' with { type: 'json' };
import { environmentWithoutOurs } from './environment.ts';

/** Another build than the one in the working tree can be named, so that two people test beside each other. */
const appDir = process.env.NETRA_TEST_APP ?? path.resolve(import.meta.dirname, '../..');

export interface ServerUnderTest {
  readonly url: string;
  readonly dataDir: string;
  readonly pid: number;
  /** All that it printed. */
  output(): string;
  /** Ends it as Ctrl-C does; gives the exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Memory of the web process in MB, as the kernel counts it. */
  memory(): Promise<number>;
}

/** A data folder in the system's temporary folder; its path is short enough for a socket. */
export function temporaryDataDir(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'netra-e2e-'));
}

/**
 * The same, with the demonstration already in it, as a first start leaves it: made once for a whole run and copied, as filling takes ten times
 * as long as copying. Its secret lies in it.
 */
export async function filledDataDir(): Promise<string> {
  const filled = inject('filledDataDir');
  const mine = await mkdir(`${filled}.making`).then(
    () => true,
    () => false,
  );
  if (mine) {
    await mkdir(filled);
    const server = await startServer(filled);
    await server.stop();
    await mkdir(`${filled}.ready`);
  }
  const patience = Date.now() + 240_000;
  while (!existsSync(`${filled}.ready`)) {
    if (Date.now() > patience) throw new Error('nobody finished the filled data folder');
    await new Promise((done) => setTimeout(done, 100));
  }
  const copy = await temporaryDataDir();
  await cp(filled, copy, { recursive: true });
  return copy;
}

export function removeDataDir(dataDir: string): Promise<void> {
  return rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

/** Starts `serve` and waits until it says that it is ready. Throws with its output when it ends before. */
export async function startServer(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerUnderTest> {
  const inherited = environmentWithoutOurs();
  const child = spawn(
    process.execPath,
    [...serverProcess.flags, path.join(appDir, 'dist', 'server', 'main.js'), 'serve'],
    {
      cwd: path.resolve(appDir, '..'),
      env: { ...serverProcess.env, ...inherited, PORT: '0', NETRA_DATA: dataDir, NETRA_LOG: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  const url = await readyAddress(child, () => output);
  const pid = child.pid;
  if (pid === undefined) throw new Error('the server has no process');
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return {
    url,
    dataDir,
    pid,
    output: () => output,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    memory: async () => {
      const all = await Promise.all([pid, ...(await webProcessesOf(pid))].map(megabytesOf));
      return all.reduce((sum, one) => sum + one, 0);
    },
  };
}

async function megabytesOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** The web processes that this one made (`NETRA_WEB_PROCESSES`), oldest first; none where it answers by itself. */
export async function webProcessesOf(pid: number): Promise<readonly number[]> {
  const made = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'))
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
  const words = await Promise.all(made.map((one) => readFile(`/proc/${one}/cmdline`, 'utf8').catch(() => '')));
  return made.filter((_, at) => words[at]?.includes(`${path.sep}main.js`) === true);
}

function readyAddress(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = setInterval(() => {
      const found = /Netra is ready at (\S+)/.exec(output());
      if (found?.[1] !== undefined) {
        clearInterval(look);
        resolve(found[1]);
      }
    }, 20);
    child.once('exit', (code) => {
      clearInterval(look);
      reject(new Error(`the server ended (${code}) before it was ready:\n${output()}`));
    });
  });
}
