/** One PostgreSQL for all database tests of a run, in a folder of its own; gone when the run is over. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { findProcessStart } from '../../src/platform/db/data-folder-process.ts';
import { startEmbedded } from '../../src/platform/db/embedded.ts';
import { migrate } from '../../src/platform/db/migrate.ts';

export type TestServer = { readonly host: string; readonly port: number; readonly user: string };

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
    /** A database with all migrations, to be copied: a copy takes a tenth of the time. */
    migrated: { readonly template: string; readonly role: string };
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
  const server = { host: socketDir, port, user: superuser };
  project.provide('testServer', server);
  project.provide('migrated', await makeTemplate(server));
  return async () => {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** Roles belong to the whole server: one application role, as in an instance, for all copies. */
async function makeTemplate(server: TestServer): Promise<{ readonly template: string; readonly role: string }> {
  const made = { template: 'migrated', role: 'migrated_app' };
  const client = new pg.Client({ ...server, database: 'postgres' });
  await client.connect();
  await client.query(`create role ${made.role} nosuperuser nobypassrls login`);
  await client.query(`create database ${made.template} template template0`);
  await client.end();
  const migrated = await migrate(
    { kind: 'socket', host: server.host, user: server.user, database: made.template },
    made.role,
    join(import.meta.dirname, '../../db/migrations'),
  );
  if (!migrated.ok) throw new Error(migrated.error);
  return made;
}
