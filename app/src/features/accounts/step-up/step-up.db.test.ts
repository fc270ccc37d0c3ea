import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, testSecret } from '../../../../test/support/app.ts';
import { type DemoApp, startDemoApp } from '../demo-app.fixture.ts';
import { demoPassword } from '../index.ts';
import { formsOf, headingOf, plain, Visitor } from '../visitor.fixture.ts';

let test: TestApp;
let app: DemoApp;
beforeAll(async () => {
  test = await startTestApp();
  app = await startDemoApp(test, testSecret);
  // Something delicate of another feature, which only counts what was done.
  app.hono.post('/uji/simpan', async (c) => {
    const asked = await app.accounts.stepUp.require(c, '/uji');
    if (asked !== null) return asked;
    done.push(await c.req.text());
    return c.redirect('/uji?selesai=1', 303);
  });
  app.hono.get('/uji', (c) => c.text('uji'));
});
afterAll(async () => {
  await app.end();
  await test.end();
});

const done: string[] = [];
const officer = 'kota@peragaan.netra.id';
const freshCodes = () =>
  test.owner.deleteFrom('auth.auth_verification').where('identifier', '=', 'used-code').execute();
const codeOf = async (email: string): Promise<string> => (await app.accounts.demoCode(email)) ?? 'none left';
beforeEach(async () => {
  done.length = 0;
  app.afterAMinute();
  app.backToNow();
  await freshCodes();
});

async function signedIn(email = officer): Promise<Visitor> {
  await freshCodes();
  const visitor = new Visitor(app.hono);
  await visitor.fill('/masuk', '/masuk', { email, password: demoPassword });
  const entered = await visitor.fill('/masuk/kode', '/masuk/kode', { code: await codeOf(email) });
  expect(entered.status).toBe(303);
  await freshCodes();
  return visitor;
}

/** Sends a form as a page of the desk would: with the token of the session. */
async function send(visitor: Visitor): Promise<Awaited<ReturnType<Visitor['post']>>> {
  const token = formsOf((await visitor.get('/akun/sesi')).html)[0]?.hidden._csrf ?? '';
  return visitor.post('/uji/simpan', { alasan: 'Perlu & penting = ya', _csrf: token });
}

describe('what is delicate', () => {
  it('is done at once within ten minutes of signing in', async () => {
    const visitor = await signedIn();
    expect((await send(visitor)).to).toBe('/uji?selesai=1');
    expect(done).toHaveLength(1);
  });

  it('asks for the second factor afterwards, keeps the form, and sends it exactly once', async () => {
    const visitor = await signedIn();
    app.wait(11);
    const asked = await send(visitor);
    expect([asked.status, headingOf(asked.html)]).toEqual([200, 'Pastikan ini Anda']);
    expect(asked.html).toContain('Isian Anda tersimpan di halaman ini');
    expect(asked.html).not.toContain('penting');
    expect(done).toHaveLength(0);

    const passed = await visitor.submit(asked.html, '/akun/konfirmasi', { code: await codeOf(officer) });
    expect([passed.status, passed.to]).toEqual([303, '/uji?selesai=1']);
    expect(done).toHaveLength(1);
    expect(new URLSearchParams(done[0]).get('alasan')).toBe('Perlu & penting = ya');

    // The same page sent again, as after "back": it says so and sends nothing.
    await freshCodes();
    const again = await visitor.submit(asked.html, '/akun/konfirmasi', { code: await codeOf(officer) });
    expect(again.status).toBe(409);
    expect(done).toHaveLength(1);
  });

  it('tells the owner when a recovery code took the place of the second factor, and not when it was refused', async () => {
    const visitor = await signedIn();
    const shown = await visitor.fill('/akun/kode-pemulihan', '/akun/kode-pemulihan', {});
    const [code = ''] = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(shown.html) ?? [];
    const mails = async (): Promise<number> =>
      (
        await test.owner
          .selectFrom('mail as m')
          .innerJoin('auth.auth_user as u', 'u.id', 'm.user_id')
          .select('m.id')
          .where('u.email', '=', officer)
          .where('m.template', '=', 'security-changed')
          .execute()
      ).length;
    app.wait(11);
    const asked = await send(visitor);
    const before = await mails();
    await visitor.submit(asked.html, '/akun/konfirmasi', { recovery: 'AAAAA-AAAAA' });
    expect(await mails()).toBe(before);
    expect((await visitor.submit(asked.html, '/akun/konfirmasi', { recovery: code })).to).toBe('/uji?selesai=1');
    expect(await mails()).toBe(before + 1);
  });

  it('sends it once also when the answer arrives twice in the same moment', async () => {
    const visitor = await signedIn();
    app.wait(11);
    const asked = await send(visitor);
    const code = await codeOf(officer);
    const both = await Promise.all([1, 2].map(() => visitor.submit(asked.html, '/akun/konfirmasi', { code })));
    expect(both.filter((one) => one.to === '/uji?selesai=1')).toHaveLength(1);
    expect(done).toHaveLength(1);
  });

  it('counts for ten minutes after it was shown, and not longer', async () => {
    const visitor = await signedIn();
    app.wait(11);
    const asked = await send(visitor);
    await visitor.submit(asked.html, '/akun/konfirmasi', { code: await codeOf(officer) });
    app.wait(9);
    expect((await send(visitor)).to).toBe('/uji?selesai=1');
    app.wait(2);
    expect(headingOf((await send(visitor)).html)).toBe('Pastikan ini Anda');
  });

  it('does not open a form of another session, one that was changed, or one older than a quarter of an hour', async () => {
    const [visitor, other] = [await signedIn(), await signedIn()];
    app.wait(11);
    const asked = await send(visitor);
    const form = formsOf(asked.html).find((one) => one.action === '/akun/konfirmasi')?.hidden ?? {};
    const own = formsOf((await other.get('/akun/konfirmasi?kembali=/uji')).html)[0]?.hidden ?? {};
    const stolen = await other.post('/akun/konfirmasi', {
      ...own,
      form: form.form ?? '',
      code: await codeOf(officer),
    });
    expect(stolen.status).toBe(409);
    await freshCodes();
    const changed = await visitor.post('/akun/konfirmasi', {
      ...form,
      form: `${(form.form ?? '').slice(0, -4)}AAAA`,
      code: await codeOf(officer),
    });
    expect(changed.status).toBe(409);
    app.wait(11);
    const late = await send(visitor);
    app.wait(16);
    await freshCodes();
    expect((await visitor.submit(late.html, '/akun/konfirmasi', { code: await codeOf(officer) })).status).toBe(409);
    expect(done).toHaveLength(0);
  });

  it('ends the session after five wrong codes: a stolen cookie may not go on guessing', async () => {
    const visitor = await signedIn();
    app.wait(11);
    const asked = await send(visitor);
    for (const code of ['000001', '000002', '000003', '000004'])
      expect((await visitor.submit(asked.html, '/akun/konfirmasi', { code })).status).toBe(422);
    expect((await visitor.submit(asked.html, '/akun/konfirmasi', { code: '000005' })).to).toBe('/masuk?kode=habis');
    expect((await visitor.get('/antrean')).status).toBe(200); // this page of the test asks nobody
    expect((await visitor.get('/akun/sesi')).to).toContain('/masuk');
    expect(done).toHaveLength(0);
  });

  it('counts a code once, here too', async () => {
    const visitor = await signedIn();
    app.wait(11);
    const code = await codeOf(officer);
    expect((await visitor.submit((await send(visitor)).html, '/akun/konfirmasi', { code })).status).toBe(303);
    app.wait(11);
    expect((await visitor.submit((await send(visitor)).html, '/akun/konfirmasi', { code })).status).toBe(422);
  });

  it('leads back to a page, and never off the site', async () => {
    const visitor = await signedIn();
    app.wait(11);
    const page = await visitor.get('/akun/kunci');
    expect(headingOf(page.html)).toBe('Pastikan ini Anda');
    const back = await visitor.submit(page.html, '/akun/konfirmasi', { code: await codeOf(officer) });
    expect(back.to).toBe('/akun/kunci');
    app.wait(11);
    await freshCodes();
    for (const elsewhere of ['//jahat.example', 'https://jahat.example', '/\\jahat.example']) {
      const asked = await visitor.get(`/akun/konfirmasi?kembali=${encodeURIComponent(elsewhere)}`);
      expect(formsOf(asked.html).find((one) => one.action === '/akun/konfirmasi')?.hidden.kembali).toBe('/akun');
    }
  });

  it('is asked of nobody who is not signed in', async () => {
    const stranger = new Visitor(app.hono);
    expect((await stranger.get('/akun/konfirmasi')).to).toContain('/masuk');
    expect((await stranger.post('/uji/simpan', {})).status).toBe(403);
  });

  it('keeps what administrators do to people from a session that was left open', async () => {
    const admin = await signedIn('pengelola@peragaan.netra.id');
    app.wait(11);
    const list = await admin.get('/admin');
    const path = plain(/href="(\/admin\/tugas\/[^"]+)"/.exec(list.html)?.[1] ?? '');
    expect(headingOf((await admin.fill(path, path, {})).html)).toBe('Pastikan ini Anda');
    const invited = await admin.fill('/admin/undangan', '/admin/undangan', {
      body: app.bodies['bawaslu-arunika'] ?? '',
      role: 'officer',
    });
    expect(headingOf(invited.html)).toBe('Pastikan ini Anda');
    expect(invited.html).not.toContain('/mulai/');
  });
});
