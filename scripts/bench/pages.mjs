/** Public pages per second from one process, beside an empty HTTP answer in the same run; memory idle and under load. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { Refusal, say } from '../lib/say.mjs';

function run(node, dataDir) {
  return new Promise((done, failed) => {
    const program = join(root, 'app', 'test', 'bench', 'pages.ts');
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
      code === 0 ? done(JSON.parse(output)) : failed(new Refusal('could not measure: the load was not answered', 1)),
    );
  });
}

export async function measure({ node }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'netra-bench-'));
  try {
    say('starting the demonstration');
    const r = await run(node, dataDir);
    const beside = (value) => ({
      what: 'an empty answer of a bare Node server in the same run',
      value: r.emptyPerSecond,
      ratio: Number((value / r.emptyPerSecond).toFixed(2)),
    });
    return {
      method:
        'the built product in demonstration mode as one process, restarted after it was filled; load generator on the same machine over plain sockets, 64 kept connections, 4 s a run, warm-up of 3 s, median of 5 runs; whole pages with Brotli: front page (4 of 10), report, Bolehkah, law, log, method',
      results: [
        {
          metric: 'public-pages-per-second',
          value: r.pagesPerSecond,
          unit: '1/s',
          bar: 5000,
          better: 'higher',
          reference: beside(r.pagesPerSecond),
        },
        { metric: 'public-pages-median', value: r.pagesMedian, unit: 'ms', better: 'lower' },
        { metric: 'public-pages-p99', value: r.pagesP99, unit: 'ms', better: 'lower' },
        { metric: 'public-page-bytes', value: r.bytesPerPage, unit: 'B', better: 'lower' },
        {
          metric: 'pages-not-changed-per-second',
          value: r.unchangedPerSecond,
          unit: '1/s',
          bar: 5000,
          better: 'higher',
          reference: beside(r.unchangedPerSecond),
        },
        {
          metric: 'pages-made-anew-per-second',
          value: r.anewPerSecond,
          unit: '1/s',
          better: 'higher',
          reference: beside(r.anewPerSecond),
        },
        { metric: 'pages-made-anew-p99', value: r.anewP99, unit: 'ms', better: 'lower' },
        { metric: 'memory-idle', value: r.memoryIdle, unit: 'MB', bar: 250, better: 'lower' },
        { metric: 'memory-under-load', value: r.memoryMost, unit: 'MB', better: 'lower' },
        { metric: 'memory-after-load', value: r.memoryAfter, unit: 'MB', better: 'lower' },
      ],
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  }
}
