/** A watch over reading: who opens far more cases in a day than usual is noticed within the hour. It asks; it accuses nobody and stops nothing. */
import { sql } from 'kysely';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Member } from '../../../platform/http/env.ts';
import type { Platform } from '../../../platform/platform.ts';
import { findAdministrators } from '../../accounts/index.ts';

/** Fewer cases in a day are nobody's question: a full day at a desk. */
export const LEAST_CASES = 60;
/** How many times the usual. */
export const TIMES = 4;

/**
 * Whether somebody opened so many different cases that a person should ask why.
 *
 * @param cases different cases opened in one calendar day (WIB)
 * @param usual median of the days among the 28 before on which the person opened any; 0: none. A median, because a single high day must not
 *   make the next one look usual.
 */
export function isUnusual({ cases, usual }: { readonly cases: number; readonly usual: number }): boolean {
  return cases >= LEAST_CASES && cases >= TIMES * usual;
}

/** One day of one person that was asked about. */
export interface UnusualReading {
  readonly userId: string;
  readonly name: string;
  /** Null: the person acted for no office. */
  readonly office: string | null;
  readonly day: string;
  readonly cases: number;
  readonly usual: number;
  readonly raisedAt: Temporal.Instant;
  readonly lookedAt: Temporal.Instant | null;
  readonly lookedBy: string | null;
}

export interface ReadingWatch {
  /** Counts today and yesterday, and asks where it is unusual: once for each person and day. @returns how many were raised */
  watch(): Promise<number>;
  /** What was raised in the last 35 days, the newest first; empty for whoever does not administer. */
  list(member: Member): Promise<readonly UnusualReading[]>;
  /** An administrator looked into it. False: not there, looked into already, or the own. */
  look(member: Member, userId: string, day: string): Promise<boolean>;
}

/** For the number beside the place in the menu. */
export const unlookedCount = sql<number>`select count(*) from reading_day where raised_at is not null and looked_at is null and user_id <> actor_user()`;

const SHOWN = 200;

export function readingWatch({ db, mail }: Pick<Platform, 'db' | 'mail'>): ReadingWatch {
  return {
    watch: () =>
      runAs(db, { kind: 'system' }, async (tx) => {
        const { rows } = await sql<{ who: string; day: string; opened: number; median: number }>`
          select who, day::text as day, opened, median from count_readings(${LEAST_CASES}::integer)`.execute(tx);
        let raised = 0;
        for (const { who, day, opened, median } of rows) {
          if (!isUnusual({ cases: opened, usual: median })) continue;
          const { rows: done } = await sql<{ raise_reading: boolean | null }>`
            select raise_reading(${who}::uuid, ${day}::date, ${median}::integer)`.execute(tx);
          if (done[0]?.raise_reading !== true) continue;
          raised += 1;
          for (const to of await findAdministrators(tx))
            await mail.queue(tx, { to, template: 'work-waiting', dedupeKey: `reading ${who} ${day}` });
        }
        return raised;
      }),
    list: (member) =>
      runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
        const rows = await tx
          .selectFrom('reading_day as d')
          .innerJoin('auth.auth_user as person', 'person.id', 'd.user_id')
          .leftJoin('body', 'body.id', 'd.body_id')
          .leftJoin('auth.auth_user as looker', 'looker.id', 'd.looked_by')
          .select(['d.user_id', 'd.on_day', 'd.cases', 'd.usual', 'd.raised_at', 'd.looked_at'])
          .select(['person.name', 'body.name as office', 'looker.name as looker'])
          .where('d.raised_at', 'is not', null)
          .where('d.user_id', '<>', member.userId)
          .orderBy('d.raised_at', 'desc')
          .orderBy('d.user_id')
          .limit(SHOWN)
          .execute();
        return rows.flatMap((row): UnusualReading[] =>
          row.raised_at === null || row.usual === null
            ? []
            : [
                {
                  userId: row.user_id,
                  name: row.name,
                  office: row.office,
                  day: row.on_day,
                  cases: row.cases,
                  usual: row.usual,
                  raisedAt: row.raised_at,
                  lookedAt: row.looked_at,
                  lookedBy: row.looker,
                },
              ],
        );
      }),
    look: (member, userId, day) =>
      runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
        const { rows } = await sql<{ done: boolean | null }>`
          select look_into_reading(${userId}::uuid, ${day}::date) as done`.execute(tx);
        if (rows[0]?.done !== true) return false;
        await tx
          .insertInto('audit')
          .values({
            user_id: member.userId,
            body_id: member.memberships[0]?.bodyId ?? null,
            what: 'reading.looked',
            access: 'write',
            case_id: null,
            target: userId,
          })
          .execute();
        return true;
      }),
  };
}
