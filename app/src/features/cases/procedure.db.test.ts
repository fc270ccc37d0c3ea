import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { CaseAction } from './case.ts';
import { type Desk, examination, startDesk, textOf, type Who } from './desk.fixture.ts';

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
const decision = (more: Partial<Extract<CaseAction, { type: 'record-decision' }>>): CaseAction => ({
  type: 'record-decision',
  outcome: 'sanction',
  option: 'turun_jabatan_12',
  decisionNumber: '800/1/2024',
  decidedOn: '2024-10-04',
  reason,
  ...more,
});
const refusal = (kind: string) => ({ ok: false, error: { kind } });

describe('a sanction', () => {
  it('after the recommendation came rests on an examination; one of before is written down with its own day', async () => {
    const number = await desk.caseUpTo('convey');
    expect(await act('authority', number, decision({}))).toEqual(refusal('examination-first'));
    expect(await act('authority', number, decision({ decidedOn: '2024-09-30' }))).toEqual(refusal('day-order'));
    expect(await act('authority', number, decision({ decidedOn: '2024-10-03' }))).toMatchObject({ ok: true });
  });

  it('that is heavy asks for a team: the examination may be opened again, and what was heard before counts no more', async () => {
    const number = await desk.caseUpTo('convey');
    const [[, heavy], [, heard]] = examination;
    await desk.walk(number, ['authority', { ...heavy, heavy: false, team: '' }], ['authority', heard]);
    expect(await act('authority', number, decision({ option: 'pdhtaps' }))).toEqual(refusal('heavy-needs-team'));
    await desk.walk(number, ['authority', heavy]);
    expect(await act('authority', number, decision({ option: 'pdhtaps' }))).toEqual(refusal('not-examined'));
    await desk.walk(number, ['authority', { ...heard, replyGiven: false }]);
    expect(await act('authority', number, decision({ option: 'pdhtaps' }))).toEqual(refusal('no-reply'));
    await desk.walk(number, ['authority', heard]);
    expect(await act('authority', number, decision({ option: 'pdhtaps' }))).toMatchObject({ ok: true });
  });

  it('takes effect only when the accused can no longer contest it, on its day and not before', async () => {
    const number = await desk.caseUpTo('convey');
    await desk.walk(
      number,
      ...examination,
      ['authority', decision({})],
      ['authority', { type: 'record-delivery', deliveredOn: '2024-10-04', how: 'in-person' }],
    );
    const effect = (effectiveOn: string) => act('authority', number, { type: 'record-effect', effectiveOn });
    expect(await effect('2024-10-04')).toEqual(refusal('remedy-runs'));
    expect((await view('authority', number))?.clocks.find((clock) => clock.stepId === 'file-objection')?.state).toBe(
      'running',
    );
    desk.app.clock.set(Temporal.Instant.from('2024-10-26T02:00:00Z'));
    expect(await effect('2024-10-24')).toEqual(refusal('not-in-effect-yet'));
    expect(await effect('2024-10-25')).toMatchObject({ ok: true });
  });
});

describe('a recommendation that was sent to the wrong authority', () => {
  it('goes back by the authority, and the limit of BKN runs again', async () => {
    const number = await desk.caseUpTo('convey');
    expect((await view('authority', number))?.actions).toContain('return-handover');
    expect(await act('authority', number, { type: 'return-handover', reason, category: 'wrong-office' })).toMatchObject(
      { ok: true },
    );
    const back = await view('conveyor', number);
    expect(back).toMatchObject({
      status: 'study-confirmed',
      holderBodyId: desk.country.bodies.bkn.id,
      chain: { ok: true },
    });
    const running = back?.clocks.filter((clock) => clock.state === 'running').map((clock) => clock.stepId);
    expect(running).toEqual(['convey-to-ppk']);
    expect(
      await act('conveyor', number, { type: 'convey', toBodyId: desk.country.bodies.ppkCity.id, reason }),
    ).toMatchObject({ ok: true });
    expect(await act('authority', number, { type: 'accept-handover' })).toMatchObject({ ok: true });
    expect(await act('authority', number, { type: 'return-handover', reason })).toEqual(refusal('already-accepted'));
  });
});

describe('an authority that is flagged as in conflict', () => {
  it('can decide again when a second person takes the flag back, never the one who set it', async () => {
    const number = await desk.caseUpTo('convey');
    await desk.walk(number, ['conveyor', { type: 'flag-conflict', kind: 'candidate', reason }]);
    const unflag: CaseAction = { type: 'unflag-conflict', reason };
    expect(await act('conveyor', number, unflag)).toEqual(refusal('same-person'));
    expect(await act('authority', number, unflag)).toEqual(refusal('not-yours'));
    expect(await act(second, number, unflag)).toMatchObject({ ok: true });
    expect(await act('authority', number, decision({ outcome: 'no-sanction', option: null }))).toMatchObject({
      ok: true,
    });
    expect((await view('conveyor', number))?.chain).toEqual({ ok: true });
  });

  it('leaves no hand-over open behind it, and a block stays in sight until it is lifted', async () => {
    desk.app.clock.set(Temporal.Instant.from('2024-09-06T02:00:00Z'));
    const number = await desk.caseUpTo('convey');
    desk.app.clock.set(today);
    await desk.walk(
      number,
      ['conveyor', { type: 'remind', reason }],
      ['conveyor', { type: 'reprimand', number: '1', reason }],
      ['conveyor', { type: 'propose-block', services: ['promotion'], reviewOn: '2025-01-01', reason }],
    );
    expect(await act(second, number, { type: 'confirm-block', reference: '2', reason })).toMatchObject({ ok: true });
    await desk.walk(
      number,
      ['conveyor', { type: 'flag-conflict', kind: 'candidate', reason }],
      ['conveyor', { type: 'reroute', toBodyId: desk.country.bodies.ppkProvince.id, reason }],
    );
    const { rows } = await sql<{ to: string; ended: boolean }>`select b.code as to, h.ended_at is not null as ended
      from netra.handover h join netra.body b on b.id = h.to_body_id join netra.case_file f on f.id = h.case_id
      where f.number = ${number} and b.kind = 'ppk' order by h.seq`.execute(desk.app.owner);
    expect(rows.map((row) => row.ended)).toEqual([true, false]);
    expect(textOf((await (await desk.at('conveyor')).get('/pantauan')).html)).toContain(number);
    const rung = async () => {
      const found = await runAs(desk.app.platform.db, { kind: 'member', userId: second.userId }, (tx) =>
        sql<{ rung: string }>`select ladder_rung(id) as rung from case_file where number = ${number}`.execute(tx),
      );
      return found.rows[0]?.rung;
    };
    expect(await rung()).toBe('blocked');
    expect(await act('conveyor', number, { type: 'unblock', proof: 'Keputusan', reason })).toMatchObject({ ok: true });
    expect(await rung()).toBe('unblocked');
    expect(await act('conveyor', number, { type: 'unblock', proof: 'Keputusan', reason })).toEqual(
      refusal('not-blocked'),
    );
  });
});

describe('the ladder', () => {
  it('has a letter for each of its rungs, for the office that watches and nobody else', async () => {
    const number = await desk.caseUpTo('convey');
    const letters = [
      'Pengingat tindak lanjut',
      'Teguran kepada PPK',
      'Pemberitahuan pemblokiran',
      'Pemberitahuan pembukaan blokir',
    ];
    const offered = async (who: Who) => {
      const { html } = await (await desk.at(who)).get(`/perkara/${number}/dokumen/baru`);
      return letters.filter((letter) => textOf(html).includes(letter));
    };
    expect(await offered('conveyor')).toEqual(letters);
    expect(await offered('authority')).toEqual([]);
  });
});

describe('an extension', () => {
  it('has a basis that stays with it, and comes before the limit has passed', async () => {
    const number = await desk.caseUpTo('register');
    const longer: CaseAction = { type: 'extend-handling', basis: 'UU 10/2016 ps 134(6)', reason };
    desk.app.clock.set(Temporal.Instant.from('2024-12-04T02:00:00Z'));
    expect(await act('officer', number, longer)).toEqual(refusal('limit-passed'));
    desk.app.clock.set(today);
    const officer = await desk.at('officer');
    const path = `/perkara/${number}/perpanjang`;
    const form = await officer.get(path);
    expect(textOf(form.html)).toContain('Dasar perpanjangan');
    const refused = await officer.fill(path, path, { reason });
    expect([refused.status, refused.html.includes('href="#f-basis"')]).toEqual([422, true]);
    expect((await officer.fill(path, path, { reason, basis: 'UU 10/2016 ps 134(6)' })).status).toBe(303);
    expect(textOf((await officer.get(`/perkara/${number}`)).html)).toContain('Dasar: UU 10/2016 ps 134(6)');
  });
});

describe('cases that were joined over several hands', () => {
  it('expire with the last of them, and their reporter sees its steps', async () => {
    const [first, middle, last] = [
      await desk.caseUpTo('register'),
      await desk.caseUpTo('register'),
      await desk.caseUpTo('register'),
    ];
    const join = async (source: string, target: string) =>
      desk.app.cases.service.join(await desk.member('officer'), {
        source,
        target,
        reason,
        seq: await desk.seqOf(source),
      });
    expect(await join(first, middle)).toMatchObject({ ok: true });
    expect(await join(middle, last)).toMatchObject({ ok: true });
    const ends = async () => {
      const { rows } = await sql<{
        yes: boolean;
      }>`select netra.may_expire(f.id, '2031-01-01') as yes from netra.case_file f where f.number = ${first}`.execute(
        desk.app.owner,
      );
      return rows[0]?.yes;
    };
    expect(await ends()).toBe(false);
    await desk.walk(last, ['officer', { type: 'refer', authority: 'village', office: 'Bupati', reason }]);
    expect(await ends()).toBe(true);
    const { rows } = await sql<{
      receipt: Buffer;
    }>`select r.receipt_hash as receipt from netra.report r join netra.case_file f on f.id = r.case_id where f.number = ${first}`.execute(
      desk.app.owner,
    );
    const receipt = rows[0]?.receipt ?? Buffer.alloc(0);
    const steps = await desk.app.owner.transaction().execute(async (tx) => {
      await sql`select set_config('netra.kind', 'public', true), set_config('netra.receipt', ${receipt.toString('hex')}, true)`.execute(
        tx,
      );
      return sql<{ kind: string }>`select kind from netra.reporter_joined_steps()`.execute(tx);
    });
    expect(steps.rows.map((row) => row.kind)).toContain('referred');
  });
});
