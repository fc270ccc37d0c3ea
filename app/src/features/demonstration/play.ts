/** Lets a planned case happen: reports and steps go through the same services as a person's, with the legal clock set to their moments. */

import { settableClock } from '../../platform/clock/legal-clock.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { type CaseAction, type CasesFeature, casesFeature } from '../cases/index.ts';
import type { EvidenceService } from '../evidence/index.ts';
import { type ReportsFeature, reportsFeature } from '../reports/index.ts';
import { places } from './country.ts';
import { electionId, eventsOf, type PlannedCase, type PlannedStep } from './plan.ts';
import { bytesOf, chance } from './random.ts';

const contestId = 'kepala-daerah';

export interface Stage {
  readonly platform: Platform;
  readonly evidence: EvidenceService;
  /** Who acts for an office, by the office's code. */
  readonly members: ReadonlyMap<string, Member>;
  readonly bodies: ReadonlyMap<
    string,
    { readonly id: string; readonly name: string; readonly publicKey: Buffer | null }
  >;
  readonly placeIds: ReadonlyMap<string, string>;
}

/** What is there already of a case, after an interrupted filling. */
export interface There {
  readonly number: string;
  readonly lastSeq: number;
}

/** Plays cases one after the other, with a clock of its own. Several players work side by side. */
export function makePlayer(stage: Stage) {
  const clock = settableClock(Temporal.Instant.from('2024-08-01T00:00:00Z'));
  let seed = 0;
  let caseId = '';
  const ids: string[] = [];
  const platform: Platform = {
    ...stage.platform,
    legalClock: clock,
    // What is played happened long ago: nobody is told by mail.
    mail: { ...stage.platform.mail, queueForOffice: () => Promise.resolve() },
    // Short draws are numbers that people read, and these repeat; salts and keys are long and never do.
    random: (count) => (count < 16 ? bytesOf(chance(seed++), count) : stage.platform.random(count)),
    uuid: () => ids.shift() ?? stage.platform.uuid(),
  };
  const cases = casesFeature(platform);
  const reports = reportsFeature(platform, {
    evidence: stage.evidence,
    openCase: (tx, report) => cases.service.openFromReport(tx, { ...report, caseId }),
    electionId: () => Promise.resolve(electionId),
  });

  return {
    play: async (planned: PlannedCase, there: There | undefined): Promise<void> => {
      seed = planned.seed * 64;
      caseId = planned.id;
      clock.set(planned.openedAt);
      if (there === undefined) {
        // The report asks for two ids: its own, and that of its case, which is the planned one.
        ids.length = 0;
        if (planned.origin === 'temuan') await openFinding(stage, cases, planned);
        else {
          ids.push(stage.platform.uuid(), planned.id);
          await sendReport(stage, reports, planned);
          ids.length = 0;
        }
      }
      let { number, lastSeq } = there ?? { number: await numberOf(stage, planned), lastSeq: 1 };
      let done = 1;
      for (const step of planned.steps) {
        const after = done + eventsOf(step.action);
        const isNew = step.action.type === 'look' ? done >= lastSeq : after > lastSeq;
        done = after;
        if (!isNew) continue;
        clock.set(step.at);
        lastSeq = await take(stage, cases, planned, number, step, lastSeq);
      }
    },
  };
}

async function take(
  stage: Stage,
  cases: CasesFeature,
  planned: PlannedCase,
  number: string,
  step: PlannedStep,
  lastSeq: number,
): Promise<number> {
  const member = memberAt(stage, step.office);
  if (step.action.type === 'look') {
    await cases.service.recordReading(member, planned.id, 'case.view');
    return lastSeq;
  }
  const done = await cases.service.act(member, number, withBodies(stage, step.action), lastSeq);
  if (!done.ok) throw new Error(`the demonstration's ${step.action.type} was refused: ${done.error.kind}`);
  return done.value.seq;
}

/** The action with ids of bodies in the place of their codes. */
function withBodies(stage: Stage, action: CaseAction): CaseAction {
  if (!('toBodyId' in action)) return action;
  const toBodyId = bodyOf(stage, action.toBodyId).id;
  if (action.type !== 'convey' || action.each === undefined) return { ...action, toBodyId };
  const each = action.each.map((one) => ({ ...one, toBodyId: bodyOf(stage, one.toBodyId).id }));
  return { ...action, toBodyId, each };
}

/** A supervisor's finding begins as initial information that the office itself followed up: the way casework knows. */
async function openFinding(stage: Stage, cases: CasesFeature, planned: PlannedCase): Promise<void> {
  const member = memberAt(stage, planned.office);
  const zone = member.memberships[0]?.bodyZone ?? 'WIB';
  await runAs(stage.platform.db, { kind: 'public' }, (tx) =>
    cases.service.openFromReport(tx, {
      caseId: planned.id,
      reportKind: 'informasi-awal',
      bodyId: bodyOf(stage, planned.office).id,
      zone,
      regionId: placeOf(stage, planned.place),
      electionId,
      contestId,
      actKind: planned.kind,
      at: planned.openedAt,
    }),
  );
}

/** Sent as a person's draft would be: sealed words, sealed identity, a receipt. The same draft sent twice is stored once. */
async function sendReport(stage: Stage, reports: ReportsFeature, planned: PlannedCase): Promise<void> {
  const office = bodyOf(stage, planned.office);
  const place = places.find((one) => one.code === planned.place);
  if (office.publicKey === null || place === undefined) throw new Error('a report needs an intake office and a place');
  const [accused] = planned.accused;
  const status = accused.status === 'pppk' ? 'pppk' : 'pns';
  await reports.service.send(
    {
      seed: bytesOf(chance(planned.seed), 16).toString('base64url'),
      until: stage.platform.realNow() + 3_600_000,
      checked: true,
      answers: {},
      names: {},
    },
    {
      apa: { act: planned.kind, contestId },
      kapan: { happenedOn: planned.happenedOn, knownOn: planned.knownOn },
      'di-mana': { regionId: placeOf(stage, planned.place), place: '' },
      siapa: {
        post: accused.post,
        unit: accused.unitName,
        name: planned.origin === 'laporan' ? accused.name : '',
        status,
      },
      cerita: { story: planned.story },
      pelapor: { identity: planned.reporter },
    },
    {
      region: { id: placeOf(stage, planned.place), name: place.name, level: place.level },
      office: {
        id: office.id,
        name: office.name,
        zone: memberAt(stage, planned.office).memberships[0]?.bodyZone ?? 'WIB',
        publicKey: office.publicKey,
      },
    },
  );
}

async function numberOf(stage: Stage, planned: PlannedCase): Promise<string> {
  const member = memberAt(stage, planned.office);
  const row = await runAs(stage.platform.db, { kind: 'member', userId: member.userId }, (tx) =>
    tx.selectFrom('case_file').select('number').where('id', '=', planned.id).executeTakeFirstOrThrow(),
  );
  return row.number;
}

function memberAt(stage: Stage, office: string): Member {
  const member = stage.members.get(office);
  if (member === undefined) throw new Error(`nobody acts for ${office} in the demonstration`);
  return member;
}

function bodyOf(stage: Stage, code: string) {
  const body = stage.bodies.get(code);
  if (body === undefined) throw new Error(`no office ${code} in the demonstration`);
  return body;
}

function placeOf(stage: Stage, code: string): string {
  const id = stage.placeIds.get(code);
  if (id === undefined) throw new Error(`no place ${code} in the demonstration`);
  return id;
}
