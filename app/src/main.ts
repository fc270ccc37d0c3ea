/**
 * The server as a program: `serve [--part all|web|work]`, `work`, `migrate`. Every expected failure is one line on standard error that says
 * what to do, and exit code 1; what was typed or set wrongly, exit code 2.
 */
import cluster from 'node:cluster';
import { type Config, readConfig } from './config.ts';
import { appFolder } from './platform/installation.ts';

const commands = ['serve', 'work', 'migrate'] as const;
const [asked = 'serve', ...rest] = process.argv.slice(2);
const command = commands.find((one) => one === asked);
if (command === undefined) refuse(`unknown command "${asked.slice(0, 40)}"; allowed: ${commands.join(', ')}`);
const part = partOf(command, rest);

const config = readConfig({ ...process.env, ...(part === null ? {} : { NETRA_PART: part }) }, process.cwd());
if (!config.ok) refuse(`this configuration cannot start:\n${config.error}`);

if (cluster.isWorker) {
  const { runWebProcess } = await import('./web-process.ts');
  runWebProcess(config.value, appFolder());
} else await runAll(config.value);

async function runAll(settings: Config): Promise<void> {
  // Loaded only now: a slip in the configuration is told at once.
  const { migrateOnly, serve } = await import('./serve.ts');
  const say = (line: string): void => console.error(line);
  if (command === 'migrate') {
    const migrated = await migrateOnly(settings, appFolder(), say);
    if (!migrated.ok) {
      console.error(`netra: ${migrated.error}`);
      process.exit(1);
    }
    console.log(migrated.value.length === 0 ? 'The database is up to date.' : `Applied: ${migrated.value.join(', ')}`);
    process.exit(0);
  }

  const running = await serve(settings, appFolder(), say);
  if (!running.ok) {
    console.error(`netra: ${running.error}`);
    process.exit(1);
  }

  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      running.value.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(`netra: stopping failed: ${error instanceof Error ? error.name : 'unknown error'}`);
          process.exit(1);
        },
      );
    });
  }
  // Without its database the server can answer nothing: better to end, and be started again, than to stay and refuse.
  void running.value.ended.then(() => {
    if (stopping) return;
    console.error('netra: the embedded PostgreSQL ended by itself; start again, what was answered is kept');
    process.exit(1);
  });
  for (const line of running.value.greeting) console.log(line);
}

function refuse(line: string): never {
  console.error(`netra: ${line}`);
  process.exit(2);
}

/** The part that was named on the command line; null: the configuration says it. */
function partOf(command: (typeof commands)[number], rest: readonly string[]): string | null {
  const [option, value, ...more] = rest;
  if (command === 'work' && option === undefined) return 'work';
  if (option === undefined) return null;
  if (command !== 'serve' || option !== '--part' || value === undefined || more.length > 0)
    refuse(`${command}: ${option.slice(0, 40)} is too much; allowed: serve [--part all|web|work], work, migrate`);
  return value;
}
