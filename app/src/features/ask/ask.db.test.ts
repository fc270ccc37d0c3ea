import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lock } from '../../platform/crypto/box.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { plain, Visitor } from '../accounts/visitor.fixture.ts';
import { type Desk, startDesk } from '../cases/desk.fixture.ts';
import { retentions } from '../privacy/index.ts';
import { disposables } from '../privacy/retention/disposables.ts';
import { askerKeys, passHash, passOf, sealAdviceDraft } from './advice-pass.ts';
import { type AdviceService, adviceService } from './advice-service.ts';
import { markOf } from './rule-marks.ts';

let desk: Desk;
let service: AdviceService;
let officer: Member;
let colleague: Member;
let inspector: Member;
let elsewhere: Member;
let overseer: Member;
let admin: Member;
let office: string;
const words = 'Bolehkah saya menonton debat calon di alun-alun tanpa seragam pada hari libur?';
const answerWish = {
  words: 'Boleh menonton tanpa atribut dan tanpa mengajak siapa pun.',
  rules: ['B6'],
  confidence: 'recalled',
} as const;
const publicWish = {
  question: 'Bolehkah ASN menyaksikan debat terbuka antar calon sebagai penonton biasa?',
  words: 'Boleh sebagai penonton, tanpa atribut, tanpa sorakan, dan tanpa mengunggahnya sebagai dukungan.',
  rules: ['B6'],
  confidence: 'recalled',
  namesAreNone: false,
} as const;

beforeAll(async () => {
  desk = await startDesk();
  service = adviceService(desk.app.platform);
  const { bodies, person } = desk.country;
  officer = await person('Petugas Uji', [bodies.bawasluCity, 'officer']);
  colleague = await person('Rekan Uji', [bodies.bawasluCity, 'officer']);
  inspector = await person('Inspektur Uji', [bodies.agency, 'inspectorate']);
  elsewhere = await person('Petugas Lain', [bodies.bawasluOther, 'officer']);
  overseer = await person('Supervisi Uji', [bodies.bawasluProvince, 'overseer']);
  admin = await person('Admin Uji', [bodies.bawasluCity, 'admin'], [bodies.bawasluCity, 'officer']);
  office = bodies.bawasluCity.id;
  expect((await service.openDesk(officer, office)).ok).toBe(true);
  expect((await service.openDesk(inspector, bodies.agency.id)).ok).toBe(true);
});
afterAll(() => desk.app.end());

const ask = async (text = words, bodyId = office): Promise<string> => {
  const sent = await service.send({ seed: seed(), bodyId, question: { status: 'pns', words: text } });
  if (!sent.ok) throw new Error(sent.error);
  return sent.value.pass;
};
const seed = (): string => desk.app.platform.random(16).toString('base64url');
const idOf = async (pass: string): Promise<string> => (await service.own(pass))?.id ?? '';
/** The way of a visitor from the form to the page before sending. */
const walk = async (visitor: Visitor, more: Readonly<Record<string, string>> = {}) =>
  visitor.fill('/tanya/baru', '/tanya/baru', { tentang: 'saya', kantor: office, status: 'pns', isi: words, ...more });

describe('a question about one’s own plans', () => {
  it('is shown the answer of the rules before anything is sent, then goes with a pass, without a cookie', async () => {
    const visitor = new Visitor(desk.app.hono);
    const before = await desk.app.owner.selectFrom('advice_question').select('id').execute();
    const first = await walk(visitor);
    expect(first.html).toContain('Aturan menjawab lebih dulu');
    expect(first.html).toContain('jawab:situation:');
    expect(await desk.app.owner.selectFrom('advice_question').select('id').execute()).toHaveLength(before.length);
    const sent = await visitor.submit(first.html, '/tanya/kirim', {});
    expect(sent.html).toContain('Pertanyaan terkirim');
    const again = await visitor.submit(first.html, '/tanya/kirim', {});
    expect(again.html).toContain('Tidak terkirim dua kali');
    const pass = /data-copy="([^"]+)"/.exec(sent.html)?.[1] ?? '';
    expect(/data-copy="([^"]+)"/.exec(again.html)?.[1]).toBe(pass);
    expect(await desk.app.owner.selectFrom('advice_question').select('id').execute()).toHaveLength(before.length + 1);
    const look = await visitor.fill('/tanya/jawaban', '/tanya/jawaban', {
      kode: pass.toLowerCase().replaceAll('-', ' '),
    });
    expect(plain(look.html)).toContain(words);
    expect(look.html).toContain('Belum dijawab');
    expect(look.html).not.toContain(pass);
    expect(visitor.jar.size).toBe(0);
    const gone = await visitor.submit(look.html, '/tanya/jawaban/hapus', {});
    expect(gone.html).toContain('Pertanyaan dihapus');
    expect(await service.own(pass)).toBeUndefined();
  });

  it('stores one when the same draft is sent twice at once', async () => {
    const draft = { seed: seed(), bodyId: office, question: { status: 'pns' as const, words } };
    const both = await Promise.all([service.send(draft), service.send(draft)]);
    expect(both.map((one) => one.ok && one.value.again).toSorted()).toEqual([false, true]);
  });

  it('about somebody else is not taken: the page leads to the report', async () => {
    const before = await desk.app.owner.selectFrom('advice_question').select('id').execute();
    const answered = await walk(new Visitor(desk.app.hono), { tentang: 'lain' });
    expect(answered.html).toContain('Ini laporan, bukan pertanyaan');
    expect(answered.html).toContain('href="/lapor"');
    expect(answered.html).not.toContain('/tanya/kirim');
    expect(await desk.app.owner.selectFrom('advice_question').select('id').execute()).toHaveLength(before.length);
  });

  it('says what is missing and keeps what was typed', async () => {
    const short = await walk(new Visitor(desk.app.hono), { isi: 'Bolehkah?', kantor: randomUUID() });
    expect(short.status).toBe(422);
    expect(short.html).toContain('paling sedikit 20 huruf');
    expect(short.html).toContain('Pilih kantor yang Anda tanya.');
    expect(short.html).toContain('Bolehkah?');
  });

  it('to an office that stopped taking questions meanwhile loses nothing that was typed', async () => {
    const bodyId = desk.country.bodies.agency.id;
    const visitor = new Visitor(desk.app.hono);
    const first = await walk(visitor, { kantor: bodyId });
    expect((await service.closeDesk(inspector, bodyId)).ok).toBe(true);
    const sent = await visitor.submit(first.html, '/tanya/kirim', {});
    expect((await service.openDesk(inspector, bodyId)).ok).toBe(true);
    expect(sent.status).toBe(422);
    expect(plain(sent.html)).toContain(words);
    expect(sent.html).toContain('href="#f-kantor"');
    const { keys, realNow } = desk.app.platform;
    const old = { seed: seed(), bodyId: office, question: { status: 'pns' as const, words } };
    const late = await visitor.post('/tanya/kirim', {
      rancangan: sealAdviceDraft(keys, old, realNow() - 13 * 3_600_000),
    });
    expect(late.status).toBe(422);
    expect(plain(late.html)).toContain(words);
  });

  it('cannot be sent past the page on which the rules answer', async () => {
    const visitor = new Visitor(desk.app.hono);
    const page = await visitor.get('/tanya/baru');
    const empty = /name="benih" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    expect((await visitor.post('/tanya/kirim', { rancangan: empty })).status).toBe(422);
    expect((await visitor.post('/tanya/kirim', { rancangan: 'x' })).status).toBe(422);
  });

  it('has a limit of working days by dated data, marked as a target', async () => {
    desk.app.clock.set(Temporal.Instant.from('2024-10-03T03:00:00Z'));
    const pass = await ask();
    const own = await service.own(pass);
    expect([own?.receivedOn, own?.dueOn, own?.nature]).toEqual(['2024-10-03', '2024-10-10', 'target']);
  });
});

describe('what the database knows', () => {
  it('holds nothing in the open, and no column that leads to a person, a report or a case', async () => {
    const text = 'Kata-kata rahasia yang tidak boleh terbaca di basis data manapun';
    const pass = await ask(text);
    const id = await idOf(pass);
    await service.answer(officer, id, { ...answerWish, words: 'Jawaban rahasia yang tidak boleh terbaca juga' });
    const row = await desk.app.owner
      .selectFrom('advice_question')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    for (const value of Object.values(row))
      expect(Buffer.isBuffer(value) ? value.toString('latin1') : String(value)).not.toMatch(/rahasia/);
    expect(Object.keys(row).filter((name) => /user|person|roster|report|case|address|_at$/.test(name))).toEqual([]);
    // Only a body is pointed at; and nothing points back.
    const { rows } = await desk.app.owner
      .selectFrom('advice_question')
      .select('id')
      .limit(0)
      .execute()
      .then(async () => {
        const { sql } = await import('kysely');
        return sql<{ from: string; to: string }>`
          select conrelid::regclass::text as "from", confrelid::regclass::text as "to" from pg_constraint
          where contype = 'f' and (conrelid = 'netra.advice_question'::regclass or confrelid = 'netra.advice_question'::regclass)`.execute(
          desk.app.owner,
        );
      });
    expect(rows.map(({ to }) => to.replace('netra.', ''))).toEqual(['advice_desk']);
  });

  it('opens the answer with the pass alone: the keys of the instance do not', async () => {
    const pass = await ask();
    const { platform } = desk.app;
    const another = passOf(platform.keys, seed());
    expect(askerKeys(pass).publicKey.equals(askerKeys(another).publicKey)).toBe(false);
    expect(await service.own(another)).toBeUndefined();
    const id = await idOf(pass);
    const row = await desk.app.owner
      .selectFrom('advice_question')
      .select('asker_key')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.asker_key.equals(askerKeys(pass).publicKey)).toBe(true);
    expect(lock({ current: platform.keys('advice-desk') }, Buffer.from('x'), { purpose: 'x' }).length).toBeGreaterThan(
      0,
    );
  });

  it('lets nobody list the hashes of passes', async () => {
    await ask();
    for (const actor of [{ kind: 'member', userId: officer.userId }, { kind: 'public' }, { kind: 'system' }] as const)
      await expect(
        runAs(desk.app.platform.db, actor, (tx) => tx.selectFrom('advice_question').select('pass_hash').execute()),
      ).rejects.toThrow(/permission denied/);
  });
});

describe('the office', () => {
  it('sees its queue by limit, answers once with a rule and how sure it is, and the asker reads it with the pass', async () => {
    const pass = await ask('Bolehkah saya ikut menyumbang konsumsi untuk acara warga yang dihadiri calon?');
    const id = await idOf(pass);
    const queue = await service.queue(officer);
    const due = queue.filter((one) => one.answeredOn === null).map((one) => one.dueOn);
    expect(due).toEqual(due.toSorted());
    expect((await service.answer(officer, id, answerWish)).ok).toBe(true);
    expect(await service.answer(colleague, id, answerWish)).toEqual({ ok: false, error: 'already' });
    const own = await service.own(pass);
    expect(own?.answer?.words).toBe(answerWish.words);
    expect(own?.answer?.confidence).toBe('recalled');
    const looks = await desk.app.owner.selectFrom('audit').select('what').where('target', '=', id).execute();
    expect(looks.map(({ what }) => what)).toContain('advice.answer');
    await service.read(colleague, id);
    expect(
      await desk.app.owner
        .selectFrom('audit')
        .select('id')
        .where('target', '=', id)
        .where('what', '=', 'advice.read')
        .execute(),
    ).toHaveLength(1);
  });

  it('is the only one: another office, one above it, the inspectorate and administrators find nothing', async () => {
    const pass = await ask();
    const id = await idOf(pass);
    expect((await service.read(officer, id))?.question.words).toBe(words);
    for (const stranger of [elsewhere, overseer, inspector, admin]) {
      expect(await service.read(stranger, id)).toBeUndefined();
      expect(await service.answer(stranger, id, answerWish)).toEqual({ ok: false, error: 'not-found' });
      expect((await service.queue(stranger)).map((one) => one.id)).not.toContain(id);
      const seen = await runAs(desk.app.platform.db, { kind: 'member', userId: stranger.userId }, (tx) =>
        tx.selectFrom('advice_question').select('id').where('id', '=', id).execute(),
      );
      expect(seen).toEqual([]);
    }
  });

  it('opens its desk once, also by two taps at once', async () => {
    const bodyId = desk.country.bodies.bawasluOther.id;
    const both = await Promise.all([service.openDesk(elsewhere, bodyId), service.openDesk(elsewhere, bodyId)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toEqual({ ok: false, error: 'already' });
    expect((await service.closeDesk(elsewhere, bodyId)).ok).toBe(true);
  });

  it('cannot open a desk of another office', async () => {
    expect(await service.openDesk(elsewhere, office)).toEqual({ ok: false, error: 'not-found' });
    expect(await service.openDesk(overseer, desk.country.bodies.bawasluProvince.id)).toEqual({
      ok: false,
      error: 'not-found',
    });
  });

  it('does not delete questions, and the asker deletes only the own one', async () => {
    const [first, second] = [await ask(), await ask()];
    const gone = await runAs(desk.app.platform.db, { kind: 'member', userId: officer.userId }, (tx) =>
      tx.deleteFrom('advice_question').executeTakeFirst(),
    );
    expect(Number(gone.numDeletedRows)).toBe(0);
    await service.withdraw(first);
    expect(await service.own(second)).toBeDefined();
  });
});

describe('a published answer', () => {
  const write = async (wish = publicWish as Parameters<AdviceService['write']>[2], question: string | null = null) =>
    service.write(officer, office, wish, question);
  /** Released answers appear together on the Monday after. */
  const nextWeek = (): void => desk.app.clock.set(Temporal.Instant.from('2024-10-14T03:00:00Z'));
  const thisWeek = (day = '2024-10-08'): void => desk.app.clock.set(Temporal.Instant.from(`${day}T03:00:00Z`));
  beforeEach(() => thisWeek());
  const released = async (question: string): Promise<number> => {
    const made = await write({ ...publicWish, question });
    if (!made.ok) throw new Error(made.error.kind);
    const done = await service.release(colleague, made.value.id, { ...publicWish, question });
    if (!done.ok) throw new Error(done.error.kind);
    nextWeek();
    return done.value.number;
  };

  it('needs a second person, and is found by the stems of Indonesian, with its rule', async () => {
    const made = await write();
    if (!made.ok) throw new Error(made.error.kind);
    expect(await service.release(officer, made.value.id, publicWish)).toEqual({
      ok: false,
      error: { kind: 'same-person' },
    });
    expect(await service.published({ search: 'debat' })).toEqual([]);
    const done = await service.release(colleague, made.value.id, {
      ...publicWish,
      words: `${publicWish.words} Lihat juga tata tertibnya.`,
    });
    expect(done.ok).toBe(true);
    nextWeek();
    expect(await service.published({ search: 'ditonton perdebatan menyaksikan' })).toEqual([]);
    // "disaksikan" and "menyaksikan" have one stem.
    expect((await service.published({ search: 'disaksikan' })).map((one) => one.question)).toContain(
      publicWish.question,
    );
    const visitor = new Visitor(desk.app.hono);
    const number = done.ok ? done.value.number : 0;
    expect((await visitor.get(`/tanya/${number}`)).html).toContain('Lihat juga tata tertibnya');
    expect((await visitor.get('/tanya?cari=disaksikan')).html).toContain(publicWish.question);
    expect((await visitor.get('/hukum/aturan/B6')).html).toContain(`/tanya/${number}`);
    expect((await visitor.get('/hukum/aturan/B7')).html).not.toContain(`/tanya/${number}`);
  });

  it('appears with all others of its week, so that no day of it tells that somebody asked', async () => {
    const questions = [
      ['2024-10-07', 'Bolehkah ASN menghadiri syukuran tetangga pada masa kampanye?'],
      ['2024-10-10', 'Bolehkah ASN memotret papan pengumuman pemilihan di kantor desa?'],
      ['2024-10-13', 'Bolehkah ASN mencetak bahan bacaan tentang tata cara pencoblosan?'],
    ] as const;
    const visitor = new Visitor(desk.app.hono);
    const seen = async (): Promise<readonly string[]> =>
      Promise.all(
        ['/tanya', '/tanya?cari=pemilihan', '/hukum/aturan/B6'].map(async (at) => (await visitor.get(at)).html),
      );
    thisWeek('2024-10-07');
    const before = await seen();
    const numbers: number[] = [];
    for (const [day, question] of questions) {
      thisWeek(day);
      const made = await write({ ...publicWish, question });
      if (!made.ok) throw new Error(made.error.kind);
      const done = await service.release(colleague, made.value.id, { ...publicWish, question });
      if (!done.ok) throw new Error(done.error.kind);
      numbers.push(done.value.number);
      // No page of the week tells of it, and its number is one that does not exist.
      thisWeek('2024-10-07');
      expect(await seen()).toEqual(before);
      const hidden = await visitor.get(`/tanya/${done.value.number}`);
      const never = await visitor.get('/tanya/999999');
      expect(hidden.status).toBe(404);
      const bare = (html: string): string => html.replaceAll(/<code>[0-9a-f]{8}<\/code>|\/tanya\/\d+/g, '');
      expect(bare(hidden.html)).toBe(bare(never.html));
    }
    thisWeek('2024-10-13');
    for (const number of numbers) expect((await visitor.get(`/tanya/${number}`)).status).toBe(404);
    nextWeek();
    for (const number of numbers) {
      const page = await visitor.get(`/tanya/${number}`);
      expect(page.status).toBe(200);
      expect(page.html).toContain('14 Oktober 2024');
      expect(page.html).not.toMatch(/(7|10|13) Oktober 2024/);
    }
  });

  it('waits as its data say, and a released one cannot be moved to an earlier day', async () => {
    const { sql } = await import('kysely');
    await desk.app.owner
      .insertInto('advice_target')
      .values({
        valid_from: '2024-10-08',
        limit_days: 5,
        unit: 'working_day',
        warn_days: 2,
        nature: 'target',
        basis: 'Uji',
        shown_weekday: 4,
        shown_after_days: 14,
      })
      .execute();
    const question = 'Bolehkah ASN menitipkan undangan rapat kepada petugas keamanan kantor?';
    const made = await write({ ...publicWish, question });
    if (!made.ok) throw new Error(made.error.kind);
    await service.release(colleague, made.value.id, { ...publicWish, question });
    await desk.app.owner.deleteFrom('advice_target').where('valid_from', '=', '2024-10-08').execute();
    const row = await desk.app.owner
      .selectFrom('advice_published')
      .select(['released_on', 'shown_from'])
      .where('id', '=', made.value.id)
      .executeTakeFirst();
    expect(row).toEqual({ released_on: '2024-10-08', shown_from: '2024-10-24' });
    await expect(
      runAs(desk.app.platform.db, { kind: 'member', userId: colleague.userId }, (tx) =>
        tx
          .updateTable('advice_published')
          .set({ shown_from: sql<string>`released_on` })
          .where('id', '=', made.value.id)
          .execute(),
      ),
    ).rejects.toThrow(/not rewritten/);
  });

  it('sent twice is one draft, also at once', async () => {
    const wish = { ...publicWish, question: 'Bolehkah ASN membersihkan taman bersama warga pada masa tenang?' };
    const made = await Promise.all([write(wish), write(wish)]);
    expect(await write(wish)).toEqual(made[0]);
    expect(made[1]).toEqual(made[0]);
    expect((await service.shelf(officer)).filter((one) => one.question === wish.question)).toHaveLength(1);
  });

  it('can be taken back however many came after it', async () => {
    const number = await released('Bolehkah ASN menyapu halaman balai warga pada masa tenang?');
    const [found] = await service.published({ number });
    if (found === undefined) throw new Error('not published');
    await sql`insert into advice_published (id, body_id, question, answer, rules, confidence, marks, written_by)
      select gen_random_uuid(), body_id, question || n, answer, rules, confidence, marks, written_by
      from advice_published, generate_series(1, 205) as n where id = ${found.id}::uuid`.execute(desk.app.owner);
    const shelved = await service.shelved(colleague, found.id);
    expect(shelved?.number).toBe(number);
    expect(await service.shelved(elsewhere, found.id)).toBeUndefined();
    await desk.app.owner
      .deleteFrom('advice_published')
      .where('question', 'like', 'Bolehkah ASN menyapu%?%')
      .where('released_on', 'is', null)
      .execute();
  });

  it('never carries numbers, places, or the words of whoever asked', async () => {
    const pass = await ask();
    const id = await idOf(pass);
    const own = await write({ ...publicWish, question: words }, id);
    expect(!own.ok && own.error.kind === 'tells' && own.error.findings.map(({ kind }) => kind)).toContain('own-words');
    const number = await write({ ...publicWish, question: `${publicWish.question} NIP 198501012010011001` });
    expect(!number.ok && number.error.kind).toBe('tells');
    const place = await write({ ...publicWish, question: 'Bolehkah ASN di Arunika menyaksikan debat terbuka?' });
    expect(!place.ok && place.error.kind).toBe('tells');
  });

  it('is not rewritten once it stands, and comes from the own office alone', async () => {
    const number = await released('Bolehkah ASN membaca selebaran yang dibagikan di jalan umum?');
    const [found] = await service.published({ number });
    if (found === undefined) throw new Error('not published');
    await expect(
      runAs(desk.app.platform.db, { kind: 'member', userId: colleague.userId }, (tx) =>
        tx
          .updateTable('advice_published')
          .set({ answer: 'Sesuatu yang sama sekali lain daripada tadi.' })
          .where('id', '=', found.id)
          .execute(),
      ),
    ).rejects.toThrow(/not rewritten/);
    expect(await service.withdrawPublished(elsewhere, found.id)).toEqual({ ok: false, error: 'not-found' });
    expect((await service.write(elsewhere, office, publicWish, null)).ok).toBe(false);
    expect((await service.withdrawPublished(colleague, found.id)).ok).toBe(true);
    expect((await new Visitor(desk.app.hono).get(`/tanya/${number}`)).status).toBe(404);
  });

  it('is marked when its rule says something else, until a second person has reviewed it', async () => {
    const number = await released('Bolehkah ASN menyimpan selebaran yang diterimanya di rumah?');
    const [found] = await service.published({ number });
    expect(found?.changed).toEqual([]);
    await desk.app.owner
      .updateTable('advice_published')
      .set({ marks: JSON.stringify({ B6: '0123456789abcdef' }) })
      .where('number', '=', number)
      .execute();
    const page = (await new Visitor(desk.app.hono).get(`/tanya/${number}`)).html;
    expect(page).toContain('Aturannya berubah sejak jawaban ini');
    expect(await service.review(officer, found?.id ?? '')).toEqual({ ok: false, error: 'same-person' });
    expect((await service.review(colleague, found?.id ?? '')).ok).toBe(true);
    expect((await service.published({ number }))[0]?.changed).toEqual([]);
  });

  it('rests on limits too: a corrected one changes the mark', () => {
    const law = desk.app.platform.law.current();
    const rule = 'bawaslu-pilkada/file-report';
    const override = { id: 'x', procedure: 'bawaslu-pilkada', step: 'file-report', limit: 9 };
    const moved = {
      ...law,
      additions: { ...law.additions, overrides: [override as (typeof law.additions.overrides)[number]] },
    };
    expect(markOf(rule, law)).not.toBeNull();
    expect(markOf(rule, moved)).not.toBe(markOf(rule, law));
    expect(markOf('no-such-rule', law)).toBeNull();
  });
});

describe('time', () => {
  it('deletes questions whose days are over, and no others', async () => {
    const [old, fresh] = [await ask(), await ask()];
    const { platform, owner } = desk.app;
    const { sql } = await import('kysely');
    await owner
      .updateTable('advice_question')
      .set({ touched_on: sql<string>`current_date - ${retentions.advice.days + 1}::integer` })
      .where('pass_hash', '=', passHash(platform.keys, old))
      .execute();
    const disposable = disposables.find((one) => one.retention === 'advice');
    expect(await runAs(platform.db, { kind: 'system' }, (tx) => disposable?.count(tx) ?? Promise.resolve(0))).toBe(1);
    expect(await runAs(platform.db, { kind: 'system' }, (tx) => disposable?.dispose(tx) ?? Promise.resolve(0))).toBe(1);
    expect(await service.own(old)).toBeUndefined();
    expect(await service.own(fresh)).toBeDefined();
  });
});
