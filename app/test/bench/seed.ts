/**
 * Fills a large database: `npm run seed -- --reports N --cases N`. The demonstration is made first by the built server, then its cases are copied
 * to an invented country of 514 regencies. Started by `scripts/seed.mjs`; the arguments are the data folder, reports, cases and a URL or "".
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Address, databaseOn, poolFor } from '../../src/platform/db/connect.ts';
import { startEmbedded } from '../../src/platform/db/embedded.ts';
import { startServer } from '../support/server.ts';
import { fillLarge, type Refused } from './bulk/fill.ts';

const [dataDir = '', reports = '', cases = '', url = ''] = process.argv.slice(2);
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const words: Readonly<Record<Refused, string>> = {
  'no-demonstration': 'this database does not hold the demonstration',
  'other-size': 'this database was filled with another size: take an empty folder',
  production: 'this is a production: it is never filled',
  'not-superuser': 'the role of --database is not a superuser, so it cannot write past triggers',
};

say('The demonstration first: its cases are the patterns');
const server = await startServer(dataDir, { NETRA_MODE: 'demo', ...(url === '' ? {} : { DATABASE_URL: url }) });
await server.stop();
const secret = (await readFile(path.join(dataDir, 'secret'), 'utf8')).trim();
const embedded =
  url === ''
    ? await startEmbedded({
        dataDir,
        // What is filled here can be filled again: what is written last need not outlive a power cut.
        settings: {
          fsync: 'off',
          full_page_writes: 'off',
          max_wal_size: '8GB',
          shared_buffers: '1GB',
          maintenance_work_mem: '512MB',
          autovacuum: 'off',
        },
      })
    : null;
if (embedded !== null && !embedded.ok) throw new Error(embedded.error);
try {
  const at = (user: string): Address =>
    embedded === null || !embedded.ok
      ? { kind: 'url', url }
      : { kind: 'socket', host: embedded.value.socketDir, user, database: 'netra_demo' };
  const owner = at('netra_super');
  const app = at('netra_demo_app');
  const began = performance.now();
  const filled = await fillLarge({
    owner,
    app,
    secret,
    random: randomBytes,
    cases: Number(cases),
    reports: Number(reports),
    workers: 2,
    say,
  });
  if (typeof filled === 'string') {
    say(words[filled]);
    process.exitCode = 1;
  } else {
    const pool = poolFor(owner, { max: 1 });
    const db = databaseOn(pool);
    const { rows } = await pool.query<{ bytes: number }>('select pg_database_size(current_database()) as bytes');
    const count = await db
      .selectFrom('clock')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('state', '=', 'running')
      .executeTakeFirst();
    await pool.end();
    process.stdout.write(
      `${JSON.stringify({ ...filled, runningClocks: count?.n, databaseMB: Number(rows[0]?.bytes ?? 0) / 1e6, total: (performance.now() - began) / 1000 })}\n`,
    );
  }
} finally {
  if (embedded?.ok) await embedded.value.stop();
}
