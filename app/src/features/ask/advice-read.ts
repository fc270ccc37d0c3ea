/** Reads of questions and of published answers, in the scope of whoever asks. What is sealed is opened in the service. */

import type { Confidence } from '@netra/rulebook';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/db/connect.ts';
import type { ShownRule } from './shown-from.ts';

export const natures = ['law', 'practice', 'target'] as const;
export type AdviceNature = (typeof natures)[number];
export const confidences = ['seen', 'seen-3p', 'recalled', 'uncertain'] as const satisfies readonly Confidence[];

const oneOf = <T extends string>(all: readonly T[], text: string): T => {
  const found = all.find((one) => one === text);
  if (found === undefined) throw new Error(`unknown value ${text}`);
  return found;
};

export interface AdviceOffice {
  readonly bodyId: string;
  readonly name: string;
  readonly kind: string;
  readonly publicKey: Buffer;
  readonly zone: string;
}

/** Offices that take questions now, supervisors first. */
export async function readDesks(tx: Tx): Promise<readonly AdviceOffice[]> {
  const rows = await tx
    .selectFrom('advice_desk')
    .innerJoin('body', 'body.id', 'advice_desk.body_id')
    .select(['body.id', 'body.name', 'body.kind', 'body.zone', 'advice_desk.public_key'])
    .where('advice_desk.closed_at', 'is', null)
    .orderBy('body.kind')
    .orderBy('body.name')
    .execute();
  return rows.map((row) => ({
    bodyId: row.id,
    name: row.name,
    kind: row.kind,
    publicKey: row.public_key,
    zone: row.zone,
  }));
}

export interface AdviceTarget {
  readonly limitDays: number;
  readonly unit: 'working_day' | 'calendar_day';
  readonly warnDays: number;
  readonly nature: AdviceNature;
  readonly basis: string;
  /** When released answers appear. */
  readonly shown: ShownRule;
}

/** The target in force on a legal day. */
export async function readTarget(tx: Tx, day: string): Promise<AdviceTarget> {
  const row = await tx
    .selectFrom('advice_target')
    .selectAll()
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined)
    return {
      limitDays: 5,
      unit: 'working_day',
      warnDays: 2,
      nature: 'target',
      basis: 'Netra',
      shown: { weekday: 1, afterDays: 1 },
    };
  return {
    limitDays: row.limit_days,
    unit: row.unit === 'calendar_day' ? 'calendar_day' : 'working_day',
    warnDays: row.warn_days,
    nature: oneOf(natures, row.nature),
    basis: row.basis,
    shown: { weekday: row.shown_weekday, afterDays: row.shown_after_days },
  };
}

export interface QuestionRow {
  readonly id: string;
  readonly bodyId: string;
  readonly bodyName: string;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly warnOn: string;
  readonly nature: AdviceNature;
  readonly basis: string;
  readonly answeredOn: string | null;
}

export interface SealedQuestion extends QuestionRow {
  readonly askerKey: Buffer;
  readonly wordsSealed: Buffer;
  readonly ownSealed: Buffer;
  readonly answerSealed: Buffer | null;
  readonly answerCopy: Buffer | null;
}

const heads = [
  'q.id',
  'q.body_id',
  'body.name',
  'q.received_on',
  'q.due_on',
  'q.warn_on',
  'q.nature',
  'q.basis',
  'q.answered_on',
] as const;

interface Head {
  readonly id: string;
  readonly body_id: string;
  readonly name: string;
  readonly received_on: string;
  readonly due_on: string;
  readonly warn_on: string;
  readonly nature: string;
  readonly basis: string;
  readonly answered_on: string | null;
}

const rowOf = (row: Head): QuestionRow => ({
  id: row.id,
  bodyId: row.body_id,
  bodyName: row.name,
  receivedOn: row.received_on,
  dueOn: row.due_on,
  warnOn: row.warn_on,
  nature: oneOf(natures, row.nature),
  basis: row.basis,
  answeredOn: row.answered_on,
});

const MOST = 200;

/** The queue of an office: what is due first stands first, answered ones last. */
export async function readQueue(tx: Tx, bodyIds: readonly string[]): Promise<readonly QuestionRow[]> {
  if (bodyIds.length === 0) return [];
  const rows = await tx
    .selectFrom('advice_question as q')
    .innerJoin('body', 'body.id', 'q.body_id')
    .select([...heads])
    .where('q.body_id', 'in', [...bodyIds])
    .orderBy(sql`q.answered_on is not null`)
    .orderBy('q.due_on')
    .orderBy('q.id')
    .limit(MOST)
    .execute();
  return rows.map(rowOf);
}

/** One question, in the scope: of the pass, or of an office. @param id undefined: that of the pass */
export async function findQuestion(tx: Tx, id?: string): Promise<SealedQuestion | undefined> {
  let query = tx
    .selectFrom('advice_question as q')
    .innerJoin('body', 'body.id', 'q.body_id')
    .select([...heads, 'q.asker_key', 'q.words_sealed', 'q.own_sealed', 'q.answer_sealed', 'q.answer_copy']);
  if (id !== undefined) query = query.where('q.id', '=', id);
  const row = await query.limit(1).executeTakeFirst();
  return row === undefined
    ? undefined
    : {
        ...rowOf(row),
        askerKey: row.asker_key,
        wordsSealed: row.words_sealed,
        ownSealed: row.own_sealed,
        answerSealed: row.answer_sealed,
        answerCopy: row.answer_copy,
      };
}

export interface PublishedAnswer {
  readonly id: string;
  readonly number: number;
  readonly bodyId: string;
  readonly bodyName: string;
  readonly question: string;
  readonly answer: string;
  readonly rules: readonly string[];
  readonly confidence: (typeof confidences)[number];
  readonly marks: Readonly<Record<string, string>>;
  readonly writtenBy: string;
  readonly releasedOn: string | null;
  /** Legal day from which it stands in public. */
  readonly shownFrom: string | null;
  readonly reviewedOn: string | null;
  readonly withdrawnOn: string | null;
}

const Marks = z.record(z.string(), z.string());

export interface PublishedFilter {
  readonly search?: string;
  readonly rule?: string;
  readonly number?: number;
  readonly id?: string;
  readonly bodyIds?: readonly string[];
  /** Only what stands in public on this legal day. */
  readonly shownOn?: string;
  /** Also drafts and withdrawn ones, where the scope allows. */
  readonly all?: boolean;
  readonly most?: number;
  /** How many of the first are passed over. */
  readonly skip?: number;
}

/** Published answers; with a search the best first, by the stems of Indonesian. */
export async function readPublished(tx: Tx, filter: PublishedFilter = {}): Promise<readonly PublishedAnswer[]> {
  const search = (filter.search ?? '').trim().slice(0, 200);
  const asked = sql`websearch_to_tsquery('pg_catalog.indonesian', ${search})`;
  let query = tx
    .selectFrom('advice_published as a')
    .innerJoin('body', 'body.id', 'a.body_id')
    .select([
      'a.id',
      'a.number',
      'a.body_id',
      'body.name',
      'a.question',
      'a.answer',
      'a.rules',
      'a.confidence',
      'a.marks',
      'a.written_by',
      'a.released_on',
      'a.shown_from',
      'a.reviewed_on',
      'a.withdrawn_on',
    ]);
  if (filter.all !== true) query = query.where('a.released_on', 'is not', null).where('a.withdrawn_on', 'is', null);
  if (filter.shownOn !== undefined) query = query.where('a.shown_from', '<=', filter.shownOn);
  if (filter.number !== undefined) query = query.where('a.number', '=', filter.number);
  if (filter.id !== undefined) query = query.where('a.id', '=', filter.id);
  if (filter.bodyIds !== undefined) query = query.where('a.body_id', 'in', [...filter.bodyIds]);
  if (filter.rule !== undefined) query = query.where(sql<boolean>`${filter.rule} = any (a.rules)`);
  if (search !== '')
    query = query.where(sql<boolean>`a.words @@ ${asked}`).orderBy(sql`ts_rank(a.words, ${asked})`, 'desc');
  const rows = await query
    .orderBy('a.shown_from', 'desc')
    .orderBy('a.number', 'desc')
    .limit(filter.most ?? 50)
    .offset(filter.skip ?? 0)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    bodyId: row.body_id,
    bodyName: row.name,
    question: row.question,
    answer: row.answer,
    rules: row.rules,
    confidence: oneOf(confidences, row.confidence),
    marks: Marks.parse(row.marks),
    writtenBy: row.written_by,
    releasedOn: row.released_on,
    shownFrom: row.shown_from,
    reviewedOn: row.reviewed_on,
    withdrawnOn: row.withdrawn_on,
  }));
}

/** Names of places, for the check of what is published. */
export async function readPlaceNames(tx: Tx): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('jurisdiction')
    .select('name')
    .where('level', '!=', 'nation')
    .limit(20_000)
    .execute();
  return rows.map((row) => row.name);
}
