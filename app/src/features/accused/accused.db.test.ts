import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { plain, Visitor } from '../accounts/visitor.fixture.ts';
import { type Desk, everybody, facts, filledIn, secrets, startDesk, textOf, type Who } from '../cases/desk.fixture.ts';
import { sealedHandovers, sealedSteps } from '../cases/index.ts';
import { checkLog } from '../ledger/check-log.ts';
import { codeHash, visitActor } from './visit.ts';

let desk: Desk;
/** A case with two accused, studied, of which the first was told. */
let number: string;

const notes = {
  summary: 'Ringkasan kerja petugas yang tidak dibagikan.',
  study: 'Kajian internal: memenuhi unsur menurut saksi Bu Ratri.',
  other: 'Dimas Prakoso Adiwangsa',
} as const;
const allegation = 'Anda diduga membagikan kaus berwarna ungu kepada warga pada masa kampanye.';

const twoAccused = {
  ...facts,
  summary: notes.summary,
  accused: [
    { name: 'Raka Wiratama', post: 'Camat', unitName: 'Kecamatan Arunika Timur', status: 'pns' },
    { name: notes.other, post: 'Sekretaris Kecamatan Rahasia', unitName: 'Kecamatan Lain', status: 'pns' },
  ],
} as const;

const notice = (n: string, position: number): string => `/perkara/${n}/terlapor/${position}/pemberitahuan`;

/** Issues through the pages, as a browser does: form, preview, issue. Gives the code. */
async function issue(who: Who, n: string, position: number, uraian = allegation): Promise<string> {
  const officer = await desk.at(who);
  const form = filledIn((await officer.get(notice(n, position))).html, notice(n, position));
  const preview = await officer.post(notice(n, position), { ...form, uraian, go: 'preview' });
  expect(textOf(preview.html)).toContain('Begini yang dibaca terlapor');
  const done = await officer.post(notice(n, position), { ...filledIn(preview.html, notice(n, position)), go: 'issue' });
  return codeOn(done.html);
}

function codeOn(html: string): string {
  const code = /<p class="receipt-number num">([^<]+)<\/p>/.exec(html)?.[1];
  if (code === undefined) throw new Error(`no code on the page: ${textOf(html).slice(0, 400)}`);
  return code;
}

async function visit(code: string): Promise<Visitor> {
  const visitor = new Visitor(desk.app.hono);
  const answer = await visitor.fill('/terlapor', '/terlapor', { kode: code });
  expect([answer.status, answer.to]).toEqual([303, '/terlapor']);
  return visitor;
}

const studied = async (): Promise<string> => {
  const n = await desk.report();
  await desk.walk(
    n,
    ['officer', twoAccused],
    ['officer', { type: 'register', reason: 'Alasan registrasi yang internal.' }],
    ['officer', { type: 'record-study', text: notes.study, rows: ['B6'], level: 'berat' }],
  );
  return n;
};

/** What must never reach an accused person of the case. */
const forbidden = [
  secrets.story,
  'kaus berwarna ungu di balai',
  secrets.name,
  secrets.address,
  '0800-sunyi',
  secrets.accused,
  notes.summary,
  notes.study,
  'Alasan registrasi',
  notes.other,
  'Dimas',
  'Sekretaris Kecamatan Rahasia',
  'Petugas officer',
  'Laporan diterima',
  'pelapor terlindungi',
];

beforeAll(async () => {
  desk = await startDesk();
  number = await studied();
});
afterAll(() => desk.end());

describe('the question before the first act on a case', () => {
  const unsaid = (n: string): Promise<unknown> =>
    sql`delete from netra.case_no_stake where case_id = (select id from netra.case_file where number = ${n})`.execute(
      desk.app.owner,
    );
  const noticesOf = async (n: string): Promise<number> => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from netra.accused_notice a
      join netra.case_file f on f.id = a.case_id where f.number = ${n}`.execute(desk.app.owner);
    return rows[0]?.n ?? 0;
  };

  it('comes before a notice, carries what was typed, and the preview follows', async () => {
    const n = await studied();
    await unsaid(n);
    const officer = await desk.at('officer');
    const form = filledIn((await officer.get(notice(n, 1))).html, notice(n, 1));
    const asked = await officer.post(notice(n, 1), { ...form, uraian: allegation, go: 'preview' });
    expect(textOf(asked.html)).toContain('Apakah Anda punya kepentingan?');
    expect(asked.html).toContain(allegation);
    const carried = filledIn(asked.html, notice(n, 1));
    const silent = await officer.post(notice(n, 1), { ...carried, interest: '', interestReason: '' });
    expect([silent.status, silent.html.includes(allegation)]).toEqual([422, true]);
    const preview = await officer.post(notice(n, 1), { ...carried, interest: 'none' });
    expect(textOf(preview.html)).toContain('Begini yang dibaca terlapor');
    expect(textOf(preview.html)).toContain(allegation);
    const again = await officer.post(notice(n, 1), { ...form, uraian: allegation, go: 'preview' });
    expect(textOf(again.html)).not.toContain('Apakah Anda punya kepentingan?');
    expect(await noticesOf(n)).toBe(0);
  });

  it('comes before a code is taken back as well, and the link to the other language leads on from there', async () => {
    const n = await studied();
    await issue('officer', n, 1);
    await unsaid(n);
    const officer = await desk.at('officer');
    const action = `/perkara/${n}/terlapor/1/cabut`;
    const hub = await officer.get(`/perkara/${n}/terlapor`);
    const asked = await officer.post(action, filledIn(hub.html, action));
    expect(textOf(asked.html)).toContain('Apakah Anda punya kepentingan?');
    const link = /href="(\/en\/perkara\/[^"]+\/cabut)"/.exec(asked.html)?.[1] ?? '';
    expect(link).not.toBe('');
    expect((await officer.get(link)).to).toBe(`/en/perkara/${n}/terlapor`);
    const done = await officer.post(action, { ...filledIn(asked.html, action), interest: 'none' });
    expect(done.to).toBe(`/perkara/${n}/terlapor?dicabut=1`);
  });

  it('shuts out whoever has an interest: nobody is told anything', async () => {
    const n = await studied();
    await unsaid(n);
    const officer = await desk.at('officer');
    const form = filledIn((await officer.get(notice(n, 1))).html, notice(n, 1));
    const stake = { interest: 'relative', interestReason: 'Terlapor keluarga dekat saya.' };
    const out = await officer.post(notice(n, 1), { ...form, uraian: allegation, go: 'issue', ...stake });
    expect(out.to).toBe('/antrean');
    expect((await officer.get(`/perkara/${n}`)).status).toBe(404);
    expect(await noticesOf(n)).toBe(0);
  });
});

describe('a notice', () => {
  it('is issued after a preview, gives its code once, and lies in the database as a hash alone', async () => {
    const code = await issue('officer', number, 1);
    expect(code).toMatch(/^([2-9A-Z]{4}-){3}[2-9A-Z]{4}$/);
    const { rows } = await sql<{ all: string }>`
      select (select jsonb_agg(n)::text from netra.accused_notice n) || (select jsonb_agg(c)::text from netra.case_event_content c)
        || (select jsonb_agg(a)::text from netra.audit a) as all`.execute(desk.app.owner);
    expect(rows[0]?.all).not.toContain(code);
    expect(rows[0]?.all).not.toContain(code.replaceAll('-', ''));
    expect(desk.app.logged.join('\n')).not.toContain(code);
    const officer = await desk.at('officer');
    expect((await officer.get(`/perkara/${number}/terlapor`)).html).not.toContain(code);
  });

  it('comes as a letter for the officer who issued it, and for nobody else', async () => {
    const officer = await desk.at('officer');
    const form = filledIn((await officer.get(notice(number, 1))).html, notice(number, 1));
    const page = await officer.post(notice(number, 1), { ...form, uraian: allegation, go: 'issue' });
    const letter = filledIn(page.html, `/perkara/${number}/terlapor/surat`);
    const pdf = await officer.post(`/perkara/${number}/terlapor/surat`, letter);
    expect(pdf.status).toBe(200);
    expect(pdf.html.slice(0, 5)).toBe('%PDF-');
    const colleague = await desk.at('colleague');
    const own = filledIn(
      (await colleague.get(`/perkara/${number}/terlapor`)).html,
      `/perkara/${number}/terlapor/1/cabut`,
    );
    const other = await colleague.post(`/perkara/${number}/terlapor/surat`, { ...letter, _csrf: own._csrf ?? '' });
    expect(other.status).toBe(303);
  });

  it('is not issued twice by a refresh', async () => {
    const officer = await desk.at('officer');
    const form = filledIn((await officer.get(notice(number, 1))).html, notice(number, 1));
    const first = await officer.post(notice(number, 1), { ...form, uraian: allegation, go: 'issue' });
    const code = codeOn(first.html);
    const again = await officer.post(notice(number, 1), { ...form, uraian: allegation, go: 'issue' });
    expect(again.status).toBe(422);
    expect(textOf(again.html)).toContain('Perkara berubah sementara Anda menulis');
    await visit(code);
  });

  it.each([
    [
      'the words of the reporter',
      'Menurut keterangan, pak camat membagikan kaus berwarna ungu di balai.',
      'Enam kata ini',
    ],
    ['another accused', `Anda bersama ${notes.other} diduga membagikan kaus.`, 'Terlapor lain tidak boleh disebut'],
    ['too few words', 'Kaus.', 'paling sedikit 20 huruf'],
  ])('is refused with %s, and keeps what was typed', async (_, uraian, message) => {
    const officer = await desk.at('officer');
    const form = filledIn((await officer.get(notice(number, 1))).html, notice(number, 1));
    for (const go of ['preview', 'issue']) {
      const refused = await officer.post(notice(number, 1), { ...form, uraian, go });
      expect(refused.status).toBe(422);
      expect(textOf(refused.html)).toContain(message);
      expect(plain(refused.html)).toContain(uraian);
    }
  });

  it('cannot come before the registration, nor name rules that nobody concluded', async () => {
    const early = await desk.report();
    await desk.walk(early, ['officer', facts]);
    const officer = await desk.at('officer');
    expect((await officer.get(notice(early, 1))).to).toBe(`/perkara/${early}/terlapor`);
    expect(textOf((await officer.get(`/perkara/${early}/terlapor`)).html)).toContain('belum diregistrasi');
    const form = filledIn((await officer.get(notice(number, 1))).html, notice(number, 1));
    const refused = await officer.post(notice(number, 1), { ...form, uraian: allegation, aturan: 'A1', go: 'issue' });
    expect(refused.status).toBe(422);
  });

  it('belongs to the office that holds the case: for everybody else there is no such page', async () => {
    for (const who of everybody) {
      const status = (await (await desk.at(who)).get(`/perkara/${number}/terlapor`)).status;
      expect([who, status]).toEqual([who, ['officer', 'colleague', 'overseer'].includes(who) ? 200 : 404]);
    }
    const overseer = await desk.at('overseer');
    expect((await overseer.get(notice(number, 1))).to).toBe(`/perkara/${number}/terlapor`);
    expect(textOf((await overseer.get(`/perkara/${number}/terlapor`)).html)).not.toContain('Terbitkan');
  });
});

describe('the own file', () => {
  it('shows what was told and where it stands, and nothing of anybody else', async () => {
    const visitor = await visit(await issue('officer', number, 1));
    const { html, status } = await visitor.get('/terlapor');
    expect(status).toBe(200);
    const text = textOf(html);
    for (const shown of [allegation, 'Raka Wiratama', 'B6', number, 'Perkara diregistrasi', 'Anda diberi tahu'])
      expect(text).toContain(shown);
    const english = await visitor.get('/en/terlapor');
    for (const word of forbidden) {
      expect(html).not.toContain(word);
      expect(english.html).not.toContain(word);
    }
    // Days, never times, of what happened.
    expect(/<ol class="timeline">.*?<\/ol>/s.exec(html)?.[0]).not.toMatch(/\d\d\.\d\d|WIB/);
  });

  it('of the second accused is another file', async () => {
    const visitor = await visit(await issue('officer', number, 2, 'Anda diduga menyiapkan tempat pembagian kaus itu.'));
    const { html } = await visitor.get('/terlapor');
    expect(html).toContain(notes.other);
    expect(html).toContain('menyiapkan tempat pembagian');
    expect(html).not.toContain('Raka');
    expect(html).not.toContain(allegation);
  });

  it('opens by no other page, and staff pages open by no visit', async () => {
    const visitor = await visit(await issue('officer', number, 1));
    for (const path of [`/perkara/${number}`, `/perkara/${number}/terlapor`, '/antrean', '/admin'])
      expect([404, 303]).toContain((await visitor.get(path)).status);
    const officer = await desk.at('officer');
    expect(textOf((await officer.get('/terlapor')).html)).toContain('Kode dari surat');
  });
});

describe('a code', () => {
  it('that was replaced or revoked is useless at once, also for a visit under way', async () => {
    const first = await issue('officer', number, 1);
    const visitor = await visit(first);
    const second = await issue('officer', number, 1);
    expect(textOf((await visitor.get('/terlapor')).html)).toContain('Kunjungan Anda sudah berakhir');
    const old = await new Visitor(desk.app.hono).fill('/terlapor', '/terlapor', { kode: first });
    expect(old.status).toBe(422);
    const other = await visit(second);
    const officer = await desk.at('officer');
    await officer.fill(`/perkara/${number}/terlapor`, `/perkara/${number}/terlapor/1/cabut`, {});
    expect((await other.get('/terlapor')).html).not.toContain(allegation);
    expect((await new Visitor(desk.app.hono).fill('/terlapor', '/terlapor', { kode: second })).status).toBe(422);
  });

  it('that has run out, or began as many visits as it may, is useless', async () => {
    const code = await issue('officer', number, 1);
    const visitor = await visit(code);
    const set = (column: string, value: string) =>
      sql`update netra.accused_notice set ${sql.ref(column)} = ${sql.raw(value)} where ended_at is null and position = 1`.execute(
        desk.app.owner,
      );
    await set('sign_ins_left', '0');
    expect((await new Visitor(desk.app.hono).fill('/terlapor', '/terlapor', { kode: code })).status).toBe(422);
    expect((await visitor.get('/terlapor')).html).toContain(allegation);
    await set('sign_ins_left', '5');
    await set('valid_until', "now() - interval '1 second'");
    expect((await new Visitor(desk.app.hono).fill('/terlapor', '/terlapor', { kode: code })).status).toBe(422);
    expect((await visitor.get('/terlapor')).html).not.toContain(allegation);
  });

  it('ends when the accused is written down anew as somebody else, and stays when nothing of the person changed', async () => {
    const n = await studied();
    const [first, second] = [
      await issue('officer', n, 1),
      await issue('officer', n, 2, 'Anda diduga menyiapkan tempatnya.'),
    ];
    await runAs(desk.app.platform.db, { kind: 'member', userId: (await desk.member('officer')).userId }, (tx) =>
      sql`delete from case_accused where case_id = (select id from case_file where number = ${n}) and position = 2`.execute(
        tx,
      ),
    );
    await visit(first);
    expect((await new Visitor(desk.app.hono).fill('/terlapor', '/terlapor', { kode: second })).status).toBe(422);
  });

  it('that was mistyped is told apart from one that opens nothing, and guessing is limited', async () => {
    const visitor = new Visitor(desk.app.hono);
    const mistyped = await visitor.fill('/terlapor', '/terlapor', { kode: 'K7M4' });
    expect(textOf(mistyped.html)).toContain('kode surat berisi 16');
    const unknown = await visitor.fill('/terlapor', '/terlapor', { kode: '2222-2222-2222-2224' });
    expect(unknown.status).toBe(422);
    let refused = 0;
    for (let n = 0; n < 30; n += 1)
      refused += (await visitor.fill('/terlapor', '/terlapor', { kode: '2222-2222-2222-2224' })).status === 429 ? 1 : 0;
    expect(refused).toBeGreaterThan(5);
  });

  it('begins a visit of one hour with a cookie that scripts and other sites do not get', async () => {
    const visitor = new Visitor(desk.app.hono);
    const { cookies } = await visitor.fill('/terlapor', '/terlapor', { kode: await issue('officer', number, 1) });
    const cookie = cookies.find((one) => one.startsWith('netra_terlapor=')) ?? '';
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Strict/i);
    expect(cookie).toMatch(/Max-Age=3600/i);
    await sql`update netra.accused_session set expires_at = now() - interval '1 second'`.execute(desk.app.owner);
    expect((await visitor.get('/terlapor')).html).not.toContain(allegation);
  });

  it('leaves nothing behind after leaving', async () => {
    const visitor = await visit(await issue('officer', number, 1));
    const cookie = visitor.cookie;
    await visitor.fill('/terlapor', '/terlapor/keluar', {});
    expect(visitor.cookie).not.toContain('netra_terlapor');
    const thief = new Visitor(desk.app.hono);
    const token = /netra_terlapor=([^;]+)/.exec(cookie)?.[1] ?? '';
    thief.jar.set('netra_terlapor', token);
    expect((await thief.get('/terlapor')).html).not.toContain(allegation);
  });
});

describe('the answer', () => {
  it('becomes the next step of the case, locked, in a chain that still holds', async () => {
    const visitor = await visit(await issue('officer', number, 1));
    const before = await desk.seqOf(number);
    const sent = await visitor.fill('/terlapor/jawab', '/terlapor/jawab', {
      jawaban: 'Saya sedang cuti pada hari itu.',
    });
    expect([sent.status, sent.to]).toEqual([303, '/terlapor?terkirim=1']);
    expect(await desk.seqOf(number)).toBe(before + 1);
    expect(textOf((await visitor.get('/terlapor')).html)).toContain('Saya sedang cuti pada hari itu.');
    const { rows } = await sql<{ all: string }>`select jsonb_agg(to_jsonb(w))::text || (select jsonb_agg(c)::text
      from netra.case_event_content c) as all from netra.accused_answer w`.execute(desk.app.owner);
    expect(rows[0]?.all).not.toContain('cuti');
    const officer = await desk.at('officer');
    expect(textOf((await officer.get(`/perkara/${number}/terlapor`)).html)).toContain(
      'Saya sedang cuti pada hari itu.',
    );
    const page = textOf((await officer.get(`/perkara/${number}`)).html);
    expect(page).toContain('Terlapor memberi jawaban');
    expect(page).toContain('Rantai langkah utuh');
  });

  it('is read by nobody outside the office, and not by the other accused', async () => {
    const other = await visit(await issue('officer', number, 2, 'Anda diduga menyiapkan tempatnya.'));
    expect((await other.get('/terlapor')).html).not.toContain('cuti');
    for (const who of ['stranger', 'verifier', 'authority', 'admin', 'media', 'asn'] as const) {
      const { userId } = await desk.member(who);
      const { rows } = await runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
        sql`select 1 from accused_answer union all select 1 from accused_notice`.execute(tx),
      );
      expect([who, rows.length]).toEqual([who, 0]);
    }
  });

  it('that is sent twice is one step, also when both come at once', async () => {
    const visitor = await visit(await issue('officer', number, 1));
    const before = await desk.seqOf(number);
    const page = (await visitor.get('/terlapor/jawab')).html;
    const once = () => visitor.submit(page, '/terlapor/jawab', { jawaban: 'Foto itu dari acara keluarga saya.' });
    for (const sent of await Promise.all([once(), once()])) expect(sent.to).toBe('/terlapor?terkirim=1');
    expect((await once()).to).toBe('/terlapor?terkirim=1');
    expect(await desk.seqOf(number)).toBe(before + 1);
  });

  it('is not lost when the visit ran out while it was written', async () => {
    const code = await issue('officer', number, 1);
    const visitor = await visit(code);
    const page = (await visitor.get('/terlapor/jawab')).html;
    await sql`update netra.accused_session set expires_at = now() - interval '1 minute'`.execute(desk.app.owner);
    const late = await visitor.submit(page, '/terlapor/jawab', { jawaban: 'Kata-kata yang lama saya susun.' });
    expect(textOf(late.html)).toContain('Jawaban yang Anda tulis tidak hilang');
    const again = await visitor.submit(late.html, '/terlapor', { kode: code });
    expect(again.html).toContain('Kata-kata yang lama saya susun.');
    const sent = await visitor.submit(again.html, '/terlapor/jawab', { jawaban: 'Kata-kata yang lama saya susun.' });
    expect(sent.to).toBe('/terlapor?terkirim=1');
  });

  it('is asked for again when it is too short, with what was typed', async () => {
    const visitor = await visit(await issue('officer', number, 1));
    const refused = await visitor.fill('/terlapor/jawab', '/terlapor/jawab', { jawaban: 'Bukan.' });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('Bukan.');
  });

  it('leaves the log sound: every step still is what was sealed', async () => {
    await desk.app.ledger.service.begin();
    await desk.app.ledger.service.sealNow();
    const check = await checkLog(desk.app.platform.db, [sealedSteps, sealedHandovers], []);
    expect(check.problems).toEqual([]);
    expect(check.gone.number).toBe(0);
  });

  it('goes on to who holds the case next, and the reporter sees only that there was one', async () => {
    await desk.walk(
      number,
      ['officer', { type: 'conclude', proven: true, reason: 'Pertimbangan pleno internal.' }],
      ['officer', { type: 'submit', toBodyId: desk.country.bodies.satgas.id, reason: 'Pesan kami bagi penerima.' }],
    );
    const verifier = await desk.at('verifier');
    const hub = textOf((await verifier.get(`/perkara/${number}/terlapor`)).html);
    expect(hub).toContain('Saya sedang cuti pada hari itu.');
    expect(hub).not.toContain('Terbitkan');
  });
});

describe('the database, for a visit', () => {
  it('gives no row of any table that is not for everybody', async () => {
    const code = await issue('officer', await studied(), 1);
    const token = desk.app.platform.random(32).toString('base64url');
    const { keys, db } = desk.app.platform;
    const actor = visitActor(keys, token);
    await runAs(db, { kind: 'public' }, (tx) =>
      sql`select accused_sign_in(${codeHash(keys, code)}::bytea, ${actor.sessionHash}::bytea, 60)`.execute(tx),
    );
    const tables = await sql<{
      name: string;
    }>`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'netra' and c.relkind = 'r' order by 1`.execute(desk.app.owner);
    const open: string[] = [];
    await runAs(db, actor, async (tx) => {
      expect((await sql`select * from accused_file()`.execute(tx)).rows.length).toBe(1);
    });
    for (const { name } of tables.rows) {
      const seen = await runAs(db, actor, (tx) =>
        sql<{ n: number }>`select count(*)::int as n from netra.${sql.raw(name)}`.execute(tx),
      ).then(
        ({ rows }) => rows[0]?.n ?? 0,
        () => 0,
      );
      if (seen > 0) open.push(name);
    }
    const personal = open.filter((name) =>
      /case|accused|report|evidence|clock$|handover$|audit|privacy|incident|disposal|pledge|media|import|invitation|hold/.test(
        name,
      ),
    );
    expect(personal).toEqual([]);
  });

  it('answers nothing to a token that is none, to nobody, and to a member who pretends', async () => {
    const { db, keys } = desk.app.platform;
    const nobody = visitActor(keys, 'x'.repeat(43));
    for (const actor of [nobody, { kind: 'public' } as const, { kind: 'system' } as const]) {
      const rows = await runAs(db, actor, async (tx) => [
        ...(await sql`select * from accused_file()`.execute(tx)).rows,
        ...(await sql`select * from accused_steps()`.execute(tx)).rows,
        ...(await sql`select * from accused_clocks()`.execute(tx)).rows,
        ...(await sql`select * from accused_decision()`.execute(tx)).rows,
        ...(await sql`select * from accused_answers()`.execute(tx)).rows,
        ...(await sql`select * from accused_evidence()`.execute(tx)).rows,
        ...(await sql`select * from accused_hold_case()`.execute(tx)).rows,
      ]);
      expect(rows).toEqual([]);
      await expect(
        runAs(db, actor, (tx) =>
          sql`select accused_answers_now(gen_random_uuid(), now(), 'x', 'y', 'z', '{}', 'w')`.execute(tx),
        ),
      ).rejects.toThrow(/only the accused answers/);
    }
  });

  it('takes no answer that does not follow the last step, and no notice in another name or for another office', async () => {
    const n = await studied();
    const code = await issue('officer', n, 1);
    const { keys, db } = desk.app.platform;
    const actor = visitActor(keys, 'y'.repeat(43));
    await runAs(db, { kind: 'public' }, (tx) =>
      sql`select accused_sign_in(${codeHash(keys, code)}::bytea, ${actor.sessionHash}::bytea, 60)`.execute(tx),
    );
    await expect(
      runAs(db, actor, (tx) =>
        sql`select accused_answers_now(gen_random_uuid(), now(), ${Buffer.alloc(32)}::bytea, ${Buffer.alloc(32)}::bytea, ${Buffer.alloc(32)}::bytea, '{}', 'w')`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/does not follow/);
    for (const who of ['officer', 'stranger', 'admin'] as const) {
      const { userId } = await desk.member(who);
      await expect(
        runAs(db, { kind: 'member', userId }, (tx) =>
          sql`insert into accused_notice (id, case_id, position, seq, body_id, issued_by, issued_at, code_hash, valid_until, sign_ins_left)
            select gen_random_uuid(), e.case_id, 2, e.seq, e.body_id, gen_random_uuid(), now(), sha256('a'), now() + interval '1 day', 5
            from case_event e limit 1`
            .execute(tx)
            .then(({ numAffectedRows }) => {
              if (numAffectedRows === 0n) throw new Error('row-level security: nothing to see');
            }),
        ),
      ).rejects.toThrow(/row-level security/);
    }
  });
});
