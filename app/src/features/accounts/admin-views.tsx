/** How administration looks: the tree of places and offices, people and duties, and the forms. */
import type { Child, FC } from 'hono/jsx';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  DefinitionList,
  DeskLayout,
  EmptyState,
  type FieldError,
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
import { GuideLink } from '../guides/index.ts';
import type { AdminOverview, MemberRow, OfficeRow, PlaceNode } from './admin-read.ts';
import { adminWords } from './admin-words.ts';
import { peopleWords } from './people/people-words.ts';
import { PersonCell } from './person-cell.tsx';
import { signOnWords } from './sso/sso-words.ts';
import { accountWords } from './words.ts';

export const AdminPage: FC<{
  readonly page: PageContext;
  readonly overview: AdminOverview;
  readonly done: string | null;
}> = ({ page, overview, done }) => {
  const words = adminWords(page.lang);
  const { lang } = page;
  return (
    <DeskLayout
      page={page}
      title={words.title}
      notice={done === null ? undefined : <Notice lang={lang} title={done} />}
    >
      <PageHeading title={words.title} lead={words.lead} />
      <ButtonRow>
        <ButtonLink href={page.to('/admin/undangan')}>{words.invite}</ButtonLink>
        <ButtonLink href={page.to('/admin/kantor')} kind="quiet">
          {words.addOffice}
        </ButtonLink>
        <ButtonLink href={page.to('/admin/wilayah')} kind="quiet">
          {words.addJurisdiction}
        </ButtonLink>
        <ButtonLink href={page.to('/admin/sso')} kind="quiet">
          {signOnWords(lang).admin.title}
        </ButtonLink>
        <ButtonLink href={page.to('/admin/pemulihan')} kind="quiet">
          {peopleWords(lang).recoveries}
        </ButtonLink>
        <ButtonLink href={page.to('/admin/tak-terpakai')} kind="quiet">
          {peopleWords(lang).unused}
        </ButtonLink>
      </ButtonRow>
      <Section title={words.offices} id="kantor">
        {overview.places.length === 0 ? (
          <EmptyState title={words.noPlaces}>
            <p>{words.noPlacesText}</p>
          </EmptyState>
        ) : (
          <Stack gap="tight">
            {overview.places.map((place) => (
              <Place page={page} place={place} />
            ))}
          </Stack>
        )}
      </Section>
      <Section title={words.members} id="orang">
        <Members page={page} members={overview.members} />
      </Section>
      {overview.pending.length === 0 ? null : <Pending page={page} overview={overview} />}
      <GuideLink page={page} guide="administrator" />
    </DeskLayout>
  );
};

/* A place unfolds to its offices and to what lies in it: works without a script, and the tree is read aloud as one. */
const Place: FC<{ readonly page: PageContext; readonly place: PlaceNode }> = ({ page, place }) => {
  const words = adminWords(page.lang);
  return (
    <details class="disclosure" open={place.depth < 3}>
      <summary>
        <span>
          <b>{place.name}</b> <span class="small">{words.level[place.level]}</span> <code>{place.code}</code>
        </span>
      </summary>
      <div class="disclosure-body">
        {place.offices.length === 0 ? <p class="small">{words.noOffices}</p> : null}
        {place.offices.length === 0 ? null : (
          <ul class="stack stack-tight">
            {place.offices.map((office) => (
              <li>
                {office.name} <code>{office.code}</code>
                {office.sealed ? (
                  <>
                    {' '}
                    <Tag>{words.sealed}</Tag>
                  </>
                ) : null}
                <Exists page={page} office={office} />
              </li>
            ))}
          </ul>
        )}
        {place.below.map((below) => (
          <Place page={page} place={below} />
        ))}
      </div>
    </details>
  );
};

const Exists: FC<{ readonly page: PageContext; readonly office: OfficeRow }> = ({ page, office }) => {
  const words = adminWords(page.lang);
  const from = office.validFrom === null ? null : formatDay(office.validFrom, page.lang);
  const until = office.validUntil === null ? null : formatDay(office.validUntil, page.lang);
  if (from === null && until === null) return null;
  const told =
    from !== null && until !== null
      ? words.exists(from, until)
      : from !== null
        ? words.existsFrom(from)
        : words.existsUntil(until ?? '');
  return (
    <>
      <br />
      <span class="small">{told}</span>
    </>
  );
};

const Members: FC<{ readonly page: PageContext; readonly members: readonly MemberRow[] }> = ({ page, members }) => {
  const words = adminWords(page.lang);
  const { role } = accountWords(page.lang);
  return (
    <Table
      caption={words.members}
      captionHidden
      rows={members}
      empty={
        <EmptyState title={words.membersEmpty}>
          <p>{words.membersEmptyText}</p>
        </EmptyState>
      }
      columns={[
        {
          label: words.person,
          head: true,
          cell: (row) => <PersonCell page={page} person={row} />,
        },
        { label: words.office, cell: (row) => row.bodyName },
        { label: words.role, cell: (row) => role[row.role] },
        { label: words.until, cell: (row) => untilOf(page, row) },
        {
          label: words.secondFactor,
          cell: (row) => (row.secondFactor ? <Tag kind="done">{words.on}</Tag> : <Tag>{words.off}</Tag>),
        },
        {
          label: words.action,
          labelHidden: true,
          cell: (row) =>
            row.ended ? null : (
              <a href={page.to(`/admin/tugas/${row.id}/akhiri`)}>
                {words.end}
                <span class="visually-hidden"> {words.endOf(row.name)}</span>
              </a>
            ),
        },
      ]}
    />
  );
};

function untilOf(page: PageContext, row: MemberRow): string {
  const words = adminWords(page.lang);
  if (row.validUntil === null) return words.open;
  const day = formatDay(row.validUntil, page.lang, 'medium');
  return row.ended ? words.ended(day) : day;
}

const Pending: FC<{ readonly page: PageContext; readonly overview: AdminOverview }> = ({ page, overview }) => {
  const words = adminWords(page.lang);
  const own = accountWords(page.lang);
  return (
    <Section title={words.pending} id="undangan">
      <Table
        caption={words.pending}
        captionHidden
        rows={overview.pending}
        empty={null}
        columns={[
          { label: words.forWhom, head: true, cell: (row) => row.name ?? words.anyone },
          { label: words.office, cell: (row) => row.bodyName ?? own.invitation.administration },
          { label: words.role, cell: (row) => own.role[row.role] },
          { label: words.until, cell: (row) => words.pendingUntil(formatInstant(row.expiresAt, 'WIB', page.lang)) },
        ]}
      />
    </Section>
  );
};

/** The frame of a form of the administration. */
export const AdminForm: FC<{
  readonly page: PageContext;
  readonly title: string;
  readonly action: string;
  readonly button: string;
  readonly danger?: boolean | undefined;
  readonly errors: readonly FieldError[];
  readonly lead?: string | undefined;
  readonly children?: Child | undefined;
}> = ({ page, title, action, button, danger, errors, lead, children }) => {
  const words = adminWords(page.lang);
  return (
    <DeskLayout page={page} title={title} errors={errors}>
      <PageHeading
        title={title}
        lead={lead}
        above={
          <Breadcrumb lang={page.lang} items={[{ label: words.title, href: page.to('/admin') }, { label: title }]} />
        }
      />
      <Form page={page} action={action}>
        {children ?? null}
        <ButtonRow>
          <Button kind={danger === true ? 'danger' : 'primary'}>{button}</Button>
          <ButtonLink href={page.to('/admin')} kind="quiet">
            {words.ending.cancel}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </DeskLayout>
  );
};

/** The link of an invitation, shown once. */
export const InvitationLinkPage: FC<{
  readonly page: PageContext;
  readonly link: string;
  readonly bodyName: string;
  readonly roleLabel: string;
  /** Whether it also goes out by mail. */
  readonly mailed: boolean;
}> = ({ page, link, bodyName, roleLabel, mailed }) => {
  const words = adminWords(page.lang);
  const told = words.invitation;
  return (
    <DeskLayout page={page} title={told.link} notice={<Notice lang={page.lang} title={told.doneTitle} />}>
      <PageHeading title={told.link} lead={told.done} about={mailed ? told.mailed : undefined} />
      <DefinitionList
        items={[
          { term: told.office, value: bodyName },
          { term: told.role, value: roleLabel },
        ]}
      />
      <TextField lang={page.lang} name="link" label={told.link} hint={told.copyHint} value={link} />
      <ButtonRow>
        <ButtonLink href={page.to('/admin/undangan')} kind="quiet">
          {told.another}
        </ButtonLink>
        <ButtonLink href={page.to('/admin')} kind="quiet">
          {told.back}
        </ButtonLink>
      </ButtonRow>
    </DeskLayout>
  );
};

/** Asks before a duty is ended. */
export const EndPage: FC<{
  readonly page: PageContext;
  readonly member: MemberRow;
  readonly errors: readonly FieldError[];
}> = ({ page, member, errors }) => {
  const words = adminWords(page.lang);
  return (
    <AdminForm
      page={page}
      title={words.ending.title}
      lead={words.ending.sure}
      action={`/admin/tugas/${member.id}/akhiri`}
      button={words.ending.button}
      danger
      errors={errors}
    >
      <DefinitionList
        items={[
          { term: words.person, value: member.name },
          { term: words.office, value: member.bodyName },
          { term: words.role, value: accountWords(page.lang).role[member.role] },
        ]}
      />
    </AdminForm>
  );
};
