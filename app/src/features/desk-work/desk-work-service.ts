/** Use cases of shared work; the only file of the feature that opens a unit of work for writing. */
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { idOfForm } from '../../platform/http/form-key.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import {
  type CaseReadModel,
  type CaseSearch,
  type CaseView,
  cameOutOfAnother,
  handlersAlike,
  mayRead,
  ownBodies,
  type Queue,
} from '../cases/index.ts';
import { headedBy, leadersOf } from '../deadlines/index.ts';
import { markSeen, readActivity } from './activity.ts';
import {
  type AssignmentView,
  endAssignment,
  insertAssignment,
  type Load,
  MOST_AT_ONCE,
  type OnHand,
  readAssignments,
  readColleagues,
  readLoads,
  readLookable,
  readOnHand,
} from './assignments.ts';
import { type CasePlace, findPlace, note, placeOf } from './case-place.ts';
import { type Colleague, mentionsIn } from './mentions.ts';
import {
  type CarriedNotes,
  insertNote,
  isCorrectable,
  MOST_NOTE,
  type NoteView,
  readCarriedNotes,
  readNotes,
} from './notes.ts';
import {
  type Alert,
  insertSaved,
  MOST_NAME,
  MOST_SAVED,
  readSaved,
  rememberMatches,
  type SavedSearch,
} from './saved-searches.ts';
import { isEmptySearch, type WorkSearch } from './work-filter.ts';

/** `not-found` covers what does not exist and what the person may not see: the answer is the same. */
export type NoteError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'long' }
  | { readonly kind: 'not-correctable' }
  | { readonly kind: 'mention'; readonly problem: 'several' | 'nobody'; readonly words: string };
export type AssignError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'same-person' };
export type SaveError = { readonly kind: 'empty' | 'name' | 'many' };

/** What the office keeps beside a case. */
export interface CaseWork {
  readonly notes: readonly NoteView[];
  /** Notes of the own office on cases from which this one was separated, from before: read only. */
  readonly carried: readonly CarriedNotes[];
  /** Null: an overseer, who writes nothing and reads no notes. */
  readonly officeId: string | null;
  readonly assignments: readonly AssignmentView[];
  readonly colleagues: readonly Colleague[];
  /** The office holds the case, so that it can be given to somebody. */
  readonly assignable: boolean;
}

/** Names at an office that sound like that of an accused. */
export interface SoundsAlike {
  /** Places of the accused whose name sounds like the own one. */
  readonly mine: readonly number[];
  /** Colleagues, for the head of the office alone. */
  readonly colleagues: readonly { readonly name: string; readonly position: number }[];
}

export interface DeskWorkService {
  /** @param size rows of a page; left out, as the page shows them */
  search(member: Member, search: WorkSearch, page: number, now: Temporal.Instant, size?: number): Promise<Queue>;
  saved(member: Member): Promise<readonly SavedSearch[]>;
  save(
    member: Member,
    name: string,
    search: WorkSearch,
    alert: Alert,
  ): Promise<Result<{ readonly id: string }, SaveError>>;
  /** False: there is no such search of this person. */
  changeAlert(member: Member, id: string, alert: Alert): Promise<boolean>;
  forget(member: Member, id: string): Promise<boolean>;
  /** Looks for new matches of all searches with this alert, each as the person whose it is, and tells them. Gives how many were told. */
  lookForMatches(daily: boolean): Promise<number>;

  /** Notes and assignments of a case that was found already. */
  caseWork(member: Member, number: string): Promise<CaseWork | undefined>;
  /** The same for a case that was read already. */
  caseWorkOn(member: Member, view: CaseView): Promise<CaseWork>;
  /** Compared anew each time, so that it follows the facts. Says something and locks nobody out. */
  soundsAlike(
    member: Member,
    view: CaseView,
    work: Promise<Pick<CaseWork, 'officeId' | 'colleagues'>>,
  ): Promise<SoundsAlike>;
  addNote(
    member: Member,
    number: string,
    wanted: {
      readonly words: string;
      readonly corrects: string | null;
      /** Of the form: sent twice with the same words, it writes one note. */
      readonly formKey?: string;
    },
  ): Promise<Result<{ readonly id: string }, NoteError>>;
  assign(
    member: Member,
    number: string,
    to: { readonly userId: string; readonly deputyId: string | null } | null,
  ): Promise<Result<null, AssignError>>;
  loads(member: Member): Promise<
    readonly {
      readonly bodyId: string;
      readonly bodyName: string;
      readonly loads: readonly Load[];
      readonly colleagues: readonly Colleague[];
    }[]
  >;
  /** What would be given on; undefined when it is no office of the person. */
  onHand(member: Member, bodyId: string, from: string | null): Promise<readonly OnHand[] | undefined>;
  /** Gives cases to another person, all or none. Of those that are no longer as they were shown none is touched. */
  reassign(
    member: Member,
    wanted: {
      readonly bodyId: string;
      readonly from: string | null;
      readonly to: string;
      readonly caseIds: readonly string[];
    },
  ): Promise<Result<{ readonly given: number; readonly left: number }, AssignError>>;
  /** In the transaction in which a person leaves, as the system: nobody looks after their cases now, and the heads are told; no head: the office. */
  endFor(tx: Tx, userId: string): Promise<void>;

  activity(member: Member, before: Temporal.Instant | null): ReturnType<typeof readActivity>;
  markSeen(member: Member, until: Temporal.Instant): Promise<void>;
}

export const TELL_QUEUE = 'desk-work-tell';

export interface DeskWorkDeps {
  readonly platform: Pick<Platform, 'db' | 'jobs' | 'keys' | 'legalClock' | 'mail' | 'realNow' | 'uuid'>;
  readonly readModel: Pick<CaseReadModel, 'queue' | 'matches'>;
  readonly index: Pick<CaseSearch, 'update'>;
  /** Everybody who works on cases at an office today. Asked as the system. */
  readonly findWorkers: (tx: Tx, bodyId: string) => Promise<readonly string[]>;
}

export function deskWorkService({ platform, readModel, index, findWorkers }: DeskWorkDeps): DeskWorkService {
  const { db, keys, uuid, jobs, legalClock } = platform;
  const as = <T>(member: Pick<Member, 'userId'>, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const realNow = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(platform.realNow());
  const workAt = async (
    tx: Tx,
    member: Member,
    { id, officeId, holderBodyId }: CasePlace,
    carries: boolean,
  ): Promise<CaseWork> => {
    const [notes, carried, assignments, colleagues] = await Promise.all([
      officeId === null ? [] : readNotes(tx, keys, id, member.userId),
      officeId === null || !carries ? [] : readCarriedNotes(tx, keys, id, member.userId),
      readAssignments(tx, id, officeId ?? holderBodyId),
      officeId === null ? [] : readColleagues(tx, officeId, id),
    ]);
    return { officeId, notes, carried, assignments, colleagues, assignable: officeId === holderBodyId };
  };
  /** A member may not write letters to others: the worker does, and says no more than that something waits. */
  const tell = (tx: Tx, userId: string, about: string): Promise<void> => jobs.send(tx, TELL_QUEUE, { userId, about });

  /** Gives one case; the caller has checked that the office holds it. */
  const give = async (
    tx: Tx,
    member: Member,
    at: { readonly caseId: string; readonly bodyId: string },
    to: { readonly userId: string; readonly deputyId: string | null },
  ): Promise<void> => {
    const id = uuid();
    await endAssignment(tx, { ...at, by: member.userId, why: 'replaced' });
    await insertAssignment(tx, { id, ...at, ...to, by: member.userId, at: await legalClock.now() });
    await note(tx, member, { what: 'case.assign', access: 'write', caseId: at.caseId, bodyId: at.bodyId });
    for (const person of [to.userId, to.deputyId])
      if (person !== null && person !== member.userId) await tell(tx, person, `assigned ${id}`);
  };

  return {
    search: async (member, search, page, now, size) => {
      const { words, view, narrow } = search;
      const queue = await readModel.queue(member, { view, search: words, narrow, everywhere: true, page }, now, size);
      await as(member, (tx) => note(tx, member, { what: 'case.search', access: 'read', caseId: null }));
      return queue;
    },
    saved: (member) => as(member, (tx) => readSaved(tx, keys, member.userId)),
    save: (member, name, search, alert) =>
      as(member, async (tx): Promise<Result<{ id: string }, SaveError>> => {
        const called = name.trim();
        if (!mayRead(member) || isEmptySearch(search)) return fail({ kind: 'empty' });
        if (called === '' || called.length > MOST_NAME) return fail({ kind: 'name' });
        const there = await readSaved(tx, keys, member.userId);
        if (there.length >= MOST_SAVED) return fail({ kind: 'many' });
        const id = uuid();
        await insertSaved(tx, keys, { id, userId: member.userId, name: called, search, alert });
        return ok({ id });
      }).then(async (done) => {
        // What is there already is no news. A search without an alert is looked at when it gets one.
        if (done.ok && alert !== 'none') await lookOne(member.userId, done.value.id);
        return done;
      }),
    changeAlert: async (member, id, alert) => {
      const changed = await as(member, async (tx) => {
        const row = await tx
          .updateTable('saved_search')
          .set({ alert })
          .where('id', '=', id)
          .where('user_id', '=', member.userId)
          .executeTakeFirst();
        return row.numUpdatedRows > 0n;
      });
      if (changed && alert !== 'none') await lookOne(member.userId, id);
      return changed;
    },
    forget: (member, id) =>
      as(member, async (tx) => {
        const gone = await tx
          .deleteFrom('saved_search')
          .where('id', '=', id)
          .where('user_id', '=', member.userId)
          .executeTakeFirst();
        return gone.numDeletedRows > 0n;
      }),
    lookForMatches: async (daily) => {
      await index.update();
      const { rows } = await runAs(db, { kind: 'system' }, (tx) =>
        sql<{ id: string; user_id: string }>`select * from searches_to_look(${daily})`.execute(tx),
      );
      let told = 0;
      for (const { id, user_id: userId } of rows) {
        const fresh = await lookOne(userId, id);
        if (fresh === 0) continue;
        told += 1;
        const about = `saved-search ${id} ${realNow().toString({ smallestUnit: 'minute' })}`;
        await runAs(db, { kind: 'system' }, (tx) =>
          platform.mail.queue(tx, { to: userId, template: 'work-waiting', dedupeKey: about }),
        );
      }
      return told;
    },

    caseWork: (member, number) =>
      as(member, async (tx) => {
        const place = await findPlace(tx, member, number);
        return place === undefined ? undefined : workAt(tx, member, place, true);
      }),
    caseWorkOn: (member, view) => as(member, (tx) => workAt(tx, member, placeOf(view), cameOutOfAnother(view))),
    soundsAlike: (member, view, work) =>
      as(member, async (tx): Promise<SoundsAlike> => {
        if (placeOf(view).officeId === null || view.erased) return { mine: [], colleagues: [] };
        const [heads, { officeId, colleagues }] = await Promise.all([
          headedBy(tx, member, legalDay(await legalClock.now(), view.holderZone)),
          work,
        ]);
        const others =
          officeId !== null && heads.includes(officeId) ? colleagues.filter((one) => one.id !== member.userId) : [];
        const self = { id: member.userId, name: member.name };
        const found = handlersAlike(keys, view.nameWords, [self, ...others]);
        return {
          mine: found.flatMap((one) => (one.userId === self.id ? [one.position] : [])),
          colleagues: found.flatMap((one) => {
            const other = others.find(({ id }) => id === one.userId);
            return other === undefined ? [] : [{ name: other.name, position: one.position }];
          }),
        };
      }),
    addNote: (member, number, { words, corrects, formKey }) =>
      as(member, async (tx): Promise<Result<{ id: string }, NoteError>> => {
        const place = await findPlace(tx, member, number);
        if (place === undefined || place.officeId === null || place.erased) return fail({ kind: 'not-found' });
        const text = words.trim();
        if (text === '') return fail({ kind: 'empty' });
        if (text.length > MOST_NOTE) return fail({ kind: 'long' });
        const id =
          formKey === undefined ? uuid() : idOfForm(formKey, member.userId, 'note', { case: place.id, corrects, text });
        if (formKey !== undefined) {
          // Who sends the same form at the same moment waits here, and finds the note.
          await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx);
          const there = await tx.selectFrom('case_note').select('id').where('id', '=', id).executeTakeFirst();
          if (there !== undefined) return ok({ id });
        }
        if (corrects !== null && !(await isCorrectable(tx, corrects, place.id, member.userId)))
          return fail({ kind: 'not-correctable' });
        const colleagues = text.includes('@') ? await readColleagues(tx, place.officeId, place.id) : [];
        const named = mentionsIn(text, colleagues);
        if (!named.ok) return fail({ kind: 'mention', problem: named.error.kind, words: named.error.words });
        const at = await legalClock.now();
        const { officeId: bodyId, id: caseId } = place;
        await Promise.all([
          insertNote(tx, keys, { id, caseId, bodyId, authorId: member.userId, at, corrects, words: text }, named.value),
          note(tx, member, { what: 'case.note', access: 'write', caseId, bodyId }),
        ]);
        for (const one of named.value) if (one.id !== member.userId) await tell(tx, one.id, `mention ${id}`);
        return ok({ id });
      }),
    assign: (member, number, to) =>
      as(member, async (tx): Promise<Result<null, AssignError>> => {
        const place = await findPlace(tx, member, number);
        if (place === undefined) return fail({ kind: 'not-found' });
        if (place.officeId === null || place.officeId !== place.holderBodyId) return fail({ kind: 'not-yours' });
        const at = { caseId: place.id, bodyId: place.officeId };
        if (to === null) {
          await endAssignment(tx, { ...at, by: member.userId, why: 'released' });
          await note(tx, member, { what: 'case.assign', access: 'write', ...at });
          return ok(null);
        }
        if (to.deputyId === to.userId) return fail({ kind: 'same-person' });
        const colleagues = new Set((await readColleagues(tx, place.officeId, place.id)).map((one) => one.id));
        if (!colleagues.has(to.userId) || (to.deputyId !== null && !colleagues.has(to.deputyId)))
          return fail({ kind: 'nobody' });
        // Two who give the same case at once: the second waits here, and its row takes the place of the first.
        await tx.selectFrom('case_file').select('id').where('id', '=', place.id).forNoKeyUpdate().execute();
        await give(tx, member, at, to);
        return ok(null);
      }),
    loads: (member) =>
      as(member, async (tx) => {
        const offices = [...new Map(member.memberships.map((one) => [one.bodyId, one.bodyName]))];
        const own = new Set(ownBodies(member));
        const found = [];
        for (const [bodyId, bodyName] of offices.filter(([id]) => own.has(id))) {
          const colleagues = await readColleagues(tx, bodyId);
          found.push({ bodyId, bodyName, loads: await readLoads(tx, bodyId), colleagues });
        }
        await note(tx, member, { what: 'case.list', access: 'read', caseId: null });
        return found;
      }),
    onHand: (member, bodyId, from) =>
      ownBodies(member).includes(bodyId)
        ? as(member, async (tx) => {
            await note(tx, member, { what: 'case.list', access: 'read', caseId: null });
            return readOnHand(tx, bodyId, from);
          })
        : Promise.resolve(undefined),
    reassign: (member, { bodyId, from, to, caseIds }) =>
      as(member, async (tx): Promise<Result<{ given: number; left: number }, AssignError>> => {
        if (!ownBodies(member).includes(bodyId)) return fail({ kind: 'not-found' });
        if (to === from) return fail({ kind: 'same-person' });
        const colleagues = await readColleagues(tx, bodyId);
        if (!colleagues.some((one) => one.id === to)) return fail({ kind: 'nobody' });
        const wanted = new Set(caseIds.slice(0, MOST_AT_ONCE));
        const still = (await readOnHand(tx, bodyId, from)).filter((one) => wanted.has(one.id));
        // Cases from which the one or the other is shut out stay where they are, or without that deputy.
        const open = await readLookable(
          tx,
          bodyId,
          still.flatMap((one) =>
            [to, keep(one.deputyId, colleagues)].flatMap((id) => (id === null ? [] : [[one.id, id] as const])),
          ),
        );
        const given = still.filter((one) => open(one.id, to));
        for (const one of given) {
          const deputyId = one.deputyId === to ? null : keep(one.deputyId, colleagues);
          await give(
            tx,
            member,
            { caseId: one.id, bodyId },
            { userId: to, deputyId: deputyId !== null && open(one.id, deputyId) ? deputyId : null },
          );
        }
        return ok({ given: given.length, left: wanted.size - given.length });
      }),
    endFor: async (tx, userId) => {
      const { rows } = await sql<{ body_id: string; how_many: number }>`
        select * from end_assignments_of(${userId}::uuid)`.execute(tx);
      const now = await legalClock.now();
      for (const { body_id: bodyId } of rows) {
        const about = { template: 'work-waiting', dedupeKey: `left ${userId} ${bodyId}` } as const;
        const leaders = (await leadersOf(tx, findWorkers, bodyId, now)).filter((one) => one !== userId);
        for (const to of leaders) await platform.mail.queue(tx, { to, ...about });
        if (leaders.length === 0) await platform.mail.queueForOffice(tx, { bodyId, ...about });
      }
    },

    activity: (member, before) =>
      as(member, async (tx) => {
        await note(tx, member, { what: 'case.list', access: 'read', caseId: null });
        return readActivity(tx, ownBodies(member), before);
      }),
    markSeen: (member, until) => as(member, (tx) => markSeen(tx, member.userId, least(until, realNow()))),
  };

  /** Looks as the person, in the person's scope; somebody who left finds nothing. Gives how many matches are new. */
  async function lookOne(userId: string, id: string): Promise<number> {
    const saved = (await as({ userId }, (tx) => readSaved(tx, keys, userId))).find((one) => one.id === id);
    if (saved === undefined) return 0;
    const { words, view, narrow } = saved.search;
    const found = await readModel.matches(userId, { view, search: words, narrow }, await legalClock.now());
    return as({ userId }, (tx) => rememberMatches(tx, id, found));
  }
}

/** A deputy stays, if still at work. */
function keep(deputyId: string | null, colleagues: readonly Colleague[]): string | null {
  return colleagues.some((one) => one.id === deputyId) ? deputyId : null;
}

function least(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) < 0 ? a : b;
}
