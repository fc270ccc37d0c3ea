import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { deep } from '../../../test/support/deep.ts';
import { foundCountry, type TestCountry } from '../../../test/support/offices.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import {
  defineImport,
  type ImportColumn,
  type ImportKind,
  type ImportService,
  importService,
  textCell,
} from '../../platform/imports/index.ts';
import { ok } from '../../platform/result.ts';
import { readClockChanges } from '../cases/clock-reevaluation.ts';
import { lawDataFeature } from './index.ts';
import { lawImports } from './law-imports.ts';

let app: TestApp;
let country: TestCountry;
let imports: ImportService;
let admin: Member;
let second: Member;
let officer: Member;
let kinds: readonly ImportKind[];

beforeAll(async () => {
  app = await startTestApp();
  country = await foundCountry(app.owner);
  const id = randomUUID();
  const at = country.places.nation;
  await app.owner
    .insertInto('body')
    .values({
      id,
      code: 'administrasi',
      kind: 'administration',
      name: 'Administrasi',
      level: 'nation',
      jurisdiction_id: at.id,
    })
    .execute();
  const administration = {
    id,
    code: 'administrasi',
    kind: 'administration',
    name: 'Administrasi',
    zone: 'WIB',
    place: at,
  } as const;
  admin = await country.person('Administrator', [administration, 'admin']);
  second = await country.person('Administrator Kedua', [administration, 'admin']);
  officer = await country.person('Pengawas', [country.bodies.bawasluCity, 'officer']);
  imports = lawDataFeature(app.platform, {
    folder: path.join(app.dataDir, 'imports'),
    noteInLog: app.ledger.noteLaw,
  }).imports;
  kinds = lawImports(app.platform, app.ledger.noteLaw);
});
afterAll(() => app.end());

const kindOf = (id: string): ImportKind => {
  const kind = kinds.find((one) => one.id === id);
  if (kind === undefined) throw new Error(id);
  return kind;
};
async function* bytes(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof text === 'string' ? Buffer.from(text) : text;
}
const send = (member: Member, kind: string, text: string | Uint8Array, name = 'uji.csv') =>
  imports.receive(member, kindOf(kind), { name, contents: bytes(text) });
const example = (name: string): Promise<Buffer> =>
  readFile(path.resolve(import.meta.dirname, '../../../../docs/examples', name));

async function stage(kind: string, text: string | Uint8Array, member = admin): Promise<string> {
  const staged = await send(member, kind, text);
  if (!staged.ok) throw new Error(JSON.stringify(staged.error));
  return staged.value.id;
}
async function planOf(id: string) {
  const preview = await imports.preview(admin, id);
  if (preview?.plan === null || preview?.plan === undefined)
    throw new Error(`no plan: ${JSON.stringify(preview?.problems)}`);
  return preview.plan;
}
async function applied(id: string, member = admin) {
  const done = await imports.apply(member, id, (await planOf(id)).fingerprint);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value;
}
const standing: string[] = [];
async function bringIn(kind: string, text: string | Uint8Array): Promise<string> {
  const id = await stage(kind, text);
  await applied(id);
  standing.push(id);
  return id;
}
/** Everything a test brought in is taken back, the last first. */
afterEach(async () => {
  for (const id of standing.splice(0).toReversed()) await imports.withdraw(admin, id, 'akhir pengujian');
  await app.owner.deleteFrom('import').where('status', '=', 'staged').execute();
  expect(app.platform.law.current().additions).toEqual({ decrees: [], elections: [], overrides: [] });
});

const head = 'Tanggal;Jenis hari;Judul keputusan;Tanggal keputusan;Mengubah;Penerbit sumber;Keyakinan\n';
const decree = (...days: readonly string[]): string =>
  head + days.map((day) => `${day};libur nasional;Contoh 2028;;;Contoh;dilihat\n`).join('');

/** A running limit at an office, of a case that nobody in these tests may see but the officer. */
async function runningClock(startedAt: string, step = 'handle'): Promise<{ clockId: string; caseId: string }> {
  const { bawasluCity } = country.bodies;
  const [caseId, clockId] = [randomUUID(), randomUUID()];
  const started = Temporal.Instant.from(startedAt);
  const deadline = app.platform.law.current().deadlineFor({
    procedure: 'bawaslu-pemilu',
    step,
    from: { day: startedAt.slice(0, 10) },
    zone: 'WIB',
  });
  if (!deadline.ok) throw new Error(deadline.error.line);
  const due = deadline.value.due;
  await app.owner
    .insertInto('case_file')
    .values({
      id: caseId,
      number: `T-${clockId.slice(0, 6)}`,
      origin: 'temuan',
      status: 'registered',
      election_id: 'pemilu-2024',
      contest_id: 'presiden',
      origin_body_id: bawasluCity.id,
      holder_body_id: bawasluCity.id,
      region_id: bawasluCity.place.id,
      act_kind: 'other',
      opened_at: started.toString(),
      due_at: due,
      last_seq: 1,
    })
    .execute();
  await app.owner
    .insertInto('case_access')
    .values({ case_id: caseId, body_id: bawasluCity.id, since: started.toString() })
    .execute();
  await app.owner
    .insertInto('clock')
    .values({
      id: clockId,
      case_id: caseId,
      procedure_id: 'bawaslu-pemilu',
      step_id: step,
      body_id: bawasluCity.id,
      zone: 'WIB',
      started_at: started.toString(),
      due_at: due,
      skipped: JSON.stringify(deadline.value.skipped),
      provisional: deadline.value.provisional,
      nature: deadline.value.nature,
      basis: deadline.value.basis,
      confidence: deadline.value.confidence,
      rulebook_version: deadline.value.rulebookVersion,
      state: 'running',
    })
    .execute();
  return { clockId, caseId };
}
const clockRow = (id: string) =>
  app.owner.selectFrom('clock').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a holiday decree', () => {
  it('of the example file makes its year certain: a provisional deadline is provisional no longer', async () => {
    const ask = { procedure: 'bawaslu-pemilu', step: 'handle', from: { day: '2028-08-14' }, zone: 'WIB' } as const;
    const before = app.platform.law.current().deadlineFor(ask);
    expect(before.ok && before.value.provisional).toBe(true);
    await bringIn('keputusan', await example('contoh-keputusan-libur-2028.csv'));
    const after = app.platform.law.current().deadlineFor(ask);
    expect(after.ok && after.value.provisional).toBe(false);
    expect(after.ok && after.value.skipped.map((one) => one.date)).toContain('2028-08-17');
    expect(app.platform.law.current().calendar().mayMove('2028-02-01', '2028-06-01')).toEqual([
      '2028-02-27',
      '2028-02-28',
      '2028-05-05',
    ]);
  });

  it('moves limits while somebody acts on their case, and neither waits for the other for ever', async () => {
    const { clockId, caseId } = await runningClock('2028-08-14T03:00:00Z');
    const id = await stage('keputusan', decree('2028-01-01', '2028-08-17', '2028-08-18'));
    let law: Promise<unknown> = Promise.resolve();
    await app.owner.transaction().execute(async (tx) => {
      await tx.selectFrom('case_file').select('id').where('id', '=', caseId).forNoKeyUpdate().execute();
      law = applied(id);
      // Long enough for the change of the law to come as far as it gets.
      await new Promise((done) => setTimeout(done, 500));
      await tx.updateTable('clock').set({ nature: 'law' }).where('id', '=', clockId).execute();
    });
    await law;
    standing.push(id);
    expect(JSON.stringify((await clockRow(clockId)).skipped)).toContain('Contoh 2028');
    await app.owner.updateTable('clock').set({ state: 'cancelled' }).where('id', '=', clockId).execute();
  });

  it('says before it is applied which running limits would move, moves them with their trace, and brings them back when withdrawn', async () => {
    const { clockId, caseId } = await runningClock('2028-08-14T03:00:00Z');
    const stored = await clockRow(clockId);
    const id = await stage('keputusan', decree('2028-01-01', '2028-08-17', '2028-08-18'));
    const plan = await planOf(id);
    const moves = plan.consequences[0];
    expect(moves?.count).toBe(1);
    expect(moves?.first[0]?.what.id).toContain('Bawaslu Kota Arunika');
    expect(moves?.first[0]?.what.id).toContain('kini libur: Kam 17 Agu 2028');
    expect(JSON.stringify(plan)).not.toContain(caseId);
    expect((await clockRow(clockId)).due_at.toString()).toBe(stored.due_at.toString());

    await applied(id);
    const moved = await clockRow(clockId);
    expect(Temporal.Instant.compare(moved.due_at, stored.due_at)).toBeGreaterThan(0);
    expect(moved.provisional).toBe(false);
    expect(JSON.stringify(moved.skipped)).toContain('Contoh 2028');
    const file = await app.owner
      .selectFrom('case_file')
      .select('due_at')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    expect(file.due_at?.toString()).toBe(moved.due_at.toString());
    const seen = await runAs(app.platform.db, { kind: 'member', userId: officer.userId }, (tx) =>
      readClockChanges(tx, caseId),
    );
    expect(seen).toHaveLength(1);
    expect(seen[0]?.dueBefore.toString()).toBe(stored.due_at.toString());
    expect(seen[0]?.reason.id).toContain('Kam 17 Agu 2028 kini ditutup');
    expect(
      await runAs(app.platform.db, { kind: 'member', userId: admin.userId }, (tx) => readClockChanges(tx, caseId)),
    ).toEqual([]);

    const back = await imports.withdraw(admin, id, 'keliru');
    expect(back.ok).toBe(true);
    expect((await clockRow(clockId)).due_at.toString()).toBe(stored.due_at.toString());
    expect((await clockRow(clockId)).provisional).toBe(true);
    expect(
      await runAs(app.platform.db, { kind: 'member', userId: officer.userId }, (tx) => readClockChanges(tx, caseId)),
    ).toHaveLength(2);
  });

  it('leaves a limit alone that somebody counted another way, and says so', async () => {
    const { clockId } = await runningClock('2028-10-02T03:00:00Z');
    await app.owner.updateTable('clock').set({ due_at: '2028-12-31T16:59:59Z' }).where('id', '=', clockId).execute();
    const plan = await planOf(await stage('keputusan', decree('2028-01-01', '2028-10-03')));
    expect(plan.consequences.find((one) => one.title.id.includes('tidak disentuh'))?.count).toBe(1);
    await app.owner.updateTable('clock').set({ state: 'cancelled' }).where('id', '=', clockId).execute();
  });

  it('that amends another names it; that other one can then not be withdrawn alone', async () => {
    const first = await bringIn('keputusan', decree('2028-01-01', '2028-08-17'));
    await bringIn('keputusan', `${head}2028-08-18;cuti bersama;Perubahan 2028;2028-03-01;Contoh 2028;Contoh;dilihat\n`);
    expect(app.platform.law.current().calendar().whyClosed('2028-08-18')?.why.id).toContain('Perubahan 2028');
    const refused = await imports.withdraw(admin, first, 'coba');
    expect(refused.ok ? '' : refused.error.kind === 'refused' && refused.error.says.id).toContain('bergantung');
  });

  it('of a year that has one is refused when it does not say what it does to it', async () => {
    await bringIn('keputusan', decree('2028-01-01'));
    const id = await stage('keputusan', `${head}2028-02-01;libur nasional;Lain 2028;;;Contoh;dilihat\n`);
    const plan = await planOf(id);
    expect(plan.problems[0]?.allowed.en).toContain('"replaces" or "amends"');
    expect(plan.problems[0]?.row).toBe(2);
    const done = await imports.apply(admin, id, plan.fingerprint);
    expect(done.ok ? '' : done.error.kind).toBe('not-ready');
  });
});

describe('an election', () => {
  it('of the example file is known to assessing, to deadlines and to the stages, and gone again when withdrawn', async () => {
    const id = await bringIn('pemilihan', await example('contoh-pemilihan-2029.csv'));
    const law = app.platform.law.current();
    expect(law.findElection('pemilu-2029')?.contests.map((one) => one.id)).toEqual(['presiden', 'legislatif']);
    expect(law.stageOf('pemilu-2029', '2029-01-02').current?.id).toBe('kampanye');
    const facts = law.parseFacts({
      act: { kind: 'social-engagement', on: '2029-01-05' },
      actor: { status: 'pns' },
      contest: { election: 'pemilu-2029' },
    });
    expect(facts.ok || facts.error.line).toBe(true);
    await imports.withdraw(admin, id, 'akhir');
    expect(app.platform.law.current().findElection('pemilu-2029')).toBeUndefined();
  });

  it('comes as JSON with the same outcome; after a withdrawal the same file may come again', async () => {
    const id = await bringIn('pemilihan', await example('contoh-pemilihan-2029.json'));
    const once = app.platform.law.current().data;
    await imports.withdraw(admin, id, 'ulang');
    await bringIn('pemilihan', await example('contoh-pemilihan-2029.csv'));
    expect(app.platform.law.current().data).toBe(once);
  });

  it('that a case names cannot be withdrawn, only replaced; the replacement can', async () => {
    const text = (await example('contoh-pemilihan-2029.csv')).toString();
    const first = await bringIn('pemilihan', text);
    const { caseId } = await runningClock('2028-09-04T03:00:00Z');
    await app.owner.updateTable('case_file').set({ election_id: 'pemilu-2029' }).where('id', '=', caseId).execute();
    const refused = await imports.withdraw(admin, first, 'coba');
    expect(refused.ok ? '' : refused.error.kind === 'refused' && refused.error.says.id).toContain(
      '1 perkara dan 0 ikrar',
    );
    const newer = await stage('pemilihan', text.replaceAll('2029-02-14', '2029-02-21'));
    expect((await planOf(newer)).first[0]?.does).toBe('replace');
    await applied(newer);
    expect(app.platform.law.current().getElection('pemilu-2029').votingOn).toBe('2029-02-21');
    const below = await imports.withdraw(admin, first, 'coba');
    expect(below.ok ? '' : below.error.kind === 'refused' && below.error.says.id).toContain('lebih baru');
    expect((await imports.withdraw(admin, newer, 'kembali')).ok).toBe(true);
    expect(app.platform.law.current().getElection('pemilu-2029').votingOn).toBe('2029-02-14');
    await app.owner.updateTable('case_file').set({ election_id: 'pemilu-2024' }).where('id', '=', caseId).execute();
  });
});

describe('an adjusted limit', () => {
  it('of the example file counts for clocks that start while it is in force; an unknown office is refused', async () => {
    const text = (await example('contoh-batas-waktu.csv')).toString();
    await bringIn('batas', text);
    const deadline = app.platform.law
      .current()
      .deadlineFor({ procedure: 'bawaslu-pilkada', step: 'initial-review', from: { day: '2028-03-06' } });
    expect(deadline.ok && [deadline.value.limit, deadline.value.nature, deadline.value.override?.id]).toEqual([
      1,
      'target',
      'contoh-kajian-awal-2028',
    ]);
    const wrong = await stage(
      'batas',
      text.replace(
        'contoh-kajian-awal-2028;bawaslu-pilkada/initial-review;;',
        'lain;bawaslu-pilkada/initial-review;tidak-ada;',
      ),
    );
    const done = await imports.apply(admin, wrong, (await planOf(wrong)).fingerprint);
    expect(done.ok ? '' : done.error.kind === 'refused' && done.error.says.id).toContain('tidak-ada');
  });

  it('may not give an office more time than the law', async () => {
    const text = (await example('contoh-batas-waktu.csv'))
      .toString()
      .replace(';1;hari kalender;', ';30;hari kalender;');
    expect((await planOf(await stage('batas', text))).problems[0]?.allowed.id).toContain('buku aturan menolak');
  });
});

describe('files', () => {
  it('with bad rows tell row, column, what stood there and what is allowed, and change nothing', async () => {
    const id = await stage(
      'keputusan',
      `${decree('2028-01-01')}31 September 2028;libur;Contoh 2028;;;https://x.example/a;\n`,
    );
    const preview = await imports.preview(admin, id);
    expect(preview?.plan).toBeNull();
    expect(preview?.problems.map((one) => [one.row, one.column, one.value])).toEqual([
      [3, 'date', '31 September 2028'],
      [3, 'kind', 'libur'],
      [3, 'publisher', 'https://x.example/a'],
      [3, 'confidence', ''],
    ]);
    const done = await imports.apply(admin, id, '');
    expect(done.ok ? '' : done.error.kind).toBe('not-ready');
  });

  it('are recognised: the same bytes twice are one staged file, and once applied they are refused', async () => {
    const text = decree('2028-01-01', '2028-05-01');
    const id = await stage('keputusan', text);
    expect(await stage('keputusan', text)).toBe(id);
    await applied(id);
    standing.push(id);
    const again = await send(second, 'keputusan', text);
    expect(again.ok ? '' : again.error.kind).toBe('same-file');
  });

  it('that nobody understands leave nothing behind', async () => {
    const count = () =>
      app.owner
        .selectFrom('import')
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
    const before = await count();
    for (const [text, kind] of [
      ['', 'empty'],
      ['a;b\n', 'source'],
      [`a;b\n${'"x'.repeat(10)}`, 'ok'],
      ['{"a":{"b":1}}', 'source'],
      [Buffer.from('%PDF-1.4'), 'source'],
    ] as const) {
      const sent = await send(admin, 'keputusan', text);
      expect(sent.ok ? 'ok' : sent.error.kind, String(text).slice(0, 20)).toBe(kind);
      if (sent.ok) await imports.discard(admin, sent.value.id);
    }
    expect(await count()).toEqual(before);
  });

  it('that nobody applied are gone after seven days; the sweep cannot touch those that still wait', async () => {
    const id = await stage('keputusan', decree('2028-01-01'));
    expect(await imports.expire()).toBe(0);
    await app.owner.updateTable('import').set({ expires_at: '2020-01-01T00:00:00Z' }).where('id', '=', id).execute();
    expect(await imports.expire()).toBe(1);
    expect(await imports.find(admin, id)).toBeUndefined();
  });
});

describe('who', () => {
  it('officers and overseers may look at the law and can neither bring in, see, apply, withdraw nor throw away a file', async () => {
    const id = await stage('keputusan', decree('2028-01-01'));
    const plan = await planOf(id);
    expect(await imports.find(officer, id)).toBeUndefined();
    expect(await imports.preview(officer, id)).toBeUndefined();
    expect(await imports.list(officer)).toEqual([]);
    for (const result of [await imports.apply(officer, id, plan.fingerprint), await imports.withdraw(officer, id, 'x')])
      expect(result.ok ? '' : result.error.kind).toBe('not-found');
    expect((await imports.discard(officer, id)).ok).toBe(false);
  });

  it('the database refuses what an application with a mistake might try', async () => {
    const id = await stage('keputusan', decree('2028-01-01'));
    const asOfficer = { kind: 'member', userId: officer.userId } as const;
    const asAdmin = { kind: 'member', userId: admin.userId } as const;
    const addition = {
      id: randomUUID(),
      kind: 'decree',
      key: 'x',
      payload: '{}',
      source_publisher: 'x',
      confidence: 'seen',
      import_id: id,
    };
    const tries: readonly (readonly [string, Parameters<typeof runAs>[1], Parameters<typeof runAs>[2]])[] = [
      [
        'an officer adds law',
        asOfficer,
        (tx) =>
          tx
            .insertInto('law_addition')
            .values({ ...addition, created_by: officer.userId })
            .execute(),
      ],
      [
        'somebody adds in another name',
        asAdmin,
        (tx) =>
          tx
            .insertInto('law_addition')
            .values({ ...addition, created_by: second.userId })
            .execute(),
      ],
      [
        'the public adds law',
        { kind: 'public' },
        (tx) =>
          tx
            .insertInto('law_addition')
            .values({ ...addition, created_by: admin.userId })
            .execute(),
      ],
      [
        'the system adds law',
        { kind: 'system' },
        (tx) =>
          tx
            .insertInto('law_addition')
            .values({ ...addition, created_by: admin.userId })
            .execute(),
      ],
      [
        'an officer moves limits',
        asOfficer,
        (tx) => sql`select move_limits('{}', '{}', '[]'::jsonb, now())`.execute(tx),
      ],
      [
        'the system moves limits',
        { kind: 'system' },
        (tx) => sql`select move_limits('{}', '{}', '[]'::jsonb, now())`.execute(tx),
      ],
      [
        'an administrator changes a limit past its door',
        asAdmin,
        (tx) => sql`update clock set due_at = now()`.execute(tx),
      ],
      ['the revision is set by hand', asAdmin, (tx) => tx.updateTable('law_revision').set({ number: 0 }).execute()],
      [
        'a trace is written by hand',
        asAdmin,
        (tx) => sql`insert into clock_change (reason_id) values ('x')`.execute(tx),
      ],
      ['law is edited', asAdmin, (tx) => tx.updateTable('law_addition').set({ payload: '{}' }).execute()],
      ['law is deleted', asAdmin, (tx) => tx.deleteFrom('law_addition').execute()],
      [
        'a staged file is called withdrawn',
        asAdmin,
        (tx) => sql`update import set status = 'withdrawn' where id = ${id}`.execute(tx),
      ],
      [
        'a file is applied in another name',
        asAdmin,
        (tx) =>
          sql`update import set status = 'applied', applied_at = now(), applied_by = ${second.userId} where id = ${id}`.execute(
            tx,
          ),
      ],
    ];
    for (const [what, actor, attempt] of tries)
      await expect(runAs(app.platform.db, actor, attempt), what).rejects.toThrow(
        /permission denied|row-level security|withdrawn|in one's own name|changes the law/,
      );
    const clocks = await runAs(app.platform.db, asOfficer, async (tx) => {
      await sql`select open_limits()`.execute(tx);
      return sql`fetch all from netra_limits`.execute(tx);
    });
    expect(clocks.rows).toEqual([]);
    expect(
      (await runAs(app.platform.db, { kind: 'public' }, (tx) => sql`select * from import`.execute(tx))).rows,
    ).toEqual([]);
  });

  it('of two administrators who apply at once one wins; the other is told that something changed', async () => {
    const one = await stage('keputusan', decree('2028-01-01'));
    const other = await stage('pemilihan', await example('contoh-pemilihan-2029.csv'), second);
    const [a, b] = [(await planOf(one)).fingerprint, (await planOf(other)).fingerprint];
    const done = await Promise.all([imports.apply(admin, one, a), imports.apply(second, other, b)]);
    expect(done.filter((result) => result.ok)).toHaveLength(1);
    expect(done.map((result) => (result.ok ? 'ok' : result.error.kind)).toSorted()).toEqual(['changed', 'ok']);
    standing.push(done[0]?.ok === true ? one : other);
  });

  it('of the same file applied twice at once it counts once', async () => {
    const id = await stage('keputusan', decree('2028-01-01'));
    const seen = (await planOf(id)).fingerprint;
    const done = await Promise.all([
      imports.apply(admin, id, seen),
      imports.apply(second, id, seen),
      imports.apply(admin, id, seen),
    ]);
    expect(done.map((result) => (result.ok ? 'ok' : result.error.kind)).toSorted()).toEqual([
      'not-staged',
      'not-staged',
      'ok',
    ]);
    standing.push(id);
    const rows = await app.owner.selectFrom('law_addition').select('id').where('import_id', '=', id).execute();
    expect(rows).toHaveLength(1);
  });

  it('and what was done is written down', async () => {
    const id = await stage('keputusan', decree('2028-01-01'));
    await applied(id);
    await imports.withdraw(second, id, 'keliru');
    const audit = await app.owner
      .selectFrom('audit')
      .select(['what', 'user_id'])
      .where('target', '=', id)
      .orderBy('id')
      .execute();
    expect(audit).toEqual([
      { what: 'import.staged', user_id: admin.userId },
      { what: 'import.applied', user_id: admin.userId },
      { what: 'import.withdrawn', user_id: second.userId },
    ]);
    expect((await imports.find(admin, id))?.withdrawReason).toBe('keliru');
  });
});

describe('the public log', () => {
  const leaves = async () =>
    (await app.owner.selectFrom('log_entry').select(['about', 'entry']).orderBy('at').execute()).filter(({ about }) =>
      about.startsWith('law-addition '),
    );

  it('gets a leaf that anybody may open when an addition comes into force, and another when it is withdrawn', async () => {
    const before = (await leaves()).length;
    const id = await stage('keputusan', decree('2028-01-01'));
    expect(await leaves()).toHaveLength(before);
    await applied(id);
    const { id: addition } = await app.owner
      .selectFrom('law_addition')
      .select('id')
      .where('import_id', '=', id)
      .executeTakeFirstOrThrow();
    const fingerprint = app.platform.law.current().data;
    await imports.withdraw(second, id, 'keliru');
    const [came, left] = (await leaves()).slice(before);
    const told = { kind: 'law-addition', body: 'netra', addition, law: 'decree', name: '2028 Contoh 2028' };
    expect(came).toMatchObject({
      about: `law-addition ${addition} applied`,
      entry: { ...told, what: 'applied', fingerprint, content: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(left).toMatchObject({
      about: `law-addition ${addition} withdrawn`,
      entry: { ...told, what: 'withdrawn', fingerprint: '' },
    });
    expect(JSON.stringify([came, left])).not.toContain(admin.userId);
    expect(fingerprint).not.toBe('');
  });

  it('and the change are one: when the leaf cannot be saved, the law stays as it was', async () => {
    const failing = lawDataFeature(app.platform, {
      folder: path.join(app.dataDir, 'imports'),
      noteInLog: () => Promise.reject(new Error('no leaf')),
    }).imports;
    const id = await stage('keputusan', decree('2028-01-01'));
    await expect(failing.apply(admin, id, (await planOf(id)).fingerprint)).rejects.toThrow('no leaf');
    const rows = await app.owner.selectFrom('law_addition').select('id').where('import_id', '=', id).execute();
    expect(rows).toEqual([]);
    expect((await imports.find(admin, id))?.status).toBe('staged');
  });
});

describe('a stored law that cannot be used', () => {
  it('never reaches anybody: the last good rulebook stays, until it is withdrawn', async () => {
    await bringIn('keputusan', decree('2028-01-01', '2028-08-17'));
    const good = app.platform.law.current();
    const bad = await stage('keputusan', decree('2028-02-02'));
    await app.owner
      .insertInto('law_addition')
      .values({
        id: randomUUID(),
        kind: 'decree',
        key: 'rusak',
        payload: '{"year":"2030"}',
        source_publisher: 'x',
        confidence: 'seen',
        import_id: bad,
        created_by: admin.userId,
      })
      .execute();
    await app.platform.law.refresh();
    expect(app.platform.law.current()).toBe(good);
    expect(app.platform.law.trouble()).toContain('decrees[1]');
    await app.owner
      .updateTable('law_addition')
      .set({ withdrawn_at: '2024-01-01T00:00:00Z', withdrawn_by: admin.userId })
      .where('key', '=', 'rusak')
      .execute();
    await app.platform.law.refresh();
    expect(app.platform.law.trouble()).toBeNull();
    await sql`alter table law_addition disable trigger user`.execute(app.owner);
    await app.owner.deleteFrom('law_addition').where('key', '=', 'rusak').execute();
    await sql`alter table law_addition enable trigger user`.execute(app.owner);
  });
});

describe('large files', () => {
  /** Each row is 300 bytes. */
  const ROWS = deep ? 100_000 : 30_000;

  it(`of ${ROWS} rows are read, checked and applied in flat memory`, async () => {
    setFlagsFromString('--expose-gc');
    const gc: unknown = runInNewContext('gc');
    /** What is really held, at several moments of each pass. */
    const held: number[] = [];
    let asked = 0;
    const look = (): void => {
      if (asked++ % (ROWS / 5) !== 0 || typeof gc !== 'function') return;
      gc();
      held.push(process.memoryUsage().heapUsed);
    };
    const nip: ImportColumn<string> = {
      id: 'nip',
      label: { id: 'NIP', en: 'NIP' },
      synonyms: [],
      required: true,
      hint: { id: '', en: '' },
      parse: textCell(18),
    };
    let seen = 0;
    const kind = defineImport<string>({
      id: 'uji-besar',
      title: { id: 'Uji', en: 'Test' },
      columns: [nip],
      maxRows: 200_000,
      takes: 'good-rows',
      mayLook: () => true,
      mayChange: () => true,
      read: (cells) => {
        look();
        return cells.get(nip);
      },
      plan: async (_tx, rows) => {
        let added = 0;
        for await (const _row of rows) added += 1;
        return { added, replaced: 0, same: 0, first: [], problems: [], consequences: [], fingerprint: String(added) };
      },
      apply: async (_tx, rows) => {
        for await (const _row of rows) seen += 1;
        return ok({ added: seen, replaced: 0, says: { id: '', en: '' } });
      },
      undo: () => Promise.resolve(ok({ added: 0, replaced: 0, says: { id: '', en: '' } })),
    });
    const { db, uuid, realNow } = app.platform;
    const service = importService({ db, uuid, realNow, folder: path.join(app.dataDir, 'imports') }, [kind]);
    async function* file(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('NIP;Nama\n');
      // Each row carries a name that nobody imports; one in a thousand has a number that is too long.
      for (let at = 0; at < ROWS; at += 1000) {
        const rows = Array.from({ length: 1000 }, (_, i) => {
          const number = i === 7 ? '1234567890123456789012' : String(198001012005011000 + at + i);
          return `${number};${'nama '.repeat(56)}\n`;
        });
        yield Buffer.from(rows.join(''));
        look();
      }
    }
    const started = performance.now();
    const staged = await service.receive(admin, kind, { name: 'besar.csv', contents: file() });
    if (!staged.ok) throw new Error(JSON.stringify(staged.error));
    const stored = await service.find(admin, staged.value.id);
    expect([stored?.rowCount, stored?.problemCount]).toEqual([ROWS, ROWS / 1000]);
    const done = await service.apply(admin, staged.value.id, String(ROWS - ROWS / 1000));
    expect(done.ok || done.error).toBe(true);
    expect(seen).toBe(ROWS - ROWS / 1000);
    const grown = (Math.max(...held) - (held[0] ?? 0)) / 1024 / 1024;
    console.info(`${ROWS} rows: ${Math.round(performance.now() - started)} ms, held +${grown.toFixed(1)} MB`);
    expect(held.length).toBeGreaterThan(10);
    // The rows alone would be that and more.
    expect(grown).toBeLessThan((0.4 * ROWS * 300) / 1e6);
    const left = await app.owner
      .selectFrom('import_row')
      .select((e) => e.fn.countAll<number>().as('n'))
      .where('import_id', '=', staged.value.id)
      .executeTakeFirstOrThrow();
    expect(left.n).toBe(ROWS / 1000);
  }, 180_000);
});
