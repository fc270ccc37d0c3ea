/** Exact totals of prevention work, for features that veil them before anybody sees them. Asked in the scope of the system. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { followupKinds, standOf, tally, voiceOf, type WorkKind, workKinds } from './work.ts';

/** Whose work: an institution with all offices inside it, or one office. */
export type TotalsOf = { readonly institutionId: string } | { readonly bodyId: string };

export interface Period {
  /** Null: of all elections. */
  readonly electionId: string | null;
  readonly from: string;
  /** The last day, and the day on which commitments are judged. */
  readonly until: string;
}

export interface PreventionCounts {
  readonly activities: number;
  readonly byKind: Readonly<Record<WorkKind, number>>;
  readonly kept: number;
  readonly missed: number;
  readonly open: number;
}

/** Exact counts, for pages that suppress by their own means. Null: nothing is recorded. */
export async function preventionCounts(tx: Tx, whose: TotalsOf, period: Period): Promise<PreventionCounts | null> {
  const bodies =
    'bodyId' in whose
      ? [whose.bodyId]
      : (
          await sql<{ id: string }>`select b.id from body b join jurisdiction place on place.id = b.jurisdiction_id
            join jurisdiction i on i.id = ${whose.institutionId}::uuid and starts_with(place.path, i.path)`.execute(tx)
        ).rows.map((row) => row.id);
  if (bodies.length === 0) return null;
  const works = await tx
    .selectFrom('prevention_work')
    .select((e) => ['kind', e.fn.countAll<string>().as('n')])
    .where('body_id', 'in', bodies)
    .where('on_day', '>=', period.from)
    .where('on_day', '<=', period.until)
    .$if(period.electionId !== null, (q) => q.where('election_id', '=', period.electionId ?? ''))
    .groupBy('kind')
    .execute();
  const owed = await tx
    .selectFrom('prevention_commitment as c')
    .innerJoin('prevention_work as w', 'w.id', 'c.work_id')
    .select(['c.id', 'c.due_on', 'c.body_id', 'c.by_body_id'])
    .where('c.body_id', 'in', bodies)
    .where('w.on_day', '>=', period.from)
    .where('w.on_day', '<=', period.until)
    .$if(period.electionId !== null, (q) => q.where('w.election_id', '=', period.electionId ?? ''))
    .execute();
  if (works.length === 0 && owed.length === 0) return null;
  const followups =
    owed.length === 0
      ? []
      : await tx
          .selectFrom('prevention_followup')
          .select(['commitment_id', 'kind', 'new_due', 'on_day', 'body_id'])
          .where(
            'commitment_id',
            'in',
            owed.map((one) => one.id),
          )
          .where('on_day', '<=', period.until)
          .orderBy('seq')
          .execute();
  const stands = owed.map((one) =>
    standOf(
      one.due_on,
      followups.flatMap((said) => {
        const kind = followupKinds.find((known) => known === said.kind);
        if (said.commitment_id !== one.id || kind === undefined) return [];
        const by = voiceOf(said.body_id, one.body_id, one.by_body_id);
        return { kind, newDue: said.new_due, onDay: said.on_day, by };
      }),
      period.until,
    ),
  );
  const of = (kind: WorkKind): number => Number(works.find((one) => one.kind === kind)?.n ?? 0);
  const byKind: Record<WorkKind, number> = {
    risk: of('risk'),
    education: of('education'),
    participation: of('participation'),
    cooperation: of('cooperation'),
    appeal: of('appeal'),
    publication: of('publication'),
    other: of('other'),
    meeting: of('meeting'),
    ceremony: of('ceremony'),
    circular: of('circular'),
  };
  return { activities: workKinds.reduce((sum, kind) => sum + of(kind), 0), byKind, ...tally(stands) };
}
