import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demonstrationStart } from '../../../platform/clock/legal-clock.ts';
import { type Desk, examination, facts, startDesk, textOf } from '../../cases/desk.fixture.ts';
import { caseStatuses } from '../../cases/index.ts';
import { UNPROVEN_DAYS } from '../register/retentions.ts';
import { disposalService } from './disposal-service.ts';
import { isUnproven } from './unproven.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());
beforeEach(() => desk.app.clock.set(demonstrationStart));

const night = () => disposalService(desk.app.platform, { removeFiles: () => Promise.resolve() }).run();
const pass = async (days: number): Promise<void> =>
  desk.app.clock.set((await desk.app.platform.legalClock.now()).add({ hours: days * 24 }));

const reason = 'Alasan yang cukup panjang.';

/** What still names a person in a case. */
async function named(number: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select ((select count(*) from netra.case_accused a where a.case_id = f.id)
    + (select count(*) from netra.accused_token t where t.case_id = f.id)
    + (select count(*) from netra.case_event_content c where c.case_id = f.id)
    + (select count(*) from netra.report_words w join netra.report r on r.id = w.report_id where r.case_id = f.id))::int as n
    from netra.case_file f where f.number = ${number}`.execute(desk.app.owner);
  return rows[0]?.n ?? -1;
}

async function findByName(name: string): Promise<string> {
  const officer = await desk.at('officer');
  const { to } = await officer.fill('/antrean', '/antrean/nama', { nama: name });
  return textOf((await officer.get(to ?? '')).html);
}

async function annulled(): Promise<string> {
  const number = await desk.caseUpTo('convey');
  await desk.walk(
    number,
    ...examination,
    [
      'authority',
      {
        type: 'record-decision',
        outcome: 'sanction',
        option: 'ptdh',
        decisionNumber: '800/1',
        decidedOn: '2024-10-04',
        reason,
      },
    ],
    ['authority', { type: 'record-delivery', deliveredOn: '2024-10-04', how: 'in-person' }],
    ['authority', { type: 'record-remedy', kind: 'appeal', filedOn: '2024-10-04', reason }],
    [
      'authority',
      { type: 'record-remedy-outcome', outcome: 'annulled', option: '', number: '9', decidedOn: '2024-10-04', reason },
    ],
  );
  return number;
}

async function referred(name: string): Promise<string> {
  const number = await desk.report();
  const accused = [{ name, post: 'Kepala Desa', unitName: 'Desa Kirana', status: 'lainnya' }];
  await desk.walk(
    number,
    ['officer', { ...facts, accused }],
    ['officer', { type: 'refer', authority: 'village', office: 'Bupati', reason }],
  );
  return number;
}

describe('an accusation that was not proven', () => {
  it('is the same thing for the program and the database', async () => {
    for (const status of caseStatuses) {
      const { rows } = await sql<{ yes: boolean }>`select netra.is_unproven(${status}) as yes`.execute(desk.app.owner);
      expect([status, rows[0]?.yes]).toEqual([status, isUnproven(status)]);
    }
  });

  it('expires also where it was annulled or referred, and not a day before', async () => {
    const [gone, sent] = [await annulled(), await referred('Wiramanggala Sastradinata')];
    expect(await findByName('Wiramanggala')).toContain('Wiramanggala Sastradinata');
    await pass(UNPROVEN_DAYS - 1);
    await night();
    expect([await named(gone), await named(sent)].every((n) => n > 0)).toBe(true);
    await pass(2);
    await night();
    expect([await named(gone), await named(sent)]).toEqual([0, 0]);
    expect(await findByName('Wiramanggala')).not.toContain('Sastradinata');
    const page = textOf((await (await desk.at('officer')).get(`/perkara/${sent}`)).html);
    expect(page).not.toContain('Kepala Desa');
  });

  it('takes cases along that were joined to it, and leaves those of a case that goes on', async () => {
    const [target, source, running, other] = [
      await referredLater(),
      await desk.report(),
      await desk.report(),
      await desk.report(),
    ];
    for (const [from, into] of [
      [source, target],
      [other, running],
    ] as const) {
      await desk.walk(from, ['officer', facts]);
      const joined = await desk.app.cases.service.join(await desk.member('officer'), {
        source: from,
        target: into,
        reason,
        seq: await desk.seqOf(from),
      });
      expect(joined.ok).toBe(true);
    }
    await desk.walk(target, ['officer', { type: 'refer', authority: 'village', office: 'Bupati', reason }]);
    await pass(UNPROVEN_DAYS + 1);
    await night();
    expect([await named(target), await named(source)]).toEqual([0, 0]);
    expect(await named(other)).toBeGreaterThan(0);
  });

  it('stays while a hold stands, and a decision that stands stays', async () => {
    const [held, decided] = [await annulled(), await desk.caseUpTo('decide')];
    const { id } = await desk.app.owner
      .selectFrom('case_file')
      .select('id')
      .where('number', '=', held)
      .executeTakeFirstOrThrow();
    const { userId } = await desk.member('authority');
    await sql`insert into netra.case_hold (id, case_id, placed_by, reason) values (gen_random_uuid(), ${id}, ${userId}, 'Sidang masih berjalan.')`.execute(
      desk.app.owner,
    );
    await pass(UNPROVEN_DAYS + 1);
    await night();
    expect(await named(held)).toBeGreaterThan(0);
    expect(await named(decided)).toBeGreaterThan(0);
  });

  it('is counted no more among those who were decided once it is erased', async () => {
    const count = async (): Promise<number> => {
      const { rows } = await sql<{ persons: number }>`select persons::int as persons
        from netra.public_waits(now(), '{"annulled": "decided"}'::jsonb)`.execute(desk.app.owner);
      return rows[0]?.persons ?? 0;
    };
    const before = await count();
    await annulled();
    expect(await count()).toBe(before + 1);
    await pass(UNPROVEN_DAYS + 1);
    await night();
    expect(await count()).toBe(before);
  });
});

async function referredLater(): Promise<string> {
  const number = await desk.report();
  await desk.walk(number, ['officer', facts]);
  return number;
}
