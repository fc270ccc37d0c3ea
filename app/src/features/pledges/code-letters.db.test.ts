import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry, type TestCountry } from '../../../test/support/offices.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { createWorkshop, type Workshop } from '../../platform/workshop/index.ts';
import { type Pages, pagesOf } from '../demonstration/pages.fixture.ts';
import { openPerson, personLocker, rosterKeys } from '../roster/index.ts';
import type { Campaign } from './campaign.ts';
import { type PledgesFeature, pledgesFeature } from './index.ts';
import { newPledgeCode, pledgeToken } from './pledge-codes.ts';

const path = '/ikrar/kampanye';
let app: TestApp;
let country: TestCountry;
let workshop: Workshop;
let pages: Pages;
let feature: PledgesFeature;
let inspector: Member;
let head: Member;
let admin: Member;
let campaign: Campaign;
/** Letters as they went into the outbox. */
const letters: { readonly address: string; readonly code: string }[] = [];
/** Fails from this letter on, as a process that is killed. */
let breaksAfter = Number.POSITIVE_INFINITY;

beforeAll(async () => {
  app = await startTestApp();
  country = await foundCountry(app.owner);
  workshop = createWorkshop();
  pages = pagesOf(app, (platform) => {
    const rosterKey = rosterKeys(platform.keys);
    feature = pledgesFeature(
      {
        ...platform,
        jobs: { ...platform.jobs, send: () => Promise.resolve() },
        mail: {
          ...platform.mail,
          messages: true,
          sendPledgeCode: async (tx, letter) => {
            if (letters.length >= breaksAfter) throw new Error('killed');
            letters.push(letter);
            await platform.mail.sendPledgeCode(tx, letter);
          },
        },
        stepUp: () => Promise.resolve(null),
      },
      { workshop, openPerson: (token, sealed) => openPerson(rosterKey, token, sealed) },
    );
    return feature.routes;
  });
  const { bodies, person } = country;
  inspector = await person('Inspektur', [bodies.agency, 'inspectorate']);
  head = await person('Kepala Dinas', [bodies.agency, 'superior']);
  admin = await person('Pengelola', [bodies.bawaslu, 'admin']);
  const opened = await feature.campaigns.open(inspector, bodies.agency.id);
  if (!opened.ok) throw new Error(opened.error.kind);
  campaign = opened.value;
});
afterAll(async () => {
  await workshop.close();
  await app.end();
});
beforeEach(async () => {
  letters.length = 0;
  breaksAfter = Number.POSITIVE_INFINITY;
  await app.owner.deleteFrom('mail').execute();
  await app.owner.deleteFrom('pledge_mailing').execute();
  await app.owner.deleteFrom('pledge_code').execute();
  await app.owner.deleteFrom('roster_person').execute();
  await app.owner.updateTable('mail_setting').set({ fingerprint: 'uji' }).execute();
});

let made = 0;
async function somebody(contact: { readonly email?: string; readonly phone?: string } = {}): Promise<string> {
  made += 1;
  const { token, mark, sealed } = personLocker(rosterKeys(app.platform.keys))({
    name: 'Sari Contohwati',
    number: `19800101200501${String(1000 + made)}`,
    email: contact.email ?? null,
    phone: contact.phone ?? null,
  });
  const { id } = await app.owner
    .insertInto('roster_person')
    .values({
      institution_id: country.places.institution.id,
      unit_id: null,
      kind: 'PNS',
      number_token: token,
      details_sealed: sealed,
      details_mark: mark,
      duty: 'guru',
      import_id: crypto.randomUUID(),
      since: '2024-01-01',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const send = (jalan: string, as: Member = inspector) => pages.send(`${path}/${campaign.id}/kirim`, { jalan }, as);
const asked = async (channel: 'mail' | 'gateway'): Promise<string> => {
  const done = await feature.letters.ask(inspector, campaign.id, channel);
  if (!done.ok) throw new Error(done.error);
  const row = await app.owner
    .selectFrom('pledge_mailing')
    .select('id')
    .where('done_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.id;
};
const sign = (code: string) =>
  feature.campaigns.sign({ code, campaignId: campaign.id, textVersion: campaign.textVersion, presence: '' });
const shownTo = async (member: Member): Promise<string> =>
  (await pages.open(path, member)).html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('codes by mail', () => {
  it('go to everybody with an address and no code, and each signs for its own person; who has none is counted', async () => {
    const [one, other] = [
      await somebody({ email: 'satu@contoh.go.id' }),
      await somebody({ email: 'dua@contoh.go.id', phone: '+628120000001' }),
    ];
    await somebody({ phone: '+628120000002' });
    await feature.letters.write(await asked('mail'));
    expect(letters.map(({ address }) => address).sort()).toEqual(['dua@contoh.go.id', 'satu@contoh.go.id']);
    for (const [address, person] of [
      ['satu@contoh.go.id', one],
      ['dua@contoh.go.id', other],
    ]) {
      const code = letters.find((letter) => letter.address === address)?.code ?? '';
      expect((await sign(code)).kind).toBe('signed');
      const row = await app.owner
        .selectFrom('pledge')
        .select('assurance')
        .where('person_id', '=', person ?? '')
        .executeTakeFirstOrThrow();
      expect(row.assurance).toBe('code-mail');
    }
    expect(await shownTo(inspector)).toContain('2 surat disiapkan; 1 orang tidak punya alamat');
    const mails = await app.owner.selectFrom('mail').select(['template', 'user_id', 'sealed']).execute();
    expect(mails.map(({ template, user_id }) => [template, user_id])).toEqual([
      ['pledge-code', null],
      ['pledge-code', null],
    ]);
    const stored = Buffer.concat(mails.map(({ sealed }) => sealed ?? Buffer.alloc(0))).toString('latin1');
    for (const { code, address } of letters) {
      expect(stored).not.toContain(code);
      expect(stored).not.toContain(address);
      expect(app.logged.some((line) => line.includes(code) || line.includes(address))).toBe(false);
    }
  });

  it('leave a printed slip good, and do not ask whether somebody signed: with or without a pledge nobody gets a second code', async () => {
    const holder = await somebody({ email: 'slip@contoh.go.id' });
    const slip = newPledgeCode(app.platform.random);
    await app.owner
      .insertInto('pledge_code')
      .values({
        campaign_id: campaign.id,
        person_id: holder,
        token: pledgeToken(app.platform.keys, slip),
        channel: 'slip',
        expires_at: '2999-01-01',
      })
      .execute();
    await feature.letters.write(await asked('mail'));
    expect(letters).toEqual([]);
    expect((await sign(slip)).kind).toBe('signed');
    // The code that is over is replaced, though its holder signed with it.
    await app.owner.updateTable('pledge_code').set({ expires_at: '2001-01-01' }).execute();
    await feature.letters.write(await asked('mail'));
    expect(letters.map(({ address }) => address)).toEqual(['slip@contoh.go.id']);
    expect((await sign(letters[0]?.code ?? '')).kind).toBe('again');
  });

  it('broken off in the middle, go on: nobody is left out, nobody gets two, no code without its letter', async () => {
    for (let at = 0; at < 12; at += 1) await somebody({ email: `pegawai${at}@contoh.go.id` });
    const id = await asked('mail');
    breaksAfter = 5;
    await expect(feature.letters.write(id)).rejects.toThrow('killed');
    expect(await app.owner.selectFrom('pledge_code').selectAll().execute()).toEqual([]);
    expect(await app.owner.selectFrom('mail').selectAll().execute()).toEqual([]);
    letters.length = 0;
    breaksAfter = Number.POSITIVE_INFINITY;
    await feature.letters.write(id);
    expect(new Set(letters.map(({ address }) => address)).size).toBe(12);
    expect(letters).toHaveLength(12);
    await feature.letters.write(id);
    expect(letters).toHaveLength(12);
  });

  it('two workers at once write each letter once', async () => {
    for (let at = 0; at < 20; at += 1) await somebody({ email: `pegawai${at}@contoh.go.id` });
    const id = await asked('mail');
    await Promise.all([feature.letters.write(id), feature.letters.write(id)]);
    expect(letters).toHaveLength(20);
    for (const { code } of letters) expect((await sign(code)).kind).toBe('signed');
  });

  it('end with the campaign: what was asked before it closed writes nothing after', async () => {
    await somebody({ email: 'akhir@contoh.go.id' });
    const id = await asked('mail');
    await app.owner.updateTable('pledge_campaign').set({ closed_at: '2024-10-01T00:00:00Z' }).execute();
    await feature.letters.write(id);
    expect(letters).toEqual([]);
    expect((await feature.letters.mailingsOf(inspector, campaign.id)).at(0)).toMatchObject({ done: true, letters: 0 });
    await app.owner.updateTable('pledge_campaign').set({ closed_at: null }).execute();
  });
});

describe('codes by message', () => {
  it('go to numbers alone', async () => {
    await somebody({ email: 'surel@contoh.go.id' });
    await somebody({ phone: '+628120000003' });
    await feature.letters.write(await asked('gateway'));
    expect(letters.map(({ address }) => address)).toEqual(['+628120000003']);
    expect((await sign(letters[0]?.code ?? '')).kind).toBe('signed');
    expect(
      await app.owner.selectFrom('pledge').select('assurance').where('assurance', '=', 'code-gateway').execute(),
    ).toHaveLength(1);
  });
});

describe('who may ask for it', () => {
  it('the inspectorate, on its page, and sees how far it came; a second one waits for the first', async () => {
    await somebody({ email: 'satu@contoh.go.id' });
    expect((await send('mail')).status).toBe(303);
    expect(await shownTo(inspector)).toContain('masih berjalan');
    const second = await send('gateway');
    expect(second.status).toBe(422);
    expect(second.html).toContain('Pengiriman lain kampanye ini sedang disiapkan');
    expect(await app.owner.selectFrom('pledge_mailing').selectAll().execute()).toHaveLength(1);
    const audited = await app.owner
      .selectFrom('audit')
      .select('user_id')
      .where('what', '=', 'pledge.code-letters')
      .execute();
    expect(audited.map(({ user_id }) => user_id)).toContain(inspector.userId);
  });

  it.each(['', 'merpati'])('a way that is none (%o) is asked for again, and nothing is stored', async (jalan) => {
    const answer = await send(jalan);
    expect(answer.status).toBe(422);
    expect(answer.html).toContain('Pilih jalan pengiriman');
    expect(await app.owner.selectFrom('pledge_mailing').selectAll().execute()).toEqual([]);
  });

  it('nobody else: a head of a unit, an administrator and a stranger get the page of an address that does not exist', async () => {
    for (const member of [head, admin]) {
      expect((await send('mail', member)).status).toBe(404);
      await expect(
        runAs(app.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
          tx
            .insertInto('pledge_mailing')
            .values({ id: crypto.randomUUID(), campaign_id: campaign.id, channel: 'mail', asked_by: member.userId })
            .execute(),
        ),
      ).rejects.toMatchObject({ code: '42501' });
      expect(await feature.letters.mailingsOf(member, campaign.id)).toEqual([]);
    }
    expect(await app.owner.selectFrom('pledge_mailing').selectAll().execute()).toEqual([]);
  });

  it('is not offered while mail leads nowhere, and a form that is sent all the same stores nothing', async () => {
    await app.owner.updateTable('mail_setting').set({ fingerprint: null }).execute();
    expect(await shownTo(inspector)).toContain('Kode belum dapat dikirim lewat surel');
    expect((await pages.open(path, inspector)).html).not.toContain('name="jalan"');
    expect((await send('mail')).status).toBe(422);
    expect(await app.owner.selectFrom('pledge_mailing').selectAll().execute()).toEqual([]);
  });

  it('the function that lists people answers the system alone', async () => {
    await somebody({ email: 'satu@contoh.go.id' });
    const { rows } = await runAs(app.platform.db, { kind: 'member', userId: inspector.userId }, (tx) =>
      sql`select * from pledge_people_without_code(${campaign.id}::uuid, null, 10)`.execute(tx),
    );
    expect(rows).toEqual([]);
  });
});
