/** The door of statistics: the front page, how its numbers are counted, and which election is open. */
import type { Hono } from 'hono';
import type { Operation } from '../../platform/api/index.ts';
import type { Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { statisticsOperations } from './statistics-api.ts';
import { statisticsRoutes } from './statistics-pages.tsx';
import { statisticsReadModel } from './statistics-read-model.ts';

export { findOpenElection, openElectionSetting } from './open-election.ts';
export { type PublicCount, publicCount, publicIntake } from './statistics.ts';

export interface StatisticsFeature {
  readonly routes: Hono<Env>;
  readonly operations: readonly Operation[];
}

export function statisticsFeature(platform: Platform): StatisticsFeature {
  const readModel = statisticsReadModel(platform);
  return { routes: statisticsRoutes(platform, readModel), operations: statisticsOperations(readModel) };
}
