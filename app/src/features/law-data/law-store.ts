/** Reads and writes of the added law. Of several additions with one key the latest that was not withdrawn counts. */
import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { LawSource } from '../../platform/law/law-book.ts';
import type { LawDraft } from './law-draft.ts';

export const lawKinds = ['decree', 'election', 'override'] as const;
export type LawKind = (typeof lawKinds)[number];

function isLawKind(text: string): text is LawKind {
  return lawKinds.some((kind) => kind === text);
}

export interface StoredAddition {
  readonly id: string;
  readonly revision: number;
  readonly kind: LawKind;
  readonly key: string;
  /** As it lies there; checked by whoever uses it. */
  readonly payload: unknown;
  readonly publisher: string;
  readonly sourceOn: string | null;
  readonly confidence: string;
  readonly importId: string;
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
  readonly withdrawnAt: Temporal.Instant | null;
}

/** All additions in the order in which they came, withdrawn ones too when asked for. */
export async function listAdditions(
  tx: Database | Tx,
  which: 'standing' | 'all' = 'standing',
): Promise<readonly StoredAddition[]> {
  let query = tx.selectFrom('law_addition').selectAll().orderBy('revision');
  if (which === 'standing') query = query.where('withdrawn_at', 'is', null);
  const rows = await query.execute();
  return rows.flatMap((row) =>
    isLawKind(row.kind)
      ? [
          {
            id: row.id,
            revision: row.revision,
            kind: row.kind,
            key: row.key,
            payload: row.payload,
            publisher: row.source_publisher,
            sourceOn: row.source_on,
            confidence: row.confidence,
            importId: row.import_id,
            createdBy: row.created_by,
            createdAt: row.created_at,
            withdrawnAt: row.withdrawn_at,
          },
        ]
      : [],
  );
}

/** The latest of each key. */
export function inForceOf(additions: readonly StoredAddition[]): readonly StoredAddition[] {
  const latest = new Map<string, StoredAddition>();
  for (const addition of additions)
    if (addition.withdrawnAt === null) latest.set(`${addition.kind} ${addition.key}`, addition);
  return [...latest.values()].toSorted((a, b) => a.revision - b.revision);
}

export interface Payload {
  readonly kind: LawKind;
  readonly payload: unknown;
}

/** The shape that `parseAdditions` takes. */
export function additionsInput(payloads: readonly Payload[]): unknown {
  const of = (kind: LawKind): unknown[] => payloads.filter((one) => one.kind === kind).map((one) => one.payload);
  return { decrees: of('decree'), elections: of('election'), overrides: of('override') };
}

export async function lawRevision(tx: Database | Tx): Promise<number> {
  const row = await tx.selectFrom('law_revision').select('number').executeTakeFirst();
  return row?.number ?? 0;
}

/** Holds the law still until the end of the transaction; whoever comes second waits and then sees what the first did. */
export async function holdLaw(tx: Tx): Promise<void> {
  await sql`select hold_law()`.execute(tx);
}

/** What the law book reads, as the system: the law is nobody's secret. */
export function lawSource(db: Database): LawSource {
  return {
    revision: () => lawRevision(db),
    additions: () =>
      runAs(db, { kind: 'system' }, async (tx) => {
        // The number first: a change in between is then noticed at the next look.
        const revision = await lawRevision(tx);
        return { revision, input: additionsInput(inForceOf(await listAdditions(tx))) };
      }),
  };
}

export async function insertAddition(
  tx: Tx,
  draft: LawDraft,
  by: { readonly id: string; readonly importId: string; readonly userId: string },
): Promise<void> {
  await tx
    .insertInto('law_addition')
    .values({
      id: by.id,
      kind: draft.kind,
      key: draft.key,
      payload: JSON.stringify(draft.payload),
      source_publisher: draft.source.publisher,
      source_on: draft.source.on ?? null,
      confidence: draft.confidence,
      valid_from: draft.from,
      valid_until: draft.until,
      import_id: by.importId,
      created_by: by.userId,
    })
    .execute();
}

export async function withdrawAdditions(tx: Tx, importId: string, userId: string): Promise<number> {
  const done = await tx
    .updateTable('law_addition')
    .set({ withdrawn_by: userId, withdrawn_at: sql<string>`now()` })
    .where('import_id', '=', importId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

/** How many cases and pledges name an election. */
export async function electionUses(
  tx: Tx,
  electionId: string,
): Promise<{ readonly cases: number; readonly pledges: number }> {
  const found = await sql<{
    cases: number;
    pledges: number;
  }>`select cases, pledges from election_uses(${electionId})`.execute(tx);
  return found.rows[0] ?? { cases: 0, pledges: 0 };
}
