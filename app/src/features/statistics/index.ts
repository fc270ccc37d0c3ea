/** The door of statistics: the front page, how its numbers are counted, and which election is open. */
import type { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { statisticsRoutes } from './statistics-pages.tsx';
import { statisticsReadModel } from './statistics-read-model.ts';

export { findOpenElection, openElectionSetting } from './open-election.ts';

export interface StatisticsFeature {
  readonly routes: Hono<Env>;
}

export function statisticsFeature(platform: Platform): StatisticsFeature {
  return { routes: statisticsRoutes(platform, statisticsReadModel(platform)) };
}
