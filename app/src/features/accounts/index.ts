/** The door of accounts: who is signed in, signing in and out, invitations, administration of offices and members, scopes. */
import type { Hono, MiddlewareHandler } from 'hono';
import type pg from 'pg';
import type { Tx } from '../../platform/db/connect.ts';
import type { Env, Member } from '../../platform/http/env.ts';
import { inLanguage } from '../../platform/http/language.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NavItem, SignedIn } from '../../ui/index.ts';
import { accountRoutes } from './account-pages.tsx';
import { type AccountService, accountService } from './account-service.ts';
import { adminWords } from './admin-words.ts';
import { makeAuth } from './auth.ts';
import { createDemoAccount, type DemoAccount, findDemoCode } from './demo-accounts.ts';
import { enrolFirst } from './enrol-pages.tsx';
import { membershipsFor } from './scope.ts';
import { accountWords } from './words.ts';

export { listOffices, type OfficeRow } from './admin-read.ts';
export { findContact, findPeopleAt } from './contacts.ts';
export { type DemoAccount, demoPassword } from './demo-accounts.ts';
export { membershipsOf } from './members.ts';
export { officeOperations } from './members-api.ts';
export { makeBody, makeJurisdiction, type NewBody, type NewJurisdiction, unwrapOfficeKey } from './offices.ts';
export { findAdmin, signInFirst } from './page-tools.tsx';
export { caseRoles, fitsOffice, homeOf, isCaseRole, kindsOfRole, mayActAt, membershipsFor } from './scope.ts';

export interface AccountsFeature {
  readonly service: AccountService;
  readonly routes: Hono<Env>;
  /** To mount before all pages: staff without a second factor are led to its set-up from everywhere. */
  readonly enrolFirst: MiddlewareHandler<Env>;
  /** How the signed-in person appears on every page. `nav` are the places of the desk, made by the features; paths without language prefix. */
  describe(member: Member, lang: Language, here: string, nav: readonly NavItem[]): SignedIn;
  /** The places of the desk that belong to accounts. */
  navFor(member: Member, lang: Language): readonly NavItem[];
  /** A one-time link by which the first administrator makes the account; earlier unused ones stop working. Null when there is one. */
  firstAdministratorLink(): Promise<string | null>;
  /** Fills the demonstration: account, password, confirmed second factor and role. The transaction runs as the system. */
  createDemoAccount(tx: Tx, account: DemoAccount): Promise<string>;
  /** A code with which an account of the demonstration can sign in now; null in production, for others, and when all were just used. */
  demoCode(email: string): Promise<string | null>;
}

export interface AccountsOptions {
  /** A pool of its own, with PostgreSQL's types as the driver gives them. */
  readonly pool: pg.Pool;
  /** The secret of the accounts library. */
  readonly secret: string;
  readonly https: boolean;
  /** Shown on the sign-in page of the demonstration; looked at in no other mode. */
  readonly demoAccounts?: readonly DemoAccount[];
}

export function accountsFeature(platform: Platform, options: AccountsOptions): AccountsFeature {
  const { db, keys, uuid, random, realNow } = platform;
  const { secret } = options;
  const auth = makeAuth({ pool: options.pool, secret, publicUrl: platform.publicUrl, https: options.https });
  const service = accountService({ db, auth, keys, secret, uuid, random, realNow });
  const demoAccounts = platform.demo ? (options.demoAccounts ?? []) : [];
  const isDemo = (email: string): boolean =>
    demoAccounts.some((account) => account.email.toLowerCase() === email.toLowerCase());
  const demoCode = async (email: string): Promise<string | null> =>
    isDemo(email) ? findDemoCode(db, keys, email, realNow()) : null;

  return {
    service,
    routes: accountRoutes({ platform, service, demoAccounts, demoCode }),
    enrolFirst: enrolFirst(platform),
    describe: (member, lang, here, nav) => {
      const words = accountWords(lang);
      const first = member.memberships[0];
      return {
        name: member.name,
        bodyName: first?.bodyName ?? '',
        roleLabel: first === undefined ? words.noRole : words.role[first.role],
        nav: nav.map((item) => ({
          ...item,
          href: inLanguage(lang, item.href),
          current: item.href === here || here.startsWith(`${item.href}/`),
        })),
      };
    },
    navFor: (member, lang) =>
      membershipsFor(member, ['admin']).length === 0
        ? []
        : [{ href: '/admin', label: adminWords(lang).title, count: null, current: false }],
    firstAdministratorLink: async () => {
      const token = await service.firstAdministratorToken();
      return token === null ? null : `${platform.publicUrl}/mulai/${token}`;
    },
    createDemoAccount: (tx, account) => {
      if (!platform.demo) throw new Error('accounts with a known password exist in the demonstration only');
      return createDemoAccount(tx, { keys, secret, uuid }, account);
    },
    demoCode,
  };
}
