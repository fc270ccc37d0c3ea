import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, testSecret } from '../../../test/support/app.ts';
import { publicKeyOf } from '../../platform/crypto/seal.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { type DemoApp, startDemoApp } from './demo-app.fixture.ts';
import { makeJurisdiction, unwrapOfficeKey } from './index.ts';
import { type Newcomers, newcomers } from './newcomers.fixture.ts';
import { formsOf, Visitor } from './visitor.fixture.ts';

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

describe('administration', () => {
  let admin: Visitor;
  let adminEmail: string;
  beforeAll(async () => {
    adminEmail = await joined('admin');
    admin = await enrolled(adminEmail);
  });

  it('does not exist for anybody else', async () => {
    const officer = await enrolled(await joined('officer'));
    const paths = [
      '/admin',
      '/admin/wilayah',
      '/admin/kantor',
      '/admin/undangan',
      '/admin/tugas/5ad5ae24-3a3a-4b62-9d0a-111111111111/akhiri',
    ];
    for (const visitor of [new Visitor(app.hono), officer, await passwordIn(await joined('asn'))])
      for (const path of paths) expect([path, (await visitor.get(path)).status]).toEqual([path, 404]);
    const forms = formsOf((await officer.get('/admin')).html).map((form) => form.action);
    expect(forms.filter((action) => action !== '/keluar')).toEqual([]);
    const stolen =
      formsOf((await admin.get('/admin/wilayah')).html).find((form) => form.action === '/admin/wilayah')?.hidden
        ._csrf ?? '';
    const forged = await officer.post('/admin/wilayah', {
      _csrf: stolen,
      level: 'city',
      code: 'X',
      name: 'X',
      parent: '',
    });
    expect(forged.status).toBe(403);
  });

  it('shows offices under their places, and people with role and until when', async () => {
    const { html } = await admin.get('/admin');
    expect(html.indexOf('Indonesia')).toBeLessThan(html.indexOf('Nusa Raya'));
    expect(html.indexOf('Nusa Raya')).toBeLessThan(html.indexOf('Bawaslu Kota Arunika'));
    expect(html).toContain(adminEmail);
    expect(html).toContain('seterusnya');
    expect((await admin.get('/en/admin')).html).toContain('open-ended');
  });

  it('adds a place with its path, and refuses what does not fit', async () => {
    const city = app.bodies['place-city'] ?? '';
    const add = (values: Record<string, string>) => admin.fill('/admin/wilayah', '/admin/wilayah', values);
    const good = { level: 'district', code: 'NR.01.02', name: 'Arunika Timur', parent: city };
    expect((await add(good)).to).toBe('/admin?selesai=wilayah');
    const row = await test.owner
      .selectFrom('jurisdiction')
      .selectAll()
      .where('code', '=', 'NR.01.02')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ path: '/ID/NR/NR.01/NR.01.02/', level: 'district', parent_id: city });

    const refused: readonly (readonly [Record<string, string>, string])[] = [
      [{ ...good }, 'Kode ini sudah dipakai'],
      [{ ...good, code: 'a%b' }, 'Kode hanya boleh'],
      [{ ...good, code: 'a/b' }, 'Kode hanya boleh'],
      [{ ...good, code: 'a_b' }, 'Kode hanya boleh'],
      [{ ...good, code: 'NR.9', level: 'province' }, 'tidak bisa berada di bawah'],
      [{ ...good, code: 'NR.9', parent: '' }, 'Pilih wilayah induknya'],
      [{ ...good, code: 'XX', level: 'nation', parent: '' }, 'Wilayah nasional sudah ada'],
      [{ ...good, code: 'NR.9', level: '' }, 'Pilih tingkat'],
      [{ ...good, code: 'NR.9', name: '  ' }, 'Isi nama'],
    ];
    const before = await test.owner.selectFrom('jurisdiction').select('id').execute();
    for (const [values, why] of refused) {
      const answer = await add(values);
      expect([why, answer.status]).toEqual([why, 422]);
      expect(answer.html).toContain(why);
      if (values.name?.trim()) expect(answer.html).toContain('value="Arunika Timur"');
    }
    expect(await test.owner.selectFrom('jurisdiction').select('id').execute()).toHaveLength(before.length);
    expect(await traces('admin.jurisdiction-added')).toBe(1);
  });

  it('adds an office; one that takes reports gets a key whose private half lies only wrapped', async () => {
    const city = app.bodies['place-city'] ?? '';
    const add = (values: Record<string, string>) => admin.fill('/admin/kantor', '/admin/kantor', values);
    const office = { kind: 'bawaslu', name: 'Bawaslu Contoh', code: 'bawaslu-contoh', place: city, zone: 'WITA' };
    const days = { from_day: '1', from_month: '9', from_year: '2024', until_day: '', until_month: '', until_year: '' };
    expect((await add({ ...office, ...days })).to).toBe('/admin?selesai=kantor');
    const row = await test.owner
      .selectFrom('body')
      .selectAll()
      .where('code', '=', 'bawaslu-contoh')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ level: 'city', zone: 'WITA', valid_from: '2024-09-01', valid_until: null });
    expect(row.seal_public_key).toHaveLength(32);
    const wrapped = row.seal_private_key_wrapped ?? Buffer.alloc(0);
    const own = unwrapOfficeKey(test.platform.keys, row.id, wrapped);
    expect(publicKeyOf(own)).toEqual(row.seal_public_key);
    expect(wrapped.includes(own)).toBe(false);
    expect(() => unwrapOfficeKey(test.platform.keys, 'another office', wrapped)).toThrow('cannot be opened');
    expect((await admin.get('/admin')).html).toContain('ada sejak Minggu, 1 September 2024');

    await add({ ...office, kind: 'ppk', code: 'ppk-contoh', name: 'PPK Contoh' });
    const other = await test.owner
      .selectFrom('body')
      .selectAll()
      .where('code', '=', 'ppk-contoh')
      .executeTakeFirstOrThrow();
    expect([other.seal_public_key, other.seal_private_key_wrapped]).toEqual([null, null]);

    const refused: readonly (readonly [Record<string, string>, string])[] = [
      [{ ...office, ...days }, 'Kode ini sudah dipakai'],
      [{ ...office, code: 'lain', kind: 'administration' }, 'Pilih jenis kantor'],
      [{ ...office, code: 'lain', place: '' }, 'Pilih wilayah'],
      [{ ...office, code: 'lain', zone: 'GMT' }, 'Pilih zona waktu'],
      [{ ...office, code: 'lain', ...days, from_day: '31' }, 'tidak ada di kalender'],
      [
        { ...office, code: 'lain', ...days, until_day: '1', until_month: '8', until_year: '2024' },
        'mendahului hari pertama',
      ],
    ];
    for (const [values, why] of refused) {
      const answer = await add(values);
      expect([why, answer.status]).toEqual([why, 422]);
      expect(answer.html).toContain(why);
      expect(answer.html).toContain('value="Bawaslu Contoh"');
    }
    expect(await test.owner.selectFrom('body').select('id').where('code', '=', 'lain').execute()).toEqual([]);
    expect(await traces('admin.office-added')).toBe(2);
  });

  it('invites a person by a link that is shown once, works, and lies only as a hash', async () => {
    app.afterAMinute();
    const answer = await admin.fill('/admin/undangan', '/admin/undangan', {
      ...{ body: app.bodies['bawaslu-arunika'] ?? '', role: 'officer', name: 'Rekan Baru', email: '' },
    });
    expect(answer.status).toBe(200);
    const link = /value="(http:\/\/127\.0\.0\.1\/mulai\/[\w-]+)"/.exec(answer.html)?.[1] ?? '';
    const { html } = await admin.get('/admin');
    expect(html).toContain('Rekan Baru');
    expect(html).not.toContain(link);
    const page = await new Visitor(app.hono).get(new URL(link).pathname);
    expect(page.html).toContain('Bawaslu Kota Arunika');
    expect(page.html).toContain('value="Rekan Baru"');
    const token = link.split('/').at(-1) ?? '';
    const rows = await test.owner.selectFrom('invitation').select('token_hash').execute();
    expect(rows.some((row) => row.token_hash.toString('latin1').includes(token))).toBe(false);
    expect(await traces('admin.invited')).toBe(1);
  });

  it('refuses a role that the office cannot have, and whatever would mix administration with cases', async () => {
    const bawaslu = app.bodies['bawaslu-arunika'] ?? '';
    const ask = (values: Record<string, string>) =>
      admin.fill('/admin/undangan', '/admin/undangan', { name: '', email: '', ...values });
    const misfit = await ask({ body: bawaslu, role: 'verifier' });
    expect([misfit.status, misfit.html.includes('tidak ada di jenis kantor')]).toEqual([422, true]);
    const mixed = await ask({ body: bawaslu, role: 'officer', email: adminEmail });
    expect([mixed.status, mixed.html.includes('mengelola akun dan melihat perkara')]).toEqual([422, true]);
    // Without the e-mail the link exists, but the person cannot use it.
    const path = `/mulai/${await invite('officer')}`;
    const taken = await admin.fill(path, `${path}/terima`, {});
    expect([taken.status, taken.html.includes('Akhiri dahulu salah satu tugasnya')]).toEqual([422, true]);
    const officer = await enrolled(await joined('officer'));
    const up = `/mulai/${await invite('admin')}`;
    expect((await officer.fill(up, `${up}/terima`, {})).status).toBe(422);
    expect((await officer.get('/admin')).status).toBe(404);
    expect((await officer.get(up)).status).toBe(200);
  });

  it('is guarded by the database too: whoever is no administrator can neither add nor invite nor give a role', async () => {
    const email = await joined('officer');
    const { id: userId } = await test.owner
      .selectFrom('auth.auth_user')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    const place = {
      id: test.platform.uuid(),
      code: 'NR.77',
      name: 'X',
      level: 'city',
      parentId: app.bodies['place-province'] ?? '',
    } as const;
    const tries: readonly (() => Promise<unknown>)[] = [
      () => runAs(test.platform.db, { kind: 'member', userId }, (tx) => makeJurisdiction(tx, place)),
      () => runAs(test.platform.db, { kind: 'public' }, (tx) => makeJurisdiction(tx, place)),
      () => app.accounts.service.invite(userId, { bodyId: app.bodies['bawaslu-arunika'] ?? '', role: 'officer' }),
      () =>
        runAs(test.platform.db, { kind: 'member', userId }, (tx) =>
          tx
            .insertInto('member')
            .values({
              id: test.platform.uuid(),
              user_id: userId,
              body_id: app.bodies['bawaslu-arunika'] ?? '',
              role: 'media',
            })
            .execute(),
        ),
    ];
    for (const one of tries) await expect(one()).rejects.toThrow('row-level security');
  });

  it('keeps of an invitation whether it was mailed, since only then the address is proven', async () => {
    const body = app.bodies['bawaslu-arunika'] ?? '';
    for (const [email, mail] of [
      ['dikirim@kantor.go.id', { mail: '1' }],
      ['diserahkan@kantor.go.id', {}],
    ] as const)
      await admin.fill('/admin/undangan', '/admin/undangan', { body, role: 'media', name: '', email, ...mail });
    const kept = await test.owner
      .selectFrom('invitation')
      .select(['email', 'mailed'])
      .where('email', 'in', ['dikirim@kantor.go.id', 'diserahkan@kantor.go.id'])
      .orderBy('email')
      .execute();
    expect(kept).toEqual([
      { email: 'dikirim@kantor.go.id', mailed: true },
      { email: 'diserahkan@kantor.go.id', mailed: false },
    ]);
  });

  it('ends a duty at once, without signing anybody out', async () => {
    const email = await joined('media');
    const person = await enrolled(email);
    expect((await person.get('/masuk')).to).toBe('/media');
    const row = await test.owner
      .selectFrom('member')
      .innerJoin('auth.auth_user as u', 'u.id', 'member.user_id')
      .select('member.id')
      .where('u.email', '=', email)
      .executeTakeFirstOrThrow();
    const path = `/admin/tugas/${row.id}/akhiri`;
    expect((await admin.get(path)).html).toContain('Berlaku seketika');
    expect((await admin.fill(path, path, {})).to).toBe('/admin?selesai=tugas');
    expect((await person.get('/masuk')).to).toBe('/');
    expect((await admin.get(path)).status).toBe(404);
    expect((await admin.get('/admin')).html).toMatch(/berakhir [A-Z][a-z]{2} \d/);
    expect(await traces('admin.membership-ended')).toBe(1);
  });

  it('keeps the last administrator, also when two end each other in the same moment', async () => {
    const others = await test.owner
      .selectFrom('member')
      .innerJoin('auth.auth_user as u', 'u.id', 'member.user_id')
      .select(['member.id', 'u.email'])
      .where('role', '=', 'admin')
      .execute();
    const own = others.find((one) => one.email === adminEmail)?.id ?? '';
    const path = `/admin/tugas/${own}/akhiri`;
    const before = await traces('admin.membership-ended');
    const alone = await admin.fill(path, path, {});
    expect([alone.status, alone.html.includes('pengelola sistem yang terakhir')]).toEqual([422, true]);
    expect((await admin.get('/admin')).status).toBe(200);
    // A refusal leaves nothing, not even a trace of something that did not happen.
    expect(await traces('admin.membership-ended')).toBe(before);

    const secondEmail = await joined('admin');
    const second = await enrolled(secondEmail);
    const its = await test.owner
      .selectFrom('member')
      .innerJoin('auth.auth_user as u', 'u.id', 'member.user_id')
      .select('member.id')
      .where('u.email', '=', secondEmail)
      .executeTakeFirstOrThrow();
    const itsPath = `/admin/tugas/${its.id}/akhiri`;
    const pages = [(await admin.get(itsPath)).html, (await second.get(path)).html];
    const both = await Promise.all([
      admin.submit(pages[0] ?? '', itsPath, {}),
      second.submit(pages[1] ?? '', path, {}),
    ]);
    expect(both.filter((answer) => answer.status === 303)).toHaveLength(1);
    const left = await test.owner
      .selectFrom('member')
      .select('id')
      .where('role', '=', 'admin')
      .where('valid_until', 'is', null)
      .execute();
    expect(left).toHaveLength(1);
  });
});
