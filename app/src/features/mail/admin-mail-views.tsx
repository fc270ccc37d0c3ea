/** How the page about mail looks for administrators. */
import type { FC } from 'hono/jsx';
import { formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { DeadLetter, JobsOverview, QueueState } from '../../platform/jobs/index.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  DeskLayout,
  Disclosure,
  EmptyState,
  type FieldError,
  Figures,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Stack,
  Table,
  Tag,
  TextField,
} from '../../ui/index.ts';
import type { MailState } from './mail-read.ts';
import type { CaughtMessage } from './message-text.ts';
import { mailWords } from './words.ts';

export interface AdminMailProps {
  readonly page: PageContext;
  readonly state: MailState;
  readonly jobs: JobsOverview;
  readonly done: string | null;
  readonly errors: readonly FieldError[];
  readonly typed: string;
}

export const AdminMailPage: FC<AdminMailProps> = ({ page, state, jobs, done, errors, typed }) => {
  const { lang } = page;
  const words = mailWords(lang).admin;
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
          <Breadcrumb lang={lang} items={[{ label: words.back, href: page.to('/admin') }, { label: words.title }]} />
        }
      />
      <Way page={page} state={state} errors={errors} typed={typed} />
      <Figured page={page} state={state} />
      <Resting page={page} state={state} />
      <Jobs page={page} jobs={jobs} />
    </DeskLayout>
  );
};

const when = (page: PageContext, at: Temporal.Instant): string => formatInstant(at, 'WIB', page.lang);

/* Whether mail may leave, and the one thing to do about it. */
const Way: FC<Pick<AdminMailProps, 'page' | 'state' | 'errors' | 'typed'>> = ({ page, state, errors, typed }) => {
  const { lang } = page;
  const words = mailWords(lang).admin;
  const { way } = state;
  const demo = page.demo !== null;
  const open =
    state.confirmedAt !== null && state.confirmedBy !== null
      ? words.wayText.open(when(page, state.confirmedAt), state.confirmedBy)
      : '';
  const says = way === 'open' ? (demo ? words.wayText.openDemo : open) : words.wayText[way];
  return (
    <Stack>
      <Callout lang={lang} kind={way === 'open' ? 'info' : 'warn'} title={words.way[way]}>
        <p>{says}</p>
      </Callout>
      {state.codeOpen && !demo ? (
        <Form page={page} action="/admin/surel/kode">
          {state.testSent ? null : <p class="small">{words.codeWaits}</p>}
          <TextField
            lang={lang}
            name="kode"
            label={words.code}
            hint={words.codeHint}
            value={typed}
            inputmode="numeric"
            autocomplete="one-time-code"
            width="short"
            code
            error={errors.find((one) => one.field === 'kode')?.message}
          />
          <ButtonRow>
            <Button>{words.confirm}</Button>
          </ButtonRow>
        </Form>
      ) : null}
      <ButtonRow>
        {demo ? <ButtonLink href={page.to('/admin/surel/kotak')}>{words.box}</ButtonLink> : null}
        {way === 'off' ? null : (
          <Form page={page} action="/admin/surel/percobaan" layout="inline">
            <Button kind={way === 'unconfirmed' && !state.codeOpen ? 'primary' : 'quiet'}>
              {state.codeOpen ? words.testAgain : words.test}
            </Button>
          </Form>
        )}
        {way === 'open' ? (
          <Form page={page} action="/admin/surel/jeda" layout="inline">
            <Button kind="quiet">{words.pause}</Button>
          </Form>
        ) : null}
        {way === 'paused' ? (
          <Form page={page} action="/admin/surel/lanjut" layout="inline">
            <Button>{words.resume}</Button>
          </Form>
        ) : null}
      </ButtonRow>
    </Stack>
  );
};

const Figured: FC<Pick<AdminMailProps, 'page' | 'state'>> = ({ page, state }) => {
  const { lang } = page;
  const words = mailWords(lang).admin;
  const { counts, oldestWaiting, lastSentAt, lastError } = state;
  return (
    <Section title={words.figures}>
      <Figures
        items={(['waiting', 'sent', 'failed', 'bounced', 'dropped'] as const).map((name) => ({
          label: words.count[name],
          value: formatNumber(counts[name], lang),
        }))}
      />
      {oldestWaiting === null ? null : <p class="small">{words.oldest(when(page, oldestWaiting))}</p>}
      {lastSentAt === null ? null : <p class="small">{words.lastSent(when(page, lastSentAt))}</p>}
      {lastError === null ? null : (
        <p class="small">
          {words.lastError(when(page, lastError.at))} <code>{lastError.code}</code>. {words.lastErrorHelp}
        </p>
      )}
      {counts.dropped === 0 ? null : <p class="small">{words.droppedHelp}</p>}
      {counts.failed === 0 ? null : (
        <Form page={page} action="/admin/surel/ulang" layout="inline">
          <Button kind="quiet">{words.retry}</Button>
        </Form>
      )}
    </Section>
  );
};

const Resting: FC<Pick<AdminMailProps, 'page' | 'state'>> = ({ page, state }) => {
  const words = mailWords(page.lang).admin;
  return (
    <Section title={words.resting}>
      {state.resting.length === 0 ? null : <p>{words.restingText}</p>}
      <Table
        caption={words.resting}
        captionHidden
        rows={state.resting}
        empty={<p class="small">{words.restingNone}</p>}
        columns={[
          { label: words.address, head: true, cell: (row) => row.address },
          { label: words.error, cell: (row) => <code>{row.code}</code> },
          {
            label: words.action,
            labelHidden: true,
            cell: (row) => (
              <Form page={page} action="/admin/surel/alamat" layout="inline" hidden={{ orang: row.userId }}>
                <Button kind="quiet" small>
                  {words.addressRetry}
                  <span class="visually-hidden"> {words.addressRetryFor(row.address)}</span>
                </Button>
              </Form>
            ),
          },
        ]}
      />
    </Section>
  );
};

const Jobs: FC<{ readonly page: PageContext; readonly jobs: JobsOverview }> = ({ page, jobs }) => {
  const { lang } = page;
  const words = mailWords(lang).admin;
  return (
    <Section title={words.jobs}>
      <p>{words.jobsText}</p>
      {jobs.deadCount === 0 ? (
        <p class="small">{words.deadNone}</p>
      ) : (
        <Stack gap="tight">
          <Callout lang={lang} kind="warn" title={words.dead}>
            <p>{words.deadText(formatNumber(jobs.deadCount, lang))}</p>
          </Callout>
          <Table<DeadLetter>
            caption={words.dead}
            captionHidden
            rows={jobs.dead}
            empty={null}
            columns={[
              { label: words.queue, head: true, cell: (row) => <code>{row.queue}</code> },
              { label: words.deadAt, cell: (row) => when(page, row.diedAt) },
              { label: words.deadTries, numeric: true, cell: (row) => formatNumber(row.tries, lang) },
              { label: words.error, cell: (row) => <code>{row.error}</code> },
            ]}
          />
          <Form page={page} action="/admin/surel/pekerjaan" layout="inline">
            <Button kind="quiet">{words.deadRetry}</Button>
          </Form>
        </Stack>
      )}
      <Disclosure summary={`${words.queue} (${formatNumber(jobs.queues.length, lang)})`}>
        <Table<QueueState>
          caption={words.jobs}
          captionHidden
          rows={jobs.queues}
          empty={null}
          columns={[
            { label: words.queue, head: true, cell: (row) => <code>{row.queue}</code> },
            { label: words.queueWaiting, numeric: true, cell: (row) => formatNumber(row.waiting, lang) },
            { label: words.queueActive, numeric: true, cell: (row) => formatNumber(row.active, lang) },
            {
              label: words.queueRetrying,
              numeric: true,
              cell: (row) =>
                row.retrying === 0 ? formatNumber(0, lang) : <Tag kind="due">{formatNumber(row.retrying, lang)}</Tag>,
            },
          ]}
        />
      </Disclosure>
    </Section>
  );
};

export interface CaughtRow extends CaughtMessage {
  readonly number: number;
  readonly at: Temporal.Instant;
  readonly receiver: string;
}

export const BoxPage: FC<{
  readonly page: PageContext;
  readonly caught: readonly CaughtRow[];
  /** Addresses of our own become links. */
  readonly publicUrl: string;
}> = ({ page, caught, publicUrl }) => {
  const { lang } = page;
  const words = mailWords(lang).box;
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading
        title={words.title}
        lead={words.lead}
        above={
          <Breadcrumb
            lang={lang}
            items={[
              { label: mailWords(lang).admin.back, href: page.to('/admin') },
              { label: words.back, href: page.to('/admin/surel') },
              { label: words.title },
            ]}
          />
        }
      />
      {caught.length === 0 ? (
        <EmptyState title={words.empty}>
          <p>{words.emptyText}</p>
        </EmptyState>
      ) : (
        <Stack gap="tight">
          {caught.map((mail, index) => (
            <details class="disclosure" open={index === 0}>
              <summary>
                <span>
                  <b>{mail.subject}</b>
                  <br />
                  <span class="small">
                    {words.to(mail.receiver)}, {when(page, mail.at)}
                  </span>
                </span>
              </summary>
              <div class="disclosure-body stack stack-tight">
                {mail.text.split('\n\n').map((piece) => (
                  <p>{piece.startsWith(`${publicUrl}/`) ? <a href={piece}>{piece}</a> : piece}</p>
                ))}
              </div>
            </details>
          ))}
        </Stack>
      )}
    </DeskLayout>
  );
};
