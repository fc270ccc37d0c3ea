/** Stands in for the workshop's child in tests: dies, hangs, tells its process id, or tries what the walls forbid. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Request } from './jobs.ts';

/** What a stranger's file could make the child do, each with the answer it gets. */
async function escapes(): Promise<Record<string, string>> {
  const tried = (attempt: () => unknown) => {
    try {
      attempt();
      return 'done';
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    }
  };
  const network = await new Promise<string>((resolve) => {
    try {
      const socket = connect(9, '127.0.0.1');
      socket.once('connect', () => resolve('done'));
      socket.once('error', (error) => resolve('code' in error ? String(error.code) : 'failed'));
    } catch (error) {
      resolve(error instanceof Error && 'code' in error ? String(error.code) : 'failed');
    }
  });
  return {
    write: tried(() => writeFileSync(join(tmpdir(), `netra-escape-${process.pid}`), '')),
    run: tried(() => spawnSync('true')),
    network,
    environment: Object.keys(process.env).join(' '),
  };
}

process.on('message', async (message) => {
  const { id, job } = Request.parse(message);
  const wish = job.kind === 'render-pdf' ? job.source : '';
  switch (wish) {
    case 'crash':
      process.abort();
      break;
    case 'leave':
      process.exit(0);
      break;
    case 'hang':
      for (;;);
    case 'eat': {
      const eaten: unknown[] = [];
      for (;;) eaten.push(new Array(1e6).fill(eaten.length));
    }
    case 'nonsense':
      process.send?.({ id, ok: 'perhaps' });
      break;
    default: {
      const text = wish === 'escape' ? JSON.stringify(await escapes()) : String(process.pid);
      process.send?.({ id, ok: true, bytes: new Uint8Array(Buffer.from(text)) });
    }
  }
});
