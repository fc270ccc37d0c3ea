/** Who sat in a plenary is told by name to readers of the step; the form of the extension says which limits cannot be lengthened. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, startDesk, textOf } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

describe('who sat in a plenary', () => {
  it('is told by name to whoever reads the step, and by nothing to others', async () => {
    const number = await desk.caseUpTo('study');
    const [officer, colleague] = [await desk.member('officer'), await desk.member('colleague')];
    const reason = 'Pleno: terbukti.';
    await desk.walk(
      number,
      ['officer', { type: 'conclude', proven: true, reason, sat: [officer.userId, colleague.userId] }],
      ['officer', { type: 'submit', toBodyId: desk.country.bodies.satgas.id, reason: 'Pesan kami bagi penerima.' }],
    );
    const told = 'Yang hadir: Petugas officer, Petugas colleague.';
    for (const who of ['officer', 'verifier'] as const)
      expect(textOf((await (await desk.at(who)).get(`/perkara/${number}`)).html), who).toContain(told);
    const view = await desk.app.cases.readModel.findCase(await desk.member('verifier'), number);
    expect(view?.steps.filter((step) => step.sat.length > 0)).toHaveLength(1);
    // A receiver of the file keeps ids: no name lies in the chain.
    const { rows } = await desk.app.owner
      .selectFrom('case_event_content as c')
      .innerJoin('case_file as f', 'f.id', 'c.case_id')
      .select('c.content')
      .where('f.number', '=', number)
      .execute()
      .then((all) => ({ rows: all }));
    expect(JSON.stringify(rows)).not.toContain('Petugas colleague');
    expect((await (await desk.at('stranger')).get(`/perkara/${number}`)).status).toBe(404);
  });
});

describe('lengthening a limit', () => {
  it('is offered for handling alone; the form and the limits of the case say why the others cannot be', async () => {
    const number = await desk.caseUpTo('register');
    const officer = await desk.at('officer');
    const form = textOf((await officer.get(`/perkara/${number}/perpanjang`)).html);
    expect(form).toContain('Hanya batas penanganan yang dapat diperpanjang');
    const limits = (await officer.get(`/perkara/${number}/batas`)).html;
    expect(limits).toContain(`/perkara/${number}/perpanjang`);
    await desk.walk(number, [
      'officer',
      { type: 'extend-handling', basis: 'UU 10/2016 ps 134(6)', reason: 'Keterangan tambahan diperlukan.' },
    ]);
    const after = (await officer.get(`/perkara/${number}/batas`)).html;
    expect(textOf(after)).toContain('sudah diperpanjang; undang-undang mengenalnya satu kali');
    expect(after).not.toContain(`/perkara/${number}/perpanjang`);
    // Of the task force: set by practice, and no longer one stands beside it.
    const submitted = await desk.caseUpTo('submit');
    const there = textOf((await (await desk.at('verifier')).get(`/perkara/${submitted}/batas`)).html);
    expect(there).toContain('tidak menyebut batas yang lebih panjang');
  });
});
