/** The page that asks for the second factor again, and what follows: on to where the person was going, or the form sent once more. */
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { FC } from 'hono/jsx';
import { z } from 'zod';
import type { Ctx, Env, Member } from '../../../platform/http/env.ts';
import { readForm, typedText } from '../../../platform/http/forms.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  errorFor,
  type FieldError,
  Form,
  type PageContext,
  PageHeading,
  Section,
  TextField,
} from '../../../ui/index.ts';
import { safePath, withNext } from '../next-path.ts';
import { readCode, secondsLeft } from '../one-time-codes.ts';
import { AskLayout, mayTry, type PageDeps, passOn, signInFirst } from '../page-tools.tsx';
import type { Ceremony } from '../passkeys/ceremony.ts';
import { PasskeyForm } from '../passkeys/passkey-button.tsx';
import { readRecoveryCode } from '../recovery/recovery-codes.ts';
import { accountWords } from '../words.ts';
import { type Factors, readFactors } from './factors.ts';
import { keptMinutes } from './kept-form.ts';
import { FRESH_MINUTES, type Question, readKept, requestOf } from './step-up.ts';
import { stepUpWords } from './step-up-words.ts';

export const CONFIRM = '/akun/konfirmasi';
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
        return {
          how: await service.confirmBy(member, await deps.recoveryCodes.use(member.userId, typed)),
          field: 'recovery',
        };
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

type DemoCode = { readonly code: string } | { readonly wait: number } | null;

const QuestionPage: FC<{
  readonly page: PageContext;
  readonly member: Member;
  readonly question: Question;
  readonly factors: Factors;
  readonly ceremony: Ceremony | null;
  readonly demo: DemoCode;
  readonly signOn: string | null;
  readonly errors: readonly FieldError[];
}> = ({ page, member, question, factors, ceremony, demo, signOn, errors }) => {
  const words = stepUpWords(page.lang);
  const own = accountWords(page.lang);
  const { lang } = page;
  const hidden = { kembali: question.back, form: question.form };
  const some = factors.codes || ceremony !== null || factors.recoveryCodes > 0 || signOn !== null;
  return (
    <AskLayout page={page} title={words.title} errors={errors}>
      <PageHeading
        title={words.title}
        lead={member.mustConfirm === true ? words.leadFirst : words.lead(String(FRESH_MINUTES))}
      />
      {question.form === null ? null : <p>{words.kept}</p>}
      {question.lost ? (
        <Callout lang={lang} kind="warn">
          <p>{words.lost}</p>
        </Callout>
      ) : null}
      {ceremony === null ? null : (
        <Section title={words.passkeyTitle}>
          <PasskeyForm
            page={page}
            action={CONFIRM}
            kind="show"
            button={words.passkeyButton}
            {...{ ceremony, hidden }}
          />
        </Section>
      )}
      {factors.codes ? (
        <Section title={words.codeTitle}>
          {demo === null ? null : (
            <Callout lang={lang} title={own.demo.codeTitle}>
              <p>{'code' in demo ? own.demo.codeText(demo.code) : own.demo.codeWait(demo.wait)}</p>
            </Callout>
          )}
          <Form page={page} action={CONFIRM} hidden={hidden}>
            <TextField
              lang={lang}
              name="code"
              label={own.code.label}
              hint={own.code.hint}
              inputmode="numeric"
              autocomplete="one-time-code"
              code
              width="short"
              value={demo !== null && 'code' in demo ? demo.code : undefined}
              error={errorFor(errors, 'code')}
            />
            <ButtonRow>
              <Button>{words.codeButton}</Button>
            </ButtonRow>
          </Form>
        </Section>
      ) : null}
      {signOn === null ? null : (
        <Section title={words.signOnTitle(signOn)}>
          <Form page={page} action={`${CONFIRM}/sso`} hidden={hidden}>
            <ButtonRow>
              <Button kind="quiet">{words.signOnButton(signOn)}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {factors.recoveryCodes === 0 ? null : (
        <Section title={words.recoveryTitle}>
          <Form page={page} action={CONFIRM} hidden={hidden}>
            <TextField
              lang={lang}
              name="recovery"
              label={words.recoveryLabel}
              hint={words.recoveryHint}
              code
              width="half"
              error={errorFor(errors, 'recovery')}
            />
            <ButtonRow>
              <Button kind="quiet">{words.codeButton}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {some ? null : (
        <>
          <p>{words.none}</p>
          <ButtonRow>
            <ButtonLink href={page.to('/akun/kode-ganda')}>{words.setUp}</ButtonLink>
          </ButtonRow>
        </>
      )}
      {member.mustConfirm === true ? (
        <Form page={page} action="/keluar" layout="inline">
          <button class="plain" type="submit">
            {own.code.back}
          </button>
        </Form>
      ) : (
        <p class="small">
          <a href={page.to(question.back)}>{words.cancel}</a>
        </p>
      )}
    </AskLayout>
  );
};

const SendAgainPage: FC<{ readonly page: PageContext; readonly sealed: string; readonly back: string }> = ({
  page,
  sealed,
  back,
}) => {
  const words = stepUpWords(page.lang);
  return (
    <AskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.kept} />
      <Form page={page} action={`${CONFIRM}/lanjut`} hidden={{ form: sealed, kembali: back }}>
        <ButtonRow>
          <Button>{words.codeButton}</Button>
          <ButtonLink href={page.to(back)} kind="quiet">
            {words.cancel}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </AskLayout>
  );
};

const AlreadySentPage: FC<{ readonly page: PageContext; readonly back: string }> = ({ page, back }) => {
  const words = stepUpWords(page.lang);
  return (
    <AskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.again} />
      <ButtonRow>
        <ButtonLink href={page.to(back)}>{words.codeButton}</ButtonLink>
      </ButtonRow>
    </AskLayout>
  );
};
