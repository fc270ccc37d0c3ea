/** Fills a database that holds the demonstration with a large country: ground, cases with reports, the public log, the search index. */
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { z } from 'zod';
import { makeBody } from '../../../src/features/accounts/offices.ts';
import { ledgerService } from '../../../src/features/ledger/log-service.ts';
import { demonstrationStart } from '../../../src/platform/clock/legal-clock.ts';
import { deriveKeys } from '../../../src/platform/crypto/secret.ts';
import { type Address, databaseOn, poolFor } from '../../../src/platform/db/connect.ts';
import { runAs } from '../../../src/platform/db/unit-of-work.ts';
import { type Ground, makeGround } from './ground.ts';
import { newId } from './made-up.ts';
import type { Size } from './plan.ts';
import { tables } from './rows.ts';
import type { Job, Progress } from './worker.ts';

export interface FillOptions extends Size {
  /** A superuser of the database: only such a one may write past triggers. */
  readonly owner: Address;
  /** The application's role. */
  readonly app: Address;
  readonly secret: string;
  readonly random: (bytes: number) => Buffer;
  readonly workers: number;
  readonly say: (line: string) => void;
}

export interface Filled extends Size {
  readonly seconds: Readonly<Record<'ground' | 'cases' | 'log' | 'search' | 'tidy', number>>;
}

const MARK = 'large-country';
/** `indexes`: those that were dropped so that rows come in faster, as the statements that make them again. */
const Mark = z.object({
  cases: z.number(),
  reports: z.number(),
  done: z.boolean(),
  indexes: z.array(z.object({ name: z.string(), made: z.string() })),
});
type Mark = z.output<typeof Mark>;

export type Refused = 'no-demonstration' | 'other-size' | 'production' | 'not-superuser';

/**
 * Interrupted before: goes on with what is missing. Filled before with the same size: nothing happens. Filled with another size: refused, since
 * the numbers of cases follow from it.
 */
export async function fillLarge(options: FillOptions): Promise<Filled | Refused> {
  const { owner, say, cases, reports } = options;
  const client = new pg.Client(
    owner.kind === 'url'
      ? { connectionString: owner.url }
      : { host: owner.host, user: owner.user, database: owner.database },
  );
  await client.connect();
  const seconds = { ground: 0, cases: 0, log: 0, search: 0, tidy: 0 };
  const timed = async (part: keyof typeof seconds, work: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    await work();
    seconds[part] = (performance.now() - began) / 1000;
  };
  try {
    const before = await readBefore(client, { cases, reports });
    if (typeof before === 'string') return before;
    if (before?.done === true) return { cases, reports, seconds };
    const filling: Mark = { cases, reports, done: false, indexes: before?.indexes ?? (await indexesToDrop(client)) };
    await mark(client, filling);
    await timed('ground', () => layGround(client, options));
    for (const { name } of filling.indexes) await client.query(`drop index if exists netra.${name}`);
    await timed('cases', () =>
      inThreads(options, 'copy', (done, passed, left) =>
        say(
          `${done.cases} of ${cases} cases, ${done.reports} reports: ${Math.round(done.cases / passed)} cases/s, ${left}`,
        ),
      ),
    );
    await timed('log', () => sealAll(options));
    await client.query(
      'analyze netra.case_file, netra.case_event_content, netra.case_access, netra.case_accused, netra.case_search_due',
    );
    await timed('search', () =>
      inThreads(options, 'index', (done, passed, left) =>
        say(`${done.cases} of ${cases} cases in the search index: ${Math.round(done.cases / passed)} cases/s, ${left}`),
      ),
    );
    await timed('tidy', async () => {
      for (const { name, made } of filling.indexes) {
        say(`Building the index ${name}`);
        await client.query(`drop index if exists netra.${name}`);
        await client.query(made);
      }
      say('Warnings that would have gone out long ago count as given');
      await warnedAlready(client);
      say('Gathering statistics of the tables');
      await client.query('vacuum (analyze, parallel 0)');
    });
    await mark(client, { ...filling, done: true });
    return { cases, reports, seconds };
  } finally {
    await client.end();
  }
}

async function readBefore(client: pg.Client, size: Size): Promise<Refused | Mark | null> {
  const { rows } = await client.query<{ super: boolean; production: boolean; demo: boolean; mark: unknown }>(
    `select (select rolsuper from pg_roles where rolname = current_user) as super, netra.is_production() as production,
       exists (select 1 from netra.setting where key = 'demonstration' and value = '"full"') as demo,
       (select value from netra.setting where key = $1) as mark`,
    [MARK],
  );
  const [row] = rows;
  if (row === undefined || row.production) return 'production';
  if (!row.super) return 'not-superuser';
  if (!row.demo) return 'no-demonstration';
  const before = Mark.safeParse(row.mark);
  if (!before.success) return null;
  const { cases, reports } = before.data;
  return cases === size.cases && reports === size.reports ? before.data : 'other-size';
}

/** Limits of the copies have passed for weeks: without this the first hours of such a database are spent writing mail about them. */
async function warnedAlready(client: pg.Client): Promise<void> {
  await client.query('begin');
  await client.query("select set_config('netra.kind', 'system', true)");
  await client.query(
    `insert into netra.due_warning (clock_id, due_at, stage, at)
       select clock_id, due_at, stage, $1 from netra.due_warnings($1, 100000000) on conflict do nothing`,
    [demonstrationStart.toString()],
  );
  await client.query('commit');
}

/** Tables whose indexes the filling itself needs. */
const needed = ['case_search_due', 'log_waiting'];

async function indexesToDrop(client: pg.Client): Promise<Mark['indexes']> {
  const { rows } = await client.query<{ name: string; made: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as made
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
     where t.relnamespace = 'netra'::regnamespace and not i.indisunique and t.relname = any ($1)`,
    [[...Object.keys(tables), 'case_search'].filter((table) => !needed.includes(table))],
  );
  return rows;
}

async function mark(client: pg.Client, value: Mark): Promise<void> {
  await client.query(
    'insert into netra.setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
    [MARK, JSON.stringify(value)],
  );
}

async function layGround(client: pg.Client, { owner, secret, say }: FillOptions): Promise<void> {
  const { rows: bodies } = await client.query<{ code: string; id: string }>('select code, id from netra.body');
  const ground = makeGround(new Map(bodies.map((body) => [body.code, body.id])));
  say(`${ground.places.length} places, ${ground.offices.length} offices, ${ground.people.length} people`);
  const pool = poolFor(owner, { max: 1 });
  try {
    await runAs(databaseOn(pool), { kind: 'system' }, async (tx) => {
      const there = await tx.selectFrom('jurisdiction').select('id').where('code', '=', 'P01').executeTakeFirst();
      if (there !== undefined) return;
      const nation = await tx
        .selectFrom('jurisdiction')
        .select('id')
        .where('code', '=', 'ID')
        .executeTakeFirstOrThrow();
      const idOf = new Map(ground.places.map((place) => [place.code, place.id]));
      for (const place of ground.places)
        await tx
          .insertInto('jurisdiction')
          .values({
            id: place.id,
            code: place.code,
            name: place.name,
            level: place.level,
            parent_id: place.parentCode === 'ID' ? nation.id : (idOf.get(place.parentCode) ?? nation.id),
            path: place.path,
          })
          .execute();
      const keys = deriveKeys(Buffer.from(secret, 'utf8'));
      for (const { id, code, kind, name, place, zone } of ground.offices) {
        const made = await makeBody(tx, keys, {
          id,
          code,
          kind,
          name,
          jurisdictionId: place.id,
          zone,
          validFrom: null,
          validUntil: null,
        });
        if (!made.ok) throw new Error(`office ${code}: ${made.error}`);
      }
    });
    await layPeople(client, ground);
  } finally {
    await pool.end();
  }
}

/** People without a way of their own to sign in: they work through sessions that a measurement prepares. */
async function layPeople(client: pg.Client, { people }: Ground): Promise<void> {
  const list = (of: (person: Ground['people'][number]) => string): string[] => people.map(of);
  await client.query(
    `insert into auth.auth_user (id, name, email, email_verified, two_factor_enabled)
       select * from unnest($1::uuid[], $2::text[], $3::text[]) u (id, name, email), (values (true, true)) f on conflict do nothing`,
    [list((one) => one.id), list((one) => one.name), list((one) => one.email)],
  );
  await client.query(
    `insert into netra.member (id, user_id, body_id, role)
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[]) on conflict do nothing`,
    [
      list((one) => newId(`member ${one.email}`)),
      list((one) => one.id),
      list((one) => one.bodyId),
      list((one) => one.role),
    ],
  );
}

/** A line of progress at most this often. */
const EVERY_MS = 5000;

async function inThreads(
  { owner, app, secret, cases, reports, workers }: FillOptions,
  task: Job['task'],
  say: (done: Progress, passed: number, left: string) => void,
): Promise<void> {
  const began = performance.now();
  let said = began;
  const done = { cases: 0, reports: 0 };
  await Promise.all(
    Array.from({ length: workers }, (_, worker) => {
      const job: Job = { task, owner, app, secret, size: { cases, reports }, worker, workers };
      const thread = new Worker(new URL('./worker.ts', import.meta.url), {
        workerData: job,
        execArgv: ['--conditions=source'],
        // Rows of a batch live for a second: a small young generation would copy them again and again.
        resourceLimits: { maxYoungGenerationSizeMb: 96 },
      });
      return new Promise<void>((resolve, reject) => {
        thread.on('message', (progress: Progress) => {
          done.cases += progress.cases;
          done.reports += progress.reports;
          if (performance.now() - said < EVERY_MS && done.cases < cases) return;
          said = performance.now();
          const passed = (said - began) / 1000;
          say(done, passed, `about ${Math.ceil((passed / done.cases) * Math.max(cases - done.cases, 0))} s left`);
        });
        thread.once('error', reject);
        thread.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`))));
      });
    }),
  );
}

/** All steps get their place in the public log, in the way of every other batch. */
async function sealAll({ app, secret, random, say }: FillOptions): Promise<void> {
  const pool = poolFor(app, { max: 2 });
  try {
    const db = databaseOn(pool);
    const state = await runAs(db, { kind: 'system' }, (tx) =>
      tx.selectFrom('log_state').select('origin').executeTakeFirst(),
    );
    const service = ledgerService({
      db,
      keys: deriveKeys(Buffer.from(secret, 'utf8')),
      random,
      realNow: Date.now,
      origin: state?.origin ?? 'netra.contoh/log',
      minutes: 15,
      batchSize: 64,
    });
    await service.begin();
    const began = performance.now();
    const sealed = await service.sealNow();
    if (!sealed.ok) throw new Error(`the log was not signed: ${sealed.error.kind}`);
    const rate = sealed.value.leaves / ((performance.now() - began) / 1000);
    say(`${sealed.value.leaves} steps in the public log: ${Math.round(rate)} leaves/s`);
  } finally {
    await pool.end();
  }
}
