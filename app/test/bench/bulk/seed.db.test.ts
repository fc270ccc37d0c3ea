/** A small filling on a real database: exact counts, whole chains, pages that open, manifests that fit, and a second filling that does nothing. */

import { randomBytes } from 'node:crypto';
import { commit, sameBytes } from '@netra/ledger';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { previewReevaluation } from '../../../src/features/cases/clock-reevaluation.ts';
import { changedParts, findManifest } from '../../../src/features/cases/handover-manifest.ts';
import { sealedHandovers, sealedSteps } from '../../../src/features/cases/index.ts';
import { seedDemonstration } from '../../../src/features/demonstration/index.ts';
import { evidenceFeature } from '../../../src/features/evidence/index.ts';
import { type Address, poolFor } from '../../../src/platform/db/connect.ts';
import { runAs } from '../../../src/platform/db/unit-of-work.ts';
import { startTestApp, type TestApp, testSecret } from '../../support/app.ts';
import { openSessions, type Worker } from '../casework-load.ts';
import { type FillOptions, fillLarge } from './fill.ts';

const CASES = 60;
const REPORTS = 200;

let app: TestApp;
let owner: Address;
let options: FillOptions;
let before: { cases: number; reports: number };

async function counted(): Promise<{ cases: number; reports: number }> {
  const count = async (table: 'case_file' | 'report'): Promise<number> => {
    const row = await app.owner
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return row.n;
  };
  return { cases: await count('case_file'), reports: await count('report') };
}

beforeAll(async () => {
  app = await startTestApp();
  await app.ledger.service.begin();
  const workshop = {
    stripImage: () => Promise.reject(new Error('no')),
    stripPdf: () => Promise.reject(new Error('no')),
  };
  await seedDemonstration({
    platform: app.platform,
    accounts: app.accounts,
    evidence: evidenceFeature(app.platform, { folder: app.dataDir, workshop }).service,
    log: () => {},
  });
  const server = inject('testServer');
  owner = { kind: 'socket', host: server.host, user: server.user, database: app.database.name };
  options = {
    owner,
    app: app.address,
    secret: testSecret,
    random: randomBytes,
    cases: CASES,
    reports: REPORTS,
    workers: 1,
    say: () => {},
  };
  before = await counted();
  expect(await fillLarge(options)).toMatchObject({ cases: CASES, reports: REPORTS });
}, 120_000);
afterAll(() => app.end());

describe('a filled database', () => {
  it('holds exactly as many cases and reports as were asked for', async () => {
    expect(await counted()).toEqual({ cases: before.cases + CASES, reports: before.reports + REPORTS });
  });

  it('is whole to whoever checks every step and hand-over and its place in the log', async () => {
    let things = 0;
    const wrong: string[] = [];
    for (const source of [sealedSteps, sealedHandovers]) {
      const next = source();
      await runAs(app.platform.db, { kind: 'system' }, async (tx) => {
        for (let page = await next(tx); page !== null; page = await next(tx)) {
          wrong.push(...page.problems.map((one) => `${one.name} ${one.step}: ${one.problem}`));
          for (const { name, step, entry, salt, commitment, leaf } of page.things) {
            things += 1;
            const fits = entry !== null && sameBytes(commit(entry, salt), commitment);
            if (!fits || leaf === null) wrong.push(`${name} ${step}: ${fits ? 'not in the log' : 'opens otherwise'}`);
          }
        }
      });
    }
    expect(wrong).toEqual([]);
    expect(things).toBeGreaterThan((before.cases + CASES) * 3);
  });

  it('has limits that are what the law gives', async () => {
    const admin = await app.owner
      .selectFrom('member')
      .select('user_id')
      .where('role', '=', 'admin')
      .executeTakeFirstOrThrow();
    const book = app.platform.law.current();
    const seen = await runAs(app.platform.db, { kind: 'member', userId: admin.user_id }, (tx) =>
      previewReevaluation(tx, book, book),
    );
    // Targets of our own are no limits of law: no decree moves them.
    const targets = await sql<{ n: number }>`
      select count(*)::int as n from netra.clock where state = 'running' and procedure_id = 'netra'`.execute(app.owner);
    expect({ moved: seen.moved, leftAlone: seen.leftAlone }).toEqual({ moved: 0, leftAlone: targets.rows[0]?.n });
    expect(seen.running).toBeGreaterThan(CASES / 2);
  });

  it('opens cases to those who hold it, with the words of its report, and finds it by what stands in it', async () => {
    const pool = poolFor(owner, { max: 1 });
    const rows = await app.owner
      .selectFrom('case_file as f')
      .innerJoin('body as o', 'o.id', 'f.origin_body_id')
      .innerJoin('body as b', 'b.id', 'f.holder_body_id')
      .innerJoin('member as m', 'm.body_id', 'b.id')
      .innerJoin('auth.auth_user as u', 'u.id', 'm.user_id')
      .leftJoin('report as r', 'r.case_id', 'f.id')
      .select(['f.number', 'm.user_id', 'b.kind', 'r.id as report'])
      .where('u.email', 'like', '%@besar.contoh')
      .where('o.code', 'like', 'bawaslu-p%')
      .where('m.role', '!=', 'overseer')
      .distinctOn('f.id')
      .limit(20)
      .execute();
    expect(rows.length).toBe(20);
    const people = [...new Set(rows.map((row) => row.user_id))];
    const workers = new Map<string, Worker>(
      (await openSessions(pool, testSecret, people)).map((worker) => [worker.userId, worker]),
    );
    await pool.end();
    let told = 0;
    for (const row of rows) {
      const cookie = workers.get(row.user_id)?.cookie ?? '';
      const page = await app.hono.request(`/perkara/${row.number}`, { headers: { cookie } });
      expect(page.status).toBe(200);
      const html = await page.text();
      if (row.kind === 'bawaslu' && row.report !== null && html.includes('class="account pre"')) told += 1;
    }
    expect(told).toBeGreaterThan(0);
    const seeker = rows.find((row) => row.kind === 'satgas');
    const cookie = workers.get(seeker?.user_id ?? '')?.cookie ?? '';
    const found = await app.hono.request('/cari?cari=terlapor', { headers: { cookie } });
    expect(await found.text()).toContain('/perkara/');
  }, 120_000);

  it('has hand-overs whose parts are as they were handed over', async () => {
    const handover = await app.owner
      .selectFrom('handover as h')
      .innerJoin('body as b', 'b.id', 'h.from_body_id')
      .innerJoin('member as m', 'm.body_id', 'b.id')
      .select(['h.id', 'h.case_id', 'h.seq', 'h.sent_at', 'm.user_id'])
      .where('b.code', 'like', 'bawaslu-p%')
      .where('m.role', '=', 'officer')
      .where('h.what', '=', 'submitted')
      .executeTakeFirstOrThrow();
    await runAs(app.platform.db, { kind: 'member', userId: handover.user_id }, async (tx) => {
      const manifest = await findManifest(tx, handover.id);
      if (manifest === undefined) throw new Error('every hand-over has a manifest');
      const at = { caseId: handover.case_id, seq: handover.seq, sentAt: handover.sent_at };
      expect(await changedParts(tx, app.platform.keys, at, manifest)).toEqual([]);
    });
  });

  it('is left as it is by a second filling of the same size, and refused with another', async () => {
    const there = await counted();
    expect(await fillLarge(options)).toMatchObject({ cases: CASES, seconds: { cases: 0 } });
    expect(await fillLarge({ ...options, cases: CASES + 1 })).toBe('other-size');
    expect(await counted()).toEqual(there);
  });
});

describe('refusals', () => {
  it('fills nothing over a role that row-level security holds', async () => {
    expect(await fillLarge({ ...options, owner: app.address })).toBe('not-superuser');
  });
});
