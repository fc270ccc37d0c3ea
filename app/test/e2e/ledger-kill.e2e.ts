/**
 * Two processes write and seal without a pause, and one after the other is killed at a moment that chance chooses. Whatever was answered has
 * its leaf, no leaf is there twice, and everything that was ever published belongs to one tree. `NETRA_KILLS` says how many are killed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hashToHex, openCheckpoint, parseKey, treeRoot } from '@netra/ledger';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { storeTree } from '../../../packages/ledger/test/stored-tree.ts';
import { type EmbeddedPostgres, startEmbedded } from '../../src/platform/db/embedded.ts';
import { migrate } from '../../src/platform/db/migrate.ts';

const KILLS = Number(process.env.NETRA_KILLS ?? 12);
let dataDir: string;
let server: EmbeddedPostgres;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'netra-ledger-'));
  const started = await startEmbedded({ dataDir });
  if (!started.ok) throw new Error(started.error);
  server = started.value;
  const owner = { kind: 'socket', host: server.socketDir, user: server.superuser, database: 'postgres' } as const;
  const client = new pg.Client(owner);
  await client.connect();
  await client.query('create role ledger_app nosuperuser nobypassrls login');
  await client.end();
  const migrated = await migrate(owner, 'ledger_app', path.resolve(import.meta.dirname, '../../db/migrations'));
  if (!migrated.ok) throw new Error(migrated.error);
});

afterAll(async () => {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const answered = new Set<string>();
const published = new Map<number, Set<string>>();
const complaints: string[] = [];

function begin(): ChildProcess {
  const program = path.resolve(import.meta.dirname, '../support/ledger-worker.ts');
  const child = spawn(process.execPath, ['--conditions=source', program, server.socketDir, 'ledger_app', 'postgres'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = `${rest}${chunk.toString()}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [what, first = '', second = ''] = line.split(' ');
      if (what === 'step') answered.add(first);
      if (what === 'tree') published.set(Number(first), (published.get(Number(first)) ?? new Set()).add(second));
    }
  });
  child.stderr?.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
  return child;
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await over;
}

it(`killed ${KILLS} times in the middle of work, the log loses nothing, repeats nothing and never forks`, async () => {
  const workers = [begin(), begin()];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = answered.size;
    const trees = published.size;
    // Not before it works: a process that is killed while it starts, or before anything new was published, shows nothing.
    while (answered.size < before + 5 || published.size === trees) {
      await pause(5);
      expect(
        workers.some((worker) => worker.exitCode !== null),
        complaints.join('\n'),
      ).toBe(false);
    }
    await pause(Math.random() * 120);
    await end(workers[kill % 2]);
    workers[kill % 2] = begin();
  }
  await pause(500);
  await Promise.all(workers.map(end));

  const client = new pg.Client({ host: server.socketDir, user: server.superuser, database: 'postgres' });
  await client.connect();
  const read = async <T extends pg.QueryResultRow>(text: string): Promise<T[]> => (await client.query<T>(text)).rows;
  const rows = await read<{ entries: Buffer }>('select entries from netra.log_entries order by index');
  const bytes = Buffer.concat(rows.map((row) => row.entries));
  const entries = Array.from({ length: bytes.length / 32 }, (_, at) => bytes.subarray(at * 32, at * 32 + 32));
  const places = await read<{ commitment: Buffer; leaf: string }>('select commitment, leaf from netra.log_place');
  const waiting = await read<{ commitment: Buffer }>('select commitment from netra.log_waiting');
  const steps = await read<{ commitment: Buffer }>('select commitment from netra.log_entry');
  const keys = await read<{ verifier: string }>('select verifier from netra.log_key');
  const notes = await read<{ size: string; note: string }>(
    'select size, note from netra.log_checkpoint where note is not null order by size',
  );
  await client.end();

  expect(complaints).toEqual([]);
  expect(answered.size).toBeGreaterThan(KILLS * 5);
  const known = new Map(places.map((place) => [place.commitment.toString('hex'), Number(place.leaf)]));
  const stored = new Set(steps.map((step) => step.commitment.toString('hex')));
  const still = new Set(waiting.map((one) => one.commitment.toString('hex')));
  // Answered means stored; stored means a leaf, in the tree or on its way, and never both.
  expect([...answered].filter((step) => !stored.has(step))).toEqual([]);
  expect([...stored].filter((step) => known.has(step) === still.has(step))).toEqual([]);
  expect(known.size + still.size).toBe(stored.size);
  // Otherwise all that follows would hold for a log of covers alone.
  expect(known.size).toBeGreaterThan(0);
  for (const [step, leaf] of known) expect(entries[leaf]?.toString('hex')).toBe(step);
  expect(new Set(entries.map((entry) => entry.toString('hex'))).size).toBe(entries.length);

  // One tree: every root that was ever published, by whichever process, is that of the first leaves of the tree as it is now.
  const whole = storeTree(entries);
  const key = parseKey(keys[0]?.verifier ?? '');
  if (key === null || keys.length !== 1) throw new Error('the log has one key');
  for (const { size, note } of notes) {
    const opened = openCheckpoint(note, [key]);
    expect(opened.ok && hashToHex(opened.checkpoint.root), `signed ${size}`).toBe(
      hashToHex(treeRoot(Number(size), whole.read)),
    );
  }
  expect(notes.length).toBeGreaterThanOrEqual(KILLS);
  for (const [size, roots] of published) {
    expect([...roots], `published ${size}`).toEqual([hashToHex(treeRoot(size, whole.read))]);
  }
});
