/** The second factor: staff set it up before any other page opens to them. */
import { Hono, type MiddlewareHandler } from 'hono';
import type { FC } from 'hono/jsx';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import type { Ctx, Env } from '../../platform/http/env.ts';
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
import { AskLayout, mayTry, type PageDeps, setCookies, signInFirst } from './page-tools.tsx';
import { homeOf } from './scope.ts';
import { accountWords } from './words.ts';

const HERE = '/akun/kode-ganda';

/** Leads staff without a second factor to its set-up, from every page. Signing out stays open to them. */
export function enrolFirst(platform: Platform): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.get('member')?.mustEnrol !== true) return next();
    const path = pathOf(c.req.url);
    if (path === HERE || path === `${HERE}/pasang` || path === '/keluar' || path.startsWith('/assets/')) return next();
    return goTo(c, await platform.page(c), HERE);
  };
}

export function enrolRoutes(deps: PageDeps): Hono<Env> {
  const { platform, service } = deps;
  const routes = new Hono<Env>();

  const begin = async (c: Ctx, errors: readonly FieldError[], status: 200 | 422 | 429): Promise<Response> =>
    show(c, <BeginPage page={await platform.page(c)} errors={errors} />, status);

  routes.get(HERE, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    if (!member.mustEnrol) return goTo(c, await platform.page(c), homeOf(member));
    return begin(c, [], 200);
  });

  routes.post(HERE, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const page = await platform.page(c);
    if (!member.mustEnrol) return goTo(c, page, homeOf(member));
    const words = accountWords(page.lang);
    const form = await readForm(
      c,
      z.strictObject({ password: z.string(words.passwordMissing).min(1, words.passwordMissing) }),
    );
    if (!form.ok) return begin(c, form.errors, 422);
    if (!(await mayTry(c, platform, 'sign-in', member.email)))
      return begin(c, [{ field: '', message: words.tooOften }], 429);
    const setup = await service.beginCodes(member, form.value.password, c.req.raw.headers);
    if (!setup.ok) return begin(c, [{ field: 'password', message: words.enrol.refused }], 422);
    return show(c, <ConfirmPage page={page} email={member.email} setup={setup.value} errors={[]} />);
  });

  routes.post(`${HERE}/pasang`, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const page = await platform.page(c);
    if (!member.mustEnrol) return goTo(c, page, homeOf(member));
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
    const now = await service.findMember(asRequest(confirmed.cookies));
    return goTo(c, page, now === null ? '/masuk' : homeOf(now));
  });

  return routes;
}

const BeginPage: FC<{ readonly page: PageContext; readonly errors: readonly FieldError[] }> = ({ page, errors }) => {
  const words = accountWords(page.lang);
  return (
    <AskLayout page={page} title={words.enrol.title} errors={errors}>
      <PageHeading title={words.enrol.title} lead={words.enrol.why} />
      <Form page={page} action={HERE}>
        <TextField
          lang={page.lang}
          name="password"
          label={words.password}
          hint={words.enrol.passwordHint}
          type="password"
          autocomplete="current-password"
          error={errorFor(errors, 'password')}
        />
        <ButtonRow>
          <Button>{words.enrol.begin}</Button>
        </ButtonRow>
      </Form>
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
