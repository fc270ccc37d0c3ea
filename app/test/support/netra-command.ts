/** The `netra` command as a process of its own, from the build. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

const appDir = process.env.NETRA_TEST_APP ?? path.resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  /** What it said on standard error, in lines. */
  readonly lines: readonly string[];
}

export interface RunningCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** A shell line in which "$@" stands for the command; for limits and redirections. */
  readonly shell?: string;
}

/** Begins it; nothing of the caller's instance is in its environment but what is given. */
export function beginNetra(args: readonly string[], { env = {}, shell }: CommandOptions = {}): RunningCommand {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(NETRA_|DATABASE_)/.test(name)),
  );
  const words = [process.execPath, path.join(appDir, 'dist', 'server', 'cli.js'), ...args];
  const [program = '', ...rest] = shell === undefined ? words : ['sh', '-c', shell, 'sh', ...words];
  const child = spawn(program, rest, { env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.error += chunk.toString('utf8');
  });
  const ended = new Promise<Ended>((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) =>
      done({ code, out: said.out, lines: said.error.split('\n').filter((line) => line !== '') }),
    );
  });
  return { child, ended };
}

export function runNetra(args: readonly string[], options: CommandOptions = {}): Promise<Ended> {
  return beginNetra(args, options).ended;
}
