/** Web processes and a worker as processes of their own, on one PostgreSQL that belongs to none of them. */
import { type ChildProcess, spawn } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import pg from 'pg';
import serverProcess from '../../../scripts/lib/server-process.json' with { type: 'json' };
import { startEmbedded } from '../../src/platform/db/embedded.ts';
import { environmentWithoutOurs } from './environment.ts';

const appDir = process.env.NETRA_TEST_APP ?? path.resolve(import.meta.dirname, '../..');

export interface ExternalDatabase {
  /** Address of the owner, who may make roles, as `DATABASE_URL` wants it. */
  readonly ownerUrl: string;
  ask<T extends pg.QueryResultRow>(statement: string): Promise<readonly T[]>;
  stop(): Promise<void>;
}

/** A PostgreSQL on a socket in the folder, with an owner that is no superuser and an empty database. */
export async function externalDatabase(dataDir: string): Promise<ExternalDatabase> {
  // Three processes, and for a moment those that were killed, whose connections the server has not missed yet.
  const settings = { fsync: 'off', synchronous_commit: 'off', max_connections: '150' };
  const started = await startEmbedded({ dataDir, settings });
  if (!started.ok) throw new Error(started.error);
  const { socketDir, port, superuser, stop } = started.value;
  const ask = async <T extends pg.QueryResultRow>(statement: string, database = 'lain'): Promise<readonly T[]> => {
    const client = new pg.Client({ host: socketDir, port, user: superuser, database });
    await client.connect();
    try {
      return (await client.query<T>(statement)).rows;
    } finally {
      await client.end();
    }
  };
  await ask('create role pemilik login createrole', 'postgres');
  await ask('create database lain owner pemilik', 'postgres');
  return {
    ownerUrl: `postgresql://pemilik@/lain?host=${encodeURIComponent(socketDir)}&port=${port}`,
    ask,
    stop,
  };
}

export interface PartProcess {
  readonly pid: number;
  output(): string;
  /** Fulfilled with the exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  signal(name: 'SIGTERM' | 'SIGKILL'): void;
}

/** Starts `main.js` with these words and waits until it says that it is ready. Throws with its output when it ends before. */
export async function startPart(args: readonly string[], env: Readonly<Record<string, string>>): Promise<PartProcess> {
  const part = spawnPart(args, env);
  const early = await Promise.race([part.ended.then((code) => ({ code })), saysReady(part)]);
  if (early !== null) throw new Error(`${args.join(' ')} ended (${early.code}) before it was ready:\n${part.output()}`);
  return part;
}

/** Runs `main.js` to its end. */
export async function runPart(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const part = spawnPart(args, env);
  return { code: await part.ended, output: part.output() };
}

function spawnPart(args: readonly string[], env: Readonly<Record<string, string>>): PartProcess {
  const inherited = environmentWithoutOurs();
  const child: ChildProcess = spawn(
    process.execPath,
    [...serverProcess.flags, path.join(appDir, 'dist', 'server', 'main.js'), ...args],
    {
      env: { ...serverProcess.env, ...inherited, NETRA_LOG: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { pid: child.pid ?? -1, output: () => output, ended, signal: (name) => void child.kill(name) };
}

async function saysReady(part: PartProcess): Promise<null> {
  while (!/Netra is ready at|worker of Netra is ready/.test(part.output()))
    await new Promise((done) => setTimeout(done, 20));
  return null;
}

/** Ports that nothing listens on now. */
export function freePorts(count: number): Promise<readonly number[]> {
  return Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<number>((resolve, reject) => {
          const probe = net.createServer();
          probe.once('error', reject);
          probe.listen(0, '127.0.0.1', () => {
            const address = probe.address();
            const port = typeof address === 'object' && address !== null ? address.port : 0;
            // Closed a moment later, so that the next one asked for is another.
            setTimeout(() => probe.close(() => resolve(port)), 50);
          });
        }),
    ),
  );
}
