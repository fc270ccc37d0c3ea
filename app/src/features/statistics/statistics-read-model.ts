/**
 * Counts for the public. Aggregates only: the database function gives no more, and small numbers go no further than this file. Outside the
 * demonstration they are counted once a day for all processes together: a number that moved with each report would tell when it was sent.
 */
import { sql } from 'kysely';
import * as z from 'zod';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import type { Database } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { zoneId } from '../../platform/i18n/zones.ts';
import type { Platform } from '../../platform/platform.ts';
import { stages } from '../cases/index.ts';
import { type PublicCount, publicCount, publicIntake, publicWaits, type StageWait, stageOrder } from './statistics.ts';

export interface PublicFigures {
  readonly waits: readonly StageWait[];
  readonly pledges: PublicCount;
  readonly reports: PublicCount;
  /** Nothing was ever reported, found or signed here. */
  readonly empty: boolean;
  /** Legal time it was counted for: this moment in the demonstration, otherwise the beginning of the legal day (WIB). */
  readonly at: Temporal.Instant;
  /** Counted once a day, so that the time says nothing. */
  readonly daily: boolean;
}

type Figures = Omit<PublicFigures, 'at' | 'daily'>;

export interface StatisticsReadModel {
  figures(): Promise<PublicFigures>;
}

export function statisticsReadModel(platform: Pick<Platform, 'db' | 'legalClock' | 'demo'>): StatisticsReadModel {
  const { db, legalClock } = platform;
  // In the demonstration people move the clock and want to see what follows at once.
  if (platform.demo) {
    return {
      figures: async () => {
        const at = await legalClock.now();
        return { ...(await count(db, at)), at, daily: false };
      },
    };
  }
  let kept: { readonly day: string; readonly figures: Promise<PublicFigures> } | undefined;
  return {
    figures: async () => {
      const at = await legalClock.now();
      const day = legalDay(at, 'WIB');
      if (kept?.day === day) return kept.figures;
      const mine = { day, figures: ofDay(db, at, day) };
      kept = mine;
      mine.figures.catch(() => {
        // A failure is not kept: the next visitor tries again.
        if (kept === mine) kept = undefined;
      });
      return mine.figures;
    },
  };
}

const countShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exact'), value: z.number() }),
  z.strictObject({ kind: z.literal('few') }),
]);
const figuresShape = z.strictObject({
  waits: z.array(z.strictObject({ stage: z.enum(stageOrder), persons: countShape, medianDays: z.number().nullable() })),
  pledges: countShape,
  reports: countShape,
  empty: z.boolean(),
});

/** What was counted for this day, by whichever process came first. A clock that was set back changes nothing: the newest day stays. */
async function ofDay(db: Database, at: Temporal.Instant, day: string): Promise<PublicFigures> {
  const there = await readStored(db);
  if (there !== null && there.day >= day) return told(there);
  const figures = JSON.stringify(await count(db, at));
  await runAs(db, { kind: 'system' }, (tx) =>
    tx
      .insertInto('public_figures')
      .values({ day, figures })
      .onConflict((c) => c.column('one').doUpdateSet({ day, figures }).where('public_figures.day', '<', day))
      .execute(),
  );
  const stored = await readStored(db);
  if (stored === null) throw new Error('the figures of the day were stored and are not there');
  return told(stored);
}

interface Stored {
  readonly day: string;
  readonly figures: Figures;
}

/** Null where nothing was counted yet, or by a version that counted something else. */
async function readStored(db: Database): Promise<Stored | null> {
  const row = await db.selectFrom('public_figures').select(['day', 'figures']).executeTakeFirst();
  const figures = figuresShape.safeParse(row?.figures);
  return row === undefined || !figures.success ? null : { day: row.day, figures: figures.data };
}

function told({ day, figures }: Stored): PublicFigures {
  const at = Temporal.PlainDate.from(day).toZonedDateTime(zoneId.WIB).toInstant();
  return { ...figures, at, daily: true };
}

async function count(db: Database, at: Temporal.Instant): Promise<Figures> {
  const [waits, totals] = await Promise.all([
    sql<{ stage: string; persons: number; median_days: string | null }>`
      select stage, persons, median_days from netra.public_waits(${at.toString()}::timestamptz, ${JSON.stringify(stages)}::jsonb)`.execute(
      db,
    ),
    sql<{ pledges: number; reports: number; cases: number }>`
      select pledges, reports, cases from netra.public_totals()`.execute(db),
  ]);
  const total = totals.rows[0] ?? { pledges: 0, reports: 0, cases: 0 };
  return {
    waits: publicWaits(
      waits.rows.map((row) => ({
        stage: row.stage,
        persons: row.persons,
        medianDays: row.median_days === null ? null : Number(row.median_days),
      })),
    ),
    pledges: publicCount(total.pledges),
    reports: publicIntake(total.reports),
    empty: total.cases === 0 && total.reports === 0 && total.pledges === 0,
  };
}
