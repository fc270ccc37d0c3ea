import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, testSecret } from '../../../../test/support/app.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import { type DemoApp, startDemoApp } from '../demo-app.fixture.ts';
import { newcomers, password } from '../newcomers.fixture.ts';
import { recoverByOperator } from '../recovery/account-recovery.ts';
import { headingOf, plain, Visitor } from '../visitor.fixture.ts';
import { endLeft } from './leaving.ts';

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
  return { visitor, email, id: await idOf(email) };
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
    expect(await traces('admin.left')).toBe(1);
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
    expect((await admin.visitor.fill(page, `${page}/sesi`, {})).to).toBe(`${page}?selesai=sessions`);
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
