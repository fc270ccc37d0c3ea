/** Limits that no law sets, recommendations that are called back, and walls that hold when somebody stands in. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Member } from '../../platform/http/env.ts';
import type { CaseAction } from './case.ts';
import { type Desk, startDesk, textOf, tokenOn, type Who } from './desk.fixture.ts';

let desk: Desk;
/** A second person at BKN. */
let second: Member;
const today = Temporal.Instant.from('2024-10-04T02:00:00Z');
beforeAll(async () => {
  desk = await startDesk();
  second = await desk.country.person('Rekan', [desk.country.bodies.bkn, 'conveyor']);
});
afterAll(() => desk.end());
beforeEach(() => desk.app.clock.set(today));

const reason = 'Alasan yang cukup panjang untuk disimpan.';
const act = async (who: Who | Member, number: string, action: CaseAction) =>
  desk.app.cases.service.act(
    typeof who === 'string' ? await desk.member(who) : who,
    number,
    action,
    await desk.seqOf(number),
  );
const view = async (who: Who, number: string) => desk.app.cases.readModel.findCase(await desk.member(who), number);
const refusal = (kind: string) => ({ ok: false, error: { kind } });
const at = (time: string): void => desk.app.clock.set(Temporal.Instant.from(time));

interface Limit {
  readonly step: string;
  readonly state: string;
  readonly body: string;
  readonly due: string;
  readonly nature: string;
  readonly basis: string;
}
/** Limits of Netra's own on a case, as they are stored. */
async function targets(number: string): Promise<readonly Limit[]> {
  const { rows } = await sql<Limit>`
    select k.step_id as step, k.state, b.code as body, (k.due_at at time zone 'Asia/Jakarta')::date::text as due, k.nature, k.basis
    from netra.clock k join netra.case_file f on f.id = k.case_id join netra.body b on b.id = k.body_id
    where f.number = ${number} and k.procedure_id = 'netra' order by k.started_at, k.due_at`.execute(desk.app.owner);
  return rows;
}
const running = async (number: string) => (await targets(number)).filter((one) => one.state === 'running');
async function told(number: string, step: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct u.name from netra.due_warning_person p join auth.auth_user u on u.id = p.user_id join netra.clock k on k.id = p.clock_id
    join netra.case_file f on f.id = k.case_id where f.number = ${number} and k.step_id = ${step} order by 1`.execute(
    desk.app.owner,
  );
  return rows.map((row) => row.name);
}

/** A recommendation whose authority has let its limit pass. */
async function late(): Promise<string> {
  at('2024-09-06T02:00:00Z');
  const number = await desk.caseUpTo('convey');
  desk.app.clock.set(today);
  return number;
}
const climb = async (number: string): Promise<void> => {
  await desk.walk(
    number,
    ['conveyor', { type: 'remind', reason }],
    ['conveyor', { type: 'reprimand', number: '1', reason }],
    ['conveyor', { type: 'propose-block', services: ['promotion'], reviewOn: '2024-11-04', reason }],
  );
};

describe('the ladder against an authority', () => {
  it('has a limit between its rungs, for the office that climbs it, and says that no law sets it', async () => {
    const number = await late();
    await desk.walk(number, ['conveyor', { type: 'remind', reason }]);
    expect(await running(number)).toEqual([
      {
        step: 'ladder-next',
        state: 'running',
        body: 'bkn',
        due: '2024-10-18',
        nature: 'target',
        basis: 'Sasaran Netra, sama panjang dengan batas tindak lanjut PPK; bukan batas hukum',
      },
    ]);
    // The place of the case in the queue of the authority hangs on its own limit.
    expect((await view('authority', number))?.clocks.find((one) => one.stepId === 'ppk-follow-up')?.state).toBe(
      'running',
    );
    at('2024-10-17T13:00:00Z');
    await desk.app.deadlines.warn();
    expect(await told(number, 'ladder-next')).toEqual(['Petugas conveyor', 'Rekan']);
    const page = textOf((await (await desk.at('conveyor')).get('/batas')).html);
    expect(page).toContain('Langkah berikutnya terhadap PPK');
    await desk.walk(number, ['conveyor', { type: 'reprimand', number: '1', reason }]);
    expect((await targets(number)).map((one) => one.state)).toEqual(['met', 'running']);
    await desk.walk(number, [
      'conveyor',
      { type: 'propose-block', services: ['promotion'], reviewOn: '2024-11-04', reason },
    ]);
    expect((await running(number)).map((one) => one.step)).toEqual(['block-decision']);
    expect(await act(second, number, { type: 'reject-block', reason })).toMatchObject({ ok: true });
    expect((await running(number)).map((one) => one.step)).toEqual(['ladder-next']);
  });

  it('ends with its limit when the authority decides', async () => {
    const number = await late();
    await desk.walk(number, ['conveyor', { type: 'remind', reason }]);
    const none: CaseAction = {
      type: 'record-decision',
      outcome: 'no-sanction',
      option: null,
      decisionNumber: '800/1/2024',
      decidedOn: '2024-10-04',
      reason,
    };
    expect(await act('authority', number, none)).toMatchObject({ ok: true });
    expect((await targets(number)).map((one) => one.state)).toEqual(['cancelled']);
  });
});

describe('a block of data and services', () => {
  it('has a limit until its day of review: warned of, ended by looking at it again or by lifting it', async () => {
    const number = await late();
    await climb(number);
    expect(await act(second, number, { type: 'confirm-block', reference: '2', reason })).toMatchObject({ ok: true });
    expect(await running(number)).toMatchObject([{ step: 'block-review', body: 'bkn', due: '2024-11-04' }]);
    at('2024-11-05T02:00:00Z');
    await desk.app.deadlines.warn();
    expect(await told(number, 'block-review')).toEqual(['Petugas conveyor', 'Rekan']);
    expect(await act('authority', number, { type: 'review-block', reviewOn: '2024-12-20', reason })).toEqual(
      refusal('not-yours'),
    );
    expect(await act('conveyor', number, { type: 'review-block', reviewOn: '2024-12-20', reason })).toMatchObject({
      ok: true,
    });
    expect(await running(number)).toMatchObject([{ step: 'block-review', due: '2024-12-20' }]);
    expect((await targets(number)).filter((one) => one.step === 'block-review').map((one) => one.state)).toEqual([
      'met-late',
      'running',
    ]);
    expect((await view('authority', number))?.steps.at(-1)?.content).toMatchObject({ reviewOn: '2024-12-20', reason });
    expect(await act('conveyor', number, { type: 'unblock', proof: 'Keputusan', reason })).toMatchObject({ ok: true });
    expect(await running(number)).toEqual([]);
  });

  it('is not looked at again where none is in force, and its limit is not stopped', async () => {
    const number = await late();
    expect(await act('conveyor', number, { type: 'review-block', reviewOn: '2024-12-20', reason })).toEqual(
      refusal('not-blocked'),
    );
    await desk.walk(number, ['conveyor', { type: 'remind', reason }]);
    const clock = await desk.app.owner
      .selectFrom('clock as k')
      .innerJoin('case_file as f', 'f.id', 'k.case_id')
      .select('k.id')
      .where('f.number', '=', number)
      .where('k.step_id', '=', 'ladder-next')
      .executeTakeFirstOrThrow();
    const stopped = await desk.app.deadlines.service.stop(
      await desk.member('conveyor'),
      number,
      { clockId: clock.id, reason, basis: 'perbkn1_2023', untilOn: '2024-11-20' },
      await desk.seqOf(number),
    );
    expect(stopped.ok).toBe(false);
  });
});

describe('a named report that is shelved as information', () => {
  it('is looked at again: it has a limit, is warned of, and is counted for whoever oversees', async () => {
    const number = await desk.caseUpTo('facts');
    expect(await act('colleague', number, { type: 'keep-as-information', reason })).toMatchObject({ ok: true });
    expect(await running(number)).toMatchObject([
      { step: 'information-review', body: 'bawaslu-ar', due: '2024-11-03', nature: 'target' },
    ]);
    at('2024-11-08T02:00:00Z');
    await desk.app.deadlines.warn();
    expect(await told(number, 'information-review')).toEqual(['Petugas colleague', 'Petugas officer']);
    const overseer = textOf((await (await desk.at('overseer')).get('/batas')).html);
    expect(overseer).toContain('1 laporan tersimpan sebagai informasi awal, 1 lewat tanggal tinjaunya');
    expect(await act('officer', number, { type: 'review-information', reviewOn: '2024-12-20', reason })).toMatchObject({
      ok: true,
    });
    expect(await running(number)).toMatchObject([{ due: '2024-12-20' }]);
    const later = textOf((await (await desk.at('overseer')).get('/batas')).html);
    expect(later).toContain('1 laporan tersimpan sebagai informasi awal');
    expect(later).not.toContain('lewat tanggal tinjaunya');
    await desk.walk(number, ['officer', { type: 'make-finding', reason }]);
    expect(await running(number)).toEqual([]);
  });

  it('is in sight of its reporter as before: the target is no limit of theirs', async () => {
    const number = await desk.caseUpTo('facts');
    await act('colleague', number, { type: 'keep-as-information', reason });
    const { rows } = await sql<{ definition: string }>`
      select pg_get_functiondef('netra.reporter_clocks'::regproc) as definition`.execute(desk.app.owner);
    expect(rows[0]?.definition).toContain("procedure_id <> 'netra'");
  });
});

describe('a recommendation that BKN calls back', () => {
  it('comes home before the authority has decided: the limit and the hand-over end, and the authority reads why', async () => {
    const number = await desk.caseUpTo('convey');
    const back: CaseAction = { type: 'call-back', why: 'wrong-authority', reason };
    expect(await act('authority', number, back)).toEqual(refusal('not-yours'));
    expect(await act('conveyor', number, back)).toMatchObject({ ok: true });
    const home = await view('conveyor', number);
    expect(home).toMatchObject({
      status: 'study-confirmed',
      holderBodyId: desk.country.bodies.bkn.id,
      chain: { ok: true },
    });
    expect(home?.clocks.filter((one) => one.state === 'running').map((one) => one.stepId)).toEqual(['convey-to-ppk']);
    const theirs = await view('authority', number);
    expect(theirs?.actions).toEqual([]);
    expect(theirs?.steps.at(-1)).toMatchObject({ kind: 'called-back', content: { why: 'wrong-authority', reason } });
    const { rows } = await sql<{ open: number }>`
      select count(*)::int as open from netra.handover h join netra.case_file f on f.id = h.case_id
      where f.number = ${number} and h.what = 'conveyed' and h.ended_at is null`.execute(desk.app.owner);
    expect(rows[0]?.open).toBe(0);
    expect((await (await desk.at('authority')).get('/rekomendasi')).html).not.toContain(number);
    const page = textOf((await (await desk.at('authority')).get(`/perkara/${number}`)).html);
    expect(page).toContain('Rekomendasi ditarik kembali');
    expect(page).toContain(reason);
    // Another recommendation takes its place.
    expect(
      await act('conveyor', number, { type: 'convey', toBodyId: desk.country.bodies.ppkCity.id, reason }),
    ).toMatchObject({ ok: true });
    expect(await act('authority', number, { type: 'accept-handover' })).toMatchObject({ ok: true });
  });

  it('stays where the authority has decided, and with the office that conveyed it', async () => {
    const number = await desk.caseUpTo('convey');
    const back: CaseAction = { type: 'call-back', why: 'superseded', reason };
    for (const who of ['officer', 'verifier', 'overseer'] as const)
      expect((await act(who, number, back)).ok, who).toBe(false);
    await desk.walk(number, [
      'authority',
      {
        type: 'record-decision',
        outcome: 'no-sanction',
        option: null,
        decisionNumber: '800/1/2024',
        decidedOn: '2024-10-04',
        reason,
      },
    ]);
    expect(await act('conveyor', number, back)).toMatchObject({ ok: false, error: { kind: 'wrong-status' } });
  });
});

describe('a decision that imposes nothing', () => {
  const nothing = (outcome: 'no-sanction' | 'not-proven'): CaseAction => ({
    type: 'record-decision',
    outcome,
    option: null,
    decisionNumber: '800/1/2024',
    decidedOn: '2024-10-04',
    reason,
  });
  const expires = async (number: string): Promise<boolean> => {
    const { rows } = await sql<{ yes: boolean }>`
      select netra.may_expire(f.id, '2030-01-01') as yes from netra.case_file f where f.number = ${number}`.execute(
      desk.app.owner,
    );
    return rows[0]?.yes === true;
  };

  it('and says that nothing was proven expires like every unproven accusation', async () => {
    const number = await desk.caseUpTo('convey');
    expect(await act('authority', number, nothing('not-proven'))).toMatchObject({ ok: true });
    expect(await view('officer', number)).toMatchObject({ status: 'stopped' });
    expect(await expires(number)).toBe(true);
    expect(textOf((await (await desk.at('authority')).get(`/perkara/${number}`)).html)).toContain('Tidak terbukti');
  });

  it('and was proven stays: an authority judged it', async () => {
    const number = await desk.caseUpTo('convey');
    expect(await act('authority', number, nothing('no-sanction'))).toMatchObject({ ok: true });
    expect(await view('officer', number)).toMatchObject({ status: 'final' });
    expect(await expires(number)).toBe(false);
  });

  it('is asked which it is by the form', async () => {
    const number = await desk.caseUpTo('convey');
    const form = (await (await desk.at('authority')).get(`/perkara/${number}/catat-keputusan`)).html;
    for (const one of ['sanction', 'no-sanction', 'not-proven']) expect(form).toContain(`value="${one}"`);
  });
});

describe('a basis', () => {
  const stop = async (number: string, basis: string, note = '') => {
    const clock = await desk.app.owner
      .selectFrom('clock as k')
      .innerJoin('case_file as f', 'f.id', 'k.case_id')
      .select('k.id')
      .where('f.number', '=', number)
      .where('k.step_id', '=', 'handle')
      .executeTakeFirstOrThrow();
    return desk.app.deadlines.service.stop(
      await desk.member('officer'),
      number,
      { clockId: clock.id, reason, basis, note, untilOn: '2024-11-20' },
      await desk.seqOf(number),
    );
  };
  const longer = async (number: string, basis: string, note = '') =>
    act('officer', number, { type: 'extend-handling', basis, note, reason });

  it('that the law data do not know stops and lengthens nothing, whatever it is written like', async () => {
    const number = await desk.caseUpTo('register');
    for (const invented of ['UU 1/1945 Pasal 999', 'Perbawaslu 7/2022 ps 999', 'bawaslu-pilkada/never']) {
      expect(await stop(number, invented), invented).toEqual(refusal('unknown-basis'));
      expect(await longer(number, invented), invented).toEqual(refusal('unknown-basis'));
    }
    // Rules of another time, and what binds nobody.
    expect(await stop(number, 'skb_2020')).toEqual(refusal('unknown-basis'));
    expect(await stop(number, 'se4_2024', 'UU 1/1945 Pasal 999')).toEqual(refusal('only-by-law'));
  });

  it('is chosen from the rules in force that day, and the words stand beside it', async () => {
    const number = await desk.caseUpTo('register');
    const officer = await desk.at('officer');
    const form = (await officer.get(`/perkara/${number}/perpanjang`)).html;
    expect(form).toContain('<option value="bawaslu-pilkada/handle-extended" selected');
    expect(form).not.toContain('value="skb_2020"');
    expect(await longer(number, 'bawaslu-pilkada/handle-extended', 'menunggu ahli')).toMatchObject({ ok: true });
    expect((await view('officer', number))?.steps.at(-1)?.content).toMatchObject({
      basis: 'UU 10/2016 ps 134(6); menunggu ahli',
      rule: 'bawaslu-pilkada/handle-extended',
    });
    const other = await desk.caseUpTo('register');
    expect(await stop(other, 'perbawaslu8_2020', 'ps 24')).toMatchObject({ ok: true });
    expect((await view('officer', other))?.steps.at(-1)?.content).toMatchObject({
      basis: 'Perbawaslu 8/2020 jo 9/2024; ps 24',
      rule: 'perbawaslu8_2020',
    });
  });
});

describe('where somebody declares an interest', () => {
  const idOf = async (number: string): Promise<string> =>
    (await desk.app.owner.selectFrom('case_file').select('id').where('number', '=', number).executeTakeFirstOrThrow())
      .id;

  it('the task force of the nation has an office that steps in, named by an administrator, and the limits go along', async () => {
    const { satgas } = desk.country.bodies;
    const other = { ...satgas, id: crypto.randomUUID(), code: 'satgas-2', name: 'Satgas Pengganti' };
    await sql`insert into netra.body (id, code, kind, name, level, jurisdiction_id, zone)
      select ${other.id}, ${other.code}, kind, ${other.name}, level, jurisdiction_id, zone from netra.body where id = ${satgas.id}`.execute(
      desk.app.owner,
    );
    const admin = await desk.at('admin');
    const page = (await admin.get('/admin/satgas')).html;
    expect(textOf(page)).toContain('Belum ada yang ditunjuk');
    const chosen = { [`pengganti-${satgas.code}`]: other.id, [`dasarpengganti-${satgas.code}`]: 'Keputusan rekaan 1' };
    const form = { _csrf: tokenOn(page), kantor: satgas.id, ...chosen };
    // Without a basis, or with an office that is not of this kind, nothing is stored; for everybody else there is no such page.
    const wrong = [
      { ...form, [`dasarpengganti-${satgas.code}`]: 'x' },
      { ...form, [`pengganti-${satgas.code}`]: desk.country.bodies.bkn.id },
    ];
    for (const typed of wrong) expect((await admin.post('/admin/satgas/pengganti', typed)).status).toBe(422);
    const verifier = await desk.at('verifier');
    const token = tokenOn((await verifier.get('/antrean')).html);
    expect((await verifier.post('/admin/satgas/pengganti', { ...form, _csrf: token })).status).toBe(404);
    expect(await desk.app.owner.selectFrom('body_stand_in').select('id').execute()).toEqual([]);
    const done = await admin.post('/admin/satgas/pengganti', form);
    expect([done.status, done.to]).toEqual([303, '/admin/satgas?selesai=1']);
    // Of today by the legal clock; here it has counted for a year.
    await sql`update netra.body_stand_in set valid_from = '2024-01-01'`.execute(desk.app.owner);
    const named = textOf((await admin.get('/admin/satgas')).html);
    expect(named).toContain('Satgas Pengganti Dasar: Keputusan rekaan 1');
    const replacement = await desk.country.person('Pengganti', [other, 'verifier']);

    const number = await desk.caseUpTo('submit');
    expect(await act('verifier', number, { type: 'declare-interest', kind: 'relative', reason })).toMatchObject({
      ok: true,
    });
    expect(await act(replacement, number, { type: 'take-over', reason })).toMatchObject({ ok: true });
    const { rows } = await sql<{ step: string; code: string }>`
      select k.step_id as step, b.code from netra.clock k join netra.body b on b.id = k.body_id
      where k.case_id = ${await idOf(number)} and k.state = 'running'`.execute(desk.app.owner);
    expect(rows).toEqual([{ step: 'verify', code: 'satgas-2' }]);
    at('2024-10-10T13:00:00Z');
    await desk.app.deadlines.warn();
    expect(await told(number, 'verify')).toEqual(['Pengganti']);
    expect(await act(replacement, number, { type: 'verify', reason })).toMatchObject({ ok: true });
  });

  it('nobody who is shut out is mailed, neither by a limit nor with the office', async () => {
    const number = await desk.caseUpTo('register');
    const id = await idOf(number);
    const officer = await desk.member('officer');
    expect(await act('officer', number, { type: 'declare-interest', kind: 'relative', reason })).toMatchObject({
      ok: true,
    });
    at('2024-10-07T08:00:00+07:00');
    await desk.app.deadlines.warn();
    expect(await told(number, 'handle')).toEqual(['Petugas colleague']);
    const { rows } = await sql<{ without: unknown }>`
      select data -> 'without' as without from jobs.job where name = 'mail-office' order by created_on desc limit 5`.execute(
      desk.app.owner,
    );
    expect(JSON.stringify(rows)).toContain(officer.userId);
    expect(JSON.stringify(rows)).not.toContain(id);
  });
});

describe('what a reporter adds to a case that was joined to another', () => {
  const idOf = async (number: string): Promise<string> =>
    (await desk.app.owner.selectFrom('case_file').select('id').where('number', '=', number).executeTakeFirstOrThrow())
      .id;

  it('reaches the office that holds the other: it is told, sees that something came, and reads it as it is passed on', async () => {
    const [source, target] = [await desk.caseUpTo('register'), await desk.caseUpTo('study')];
    const officer = await desk.member('officer');
    expect(
      await desk.app.cases.service.join(officer, { source, target, reason, seq: await desk.seqOf(source) }),
    ).toMatchObject({ ok: true });
    await desk.walk(
      target,
      ['officer', { type: 'conclude', proven: true, reason }],
      ['officer', { type: 'submit', toBodyId: desk.country.bodies.satgas.id, reason }],
    );
    const id = await idOf(source);
    await sql`with last as (select * from netra.case_event where case_id = ${id} order by seq desc limit 1)
      insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, to_body_id, status_after, at, salt, commitment, link)
      select l.case_id, l.seq + 1, 'reporter-added', f.origin_body_id, null, null, l.status_after, l.at + interval '1 hour', l.salt,
        sha256(convert_to(random()::text, 'UTF8')), sha256(convert_to(random()::text, 'UTF8'))
      from last l join netra.case_file f on f.id = l.case_id`.execute(desk.app.owner);
    await sql`update netra.case_file set last_seq = last_seq + 1 where id = ${id}`.execute(desk.app.owner);
    const seen = textOf((await (await desk.at('verifier')).get(`/perkara/${target}`)).html);
    expect(seen).toContain('Pelapornya menambah keterangan pada');

    at('2024-10-05T02:00:00Z');
    const path = `/perkara/${source}/teruskan-tambahan`;
    const visitor = await desk.at('officer');
    const page = (await visitor.get(`/perkara/${source}`)).html;
    expect(page).toContain(path);
    const isi = 'Ada saksi kedua di balai, keterangannya menguatkan.';
    expect((await visitor.submit(page, path, { isi })).status).toBe(303);
    const read = await view('verifier', target);
    expect(read?.steps.at(-1)).toMatchObject({ kind: 'addition-passed-on', content: { text: isi, from: source } });
    expect(read?.chain).toEqual({ ok: true });
    expect(textOf((await (await desk.at('verifier')).get(`/perkara/${target}`)).html)).toContain(isi);
    // Once: nothing waits any more, and nobody else passes anything on.
    expect((await visitor.get(`/perkara/${source}`)).html).not.toContain(path);
    expect((await visitor.submit(page, path, { isi: 'Kata yang lain sama sekali.' })).status).toBe(422);
  });
});

describe('a step that rests on a letter', () => {
  const remind = async (number: string, more: { document?: string; documentHash?: string }) =>
    desk.app.cases.service.actAsked(
      await desk.member('conveyor'),
      number,
      { type: 'remind', reason, ...more },
      await desk.seqOf(number),
      true,
    );
  /** An issued letter of a kind, by the people of BKN. */
  const issued = async (number: string, kind: string) => {
    const { service } = desk.app.documents;
    const member = await desk.member('conveyor');
    const seen = await view('conveyor', number);
    if (seen === undefined) throw new Error('not seen');
    const made = await service.draft(member, seen, { kind, position: 1, identityReason: null });
    if (!made.ok) throw new Error(made.error.kind);
    const open = await service.find(member, seen, made.value.id);
    if (open === undefined || open.draft === null) throw new Error('no draft');
    const words: Record<string, string> = { ...open.draft.words };
    for (const part of [...open.kind.parts, { n: 'tempat' }, { n: 'penanda_jabatan' }, { n: 'penanda_nama' }])
      if ((words[part.n] ?? '').trim() === '') words[part.n] = 'Isian';
    const saved = await service.save(member, seen, made.value.id, words, 1);
    if (!saved.ok) throw new Error(saved.error.kind);
    const done = await service.issue(member, seen, made.value.id, saved.value.version);
    if (!done.ok) throw new Error(JSON.stringify(done.error));
    return { id: made.value.id, number: done.value.number };
  };

  it('names it: one that was issued here, or the hash of one made elsewhere; nothing else will do', async () => {
    const number = await late();
    expect(await remind(number, {})).toEqual(refusal('document-missing'));
    expect(await remind(number, { document: crypto.randomUUID() })).toEqual(refusal('document-unknown'));
    const other = await issued(number, 'teguran-tindak-lanjut');
    expect(await remind(number, { document: other.id }), 'of another step').toEqual(refusal('document-unknown'));
    const conveyor = await desk.at('conveyor');
    const before = (await conveyor.get(`/perkara/${number}/ingatkan`)).html;
    expect(before).toContain(`/perkara/${number}/dokumen/baru?jenis=pengingat-tindak-lanjut`);
    const letter = await issued(number, 'pengingat-tindak-lanjut');
    const form = (await conveyor.get(`/perkara/${number}/ingatkan`)).html;
    expect(form).toContain(`value="${letter.id}"`);
    expect(await remind(number, { document: letter.id, documentHash: 'cd'.repeat(32) })).toEqual(
      refusal('document-unknown'),
    );
    expect(await remind(number, { document: letter.id })).toMatchObject({ ok: true });
    const [step] = ((await view('authority', number))?.steps ?? []).slice(-1);
    expect(step).toMatchObject({ kind: 'reminded', content: { document: letter.number } });
    expect(JSON.stringify(step?.content)).toMatch(/"documentHash":"[0-9a-f]{64}"/);
    expect(textOf((await (await desk.at('authority')).get(`/perkara/${number}`)).html)).toContain(letter.number);
  });

  it('takes a hash where the letter was made elsewhere, and asks for it in each form', async () => {
    const number = await late();
    expect(await remind(number, { documentHash: 'ab'.repeat(32) })).toMatchObject({ ok: true });
    expect((await view('authority', number))?.steps.at(-1)?.content).toMatchObject({ documentHash: 'ab'.repeat(32) });
    const conveyor = await desk.at('conveyor');
    const form = await conveyor.get(`/perkara/${number}/tegur`);
    const refused = await conveyor.submit(form.html, `/perkara/${number}/tegur`, { number: '1', reason });
    expect(refused.status).toBe(422);
    expect(textOf(refused.html)).toContain('Langkah ini menyebut suratnya');
  });
});

describe('a form that is no action of a case', () => {
  it('asks for a stake before the first act as well: who has one stops no limit, and is shut out', async () => {
    const number = await desk.caseUpTo('register');
    const clock = await desk.app.owner
      .selectFrom('clock as k')
      .innerJoin('case_file as f', 'f.id', 'k.case_id')
      .select('k.id')
      .where('f.number', '=', number)
      .where('k.step_id', '=', 'handle')
      .executeTakeFirstOrThrow();
    // Nobody was asked yet.
    await sql`delete from netra.case_no_stake where case_id = (select id from netra.case_file where number = ${number})`.execute(
      desk.app.owner,
    );
    const path = `/perkara/${number}/batas/${clock.id}/henti`;
    const officer = await desk.at('officer');
    const page = (await officer.get(path)).html;
    const typed = {
      alasan: reason,
      dasar: 'perbawaslu8_2020',
      sampai_day: '20',
      sampai_month: '11',
      sampai_year: '2024',
    };
    const silent = await officer.submit(page, path, typed);
    expect([silent.status, silent.html.includes('href="#f-interest"')]).toEqual([422, true]);
    const kin = { ...typed, interest: 'relative', interestReason: reason };
    expect((await officer.submit(page, path, kin)).to).toBe('/antrean');
    expect((await officer.get(`/perkara/${number}`)).status).toBe(404);
    const { rows } = await sql<{ state: string }>`select state from netra.clock where id = ${clock.id}`.execute(
      desk.app.owner,
    );
    expect(rows[0]?.state).toBe('running');
  });
});
