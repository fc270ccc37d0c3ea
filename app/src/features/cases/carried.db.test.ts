/** What stood beside a case when accused were separated from it: documents, notes of the office, joined cases, and what the reporter adds later. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { additionsWait } from './additions.ts';
import type { Accused, CaseAction } from './case.ts';
import type { CaseView } from './case-read-model.ts';
import { type Desk, facts, startDesk, textOf, type Who } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());
const at = (time: string): void => desk.app.clock.set(Temporal.Instant.from(time));
beforeEach(() => at('2024-10-04T02:00:00Z'));

const persons = [
  { name: 'Terlapor Satu Rekaan', post: 'Camat', unitName: 'Kecamatan Arunika Timur', status: 'pns' },
  { name: 'Terlapor Dua Rekaan', post: 'Lurah', unitName: 'Kelurahan Kirana', status: 'pns' },
] as const satisfies readonly Accused[];
const reason = 'Jalan perkaranya berbeda.';

async function joint(): Promise<string> {
  const number = await desk.report();
  await desk.walk(
    number,
    ['officer', { ...facts, accused: persons }],
    ['officer', { type: 'register', reason: 'Syarat terpenuhi.' }],
    ['officer', { type: 'record-study', text: 'Kajian: memenuhi unsur yang diatur.', rows: ['B6'], level: 'berat' }],
  );
  return number;
}

async function view(who: Who, number: string): Promise<CaseView> {
  const found = await desk.app.cases.readModel.findCase(await desk.member(who), number);
  if (found === undefined) throw new Error(`${who} does not see ${number}`);
  return found;
}

/** An issued document about one of the accused, or about all. */
async function issued(number: string, kind: string, position: number | null): Promise<string> {
  const member = await desk.member('officer');
  const on = await view('officer', number);
  const { service } = desk.app.documents;
  const made = await service.draft(member, on, { kind, position, identityReason: null });
  if (!made.ok) throw new Error(made.error.kind);
  const open = await service.find(member, on, made.value.id);
  if (open?.draft == null) throw new Error('no draft');
  const words: Record<string, string> = { ...open.draft.words };
  for (const part of [...open.kind.parts, { n: 'tempat' }, { n: 'penanda_jabatan' }, { n: 'penanda_nama' }])
    if ((words[part.n] ?? '') === '')
      words[part.n] = 'kind' in part && part.kind === 'day' ? '2024-10-17' : 'Isian yang wajib di sini.';
  const saved = await service.save(member, on, made.value.id, words, 1);
  if (!saved.ok) throw new Error(saved.error.kind);
  const done = await service.issue(member, on, made.value.id, saved.value.version);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return made.value.id;
}

async function separated(
  number: string,
  action: CaseAction = { type: 'separate', accused: [2], reason },
): Promise<string> {
  await desk.walk(number, ['officer', action]);
  const { rows } = await sql<{ number: string }>`select n.number from netra.case_separation s
    join netra.case_file f on f.id = s.source_id join netra.case_file n on n.id = s.case_id where f.number = ${number}`.execute(
    desk.app.owner,
  );
  return rows[0]?.number ?? '';
}

describe('documents of the case from which accused were separated', () => {
  it('are read from the new one where they concern everybody or the accused who moved, and no other', async () => {
    const number = await joint();
    const [all, first, second] = [
      await issued(number, 'kajian', null),
      await issued(number, 'undangan-klarifikasi', 1),
      await issued(number, 'undangan-klarifikasi', 2),
    ];
    at('2024-10-04T03:00:00Z');
    const child = await separated(number);
    at('2024-10-04T04:00:00Z');
    const later = await issued(number, 'undangan-klarifikasi', 1);
    const officer = await desk.at('officer');
    const list = textOf((await officer.get(`/perkara/${child}/dokumen`)).html);
    expect(list).toContain(`dari perkara ${number}`);
    const ids = async (who: Who, of: string): Promise<readonly string[]> =>
      (await desk.app.documents.service.list(await desk.member(who), await view(who, of))).map(({ row }) => row.id);
    expect([...(await ids('officer', child))].sort()).toEqual([all, second].sort());
    expect(await ids('officer', number)).toHaveLength(4);
    // Read only: neither withdrawn nor replaced from here.
    const open = await desk.app.documents.service.find(
      await desk.member('officer'),
      await view('officer', child),
      second,
    );
    expect(open).toMatchObject({ mayEnd: false, mayWork: false, mayGiveUp: false });
    expect((await officer.get(`/perkara/${child}/dokumen/${second}`)).status).toBe(200);
    for (const other of [first, later])
      expect((await officer.get(`/perkara/${child}/dokumen/${other}`)).status).toBe(404);

    // Whoever gets the new case alone reads them too, and learns nothing of the other.
    const { satgas } = desk.country.bodies;
    await desk.walk(
      child,
      ['colleague', { type: 'conclude', proven: true, reason }],
      ['officer', { type: 'submit', toBodyId: satgas.id, reason }],
    );
    expect([...(await ids('verifier', child))].sort()).toEqual([all, second].sort());
    const told = textOf((await (await desk.at('verifier')).get(`/perkara/${child}/dokumen`)).html);
    expect(told).toContain('dari perkara asal');
    expect(told).not.toContain(number);
    const { userId } = await desk.member('verifier');
    const past = await runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
      tx.selectFrom('document_issue').select('document_id').where('document_id', 'in', [first, later]).execute(),
    );
    expect(past).toEqual([]);
    // A stranger to both sees nothing of it.
    expect((await (await desk.at('stranger')).get(`/perkara/${child}/dokumen/${all}`)).status).toBe(404);
  });
});

describe('notes of the office', () => {
  it('from before are read beside the new case by the same office; what is written later stays', async () => {
    const number = await joint();
    const officer = await desk.at('officer');
    const note = async (text: string, of: string): Promise<void> => {
      const page = `/perkara/${of}`;
      expect((await officer.fill(page, `${page}/catatan`, { catatan: text })).status).toBe(303);
    };
    await note('Catatan lama tentang saksi di balai.', number);
    at('2024-10-04T03:00:00Z');
    const child = await separated(number);
    at('2024-10-04T04:00:00Z');
    await note('Catatan baru yang hanya untuk perkara asal.', number);
    const page = textOf((await officer.get(`/perkara/${child}`)).html);
    expect(page).toContain(`Dari perkara ${number}, sebelum dipisahkan`);
    expect(page).toContain('Catatan lama tentang saksi di balai.');
    expect(page).not.toContain('Catatan baru yang hanya');
    const { satgas } = desk.country.bodies;
    await desk.walk(
      child,
      ['colleague', { type: 'conclude', proven: true, reason }],
      ['officer', { type: 'submit', toBodyId: satgas.id, reason }],
    );
    expect(textOf((await (await desk.at('verifier')).get(`/perkara/${child}`)).html)).not.toContain('Catatan lama');
  });
});

describe('cases that were joined before', () => {
  it('are named beside the new one for whoever sees them', async () => {
    const number = await joint();
    const source = await desk.caseUpTo('register');
    const officer = await desk.member('officer');
    const joined = await desk.app.cases.service.join(officer, {
      source,
      target: number,
      reason,
      seq: await desk.seqOf(source),
    });
    expect(joined.ok).toBe(true);
    at('2024-10-04T03:00:00Z');
    const child = await separated(number);
    const page = textOf((await (await desk.at('officer')).get(`/perkara/${child}`)).html);
    expect(page).toContain('Perkara yang sudah digabung sebelum terlapor dipisahkan');
    expect(page).toContain(source);
  });
});

describe('what the reporter adds later', () => {
  const added = async (number: string, when: string): Promise<void> => {
    await sql`with last as (select e.* from netra.case_event e join netra.case_file f on f.id = e.case_id where f.number = ${number} order by seq desc limit 1)
      insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link)
      select l.case_id, l.seq + 1, 'reporter-added', f.origin_body_id, null, null, l.status_after, ${when}::timestamptz, l.salt,
        sha256(convert_to(random()::text, 'UTF8')), sha256(convert_to(random()::text, 'UTF8'))
      from last l join netra.case_file f on f.id = l.case_id`.execute(desk.app.owner);
    await sql`update netra.case_file set last_seq = last_seq + 1 where number = ${number}`.execute(desk.app.owner);
  };
  const waits = async (number: string): Promise<boolean> => {
    const { userId } = await desk.member('officer');
    const { id } = await view('officer', number);
    return runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) => additionsWait(tx, id));
  };

  it('is passed on by the intake office to whoever holds the case that was separated', async () => {
    const number = await joint();
    at('2024-10-04T03:00:00Z');
    const child = await separated(number);
    const { satgas } = desk.country.bodies;
    await desk.walk(
      child,
      ['colleague', { type: 'conclude', proven: true, reason }],
      ['officer', { type: 'submit', toBodyId: satgas.id, reason }],
    );
    expect(await waits(child)).toBe(false);
    // What was added before the separation went along with the case; only what comes after it waits.
    await added(number, '2024-10-04T05:00:00Z');
    expect([await waits(number), await waits(child)]).toEqual([false, true]);
    at('2024-10-04T06:00:00Z');
    const visitor = await desk.at('officer');
    const path = `/perkara/${child}/teruskan-tambahan`;
    const page = (await visitor.get(`/perkara/${child}`)).html;
    expect(page).toContain(path);
    const isi = 'Ada saksi kedua di balai, keterangannya menguatkan.';
    expect((await visitor.submit(page, path, { isi })).status).toBe(303);
    const read = await view('verifier', child);
    expect(read.steps.at(-1)).toMatchObject({ kind: 'addition-passed-on', content: { text: isi } });
    expect(read.chain).toEqual({ ok: true });
    expect(await waits(child)).toBe(false);
    expect((await visitor.get(`/perkara/${child}`)).html).not.toContain(path);
  });

  it('may still be added while a case of the family goes on, although the first one is closed', async () => {
    const number = await joint();
    at('2024-10-04T03:00:00Z');
    const child = await separated(number);
    await desk.walk(number, ['officer', { type: 'refer', authority: 'village', office: 'Bupati Rekaan', reason }]);
    const { rows } = await sql<{ hash: Buffer }>`select r.receipt_hash as hash from netra.report r
      join netra.case_file f on f.id = r.case_id where f.number = ${number}`.execute(desk.app.owner);
    const receiptHash = rows[0]?.hash ?? Buffer.alloc(0);
    const open = (): Promise<boolean> =>
      runAs(desk.app.platform.db, { kind: 'public', receiptHash }, async (tx) => {
        const told = await sql<{ open: boolean }>`select reporter_family_open() as open`.execute(tx);
        return told.rows[0]?.open === true;
      });
    expect(await open()).toBe(true);
    await desk.walk(child, ['officer', { type: 'refer', authority: 'village', office: 'Bupati Rekaan', reason }]);
    expect(await open()).toBe(false);
    const { userId } = await desk.member('officer');
    const asMember = await runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
      sql<{ open: boolean }>`select reporter_family_open() as open`.execute(tx),
    );
    expect(asMember.rows[0]?.open).toBe(false);
  });
});
