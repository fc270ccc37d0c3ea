import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { CaseAction } from './case.ts';
import { type Desk, examination, facts, filledIn, startDesk, textOf } from './desk.fixture.ts';
import { readLikeSanctions } from './like-sanctions.ts';

let desk: Desk;
const today = Temporal.Instant.from('2024-10-04T02:00:00Z');
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

const reason = 'Alasan yang cukup panjang untuk disimpan.';
const idOf = async (number: string): Promise<string> =>
  (await desk.app.owner.selectFrom('case_file').select('id').where('number', '=', number).executeTakeFirstOrThrow()).id;
const count = async (table: 'case_file' | 'case_note'): Promise<number> => {
  const row = await desk.app.owner
    .selectFrom(table)
    .select((of) => of.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
};

/** What a reporter adds, as it lies in the chain; the words themselves are not of interest here. */
async function reporterAdds(number: string): Promise<void> {
  const id = await idOf(number);
  await sql`with last as (select * from netra.case_event where case_id = ${id} order by seq desc limit 1)
    insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link)
    select l.case_id, l.seq + 1, 'reporter-added', f.origin_body_id, null, null, l.status_after, l.at, l.salt,
      sha256(convert_to(random()::text, 'UTF8')), sha256(convert_to(random()::text, 'UTF8'))
    from last l join netra.case_file f on f.id = l.case_id`.execute(desk.app.owner);
  await sql`update netra.case_file set last_seq = last_seq + 1 where id = ${id}`.execute(desk.app.owner);
}

describe('a form that is sent twice', () => {
  it('opens one case, also when both come at once; other words open another', async () => {
    const visitor = await desk.at('officer');
    const path = '/perkara/baru';
    const region = desk.country.places.district.id;
    // The first form of the page with this action looks for places.
    const page = (await visitor.get(path)).html;
    const form = {
      _csrf: /name="_csrf" value="([^"]*)"/.exec(page)?.[1] ?? '',
      kunci: /name="kunci" value="([^"]*)"/.exec(page)?.[1] ?? '',
      kantor: desk.country.bodies.bawasluCity.id,
      asal: 'temuan',
      pemilihan: 'pilkada-2024/kepala-daerah',
      wilayah: region,
      perbuatan: 'social-engagement',
      ditemukan_day: '3',
      ditemukan_month: '10',
      ditemukan_year: '2024',
      sumber: 'Pengawasan langsung pada kegiatan warga.',
    };
    expect(form.kunci).toMatch(/^[0-9a-f-]{36}$/);
    const before = await count('case_file');
    const both = await Promise.all([visitor.post(path, form), visitor.post(path, form)]);
    const again = await visitor.post(path, form);
    expect([...both, again].map((answer) => [answer.status, answer.to])).toEqual(
      [0, 0, 0].map(() => [303, both[0].to]),
    );
    expect(await count('case_file')).toBe(before + 1);
    const other = await visitor.post(path, { ...form, sumber: 'Pengawasan lain pada hari yang sama.' });
    expect(other.status).toBe(303);
    expect(other.to).not.toBe(both[0].to);
    // A form that comes back with errors stays the same form.
    const wrong = await visitor.post(path, { ...form, sumber: '' });
    expect(wrong.html).toContain(`name="kunci" value="${form.kunci}"`);
  });

  it('writes one note', async () => {
    const number = await desk.caseUpTo('facts');
    const visitor = await desk.at('officer');
    const path = `/perkara/${number}/catatan`;
    const form = { ...filledIn((await visitor.get(`/perkara/${number}`)).html, path), catatan: 'Telepon saksi besok.' };
    const before = await count('case_note');
    const sent = await Promise.all([visitor.post(path, form), visitor.post(path, form)]);
    expect([...sent, await visitor.post(path, form)].map((answer) => answer.status)).toEqual([303, 303, 303]);
    expect(await count('case_note')).toBe(before + 1);
    // The same words on a page that was opened anew are meant.
    const anew = { ...filledIn((await visitor.get(`/perkara/${number}`)).html, path), catatan: form.catatan };
    expect((await visitor.post(path, anew)).status).toBe(303);
    expect(await count('case_note')).toBe(before + 2);
  });
});

describe('looking at the limits of a case', () => {
  it('is not reading the case', async () => {
    const number = await desk.caseUpTo('submit');
    const visitor = await desk.at('verifier');
    expect((await visitor.get(`/perkara/${number}/batas`)).status).toBe(200);
    const { userId } = await desk.member('verifier');
    const rows = await desk.app.owner
      .selectFrom('audit')
      .select('what')
      .where('case_id', '=', await idOf(number))
      .where('user_id', '=', userId)
      .execute();
    expect(rows.map((row) => row.what)).toEqual(['case.limits']);
    expect(textOf((await visitor.get('/antrean?lihat=belum-dibaca')).html)).toContain(number);
  });
});

describe('what a reporter adds while the case lies elsewhere', () => {
  it('does not make forms of that office outdated; at the office that took the report in it does', async () => {
    const number = await desk.caseUpTo('submit');
    const visitor = await desk.at('verifier');
    const path = `/perkara/${number}/kembalikan`;
    const form = filledIn((await visitor.get(path)).html, path);
    await reporterAdds(number);
    await reporterAdds(number);
    expect((await visitor.post(path, { ...form, reason })).status).toBe(303);

    const own = await desk.caseUpTo('register');
    const officer = await desk.at('officer');
    const study = `/perkara/${own}/kajian`;
    const mine = filledIn((await officer.get(study)).html, study);
    await reporterAdds(own);
    const text = 'Kajian yang ditulis sebelum tambahan datang.';
    const late = await officer.post(study, { ...mine, text });
    expect(late.status).toBe(409);
    expect(late.html).toContain(text);
  });
});

describe('what a reporter added is passed on', () => {
  it('by the office that took the report in, in its own words, to whoever holds the case; once, and by nobody else', async () => {
    const number = await desk.caseUpTo('submit');
    const path = `/perkara/${number}/teruskan-tambahan`;
    const officer = await desk.at('officer');
    const token = async (who: 'officer' | 'verifier' | 'stranger'): Promise<string> =>
      /name="_csrf" value="([^"]*)"/.exec((await (await desk.at(who)).get('/akun')).html)?.[1] ?? '';
    const isi = 'Ada saksi kedua di balai, keterangannya menguatkan.';
    expect((await officer.get(`/perkara/${number}`)).html).not.toContain(path);
    // Nothing was added yet: refused, and what was typed stays.
    const early = await officer.post(path, { _csrf: await token('officer'), isi });
    expect([early.status, early.html.includes(isi)]).toEqual([422, true]);

    await reporterAdds(number);
    const before = await desk.seqOf(number);
    const page = (await officer.get(`/perkara/${number}`)).html;
    const short = await officer.submit(page, path, { isi: 'pendek' });
    expect(short.status).toBe(422);
    expect(textOf(short.html)).toContain('paling sedikit 10 huruf');
    for (const [who, status] of [
      ['verifier', 422],
      ['stranger', 404],
    ] as const)
      expect((await (await desk.at(who)).post(path, { _csrf: await token(who), isi })).status, who).toBe(status);
    expect(await desk.seqOf(number)).toBe(before);

    const sent = await officer.submit(page, path, { isi });
    expect([sent.status, sent.to]).toEqual([303, `/perkara/${number}?tersimpan=1`]);
    expect((await officer.submit(page, path, { isi })).status, 'a second tap').toBe(303);
    expect((await officer.submit(page, path, { isi: 'Kata lain dari rekan yang terlambat.' })).status).toBe(422);
    expect(await desk.seqOf(number)).toBe(before + 1);
    const read = textOf((await (await desk.at('verifier')).get(`/perkara/${number}`)).html);
    expect(read).toContain(isi);
    expect(read).toContain('Tambahan pelapor disampaikan');
    const file = await desk.app.owner
      .selectFrom('case_file')
      .select(['status', 'holder_body_id'])
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    expect(file).toEqual({ status: 'submitted', holder_body_id: desk.country.bodies.satgas.id });
  });

  it('by no other office in the database either', async () => {
    const number = await desk.caseUpTo('submit');
    await reporterAdds(number);
    const id = await idOf(number);
    const { userId } = await desk.member('verifier');
    const tried = runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
      sql`select origin_passes_on(${id}::uuid, now(), sha256('s'), sha256('c'), sha256('l'), '{}')`.execute(tx),
    );
    await expect(tried).rejects.toThrow('nothing that was added waits here');
  });
});

describe('a case that is made to go away', () => {
  it('is not by one person: a named report is shelved, and a case ended, with a second one', async () => {
    const shelved = await desk.caseUpTo('facts');
    const officer = await desk.at('officer');
    const keep = `/perkara/${shelved}/simpan-sebagai-informasi`;
    const form = filledIn((await officer.get(keep)).html, keep);
    const refused = await officer.post(keep, { ...form, reason });
    expect(refused.status).toBe(422);
    expect(textOf(refused.html)).toContain('tidak disimpan sebagai informasi oleh satu orang saja');
    expect(refused.html).toContain(reason);
    await desk.walk(shelved, ['colleague', { type: 'keep-as-information', reason }]);

    const ended = await desk.caseUpTo('study');
    const plenary = `/perkara/${ended}/pleno`;
    const alone = await officer.post(plenary, {
      ...filledIn((await officer.get(plenary)).html, plenary),
      proven: 'no',
      reason,
    });
    expect(alone.status).toBe(422);
    expect(textOf(alone.html)).toContain('Anda yang menulis kajiannya');
    await desk.walk(ended, ['colleague', { type: 'conclude', proven: false, reason }]);
  });

  it('may be ended by one person once the record of the plenary was issued, and not when it was withdrawn', async () => {
    const recorded = async (number: string): Promise<unknown> => {
      const { userId } = await desk.member('officer');
      const id = await idOf(number);
      return runAs(desk.app.platform.db, { kind: 'member', userId }, async (tx) => {
        const { rows } = await sql<{ issued: boolean }>`select plenary_recorded(${id}::uuid) as issued`.execute(tx);
        return rows[0]?.issued;
      });
    };
    const number = await desk.caseUpTo('study');
    expect(await recorded(number)).toBe(false);
    const { userId } = await desk.member('officer');
    const bodyId = desk.country.bodies.bawasluCity.id;
    const document = crypto.randomUUID();
    await runAs(desk.app.owner, { kind: 'system' }, async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`insert into netra.document (id, case_id, kind, body_id, reporter, prepared_by, prepared_at)
        values (${document}, ${await idOf(number)}, 'berita-acara-pleno', ${bodyId}, false, ${userId}, now())`.execute(
        tx,
      );
      await sql`insert into netra.document_issue (document_id, version, case_id, seq, body_id, year, serial, number, issued_on, issued_at, issued_by,
          check_code, pdf_sealed, pdf_sha256, key_number, signature, salt, commitment)
        values (${document}, 1, ${await idOf(number)}, 5, ${bodyId}, 2024, 1, '1', '2024-10-04', now(), ${userId}, 'ABC-DEF-GH', 'x', sha256('x'), 1,
          decode(repeat('00', 64), 'hex'), sha256('s'), sha256('c'))`.execute(tx);
    });
    expect(await recorded(number)).toBe(true);
    await desk.walk(number, ['officer', { type: 'conclude', proven: false, reason }]);
  });
});

describe('what like cases got', () => {
  it('is what they got in the end', async () => {
    const number = await desk.caseUpTo('convey');
    const sanction: CaseAction = {
      type: 'record-decision',
      outcome: 'sanction',
      option: 'turun_jabatan_12',
      decisionNumber: '800/1',
      decidedOn: '2024-10-04',
      reason,
    };
    await desk.walk(
      number,
      ...examination,
      ['authority', sanction],
      ['authority', { type: 'record-delivery', deliveredOn: '2024-10-04', how: 'in-person' }],
      ['authority', { type: 'record-remedy', kind: 'objection', filedOn: '2024-10-04', reason }],
    );
    const { userId } = await desk.member('authority');
    const like = () =>
      runAs(desk.app.platform.db, { kind: 'member', userId }, async (tx) =>
        (await readLikeSanctions(tx, 'berat')).options.map((one) => [one.option, one.count]),
      );
    expect(await like()).toEqual([['turun_jabatan_12', 1]]);
    await desk.walk(number, [
      'authority',
      {
        type: 'record-remedy-outcome',
        outcome: 'reduced',
        option: 'tukin25_12',
        number: '2',
        decidedOn: '2024-10-04',
        reason,
      },
    ]);
    expect(await like()).toEqual([['tukin25_12', 1]]);
  });
});

describe('the last second of a limit', () => {
  it('is in time', async () => {
    const number = await desk.caseUpTo('register');
    const limit = async () =>
      desk.app.owner
        .selectFrom('clock')
        .select(['due_at', 'state'])
        .where('case_id', '=', await idOf(number))
        .where('step_id', '=', 'handle')
        .executeTakeFirstOrThrow();
    const { due_at } = await limit();
    desk.app.clock.set(due_at.add({ milliseconds: 900 }));
    await desk.walk(
      number,
      ['officer', { type: 'record-study', text: 'Kajian: memenuhi unsur yang diatur.', rows: ['B6'], level: 'berat' }],
      ['officer', { type: 'conclude', proven: true, reason }],
    );
    expect((await limit()).state).toBe('met');
    desk.app.clock.set(today);
  });
});

describe('a handler whose name sounds like that of an accused', () => {
  it('is told, and so is the head of the office, when the facts say so and not before; nobody is locked out', async () => {
    const number = await desk.caseUpTo('received');
    const at = async (who: 'officer' | 'colleague'): Promise<string> =>
      textOf((await (await desk.at(who)).get(`/perkara/${number}`)).html);
    await desk.walk(number, ['officer', facts]);
    expect(await at('officer')).not.toContain('Nama yang mirip');
    // The same name, written in the old way and with a title.
    await desk.walk(number, [
      'officer',
      {
        ...facts,
        accused: [{ name: 'Petoegas Colleague, S.H.', post: 'Camat', unitName: 'Kecamatan', status: 'pns' }],
      },
    ]);
    expect(await at('colleague')).toContain('Nama Anda terdengar seperti nama terlapor');
    expect(await at('colleague')).toContain('Sistem tidak menutup perkara bagi siapa pun');
    expect(await at('officer')).not.toContain('Nama yang mirip');
    const id = desk.app.platform.uuid();
    await desk.app.owner
      .insertInto('office_post')
      .values({
        id,
        body_id: desk.country.bodies.bawasluCity.id,
        user_id: (await desk.member('officer')).userId,
        post: 'head',
        valid_from: '2024-01-01',
        given_by: (await desk.member('admin')).userId,
      })
      .execute();
    expect(await at('officer')).toContain('Nama Petugas colleague di kantor Anda terdengar seperti nama terlapor');
    await desk.app.owner.deleteFrom('office_post').where('id', '=', id).execute();
    // Nothing is closed to the person by it.
    await desk.walk(number, ['colleague', { type: 'register', reason }]);
  });

  it('is told on the form by which a case is accepted', async () => {
    const number = await desk.caseUpTo('register');
    await desk.walk(
      number,
      [
        'officer',
        {
          ...facts,
          accused: [{ name: 'Bapak Petugas Verifier', post: 'Camat', unitName: 'Kecamatan', status: 'pns' }],
        },
      ],
      ['officer', { type: 'record-study', text: 'Kajian: memenuhi unsur yang diatur.', rows: ['B6'], level: 'berat' }],
      ['officer', { type: 'conclude', proven: true, reason }],
      ['officer', { type: 'submit', toBodyId: desk.country.bodies.satgas.id, reason }],
    );
    const form = await (await desk.at('verifier')).get(`/perkara/${number}/terima`);
    expect(textOf(form.html)).toContain('Nama Anda terdengar seperti nama terlapor Bapak Petugas Verifier');
    expect((await (await desk.at('verifier')).get(`/en/perkara/${number}/terima`)).html).toContain(
      'Your name sounds like',
    );
  });
});
