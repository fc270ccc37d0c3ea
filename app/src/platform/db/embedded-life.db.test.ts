/** What happens to the embedded database when things go wrong around it. Each test has a folder and processes of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findProcessStart } from './data-folder-process.ts';
import { startEmbedded } from './embedded.ts';

const quick = { fsync: 'off', full_page_writes: 'off' };
let dir = '';
const children: ChildProcess[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), `netra-life-${process.pid}-`));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await until(() => postmasterOf(dir) === undefined);
  rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function until(holds: () => boolean): Promise<boolean> {
  for (let i = 0; i < 400; i += 1) {
    if (holds()) return true;
    await pause(25);
  }
  return false;
}

/** The process of the server that works in the folder, if one lives. */
function postmasterOf(folder: string): number | undefined {
  const file = join(folder, 'postgres', 'cluster', 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return findProcessStart(pid) === undefined ? undefined : pid;
}

const script = `
import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)};
const started = await startEmbedded({ dataDir: process.argv[1], settings: { fsync: 'off' } });
console.log(started.ok ? 'ready' : started.error);
setInterval(() => {}, 60_000);`;

/** Another process that starts the database of the folder and holds it. */
function otherProcess(folder: string): { child: ChildProcess; saysSomething: Promise<string> } {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const saysSomething = new Promise<string>((done) => {
    child.stdout?.once('data', (chunk: Buffer) => done(chunk.toString().trim()));
    child.once('exit', () => done('ended'));
  });
  return { child, saysSomething };
}

async function ask(host: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ host, user: 'netra_super', database: 'postgres' });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: unknown }>(statement);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

it('is made at first use, keeps what it was given, and leaves nothing running', async () => {
  const first = await startEmbedded({ dataDir: dir, settings: quick });
  if (!first.ok) throw new Error(first.error);
  await ask(first.value.socketDir, "create table kept as select 'still here' as answer");
  const pid = postmasterOf(dir);
  await first.value.stop();
  await first.value.stop();
  expect(pid === undefined ? undefined : findProcessStart(pid)).toBeUndefined();
  expect(existsSync(join(dir, 'owner.json'))).toBe(false);

  const second = await startEmbedded({ dataDir: dir, settings: quick });
  if (!second.ok) throw new Error(second.error);
  expect(await ask(second.value.socketDir, 'select answer from kept')).toBe('still here');
  expect(statSync(second.value.socketDir).mode & 0o777).toBe(0o700);
  await second.value.stop();
});

it('refuses a folder that another living process holds, and says what to do', async () => {
  const { child, saysSomething } = otherProcess(dir);
  expect(await saysSomething).toBe('ready');
  const mine = await startEmbedded({ dataDir: dir });
  expect(mine).toEqual({ ok: false, error: expect.stringContaining(`in use by another Netra (process ${child.pid})`) });
  expect(mine.ok ? '' : mine.error).toMatch(/^[^\n]+Stop that one first/);
  expect(postmasterOf(dir)).toBeDefined();
});

it('refuses to start twice in one process', async () => {
  const [one, two] = await Promise.all([
    startEmbedded({ dataDir: dir, settings: quick }),
    startEmbedded({ dataDir: dir }),
  ]);
  expect([one.ok, two.ok].sort()).toEqual([false, true]);
  for (const each of [one, two]) if (each.ok) await each.value.stop();
});

it('lets exactly one of three processes in that start at once', async () => {
  const said = await Promise.all([1, 2, 3].map(() => otherProcess(dir).saysSomething));
  expect(said.filter((line) => line === 'ready')).toHaveLength(1);
  expect(said.filter((line) => line.includes('in use by another Netra'))).toHaveLength(2);
});

it('ends with its owner even when that is killed outright, and starts again at once with all that was committed', async () => {
  const { child, saysSomething } = otherProcess(dir);
  expect(await saysSomething).toBe('ready');
  await ask(join(dir, 'postgres', 'socket'), "create table kept as select 'committed' as answer");
  child.kill('SIGKILL');
  const again = await startEmbedded({ dataDir: dir, settings: quick });
  if (!again.ok) throw new Error(again.error);
  expect(await ask(again.value.socketDir, 'select answer from kept')).toBe('committed');
  await again.value.stop();

  const { child: lonely, saysSomething: lonelySays } = otherProcess(dir);
  expect(await lonelySays).toBe('ready');
  lonely.kill('SIGKILL');
  expect(await until(() => postmasterOf(dir) === undefined)).toBe(true);
});

it('survives the sudden death of the server itself', async () => {
  const first = await startEmbedded({ dataDir: dir });
  if (!first.ok) throw new Error(first.error);
  await ask(first.value.socketDir, "create table kept as select 'replayed' as answer");
  process.kill(postmasterOf(dir) ?? 0, 'SIGKILL');
  await first.value.ended;
  await first.value.stop();
  const second = await startEmbedded({ dataDir: dir, settings: quick });
  if (!second.ok) throw new Error(second.error);
  expect(await ask(second.value.socketDir, 'select answer from kept')).toBe('replayed');
  await second.value.stop();
});

it('makes the files anew when the making was interrupted', async () => {
  const { child } = otherProcess(dir);
  const home = join(dir, 'postgres');
  const half = () => existsSync(home) && readdirSync(home).some((name) => name.startsWith('cluster.new-'));
  expect(await until(half)).toBe(true);
  child.kill('SIGKILL');
  expect(existsSync(join(home, 'cluster'))).toBe(false);
  const again = await startEmbedded({ dataDir: dir, settings: quick });
  if (!again.ok) throw new Error(again.error);
  expect(await ask(again.value.socketDir, 'select 1 as answer')).toBe(1);
  expect(half()).toBe(false);
  await again.value.stop();
});

it('takes a short private folder for the socket where the path of the data folder is too long', async () => {
  const long = join(
    dir,
    'a-folder-with-a-name-of-fifty-letters-and-no-blanks',
    'and-another-one-of-the-same-kind-below-it',
  );
  mkdirSync(long, { recursive: true });
  const started = await startEmbedded({ dataDir: long, settings: quick });
  if (!started.ok) throw new Error(started.error);
  const { socketDir } = started.value;
  expect(socketDir.startsWith(long)).toBe(false);
  expect(statSync(socketDir).mode & 0o777).toBe(0o700);
  expect(await ask(socketDir, 'select 1 as answer')).toBe(1);
  await started.value.stop();
  expect(existsSync(socketDir)).toBe(false);
});

it('does not touch data of another major version', async () => {
  const cluster = join(dir, 'postgres', 'cluster');
  mkdirSync(cluster, { recursive: true });
  writeFileSync(join(cluster, 'PG_VERSION'), '16\n');
  const started = await startEmbedded({ dataDir: dir });
  expect(started).toEqual({
    ok: false,
    error: expect.stringMatching(/^[^\n]*made by PostgreSQL 16[^\n]*brings PostgreSQL 18[^\n]*$/),
  });
  expect(readdirSync(cluster)).toEqual(['PG_VERSION']);
  expect(existsSync(join(dir, 'owner.json'))).toBe(false);
});
