/**
 * Starts the programs of the embedded database so that they end with us, however we end. A small watcher holds the
 * other end of a pipe: when the pipe breaks without a good-bye, we were killed, and it asks the program to stop.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { type Account, databaseEnvironment, underAccount } from './embedded-account.ts';

export type DatabaseProgram = {
  readonly process: ChildProcess;
  /** What it said last, newest at the end. */
  readonly lastLines: readonly string[];
  /** Fulfilled when the program has ended; never rejected. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
};

/**
 * The program takes the shell's place and so keeps its process id. The watcher is handed to the system (a grandchild),
 * because PostgreSQL takes note of every child of its own. A line on the pipe is the good-bye.
 */
const launcher = `me=$$
exec 3<&0 </dev/null
( ( read -r bye <&3 || kill -INT "$me" ) >/dev/null 2>&1 & )
exec 3<&-
exec "$@"`;

const keepLines = 40;

/** Starts a program under the account, in a session of its own: a Ctrl-C of the terminal reaches only us. */
export function startProgram(
  account: Account,
  dir: string,
  program: string,
  args: readonly string[],
  log: (line: string) => void,
): DatabaseProgram {
  const wrapped = underAccount(account, program, args);
  const child = spawn('sh', ['-c', launcher, 'sh', wrapped.command, ...wrapped.args], {
    ...wrapped.options,
    cwd: dir,
    env: databaseEnvironment(dir),
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  stepAside(child.pid);
  const lastLines: string[] = [];
  const hear = (stream: NodeJS.ReadableStream | null) => {
    let rest = '';
    stream?.setEncoding('utf8');
    stream?.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.filter((one) => one.trim() !== '')) {
        lastLines.push(line);
        if (lastLines.length > keepLines) lastLines.shift();
        log(line);
      }
    });
  };
  hear(child.stdout);
  hear(child.stderr);
  // A broken pipe only means that the watcher is gone.
  child.stdin?.on('error', () => {});
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((done) => {
    child.once('error', (error) => {
      lastLines.push(error.message);
      done({ code: null, signal: null });
    });
    child.once('exit', (code, signal) => {
      child.stdin?.end('bye\n');
      done({ code, signal });
    });
  });
  return { process: child, lastLines, ended };
}

/**
 * The web process is one thread that everybody waits for, the database has many: where processors are short, the thread goes first. Otherwise each
 * statement that wakes a server process takes the processor from it. What the program begins later inherits this.
 */
function stepAside(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It ended already, or the system does not let us: it works all the same.
  }
}

/** True as soon as the promise settles, false when the time is over first. */
export async function settlesWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((done) => {
    timer = setTimeout(() => done(false), ms);
  });
  try {
    return await Promise.race([promise.then(() => true as const), late]);
  } finally {
    clearTimeout(timer);
  }
}
