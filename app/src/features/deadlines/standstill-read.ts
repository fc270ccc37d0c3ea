/** How limits of a case were stopped and resumed: in the scope of the person who asks. */
import type { Tx } from '../../platform/db/connect.ts';
import type { Member } from '../../platform/http/env.ts';
import { type CaseView, standstillMandate } from '../cases/index.ts';

export interface StandstillRow {
  readonly clockId: string;
  readonly procedureId: string;
  readonly stepId: string;
  readonly stoppedSeq: number;
  readonly stoppedOn: string;
  readonly stoppedBasis: string;
  readonly resumedSeq: number | null;
  readonly resumedOn: string | null;
  readonly resumedBasis: string | null;
  /** Day on which it goes on by itself; null: stopped before a stop had an end. */
  readonly untilOn: string | null;
}

/** What was carried into a longer limit is told once, with the first. */
export async function readStandstills(tx: Tx, caseId: string): Promise<readonly StandstillRow[]> {
  const rows = await tx
    .selectFrom('clock_standstill as s')
    .innerJoin('clock as k', 'k.id', 's.clock_id')
    .leftJoin('clock_standstill as later', 'later.carried_from', 's.id')
    .selectAll('s')
    .select([
      'k.procedure_id',
      'k.step_id',
      'later.resumed_seq as later_seq',
      'later.resumed_on as later_on',
      'later.resumed_basis as later_basis',
    ])
    .where('s.case_id', '=', caseId)
    .where('s.carried_from', 'is', null)
    .orderBy('s.stopped_seq')
    .execute();
  return rows.map((row) => ({
    clockId: row.clock_id,
    procedureId: row.procedure_id,
    stepId: row.step_id,
    stoppedSeq: row.stopped_seq,
    stoppedOn: row.stopped_on,
    stoppedBasis: row.stopped_basis,
    resumedSeq: row.resumed_seq ?? row.later_seq,
    resumedOn: row.resumed_on ?? row.later_on,
    resumedBasis: row.resumed_basis ?? row.later_basis,
    untilOn: row.until_on,
  }));
}

/** Limits of a case that the person may stop and resume. */
export async function ownLimits(
  tx: Tx,
  member: Member,
  view: Pick<CaseView, 'id' | 'holderBodyId'>,
): Promise<ReadonlySet<string>> {
  const watching = await tx
    .selectFrom('case_part')
    .select('body_id')
    .where('case_id', '=', view.id)
    .where('part', '=', 'watch')
    .where('ended_at', 'is', null)
    .execute();
  const at = {
    holderBodyId: view.holderBodyId,
    parts: watching.map((row) => ({ bodyId: row.body_id, part: 'watch' as const })),
  };
  const rows = await tx
    .selectFrom('clock')
    .select(['id', 'step_id'])
    .where('case_id', '=', view.id)
    .where('body_id', '=', view.holderBodyId)
    // Targets of Netra are not stopped.
    .where('procedure_id', '<>', 'netra')
    .where('state', 'in', ['running', 'stopped'])
    .execute();
  return new Set(rows.flatMap((row) => (standstillMandate(member, row.step_id, at) === undefined ? [] : [row.id])));
}
