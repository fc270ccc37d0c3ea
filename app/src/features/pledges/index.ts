/** The door of pledges. */
import { Hono } from 'hono';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Workshop } from '../../platform/workshop/index.ts';
import type { NavItem } from '../../ui/index.ts';
import { campaignRoutes } from './campaign-routes.tsx';
import { type CampaignService, type CodeSigned, campaignService } from './campaign-service.ts';
import { campaignPath } from './campaign-views.tsx';
import { campaignWords } from './campaign-words.ts';
import { type CodeLetters, codeLetters } from './code-letters.ts';
import { codeRoutes } from './code-routes.tsx';
import { pledgeRoutes } from './pledge-pages.tsx';
import { type PledgeService, pledgeService } from './pledge-service.ts';
import type { OpenPerson } from './roster-name.ts';
import { type SignDoor, type SignDoorDeps, signDoor } from './sign-door.ts';

export type { CampaignService } from './campaign-service.ts';
export { isCodeForm } from './code-routes.tsx';
export { newPledgeCode, pledgeToken, readPledgeCode } from './pledge-codes.ts';
export { sealedPledges } from './sealed-pledges.ts';
export { seedCampaign, seedSigned } from './seed.ts';
export type { SignDoor } from './sign-door.ts';
export { signPath } from './sign-form.ts';

export interface PledgesFeature {
  readonly service: PledgeService;
  readonly campaigns: CampaignService;
  readonly letters: CodeLetters;
  readonly routes: Hono<Env>;
  navFor(member: Member, lang: Language): readonly NavItem[];
  /** The short way for the form that signs, before all layers of the server. */
  door(deps: {
    readonly fetch: (request: Request, bindings: Env['Bindings'] | undefined) => Response | Promise<Response>;
    readonly closed: () => boolean;
    readonly seen: SignDoorDeps['seen'];
  }): SignDoor;
}

export interface PledgesDeps {
  readonly workshop: Pick<Workshop, 'renderPdf' | 'renderOwn'>;
  /** Opens what the roster keeps locked of a person. */
  readonly openPerson: OpenPerson;
}

export function pledgesFeature(platform: Platform, { workshop, openPerson }: PledgesDeps): PledgesFeature {
  const service = pledgeService(platform);
  const { db, keys, legalClock, law, realNow, uuid, random, logMinutes } = platform;
  const letters = codeLetters(platform, openPerson);
  const campaigns = campaignService({ db, keys, legalClock, law, realNow, uuid, random, openPerson, logMinutes });
  /** What the short way found out, for the request it hands on. */
  const known = new WeakMap<Request, CodeSigned>();
  const routes = new Hono<Env>();
  routes.route('/', campaignRoutes({ platform, campaigns, letters, workshop }));
  routes.route('/', codeRoutes({ platform, campaigns, workshop, knownOf: (request) => known.get(request) }));
  routes.route('/', pledgeRoutes({ platform, service, workshop }));
  return {
    service,
    campaigns,
    letters,
    routes,
    navFor: (member, lang) =>
      !member.mustEnrol && member.memberships.some(({ role }) => role === 'admin' || role === 'inspectorate')
        ? [{ href: campaignPath, label: campaignWords(lang).office.nav, count: null, current: false }]
        : [],
    door: ({ fetch, closed, seen }) =>
      signDoor({
        sign: (form) => campaigns.sign(form),
        dispatch: async (request, signed, original) => {
          if (signed !== undefined) known.set(request, signed);
          return fetch(request, original ?? undefined);
        },
        closed,
        seen,
        origin: platform.publicUrl,
        now: () => performance.now(),
      }),
  };
}
