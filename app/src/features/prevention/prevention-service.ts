/** Use cases of the prevention log; the only file of the feature that opens a unit of work for writing. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member, Membership, Role } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import { findPeopleAt, membershipsFor } from '../accounts/index.ts';
import {
  type CommitmentFilter,
  type CommitmentView,
  countCommitments,
  countWorks,
  findWork,
  type NamedOffice,
  openBytes,
  readCommitments,
  readOfficesOf,
  readOwners,
  readWorks,
  sealText,
  type WorkFilter,
  type WorkRow,
  type WorkView,
} from './prevention-read.ts';
import { type FollowupKind, reminderStage, SILENT_DAYS, type Voice, voiceOf, type WorkKind } from './work.ts';

/** Who records for the own office; the database knows the same list (`prevention_bodies`). */
export const recorders = ['officer', 'inspectorate', 'authority', 'admin'] as const satisfies readonly Role[];
export const readers = [...recorders, 'overseer'] as const satisfies readonly Role[];

export interface WorkWish {
  readonly bodyId: string;
  readonly electionId: string;
  readonly kind: WorkKind;
  readonly onDay: string;
  readonly title: string;
  readonly words: string;
  readonly people: number | null;
  readonly presence: readonly { readonly office: string; readonly people: number }[];
  readonly signatories: readonly string[];
}
export interface CommitmentWish {
  readonly bodyId: string;
  readonly role: string;
  readonly words: string;
  readonly dueOn: string;
}
export interface FollowupWish {
  readonly kind: FollowupKind;
  readonly words: string;
  readonly newDue: string | null;
}

/** `sent-before`: the form's key stands for other words already. `not-found` also stands for what is there but not this person's. `already`: somebody wrote meanwhile, or the form was sent twice. */
export type PreventionError =
  | 'not-found'
  | 'already'
  | 'too-early'
  | 'before-meeting'
  | 'not-a-photo'
  | 'busy'
  | 'full'
  | 'sent-before';
type Done<T> = Promise<Result<T, PreventionError>>;
interface Made {
  readonly id: string;
}

export interface PreventionService {
  officesOf(member: Member): readonly Membership[];
  /** As whom somebody would follow up; null: as nobody. */
  voiceFor(member: Member, row: Pick<CommitmentView, 'bodyId' | 'byBodyId'>): Voice | null;
  /** @param key made with the form, also while offline: sent twice, it counts once */
  record(member: Member, key: string, wish: WorkWish): Done<Made & { readonly again: boolean }>;
  /** @param after how many commitments the form showed */
  promise(member: Member, workId: string, after: number, wish: CommitmentWish): Done<Made>;
  /** @param after the last follow-up that the form showed */
  follow(member: Member, commitmentId: string, after: number, wish: FollowupWish): Done<Made>;
  addPhoto(
    member: Member,
    workId: string,
    photo: { readonly bytes: Buffer; readonly type: PhotoType; readonly alt: string },
  ): Done<Made>;
  /** @param page from 1; each of `pageSize` */
  list(member: Member, filter: WorkFilter, page?: number): Promise<readonly WorkRow[]>;
  find(member: Member, id: string): Promise<WorkView | undefined>;
  /** How many there are by the same filter, on all pages. */
  count(member: Member, filter: WorkFilter): Promise<number>;
  officesRead(member: Member, of: 'works' | 'commitments'): Promise<readonly NamedOffice[]>;
  commitments(member: Member, filter?: CommitmentFilter, page?: number): Promise<readonly CommitmentView[]>;
  countCommitments(member: Member, filter: CommitmentFilter): Promise<number>;
  owners(member: Member): Promise<readonly { readonly id: string; readonly name: string }[]>;
  photo(member: Member, id: string): Promise<Buffer | undefined>;
  /** Puts letters about commitments that fall due into the outbox. @returns how many people were told */
  remind(): Promise<number>;
  today(): Promise<string>;
}

export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoType = (typeof photoTypes)[number];
export const MOST_PHOTO_BYTES = 8_000_000;
export const MOST_WORDS = 4000;
/** The database holds no more of them (0049). */
const MOST_COMMITMENTS = 60;
const MOST_FOLLOWUPS = 200;

export interface PreventionDeps {
  readonly platform: Pick<Platform, 'db' | 'keys' | 'uuid' | 'legalClock' | 'mail'>;
  readonly workshop: Pick<Workshop, 'stripImage'>;
}

const linesOf = (presence: WorkWish['presence']): string =>
  presence.map(({ office, people }) => `${people} ${office}`).join('\n');
const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

export function preventionService({ platform, workshop }: PreventionDeps): PreventionService {
  const { db, keys, uuid, legalClock, mail } = platform;
  const today = async (): Promise<string> => legalDay(await legalClock.now(), 'WIB');
  const read = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  /** The last walls stand in the database: what they refuse comes back as an expected refusal. */
  const as = async <T>(member: Member, use: (tx: Tx) => Done<T>): Done<T> => {
    if (membershipsFor(member, recorders).length === 0) return fail('not-found');
    try {
      return await read(member, use);
    } catch (error) {
      if (codeOf(error) === '23505') return fail('already');
      if (codeOf(error) === '42501') return fail('not-found');
      throw error;
    }
  };
  const audit = async (
    tx: Tx,
    member: Member,
    what: string,
    target: string | null,
    access: 'read' | 'write' = 'write',
  ) => {
    const office = membershipsFor(member, readers)[0];
    await tx
      .insertInto('audit')
      .values({ user_id: member.userId, body_id: office?.bodyId ?? null, what, access, case_id: null, target })
      .execute();
  };
  const officesOf = (member: Member): readonly Membership[] => {
    const all = membershipsFor(member, recorders);
    return all.filter((one, index) => all.findIndex((other) => other.bodyId === one.bodyId) === index);
  };
  const ownOffice = (member: Member, bodyId: string): boolean => officesOf(member).some((one) => one.bodyId === bodyId);

  /** Whoever sits in both offices speaks for the one that promised: nobody confirms the own claim. */
  const speaksFor = (member: Member, row: Pick<CommitmentView, 'bodyId' | 'byBodyId'>): Membership | undefined => {
    const mine = officesOf(member);
    return mine.find((one) => one.bodyId === row.bodyId) ?? mine.find((one) => one.bodyId === row.byBodyId);
  };

  return {
    officesOf,
    voiceFor: (member, row) => {
      const office = speaksFor(member, row);
      return office === undefined ? null : voiceOf(office.bodyId, row.bodyId, row.byBodyId);
    },
    today,
    record: (member, key, wish) =>
      as<Made & { readonly again: boolean }>(member, async (tx) => {
        if (!ownOffice(member, wish.bodyId)) return fail('not-found');
        if (wish.onDay > (await today())) return fail('too-early');
        const id = uuid();
        const made = await tx
          .insertInto('prevention_work')
          .values({
            id,
            submission_key: key,
            body_id: wish.bodyId,
            election_id: wish.electionId,
            kind: wish.kind,
            on_day: wish.onDay,
            content_sealed: sealText(keys, 'work', id, JSON.stringify({ title: wish.title, words: wish.words })),
            people: wish.people,
            made_by: member.userId,
          })
          .onConflict((c) => c.column('submission_key').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (made === undefined) {
          const there = await tx
            .selectFrom('prevention_work')
            .select('id')
            .where('submission_key', '=', key)
            .executeTakeFirst();
          const before = there === undefined ? undefined : await findWork(tx, keys, there.id, await today());
          if (before === undefined) return fail('not-found');
          // One key in two windows of a browser: the second activity must not vanish without a word.
          const same = (['bodyId', 'electionId', 'kind', 'onDay', 'title', 'words', 'people'] as const).every(
            (field) => before[field] === wish[field],
          );
          const sameLists =
            before.signatories.join('\n') === wish.signatories.join('\n') &&
            linesOf(before.presence) === linesOf(wish.presence);
          return same && sameLists ? ok({ id: before.id, again: true }) : fail('sent-before');
        }
        if (wish.presence.length > 0)
          await tx
            .insertInto('prevention_presence')
            .values(wish.presence.map((one, index) => ({ work_id: id, position: index + 1, ...one })))
            .execute();
        if (wish.signatories.length > 0)
          await tx
            .insertInto('prevention_signatory')
            .values(wish.signatories.map((role, index) => ({ work_id: id, position: index + 1, role })))
            .execute();
        await audit(tx, member, 'prevention.recorded', id);
        return ok({ id, again: false });
      }),

    promise: (member, workId, after, wish) =>
      as<Made>(member, async (tx) => {
        const [work] = await readWorks(tx, keys, { id: workId });
        if (work === undefined || !ownOffice(member, work.bodyId)) return fail('not-found');
        if (!(await readOwners(tx)).some((one) => one.id === wish.bodyId)) return fail('not-found');
        if (wish.dueOn < work.onDay) return fail('before-meeting');
        if (after < 0) return fail('already');
        if (after >= MOST_COMMITMENTS) return fail('full');
        const id = uuid();
        await tx
          .insertInto('prevention_commitment')
          .values({
            id,
            work_id: workId,
            position: after + 1,
            by_body_id: work.bodyId,
            body_id: wish.bodyId,
            owner_role: wish.role,
            words_sealed: sealText(keys, 'commitment', id, wish.words),
            due_on: wish.dueOn,
          })
          .execute();
        await audit(tx, member, 'prevention.promised', id);
        return ok({ id });
      }),

    follow: (member, commitmentId, after, wish) =>
      as<Made>(member, async (tx) => {
        const day = await today();
        const [there] = await readCommitments(tx, keys, day, { id: commitmentId });
        const office = there === undefined ? undefined : speaksFor(member, there);
        if (there === undefined || office === undefined) return fail('not-found');
        if (there.final || there.followups.length !== after) return fail('already');
        if (after >= MOST_FOLLOWUPS) return fail('full');
        if ((wish.kind === 'moved') !== (wish.newDue !== null)) return fail('not-found');
        if (wish.newDue !== null && wish.newDue < day) return fail('before-meeting');
        await tx
          .insertInto('prevention_followup')
          .values({
            commitment_id: commitmentId,
            seq: after + 1,
            kind: wish.kind,
            on_day: day,
            new_due: wish.newDue,
            words_sealed: sealText(keys, 'followup', `${commitmentId}/${after + 1}`, wish.words),
            body_id: office.bodyId,
            written_by: member.userId,
          })
          .execute();
        await audit(tx, member, 'prevention.followed', commitmentId);
        return ok({ id: there.workId });
      }),

    addPhoto: async (member, workId, photo) => {
      // Drawn anew before anything is stored: the place where it was taken never reaches the database.
      const clean = await workshop.stripImage(photo.bytes, photo.type);
      if (!clean.ok) return fail('not-a-photo');
      const picture = Buffer.from(clean.value);
      return as<Made>(member, async (tx) => {
        const [work] = await readWorks(tx, keys, { id: workId });
        if (work === undefined || !ownOffice(member, work.bodyId)) return fail('not-found');
        const id = uuid();
        const made = await tx
          .insertInto('prevention_photo')
          .values({
            id,
            work_id: workId,
            sha256: createHash('sha256').update(picture).digest(),
            size: picture.length,
            picture_sealed: sealText(
              keys,
              'picture',
              id,
              Buffer.concat([Buffer.from([photoTypes.indexOf(photo.type)]), picture]),
            ),
            alt_sealed: sealText(keys, 'alt', id, photo.alt),
            made_by: member.userId,
          })
          .onConflict((c) => c.columns(['work_id', 'sha256']).doNothing())
          .returning('id')
          .executeTakeFirst();
        if (made !== undefined) await audit(tx, member, 'prevention.pictured', workId);
        return ok({ id: workId });
      });
    },

    count: (member, filter) => read(member, (tx) => countWorks(tx, filter)),
    countCommitments: (member, filter) => read(member, (tx) => countCommitments(tx, filter)),
    officesRead: (member, of) => read(member, (tx) => readOfficesOf(tx, of)),
    list: (member, filter, page = 1) =>
      read(member, async (tx) => {
        const rows = await readWorks(tx, keys, filter, page);
        await audit(tx, member, 'prevention.listed', null, 'read');
        return rows;
      }),
    find: (member, id) =>
      read(member, async (tx) => {
        const found = await findWork(tx, keys, id, await today());
        if (found !== undefined) await audit(tx, member, 'prevention.read', id, 'read');
        return found;
      }),
    commitments: (member, filter = {}, page = 1) =>
      read(member, async (tx) => {
        const rows = await readCommitments(tx, keys, await today(), filter, page);
        await audit(tx, member, 'prevention.listed', null, 'read');
        return rows;
      }),
    owners: (member) => read(member, readOwners),
    photo: (member, id) =>
      read(member, async (tx) => {
        const row = await tx
          .selectFrom('prevention_photo')
          .select(['picture_sealed', 'work_id'])
          .where('id', '=', id)
          .executeTakeFirst();
        if (row === undefined) return undefined;
        await audit(tx, member, 'prevention.read', row.work_id, 'read');
        return openBytes(keys, 'picture', id, row.picture_sealed);
      }),

    remind: async () => {
      const day = await today();
      return runAs(db, { kind: 'system' }, async (tx) => {
        const horizon = Temporal.PlainDate.from(day).add({ days: 7 }).toString();
        const near = await tx
          .selectFrom('prevention_commitment')
          .select(['id', 'body_id', 'remind_for'])
          .where('remind_for', '<=', horizon)
          .orderBy('remind_for')
          .execute();
        let told = 0;
        for (const one of near) {
          const due = one.remind_for;
          if (due === null) continue;
          const stage = reminderStage({ standing: due < day ? 'overdue' : 'open', due }, day);
          if (stage === null) continue;
          const marked = await tx
            .insertInto('prevention_reminder')
            .values({ commitment_id: one.id, due_on: due, stage })
            .onConflict((c) => c.doNothing())
            .returning('stage')
            .executeTakeFirst();
          if (marked === undefined) continue;
          for (const to of await findPeopleAt(tx, one.body_id, recorders)) {
            await mail.queue(tx, { to, template: 'due-soon', dedupeKey: `prevention ${one.id} ${due} ${stage}` });
            told += 1;
          }
        }
        // What an office claims or asks for waits for the one that recorded the promise: its people are told, once.
        const { rows: waiting } = await sql<{ id: string; office: string; on: string }>`
          select c.id, c.by_body_id as office, f.on_day as on from prevention_followup f
          join prevention_commitment c on c.id = f.commitment_id and c.body_id <> c.by_body_id and f.body_id = c.body_id
          where f.kind in ('kept', 'moved') and f.on_day >= ${day}::date - ${SILENT_DAYS}::integer
            and not exists (select 1 from prevention_followup later where later.commitment_id = c.id and later.seq > f.seq)
            and not exists (select 1 from prevention_reminder r where r.commitment_id = c.id and r.stage = 'answer' and r.due_on = f.on_day)
          order by f.on_day, c.id`.execute(tx);
        for (const one of waiting) {
          await tx
            .insertInto('prevention_reminder')
            .values({ commitment_id: one.id, due_on: one.on, stage: 'answer' })
            .onConflict((c) => c.doNothing())
            .execute();
          for (const to of await findPeopleAt(tx, one.office, recorders)) {
            await mail.queue(tx, { to, template: 'work-waiting', dedupeKey: `prevention ${one.id} ${one.on} answer` });
            told += 1;
          }
        }
        return told;
      });
    },
  };
}
