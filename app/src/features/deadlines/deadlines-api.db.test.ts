import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiDesk, at, said, startApiDesk } from '../api/api.fixture.ts';

let desk: ApiDesk;
beforeAll(async () => {
  desk = await startApiDesk();
}, 120_000);
afterAll(() => desk?.end());

const going = { reason: 'Menunggu keterangan ahli yang diminta.', basis: 'perbawaslu7_2022', note: 'ps 24' };
const wish = { ...going, untilDay: '2024-10-14' };

describe('an office’s program', () => {
  it('stops and resumes a limit of a case it holds, once for each key, on the step it read', async () => {
    const number = await desk.caseUpTo('register');
    const { secret } = await desk.token('officer');
    const listed = await desk.call(secret, 'GET', '/limits');
    const id = String(at(listed, 'items', 0, 'id'));
    const path = `/cases/${number}/limits/${id}`;
    const seq = await desk.seqOf(number);
    expect(said(await desk.call(secret, 'POST', `${path}/stop`, { body: wish, seq: seq - 1 }))).toBe('412 changed');
    const letter = { ...wish, basis: 'Surat nomor 5 tahun 2024' };
    expect(said(await desk.call(secret, 'POST', `${path}/stop`, { body: letter, seq }))).toBe('409 not-possible');
    expect(said(await desk.call(secret, 'POST', `${path}/stop`, { body: { ...wish, basis: '' }, seq }))).toBe(
      '422 invalid-input',
    );
    const key = 'berhenti-satu-kali';
    const stopped = await desk.call(secret, 'POST', `${path}/stop`, { body: wish, seq, key });
    expect([stopped.status, at(stopped, 'step'), at(stopped, 'dueAt')]).toEqual([201, seq + 1, null]);
    const same = await desk.call(secret, 'POST', `${path}/stop`, { body: wish, seq, key });
    expect([same.status, at(same, 'step'), await desk.seqOf(number)]).toEqual([201, seq + 1, seq + 1]);
    expect(at(await desk.call(secret, 'GET', '/limits?state=stopped'), 'items', 0, 'id')).toBe(id);
    expect(JSON.stringify(at(await desk.call(secret, 'GET', '/limits'), 'items'))).not.toContain(id);
    expect(said(await desk.call(secret, 'POST', `${path}/stop`, { body: wish, seq: seq + 1 }))).toBe(
      '409 not-possible',
    );
    const resumed = await desk.call(secret, 'POST', `${path}/resume`, { body: going, seq: seq + 1 });
    expect([resumed.status, at(resumed, 'dueAt')]).toEqual([201, '2024-10-07T16:59:59Z']);
  });

  it('of another office finds neither the case nor the limit', async () => {
    const number = await desk.caseUpTo('register');
    const seq = await desk.seqOf(number);
    const { id } = await desk.app.owner
      .selectFrom('clock as k')
      .innerJoin('case_file as f', 'f.id', 'k.case_id')
      .select('k.id')
      .where('f.number', '=', number)
      .where('k.state', '=', 'running')
      .executeTakeFirstOrThrow();
    for (const who of ['stranger', 'verifier'] as const) {
      const { secret } = await desk.token(who);
      const there = await desk.call(secret, 'POST', `/cases/${number}/limits/${id}/stop`, { body: wish, seq });
      const none = await desk.call(secret, 'POST', `/cases/ZZZ-ZZZ-ZZ/limits/${id}/stop`, { body: wish, seq });
      expect([said(there), said(none)]).toEqual(['404 not-found', '404 not-found']);
    }
    expect(await desk.seqOf(number)).toBe(seq);
  });

  it('sees who is away at its own office alone, and enters nothing', async () => {
    const officer = await desk.member('officer');
    const entered = await desk.app.deadlines.service.enterAbsence(officer, {
      bodyId: officer.memberships[0]?.bodyId ?? '',
      userId: officer.userId,
      fromDay: '2024-10-07',
      untilDay: '2024-10-08',
      kind: 'training',
      deputyUserId: null,
    });
    expect(entered.ok).toBe(true);
    const own = await desk.call((await desk.token('officer')).secret, 'GET', '/absences');
    expect(at(own, 'items', 0)).toMatchObject({ name: 'Petugas officer', kind: 'training', deputyName: null });
    const other = await desk.call((await desk.token('stranger')).secret, 'GET', '/absences');
    expect(at(other, 'items')).toEqual([]);
  });
});
