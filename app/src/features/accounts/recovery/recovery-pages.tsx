/** The page behind a recovery link: a new password for an account that lost every way in. */
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { z } from 'zod';
import type { Ctx, Env } from '../../../platform/http/env.ts';
import { readForm } from '../../../platform/http/forms.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  DefinitionList,
  errorFor,
  type FieldError,
  Form,
  type PageContext,
  PageHeading,
  TextField,
} from '../../../ui/index.ts';
import { toldOf } from '../invitation-pages.tsx';
import { problemOf } from '../obvious-passwords.ts';
import { AskLayout, type PageDeps } from '../page-tools.tsx';
import { peopleWords } from '../people/people-words.ts';
import { accountWords } from '../words.ts';
import { findRecovery, useRecovery } from './account-recovery.ts';

export function recoveryRoutes(deps: PageDeps): Hono<Env> {
  const { platform } = deps;
  const routes = new Hono<Env>();
  const hurry = (c: Ctx): Promise<boolean> => platform.limits.take('invitation', c.get('addressMark'));
  const gone = async (c: Ctx): Promise<Response> => show(c, <GonePage page={await platform.page(c)} />, 404);

  routes.get('/pulih/:token', async (c) => {
    if (!(await hurry(c))) return platform.problem(c, 'too-many');
    const token = c.req.param('token');
    const person = await findRecovery(deps.recovery, token);
    if (person === null) return gone(c);
    return show(c, <RecoverPage page={await platform.page(c)} {...{ token, person }} errors={[]} />);
  });

  routes.post('/pulih/:token', async (c) => {
    if (!(await hurry(c))) return platform.problem(c, 'too-many');
    const token = c.req.param('token');
    const person = await findRecovery(deps.recovery, token);
    if (person === null) return gone(c);
    const page = await platform.page(c);
    const words = accountWords(page.lang);
    const form = await readForm(
      c,
      z
        .strictObject({
          password: z.string(words.passwordMissing).min(1, words.passwordMissing).max(200, words.invitation.long),
        })
        .superRefine(({ password }, ctx) => {
          const problem = problemOf(password, person.email);
          if (problem !== null) ctx.addIssue({ code: 'custom', path: ['password'], message: toldOf(problem, words) });
        }),
    );
    if (!form.ok) return show(c, <RecoverPage {...{ page, token, person }} errors={form.errors} />, 422);
    const userId = await useRecovery(deps.recovery, token, form.value.password);
    if (userId === null) return gone(c);
    await deps.notices.securityChanged(userId);
    return goTo(c, page, '/masuk?akun=baru');
  });

  return routes;
}

const RecoverPage: FC<{
  readonly page: PageContext;
  readonly token: string;
  readonly person: { readonly name: string; readonly email: string };
  readonly errors: readonly FieldError[];
}> = ({ page, token, person, errors }) => {
  const words = peopleWords(page.lang);
  const own = accountWords(page.lang);
  return (
    <AskLayout page={page} title={words.recoverHeading} errors={errors}>
      <PageHeading title={words.recoverHeading} lead={words.recoverLead} />
      <DefinitionList items={[{ term: own.email, value: person.email }]} />
      <Form page={page} action={`/pulih/${encodeURIComponent(token)}`}>
        <TextField
          lang={page.lang}
          name="password"
          label={words.newPassword}
          hint={own.invitation.passwordHint}
          type="password"
          autocomplete="new-password"
          error={errorFor(errors, 'password')}
        />
        <ButtonRow>
          <Button>{words.recoverSave}</Button>
        </ButtonRow>
      </Form>
    </AskLayout>
  );
};

const GonePage: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = peopleWords(page.lang);
  return (
    <AskLayout page={page} title={words.goneTitle}>
      <PageHeading title={words.goneTitle} lead={words.goneText} />
      <ButtonRow>
        <ButtonLink href={page.to('/masuk')} kind="quiet">
          {accountWords(page.lang).invitation.signIn}
        </ButtonLink>
      </ButtonRow>
    </AskLayout>
  );
};
