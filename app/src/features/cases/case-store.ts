/** Writes of cases, own tables only. Every step goes through `appendStep`: event, content, link of the chain and audit belong together. */
import { createHash } from 'node:crypto';
import { type CanonicalStep, canonicalJson, commit, nextLink } from '@netra/ledger';
import type { Rulebook } from '@netra/rulebook';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone } from '../../platform/i18n/zones.ts';
import { type CaseEvent, type CaseState, isCaseStatus, type StepContent } from './case.ts';
import { type ClockOffice, type StartedClock, startClock } from './case-clocks.ts';
import { property } from './stored-values.ts';

export interface StoredCase extends CaseState {
  readonly id: string;
  readonly number: string;
  readonly electionId: string;
  readonly regionId: string;
  readonly lastSeq: number;
}

export interface StepWriter {
  readonly tx: Tx;
  readonly uuid: () => string;
  readonly random: (bytes: number) => Buffer;
  /** Legal clock of this use case. */
  readonly at: Temporal.Instant;
  /** Null: a reporter did it. */
  readonly userId: string | null;
}

/** The case, locked until the end of the transaction; undefined when the actor may not change it or it is not there. */
export async function findCaseForChange(tx: Tx, number: string): Promise<StoredCase | undefined> {
  const row = await tx.selectFrom('case_file').selectAll().where('number', '=', number).forUpdate().executeTakeFirst();
  if (row === undefined) return undefined;
  if (!isCaseStatus(row.status) || !isOrigin(row.origin))
    throw new Error(`case ${row.id} has an unknown status or origin`);
  const accused = await tx
    .selectFrom('case_accused')
    .select('position')
    .where('case_id', '=', row.id)
    .limit(1)
    .execute();
  const kinds = await tx
    .selectFrom('case_event')
    .select(['seq', 'kind', 'status_after'])
    .where('case_id', '=', row.id)
    .orderBy('seq')
    .execute();
  const handover = await tx
    .selectFrom('handover')
    .selectAll()
    .where('case_id', '=', row.id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const open =
    handover !== undefined &&
    handover.to_body_id === row.holder_body_id &&
    handover.accepted_at === null &&
    handover.returned_at === null;
  const before = open ? kinds.filter((k) => k.seq < handover.seq).at(-1)?.status_after : undefined;
  return {
    id: row.id,
    number: row.number,
    electionId: row.election_id,
    regionId: row.region_id,
    lastSeq: row.last_seq,
    status: row.status,
    origin: row.origin,
    factsComplete: accused.length > 0 && kinds.some((k) => k.kind === 'facts-completed'),
    extended: kinds.some((k) => k.kind === 'handling-extended'),
    originBodyId: row.origin_body_id,
    holderBodyId: row.holder_body_id,
    openHandoverFrom: open ? handover.from_body_id : null,
    statusBeforeHandover: before !== undefined && isCaseStatus(before) ? before : null,
  };
}

export function isOrigin(text: string): text is CaseState['origin'] {
  return text === 'laporan' || text === 'temuan' || text === 'informasi-awal';
}

/** A step as the chain commits to it. Writing and checking build it here, so that they cannot drift. */
export function stepEntry({
  content,
  ...step
}: Omit<HashedStep, 'contentHash'> & { readonly content: StepContent | null }): CanonicalStep {
  const contentHash = content === null ? null : createHash('sha256').update(canonicalJson(content)).digest('hex');
  return stepEntryWithHash({ ...step, contentHash });
}

/** What a step commits to; of its content only the hash. */
export interface HashedStep {
  readonly kind: string;
  readonly at: Temporal.Instant;
  readonly bodyId: string;
  readonly caseId: string;
  readonly seq: number;
  readonly statusAfter: string;
  readonly toBodyId: string | null;
  readonly actorUserId: string | null;
  /** SHA-256 of the content as canonical JSON, in hex. */
  readonly contentHash: string | null;
}

/** The same where the content itself is not at hand. */
export function stepEntryWithHash(step: HashedStep): CanonicalStep {
  return {
    kind: step.kind,
    at: step.at.toString(),
    body: step.bodyId,
    case: step.caseId,
    seq: step.seq,
    statusAfter: step.statusAfter,
    toBody: step.toBodyId,
    actor: step.actorUserId,
    content: step.contentHash,
  };
}

/** That a hand-over was opened, as the log commits to it: no step of the case, but part of the sender's receipt. */
export function openedEntry(opened: {
  readonly at: Temporal.Instant;
  readonly handoverId: string;
  readonly bodyId: string;
}): CanonicalStep {
  return { kind: 'handover-opened', at: opened.at.toString(), body: opened.bodyId, handover: opened.handoverId };
}

/** What a step is sealed with. */
export interface StepSeal {
  readonly salt: Buffer;
  readonly commitment: Buffer;
  readonly link: Buffer;
}

/** Commits to a step and continues the chain with it. */
export function sealStep(
  random: (bytes: number) => Buffer,
  step: Parameters<typeof stepEntry>[0],
  previous: Buffer | null,
): StepSeal {
  const salt = random(32);
  const commitment = Buffer.from(commit(stepEntry(step), salt));
  return { salt, commitment, link: Buffer.from(nextLink(previous, commitment)) };
}

/** Appends one step to the chain of a case. The chain is continued from the last link, which the lock on the case keeps still. */
export async function appendStep(
  writer: StepWriter,
  into: {
    readonly caseId: string;
    readonly number: string;
    readonly seq: number;
    readonly bodyId: string;
    readonly previous: Buffer | null;
  },
  event: Pick<CaseEvent, 'kind' | 'statusAfter' | 'toBodyId' | 'content'>,
): Promise<Buffer> {
  const { salt, commitment, link } = sealStep(
    writer.random,
    {
      kind: event.kind,
      at: writer.at,
      bodyId: into.bodyId,
      caseId: into.caseId,
      seq: into.seq,
      statusAfter: event.statusAfter,
      toBodyId: event.toBodyId,
      actorUserId: writer.userId,
      content: event.content,
    },
    into.previous,
  );
  await writer.tx
    .insertInto('case_event')
    .values({
      case_id: into.caseId,
      seq: into.seq,
      kind: event.kind,
      body_id: into.bodyId,
      actor_user_id: writer.userId,
      to_body_id: event.toBodyId,
      status_after: event.statusAfter,
      at: writer.at.toString(),
      salt,
      commitment,
      link,
    })
    .execute();
  if (event.content !== null) await insertContent(writer.tx, into.caseId, into.seq, event.content);
  return link;
}

async function insertContent(tx: Tx, caseId: string, seq: number, content: StepContent): Promise<void> {
  await tx
    .insertInto('case_event_content')
    .values({ case_id: caseId, seq, content: JSON.stringify(content) })
    .execute();
}

/** The facts that were written down last; undefined when nobody did or the actor may not read them. */
export async function lastFacts(tx: Tx, caseId: string): Promise<unknown> {
  const row = await tx
    .selectFrom('case_event as e')
    .innerJoin('case_event_content as c', (on) => on.onRef('c.case_id', '=', 'e.case_id').onRef('c.seq', '=', 'e.seq'))
    .select('c.content')
    .where('e.case_id', '=', caseId)
    .where('e.kind', '=', 'facts-completed')
    .orderBy('e.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return property(row?.content, 'facts');
}

export async function lastLink(tx: Tx, caseId: string): Promise<Buffer> {
  const row = await tx
    .selectFrom('case_event')
    .select('link')
    .where('case_id', '=', caseId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return row.link;
}

/** What of an office its limits hang on. */
export async function officeOf(tx: Tx, bodyId: string): Promise<ClockOffice> {
  const row = await tx
    .selectFrom('body')
    .innerJoin('jurisdiction', 'jurisdiction.id', 'body.jurisdiction_id')
    .select(['body.code', 'body.zone', 'jurisdiction.name as region'])
    .where('body.id', '=', bodyId)
    .executeTakeFirstOrThrow();
  if (!isZone(row.zone)) throw new Error(`office ${bodyId} has an unknown zone`);
  return { code: row.code, region: row.region, zone: row.zone };
}

export async function insertClock(
  writer: StepWriter,
  caseId: string,
  bodyId: string,
  clock: StartedClock,
): Promise<void> {
  await writer.tx
    .insertInto('clock')
    .values({
      id: writer.uuid(),
      case_id: caseId,
      procedure_id: clock.procedureId,
      step_id: clock.stepId,
      body_id: bodyId,
      zone: clock.zone,
      started_at: clock.startedAt.toString(),
      due_at: clock.dueAt.toString(),
      skipped: JSON.stringify(clock.skipped),
      provisional: clock.provisional,
      nature: clock.nature,
      basis: clock.basis,
      confidence: clock.confidence,
      rulebook_version: clock.rulebookVersion,
      state: 'running',
    })
    .execute();
}

/** Ends running clocks of these steps: met in time or late, cancelled, or replaced by a longer one. */
export async function endClocks(
  writer: StepWriter,
  caseId: string,
  steps: readonly string[],
  how: 'met' | 'cancelled' | 'replaced',
): Promise<void> {
  if (steps.length === 0) return;
  const at = writer.at.toString();
  await writer.tx
    .updateTable('clock')
    .set({
      state: how === 'met' ? sql<string>`case when due_at < ${at}::timestamptz then 'met-late' else 'met' end` : how,
      ended_at: at,
    })
    .where('case_id', '=', caseId)
    .where('state', '=', 'running')
    .where('step_id', 'in', steps)
    .execute();
}

/** Starts what an event starts; a step for which no rule of that day sets a limit starts nothing. */
export async function startClocks(
  writer: StepWriter,
  found: Pick<StoredCase, 'id'>,
  bodyId: string,
  starts: CaseEvent['clocks']['start'],
  law: { readonly handling: string; readonly rulebook: Pick<Rulebook, 'deadlineFor'> },
): Promise<void> {
  if (starts.length === 0) return;
  const office = await officeOf(writer.tx, bodyId);
  for (const start of starts) {
    const procedureId = start.procedure === 'handling' ? law.handling : start.procedure;
    const from = start.from === 'now' ? writer.at : await registeredAt(writer.tx, found.id, writer.at);
    const clock = startClock(procedureId, start.step, from, office, law.rulebook);
    if (clock !== null) await insertClock(writer, found.id, bodyId, clock);
  }
}

async function registeredAt(tx: Tx, caseId: string, fallback: Temporal.Instant): Promise<Temporal.Instant> {
  const row = await tx
    .selectFrom('case_event')
    .select('at')
    .where('case_id', '=', caseId)
    .where('kind', 'in', ['registered', 'finding-made'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? fallback;
}

/** Keeps the row of the queue in step: status, holder, nearest limit. */
export async function updateCaseFile(
  tx: Tx,
  caseId: string,
  to: {
    readonly status: string;
    readonly holderBodyId: string;
    readonly lastSeq: number;
    readonly closedAt: Temporal.Instant | null;
    readonly origin: string;
    readonly level?: string | null;
    readonly rowIds?: string;
  },
): Promise<void> {
  await tx
    .updateTable('case_file')
    .set({
      status: to.status,
      holder_body_id: to.holderBodyId,
      last_seq: to.lastSeq,
      origin: to.origin,
      closed_at: to.closedAt?.toString() ?? null,
      ...(to.level === undefined ? {} : { level: to.level }),
      ...(to.rowIds === undefined ? {} : { row_ids: to.rowIds }),
      due_at: sql<string>`(select min(k.due_at) from clock k where k.case_id = ${caseId} and k.state = 'running')`,
    })
    .where('id', '=', caseId)
    .execute();
}

export async function insertAudit(
  tx: Tx,
  entry: {
    readonly userId: string;
    readonly bodyId: string | null;
    readonly what: string;
    readonly access: 'read' | 'write';
    readonly caseId: string | null;
    readonly target?: string;
  },
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      user_id: entry.userId,
      body_id: entry.bodyId,
      what: entry.what,
      access: entry.access,
      case_id: entry.caseId,
      target: entry.target ?? null,
    })
    .execute();
}
