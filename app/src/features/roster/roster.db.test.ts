import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { type Desk, startDesk } from '../cases/desk.fixture.ts';
import { numberToken, openPerson, rosterKeys } from './roster-keys.ts';
import { type RosterService, rosterService, type Who } from './roster-service.ts';

let desk: Desk;
let service: RosterService;
let admin: Member;
let officer: Member;
let who: Who;
const institutions: { id: string; code: string }[] = [];
let started: (pid: number) => void = () => undefined;

beforeAll(async () => {
  desk = await startDesk();
  admin = await desk.member('admin');
  officer = await desk.member('officer');
  who = { kind: 'member', member: admin };
  const parent = desk.country.places.nation;
  for (const code of ['RA', 'RB']) {
    const id = desk.app.platform.uuid();
    await desk.app.owner
      .insertInto('jurisdiction')
      .values({
        id,
        code,
        name: `Instansi ${code}`,
        level: 'institution',
        parent_id: parent.id,
        path: `${parent.path}${code}/`,
      })
      .execute();
    institutions.push({ id, code });
  }
  const { db, keys, uuid, realNow, jobs } = desk.app.platform;
  service = rosterService({
    db,
    database: desk.app.address,
    keys,
    uuid,
    realNow,
    jobs: { send: (...all) => jobs.send(...all), define: () => undefined },
    folder: path.join(desk.app.dataDir, 'imports'),
    host: { started: (pid) => started(pid) },
  });
});
afterAll(() => desk.end());
beforeEach(async () => {
  started = () => undefined;
  for (const table of [
    'roster_history',
    'roster_person',
    'roster_count',
    'work_unit',
    'roster_staged',
    'roster_staged_unit',
  ])
    await sql`delete from ${sql.table(`netra.${table}`)}`.execute(desk.app.owner);
  await sql`delete from netra.import where kind = 'roster'`.execute(desk.app.owner);
});

const header = 'nip;nama;jenis;kode_instansi;kode_unit;nama_unit;kode_unit_induk;tugas;email;telepon';
const numberOf = (n: number): string =>
  `1985${String(1 + (n % 12)).padStart(2, '0')}${String(1 + (Math.floor(n / 12) % 28)).padStart(2, '0')}201003${1 + (n % 2)}${String(Math.floor(n / 336) % 1000).padStart(3, '0')}`;
const line = (n: number, at: Partial<Record<'code' | 'unit' | 'name' | 'parent' | 'email', string>> = {}): string =>
  [
    numberOf(n),
    at.name ?? `Orang Rekaan ${'ABCDEFGHIJ'[n % 10]}`,
    'PNS',
    at.code ?? 'RA',
    at.unit ?? 'U1',
    '',
    at.parent ?? '',
    '',
    at.email ?? '',
    '',
  ].join(';');

async function receive(lines: readonly string[], name = 'pegawai.csv'): Promise<string> {
  async function* bytes() {
    yield Buffer.from(`${[header, ...lines].join('\n')}\n`);
  }
  const received = await service.receive(who, { name, contents: bytes() });
  if (!received.ok) throw new Error(received.error.kind);
  return received.value.id;
}

async function checked(lines: readonly string[], options: { full?: boolean; only?: string } = {}): Promise<string> {
  const id = await receive(lines);
  const { stored } = await one(id);
  const set = await service.set(who, id, {
    mapping: stored.mapping,
    institutionId: institutions.find(({ code }) => code === options.only)?.id ?? null,
    isFull: options.full ?? false,
  });
  expect(set).toEqual({ ok: true, value: null });
  expect(await service.work(id)).toBe(true);
  return id;
}

async function applied(lines: readonly string[], options: { full?: boolean; only?: string } = {}): Promise<string> {
  const id = await checked(lines, options);
  expect(await service.apply(who, id)).toEqual({ ok: true, value: null });
  expect(await service.work(id)).toBe(true);
  expect((await one(id)).state).toBe('applied');
  return id;
}

async function one(id: string) {
  const found = await service.find(who, id);
  if (found === undefined) throw new Error('the import is gone');
  return found;
}

/** Who is where, by institution and unit: looked at behind the curtain. */
async function people(): Promise<Record<string, number>> {
  const { rows } = await sql<{
    place: string;
    n: number;
  }>`select j.code || '/' || coalesce(u.path, '-') || case when p.ended_at is null then '' else ' left' end as place,
    count(*)::int as n from netra.roster_person p join netra.jurisdiction j on j.id = p.institution_id left join netra.work_unit u on u.id = p.unit_id
    group by 1 order by 1`.execute(desk.app.owner);
  return Object.fromEntries(rows.map(({ place, n }) => [place, n]));
}

async function errorsOf(id: string): Promise<string[]> {
  const all: string[] = [];
  await service.errors(who, id, (rows) => {
    all.push(...rows.map((row) => `${row.position} ${row.column} ${row.reason}`));
  });
  return all;
}

describe('a roster file', () => {
  it('changes nothing while it is checked, and tells what it would do', async () => {
    const id = await checked([line(1), line(2), line(3, { code: 'RB' })]);
    const found = await one(id);
    expect([found.state, found.rowsRead, found.badRows, found.compared]).toEqual([
      'checked',
      3,
      0,
      { step: 'compare', parts: 256, added: 3, changed: 0, moved: 0, returned: 0, left: 0, same: 0, repeated: 0 },
    ]);
    expect(await people()).toEqual({});
  });

  it('brings people in locked, in units that it makes', async () => {
    await applied([
      line(1, { unit: 'SD-1', parent: 'DISDIK', email: 'a@contoh.go.id' }),
      line(2, { unit: 'DISDIK' }),
      line(3, { code: 'RB', unit: '' }),
    ]);
    expect(await people()).toEqual({ 'RA//DISDIK/SD-1/': 1, 'RA//DISDIK/': 1, 'RB/-': 1 });
    const keys = rosterKeys(desk.app.platform.keys);
    const token = numberToken(keys, numberOf(1));
    const row = await desk.app.owner
      .selectFrom('roster_person')
      .selectAll()
      .where('number_token', '=', token)
      .executeTakeFirstOrThrow();
    expect(openPerson(keys, token, row.details_sealed)).toEqual({
      name: 'Orang Rekaan B',
      number: numberOf(1),
      email: 'a@contoh.go.id',
      phone: null,
    });
    const whole = JSON.stringify(await desk.app.owner.selectFrom('roster_person').selectAll().execute());
    expect(whole).not.toContain('Rekaan');
    const counts = await service.institutionCounts(admin);
    expect(counts.map(({ code, people: n }) => [code, n])).toEqual([
      ['RA', 2],
      ['RB', 1],
    ]);
    expect(
      (await service.unitCounts(admin, 'RA'))?.units.map(({ name, depth, people: n }) => [name, depth, n]),
    ).toEqual([
      ['DISDIK', 0, 2],
      ['SD-1', 1, 1],
    ]);
  });

  it('tells every bad row with row and reason, masks what it says of people, and takes the good ones', async () => {
    const id = await applied([
      line(1),
      'x;Orang Rekaan;PNS;RA;U1;;;;;',
      line(2, { code: 'TIDAK-ADA' }),
      line(1),
      line(3, { email: 'bukan surel' }),
      '',
      line(4),
    ]);
    expect(await errorsOf(id)).toEqual([
      '3 number number-digits',
      '4 institution institution-unknown',
      '5 number repeated',
      '6 email email-form',
    ]);
    expect(await people()).toEqual({ 'RA//U1/': 2 });
    const { rows } = await sql<{ masked: string }>`select masked from netra.roster_import_error`.execute(
      desk.app.owner,
    );
    expect(JSON.stringify(rows)).not.toMatch(/bukan surel|Rekaan|\d{9}/);
  });

  it('with a wrong value that ends in the middle of a character is read to its end, and tells the row', async () => {
    const wrong = (n: number, kind: string, name: string): string =>
      [numberOf(n), name, kind, 'RA', 'U1', '', '', '', '', ''].join(';');
    const id = await applied([
      wrong(1, `${'x'.repeat(39)}\u{1F600}`, 'Orang Rekaan'),
      wrong(2, 'PNS', `${'x'.repeat(399)}\u{1F600}`),
      line(3),
    ]);
    expect(await errorsOf(id)).toEqual(['2 kind kind-unknown', '3 name name-long']);
    expect(await people()).toEqual({ 'RA//U1/': 1 });
  });

  it('sent twice is refused, and its rows in another file change nothing', async () => {
    await applied([line(1), line(2)]);
    async function* same() {
      yield Buffer.from(`${[header, line(1), line(2)].join('\n')}\n`);
    }
    expect(await service.receive(who, { name: 'lagi.csv', contents: same() })).toMatchObject({
      ok: false,
      error: { kind: 'same-file' },
    });
    const again = await applied([line(2), line(1)]);
    expect((await one(again)).applied).toMatchObject({ added: 0, changed: 0, moved: 0, same: 2 });
  });

  it('moves a person who appears elsewhere, never silently, and keeps where the person was', async () => {
    await applied([line(1), line(2)]);
    const id = await checked([line(1, { code: 'RB', unit: 'V1' })]);
    expect((await one(id)).compared).toMatchObject({ added: 0, moved: 1 });
    expect(await service.apply(who, id)).toEqual({ ok: true, value: null });
    await service.work(id);
    expect(await people()).toEqual({ 'RA//U1/': 1, 'RB//V1/': 1 });
    const counts = await service.counts(who, id);
    expect(counts.map(({ name, moved_in, moved_out }) => [name, moved_in, moved_out])).toEqual([
      ['Instansi RA', 0, 1],
      ['Instansi RB', 1, 0],
    ]);
    const { rows } = await sql<{ what: string; was: string }>`select what, j.code as was from netra.roster_history h
      join netra.jurisdiction j on j.id = h.institution_id`.execute(desk.app.owner);
    expect(rows).toEqual([{ what: 'moved', was: 'RA' }]);
  });

  it('marks those who are missing from a complete file only when asked, and never beside bad rows', async () => {
    await applied([line(1), line(2), line(3, { code: 'RB' })]);
    await applied([line(1)], { only: 'RA' });
    expect(await people()).toEqual({ 'RA//U1/': 2, 'RB//U1/': 1 });
    const bad = await checked([line(1, { email: 'a@b.id' }), 'x;A;;RA;;;;;;'], { full: true });
    expect((await one(bad)).compared.left).toBe(0);
    await applied([line(1, { name: 'Nama Baru' })], { full: true });
    expect(await people()).toEqual({ 'RA//U1/': 1, 'RA//U1/ left': 1, 'RB//U1/': 1 });
    // Who comes back is the same person again.
    const back = await applied([line(1), line(2)]);
    expect((await one(back)).applied).toMatchObject({ added: 0, changed: 1, returned: 1 });
  });

  it('taken back leaves the roster as it was before', async () => {
    const firstOne = await applied([line(1), line(2)]);
    const look = () =>
      desk.app.owner
        .selectFrom('roster_person')
        .select([
          'number_token',
          'institution_id',
          'unit_id',
          'kind',
          'duty',
          'details_mark',
          'details_sealed',
          'ended_at',
        ])
        .orderBy('number_token')
        .execute();
    const before = await look();
    const id = await applied([line(1, { code: 'RB' }), line(2, { name: 'Nama Baru' }), line(3, { unit: 'BARU' })]);
    expect(await look()).not.toEqual(before);
    expect(await service.withdraw(who, firstOne, 'keliru')).toEqual({ ok: false, error: 'later' });
    expect(await service.withdraw(who, id, 'berkas keliru')).toEqual({ ok: true, value: null });
    await service.work(id);
    expect((await one(id)).state).toBe('withdrawn');
    expect(await look()).toEqual(before);
    expect(await people()).toEqual({ 'RA//U1/': 2 });
    expect((await desk.app.owner.selectFrom('work_unit').select('code').execute()).map(({ code }) => code)).toEqual([
      'U1',
    ]);
    // Withdrawn, the same file may come again.
    expect((await receive([line(1, { code: 'RB' })])).length).toBe(36);
  });

  it('taken back keeps whoever signed, holds a code, linked an account or is counted: sent again they are the same people', async () => {
    const id = await applied([line(1), line(2), line(3), line(4), line(5)]);
    const lines = [1, 2, 3, 4, 5];
    const idsOf = async (): Promise<readonly string[]> => {
      const keys = rosterKeys(desk.app.platform.keys);
      const rows = await desk.app.owner
        .selectFrom('roster_person')
        .select(['id', 'number_token', 'ended_at'])
        .execute();
      return lines.map((n) => {
        const row = rows.find((at) => at.number_token.equals(numberToken(keys, numberOf(n))));
        return row === undefined ? '' : `${row.id}${row.ended_at === null ? '' : ' left'}`;
      });
    };
    const before = await idsOf();
    const [signed = '', coded = '', linked = '', counted = '', idle = ''] = before;
    const campaign = desk.app.platform.uuid();
    await desk.app.owner
      .insertInto('pledge_campaign')
      .values({
        id: campaign,
        institution_id: institutions[0]?.id ?? '',
        body_id: desk.country.bodies.agency.id,
        election_id: 'pilkada-2024',
        text_version: '2024-09',
        opened_at: '2024-09-20T01:00:00Z',
        closes_at: '2024-11-27T17:00:00Z',
      })
      .execute();
    await desk.app.owner
      .insertInto('pledge')
      .values({
        id: desk.app.platform.uuid(),
        person_id: signed,
        body_id: desk.country.bodies.agency.id,
        election_id: 'pilkada-2024',
        text_version: '2024-09',
        certificate_number: 'AAAA-AAAA-AAAA',
        signed_at: '2024-10-04T01:00:00Z',
        salt: Buffer.alloc(32, 7),
        commitment: Buffer.alloc(32, 7),
      })
      .execute();
    await desk.app.owner
      .insertInto('pledge_code')
      .values({
        campaign_id: campaign,
        person_id: coded,
        token: Buffer.alloc(16, 7),
        channel: 'slip',
        expires_at: '2099-01-01T00:00:00Z',
      })
      .execute();
    await desk.app.owner.insertInto('roster_account').values({ person_id: linked, user_id: officer.userId }).execute();
    await desk.app.owner
      .insertInto('coverage_member')
      .values({ election_id: 'pilkada-2024', person_id: counted, group_id: desk.app.platform.uuid() })
      .execute();
    expect(await service.withdraw(who, id, 'berkas keliru')).toEqual({ ok: true, value: null });
    await service.work(id);
    expect((await one(id)).state).toBe('withdrawn');
    expect(await idsOf()).toEqual([`${signed} left`, `${coded} left`, `${linked} left`, `${counted} left`, '']);
    await applied(lines.map((n) => line(n)));
    const after = await idsOf();
    expect(after.slice(0, 4)).toEqual([signed, coded, linked, counted]);
    expect(after[4]).not.toBe(idle);
    await desk.app.owner.deleteFrom('roster_account').execute();
  });

  it('thrown away leaves nothing behind', async () => {
    const id = await checked([line(1)]);
    expect(await service.cancel(who, id)).toEqual({ ok: true, value: 'gone' });
    expect(await service.find(who, id)).toBeUndefined();
    const { rows } = await sql<{
      n: number;
    }>`select (select count(*) from netra.roster_staged) + (select count(*) from netra.roster_import_error) as n`.execute(
      desk.app.owner,
    );
    expect(Number(rows[0]?.n)).toBe(0);
  });

  it('cancelled in the middle of a merge is taken back to where it began', async () => {
    await applied([line(5)]);
    const id = await checked([line(1), line(2), line(5, { code: 'RB' })]);
    await service.apply(who, id);
    await sql`update netra.roster_import set state = 'applying' where import_id = ${id}`.execute(desk.app.owner);
    expect(await service.cancel(who, id)).toEqual({ ok: true, value: 'going-back' });
    await service.work(id);
    expect(await people()).toEqual({ 'RA//U1/': 1 });
    expect((await one(id)).state).toBe('checked');
  });

  it('with units in a circle is not applied', async () => {
    const id = await checked([line(1, { unit: 'A', parent: 'B' }), line(2, { unit: 'B', parent: 'A' })]);
    expect(await errorsOf(id)).toEqual(['2 unit-parent unit-circle', '3 unit-parent unit-circle']);
    expect(await service.apply(who, id)).toEqual({ ok: false, error: 'not-now' });
  });

  it('waits while another one is merged, and is checked again when the roster changed meanwhile', async () => {
    const [a, b] = [await checked([line(1)]), await checked([line(1, { code: 'RB' }), line(2)])];
    expect((await one(b)).compared).toMatchObject({ added: 2, moved: 0 });
    expect(await service.apply(who, a)).toEqual({ ok: true, value: null });
    expect(await service.apply(who, b)).toEqual({ ok: false, error: 'busy' });
    await service.work(a);
    expect(await service.apply(who, b)).toEqual({ ok: true, value: null });
    await service.work(b);
    // What was shown is not what would happen now: it is shown again, and nothing was done.
    expect([(await one(b)).state, (await one(b)).compared]).toMatchObject(['checked', { added: 1, moved: 1 }]);
    expect(await people()).toEqual({ 'RA//U1/': 1 });
  });

  it('read by two processes at once is read once', async () => {
    const id = await receive(Array.from({ length: 3000 }, (_, n) => line(n)));
    const { stored } = await one(id);
    await service.set(who, id, { mapping: stored.mapping, institutionId: null, isFull: false });
    await Promise.all([service.work(id), service.work(id)]);
    const found = await one(id);
    expect([found.state, found.rowsRead, found.compared.added]).toEqual(['checked', 3000, 3000]);
  });

  it('goes on after its process was killed, in reading and in merging, and counts nobody twice', async () => {
    const lines = Array.from({ length: 60_000 }, (_, n) => line(n, { unit: `U${n % 40}` }));
    const id = await receive(lines);
    const { stored } = await one(id);
    await service.set(who, id, { mapping: stored.mapping, institutionId: null, isFull: false });
    const killAt = (ready: () => Promise<boolean>) => {
      started = (pid) => {
        const look = async (): Promise<void> => {
          if (await ready()) process.kill(pid, 'SIGKILL');
          else setTimeout(() => void look(), 20);
        };
        void look();
      };
    };
    killAt(async () => (await one(id)).rowsRead > 0);
    expect(await service.work(id)).toBe(false);
    const broken = await one(id);
    expect(broken.state).toBe('checking');
    expect(broken.rowsRead).toBeGreaterThan(0);
    started = () => undefined;
    expect(await service.work(id)).toBe(true);
    expect((await one(id)).compared).toMatchObject({ parts: 256, added: 60_000, repeated: 0 });
    await service.apply(who, id);
    killAt(async () => (await one(id)).applied.parts > 0);
    expect(await service.work(id)).toBe(false);
    expect((await one(id)).applied.parts).toBeLessThan(256);
    started = () => undefined;
    expect(await service.work(id)).toBe(true);
    expect((await one(id)).applied).toMatchObject({ parts: 256, added: 60_000 });
    expect((await service.institutionCounts(admin)).map(({ people: n }) => n)).toEqual([60_000]);
    // And all of them go again.
    await service.withdraw(who, id, 'uji coba');
    await service.work(id);
    expect(await people()).toEqual({});
  }, 120_000);

  it('read where it lies, by the command, needs nobody signed in', async () => {
    const folder = path.join(desk.app.dataDir, 'letak');
    await mkdir(folder, { recursive: true });
    const file = path.join(folder, 'a.csv');
    await writeFile(file, `${[header, line(1)].join('\r\n')}\r\n`);
    const received = await service.receivePath(file);
    if (!received.ok) throw new Error(received.error.kind);
    const { id } = received.value;
    await service.set({ kind: 'operator' }, id, {
      mapping: (await one(id)).stored.mapping,
      institutionId: null,
      isFull: false,
    });
    await service.work(id);
    expect((await one(id)).compared.added).toBe(1);
    await rm(folder, { recursive: true });
  });
});

describe('nobody reads the roster', () => {
  it('neither officers nor administrators, whatever they ask the database', async () => {
    await applied([line(1), line(2, { email: 'bukan surel' })]);
    for (const member of [admin, officer]) {
      for (const table of ['roster_person', 'roster_history', 'roster_staged', 'roster_staged_unit']) {
        const seen = await runAs(desk.app.platform.db, { kind: 'member', userId: member.userId }, async (tx) => {
          const { rows } = await sql`select * from ${sql.table(`netra.${table}`)}`.execute(tx);
          return rows.length;
        });
        expect(seen, table).toBe(0);
      }
      await expect(
        runAs(desk.app.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
          sql`insert into netra.roster_person (institution_id, kind, number_token, details_sealed, details_mark, import_id, since)
            values (gen_random_uuid(), 'PNS', ${Buffer.alloc(16)}, ${Buffer.alloc(1)}, ${Buffer.alloc(12)}, gen_random_uuid(), now())`.execute(
            tx,
          ),
        ),
      ).rejects.toThrow(/row-level security/);
    }
    for (const table of ['roster_import', 'roster_import_error', 'roster_import_count', 'roster_count', 'work_unit']) {
      const seen = await runAs(desk.app.platform.db, { kind: 'member', userId: officer.userId }, async (tx) => {
        const { rows } = await sql`select * from ${sql.table(`netra.${table}`)}`.execute(tx);
        return rows.length;
      });
      expect(seen, table).toBe(0);
    }
    // Nor can a member remove anybody by the function that takes an import back.
    const ids = (await desk.app.owner.selectFrom('roster_person').select('id').execute()).map(({ id }) => id);
    await runAs(desk.app.platform.db, { kind: 'member', userId: admin.userId }, (tx) =>
      sql`select netra.roster_remove(${sql.val(ids)}::uuid[])`.execute(tx),
    );
    expect(await people()).toEqual({ 'RA//U1/': 1 });
  });

  it('and nobody else may bring files in, look at imports or change them', async () => {
    const id = await checked([line(1)]);
    const stranger: Who = { kind: 'member', member: officer };
    async function* bytes() {
      yield Buffer.from(`${header}\n${line(1)}\n`);
    }
    expect(await service.receive(stranger, { name: 'a', contents: bytes() })).toMatchObject({
      error: { kind: 'not-found' },
    });
    expect(await service.find(stranger, id)).toBeUndefined();
    expect(await service.apply(stranger, id)).toEqual({ ok: false, error: 'not-found' });
    expect(await service.cancel(stranger, id)).toEqual({ ok: false, error: 'not-found' });
    expect(await service.list(stranger)).toEqual([]);
    // A forged membership is not believed: the database says who administers.
    const forged: Member = { ...officer, memberships: admin.memberships };
    expect(await service.find({ kind: 'member', member: forged }, id)).toBeUndefined();
  });

  it('an inspectorate sees the numbers of its own institution alone', async () => {
    await applied([line(1), line(2, { code: 'RB' })]);
    const [own] = institutions;
    const body = desk.country.bodies.agency;
    const inspector = await desk.country.person('Inspektur Rekaan', [body, 'inspectorate']);
    await desk.app.owner
      .updateTable('body')
      .set({ jurisdiction_id: own?.id ?? '' })
      .where('id', '=', body.id)
      .execute();
    try {
      // In a country of 600 institutions with 200,000 units the others cost nothing.
      await sql`with place as (
          insert into netra.jurisdiction (id, code, name, level, parent_id, path)
          select gen_random_uuid(), 'B' || i, 'Instansi Besar ' || i, 'institution', ${desk.country.places.nation.id}::uuid,
            ${desk.country.places.nation.path} || 'B' || i || '/' from generate_series(1, 600) i
          returning id)
        insert into netra.roster_count (institution_id, unit_id, kind, people)
        select id, gen_random_uuid(), 'PNS', 30 from place, generate_series(1, 333)`.execute(desk.app.owner);
      const began = performance.now();
      expect((await service.institutionCounts(inspector)).map(({ code }) => code)).toEqual(['RA']);
      const took = performance.now() - began;
      expect(took).toBeLessThan(1000);
      expect(await service.unitCounts(inspector, 'RB')).toBeUndefined();
      expect(await service.institutionCounts(officer)).toEqual([]);
    } finally {
      await desk.app.owner
        .updateTable('body')
        .set({ jurisdiction_id: body.place.id })
        .where('id', '=', body.id)
        .execute();
    }
  });
});

describe('the pages of the roster', () => {
  it('lead from a file to people without a script, and show nobody', async () => {
    const visitor = await desk.at('admin');
    const page = await visitor.get('/admin/pegawai');
    expect([page.status, page.html.includes('multipart/form-data')]).toEqual([200, true]);
    const id = await receive([line(1), line(2, { email: 'bukan surel' })]);
    const columns = await visitor.get(`/admin/pegawai/lihat/${id}/kolom`);
    expect(columns.html).toContain('Instansi RA');
    const { stored } = await one(id);
    const answers = Object.fromEntries(
      Object.entries(stored.mapping).map(([key, place]) => [`kolom-${key}`, String(place)]),
    );
    const sent = await visitor.submit(columns.html, `/admin/pegawai/lihat/${id}/kolom`, { ...answers, instansi: '' });
    expect(sent.status).toBe(303);
    const moving = await visitor.get(`/admin/pegawai/lihat/${id}`);
    expect(moving.html).toContain('Lihat kemajuan');
    await service.work(id);
    const ready = await visitor.get(`/admin/pegawai/lihat/${id}`);
    expect(ready.html).not.toContain('Lihat kemajuan');
    expect(ready.html).toContain('bukan alamat surel');
    expect(ready.html).not.toMatch(/Rekaan [A-J]/);
    const list = await visitor.get(`/admin/pegawai/lihat/${id}/kesalahan.csv`);
    expect(list.html).toContain('bukan alamat surel');
    expect((await (await desk.at('officer')).get('/admin/pegawai')).status).toBe(404);
    expect((await (await desk.at('officer')).get(`/admin/pegawai/lihat/${id}`)).status).toBe(404);
    expect((await (await desk.at('officer')).get('/admin/pegawai/jumlah')).status).toBe(404);
  });
});
