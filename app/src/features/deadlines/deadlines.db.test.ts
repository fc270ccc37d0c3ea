import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, runAs } from '../../platform/db/unit-of-work.ts';
import { plain, Visitor } from '../accounts/visitor.fixture.ts';
import { type Desk, everybody, filledIn, startDesk, textOf, tokenOn, type Who } from '../cases/desk.fixture.ts';
import { previewReevaluation } from '../cases/index.ts';
import { propertyOf, readCalendar, textValue } from './ics.fixture.ts';
import { warningService } from './warning-service.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.end());

const at = (time: string): void => desk.app.clock.set(Temporal.Instant.from(time));
const morning = '2024-10-04T09:00:00+07:00';
const law = 'perbawaslu7_2022';
const reason = 'Menunggu keterangan ahli yang diminta.';

/** The limit of a step of a case, as it is stored. */
async function limitOf(number: string, step: string) {
  return desk.app.owner
    .selectFrom('clock as k')
    .innerJoin('case_file as f', 'f.id', 'k.case_id')
    .select(['k.id', 'k.state', 'k.due_at', 'k.skipped', 'f.id as case_id', 'f.due_at as case_due'])
    .where('f.number', '=', number)
    .where('k.step_id', '=', step)
    .orderBy('k.started_at', 'desc')
    .executeTakeFirstOrThrow();
}
async function stop(who: Who, number: string, clockId: string, basis = law, untilOn = '2024-12-20') {
  return desk.app.deadlines.service.stop(
    await desk.member(who),
    number,
    { clockId, reason, basis, untilOn },
    await desk.seqOf(number),
  );
}
async function resume(who: Who, number: string, clockId: string, basis = law) {
  return desk.app.deadlines.service.resume(
    await desk.member(who),
    number,
    { clockId, reason, basis },
    await desk.seqOf(number),
  );
}
async function told(clockId: string) {
  const { rows } = await sql<{ stage: string; name: string; told_as: string }>`
    select p.stage, u.name, p.told_as from netra.due_warning_person p join auth.auth_user u on u.id = p.user_id
    where p.clock_id = ${clockId} order by p.stage, u.name`.execute(desk.app.owner);
  return rows.map((row) => `${row.stage} ${row.name} ${row.told_as}`);
}
async function mails(template: string): Promise<number> {
  const { n } = await desk.app.owner
    .selectFrom('mail')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('template', '=', template)
    .executeTakeFirstOrThrow();
  return Number(n);
}
async function registered(): Promise<string> {
  at(morning);
  return desk.caseUpTo('register');
}

describe('a warning', () => {
  it('is given once to everybody who works there, with two workers at once', async () => {
    const number = await registered();
    const { id } = await limitOf(number, 'handle');
    await desk.app.deadlines.warn();
    expect(await told(id)).toEqual([]);
    at('2024-10-07T08:00:00+07:00');
    const before = await mails('due-soon');
    await Promise.all([desk.app.deadlines.warn(), desk.app.deadlines.warn(), desk.app.deadlines.warn()]);
    await desk.app.deadlines.warn();
    expect(await told(id)).toEqual([
      'day-before Petugas colleague responsible',
      'day-before Petugas officer responsible',
    ]);
    expect((await mails('due-soon')) - before).toBeGreaterThanOrEqual(2);
  });

  it('leaves no mark and no mail behind when the worker dies between the two, and is given by the next', async () => {
    const number = await registered();
    const { id } = await limitOf(number, 'handle');
    at('2024-10-07T22:00:00+07:00');
    const count = await mails('due-now');
    let calls = 0;
    const dying = warningService(
      {
        ...desk.app.platform,
        mail: {
          ...desk.app.platform.mail,
          queue: async (tx, mail) => {
            calls += 1;
            if (calls > 1) throw new Error('killed');
            await desk.app.platform.mail.queue(tx, mail);
          },
        },
      },
      {
        assigneesOf: () => Promise.resolve(new Map()),
        findWorkers: desk.app.cases.findWorkers,
        findAdministrators: () => Promise.resolve([]),
      },
    );
    await expect(dying.warn()).rejects.toThrow('killed');
    expect(await told(id)).toEqual([]);
    expect(await mails('due-now')).toBe(count);
    await desk.app.deadlines.warn();
    expect(await told(id)).toEqual([
      'hours-before Petugas colleague responsible',
      'hours-before Petugas officer responsible',
    ]);
  });

  it('is forgotten long after its limit ended, never while the limit runs, and by the system alone', async () => {
    const number = await registered();
    const { id } = await limitOf(number, 'handle');
    at('2024-10-07T08:00:00+07:00');
    await desk.app.deadlines.warn();
    const { userId } = await desk.member('officer');
    const forget = async (actor: Actor, before: string): Promise<number> => {
      await runAs(desk.app.platform.db, actor, (tx) =>
        sql`select forget_warnings(${before}::timestamptz, 1000)`.execute(tx),
      );
      return (await told(id)).length;
    };
    const given = (await told(id)).length;
    expect(given).toBeGreaterThan(0);
    expect(await forget({ kind: 'system' }, '2099-01-01T00:00:00Z')).toBe(given);
    await sql`update netra.clock set state = 'met', ended_at = '2024-10-08T00:00:00Z' where id = ${id}`.execute(
      desk.app.owner,
    );
    expect(await forget({ kind: 'system' }, '2024-10-08T00:00:00Z')).toBe(given);
    expect(await forget({ kind: 'member', userId }, '2099-01-01T00:00:00Z')).toBe(given);
    expect(await forget({ kind: 'system' }, '2024-10-09T00:00:00Z')).toBe(0);
  });

  it('that was jumped over is not given any more: only the last that matters', async () => {
    const number = await registered();
    const { id } = await limitOf(number, 'handle');
    at('2024-10-11T09:00:00+07:00');
    await desk.app.deadlines.warn();
    expect((await told(id)).map((line) => line.split(' ')[0])).toEqual(['overdue-3', 'overdue-3']);
    // Back in time (the demonstration may do so) nothing is told twice, and what lies before is told.
    await desk.app.deadlines.warn();
    expect(await told(id)).toHaveLength(2);
  });

  it('reaches the deputy of who is away, and the head at the end', async () => {
    const number = await registered();
    const { id, case_id } = await limitOf(number, 'handle');
    const [officer, colleague, admin] = await Promise.all([
      desk.member('officer'),
      desk.member('colleague'),
      desk.member('admin'),
    ]);
    const { bodyId = '' } = officer.memberships[0] ?? {};
    const given = await desk.app.deadlines.service.givePost(admin, {
      bodyId,
      userId: colleague.userId,
      post: 'head',
      validFrom: '2024-10-01',
    });
    expect(given.ok).toBe(true);
    const entered = await desk.app.deadlines.service.enterAbsence(officer, {
      bodyId,
      userId: officer.userId,
      fromDay: '2024-10-06',
      untilDay: '2024-10-07',
      kind: 'leave',
      deputyUserId: colleague.userId,
    });
    expect(entered.ok).toBe(true);
    const assigned = warningService(desk.app.platform, {
      assigneesOf: () => Promise.resolve(new Map([[case_id, [officer.userId]]])),
      findWorkers: desk.app.cases.findWorkers,
      findAdministrators: () => Promise.resolve([]),
    });
    at('2024-10-07T08:00:00+07:00');
    await assigned.warn();
    expect(await told(id)).toEqual(['day-before Petugas colleague deputy']);
    // Back at work on the 8th: the person again, and the head.
    at('2024-10-08T00:10:00+07:00');
    await assigned.warn();
    expect(await told(id)).toEqual([
      'day-before Petugas colleague deputy',
      'expired Petugas colleague head',
      'expired Petugas officer responsible',
    ]);
    if (given.ok) expect(await desk.app.deadlines.service.endPost(admin, given.value.id)).toBe(true);
  });

  it('tells administrators, once a day for an office, when who has the case is away and nobody stands in', async () => {
    const number = await registered();
    const { id, case_id } = await limitOf(number, 'handle');
    const [officer, admin] = await Promise.all([desk.member('officer'), desk.member('admin')]);
    const { bodyId = '' } = officer.memberships[0] ?? {};
    const alone = warningService(desk.app.platform, {
      assigneesOf: () => Promise.resolve(new Map([[case_id, [officer.userId]]])),
      findWorkers: desk.app.cases.findWorkers,
      findAdministrators: () => Promise.resolve([admin.userId]),
    });
    const entered = await desk.app.deadlines.service.enterAbsence(officer, {
      bodyId,
      userId: officer.userId,
      fromDay: '2024-10-06',
      untilDay: '2024-10-07',
      kind: 'leave',
      deputyUserId: null,
    });
    expect(entered.ok).toBe(true);
    const before = await mails('no-stand-in');
    at('2024-10-07T08:00:00+07:00');
    await alone.warn();
    expect((await mails('no-stand-in')) - before).toBe(1);
    // The limit itself is told to somebody all the same: it never passes in silence.
    expect((await told(id)).length).toBeGreaterThan(0);
    // The next stage on the same day tells nobody of the same office again.
    at('2024-10-07T22:00:00+07:00');
    await alone.warn();
    expect((await mails('no-stand-in')) - before).toBe(1);
    const { rows } = await sql<{
      user_id: string;
    }>`select user_id from netra.mail where template = 'no-stand-in'`.execute(desk.app.owner);
    expect(new Set(rows.map((row) => row.user_id))).toEqual(new Set([admin.userId]));
  });

  it('tells no administrator where a colleague stands in', async () => {
    const number = await registered();
    const { case_id } = await limitOf(number, 'handle');
    const officer = await desk.member('officer');
    const covered = warningService(desk.app.platform, {
      assigneesOf: () => Promise.resolve(new Map([[case_id, [officer.userId]]])),
      findWorkers: desk.app.cases.findWorkers,
      findAdministrators: () => Promise.reject(new Error('nobody asks for them')),
    });
    at('2024-10-08T00:10:00+07:00');
    await covered.warn();
  });

  it('is not given for a limit that stands still', async () => {
    const number = await registered();
    const { id } = await limitOf(number, 'handle');
    expect((await stop('officer', number, id)).ok).toBe(true);
    at('2024-10-20T08:00:00+07:00');
    await desk.app.deadlines.warn();
    expect(await told(id)).toEqual([]);
  });
});

describe('the mail of a warning', () => {
  it('waits for the digest while the limit only comes near, and leaves at once when it ends; it names nothing', async () => {
    const number = await registered();
    at('2024-10-07T08:00:00+07:00');
    await desk.app.deadlines.warn();
    at('2024-10-07T22:00:00+07:00');
    await desk.app.deadlines.warn();
    await desk.app.mail.deliver();
    const states = async (template: string) =>
      new Set(
        (await desk.app.owner.selectFrom('mail').select('state').where('template', '=', template).execute()).map(
          (row) => row.state,
        ),
      );
    expect([await states('due-soon'), await states('due-now')]).toEqual([new Set(['waiting']), new Set(['sent'])]);
    const caught = await desk.app.owner.selectFrom('mail_caught').select('message').execute();
    expect(caught.length).toBeGreaterThan(0);
    for (const { message } of caught) {
      expect(message).not.toContain(number);
      expect(message).not.toMatch(/Terlapor|Camat|Arunika/);
    }
  });
});

describe('a limit that is stopped', () => {
  it('stops by the page with reason and basis, is not late, and goes on with what was left', async () => {
    const number = await registered();
    const { id } = await limitOf(number, 'handle');
    const officer = await desk.at('officer');
    const page = `/perkara/${number}/batas`;
    expect((await officer.get(page)).html).toContain(`${page}/${id}/henti`);
    at('2024-10-05T10:00:00+07:00');
    const form = `${page}/${id}/henti`;
    const shown = await officer.get(form);
    expect(textOf(shown.html)).toContain('Ini batas menurut undang-undang atau peraturan');
    const until = { sampai_day: '20', sampai_month: '12', sampai_year: '2024' };
    const refused = await officer.post(form, {
      ...filledIn(shown.html, form),
      alasan: reason,
      interest: 'none',
      dasar: 'Surat nomor 1 tahun 2024',
      ...until,
    });
    expect([refused.status, textOf(refused.html)]).toEqual([
      422,
      expect.stringContaining('Dasar ini tidak ada dalam data hukum'),
    ]);
    const done = await officer.post(form, {
      ...filledIn(shown.html, form),
      alasan: reason,
      interest: 'none',
      dasar: law,
      ...until,
    });
    expect([done.status, done.to]).toEqual([303, `${page}?selesai=henti`]);
    expect(await limitOf(number, 'handle')).toMatchObject({ state: 'stopped', case_due: null });

    // Long after the first due day: nothing is late.
    at('2024-10-15T10:00:00+07:00');
    const file = textOf((await officer.get(`/perkara/${number}`)).html);
    expect(file).toContain('dihentikan sementara');
    expect(file).toContain('Batas waktu dihentikan sementara');
    expect(file).toContain(reason);
    expect(file).toContain('Dasar: Perbawaslu 7/2022');
    const again = `${page}/${id}/lanjut`;
    const back = await officer.post(again, {
      ...filledIn((await officer.get(again)).html, again),
      alasan: reason,
      interest: 'none',
      dasar: law,
    });
    expect(back.status).toBe(303);
    // Of 3 days none was counted before the 5th; the 15th takes the place of the 5th.
    const after = await limitOf(number, 'handle');
    expect([after.state, after.due_at.toString()]).toEqual(['running', '2024-10-17T16:59:59Z']);
    expect(after.case_due?.toString()).toBe('2024-10-17T16:59:59Z');
    expect(JSON.stringify(after.skipped)).not.toContain(reason);
    const history = textOf((await officer.get(page)).html);
    expect(history).toContain('dihentikan Sabtu, 5 Oktober 2024');
    expect(history).toContain('dilanjutkan Selasa, 15 Oktober 2024');
  });

  it('counts on over a holiday, and a circular is enough for a limit of practice', async () => {
    at(morning);
    const number = await desk.caseUpTo('submit');
    at('2024-12-20T10:00:00+07:00');
    await desk.walk(number, ['verifier', { type: 'verify', reason: 'Isi verifikasi satgas.' }]);
    const first = await limitOf(number, 'bawaslu-study');
    expect(first.due_at.toString()).toBe('2024-12-27T16:59:59Z');
    at('2024-12-24T15:00:00+07:00');
    expect((await stop('officer', number, first.id, 'se4_2024', '2025-01-10')).ok).toBe(true);
    at('2024-12-27T09:00:00+07:00');
    const done = await resume('officer', number, first.id, 'se4_2024');
    // 23 December counted; the 27th takes the place of the 24th; the 30th is the third.
    expect(done.ok && done.value.dueAt?.toString()).toBe('2024-12-30T16:59:59Z');

    // A later look at the law finds the limit as counted, standstill and all.
    const admin = await desk.member('admin');
    const book = desk.app.platform.law.current();
    const seen = await runAs(desk.app.platform.db, { kind: 'member', userId: admin.userId }, (tx) =>
      previewReevaluation(tx, book, book),
    );
    expect([seen.moved, seen.leftAlone]).toEqual([0, 0]);
  });

  it('takes the day of the office: after midnight in Jayapura, before it in Jakarta', async () => {
    const { id: body } = desk.country.bodies.bawasluCity;
    await desk.app.owner.updateTable('body').set({ zone: 'WIT' }).where('id', '=', body).execute();
    try {
      const number = await registered();
      const { id, due_at } = await limitOf(number, 'handle');
      expect(due_at.toString()).toBe('2024-10-07T14:59:59Z');
      // 23.30 WIB on the 4th is 01.30 WIT on the 5th.
      at('2024-10-04T23:30:00+07:00');
      expect((await stop('officer', number, id)).ok).toBe(true);
      at('2024-10-06T23:30:00+07:00');
      const done = await resume('officer', number, id);
      expect(done.ok && done.value.dueAt?.toString()).toBe('2024-10-09T14:59:59Z');
      const row = await desk.app.owner
        .selectFrom('clock_standstill')
        .select(['stopped_on', 'resumed_on'])
        .where('clock_id', '=', id)
        .executeTakeFirstOrThrow();
      expect(row).toEqual({ stopped_on: '2024-10-05', resumed_on: '2024-10-07' });
    } finally {
      await desk.app.owner.updateTable('body').set({ zone: 'WIB' }).where('id', '=', body).execute();
    }
  });

  it('hands its standstill to the longer limit of an extension', async () => {
    const number = await registered();
    const { id } = await limitOf(number, 'handle');
    at('2024-10-05T09:00:00+07:00');
    expect((await stop('officer', number, id)).ok).toBe(true);
    at('2024-10-06T09:00:00+07:00');
    await desk.walk(number, [
      'officer',
      { type: 'extend-handling', basis: 'UU 10/2016 ps 134(6)', reason: 'Keterangan tambahan diperlukan.' },
    ]);
    const longer = await limitOf(number, 'handle-extended');
    expect(longer.state).toBe('stopped');
    at('2024-10-10T09:00:00+07:00');
    const done = await resume('officer', number, longer.id);
    // 5 days from the 4th, none counted before the 5th: the 10th is the first.
    expect(done.ok && done.value.dueAt?.toString()).toBe('2024-10-14T16:59:59Z');
  });

  it('is met when the office concludes meanwhile, never met late', async () => {
    const number = await registered();
    const { id } = await limitOf(number, 'handle');
    expect((await stop('officer', number, id)).ok).toBe(true);
    at('2024-10-30T09:00:00+07:00');
    await desk.walk(
      number,
      ['officer', { type: 'record-study', text: 'Kajian: tidak memenuhi unsur.', rows: [], level: null }],
      ['colleague', { type: 'conclude', proven: false, reason: 'Pleno: tidak terbukti.' }],
    );
    expect((await limitOf(number, 'handle')).state).toBe('met');
  });

  it('goes on by itself on the day that the stop named, told by the step of the stop, with what was left of it', async () => {
    const number = await registered();
    const { id } = await limitOf(number, 'handle');
    expect((await stop('officer', number, id, law, '2024-10-14')).ok).toBe(true);
    const seq = await desk.seqOf(number);
    const page = textOf((await (await desk.at('officer')).get(`/perkara/${number}/batas`)).html);
    expect(page).toContain('masih berhenti; berjalan lagi dengan sendirinya Senin, 14 Oktober 2024');
    at('2024-10-13T23:00:00+07:00');
    await desk.app.deadlines.warn();
    expect((await limitOf(number, 'handle')).state).toBe('stopped');
    at('2024-10-14T00:05:00+07:00');
    await Promise.all([desk.app.deadlines.warn(), desk.app.deadlines.warn()]);
    const after = await limitOf(number, 'handle');
    expect([after.state, after.due_at.toString(), after.case_due?.toString()]).toEqual([
      'running',
      '2024-10-17T16:59:59Z',
      '2024-10-17T16:59:59Z',
    ]);
    expect(await desk.seqOf(number)).toBe(seq);
    expect((await desk.app.cases.readModel.findCase(await desk.member('officer'), number))?.chain).toEqual({
      ok: true,
    });
    expect(textOf((await (await desk.at('officer')).get(`/perkara/${number}`)).html)).toContain(
      'Berjalan lagi Senin, 14 Oktober 2024',
    );
  });

  it('is not for the authority whose own follow-up it is, only for those who watch it; and the ladder is not kept away', async () => {
    at('2024-10-04T09:00:00+07:00');
    const number = await desk.caseUpTo('convey');
    const { id } = await limitOf(number, 'ppk-follow-up');
    const letter = 'se4_2024';
    const stored = await desk.stored(number);
    expect(await stop('authority', number, id, letter)).toMatchObject({ error: { kind: 'not-yours' } });
    const { userId } = await desk.member('authority');
    await expect(
      runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) =>
        sql`insert into clock_standstill (id, clock_id, case_id, stopped_seq, stopped_at, stopped_on, stopped_basis, until_on)
          select gen_random_uuid(), k.id, k.case_id, 1, now(), '2024-10-04', 'x', '2024-11-01' from clock k where k.id = ${id}`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/row-level security/);
    expect((await (await desk.at('authority')).get(`/perkara/${number}/batas/${id}/henti`)).status).toBe(303);
    expect(await desk.stored(number)).toEqual(stored);
    const form = await (await desk.at('conveyor')).get(`/perkara/${number}/batas/${id}/henti`);
    expect([form.status, textOf(form.html)]).toEqual([200, expect.stringContaining('Berhenti sampai')]);
    expect((await stop('conveyor', number, id, letter, '2024-12-02')).ok).toBe(true);
    const page = textOf((await (await desk.at('conveyor')).get('/pantauan')).html);
    expect(page).toContain(number);
    const remind = { type: 'remind', reason } as const;
    const act = async () =>
      desk.app.cases.service.act(await desk.member('conveyor'), number, remind, await desk.seqOf(number));
    expect(await act()).toMatchObject({ error: { kind: 'ladder-too-early' } });
    // The first due day of the limit, whether it stands still or not.
    at('2024-10-19T09:00:00+07:00');
    expect(await act()).toMatchObject({ ok: true });
    expect((await resume('conveyor', number, id, letter)).ok).toBe(true);
  });

  it('of an authority with a stake in the case is not its to stop', async () => {
    at('2024-10-04T09:00:00+07:00');
    const number = await desk.caseUpTo('convey');
    await desk.walk(
      number,
      [
        'authority',
        {
          type: 'open-examination',
          route: 'discipline',
          heavy: false,
          examiner: 'Atasan langsung',
          punisher: 'PPK',
          team: '',
          reason,
        },
      ],
      [
        'authority',
        { type: 'record-summons', order: 'first', letterOn: '2024-10-04', hearingOn: '2024-10-16', number: '1' },
      ],
      ['authority', { type: 'record-missed', hearingOn: '2024-10-04', reason }],
      ['conveyor', { type: 'flag-conflict', kind: 'candidate', reason }],
    );
    const { id } = await limitOf(number, 'second-summons');
    expect(await stop('authority', number, id, 'PP 94/2021 ps 26')).toMatchObject({ error: { kind: 'in-conflict' } });
  });

  it('is refused twice, after it expired, on an outdated page, and once it has ended', async () => {
    const number = await registered();
    const { id } = await limitOf(number, 'handle');
    const wish = { clockId: id, reason, basis: law, untilOn: '2024-10-20' };
    const officer = await desk.member('officer');
    const { service } = desk.app.deadlines;
    expect(await service.stop(officer, number, wish, 1)).toMatchObject({ error: { kind: 'changed' } });
    expect(await resume('officer', number, id)).toMatchObject({ error: { kind: 'not-stopped' } });
    expect(await stop('officer', number, id, 'Nota dinas 5')).toMatchObject({ error: { kind: 'unknown-basis' } });
    expect(await stop('officer', number, id, 'se4_2024')).toMatchObject({ error: { kind: 'only-by-law' } });
    for (const untilOn of ['2024-10-03', '2024-10-04', '2025-10-06'])
      expect(await stop('officer', number, id, law, untilOn), untilOn).toMatchObject({ error: { kind: 'wrong-day' } });
    expect((await stop('officer', number, id)).ok).toBe(true);
    expect(await stop('officer', number, id)).toMatchObject({ error: { kind: 'already-stopped' } });
    expect((await resume('officer', number, id)).ok).toBe(true);
    at('2024-10-08T00:00:01+07:00');
    expect(await stop('officer', number, id)).toMatchObject({ error: { kind: 'expired' } });
    expect(await stop('officer', number, '11111111-1111-4111-8111-111111111111')).toMatchObject({
      error: { kind: 'no-limit' },
    });
  });

  it('that ended while its form was being written comes back with all that was typed', async () => {
    const number = await registered();
    const { id } = await limitOf(number, 'handle');
    const officer = await desk.at('officer');
    const path = `/perkara/${number}/batas/${id}/henti`;
    const page = (await officer.get(path)).html;
    await desk.walk(
      number,
      ['colleague', { type: 'record-study', text: 'Kajian: memenuhi unsur.', rows: ['B6'], level: 'berat' }],
      ['colleague', { type: 'conclude', proven: true, reason: 'Pleno: terbukti.' }],
    );
    const late = await officer.submit(page, path, {
      alasan: 'Menunggu keterangan ahli yang sedang sakit.',
      dasar: 'UU 10/2016 ps 134(6)',
      sampai_day: '20',
      sampai_month: '10',
      sampai_year: '2024',
    });
    expect(late.status).toBe(409);
    for (const part of ['Menunggu keterangan ahli', 'UU 10/2016 ps 134(6)', 'value="20"', 'Batas ini sudah berakhir'])
      expect(late.html).toContain(part);
  });

  it('by another office is refused like a case that does not exist, and stores nothing', async () => {
    const number = await registered();
    const { id } = await limitOf(number, 'handle');
    const before = await desk.stored(number);
    for (const who of everybody.filter((one) => one !== 'officer' && one !== 'colleague' && one !== 'overseer')) {
      const visitor = await desk.at(who);
      for (const path of [`/perkara/${number}/batas`, `/perkara/${number}/batas/${id}/henti`]) {
        const seen = await visitor.get(path);
        const none = await visitor.get(path.replace(number, 'ZZZ-ZZZ-ZZ'));
        expect([who, path, seen.status]).toEqual([who, path, none.status]);
        expect(seen.status).toBe(404);
      }
      expect(await stop(who, number, id)).toMatchObject({ error: { kind: 'not-found' } });
    }
    expect(await stop('overseer', number, id)).toMatchObject({ ok: false });
    expect(await desk.stored(number)).toEqual(before);
  });

  it('cannot be stopped, moved or resumed in the database without a step that says so', async () => {
    const number = await registered();
    const { id } = await limitOf(number, 'handle');
    const { userId } = await desk.member('officer');
    const tried = (statement: ReturnType<typeof sql>) =>
      runAs(desk.app.platform.db, { kind: 'member', userId }, (tx) => statement.execute(tx));
    await expect(tried(sql`update clock set state = 'stopped' where id = ${id}`)).rejects.toThrow(/by a step/);
    await expect(tried(sql`update clock set due_at = due_at + interval '9 days' where id = ${id}`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      tried(sql`select resume_clock(${id}::uuid, now() + interval '9 days', '[]'::jsonb, false, 'x')`),
    ).rejects.toThrow(/no limit to resume/);
    expect((await stop('officer', number, id)).ok).toBe(true);
    await expect(
      tried(sql`select resume_clock(${id}::uuid, now() + interval '9 days', '[]'::jsonb, false, 'x')`),
    ).rejects.toThrow(/goes on by a step/);
    await expect(
      tried(
        sql`update clock_standstill set resumed_seq = 1, resumed_at = now(), resumed_on = '2024-10-09' where clock_id = ${id}`,
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

describe('the page of limits', () => {
  it('groups them, says the rule and what follows, and shows a head who answers', async () => {
    at(morning);
    const number = await desk.caseUpTo('submit');
    // A step whose rule says what follows; the limit itself is that of the verification, seven days.
    await desk.app.owner
      .updateTable('clock')
      .set({ step_id: 'ppk-follow-up' })
      .where('id', '=', (await limitOf(number, 'verify')).id)
      .execute();
    const verifier = await desk.at('verifier');
    const list = textOf((await verifier.get('/batas')).html);
    expect(list).toContain(number);
    expect(list).toContain('Nanti');
    expect(list).toContain('SIASN');
    expect(textOf((await verifier.get(`/perkara/${number}/batas`)).html)).toContain('Bila lewat batas:');
    expect(list).not.toContain('Penanggung jawab');
    at('2024-10-12T09:00:00+07:00');
    const late = await verifier.get('/batas?lihat=lewat');
    expect(textOf(late.html)).toContain('lewat 1 hari');
    expect(textOf((await verifier.get('/batas?lihat=hari-ini')).html)).toContain('Tidak ada batas waktu di sini');
    at('2024-10-07T09:00:00+07:00');
    const month = await verifier.get('/batas?tampil=bulan&mulai=2024-10');
    expect(textOf(month.html)).toContain('Batas waktu bulan Oktober 2024');
    expect(plain(month.html)).toContain('/batas?tampil=minggu&mulai=2024-10-11');
    expect(textOf((await verifier.get('/batas?tampil=minggu&mulai=2024-10-11')).html)).toContain(number);
    expect(textOf((await verifier.get('/batas?tampil=minggu&mulai=2024-10-26')).html)).not.toContain(number);

    const { bodyId = '' } = (await desk.member('verifier')).memberships[0] ?? {};
    const admin = await desk.at('admin');
    const address = `/admin/pimpinan?kantor=${bodyId}`;
    const shown = await admin.get(address);
    const { userId } = await desk.member('verifier');
    const done = await admin.post('/admin/pimpinan', {
      _csrf: tokenOn(shown.html),
      kantor: bodyId,
      orang: userId,
      jabatan: 'head',
      mulai_day: '1',
      mulai_month: '10',
      mulai_year: '2024',
    });
    expect([done.status, done.to]).toEqual([303, `${address}&selesai=simpan`]);
    expect(textOf((await verifier.get('/batas')).html)).toContain('Penanggung jawab');
  });

  it('shows nobody the limits of other offices, and no page at all to who works on no cases', async () => {
    at(morning);
    const number = await desk.caseUpTo('register');
    expect(textOf((await (await desk.at('stranger')).get('/batas')).html)).not.toContain(number);
    for (const who of ['admin', 'media', 'asn'] as const)
      expect((await (await desk.at(who)).get('/batas')).status).toBe(404);
    expect((await new Visitor(desk.app.hono).get('/batas')).status).toBe(303);
  });
});

describe('an absence', () => {
  const days = {
    dari_day: '7',
    dari_month: '10',
    dari_year: '2024',
    sampai_day: '9',
    sampai_month: '10',
    sampai_year: '2024',
  };
  it('is entered by the person, with a colleague of the same office and role, and taken back', async () => {
    at(morning);
    const officer = await desk.at('officer');
    const colleague = await desk.member('colleague');
    const page = '/kantor/kehadiran';
    const fields = filledIn((await officer.get(page)).html, page);
    const wrong = await officer.post(page, { ...fields, ...days, sampai_day: '6', sebab: 'leave' });
    expect(wrong.status).toBe(422);
    const { userId: stranger } = await desk.member('stranger');
    const elsewhere = await officer.post(page, { ...fields, ...days, sebab: 'leave', pengganti: stranger });
    expect([elsewhere.status, textOf(elsewhere.html)]).toEqual([422, expect.stringContaining('Pengganti harus rekan')]);
    const done = await officer.post(page, { ...fields, ...days, sebab: 'leave', pengganti: colleague.userId });
    expect(done.to).toBe(`${page}?selesai=simpan`);
    const shown = await officer.get(page);
    expect(textOf(shown.html)).toContain('Petugas officer Sen 7 Okt 2024 sampai Rab 9 Okt 2024 Cuti Petugas colleague');
    const { id } = await desk.app.owner
      .selectFrom('absence')
      .select('id')
      .orderBy('recorded_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    // A colleague who leads nothing may not take it back, nor may another office.
    for (const who of ['colleague', 'stranger', 'verifier'] as const)
      expect(await desk.app.deadlines.service.endAbsence(await desk.member(who), id)).toBe(false);
    const ended = await officer.post(`${page}/akhiri`, { ...filledIn(shown.html, `${page}/akhiri`), id });
    expect(ended.to).toBe(`${page}?selesai=akhiri`);
  });

  it('of somebody else is entered by the head alone, also in the database', async () => {
    at(morning);
    const officer = await desk.member('officer');
    const colleague = await desk.member('colleague');
    const { bodyId = '' } = officer.memberships[0] ?? {};
    const wish = {
      bodyId,
      userId: officer.userId,
      fromDay: '2024-10-07',
      untilDay: '2024-10-08',
      kind: 'travel',
      deputyUserId: null,
    } as const;
    const { service } = desk.app.deadlines;
    expect(await service.enterAbsence(colleague, wish)).toEqual({ ok: false, error: 'not-yours' });
    await expect(
      runAs(desk.app.platform.db, { kind: 'member', userId: colleague.userId }, (tx) =>
        sql`insert into absence (id, body_id, user_id, from_day, until_day, kind, entered_by)
          values (gen_random_uuid(), ${bodyId}, ${officer.userId}, '2024-10-07', '2024-10-08', 'travel', ${colleague.userId})`.execute(
          tx,
        ),
      ),
    ).rejects.toThrow(/row-level security/);
    const admin = await desk.member('admin');
    const post = { bodyId, userId: colleague.userId, post: 'head', validFrom: '2024-10-01' } as const;
    const given = await service.givePost(admin, post);
    expect((await service.enterAbsence(colleague, wish)).ok).toBe(true);
    expect(await service.givePost(admin, post)).toEqual({ ok: false, error: 'already' });
    if (given.ok) await service.endPost(admin, given.value.id);
    expect(await service.enterAbsence(colleague, wish)).toEqual({ ok: false, error: 'not-yours' });
    expect((await (await desk.at('officer')).get('/admin/pimpinan')).status).toBe(404);
  });
});

describe('the calendar feed', () => {
  const read = (path: string, headers: Record<string, string> = {}) =>
    desk.app.hono.request(`http://127.0.0.1${path}`, { headers: { host: '127.0.0.1', ...headers } });
  const made = async (who: Who, nomor: string): Promise<string> => {
    const visitor = await desk.at(who);
    const page = await visitor.get('/akun/kalender');
    const done = await visitor.post('/akun/kalender', { ...filledIn(page.html, '/akun/kalender'), nomor });
    return /\/kalender\/[A-Za-z0-9_-]{32}\.ics/.exec(done.html)?.[0] ?? '';
  };

  it('tells step and link alone, without a cookie, and is not sent twice', async () => {
    const number = await registered();
    const path = await made('officer', 'tidak');
    const answer = await read(path);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('set-cookie')]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      null,
    ]);
    const text = await answer.text();
    const calendar = readCalendar(text);
    expect(calendar.inside.length).toBeGreaterThan(0);
    const unfolded = text.replaceAll('\r\n ', '');
    for (const secret of [number, 'Terlapor', 'Rekaan', 'Camat', 'Petugas', 'Kota', 'perkara/'])
      expect(unfolded).not.toContain(secret);
    expect(calendar.inside.map((one) => textValue(one, 'URL'))).toContain('http://127.0.0.1/batas');
    const etag = answer.headers.get('etag') ?? '';
    expect((await read(path, { 'if-none-match': etag })).status).toBe(304);
    expect(await desk.app.owner.selectFrom('calendar_feed').select('token_hash').execute()).toHaveLength(1);
  });

  it('names cases only when asked to, keeps a limit the same event, and drops what stands still', async () => {
    const number = await registered();
    const path = await made('officer', 'ya');
    const of = async () =>
      readCalendar(await (await read(path)).text()).inside.find((one) => textValue(one, 'SUMMARY').includes(number));
    const first = await of();
    if (first === undefined) throw new Error('the limit is not there');
    expect(propertyOf(first, 'DTSTART')).toBe('20241007T165959Z');
    const { id } = await limitOf(number, 'handle');
    expect((await stop('officer', number, id)).ok).toBe(true);
    expect(await of()).toBeUndefined();
    at('2024-10-06T09:00:00+07:00');
    expect((await resume('officer', number, id)).ok).toBe(true);
    const later = await of();
    if (later === undefined) throw new Error('the limit did not come back');
    expect(propertyOf(later, 'UID')).toBe(propertyOf(first, 'UID'));
    expect(Number(propertyOf(later, 'SEQUENCE'))).toBeGreaterThan(Number(propertyOf(first, 'SEQUENCE')));
    expect(propertyOf(later, 'DTSTART')).not.toBe(propertyOf(first, 'DTSTART'));
  });

  it('stops working when it is renewed, revoked, or the person leaves, and guesses find nothing', async () => {
    const old = await made('colleague', 'tidak');
    const fresh = await made('colleague', 'tidak');
    expect([(await read(old)).status, (await read(fresh)).status]).toEqual([404, 200]);
    const colleague = await desk.at('colleague');
    await colleague.fill('/akun/kalender', '/akun/kalender/cabut', {});
    expect((await read(fresh)).status).toBe(404);
    expect((await read('/kalender/x.ics')).status).toBe(404);
    const stranger = await made('stranger', 'tidak');
    expect((await read(stranger)).status).toBe(200);
    const { userId } = await desk.member('stranger');
    await desk.app.owner
      .updateTable('member')
      .set({ valid_until: '2020-01-01' })
      .where('user_id', '=', userId)
      .execute();
    expect((await read(stranger)).status).toBe(404);
    for (const who of ['admin', 'media', 'asn', 'overseer'] as const)
      expect((await (await desk.at(who)).get('/akun/kalender')).status).toBe(404);
  });
});
