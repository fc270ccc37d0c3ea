/** The product's processes seen from outside: starts that are refused, what is left running, and the database behind its back. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { environmentWithoutOurs } from './environment.ts';

const appDir = process.env.NETRA_TEST_APP ?? path.resolve(import.meta.dirname, '../..');
const main = path.join(appDir, 'dist', 'server', 'main.js');

export interface Refused {
  readonly code: number | null;
  readonly stdout: string;
  /** Lines on standard error. */
  readonly errors: readonly string[];
  readonly seconds: number;
}

function spawnServer(dataDir: string, env: Readonly<Record<string, string>>) {
  const inherited = environmentWithoutOurs();
  return spawn(process.execPath, [main, 'serve'], {
    env: { ...inherited, PORT: '0', NETRA_DATA: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Starts `serve` where it must refuse, and waits for its end. Throws when it comes up. */
export function refusedStart(dataDir: string, env: Readonly<Record<string, string>>): Promise<Refused> {
  const began = performance.now();
  const child = spawnServer(dataDir, env);
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
      if (!stdout.includes('Netra is ready')) return;
      child.kill('SIGINT');
      reject(new Error(`it started:\n${stdout}`));
    });
    child.once('error', reject);
    child.once('close', (code) => {
      const errors = stderr.split('\n').filter((line) => line !== '');
      resolve({ code, stdout, errors, seconds: (performance.now() - began) / 1000 });
    });
  });
}

/** Starts the demonstration and presses Ctrl-C as soon as it says what is waited for; gives all that it said. */
export function interruptedStart(dataDir: string, when: RegExp): Promise<string> {
  const child = spawnServer(dataDir, {});
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (when.test(said) || said.includes('Netra is ready')) child.kill('SIGINT');
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('close', () => resolve(said));
  });
}

/** Addresses in the kernel's notation on which these processes listen. */
export async function listeningAddresses(pids: readonly number[]): Promise<readonly string[]> {
  const sockets = new Set<string>();
  for (const pid of pids) {
    for (const fd of readdirSync(`/proc/${pid}/fd`)) {
      const to = await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '');
      const inode = /^socket:\[(\d+)\]$/.exec(to)?.[1];
      if (inode !== undefined) sockets.add(inode);
    }
  }
  const found: string[] = [];
  for (const table of ['tcp', 'tcp6']) {
    for (const line of (await readFile(`/proc/net/${table}`, 'utf8')).split('\n').slice(1)) {
      const [, local = '', , state = '', , , , , , inode = ''] = line.trim().split(/\s+/);
      if (state === '0A' && sockets.has(inode)) found.push(local);
    }
  }
  return found;
}

/** Process ids and command lines of all that works on the data folder, and of all children of `parent`. */
export function processesOf(dataDir: string, parent = -1): readonly string[] {
  const found: string[] = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) === process.pid) continue;
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      const environment = readEnvironment(pid);
      const above = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
      if (command.includes(dataDir) || environment.includes(`NETRA_DATA=${dataDir}`) || above === parent) {
        found.push(`${pid} ${command}`);
      }
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}

function readEnvironment(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

/** Waits until nothing works on the data folder any more; gives what is still there when the time is over. */
export async function quietAfter(dataDir: string, milliseconds: number): Promise<readonly string[]> {
  for (const end = Date.now() + milliseconds; ; await new Promise((done) => setTimeout(done, 50))) {
    const left = processesOf(dataDir);
    if (left.length === 0 || Date.now() > end) return left;
  }
}

/**
 * Ends the database server of this data folder as a power cut does, and waits until the system has forgotten it. The web process must be
 * killed first. The database notices that and ends by itself; where it was quicker, there is nothing left to cut.
 */
export async function cutDatabase(dataDir: string): Promise<void> {
  const file = path.join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (command !== '' && !command.includes(dataDir))
      throw new Error(`process ${pid} is not the database of ${dataDir}`);
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return;
    throw error;
  }
  // Its new parent may take a moment to take note; PostgreSQL would still see the dead one.
  while (existsSync(`/proc/${pid}`)) await new Promise((done) => setTimeout(done, 20));
}

/** A connection to the embedded database of a running server as its superuser, past every wall. */
export async function behindTheCurtain<T>(dataDir: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const host = path.join(dataDir, 'postgres', 'socket');
  const client = new pg.Client({
    host,
    port: 5432,
    user: 'netra_super',
    database: 'netra_demo',
    options: '-c search_path=netra',
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
