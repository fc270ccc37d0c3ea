/** The door of accounts: who is signed in, signing in and out, factors and step-up, the state's sign-on, administration of people, scopes. */
import type { Hono, MiddlewareHandler } from 'hono';
import type pg from 'pg';
import type { SignOnSettings } from '../../platform/configuration/sign-on-settings.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx, Env, Member, Role } from '../../platform/http/env.ts';
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
import { notices } from './notices.ts';
import { once } from './once.ts';
import type { PageDeps } from './page-tools.tsx';
import { ceremonies, relyingParty } from './passkeys/ceremony.ts';
import { passkeyService } from './passkeys/passkey-service.ts';
import { endLeft, type OnLeave } from './people/leaving.ts';
import { listAdministrators, listUnused } from './people/people-read.ts';
import { recoveryCodes } from './recovery/recovery-codes.ts';
import { membershipsFor } from './scope.ts';
import { makeProvider } from './sso/provider.ts';
import { BACK_CHANNEL } from './sso/sso-pages.tsx';
import { signOnService, todayOf } from './sso/sso-service.ts';
import { stepUp as makeStepUp, type StepUp } from './step-up/step-up.ts';
import { showQuestion } from './step-up/step-up-pages.tsx';
import { accountWords } from './words.ts';

export { listOffices, type OfficeRow } from './admin-read.ts';
export { findAdministrators, findContact, findPeopleAt } from './contacts.ts';
export { type DemoAccount, demoPassword } from './demo-accounts.ts';
export { membershipsOf } from './members.ts';
export { officeOperations } from './members-api.ts';
export { makeBody, makeJurisdiction, type NewBody, type NewJurisdiction, unwrapOfficeKey } from './offices.ts';
export { findAdmin, signInFirst } from './page-tools.tsx';
export type { OnLeave } from './people/leaving.ts';
export { recoverCommand } from './recovery/recover-command.ts';
export { caseRoles, fitsOffice, homeOf, isCaseRole, kindsOfRole, mayActAt, membershipsFor } from './scope.ts';
export { FRESH_MINUTES, type StepUp } from './step-up/step-up.ts';

/** The provider's server tells of a logout here, with a token of its own and no cookie: the guard of forms lets it through. */
export const isBackChannel = (path: string): boolean => path === BACK_CHANNEL;

/** What a role is called. */
export function roleName(role: Role, lang: Language): string {
  return accountWords(lang).role[role];
}

export interface AccountsFeature {
  readonly service: AccountService;
  readonly routes: Hono<Env>;
  /** Before what is delicate: both factors shown within ten minutes, or the page that asks. */
  readonly stepUp: StepUp;
  /** Registers what another feature ends when a person leaves; in the same transaction, which runs as the system. */
  onLeave(end: OnLeave): void;
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
  /** The provider of single sign-on; left out, there is none. */
  readonly signOn?: SignOnSettings | null;
  /** Answers a request as if the browser had sent it: a form that waited for a step-up is sent again by this. */
  readonly dispatch: (request: Request, c: Ctx) => Response | Promise<Response>;
}

/**
 * When people who left are cleared up, and administrators are told of accounts that nobody uses; jobs go by the clock of Jakarta. A last day ends
 * at midnight WIB for the whole country, though it is two hours into the next day in Jayapura then: one moment, and nobody is cut off before it.
 */
const LEFT_CRON = '5 0 * * *';
const UNUSED_CRON = '0 8 * * 1';

export function accountsFeature(platform: Platform, options: AccountsOptions): AccountsFeature {
  const { db, keys, uuid, random, realNow } = platform;
  const { secret } = options;
  const auth = makeAuth({ pool: options.pool, secret, publicUrl: platform.publicUrl, https: options.https });
  const service = accountService({ db, auth, keys, secret, https: options.https, uuid, random, realNow });
  const demoAccounts = platform.demo ? (options.demoAccounts ?? []) : [];
  const isDemo = (email: string): boolean =>
    demoAccounts.some((account) => account.email.toLowerCase() === email.toLowerCase());
  const marks = once(db, keys);
  const party = relyingParty(platform.publicUrl);
  const passkeys =
    party === null
      ? null
      : passkeyService({ db, uuid, accounts: service, ceremonies: ceremonies({ keys, once: marks, realNow, party }) });
  const told = notices(platform);
  const settings = options.signOn ?? null;
  const signOn =
    settings === null
      ? null
      : signOnService({
          ...{ db, uuid, realNow, accounts: service, once: marks, notices: told },
          provider: makeProvider({ settings, publicUrl: platform.publicUrl, log: platform.log, realNow }),
        });
  const ends: OnLeave[] = [];
  const leaving = { db, uuid, onLeave: ends };
  const demoCode = async (email: string): Promise<string | null> =>
    isDemo(email) ? findDemoCode(db, keys, email, realNow()) : null;

  const parts = {
    ...{ platform, service, demoAccounts, demoCode, passkeys, signOn, leaving },
    https: options.https,
    once: marks,
    recoveryCodes: recoveryCodes({ db, keys, random }),
    recovery: { db, keys, uuid, random, realNow },
    notices: told,
    dispatch: options.dispatch,
  } satisfies Omit<PageDeps, 'stepUp'>;
  const stepUp = makeStepUp(platform, (c, question) => showQuestion(parts, c, question));

  platform.jobs.define('accounts-left', { cron: LEFT_CRON }, async () => {
    await endLeft(leaving);
  });
  platform.jobs.define('accounts-unused', { cron: UNUSED_CRON }, async () => {
    await runAs(db, { kind: 'system' }, async (tx) => {
      const unused = await listUnused(tx);
      if (unused.length === 0) return;
      platform.log.info({ event: 'accounts-unused', count: unused.length });
      const today = todayOf(realNow());
      // The letter says that work waits, not which: the list stands at /admin/tak-terpakai.
      for (const to of await listAdministrators(tx))
        await platform.mail.queue(tx, { to, template: 'work-waiting', dedupeKey: `accounts-unused ${today}` });
    });
  });

  return {
    service,
    stepUp,
    onLeave: (end) => void ends.push(end),
    routes: accountRoutes({ ...parts, stepUp }),
    enrolFirst: enrolFirst(platform),
    describe: (member, lang, here, nav) => {
      const words = accountWords(lang);
      const first = member.memberships[0];
      // The nearest place alone: /admin/surel is not /admin as well.
      const nearest = nav
        .map((item) => item.href)
        .filter((href) => href === here || here.startsWith(`${href}/`))
        .toSorted((a, b) => b.length - a.length)[0];
      return {
        name: member.name,
        bodyName: first?.bodyName ?? '',
        roleLabel: first === undefined ? words.noRole : words.role[first.role],
        nav: nav.map((item) => ({
          ...item,
          href: inLanguage(lang, item.href),
          current: item.href === nearest,
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
