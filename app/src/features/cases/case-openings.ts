/** What opens a sealed step: for the person who reported, the step in which the report came in. */
import type { Opening } from '@netra/ledger';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { stepEntry } from './case-store.ts';

/**
 * The opening of the first step of the case behind a receipt, in a unit of work that carries the receipt's hash. It names office, time and
 * kind, never a person. Null when there is no such report.
 */
export async function reporterOpening(tx: Tx): Promise<Opening | null> {
  const { rows } = await sql<{
    kind: string;
    at: Temporal.Instant;
    body_id: string;
    case_id: string;
    seq: number;
    status_after: string;
    to_body_id: string | null;
    actor_user_id: string | null;
    content: unknown;
    salt: Buffer;
  }>`select kind, at, body_id, case_id, seq, status_after, to_body_id, actor_user_id, content, salt from netra.reporter_opening()`.execute(
    tx,
  );
  const [row] = rows;
  // The step in which a report comes in holds nothing that an officer wrote.
  if (row === undefined || row.content !== null) return null;
  // Disposed of by law: nothing opens the seal any more.
  if (row.salt.length === 0) return null;
  const entry = stepEntry({
    kind: row.kind,
    at: row.at,
    bodyId: row.body_id,
    caseId: row.case_id,
    seq: row.seq,
    statusAfter: row.status_after,
    toBodyId: row.to_body_id,
    actorUserId: row.actor_user_id,
    content: null,
  });
  return { entry, salt: row.salt };
}
