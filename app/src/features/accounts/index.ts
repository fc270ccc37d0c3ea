/** The door of accounts: who is signed in, signing in and out, invitations, administration of offices and members. */
import type { Hono } from 'hono';
import type pg from 'pg';
import type { Env, Member } from '../../platform/http/env.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem, SignedIn } from '../../ui/index.ts';
import { accountRoutes } from './account-pages.tsx';
import { type AccountService, accountService } from './account-service.ts';
import { makeAuth } from './auth.ts';
import { accountWords } from './words.ts';

export interface AccountsFeature {
  readonly service: AccountService;
  readonly routes: Hono<Env>;
  /** How the signed-in person appears on every page. `nav` are the places of the desk, made by the features. */
  describe(member: Member, lang: Language, here: string, nav: readonly NavItem[]): SignedIn;
}

export function accountsFeature(
  platform: Platform,
  options: { readonly pool: pg.Pool; readonly secret: string; readonly https: boolean },
): AccountsFeature {
  const auth = makeAuth({
    pool: options.pool,
    secret: options.secret,
    publicUrl: platform.publicUrl,
    https: options.https,
  });
  const service = accountService({
    db: platform.db,
    auth,
    keys: platform.keys,
    uuid: platform.uuid,
    random: platform.random,
    realNow: platform.realNow,
  });
  return {
    service,
    routes: accountRoutes(platform, service),
    describe: (member, lang, here, nav) => {
      const words = accountWords(lang);
      const first = member.memberships[0];
      return {
        name: member.name,
        bodyName: first?.bodyName ?? '',
        roleLabel: first === undefined ? words.noRole : words.role[first.role],
        nav: nav.map((item) => ({ ...item, current: item.href === here || here.startsWith(`${item.href}/`) })),
      };
    },
  };
}
