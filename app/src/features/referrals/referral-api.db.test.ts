import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiDesk, at, said, startApiDesk } from '../api/api.fixture.ts';

let desk: ApiDesk;
beforeAll(async () => {
  desk = await startApiDesk();
}, 120_000);
afterAll(() => desk?.end());

const reason = 'Terlapor adalah kepala desa, bukan pegawai ASN.';

async function referred(here: boolean): Promise<{ readonly number: string; readonly step: number }> {
  const number = await desk.caseUpTo('facts');
  await desk.walk(number, [
    'officer',
    {
      type: 'refer',
      authority: 'village',
      office: here ? '' : 'Bupati Rekaan',
      ...(here ? { receiverBodyId: desk.country.bodies.ppkCity.id } : {}),
      reason,
    },
  ]);
  return { number, step: (await desk.seqOf(number)) - 1 };
}

describe('referrals by program', () => {
  it('are listed for both sides, and answered once by the receiver that works here', async () => {
    const { number, step } = await referred(true);
    const [sender, receiver] = [await desk.token('officer'), await desk.token('authority')];
    const sent = await desk.call(sender.secret, 'GET', '/referrals?direction=out&state=waiting');
    expect([at(sent, 'items', 0, 'case'), at(sent, 'items', 0, 'state'), at(sent, 'items', 0, 'dueNature')]).toEqual([
      number,
      'delivered',
      'target',
    ]);
    expect(at(await desk.call(receiver.secret, 'GET', '/referrals?direction=in'), 'items', 0, 'case')).toBe(number);
    const path = `/referrals/${number}/${step}/answer`;
    const bare = { answer: 'return', category: 'other', reason: 'pendek' };
    expect(said(await desk.call(receiver.secret, 'POST', path, { body: bare }))).toBe('422 invalid-input');
    // The sender does not answer for the receiver; for others there is no such referral.
    const accept = { body: { answer: 'accept' } };
    expect(said(await desk.call(sender.secret, 'POST', path, accept))).toBe('404 not-found');
    const stranger = await desk.token('stranger');
    expect(said(await desk.call(stranger.secret, 'POST', path, accept))).toBe('404 not-found');
    expect((await desk.call(receiver.secret, 'POST', path, accept)).status).toBe(200);
    expect(said(await desk.call(receiver.secret, 'POST', path, accept))).toBe('409 not-possible');
    const after = await desk.call(sender.secret, 'GET', '/referrals');
    expect(at(after, 'items', 0, 'state')).toBe('accepted');
    expect(JSON.stringify(after)).not.toContain('Terlapor Rekaan');
  });

  it('of a receiver outside take its answer by day and number of its letter, each state once', async () => {
    const { number, step } = await referred(false);
    const { secret } = await desk.token('officer');
    const path = `/referrals/${number}/${step}/receipts`;
    const letter = { state: 'delivered', day: '2024-10-04', letterNumber: 'B/12/2024' };
    expect(said(await desk.call(secret, 'POST', path, { body: { ...letter, day: '2031-01-01' } }))).toBe(
      '409 not-possible',
    );
    expect(said(await desk.call(secret, 'POST', path, { body: { ...letter, sha256: 'xyz' } }))).toBe(
      '422 invalid-input',
    );
    expect((await desk.call(secret, 'POST', path, { body: letter })).status).toBe(200);
    expect(said(await desk.call(secret, 'POST', path, { body: letter }))).toBe('409 not-possible');
    expect((await desk.call(secret, 'POST', path, { body: { ...letter, state: 'returned' } })).status).toBe(200);
    expect(at(await desk.call(secret, 'GET', '/referrals?state=returned'), 'items', 0, 'case')).toBe(number);
  });
});
