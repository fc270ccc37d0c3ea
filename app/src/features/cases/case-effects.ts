/** What an action changes beside the steps of its case: who has a part in it, who is shut out, who is told. In the unit of work of the action. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import type { Membership } from '../../platform/http/env.ts';
import { unreachable } from '../../platform/result.ts';
import type { CaseAction } from './case.ts';
import type { StepWriter, StoredCase } from './case-store.ts';
import type { Part } from './plain-actions.ts';

/**
 * @param phase who has a part in the case is settled before the case may move on; who lets go of it, or is shut out, does so after the step
 * @param stakeLocked what a person declared, as `stakes.ts` locked it
 * @returns offices that are told that something waits for them
 */
export async function applyEffects(
  phase: 'before' | 'after',
  writer: StepWriter,
  found: StoredCase,
  action: CaseAction,
  mandate: Membership,
  seq: number,
  stakeLocked: Buffer | null = null,
): Promise<readonly string[]> {
  const early = ['convey', 'delegate-verification', 'verify', 'reject-verification', 'return-handover'];
  if ((phase === 'before') !== early.includes(action.type)) return [];
  switch (action.type) {
    // Whoever conveyed a recommendation watches what becomes of it, and climbs the ladder when nothing does.
    case 'convey':
      await givePart(writer, found.id, mandate.bodyId, 'watch');
      return [];
    case 'delegate-verification':
      await givePart(writer, found.id, action.toBodyId, 'delegate');
      await writer.tx
        .insertInto('case_access')
        .values({ case_id: found.id, body_id: action.toBodyId, since: writer.at.toString() })
        .onConflict((c) => c.columns(['case_id', 'body_id']).doUpdateSet({ reads_to_seq: null }))
        .execute();
      return [action.toBodyId];
    case 'report-verification':
      await endDelegation(writer, found.id, seq);
      return [found.holderBodyId];
    case 'verify':
    case 'reject-verification':
    case 'return-handover':
      await endDelegation(writer, found.id, seq);
      return [];
    case 'declare-interest': {
      if (writer.userId === null) throw new Error('an interest is declared by a person');
      const above = await officesAbove(writer.tx, mandate.bodyId);
      await writer.tx
        .insertInto('case_lockout')
        .values({
          case_id: found.id,
          user_id: writer.userId,
          body_id: mandate.bodyId,
          at: writer.at.toString(),
          stake_locked: stakeLocked,
        })
        .execute();
      return [mandate.bodyId, ...above];
    }
    // The authority learns that it is being reminded, reprimanded, blocked, unblocked.
    case 'remind':
    case 'reprimand':
    case 'confirm-block':
    case 'review-block':
    case 'unblock':
    case 'call-back':
    case 'flag-conflict':
    case 'unflag-conflict':
      return [found.holderBodyId];
    case 'propose-block':
      return [mandate.bodyId];
    case 'complete-facts':
    case 'register':
    case 'make-finding':
    case 'keep-as-information':
    case 'extend-handling':
    case 'record-study':
    case 'conclude':
    case 'submit':
    case 'accept-handover':
    case 'confirm-study':
    case 'record-decision':
    case 'separate':
    case 'request-completion':
    case 'record-completion':
    case 'lapse-completion':
    case 'refer':
    case 'forward-criminal':
    case 'record-clarification':
    case 'announce-status':
    case 'reroute':
    case 'take-over':
    case 'cast-vote':
    case 'record-recheck':
    case 'open-examination':
    case 'record-summons':
    case 'record-missed':
    case 'record-examination':
    case 'record-council':
    case 'record-delivery':
    case 'record-remedy':
    case 'record-remedy-outcome':
    case 'record-effect':
    case 'enter-register':
    case 'reject-block':
    case 'review-information':
      return [];
    default:
      return unreachable(action);
  }
}

async function givePart(writer: StepWriter, caseId: string, bodyId: string, part: Part): Promise<void> {
  await writer.tx
    .insertInto('case_part')
    .values({ case_id: caseId, body_id: bodyId, part, since: writer.at.toString() })
    .onConflict((c) => c.columns(['case_id', 'body_id', 'part']).doUpdateSet({ ended_at: null }))
    .execute();
}

/** The region's work is done: it keeps what was there when it reported. */
async function endDelegation(writer: StepWriter, caseId: string, seq: number): Promise<void> {
  const { tx } = writer;
  const ended = await tx
    .updateTable('case_part')
    .set({ ended_at: writer.at.toString() })
    .where('case_id', '=', caseId)
    .where('part', '=', 'delegate')
    .where('ended_at', 'is', null)
    .returning('body_id')
    .execute();
  for (const { body_id } of ended)
    await sql`select end_delegate_access(${caseId}::uuid, ${body_id}::uuid, ${seq})`.execute(tx);
}

/** The office that steps in for this one: the one that was named for it, else the next level of its kind. */
async function officesAbove(tx: Tx, bodyId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string | null }>`select office_above(${bodyId}::uuid) as id`.execute(tx);
  return rows.flatMap(({ id }) => (id === null ? [] : [id]));
}
