/**
 * Limits that stand still and go on: each a step of the case with reason and basis, which leaves its status as it is. What may be stopped, and
 * until when it runs afterwards, the rulebook says; the office that must meet the limit decides.
 */
import { type ClockChange, findStep } from '@netra/rulebook';
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Member, Membership } from '../../platform/http/env.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { mandateFor, mayRead } from './case-permissions.ts';
import { type CaseDeps, toMillisecond } from './case-service.ts';
import { appendStep, findCaseForChange, insertAudit, lastLink, type StepWriter, updateCaseFile } from './case-store.ts';
import { type CountedClock, changesOf, count, skippedWords } from './standstill-count.ts';

export type StandstillError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'changed'; readonly seq: number }
  /** There is no such limit, or it has ended. */
  | { readonly kind: 'no-limit' }
  | { readonly kind: 'already-stopped' }
  | { readonly kind: 'not-stopped' }
  /** It has expired: what is over cannot be stopped. */
  | { readonly kind: 'expired' }
  /** A limit of law, and the basis names no instrument. */
  | { readonly kind: 'only-by-law' }
  /** Counted backwards from a fixed day. */
  | { readonly kind: 'cannot-stop' };

export interface StandstillWish {
  readonly clockId: string;
  readonly reason: string;
  /** Article or letter that allows it. */
  readonly basis: string;
}

export interface StandstillDone {
  readonly caseId: string;
  readonly seq: number;
  readonly mandate: Membership;
  /** Null: it stands still. */
  readonly dueAt: Temporal.Instant | null;
}

type Deps = Pick<CaseDeps, 'legalClock' | 'uuid' | 'random' | 'law'>;

/** Stops a limit, as the next step of the case, in the unit of work of a person of the office that must meet it. */
export async function noteClockStopped(
  deps: Deps,
  tx: Tx,
  member: Member,
  number: string,
  wish: StandstillWish,
  expectedSeq: number,
): Promise<Result<StandstillDone, StandstillError>> {
  const held = await hold(deps, tx, member, number, wish.clockId, expectedSeq);
  if (!held.ok) return held;
  const { found, clock, zone, day, at, mandate } = held.value;
  if (clock.state === 'stopped') return fail({ kind: 'already-stopped' });
  if (day > legalDay(clock.due_at, zone)) return fail({ kind: 'expired' });
  const step = findStep(clock.procedure_id, clock.step_id);
  if (step !== undefined && step.limit < 0) return fail({ kind: 'cannot-stop' });
  const stop: ClockChange = { kind: 'stop', day, reason: wish.reason, basis: wish.basis };
  const counted = await count(tx, clock, zone, [...(await changesOf(tx, clock.id)), stop], deps.law.current());
  // Everything else the rulebook may refuse was asked above.
  if (!counted.ok) return fail({ kind: 'only-by-law' });
  const seq = await note(deps, tx, member, held.value, 'clock-stopped', wish);
  await tx
    .insertInto('clock_standstill')
    .values({
      id: deps.uuid(),
      clock_id: clock.id,
      case_id: found.id,
      stopped_seq: seq,
      stopped_at: at.toString(),
      stopped_on: day,
      stopped_basis: wish.basis,
    })
    .execute();
  await tx.updateTable('clock').set({ state: 'stopped' }).where('id', '=', clock.id).execute();
  await keepInStep(tx, held.value, seq);
  return ok({ caseId: found.id, seq, mandate, dueAt: null });
}

/** Lets a limit go on. What was left of it when it was stopped is left of it now; the rulebook counts the day. */
export async function noteClockResumed(
  deps: Deps,
  tx: Tx,
  member: Member,
  number: string,
  wish: StandstillWish,
  expectedSeq: number,
): Promise<Result<StandstillDone, StandstillError>> {
  const held = await hold(deps, tx, member, number, wish.clockId, expectedSeq);
  if (!held.ok) return held;
  const { found, clock, zone, day, at, mandate } = held.value;
  if (clock.state !== 'stopped') return fail({ kind: 'not-stopped' });
  const rulebook = deps.law.current();
  const before = await changesOf(tx, clock.id);
  const stoppedOn = before.at(-1)?.day ?? day;
  // The clock of a demonstration can be moved back; days are ISO texts.
  const on = [day, stoppedOn].toSorted().at(-1) ?? day;
  const resume: ClockChange = { kind: 'resume', day: on, reason: wish.reason, basis: wish.basis };
  const counted = await count(tx, clock, zone, [...before, resume], rulebook);
  if (!counted.ok || counted.value.due === null) throw new Error(`clock ${clock.id} cannot be resumed`);
  const seq = await note(deps, tx, member, held.value, 'clock-resumed', wish);
  await tx
    .updateTable('clock_standstill')
    .set({ resumed_seq: seq, resumed_at: at.toString(), resumed_on: on, resumed_basis: wish.basis })
    .where('clock_id', '=', clock.id)
    .where('resumed_seq', 'is', null)
    .execute();
  // Counted again with what the table says, so that a later decree finds the very same reasons.
  const again = await count(tx, clock, zone, await changesOf(tx, clock.id), rulebook);
  if (!again.ok || again.value.due === null) throw new Error(`clock ${clock.id} cannot be resumed`);
  const { due, provisional } = again.value;
  const days = JSON.stringify(skippedWords(again.value.skipped));
  await sql`select resume_clock(${clock.id}::uuid, ${due}::timestamptz, ${days}::jsonb, ${provisional}, ${rulebook.version})`.execute(
    tx,
  );
  await keepInStep(tx, held.value, seq);
  return ok({ caseId: found.id, seq, mandate, dueAt: Temporal.Instant.from(due) });
}

interface Held {
  readonly found: NonNullable<Awaited<ReturnType<typeof findCaseForChange>>>;
  readonly clock: CountedClock;
  readonly zone: Zone;
  /** Legal day at the office. */
  readonly day: string;
  readonly at: Temporal.Instant;
  readonly mandate: Membership;
}

/** The case and the limit, locked, when the person acts for the office that holds the one and must meet the other. */
async function hold(
  deps: Deps,
  tx: Tx,
  member: Member,
  number: string,
  clockId: string,
  expectedSeq: number,
): Promise<Result<Held, StandstillError>> {
  const found = await findCaseForChange(tx, number, await deps.legalClock.now());
  if (found === undefined) {
    const seen = await tx.selectFrom('case_file').select('id').where('number', '=', number).executeTakeFirst();
    return fail(seen !== undefined && mayRead(member) ? { kind: 'not-yours' } : { kind: 'not-found' });
  }
  // Whoever may work on the case at all there: a limit belongs to the office, not to one role of it.
  const mandate = mandateFor(member, 'accept-handover', found.holderBodyId);
  if (mandate === undefined) return fail({ kind: 'not-yours' });
  const clock = await tx
    .selectFrom('clock')
    .select(['id', 'procedure_id', 'step_id', 'body_id', 'zone', 'started_at', 'due_at', 'state'])
    .where('case_id', '=', found.id)
    .where('id', '=', clockId)
    .executeTakeFirst();
  if (clock === undefined || (clock.state !== 'running' && clock.state !== 'stopped'))
    return fail({ kind: 'no-limit' });
  if (clock.body_id !== found.holderBodyId) return fail({ kind: 'not-yours' });
  if (found.lastSeq !== expectedSeq) return fail({ kind: 'changed', seq: found.lastSeq });
  if (!isZone(clock.zone)) throw new Error(`clock ${clock.id} has an unknown zone`);
  const at = toMillisecond(await deps.legalClock.now());
  return ok({ found, clock, zone: clock.zone, day: legalDay(at, clock.zone), at, mandate });
}

async function note(
  deps: Deps,
  tx: Tx,
  member: Member,
  { found, clock, at, mandate }: Held,
  kind: 'clock-stopped' | 'clock-resumed',
  wish: StandstillWish,
): Promise<number> {
  const writer: StepWriter = { tx, uuid: deps.uuid, random: deps.random, at, userId: member.userId };
  const seq = found.lastSeq + 1;
  await appendStep(
    writer,
    {
      caseId: found.id,
      number: found.number,
      seq,
      bodyId: found.holderBodyId,
      previous: await lastLink(tx, found.id),
    },
    {
      kind,
      statusAfter: found.status,
      toBodyId: null,
      content: { clock: `${clock.procedure_id}/${clock.step_id}`, reason: wish.reason, basis: wish.basis },
    },
  );
  await insertAudit(tx, {
    userId: member.userId,
    bodyId: mandate.bodyId,
    what: `case.${kind}`,
    access: 'write',
    caseId: found.id,
  });
  return seq;
}

/** Last: the row of the queue counts the limits as they stand then. */
async function keepInStep(tx: Tx, { found }: Held, seq: number): Promise<void> {
  const closed = await tx.selectFrom('case_file').select('closed_at').where('id', '=', found.id).executeTakeFirst();
  await updateCaseFile(tx, found.id, {
    status: found.status,
    holderBodyId: found.holderBodyId,
    lastSeq: seq,
    closedAt: closed?.closed_at ?? null,
    origin: found.origin,
  });
}
