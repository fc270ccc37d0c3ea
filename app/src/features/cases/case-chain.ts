/** The chain of a case as this person may check it: each step with its commitment, and what opens it where the office may read it. */
import { type CanonicalStep, commit, type Opening, SALT_BYTES, sameBytes } from '@netra/ledger';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/connect.ts';
import { type UnplacedStep, writeHistory } from '../ledger/index.ts';
import type { StepContent, StepValue } from './case.ts';
import { openedEntry, stepEntry } from './case-store.ts';

/** What of a stored step its seal is made of. */
export interface StoredStep {
  readonly seq: number;
  readonly kind: string;
  readonly at: Temporal.Instant;
  readonly body_id: string;
  readonly to_body_id: string | null;
  readonly actor_user_id: string | null;
  readonly status_after: string;
  readonly content: unknown;
  readonly salt: Buffer;
}

/** What a step may hold, as it comes back from the database. */
const StepValueJson: z.ZodType<StepValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(StepValueJson), z.record(z.string(), StepValueJson)]),
);
const StepJson = z.record(z.string(), StepValueJson).nullable();

/** What a step holds, as it was written. Throws when it is none of ours. */
export function storedContent(content: unknown): StepContent | null {
  return StepJson.parse(content ?? null);
}

/** The step as it should have been committed to. */
export function openedStep(caseId: string, row: Omit<StoredStep, 'salt'>): CanonicalStep {
  const content = StepJson.safeParse(row.content ?? null);
  return stepEntry({
    kind: row.kind,
    at: row.at,
    bodyId: row.body_id,
    caseId,
    seq: row.seq,
    statusAfter: row.status_after,
    toBodyId: row.to_body_id,
    actorUserId: row.actor_user_id,
    // Content that is no JSON of ours cannot be what was committed to.
    content: content.success ? content.data : { unreadable: true },
  });
}

/** Null: salt and content were erased by law; the commitment stays and means nothing any more. */
export function stepOpening(caseId: string, row: StoredStep): Opening | null {
  if (row.salt.length === 0) return null;
  return { entry: openedStep(caseId, row), salt: new Uint8Array(row.salt) };
}

/** Columns of a step with its content, as far as the second wall lets this person read it, in order. */
function chainRows(tx: Tx, caseId: string) {
  return tx
    .selectFrom('case_event as e')
    .leftJoin('case_event_content as c', (on) => on.onRef('c.case_id', '=', 'e.case_id').onRef('c.seq', '=', 'e.seq'))
    .select([
      'e.seq',
      'e.kind',
      'e.at',
      'e.body_id',
      'e.to_body_id',
      'e.actor_user_id',
      'e.status_after',
      'e.salt',
      'e.commitment',
      'e.link',
      'c.content',
    ])
    .select(sql<boolean>`reads_step(e.case_id, e.seq)`.as('readable'))
    .where('e.case_id', '=', caseId)
    .orderBy('e.seq');
}

/**
 * The sealed history of a case: steps the office may read with what opens them, all others as commitment, link and place alone. Null while
 * the log has signed nothing.
 */
export async function readHistory(tx: Tx, caseId: string): Promise<string | null> {
  const rows = await chainRows(tx, caseId).execute();
  return writeHistory(
    tx,
    rows.map(
      (row): UnplacedStep => ({
        commitment: row.commitment,
        link: row.link,
        opening: row.readable ? stepOpening(caseId, row) : null,
      }),
    ),
  );
}

/** What happens to a hand-over; each has a seal of its own. */
export const handoverMarks = ['sent', 'opened', 'accepted', 'returned'] as const;
export type HandoverMark = (typeof handoverMarks)[number];

/** `kept`: it happened, and this office may not have its words; the history of the case proves its place. */
export type MarkOpening = { readonly caseId: string; readonly opening: Opening | 'kept' };

/**
 * What opens one mark of a hand-over, for an office that is part of it. Undefined: there is no such mark, or none of these offices sent or
 * received it.
 */
export async function readMarkOpening(
  tx: Tx,
  ownBodies: readonly string[],
  number: string,
  seq: number,
  mark: HandoverMark,
): Promise<MarkOpening | undefined> {
  const row = await tx
    .selectFrom('handover as h')
    .innerJoin('case_file as f', 'f.id', 'h.case_id')
    .selectAll('h')
    .where('f.number', '=', number)
    .where('h.seq', '=', seq)
    .executeTakeFirst();
  if (row === undefined || !(ownBodies.includes(row.from_body_id) || ownBodies.includes(row.to_body_id)))
    return undefined;
  const caseId = row.case_id;
  if (mark === 'opened') {
    const { opened_at: at, opened_salt: salt } = row;
    if (at === null || salt === null || salt.length === 0) return undefined;
    return { caseId, opening: { entry: openedEntry({ at, handoverId: row.id, bodyId: row.to_body_id }), salt } };
  }
  const rows = chainRows(tx, caseId);
  const step = await (mark === 'sent'
    ? rows.where('e.seq', '=', seq)
    : rows
        .where('e.kind', '=', `handover-${mark}`)
        .where('e.seq', '>', seq)
        .where('e.body_id', '=', row.to_body_id)
        .where('e.at', '=', mark === 'accepted' ? row.accepted_at : row.returned_at)
        .limit(1)
  ).executeTakeFirst();
  if (step === undefined) return undefined;
  const opening = stepOpening(caseId, step);
  if (opening === null) return undefined;
  return { caseId, opening: step.readable || holdsNothing(opening, step.commitment) ? opening : 'kept' };
}

/**
 * Whether a step that the office may not read has no content at all. Its row looks the same either way, since the second wall hides content;
 * but without content it opens as it stands. Then it tells what the page shows anyway: office, time, kind.
 */
function holdsNothing({ entry, salt }: Opening, commitment: Uint8Array): boolean {
  return salt.length >= SALT_BYTES && entry.content === null && sameBytes(commit(entry, salt), commitment);
}
