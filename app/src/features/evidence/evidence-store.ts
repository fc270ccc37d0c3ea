/** Rows of evidence. Names lie sealed; which rows an actor sees is the database's rule. */
import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/db/connect.ts';
import type { EvidenceFile } from './evidence.ts';

export interface EvidenceRow extends EvidenceFile {
  readonly reportId: string | null;
  /** The answer of an accused person that the file came with. */
  readonly answerId: string | null;
  readonly intakeBodyId: string;
  readonly nameSealed: Buffer;
  readonly originalFile: string;
  readonly workingFile: string | null;
}

export interface NewEvidence {
  readonly id: string;
  readonly draftKey: Buffer;
  readonly intakeBodyId: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly nameSealed: Buffer;
  readonly originalFile: string;
  readonly workingFile: string | null;
  readonly receivedAt: Temporal.Instant;
}

export async function findEvidence(tx: Tx, id: string): Promise<EvidenceRow | undefined> {
  const row = await tx.selectFrom('evidence').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : rowOf(row);
}

export async function evidenceOfReport(tx: Tx, reportId: string): Promise<readonly EvidenceRow[]> {
  const rows = await tx
    .selectFrom('evidence')
    .selectAll()
    .where('report_id', '=', reportId)
    .orderBy('position')
    .execute();
  return rows.map(rowOf);
}

/** What was uploaded into the actor's draft and not sent yet. */
export async function evidenceOfDraft(tx: Tx, draftKey: Buffer): Promise<readonly EvidenceRow[]> {
  const rows = await tx
    .selectFrom('evidence')
    .selectAll()
    .where('draft_key', '=', draftKey)
    .where('report_id', 'is', null)
    .where('answer_id', 'is', null)
    .orderBy('position')
    .execute();
  return rows.map(rowOf);
}

/** One upload of a draft after the other, so that two at once neither share a place nor pass the limit together. */
export async function holdDraft(tx: Tx, draftKey: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${draftKey.toString('hex')}, 7))`.execute(tx);
}

export async function insertEvidence(tx: Tx, file: NewEvidence, position: number): Promise<void> {
  await tx
    .insertInto('evidence')
    .values({
      id: file.id,
      draft_key: file.draftKey,
      intake_body_id: file.intakeBodyId,
      position,
      media_type: file.mediaType,
      size: file.size,
      sha256: Buffer.from(file.sha256, 'hex'),
      name_sealed: file.nameSealed,
      original_file: file.originalFile,
      working_file: file.workingFile,
      received_at: file.receivedAt.toString(),
    })
    .execute();
}

/**
 * Ties the uploads of the actor's draft to the report that was sent and numbers them from 1. Files sealed to another office stay behind
 * and are swept.
 */
export async function attachEvidence(tx: Tx, draftKey: Buffer, reportId: string, bodyId: string): Promise<void> {
  await sql`
    update evidence e set report_id = ${reportId}, position = n.place
    from (select id, row_number() over (order by position) as place from evidence
          where draft_key = ${draftKey} and report_id is null and answer_id is null and intake_body_id = ${bodyId}) n
    where n.id = e.id`.execute(tx);
}

/** Ties the uploads of a reporter to the addition that was just stored, numbered on from those of the report; gives their number. */
export async function attachToAddition(
  tx: Tx,
  draftKey: Buffer,
  to: { readonly reportId: string; readonly additionId: string; readonly bodyId: string },
): Promise<number> {
  const done = await sql`
    update evidence e set report_id = ${to.reportId}, addition_id = ${to.additionId}, position = n.place + n.there
    from (select id, row_number() over (order by position) as place, (select coalesce(max(r.place), 0) from reporter_evidence() r) as there
          from evidence where draft_key = ${draftKey} and report_id is null and answer_id is null and intake_body_id = ${to.bodyId}) n
    where n.id = e.id`.execute(tx);
  return Number(done.numAffectedRows ?? 0n);
}

/** Ties the uploads of the visit of an accused person to the answer that was just stored; gives their number. */
export async function attachToAnswer(tx: Tx, draftKey: Buffer, answerId: string, bodyId: string): Promise<number> {
  const done = await sql`
    update evidence e set answer_id = ${answerId}, position = n.place
    from (select id, row_number() over (order by position) as place from evidence
          where draft_key = ${draftKey} and report_id is null and answer_id is null and intake_body_id = ${bodyId}) n
    where n.id = e.id`.execute(tx);
  return Number(done.numAffectedRows ?? 0n);
}

export async function evidenceOfAnswer(tx: Tx, answerId: string): Promise<readonly EvidenceRow[]> {
  const rows = await tx
    .selectFrom('evidence')
    .selectAll()
    .where('answer_id', '=', answerId)
    .orderBy('position')
    .execute();
  return rows.map(rowOf);
}

export async function deleteUnsent(tx: Tx, id: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('evidence')
    .where('id', '=', id)
    .where('report_id', 'is', null)
    .where('answer_id', 'is', null)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** Files whose rows are gone and which may still be there, by name from after this one; in the scope of the system. */
export async function filesToRemove(tx: Tx, after: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('file_to_remove')
    .select('name')
    .where('name', '>', after)
    .orderBy('name')
    .limit(500)
    .execute();
  return rows.map((row) => row.name);
}

export async function filesRemoved(tx: Tx, names: readonly string[]): Promise<void> {
  if (names.length > 0) await tx.deleteFrom('file_to_remove').where('name', 'in', names).execute();
}

/** Bytes of all uploads that were not sent yet; of the originals, as they came. */
export async function unsentBytes(db: Database): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select unsent_bytes() as bytes`.execute(db);
  return rows[0]?.bytes ?? 0;
}

/** Uploads never sent, stored before this instant of the real clock. */
export async function unsentBefore(tx: Tx, before: Temporal.Instant): Promise<readonly EvidenceRow[]> {
  const rows = await tx
    .selectFrom('evidence')
    .selectAll()
    .where('report_id', 'is', null)
    .where('answer_id', 'is', null)
    .where(sql<boolean>`recorded_at < ${before.toString()}`)
    .limit(500)
    .execute();
  return rows.map(rowOf);
}

function rowOf(row: {
  id: string;
  report_id: string | null;
  answer_id: string | null;
  intake_body_id: string;
  position: number;
  media_type: string;
  size: number;
  sha256: Buffer;
  name_sealed: Buffer;
  original_file: string;
  working_file: string | null;
  received_at: Temporal.Instant;
}): EvidenceRow {
  return {
    id: row.id,
    reportId: row.report_id,
    answerId: row.answer_id,
    intakeBodyId: row.intake_body_id,
    position: row.position,
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256.toString('hex'),
    hasWorkingCopy: row.working_file !== null,
    nameSealed: row.name_sealed,
    originalFile: row.original_file,
    workingFile: row.working_file,
    receivedAt: row.received_at,
  };
}
