import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, testSecret } from '../../../test/support/app.ts';
import { type DemoApp, startDemoApp } from './demo-app.fixture.ts';
import { codeFrom, keyOn, type Newcomers, newcomers, password } from './newcomers.fixture.ts';
import { formsOf, headingOf, plain, Visitor } from './visitor.fixture.ts';

let test: TestApp;
let app: DemoApp;
let joined: Newcomers['joined'];
let enrolled: Newcomers['enrolled'];
let invite: Newcomers['invite'];
let passwordIn: Newcomers['passwordIn'];
beforeAll(async () => {
  test = await startTestApp({ mode: 'production' });
  app = await startDemoApp(test, testSecret);
  ({ joined, enrolled, invite, passwordIn } = newcomers(app));
});
afterAll(async () => {
  await app.end();
  await test.end();
});

const traces = async (what: string) =>
  (await test.owner.selectFrom('audit').select('id').where('what', '=', what).execute()).length;

describe('the first administrator', () => {
  it('gets a link at each start until there is one, and an older link stops working', async () => {
    const first = (await app.accounts.firstAdministratorLink()) ?? '';
    const second = (await app.accounts.firstAdministratorLink()) ?? '';
    expect(first).toMatch(/^http:\/\/127\.0\.0\.1\/mulai\/[\w-]{32}$/);
    const pathOf = (link: string) => new URL(link).pathname;
    const old = await new Visitor(app.hono).get(pathOf(first));
    expect([old.status, headingOf(old.html)]).toEqual([404, 'Undangan ini tidak berlaku lagi']);
    const visitor = new Visitor(app.hono);
    const page = await visitor.get(pathOf(second));
    expect(page.html).toContain('Administrasi Netra');
    expect(page.html).toContain('Pengelola sistem');
    const done = await visitor.submit(page.html, pathOf(second), {
      name: 'Pengelola Satu',
      email: 'satu@kantor.go.id',
      password,
    });
    expect(done.to).toBe('/masuk?akun=baru');
    expect(await app.accounts.firstAdministratorLink()).toBeNull();
  });
});

describe('an invitation', () => {
  it('is for one account: a second person finds it gone, also at the same moment', async () => {
    app.afterAMinute();
    const path = `/mulai/${await invite('asn')}`;
    const [one, two] = [new Visitor(app.hono), new Visitor(app.hono)];
    const pages = [await one.get(path), await two.get(path)];
    const answers = await Promise.all([
      one.submit(pages[0]?.html ?? '', path, { name: 'Orang Satu', email: 'sekali1@kantor.go.id', password }),
      two.submit(pages[1]?.html ?? '', path, { name: 'Orang Dua', email: 'sekali2@kantor.go.id', password }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 404]);
    const made = await test.owner.selectFrom('auth.auth_user').select('id').where('email', 'like', 'sekali%').execute();
    expect(made).toHaveLength(1);
    expect((await two.get(path)).status).toBe(404);
  });

  it('is gone after seven days, and looks the same as one that never was', async () => {
    app.afterAMinute();
    const token = await invite('asn');
    await test.owner
      .updateTable('invitation')
      .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
      .where('used_at', 'is', null)
      .execute();
    const [late, never] = [
      await new Visitor(app.hono).get(`/mulai/${token}`),
      await new Visitor(app.hono).get('/mulai/tidak-pernah-ada'),
    ];
    expect([late.status, never.status]).toEqual([404, 404]);
    expect(headingOf(late.html)).toBe(headingOf(never.html));
  });

  it('stands for seven days', async () => {
    const before = Date.now();
    await invite('asn');
    const row = await test.owner
      .selectFrom('invitation')
      .select('expires_at')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    const days = (row.expires_at.epochMilliseconds - before) / 86_400_000;
    expect(days).toBeGreaterThanOrEqual(7);
    expect(days).toBeLessThan(7.01);
  });

  it('says why a password is refused, keeps name and e-mail, and makes nothing', async () => {
    app.afterAMinute();
    const path = `/mulai/${await invite('asn')}`;
    const email = 'wulandari@kantor.go.id';
    const tried: readonly (readonly [string, string])[] = [
      ['sebelas.huruf'.slice(0, 11), 'sedikitnya 12 huruf'],
      ['Password123!', 'pertama kali dicoba'],
      ['Bawaslu-2024-Pilkada', 'pertama kali dicoba'],
      ['kuda-wulandari-7', 'tidak boleh memuat alamat surel'],
      ['x'.repeat(201), 'paling banyak 200'],
    ];
    for (const [bad, why] of tried) {
      const answer = await new Visitor(app.hono).fill(path, path, { name: 'Wulan', email, password: bad });
      expect([bad, answer.status]).toEqual([bad, 422]);
      expect(answer.html).toContain(why);
      expect(answer.html).toContain(`value="${email}"`);
      expect(answer.html).toContain('value="Wulan"');
      expect(answer.html).not.toContain(bad);
    }
    expect(await test.owner.selectFrom('auth.auth_user').select('id').where('email', '=', email).execute()).toEqual([]);
    expect((await new Visitor(app.hono).get(path)).status).toBe(200);
  });

  it('refuses an e-mail that has an account, and lets that person take on the role once signed in', async () => {
    const email = await joined('asn');
    const path = `/mulai/${await invite('media')}`;
    const taken = await new Visitor(app.hono).fill(path, path, { name: 'Orang', email: email.toUpperCase(), password });
    expect(taken.status).toBe(422);
    expect(taken.html).toContain('sudah punya akun');
    const visitor = await passwordIn(email);
    const done = await visitor.fill(path, `${path}/terima`, {});
    expect(done.to).toBe('/masuk');
    expect((await visitor.get('/ikrar')).to).toBe('/akun/kode-ganda');
    expect((await new Visitor(app.hono).get(path)).status).toBe(404);
  });

  it('leaves a trace that names neither link nor person', async () => {
    const before = await traces('account.made');
    await joined('asn');
    expect(await traces('account.made')).toBe(before + 1);
    const rows = await test.owner.selectFrom('audit').select('target').execute();
    expect(rows.every((row) => row.target === null || !row.target.includes('@'))).toBe(true);
  });
});

describe('staff without a second factor', () => {
  it('are led to its set-up from every page, and may only sign out besides', async () => {
    const visitor = await passwordIn(await joined('officer'));
    for (const path of ['/', '/antrean', '/admin', '/perkara/1', '/tidak-ada'])
      expect([path, (await visitor.get(path)).to]).toEqual([path, '/akun/kode-ganda']);
    expect((await visitor.get('/en/antrean')).to).toBe('/en/akun/kode-ganda');
    const page = await visitor.get('/akun/kode-ganda');
    expect([page.status, headingOf(page.html)]).toEqual([200, 'Pasang kode ganda']);
    const token = formsOf(page.html)[0]?.hidden._csrf ?? '';
    expect((await visitor.post('/keluar', { _csrf: token })).to).toBe('/');
  });

  it('set it up with password, QR code and a first code; afterwards a password alone is not enough', async () => {
    const email = await joined('officer');
    const visitor = await passwordIn(email);
    const wrong = await visitor.fill('/akun/kode-ganda', '/akun/kode-ganda', { password: 'bukan kata sandinya' });
    expect([wrong.status, wrong.html.includes('data:image')]).toEqual([422, false]);

    const shown = await visitor.fill('/akun/kode-ganda', '/akun/kode-ganda', { password });
    expect(plain(shown.html)).toContain('src="data:image/svg+xml,%3Csvg');
    expect(shown.html).toMatch(/<code>(?:[A-Z2-7]{4} )+[A-Z2-7]{1,4}<\/code>/);
    const bad = await visitor.submit(shown.html, '/akun/kode-ganda/pasang', { code: '000000' });
    expect(bad.status).toBe(422);
    expect(keyOn(bad.html)).toBe(keyOn(shown.html));
    expect((await visitor.get('/antrean')).to).toBe('/akun/kode-ganda');

    const planted = visitor.jar.get('netra.session_token');
    const done = await visitor.submit(bad.html, '/akun/kode-ganda/pasang', { code: await codeFrom(keyOn(bad.html)) });
    expect(done.to).toBe('/antrean');
    expect(visitor.jar.get('netra.session_token')).not.toBe(planted);
    expect((await visitor.get('/antrean')).html).toBe('antrean');
    const next = await passwordIn(email);
    expect(next.jar.has('netra.session_token')).toBe(false);
    expect(await traces('account.second-factor-on')).toBeGreaterThan(0);
  });

  it('end all other sessions with it: whoever signed in before with a stolen password is out', async () => {
    const email = await joined('officer');
    const thief = await passwordIn(email);
    expect((await thief.get('/antrean')).to).toBe('/akun/kode-ganda');
    await enrolled(email);
    expect((await thief.get('/akun/kode-ganda')).to).toContain('/masuk');
  });

  it('see the key again after a wrong code only in the session that gave the password', async () => {
    const email = await joined('officer');
    const [owner, other] = [await passwordIn(email), await passwordIn(email)];
    const shown = await owner.fill('/akun/kode-ganda', '/akun/kode-ganda', { password });
    const proof = formsOf(shown.html).find((form) => form.action.endsWith('/pasang'))?.hidden.proof ?? '';
    const token = formsOf((await other.get('/akun/kode-ganda')).html)[0]?.hidden._csrf ?? '';
    const answer = await other.post('/akun/kode-ganda/pasang', { _csrf: token, proof, code: '000000' });
    expect(answer.status).toBe(422);
    expect(answer.html).not.toContain(keyOn(shown.html));
    expect(answer.html).not.toContain('data:image');
  });

  it('are not those who only pledge: civil servants may sign in with a password', async () => {
    const visitor = await passwordIn(await joined('asn', 'ppk-arunika'));
    expect((await visitor.get('/masuk')).to).toBe('/ikrar');
    // Nobody asks them for codes, and nobody keeps them from having some.
    expect((await visitor.get('/akun/kode-ganda')).status).toBe(200);
  });
});
