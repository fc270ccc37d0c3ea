/** Signing in and out: password, then one-time code, then home or where the person wanted to go. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { readForm, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { FieldError, PageContext } from '../../ui/index.ts';
import { asRequest } from './account-service.ts';
import { safePath, withNext } from './next-path.ts';
import { readCode, secondsLeft } from './one-time-codes.ts';
import { type AccountWords, mayTry, type PageDeps, setCookies } from './page-tools.tsx';
import { passkeyWords } from './passkeys/passkey-words.ts';
import { readRecoveryCode } from './recovery/recovery-codes.ts';
import { homeOf } from './scope.ts';
import { CodePage, type DemoCard, RecoveryCodePage, SignInPage } from './sign-in-views.tsx';
import { accountWords } from './words.ts';

const passwordForm = (words: AccountWords) =>
  z.strictObject({
    email: z.string().trim().pipe(z.email(words.emailMissing).max(254, words.emailMissing)),
    password: z.string(words.passwordMissing).min(1, words.passwordMissing),
    lanjut: z.string().optional(),
  });

const codeForm = (words: AccountWords) =>
  z.strictObject({ code: z.string(words.code.shape), lanjut: z.string().optional() });

const passkeyForm = z.strictObject({
  challenge: z.string().max(2_000),
  answer: z.string().max(40_000),
  lanjut: z.string().optional(),
});

export function signInRoutes(deps: PageDeps): Hono<Env> {
  const { platform, service } = deps;
  const routes = new Hono<Env>();

  const homeward = (c: Ctx, page: PageContext, member: Member, next: string | null): Response =>
    goTo(c, page, member.mustEnrol ? homeOf(member) : (next ?? homeOf(member)));

  const cards = async (): Promise<DemoCard[]> => {
    if (deps.demoAccounts.length === 0) return [];
    const names = await platform.db.selectFrom('body').select(['code', 'name']).execute();
    return deps.demoAccounts.map((account) => ({
      account,
      bodyName: names.find((body) => body.code === account.bodyCode)?.name ?? account.bodyCode,
    }));
  };

  const signInPage = async (
    c: Ctx,
    state: { readonly email: string; readonly next: string | null; readonly errors: readonly FieldError[] },
    status: 200 | 422 | 429,
  ): Promise<Response> => {
    const page = await platform.page(c);
    const tooLate = c.req.query('kode') === 'habis';
    const made = c.req.query('akun') === 'baru';
    const ceremony = (await deps.passkeys?.beginSignIn()) ?? null;
    const signOn = deps.signOn?.name ?? null;
    return show(
      c,
      <SignInPage page={page} {...state} {...{ tooLate, made, ceremony, signOn }} cards={await cards()} />,
      status,
    );
  };

  routes.get('/masuk', async (c) => {
    const page = await platform.page(c);
    const member = c.get('member');
    const next = safePath(c.req.query('lanjut'));
    if (member !== null) return homeward(c, page, member, next);
    return signInPage(c, { email: '', next, errors: [] }, 200);
  });

  routes.post('/masuk', async (c) => {
    const page = await platform.page(c);
    const words = accountWords(page.lang);
    const form = await readForm(c, passwordForm(words));
    const next = safePath(typedText(form.typed, 'lanjut'));
    const member = c.get('member');
    if (member !== null) return homeward(c, page, member, next);
    // Only the e-mail goes back into the page: a password never does.
    const email = typedText(form.typed, 'email');
    if (!form.ok) return signInPage(c, { email, next, errors: form.errors }, 422);
    if (!(await mayTry(c, platform, 'sign-in', form.value.email)))
      return signInPage(c, { email, next, errors: [{ field: '', message: words.tooOften }] }, 429);

    const answer = await service.signIn(form.value.email, form.value.password, c.req.raw.headers);
    switch (answer.step) {
      case 'refused':
        return signInPage(c, { email, next, errors: [{ field: 'email', message: words.signIn.refused }] }, 422);
      case 'second-step':
        setCookies(c, answer.cookies);
        return goTo(c, page, withNext('/masuk/kode', next));
      case 'in':
        return enter(c, page, answer.cookies, next);
    }
  });

  routes.post('/masuk/kunci', async (c) => {
    const page = await platform.page(c);
    const form = await readForm(c, passkeyForm);
    const next = safePath(typedText(form.typed, 'lanjut'));
    const member = c.get('member');
    if (member !== null) return homeward(c, page, member, next);
    const again = (message: string, status: 422 | 429): Promise<Response> =>
      signInPage(c, { email: '', next, errors: [{ field: '', message }] }, status);
    if (!(await platform.limits.take('sign-in-by-address', `passkey ${c.get('addressMark')}`)))
      return again(accountWords(page.lang).tooOften, 429);
    const { refused } = passkeyWords(page.lang);
    if (!form.ok || deps.passkeys === null) return again(refused, 422);
    const { challenge, answer } = form.value;
    const entered = await deps.passkeys.signIn(challenge, answer, c.req.raw.headers);
    return entered.ok ? enter(c, page, entered.cookies, next) : again(refused, 422);
  });

  routes.get('/masuk/kode', async (c) => {
    const page = await platform.page(c);
    const next = safePath(c.req.query('lanjut'));
    const member = c.get('member');
    if (member !== null) return homeward(c, page, member, next);
    const challenged = await service.findChallenged(c.req.raw.headers);
    if (challenged === null) return goTo(c, page, '/masuk?kode=habis');
    return show(c, <CodePage page={page} next={next} errors={[]} demo={await demoOf(challenged.email)} />);
  });

  routes.post('/masuk/kode', async (c) => {
    const page = await platform.page(c);
    const words = accountWords(page.lang);
    const form = await readForm(c, codeForm(words));
    const next = safePath(typedText(form.typed, 'lanjut'));
    const member = c.get('member');
    if (member !== null) return homeward(c, page, member, next);
    const challenged = await service.findChallenged(c.req.raw.headers);
    if (challenged === null) return goTo(c, page, '/masuk?kode=habis');
    const again = async (message: string, status: 422 | 429, field = 'code'): Promise<Response> =>
      show(
        c,
        <CodePage page={page} next={next} errors={[{ field, message }]} demo={await demoOf(challenged.email)} />,
        status,
      );
    const code = form.ok ? readCode(form.value.code) : null;
    if (code === null) return again(words.code.shape, 422);
    if (!(await mayTry(c, platform, 'one-time-code', challenged.userId))) return again(words.tooOften, 429, '');

    const verified = await service.verifyCode(code, c.req.raw.headers);
    if (verified.ok) return enter(c, page, verified.cookies, next);
    setCookies(c, verified.cookies);
    // After five wrong codes the library forgets that the password was right.
    const still = await service.findChallenged(c.req.raw.headers);
    return still === null ? goTo(c, page, '/masuk?kode=habis') : again(words.code.refused, 422);
  });

  routes.get('/masuk/pemulihan', async (c) => {
    const page = await platform.page(c);
    const next = safePath(c.req.query('lanjut'));
    if ((await service.findChallenged(c.req.raw.headers)) === null) return goTo(c, page, '/masuk?kode=habis');
    return show(c, <RecoveryCodePage page={page} next={next} errors={[]} />);
  });

  routes.post('/masuk/pemulihan', async (c) => {
    const page = await platform.page(c);
    const words = accountWords(page.lang);
    const form = await readForm(c, codeForm(words));
    const next = safePath(typedText(form.typed, 'lanjut'));
    const challenged = await service.findChallenged(c.req.raw.headers);
    if (challenged === null) return goTo(c, page, '/masuk?kode=habis');
    const again = (message: string, status: 422 | 429): Promise<Response> =>
      show(c, <RecoveryCodePage page={page} next={next} errors={[{ field: 'code', message }]} />, status);
    const code = form.ok ? readRecoveryCode(form.value.code) : null;
    if (code === null) return again(words.code.recoveryShape, 422);
    if (!(await mayTry(c, platform, 'one-time-code', challenged.userId))) return again(words.tooOften, 429);
    const passed = await service.passSecondStep('recovery-code', c.req.raw.headers, (userId) =>
      deps.recoveryCodes.use(userId, code),
    );
    if (!passed.ok) return again(words.code.recoveryRefused, 422);
    await deps.notices.securityChanged(challenged.userId);
    return enter(c, page, passed.cookies, next);
  });

  routes.post('/keluar', async (c) => {
    const page = await platform.page(c);
    setCookies(c, await service.signOut(c.req.raw.headers));
    // Where a provider is set up its own session may still be open.
    return goTo(c, page, deps.signOn === null ? '/' : '/keluar/sso');
  });

  const enter = async (
    c: Ctx,
    page: PageContext,
    cookies: readonly string[],
    next: string | null,
  ): Promise<Response> => {
    setCookies(c, cookies);
    const member = await service.findMember(asRequest(cookies));
    if (member === null) throw new Error('signed in without a session');
    return homeward(c, page, member, next);
  };

  const demoOf = async (email: string): Promise<{ code: string } | { wait: number } | null> => {
    if (!deps.demoAccounts.some((account) => account.email.toLowerCase() === email.toLowerCase())) return null;
    const code = await deps.demoCode(email);
    return code === null ? { wait: secondsLeft(platform.realNow()) } : { code };
  };

  return routes;
}
