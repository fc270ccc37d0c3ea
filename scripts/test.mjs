/**
 * `npm test`: all the set-up, then every check. `npm test -- unit db` runs only those named. Works beside a running
 * `npm start`: the tests have data folders and ports of their own. Ends with the line `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap } from './lib/bootstrap.mjs';
import { checkLicences } from './lib/licences.mjs';
import { checkPackages } from './lib/packages.mjs';
import { root, workshop } from './lib/paths.mjs';
import { Refusal, runCommand, took } from './lib/say.mjs';
import { checkSecrets } from './lib/secrets.mjs';

const bin = (...path) => join(root, 'node_modules', ...path);
const vitest = bin('vitest', 'vitest.mjs');

/** Runs a tool under the product's Node; what it says is shown when it fails. */
function tool(node, args) {
  return new Promise((done) => {
    const output = [];
    const child = spawn(node, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.once('error', (error) => done({ passed: 0, failed: 1, say: error.message }));
    child.once('close', (code) => {
      done(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, say: Buffer.concat(output).toString() });
    });
  });
}

/** Runs one kind of tests; they write to the terminal themselves. */
async function tests(node, project) {
  mkdirSync(workshop, { recursive: true });
  const report = join(workshop, `tests-${project}-${process.pid}.json`);
  const args = [
    vitest,
    'run',
    '--project',
    project,
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const code = await new Promise((done) => {
    const child = spawn(node, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', () => done(1));
    child.once('close', (exitCode) => done(exitCode ?? 1));
  });
  let passed = 0;
  let failed = 0;
  if (existsSync(report)) {
    const said = JSON.parse(readFileSync(report, 'utf8'));
    passed = said.numPassedTests ?? 0;
    failed = said.numFailedTests ?? 0;
    // A file that could not even be loaded counts as one.
    failed += (said.testResults ?? []).filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length;
    rmSync(report, { force: true });
  }
  if (code !== 0 && failed === 0) failed = 1;
  return { passed, failed };
}

/** A check that looks at files and gives a list of what is wrong. */
function problemsOf(check) {
  const { problems } = check();
  return problems.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, say: problems.join('\n') };
}

const git = existsSync(join(root, '.git')) ? [] : ['--vcs-enabled=false'];
const knip = [
  '--config',
  join('scripts', 'knip.json'),
  '--include',
  'files,unlisted,unresolved',
  '--no-progress',
  '--no-config-hints',
];

/** Cheap ones first: who breaks a rule hears of it within seconds. */
const checks = {
  style: {
    what: 'format, lint, boundaries',
    run: (node) => tool(node, [bin('@biomejs', 'biome', 'bin', 'biome'), 'ci', '--colors=off', ...git, '.']),
  },
  law: {
    what: 'docs/law says what the law says',
    run: (node) => tool(node, [join(root, 'scripts', 'law-docs', 'main.ts'), '--check']),
  },
  types: {
    what: 'types',
    run: (node) => tool(node, [bin('typescript', 'bin', 'tsc'), '--noEmit', '-p', 'tsconfig.json']),
  },
  unused: {
    what: 'files and packages that nothing uses',
    run: (node) => tool(node, [bin('knip', 'bin', 'knip.js'), ...knip]),
  },
  licences: { what: 'licences of what is shipped', run: () => problemsOf(checkLicences) },
  packages: { what: 'packages are what they claim to be, and used', run: () => problemsOf(checkPackages) },
  secrets: { what: 'no key, token or password in a file', run: () => problemsOf(checkSecrets) },
  unit: { what: 'unit tests', run: (node) => tests(node, 'unit') },
  db: { what: 'database tests', run: (node) => tests(node, 'db') },
  e2e: { what: 'browser tests', run: (node) => tests(node, 'e2e') },
};

async function runChecks() {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !(name in checks));
  if (unknown !== undefined) {
    throw new Refusal(`there is no check "${unknown}"; there are: ${Object.keys(checks).join(', ')}`, 2);
  }
  const began = performance.now();
  const { node } = await bootstrap();
  const rows = [['set-up', { passed: 0, failed: 0 }, took(began)]];
  for (const [name, check] of Object.entries(checks)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const start = performance.now();
    const result = await check.run(node);
    if (result.say !== undefined) process.stdout.write(`\n${check.what}:\n${result.say}\n`);
    rows.push([check.what, result, took(start)]);
  }
  const width = Math.max(...rows.map(([what]) => what.length));
  const line = ([what, { passed, failed }, time]) => {
    const count = passed + failed === 0 ? '' : failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} FAILED`;
    return `  ${what.padEnd(width)}  ${time.padStart(7)}  ${count}`.trimEnd();
  };
  process.stdout.write(`\n${rows.map(line).join('\n')}\n\n`);
  return rows.reduce((sum, [, one]) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }), {
    passed: 0,
    failed: 0,
  });
}

// Into a file or a pipe: plain text.
if (!process.stdout.isTTY) process.env.NO_COLOR = '1';

await runCommand(async () => {
  let sum = { passed: 0, failed: 1 };
  try {
    sum = await runChecks();
  } finally {
    process.stdout.write(`${sum.passed} passed, ${sum.failed} failed\n`);
  }
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1;
});
