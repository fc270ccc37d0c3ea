import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry, type TestCountry } from '../../../test/support/offices.ts';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { type Pages, pagesOf } from '../demonstration/pages.fixture.ts';
import { personLocker, rosterKeys } from '../roster/index.ts';
import { findCoverage, readCoverage } from './coverage-read.ts';
import { coverageService } from './coverage-service.ts';
import { type CoverageFeature, coverageFeature } from './index.ts';

let app: TestApp;
let country: TestCountry;
let pages: Pages;
let coverage: CoverageFeature;
let inspector: Member;
let head: Member;
let officer: Member;
let farOfficer: Member;
let authority: Member;
const election = 'pilkada-2024';
const campaignId = crypto.randomUUID();
const units = { dinas: crypto.randomUUID(), sd: crypto.randomUUID(), smp: crypto.randomUUID() };
const people: { readonly id: string; readonly unit: string }[] = [];

let reach = (_: Buffer, sealed: Buffer): { email: string | null; phone: string | null } => ({
  email: sealed.length > 0 ? 'pegawai@contoh.go.id' : null,
  phone: null,
});

beforeAll(async () => {
  app = await startTestApp();
  country = await foundCountry(app.owner);
  pages = pagesOf(app, (platform) => {
    coverage = coverageFeature(
      { ...platform, jobs: { ...platform.jobs, define: () => undefined } },
      { reachOf: (token, sealed) => reach(token, sealed) },
    );
    return coverage.routes;
  });
  const { bodies, places, person } = country;
  inspector = await person('Inspektur', [bodies.agency, 'inspectorate']);
  head = await person('Kepala Dinas', [bodies.agency, 'superior']);
  officer = await person('Pengawas', [bodies.bawasluCity, 'officer']);
  farOfficer = await person('Pengawas Jauh', [bodies.bawasluOther, 'officer']);
  authority = await person('PPK', [bodies.ppkCity, 'authority']);
  await app.owner
    .insertInto('work_unit')
    .values([
      {
        id: units.dinas,
        institution_id: places.institution.id,
        parent_id: null,
        code: 'D',
        name: 'Dinas Pendidikan',
        path: '/D/',
      },
      {
        id: units.sd,
        institution_id: places.institution.id,
        parent_id: units.dinas,
        code: 'SD',
        name: 'SD Contoh',
        path: '/D/SD/',
      },
      {
        id: units.smp,
        institution_id: places.institution.id,
        parent_id: units.dinas,
        code: 'SMP',
        name: 'SMP Contoh',
        path: '/D/SMP/',
      },
    ])
    .execute();
  await join(units.dinas, 5);
  await join(units.sd, 30);
  await join(units.smp, 80);
  await app.owner
    .insertInto('pledge_campaign')
    .values({
      id: campaignId,
      institution_id: places.institution.id,
      body_id: bodies.agency.id,
      election_id: election,
      text_version: '2024-09',
      opened_at: '2024-09-20T01:00:00Z',
      closes_at: '2024-11-27T17:00:00Z',
    })
    .execute();
});
afterAll(() => app.end());

let made = 0;
async function join(unit: string, count: number): Promise<readonly string[]> {
  const lock = personLocker(rosterKeys(app.platform.keys));
  const rows = Array.from({ length: count }, () => {
    made += 1;
    const { token, mark, sealed } = lock({
      name: 'Sari Contohwati',
      number: `19800101200501${String(1000 + made)}`,
      email: `pegawai${made}@contoh.go.id`,
      phone: null,
    });
    return {
      id: crypto.randomUUID(),
      institution_id: country.places.institution.id,
      unit_id: unit,
      kind: 'PNS',
      number_token: token,
      details_sealed: sealed,
      details_mark: mark,
      import_id: crypto.randomUUID(),
      since: '2024-01-01',
    };
  });
  await app.owner.insertInto('roster_person').values(rows).execute();
  people.push(...rows.map((row) => ({ id: row.id, unit })));
  return rows.map((row) => row.id);
}

let numbers = 0;
async function sign(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await app.owner
    .insertInto('pledge')
    .values(
      ids.map((id) => {
        numbers += 1;
        return {
          id: crypto.randomUUID(),
          body_id: country.bodies.agency.id,
          election_id: election,
          text_version: '2024-09',
          certificate_number: `N${numbers}`,
          signed_at: '2024-10-01T01:00:00Z',
          person_id: id,
          campaign_id: campaignId,
          assurance: 'code-slip',
          salt: app.platform.random(32),
          commitment: app.platform.random(32),
        };
      }),
    )
    .execute();
}

const setDay = (day: string): void => app.clock.set(Temporal.Instant.from(`${day}T03:00:00Z`));
const seen = (member: Member, unit: string | null = null) =>
  runAs(app.platform.db, { kind: 'member', userId: member.userId }, async (tx) =>
    findCoverage(tx, campaignId, unit, legalDay(await app.clock.now(), 'WIB')),
  );
const of = (unit: string): readonly string[] => people.filter((one) => one.unit === unit).map((one) => one.id);
const everythingShown = async (): Promise<string> => {
  const parts = await Promise.all(
    [inspector, head, officer].flatMap((member) =>
      [
        '/cakupan',
        `/cakupan/${campaignId}`,
        `/cakupan/${campaignId}?unit=${units.dinas}`,
        `/cakupan/${campaignId}/angka.csv`,
      ].map(async (path) => (await pages.open(path, member)).html),
    ),
  );
  return parts
    .map((html) => (html.split('<main')[1] ?? html).split('</main>')[0])
    .join('\n')
    .replaceAll(/name="_csrf" value="[^"]*"|<code>\w{8}<\/code>/g, '');
};

describe('the count of the day', () => {
  it('says that nothing was counted before the first one', async () => {
    setDay('2024-10-01');
    const { html } = await pages.open(`/cakupan/${campaignId}`, head);
    expect(html).toContain('Belum dihitung');
  });

  it('gives steps of five for groups of 20 and more, the small unit joined by the smallest large one', async () => {
    await sign(of(units.smp).slice(0, 41));
    expect(await coverage.service.countToday()).toBe(1);
    const { rows } = await sql<{ n: number; about: number; unit_id: string }>`
      select count(*) as n, g.about, g.unit_id from netra.coverage_member m join netra.coverage_group g on g.id = m.group_id group by g.id order by 1`.execute(
      app.owner,
    );
    expect(rows).toEqual([
      { n: 35, about: 30, unit_id: units.dinas },
      { n: 80, about: 80, unit_id: units.smp },
    ]);
    expect(await seen(head, units.dinas)).toMatchObject({
      rate: 40,
      units: [
        { unit: { name: 'SD Contoh' }, rate: undefined },
        { unit: { name: 'SMP Contoh' }, rate: 50 },
      ],
    });
  });

  it('stays what it is all day, whoever signs, comes, leaves or moves', async () => {
    const before = await everythingShown();
    await sign(of(units.smp).slice(41, 46));
    await join(units.sd, 3);
    await app.owner
      .updateTable('roster_person')
      .set({ unit_id: units.sd })
      .where('id', '=', of(units.smp)[0] ?? '')
      .execute();
    await app.owner
      .updateTable('roster_person')
      .set({ ended_at: '2024-10-01T05:00:00Z' })
      .where('id', '=', of(units.smp)[1] ?? '')
      .execute();
    expect(await coverage.service.countToday()).toBe(0);
    expect(await everythingShown()).toBe(before);
  });

  it('is kept in the database too: nobody changes or adds a figure but the system, and that once', async () => {
    for (const kind of ['member', 'system'] as const)
      await expect(
        runAs(app.platform.db, kind === 'system' ? { kind } : { kind, userId: inspector.userId }, (tx) =>
          tx.updateTable('coverage_day').set({ rate: 95 }).execute(),
        ),
      ).rejects.toThrow(/permission denied/);
    await expect(
      runAs(app.platform.db, { kind: 'member', userId: inspector.userId }, (tx) =>
        tx
          .insertInto('coverage_total')
          .values({
            institution_id: country.places.institution.id,
            election_id: election,
            on_day: '2024-11-01',
            ways: '{}',
          })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
    for (const member of [inspector, head, officer])
      await expect(
        runAs(app.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
          tx.selectFrom('coverage_member').selectAll().execute(),
        ),
      ).rejects.toThrow(/permission denied/);
  });

  it('keeps people who moved or left in their group, and lets new ones wait for a group of their own', async () => {
    setDay('2024-10-02');
    expect(await coverage.service.countToday()).toBe(1);
    const groups = () => app.owner.selectFrom('coverage_group').select('id').execute();
    expect(await groups()).toHaveLength(2);
    expect(await seen(head, units.dinas)).toMatchObject({ units: [{ rate: undefined }, { rate: 60 }] });
    await join(units.sd, 17);
    setDay('2024-10-03');
    await coverage.service.countToday();
    expect(await groups()).toHaveLength(3);
    expect(await seen(head, units.dinas)).toMatchObject({
      units: [{ unit: { name: 'SD Contoh' }, rate: 5 }, { rate: 60 }],
    });
  });

  it('is the same for all of a group, and all but one of it', async () => {
    setDay('2024-10-04');
    await sign(of(units.smp).slice(46, 79));
    await coverage.service.countToday();
    const withoutOne = await everythingShown();
    setDay('2024-10-05');
    await sign(of(units.smp).slice(79, 80));
    await coverage.service.countToday();
    expect((await everythingShown()).replaceAll('5 Oktober 2024', '4 Oktober 2024').replaceAll('Sabtu', 'Jumat')).toBe(
      withoutOne,
    );
  });
});

describe('who sees what', () => {
  it('superiors see rates, never totals, and the same rates as the inspectorate', async () => {
    const asHead = await seen(head);
    const asInspector = await seen(inspector);
    expect(asHead).toMatchObject({ live: undefined, declined: undefined, ways: undefined });
    expect(asHead?.units).toEqual(asInspector?.units);
    expect(asInspector).toMatchObject({ ways: { 'code-slip': 100 }, declined: 0 });
    expect(asInspector?.live).toSatisfy((live: number | null) => live !== null && live % 10 === 0);
  });

  it('supervisors of the place see the institution as a whole', async () => {
    const asOfficer = await seen(officer);
    expect(asOfficer).toMatchObject({ units: undefined });
    expect(asOfficer?.live).toBe((await seen(inspector))?.live);
    expect((await pages.open('/cakupan', officer)).html).toContain('Pemerintah Kota Arunika');
  });

  it('others get the page of an address that does not exist', async () => {
    for (const member of [farOfficer, authority]) {
      expect(await seen(member)).toBeUndefined();
      expect((await pages.open(`/cakupan/${campaignId}`, member)).status).toBe(404);
      expect((await pages.open(`/cakupan/${campaignId}/angka.csv`, member)).status).toBe(404);
    }
    expect((await pages.open(`/cakupan/${crypto.randomUUID()}`, head)).status).toBe(404);
    expect((await pages.open(`/cakupan/${campaignId}?unit=${crypto.randomUUID()}`, head)).status).toBe(404);
    expect((await pages.open(`/cakupan/${campaignId}?unit=x`, head)).status).toBe(404);
    expect((await pages.open('/cakupan', farOfficer)).html).toContain('Belum ada kampanye');
    expect((await pages.open('/cakupan', authority)).status).toBe(404);
    expect((await pages.open('/cakupan')).status).toBe(303);
  });

  it('the live total never says that all have signed', async () => {
    const all = people.map((one) => one.id);
    const signed = await app.owner.selectFrom('pledge').select('person_id').execute();
    const left = all.filter((id) => !signed.some((row) => row.person_id === id));
    await sign(left.slice(1));
    const allButOne = (await seen(inspector))?.live;
    await sign(left.slice(0, 1));
    expect((await seen(inspector))?.live).toBe(allButOne);
    expect(allButOne).toBeLessThan(all.length);
  });

  it('a head of a unit finds the ceremony on the first page', async () => {
    const { html } = await pages.open('/cakupan', head);
    expect(html).toContain(`action="/ikrar/kampanye/${campaignId}/apel"`);
    expect(html).toContain('Mulai apel');
    expect((await pages.open('/cakupan', officer)).html).not.toContain('Mulai apel');
  });
});

describe('reminders', () => {
  const letters = () =>
    app.owner.selectFrom('mail').select(['id', 'user_id']).where('template', '=', 'pledge-reminder').execute();

  it('go to everybody with an address, signed or not, once, and to nobody on other days', async () => {
    setDay('2024-09-22');
    expect(await coverage.service.remind()).toBe(0);
    setDay('2024-09-27');
    const people = await app.owner.selectFrom('roster_person').select('id').where('ended_at', 'is', null).execute();
    expect(await coverage.service.remind()).toBe(people.length);
    expect(await coverage.service.remind()).toBe(0);
    expect(await letters()).toHaveLength(people.length);
    expect((await letters()).every((row) => row.user_id === null)).toBe(true);
  });

  it('reach people without a mailbox by message where a gateway is set, everybody of them once', async () => {
    const people = await app.owner.selectFrom('roster_person').select('id').where('ended_at', 'is', null).execute();
    reach = (token) =>
      (token[0] ?? 0) % 2 === 0 ? { email: null, phone: '+628120000001' } : { email: null, phone: null };
    const withPhone = (
      await app.owner.selectFrom('roster_person').select('number_token').where('ended_at', 'is', null).execute()
    ).filter((row) => (row.number_token[0] ?? 0) % 2 === 0).length;
    const before = (await letters()).length;
    const anew = async (messages: boolean): Promise<number> => {
      await app.owner.deleteFrom('pledge_reminder').execute();
      await app.owner.deleteFrom('mail').where('template', '=', 'pledge-reminder').execute();
      return coverageService({
        platform: { ...app.platform, mail: { ...app.platform.mail, messages } },
        reachOf: (token, sealed) => reach(token, sealed),
      }).remind();
    };
    expect(before).toBe(people.length);
    expect(await anew(false)).toBe(0);
    expect(await anew(true)).toBe(withPhone);
    expect(withPhone).toBeGreaterThan(0);
  });

  it('of one campaign that cannot be written keep nobody else from theirs', async () => {
    setDay('2024-09-27');
    await app.owner.deleteFrom('pledge_reminder').execute();
    await app.owner.deleteFrom('mail').where('template', '=', 'pledge-reminder').execute();
    const [first] = await join(units.sd, 1);
    const elsewhere = crypto.randomUUID();
    await app.owner
      .insertInto('roster_person')
      .columns(['id', 'institution_id', 'kind', 'number_token', 'details_sealed', 'details_mark', 'import_id', 'since'])
      .expression((e) =>
        e
          .selectFrom('roster_person as p')
          .select([
            sql<string>`gen_random_uuid()`.as('id'),
            sql<string>`${country.places.city.id}::uuid`.as('institution_id'),
            'p.kind',
            sql<Buffer>`${Buffer.alloc(16, 9)}::bytea`.as('number_token'),
            'p.details_sealed',
            'p.details_mark',
            'p.import_id',
            'p.since',
          ])
          .where('p.id', '=', first ?? ''),
      )
      .execute();
    await app.owner
      .insertInto('pledge_campaign')
      .values({
        id: elsewhere,
        institution_id: country.places.city.id,
        body_id: country.bodies.agency.id,
        election_id: election,
        text_version: '2024-09',
        opened_at: '2024-09-20T01:00:00Z',
        closes_at: '2024-11-27T17:00:00Z',
      })
      .execute();
    reach = (token) => {
      if (token[0] !== 9 || token[1] !== 9) throw new Error('does not open');
      return { email: 'lain@contoh.go.id', phone: null };
    };
    expect(await coverage.service.remind()).toBe(1);
    expect(await letters()).toHaveLength(1);
  });

  it('cannot be seen or started by anybody', async () => {
    for (const member of [inspector, head, officer]) {
      const rows = await runAs(app.platform.db, { kind: 'member', userId: member.userId }, async (tx) => [
        ...(await tx.selectFrom('pledge_reminder').selectAll().execute()),
        ...(await tx.selectFrom('mail').select('id').where('template', '=', 'pledge-reminder').execute()),
      ]);
      expect(rows).toEqual([]);
    }
    await expect(
      runAs(app.platform.db, { kind: 'member', userId: head.userId }, (tx) =>
        app.platform.mail.remind(tx, { address: 'pegawai1@contoh.go.id', dedupeKey: 'x' }),
      ),
    ).rejects.toThrow(/row-level security/);
    expect(coverage.routes.routes.every(({ method }) => method === 'GET')).toBe(true);
  });
});

describe('a campaign that nobody closed', () => {
  it('is counted for a day after its end, and then no more; its ceremony is offered no longer', async () => {
    setDay('2024-11-27');
    expect((await pages.open('/cakupan', head)).html).toContain(`/ikrar/kampanye/${campaignId}/apel`);
    setDay('2024-11-28');
    expect(await coverage.service.countToday()).toBeGreaterThan(0);
    for (const path of ['/cakupan', `/cakupan/${campaignId}`])
      expect((await pages.open(path, head)).html).not.toContain(`/ikrar/kampanye/${campaignId}/apel`);
    setDay('2024-12-05');
    expect(await coverage.service.countToday()).toBe(0);
  });
});

describe('a country of 600 institutions and 60,000 groups', () => {
  it('opens on the page of a supervisor of the nation, with the same figures as one by one', async () => {
    setDay('2024-10-10');
    const overseer = await country.person('Pengawas Nasional', [country.bodies.bawaslu, 'overseer']);
    const { owner } = app;
    const root = country.places.nation;
    await sql`
      with place as (
        insert into netra.jurisdiction (id, code, name, level, parent_id, path)
        select gen_random_uuid(), 'B' || i, 'Instansi Besar ' || i, 'institution', ${root.id}::uuid, ${root.path} || 'B' || i || '/' from generate_series(1, 600) i
        returning id),
      campaign as (
        insert into netra.pledge_campaign (id, institution_id, body_id, election_id, text_version, opened_at, closes_at)
        select gen_random_uuid(), id, ${country.bodies.agency.id}::uuid, ${election}, '2024-09', '2024-09-20T01:00:00Z', '2024-11-27T17:00:00Z' from place),
      total as (
        insert into netra.coverage_total (institution_id, election_id, on_day, ways, declined)
        select id, ${election}, d::date, '{}', 0 from place, unnest(array['2024-10-08', '2024-10-09']) d)
      insert into netra.coverage_group (id, election_id, institution_id, unit_id, about, made_on)
      select gen_random_uuid(), ${election}, id, null, 20 + 10 * (i % 5), '2024-10-08' from place, generate_series(1, 100) i`.execute(
      owner,
    );
    await sql`
      insert into netra.coverage_day (group_id, on_day, kind, rate)
      select g.id, d::date, k, 5 + 5 * (('x' || substr(g.id::text, 1, 6))::bit(24)::int % 19)
      from netra.coverage_group g join netra.jurisdiction j on j.id = g.institution_id and j.name like 'Instansi Besar %',
        unnest(array['2024-10-08', '2024-10-09']) d, unnest(array['pledge', 'lesson']) k`.execute(owner);
    const asOverseer = <T>(read: (tx: Tx) => Promise<T>): Promise<T> =>
      runAs(app.platform.db, { kind: 'member', userId: overseer.userId }, read);
    const began = performance.now();
    const all = await asOverseer((tx) => readCoverage(tx, '2024-10-10'));
    const took = performance.now() - began;
    expect(all.length).toBeGreaterThan(600);
    for (const one of all.filter((_, at) => at % 150 === 0)) {
      const alone = await asOverseer((tx) => findCoverage(tx, one.campaign.id, null, '2024-10-10'));
      expect(alone).toMatchObject({ day: one.day, rate: one.rate, about: one.about, lessons: one.lessons });
    }
    expect(took).toBeLessThan(5000);
  });
});
