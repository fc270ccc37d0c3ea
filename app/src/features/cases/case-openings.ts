/** What opens a sealed step: for the person who reported, the step in which the report came in; for the accused, the own remedy. */
import type { Opening } from '@netra/ledger';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/connect.ts';
import type { StepContent } from './case.ts';
import { stepEntry } from './case-store.ts';

/**
 * The opening of the first step of the case behind a receipt, in a unit of work that carries the receipt's hash. It names office, time and
 * kind, never a person. Null when there is no such report.
 */
export async function reporterOpening(tx: Tx): Promise<Opening | null> {
  const { rows } =
    await sql<OpeningRow>`select kind, at, body_id, case_id, seq, status_after, to_body_id, actor_user_id, content, salt from netra.reporter_opening()`.execute(
      tx,
    );
  const [row] = rows;
  // The step in which a report comes in holds nothing that an officer wrote.
  if (row === undefined || row.content !== null) return null;
  return openingOf(row, null);
}

/**
 * The opening of the step by which the accused filed an objection or appeal, in the scope of a visit. It holds the kind and the day of the remedy
 * and hashes of its grounds, never the grounds. Null when none was filed with this letter.
 */
export async function accusedOpening(tx: Tx): Promise<Opening | null> {
  const { rows } =
    await sql<OpeningRow>`select kind, at, body_id, case_id, seq, status_after, to_body_id, actor_user_id, content, salt
    from netra.accused_opening()`.execute(tx);
  const [row] = rows;
  const content = Content.safeParse(row?.content);
  return row === undefined || !content.success ? null : openingOf(row, content.data);
}

interface OpeningRow {
  readonly kind: string;
  readonly at: Temporal.Instant;
  readonly body_id: string;
  readonly case_id: string;
  readonly seq: number;
  readonly status_after: string;
  readonly to_body_id: string | null;
  readonly actor_user_id: string | null;
  readonly content: unknown;
  readonly salt: Buffer;
}

const Content = z.strictObject({
  position: z.int(),
  kind: z.string(),
  filedOn: z.string(),
  words: z.string(),
  files: z.array(z.string()),
});

function openingOf(row: OpeningRow, content: StepContent | null): Opening | null {
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
    content,
  });
  return { entry, salt: row.salt };
}
