/** Use cases of lessons: what a person with an account answered, for that person alone. Visitors carry their answers in the form. */
import type { Election } from '@netra/rulebook';
import { sql } from 'kysely';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { findOpenElection } from '../statistics/index.ts';
import type { Lesson, LessonAnswer, Screen } from './lesson.ts';
import { askedIn, isWhole, withAnswer, wrongOf } from './run.ts';
import { type NextTest, nextTest, spacingOn } from './spacing.ts';

export interface Run {
  readonly round: number;
  readonly asked: readonly Screen[];
  readonly letters: string;
}

/** Where somebody stands with a lesson. */
export interface Standing {
  /** The round under way, or the one that would begin now; undefined: finished, and no re-test is due yet. */
  readonly run: Run | undefined;
  readonly finished: readonly { readonly on: string; readonly right: number; readonly of: number }[];
  readonly next: NextTest | undefined;
}

export interface LessonService {
  /** The election and legal day that lessons of now belong to. */
  now(): Promise<{ readonly election: Election; readonly day: string }>;
  standing(member: Member, lesson: Lesson): Promise<Standing>;
  /** Keeps a first answer. @returns the letters of the round, or undefined where no round is open */
  answer(member: Member, lesson: Lesson, index: number, answer: LessonAnswer): Promise<Run | undefined>;
  /** The newest finished going-through. */
  lastRun(member: Member, lesson: Lesson): Promise<Run | undefined>;
  /** Erases everything that was answered. @returns how many goings-through */
  erase(member: Member): Promise<number>;
}

interface Row {
  readonly round: number;
  readonly answers: string;
  readonly right_first: number | null;
  readonly finished_on: string | null;
}

export function lessonService({ db, legalClock, law }: Pick<Platform, 'db' | 'legalClock' | 'law'>): LessonService {
  const now: LessonService['now'] = async () => {
    const day = legalDay(await legalClock.now(), 'WIB');
    return { election: await findOpenElection(db, day, law.current()), day };
  };
  const rowsIn = (tx: Tx, lesson: Lesson, electionId: string): Promise<readonly Row[]> =>
    tx
      .selectFrom('lesson_run')
      .select(['round', 'answers', 'right_first', 'finished_on'])
      .where('lesson', '=', lesson.slug)
      .where('election_id', '=', electionId)
      .orderBy('round')
      .execute();
  const rowsOf = (member: Member, lesson: Lesson, electionId: string): Promise<readonly Row[]> =>
    runAs(db, { kind: 'member', userId: member.userId }, (tx) => rowsIn(tx, lesson, electionId));
  const standingOf = (lesson: Lesson, rows: readonly Row[], election: Election, day: string): Standing => {
    const earlier = rows.map((row) => row.answers);
    const { questions } = spacingOn(day);
    const finished = rows.flatMap((row) =>
      row.finished_on === null || row.right_first === null
        ? []
        : [{ on: row.finished_on, right: row.right_first, of: row.answers.length }],
    );
    const next = nextTest(
      finished.map(({ on }) => on),
      election,
    );
    const open = rows.find((row) => row.finished_on === null);
    const due = finished.length === 0 || (next !== undefined && next.on <= day);
    const round = open?.round ?? rows.length;
    const asked = askedIn(lesson, round, earlier, questions);
    const run =
      open !== undefined
        ? { round, asked, letters: fitting(open.answers, asked.length) }
        : due
          ? { round, asked, letters: '-'.repeat(asked.length) }
          : undefined;
    return { run, finished, next };
  };

  return {
    now,
    standing: async (member, lesson) => {
      const { election, day } = await now();
      return standingOf(lesson, await rowsOf(member, lesson, election.id), election, day);
    },
    answer: async (member, lesson, index, answer) => {
      const { election, day } = await now();
      return runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
        // Two taps or two windows: the second waits, and adds to what the first left instead of writing over it.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`lesson ${lesson.slug} ${member.userId}`}, 0))`.execute(
          tx,
        );
        const { run } = standingOf(lesson, await rowsIn(tx, lesson, election.id), election, day);
        if (run === undefined || index < 0 || index >= run.asked.length) return undefined;
        const letters = withAnswer(run.letters, index, answer);
        const ended = isWhole(letters);
        const right = ended ? run.asked.length - wrongOf(run.asked, letters).length : null;
        const kept = { answers: letters, right_first: right, finished_on: ended ? day : null };
        await tx
          .insertInto('lesson_run')
          .values({
            user_id: member.userId,
            lesson: lesson.slug,
            election_id: election.id,
            round: run.round,
            started_on: day,
            ...kept,
          })
          .onConflict((c) =>
            c
              .columns(['user_id', 'lesson', 'election_id', 'round'])
              .doUpdateSet(kept)
              .where('lesson_run.finished_on', 'is', null),
          )
          .execute();
        return { ...run, letters };
      });
    },
    lastRun: async (member, lesson) => {
      const { election, day } = await now();
      const rows = await rowsOf(member, lesson, election.id);
      const last = rows.findLast((row) => row.finished_on !== null);
      if (last === undefined) return undefined;
      const earlier = rows.map((row) => row.answers);
      const asked = askedIn(lesson, last.round, earlier, spacingOn(day).questions);
      return { round: last.round, asked, letters: last.answers };
    },
    erase: (member) =>
      runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
        const gone = await tx.deleteFrom('lesson_run').where('user_id', '=', member.userId).executeTakeFirst();
        return Number(gone.numDeletedRows);
      }),
  };
}

/** A lesson may have grown since: what was answered of another length begins anew. */
function fitting(letters: string, count: number): string {
  return letters.length === count ? letters : '-'.repeat(count);
}
