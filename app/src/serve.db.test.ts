import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { testSecret } from '../test/support/app.ts';
import { type FreshDatabase, freshDatabase } from '../test/support/database.ts';
import { freePorts } from '../test/support/parts.ts';
import { readConfig } from './config.ts';
import { type Running, serve } from './serve.ts';

const keys = ['style', 'script', 'font', 'icon', 'guidance', 'verifier', 'passkeys'];
let folder: string;
let database: FreshDatabase;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'netra-serve-'));
  await cp(path.join(import.meta.dirname, '../db'), path.join(folder, 'db'), { recursive: true });
  await mkdir(path.join(folder, 'dist', 'client', 'assets'), { recursive: true });
  const manifest = Object.fromEntries(keys.map((key) => [key, `/assets/${key}`]));
  await writeFile(path.join(folder, 'dist', 'client', 'manifest.json'), JSON.stringify(manifest));
  database = await freshDatabase();
});
afterAll(async () => {
  await database.drop();
  const client = new pg.Client({ ...inject('testServer'), database: 'postgres' });
  await client.connect();
  await client.query(`drop role if exists ${database.name}_app`).finally(() => client.end());
  await rm(folder, { recursive: true });
});

/** A web process of a production, as it is while this runs. */
async function during(env: Readonly<Record<string, string>>, work: (running: Running, url: string) => Promise<void>) {
  const config = readConfig(
    {
      NETRA_MODE: 'production',
      NETRA_PART: 'web',
      NETRA_SECRET: testSecret,
      DATABASE_URL: database.ownerUrl,
      NETRA_DATA: path.join(folder, 'data'),
      NETRA_DRAIN_SECONDS: '0',
      NETRA_DISK_RESERVE_MB: '0',
      NETRA_LOG: 'silent',
      NETRA_METRICS_PORT: '0',
      ...env,
    },
    folder,
  );
  if (!config.ok) throw new Error(config.error);
  const [port = 0] = await freePorts(1);
  const running = await serve({ ...config.value, port: { value: port, explicit: true } }, folder, () => {});
  if (!running.ok) throw new Error(running.error);
  try {
    await work(running.value, `http://127.0.0.1:${port}`);
  } finally {
    await running.value.stop();
  }
}

describe('a web process', () => {
  it('stays ready when the files of the next version come into its folder', async () => {
    await during({}, async (_running, url) => {
      const ready = async () => {
        const answer = await fetch(`${url}/readyz`, { headers: { connection: 'close' } });
        return [answer.status, await answer.json()];
      };
      expect(await ready()).toMatchObject([200, { checks: { migrations: 'ok' } }]);
      const later = path.join(folder, 'db', 'migrations', '9999-later.sql');
      await writeFile(later, 'select 1;');
      // One look serves a second.
      await new Promise((done) => setTimeout(done, 1200));
      expect(await ready()).toMatchObject([200, { ready: true, checks: { migrations: 'ok' } }]);
      await rm(later);
    });
  });

  it('says loudly at its start that nobody told the address people type, and nothing when somebody did', async () => {
    await during({}, async ({ greeting }, url) => {
      expect(greeting.join('\n')).toMatch(/ATTENTION: NETRA_URL is not set/);
      expect(greeting.join('\n')).toContain(`the public log say ${url}`);
    });
    await during({ NETRA_URL: 'https://lapor.example.go.id' }, async ({ greeting }) => {
      expect(greeting.join('\n')).not.toContain('ATTENTION');
    });
  });
});
