/**
 * Fills an embedded instance with rows and sealed files, then runs the built `netra` for backup, verify and restore, each as a process of its own,
 * and looks at its memory. Prints one JSON document. Started by `npm run bench -- backup`; the folder for everything is the first argument.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { prepareDatabase } from '../../src/platform/db/prepare.ts';

const AUDIT = Number(process.env.NETRA_BENCH_BACKUP_ROWS ?? 6_000_000);
const PLACES = Math.round(AUDIT / 4);
const FILES = Math.round(AUDIT / 10_000);
const FILE_BYTES = 1_000_000;

const [folder = ''] = process.argv.slice(2);
const dataDir = path.join(folder, 'data');
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const appDir = process.env.NETRA_TEST_APP ?? path.resolve(import.meta.dirname, '../..');

const prepared = await prepareDatabase(
  { mode: 'demo', dataDir, databaseUrl: null, databaseOwnerUrl: null },
  randomBytes(48).toString('base64url'),
  path.join(appDir, 'db', 'migrations'),
  say,
);
if (!prepared.ok) throw new Error(prepared.error);
const { app, stop } = prepared.value;
if (app.kind !== 'socket') throw new Error('the embedded database listens on a socket');
const client = new pg.Client({ host: app.host, user: 'netra_super', database: app.database });
try {
  await client.connect();
  process.stdout.write(`${JSON.stringify(await measure())}\n`);
} finally {
  await client.end();
  await stop();
}

interface Run {
  readonly seconds: number;
  /** The most memory that the process ever had, in MB, as the kernel counts it. */
  readonly peak: number;
}

/** Runs the built command and watches its memory. */
async function netra(args: readonly string[]): Promise<Run> {
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(appDir, 'dist', 'server', 'cli.js'), ...args], {
    env: { PATH: process.env.PATH ?? '', NETRA_DATA: dataDir, TMPDIR: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let over = false;
  const ended = new Promise<number | null>((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => {
      over = true;
      done(code);
    });
  });
  let peak = Number.NaN;
  while (!over) {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
    const seen = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
    if (seen !== undefined) peak = (Number(seen) * 1024) / 1e6;
    await Promise.race([pause(20), ended]);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`netra ${args[0]} ended with ${code}`);
  return { seconds: (performance.now() - began) / 1000, peak };
}

/** The least that anybody must do: every row out of the database and every file off the disk, and nothing else. */
async function bare(): Promise<number> {
  const began = performance.now();
  for (const table of ['audit', 'log_place', 'evidence']) {
    for await (const _ of client.query(copyTo(`copy netra.${table} to stdout`)));
  }
  const root = path.join(dataDir, 'files', 'demo');
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) for await (const _ of createReadStream(path.join(entry.parentPath, entry.name)));
  }
  return (performance.now() - began) / 1000;
}

async function fill(): Promise<void> {
  say(`  ${AUDIT} rows of audit, ${PLACES} places, ${FILES} files of ${FILE_BYTES / 1e6} MB`);
  await client.query(
    `insert into netra.audit (user_id, what, access, target) select gen_random_uuid(), 'case.read', 'read', md5(n::text) from generate_series(1, ${AUDIT}) n`,
  );
  await client.query(
    `insert into netra.log_place select sha256(convert_to(n::text, 'UTF8')), n from generate_series(1, ${PLACES}) n`,
  );
  const office = randomUUID();
  await client.query(`insert into netra.jurisdiction values ($1, 'RI', 'Negara rekaan', 'nation', null, '/RI/')`, [
    office,
  ]);
  await client.query(
    `insert into netra.body (id, code, kind, name, level, jurisdiction_id) values ($1::uuid, 'b', 'bawaslu', 'Kantor rekaan', 'nation', $1::uuid)`,
    [office],
  );
  const root = path.join(dataDir, 'files', 'demo', 'evidence');
  for (let n = 0; n < FILES; n += 1) {
    const id = randomUUID();
    const bytes = randomBytes(FILE_BYTES);
    await mkdir(path.join(root, id.slice(0, 2)), { recursive: true });
    await writeFile(path.join(root, id.slice(0, 2), `${id}.sealed`), bytes);
    await client.query(
      `insert into netra.evidence (id, draft_key, intake_body_id, position, media_type, size, sha256, name_sealed, original_file, received_at)
       values ($1::uuid, $2, $3, 1, 'image/jpeg', $4, $5, $2, ($1::uuid)::text, now())`,
      [id, randomBytes(32), office, FILE_BYTES, createHash('sha256').update(bytes).digest()],
    );
  }
}

async function measure() {
  await fill();
  const key = path.join(folder, 'key.txt');
  await netra(['backup', 'key', key]);
  const recipient = /age1[a-z0-9]+/.exec(await readFile(key, 'utf8'))?.[0] ?? '';
  const least = await bare();
  const file = path.join(folder, 'b.netra');
  const saved = await netra(['backup', file, '--to-recipient', recipient]);
  say(`  backup ${saved.seconds.toFixed(1)} s`);
  const verified = await netra(['backup', 'verify', file, '--identity', key]);
  say(`  verify ${verified.seconds.toFixed(1)} s`);
  const into = path.join(folder, 'restored');
  const restored = await netra(['restore', file, '--identity', key, '--into', into]);
  say(`  restore ${restored.seconds.toFixed(1)} s`);
  const beside: unknown = JSON.parse(await readFile(`${file}.manifest.json`, 'utf8'));
  const { rows = 0, fileBytes = 0 } = { rows: 0, fileBytes: 0, ...(typeof beside === 'object' ? beside : {}) };
  // Bytes of COPY text: what the rows are before they are packed.
  let text = 0;
  for (const table of ['audit', 'log_place', 'evidence']) {
    for await (const chunk of client.query(copyTo(`copy netra.${table} to stdout`))) text += chunk.length;
  }
  const megabytes = (text + fileBytes) / 1e6;
  const { size } = await import('node:fs/promises').then(({ stat }) => stat(file));
  await rm(into, { recursive: true, force: true });
  return { rows, megabytes, envelope: size / 1e6, least, saved, verified, restored };
}
