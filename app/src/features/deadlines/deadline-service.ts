/** Use cases of clocks in sight: stopping and resuming limits, absences, heads of offices, calendar feeds. The file that writes for people. */
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import {
  noteClockResumed,
  noteClockStopped,
  type StandstillDone,
  type StandstillError,
  type StandstillWish,
  type StopWish,
} from '../cases/index.ts';
import { type AbsenceKind, headedBy, type Post, readColleagues, workplaces } from './attendance-read.ts';

/** Longest absence that one entry may tell of: a year. */
const MOST_ABSENT_DAYS = 366;

export interface AbsenceWish {
  readonly bodyId: string;
  readonly userId: string;
  readonly fromDay: string;
  readonly untilDay: string;
  readonly kind: AbsenceKind;
  readonly deputyUserId: string | null;
}

/** `not-yours`: another office, another person, or nobody of that name there; all the same to who asks. */
type AbsenceError = 'not-yours' | 'wrong-days' | 'wrong-deputy';

interface PostWish {
  readonly bodyId: string;
  readonly userId: string;
  readonly post: Post;
  readonly validFrom: string;
}

export interface DeadlineService {
  stop(
    member: Member,
    number: string,
    wish: StopWish,
    expectedSeq: number,
  ): Promise<Result<StandstillDone, StandstillError>>;
  resume(
    member: Member,
    number: string,
    wish: StandstillWish,
    expectedSeq: number,
  ): Promise<Result<StandstillDone, StandstillError>>;
  enterAbsence(member: Member, wish: AbsenceWish): Promise<Result<{ readonly id: string }, AbsenceError>>;
  /** Takes an absence back, or ends it early. False: there is none that the person may end. */
  endAbsence(member: Member, id: string): Promise<boolean>;
  /** By an administrator. */
  givePost(admin: Member, wish: PostWish): Promise<Result<{ readonly id: string }, 'not-there' | 'already'>>;
  endPost(admin: Member, id: string): Promise<boolean>;
  /** Makes the person's feed, or gives it another address; the old one stops working. The secret is told once. */
  makeFeed(member: Member, withNumbers: boolean): Promise<{ readonly secret: string }>;
  revokeFeed(member: Member): Promise<boolean>;
  /** Whose feed a secret opens; null where there is none, or the person left. */
  findFeed(secret: string): Promise<{ readonly userId: string; readonly withNumbers: boolean } | null>;
}

export function deadlineService(platform: Platform): DeadlineService {
  const { db, uuid, legalClock, random, keys } = platform;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const hashOf = (secret: string): Buffer => keyedHash(keys('calendar-feed'), 'calendar-feed', secret);

  return {
    stop: (member, number, wish, seq) =>
      as(member, async (tx) => {
        const done = await noteClockStopped(platform, tx, member, number, wish, seq);
        if (done.ok) await announce(platform, tx, done.value, number);
        return done;
      }),
    resume: (member, number, wish, seq) =>
      as(member, async (tx) => {
        const done = await noteClockResumed(platform, tx, member, number, wish, seq);
        if (done.ok) await announce(platform, tx, done.value, number);
        return done;
      }),

    enterAbsence: (member, wish) =>
      as(member, async (tx): Promise<Result<{ id: string }, AbsenceError>> => {
        const place = workplaces(member).find((m) => m.bodyId === wish.bodyId);
        if (place === undefined) return fail('not-yours');
        const today = legalDay(await legalClock.now(), place.bodyZone);
        if (wish.userId !== member.userId && !(await headedBy(tx, member, today)).includes(wish.bodyId))
          return fail('not-yours');
        const colleagues = await readColleagues(tx, wish.bodyId);
        const roleOf = (id: string | null) => colleagues.filter((one) => one.userId === id).map((one) => one.role);
        const roles = roleOf(wish.userId);
        if (roles.length === 0) return fail('not-yours');
        const days = Temporal.PlainDate.from(wish.fromDay).until(wish.untilDay, { largestUnit: 'day' }).days;
        if (days < 0 || days >= MOST_ABSENT_DAYS || wish.untilDay < today) return fail('wrong-days');
        if (
          wish.deputyUserId !== null &&
          (wish.deputyUserId === wish.userId || !roleOf(wish.deputyUserId).some((role) => roles.includes(role)))
        )
          return fail('wrong-deputy');
        const id = uuid();
        await tx
          .insertInto('absence')
          .values({
            id,
            body_id: wish.bodyId,
            user_id: wish.userId,
            from_day: wish.fromDay,
            until_day: wish.untilDay,
            kind: wish.kind,
            deputy_user_id: wish.deputyUserId,
            entered_by: member.userId,
          })
          .execute();
        await audit(tx, member, 'absence.entered', wish.bodyId, id);
        return ok({ id });
      }),

    endAbsence: (member, id) =>
      as(member, async (tx) => {
        const row = await tx
          .selectFrom('absence')
          .select(['body_id', 'user_id'])
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        const place = workplaces(member).find((m) => m.bodyId === row?.body_id);
        if (row === undefined || place === undefined) return false;
        const today = legalDay(await legalClock.now(), place.bodyZone);
        if (row.user_id !== member.userId && !(await headedBy(tx, member, today)).includes(row.body_id)) return false;
        const ended = await tx
          .updateTable('absence')
          .set({ ended_at: sql<string>`now()` })
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        if (ended.numUpdatedRows === 0n) return false;
        await audit(tx, member, 'absence.ended', row.body_id, id);
        return true;
      }),

    givePost: (admin, wish) =>
      as(admin, async (tx): Promise<Result<{ id: string }, 'not-there' | 'already'>> => {
        const works = (await readColleagues(tx, wish.bodyId)).some((one) => one.userId === wish.userId);
        if (!works) return fail('not-there');
        const held = await tx
          .selectFrom('office_post')
          .select('id')
          .where('body_id', '=', wish.bodyId)
          .where('user_id', '=', wish.userId)
          .where('valid_until', 'is', null)
          .executeTakeFirst();
        if (held !== undefined) return fail('already');
        const id = uuid();
        await tx
          .insertInto('office_post')
          .values({
            id,
            body_id: wish.bodyId,
            user_id: wish.userId,
            post: wish.post,
            valid_from: wish.validFrom,
            given_by: admin.userId,
          })
          .execute();
        await audit(tx, admin, 'admin.post-given', wish.bodyId, id);
        return ok({ id });
      }),

    endPost: (admin, id) =>
      as(admin, async (tx) => {
        const row = await tx
          .selectFrom('office_post')
          .innerJoin('body', 'body.id', 'office_post.body_id')
          .select(['office_post.body_id', 'office_post.valid_from', 'body.zone'])
          .where('office_post.id', '=', id)
          .where('ended_by', 'is', null)
          .executeTakeFirst();
        if (row === undefined) return false;
        const zone = row.zone === 'WITA' || row.zone === 'WIT' ? row.zone : 'WIB';
        const yesterday = Temporal.PlainDate.from(legalDay(await legalClock.now(), zone)).subtract({ days: 1 });
        // One that was to begin later never began.
        const first = Temporal.PlainDate.from(row.valid_from).subtract({ days: 1 });
        const last = Temporal.PlainDate.compare(yesterday, first) < 0 ? first : yesterday;
        const ended = await tx
          .updateTable('office_post')
          .set({ valid_until: last.toString(), ended_by: admin.userId })
          .where('id', '=', id)
          .where('ended_by', 'is', null)
          .executeTakeFirst();
        if (ended.numUpdatedRows === 0n) return false;
        await audit(tx, admin, 'admin.post-ended', row.body_id, id);
        return true;
      }),

    makeFeed: (member, withNumbers) =>
      as(member, async (tx) => {
        const secret = random(24).toString('base64url');
        const row = { token_hash: hashOf(secret), with_numbers: withNumbers };
        await tx
          .insertInto('calendar_feed')
          .values({ user_id: member.userId, ...row })
          .onConflict((c) =>
            c.column('user_id').doUpdateSet({ ...row, made_at: sql<string>`now()`, last_used_on: null }),
          )
          .execute();
        await audit(tx, member, 'calendar.made', workplaces(member)[0]?.bodyId ?? null);
        return { secret };
      }),

    revokeFeed: (member) =>
      as(member, async (tx) => {
        const gone = await tx.deleteFrom('calendar_feed').where('user_id', '=', member.userId).executeTakeFirst();
        if (gone.numDeletedRows === 0n) return false;
        await audit(tx, member, 'calendar.revoked', workplaces(member)[0]?.bodyId ?? null);
        return true;
      }),

    findFeed: (secret) =>
      runAs(db, { kind: 'public' }, async (tx) => {
        const { rows } = await sql<{
          user_id: string;
          with_numbers: boolean;
        }>`select * from find_calendar_feed(${hashOf(secret)})`.execute(tx);
        const [found] = rows;
        return found === undefined ? null : { userId: found.user_id, withNumbers: found.with_numbers };
      }),
  };
}

/** Programs hear of the step as of any other. */
async function announce(
  platform: Pick<Platform, 'announce' | 'legalClock'>,
  tx: Tx,
  done: StandstillDone,
  number: string,
): Promise<void> {
  const access = await tx.selectFrom('case_access').select('body_id').where('case_id', '=', done.caseId).execute();
  await platform.announce(tx, {
    event: 'case.step',
    bodies: access.map((row) => row.body_id),
    about: { case: number, step: done.seq },
    at: await platform.legalClock.now(),
  });
}

async function audit(
  tx: Tx,
  member: Member,
  what: string,
  bodyId: string | null,
  target: string | null = null,
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ user_id: member.userId, body_id: bodyId, what, access: 'write', case_id: null, target })
    .execute();
}
