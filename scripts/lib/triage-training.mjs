/** Trains the triage model: softmax regression on the features of app/src/features/triage/features.ts. Seeded: the same corpus gives the same model. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAccount } from '../../app/src/features/triage/features.ts';
import { triageKinds as kinds } from '../../app/src/features/triage/kinds.ts';
import { noisy } from './triage-noise.mjs';

export const blocks = ['w', 'b', 'c', 'g', 'p', 's'];

export const usual = {
  /** How much each block of features may say, after each is brought to length one. */
  weights: { w: 1, b: 0.6, c: 0.8, g: 0.8, p: 0.8, s: 0.5 },
  /** In how many accounts, and with how many writers, a feature must occur. */
  leastAccounts: { w: 2, b: 3, c: 4, g: 2, p: 3, s: 1 },
  leastWriters: 2,
  epochs: 15,
  rate: 0.1,
  l2: 2e-3,
  copies: 2,
  alsoShare: 0.35,
  keep: 5000,
};

/** @returns {{ text: string, kind: string, also: string[], style: string, writer: string }[]} */
export function readCorpus(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line, index) => ({
          also: [],
          ...parse(line, `${name}:${index + 1}`),
          writer: name.replace('.jsonl', ''),
        })),
    );
}

function parse(line, where) {
  let account;
  try {
    account = JSON.parse(line);
  } catch {
    throw new Error(`${where}: not JSON`);
  }
  const fine =
    typeof account.text === 'string' &&
    kinds.includes(account.kind) &&
    (account.also ?? []).every((kind) => kinds.includes(kind));
  if (!fine)
    throw new Error(`${where}: needs text, kind and kinds that exist in also: ${account.kind} ${account.also}`);
  return account;
}

/** A small seeded generator (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Which features the model may use, with how rare they are. */
function vocabularyOf(read, settings) {
  const seen = new Map();
  for (const { features, writer } of read) {
    for (const { id } of features) {
      const entry = seen.get(id);
      if (entry === undefined) seen.set(id, { accounts: 1, writers: new Set([writer]) });
      else {
        entry.accounts += 1;
        entry.writers.add(writer);
      }
    }
  }
  const writers = new Set(read.map((one) => one.writer)).size;
  const rarity = new Map();
  for (const [id, { accounts, writers: by }] of [...seen].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (accounts < settings.leastAccounts[id[0]] || by.size < Math.min(settings.leastWriters, writers)) continue;
    rarity.set(id, Math.log((1 + read.length) / (1 + accounts)) + 1);
  }
  return rarity;
}

/** An account as numbers: indexes and values, each block brought to its length. */
export function vectorOf(features, index, rarity, weights) {
  const squares = {};
  const found = [];
  for (const { id, kind, emphasis } of features) {
    const at = index.get(id);
    if (at === undefined) continue;
    const value = emphasis * rarity[at];
    squares[kind] = (squares[kind] ?? 0) + value * value;
    found.push([at, value, kind]);
  }
  const at = new Int32Array(found.length);
  const value = new Float64Array(found.length);
  found.forEach(([i, v, kind], n) => {
    at[n] = i;
    value[n] = (v / Math.sqrt(squares[kind])) * weights[kind];
  });
  return { at, value };
}

export function softmax(scores) {
  const top = Math.max(...scores);
  let sum = 0;
  for (let k = 0; k < scores.length; k += 1) {
    scores[k] = Math.exp(scores[k] - top);
    sum += scores[k];
  }
  for (let k = 0; k < scores.length; k += 1) scores[k] /= sum;
  return scores;
}

export function scoresOf(vector, W, bias) {
  const K = kinds.length;
  const scores = Float64Array.from(bias);
  for (let n = 0; n < vector.at.length; n += 1) {
    const base = vector.at[n] * K;
    const v = vector.value[n];
    for (let k = 0; k < K; k += 1) scores[k] += v * W[base + k];
  }
  return scores;
}

function descend(samples, size, settings) {
  const K = kinds.length;
  const W = new Float64Array(size * K);
  const G = new Float64Array(size * K).fill(1e-6);
  const bias = new Float64Array(K);
  const random = seeded(7);
  const order = samples.map((_, n) => n);
  for (let epoch = 0; epoch < settings.epochs; epoch += 1) {
    for (let n = order.length - 1; n > 0; n -= 1) {
      const other = Math.floor(random() * (n + 1));
      [order[n], order[other]] = [order[other], order[n]];
    }
    const rate = settings.rate / (1 + epoch * 0.15);
    for (const n of order) {
      const { vector, target, share } = samples[n];
      const p = softmax(scoresOf(vector, W, bias));
      for (let k = 0; k < K; k += 1) {
        const error = (p[k] - target[k]) * share;
        bias[k] -= rate * 0.02 * error;
        if (Math.abs(error) < 1e-5) continue;
        for (let m = 0; m < vector.at.length; m += 1) {
          const i = vector.at[m] * K + k;
          const g = error * vector.value[m] + settings.l2 * W[i];
          G[i] += g * g;
          W[i] -= (rate * g) / Math.sqrt(G[i]);
        }
      }
    }
  }
  return { W, bias };
}

/** The accounts and their noisy copies, read. Slow part; done once for several trainings. */
export function prepare(corpus, settings = usual) {
  const random = seeded(42);
  return corpus.flatMap((account) => {
    const copies = Array.from({ length: settings.copies }, () => noisy(account.text, random));
    return [account.text, ...copies].map((text, copy) => ({ ...account, copy, features: readAccount(text).features }));
  });
}

/** What the model should say: the main kind, and something for the others that the account tells of. */
export function targetOf({ kind, also }, settings) {
  const target = new Float64Array(kinds.length);
  const others = also.filter((one) => one !== kind);
  target[kinds.indexOf(kind)] = others.length === 0 ? 1 : 1 - settings.alsoShare;
  for (const one of others) target[kinds.indexOf(one)] += settings.alsoShare / others.length;
  return target;
}

/** @returns a model: features with rarity and weights. */
export function train(prepared, settings = usual) {
  const originals = prepared.filter((one) => one.copy === 0);
  let rarity = vocabularyOf(originals, settings);
  const counts = Object.fromEntries(kinds.map((kind) => [kind, originals.filter((one) => one.kind === kind).length]));
  const mean = originals.length / kinds.length;
  const samplesFor = (index, rare) =>
    prepared.map((one) => ({
      vector: vectorOf(one.features, index, rare, settings.weights),
      target: targetOf(one, settings),
      share: Math.min(2, Math.max(0.6, Math.sqrt(mean / Math.max(1, counts[one.kind])))) * (one.copy === 0 ? 1 : 0.5),
    }));
  for (let pass = 0; ; pass += 1) {
    const ids = [...rarity.keys()];
    const index = new Map(ids.map((id, n) => [id, n]));
    const rare = ids.map((id) => rarity.get(id));
    const small = ids.length <= settings.keep;
    const { W, bias } = descend(
      samplesFor(index, rare),
      ids.length,
      small ? settings : { ...settings, epochs: Math.ceil(settings.epochs / 2) },
    );
    if (small || pass > 0) return { ids, index, rare, W, bias, weights: settings.weights };
    // The features that move scores most are kept, and the rest is learnt anew without the others.
    const K = kinds.length;
    const seen = new Map();
    for (const { features, copy } of prepared)
      if (copy === 0) for (const { id } of features) seen.set(id, (seen.get(id) ?? 0) + 1);
    const worth = ids.map((id, n) => {
      let sum = 0;
      for (let k = 0; k < K; k += 1) sum += W[n * K + k] ** 2;
      return [id, Math.sqrt(sum) * rare[n] * settings.weights[id[0]] * Math.sqrt(seen.get(id) ?? 1)];
    });
    const best = new Set(
      worth
        .sort((a, b) => b[1] - a[1])
        .slice(0, settings.keep)
        .map(([id]) => id),
    );
    rarity = new Map([...rarity].filter(([id]) => best.has(id)));
  }
}

export function ranked(model, features) {
  const p = softmax(scoresOf(vectorOf(features, model.index, model.rare, model.weights), model.W, model.bias));
  return kinds.map((kind, k) => [kind, p[k]]).sort((a, b) => b[1] - a[1]);
}

/** Figures over accounts with the order of kinds the model gave each. */
export function figures(judged) {
  const share = (list, fits) => (list.length === 0 ? Number.NaN : list.filter(fits).length / list.length);
  const first = (one) => one.order[0] === one.kind;
  const three = (one) => one.order.slice(0, 3).includes(one.kind);
  const either = (one) => one.order[0] === one.kind || one.also.includes(one.order[0]);
  const of = (list) => ({
    accounts: list.length,
    first: share(list, first),
    three: share(list, three),
    firstNamed: share(list, either),
  });
  const by = (key) =>
    Object.fromEntries(
      [...new Set(judged.map((one) => one[key]))]
        .sort()
        .map((value) => [value, of(judged.filter((one) => one[key] === value))]),
    );
  return { all: of(judged), kind: by('kind'), style: by('style'), writer: by('writer') };
}

/** Each writer's accounts judged by a model that has read only the others. */
export function leaveOneWriterOut(prepared, settings = usual, groupOf = (writer) => writer.replace(/^.*-/, '')) {
  const judged = [];
  for (const left of [...new Set(prepared.map((one) => groupOf(one.writer)))].sort()) {
    const model = train(
      prepared.filter((one) => groupOf(one.writer) !== left),
      settings,
    );
    for (const one of prepared) {
      if (groupOf(one.writer) !== left || one.copy !== 0) continue;
      judged.push({
        ...one,
        order: ranked(model, one.features).map(([kind]) => kind),
        scores: ranked(model, one.features),
      });
    }
  }
  return judged;
}
