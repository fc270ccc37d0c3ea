/** Writes of cases, own tables only. Every step goes through `appendStep`: event, content, link of the chain and audit belong together. */
import { createHash } from 'node:crypto';
import { type CanonicalStep, canonicalJson, commit, nextLink } from '@netra/ledger';
import type { Rulebook } from '@netra/rulebook';
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Given } from '../../platform/db/fixed.ts';
import { isZone, type Zone, zoneId, zones } from '../../platform/i18n/zones.ts';
import {
  type CaseEvent,
  type CaseOrigin,
  type CaseState,
  caseOrigins,
  isCaseStatus,
  type StepContent,
} from './case.ts';
import { type ClockOffice, type StartedClock, startClock, wholeSecond } from './case-clocks.ts';
import { foldSteps } from './case-fold.ts';
import type { Whereabouts } from './case-permissions.ts';
import { startTarget, TARGETS, watchersLimits } from './case-targets.ts';
import { type Part, parts } from './plain-actions.ts';
import { property } from './stored-values.ts';

export interface StoredCase extends CaseState {
  readonly id: string;
  readonly number: string;
  readonly electionId: string;
  readonly regionId: string;
  readonly lastSeq: number;
  readonly closedAt: Temporal.Instant | null;
  readonly level: string | null;
  readonly parts: Whereabouts['parts'];
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
export async function findCaseForChange(
  tx: Tx,
  number: string,
  now: Temporal.Instant,
): Promise<StoredCase | undefined> {
  const row = await tx
    .selectFrom('case_file')
    .selectAll()
    .where('number', '=', number)
    .forNoKeyUpdate()
    .executeTakeFirst();
  // What was erased holds nothing new.
  if (row === undefined || row.erased_at !== null) return undefined;
  if (!isCaseStatus(row.status) || !isOrigin(row.origin))
    throw new Error(`case ${row.id} has an unknown status or origin`);
  const accused = await tx
    .selectFrom('case_accused')
    .select('position')
    .where('case_id', '=', row.id)
    .orderBy('position')
    .execute();
  const kinds = await tx
    .selectFrom('case_event as e')
    .leftJoin('case_event_content as c', (on) => on.onRef('c.case_id', '=', 'e.case_id').onRef('c.seq', '=', 'e.seq'))
    .select(['e.seq', 'e.kind', 'e.status_after', 'e.actor_user_id', 'c.content'])
    .where('e.case_id', '=', row.id)
    .orderBy('e.seq')
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
    accused: accused.map((one) => one.position),
    ...foldSteps(kinds.map((k) => ({ kind: k.kind, content: k.content, actorUserId: k.actor_user_id }))),
    ...(await beside(tx, row.id, now)),
    closedAt: row.closed_at,
    level: row.level,
    originBodyId: row.origin_body_id,
    holderBodyId: row.holder_body_id,
    openHandoverFrom: open ? handover.from_body_id : null,
    statusBeforeHandover: before !== undefined && isCaseStatus(before) ? before : null,
  };
}

export function isOrigin(text: string): text is CaseOrigin {
  return caseOrigins.some((origin) => origin === text);
}

/** Within which an authority follows a recommendation up. That it was stopped does not keep the ladder away: its first day counts. */
export const FOLLOW_UP = 'ppk-follow-up';

const nothingBeside = {
  overdue: [],
  running: [],
  arrivedOn: null,
  effectOn: null,
  seats: [],
  seatsEnded: false,
  cameBack: [],
  parts: [],
} as const;

/** What stands beside the steps: limits that passed, who has a vote, who has a part in it. */
export async function beside(
  tx: Tx,
  caseId: string,
  now: Temporal.Instant,
): Promise<
  Pick<StoredCase, 'overdue' | 'running' | 'arrivedOn' | 'effectOn' | 'seats' | 'seatsEnded' | 'cameBack' | 'parts'>
> {
  const at = wholeSecond(now).toString();
  // Seats and days of law go by the day of the office that holds it, whatever the session of the database says.
  const day = sql`(case holder.zone ${sql.join(
    zones.map((one) => sql`when ${one} then ${legalDay(now, one)}::date`),
    sql` `,
  )} end)`;
  const { rows } = await sql<{
    overdue: string[];
    running: string[];
    arrived: Temporal.Instant | null;
    effect: Temporal.Instant | null;
    seats: string[];
    seated: boolean;
    back: string[];
    parts: { body: string; part: string }[];
    zone: string;
  }>`select
    (select coalesce(array_agg(k.step_id), '{}') from clock k where k.case_id = ${caseId}
      and (k.state = 'stopped' and k.step_id <> ${FOLLOW_UP} or k.state in ('running', 'stopped') and k.due_at >= ${at}::timestamptz)) as running,
    coalesce((select e.at from case_event e where e.case_id = ${caseId} and e.kind in ('conveyed', 'rerouted') order by e.seq desc limit 1),
      (select f.opened_at from case_file f where f.id = ${caseId})) as arrived,
    (select k.due_at from clock k where k.case_id = ${caseId} and k.step_id = 'takes-effect' and k.state in ('running', 'stopped')
      order by k.started_at desc limit 1) as effect,
    (select coalesce(array_agg(k.step_id), '{}') from clock k where k.case_id = ${caseId} and k.due_at < ${at}::timestamptz
      and (k.state = 'running' or k.state = 'stopped' and k.step_id = ${FOLLOW_UP})) as overdue,
    (select coalesce(array_agg(s.kind order by s.kind), '{}') from task_force_seat s where s.body_id = holder.id
      and s.valid_from <= ${day} and (s.valid_until is null or s.valid_until >= ${day})) as seats,
    exists (select 1 from task_force_seat s where s.body_id = holder.id and s.valid_from <= ${day}) as seated,
    case when exists (select 1 from case_event e where e.case_id = ${caseId} and e.kind in ('referred', 'forwarded-criminal'))
      then returned_referrals(${caseId}::uuid) else '{}' end as back,
    (select coalesce(jsonb_agg(jsonb_build_object('body', p.body_id, 'part', p.part)), '[]') from case_part p
      where p.case_id = ${caseId} and p.ended_at is null) as parts,
    holder.zone
    from case_file file join body holder on holder.id = file.holder_body_id where file.id = ${caseId}`.execute(tx);
  const [row] = rows;
  // Not seen: nothing stands beside it, and whoever reads the case finds nothing either.
  if (row === undefined) return nothingBeside;
  const zone: Zone = isZone(row.zone) ? row.zone : 'WIB';
  const dayOf = (moment: Temporal.Instant | null): string | null => (moment === null ? null : legalDay(moment, zone));
  return {
    overdue: row.overdue,
    running: row.running,
    arrivedOn: dayOf(row.arrived),
    effectOn: dayOf(row.effect),
    seats: row.seats,
    seatsEnded: row.seated && row.seats.length === 0,
    cameBack: (['refer', 'forward-criminal'] as const).filter((one) => row.back.includes(one)),
    parts: row.parts.flatMap(({ body, part }) => (isPart(part) ? [{ bodyId: body, part }] : [])),
  };
}

/** Whether the actor is a token of an office. */
export async function isProgram(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select is_service() as yes`.execute(tx);
  return rows[0]?.yes === true;
}

/** Which of these offices have to do with the case, as a column of a query on `case_file`: what is theirs stands beside the case. */
export function officesColumn(own: readonly string[] | Given) {
  return sql<
    string[]
  >`array(select a.body_id from case_access a where a.case_id = case_file.id and a.body_id = any (${own}::uuid[]) order by a.since)`;
}

/** {@link seatOf} at the holder, as a column of a query on `case_file`. */
export function seatColumn(userId: string | Given) {
  return sql<
    string | null
  >`(select m.represents from member m where m.user_id = ${userId}::uuid and m.body_id = case_file.holder_body_id
    and m.represents is not null and m.valid_from <= current_date and (m.valid_until is null or m.valid_until >= current_date) limit 1)`;
}

/** The body for which the person sits in this office today; null: for none. Who works where goes by the calendar of the real world. */
export async function seatOf(tx: Tx, userId: string, bodyId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('member')
    .select('represents')
    .where('user_id', '=', userId)
    .where('body_id', '=', bodyId)
    .where('represents', 'is not', null)
    .where('valid_from', '<=', sql<string>`current_date`)
    .where((where) =>
      where.or([where('valid_until', 'is', null), where('valid_until', '>=', sql<string>`current_date`)]),
    )
    .executeTakeFirst();
  return row?.represents ?? null;
}

function isPart(text: string): text is Part {
  return parts.some((part) => part === text);
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
): Promise<string> {
  const id = writer.uuid();
  await writer.tx
    .insertInto('clock')
    .values({
      id,
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
  return id;
}

/** Ends running and stopped clocks of these steps: met in time or late, cancelled, or replaced by a longer one. @returns their ids */
export async function endClocks(
  writer: StepWriter,
  caseId: string,
  steps: readonly string[],
  how: 'met' | 'cancelled' | 'replaced',
): Promise<readonly string[]> {
  if (steps.length === 0) return [];
  const at = writer.at.toString();
  const ended = await writer.tx
    .updateTable('clock')
    .set({
      // What stands still is not late.
      state:
        how === 'met'
          ? sql<string>`case when state = 'running' and due_at < ${wholeSecond(writer.at).toString()}::timestamptz then 'met-late' else 'met' end`
          : how,
      ended_at: at,
    })
    .where('case_id', '=', caseId)
    .where('state', 'in', ['running', 'stopped'])
    .where('step_id', 'in', steps)
    .returning('id')
    .execute();
  return ended.map((row) => row.id);
}

/** Starts what an event starts; a step for which no rule of that day sets a limit starts nothing. @returns the ids of the clocks */
export async function startClocks(
  writer: StepWriter,
  found: Pick<StoredCase, 'id'>,
  bodyId: string,
  starts: CaseEvent['clocks']['start'],
  law: { readonly handling: string; readonly rulebook: Pick<Rulebook, 'deadlineFor' | 'calendar' | 'version'> },
  actingBodyId: string = bodyId,
): Promise<readonly string[]> {
  if (starts.length === 0) return [];
  const started: string[] = [];
  const office = await officeOf(writer.tx, bodyId);
  for (const start of starts) {
    if (start.procedure === TARGETS) {
      // What the watching office must meet is counted for it, not for the office that holds the case.
      const mustMeet = watchersLimits.some((step) => step === start.step) ? actingBodyId : bodyId;
      const there = mustMeet === bodyId ? office : await officeOf(writer.tx, mustMeet);
      const until = typeof start.from === 'object' && 'until' in start.from ? start.from.until : null;
      const target = await startTarget(writer.tx, start.step, writer.at, until, there, law.rulebook);
      if (target !== null) started.push(await insertClock(writer, found.id, mustMeet, target));
      continue;
    }
    const procedureId = start.procedure === 'handling' ? law.handling : start.procedure;
    const from =
      start.from === 'now'
        ? writer.at
        : start.from === 'registration'
          ? await registeredAt(writer.tx, found.id, writer.at)
          : noonOf('day' in start.from ? start.from.day : start.from.until, office.zone);
    const clock = startClock(procedureId, start.step, from, office, law.rulebook);
    if (clock !== null) started.push(await insertClock(writer, found.id, bodyId, clock));
  }
  return started;
}

/** A legal day as a moment that lies on it at the office. */
function noonOf(day: string, zone: ClockOffice['zone']): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zoneId[zone], plainTime: '12:00' }).toInstant();
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

/** Limits of the accused and of the office that watches: that they pass is no duty of the office that holds the case. */
export const othersLimits = ['file-objection', 'file-appeal', ...watchersLimits];

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
      due_at: sql<string>`(select min(k.due_at) from clock k where k.case_id = ${caseId} and k.state = 'running' and k.step_id <> all (${othersLimits}))`,
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
