/** The page that asks for the second factor again, and what follows: on to where the person was going, or the form sent once more. */
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { Ctx, Env, Member } from '../../../platform/http/env.ts';
import { readForm, typedText } from '../../../platform/http/forms.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import type { FieldError } from '../../../ui/index.ts';
import { safePath, withNext } from '../next-path.ts';
import { readCode, secondsLeft } from '../one-time-codes.ts';
import { mayTry, type PageDeps, passOn, signInFirst } from '../page-tools.tsx';
import { readRecoveryCode } from '../recovery/recovery-codes.ts';
import { accountWords } from '../words.ts';
import { readFactors } from './factors.ts';
import { keptMinutes } from './kept-form.ts';
import { type Question, readKept, requestOf } from './step-up.ts';
import { AlreadySentPage, CONFIRM, type DemoCode, QuestionPage, SendAgainPage } from './step-up-views.tsx';
import { stepUpWords } from './step-up-words.ts';

/** Carries a small form through the provider's pages; only these pages read it. */
const FORM_COOKIE = 'netra_kept';
const MOST_COOKIE = 3_500;

type Deps = Omit<PageDeps, 'stepUp'>;

const answerForm = z.strictObject({
  code: z.string().max(40).optional(),
  recovery: z.string().max(40).optional(),
  challenge: z.string().max(2_000).optional(),
  answer: z.string().max(40_000).optional(),
  kembali: z.string().max(600).optional(),
  form: z.string().max(300_000).optional(),
});

/** Shows the question; what is under way travels in it. */
export async function showQuestion(
  deps: Deps,
  c: Ctx,
  question: Question,
  errors: readonly FieldError[] = [],
  status: 200 | 422 | 429 = 200,
): Promise<Response> {
  const { platform } = deps;
  const member = c.get('member');
  if (member === null) return signInFirst(c, platform);
  const factors = await readFactors(platform.db, member.userId, deps.signOn?.issuer ?? null);
  const ceremony = factors.passkeys > 0 ? ((await deps.passkeys?.beginConfirm(member)) ?? null) : null;
  const page = await platform.page(c);
  const demo = factors.codes ? await demoOf(deps, member) : null;
  const signOn = factors.signOn && deps.signOn?.confirms === true ? deps.signOn.name : null;
  return show(c, <QuestionPage {...{ page, member, question, factors, ceremony, demo, signOn, errors }} />, status);
}

async function demoOf(deps: Deps, member: Member): Promise<DemoCode> {
  if (!deps.demoAccounts.some((account) => account.email.toLowerCase() === member.email.toLowerCase())) return null;
  const code = await deps.demoCode(member.email);
  return code === null ? { wait: secondsLeft(deps.platform.realNow()) } : { code };
}

export function stepUpRoutes(deps: PageDeps): Hono<Env> {
  const { platform, service } = deps;
  const routes = new Hono<Env>();
  const cookieOptions = { path: CONFIRM, httpOnly: true, secure: deps.https, sameSite: 'Strict' } as const;

  routes.get(CONFIRM, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const back = safePath(c.req.query('kembali')) ?? '/akun';
    if (deps.stepUp.fresh(member) && member.mustConfirm !== true) return goTo(c, await platform.page(c), back);
    return showQuestion(deps, c, { back, form: null, lost: false });
  });

  routes.post(CONFIRM, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const page = await platform.page(c);
    const words = stepUpWords(page.lang);
    const form = await readForm(c, answerForm);
    const back = safePath(typedText(form.typed, 'kembali')) ?? '/akun';
    const sealed = typedText(form.typed, 'form');
    const question = { back, form: sealed === '' ? null : sealed, lost: false };
    const again = (message: string, field: string, status: 422 | 429 = 422): Promise<Response> =>
      showQuestion(deps, c, question, [{ field, message }], status);
    if (!form.ok) return again(words.refused, '');
    if (!(await mayTry(c, platform, 'one-time-code', member.userId)))
      return again(accountWords(page.lang).tooOften, '', 429);
    const { code, recovery, challenge, answer } = form.value;
    const factors = await readFactors(platform.db, member.userId, null);

    const pass = async (): Promise<{ readonly how: 'ok' | 'refused' | 'ended'; readonly field: string } | string> => {
      if (answer !== undefined && challenge !== undefined && deps.passkeys !== null) {
        const right = await deps.passkeys.confirm(member, challenge, answer);
        return { how: await service.confirmBy(member, right), field: '' };
      }
      if (recovery !== undefined) {
        const typed = readRecoveryCode(recovery);
        if (typed === null) return words.recoveryShape;
        const how = await service.confirmBy(member, await deps.recoveryCodes.use(member.userId, typed));
        if (how === 'ok') await deps.notices.securityChanged(member.userId);
        return { how, field: 'recovery' };
      }
      const typed = readCode(code ?? '');
      if (typed === null) return accountWords(page.lang).code.shape;
      // A set-up that was begun and not finished is no factor.
      if (!factors.codes) return { how: await service.confirmBy(member, false), field: 'code' };
      return { how: await service.confirmCode(member, typed, c.req.raw.headers), field: 'code' };
    };
    const passed = await pass();
    if (typeof passed === 'string') return again(passed, recovery === undefined ? 'code' : 'recovery');
    switch (passed.how) {
      case 'refused':
        return again(passed.field === '' ? words.refusedPasskey : words.refused, passed.field);
      case 'ended':
        return goTo(c, page, '/masuk?kode=habis');
      case 'ok':
        return question.form === null ? goTo(c, page, back) : sendOnce(c, question.form, back);
    }
  });

  // Through the provider's pages a form cannot travel; a small one waits in a cookie of these pages.
  routes.post(`${CONFIRM}/sso`, async (c) => {
    const member = c.get('member');
    if (member === null || deps.signOn === null) return signInFirst(c, platform);
    const page = await platform.page(c);
    const form = await readForm(c, z.strictObject({ form: z.string().optional(), kembali: z.string().optional() }));
    const back = safePath(typedText(form.typed, 'kembali')) ?? '/akun';
    const sealed = typedText(form.typed, 'form');
    const carried = sealed !== '' && sealed.length <= MOST_COOKIE;
    if (carried) setCookie(c, FORM_COOKIE, sealed, { ...cookieOptions, maxAge: keptMinutes * 60 });
    const after = carried ? withNext(`${CONFIRM}/lanjut`, back) : back;
    return passOn(c, page, `/masuk/sso?untuk=konfirmasi&lanjut=${encodeURIComponent(after)}`);
  });

  routes.get(`${CONFIRM}/lanjut`, async (c) => {
    const back = safePath(c.req.query('lanjut')) ?? '/akun';
    const page = await platform.page(c);
    const sealed = getCookie(c, FORM_COOKIE);
    if (c.get('member') === null) return signInFirst(c, platform);
    if (sealed === undefined) return goTo(c, page, back);
    return show(c, <SendAgainPage {...{ page, sealed, back }} />);
  });

  routes.post(`${CONFIRM}/lanjut`, async (c) => {
    const form = await readForm(c, z.strictObject({ form: z.string(), kembali: z.string().optional() }));
    const back = safePath(typedText(form.typed, 'kembali')) ?? '/akun';
    deleteCookie(c, FORM_COOKIE, cookieOptions);
    if (!deps.stepUp.fresh(c.get('member')))
      return showQuestion(deps, c, { back, form: typedText(form.typed, 'form'), lost: false });
    return sendOnce(c, typedText(form.typed, 'form'), back);
  });

  /** Sends the form that was under way, once; a second time only leads back to the page. */
  const sendOnce = async (c: Ctx, sealed: string, back: string): Promise<Response> => {
    const page = await platform.page(c);
    const kept = readKept(platform, c, sealed);
    if (kept === null || !(await deps.once.claim('step-up-form', kept.id, keptMinutes + 1)))
      return show(c, <AlreadySentPage {...{ page, back }} />, 409);
    return deps.dispatch(requestOf(c, kept, page.csrf), c);
  };

  return routes;
}
