/** What a reporter adds while the case lies elsewhere: the office that took the report in tells the holder in words of its own. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import type { Member } from '../../platform/http/env.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { mandateFor } from './case-permissions.ts';
import type { CaseView } from './case-read-model.ts';
import { insertAudit, type StepWriter, sealStep } from './case-store.ts';

/** `nothing-waits`: nothing was added, or a colleague has passed it on, or the case lies at the own office. */
export type PassOnError = { readonly kind: 'nothing-waits' };

export interface PassedOn {
  readonly caseId: string;
  readonly seq: number;
  readonly holderBodyId: string;
}

/** Whether the person may pass something on, as the page of the case sees it; the database decides. */
export function hasAdditions(member: Member, view: CaseView): boolean {
  if (view.closedAt !== null || view.erased || view.holderBodyId === view.originBodyId) return false;
  if (mandateFor(member, 'make-finding', view.originBodyId) === undefined) return false;
  const last = view.steps.findLast((step) => step.kind === 'reporter-added' || step.kind === 'addition-passed-on');
  return last?.kind === 'reporter-added';
}

/** Whether something waits to be passed on from a case that was joined to another: the database knows where that one lies. */
export async function additionsWait(tx: Tx, caseId: string): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`select additions_wait(${caseId}::uuid) as waits`.execute(tx);
  return rows[0]?.waits === true;
}

/** @param text the office's own words: they are read by every office that reads the case from here on */
export async function passOnAddition(
  writer: StepWriter,
  member: Member,
  number: string,
  text: string,
): Promise<Result<PassedOn, PassOnError>> {
  const { tx } = writer;
  const head = await holdCase(tx, number);
  if (head === undefined || mandateFor(member, 'make-finding', head.body_id) === undefined)
    return fail({ kind: 'nothing-waits' });
  // Joined to another, it says so in the chain of that one.
  const content = head.joined ? { text, from: number } : { text };
  const seq = head.last_seq + 1;
  const seal = sealStep(
    writer.random,
    {
      kind: 'addition-passed-on',
      at: writer.at,
      bodyId: head.body_id,
      caseId: head.case_id,
      seq,
      statusAfter: head.status,
      toBodyId: null,
      actorUserId: member.userId,
      content,
    },
    head.link,
  );
  await sql`select origin_passes_on(${head.source_id}::uuid, ${writer.at.toString()}::timestamptz, ${seal.salt}::bytea, ${seal.commitment}::bytea,
    ${seal.link}::bytea, ${JSON.stringify(content)}::jsonb)`.execute(tx);
  await insertAudit(tx, {
    userId: member.userId,
    bodyId: head.body_id,
    what: 'case.addition-passed-on',
    access: 'write',
    caseId: head.source_id,
  });
  return ok({ caseId: head.case_id, seq, holderBodyId: head.holder_body_id });
}

interface Head {
  source_id: string;
  joined: boolean;
  /** The case whose chain goes on: the own, or the one it was joined to. */
  case_id: string;
  last_seq: number;
  status: string;
  body_id: string;
  holder_body_id: string;
  link: Buffer;
}

/** The case, held still until the end of the transaction; undefined where nothing waits. */
async function holdCase(tx: Tx, number: string): Promise<Head | undefined> {
  const { rows } = await sql<Head>`select * from origin_hold_case(${number})`.execute(tx);
  return rows[0];
}
