import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, testSecret } from '../../../../test/support/app.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import { type DemoApp, startDemoApp } from '../demo-app.fixture.ts';
import { demoPassword } from '../index.ts';
import { administrationBody } from '../offices.ts';
import { formsOf, plain, Visitor } from '../visitor.fixture.ts';

let test: TestApp;
let app: DemoApp;
let admin: Visitor;
let office: Readonly<Record<string, string>>;
const settings = {
  issuer: 'http://127.0.0.1:9',
  clientId: 'netra',
  clientSecret: 'x',
  name: 'SSO Uji',
  scopes: 'openid',
  mfa: null,
} as const;
beforeAll(async () => {
  test = await startTestApp();
  app = await startDemoApp(test, testSecret, { signOn: settings });
  const administrasi = await runAs(test.platform.db, { kind: 'system' }, (tx) => administrationBody(tx, randomUUID));
  office = { ...app.bodies, administrasi };
  admin = await signedIn('pengelola@peragaan.netra.id');
});
afterAll(async () => {
  await app.end();
  await test.end();
});
beforeEach(async () => {
  app.afterAMinute();
  await test.owner.deleteFrom('sso_rule').execute();
});

async function signedIn(email: string): Promise<Visitor> {
  const visitor = new Visitor(app.hono);
  await visitor.fill('/masuk', '/masuk', { email, password: demoPassword });
  const code = (await app.accounts.demoCode(email)) ?? '';
  expect((await visitor.fill('/masuk/kode', '/masuk/kode', { code })).status).toBe(303);
  return visitor;
}

const officerRule = () => ({
  claim: 'realm_access.roles',
  test: 'equals',
  value: 'pengawas',
  role: 'officer',
  body: office['bawaslu-arunika'] ?? '',
  claims: '{"realm_access":{"roles":["pengawas"]}}',
});
const stored = () => test.owner.selectFrom('sso_rule').selectAll().execute();
const preview = (values: Record<string, string>) =>
  admin.fill('/admin/sso', '/admin/sso/aturan', { ...values, act: 'preview' });
const callout = (html: string): string =>
  plain(/class="callout-body">(.*?)<\/div>/s.exec(html)?.[1] ?? '').replaceAll(/<[^>]+>/g, ' ');

describe('rules of the sign-on provider', () => {
  it('are saved as they were looked at, and not otherwise', async () => {
    const seen = await preview(officerRule());
    expect([seen.status, callout(seen.html)]).toEqual([200, expect.stringContaining('Bawaslu Kota Arunika')]);
    expect(await stored()).toEqual([]);
    // Saving something else than what was seen only shows it.
    const other = await admin.submit(seen.html, '/admin/sso/aturan', { ...officerRule(), value: 'lain', act: 'save' });
    expect(callout(other.html)).toContain('Tidak ada tugas');
    const blind = await admin.fill('/admin/sso', '/admin/sso/aturan', { ...officerRule(), act: 'save' });
    expect(blind.status).toBe(200);
    expect(await stored()).toEqual([]);
    const saved = await admin.submit(seen.html, '/admin/sso/aturan', { ...officerRule(), act: 'save' });
    expect(saved.to).toBe('/admin/sso?selesai=aturan');
    expect((await stored()).map((row) => [row.value, row.role, row.admin_meant])).toEqual([
      ['pengawas', 'officer', false],
    ]);
  });

  it('never make an administrator unless that is ticked, equal and at a fixed office', async () => {
    const rule = { ...officerRule(), role: 'admin', body: office.administrasi ?? '' };
    expect((await preview(rule)).status).toBe(422);
    expect((await preview({ ...rule, adminMeant: 'yes', test: 'prefix' })).status).toBe(422);
    expect((await preview({ ...rule, adminMeant: 'yes', body: '', bodyClaim: 'unit' })).status).toBe(422);
    expect((await preview({ ...rule, adminMeant: 'yes' })).status).toBe(200);
    // The database says so as well.
    await expect(
      test.owner
        .insertInto('sso_rule')
        .values({
          id: randomUUID(),
          claim: 'a',
          test: 'equals',
          value: 'b',
          role: 'admin',
          body_id: office.administrasi ?? '',
          valid_from: '2024-01-01',
        })
        .execute(),
    ).rejects.toThrow();
  });

  it('say where they would mix administration with cases', async () => {
    const seen = await preview(officerRule());
    await admin.submit(seen.html, '/admin/sso/aturan', { ...officerRule(), act: 'save' });
    const both = await preview({ ...officerRule(), role: 'admin', body: office.administrasi ?? '', adminMeant: 'yes' });
    expect(callout(both.html)).toContain('tidak boleh menangani perkara');
  });

  it.each<[string, Record<string, string>, string]>([
    ['a path that is none', { claim: 'a..b' }, 'claim'],
    ['no value', { value: ' ' }, 'value'],
    ['no office and no claim', { body: '' }, 'body'],
    ['both an office and a claim', { bodyClaim: 'unit' }, 'body'],
    ['an office that is not there', { body: randomUUID() }, 'body'],
    ['a role that the office cannot have', { role: 'conveyor' }, 'role'],
    ['an end before the beginning', { until_day: '1', until_month: '1', until_year: '2020' }, 'until'],
    ['a day that is none', { from_day: '31', from_month: '2', from_year: '2024' }, 'from'],
    ['claims that are no object', { claims: '[1]' }, 'claims'],
    ['claims that are no JSON', { claims: '{' }, 'claims'],
  ])('refuse %s, keep what was typed, and store nothing', async (_, change, field) => {
    const answer = await preview({ ...officerRule(), ...change });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain(`href="#f-${field}"`);
    expect(answer.html).toContain('realm_access');
    expect(await stored()).toEqual([]);
  });

  it('are ended, not deleted; and an end is final', async () => {
    const seen = await preview(officerRule());
    await admin.submit(seen.html, '/admin/sso/aturan', { ...officerRule(), act: 'save' });
    const page = await admin.get('/admin/sso');
    const end = formsOf(page.html).find((form) => form.action.endsWith('/akhiri'))?.action ?? '';
    expect((await admin.submit(page.html, end, {})).to).toBe('/admin/sso?selesai=akhir');
    expect(await stored()).toHaveLength(1);
    expect((await admin.submit(page.html, end, {})).status).toBe(404);
  });

  it('do not exist for anybody else, on the page and in the database', async () => {
    const officer = await signedIn('kota@peragaan.netra.id');
    expect((await officer.get('/admin/sso')).status).toBe(404);
    const { id } = await test.owner
      .selectFrom('auth.auth_user')
      .select('id')
      .where('email', '=', 'kota@peragaan.netra.id')
      .executeTakeFirstOrThrow();
    const as = { kind: 'member', userId: id } as const;
    await expect(
      runAs(test.platform.db, as, (tx) =>
        tx
          .insertInto('sso_rule')
          .values({
            id: randomUUID(),
            claim: 'a',
            test: 'equals',
            value: 'b',
            role: 'officer',
            body_id: office['bawaslu-arunika'] ?? '',
            valid_from: '2024-01-01',
            made_by: id,
          })
          .execute(),
      ),
    ).rejects.toThrow();
    for (const table of ['sso_rule', 'sso_issuer', 'leaving', 'account_use'] as const)
      expect(await runAs(test.platform.db, as, (tx) => tx.selectFrom(table).selectAll().execute())).toEqual([]);
    const marks = await runAs(test.platform.db, as, (tx) => tx.selectFrom('session_mark').select('user_id').execute());
    expect(new Set(marks.map((row) => row.user_id))).toEqual(new Set([id]));
    await expect(
      runAs(test.platform.db, as, (tx) =>
        tx.updateTable('session_mark').set({ strong_at: new Date().toISOString() }).executeTakeFirstOrThrow(),
      ).then((done) => done.numUpdatedRows),
    ).resolves.toBe(0n);
  });

  it('let e-mails find accounts only after an administrator switched it on', async () => {
    const page = await admin.get('/admin/sso');
    expect(page.html).toContain('Menyambungkan lewat alamat surel');
    expect((await admin.submit(page.html, '/admin/sso/surel', {})).to).toBe('/admin/sso?selesai=surel');
    const rows = await test.owner.selectFrom('sso_issuer').select('link_by_email').execute();
    expect(rows).toEqual([{ link_by_email: true }]);
  });
});
