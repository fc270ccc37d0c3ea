/** How administering people looks. */
import type { FC } from 'hono/jsx';
import type { Member } from '../../../platform/http/env.ts';
import { type FieldError, type Typed, typedText } from '../../../platform/http/forms.ts';
import { formatDay, formatInstant } from '../../../platform/i18n/dates.ts';
import {
  Breadcrumb,
  Button,
  ButtonRow,
  CheckboxGroup,
  DateField,
  DefinitionList,
  DeskLayout,
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
import { SessionTable } from '../sessions/session-pages.tsx';
import { accountWords } from '../words.ts';
import type { Person } from './people-read.ts';
import { peopleWords } from './people-words.ts';

export interface AdminProps {
  readonly page: PageContext;
  readonly admin: Member;
}

export const Path: FC<{ readonly page: PageContext; readonly title: string }> = ({ page, title }) => (
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
