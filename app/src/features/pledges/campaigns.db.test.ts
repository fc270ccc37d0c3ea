import { createServer } from 'node:http';
import { verifyReceipt } from '@netra/ledger';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry, type TestCountry } from '../../../test/support/offices.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { createWorkshop, type Workshop } from '../../platform/workshop/index.ts';
import { Visitor } from '../accounts/visitor.fixture.ts';
import { type Pages, pagesOf } from '../demonstration/pages.fixture.ts';
import { personLocker, rosterKeys } from '../roster/index.ts';
import type { Campaign } from './campaign.ts';
import { readCodeList } from './campaign-routes.tsx';
import type { DrawnSlips } from './campaign-service.ts';
import { campaignWords } from './campaign-words.ts';
import { certificatePdf } from './certificate-pdf.ts';
import { type CampaignService, type PledgesFeature, pledgesFeature } from './index.ts';
import { newPledgeCode, pledgeToken } from './pledge-codes.ts';
import { presenceCode, presenceProof, readPresenceProof } from './presence.ts';

let app: TestApp;
let country: TestCountry;
let workshop: Workshop;
let pages: Pages;
let feature: PledgesFeature;
let campaigns: CampaignService;
let inspector: Member;
let otherInspector: Member;
let head: Member;
let admin: Member;
let campaign: Campaign;
const unitId = crypto.randomUUID();

beforeAll(async () => {
  app = await startTestApp();
  country = await foundCountry(app.owner);
  workshop = createWorkshop();
  pages = pagesOf(app, (platform) => {
    feature = pledgesFeature(
      { ...platform, stepUp: () => Promise.resolve(null) },
      {
        workshop,
        openPerson: () => ({ name: 'Sari Contohwati', email: null, phone: null }),
      },
    );
    return feature.routes;
  });
  ({ campaigns } = feature);
  const { bodies, places, person } = country;
  inspector = await person('Inspektur', [bodies.agency, 'inspectorate']);
  head = await person('Kepala Dinas', [bodies.agency, 'superior']);
  admin = await person('Pengelola', [bodies.bawaslu, 'admin']);
  const elsewhere = crypto.randomUUID();
  await app.owner
    .insertInto('jurisdiction')
    .values({
      id: elsewhere,
      code: '/LAIN/',
      name: 'Instansi Lain',
      level: 'institution',
      parent_id: null,
      path: '/LAIN/',
    })
    .execute();
  const id = crypto.randomUUID();
  await app.owner
    .insertInto('body')
    .values({
      id,
      code: 'lain',
      kind: 'institution',
      name: 'Instansi Lain',
      level: 'institution',
      jurisdiction_id: elsewhere,
      zone: 'WIB',
    })
    .execute();
  otherInspector = await person('Inspektur Lain', [
    {
      id,
      code: 'lain',
      kind: 'institution',
      name: 'Instansi Lain',
      zone: 'WIB',
      place: { id: elsewhere, path: '/LAIN/', level: 'institution' },
    },
    'inspectorate',
  ]);
  await app.owner
    .insertInto('work_unit')
    .values({
      id: unitId,
      institution_id: places.institution.id,
      parent_id: null,
      code: 'U1',
      name: 'Dinas Pendidikan',
      path: '/U1/',
    })
    .execute();
  const opened = await campaigns.open(inspector, bodies.agency.id);
  if (!opened.ok) throw new Error(opened.error.kind);
  campaign = opened.value;
});
afterAll(async () => {
  await workshop.close();
  await app.end();
});

const lockPerson = () => personLocker(rosterKeys(app.platform.keys));
let made = 0;

/** Somebody on the roster, with a code. */
async function somebody(
  options: { readonly campaignId?: string; readonly expires?: string; readonly duty?: string } = {},
): Promise<{ readonly id: string; readonly code: string }> {
  made += 1;
  const number = `19800101200501${String(1000 + made)}`;
  const { token, mark, sealed } = lockPerson()({ name: 'Sari Contohwati', number, email: null, phone: null });
  const row = await app.owner
    .insertInto('roster_person')
    .values({
      institution_id: country.places.institution.id,
      unit_id: unitId,
      kind: 'PNS',
      number_token: token,
      details_sealed: sealed,
      details_mark: mark,
      duty: options.duty ?? 'guru',
      import_id: crypto.randomUUID(),
      since: '2024-01-01',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const code = await codeFor(row.id, options);
  return { id: row.id, code };
}

async function codeFor(
  personId: string,
  {
    campaignId = campaign.id,
    expires = '2999-01-01',
  }: { readonly campaignId?: string; readonly expires?: string } = {},
): Promise<string> {
  const code = newPledgeCode(app.platform.random);
  await app.owner
    .insertInto('pledge_code')
    .values({
      campaign_id: campaignId,
      person_id: personId,
      token: pledgeToken(app.platform.keys, code),
      channel: 'slip',
      expires_at: expires,
      made_at: sql`clock_timestamp()`,
    })
    .onConflict((c) =>
      c.columns(['campaign_id', 'person_id']).doUpdateSet({
        made_at: sql`clock_timestamp()`,
        token: pledgeToken(app.platform.keys, code),
        expires_at: expires,
      }),
    )
    .execute();
  return code;
}

/** Draws slips for everybody there with new codes, and makes them good. */
async function slipsFor(member: Member, unitId: string | null, anew = true): Promise<DrawnSlips['slips']> {
  const drawn = await campaigns.drawSlips(member, campaign.id, { unitId, anew, part: 1 });
  if (drawn.slips.length > 0)
    expect(await campaigns.keepSlips(member, campaign.id, drawn)).toEqual({ ok: true, value: null });
  return drawn.slips;
}

const sign = (code: string, change: Partial<Parameters<CampaignService['sign']>[0]> = {}) =>
  campaigns.sign({ code, campaignId: campaign.id, textVersion: campaign.textVersion, presence: '', ...change });
const pledgesOf = async (personId: string) =>
  app.owner.selectFrom('pledge').selectAll().where('person_id', '=', personId).execute();

describe('signing with a code', () => {
  it('stores one pledge with its leaf in the same moment, and the way the code went', async () => {
    const { id, code } = await somebody();
    const signed = await sign(code);
    expect(signed).toMatchObject({ kind: 'signed', number: expect.stringMatching(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){2}$/) });
    const [row, ...others] = await pledgesOf(id);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ assurance: 'code-slip', offline: false, user_id: null, campaign_id: campaign.id });
    const { rows } = await sql`select 1 from netra.log_waiting where commitment = ${row?.commitment}`.execute(
      app.owner,
    );
    expect(rows).toHaveLength(1);
  });

  it('gives the same certificate however often and by however many at once', async () => {
    const { id, code } = await somebody();
    const all = await Promise.all(Array.from({ length: 20 }, () => sign(code)));
    const again = await sign(code);
    const numbers = new Set([...all, again].map((one) => ('number' in one ? one.number : one.kind)));
    expect(numbers.size).toBe(1);
    expect(all.filter((one) => one.kind === 'signed')).toHaveLength(1);
    expect(again.kind).toBe('again');
    expect(await pledgesOf(id)).toHaveLength(1);
  });

  it('counts once also where two processes write at the same time', async () => {
    const two = pledgesFeature(app.platform, {
      workshop,
      openPerson: () => ({ name: '', email: null, phone: null }),
    }).campaigns;
    const people = await Promise.all(Array.from({ length: 30 }, () => somebody()));
    const order = { campaignId: campaign.id, textVersion: campaign.textVersion, presence: '' };
    const both = await Promise.all(
      people.flatMap(({ code }) => [campaigns.sign({ code, ...order }), two.sign({ code, ...order })]),
    );
    expect(both.every((one) => one.kind === 'signed' || one.kind === 'again')).toBe(true);
    for (const { id } of people) expect(await pledgesOf(id)).toHaveLength(1);
    const leaves = await sql<{
      n: number;
    }>`select count(*) as n from netra.pledge g where not exists (select 1 from netra.log_waiting w where w.commitment = g.commitment)`.execute(
      app.owner,
    );
    expect(leaves.rows[0]?.n).toBe(0);
  });

  it('says the same to codes that are wrong, over, replaced, of another campaign, or of somebody who left', async () => {
    const over = await somebody({ expires: '2020-01-01' });
    const replaced = await somebody();
    await codeFor(replaced.id);
    const left = await somebody();
    await app.owner.updateTable('roster_person').set({ ended_at: '2024-09-01' }).where('id', '=', left.id).execute();
    const foreign = await somebody();
    const codes = [newPledgeCode(app.platform.random), over.code, replaced.code, left.code];
    for (const code of codes) {
      expect(await sign(code)).toEqual({ kind: 'unknown' });
      expect(await campaigns.enter(code)).toBeUndefined();
    }
    expect(await sign(foreign.code, { campaignId: crypto.randomUUID() })).toEqual({ kind: 'unknown' });
    const shown = await Promise.all(
      codes.map(async (code) => (await post('/ikrar/kode', { kode: code })).html.replaceAll(code, '')),
    );
    expect(new Set(shown).size).toBe(1);
    expect(await pledgesOf(left.id)).toEqual([]);
  });

  it('takes as long for a code that never was as for one that is over', async () => {
    const over = await somebody({ expires: '2020-01-01' });
    const time = async (code: string): Promise<number> => {
      const began = performance.now();
      await campaigns.enter(code);
      return performance.now() - began;
    };
    const wrong: number[] = [];
    const expired: number[] = [];
    for (let turn = 0; turn < 120; turn += 1) {
      wrong.push(await time(newPledgeCode(app.platform.random)));
      expired.push(await time(over.code));
    }
    const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    const ratio = median(wrong) / median(expired);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.7);
  });

  it('stops at the moment the campaign is closed, and says the same of those who signed and those who did not', async () => {
    const before = await somebody();
    const after = await somebody();
    const first = await sign(before.code);
    expect((await campaigns.close(otherInspector, campaign.id)).ok).toBe(false);
    expect((await campaigns.close(head, campaign.id)).ok).toBe(false);
    expect(await campaigns.close(inspector, campaign.id)).toEqual({ ok: true, value: null });
    expect(await sign(after.code)).toEqual({ kind: 'closed' });
    // Over is over for both: a kept slip tells nothing of its owner. With the number the certificate still opens.
    expect(await sign(before.code)).toEqual({ kind: 'closed' });
    const number = 'number' in first ? first.number : '';
    const entered = await Promise.all(
      [before.code, after.code].map(async (code) =>
        (await post('/ikrar/kode', { kode: code })).html.replaceAll(code, ''),
      ),
    );
    expect(entered[0]).toContain('sudah ditutup');
    expect(entered[0]).toBe(entered[1]);
    expect((await post('/ikrar/kode', { kode: before.code, nomor: number })).html).toContain(number);
    expect((await post('/ikrar/kode/sertifikat', { kode: before.code, nomor: number })).html.startsWith('%PDF-')).toBe(
      true,
    );
    expect(await pledgesOf(after.id)).toEqual([]);
    // The next one of the same institution: old codes are of another campaign now.
    const opened = await campaigns.open(inspector, country.bodies.agency.id);
    if (!opened.ok) throw new Error(opened.error.kind);
    campaign = opened.value;
    expect(await sign(after.code)).toEqual({ kind: 'unknown' });
    expect(await campaigns.open(inspector, country.bodies.agency.id)).toMatchObject({
      error: { kind: 'open-already' },
    });
  });

  it('refuses another text than the one of the campaign', async () => {
    const { code } = await somebody();
    expect(await sign(code, { textVersion: 'ikrar-lain/1' })).toEqual({ kind: 'changed' });
  });
});

describe('one person with an account and a code', () => {
  it('counts once when they are connected, whichever came first', async () => {
    const { agency } = country.bodies;
    const read = { electionId: 'pilkada-2024', textVersion: campaign.textVersion };
    const numberOf = async (code: string): Promise<string> => {
      const done = await sign(code);
      return 'number' in done ? done.number : '';
    };
    // First the code, then the account.
    const late = await country.person('Punya Keduanya', [agency, 'asn']);
    const one = await somebody();
    const number = await numberOf(one.code);
    expect(await campaigns.link(late, one.code, number)).toBe(true);
    const second = await feature.service.sign(late, read);
    expect(second.ok && second.value.number).toBe(number);
    // Both before they were connected: two in the log, one that counts.
    const both = await country.person('Dua Kali', [agency, 'asn']);
    const three = await somebody();
    await feature.service.sign(both, read);
    expect(await campaigns.link(both, three.code, await numberOf(three.code))).toBe(true);
    const counted = await app.owner
      .selectFrom('pledge')
      .select(['id', 'same_as'])
      .where((eb) => eb.or([eb('user_id', '=', both.userId), eb('person_id', '=', three.id)]))
      .execute();
    expect(counted.filter((row) => row.same_as === null)).toHaveLength(1);
    // Whoever was quicker with a copy gives way to whoever holds a newer code and the number.
    const owner = await country.person('Pemilik Kode', [agency, 'asn']);
    expect(await campaigns.link(owner, one.code, number)).toBe(false);
    const fresh = await codeFor(one.id);
    expect(await campaigns.link(owner, fresh, number)).toBe(true);
    expect(await campaigns.link(late, one.code, number)).toBe(false);
    // Nobody takes over a person that is connected already.
    expect(await campaigns.link(late, fresh, number)).toBe(false);
    expect(await campaigns.link(inspector, fresh, number)).toBe(false);
  });

  it('signs for the institution that gave it out alone: whoever moved gets a new one there', async () => {
    const one = await somebody();
    const elsewhere = await app.owner
      .selectFrom('jurisdiction')
      .select('id')
      .where('code', '=', '/LAIN/')
      .executeTakeFirstOrThrow();
    await app.owner
      .updateTable('roster_person')
      .set({ institution_id: elsewhere.id, unit_id: null })
      .where('id', '=', one.id)
      .execute();
    expect((await campaigns.enter(one.code))?.isOpen).toBe(false);
    expect(await sign(one.code)).toMatchObject({ kind: 'closed' });
    expect(await pledgesOf(one.id)).toEqual([]);
  });

  it('shows whoever signed and then moved one and the same institution on the certificate and in the public check', async () => {
    const one = await somebody();
    await sign(one.code);
    const { number } = (await campaigns.enter(one.code)) ?? {};
    const place = await app.owner
      .selectFrom('body as b')
      .innerJoin('jurisdiction as j', 'j.id', 'b.jurisdiction_id')
      .select(['b.id as body', 'j.id as institution'])
      .where('j.code', '=', '/LAIN/')
      .executeTakeFirstOrThrow();
    await app.owner
      .updateTable('roster_person')
      .set({ institution_id: place.institution, unit_id: null })
      .where('id', '=', one.id)
      .execute();
    const there = crypto.randomUUID();
    await app.owner
      .insertInto('pledge_campaign')
      .values({
        id: there,
        institution_id: place.institution,
        body_id: place.body,
        election_id: campaign.electionId,
        text_version: campaign.textVersion,
        opened_at: campaign.openedAt.toString(),
        closes_at: campaign.closesAt.toString(),
      })
      .execute();
    const fresh = await codeFor(one.id, { campaignId: there });
    expect(await sign(fresh, { campaignId: there })).toEqual({ kind: 'again', number });
    const checked = await campaigns.check(number ?? '');
    expect(checked?.institution).toBe(campaign.institution);
    expect((await campaigns.certificate(fresh))?.institution).toBe(checked?.institution);
  });

  it('do not become one by the code alone: neither the answer nor the account tells whether its owner signed', async () => {
    const stranger = await country.person('Pemegang Salinan', [country.bodies.agency, 'asn']);
    const signed = await somebody();
    const unsigned = await somebody();
    await sign(signed.code);
    const before = await pledgesOf(signed.id);
    for (const number of ['', '2222-2222-2222'])
      for (const { code } of [signed, unsigned]) expect(await campaigns.link(stranger, code, number)).toBe(false);
    expect(await pledgesOf(signed.id)).toEqual(before);
    expect(await feature.service.findCertificate(stranger, campaign.electionId)).toBeUndefined();
    expect(await campaigns.looksAt({ member: stranger })).toEqual([]);
  });
});

describe('what nobody can find out', () => {
  it('keeps codes, people and who signed from every actor of the application', async () => {
    const { id } = await somebody();
    for (const actor of [
      { kind: 'public' },
      { kind: 'member', userId: inspector.userId },
      { kind: 'member', userId: head.userId },
      { kind: 'member', userId: admin.userId },
    ] as const) {
      const ask = (statement: string) => runAs(app.platform.db, actor, (tx) => sql.raw(statement).execute(tx));
      await expect(ask('select token from netra.pledge_code'), actor.kind).rejects.toThrow(/permission denied/);
      await expect(
        ask(
          `insert into netra.pledge_code (campaign_id, person_id, token, channel, expires_at) values ('${campaign.id}', '${id}', '\\x00', 'slip', now())`,
        ),
      ).rejects.toThrow(/permission denied/);
      expect((await ask('select id from netra.pledge where person_id is not null')).rows).toEqual([]);
      expect((await ask('select id from netra.roster_person')).rows).toEqual([]);
      await expect(ask('select person_id from netra.pledge_declined')).rejects.toThrow(/permission denied/);
      expect((await ask(`select * from netra.count_pledges('${campaign.id}')`)).rows).toEqual([]);
      await expect(ask(`update netra.pledge set same_as = id`)).rejects.toThrow(/permission denied/);
    }
    for (const member of [otherInspector, head, admin]) {
      const asked = runAs(app.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
        sql`select * from pledge_people(${campaign.id}::uuid, null, null, 10)`.execute(tx),
      );
      expect((await asked).rows).toEqual([]);
      await expect(
        runAs(app.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
          sql`select issue_pledge_codes(${campaign.id}::uuid, 'slip', now(), ''::bytea)`.execute(tx),
        ),
      ).rejects.toThrow(/inspectorate/);
    }
  });

  it('counts by unit and by how sure it is, for the system alone', async () => {
    const { rows } = await runAs(app.platform.db, { kind: 'system' }, (tx) =>
      sql<{
        unit_id: string;
        assurance: string;
        signed: number;
      }>`select * from count_pledges(${campaign.id}::uuid)`.execute(tx),
    );
    expect(rows.some((row) => row.unit_id === unitId && row.assurance === 'code-slip' && row.signed > 10)).toBe(true);
  });

  it('lets the count to the single person out of the database for nobody', async () => {
    const { code } = await somebody();
    await sign(code);
    for (const member of [inspector, otherInspector, head, admin]) {
      const rows = await runAs(app.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
        tx.selectFrom('pledge_tally').selectAll().execute(),
      );
      expect(rows).toEqual([]);
    }
  });

  it('tells whoever holds a code, and nobody else, who looked at the data', async () => {
    const { id, code } = await somebody();
    const other = await somebody();
    const before = await campaigns.looksAt({ code: other.code });
    expect(await campaigns.looksAt({ code })).toEqual(before);
    await campaigns.decline(code, 'Saya belum yakin.');
    // A copy of the slip writes a second reason, and not over the first.
    await campaigns.decline(code, 'Ditulis orang lain.');
    const told = (await campaigns.reasons(inspector, campaign.id)).map(({ reason }) => reason);
    expect(told).toContain('Saya belum yakin.');
    expect(told).toContain('Ditulis orang lain.');
    const seen = await campaigns.looksAt({ code });
    expect(seen).toHaveLength(before.length + 1);
    expect(seen[0]).toMatchObject({ what: 'reason', office: 'Pemerintah Kota Arunika' });
    // Whoever did not decline sees the same.
    expect(await campaigns.looksAt({ code: other.code })).toEqual(seen);
    // Who works for several offices looked as the one whose campaign it is.
    const agency = inspector.memberships[0];
    const far = otherInspector.memberships[0];
    if (agency === undefined || far === undefined) throw new Error('no membership');
    await campaigns.reasons({ ...inspector, memberships: [far, agency] }, campaign.id);
    expect((await campaigns.looksAt({ code }))[0]).toMatchObject({ what: 'reason', office: 'Pemerintah Kota Arunika' });
    const made = await slipsFor(inspector, null);
    expect(made.length).toBeGreaterThan(0);
    const fresh = await codeFor(id);
    expect(await campaigns.looksAt({ code: fresh })).toMatchObject([
      { what: 'slip' },
      { what: 'reason' },
      { what: 'reason' },
    ]);
    expect(await campaigns.looksAt({ code })).toEqual([]);
    expect(await campaigns.looksAt({ member: inspector })).toEqual([]);
    expect(await campaigns.reasons(otherInspector, campaign.id)).toEqual([]);
    const direct = runAs(app.platform.db, { kind: 'member', userId: inspector.userId }, (tx) =>
      tx.selectFrom('pledge_declined').select('id').execute(),
    );
    await expect(direct).rejects.toThrow(/permission denied/);
    const looks = runAs(app.platform.db, { kind: 'member', userId: inspector.userId }, (tx) =>
      tx.selectFrom('roster_look').select('id').execute(),
    );
    await expect(looks).rejects.toThrow(/permission denied/);
  });
});

/** A phone: sends what the page's own form holds, and what the person adds. */
async function post(path: string, fields: Readonly<Record<string, string>>) {
  return new Visitor(app.hono).post(path, fields);
}

const form = (html: string, action: string): Record<string, string> => {
  const part = html.split('<form').find((one) => one.includes(`action="${action}"`)) ?? '';
  return Object.fromEntries(
    [...(part.split('</form>')[0]?.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g) ?? [])].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
};

describe('the pages of a phone', () => {
  it('lead from the code over three questions to the certificate, without a cookie', async () => {
    const { code } = await somebody({ duty: 'kesehatan' });
    let page = await post('/ikrar/kode', { kode: code.toLowerCase().replaceAll('-', ' ') });
    expect(page.status).toBe(200);
    let wrongSeen = false;
    for (let question = 0; question < 3; question += 1) {
      expect(page.html).toContain(`Pertanyaan ${question + 1} dari 3`);
      const fields = form(page.html, '/ikrar/kode/latihan');
      expect((await post('/ikrar/kode/latihan', fields)).status).toBe(422);
      let told = await post('/ikrar/kode/latihan', { ...fields, jawab: 'fine' });
      if (told.html.includes('Belum tepat')) {
        wrongSeen = true;
        expect(told.html).toContain('Coba lagi');
        told = await post('/ikrar/kode/latihan', { ...form(told.html, '/ikrar/kode/latihan'), jawab: 'breach' });
      }
      expect(told.html).toContain('Benar.');
      expect(told.html).toMatch(/href="\/hukum\/aturan\//);
      const next = question < 2 ? '/ikrar/kode/latihan' : '/ikrar/kode/baca';
      page = await post(next, form(told.html, next));
    }
    expect(wrongSeen).toBe(true);
    expect(page.html).toContain('Menolak politik uang');
    expect(page.html).toContain('Pakta integritas');
    const fields = form(page.html, '/ikrar/kode/tanda-tangan');
    expect((await post('/ikrar/kode/tanda-tangan', fields)).status).toBe(422);
    const signed = await post('/ikrar/kode/tanda-tangan', { ...fields, ikrar: 'ya' });
    expect(signed.status).toBe(200);
    expect(signed.cookies).toEqual([]);
    const number = /data-copy="([^"]+)"/.exec(signed.html)?.[1] ?? '';
    expect((await post('/ikrar/kode/tanda-tangan', { ...fields, ikrar: 'ya' })).html).toContain(number);
    expect((await post('/ikrar/kode', { kode: code, nomor: number.toLowerCase() })).html).toContain(number);
    const checked = await new Visitor(app.hono).get(`/periksa/ikrar?nomor=${number}`);
    expect(checked.status).toBe(200);
    expect(checked.html).toContain('Pemerintah Kota Arunika');
    expect(checked.html).not.toContain('Contohwati');
    // The code on the certificate leads to the same check.
    const drawn: string[] = [];
    const printer: Pick<Workshop, 'renderPdf'> = {
      renderPdf: (_template, _data, qr) => {
        drawn.push(...Object.values(qr));
        return Promise.resolve({ ok: true, value: Buffer.from('%PDF-') });
      },
    };
    const certificate = await feature.campaigns.certificate(code);
    if (certificate === undefined) throw new Error('signed and no certificate');
    const printed = await certificatePdf(printer, certificate, {
      demo: false,
      publicUrl: 'http://127.0.0.1',
      receipt: null,
    });
    expect(printed.ok).toBe(true);
    expect(drawn).toEqual([`http://127.0.0.1/periksa/ikrar?nomor=${number}`]);
    const scanned = await new Visitor(app.hono).get((drawn[0] ?? '').replace('http://127.0.0.1', ''));
    expect(scanned.html).toContain('Sah');
    const pdf = await post('/ikrar/kode/sertifikat', { kode: code, nomor: number });
    expect(pdf.html.startsWith('%PDF-')).toBe(true);
  });

  it('tell whoever kept a copy of a slip nothing of whether the owner signed', async () => {
    const [signed, unsigned] = [await somebody(), await somebody()];
    const done = await sign(signed.code);
    const number = 'number' in done ? done.number : '';
    const foreign = await sign((await somebody()).code);
    const others = 'number' in foreign ? foreign.number : '';
    // Questions and the hash differ with the code: what is compared is what kind of page it is, and everything beside the code.
    const kind = async (path: string, code: string, more: Readonly<Record<string, string>> = {}): Promise<string> => {
      const { status, to, html } = await post(path, { kode: code, ...more });
      const title = /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '';
      const forms = [...html.matchAll(/action="([^"]*)"/g)].map(([, action]) => action).join(' ');
      const fields = [...html.matchAll(/ name="([^"]*)"/g)].map(([, name]) => name).join(' ');
      return [status, to, title, forms, fields, html.includes(number)].join(' | ');
    };
    const asked: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['/ikrar/kode', {}],
      ['/ikrar/kode', { layar: '000000' }],
      ['/ikrar/kode', { nomor: others }],
      ['/ikrar/kode', { nomor: '2222-2222-2222' }],
      ['/ikrar/kode', { nomor: 'x' }],
      ['/ikrar/kode/latihan', {}],
      ['/ikrar/kode/latihan', { langkah: '2' }],
      ['/ikrar/kode/baca', {}],
      ['/ikrar/kode/baca', { nomor: others }],
      ['/ikrar/kode/tanda-tangan', { kampanye: campaign.id, naskah: campaign.textVersion }],
      ['/ikrar/kode/tanda-tangan', { kampanye: campaign.id, naskah: 'lain', ikrar: 'ya' }],
      ['/ikrar/kode/tanda-tangan', { kampanye: crypto.randomUUID(), naskah: campaign.textVersion, ikrar: 'ya' }],
      ['/ikrar/kode/sertifikat', {}],
      ['/ikrar/kode/sertifikat', { nomor: others }],
      ['/ikrar/kode/segel', {}],
      ['/ikrar/kode/segel', { bentuk: 'qr' }],
      ['/ikrar/kode/segel', { nomor: others }],
      ['/ikrar/kode/yang-melihat', {}],
      ['/ikrar/kode/menolak', {}],
      ['/ikrar/kode/menolak', { kirim: '1', alasan: 'Saya masih menunggu penjelasan.' }],
      ['/ikrar/kode/yang-melihat', {}],
    ];
    for (const [path, more] of asked)
      expect(await kind(path, signed.code, more), `${path} ${JSON.stringify(more)}`).toBe(
        await kind(path, unsigned.code, more),
      );
    expect(await pledgesOf(unsigned.id)).toEqual([]);
    // A new slip, which anybody who prints may make at any time, opens no more than the old one.
    const [first, second] = [await codeFor(signed.id), await codeFor(unsigned.id)];
    expect(await kind('/ikrar/kode', first)).toBe(await kind('/ikrar/kode', second));
    // The owner has the number, and loses nothing.
    expect(await kind('/ikrar/kode', first, { nomor: number })).toContain('true');
  });

  it('give the proof of the seal to code and number together, once the pledge is in the public log', async () => {
    const one = await somebody();
    const done = await sign(one.code);
    const nomor = 'number' in done ? done.number : '';
    const whole = { kode: one.code, nomor };
    expect((await post('/ikrar/kode/segel', whole)).html).toContain('Menunggu disegel');
    expect((await post('/ikrar/kode', whole)).html).not.toContain('Simpan bukti segel');
    await app.ledger.service.begin();
    await app.ledger.service.sealNow();
    const page = await post('/ikrar/kode', whole);
    expect(page.html).toContain('Tersegel');
    expect(page.html).toContain('Simpan bukti segel');
    const { html: receipt } = await post('/ikrar/kode/segel', whole);
    const keys = (await app.ledger.service.keys()).map((key) => key.verifier);
    expect(verifyReceipt(receipt, keys)).toMatchObject({ valid: true, entry: { kind: 'pledge', certificate: nomor } });
    expect(receipt).not.toContain('Contohwati');
    expect((await post('/ikrar/kode/segel', { ...whole, bentuk: 'qr' })).html).toContain('data:image/svg+xml');
    expect(await post('/ikrar/kode/segel', { kode: one.code })).toMatchObject({ status: 303, to: '/ikrar' });
  });

  it('take as long to open for a code that was used as for one that was not', async () => {
    const [signed, unsigned] = [await somebody(), await somebody()];
    await sign(signed.code);
    const time = async (code: string): Promise<number> => {
      const began = performance.now();
      await post('/ikrar/kode', { kode: code });
      return performance.now() - began;
    };
    const [used, fresh]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < 60; turn += 1) {
      used.push(await time(signed.code));
      fresh.push(await time(unsigned.code));
    }
    const median = (values: number[]): number => values.toSorted((a, b) => a - b)[30] ?? 0;
    expect(median(used) / median(fresh)).toBeGreaterThan(0.6);
    expect(median(used) / median(fresh)).toBeLessThan(1.7);
  });

  it('are the same by the short way as by all layers, headers too, and refusals take the usual way', async () => {
    const { code } = await somebody();
    const server = createServer((incoming, outgoing) => {
      if (!app.early(incoming, outgoing)) outgoing.end('not taken');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const body = { kode: code, kampanye: campaign.id, naskah: campaign.textVersion, hadir: '', ikrar: 'ya' };
    const send = (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`http://127.0.0.1:${port}/ikrar/kode/tanda-tangan`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(fields).toString(),
      });
    const short = await send(body);
    const shortPage = await short.text();
    const usual = await post('/ikrar/kode/tanda-tangan', body);
    expect(short.status).toBe(200);
    expect(shortPage).toBe(usual.html);
    for (const name of ['content-security-policy', 'x-content-type-options', 'cache-control', 'x-frame-options'])
      expect(short.headers.get(name), name).toBeTruthy();
    expect(await (await send(body)).text()).toBe(shortPage);
    const wrong = await send({ ...body, kode: newPledgeCode(app.platform.random) });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('tidak dapat dipakai');
    expect((await send({ ...body, ikrar: '' })).status).toBe(422);
    expect(await (await send(body, { 'sec-fetch-site': 'cross-site' })).text()).toBe('not taken');
    expect(await (await send({ ...body, hadir: 'x'.repeat(5000) })).text()).toBe('not taken');
    server.closeAllConnections();
    server.close();
  });

  it('answer numbers that are unknown and numbers that are wrong alike', async () => {
    const visitor = new Visitor(app.hono);
    const unknown = await visitor.get('/periksa/ikrar?nomor=2222-2222-2222');
    const wrong = await visitor.get('/periksa/ikrar?nomor=ABCD');
    expect([unknown.status, wrong.status]).toEqual([404, 404]);
    expect(unknown.html.replaceAll('2222-2222-2222', '')).toBe(wrong.html.replaceAll('ABCD', ''));
  });

  it('refuse a form from another site', async () => {
    const { code } = await somebody();
    const answer = await new Visitor(app.hono).post('/ikrar/kode', { kode: code }, { 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(403);
  });

  it('take a reason from whoever declines, readable for the own inspectorate alone', async () => {
    const { code } = await somebody();
    expect((await post('/ikrar/kode/menolak', { kode: code, kirim: '1', alasan: 'x' })).status).toBe(422);
    const reason = 'Saya memerlukan penjelasan lebih dahulu.';
    expect((await post('/ikrar/kode/menolak', { kode: code, kirim: '1', alasan: reason })).html).toContain(
      'Alasan Anda sampai',
    );
    const path = `/ikrar/kampanye/${campaign.id}/alasan`;
    expect((await pages.open(path, inspector)).html).toContain(reason);
    for (const other of [otherInspector, head, admin]) expect((await pages.open(path, other)).status).toBe(404);
    const { rows } = await sql<{
      text: string;
    }>`select encode(reason_sealed, 'escape') as text from netra.pledge_declined`.execute(app.owner);
    expect(rows.some((row) => row.text.includes('penjelasan'))).toBe(false);
    expect((await sign(code)).kind).toBe('signed');
  });
});

describe('a ceremony', () => {
  it('counts whoever shows a good code, also who had signed before: the tenth tells nothing of the tenth', async () => {
    const nine = await Promise.all(Array.from({ length: 9 }, somebody));
    const counted = async (tenthSigned: boolean): Promise<number> => {
      const tenth = await somebody();
      if (tenthSigned) await sign(tenth.code);
      const ceremony = await campaigns.startCeremony(head, campaign.id);
      const presence = presenceProof(app.platform.keys, ceremony.id, Date.now());
      for (const { code } of [...nine, tenth]) await sign(code, { presence, offline: tenthSigned });
      return (await campaigns.ceremony(head, ceremony.id))?.inTens ?? -1;
    };
    expect(await counted(true)).toBe(10);
    expect(await counted(false)).toBe(10);
  });

  it('notes presence by the code of the screen, counts in tens, and shows nobody', async () => {
    const refused = await pages.open(`/ikrar/apel/${crypto.randomUUID()}/layar`, head);
    expect(refused.status).toBe(404);
    const ceremony = await campaigns.startCeremony(head, campaign.id);
    const path = `/ikrar/apel/${ceremony.id}/layar`;
    expect((await pages.open(path, otherInspector)).status).toBe(404);
    const screen = await pages.open(path, head);
    expect(screen.headers.get('refresh')).toMatch(/^[1-5]$/);
    expect(screen.html).toContain('Belum sampai 10 orang');
    const digits = presenceCode(app.platform.keys, ceremony.id, Date.now());
    const people = await Promise.all(Array.from({ length: 13 }, () => somebody()));
    const entered = await post('/ikrar/kode', { kode: people[0]?.code ?? '', layar: digits });
    const presence = form(entered.html, '/ikrar/kode/latihan').hadir ?? '';
    expect(readPresenceProof(app.platform.keys, presence, Date.now())).toBe(ceremony.id);
    for (const { code } of people) expect((await sign(code, { presence })).kind).toBe('signed');
    const [first] = await pledgesOf(people[0]?.id ?? '');
    expect(first?.ceremony_id).toBe(ceremony.id);
    expect((await pages.open(path, head)).html).toContain('10 orang atau lebih');
    const late = await post('/ikrar/kode', { kode: (await somebody()).code, layar: '000000' });
    expect(late.status).toBe(422);
    expect(late.html).toContain('Kode layar sudah berganti');
    expect(
      readPresenceProof(
        app.platform.keys,
        presenceProof(app.platform.keys, ceremony.id, Date.now() - 3_600_000),
        Date.now(),
      ),
    ).toBeNull();
  });

  it('takes a list from where there is no signal, each code by itself, and does not tell who had signed', async () => {
    const ceremony = await campaigns.startCeremony(inspector, campaign.id);
    const [one, two] = [await somebody(), await somebody()];
    await sign(two.code);
    const path = `/ikrar/apel/${ceremony.id}/daftar`;
    const list = JSON.stringify([one.code, two.code, newPledgeCode(app.platform.random), 'SALAH']);
    const answer = await pages.send(path, { kode: list }, inspector);
    expect(answer.status).toBe(200);
    expect(answer.html.match(/Tercatat/g)).toHaveLength(2);
    expect(answer.html.match(/Tidak dapat dipakai/g)).toHaveLength(1);
    expect(answer.html.match(/Salah ketik/g)).toHaveLength(1);
    await pages.send(path, { kode: `${one.code}\n${two.code}` }, inspector);
    const [stored, ...more] = await pledgesOf(one.id);
    expect(more).toEqual([]);
    expect(stored).toMatchObject({ offline: true, ceremony_id: ceremony.id });
    // The certificate says that an office entered it: whoever did not hand in the own code sees it there.
    expect(await campaigns.certificate(one.code)).toMatchObject({ fromList: true });
    const { code: own } = await somebody();
    await sign(own);
    expect(await campaigns.certificate(own)).toMatchObject({ fromList: false });
    expect((await pages.send(path, { kode: one.code }, otherInspector)).status).not.toBe(200);
  });

  it('keeps a list that is too long, and says so', async () => {
    const ceremony = await campaigns.startCeremony(inspector, campaign.id);
    const path = `/ikrar/apel/${ceremony.id}/daftar`;
    const lines = Array.from({ length: 2500 }, () => newPledgeCode(app.platform.random));
    const words = campaignWords('id').list;
    for (const kode of [
      lines.join('\n'),
      JSON.stringify([...lines, ...lines.map((one) => `${one}x`), ...lines.map((one) => `${one}y`)]),
    ]) {
      const answer = await pages.send(path, { kode }, inspector);
      expect(answer.status).toBe(422);
      expect(answer.html).toContain(words.many);
      expect(answer.html).not.toContain(words.empty);
      expect(answer.html).toContain(lines.at(-1));
    }
  });

  it('reads lists as lines and as JSON, each code once', () => {
    expect(readCodeList(' A\nB;B , C ')).toEqual(['A', 'B', 'C']);
    expect(readCodeList('["A","B","A"]')).toEqual(['A', 'B']);
    expect(readCodeList('[1, {}]')).toEqual([]);
    expect(readCodeList('[')).toEqual([]);
  });
});

describe('slips', () => {
  it('are printed for the own inspectorate; printing again makes the earlier codes void', async () => {
    const { id, code } = await somebody();
    const again = await pages.send('/ikrar/kampanye', { kantor: country.bodies.agency.id }, inspector);
    expect(again.status).toBe(422);
    expect(again.html).toContain('sudah terbuka');
    // While one is open the page offers no second one.
    expect((await pages.open('/ikrar/kampanye', inspector)).html).not.toContain('name="kantor"');
    const codes = await slipsFor(inspector, unitId);
    expect(codes.length).toBeGreaterThan(10);
    expect(codes[0]).toMatchObject({ unit: 'Dinas Pendidikan', person: { name: 'Sari Contohwati' } });
    expect(await sign(code)).toEqual({ kind: 'unknown' });
    expect(await pledgesOf(id)).toEqual([]);
    for (const { code: fresh } of codes) expect(['signed', 'again']).toContain((await sign(fresh)).kind);
    expect(await pledgesOf(id)).toHaveLength(1);
    expect(await slipsFor(otherInspector, null)).toEqual([]);
    expect(await slipsFor(admin, null)).toEqual([]);
  });

  it('go to those without a code first, whose number falls to nobody; a code that is good is not touched', async () => {
    const { code } = await somebody();
    const lapsed = await somebody({ expires: '2001-01-01' });
    const fresh = await somebody();
    await app.owner.deleteFrom('pledge_code').where('person_id', '=', fresh.id).execute();
    const drawn = await campaigns.drawSlips(inspector, campaign.id, { unitId, anew: false, part: 1 });
    expect(drawn.slips.map((slip) => slip.personId).toSorted()).toEqual([lapsed.id, fresh.id].toSorted());
    expect(drawn.of).toBe(2);
    // Drawn is not given out: until it is kept, nothing is good and nothing void.
    expect(await sign(drawn.slips[0]?.code ?? '')).toEqual({ kind: 'unknown' });
    expect(await campaigns.keepSlips(inspector, campaign.id, drawn)).toEqual({ ok: true, value: null });
    for (const slip of drawn.slips) expect((await sign(slip.code)).kind).toBe('signed');
    expect((await sign(code)).kind).toBe('signed');
    expect(await slipsFor(inspector, unitId, false)).toEqual([]);
    const told = await pages.send(`/ikrar/kampanye/${campaign.id}/kode`, { unit: unitId, untuk: 'belum' }, inspector);
    expect([told.status, told.html.includes('sudah punya kode')]).toEqual([422, true]);
  });

  it('are thrown away whole where one of the people was given a code meanwhile', async () => {
    const one = await somebody({ expires: '2001-01-01' });
    const other = await somebody({ expires: '2001-01-01' });
    const drawn = await campaigns.drawSlips(inspector, campaign.id, { unitId, anew: false, part: 1 });
    expect(drawn.slips).toHaveLength(2);
    const byMail = await codeFor(one.id);
    expect(await campaigns.keepSlips(inspector, campaign.id, drawn)).toEqual({ ok: false, error: 'meanwhile' });
    for (const slip of drawn.slips) expect(await sign(slip.code)).toEqual({ kind: 'unknown' });
    expect((await sign(byMail)).kind).toBe('signed');
    expect((await campaigns.drawSlips(inspector, campaign.id, { unitId, anew: false, part: 1 })).slips).toMatchObject([
      { personId: other.id },
    ]);
    await slipsFor(inspector, unitId, false);
  });

  it('of a unit come with those of the units below it, and of no unit whose code only begins alike', async () => {
    const below = crypto.randomUUID();
    const alike = crypto.randomUUID();
    const unit = (id: string, code: string, path: string, parent: string | null) =>
      app.owner
        .insertInto('work_unit')
        .values({
          id,
          institution_id: country.places.institution.id,
          parent_id: parent,
          code,
          name: `SD ${code}`,
          path,
        })
        .execute();
    await unit(below, 'U1-SD', '/U1/U1-SD/', unitId);
    await unit(alike, 'U11', '/U11/', null);
    const teacher = await somebody({ expires: '2001-01-01' });
    const stranger = await somebody({ expires: '2001-01-01' });
    await app.owner.updateTable('roster_person').set({ unit_id: below }).where('id', '=', teacher.id).execute();
    await app.owner.updateTable('roster_person').set({ unit_id: alike }).where('id', '=', stranger.id).execute();
    const those = async (wanted: string | null) =>
      (await campaigns.drawSlips(inspector, campaign.id, { unitId: wanted, anew: false, part: 1 })).slips.map(
        (slip) => slip.personId,
      );
    expect(await those(unitId)).toEqual([teacher.id]);
    expect(await those(below)).toEqual([teacher.id]);
    expect(await those(null)).toEqual([teacher.id, stranger.id]);
    await slipsFor(inspector, null, false);
  });

  it('anew are printed part by part; a part that is not there, and what is no number, change no code', async () => {
    const { code } = await somebody();
    const path = `/ikrar/kampanye/${campaign.id}/kode`;
    for (const [bagian, words] of [
      ['2', 'Tidak ada bagian 2'],
      ['dua', 'angka dari 1 sampai 9999'],
      ['0', 'angka dari 1 sampai 9999'],
    ] as const) {
      const refused = await pages.send(path, { unit: '', untuk: 'semua', bagian }, inspector);
      expect([refused.status, refused.html.includes(words)]).toEqual([422, true]);
      // What was typed stands there still.
      expect(refused.html).toMatch(new RegExp(`name="bagian"[^>]*value="${bagian}"`));
    }
    expect((await campaigns.drawSlips(inspector, campaign.id, { unitId: null, anew: true, part: 2 })).slips).toEqual(
      [],
    );
    const all = await campaigns.drawSlips(inspector, campaign.id, { unitId: null, anew: true, part: 1 });
    expect(all.of).toBe(all.slips.length);
    expect((await sign(code)).kind).toBe('signed');
    const sheet = await pages.send(path, { unit: '', untuk: 'semua', bagian: '' }, inspector);
    expect([sheet.status, sheet.html.slice(0, 5)]).toEqual([200, '%PDF-']);
    expect(await sign(code)).toEqual({ kind: 'unknown' });
  });

  it('stand in no table and no log line', async () => {
    const [made] = await slipsFor(inspector, unitId);
    const code = made?.code ?? '';
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from netra.pledge_code where encode(token, 'escape') like ${`%${code.slice(0, 5)}%`}`.execute(
      app.owner,
    );
    expect(rows[0]?.n).toBe(0);
    expect(app.logged.some((line) => line.includes(code))).toBe(false);
  });
});

describe('a campaign that came to its end by itself', () => {
  it('is followed by another one for the same election; slips, codes and ceremonies are of the new one alone', async () => {
    const { places, bodies } = country;
    const old = await app.owner
      .updateTable('pledge_campaign')
      .set({ opened_at: '2020-01-01T00:00:00Z', closes_at: '2020-12-10T17:00:00Z' })
      .where('id', '=', campaign.id)
      .returning(['id'])
      .executeTakeFirstOrThrow();
    for (const step of ['apel', 'kode', 'kirim'])
      expect((await pages.send(`/ikrar/kampanye/${old.id}/${step}`, { jalan: 'mail' }, inspector)).status, step).toBe(
        404,
      );
    const page = await pages.open('/ikrar/kampanye', inspector);
    expect(page.html).toContain(`value="${bodies.agency.id}"`);
    // What was written to the inspectorate stays readable.
    expect(page.html).toContain(`/ikrar/kampanye/${old.id}/alasan`);
    const [first, second] = await Promise.all([
      campaigns.open(inspector, bodies.agency.id),
      campaigns.open(inspector, bodies.agency.id),
    ]);
    expect([first.ok, second.ok].toSorted()).toEqual([false, true]);
    const rows = await app.owner
      .selectFrom('pledge_campaign')
      .select(['id', 'closed_at', 'closes_at'])
      .where('institution_id', '=', places.institution.id)
      .execute();
    expect(rows.filter((row) => row.closed_at === null)).toHaveLength(1);
    const ended = rows.find((row) => row.id === old.id);
    expect(ended?.closed_at?.toString()).toBe(ended?.closes_at.toString());
  });
});

describe('the campaigns of a country', () => {
  it('come page by page for whoever administers: each can be found and closed, and none is offered that is open', async () => {
    const nation = country.places.nation;
    await sql`
      with place as (
        insert into netra.jurisdiction (id, code, name, level, parent_id, path)
        select gen_random_uuid(), 'B' || i, 'Instansi Besar ' || i, 'institution', ${nation.id}::uuid, ${nation.path} || 'B' || i || '/'
        from generate_series(1, 230) i returning id, code),
      office as (
        insert into netra.body (id, code, kind, name, level, jurisdiction_id, zone)
        select gen_random_uuid(), 'kantor-' || code, 'institution', 'Kantor ' || code, 'institution', id, 'WIB' from place returning id, jurisdiction_id, code)
      insert into netra.pledge_campaign (id, institution_id, body_id, election_id, text_version, opened_at, closes_at)
      select gen_random_uuid(), jurisdiction_id, id, ${campaign.electionId}, ${campaign.textVersion}, '2024-01-01T00:00:00Z', '2999-01-01T00:00:00Z'
      from office where code <> 'kantor-B230'`.execute(app.owner);
    const found = new Set<string>();
    let next: string | undefined = '/ikrar/kampanye';
    let seen = 0;
    while (next !== undefined && seen < 20) {
      seen += 1;
      const { html } = await pages.open(next, admin);
      for (const [, id = ''] of html.matchAll(/action="\/ikrar\/kampanye\/([0-9a-f-]{36})\/tutup"/g)) found.add(id);
      expect(html).toContain('Kantor B230 ·');
      expect(html).not.toContain('Kantor B1 ·');
      next = /href="(\/ikrar\/kampanye\?hal=\d+)" rel="next"/.exec(html)?.[1];
    }
    const open = await app.owner
      .selectFrom('pledge_campaign')
      .select('id')
      .where('closed_at', 'is', null)
      .where('closes_at', '>', sql<Temporal.Instant>`${(await app.clock.now()).toString()}::timestamptz`)
      .execute();
    expect(open.length).toBeGreaterThan(228);
    expect(open.filter(({ id }) => !found.has(id))).toEqual([]);
  });
});
