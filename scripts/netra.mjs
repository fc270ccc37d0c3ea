/** The `netra` command: goes on under the Node that the project brings, with the same arguments, streams and exit code. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { findProductNode } from './lib/node.mjs';
import { dist } from './lib/paths.mjs';
import { Refusal, runCommand } from './lib/say.mjs';

await runCommand(async () => {
  const program = join(dist, 'server', 'cli.js');
  const node = findProductNode();
  if (node === undefined || !existsSync(program)) {
    throw new Refusal('not set up yet: run "npm run setup" in the project folder first', 2);
  }
  const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  // A Ctrl-C reaches the child from the terminal itself; we only wait for its answer.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code, signal) => done(code ?? 128 + constants.signals[signal]));
  });
});
