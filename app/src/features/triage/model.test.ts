/** The committed model: that it is what the corpus gives, small enough for a browser, and read as it was written. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { triageKinds } from './kinds.ts';
import { storedModel } from './model.generated.ts';
import { decodeModel, letterOf } from './model.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

describe('the committed model', () => {
  it('is what this corpus and this code give', () => {
    const ran = spawnSync(process.execPath, ['scripts/train-triage.mjs', '--check'], { cwd: root, encoding: 'utf8' });
    expect(ran.stderr).toBe('');
    expect(ran.status).toBe(0);
  });

  it('weighs at most 60 kB compressed', () => {
    const text = readFileSync(path.join(import.meta.dirname, 'model.generated.ts'));
    expect(gzipSync(text, { level: 9 }).length).toBeLessThan(60_000);
  });

  it('has a rarity and a weight for every feature and kind', () => {
    const model = decodeModel(storedModel);
    expect(model.rarity).toHaveLength(model.index.size);
    expect(model.bias).toHaveLength(triageKinds.length);
    expect(model.weights).toHaveLength(triageKinds.length);
    for (const line of model.weights) expect(line).toHaveLength(model.index.size);
  });

  it('reads back each number close to what was written', () => {
    for (const value of [-2, -1.3, -0.2, 0, 0.05, 0.7, 1.99, 2, 5]) {
      const letter = letterOf(value, 2);
      const [read = Number.NaN] = decodeModel({ ...storedModel, rarity: letter, largestRarity: 2 }).rarity;
      expect(Math.abs(read - Math.min(2, value))).toBeLessThan(0.2);
    }
  });
});
