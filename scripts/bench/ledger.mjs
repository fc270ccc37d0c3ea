/** The public log: leaves integrated per second, the size and time of a proof at twelve million leaves, and the page that checks it. */
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

export async function measure({ node }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'netra-bench-'));
  try {
    say('checking receipts in a slowed-down browser');
    const verifier = await run(node, 'verifier');
    say('loading a tree of twelve million leaves (some minutes)');
    const r = await run(node, 'ledger', dataDir);
    return {
      method:
        'embedded PostgreSQL with durable commits, one process; the tree of 12,000,000 leaves is loaded in bulk (stated shortcut), then 5 batches of 200,000 waiting leaves are sealed (median), then 2,000 receipts are made and checked one after the other (median); the page that checks receipts as it ships: its scripts after gzip, and from dropping a file to the result on the screen in Chromium slowed down six times (median of 15)',
      results: [
        {
          metric: 'ledger-leaves-per-second',
          value: r.leavesPerSecond,
          unit: '1/s',
          bar: 20_000,
          better: 'higher',
          reference: {
            what: 'the same rows inserted bare and in bulk in the same run',
            value: r.bareRowsPerSecond,
            ratio: Number((r.leavesPerSecond / r.bareRowsPerSecond).toFixed(3)),
          },
        },
        { metric: 'ledger-leaves-hashed-per-second', value: r.hashedPerSecond, unit: '1/s', better: 'higher' },
        { metric: 'ledger-proof-bytes-at-12-million', value: r.proofBytes, unit: 'B', better: 'lower' },
        { metric: 'ledger-proof-ms-at-12-million', value: r.proofMs, unit: 'ms', better: 'lower' },
        { metric: 'ledger-proof-ms-p95-at-12-million', value: r.proofMs95, unit: 'ms', better: 'lower' },
        { metric: 'ledger-verify-ms-node', value: r.verifyMs, unit: 'ms', better: 'lower' },
        { metric: 'ledger-verifier-gzip-bytes', value: verifier.gzipBytes, unit: 'B', bar: 25_000, better: 'lower' },
        { metric: 'ledger-verifier-ms-throttled', value: verifier.ms, unit: 'ms', better: 'lower' },
        { metric: 'ledger-verifier-ms-throttled-old-browser', value: verifier.libraryMs, unit: 'ms', better: 'lower' },
        { metric: 'ledger-database-mb-at-12-million', value: r.databaseMB, unit: 'MB', better: 'lower' },
      ],
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
