import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { demonstrationStart } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { roles } from '../../platform/http/env.ts';
import { casesFeature } from '../cases/index.ts';
import { evidenceFeature } from '../evidence/index.ts';
import { readLikely } from '../verification/duplicates-read.ts';
import { readFiles } from '../verification/file-read.ts';
import { demoAccounts, demonstrationFeature, seedDemonstration } from './index.ts';

let app: TestApp;
const lines: string[] = [];

const deps = (of: TestApp) => ({
  platform: of.platform,
  accounts: of.accounts,
  evidence: evidenceFeature(of.platform, {
    folder: of.dataDir,
    workshop: { stripImage: () => Promise.reject(new Error('no')), stripPdf: () => Promise.reject(new Error('no')) },
  }).service,
  log: (line: string) => void lines.push(line),
});

beforeAll(async () => {
  app = await startTestApp();
  const began = performance.now();
  const seeded = await seedDemonstration(deps(app));
  lines.push(`took ${Math.round(performance.now() - began)} ms`);
  console.error(lines.at(-1));
  expect(seeded.kind).toBe('filled');
}, 240_000);
afterAll(() => app.end());

const tables = ['case_file', 'case_event', 'handover', 'clock', 'report', 'audit', 'member', 'body', 'pledge'] as const;

async function counts(of: TestApp): Promise<Record<string, number>> {
  const out: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(`netra.${table}`)}`.execute(
      of.owner,
    );
    out[table] = rows[0]?.n ?? -1;
  }
  return out;
}

async function memberAt(of: TestApp, email: string) {
  const user = await of.owner
    .selectFrom('auth.auth_user as u')
    .innerJoin('member', 'member.user_id', 'u.id')
    .innerJoin('body', 'body.id', 'member.body_id')
    .innerJoin('jurisdiction as place', 'place.id', 'body.jurisdiction_id')
    .select([
      'u.id',
      'u.name',
      'body.id as body',
      'body.name as body_name',
      'body.kind',
      'body.level',
      'place.id as place',
      'place.path',
      'member.role',
    ])
    .where('u.email', '=', email)
    .executeTakeFirstOrThrow();
  const role = roles.find((one) => one === user.role);
  if (role === undefined) throw new Error('no role');
  return {
    userId: user.id,
    name: user.name,
    email,
    sessionToken: '',
    mustEnrol: false,
    memberships: [
      {
        bodyId: user.body,
        bodyName: user.body_name,
        bodyKind: user.kind,
        bodyZone: 'WIB' as const,
        role,
        level: user.level,
        jurisdictionId: user.place,
        jurisdictionPath: user.path,
      },
    ],
  };
}

describe('the demonstration', () => {
  it('has every status, and every one of them at Bawaslu Kota Arunika where it can lie there', async () => {
    const all = await app.owner.selectFrom('case_file').select('status').distinct().execute();
    expect(all.map((row) => row.status).toSorted()).toEqual(
      [
        'received',
        'information',
        'registered',
        'studied',
        'concluded',
        'submitted',
        'verified',
        'study-confirmed',
        'conveyed',
        'examining',
        'decided',
        'delivered',
        'contested',
        'final',
        'awaiting-completion',
        'stopped',
      ].toSorted(),
    );
    const own = await app.owner
      .selectFrom('case_file')
      .innerJoin('body', 'body.id', 'case_file.holder_body_id')
      .select(['status', 'due_at'])
      .where('body.code', '=', 'bawaslu-ar')
      .where('closed_at', 'is', null)
      .execute();
    expect(new Set(own.map((row) => row.status))).toEqual(
      new Set(['received', 'awaiting-completion', 'information', 'registered', 'studied', 'concluded', 'verified']),
    );
    const dueOn = (day: string) =>
      own.filter((row) => row.due_at?.toZonedDateTimeISO('Asia/Jakarta').toPlainDate().toString() === day).length;
    expect(
      own.filter((row) => row.due_at !== null && Temporal.Instant.compare(row.due_at, demonstrationStart) < 0).length,
    ).toBeGreaterThanOrEqual(3);
    expect(dueOn('2024-10-04')).toBeGreaterThanOrEqual(3);
    expect(dueOn('2024-10-05')).toBeGreaterThanOrEqual(3);
    const returned = await app.owner.selectFrom('handover').select('id').where('returned_at', 'is not', null).execute();
    expect(returned).toHaveLength(1);
  });

  it('has an unbroken chain for every case, and limits that came from the rules of their day', async () => {
    const cases = casesFeature(app.platform);
    const people = await Promise.all(
      [
        'pengawas.arunika',
        'pengawas.arunika-utara',
        'pengawas.swarga',
        'pengawas.lembahwening',
        'pengawas.nusaraya',
      ].map((name) => memberAt(app, `${name}@netra.contoh`)),
    );
    let checked = 0;
    for (const person of people) {
      const rows = await app.owner
        .selectFrom('case_file')
        .select('number')
        .where('origin_body_id', '=', person.memberships[0]?.bodyId ?? '')
        .execute();
      for (const { number } of rows) {
        const view = await cases.readModel.findCase(person, number);
        expect(view?.chain, number).toEqual({ ok: true });
        checked += 1;
      }
    }
    expect(checked).toBe((await counts(app)).case_file);
    const early = await sql<{
      n: number;
    }>`select count(*) as n from netra.clock where procedure_id = 'joint-task-force' and started_at < '2024-09-03T17:00:00Z'`.execute(
      app.owner,
    );
    expect(early.rows[0]?.n).toBe(0);
  });

  it('came through the door of reports: sealed words, sealed identity of those who gave one, readable nowhere', async () => {
    const reports = await app.owner.selectFrom('report').select(['id', 'kind']).execute();
    expect(reports.length).toBeGreaterThanOrEqual(10);
    const words = await app.owner.selectFrom('report_words').select('sealed').execute();
    const identities = await app.owner.selectFrom('report_identity').select('report_id').execute();
    expect(words).toHaveLength(reports.length);
    expect(identities).toHaveLength(reports.filter((report) => report.kind === 'laporan').length);
    expect(words.some((row) => row.sealed.includes('beliau'))).toBe(false);
    const cases = await app.owner.selectFrom('case_file').select(['origin']).execute();
    expect(cases.filter((row) => row.origin === 'laporan')).toHaveLength(identities.length);
  });

  it('has named accounts that sign in with the known password', async () => {
    for (const account of [demoAccounts[0], demoAccounts.at(-1)]) {
      const signed = await app.accounts.service.signIn(account?.email ?? '', 'Netra-Arunika-2024', new Headers());
      expect(signed.step, account?.email).toBe('second-step');
    }
  });

  it('changes nothing when filled again', async () => {
    const before = await counts(app);
    expect(await seedDemonstration(deps(app))).toEqual({ kind: 'was-there', cases: 0 });
    expect(await counts(app)).toEqual(before);
  });

  it('goes on where an interrupted filling stopped, without doing anything twice', async () => {
    const before = await counts(app);
    await sql`update netra.setting set value = '"filling"' where key = 'demonstration'`.execute(app.owner);
    expect((await seedDemonstration(deps(app))).kind).toBe('filled');
    const after = await counts(app);
    // Looking again is all that may be repeated, and looking is written down.
    expect({ ...after, audit: 0 }).toEqual({ ...before, audit: 0 });
  });

  it('shows at most a handful of cases as perhaps the same, seldom any, and the same matter told twice first', async () => {
    const person = await memberAt(app, 'pengawas.arunika@netra.contoh');
    const as = <T>(use: (tx: Tx) => Promise<T>) =>
      runAs(app.platform.db, { kind: 'member', userId: person.userId }, use);
    const ids = (await as((tx) => tx.selectFrom('case_file').select('id').execute())).map((row) => row.id);
    const likely = await as((tx) => readLikely(tx, app.platform.keys, ids));
    const shown = [...likely.values()].map((pairs) => pairs.length);
    expect(shown.length).toBeGreaterThan(50);
    expect(Math.max(...shown)).toBeLessThanOrEqual(5);
    expect(shown.reduce((sum, n) => sum + n, 0) / shown.length).toBeLessThan(1);
    // The same lurah, told again by another person at the same office, and a neighbour of the same post.
    const { service, readModel } = app.cases;
    const files = await as((tx) => readFiles(tx, app.platform.keys, ids));
    const first = [...files.values()].find((one) => one.actDay !== null && one.accused.length === 1);
    const view = first === undefined ? undefined : await readModel.findCase(person, first.number);
    const [accused] = view?.accused ?? [];
    if (first === undefined || accused === undefined) throw new Error('a case with facts');
    const told = async (name: string, post: string): Promise<string> => {
      const opened = await service.open(person, {
        bodyId: person.memberships[0]?.bodyId ?? '',
        origin: 'temuan',
        electionId: first.electionId,
        contestId: first.contestId,
        regionId: first.regionId,
        actKind: first.actKind,
        foundOn: '2024-10-03',
        source: 'Pengawasan langsung.',
      });
      if (!opened.ok) throw new Error(opened.error.kind);
      const done = await service.act(
        person,
        opened.value.number,
        {
          type: 'complete-facts',
          summary: 'Disampaikan lagi oleh orang lain dengan kata-katanya sendiri.',
          accused: [{ name, post, unitName: accused.unitName, status: 'pns' }],
          facts: { act: { kind: 'social-engagement', on: first.actDay ?? '' } },
        },
        1,
      );
      if (!done.ok) throw new Error(done.error.kind);
      return opened.value.number;
    };
    const twin = await told(accused.name, accused.post);
    const stranger = await told('Orang Lain Sekali', 'Pengelola Arsip Rekaan');
    const after = (await as((tx) => readLikely(tx, app.platform.keys, [first.id]))).get(first.id) ?? [];
    expect(after[0]?.file.number).toBe(twin);
    expect(after[0]?.reasons).toEqual(expect.arrayContaining(['accused', 'post', 'place', 'day']));
    expect(after.map((one) => one.file.number)).not.toContain(stranger);
  });
});

describe('an instance that is not empty, and production', () => {
  it('is left alone', async () => {
    const other = await startTestApp();
    await other.owner
      .insertInto('jurisdiction')
      .values({
        id: crypto.randomUUID(),
        code: 'ID',
        name: 'Indonesia',
        level: 'nation',
        parent_id: null,
        path: '/ID/',
      })
      .execute();
    const place = await other.owner.selectFrom('jurisdiction').select('id').executeTakeFirstOrThrow();
    await other.owner
      .insertInto('body')
      .values({
        id: crypto.randomUUID(),
        code: 'x',
        kind: 'bkn',
        name: 'BKN',
        level: 'nation',
        jurisdiction_id: place.id,
      })
      .execute();
    expect(await seedDemonstration(deps(other))).toEqual({ kind: 'not-empty', cases: 0 });
    await other.end();
    const real = await startTestApp({ mode: 'production' });
    await expect(seedDemonstration(deps(real))).rejects.toThrow('demonstration mode only');
    await real.end();
  });
});

describe('the bar that moves the legal clock', () => {
  it('moves by the steps of the bar and to a time that was typed, and goes back to where one was', async () => {
    const bar = barOf(app);
    expect(await bar.press({ move: 'hour', back: '/antrean' })).toMatchObject({ status: 303, to: '/antrean' });
    expect(bar.now()).toBe('2024-10-04T03:00:00Z');
    await bar.press({ move: 'three-days', back: '/' });
    expect(bar.now()).toBe('2024-10-07T03:00:00Z');
    await bar.press({ move: 'set', at: '2024-11-27T07:30', back: '/' });
    expect(bar.now()).toBe('2024-11-27T00:30:00Z');
    expect(await bar.press({ move: 'reset', back: '//lain.contoh' })).toMatchObject({ status: 303, to: '/' });
    expect(bar.now()).toBe('2024-10-04T02:00:00Z');
  });

  it('refuses nonsense and years without rules', async () => {
    const bar = barOf(app);
    for (const wrong of [
      { move: 'set', at: 'kemarin' },
      { move: 'set', at: '2021-12-31T23:59' },
      { move: 'set', at: '2031-01-01T00:00' },
      { move: 'set' },
      { move: 'maju' },
      { at: '2024-10-05T09:00' },
      { move: 'hour', lain: 'x' },
    ]) {
      expect((await bar.press(wrong)).status, JSON.stringify(wrong)).toBe(400);
    }
    expect(bar.now()).toBe('2024-10-04T02:00:00Z');
  });
});

function barOf(of: TestApp) {
  let at = demonstrationStart;
  const clock = {
    now: () => Promise.resolve(at),
    moveTo: (to: Temporal.Instant) => {
      at = to;
      return Promise.resolve();
    },
  };
  const page = { to: (path: string) => path } as unknown as Awaited<ReturnType<TestApp['platform']['page']>>;
  const platform = {
    ...of.platform,
    page: () => Promise.resolve(page),
    problem: () => Promise.resolve(new Response(null, { status: 400 })),
  };
  const { routes } = demonstrationFeature(platform, clock);
  return {
    now: () => at.toString(),
    press: async (fields: Record<string, string>) => {
      const answer = await routes.request('/demo/jam', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      });
      return { status: answer.status, to: answer.headers.get('location') };
    },
  };
}
