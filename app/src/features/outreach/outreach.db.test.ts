import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry, type TestCountry } from '../../../test/support/offices.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { createWorkshop } from '../../platform/workshop/index.ts';
import { type Pages, pagesOf } from '../demonstration/pages.fixture.ts';
import { type OutreachFeature, outreachFeature } from './index.ts';

const workshop = createWorkshop();
let app: TestApp;
let country: TestCountry;
let pages: Pages;
let service: OutreachFeature['service'];
let inspector: Member;
let superior: Member;
let officer: Member;
let civilServant: Member;
let manager: Member;

const content = '/alat-peraga/baru/isi?tugas=guru&tahap=kampanye&bahasa=id';

beforeAll(async () => {
  app = await startTestApp();
  country = await foundCountry(app.owner);
  pages = pagesOf(app, (platform) => {
    const feature = outreachFeature(platform, { workshop });
    service = feature.service;
    return feature.routes;
  });
  const { agency, bawasluCity } = country.bodies;
  inspector = await country.person('Inspektur Contoh', [agency, 'inspectorate']);
  superior = await country.person('Kepala Contoh', [agency, 'superior']);
  officer = await country.person('Pengawas Contoh', [bawasluCity, 'officer']);
  civilServant = await country.person('Pegawai Contoh', [agency, 'asn']);
  manager = await country.person('Pengelola Contoh', [agency, 'facility'], [agency, 'media']);
  app.clock.set(Temporal.Instant.from('2024-10-04T03:00:00Z'));
});
afterAll(async () => {
  await workshop.close();
  await app.end();
});

const kits = () => app.owner.selectFrom('outreach_kit').selectAll().orderBy('made_at').execute();
const visitsOf = (kitId: string) =>
  app.owner.selectFrom('outreach_visit').select(['on_day', 'visits']).where('kit_id', '=', kitId).execute();
const usual = {
  kalimat: 'kelas',
  larang: 'suka',
  boleh: 'tps',
  baris: 'Apel Senin, 7 Oktober 2024, pukul 07.30',
  tujuan: 'pelajaran',
  ukuran: 'kartu-1080x1080',
};
/** A kit of the office of a person, made by its form. */
async function make(as: Member, more: Readonly<Record<string, string>> = {}) {
  const sent = await pages.send(content, { ...usual, ...more }, as);
  expect(sent.status).toBe(303);
  const id = /\/alat-peraga\/([0-9a-f-]{36})/.exec(sent.to ?? '')?.[1] ?? '';
  const kit = (await kits()).find((one) => one.id === id);
  if (kit === undefined) throw new Error('no kit was made');
  return kit;
}
const follow = (code: string) => pages.open(`/m/${code}`);

describe('making a kit', () => {
  it('begins with the stage that runs, and offers what the rules say at that stage', async () => {
    const { html } = await pages.open('/alat-peraga/baru', inspector);
    expect(html).toMatch(/value="kampanye" checked/);
    const before = await pages.open('/alat-peraga/baru/isi?tahap=sebelum&tugas=umum', inspector);
    const during = await pages.open('/alat-peraga/baru/isi?tahap=kampanye&tugas=umum', inspector);
    expect(before.html).toContain('membagikan unggahan bakal calon');
    expect(before.html).toContain('Lampiran II A.4');
    expect(during.html).toContain('membagikan unggahan calon');
    expect(during.html).toContain('Lampiran II B.6');
  });

  it('keeps what was chosen once, however often the form is sent, and writes down who made it in the trace alone', async () => {
    const key = randomUUID();
    const first = await pages.send(content, { ...usual, kirim: key }, inspector);
    const again = await pages.send(content, { ...usual, kirim: key }, inspector);
    expect(first.status).toBe(303);
    expect(again.to).toBe(first.to);
    const all = await kits();
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({
      body_id: country.bodies.agency.id,
      election_id: 'pilkada-2024',
      stage: 'kampanye',
      duty: 'guru',
      statements: ['suka', 'tps'],
      target: 'pelajaran',
      formats: ['kartu-1080x1080'],
      made_on: '2024-10-04',
    });
    const trace = await app.owner
      .selectFrom('audit')
      .select(['user_id', 'target'])
      .where('what', '=', 'outreach.made')
      .execute();
    expect(trace).toEqual([{ user_id: inspector.userId, target: all[0]?.id }]);
  });

  it('changed after a step back and sent again, it is another kit, and not the first without a word', async () => {
    const key = randomUUID();
    const first = await pages.send(content, { ...usual, kirim: key }, inspector);
    const other = { ...usual, kirim: key, tujuan: 'lapor' };
    const second = await pages.send(content, other, inspector);
    expect(second.status).toBe(303);
    expect(second.to).not.toBe(first.to);
    expect((await pages.send(content, other, inspector)).to).toBe(second.to);
    const id = /\/alat-peraga\/([0-9a-f-]{36})/.exec(second.to ?? '')?.[1] ?? '';
    expect((await kits()).find((one) => one.id === id)?.target).toBe('lapor');
  });

  it('refuses what outreach must not carry, names the field, and keeps what was typed', async () => {
    const count = (await kits()).length;
    for (const [field, more, told] of [
      ['baris', { baris: 'Pilih nomor 2' }, 'terbaca sebagai nomor urut'],
      ['baris', { baris: 'Salam dua jari' }, 'terbaca sebagai gestur'],
      ['baris', { baris: 'Bersama Golkar' }, 'nama partai'],
      ['baris', { baris: 'Lanjutkan' }, 'semboyan'],
      ['ukuran', { ukuran: 'poster-a0' }, 'ukuran dari daftar'],
      ['larang', { larang: 'tidak-ada' }, 'tidak berlaku lagi'],
      ['kalimat', { kalimat: 'Pilih saya' }, 'kalimat besar'],
    ] as const) {
      const sent = await pages.send(content, { ...usual, ...more }, inspector);
      expect(sent.status, field).toBe(422);
      expect(sent.html).toContain(`href="#f-${field}"`);
      expect(sent.html).toContain(told);
      expect(sent.html).toContain('tidak hilang');
      if (field === 'baris') expect(sent.html).toContain(`value="${more.baris}"`);
      expect(sent.html).toMatch(/value="tps" checked/);
    }
    expect(await kits()).toHaveLength(count);
  });

  it('knows the parties in the registers of the installation', async () => {
    await app.owner
      .insertInto('access_side')
      .values({
        id: randomUUID(),
        institution_id: country.places.institution.id,
        election_id: 'pilkada-2024',
        contest_id: 'kepala-daerah',
        kind: 'party',
        letter: 'A',
        name_sealed: Buffer.from('x'),
        party_name: 'Partai Rekaan Sejahtera',
        name_token: Buffer.alloc(32, 1),
        made_by: inspector.userId,
      })
      .execute();
    const sent = await pages.send(content, { ...usual, baris: 'Acara Partai Rekaan Sejahtera' }, inspector);
    expect(sent.status).toBe(422);
    expect(sent.html).toContain('nama partai');
  });

  it('knows who stands, as far as the public page names them', async () => {
    const [participant, notice] = [randomUUID(), randomUUID()];
    const made = { made_by: inspector.userId };
    await app.owner
      .insertInto('party_participant')
      .values({
        id: participant,
        election_id: 'pilkada-2024',
        kind: 'candidate',
        public_name: 'Wulan Rekaan Contohnya & Tokoh Karangan',
        valid_from: '2024-09-23',
        ...made,
      })
      .execute();
    const line = { ...usual, baris: 'Hadir pula: Wulan Rekaan' };
    // Not named in public yet: whoever types names here learns nothing of the register.
    expect((await pages.send(content, line, inspector)).status).toBe(303);
    await app.owner
      .insertInto('party_notice')
      .values({
        id: notice,
        election_id: 'pilkada-2024',
        version: 1,
        content: '{}',
        sha256: createHash('sha256').update('{}').digest(),
        made_at: '2024-10-04T03:00:00Z',
        ...made,
      })
      .execute();
    await app.owner
      .insertInto('party_delivery')
      .values({
        id: randomUUID(),
        notice_id: notice,
        participant_id: participant,
        code_hash: Buffer.alloc(32, 1),
        sent_at: '2024-10-04T03:00:00Z',
        sent_by: inspector.userId,
      })
      .execute();
    const sent = await pages.send(content, line, inspector);
    expect(sent.status).toBe(422);
    expect(sent.html).toContain('“Wulan Rekaan” adalah nama peserta pemilihan');
  });

  it('says on the form that a machine cannot see everything, in both languages', async () => {
    for (const [path, told] of [
      [content, 'mesin tidak dapat melihat semuanya: kantor Anda yang bertanggung jawab'],
      [`/en${content}`, 'a machine cannot see everything: your office answers for this line'],
    ] as const) {
      expect((await pages.open(path, inspector)).html).toContain(told);
    }
  });
});

describe('who speaks for an office', () => {
  it('are its people with a duty: others find no such page', async () => {
    for (const who of [superior, officer]) expect((await pages.open('/alat-peraga', who)).status).toBe(200);
    for (const who of [civilServant, manager])
      for (const path of ['/alat-peraga', '/alat-peraga/baru', content])
        expect((await pages.open(path, who)).status).toBe(404);
    expect((await pages.open('/alat-peraga')).status).toBe(303);
  });

  it('see kits and visits of their own office only, and make none for another', async () => {
    const kit = await make(inspector);
    expect((await pages.open(`/alat-peraga/${kit.id}`, superior)).status).toBe(200);
    for (const path of ['', '/kartu-1080x1080.png', '/kartu-1080x1080.pdf', '/semua.zip']) {
      expect((await pages.open(`/alat-peraga/${kit.id}${path}`, officer)).status).toBe(404);
      expect((await pages.open(`/alat-peraga/${kit.id}${path}`, civilServant)).status).toBe(404);
    }
    expect((await pages.open('/alat-peraga', officer)).html).not.toContain(kit.id);
    const foreign = await pages.open(`${content}&kantor=${country.bodies.bawasluCity.id}`, inspector);
    expect(foreign.status).toBe(404);
    const sent = await pages.send(content, { ...usual, kantor: country.bodies.bawasluCity.id }, inspector);
    expect(sent.status).toBe(404);
  });

  it('cannot write past the database either, nor read a single visit', async () => {
    const [kit] = await kits();
    if (kit === undefined) throw new Error('no kit');
    const as = (member: Member) => ({ kind: 'member', userId: member.userId }) as const;
    const { db } = app.platform;
    const copy = { ...kit, id: randomUUID(), submission_key: randomUUID(), code: 'AAAAAAA', made_at: undefined };
    await expect(runAs(db, as(officer), (tx) => tx.insertInto('outreach_kit').values(copy).execute())).rejects.toThrow(
      /row-level security/,
    );
    await expect(
      runAs(db, as(inspector), (tx) => tx.selectFrom('outreach_visit').selectAll().execute()),
    ).rejects.toThrow(/permission denied/);
    await expect(
      runAs(db, as(inspector), (tx) => tx.updateTable('outreach_kit').set({ extra: 'x' }).execute()),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('files', () => {
  it('are pictures and documents of the sizes that were chosen, and no others', async () => {
    const kit = await make(inspector, { ukuran: 'cerita-1080x1920' });
    const page = await pages.open(`/alat-peraga/${kit.id}`, inspector);
    expect(page.html).toContain('alt="Cerita media sosial 1080 × 1920 dari Pemerintah Kota Arunika.');
    const picture = await pages.open(`/alat-peraga/${kit.id}/cerita-1080x1920.png`, inspector);
    expect(picture.status).toBe(200);
    expect(picture.headers.get('content-type')).toBe('image/png');
    const pdf = await pages.open(`/alat-peraga/${kit.id}/cerita-1080x1920.pdf`, inspector);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.html.startsWith('%PDF-')).toBe(true);
    const zip = await pages.open(`/alat-peraga/${kit.id}/semua.zip`, inspector);
    expect(zip.headers.get('content-type')).toBe('application/zip');
    expect(zip.html).toContain('netralitas-guru-cerita-1080x1920.png');
    for (const file of [
      'poster-a4.png',
      'poster-a0.png',
      'cerita-1080x1920.gif',
      'cerita-1080x1920.png?salindia=2',
      'x',
    ])
      expect((await pages.open(`/alat-peraga/${kit.id}/${file}`, inspector)).status, file).toBe(404);
  });

  it('are not made any more when the rules no longer bear out what they say', async () => {
    const kit = await make(inspector);
    await app.owner
      .updateTable('outreach_kit')
      .set({ statements: ['tidak-ada'] })
      .where('id', '=', kit.id)
      .execute();
    expect((await pages.open(`/alat-peraga/${kit.id}`, inspector)).html).toContain('Aturan berubah');
    expect((await pages.open(`/alat-peraga/${kit.id}/kartu-1080x1080.png`, inspector)).status).toBe(404);
  });
});

describe('a kit that was withdrawn', () => {
  it('makes no file again, its code says so and counts nobody, and it stays withdrawn', async () => {
    const kit = await make(inspector);
    const path = `/alat-peraga/${kit.id}`;
    await follow(kit.code);
    expect((await pages.open(path, inspector)).html).toContain('Tarik bahan sosialisasi');
    // Not by another office, nor by civil servants of the own one.
    for (const stranger of [officer, civilServant, manager])
      expect((await pages.send(`${path}/tarik`, {}, stranger)).status).toBe(404);
    expect((await follow(kit.code)).status).toBe(302);

    const done = await pages.send(`${path}/tarik`, {}, superior);
    expect(done.status).toBe(303);
    expect((await pages.open(done.to ?? '', inspector)).html).toContain('ditarik Jumat, 4 Oktober 2024');
    expect((await pages.open('/alat-peraga', inspector)).html).toContain('ditarik');
    for (const file of ['kartu-1080x1080.png', 'kartu-1080x1080.pdf', 'semua.zip'])
      expect((await pages.open(`${path}/${file}`, inspector)).status, file).toBe(404);
    const scanned = await follow(kit.code);
    expect(scanned.status).toBe(410);
    expect(scanned.html).toContain('Bahan sosialisasi ini sudah ditarik');
    expect(scanned.html).toContain('href="/pelajaran/guru"');
    expect(scanned.headers.getSetCookie()).toEqual([]);
    expect(await visitsOf(kit.id)).toEqual([{ on_day: '2024-10-04', visits: 2 }]);

    // Again changes nothing, and nobody takes it back.
    expect((await pages.send(`${path}/tarik`, {}, inspector)).status).toBe(303);
    const back = runAs(app.platform.db, { kind: 'member', userId: inspector.userId }, (tx) =>
      tx.updateTable('outreach_kit').set({ withdrawn_on: null }).where('id', '=', kit.id).executeTakeFirst(),
    );
    expect((await back).numUpdatedRows).toBe(0n);
    const trace = await app.owner
      .selectFrom('audit')
      .select(['user_id', 'target'])
      .where('what', '=', 'outreach.withdrawn')
      .execute();
    expect(trace).toEqual([{ user_id: superior.userId, target: kit.id }]);
  });
});

describe('the short link', () => {
  it('leads where the office chose, in the language of the poster, without a cookie', async () => {
    const kit = await make(inspector);
    const answer = await follow(kit.code);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/pelajaran/guru');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect((await follow(kit.code.toLowerCase())).headers.get('location')).toBe('/pelajaran/guru');
    for (const code of ['AAAAAAA', 'x', '%00', 'AAAAAAAAAAAA']) expect((await follow(code)).status).toBe(404);
    const ask = await make(inspector, { tujuan: 'lapor', bahasa: 'en' });
    expect((await follow(ask.code)).headers.get('location')).toBe('/en/lapor');
  });

  it('counts visits by day and nothing else, and no look ahead', async () => {
    const kit = await make(inspector);
    for (let n = 0; n < 3; n += 1) await follow(kit.code);
    expect(await service.follow(kit.code, false)).toEqual({ path: '/pelajaran/guru', lang: 'id', withdrawn: false });
    expect(await visitsOf(kit.id)).toEqual([{ on_day: '2024-10-04', visits: 3 }]);
    const { columns } = {
      columns: Object.keys((await app.owner.selectFrom('outreach_visit').selectAll().execute())[0] ?? {}),
    };
    expect(columns.toSorted()).toEqual(['kit_id', 'on_day', 'visits']);
  });

  it('shows the office tens of days that are over, so that no single visit can be seen', async () => {
    const kit = await make(inspector);
    const shown = async (): Promise<string> => (await pages.open(`/alat-peraga/${kit.id}`, inspector)).html;
    const at = (day: string) => app.clock.set(Temporal.Instant.from(`${day}T03:00:00Z`));
    const visit = async (n: number): Promise<void> => {
      for (let k = 0; k < n; k += 1) await follow(kit.code);
    };
    await visit(12);
    expect(await shown()).toContain('kurang dari 10');
    at('2024-10-05');
    expect(await shown()).toMatch(/<th scope="row"[^>]*><div>Jumat, 4 Oktober 2024<.*?10 atau lebih/s);
    await visit(9);
    at('2024-10-06');
    const html = await shown();
    expect(html).not.toContain('Sabtu, 5 Oktober 2024');
    expect(html).toMatch(/Seluruhnya.*?20 atau lebih/s);
    expect(html).not.toMatch(/>(12|21|9)</);
    at('2024-10-04');
  });
});
