/** Counting limits over their standstills: what the table holds, as the rulebook takes it, and back. */
import { type ClockChange, isIsoDay, type Rulebook, type RunningClock, runClock } from '@netra/rulebook';
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';
import { officeOf, type StepWriter } from './case-store.ts';
import { property, textOf } from './stored-values.ts';

/** A limit as far as counting it goes. */
export interface CountedClock {
  readonly id: string;
  readonly procedure_id: string;
  readonly step_id: string;
  readonly body_id: string;
  readonly zone: string;
  readonly started_at: Temporal.Instant;
  readonly due_at: Temporal.Instant;
  readonly state: string;
}

/** What happened to a limit, in order, as the rulebook takes it. */
export async function changesOf(tx: Tx, clockId: string): Promise<readonly ClockChange[]> {
  const rows = await tx
    .selectFrom('clock_standstill')
    .select(['stopped_seq', 'stopped_on', 'stopped_basis', 'resumed_seq', 'resumed_on', 'resumed_basis'])
    .where('clock_id', '=', clockId)
    .orderBy('stopped_seq')
    .execute();
  return rows.flatMap((row): ClockChange[] => [
    { kind: 'stop', day: row.stopped_on, reason: stepReason(row.stopped_seq), basis: row.stopped_basis },
    ...(row.resumed_on === null || row.resumed_seq === null
      ? []
      : [
          {
            kind: 'resume',
            day: row.resumed_on,
            reason: stepReason(row.resumed_seq),
            basis: row.resumed_basis ?? row.stopped_basis,
          } as const,
        ]),
  ]);
}

/** The rulebook wants a reason; the officer's words stay in the step alone, so it gets the step. */
export function stepReason(seq: number): string {
  return `langkah ${seq}`;
}

/** Reads what the database tells of a limit's standstills (`clock_changes_of`). */
export function storedChanges(value: unknown): readonly ClockChange[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((one: unknown): ClockChange[] => {
    const [kind, day] = [property(one, 'kind'), textOf(property(one, 'day')) ?? ''];
    const reason = textOf(property(one, 'reason')) ?? '';
    const basis = textOf(property(one, 'basis')) ?? '';
    return (kind === 'stop' || kind === 'resume') && isIsoDay(day) ? [{ kind, day, reason, basis }] : [];
  });
}

/** Days passed over, as they are kept with a limit; those of a standstill point to its step. */
export function skippedWords(
  skipped: RunningClock['skipped'],
): readonly { readonly date: string; readonly why: string; readonly en: string }[] {
  return skipped.map(({ date, kind, why, en }) => ({
    date,
    why,
    en: kind === 'stopped' ? en.replace('langkah', 'step') : en,
  }));
}

/** Counts a limit through its changes, for its very office. */
export async function count(
  tx: Tx,
  clock: CountedClock,
  zone: Zone,
  changes: readonly ClockChange[],
  rulebook: Rulebook,
): Promise<ReturnType<typeof runClock>> {
  const office = await officeOf(tx, clock.body_id);
  return runClock(
    {
      procedure: clock.procedure_id,
      step: clock.step_id,
      from: { day: legalDay(clock.started_at, zone) },
      zone,
      office: office.code,
      region: office.region,
    },
    changes,
    rulebook,
  );
}

/**
 * A longer limit took the place of one that stood still: the days of the standstill do not count for it either. Changes nothing where there was
 * none.
 * @param replaced ids of the limits that were replaced just now
 */
export async function carryStandstills(
  writer: Pick<StepWriter, 'tx' | 'uuid'>,
  replaced: readonly string[],
  clock: { readonly id: string; readonly caseId: string },
  rulebook: Rulebook,
): Promise<void> {
  const { tx } = writer;
  if (replaced.length === 0) return;
  const rows = await tx
    .selectFrom('clock_standstill')
    .selectAll()
    .where('clock_id', 'in', replaced)
    .orderBy('stopped_seq')
    .execute();
  if (rows.length === 0) return;
  for (const { id, recorded_at: _, ...row } of rows) {
    await tx
      .insertInto('clock_standstill')
      .values({
        ...row,
        id: writer.uuid(),
        clock_id: clock.id,
        carried_from: id,
        stopped_at: row.stopped_at.toString(),
        resumed_at: row.resumed_at?.toString() ?? null,
      })
      .execute();
  }
  const stored = await tx
    .selectFrom('clock')
    .select(['id', 'procedure_id', 'step_id', 'body_id', 'zone', 'started_at', 'due_at', 'state'])
    .where('id', '=', clock.id)
    .executeTakeFirstOrThrow();
  if (!isZone(stored.zone)) throw new Error(`clock ${clock.id} has an unknown zone`);
  const counted = await count(tx, stored, stored.zone, await changesOf(tx, clock.id), rulebook);
  if (!counted.ok) throw new Error(`clock ${clock.id} cannot be counted over its standstill`);
  const { due, provisional, skipped } = counted.value;
  await sql`select carry_clock(${clock.id}::uuid, ${due}::timestamptz, ${JSON.stringify(skippedWords(skipped))}::jsonb, ${provisional})`.execute(
    tx,
  );
}
