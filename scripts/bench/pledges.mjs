/** Pledges per second, accepted and durable, each with its leaf in the log; and a run that is killed in the middle. `NETRA_BENCH_SECONDS`: 60 without. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { Refusal, say } from '../lib/say.mjs';

function run(node, dataDir) {
  return new Promise((done, failed) => {
    const program = join(root, 'app', 'test', 'bench', 'pledges.ts');
    const child = spawn(node, ['--conditions=source', program, dataDir], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.once('error', failed);
    child.once('exit', (code) =>
      code === 0 ? done(JSON.parse(output)) : failed(new Refusal('could not measure: the pledges did not hold', 1)),
    );
  });
}

export async function measure({ node }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'netra-bench-'));
  try {
    say('measuring pledges (about four minutes)');
    const r = await run(node, dataDir);
    const beside = (what, value) => ({ what, value, ratio: Number((r.perSecond / value).toFixed(2)) });
    const bare = 'bare grouped inserts of the same bytes in the same run';
    return {
      method: `the built product in production mode with ${r.webProcesses} web process${r.webProcesses === 1 ? '' : 'es'}, its database and the crowd on the same ${r.cores} cores; ${r.people} people with codes, put in by bulk; ${r.connections} kept connections from a process of its own, each form with a code that was never used, ${r.seconds.toFixed(0)} s after a warm-up of 3 s; every answer after the commit, synchronous_commit on; ${r.stored} stored and as many leaves; load average ${r.loadBefore.toFixed(1)} before, ${r.loadAfter.toFixed(1)} after. What bounds it: the processor. One pledge costs ${r.webMicroseconds.toFixed(0)} µs of the web processes; the rest of the two cores is the database (eight index entries and the leaf for each pledge) and the crowd. An empty answer: ${Math.round(r.emptyPerSecond)} a second. Killed in the middle: ${r.killed.confirmed} confirmed, ${r.killed.lost} of them lost, ${r.killed.twice} counted twice`,
      results: [
        {
          metric: 'pledges-per-second',
          value: r.perSecond,
          unit: '1/s',
          bar: 10_000,
          better: 'higher',
          reference: beside(bare, r.barePerSecond),
        },
        { metric: 'pledges-p50', value: r.p50, unit: 'ms', better: 'lower' },
        { metric: 'pledges-p95', value: r.p95, unit: 'ms', bar: 300, better: 'lower' },
        { metric: 'pledges-p99', value: r.p99, unit: 'ms', better: 'lower' },
        { metric: 'pledges-refused', value: r.refused + r.broken, unit: '', bar: 0, better: 'lower' },
        {
          metric: 'pledges-beside-empty-answers',
          value: r.perSecond,
          unit: '1/s',
          better: 'higher',
          reference: beside('the same forms to a bare Node server that answers nothing', r.emptyPerSecond),
        },
        { metric: 'pledges-without-leaf', value: r.withoutLeaf, unit: '', bar: 0, better: 'lower' },
        { metric: 'pledges-lost-by-kill', value: r.killed.lost, unit: '', bar: 0, better: 'lower' },
        { metric: 'pledges-counted-twice', value: r.killed.twice, unit: '', bar: 0, better: 'lower' },
      ],
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  }
}
