/** Pages of requests: for the person who asks (three ways in, one page), and for whoever answers. */
import type { Child, FC } from 'hono/jsx';
import { type FieldError, type Typed, typedText } from '../../../platform/http/forms.ts';
import { formatInstant, relativeDue } from '../../../platform/i18n/dates.ts';
import { formatNumber } from '../../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Card,
  DefinitionList,
  DeskLayout,
  EmptyState,
  errorFor,
  Form,
  FormLayout,
  Notice,
  type PageContext,
  PageHeading,
  Pagination,
  PublicLayout,
  RadioGroup,
  Section,
  Select,
  Stack,
  Table,
  Tag,
  TextArea,
} from '../../../ui/index.ts';
import type { OwnRows } from './own-data.ts';
import {
  exceptions,
  outcomes,
  type PrivacyRequest,
  QUEUE_PAGE,
  requestKinds,
  type WaitingRequest,
} from './request-service.ts';
import { requestWords } from './request-words.ts';

/** For whoever is not signed in in any way: which way is theirs. */
export const WaysPage: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = requestWords(page.lang);
  const ways = [
    ['reporter', '/status'],
    ['accused', '/terlapor'],
    ['account', '/masuk?lanjut=%2Fprivasi%2Fpermintaan'],
  ] as const;
  return (
    <PublicLayout page={page} title={words.title} noindex>
      <PageHeading title={words.title} lead={words.lead} />
      <Section title={words.ways}>
        <Stack>
          {ways.map(([who, path]) => (
            <Card>
              <p>{words.waysItems[who]}</p>
              <ButtonRow>
                <ButtonLink href={page.to(path)} kind="quiet">
                  {words.links[who]}
                </ButtonLink>
              </ButtonRow>
            </Card>
          ))}
        </Stack>
      </Section>
    </PublicLayout>
  );
};

export interface AskProps {
  readonly page: PageContext;
  /** Where the form goes. */
  readonly action: string;
  readonly back: { readonly href: string; readonly label: string } | undefined;
  readonly requests: readonly PrivacyRequest[];
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly sent: boolean;
  /** Hidden fields, for the pass of a receipt. */
  readonly hidden?: Readonly<Record<string, string>> | undefined;
  /** False where the page carries a pass of its own and sets no cookie. */
  readonly csrf?: boolean | undefined;
  /** Above the form: the copy that can be had at once. */
  readonly copy?: Child | undefined;
}

export const AskPage: FC<AskProps> = (props) => {
  const { page, action, back, requests, typed, errors, sent, hidden, csrf, copy } = props;
  const { lang } = page;
  const words = requestWords(lang);
  return (
    <FormLayout
      page={page}
      title={words.title}
      errors={errors}
      quickExit={csrf === false}
      languageSwitch={csrf !== false}
      back={back}
      notice={sent ? <Notice lang={lang} title={words.sent} /> : undefined}
    >
      <PageHeading title={words.title} lead={words.lead} />
      {copy ?? null}
      <Section title={words.own}>
        {requests.length === 0 ? <p>{words.none}</p> : null}
        <Stack>
          {requests.map((request) => (
            <Card title={words.kinds[request.kind]}>
              <p class="small">
                {words.asked(formatInstant(request.askedAt, 'WIB', lang))}.{' '}
                {request.answeredAt === null
                  ? words.due(formatInstant(request.dueAt, 'WIB', lang))
                  : words.answered(formatInstant(request.answeredAt, 'WIB', lang))}
                .
              </p>
              <p class="pre">{request.words}</p>
              {request.outcome === null ? null : (
                <>
                  <p>
                    <b>{words.outcome[request.outcome]}</b>
                    {request.exception === '' ? null : `: ${words.exceptions[request.exception]}`}
                  </p>
                  <p class="pre">{request.answer}</p>
                </>
              )}
            </Card>
          ))}
        </Stack>
      </Section>
      <Section title={words.form}>
        <Form page={page} action={action} csrf={csrf} hidden={hidden}>
          <RadioGroup
            lang={lang}
            name="minta"
            label={words.kind}
            value={typedText(typed, 'minta')}
            error={errorFor(errors, 'minta')}
            choices={requestKinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
          />
          <TextArea
            lang={lang}
            name="kata"
            label={words.words}
            hint={words.wordsHint}
            value={typedText(typed, 'kata')}
            error={errorFor(errors, 'kata')}
            limit={5000}
            rows={5}
            sealed
          />
          <ButtonRow>
            <Button name="go" value="send">
              {words.send}
            </Button>
          </ButtonRow>
        </Form>
      </Section>
    </FormLayout>
  );
};

/** What is kept about an account, table by table, with the way to take it along. */
export const OwnCopy: FC<{ readonly page: PageContext; readonly rows: readonly OwnRows[] }> = ({ page, rows }) => {
  const { lang } = page;
  const words = requestWords(lang);
  return (
    <Section title={words.copy}>
      <p>{words.copyText}</p>
      <DefinitionList
        items={[...Map.groupBy(rows, (one) => one.what[lang])].map(([what, tables]) => ({
          term: what,
          value: words.rows(
            formatNumber(
              tables.reduce((sum, one) => sum + one.rows.length, 0),
              lang,
            ),
          ),
        }))}
      />
      <ButtonRow>
        <ButtonLink href={page.to('/privasi/salinan.json')} kind="quiet" download>
          {words.download}
        </ButtonLink>
      </ButtonRow>
    </Section>
  );
};

export const RequestQueuePage: FC<{
  readonly page: PageContext;
  readonly requests: readonly WaitingRequest[];
  /** Of this page, from 1. */
  readonly number: number;
  /** On all pages. */
  readonly total: number;
  readonly now: Temporal.Instant;
}> = ({ page, requests, number, total, now }) => {
  const { lang } = page;
  const all = requestWords(lang);
  const words = all.queue;
  const address = (at: number): string => page.to(`/privasi/antrean${at > 1 ? `?halaman=${at}` : ''}`);
  const first = (number - 1) * QUEUE_PAGE + 1;
  const last = first + requests.length - 1;
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.lead} />
      <Table<WaitingRequest>
        caption={words.caption}
        captionHidden
        keys
        rows={requests}
        empty={<EmptyState title={words.none}>{words.noneText}</EmptyState>}
        columns={[
          {
            label: words.what,
            head: true,
            cell: (row) => <a href={page.to(`/privasi/antrean/${row.id}`)}>{all.kinds[row.kind]}</a>,
          },
          { label: words.who, cell: (row) => words.subject[row.subject] },
          { label: words.about, cell: (row) => row.caseNumber ?? words.account },
          { label: words.due, cell: (row) => <Due page={page} request={row} now={now} /> },
        ]}
      />
      {number === 1 && total <= requests.length ? null : (
        <Pagination
          lang={lang}
          previous={number > 1 ? address(number - 1) : null}
          next={requests.length > 0 && last < total ? address(number + 1) : null}
          summary={
            requests.length === 0
              ? undefined
              : words.range(formatNumber(first, lang), formatNumber(last, lang), formatNumber(total, lang))
          }
        />
      )}
    </DeskLayout>
  );
};

export const AnswerRequestPage: FC<{
  readonly page: PageContext;
  readonly request: PrivacyRequest;
  readonly now: Temporal.Instant;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}> = ({ page, request, now, typed, errors }) => {
  const { lang } = page;
  const all = requestWords(lang);
  const words = all.queue;
  const title = all.kinds[request.kind];
  return (
    <DeskLayout page={page} title={title} errors={errors}>
      <PageHeading
        title={title}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: words.title, href: page.to('/privasi/antrean') }, { label: title }]}
          />
        }
      />
      {request.subject === 'reporter' ? (
        <Callout lang={lang} kind="warn">
          <p>{words.reporterWarning}</p>
        </Callout>
      ) : null}
      <DefinitionList
        items={[
          { term: words.who, value: words.subject[request.subject] },
          { term: words.about, value: request.caseNumber ?? words.account },
          { term: words.due, value: <Due page={page} request={request} now={now} /> },
          { term: words.what, value: <span class="pre">{request.words}</span> },
        ]}
      />
      {request.answeredAt !== null ? (
        <p class="pre">{request.answer}</p>
      ) : (
        <div class="form-narrow">
          <Form page={page} action={`/privasi/antrean/${request.id}`}>
            <RadioGroup
              lang={lang}
              name="keputusan"
              label={words.outcome}
              value={typedText(typed, 'keputusan')}
              error={errorFor(errors, 'keputusan')}
              choices={outcomes.map((outcome) => ({ value: outcome, label: all.outcome[outcome] }))}
            />
            <Select
              lang={lang}
              name="pengecualian"
              label={words.exception}
              value={typedText(typed, 'pengecualian')}
              error={errorFor(errors, 'pengecualian')}
              empty={false}
              options={exceptions.map((exception) => ({ value: exception, label: all.exceptions[exception] }))}
            />
            <TextArea
              lang={lang}
              name="jawaban"
              label={words.reason}
              hint={words.reasonHint}
              value={typedText(typed, 'jawaban')}
              error={errorFor(errors, 'jawaban')}
              limit={5000}
              rows={6}
            />
            <ButtonRow>
              <Button>{words.send}</Button>
            </ButtonRow>
          </Form>
        </div>
      )}
    </DeskLayout>
  );
};

const Due: FC<{ readonly page: PageContext; readonly request: WaitingRequest; readonly now: Temporal.Instant }> = ({
  page,
  request,
  now,
}) => {
  const { lang } = page;
  const due = relativeDue(request.dueAt, now, 'WIB', lang);
  return (
    <>
      {request.answeredAt === null ? <Tag kind={due.tone}>{due.words}</Tag> : null}{' '}
      <span class="num">{formatInstant(request.dueAt, 'WIB', lang, 'short')}</span>
    </>
  );
};
