/** How tokens look: the list, the wish, one token, and the secret that is shown once. */
import type { FC } from 'hono/jsx';
import { scopeWords } from '../../platform/api/index.ts';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  CheckboxGroup,
  DefinitionList,
  DeskLayout,
  EmptyState,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Table,
  Tag,
  TextField,
} from '../../ui/index.ts';
import { roleName } from '../accounts/index.ts';
import { connectionWords } from './connection-words.ts';
import { officeList, tokenList } from './token-places.ts';
import type { TokenRow } from './token-service.ts';
import type { Endpoint } from './webhooks/webhook-store.ts';
import { EndpointTable } from './webhooks/webhook-views.tsx';

const kindOf = { waiting: 'due', stale: 'plain', active: 'done', expired: 'plain', revoked: 'plain' } as const;

const StateTag: FC<{ readonly page: PageContext; readonly state: TokenRow['state'] }> = ({ page, state }) => {
  const kind = kindOf[state];
  const label = connectionWords(page.lang).tokens.stateOf[state];
  return kind === 'plain' ? <Tag>{label}</Tag> : <Tag kind={kind}>{label}</Tag>;
};

const TokenTable: FC<{
  readonly page: PageContext;
  readonly tokens: readonly TokenRow[];
  readonly empty: { readonly title: string; readonly text: string };
}> = ({ page, tokens, empty }) => {
  const words = connectionWords(page.lang).tokens;
  return (
    <Table
      caption={words.title}
      captionHidden
      rows={tokens}
      empty={
        <EmptyState title={empty.title}>
          <p>{empty.text}</p>
        </EmptyState>
      }
      columns={[
        {
          label: words.name,
          head: true,
          cell: (row) => (
            <>
              <a href={page.to(`${officeList}/${row.id}`)}>{row.name}</a>
              <small>{row.scopes.map((scope) => scopeWords[scope].name[page.lang]).join(', ')}</small>
            </>
          ),
        },
        { label: words.office, cell: (row) => row.bodyName },
        { label: words.role, cell: (row) => roleName(row.role, page.lang) },
        { label: words.state, cell: (row) => <StateTag page={page} state={row.state} /> },
        {
          label: words.used,
          cell: (row) => (row.lastUsedOn === null ? words.never : formatDay(row.lastUsedOn, page.lang, 'medium')),
        },
        {
          label: words.until,
          cell: (row) => (row.expiresAt === null ? '–' : formatInstant(row.expiresAt, 'WIB', page.lang, 'medium')),
        },
      ]}
    />
  );
};

export const TokenListPage: FC<{ readonly page: PageContext; readonly tokens: readonly TokenRow[] }> = ({
  page,
  tokens,
}) => {
  const words = connectionWords(page.lang);
  return (
    <DeskLayout page={page} title={words.tokens.title}>
      <PageHeading
        title={words.tokens.title}
        lead={words.tokens.lead}
        above={
          <Breadcrumb
            lang={page.lang}
            items={[{ label: words.admin, href: page.to('/admin') }, { label: words.tokens.title }]}
          />
        }
      />
      <ButtonRow>
        <ButtonLink href={page.to(`${tokenList}/baru`)}>{words.tokens.ask}</ButtonLink>
        <ButtonLink href={page.to('/api')} kind="quiet">
          {words.tokens.reference}
        </ButtonLink>
      </ButtonRow>
      <TokenTable page={page} tokens={tokens} empty={{ title: words.tokens.empty, text: words.tokens.emptyText }} />
    </DeskLayout>
  );
};

const About: FC<{ readonly page: PageContext; readonly token: TokenRow }> = ({ page, token }) => {
  const { lang } = page;
  const words = connectionWords(lang);
  return (
    <DefinitionList
      items={[
        { term: words.tokens.office, value: token.bodyName },
        { term: words.tokens.role, value: roleName(token.role, lang) },
        { term: words.tokens.state, value: <StateTag page={page} state={token.state} /> },
        {
          term: words.token.scopes,
          value: (
            <ul class="dots">
              {token.scopes.map((scope) => (
                <li>
                  {scopeWords[scope].name[lang]} <code>{scope}</code>
                </li>
              ))}
            </ul>
          ),
        },
        { term: words.token.asked, value: formatInstant(token.askedAt, 'WIB', lang) },
        {
          term: words.tokens.until,
          value:
            token.expiresAt === null
              ? words.wish.daysOf(formatNumber(token.days, lang))
              : formatInstant(token.expiresAt, 'WIB', lang),
        },
        ...(token.hint === null ? [] : [{ term: words.token.hint, value: <code>…{token.hint}</code> }]),
        {
          term: words.tokens.used,
          value: token.lastUsedOn === null ? words.tokens.never : formatDay(token.lastUsedOn, lang),
        },
      ]}
    />
  );
};

export const TokenPage: FC<{
  readonly page: PageContext;
  readonly token: TokenRow;
  readonly mayIssue: boolean;
  readonly error: string | null;
  readonly done: boolean;
  readonly back: string;
}> = ({ page, token, mayIssue, error, done, back }) => {
  const { lang } = page;
  const all = connectionWords(lang);
  const words = all.token;
  const waits = token.state === 'waiting';
  const ended = token.state === 'revoked' || token.state === 'expired' || token.state === 'stale';
  return (
    <DeskLayout
      page={page}
      title={token.name}
      notice={done ? <Notice lang={lang} title={words.revoked} /> : undefined}
      errors={error === null ? [] : [{ field: '', message: error }]}
    >
      <PageHeading
        title={token.name}
        above={
          <Breadcrumb
            lang={lang}
            items={[
              { label: back === tokenList ? all.tokens.title : all.office.title, href: page.to(back) },
              { label: token.name },
            ]}
          />
        }
      />
      <About page={page} token={token} />
      {waits && !mayIssue ? (
        <Callout lang={lang} kind="info" title={words.waitOffice}>
          <p>{words.waitOfficeText}</p>
        </Callout>
      ) : null}
      {waits && mayIssue ? (
        <Section title={words.issueTitle}>
          <p>{words.issueText}</p>
          <Form page={page} action={`${officeList}/${token.id}/terbitkan`}>
            {token.role === 'officer' ? (
              <CheckboxGroup
                lang={lang}
                name="laporan"
                label={scopeWords['reports:read'].name[lang]}
                optional
                choices={[{ value: 'ya', label: words.reports, hint: words.reportsHint }]}
              />
            ) : null}
            <ButtonRow>
              <Button>{words.issue}</Button>
            </ButtonRow>
          </Form>
        </Section>
      ) : null}
      {ended ? null : (
        <Section title={words.revokeTitle}>
          <p>{words.revokeText}</p>
          <Form page={page} action={`${officeList}/${token.id}/cabut`}>
            <ButtonRow>
              <Button kind="danger">{words.revoke}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </DeskLayout>
  );
};

export const SecretPage: FC<{
  readonly page: PageContext;
  readonly token: TokenRow;
  readonly secret: string;
  readonly back: string;
  readonly publicUrl: string;
}> = ({ page, token, secret, back, publicUrl }) => {
  const words = connectionWords(page.lang).token;
  return (
    <DeskLayout page={page} title={words.shown} notice={<Notice lang={page.lang} title={words.shown} />}>
      <PageHeading title={token.name} lead={words.shownText} />
      <TextField lang={page.lang} name="token" label={words.secret} hint={words.secretHint} value={secret} code />
      <Section title={words.try}>
        <pre class="api-code">{`curl -H 'Authorization: Bearer netra_…' ${publicUrl}/api/v1/token`}</pre>
      </Section>
      <About page={page} token={token} />
      <ButtonRow>
        <ButtonLink href={page.to(back)} kind="quiet">
          {words.back}
        </ButtonLink>
      </ButtonRow>
    </DeskLayout>
  );
};

export const ConnectionsPage: FC<{
  readonly page: PageContext;
  readonly tokens: readonly TokenRow[];
  readonly hooks: readonly Endpoint[];
}> = ({ page, tokens, hooks }) => {
  const all = connectionWords(page.lang);
  const words = all.office;
  const waiting = tokens.filter((token) => token.state === 'waiting');
  const others = tokens.filter((token) => token.state !== 'waiting');
  const empty = { title: words.noTokens, text: words.noTokensText };
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.lead} />
      {waiting.length === 0 ? null : (
        <Section title={words.waiting} id="menunggu">
          <TokenTable page={page} tokens={waiting} empty={empty} />
        </Section>
      )}
      <Section title={all.tokens.title} id="token">
        <TokenTable page={page} tokens={others} empty={empty} />
      </Section>
      <Section title={words.webhooks} id="webhook">
        <EndpointTable
          page={page}
          endpoints={hooks}
          link={false}
          empty={{ title: words.noWebhooks, text: words.noWebhooksText }}
        />
      </Section>
    </DeskLayout>
  );
};
