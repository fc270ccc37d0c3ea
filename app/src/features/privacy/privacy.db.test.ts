import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demonstrationStart } from '../../platform/clock/legal-clock.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { Visitor } from '../accounts/visitor.fixture.ts';
import { type Desk, everybody, facts, filledIn, secrets, startDesk, textOf } from '../cases/desk.fixture.ts';
import { sealedHandovers, sealedSteps } from '../cases/index.ts';
import { checkLog } from '../ledger/check-log.ts';
import { incidentService } from './incidents/incident-service.ts';
import { UNPROVEN_DAYS } from './register/retentions.ts';
import { QUEUE_PAGE, requestService } from './requests/request-service.ts';
import { disposalService } from './retention/disposal-service.ts';

let desk: Desk;
const removed: string[] = [];

beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());
// A report of a year ago would be too late to be one.
beforeEach(() => desk.app.clock.set(demonstrationStart));

const disposal = () =>
  disposalService(desk.app.platform, { removeFiles: async (names) => void removed.push(...names) });

/** A case that ended as not proven. */
async function stopped(): Promise<string> {
  const number = await desk.caseUpTo('study');
  await desk.walk(number, [
    'colleague',
    { type: 'conclude', proven: false, reason: 'Pleno: tidak terbukti menurut kami.' },
  ]);
  return number;
}

/** Long enough that every case closed so far has expired. */
const muchLater = async (): Promise<void> =>
  desk.app.clock.set((await desk.app.platform.legalClock.now()).add({ hours: (UNPROVEN_DAYS + 1) * 24 }));

/** Gives the report of a case a file, of which only the row is there. */
async function withFile(caseId: string, file: string): Promise<void> {
  await sql`
    insert into netra.evidence (id, report_id, draft_key, intake_body_id, position, media_type, size, sha256, name_sealed, original_file, working_file, received_at)
    select gen_random_uuid(), r.id, sha256(${file}::bytea), r.intake_body_id, 9, 'image/png', 10, sha256(${file}::bytea), 'x', ${file}, ${`${file}-copy`}, now()
    from netra.report r where r.case_id = ${caseId}`.execute(desk.app.owner);
}

/** Until a connection of this database waits for another one to let go of a row. */
async function someoneWaits(): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const { rows } =
      await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
        desk.app.owner,
      );
    if (rows.length > 0) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error('nobody waited');
}

const leftToRemove = async (): Promise<readonly string[]> =>
  (await desk.app.owner.selectFrom('file_to_remove').select('name').orderBy('name').execute()).map((row) => row.name);

/** A disk that fails at the first file it is asked to remove. */
function failingOnce(): {
  readonly removed: string[];
  readonly removeFiles: (names: readonly string[]) => Promise<void>;
} {
  const gone: string[] = [];
  let failed = false;
  return {
    removed: gone,
    removeFiles: async (names) => {
      if (!failed) {
        failed = true;
        throw Object.assign(new Error('the disk does not answer'), { code: 'EIO' });
      }
      gone.push(...names);
    },
  };
}

/** The letter to the first accused of a case, issued through the pages; gives a visit with its code. */
async function visitOf(number: string): Promise<Visitor> {
  const path = `/perkara/${number}/terlapor/1/pemberitahuan`;
  const officer = await desk.at('officer');
  const uraian = 'Anda diduga membagikan kaus berwarna ungu kepada warga.';
  const form = filledIn((await officer.get(path)).html, path);
  const preview = await officer.post(path, { ...form, uraian, go: 'preview' });
  const issued = await officer.post(path, { ...filledIn(preview.html, path), go: 'issue' });
  const kode = /<p class="receipt-number num">([^<]+)<\/p>/.exec(issued.html)?.[1] ?? '';
  const visitor = new Visitor(desk.app.hono);
  expect((await visitor.fill('/terlapor', '/terlapor', { kode })).status).toBe(303);
  return visitor;
}

/** What the officer writes down when this is the one accused. */
const accusedIs = (name: string) =>
  ({ ...facts, accused: [{ name, post: 'Camat', unitName: 'Kecamatan Arunika Timur', status: 'pns' }] }) as const;

const idOf = async (number: string): Promise<string> =>
  (await desk.app.owner.selectFrom('case_file').select('id').where('number', '=', number).executeTakeFirstOrThrow()).id;

/** Everything that is stored of a case, as one text. */
async function allOf(number: string): Promise<string> {
  const id = await idOf(number);
  const { rows } = await sql<{ all: string }>`select concat(
    (select jsonb_agg(c) from netra.case_event_content c where case_id = ${id}),
    (select jsonb_agg(a) from netra.case_accused a where case_id = ${id}),
    (select jsonb_agg(t) from netra.accused_token t where case_id = ${id}),
    (select jsonb_agg(w) from netra.report_words w join netra.report r on r.id = w.report_id where r.case_id = ${id}),
    (select jsonb_agg(w) from netra.report_identity w join netra.report r on r.id = w.report_id where r.case_id = ${id}),
    (select jsonb_agg(encode(salt, 'hex')) from netra.case_event where case_id = ${id} and length(salt) > 0)) as all`.execute(
    desk.app.owner,
  );
  return rows[0]?.all ?? '';
}

describe('the privacy notice', () => {
  it('is there for everybody, in both languages, with its version, and sets no cookie', async () => {
    const visitor = new Visitor(desk.app.hono);
    const page = await visitor.get('/privasi');
    expect(page.status).toBe(200);
    const text = textOf(page.html);
    for (const said of ['Identitas pelapor', 'Identitas terlapor', 'pasal 46', '365 hari', 'Versi'])
      expect(text).toContain(said);
    expect(textOf((await visitor.get('/en/privasi')).html)).toContain('If you are accused');
    expect(page.cookies).toEqual([]);
    expect((await visitor.get('/')).html).toContain('href="/privasi"');
    expect((await visitor.get('/lapor')).html).toContain('href="/privasi"');
  });
});

describe('a request about own data', () => {
  it('of somebody with an account is answered by an administrator, with reasons, and read by nobody else', async () => {
    const asn = await desk.at('asn');
    const sent = await asn.fill('/privasi/permintaan', '/privasi/permintaan', {
      minta: 'correction',
      kata: 'Nama saya salah satu huruf di sertifikat.',
    });
    expect(sent.to).toBe('/privasi/permintaan?terkirim=1');
    expect(textOf((await asn.get('/privasi/permintaan')).html)).toContain('Dijawab paling lambat');
    const admin = await desk.at('admin');
    const queue = (await admin.get('/privasi/antrean')).html;
    const id = /href="\/privasi\/antrean\/([0-9a-f-]{36})"/.exec(queue)?.[1] ?? '';
    for (const who of ['officer', 'authority', 'verifier'] as const)
      expect((await (await desk.at(who)).get(`/privasi/antrean/${id}`)).status).toBe(404);
    const path = `/privasi/antrean/${id}`;
    const refused = await admin.fill(path, path, {
      keputusan: 'refused',
      pengecualian: '',
      jawaban: 'Tidak bisa begitu saja.',
    });
    expect([refused.status, textOf(refused.html).includes('Penolakan perlu pengecualian')]).toEqual([422, true]);
    const given = await admin.fill(path, path, {
      keputusan: 'granted',
      pengecualian: '',
      jawaban: 'Nama Anda sudah kami perbaiki hari ini.',
    });
    expect(given.status).toBe(303);
    expect(textOf((await asn.get('/privasi/permintaan')).html)).toContain('Nama Anda sudah kami perbaiki');
    const { rows } = await sql<{ row: string }>`select to_jsonb(r)::text as row from netra.privacy_request r`.execute(
      desk.app.owner,
    );
    expect(rows[0]?.row).not.toMatch(/sertifikat|perbaiki/);
  });

  it('cannot be answered by the person who asks, nor twice', async () => {
    const { platform } = desk.app;
    const requests = requestService(platform);
    const admin = await desk.member('admin');
    const actor = { kind: 'member', userId: admin.userId } as const;
    await requests.ask(actor, 'deletion', 'Hapus akun saya sendiri.');
    const [own] = await requests.own(actor);
    const given = { outcome: 'granted', exception: '', answer: 'Saya setujui sendiri saja.' } as const;
    expect(await requests.answer(admin, own?.id ?? '', given)).toBe(false);
    expect(await requests.waiting(admin)).toEqual([]);
  });

  it('gives a copy of everything that is kept of the account, without a secret', async () => {
    const officer = await desk.at('officer');
    const copy = await officer.get('/privasi/salinan.json');
    const data: { kinds: { table: string; rows: unknown[] }[] } = JSON.parse(copy.html);
    const count = (table: string) => data.kinds.find((one) => one.table === table)?.rows.length ?? -1;
    expect(count('auth.auth_user')).toBe(1);
    expect(count('netra.member')).toBe(1);
    expect(count('auth.auth_session')).toBeGreaterThan(0);
    expect(count('netra.audit')).toBeGreaterThanOrEqual(0);
    const { rows } = await sql<{ password: string; token: string; secret: string }>`
      select a.password, s.token, t.secret from auth.auth_user u join auth.auth_account a on a.user_id = u.id
      join auth.auth_session s on s.user_id = u.id join auth.auth_two_factor t on t.user_id = u.id
      where u.email = 'pengawas.arunika@netra.contoh'`.execute(desk.app.owner);
    expect(rows.length).toBeGreaterThan(0);
    for (const secret of Object.values(rows[0] ?? {})) expect(copy.html).not.toContain(secret);
    const other = await sql<{ id: string }>`select id from auth.auth_user where email = 'media@netra.contoh'`.execute(
      desk.app.owner,
    );
    expect(copy.html).not.toContain(other.rows[0]?.id);
  });

  it('of a reporter stays without a name: asked with the receipt, answered by the receiving office, seen with the receipt', async () => {
    const number = await desk.report();
    const hash = (
      await sql<{
        hash: Buffer;
      }>`select receipt_hash as hash from netra.report r join netra.case_file f on f.id = r.case_id
        where f.number = ${number}`.execute(desk.app.owner)
    ).rows[0]?.hash;
    if (hash === undefined) throw new Error('no report');
    const requests = requestService(desk.app.platform);
    const reporter = { kind: 'public', receiptHash: hash } as const;
    expect((await requests.ask(reporter, 'deletion', 'Tolong hapus cerita saya.')).ok).toBe(true);
    expect((await requests.ask({ kind: 'public' }, 'deletion', 'Tanpa tanda terima.')).ok).toBe(false);
    const waiting = await requests.waiting(await desk.member('officer'));
    expect(waiting.map((one) => [one.subject, one.caseNumber])).toContainEqual(['reporter', number]);
    for (const who of ['stranger', 'admin', 'authority', 'verifier', 'overseer'] as const)
      expect((await requests.waiting(await desk.member(who))).filter((one) => one.caseNumber === number)).toEqual([]);
    const [first] = waiting.filter((one) => one.caseNumber === number);
    await requests.answer(await desk.member('officer'), first?.id ?? '', {
      outcome: 'refused',
      exception: '15',
      answer: 'Perkara masih ditangani; cerita dihapus setelah masa simpan.',
    });
    expect((await requests.own(reporter))[0]?.answer).toContain('masih ditangani');
    expect(await requests.own({ kind: 'public' })).toEqual([]);
  });

  it('of an accused is not read by the person who is written down at their place afterwards', async () => {
    const number = await desk.report();
    await desk.walk(
      number,
      ['officer', accusedIs('Raka Wiratama')],
      ['officer', { type: 'register', reason: 'Syarat formal dan material terpenuhi.' }],
    );
    const first = await visitOf(number);
    const page = '/terlapor/permintaan';
    await first.fill(page, page, { minta: 'correction', kata: 'Saya sakit jantung dan sedang dirawat.' });
    expect(textOf((await first.get(page)).html)).toContain('sakit jantung');
    // Another letter to the same person takes the place of the first: what was asked stays theirs.
    const again = await visitOf(number);
    expect(textOf((await again.get(page)).html)).toContain('sakit jantung');
    await desk.walk(number, ['officer', accusedIs('Dimas Prakoso')]);
    const second = await visitOf(number);
    const seen = await second.get(page);
    expect([seen.status, textOf(seen.html).includes('sakit jantung')]).toEqual([200, false]);
    await second.fill(page, page, { minta: 'copy', kata: 'Salinan data tentang saya saja.' });
    expect(textOf((await second.get(page)).html)).toContain('Salinan data tentang saya saja');
    const waiting = await requestService(desk.app.platform).waiting(await desk.member('officer'));
    expect(waiting.filter((one) => one.caseNumber === number)).toHaveLength(2);
  });

  it('of an accused whose letter was revoked is not read with the next one, which may go to somebody else', async () => {
    const number = await desk.report();
    await desk.walk(
      number,
      ['officer', accusedIs('Raka Wiratama')],
      ['officer', { type: 'register', reason: 'Syarat formal dan material terpenuhi.' }],
    );
    const page = '/terlapor/permintaan';
    await (await visitOf(number)).fill(page, page, {
      minta: 'objection',
      kata: 'Surat ini sampai di alamat yang salah.',
    });
    const officer = await desk.at('officer');
    await officer.fill(`/perkara/${number}/terlapor`, `/perkara/${number}/terlapor/1/cabut`, {});
    const ended = await desk.app.owner
      .selectFrom('accused_notice')
      .select('ended_why')
      .where('case_id', '=', await idOf(number))
      .execute();
    expect(ended.map((one) => one.ended_why)).toEqual(['revoked']);
    expect(textOf((await (await visitOf(number)).get(page)).html)).not.toContain('alamat yang salah');
  });

  it('is tied by the database to the letter or the receipt of whoever asks, and from before to nobody', async () => {
    const { db } = desk.app.platform;
    const [number, other] = [await desk.report(), await desk.report()];
    const reportOf = async (of: string) =>
      desk.app.owner
        .selectFrom('report')
        .select(['id', 'case_id', 'receipt_hash'])
        .where('case_id', '=', await idOf(of))
        .executeTakeFirstOrThrow();
    const [own, foreign] = [await reportOf(number), await reportOf(other)];
    const reporter = { kind: 'public', receiptHash: own.receipt_hash } as const;
    const ask = (reportId: string | null) =>
      runAs(db, reporter, (tx) =>
        sql`insert into privacy_request (id, kind, subject, case_id, report_id, due_at)
          values (gen_random_uuid(), 'copy', 'reporter', ${own.case_id}, ${reportId}, now())`.execute(tx),
      );
    await expect(ask(foreign.id)).rejects.toThrow(/row-level security/);
    await expect(ask(null)).rejects.toThrow(/row-level security/);
    // As it was kept before: case and nothing more. The office still answers it.
    await sql`insert into netra.privacy_request (id, kind, subject, case_id, due_at)
      values (gen_random_uuid(), 'copy', 'reporter', ${own.case_id}, now())`.execute(desk.app.owner);
    const requests = requestService(desk.app.platform);
    expect(await requests.own(reporter)).toEqual([]);
    const waiting = await requests.waiting(await desk.member('officer'));
    expect(waiting.filter((one) => one.caseNumber === number)).toHaveLength(1);
    await ask(own.id);
    expect(await requests.own(reporter)).toHaveLength(1);
    expect(await requests.own({ kind: 'public', receiptHash: foreign.receipt_hash })).toEqual([]);
  });

  it('is one of a queue in pages, and the menu counts all of them without opening one', async () => {
    const { platform, owner } = desk.app;
    const requests = requestService(platform);
    const officer = await desk.member('officer');
    const caseId = await idOf(await desk.report());
    const before = await requests.countWaiting(officer);
    // Words that do not open: whoever looked into them for a number would fail.
    await sql`insert into netra.privacy_request (id, kind, subject, case_id, words_locked, due_at)
      select gen_random_uuid(), 'copy', 'reporter', ${caseId}, 'no box', now() + make_interval(hours => n)
      from generate_series(1, ${2 * QUEUE_PAGE}::int) n`.execute(owner);
    const total = before + 2 * QUEUE_PAGE;
    expect(await requests.countWaiting(officer)).toBe(total);
    expect(await requests.countWaiting(await desk.member('stranger'))).toBe(0);
    // Counted for the menu by the same rule by which rows are shown.
    for (const who of everybody) {
      const member = await desk.member(who);
      const { rows } = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
        sql<{ n: number }>`select count(*) as n from privacy_request
          where answered_at is null and user_id is distinct from ${member.userId}::uuid`.execute(tx),
      );
      expect([who, await requests.countWaiting(member)]).toEqual([who, rows[0]?.n]);
    }
    const visitor = await desk.at('officer');
    const [first, second, third] = [
      await visitor.get('/privasi/antrean'),
      await visitor.get('/privasi/antrean?halaman=2'),
      await visitor.get('/privasi/antrean?halaman=3'),
    ];
    const ids = (html: string) => [...html.matchAll(/href="\/privasi\/antrean\/([0-9a-f-]{36})"/g)].map((m) => m[1]);
    expect([ids(first.html).length, ids(second.html).length]).toEqual([QUEUE_PAGE, QUEUE_PAGE]);
    expect(new Set([first, second, third].flatMap(({ html }) => ids(html))).size).toBe(total);
    expect(textOf(first.html)).toContain(`1–${QUEUE_PAGE} dari ${total}`);
    expect(first.html).toContain('href="/privasi/antrean?halaman=2"');
    const past = await visitor.get('/privasi/antrean?halaman=99');
    expect([past.status, ids(past.html)]).toEqual([200, []]);
    await sql`delete from netra.privacy_request where words_locked = 'no box'`.execute(owner);
  });

  it('waits at most five at a time', async () => {
    const requests = requestService(desk.app.platform);
    const { userId } = await desk.member('media');
    const actor = { kind: 'member', userId } as const;
    for (let n = 0; n < 5; n += 1)
      expect((await requests.ask(actor, 'copy', 'Salinan data saya, tolong.')).ok).toBe(true);
    expect(await requests.ask(actor, 'copy', 'Salinan data saya, tolong.')).toEqual({ ok: false, error: 'many' });
  });
});

describe('an accusation that was not proven', () => {
  it('expires after its time, and not a day before', async () => {
    const number = await stopped();
    desk.app.clock.set((await desk.app.platform.legalClock.now()).add({ hours: (UNPROVEN_DAYS - 1) * 24 }));
    await disposal().run();
    expect(await allOf(number)).not.toBe('');
    desk.app.clock.set((await desk.app.platform.legalClock.now()).add({ hours: 48 }));
    expect((await disposal().due()).find((one) => one.retention === 'case')?.count).toBeGreaterThan(0);
    expect(await allOf(number)).not.toBe('');
    await disposal().run();
    expect(await allOf(number)).toBe('');
    expect((await disposal().due()).find((one) => one.retention === 'case')?.count).toBe(0);
  });

  it('leaves number, steps and seals, and a log and a chain that are still sound', async () => {
    const number = await stopped();
    await desk.app.ledger.service.begin();
    await desk.app.ledger.service.sealNow();
    desk.app.clock.set((await desk.app.platform.legalClock.now()).add({ hours: (UNPROVEN_DAYS + 1) * 24 }));
    await disposal().run();
    expect(await allOf(number)).toBe('');
    const check = await checkLog(desk.app.platform.db, [sealedSteps, sealedHandovers], []);
    expect(check.problems).toEqual([]);
    expect(check.gone.number).toBe(0);
    expect(check.erased).toBeGreaterThan(4);
    const officer = await desk.at('officer');
    const page = textOf((await officer.get(`/perkara/${number}`)).html);
    expect(page).toContain('Pleno: tidak terbukti');
    expect(page).not.toContain('Terlapor Rekaan');
    expect(page).not.toContain('tidak terbukti menurut kami');
    expect((await officer.get(`/perkara/${number}/riwayat.json`)).status).toBe(200);
  });

  it('stays while a hold stands, and goes when it is lifted', async () => {
    const number = await stopped();
    const caseId = await idOf(number);
    const officer = await desk.member('officer');
    await disposal().hold(officer, caseId, 'Keberatan sedang berjalan.');
    desk.app.clock.set((await desk.app.platform.legalClock.now()).add({ hours: (UNPROVEN_DAYS + 1) * 24 }));
    expect((await disposal().due()).find((one) => one.retention === 'case')).toMatchObject({ count: 0, held: 1 });
    await disposal().run();
    expect(await allOf(number)).not.toBe('');
    const hold = (await disposal().storage(officer, caseId))?.holds[0];
    await disposal().lift(officer, caseId, hold?.id ?? '');
    await disposal().run();
    expect(await allOf(number)).toBe('');
  });

  it('loses its files too, also when the disk fails in between: what stays is tried again the next night', async () => {
    const [one, other] = [await stopped(), await stopped()];
    await withFile(await idOf(one), 'file-of-one');
    await withFile(await idOf(other), 'file-of-other');
    await muchLater();
    const disk = failingOnce();
    const night = disposalService(desk.app.platform, disk);
    const lines = await night.run();
    expect([await allOf(one), await allOf(other)]).toEqual(['', '']);
    expect(lines.filter((line) => line.kind === 'case')).toHaveLength(2);
    expect([disk.removed.length, (await leftToRemove()).length]).toEqual([3, 1]);
    expect(desk.app.logged.join('\n')).toMatch(/"event":"files-not-removed","count":1.*"code":"EIO"/);
    await night.run();
    expect(disk.removed.toSorted()).toEqual(['file-of-one', 'file-of-one-copy', 'file-of-other', 'file-of-other-copy']);
    expect(await leftToRemove()).toEqual([]);
  });

  it('does not keep others from expiring when it cannot be erased itself', async () => {
    const [bad, good] = [await stopped(), await stopped()];
    await withFile(await idOf(bad), 'file-of-bad');
    await sql`create function netra.stubborn() returns trigger language plpgsql as $$ begin raise exception 'stays'; end $$`.execute(
      desk.app.owner,
    );
    await sql`create trigger stubborn before delete on netra.evidence for each row when (old.original_file = 'file-of-bad') execute function netra.stubborn()`.execute(
      desk.app.owner,
    );
    try {
      await muchLater();
      expect((await disposal().run()).filter((line) => line.kind === 'case')).toHaveLength(1);
      expect([(await allOf(bad)) === '', (await allOf(good)) === '']).toEqual([false, true]);
      expect(desk.app.logged.join('\n')).toContain('"event":"case-not-erased"');
    } finally {
      await sql`drop trigger stubborn on netra.evidence`.execute(desk.app.owner);
      await sql`drop function netra.stubborn()`.execute(desk.app.owner);
    }
    await disposal().run();
    expect(await allOf(bad)).toBe('');
  });

  it('stays when a hold is placed while the erasing begins', async () => {
    const number = await stopped();
    const caseId = await idOf(number);
    const { userId } = await desk.member('officer');
    const { db, uuid } = desk.app.platform;
    await muchLater();
    let night: Promise<readonly unknown[]> = Promise.resolve([]);
    await runAs(db, { kind: 'member', userId }, async (tx) => {
      await tx
        .insertInto('case_hold')
        .values({ id: uuid(), case_id: caseId, placed_by: userId, reason: 'Keberatan sedang berjalan.' })
        .execute();
      night = disposal().run();
      await someoneWaits();
    });
    expect(await night).toEqual([]);
    expect(await allOf(number)).not.toBe('');
    await sql`update netra.case_hold set lifted_at = now(), lifted_by = placed_by where case_id = ${caseId}`.execute(
      desk.app.owner,
    );
    await disposal().run();
  });

  it('leaves room for others when it is held: held cases do not count into what one night takes', async () => {
    const [held, free] = [await stopped(), await stopped()];
    await sql`update netra.case_file set closed_at = closed_at - interval '1 day' where number = ${held}`.execute(
      desk.app.owner,
    );
    await disposal().hold(await desk.member('officer'), await idOf(held), 'Keberatan sedang berjalan.');
    const { rows } = await runAs(desk.app.platform.db, { kind: 'system' }, (tx) =>
      sql<{ number: string }>`select number from expired_cases('2099-01-01T00:00:00Z'::timestamptz, 1)`.execute(tx),
    );
    expect(rows.map((row) => row.number)).toEqual([free]);
  });

  it('is expired by the system alone, and a running case by nobody', async () => {
    const running = await idOf(await desk.caseUpTo('study'));
    const done = await idOf(await stopped());
    const { userId } = await desk.member('officer');
    const late = '2099-01-01T00:00:00Z';
    const expire = (id: string) => sql`select * from expire_case(${id}::uuid, ${late}::timestamptz)`;
    for (const actor of [{ kind: 'member', userId } as const, { kind: 'public' } as const])
      await expect(runAs(desk.app.platform.db, actor, (tx) => expire(done).execute(tx))).rejects.toThrow(
        /system alone/,
      );
    await runAs(desk.app.platform.db, { kind: 'system' }, (tx) => expire(running).execute(tx));
    const { rows } = await sql`select 1 from netra.case_event_content where case_id = ${running}`.execute(
      desk.app.owner,
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('disposal by two', () => {
  it('erases when another officer of the office agrees, and not when the same one does', async () => {
    const number = await stopped();
    const path = `/perkara/${number}/penyimpanan`;
    const officer = await desk.at('officer');
    const colleague = await desk.at('colleague');
    expect((await officer.fill(path, `${path}/usul`, { alasan: 'Menurut jadwal retensi arsip kantor.' })).status).toBe(
      303,
    );
    const own = await officer.get(path);
    expect(own.html).not.toContain(`${path}/setujui`);
    const forged = await officer.post(`${path}/setujui`, filledIn(own.html, `${path}/batal`));
    expect(textOf(forged.html)).toContain('harus disetujui petugas lain');
    expect(await allOf(number)).not.toBe('');
    expect((await colleague.fill(path, `${path}/setujui`, {})).to).toBe(`${path}?tersimpan=1`);
    expect(await allOf(number)).toBe('');
    expect(textOf((await colleague.get(path)).html)).toContain('Isi perkara ini dihapus');
    const audits = await sql<{
      n: number;
    }>`select count(*)::int as n from netra.audit where what = 'case.disposal'`.execute(desk.app.owner);
    expect(audits.rows[0]?.n).toBeGreaterThanOrEqual(2);
  });

  it('stays done when the disk fails, and the night removes the files', async () => {
    const number = await stopped();
    const caseId = await idOf(number);
    await withFile(caseId, 'file-of-two');
    const disk = failingOnce();
    const service = disposalService(desk.app.platform, disk);
    expect(await service.propose(await desk.member('officer'), caseId, 'Menurut jadwal retensi arsip.')).toMatchObject({
      ok: true,
    });
    expect(await service.confirm(await desk.member('colleague'), caseId)).toMatchObject({ ok: true });
    expect([await allOf(number), disk.removed, await leftToRemove()]).toEqual([
      '',
      ['file-of-two-copy'],
      ['file-of-two'],
    ]);
    await service.run();
    expect([disk.removed, await leftToRemove()]).toEqual([['file-of-two-copy', 'file-of-two'], []]);
    // Nobody but the system sees what is still to be removed, or says that it is gone.
    await sql`insert into netra.file_to_remove (name) values ('kept')`.execute(desk.app.owner);
    const { userId } = await desk.member('officer');
    for (const actor of [{ kind: 'member', userId } as const, { kind: 'public' } as const]) {
      const seen = await runAs(desk.app.platform.db, actor, async (tx) => {
        await tx.deleteFrom('file_to_remove').execute();
        return tx.selectFrom('file_to_remove').selectAll().execute();
      });
      expect(seen).toEqual([]);
    }
    expect(await leftToRemove()).toEqual(['kept']);
    await sql`delete from netra.file_to_remove`.execute(desk.app.owner);
  });

  it('waits for a hold that is being placed, and a hold for an erasing that has begun', async () => {
    const caseId = await idOf(await stopped());
    const [officer, colleague] = [await desk.member('officer'), await desk.member('colleague')];
    await disposal().propose(officer, caseId, 'Menurut jadwal retensi arsip.');
    const { db, uuid } = desk.app.platform;
    let confirming: Promise<unknown> = Promise.resolve();
    await runAs(db, { kind: 'member', userId: officer.userId }, async (tx) => {
      const id = uuid();
      await tx
        .insertInto('case_hold')
        .values({ id, case_id: caseId, placed_by: officer.userId, reason: 'Sidang sedang berjalan.' })
        .execute();
      confirming = disposal()
        .confirm(colleague, caseId)
        .catch((error: unknown) => String(error));
      await someoneWaits();
    });
    expect(await confirming).toMatch(/nothing to dispose of/);
    const hold = (await disposal().storage(officer, caseId))?.holds[0];
    await disposal().lift(officer, caseId, hold?.id ?? '');

    await muchLater();
    let holding: Promise<boolean> = Promise.resolve(true);
    const before = (await desk.app.platform.legalClock.now()).toString();
    await runAs(db, { kind: 'system' }, async (tx) => {
      await sql`select * from expire_case(${caseId}::uuid, ${before}::timestamptz)`.execute(tx);
      holding = disposal().hold(officer, caseId, 'Keberatan datang terlambat.');
      await someoneWaits();
    });
    expect(await holding).toBe(false);
    expect((await disposal().storage(officer, caseId))?.holds.filter((one) => one.liftedAt === null)).toEqual([]);
  });

  it('is refused for a case that runs, under a hold, and for whoever does not hold the case', async () => {
    const running = await idOf(await desk.caseUpTo('study'));
    const officer = await desk.member('officer');
    expect(await disposal().propose(officer, running, 'Alasan yang cukup panjang.')).toEqual({
      ok: false,
      error: 'not-closed',
    });
    const held = await idOf(await stopped());
    await disposal().hold(officer, held, 'Sidang sedang berjalan.');
    expect(await disposal().propose(officer, held, 'Alasan yang cukup panjang.')).toEqual({ ok: false, error: 'held' });
    const number = await stopped();
    for (const who of everybody) {
      const { status } = await (await desk.at(who)).get(`/perkara/${number}/penyimpanan`);
      expect([who, status]).toEqual([who, ['officer', 'colleague', 'overseer'].includes(who) ? 200 : 404]);
    }
  });

  it('is refused by the database, whatever the application asks', async () => {
    const caseId = await idOf(await stopped());
    const { db } = desk.app.platform;
    const officer = await desk.member('officer');
    const as = (userId: string, query: ReturnType<typeof sql>) =>
      runAs(db, { kind: 'member', userId }, async (tx) => {
        const done = await query.execute(tx);
        if (done.numAffectedRows === 0n) throw new Error('row-level security: nothing to see');
      });
    await expect(as(officer.userId, sql`delete from case_event_content where case_id = ${caseId}`)).rejects.toThrow();
    await expect(as(officer.userId, sql`update case_event set salt = '' where case_id = ${caseId}`)).rejects.toThrow();
    await expect(
      as(officer.userId, sql`select set_config('netra.disposing', 'yes', true), erase_case(${caseId}::uuid, null)`),
    ).rejects.toThrow(/permission denied/);
    await disposal().propose(officer, caseId, 'Menurut jadwal retensi arsip.');
    const row = await desk.app.owner
      .selectFrom('disposal')
      .select('id')
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow();
    const confirm = (userId: string) =>
      sql`update disposal set confirmed_by = ${userId}::uuid, confirmed_at = now() where id = ${row.id}`;
    await expect(as(officer.userId, confirm(officer.userId))).rejects.toThrow(/check constraint/);
    const colleague = await desk.member('colleague');
    await expect(as(officer.userId, confirm(colleague.userId))).rejects.toThrow(/row-level security/);
    const stranger = await desk.member('stranger');
    await expect(as(stranger.userId, confirm(stranger.userId))).rejects.toThrow(/row-level security/);
    await expect(as(colleague.userId, sql`select * from dispose_confirmed(${row.id}::uuid)`)).rejects.toThrow(
      /nothing to dispose/,
    );
  });

  it('and the nightly run are shown to administrators as numbers alone', async () => {
    const admin = await desk.at('admin');
    const text = textOf((await admin.get('/admin/penghapusan')).html);
    expect(text).toContain('Perkara tidak terbukti');
    for (const secret of [secrets.story, secrets.name, 'Terlapor Rekaan']) expect(text).not.toContain(secret);
    expect((await (await desk.at('officer')).get('/admin/penghapusan')).status).toBe(404);
  });

  it('takes old sessions, codes and invitations along', async () => {
    await sql`insert into netra.invitation (token_hash, role, expires_at) values ('x', 'officer', now() - interval '40 days'),
      ('y', 'officer', now() - interval '5 days')`.execute(desk.app.owner);
    await sql`insert into auth.auth_verification (identifier, value, expires_at) values ('a', 'b', now() - interval '3 days'), ('c', 'd', now())`.execute(
      desk.app.owner,
    );
    const lines = await disposal().run();
    expect(lines.map((one) => [one.kind, one.howMany])).toEqual(
      expect.arrayContaining([
        ['invitation', 1],
        ['short-code', 1],
      ]),
    );
    expect(await disposal().run()).toEqual([]);
  });
});

describe('an incident', () => {
  it('starts a clock of 3 × 24 hours from when it was found, drafts the notices, and is written down step by step', async () => {
    const admin = await desk.at('admin');
    const opened = await admin.fill('/admin/insiden', '/admin/insiden', {
      judul: 'Cadangan hilang',
      cerita: 'Satu media cadangan tidak ditemukan di lemari.',
      ditemukan: '2026-01-02T09:00',
      jenis: 'accused-identity',
      orang: '12',
    });
    const path = opened.to ?? '';
    expect(path).toMatch(/^\/admin\/insiden\/[0-9a-f-]{36}$/);
    const text = textOf((await admin.get(path)).html);
    expect(text).toContain('Senin, 5 Januari 2026, 09.00 WIB');
    expect(text).toContain('pasal 46');
    expect(text).toContain('identitas terlapor');
    await admin.fill(path, `${path}/checked`, {});
    await admin.fill(path, `${path}/authority-told`, {});
    await admin.fill(path, `${path}/note`, { kata: 'Lemari diganti.' });
    const after = textOf((await admin.get(path)).html);
    expect(after).toContain('lembaga diberi tahu');
    expect(after).toContain('Lemari diganti.');
    await admin.fill(path, `${path}/closed`, {});
    expect((await admin.get(path)).html).not.toContain(`${path}/note`);
    const entries = await sql`select 1 from netra.incident_entry`.execute(desk.app.owner);
    expect(entries.rows.length).toBe(5);
  });

  it('is asked for again with what was typed, and is there for administrators alone', async () => {
    const admin = await desk.at('admin');
    const refused = await admin.fill('/admin/insiden', '/admin/insiden', {
      judul: 'Kebocoran',
      ditemukan: '2999-01-01T00:00',
    });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Kebocoran');
    expect(textOf(refused.html)).toContain('tidak di masa depan');
    for (const who of everybody)
      if (who !== 'admin') expect((await (await desk.at(who)).get('/admin/insiden')).status).toBe(404);
  });

  it('reminds administrators once when its time is nearly over', async () => {
    const incidents = incidentService(desk.app.platform);
    const admin = await desk.member('admin');
    const found = Temporal.Now.instant().subtract({ hours: 50 });
    await incidents.open(admin, {
      title: 'Salah kirim',
      story: 'Berkas salah kirim.',
      foundAt: found,
      kinds: ['mail'],
      people: null,
    });
    expect(await incidents.warn()).toBeGreaterThan(0);
    expect(await incidents.warn()).toBe(0);
    const { rows } =
      await sql`select 1 from netra.mail where template = 'due-soon' and user_id = ${admin.userId}`.execute(
        desk.app.owner,
      );
    expect(rows.length).toBeGreaterThan(0);
  });
});
