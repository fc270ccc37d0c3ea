/** The door of accountability: the page on which an institution answers for neutrality, its reply, and its self-assessment. */
import type { Hono } from 'hono';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import type { NavItem } from '../../ui/index.ts';
import { membershipsFor } from '../accounts/index.ts';
import { type AccountabilityService, accountabilityService } from './accountability-service.ts';
import { deskPath } from './desk-pages.tsx';
import { accountabilityRoles, accountabilityRoutes } from './routes.tsx';
import { accountabilityWords } from './words.ts';

export { seedAccountability } from './accountability-demonstration.ts';
export type { AccountabilityService } from './accountability-service.ts';
export { isAssessmentUpload } from './routes.tsx';

/** Every hour, for the first one of a legal day: a round that finds all counted does nothing. After the count of coverage. */
const HOURLY = '22 * * * *';
const QUEUE = 'accountability-day';

export interface AccountabilityFeature {
  readonly service: AccountabilityService;
  readonly routes: Hono<Env>;
  navFor(member: Member, lang: Language): readonly NavItem[];
}

export interface AccountabilityOptions {
  readonly workshop: Pick<Workshop, 'renderOwn'>;
}

export function accountabilityFeature(platform: Platform, { workshop }: AccountabilityOptions): AccountabilityFeature {
  const service = accountabilityService({ platform });
  platform.jobs.define(QUEUE, { cron: HOURLY, retryLimit: 2 }, async () => {
    await service.snapshotToday();
  });
  return {
    service,
    routes: accountabilityRoutes({ platform, service, workshop }),
    navFor: (member, lang) =>
      membershipsFor(member, accountabilityRoles).length > 0
        ? [{ href: deskPath, label: accountabilityWords(lang).nav, count: null, current: false }]
        : [],
  };
}
