import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiDesk, at, said, startApiDesk } from './api.fixture.ts';

let desk: ApiDesk;

beforeAll(async () => {
  desk = await startApiDesk();
}, 120_000);
afterAll(() => desk?.end());

describe('without a token', () => {
  it('the law can be asked: rules, sanctions, procedures, elections, bodies, instruments, days off', async () => {
    for (const list of ['rules', 'sanctions', 'procedures', 'elections', 'bodies', 'instruments']) {
      const answer = await desk.call(null, 'GET', `/law/${list}`);
      expect(answer.status, list).toBe(200);
      expect(Object(at(answer, 'items')).length, list).toBeGreaterThan(3);
    }
    const year = await desk.call(null, 'GET', '/law/calendar/2024');
    expect(year.text).toContain('2024-12-25');
    expect(at(await desk.call(null, 'GET', '/law/calendar/2031'), 'decree')).toBeNull();
    expect(said(await desk.call(null, 'GET', '/law/calendar/1999'))).toBe('404 not-found');
  });

  it('an act can be assessed, a limit counted, an account triaged, as on the command line', async () => {
    const assessed = await desk.call(null, 'POST', '/law/assess', {
      body: {
        act: { kind: 'social-engagement', on: '2024-10-03', public: true, activeSupport: false, aimOfSupport: true },
        actor: { status: 'pns' },
        contest: { election: 'pilkada-2024', contest: 'kepala-daerah', beneficiary: 'person' },
      },
    });
    expect(assessed.body).toMatchObject({ outcome: 'violation', phase: 'calon', rows: [{ id: 'B6', level: 'berat' }] });
    const due = await desk.call(null, 'POST', '/law/deadline', {
      body: { procedure: 'bawaslu-pilkada', step: 'file-report', from: '2024-10-03T09:00:00+07:00' },
    });
    expect(due.body).toMatchObject({ dueOn: '2024-10-10', due: '2024-10-10T23:59:59+07:00' });
    const wrong = await desk.call(null, 'POST', '/law/deadline', {
      body: { procedure: 'bawaslu-pilkada', step: 'nothing', from: '2024-10-03T09:00:00+07:00' },
    });
    expect(said(wrong)).toBe('422 invalid-input');
    expect(at(wrong, 'errors', 0, 'pointer')).toBe('/step');
    const triaged = await desk.call(null, 'POST', '/law/triage', {
      body: { text: 'Pegawai itu menyukai unggahan pasangan calon di media sosial.' },
    });
    expect(at(triaged, 'acts', 0, 'kind')).toBe('social-engagement');
  });

  it('public figures, offices and the log can be asked; small numbers are taken out', async () => {
    await desk.report();
    const figures = await desk.call(null, 'GET', '/statistics');
    expect(at(figures, 'reports')).toEqual({ few: true, value: null });
    const offices = await desk.call(null, 'GET', '/offices?kind=bawaslu');
    expect(offices.text).toContain('Bawaslu Kota Arunika');
    expect(offices.text).not.toContain('satgas');
    await desk.app.ledger.service.begin();
    const log = await desk.call(null, 'GET', '/log');
    expect(at(log, 'checkpoint')).toBe('http://127.0.0.1/log/checkpoint');
  });
});

describe('members', () => {
  it('are told to the administration of all offices, to others of the own office, and never as tokens', async () => {
    const admin = (await desk.token('admin')).secret;
    const officer = (await desk.token('officer')).secret;
    const all = await desk.call(admin, 'GET', '/members?limit=200');
    expect(all.text).toContain('satgas@netra.contoh');
    const own = await desk.call(officer, 'GET', '/members?limit=200');
    expect(own.text).toContain('pengawas.arunika@netra.contoh');
    expect(own.text).not.toContain('satgas@netra.contoh');
    for (const answer of [all, own]) expect(answer.text).not.toContain('api.invalid');
    const some = await desk.call(admin, 'GET', '/members?limit=2');
    const next = String(at(some, 'next'));
    const more = await desk.call(admin, 'GET', `/members?limit=2&cursor=${next}`);
    expect(at(more, 'items', 0, 'id')).not.toBe(at(some, 'items', 0, 'id'));
  });
});

describe('the media desk', () => {
  const text =
    'Arunika, 28 September 2024. Panitia pengawas mengingatkan aparatur sipil negara agar tidak menyukai unggahan pasangan calon di media sosial.';

  it('reads a text, stores it once, and shows it to those who may see it', async () => {
    const media = (await desk.token('media')).secret;
    const officer = (await desk.token('officer')).secret;
    const read = await desk.call(media, 'POST', '/media/extract', { body: { source: 'Harian Nusa', text } });
    expect(read.status).toBe(200);
    const first = await desk.call(media, 'POST', '/media', { body: { source: 'Harian Nusa', text } });
    const again = await desk.call(media, 'POST', '/media', { body: { source: 'Harian Nusa', text } });
    expect([at(first, 'isNew'), at(again, 'isNew')]).toEqual([true, false]);
    expect(at(again, 'id')).toBe(at(first, 'id'));
    const one = await desk.call(officer, 'GET', `/media/${String(at(first, 'id'))}`);
    expect(at(one, 'text')).toBe(text);
    expect((await desk.call(officer, 'GET', '/media')).text).toContain('Harian Nusa');
    expect(said(await desk.call(officer, 'POST', '/media', { body: { source: 'Harian Nusa', text } }))).toBe(
      '403 scope-missing',
    );
    expect(said(await desk.call(media, 'POST', '/media', { body: { source: 'https://contoh.id/a', text } }))).toBe(
      '422 invalid-input',
    );
  });
});

describe('additions to the law', () => {
  const file = () =>
    readFile(path.resolve(import.meta.dirname, '../../../../docs/examples/contoh-keputusan-libur-2028.csv'), 'utf8');
  const upload = async (secret: string, body: string, kind = 'keputusan') =>
    desk.call(secret, 'POST', `/imports?kind=${kind}&name=keputusan-2028.csv`, {
      body,
      headers: { 'content-type': 'text/csv' },
    });

  it('are uploaded, previewed, applied and withdrawn; what is applied is what was previewed, and counts at once', async () => {
    const admin = (await desk.token('admin')).secret;
    const uploaded = await upload(admin, await file());
    expect(uploaded.status, uploaded.text).toBe(201);
    const id = String(at(uploaded, 'id'));
    const preview = await desk.call(admin, 'GET', `/imports/${id}`);
    const fingerprint = at(preview, 'plan', 'fingerprint');
    expect(fingerprint, preview.text).toBeTypeOf('string');
    expect(said(await desk.call(admin, 'POST', `/imports/${id}/apply`, { body: { fingerprint: 'other' } }))).toBe(
      '409 plan-changed',
    );
    const applied = await desk.call(admin, 'POST', `/imports/${id}/apply`, { body: { fingerprint } });
    expect(at(applied, 'status'), applied.text).toBe('applied');
    expect(at(await desk.call(null, 'GET', '/law/calendar/2028'), 'decree')).toBeTypeOf('string');
    expect(said(await desk.call(admin, 'POST', `/imports/${id}/apply`, { body: { fingerprint } }))).toBe(
      '409 not-staged',
    );
    expect(said(await upload(admin, await file()))).toBe('409 same-file');
    const withdrawn = await desk.call(admin, 'POST', `/imports/${id}/withdraw`, { body: { reason: 'Hanya contoh.' } });
    expect(at(withdrawn, 'status')).toBe('withdrawn');
    expect(at(await desk.call(null, 'GET', '/law/calendar/2028'), 'decree')).toBeNull();
    expect((await desk.call(admin, 'GET', '/imports?limit=1')).text).toContain(id);
  });

  it('that cannot be read are refused, and what was not applied can be thrown away', async () => {
    const admin = (await desk.token('admin')).secret;
    expect(said(await upload(admin, 'PK\u0003\u0004nothing'))).toBe('422 unreadable-file');
    expect(
      said(
        await desk.call(admin, 'POST', '/imports?kind=keputusan&name=a.csv', {
          body: 'a',
          headers: { 'content-type': 'image/png' },
        }),
      ),
    ).toBe('415 unsupported-media-type');
    expect(
      said(
        await desk.call(admin, 'POST', '/imports?kind=keputusan&name=a.csv', {
          body: 'x'.repeat(2_200_000),
          headers: { 'content-type': 'text/csv' },
        }),
      ),
    ).toBe('413 too-large');
    const uploaded = await upload(admin, (await file()).replaceAll('2028', '2029'));
    const id = String(at(uploaded, 'id'));
    expect((await desk.call(admin, 'DELETE', `/imports/${id}`)).status).toBe(204);
    expect(said(await desk.call(admin, 'GET', `/imports/${id}`))).toBe('404 not-found');
    const officer = (await desk.token('officer')).secret;
    expect(said(await upload(officer, 'a'))).toBe('403 scope-missing');
  });
});

describe('tokens on the screen', () => {
  const wishFor = (name: string) => ({
    name,
    body: desk.country.bodies.bawasluCity.id,
    role: 'officer',
    scopes: 'cases:read',
    days: '90',
  });

  it('are asked for by an administrator, issued by the office, shown once, and revoked', async () => {
    const admin = await desk.at('admin');
    const wish = await admin.fill('/admin/token/baru', '/admin/token/baru', wishFor('Sistem layar'));
    expect(wish.status, wish.html.slice(0, 300)).toBe(303);
    const place = wish.to ?? '';
    const seen = await admin.get(place);
    expect(seen.html).toContain('Menunggu kantor');
    expect(seen.html).not.toContain('/terbitkan');
    const officer = await desk.at('officer');
    expect((await officer.get('/kantor/sambungan')).html).toContain('Sistem layar');
    expect((await officer.get('/antrean')).html).toContain('/kantor/sambungan');
    const issued = await officer.fill(place, `${place}/terbitkan`, { laporan: 'ya' });
    expect(issued.status, issued.html.slice(0, 400)).toBe(200);
    const secret = /value="(netra_[0-9A-Za-z]{36})"/.exec(issued.html)?.[1] ?? '';
    expect(at(await desk.call(secret, 'GET', '/token'), 'scopes')).toEqual(['cases:read', 'reports:read']);
    expect((await officer.get(place)).html).not.toContain(secret);
    expect((await (await desk.at('stranger')).get(place)).status).toBe(404);
    expect((await admin.fill(place, `${place}/cabut`, {})).status).toBe(303);
    expect(said(await desk.call(secret, 'GET', '/token'))).toBe('401 token-revoked');
  });

  it('ask for the second factor again when it was shown long ago', async () => {
    const admin = await desk.at('admin');
    await sql`update netra.session_mark set strong_at = now() - interval '1 hour'`.execute(desk.app.owner);
    const asked = await admin.fill('/admin/token/baru', '/admin/token/baru', wishFor('Sistem lama'));
    expect(asked.html).toContain('Pastikan ini Anda');
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from netra.api_token where name = 'Sistem lama'`.execute(desk.app.owner);
    expect(rows[0]?.n).toBe(0);
    await sql`update netra.session_mark set strong_at = now()`.execute(desk.app.owner);
  });

  it('tell what is wrong with a wish, and keep what was typed', async () => {
    const admin = await desk.at('admin');
    const refused = await admin.fill('/admin/token/baru', '/admin/token/baru', {
      ...wishFor('Sistem salah'),
      scopes: 'law:write',
    });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Sistem salah');
    expect(refused.html).toContain('Tugas itu tidak memiliki cakupan');
  });

  it('are no page for people who are no administrators', async () => {
    for (const who of ['officer', 'media', 'asn'] as const)
      for (const place of ['/admin/token', '/admin/token/baru', '/admin/webhook', '/admin/webhook/baru'])
        expect((await (await desk.at(who)).get(place)).status, `${who} ${place}`).toBe(404);
    expect((await (await desk.at('asn')).get('/kantor/sambungan')).status).toBe(404);
  });
});
