/** For tests: every role at offices of every kind and place around a case, and a case that has gone a part of its way. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { TestApp } from '../../../test/support/app.ts';
import type { TestCountry, TestPlace } from '../../../test/support/offices.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { type Member, type Role, roles } from '../../platform/http/env.ts';
import type { CaseAction } from './case.ts';
import type { CasesFeature } from './index.ts';

export const kinds = ['bawaslu', 'satgas', 'bkn', 'ppk'] as const;
export type Kind = (typeof kinds)[number];

/** Where the office of a person lies, seen from the office that holds the case (which is a city's). */
export const places = ['own', 'beside', 'province', 'nation', 'below', 'institution', 'unit'] as const;
export type Place = (typeof places)[number];

export interface Matrix {
  /** The office of a kind at a place; `own` is the one through which the cases go. */
  office(kind: Kind, place: Place): string;
  person(role: Role, kind: Kind, place: Place): Member;
  /** A new case at the city's Bawaslu. */
  open(kind?: 'laporan' | 'informasi-awal'): Promise<{ readonly id: string; readonly number: string }>;
  /** Takes steps as the persons whose steps they are. */
  walk(number: string, ...steps: readonly Step[]): Promise<void>;
  actionOf(step: Step): CaseAction;
  doer(step: Step): Member;
}

export const steps = [
  'facts',
  'register',
  'finding',
  'keep',
  'extend',
  'study',
  'conclude',
  'submit',
  'accept@satgas',
  'return@satgas',
  'verify',
  'accept@bawaslu',
  'confirm',
  'accept@bkn',
  'return@bkn',
  'convey',
  'accept@ppk',
  'decide',
  'ask',
  'completed',
  'lapse',
  'refer',
  'criminal',
  'clarify',
  'announce',
  'interest',
  'vote',
  'reject',
  'delegate',
  'report',
  'recheck',
  'open',
  'summon',
  'missed',
  'examine',
  'council',
  'deliver',
  'remedy',
  'outcome',
  'effect',
  'enter',
  'remind',
  'reprimand',
  'propose',
  'confirm-block',
  'refuse-block',
  'unblock',
  'keep-block',
  'keep-again',
  'call-back',
  'flag',
  'unflag',
  'reroute',
  'sanction',
  'open@ethics',
  'separate',
  'separate@satgas',
  'separate@bkn',
  'separate@ppk',
] as const;
export type Step = (typeof steps)[number];

export async function buildMatrix(app: TestApp, country: TestCountry, cases: CasesFeature): Promise<Matrix> {
  const at: Readonly<Record<Place, TestPlace>> = {
    own: country.places.city,
    beside: country.places.otherCity,
    province: country.places.province,
    nation: country.places.nation,
    below: country.places.district,
    institution: country.places.institution,
    unit: country.places.unit,
  };
  const offices = new Map<string, string>();
  const people = new Map<string, Member>();
  const rows = { body: [] as object[], user: [] as object[], member: [] as object[] };
  for (const kind of kinds) {
    for (const place of places) {
      const bodyId = randomUUID();
      const name = `${kind} ${place}`;
      offices.set(`${kind}/${place}`, bodyId);
      rows.body.push({
        id: bodyId,
        code: `m-${kind}-${place}`,
        kind,
        name,
        level: at[place].level,
        jurisdiction_id: at[place].id,
        zone: 'WIB',
      });
      for (const role of roles) {
        const userId = randomUUID();
        const email = `${userId}@contoh.id`;
        rows.user.push({ id: userId, name: `${role} ${name}`, email, email_verified: true, two_factor_enabled: true });
        rows.member.push({ id: randomUUID(), user_id: userId, body_id: bodyId, role });
        people.set(`${role}/${kind}/${place}`, {
          userId,
          name: `${role} ${name}`,
          email,
          sessionToken: '',
          mustEnrol: false,
          memberships: [
            {
              bodyId,
              bodyName: name,
              bodyKind: kind,
              bodyZone: 'WIB',
              role,
              level: at[place].level,
              jurisdictionId: at[place].id,
              jurisdictionPath: at[place].path,
            },
          ],
        });
      }
    }
  }
  const fill = (table: string, columns: string, values: readonly object[]) =>
    sql`insert into ${sql.raw(table)} (${sql.raw(columns)}) select ${sql.raw(columns)}
      from jsonb_populate_recordset(null::${sql.raw(table)}, ${JSON.stringify(values)}::jsonb)`.execute(app.owner);
  await fill('netra.body', 'id, code, kind, name, level, jurisdiction_id, zone', rows.body);
  await fill('auth.auth_user', 'id, name, email, email_verified, two_factor_enabled', rows.user);
  await fill('netra.member', 'id, user_id, body_id, role', rows.member);

  const office = (kind: Kind, place: Place): string => found(offices, `${kind}/${place}`);
  const person = (role: Role, kind: Kind, place: Place): Member => found(people, `${role}/${kind}/${place}`);
  const actionOf = (step: Step): CaseAction => {
    const reason = 'Alasan yang cukup panjang.';
    const result = reason;
    const open = {
      type: 'open-examination',
      heavy: true,
      examiner: 'Atasan langsung',
      punisher: 'PPK',
      team: 'Tiga orang',
      reason,
    } as const;
    switch (step) {
      case 'ask':
        return { type: 'request-completion', missing: ['evidence'], reason };
      case 'completed':
        return { type: 'record-completion', receivedOn: '2024-10-04', reason };
      case 'lapse':
        return { type: 'lapse-completion', reason };
      case 'refer':
        return { type: 'refer', authority: 'village', office: 'Bupati', reason };
      case 'criminal':
        return { type: 'forward-criminal', office: 'Sentra Gakkumdu', reason };
      case 'clarify':
        return { type: 'record-clarification', who: 'accused', heardOn: '2024-10-04', present: true, result };
      case 'announce':
        return { type: 'announce-status', announcedOn: '2024-10-04', number: '', reason };
      case 'interest':
        return { type: 'declare-interest', kind: 'relative', reason };
      case 'vote':
        return { type: 'cast-vote', vote: 'agree', reason };
      case 'reject':
        return { type: 'reject-verification', reason };
      case 'delegate':
        return { type: 'delegate-verification', toBodyId: office('bkn', 'own'), reason };
      case 'report':
        return { type: 'report-verification', complete: true, opinion: 'agree', result };
      case 'recheck':
        return { type: 'record-recheck', agrees: true, result };
      case 'open':
        return { ...open, route: 'discipline' };
      case 'open@ethics':
        return { ...open, route: 'ethics' };
      case 'summon':
        return { type: 'record-summons', order: 'first', letterOn: '2024-10-04', hearingOn: '2024-10-16', number: '1' };
      case 'missed':
        return { type: 'record-missed', hearingOn: '2024-10-04', reason };
      case 'examine':
        return { type: 'record-examination', heldOn: '2024-10-04', replyGiven: true, result };
      case 'council':
        return {
          type: 'record-council',
          heldOn: '2024-10-04',
          members: 'Lima orang',
          recommendation: 'closed',
          result,
        };
      case 'deliver':
        return { type: 'record-delivery', deliveredOn: '2024-10-04', how: 'in-person' };
      case 'remedy':
        return { type: 'record-remedy', kind: 'objection', filedOn: '2024-10-04', reason };
      case 'outcome':
        return {
          type: 'record-remedy-outcome',
          outcome: 'upheld',
          option: '',
          number: '2',
          decidedOn: '2024-10-04',
          reason,
        };
      case 'effect':
        return { type: 'record-effect', effectiveOn: '2024-11-04' };
      case 'enter':
        return { type: 'enter-register', number: '3', enteredOn: '2024-11-05' };
      case 'remind':
        return { type: 'remind', reason };
      case 'reprimand':
        return { type: 'reprimand', number: '4', reason };
      case 'propose':
        return { type: 'propose-block', services: ['promotion'], reviewOn: '2025-01-01', reason };
      case 'confirm-block':
        return { type: 'confirm-block', reference: '5', reason };
      case 'refuse-block':
        return { type: 'reject-block', reason };
      case 'unblock':
        return { type: 'unblock', proof: 'Keputusan PPK', reason };
      case 'keep-block':
        return { type: 'review-block', reviewOn: '2025-02-01', reason };
      case 'keep-again':
        return { type: 'review-information', reviewOn: '2025-02-01', reason };
      case 'call-back':
        return { type: 'call-back', why: 'superseded', reason };
      case 'flag':
        return { type: 'flag-conflict', kind: 'candidate', reason };
      case 'unflag':
        return { type: 'unflag-conflict', reason };
      case 'reroute':
        return { type: 'reroute', toBodyId: office('ppk', 'province'), reason };
      case 'sanction':
        return {
          type: 'record-decision',
          outcome: 'sanction',
          option: 'turun_jabatan_12',
          decisionNumber: '800/1/2024',
          decidedOn: '2024-10-04',
          reason,
        };
      case 'separate':
      case 'separate@satgas':
      case 'separate@bkn':
      case 'separate@ppk':
        return { type: 'separate', accused: [2], reason };
      case 'facts':
        return {
          type: 'complete-facts',
          summary: 'Terlapor menyukai unggahan calon.',
          accused: [{ name: 'Terlapor Rekaan', post: 'Camat', unitName: 'Kecamatan', status: 'pns' }],
          facts: {
            act: { kind: 'social-engagement', on: '2024-10-03' },
            actor: { status: 'pns' },
            contest: { election: 'pilkada-2024' },
          },
        };
      case 'register':
        return { type: 'register', reason };
      case 'finding':
        return { type: 'make-finding', reason };
      case 'keep':
        return { type: 'keep-as-information', reason };
      case 'extend':
        return { type: 'extend-handling', basis: 'UU 10/2016 ps 134(6)', reason };
      case 'study':
        return { type: 'record-study', text: 'Memenuhi unsur.', rows: ['B6'], level: 'berat' };
      case 'conclude':
        return { type: 'conclude', proven: true, reason };
      case 'submit':
        return { type: 'submit', toBodyId: office('satgas', 'own'), reason };
      case 'accept@satgas':
      case 'accept@bawaslu':
      case 'accept@bkn':
      case 'accept@ppk':
        return { type: 'accept-handover' };
      case 'return@satgas':
      case 'return@bkn':
        return { type: 'return-handover', reason };
      case 'verify':
        return { type: 'verify', reason };
      case 'confirm':
        return { type: 'confirm-study', toBodyId: office('bkn', 'own'), reason };
      case 'convey':
        return { type: 'convey', toBodyId: office('ppk', 'own'), reason };
      case 'decide':
        return {
          type: 'record-decision',
          outcome: 'no-sanction',
          option: null,
          decisionNumber: '800/1/2024',
          decidedOn: '2024-10-04',
          reason,
        };
    }
  };
  const proposer = person('conveyor', 'bkn', 'own');
  /** Somebody else at the same office. */
  const besides = async (first: Member, body: string, role: Role): Promise<Member> => {
    const id = randomUUID();
    const who = { id, name: `rekan ${role}`, email: `${id}@contoh.id` };
    await fill('auth.auth_user', 'id, name, email, email_verified, two_factor_enabled', [
      { ...who, email_verified: true, two_factor_enabled: true },
    ]);
    await fill('netra.member', 'id, user_id, body_id, role', [{ id: randomUUID(), user_id: id, body_id: body, role }]);
    return { ...first, userId: id, name: who.name, email: who.email };
  };
  const colleague = await besides(proposer, office('bkn', 'own'), 'conveyor');
  const keeper = await besides(person('officer', 'bawaslu', 'own'), office('bawaslu', 'own'), 'officer');
  const doer = (step: Step): Member => {
    switch (step) {
      case 'accept@satgas':
      case 'return@satgas':
      case 'separate@satgas':
      case 'verify':
        return person('verifier', 'satgas', 'own');
      case 'accept@bkn':
      case 'return@bkn':
      case 'separate@bkn':
      case 'convey':
        return person('conveyor', 'bkn', 'own');
      case 'accept@ppk':
      case 'separate@ppk':
      case 'decide':
      case 'sanction':
      case 'open':
      case 'open@ethics':
      case 'summon':
      case 'missed':
      case 'examine':
      case 'council':
      case 'deliver':
      case 'remedy':
      case 'outcome':
      case 'effect':
      case 'enter':
        return person('authority', 'ppk', 'own');
      case 'vote':
      case 'reject':
      case 'delegate':
      case 'recheck':
        return person('verifier', 'satgas', 'own');
      case 'report':
      case 'remind':
      case 'reprimand':
      case 'propose':
      case 'unblock':
      case 'keep-block':
      case 'call-back':
      case 'flag':
      case 'reroute':
        return person('conveyor', 'bkn', 'own');
      // Another person than the one who proposed it.
      case 'confirm-block':
      case 'refuse-block':
      case 'unflag':
        return colleague;
      // Another person than the one who wrote the facts down.
      case 'keep':
        return keeper;
      default:
        return person('officer', 'bawaslu', 'own');
    }
  };
  return {
    office,
    person,
    actionOf,
    doer,
    open: async (kind = 'laporan') => {
      const id = randomUUID();
      const { number } = await runAs(app.platform.db, { kind: 'public' }, async (tx) =>
        cases.service.openFromReport(tx, {
          caseId: id,
          reportKind: kind,
          bodyId: office('bawaslu', 'own'),
          zone: 'WIB',
          regionId: country.places.district.id,
          electionId: 'pilkada-2024',
          contestId: 'kepala-daerah',
          actKind: 'social-engagement',
          at: await app.platform.legalClock.now(),
        }),
      );
      return { id, number };
    },
    walk: async (number, ...way) => {
      for (const step of way) {
        const { last_seq: seq } = await app.owner
          .selectFrom('case_file')
          .select('last_seq')
          .where('number', '=', number)
          .executeTakeFirstOrThrow();
        const done = await cases.service.act(doer(step), number, actionOf(step), seq);
        if (!done.ok) throw new Error(`${step} was refused: ${done.error.kind}`);
      }
    },
  };
}

function found<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the matrix has no ${key}`);
  return value;
}
