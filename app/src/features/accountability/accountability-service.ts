/** Use cases of accountability; the only file of the feature that opens a unit of work for writing. The snapshot of the day is the system's own. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { lock, unlock } from '../../platform/crypto/box.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { describeError } from '../../platform/log/log.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { accessTotals } from '../facilities/index.ts';
import { institutionFigures } from '../pledge-coverage/index.ts';
import { preventionCounts } from '../prevention/index.ts';
import {
  type Assessment,
  findAssessment,
  type Holder,
  type Institution,
  type Post,
  type PublicInstitution,
  type ReplyVersion,
  readAssessments,
  readHolders,
  readInstitution,
  readReplies,
  readSpokenFor,
  type SpokenFor,
  searchInstitutions,
} from './accountability-read.ts';
import { findSet, questionsFor } from './assessment-questions.ts';
import { Figures, type Kind, kinds, type Size, sizes } from './figures.ts';
import { type ReplyFinding, replyFindings } from './reply-check.ts';
import { bandOf, keptCount } from './sticky-count.ts';

export interface AccountabilityDeps {
  readonly platform: Pick<Platform, 'db' | 'keys' | 'uuid' | 'legalClock' | 'log'>;
}

export interface HolderWish {
  readonly post: Post;
  readonly title: string;
  readonly name: string | null;
  readonly from: string;
  readonly source: string;
}

export interface AnswerWish {
  readonly question: string;
  readonly level: number;
  readonly words: string;
  readonly links: readonly string[];
}

export interface FileWish {
  readonly question: string;
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

export type AccountabilityError = 'not-found' | 'already' | 'same-person' | 'incomplete' | 'too-many' | 'wrong-day';
export type ReplyError =
  | { readonly kind: AccountabilityError }
  | { readonly kind: 'tells'; readonly findings: readonly ReplyFinding[] };
type Done<T, E = AccountabilityError> = Promise<Result<T, E>>;

export interface OfficeView {
  readonly institution: SpokenFor;
  readonly holders: readonly Holder[];
  readonly replies: readonly ReplyVersion[];
  readonly assessments: Awaited<ReturnType<typeof readAssessments>>;
}

export interface AccountabilityService {
  /** Makes the snapshot of the legal day for every institution that has none. Twice is the same as once. @returns how many it made */
  snapshotToday(): Promise<number>;
  search(words: string): Promise<readonly Institution[]>;
  find(code: string): Promise<PublicInstitution | undefined>;

  spokenFor(member: Member): Promise<readonly SpokenFor[]>;
  office(member: Member, code: string): Promise<OfficeView | undefined>;
  addHolder(member: Member, code: string, wish: HolderWish): Done<null>;
  endHolder(member: Member, code: string, holderId: string, until: string): Done<null>;
  writeReply(member: Member, code: string, words: string): Done<null, ReplyError>;
  /** The second person publishes, or says no. */
  decideReply(member: Member, code: string, replyId: string, approve: boolean): Done<null>;

  begin(member: Member, code: string, period: string): Done<{ readonly id: string }>;
  assessment(
    member: Member,
    id: string,
  ): Promise<{ readonly institution: SpokenFor; readonly assessment: Assessment } | undefined>;
  answer(member: Member, id: string, wish: AnswerWish): Done<null>;
  addFile(member: Member, id: string, wish: FileWish): Done<null>;
  removeFile(member: Member, id: string, fileId: string): Done<null>;
  readFile(
    member: Member,
    id: string,
    fileId: string,
  ): Promise<{ readonly name: string; readonly mediaType: string; readonly content: Buffer } | undefined>;
  sign(member: Member, id: string, as: string): Done<null>;
  fileName(file: { readonly id: string; readonly nameSealed: Buffer }): string;
}

const MOST_FILES = 20;
const system = { kind: 'system' } as const;
const isId = (text: string): boolean => z.uuid().safeParse(text).success;

export function accountabilityService({ platform }: AccountabilityDeps): AccountabilityService {
  const { db, keys, uuid, legalClock, log } = platform;
  const today = async (): Promise<string> => legalDay(await legalClock.now(), 'WIB');
  const keyring = () => ({ current: keys('self-assessment') });
  const nameBox = (id: string) => ({ purpose: 'self-assessment/name', aad: Buffer.from(id) });
  const contentBox = (id: string) => ({ purpose: 'self-assessment/content', aad: Buffer.from(id) });
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const record = async (
    tx: Tx,
    member: Member,
    what: string,
    access: 'read' | 'write',
    target: string | null,
  ): Promise<void> => {
    await tx
      .insertInto('audit')
      .values({
        user_id: member.userId,
        body_id: member.memberships[0]?.bodyId ?? null,
        what,
        access,
        case_id: null,
        target,
      })
      .execute();
  };
  const here = async (tx: Tx, member: Member, code: string): Promise<SpokenFor | undefined> =>
    member.mustEnrol ? undefined : (await readSpokenFor(tx, code))[0];
  /** Two who write to one self-assessment at once: the second waits, and sees what the first left. */
  const alone = (tx: Tx, assessmentId: string) =>
    sql`select pg_advisory_xact_lock(hashtextextended(${assessmentId}, 17))`.execute(tx);
  const opened = (box: Buffer, context: ReturnType<typeof nameBox>): Buffer => {
    const plain = unlock(keyring(), box, context, 0);
    if (!plain.ok) throw new Error(`a file of a self-assessment does not open: ${plain.error}`);
    return plain.value;
  };

  /** One kept count moves on, or stays. */
  const stuck = async (tx: Tx, institutionId: string, what: string, count: number, day: string): Promise<number> => {
    const row = await tx
      .selectFrom('accountability_count')
      .select('at')
      .where('institution_id', '=', institutionId)
      .where('what', '=', what)
      .executeTakeFirst();
    const kept = keptCount(row?.at, count);
    if (kept !== row?.at)
      await tx
        .insertInto('accountability_count')
        .values({ institution_id: institutionId, what, at: kept, set_on: day })
        .onConflict((c) => c.columns(['institution_id', 'what']).doUpdateSet({ at: kept, set_on: day }))
        .execute();
    return bandOf(kept);
  };

  const snapshot = (
    institution: { readonly id: string; readonly code: string; readonly kind: Kind },
    day: string,
    now: Temporal.Instant,
  ): Promise<boolean> =>
    runAs(db, system, async (tx) => {
      // Two processes at once: the second waits, and then finds the day written.
      await sql`select pg_advisory_xact_lock(hashtextextended(${institution.id}, 13))`.execute(tx);
      const there = await tx
        .selectFrom('accountability_day')
        .select('on_day')
        .where('institution_id', '=', institution.id)
        .where('on_day', '=', day)
        .executeTakeFirst();
      if (there !== undefined) return false;
      const { rows: asked } = await sql<{ authority: string | null; size: string }>`
        select authority_of(${institution.id}::uuid) as authority, institution_size(${institution.id}::uuid) as size`.execute(
        tx,
      );
      const { rows: counts } = await sql<{ what: string; n: number }>`
        select what, n::int as n from accountability_counts(${institution.id}::uuid, ${now.toString()}::timestamptz)`.execute(
        tx,
      );
      const count = (what: string): number => counts.find((row) => row.what === what)?.n ?? 0;
      const covered = (await institutionFigures(tx, [institution.id], day)).get(institution.id);
      const access = await accessTotals(tx, institution.code, now);
      const known = asked[0]?.authority !== null && asked[0]?.authority !== undefined;
      const size: Size = sizes.find((one) => one === asked[0]?.size) ?? 'unknown';
      const sticky = (what: string, n: number): Promise<number> => stuck(tx, institution.id, what, n, day);
      const from = Temporal.PlainDate.from(day).subtract({ years: 1 }).toString();
      const done = await preventionCounts(
        tx,
        { institutionId: institution.id },
        { electionId: null, from, until: day },
      );
      const figures: Figures = {
        kind: institution.kind,
        size,
        pledge: covered?.rate ?? null,
        lesson: covered?.lessons ?? null,
        coveredOn: covered?.day ?? null,
        waiting: known ? await sticky('waiting', count('waiting')) : null,
        overdue: known ? await sticky('overdue', count('overdue')) : null,
        asked: await sticky('asked', access.asked),
        answered: await sticky('answered', access.answered),
        questions: access.questions,
        prevention:
          done === null
            ? null
            : {
                activities: await sticky('activities', done.activities),
                kept: await sticky('kept', done.kept),
                missed: await sticky('missed', done.missed),
                open: await sticky('open', done.open),
              },
      };
      await tx
        .insertInto('accountability_day')
        .values({ institution_id: institution.id, on_day: day, figures: JSON.stringify(Figures.parse(figures)) })
        .execute();
      return true;
    });

  return {
    snapshotToday: async () => {
      const now = await legalClock.now();
      const day = legalDay(now, 'WIB');
      const rows = await runAs(db, system, (tx) =>
        tx
          .selectFrom('jurisdiction as j')
          .innerJoin('jurisdiction as p', 'p.id', 'j.parent_id')
          .leftJoin('accountability_day as d', (join) =>
            join.onRef('d.institution_id', '=', 'j.id').on('d.on_day', '=', day),
          )
          .select(['j.id', 'j.code', 'p.level'])
          .where('j.level', '=', 'institution')
          .where('d.on_day', 'is', null)
          .orderBy('j.code')
          .execute(),
      );
      let made = 0;
      for (const row of rows) {
        const kind = kinds.find((one) => one === row.level);
        if (kind === undefined) continue;
        try {
          if (await snapshot({ id: row.id, code: row.code, kind }, day, now)) made += 1;
        } catch (error) {
          log.error({ event: 'accountability-not-counted', ...describeError(error) });
        }
      }
      return made;
    },
    search: (words) => runAs(db, { kind: 'public' }, (tx) => searchInstitutions(tx, words)),
    find: async (code) => {
      const day = await today();
      return code.length > 60 ? undefined : runAs(db, { kind: 'public' }, (tx) => readInstitution(tx, code, day));
    },

    spokenFor: (member) => (member.mustEnrol ? Promise.resolve([]) : as(member, readSpokenFor)),
    office: (member, code) =>
      as(member, async (tx) => {
        const institution = await here(tx, member, code);
        return institution === undefined
          ? undefined
          : {
              institution,
              holders: await readHolders(tx, institution.id),
              replies: institution.speaks ? await readReplies(tx, institution.id) : [],
              assessments: await readAssessments(tx, institution.id),
            };
      }),

    addHolder: (member, code, wish) =>
      as(member, async (tx) => {
        const institution = await here(tx, member, code);
        if (institution === undefined || (institution.speaks && !institution.inspects)) return fail('not-found');
        await sql`select pg_advisory_xact_lock(hashtextextended(${institution.id}, 16))`.execute(tx);
        const holders = await readHolders(tx, institution.id);
        if (holders.some((one) => one.post === wish.post && one.until === null)) return fail('already');
        if (holders.some((one) => one.post === wish.post && (one.until ?? '') >= wish.from)) return fail('wrong-day');
        await tx
          .insertInto('office_holder')
          .values({
            id: uuid(),
            institution_id: institution.id,
            post: wish.post,
            title: wish.title,
            name: wish.name,
            from_day: wish.from,
            source: wish.source,
            entered_by: member.userId,
          })
          .execute();
        await record(tx, member, 'institution.holder', 'write', institution.id);
        return ok(null);
      }),
    endHolder: (member, code, holderId, until) =>
      as(member, async (tx) => {
        const institution = await here(tx, member, code);
        if (institution === undefined || (institution.speaks && !institution.inspects) || !isId(holderId))
          return fail('not-found');
        const holder = (await readHolders(tx, institution.id)).find((one) => one.id === holderId);
        if (holder === undefined) return fail('not-found');
        if (holder.until !== null) return fail('already');
        if (until < holder.from) return fail('wrong-day');
        const ended = await tx
          .updateTable('office_holder')
          .set({ until_day: until, ended_by: member.userId })
          .where('id', '=', holderId)
          .where('until_day', 'is', null)
          .executeTakeFirst();
        if (ended.numUpdatedRows === 0n) return fail('already');
        await record(tx, member, 'institution.holder-end', 'write', institution.id);
        return ok(null);
      }),

    writeReply: async (member, code, words) => {
      const day = await today();
      return as(member, async (tx): Promise<Result<null, ReplyError>> => {
        const institution = await here(tx, member, code);
        if (institution === undefined || !institution.speaks) return fail({ kind: 'not-found' });
        const findings = replyFindings(words);
        if (findings.length > 0) return fail({ kind: 'tells', findings });
        await sql`select pg_advisory_xact_lock(hashtextextended(${institution.id}, 14))`.execute(tx);
        const replies = await readReplies(tx, institution.id);
        const [last] = replies;
        // The same form sent twice is one version.
        if (last !== undefined && last.words === words && last.approvedOn === null && last.refusedOn === null)
          return ok(null);
        if (replies.some((one) => one.approvedOn === null && one.refusedOn === null)) return fail({ kind: 'already' });
        await tx
          .insertInto('institution_reply')
          .values({
            id: uuid(),
            institution_id: institution.id,
            version: (last?.version ?? 0) + 1,
            words,
            written_by: member.userId,
            written_on: day,
          })
          .execute();
        await record(tx, member, 'institution.reply', 'write', institution.id);
        return ok(null);
      });
    },
    decideReply: async (member, code, replyId, approve) => {
      const day = await today();
      return as(member, async (tx) => {
        const institution = await here(tx, member, code);
        if (institution === undefined || !institution.speaks) return fail('not-found');
        const reply = (await readReplies(tx, institution.id)).find((one) => one.id === replyId);
        if (reply === undefined) return fail('not-found');
        if (reply.approvedOn !== null || reply.refusedOn !== null) return fail('already');
        if (approve && reply.writtenBy === member.userId) return fail('same-person');
        const decided = await tx
          .updateTable('institution_reply')
          .set(
            approve ? { approved_by: member.userId, approved_on: day } : { refused_by: member.userId, refused_on: day },
          )
          .where('id', '=', replyId)
          .where('approved_on', 'is', null)
          .where('refused_on', 'is', null)
          .executeTakeFirst();
        if (decided.numUpdatedRows === 0n) return fail('already');
        await record(
          tx,
          member,
          approve ? 'institution.reply-publish' : 'institution.reply-refuse',
          'write',
          institution.id,
        );
        return ok(null);
      });
    },

    begin: async (member, code, period) => {
      const day = await today();
      return as(member, async (tx) => {
        const institution = await here(tx, member, code);
        if (institution === undefined || !institution.inspects) return fail('not-found');
        await sql`select pg_advisory_xact_lock(hashtextextended(${institution.id}, 15))`.execute(tx);
        const earlier = (await readAssessments(tx, institution.id)).filter((one) => one.period === period);
        const open = earlier.find((one) => one.signedOn === null);
        if (open !== undefined) return ok({ id: open.id });
        const [last] = earlier;
        const snapshotRow = await tx
          .selectFrom('accountability_day')
          .select('figures')
          .where('institution_id', '=', institution.id)
          .where('on_day', '<=', day)
          .orderBy('on_day', 'desc')
          .limit(1)
          .executeTakeFirst();
        const id = uuid();
        await tx
          .insertInto('self_assessment')
          .values({
            id,
            institution_id: institution.id,
            period,
            version: (last?.version ?? 0) + 1,
            questions: questionsFor(period).id,
            figures: JSON.stringify(snapshotRow?.figures ?? null),
            started_by: member.userId,
            started_on: day,
          })
          .execute();
        // A new version begins where the signed one stood.
        if (last !== undefined) {
          const signed = await findAssessment(tx, last.id);
          for (const one of signed?.answers ?? [])
            await tx
              .insertInto('self_assessment_answer')
              .values({
                assessment_id: id,
                question: one.question,
                level: one.level,
                words: one.words,
                links: [...one.links],
                written_by: member.userId,
              })
              .execute();
        }
        await record(tx, member, 'assessment.begin', 'write', id);
        return ok({ id });
      });
    },
    assessment: (member, id) =>
      as(member, async (tx) => {
        if (!isId(id) || member.mustEnrol) return undefined;
        const assessment = await findAssessment(tx, id);
        if (assessment === undefined) return undefined;
        const institution = (await readSpokenFor(tx)).find((one) => one.id === assessment.institutionId);
        return institution === undefined ? undefined : { institution, assessment };
      }),
    answer: (member, id, wish) =>
      as(member, async (tx) => {
        if (isId(id)) await alone(tx, id);
        const found = isId(id) && !member.mustEnrol ? await findAssessment(tx, id) : undefined;
        const institution = (await readSpokenFor(tx)).find((one) => one.id === found?.institutionId);
        if (found === undefined || institution?.inspects !== true) return fail('not-found');
        if (found.signedOn !== null) return fail('already');
        if (findSet(found.questions)?.questions.some((one) => one.id === wish.question) !== true)
          return fail('not-found');
        const values = { level: wish.level, words: wish.words, links: [...wish.links], written_by: member.userId };
        await tx
          .insertInto('self_assessment_answer')
          .values({ assessment_id: id, question: wish.question, ...values })
          .onConflict((c) =>
            c.columns(['assessment_id', 'question']).doUpdateSet({ ...values, written_at: sql<string>`now()` }),
          )
          .execute();
        await record(tx, member, 'assessment.answer', 'write', id);
        return ok(null);
      }),
    addFile: (member, id, wish) =>
      as(member, async (tx) => {
        if (isId(id)) await alone(tx, id);
        const found = isId(id) && !member.mustEnrol ? await findAssessment(tx, id) : undefined;
        const institution = (await readSpokenFor(tx)).find((one) => one.id === found?.institutionId);
        if (found === undefined || institution?.inspects !== true) return fail('not-found');
        if (found.signedOn !== null) return fail('already');
        if (findSet(found.questions)?.questions.some((one) => one.id === wish.question) !== true)
          return fail('not-found');
        const sha256 = createHash('sha256').update(wish.content).digest();
        // The same file sent twice stands once.
        if (found.files.some((one) => one.question === wish.question && one.sha256 === sha256.toString('hex')))
          return ok(null);
        if (found.files.length >= MOST_FILES) return fail('too-many');
        const fileId = uuid();
        await tx
          .insertInto('self_assessment_file')
          .values({
            id: fileId,
            assessment_id: id,
            question: wish.question,
            name_sealed: lock(keyring(), Buffer.from(wish.name, 'utf8'), nameBox(fileId)),
            media_type: wish.mediaType,
            size: wish.content.length,
            sha256,
            content_sealed: lock(keyring(), wish.content, contentBox(fileId)),
            uploaded_by: member.userId,
          })
          .execute();
        await record(tx, member, 'assessment.file', 'write', id);
        return ok(null);
      }),
    removeFile: (member, id, fileId) =>
      as(member, async (tx) => {
        if (isId(id)) await alone(tx, id);
        const found = isId(id) && !member.mustEnrol ? await findAssessment(tx, id) : undefined;
        if (found === undefined || !found.files.some((one) => one.id === fileId)) return fail('not-found');
        const gone = await tx.deleteFrom('self_assessment_file').where('id', '=', fileId).executeTakeFirst();
        if (gone.numDeletedRows === 0n) return fail('already');
        await record(tx, member, 'assessment.file-remove', 'write', id);
        return ok(null);
      }),
    readFile: (member, id, fileId) =>
      as(member, async (tx) => {
        if (!isId(id) || !isId(fileId) || member.mustEnrol) return undefined;
        const row = await tx
          .selectFrom('self_assessment_file')
          .select(['id', 'name_sealed', 'media_type', 'content_sealed'])
          .where('id', '=', fileId)
          .where('assessment_id', '=', id)
          .executeTakeFirst();
        if (row === undefined) return undefined;
        await record(tx, member, 'assessment.file-read', 'read', id);
        return {
          name: opened(row.name_sealed, nameBox(row.id)).toString('utf8'),
          mediaType: row.media_type,
          content: opened(row.content_sealed, contentBox(row.id)),
        };
      }),
    sign: async (member, id, signedAs) => {
      const day = await today();
      return as(member, async (tx) => {
        if (isId(id)) await alone(tx, id);
        const found = isId(id) && !member.mustEnrol ? await findAssessment(tx, id) : undefined;
        const institution = (await readSpokenFor(tx)).find((one) => one.id === found?.institutionId);
        if (found === undefined || institution?.speaks !== true) return fail('not-found');
        if (found.signedOn !== null) return fail('already');
        const asked = findSet(found.questions)?.questions ?? [];
        if (asked.some((one) => !found.answers.some((answer) => answer.question === one.id))) return fail('incomplete');
        if (found.answers.some((one) => one.writtenBy === member.userId)) return fail('same-person');
        const signed = await tx
          .updateTable('self_assessment')
          .set({ signed_by: member.userId, signed_on: day, signed_as: signedAs })
          .where('id', '=', id)
          .where('signed_on', 'is', null)
          .executeTakeFirst();
        if (signed.numUpdatedRows === 0n) return fail('already');
        await record(tx, member, 'assessment.sign', 'write', id);
        return ok(null);
      });
    },
    fileName: (file) => opened(file.nameSealed, nameBox(file.id)).toString('utf8'),
  };
}
