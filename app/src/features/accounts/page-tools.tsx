/** What the pages of accounts share: cookies of the library, marks for limits, error summaries of forms whose passwords are not kept. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Child, FC } from 'hono/jsx';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Ctx, Member } from '../../platform/http/env.ts';
import type { LimitName } from '../../platform/http/limits.ts';
import { goTo, pathOf, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  ButtonLink,
  ButtonRow,
  ErrorSummary,
  type FieldError,
  FormLayout,
  type PageContext,
  PageHeading,
} from '../../ui/index.ts';
import type { AccountService } from './account-service.ts';
import type { DemoAccount } from './demo-accounts.ts';
import { safePath, withNext } from './next-path.ts';
import type { Notices } from './notices.ts';
import type { Once } from './once.ts';
import type { PasskeyService } from './passkeys/passkey-service.ts';
import type { LeavingDeps } from './people/leaving.ts';
import type { RecoveryDeps } from './recovery/account-recovery.ts';
import type { RecoveryCodes } from './recovery/recovery-codes.ts';
import { membershipsFor } from './scope.ts';
import type { SignOnService } from './sso/sso-service.ts';
import { signOnWords } from './sso/sso-words.ts';
import { FRESH_MINUTES, type StepUp } from './step-up/step-up.ts';
import { accountWords } from './words.ts';

export interface PageDeps {
  readonly platform: Platform;
  readonly service: AccountService;
  readonly https: boolean;
  readonly stepUp: StepUp;
  readonly once: Once;
  /** Null where the address of this instance allows no passkeys. */
  readonly passkeys: PasskeyService | null;
  readonly recoveryCodes: RecoveryCodes;
  readonly recovery: RecoveryDeps;
  readonly leaving: LeavingDeps;
  /** Null where no provider of single sign-on is configured. */
  readonly signOn: SignOnService | null;
  readonly notices: Notices;
  /** Answers a request as if the browser had sent it. */
  readonly dispatch: (request: Request, c: Ctx) => Response | Promise<Response>;
  /** Empty in production, whatever was passed in. */
  readonly demoAccounts: readonly DemoAccount[];
  /** A code to sign in with now, for accounts of the demonstration. Null in production. */
  readonly demoCode: (email: string) => Promise<string | null>;
}

export type AccountWords = ReturnType<typeof accountWords>;

/** Sets the cookies that the library made on the answer. */
export function setCookies(c: Ctx, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true });
}

/** What one more try on an account costs that many are trying: its owner hardly notices, whoever guesses gets nowhere. */
const PAUSE_MS = 2_000;

/**
 * Takes one try of this address and one of this account; false when either has none left. Passwords are counted for account and address together, so
 * that nobody can keep the owner out from elsewhere; many tries on one account make each of them slow.
 */
export async function mayTry(c: Ctx, platform: Platform, name: LimitName, account: string): Promise<boolean> {
  const mark = keyedHash(platform.keys('account-mark'), 'account-mark', account.toLowerCase()).toString('base64url');
  const byAddress = await platform.limits.take('sign-in-by-address', `${name} ${c.get('addressMark')}`);
  if (name !== 'sign-in') return (await platform.limits.take(name, `account ${mark}`)) && byAddress;
  const here = await platform.limits.take(name, `account ${mark} ${c.get('addressMark')}`);
  if (!here || !byAddress) return false;
  if (!(await platform.limits.take('sign-in-pace', mark))) await pause(PAUSE_MS);
  return platform.limits.take('sign-in-by-account', mark);
}

/** Null when the person may go on: both factors shown lately, or no factor there yet and the session only just begun. Otherwise the page that asks. */
export async function askUnlessFresh(
  c: Ctx,
  deps: PageDeps,
  member: Member,
  backTo?: string,
): Promise<Response | null> {
  return isFresh(deps, member) ? null : deps.stepUp.ask(c, backTo);
}

export function isFresh(deps: PageDeps, member: Member): boolean {
  if (deps.stepUp.fresh(member)) return true;
  const { session } = member;
  if (session === undefined || session.strongAt !== null || member.mustConfirm === true) return false;
  return deps.platform.realNow() - session.startedAt < FRESH_MINUTES * 60_000;
}

/** The zone in which moments are told to a person: that of the first office. */
export function zoneOf(member: Member): 'WIB' | 'WITA' | 'WIT' {
  return member.memberships[0]?.bodyZone ?? 'WIB';
}

/**
 * Leads on by a page of ours instead of a redirect. On the way back from another site browsers keep Strict cookies to themselves until a page
 * of ours asks; and a form may lead, by redirects, to no other site.
 */
export async function passOn(c: Ctx, page: PageContext, path: string): Promise<Response> {
  const words = signOnWords(page.lang);
  c.header('refresh', `0;url=${page.to(path)}`);
  return show(
    c,
    <FormLayout page={page} title={words.onTitle} quickExit={false} languageSwitch={false}>
      <PageHeading title={words.onTitle} lead={words.onText} />
      <ButtonRow>
        <ButtonLink href={page.to(path)}>{words.onLink}</ButtonLink>
      </ButtonRow>
    </FormLayout>,
  );
}

/** The administrator who asks, or null. */
export function findAdmin(c: Ctx): Member | null {
  const member = c.get('member');
  return membershipsFor(member, ['admin']).length > 0 ? member : null;
}

/** Sends a person who is not signed in to the sign-in page, and remembers where they wanted to go. */
export async function signInFirst(c: Ctx, platform: Platform): Promise<Response> {
  const page = await platform.page(c);
  // Only pages can be returned to; a form that was sent cannot be sent again by an address.
  const wanted = c.req.method === 'GET' ? `${pathOf(c.req.url)}${new URL(c.req.url).search}` : undefined;
  return goTo(c, page, withNext('/masuk', safePath(wanted)));
}

/** A narrow page whose errors are told without the promise that everything typed is kept. */
export const AskLayout: FC<{
  readonly page: PageContext;
  readonly title: string;
  readonly errors?: readonly FieldError[] | undefined;
  readonly children: Child;
}> = ({ page, title, errors = [], children }) => {
  const words = accountWords(page.lang);
  return (
    <FormLayout page={page} title={errors.length > 0 ? `${words.error} ${title}` : title} quickExit={false}>
      <ErrorSummary lang={page.lang} errors={errors} note={null} />
      {children}
    </FormLayout>
  );
};
