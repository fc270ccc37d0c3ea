/** What offices that asked for it are told of cases: that something happened, by number; never what. In the transaction in which it happens. */
import type { Announce } from '../../platform/api/index.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { CaseEvent } from './case.ts';
import type { StoredCase } from './case-store.ts';

/** Steps go to every office that sees them happen; marks of a hand-over to its two sides. */
export async function announceSteps(
  announce: Announce,
  tx: Tx,
  found: Pick<StoredCase, 'id' | 'number' | 'lastSeq'>,
  events: readonly CaseEvent[],
  at: Temporal.Instant,
): Promise<void> {
  const access = await tx.selectFrom('case_access').select('body_id').where('case_id', '=', found.id).execute();
  const bodies = access.map((row) => row.body_id);
  const last = await tx
    .selectFrom('handover')
    .select(['seq', 'from_body_id', 'to_body_id'])
    .where('case_id', '=', found.id)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  for (const [index, event] of events.entries()) {
    await announce(tx, {
      event: 'case.step',
      bodies,
      about: { case: found.number, step: found.lastSeq + index + 1 },
      at,
    });
    const mark =
      event.kind === 'handover-accepted'
        ? 'handover.accepted'
        : event.kind === 'handover-returned'
          ? 'handover.returned'
          : event.toBodyId === null
            ? null
            : 'handover.sent';
    if (mark === null || last === undefined) continue;
    const sides = [last.from_body_id, last.to_body_id];
    await announce(tx, { event: mark, bodies: sides, about: { case: found.number, step: last.seq }, at });
  }
}

export async function announceOpened(
  announce: Announce,
  tx: Tx,
  caseId: string,
  handover: { readonly seq: number; readonly from_body_id: string; readonly to_body_id: string },
  at: Temporal.Instant,
): Promise<void> {
  const { number } = await tx
    .selectFrom('case_file')
    .select('number')
    .where('id', '=', caseId)
    .executeTakeFirstOrThrow();
  const bodies = [handover.from_body_id, handover.to_body_id];
  await announce(tx, { event: 'handover.opened', bodies, about: { case: number, step: handover.seq }, at });
}

/** A case came out of another: the offices that see it hear of it as of one that came in, those of the source of a step. */
export async function announceSeparation(
  announce: Announce,
  tx: Tx,
  source: Pick<StoredCase, 'id' | 'number' | 'lastSeq' | 'holderBodyId'>,
  number: string,
  at: Temporal.Instant,
): Promise<void> {
  const access = await tx.selectFrom('case_access').select('body_id').where('case_id', '=', source.id).execute();
  const bodies = access.map((row) => row.body_id);
  await announce(tx, { event: 'case.step', bodies, about: { case: source.number, step: source.lastSeq + 1 }, at });
  await announce(tx, { event: 'case.received', bodies: [source.holderBodyId], about: { case: number }, at });
}
