/** The door of referrals: what was handed to another authority beside the case, to whom, by which rule, and what became of it. */
import type { Hono } from 'hono';
import { jsx } from 'hono/jsx';
import type { Operation } from '../../platform/api/index.ts';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem } from '../../ui/index.ts';
import { type CasePanel, type CasesFeature, kindsOf, ownBodies, readAuthorities, wasReferred } from '../cases/index.ts';
import type { ExchangeService } from '../exchange/index.ts';
import { referralOperations } from './referral-api.ts';
import { AuthorityRules, ReferralPanel, referralHome } from './referral-pages.tsx';
import { ofCase, readReferrals } from './referral-read.ts';
import { type ReferralService, referralService } from './referral-service.ts';
import { referralRoutes } from './routes.tsx';
import { referralWords } from './words.ts';

export interface ReferralsFeature {
  readonly service: ReferralService;
  readonly routes: Hono<Env>;
  readonly panels: readonly CasePanel[];
  readonly operations: readonly Operation[];
  navFor(member: Member, lang: Language): readonly NavItem[];
}

export interface ReferralsOptions {
  readonly cases: Pick<CasesFeature, 'service'>;
  readonly exchange: Pick<ExchangeService, 'sign' | 'exportBeside'>;
}

export function referralsFeature(platform: Platform, { cases, exchange }: ReferralsOptions): ReferralsFeature {
  const service = referralService(platform, { exchange });
  /** Above the forms of an action: which rule says who is competent. */
  const rules = (action: 'refer' | 'forward-criminal'): CasePanel => ({
    place: { form: [action] },
    render: async ({ page, member, now }, view) => {
      const rows = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
        readAuthorities(tx, legalDay(now, view.holderZone)),
      );
      const kinds = kindsOf(action);
      return jsx(AuthorityRules, { page, authorities: rows.filter(({ kind }) => kinds.includes(kind)) });
    },
  });
  return {
    service,
    routes: referralRoutes(platform, { service, cases }),
    operations: referralOperations(platform, service),
    panels: [
      {
        place: 'main',
        render: async ({ page, member, now }, view) => {
          if (!wasReferred(view)) return null;
          const views = await runAs(platform.db, { kind: 'member', userId: member.userId }, (tx) =>
            readReferrals(tx, ownBodies(member), ofCase(view.id)),
          );
          return views.length === 0 ? null : jsx(ReferralPanel, { page, caseNumber: view.number, views, now });
        },
      },
      rules('refer'),
      rules('forward-criminal'),
    ],
    navFor: (member, lang) =>
      ownBodies(member).length === 0
        ? []
        : [{ href: referralHome, label: referralWords(lang).nav, count: null, current: false }],
  };
}
