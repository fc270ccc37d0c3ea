/**
 * Measures casework on a database that the seed has filled: pages of four roles, running limits counted anew after a decree, and 2,000 officers at
 * work. Prints one JSON document. Started by `npm run bench -- casework`; the data folder is the first argument.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { createRulebook, noAdditions } from '@netra/rulebook';
import type pg from 'pg';
import { applyReevaluation, previewReevaluation } from '../../src/features/cases/clock-reevaluation.ts';
import { chance } from '../../src/features/demonstration/random.ts';
import { type Address, databaseOn, poolFor } from '../../src/platform/db/connect.ts';
import { reachDatabase } from '../../src/platform/db/reach.ts';
import { runAs } from '../../src/platform/db/unit-of-work.ts';
import { startServer } from '../support/server.ts';
import { Browser, openSessions, percentile, type Worker } from './casework-load.ts';

const OFFICERS = 2000;
const SECONDS = Number(process.env.NETRA_BENCH_SECONDS ?? '60');
const LOOKS = 60;
/** As an operator is told to set it: one for each core. */
const WEB_PROCESSES = Number(process.env.NETRA_BENCH_WEB_PROCESSES ?? availableParallelism());
/** Seconds between two things that somebody does, from and to. */
const PAUSE = [20, 40] as const;

const [dataDir = ''] = process.argv.slice(2);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const loadBefore = loadavg()[0]?.toFixed(1);
const empty = await startEmpty();
const server = await startServer(dataDir, { NETRA_MODE: 'demo', NETRA_WEB_PROCESSES: String(WEB_PROCESSES) });
const secret = (await readFile(path.join(dataDir, 'secret'), 'utf8')).trim();
const reached = await reachDatabase({ mode: 'demo', dataDir, databaseUrl: null }, say);
if (!reached.ok) throw new Error(reached.error);
const app: Address = reached.value.address;
const owner = poolFor(app.kind === 'socket' ? { ...app, user: 'netra_super' } : app, { max: 2 });
const browser = new Browser(server.url);
try {
  const sizes = await owner.query<{ cases: number; reports: number; clocks: number }>(
    `select (select count(*) from netra.case_file) as cases, (select count(*) from netra.report) as reports,
       (select count(*) from netra.clock where state = 'running') as clocks`,
  );
  const [size] = sizes.rows;
  if (size === undefined) throw new Error('a count gives a row');
  const people = await staff(owner);
  say('pages of four roles');
  const bare = new Browser(`http://127.0.0.1:${empty.port}`);
  const emptyWaits: number[] = [];
  for (let at = 0; at < 400; at += 1) emptyWaits.push((await bare.get(null, '/')).ms);
  bare.close();
  const pages = await measurePages(people);
  say('running limits after a decree');
  const clocks = await measureClocks();
  say(`${OFFICERS} officers at work for ${SECONDS} s, web processes: ${WEB_PROCESSES}`);
  const memoryBefore = await server.memory();
  const work = await measureWork(people);
  process.stdout.write(
    JSON.stringify({
      ...size,
      pages,
      ...clocks,
      emptyP95: percentile(emptyWaits, 0.95),
      webProcesses: WEB_PROCESSES,
      memoryBefore,
      ...work,
      officers: OFFICERS,
      seconds: SECONDS,
      loadBefore,
      loadAfter: loadavg()[0]?.toFixed(1),
    }),
  );
} finally {
  browser.close();
  await owner.end();
  await server.stop();
  empty.stop();
}

interface Staff {
  readonly officers: readonly Worker[];
  readonly one: Readonly<Record<'officer' | 'verifier' | 'authority' | 'overseer', Worker>>;
}

/** People of the large country with sessions; for the pages those whose queue is the longest of their role. */
async function staff(from: pg.Pool): Promise<Staff> {
  const { rows } = await from.query<{ id: string; role: string; cases: number }>(
    `select m.user_id as id, m.role, (select count(*) from netra.case_file f where f.holder_body_id = m.body_id and f.closed_at is null) as cases
     from netra.member m join auth.auth_user u on u.id = m.user_id where u.email like '%@besar.contoh' order by 3 desc, 1`,
  );
  const working = rows.filter((row) => row.role !== 'overseer').slice(0, OFFICERS);
  const officers = await openSessions(
    from,
    secret,
    working.map((row) => row.id),
  );
  const overseer = rows.find((row) => row.role === 'overseer');
  const [seeing] = await openSessions(from, secret, overseer === undefined ? [] : [overseer.id]);
  const of = (role: string): Worker => {
    const found = officers.find((_, at) => working[at]?.role === role);
    if (found === undefined) throw new Error(`nobody is ${role}`);
    return found;
  };
  if (seeing === undefined) throw new Error('nobody oversees');
  return {
    officers,
    one: { officer: of('officer'), verifier: of('verifier'), authority: of('authority'), overseer: seeing },
  };
}

async function measurePages({ one }: Staff) {
  const measured: { name: string; kind: string; p50: number; p95: number }[] = [];
  const look = async (
    kind: string,
    name: string,
    who: Worker,
    paths: readonly string[],
    times = LOOKS,
  ): Promise<void> => {
    const waits: number[] = [];
    for (let at = -5; at < times; at += 1) {
      const path = paths[(at + 5) % paths.length] ?? '/';
      const { status, ms } = await browser.get(who, path);
      if (status !== 200) throw new Error(`${path} answered ${status} to the ${name}`);
      if (at >= 0) waits.push(ms);
    }
    measured.push({ kind, name, p50: percentile(waits, 0.5), p95: percentile(waits, 0.95) });
    say(`  ${kind} ${name}: p50 ${percentile(waits, 0.5).toFixed(1)} ms, p95 ${percentile(waits, 0.95).toFixed(1)} ms`);
  };
  for (const [role, who] of Object.entries(one)) {
    await look('queue', `${role}-first-page`, who, ['/antrean']);
    await look('queue', `${role}-page-20`, who, ['/antrean?halaman=20']);
    await look('queue', `${role}-late`, who, ['/antrean?lihat=lewat']);
  }
  for (const [role, who] of Object.entries({ officer: one.officer, verifier: one.verifier, overseer: one.overseer })) {
    await look('queue', `${role}-filters`, who, [
      '/cari?status=submitted',
      '/cari?perbuatan=social-engagement&tempo=7',
      '/cari?penanggung=kosong&belum=1',
    ]);
    await look('search', `${role}-common-word`, who, ['/cari?cari=terlapor']);
    await look('search', `${role}-rare-word`, who, ['/cari?cari=kecapi', '/cari?cari=rebana', '/cari?cari=kirab']);
    await look('search', `${role}-two-words`, who, ['/cari?cari=spanduk+dermaga', '/cari?cari=sembako+balai']);
    await look('search', `${role}-typo`, who, ['/cari?cari=spandukk', '/cari?cari=deklarsi']);
    await lookByName(role, who, look);
  }
  for (const [role, who] of Object.entries(one)) {
    const cases = await casesOf(who);
    await look('case', role, who, cases, 100);
  }
  return measured;
}

/** A name goes sealed into the address: first the form, then the list as often as wanted. */
async function lookByName(
  role: string,
  who: Worker,
  look: (kind: string, name: string, who: Worker, paths: readonly string[]) => Promise<void>,
): Promise<void> {
  await browser.get(who, '/antrean');
  const paths: string[] = [];
  for (const name of ['Kinanti Surabrata', 'Lazuardi Jalapati']) {
    const { status, location } = await browser.post(who, '/antrean/nama', { nama: name });
    if (status !== 303) throw new Error(`the search by name answered ${status} to the ${role}`);
    paths.push(location);
  }
  await look('search', `${role}-name`, who, paths);
}

/** Cases of the first pages of somebody's queue. */
async function casesOf(who: Worker): Promise<readonly string[]> {
  const found = new Set<string>();
  for (let page = 1; page <= 4; page += 1) {
    const { text } = await browser.get(who, `/antrean?halaman=${page}`);
    for (const [, number = ''] of text().matchAll(/href="(\/perkara\/[0-9A-Z-]+)"/g)) found.add(number);
  }
  return [...found];
}

/** What a decree that closes Monday 7 October 2024 moves: counted, then moved in a transaction that is taken back. */
async function measureClocks() {
  const { rows } = await owner.query<{ id: string }>(
    "select user_id as id from netra.member where role = 'admin' limit 1",
  );
  const admin = { kind: 'member', userId: rows[0]?.id ?? '' } as const;
  const pool = poolFor(app, { max: 1 });
  const db = databaseOn(pool);
  const before = createRulebook();
  const standing = before.calendar().decreeOf('2024-01-01');
  if (standing === undefined) throw new Error('2024 has a decree');
  const after = createRulebook({
    ...noAdditions,
    decrees: [
      {
        year: '2024',
        decree: 'Keputusan contoh untuk pengukuran',
        on: '2024-10-01',
        amends: standing,
        reopens: [],
        nationalHoliday: ['10-07'],
        collectiveLeave: [],
        votingDay: [],
        subjectToDecree: [],
        regionalHoliday: [],
        source: { publisher: 'contoh', on: '2024-10' },
        confidence: 'seen',
      },
    ],
  });
  let began = performance.now();
  const preview = await runAs(db, admin, (tx) => previewReevaluation(tx, after, before));
  const previewSeconds = (performance.now() - began) / 1000;
  say(`  ${preview.running} limits, ${preview.moved} would move: ${previewSeconds.toFixed(1)} s`);
  let applySeconds = 0;
  class TakenBack extends Error {}
  try {
    await runAs(db, admin, async (tx) => {
      began = performance.now();
      await applyReevaluation(tx, after, before, Temporal.Instant.from('2024-10-04T02:00:00Z'));
      applySeconds = (performance.now() - began) / 1000;
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  await pool.end();
  say(`  moved: ${applySeconds.toFixed(1)} s`);
  return { previewSeconds, applySeconds, moved: preview.moved, leftAlone: preview.leftAlone };
}

/**
 * Everybody does something, waits as long as people do, and does the next thing; whoever is slow is waited for and counted. They begin one after
 * the other with their queue; counted is what comes when all have begun, so that the mix is the one that is stated.
 */
async function measureWork({ officers }: Staff) {
  const waits: number[] = [];
  let failed = 0;
  let most = 0;
  const watch = setInterval(
    () =>
      void server.memory().then(
        (now) => {
          most = Math.max(most, now);
        },
        () => {},
      ),
    500,
  );
  const until = performance.now() + (PAUSE[1] + SECONDS) * 1000;
  const counts = (): boolean => performance.now() - began >= PAUSE[1] * 1000;
  const began = performance.now();
  const work = async (worker: Worker, at: number): Promise<void> => {
    const random = chance(at + 1);
    const pause = (most: number): Promise<unknown> => new Promise((done) => setTimeout(done, most));
    let cases: readonly string[] = [];
    // They do not all begin in the same second.
    await pause(random.next() * PAUSE[1] * 1000);
    while (performance.now() < until) {
      const what = random.next();
      const path = cases.length === 0 ? '' : (cases[random.between(0, cases.length - 1)] ?? '');
      const kind = path === '' || what < 0.3 ? 'queue' : what < 0.7 ? 'case' : what < 0.8 ? 'search' : 'note';
      const note = 'Sudah dibaca; menunggu keterangan saksi.';
      const answer =
        kind === 'queue'
          ? await browser.get(worker, '/antrean')
          : kind === 'case'
            ? await browser.get(worker, path)
            : kind === 'search'
              ? await browser.get(worker, '/cari?cari=spanduk')
              : worker.csrf === ''
                ? await browser.get(worker, path)
                : await browser.post(worker, `${path}/catatan`, { catatan: note });
      if (counts()) waits.push(answer.ms);
      if (answer.status !== 200 && answer.status !== 303) failed += 1;
      if (kind === 'queue')
        cases = [...answer.text().matchAll(/href="(\/perkara\/[0-9A-Z-]+)"/g)].map(([, one = '']) => one);
      await pause((PAUSE[0] + random.next() * (PAUSE[1] - PAUSE[0])) * 1000);
    }
  };
  await Promise.race([
    Promise.all(officers.map(work)),
    new Promise((done) => setTimeout(done, (PAUSE[1] + SECONDS) * 1000 + 2000)),
  ]);
  clearInterval(watch);
  return {
    workP50: percentile(waits, 0.5),
    workP95: percentile(waits, 0.95),
    workPerSecond: waits.length / ((performance.now() - began) / 1000 - PAUSE[1]),
    workFailed: failed,
    memoryMost: most,
  };
}

/** The least that any answer of a Node process costs. */
function startEmpty(): Promise<{ readonly port: number; stop(): void }> {
  const program = `require('node:http').createServer((_, a) => a.writeHead(200, { 'content-length': '0' }).end())
    .listen(0, '127.0.0.1', function () { console.log(this.address().port) })`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', (chunk: Buffer) => resolve({ port: Number(chunk.toString()), stop: () => child.kill() }));
  });
}
