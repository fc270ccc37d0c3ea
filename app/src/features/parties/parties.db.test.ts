/** Parties and candidates on the real database: who enters and reads, links and what they acknowledge, the public list, reminders, teams. */
import { createHash, randomUUID } from 'node:crypto';
import { formatKey, parseKey, signerFrom, verifyReceipt } from '@netra/ledger';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { Visitor } from '../accounts/visitor.fixture.ts';
import { type Desk, startDesk, tokenOn, type Who } from '../cases/desk.fixture.ts';
import { codeHash, codeOf, lockTeam, teamNameTokens, teamNumberToken } from './party-keys.ts';
import { matchTeams } from './party-read.ts';
import { linkPath } from './party-service.ts';

const election = 'pilkada-2024';
let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

const service = () => desk.app.parties.service;
const outsiders: readonly Who[] = ['verifier', 'conveyor', 'authority', 'media', 'asn'];
let made = 0;
const entered = async (name = `Partai Contoh ${++made}`): Promise<string> => {
  const done = await service().enter(await desk.member('admin'), {
    electionId: election,
    kind: 'party',
    name,
    from: '2024-09-01',
    contact: { name: 'Narahubung Rahasia', email: `kontak${made}@partai.contoh` },
  });
  if (!done.ok) throw new Error(done.error);
  return done.value.id;
};
/** A participant that has the notice: its delivery, and the code as the letter has it. */
const sent = async (): Promise<{ id: string; code: string; participant: string }> => {
  const participant = await entered();
  const done = await service().send(await desk.member('admin'), election);
  if (!done.ok) throw new Error(done.error);
  const { id } = await desk.app.owner
    .selectFrom('party_delivery')
    .select('id')
    .where('participant_id', '=', participant)
    .orderBy('sent_at', 'desc')
    .executeTakeFirstOrThrow();
  return { id, code: codeOf(desk.app.platform.keys, id), participant };
};
/** The opening lies in a receipt as base64: changed there as whoever forges would change it. */
const forge = (receipt: string, from: string, to: string): string =>
  receipt.replace(/^extra (.+)$/m, (_, extra: string) => {
    const opened = Buffer.from(extra, 'base64').toString('utf8');
    return `extra ${Buffer.from(opened.replace(from, to), 'utf8').toString('base64')}`;
  });
const unspied = pg.Client.prototype.query;
/** The text of what a client was asked: as it is, or in an object. */
const textOf = (asked: unknown): string =>
  typeof asked === 'object' && asked !== null && 'text' in asked ? `${asked.text}` : `${asked}`;
const lettersOf = (id: string): Promise<{ nth: number }[]> =>
  desk.app.owner.selectFrom('party_letter').select('nth').where('delivery_id', '=', id).orderBy('nth').execute();

/** The page itself, without the header (which tells the clock and the address) and the number of an event, new on every page. */
const mainOf = (html: string): string =>
  (/<main.*<\/main>/s.exec(html)?.[0] ?? '').replaceAll(/<code>[0-9a-f]{8}<\/code>/g, '');

describe('the register', () => {
  it('administrators enter by the form; supervisors read where each stands and never the contact', async () => {
    const admin = await desk.at('admin');
    const done = await admin.fill('/kantor/partai', '/kantor/partai/catat', {
      pemilihan: election,
      jenis: 'party',
      nama: 'Partai Contoh Formulir',
      sejak_day: '1',
      sejak_month: '9',
      sejak_year: '2024',
      narahubung: 'Narahubung Rahasia',
      surel: 'formulir@partai.contoh',
    });
    expect(done.status).toBe(303);
    expect((await admin.get(done.to ?? '')).html).toContain('formulir@partai.contoh');
    for (const who of ['officer', 'overseer', 'stranger'] as const) {
      const { html } = await (await desk.at(who)).get(`/kantor/partai?pemilihan=${election}`);
      expect(html, who).toContain('Partai Contoh Formulir');
      expect(html, who).not.toMatch(/Narahubung Rahasia|formulir@partai/);
    }
    const row = await desk.app.owner.selectFrom('party_participant').selectAll().executeTakeFirstOrThrow();
    expect(row.contact_sealed?.toString('latin1')).not.toContain('Rahasia');
  });

  it('a form that lacks everything says so and keeps nothing', async () => {
    const before = await desk.app.owner.selectFrom('party_participant').select('id').execute();
    const done = await (await desk.at('admin')).fill('/kantor/partai', '/kantor/partai/catat', { pemilihan: election });
    expect(done.status).toBe(422);
    for (const words of ['Pilih jenis', 'Tulis nama, 2', 'Tulis tanggal', 'Tulis surel'])
      expect(done.html, words).toContain(words);
    expect(await desk.app.owner.selectFrom('party_participant').select('id').execute()).toHaveLength(before.length);
  });

  it('everybody else finds nothing, in pages and in tables, and nobody but an administrator enters or sends', async () => {
    const { id } = await sent();
    for (const who of outsiders) {
      expect((await (await desk.at(who)).get('/kantor/partai')).status, who).toBe(404);
      const { userId } = await desk.member(who);
      const rows = await runAs(desk.app.platform.db, { kind: 'member', userId }, async (tx) => [
        ...(await tx.selectFrom('party_participant').select('id').execute()),
        ...(await tx.selectFrom('party_delivery').select('id').execute()),
        ...(await tx.selectFrom('party_acknowledgement').select('delivery_id').execute()),
        ...(await tx.selectFrom('campaign_team_member').select('id').execute()),
      ]);
      expect(rows, who).toEqual([]);
    }
    for (const who of ['officer', 'overseer', ...outsiders] as const) {
      const member = await desk.member(who);
      const wish = {
        electionId: election,
        kind: 'party',
        name: 'Partai Sendiri',
        from: '2024-09-01',
        contact: { name: 'Siapa', email: 'a@b.contoh' },
      } as const;
      expect(await service().enter(member, wish), who).toEqual({ ok: false, error: 'not-found' });
      expect(await service().send(member, election), who).toEqual({ ok: false, error: 'not-found' });
      const visitor = await desk.at(who);
      const _csrf = tokenOn((await visitor.get('/akun')).html);
      expect((await visitor.post('/kantor/partai/kirim', { _csrf, pemilihan: election })).status, who).toBe(404);
    }
    // The second wall: past the service, an officer may write none of it.
    const { userId } = await desk.member('officer');
    await expect(
      runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
        tx
          .insertInto('party_participant')
          .values({
            id: randomUUID(),
            election_id: election,
            kind: 'party',
            public_name: 'Partai Tembus',
            valid_from: '2024-09-01',
            contact_sealed: Buffer.from('x'),
            made_by: userId,
          })
          .execute(),
      ),
    ).rejects.toMatchObject({ code: '42501' });
    expect(id).not.toBe('');
  });

  it('who takes part later only cannot be sent anything yet, and the page says so', async () => {
    const admin = await desk.at('admin');
    const other = desk.app.platform.law.current().elections.find((one) => one.id !== election)?.id ?? '';
    const made = await service().enter(await desk.member('admin'), {
      electionId: other,
      kind: 'party',
      name: 'Partai Contoh Kelak',
      from: '2030-01-01',
      contact: { name: 'Narahubung Rahasia', email: 'kelak@partai.contoh' },
    });
    expect(made.ok).toBe(true);
    const sent = await admin.fill(`/kantor/partai?pemilihan=${other}`, '/kantor/partai/kirim', { pemilihan: other });
    expect(sent.status).toBe(422);
    expect(sent.html).toContain('belum ada peserta yang sudah mulai');
  });

  it('a name takes part once, and ended it may be entered anew', async () => {
    const id = await entered('Partai Sekali');
    await expect(entered('PARTAI SEKALI')).rejects.toThrow('already');
    expect(await service().end(await desk.member('officer'), id)).toEqual({ ok: false, error: 'not-found' });
    expect((await service().end(await desk.member('admin'), id)).ok).toBe(true);
    expect(await service().end(await desk.member('admin'), id)).toEqual({ ok: false, error: 'not-found' });
    await entered('Partai Sekali');
  });
});

describe('the link', () => {
  it('shows the dated forms of breach, is acknowledged without an account, and a second tap changes nothing', async () => {
    const { id, code } = await sent();
    const path = linkPath(id, code);
    const contact = new Visitor(desk.app.hono);
    const page = await contact.get(path);
    expect(page.status).toBe(200);
    expect(page.html).toContain('Lampiran II B.1');
    expect(page.html).toContain('UU 10/2016 ps 70(1) huruf b');
    expect(page.html).not.toMatch(/Narahubung Rahasia|@partai\.contoh/);
    const stand = () =>
      desk.app.owner.selectFrom('party_acknowledgement').selectAll().where('delivery_id', '=', id).execute();
    expect(await stand()).toEqual([]);
    expect((await contact.submit(page.html, path, {})).status).toBe(303);
    const [first] = await stand();
    expect(first?.sha256).toHaveLength(32);
    const receipt = (await contact.get(path)).html;
    expect(receipt).toContain(first?.sha256.toString('hex'));
    desk.app.clock.set((await desk.app.clock.now()).add({ hours: 5 }));
    expect((await contact.submit(page.html, path, {})).status).toBe(303);
    expect(await stand()).toEqual([first]);
    expect(mainOf((await contact.get(path)).html)).toBe(mainOf(receipt));
    expect(contact.jar.size).toBe(0);
  });

  it('wrong, foreign, broken and old codes are one and the same page, and acknowledge nothing', async () => {
    const [one, other] = [await sent(), await sent()];
    const ended = await sent();
    await desk.app.owner
      .updateTable('party_participant')
      .set({ valid_until: '2024-09-02' })
      .where('id', '=', ended.participant)
      .execute();
    const visitor = new Visitor(desk.app.hono);
    const wrong = [
      linkPath(one.id, codeOf(desk.app.platform.keys, randomUUID())),
      linkPath(one.id, other.code),
      linkPath(randomUUID(), one.code),
      linkPath('bukan-nomor', 'x'),
      linkPath(ended.id, ended.code),
    ];
    const answers = await Promise.all(wrong.map((path) => visitor.get(path)));
    for (const answer of answers) expect(answer.status).toBe(404);
    expect(new Set(answers.map((answer) => mainOf(answer.html))).size).toBe(1);
    const { hash } = (await service().link(one.id, one.code)) ?? { hash: '' };
    for (const path of wrong) expect((await visitor.post(path, { sidik: hash })).status).toBe(404);
    // What was not shown is not acknowledged.
    await visitor.post(linkPath(one.id, one.code), { sidik: '0'.repeat(64) });
    await visitor.post(linkPath(one.id, one.code), {});
    expect(
      await desk.app.owner
        .selectFrom('party_acknowledgement')
        .select('delivery_id')
        .where('delivery_id', 'in', [one.id, other.id, ended.id])
        .execute(),
    ).toEqual([]);
  });

  it('wrong, foreign, broken, ended and superseded codes ask the database the same: time tells nothing', async () => {
    const [one, other, ended] = [await sent(), await sent(), await sent()];
    await desk.app.owner
      .updateTable('party_participant')
      .set({ valid_until: '2024-09-02' })
      .where('id', '=', ended.participant)
      .execute();
    // A delivery of a notice that a later version has followed: in an election of its own, so that the others keep theirs.
    const { userId } = await desk.member('admin');
    const now = `${await desk.app.clock.now()}`;
    const old = { id: randomUUID(), participant: await entered() };
    for (const version of [1, 2]) {
      const content = JSON.stringify({ version });
      const notice = randomUUID();
      await desk.app.owner
        .insertInto('party_notice')
        .values({
          id: notice,
          election_id: 'pemilu-2029',
          version,
          content,
          sha256: createHash('sha256').update(content).digest(),
          made_by: userId,
          made_at: now,
        })
        .execute();
      if (version === 1)
        await desk.app.owner
          .insertInto('party_delivery')
          .values({
            id: old.id,
            notice_id: notice,
            participant_id: old.participant,
            code_hash: codeHash(desk.app.platform.keys, codeOf(desk.app.platform.keys, old.id)),
            sent_at: now,
            sent_by: userId,
          })
          .execute();
    }
    const wrong = {
      wrong: linkPath(one.id, codeOf(desk.app.platform.keys, randomUUID())),
      foreign: linkPath(one.id, other.code),
      unknown: linkPath(randomUUID(), one.code),
      broken: linkPath('bukan-nomor', 'x'),
      ended: linkPath(ended.id, ended.code),
      superseded: linkPath(old.id, codeOf(desk.app.platform.keys, old.id)),
    };
    const visitor = new Visitor(desk.app.hono);
    const { hash } = (await service().link(one.id, one.code)) ?? { hash: '' };
    const asked: string[] = [];
    const query = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given) {
      asked.push(textOf(given[0]));
      return Reflect.apply(unspied, this, given);
    });
    const work = async (visit: () => Promise<{ status: number }>): Promise<readonly string[]> => {
      asked.length = 0;
      expect((await visit()).status).toBe(404);
      // A setting is read for all visitors together, every few seconds, whoever comes just then: it tells nothing of a code.
      return asked.filter((text) => !/from "setting"/.test(text));
    };
    try {
      for (const way of ['', '/segel', '/naskah', 'post'] as const) {
        const visits = Object.values(wrong).map(
          (path) => () => (way === 'post' ? visitor.post(path, { sidik: hash }) : visitor.get(`${path}${way}`)),
        );
        // The first one may fill what is remembered for all.
        await visits[0]?.();
        const works: (readonly string[])[] = [];
        for (const visit of visits) works.push(await work(visit));
        expect(
          works[0]?.filter((text) => /party_link/.test(text)),
          way,
        ).toHaveLength(1);
        for (const [index, done] of works.entries())
          expect(done, `${way} ${Object.keys(wrong)[index]}`).toEqual(works[0]);
      }
    } finally {
      query.mockRestore();
    }
  });

  it('a link ends after 120 days and with the next version; its code lies nowhere', async () => {
    const { id, code } = await sent();
    const row = await desk.app.owner
      .selectFrom('party_delivery')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.code_hash.equals(codeHash(desk.app.platform.keys, code))).toBe(true);
    expect(JSON.stringify(row)).not.toContain(code);
    const now = await desk.app.clock.now();
    desk.app.clock.set(now.add({ hours: 24 * 121 }));
    expect(await service().link(id, code)).toBeUndefined();
    desk.app.clock.set(now);
    expect(await service().link(id, code)).toBeDefined();
  });

  it('nobody acknowledges by writing into the table', async () => {
    const { id } = await sent();
    await expect(
      runAs(desk.app.platform.db, { kind: 'system' }, (tx) =>
        tx
          .insertInto('party_acknowledgement')
          .values({ delivery_id: id, sha256: Buffer.alloc(32) })
          .execute(),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('what proves an acknowledgement', () => {
  const acknowledged = async () => {
    const one = await sent();
    const { hash } = (await service().link(one.id, one.code)) ?? { hash: '' };
    await service().acknowledge(one.id, one.code, hash);
    return { ...one, hash, path: linkPath(one.id, one.code) };
  };
  const trusted = async () => (await desk.app.ledger.service.keys()).map((key) => key.verifier);

  it('is sealed with it, waits for the batch, and is then a receipt that anybody can check with the public key', async () => {
    await desk.app.ledger.service.begin();
    const { id, code, hash, path, participant } = await acknowledged();
    const contact = new Visitor(desk.app.hono);
    expect((await contact.get(path)).html).toContain('Menunggu disegel');
    expect((await contact.get(`${path}/segel`)).status).toBe(303);
    await service().acknowledge(id, code, hash);
    await desk.app.ledger.service.sealNow();
    const page = (await contact.get(path)).html;
    expect(page).toContain('Tersegel');
    expect(page).toContain(`${path}/segel`);
    const { html: receipt } = await contact.get(`${path}/segel`);
    const { public_name: name } = await desk.app.owner
      .selectFrom('party_participant')
      .select('public_name')
      .where('id', '=', participant)
      .executeTakeFirstOrThrow();
    expect(receipt).not.toContain(name);
    const keys = await trusted();
    expect(verifyReceipt(receipt, keys)).toMatchObject({
      valid: true,
      entry: { kind: 'party-acknowledgement', election, delivery: id, notice: hash },
    });
    expect(receipt).not.toMatch(/Narahubung|@partai\.contoh/);
    expect(receipt).not.toContain(code);
    expect((await contact.get(`${path}/segel?bentuk=qr`)).html).toContain('data:image/svg+xml');
    // The text is to the letter what the hash is of.
    const text = (await contact.get(`${path}/naskah`)).html;
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
    // Two taps, one leaf; and it is no change of the law.
    const notes = await desk.app.owner
      .selectFrom('log_entry')
      .select('about')
      .where('about', 'like', `%${id}`)
      .execute();
    expect(notes).toHaveLength(1);
    expect((await contact.get('/log/hukum')).html).not.toContain('party-acknowledgement');
  });

  it('fails when a letter of it is changed: number, time, hash, key', async () => {
    const { id, path, hash } = await acknowledged();
    await desk.app.ledger.service.sealNow();
    const { html: receipt } = await new Visitor(desk.app.hono).get(`${path}/segel`);
    const keys = await trusted();
    expect(verifyReceipt(receipt, keys).valid).toBe(true);
    for (const [from, to] of [
      [id, randomUUID()],
      ['2024-', '2023-'],
      [hash, hash.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))],
    ] as const) {
      const forged = forge(receipt, from, to);
      expect(forged, from).not.toBe(receipt);
      expect(verifyReceipt(forged, keys).valid, from).toBe(false);
    }
    const stranger = parseKey(formatKey(signerFrom('log.contoh', Buffer.alloc(32, 7))));
    expect(verifyReceipt(receipt, stranger === null ? [] : [stranger]).valid).toBe(false);
  });

  it('shows on the page when what is stored is no longer what was sealed', async () => {
    const { id, path } = await acknowledged();
    await desk.app.ledger.service.sealNow();
    await desk.app.owner
      .updateTable('party_acknowledgement')
      .set({ at: '2024-09-01T00:00:00Z' })
      .where('delivery_id', '=', id)
      .execute();
    const contact = new Visitor(desk.app.hono);
    expect((await contact.get(path)).html).toContain('Catatan ini tidak cocok dengan log publik');
    expect((await contact.get(`${path}/segel`)).status).toBe(303);
  });
});

describe('who has acknowledged', () => {
  it('the public reads names and times alone, of who takes part', async () => {
    const { id, code, participant } = await sent();
    const { hash } = (await service().link(id, code)) ?? { hash: '' };
    await service().acknowledge(id, code, hash);
    const { public_name: name } = await desk.app.owner
      .selectFrom('party_participant')
      .select('public_name')
      .where('id', '=', participant)
      .executeTakeFirstOrThrow();
    const { status, html } = await new Visitor(desk.app.hono).get(`/partai?pemilihan=${election}`);
    expect(status).toBe(200);
    expect(html).toMatch(new RegExp(`>${name}</div></th>`));
    expect(html).toContain('Sudah menyatakan');
    expect(html).not.toMatch(/Narahubung Rahasia|@partai\.contoh/);
    expect((await service().publicList(election)).find((one) => one.name === name)?.acknowledgedAt).not.toBeNull();
    expect((await new Visitor(desk.app.hono).get('/partai?pemilihan=tidak-ada')).status).toBe(200);
  });

  it('sending again reaches those alone who have nothing', async () => {
    await sent();
    const again = await service().send(await desk.member('admin'), election);
    expect(again).toMatchObject({ ok: true, value: { sent: 0 } });
  });

  it('a first letter, then at most three reminders to who has not acknowledged, none to who has', async () => {
    const [slow, quick] = [await sent(), await sent()];
    // Until an administrator opened mail, letters wait.
    await service().writeLetters();
    expect(await lettersOf(slow.id)).toEqual([]);
    await desk.app.owner.updateTable('mail_setting').set({ fingerprint: 'uji' }).execute();
    await service().writeLetters();
    await service().writeLetters();
    expect(await lettersOf(slow.id)).toEqual([{ nth: 0 }]);
    const { hash } = (await service().link(quick.id, quick.code)) ?? { hash: '' };
    await service().acknowledge(quick.id, quick.code, hash);
    const start = await desk.app.clock.now();
    for (const days of [6, 8, 8, 15, 22, 60]) {
      desk.app.clock.set(start.add({ hours: 24 * days }));
      await service().writeLetters();
    }
    desk.app.clock.set(start);
    expect((await lettersOf(slow.id)).map((one) => one.nth)).toEqual([0, 1, 2, 3]);
    expect(await lettersOf(quick.id)).toEqual([{ nth: 0 }]);
    const mails = await desk.app.owner.selectFrom('mail').selectAll().where('template', '=', 'party-notice').execute();
    expect(mails.length).toBeGreaterThan(0);
    for (const one of mails) expect(JSON.stringify(one)).not.toContain('@partai.contoh');
  });
});

describe('campaign teams', () => {
  const teamOf = async (participantId: string, name: string, number: string | null = null): Promise<void> => {
    const { keys } = desk.app.platform;
    const { userId } = await desk.member('admin');
    const importId = randomUUID();
    await desk.app.owner
      .insertInto('import')
      .values({
        id: importId,
        kind: 'tim-kampanye',
        status: 'applied',
        file_name: 'tim.csv',
        file_hash: Buffer.from(importId.replaceAll('-', '').repeat(2).slice(0, 64), 'hex'),
        format: 'csv',
        header: '[]',
        mapping: '{}',
        row_count: 1,
        created_by: userId,
        expires_at: '2030-01-01T00:00:00Z',
        applied_by: userId,
        applied_at: '2024-10-01T00:00:00Z',
      })
      .execute();
    const id = randomUUID();
    await runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
      tx
        .insertInto('campaign_team_member')
        .values({
          id,
          participant_id: participantId,
          details_sealed: lockTeam(keys, id, { name, post: 'bendahara' }),
          number_token: number === null ? null : teamNumberToken(keys, number),
          name_tokens: teamNameTokens(keys, name),
          valid_from: '2024-09-01',
          import_id: importId,
          made_by: userId,
        })
        .execute(),
    );
  };

  it('a list comes in row by row: a dry run tells every error, good rows go in, and it is taken back', async () => {
    const name = 'Partai Contoh Impor';
    await entered(name);
    const admin = await desk.member('admin');
    const { imports, kinds } = desk.app.parties;
    const kind = kinds.find((one) => one.id === 'tim-kampanye');
    if (kind === undefined) throw new Error('no such kind');
    const lines = [
      'Peserta,Nama,Jabatan,NIK atau NIP,Sejak',
      `${name},Bayu Rekaan Samudra,ketua,197001011990031001,2024-09-22`,
      `${name},Bayu Rekaan Samudra,ketua,197001011990031001,2024-09-22`,
      'Partai Tidak Ada,Siapa Saja,anggota,,2024-09-22',
      `${name},Tari Rekaan Angin,anggota,12345,2024-09-22`,
    ];
    const file = async function* () {
      yield Buffer.from(lines.join('\n'));
    };
    const received = await imports.receive(admin, kind, { name: 'tim.csv', contents: file() });
    if (!received.ok) throw new Error(JSON.stringify(received.error));
    const { id } = received.value;
    const seen = await imports.preview(admin, id);
    expect(new Set(seen?.problems.map((one) => one.row))).toEqual(new Set([3, 4, 5]));
    expect(seen?.plan?.added).toBe(1);
    const ofImport = () =>
      desk.app.owner.selectFrom('campaign_team_member').selectAll().where('import_id', '=', id).execute();
    expect(await ofImport()).toEqual([]);
    expect(await imports.preview(await desk.member('officer'), id)).toBeUndefined();
    expect((await imports.apply(admin, id, seen?.plan?.fingerprint ?? '')).ok).toBe(true);
    const [row] = await ofImport();
    expect(row?.number_token).toEqual(teamNumberToken(desk.app.platform.keys, '197001011990031001'));
    expect(JSON.stringify(row)).not.toContain('Bayu');
    expect((await imports.withdraw(admin, id, 'Salah berkas.')).ok).toBe(true);
    expect(await ofImport()).toEqual([]);
  });

  it('a number is the same person, a like name a question, and both are locked', async () => {
    const participant = await entered();
    await teamOf(participant, 'Sekar Wulandari Rekaan', '197001011990031001');
    const { userId } = await desk.member('officer');
    const ask = (name: string, number?: string) =>
      runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
        matchTeams(tx, desk.app.platform.keys, election, [{ name, number }], '2024-10-04'),
      );
    expect((await ask('Sekar Wulandari Rekaan'))[0]).toMatchObject([{ by: 'name', post: 'bendahara' }]);
    expect((await ask('Orang Lain Sekali', '197001011990031001'))[0]).toMatchObject([{ by: 'number' }]);
    expect((await ask('Orang Lain Sekali', '197001011990031002'))[0]).toEqual([]);
    expect((await ask('Sekar'))[0]).toEqual([]);
    const rows = await desk.app.owner.selectFrom('campaign_team_member').selectAll().execute();
    expect(JSON.stringify(rows)).not.toMatch(/Sekar|197001011990031001/);
  });

  it('is found among thousands who share one common word of a name', async () => {
    const crowd = await entered('AAA Partai Contoh Ramai');
    await teamOf(crowd, 'Bintang Pertama Rekaan');
    const seed = await desk.app.owner
      .selectFrom('campaign_team_member')
      .selectAll()
      .where('participant_id', '=', crowd)
      .executeTakeFirstOrThrow();
    const [common = Buffer.alloc(0)] = teamNameTokens(desk.app.platform.keys, 'Bintang');
    await sql`insert into campaign_team_member (id, participant_id, details_sealed, number_token, name_tokens, valid_from, import_id, made_by)
      select gen_random_uuid(), ${crowd}::uuid, decode('00', 'hex'), null, array[${common}, decode(lpad(to_hex(n), 24, '0'), 'hex')]::bytea[], '2024-09-01',
        ${seed.import_id}::uuid, ${seed.made_by}::uuid from generate_series(1, 2100) as n`.execute(desk.app.owner);
    const last = await entered('ZZZ Partai Contoh Sepi');
    await teamOf(last, 'Bintang Kejora Rekaan', '197001011990031009');
    const { userId } = await desk.member('officer');
    const found = await runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
      matchTeams(
        tx,
        desk.app.platform.keys,
        election,
        [{ name: 'Bintang Kejora Rekaan' }, { name: 'Bintang Lain', number: '197001011990031009' }],
        '2024-10-04',
      ),
    );
    await desk.app.owner.deleteFrom('campaign_team_member').where('participant_id', '=', crowd).execute();
    expect(found[0]).toMatchObject([{ by: 'name', participant: 'ZZZ Partai Contoh Sepi' }]);
    expect(found[1]).toMatchObject([{ by: 'number', participant: 'ZZZ Partai Contoh Sepi' }]);
  });

  it('a handler with a like name is asked on the page of a case; nothing is locked, and others learn nothing', async () => {
    const participant = await entered();
    const officer = await desk.member('officer');
    const number = await desk.caseUpTo('facts');
    const before = (await (await desk.at('officer')).get(`/perkara/${number}`)).html;
    expect(before).not.toContain('Periksa: tim kampanye');
    await teamOf(participant, officer.name);
    const after = (await (await desk.at('officer')).get(`/perkara/${number}`)).html;
    expect(after).toContain('Periksa: tim kampanye');
    expect(after).toContain('bukan bukti');
    expect((await desk.app.owner.selectFrom('case_lockout').selectAll().execute()).length).toBe(0);
    const lines = await desk.app.owner
      .selectFrom('audit')
      .select('what')
      .where('what', '=', 'case.team-check')
      .execute();
    expect(lines.length).toBeGreaterThan(0);
    const conveyed = await desk.caseUpTo('convey');
    const authority = await desk.member('authority');
    await teamOf(participant, authority.name);
    expect((await (await desk.at('authority')).get(`/perkara/${conveyed}`)).html).not.toContain(
      'Periksa: tim kampanye',
    );
    const view = await desk.app.owner
      .selectFrom('case_file')
      .select(['id', 'region_id'])
      .where('number', '=', conveyed)
      .executeTakeFirstOrThrow();
    expect(
      await service().interests(authority, { caseId: view.id, electionId: election, regionId: view.region_id }),
    ).toEqual({ mine: [], holders: [] });
  });
});

describe('campaign teams and contacts', () => {
  it('are forgotten a year after the vote, and not before', async () => {
    const id = await entered();
    const contactOf = async () =>
      (
        await desk.app.owner
          .selectFrom('party_participant')
          .select('contact_sealed')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).contact_sealed;
    await service().forget();
    expect(await contactOf()).not.toBeNull();
    const now = await desk.app.clock.now();
    desk.app.clock.set(now.add({ hours: 24 * 500 }));
    await service().forget();
    desk.app.clock.set(now);
    expect(await contactOf()).toBeNull();
    expect(await desk.app.owner.selectFrom('campaign_team_member').select('id').execute()).toEqual([]);
  });
});
