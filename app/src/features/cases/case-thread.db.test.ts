import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry, type TestCountry } from '../../../test/support/offices.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { CaseAction } from './case.ts';
import { type CasesFeature, casesFeature } from './index.ts';

let app: TestApp;
let country: TestCountry;
let cases: CasesFeature;
let officer: Member;
let verifier: Member;
let conveyor: Member;
let authority: Member;
let otherOfficer: Member;
let overseer: Member;
let admin: Member;

beforeAll(async () => {
  app = await startTestApp();
  country = await foundCountry(app.owner);
  cases = casesFeature(app.platform);
  const { bodies, person } = country;
  officer = await person('Pengawas Arunika', [bodies.bawasluCity, 'officer']);
  verifier = await person('Verifikator', [bodies.satgas, 'verifier']);
  conveyor = await person('Petugas BKN', [bodies.bkn, 'conveyor']);
  authority = await person('PPK Arunika', [bodies.ppkCity, 'authority']);
  otherOfficer = await person('Pengawas Swarga', [bodies.bawasluOther, 'officer']);
  overseer = await person('Supervisor provinsi', [bodies.bawasluProvince, 'overseer']);
  admin = await person('Pengelola', [bodies.bawaslu, 'admin']);
});
afterAll(() => app.end());

/** A report as the public door opens it. */
async function newCase(reportKind: 'laporan' | 'informasi-awal' = 'laporan'): Promise<string> {
  const { number } = await runAs(app.platform.db, { kind: 'public' }, async (tx) =>
    cases.service.openFromReport(tx, {
      caseId: randomUUID(),
      reportKind,
      bodyId: country.bodies.bawasluCity.id,
      zone: 'WIB',
      regionId: country.places.district.id,
      electionId: 'pilkada-2024',
      contestId: 'kepala-daerah',
      actKind: 'social-engagement',
      at: await app.platform.legalClock.now(),
    }),
  );
  return number;
}

const facts: CaseAction = {
  type: 'complete-facts',
  summary: 'Akun terlapor menyukai unggahan calon pada masa kampanye.',
  accused: [{ name: 'Terlapor Uji Coba', post: 'Camat', unitName: 'Kecamatan Arunika Timur', status: 'pns' }],
  facts: {
    act: { kind: 'social-engagement', on: '2024-10-03' },
    actor: { status: 'pns' },
    contest: { election: 'pilkada-2024' },
  },
};

async function step(member: Member, number: string, action: CaseAction): Promise<void> {
  const view = await cases.readModel.findCase(member, number);
  if (view === undefined) throw new Error('the person does not see the case');
  expect(view.actions).toContain(action.type);
  const done = await cases.service.act(member, number, action, view.lastSeq);
  if (!done.ok) throw new Error(`refused: ${done.error.kind}`);
}

const walk: readonly (readonly [() => Member, CaseAction | (() => CaseAction)])[] = [
  [() => officer, facts],
  [() => officer, { type: 'register', reason: 'Syarat formal dan materiel lengkap.' }],
  [() => officer, { type: 'record-study', text: 'Perbuatan memenuhi unsur B6.', rows: ['B6'], level: 'berat' }],
  [() => officer, { type: 'conclude', proven: true, reason: 'Pleno: terbukti.' }],
  [() => officer, () => ({ type: 'submit', toBodyId: country.bodies.satgas.id, reason: 'Diserahkan.' })],
  [() => verifier, { type: 'accept-handover' }],
  [() => verifier, { type: 'verify', reason: 'Rahasia satgas: lengkap.' }],
  [() => officer, () => ({ type: 'confirm-study', toBodyId: country.bodies.bkn.id, reason: 'Kajian dikuatkan.' })],
  [() => conveyor, () => ({ type: 'convey', toBodyId: country.bodies.ppkCity.id, reason: 'Rekomendasi disampaikan.' })],
  [() => authority, { type: 'accept-handover' }],
  [
    () => authority,
    {
      type: 'record-decision',
      outcome: 'sanction',
      option: 'turun_jabatan_12',
      decisionNumber: '800/12/2024',
      // Made before the recommendation came, and only written down here.
      decidedOn: '2024-10-03',
      reason: 'Rahasia PPK: dijatuhi hukuman.',
    },
  ],
];

async function walkTo(number: string, steps: number): Promise<void> {
  for (const [who, action] of walk.slice(0, steps))
    await step(who(), number, typeof action === 'function' ? action() : action);
}

describe('a case from report to decision', () => {
  it('passes through every office, each step in the chain, each limit from its rule', async () => {
    const number = await newCase();
    await walkTo(number, walk.length);
    const view = await cases.readModel.findCase(authority, number);
    expect(view).toMatchObject({ status: 'decided', chain: { ok: true } });
    expect(view?.steps.map((s) => s.kind)).toEqual([
      'report-received',
      'facts-completed',
      'registered',
      'study-recorded',
      'concluded-proven',
      'submitted',
      'handover-accepted',
      'verified',
      'study-confirmed',
      'conveyed',
      'handover-accepted',
      'decision-recorded',
    ]);
    expect(
      view?.clocks
        .map(
          (c) =>
            `${c.procedureId}/${c.stepId} ${c.nature} ${c.state} ${c.dueAt.toZonedDateTimeISO('Asia/Jakarta').toPlainDateTime()}`,
        )
        .toSorted(),
    ).toEqual([
      'bawaslu-pilkada/handle law met 2024-10-07T23:59:59',
      'bawaslu-pilkada/initial-review law met 2024-10-06T23:59:59',
      'discipline/deliver-decision law running 2024-10-23T23:59:59',
      'joint-task-force/bawaslu-study practice met 2024-10-09T23:59:59',
      'joint-task-force/convey-to-ppk target met 2024-10-11T23:59:59',
      'joint-task-force/ppk-follow-up target met 2024-10-18T23:59:59',
      'joint-task-force/verify practice met 2024-10-11T23:59:59',
    ]);
  });

  it('shows a sender that later steps happen, and never what is in them', async () => {
    const number = await newCase();
    await walkTo(number, walk.length);
    const seen = await cases.readModel.findCase(officer, number);
    const text = JSON.stringify(seen);
    expect(text).toContain('Rahasia satgas'); // handed back to Bawaslu together with the case
    expect(text).not.toContain('Rahasia PPK');
    expect(seen?.steps.find((s) => s.kind === 'decision-recorded')).toMatchObject({
      hidden: true,
      actorName: null,
      content: null,
    });
    const toAuthority = await cases.readModel.handovers(
      conveyor,
      { direction: 'out', state: 'all', page: 1 },
      Temporal.Now.instant(),
    );
    expect(toAuthority.rows.find((h) => h.caseNumber === number)).toMatchObject({
      toName: 'PPK Kota Arunika',
      acceptedAt: expect.anything(),
    });
  });

  it('is not there for an office without a hand in it, nor for the administrator', async () => {
    const number = await newCase();
    await walkTo(number, 3);
    for (const stranger of [otherOfficer, verifier, conveyor, authority, admin]) {
      expect(await cases.readModel.findCase(stranger, number)).toBeUndefined();
      expect(await cases.service.act(stranger, number, { type: 'accept-handover' }, 4)).toEqual({
        ok: false,
        error: { kind: 'not-found' },
      });
      expect(
        (await cases.readModel.queue(stranger, { view: 'open', search: '', page: 1 }, await app.clock.now())).rows.map(
          (r) => r.number,
        ),
      ).not.toContain(number);
    }
  });

  it('lets the overseer above read and not act', async () => {
    const number = await newCase();
    await walkTo(number, 2);
    expect(await cases.readModel.findCase(overseer, number)).toMatchObject({ status: 'registered', actions: [] });
    expect(
      await cases.service.act(
        overseer,
        number,
        { type: 'extend-handling', basis: 'UU 10/2016 ps 134(6)', reason: 'x' },
        3,
      ),
    ).toEqual({
      ok: false,
      error: { kind: 'not-yours' },
    });
  });

  it('refuses an action that the status does not allow and stores nothing', async () => {
    const number = await newCase();
    const before = await count(number);
    expect(await cases.service.act(officer, number, { type: 'conclude', proven: true, reason: 'x' }, 1)).toEqual({
      ok: false,
      error: { kind: 'wrong-status', status: 'received' },
    });
    expect(await cases.service.act(officer, number, { type: 'register', reason: 'x' }, 1)).toEqual({
      ok: false,
      error: { kind: 'facts-missing' },
    });
    expect(await count(number)).toEqual(before);
  });

  it('lets one of two officers through who act at once, and tells the other that the case changed', async () => {
    const number = await newCase();
    const both = await Promise.all([
      cases.service.act(officer, number, facts, 1),
      cases.service.act(officer, number, facts, 1),
    ]);
    expect(both.filter((r) => r.ok)).toHaveLength(1);
    expect(both.find((r) => !r.ok)).toEqual({ ok: false, error: { kind: 'changed', seq: 2 } });
  });

  it('refuses a receiver whose jurisdiction does not cover the place', async () => {
    const number = await newCase();
    await walkTo(number, 8);
    const view = await cases.readModel.findCase(conveyor, number);
    expect(
      await cases.service.act(
        conveyor,
        number,
        { type: 'convey', toBodyId: country.bodies.ppkOther.id, reason: 'x' },
        view?.lastSeq ?? 0,
      ),
    ).toEqual({
      ok: false,
      error: { kind: 'wrong-receiver' },
    });
    const offered = await cases.service.receivers(conveyor, view?.id ?? '', 'convey');
    expect(offered.map((b) => b.name)).toEqual(['PPK Kota Arunika', 'PPK Provinsi Nusa Raya']);
  });

  it('never registers information without a name, and lets it become a finding', async () => {
    const number = await newCase('informasi-awal');
    await step(officer, number, facts);
    const view = await cases.readModel.findCase(officer, number);
    expect(view?.clocks).toEqual([]);
    expect(view?.actions).not.toContain('register');
    expect(view?.actions).toContain('make-finding');
    await step(officer, number, { type: 'make-finding', reason: 'Ditelusuri dan dijadikan temuan.' });
    expect(await cases.readModel.findCase(officer, number)).toMatchObject({ origin: 'temuan', status: 'registered' });
  });

  it('lets a hand-over be returned while it is open, and the sender sees that it came back', async () => {
    const number = await newCase();
    await walkTo(number, 5);
    await step(verifier, number, { type: 'return-handover', reason: 'Bukti belum lengkap.' });
    const back = await cases.readModel.findCase(officer, number);
    expect(back).toMatchObject({ status: 'concluded', holderBodyId: country.bodies.bawasluCity.id });
    expect(back?.handovers[0]?.returnedAt).not.toBeNull();
    expect(back?.clocks.find((c) => c.stepId === 'verify')?.state).toBe('cancelled');
    await step(officer, number, { type: 'submit', toBodyId: country.bodies.satgas.id, reason: 'Dilengkapi.' });
  });

  it('says that a limit was met late when it was', async () => {
    const number = await newCase();
    const start = await app.clock.now();
    await step(officer, number, facts);
    app.clock.set(Temporal.Instant.from('2024-10-07T00:00:01+07:00'));
    await step(officer, number, { type: 'register', reason: 'Terlambat sehari.' });
    app.clock.set(start);
    expect((await cases.readModel.findCase(officer, number))?.clocks[0]).toMatchObject({
      stepId: 'initial-review',
      state: 'met-late',
    });
  });

  it('lengthens the handling limit once, counted from registration', async () => {
    const number = await newCase();
    await walkTo(number, 2);
    await step(officer, number, {
      type: 'extend-handling',
      basis: 'UU 10/2016 ps 134(6)',
      reason: 'Perlu keterangan tambahan.',
    });
    const view = await cases.readModel.findCase(officer, number);
    expect(view?.clocks.map((c) => [c.stepId, c.state])).toEqual(
      expect.arrayContaining([
        ['handle', 'replaced'],
        ['handle-extended', 'running'],
      ]),
    );
    expect(view?.actions).not.toContain('extend-handling');
  });

  it('shows at which step somebody with all rights rewrote what was written, who did it, or that it happened', async () => {
    const changes = [
      sql`update netra.case_event_content set content = '{"reason": "Lain."}' where seq = 3 and case_id = (select id from netra.case_file where number = `,
      sql`update netra.case_event set at = at - interval '1 day' where seq = 3 and case_id = (select id from netra.case_file where number = `,
      sql`update netra.case_event set actor_user_id = null where seq = 3 and case_id = (select id from netra.case_file where number = `,
    ];
    for (const change of changes) {
      const number = await newCase();
      await walkTo(number, 2);
      expect((await cases.readModel.findCase(officer, number))?.chain).toEqual({ ok: true });
      await app.owner.transaction().execute(async (tx) => {
        await sql`set local session_replication_role = replica`.execute(tx);
        await sql`${change}${number})`.execute(tx);
      });
      expect((await cases.readModel.findCase(officer, number))?.chain).toEqual({ ok: false, seq: 3 });
    }
    const cut = await newCase();
    await walkTo(cut, 2);
    await app.owner.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx);
      await sql`delete from netra.case_event_content where seq = 3 and case_id = (select id from netra.case_file where number = ${cut})`.execute(
        tx,
      );
      await sql`delete from netra.case_event where seq = 3 and case_id = (select id from netra.case_file where number = ${cut})`.execute(
        tx,
      );
    });
    expect((await cases.readModel.findCase(officer, cut))?.chain).toMatchObject({ ok: false });
  });

  it('records who looked, and that nobody can unwrite it', async () => {
    const number = await newCase();
    const view = await cases.readModel.findCase(officer, number);
    await cases.service.recordReading(officer, view?.id ?? '', 'case.view');
    expect((await cases.readModel.looks(officer, view?.id ?? '', 5))[0]).toMatchObject({
      who: 'Pengawas Arunika',
      what: 'case.view',
      access: 'read',
    });
    for (const statement of [
      sql`delete from audit`,
      sql`update audit set what = ''`,
      sql`delete from case_event`,
      sql`update case_event set kind = 'closed'`,
    ]) {
      await expect(
        runAs(app.platform.db, { kind: 'member', userId: officer.userId }, (tx) => statement.execute(tx)),
      ).rejects.toThrow(/permission denied/);
    }
    await expect(sql`update netra.case_event set kind = 'closed'`.execute(app.owner)).rejects.toThrow(/append-only/);
  });
});

async function count(number: string): Promise<unknown> {
  const { rows } =
    await sql`select (select count(*) from case_event) as events, (select count(*) from clock) as clocks, (select count(*) from audit) as audit,
    (select last_seq from case_file where number = ${number}) as seq`.execute(app.owner);
  return rows[0];
}
