/** Reads of accountability. Public ones choose columns that name no writer; those of the institution run in the person's own scope. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/connect.ts';
import { type Compared, compare, Figures, isLike } from './figures.ts';

export interface Institution {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** The place it lies in. */
  readonly place: string;
}

export const posts = ['ppk', 'sekda', 'inspectorate'] as const;
export type Post = (typeof posts)[number];

export interface Holder {
  readonly id: string;
  readonly post: Post;
  readonly title: string;
  readonly name: string | null;
  readonly from: string;
  readonly until: string | null;
  readonly source: string;
}

export interface PublicReply {
  readonly version: number;
  readonly words: string;
  readonly on: string;
}

export interface PublicInstitution {
  readonly institution: Institution;
  readonly holders: readonly Holder[];
  /** Null: nothing was counted yet. */
  readonly day: string | null;
  readonly figures: Figures | null;
  readonly compared: readonly Compared[];
  /** Newest first. */
  readonly replies: readonly PublicReply[];
}

const toPost = (text: string): Post => posts.find((one) => one === text) ?? 'ppk';
/** More than a country has: what is cut would look as if it were not there. */
const MOST = 2000;

export async function searchInstitutions(tx: Tx, search: string): Promise<readonly Institution[]> {
  let query = tx
    .selectFrom('jurisdiction as j')
    .leftJoin('jurisdiction as p', 'p.id', 'j.parent_id')
    .select(['j.id', 'j.code', 'j.name', 'p.name as place'])
    .where('j.level', '=', 'institution');
  for (const word of search
    .split(/\s+/)
    .filter((one) => one !== '')
    .slice(0, 6)) {
    const like = `%${word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    query = query.where((w) =>
      w.or([w('j.name', 'ilike', like), w('j.code', 'ilike', like), w('p.name', 'ilike', like)]),
    );
  }
  const rows = await query.orderBy('j.name').limit(MOST).execute();
  return rows.map((row) => ({ id: row.id, code: row.code, name: row.name, place: row.place ?? '' }));
}

export async function findInstitution(tx: Tx, code: string): Promise<Institution | undefined> {
  const row = await tx
    .selectFrom('jurisdiction as j')
    .leftJoin('jurisdiction as p', 'p.id', 'j.parent_id')
    .select(['j.id', 'j.code', 'j.name', 'p.name as place'])
    .where('j.level', '=', 'institution')
    .where('j.code', '=', code)
    .executeTakeFirst();
  return row === undefined ? undefined : { id: row.id, code: row.code, name: row.name, place: row.place ?? '' };
}

export async function readHolders(tx: Tx, institutionId: string): Promise<readonly Holder[]> {
  const rows = await tx
    .selectFrom('office_holder')
    .select(['id', 'post', 'title', 'name', 'from_day', 'until_day', 'source'])
    .where('institution_id', '=', institutionId)
    .orderBy(sql`until_day is not null`)
    .orderBy(sql`array_position(array['ppk', 'sekda', 'inspectorate'], post)`)
    .orderBy('from_day', 'desc')
    .limit(60)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    post: toPost(row.post),
    title: row.title,
    name: row.name,
    from: row.from_day,
    until: row.until_day,
    source: row.source,
  }));
}

/** The page of an institution. @param today a legal day: nothing of later days is shown */
export async function readInstitution(tx: Tx, code: string, today: string): Promise<PublicInstitution | undefined> {
  const institution = await findInstitution(tx, code);
  if (institution === undefined) return undefined;
  const own = await tx
    .selectFrom('accountability_day')
    .select(['on_day', 'figures'])
    .where('institution_id', '=', institution.id)
    .where('on_day', '<=', today)
    .orderBy('on_day', 'desc')
    .limit(1)
    .executeTakeFirst();
  const figures = own === undefined ? null : Figures.parse(own.figures);
  const others =
    own === undefined
      ? []
      : await tx
          .selectFrom('accountability_day')
          .select('figures')
          .where('on_day', '=', own.on_day)
          .limit(5000)
          .execute();
  const like =
    figures === null ? [] : others.map((row) => Figures.parse(row.figures)).filter((one) => isLike(one, figures));
  const replies = await tx
    .selectFrom('institution_reply')
    .select(['version', 'words', 'approved_on'])
    .where('institution_id', '=', institution.id)
    .where('approved_on', 'is not', null)
    .orderBy('version', 'desc')
    .limit(50)
    .execute();
  return {
    institution,
    holders: await readHolders(tx, institution.id),
    day: own?.on_day ?? null,
    figures,
    compared: figures === null ? [] : compare(figures, like),
    replies: replies.map((row) => ({ version: row.version, words: row.words, on: row.approved_on ?? '' })),
  };
}

// For those who speak for an institution.

export interface SpokenFor extends Institution {
  /** Its inspectorate; otherwise the personnel authority, or an administrator, who enters holders of posts alone. */
  readonly inspects: boolean;
  readonly speaks: boolean;
}

/** @param code only the one with this code */
export async function readSpokenFor(tx: Tx, code: string | null = null): Promise<readonly SpokenFor[]> {
  const { rows } = await sql<{
    id: string;
    code: string;
    name: string;
    place: string | null;
    inspects: boolean;
    speaks: boolean;
  }>`
    with mine as materialized (select facility_inspects() as inspected, speaks_for() as spoken, administers() as all_of)
    select j.id, j.code, j.name, p.name as place, j.id = any (mine.inspected) as inspects, j.id = any (mine.spoken) as speaks
    from mine, jurisdiction j left join jurisdiction p on p.id = j.parent_id
    where j.level = 'institution' and (${code}::text is null or j.code = ${code}) and (mine.all_of or j.id = any (mine.spoken)) order by j.name limit ${MOST}`.execute(
    tx,
  );
  return rows.map((row) => ({ ...row, place: row.place ?? '' }));
}

export interface ReplyVersion {
  readonly id: string;
  readonly version: number;
  readonly words: string;
  readonly writtenBy: string;
  readonly writtenOn: string;
  readonly approvedOn: string | null;
  readonly refusedOn: string | null;
}

export async function readReplies(tx: Tx, institutionId: string): Promise<readonly ReplyVersion[]> {
  const rows = await tx
    .selectFrom('institution_reply')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .orderBy('version', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    words: row.words,
    writtenBy: row.written_by,
    writtenOn: row.written_on,
    approvedOn: row.approved_on,
    refusedOn: row.refused_on,
  }));
}

export interface AssessmentAnswer {
  readonly question: string;
  readonly level: number;
  readonly words: string;
  readonly links: readonly string[];
  readonly writtenBy: string;
}

export interface AssessmentFile {
  readonly id: string;
  readonly question: string;
  readonly nameSealed: Buffer;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

export interface Assessment {
  readonly id: string;
  readonly institutionId: string;
  readonly period: string;
  readonly version: number;
  readonly questions: string;
  readonly figures: Figures | null;
  readonly startedOn: string;
  readonly signedOn: string | null;
  readonly signedAs: string | null;
  readonly answers: readonly AssessmentAnswer[];
  readonly files: readonly AssessmentFile[];
}

const Stored = z.union([Figures, z.null()]);

export async function readAssessments(
  tx: Tx,
  institutionId: string,
): Promise<readonly Omit<Assessment, 'answers' | 'files'>[]> {
  const rows = await tx
    .selectFrom('self_assessment')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .orderBy('period', 'desc')
    .orderBy('version', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    institutionId: row.institution_id,
    period: row.period,
    version: row.version,
    questions: row.questions,
    figures: Stored.parse(row.figures),
    startedOn: row.started_on,
    signedOn: row.signed_on,
    signedAs: row.signed_as,
  }));
}

export async function findAssessment(tx: Tx, id: string): Promise<Assessment | undefined> {
  const row = await tx.selectFrom('self_assessment').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return undefined;
  const answers = await tx.selectFrom('self_assessment_answer').selectAll().where('assessment_id', '=', id).execute();
  const files = await tx
    .selectFrom('self_assessment_file')
    .select(['id', 'question', 'name_sealed', 'media_type', 'size', 'sha256'])
    .where('assessment_id', '=', id)
    .orderBy('uploaded_at')
    .execute();
  return {
    id: row.id,
    institutionId: row.institution_id,
    period: row.period,
    version: row.version,
    questions: row.questions,
    figures: Stored.parse(row.figures),
    startedOn: row.started_on,
    signedOn: row.signed_on,
    signedAs: row.signed_as,
    answers: answers.map((one) => ({
      question: one.question,
      level: one.level,
      words: one.words,
      links: one.links,
      writtenBy: one.written_by,
    })),
    files: files.map((one) => ({
      id: one.id,
      question: one.question,
      nameSealed: one.name_sealed,
      mediaType: one.media_type,
      size: one.size,
      sha256: one.sha256.toString('hex'),
    })),
  };
}
