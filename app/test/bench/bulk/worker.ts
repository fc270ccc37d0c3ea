/** A thread of the seed: takes every n-th batch, makes its rows and writes them over a connection of its own; or makes the search index. */
import { parentPort, workerData } from 'node:worker_threads';
import pg from 'pg';
import { z } from 'zod';
import { caseSearch } from '../../../src/features/cases/search-index.ts';
import { deriveKeys } from '../../../src/platform/crypto/secret.ts';
import { databaseOn, poolFor } from '../../../src/platform/db/connect.ts';
import { copyCase } from './copy-case.ts';
import { makeGround } from './ground.ts';
import { newId } from './made-up.ts';
import { BATCH, batchesOf, planBatch } from './plan.ts';
import { Batch } from './rows.ts';
import { inventedTextSealer, type Sealer } from './sealer.ts';
import { readTemplateSet, weighted } from './templates.ts';

const Address = z.union([
  z.strictObject({ kind: z.literal('url'), url: z.string() }),
  z.strictObject({ kind: z.literal('socket'), host: z.string(), user: z.string(), database: z.string() }),
]);
const Job = z.strictObject({
  task: z.enum(['copy', 'index']),
  owner: Address,
  app: Address,
  secret: z.string(),
  size: z.strictObject({ cases: z.number(), reports: z.number() }),
  worker: z.number(),
  workers: z.number(),
});
export type Job = z.output<typeof Job>;

/** After each batch: how many cases and reports it held. */
export interface Progress {
  readonly cases: number;
  readonly reports: number;
}

const tell = (progress: Progress): void => parentPort?.postMessage(progress);
const job = Job.parse(workerData);
await (job.task === 'copy' ? copy(job) : index(job));

/** By the job that makes the index elsewhere. */
async function index({ app, secret }: Job): Promise<void> {
  const pool = poolFor(app, { max: 1 });
  const search = caseSearch({ db: databaseOn(pool), keys: deriveKeys(Buffer.from(secret, 'utf8')) });
  for (let cases = -1; cases !== 0; ) {
    cases = await search.update(200);
    tell({ cases, reports: 0 });
  }
  await pool.end();
}

async function copy({ owner: address, secret, size, worker, workers }: Job): Promise<void> {
  const pool = poolFor(address, { max: 1, copies: true });
  const db = databaseOn(pool);
  const set = await readTemplateSet(db);
  const bodies = await db.selectFrom('body').select(['id', 'code', 'seal_public_key']).execute();
  const ground = makeGround(new Map(bodies.map((body) => [body.code, body.id])));
  const publicKeys = new Map(bodies.map((body) => [body.id, body.seal_public_key]));
  const keys = deriveKeys(Buffer.from(secret, 'utf8'));
  const templates = weighted(set.templates);
  await pool.end();

  const sealers = new Map<string, Sealer>();
  const sealerOf = (bodyId: string): Sealer => {
    const known = sealers.get(bodyId);
    if (known !== undefined) return known;
    const publicKey = publicKeys.get(bodyId);
    if (publicKey === null || publicKey === undefined) throw new Error('an intake office has a key');
    const made = inventedTextSealer(publicKey);
    sealers.set(bodyId, made);
    return made;
  };

  const client = new pg.Client(
    address.kind === 'url'
      ? { connectionString: address.url }
      : { host: address.host, user: address.user, database: address.database },
  );
  await client.connect();
  // The rows are made whole here, so what triggers and references would add and check is there already.
  await client.query('set session_replication_role = replica');
  await client.query('set synchronous_commit = off');
  for (let number = worker; number < batchesOf(size); number += workers) {
    const planned = planBatch(number, size, ground, templates);
    const there = await client.query('select 1 from netra.case_file where id = $1', [newId(`case ${number * BATCH}`)]);
    let reports = 0;
    const batch = new Batch();
    for (const one of planned) reports += one.reports;
    if (there.rowCount === 0) {
      for (const one of planned) {
        copyCase({ keys, set, put: batch.put }, { ...one, seal: sealerOf(one.seat.supervisor.id) });
      }
      await batch.write(client);
    }
    tell({ cases: planned.length, reports });
  }
  await client.end();
}
