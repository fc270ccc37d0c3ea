/** The door of the prevention log: work of supervisors and offices, and what was promised at meetings. */
import type { Hono } from 'hono';
import type { Operation } from '../../platform/api/index.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import type { NavItem } from '../../ui/index.ts';
import { membershipsFor } from '../accounts/index.ts';
import { preventionOperations } from './prevention-api.ts';
import { home } from './prevention-pages.tsx';
import { preventionRoutes } from './prevention-routes.tsx';
import { type PreventionService, preventionService, readers } from './prevention-service.ts';
import { preventionWords } from './words.ts';

export { type DemoRecorders, seedPrevention } from './prevention-demonstration.ts';
export { isPhotoUpload } from './prevention-routes.tsx';
export {
  type Period,
  type PreventionCounts,
  preventionCounts,
  type TotalsOf,
} from './totals.ts';

/** Every hour, for the first one of a legal day: a round that finds all told does nothing. */
const HOURLY = '37 * * * *';
const QUEUE = 'prevention-remind';

export interface PreventionFeature {
  readonly service: PreventionService;
  readonly routes: Hono<Env>;
  readonly operations: readonly Operation[];
  navFor(member: Member, lang: Language): readonly NavItem[];
}

export interface PreventionOptions {
  readonly workshop: Pick<Workshop, 'stripImage'>;
  readonly electionId: () => Promise<string>;
}

export function preventionFeature(platform: Platform, { workshop, electionId }: PreventionOptions): PreventionFeature {
  const service = preventionService({ platform, workshop });
  platform.jobs.define(QUEUE, { cron: HOURLY, retryLimit: 2 }, async () => {
    await service.remind();
  });
  return {
    service,
    routes: preventionRoutes({ platform, service, electionId }),
    operations: preventionOperations(platform, service),
    navFor: (member, lang) =>
      membershipsFor(member, readers).length === 0
        ? []
        : [{ href: home, label: preventionWords(lang).nav, count: null, current: false }],
  };
}
