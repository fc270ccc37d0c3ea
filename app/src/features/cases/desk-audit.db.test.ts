import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formsOf, type Visitor } from '../accounts/visitor.fixture.ts';
import { type Desk, secrets, startDesk } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

const looks = async (): Promise<number> =>
  (await desk.app.owner.selectFrom('audit').select('id').where('access', '=', 'read').execute()).length;

/** A token that the person has anyway, from any page with a form. */
const token = async (visitor: Visitor): Promise<string> =>
  formsOf((await visitor.get('/antrean')).html).find((form) => form.hidden._csrf !== undefined)?.hidden._csrf ?? '';

describe('a look at a case that no page led to', () => {
  it('is written down when a form comes back with errors', async () => {
    const number = await desk.report(true);
    const visitor = await desk.at('officer');
    const before = await looks();
    const answer = await visitor.post(`/perkara/${number}/lengkapi-fakta`, { _csrf: await token(visitor) });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain(number);
    expect(await looks()).toBe(before + 1);
  });

  it('is written down when the reason for opening the identity is too short', async () => {
    const number = await desk.report(true);
    const visitor = await desk.at('officer');
    const before = await looks();
    const answer = await visitor.post(`/perkara/${number}/identitas`, {
      _csrf: await token(visitor),
      identityReason: 'x',
    });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain(secrets.story);
    expect(await looks()).toBe(before + 1);
  });
});
