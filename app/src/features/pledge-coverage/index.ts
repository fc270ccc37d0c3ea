/** The door of coverage: figures of pledges and lessons that name nobody, and reminders that tell nobody anything. */
import type { Hono } from 'hono';
import type { Operation } from '../../platform/api/index.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import { membershipsFor } from '../accounts/index.ts';
import { coverageOperations } from './coverage-api.ts';
import { coverageRoles, coverageRoutes } from './coverage-routes.tsx';
import { type CoverageDeps, type CoverageService, coverageService } from './coverage-service.ts';
import { coveragePath } from './coverage-views.tsx';
import { coverageWords } from './words.ts';

export { type DayFigures, institutionFigures } from './coverage-read.ts';
export type { CoverageService } from './coverage-service.ts';
export { rateInWords } from './coverage-views.tsx';

/** Every hour, for the first one of a legal day: a round that finds all counted does nothing. */
const HOURLY = '7 * * * *';
const QUEUE = 'coverage-day';

export interface CoverageFeature {
  readonly service: CoverageService;
  readonly routes: Hono<Env>;
  readonly operations: readonly Operation[];
  navFor(member: Member, lang: Language): readonly NavItem[];
}

export function coverageFeature(platform: Platform, deps: Pick<CoverageDeps, 'reachOf'>): CoverageFeature {
  const service = coverageService({ platform, ...deps });
  platform.jobs.define(QUEUE, { cron: HOURLY, retryLimit: 2 }, async () => {
    await service.countToday();
    await service.remind();
  });
  return {
    service,
    routes: coverageRoutes(platform),
    operations: coverageOperations(platform),
    navFor: (member, lang) =>
      membershipsFor(member, coverageRoles).length > 0
        ? [{ href: coveragePath, label: coverageWords(lang).nav, count: null, current: false }]
        : [],
  };
}
