/** What an accepted action writes: steps, limits, the hand-over with its receipt, who reads on, and the row of the queue. */
import type { Rulebook } from '@netra/rulebook';
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Membership } from '../../platform/http/env.ts';
import { type CaseAction, type CaseEvent, isCaseStatus, isClosed } from './case.ts';
import { handlingProcedure } from './case-clocks.ts';
import {
  appendStep,
  endClocks,
  lastLink,
  officeOf,
  type StepWriter,
  type StoredCase,
  startClocks,
  updateCaseFile,
} from './case-store.ts';
import { dueForRoute } from './handover-due.ts';
import { handoverContents, insertManifest } from './handover-manifest.ts';
import { sendReferral } from './referral-send.ts';
import { carryStandstills } from './standstill-count.ts';

/** Writes the events of one action: steps, limits, hand-over, access, and the row of the queue. Gives the last step's number. */
export async function recordEvents(
  writer: StepWriter,
  found: StoredCase,
  events: readonly CaseEvent[],
  action: CaseAction,
  rulebook: Rulebook,
  keys: Keys,
  mandate: Membership,
): Promise<number> {
  const { tx } = writer;
  const actingBodyId = mandate.bodyId;
  let seq = found.lastSeq;
  let previous = await lastLink(tx, found.id);
  let holder = found.holderBodyId;
  let status: string = found.status;
  if (actingBodyId === holder) await endHandovers(writer, found);
  for (const event of events) {
    seq += 1;
    previous = await appendStep(
      writer,
      { caseId: found.id, number: found.number, seq, bodyId: actingBodyId, previous },
      event,
    );
    status = event.statusAfter;
    const ended = await endClocks(writer, found.id, event.clocks.end, event.clocks.how);
    await endClocks(writer, found.id, event.clocks.drop ?? [], 'cancelled');
    const next = event.toBodyId ?? holder;
    const started = await startClocks(
      writer,
      found,
      next,
      event.clocks.start,
      {
        handling: handlingProcedure(found.electionId, rulebook),
        rulebook,
      },
      actingBodyId,
    );
    if (event.clocks.how === 'replaced')
      for (const id of started) await carryStandstills(writer, ended, { id, caseId: found.id }, rulebook);
    if ((action.type === 'refer' || action.type === 'forward-criminal') && event.kind !== 'closed')
      await sendReferral(writer, found.id, {
        seq,
        action,
        fromBodyId: actingBodyId,
        day: legalDay(writer.at, mandate.bodyZone),
        bundleHash: previous,
        rulebook,
        keys,
      });
    if (event.kind === 'handover-accepted') await signHandover(writer, found, 'accepted');
    if (event.kind === 'handover-returned') await signHandover(writer, found, 'returned');
    // What lay with an authority in conflict, or was called back from it, is no longer its to take over.
    if (event.kind === 'rerouted' || event.kind === 'called-back')
      await sql`select end_rerouted_handovers(${found.id}::uuid, ${writer.at.toString()}::timestamptz)`.execute(tx);
    if (event.toBodyId !== null) {
      // Whoever takes a case over, or calls it back, hands it to nobody.
      if (event.kind !== 'handover-returned' && event.kind !== 'taken-over' && event.kind !== 'called-back')
        await sendHandover(writer, found, {
          seq,
          from: actingBodyId,
          to: event.toBodyId,
          what: event.kind,
          bundleHash: previous,
          rulebook,
          keys,
        });
      // An authority in conflict reads up to the step before it lost the case.
      const readsTo = event.kind === 'rerouted' ? seq - 1 : seq;
      await moveAccess(writer, found.id, { from: holder, to: event.toBodyId, seq: readsTo });
      holder = event.toBodyId;
    }
  }
  await updateCaseFile(tx, found.id, {
    status,
    holderBodyId: holder,
    lastSeq: seq,
    closedAt: isCaseStatus(status) && isClosed(status) ? (found.closedAt ?? writer.at) : null,
    origin: action.type === 'make-finding' ? 'temuan' : found.origin,
    ...(action.type === 'record-study' ? { level: action.level, rowIds: action.rows.join(', ') } : {}),
  });
  return seq;
}

async function sendHandover(
  writer: StepWriter,
  found: StoredCase,
  sent: {
    readonly seq: number;
    readonly from: string;
    readonly to: string;
    readonly what: string;
    readonly bundleHash: Buffer;
    readonly rulebook: Rulebook;
    readonly keys: Keys;
  },
): Promise<void> {
  if (writer.userId === null) throw new Error('a hand-over is sent by a person');
  const due = await dueForRoute(
    writer.tx,
    { what: sent.what, from: sent.from, to: sent.to, at: writer.at },
    await officeOf(writer.tx, sent.to),
    sent.rulebook,
  );
  const id = writer.uuid();
  await writer.tx
    .insertInto('handover')
    .values({
      id,
      case_id: found.id,
      seq: sent.seq,
      what: sent.what,
      from_body_id: sent.from,
      to_body_id: sent.to,
      sent_at: writer.at.toString(),
      sent_by: writer.userId,
      bundle_hash: sent.bundleHash,
      due_at: due?.dueAt.toString() ?? null,
      due_rule: due === null ? null : JSON.stringify(due.rule),
      due_provisional: due?.provisional ?? null,
    })
    .execute();
  const contents = await handoverContents(writer.tx, sent.keys, { caseId: found.id, seq: sent.seq, sentAt: writer.at });
  await insertManifest(writer.tx, id, contents, writer.random(32));
}

/** Whatever the receiver does to the case answers the hand-over: its limit is over. */
export async function endHandovers(writer: StepWriter, found: StoredCase): Promise<void> {
  await writer.tx
    .updateTable('handover')
    .set({ ended_at: writer.at.toString() })
    .where('case_id', '=', found.id)
    .where('to_body_id', '=', found.holderBodyId)
    .where('ended_at', 'is', null)
    .execute();
}

/** The receiver signs: taken over, or sent back. */
async function signHandover(writer: StepWriter, found: StoredCase, how: 'accepted' | 'returned'): Promise<void> {
  const at = writer.at.toString();
  await writer.tx
    .updateTable('handover')
    .set(
      how === 'accepted'
        ? { accepted_at: at, accepted_by: writer.userId }
        : { returned_at: at, returned_by: writer.userId },
    )
    .where('case_id', '=', found.id)
    .where('to_body_id', '=', found.holderBodyId)
    .where('accepted_at', 'is', null)
    .where('returned_at', 'is', null)
    .execute();
}

/** The receiver reads everything so far and from now on; the sender keeps what was there when it let go. */
async function moveAccess(
  writer: StepWriter,
  caseId: string,
  move: { readonly from: string; readonly to: string; readonly seq: number },
): Promise<void> {
  await writer.tx
    .insertInto('case_access')
    .values({ case_id: caseId, body_id: move.to, since: writer.at.toString() })
    .onConflict((c) => c.columns(['case_id', 'body_id']).doUpdateSet({ reads_to_seq: null }))
    .execute();
  await writer.tx
    .updateTable('case_access')
    .set({ reads_to_seq: move.seq })
    .where('case_id', '=', caseId)
    .where('body_id', '=', move.from)
    .execute();
}
