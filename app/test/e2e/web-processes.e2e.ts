/** Several web processes behind one port (`NETRA_WEB_PROCESSES`): one is killed, the process that made them is stopped, and it is killed. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePorts } from '../support/parts.ts';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer, webProcessesOf } from '../support/server.ts';

let dataDir: string;
let server: ServerUnderTest;
let metricsPort: number;

beforeAll(async () => {
  dataDir = await filledDataDir();
  [metricsPort = 0] = await freePorts(1);
  server = await start();
});
afterAll(async () => {
  await server.stop();
  await removeDataDir(dataDir);
});

const start = () =>
  startServer(dataDir, {
    NETRA_WEB_PROCESSES: '2',
    NETRA_METRICS_PORT: String(metricsPort),
    NETRA_LOG: 'error',
    NETRA_DRAIN_SECONDS: '1',
  });

/** A connection of its own each time, so that both processes have their turn. */
async function ask(path: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(`${server.url}${path}`, {
    headers: { connection: 'close' },
    // Whoever is forgotten by both sides waits for ever: that is a fault, and not slowness.
    signal: AbortSignal.timeout(60_000),
  });
  return { status: answer.status, text: await answer.text() };
}

/** How many requests a process has answered, by its own figures. */
async function answeredBy(place: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metricsPort + 1 + place}/metrics`)).text();
  const counts = [...text.matchAll(/^netra_http_seconds_count\{.*\} (\d+)$/gm)].map(([, count]) => Number(count));
  return counts.reduce((sum, one) => sum + one, 0);
}

async function until<T>(what: string, read: () => Promise<T | null>): Promise<T> {
  const late = performance.now() + 30_000;
  for (;;) {
    const found = await read();
    if (found !== null) return found;
    if (performance.now() > late) throw new Error(`waited 30 s: ${what}\n${server.output()}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

const alive = async (pid: number): Promise<boolean> =>
  readFile(`/proc/${pid}/status`, 'utf8').then(
    (status) => !/^State:\s+Z/m.test(status),
    () => false,
  );
const allGone = async (pids: readonly number[]) => ((await Promise.all(pids.map(alive))).includes(true) ? null : true);

it('both answer, as one instance, each with figures of its own', async () => {
  expect(await webProcessesOf(server.pid)).toHaveLength(2);
  for (let at = 0; at < 12; at += 1) expect((await ask('/hukum')).status).toBe(200);
  expect(JSON.parse((await ask('/readyz')).text)).toMatchObject({ ready: true, checks: { worker: 'ok' } });
  await until('both have answered', async () => {
    expect((await ask('/hukum')).status).toBe(200);
    const answered = await Promise.all([answeredBy(0), answeredBy(1)]);
    return answered.every((count) => count >= 4) ? true : null;
  });
});

it('one that is killed is made again, and the other answers meanwhile', async () => {
  const [first = 0, second = 0] = await webProcessesOf(server.pid);
  // People come all the while: each is answered, or refused at once, and nobody is left waiting.
  let over = false;
  let refused = 0;
  const people = Array.from({ length: 8 }, async () => {
    while (!over) {
      const answer = await ask('/').catch((error: unknown) => {
        if (error instanceof Error && error.name === 'TimeoutError') throw error;
        refused += 1;
        return null;
      });
      if (answer !== null) expect(answer.status).toBe(200);
    }
  });
  await new Promise((done) => setTimeout(done, 200));
  process.kill(first, 'SIGKILL');
  const now = await until('two live again', async () => {
    const living = await webProcessesOf(server.pid);
    return living.length === 2 && !living.includes(first) ? living : null;
  }).finally(() => {
    over = true;
  });
  await Promise.all(people);
  expect(now).toContain(second);
  // What it was answering in that moment, and what waited in its line.
  expect(refused).toBeLessThanOrEqual(16);
  for (let at = 0; at < 6; at += 1) expect((await ask('/')).status).toBe(200);
  await until('the new one answers', () =>
    answeredBy(0).then(
      () => true,
      () => null,
    ),
  );
  expect(server.output()).toContain('"event":"web-process-ended"');
});

it('a key at the terminal, which reaches every process, ends them in order: what is under way is answered, and nothing is left', async () => {
  const made = await webProcessesOf(server.pid);
  const underWay = Array.from({ length: 8 }, () => ask('/hukum'));
  // Taken by the server before the signal, as a request is that somebody is waiting for.
  await new Promise((done) => setTimeout(done, 30));
  for (const pid of made) process.kill(pid, 'SIGINT');
  const code = await server.stop();
  expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
  expect(code).toBe(0);
  expect(await allGone(made)).toBe(true);
  server = await start();
});

it('when the process that made them is killed they end as well, and the next start finds the port and the data free', async () => {
  const made = await webProcessesOf(server.pid);
  expect(made).toHaveLength(2);
  await server.kill();
  await until('both have ended', () => allGone(made));
  server = await start();
  expect((await ask('/')).status).toBe(200);
});
