/** Backup, verify and restore of an embedded instance: megabytes a second and memory, beside the bare reading of the same rows and files. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { Refusal, say } from '../lib/say.mjs';

function run(node, folder) {
  return new Promise((done, failed) => {
    const program = join(root, 'app', 'test', 'bench', 'backup.ts');
    const child = spawn(node, ['--conditions=source', program, folder], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.once('error', failed);
    child.once('exit', (code) =>
      code === 0 ? done(JSON.parse(output)) : failed(new Refusal('could not measure: the bench did not work', 1)),
    );
  });
}

export async function measure({ node }) {
  const folder = mkdtempSync(join(root, 'data', 'bench-backup-'));
  try {
    say('filling an instance (some minutes)');
    const { rows, megabytes, envelope, least, saved, verified, restored } = await run(node, folder);
    const bare = megabytes / least;
    const speed = (metric, { seconds }) => ({
      metric,
      value: megabytes / seconds,
      unit: 'MB/s',
      better: 'higher',
      reference: {
        what: 'the same rows and files read bare in the same run',
        value: bare,
        ratio: Number((megabytes / seconds / bare).toFixed(3)),
      },
    });
    return {
      method: `${rows.toLocaleString('en')} rows and ${Math.round(megabytes)} MB (rows as COPY text, files as they lie) on the embedded PostgreSQL with durable commits; the built command as a process of its own, one run each, no warm-up; memory is the kernel's peak of that process, without PostgreSQL`,
      results: [
        speed('backup-mb-per-second', saved),
        { metric: 'backup-memory', value: saved.peak, unit: 'MB', bar: 400, better: 'lower' },
        speed('backup-verify-mb-per-second', verified),
        { metric: 'backup-verify-memory', value: verified.peak, unit: 'MB', bar: 400, better: 'lower' },
        speed('backup-restore-mb-per-second', restored),
        { metric: 'backup-restore-memory', value: restored.peak, unit: 'MB', bar: 400, better: 'lower' },
        { metric: 'backup-size-ratio', value: envelope / megabytes, unit: 'of the content', better: 'lower' },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
