/** The way to the provider and back: `/masuk/sso`, `/masuk/sso/kembali`, logout from there, and the pages for what goes wrong. */
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { FC } from 'hono/jsx';
import { z } from 'zod';
import { lock, unlock } from '../../../platform/crypto/box.ts';
import { sameSecret } from '../../../platform/crypto/token.ts';
import type { Ctx, Env } from '../../../platform/http/env.ts';
import { show } from '../../../platform/http/server.ts';
import { ButtonLink, ButtonRow, Callout, DefinitionList, type PageContext, PageHeading } from '../../../ui/index.ts';
import { asRequest } from '../account-service.ts';
import { safePath } from '../next-path.ts';
import { AskLayout, type PageDeps, passOn, setCookies, signInFirst } from '../page-tools.tsx';
import { homeOf } from '../scope.ts';
import type { Asking, Identity } from './provider.ts';
import type { SignOnProblem, SignOnService } from './sso-service.ts';
import { signOnWords } from './sso-words.ts';

const COOKIE = 'netra_sso';
const COOKIE_PATH = '/masuk/sso';
const MINUTES = 10;
/** The provider's server sends logouts here; it has no cookie and no token of ours, but a token of its own. */
export const BACK_CHANNEL = '/masuk/sso/keluar';

/** What waits in the browser while the person is at the provider: sealed, and good for one return. */
const waitingSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  purpose: z.enum(['sign-in', 'confirm', 'link']),
  next: z.string().nullable(),
  lang: z.enum(['id', 'en']),
  session: z.strictObject({ id: z.string(), userId: z.string() }).nullable(),
});
type Waiting = z.infer<typeof waitingSchema>;

export function signOnRoutes(deps: PageDeps): Hono<Env> {
  const { platform, service, signOn } = deps;
  const routes = new Hono<Env>();
  if (signOn === null) return routes;
  const { provider } = signOn;
  const box = { purpose: 'sign-on/waiting' };
  const keyring = { current: platform.keys('sign-on') };
  // Lax: the way back comes from another site. The session's own cookie stays Strict; see `passOn`.
  const cookieOptions = { path: COOKIE_PATH, httpOnly: true, secure: deps.https, sameSite: 'Lax' } as const;

  const purposes = { konfirmasi: 'confirm', sambung: 'link' } as const;
  routes.get('/masuk/sso', async (c) => {
    const wanted = c.req.query('untuk');
    const purpose = wanted === 'konfirmasi' || wanted === 'sambung' ? purposes[wanted] : 'sign-in';
    const member = c.get('member');
    if (purpose !== 'sign-in' && member?.session === undefined) return signInFirst(c, platform);
    if (purpose === 'link') {
      const asked = await deps.stepUp.require(c, '/akun');
      if (asked !== null) return asked;
    }
    if (!(await platform.limits.take('sign-in-by-address', `sso ${c.get('addressMark')}`)))
      return platform.problem(c, 'too-many');
    const random = (): string => platform.random(32).toString('base64url');
    const asking: Asking = { state: random(), nonce: random(), verifier: random(), again: purpose !== 'sign-in' };
    const url = await provider.authorizationUrl(asking);
    if (!url.ok) return downPage(c);
    const { again: _, ...secrets } = asking;
    const waiting: Waiting = {
      ...secrets,
      purpose,
      next: safePath(c.req.query('lanjut')),
      lang: c.get('lang'),
      session:
        purpose === 'sign-in' || member?.session === undefined
          ? null
          : { id: member.session.id, userId: member.userId },
    };
    const sealed = lock(keyring, Buffer.from(JSON.stringify(waiting)), box, platform.realNow() + MINUTES * 60_000);
    setCookie(c, COOKIE, sealed.toString('base64url'), { ...cookieOptions, maxAge: MINUTES * 60 });
    return c.redirect(url.value, 302);
  });

  routes.get('/masuk/sso/kembali', async (c) => {
    const waiting = readWaiting(c);
    deleteCookie(c, COOKIE, cookieOptions);
    if (waiting === null) return refusedPage(c);
    if (c.get('lang') !== waiting.lang && waiting.lang === 'en') {
      // The provider knows one address; the page goes on in the language it began in.
      c.set('lang', waiting.lang);
    }
    const { code, state, error, iss } = c.req.query();
    if (state === undefined || !sameSecret(state, waiting.state)) return refusedPage(c);
    // One return for one leaving, whoever copied the address and the cookie.
    if (!(await deps.once.claim('sign-on-state', waiting.state, MINUTES + 1))) return refusedPage(c);
    if (error !== undefined || code === undefined) return refusedPage(c, true);
    const identity = await provider.identify(
      { code, iss: iss ?? null },
      { ...waiting, again: waiting.purpose !== 'sign-in' },
    );
    if (!identity.ok) {
      platform.log.warn({ event: identity.error === 'down' ? 'sign-on-provider-down' : 'sign-on-refused' });
      return identity.error === 'down' ? downPage(c) : refusedPage(c);
    }
    switch (waiting.purpose) {
      case 'sign-in':
        return enter(c, waiting, identity.value);
      case 'confirm':
        return confirm(c, waiting, identity.value);
      case 'link':
        return link(c, waiting, identity.value);
    }
  });

  const readWaiting = (c: Ctx): Waiting | null => {
    const cookie = getCookie(c, COOKIE);
    if (cookie === undefined) return null;
    const opened = unlock(keyring, Buffer.from(cookie, 'base64url'), box, platform.realNow());
    if (!opened.ok) return null;
    const parsed = waitingSchema.safeParse(JSON.parse(opened.value.toString('utf8')));
    return parsed.success ? parsed.data : null;
  };

  const enter = async (c: Ctx, waiting: Waiting, identity: Identity): Promise<Response> => {
    const entered = await signOn.signIn(identity, c.req.raw.headers);
    if (!entered.ok) return problemPage(c, entered.error, identity.subject);
    setCookies(c, entered.value.cookies);
    const member = await service.findMember(asRequest(entered.value.cookies));
    if (member === null) throw new Error('signed in without a session');
    const page = await platform.page(c);
    return passOn(c, page, member.mustEnrol ? homeOf(member) : (waiting.next ?? homeOf(member)));
  };

  // The session's cookie does not come along from another site: whose session it is lies sealed in the waiting cookie.
  const confirm = async (c: Ctx, waiting: Waiting, identity: Identity): Promise<Response> => {
    if (waiting.session === null) return refusedPage(c);
    const page = await platform.page(c);
    if (!(await signOn.isConfirmation(waiting.session, identity))) {
      const words = signOnWords(page.lang);
      return show(
        c,
        <SaidPage page={page} title={words.refused.title} text={words.notConfirmed} to="/akun" label={words.account} />,
        422,
      );
    }
    await service.strengthen(waiting.session);
    return passOn(c, page, waiting.next ?? '/akun');
  };

  const link = async (c: Ctx, waiting: Waiting, identity: Identity): Promise<Response> => {
    if (waiting.session === null) return refusedPage(c);
    const page = await platform.page(c);
    const linked = await signOn.link(waiting.session, identity);
    if (linked.ok) return passOn(c, page, '/akun?selesai=tersambung');
    const words = signOnWords(page.lang);
    return show(
      c,
      <SaidPage page={page} title={words.refused.title} text={words.taken} to="/akun" label={words.account} />,
      409,
    );
  };

  // A server asks here, not a browser: no page, no cookie. What is refused says so and nothing more.
  routes.post(BACK_CHANNEL, async (c) => {
    const body = await c.req.parseBody().catch(() => ({}));
    const token = 'logout_token' in body ? body.logout_token : undefined;
    if (typeof token !== 'string' || token.length > 20_000) return c.body('{"error":"invalid_request"}', 400, asJson);
    const ended = await signOn.logout(token);
    if (ended.ok) return c.body(null, 200);
    return ended.error === 'down'
      ? c.body('{"error":"temporarily_unavailable"}', 503, asJson)
      : c.body('{"error":"invalid_request"}', 400, asJson);
  });

  routes.get('/keluar/sso', async (c) => {
    const page = await platform.page(c);
    const words = signOnWords(page.lang);
    const url = await provider.logoutUrl();
    return show(
      c,
      <AskLayout page={page} title={words.outTitle}>
        <PageHeading title={words.outTitle} lead={url === null ? undefined : words.outText(signOn.name)} />
        <ButtonRow>
          {url === null ? null : (
            <ButtonLink href={url} kind="quiet">
              {words.outLink(signOn.name)}
            </ButtonLink>
          )}
          <ButtonLink href={page.to('/')}>{words.outDone}</ButtonLink>
        </ButtonRow>
      </AskLayout>,
    );
  });

  const downPage = async (c: Ctx): Promise<Response> => {
    const page = await platform.page(c);
    c.header('retry-after', '10');
    return show(c, <DownPage page={page} signOn={signOn} />, 503);
  };
  const refusedPage = async (c: Ctx, cancelled = false): Promise<Response> => {
    const page = await platform.page(c);
    const { refused, back } = signOnWords(page.lang);
    const text = cancelled ? refused.cancelled : refused.text;
    return show(c, <SaidPage page={page} title={refused.title} text={text} to="/masuk" label={back} />, 400);
  };
  const problemPage = async (c: Ctx, problem: SignOnProblem, subject: string): Promise<Response> => {
    const page = await platform.page(c);
    const words = signOnWords(page.lang);
    const at = { page, to: '/masuk', label: words.back };
    switch (problem) {
      case 'unknown': {
        const text = words.unknown.text(signOn.name);
        return show(c, <SaidPage {...at} title={words.unknown.title} text={text} subject={subject} />, 403);
      }
      case 'disabled':
        return show(c, <SaidPage {...at} title={words.disabled.title} text={words.disabled.text} />, 403);
      case 'email-taken':
        return show(c, <SaidPage {...at} title={words.emailTaken.title} text={words.emailTaken.text} />, 409);
    }
  };

  return routes;
}

const asJson = { 'content-type': 'application/json' } as const;

const SaidPage: FC<{
  readonly page: PageContext;
  readonly title: string;
  readonly text: string;
  readonly to: string;
  readonly label: string;
  readonly subject?: string;
}> = ({ page, title, text, to, label, subject }) => (
  <AskLayout page={page} title={title}>
    <PageHeading title={title} lead={text} />
    {subject === undefined ? null : (
      <DefinitionList items={[{ term: signOnWords(page.lang).unknown.subject, value: <code>{subject}</code> }]} />
    )}
    <ButtonRow>
      <ButtonLink href={page.to(to)} kind="quiet">
        {label}
      </ButtonLink>
    </ButtonRow>
  </AskLayout>
);

const DownPage: FC<{ readonly page: PageContext; readonly signOn: SignOnService }> = ({ page, signOn }) => {
  const words = signOnWords(page.lang);
  return (
    <AskLayout page={page} title={words.down.title(signOn.name)}>
      <PageHeading title={words.down.title(signOn.name)} lead={words.down.text} />
      <Callout lang={page.lang}>
        <p>{words.down.other}</p>
      </Callout>
      <ButtonRow>
        <ButtonLink href={page.to('/masuk/sso')}>{words.down.again}</ButtonLink>
        <ButtonLink href={page.to('/masuk')} kind="quiet">
          {words.back}
        </ButtonLink>
      </ButtonRow>
    </AskLayout>
  );
};
