/** What is asked of an action beside the state of its case: its basis, its receiver, what the rulebook finds, what happened meanwhile. */
import type { Rulebook } from '@netra/rulebook';
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import type { Membership } from '../../platform/http/env.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { CaseAction, StepContent } from './case.ts';
import type { ActError } from './case-deps.ts';
import { receiversOf } from './case-routes.ts';
import { lastFacts, type StoredCase } from './case-store.ts';
import { findFor, findingContent } from './finding.ts';
import { chooseBasis } from './known-bases.ts';

/** What lengthens a limit rests on a rule that the law data of that day know. */
export function withKnownBasis(action: CaseAction, day: string, rulebook: Rulebook): Result<CaseAction, ActError> {
  if (action.type !== 'extend-handling') return ok(action);
  const basis = chooseBasis(action.basis, action.note ?? '', true, day, rulebook);
  return basis.ok
    ? ok({ type: action.type, reason: action.reason, basis: basis.value.text, rule: basis.value.id })
    : fail({ kind: 'unknown-basis' });
}

/** What the rulebook of the day finds in the facts that a step writes down or rests on; null where a step has nothing to do with them. */
export async function foundFor(
  tx: Tx,
  caseId: string,
  action: CaseAction,
  rulebook: Rulebook,
): Promise<StepContent | null> {
  const facts =
    action.type === 'complete-facts'
      ? action.facts
      : action.type === 'record-study'
        ? await lastFacts(tx, caseId)
        : undefined;
  const finding = facts === undefined ? null : findFor(facts, rulebook);
  return finding === null ? null : findingContent(finding);
}

/** A case goes only to an office that the routes name for this step, day and place. */
export async function receiverMisfit(
  tx: Tx,
  found: StoredCase,
  action: CaseAction,
  at: Temporal.Instant,
  mandate: Membership,
): Promise<'wrong-receiver' | 'sekda-route' | null> {
  if (!('toBodyId' in action)) return null;
  const asked = {
    actingBodyId: mandate.bodyId,
    holderBodyId: found.holderBodyId,
    regionId: found.regionId,
    day: legalDay(at, mandate.bodyZone),
  };
  const offered = await receiversOf(tx, action.type, asked);
  if (!offered.some((one) => one.id === action.toBodyId)) return 'wrong-receiver';
  if (action.type !== 'convey' || action.sekda !== true) return null;
  const higher = await receiversOf(tx, action.type, { ...asked, sekda: true });
  return higher.some((one) => one.id === action.toBodyId) ? null : 'sekda-route';
}

/**
 * Steps that gainsay no form of this person, so that it need not have seen them: votes of other bodies where it votes itself, and what a reporter
 * adds at the office that took the report in, which no other office may read.
 */
export async function nothingAgainst(
  tx: Tx,
  found: StoredCase,
  action: CaseAction,
  seq: number,
  userId: string,
  bodyId: string,
): Promise<boolean> {
  if (seq > found.lastSeq) return false;
  const since = await tx
    .selectFrom('case_event')
    .select(['kind', 'actor_user_id', 'body_id'])
    .where('case_id', '=', found.id)
    .where('seq', '>', seq)
    .limit(MOST_UNSEEN)
    .execute();
  return (
    since.length < MOST_UNSEEN &&
    since.every((step) =>
      step.kind === 'vote-cast'
        ? // One's own vote since then is the second tap on the same button.
          action.type === 'cast-vote' && step.actor_user_id !== userId
        : step.kind === 'reporter-added' && step.body_id !== bodyId,
    )
  );
}

/** More steps than votes and additions together can be: then something else happened. */
const MOST_UNSEEN = 50;

/** Whether the record of a plenary was issued for the case and stands. */
export async function hasPlenaryRecord(tx: Tx, caseId: string): Promise<boolean> {
  const { rows } = await sql<{ issued: boolean }>`select plenary_recorded(${caseId}::uuid) as issued`.execute(tx);
  return rows[0]?.issued === true;
}
