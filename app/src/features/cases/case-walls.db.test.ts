/** What is for one office alone, whom a case is closed to, what an office with a part may write, and what was erased: asked of the desk and of the database. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { CaseAction } from './case.ts';
import { type Desk, facts, filledIn, startDesk, textOf, type Who } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

const reason = 'Alasan yang cukup panjang untuk disimpan.';
const act = async (who: Who, number: string, action: CaseAction) =>
  desk.app.cases.service.act(await desk.member(who), number, action, await desk.seqOf(number));
const view = async (who: Who, number: string) => desk.app.cases.readModel.findCase(await desk.member(who), number);
const idOf = async (number: string): Promise<string> =>
  (await desk.app.owner.selectFrom('case_file').select('id').where('number', '=', number).executeTakeFirstOrThrow()).id;
/** A statement in the scope of a person, past every service: only the database stands in its way. */
const asked = async (who: Who, statement: ReturnType<typeof sql>): Promise<readonly unknown[]> => {
  const { userId } = await desk.member(who);
  const { rows } = await runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) => statement.execute(tx));
  return rows;
};
const count = async (who: Who, statement: ReturnType<typeof sql>): Promise<number> =>
  (await asked(who, statement)).length;
const refused = (who: Who, statement: ReturnType<typeof sql>) =>
  expect(asked(who, statement)).rejects.toMatchObject({ code: '42501' });

describe('what may tell who reported', () => {
  const stake = 'Saya sendiri yang melaporkan kejadian di balai itu.';

  it('stays with the office: kind and reason of an interest are neither in the chain nor on the page of another office', async () => {
    const number = await desk.caseUpTo('facts');
    expect(await act('colleague', number, { type: 'declare-interest', kind: 'reporter', reason: stake })).toMatchObject(
      { ok: true },
    );
    const stored = await desk.app.owner
      .selectFrom('case_event as e')
      .innerJoin('case_event_content as c', (on) =>
        on.onRef('c.case_id', '=', 'e.case_id').onRef('c.seq', '=', 'e.seq'),
      )
      .select('c.content')
      .where('e.case_id', '=', await idOf(number))
      .where('e.kind', '=', 'interest-declared')
      .executeTakeFirstOrThrow();
    expect(Object.keys(Object(stored.content))).toEqual(['stake']);
    expect(JSON.stringify(stored.content)).not.toContain('reporter');
    const own = await view('officer', number);
    expect(own?.steps.at(-1)).toMatchObject({
      kind: 'interest-declared',
      content: { kind: 'reporter', reason: stake },
    });
    expect(own?.chain).toEqual({ ok: true });
    await desk.walk(number, ['officer', { type: 'register', reason }]);
    await goOn(number);
    for (const who of ['authority', 'verifier', 'conveyor'] as const) {
      const seen = await view(who, number);
      expect(seen?.chain, who).toEqual({ ok: true });
      expect(
        seen?.steps.find((step) => step.kind === 'interest-declared'),
        who,
      ).toMatchObject({
        hidden: true,
        content: null,
        actorName: null,
      });
      const page = textOf((await (await desk.at(who)).get(`/perkara/${number}`)).html);
      expect(page, who).not.toContain(stake);
      const { name } = await desk.member('colleague');
      expect(page, who).not.toContain(name);
      const id = await idOf(number);
      expect(await count(who, sql`select 1 from case_lockout where case_id = ${id}`), who).toBe(0);
      expect(
        await count(who, sql`select 1 from audit where case_id = ${id} and what = 'case.declare-interest'`),
        who,
      ).toBe(0);
    }
  });

  it('and why a report was incomplete is read at the office alone, found by its search no more, while the chain holds everywhere', async () => {
    const number = await desk.caseUpTo('facts');
    const told = 'Bu Melati penjaga warung belum menulis alamatnya.';
    await desk.walk(
      number,
      ['officer', { type: 'request-completion', missing: ['address'], reason: told }],
      [
        'officer',
        { type: 'record-completion', receivedOn: '2024-10-03', reason: 'Bu Melati penjaga warung datang sendiri.' },
      ],
      ['officer', { type: 'register', reason }],
    );
    await goOn(number);
    const id = await idOf(number);
    expect((await view('officer', number))?.steps.find((step) => step.kind === 'completion-requested')).toMatchObject({
      content: { reason: told },
    });
    for (const who of ['authority', 'verifier', 'conveyor', 'overseer'] as const) {
      const seen = await view(who, number);
      expect(seen?.chain, who).toEqual({ ok: true });
      expect(JSON.stringify(seen?.steps), who).not.toContain('Melati');
      expect(
        await count(who, sql`select 1 from case_event_content where case_id = ${id} and content::text like '%Melati%'`),
        who,
      ).toBe(0);
      const found = await (await desk.at(who)).get('/antrean?cari=Melati');
      expect(found.html, who).not.toContain(`/perkara/${number}`);
    }
  });

  /** From registered to the authority. */
  async function goOn(number: string): Promise<void> {
    const { satgas, bkn, ppkCity } = desk.country.bodies;
    await desk.walk(
      number,
      ['officer', { type: 'record-study', text: 'Kajian: memenuhi unsur yang diatur.', rows: ['B6'], level: 'berat' }],
      ['officer', { type: 'conclude', proven: true, reason }],
      ['officer', { type: 'submit', toBodyId: satgas.id, reason }],
      ['verifier', { type: 'verify', reason }],
      ['officer', { type: 'confirm-study', toBodyId: bkn.id, reason }],
      ['conveyor', { type: 'convey', toBodyId: ppkCity.id, reason }],
    );
  }
});

describe('somebody who is shut out', () => {
  const declare: CaseAction = { type: 'declare-interest', kind: 'relative', reason };

  it('is shut out of what the case is joined to, both ways and over several hands, and stays so after a split', async () => {
    const [a, b, c] = [await desk.caseUpTo('facts'), await desk.caseUpTo('facts'), await desk.caseUpTo('facts')];
    await act('colleague', a, declare);
    const join = async (source: string, target: string) =>
      desk.app.cases.service.join(await desk.member('officer'), {
        source,
        target,
        reason,
        seq: await desk.seqOf(source),
      });
    expect(await join(a, b)).toMatchObject({ ok: true });
    expect(await view('colleague', b)).toBeUndefined();
    expect(await act('colleague', b, { type: 'register', reason })).toEqual({
      ok: false,
      error: { kind: 'not-found' },
    });
    expect(
      await desk.app.cases.service.split(await desk.member('officer'), { source: a, reason, seq: await desk.seqOf(a) }),
    ).toMatchObject({ ok: true });
    for (const one of [a, b]) expect(await view('colleague', one)).toBeUndefined();
    // Declared in the target while another rests in it.
    const [d, e] = [await desk.caseUpTo('facts'), c];
    expect(await join(d, e)).toMatchObject({ ok: true });
    await act('colleague', e, declare);
    for (const one of [d, e]) expect(await view('colleague', one)).toBeUndefined();
  });

  it('reads nothing of it by the database itself: neither report nor words, name, files, access, hand-overs or requests', async () => {
    const number = await desk.caseUpTo('submit');
    await desk.walk(number, ['verifier', { type: 'return-handover', reason }]);
    const id = await idOf(number);
    const report = (
      await desk.app.owner.selectFrom('report').select('id').where('case_id', '=', id).executeTakeFirstOrThrow()
    ).id;
    const file = randomUUID();
    await sql`insert into netra.evidence (id, report_id, draft_key, intake_body_id, position, media_type, size, sha256, name_sealed, original_file, received_at)
      values (${file}, ${report}, 'd', ${desk.country.bodies.bawasluCity.id}, 1, 'image/png', 1, sha256('x'), 'n', 'x', now())`.execute(
      desk.app.owner,
    );
    await sql`insert into netra.privacy_request (id, kind, subject, case_id, report_id, due_at) values (gen_random_uuid(), 'copy', 'reporter', ${id}, ${report}, now())`.execute(
      desk.app.owner,
    );
    const questions = {
      report: sql`select 1 from report where case_id = ${id}`,
      words: sql`select 1 from report_words where report_id = ${report}`,
      identity: sql`select 1 from report_identity where report_id = ${report}`,
      access: sql`select 1 from case_access where case_id = ${id}`,
      handover: sql`select 1 from handover where case_id = ${id}`,
      manifest: sql`select 1 from handover_manifest m join netra.handover h on h.id = m.handover_id`,
      file: sql`select 1 from evidence where id = ${file}`,
      request: sql`select 1 from privacy_request where case_id = ${id}`,
      waiting: sql`select 1 from waiting_requests() w join netra.privacy_request r on r.id = w.id`,
      answers: sql`select 1 where answers_request('reporter', ${id})`,
    };
    const manifests = await count('colleague', questions.manifest);
    for (const [name, question] of Object.entries(questions))
      expect(await count('colleague', question), name).toBeGreaterThan(0);
    await act('colleague', number, declare);
    for (const [name, question] of Object.entries(questions))
      if (name !== 'manifest' && name !== 'waiting') expect(await count('colleague', question), name).toBe(0);
    expect(await count('colleague', questions.manifest)).toBeLessThan(manifests);
    const visitor = await desk.at('colleague');
    for (const path of [`/bukti/${file}`, `/bukti/${file}/asli`])
      expect((await visitor.get(path)).status, path).toBe(404);
    expect(await count('officer', questions.report)).toBe(1);
    await sql`delete from netra.privacy_request`.execute(desk.app.owner);
    await sql`delete from netra.evidence where id = ${file}`.execute(desk.app.owner);
  });

  it('looks after it no more, gets none of its warnings, and is neither assigned nor named again', async () => {
    const number = await desk.caseUpTo('facts');
    const id = await idOf(number);
    const [officer, colleague] = [await desk.member('officer'), await desk.member('colleague')];
    const { service } = desk.app.deskWork;
    expect(await service.assign(officer, number, { userId: colleague.userId, deputyId: officer.userId })).toMatchObject(
      { ok: true },
    );
    await act('colleague', number, declare);
    const rows = await desk.app.owner
      .selectFrom('case_assignment')
      .select(['user_id', 'ended_why'])
      .where('case_id', '=', id)
      .execute();
    expect(rows).toEqual([{ user_id: colleague.userId, ended_why: 'shut-out' }]);
    expect(await count('officer', sql`select 1 from assignees_of(array[${id}]::uuid[])`)).toBe(0);
    expect(await service.assign(officer, number, { userId: colleague.userId, deputyId: null })).toEqual({
      ok: false,
      error: { kind: 'nobody' },
    });
    await refused(
      'officer',
      sql`insert into case_assignment (id, case_id, body_id, user_id, assigned_by, assigned_at)
        values (gen_random_uuid(), ${id}, ${desk.country.bodies.bawasluCity.id}, ${colleague.userId}, ${officer.userId}, now())`,
    );
    const work = await service.caseWork(officer, number);
    expect(work?.colleagues.map((one) => one.id)).not.toContain(colleague.userId);
    await service.addNote(officer, number, { words: `Tolong dilihat @${colleague.name}`, corrects: null });
    expect(
      await count('officer', sql`select 1 from case_mention where case_id = ${id} and user_id = ${colleague.userId}`),
    ).toBe(0);
    // Where the deputy is the one, the other goes on.
    const second = await desk.caseUpTo('facts');
    await service.assign(officer, second, { userId: officer.userId, deputyId: colleague.userId });
    await act('colleague', second, declare);
    expect((await service.caseWork(officer, second))?.assignments.filter((one) => one.endedAt === null)).toMatchObject([
      { userId: officer.userId, deputyId: null },
    ]);
  });

  it('has no program of the office to ask instead: its tokens are shut out of the case as well', async () => {
    const number = await desk.caseUpTo('facts');
    const id = await idOf(number);
    const office = desk.country.bodies.bawasluCity.id;
    const token = randomUUID();
    await sql`insert into auth.auth_user (id, name, email, email_verified) values (${token}, 'Program', ${`token-${token}@api.invalid`}, true)`.execute(
      desk.app.owner,
    );
    await sql`insert into netra.member (id, user_id, body_id, role) values (gen_random_uuid(), ${token}, ${office}, 'officer')`.execute(
      desk.app.owner,
    );
    await sql`insert into netra.api_token (id, body_id, role, name, scopes, days, asked_by, issued_by, issued_at, user_id, token_hash, hint, expires_at)
      values (gen_random_uuid(), ${office}, 'officer', 'Program', '{cases:read}', 30, ${token}, ${token}, now(), ${token}, ${Buffer.from(token)}, 'x', now() + interval '1 day')`.execute(
      desk.app.owner,
    );
    const sees = (which: string) =>
      runAs(desk.app.platform.db, { kind: 'member', userId: token }, (tx) =>
        sql`select 1 from case_file where id = ${which} union all select 1 where sees_case(${which})`.execute(tx),
      );
    expect((await sees(id)).rows).toHaveLength(2);
    await act('colleague', number, declare);
    expect((await sees(id)).rows).toHaveLength(0);
    expect((await sees(await idOf(await desk.caseUpTo('facts')))).rows).toHaveLength(2);
  });

  it('and what was declared goes when the case is erased', async () => {
    const number = await desk.caseUpTo('facts');
    await act('colleague', number, declare);
    const id = await idOf(number);
    const locked = () =>
      desk.app.owner
        .selectFrom('case_lockout')
        .select('stake_locked')
        .where('case_id', '=', id)
        .executeTakeFirstOrThrow();
    expect((await locked()).stake_locked).not.toBeNull();
    await sql`select * from netra.erase_case(${id}, null)`.execute(desk.app.owner);
    expect((await locked()).stake_locked).toBeNull();
  });
});

describe('an office with a part in a case that it does not hold', () => {
  const forged = async (number: string, kind: string, statusAfter: string, to: string | null) => {
    const { userId } = await desk.member('conveyor');
    const id = await idOf(number);
    const seq = (await desk.seqOf(number)) + 1;
    return runAs(desk.app.platform.db, { kind: 'member', userId }, async (tx) => {
      await sql`insert into case_event (case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link)
        values (${id}, ${seq}, ${kind}, ${desk.country.bodies.bkn.id}, ${userId}, ${to}, ${statusAfter}, now(), 's', sha256(${randomUUID()}), sha256(${randomUUID()}))`.execute(
        tx,
      );
      await sql`update case_file set last_seq = ${seq}, status = ${statusAfter}, holder_body_id = coalesce(${to}, holder_body_id),
        closed_at = case when ${statusAfter} = 'annulled' then now() end where id = ${id}`.execute(tx);
    });
  };

  it('adds its own step, and changes neither status nor holder by it', async () => {
    const number = await desk.caseUpTo('convey');
    const { bkn, ppkCity } = desk.country.bodies;
    await expect(forged(number, 'reminded', 'annulled', null)).rejects.toMatchObject({ code: '42501' });
    await expect(forged(number, 'reminded', 'conveyed', bkn.id)).rejects.toMatchObject({ code: '42501' });
    await expect(forged(number, 'rerouted', 'annulled', desk.country.bodies.ppkProvince.id)).rejects.toMatchObject({
      code: '42501',
    });
    await expect(forged(number, 'rerouted', 'conveyed', bkn.id)).rejects.toMatchObject({ code: '42501' });
    const row = await desk.app.owner
      .selectFrom('case_file')
      .selectAll()
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ status: 'conveyed', holder_body_id: ppkCity.id, closed_at: null });
    await expect(forged(number, 'reminded', 'conveyed', null)).resolves.toBeUndefined();
  });

  it('closes nothing beside its step either', async () => {
    const number = await desk.caseUpTo('convey');
    const id = await idOf(number);
    await desk.walk(number, ['conveyor', { type: 'flag-conflict', kind: 'candidate', reason }]);
    for (const change of [
      sql`closed_at = now()`,
      sql`level = 'moral'`,
      sql`holder_body_id = ${desk.country.bodies.bkn.id}`,
    ])
      await refused('conveyor', sql`update case_file set ${change} where id = ${id}`);
  });

  it('is watched on: the authority neither ends the watch of BKN nor gives itself one, and BKN gives none away', async () => {
    const number = await desk.caseUpTo('convey');
    const id = await idOf(number);
    const { ppkCity, ppkOther, bkn } = desk.country.bodies;
    await asked('authority', sql`update case_part set ended_at = now() where case_id = ${id}`).catch(() => undefined);
    await asked('conveyor', sql`update case_part set ended_at = now() where case_id = ${id}`).catch(() => undefined);
    const parts = await desk.app.owner
      .selectFrom('case_part')
      .select(['body_id', 'ended_at'])
      .where('case_id', '=', id)
      .execute();
    expect(parts).toEqual([{ body_id: bkn.id, ended_at: null }]);
    for (const [part, office] of [
      ['watch', ppkCity.id],
      ['delegate', ppkOther.id],
      ['stand-in', ppkCity.id],
    ] as const)
      await refused(
        'authority',
        sql`insert into case_part (case_id, body_id, part, since) values (${id}, ${office}, ${part}, now())`,
      );
  });

  it('and nobody asks how limits were changed but by the functions that check who asks', async () => {
    for (const name of ['clock_changes_of', 'shut_out', 'sources_of'])
      expect(
        await asked(
          'officer',
          sql`select has_function_privilege(current_user, p.oid, 'execute') as may from pg_proc p where proname = ${name}`,
        ),
        name,
      ).toEqual([{ may: false }]);
  });
});

describe('a case whose contents were erased', () => {
  it('takes no words again: no step, note, draft, accused or split', async () => {
    const [number, target] = [await desk.caseUpTo('facts'), await desk.caseUpTo('facts')];
    const id = await idOf(number);
    await desk.app.cases.service.join(await desk.member('officer'), {
      source: number,
      target,
      reason,
      seq: await desk.seqOf(number),
    });
    const stopped = await desk.caseUpTo('study');
    await desk.walk(stopped, ['colleague', { type: 'conclude', proven: false, reason }]);
    const gone = await idOf(stopped);
    for (const one of [id, gone]) await sql`select * from netra.erase_case(${one}, null)`.execute(desk.app.owner);
    const officer = await desk.member('officer');
    expect((await view('officer', stopped))?.actions).toEqual([]);
    expect(
      await act('officer', stopped, { type: 'announce-status', announcedOn: '2024-10-04', number: '', reason }),
    ).toEqual({
      ok: false,
      error: { kind: 'not-yours' },
    });
    expect(
      await desk.app.deskWork.service.addNote(officer, stopped, { words: 'Nama: Terlapor Rekaan', corrects: null }),
    ).toEqual({
      ok: false,
      error: { kind: 'not-found' },
    });
    const seen = await view('officer', stopped);
    if (seen === undefined) throw new Error('the case is still there');
    const kinds = await desk.app.documents.service.kinds(officer, seen);
    expect(kinds).toEqual([]);
    expect(
      await desk.app.cases.service.split(officer, { source: number, reason, seq: await desk.seqOf(number) }),
    ).toEqual({
      ok: false,
      error: { kind: 'not-joined' },
    });
    await refused(
      'officer',
      sql`insert into case_note (id, case_id, body_id, author_id, at, words_sealed) values (gen_random_uuid(), ${gone}, ${desk.country.bodies.bawasluCity.id}, ${officer.userId}, now(), 'x')`,
    );
    await refused(
      'officer',
      sql`insert into case_accused (case_id, position, name_sealed, status) values (${gone}, 2, 'x', 'pns')`,
    );
    expect(facts.accused).toHaveLength(1);
  });
});

describe('the first act of a person on a case', () => {
  const path = (number: string) => `/perkara/${number}/registrasi`;

  it('asks in its form whether an interest stands in the way, once', async () => {
    const number = await desk.report(true, true);
    const id = await idOf(number);
    await desk.walk(number, ['officer', facts]);
    const visitor = await desk.at('officer');
    const opened = await visitor.get(path(number));
    expect(opened.html).toContain('name="interest"');
    const form = { ...filledIn(opened.html, path(number)), reason };
    expect((await visitor.post(path(number), form)).status).toBe(422);
    expect(await desk.seqOf(number)).toBe(2);
    expect((await visitor.post(path(number), { ...form, interest: 'none' })).status).toBe(303);
    expect(await desk.seqOf(number)).toBe(3);
    expect(await count('officer', sql`select 1 from case_no_stake where case_id = ${id}`)).toBe(1);
    expect((await visitor.get(`/perkara/${number}/klarifikasi`)).html).not.toContain('name="interest"');
  });

  it('is not taken by whoever has one: the person is shut out instead', async () => {
    const number = await desk.report(true, true);
    await desk.walk(number, ['officer', facts]);
    const visitor = await desk.at('colleague');
    const form = { ...filledIn((await visitor.get(path(number))).html, path(number)), reason };
    expect((await visitor.post(path(number), { ...form, interest: 'relative', interestReason: 'pendek' })).status).toBe(
      422,
    );
    const done = await visitor.post(path(number), { ...form, interest: 'relative', interestReason: reason });
    expect([done.status, done.to]).toEqual([303, '/antrean']);
    expect(await view('colleague', number)).toBeUndefined();
    expect((await view('officer', number))?.steps.at(-1)?.kind).toBe('interest-declared');
  });

  it('is refused to programs and to whoever votes on many until it was said', async () => {
    const number = await desk.report(true, true);
    const { service } = desk.app.cases;
    const officer = await desk.member('officer');
    expect(await service.actAsked(officer, number, facts, 1, false)).toEqual({
      ok: false,
      error: { kind: 'stake-unasked' },
    });
    expect(await service.sayNoStake(await desk.member('stranger'), number)).toEqual({
      ok: false,
      error: { kind: 'not-found' },
    });
    expect(await service.sayNoStake(officer, number)).toEqual({ ok: true, value: null });
    expect(await service.actAsked(officer, number, facts, 1, false)).toMatchObject({ ok: true });
    await refused(
      'stranger',
      sql`insert into case_no_stake (case_id, user_id, body_id, at)
        values (${await idOf(number)}, ${(await desk.member('stranger')).userId}, ${desk.country.bodies.bawasluCity.id}, now())`,
    );
  });

  it('and who watches a case declares as well, without changing anything of it', async () => {
    const number = await desk.caseUpTo('convey');
    expect((await view('conveyor', number))?.actions).toContain('declare-interest');
    expect(await act('conveyor', number, { type: 'declare-interest', kind: 'campaign', reason })).toMatchObject({
      ok: true,
    });
    expect(await view('conveyor', number)).toBeUndefined();
    expect(await view('authority', number)).toMatchObject({
      status: 'conveyed',
      holderBodyId: desk.country.bodies.ppkCity.id,
    });
  });
});

describe('the office one level above somebody who declared an interest', () => {
  it('reads the case and may take it over, so that it never stands still', async () => {
    const number = await desk.caseUpTo('convey');
    const id = await idOf(number);
    const { ppkProvince, ppkCity } = desk.country.bodies;
    const above = randomUUID();
    await sql`insert into auth.auth_user (id, name, email, email_verified, two_factor_enabled) values (${above}, 'Petugas di atas', ${`${above}@contoh.id`}, true, true)`.execute(
      desk.app.owner,
    );
    await sql`insert into netra.member (id, user_id, body_id, role) values (gen_random_uuid(), ${above}, ${ppkProvince.id}, 'authority')`.execute(
      desk.app.owner,
    );
    const authority = await desk.member('authority');
    const [own] = authority.memberships;
    if (own === undefined) throw new Error('the authority works somewhere');
    const member = {
      ...authority,
      userId: above,
      memberships: [{ ...own, bodyId: ppkProvince.id, bodyName: ppkProvince.name }],
    };
    const take: CaseAction = { type: 'take-over', reason };
    const { service, readModel } = desk.app.cases;
    expect(await service.act(member, number, take, await desk.seqOf(number))).toEqual({
      ok: false,
      error: { kind: 'not-found' },
    });
    await act('authority', number, { type: 'declare-interest', kind: 'candidate', reason });
    for (const who of ['officer', 'verifier', 'conveyor'] as const)
      expect(await act(who, number, take), who).toEqual({ ok: false, error: { kind: 'not-yours' } });
    const seen = await readModel.findCase(member, number);
    expect(seen?.actions).toEqual(['declare-interest', 'take-over']);
    expect(seen?.steps.find((step) => step.kind === 'interest-declared')?.content).toBeNull();
    expect(await service.act(member, number, take, await desk.seqOf(number))).toMatchObject({ ok: true });
    const taken = await readModel.findCase(member, number);
    expect(taken).toMatchObject({ status: 'conveyed', holderBodyId: ppkProvince.id, chain: { ok: true } });
    expect(taken?.actions).toContain('record-decision');
    expect(taken?.clocks.filter((clock) => clock.state === 'running').map((clock) => clock.stepId)).toEqual([
      'ppk-follow-up',
    ]);
    const parts = await desk.app.owner
      .selectFrom('case_part')
      .select(['part', 'ended_at'])
      .where('case_id', '=', id)
      .execute();
    expect(parts.find((one) => one.part === 'stand-in')?.ended_at).not.toBeNull();
    expect(ppkCity.id).not.toBe(taken?.holderBodyId);
  });
});

describe('cases that were joined', () => {
  it('go along with the case they were joined to, come back to their own office, and stop no clock for ever', async () => {
    const [source, target] = [await desk.caseUpTo('register'), await desk.caseUpTo('study')];
    const sourceId = await idOf(source);
    const officer = await desk.member('officer');
    const { service } = desk.app.cases;
    const clock = await desk.app.owner
      .selectFrom('clock')
      .select('id')
      .where('case_id', '=', sourceId)
      .where('step_id', '=', 'handle')
      .executeTakeFirstOrThrow();
    const wish = { clockId: clock.id, reason, basis: 'UU 10/2016 ps 134(6)', untilOn: '2024-10-20' };
    expect(await desk.app.deadlines.service.stop(officer, source, wish, await desk.seqOf(source))).toMatchObject({
      ok: true,
    });
    expect(await service.join(officer, { source, target, reason, seq: await desk.seqOf(source) })).toMatchObject({
      ok: true,
    });
    const open = await desk.app.owner
      .selectFrom('clock')
      .select('id')
      .where('case_id', '=', sourceId)
      .where('state', 'in', ['running', 'stopped'])
      .execute();
    expect(open).toEqual([]);
    expect(await view('verifier', source)).toBeUndefined();
    await desk.walk(
      target,
      ['officer', { type: 'conclude', proven: true, reason }],
      ['officer', { type: 'submit', toBodyId: desk.country.bodies.satgas.id, reason }],
    );
    const along = await view('verifier', source);
    expect(along?.accused.map((one) => one.name)).toEqual(['Terlapor Rekaan']);
    expect(along?.summary).toBe(facts.summary);
    expect(along?.actions).toEqual([]);
    // The other case lies with the task force: its own office still takes this one out.
    expect(await service.split(officer, { source, reason, seq: await desk.seqOf(source) })).toMatchObject({ ok: true });
    expect(await view('officer', source)).toMatchObject({ status: 'registered', chain: { ok: true } });
    const again = (await view('officer', source))?.clocks.filter(
      (one) => one.stepId === 'handle' && one.endedAt === null,
    );
    expect(again).toMatchObject([{ state: 'stopped' }]);
    expect(again?.[0]?.stoppedAt).not.toBeNull();
    await desk.walk(source, [
      'officer',
      { type: 'record-study', text: 'Kajian yang hanya dibaca kantor ini sendiri.', rows: ['B6'], level: 'berat' },
    ]);
    expect(JSON.stringify((await view('verifier', source))?.steps)).not.toContain('hanya dibaca kantor ini');
  });
});
