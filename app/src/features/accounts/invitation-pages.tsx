/** An invitation: who invites to what, and the making of an account. Used once, within seven days. */
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { z } from 'zod';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { readForm, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
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
} from '../../ui/index.ts';
import type { Invitation } from './invitations.ts';
import type { RoleProblem } from './members.ts';
import { PASSWORD_LENGTH, type PasswordProblem, problemOf } from './obvious-passwords.ts';
import { type AccountWords, AskLayout, type PageDeps } from './page-tools.tsx';
import { accountWords } from './words.ts';

const personForm = (words: AccountWords) =>
  z
    .strictObject({
      name: z
        .string(words.invitation.nameMissing)
        .trim()
        .min(2, words.invitation.nameMissing)
        .max(100, words.invitation.nameMissing),
      email: z.string().trim().pipe(z.email(words.emailMissing).max(254, words.emailMissing)),
      password: z.string(words.passwordMissing).min(1, words.passwordMissing).max(200, words.invitation.long),
    })
    .superRefine((person, ctx) => {
      const problem = problemOf(person.password, person.email);
      if (problem !== null) ctx.addIssue({ code: 'custom', path: ['password'], message: toldOf(problem, words) });
    });

/** What is wrong with a new password, in words. */
export function toldOf(problem: PasswordProblem, words: AccountWords): string {
  switch (problem) {
    case 'short':
      return words.invitation.short(PASSWORD_LENGTH);
    case 'obvious':
      return words.invitation.obvious;
    case 'contains-email':
      return words.invitation.containsEmail;
  }
}

function refusalOf(problem: RoleProblem, words: AccountWords): string {
  switch (problem) {
    case 'admin-and-case-role':
      return words.invitation.adminAndCase;
    case 'role-does-not-fit-office':
      return words.invitation.wrongOffice;
  }
}

export function invitationRoutes(deps: PageDeps): Hono<Env> {
  const { platform, service } = deps;
  const routes = new Hono<Env>();

  const gone = async (c: Ctx): Promise<Response> => show(c, <GonePage page={await platform.page(c)} />, 404);
  const hurry = (c: Ctx): Promise<boolean> => platform.limits.take('invitation', c.get('addressMark'));

  routes.get('/mulai/:token', async (c) => {
    if (!(await hurry(c))) return platform.problem(c, 'too-many');
    const token = c.req.param('token');
    const invitation = await service.findInvitation(token);
    if (invitation === null) return gone(c);
    const page = await platform.page(c);
    const typed = { name: invitation.name ?? '', email: invitation.email ?? '' };
    return show(c, <InvitationPage {...{ page, token, invitation, typed }} member={c.get('member')} errors={[]} />);
  });

  routes.post('/mulai/:token', async (c) => {
    if (!(await hurry(c))) return platform.problem(c, 'too-many');
    const token = c.req.param('token');
    const invitation = await service.findInvitation(token);
    if (invitation === null) return gone(c);
    const page = await platform.page(c);
    const words = accountWords(page.lang);
    const form = await readForm(c, personForm(words));
    const typed = { name: typedText(form.typed, 'name'), email: typedText(form.typed, 'email') };
    const again = (errors: readonly FieldError[]): Promise<Response> =>
      show(c, <InvitationPage {...{ page, token, invitation, typed, errors }} member={c.get('member')} />, 422);
    if (!form.ok) return again(form.errors);
    const accepted = await service.accept(token, form.value);
    if (accepted.ok) return goTo(c, page, '/masuk?akun=baru');
    switch (accepted.error) {
      case 'gone':
        return gone(c);
      case 'email-taken':
        return again([{ field: 'email', message: words.invitation.emailTaken }]);
      default:
        return again([{ field: '', message: refusalOf(accepted.error, words) }]);
    }
  });

  routes.post('/mulai/:token/terima', async (c) => {
    if (!(await hurry(c))) return platform.problem(c, 'too-many');
    const token = c.req.param('token');
    const page = await platform.page(c);
    const member = c.get('member');
    if (member === null) return goTo(c, page, `/mulai/${encodeURIComponent(token)}`);
    const invitation = await service.findInvitation(token);
    if (invitation === null) return gone(c);
    const accepted = await service.acceptAs(token, member.userId);
    // The home page asks for a second factor first, should the new role be the person's first that needs one.
    if (accepted.ok) return goTo(c, page, '/masuk');
    if (accepted.error === 'gone') return gone(c);
    const errors = [{ field: '', message: refusalOf(accepted.error, accountWords(page.lang)) }];
    const typed = { name: '', email: '' };
    return show(c, <InvitationPage {...{ page, token, invitation, typed, errors, member }} />, 422);
  });

  return routes;
}

const InvitationPage: FC<{
  readonly page: PageContext;
  readonly token: string;
  readonly invitation: Invitation;
  readonly member: Member | null;
  readonly typed: { readonly name: string; readonly email: string };
  readonly errors: readonly FieldError[];
}> = ({ page, token, invitation, member, typed, errors }) => {
  const words = accountWords(page.lang);
  const { lang } = page;
  const path = `/mulai/${encodeURIComponent(token)}`;
  return (
    <AskLayout page={page} title={words.invitation.title} errors={errors}>
      <PageHeading title={words.invitation.heading} lead={words.invitation.once} />
      <DefinitionList
        items={[
          { term: words.invitation.office, value: invitation.bodyName ?? words.invitation.administration },
          { term: words.invitation.role, value: words.role[invitation.role] },
        ]}
      />
      {member !== null ? (
        <Form page={page} action={`${path}/terima`}>
          <p>{words.invitation.as(member.name)}</p>
          <ButtonRow>
            <Button>{words.invitation.take}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <Form page={page} action={path}>
          <TextField
            lang={lang}
            name="name"
            label={words.invitation.name}
            hint={words.invitation.nameHint}
            autocomplete="name"
            value={typed.name}
            error={errorFor(errors, 'name')}
          />
          <TextField
            lang={lang}
            name="email"
            label={words.email}
            type="email"
            autocomplete="username"
            value={typed.email}
            error={errorFor(errors, 'email')}
          />
          <TextField
            lang={lang}
            name="password"
            label={words.password}
            hint={words.invitation.passwordHint}
            type="password"
            autocomplete="new-password"
            error={errorFor(errors, 'password')}
          />
          <ButtonRow>
            <Button>{words.invitation.button}</Button>
          </ButtonRow>
        </Form>
      )}
    </AskLayout>
  );
};

const GonePage: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = accountWords(page.lang);
  return (
    <AskLayout page={page} title={words.invitation.goneTitle}>
      <PageHeading title={words.invitation.goneTitle} lead={words.invitation.goneText} />
      <ButtonRow>
        <ButtonLink href={page.to('/masuk')} kind="quiet">
          {words.invitation.signIn}
        </ButtonLink>
      </ButtonRow>
    </AskLayout>
  );
};
