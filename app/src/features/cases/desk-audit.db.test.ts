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
    const _csrf = await token(visitor);
    const before = await looks();
    const answer = await visitor.post(`/perkara/${number}/lengkapi-fakta`, { _csrf });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain(number);
    expect(await looks()).toBe(before + 1);
  });

  it('is written down when the reason for opening the identity is too short', async () => {
    const number = await desk.report(true);
    const visitor = await desk.at('officer');
    const _csrf = await token(visitor);
    const before = await looks();
    const answer = await visitor.post(`/perkara/${number}/identitas`, {
      _csrf,
      identityReason: 'x',
    });
    expect(answer.status).toBe(422);
    expect(answer.html).toContain(secrets.story);
    expect(await looks()).toBe(before + 1);
  });
});

describe('a page of a list', () => {
  it('leaves one line: which list and page, no case and no word that was looked for', async () => {
    const visitor = await desk.at('officer');
    const lines = () =>
      desk.app.owner
        .selectFrom('audit')
        .select(['what', 'case_id', 'target'])
        .where('what', '=', 'case.list')
        .orderBy('id')
        .execute();
    const before = (await lines()).length;
    for (const path of [
      '/antrean',
      '/antrean?lihat=lewat&cari=rahasia',
      '/antrean?halaman=99',
      '/serah-terima?arah=keluar',
    ])
      expect((await visitor.get(path)).status).toBe(200);
    expect((await lines()).slice(before)).toEqual(
      ['queue.open 1', 'queue.late 1', 'queue.open 1', 'handovers.out 1'].map((target) => ({
        what: 'case.list',
        case_id: null,
        target,
      })),
    );
  });

  it('leaves none where nothing was shown', async () => {
    const before = await looks();
    for (const who of ['asn', 'media', 'admin'] as const)
      expect((await (await desk.at(who)).get('/antrean')).status).toBe(404);
    expect(await looks()).toBe(before);
  });
});
