/** What the rulebook is in a browser: how heavy, and whether it runs in an old one. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';

const folder = new URL('../src/', import.meta.url).pathname;
/** As the browsers' build of the product. */
const oldBrowsers = ['chrome87', 'firefox78', 'safari14'];

/** Everything that these files export, in one file as a browser gets it. */
async function bundle(...files: readonly string[]): Promise<string> {
  const entry = join(await mkdtemp(join(tmpdir(), 'rulebook-')), 'all-of-it.ts');
  await writeFile(entry, files.map((file) => `export * from ${JSON.stringify(folder + file)};`).join('\n'));
  try {
    const built = await build({
      configFile: false,
      logLevel: 'silent',
      build: { write: false, target: oldBrowsers, lib: { entry, name: 'rulebook', formats: ['iife'] } },
    });
    const [first] = Array.isArray(built) ? built : [built];
    const chunk = first !== undefined && 'output' in first ? first.output[0] : undefined;
    if (chunk === undefined) throw new Error('nothing was built');
    return chunk.code;
  } finally {
    await rm(dirname(entry), { recursive: true });
  }
}

/** What browsers of late 2020 lack, taken away; plain objects of the language stay. */
const takeAway = `
  for (const name of ['Temporal', 'structuredClone', 'Iterator', 'AggregateError', 'WeakRef', 'FinalizationRegistry']) delete globalThis[name];
  for (const [owner, names] of [
    [Array.prototype, ['at', 'toSorted', 'toReversed', 'toSpliced', 'with', 'findLast', 'findLastIndex']],
    [Array, ['fromAsync']],
    [String.prototype, ['at', 'isWellFormed', 'toWellFormed', 'matchAll', 'replaceAll']],
    [Object, ['hasOwn', 'groupBy']],
    [Map, ['groupBy']],
    [Set.prototype, ['union', 'intersection', 'difference', 'isSubsetOf', 'isSupersetOf', 'symmetricDifference', 'isDisjointFrom']],
  ]) for (const name of names) delete owner[name];
`;

function weight(code: string): number {
  return gzipSync(code, { level: 9 }).length;
}

describe('the rulebook in a browser', () => {
  let code = '';
  beforeAll(async () => {
    code = await bundle('index.ts', 'edge-cases/index.ts', 'additions/index.ts');
  });

  it('with all law in it weighs under 40 kB, compressed', async () => {
    expect(weight(await bundle('index.ts'))).toBeLessThan(40_000);
  });

  it('the edge cases come as a part of their own, under 18 kB', async () => {
    expect(weight(await bundle('edge-cases/index.ts'))).toBeLessThan(18_000);
  });

  it('holds nothing that came from outside: no press address', () => {
    expect(code).not.toMatch(/https?:\/\//);
  });

  it('finds, explains and counts where Temporal and what came after 2020 are missing', () => {
    const run = `${takeAway}
      ${code}
      ;(() => {
        const parsed = rulebook.parseFacts({
          act: { kind: 'social-engagement', on: '2024-10-03' },
          actor: { status: 'pns' },
          contest: { election: 'pilkada-2024', beneficiary: 'person' },
        });
        const answer = rulebook.assess(parsed.value);
        const asks = rulebook.assess({ act: { kind: 'attend-event', on: '2024-10-03' }, actor: { status: 'pns' } });
        const told = rulebook.explain(answer, 'id', parsed.value);
        const added = rulebook.parseAdditions({ overrides: [] });
        const more = rulebook.createRulebook(added.value);
        const clock = rulebook.runClock(
          { procedure: 'bawaslu-pilkada', step: 'handle', from: { day: '2024-10-01' } },
          [{ kind: 'extend', day: '2024-10-02', reason: 'a', basis: 'UU 10/2016 ps 134(6)' }],
          more,
        );
        return JSON.stringify({
          temporal: typeof Temporal,
          rows: answer.rows.map((row) => row.id),
          asks: asks.questions.length,
          safe: told.safe[0],
          stage: rulebook.stageOf('pilkada-2024', '2024-10-03').current.id,
          due: rulebook.deadlineFor({ procedure: 'remedies', step: 'file-appeal', from: { day: '2027-03-01' } }).value.dueOn,
          clock: clock.value.dueOn,
          edges: rulebook.edgeCases.length,
        });
      })()`;
    const told: unknown = JSON.parse(String(runInNewContext(run, {})));
    expect(told).toEqual({
      temporal: 'undefined',
      rows: ['B6'],
      asks: 9,
      safe: 'Baca tanpa menanggapi: tanpa suka, komentar, bagikan, atau simbol apa pun.',
      stage: 'kampanye',
      due: '2027-03-31',
      clock: '2024-10-06',
      edges: 44,
    });
  });
});
