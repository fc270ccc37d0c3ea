import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { Visitor } from '../accounts/visitor.fixture.ts';
import { registerService } from '../discipline-register/register-service.ts';
import { checkLog } from '../ledger/check-log.ts';
import { viewForReporter } from '../reports/report-read-model.ts';
import { findAccused } from './accused-store.ts';
import type { Accused, CaseAction } from './case.ts';
import type { CaseView } from './case-read-model.ts';
import { type Desk, examination, facts, filledIn, secrets, startDesk, textOf, type Who } from './desk.fixture.ts';
import { sealedHandovers, sealedSteps } from './sealed-cases.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

const persons = [
  { name: 'Terlapor Satu Rekaan', post: 'Camat', unitName: 'Kecamatan Arunika Timur', status: 'pns' },
  { name: 'Terlapor Dua Rekaan', post: 'Kepala Dinas', unitName: 'Dinas Perhubungan Provinsi', status: 'pns' },
  { name: 'Terlapor Tiga Rekaan', post: 'Kepala Desa', unitName: 'Desa Kirana', status: 'village-head' },
] as const satisfies readonly Accused[];

const together = (many = 2): CaseAction => ({ ...facts, accused: persons.slice(0, many) });
const reason = 'Jalan perkaranya berbeda.';
const sanction = (option: string, decisionNumber: string): CaseAction => ({
  type: 'record-decision',
  outcome: 'sanction',
  option,
  decisionNumber,
  decidedOn: '2024-10-04',
  reason: 'Isi pertimbangan PPK yang panjang.',
  outsideReason: 'Alasan bila di luar yang lazim.',
});

/** A case with several accused that has gone a part of its way. */
async function joint(until: 'facts' | 'study' | 'submit' | 'confirm', many = 2): Promise<string> {
  const number = await desk.report();
  await desk.walk(number, ['officer', together(many)]);
  if (until === 'facts') return number;
  await desk.walk(
    number,
    ['officer', { type: 'register', reason: 'Syarat terpenuhi.' }],
    ['officer', { type: 'record-study', text: 'Kajian: memenuhi unsur yang diatur.', rows: ['B6'], level: 'berat' }],
  );
  if (until === 'study') return number;
  const { satgas, bkn } = desk.country.bodies;
  await desk.walk(
    number,
    ['officer', { type: 'conclude', proven: true, reason: 'Pleno: terbukti.' }],
    ['officer', { type: 'submit', toBodyId: satgas.id, reason: 'Pesan kami bagi penerima.' }],
  );
  if (until === 'submit') return number;
  await desk.walk(
    number,
    ['verifier', { type: 'verify', reason: 'Isi verifikasi satgas.' }],
    ['officer', { type: 'confirm-study', toBodyId: bkn.id, reason: 'Kajian dikuatkan.' }],
  );
  return number;
}

const read = async (who: Who, number: string): Promise<CaseView | undefined> =>
  desk.app.cases.readModel.findCase(await desk.member(who), number);
const get = async (who: Who, number: string): Promise<CaseView> => {
  const view = await read(who, number);
  if (view === undefined) throw new Error(`${who} does not see ${number}`);
  return view;
};
const act = async (who: Who, number: string, action: CaseAction, seq?: number) =>
  desk.app.cases.service.act(await desk.member(who), number, action, seq ?? (await desk.seqOf(number)));
/** Numbers of what came out of a case, the oldest first. */
async function cameFrom(number: string): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`select n.number from netra.case_separation s
    join netra.case_file f on f.id = s.source_id join netra.case_file n on n.id = s.case_id
    where f.number = ${number} order by s.source_seq`.execute(desk.app.owner);
  return rows.map((row) => row.number);
}
async function childOf(number: string): Promise<string> {
  const [child] = await cameFrom(number);
  if (child === undefined) throw new Error(`nothing came out of ${number}`);
  return child;
}

describe('separating accused', () => {
  it('makes a case of its own with everything that was common, and takes the person out of the other', async () => {
    const number = await joint('study');
    const before = await get('officer', number);
    const done = await act('officer', number, { type: 'separate', accused: [2], reason });
    expect(done).toMatchObject({ ok: true });
    const child = await childOf(number);
    const [source, own] = [await get('officer', number), await get('officer', child)];
    expect(source.accused.map((one) => one.name)).toEqual([persons[0].name]);
    expect(own.accused).toEqual([persons[1]]);
    expect(own.state.accused).toEqual([2]);
    expect(own.status).toBe('studied');
    expect(own.summary).toBe(before.summary);
    expect(own.level).toBe('berat');
    // Each chain is whole, and names the other.
    expect([source.chain, own.chain]).toEqual([{ ok: true }, { ok: true }]);
    const [first] = own.steps;
    const { rows } = await sql<{ link: string }>`select encode(e.link, 'hex') as link from netra.case_event e
      join netra.case_file f on f.id = e.case_id where f.number = ${number} and e.seq = ${before.lastSeq}`.execute(
      desk.app.owner,
    );
    expect(first?.content).toMatchObject({ reason, link: rows[0]?.link });
    const { rows: ends } = await sql<{ link: string }>`select encode(e.link, 'hex') as link from netra.case_event e
      join netra.case_file f on f.id = e.case_id and f.last_seq = e.seq where f.number = ${child}`.execute(
      desk.app.owner,
    );
    expect(source.steps.at(-1)).toMatchObject({ kind: 'separated', content: { accused: [2], link: ends[0]?.link } });
    // Limits run on to the day they had.
    const due = (view: CaseView) =>
      view.clocks.filter((one) => one.state === 'running').map((one) => [one.stepId, one.dueAt.toString()]);
    expect(due(own)).toEqual(due(before));
    expect(due(source)).toEqual(due(before));
    // Both go on, each on its own.
    await desk.walk(child, [
      'colleague',
      { type: 'conclude', proven: false, reason: 'Pleno: tidak terbukti baginya.' },
    ]);
    expect((await get('officer', number)).status).toBe('studied');
    expect((await get('officer', child)).status).toBe('stopped');
  });
});

describe('who may separate whom', () => {
  it('is refused, as of a case that does not exist, to people who do not see it', async () => {
    const number = await joint('study');
    const before = await desk.stored(number);
    for (const who of ['stranger', 'authority', 'conveyor', 'verifier', 'admin', 'media', 'asn'] as const) {
      expect(await act(who, number, { type: 'separate', accused: [2], reason }), who).toEqual({
        ok: false,
        error: { kind: 'not-found' },
      });
      const page = await (await desk.at(who)).get(`/perkara/${number}/pisahkan-terlapor`);
      expect([who, page.status]).toEqual([who, 404]);
    }
    expect(await act('overseer', number, { type: 'separate', accused: [2], reason })).toMatchObject({
      error: { kind: 'not-yours' },
    });
    expect(await desk.stored(number)).toEqual(before);
  });

  it('leaves somebody, takes only who is there, and waits for the acceptance of what was handed over', async () => {
    const number = await joint('study');
    const refusedAs = async (accused: readonly number[]) =>
      await act('officer', number, { type: 'separate', accused, reason });
    expect(await refusedAs([1, 2])).toMatchObject({ error: { kind: 'somebody-stays' } });
    expect(await refusedAs([3])).toMatchObject({ error: { kind: 'accused-moved' } });
    expect(await refusedAs([])).toMatchObject({ error: { kind: 'accused-moved' } });
    const one = await desk.caseUpTo('study');
    expect(await act('officer', one, { type: 'separate', accused: [1], reason })).toMatchObject({
      error: { kind: 'one-accused' },
    });
    const sent = await joint('submit');
    expect(await act('verifier', sent, { type: 'separate', accused: [2], reason })).toMatchObject({
      error: { kind: 'accept-first' },
    });
    await desk.walk(
      sent,
      ['verifier', { type: 'accept-handover' }],
      ['verifier', { type: 'separate', accused: [2], reason }],
    );
    expect((await get('verifier', await childOf(sent))).status).toBe('submitted');
  });

  it('is refused on cases that are closed, erased or joined to another', async () => {
    const closed = await joint('study');
    await desk.walk(closed, ['colleague', { type: 'conclude', proven: false, reason: 'Pleno: tidak terbukti.' }]);
    expect(await act('officer', closed, { type: 'separate', accused: [2], reason })).toMatchObject({
      error: { kind: 'wrong-status' },
    });
    const [source, target] = [await joint('study'), await joint('study')];
    const joined = await desk.app.cases.service.join(await desk.member('officer'), {
      source,
      target,
      reason,
      seq: await desk.seqOf(source),
    });
    expect(joined.ok).toBe(true);
    expect(await act('officer', source, { type: 'separate', accused: [2], reason })).toMatchObject({
      error: { kind: 'wrong-status' },
    });
    const gone = await joint('study');
    await sql`select netra.erase_case(f.id, null) from netra.case_file f where f.number = ${gone}`.execute(
      desk.app.owner,
    );
    expect(await act('officer', gone, { type: 'separate', accused: [2], reason })).toMatchObject({ ok: false });
    expect([await cameFrom(closed), await cameFrom(source), await cameFrom(gone)]).toEqual([[], [], []]);
  });

  it('lets one of two officers win, and loses nothing that the other typed', async () => {
    const number = await joint('study', 3);
    const [officer, colleague] = [await desk.at('officer'), await desk.at('colleague')];
    const path = `/perkara/${number}/pisahkan-terlapor`;
    const [one, other] = [(await officer.get(path)).html, (await colleague.get(path)).html];
    expect((await officer.submit(one, path, { accused: '2', reason })).status).toBe(303);
    const late = await colleague.submit(other, path, { accused: '3', reason: 'Alasan saya yang lain sama sekali.' });
    expect(late.status).toBe(409);
    expect(textOf(late.html)).toContain('Alasan saya yang lain sama sekali.');
    expect(textOf(late.html)).toContain(persons[2].name);
    expect(await cameFrom(number)).toHaveLength(1);
    // Two at the very same moment.
    const again = await joint('study', 3);
    const seq = await desk.seqOf(again);
    const both = await Promise.all([
      act('officer', again, { type: 'separate', accused: [2], reason }, seq),
      act('colleague', again, { type: 'separate', accused: [2], reason }, seq),
    ]);
    expect(both.filter((done) => done.ok)).toHaveLength(1);
    expect(both.find((done) => !done.ok)).toMatchObject({ error: { kind: 'changed' } });
    expect(await cameFrom(again)).toHaveLength(1);
  });

  it('separates once where the button is tapped twice, and says so with the case', async () => {
    const number = await joint('study');
    const officer = await desk.at('officer');
    const path = `/perkara/${number}/pisahkan-terlapor`;
    const form = (await officer.get(path)).html;
    for (const sent of [
      await officer.submit(form, path, { accused: '2', reason }),
      await officer.submit(form, path, { accused: '2', reason }),
    ])
      expect([sent.status, sent.to]).toEqual([303, `/perkara/${number}?tersimpan=1`]);
    expect(await cameFrom(number)).toHaveLength(1);
    const child = await childOf(number);
    expect(textOf((await officer.get(`/perkara/${number}`)).html)).toContain(`${child} , dipisahkan dari sini`);
    expect(textOf((await officer.get(`/perkara/${child}`)).html)).toContain('Terlapor dipisahkan dari perkara lain');
  });

  it('tells what is missing of an empty form and keeps what was typed', async () => {
    const number = await joint('study');
    const officer = await desk.at('officer');
    const path = `/perkara/${number}/pisahkan-terlapor`;
    const form = (await officer.get(path)).html;
    const bare = await officer.submit(form, path, { reason });
    expect(bare.status).toBe(422);
    expect(bare.html).toContain('Pilih paling sedikit satu terlapor');
    expect(bare.html).toContain(reason);
    const short = await officer.submit(form, path, { accused: '2', reason: 'pendek' });
    expect([short.status, filledIn(short.html, path).accused]).toEqual([422, '2']);
    expect(await cameFrom(number)).toEqual([]);
  });

  it('goes through no other door of the database', async () => {
    const number = await joint('study');
    const officer = await desk.member('officer');
    const tried = async (statement: ReturnType<typeof sql>): Promise<string> => {
      try {
        await runAs(desk.app.platform.db, { kind: 'member', userId: officer.userId }, (tx) => statement.execute(tx));
        return 'done';
      } catch (error) {
        return error instanceof Error ? error.message : 'refused';
      }
    };
    const id = sql`(select id from netra.case_file where number = ${number})`;
    expect(
      await tried(
        sql`insert into netra.case_separation values (gen_random_uuid(), ${id}, ${id}, 1, 1, '{1}', now(), gen_random_uuid())`,
      ),
    ).toContain('permission denied');
    expect(await tried(sql`update netra.case_file set accused_count = 1 where number = ${number}`)).toContain(
      'the count of accused',
    );
    expect(
      await tried(sql`insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, status_after, at, salt, commitment, link)
        select f.id, f.last_seq + 1, 'separated', f.holder_body_id, ${officer.userId}::uuid, f.status, now(), sha256('a'), sha256('b'), sha256('c')
        from netra.case_file f where f.number = ${number}`),
    ).toContain('separated by separate_case');
    expect(
      await tried(sql`insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, status_after, at, salt, commitment, link)
        select f.id, f.last_seq + 1, 'referred', f.holder_body_id, ${officer.userId}::uuid, 'referred', now(), sha256('a'), sha256('b'), sha256('c')
        from netra.case_file f where f.number = ${number}`),
    ).toContain('separate the accused first');
    const stranger = await desk.member('stranger');
    await expect(
      runAs(desk.app.platform.db, { kind: 'member', userId: stranger.userId }, async (tx) =>
        sql`select netra.separate_case((select id from netra.case_file limit 1), 1, gen_random_uuid(), 'X', '{1}', gen_random_uuid(), now(), '[]', '{}', '[]')`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow('by the office that holds the case');
  });
});

describe('conveying several accused', () => {
  it('makes one case for each, with an authority, a receipt and a clock of its own', async () => {
    const number = await joint('confirm');
    const { ppkCity, ppkProvince } = desk.country.bodies;
    const conveyor = await desk.at('conveyor');
    const path = `/perkara/${number}/sampaikan-ppk`;
    const form = (await conveyor.get(path)).html;
    // The authority of the own institution is suggested.
    const stands = filledIn(form, path);
    expect([stands.toBodyId1, stands.toBodyId2]).toEqual([ppkCity.id, ppkProvince.id]);
    const send = () => conveyor.submit(form, path, { ...stands, reason: 'Rumusan rekomendasi yang panjang.' });
    for (const sent of [await send(), await send()])
      expect([sent.status, sent.to]).toEqual([303, `/perkara/${number}?tersimpan=1`]);
    expect(await cameFrom(number)).toHaveLength(1);
    const child = await childOf(number);
    const [first, second] = [await get('conveyor', number), await get('conveyor', child)];
    expect([first.holderBodyId, second.holderBodyId]).toEqual([ppkCity.id, ppkProvince.id]);
    expect([first.status, second.status]).toEqual(['conveyed', 'conveyed']);
    expect([first.accused[0]?.name, second.accused[0]?.name]).toEqual([persons[0].name, persons[1].name]);
    for (const view of [first, second]) {
      expect(view.handovers.at(-1)).toMatchObject({ what: 'conveyed', openedAt: null });
      expect(view.clocks.filter((one) => one.state === 'running').map((one) => one.stepId)).toContain('ppk-follow-up');
      expect(view.chain).toEqual({ ok: true });
    }
    // Whoever got the one sees nothing of the other.
    expect(await read('authority', child)).toBeUndefined();
    const own = await get('authority', number);
    expect(own.siblings).toEqual([]);
    expect(JSON.stringify(own.steps.map((step) => step.content))).not.toContain(child);
    const page = await (await desk.at('authority')).get(`/perkara/${number}`);
    expect(page.html).not.toContain(child);
    expect(page.html).not.toContain(persons[1].name);
    // The receiver sends the one back; the other stays where it is.
    await desk.walk(number, ['authority', { type: 'return-handover', reason: 'Berkasnya belum lengkap.' }]);
    expect((await get('conveyor', number)).status).toBe('study-confirmed');
    expect((await get('conveyor', child)).status).toBe('conveyed');
  });

  it('is refused for all when one receiver is wrong, and without naming everybody', async () => {
    const number = await joint('confirm');
    const { ppkCity, bawasluOther } = desk.country.bodies;
    const one = { position: 1, toBodyId: ppkCity.id, sekda: false };
    const convey = (each: Extract<CaseAction, { type: 'convey' }>['each']): CaseAction => ({
      type: 'convey',
      toBodyId: ppkCity.id,
      reason: 'Rumusan rekomendasi.',
      ...(each === undefined ? {} : { each }),
    });
    const before = await desk.stored(number);
    expect(await act('conveyor', number, convey(undefined))).toMatchObject({ error: { kind: 'several-accused' } });
    expect(await act('conveyor', number, convey([one]))).toMatchObject({ error: { kind: 'accused-moved' } });
    expect(
      await act('conveyor', number, convey([one, { position: 2, toBodyId: bawasluOther.id, sekda: false }])),
    ).toMatchObject({ error: { kind: 'wrong-receiver' } });
    expect(
      await act('conveyor', number, convey([one, { position: 2, toBodyId: ppkCity.id, sekda: true }])),
    ).toMatchObject({
      error: { kind: 'sekda-route' },
    });
    expect(await desk.stored(number)).toEqual(before);
    expect(await cameFrom(number)).toEqual([]);
  });
});

describe('referring one of several', () => {
  it('parts a village head from civil servants: the one is referred, the others go on', async () => {
    const number = await joint('study', 3);
    const officer = await desk.at('officer');
    const path = `/perkara/${number}/teruskan`;
    const form = (await officer.get(path)).html;
    const words = { authority: 'village', office: 'Bupati Rekaan', reason: 'UU 6/2014: kepala desa bukan ASN.' };
    const bare = await officer.submit(form, path, words);
    expect([bare.status, textOf(bare.html).includes('sebutkan siapa')]).toEqual([422, true]);
    for (let taps = 0; taps < 2; taps += 1)
      expect((await officer.submit(form, path, { ...words, accused: '3' })).status).toBe(303);
    const child = await childOf(number);
    expect(await cameFrom(number)).toHaveLength(1);
    const [rest, referred] = [await get('officer', number), await get('officer', child)];
    expect([rest.status, rest.accused.length, referred.status]).toEqual(['studied', 2, 'referred']);
    expect(referred.accused).toEqual([persons[2]]);
    expect(referred.steps.find((step) => step.kind === 'referred')?.content).toMatchObject(words);
    expect(referred.clocks.some((one) => one.state === 'running')).toBe(false);
    expect(rest.clocks.some((one) => one.state === 'running')).toBe(true);
    // Whom is left over goes with a place of their own.
    expect(rest.state.accused).toEqual([1, 2]);
  });

  it('gives each of several that are referred a case, and all of them when all are', async () => {
    const number = await joint('facts', 3);
    await desk.walk(number, [
      'officer',
      { type: 'refer', authority: 'tni', office: 'Ankum', accused: ['1', '2', '3'], reason: 'Prajurit TNI.' },
    ]);
    const all = [number, ...(await cameFrom(number))];
    expect(all).toHaveLength(3);
    const views = await Promise.all(all.map((one) => get('officer', one)));
    expect(views.map((view) => [view.status, view.accused.length])).toEqual([
      ['referred', 1],
      ['referred', 1],
      ['referred', 1],
    ]);
    expect(new Set(views.map((view) => view.accused[0]?.name)).size).toBe(3);
  });
});

/** Both of a joint recommendation at the same authority, each in a case of the own, examined. */
async function examinedPair(): Promise<readonly [string, string]> {
  const number = await joint('confirm');
  const { ppkCity } = desk.country.bodies;
  const each = [1, 2].map((position) => ({ position, toBodyId: ppkCity.id, sekda: false }));
  await desk.walk(number, ['conveyor', { type: 'convey', toBodyId: ppkCity.id, reason: 'Rumusan rekomendasi.', each }]);
  const child = await childOf(number);
  for (const one of [number, child]) await desk.walk(one, ...examination);
  return [number, child];
}

describe('what is one person’s', () => {
  it('leaves the other alone: a reduced sanction of one, an objection after another, a row for each in the register', async () => {
    const [a, b] = await examinedPair();
    for (const [one, decisionNumber] of [
      [a, '800/1'],
      [b, '800/2'],
    ] as const)
      await desk.walk(
        one,
        ['authority', sanction('turun_jabatan_12', decisionNumber)],
        ['authority', { type: 'record-delivery', deliveredOn: '2024-10-04', how: 'in-person' }],
      );
    await desk.walk(
      a,
      ['authority', { type: 'record-remedy', kind: 'objection', filedOn: '2024-10-04', reason: 'Keberatan A.' }],
      [
        'authority',
        {
          type: 'record-remedy-outcome',
          outcome: 'reduced',
          option: 'bebas_jabatan_12',
          number: '1/K',
          decidedOn: '2024-10-04',
          reason: 'Diperingan bagi A.',
        },
      ],
    );
    expect([(await get('authority', a)).state.option, (await get('authority', b)).state.option]).toEqual([
      'bebas_jabatan_12',
      'turun_jabatan_12',
    ]);
    // B can still object after A did.
    await desk.walk(
      b,
      ['authority', { type: 'record-remedy', kind: 'objection', filedOn: '2024-10-04', reason: 'Keberatan B.' }],
      [
        'authority',
        {
          type: 'record-remedy-outcome',
          outcome: 'upheld',
          option: '',
          number: '2/K',
          decidedOn: '2024-10-04',
          reason: 'Diperkuat bagi B.',
        },
      ],
    );
    const made = await registerService(desk.app.platform).exportDecisions(await desk.member('authority'), {
      cases: [a, b],
      format: 'json',
      reason: 'Pencatatan bulanan.',
    });
    if (!made.ok) throw new Error(made.error.kind);
    expect(made.value.rows.map((row) => [row.nomor_perkara, row.nama, row.kode_sanksi]).toSorted()).toEqual(
      [
        [a, persons[0].name, 'bebas_jabatan_12'],
        [b, persons[1].name, 'turun_jabatan_12'],
      ].toSorted(),
    );
    const { rows } = await sql<{
      row_count: number;
    }>`select row_count from netra.register_export order by recorded_at desc limit 1`.execute(desk.app.owner);
    expect(rows[0]?.row_count).toBe(2);
  });

  it('waits while a case from before has several, with the way to the form that separates; afterwards it goes on', async () => {
    const number = await conveyedJointly();
    await desk.walk(number, ['authority', { type: 'accept-handover' }], ...examination);
    const authority = await desk.at('authority');
    const page = await authority.get(`/perkara/${number}`);
    expect(textOf(page.html)).toContain('Perkara ini memuat 2 terlapor');
    expect(page.html).toContain(`/perkara/${number}/pisahkan-terlapor`);
    const form = await authority.get(`/perkara/${number}/catat-keputusan`);
    expect(form.html).toContain(`/perkara/${number}/pisahkan-terlapor`);
    expect(await act('authority', number, sanction('turun_jabatan_12', '800/3'))).toMatchObject({
      error: { kind: 'several-accused' },
    });
    await desk.walk(number, ['authority', { type: 'separate', accused: [2], reason }]);
    const child = await childOf(number);
    for (const one of [number, child]) {
      const view = await get('authority', one);
      expect([view.status, view.state.examined, view.state.replied]).toEqual(['examining', true, true]);
      expect(await act('authority', one, sanction('turun_jabatan_12', `800/${one}`))).toMatchObject({ ok: true });
    }
    // Whoever conveyed watches over both.
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::int as n from netra.case_part p join netra.case_file f on f.id = p.case_id
      where f.number in (${number}, ${child}) and p.part = 'watch' and p.ended_at is null`.execute(desk.app.owner);
    expect(rows[0]?.n).toBe(2);
  });

  it('tells on the case what a block waits for: who separates, and the way on for each', async () => {
    const number = await conveyedJointly();
    const began = await desk.app.platform.legalClock.now();
    const authority = await desk.at('authority');
    const before = await authority.get(`/perkara/${number}`);
    expect(textOf(before.html)).toContain('Terima dahulu serah terimanya');
    // The limit of the authority has passed: rungs are climbed, and the next would be a block.
    desk.app.clock.set(Temporal.Instant.from('2024-12-02T02:00:00Z'));
    await desk.walk(
      number,
      ['conveyor', { type: 'remind', reason }],
      ['conveyor', { type: 'reprimand', number: '1/T/2024', reason }],
    );
    const conveyor = await desk.at('conveyor');
    const page = await conveyor.get(`/perkara/${number}`);
    const said = textOf(page.html);
    expect(said).toContain('Perkara ini memuat 2 terlapor');
    expect(said).toContain(`menunggu sampai ${(await get('conveyor', number)).holderName} memisahkan terlapornya`);
    expect(said).toContain('dapat ditarik kembali');
    // What is said of oneself is not the first button.
    expect(page.html.indexOf('/usul-blokir"')).toBeLessThan(page.html.indexOf('/benturan-kepentingan"'));
    expect(page.html).not.toContain(`/perkara/${number}/pisahkan-terlapor`);
    const form = await conveyor.get(`/perkara/${number}/usul-blokir`);
    expect(textOf(form.html)).toContain('memisahkan terlapornya');
    expect(form.html).not.toContain('name="services"');
    const wish: CaseAction = { type: 'propose-block', services: ['promotion'], reviewOn: '2025-03-03', reason };
    expect(await act('conveyor', number, wish)).toMatchObject({ error: { kind: 'several-accused' } });
    await desk.walk(
      number,
      ['authority', { type: 'accept-handover' }],
      ['authority', { type: 'separate', accused: [2], reason }],
    );
    for (const one of [number, await childOf(number)]) {
      expect(textOf((await conveyor.get(`/perkara/${one}`)).html)).not.toContain('memuat 2 terlapor');
      expect(await act('conveyor', one, wish)).toMatchObject({ ok: true });
    }
    desk.app.clock.set(began);
  });

  it('gives the other back what the objection of one had taken: a decision for two from before', async () => {
    const number = await conveyedJointly();
    await desk.walk(number, ['authority', { type: 'accept-handover' }], ...examination);
    await asOne(number, [
      sanction('turun_jabatan_12', '800/4'),
      { type: 'record-delivery', deliveredOn: '2024-10-04', how: 'in-person' },
    ]);
    const due = await dueOf(number, 'file-objection');
    await asOne(number, [
      { type: 'record-remedy', kind: 'objection', filedOn: '2024-10-04', reason: 'Keberatan satu orang.' },
    ]);
    expect(await act('authority', number, { type: 'record-effect', effectiveOn: '2024-11-01' })).toMatchObject({
      ok: false,
    });
    await desk.walk(number, ['authority', { type: 'separate', accused: [2], reason }]);
    const child = await childOf(number);
    expect([(await get('authority', number)).status, (await get('authority', child)).status]).toEqual([
      'contested',
      'delivered',
    ]);
    expect(await dueOf(child, 'file-objection')).toBe(due);
    await desk.walk(child, [
      'authority',
      { type: 'record-remedy', kind: 'objection', filedOn: '2024-10-04', reason: 'Keberatan yang kedua.' },
    ]);
    expect((await get('authority', child)).state.remedy).toBe('objection');
    // A decision for several is not exported as if it were one person's.
    const other = await conveyedJointly();
    await desk.walk(other, ['authority', { type: 'accept-handover' }], ...examination);
    await asOne(other, [
      sanction('turun_jabatan_12', '800/5'),
      { type: 'record-delivery', deliveredOn: '2024-10-04', how: 'in-person' },
      { type: 'record-remedy', kind: 'objection', filedOn: '2024-10-04', reason: 'Keberatan satu orang.' },
      {
        type: 'record-remedy-outcome',
        outcome: 'upheld',
        option: '',
        number: '9',
        decidedOn: '2024-10-04',
        reason: 'Diperkuat.',
      },
    ]);
    const register = registerService(desk.app.platform);
    const wish = { format: 'json', reason: 'Pencatatan bulanan.' } as const;
    expect(await register.exportDecisions(await desk.member('authority'), { ...wish, cases: [other] })).toEqual({
      ok: false,
      error: { kind: 'several', numbers: [other] },
    });
    expect(
      await act('authority', other, { type: 'enter-register', number: '1', enteredOn: '2024-10-04' }),
    ).toMatchObject({
      error: { kind: 'several-accused' },
    });
    const desks = await (await desk.at('authority')).get('/rekomendasi/ekspor-idis');
    expect([desks.status, textOf(desks.html).includes('2 terlapor: pisahkan dahulu')]).toEqual([200, true]);
  });
});

/** A case with two accused that came to an authority when there was no other way. */
async function conveyedJointly(): Promise<string> {
  const number = await joint('confirm');
  await asOne(
    number,
    [{ type: 'convey', toBodyId: desk.country.bodies.ppkCity.id, reason: 'Rumusan rekomendasi.' }],
    'conveyor',
  );
  return number;
}

/** Takes steps on a case with two accused as it was done before cases were taken apart. */
async function asOne(number: string, actions: readonly CaseAction[], who: Who = 'authority'): Promise<void> {
  const { owner } = desk.app;
  const aside = async (statement: ReturnType<typeof sql>): Promise<void> => void (await statement.execute(owner));
  await aside(sql`create table if not exists netra.aside as select * from netra.case_accused where false`);
  await aside(sql`insert into netra.aside select a.* from netra.case_accused a join netra.case_file f on f.id = a.case_id
    where f.number = ${number} and a.position > 1`);
  await aside(
    sql`delete from netra.case_accused a using netra.aside x where x.case_id = a.case_id and x.position = a.position`,
  );
  await aside(sql`update netra.case_file set accused_count = 1 where number = ${number}`);
  for (const action of actions) await desk.walk(number, [who, action]);
  await aside(sql`insert into netra.case_accused select * from netra.aside`);
  await aside(sql`delete from netra.aside`);
  await aside(sql`update netra.case_file set accused_count = 2 where number = ${number}`);
}

async function dueOf(number: string, step: string): Promise<string | undefined> {
  const { rows } = await sql<{
    due: string;
  }>`select k.due_at::text as due from netra.clock k join netra.case_file f on f.id = k.case_id
    where f.number = ${number} and k.step_id = ${step} and k.state = 'running'`.execute(desk.app.owner);
  return rows[0]?.due;
}

describe('what goes along', () => {
  it('keeps a shut-out person shut out, whoever looks after it at it, holds standing and offices reading as far as they did', async () => {
    const number = await joint('study');
    await desk.walk(number, [
      'colleague',
      { type: 'declare-interest', kind: 'relative', reason: 'Ipar saya terlapor di sini.' },
    ]);
    await sql`insert into netra.case_hold (id, case_id, placed_by, reason) select gen_random_uuid(), f.id, gen_random_uuid(), 'Menunggu pengadilan.'
      from netra.case_file f where f.number = ${number}`.execute(desk.app.owner);
    await desk.walk(number, ['officer', { type: 'separate', accused: [2], reason }]);
    const child = await childOf(number);
    expect(await read('colleague', child)).toBeUndefined();
    expect(await act('colleague', child, { type: 'separate', accused: [2], reason })).toEqual({
      ok: false,
      error: { kind: 'not-found' },
    });
    const { rows } = await sql<{ holds: number; stake: number }>`select
      (select count(*)::int from netra.case_hold h where h.case_id = f.id and h.lifted_at is null) as holds,
      (select count(*)::int from netra.case_lockout l where l.case_id = f.id and l.stake_locked is not null) as stake
      from netra.case_file f where f.number = ${child}`.execute(desk.app.owner);
    expect(rows[0]).toEqual({ holds: 1, stake: 0 });
    // What was declared is no step of the new case.
    expect((await get('officer', child)).steps.map((step) => step.kind)).not.toContain('interest-declared');
    // An office that let it go reads what it read, and nothing that comes.
    const sent = await joint('submit');
    await desk.walk(
      sent,
      ['verifier', { type: 'accept-handover' }],
      ['verifier', { type: 'separate', accused: [2], reason: 'Alasan satgas yang rahasia.' }],
    );
    const seen = await get('officer', await childOf(sent));
    expect(seen.steps.find((step) => step.kind === 'study-recorded')?.hidden).toBe(false);
    expect((await get('verifier', await childOf(sent))).steps[0]?.content).toMatchObject({
      reason: 'Alasan satgas yang rahasia.',
    });
  });

  it('moves the letter, the answers and the own file of the accused with that person, and with nobody else', async () => {
    const number = await joint('study');
    const officer = await desk.at('officer');
    const letter = async (position: number): Promise<string> => {
      const path = `/perkara/${number}/terlapor/${position}/pemberitahuan`;
      const form = filledIn((await officer.get(path)).html, path);
      const done = await officer.post(path, {
        ...form,
        uraian: 'Anda diduga membagikan kaus kepada warga.',
        go: 'issue',
      });
      return /<p class="receipt-number num">([^<]+)<\/p>/.exec(done.html)?.[1] ?? '';
    };
    const [first, second] = [await letter(1), await letter(2)];
    const visit = async (code: string): Promise<Visitor> => {
      const visitor = new Visitor(desk.app.hono);
      expect((await visitor.fill('/terlapor', '/terlapor', { kode: code })).status).toBe(303);
      return visitor;
    };
    const two = await visit(second);
    await two.fill('/terlapor/jawab', '/terlapor/jawab', { jawaban: 'Saya tidak berada di sana pada hari itu.' });
    await desk.walk(number, ['officer', { type: 'separate', accused: [2], reason }]);
    const child = await childOf(number);
    // The visit goes on, in the own case.
    const own = textOf((await two.get('/terlapor')).html);
    expect(own).toContain(child);
    expect(own).not.toContain(number);
    expect(own).toContain('Saya tidak berada di sana pada hari itu.');
    expect(own).not.toContain(persons[0].name);
    const one = textOf((await (await visit(first)).get('/terlapor')).html);
    expect(one).toContain(number);
    expect([one.includes(child), one.includes(persons[1].name), one.includes('tidak berada di sana')]).toEqual([
      false,
      false,
      false,
    ]);
    const hub = textOf((await officer.get(`/perkara/${child}/terlapor`)).html);
    expect(hub).toContain('Saya tidak berada di sana pada hari itu.');
    expect(textOf((await officer.get(`/perkara/${number}/terlapor`)).html)).not.toContain('Saya tidak berada di sana');
    expect((await get('officer', child)).chain).toEqual({ ok: true });
    // A letter to the one tells nothing of the other, though they are in two cases now.
    const path = `/perkara/${child}/terlapor/2/pemberitahuan`;
    const again = filledIn((await officer.get(path)).html, path);
    const refused = await officer.post(path, {
      ...again,
      uraian: `Anda diduga bersama ${persons[0].name} membagikan kaus.`,
      go: 'issue',
    });
    expect(refused.status).toBe(422);
    // Somebody who is written down anew never gets the place of who was there.
    expect((await get('officer', number)).state.accused).toEqual([1]);
  });

  it('finds each by name in the own case alone, and shows neither as a duplicate of the other', async () => {
    const number = await joint('study');
    await desk.walk(number, ['officer', { type: 'separate', accused: [2], reason }]);
    const child = await childOf(number);
    const { platform } = desk.app;
    const officer = await desk.member('officer');
    const found = await runAs(platform.db, { kind: 'member', userId: officer.userId }, (tx) =>
      findAccused(tx, platform.keys, persons[1].name),
    );
    const ids = new Set(found.map((one) => one.caseId));
    const [source, own] = [await get('officer', number), await get('officer', child)];
    expect([ids.has(own.id), ids.has(source.id)]).toEqual([true, false]);
    const joined = await desk.app.cases.service.join(officer, {
      source: child,
      target: number,
      reason,
      seq: await desk.seqOf(child),
    });
    expect(joined).toEqual({ ok: false, error: { kind: 'not-joinable' } });
  });

  it('loses nobody and doubles nobody, however often it is taken apart', async () => {
    const many = Array.from({ length: 5 }, (_, n) => ({ ...persons[0], name: `Terlapor Rekaan Nomor ${n}` }));
    const number = await desk.report();
    await desk.walk(
      number,
      ['officer', { ...facts, accused: many }],
      ['officer', { type: 'register', reason: 'Syarat terpenuhi.' }],
      ['officer', { type: 'separate', accused: [2, 4, 5], reason }],
    );
    const child = await childOf(number);
    await desk.walk(
      child,
      ['officer', { type: 'separate', accused: [4], reason }],
      // Written down anew with one more: places that somebody had are nobody's.
      [
        'officer',
        {
          ...facts,
          accused: [
            { ...persons[0], name: 'Terlapor Rekaan Nomor 1' },
            { ...persons[0], name: 'Terlapor Rekaan Nomor 4' },
            { ...persons[0], name: 'Baru' },
          ],
        },
      ],
      ['officer', { type: 'separate', accused: [2], reason }],
    );
    const all = [number, child, ...(await cameFrom(child))];
    expect(all).toHaveLength(4);
    const views = await Promise.all(all.map((one) => get('officer', one)));
    expect(views.flatMap((view) => view.accused.map((person) => person.name)).toSorted()).toEqual([
      'Baru',
      ...many.map((person) => person.name).toSorted(),
    ]);
    expect(views.map((view) => view.state.accused)).toEqual([[1, 3], [5, 6], [4], [2]]);
    const { rows } = await sql<{
      wrong: number;
      persons: number;
    }>`select count(*) filter (where f.accused_count <> n.n)::int as wrong, sum(n.n)::int as persons
      from netra.case_file f join lateral (select count(*) as n from netra.case_accused a where a.case_id = f.id) n on true
      where f.number = any (${all})`.execute(desk.app.owner);
    expect(rows[0]).toEqual({ wrong: 0, persons: 6 });
    expect(views.every((view) => view.chain.ok)).toBe(true);
    // All four are one family for whoever sees them.
    expect(views.map((view) => view.siblings.length)).toEqual([3, 3, 3, 3]);
    await desk.app.ledger.service.begin();
    await desk.app.ledger.service.sealNow();
    expect((await checkLog(desk.app.platform.db, [sealedSteps, sealedHandovers], [])).problems).toEqual([]);
  });
});

describe('the reporter', () => {
  it('follows all cases that came of the report, and cannot count the accused by them', async () => {
    const number = await joint('confirm');
    const { ppkCity, ppkProvince } = desk.country.bodies;
    const { rows: own } = await sql<{
      hash: Buffer;
    }>`select r.receipt_hash as hash from netra.report r join netra.case_file f on f.id = r.case_id
      where f.number = ${number}`.execute(desk.app.owner);
    const receiptHash = own[0]?.hash ?? Buffer.alloc(0);
    const told = async () => {
      const view = await runAs(desk.app.platform.db, { kind: 'public', receiptHash }, (tx) =>
        viewForReporter(tx, receiptHash),
      );
      if (view === undefined) throw new Error('the reporter sees nothing');
      return view;
    };
    const count = async (kind: string): Promise<number> =>
      (await told()).steps.filter((step) => step.kind === kind).length;
    await desk.walk(number, [
      'conveyor',
      {
        type: 'convey',
        toBodyId: ppkCity.id,
        reason: 'Rumusan rekomendasi.',
        each: [
          { position: 1, toBodyId: ppkCity.id, sekda: false },
          { position: 2, toBodyId: ppkProvince.id, sekda: false },
        ],
      },
    ]);
    expect(await count('conveyed')).toBe(1);
    expect(JSON.stringify(await told())).not.toContain(ppkProvince.name);
    expect((await told()).steps.some((step) => step.kind.startsWith('separated'))).toBe(false);
    // What happens to the other first is told, without the office.
    const child = await childOf(number);
    const province = await desk.country.person('PPK provinsi', [ppkProvince, 'authority']);
    const noSanction: CaseAction = {
      type: 'record-decision',
      outcome: 'no-sanction',
      option: null,
      decisionNumber: '800/9',
      decidedOn: '2024-10-04',
      reason: 'Isi pertimbangan PPK provinsi.',
    };
    const decided = await desk.app.cases.service.act(province, child, noSanction, await desk.seqOf(child));
    expect(decided).toMatchObject({ ok: true });
    expect(await count('decision-recorded')).toBe(1);
    expect((await told()).steps.find((step) => step.kind === 'decision-recorded')).toMatchObject({ bodyName: '' });
    expect(await count('closed')).toBe(0);
    // The second of them adds no line; that it is over is told when all are.
    await desk.walk(number, ['authority', noSanction]);
    expect(await count('decision-recorded')).toBe(1);
    expect(await count('closed')).toBe(1);
    expect(JSON.stringify(await told())).not.toContain(ppkProvince.name);
  });
});

describe('erasing', () => {
  it('goes case by case, and the report goes with the last of them', async () => {
    const number = await joint('study');
    await desk.walk(number, ['officer', { type: 'separate', accused: [2], reason }]);
    const child = await childOf(number);
    const left = async (): Promise<readonly [number, number, number]> => {
      const { rows } = await sql<{ a: number; b: number; words: number }>`select
        (select count(*)::int from netra.case_accused a join netra.case_file f on f.id = a.case_id where f.number = ${number}) as a,
        (select count(*)::int from netra.case_accused a join netra.case_file f on f.id = a.case_id where f.number = ${child}) as b,
        (select count(*)::int from netra.report_words w join netra.report r on r.id = w.report_id join netra.case_file f on f.id = r.case_id where f.number = ${number}) as words`.execute(
        desk.app.owner,
      );
      const row = rows[0] ?? { a: -1, b: -1, words: -1 };
      return [row.a, row.b, row.words];
    };
    const erase = (one: string) =>
      sql`select netra.erase_case(f.id, null) from netra.case_file f where f.number = ${one}`.execute(desk.app.owner);
    expect(await left()).toEqual([1, 1, 1]);
    await erase(number);
    expect(await left()).toEqual([0, 1, 1]);
    // The other goes on with everything, the report too.
    const view = await get('officer', child);
    expect([view.summary !== null, view.chain.ok, view.siblings]).toEqual([true, true, []]);
    const page = await (await desk.at('officer')).get(`/perkara/${child}`);
    expect(textOf(page.html)).toContain(secrets.story);
    await erase(child);
    expect(await left()).toEqual([0, 0, 0]);
  });
});
