/** Cases that come from outside and cases that lie outside: opening one from a file, and what an office outside says of one. In the caller's unit of work. */
import { commit } from '@netra/ledger';
import type { Rulebook } from '@netra/rulebook';
import { sql } from 'kysely';
import { newReference } from '../../platform/crypto/reference.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { replaceAccused } from './accused-store.ts';
import {
  type Accused,
  type CaseEvent,
  type CaseStatus,
  decide,
  type MissingPart,
  type ReturnCategory,
  type StepContent,
} from './case.ts';
import { handlingProcedure } from './case-clocks.ts';
import {
  appendStep,
  endClocks,
  findCaseForChange,
  insertAudit,
  lastLink,
  officeOf,
  openedEntry,
  type StepWriter,
  startClocks,
  updateCaseFile,
} from './case-store.ts';
import { dueForRoute } from './handover-due.ts';
import { handoverContents, insertManifest } from './handover-manifest.ts';

export interface ArrivalDeps {
  readonly keys: Keys;
  readonly uuid: () => string;
  readonly random: (bytes: number) => Buffer;
  readonly rulebook: Rulebook;
}

/** A hand-over that arrives from an office outside. */
export interface Arrival {
  readonly userId: string;
  /** The office that receives it. */
  readonly bodyId: string;
  /** The office outside, as it stands here. */
  readonly fromBodyId: string;
  readonly regionId: string;
  readonly electionId: string;
  readonly contestId: string;
  readonly actKind: string;
  readonly level: string | null;
  /** What the hand-over is called there: submitted, verified, study-confirmed, conveyed. */
  readonly what: ArrivalKind;
  readonly accused: readonly Accused[];
  /** Stays in the first step: where it comes from, under which number, and the hash that binds all of it. */
  readonly origin: StepContent;
  readonly at: Temporal.Instant;
}

/** Where a case stands when it arrives, and where it stood before: by what the hand-over is, never by what its sender says of it. */
const arrivalStatus = {
  submitted: { before: 'concluded', after: 'submitted' },
  verified: { before: 'submitted', after: 'verified' },
  'study-confirmed': { before: 'verified', after: 'study-confirmed' },
  conveyed: { before: 'study-confirmed', after: 'conveyed' },
} as const satisfies Record<ArrivalKind, { readonly before: CaseStatus; readonly after: CaseStatus }>;

/** Steps of the table of routes by which a hand-over goes. */
const arrivalRoutes = {
  submitted: 'submit',
  verified: 'verify',
  'study-confirmed': 'confirm-study',
  conveyed: 'convey',
} as const satisfies Record<ArrivalKind, string>;

/** Whether offices of these kinds hand over such a case on this day, to one whose place covers that of the case. */
export async function goesThisWay(
  tx: Tx,
  way: {
    readonly what: ArrivalKind;
    readonly fromBodyId: string;
    readonly toBodyId: string;
    readonly regionId: string;
    readonly day: string;
  },
): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select exists (
    select 1 from handover_route r
    join body f on f.id = ${way.fromBodyId} and f.kind = r.from_kind
    join body t on t.id = ${way.toBodyId} and t.kind = r.to_kind
    join jurisdiction place on place.id = t.jurisdiction_id
    join jurisdiction region on region.id = ${way.regionId}
    where r.step = ${arrivalRoutes[way.what]} and (r.to_level is null or r.to_level = t.level)
      and r.valid_from <= ${way.day}::date and (r.valid_until is null or r.valid_until >= ${way.day}::date)
      and starts_with(region.path, place.path)) as yes`.execute(tx);
  return rows[0]?.yes === true;
}

/** Limits that begin when a hand-over arrives, as they would have begun had it come within this instance. */
export const arrivalKinds = {
  submitted: 'verify',
  verified: 'bawaslu-study',
  'study-confirmed': 'convey-to-ppk',
  conveyed: 'ppk-follow-up',
} as const;
export type ArrivalKind = keyof typeof arrivalKinds;

export function isArrivalKind(text: string): text is ArrivalKind {
  return Object.keys(arrivalKinds).includes(text);
}

/** Opens a case for what arrived, held by the office that received it, with the hand-over waiting for an answer. */
export async function openFromOutside(
  deps: ArrivalDeps,
  tx: Tx,
  arrival: Arrival,
): Promise<{ readonly caseId: string; readonly number: string; readonly handoverId: string }> {
  const { keys, uuid, random, rulebook } = deps;
  const caseId = uuid();
  const number = newReference('case', random);
  const writer: StepWriter = { tx, uuid, random, at: arrival.at, userId: arrival.userId };
  const status = arrivalStatus[arrival.what];
  await tx
    .insertInto('case_file')
    .values({
      id: caseId,
      number,
      origin: 'pelimpahan',
      status: status.after,
      election_id: arrival.electionId,
      contest_id: arrival.contestId,
      origin_body_id: arrival.fromBodyId,
      holder_body_id: arrival.bodyId,
      region_id: arrival.regionId,
      act_kind: arrival.actKind,
      level: arrival.level,
      opened_at: arrival.at.toString(),
      last_seq: 2,
    })
    .execute();
  await tx
    .insertInto('case_access')
    .values({ case_id: caseId, body_id: arrival.bodyId, since: arrival.at.toString() })
    .execute();
  const into = { caseId, number, bodyId: arrival.bodyId };
  const first = await appendStep(
    writer,
    { ...into, seq: 1, previous: null },
    { kind: 'history-imported', statusAfter: status.before, toBodyId: null, content: arrival.origin },
  );
  const second = await appendStep(
    writer,
    { ...into, seq: 2, previous: first },
    { kind: 'handover-arrived', statusAfter: status.after, toBodyId: arrival.bodyId, content: null },
  );
  if (arrival.accused.length > 0) await replaceAccused(tx, keys, caseId, arrival.accused);
  const office = await officeOf(tx, arrival.bodyId);
  const due = await dueForRoute(
    tx,
    { what: arrival.what, from: arrival.fromBodyId, to: arrival.bodyId, at: arrival.at },
    office,
    rulebook,
  );
  const handoverId = uuid();
  await tx
    .insertInto('handover')
    .values({
      id: handoverId,
      case_id: caseId,
      seq: 2,
      what: arrival.what,
      from_body_id: arrival.fromBodyId,
      to_body_id: arrival.bodyId,
      sent_at: arrival.at.toString(),
      sent_by: arrival.userId,
      bundle_hash: second,
      due_at: due?.dueAt.toString() ?? null,
      due_rule: due === null ? null : JSON.stringify(due.rule),
      due_provisional: due?.provisional ?? null,
    })
    .execute();
  await startClocks(
    writer,
    { id: caseId },
    arrival.bodyId,
    [{ procedure: 'joint-task-force', step: arrivalKinds[arrival.what], from: 'now' }],
    { handling: handlingProcedure(arrival.electionId, rulebook), rulebook },
  );
  await updateCaseFile(tx, caseId, {
    status: status.after,
    holderBodyId: arrival.bodyId,
    lastSeq: 2,
    closedAt: null,
    origin: 'pelimpahan',
  });
  const contents = await handoverContents(tx, keys, { caseId, seq: 2, sentAt: arrival.at });
  await insertManifest(tx, handoverId, contents, random(32));
  await insertAudit(tx, {
    userId: arrival.userId,
    bodyId: arrival.bodyId,
    what: 'case.arrived',
    access: 'write',
    caseId,
  });
  return { caseId, number, handoverId };
}

/** What an office outside says of a hand-over that lies with it. */
export type Heard =
  | { readonly kind: 'opened' }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'returned'; readonly category: ReturnCategory; readonly missing: readonly MissingPart[] };

/**
 * Takes down what the office outside said, after its acknowledgement was stored in this transaction.
 * `moved-on`: the case no longer lies there, or its status knows no such answer.
 */
export async function hearFromOutside(
  deps: ArrivalDeps,
  tx: Tx,
  told: { readonly userId: string; readonly handoverId: string; readonly at: Temporal.Instant; readonly heard: Heard },
): Promise<Result<null, 'moved-on'>> {
  const handover = await tx
    .selectFrom('handover as h')
    .innerJoin('case_file as f', 'f.id', 'h.case_id')
    .select(['h.id', 'h.case_id', 'h.from_body_id', 'h.to_body_id', 'h.opened_at', 'f.number'])
    .where('h.id', '=', told.handoverId)
    .executeTakeFirstOrThrow();
  const found = await findCaseForChange(tx, handover.number, told.at);
  if (found === undefined || found.holderBodyId !== handover.to_body_id) return fail('moved-on');
  const at = told.at.toString();
  const { heard } = told;
  if (handover.opened_at === null) {
    const salt = deps.random(32);
    const entry = openedEntry({ at: told.at, handoverId: handover.id, bodyId: handover.to_body_id });
    await tx
      .updateTable('handover')
      .set({
        opened_at: at,
        opened_by: told.userId,
        opened_salt: salt,
        opened_commitment: Buffer.from(commit(entry, salt)),
      })
      .where('id', '=', handover.id)
      .execute();
  }
  if (heard.kind === 'opened') return ok(null);
  const decided = decide(
    found,
    heard.kind === 'accepted'
      ? { type: 'accept-handover' }
      : { type: 'return-handover', reason: '', category: heard.category, missing: heard.missing },
  );
  if (!decided.ok) return fail('moved-on');
  const writer: StepWriter = { tx, uuid: deps.uuid, random: deps.random, at: told.at, userId: told.userId };
  let seq = found.lastSeq;
  let previous = await lastLink(tx, found.id);
  let last: CaseEvent | undefined;
  for (const event of decided.value) {
    seq += 1;
    previous = await appendStep(
      writer,
      { caseId: found.id, number: found.number, seq, bodyId: handover.to_body_id, previous },
      event,
    );
    last = event;
  }
  if (last === undefined) return fail('moved-on');
  await tx
    .updateTable('handover')
    .set({
      ended_at: at,
      ...(heard.kind === 'accepted'
        ? { accepted_at: at, accepted_by: told.userId }
        : { returned_at: at, returned_by: told.userId }),
    })
    .where('id', '=', handover.id)
    .execute();
  const holder = last.toBodyId ?? found.holderBodyId;
  if (last.toBodyId !== null) {
    await tx
      .updateTable('case_access')
      .set({ reads_to_seq: null })
      .where('case_id', '=', found.id)
      .where('body_id', '=', holder)
      .execute();
    await tx
      .updateTable('case_access')
      .set({ reads_to_seq: seq })
      .where('case_id', '=', found.id)
      .where('body_id', '=', handover.to_body_id)
      .execute();
  }
  await tx
    .updateTable('case_file')
    .set({ status: last.statusAfter, holder_body_id: holder, last_seq: seq })
    .where('id', '=', found.id)
    .execute();
  // The case is back: only now are its limits ours to end and to begin.
  if (last.toBodyId !== null) {
    await endClocks(writer, found.id, last.clocks.end, last.clocks.how);
    await startClocks(writer, found, holder, last.clocks.start, {
      handling: handlingProcedure(found.electionId, deps.rulebook),
      rulebook: deps.rulebook,
    });
    await updateCaseFile(tx, found.id, {
      status: last.statusAfter,
      holderBodyId: holder,
      lastSeq: seq,
      closedAt: null,
      origin: found.origin,
    });
  }
  return ok(null);
}
