/** Lists that are gathered and counted past the policies: they hold the very cases that the policies let through, for everybody. */
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { type Desk, facts, startDesk, type Who } from './desk.fixture.ts';

let desk: Desk;
let conveyed: string;
let kept: string;
const at = '2024-12-01T00:00:00Z';
const everybody = [
  'officer',
  'colleague',
  'overseer',
  'verifier',
  'conveyor',
  'authority',
  'stranger',
  'admin',
] as const;

beforeAll(async () => {
  desk = await startDesk();
  conveyed = await desk.caseUpTo('convey');
  kept = await desk.report();
  await desk.walk(kept, ['officer', { ...facts, summary: 'Terlapor meminjamkan kendaraan dinas.' }]);
});
afterAll(() => desk.end());

async function asked<T>(who: Who, query: RawBuilder<T>): Promise<readonly T[]> {
  const { userId } = await desk.member(who);
  const { rows } = await runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) => query.execute(tx));
  return rows;
}
const numbers = (who: Who, query: RawBuilder<{ number: string }>): Promise<readonly string[]> =>
  asked(who, query).then((rows) => rows.map((row) => row.number).toSorted());
const gathered = (who: Who, narrow: object): Promise<readonly string[]> =>
  numbers(who, sql`select number from readable_cases(${JSON.stringify(narrow)}::jsonb)`);

describe('what is gathered for a list', () => {
  it('is what the policies let through, for everybody', async () => {
    for (const who of everybody)
      expect(await gathered(who, {}), who).toEqual(await numbers(who, sql`select number from case_file`));
    expect(await gathered('overseer', {})).toContain(conveyed);
    expect(await gathered('stranger', {})).toEqual([]);
  });

  it('is narrowed by each filter as the list itself', async () => {
    const [{ office } = { office: '' }] = await asked(
      'overseer',
      sql<{ office: string }>`select holder_body_id::text as office from case_file where number = ${conveyed}`,
    );
    const filters = [
      [{ open: 'true' }, sql`closed_at is null`],
      [{ open: 'false' }, sql`closed_at is not null`],
      [{ status: 'conveyed' }, sql`status = 'conveyed'`],
      [{ act: 'social-engagement' }, sql`act_kind = 'social-engagement'`],
      [{ level: 'berat' }, sql`level = 'berat'`],
      [{ election: 'none' }, sql`election_id = 'none'`],
      [{ office }, sql`holder_body_id = ${office}::uuid`],
      [{ dueBefore: at }, sql`due_at < ${at}::timestamptz`],
    ] as const;
    for (const who of everybody)
      for (const [narrow, condition] of filters)
        expect(await gathered(who, narrow), `${who} ${JSON.stringify(narrow)}`).toEqual(
          await numbers(who, sql`select number from case_file where ${condition}`),
        );
  });

  it('leaves out what somebody is shut out of, and so do the counts and the search by name', async () => {
    const { userId } = await desk.member('overseer');
    const counts = sql<{ queue: number }>`select queue from desk_counts('{}'::uuid[], ${at}::timestamptz, 1000)`;
    const [before] = await asked('overseer', counts);
    const tokens = await sql<{ token: Buffer }>`
      select distinct t.token from netra.accused_token t join netra.case_file f on f.id = t.case_id where f.number = ${kept} and t.kind = 'word'`.execute(
      desk.app.owner,
    );
    const named = sql<{ case_id: string }>`
      select case_id from find_accused('word', ${tokens.rows.map((row) => row.token)}::bytea[], 50)`;
    const foundBefore = await asked('overseer', named);
    await sql`insert into netra.case_lockout (case_id, user_id, body_id, at)
      select id, ${userId}, origin_body_id, now() from netra.case_file where number = ${kept}`.execute(desk.app.owner);
    expect(await gathered('overseer', {})).not.toContain(kept);
    expect(await gathered('officer', {})).toContain(kept);
    expect((await asked('overseer', counts))[0]?.queue).toBe((before?.queue ?? 0) - 1);
    expect(await asked('overseer', named)).toHaveLength(foundBefore.length - 1);
    await sql`delete from netra.case_lockout where user_id = ${userId}`.execute(desk.app.owner);
  });

  it('is nothing for the public and for the system', async () => {
    for (const actor of [{ kind: 'public' }, { kind: 'system' }] as const)
      await runAs(desk.app.platform.db, actor, async (tx) => {
        expect((await sql`select * from readable_cases('{}')`.execute(tx)).rows).toEqual([]);
        expect((await sql`select * from find_accused('word', array['\\x00'::bytea], 5)`.execute(tx)).rows).toEqual([]);
        const counts = await sql`select * from desk_counts('{}'::uuid[], now(), 1000)`.execute(tx);
        expect(counts.rows).toEqual([{ queue: 0, late: 0 }]);
      });
  });
});

describe('the counts of the menu', () => {
  it('are those of the lists behind them', async () => {
    for (const who of ['officer', 'verifier', 'conveyor', 'authority', 'overseer'] as const) {
      const own = (await desk.member(who)).memberships
        .filter((one) => one.role !== 'overseer')
        .map((one) => one.bodyId);
      const held = own.length > 0 ? sql`holder_body_id = any (${own}::uuid[])` : sql`true`;
      const [counted] = await asked(
        who,
        sql`select queue, late from desk_counts(${own}::uuid[], ${at}::timestamptz, 1000)`,
      );
      const [whole] = await asked(
        who,
        sql`select count(*) as queue, count(*) filter (where due_at < ${at}::timestamptz) as late from case_file
            where ${held} and closed_at is null and status <> 'information'`,
      );
      expect(counted, who).toEqual(whole);
    }
  });

  it('beside the places of the menu are those that the policies let a person count', async () => {
    for (const who of ['officer', 'colleague', 'verifier', 'conveyor', 'authority', 'stranger'] as const) {
      const { memberships } = await desk.member(who);
      const own = memberships.map((one) => one.bodyId);
      const [counted] = await asked(
        who,
        sql`select own_queue(${own}::uuid[], 100) as queue, own_incoming(${own}::uuid[], 100) as incoming`,
      );
      const [whole] = await asked(
        who,
        sql`select (select count(*) from case_file where holder_body_id = any (${own}::uuid[]) and closed_at is null and status <> 'information') as queue,
          (select count(*) from handover h where h.to_body_id = any (${own}::uuid[]) and h.ended_at is null
            and exists (select 1 from case_file c where c.id = h.case_id and c.holder_body_id = h.to_body_id and c.closed_at is null)) as incoming`,
      );
      expect(counted, who).toEqual(whole);
    }
    const { memberships } = await desk.member('authority');
    const own = memberships.map((one) => one.bodyId);
    expect(await asked('authority', sql`select own_incoming(${own}::uuid[], 100) as n`)).toEqual([{ n: 1 }]);
    expect(await asked('officer', sql`select own_queue(${own}::uuid[], 100) as n`)).toEqual([{ n: 0 }]);
  });

  it('count nothing of an office that is not one’s own', async () => {
    const { memberships } = await desk.member('verifier');
    const others = memberships.map((one) => one.bodyId);
    const [counted] = await asked(
      'officer',
      sql`select * from desk_counts(${others}::uuid[], ${at}::timestamptz, 1000)`,
    );
    expect(counted).toEqual({ queue: 0, late: 0 });
  });
});

describe('whom a case is closed to', () => {
  it('is shut out from the very statement on, also within the transaction that shuts the person out', async () => {
    const { userId, memberships } = await desk.member('officer');
    const bodyId = memberships[0]?.bodyId ?? '';
    const seen = sql<{ n: number }>`select count(*)::int as n from case_file where number = ${kept}`;
    class TakenBack extends Error {}
    const inside: number[] = [];
    const running = runAs(desk.app.platform.db, { kind: 'member', userId }, async (tx) => {
      inside.push((await seen.execute(tx)).rows[0]?.n ?? -1);
      const { rows } = await sql<{ id: string }>`select id from case_file where number = ${kept}`.execute(tx);
      await sql`insert into case_lockout (case_id, user_id, body_id, at) values (${rows[0]?.id ?? ''}, ${userId}, ${bodyId}, now())`.execute(
        tx,
      );
      inside.push((await seen.execute(tx)).rows[0]?.n ?? -1);
      const { rows: sees } = await sql<{ sees: boolean; steps: number }>`
        select sees_case(${rows[0]?.id ?? ''}::uuid) as sees, (select count(*)::int from case_event where case_id = ${rows[0]?.id ?? ''}::uuid) as steps`.execute(
        tx,
      );
      expect(sees).toEqual([{ sees: false, steps: 0 }]);
      throw new TakenBack();
    });
    await expect(running).rejects.toBeInstanceOf(TakenBack);
    expect(inside).toEqual([1, 0]);
    expect(await asked('officer', seen)).toEqual([{ n: 1 }]);
  });

  it('is asked anew for whoever comes next on the same connection', async () => {
    const { userId } = await desk.member('officer');
    const other = await desk.member('colleague');
    await sql`insert into netra.case_lockout (case_id, user_id, body_id, at)
      select id, ${userId}, origin_body_id, now() from netra.case_file where number = ${kept}`.execute(desk.app.owner);
    const seen = sql<{ n: number }>`select count(*)::int as n from case_file where number = ${kept}`;
    for (let round = 0; round < 20; round += 1) {
      const who = round % 2 === 0 ? userId : other.userId;
      const { rows } = await runAs(desk.app.platform.db, { kind: 'member', userId: who }, (tx) => seen.execute(tx));
      expect(rows).toEqual([{ n: round % 2 === 0 ? 0 : 1 }]);
    }
    await sql`delete from netra.case_lockout where user_id = ${userId}`.execute(desk.app.owner);
  });
});
