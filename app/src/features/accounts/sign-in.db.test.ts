import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, testSecret } from '../../../test/support/app.ts';
import { limits } from '../../platform/http/limits.ts';
import { type DemoApp, demoAccounts, startDemoApp } from './demo-app.fixture.ts';
import { demoPassword } from './index.ts';
import { formsOf, headingOf, plain, Visitor } from './visitor.fixture.ts';

let test: TestApp;
let app: DemoApp;
beforeAll(async () => {
  test = await startTestApp();
  app = await startDemoApp(test, testSecret);
});
afterAll(async () => {
  await app.end();
  await test.end();
});

beforeEach(() => app.afterAMinute());

const officer = 'kota@peragaan.netra.id';
const codeOf = async (email: string): Promise<string> => (await app.accounts.demoCode(email)) ?? 'none left';
/** Forgets which codes were used, so that tests need not wait half a minute. */
const freshCodes = () =>
  test.owner.deleteFrom('auth.auth_verification').where('identifier', '=', 'used-code').execute();

async function signedIn(email: string): Promise<Visitor> {
  await freshCodes();
  const visitor = new Visitor(app.hono);
  await visitor.fill('/masuk', '/masuk', { email, password: demoPassword });
  const done = await visitor.fill('/masuk/kode', '/masuk/kode', { code: await codeOf(email) });
  expect(done.status).toBe(303);
  return visitor;
}

describe('what is refused at sign-in', () => {
  it('does not tell an unknown person from a wrong password', async () => {
    const visitor = new Visitor(app.hono);
    const wrong = await visitor.fill('/masuk', '/masuk', { email: officer, password: 'bukan kata sandi ini' });
    const unknown = await visitor.fill('/masuk', '/masuk', {
      email: 'siapa@peragaan.netra.id',
      password: 'bukan ini juga',
    });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    const same = (html: string, email: string) =>
      (html.split('id="peragaan"')[0] ?? '').replaceAll(email, 'X').replaceAll(/_csrf" value="[^"]*"/g, '');
    expect(same(wrong.html, officer)).toBe(same(unknown.html, 'siapa@peragaan.netra.id'));
    expect(wrong.cookies.filter((cookie) => cookie.includes('netra.'))).toEqual([]);
  });

  it('keeps the e-mail that was typed and never the password', async () => {
    const answer = await new Visitor(app.hono).fill('/masuk', '/masuk', {
      email: officer,
      password: 'rahasia-saya-yang-panjang',
    });
    expect(answer.html).toContain(`value="${officer}"`);
    expect(answer.html).not.toContain('rahasia-saya-yang-panjang');
    expect(answer.html).toContain('<title>Kesalahan: ');
  });

  it('says what is missing, and asks the library nothing', async () => {
    const answer = await new Visitor(app.hono).fill('/masuk', '/masuk', { email: 'bukan surel', password: '' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Isi alamat surel');
    expect(answer.html).toContain('Isi kata sandi Anda.');
    expect(answer.html).toContain('value="bukan surel"');
  });

  it('refuses a form without Origin and without token, one from elsewhere, one without cookie, one with a foreign token', async () => {
    const form = { email: officer, password: demoPassword };
    expect((await new Visitor(app.hono).post('/masuk', form)).status).toBe(403);
    const visitor = new Visitor(app.hono);
    const token = formsOf((await visitor.get('/masuk')).html)[0]?.hidden._csrf ?? '';
    const good = { ...form, _csrf: token };
    expect((await visitor.post('/masuk', good, { origin: 'https://jahat.example' })).status).toBe(403);
    expect((await visitor.post('/masuk', good, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await visitor.post('/masuk', form)).status).toBe(403);
    expect((await new Visitor(app.hono).post('/masuk', good)).status).toBe(403);
    expect((await visitor.post('/masuk', good, { origin: 'http://127.0.0.1' })).status).toBe(303);
  });

  it('refuses a wrong code, and after five of them the password has to be given again', async () => {
    const visitor = new Visitor(app.hono);
    await visitor.fill('/masuk', '/masuk', { email: officer, password: demoPassword });
    const right = await codeOf(officer);
    const wrong = ['111111', '222222', '333333', '444444', '555555', '666666'].filter((code) => code !== right);
    const answers = [];
    for (const code of wrong.slice(0, 5)) answers.push(await visitor.fill('/masuk/kode', '/masuk/kode', { code }));
    expect(answers.every((one) => one.status === 422 && one.html.includes('Kode tidak cocok atau sudah dipakai'))).toBe(
      true,
    );
    const page = (await visitor.get('/masuk/kode')).html;
    const sixth = await visitor.submit(page, '/masuk/kode', { code: right });
    expect(sixth.to).toBe('/masuk?kode=habis');
    expect((await visitor.get('/masuk?kode=habis')).html).toContain('Waktu untuk kode sudah habis');
    expect(visitor.jar.has('netra.session_token')).toBe(false);
    await test.owner.updateTable('auth.auth_two_factor').set({ failed_verification_count: 0 }).execute();
  });

  it('takes a code only once, also when two people send it at the same moment', async () => {
    await freshCodes();
    const [one, two] = [new Visitor(app.hono), new Visitor(app.hono)];
    for (const visitor of [one, two])
      await visitor.fill('/masuk', '/masuk', { email: officer, password: demoPassword });
    const pages = [(await one.get('/masuk/kode')).html, (await two.get('/masuk/kode')).html];
    const code = await codeOf(officer);
    const both = await Promise.all([
      one.submit(pages[0] ?? '', '/masuk/kode', { code }),
      two.submit(pages[1] ?? '', '/masuk/kode', { code }),
    ]);
    expect(both.map((answer) => answer.status).sort()).toEqual([303, 422]);
    const third = new Visitor(app.hono);
    await third.fill('/masuk', '/masuk', { email: officer, password: demoPassword });
    const replay = await third.fill('/masuk/kode', '/masuk/kode', { code });
    expect(replay.status).toBe(422);
    expect(replay.html).toContain('sudah dipakai');
  });

  it('refuses what is no code with its own words', async () => {
    const visitor = new Visitor(app.hono);
    await visitor.fill('/masuk', '/masuk', { email: officer, password: demoPassword });
    const answer = await visitor.fill('/masuk/kode', '/masuk/kode', { code: '12 34' });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Isi enam angka');
  });

  it('opens no page by a password alone: between the two steps nobody is signed in', async () => {
    const visitor = new Visitor(app.hono);
    const first = await visitor.fill('/masuk', '/masuk', {
      email: 'pengelola@peragaan.netra.id',
      password: demoPassword,
    });
    expect(first.to).toBe('/masuk/kode');
    expect(visitor.jar.has('netra.session_token')).toBe(false);
    expect((await visitor.get('/admin')).status).toBe(404);
  });

  it('asks for the password first when the code page is opened directly', async () => {
    expect((await new Visitor(app.hono).get('/masuk/kode')).to).toBe('/masuk?kode=habis');
  });

  it('refuses too many tries from one address, and too many on one account from it, and keeps the e-mail meanwhile', {
    timeout: 120_000,
  }, async () => {
    const visitor = new Visitor(app.hono);
    const page = (await visitor.get('/masuk')).html;
    const tries = [];
    for (let i = 0; i <= limits['sign-in-by-address'].points; i++) {
      tries.push(
        visitor.submit(page, '/masuk', { email: `orang${i}@peragaan.netra.id`, password: 'salah salah salah' }),
      );
    }
    const byAddress = await Promise.all(tries);
    expect(byAddress.filter((answer) => answer.status === 429)).toHaveLength(1);

    const target = 'sasaran@peragaan.netra.id';
    const one = new Visitor(app.hono);
    const statuses = [];
    let last = '';
    for (let i = 0; i < 21; i++) {
      const answer = await one.fill('/masuk', '/masuk', {
        email: i % 2 ? target : target.toUpperCase(),
        password: 'salah',
      });
      statuses.push(answer.status);
      last = answer.html;
    }
    expect(statuses.slice(0, 20).every((status) => status === 422)).toBe(true);
    expect(statuses[20]).toBe(429);
    expect(last).toContain('Terlalu banyak percobaan');
    expect(last).toContain(target.toUpperCase());
  });

  it('keeps nobody out whose account is tried from elsewhere: it only becomes slow', async () => {
    await freshCodes();
    const stranger = new Visitor(app.hono);
    for (let i = 0; i < 22; i++) await stranger.fill('/masuk', '/masuk', { email: officer, password: 'salah' });
    const owner = new Visitor(app.hono);
    const began = performance.now();
    const entered = await owner.fill('/masuk', '/masuk', { email: officer, password: demoPassword });
    expect(entered.to).toBe('/masuk/kode');
    expect(performance.now() - began).toBeGreaterThan(1_900);
  });
});

describe('signing in', () => {
  it('leads everybody home', async () => {
    const homes = [];
    for (const { email } of demoAccounts) homes.push((await (await signedIn(email)).get('/masuk')).to);
    expect(homes).toEqual(['/antrean', '/antrean', '/media', '/ikrar', '/admin']);
  });

  it('takes a code with a gap, and answers in the language of the page', async () => {
    await freshCodes();
    const visitor = new Visitor(app.hono);
    const first = await visitor.fill('/en/masuk', '/en/masuk', { email: officer, password: demoPassword });
    expect(first.to).toBe('/en/masuk/kode');
    const code = await codeOf(officer);
    const page = (await visitor.get('/en/masuk/kode')).html;
    expect(headingOf(page)).toBe('One-time code');
    const done = await visitor.submit(page, '/en/masuk/kode', { code: ` ${code.slice(0, 3)} ${code.slice(3)} ` });
    expect(done.to).toBe('/en/antrean');
  });

  it('goes where the person wanted to go, and never off the site', async () => {
    const cases: readonly (readonly [string, string])[] = [
      ['/perkara/K7M-4QX-92?tab=riwayat', '/perkara/K7M-4QX-92?tab=riwayat'],
      ['/en/antrean', '/antrean'],
      ['//jahat.example', '/antrean'],
      ['/\\jahat.example', '/antrean'],
      ['/\t/jahat.example', '/antrean'],
      ['/en//jahat.example', '/antrean'],
      ['https://jahat.example/', '/antrean'],
      ['javascript:alert(1)', '/antrean'],
      ['/keluar', '/antrean'],
    ];
    for (const [wanted, expected] of cases) {
      await freshCodes();
      const visitor = new Visitor(app.hono);
      const first = await visitor.fill(`/masuk?lanjut=${encodeURIComponent(wanted)}`, '/masuk', {
        email: officer,
        password: demoPassword,
      });
      const done = await visitor.fill(first.to ?? '', '/masuk/kode', { code: await codeOf(officer) });
      expect([wanted, done.to]).toEqual([wanted, expected]);
    }
  });

  it('does not believe a destination that was written into the form', async () => {
    const visitor = await signedIn(officer);
    expect((await visitor.get('/masuk?lanjut=//jahat.example')).to).toBe('/antrean');
    const other = new Visitor(app.hono);
    const first = await other.fill('/masuk', '/masuk', {
      email: officer,
      password: demoPassword,
      lanjut: 'https://jahat.example',
    });
    expect(first.to).toBe('/masuk/kode');
  });

  it('gives a session of its own making, not the one that was planted', async () => {
    await freshCodes();
    const visitor = new Visitor(app.hono);
    visitor.jar.set('netra.session_token', 'ditanam.tandatangan');
    await visitor.fill('/masuk', '/masuk', { email: officer, password: demoPassword });
    const done = await visitor.fill('/masuk/kode', '/masuk/kode', { code: await codeOf(officer) });
    const cookie = done.cookies.find((one) => one.startsWith('netra.session_token=')) ?? '';
    expect(cookie).not.toContain('ditanam');
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    const again = await signedIn(officer);
    expect(again.jar.get('netra.session_token')).not.toBe(visitor.jar.get('netra.session_token'));
  });

  it('makes a stolen cookie useless once the person signs out', async () => {
    const visitor = await signedIn('pengelola@peragaan.netra.id');
    const thief = new Visitor(app.hono);
    for (const [name, value] of visitor.jar) thief.jar.set(name, value);
    expect((await thief.get('/admin')).status).toBe(200);
    const out = await visitor.fill('/admin', '/keluar', {});
    expect(out.to).toBe('/');
    expect(visitor.jar.has('netra.session_token')).toBe(false);
    expect((await thief.get('/admin')).status).toBe(404);
    expect((await thief.get('/masuk')).status).toBe(200);
  });

  it('leaves a trace of coming and going', async () => {
    await test.owner.deleteFrom('auth.auth_session').execute();
    const before = await test.owner.selectFrom('audit').select('id').execute();
    const visitor = await signedIn('pengelola@peragaan.netra.id');
    await visitor.fill('/admin', '/keluar', {});
    const traces = await test.owner.selectFrom('audit').select(['what', 'access']).orderBy('id').execute();
    expect(traces.slice(before.length)).toEqual([
      { what: 'account.sign-in', access: 'write' },
      { what: 'account.sign-out', access: 'write' },
    ]);
  });

  it('signs nobody out by a link or a picture', async () => {
    const visitor = await signedIn('pengelola@peragaan.netra.id');
    expect((await visitor.get('/keluar')).status).toBe(404);
    expect((await visitor.get('/admin')).status).toBe(200);
  });
});

describe('the sign-ins of the demonstration', () => {
  it('stand below the form, one tap each, with a code that is filled in', async () => {
    await freshCodes();
    const visitor = new Visitor(app.hono);
    const page = await visitor.get('/masuk');
    expect(page.html).toContain('Masuk sebagai…');
    expect(page.html).toContain('Bawaslu Kota Arunika');
    expect(page.html).toContain('Mencoba verifier');
    const forms = formsOf(page.html).filter((form) => form.action === '/masuk');
    expect(forms).toHaveLength(1 + demoAccounts.length);
    const tap = forms.find((form) => form.hidden.email === officer)?.hidden ?? {};
    expect((await visitor.post('/masuk', tap)).to).toBe('/masuk/kode');
    const code = await visitor.get('/masuk/kode');
    expect(code.html).toContain('Kode ini hanya tampil di peragaan');
    const filled = /name="code"[^>]*value="(\d{6})"/.exec(code.html)?.[1] ?? '';
    expect(filled).toBe(await codeOf(officer));
    expect((await visitor.submit(code.html, '/masuk/kode', { code: filled })).to).toBe('/antrean');
  });

  it('offer another code when somebody just used the current one, and say how long to wait when none is left', async () => {
    await freshCodes();
    const codes: string[] = [];
    // Three count at any moment; a fourth appears only when the half minute passes meanwhile.
    for (let code = await app.accounts.demoCode(officer); code !== null; code = await app.accounts.demoCode(officer)) {
      const visitor = new Visitor(app.hono);
      await visitor.fill('/masuk', '/masuk', { email: officer, password: demoPassword });
      expect((await visitor.fill('/masuk/kode', '/masuk/kode', { code })).status).toBe(303);
      codes.push(code);
    }
    expect(codes.length).toBeGreaterThanOrEqual(3);
    expect(new Set(codes).size).toBe(codes.length);
    const fourth = new Visitor(app.hono);
    await fourth.fill('/masuk', '/masuk', { email: officer, password: demoPassword });
    expect(plain((await fourth.get('/masuk/kode')).html)).toMatch(/Kode berikutnya ada dalam \d+ detik/);
    await freshCodes();
  });

  it('show no code of a person who is not of the demonstration', async () => {
    expect(await app.accounts.demoCode('orang@kantor.go.id')).toBeNull();
  });
});

describe('in production', () => {
  let productionTest: TestApp;
  let production: DemoApp;
  beforeAll(async () => {
    productionTest = await startTestApp({ mode: 'production' });
    production = await startDemoApp(productionTest, testSecret);
  });
  afterAll(async () => {
    await production.end();
    await productionTest.end();
  });

  it('shows no list, no password and no code, and makes no such account', async () => {
    const html = (await new Visitor(production.hono).get('/masuk')).html;
    expect(html).not.toContain('Masuk sebagai');
    expect(html).not.toContain(demoPassword);
    expect(html).not.toContain('peragaan.netra.id');
    expect(await production.accounts.demoCode(officer)).toBeNull();
    const making = async (): Promise<string> =>
      productionTest.platform.db
        .transaction()
        .execute((tx) => production.accounts.createDemoAccount(tx, demoAccounts[0]));
    await expect(making()).rejects.toThrow('demonstration only');
  });
});
