import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newReference } from '../../platform/crypto/reference.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { type ImportKind, type ImportService, importService } from '../../platform/imports/index.ts';
import { type Desk, filledIn, startDesk, textOf, type Who } from '../cases/desk.fixture.ts';
import type { CaseAction } from '../cases/index.ts';
import { registerImports } from './register-imports.ts';
import { type RegisterService, registerService } from './register-service.ts';

let desk: Desk;
let imports: ImportService;
let kinds: readonly ImportKind[];
let service: RegisterService;
let proposer: Member;
let conveyor: Member;
let authority: Member;

const today = Temporal.Instant.from('2024-10-04T02:00:00Z');
const reason = 'Batas waktu lewat dan Terlapor Rekaan belum diperiksa.';

beforeAll(async () => {
  desk = await startDesk();
  proposer = await desk.country.person('Pengusul', [desk.country.bodies.bkn, 'conveyor']);
  conveyor = await desk.member('conveyor');
  authority = await desk.member('authority');
  const { db, uuid, realNow } = desk.app.platform;
  kinds = registerImports({ platform: desk.app.platform, cases: desk.app.cases.service });
  imports = importService({ db, uuid, realNow, folder: path.join(desk.app.dataDir, 'imports') }, kinds);
  service = registerService(desk.app.platform);
});
afterAll(() => desk.end());

const ladder: readonly CaseAction[] = [
  { type: 'remind', reason },
  { type: 'reprimand', number: '1/T/2024', reason },
  { type: 'propose-block', services: ['promotion', 'transfer'], reviewOn: '2025-01-01', reason },
];

async function act(who: Member, number: string, action: CaseAction): Promise<void> {
  const done = await desk.app.cases.service.act(who, number, action, await desk.seqOf(number));
  if (!done.ok) throw new Error(`${action.type}: ${done.error.kind}`);
}

/** A case that an authority sits on, with so many rungs climbed by the proposer. */
async function climbed(rungs: number): Promise<string> {
  desk.app.clock.set(Temporal.Instant.from('2024-09-06T02:00:00Z'));
  const number = await desk.caseUpTo('convey');
  desk.app.clock.set(today);
  for (const action of ladder.slice(0, rungs)) await act(proposer, number, action);
  return number;
}

/** A case whose sanction is in effect. */
async function inEffect(): Promise<string> {
  desk.app.clock.set(today);
  const number = await desk.caseUpTo('convey');
  await desk.walk(
    number,
    [
      'authority',
      {
        type: 'open-examination',
        route: 'discipline',
        heavy: false,
        examiner: 'Atasan langsung',
        punisher: 'PPK',
        team: '',
        reason: 'Pemeriksaan dibuka.',
      },
    ],
    [
      'authority',
      { type: 'record-examination', heldOn: '2024-10-04', replyGiven: true, result: 'Terlapor hadir dan menjawab.' },
    ],
    [
      'authority',
      {
        type: 'record-decision',
        outcome: 'sanction',
        option: 'demotion-12m',
        decisionNumber: '=800/77/2024',
        decidedOn: '2024-10-04',
        reason: 'Isi pertimbangan PPK.',
        outsideReason: 'Perkara pertama di daerah ini.',
      },
    ],
    ['authority', { type: 'record-delivery', deliveredOn: '2024-10-04', how: 'in-person' }],
  );
  // Fifteen working days later nothing stands in its way any more.
  desk.app.clock.set(Temporal.Instant.from('2024-10-26T02:00:00Z'));
  await desk.walk(number, ['authority', { type: 'record-effect', effectiveOn: '2024-10-25' }]);
  desk.app.clock.set(today);
  return number;
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
const kindOf = (id: string): ImportKind => {
  const kind = kinds.find((one) => one.id === id);
  if (kind === undefined) throw new Error(id);
  return kind;
};
async function stage(member: Member, kind: 'siasn' | 'idis', lines: readonly string[]): Promise<string> {
  const head =
    kind === 'siasn'
      ? 'Nomor perkara;Hasil;Nomor blokir;Tanggal;Keterangan'
      : "Nomor perkara;Nomor catatan I'DIS;Tanggal dicatat";
  const done = await imports.receive(member, kindOf(kind), {
    name: 'hasil.csv',
    contents: bytes([head, ...lines].join('\n')),
  });
  if (!done.ok) throw new Error(done.error.kind);
  return done.value.id;
}
async function preview(member: Member, id: string) {
  const found = await imports.preview(member, id);
  if (found === undefined) throw new Error('no preview');
  return found;
}
async function statusOf(number: string) {
  const { rows } = await sql<{ status: string; kind: string; actor: string | null; content: unknown }>`
    select f.status, e.kind, e.actor_user_id as actor, c.content from netra.case_file f
    join netra.case_event e on e.case_id = f.id left join netra.case_event_content c on c.case_id = e.case_id and c.seq = e.seq
    where f.number = ${number} order by e.seq desc limit 1`.execute(desk.app.owner);
  return rows[0];
}
const audits = async (what: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from netra.audit where what = ${what}`.execute(
    desk.app.owner,
  );
  return rows[0]?.n ?? 0;
};

describe('the export for SIASN', () => {
  it('holds each rung since the last export, the office and the services, and names no accused', async () => {
    const number = await climbed(3);
    const made = await service.exportLadder(conveyor, { cases: [], format: 'csv' });
    if (!made.ok) throw new Error(made.error.kind);
    const lines = made.value.text.split('\r\n').filter((line) => line.includes(number));
    expect(lines.map((line) => line.split(';')[1])).toEqual(['pengingat', 'teguran', 'usul-blokir']);
    expect(lines[2]).toContain('ppk-ar');
    expect(lines[2]).toContain('"promotion, transfer"');
    expect(lines[2]).toContain('menunggu');
    for (const word of ['Rekaan', 'Terlapor Rekaan']) expect(made.value.text).not.toContain(word);
    expect(made.value.text).toContain('[…] belum diperiksa');
    expect(await service.exportLadder(conveyor, { cases: [], format: 'csv' })).toMatchObject({
      ok: false,
      error: { kind: 'nothing' },
    });
    const again = await service.exportLadder(conveyor, { cases: [number], format: 'json' });
    expect(again.ok && JSON.parse(again.value.text)).toHaveLength(3);
    await act(conveyor, number, { type: 'confirm-block', reference: 'B-1', reason });
    const next = await service.exportLadder(proposer, { cases: [], format: 'json' });
    expect(next.ok && next.value.rows).toMatchObject([{ langkah: 'blokir', nomor: 'B-1', keadaan: 'diblokir' }]);
  });

  it('is made by conveyors alone, and asking for the case of others is asking for nothing', async () => {
    const number = await climbed(1);
    for (const who of [
      'officer',
      'overseer',
      'verifier',
      'authority',
      'admin',
      'media',
      'asn',
    ] as const satisfies readonly Who[]) {
      expect(await service.exportLadder(await desk.member(who), { cases: [number], format: 'csv' })).toEqual({
        ok: false,
        error: { kind: 'not-found' },
      });
      expect((await (await desk.at(who)).get('/pantauan/ekspor')).status).toBe(404);
    }
    const other = await desk.country.person('Kanreg', [
      { ...desk.country.bodies.bkn, id: await regional() },
      'conveyor',
    ]);
    const asked = await service.exportLadder(other, { cases: [number], format: 'csv' });
    const unknown = await service.exportLadder(other, { cases: ['K7M-4QX-92'], format: 'csv' });
    expect(asked).toEqual(unknown);
    expect(asked).toEqual({ ok: false, error: { kind: 'nothing' } });
  });

  it('goes out by the page, and every case in it gets its line of the audit', async () => {
    const number = await climbed(2);
    const visitor = await desk.at('conveyor');
    expect((await visitor.get('/pantauan')).html).toContain('href="/pantauan/ekspor"');
    const html = (await visitor.get('/pantauan/ekspor')).html;
    expect(textOf(html)).toContain(number);
    const before = await audits('case.siasn-export');
    const form = filledIn(html, '/pantauan/ekspor');
    const done = await visitor.post('/pantauan/ekspor', { ...form, case: number, format: 'csv' });
    expect([done.status, done.html.includes('teguran')]).toEqual([200, true]);
    expect(await audits('case.siasn-export')).toBe(before + 1);
    const empty = await visitor.post('/pantauan/ekspor', { ...form, case: 'K7M-4QX-92', format: 'csv' });
    expect([empty.status, textOf(empty.html).includes('Tidak ada yang dapat diekspor')]).toEqual([422, true]);
  });
});

async function regional(): Promise<string> {
  const id = desk.app.platform.uuid();
  await desk.app.owner
    .insertInto('body')
    .values({
      id,
      code: `kanreg-${id.slice(0, 8)}`,
      kind: 'bkn',
      name: 'Kantor Regional',
      level: 'province',
      jurisdiction_id: desk.country.places.province.id,
    })
    .execute();
  return id;
}

describe("the export for I'DIS", () => {
  it('opens names for the authority with a reason, by row and person, and starts no formula', async () => {
    const number = await inEffect();
    expect(await service.exportDecisions(authority, { cases: [], format: 'csv', reason: 'pendek' })).toEqual({
      ok: false,
      error: { kind: 'reason' },
    });
    const made = await service.exportDecisions(authority, {
      cases: [number],
      format: 'csv',
      reason: 'Pencatatan bulan Oktober.',
    });
    if (!made.ok) throw new Error(made.error.kind);
    expect(made.value.text).toContain('Terlapor Rekaan');
    expect(made.value.text).toContain("'=800/77/2024");
    expect(made.value.text).toContain('demotion-12m');
    const { rows } = await sql<{
      target: string;
    }>`select a.target from netra.audit a join netra.case_file f on f.id = a.case_id
      where a.what = 'case.idis-export' and f.number = ${number}`.execute(desk.app.owner);
    expect(rows).toEqual([{ target: 'Pencatatan bulan Oktober.' }]);
    expect(
      await service.exportDecisions(authority, { cases: [], format: 'csv', reason: 'Pencatatan bulan Oktober.' }),
    ).toEqual({
      ok: false,
      error: { kind: 'nothing' },
    });
  });

  it('shows no name on its page, is refused to everybody else, and asks who it is again', async () => {
    const number = await inEffect();
    const visitor = await desk.at('authority');
    const html = (await visitor.get('/rekomendasi/ekspor-idis')).html;
    expect(textOf(html)).toContain(number);
    expect(html).not.toContain('Terlapor Rekaan');
    for (const who of ['officer', 'overseer', 'verifier', 'conveyor', 'admin', 'asn'] as const) {
      expect((await (await desk.at(who)).get('/rekomendasi/ekspor-idis')).status).toBe(404);
      const made = await service.exportDecisions(await desk.member(who), { cases: [number], format: 'csv', reason });
      expect(made).toEqual({ ok: false, error: { kind: 'not-found' } });
    }
    const form = { ...filledIn(html, '/rekomendasi/ekspor-idis'), case: number, reason: 'Pencatatan bulan Oktober.' };
    desk.app.clock.set(today);
    await sql`update netra.session_mark set strong_at = now() - interval '1 day'`.execute(desk.app.owner);
    const asked = await visitor.post('/rekomendasi/ekspor-idis', form);
    expect(asked.html).toContain('Pastikan ini Anda');
    expect(asked.html).not.toContain('Terlapor Rekaan');
    await sql`update netra.session_mark set strong_at = now()`.execute(desk.app.owner);
    const made = await visitor.post('/rekomendasi/ekspor-idis', form);
    expect(made.html).toContain('Terlapor Rekaan');
  });
});

describe('results of SIASN', () => {
  it('become steps of their cases in the name of the person who imports, once', async () => {
    const [blocked, refused, unblocked] = [await climbed(3), await climbed(3), await climbed(3)];
    await act(conveyor, unblocked, { type: 'confirm-block', reference: 'B-9', reason });
    const lines = [
      `${blocked};diblokir;B-2;04/10/2024;`,
      `${refused};ditolak;;4 Oktober 2024;Layanan yang dimaksud tidak ada.`,
      `${unblocked};dibuka;B-9;2024-10-04;Keputusan 800/1 terlampir`,
    ];
    const id = await stage(conveyor, 'siasn', lines);
    const seen = await preview(conveyor, id);
    expect(seen.problems).toEqual([]);
    expect(seen.plan).toMatchObject({ added: 3 });
    const applied = await imports.apply(conveyor, id, seen.plan?.fingerprint ?? '');
    expect(applied.ok).toBe(true);
    expect(await statusOf(blocked)).toMatchObject({
      kind: 'blocked',
      actor: conveyor.userId,
      content: { reference: 'B-2' },
    });
    expect(await statusOf(refused)).toMatchObject({ kind: 'block-refused' });
    expect(await statusOf(unblocked)).toMatchObject({ kind: 'unblocked' });
    await expect(stage(conveyor, 'siasn', lines)).rejects.toThrow('same-file');
    const undone = await imports.withdraw(conveyor, id, 'Salah berkas.');
    expect(undone).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });

  it('ask before the first act of the person on a case whether an interest stands in the way: once, for all rows or none', async () => {
    const [known, fresh] = [await climbed(3), await climbed(3)];
    const unsaid = (): Promise<unknown> =>
      sql`delete from netra.case_no_stake n using netra.case_file f where f.id = n.case_id and f.number = ${fresh}
        and n.user_id = ${conveyor.userId}::uuid`.execute(desk.app.owner);
    await unsaid();
    const id = await stage(conveyor, 'siasn', [
      `${known};diblokir;B-31;04/10/2024;`,
      `${fresh};diblokir;B-32;04/10/2024;`,
    ]);
    const visitor = await desk.at('conveyor');
    const path = `/pantauan/impor/lihat/${id}`;
    const form = (await visitor.get(path)).html;
    expect(textOf(form)).toContain('Saya tidak berkepentingan dalam satu pun perkara ini');
    const silent = await visitor.submit(form, `${path}/terapkan`, {});
    expect(silent.status).toBe(422);
    expect(textOf(silent.html)).toContain(`${fresh}: nyatakan dahulu bahwa Anda tidak berkepentingan`);
    for (const number of [known, fresh]) expect(await statusOf(number)).toMatchObject({ kind: 'block-proposed' });
    const done = await visitor.submit(form, `${path}/terapkan`, { dinyatakan: 'ya' });
    expect(done.to).toContain('selesai=terap');
    for (const number of [known, fresh]) expect(await statusOf(number)).toMatchObject({ kind: 'blocked' });
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from netra.case_no_stake n
      join netra.case_file f on f.id = n.case_id where f.number = ${fresh} and n.user_id = ${conveyor.userId}::uuid`.execute(
      desk.app.owner,
    );
    expect(rows[0]?.n).toBe(1);
    // Whoever declared an interest finds no case to act on, whatever is ticked.
    const locked = await climbed(3);
    await unsaid();
    const { rows: of } = await sql<{ id: string; body: string }>`select id, holder_body_id as body from netra.case_file
      where number = ${locked}`.execute(desk.app.owner);
    await sql`insert into netra.case_lockout (case_id, user_id, body_id, at)
      values (${of[0]?.id}::uuid, ${conveyor.userId}::uuid, ${desk.country.bodies.bkn.id}::uuid, now())`.execute(
      desk.app.owner,
    );
    const own = await stage(conveyor, 'siasn', [`${locked};diblokir;B-33;04/10/2024;`]);
    const seen = await preview(conveyor, own);
    expect(seen.problems.map(({ allowed }) => allowed.id)).toEqual(['perkara yang dapat Anda tangani']);
    expect((await imports.apply(conveyor, own, seen.plan?.fingerprint ?? '', true)).ok).toBe(false);
    expect(await statusOf(locked)).toMatchObject({ kind: 'block-proposed' });
  });

  it('tell every refused row with its number and why, and let the good ones in', async () => {
    const [good, own, early, closed, twice] = [
      await climbed(3),
      await climbed(2),
      await climbed(3),
      await climbed(1),
      await climbed(3),
    ];
    await act(conveyor, own, { type: 'propose-block', services: ['data'], reviewOn: '2025-01-01', reason });
    const foreign = await desk.caseUpTo('register');
    const id = await stage(conveyor, 'siasn', [
      `${good};diblokir;B-3;2024-10-04;`,
      `${own};diblokir;B-4;2024-10-04;`,
      `${early};diblokir;B-5;2024-10-03;`,
      `${closed};diblokir;B-6;2024-10-04;`,
      `${twice};diblokir;B-7;2024-10-04;`,
      `${twice};ditolak;;2024-10-04;Salah tulis nomor.`,
      `${foreign};diblokir;B-8;2024-10-04;`,
      `${newReference('case', desk.app.platform.random)};diblokir;B-8;2024-10-04;`,
      `${early};diblokir;B-5;31-02-2024;`,
      `${early};diblokir;;2024-10-04;`,
      `=1+1;diblokir;B-1;2024-10-04;`,
      `${early};hangus;B-1;2024-10-04;`,
    ]);
    const seen = await preview(conveyor, id);
    const told = seen.problems.map(({ row, allowed }) => `${row} ${allowed.id}`);
    expect(told.map((line) => line.split(' ')[0])).toEqual(['3', '4', '5', '7', '8', '9', '10', '11', '12', '13']);
    expect(told[0]).toContain('Orang lain daripada pengusul');
    expect(told[1]).toContain('tidak sebelum usul blokir (2024-10-04)');
    expect(told[2]).toContain('Tangga dilalui berurutan');
    expect(told[3]).toContain('lihat baris 6');
    // A case of others and none at all: the same words.
    expect(told[4]?.slice(2)).toBe(told[5]?.slice(2));
    const refused: string[] = [];
    await imports.badRows(conveyor, id, (row) => refused.push(`${row.number} ${row.cells[0]}`));
    expect(refused).toHaveLength(10);
    const applied = await imports.apply(conveyor, id, seen.plan?.fingerprint ?? '');
    expect(applied.ok && applied.value.outcome).toMatchObject({ added: 2 });
    expect(await statusOf(good)).toMatchObject({ kind: 'blocked' });
    expect(await statusOf(early)).toMatchObject({ kind: 'block-proposed' });
    // What was refused can still be read after the rest went in.
    const still: number[] = [];
    await imports.badRows(conveyor, id, (row) => still.push(row.number));
    expect(still).toHaveLength(10);
  });

  it('are not stored at all when something breaks in the middle, or when a case changed since the preview', async () => {
    const [first, second] = [await climbed(3), await climbed(3)].toSorted();
    if (first === undefined || second === undefined) throw new Error('two cases');
    const { db, uuid, realNow } = desk.app.platform;
    let calls = 0;
    const dying = registerImports({
      platform: desk.app.platform,
      cases: {
        ...desk.app.cases.service,
        act: (...args) => {
          calls += 1;
          if (calls > 1) throw new Error('killed');
          return desk.app.cases.service.act(...args);
        },
      },
    });
    const broken = importService({ db, uuid, realNow, folder: path.join(desk.app.dataDir, 'imports') }, dying);
    const id = await stage(conveyor, 'siasn', [
      `${first};diblokir;B-1;2024-10-04;`,
      `${second};diblokir;B-2;2024-10-04;`,
    ]);
    const seen = await preview(conveyor, id);
    await expect(broken.apply(conveyor, id, seen.plan?.fingerprint ?? '')).rejects.toThrow('killed');
    for (const number of [first, second]) expect(await statusOf(number)).toMatchObject({ kind: 'block-proposed' });
    expect(await imports.find(conveyor, id)).toMatchObject({ status: 'staged' });
    await act(conveyor, first, { type: 'reject-block', reason });
    expect(await imports.apply(conveyor, id, seen.plan?.fingerprint ?? '')).toMatchObject({
      ok: false,
      error: { kind: 'changed' },
    });
    expect(await statusOf(second)).toMatchObject({ kind: 'block-proposed' });
    const fresh = await preview(conveyor, id);
    expect(fresh.problems.map(({ row }) => row)).toEqual([2]);
    expect(await imports.apply(conveyor, id, fresh.plan?.fingerprint ?? '')).toMatchObject({ ok: true });
    expect(await statusOf(second)).toMatchObject({ kind: 'blocked' });
  });

  it('are seen by the person who brought them alone, and by no administrator', async () => {
    const number = await climbed(3);
    const id = await stage(conveyor, 'siasn', [`${number};diblokir;B-77;2024-10-04;`]);
    for (const member of [proposer, authority, await desk.member('admin'), await desk.member('officer')]) {
      expect(await imports.preview(member, id)).toBeUndefined();
      expect(await imports.apply(member, id, 'x')).toEqual({ ok: false, error: { kind: 'not-found' } });
      const { rows } = await runAs(desk.app.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
        sql`select 1 from import where id = ${id} union all select 1 from import_row where import_id = ${id}`.execute(
          tx,
        ),
      );
      expect(rows).toEqual([]);
    }
    const admin = await desk.member('admin');
    await expect(
      runAs(desk.app.platform.db, { kind: 'member', userId: admin.userId }, (tx) =>
        sql`insert into import (id, kind, file_name, file_hash, format, header, mapping, row_count, created_by, expires_at)
          values (${desk.app.platform.uuid()}, 'siasn', 'x', '\\x00', 'csv', '[]', '{}', 1, ${admin.userId}, now())`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow();
    for (const who of ['officer', 'verifier', 'authority', 'admin'] as const)
      expect((await (await desk.at(who)).get('/pantauan/impor')).status).toBe(404);
    expect((await (await desk.at('conveyor')).get('/pantauan/impor')).status).toBe(200);
  });
});

describe("results of I'DIS", () => {
  it('close their cases, and a day before the decision, a wrong status or a case of others is told by row', async () => {
    const [good, old] = [await inEffect(), await inEffect()];
    const waiting = await desk.caseUpTo('convey');
    const id = await stage(authority, 'idis', [
      `${good};ID-1;2024-10-04`,
      `${old};ID-2;2024-10-03`,
      `${waiting};ID-3;2024-10-04`,
      `${newReference('case', desk.app.platform.random)};ID-4;2024-10-04`,
    ]);
    const seen = await preview(authority, id);
    expect(seen.problems.map(({ row, allowed }) => `${row} ${allowed.id}`)).toEqual([
      expect.stringContaining('3 Urutan tanggal tidak mungkin'),
      '4 perkara yang menunggu langkah ini',
      '5 perkara yang dapat Anda tangani',
    ]);
    expect((await imports.apply(authority, id, seen.plan?.fingerprint ?? '')).ok).toBe(true);
    expect(await statusOf(good)).toMatchObject({ status: 'final' });
    expect(await statusOf(old)).toMatchObject({ status: 'in-effect' });
  });

  it('are nothing for a conveyor', async () => {
    expect(kindOf('idis').mayChange(conveyor)).toBe(false);
    expect(kindOf('siasn').mayChange(authority)).toBe(false);
  });
});
