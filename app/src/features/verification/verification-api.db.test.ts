import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiDesk, at, said, startApiDesk } from '../api/api.fixture.ts';
import { facts } from '../cases/desk.fixture.ts';

let desk: ApiDesk;
let officer: string;
let verifier: string;
let stranger: string;
const reason = 'Terlapor, tempat, dan hari kejadiannya sama.';

beforeAll(async () => {
  desk = await startApiDesk();
  [officer, verifier, stranger] = [
    (await desk.token('officer')).secret,
    (await desk.token('verifier')).secret,
    (await desk.token('stranger')).secret,
  ];
  const { owner } = desk.app;
  const satgas = desk.country.bodies.satgas.id;
  for (const kind of ['bawaslu', 'bkn'])
    await owner
      .insertInto('task_force_seat')
      .values({ body_id: satgas, kind, valid_from: '2022-09-22', basis: 'SKB 2022' })
      .execute();
  // Whoever acts for the task force by program sits for a body like a person does.
  await owner.updateTable('member').set({ represents: 'bkn' }).where('body_id', '=', satgas).execute();
});
afterAll(() => desk.end());

const pair = async (): Promise<readonly [string, string]> => {
  const [one, other] = [await desk.report(), await desk.report()];
  for (const number of [one, other]) await desk.walk(number, ['officer', facts]);
  return [one, other];
};

describe('by program', () => {
  it('a task force lists what waits for its verification, in pages; others find nothing there', async () => {
    const numbers = [await desk.caseUpTo('submit'), await desk.caseUpTo('submit')];
    const first = await desk.call(verifier, 'GET', '/verification?limit=1');
    const next = await desk.call(verifier, 'GET', `/verification?limit=1&cursor=${String(at(first, 'next'))}`);
    const listed = [at(first, 'items', 0, 'case'), at(next, 'items', 0, 'case')];
    expect(listed.toSorted()).toEqual(numbers.toSorted());
    expect(at(first, 'items', 0, 'outcome')).toBe('missing');
    expect(at(first, 'items', 0, 'read')).toBe(false);
    expect(said(await desk.call(officer, 'GET', '/verification'))).toBe('404 not-found');
  });
  it('casts no vote, on one case or on many: that is for people', async () => {
    const number = await desk.caseUpTo('submit');
    await desk.call(verifier, 'GET', `/cases/${number}`);
    const one = await desk.call(verifier, 'POST', `/cases/${number}/actions`, {
      body: { type: 'cast-vote', vote: 'agree', reason },
      seq: await desk.seqOf(number),
    });
    expect(said(one)).toBe('409 not-possible');
    const cases = [{ case: number, step: await desk.seqOf(number) }];
    const many = await desk.call(verifier, 'POST', '/verification/votes', { body: { vote: 'agree', reason, cases } });
    expect(many.status).toBe(404);
  });
  it('likely duplicates are told with their reasons, and joined and split', async () => {
    const [one, other] = await pair();
    const likely = await desk.call(officer, 'GET', `/cases/${one}/duplicates`);
    expect(JSON.stringify(at(likely, 'items'))).toContain(other);
    expect(at(likely, 'items', 0, 'reasons')).toContain('accused');
    const joined = await desk.call(officer, 'POST', `/cases/${other}/join`, {
      body: { target: one, reason },
      seq: await desk.seqOf(other),
    });
    expect(joined.status).toBe(201);
    const outdated = await desk.call(officer, 'POST', `/cases/${other}/split`, { body: { reason }, seq: 1 });
    expect(said(outdated)).toBe('412 changed');
    const split = await desk.call(officer, 'POST', `/cases/${other}/split`, {
      body: { reason },
      seq: Number(at(joined, 'step')),
    });
    expect(split.status).toBe(201);
  });
  it('are neither joined nor split before it was said of both that no interest stands in the way', async () => {
    const [one, other] = await pair();
    await sql`delete from netra.case_no_stake`.execute(desk.app.owner);
    const join = async () =>
      desk.call(officer, 'POST', `/cases/${other}/join`, {
        body: { target: one, reason },
        seq: await desk.seqOf(other),
      });
    const say = (number: string) =>
      desk.call(officer, 'POST', `/cases/${number}/no-interest`, { body: { interest: 'none' } });
    expect(said(await join())).toBe('409 stake-unasked');
    expect((await say(other)).status).toBe(201);
    const asked = await join();
    expect(said(asked)).toBe('409 stake-unasked');
    expect(at(asked, 'detail')).toContain(one);
    expect((await say(one)).status).toBe(201);
    const joined = await join();
    expect(joined.status).toBe(201);
    await sql`delete from netra.case_no_stake`.execute(desk.app.owner);
    const split = await desk.call(officer, 'POST', `/cases/${other}/split`, {
      body: { reason },
      seq: Number(at(joined, 'step')),
    });
    expect(said(split)).toBe('409 stake-unasked');
  });
  it('a case out of scope is one that does not exist, for each operation', async () => {
    const [one, other] = await pair();
    const asked = [
      await desk.call(stranger, 'GET', `/cases/${one}/duplicates`),
      await desk.call(stranger, 'POST', `/cases/${one}/join`, { body: { target: other, reason }, seq: 2 }),
      await desk.call(stranger, 'POST', `/cases/${one}/split`, { body: { reason }, seq: 2 }),
    ];
    expect(asked.map(said)).toEqual(['404 not-found', '404 not-found', '404 not-found']);
  });
  it('a finding is opened within the place of the office, and refused elsewhere', async () => {
    const body = {
      origin: 'temuan',
      electionId: 'pilkada-2024',
      contestId: 'kepala-daerah',
      regionId: desk.country.places.district.id,
      actKind: 'social-engagement',
      foundOn: '2024-10-03',
      source: 'Pengawasan melekat pada apel 3 Oktober.',
    };
    const opened = await desk.call(officer, 'POST', '/cases', { body });
    expect(opened.status).toBe(201);
    const outside = await desk.call(officer, 'POST', '/cases', {
      body: { ...body, regionId: desk.country.places.otherCity.id },
    });
    const never = await desk.call(officer, 'POST', '/cases', { body: { ...body, contestId: 'presiden' } });
    expect([outside, never].map(said)).toEqual(['409 not-possible', '409 not-possible']);
    expect(said(await desk.call(verifier, 'POST', '/cases', { body }))).toBe('404 not-found');
  });
});
