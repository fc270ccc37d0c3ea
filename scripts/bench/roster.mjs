/** The roster of all civil servants: how long 6.5 million rows take, with one kill in the middle, how much memory, and whether every error is told. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { Refusal, say } from '../lib/say.mjs';

/** @param {{ node: string, rows?: number }} options */
export async function measure({ node, rows = Number(process.env.NETRA_BENCH_ROWS ?? 6_500_000) }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'netra-bench-'));
  const built = join(root, 'app', 'dist', 'server', 'roster-child.js');
  try {
    say(`importing a roster of ${rows} rows (some minutes)`);
    const r = await run(node, dataDir, String(rows), existsSync(built) ? built : '');
    return {
      method: `embedded PostgreSQL with durable commits; a CSV file of ${r.rows} rows (${Math.round(r.fileMB)} MB), 600 institutions, 60,000 units, 1 % planted errors of 14 kinds; from the file's first byte to the last person in the roster, dry run included; the importing process is killed once at a third and goes on; peak memory is the high-water mark of the importing process; load average at the end ${r.load.toFixed(1)}`,
      results: [
        {
          metric: 'roster-seconds',
          value: r.seconds,
          unit: 's',
          ...(rows === 6_500_000 ? { bar: 300 } : {}),
          better: 'lower',
          reference: {
            what: 'rows a second, beside bare rows of the same width inserted in the same run',
            value: r.bareRowsPerSecond,
            ratio: Number((r.rowsPerSecond / r.bareRowsPerSecond).toFixed(3)),
          },
        },
        { metric: 'roster-rows-per-second', value: r.rowsPerSecond, unit: '1/s', better: 'higher' },
        { metric: 'roster-memory', value: r.peakMB, unit: 'MB', bar: 300, better: 'lower' },
        { metric: 'roster-receive-seconds', value: r.receiveSeconds, unit: 's', better: 'lower' },
        { metric: 'roster-check-seconds', value: r.checkSeconds, unit: 's', better: 'lower' },
        { metric: 'roster-apply-seconds', value: r.applySeconds, unit: 's', better: 'lower' },
        { metric: 'roster-errors-planted', value: r.planted, unit: 'rows', better: 'higher' },
        {
          metric: 'roster-errors-not-reported-right',
          value: r.planted - r.right + r.other,
          unit: 'rows',
          bar: 0,
          better: 'lower',
        },
        {
          metric: 'roster-people-lost-or-twice-after-kill',
          value: Math.abs(r.people - r.expectedPeople),
          unit: 'people',
          bar: 0,
          better: 'lower',
        },
      ],
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function run(node, ...values) {
  return new Promise((done, failed) => {
    const program = join(root, 'app', 'test', 'bench', 'roster.ts');
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
      code === 0 ? done(JSON.parse(output)) : failed(new Refusal('could not measure: roster did not work', 1)),
    );
  });
}
