import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { Visitor } from '../accounts/visitor.fixture.ts';
import {
  type Desk,
  everybody,
  filledIn,
  secrets,
  startDesk,
  textOf,
  tokenOn,
  type Who,
} from '../cases/desk.fixture.ts';
import type { CaseView } from '../cases/index.ts';
import { checkLog } from '../ledger/check-log.ts';
import type { DocumentService } from './document-service.ts';
import { missingParts } from './kinds.ts';
import { sealedDocuments } from './sealed-documents.ts';

let desk: Desk;
let service: DocumentService;
/** A case at Bawaslu after its registration, and one at the personnel authority. */
let registered: string;
let conveyed: string;

beforeAll(async () => {
  desk = await startDesk();
  service = desk.app.documents.service;
  registered = await desk.caseUpTo('register');
  conveyed = await desk.caseUpTo('convey');
}, 120_000);
afterAll(() => desk.end());

async function viewOf(who: Who, number: string): Promise<{ member: Member; view: CaseView }> {
  const member = await desk.member(who);
  const view = await desk.app.cases.readModel.findCase(member, number);
  if (view === undefined) throw new Error(`${who} does not see ${number}`);
  return { member, view };
}

/** A draft in which everything is filled in. */
async function fullDraft(
  who: Who,
  number: string,
  kind: string,
  words: Readonly<Record<string, string>> = {},
): Promise<{ member: Member; view: CaseView; id: string; version: number }> {
  const { member, view } = await viewOf(who, number);
  const made = await service.draft(member, view, { kind, position: 1, identityReason: null });
  if (!made.ok) throw new Error(`no draft of ${kind}: ${made.error.kind}`);
  const { id } = made.value;
  const open = await service.find(member, view, id);
  if (open?.draft === null || open === undefined) throw new Error('a draft that its writer cannot read');
  const filled: Record<string, string> = { ...open.draft.words, ...words };
  for (const part of missingParts(open.kind, filled))
    filled[part] =
      open.kind.parts.find((one) => one.n === part)?.kind === 'day' ? '2024-10-17' : `Isian ${part} yang wajib.`;
  const saved = await service.save(member, view, id, filled, 1);
  if (!saved.ok) throw new Error(`not saved: ${saved.error.kind}`);
  return { member, view, id, version: saved.value.version };
}

async function issue(who: Who, number: string, kind: string): Promise<{ id: string; number: string; code: string }> {
  const { member, view, id, version } = await fullDraft(who, number, kind);
  const done = await service.issue(member, view, id, version);
  if (!done.ok) throw new Error(`not issued: ${JSON.stringify(done.error)}`);
  return { id, ...done.value };
}

const base = (number: string, id: string): string => `/perkara/${number}/dokumen/${id}`;

describe('a draft', () => {
  it('is written from the case through the pages, edited, previewed and issued, and then stands still', async () => {
    const authority = await desk.at('authority');
    const list = await authority.get(`/perkara/${conveyed}/dokumen`);
    expect(textOf(list.html)).toContain('Belum ada dokumen');
    const panel = await authority.get(`/perkara/${conveyed}`);
    expect(panel.html).toContain(`/perkara/${conveyed}/dokumen/baru?jenis=panggilan-1`);
    const made = await authority.fill(`/perkara/${conveyed}/dokumen/baru`, `/perkara/${conveyed}/dokumen/baru`, {
      jenis: 'panggilan-1',
    });
    expect(made.status).toBe(303);
    const edit = made.to ?? '';
    const form = await authority.get(edit);
    const fields = filledIn(form.html, edit);
    expect(fields).toMatchObject({ hal: 'Surat panggilan I', versi: '1' });
    expect(fields.kepada).toContain('Sdr. Terlapor Rekaan');
    expect(fields.ketentuan).toContain('Lampiran II B.6');

    // Issuing asks for what is missing, and gives no number.
    const early = await authority.get(edit.replace(/ubah$/, 'terbit'));
    const refused = await authority.submit(early.html, edit.replace(/ubah$/, 'terbit'), {});
    expect(refused.status).toBe(422);
    expect(textOf(refused.html)).toContain('Isi dahulu: Hari dan tanggal');

    const words = {
      hari_day: '17',
      hari_month: '10',
      hari_year: '2024',
      pukul: '09.00 WIB',
      tempat_acara: 'Ruang rapat',
      menghadap: 'Tim pemeriksa',
      tempat: 'Arunika',
      penanda_jabatan: 'Pejabat Pembina Kepegawaian',
      penanda_nama: 'Penanda Rekaan',
    };
    const wrong = await authority.post(edit, { ...fields, ...words, hari_day: '40', pukul: 'x'.repeat(301) });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('href="#f-hari');
    expect(filledIn(wrong.html, edit)).toMatchObject({ hari_day: '40', tempat_acara: 'Ruang rapat' });

    const saved = await authority.post(edit, { ...fields, ...words });
    expect([saved.status, saved.to]).toEqual([303, `${edit}?tersimpan=1`]);
    const draft = await authority.get(edit.replace(/ubah$/, 'konsep'));
    expect(draft.html.slice(0, 5)).toBe('%PDF-');

    // On an outdated form nothing is saved, and what was typed stays.
    const late = await authority.post(edit, { ...fields, ...words, pukul: '10.30 WIB' });
    expect(late.status).toBe(422);
    expect(filledIn(late.html, edit)).toMatchObject({ pukul: '10.30 WIB', versi: '2' });

    const confirm = await authority.get(edit.replace(/ubah$/, 'terbit'));
    expect(textOf(confirm.html)).toContain('Penanda Rekaan');
    const issued = await authority.submit(confirm.html, edit.replace(/ubah$/, 'terbit'), {});
    expect(issued.status).toBe(303);
    const page = await authority.get(issued.to ?? '');
    expect(textOf(page.html)).toContain('001/800.1.6.2/PPK-AR/X/2024');
    expect(textOf(page.html)).toContain('Cocok dengan berkas yang ditandatangani');

    const after = await authority.post(edit, { ...fields, ...words, versi: '2', pukul: '11.00 WIB' });
    expect(after.status).toBe(409);
    expect(textOf(after.html)).toContain('11.00 WIB');
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from netra.document_version v
      join netra.document d on d.id = v.document_id where d.kind = 'panggilan-1'`.execute(desk.app.owner);
    expect(rows[0]?.n).toBe(2);
    const file = await authority.get(edit.replace(/ubah$/, 'unduh'));
    expect(file.html.slice(0, 5)).toBe('%PDF-');
  });

  it('that a colleague issues while it is being written loses no word: what was typed is shown', async () => {
    const { member, view, id, version } = await fullDraft('authority', conveyed, 'panggilan-1');
    const authority = await desk.at('authority');
    const edit = `${base(conveyed, id)}/ubah`;
    const form = await authority.get(edit);
    const fields = filledIn(form.html, edit);
    expect((await service.issue(member, view, id, version)).ok).toBe(true);
    const typed = 'Kalimat yang baru saja saya ketik dan belum tersimpan.';
    const late = await authority.post(edit, { ...fields, hal: typed, hari_day: '9', hari_month: '11' });
    expect(late.status).toBe(409);
    expect(textOf(late.html)).toContain('Terbit sementara Anda menyunting');
    expect(textOf(late.html)).toContain(typed);
    expect(textOf(late.html)).toContain('9-11');
    const again = await service.find(member, view, id);
    expect(again?.row.issued).not.toBeNull();
  });

  it('keeps its words locked in the database, names and all', async () => {
    const { id } = await fullDraft('authority', conveyed, 'panggilan-2', { menghadap: 'Pemeriksa Bernama Langka' });
    const { rows } = await sql<{ all: string }>`
      select (select jsonb_agg(v)::text from netra.document_version v) || (select jsonb_agg(d)::text from netra.document d)
        || (select jsonb_agg(a)::text from netra.audit a) as all`.execute(desk.app.owner);
    expect(rows[0]?.all).toContain(id);
    for (const words of ['Langka', 'Terlapor Rekaan'])
      for (const form of [words, Buffer.from(words).toString('hex')]) expect(rows[0]?.all).not.toContain(form);
    expect(desk.app.logged.join('\n')).not.toContain('Langka');
  });

  it('is seen by its own office alone, and so are its form and its preview', async () => {
    const { id } = await fullDraft('authority', conveyed, 'keputusan-hukuman-disiplin');
    for (const who of everybody.filter((one) => one !== 'authority')) {
      const visitor = await desk.at(who);
      for (const place of ['', '/ubah', '/konsep', '/terbit', '/unduh'])
        expect((await visitor.get(`${base(conveyed, id)}${place}`)).status, `${who} ${place}`).toBe(404);
      expect((await visitor.get(`/perkara/${conveyed}/dokumen`)).html).not.toContain(id);
      const _csrf = tokenOn((await visitor.get('/akun')).html);
      for (const place of ['/ubah', '/terbit', '/buang', '/cabut'])
        expect((await visitor.post(`${base(conveyed, id)}${place}`, { _csrf, versi: '2' })).status, who).toBe(404);
    }
    const { rows } = await sql`select 1 from netra.document_issue where document_id = ${id}`.execute(desk.app.owner);
    expect(rows).toHaveLength(0);
  });

  it('can be given up, and is gone from the list', async () => {
    const { id } = await fullDraft('authority', conveyed, 'panggilan-2');
    const authority = await desk.at('authority');
    const done = await authority.fill(base(conveyed, id), `${base(conveyed, id)}/buang`, {});
    expect(done.to).toBe(`/perkara/${conveyed}/dokumen?dibuang=1`);
    expect((await authority.get(base(conveyed, id))).status).toBe(404);
  });
});

describe('who may make which document', () => {
  it('is the role that the kind names, at the office that holds the case; the rest get the page of no such thing', async () => {
    const wrong: string[] = [];
    for (const who of everybody) {
      const visitor = await desk.at(who);
      const _csrf = tokenOn((await visitor.get('/akun')).html);
      for (const [number, kind, allowed] of [
        [registered, 'kajian', ['officer', 'colleague']],
        [registered, 'undangan-klarifikasi-pelapor', ['officer', 'colleague']],
        [conveyed, 'panggilan-1', ['authority']],
        [conveyed, 'kajian', []],
        [conveyed, 'pemberitahuan-status', ['officer', 'colleague']],
      ] as const) {
        const path = `/perkara/${number}/dokumen/baru`;
        const answer = await visitor.post(path, { _csrf, jenis: kind });
        const may = (allowed as readonly Who[]).includes(who);
        // Somebody who sees the case gets the form again; whoever does not, nothing at all.
        const fine = may ? answer.status === 303 : answer.status === 404 || answer.status === 422;
        if (!fine) wrong.push(`${who} ${kind} ${answer.status}`);
      }
      if ((await visitor.get(`/perkara/${registered}/dokumen`)).status === 404)
        expect((await visitor.get(`/perkara/${registered}/dokumen/baru`)).status).toBe(404);
    }
    expect(wrong).toEqual([]);
  });

  it('is asked by the database as well: no row is written for another office, role or case', async () => {
    const { view } = await viewOf('officer', conveyed);
    const insert = async (who: Who, kind: string, bodyId: string, reporter: boolean): Promise<string> => {
      const member = await desk.member(who);
      return runAs(desk.app.platform.db, { kind: 'member', userId: member.userId }, async (tx) => {
        await tx
          .insertInto('document')
          .values({
            id: desk.app.platform.uuid(),
            case_id: view.id,
            kind,
            position: null,
            body_id: bodyId,
            reporter,
            prepared_by: member.userId,
            prepared_at: '2024-10-04T02:00:00Z',
          })
          .execute();
        return 'written';
      }).catch(() => 'refused');
    };
    const { bawasluCity, bawasluOther, ppkCity } = desk.country.bodies;
    expect(await insert('officer', 'kajian', bawasluCity.id, false)).toBe('refused');
    expect(await insert('officer', 'panggilan-1', ppkCity.id, false)).toBe('refused');
    expect(await insert('stranger', 'pemberitahuan-status', bawasluOther.id, true)).toBe('refused');
    expect(await insert('overseer', 'pemberitahuan-status', bawasluCity.id, true)).toBe('refused');
    expect(await insert('authority', 'pemberitahuan-status', ppkCity.id, true)).toBe('refused');
    expect(await insert('authority', 'panggilan-1', ppkCity.id, true)).toBe('refused');
    expect(await insert('authority', 'panggilan-1', ppkCity.id, false)).toBe('written');
  });
});

describe('a draft of an office that let the case go', () => {
  it('can be given up there, and neither changed nor issued; nobody else sees it', async () => {
    const number = await desk.caseUpTo('conclude');
    const { id } = await fullDraft('officer', number, 'kajian');
    await desk.walk(number, [
      'officer',
      { type: 'submit', toBodyId: desk.country.bodies.satgas.id, reason: 'Berkas lengkap dan diserahkan.' },
    ]);
    const officer = await desk.at('officer');
    const page = await officer.get(base(number, id));
    expect(textOf(page.html)).toContain('Kantor ini tidak lagi memegang perkaranya');
    expect(page.html).not.toContain(`${base(number, id)}/terbit`);
    for (const place of ['/ubah', '/terbit'])
      expect((await officer.get(`${base(number, id)}${place}`)).status).toBe(404);
    const { member, view } = await viewOf('verifier', number);
    expect(await service.discard(member, view, id)).toBe(false);
    const done = await officer.submit(page.html, `${base(number, id)}/buang`, {});
    expect([done.status, done.to]).toEqual([303, `/perkara/${number}/dokumen?dibuang=1`]);
    expect((await officer.get(base(number, id))).status).toBe(404);
  });
});

describe('somebody who declared an interest', () => {
  it('finds none of the documents of the case any more, not even the own drafts, and the database gives no row', async () => {
    const number = await desk.caseUpTo('register');
    const { id } = await issue('colleague', number, 'kajian');
    const { id: draft } = await fullDraft('colleague', number, 'kajian');
    const { view } = await viewOf('colleague', number);
    const member = await desk.member('colleague');
    await sql`insert into netra.case_lockout (case_id, user_id, body_id, at)
      values (${view.id}, ${member.userId}, ${view.holderBodyId}, now())`.execute(desk.app.owner);
    const colleague = await desk.at('colleague');
    for (const place of [base(number, id), `${base(number, id)}/unduh`, `${base(number, draft)}/ubah`])
      expect((await colleague.get(place)).status, place).toBe(404);
    const rows = await runAs(desk.app.platform.db, { kind: 'member', userId: member.userId }, async (tx) => [
      ...(await tx.selectFrom('document').select('id').where('case_id', '=', view.id).execute()),
      ...(await tx.selectFrom('document_version').select('document_id').where('document_id', '=', draft).execute()),
    ]);
    expect(rows).toEqual([]);
    expect(
      await service
        .draft(member, view, { kind: 'kajian', position: null, identityReason: null })
        .catch(() => 'refused'),
    ).toBe('refused');
    expect(await service.discard(member, view, draft)).toBe(false);
  });
});

describe('the question before the first act on a case', () => {
  const unsaid = (number: string): Promise<unknown> =>
    sql`delete from netra.case_no_stake where case_id = (select id from netra.case_file where number = ${number})`.execute(
      desk.app.owner,
    );
  const count = async (number: string): Promise<number> => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from netra.case_no_stake n
      join netra.case_file f on f.id = n.case_id where f.number = ${number}`.execute(desk.app.owner);
    return rows[0]?.n ?? 0;
  };

  it('stands in each form that writes, issues or ends a letter, and is answered once', async () => {
    const number = await desk.caseUpTo('register');
    const { id } = await fullDraft('colleague', number, 'kajian');
    const issued = await issue('colleague', number, 'kajian');
    await unsaid(number);
    const officer = await desk.at('officer');
    const start = `/perkara/${number}/dokumen/baru`;
    const forms = [
      { page: start, path: start, typed: { jenis: 'kajian' } },
      { page: `${base(number, id)}/ubah`, path: `${base(number, id)}/ubah`, typed: { tempat: 'Arunika Rekaan' } },
      { page: `${base(number, id)}/terbit`, path: `${base(number, id)}/terbit`, typed: {} },
      { page: base(number, issued.id), path: `${base(number, issued.id)}/cabut`, typed: { alasan: 'Nomor keliru.' } },
    ];
    for (const { page, path, typed } of forms) {
      const { html } = await officer.get(page);
      const silent = await officer.submit(html, path, typed);
      expect([silent.status, silent.html.includes('href="#f-interest"')], path).toEqual([422, true]);
      // Nothing that was typed is lost.
      for (const value of Object.values(typed)) expect(silent.html, path).toContain(value);
    }
    expect(await count(number)).toBe(0);
    const { html } = await officer.get(`${base(number, id)}/terbit`);
    const done = await officer.submit(html, `${base(number, id)}/terbit`, { interest: 'none' });
    expect(done.to).toContain('terbit=1');
    expect(await count(number)).toBe(1);
    expect((await officer.get(start)).html).not.toContain('name="interest"');
  });

  it('shuts out whoever has one: no draft is made, and the case is gone', async () => {
    const number = await desk.caseUpTo('register');
    await unsaid(number);
    const officer = await desk.at('officer');
    const start = `/perkara/${number}/dokumen/baru`;
    const { html } = await officer.get(start);
    const typed = { jenis: 'kajian', interest: 'relative', interestReason: 'Terlapor keluarga dekat saya.' };
    expect((await officer.submit(html, start, typed)).to).toBe('/antrean');
    expect((await officer.get(`/perkara/${number}`)).status).toBe(404);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from netra.document d
      join netra.case_file f on f.id = d.case_id where f.number = ${number}`.execute(desk.app.owner);
    expect(rows[0]?.n).toBe(0);
  });
});

describe('a document that names the reporter', () => {
  it('takes the name only with a reason, writes it down, and is sealed to the intake office', async () => {
    const { member, view } = await viewOf('officer', registered);
    const without = await service.draft(member, view, { kind: 'formulir-laporan', position: 1, identityReason: null });
    const audits = () =>
      desk.app.owner.selectFrom('audit').select('target').where('what', '=', 'report.identity').execute();
    expect(await audits()).toEqual([]);
    const blank = await service.find(member, view, without.ok ? without.value.id : '');
    expect(blank?.draft?.words.pelapor_nama).toBe('');
    expect(blank?.draft?.words.uraian).toBe(secrets.story);
    const reason = 'Formulir ditandatangani pelapor hari ini.';
    const named = await service.draft(member, view, { kind: 'formulir-laporan', position: 1, identityReason: reason });
    expect(await audits()).toEqual([{ target: reason }]);
    const id = named.ok ? named.value.id : '';
    expect((await service.find(member, view, id))?.draft?.words.pelapor_nama).toBe(secrets.name);
    const row = await desk.app.owner
      .selectFrom('document_version')
      .select('words_sealed')
      .where('document_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.words_sealed.includes(Buffer.from(secrets.name))).toBe(false);
  });

  it('is issued at the intake office and reaches no other office, role or overseer, whoever holds the case', async () => {
    const { id } = await issue('officer', conveyed, 'pemberitahuan-status');
    const colleague = await desk.at('colleague');
    expect((await colleague.get(`${base(conveyed, id)}/unduh`)).html.slice(0, 5)).toBe('%PDF-');
    for (const who of everybody.filter((one) => one !== 'officer' && one !== 'colleague')) {
      const visitor = await desk.at(who);
      for (const place of ['', '/unduh']) expect((await visitor.get(`${base(conveyed, id)}${place}`)).status).toBe(404);
      expect((await visitor.get(`/perkara/${conveyed}/dokumen`)).html).not.toContain(id);
      const member = await desk.member(who);
      const seen = await runAs(desk.app.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
        tx.selectFrom('document_issue').select('document_id').where('document_id', '=', id).execute(),
      );
      expect(seen, who).toEqual([]);
    }
  });
});

describe('an issued document', () => {
  it('is read by offices that may read the step at which it was made, not by those that handed on before', async () => {
    const number = await desk.caseUpTo('register');
    const { id } = await issue('officer', number, 'undangan-klarifikasi');
    const { id: later } = await issue('authority', conveyed, 'panggilan-2');
    const verifier = await desk.at('verifier');
    expect((await verifier.get(base(number, id))).status).toBe(404);
    const overseer = await desk.at('overseer');
    expect((await overseer.get(`${base(number, id)}/unduh`)).html.slice(0, 5)).toBe('%PDF-');
    expect((await overseer.get(`${base(number, id)}/terbit`)).status).not.toBe(200);
    for (const who of ['officer', 'verifier', 'conveyor', 'overseer'] as const)
      expect((await (await desk.at(who)).get(base(conveyed, later))).status, who).toBe(404);
  });

  it('gets numbers without a gap and never twice, also when many issue at once and one of them fails', async () => {
    const drafts = await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        fullDraft('officer', registered, 'kajian', index === 1 ? { analisis: 'Tertulis 𒀀𒁀 di sini.' } : {}),
      ),
    );
    const before = await serials(desk.country.bodies.bawasluCity.id);
    const done = await Promise.all(drafts.map((d) => service.issue(d.member, d.view, d.id, d.version)));
    expect(done.filter((one) => one.ok)).toHaveLength(3);
    expect(done[1]).toEqual({ ok: false, error: { kind: 'unprintable', characters: '𒀀 𒁀' } });
    const after = await serials(desk.country.bodies.bawasluCity.id);
    expect(after).toEqual(Array.from({ length: before.length + 3 }, (_, index) => index + 1));
  });

  it('is issued once by two who press at the same time', async () => {
    const { member, view, id, version } = await fullDraft('officer', registered, 'kajian');
    const done = await Promise.all([1, 2].map(() => service.issue(member, view, id, version)));
    expect(done.map((one) => (one.ok ? 'ok' : one.error.kind)).sort()).toEqual(['issued', 'ok']);
  });

  it('takes no number of the owner’s choice: the database counts itself', async () => {
    const { id } = await issue('officer', registered, 'kajian');
    const again = await sql`insert into netra.document_issue
      select d.id, 1, i.case_id, i.seq, i.body_id, i.year, i.serial + 5, i.number || 'x', i.issued_on, i.issued_at, i.issued_by, i.check_code || 'x',
        i.pdf_sealed, i.pdf_sha256, i.key_number, i.signature, i.salt, sha256(i.commitment)
      from netra.document_issue i, netra.document d where i.document_id = ${id} and d.kind = 'formulir-laporan' limit 1`
      .execute(desk.app.owner)
      .then(
        () => 'written',
        (error: unknown) => String(error),
      );
    expect(again).toContain('the next number is');
    for (const change of [
      sql`update netra.document_issue set number = 'lain' where document_id = ${id}`,
      sql`delete from netra.document_issue where document_id = ${id}`,
      sql`update netra.document_version set words_sealed = '' where document_id = ${id}`,
    ])
      await expect(change.execute(desk.app.owner)).rejects.toThrow('append-only');
  });

  it('is signed with a key that no person can add, change or end, whatever the duty', async () => {
    await issue('officer', await desk.caseUpTo('register'), 'undangan-klarifikasi');
    const kept = await desk.app.owner.selectFrom('document_key').selectAll().execute();
    expect(kept).toHaveLength(1);
    for (const who of everybody) {
      const { userId } = await desk.member(who);
      const as = (statement: ReturnType<typeof sql>) =>
        runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) => statement.execute(tx));
      await expect(
        as(sql`insert into document_key (number, public_key, private_wrapped) values (77, ${Buffer.alloc(32, 7)}, '')`),
        who,
      ).rejects.toThrow(/row-level security/);
      for (const forged of [sql`update document_key set ended_at = now()`, sql`delete from document_key`])
        await expect(as(forged), who).rejects.toThrow(/permission denied/);
    }
    expect(await desk.app.owner.selectFrom('document_key').selectAll().execute()).toEqual(kept);
  });

  it('is refused when its file was exchanged, and the page says so', async () => {
    const [one, other] = [await issue('officer', registered, 'kajian'), await issue('officer', registered, 'kajian')];
    const officer = await desk.at('officer');
    const kept = await sql<{ pdf_sealed: Buffer; pdf_sha256: Buffer }>`
      select pdf_sealed, pdf_sha256 from netra.document_issue where document_id = ${one.id}`.execute(desk.app.owner);
    const exchange = async (set: ReturnType<typeof sql>): Promise<void> => {
      await sql`alter table netra.document_issue disable trigger document_issue_append_only`.execute(desk.app.owner);
      await sql`update netra.document_issue set ${set} where document_id = ${one.id}`.execute(desk.app.owner);
      await sql`alter table netra.document_issue enable trigger document_issue_append_only`.execute(desk.app.owner);
    };
    // Another genuine file in its place, and then the hash changed to fit a story.
    await exchange(
      sql`pdf_sealed = (select o.pdf_sealed from netra.document_issue o where o.document_id = ${other.id})`,
    );
    expect(textOf((await officer.get(base(registered, one.id))).html)).toContain('TIDAK COCOK');
    expect(textOf((await officer.get(`${base(registered, one.id)}/unduh`)).html)).toContain('TIDAK COCOK');
    await exchange(sql`pdf_sealed = ${kept.rows[0]?.pdf_sealed}, pdf_sha256 = sha256('x')`);
    expect(textOf((await officer.get(base(registered, one.id))).html)).toContain('TIDAK COCOK');
    await desk.app.ledger.service.begin();
    await desk.app.ledger.service.sealNow();
    const bad = await checkLog(desk.app.platform.db, [sealedDocuments], []);
    expect(bad.problems).toContainEqual({
      what: 'document',
      name: one.number,
      step: null,
      problem: 'does-not-open',
    });
    await exchange(sql`pdf_sha256 = ${kept.rows[0]?.pdf_sha256}`);
    const good = await checkLog(desk.app.platform.db, [sealedDocuments], []);
    expect(good.problems).toEqual([]);
    expect(good.checked.document).toBe((await serials(null)).length);
    expect(good.gone.number).toBe(0);
    expect(textOf((await officer.get(base(registered, one.id))).html)).toContain('Tersegel, daun');
  });

  it('loses its words and its file when the case is erased, and keeps its number', async () => {
    const number = await desk.caseUpTo('register');
    const { id } = await issue('officer', number, 'kajian');
    const { id: draft } = await fullDraft('officer', number, 'kajian');
    await sql`select netra.erase_case(f.id, null) from netra.case_file f where f.number = ${number}`.execute(
      desk.app.owner,
    );
    const { rows } = await sql`select i.pdf_sealed, length(i.salt) as salt, i.number <> '' as numbered,
      (select count(*)::integer from netra.document_version v where v.document_id in (${id}, ${draft})) as versions
      from netra.document_issue i where i.document_id = ${id}`.execute(desk.app.owner);
    expect(rows).toEqual([{ pdf_sealed: null, salt: 0, numbered: true, versions: 0 }]);
    const officer = await desk.at('officer');
    expect(textOf((await officer.get(base(number, id))).html)).toContain('sudah dihapus bersama perkara');
    expect((await checkLog(desk.app.platform.db, [sealedDocuments], [])).problems).toEqual([]);
  });
});

describe('the public check', () => {
  it('says kind, office, day and fingerprint of a document, and nothing else of it', async () => {
    const { id, number, code } = await issue('authority', conveyed, 'panggilan-2');
    const { member, view } = await viewOf('authority', conveyed);
    const file = await service.file(member, view, id);
    const sha256 = file.ok ? createHash('sha256').update(file.value.pdf).digest('hex') : '';
    const anybody = new Visitor(desk.app.hono);
    const asked = await anybody.get(`/periksa/dokumen?kode=${code.toLowerCase().replaceAll('-', ' ')}`);
    expect([asked.status, asked.to]).toEqual([303, `/periksa/dokumen/${code}`]);
    const page = await anybody.get(`/periksa/dokumen/${code}`);
    expect(page.status).toBe(200);
    for (const words of ['Surat panggilan II', 'PPK Kota Arunika', '4 Oktober 2024'])
      expect(textOf(page.html)).toContain(words);
    expect(page.html).toContain(`data-sha256="${sha256}"`);
    for (const words of [number, conveyed, 'Terlapor', 'Rekaan', 'Camat', 'Isian', id, '800.1.6.2'])
      expect(page.html).not.toContain(words);
    expect(page.cookies).toEqual([]);
    expect((await anybody.get(`/en/periksa/dokumen/${code}`)).html).toContain('Second summons');
  });

  it('gives the same answer for a code that nobody issued and for what is no code', async () => {
    const anybody = new Visitor(desk.app.hono);
    const code = 'K7M4-QX92-HJ3P-WT8R';
    const [unknown, garbage] = [
      await anybody.get(`/periksa/dokumen/${code}`),
      await anybody.get('/periksa/dokumen/apa-saja'),
    ];
    expect([unknown.status, garbage.status]).toEqual([404, 404]);
    expect(textOf(unknown.html)).toContain('Kode ini tidak dikenal');
    expect(textOf(garbage.html)).toBe(textOf(unknown.html));
    expect((await anybody.get('/periksa/dokumen?kode=O0I1')).status).toBe(422);
  });

  it('says that a document was withdrawn or replaced, and by whom not', async () => {
    const [first, second] = [
      await issue('officer', registered, 'kajian'),
      await issue('officer', registered, 'kajian'),
    ];
    const colleague = await desk.at('colleague');
    const page = base(registered, first.id);
    const short = await colleague.fill(page, `${page}/cabut`, { alasan: 'salah' });
    expect(short.status).toBe(422);
    const done = await colleague.fill(page, `${page}/cabut`, {
      alasan: 'Ada kekeliruan nama di dalamnya.',
      pengganti: second.id,
    });
    expect(done.to).toBe(`${page}?dicabut=1`);
    const anybody = new Visitor(desk.app.hono);
    const shown = await anybody.get(`/periksa/dokumen/${first.code}`);
    expect(textOf(shown.html)).toContain('Dokumen ini sudah diganti');
    for (const words of [second.number, second.code, 'kekeliruan']) expect(shown.html).not.toContain(words);
    const withdrawn = await issue('officer', registered, 'kajian');
    const there = base(registered, withdrawn.id);
    await colleague.fill(there, `${there}/cabut`, { alasan: 'Terbit karena salah tekan.', pengganti: '' });
    expect(textOf((await anybody.get(`/periksa/dokumen/${withdrawn.code}`)).html)).toContain('dicabut pada');
    // What is over is over, and what does not count any more replaces nothing.
    const third = await issue('officer', registered, 'kajian');
    const { member, view } = await viewOf('officer', registered);
    expect(await service.end(member, view, first.id, 'Sekali lagi dicabut.', null)).toMatchObject({
      error: { kind: 'ended' },
    });
    for (const other of [withdrawn.id, third.id, 'bukan id'])
      expect(await service.end(member, view, third.id, 'Diganti yang lain.', other)).toMatchObject({
        error: { kind: 'wrong-replacement' },
      });
  });
});

describe('every kind', () => {
  it('prints as PDF/A from a case, also with long names and odd letters', { timeout: 120_000 }, async () => {
    const odd =
      `#let x = 1 \\ $ * _ ${'Dr. H. Raden Mas Wiratmoko Şükrü Łukasz Ñandú, S.Sos., M.Si. '.repeat(4)}`.slice(0, 290);
    const kinds: string[] = [];
    for (const [who, number] of [
      ['officer', registered],
      ['authority', conveyed],
      ['verifier', await desk.caseUpTo('submit')],
      ['conveyor', await desk.caseUpTo('confirm')],
    ] as const) {
      const { member, view } = await viewOf(who, number);
      for (const kind of await service.kinds(member, view)) {
        const words = Object.fromEntries(
          kind.parts
            .filter((part) => part.kind !== 'day')
            .map((part) => [part.n, `${odd}\n${odd}`.slice(0, part.kind === 'line' ? 290 : 600)]),
        );
        const draft = await fullDraft(who, number, kind.code, words);
        const done = await service.issue(member, view, draft.id, draft.version);
        expect(done, kind.code).toMatchObject({ ok: true });
        const file = await service.file(member, view, draft.id);
        const text = file.ok ? file.value.pdf.toString('latin1') : '';
        expect(text.slice(0, 5), kind.code).toBe('%PDF-');
        expect(text, kind.code).toContain('<pdfaid:part>2</pdfaid:part>');
        kinds.push(kind.code);
      }
    }
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from netra.document_kind`.execute(
      desk.app.owner,
    );
    expect(new Set(kinds).size).toBe(rows[0]?.n);
  });
});

describe('letterhead and numbering', () => {
  it('are set by people of the office, count from their day, and shape the next number', async () => {
    const conveyor = await desk.at('conveyor');
    const form = (await conveyor.get('/kantor/naskah')).html;
    expect(textOf(form)).toContain('Belum diatur');
    const fields = filledIn(form, '/kantor/naskah');
    const wrong = await conveyor.post('/kantor/naskah', { ...fields, tempat: 'Jakarta', pola: '{kode}/{tahun}' });
    expect(wrong.status).toBe(422);
    expect(textOf(wrong.html)).toContain('Pola harus memuat {nomor}');
    expect(filledIn(wrong.html, '/kantor/naskah')).toMatchObject({ tempat: 'Jakarta', pola: '{kode}/{tahun}' });
    const set = { kop: 'Badan Kepegawaian Negara', tempat: 'Jakarta', kode: 'D', pola: '{kode}.{nomor:4}/{tahun}' };
    expect((await conveyor.post('/kantor/naskah', { ...fields, ...set })).status).toBe(303);
    const next = await serials(desk.country.bodies.bkn.id);
    const done = await issue('conveyor', await desk.caseUpTo('confirm'), 'rekomendasi');
    expect(done.number).toBe(`D.${String(next.length + 1).padStart(4, '0')}/2024`);
    // From a later day on: today's numbers do not change.
    await conveyor.post('/kantor/naskah', { ...fields, ...set, kode: 'X', sejak_year: '2025' });
    const again = await issue('conveyor', await desk.caseUpTo('confirm'), 'rekomendasi');
    expect(again.number).toMatch(/^D\./);
  });

  it('are nobody else’s: another office, the media desk, a civil servant and administrators find no such page', async () => {
    for (const who of ['admin', 'media', 'asn'] as const)
      expect((await (await desk.at(who)).get('/kantor/naskah')).status, who).toBe(404);
    const officer = await desk.at('officer');
    const { bkn } = desk.country.bodies;
    expect((await officer.get(`/kantor/naskah?kantor=${bkn.id}`)).status).toBe(404);
    const _csrf = tokenOn((await officer.get('/akun')).html);
    expect((await officer.post('/kantor/naskah', { _csrf, kantor: bkn.id, kop: 'Palsu' })).status).toBe(404);
    expect((await officer.get('/kantor/naskah')).html).not.toContain('D.');
  });
});

/** Running numbers of an office, or of all, in order. */
async function serials(bodyId: string | null): Promise<readonly number[]> {
  const rows = await desk.app.owner
    .selectFrom('document_issue')
    .select('serial')
    .where((e) => (bodyId === null ? e.lit(true) : e('body_id', '=', bodyId)))
    .orderBy('serial')
    .execute();
  return rows.map((row) => row.serial);
}
