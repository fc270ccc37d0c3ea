/** Requests about one's own data: by whom is the scope of the actor, who answers is the database's rule. Words and answers lie locked. */
import { sql } from 'kysely';
import { lock, unlock } from '../../../platform/crypto/box.ts';
import type { Tx } from '../../../platform/db/connect.ts';
import { type Actor, runAs } from '../../../platform/db/unit-of-work.ts';
import type { Member } from '../../../platform/http/env.ts';
import type { Platform } from '../../../platform/platform.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';

export const requestKinds = ['copy', 'correction', 'restriction', 'deletion', 'objection'] as const;
export type RequestKind = (typeof requestKinds)[number];
export const subjects = ['account', 'accused', 'reporter'] as const;
export type Subject = (typeof subjects)[number];
export const outcomes = ['granted', 'partly', 'refused'] as const;
export type Outcome = (typeof outcomes)[number];
/** Grounds for answering less than was asked; '' is none. */
export const exceptions = ['', '33b', '33a', '15', 'archive', 'chain'] as const;
export type Exception = (typeof exceptions)[number];

/** Access, correction and restriction within 3 × 24 hours (UU 27/2022 pasal 30, 32, 41); we answer everything in that time. */
export const ANSWER_HOURS = 72;
/** Requests of one person that may wait at the same time. */
const MOST_OPEN = 5;
/** Requests on one page of the queue. */
export const QUEUE_PAGE = 50;

export interface PrivacyRequest {
  readonly id: string;
  readonly kind: RequestKind;
  readonly subject: Subject;
  readonly caseNumber: string | null;
  readonly words: string;
  readonly askedAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  readonly answeredAt: Temporal.Instant | null;
  readonly outcome: Outcome | null;
  readonly exception: Exception;
  readonly answer: string;
}

/** A request in the queue: what it is and by when, and none of its words. */
export type WaitingRequest = Pick<PrivacyRequest, 'id' | 'kind' | 'subject' | 'caseNumber' | 'dueAt' | 'answeredAt'>;

export interface RequestService {
  /** Own requests of the actor, the newest first. */
  own(actor: Actor): Promise<readonly PrivacyRequest[]>;
  /** `nobody`: the visit or the receipt opens nothing. */
  ask(actor: Actor, kind: RequestKind, words: string): Promise<Result<null, 'many' | 'nobody'>>;
  /** Requests that this person may answer and nobody has, the nearest limit first; pages count from 1. */
  waiting(member: Member, page?: number): Promise<readonly WaitingRequest[]>;
  /** How many of them there are, on all pages. */
  countWaiting(member: Member): Promise<number>;
  find(member: Member, id: string): Promise<PrivacyRequest | undefined>;
  /** False when somebody was faster, or the person may not. */
  answer(
    member: Member,
    id: string,
    given: { readonly outcome: Outcome; readonly exception: Exception; readonly answer: string },
  ): Promise<boolean>;
}

const wordsPurpose = 'privacy-request/words';
const answerPurpose = 'privacy-request/answer';

/** Requests that wait for the person who asks. */
export const waitingCount = sql<number>`select count(*) from waiting_requests()`;

export function requestService(platform: Platform): RequestService {
  const { db, keys } = platform;
  const key = { current: keys('privacy-request') };
  const seal = (purpose: string, id: string, text: string): Buffer =>
    lock(key, Buffer.from(text, 'utf8'), { purpose, aad: Buffer.from(id) });
  const opened = (purpose: string, id: string, box: Buffer | null): string => {
    if (box === null) return '';
    const plain = unlock(key, box, { purpose, aad: Buffer.from(id) }, 0);
    if (!plain.ok) throw new Error('a request does not open with this instance key');
    return plain.value.toString('utf8');
  };
  const read = async (tx: Tx, where: ReturnType<typeof sql<boolean>>): Promise<PrivacyRequest[]> => {
    const rows = await tx
      .selectFrom('privacy_request as r')
      .leftJoin('case_file as f', 'f.id', 'r.case_id')
      .selectAll('r')
      .select('f.number')
      .where(where)
      .orderBy('r.asked_at', 'desc')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      kind: one(requestKinds, row.kind),
      subject: one(subjects, row.subject),
      caseNumber: row.number,
      words: opened(wordsPurpose, row.id, row.words_locked),
      askedAt: row.asked_at,
      dueAt: row.due_at,
      answeredAt: row.answered_at,
      outcome: row.outcome === null ? null : one(outcomes, row.outcome),
      exception: row.exception === null ? '' : one(exceptions, row.exception),
      answer: opened(answerPurpose, row.id, row.answer_locked),
    }));
  };
  const mine = (actor: Actor) =>
    actor.kind === 'member' ? sql<boolean>`r.user_id = ${actor.userId}::uuid` : sql<boolean>`true`;

  return {
    own: (actor) => runAs(db, actor, (tx) => read(tx, mine(actor))),

    ask: (actor, kind, words) =>
      runAs(db, actor, async (tx): Promise<Result<null, 'many' | 'nobody'>> => {
        const about = await subjectOf(tx, actor);
        if (about === null) return fail('nobody');
        const open = (await read(tx, mine(actor))).filter((request) => request.answeredAt === null);
        if (open.length >= MOST_OPEN) return fail('many');
        const id = platform.uuid();
        const now = Temporal.Instant.fromEpochMilliseconds(platform.realNow());
        await tx
          .insertInto('privacy_request')
          .values({
            id,
            kind,
            ...about,
            words_locked: seal(wordsPurpose, id, words),
            asked_at: now.toString(),
            due_at: now.add({ hours: ANSWER_HOURS }).toString(),
          })
          .execute();
        return ok(null);
      }),

    waiting: (member, page = 1) =>
      runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
        const rows = await tx
          .selectFrom('privacy_request as r')
          .leftJoin('case_file as f', 'f.id', 'r.case_id')
          .select(['r.id', 'r.kind', 'r.subject', 'f.number', 'r.due_at', 'r.answered_at'])
          .where(
            sql<boolean>`r.id in (select w.id from waiting_requests() w order by w.due_at, w.id
              limit ${QUEUE_PAGE} offset ${(page - 1) * QUEUE_PAGE})`,
          )
          .orderBy('r.due_at')
          .orderBy('r.id')
          .execute();
        return rows.map((row) => ({
          id: row.id,
          kind: one(requestKinds, row.kind),
          subject: one(subjects, row.subject),
          caseNumber: row.number,
          dueAt: row.due_at,
          answeredAt: row.answered_at,
        }));
      }),

    countWaiting: (member) =>
      runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
        const { rows } = await sql<{ n: number }>`select (${waitingCount}) as n`.execute(tx);
        return rows[0]?.n ?? 0;
      }),

    find: (member, id) =>
      runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
        const [found] = await read(
          tx,
          sql<boolean>`r.id = ${id}::uuid and r.user_id is distinct from ${member.userId}::uuid and answers_request(r.subject, r.case_id)`,
        );
        return found;
      }),

    answer: (member, id, given) =>
      runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
        const done = await tx
          .updateTable('privacy_request')
          .set({
            answered_at: Temporal.Instant.fromEpochMilliseconds(platform.realNow()).toString(),
            answered_by: member.userId,
            outcome: given.outcome,
            exception: given.exception === '' ? null : given.exception,
            answer_locked: seal(answerPurpose, id, given.answer),
          })
          .where('id', '=', id)
          .where('answered_at', 'is', null)
          .executeTakeFirst();
        return done.numUpdatedRows > 0n;
      }),
  };
}

/** Whose request it is, as the scope says; null when it opens nothing. */
async function subjectOf(
  tx: Tx,
  actor: Actor,
): Promise<{
  subject: Subject;
  user_id?: string;
  case_id?: string;
  position?: number;
  notice_id?: string;
  report_id?: string;
} | null> {
  switch (actor.kind) {
    case 'member':
      return { subject: 'account', user_id: actor.userId };
    case 'accused': {
      const { rows } = await sql<{ case_id: string | null; place: number | null; notice_id: string | null }>`
        select accused_case() as case_id, accused_position() as place, accused_scope() as notice_id`.execute(tx);
      const [row] = rows;
      return row === undefined || row.case_id === null || row.place === null || row.notice_id === null
        ? null
        : { subject: 'accused', case_id: row.case_id, position: row.place, notice_id: row.notice_id };
    }
    case 'public': {
      const { rows } = await sql<{ case_id: string | null; report_id: string | null }>`
        select reporter_case() as case_id, own_report() as report_id`.execute(tx);
      const [row] = rows;
      return row === undefined || row.case_id === null || row.report_id === null
        ? null
        : { subject: 'reporter', case_id: row.case_id, report_id: row.report_id };
    }
    case 'system':
      return null;
  }
}

function one<T extends string>(known: readonly T[], text: string): T {
  const found = known.find((value) => value === text);
  if (found === undefined) throw new Error('a request holds an unknown word');
  return found;
}
