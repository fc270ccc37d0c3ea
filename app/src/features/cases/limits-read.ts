/** Limits that run or stand still, over all cases of one's own offices: for programs that keep a calendar. In the scope of whoever asks. */
import { sql } from 'kysely';
import type { Position } from '../../platform/api/index.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { ClockView } from './case-read.ts';
import { zone } from './stored-values.ts';

export const limitStates = ['running', 'late', 'soon', 'stopped'] as const;
export type LimitState = (typeof limitStates)[number];

export interface LimitRow {
  readonly caseNumber: string;
  readonly clock: ClockView;
}

/** @param bodies own offices; empty for an overseer, who sees all that may be read */
export async function readLimits(
  tx: Tx,
  bodies: string[],
  state: LimitState,
  now: Temporal.Instant,
  limit: number,
  after: Position | null,
): Promise<{ readonly rows: readonly LimitRow[]; readonly next: Position | null }> {
  const at = now.toString();
  const where = [
    sql`k.state = ${state === 'stopped' ? 'stopped' : 'running'}`,
    bodies.length > 0 ? sql`k.body_id = any (${bodies}::uuid[])` : sql`true`,
  ];
  if (state === 'late') where.push(sql`k.due_at < ${at}::timestamptz`);
  if (state === 'soon')
    where.push(sql`k.due_at >= ${at}::timestamptz and k.due_at < ${at}::timestamptz + interval '2 days'`);
  const [dueAfter, idAfter] = after ?? [];
  if (dueAfter !== undefined && idAfter !== undefined)
    where.push(sql`(k.due_at, k.id) > (${dueAfter}::timestamptz, ${idAfter}::uuid)`);
  const { rows } = await sql<LimitRecord>`
    select k.id, f.number, k.procedure_id, k.step_id, b.name as body_name, k.zone, k.started_at, k.due_at, k.provisional, k.nature, k.basis, k.confidence, k.state,
      s.stopped_at
    from clock k left join clock_standstill s on s.clock_id = k.id and s.resumed_seq is null join case_file f on f.id = k.case_id join body b on b.id = k.body_id
    where ${sql.join(where, sql` and `)} order by k.due_at, k.id limit ${limit + 1}`.execute(tx);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => ({
      caseNumber: row.number,
      clock: {
        id: row.id,
        procedureId: row.procedure_id,
        stepId: row.step_id,
        bodyName: row.body_name,
        zone: zone(row.zone),
        startedAt: row.started_at,
        dueAt: row.due_at,
        skipped: [],
        provisional: row.provisional,
        nature: row.nature === 'law' || row.nature === 'practice' ? row.nature : 'target',
        basis: row.basis,
        confidence: row.confidence,
        state: row.state,
        endedAt: null,
        stoppedAt: row.stopped_at,
      },
    })),
    next: rows.length > limit && last !== undefined ? [last.due_at.toString(), last.id] : null,
  };
}

interface LimitRecord {
  id: string;
  number: string;
  procedure_id: string;
  step_id: string;
  body_name: string;
  zone: string;
  started_at: Temporal.Instant;
  due_at: Temporal.Instant;
  provisional: boolean;
  nature: string;
  basis: string;
  confidence: string;
  state: string;
  stopped_at: Temporal.Instant | null;
}
