/** How recovery by two and the list of accounts that nobody uses look. */
import type { FC } from 'hono/jsx';
import type { FieldError } from '../../../platform/http/forms.ts';
import { formatInstant } from '../../../platform/i18n/dates.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  DeskLayout,
  EmptyState,
  Form,
  Notice,
  PageHeading,
  Table,
  TextField,
} from '../../../ui/index.ts';
import { zoneOf } from '../page-tools.tsx';
import { PersonCell } from '../person-cell.tsx';
import type { RecoveryRow } from '../recovery/account-recovery.ts';
import { UNUSED_DAYS, type UnusedRow } from './people-read.ts';
import { type AdminProps, Path } from './people-views.tsx';
import { peopleWords } from './people-words.ts';

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
      <p class="small">{words.recoveriesRule}</p>
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
            cell: (row) => <PersonCell page={page} person={row} />,
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
            cell: (row) => <PersonCell page={page} person={row} />,
          },
          { label: words.office, cell: (row) => row.bodyNames },
          { label: words.lastSignIn, cell: (row) => (row.signedInAt === null ? words.never : at(row.signedInAt)) },
          { label: words.made, cell: (row) => at(row.madeAt) },
        ]}
      />
    </DeskLayout>
  );
};
