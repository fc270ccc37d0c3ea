/** What scripts/train-triage.mjs does, under the product's Node. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { triageKinds as kinds } from '../../app/src/features/triage/kinds.ts';
import { letterOf } from '../../app/src/features/triage/model.ts';
import { root } from './paths.mjs';
import { Refusal, say } from './say.mjs';
import { figures, leaveOneWriterOut, prepare, readCorpus, targetOf, train, usual } from './triage-training.mjs';

const corpusFolder = join(root, 'app/triage-corpus/train');
const feature = join(root, 'app/src/features/triage');
const modelFile = join(feature, 'model.generated.ts');
const codeFiles = [
  ...['tokens', 'names', 'slang', 'cues', 'features', 'kinds', 'model'].map((name) => join(feature, `${name}.ts`)),
  ...['triage-training', 'triage-noise', 'triage-command'].map((name) => join(root, 'scripts/lib', `${name}.mjs`)),
];

/** Of everything that decides what the model is. Line ends are made alike: a checkout may change them. */
export function corpusFingerprint() {
  const hash = createHash('sha256');
  const names = readdirSync(corpusFolder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
  for (const file of [...names.map((name) => join(corpusFolder, name)), ...codeFiles]) {
    hash.update(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
    hash.update('\0');
  }
  return hash.digest('hex').slice(0, 32);
}

/** The fingerprint in the committed model. */
export function committedFingerprint() {
  return /fingerprint: '([0-9a-f]+)'/.exec(readFileSync(modelFile, 'utf8'))?.[1];
}

export async function trainTriage(argv) {
  const [option] = argv;
  switch (option) {
    case undefined:
      return write();
    case '--check':
      if (committedFingerprint() === corpusFingerprint()) return 0;
      throw new Refusal(
        'the committed triage model is older than its corpus or code: run "node scripts/train-triage.mjs"',
      );
    case '--cross': {
      print(figures(leaveOneWriterOut(prepare(readCorpus(corpusFolder)))));
      return 0;
    }
    case '--held-out': {
      const { triage } = await import('../../app/src/features/triage/index.ts');
      const held = readCorpus(join(root, 'app/triage-corpus/held-out'));
      const judged = held.map((one) => ({ ...one, order: triage(one.text).acts.map((act) => act.kind) }));
      print(figures(judged));
      confusions(judged);
      return 0;
    }
    default:
      throw new Refusal(`unknown option ${option.slice(0, 40)}; allowed: --check, --cross, --held-out`, 2);
  }
}

function write() {
  const prepared = prepare(readCorpus(corpusFolder));
  // How sure the model may be is learnt from writers it has not read.
  const temperature = bestTemperature(leaveOneWriterOut(prepared));
  const model = train(prepared, usual);
  const count = model.ids.length;
  const largestWeight = percentile(model.W, 0.9995);
  const largestRarity = Math.max(...model.rare);
  const line = (kind) => model.ids.map((_, n) => letterOf(model.W[n * kinds.length + kind], largestWeight)).join('');
  const text = `/** Written by scripts/train-triage.mjs; not by hand. */
import type { StoredModel } from './model.ts';

export const storedModel: StoredModel = {
  fingerprint: '${corpusFingerprint()}',
  blocks: { ${Object.entries(usual.weights)
    .map(([block, share]) => `${block}: ${share}`)
    .join(', ')} },
  temperature: ${temperature},
  largestWeight: ${Number(largestWeight.toFixed(4))},
  largestRarity: ${Number(largestRarity.toFixed(4))},
  bias: [${[...model.bias].map((one) => Number(one.toFixed(3))).join(', ')}],
  features:
    '${model.ids.join('\\n')}',
  rarity:
    '${model.rare.map((one) => letterOf(one, largestRarity)).join('')}',
  weights: [
${kinds.map((_, kind) => `    '${line(kind)}',`).join('\n')}
  ],
};
`;
  writeFileSync(modelFile, text);
  say(`${count} features, ${Math.round(gzipSync(text, { level: 9 }).length / 1000)} kB compressed`);
  return 0;
}

function percentile(values, share) {
  const sizes = Float64Array.from(values, Math.abs).sort();
  return sizes[Math.floor((sizes.length - 1) * share)];
}

function bestTemperature(judged) {
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY };
  for (let step = 5; step <= 40; step += 1) {
    const temperature = step / 10;
    let loss = 0;
    for (const one of judged) {
      const target = targetOf(one, usual);
      const warm = one.scores.map(([, p]) => Math.max(p, 1e-12) ** (1 / temperature));
      const whole = warm.reduce((a, b) => a + b, 0);
      for (const [n, [kind]] of one.scores.entries()) loss -= target[kinds.indexOf(kind)] * Math.log(warm[n] / whole);
    }
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}

function print({ all, kind, style, writer }) {
  const percent = (share) => `${(share * 100).toFixed(1)} %`.padStart(8);
  const row = (name, one) =>
    process.stdout.write(
      `| ${name.padEnd(30)} | ${String(one.accounts).padStart(5)} | ${percent(one.first)} | ${percent(one.three)} |\n`,
    );
  process.stdout.write(
    `| ${'What'.padEnd(30)} | count | ${'first'.padStart(8)} | ${'in three'.padStart(8)} |\n| --- | ---: | ---: | ---: |\n`,
  );
  row('all', all);
  for (const group of [writer, style, kind]) for (const [name, one] of Object.entries(group)) row(name, one);
}

/** How often each kind was taken for which other. */
function confusions(judged) {
  const counts = new Map();
  for (const { kind, order } of judged) {
    if (order[0] === kind) continue;
    const mixed = `${kind} taken for ${order[0]}`;
    counts.set(mixed, (counts.get(mixed) ?? 0) + 1);
  }
  for (const [mixed, count] of [...counts].sort((a, b) => b[1] - a[1])) process.stdout.write(`${count} x ${mixed}\n`);
}
