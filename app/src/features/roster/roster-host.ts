/** Starts the import's own process, gives it its task, and waits for it. When it dies, only this piece of work fails: the next one goes on. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ChildAnswer, ChildTask } from './roster-run.ts';

export interface HostOptions {
  /** The child's entry: `roster-child.ts` beside this file, or the built `roster-child.js`. */
  readonly childPath?: string;
  /** Told when it started: for tests that kill it, and for measuring its memory. */
  readonly started?: (pid: number) => void;
}

/**
 * At most 128 MB of JavaScript for each of its threads; what a thread may need more of is a file that is not one.
 * `--conditions=source` and the like of this process are kept.
 */
const LIMITS = ['--max-old-space-size=128', '--max-semi-space-size=4'];

/** @param signal stops the process; what it had stored stays, and the next one goes on there */
export function runRosterChild(
  task: ChildTask,
  options: HostOptions,
  signal?: AbortSignal,
): Promise<ChildAnswer | { readonly kind: 'died' }> {
  const entry = options.childPath ?? fileURLToPath(new URL('./roster-child.ts', import.meta.url));
  const child = fork(entry, [], {
    execArgv: [...LIMITS],
    serialization: 'advanced',
    env: {}, // no secrets but the two keys of the task, no NODE_OPTIONS
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const { promise, resolve } = Promise.withResolvers<ChildAnswer | { readonly kind: 'died' }>();
  child.once('message', (answer: ChildAnswer) => resolve(answer));
  child.once('exit', () => resolve({ kind: 'died' }));
  child.once('error', () => resolve({ kind: 'died' }));
  const stop = (): void => void child.kill('SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  if (child.pid !== undefined) options.started?.(child.pid);
  child.send(task);
  return promise.finally(() => signal?.removeEventListener('abort', stop));
}
