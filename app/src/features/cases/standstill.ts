/**
 * Limits that stand still and go on: each a step of the case with reason and basis, which leaves its status as it is. What may be stopped, and
 * until when it runs afterwards, the rulebook says; the office that must meet the limit decides. Within which an authority follows a recommendation
 * up, only the office that watches over it may stop. No instrument says so: it is Netra's rule, since a target that whoever must meet it can stop is
 * none. A stop names the day on which the limit goes on by itself.
 */
import { type ClockChange, findStep, type Rulebook, runClock } from '@netra/rulebook';
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Member, Membership } from '../../platform/http/env.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type CaseDeps, toMillisecond } from './case-deps.ts';
import { mandateFor, mayRead, type Whereabouts } from './case-permissions.ts';
import {
  appendStep,
  FOLLOW_UP,
  findCaseForChange,
  insertAudit,
  lastLink,
  othersLimits,
  type StepWriter,
  updateCaseFile,
} from './case-store.ts';
import { chooseBasis } from './known-bases.ts';
import { type CountedClock, changesOf, count, skippedWords, stepReason, storedChanges } from './standstill-count.ts';

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
  /** The law data of that day know no such rule. */
  | { readonly kind: 'unknown-basis' }
  /** Counted backwards from a fixed day. */
  | { readonly kind: 'cannot-stop' }
  /** The day on which it goes on lies before tomorrow, or too far ahead. */
  | { readonly kind: 'wrong-day' }
  /** The authority has a stake in the case: it stops nothing. */
  | { readonly kind: 'in-conflict' };

export interface StandstillWish {
  readonly clockId: string;
  readonly reason: string;
  /** A rule that the law data know, by its id. */
  readonly basis: string;
  /** Article or letter, beside the rule. */
  readonly note?: string | undefined;
}

export interface StopWish extends StandstillWish {
  /** Legal day on which the limit goes on by itself. */
  readonly untilOn: string;
}

/** Longest stop, in days. Netra's rule: whoever needs more stops again, with a reason. */
export const LONGEST_STOP = 366;

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
  asked: StopWish,
  expectedSeq: number,
): Promise<Result<StandstillDone, StandstillError>> {
  const held = await hold(deps, tx, member, number, asked.clockId, expectedSeq);
  if (!held.ok) return held;
  const { found, clock, zone, day, at, mandate } = held.value;
  if (found.inConflict && mandate.bodyId === found.holderBodyId) return fail({ kind: 'in-conflict' });
  if (clock.state === 'stopped') return fail({ kind: 'already-stopped' });
  if (day > legalDay(clock.due_at, zone)) return fail({ kind: 'expired' });
  const length = Temporal.PlainDate.from(day).until(asked.untilOn, { largestUnit: 'day' }).days;
  if (length < 1 || length > LONGEST_STOP) return fail({ kind: 'wrong-day' });
  const step = findStep(clock.procedure_id, clock.step_id);
  // A target of Netra is not stopped: what it asks for is to look again, with a reason and a new day.
  if (step === undefined || step.limit < 0) return fail({ kind: 'cannot-stop' });
  const known = knownWish(asked, held.value, deps.law.current());
  if (!known.ok) return known;
  const wish = { ...asked, ...known.value };
  const stop: ClockChange = { kind: 'stop', day, reason: wish.reason, basis: wish.basis };
  const counted = await count(tx, clock, zone, [...(await changesOf(tx, clock.id)), stop], deps.law.current());
  // Everything else the rulebook may refuse was asked above.
  if (!counted.ok) return fail({ kind: 'only-by-law' });
  const seq = await note(deps, tx, member, held.value, 'clock-stopped', wish, wish.untilOn);
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
      until_on: wish.untilOn,
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
  asked: StandstillWish,
  expectedSeq: number,
): Promise<Result<StandstillDone, StandstillError>> {
  const held = await hold(deps, tx, member, number, asked.clockId, expectedSeq);
  if (!held.ok) return held;
  const { found, clock, zone, day, at, mandate } = held.value;
  if (clock.state !== 'stopped') return fail({ kind: 'not-stopped' });
  const known = knownWish(asked, held.value, deps.law.current());
  if (!known.ok) return known;
  const wish = { ...asked, ...known.value };
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

/** Ends the standstills whose day has come: what the worker asks every few minutes. @returns how many limits go on */
export async function endStandstills(
  deps: Pick<CaseDeps, 'legalClock' | 'law'>,
  tx: Tx,
  most: number,
): Promise<number> {
  const now = toMillisecond(await deps.legalClock.now()).toString();
  const rulebook = deps.law.current();
  const { rows } = await sql<{
    id: string;
    procedure_id: string;
    step_id: string;
    body_code: string;
    region: string;
    zone: string;
    started_at: Temporal.Instant;
    until_on: string;
    basis: string;
    stopped_seq: number;
    changes: unknown;
  }>`select id, procedure_id, step_id, body_code, region, zone, started_at, until_on::text as until_on, basis, stopped_seq, changes
    from standstills_over(${now}::timestamptz, ${most})`.execute(tx);
  for (const row of rows) {
    if (!isZone(row.zone)) throw new Error(`clock ${row.id} has an unknown zone`);
    const resume = {
      kind: 'resume',
      day: row.until_on,
      reason: stepReason(row.stopped_seq),
      basis: row.basis,
    } as const;
    const counted = runClock(
      {
        procedure: row.procedure_id,
        step: row.step_id,
        from: { day: legalDay(row.started_at, row.zone) },
        zone: row.zone,
        office: row.body_code,
        region: row.region,
      },
      [...storedChanges(row.changes), resume],
      rulebook,
    );
    if (!counted.ok || counted.value.due === null) throw new Error(`clock ${row.id} cannot go on`);
    const { due, skipped, provisional } = counted.value;
    const days = JSON.stringify(skippedWords(skipped));
    await sql`select end_standstill(${row.id}::uuid, ${now}::timestamptz, ${due}::timestamptz, ${days}::jsonb, ${provisional}, ${rulebook.version},
      ${[...othersLimits]}::text[])`.execute(tx);
  }
  return rows.length;
}

/** The wish with its basis as the law data cite it. */
function knownWish(
  wish: StandstillWish,
  { clock, day }: Held,
  rulebook: Rulebook,
): Result<{ readonly basis: string; readonly rule: string }, StandstillError> {
  const basis = chooseBasis(wish.basis, wish.note ?? '', clock.nature === 'law', day, rulebook);
  return basis.ok ? ok({ basis: basis.value.text, rule: basis.value.id }) : fail({ kind: basis.error });
}

interface Held {
  readonly found: NonNullable<Awaited<ReturnType<typeof findCaseForChange>>>;
  readonly clock: CountedClock & { readonly nature: string };
  readonly zone: Zone;
  /** Legal day at the office. */
  readonly day: string;
  readonly at: Temporal.Instant;
  readonly mandate: Membership;
}

/** The case and the limit, locked, when the person acts for the office that may stop it. */
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
  const clock = await tx
    .selectFrom('clock')
    .select(['id', 'procedure_id', 'step_id', 'body_id', 'zone', 'started_at', 'due_at', 'state', 'nature'])
    .where('case_id', '=', found.id)
    .where('id', '=', clockId)
    .executeTakeFirst();
  if (clock === undefined || (clock.state !== 'running' && clock.state !== 'stopped'))
    return fail({ kind: 'no-limit' });
  const mandate = standstillMandate(member, clock.step_id, found);
  if (mandate === undefined || clock.body_id !== found.holderBodyId) return fail({ kind: 'not-yours' });
  if (found.lastSeq !== expectedSeq) return fail({ kind: 'changed', seq: found.lastSeq });
  if (!isZone(clock.zone)) throw new Error(`clock ${clock.id} has an unknown zone`);
  const at = toMillisecond(await deps.legalClock.now());
  return ok({ found, clock, zone: clock.zone, day: legalDay(at, clock.zone), at, mandate });
}

/** Whoever may work on the case at all at the office that must meet the limit: it belongs to the office, not to one role of it. */
export function standstillMandate(member: Member, stepId: string, at: Whereabouts): Membership | undefined {
  return stepId === FOLLOW_UP
    ? mandateFor(member, 'remind', at.holderBodyId, at.parts)
    : mandateFor(member, 'accept-handover', at.holderBodyId);
}

async function note(
  deps: Deps,
  tx: Tx,
  member: Member,
  { found, clock, at, mandate }: Held,
  kind: 'clock-stopped' | 'clock-resumed',
  wish: StandstillWish & { readonly rule: string },
  untilOn: string | null = null,
): Promise<number> {
  const writer: StepWriter = { tx, uuid: deps.uuid, random: deps.random, at, userId: member.userId };
  const seq = found.lastSeq + 1;
  await appendStep(
    writer,
    {
      caseId: found.id,
      number: found.number,
      seq,
      bodyId: mandate.bodyId,
      previous: await lastLink(tx, found.id),
    },
    {
      kind,
      statusAfter: found.status,
      toBodyId: null,
      content: {
        clock: `${clock.procedure_id}/${clock.step_id}`,
        reason: wish.reason,
        basis: wish.basis,
        rule: wish.rule,
        ...(untilOn === null ? {} : { untilOn }),
      },
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
