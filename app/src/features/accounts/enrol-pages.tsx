/** The second factor: staff set it up before any other page opens to them. */
import { Hono, type MiddlewareHandler } from 'hono';
import type { FC } from 'hono/jsx';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { readForm, typedText } from '../../platform/http/forms.ts';
import { goTo, pathOf, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  Button,
  ButtonRow,
  Callout,
  DefinitionList,
  errorFor,
  type FieldError,
  Form,
  type PageContext,
  PageHeading,
  Section,
  TextField,
} from '../../ui/index.ts';
import { asRequest, type CodeSetup } from './account-service.ts';
import { readCode } from './one-time-codes.ts';
import { AskLayout, askUnlessFresh, mayTry, type PageDeps, setCookies, signInFirst } from './page-tools.tsx';
import { homeOf } from './scope.ts';
import { readFactors } from './step-up/factors.ts';
import { accountWords } from './words.ts';

const HERE = '/akun/kode-ganda';

/** Pages that are open while the second factor has only to be shown, and while it is still to be set up. */
const openToConfirm = ['/akun/konfirmasi', '/masuk/sso', '/keluar', '/assets'];
const openToEnrol = [HERE, '/akun/kunci', ...openToConfirm];

/** Leads staff without a second factor to its set-up, and those who have to show it to the question, from every page. Signing out stays open. */
export function enrolFirst(platform: Platform): MiddlewareHandler<Env> {
  return async (c, next) => {
    const member = c.get('member');
    if (member?.mustEnrol !== true) return next();
    const path = pathOf(c.req.url);
    const open = member.mustConfirm === true ? openToConfirm : openToEnrol;
    if (open.some((one) => path === one || path.startsWith(`${one}/`))) return next();
    return goTo(c, await platform.page(c), homeOf(member));
  };
}

export function enrolRoutes(deps: PageDeps): Hono<Env> {
  const { platform, service } = deps;
  const routes = new Hono<Env>();

  const begin = async (c: Ctx, errors: readonly FieldError[], status: 200 | 422 | 429): Promise<Response> => {
    const member = c.get('member');
    const factors = member === null ? null : await readFactors(platform.db, member.userId, null);
    const asks = factors?.password !== false;
    return show(c, <BeginPage page={await platform.page(c)} {...{ errors, asks }} />, status);
  };
  /** Codes are set up once; whoever has another factor shows it first, whoever has no password must have come in just now. */
  const alreadyOn = async (c: Ctx, member: Member): Promise<Response | null> => {
    const factors = await readFactors(platform.db, member.userId, null);
    if (factors.codes) return goTo(c, await platform.page(c), homeOf(member));
    if (factors.passkeys === 0 && factors.password) return null;
    return askUnlessFresh(c, deps, member, HERE);
  };

  routes.get(HERE, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    return (await alreadyOn(c, member)) ?? begin(c, [], 200);
  });

  routes.post(HERE, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const page = await platform.page(c);
    const asked = await alreadyOn(c, member);
    if (asked !== null) return asked;
    const words = accountWords(page.lang);
    const { password: hasPassword } = await readFactors(platform.db, member.userId, null);
    const form = await readForm(
      c,
      z.strictObject({
        password: hasPassword ? z.string(words.passwordMissing).min(1, words.passwordMissing) : z.string().optional(),
      }),
    );
    if (!form.ok) return begin(c, form.errors, 422);
    if (!(await mayTry(c, platform, 'sign-in', member.email)))
      return begin(c, [{ field: '', message: words.tooOften }], 429);
    const setup = await service.beginCodes(member, form.value.password ?? '', c.req.raw.headers);
    if (!setup.ok) return begin(c, [{ field: 'password', message: words.enrol.refused }], 422);
    return show(c, <ConfirmPage page={page} email={member.email} setup={setup.value} errors={[]} />);
  });

  routes.post(`${HERE}/pasang`, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const page = await platform.page(c);
    const asked = await alreadyOn(c, member);
    if (asked !== null) return asked;
    const words = accountWords(page.lang);
    const form = await readForm(c, z.strictObject({ code: z.string(words.code.shape), proof: z.string().max(100) }));
    const setup = await service.findCodeSetup(member, typedText(form.typed, 'proof'));
    if (setup === null) return begin(c, [{ field: 'password', message: words.enrol.stale }], 422);
    const again = (message: string, status: 422 | 429, field = 'code'): Promise<Response> =>
      show(c, <ConfirmPage page={page} email={member.email} setup={setup} errors={[{ field, message }]} />, status);
    const code = form.ok ? readCode(form.value.code) : null;
    if (code === null) return again(words.code.shape, 422);
    if (!(await mayTry(c, platform, 'one-time-code', member.userId))) return again(words.tooOften, 429, '');
    const confirmed = await service.confirmCodes(member, code, c.req.raw.headers);
    if (!confirmed.ok) return again(words.code.refused, 422);
    setCookies(c, confirmed.cookies);
    await deps.notices.securityChanged(member.userId);
    // Somebody who had a factor already keeps the session, and no new cookie comes.
    const now = await service.findMember(
      confirmed.cookies.length > 0 ? asRequest(confirmed.cookies) : c.req.raw.headers,
    );
    if (now === null) return goTo(c, page, '/masuk');
    return goTo(c, page, member.mustEnrol ? homeOf(now) : '/akun');
  });

  return routes;
}

const BeginPage: FC<{
  readonly page: PageContext;
  readonly errors: readonly FieldError[];
  readonly asks: boolean;
}> = ({ page, errors, asks }) => {
  const words = accountWords(page.lang);
  return (
    <AskLayout page={page} title={words.enrol.title} errors={errors}>
      <PageHeading title={words.enrol.title} lead={words.enrol.why} />
      <Form page={page} action={HERE}>
        {asks ? (
          <TextField
            lang={page.lang}
            name="password"
            label={words.password}
            hint={words.enrol.passwordHint}
            type="password"
            autocomplete="current-password"
            error={errorFor(errors, 'password')}
          />
        ) : null}
        <ButtonRow>
          <Button>{words.enrol.begin}</Button>
        </ButtonRow>
      </Form>
      <p class="small">
        <a href={page.to('/akun/kunci')}>{words.enrol.passkey}</a>
      </p>
    </AskLayout>
  );
};

const ConfirmPage: FC<{
  readonly page: PageContext;
  readonly email: string;
  readonly setup: CodeSetup;
  readonly errors: readonly FieldError[];
}> = ({ page, email, setup, errors }) => {
  const words = accountWords(page.lang);
  const { lang } = page;
  const picture = `data:image/svg+xml,${encodeURIComponent(renderSVG(setup.uri, { border: 3 }))}`;
  const groups = setup.secret.match(/.{1,4}/g) ?? [];
  return (
    <AskLayout page={page} title={words.enrol.title} errors={errors}>
      <PageHeading title={words.enrol.title} />
      <Section title={words.enrol.scan}>
        <p>{words.enrol.scanText}</p>
        <p>
          <img src={picture} alt={words.enrol.qrAlt} width={232} height={232} />
        </p>
        <p>{words.enrol.byHand}</p>
        <DefinitionList
          items={[
            { term: words.enrol.account, value: email },
            { term: words.enrol.key, value: <code>{groups.join(' ')}</code> },
          ]}
        />
      </Section>
      <Form page={page} action={`${HERE}/pasang`} hidden={{ proof: setup.proof }}>
        <TextField
          lang={lang}
          name="code"
          label={words.enrol.first}
          hint={words.code.hint}
          inputmode="numeric"
          autocomplete="one-time-code"
          code
          width="short"
          error={errorFor(errors, 'code')}
        />
        <ButtonRow>
          <Button>{words.enrol.confirm}</Button>
        </ButtonRow>
      </Form>
      <Callout lang={lang} kind="warn" title={words.enrol.lost}>
        <p>{words.enrol.lostText}</p>
      </Callout>
      <p class="small">
        <a href={page.to(HERE)}>{words.enrol.again}</a>
      </p>
    </AskLayout>
  );
};
