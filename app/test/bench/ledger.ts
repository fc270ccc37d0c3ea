/**
 * Measures the log on the real database with durable commits: leaves integrated per second, and the size and time of a proof in a tree of
 * twelve million leaves. Prints one JSON document. Started by `npm run bench -- ledger`; the folder for the data is the first argument.
 */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import {
  appendLeaves,
  commit,
  type Edge,
  EMPTY_EDGE,
  edgeRoot,
  leafHash,
  parseKey,
  verifyReceipt,
} from '@netra/ledger';
import pg from 'pg';
import { ledgerService } from '../../src/features/ledger/log-service.ts';
import {
  appendEntries,
  insertCheckpoint,
  insertPlaces,
  updateState,
  upsertTiles,
} from '../../src/features/ledger/log-store.ts';
import { deriveKeys } from '../../src/platform/crypto/secret.ts';
import { databaseOn, poolFor } from '../../src/platform/db/connect.ts';
import { startEmbedded } from '../../src/platform/db/embedded.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { runAs } from '../../src/platform/db/unit-of-work.ts';

const TREE = 12_000_000;
const CHUNK = 65_536;
const SEALED = 200_000;
const RUNS = 5;
const PROOFS = 2_000;

const [dataDir = ''] = process.argv.slice(2);
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const started = await startEmbedded({ dataDir });
if (!started.ok) throw new Error(started.error);
const server = started.value;
try {
  process.stdout.write(`${JSON.stringify(await measure())}\n`);
} finally {
  await server.stop();
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function measure() {
  const owner = { kind: 'socket', host: server.socketDir, user: server.superuser, database: 'postgres' } as const;
  const client = new pg.Client(owner);
  await client.connect();
  await client.query('create role ledger_app nosuperuser nobypassrls login');
  const migrated = await migrate(owner, 'ledger_app', path.resolve(import.meta.dirname, '../../db/migrations'));
  if (!migrated.ok) throw new Error(migrated.error);
  const pool = poolFor({ ...owner, user: 'ledger_app' }, { max: 6 });
  const db = databaseOn(pool);
  const service = ledgerService({
    db,
    keys: deriveKeys(randomBytes(48)),
    random: randomBytes,
    realNow: Date.now,
    origin: 'netra.contoh/log',
    minutes: 15,
    batchSize: 64,
  });
  await service.begin();

  // The tree of twelve million is loaded in bulk, as a stated shortcut: tiles, entries and places, without the waiting room.
  let edge: Edge = EMPTY_EDGE;
  let hashing = 0;
  while (edge.size < TREE) {
    const noise = randomBytes(Math.min(CHUNK, TREE - edge.size) * 32);
    const entries = Array.from({ length: noise.length / 32 }, (_, at) => noise.subarray(at * 32, at * 32 + 32));
    const before: Edge = edge;
    const began = performance.now();
    const appended = appendLeaves(before, entries.map(leafHash));
    hashing += performance.now() - began;
    await runAs(db, { kind: 'system' }, async (tx) => {
      await upsertTiles(tx, [...appended.full, ...appended.edge.tiles]);
      await appendEntries(tx, before.size, entries);
      await insertPlaces(
        tx,
        entries.map((commitment, at) => ({ commitment, leaf: before.size + at })),
      );
      await updateState(tx, appended.edge.size, null);
    });
    edge = appended.edge;
    if (edge.size % (CHUNK * 16) === 0) say(`  ${edge.size} of ${TREE} leaves loaded`);
  }
  await client.query('analyze netra.log_place');
  await runAs(db, { kind: 'system' }, (tx) => insertCheckpoint(tx, edge.size, edgeRoot(edge), Temporal.Now.instant()));

  // What waits is put there by the owner in bulk; taking it out, placing it, growing the tree and signing is what is measured.
  const rates: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await client.query(
      `insert into netra.log_waiting (batch, commitment) select 'steps', sha256(convert_to($1 || n::text, 'UTF8')) from generate_series(1, ${SEALED}) n`,
      [`run ${run} `],
    );
    let began = performance.now();
    const sealed = await service.sealNow();
    if (!sealed.ok || sealed.value.leaves !== SEALED) throw new Error('not everything was sealed');
    rates.push(SEALED / ((performance.now() - began) / 1000));
    // The same number of rows written in bulk, in the same run: how far from the least that saving them costs.
    began = performance.now();
    await client.query('create table netra.bare (commitment bytea primary key, leaf bigint)');
    await client.query(
      `insert into netra.bare select sha256(convert_to($1 || n::text, 'UTF8')), n from generate_series(1, ${SEALED}) n`,
      [`run ${run} `],
    );
    bare.push(SEALED / ((performance.now() - began) / 1000));
    await client.query('drop table netra.bare');
    say(`  run ${run + 1} of ${RUNS}: ${Math.round(rates.at(-1) ?? 0)} leaves/s`);
  }

  const openings = await makeOpenings(client);
  await service.sealNow();
  const key = parseKey((await service.keys())[0]?.text ?? '');
  if (key === null) throw new Error('no key');
  const proving: number[] = [];
  const verifying: number[] = [];
  const sizes: number[] = [];
  for (let at = 0; at < PROOFS; at += 1) {
    const opening = openings[at % openings.length];
    if (opening === undefined) throw new Error('no opening');
    let began = performance.now();
    const text = await runAs(db, { kind: 'public' }, (tx) => service.findReceipt(tx, opening));
    proving.push(performance.now() - began);
    if (text === null) throw new Error('no receipt');
    sizes.push(Buffer.byteLength(text));
    began = performance.now();
    if (!verifyReceipt(text, [key]).valid) throw new Error('a receipt that does not hold');
    verifying.push(performance.now() - began);
  }
  const { rows } = await client.query<{ bytes: string }>(
    "select sum(pg_total_relation_size(c))::text as bytes from unnest(array['netra.log_tile','netra.log_entries','netra.log_place']::regclass[]) c",
  );
  await client.end();
  await pool.end();
  return {
    treeSize: TREE,
    leavesPerSecond: median(rates),
    bareRowsPerSecond: median(bare),
    hashedPerSecond: TREE / (hashing / 1000),
    proofMs: median(proving),
    proofMs95: proving.toSorted((a, b) => a - b)[Math.floor(PROOFS * 0.95)],
    proofBytes: median(sizes),
    verifyMs: median(verifying),
    databaseMB: Number(rows[0]?.bytes ?? 0) / 1e6,
  };
}

/** Leaves whose openings are known, so that whole receipts can be made for them. */
async function makeOpenings(client: pg.Client) {
  const openings = Array.from({ length: 200 }, (_, n) => ({
    entry: { kind: 'rulebook', at: '2026-11-22T03:00:00Z', body: 'netra', n },
    salt: new Uint8Array(randomBytes(32)),
  }));
  for (const { entry, salt } of openings) {
    await client.query('insert into netra.log_entry (commitment, about, salt, entry) values ($1, $2, $3, $4)', [
      Buffer.from(commit(entry, salt)),
      `bench ${entry.n}`,
      salt,
      JSON.stringify(entry),
    ]);
  }
  return openings;
}
