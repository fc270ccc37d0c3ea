/**
 * Steps beside the way of a case, which leave its status as it is: that the accused was told, and what the accused answered. Another feature
 * decides what is in them; here they get their place in the chain.
 */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import type { Member, Membership } from '../../platform/http/env.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { CaseStatus, StepContent } from './case.ts';
import { type ActError, type CaseDeps, toMillisecond } from './case-deps.ts';
import { noticeMandate } from './case-permissions.ts';
import { appendStep, findCaseForChange, insertAudit, lastLink, sealStep, updateCaseFile } from './case-store.ts';

/** Statuses in which the accused can be told: from the registration on. Before, nobody has decided that there is a case. */
const tellable = [
  'registered',
  'studied',
  'concluded',
  'submitted',
  'verified',
  'study-confirmed',
  'conveyed',
  'examining',
  'decided',
  'delivered',
  'contested',
  'in-effect',
  'final',
  'annulled',
  'stopped',
  'referred',
] as const satisfies readonly CaseStatus[];

export function mayBeTold(status: CaseStatus): boolean {
  return tellable.some((s) => s === status);
}

export type NoteError =
  | Extract<ActError, { readonly kind: 'not-found' | 'not-yours' | 'changed' }>
  | { readonly kind: 'too-early' };

export interface WrittenNote {
  readonly caseId: string;
  readonly seq: number;
  readonly at: Temporal.Instant;
  readonly mandate: Membership;
}

/** Writes that an accused person was told, as the next step, in the unit of work of a person of the office that holds the case. */
export async function noteAccusedNotified(
  deps: Pick<CaseDeps, 'legalClock' | 'uuid' | 'random'>,
  tx: Tx,
  member: Member,
  number: string,
  content: StepContent,
  expectedSeq: number,
): Promise<Result<WrittenNote, NoteError>> {
  const at = toMillisecond(await deps.legalClock.now());
  const found = await findCaseForChange(tx, number, at);
  if (found === undefined) return fail({ kind: 'not-found' });
  const mandate = noticeMandate(member, found.holderBodyId);
  if (mandate === undefined) return fail({ kind: 'not-yours' });
  if (!mayBeTold(found.status)) return fail({ kind: 'too-early' });
  if (found.lastSeq !== expectedSeq) return fail({ kind: 'changed', seq: found.lastSeq });
  const writer = { tx, uuid: deps.uuid, random: deps.random, at, userId: member.userId };
  const seq = found.lastSeq + 1;
  const into = { caseId: found.id, number, seq, bodyId: found.holderBodyId, previous: await lastLink(tx, found.id) };
  await appendStep(writer, into, { kind: 'accused-notified', statusAfter: found.status, toBodyId: null, content });
  const closed = await tx.selectFrom('case_file').select('closed_at').where('id', '=', found.id).executeTakeFirst();
  await updateCaseFile(tx, found.id, {
    status: found.status,
    holderBodyId: found.holderBodyId,
    lastSeq: seq,
    closedAt: closed?.closed_at ?? null,
    origin: found.origin,
  });
  await insertAudit(tx, {
    userId: member.userId,
    bodyId: mandate.bodyId,
    what: 'case.accused-notified',
    access: 'write',
    caseId: found.id,
  });
  return ok({ caseId: found.id, seq, at, mandate });
}

/** An answer as it goes into the case. `words` are locked already; the step commits to them through its content. */
export interface AccusedAnswer {
  readonly id: string;
  readonly content: StepContent;
  readonly words: Buffer;
}

/**
 * Writes the answer of the accused as the next step, in a unit of work of the actor `accused`. Undefined when the visit is over. Throws when
 * the database refuses it: as many answers as a notice takes.
 */
export async function noteAccusedAnswered(
  deps: Pick<CaseDeps, 'legalClock' | 'random'>,
  tx: Tx,
  makeAnswer: (head: { readonly caseId: string; readonly position: number }) => AccusedAnswer,
): Promise<{ readonly caseId: string; readonly seq: number } | undefined> {
  const { rows } = await sql<{
    case_id: string;
    place: number;
    last_seq: number;
    status: string;
    holder_body_id: string;
    link: Buffer;
  }>`select * from accused_hold_case()`.execute(tx);
  const [head] = rows;
  if (head === undefined) return undefined;
  const answer = makeAnswer({ caseId: head.case_id, position: head.place });
  const at = toMillisecond(await deps.legalClock.now());
  const seq = head.last_seq + 1;
  const seal = sealStep(
    deps.random,
    {
      kind: 'accused-answered',
      at,
      bodyId: head.holder_body_id,
      caseId: head.case_id,
      seq,
      statusAfter: head.status,
      toBodyId: null,
      actorUserId: null,
      content: answer.content,
    },
    head.link,
  );
  await sql`select accused_answers_now(${answer.id}::uuid, ${at.toString()}::timestamptz, ${seal.salt}::bytea, ${seal.commitment}::bytea,
    ${seal.link}::bytea, ${JSON.stringify(answer.content)}::jsonb, ${answer.words}::bytea)`.execute(tx);
  return { caseId: head.case_id, seq };
}
