/** `npm start`: all the set-up, then the product; a Ctrl-C ends the web server and the database, and so does any other end. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootstrap } from './lib/bootstrap.mjs';
import { dist, root } from './lib/paths.mjs';
import { findProcess, isRunning } from './lib/processes.mjs';
import { Refusal, runCommand, say } from './lib/say.mjs';

/** A terminal tells the whole group and npm tells us once more: what comes this soon is the same wish. */
const sameWishMs = 1_500;
const lookForParentsMs = 500;

const serverProcess = JSON.parse(readFileSync(join(root, 'scripts', 'lib', 'server-process.json'), 'utf8'));

/** The processes above us up to npm: `npm start` may put a shell between. Without npm we answer to nobody. */
function parentsUpToNpm() {
  if (process.env.npm_lifecycle_event === undefined) return [];
  const parents = [];
  let pid = process.ppid;
  for (let steps = 0; steps < 2; steps += 1) {
    const seen = findProcess(pid);
    if (seen === undefined || pid <= 1) break;
    parents.push({ pid, started: seen.started });
    if (!/^(ba|da|z|k|a)?sh$/.test(seen.name)) break;
    pid = seen.parent;
  }
  return parents;
}

await runCommand(async () => {
  const parents = parentsUpToNpm();
  const { node } = await bootstrap();
  const program = join(dist, 'server', 'main.js');
  if (!existsSync(program)) throw new Refusal('the build holds no server (app/src/main.ts is missing)');
  const leash = pathToFileURL(join(root, 'scripts', 'lib', 'leash.mjs')).href;
  // A session of its own: only we hear the terminal, and so the server is told once.
  const args = [...serverProcess.flags, '--import', leash, program, 'serve', ...process.argv.slice(2)];
  // What V8 made of the bundles is kept beside them: a third of a second start.
  const env = { ...serverProcess.env, NODE_COMPILE_CACHE: join(root, 'data', 'cache', 'compiled'), ...process.env };
  const server = spawn(node, args, { cwd: root, env, detached: true, stdio: ['pipe', 'inherit', 'inherit'] });
  server.stdin.on('error', () => {});

  let asked = 0;
  const stop = (signal) => {
    const now = performance.now();
    if (asked === 0) {
      asked = now;
      say('stopping');
      server.kill(signal);
    } else if (now - asked > sameWishMs) {
      say('stopping at once');
      server.kill('SIGKILL');
    }
  };
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGHUP', () => stop('SIGTERM'));
  const watch = setInterval(() => {
    if (asked === 0 && !parents.every(isRunning)) stop('SIGTERM');
  }, lookForParentsMs);

  return new Promise((done, failed) => {
    server.once('error', failed);
    server.once('exit', (code, signal) => {
      clearInterval(watch);
      done(code ?? 128 + constants.signals[signal]);
    });
  });
});
