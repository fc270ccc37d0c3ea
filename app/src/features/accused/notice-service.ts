/** Issuing and ending notices, and what the office sees of them: use cases of officers. */
import { lock, unlock } from '../../platform/crypto/box.ts';
import { newReference } from '../../platform/crypto/reference.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type NoteError, noteAccusedNotified, type RemedyKind } from '../cases/index.ts';
import { type EvidenceService, findOfficeKey, type OfficeEvidence } from '../evidence/index.ts';
import type { Told } from './told.ts';
import { codeHash } from './visit.ts';

/** Days a code opens the file; the officer chooses one of these. */
export const validDays = [14, 30, 60, 90] as const;
/** Visits that one code begins: enough for a person and a lawyer, useless for handing it round. */
export const SIGN_INS = 50;
const DAY_MS = 86_400_000;

export type IssueError = NoteError | { readonly kind: 'nobody' };

export interface Issued {
  readonly noticeId: string;
  readonly code: string;
  readonly validUntil: Temporal.Instant;
  readonly issuedAt: Temporal.Instant;
}

export interface NoticeView {
  readonly id: string;
  readonly position: number;
  readonly issuedAt: Temporal.Instant;
  readonly validUntil: Temporal.Instant;
  readonly lastUsedAt: Temporal.Instant | null;
  readonly endedAt: Temporal.Instant | null;
  readonly endedWhy: string | null;
}

export interface AnswerView {
  readonly id: string;
  readonly position: number;
  /** An answer, or the grounds of an objection or an appeal. */
  readonly kind: 'answer' | RemedyKind;
  readonly at: Temporal.Instant;
  readonly words: string;
  readonly files: readonly OfficeEvidence[];
}

export interface NoticeService {
  /** Tells an accused person: the step, the code (given once, kept as a hash), and the end of every earlier code of this person. */
  issue(
    member: Member,
    number: string,
    position: number,
    told: Told,
    days: number,
    expectedSeq: number,
  ): Promise<Result<Issued, IssueError>>;
  /** Ends the code of a person at once. False when there is none to end. */
  revoke(member: Member, caseId: string, position: number): Promise<boolean>;
  notices(member: Member, caseId: string): Promise<readonly NoticeView[]>;
  /** Answers of the accused with their files, as far as the office may read them. */
  answers(member: Member, caseId: string): Promise<readonly AnswerView[]>;
}

/** What the answer of an accused person is locked for. */
export const answerPurpose = 'accused-answer';

export function lockAnswer({ keys }: Pick<Platform, 'keys'>, id: string, words: string): Buffer {
  const context = { purpose: answerPurpose, aad: Buffer.from(id) };
  return lock({ current: keys('accused-answer') }, Buffer.from(words, 'utf8'), context);
}

export function openAnswer({ keys }: Pick<Platform, 'keys'>, id: string, sealed: Uint8Array): string {
  const context = { purpose: answerPurpose, aad: Buffer.from(id) };
  const opened = unlock({ current: keys('accused-answer') }, sealed, context, 0);
  if (!opened.ok) throw new Error('an answer of an accused does not open with this instance key');
  return opened.value.toString('utf8');
}

export function noticeService(platform: Platform, evidence: EvidenceService): NoticeService {
  const { db, keys, random, uuid } = platform;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);

  return {
    issue: (member, number, position, told, days, expectedSeq) =>
      as(member, async (tx): Promise<Result<Issued, IssueError>> => {
        const noted = await noteAccusedNotified(
          platform,
          tx,
          member,
          number,
          { position, told: { ...told } },
          expectedSeq,
        );
        if (!noted.ok) return noted;
        const { caseId, seq, at, mandate } = noted.value;
        const person = await tx
          .selectFrom('case_accused')
          .select('position')
          .where('case_id', '=', caseId)
          .where('position', '=', position)
          .executeTakeFirst();
        if (person === undefined) return fail({ kind: 'nobody' });
        await end(tx, caseId, position, 'replaced', platform.realNow());
        const code = newReference('notice', random);
        const noticeId = uuid();
        const validUntil = Temporal.Instant.fromEpochMilliseconds(platform.realNow() + days * DAY_MS);
        await tx
          .insertInto('accused_notice')
          .values({
            id: noticeId,
            case_id: caseId,
            position,
            seq,
            body_id: mandate.bodyId,
            issued_by: member.userId,
            issued_at: at.toString(),
            code_hash: codeHash(keys, code),
            valid_until: validUntil.toString(),
            sign_ins_left: SIGN_INS,
          })
          .execute();
        return ok({ noticeId, code, validUntil, issuedAt: at });
      }),

    revoke: (member, caseId, position) =>
      as(member, async (tx) => (await end(tx, caseId, position, 'revoked', platform.realNow())) > 0),

    notices: (member, caseId) =>
      as(member, async (tx) => {
        const rows = await tx
          .selectFrom('accused_notice')
          .selectAll()
          .where('case_id', '=', caseId)
          // The legal clock of the demonstration may stand still.
          .orderBy('recorded_at', 'desc')
          .execute();
        return rows.map((row) => ({
          id: row.id,
          position: row.position,
          issuedAt: row.issued_at,
          validUntil: row.valid_until,
          lastUsedAt: row.last_used_at,
          endedAt: row.ended_at,
          endedWhy: row.ended_why,
        }));
      }),

    answers: (member, caseId) =>
      as(member, async (tx) => {
        const rows = await tx
          .selectFrom('accused_answer as w')
          .innerJoin('case_file as f', 'f.id', 'w.case_id')
          .select(['w.id', 'w.position', 'w.at', 'w.words_sealed', 'w.kind', 'f.origin_body_id'])
          .where('w.case_id', '=', caseId)
          .orderBy('w.seq')
          .execute();
        const answers: AnswerView[] = [];
        for (const row of rows) {
          const officeKey = await findOfficeKey(tx, keys, row.origin_body_id);
          answers.push({
            id: row.id,
            position: row.position,
            kind: row.kind === 'objection' || row.kind === 'appeal' ? row.kind : 'answer',
            at: row.at,
            words: openAnswer(platform, row.id, row.words_sealed),
            files: await evidence.ofAnswer(tx, officeKey, row.id),
          });
        }
        return answers;
      }),
  };
}

async function end(
  tx: Tx,
  caseId: string,
  position: number,
  why: 'replaced' | 'revoked',
  now: number,
): Promise<number> {
  const done = await tx
    .updateTable('accused_notice')
    .set({ ended_at: Temporal.Instant.fromEpochMilliseconds(now).toString(), ended_why: why })
    .where('case_id', '=', caseId)
    .where('position', '=', position)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}
