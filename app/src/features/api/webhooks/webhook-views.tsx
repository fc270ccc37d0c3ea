/** How endpoints look: the list, one with its log, the form, and the secret that is shown once. */
import type { FC } from 'hono/jsx';
import { eventWords, webhookEvents } from '../../../platform/api/index.ts';
import type { FieldError, Typed } from '../../../platform/http/forms.ts';
import { typedText } from '../../../platform/http/forms.ts';
import { formatInstant } from '../../../platform/i18n/dates.ts';
import { formatNumber } from '../../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxGroup,
  DefinitionList,
  DeskLayout,
  EmptyState,
  errorFor,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Select,
  Table,
  Tag,
  TextField,
} from '../../../ui/index.ts';
import { connectionWords } from '../connection-words.ts';
import type { OfficeRow } from '../people.ts';
import type { DeliveryLine, Endpoint } from './webhook-store.ts';

export const hookList = '/admin/webhook';

const EndpointState: FC<{ readonly page: PageContext; readonly endpoint: Endpoint }> = ({ page, endpoint }) => {
  const words = connectionWords(page.lang).hooks;
  if (endpoint.disabledWhy !== null) return <Tag>{words.stateOf[endpoint.disabledWhy]}</Tag>;
  if (endpoint.failingSince !== null)
    return <Tag kind="due">{words.failing(formatInstant(endpoint.failingSince, 'WIB', page.lang, 'short'))}</Tag>;
  return <Tag kind="done">{words.stateOf.on}</Tag>;
};

export const EndpointTable: FC<{
  readonly page: PageContext;
  readonly endpoints: readonly Endpoint[];
  readonly link: boolean;
  readonly empty: { readonly title: string; readonly text: string };
}> = ({ page, endpoints, link, empty }) => {
  const all = connectionWords(page.lang);
  const words = all.hooks;
  return (
    <Table
      caption={words.title}
      captionHidden
      rows={endpoints}
      empty={
        <EmptyState title={empty.title}>
          <p>{empty.text}</p>
        </EmptyState>
      }
      columns={[
        {
          label: words.address,
          head: true,
          cell: (row) =>
            link ? (
              <a href={page.to(`${hookList}/${row.id}`)} class="api-address">
                {row.url}
              </a>
            ) : (
              <span class="api-address">{row.url}</span>
            ),
        },
        { label: all.tokens.office, cell: (row) => row.bodyName },
        { label: words.events, cell: (row) => row.events.map((event) => eventWords[event][page.lang]).join('; ') },
        { label: words.state, cell: (row) => <EndpointState page={page} endpoint={row} /> },
      ]}
    />
  );
};

export const HookListPage: FC<{
  readonly page: PageContext;
  readonly endpoints: readonly Endpoint[];
  readonly done: string | null;
}> = ({ page, endpoints, done }) => {
  const all = connectionWords(page.lang);
  const words = all.hooks;
  return (
    <DeskLayout
      page={page}
      title={words.title}
      notice={done === null ? undefined : <Notice lang={page.lang} title={done} />}
    >
      <PageHeading
        title={words.title}
        lead={words.lead}
        above={
          <Breadcrumb
            lang={page.lang}
            items={[{ label: all.admin, href: page.to('/admin') }, { label: words.title }]}
          />
        }
      />
      <ButtonRow>
        <ButtonLink href={page.to(`${hookList}/baru`)}>{words.add}</ButtonLink>
      </ButtonRow>
      <EndpointTable page={page} endpoints={endpoints} link empty={{ title: words.empty, text: words.emptyText }} />
    </DeskLayout>
  );
};

export const NewHookPage: FC<{
  readonly page: PageContext;
  readonly offices: readonly OfficeRow[];
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}> = ({ page, offices, typed, errors }) => {
  const all = connectionWords(page.lang);
  const words = all.hooks;
  const { lang } = page;
  const ticked = typed.events ?? [];
  return (
    <DeskLayout page={page} title={words.add} errors={errors}>
      <PageHeading
        title={words.add}
        above={
          <Breadcrumb lang={lang} items={[{ label: words.title, href: page.to(hookList) }, { label: words.add }]} />
        }
      />
      <Form page={page} action={`${hookList}/baru`}>
        <Select
          lang={lang}
          name="body"
          label={all.tokens.office}
          options={offices.map(({ id, name }) => ({ value: id, label: name }))}
          value={typedText(typed, 'body')}
          error={errorFor(errors, 'body')}
        />
        <TextField
          lang={lang}
          name="url"
          type="url"
          label={words.address}
          hint={words.addressHint}
          value={typedText(typed, 'url')}
          maxlength={500}
          error={errorFor(errors, 'url')}
        />
        <CheckboxGroup
          lang={lang}
          name="events"
          label={words.events}
          choices={webhookEvents
            .filter((event) => event !== 'webhook.test')
            .map((event) => ({ value: event, label: eventWords[event][lang], hint: <code>{event}</code> }))}
          values={typeof ticked === 'string' ? [ticked] : ticked}
          error={errorFor(errors, 'events')}
        />
        <ButtonRow>
          <Button>{words.button}</Button>
          <ButtonLink href={page.to(hookList)} kind="quiet">
            {all.token.back}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </DeskLayout>
  );
};

export const HookSecretPage: FC<{ readonly page: PageContext; readonly id: string; readonly secret: string }> = ({
  page,
  id,
  secret,
}) => {
  const all = connectionWords(page.lang);
  const words = all.hooks;
  return (
    <DeskLayout page={page} title={words.secretTitle}>
      <PageHeading title={words.secretTitle} lead={words.secretText} />
      <TextField lang={page.lang} name="secret" label={words.secret} value={secret} code />
      <ButtonRow>
        <ButtonLink href={page.to(`${hookList}/${id}`)} kind="quiet">
          {all.token.back}
        </ButtonLink>
      </ButtonRow>
    </DeskLayout>
  );
};

export const HookPage: FC<{
  readonly page: PageContext;
  readonly endpoint: Endpoint;
  readonly deliveries: readonly DeliveryLine[];
  readonly older: string | null;
  readonly done: string | null;
}> = ({ page, endpoint, deliveries, older, done }) => {
  const all = connectionWords(page.lang);
  const words = all.hooks;
  const { lang } = page;
  const host = new URL(endpoint.url).host;
  const post = (what: string, label: string, kind?: 'quiet' | 'danger') => (
    <Form page={page} action={`${hookList}/${endpoint.id}/${what}`} layout="inline">
      <Button kind={kind ?? 'quiet'}>{label}</Button>
    </Form>
  );
  return (
    <DeskLayout page={page} title={host} notice={done === null ? undefined : <Notice lang={lang} title={done} />}>
      <PageHeading
        title={host}
        above={<Breadcrumb lang={lang} items={[{ label: words.title, href: page.to(hookList) }, { label: host }]} />}
      />
      <DefinitionList
        items={[
          { term: words.address, value: <code class="api-address">{endpoint.url}</code> },
          { term: all.tokens.office, value: endpoint.bodyName },
          { term: words.events, value: endpoint.events.map((event) => eventWords[event][lang]).join('; ') },
          { term: words.state, value: <EndpointState page={page} endpoint={endpoint} /> },
        ]}
      />
      <div class="buttons">
        {endpoint.disabledAt === null ? post('uji', words.test) : null}
        {post('rahasia', words.rotate)}
        {endpoint.disabledAt === null ? post('henti', words.stop) : post('aktif', words.go)}
        {post('hapus', words.remove, 'danger')}
      </div>
      <Section title={words.log} id="catatan">
        <p class="small">{words.logLead}</p>
        <Table
          caption={words.log}
          captionHidden
          rows={deliveries}
          empty={
            <EmptyState title={words.noLog}>
              <p>{words.noLogText}</p>
            </EmptyState>
          }
          columns={[
            {
              label: words.when,
              head: true,
              cell: (row) => (
                <>
                  {eventWords[row.event][lang]}
                  <small>{formatInstant(row.at, 'WIB', lang, 'medium')}</small>
                </>
              ),
            },
            {
              label: words.state,
              cell: (row) => (
                <>
                  <Tag kind={row.state === 'delivered' ? 'done' : row.state === 'failed' ? 'late' : 'due'}>
                    {words.deliveryState[row.state]}
                  </Tag>
                  {row.nextAt === null || row.tries === 0 ? null : (
                    <small>{words.next(formatInstant(row.nextAt, 'WIB', lang, 'short'))}</small>
                  )}
                </>
              ),
            },
            { label: words.tries, numeric: true, cell: (row) => formatNumber(row.tries, lang) },
            { label: words.result, cell: (row) => (row.lastResult === null ? '–' : <code>{row.lastResult}</code>) },
            {
              label: words.took,
              numeric: true,
              cell: (row) => (row.lastMs === null ? '–' : words.ms(formatNumber(row.lastMs, lang))),
            },
            {
              label: words.resend,
              labelHidden: true,
              cell: (row) =>
                row.state === 'waiting' || endpoint.disabledAt !== null ? null : (
                  <Form page={page} action={`${hookList}/${endpoint.id}/kirim/${row.id}`} layout="inline">
                    <Button kind="quiet" small>
                      {words.resend}
                      <span class="visually-hidden"> {words.resendOf(eventWords[row.event][lang])}</span>
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
        {older === null ? null : (
          <p>
            <a href={page.to(older)}>{words.older}</a>
          </p>
        )}
      </Section>
    </DeskLayout>
  );
};
