import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Member } from '../../platform/http/env.ts';
import type { CaseAction } from './case.ts';
import { losesNothing } from './conflict.fixture.ts';
import { type Desk, filledIn, type Stop, startDesk, textOf, type Who } from './desk.fixture.ts';
import { plainActions } from './plain-action-words.ts';
import { type PlainActionType, plainActionTypes, plainFieldsOf } from './plain-actions.ts';
import { fieldMeta } from './plain-fields.ts';
import { plainSteps } from './plain-steps.ts';

let desk: Desk;
/** A second person at BKN, and one at the regional office. */
let proposer: Member;
let regional: { readonly id: string };
const today = Temporal.Instant.from('2024-10-04T02:00:00Z');

beforeAll(async () => {
  desk = await startDesk();
  proposer = await desk.country.person('Pengusul', [desk.country.bodies.bkn, 'conveyor']);
  regional = { id: crypto.randomUUID() };
  await desk.app.owner
    .insertInto('body')
    .values({
      id: regional.id,
      code: 'bkn-kr',
      kind: 'bkn',
      name: 'Kantor Regional BKN',
      level: 'province',
      jurisdiction_id: desk.country.places.province.id,
      zone: 'WIB',
    })
    .execute();
  const conveyor = await desk.member('conveyor');
  await desk.app.owner
    .insertInto('member')
    .values({ id: crypto.randomUUID(), user_id: conveyor.userId, body_id: regional.id, role: 'conveyor' })
    .execute();
});
afterAll(() => desk.end());

const reason = 'Alasan yang cukup panjang untuk disimpan.';
const open = (route: 'discipline' | 'ethics'): CaseAction => ({
  type: 'open-examination',
  route,
  heavy: false,
  examiner: 'Atasan langsung',
  punisher: 'PPK',
  team: '',
  reason,
});
const examined: CaseAction = { type: 'record-examination', heldOn: '2024-10-04', replyGiven: true, result: reason };
const sanction: CaseAction = {
  type: 'record-decision',
  outcome: 'sanction',
  option: 'tukin25_6',
  decisionNumber: '800/1',
  decidedOn: '2024-10-04',
  reason,
};
const delivered: CaseAction = { type: 'record-delivery', deliveredOn: '2024-10-04', how: 'in-person' };
const remedy: CaseAction = { type: 'record-remedy', kind: 'objection', filedOn: '2024-10-04', reason };

/** Until where a case goes before the form is opened, and by whom it is filled in. */
interface Way {
  readonly who: Who;
  readonly after: Stop;
  readonly further?: readonly (readonly [Who, CaseAction])[];
  /** Opened long before, so that its limit has passed. */
  readonly old?: boolean;
  readonly rung?: 1 | 2 | 3 | 4;
  readonly seat?: boolean;
  /** Filled in a month later: what was delivered is in effect by then. */
  readonly later?: boolean;
  /** Somebody at the office that holds it declared an interest, and this one stands in. */
  readonly standsIn?: boolean;
  /** Another person at BKN flagged the authority. */
  readonly flagged?: boolean;
}

const decided = [
  ['authority', open('discipline')],
  ['authority', examined],
  ['authority', sanction],
] as const;
const ways: Readonly<Record<PlainActionType, Way>> = {
  'request-completion': { who: 'officer', after: 'received' },
  'record-completion': {
    who: 'officer',
    after: 'received',
    further: [['officer', { type: 'request-completion', missing: ['evidence'], reason }]],
  },
  'lapse-completion': {
    who: 'officer',
    after: 'received',
    further: [['officer', { type: 'request-completion', missing: ['evidence'], reason }]],
    old: true,
  },
  refer: { who: 'officer', after: 'facts' },
  'forward-criminal': { who: 'officer', after: 'register' },
  'record-clarification': { who: 'officer', after: 'register' },
  'announce-status': { who: 'officer', after: 'conclude' },
  'declare-interest': { who: 'officer', after: 'facts' },
  'take-over': { who: 'verifier', after: 'facts', standsIn: true },
  'flag-conflict': { who: 'conveyor', after: 'convey' },
  'unflag-conflict': { who: 'conveyor', after: 'convey', flagged: true },
  reroute: {
    who: 'conveyor',
    after: 'convey',
    further: [['conveyor', { type: 'flag-conflict', kind: 'candidate', reason }]],
  },
  'cast-vote': { who: 'verifier', after: 'submit', seat: true },
  'reject-verification': { who: 'verifier', after: 'submit' },
  'delegate-verification': { who: 'verifier', after: 'submit' },
  'report-verification': { who: 'conveyor', after: 'submit' },
  'record-recheck': { who: 'verifier', after: 'submit' },
  'open-examination': { who: 'authority', after: 'convey' },
  'record-summons': { who: 'authority', after: 'convey', further: [['authority', open('discipline')]] },
  'record-missed': {
    who: 'authority',
    after: 'convey',
    further: [
      ['authority', open('discipline')],
      [
        'authority',
        { type: 'record-summons', order: 'first', letterOn: '2024-10-04', hearingOn: '2024-10-16', number: '1' },
      ],
    ],
  },
  'record-examination': { who: 'authority', after: 'convey', further: [['authority', open('discipline')]] },
  'record-council': { who: 'authority', after: 'convey', further: [['authority', open('ethics')]] },
  'record-delivery': { who: 'authority', after: 'convey', further: decided },
  'record-remedy': { who: 'authority', after: 'convey', further: [...decided, ['authority', delivered]] },
  'record-remedy-outcome': {
    who: 'authority',
    after: 'convey',
    further: [...decided, ['authority', delivered], ['authority', remedy]],
  },
  'record-effect': { who: 'authority', after: 'convey', later: true, further: [...decided, ['authority', delivered]] },
  'enter-register': {
    who: 'authority',
    after: 'convey',
    later: true,
    further: [...decided, ['authority', delivered]],
  },
  remind: { who: 'conveyor', after: 'convey', old: true },
  reprimand: { who: 'conveyor', after: 'convey', old: true, rung: 1 },
  'propose-block': { who: 'conveyor', after: 'convey', old: true, rung: 2 },
  'confirm-block': { who: 'conveyor', after: 'convey', old: true, rung: 3 },
  'reject-block': { who: 'conveyor', after: 'convey', old: true, rung: 3 },
  'review-block': { who: 'conveyor', after: 'convey', old: true, rung: 4 },
  unblock: { who: 'conveyor', after: 'convey', old: true, rung: 4 },
  'review-information': {
    who: 'officer',
    after: 'facts',
    further: [['colleague', { type: 'keep-as-information', reason }]],
  },
  'call-back': { who: 'conveyor', after: 'convey' },
};

const ladder: readonly CaseAction[] = [
  { type: 'remind', reason },
  { type: 'reprimand', number: '1', reason },
  { type: 'propose-block', services: ['promotion'], reviewOn: '2025-01-01', reason },
  { type: 'confirm-block', reference: '2', reason },
];

async function caseFor(type: PlainActionType): Promise<string> {
  const way = ways[type];
  desk.app.clock.set(way.old === true ? Temporal.Instant.from('2024-09-06T02:00:00Z') : today);
  const number = await desk.caseUpTo(way.after);
  await desk.walk(number, ...(way.further ?? []));
  if (type === 'report-verification' || type === 'record-recheck')
    await desk.walk(number, ['verifier', { type: 'delegate-verification', toBodyId: regional.id, reason }]);
  if (type === 'record-recheck') await reportUntilDrawn(number);
  desk.app.clock.set(way.later === true ? Temporal.Instant.from('2024-11-05T02:00:00Z') : today);
  if (type === 'enter-register')
    await desk.walk(number, ['authority', { type: 'record-effect', effectiveOn: '2024-11-04' }]);
  if (way.standsIn === true) {
    const { satgas } = desk.country.bodies;
    await sql`insert into netra.case_access (case_id, body_id, since) select id, ${satgas.id}, now() from netra.case_file where number = ${number}`.execute(
      desk.app.owner,
    );
    await sql`insert into netra.case_part (case_id, body_id, part, since) select id, ${satgas.id}, 'stand-in', now() from netra.case_file where number = ${number}`.execute(
      desk.app.owner,
    );
  }
  if (way.flagged === true) {
    const flag: CaseAction = { type: 'flag-conflict', kind: 'candidate', reason };
    const done = await desk.app.cases.service.act(proposer, number, flag, await desk.seqOf(number));
    if (!done.ok) throw new Error(done.error.kind);
  }
  for (const action of ladder.slice(0, way.rung ?? 0)) {
    // The block is confirmed by another than the proposer, whatever form comes next.
    const by = action.type === 'propose-block' ? proposer : await desk.member('conveyor');
    const done = await desk.app.cases.service.act(by, number, action, await desk.seqOf(number));
    if (!done.ok) throw new Error(`${action.type}: ${done.error.kind}`);
  }
  return number;
}

/** Chance decides whether a result is checked again: reported anew until it does. */
async function reportUntilDrawn(number: string): Promise<void> {
  const report: CaseAction = { type: 'report-verification', complete: true, opinion: 'agree', result: reason };
  for (let tried = 0; tried < 80; tried += 1) {
    await desk.walk(number, ['conveyor', report]);
    const view = await desk.app.cases.readModel.findCase(await desk.member('verifier'), number);
    if (view?.state.recheck === 'needed') return;
    // Sent back and submitted again: another round, another draw.
    await desk.walk(
      number,
      ['verifier', { type: 'return-handover', reason }],
      ['officer', { type: 'submit', toBodyId: desk.country.bodies.satgas.id, reason }],
      ['verifier', { type: 'delegate-verification', toBodyId: regional.id, reason }],
    );
  }
  throw new Error('chance never chose');
}

/** Right values for every field, as a person types them. */
function goodFor(type: PlainActionType, fields: Readonly<Record<string, string>>): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, schema] of plainFieldsOf(type)) {
    const { kind, choices, optional, future } = fieldMeta(schema);
    // Every letter of these tests was made elsewhere.
    if (kind === 'hash') typed[name] = 'ab'.repeat(32);
    // Of a receiver outside: asked where no office that works here was chosen.
    if (name === 'office') typed[name] = 'Lembaga Rekaan';
    if (optional) continue;
    if (kind === 'reason' || kind === 'text') typed[name] = reason;
    else if (kind === 'line') typed[name] = 'Nomor 1';
    else if (kind === 'yes-no') typed[name] = 'no';
    else if (kind === 'choice' || kind === 'choices') typed[name] = Object.keys(choices ?? {})[0] ?? '';
    else if (kind === 'day') {
      typed[`${name}_day`] = future ? '20' : '4';
      typed[`${name}_month`] = future ? '12' : ways[type].later === true ? '11' : '10';
      typed[`${name}_year`] = '2024';
    } else typed[name] = fields[name] ?? '';
  }
  return typed;
}

afterEach(() => sql`delete from netra.task_force_seat`.execute(desk.app.owner));

describe('the form of an action that is told by a few fields', () => {
  it.each(plainActionTypes.map((type) => [type] as const))('%s', async (type) => {
    const seated = ways[type].seat === true;
    if (seated) {
      const { userId } = await desk.member('verifier');
      await sql`insert into netra.task_force_seat values (${desk.country.bodies.satgas.id}, 'bkn', '2022-09-22', null, 'uji')`.execute(
        desk.app.owner,
      );
      await sql`update netra.member set represents = 'bkn' where user_id = ${userId}`.execute(desk.app.owner);
    }
    const number = await caseFor(type);
    const visitor = await desk.at(ways[type].who);
    const path = `/perkara/${number}/${plainActions[type].slug}`;
    const opened = await visitor.get(path);
    expect(opened.status, textOf(opened.html).slice(0, 300)).toBe(200);
    const fields = filledIn(opened.html, path);
    const before = await desk.stored(number);
    const required = plainFieldsOf(type).filter(([, schema]) => !fieldMeta(schema).optional);
    const empty = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, name === 'seq' || name === '_csrf' ? value : '']),
    );
    const refused = await visitor.post(path, empty);
    expect(refused.status).toBe(422);
    for (const [name] of required) expect(refused.html, `a link to ${name}`).toContain(`href="#f-${name}"`);
    expect(textOf(refused.html)).not.toMatch(/Invalid|expected|Too (big|small)|Unrecognized/);
    const strange = await visitor.post(path, { ...fields, ...goodFor(type, fields), holderBodyId: 'x' });
    expect(strange.status, 'a field that was not asked for').toBe(422);
    expect(await desk.stored(number)).toEqual(before);

    // Only an outcome that changes the sanction takes a new one.
    const late = type === 'record-remedy-outcome' ? { outcome: 'reduced', option: 'tukin25_12' } : {};
    await losesNothing(visitor, path, opened.html, { ...goodFor(type, fields), ...late });
    expect(await desk.stored(number), 'what came too late changed nothing').toEqual(before);

    const good = { ...fields, ...goodFor(type, fields) };
    const done = await visitor.post(path, good);
    expect([done.status, textOf(done.html).slice(0, 400)]).toEqual([303, '']);
    const { rows } = await sql<{
      kind: string;
    }>`select e.kind from netra.case_event e join netra.case_file f on f.id = e.case_id
      where f.number = ${number} and e.kind <> 'closed' order by e.seq desc limit 1`.execute(desk.app.owner);
    expect(rows[0]?.kind).toBe(plainSteps[type]);
    const stored = await desk.stored(number);
    const again = await visitor.post(path, good);
    expect([303, 404]).toContain(again.status);
    expect(await desk.stored(number), 'a second tap changes nothing').toEqual(stored);
    if (type === 'declare-interest') {
      expect((await visitor.get(`/perkara/${number}`)).status, 'shut out').toBe(404);
      expect((await (await desk.at('colleague')).get(`/perkara/${number}`)).status).toBe(200);
    } else {
      const page = await visitor.get(`/perkara/${number}`);
      expect(page.status).toBe(200);
      expect((await visitor.get(`/en/perkara/${number}`)).status).toBe(200);
    }
  });
});
