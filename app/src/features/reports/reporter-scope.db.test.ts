import { randomBytes, randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '../../platform/db/connect.ts';
import { type Actor, runAs } from '../../platform/db/unit-of-work.ts';
import { type ReportsApp, startReportsApp } from './report-walk.fixture.ts';

/** What a statement could do in the transaction of a public page, if the application let any statement through. */
let test: ReportsApp;
let victim: { readonly caseId: string; readonly reportId: string; readonly office: string; readonly region: string };
const mine = { kind: 'public', receiptHash: Buffer.alloc(32, 1), draftKey: Buffer.alloc(32, 2) } as const;

beforeAll(async () => {
  test = await startReportsApp();
  const office = test.country.bodies.bawasluCity.id;
  const region = test.country.places.city.id;
  const theirs = { kind: 'public', receiptHash: Buffer.alloc(32, 9) } as const;
  const caseId = randomUUID();
  const reportId = randomUUID();
  await runAs(test.app.platform.db, theirs, async (tx) => {
    await open(tx, caseId, office, region);
    await report(reportId, caseId, theirs.receiptHash).execute(tx);
  });
  victim = { caseId, reportId, office, region };
});
afterAll(() => test.end());

const open = async (tx: Tx, caseId: string, bodyId: string, regionId: string) =>
  test.cases.service.openFromReport(tx, {
    ...{ caseId, bodyId, regionId, reportKind: 'laporan', zone: 'WIB', electionId: 'pilkada-2024' },
    ...{ contestId: 'kepala-daerah', actKind: 'social-engagement', at: await test.app.clock.now() },
  } as const);

function report(id: string, caseId: string, receiptHash: Buffer): RawBuilder<unknown> {
  const { bawasluCity } = test.country.bodies;
  return sql`insert into report (id, submission_key, receipt_hash, kind, intake_body_id, case_id, act_kind, happened_on, known_on, region_id, received_at)
    values (${id}, ${randomUUID()}, ${receiptHash}, 'laporan', ${bawasluCity.id}, ${caseId}, 'x', '2024-10-01', '2024-10-01', ${test.country.places.city.id}, now())`;
}

async function refusal(actor: Actor, statement: RawBuilder<unknown>): Promise<string> {
  try {
    const { numAffectedRows } = await runAs(test.app.platform.db, actor, (tx) => statement.execute(tx));
    return `${numAffectedRows ?? 0} rows`;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}
const refused = '42501';

describe('in the transaction of a public page, the database refuses', () => {
  it('a report that leads to the case of somebody else', async () => {
    expect(await refusal(mine, report(randomUUID(), victim.caseId, mine.receiptHash))).toBe(refused);
  });
  it('to let an office see a case that is there', async () => {
    const other = test.country.bodies.bawasluOther.id;
    expect(await refusal(mine, sql`insert into case_access values (${victim.caseId}, ${other}, now(), null)`)).toBe(
      refused,
    );
  });
  it('words, an identity or files under the report of somebody else', async () => {
    const { reportId, office } = victim;
    expect(await refusal(mine, sql`insert into report_words values (${reportId}, 'x')`)).toBe(refused);
    expect(await refusal(mine, sql`insert into report_identity values (${reportId}, 'x')`)).toBe(refused);
    await runAs(test.app.platform.db, mine, (tx) =>
      sql`insert into evidence (id, draft_key, intake_body_id, position, media_type, size, sha256, name_sealed, original_file, received_at)
        values (${randomUUID()}, ${mine.draftKey}, ${office}, 1, 'image/png', 1, 'x', 'x', 'x', now())`.execute(tx),
    );
    expect(await refusal(mine, sql`update evidence set report_id = ${reportId}`)).toBe(refused);
  });
  it('a name that is put under the own report afterwards', async () => {
    const [caseId, reportId] = [randomUUID(), randomUUID()];
    await runAs(test.app.platform.db, mine, async (tx) => {
      await open(tx, caseId, victim.office, victim.region);
      await report(reportId, caseId, mine.receiptHash).execute(tx);
      await sql`insert into report_words values (${reportId}, 'x')`.execute(tx);
    });
    expect(await refusal(mine, sql`insert into report_identity values (${reportId}, 'x')`)).toBe(refused);
  });
  it('a limit, a step or something written in a case that is there', async () => {
    const { caseId, office } = victim;
    expect(
      await refusal(
        mine,
        sql`insert into clock (id, case_id, procedure_id, step_id, body_id, zone, started_at, due_at, skipped, provisional, nature, basis, confidence, rulebook_version, state)
          values (${randomUUID()}, ${caseId}, 'x', 'x', ${office}, 'WIB', now(), now(), '[]', false, 'law', 'x', 'seen', 'x', 'running')`,
      ),
    ).toBe(refused);
    expect(await refusal(mine, sql`insert into case_event_content values (${caseId}, 1, '{}')`)).toBe(refused);
    expect(
      await refusal(
        mine,
        sql`insert into case_event (case_id, seq, kind, body_id, status_after, at, salt, commitment, link)
          values (${caseId}, 1, 'x', ${office}, 'received', now(), 'x', 'x', 'x')`,
      ),
    ).toBe(refused);
  });
  it('a case that begins in the middle, or in the name of a person', async () => {
    const { office, region } = victim;
    const begin = (status: string, holder: string) => sql`
      insert into case_file (id, number, origin, status, election_id, contest_id, origin_body_id, holder_body_id, region_id, act_kind, opened_at, last_seq)
      values (${randomUUID()}, ${randomUUID()}, 'laporan', ${status}, 'x', 'x', ${office}, ${holder}, ${region}, 'x', now(), 1)`;
    expect(await refusal(mine, begin('decided', office))).toBe(refused);
    expect(await refusal(mine, begin('received', test.country.bodies.bawasluOther.id))).toBe(refused);
  });
  it('to look at invitations, to change one, to make one', async () => {
    await sql`insert into invitation (token_hash, body_id, role, email, expires_at)
      values ('secret', ${victim.office}, 'officer', 'orang@contoh.id', now() + interval '1 day')`.execute(
      test.app.owner,
    );
    const seen = await runAs(test.app.platform.db, mine, (tx) => tx.selectFrom('invitation').selectAll().execute());
    expect(seen).toEqual([]);
    expect(await refusal(mine, sql`update invitation set used_at = null`)).toBe('0 rows');
    expect(
      await refusal(
        mine,
        sql`insert into invitation (token_hash, role, expires_at) values ('own', 'admin', now() + interval '1 day')`,
      ),
    ).toBe(refused);
  });
  it('roles, settings, offices, keys, traces, pledges', async () => {
    const { office } = victim;
    for (const statement of [
      sql`insert into member (id, user_id, body_id, role) values (${randomUUID()}, ${randomUUID()}, ${office}, 'officer')`,
      sql`insert into setting values ('legal-clock', '"2030-01-01T00:00:00Z"')`,
      sql`insert into setting values ('mode', '"demo"')`,
      sql`update body set seal_public_key = 'x'`,
      sql`select seal_private_key_wrapped from body`,
      sql`insert into audit (user_id, what, access) values (${randomUUID()}, 'x', 'read')`,
      sql`insert into pledge (id, user_id, body_id, election_id, text_version, certificate_number, signed_at, salt, commitment)
        values (${randomUUID()}, ${randomUUID()}, ${office}, 'x', 'x', 'x', now(), ${randomBytes(32)}, ${randomBytes(32)})`,
      sql`create function netra.mine() returns int language sql return 1`,
      sql`create table netra.mine (n int)`,
    ])
      expect(await refusal(mine, statement)).toBe(refused);
    const key = await runAs(test.app.platform.db, mine, (tx) =>
      sql<{ key: Buffer | null }>`select seal_private_key(${office}) as key`.execute(tx),
    );
    expect(key.rows[0]?.key).toBeNull();
  });
});

describe('who asks decides, and nobody', () => {
  it('gives nothing to a connection that does not say who asks', async () => {
    const { rows } = await sql<
      Record<string, number>
    >`select (select count(*) from case_file) as cases, (select count(*) from report) as reports,
      (select count(*) from evidence) as files, (select count(*) from audit) as audit, (select count(*) from invitation) as invitations,
      (select count(*) from media_item) as media`.execute(test.app.platform.db);
    expect(Object.values(rows[0] ?? {})).toEqual([0, 0, 0, 0, 0, 0]);
  });
  it('sees no case as an administrator, also when a row makes the person an officer', async () => {
    const { bawasluCity } = test.country.bodies;
    const person = await test.country.person('Dua Peran', [bawasluCity, 'officer']);
    const counts = async () =>
      (
        await runAs(test.app.platform.db, { kind: 'member', userId: person.userId }, (tx) =>
          sql<{ cases: number; key: boolean }>`select (select count(*) from case_file) as cases,
            seal_private_key(${bawasluCity.id}) is not null as key`.execute(tx),
        )
      ).rows[0];
    expect((await counts())?.cases).toBeGreaterThan(0);
    expect((await counts())?.key).toBe(true);
    await sql`insert into member (id, user_id, body_id, role) values (${randomUUID()}, ${person.userId}, ${bawasluCity.id}, 'admin')`.execute(
      test.app.owner,
    );
    expect(await counts()).toEqual({ cases: 0, key: false });
  });
  it('lets a civil servant sign for the own institution and for no other', async () => {
    const { agency, ppkCity } = test.country.bodies;
    const person = await test.country.person('Pegawai', [agency, 'asn']);
    const sign = (body: string) =>
      refusal(
        { kind: 'member', userId: person.userId },
        sql`insert into pledge (id, user_id, body_id, election_id, text_version, certificate_number, signed_at, salt, commitment)
          values (${randomUUID()}, ${person.userId}, ${body}, 'x', 'x', ${randomUUID()}, now(), ${randomBytes(32)}, ${randomBytes(32)})`,
      );
    expect(await sign(ppkCity.id)).toBe(refused);
    expect(await sign(agency.id)).toBe('1 rows');
  });
  it('lets nobody but the application call what looks past row-level security', async () => {
    const { rows } = await sql<{ name: string }>`select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace = 'netra'::regnamespace and has_function_privilege('public', p.oid, 'execute')`.execute(
      test.app.owner,
    );
    expect(rows).toEqual([]);
    const { rows: loose } = await sql<{ name: string }>`select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace = 'netra'::regnamespace and p.prosecdef
        and not coalesce(p.proconfig, '{}') @> array['search_path=netra, pg_temp']`.execute(test.app.owner);
    expect(loose).toEqual([]);
    const { rows: open } = await sql<{ name: string }>`select c.oid::regclass::text as name from pg_class c
      where c.relnamespace = 'netra'::regnamespace and c.relkind = 'r' and not c.relrowsecurity order by 1`.execute(
      test.app.owner,
    );
    expect(open).toEqual([{ name: 'handover_route' }]);
  });
});
