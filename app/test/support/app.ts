/** A composed application on a fresh, migrated database, with the smallest set of offices: for tests of use cases and pages. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Hono } from 'hono';
import { inject } from 'vitest';
import { type App, type ComposeOptions, compose } from '../../src/compose.ts';
import { demonstrationStart, settableClock } from '../../src/platform/clock/legal-clock.ts';
import { type Address, type Database, databaseOn, poolFor } from '../../src/platform/db/connect.ts';
import { makeLog } from '../../src/platform/log/log.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';

export const testSecret = 'test only: kZ8vQ2mX9rT4wB7nL1pC6yH3dF5gJ0';

export interface TestApp extends App {
  readonly database: FreshDatabase;
  readonly address: Address;
  /** As the owner, past row-level security: to look behind the curtain. */
  readonly owner: Database;
  readonly clock: ReturnType<typeof settableClock>;
  readonly dataDir: string;
  /** Lines of the log, as JSON texts. */
  readonly logged: string[];
  end(): Promise<void>;
}

/** A fresh database with all migrations; the application's role is nosuperuser and cannot bypass row-level security. */
export async function migratedDatabase(): Promise<{ database: FreshDatabase; app: Address; owner: Address }> {
  const { template, role } = inject('migrated');
  const database = await freshDatabase(template);
  const server = inject('testServer');
  const owner: Address = { kind: 'socket', host: server.host, user: server.user, database: database.name };
  return { database, app: { kind: 'socket', host: server.host, user: role, database: database.name }, owner };
}

export async function startTestApp(
  options: {
    readonly mode?: 'demo' | 'production';
    readonly publicUrl?: string;
    readonly mail?: { readonly smtpUrl: string; readonly from: string };
    /** What else differs from how tests usually compose it. */
    readonly compose?: Partial<ComposeOptions>;
  } = {},
): Promise<TestApp> {
  const { database, app: address, owner } = await migratedDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'netra-test-'));
  const clock = settableClock(demonstrationStart);
  const logged: string[] = [];
  const app = await compose({
    mode: options.mode ?? 'demo',
    database: address,
    secret: testSecret,
    publicUrl: options.publicUrl ?? 'http://127.0.0.1',
    dataDir,
    distDir: path.resolve(import.meta.dirname, '../../dist'),
    log: makeLog('info', { write: (line: string) => void logged.push(line) }),
    addressHeader: null,
    legalClock: clock,
    poolSize: 6,
    snapshotMs: 0,
    mail: options.mail ?? null,
    assets: { paths: { style: '/assets/t.css', script: '/assets/t.js', font: '/assets/t.woff2' }, routes: new Hono() },
    ...options.compose,
  });
  const ownerPool = poolFor(owner, { max: 2 });
  return {
    ...app,
    database,
    address,
    owner: databaseOn(ownerPool),
    clock,
    dataDir,
    logged,
    end: async () => {
      await app.close();
      await ownerPool.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
