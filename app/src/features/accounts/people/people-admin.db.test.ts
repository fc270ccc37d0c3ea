import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, testSecret } from '../../../../test/support/app.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import { type DemoApp, startDemoApp } from '../demo-app.fixture.ts';
import { newcomers, password } from '../newcomers.fixture.ts';
import { recoverByOperator } from '../recovery/account-recovery.ts';
import { headingOf, plain, Visitor } from '../visitor.fixture.ts';
import { endLeft, leave } from './leaving.ts';

let test: TestApp;
let app: DemoApp;
let people: ReturnType<typeof newcomers>;
beforeAll(async () => {
  test = await startTestApp();
  app = await startDemoApp(test, testSecret);
  people = newcomers(app);
});
afterAll(async () => {
  await app.end();
  await test.end();
});
beforeEach(() => {
  app.afterAMinute();
  app.backToNow();
});

const idOf = async (email: string): Promise<string> =>
  (await test.owner.selectFrom('auth.auth_user').select('id').where('email', '=', email).executeTakeFirstOrThrow()).id;
const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/akun/sesi')).status === 200;
const traces = async (what: string): Promise<number> =>
  (await test.owner.selectFrom('audit').select('id').where('what', '=', what).execute()).length;

async function made(role: 'admin' | 'officer'): Promise<{ visitor: Visitor; email: string; id: string }> {
  const email = await people.joined(role);
  const visitor = await people.enrolled(email);
  const id = await idOf(email);
  // Long enough to recover accounts.
  await since(id, 8);
  return { visitor, email, id };
}
/** Dates the duties of a person back by so many days. */
async function since(userId: string, days: number): Promise<void> {
  const day = Temporal.Now.plainDateISO('UTC').subtract({ days }).toString();
  await test.owner.updateTable('member').set({ valid_from: day }).where('user_id', '=', userId).execute();
}
/** A person invited by an administrator, by a link that was handed over. */
async function invitedBy(admin: string, role: 'admin' | 'officer', email: string): Promise<string> {
  const bodyId = role === 'admin' ? await administration() : (app.bodies['bawaslu-arunika'] ?? '');
  const token = await app.accounts.service.invite(admin, { bodyId, role });
  const path = `/mulai/${token}`;
  app.afterAMinute();
  const done = await new Visitor(app.hono).fill(path, path, { name: 'Orang Baru', email, password });
  expect(done.to).toBe('/masuk?akun=baru');
  return idOf(email);
}
const administration = async (): Promise<string> =>
  (await test.owner.selectFrom('member').select('body_id').where('role', '=', 'admin').executeTakeFirstOrThrow())
    .body_id;
const noOtherAdministrators = (): Promise<unknown> =>
  test.owner.updateTable('member').set({ valid_until: '2020-01-01' }).where('role', '=', 'admin').execute();
const mailsTo = async (userId: string): Promise<number> =>
  (
    await test.owner
      .selectFrom('mail')
      .select('id')
      .where('user_id', '=', userId)
      .where('template', '=', 'security-changed')
      .execute()
  ).length;
const linkOn = (html: string, what: string): string =>
  new RegExp(`/${what}/([\\w-]{20,})`).exec(plain(html))?.[1] ?? '';
/** Proposes as the one and confirms as the other. */
async function recoverBy(one: Visitor, other: Visitor, person: string): Promise<{ status: number; html: string }> {
  const page = `/admin/orang/${person}`;
  expect((await one.fill(page, `${page}/pulihkan`, { why: reason })).to).toBe('/admin/pemulihan?selesai=proposed');
  return confirmAs(other, person);
}
/** As an administrator with statements of the own would. */
function confirmPastThePage(userId: string, id: string): Promise<unknown> {
  return runAs(test.platform.db, { kind: 'member', userId }, (tx) =>
    tx
      .updateTable('account_recovery')
      .set({ confirmed_by: userId, confirmed_at: new Date().toISOString(), link_hash: Buffer.from(id) })
      .where('id', '=', id)
      .execute(),
  );
}
async function confirmAs(other: Visitor, person: string): Promise<{ status: number; html: string }> {
  const { id } = await test.owner
    .selectFrom('account_recovery')
    .select('id')
    .where('user_id', '=', person)
    .orderBy('proposed_at', 'desc')
    .executeTakeFirstOrThrow();
  return other.submit((await other.get('/admin/pemulihan')).html, `/admin/pemulihan/${id}/setujui`, {});
}
const reason = 'Datang sendiri ke kantor dengan kartu pegawai';

describe('recovery by two administrators', () => {
  it('takes two different ones, resets everything, and gives a link that works once', async () => {
    const [first, second, person] = [await made('admin'), await made('admin'), await made('officer')];
    const page = `/admin/orang/${person.id}`;
    const proposed = await first.visitor.fill(page, `${page}/pulihkan`, { why: reason });
    expect(proposed.to).toBe('/admin/pemulihan?selesai=proposed');
    expect(await isIn(person.visitor)).toBe(true);

    // The proposer is offered no button, and pressing it all the same is refused by the page and by the database.
    const own = await first.visitor.get('/admin/pemulihan');
    expect(own.html).not.toContain('/setujui');
    const list = await second.visitor.get('/admin/pemulihan');
    const confirm = /action="(\/admin\/pemulihan\/[^"]+\/setujui)"/.exec(list.html)?.[1] ?? '';
    const forged = await first.visitor.submit(own.html.replaceAll('/hentikan"', '/setujui"'), confirm, {});
    expect(forged.status).toBe(422);
    const row = await test.owner
      .selectFrom('account_recovery')
      .select('id')
      .where('user_id', '=', person.id)
      .executeTakeFirstOrThrow();
    await expect(
      runAs(test.platform.db, { kind: 'member', userId: first.id }, (tx) =>
        tx
          .updateTable('account_recovery')
          .set({ confirmed_by: first.id, confirmed_at: new Date().toISOString(), link_hash: Buffer.from('x') })
          .where('id', '=', row.id)
          .execute(),
      ),
    ).rejects.toThrow();

    const shown = await second.visitor.submit(list.html, confirm, {});
    const link = new URL(plain(/value="(http[^"]*\/pulih\/[^"]+)"/.exec(shown.html)?.[1] ?? '')).pathname;
    expect(await isIn(person.visitor)).toBe(false);
    const before = await new Visitor(app.hono).fill('/masuk', '/masuk', { email: person.email, password });
    expect(before.status).toBe(422);

    const weak = await new Visitor(app.hono).fill(link, link, { password: 'pendek' });
    expect(weak.status).toBe(422);
    const set = await new Visitor(app.hono).fill(link, link, { password: 'tujuh kapal menyeberang malam' });
    expect(set.to).toBe('/masuk?akun=baru');
    expect((await new Visitor(app.hono).get(link)).status).toBe(404);
    app.afterAMinute();
    const back = new Visitor(app.hono);
    await back.fill('/masuk', '/masuk', { email: person.email, password: 'tujuh kapal menyeberang malam' });
    // The former second factor is gone: it has to be set up before any page of work opens.
    expect((await back.get('/admin')).to).toBe('/akun/kode-ganda');
    expect(await traces('account.recovered')).toBe(1);
    const mails = await test.owner.selectFrom('mail').select('template').where('user_id', '=', person.id).execute();
    expect(mails.filter((mail) => mail.template === 'security-changed').length).toBeGreaterThanOrEqual(2);
  });

  it('is refused for oneself, and for whoever the recovery concerns', async () => {
    const [first, second] = [await made('admin'), await made('admin')];
    const own = await first.visitor.get(`/admin/orang/${first.id}`);
    expect(own.html).not.toContain('/pulihkan');
    await first.visitor.fill(`/admin/orang/${second.id}`, `/admin/orang/${second.id}/pulihkan`, { why: reason });
    const list = await second.visitor.get('/admin/pemulihan');
    expect(list.html).not.toContain('/setujui');
    await expect(
      runAs(test.platform.db, { kind: 'member', userId: first.id }, (tx) =>
        tx
          .insertInto('account_recovery')
          .values({ id: crypto.randomUUID(), user_id: first.id, reason, proposed_by: first.id })
          .execute(),
      ),
    ).rejects.toThrow();
  });

  it('waits a day where that was asked, and the person can stop it meanwhile', async () => {
    const [first, second, person] = [await made('admin'), await made('admin'), await made('officer')];
    const page = `/admin/orang/${person.id}`;
    await first.visitor.fill(page, `${page}/pulihkan`, { why: reason, delay: 'yes' });
    const list = await second.visitor.get('/admin/pemulihan');
    const rows = list.html.split('<tr').find((row) => row.includes(person.id)) ?? '';
    const confirm = /action="(\/admin\/pemulihan\/[^"]+\/setujui)"/.exec(rows)?.[1] ?? '';
    const shown = await second.visitor.submit(list.html, confirm, {});
    const link = new URL(plain(/value="(http[^"]*\/pulih\/[^"]+)"/.exec(shown.html)?.[1] ?? '')).pathname;
    // Nothing is lost yet, and the link does not work yet.
    expect(await isIn(person.visitor)).toBe(true);
    expect((await new Visitor(app.hono).get(link)).status).toBe(404);
    app.wait(23 * 60);
    expect((await new Visitor(app.hono).get(link)).status).toBe(404);
    app.wait(2 * 60);
    expect((await new Visitor(app.hono).get(link)).status).toBe(200);
    app.backToNow();
    const told = await person.visitor.get('/akun');
    expect(told.html).toContain('Ada permintaan pemulihan untuk akun ini');
    const stop = /action="(\/akun\/pemulihan\/[^"]+\/hentikan)"/.exec(told.html)?.[1] ?? '';
    expect((await person.visitor.submit(told.html, stop, {})).to).toBe('/akun?selesai=berhenti');
    app.wait(25 * 60);
    expect((await new Visitor(app.hono).get(link)).status).toBe(404);
  });

  it('has a link that dies after a day', async () => {
    const [first, second, person] = [await made('admin'), await made('admin'), await made('officer')];
    const page = `/admin/orang/${person.id}`;
    await first.visitor.fill(page, `${page}/pulihkan`, { why: reason });
    const list = await second.visitor.get('/admin/pemulihan');
    const row = list.html.split('<tr').find((one) => one.includes(person.id)) ?? '';
    const shown = await second.visitor.submit(list.html, /action="([^"]+\/setujui)"/.exec(row)?.[1] ?? '', {});
    const link = new URL(plain(/value="(http[^"]*\/pulih\/[^"]+)"/.exec(shown.html)?.[1] ?? '')).pathname;
    app.wait(24 * 60 + 1);
    expect((await new Visitor(app.hono).get(link)).status).toBe(404);
  });

  it('at the server is refused where two other administrators can do it, and writes who did it where not', async () => {
    const deps = { ...test.platform, realNow: Date.now };
    const person = await made('officer');
    await noOtherAdministrators();
    await Promise.all([await made('admin'), await made('admin')]);
    expect(await recoverByOperator(deps, person.email, reason)).toEqual({ ok: false, error: 'two-administrators' });
    expect(await recoverByOperator(deps, 'siapa@kantor.go.id', reason)).toEqual({ ok: false, error: 'unknown' });
    expect(await recoverByOperator(deps, person.email, 'lupa')).toEqual({ ok: false, error: 'reason' });
    // All administrators but one are gone.
    const last = await made('admin');
    await test.owner
      .updateTable('member')
      .set({ valid_until: '2020-01-01' })
      .where('role', '=', 'admin')
      .where('user_id', '!=', last.id)
      .execute();
    const link = await recoverByOperator(deps, last.email.toUpperCase(), reason);
    expect(link.ok).toBe(true);
    expect(await isIn(last.visitor)).toBe(false);
    expect(await traces('admin.recovery-by-operator')).toBe(1);
    if (!link.ok) return;
    expect((await new Visitor(app.hono).get(`/pulih/${link.value.token}`)).status).toBe(200);
  });
});

describe('recovery by two who might be one', () => {
  it('is refused to an administrator and the second self that the same one invited, and changes nothing', async () => {
    const [alone, person] = [await made('admin'), await made('officer')];
    await made('admin');
    const second = await invitedBy(alone.id, 'admin', 'boneka@luar.example');
    const puppet = await people.enrolled('boneka@luar.example');
    await since(second, 400);
    const refused = await recoverBy(alone.visitor, puppet, person.id);
    expect([refused.status, plain(refused.html).includes('diundang oleh yang lain')]).toEqual([422, true]);
    expect(await isIn(person.visitor)).toBe(true);
    // The same two the other way round.
    await test.owner.deleteFrom('account_recovery').execute();
    expect((await recoverBy(puppet, alone.visitor, person.id)).status).toBe(422);
    expect(await isIn(person.visitor)).toBe(true);
  });

  it('is open to the two of an instance that has no others, once the invited one has been there for thirty days', async () => {
    await noOtherAdministrators();
    const [alone, person] = [await made('admin'), await made('officer')];
    const second = await invitedBy(alone.id, 'admin', 'wakil@kantor.go.id');
    const deputy = await people.enrolled('wakil@kantor.go.id');
    await since(second, 29);
    const early = await recoverBy(alone.visitor, deputy, person.id);
    expect([early.status, plain(early.html).includes('belum 30 hari')]).toEqual([422, true]);
    // Meanwhile there is a way: the operator at the server.
    expect((await recoverByOperator({ ...test.platform, realNow: Date.now }, person.email, reason)).ok).toBe(true);
    await test.owner.deleteFrom('account_recovery').execute();
    await since(second, 30);
    expect((await recoverBy(alone.visitor, deputy, person.id)).status).toBe(200);
  });

  it('is refused while one of them has administered for less than a week', async () => {
    const [first, second, person] = [await made('admin'), await made('admin'), await made('officer')];
    await since(first.id, 6);
    const refused = await recoverBy(first.visitor, second.visitor, person.id);
    expect([refused.status, plain(refused.html).includes('belum 7 hari')]).toEqual([422, true]);
    await since(first.id, 7);
    expect((await confirmAs(second.visitor, person.id)).status).toBe(200);
  });

  it('is told on the page in both languages', async () => {
    const { visitor } = await made('admin');
    expect((await visitor.get('/admin/pemulihan')).html).toContain('harus sudah 30 hari menjadi pengelola');
    expect((await visitor.get('/en/admin/pemulihan')).html).toContain('must have been one for 30 days');
  });

  it('lapses after three days, in the page and in the database, and can be proposed again', async () => {
    const [first, second, person] = [await made('admin'), await made('admin'), await made('officer')];
    const page = `/admin/orang/${person.id}`;
    await first.visitor.fill(page, `${page}/pulihkan`, { why: reason });
    const list = await second.visitor.get('/admin/pemulihan');
    const { id } = await test.owner
      .updateTable('account_recovery')
      .set({ proposed_at: new Date(Date.now() - 3 * 86_400_000).toISOString() })
      .where('user_id', '=', person.id)
      .returning('id')
      .executeTakeFirstOrThrow();
    const late = await second.visitor.submit(list.html, `/admin/pemulihan/${id}/setujui`, {});
    expect([late.status, plain(late.html).includes('lewat 3 hari')]).toEqual([422, true]);
    expect((await second.visitor.get('/admin/pemulihan')).html).not.toContain(`/admin/pemulihan/${id}/`);
    await expect(confirmPastThePage(second.id, id)).rejects.toThrow('row-level security');
    expect((await first.visitor.fill(page, `${page}/pulihkan`, { why: reason })).status).toBe(303);
    expect((await confirmAs(second.visitor, person.id)).status).toBe(200);
  });

  it('is refused when the one who proposed is no administrator any more, by the database as well', async () => {
    const [first, second, person] = [await made('admin'), await made('admin'), await made('officer')];
    const page = `/admin/orang/${person.id}`;
    await first.visitor.fill(page, `${page}/pulihkan`, { why: reason });
    await test.owner.updateTable('member').set({ valid_until: '2020-01-01' }).where('user_id', '=', first.id).execute();
    const refused = await confirmAs(second.visitor, person.id);
    expect([refused.status, plain(refused.html).includes('bukan pengelola lagi')]).toEqual([422, true]);
    const { id } = await test.owner
      .selectFrom('account_recovery')
      .select('id')
      .where('user_id', '=', person.id)
      .executeTakeFirstOrThrow();
    await expect(confirmPastThePage(second.id, id)).rejects.toThrow('row-level security');
  });
});

describe('what an administrator opened', () => {
  const leaves = async (by: Visitor, person: string): Promise<void> => {
    const page = `/admin/orang/${person}`;
    expect((await by.fill(page, `${page}/berhenti`, { when: 'now', reason: 'Pindah tugas' })).to).toBe(
      `${page}?selesai=left`,
    );
  };
  const endsDuty = async (by: Visitor, person: string): Promise<void> => {
    const { id } = await test.owner
      .selectFrom('member')
      .select('id')
      .where('user_id', '=', person)
      .where('role', '=', 'admin')
      .executeTakeFirstOrThrow();
    const path = `/admin/tugas/${id}/akhiri`;
    expect((await by.fill(path, path, {})).status).toBe(303);
  };

  it.each([
    ['leaves', leaves],
    ['loses the duty', endsDuty],
  ])(
    'ends when the one who opened it %s: links of invitations, recoveries proposed and recoveries confirmed',
    async (_, goes) => {
      const [goer, other] = [await made('admin'), await made('admin')];
      const [proposedFor, confirmedFor] = [await made('officer'), await made('officer')];
      const token = await app.accounts.service.invite(goer.id, { bodyId: await administration(), role: 'admin' });
      expect((await new Visitor(app.hono).get(`/mulai/${token}`)).status).toBe(200);
      const link = linkOn((await recoverBy(other.visitor, goer.visitor, confirmedFor.id)).html, 'pulih');
      expect((await new Visitor(app.hono).get(`/pulih/${link}`)).status).toBe(200);
      const page = `/admin/orang/${proposedFor.id}`;
      await goer.visitor.fill(page, `${page}/pulihkan`, { why: reason });

      await goes(other.visitor, goer.id);
      expect((await new Visitor(app.hono).get(`/mulai/${token}`)).status).toBe(404);
      expect((await new Visitor(app.hono).get(`/pulih/${link}`)).status).toBe(404);
      const rows = await test.owner
        .selectFrom('account_recovery')
        .select(['stopped_at', 'stopped_by'])
        .where('user_id', 'in', [proposedFor.id, confirmedFor.id])
        .execute();
      expect(rows.map((row) => [row.stopped_at !== null, row.stopped_by])).toEqual([
        [true, other.id],
        [true, other.id],
      ]);
      const stored = await test.owner
        .selectFrom('invitation')
        .select('expires_at')
        .where('invited_by', '=', goer.id)
        .executeTakeFirstOrThrow();
      expect(stored.expires_at.epochMilliseconds).toBeLessThanOrEqual(Date.now() + 1_000);
    },
  );

  it('ends also when an administrator ends the own duty', async () => {
    const goer = await made('admin');
    await made('admin');
    const token = await app.accounts.service.invite(goer.id, { bodyId: await administration(), role: 'admin' });
    await endsDuty(goer.visitor, goer.id);
    const stored = await test.owner
      .selectFrom('invitation')
      .select('expires_at')
      .where('invited_by', '=', goer.id)
      .executeTakeFirstOrThrow();
    expect(stored.expires_at.epochMilliseconds).toBeLessThanOrEqual(Date.now() + 1_000);
    expect((await new Visitor(app.hono).get(`/mulai/${token}`)).status).toBe(404);
  });

  it('is worth nothing when the duty ended by its date, which nobody ended by hand', async () => {
    const goer = await made('admin');
    const token = await app.accounts.service.invite(goer.id, { bodyId: await administration(), role: 'admin' });
    await test.owner.updateTable('member').set({ valid_until: '2020-01-01' }).where('user_id', '=', goer.id).execute();
    expect((await new Visitor(app.hono).get(`/mulai/${token}`)).status).toBe(404);
  });

  it('can be let run out by an administrator in the database, and not be prolonged or marked as used', async () => {
    const [admin, other] = [await made('admin'), await made('admin')];
    await app.accounts.service.invite(other.id, { bodyId: await administration(), role: 'admin' });
    const set = (values: { expires_at?: string; used_at?: string }) =>
      runAs(test.platform.db, { kind: 'member', userId: admin.id }, (tx) =>
        tx.updateTable('invitation').set(values).where('invited_by', '=', other.id).execute(),
      );
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    await expect(set({ expires_at: tomorrow })).rejects.toThrow('row-level security');
    await expect(set({ used_at: '2024-10-01T00:00:00Z' })).rejects.toThrow('row-level security');
    await set({ expires_at: '2024-10-01T00:00:00Z' });
  });
});

describe('a person who leaves', () => {
  it('loses duties, sessions and tokens in one act, with a reason; and may come back without duties', async () => {
    const [admin, person] = [await made('admin'), await made('officer')];
    const ended: string[] = [];
    app.accounts.onLeave((_, userId) => {
      ended.push(userId);
      return Promise.resolve();
    });
    const service = crypto.randomUUID();
    await test.owner
      .insertInto('auth.auth_user')
      .values({ id: service, name: 'Sistem (API)', email: `token-${service}@api.invalid`, email_verified: false })
      .execute();
    await test.owner
      .insertInto('api_token')
      .values({
        ...{
          id: crypto.randomUUID(),
          body_id: app.bodies['bawaslu-arunika'] ?? '',
          role: 'officer',
          name: 'Sistem kantor',
        },
        ...{ scopes: ['cases:read'], days: 30, asked_by: admin.id, issued_by: person.id, user_id: service },
        ...{ issued_at: new Date().toISOString(), token_hash: Buffer.from('uji') },
        expires_at: new Date(Date.now() + 86_400_000).toISOString(),
      })
      .execute();
    const before = await traces('admin.left');
    const page = `/admin/orang/${person.id}`;
    const bare = await admin.visitor.fill(page, `${page}/berhenti`, { when: 'now', reason: '' });
    expect(bare.status).toBe(422);
    const done = await admin.visitor.fill(page, `${page}/berhenti`, { when: 'now', reason: 'Pindah tugas' });
    expect(done.to).toBe(`${page}?selesai=left`);
    expect(await isIn(person.visitor)).toBe(false);
    expect(ended).toEqual([person.id]);
    const token = await test.owner.selectFrom('api_token').select('revoked_by').executeTakeFirstOrThrow();
    expect(token.revoked_by).toBe(admin.id);
    const duties = await test.owner.selectFrom('member').selectAll().where('user_id', '=', person.id).execute();
    expect(duties.every((duty) => duty.valid_until !== null && duty.barred)).toBe(true);
    // The right password leads nowhere.
    app.afterAMinute();
    const again = new Visitor(app.hono);
    await again.fill('/masuk', '/masuk', { email: person.email, password });
    expect(await isIn(again)).toBe(false);
    expect(await traces('admin.left')).toBe(before + 1);
    expect((await admin.visitor.fill(page, `${page}/kembali`, {})).to).toBe(`${page}?selesai=back`);
    const back = await test.owner.selectFrom('member').selectAll().where('user_id', '=', person.id).execute();
    expect(back.every((duty) => duty.valid_until !== null)).toBe(true);
  });

  it('serves until the last day where that is later, and is cleared up after it', async () => {
    const [admin, person] = [await made('admin'), await made('officer')];
    const page = `/admin/orang/${person.id}`;
    const soon = Temporal.Now.plainDateISO('Asia/Jakarta').add({ days: 5 });
    const day = { day_day: String(soon.day), day_month: String(soon.month), day_year: String(soon.year) };
    const past = { day_day: '1', day_month: '2', day_year: '2020' };
    expect(
      (await admin.visitor.fill(page, `${page}/berhenti`, { when: 'after', reason: 'Pensiun', ...past })).status,
    ).toBe(422);
    await admin.visitor.fill(page, `${page}/berhenti`, { when: 'after', reason: 'Pensiun', ...day });
    expect(await isIn(person.visitor)).toBe(true);
    const deps = { db: test.platform.db, uuid: () => crypto.randomUUID(), onLeave: [] };
    expect(await endLeft(deps)).toBe(0);
    await test.owner.updateTable('leaving').set({ last_day: '2020-01-01' }).where('user_id', '=', person.id).execute();
    expect(await isIn(person.visitor)).toBe(false);
    expect(await endLeft(deps)).toBe(1);
    const sessions = await test.owner
      .selectFrom('auth.auth_session')
      .select('id')
      .where('user_id', '=', person.id)
      .execute();
    expect(sessions).toEqual([]);
  });

  it('keeps the tie to the provider until the last day is over, by the calendar of Jakarta', async () => {
    const [admin, person] = [await made('admin'), await made('officer')];
    await test.owner
      .insertInto('sso_link')
      .values({ issuer: 'https://sso.example', subject: person.id, user_id: person.id })
      .execute();
    const tied = async (): Promise<boolean> =>
      (
        await test.owner
          .selectFrom('sso_link')
          .select('disabled_at')
          .where('user_id', '=', person.id)
          .executeTakeFirstOrThrow()
      ).disabled_at === null;
    const deps = { db: test.platform.db, uuid: () => crypto.randomUUID(), onLeave: [] };
    const today = Temporal.Now.plainDateISO('Asia/Jakarta');
    await leave(deps, admin.id, { userId: person.id, lastDay: today.toString(), reason: 'Pensiun' });
    expect([await tied(), await isIn(person.visitor), await endLeft(deps)]).toEqual([true, true, 0]);
    // A duty that came meanwhile ends with the others.
    await test.owner.updateTable('member').set({ valid_until: null }).where('user_id', '=', person.id).execute();
    await test.owner
      .updateTable('leaving')
      .set({ last_day: today.subtract({ days: 1 }).toString() })
      .where('user_id', '=', person.id)
      .execute();
    expect([await isIn(person.visitor), await endLeft(deps), await tied()]).toEqual([false, 1, false]);
    const [duty] = await test.owner.selectFrom('member').selectAll().where('user_id', '=', person.id).execute();
    expect([duty?.barred, (duty?.valid_until ?? '9') < today.toString()]).toEqual([true, true]);
  });

  it('at once counts as over in Jakarta too, where a day begins before it does in the database', async () => {
    const [admin, person] = [await made('admin'), await made('officer')];
    const deps = { db: test.platform.db, uuid: () => crypto.randomUUID(), onLeave: [] };
    await leave(deps, admin.id, { userId: person.id, lastDay: null, reason: 'Pindah tugas' });
    const left = await test.owner
      .selectFrom('leaving')
      .select(['last_day', 'ended_at'])
      .where('user_id', '=', person.id)
      .executeTakeFirstOrThrow();
    const yesterday = Temporal.Now.plainDateISO('Asia/Jakarta').subtract({ days: 1 }).toString();
    expect([left.last_day, left.ended_at !== null]).toEqual([yesterday, true]);
  });

  it.each(['asked_by', 'issued_by'] as const)(
    'takes a token along of which the person is %s, before any job has run',
    async (who) => {
      const [admin, person] = [await made('admin'), await made('officer')];
      const service = crypto.randomUUID();
      await test.owner
        .insertInto('auth.auth_user')
        .values({ id: service, name: 'Sistem (API)', email: `token-${service}@api.invalid`, email_verified: false })
        .execute();
      const hash = Buffer.from(`token ${who}`);
      await test.owner
        .insertInto('api_token')
        .values({
          ...{ id: crypto.randomUUID(), body_id: app.bodies['bawaslu-arunika'] ?? '', role: 'officer' },
          ...{ name: 'Sistem kantor', scopes: ['cases:read'], days: 30, user_id: service },
          ...{ asked_by: admin.id, issued_by: admin.id, [who]: person.id },
          ...{ issued_at: new Date().toISOString(), token_hash: hash },
          expires_at: new Date(Date.now() + 86_400_000).toISOString(),
        })
        .execute();
      const revoked = async (): Promise<boolean | undefined> =>
        (await sql<{ revoked: boolean }>`select revoked from netra.find_api_token(${hash})`.execute(test.platform.db))
          .rows[0]?.revoked;
      const deps = { db: test.platform.db, uuid: () => crypto.randomUUID(), onLeave: [] };
      const today = Temporal.Now.plainDateISO('Asia/Jakarta');
      await leave(deps, admin.id, { userId: person.id, lastDay: today.toString(), reason: 'Pensiun' });
      expect(await revoked()).toBe(false);
      await test.owner
        .updateTable('leaving')
        .set({ last_day: today.subtract({ days: 1 }).toString() })
        .where('user_id', '=', person.id)
        .execute();
      expect(await revoked()).toBe(true);
    },
  );

  it('is not oneself and not the last administrator', async () => {
    await test.owner.updateTable('member').set({ valid_until: '2020-01-01' }).where('role', '=', 'admin').execute();
    const only = await made('admin');
    expect((await only.visitor.get(`/admin/orang/${only.id}`)).html).not.toContain('/berhenti');
    const second = await made('admin');
    const page = `/admin/orang/${only.id}`;
    expect((await second.visitor.fill(page, `${page}/berhenti`, { when: 'now', reason: 'Pindah' })).status).toBe(303);
  });
});

describe('administration of people', () => {
  it('ends all sessions of a person, and does not exist for anybody else', async () => {
    const [admin, person] = [await made('admin'), await made('officer')];
    const page = `/admin/orang/${person.id}`;
    for (const path of [page, '/admin/pemulihan', '/admin/tak-terpakai', '/admin/sso'])
      expect((await person.visitor.get(path)).status).toBe(404);
    const before = await mailsTo(person.id);
    expect((await admin.visitor.fill(page, `${page}/sesi`, {})).to).toBe(`${page}?selesai=sessions`);
    expect(await mailsTo(person.id)).toBe(before + 1);
    expect(await isIn(person.visitor)).toBe(false);
    expect((await admin.visitor.get(`/admin/orang/${crypto.randomUUID()}`)).status).toBe(404);
  });

  it('lists who has a duty and has not come for sixty days', async () => {
    const [admin, person] = [await made('admin'), await made('officer')];
    expect((await admin.visitor.get('/admin/tak-terpakai')).html).not.toContain(person.email);
    const long = '2020-01-01T00:00:00Z';
    await test.owner.updateTable('account_use').set({ signed_in_at: long }).where('user_id', '=', person.id).execute();
    await test.owner.updateTable('auth.auth_user').set({ created_at: long }).where('id', '=', person.id).execute();
    const page = await admin.visitor.get('/admin/tak-terpakai');
    expect([headingOf(page.html), page.html.includes(person.email)]).toEqual(['Akun yang tidak dipakai', true]);
  });
});
