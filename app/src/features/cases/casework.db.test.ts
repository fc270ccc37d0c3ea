import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { CaseAction } from './case.ts';
import { type Desk, examination, facts, startDesk, type Who } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

const reason = 'Alasan yang cukup panjang untuk disimpan.';
const act = async (who: Who, number: string, action: CaseAction) =>
  desk.app.cases.service.act(await desk.member(who), number, action, await desk.seqOf(number));
const view = async (who: Who, number: string) => desk.app.cases.readModel.findCase(await desk.member(who), number);

describe('whoever has a stake in a case', () => {
  it('is shut out of it by the database itself, while the office goes on', async () => {
    const number = await desk.caseUpTo('facts');
    expect(await act('colleague', number, { type: 'declare-interest', kind: 'relative', reason })).toMatchObject({
      ok: true,
    });
    expect(await view('colleague', number)).toBeUndefined();
    expect(await act('colleague', number, { type: 'register', reason })).toEqual({
      ok: false,
      error: { kind: 'not-found' },
    });
    const { userId } = await desk.member('colleague');
    const { rows } = await runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
      sql<Record<string, number>>`select (select count(*) from case_file where number = ${number}) as files,
        (select count(*) from case_event e join netra.case_file f on f.id = e.case_id where f.number = ${number}) as events,
        (select count(*) from case_event_content c where c.case_id in (select id from netra.case_file where number = ${number})) as contents,
        (select count(*) from case_accused a where a.case_id in (select id from netra.case_file where number = ${number})) as accused,
        (select count(*) from clock k where k.case_id in (select id from netra.case_file where number = ${number})) as clocks`.execute(
        tx,
      ),
    );
    expect(rows[0]).toEqual({ files: 0, events: 0, contents: 0, accused: 0, clocks: 0 });
    expect(await act('officer', number, { type: 'register', reason })).toMatchObject({ ok: true });
  });

  it('does not find it by search or in any list either', async () => {
    const number = await desk.caseUpTo('facts');
    await act('colleague', number, { type: 'declare-interest', kind: 'campaign', reason });
    const visitor = await desk.at('colleague');
    for (const path of ['/antrean', `/antrean?cari=${number}`, `/cari?q=${number}`, '/batas', '/aktivitas'])
      expect((await visitor.get(path)).html.replaceAll(/<(input|title)[^>]*>/g, ''), path).not.toContain(
        `/perkara/${number}`,
      );
  });
});

describe('an authority with a stake in a case', () => {
  it('decides nothing more once it is flagged, and the case goes up, never sideways or down', async () => {
    const number = await desk.caseUpTo('convey');
    expect(await act('conveyor', number, { type: 'flag-conflict', kind: 'candidate', reason })).toMatchObject({
      ok: true,
    });
    const decision: CaseAction = {
      type: 'record-decision',
      outcome: 'no-sanction',
      option: null,
      decisionNumber: '1',
      decidedOn: '2024-10-04',
      reason,
    };
    expect(await act('authority', number, decision)).toEqual({ ok: false, error: { kind: 'in-conflict' } });
    expect((await view('authority', number))?.actions).not.toContain('record-decision');
    const { ppkCity, ppkProvince, ppkOther } = desk.country.bodies;
    for (const to of [ppkCity, ppkOther])
      expect(await act('conveyor', number, { type: 'reroute', toBodyId: to.id, reason })).toEqual({
        ok: false,
        error: { kind: 'wrong-receiver' },
      });
    const moved = await act('conveyor', number, { type: 'reroute', toBodyId: ppkProvince.id, reason });
    expect(moved).toMatchObject({ ok: true });
    const seen = await view('conveyor', number);
    expect(seen).toMatchObject({ status: 'conveyed', holderBodyId: ppkProvince.id, chain: { ok: true } });
    expect(seen?.clocks.filter((clock) => clock.state === 'running').map((clock) => clock.stepId)).toEqual([
      'ppk-follow-up',
    ]);
    expect(seen?.handovers.at(-1)).toMatchObject({ toName: ppkProvince.name });
    // The authority in conflict goes on seeing that steps happen, and reads none of what comes.
    const before = await view('authority', number);
    expect(before?.steps.at(-1)).toMatchObject({ kind: 'rerouted', content: null });
    expect(before?.actions).toEqual([]);
  });

  it('is left only through BKN: nobody else reroutes, and not without a flag', async () => {
    const number = await desk.caseUpTo('convey');
    const up: CaseAction = { type: 'reroute', toBodyId: desk.country.bodies.ppkProvince.id, reason };
    expect(await act('conveyor', number, up)).toEqual({ ok: false, error: { kind: 'no-conflict' } });
    for (const who of ['officer', 'verifier', 'authority'] as const)
      expect(await act(who, number, up), who).toEqual({ ok: false, error: { kind: 'not-yours' } });
  });
});

describe('an accused regional secretary', () => {
  it('is judged one level above the head whom he serves', async () => {
    const number = await desk.caseUpTo('confirm');
    const { ppkCity, ppkProvince } = desk.country.bodies;
    const convey = (toBodyId: string): CaseAction => ({ type: 'convey', toBodyId, sekda: true, reason });
    expect(await act('conveyor', number, convey(ppkCity.id))).toEqual({ ok: false, error: { kind: 'sekda-route' } });
    expect(await act('conveyor', number, convey(ppkProvince.id))).toMatchObject({ ok: true });
  });
});

describe('a sanction outside what like cases get', () => {
  it('needs a reason that stays with the decision', async () => {
    const sanction = (option: string, more = {}): CaseAction => ({
      type: 'record-decision',
      outcome: 'sanction',
      option,
      decisionNumber: '1',
      decidedOn: '2024-10-04',
      reason,
      ...more,
    });
    for (let n = 0; n < 10; n += 1)
      await desk.walk(await desk.caseUpTo('convey'), ...examination, ['authority', sanction('turun_jabatan_12')]);
    const number = await desk.caseUpTo('convey');
    await desk.walk(number, ...examination);
    expect(await act('authority', number, sanction('pdhtaps'))).toEqual({
      ok: false,
      error: { kind: 'outside-range' },
    });
    const page = await (await desk.at('authority')).get(`/perkara/${number}/catat-keputusan`);
    expect(page.html).toContain('Sanksi pada 10 perkara yang tingkatnya sama');
    expect(await act('authority', number, sanction('pdhtaps', { outsideReason: reason }))).toMatchObject({ ok: true });
    expect((await view('authority', number))?.steps.at(-1)?.content).toMatchObject({ outsideReason: reason });
  }, 120_000);
});

describe('a supervisor who finds something', () => {
  it('opens a case by hand, with the limit of a finding from the day it was found, and makes it a finding', async () => {
    const officer = await desk.member('officer');
    const wish = {
      bodyId: desk.country.bodies.bawasluCity.id,
      origin: 'temuan',
      electionId: 'pemilu-2024',
      contestId: 'presiden',
      regionId: desk.country.places.district.id,
      actKind: 'social-engagement',
      foundOn: '2024-10-03',
      source: 'Patroli siber',
    } as const;
    const opened = await desk.app.cases.service.open(officer, wish);
    expect(opened).toMatchObject({ ok: true });
    const number = opened.ok ? opened.value.number : '';
    const seen = await view('officer', number);
    expect(seen).toMatchObject({ status: 'received', origin: 'temuan', chain: { ok: true } });
    // Seven working days after Thursday 3 October (UU 7/2017 art. 454(5)).
    expect(seen?.clocks.map((clock) => `${clock.stepId} ${clock.dueAt}`)).toEqual([
      'record-finding 2024-10-14T16:59:59Z',
    ]);
    await desk.walk(number, ['officer', facts], ['officer', { type: 'make-finding', reason }]);
    expect((await view('officer', number))?.clocks.find((clock) => clock.stepId === 'record-finding')?.state).toBe(
      'met',
    );
    for (const who of ['verifier', 'authority', 'overseer'] as const)
      expect(await desk.app.cases.service.open(await desk.member(who), wish), who).toEqual({
        ok: false,
        error: { kind: 'not-yours' },
      });
    expect(await desk.app.cases.service.open(officer, { ...wish, regionId: desk.country.places.otherCity.id })).toEqual(
      { ok: false, error: { kind: 'outside-region' } },
    );
  });
});
