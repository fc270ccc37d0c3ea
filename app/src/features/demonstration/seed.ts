/** Fills an empty instance with the demonstration: the invented country, its offices and people, and cases at every step. */
import { settableClock } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { seedAccountability } from '../accountability/index.ts';
import { type AccountsFeature, type DemoAccount, makeBody, makeJurisdiction } from '../accounts/index.ts';
import { seedAdvice } from '../ask/index.ts';
import type { EvidenceService } from '../evidence/index.ts';
import { seedFacilities } from '../facilities/index.ts';
import { seedOutreach } from '../outreach/index.ts';
import { seedParties } from '../parties/index.ts';
import { type PledgesFeature, pledgesFeature, seedCampaign, seedSigned } from '../pledges/index.ts';
import { seedPrevention } from '../prevention/index.ts';
import { seedRoster } from '../roster/index.ts';
import { openElectionSetting } from '../statistics/index.ts';
import {
  type DemoOffice,
  getOffice,
  offices,
  PLENARY,
  places,
  plenaryOffice,
  seatBasis,
  seatOffice,
  seats,
} from './country.ts';
import { backgroundAccounts, demoAccounts, signedAccount } from './demo-accounts.ts';
import { electionId, planCases } from './plan.ts';
import { makePlayer, type Stage, type There } from './play.ts';

export interface SeedDeps {
  readonly platform: Platform;
  readonly accounts: Pick<AccountsFeature, 'createDemoAccount'>;
  readonly evidence: EvidenceService;
  /** Counts the figures of the day, where somebody counts: what is written about them begins from them. */
  readonly countDay?: () => Promise<unknown>;
  /** One line of progress for whoever watches the start. */
  readonly log: (line: string) => void;
}

export interface Seeded {
  readonly kind: 'filled' | 'was-there' | 'not-empty';
  readonly cases: number;
}

const marker = 'demonstration';
/** Players at work side by side: more than the machine has cores gains nothing, since each waits for the database half of the time. */
const PLAYERS = 6;

/**
 * Fills the demonstration. Done before: nothing happens. Interrupted before: goes on where it stopped. On an instance that was set up by
 * people: nothing happens. Throws in production.
 */
export async function seedDemonstration(deps: SeedDeps): Promise<Seeded> {
  const { platform, log } = deps;
  if (!platform.demo) throw new Error('the demonstration is filled in demonstration mode only');
  const state = await readMarker(platform);
  if (state === 'full') return { kind: 'was-there', cases: 0 };
  if (state === null && (await platform.db.selectFrom('body').select('id').limit(1).executeTakeFirst()) !== undefined)
    return { kind: 'not-empty', cases: 0 };

  if (state === null) {
    log('Filling the demonstration: places, offices and accounts');
    await runAs(platform.db, { kind: 'system' }, async (tx) => {
      await makeGround(tx, platform);
      for (const account of [...demoAccounts, ...backgroundAccounts])
        await deps.accounts.createDemoAccount(tx, account);
      await setSetting(tx, openElectionSetting, electionId);
      await setSetting(tx, marker, 'filling');
    });
  }
  const stage = await readStage(deps);
  const there = await casesThere(stage);
  const planned = planCases();
  const waiting = [...planned];
  let done = 0;
  const work = async (): Promise<void> => {
    const player = makePlayer(stage);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await player.play(next, there.get(next.id));
      done += 1;
      if (done % 40 === 0 || done === planned.length)
        log(`Filling the demonstration: ${done} of ${planned.length} cases`);
    }
  };
  await Promise.all(Array.from({ length: PLAYERS }, work));
  await signOnePledge(deps);
  await seedRoster(platform, ['PEMKOT-AR', 'PEMPROV-NR']);
  await seedCampaign(platform, { institution: 'PEMKOT-AR', office: 'inspektorat-ar', electionId });
  await seedSigned(platform, pledgesOf(deps, platform.legalClock).campaigns, 'PEMKOT-AR');
  await seedFacilityRegister(deps);
  await seedParticipants(deps);
  await seedPosters(deps);
  // Last: the figures of the day are counted here, once.
  await seedQuestions(deps);
  await runAs(platform.db, { kind: 'system' }, (tx) => setSetting(tx, marker, 'full'));
  return { kind: 'filled', cases: planned.length };
}

async function readMarker(platform: Platform): Promise<'filling' | 'full' | null> {
  const row = await platform.db.selectFrom('setting').select('value').where('key', '=', marker).executeTakeFirst();
  return row?.value === 'filling' || row?.value === 'full' ? row.value : null;
}

async function setSetting(tx: Tx, key: string, value: string): Promise<void> {
  const json = JSON.stringify(value);
  await tx
    .insertInto('setting')
    .values({ key, value: json })
    .onConflict((c) => c.column('key').doUpdateSet({ value: json }))
    .execute();
}

async function makeGround(tx: Tx, platform: Platform): Promise<void> {
  const placeIds = new Map<string, string>();
  for (const place of places) {
    const id = platform.uuid();
    const parentId = place.parent === null ? null : (placeIds.get(place.parent) ?? null);
    const made = await makeJurisdiction(tx, { id, code: place.code, name: place.name, level: place.level, parentId });
    if (!made.ok) throw new Error(`place ${place.code} of the demonstration: ${made.error}`);
    placeIds.set(place.code, id);
  }
  for (const office of offices) {
    const jurisdictionId = placeIds.get(office.place);
    if (jurisdictionId === undefined) throw new Error(`office ${office.code} of the demonstration lies nowhere`);
    await makeOffice(tx, platform, office, jurisdictionId);
  }
  const taskForce = await tx.selectFrom('body').select('id').where('code', '=', 'satgas').executeTakeFirstOrThrow();
  for (const kind of seats)
    await tx
      .insertInto('task_force_seat')
      .values({ body_id: taskForce.id, kind, valid_from: seatBasis.validFrom, basis: seatBasis.basis })
      .execute();
}

async function makeOffice(tx: Tx, platform: Platform, office: DemoOffice, jurisdictionId: string): Promise<void> {
  const { code, kind, name, zone } = office;
  const id = platform.uuid();
  if (kind === 'institution' || kind === 'administration') {
    // No body of the law: people belong there who handle no case, so it takes nothing in and has no key.
    const level = places.find((place) => place.code === office.place)?.level ?? 'nation';
    await tx
      .insertInto('body')
      .values({ id, code, kind, name, level, jurisdiction_id: jurisdictionId, zone })
      .execute();
    return;
  }
  const made = await makeBody(tx, platform.keys, {
    id,
    code,
    kind,
    name,
    jurisdictionId,
    zone,
    validFrom: null,
    validUntil: null,
  });
  if (!made.ok) throw new Error(`office ${code} of the demonstration: ${made.error}`);
}

/** Ids of offices, places and people, as they lie in the database. */
async function readStage(deps: SeedDeps): Promise<Stage> {
  const { db } = deps.platform;
  const bodies = await db.selectFrom('body').select(['id', 'code', 'name', 'seal_public_key']).execute();
  const jurisdictions = await db.selectFrom('jurisdiction').select(['id', 'code', 'path']).execute();
  const users = await db.selectFrom('auth.auth_user').select(['id', 'email']).execute();
  const bodyIds = new Map(bodies.map((body) => [body.code, body.id]));
  const pathOf = new Map(jurisdictions.map((place) => [place.code, { id: place.id, path: place.path }]));
  const members = new Map<string, Member>();
  for (const account of [...demoAccounts, ...backgroundAccounts]) {
    const userId = users.find((user) => user.email === account.email)?.id;
    const bodyId = bodyIds.get(account.bodyCode);
    const office = getOffice(account.bodyCode);
    const place = pathOf.get(office.place);
    if (userId === undefined || bodyId === undefined || place === undefined)
      throw new Error(`account ${account.email} of the demonstration is not complete`);
    const member = memberOf(account, userId, office, { bodyId, ...place });
    // An overseer acts for nobody; where two people serve at one office, the one who handles cases acts.
    if (account.email.startsWith(`${PLENARY}.`)) members.set(plenaryOffice(account.bodyCode), member);
    else if (account.role !== 'overseer') members.set(account.bodyCode, member);
    if (account.represents !== undefined) members.set(seatOffice(account.represents), member);
    if (account.email === signedAccount) members.set(signedAccount, member);
  }
  return {
    platform: deps.platform,
    evidence: deps.evidence,
    members,
    bodies: new Map(bodies.map((b) => [b.code, { id: b.id, name: b.name, publicKey: b.seal_public_key }])),
    placeIds: new Map(jurisdictions.map((place) => [place.code, place.id])),
  };
}

function memberOf(
  account: DemoAccount,
  userId: string,
  office: DemoOffice,
  at: { readonly bodyId: string; readonly id: string; readonly path: string },
): Member {
  return {
    userId,
    name: account.name,
    email: account.email,
    sessionToken: '',
    mustEnrol: false,
    memberships: [
      {
        bodyId: at.bodyId,
        bodyName: office.name,
        bodyKind: office.kind,
        bodyZone: office.zone,
        role: account.role,
        level: places.find((place) => place.code === office.place)?.level ?? 'nation',
        jurisdictionId: at.id,
        jurisdictionPath: at.path,
      },
    ],
  };
}

/** What an interrupted filling left, as the offices of origin see it. */
async function casesThere(stage: Stage): Promise<ReadonlyMap<string, There>> {
  const there = new Map<string, There>();
  for (const [code, member] of stage.members) {
    if (!code.startsWith('bawaslu-') && !code.startsWith('panwascam-')) continue;
    const rows = await runAs(stage.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
      tx.selectFrom('case_file').select(['id', 'number', 'last_seq']).execute(),
    );
    for (const row of rows) there.set(row.id, { number: row.number, lastSeq: row.last_seq });
  }
  return there;
}

/** The inspectorate has posters of its own. */
async function seedPosters(deps: SeedDeps): Promise<void> {
  const inspectorate = (await readStage(deps)).members.get('inspektorat-ar');
  if (inspectorate !== undefined) await seedOutreach(deps.platform, inspectorate);
}

/** Five invented participants; three of them acknowledged the notice. */
async function seedParticipants(deps: SeedDeps): Promise<void> {
  const admin = (await readStage(deps)).members.get('administrasi');
  if (admin !== undefined) await seedParties(deps.platform, { admin, electionId });
}

/** Two institutions lend their facilities; one of them had a week in which two parties were not served alike. */
async function seedFacilityRegister(deps: SeedDeps): Promise<void> {
  const { members } = await readStage(deps);
  const managers = ['umum-ar', 'umum-nr'].flatMap((code) => members.get(code) ?? []);
  const officer = members.get('bawaslu-ar');
  if (officer === undefined) return;
  await seedFacilities(deps.platform, { managers, officer, electionId, contestId: 'kepala-daerah' });
}

async function seedQuestions(deps: SeedDeps): Promise<void> {
  const { members } = await readStage(deps);
  const authority = members.get('ppk-ar');
  const officer = members.get('bawaslu-ar');
  const colleague = members.get(plenaryOffice('bawaslu-ar'));
  const inspector = members.get('inspektorat-ar');
  if (officer === undefined || colleague === undefined || inspector === undefined) return;
  await seedAdvice(deps.platform, { officer, colleague, inspector });
  if (authority === undefined) return;
  await seedPrevention(deps.platform, { officer, inspector, electionId });
  await deps.countDay?.();
  await seedAccountability(deps.platform, { inspector, authority, code: 'PEMKOT-AR' });
}

/** One of the two civil servants has signed, so that both states can be seen. */
function pledgesOf(deps: SeedDeps, legalClock: Platform['legalClock']): PledgesFeature {
  const neverPrints = {
    renderPdf: () => Promise.reject(new Error('nothing is printed while the demonstration is filled')),
    renderOwn: () => Promise.reject(new Error('nothing is printed while the demonstration is filled')),
  };
  return pledgesFeature(
    { ...deps.platform, legalClock },
    { workshop: neverPrints, openPerson: () => ({ name: '', email: null, phone: null }) },
  );
}

async function signOnePledge(deps: SeedDeps): Promise<void> {
  const member = (await readStage(deps)).members.get(signedAccount);
  if (member === undefined) return;
  const { service } = pledgesOf(deps, settableClock(Temporal.Instant.from('2024-09-30T08:05:00+07:00')));
  const open = await service.findOpen();
  if (open === undefined) return;
  const signed = await service.sign(member, { electionId: open.electionId, textVersion: open.text.version });
  if (!signed.ok) throw new Error(`the demonstration's pledge was refused: ${signed.error.kind}`);
}
