import { randomUUID } from 'node:crypto';
import { verifyReceipt } from '@netra/ledger';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry, type TestCountry } from '../../../test/support/offices.ts';
import { parseReference } from '../../platform/crypto/reference.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { createWorkshop, type Workshop } from '../../platform/workshop/index.ts';
import { type Pages, pagesOf } from '../demonstration/pages.fixture.ts';
import { type PledgesFeature, pledgesFeature } from './index.ts';

let app: TestApp;
let country: TestCountry;
let pages: Pages;
let pledges: PledgesFeature;
let workshop: Workshop;
let asn: Member;
let other: Member;
let officer: Member;

beforeAll(async () => {
  app = await startTestApp();
  country = await foundCountry(app.owner);
  workshop = createWorkshop();
  pages = pagesOf(app, (platform) => {
    pledges = pledgesFeature(platform, {
      workshop,
      openPerson: () => ({ name: 'Nama Contoh', email: null, phone: null }),
    });
    return pledges.routes;
  });
  const { bodies, person } = country;
  asn = await person('Dimas Harjawinata', [bodies.agency, 'asn']);
  other = await person('Laras Widyaningtyas', [bodies.agency, 'asn']);
  officer = await person('Pengawas', [bodies.bawasluCity, 'officer']);
});
afterAll(async () => {
  await workshop.close();
  await app.end();
});

const stored = async (member: Member): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from netra.pledge where user_id = ${member.userId}`.execute(app.owner);
  return rows[0]?.n ?? -1;
};
const numberIn = (html: string): string => /data-copy="([^"]+)"/.exec(html)?.[1] ?? '';

describe('the page of the pledge', () => {
  it('shows everybody the four points, their source, how sure it is, and the open election', async () => {
    const { status, html, headers } = await pages.open('/ikrar');
    expect(status).toBe(200);
    expect(html.match(/<ol class="stack[\s\S]*?<\/ol>/)?.[0].match(/<li>/g)).toHaveLength(4);
    for (const words of [
      'Menolak politik uang',
      'SKB 22 Sep 2022',
      'naskah resmi SKB belum dibaca',
      'Serentak 2024',
      'Masuk untuk menandatangani',
    ])
      expect(html).toContain(words);
    // The form for a code carries no token of a session and sets no cookie.
    expect(html).not.toContain('_csrf');
    expect(headers.getSetCookie()).toEqual([]);
    expect((await pages.open('/en/ikrar')).html).toContain('To refuse money politics');
  });

  it('tells somebody who is no civil servant kindly that there is nothing to sign', async () => {
    const { html } = await pages.open('/ikrar', officer);
    expect(html).toContain('Ikrar ini untuk ASN');
    expect(html).not.toContain('Tanda tangani ikrar');
    expect(
      await pledges.service.sign(officer, { electionId: 'pilkada-2024', textVersion: 'ikrar-skb-2022/1' }),
    ).toEqual({
      ok: false,
      error: { kind: 'not-asn' },
    });
  });

  it('leads whoever is signed out to the sign-in, also from the certificate', async () => {
    expect((await pages.open('/ikrar/sertifikat')).status).toBe(303);
    expect((await pages.open('/ikrar/sertifikat.pdf')).headers.get('location')).toContain('/masuk?lanjut=');
  });
});

describe('signing', () => {
  it('wants the statement ticked, says so at the field, and stores nothing without', async () => {
    const refused = await pages.send('/ikrar', {}, asn);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Centang pernyataan bahwa Anda sudah membaca');
    expect(refused.html).toContain('href="#f-read"');
    expect(await stored(asn)).toBe(0);
  });

  it('refuses another text or election than the one on the page, and fields that were added', async () => {
    for (const fields of [
      { read: 'ya', text: 'ikrar-lain' },
      { read: 'ya', election: 'pemilu-2019' },
      { read: 'ya', election: null },
    ]) {
      const refused = await pages.send('/ikrar', fields, asn);
      expect(refused.status, JSON.stringify(fields)).toBe(422);
      expect(refused.html).toContain('Baca kembali');
    }
    expect((await pages.send('/ikrar', { read: 'ya', lain: 'x' }, asn)).status).toBe(422);
    expect(await stored(asn)).toBe(0);
  });

  it('stores once, however often it is sent, and shows the same certificate', async () => {
    const first = await pages.send('/ikrar', { read: 'ya' }, asn);
    expect(first).toMatchObject({ status: 303, to: '/ikrar/sertifikat' });
    const { html } = await pages.open('/ikrar/sertifikat', asn);
    const number = numberIn(html);
    expect(parseReference('certificate', number)).toEqual({ ok: true, value: number });
    for (const words of [
      'Dimas Harjawinata',
      'Pemerintah Kota Arunika',
      'Serentak 2024',
      'Jumat, 4 Oktober 2024, 09.00 WIB',
      'membuka halaman pemeriksaan',
    ])
      expect(html).toContain(words);
    const again = await pledges.service.sign(asn, { electionId: 'pilkada-2024', textVersion: 'ikrar-skb-2022/1' });
    expect(again.ok && again.value.number).toBe(number);
    expect(await stored(asn)).toBe(1);
    expect((await pages.open('/ikrar', asn)).html).toContain('Anda sudah menandatangani');
    const { rows } = await sql<{ n: number }>`select count(*) as n from netra.audit where what = 'pledge.sign'`.execute(
      app.owner,
    );
    expect(rows[0]?.n).toBe(1);
  });

  it('lets ten taps at once store one pledge with one number', async () => {
    const read = { electionId: 'pilkada-2024', textVersion: 'ikrar-skb-2022/1' };
    const all = await Promise.all(Array.from({ length: 10 }, () => pledges.service.sign(other, read)));
    expect(new Set(all.map((one) => (one.ok ? one.value.number : 'refused'))).size).toBe(1);
    expect(await stored(other)).toBe(1);
  });

  it('names the institution above the unit, in the zone of the office', async () => {
    const unit = country.places.unit;
    const id = crypto.randomUUID();
    await app.owner
      .insertInto('body')
      .values({
        id,
        code: 'dinas-wit',
        kind: 'institution',
        name: 'Dinas Perhubungan',
        level: 'unit',
        jurisdiction_id: unit.id,
        zone: 'WIT',
      })
      .execute();
    const there = await country.person('Pegawai Dinas', [
      { id, code: 'dinas-wit', kind: 'institution', name: 'Dinas Perhubungan', zone: 'WIT', place: unit },
      'asn',
    ]);
    await pages.send('/ikrar', { read: 'ya' }, there);
    const { html } = await pages.open('/ikrar/sertifikat', there);
    expect(html).toContain('Dinas Perhubungan, Pemerintah Kota Arunika');
    expect(html).toContain('Jumat, 4 Oktober 2024, 11.00 WIT');
  });
});

describe('the certificate', () => {
  it('comes as a PDF, the same bytes each time', async () => {
    const pdf = async () => pages.open('/ikrar/sertifikat.pdf', asn);
    const first = await pdf();
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('application/pdf');
    expect(first.headers.get('content-disposition')).toMatch(/^attachment; filename="sertifikat-ikrar-[\w-]+\.pdf"$/);
    expect(first.html.startsWith('%PDF-')).toBe(true);
    expect((await pdf()).html).toBe(first.html);
  });

  it('is nobody else’s: not in the page of another, not past the second wall', async () => {
    const late = await country.person('Belum Menandatangani', [country.bodies.agency, 'asn']);
    expect((await pages.open('/ikrar/sertifikat', late)).status).toBe(303);
    expect((await pages.open('/ikrar/sertifikat.pdf', late)).status).toBe(404);
    for (const actor of [
      { kind: 'member', userId: late.userId },
      { kind: 'member', userId: officer.userId },
      { kind: 'system' },
      { kind: 'public' },
    ] as const) {
      const seen = await runAs(app.platform.db, actor, (tx) => tx.selectFrom('pledge').select('id').execute());
      expect(seen).toEqual([]);
    }
  });

  it('carries the proof of the seal once the pledge is in the public log, and only to the person who signed', async () => {
    expect((await pages.open('/ikrar/sertifikat/segel', asn)).headers.get('location')).toBe('/ikrar/sertifikat');
    expect((await pages.open('/ikrar/sertifikat', asn)).html).toContain('Menunggu disegel');
    await app.ledger.service.begin();
    await app.ledger.service.sealNow();
    expect((await pages.open('/ikrar/sertifikat', asn)).html).toContain('Tersegel');
    const { html: receipt } = await pages.open('/ikrar/sertifikat/segel', asn);
    const keys = (await app.ledger.service.keys()).map((key) => key.verifier);
    const verdict = verifyReceipt(receipt, keys);
    expect(verdict).toMatchObject({ valid: true, entry: { kind: 'pledge', election: 'pilkada-2024' } });
    expect(receipt).not.toContain(asn.name);
    expect((await pages.open('/ikrar/sertifikat/segel?bentuk=qr', asn)).html).toContain('data:image/svg+xml');
    expect((await pages.open('/ikrar/sertifikat.pdf', asn)).status).toBe(200);
    expect((await pages.open('/ikrar/sertifikat/segel')).status).toBe(303);
    expect((await pages.open('/ikrar/sertifikat/segel', officer)).status).toBe(303);
  });

  it('says in the log and to the person when it cannot be printed', async () => {
    const broken = pagesOf(
      app,
      (platform) =>
        pledgesFeature(platform, {
          workshop: {
            renderPdf: () => Promise.resolve({ ok: false, error: { kind: 'crashed' } }),
            renderOwn: () => Promise.resolve({ ok: false, error: { kind: 'crashed' } }),
          },
          openPerson: () => ({ name: '', email: null, phone: null }),
        }).routes,
    );
    expect((await broken.open('/ikrar/sertifikat.pdf', asn)).status).toBe(503);
    expect(app.logged.some((line) => line.includes('certificate-failed'))).toBe(true);
  });
});

describe('how sure it is who signed', () => {
  it('goes by how this very session was opened, not by what the account is linked to', async () => {
    const { bodies, person } = country;
    const wish = { electionId: 'pilkada-2024', textVersion: 'ikrar-skb-2022/1' };
    const levelOf = async (way: 'password' | 'sso' | null, owner: 'own' | 'foreign' = 'own'): Promise<string> => {
      const member = await person('Warga Kantor', [bodies.agency, 'asn']);
      const someone = owner === 'own' ? member : await person('Orang Lain', [bodies.agency, 'asn']);
      await app.owner
        .insertInto('sso_link')
        .values({ user_id: member.userId, issuer: 'https://masuk.contoh', subject: member.userId })
        .execute();
      const id = randomUUID();
      await sql`insert into auth.auth_session (id, user_id, token, expires_at, created_at, updated_at)
        values (${id}, ${someone.userId}, ${id}, now() + interval '1 hour', now(), now())`.execute(app.owner);
      if (way !== null)
        await app.owner.insertInto('session_mark').values({ session_id: id, user_id: someone.userId, way }).execute();
      const session = { id, startedAt: 0, strongAt: null };
      expect((await pledges.service.sign({ ...member, session }, wish)).ok).toBe(true);
      const row = await app.owner
        .selectFrom('pledge')
        .select('assurance')
        .where('user_id', '=', member.userId)
        .executeTakeFirstOrThrow();
      return row.assurance;
    };
    expect(await levelOf('sso')).toBe('sign-on');
    expect(await levelOf('password')).toBe('account');
    expect(await levelOf(null)).toBe('account');
    expect(await levelOf('sso', 'foreign')).toBe('account');
  });
});
