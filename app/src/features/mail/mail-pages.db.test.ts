/** Mail as people meet it: real sign-ins, forms that are on the page, a worker, and a real mail server at the other end. */
import { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry } from '../../../test/support/offices.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import { findContact } from '../accounts/index.ts';
import { formsOf, plain, type Visitor } from '../accounts/visitor.fixture.ts';
import { type Desk, secrets, startDesk } from '../cases/desk.fixture.ts';
import { mailRoutes } from './mail-routes.tsx';
import { type MailServer, startMailServer } from './mail-server.fixture.ts';
import { mailService } from './mail-service.ts';
import { createOutbox } from './outbox.ts';

const textOf = (html: string): string => plain(html.replaceAll(/<[^>]+>/g, ' ')).replaceAll(/\s+/g, ' ');
const until = async (what: () => Promise<boolean>, ms = 15_000): Promise<void> => {
  const end = Date.now() + ms;
  while (!(await what())) {
    if (Date.now() > end) throw new Error('it never happened');
    await new Promise((r) => setTimeout(r, 100));
  }
};

describe('in the demonstration', () => {
  let desk: Desk;
  let admin: Visitor;
  beforeAll(async () => {
    desk = await startDesk();
    admin = await desk.at('admin');
    await desk.app.mail.start();
    await desk.app.platform.jobs.start();
  });
  afterAll(() => desk.end());

  it('a test mail goes the whole way by SMTP into the box, and nowhere else', async () => {
    const page = await admin.get('/admin/surel');
    expect(page.status).toBe(200);
    expect(textOf(page.html)).toContain('Ini peragaan: surel tidak meninggalkan mesin ini');
    expect(textOf((await admin.get('/admin/surel/kotak')).html)).toContain('Belum ada surel');
    const sent = await admin.submit(page.html, '/admin/surel/percobaan', {});
    expect(sent).toMatchObject({ status: 303, to: '/admin/surel?selesai=percobaan' });
    await until(async () =>
      textOf((await admin.get('/admin/surel/kotak')).html).includes('Surel percobaan dari Netra'),
    );
    const box = textOf((await admin.get('/admin/surel/kotak')).html);
    expect(box).toContain('Kepada admin@netra.contoh');
    expect(box).toMatch(/Ketik kode ini .* \d{6} /);
  });

  it('an office is told that work waits, and neither mail nor queue holds a name, a number or a story', async () => {
    const officer = await desk.member('officer');
    const number = await desk.caseUpTo('submit');
    // Everything that was left behind, before the worker may have cleared it away.
    const jobs = async () =>
      (await sql<{ t: string | null }>`select string_agg(data::text, ' ') as t from jobs.job`.execute(desk.app.owner))
        .rows[0]?.t ?? '';
    expect(await jobs()).toContain('work-waiting');
    const waiting = () =>
      desk.app.owner.selectFrom('mail').select('user_id').where('template', '=', 'work-waiting').execute();
    await until(async () => (await waiting()).some((row) => row.user_id === officer.userId));
    const verifier = await desk.member('verifier');
    await until(async () => (await waiting()).some((row) => row.user_id === verifier.userId));
    const told = new Set((await waiting()).map((row) => row.user_id));
    for (const who of ['overseer', 'admin', 'media', 'asn', 'stranger', 'authority'] as const)
      expect(told.has((await desk.member(who)).userId), who).toBe(false);
    // Long enough for the summary of the day to be due.
    await desk.app.owner
      .updateTable('mail')
      .set({ queued_at: new Date(Date.now() - 86_400_000).toISOString() })
      .execute();
    await desk.app.owner
      .insertInto('mail_preference')
      .values({ user_id: officer.userId, work: 'each', lang: 'id' })
      .execute();
    const dump = async (): Promise<string> => {
      const { rows } = await sql<{ t: string | null }>`
        select (select string_agg(to_jsonb(m)::text, ' ') from netra.mail m) || (select string_agg(to_jsonb(j)::text, ' ') from jobs.job j)
          || coalesce((select string_agg(to_jsonb(c)::text, ' ') from netra.mail_caught c), '') as t`.execute(
        desk.app.owner,
      );
      return rows[0]?.t ?? '';
    };
    const caseRow = await desk.app.owner
      .selectFrom('case_file')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const all = await dump();
    expect(all.length).toBeGreaterThan(1000);
    for (const word of [number, caseRow.id, ...Object.values(secrets), 'Arunika Timur', 'camat'])
      expect(all.toLowerCase(), word).not.toContain(word.toLowerCase());
    expect(desk.app.logged.join('')).not.toContain('@netra.contoh');
  });

  it('an invitation goes to the address that was asked for, and only when it was asked for', async () => {
    const form = await admin.get('/admin/undangan');
    expect(textOf(form.html)).toContain('Kirim tautan ini ke alamat di atas');
    const body = /<option value="([^"]+)"[^>]*>Bawaslu Kota Arunika/.exec(form.html)?.[1] ?? '';
    const invite = (values: Readonly<Record<string, string>>) =>
      admin.submit(form.html, '/admin/undangan', { body, role: 'officer', name: '', email: '', ...values });
    expect((await invite({ mail: '1' })).status).toBe(422);
    expect(textOf((await invite({ email: 'tanpa@contoh.id' })).html)).not.toContain('juga dikirim lewat surel');
    const made = await invite({ email: 'undangan@contoh.id', mail: '1' });
    expect(textOf(made.html)).toContain('juga dikirim lewat surel');
    const link = /\/mulai\/[\w-]{20,}/.exec(made.html)?.[0] ?? 'none';
    const box = async () => (await admin.get('/admin/surel/kotak')).html;
    await until(async () => (await box()).includes('Kepada undangan@contoh.id'));
    expect(await box()).toContain(link);
    expect(await box()).not.toContain('tanpa@contoh.id');
  });

  it('everybody chooses for themselves, and a wrong choice is told', async () => {
    const officer = await desk.at('officer');
    const page = await officer.get('/akun/surel');
    expect(page.status).toBe(200);
    expect(textOf(page.html)).toContain('Surel dikirim ke pengawas.arunika@netra.contoh');
    expect(await officer.submit(page.html, '/akun/surel', { kerja: 'none', bahasa: 'en' })).toMatchObject({
      status: 303,
    });
    const again = await officer.get('/akun/surel');
    expect(again.html).toMatch(/value="none"[^>]*checked|checked[^>]*value="none"/);
    expect((await officer.submit(page.html, '/akun/surel', { kerja: 'sometimes', bahasa: 'en' })).status).toBe(422);
    const row = await desk.app.owner.selectFrom('mail_preference').selectAll().where('work', '=', 'none').execute();
    expect(row).toMatchObject([{ user_id: (await desk.member('officer')).userId, lang: 'en' }]);
  });

  it('a person to whom mail does not arrive is told on every page, and may try again', async () => {
    const officer = await desk.at('officer');
    const { userId } = await desk.member('officer');
    expect((await officer.get('/antrean')).html).not.toContain('Surel tidak sampai');
    await desk.app.owner
      .insertInto('mail_address')
      .values({ user_id: userId, bounces: 3, paused_at: new Date().toISOString(), error_class: '550' })
      .execute();
    expect((await officer.get('/antrean')).html).toContain('Surel tidak sampai');
    const told = textOf((await admin.get('/admin/surel')).html);
    expect(told).toContain('pengawas.arunika@netra.contoh');
    const page = await officer.get('/akun/surel');
    expect(textOf(page.html)).toContain('Surel ke alamat Anda tidak sampai');
    expect(await officer.submit(page.html, '/akun/surel/coba', {})).toMatchObject({ status: 303 });
    expect((await officer.get('/antrean')).html).not.toContain('Surel tidak sampai');
  });

  it('pausing stops mail and resuming lets it go', async () => {
    const page = await admin.get('/admin/surel');
    await sql`insert into netra.setting values ('restored-at', '"2026-03-04T02:00:00Z"')`.execute(desk.app.owner);
    expect(textOf((await admin.get('/admin/surel')).html)).toContain('Surel ditahan setelah pemulihan');
    await sql`delete from netra.setting where key = 'restored-at'`.execute(desk.app.owner);
    expect((await admin.submit(page.html, '/admin/surel/jeda', {})).status).toBe(303);
    expect(textOf((await admin.get('/admin/surel')).html)).toContain('Surel dijeda');
    const { userId } = await desk.member('verifier');
    await runAs(desk.app.platform.db, { kind: 'system' }, (tx) =>
      desk.app.platform.mail.queue(tx, { to: userId, template: 'security-changed', dedupeKey: 'p' }),
    );
    await desk.app.mail.deliver();
    const state = async () =>
      (
        await desk.app.owner
          .selectFrom('mail')
          .select('state')
          .where('user_id', '=', userId)
          .where('template', '=', 'security-changed')
          .executeTakeFirst()
      )?.state;
    expect(await state()).toBe('waiting');
    await admin.submit((await admin.get('/admin/surel')).html, '/admin/surel/lanjut', {});
    await until(async () => (await state()) === 'sent');
  });

  it('what failed is tried again, also beside letters whose address or code is gone', async () => {
    const { userId } = await desk.member('verifier');
    const gone = ['invitation', 'pledge-reminder', 'party-notice', 'pledge-code'];
    const rows = [...gone.map((template) => ({ template, user_id: null })), { template: 'due-soon', user_id: userId }];
    await desk.app.owner
      .insertInto('mail')
      .values(
        rows.map((row) => ({
          ...row,
          id: desk.app.platform.uuid(),
          dedupe: desk.app.platform.random(32),
          state: 'failed',
          error_class: '450',
          tries: 8,
          ended_at: new Date().toISOString(),
        })),
      )
      .execute();
    const page = await admin.get('/admin/surel');
    expect(await admin.submit(page.html, '/admin/surel/ulang', {})).toMatchObject({ status: 303 });
    const failed = await desk.app.owner.selectFrom('mail').select('template').where('state', '=', 'failed').execute();
    expect(failed.map((row) => row.template).toSorted()).toEqual(gone.toSorted());
    await desk.app.owner.deleteFrom('mail').where('state', '=', 'failed').execute();
  });

  it('nobody but administrators finds the pages of mail', async () => {
    for (const who of ['officer', 'overseer', 'verifier', 'media', 'asn'] as const) {
      const visitor = await desk.at(who);
      for (const hidden of ['/admin/surel', '/admin/surel/kotak'])
        expect((await visitor.get(hidden)).status, `${who} ${hidden}`).toBe(404);
    }
    const officer = await desk.at('officer');
    const token =
      formsOf((await officer.get('/akun/surel')).html).find((one) => one.action === '/akun/surel')?.hidden._csrf ?? '';
    for (const act of ['percobaan', 'jeda', 'lanjut', 'ulang', 'pekerjaan', 'kode', 'alamat'])
      expect((await officer.post(`/admin/surel/${act}`, { _csrf: token })).status, act).toBe(404);
  });
});

describe('in production', () => {
  let server: MailServer;
  let app: TestApp;
  let admin: Member;
  let officer: Member;
  let routes: Hono<Env>;
  const service = () =>
    mailService({
      ...app.platform,
      outbox: createOutbox({
        demo: false,
        messages: false,
        jobs: app.platform.jobs,
        keys: app.platform.keys,
        uuid: app.platform.uuid,
      }),
      findContact,
    });
  const state = async (template: string) =>
    (
      await app.owner
        .selectFrom('mail')
        .select('state')
        .where('template', '=', template)
        .orderBy('queued_at', 'desc')
        .executeTakeFirst()
    )?.state;
  const codeOf = (): string => /^(\d{6})\s*$/m.exec(server.taken.at(-1)?.raw ?? '')?.[1] ?? '';

  beforeAll(async () => {
    server = await startMailServer();
    app = await startTestApp({ mode: 'production', mail: { smtpUrl: server.url, from: 'netra@kantor.example.go.id' } });
    const { bodies, person } = await foundCountry(app.owner);
    admin = await person('Pengelola', [bodies.bawaslu, 'admin']);
    officer = await person('Pengawas', [bodies.bawasluCity, 'officer']);
    // The pages alone, with the administrator signed in: forms and their tokens are tried in the demonstration above.
    routes = new Hono<Env>();
    routes.use(async (c, next) => {
      c.set('member', admin);
      c.set('lang', 'id');
      await next();
    });
    routes.route('/', mailRoutes(app.platform, service(), findContact));
    await app.mail.start();
  });
  afterAll(async () => {
    await app.end();
    await server.close();
  });
  const page = async (): Promise<string> => textOf(await (await routes.request('/admin/surel')).text());
  const typeCode = (kode: string): Promise<Response> =>
    Promise.resolve(routes.request('/admin/surel/kode', { method: 'POST', body: new URLSearchParams({ kode }) }));

  it('nothing leaves before an administrator has sent a test and typed its code', async () => {
    await runAs(app.platform.db, { kind: 'system' }, (tx) =>
      app.platform.mail.queue(tx, { to: officer.userId, template: 'security-changed', dedupeKey: 'a' }),
    );
    expect(await app.mail.deliver()).toEqual({ sent: 0, more: false });
    expect(server.taken).toEqual([]);
    expect(await page()).toContain('Surel belum dikirim: belum dikonfirmasi');

    await service().sendTest(admin.userId);
    expect(await page()).toContain('Surel percobaan sedang dikirim');
    expect(await app.mail.deliver()).toEqual({ sent: 1, more: false });
    expect(server.taken.map((mail) => mail.to)).toEqual([admin.email]);
    expect(codeOf()).toMatch(/^\d{6}$/);

    expect((await typeCode('')).status).toBe(422);
    const wrong = await typeCode(codeOf() === '000000' ? '111111' : '000000');
    expect(wrong.status).toBe(422);
    expect(textOf(await wrong.text())).toContain('Kode ini tidak cocok');
    expect(await state('security-changed')).toBe('waiting');

    expect((await typeCode(codeOf())).status).toBe(303);
    expect(await page()).toContain(`oleh ${admin.email}`);
    expect(await app.mail.deliver()).toEqual({ sent: 1, more: false });
    expect(await state('security-changed')).toBe('sent');
  });

  it('another mail server needs another confirmation', async () => {
    await app.owner
      .updateTable('mail_setting')
      .set({ fingerprint: 'of-another', confirmed_fingerprint: 'of-another' })
      .execute();
    await runAs(app.platform.db, { kind: 'system' }, (tx) =>
      app.platform.mail.queue(tx, { to: officer.userId, template: 'security-changed', dedupeKey: 'b' }),
    );
    const before = server.taken.length;
    expect(await app.mail.deliver()).toEqual({ sent: 0, more: false });
    expect(server.taken).toHaveLength(before);
  });

  it('a code is worth five tries, and not before its mail has left', async () => {
    await service().sendTest(admin.userId);
    expect(await state('test')).toBe('waiting');
    for (let n = 0; n < 5; n += 1)
      expect(await service().confirm(admin.userId, 'xxxxxx')).toMatchObject({ error: 'wrong' });
    await app.mail.deliver();
    expect(await service().confirm(admin.userId, codeOf())).toMatchObject({ error: 'expired' });
  });

  it('the code of a test that was sent by other settings opens the way for those, not for these', async () => {
    await service().sendTest(admin.userId);
    await app.mail.deliver();
    await app.owner
      .updateTable('mail')
      .set({ fingerprint: 'of-the-old-worker' })
      .where('template', '=', 'test')
      .execute();
    expect(await service().confirm(admin.userId, codeOf())).toMatchObject({ ok: true });
    expect(await app.mail.deliver()).toEqual({ sent: 0, more: false });
    expect(await state('security-changed')).toBe('waiting');
  });

  it('there is no box of the demonstration', async () => {
    expect((await routes.request('/admin/surel/kotak')).status).toBe(404);
    // As the start of an instance writes it down.
    await app.owner
      .insertInto('setting')
      .values({ key: 'mode', value: JSON.stringify('production') })
      .onConflict((c) => c.doNothing())
      .execute();
    await expect(
      runAs(app.platform.db, { kind: 'system' }, (tx) =>
        tx.insertInto('mail_caught').values({ receiver: 'x', message: 'y' }).execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});
