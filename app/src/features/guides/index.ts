/** The door of the guides: one page for each kind of user, and the link to it. */
import type { Hono } from 'hono';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import { guideRoutes } from './guide-routes.tsx';
import { guideOfRole, guidePath } from './guides.ts';
import { guideWords } from './words.ts';

export { GuideLink } from './guide-link.tsx';

export interface GuidesFeature {
  readonly routes: Hono<Env>;
  /** The guide of the person's first role, as the last place of the rail. */
  navFor(member: Member, lang: Language): readonly NavItem[];
}

export function guidesFeature(platform: Platform): GuidesFeature {
  return {
    routes: guideRoutes(platform),
    navFor: (member, lang) => {
      const first = member.memberships[0];
      const href = first === undefined ? '/panduan' : guidePath(guideOfRole[first.role]);
      return [{ href, label: guideWords(lang).nav, count: null, current: false }];
    },
  };
}
