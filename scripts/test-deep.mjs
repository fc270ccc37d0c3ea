/**
 * `npm run test:deep`: what takes too long for `npm test`. `-- mutation`, `-- fuzz` or `-- browser` runs one of the three.
 *
 * `mutation [--fresh] [FILE…]` tests the tests of the rulebook. Each small change to the code (a mutant) must make a test fail; the share that
 * does is the score. Takes up to an hour on two idle cores; what did not change since the last run is not tried again unless `--fresh`. The
 * report lies in `data/cache/mutation`. What counts: docs/decisions/0025-mutation-testing.md.
 *
 * `browser` walks every screen of every journey and kills more often than `npm test` does.
 *
 * `fuzz [TIMES] [SEED]` feeds every parser and every form with garbage, TIMES as much as `npm test` does (20), drawn from SEED (by lot, and said).
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bootstrap } from './lib/bootstrap.mjs';
import { cache, root } from './lib/paths.mjs';
import { Refusal, runCommand, say, took } from './lib/say.mjs';

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const fuzzed = ['parsers.test.ts', 'regexes.test.ts', 'forms.db.test.ts'].map((file) => `app/test/security/${file}`);
const TIMES = 20;

const atLeast = 90;
const config = join(root, 'packages', 'rulebook', 'test', 'mutation', 'stryker.json');
const report = join(cache, 'mutation', 'report.json');
const stryker = join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');

/** Runs Stryker under the product's Node; it writes its progress to the terminal itself. */
function mutate(node, args) {
  return new Promise((done, fail) => {
    const child = spawn(node, [stryker, 'run', config, ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', fail);
    child.once('close', (code) => (code === 0 ? done() : fail(new Refusal('the run did not finish'))));
  });
}

/** Mutants by file: those that a test noticed, and those that none did. What could not be tried counts for neither. */
function countMutants() {
  const { files } = JSON.parse(readFileSync(report, 'utf8'));
  return Object.entries(files).map(([file, { mutants }]) => {
    const count = (...states) => mutants.filter(({ status }) => states.includes(status)).length;
    return {
      file: file.replace('packages/rulebook/src/', ''),
      noticed: count('Killed', 'Timeout'),
      missed: count('Survived', 'NoCoverage'),
    };
  });
}

const share = ({ noticed, missed }) => (noticed + missed === 0 ? 100 : (100 * noticed) / (noticed + missed));

function table(rows) {
  const width = Math.max(...rows.map(({ file }) => file.length));
  const line = (row) =>
    `  ${row.file.padEnd(width)} ${String(row.noticed).padStart(6)} ${String(row.missed).padStart(6)} ${share(row).toFixed(1).padStart(6)} %`;
  return [`  ${'file'.padEnd(width)} noticed missed  score`, ...rows.map(line)].join('\n');
}

/** Runs a program under the product's Node, on the terminal. */
function run(node, args, env) {
  return new Promise((done, fail) => {
    const child = spawn(node, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', fail);
    child.once('close', (code) => done(code ?? 1));
  });
}

async function fuzz(given) {
  const wrong = given.find((one) => !/^[1-9]\d{0,8}$/.test(one));
  if (wrong !== undefined || given.length > 2)
    throw new Refusal(`fuzz: "${wrong ?? given[2]}"; allowed: a number of times, a seed`, 2);
  const [times = String(TIMES), seed = String(1 + Math.floor(Math.random() * 1e8))] = given;
  const { node } = await bootstrap();
  const began = performance.now();
  say(
    `garbage ${times} times as much, drawn from ${seed}: "npm run test:deep -- fuzz ${times} ${seed}" draws the same`,
  );
  const args = [vitest, 'run', '--project', 'unit', '--project', 'db', '--testTimeout', '3600000', ...fuzzed];
  const code = await run(node, args, { NETRA_FUZZ: times, NETRA_FUZZ_SEED: seed });
  process.stdout.write(`fuzzing ${code === 0 ? 'found nothing' : 'FAILED'}, ${took(began)}\n`);
  return code === 0 ? 0 : 1;
}

async function walk() {
  const { node } = await bootstrap();
  const began = performance.now();
  const code = await run(node, [vitest, 'run', '--project', 'e2e'], { NETRA_DEEP: '1' });
  process.stdout.write(`journeys in the browser ${code === 0 ? 'passed' : 'FAILED'}, ${took(began)}\n`);
  return code === 0 ? 0 : 1;
}

async function mutation(given) {
  const options = given.filter((one) => one.startsWith('-'));
  const files = given.filter((one) => !one.startsWith('-'));
  const unknown = options.find((one) => one !== '--fresh');
  if (unknown !== undefined)
    throw new Refusal(`unknown argument "${unknown}"; allowed: --fresh, files of the rulebook`, 2);
  const began = performance.now();
  const { node } = await bootstrap();
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  await mutate(node, [
    ...(options.includes('--fresh') ? ['--force'] : []),
    ...(files.length > 0 ? ['--mutate', files.join(',')] : []),
  ]);
  const rows = countMutants().filter(({ noticed, missed }) => noticed + missed > 0);
  rows.sort((a, b) => (a.file < b.file ? -1 : 1));
  const total = rows.reduce(
    (sum, { noticed, missed }) => ({ file: 'all', noticed: sum.noticed + noticed, missed: sum.missed + missed }),
    { file: 'all', noticed: 0, missed: 0 },
  );
  process.stdout.write(`\n${table([...rows, total])}\n\n`);
  process.stdout.write(`score ${share(total).toFixed(2)} % (at least ${atLeast} %), ${took(began)}\n`);
  if (share(total) < atLeast) say(`too many changes go unnoticed: look for "Survived" in ${report}`);
  return share(total) < atLeast ? 1 : 0;
}

await runCommand(async () => {
  const [which, ...rest] = process.argv.slice(2);
  if (which === 'fuzz') return fuzz(rest);
  if (which === 'mutation') return mutation(rest);
  if (which === 'browser' && rest.length === 0) return walk();
  if (which !== undefined) throw new Refusal(`there is no "${which}"; there are: mutation, fuzz, browser`, 2);
  const codes = [await mutation([]), await fuzz([]), await walk()];
  return codes.every((code) => code === 0) ? 0 : 1;
});
