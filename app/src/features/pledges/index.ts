/** The door of pledges. */
import type { Hono } from 'hono';
import type { Env } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import { pledgeRoutes } from './pledge-pages.tsx';
import { type PledgeService, pledgeService } from './pledge-service.ts';

export { sealedPledges } from './sealed-pledges.ts';

export interface PledgesFeature {
  readonly service: PledgeService;
  readonly routes: Hono<Env>;
}

export function pledgesFeature(
  platform: Platform,
  deps: { readonly workshop: Pick<Workshop, 'renderPdf'> },
): PledgesFeature {
  const service = pledgeService(platform);
  return { service, routes: pledgeRoutes({ platform, service, workshop: deps.workshop }) };
}
