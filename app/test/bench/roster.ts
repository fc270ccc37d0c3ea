/**
 * Measures the import of a roster on the real database with durable commits: writes a file of so many rows with one in a hundred planted errors of
 * every kind, brings it in, kills the importing process once in the middle, and compares what was reported with what was planted, row by row.
 * Prints one JSON document. Started by `npm run bench -- roster`; arguments: folder for the data, number of rows.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { loadavg } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { rosterService } from '../../src/features/roster/roster-service.ts';
import { deriveKeys } from '../../src/platform/crypto/secret.ts';
import { databaseOn, poolFor } from '../../src/platform/db/connect.ts';
import { startEmbedded } from '../../src/platform/db/embedded.ts';
import { migrate } from '../../src/platform/db/migrate.ts';

const [dataDir = '', rowsText = '6500000', childPath = '', migrations = '../../db/migrations'] = process.argv.slice(2);
const ROWS = Number(rowsText);
const INSTITUTIONS = 600;
const UNITS = 100;
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const operator = { kind: 'operator' } as const;

/** Planted errors, one of each kind in turn: what stands in the row, and what has to be reported. */
const plants = [
  { column: 'number', reason: 'number-length', at: (cells: string[]) => (cells[0] = (cells[0] ?? '').slice(0, 17)) },
  {
    column: 'number',
    reason: 'number-digits',
    at: (cells: string[]) => (cells[0] = `${(cells[0] ?? '').slice(0, 17)}X`),
  },
  {
    column: 'number',
    reason: 'number-birth',
    at: (cells: string[]) => (cells[0] = `19881332${(cells[0] ?? '').slice(8)}`),
  },
  {
    column: 'number',
    reason: 'number-sex',
    at: (cells: string[]) => (cells[0] = `${(cells[0] ?? '').slice(0, 14)}7${(cells[0] ?? '').slice(15)}`),
  },
  { column: 'number', reason: 'number-rounded', at: (cells: string[]) => (cells[0] = '1.98805232010121E+17') },
  { column: 'number', reason: 'missing', at: (cells: string[]) => (cells[0] = '') },
  { column: 'name', reason: 'missing', at: (cells: string[]) => (cells[1] = '') },
  { column: 'kind', reason: 'kind-unknown', at: (cells: string[]) => (cells[2] = 'honorer') },
  { column: 'institution', reason: 'institution-unknown', at: (cells: string[]) => (cells[3] = 'TIDAK-ADA') },
  { column: 'unit', reason: 'unit-code', at: (cells: string[]) => (cells[4] = 'A B') },
  { column: 'duty', reason: 'duty-unknown', at: (cells: string[]) => (cells[7] = 'pilot') },
  { column: 'email', reason: 'email-form', at: (cells: string[]) => (cells[8] = 'bukan surel') },
  { column: 'phone', reason: 'phone-form', at: (cells: string[]) => (cells[9] = '12') },
] as const;

/** Every hundredth row. The next kind each time; the last kind is a number that stood in the row before. */
function plantOf(n: number): number | null {
  return n % 100 === 50 ? Math.floor(n / 100) % (plants.length + 1) : null;
}

function numberOf(n: number): string {
  const isPppk = n % 4 === 0;
  const year = 1965 + (n % 30);
  const born = `${year}${String(1 + (Math.floor(n / 30) % 12)).padStart(2, '0')}${String(1 + (Math.floor(n / 360) % 28)).padStart(2, '0')}`;
  const rest = Math.floor(n / 10_080);
  const tail = `${1 + (rest % 2)}${String(Math.floor(rest / 2) % 1000).padStart(3, '0')}`;
  return isPppk ? `${born}202121${tail}` : `${born}${year + 25}03${tail}`;
}

function rowOf(n: number): string[] {
  const institution = n % INSTITUTIONS;
  const unit = Math.floor(n / INSTITUTIONS) % UNITS;
  return [
    numberOf(n),
    `Orang Rekaan ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[n % 26]}${'aiueo'[n % 5]}ndi Contohwati`,
    n % 4 === 0 ? 'PPPK' : 'PNS',
    `I${String(institution).padStart(3, '0')}`,
    `U${String(unit).padStart(3, '0')}`,
    `Unit Contoh ${unit}`,
    unit < 10 ? '' : `U${String(unit % 10).padStart(3, '0')}`,
    n % 3 === 0 ? 'guru' : '',
    `pegawai${n}@contoh.go.id`,
    n % 2 === 0 ? `0812${String(n).padStart(8, '0')}` : '',
  ];
}

async function writeFile(file: string): Promise<void> {
  const out = createWriteStream(file, { highWaterMark: 4 * 1024 * 1024 });
  let lines = ['nip,nama,jenis,kode_instansi,kode_unit,nama_unit,kode_unit_induk,tugas,email,telepon'];
  for (let n = 0; n < ROWS; n += 1) {
    const cells = rowOf(n);
    const plant = plantOf(n);
    if (plant !== null) {
      if (plant < plants.length) plants[plant]?.at(cells);
      else cells[0] = numberOf(n - 1);
    }
    lines.push(cells.join(','));
    if (lines.length < 20_000) continue;
    if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
    lines = [];
  }
  out.end(lines.length === 0 ? '' : `${lines.join('\n')}\n`);
  await once(out, 'finish');
}

/** The most memory that a process ever held, in MB (10^6 bytes). */
function peakOf(pid: number): number {
  try {
    const kib = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return (Number(kib ?? 0) * 1024) / 1e6;
  } catch {
    return 0;
  }
}

async function measure() {
  const owner = { kind: 'socket', host: server.socketDir, user: server.superuser, database: 'postgres' } as const;
  const client = new pg.Client(owner);
  // Whatever ends the measurement is told by itself; the server's farewell to its connections is not the reason.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('create role roster_app nosuperuser nobypassrls login');
  const migrated = await migrate(owner, 'roster_app', path.resolve(import.meta.dirname, migrations));
  if (!migrated.ok) throw new Error(migrated.error);
  await client.query(`insert into netra.jurisdiction (id, code, name, level, path)
    select gen_random_uuid(), 'I' || lpad(n::text, 3, '0'), 'Instansi Contoh ' || n, 'institution', '/I' || lpad(n::text, 3, '0') || '/'
    from generate_series(0, ${INSTITUTIONS - 1}) n`);
  const database = { ...owner, user: 'roster_app' } as const;
  const pool = poolFor(database, { max: 3 });
  let peak = 0;
  let pid = 0;
  const service = rosterService({
    db: databaseOn(pool),
    database,
    keys: deriveKeys(randomBytes(48)),
    jobs: { send: () => Promise.resolve(), define: () => undefined },
    uuid: () => crypto.randomUUID(),
    realNow: Date.now,
    folder: path.join(dataDir, 'imports'),
    host: { ...(childPath === '' ? {} : { childPath }), started: (id) => (pid = id) },
  });
  const file = path.join(dataDir, 'pegawai.csv');
  await mkdir(dataDir, { recursive: true });
  say(`writing ${ROWS} rows`);
  await writeFile(file);
  const bytes = (await stat(file)).size;

  const watch = setInterval(() => {
    peak = Math.max(peak, peakOf(pid));
  }, 100);
  const began = performance.now();
  const received = await service.receivePath(file);
  if (!received.ok) throw new Error(received.error.kind);
  const { id } = received.value;
  const find = async () => {
    const found = await service.find(operator, id);
    if (found === undefined) throw new Error('the import is gone');
    return found;
  };
  const set = await service.set(operator, id, {
    mapping: (await find()).stored.mapping,
    institutionId: null,
    isFull: false,
  });
  if (!set.ok) throw new Error(set.error);
  const seen = performance.now();
  say(`received in ${((seen - began) / 1000).toFixed(1)} s; reading, with one kill in the middle`);
  let killed = 0;
  let toResume = 0;
  const killer = setInterval(() => {
    void find().then((found) => {
      if (killed > 0 || found.rowsRead < ROWS / 3) return;
      killed = found.rowsRead;
      process.kill(pid, 'SIGKILL');
    });
  }, 200);
  while (!(await service.work(id))) {
    clearInterval(killer);
    const again = (await find()).rowsRead;
    if (again < killed) throw new Error('what was stored was lost');
    toResume += 1;
    if (toResume > 3) throw new Error('the import does not come to its end');
  }
  clearInterval(killer);
  const checked = performance.now();
  const compared = await find();
  say(`checked in ${((checked - seen) / 1000).toFixed(1)} s: ${compared.state}; applying`);
  const applying = await service.apply(operator, id);
  if (!applying.ok) throw new Error(applying.error);
  if (!(await service.work(id))) throw new Error('applying stopped');
  clearInterval(watch);
  const done = performance.now();
  const result = await find();
  say(`applied in ${((done - checked) / 1000).toFixed(1)} s: ${JSON.stringify(result.applied)}`);

  say('comparing what was reported with what was planted');
  let next = 0;
  let planted = 0;
  let right = 0;
  let other = 0;
  // The reports come by row, as the errors were planted.
  const expectedAfter = (from: number): { row: number; column: string; reason: string } | null => {
    for (let n = from; n < ROWS; n += 1) {
      const plant = plantOf(n);
      if (plant === null) continue;
      next = n + 1;
      const kind = plants[plant];
      return { row: n + 2, column: kind?.column ?? 'number', reason: kind?.reason ?? 'repeated' };
    }
    return null;
  };
  await service.errors(operator, id, (rows) => {
    for (const row of rows) {
      const wanted = expectedAfter(next);
      if (wanted !== null) planted += 1;
      if (wanted?.row === row.position && wanted.column === row.column && wanted.reason === row.reason) right += 1;
      else other += 1;
    }
  });
  while (expectedAfter(next) !== null) planted += 1;
  const { rows: counted } = await client.query('select count(*)::int as n from netra.roster_person');
  const people = Number(counted[0]?.n);

  // Beside it: the bare rows of the same width, without locking, checking or indexes on the way, in the same run.
  const bare = Math.min(ROWS, 500_000);
  await client.query('create table public.bare (id uuid primary key, token bytea unique, sealed bytea)');
  const bareBegan = performance.now();
  await client.query(
    `insert into public.bare select gen_random_uuid(), substr(sha256(n::text::bytea), 1, 16), repeat('x', 150)::bytea from generate_series(1, ${bare}) n`,
  );
  const bareSeconds = (performance.now() - bareBegan) / 1000;
  await client.end();
  await pool.end();
  const seconds = (done - began) / 1000;
  return {
    rows: ROWS,
    fileMB: bytes / 1e6,
    seconds,
    receiveSeconds: (seen - began) / 1000,
    checkSeconds: (checked - seen) / 1000,
    applySeconds: (done - checked) / 1000,
    rowsPerSecond: ROWS / seconds,
    bareRowsPerSecond: bare / bareSeconds,
    peakMB: peak,
    mainPeakMB: peakOf(process.pid),
    kills: killed > 0 ? 1 : 0,
    resumedAtRow: killed,
    planted,
    right,
    other,
    people,
    expectedPeople: ROWS - planted,
    load: loadavg()[0] ?? 0,
  };
}

const started = await startEmbedded({ dataDir });
if (!started.ok) throw new Error(started.error);
const server = started.value;
try {
  process.stdout.write(`${JSON.stringify(await measure())}\n`);
} finally {
  await server.stop();
}
