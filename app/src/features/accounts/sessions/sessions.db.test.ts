import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, testSecret } from '../../../../test/support/app.ts';
import { type DemoApp, startDemoApp } from '../demo-app.fixture.ts';
import { demoPassword } from '../index.ts';
import { newcomers, password } from '../newcomers.fixture.ts';
import { formsOf, Visitor } from '../visitor.fixture.ts';
import { deviceOf, tellDevice } from './device.ts';

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
beforeEach(() => {
  app.afterAMinute();
  app.backToNow();
});

const officer = 'kota@peragaan.netra.id';
const freshCodes = () =>
  test.owner.deleteFrom('auth.auth_verification').where('identifier', '=', 'used-code').execute();

async function signedIn(email = officer, userAgent = ''): Promise<Visitor> {
  await freshCodes();
  app.afterAMinute();
  const visitor = new Visitor(app.hono);
  if (userAgent !== '') visitor.headers['user-agent'] = userAgent;
  await visitor.fill('/masuk', '/masuk', { email, password: demoPassword });
  const code = (await app.accounts.demoCode(email)) ?? '';
  expect((await visitor.fill('/masuk/kode', '/masuk/kode', { code })).status).toBe(303);
  return visitor;
}

/** A copy of what a thief takes: all cookies of a browser. */
function thiefOf(visitor: Visitor): Visitor {
  const thief = new Visitor(app.hono);
  for (const [name, value] of visitor.jar) thief.jar.set(name, value);
  return thief;
}
const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/akun/sesi')).status === 200;

describe('the list of sessions', () => {
  it('tells kinds of devices in words and keeps neither the address nor what the browser said', async () => {
    const chrome = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36';
    const visitor = await signedIn(officer, chrome);
    await signedIn(officer, 'Mozilla/5.0 (Windows NT 10.0; rv:132.0) Gecko/20100101 Firefox/132.0');
    const page = await visitor.get('/akun/sesi');
    expect(page.html).toContain('Chrome di Android');
    expect(page.html).toContain('Firefox di Windows');
    expect(page.html).toContain('sesi ini');
    const rows = await test.owner.selectFrom('auth.auth_session').select(['ip_address', 'user_agent']).execute();
    expect(rows.every((row) => (row.ip_address ?? '') === '' && (row.user_agent ?? '') === '')).toBe(true);
    expect((await visitor.get('/en/akun/sesi')).html).toContain('Chrome on Android');
  });

  it('ends one session, and a copy of its cookie is worth nothing from then on', async () => {
    const [own, other] = [await signedIn(), await signedIn()];
    const thief = thiefOf(other);
    const page = await own.get('/akun/sesi');
    // Of several, the one that is not the own: its row has no mark.
    const rows = page.html.split('<tr').filter((row) => row.includes('/akhiri"') && !row.includes('sesi ini'));
    for (const row of rows) {
      const action = /action="([^"]+)"/.exec(row)?.[1] ?? '';
      expect((await own.submit(page.html, action, {})).to).toBe('/akun/sesi?selesai=1');
    }
    expect([await isIn(own), await isIn(other), await isIn(thief)]).toEqual([true, false, false]);
  });

  it('ends all others at once', async () => {
    const [own, other, third] = [await signedIn(), await signedIn(), await signedIn()];
    await own.fill('/akun/sesi', '/akun/sesi/akhiri', {});
    expect([await isIn(own), await isIn(other), await isIn(third)]).toEqual([true, false, false]);
  });

  it('ends nobody else: the session of another person is not there', async () => {
    const [own, other] = [await signedIn(), await signedIn('satgas@peragaan.netra.id')];
    const of = formsOf((await other.get('/akun/sesi')).html).find((one) => /\/sesi\/.*\/akhiri/.test(one.action));
    const token = formsOf((await own.get('/akun/sesi')).html)[0]?.hidden._csrf ?? '';
    await own.post(of?.action ?? '', { _csrf: token });
    expect(await isIn(other)).toBe(true);
  });
});

describe('the life of a session', () => {
  it('ends when it is signed out, whoever has a copy of the cookie', async () => {
    const visitor = await signedIn();
    const thief = thiefOf(visitor);
    await visitor.fill('/akun/sesi', '/keluar', {});
    expect(await isIn(thief)).toBe(false);
  });

  it('ends after eight hours without use, and lives on while it is used', async () => {
    const [used, unused] = [await signedIn(), await signedIn('satgas@peragaan.netra.id')];
    app.wait(5 * 60);
    expect(await isIn(used)).toBe(true);
    app.wait(4 * 60);
    expect([await isIn(used), await isIn(unused)]).toEqual([true, false]);
    expect(await isIn(unused)).toBe(false);
  });

  it('ends twelve hours after the sign-in, used or not', async () => {
    const visitor = await signedIn();
    const expires = await test.owner
      .selectFrom('auth.auth_session')
      .select(['created_at', 'expires_at'])
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    const hours = expires.expires_at.since(expires.created_at).total('hours');
    expect(hours).toBeCloseTo(12, 1);
    await test.owner.updateTable('auth.auth_session').set({ expires_at: '2020-01-01T00:00:00Z' }).execute();
    expect(await isIn(visitor)).toBe(false);
  });
});

describe('the password', () => {
  it('is changed with the present one, and every other session of the person ends', async () => {
    const { joined, enrolled } = newcomers(app);
    const email = await joined('officer');
    const own = await enrolled(email);
    const { key } = await keyOf(email);
    const other = await secondBrowser(email, key);
    const thief = thiefOf(other);
    const wrong = await own.fill('/akun/sandi', '/akun/sandi', {
      current: 'bukan yang ini',
      next: 'enam gajah di atas pohon',
    });
    expect(wrong.status).toBe(422);
    expect(await isIn(other)).toBe(true);
    const short = await own.fill('/akun/sandi', '/akun/sandi', { current: password, next: 'pendek' });
    expect(short.html).toContain('sedikitnya 12');
    const done = await own.fill('/akun/sandi', '/akun/sandi', { current: password, next: 'enam gajah di atas pohon' });
    expect(done.to).toBe('/akun?selesai=sandi');
    expect([await isIn(own), await isIn(other), await isIn(thief)]).toEqual([true, false, false]);
    app.afterAMinute();
    const old = await new Visitor(app.hono).fill('/masuk', '/masuk', { email, password });
    expect(old.status).toBe(422);
  });

  it('asks for the second factor when that was shown long ago, and carries no password through the question', async () => {
    const visitor = await signedIn();
    const page = await visitor.get('/akun/sandi');
    app.wait(11);
    const late = await visitor.submit(page.html, '/akun/sandi', {
      current: demoPassword,
      next: 'enam gajah di atas pohon',
    });
    expect(late.to).toBe('/akun/konfirmasi?kembali=/akun/sandi');
  });
});

describe('recovery codes', () => {
  it('are shown once, take the place of the phone once, and end with the next set', async () => {
    await freshCodes();
    const visitor = await signedIn();
    const made = await visitor.fill('/akun/kode-pemulihan', '/akun/kode-pemulihan', {});
    const codes = [...made.html.matchAll(/<code>([0-9A-Z]{5}-[0-9A-Z]{5})<\/code>/g)].map((found) => found[1] ?? '');
    expect(new Set(codes).size).toBe(10);
    expect((await visitor.get('/akun/kode-pemulihan')).html).not.toContain(codes[0]);
    const stored = await test.owner.selectFrom('recovery_code').select('code_hash').execute();
    expect(stored.some((row) => codes.some((code) => row.code_hash.includes(code.replace('-', ''))))).toBe(false);

    const [first = '', second = '', third = ''] = codes;
    const lost = await afterPassword();
    const entered = await lost.fill('/masuk/pemulihan', '/masuk/pemulihan', {
      code: first.toLowerCase().replace('-', ' '),
    });
    expect([entered.status, entered.to]).toEqual([303, '/antrean']);
    expect((await lost.get('/akun/sesi')).html).toContain('kode pemulihan');
    // Used: worth nothing, for a thief with the sheet as well.
    expect((await (await afterPassword()).fill('/masuk/pemulihan', '/masuk/pemulihan', { code: first })).status).toBe(
      422,
    );
    // A new set: the old sheet is paper.
    await visitor.fill('/akun/kode-pemulihan', '/akun/kode-pemulihan', {});
    expect((await (await afterPassword()).fill('/masuk/pemulihan', '/masuk/pemulihan', { code: second })).status).toBe(
      422,
    );
    expect(
      (await (await afterPassword()).fill('/masuk/pemulihan', '/masuk/pemulihan', { code: 'salah' })).html,
    ).toContain('ABCDE-12345');
    expect(third).not.toBe('');
  });

  it('are worth nothing before the password, and nothing for another person', async () => {
    const visitor = await signedIn();
    const made = await visitor.fill('/akun/kode-pemulihan', '/akun/kode-pemulihan', {});
    const code = /<code>([0-9A-Z]{5}-[0-9A-Z]{5})<\/code>/.exec(made.html)?.[1] ?? '';
    expect((await new Visitor(app.hono).get('/masuk/pemulihan')).to).toBe('/masuk?kode=habis');
    const other = await afterPassword('satgas@peragaan.netra.id');
    expect((await other.fill('/masuk/pemulihan', '/masuk/pemulihan', { code })).status).toBe(422);
  });

  it('count once also when two send the same in the same moment', async () => {
    const visitor = await signedIn();
    const made = await visitor.fill('/akun/kode-pemulihan', '/akun/kode-pemulihan', {});
    const code = /<code>([0-9A-Z]{5}-[0-9A-Z]{5})<\/code>/.exec(made.html)?.[1] ?? '';
    const two = [await afterPassword(), await afterPassword()];
    const answers = await Promise.all(two.map((one) => one.fill('/masuk/pemulihan', '/masuk/pemulihan', { code })));
    expect(answers.map((one) => one.status).sort()).toEqual([303, 422]);
  });
});

describe('the kind of device', () => {
  it('is two words of a short list', () => {
    expect(
      deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1'),
    ).toBe('safari ios');
    expect(deviceOf('Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0')).toBe('edge windows');
    expect([deviceOf(null), deviceOf(''), deviceOf('curl/8.0'), deviceOf('<script>')]).toEqual(
      Array(4).fill('unknown'),
    );
    expect(tellDevice('unknown', { on: 'di', unknown: 'Tidak dikenal' })).toBe('Tidak dikenal');
    expect(tellDevice('other linux', { on: 'di', unknown: 'Tidak dikenal' })).toBe('Linux');
  });
});

/** A browser in which the password was right and the code is asked. */
async function afterPassword(email = officer): Promise<Visitor> {
  app.afterAMinute();
  const visitor = new Visitor(app.hono);
  const asked = await visitor.fill('/masuk', '/masuk', { email, password: demoPassword });
  expect(asked.to).toBe('/masuk/kode');
  return visitor;
}

/** The key of codes that a person has just set up, for a second browser. */
async function keyOf(email: string): Promise<{ key: string }> {
  const row = await test.owner
    .selectFrom('auth.auth_two_factor as t')
    .innerJoin('auth.auth_user as u', 'u.id', 't.user_id')
    .select('t.secret')
    .where('u.email', '=', email)
    .executeTakeFirstOrThrow();
  return { key: row.secret };
}

async function secondBrowser(email: string, sealed: string): Promise<Visitor> {
  const { openCodeSecret } = await import('../auth.ts');
  const { createHash } = await import('node:crypto');
  const { codeAt } = await import('../one-time-codes.ts');
  await freshCodes();
  app.afterAMinute();
  const secret = createHash('sha256').update(`netra accounts ${testSecret}`).digest('base64url');
  const visitor = new Visitor(app.hono);
  await visitor.fill('/masuk', '/masuk', { email, password });
  const code = await codeAt(await openCodeSecret(sealed, secret), Date.now());
  expect((await visitor.fill('/masuk/kode', '/masuk/kode', { code })).status).toBe(303);
  return visitor;
}
