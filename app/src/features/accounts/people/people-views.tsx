/** How administering people looks. */
import type { FC } from 'hono/jsx';
import type { Member } from '../../../platform/http/env.ts';
import { type FieldError, type Typed, typedText } from '../../../platform/http/forms.ts';
import { formatDay, formatInstant } from '../../../platform/i18n/dates.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxGroup,
  DateField,
  DefinitionList,
  DeskLayout,
  EmptyState,
  errorFor,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  RadioGroup,
  Section,
  Table,
  Tag,
  TextField,
} from '../../../ui/index.ts';
import { adminWords } from '../admin-words.ts';
import { zoneOf } from '../page-tools.tsx';
import type { RecoveryRow } from '../recovery/account-recovery.ts';
import { SessionTable } from '../sessions/session-pages.tsx';
import { accountWords } from '../words.ts';
import { type Person, UNUSED_DAYS, type UnusedRow } from './people-read.ts';
import { peopleWords } from './people-words.ts';

interface AdminProps {
  readonly page: PageContext;
  readonly admin: Member;
}

const Path: FC<{ readonly page: PageContext; readonly title: string }> = ({ page, title }) => (
  <Breadcrumb
    lang={page.lang}
    items={[{ label: adminWords(page.lang).title, href: page.to('/admin') }, { label: title }]}
  />
);

export const PersonPage: FC<
  AdminProps & {
    readonly person: Person;
    readonly typed: Typed;
    readonly errors: readonly FieldError[];
    readonly done: string | null;
  }
> = ({ page, admin, person, typed, errors, done }) => {
  const words = peopleWords(page.lang);
  const { lang } = page;
  const zone = zoneOf(admin);
  const here = `/admin/orang/${person.userId}`;
  return (
    <DeskLayout
      page={page}
      title={person.name}
      errors={errors}
      notice={done === null ? undefined : <Notice lang={lang} title={done} />}
    >
      <PageHeading title={person.name} above={<Path page={page} title={person.name} />} about={person.email} />
      <DefinitionList
        items={[
          {
            term: words.lastSignIn,
            value: person.signedInAt === null ? words.never : formatInstant(person.signedInAt, zone, lang),
          },
          ...(person.leaving === null
            ? []
            : [{ term: words.leftOn(formatDay(person.leaving.lastDay, lang)), value: person.leaving.reason }]),
        ]}
      />
      <Section title={words.duties}>
        <Duties page={page} person={person} />
      </Section>
      <Section title={words.sessions}>
        {person.sessions.length === 0 ? (
          <p>{words.noSessions}</p>
        ) : (
          <>
            <SessionTable {...{ lang, zone }} rows={person.sessions} own={admin.session?.id ?? null} />
            <Form page={page} action={`${here}/sesi`} layout="inline">
              <Button kind="danger">{words.endSessions}</Button>
            </Form>
          </>
        )}
      </Section>
      {person.links.length === 0 ? null : <Links page={page} admin={admin} person={person} here={here} />}
      {person.userId === admin.userId ? null : person.leaving !== null ? (
        <Section title={words.back}>
          <p>{words.backText}</p>
          <Form page={page} action={`${here}/kembali`} layout="inline">
            <Button kind="quiet">{words.back}</Button>
          </Form>
        </Section>
      ) : (
        <>
          <LeaveForm {...{ page, here, typed, errors }} />
          <RecoverForm {...{ page, here, typed, errors }} />
        </>
      )}
    </DeskLayout>
  );
};

const Duties: FC<{ readonly page: PageContext; readonly person: Person }> = ({ page, person }) => {
  const words = peopleWords(page.lang);
  const admin = adminWords(page.lang);
  const { role } = accountWords(page.lang);
  return (
    <Table
      caption={words.duties}
      captionHidden
      rows={person.duties}
      empty={<p>{words.noDuties}</p>}
      columns={[
        { label: admin.office, head: true, cell: (row) => row.bodyName },
        { label: admin.role, cell: (row) => role[row.role] },
        { label: words.origin, cell: (row) => (row.origin === 'sso' ? words.bySignOn : words.byInvitation) },
        {
          label: admin.until,
          cell: (row) =>
            row.validUntil === null
              ? admin.open
              : row.ended
                ? admin.ended(formatDay(row.validUntil, page.lang, 'medium'))
                : formatDay(row.validUntil, page.lang, 'medium'),
        },
        {
          label: admin.action,
          labelHidden: true,
          cell: (row) =>
            row.ended ? null : (
              <a href={page.to(`/admin/tugas/${row.id}/akhiri`)}>
                {admin.end}
                <span class="visually-hidden"> {row.bodyName}</span>
              </a>
            ),
        },
      ]}
    />
  );
};

const Links: FC<AdminProps & { readonly person: Person; readonly here: string }> = ({ page, admin, person, here }) => {
  const words = peopleWords(page.lang);
  return (
    <Section title={words.signOn}>
      <p class="small">{words.disableHint}</p>
      <Table
        caption={words.signOn}
        captionHidden
        rows={person.links}
        empty={null}
        columns={[
          {
            label: words.subject,
            head: true,
            cell: (row) => (
              <>
                <code>{row.subject}</code>
                <small>{row.issuer}</small>
              </>
            ),
          },
          {
            label: words.state,
            cell: (row) => (row.disabled ? <Tag>{words.disabled}</Tag> : <Tag kind="done">{words.enabled}</Tag>),
          },
          {
            label: words.lastSignIn,
            cell: (row) => (row.usedAt === null ? words.never : formatInstant(row.usedAt, zoneOf(admin), page.lang)),
          },
          {
            label: words.action,
            labelHidden: true,
            cell: (row) => (
              <Form
                page={page}
                action={`${here}/sambungan`}
                layout="inline"
                hidden={{ issuer: row.issuer, subject: row.subject, to: row.disabled ? 'on' : 'off' }}
              >
                <Button kind="quiet" small>
                  {row.disabled ? words.enable : words.disable}
                </Button>
              </Form>
            ),
          },
        ]}
      />
    </Section>
  );
};

interface FormProps {
  readonly page: PageContext;
  readonly here: string;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

const LeaveForm: FC<FormProps> = ({ page, here, typed, errors }) => {
  const words = peopleWords(page.lang);
  const { lang } = page;
  return (
    <Section title={words.leaveTitle} id="berhenti">
      <p>{words.leaveText}</p>
      <Form page={page} action={`${here}/berhenti`}>
        <RadioGroup
          lang={lang}
          name="when"
          label={words.when}
          choices={[
            { value: 'now', label: words.now },
            { value: 'after', label: words.after },
          ]}
          value={typedText(typed, 'when') || 'now'}
          error={errorFor(errors, 'when')}
        />
        <DateField
          lang={lang}
          name="day"
          label={words.lastDay}
          hint={words.lastDayHint}
          optional
          value={{
            day: typedText(typed, 'day_day'),
            month: typedText(typed, 'day_month'),
            year: typedText(typed, 'day_year'),
          }}
          error={errorFor(errors, 'day')}
        />
        <TextField
          lang={lang}
          name="reason"
          label={words.reason}
          hint={words.reasonHint}
          value={typedText(typed, 'reason')}
          error={errorFor(errors, 'reason')}
        />
        <ButtonRow>
          <Button kind="danger">{words.leaveButton}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
};

const RecoverForm: FC<FormProps> = ({ page, here, typed, errors }) => {
  const words = peopleWords(page.lang);
  const { lang } = page;
  return (
    <Section title={words.recoverTitle} id="pulihkan">
      <p>{words.recoverText}</p>
      <Form page={page} action={`${here}/pulihkan`}>
        <TextField
          lang={lang}
          name="why"
          label={words.reason}
          hint={words.recoverReasonHint}
          value={typedText(typed, 'why')}
          error={errorFor(errors, 'why')}
        />
        <CheckboxGroup
          lang={lang}
          name="delay"
          label={words.when}
          optional
          choices={[{ value: 'yes', label: words.recoverDelay }]}
          values={[typedText(typed, 'delay')]}
        />
        <ButtonRow>
          <Button kind="quiet">{words.recoverButton}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
};

export const RecoveriesPage: FC<
  AdminProps & {
    readonly rows: readonly RecoveryRow[];
    readonly errors: readonly FieldError[];
    readonly done: string | null;
    /** Milliseconds of the real clock. */
    readonly now: number;
  }
> = ({ page, admin, rows, errors, done, now }) => {
  const words = peopleWords(page.lang);
  const { lang } = page;
  const at = (instant: Temporal.Instant): string => formatInstant(instant, zoneOf(admin), lang);
  const stateOf = (row: RecoveryRow): string => {
    if (row.linkFrom === null || row.linkUntil === null) return words.waits;
    return row.linkFrom.epochMilliseconds > now ? words.linkFrom(at(row.linkFrom)) : words.linkUntil(at(row.linkUntil));
  };
  return (
    <DeskLayout
      page={page}
      title={words.recoveries}
      errors={errors}
      notice={done === null ? undefined : <Notice lang={lang} title={done} />}
    >
      <PageHeading
        title={words.recoveries}
        lead={words.recoveriesLead}
        above={<Path page={page} title={words.recoveries} />}
      />
      <Table
        caption={words.recoveries}
        captionHidden
        rows={rows}
        empty={
          <EmptyState title={words.recoveriesNone}>
            <p>{words.recoveriesNoneText}</p>
          </EmptyState>
        }
        columns={[
          {
            label: words.person,
            head: true,
            cell: (row) => (
              <>
                <a href={page.to(`/admin/orang/${row.userId}`)}>{row.name}</a>
                <small>{row.email}</small>
              </>
            ),
          },
          { label: words.reason, cell: (row) => row.reason },
          {
            label: words.proposedBy,
            cell: (row) => (
              <>
                {row.proposedByName ?? words.operator}
                <small>{at(row.proposedAt)}</small>
              </>
            ),
          },
          { label: words.state, cell: stateOf },
          {
            label: words.action,
            labelHidden: true,
            cell: (row) => (
              <>
                {row.linkUntil !== null || row.proposedBy === admin.userId || row.userId === admin.userId ? null : (
                  <Form page={page} action={`/admin/pemulihan/${row.id}/setujui`} layout="inline">
                    <Button small>
                      {words.confirm}
                      <span class="visually-hidden"> {words.of(row.name)}</span>
                    </Button>
                  </Form>
                )}
                <Form page={page} action={`/admin/pemulihan/${row.id}/hentikan`} layout="inline">
                  <Button kind="quiet" small>
                    {words.stop}
                    <span class="visually-hidden"> {words.of(row.name)}</span>
                  </Button>
                </Form>
              </>
            ),
          },
        ]}
      />
    </DeskLayout>
  );
};

/** The link of a recovery, shown once. */
export const LinkPage: FC<
  AdminProps & {
    readonly link: string;
    readonly from: Temporal.Instant;
    readonly until: Temporal.Instant;
    readonly later: boolean;
  }
> = ({ page, admin, link, from, until, later }) => {
  const words = peopleWords(page.lang);
  const { lang } = page;
  const at = (instant: Temporal.Instant): string => formatInstant(instant, zoneOf(admin), lang);
  return (
    <DeskLayout page={page} title={words.linkTitle}>
      <PageHeading title={words.linkTitle} lead={words.linkDone} />
      <p>{later ? words.linkLater : words.linkReset}</p>
      <TextField
        lang={lang}
        name="link"
        label={words.linkTitle}
        hint={`${later ? `${words.linkFrom(at(from))}; ` : ''}${words.linkUntil(at(until))}`}
        value={link}
      />
      <ButtonRow>
        <ButtonLink href={page.to('/admin/pemulihan')} kind="quiet">
          {words.recoveries}
        </ButtonLink>
      </ButtonRow>
    </DeskLayout>
  );
};

export const UnusedPage: FC<AdminProps & { readonly rows: readonly UnusedRow[] }> = ({ page, admin, rows }) => {
  const words = peopleWords(page.lang);
  const { lang } = page;
  const at = (instant: Temporal.Instant): string => formatInstant(instant, zoneOf(admin), lang);
  return (
    <DeskLayout page={page} title={words.unused}>
      <PageHeading
        title={words.unused}
        lead={words.unusedLead(String(UNUSED_DAYS))}
        above={<Path page={page} title={words.unused} />}
      />
      <Table
        caption={words.unused}
        captionHidden
        rows={rows}
        empty={
          <EmptyState title={words.unusedNone}>
            <p>{words.unusedNoneText}</p>
          </EmptyState>
        }
        columns={[
          {
            label: words.person,
            head: true,
            cell: (row) => (
              <>
                <a href={page.to(`/admin/orang/${row.userId}`)}>{row.name}</a>
                <small>{row.email}</small>
              </>
            ),
          },
          { label: words.office, cell: (row) => row.bodyNames },
          { label: words.lastSignIn, cell: (row) => (row.signedInAt === null ? words.never : at(row.signedInAt)) },
          { label: words.made, cell: (row) => at(row.madeAt) },
        ]}
      />
    </DeskLayout>
  );
};
