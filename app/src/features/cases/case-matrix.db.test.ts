import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../../test/support/app.ts';
import { foundCountry } from '../../../test/support/offices.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { type Member, type Role, roles } from '../../platform/http/env.ts';
import { type ActionType, actionTypes } from './case.ts';
import { buildMatrix, type Kind, type Matrix, type Place, places, type Step } from './case-matrix.fixture.ts';
import { type CasesFeature, casesFeature } from './index.ts';

let app: TestApp;
let cases: CasesFeature;
let matrix: Matrix;

beforeAll(async () => {
  app = await startTestApp();
  // Chance always chooses to check a delegated result again.
  const random = (bytes: number) => (bytes === 4 ? Buffer.alloc(4) : app.platform.random(bytes));
  cases = casesFeature({ ...app.platform, random });
  // Here the offices through which the case goes all lie in the city.
  await app.owner.updateTable('handover_route').set({ to_level: null }).execute();
  matrix = await buildMatrix(app, await foundCountry(app.owner), cases);
  // Tries a statement in the scope of whoever calls, and undoes it: the number of rows, or the class of the refusal.
  await sql`create function netra.tried(statement text) returns text language plpgsql as $$
    declare n int;
    begin
      begin
        execute statement;
        get diagnostics n = row_count;
        raise exception '%', n using errcode = 'ZZ001';
      exception
        when sqlstate 'ZZ001' then return sqlerrm;
        when others then return sqlstate;
      end;
    end $$`.execute(app.owner);
  await sql`grant execute on function netra.tried to public`.execute(app.owner);
});
afterAll(() => app.end());

/**
 * Written by hand: who may take a step, at which kind of office. Everything else is refused: other roles, other offices, also those above
 * and below, and roles at an office of a kind where the role does not exist.
 */
const mayAct: Readonly<Record<Step, readonly [Role, Kind]>> = {
  facts: ['officer', 'bawaslu'],
  register: ['officer', 'bawaslu'],
  finding: ['officer', 'bawaslu'],
  keep: ['officer', 'bawaslu'],
  extend: ['officer', 'bawaslu'],
  study: ['officer', 'bawaslu'],
  conclude: ['officer', 'bawaslu'],
  submit: ['officer', 'bawaslu'],
  'accept@satgas': ['verifier', 'satgas'],
  'return@satgas': ['verifier', 'satgas'],
  verify: ['verifier', 'satgas'],
  'accept@bawaslu': ['officer', 'bawaslu'],
  confirm: ['officer', 'bawaslu'],
  'accept@bkn': ['conveyor', 'bkn'],
  'return@bkn': ['conveyor', 'bkn'],
  convey: ['conveyor', 'bkn'],
  'accept@ppk': ['authority', 'ppk'],
  decide: ['authority', 'ppk'],
  sanction: ['authority', 'ppk'],
  ask: ['officer', 'bawaslu'],
  completed: ['officer', 'bawaslu'],
  lapse: ['officer', 'bawaslu'],
  refer: ['officer', 'bawaslu'],
  criminal: ['officer', 'bawaslu'],
  clarify: ['officer', 'bawaslu'],
  announce: ['officer', 'bawaslu'],
  interest: ['officer', 'bawaslu'],
  vote: ['verifier', 'satgas'],
  reject: ['verifier', 'satgas'],
  delegate: ['verifier', 'satgas'],
  report: ['conveyor', 'bkn'],
  recheck: ['verifier', 'satgas'],
  open: ['authority', 'ppk'],
  'open@ethics': ['authority', 'ppk'],
  summon: ['authority', 'ppk'],
  missed: ['authority', 'ppk'],
  examine: ['authority', 'ppk'],
  council: ['authority', 'ppk'],
  deliver: ['authority', 'ppk'],
  remedy: ['authority', 'ppk'],
  outcome: ['authority', 'ppk'],
  effect: ['authority', 'ppk'],
  enter: ['authority', 'ppk'],
  remind: ['conveyor', 'bkn'],
  reprimand: ['conveyor', 'bkn'],
  propose: ['conveyor', 'bkn'],
  'confirm-block': ['conveyor', 'bkn'],
  'refuse-block': ['conveyor', 'bkn'],
  unblock: ['conveyor', 'bkn'],
  'keep-block': ['conveyor', 'bkn'],
  'keep-again': ['officer', 'bawaslu'],
  'call-back': ['conveyor', 'bkn'],
  flag: ['conveyor', 'bkn'],
  unflag: ['conveyor', 'bkn'],
  reroute: ['conveyor', 'bkn'],
  separate: ['officer', 'bawaslu'],
  'separate@satgas': ['verifier', 'satgas'],
  'separate@bkn': ['conveyor', 'bkn'],
  'separate@ppk': ['authority', 'ppk'],
};

const untilSubmitted = ['facts', 'register', 'study', 'conclude', 'submit'] as const;
const untilConveyed = [...untilSubmitted, 'verify', 'confirm', 'convey'] as const;
const untilDelivered = [...untilConveyed, 'open', 'examine', 'sanction', 'deliver'] as const;

/** Each step, and the way a case goes until it may be taken. */
const ways: readonly (readonly [Step, readonly Step[]])[] = [
  ['facts', []],
  ['register', ['facts']],
  ['finding', ['facts']],
  ['keep', ['facts']],
  ['extend', ['facts', 'register']],
  ['study', ['facts', 'register']],
  ['conclude', ['facts', 'register', 'study']],
  ['submit', ['facts', 'register', 'study', 'conclude']],
  ['accept@satgas', ['facts', 'register', 'study', 'conclude', 'submit']],
  ['return@satgas', ['facts', 'register', 'study', 'conclude', 'submit']],
  ['verify', ['facts', 'register', 'study', 'conclude', 'submit']],
  ['accept@bawaslu', ['facts', 'register', 'study', 'conclude', 'submit', 'verify']],
  ['confirm', ['facts', 'register', 'study', 'conclude', 'submit', 'verify']],
  ['accept@bkn', ['facts', 'register', 'study', 'conclude', 'submit', 'verify', 'confirm']],
  ['return@bkn', ['facts', 'register', 'study', 'conclude', 'submit', 'verify', 'confirm']],
  ['convey', ['facts', 'register', 'study', 'conclude', 'submit', 'verify', 'confirm']],
  ['accept@ppk', ['facts', 'register', 'study', 'conclude', 'submit', 'verify', 'confirm', 'convey']],
  ['decide', untilConveyed],
  ['ask', []],
  ['completed', ['ask']],
  ['lapse', ['ask']],
  ['refer', ['facts']],
  ['criminal', ['facts', 'register']],
  ['clarify', ['facts', 'register']],
  ['announce', ['facts', 'keep']],
  ['interest', ['facts']],
  ['vote', untilSubmitted],
  ['reject', untilSubmitted],
  ['delegate', untilSubmitted],
  ['report', [...untilSubmitted, 'delegate']],
  ['recheck', [...untilSubmitted, 'delegate', 'report']],
  ['open', untilConveyed],
  ['open@ethics', untilConveyed],
  ['sanction', [...untilConveyed, 'open', 'examine']],
  ['summon', [...untilConveyed, 'open']],
  ['missed', [...untilConveyed, 'open', 'summon']],
  ['examine', [...untilConveyed, 'open']],
  ['council', [...untilConveyed, 'open@ethics']],
  ['deliver', [...untilConveyed, 'open', 'examine', 'sanction']],
  ['remedy', untilDelivered],
  ['outcome', [...untilDelivered, 'remedy']],
  ['effect', untilDelivered],
  ['enter', [...untilDelivered, 'effect']],
  ['remind', untilConveyed],
  ['reprimand', [...untilConveyed, 'remind']],
  ['propose', [...untilConveyed, 'remind', 'reprimand']],
  ['confirm-block', [...untilConveyed, 'remind', 'reprimand', 'propose']],
  ['refuse-block', [...untilConveyed, 'remind', 'reprimand', 'propose']],
  ['unblock', [...untilConveyed, 'remind', 'reprimand', 'propose', 'confirm-block']],
  ['keep-block', [...untilConveyed, 'remind', 'reprimand', 'propose', 'confirm-block']],
  ['keep-again', ['facts', 'keep']],
  ['call-back', untilConveyed],
  ['flag', untilConveyed],
  ['unflag', [...untilConveyed, 'flag']],
  ['reroute', [...untilConveyed, 'flag']],
  // In every status in which it may happen, by whoever holds the case then.
  ['separate', ['facts', 'register']],
  ['separate', ['facts', 'register', 'study']],
  ['separate', ['facts', 'register', 'study', 'conclude']],
  ['separate@satgas', [...untilSubmitted, 'accept@satgas']],
  ['separate', [...untilSubmitted, 'verify', 'accept@bawaslu']],
  ['separate@bkn', [...untilSubmitted, 'verify', 'confirm', 'accept@bkn']],
  ['separate@ppk', [...untilConveyed, 'accept@ppk']],
  ['separate@ppk', [...untilConveyed, 'open']],
  ['separate@ppk', [...untilConveyed, 'open', 'examine', 'sanction']],
  ['separate@ppk', untilDelivered],
  ['separate@ppk', [...untilDelivered, 'remedy']],
  ['separate@ppk', [...untilDelivered, 'remedy', 'outcome']],
];

/** Steps that wait for a limit to pass: the case is opened long before. */
const afterLimit: readonly Step[] = [
  'lapse',
  'remind',
  'reprimand',
  'propose',
  'confirm-block',
  'refuse-block',
  'unblock',
  'keep-block',
];
/** Steps that leave the office of the case where it is, and are taken by the other people of the same office too. */
const twoPeople: readonly Step[] = ['keep', 'confirm-block', 'refuse-block', 'unflag'];
/** Steps for which a decision must be in effect: a month later. */
const monthLater: readonly Step[] = ['effect', 'enter'];

interface Cell {
  readonly role: Role;
  readonly kind: Kind;
  /** Seen from the holder; `other kind` lies at the same place. */
  readonly place: Place | 'other kind';
  readonly person: Member;
}

function cellsAround(holder: Kind): readonly Cell[] {
  return roles.flatMap((role) => [
    ...places.map((place) => ({ role, kind: holder, place, person: matrix.person(role, holder, place) })),
    ...otherKinds(holder).map((kind) => ({
      role,
      kind,
      place: 'other kind' as const,
      person: matrix.person(role, kind, 'own'),
    })),
  ]);
}

const otherKinds = (holder: Kind): readonly Kind[] =>
  (['bawaslu', 'satgas', 'bkn', 'ppk'] as const).filter((kind) => kind !== holder);

const workerOf: Readonly<Record<Kind, Role>> = {
  bawaslu: 'officer',
  satgas: 'verifier',
  bkn: 'conveyor',
  ppk: 'authority',
};

/** Written by hand: the case is seen by those who work at an office through which it went, and by overseers at or above such an office. */
function sees(cell: Cell, holder: Kind, senders: readonly Kind[]): boolean {
  const passed = cell.place === 'other kind' ? senders.includes(cell.kind) : cell.kind === holder;
  if (!passed) return false;
  const atIt = cell.place === 'own' || cell.place === 'other kind';
  if (cell.role === workerOf[cell.kind]) return atIt;
  if (cell.role !== 'overseer' || (cell.kind !== 'bawaslu' && cell.kind !== 'bkn')) return false;
  return atIt || cell.place === 'province' || cell.place === 'nation';
}

/** Offices through which a case went before it came to its holder. */
function sendersAfter(way: readonly Step[], holder: Kind): readonly Kind[] {
  const passed: Kind[] = ['bawaslu'];
  if (way.includes('submit')) passed.push('satgas');
  if (way.includes('confirm')) passed.push('bkn');
  if (way.includes('delegate')) passed.push('bkn');
  if (way.includes('convey')) passed.push('ppk');
  return passed.filter((kind) => kind !== holder);
}

const label = (cell: Cell): string => `${cell.role} at ${cell.kind} (${cell.place})`;

/** Everything a refused step could have left behind. */
async function everything(): Promise<unknown> {
  const { rows } = await sql`select
    (select jsonb_agg(f order by f.id) from netra.case_file f) as files, (select count(*) from netra.case_event) as events,
    (select count(*) from netra.case_event_content) as contents, (select jsonb_agg(k order by k.id) from netra.clock k) as clocks,
    (select jsonb_agg(h order by h.id) from netra.handover h) as handovers, (select jsonb_agg(a order by a.case_id, a.body_id) from netra.case_access a) as access,
    (select count(*) from netra.case_accused) as accused, (select count(*) from netra.audit) as audit`.execute(
    app.owner,
  );
  return rows[0];
}

let checked = 0;
afterAll(() => console.error(`scope matrix: ${checked} cells checked`));

describe('action × role × place of the office', () => {
  it('asks about every action there is', () => {
    const types = new Set<ActionType>(ways.map(([step]) => matrix.actionOf(step).type));
    // Taken by the office above one where somebody declared an interest: its rights are asked in case-walls.db.test.ts.
    expect([...types, 'take-over'].toSorted()).toEqual([...actionTypes].toSorted());
  });

  it.each(ways)('%s: allowed to exactly one role at the office that holds the case', async (step, way) => {
    const seated = step === 'vote';
    if (seated) await seat();
    app.clock.set(Temporal.Instant.from(afterLimit.includes(step) ? '2024-09-06T02:00:00Z' : '2024-10-04T02:00:00Z'));
    const { number } = await matrix.open();
    await matrix.walk(number, ...way.filter((one) => !afterLimit.includes(one) && !monthLater.includes(one)));
    app.clock.set(Temporal.Instant.from('2024-10-04T02:00:00Z'));
    await matrix.walk(number, ...way.filter((one) => afterLimit.includes(one)));
    if (monthLater.includes(step)) app.clock.set(Temporal.Instant.from('2024-11-05T02:00:00Z'));
    await matrix.walk(number, ...way.filter((one) => monthLater.includes(one)));
    if (step.startsWith('separate')) await secondAccused(number);
    const [role, holder] = mayAct[step];
    const senders = sendersAfter(way, holder);
    const { last_seq: seq } = await app.owner
      .selectFrom('case_file')
      .select('last_seq')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    const before = await everything();
    const allowed: Cell[] = [];
    const wrong: string[] = [];
    const tries = cellsAround(holder).map((cell) => async () => {
      if (cell.role === role && cell.place === 'own') {
        allowed.push(twoPeople.includes(step) ? { ...cell, person: matrix.doer(step) } : cell);
        return;
      }
      const done = await cases.service.act(cell.person, number, matrix.actionOf(step), seq);
      const expected = sees(cell, holder, senders) ? 'not-yours' : 'not-found';
      const got = done.ok ? 'ALLOWED' : done.error.kind;
      if (got !== expected) wrong.push(`${label(cell)}: ${got}, not ${expected}`);
      checked += 1;
    });
    await inLanes(tries);
    expect(wrong).toEqual([]);
    expect(await everything()).toEqual(before);
    expect(allowed).toHaveLength(1);
    for (const cell of allowed) {
      expect(await cases.service.act(cell.person, number, matrix.actionOf(step), seq)).toMatchObject({ ok: true });
      checked += 1;
    }
    if (seated) await sql`delete from netra.task_force_seat`.execute(app.owner);
  });
});

/** As in a case that came this far with two accused before each had a case of the own. */
async function secondAccused(number: string): Promise<void> {
  await sql`insert into netra.case_accused (case_id, position, name_sealed, details_sealed, status, token_key)
    select a.case_id, 2, a.name_sealed, a.details_sealed, a.status, a.token_key from netra.case_accused a
    join netra.case_file f on f.id = a.case_id where f.number = ${number}`.execute(app.owner);
  await sql`update netra.case_file set accused_count = 2 where number = ${number}`.execute(app.owner);
}

/** BKN alone has a vote, and the verifier speaks for it. */
async function seat(): Promise<void> {
  const { memberships, userId } = matrix.person('verifier', 'satgas', 'own');
  const body = memberships[0]?.bodyId ?? '';
  await sql`insert into netra.task_force_seat values (${body}, 'bkn', '2022-09-22', null, 'uji')`.execute(app.owner);
  await sql`update netra.member set represents = 'bkn' where user_id = ${userId}`.execute(app.owner);
}

/** Six at a time: as many as the pool has connections. */
async function inLanes(tries: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = [...tries];
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
    }),
  );
}

/** A case at each of its holders, with a report, its words, identity and a file lying under it. */
const holders: readonly (readonly [Kind, readonly Step[]])[] = [
  ['bawaslu', ['facts', 'register', 'study', 'conclude', 'submit', 'verify']],
  ['satgas', ['facts', 'register', 'study', 'conclude', 'submit']],
  ['bkn', ['facts', 'register', 'study', 'conclude', 'submit', 'verify', 'confirm']],
  ['ppk', ['facts', 'register', 'study', 'conclude', 'submit', 'verify', 'confirm', 'convey']],
];

async function caseAt(way: readonly Step[]): Promise<{ id: string; number: string; seq: number }> {
  const opened = await matrix.open();
  await matrix.walk(opened.number, ...way);
  const report = randomUUID();
  const intake = matrix.office('bawaslu', 'own');
  await sql`insert into netra.report (id, submission_key, receipt_hash, kind, intake_body_id, case_id, act_kind, happened_on, known_on, region_id, received_at)
    select ${report}, ${randomUUID()}, decode(md5(${report}), 'hex'), 'laporan', ${intake}, id, act_kind, '2024-10-01', '2024-10-02', region_id, opened_at
    from netra.case_file where id = ${opened.id}`.execute(app.owner);
  await sql`insert into netra.report_words values (${report}, 'sealed')`.execute(app.owner);
  await sql`insert into netra.report_identity values (${report}, 'sealed')`.execute(app.owner);
  await sql`insert into netra.evidence (id, report_id, draft_key, intake_body_id, position, media_type, size, sha256, name_sealed, original_file, received_at)
    values (${randomUUID()}, ${report}, 'x', ${intake}, 1, 'image/png', 1, 'x', 'x', 'x', now())`.execute(app.owner);
  await cases.service.recordReading(
    matrix.person('officer', 'bawaslu', 'own'),
    opened.id,
    'report.identity',
    'Mengapa',
  );
  const { last_seq: seq } = await app.owner
    .selectFrom('case_file')
    .select('last_seq')
    .where('id', '=', opened.id)
    .executeTakeFirstOrThrow();
  return { ...opened, seq };
}

describe('what is read, by role and place of the office', () => {
  it.each(holders)('while the case is at %s', async (holder, way) => {
    const there = await caseAt(way);
    const senders = sendersAfter(way, holder);
    const wrong: string[] = [];
    const handedOn: Partial<Record<Kind, number>> = {};
    for (const row of await app.owner.selectFrom('handover').selectAll().where('case_id', '=', there.id).execute()) {
      for (const kind of senders) if (row.from_body_id === matrix.office(kind, 'own')) handedOn[kind] = row.seq;
    }
    await inLanes(
      cellsAround(holder).map((cell) => async () => {
        const view = await cases.readModel.findCase(cell.person, there.number);
        const expected = sees(cell, holder, senders);
        if ((view !== undefined) !== expected)
          wrong.push(`${label(cell)}: case ${view === undefined ? 'hidden' : 'shown'}`);
        const readsTo = cell.place === 'other kind' ? (handedOn[cell.kind] ?? 0) : there.seq;
        for (const step of view?.steps ?? []) {
          const hidden = step.seq > readsTo;
          if (step.hidden !== hidden) wrong.push(`${label(cell)}: step ${step.seq} hidden ${step.hidden}`);
          if (hidden && (step.content !== null || step.actorName !== null))
            wrong.push(`${label(cell)}: content of step ${step.seq}`);
        }
        // BKN may say that an interest stands in the way, and flag a conflict of the authority to which it conveyed, and do nothing else before the limit has passed.
        const watches = holder === 'ppk' && cell.kind === 'bkn' && cell.role === 'conveyor';
        if (watches && cell.place === 'other kind')
          expect(view?.actions).toEqual(['declare-interest', 'flag-conflict', 'call-back']);
        const worksThere = (cell.role === workerOf[holder] && cell.place === 'own') || watches;
        if (!worksThere && (view?.actions.length ?? 0) > 0) wrong.push(`${label(cell)}: buttons`);
        const looks = await cases.readModel.looks(cell.person, there.id, 50);
        if (looks.length > 0 !== expected) wrong.push(`${label(cell)}: ${looks.length} looks`);
        const intake = cell.kind === 'bawaslu' && (cell.place === 'own' || cell.place === 'other kind');
        const reasons = looks.some((look) => look.reason !== null);
        const mayKnowWhy = expected && cell.kind === 'bawaslu';
        // A sender knows the names of its own people and of nobody to whom the case went on.
        const foreign = looks.some(
          (look) => look.who !== null && look.bodyName !== cell.person.memberships[0]?.bodyName,
        );
        if (foreign && cell.place === 'other kind' && cell.role !== 'overseer') wrong.push(`${label(cell)}: names`);
        if (reasons !== mayKnowWhy) wrong.push(`${label(cell)}: reason of opening the identity ${reasons}`);
        const { rows } = await runAs(app.platform.db, { kind: 'member', userId: cell.person.userId }, (tx) =>
          sql<Record<string, number>>`select (select count(*) from report where case_id = ${there.id}) as report,
            (select count(*) from report_words where report_id in (select id from report where case_id = ${there.id})) as words,
            (select count(*) from report_identity) as identity, (select count(*) from evidence) as evidence,
            (seal_private_key(${matrix.office('bawaslu', 'own')}) is not null)::int as key`.execute(tx),
        );
        const told = Object.values(rows[0] ?? {}).some((n) => n > 0);
        if (told && !(intake && cell.role === 'officer'))
          wrong.push(`${label(cell)}: the report ${JSON.stringify(rows[0])}`);
        checked += 1;
      }),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the database alone, with the application out of the way', () => {
  it.each(holders)('refuses whoever does not work where the case is: at %s', async (holder, way) => {
    const there = await caseAt(way);
    const senders = sendersAfter(way, holder);
    const holderId = matrix.office(holder, 'own');
    const wrong: string[] = [];
    const before = await everything();
    await inLanes(
      cellsAround(holder).map((cell) => async () => {
        const own = cell.person.memberships[0]?.bodyId ?? '';
        const got = await attempts(cell.person, there, { holder: holderId, own });
        const works = cell.role === workerOf[holder] && cell.place === 'own';
        const say = (what: string) => wrong.push(`${label(cell)}: ${what} ${JSON.stringify(got)}`);
        for (const [name, result] of Object.entries(got)) {
          if (name.startsWith('read')) {
            if ((result !== '0') !== sees(cell, holder, senders)) say(name);
          } else if (name.startsWith('forge')) {
            if (result !== '0' && result !== '42501') say(name);
          } else if (works ? result === '0' || result === '42501' : result !== '0' && result !== '42501') say(name);
        }
        checked += 1;
      }),
    );
    expect(await everything()).toEqual(before);
    expect(wrong).toEqual([]);
  });
});

/** What a person could send if the application let any statement through; each is undone. */
async function attempts(
  person: Member,
  there: { readonly id: string; readonly seq: number },
  office: { readonly holder: string; readonly own: string },
): Promise<Readonly<Record<string, string>>> {
  const event = (body: string, by = `'${person.userId}'`, seq = there.seq + 1) =>
    `insert into netra.case_event (case_id, seq, kind, body_id, actor_user_id, status_after, at, salt, commitment, link)
     values ('${there.id}', ${seq}, 'closed', '${body}', ${by}, 'stopped', now(), 'x', 'x', 'x')`;
  const handover = (by: string, more = '', values = '') =>
    `insert into netra.handover (id, case_id, seq, what, from_body_id, to_body_id, sent_at, sent_by, bundle_hash${more})
      values (gen_random_uuid(), '${there.id}', 99, 'submitted', '${office.own}', '${office.own}', now(), ${by}, 'x'${values})`;
  const statements: Readonly<Record<string, string>> = {
    'read case_file': `select 1 from netra.case_file where id = '${there.id}'`,
    'read case_event_content': `select 1 from netra.case_event_content where case_id = '${there.id}'`,
    'read case_accused': `select 1 from netra.case_accused where case_id = '${there.id}'`,
    'read audit': `select 1 from netra.audit where case_id = '${there.id}'`,
    'update case_file': `update netra.case_file set due_at = now() where id = '${there.id}'`,
    'update clock': `update netra.clock set state = 'met' where case_id = '${there.id}'`,
    'update case_access': `update netra.case_access set reads_to_seq = null where case_id = '${there.id}'`,
    'insert case_event as the holder': event(office.holder),
    'insert case_event as the own office': event(office.own),
    'insert case_access': `insert into netra.case_access values ('${there.id}', '${office.own}', now(), null) on conflict (case_id, body_id) do update set reads_to_seq = null`,
    'insert case_accused': `insert into netra.case_accused values ('${there.id}', 9, 'x', 'x', 'x', 'pns')`,
    'delete case_accused': `delete from netra.case_accused where case_id = '${there.id}'`,
    'insert handover': handover(`'${person.userId}'`),
    'insert clock': `insert into netra.clock (id, case_id, procedure_id, step_id, body_id, zone, started_at, due_at, skipped, provisional, nature, basis, confidence, rulebook_version, state)
      values (gen_random_uuid(), '${there.id}', 'x', 'x', '${office.own}', 'WIB', now(), now(), '[]', false, 'law', 'x', 'seen', 'x', 'running')`,
    // What nobody may, not even who works at the office that holds the case.
    'forge the status': `update netra.case_file set status = 'stopped' where id = '${there.id}'`,
    'forge the last step': `update netra.case_file set last_seq = last_seq + 1 where id = '${there.id}'`,
    'forge the number': `update netra.case_file set number = 'ZZZ' where id = '${there.id}'`,
    'forge the holder': `update netra.case_file set holder_body_id = (select id from netra.body b
      where not exists (select 1 from netra.case_access a where a.case_id = '${there.id}' and a.body_id = b.id) limit 1) where id = '${there.id}'`,
    'forge a limit': `update netra.clock set due_at = now() where case_id = '${there.id}'`,
    'forge an ended limit': `update netra.clock set state = 'met' where case_id = '${there.id}' and state <> 'running'`,
    'forge a step by a colleague': event(office.own, 'gen_random_uuid()'),
    'forge a step by nobody': event(office.own, 'null'),
    'forge a step of the past': `update netra.case_event set kind = 'closed' where case_id = '${there.id}'`,
    'forge what was written': `insert into netra.case_event_content select '${there.id}', s, '{}' from generate_series(1, ${there.seq}) s
      where not exists (select 1 from netra.case_event_content where case_id = '${there.id}' and seq = s)`,
    'forge a hand-over by a colleague': handover('gen_random_uuid()'),
    'forge a signed hand-over': handover(`'${person.userId}'`, ', accepted_at', ', now()'),
    'forge a signature': `update netra.handover set accepted_at = now(), accepted_by = gen_random_uuid() where case_id = '${there.id}'`,
    'forge when it was opened': `update netra.handover set opened_at = now() where case_id = '${there.id}' and opened_at is not null`,
    'forge the trace': `insert into netra.audit (user_id, what, access, case_id) values (gen_random_uuid(), 'case.view', 'read', '${there.id}')`,
    'forge less trace': `delete from netra.audit where case_id = '${there.id}'`,
    'forge another trace': `update netra.audit set what = 'x' where case_id = '${there.id}'`,
    'forge a role': `insert into netra.member (id, user_id, body_id, role) values (gen_random_uuid(), '${person.userId}', '${office.holder}', 'officer')`,
    'forge a role that ended': `update netra.member set valid_until = null, valid_from = current_date where user_id = '${person.userId}'`,
    'forge an invitation': `insert into netra.invitation (token_hash, body_id, role, expires_at) values ('x', '${office.holder}', 'officer', now() + interval '1 day')`,
    'forge the time': `insert into netra.setting values ('legal-clock', '"2030-01-01T00:00:00Z"')`,
    'forge the mode': `insert into netra.setting values ('mode', '"demo"')`,
    'forge a key': `update netra.body set seal_public_key = 'x' where id = '${office.holder}'`,
  };
  const { rows } = await runAs(app.platform.db, { kind: 'member', userId: person.userId }, (tx) =>
    sql<Record<string, string>>`select ${sql.join(
      Object.entries(statements).map(([name, text]) => sql`netra.tried(${text}) as ${sql.ref(name)}`),
    )}`.execute(tx),
  );
  return rows[0] ?? {};
}
