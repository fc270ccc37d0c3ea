/** Counts for the public. Aggregates only: the database function gives no more, and small numbers go no further than this file. */
import { sql } from 'kysely';
import type { Database } from '../../platform/db/connect.ts';
import type { Platform } from '../../platform/platform.ts';
import { stages } from '../cases/index.ts';
import { type PublicCount, publicCount, publicWaits, type StageWait } from './statistics.ts';

export interface PublicFigures {
  readonly waits: readonly StageWait[];
  readonly pledges: PublicCount;
  readonly reports: PublicCount;
  /** Nothing was ever reported, found or signed here. */
  readonly empty: boolean;
  /** Legal time at which it was counted. */
  readonly at: Temporal.Instant;
}

/** Counting goes through every case; a debate night must not do so per visitor. */
const KEEP_MILLISECONDS = 30_000;

export interface StatisticsReadModel {
  figures(): Promise<PublicFigures>;
}

export function statisticsReadModel(
  platform: Pick<Platform, 'db' | 'legalClock' | 'realNow' | 'demo'>,
): StatisticsReadModel {
  // In the demonstration people move the clock and want to see what follows at once.
  const keep = platform.demo ? 0 : KEEP_MILLISECONDS;
  let kept: { readonly from: number; readonly figures: Promise<PublicFigures> } | undefined;
  return {
    figures: () => {
      const now = platform.realNow();
      if (kept !== undefined && now - kept.from < keep) return kept.figures;
      const figures = count(platform.db, platform.legalClock.now());
      const mine = { from: now, figures };
      kept = mine;
      figures.catch(() => {
        // A failure is not kept: the next visitor tries again.
        if (kept === mine) kept = undefined;
      });
      return figures;
    },
  };
}

async function count(db: Database, legalNow: Promise<Temporal.Instant>): Promise<PublicFigures> {
  const at = await legalNow;
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
    reports: publicCount(total.reports),
    empty: total.cases === 0 && total.reports === 0 && total.pledges === 0,
    at,
  };
}
