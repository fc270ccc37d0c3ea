/** The server as a program: `serve`. Every expected failure is one line on standard error that says what to do, and exit code 1. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from './config.ts';
import { serve } from './serve.ts';

const command = process.argv[2] ?? 'serve';
if (command !== 'serve') {
  console.error(`netra: unknown command "${command}"; allowed: serve`);
  process.exit(2);
}
const config = readConfig(process.env, process.cwd());
if (!config.ok) {
  console.error(`netra: this configuration cannot start:\n${config.error}`);
  process.exit(2);
}

const running = await serve(config.value, appFolder(), (line) => console.error(line));
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

/** The folder of the application, whether this runs from the build or from the source. */
function appFolder(): string {
  let here = import.meta.dirname;
  while (!existsSync(path.join(here, 'db', 'migrations'))) {
    const up = path.dirname(here);
    if (up === here) throw new Error('the folder db/migrations is missing');
    here = up;
  }
  return here;
}
