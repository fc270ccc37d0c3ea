/**
 * Use cases of questions; the only file of the feature that opens a unit of work for writing. A question is sealed before it is stored, its answer is
 * sealed to the pass, and no column of either leads to a person, a roster, a report or a case.
 */

import { computeDeadline } from '@netra/rulebook';
import { sql } from 'kysely';
import { z } from 'zod';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { lock, unlock } from '../../platform/crypto/box.ts';
import { generateSealKeyPair, open, sealTo } from '../../platform/crypto/seal.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type AdviceDraft, askerKeys, passHash, passOf, Question } from './advice-pass.ts';
import {
  type AdviceOffice,
  type AdviceTarget,
  confidences,
  findQuestion,
  type PublishedAnswer,
  type QuestionRow,
  readDesks,
  readPlaceNames,
  readPublished,
  readQueue,
  readTarget,
  type SealedQuestion,
} from './advice-read.ts';
import { type Finding, findingsIn, standingIn } from './published-check.ts';
import { changedRules, marksOf } from './rule-marks.ts';
import { shownFrom } from './shown-from.ts';

const Answer = z.strictObject({
  words: z.string(),
  rules: z.array(z.string()),
  confidence: z.enum(confidences),
  marks: z.record(z.string(), z.string()),
});
export type Answer = z.infer<typeof Answer>;

export interface AnswerWish {
  readonly words: string;
  readonly rules: readonly string[];
  readonly confidence: (typeof confidences)[number];
}

export interface PublishWish extends AnswerWish {
  readonly question: string;
  /** What looks like a name is none: said by the writer. */
  readonly namesAreNone: boolean;
}

export interface OwnQuestion extends QuestionRow {
  readonly question: Question;
  readonly answer: Answer | null;
  /** Rules of the answer that say something else now. */
  readonly changed: readonly string[];
}

export interface OfficeQuestion extends QuestionRow {
  readonly question: Question;
  readonly answer: Answer | null;
}

export interface SentQuestion {
  readonly pass: string;
  readonly again: boolean;
  readonly office: string;
  readonly dueOn: string;
  readonly target: AdviceTarget;
}

export type AdviceError = 'not-found' | 'no-desk' | 'already' | 'same-person';
export type PublishError =
  | { readonly kind: AdviceError }
  | { readonly kind: 'tells'; readonly findings: readonly Finding[] };

export interface Desk {
  readonly bodyId: string;
  readonly bodyName: string;
  readonly open: boolean;
}

export interface AdviceService {
  offices(): Promise<readonly AdviceOffice[]>;
  target(): Promise<AdviceTarget>;
  /** Stores the question of a draft, or finds it when it was sent before. Two at once store one. */
  send(draft: AdviceDraft): Promise<Result<SentQuestion, AdviceError>>;
  /** Undefined: no question of this pass. */
  own(pass: string): Promise<OwnQuestion | undefined>;
  /** The asker takes question and answer back. */
  withdraw(pass: string): Promise<boolean>;

  desks(member: Member): Promise<readonly Desk[]>;
  openDesk(member: Member, bodyId: string): Promise<Result<null, AdviceError>>;
  closeDesk(member: Member, bodyId: string): Promise<Result<null, AdviceError>>;
  queue(member: Member): Promise<readonly QuestionRow[]>;
  /** Opens a question at the office; the look is recorded. */
  read(member: Member, id: string): Promise<OfficeQuestion | undefined>;
  answer(member: Member, id: string, wish: AnswerWish): Promise<Result<null, AdviceError>>;

  /** Drafts and answers of the offices of a member; those whose rules changed say which. */
  shelf(member: Member): Promise<readonly ShelfAnswer[]>;
  /** One of them, also where the list is too long to show it. */
  shelved(member: Member, id: string): Promise<ShelfAnswer | undefined>;
  /**
   * The same words sent twice by one person are one draft.
   * @param questionId the question that the writer has open: its words may not come along. Not stored.
   */
  write(
    member: Member,
    bodyId: string,
    wish: PublishWish,
    questionId: string | null,
  ): Promise<Result<{ readonly id: string }, PublishError>>;
  /** A second person edits and releases. */
  release(member: Member, id: string, wish: PublishWish): Promise<Result<{ readonly number: number }, PublishError>>;
  /** A second person says that the answer is still right although a rule changed. */
  review(member: Member, id: string): Promise<Result<null, AdviceError>>;
  withdrawPublished(member: Member, id: string): Promise<Result<null, AdviceError>>;
  published(filter?: Parameters<typeof readPublished>[1]): Promise<readonly ShelfAnswer[]>;
}

export interface ShelfAnswer extends PublishedAnswer {
  readonly changed: readonly string[];
}

export const questionPurpose = 'advice/question';
export const ownPurpose = 'advice/own';
export const answerPurpose = 'advice/answer';
export const copyPurpose = 'advice/answer-copy';

const deskBox = (bodyId: string) => ({ purpose: 'advice-private-key', aad: Buffer.from(bodyId, 'utf8') });
const isId = (text: string): boolean => z.uuid().safeParse(text).success;

type Deps = Pick<Platform, 'db' | 'keys' | 'uuid' | 'legalClock' | 'law'>;

export function adviceService({ db, keys, uuid, legalClock, law }: Deps): AdviceService {
  const today = async (): Promise<string> => legalDay(await legalClock.now(), 'WIB');
  const keyring = () => ({ current: keys('advice-desk') });
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const record = async (
    tx: Tx,
    member: Member,
    what: string,
    access: 'read' | 'write',
    bodyId: string,
    target: string | null,
  ): Promise<void> => {
    await tx
      .insertInto('audit')
      .values({ user_id: member.userId, body_id: bodyId, what, access, case_id: null, target })
      .execute();
  };
  /** Offices at which the member may advise. */
  const officesOf = (member: Member) =>
    member.mustEnrol
      ? []
      : member.memberships.filter(
          (one) =>
            (one.role === 'officer' && one.bodyKind === 'bawaslu') ||
            (one.role === 'inspectorate' && one.bodyKind === 'institution'),
        );
  const privateKey = async (tx: Tx, bodyId: string): Promise<Buffer | null> => {
    const { rows } = await sql<{ box: Buffer | null }>`select advice_private_key(${bodyId}::uuid) as box`.execute(tx);
    const box = rows[0]?.box ?? null;
    if (box === null) return null;
    const opened = unlock(keyring(), box, deskBox(bodyId), 0);
    if (!opened.ok) throw new Error(`the key of the advising office ${bodyId} cannot be opened: ${opened.error}`);
    return opened.value;
  };
  const opened = (key: Buffer, sealed: Buffer, purpose: string, id: string): unknown => {
    const plain = open(key, sealed, { purpose, aad: Buffer.from(id) });
    if (!plain.ok) throw new Error(`a question does not open: ${plain.error}`);
    return JSON.parse(plain.value.toString('utf8'));
  };
  const sealed = (key: Uint8Array, value: unknown, purpose: string, id: string): Buffer =>
    sealTo(key, Buffer.from(JSON.stringify(value), 'utf8'), { purpose, aad: Buffer.from(id) });
  const headOf = ({
    askerKey: _,
    wordsSealed: __,
    ownSealed: ___,
    answerSealed: ____,
    answerCopy: _____,
    ...head
  }: SealedQuestion): QuestionRow => head;
  const withChanges = (answers: readonly PublishedAnswer[]): readonly ShelfAnswer[] => {
    const book = law.current();
    return answers.map((one) => ({ ...one, changed: changedRules(one.marks, book) }));
  };

  const deskOf = async (tx: Tx, bodyId: string) =>
    tx
      .selectFrom('advice_desk')
      .select(['body_id', 'closed_at', 'public_key'])
      .where('body_id', '=', bodyId)
      .executeTakeFirst();

  const checked = async (tx: Tx, wish: PublishWish, asked: string | undefined): Promise<readonly Finding[]> => {
    const places = await readPlaceNames(tx);
    const text = `${wish.question}\n${wish.words}`;
    return standingIn(findingsIn(text, { places, asked }), wish.namesAreNone);
  };

  return {
    offices: () => runAs(db, { kind: 'public' }, readDesks),
    target: async () => {
      const day = await today();
      return runAs(db, { kind: 'public' }, (tx) => readTarget(tx, day));
    },

    send: async (draft) => {
      const pass = passOf(keys, draft.seed);
      const hash = passHash(keys, pass);
      const day = await today();
      return runAs(
        db,
        { kind: 'public', receiptHash: hash },
        async (tx): Promise<Result<SentQuestion, AdviceError>> => {
          // The same draft sent twice at once: the second waits here and then finds what the first stored.
          await sql`select pg_advisory_xact_lock(hashtextextended(${hash.toString('hex')}, 12))`.execute(tx);
          const target = await readTarget(tx, day);
          const there = await findQuestion(tx);
          if (there !== undefined)
            return ok({
              pass,
              again: true,
              office: there.bodyName,
              dueOn: there.dueOn,
              target: { ...target, nature: there.nature, basis: there.basis },
            });
          const office = (await readDesks(tx)).find((one) => one.bodyId === draft.bodyId);
          if (office === undefined) return fail('no-desk');
          const calendar = law.current().calendar();
          const due = computeDeadline({ limit: target.limitDays, unit: target.unit }, day, calendar).dueOn;
          const warn =
            target.warnDays === 0
              ? due
              : computeDeadline({ limit: -target.warnDays, unit: target.unit }, due, calendar).dueOn;
          const id = uuid();
          const asker = askerKeys(pass);
          await tx
            .insertInto('advice_question')
            .values({
              id,
              pass_hash: hash,
              asker_key: asker.publicKey,
              body_id: office.bodyId,
              received_on: day,
              due_on: due,
              warn_on: later(day, warn),
              nature: target.nature,
              basis: target.basis,
              words_sealed: sealed(office.publicKey, draft.question, questionPurpose, id),
              own_sealed: sealed(asker.publicKey, draft.question, ownPurpose, id),
            })
            .execute();
          return ok({ pass, again: false, office: office.name, dueOn: due, target });
        },
      );
    },

    own: (pass) =>
      runAs(db, { kind: 'public', receiptHash: passHash(keys, pass) }, async (tx) => {
        const found = await findQuestion(tx);
        if (found === undefined) return undefined;
        const { privateKey: key } = askerKeys(pass);
        const question = Question.parse(opened(key, found.ownSealed, ownPurpose, found.id));
        const answer =
          found.answerSealed === null ? null : Answer.parse(opened(key, found.answerSealed, answerPurpose, found.id));
        return {
          ...headOf(found),
          question,
          answer,
          changed: answer === null ? [] : changedRules(answer.marks, law.current()),
        };
      }),

    withdraw: (pass) =>
      runAs(db, { kind: 'public', receiptHash: passHash(keys, pass) }, async (tx) => {
        const gone = await tx.deleteFrom('advice_question').executeTakeFirst();
        return gone.numDeletedRows > 0n;
      }),

    desks: (member) =>
      as(member, async (tx) => {
        const offices = officesOf(member);
        const rows = await tx.selectFrom('advice_desk').select(['body_id', 'closed_at']).execute();
        return offices.map((one) => ({
          bodyId: one.bodyId,
          bodyName: one.bodyName,
          open: rows.some((row) => row.body_id === one.bodyId && row.closed_at === null),
        }));
      }),

    openDesk: (member, bodyId) =>
      as(member, async (tx): Promise<Result<null, AdviceError>> => {
        if (!officesOf(member).some((one) => one.bodyId === bodyId)) return fail('not-found');
        await sql`select pg_advisory_xact_lock(hashtextextended(${`advice desk ${bodyId}`}, 0))`.execute(tx);
        const there = await deskOf(tx, bodyId);
        if (there !== undefined && there.closed_at === null) return fail('already');
        if (there === undefined) {
          await makeDesk(tx, keys, bodyId, member.userId);
        } else {
          await tx.updateTable('advice_desk').set({ closed_at: null }).where('body_id', '=', bodyId).execute();
        }
        await record(tx, member, 'advice.desk-open', 'write', bodyId, null);
        return ok(null);
      }),

    closeDesk: (member, bodyId) =>
      as(member, async (tx): Promise<Result<null, AdviceError>> => {
        if (!officesOf(member).some((one) => one.bodyId === bodyId)) return fail('not-found');
        const closed = await tx
          .updateTable('advice_desk')
          .set({ closed_at: sql<string>`now()` })
          .where('body_id', '=', bodyId)
          .where('closed_at', 'is', null)
          .executeTakeFirst();
        if (closed.numUpdatedRows === 0n) return fail('not-found');
        await record(tx, member, 'advice.desk-close', 'write', bodyId, null);
        return ok(null);
      }),

    queue: (member) =>
      as(member, (tx) =>
        readQueue(
          tx,
          officesOf(member).map((one) => one.bodyId),
        ),
      ),

    read: async (member, id) =>
      !isId(id) || member.mustEnrol
        ? undefined
        : as(member, async (tx) => {
            const found = await findQuestion(tx, id);
            if (found === undefined) return undefined;
            const key = await privateKey(tx, found.bodyId);
            if (key === null) return undefined;
            await record(tx, member, 'advice.read', 'read', found.bodyId, id);
            return {
              ...headOf(found),
              question: Question.parse(opened(key, found.wordsSealed, questionPurpose, id)),
              answer: found.answerCopy === null ? null : Answer.parse(opened(key, found.answerCopy, copyPurpose, id)),
            };
          }),

    answer: async (member, id, wish) => {
      if (!isId(id) || member.mustEnrol) return fail('not-found');
      const day = await today();
      return as(member, async (tx): Promise<Result<null, AdviceError>> => {
        const found = await findQuestion(tx, id);
        const desk = found === undefined ? undefined : await deskOf(tx, found.bodyId);
        if (found === undefined || desk === undefined || (await privateKey(tx, found.bodyId)) === null)
          return fail('not-found');
        if (found.answeredOn !== null) return fail('already');
        const answer: Answer = {
          words: wish.words,
          rules: [...wish.rules],
          confidence: wish.confidence,
          marks: marksOf(wish.rules, law.current()),
        };
        const done = await tx
          .updateTable('advice_question')
          .set({
            answered_on: later(found.receivedOn, day),
            answered_by: member.userId,
            answer_sealed: sealed(found.askerKey, answer, answerPurpose, id),
            answer_copy: sealed(desk.public_key, answer, copyPurpose, id),
            touched_on: sql<string>`current_date`,
          })
          .where('id', '=', id)
          .where('answered_on', 'is', null)
          .executeTakeFirst();
        if (done.numUpdatedRows === 0n) return fail('already');
        await record(tx, member, 'advice.answer', 'write', found.bodyId, id);
        return ok(null);
      });
    },

    shelf: (member) =>
      as(member, async (tx) => {
        const bodyIds = officesOf(member).map((one) => one.bodyId);
        return bodyIds.length === 0 ? [] : withChanges(await readPublished(tx, { all: true, bodyIds, most: 200 }));
      }),

    shelved: (member, id) =>
      as(member, async (tx) => {
        const bodyIds = officesOf(member).map((one) => one.bodyId);
        if (bodyIds.length === 0 || !isId(id)) return undefined;
        return withChanges(await readPublished(tx, { all: true, bodyIds, id }))[0];
      }),

    write: async (member, bodyId, wish, questionId) => {
      if (!officesOf(member).some((one) => one.bodyId === bodyId)) return fail({ kind: 'not-found' });
      return as(member, async (tx): Promise<Result<{ readonly id: string }, PublishError>> => {
        let asked: string | undefined;
        if (questionId !== null && isId(questionId)) {
          const found = await findQuestion(tx, questionId);
          const key = found === undefined ? null : await privateKey(tx, found.bodyId);
          if (found === undefined || key === null) return fail({ kind: 'not-found' });
          asked = Question.parse(opened(key, found.wordsSealed, questionPurpose, questionId)).words;
        }
        const findings = await checked(tx, wish, asked);
        if (findings.length > 0) return fail({ kind: 'tells', findings });
        // The same form sent twice is one draft: released both, one answer would stand in public twice.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`advice draft ${member.userId}`}, 0))`.execute(tx);
        const before = await tx
          .selectFrom('advice_published')
          .select('id')
          .where('body_id', '=', bodyId)
          .where('written_by', '=', member.userId)
          .where('released_on', 'is', null)
          .where('withdrawn_on', 'is', null)
          .where('question', '=', wish.question)
          .where('answer', '=', wish.words)
          .where('confidence', '=', wish.confidence)
          .where(sql<boolean>`rules = ${[...wish.rules]}::text[]`)
          .executeTakeFirst();
        if (before !== undefined) return ok({ id: before.id });
        const id = uuid();
        await tx
          .insertInto('advice_published')
          .values({
            id,
            body_id: bodyId,
            question: wish.question,
            answer: wish.words,
            rules: [...wish.rules],
            confidence: wish.confidence,
            marks: JSON.stringify(marksOf(wish.rules, law.current())),
            written_by: member.userId,
          })
          .execute();
        await record(tx, member, 'advice.draft', 'write', bodyId, id);
        return ok({ id });
      });
    },

    release: async (member, id, wish) => {
      if (!isId(id) || member.mustEnrol) return fail({ kind: 'not-found' });
      const day = await today();
      return as(member, async (tx): Promise<Result<{ readonly number: number }, PublishError>> => {
        const [found] = await readPublished(tx, { all: true, id });
        if (found === undefined || !officesOf(member).some((one) => one.bodyId === found.bodyId))
          return fail({ kind: 'not-found' });
        if (found.writtenBy === member.userId) return fail({ kind: 'same-person' });
        if (found.releasedOn !== null || found.withdrawnOn !== null) return fail({ kind: 'already' });
        const findings = await checked(tx, wish, undefined);
        if (findings.length > 0) return fail({ kind: 'tells', findings });
        const edited = wish.question !== found.question || wish.words !== found.answer;
        const done = await tx
          .updateTable('advice_published')
          .set({
            question: wish.question,
            answer: wish.words,
            rules: [...wish.rules],
            confidence: wish.confidence,
            marks: JSON.stringify(marksOf(wish.rules, law.current())),
            changed_by: edited ? member.userId : null,
            released_by: member.userId,
            released_on: day,
            shown_from: shownFrom(day, (await readTarget(tx, day)).shown),
          })
          .where('id', '=', id)
          .where('released_on', 'is', null)
          .executeTakeFirst();
        if (done.numUpdatedRows === 0n) return fail({ kind: 'already' });
        await record(tx, member, 'advice.release', 'write', found.bodyId, id);
        return ok({ number: found.number });
      });
    },

    review: async (member, id) => {
      if (!isId(id) || member.mustEnrol) return fail('not-found');
      const day = await today();
      return as(member, async (tx): Promise<Result<null, AdviceError>> => {
        const [found] = await readPublished(tx, { id });
        if (found === undefined || !officesOf(member).some((one) => one.bodyId === found.bodyId))
          return fail('not-found');
        if (found.writtenBy === member.userId) return fail('same-person');
        await tx
          .updateTable('advice_published')
          .set({
            marks: JSON.stringify(marksOf(found.rules, law.current())),
            reviewed_by: member.userId,
            reviewed_on: day,
          })
          .where('id', '=', id)
          .execute();
        await record(tx, member, 'advice.review', 'write', found.bodyId, id);
        return ok(null);
      });
    },

    withdrawPublished: async (member, id) => {
      if (!isId(id) || member.mustEnrol) return fail('not-found');
      const day = await today();
      return as(member, async (tx): Promise<Result<null, AdviceError>> => {
        const [found] = await readPublished(tx, { all: true, id });
        if (found === undefined || !officesOf(member).some((one) => one.bodyId === found.bodyId))
          return fail('not-found');
        if (found.withdrawnOn !== null) return fail('already');
        await tx
          .updateTable('advice_published')
          .set({ withdrawn_by: member.userId, withdrawn_on: day })
          .where('id', '=', id)
          .execute();
        await record(tx, member, 'advice.withdraw', 'write', found.bodyId, id);
        return ok(null);
      });
    },

    published: async (filter) => {
      const shownOn = await today();
      return withChanges(await runAs(db, { kind: 'public' }, (tx) => readPublished(tx, { ...filter, shownOn })));
    },
  };
}

function later(a: string, b: string): string {
  return [a, b].toSorted()[1] ?? b;
}

/** A key pair for the questions of an office and nothing else. */
export async function makeDesk(tx: Tx, keys: Platform['keys'], bodyId: string, openedBy: string): Promise<void> {
  const pair = generateSealKeyPair();
  await tx
    .insertInto('advice_desk')
    .values({
      body_id: bodyId,
      public_key: pair.publicKey,
      private_key_wrapped: lock({ current: keys('advice-desk') }, pair.privateKey, deskBox(bodyId)),
      opened_by: openedBy,
    })
    .execute();
}
