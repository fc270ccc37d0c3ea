/**
 * Casework at size: queue, search and case pages of four roles, all running limits counted anew after a decree, and 2,000 officers at work at once.
 * `--full`: 250,000 cases with 1,000,000 reports; `--data FOLDER`: a folder that `npm run seed` has filled, which is measured as it stands and kept.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { Refusal, say } from '../lib/say.mjs';

function run(node, name, ...values) {
  return new Promise((done, failed) => {
    const program = join(root, 'app', 'test', 'bench', `${name}.ts`);
    const child = spawn(node, ['--conditions=source', program, ...values], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.once('error', failed);
    child.once('exit', (code) =>
      code === 0 ? done(JSON.parse(output)) : failed(new Refusal(`could not measure: ${name} did not work`, 1)),
    );
  });
}

const bars = { queue: 100, search: 200, clocks: 10, work: 300 };

export async function measure({ node, options = {} }) {
  const given = options['--data'];
  const dataDir = given ?? mkdtempSync(join(tmpdir(), 'netra-bench-'));
  const [reports, cases] = options['--full'] === undefined ? [20_000, 5_000] : [1_000_000, 250_000];
  try {
    const filled = given === undefined ? await run(node, 'seed', dataDir, String(reports), String(cases), '') : null;
    say('measuring casework (about three minutes)');
    const r = await run(node, 'casework', dataDir);
    const beside = (value) => ({
      what: 'an empty answer of a bare Node server under the same conditions, ms',
      value: r.emptyP95,
      ratio: Number((value / r.emptyP95).toFixed(1)),
    });
    const filling =
      filled === null || filled.seconds.cases === 0
        ? []
        : [
            { metric: 'seed-seconds', value: filled.total, unit: 's', better: 'lower' },
            {
              metric: 'seed-cases-per-second',
              value: filled.cases / filled.seconds.cases,
              unit: '1/s',
              better: 'higher',
            },
            { metric: 'seed-database-mb', value: filled.databaseMB, unit: 'MB', better: 'lower' },
          ];
    return {
      method: `${r.cases} cases with ${r.reports} reports and ${r.clocks} running limits; the built product as one process, its database and the load on the same machine, load average ${r.loadBefore} before and ${r.loadAfter} after; pages one after the other after a warm-up; limits: a decree that closes one more day, counted and moved in one transaction that is taken back; work: ${r.officers} officers in sessions of their own for ${r.seconds} s, each does something every 20 to 40 s (of ten times: four cases opened, three queues, one search, two notes written), ${r.workPerSecond.toFixed(1)} a second, ${r.workFailed} refused or failed`,
      results: [
        ...filling,
        ...r.pages.flatMap(({ name, kind, p50, p95 }) => [
          { metric: `${kind}-${name}-p50`, value: p50, unit: 'ms', better: 'lower' },
          {
            metric: `${kind}-${name}-p95`,
            value: p95,
            unit: 'ms',
            better: 'lower',
            ...(bars[kind] === undefined ? {} : { bar: bars[kind] }),
            reference: beside(p95),
          },
        ]),
        { metric: 'clocks-preview-seconds', value: r.previewSeconds, unit: 's', better: 'lower', bar: bars.clocks },
        {
          metric: 'clocks-preview-seconds-per-250000',
          value: (r.previewSeconds * 250_000) / r.clocks,
          unit: 's',
          better: 'lower',
        },
        { metric: 'clocks-apply-seconds', value: r.applySeconds, unit: 's', better: 'lower', bar: bars.clocks },
        {
          metric: 'clocks-apply-seconds-per-250000',
          value: (r.applySeconds * 250_000) / r.clocks,
          unit: 's',
          better: 'lower',
        },
        { metric: 'clocks-moved', value: r.moved, unit: '', better: 'higher' },
        { metric: 'work-p50', value: r.workP50, unit: 'ms', better: 'lower' },
        {
          metric: 'work-p95',
          value: r.workP95,
          unit: 'ms',
          better: 'lower',
          bar: bars.work,
          reference: beside(r.workP95),
        },
        { metric: 'work-per-second', value: r.workPerSecond, unit: '1/s', better: 'higher' },
        { metric: 'work-failed', value: r.workFailed, unit: '', better: 'lower', bar: 0 },
        { metric: 'memory-before-work', value: r.memoryBefore, unit: 'MB', better: 'lower' },
        { metric: 'memory-at-work', value: r.memoryMost, unit: 'MB', better: 'lower' },
      ],
    };
  } finally {
    if (given === undefined) rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  }
}
