/**
 * Measures pledges as they are signed with codes: over HTTP, on the built product with its own database and durable commits, the crowd on the same
 * machine; beside an empty HTTP answer and bare grouped inserts in the same run. Then the same once more, killed in the middle. Prints one JSON
 * document. Started by `npm run bench -- pledges`; the data folder is the first argument. `NETRA_BENCH_SECONDS`: how long, 60 without.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { newPledgeCode, pledgeToken } from '../../src/features/pledges/pledge-codes.ts';
import { deriveKeys } from '../../src/platform/crypto/secret.ts';
import { type Address, poolFor } from '../../src/platform/db/connect.ts';
import { reachDatabase } from '../../src/platform/db/reach.ts';
import { startServer, webProcessesOf } from '../support/server.ts';

const SECONDS = Number(process.env.NETRA_BENCH_SECONDS ?? '60');
/** People that a second may need: twice the bar, so that the crowd does not run dry on a faster machine. */
const PEOPLE = Math.min(1_200_000, SECONDS * 20_000);
const CONNECTIONS = 768;
/** As an operator is told to set it: one for each core. */
const WEB_PROCESSES = Number(process.env.NETRA_BENCH_WEB_PROCESSES ?? availableParallelism());
const KILL_PEOPLE = 60_000;
const TEXT = 'ikrar-skb-2022/1';
const ELECTION = 'pilkada-2024';

const [dataDir = ''] = process.argv.slice(2);
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const secret = randomBytes(48).toString('base64');
const production = {
  NETRA_MODE: 'production',
  NETRA_SECRET: secret,
  NETRA_WEB_PROCESSES: String(WEB_PROCESSES),
};

interface Load {
  readonly answered: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly refused: number;
  readonly broken: number;
}

const keys = deriveKeys(Buffer.from(secret, 'utf8'));
let server = await startServer(dataDir, production);
const reached = await reachDatabase({ mode: 'production', dataDir, databaseUrl: null }, say);
if (!reached.ok) throw new Error(reached.error);
const app: Address = reached.value.address;
const owner = (): pg.Pool => poolFor(app.kind === 'socket' ? { ...app, user: 'netra_super' } : app, { max: 2 });
let db = owner();
try {
  process.stdout.write(`${JSON.stringify(await measure())}\n`);
} finally {
  await db.end().catch(() => {});
  await server.stop();
}

async function measure() {
  const ground = await makeGround();
  say(`making a roster of ${PEOPLE} people and their codes`);
  const codes = path.join(dataDir, 'codes.txt');
  await makePeople(ground, PEOPLE, 'a', codes);
  await db.query('analyze netra.roster_person; analyze netra.pledge_code; analyze netra.pledge_campaign; checkpoint');
  const loadBefore = loadavg()[0] ?? 0;
  say('bare inserts and empty answers');
  const bareBefore = await bareInserts();
  const emptyBefore = await emptyAnswers(codes, ground.campaign);

  say('warming up for 3 s');
  const warm = path.join(dataDir, 'warm.txt');
  await makePeople(ground, 30_000, 'w', warm);
  await crowd(warm, ground.campaign, CONNECTIONS, 3, '');
  const before = await counts();
  say(`the crowd signs for ${SECONDS} s`);
  const cpuBefore = await webCpu();
  const load = await crowd(codes, ground.campaign, CONNECTIONS, SECONDS, '');
  const webSeconds = ((await webCpu()) - cpuBefore) / load.answered;
  const after = await counts();
  const bareAfter = await bareInserts();
  const emptyAfter = await emptyAnswers(codes, ground.campaign);
  if (after.pledges - before.pledges < load.answered) throw new Error('fewer pledges are stored than were confirmed');
  if (after.leaves !== after.pledges) throw new Error(`${after.pledges} pledges have ${after.leaves} leaves`);
  if (after.tallied !== after.pledges) throw new Error(`${after.pledges} pledges are counted as ${after.tallied}`);

  say(
    `${Math.round(load.perSecond)} a second, p95 ${Math.round(load.p95)} ms, beside ${Math.round((bareBefore + bareAfter) / 2)} bare inserts and ${Math.round((emptyBefore + emptyAfter) / 2)} empty answers; ${load.refused + load.broken} refused`,
  );
  say('the same, killed in the middle');
  const killed = await killInTheMiddle(ground);
  return {
    people: PEOPLE,
    connections: CONNECTIONS,
    cores: cpus().length,
    loadBefore,
    loadAfter: loadavg()[0] ?? 0,
    ...load,
    webProcesses: WEB_PROCESSES,
    webMicroseconds: webSeconds * 1e6,
    stored: after.pledges - before.pledges,
    withoutLeaf: after.pledges - after.leaves,
    barePerSecond: (bareBefore + bareAfter) / 2,
    emptyPerSecond: (emptyBefore + emptyAfter) / 2,
    killed,
  };
}

interface Ground {
  readonly institution: string;
  readonly body: string;
  readonly campaign: string;
}

async function makeGround(): Promise<Ground> {
  const ground = { institution: randomUUID(), body: randomUUID(), campaign: randomUUID() };
  await db.query(
    `insert into netra.jurisdiction (id, code, name, level, path) values ($1, 'UKUR', 'Instansi Pengukuran', 'institution', '/UKUR/')`,
    [ground.institution],
  );
  await db.query(
    `insert into netra.body (id, code, kind, name, level, jurisdiction_id, zone) values ($1, 'ukur', 'institution', 'Instansi Pengukuran', 'institution', $2, 'WIB')`,
    [ground.body, ground.institution],
  );
  await db.query(
    `insert into netra.pledge_campaign (id, institution_id, body_id, election_id, text_version, opened_at, closes_at)
     values ($1, $2, $3, $4, $5, now() - interval '1 day', now() + interval '30 days')`,
    [ground.campaign, ground.institution, ground.body, ELECTION, TEXT],
  );
  return ground;
}

/** People in bulk, as a stated shortcut: their import is measured elsewhere. Codes are made as the product makes them. */
async function makePeople(ground: Ground, count: number, mark: string, file: string): Promise<void> {
  await db.query(
    `insert into netra.roster_person (institution_id, kind, number_token, details_sealed, details_mark, import_id, since)
     select $1, 'PNS', substring(sha256(convert_to($3 || i, 'UTF8')) for 16), decode(repeat('00', 160), 'hex'), decode(repeat('00', 12), 'hex'), $1, current_date
     from generate_series(1, $2::integer) i`,
    [ground.institution, count, mark],
  );
  const { rows } = await db.query<{ id: string }>(
    'select p.id from netra.roster_person p where not exists (select 1 from netra.pledge_code c where c.person_id = p.id) limit $1',
    [count],
  );
  const codes: string[] = [];
  for (let from = 0; from < rows.length; from += 20_000) {
    const part = rows.slice(from, from + 20_000);
    const made = part.map(() => newPledgeCode(randomBytes));
    const packed = Buffer.concat(
      part.flatMap(({ id }, at) => [Buffer.from(id.replaceAll('-', ''), 'hex'), pledgeToken(keys, made[at] ?? '')]),
    );
    await db.query(
      `insert into netra.pledge_code (campaign_id, person_id, token, channel, expires_at)
       select $1, encode(substring($2::bytea from i * 32 + 1 for 16), 'hex')::uuid, substring($2::bytea from i * 32 + 17 for 16), 'slip', now() + interval '30 days'
       from generate_series(0, length($2::bytea) / 32 - 1) i`,
      [ground.campaign, packed],
    );
    codes.push(...made);
  }
  // People do not come in the order of the roster.
  const order = Buffer.from(randomBytes(4));
  let seed = order.readUInt32LE(0);
  for (let at = codes.length - 1; at > 0; at -= 1) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const other = seed % (at + 1);
    [codes[at], codes[other]] = [codes[other] ?? '', codes[at] ?? ''];
  }
  writeFileSync(file, codes.join('\n'));
}

function crowd(
  file: string,
  campaign: string,
  connections: number,
  seconds: number,
  keep: string,
  to = server.url,
): Promise<Load> {
  return finish(startCrowd(file, campaign, connections, seconds, keep, to));
}

function startCrowd(
  file: string,
  campaign: string,
  connections: number,
  seconds: number,
  keep: string,
  to: string,
): ChildProcess {
  const { hostname, port } = new URL(to);
  const program = path.join(import.meta.dirname, 'pledge-load.ts');
  return spawn(
    process.execPath,
    ['--conditions=source', program, hostname, port, file, campaign, TEXT, String(connections), String(seconds), keep],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
}

function finish(child: ChildProcess): Promise<Load> {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve(JSON.parse(output)) : reject(new Error('the crowd did not come')),
    );
  });
}

async function counts(): Promise<{ pledges: number; leaves: number; tallied: number }> {
  const { rows } = await db.query<{ pledges: number; leaves: number; tallied: number }>(
    `select (select count(*) from netra.pledge) as pledges,
       (select count(*) from netra.pledge g where exists (select 1 from netra.log_waiting w where w.commitment = g.commitment)
          or netra.leaf_of(g.commitment) is not null) as leaves,
       (select coalesce(sum(signed), 0)::bigint from netra.pledge_tally) as tallied`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('a count gives a row');
  return row;
}

/** The least that storing a pledge costs: the same bytes in groups of 500, one index, two writers, each group durable. */
async function bareInserts(): Promise<number> {
  await db.query(
    'create table if not exists public.bare (id uuid primary key, person uuid, number text, salt bytea, commitment bytea)',
  );
  let rows = 0;
  const until = performance.now() + 4000;
  const began = performance.now();
  await Promise.all(
    [0, 1].map(async () => {
      while (performance.now() < until) {
        const packed = randomBytes(500 * 110);
        await db.query(
          `insert into public.bare select uuidv7(), encode(substring($1::bytea from i * 110 + 1 for 16), 'hex')::uuid, encode(substring($1::bytea from i * 110 + 17 for 7), 'hex'),
             substring($1::bytea from i * 110 + 33 for 32), substring($1::bytea from i * 110 + 65 for 32) from generate_series(0, 499) i`,
          [packed],
        );
        rows += 500;
      }
    }),
  );
  const rate = rows / ((performance.now() - began) / 1000);
  await db.query('drop table public.bare');
  return rate;
}

/** The least that any answer of a Node process costs: the same forms to a server that reads them and says nothing. */
async function emptyAnswers(codes: string, campaign: string): Promise<number> {
  const program = `require('node:http').createServer((q, a) => q.resume().on('end', () => a.writeHead(200, { 'content-length': '0' }).end()))
    .listen(0, '127.0.0.1', function () { console.log(this.address().port) })`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  );
  try {
    return (await crowd(codes, campaign, CONNECTIONS, 4, '', `http://127.0.0.1:${port}`)).perSecond;
  } finally {
    child.kill();
  }
}

/** Seconds of processor that all processes of the product have used, without the database. */
async function webCpu(): Promise<number> {
  return [server.pid, ...(await webProcessesOf(server.pid))].reduce((sum, pid) => sum + cpuOf(pid), 0);
}

/** Seconds of processor that a process has used. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

async function killInTheMiddle(ground: Ground) {
  const file = path.join(dataDir, 'kill.txt');
  await makePeople(ground, KILL_PEOPLE, 'k', file);
  const coming = finish(startCrowd(file, ground.campaign, 256, 8, 'numbers', server.url));
  await pause(3000);
  await db.end();
  await server.kill();
  const load = await coming;
  server = await startServer(dataDir, production);
  db = owner();
  const confirmed = readFileSync(`${file}.confirmed`, 'latin1')
    .split('\n')
    .filter((line) => line !== '');
  const { rows } = await db.query<{ token: Buffer; number: string | null }>(
    `select c.token, g.certificate_number as number from netra.pledge_code c left join netra.pledge g on g.person_id = c.person_id and g.election_id = $1`,
    [ELECTION],
  );
  const numbers = new Map(rows.map(({ token, number }) => [token.toString('hex'), number]));
  const lost = confirmed.filter((line) => {
    const [code = '', number] = line.split(' ');
    return numbers.get(pledgeToken(keys, code).toString('hex')) !== number;
  });
  const twice = await db.query<{ n: number }>(
    'select count(*) as n from (select 1 from netra.pledge group by person_id, election_id having count(*) > 1) d',
  );
  const after = await counts();
  if (after.leaves !== after.pledges)
    throw new Error(`after the kill ${after.pledges} pledges have ${after.leaves} leaves`);
  return {
    confirmed: confirmed.length,
    broken: load.broken,
    lost: lost.length,
    twice: twice.rows[0]?.n ?? -1,
    leaves: after.leaves,
    pledges: after.pledges,
  };
}
