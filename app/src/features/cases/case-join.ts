/**
 * Joins two cases about the same matter and splits them again. A person does it, never a machine; both cases keep their steps, reports and
 * receipts, and the one that goes into the other rests until it is split off.
 */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import type { Member } from '../../platform/http/env.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type CaseStatus, type EventKind, isCaseStatus, isClosed, type StepContent } from './case.ts';
import { type ActError, type CaseDeps, toMillisecond } from './case-deps.ts';
import { mandateFor, mayRead } from './case-permissions.ts';
import {
  appendStep,
  endClocks,
  findCaseForChange,
  insertAudit,
  lastLink,
  type StepWriter,
  type StoredCase,
  updateCaseFile,
} from './case-store.ts';
import { carryStandstills } from './standstill-count.ts';

/** Statuses in which a case can go into another: while its first office works on it. */
const joinable = ['received', 'information', 'registered', 'studied'] as const satisfies readonly CaseStatus[];

export function mayJoin(status: CaseStatus): boolean {
  return joinable.some((one) => one === status);
}

export type JoinError =
  | Extract<ActError, { readonly kind: 'not-found' | 'not-yours' | 'changed' }>
  | { readonly kind: 'not-joinable' | 'same-case' | 'not-joined' };

interface Two {
  readonly source: StoredCase;
  readonly target: StoredCase;
  readonly writer: StepWriter;
}

type Deps = Pick<CaseDeps, 'legalClock' | 'uuid' | 'random' | 'law' | 'mail'>;

/** Both cases, locked in the order of their numbers so that two officers who join crosswise do not wait for each other for ever. */
async function hold(
  deps: Deps,
  tx: Tx,
  member: Member,
  source: string,
  target: string,
): Promise<Result<Two, JoinError>> {
  if (source === target) return fail({ kind: 'same-case' });
  const at = toMillisecond(await deps.legalClock.now());
  const held = new Map<string, StoredCase>();
  for (const number of [source, target].toSorted()) {
    const found = await findCaseForChange(tx, number, at);
    if (found === undefined) {
      const seen = await tx.selectFrom('case_file').select('id').where('number', '=', number).executeTakeFirst();
      return fail({ kind: seen !== undefined && mayRead(member) ? 'not-yours' : 'not-found' });
    }
    if (mandateFor(member, 'complete-facts', found.holderBodyId) === undefined) return fail({ kind: 'not-yours' });
    held.set(number, found);
  }
  const [one, other] = [held.get(source), held.get(target)];
  if (one === undefined || other === undefined) return fail({ kind: 'not-found' });
  const writer = { tx, uuid: deps.uuid, random: deps.random, at, userId: member.userId };
  return ok({ source: one, target: other, writer });
}

/** Lets `source` go into `target`. Its limits end; those of the target go on. */
export async function joinCases(
  deps: Deps,
  tx: Tx,
  member: Member,
  wish: { readonly source: string; readonly target: string; readonly reason: string; readonly seq: number },
): Promise<Result<{ readonly seq: number }, JoinError>> {
  const held = await hold(deps, tx, member, wish.source, wish.target);
  if (!held.ok) return held;
  const { source, target, writer } = held.value;
  if (source.lastSeq !== wish.seq) return fail({ kind: 'changed', seq: source.lastSeq });
  if (!mayJoin(source.status) || !mayJoin(target.status) || source.holderBodyId !== target.holderBodyId)
    return fail({ kind: 'not-joinable' });
  // Whoever was separated has a case of the own: it would go with the other's again.
  const { rows: family } = await sql<{ same: boolean }>`
    select root_of(${source.id}::uuid) = root_of(${target.id}::uuid) as same`.execute(tx);
  if (family[0]?.same === true) return fail({ kind: 'not-joinable' });
  const running = await tx
    .selectFrom('clock')
    .select('step_id')
    .where('case_id', '=', source.id)
    .where('state', 'in', ['running', 'stopped'])
    .execute();
  await endClocks(
    writer,
    source.id,
    running.map((row) => row.step_id),
    'cancelled',
  );
  await tx
    .insertInto('case_join')
    .values({
      id: deps.uuid(),
      source_id: source.id,
      target_id: target.id,
      status_before: source.status,
      joined_at: writer.at.toString(),
      joined_by: member.userId,
    })
    .execute();
  const seq = await note(writer, source, 'joined-into', 'joined', { into: target.number, reason: wish.reason });
  await note(writer, target, 'case-joined', target.status, { from: source.number, reason: wish.reason });
  await audit(tx, member, [source, target], 'case.join');
  return ok({ seq });
}

/**
 * Takes `source` out of the case it was joined to. It goes on where it stood; limits that were running run on, from their first day, and those
 * that stood still stand still.
 */
export async function splitCase(
  deps: Deps,
  tx: Tx,
  member: Member,
  wish: { readonly source: string; readonly reason: string; readonly seq: number },
): Promise<Result<{ readonly seq: number }, JoinError>> {
  const joined = await tx
    .selectFrom('case_join as j')
    .innerJoin('case_file as s', 's.id', 'j.source_id')
    .innerJoin('case_file as t', 't.id', 'j.target_id')
    .select(['j.id', 'j.status_before', 'j.joined_at', 't.number as target'])
    .where('s.number', '=', wish.source)
    .where('s.erased_at', 'is', null)
    .where('j.split_at', 'is', null)
    .executeTakeFirst();
  if (joined === undefined) {
    const seen = await tx.selectFrom('case_file').select('id').where('number', '=', wish.source).executeTakeFirst();
    return fail({ kind: seen === undefined ? 'not-found' : 'not-joined' });
  }
  const held = await holdToSplit(deps, tx, member, wish.source, joined.target);
  if (!held.ok) return held;
  const { source, target, writer } = held.value;
  if (source.lastSeq !== wish.seq) return fail({ kind: 'changed', seq: source.lastSeq });
  if (!isCaseStatus(joined.status_before)) throw new Error('a joined case has an unknown status');
  const { rows: ended } = await sql<{ id: string; fresh: string }>`
    with ended as (select k.*, gen_random_uuid() as fresh from clock k
      where k.case_id = ${source.id} and k.state = 'cancelled' and k.ended_at = ${joined.joined_at.toString()}::timestamptz),
    made as (insert into clock (id, case_id, procedure_id, step_id, body_id, zone, started_at, due_at, skipped, provisional, nature, basis, confidence, rulebook_version, state)
      select fresh, case_id, procedure_id, step_id, body_id, zone, started_at, due_at, skipped, provisional, nature, basis, confidence, rulebook_version, 'running' from ended)
    select id, fresh from ended`.execute(tx);
  // What had been taken off them stays off; what stood still stands still again.
  for (const { id, fresh } of ended)
    await carryStandstills(writer, [id], { id: fresh, caseId: source.id }, deps.law.current());
  await tx
    .updateTable('case_join')
    .set({ split_at: writer.at.toString(), split_by: member.userId })
    .where('id', '=', joined.id)
    .execute();
  const seq = await note(writer, source, 'split-off', joined.status_before, {
    from: joined.target,
    reason: wish.reason,
  });
  // Offices to which it went along with the other case keep what was there, and read nothing of what comes.
  await tx
    .updateTable('case_access')
    .set({ reads_to_seq: seq })
    .where('case_id', '=', source.id)
    .where('body_id', '<>', source.holderBodyId)
    .where('reads_to_seq', 'is', null)
    .execute();
  if (target === null) {
    // The other case lies elsewhere by now: its office is told, and its chain is its own to go on with.
    const lies = await tx
      .selectFrom('case_file')
      .select(['id', 'holder_body_id'])
      .where('number', '=', joined.target)
      .executeTakeFirst();
    if (lies !== undefined)
      await deps.mail.queueForOffice(tx, {
        bodyId: lies.holder_body_id,
        template: 'work-waiting',
        dedupeKey: `${lies.id} split ${joined.id}`,
        caseId: lies.id,
      });
  } else await note(writer, target, 'case-split-off', target.status, { split: source.number, reason: wish.reason });
  await audit(tx, member, target === null ? [source] : [source, target], 'case.split');
  return ok({ seq });
}

/** The source belongs to the office that joined it, wherever the other case went meanwhile; where that one is here too, both are held. */
async function holdToSplit(
  deps: Deps,
  tx: Tx,
  member: Member,
  source: string,
  target: string,
): Promise<Result<Omit<Two, 'target'> & { readonly target: StoredCase | null }, JoinError>> {
  const both = await hold(deps, tx, member, source, target);
  if (both.ok || both.error.kind !== 'not-yours') return both;
  const at = toMillisecond(await deps.legalClock.now());
  const found = await findCaseForChange(tx, source, at);
  if (found === undefined || mandateFor(member, 'complete-facts', found.holderBodyId) === undefined) return both;
  const writer = { tx, uuid: deps.uuid, random: deps.random, at, userId: member.userId };
  return ok({ source: found, target: null, writer });
}

async function note(
  writer: StepWriter,
  found: StoredCase,
  kind: EventKind,
  statusAfter: CaseStatus,
  content: StepContent,
): Promise<number> {
  const seq = found.lastSeq + 1;
  const previous = await lastLink(writer.tx, found.id);
  await appendStep(
    writer,
    { caseId: found.id, number: found.number, seq, bodyId: found.holderBodyId, previous },
    { kind, statusAfter, toBodyId: null, content },
  );
  await updateCaseFile(writer.tx, found.id, {
    status: statusAfter,
    holderBodyId: found.holderBodyId,
    lastSeq: seq,
    closedAt: isClosed(statusAfter) ? (found.closedAt ?? writer.at) : null,
    origin: found.origin,
  });
  return seq;
}

async function audit(tx: Tx, member: Member, cases: readonly StoredCase[], what: string): Promise<void> {
  for (const one of cases)
    await insertAudit(tx, {
      userId: member.userId,
      bodyId: one.holderBodyId,
      what,
      access: 'write',
      caseId: one.id,
    });
}

/** A case that was joined to this one, or the one that this was joined to. */
export interface JoinedCase {
  readonly number: string;
  readonly direction: 'into' | 'from';
  readonly actKind: string;
  readonly joinedAt: Temporal.Instant;
  /** What was written down of its act; null when nothing was or the reader may not see it. */
  readonly facts: unknown;
  /** When its reporter added something last; null: never since it was joined. */
  readonly addedAt: Temporal.Instant | null;
}

export async function readJoined(tx: Tx, caseId: string): Promise<readonly JoinedCase[]> {
  const { rows } = await sql<{
    number: string;
    direction: 'into' | 'from';
    act_kind: string;
    joined_at: Temporal.Instant;
    facts: unknown;
    added_at: Temporal.Instant | null;
  }>`
    select f.number, case when j.source_id = ${caseId} then 'into' else 'from' end as direction, f.act_kind, j.joined_at,
      (select c.content -> 'facts' from case_event e join case_event_content c on c.case_id = e.case_id and c.seq = e.seq
       where e.case_id = f.id and e.kind = 'facts-completed' order by e.seq desc limit 1) as facts,
      (select max(e.at) from case_event e where e.case_id = f.id and e.kind = 'reporter-added' and e.at >= j.joined_at) as added_at
    from case_join j join case_file f on f.id = case when j.source_id = ${caseId} then j.target_id else j.source_id end
    where j.split_at is null and (j.source_id = ${caseId} or j.target_id = ${caseId}) order by j.joined_at`.execute(tx);
  return rows.map((row) => ({
    number: row.number,
    direction: row.direction,
    actKind: row.act_kind,
    joinedAt: row.joined_at,
    facts: row.facts,
    addedAt: row.added_at,
  }));
}

/** Cases that had been joined to one from which this was separated, while it was one with it: read only, each with the number of that case. */
export async function readCarriedJoined(
  tx: Tx,
  caseId: string,
): Promise<readonly { readonly number: string; readonly actKind: string; readonly from: string }[]> {
  const { rows } = await sql<{ number: string; act_kind: string; source: string }>`
    select f.number, f.act_kind, s.number as source
    from separated_out_of(${caseId}::uuid) s
    join case_join j on j.target_id = s.source_id and j.joined_at <= s.until and (j.split_at is null or j.split_at > s.until)
    join case_file f on f.id = j.source_id
    where s.number is not null order by j.joined_at`.execute(tx);
  return rows.map((row) => ({ number: row.number, actKind: row.act_kind, from: row.source }));
}
