/** What the pages of accounts share: cookies of the library, marks for limits, error summaries of forms whose passwords are not kept. */
import type { Child, FC } from 'hono/jsx';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Ctx, Member } from '../../platform/http/env.ts';
import type { LimitName } from '../../platform/http/limits.ts';
import { goTo, pathOf } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { ErrorSummary, type FieldError, FormLayout, type PageContext } from '../../ui/index.ts';
import type { AccountService } from './account-service.ts';
import type { DemoAccount } from './demo-accounts.ts';
import { safePath, withNext } from './next-path.ts';
import { membershipsFor } from './scope.ts';
import { accountWords } from './words.ts';

export interface PageDeps {
  readonly platform: Platform;
  readonly service: AccountService;
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

/** Takes one try of this address and one of this account; false when either has none left. */
export async function mayTry(c: Ctx, platform: Platform, name: LimitName, account: string): Promise<boolean> {
  const mark = keyedHash(platform.keys('account-mark'), 'account-mark', account.toLowerCase()).toString('base64url');
  const byAddress = await platform.limits.take('sign-in-by-address', `${name} ${c.get('addressMark')}`);
  return (await platform.limits.take(name, `account ${mark}`)) && byAddress;
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
