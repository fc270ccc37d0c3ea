/** The watch over reading on the real database: who is asked about, who is told, who sees it, and what it never shows. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import { type Desk, everybody, startDesk, textOf, tokenOn } from '../../cases/desk.fixture.ts';
import { type ReadingWatch, readingWatch } from './reading-watch.ts';

let desk: Desk;
let watch: ReadingWatch;
beforeAll(async () => {
  desk = await startDesk();
  watch = readingWatch(desk.app.platform);
});
afterAll(() => desk.end());

/** Writes into the trace that somebody opened so many different cases, some days ago (WIB), each of them twice. */
async function opened(userId: string, cases: number, daysAgo = 0, access: 'read' | 'write' = 'read'): Promise<void> {
  await sql`
    insert into netra.audit (user_id, what, access, case_id, at)
    select ${userId}::uuid, 'case.view', ${access}, md5(${userId} || ${access} || n || 'x')::uuid,
      ((now() at time zone 'Asia/Jakarta')::date - ${daysAgo}::integer)::timestamp at time zone 'Asia/Jakarta' + interval '1 second'
    from generate_series(1, ${cases}::integer) n, generate_series(1, 2)`.execute(desk.app.owner);
}
/** What earlier hours counted of earlier days. */
async function usually(userId: string, cases: number, days: number): Promise<void> {
  await sql`
    insert into netra.reading_day (user_id, on_day, cases)
    select ${userId}::uuid, (now() at time zone 'Asia/Jakarta')::date - n, ${cases}::integer from generate_series(3, ${days}::integer + 2) n`.execute(
    desk.app.owner,
  );
}
const daysOf = async (userId: string) =>
  desk.app.owner
    .selectFrom('reading_day')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('on_day', 'desc')
    .execute();
const idOf = async (who: (typeof everybody)[number]): Promise<string> => (await desk.member(who)).userId;
const mailsTo = async (userId: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from netra.mail where user_id = ${userId}::uuid and template = 'work-waiting'`.execute(
    desk.app.owner,
  );
  return rows[0]?.n ?? 0;
};

describe('the watch over reading', () => {
  it('asks about whoever opened far more cases than usual, once, and tells those who administer', async () => {
    const [officer, verifier, colleague] = [await idOf('officer'), await idOf('verifier'), await idOf('colleague')];
    await usually(officer, 20, 10);
    await opened(officer, 200);
    // As many, and usual; few; and many that were written, not read.
    await usually(verifier, 60, 10);
    await opened(verifier, 200);
    await opened(colleague, 59);
    await opened(colleague, 500, 0, 'write');
    const before = await mailsTo(await idOf('admin'));
    expect(await watch.watch()).toBe(1);
    expect(await mailsTo(await idOf('admin'))).toBe(before + 1);
    expect((await daysOf(officer))[0]).toMatchObject({ cases: 200, usual: 20, raised_at: expect.anything() });
    expect((await daysOf(verifier))[0]).toMatchObject({ cases: 200, usual: null, raised_at: null });
    expect((await daysOf(colleague))[0]).toMatchObject({ cases: 59, raised_at: null });
    // The next hour asks nothing twice; somebody who goes on reading is counted on.
    expect(await watch.watch()).toBe(0);
    await opened(colleague, 80);
    expect(await watch.watch()).toBe(1);
    expect((await daysOf(colleague))[0]).toMatchObject({ cases: 80, usual: 0 });
  });

  it('is not lulled by one high day: the next one is asked about too', async () => {
    const user = await idOf('conveyor');
    await usually(user, 20, 6);
    await opened(user, 150, 1);
    expect(await watch.watch()).toBe(1);
    await opened(user, 150);
    expect(await watch.watch()).toBe(1);
    expect((await daysOf(user)).filter((day) => day.raised_at !== null)).toHaveLength(2);
  });

  it('shows to administrators who, when and how many, and no case; nobody else has such a page', async () => {
    const admin = await desk.at('admin');
    const { html, status } = await admin.get('/admin/pembacaan');
    expect(status).toBe(200);
    expect(textOf(html)).toContain((await desk.member('officer')).name);
    expect(textOf(html)).toMatch(/200\s*20/);
    expect(html).not.toContain('/perkara/');
    for (const who of everybody.filter((one) => one !== 'admin')) {
      const visitor = await desk.at(who);
      expect((await visitor.get('/admin/pembacaan')).status, who).toBe(404);
      expect(await watch.list(await desk.member(who)), who).toEqual([]);
      const member = await desk.member(who);
      const rows = await runAs(desk.app.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
        tx.selectFrom('reading_day').select('user_id').where('user_id', '<>', member.userId).execute(),
      );
      expect(rows, who).toEqual([]);
    }
  });

  it('is looked into by one administrator, once, and by nobody in the own name', async () => {
    const admin = await desk.at('admin');
    const [row] = (await watch.list(await desk.member('admin'))).filter((one) => one.lookedAt === null);
    if (row === undefined) throw new Error('nothing to look into');
    const { html } = await admin.get('/admin/pembacaan');
    const form = { _csrf: tokenOn(html), siapa: row.userId, hari: row.day };
    expect((await admin.post('/admin/pembacaan', form)).status).toBe(303);
    expect((await admin.post('/admin/pembacaan', form)).status).toBe(409);
    expect((await admin.post('/admin/pembacaan', { ...form, siapa: randomUUID() })).status).toBe(409);
    expect((await admin.post('/admin/pembacaan', { ...form, hari: 'kemarin' })).status).toBe(404);
    const after = (await watch.list(await desk.member('admin'))).find(
      (one) => one.userId === row.userId && one.day === row.day,
    );
    expect(after).toMatchObject({ lookedBy: (await desk.member('admin')).name });
    const trace = await desk.app.owner
      .selectFrom('audit')
      .select('target')
      .where('what', '=', 'reading.looked')
      .execute();
    expect(trace).toEqual([{ target: row.userId }]);

    const own = await idOf('admin');
    await opened(own, 90);
    expect(await watch.watch()).toBe(1);
    const [mine] = await daysOf(own);
    expect(await watch.look(await desk.member('admin'), own, mine?.on_day ?? '')).toBe(false);
    expect((await watch.list(await desk.member('admin'))).map((one) => one.userId)).not.toContain(own);
    for (const who of ['officer', 'overseer'] as const)
      expect(await watch.look(await desk.member(who), row.userId, row.day), who).toBe(false);
  });

  it('counts for the system alone, keeps 35 days, and lets nobody write a count', async () => {
    const member = await desk.member('admin');
    await sql`insert into netra.reading_day (user_id, on_day, cases) values (${member.userId}::uuid, current_date - 60, 5)`.execute(
      desk.app.owner,
    );
    const direct = (query: ReturnType<typeof sql>) =>
      runAs(desk.app.platform.db, { kind: 'member', userId: member.userId }, (tx) => query.execute(tx));
    expect((await direct(sql`select * from count_readings(0)`)).rows).toEqual([]);
    expect((await daysOf(member.userId)).some((day) => day.cases === 5)).toBe(true);
    expect((await direct(sql`select raise_reading(${member.userId}::uuid, current_date, 1) as done`)).rows).toEqual([
      { done: null },
    ]);
    await expect(direct(sql`update reading_day set cases = 1`)).rejects.toThrow(/permission denied/);
    await watch.watch();
    expect((await daysOf(member.userId)).some((day) => day.cases === 5)).toBe(false);
  });
});
