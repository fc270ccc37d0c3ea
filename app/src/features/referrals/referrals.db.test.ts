import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { CaseAction } from '../cases/case.ts';
import { type Desk, facts, filledIn, startDesk, textOf, tokenOn, type Who } from '../cases/desk.fixture.ts';
import { changedParts } from '../cases/index.ts';
import { openAcknowledgement } from '../exchange/acknowledgement.ts';
import { type ReferralView, readReferrals } from './referral-read.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

const reason = 'Terlapor adalah kepala desa, bukan pegawai ASN.';
const village = (more: Partial<Extract<CaseAction, { readonly type: 'refer' }>> = {}): CaseAction => ({
  type: 'refer',
  authority: 'village',
  office: 'Bupati Rekaan',
  reason,
  ...more,
});
const criminal: CaseAction = {
  type: 'forward-criminal',
  office: 'Sentra Gakkumdu Rekaan',
  reason: 'Ada tanda politik uang yang disertai saksi.',
};

async function referred(action: CaseAction = village()): Promise<{ readonly number: string; readonly seq: number }> {
  const number = await desk.caseUpTo('facts');
  await desk.walk(number, ['officer', action]);
  const { rows } = await sql<{
    seq: number;
  }>`select r.seq from netra.referral r join netra.case_file f on f.id = r.case_id
    where f.number = ${number} order by r.seq desc limit 1`.execute(desk.app.owner);
  return { number, seq: rows[0]?.seq ?? 0 };
}

async function views(who: Who, number: string): Promise<readonly ReferralView[]> {
  const member = await desk.member(who);
  return runAs(desk.app.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
    readReferrals(
      tx,
      member.memberships.map((one) => one.bodyId),
      sql`f.number = ${number}`,
    ),
  );
}
const one = async (who: Who, number: string): Promise<ReferralView> => {
  const [view] = await views(who, number);
  if (view === undefined) throw new Error(`${who} sees no referral of ${number}`);
  return view;
};
const textAt = async (who: Who, at: string): Promise<string> => (await (await desk.at(who)).get(at)).html;
const path = ({ number, seq }: { readonly number: string; readonly seq: number }): string =>
  `/perkara/${number}/penerusan/${seq}`;

describe('a case that is referred', () => {
  it('is a hand-over with hashes, a rule and a target to answer, and stays with the office that referred it', async () => {
    const at = await referred();
    const view = await one('officer', at.number);
    expect(view).toMatchObject({
      kind: 'village',
      state: 'sent',
      direction: 'out',
      toBodyId: null,
      confidence: 'seen',
    });
    expect(view.to.name).toBe('Bupati Rekaan');
    expect(view.basis).toContain('UU 6/2014');
    expect(view.dueRule).toMatchObject({ nature: 'target', within: 3, unit: 'working_day' });
    const member = await desk.member('officer');
    const changed = await runAs(desk.app.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
      changedParts(tx, desk.app.platform.keys, view, { parts: view.parts, salt: view.salt }),
    );
    expect(changed).toEqual([]);
    const page = textOf(await textAt('officer', `/perkara/${at.number}`));
    expect(page).toContain('Bupati Rekaan');
    expect(page).toContain('terkirim, belum ada tanda terima');
  });

  it('needs a receiver: a name outside, or an office here that is the authority for it', async () => {
    const number = await desk.caseUpTo('facts');
    const { bkn, ppkCity } = desk.country.bodies;
    const act = async (action: CaseAction) =>
      desk.app.cases.service.act(await desk.member('officer'), number, action, await desk.seqOf(number));
    expect(await act(village({ office: '' }))).toEqual({ ok: false, error: { kind: 'authority-unnamed' } });
    expect(await act(village({ receiverBodyId: bkn.id }))).toEqual({ ok: false, error: { kind: 'authority-misfit' } });
    expect(await act(village({ authority: 'tni', receiverBodyId: ppkCity.id }))).toEqual({
      ok: false,
      error: { kind: 'authority-misfit' },
    });
    expect(await desk.seqOf(number)).toBe(2);
    expect((await act(village({ office: '', receiverBodyId: ppkCity.id }))).ok).toBe(true);
    expect((await one('officer', number)).to.name).toBe(ppkCity.name);
  });

  it('shows on its form who is competent by which rule, and offers the offices that work here', async () => {
    const number = await desk.caseUpTo('facts');
    const html = await textAt('officer', `/perkara/${number}/teruskan`);
    expect(textOf(html)).toContain('SE MenPANRB 01/2023');
    expect(textOf(html)).toContain('target layanan');
    expect(html).toContain(desk.country.bodies.ppkCity.id);
    const visitor = await desk.at('officer');
    const typed = {
      ...filledIn(html, `/perkara/${number}/teruskan`),
      authority: 'village',
      receiverBodyId: desk.country.bodies.ppkCity.id,
      office: '',
      reason,
    };
    const done = await visitor.post(`/perkara/${number}/teruskan`, typed);
    expect(done.status).toBe(303);
    // The second tap on the same button is the same referral.
    expect((await visitor.post(`/perkara/${number}/teruskan`, typed)).status).toBe(303);
    expect(await views('officer', number)).toHaveLength(1);
  });
});

describe('a receiver that works here', () => {
  const here = () => referred(village({ office: '', receiverBodyId: desk.country.bodies.ppkCity.id }));

  it('opens it by reading, reads the case so far and no further, and accepts', async () => {
    const at = await here();
    const authority = await desk.at('authority');
    expect((await one('authority', at.number)).state).toBe('delivered');
    const html = await textAt('authority', path(at));
    expect((await one('officer', at.number)).state).toBe('opened');
    const view = await desk.app.cases.readModel.findCase(await desk.member('authority'), at.number);
    expect(view?.steps.find((step) => step.seq === at.seq)?.hidden).toBe(false);
    expect(view?.actions).toEqual([]);
    const done = await authority.post(`${path(at)}/terima`, filledIn(html, `${path(at)}/terima`));
    expect(done.status).toBe(303);
    expect((await one('officer', at.number)).state).toBe('accepted');
    expect(textOf(await textAt('officer', '/penerusan'))).toContain('diterima');
    // What is answered is answered: neither side changes it.
    const again = await authority.post(`${path(at)}/kembalikan`, {
      _csrf: tokenOn(html),
      category: 'other',
      reason: 'Ternyata bukan pegawai kami.',
    });
    expect(again.status).toBe(303);
    expect((await one('officer', at.number)).state).toBe('accepted');
  });

  it('sends it back with words that only the two offices read; then it may be referred again', async () => {
    const at = await here();
    const authority = await desk.at('authority');
    const html = await textAt('authority', path(at));
    const typed = { ...filledIn(html, `${path(at)}/kembalikan`), category: 'wrong-office', reason: 'pendek' };
    expect((await authority.post(`${path(at)}/kembalikan`, typed)).status).toBe(422);
    const words = 'Orang ini bukan kepala desa di wilayah kami.';
    expect((await authority.post(`${path(at)}/kembalikan`, { ...typed, reason: words })).status).toBe(303);
    expect(textOf(await textAt('officer', path(at)))).toContain(words);
    const { rows } = await sql<{
      locked: string;
    }>`select encode(r.return_locked, 'escape') as locked from netra.referral r
      join netra.case_file f on f.id = r.case_id where f.number = ${at.number}`.execute(desk.app.owner);
    expect(rows[0]?.locked).not.toContain('kepala desa');
    await desk.walk(at.number, ['officer', village({ office: 'Bupati Lain Rekaan' })]);
    expect((await views('officer', at.number)).map((row) => row.state)).toEqual(['returned', 'sent']);
    // Once only: what went out again has not come back.
    const twice = await desk.app.cases.service.act(
      await desk.member('officer'),
      at.number,
      village(),
      await desk.seqOf(at.number),
    );
    expect(twice).toEqual({ ok: false, error: { kind: 'already-forwarded' } });
  });

  it('is the only one who answers; for everybody else there is no such referral', async () => {
    const at = await here();
    for (const who of ['stranger', 'verifier', 'conveyor', 'admin', 'media', 'asn', 'overseer'] as const) {
      const visitor = await desk.at(who);
      expect((await visitor.get(path(at))).status, who).toBe(404);
    }
    const officer = await desk.at('officer');
    const html = await textAt('officer', path(at));
    const csrf = { _csrf: tokenOn(html) };
    expect((await officer.post(`${path(at)}/terima`, csrf)).status).toBe(404);
    expect((await officer.post(`${path(at)}/jawaban`, { ...csrf, state: 'accepted' })).status).toBe(404);
    expect((await one('officer', at.number)).state).toBe('delivered');
    expect((await officer.get(`/perkara/${at.number}/penerusan/1`)).status).toBe(404);
    // Forged: the sender signs for the receiver, past the application.
    const { userId } = await desk.member('officer');
    const forged = await runAs(desk.app.platform.db, { kind: 'member', userId }, async (tx) => {
      const done = await tx
        .updateTable('referral')
        .set({ accepted_at: '2024-10-04T00:00:00Z', accepted_by: userId, ended_at: '2024-10-04T00:00:00Z' })
        .where('seq', '=', at.seq)
        .executeTakeFirst();
      return done.numUpdatedRows;
    });
    expect(forged).toBe(0n);
  });
});

describe('a receiver outside', () => {
  it('gets a signed file; what it answers by letter is written down once and never changed', async () => {
    const at = await referred();
    const officer = await desk.at('officer');
    const html = await textAt('officer', path(at));
    const file = `${path(at)}/berkas`;
    const short = await officer.post(file, { ...filledIn(html, file), passphrase: 'pendek' });
    expect(short.status).toBe(422);
    const made = await officer.post(file, { ...filledIn(html, file), passphrase: 'kata sandi yang cukup panjang' });
    expect(made.status).toBe(200);
    expect(made.html).toMatch(/^age-encryption\.org/);
    expect((await one('officer', at.number)).files).toBe(1);
    const answer = `${path(at)}/jawaban`;
    const typed = {
      ...filledIn(html, answer),
      state: 'accepted',
      day_day: '4',
      day_month: '10',
      day_year: '2024',
      number: 'B/12/X/2024',
      sha256: 'ab'.repeat(32),
    };
    for (const [name, value] of [
      ['state', ''],
      ['day_year', '2031'],
      ['day_day', ''],
      ['number', ''],
      ['sha256', 'xyz'],
    ] as const)
      expect((await officer.post(answer, { ...typed, [name]: value })).status, name).toBe(422);
    expect((await officer.post(answer, { ...typed, state: 'delivered' })).status).toBe(303);
    expect((await one('officer', at.number)).state).toBe('delivered');
    expect((await officer.post(answer, { ...typed, state: 'delivered' })).status).toBe(422);
    expect((await officer.post(answer, typed)).status).toBe(303);
    const view = await one('officer', at.number);
    expect(view.state).toBe('accepted');
    expect(view.receipts.map((row) => [row.state, row.letterNumber])).toEqual([
      ['delivered', 'B/12/X/2024'],
      ['accepted', 'B/12/X/2024'],
    ]);
    expect(textOf(await textAt('officer', path(at)))).toContain('menurut surat nomor B/12/X/2024');
    await expect(
      runAs(desk.app.platform.db, { kind: 'member', userId: (await desk.member('officer')).userId }, (tx) =>
        tx.updateTable('referral_receipt').set({ letter_number: 'lain' }).execute(),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it('has an acknowledgement that anybody with the key can check, and that names nobody', async () => {
    const at = await referred();
    const text = await textAt('officer', `${path(at)}/tanda-terima-bertanda.txt`);
    const { key } = JSON.parse(await textAt('officer', `${path(at)}/tanda-terima.json`));
    const { parseKey } = await import('@netra/ledger');
    const verifier = parseKey(String(key));
    if (verifier === null) throw new Error('no key');
    const opened = openAcknowledgement(text, [verifier]);
    expect(opened.ok && opened.value.ack).toMatchObject({
      case: at.number,
      what: 'referred',
      to: { name: 'Bupati Rekaan' },
    });
    expect(text).not.toContain('Terlapor Rekaan');
  });

  it('is shown as overdue by days to the sender', async () => {
    const at = await referred();
    await sql`update netra.referral set due_at = due_at - interval '400 days'`.execute(desk.app.owner);
    expect(textOf(await textAt('officer', '/penerusan?keadaan=lewat'))).toContain(at.number);
    expect(textOf(await textAt('officer', `/perkara/${at.number}`))).toMatch(/lewat \d+ hari/);
  });
});

describe('signs of a crime', () => {
  it('go to Gakkumdu beside the case, which goes on with its limits', async () => {
    const number = await desk.caseUpTo('register');
    const limits = async () =>
      (await desk.app.cases.readModel.findCase(await desk.member('officer'), number))?.clocks.map((clock) => [
        clock.stepId,
        clock.state,
      ]);
    const before = await limits();
    await desk.walk(number, ['officer', criminal]);
    expect(await limits()).toEqual(before);
    const view = await one('officer', number);
    expect(view).toMatchObject({ kind: 'gakkumdu', state: 'sent' });
    expect(view.dueRule?.nature).toBe('target');
    const again = await desk.app.cases.service.act(
      await desk.member('officer'),
      number,
      criminal,
      await desk.seqOf(number),
    );
    expect(again).toEqual({ ok: false, error: { kind: 'already-forwarded' } });
    await desk.walk(
      number,
      ['officer', { type: 'record-study', text: 'Kajian: memenuhi unsur yang diatur.', rows: ['B6'], level: 'berat' }],
      ['officer', { type: 'conclude', proven: true, reason: 'Pleno: terbukti.' }],
      ['officer', { type: 'submit', toBodyId: desk.country.bodies.satgas.id, reason: 'Pesan kami bagi penerima.' }],
    );
    // The case lies elsewhere; what became of the referral is the sender's to write down and to see, for ever.
    const officer = await desk.at('officer');
    const html = await textAt('officer', path({ number, seq: view.seq }));
    const form = `${path({ number, seq: view.seq })}/jawaban`;
    const done = await officer.post(form, {
      ...filledIn(html, form),
      state: 'returned',
      day_day: '4',
      day_month: '10',
      day_year: '2024',
      number: 'SG/3/2024',
    });
    expect(done.status).toBe(303);
    expect((await one('officer', number)).state).toBe('returned');
    expect(textOf(await textAt('verifier', `/perkara/${number}`))).toContain('Sentra Gakkumdu Rekaan');
    expect((await (await desk.at('verifier')).get(path({ number, seq: view.seq }))).status).toBe(404);
  });

  it('are told by the form with the rule and without an invented number of law', async () => {
    const number = await desk.caseUpTo('register');
    const text = textOf(await textAt('officer', `/perkara/${number}/teruskan-gakkumdu`));
    expect(text).toContain('Sentra Gakkumdu');
    expect(text).toContain('batas jawaban adalah target layanan');
  });
});

describe('the letter of a referral', () => {
  it('is drafted with its rule and the hash of what was referred', async () => {
    const at = await referred();
    const view = await one('officer', at.number);
    const html = await textAt('officer', `/perkara/${at.number}/dokumen/baru?jenis=penerusan-berwenang`);
    const officer = await desk.at('officer');
    const form = `/perkara/${at.number}/dokumen/baru`;
    const made = await officer.post(form, { ...filledIn(html, form), jenis: 'penerusan-berwenang' });
    expect(made.status).toBe(303);
    const draft = await textAt('officer', made.to ?? '');
    expect(draft).toContain(view.sha256);
    expect(draft).toContain('Bupati Rekaan');
    expect(facts.accused[0].name).toBe('Terlapor Rekaan');
    expect(draft).toContain('Terlapor Rekaan');
  });
});

describe('limits of referrals', () => {
  it('are moved by whoever changes the law, and by nobody else', async () => {
    await referred();
    const ask = async (who: Who) => {
      const { userId } = await desk.member(who);
      return runAs(desk.app.platform.db, { kind: 'member', userId }, async (tx) => {
        const { rows } = await sql<{ n: string }>`select count(*) as n from running_referrals()`.execute(tx);
        return Number(rows[0]?.n ?? 0);
      });
    };
    expect(await ask('admin')).toBeGreaterThan(0);
    expect(await ask('officer')).toBe(0);
    const { userId } = await desk.member('officer');
    await expect(
      runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
        sql`select move_referrals('[]'::jsonb)`.execute(tx),
      ),
    ).rejects.toThrow(/whoever changes the law/);
  });
});
