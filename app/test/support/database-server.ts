/** One PostgreSQL for all database tests of a run, in a folder of its own; gone when the run is over. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findProcessStart } from '../../src/platform/db/data-folder-process.ts';
import { startEmbedded } from '../../src/platform/db/embedded.ts';

export type TestServer = { readonly host: string; readonly port: number; readonly user: string };

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

const data = join(import.meta.dirname, '../../../data');

/** Folders of runs that were killed. */
function sweep(): void {
  for (const folder of [data, tmpdir()]) {
    for (const name of readdirSync(folder)) {
      const pid = /^(?:test|netra-life)-(\d+)/.exec(name)?.[1];
      if (pid === undefined || findProcessStart(Number(pid)) !== undefined) continue;
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync(data, { recursive: true });
  sweep();
  const dataDir = join(data, `test-${process.pid}`);
  // A test's data need not outlive a power cut.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };
  const started = await startEmbedded({ dataDir, settings, log: (line) => console.error(line) });
  if (!started.ok) throw new Error(started.error);
  const { socketDir, port, superuser, stop } = started.value;
  project.provide('testServer', { host: socketDir, port, user: superuser });
  return async () => {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
