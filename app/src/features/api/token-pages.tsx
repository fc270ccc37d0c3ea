/** Tokens on the screen: an administrator asks, the office issues, both may revoke. Issuing and revoking ask for the second factor. */
import { Hono } from 'hono';
import { z } from 'zod';
import { isScope } from '../../platform/api/index.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { lettersOf } from '../../platform/http/clean-text.ts';
import type { Ctx, Env, Member } from '../../platform/http/env.ts';
import { type FieldError, readForm, type Typed, typedOf, typedText } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import type { Platform } from '../../platform/platform.ts';
import { findAdmin, listOffices, signInFirst } from '../accounts/index.ts';
import { connectionWords } from './connection-words.ts';
import { dayChoices, officeList, tokenList } from './token-places.ts';
import { type TokenRow, type TokenService, tokenRoles, type WishProblem } from './token-service.ts';
import { ConnectionsPage, SecretPage, TokenListPage, TokenPage } from './token-views.tsx';
import type { WebhookService } from './webhooks/webhook-service.ts';
import { WishPage } from './wish-view.tsx';

export interface TokenPageDeps {
  readonly platform: Platform;
  readonly tokens: TokenService;
  readonly webhooks: Pick<WebhookService, 'list'>;
}

/** Offices for which the person works in a way that a token could. */
export function officesOf(member: Member | null): readonly string[] {
  if (member === null || member.mustEnrol) return [];
  return [...new Set(member.memberships.filter((m) => m.role !== 'asn' && m.role !== 'admin').map((m) => m.bodyId))];
}

export function tokenRoutes({ platform, tokens, webhooks }: TokenPageDeps): Hono<Env> {
  const routes = new Hono<Env>();
  const notHere = (c: Ctx): Promise<Response> => platform.problem(c, 'not-found');

  routes.get(tokenList, async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    return show(c, <TokenListPage page={await platform.page(c)} tokens={await tokens.list(admin)} />);
  });

  const wishPage = async (c: Ctx, admin: Member, typed: Typed, errors: readonly FieldError[]): Promise<Response> => {
    const offices = await runAs(platform.db, { kind: 'member', userId: admin.userId }, listOffices);
    return show(
      c,
      <WishPage page={await platform.page(c)} {...{ offices, typed, errors }} />,
      errors.length > 0 ? 422 : 200,
    );
  };
  routes.get(`${tokenList}/baru`, (c) => {
    const admin = findAdmin(c);
    return admin === null ? notHere(c) : wishPage(c, admin, {}, []);
  });
  routes.post(`${tokenList}/baru`, async (c) => {
    const admin = findAdmin(c);
    if (admin === null) return notHere(c);
    const page = await platform.page(c);
    const words = connectionWords(page.lang).wish;
    const form = await readForm(
      c,
      z.strictObject({
        body: z.uuid(words.wrongOffice),
        role: z.enum(tokenRoles, words.wrongRole),
        name: z
          .string(words.wrongName)
          .trim()
          .refine((text) => lettersOf(text) >= 3, words.wrongName)
          .max(80, words.wrongName),
        scopes: z.union([z.string().transform((one) => [one]), z.array(z.string())], words.wrongScopes),
        days: z.enum(dayChoices, words.wrongDays),
      }),
    );
    if (!form.ok) return wishPage(c, admin, form.typed, form.errors);
    const { value } = form;
    const asked = value.scopes.filter(isScope);
    const step = await platform.stepUp(c, `${tokenList}/baru`);
    if (step !== null) return step;
    const done = await tokens.ask(admin, {
      bodyId: value.body,
      role: value.role,
      name: value.name,
      scopes: asked,
      days: Number(value.days),
    });
    if (done.ok) return goTo(c, page, `${officeList}/${done.value.id}`);
    return wishPage(c, admin, form.typed, [wishError(done.error, words)]);
  });

  /** The token of the address, for whoever may see it: administrators and people of its office. */
  const find = async (c: Ctx): Promise<{ readonly member: Member; readonly token: TokenRow } | Response> => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const id = z.uuid().safeParse(c.req.param('id'));
    const allowed = findAdmin(c) !== null || officesOf(member).length > 0;
    const token = id.success && allowed ? await tokens.find(member, id.data) : undefined;
    return token === undefined ? notHere(c) : { member, token };
  };
  const tokenPage = async (c: Ctx, member: Member, token: TokenRow, error: string | null = null): Promise<Response> => {
    const page = await platform.page(c);
    const done = c.req.query('selesai') === 'cabut' && token.state === 'revoked';
    return show(
      c,
      <TokenPage
        {...{ page, token, error, done }}
        mayIssue={tokens.mayIssue(member, token)}
        back={findAdmin(c) === null ? officeList : tokenList}
      />,
      error === null ? 200 : 409,
    );
  };

  routes.get(officeList, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    const own = officesOf(member);
    if (own.length === 0) return notHere(c);
    const mine = (await tokens.list(member)).filter((token) => own.includes(token.bodyId));
    const hooks = (await webhooks.list(member)).filter((hook) => own.includes(hook.bodyId));
    return show(c, <ConnectionsPage page={await platform.page(c)} tokens={mine} hooks={hooks} />);
  });
  routes.get(`${officeList}/:id`, async (c) => {
    const found = await find(c);
    return found instanceof Response ? found : tokenPage(c, found.member, found.token);
  });
  routes.post(`${officeList}/:id/terbitkan`, async (c) => {
    const found = await find(c);
    if (found instanceof Response) return found;
    const { member, token } = found;
    if (!tokens.mayIssue(member, token)) return notHere(c);
    const back = `${officeList}/${token.id}`;
    const step = await platform.stepUp(c, back);
    if (step !== null) return step;
    const reports = typedText(await typedOf(c), 'laporan') === 'ya';
    const issued = await tokens.issue(member, token.id, reports);
    const page = await platform.page(c);
    if (!issued.ok)
      return tokenPage(
        c,
        member,
        (await tokens.find(member, token.id)) ?? token,
        connectionWords(page.lang).token.gone,
      );
    const after = (await tokens.find(member, token.id)) ?? token;
    return show(
      c,
      <SecretPage page={page} token={after} secret={issued.value.secret} back={back} publicUrl={platform.publicUrl} />,
    );
  });
  routes.post(`${officeList}/:id/cabut`, async (c) => {
    const found = await find(c);
    if (found instanceof Response) return found;
    const back = `${officeList}/${found.token.id}`;
    const step = await platform.stepUp(c, back);
    if (step !== null) return step;
    await tokens.revoke(found.member, found.token.id);
    return goTo(c, await platform.page(c), `${back}?selesai=cabut`);
  });
  // Where a language link or a reload of the secret leads.
  for (const what of ['terbitkan', 'cabut'])
    routes.get(`${officeList}/:id/${what}`, async (c) =>
      goTo(c, await platform.page(c), `${officeList}/${c.req.param('id')}`),
    );

  return routes;
}

function wishError(problem: WishProblem, words: ReturnType<typeof connectionWords>['wish']): FieldError {
  switch (problem) {
    case 'no-office':
      return { field: 'body', message: words.wrongOffice };
    case 'role-does-not-fit':
      return { field: 'role', message: words.wrongRole };
    case 'no-scope':
      return { field: 'scopes', message: words.wrongScopes };
    case 'scope-does-not-fit':
      return { field: 'scopes', message: words.wrongFit };
  }
}
