import { randomUUID } from 'node:crypto';
import { serve } from '@hono/node-server';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, testSecret } from '../../../../test/support/app.ts';
import {
  type HostileProvider,
  startHostileProvider,
  type TokenParts,
} from '../../../../test/support/hostile-provider.ts';
import { PASSWORD, startProvider, type TestProvider } from '../../../../test/support/oidc-provider.ts';
import { Roamer, type Seen } from '../../../../test/support/roaming.ts';
import type { SignOnSettings } from '../../../platform/configuration/sign-on-settings.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import { type Role, roles } from '../../../platform/http/env.ts';
import { type DemoApp, startDemoApp } from '../demo-app.fixture.ts';
import { demoPassword, makeBody } from '../index.ts';
import { codeFrom, keyOn } from '../newcomers.fixture.ts';
import { administrationBody } from '../offices.ts';
import { leave } from '../people/leaving.ts';
import { resetFactors } from '../recovery/account-recovery.ts';
import { headingOf, Visitor } from '../visitor.fixture.ts';

interface Site {
  readonly test: TestApp;
  readonly app: DemoApp;
  readonly url: string;
  readonly office: Readonly<Record<string, string>>;
  end(): Promise<void>;
}

/** Netra on a port of its own, with a provider that must know that port first. */
async function startSite(signOnFor: (url: string) => Promise<SignOnSettings>): Promise<Site> {
  let hono: DemoApp['hono'] | undefined;
  const server = serve({
    fetch: (request, env) => hono?.fetch(request, env) ?? new Response('', { status: 503 }),
    port: 0,
    hostname: '127.0.0.1',
  });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const test = await startTestApp({ publicUrl: url });
  const app = await startDemoApp(test, testSecret, { signOn: await signOnFor(url) });
  hono = app.hono;
  app.hono.get('/ikrar', (c) => c.text('ikrar'));
  app.hono.get('/media', (c) => c.text('media'));
  const office = await runAs(test.platform.db, { kind: 'system' }, async (tx) => {
    const bkn = randomUUID();
    const rest = {
      jurisdictionId: app.bodies['place-nation'] ?? '',
      zone: 'WIB',
      validFrom: null,
      validUntil: null,
    } as const;
    await makeBody(tx, test.platform.keys, { id: bkn, code: 'bkn', kind: 'bkn', name: 'BKN', ...rest });
    const instansi = randomUUID();
    await tx
      .insertInto('body')
      .values({
        id: instansi,
        code: 'instansi',
        kind: 'institution',
        name: 'Instansi',
        level: 'nation',
        jurisdiction_id: rest.jurisdictionId,
        zone: 'WIB',
      })
      .execute();
    return { ...app.bodies, bkn, instansi, administrasi: await administrationBody(tx, randomUUID) };
  });
  return {
    test,
    app,
    url,
    office,
    end: async () => {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
      await app.end();
      await test.end();
    },
  };
}

/** Writes a rule past the page; the page has tests of its own. */
async function rule(
  site: Site,
  value: string,
  role: Role,
  bodyId: string,
  change: Record<string, unknown> = {},
): Promise<string> {
  const id = randomUUID();
  await site.test.owner
    .insertInto('sso_rule')
    .values({
      id,
      claim: 'realm_access.roles',
      test: 'equals',
      value,
      role,
      body_id: bodyId,
      admin_meant: role === 'admin',
      valid_from: '2024-01-01',
      ...change,
    })
    .execute();
  return id;
}

const say = (seen: Seen): string => `${seen.status} ${headingOf(seen.html)}`;
const dutiesOf = async (site: Site, subject: string): Promise<string[]> =>
  (
    await site.test.owner
      .selectFrom('member as m')
      .innerJoin('sso_link as l', 'l.user_id', 'm.user_id')
      .innerJoin('body as b', 'b.id', 'm.body_id')
      .select(['m.role', 'b.code', 'm.valid_until'])
      .where('l.subject', '=', subject)
      .execute()
  )
    .filter((row) => row.valid_until === null || row.valid_until >= new Date().toISOString().slice(0, 10))
    .map((row) => `${row.role} ${row.code}`)
    .sort();

describe('signing in by a real provider', () => {
  const mailsTo = async (email: string): Promise<number> =>
    (
      await site.test.owner
        .selectFrom('mail as m')
        .innerJoin('auth.auth_user as u', 'u.id', 'm.user_id')
        .select('m.id')
        .where('u.email', '=', email)
        .where('m.template', '=', 'security-changed')
        .execute()
    ).length;
  let provider: TestProvider;
  let site: Site;
  beforeAll(async () => {
    site = await startSite(async (url) => {
      provider = await startProvider(url, { mfa: true });
      return provider.settings;
    });
    const where: Readonly<Record<Role, string>> = {
      admin: 'administrasi',
      officer: 'bawaslu-arunika',
      overseer: 'bawaslu-arunika',
      verifier: 'satgas-arunika',
      conveyor: 'bkn',
      authority: 'ppk-arunika',
      media: 'bawaslu-arunika',
      asn: 'ppk-arunika',
      inspectorate: 'instansi',
      facility: 'instansi',
      superior: 'instansi',
    };
    for (const role of roles) await rule(site, `netra-${role}`, role, site.office[where[role]] ?? '');
  });
  afterAll(async () => {
    await site.end();
    await provider.stop();
  });
  beforeEach(() => {
    site.app.afterAMinute();
    site.app.backToNow();
  });

  const person = (
    login: string,
    given: readonly string[],
    change: Record<string, unknown> = {},
    amr = ['pwd', 'otp'],
  ): void =>
    void provider.people.set(login, {
      login,
      amr,
      claims: {
        name: `Orang ${login}`,
        email: `${login}@instansi.go.id`,
        email_verified: true,
        realm_access: { roles: given },
        ...change,
      },
    });
  const signIn = async (
    login: string,
    browser = new Roamer(),
    path = '/masuk/sso',
  ): Promise<{ browser: Roamer; seen: Seen }> => {
    const asked = await browser.go(`${site.url}${path}`);
    if (!asked.html.includes('Penyedia uji')) return { browser, seen: asked };
    return { browser, seen: await browser.fill(asked, { login, password: PASSWORD }) };
  };

  it.each([
    ['admin', '/admin'],
    ['officer', '/antrean'],
    ['overseer', '/antrean'],
    ['verifier', '/antrean'],
    ['conveyor', '/antrean'],
    ['authority', '/antrean'],
    ['media', '/media'],
    ['asn', '/ikrar'],
  ] as const)('brings a person with the role %s to the first page of that role', async (role, home) => {
    person(`si-${role}`, [`netra-${role}`]);
    const { seen, browser } = await signIn(`si-${role}`);
    expect([seen.status, seen.url.pathname]).toEqual([200, home]);
    expect(await dutiesOf(site, `si-${role}`)).toHaveLength(1);
    const sessions = await browser.go(`${site.url}/akun/sesi`);
    expect(sessions.html).toContain('lewat penyedia masuk');
  });

  it('keeps the session cookie strict: the way back goes by a page of ours', async () => {
    person('si-kuki', ['netra-officer']);
    const browser = new Roamer();
    const asked = await browser.go(`${site.url}/masuk/sso?lanjut=${encodeURIComponent('/akun/sesi')}`);
    const seen = await browser.fill(asked, { login: 'si-kuki', password: PASSWORD });
    expect(seen.url.pathname).toBe('/akun/sesi');
    const fresh = await fetch(`${site.url}/masuk/sso`, { redirect: 'manual' });
    const [waiting = ''] = fresh.headers.getSetCookie();
    expect(waiting).toMatch(/^netra_sso=.*HttpOnly; SameSite=Lax/);
    expect(waiting).not.toMatch(/nonce|verifier/);
    const to = new URL(fresh.headers.get('location') ?? '');
    expect([to.searchParams.get('code_challenge_method'), to.searchParams.get('response_type')]).toEqual([
      'S256',
      'code',
    ]);
  });

  it('makes no account for a person to whom no rule gives anything, and says whom to ask', async () => {
    person('tak-dikenal', ['lain-lain']);
    const { seen } = await signIn('tak-dikenal');
    expect(say(seen)).toBe('403 Anda belum terdaftar di Netra');
    expect(seen.html).toContain('tak-dikenal');
    const users = await site.test.owner
      .selectFrom('auth.auth_user')
      .select('id')
      .where('email', '=', 'tak-dikenal@instansi.go.id')
      .execute();
    expect(users).toEqual([]);
  });

  it('gives, changes and ends duties with the claims, and leaves duties by invitation alone', async () => {
    person('pindah', ['netra-officer', 'netra-media']);
    await signIn('pindah');
    expect(await dutiesOf(site, 'pindah')).toEqual(['media bawaslu-arunika', 'officer bawaslu-arunika']);
    const { user_id } = await site.test.owner
      .selectFrom('sso_link')
      .select('user_id')
      .where('subject', '=', 'pindah')
      .executeTakeFirstOrThrow();
    await site.test.owner
      .insertInto('member')
      .values({ id: randomUUID(), user_id, body_id: site.office['ppk-arunika'] ?? '', role: 'asn' })
      .execute();
    person('pindah', ['netra-verifier']);
    await signIn('pindah');
    expect(await dutiesOf(site, 'pindah')).toEqual(['asn ppk-arunika', 'verifier satgas-arunika']);
    // Nothing at all any more: no way in, and a session that is open acts for nobody.
    await site.test.owner.deleteFrom('member').where('user_id', '=', user_id).where('role', '=', 'asn').execute();
    const open = await signIn('pindah');
    person('pindah', []);
    expect(say((await signIn('pindah')).seen)).toBe('403 Anda belum terdaftar di Netra');
    expect(await dutiesOf(site, 'pindah')).toEqual([]);
    expect((await open.browser.go(`${site.url}/akun/sesi`)).url.pathname).toBe('/masuk');
  });

  it('does not give again what an administrator ended, until there is a new invitation', async () => {
    person('dihentikan', ['netra-officer', 'netra-media']);
    await signIn('dihentikan');
    await site.test.owner
      .updateTable('member')
      .set({ valid_until: '2020-01-01', barred: true })
      .where('role', '=', 'officer')
      .where('user_id', 'in', (e) => e.selectFrom('sso_link').select('user_id').where('subject', '=', 'dihentikan'))
      .execute();
    await signIn('dihentikan');
    expect(await dutiesOf(site, 'dihentikan')).toEqual(['media bawaslu-arunika']);
  });

  it('makes nobody administrator beside a case role', async () => {
    person('dua-duanya', ['netra-admin', 'netra-officer']);
    await signIn('dua-duanya');
    expect(await dutiesOf(site, 'dua-duanya')).toEqual(['officer bawaslu-arunika']);
  });

  it('never takes over an account by its e-mail, unless an administrator allowed it, and never that of an administrator', async () => {
    person('mirip', ['netra-officer'], { email: 'kota@peragaan.netra.id' });
    expect(say((await signIn('mirip')).seen)).toBe('409 Alamat surel Anda sudah punya akun');
    await site.test.owner.insertInto('sso_issuer').values({ issuer: provider.issuer, link_by_email: true }).execute();
    person('mirip', ['netra-officer'], { email: 'kota@peragaan.netra.id', email_verified: false });
    expect(say((await signIn('mirip')).seen)).toBe('409 Alamat surel Anda sudah punya akun');
    person('mirip-pengelola', ['netra-officer'], { email: 'pengelola@peragaan.netra.id' });
    expect(say((await signIn('mirip-pengelola')).seen)).toBe('409 Alamat surel Anda sudah punya akun');
    person('mirip', ['netra-officer'], { email: 'kota@peragaan.netra.id' });
    expect((await signIn('mirip')).seen.url.pathname).toBe('/antrean');
    const linked = await site.test.owner
      .selectFrom('sso_link as l')
      .innerJoin('auth.auth_user as u', 'u.id', 'l.user_id')
      .select('u.email')
      .where('l.subject', '=', 'mirip')
      .executeTakeFirstOrThrow();
    expect(linked.email).toBe('kota@peragaan.netra.id');
    await site.test.owner.deleteFrom('sso_issuer').execute();
  });

  it('leads nobody into an account that somebody else made with their address, and says who can help', async () => {
    const attacker = 'empat kuda makan rumput';
    const handed = await site.app.accounts.service.invite(null, {
      bodyId: site.office['ppk-arunika'] ?? '',
      role: 'asn',
      email: 'atasan@instansi.go.id',
    });
    const values = { name: 'Penyerang', email: 'atasan@instansi.go.id', password: attacker };
    const made = await new Visitor(site.app.hono).fill(`/mulai/${handed}`, `/mulai/${handed}`, values);
    expect(made.to).toBe('/masuk?akun=baru');
    await site.test.owner.insertInto('sso_issuer').values({ issuer: provider.issuer, link_by_email: true }).execute();
    person('atasan', ['netra-officer']);
    const { seen } = await signIn('atasan');
    expect(say(seen)).toBe('409 Alamat surel Anda sudah punya akun');
    expect(seen.html).toContain('hubungi pengelola Netra');
    expect(await dutiesOf(site, 'atasan')).toEqual([]);
    await site.test.owner.deleteFrom('sso_issuer').execute();
  });

  it('finds an account by the address to which its invitation was mailed, not by another that was typed, and tells its owner', async () => {
    await site.test.owner.insertInto('sso_issuer').values({ issuer: provider.issuer, link_by_email: true }).execute();
    const take = async (mailedTo: string, email: string): Promise<void> => {
      site.app.afterAMinute();
      const token = await site.app.accounts.service.invite(null, {
        ...{ bodyId: site.office['ppk-arunika'] ?? '', role: 'asn', email: mailedTo, mailed: true },
      });
      const values = { name: 'Pegawai', email, password: 'empat kuda makan rumput' };
      expect((await new Visitor(site.app.hono).fill(`/mulai/${token}`, `/mulai/${token}`, values)).to).toBe(
        '/masuk?akun=baru',
      );
    };
    await take('lain-lagi@instansi.go.id', 'diketik@instansi.go.id');
    person('diketik', ['netra-media']);
    expect(say((await signIn('diketik')).seen)).toBe('409 Alamat surel Anda sudah punya akun');
    await take('Terkirim@instansi.go.id', 'terkirim@instansi.go.id');
    person('terkirim', ['netra-media']);
    expect((await signIn('terkirim')).seen.status).toBe(200);
    expect(await dutiesOf(site, 'terkirim')).toEqual(['asn ppk-arunika', 'media bawaslu-arunika']);
    expect(await mailsTo('terkirim@instansi.go.id')).toBe(1);
    await site.test.owner.deleteFrom('sso_issuer').execute();
  });

  it('does not give a duty with a planned end its former length again', async () => {
    person('pensiun', ['netra-officer']);
    await signIn('pensiun');
    const { user_id } = await site.test.owner
      .selectFrom('sso_link')
      .select('user_id')
      .where('subject', '=', 'pensiun')
      .executeTakeFirstOrThrow();
    const { user_id: admin } = await site.test.owner
      .selectFrom('member')
      .select('user_id')
      .where('role', '=', 'admin')
      .executeTakeFirstOrThrow();
    const lastDay = Temporal.Now.plainDateISO('Asia/Jakarta').add({ days: 30 }).toString();
    await leave({ db: site.test.platform.db, uuid: randomUUID, onLeave: [] }, admin, {
      ...{ userId: user_id, lastDay, reason: 'Pensiun' },
    });
    expect((await signIn('pensiun', new Roamer())).seen.url.pathname).toBe('/antrean');
    const duty = await site.test.owner
      .selectFrom('member')
      .select('valid_until')
      .where('user_id', '=', user_id)
      .executeTakeFirstOrThrow();
    expect(duty.valid_until).toBe(lastDay);
  });

  it('keeps out whoever is switched off here, whatever the provider says', async () => {
    person('dimatikan', ['netra-officer']);
    const { browser } = await signIn('dimatikan');
    await site.test.owner
      .updateTable('sso_link')
      .set({ disabled_at: new Date().toISOString() })
      .where('subject', '=', 'dimatikan')
      .execute();
    expect(say((await signIn('dimatikan', new Roamer())).seen)).toBe('403 Akun ini tidak bisa dipakai');
    expect((await browser.go(`${site.url}/akun/sesi`)).status).toBe(200);
  });

  it('asks staff for a second factor of ours when the provider shows only one', async () => {
    person('satu-faktor', ['netra-officer'], {}, ['pwd']);
    const { seen, browser } = await signIn('satu-faktor');
    expect(seen.url.pathname).toBe('/akun/kode-ganda');
    // There is no password to ask for: coming in just now is enough to begin.
    const shown = await browser.fill(seen, {}, '/akun/kode-ganda');
    const done = await browser.fill(shown, { code: await codeFrom(keyOn(shown.html)) }, '/akun/kode-ganda/pasang');
    expect(done.url.pathname).toBe('/antrean');
    // From now on it has to be shown after each sign-in of one factor.
    const again = await signIn('satu-faktor');
    expect(again.seen.url.pathname).toBe('/akun/konfirmasi');
    expect((await again.browser.go(`${site.url}/akun/sesi`)).url.pathname).toBe('/akun/konfirmasi');
    person('satu-faktor', ['netra-officer'], {}, ['pwd', 'otp']);
    expect((await signIn('satu-faktor')).seen.url.pathname).toBe('/antrean');
  });

  it('counts as a step-up when the person signs in there once more, and sends the form that waited', async () => {
    person('ulang', ['netra-officer']);
    const { browser } = await signIn('ulang');
    site.app.wait(11);
    const asked = await browser.go(`${site.url}/akun/kode-pemulihan`);
    expect(headingOf(asked.html)).toBe('Pastikan ini Anda');
    site.app.backToNow();
    const page = await browser.go(`${site.url}/akun/kode-pemulihan`);
    site.app.wait(11);
    const late = await browser.fill(page, {}, '/akun/kode-pemulihan');
    expect(late.html).toContain('Isian Anda tersimpan');
    site.app.backToNow();
    const there = await browser.fill(late, {}, '/akun/konfirmasi/sso');
    expect(there.html).toContain('Penyedia uji');
    const back = await browser.fill(there, { login: 'ulang', password: PASSWORD });
    expect(back.url.pathname).toBe('/akun/konfirmasi/lanjut');
    const sent = await browser.fill(back, {}, '/akun/konfirmasi/lanjut');
    expect([...sent.html.matchAll(/<code>[0-9A-Z]{5}-[0-9A-Z]{5}<\/code>/g)]).toHaveLength(10);
  });

  it('does not take another person for a step-up', async () => {
    person('asli', ['netra-officer']);
    person('lain', ['netra-officer']);
    const { browser } = await signIn('asli');
    const there = await browser.go(`${site.url}/masuk/sso?untuk=konfirmasi&lanjut=/akun`);
    // The provider ends the session of the first before it lets the second in.
    const changed = await browser.fill(there, { login: 'lain', password: PASSWORD });
    const back = await browser.fill(changed, {});
    expect(back.status).toBe(422);
  });

  it('ties an account that has a password, after the second factor was shown', async () => {
    person('sambung', ['netra-media'], { email: 'lain-sekali@instansi.go.id' });
    const browser = new Roamer();
    const email = 'media@peragaan.netra.id';
    const asked = await browser.fill(
      await browser.go(`${site.url}/masuk`),
      { email, password: demoPassword },
      '/masuk',
    );
    await browser.fill(asked, { code: (await site.app.accounts.demoCode(email)) ?? '' }, '/masuk/kode');
    const there = await browser.go(`${site.url}/masuk/sso?untuk=sambung`);
    const back = await browser.fill(there, { login: 'sambung', password: PASSWORD });
    expect([back.url.pathname, back.html.includes('tersambung')]).toEqual(['/akun', true]);
    expect((await signIn('sambung')).seen.url.pathname).toBe('/media');
    // Its owner learns of the tie, once; and a recovery ends it like every other way in.
    expect(await mailsTo(email)).toBe(1);
    const { id } = await site.test.owner
      .selectFrom('auth.auth_user')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    await runAs(site.test.platform.db, { kind: 'system' }, (tx) => resetFactors(tx, id));
    expect(say((await signIn('sambung', new Roamer())).seen)).toBe('403 Akun ini tidak bisa dipakai');
  });

  it('ends the session at once when the provider says so (back-channel), and offers to sign out there', async () => {
    person('keluar-sana', ['netra-officer']);
    const { browser } = await signIn('keluar-sana');
    const other = await signIn('keluar-sana', new Roamer());
    const out = await browser.go(`${provider.issuer}/session/end`);
    const yes = /<form[^>]*action="([^"]+)"/.exec(out.html)?.[1] ?? '';
    await browser.fill(out, { logout: 'yes' }, yes === '' ? undefined : yes);
    await expect.poll(async () => (await browser.go(`${site.url}/akun/sesi`)).url.pathname).toBe('/masuk');
    // The other browser has a session of its own at the provider.
    expect((await other.browser.go(`${site.url}/akun/sesi`)).status).toBe(200);
    const left = await other.browser.fill(await other.browser.go(`${site.url}/akun/sesi`), {}, '/keluar');
    expect(left.url.pathname).toBe('/keluar/sso');
    expect(left.html).toContain(`${provider.issuer}/session/end?client_id=netra`);
  });

  it('says kindly that the provider is down, and goes on by itself when it is back', async () => {
    person('nanti', ['netra-officer']);
    await provider.stop();
    const browser = new Roamer();
    const asked = await browser.go(`${site.url}/masuk`);
    expect(asked.status).toBe(200);
    // What it said before is known still, so the browser is sent there; the trade of a code finds nobody.
    const waiting = await fetch(`${site.url}/masuk/sso`, { redirect: 'manual' });
    expect(waiting.status).toBe(302);
    const state = new URL(waiting.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const cookie = waiting.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const back = await fetch(
      `${site.url}/masuk/sso/kembali?code=x&state=${state}&iss=${encodeURIComponent(provider.issuer)}`,
      { headers: { cookie } },
    );
    expect([back.status, headingOf(await back.text())]).toEqual([503, 'SSO Uji sedang tidak bisa dihubungi']);
    await provider.start();
    expect((await signIn('nanti')).seen.url.pathname).toBe('/antrean');
  });

  it('refuses what comes back without the cookie, with another state, a second time, or after being cancelled', async () => {
    person('ulangi', ['netra-officer']);
    const { browser } = await signIn('ulangi');
    const back = browser.path.find((address) => address.includes('/masuk/sso/kembali')) ?? '';
    expect(say(await browser.go(back))).toBe('400 Masuk tidak jadi');
    expect(say(await new Roamer().go(back))).toBe('400 Masuk tidak jadi');
    const waiting = await fetch(`${site.url}/masuk/sso`, { redirect: 'manual' });
    const cookie = waiting.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const state = new URL(waiting.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const ask = async (query: string): Promise<number> =>
      (await fetch(`${site.url}/masuk/sso/kembali?${query}`, { headers: { cookie } })).status;
    expect(await ask(`code=x&state=${state.slice(1)}A`)).toBe(400);
    expect(await ask('code=x')).toBe(400);
    // An old code with a fresh state: the provider refuses it, and the state is spent.
    const code = new URL(back).searchParams.get('code') ?? '';
    const iss = encodeURIComponent(provider.issuer);
    expect(await ask(`code=${code}&state=${state}&iss=${iss}`)).toBe(400);
    expect(await ask(`code=${code}&state=${state}&iss=${iss}`)).toBe(400);
    const wrong = await new Roamer().go(`${site.url}/masuk/sso`);
    const denied = await new Roamer().go(wrong.url);
    expect(denied.status).toBe(400);
    const asked = new Roamer();
    const cancelled = await asked.fill(await asked.go(`${site.url}/masuk/sso`), { login: 'ulangi', password: 'salah' });
    expect(cancelled.html).toContain('Anda membatalkan');
  });
});

describe('tokens that must be refused', () => {
  let hostile: HostileProvider;
  let site: Site;
  beforeAll(async () => {
    hostile = await startHostileProvider();
    site = await startSite(() => Promise.resolve(hostile.settings));
    await rule(site, 'pengawas', 'media', site.office['bawaslu-arunika'] ?? '', { claim: 'peran' });
  });
  afterAll(async () => {
    await site.end();
    await hostile.stop();
  });
  beforeEach(() => site.app.afterAMinute());

  const come = async (answer: HostileProvider['answer']): Promise<number> => {
    hostile.answer = answer;
    return (await new Roamer().go(`${site.url}/masuk/sso`)).status;
  };
  const withClaims = (right: TokenParts, change: Record<string, unknown>): TokenParts => ({
    ...right,
    claims: { ...right.claims, ...change },
  });

  it('takes one that is right, so that the refusals mean something', async () => {
    // One factor: led to set up the second.
    const seen = await new Roamer().go(`${site.url}/masuk/sso`);
    expect([seen.status, seen.url.pathname]).toEqual([200, '/akun/kode-ganda']);
  });

  const now = () => Math.floor(Date.now() / 1000);
  it.each<[string, (right: TokenParts) => Record<string, unknown>]>([
    ['another nonce', () => ({ nonce: 'yang-lain' })],
    ['no nonce', () => ({ nonce: undefined })],
    ['another issuer', () => ({ iss: 'https://penyedia.lain' })],
    ['another audience', () => ({ aud: 'aplikasi-lain' })],
    ['several audiences without saying for whom', () => ({ aud: ['netra', 'aplikasi-lain'] })],
    ['another party for whom it was made', () => ({ azp: 'aplikasi-lain' })],
    ['an end that has passed', () => ({ iat: now() - 900, exp: now() - 300 })],
    ['no end', () => ({ exp: undefined })],
    ['a beginning in the future', () => ({ iat: now() + 3600, exp: now() + 7200 })],
    ['an age of hours', () => ({ iat: now() - 7200, exp: now() + 300 })],
    ['no person', () => ({ sub: undefined })],
    ['an empty person', () => ({ sub: '' })],
  ])('refuses a token with %s', async (_, change) => {
    expect(await come((right, sign) => sign(withClaims(right, change(right))))).toBe(400);
  });

  it('refuses a token without a signature, with one made of the client secret, with one of another key, and one that was changed', async () => {
    expect(await come((right) => Promise.resolve(new UnsecuredJWT({ ...right.claims }).encode()))).toBe(400);
    const secret = new TextEncoder().encode(hostile.settings.clientSecret.padEnd(32, 'x'));
    expect(
      await come((right) =>
        new SignJWT({ ...right.claims }).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret),
      ),
    ).toBe(400);
    const { generateKeyPair } = await import('jose');
    const { privateKey } = await generateKeyPair('RS256');
    expect(
      await come((right) =>
        new SignJWT({ ...right.claims }).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(privateKey),
      ),
    ).toBe(400);
    expect(
      await come(async (right, sign) => {
        const [head = '', , tail = ''] = (await sign(right)).split('.');
        const body = Buffer.from(JSON.stringify({ ...right.claims, sub: 'orang-lain' })).toString('base64url');
        return `${head}.${body}.${tail}`;
      }),
    ).toBe(400);
    expect(await come(() => Promise.resolve('bukan.token.sama-sekali'))).toBe(400);
  });

  it('refuses a code that another provider gave', async () => {
    hostile.answer = (right, sign) => sign(right);
    const waiting = await fetch(`${site.url}/masuk/sso`, { redirect: 'manual' });
    const cookie = waiting.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const state = new URL(waiting.headers.get('location') ?? '').searchParams.get('state') ?? '';
    const before = hostile.trades();
    const back = await fetch(
      `${site.url}/masuk/sso/kembali?code=x&state=${state}&iss=${encodeURIComponent('https://penyedia.lain')}`,
      { headers: { cookie } },
    );
    expect([back.status, hostile.trades()]).toEqual([400, before]);
  });

  const logout = async (parts: (right: TokenParts) => TokenParts): Promise<number> => {
    const right: TokenParts = {
      header: { alg: 'RS256', kid: 'k1', typ: 'logout+jwt' },
      claims: {
        iss: hostile.settings.issuer,
        aud: 'netra',
        sub: 'orang-1',
        iat: now(),
        exp: now() + 120,
        jti: randomUUID(),
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      },
    };
    const body = new URLSearchParams({ logout_token: await hostile.sign(parts(right)) });
    return (await fetch(`${site.url}/masuk/sso/keluar`, { method: 'POST', body })).status;
  };

  it('believes a logout only with the right token, and each token once', async () => {
    const browser = new Roamer();
    hostile.answer = (right, sign) => sign(right);
    await browser.go(`${site.url}/masuk/sso`);
    const isIn = async (): Promise<boolean> =>
      (await browser.go(`${site.url}/akun/kode-ganda`)).url.pathname === '/akun/kode-ganda';
    expect(await isIn()).toBe(true);
    const wrong: ((right: TokenParts) => TokenParts)[] = [
      (right) => withClaims(right, { nonce: 'x' }),
      (right) => withClaims(right, { events: {} }),
      (right) => withClaims(right, { events: undefined }),
      (right) => withClaims(right, { aud: 'aplikasi-lain' }),
      (right) => withClaims(right, { iss: 'https://penyedia.lain' }),
      (right) => withClaims(right, { exp: now() - 300, iat: now() - 400 }),
      (right) => withClaims(right, { iat: now() - 3600 }),
      (right) => withClaims(right, { sub: undefined }),
      (right) => withClaims(right, { jti: undefined }),
      (right) => ({ ...right, header: { ...right.header, typ: 'at+jwt' } }),
    ];
    for (const one of wrong) expect(await logout(one)).toBe(400);
    expect(
      (await fetch(`${site.url}/masuk/sso/keluar`, { method: 'POST', body: new URLSearchParams({}) })).status,
    ).toBe(400);
    expect(await isIn()).toBe(true);
    expect(await logout((right) => withClaims(right, { sub: 'orang-lain' }))).toBe(200);
    expect(await isIn()).toBe(true);
    const jti = randomUUID();
    expect(await logout((right) => withClaims(right, { jti }))).toBe(200);
    expect(await isIn()).toBe(false);
    expect(await logout((right) => withClaims(right, { jti }))).toBe(400);
  });
});

describe('a provider that was never there, or is another one', () => {
  it('is asked again when somebody wants to sign in, and until then there is a kind page', async () => {
    const hostile = await startHostileProvider();
    const site = await startSite(() => Promise.resolve({ ...hostile.settings, issuer: 'http://127.0.0.1:9' }));
    const seen = await new Roamer().go(`${site.url}/masuk/sso`);
    expect(say(seen)).toBe('503 SSO Uji sedang tidak bisa dihubungi');
    expect((await new Roamer().go(`${site.url}/en/masuk/sso`)).html).toContain('cannot be reached now');
    expect((await new Roamer().go(`${site.url}/masuk`)).html).toContain('Masuk lewat SSO Uji');
    await site.end();
    await hostile.stop();
  });

  it('is refused when it names itself otherwise than configured', async () => {
    const hostile = await startHostileProvider();
    hostile.metadata = { issuer: 'https://penyedia.lain' };
    const site = await startSite(() => Promise.resolve(hostile.settings));
    expect((await new Roamer().go(`${site.url}/masuk/sso`)).status).toBe(503);
    await site.end();
    await hostile.stop();
  });
});
