/** The own passkeys: list, add, take away. */
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { z } from 'zod';
import type { Ctx, Env, Member } from '../../../platform/http/env.ts';
import { readForm, typedText } from '../../../platform/http/forms.ts';
import { goTo, show } from '../../../platform/http/server.ts';
import { formatInstant } from '../../../platform/i18n/dates.ts';
import {
  Breadcrumb,
  Button,
  Callout,
  DeskLayout,
  EmptyState,
  errorFor,
  type FieldError,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Table,
  TextField,
} from '../../../ui/index.ts';
import { ownWords } from '../own/own-words.ts';
import { askUnlessFresh, type PageDeps, signInFirst, zoneOf } from '../page-tools.tsx';
import { readFactors } from '../step-up/factors.ts';
import type { Ceremony } from './ceremony.ts';
import { PasskeyForm } from './passkey-button.tsx';
import type { PasskeyRow } from './passkey-store.ts';
import { passkeyWords } from './passkey-words.ts';

const HERE = '/akun/kunci';

export function passkeyRoutes(deps: PageDeps): Hono<Env> {
  const { platform } = deps;
  const routes = new Hono<Env>();

  const list = async (
    c: Ctx,
    member: Member,
    state: { readonly name?: string; readonly errors?: readonly FieldError[]; readonly done?: string | null },
  ): Promise<Response> => {
    const page = await platform.page(c);
    const { passkeys } = deps;
    const rows = (await passkeys?.list(member)) ?? [];
    const ceremony = (await passkeys?.beginAdd(member)) ?? null;
    const { name = '', errors = [], done = null } = state;
    return show(
      c,
      <PasskeysPage {...{ page, rows, ceremony, name, errors, done }} zone={zoneOf(member)} />,
      errors.length > 0 ? 422 : 200,
    );
  };

  routes.get(HERE, async (c) => {
    const member = c.get('member');
    if (member === null) return signInFirst(c, platform);
    // Whoever adds a way in must be the person, not a session that was left open.
    const asked = await askUnlessFresh(c, deps, member);
    if (asked !== null) return asked;
    const words = passkeyWords(c.get('lang'));
    const done = c.req.query('selesai');
    return list(c, member, { done: done === 'tambah' ? words.added : done === 'cabut' ? words.removed : null });
  });

  routes.post(HERE, async (c) => {
    const member = c.get('member');
    if (member === null || deps.passkeys === null) return signInFirst(c, platform);
    const asked = await askUnlessFresh(c, deps, member, HERE);
    if (asked !== null) return asked;
    const words = passkeyWords(c.get('lang'));
    const form = await readForm(
      c,
      z.strictObject({
        name: z.string(words.nameMissing).trim().min(1, words.nameMissing).max(60, words.nameMissing),
        challenge: z.string().max(2_000),
        answer: z.string().max(40_000),
      }),
    );
    const name = typedText(form.typed, 'name');
    if (!form.ok) return list(c, member, { name, errors: form.errors });
    const added = await deps.passkeys.add(member, form.value);
    if (!added.ok) {
      const message = { refused: words.addRefused, known: words.known, 'too-many': words.tooMany }[added.error];
      return list(c, member, { name, errors: [{ field: '', message }] });
    }
    await deps.notices.securityChanged(member.userId);
    const page = await platform.page(c);
    // The first factor of a session that had none: from now on it has to be shown.
    return goTo(c, page, member.mustEnrol ? '/akun/konfirmasi' : `${HERE}?selesai=tambah`);
  });

  routes.post(`${HERE}/:id/cabut`, async (c) => {
    const member = c.get('member');
    if (member === null || deps.passkeys === null) return signInFirst(c, platform);
    const asked = await askUnlessFresh(c, deps, member, HERE);
    if (asked !== null) return asked;
    const id = z.uuid().safeParse(c.req.param('id'));
    if (!id.success) return platform.problem(c, 'not-found');
    const factors = await readFactors(platform.db, member.userId, deps.signOn?.issuer ?? null);
    if (factors.passkeys < 2 && !factors.codes && !factors.signOn)
      return list(c, member, { errors: [{ field: '', message: passkeyWords(c.get('lang')).lastFactor }] });
    if (!(await deps.passkeys.remove(member, id.data))) return platform.problem(c, 'not-found');
    await deps.notices.securityChanged(member.userId);
    return goTo(c, await platform.page(c), `${HERE}?selesai=cabut`);
  });

  return routes;
}

const PasskeysPage: FC<{
  readonly page: PageContext;
  readonly rows: readonly PasskeyRow[];
  readonly ceremony: Ceremony | null;
  readonly name: string;
  readonly errors: readonly FieldError[];
  readonly done: string | null;
  readonly zone: 'WIB' | 'WITA' | 'WIT';
}> = ({ page, rows, ceremony, name, errors, done, zone }) => {
  const words = passkeyWords(page.lang);
  const { lang } = page;
  const at = (instant: Temporal.Instant): string => formatInstant(instant, zone, lang);
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={done === null ? undefined : <Notice lang={lang} title={done} />}
    >
      <PageHeading
        title={words.title}
        lead={words.lead}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: ownWords(lang).here, href: page.to('/akun') }, { label: words.title }]}
          />
        }
      />
      <Section title={words.yours}>
        <Table
          caption={words.yours}
          captionHidden
          rows={rows}
          empty={
            <EmptyState title={words.none}>
              <p>{words.noneText}</p>
            </EmptyState>
          }
          columns={[
            { label: words.name, head: true, cell: (row) => row.name },
            { label: words.kind, cell: (row) => (row.synced ? words.synced : words.single) },
            { label: words.made, cell: (row) => at(row.madeAt) },
            { label: words.used, cell: (row) => (row.usedAt === null ? words.never : at(row.usedAt)) },
            {
              label: words.action,
              labelHidden: true,
              cell: (row) => (
                <Form page={page} action={`${HERE}/${row.id}/cabut`} layout="inline">
                  <Button kind="quiet" small>
                    {words.remove}
                    <span class="visually-hidden"> {words.removeOf(row.name)}</span>
                  </Button>
                </Form>
              ),
            },
          ]}
        />
      </Section>
      <Section title={words.add}>
        {ceremony === null ? (
          <Callout lang={lang}>
            <p>{words.notHere}</p>
          </Callout>
        ) : (
          <PasskeyForm page={page} action={HERE} kind="make" ceremony={ceremony} button={words.addButton}>
            <TextField
              lang={lang}
              name="name"
              label={words.name}
              hint={words.nameHint}
              width="half"
              value={name}
              error={errorFor(errors, 'name')}
            />
          </PasskeyForm>
        )}
      </Section>
    </DeskLayout>
  );
};
