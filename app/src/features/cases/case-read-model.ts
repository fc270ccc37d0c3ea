/** Queries for screens and other features. Everything runs in the scope of the person who asks; row-level security is the second wall. */
import { type CanonicalStep, verifyChain } from '@netra/ledger';
import { sql } from 'kysely';
import { z } from 'zod';
import { unlock } from '../../platform/crypto/box.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import {
  type Accused,
  type ActionType,
  allowed,
  type CaseStatus,
  type EventKind,
  eventKinds,
  isCaseStatus,
  type StepValue,
} from './case.ts';
import { mandateFor, mayRead } from './case-permissions.ts';
import { accusedNamePurpose } from './case-service.ts';
import { isOrigin, stepEntry } from './case-store.ts';

export interface QueueRow {
  readonly number: string;
  readonly status: CaseStatus;
  readonly origin: string;
  readonly actKind: string;
  readonly level: string | null;
  /** Rows named by the last study: "B6, B8". */
  readonly rowIds: string | null;
  readonly regionName: string;
  readonly holderName: string;
  readonly holderZone: Zone;
  readonly accusedPost: string | null;
  readonly openedAt: Temporal.Instant;
  readonly due: {
    readonly at: Temporal.Instant;
    readonly stepId: string;
    readonly procedureId: string;
    readonly nature: string;
  } | null;
  /** The hand-over by which the case came to its holder, if it came by one. */
  readonly handover: 'sent' | 'opened' | 'accepted' | null;
}

export const queueViews = ['open', 'late', 'today', 'information', 'closed'] as const;
export type QueueView = (typeof queueViews)[number];

export interface QueueFilter {
  readonly view: QueueView;
  /** Number of a case, or part of a post or place. */
  readonly search: string;
  /** From 1. */
  readonly page: number;
}

export interface Queue {
  readonly rows: readonly QueueRow[];
  readonly total: number;
  readonly pageSize: number;
}

export interface CaseView {
  readonly id: string;
  readonly number: string;
  readonly status: CaseStatus;
  readonly origin: 'laporan' | 'temuan' | 'informasi-awal';
  readonly electionId: string;
  readonly contestId: string;
  readonly actKind: string;
  readonly level: string | null;
  readonly regionId: string;
  readonly regionName: string;
  readonly originBodyId: string;
  readonly holderBodyId: string;
  readonly holderName: string;
  readonly holderZone: Zone;
  readonly openedAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | null;
  readonly lastSeq: number;
  readonly accused: readonly Accused[];
  readonly steps: readonly StepView[];
  readonly clocks: readonly ClockView[];
  readonly handovers: readonly HandoverView[];
  /** What was last written down of the act: input of the rulebook. Null before an officer did so. */
  readonly facts: unknown;
  readonly summary: string | null;
  /** Buttons: what the status allows and the person's office and role may do. */
  readonly actions: readonly ActionType[];
  /** The chain of steps as this person can check it. */
  readonly chain: { readonly ok: true } | { readonly ok: false; readonly seq: number };
}

export interface StepView {
  readonly seq: number;
  readonly kind: EventKind;
  readonly at: Temporal.Instant;
  readonly bodyName: string;
  readonly bodyZone: Zone;
  readonly toBodyName: string | null;
  /** Name of the person, only to readers of the step's content. */
  readonly actorName: string | null;
  readonly statusAfter: CaseStatus;
  /** The person who asks did it. */
  readonly mine: boolean;
  /** Null when there is none, or when the office handed the case on before and may not read it. */
  readonly content: unknown;
  readonly hidden: boolean;
}

export interface ClockView {
  readonly procedureId: string;
  readonly stepId: string;
  readonly bodyName: string;
  readonly zone: Zone;
  readonly startedAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  readonly skipped: readonly { readonly date: string; readonly why: string; readonly en: string }[];
  readonly provisional: boolean;
  readonly nature: 'law' | 'practice' | 'target';
  readonly basis: string;
  readonly confidence: string;
  readonly state: string;
  readonly endedAt: Temporal.Instant | null;
}

export interface HandoverView {
  readonly caseNumber: string;
  readonly seq: number;
  readonly what: string;
  readonly fromName: string;
  readonly toName: string;
  readonly toZone: Zone;
  readonly direction: 'out' | 'in' | 'other';
  readonly sentAt: Temporal.Instant;
  readonly openedAt: Temporal.Instant | null;
  readonly acceptedAt: Temporal.Instant | null;
  readonly returnedAt: Temporal.Instant | null;
  /** Limit that began with the hand-over, while it runs or as it ended. */
  readonly dueAt: Temporal.Instant | null;
  readonly clockState: string | null;
  readonly bundleHash: string;
}

export interface Look {
  readonly at: Temporal.Instant;
  /** Null for people of offices to which the case went on: their names are not the sender's to know, as in the steps. */
  readonly who: string | null;
  readonly bodyName: string | null;
  readonly what: string;
  readonly access: 'read' | 'write';
  /** Why, where a reason is asked before looking; to the office that looked and its overseers only, since it may tell of the reporter. */
  readonly reason: string | null;
}

/** What a step may hold, as it comes back from the database. */
const StepValueJson: z.ZodType<StepValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(StepValueJson), z.record(z.string(), StepValueJson)]),
);
const StepJson = z.record(z.string(), StepValueJson).nullable();

const PAGE_SIZE = 25;

export interface CaseReadModel {
  queue(member: Member, filter: QueueFilter, now: Temporal.Instant): Promise<Queue>;
  /** Undefined when the case does not exist or the person may not see it: the same answer. */
  findCase(member: Member, number: string): Promise<CaseView | undefined>;
  /** Hand-overs of the person's offices, both ways, the newest first. */
  handovers(
    member: Member,
    direction: 'in' | 'out',
    page: number,
  ): Promise<{ readonly rows: readonly HandoverView[]; readonly total: number; readonly pageSize: number }>;
  /** Who looked at the case or changed it, the newest first. */
  looks(member: Member, caseId: string, limit: number): Promise<readonly Look[]>;
  /** Counts beside the places of the desk. */
  counts(
    member: Member,
    now: Temporal.Instant,
  ): Promise<{ readonly queue: number; readonly late: number; readonly incoming: number }>;
}

export function caseReadModel(db: Database, keys: Keys): CaseReadModel {
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const own = (member: Member): string[] =>
    member.memberships.filter((m) => mandateFor(member, 'accept-handover', m.bodyId)).map((m) => m.bodyId);

  return {
    queue: (member, filter, now) =>
      as(member, async (tx) => {
        const bodies = own(member);
        const where = [
          viewCondition(filter.view, now),
          bodies.length > 0 && filter.view !== 'closed' ? sql`f.holder_body_id = any (${bodies}::uuid[])` : sql`true`,
        ];
        if (filter.search !== '') {
          const like = `%${filter.search.replaceAll(/[%_\\]/g, '\\$&')}%`;
          where.push(
            sql`(f.number ilike ${like} or place.name ilike ${like} or exists (select 1 from case_accused a where a.case_id = f.id and (a.post ilike ${like} or a.unit_name ilike ${like})))`,
          );
        }
        const condition = sql.join(where, sql` and `);
        const from = sql`from case_file f join jurisdiction place on place.id = f.region_id join body holder on holder.id = f.holder_body_id`;
        const order = filter.view === 'closed' ? sql`f.closed_at desc` : sql`f.due_at asc nulls last, f.opened_at`;
        const { rows } = await sql<QueueRecord>`
          select f.number, f.status, f.origin, f.act_kind, f.level, f.row_ids, f.opened_at, f.due_at, place.name as region, holder.name as holder, holder.zone,
            (select a.post from case_accused a where a.case_id = f.id order by a.position limit 1) as post,
            k.step_id, k.procedure_id, k.nature,
            (select case when h.accepted_at is not null then 'accepted' when h.opened_at is not null then 'opened' else 'sent' end
             from handover h where h.case_id = f.id and h.to_body_id = f.holder_body_id and h.returned_at is null order by h.seq desc limit 1) as handover
          ${from}
          left join lateral (select step_id, procedure_id, nature from clock k where k.case_id = f.id and k.state = 'running' order by k.due_at limit 1) k on true
          where ${condition} order by ${order}, f.number limit ${PAGE_SIZE} offset ${(filter.page - 1) * PAGE_SIZE}`.execute(
          tx,
        );
        const total =
          (await sql<{ n: number }>`select count(*) as n ${from} where ${condition}`.execute(tx)).rows[0]?.n ?? 0;
        return { rows: rows.map(queueRow), total, pageSize: PAGE_SIZE };
      }),

    findCase: (member, number) =>
      mayRead(member) ? as(member, (tx) => readCase(tx, keys, member, number)) : Promise.resolve(undefined),

    handovers: (member, direction, page) =>
      as(member, async (tx) => {
        const bodies = own(member);
        const side = direction === 'out' ? sql`h.from_body_id` : sql`h.to_body_id`;
        const condition = bodies.length > 0 ? sql`${side} = any (${bodies}::uuid[])` : sql`false`;
        const rows = await handoverRows(
          tx,
          bodies,
          sql`${condition}`,
          sql`h.sent_at desc, h.seq desc limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`,
        );
        const total =
          (await sql<{ n: number }>`select count(*) as n from handover h where ${condition}`.execute(tx)).rows[0]?.n ??
          0;
        return { rows, total, pageSize: PAGE_SIZE };
      }),

    looks: (member, caseId, limit) =>
      as(member, async (tx) => {
        const rows = await tx
          .selectFrom('audit')
          .innerJoin('auth.auth_user as u', 'u.id', 'audit.user_id')
          .leftJoin('body', 'body.id', 'audit.body_id')
          .select(['audit.at', 'u.name as who', 'body.name as body_name', 'audit.what', 'audit.access', 'audit.target'])
          .select(sql<boolean>`audit.body_id = any (readable_bodies())`.as('own'))
          .select(
            sql<boolean>`exists (select 1 from case_access a where a.case_id = audit.case_id and a.reads_to_seq is null
              and a.body_id = any (readable_bodies()))`.as('reads'),
          )
          .where('audit.case_id', '=', caseId)
          .orderBy('audit.id', 'desc')
          .limit(limit)
          .execute();
        return rows.map((r) => ({
          at: r.at,
          who: r.own || r.reads ? r.who : null,
          bodyName: r.body_name,
          what: r.what,
          access: r.access === 'write' ? 'write' : 'read',
          reason: r.own && r.what === 'report.identity' ? r.target : null,
        }));
      }),

    counts: (member, now) =>
      as(member, async (tx) => {
        const bodies = own(member);
        // The same cases as in the queue: those that lie at one's own offices, or for an overseer all that may be read.
        const mine = bodies.length > 0 ? sql`f.holder_body_id = any (${bodies}::uuid[])` : sql`true`;
        const { rows } = await sql<{ queue: number; late: number; incoming: number }>`
          select count(*) as queue, count(*) filter (where f.due_at < ${now.toString()}::timestamptz) as late,
            (select count(*) from handover h where h.to_body_id = any (${bodies}::uuid[]) and h.accepted_at is null and h.returned_at is null
               and not exists (select 1 from handover later where later.case_id = h.case_id and later.seq > h.seq)
               and exists (select 1 from case_file c where c.id = h.case_id and c.holder_body_id = h.to_body_id and c.closed_at is null)) as incoming
          from case_file f where ${mine} and f.closed_at is null and f.status <> 'information'`.execute(tx);
        return rows[0] ?? { queue: 0, late: 0, incoming: 0 };
      }),
  };
}

interface QueueRecord {
  number: string;
  status: string;
  origin: string;
  act_kind: string;
  level: string | null;
  row_ids: string | null;
  opened_at: Temporal.Instant;
  due_at: Temporal.Instant | null;
  region: string;
  holder: string;
  zone: string;
  post: string | null;
  step_id: string | null;
  procedure_id: string | null;
  nature: string | null;
  handover: 'sent' | 'opened' | 'accepted' | null;
}

function viewCondition(view: QueueView, now: Temporal.Instant) {
  const at = now.toString();
  switch (view) {
    case 'open':
      return sql`f.closed_at is null and f.status <> 'information'`;
    case 'late':
      return sql`f.closed_at is null and f.due_at < ${at}::timestamptz`;
    case 'today':
      return sql`f.closed_at is null and f.due_at >= ${at}::timestamptz and f.due_at < ${at}::timestamptz + interval '24 hours'`;
    case 'information':
      return sql`f.status = 'information'`;
    case 'closed':
      return sql`f.closed_at is not null`;
  }
}

function queueRow(row: QueueRecord): QueueRow {
  return {
    number: row.number,
    status: statusOf(row.status),
    origin: row.origin,
    actKind: row.act_kind,
    level: row.level,
    rowIds: row.row_ids,
    regionName: row.region,
    holderName: row.holder,
    holderZone: zone(row.zone),
    accusedPost: row.post,
    openedAt: row.opened_at,
    due:
      row.due_at === null || row.step_id === null || row.procedure_id === null || row.nature === null
        ? null
        : { at: row.due_at, stepId: row.step_id, procedureId: row.procedure_id, nature: row.nature },
    handover: row.handover,
  };
}

async function readCase(tx: Tx, keys: Keys, member: Member, number: string): Promise<CaseView | undefined> {
  const row = await tx
    .selectFrom('case_file')
    .innerJoin('jurisdiction', 'jurisdiction.id', 'case_file.region_id')
    .innerJoin('body', 'body.id', 'case_file.holder_body_id')
    .selectAll('case_file')
    .select(['jurisdiction.name as region_name', 'body.name as holder_name', 'body.zone as holder_zone'])
    .where('case_file.number', '=', number)
    .executeTakeFirst();
  if (row === undefined || !isOrigin(row.origin)) return undefined;
  const status = statusOf(row.status);
  const { steps, chain } = await readSteps(tx, row.id, member.userId, row.last_seq);
  const facts = steps.findLast((s) => s.kind === 'facts-completed' && !s.hidden)?.content;
  const possible: readonly ActionType[] = allowed[status];
  const handovers = await handoverRows(
    tx,
    member.memberships.map((m) => m.bodyId),
    sql`h.case_id = ${row.id}`,
    sql`h.seq`,
  );
  // The last hand-over alone: an earlier one that was worked on without being accepted is over.
  const last = handovers.at(-1);
  const pending = last !== undefined && last.acceptedAt === null && last.returnedAt === null;
  return {
    id: row.id,
    number: row.number,
    status,
    origin: row.origin,
    electionId: row.election_id,
    contestId: row.contest_id,
    actKind: row.act_kind,
    level: row.level,
    regionId: row.region_id,
    regionName: row.region_name,
    originBodyId: row.origin_body_id,
    holderBodyId: row.holder_body_id,
    holderName: row.holder_name,
    holderZone: zone(row.holder_zone),
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    lastSeq: row.last_seq,
    accused: await readAccused(tx, keys, row.id),
    steps,
    clocks: await readClocks(tx, row.id),
    handovers,
    facts: property(facts, 'facts'),
    summary: textOf(property(facts, 'summary')),
    actions: possible.filter(
      (action) =>
        mandateFor(member, action, row.holder_body_id) !== undefined &&
        (pending || (action !== 'accept-handover' && action !== 'return-handover')) &&
        !(action === 'register' && row.origin !== 'laporan') &&
        !(action === 'extend-handling' && steps.some((s) => s.kind === 'handling-extended')),
    ),
    chain,
  };
}

async function readSteps(
  tx: Tx,
  caseId: string,
  userId: string,
  lastSeq: number,
): Promise<{ steps: StepView[]; chain: CaseView['chain'] }> {
  const rows = await tx
    .selectFrom('case_event as e')
    .innerJoin('body as b', 'b.id', 'e.body_id')
    .leftJoin('body as t', 't.id', 'e.to_body_id')
    .leftJoin('case_event_content as c', (on) => on.onRef('c.case_id', '=', 'e.case_id').onRef('c.seq', '=', 'e.seq'))
    .leftJoin('auth.auth_user as u', 'u.id', 'e.actor_user_id')
    .select([
      'e.seq',
      'e.kind',
      'e.at',
      'b.name as body_name',
      'b.zone',
      't.name as to_name',
      'c.content',
      'u.name as actor',
      'e.actor_user_id',
      'e.status_after',
      'e.body_id',
      'e.to_body_id',
      'e.salt',
      'e.commitment',
      'e.link',
    ])
    .select(sql<boolean>`reads_step(e.case_id, e.seq)`.as('readable'))
    .where('e.case_id', '=', caseId)
    .orderBy('e.seq')
    .execute();
  const verdict = verifyChain(
    rows.map((r) => ({
      commitment: new Uint8Array(r.commitment),
      link: new Uint8Array(r.link),
      // What may be read is opened and compared word for word; of the rest the chain shows that it was not exchanged.
      ...(r.readable ? { opening: { entry: openedStep(caseId, r), salt: new Uint8Array(r.salt) } } : {}),
    })),
    { length: lastSeq },
  );
  const steps = rows.map((r): StepView => {
    const kind = eventKinds.find((k) => k === r.kind);
    if (kind === undefined) throw new Error(`case ${caseId} holds an unknown step`);
    return {
      seq: r.seq,
      kind,
      at: r.at,
      bodyName: r.body_name,
      bodyZone: zone(r.zone),
      toBodyName: r.to_name,
      actorName: r.readable ? r.actor : null,
      statusAfter: statusOf(r.status_after),
      mine: r.actor_user_id === userId,
      content: r.readable ? (r.content ?? null) : null,
      hidden: !r.readable,
    };
  });
  return { steps, chain: verdict.ok ? { ok: true } : { ok: false, seq: verdict.at + 1 } };
}

function openedStep(
  caseId: string,
  row: {
    readonly seq: number;
    readonly kind: string;
    readonly at: Temporal.Instant;
    readonly body_id: string;
    readonly to_body_id: string | null;
    readonly actor_user_id: string | null;
    readonly status_after: string;
    readonly content: unknown;
  },
): CanonicalStep {
  const content = StepJson.safeParse(row.content ?? null);
  return stepEntry({
    kind: row.kind,
    at: row.at,
    bodyId: row.body_id,
    caseId,
    seq: row.seq,
    statusAfter: row.status_after,
    toBodyId: row.to_body_id,
    actorUserId: row.actor_user_id,
    // Content that is no JSON of ours cannot be what was committed to.
    content: content.success ? content.data : { unreadable: true },
  });
}

async function readAccused(tx: Tx, keys: Keys, caseId: string): Promise<Accused[]> {
  const rows = await tx
    .selectFrom('case_accused')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('position')
    .execute();
  return rows.map((r) => {
    const name = unlock(
      { current: keys('accused-name') },
      r.name_sealed,
      { purpose: accusedNamePurpose, aad: Buffer.from(caseId) },
      0,
    );
    if (!name.ok) throw new Error('the name of an accused does not open with this instance key');
    return { name: name.value.toString('utf8'), post: r.post, unitName: r.unit_name, status: r.status };
  });
}

async function readClocks(tx: Tx, caseId: string): Promise<ClockView[]> {
  const rows = await tx
    .selectFrom('clock as k')
    .innerJoin('body as b', 'b.id', 'k.body_id')
    .selectAll('k')
    .select('b.name as body_name')
    .where('k.case_id', '=', caseId)
    .orderBy('k.started_at')
    .orderBy('k.due_at')
    .execute();
  return rows.map((r) => ({
    procedureId: r.procedure_id,
    stepId: r.step_id,
    bodyName: r.body_name,
    zone: zone(r.zone),
    startedAt: r.started_at,
    dueAt: r.due_at,
    skipped: skippedDays(r.skipped),
    provisional: r.provisional,
    nature: nature(r.nature),
    basis: r.basis,
    confidence: r.confidence,
    state: r.state,
    endedAt: r.ended_at,
  }));
}

async function handoverRows(
  tx: Tx,
  ownBodies: readonly string[],
  condition: ReturnType<typeof sql>,
  order: ReturnType<typeof sql>,
): Promise<HandoverView[]> {
  const { rows } = await sql<HandoverRecord>`
    select f.number, h.seq, h.what, h.from_body_id, h.to_body_id, a.name as from_name, b.name as to_name, b.zone, h.sent_at, h.opened_at, h.accepted_at,
      h.returned_at, h.bundle_hash, k.due_at, k.state
    from handover h
    join case_file f on f.id = h.case_id
    join body a on a.id = h.from_body_id
    join body b on b.id = h.to_body_id
    left join lateral (select due_at, state from clock k where k.case_id = h.case_id and k.body_id = h.to_body_id and k.started_at = h.sent_at
                       order by k.due_at limit 1) k on true
    where ${condition} order by ${order}`.execute(tx);
  return rows.map((r) => ({
    caseNumber: r.number,
    seq: r.seq,
    what: r.what,
    fromName: r.from_name,
    toName: r.to_name,
    toZone: zone(r.zone),
    direction: ownBodies.includes(r.from_body_id) ? 'out' : ownBodies.includes(r.to_body_id) ? 'in' : 'other',
    sentAt: r.sent_at,
    openedAt: r.opened_at,
    acceptedAt: r.accepted_at,
    returnedAt: r.returned_at,
    dueAt: r.due_at,
    clockState: r.state,
    bundleHash: r.bundle_hash.toString('hex'),
  }));
}

interface HandoverRecord {
  number: string;
  seq: number;
  what: string;
  from_body_id: string;
  to_body_id: string;
  from_name: string;
  to_name: string;
  zone: string;
  sent_at: Temporal.Instant;
  opened_at: Temporal.Instant | null;
  accepted_at: Temporal.Instant | null;
  returned_at: Temporal.Instant | null;
  bundle_hash: Buffer;
  due_at: Temporal.Instant | null;
  state: string | null;
}

function statusOf(text: string): CaseStatus {
  if (!isCaseStatus(text)) throw new Error('a case has an unknown status');
  return text;
}

function zone(text: string): Zone {
  if (!isZone(text)) throw new Error('an office has an unknown zone');
  return text;
}

function nature(text: string): ClockView['nature'] {
  if (text === 'law' || text === 'practice' || text === 'target') return text;
  throw new Error('a clock has an unknown nature');
}

function skippedDays(value: unknown): ClockView['skipped'] {
  if (!Array.isArray(value)) return [];
  return value.map((v: unknown) => ({
    date: textOf(property(v, 'date')) ?? '',
    why: textOf(property(v, 'why')) ?? '',
    en: textOf(property(v, 'en')) ?? '',
  }));
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
