/**
 * Several web processes behind one port, made and watched by one process. One JavaScript thread fills one core; with several the machine's
 * other cores answer too, and one long page does not hold up all others. Each listens on the port itself and the system deals connections out: handed on
 * by the first process, a connection was lost with a process that was killed before it had taken it, and its visitor waited for ever.
 */
import cluster, { type Worker } from 'node:cluster';
import type { Log } from './platform/log/log.ts';
import { fail, ok, type Result } from './platform/result.ts';
import { isFromWebProcess, type ToWebProcess } from './web-process-messages.ts';

export interface WebProcesses {
  /** Lets requests under way finish, and comes back when all have ended. */
  stop(): Promise<void>;
}

export interface WebProcessesOptions {
  readonly count: number;
  readonly begin: Omit<Extract<ToWebProcess, { kind: 'begin' }>, 'kind' | 'metricsPort'>;
  /** Port of the figures of the first; each further one has the next. Null: none. */
  readonly metricsPort: number | null;
  /** Milliseconds after which one that was told to stop is ended. */
  readonly patienceMs: number;
  readonly log: Log;
}

/** One that ends is made again, at once the first time and then ever later, so that a fault at each start does not fill the machine. */
const AGAIN_MS = 200;
const AGAIN_MOST_MS = 10_000;
/** One that lived as long as this had a good start. */
const GOOD_LIFE_MS = 60_000;

/** Comes back once all of them answer, or with the reason of the first that does not. */
export async function startWebProcesses(options: WebProcessesOptions): Promise<Result<WebProcesses, string>> {
  const { count, metricsPort, log } = options;
  const living = new Set<Worker>();
  const timers = new Set<NodeJS.Timeout>();
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    for (const timer of timers) clearTimeout(timer);
    await Promise.all([...living].map((worker) => stopOne(worker, options.patienceMs)));
  };
  const keep = async (place: number, fails: number): Promise<Result<Worker, string>> => {
    const since = performance.now();
    const worker = cluster.fork();
    living.add(worker);
    worker.once('exit', (code: number | null, signal: string | null) => {
      living.delete(worker);
      if (stopping) return;
      const next = performance.now() - since > GOOD_LIFE_MS ? 0 : fails + 1;
      log.error({ event: 'web-process-ended', code: String(signal ?? code) });
      const wait = next === 0 ? 0 : Math.min(AGAIN_MOST_MS, AGAIN_MS * 2 ** (next - 1));
      const timer = setTimeout(() => {
        timers.delete(timer);
        // Ended before it answered: its own end brings the next one.
        void keep(place, next);
      }, wait);
      timers.add(timer);
    });
    return begun(worker, {
      ...options.begin,
      kind: 'begin',
      metricsPort: metricsPort === null || metricsPort === 0 ? metricsPort : metricsPort + place,
    });
  };
  const first = await Promise.all(Array.from({ length: count }, (_, place) => keep(place, 0)));
  const bad = first.find((one) => !one.ok);
  if (bad !== undefined && !bad.ok) {
    await stop();
    return fail(bad.error);
  }
  return ok({ stop });
}

/** Tells it where the database is as soon as it listens, and waits until it answers. */
function begun(worker: Worker, begin: ToWebProcess): Promise<Result<Worker, string>> {
  return new Promise((resolve) => {
    worker.on('message', (message: unknown) => {
      if (!isFromWebProcess(message)) return;
      if (message.kind === 'waiting') worker.send(begin);
      else if (message.kind === 'answering') resolve(ok(worker));
      else resolve(fail(message.error));
    });
    worker.once('exit', () => resolve(fail('a web process ended before it answered')));
  });
}

function stopOne(worker: Worker, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => worker.process.kill('SIGKILL'), patienceMs);
    worker.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    const word: ToWebProcess = { kind: 'stop' };
    if (worker.isConnected()) worker.send(word);
  });
}
