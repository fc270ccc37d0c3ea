/**
 * `npm run seed -- --reports N --cases N [--data FOLDER | --database URL]`: fills a large database for measuring, with progress. Never a
 * production. Interrupted, it goes on; done before, it says so.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bootstrap } from './lib/bootstrap.mjs';
import { root } from './lib/paths.mjs';
import { Refusal, runCommand, say } from './lib/say.mjs';

const usage = 'npm run seed -- --reports N --cases N [--data FOLDER | --database URL]';

function readArguments(given) {
  const values = new Map();
  for (let at = 0; at < given.length; at += 2) {
    const [name, value] = [given[at], given[at + 1]];
    if (!['--reports', '--cases', '--data', '--database'].includes(name) || value === undefined)
      throw new Refusal(`unknown or incomplete argument "${name}"; ${usage}`, 2);
    values.set(name, value);
  }
  const count = (name) => {
    const number = Number(values.get(name));
    if (!Number.isSafeInteger(number) || number < 1) throw new Refusal(`${name} is a whole number from 1; ${usage}`, 2);
    return number;
  };
  const [reports, cases] = [count('--reports'), count('--cases')];
  if (reports < cases) throw new Refusal('most cases begin with a report: --reports is at least --cases', 2);
  if (process.env.NETRA_MODE === 'production')
    throw new Refusal('NETRA_MODE says production: a production is never filled', 2);
  return {
    reports,
    cases,
    url: values.get('--database') ?? '',
    dataDir: resolve(values.get('--data') ?? join(root, 'data', 'large')),
  };
}

await runCommand(async () => {
  const { reports, cases, url, dataDir } = readArguments(process.argv.slice(2));
  const { node } = await bootstrap();
  mkdirSync(dataDir, { recursive: true });
  const program = join(root, 'app', 'test', 'bench', 'seed.ts');
  const child = spawn(node, ['--conditions=source', program, dataDir, String(reports), String(cases), url], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', done);
  });
  if (code === 0) say(`look at it with: NETRA_DATA=${dataDir} npm start`);
  return code ?? 1;
});
