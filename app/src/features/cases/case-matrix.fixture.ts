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
    switch (step) {
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
        return { type: 'extend-handling', reason };
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
  const doer = (step: Step): Member => {
    switch (step) {
      case 'accept@satgas':
      case 'return@satgas':
      case 'verify':
        return person('verifier', 'satgas', 'own');
      case 'accept@bkn':
      case 'return@bkn':
      case 'convey':
        return person('conveyor', 'bkn', 'own');
      case 'accept@ppk':
      case 'decide':
        return person('authority', 'ppk', 'own');
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
