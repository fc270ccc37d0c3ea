import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Position } from '../../platform/api/index.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { type Desk, facts, filledIn, startDesk, textOf, type Who } from '../cases/desk.fixture.ts';
import { joinedStepsForReporter } from '../reports/joined-steps.ts';
import { type DeskList, readDesk } from './desk-read.ts';
import { readLikely } from './duplicates-read.ts';
import type { BulkView, Chosen } from './verification-service.ts';

let desk: Desk;
/** Sit in the task force for BKN, the ministry of home affairs and the ministry of state apparatus. */
let bkn: Member;
let kemendagri: Member;
let kempanrb: Member;
let satgas: string;

const seatKinds = ['bawaslu', 'bkn', 'kemendagri', 'kempanrb'] as const;
const why = 'Syarat dan bukti sesuai dengan uraian.';

async function sit(member: Member, kind: string): Promise<void> {
  await desk.app.owner
    .updateTable('member')
    .set({ represents: kind })
    .where('user_id', '=', member.userId)
    .where('body_id', '=', satgas)
    .execute();
}

beforeAll(async () => {
  desk = await startDesk();
  const { bodies } = desk.country;
  satgas = bodies.satgas.id;
  bkn = await desk.country.person('Wakil BKN', [bodies.satgas, 'verifier']);
  kemendagri = await desk.country.person('Wakil Kemendagri', [bodies.satgas, 'verifier']);
  kempanrb = await desk.country.person('Wakil KemenPANRB', [bodies.satgas, 'verifier']);
  for (const kind of seatKinds)
    await desk.app.owner
      .insertInto('task_force_seat')
      .values({ body_id: satgas, kind, valid_from: '2022-09-22', basis: 'SKB 2022' })
      .execute();
  await sit(await desk.member('verifier'), 'bawaslu');
  await sit(bkn, 'bkn');
  await sit(kemendagri, 'kemendagri');
  await sit(kempanrb, 'kempanrb');
});
afterAll(() => desk.end());

const submitted = (): Promise<string> => desk.caseUpTo('submit');

async function cast(member: Member, number: string, vote: 'agree' | 'disagree' | 'abstain', reason = why) {
  return desk.app.cases.service.act(member, number, { type: 'cast-vote', vote, reason }, await desk.seqOf(number));
}

async function status(number: string): Promise<string> {
  const row = await desk.app.owner
    .selectFrom('case_file')
    .select('status')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return row.status;
}

async function idOf(number: string): Promise<string> {
  const row = await desk.app.owner
    .selectFrom('case_file')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return row.id;
}

async function audited(number: string, what: string): Promise<number> {
  const rows = await desk.app.owner
    .selectFrom('audit')
    .select('id')
    .where('case_id', '=', await idOf(number))
    .where('what', '=', what)
    .execute();
  return rows.length;
}

/** As if the person had opened the page of the case. */
async function read(member: Member, ...numbers: readonly string[]): Promise<void> {
  for (const number of numbers) await desk.app.cases.service.recordReading(member, await idOf(number), 'case.view');
}

const named = (...numbers: readonly string[]): Chosen => ({
  which: 'named',
  cases: numbers.map((number) => ({ number, seq: null })),
});

async function prepared(member: Member, chosen: Chosen, vote: 'agree' | 'disagree' = 'agree'): Promise<string> {
  const made = await desk.app.verification.service.prepare(member, satgas, { kind: 'cast-vote', vote }, chosen);
  if (!made.ok) throw new Error(made.error);
  return made.value.id;
}

async function bulk(member: Member, id: string): Promise<BulkView> {
  const found = await desk.app.verification.service.findBulk(member, id);
  if (found === undefined) throw new Error('no such act');
  return found;
}

describe('the desk of the task force', () => {
  it('shows what waits with score, votes and what the rulebook found', async () => {
    const number = await submitted();
    await cast(bkn, number, 'agree');
    const page = await (await desk.at('verifier')).get('/verifikasi');
    const text = textOf(page.html);
    expect(page.status).toBe(200);
    expect(text).toContain(number);
    expect(text).toContain('Badan Kepegawaian Negara: memenuhi');
    expect(text).toContain('menunggu suara Anda');
    expect(text).toContain('suara belum lengkap');
    expect(text).toContain('belum ada');
  });
  it('leaves out what the person voted on, when asked for what waits for the own vote', async () => {
    const [open, voted] = [await submitted(), await submitted()];
    await cast(await desk.member('verifier'), voted, 'agree');
    const { html } = await (await desk.at('verifier')).get('/verifikasi?lihat=menunggu-suara');
    expect([html.includes(open), html.includes(voted)]).toEqual([true, false]);
  });
  it('looks on until a page is full, however many lie before, and says where to go on', async () => {
    const [first, second] = [await submitted(), await submitted()];
    const { db, keys, legalClock } = desk.app.platform;
    const member = await desk.member('verifier');
    await cast(member, first, 'agree');
    const now = await legalClock.now();
    const filter = { view: 'unvoted', act: null } as const;
    const numbers: string[] = [];
    for (let after: Position | null = null; ; ) {
      const at = { page: 1, size: 1, after };
      const list: DeskList = await runAs(db, { kind: 'member', userId: member.userId }, (tx) =>
        readDesk(tx, keys, member, [satgas], filter, now, at, 1),
      );
      numbers.push(...list.rows.map((row) => row.file.number));
      after = list.rows.length === 1 ? list.last : list.goesOn;
      if (after === null) break;
    }
    expect(numbers).toContain(second);
    expect(numbers).not.toContain(first);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
  it.each(['officer', 'conveyor', 'authority', 'overseer', 'admin', 'asn', 'media'] as const)(
    'is not there for %s',
    async (who: Who) => {
      const number = await submitted();
      const visitor = await desk.at(who);
      const there = await visitor.get('/verifikasi');
      expect(there.status).toBe(404);
      const gone = await visitor.get('/borongan/suara');
      expect(gone.status).toBe(404);
      const joint = await visitor.get(`/verifikasi/${number}`);
      expect(joint.status).not.toBe(200);
    },
  );
  it('is a case that does not exist to an office that does not see it', async () => {
    const number = await submitted();
    const visitor = await desk.at('stranger');
    const [there, never] = [await visitor.get(`/verifikasi/${number}`), await visitor.get('/verifikasi/K7M-4QX-92')];
    expect([there.status, never.status]).toEqual([404, 404]);
  });
});

describe('the joint decision', () => {
  it('takes the vote on its own screen and keeps the dissent with its reason', async () => {
    const number = await submitted();
    const visitor = await desk.at('verifier');
    const path = `/verifikasi/${number}`;
    const page = await visitor.get(path);
    expect(page.status).toBe(200);
    expect(await audited(number, 'case.view')).toBeGreaterThan(0);
    const form = filledIn(page.html, `${path}/suara`);
    const voted = await visitor.post(`${path}/suara`, { ...form, vote: 'agree', reason: why });
    expect([voted.status, voted.to]).toEqual([303, `${path}?tersimpan=1`]);
    await cast(bkn, number, 'agree');
    await cast(kemendagri, number, 'disagree', 'Bukti menurut kami belum menunjukkan keberpihakan.');
    await cast(kempanrb, number, 'abstain');
    const split = await visitor.get(path);
    const text = textOf(split.html);
    expect(text).toContain('suara terbanyak: memenuhi');
    expect(text).toContain('Pendapat berbeda');
    expect(text).toContain('Bukti menurut kami belum menunjukkan keberpihakan.');
    expect(split.html).not.toContain(`action="${path}/tidak-terverifikasi"`);
    const decide = filledIn(split.html, `${path}/verifikasi`);
    const done = await visitor.post(`${path}/verifikasi`, { ...decide, 'reason-verify': 'Putusan bersama satgas.' });
    expect([done.status, done.to]).toEqual([303, `/perkara/${number}?tersimpan=1`]);
    expect(await status(number)).toBe('verified');
    expect((await visitor.get(path)).to).toBe(`/perkara/${number}`);
  });
  it('explains a tie and offers no decision', async () => {
    const number = await submitted();
    await cast(await desk.member('verifier'), number, 'agree');
    await cast(bkn, number, 'agree');
    await cast(kemendagri, number, 'disagree');
    await cast(kempanrb, number, 'disagree');
    const { html } = await (await desk.at('verifier')).get(`/verifikasi/${number}`);
    expect(textOf(html)).toContain('Suara sama banyak, jadi belum ada putusan.');
    expect(html).not.toContain(`action="/verifikasi/${number}/verifikasi"`);
    expect(html).not.toContain(`action="/verifikasi/${number}/tidak-terverifikasi"`);
    const list = await (await desk.at('verifier')).get('/verifikasi?lihat=sama-banyak');
    expect(list.html).toContain(number);
  });
  it('keeps what was typed when the vote is missing', async () => {
    const number = await submitted();
    const visitor = await desk.at('verifier');
    const path = `/verifikasi/${number}`;
    const form = filledIn((await visitor.get(path)).html, `${path}/suara`);
    const refused = await visitor.post(`${path}/suara`, { ...form, reason: 'Pertimbangan yang panjang.' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Pertimbangan yang panjang.');
  });
  it('tells that the case changed, and loses nothing typed', async () => {
    const number = await submitted();
    const visitor = await desk.at('verifier');
    const path = `/verifikasi/${number}`;
    const form = filledIn((await visitor.get(path)).html, `${path}/suara`);
    const { id } = desk.country.bodies.bkn;
    await desk.app.owner.updateTable('body').set({ level: 'province' }).where('id', '=', id).execute();
    const delegated = await desk.app.cases.service.act(
      bkn,
      number,
      { type: 'delegate-verification', toBodyId: id, reason: 'Periksa di wilayah.' },
      await desk.seqOf(number),
    );
    await desk.app.owner.updateTable('body').set({ level: 'nation' }).where('id', '=', id).execute();
    expect(delegated.ok).toBe(true);
    const late = await visitor.post(`${path}/suara`, { ...form, vote: 'agree', reason: 'Kata yang tidak hilang.' });
    expect(late.status).toBe(409);
    expect(late.html).toContain('Kata yang tidak hilang.');
  });
  it('loses nothing typed either when the bodies decided meanwhile', async () => {
    const number = await submitted();
    const visitor = await desk.at('verifier');
    const path = `/verifikasi/${number}`;
    const page = (await visitor.get(path)).html;
    for (const member of [await desk.member('verifier'), bkn, kemendagri, kempanrb])
      await cast(member, number, 'agree');
    const done = await desk.app.cases.service.act(
      bkn,
      number,
      { type: 'verify', reason: why },
      await desk.seqOf(number),
    );
    expect(done.ok).toBe(true);
    const words = 'Kata yang diketik\nsebelum yang lain memutus.';
    const late = await visitor.submit(page, `${path}/suara`, { vote: 'disagree', reason: words });
    expect(late.status).toBe(409);
    for (const part of [
      'Perkara sudah berubah',
      'tidak memenuhi: hentikan',
      'Kata yang diketik',
      'sebelum yang lain memutus',
    ])
      expect(textOf(late.html)).toContain(part);
  });
});

describe('one vote on many cases', () => {
  it('lists exactly what will happen, never an unread case, and then does it once', async () => {
    const [one, two, unread] = [await submitted(), await submitted(), await submitted()];
    const visitor = await desk.at('verifier');
    for (const number of [one, two]) await visitor.get(`/perkara/${number}`);
    const form = filledIn((await visitor.get('/borongan/suara')).html, '/borongan/suara');
    const sent = await visitor.post('/borongan/suara', { ...form, suara: 'agree', pilih: 'semua' });
    expect(sent.status).toBe(303);
    const preview = await visitor.get(sent.to ?? '');
    const text = textOf(preview.html);
    expect(text).toContain('Suara lembaga Anda: memenuhi');
    expect(text.indexOf(one)).toBeLessThan(text.indexOf('Tidak ikut'));
    expect(text.indexOf(unread)).toBeGreaterThan(text.indexOf('Tidak ikut'));
    expect(text).toContain('belum Anda baca sejak langkah terakhir');
    const before = [await desk.seqOf(one), await desk.seqOf(two), await desk.seqOf(unread)];
    const confirm = filledIn(preview.html, sent.to ?? '');
    const short = await visitor.post(sent.to ?? '', { ...confirm, alasan: 'ya' });
    expect(short.status).toBe(422);
    const done = await visitor.post(sent.to ?? '', {
      ...confirm,
      alasan: 'Memenuhi syarat yang sama.',
      kepentingan: 'tidak',
    });
    expect([done.status, done.to]).toEqual([303, sent.to]);
    const again = await visitor.post(sent.to ?? '', {
      ...confirm,
      alasan: 'Memenuhi syarat yang sama.',
      kepentingan: 'tidak',
    });
    expect(again.status).toBe(303);
    const after = [await desk.seqOf(one), await desk.seqOf(two), await desk.seqOf(unread)];
    expect(after).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 1, before[2]]);
    expect(textOf((await visitor.get(sent.to ?? '')).html)).toContain('dilakukan');
    expect(await audited(one, 'case.cast-vote')).toBe(1);
  });
  it('passes over a case that changed between preview and confirmation, and says so', async () => {
    const [same, changed] = [await submitted(), await submitted()];
    await read(bkn, same, changed);
    const id = await prepared(bkn, named(same, changed));
    const taken = await desk.app.cases.service.act(
      kemendagri,
      changed,
      { type: 'accept-handover' },
      await desk.seqOf(changed),
    );
    expect(taken.ok).toBe(true);
    await desk.app.verification.service.run(bkn, id, why);
    const { items } = await bulk(bkn, id);
    expect(items.map((item) => [item.number, item.outcome])).toEqual([
      [same, 'done'],
      [changed, 'changed'],
    ]);
  });
  it('counts a case as unread again once something happened, but not for the votes of others', async () => {
    const [voted, accepted] = [await submitted(), await submitted()];
    await read(bkn, voted, accepted);
    await cast(kempanrb, voted, 'agree');
    await desk.app.cases.service.act(kempanrb, accepted, { type: 'accept-handover' }, await desk.seqOf(accepted));
    const { items } = await bulk(bkn, await prepared(bkn, named(voted, accepted)));
    expect(items.map((item) => item.leftOut)).toEqual([null, 'unread']);
  });
  it('lets two members vote on the same cases at once', async () => {
    const numbers = [await submitted(), await submitted(), await submitted()];
    await read(bkn, ...numbers);
    await read(kempanrb, ...numbers);
    const [first, second] = [await prepared(bkn, named(...numbers)), await prepared(kempanrb, named(...numbers))];
    const { service } = desk.app.verification;
    await Promise.all([service.run(bkn, first, why), service.run(kempanrb, second, why)]);
    for (const [member, id] of [
      [bkn, first],
      [kempanrb, second],
    ] as const)
      expect((await bulk(member, id)).items.map((item) => item.outcome)).toEqual(['done', 'done', 'done']);
    const view = await desk.app.cases.readModel.findCase(bkn, numbers[0] ?? '');
    expect(view?.state.votes.map((one) => one.seat).toSorted()).toEqual(['bkn', 'kempanrb']);
  });
  it('runs once when it is confirmed twice at the same moment', async () => {
    const number = await submitted();
    await read(bkn, number);
    const id = await prepared(bkn, named(number));
    const seq = await desk.seqOf(number);
    const { service } = desk.app.verification;
    const runs = await Promise.all([service.run(bkn, id, why), service.run(bkn, id, why)]);
    expect(runs.filter((run) => run.ok)).toHaveLength(1);
    expect(await desk.seqOf(number)).toBe(seq + 1);
  });
  it('is nobody else’s to see or to run', async () => {
    const number = await submitted();
    await read(bkn, number);
    const id = await prepared(bkn, named(number));
    expect(await desk.app.verification.service.findBulk(kempanrb, id)).toBeUndefined();
    expect(await desk.app.verification.service.run(kempanrb, id, why)).toEqual({ ok: false, error: 'not-found' });
    expect((await (await desk.at('verifier')).get(`/borongan/hasil/${id}`)).status).toBe(404);
  });
  it('takes no case of another office, and none that the person does not see', async () => {
    const elsewhere = await desk.caseUpTo('register');
    const made = await desk.app.verification.service.prepare(
      bkn,
      satgas,
      { kind: 'cast-vote', vote: 'agree' },
      named(elsewhere),
    );
    expect(made).toEqual({ ok: false, error: 'nothing' });
    const officer = await desk.member('officer');
    const refused = await desk.app.verification.service.prepare(
      officer,
      satgas,
      { kind: 'cast-vote', vote: 'agree' },
      named(elsewhere),
    );
    expect(refused).toEqual({ ok: false, error: 'not-yours' });
  });
  it('is no more than five hundred', async () => {
    const many = Array.from({ length: 501 }, () => 'K7M-4QX-92');
    const made = await desk.app.verification.service.prepare(
      bkn,
      satgas,
      { kind: 'cast-vote', vote: 'agree' },
      named(...many),
    );
    expect(made).toEqual({ ok: false, error: 'too-many' });
  });
  it('goes on after a break without doing anything twice', async () => {
    const [first, second] = [await submitted(), await submitted()];
    await read(bkn, first, second);
    const id = await prepared(bkn, named(first, second));
    await cast(bkn, first, 'agree');
    await sql`update netra.bulk_act set started_at = now() - interval '1 hour' where id = ${id}`.execute(
      desk.app.owner,
    );
    const seq = await desk.seqOf(first);
    await desk.app.verification.service.run(bkn, id, why);
    expect((await bulk(bkn, id)).items.map((item) => item.outcome)).toEqual(['done', 'done']);
    expect(await desk.seqOf(first)).toBe(seq);
  });
  it('accepts hand-overs that were read, once no interest was declared', async () => {
    const number = await submitted();
    const visitor = await desk.at('verifier');
    await visitor.get(`/perkara/${number}`);
    const form = filledIn((await visitor.get('/borongan/terima')).html, '/borongan/terima');
    const perkara = `${number} ${await desk.seqOf(number)}`;
    const sent = await visitor.post('/borongan/terima', { ...form, pilih: 'centang', perkara });
    const confirm = filledIn((await visitor.get(sent.to ?? '')).html, sent.to ?? '');
    expect((await visitor.post(sent.to ?? '', confirm)).status).toBe(422);
    await visitor.post(sent.to ?? '', { ...confirm, kepentingan: 'tidak' });
    const view = await desk.app.cases.readModel.findCase(bkn, number);
    expect(view?.handovers.at(-1)?.acceptedAt).not.toBeNull();
  });
});

const people = [
  'Ratih Kusumawardani',
  'Guntur Wisesa',
  'Melati Puspaningrum',
  'Wahyu Kertajaya',
  'Sinta Larasati',
  'Bagas Nugroho',
];

/** Two reports of the same act by the same person, whom no other case names; their numbers. */
async function pair(): Promise<readonly [string, string]> {
  const name = people.pop() ?? '';
  const accused = [{ ...facts.accused[0], name }];
  const [one, other] = [await desk.report(), await desk.report()];
  for (const number of [one, other]) await desk.walk(number, ['officer', { ...facts, accused }]);
  return [one, other];
}

describe('the form of handing on to the task force', () => {
  it('says how complete the file is and what it lacks, before a word is written and also when it comes back', async () => {
    const number = await desk.caseUpTo('conclude');
    const visitor = await desk.at('officer');
    const path = `/perkara/${number}/serahkan-satgas`;
    const form = await visitor.get(path);
    const text = textOf(form.html);
    for (const shown of ['Kelengkapan berkas', 'dari 100', 'Klarifikasi tercatat', 'Lengkapi dulu sebelum menyerahkan'])
      expect(text).toContain(shown);
    expect(form.html.indexOf('Kelengkapan berkas')).toBeLessThan(form.html.indexOf('name="reason"'));
    const refused = await visitor.post(path, { ...filledIn(form.html, path), reason: '' });
    expect(refused.status).toBe(422);
    expect(textOf(refused.html)).toContain('Klarifikasi tercatat');
    // On the page of the case and on this form, and on no other.
    expect(textOf((await visitor.get(`/perkara/${number}`)).html)).toContain('Kelengkapan berkas');
    const registration = await visitor.get(`/perkara/${await desk.caseUpTo('facts')}/registrasi`);
    expect(registration.status).toBe(200);
    expect(textOf(registration.html)).not.toContain('Kelengkapan berkas');
  });
});

describe('cases that look alike', () => {
  it('are shown beside each other with the reasons, and both say that they were compared', async () => {
    const [one, other] = await pair();
    const page = await (await desk.at('officer')).get(`/perkara/${one}/kembar`);
    const text = textOf(page.html);
    expect(text).toContain(other);
    expect(text).toContain('nama terlapor terdengar sama');
    expect(text).toContain('hari berdekatan');
    expect([await audited(one, 'case.compare'), await audited(other, 'case.compare')]).toEqual([1, 1]);
    const own = textOf((await (await desk.at('officer')).get(`/perkara/${one}`)).html);
    expect(own).toContain('Mungkin perkara yang sama');
    expect(own).toContain('Kelengkapan berkas');
  });
  it('are few and the strongest first, not whatever happened at the same place by the same kind of act', async () => {
    const [one, other] = await pair();
    const near = await desk.report();
    const elsewhere = {
      ...facts.accused[0],
      name: 'Orang Lain Rekaan',
      post: 'Pengelola Arsip',
      unitName: 'Dinas Rekaan',
    };
    const summary = 'Pegawai arsip membagikan kaus bergambar di pasar pagi.';
    await desk.walk(near, ['officer', { ...facts, summary, accused: [elsewhere] }]);
    const member = await desk.member('officer');
    const likely = await runAs(desk.app.platform.db, { kind: 'member', userId: member.userId }, async (tx) =>
      (await readLikely(tx, desk.app.platform.keys, [await idOf(one)])).get(await idOf(one)),
    );
    expect(likely?.[0]?.file.number).toBe(other);
    expect(likely?.length).toBeLessThanOrEqual(5);
    expect(likely?.map((found) => found.file.number)).not.toContain(near);
  });
  it('never include a case that the person may not see', async () => {
    const [hidden] = await pair();
    const shown = await submitted();
    const { html, status: code } = await (await desk.at('verifier')).get(`/perkara/${shown}/kembar`);
    expect(code).toBe(200);
    expect(html).not.toContain(hidden);
    expect((await (await desk.at('stranger')).get(`/perkara/${hidden}/kembar`)).status).toBe(404);
  });
  it('are joined and split again: limits end and run on, both keep their steps', async () => {
    const [one, other] = await pair();
    const visitor = await desk.at('officer');
    const path = `/perkara/${one}/kembar`;
    const page = await visitor.get(path);
    const { html } = page;
    const start = html.indexOf(`id="p-${other}"`);
    const form = filledIn(html.slice(start), `/perkara/${one}/gabung`);
    const field = `alasan-${other}`;
    await sql`delete from netra.case_no_stake where case_id = ${await idOf(one)}`.execute(desk.app.owner);
    const stake = await visitor.post(`/perkara/${one}/gabung`, { ...form, arah: 'dari', [field]: 'sama' });
    expect(textOf(stake.html)).toContain('Apakah Anda punya kepentingan?');
    const carried = filledIn(stake.html, `/perkara/${one}/gabung`);
    const short = await visitor.post(`/perkara/${one}/gabung`, { ...carried, interest: 'none' });
    expect(short.status).toBe(422);
    const fresh = filledIn(short.html.slice(short.html.indexOf(`id="p-${other}"`)), `/perkara/${one}/gabung`);
    const wish = { ...fresh, arah: 'dari', [field]: 'Perbuatan, hari, dan terlapor sama.' };
    const done = await visitor.post(`/perkara/${one}/gabung`, wish);
    expect([done.status, done.to]).toEqual([303, `${path}?selesai=gabung`]);
    expect([await status(one), await status(other)]).toEqual(['received', 'joined']);
    const limits = async (): Promise<readonly string[]> => {
      const rows = await desk.app.owner
        .selectFrom('clock')
        .select('state')
        .where('case_id', '=', await idOf(other))
        .orderBy('state')
        .execute();
      return rows.map((row) => row.state);
    };
    expect(await limits()).toEqual(['cancelled']);
    const target = textOf((await visitor.get(`/perkara/${one}`)).html);
    expect(target).toContain(`${other} digabung ke perkara ini.`);
    expect(target).toContain('kepala-daerah');
    await desk.walk(one, ['officer', { type: 'register', reason: 'Syarat terpenuhi.' }]);
    const { receipt_hash: receiptHash } = await desk.app.owner
      .selectFrom('report')
      .select('receipt_hash')
      .where('case_id', '=', await idOf(other))
      .executeTakeFirstOrThrow();
    const told = await runAs(desk.app.platform.db, { kind: 'public', receiptHash }, joinedStepsForReporter);
    // The clock of the test stands still, so steps of that very moment count as later ones.
    expect(told.map((step) => step.kind)).toContain('registered');
    expect(told.map((step) => step.kind)).not.toContain('case-joined');
    const again = (await visitor.get(path)).html;
    const split = filledIn(again, `/perkara/${one}/pisah`);
    const parted = await visitor.post(`/perkara/${one}/pisah`, {
      ...split,
      [field]: 'Ternyata dua perbuatan berbeda.',
    });
    expect([parted.status, parted.to]).toEqual([303, `${path}?selesai=pisah`]);
    expect(await status(other)).toBe('received');
    expect(await limits()).toEqual(['cancelled', 'running']);
    expect([await audited(one, 'case.join'), await audited(other, 'case.split')]).toEqual([1, 1]);
  });
  it('are joined once it was asked of both whether an interest stands in the way; a second tap answers for the first alone', async () => {
    const [one, other] = await pair();
    const visitor = await desk.at('officer');
    const action = `/perkara/${one}/gabung`;
    const { html } = await visitor.get(`/perkara/${one}/kembar`);
    const form = filledIn(html.slice(html.indexOf(`id="p-${other}"`)), action);
    const wish = { ...form, arah: 'dari', [`alasan-${other}`]: 'Perbuatan, hari, dan terlapor sama.' };
    for (const number of [one, other])
      await sql`delete from netra.case_no_stake where case_id = ${await idOf(number)}`.execute(desk.app.owner);
    const first = await visitor.post(action, wish);
    expect(textOf(first.html)).toContain(`Ini tindakan pertama Anda dalam perkara ${one}.`);
    const answer = { ...filledIn(first.html, action), interest: 'none' };
    for (const tap of [1, 2]) {
      const second = await visitor.post(action, answer);
      expect(textOf(second.html), `tap ${tap}`).toContain(`Ini tindakan pertama Anda dalam perkara ${other}.`);
      // Nothing is chosen beforehand: the answer for the first is none for the second.
      expect(filledIn(second.html, action).interest ?? '').toBe('');
      expect(await status(other)).toBe('received');
    }
    const last = await visitor.post(action, answer);
    const stake = { ...filledIn(last.html, action), interest: 'relative', interestReason: 'Terlapor keluarga dekat.' };
    const out = await visitor.post(action, stake);
    expect([out.to, await status(other)]).toEqual(['/antrean', 'received']);
    expect((await visitor.get(`/perkara/${other}`)).status).toBe(404);
    const [third, fourth] = await pair();
    await sql`delete from netra.case_no_stake where case_id = ${await idOf(fourth)}`.execute(desk.app.owner);
    const page = (await visitor.get(`/perkara/${third}/kembar`)).html;
    const again = filledIn(page.slice(page.indexOf(`id="p-${fourth}"`)), `/perkara/${third}/gabung`);
    const asked = await visitor.post(`/perkara/${third}/gabung`, {
      ...again,
      arah: 'dari',
      [`alasan-${fourth}`]: 'Perbuatan, hari, dan terlapor sama.',
    });
    const done = await visitor.post(`/perkara/${third}/gabung`, {
      ...filledIn(asked.html, `/perkara/${third}/gabung`),
      interest: 'none',
    });
    expect([done.status, await status(fourth)]).toEqual([303, 'joined']);
  });
  it('are not joined across offices, nor by whoever only reads them', async () => {
    const [one] = await pair();
    const elsewhere = await submitted();
    const officer = await desk.member('officer');
    const refused = await desk.app.cases.service.join(officer, {
      source: one,
      target: elsewhere,
      reason: why,
      seq: await desk.seqOf(one),
    });
    expect(refused.ok).toBe(false);
    const stranger = await desk.app.cases.service.join(await desk.member('stranger'), {
      source: one,
      target: elsewhere,
      reason: why,
      seq: await desk.seqOf(one),
    });
    expect(stranger).toEqual({ ok: false, error: { kind: 'not-found' } });
    const { html } = await (await desk.at('overseer')).get(`/perkara/${one}/kembar`);
    expect(html).not.toContain(`action="/perkara/${one}/gabung"`);
  });
  it('are not joined when one changed since it was seen', async () => {
    const [one, other] = await pair();
    const refused = await desk.app.cases.service.join(await desk.member('officer'), {
      source: one,
      target: other,
      reason: why,
      seq: 1,
    });
    expect(refused.ok).toBe(false);
    expect(await status(one)).toBe('received');
  });
});

describe('a case opened by hand', () => {
  const fields = () => ({
    asal: 'temuan',
    pemilihan: 'pilkada-2024/kepala-daerah',
    wilayah: desk.country.places.district.id,
    perbuatan: 'social-engagement',
    ditemukan_day: '3',
    ditemukan_month: '10',
    ditemukan_year: '2024',
    sumber: 'Pengawasan langsung pada kegiatan warga.',
  });
  it('is a finding with its limit, told straight after', async () => {
    const visitor = await desk.at('officer');
    const form = filledIn((await visitor.get('/perkara/baru')).html, '/perkara/baru');
    const { kantor = '' } = { kantor: desk.country.bodies.bawasluCity.id, ...form };
    const sent = await visitor.post('/perkara/baru', {
      _csrf: (await csrf(visitor)) ?? '',
      kantor,
      ...fields(),
      pemilihan: 'pemilu-2024/presiden',
    });
    expect(sent.status).toBe(303);
    const told = textOf((await visitor.get(sent.to ?? '')).html);
    expect(told).toContain('Perkara terbuka');
    expect(told).toContain('paling lambat');
    const number = /\/perkara\/([^/]+)\/dibuka/.exec(sent.to ?? '')?.[1] ?? '';
    expect([await status(number), await audited(number, 'case.open')]).toEqual(['received', 1]);
  });
  it('says so where the law sets no limit', async () => {
    const visitor = await desk.at('officer');
    const kantor = desk.country.bodies.bawasluCity.id;
    const sent = await visitor.post('/perkara/baru', { _csrf: (await csrf(visitor)) ?? '', kantor, ...fields() });
    expect(textOf((await visitor.get(sent.to ?? '')).html)).toContain('Hukum tidak menetapkan batas waktu');
  });
  it('is refused for a place outside that of the office, and keeps what was typed', async () => {
    const visitor = await desk.at('officer');
    const kantor = desk.country.bodies.bawasluCity.id;
    const outside = { ...fields(), wilayah: desk.country.places.otherCity.id };
    const sent = await visitor.post('/perkara/baru', { _csrf: (await csrf(visitor)) ?? '', kantor, ...outside });
    expect(sent.status).toBe(422);
    expect(sent.html).toContain('Pengawasan langsung pada kegiatan warga.');
  });
  it('is refused for a day to come', async () => {
    const visitor = await desk.at('officer');
    const kantor = desk.country.bodies.bawasluCity.id;
    const later = { ...fields(), ditemukan_year: '2090' };
    const sent = await visitor.post('/perkara/baru', { _csrf: (await csrf(visitor)) ?? '', kantor, ...later });
    expect(textOf(sent.html)).toContain('Hari ini belum tiba');
  });
  it.each(['verifier', 'conveyor', 'authority', 'admin', 'asn', 'media'] as const)(
    'is not for %s',
    async (who: Who) => {
      expect((await (await desk.at(who)).get('/perkara/baru')).status).toBe(404);
    },
  );
  it('begins from a text of the media desk', async () => {
    const media = await desk.at('media');
    const text = 'Camat Arunika Timur tampak hadir pada deklarasi pasangan calon di Balai Kirana. '.repeat(3);
    const made = await media.fill('/media/baru', '/media/baru', { source: 'Kabar Rekaan', text, do: 'store' });
    const officer = await desk.at('officer');
    const item = await officer.get((made.to ?? '').split('?')[0] ?? '');
    const link = /href="(\/perkara\/baru\?[^"]+)"/.exec(item.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = await officer.get(link);
    expect(form.html).toContain('Kabar Rekaan');
    expect(form.html).toMatch(/value="petunjuk"[^>]*checked/);
  });
});

async function csrf(visitor: Awaited<ReturnType<Desk['at']>>): Promise<string | undefined> {
  const { html } = await visitor.get('/perkara/baru');
  return /method="post"[^>]*action="\/perkara\/baru"[^>]*>\s*<input type="hidden" name="_csrf" value="([^"]*)"/.exec(
    html,
  )?.[1];
}

describe('seats', () => {
  it('are given and filled by an administrator, with a line of the audit', async () => {
    const admin = await desk.at('admin');
    const page = await admin.get('/admin/satgas');
    expect(textOf(page.html)).toContain('Badan Kepegawaian Negara');
    const person = await desk.country.person('Orang Baru Satgas', [desk.country.bodies.satgas, 'verifier']);
    const row = await desk.app.owner
      .selectFrom('member')
      .select('id')
      .where('user_id', '=', person.userId)
      .executeTakeFirstOrThrow();
    const fresh = await admin.get('/admin/satgas');
    const token = /name="_csrf" value="([^"]*)"/.exec(fresh.html)?.[1] ?? '';
    const done = await admin.post('/admin/satgas/duduk', { _csrf: token, tugas: row.id, [`duduk-${row.id}`]: 'bkn' });
    expect([done.status, done.to]).toEqual([303, '/admin/satgas?selesai=1']);
    const after = await desk.app.owner
      .selectFrom('member')
      .select('represents')
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow();
    expect(after.represents).toBe('bkn');
    const lines = await desk.app.owner
      .selectFrom('audit')
      .select('what')
      .where('what', '=', 'admin.seat-filled')
      .execute();
    expect(lines).toHaveLength(1);
  });
  it('are added once and ended with a day', async () => {
    const admin = await desk.member('admin');
    const { service } = desk.app.verification;
    const seat = { bodyId: satgas, kind: 'bpasn', validFrom: '2024-01-01', basis: 'Keputusan rekaan' };
    expect(await service.giveSeat(admin, seat)).toEqual({ ok: true, value: true });
    expect(await service.giveSeat(admin, seat)).toEqual({ ok: false, error: 'already' });
    const early = await service.endSeat(admin, { ...seat, validUntil: '2023-12-31' });
    expect(early).toEqual({ ok: false, error: 'day-order' });
    expect(await service.endSeat(admin, { ...seat, validUntil: '2024-01-31' })).toEqual({ ok: true, value: true });
    expect(await service.endSeat(admin, { ...seat, validUntil: '2024-01-31' })).toEqual({
      ok: false,
      error: 'not-found',
    });
  });
  it('are not given to an office that is no task force, and not for a body without a seat', async () => {
    const admin = await desk.member('admin');
    const { service } = desk.app.verification;
    const nowhere = { bodyId: desk.country.bodies.bkn.id, kind: 'bkn', validFrom: '2024-01-01', basis: 'Keputusan' };
    expect(await service.giveSeat(admin, nowhere)).toEqual({ ok: false, error: 'not-found' });
    const row = await desk.app.owner
      .selectFrom('member')
      .select('id')
      .where('user_id', '=', bkn.userId)
      .executeTakeFirstOrThrow();
    expect(await service.represent(admin, row.id, 'inspektorat')).toEqual({ ok: false, error: 'no-seat' });
  });
  it.each(['officer', 'verifier', 'overseer', 'asn'] as const)('are not for %s', async (who: Who) => {
    expect((await (await desk.at(who)).get('/admin/satgas')).status).toBe(404);
    await expect(
      desk.app.verification.service.giveSeat(await desk.member(who), {
        bodyId: satgas,
        kind: 'kasn',
        validFrom: '2024-01-01',
        basis: 'Keputusan rekaan',
      }),
    ).rejects.toThrow();
  });
});
