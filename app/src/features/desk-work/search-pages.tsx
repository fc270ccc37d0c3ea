/** Searching cases, and the searches that a person keeps. Words and filters live in the address; names of accused do not. */
import type { Rulebook } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { formatInstant, relativeDue } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Button,
  ButtonRow,
  Callout,
  DeskLayout,
  Disclosure,
  EmptyState,
  errorFor,
  type FieldError,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Pagination,
  Section,
  Select,
  Stack,
  Table,
  Tag,
  TextField,
} from '../../ui/index.ts';
import {
  actName,
  caseStatuses,
  countedWords,
  deskWords,
  MOST_COUNTED,
  type Queue,
  type QueueRow,
  queueViews,
  viewSlugs,
} from '../cases/index.ts';
import { offeredActs } from '../reports/index.ts';
import { type Alert, alerts, MOST_NAME, type SavedSearch } from './saved-searches.ts';
import type { SearchOptions } from './search-options.ts';
import { deskWorkWords } from './words.ts';
import { addressOf, dueChoices, isEmptySearch, levels, type WorkSearch } from './work-filter.ts';

export interface SearchPageProps {
  readonly page: PageContext;
  readonly search: WorkSearch;
  /** Null while nothing is asked for. */
  readonly queue: Queue | null;
  readonly number: number;
  readonly options: SearchOptions;
  readonly rulebook: Rulebook;
  readonly now: Temporal.Instant;
  readonly saved: readonly SavedSearch[];
  readonly errors?: readonly FieldError[] | undefined;
  readonly typedName?: string | undefined;
}

export const SearchPage: FC<SearchPageProps> = (props) => {
  const { page, search, queue, number, saved } = props;
  const words = deskWorkWords(page.lang);
  return (
    <DeskLayout page={page} title={words.search.title} errors={props.errors}>
      <PageHeading title={words.search.title} lead={words.search.lead} />
      <Stack>
        <SearchForm {...props} />
        {queue === null ? <Teach page={page} /> : <Found {...props} queue={queue} number={number} />}
        {isEmptySearch(search) ? null : <SaveForm {...props} />}
        {saved.length === 0 ? null : (
          <p class="small">
            <a href={page.to('/pencarian')}>{words.saved.title}</a>
            {': '}
            {saved.map((one, index) => (
              <>
                {index === 0 ? '' : ' · '}
                <a href={page.to(addressOf(one.search))}>{one.name}</a>
              </>
            ))}
          </p>
        )}
      </Stack>
    </DeskLayout>
  );
};

const SearchForm: FC<SearchPageProps> = ({ page, search, options, rulebook }) => {
  const { lang } = page;
  const words = deskWorkWords(lang).search;
  const { narrow } = search;
  const desk = deskWords(lang);
  const narrowed = search.view !== 'all' || Object.values(narrow).some((value) => value !== undefined);
  const choose = (
    name: string,
    label: string,
    value: string | undefined,
    choices: readonly (readonly [string, string])[],
  ) => (
    <Select
      lang={lang}
      name={name}
      label={label}
      value={value ?? ''}
      empty={words.any}
      options={choices.map(([id, text]) => ({ value: id, label: text }))}
    />
  );
  return (
    <search>
      <Form page={page} action="/cari" method="get">
        <div class="field">
          <label for="search">{words.label}</label>
          <input class="input" type="search" id="search" name="cari" value={search.words} maxlength={200} data-search />
        </div>
        <Disclosure summary={words.filters} open={narrowed}>
          <Stack>
            {choose(
              'lihat',
              words.view,
              search.view === 'all' ? undefined : viewSlugs[search.view],
              queueViews.map((view) => [viewSlugs[view], words.views[view]] as const),
            )}
            {choose(
              'status',
              words.status,
              narrow.status,
              caseStatuses.map((status) => [status, desk.status[status]] as const),
            )}
            {choose(
              'perbuatan',
              words.act,
              narrow.act,
              offeredActs.map((act) => [act, actName(act, lang)] as const),
            )}
            {choose(
              'tingkat',
              words.level,
              narrow.level,
              levels.map((level) => [level, desk.level[level]] as const),
            )}
            {choose(
              'tempat',
              words.place,
              narrow.place,
              options.places.map(({ id, name }) => [id, name] as const),
            )}
            {choose(
              'pemilihan',
              words.election,
              narrow.election,
              rulebook.elections.map((election) => [election.id, election.name[lang]] as const),
            )}
            {choose(
              'kantor',
              words.office,
              narrow.office,
              options.offices.map(({ id, name }) => [id, name] as const),
            )}
            {choose(
              'tempo',
              words.due,
              narrow.dueDays === undefined ? undefined : String(narrow.dueDays),
              dueChoices.map((days) => [String(days), words.dueWithin(String(days))] as const),
            )}
            {choose(
              'penanggung',
              words.assigned,
              narrow.assigned === undefined ? undefined : narrow.assigned === 'me' ? 'saya' : 'kosong',
              [
                ['saya', words.mine],
                ['kosong', words.nobody],
              ],
            )}
            {choose('belum', words.unread, narrow.unread === true ? '1' : undefined, [['1', words.unreadOnly]])}
          </Stack>
        </Disclosure>
        <ButtonRow>
          <Button>{words.go}</Button>
          {narrowed ? <a href={page.to(addressOf({ ...search, view: 'all', narrow: {} }))}>{words.clear}</a> : null}
        </ButtonRow>
      </Form>
    </search>
  );
};

const Teach: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = deskWorkWords(page.lang).search.teach;
  return (
    <EmptyState title={words.title}>
      <p>{words.words}</p>
      <p>{words.phrase}</p>
      <p>
        {words.names} <a href={page.to('/antrean')}>{words.namesLink}</a>
      </p>
      <p>{words.words2}</p>
    </EmptyState>
  );
};

const Found: FC<SearchPageProps & { readonly queue: Queue }> = ({ page, search, queue, number, now }) => {
  const { lang } = page;
  const words = deskWorkWords(lang).search;
  const first = (number - 1) * queue.pageSize + 1;
  const last = first + queue.rows.length - 1;
  return (
    <>
      {queue.total > MOST_COUNTED ? (
        <Callout lang={lang}>
          <p>{words.tooMany}</p>
        </Callout>
      ) : null}
      <Table<QueueRow>
        caption={words.caption}
        captionHidden
        keys
        rows={queue.rows}
        empty={
          <EmptyState title={words.none.title}>
            <p>{words.none.text}</p>
            <p>{words.teach.words}</p>
            <p>
              {words.teach.names} <a href={page.to('/antrean')}>{words.teach.namesLink}</a>
            </p>
            <p>{words.teach.words2}</p>
          </EmptyState>
        }
        columns={[
          {
            label: words.number,
            head: true,
            cell: (row) => (
              <>
                <a href={page.to(`/perkara/${row.number}`)}>
                  <b class="num">{row.number}</b>
                </a>
                <br />
                <small>
                  {row.accusedPost ?? words.noPost}, {row.regionName}
                </small>
                {row.snippet === null ? null : (
                  <small>
                    <br />
                    {row.snippet.parts.map((part) => (part.hit ? <mark>{part.text}</mark> : part.text))}
                  </small>
                )}
              </>
            ),
          },
          {
            label: words.state,
            cell: (row) => (
              <>
                {deskWords(lang).status[row.status]}
                <br />
                <small>
                  {words.at(row.holderName)} · {actName(row.actKind, lang)}
                </small>
              </>
            ),
          },
          { label: words.dueColumn, cell: (row) => <Due page={page} row={row} now={now} /> },
        ]}
      />
      <Pagination
        lang={lang}
        previous={number > 1 ? page.to(addressOf(search, number - 1)) : null}
        next={last < queue.total ? page.to(addressOf(search, number + 1)) : null}
        summary={words.range(formatNumber(first, lang), formatNumber(last, lang), countedWords(queue.total, lang))}
      />
    </>
  );
};

const Due: FC<{ readonly page: PageContext; readonly row: QueueRow; readonly now: Temporal.Instant }> = ({
  page,
  row,
  now,
}) => {
  const { lang } = page;
  if (row.due === null) return <small>{deskWorkWords(lang).search.noLimit}</small>;
  const relative = relativeDue(row.due.at, now, row.holderZone, lang);
  return (
    <>
      <Tag kind={relative.tone}>{relative.words}</Tag>
      <br />
      <small class="num">{formatInstant(row.due.at, row.holderZone, lang, 'short')}</small>
    </>
  );
};

const SaveForm: FC<SearchPageProps> = ({ page, search, errors = [], typedName }) => {
  const { lang } = page;
  const words = deskWorkWords(lang).saved;
  return (
    <Disclosure summary={words.save} open={errors.length > 0}>
      <Form page={page} action="/pencarian" hidden={{ cari: addressOf(search) }}>
        <TextField
          lang={lang}
          name="nama"
          label={words.name}
          hint={words.nameHint}
          value={typedName ?? ''}
          error={errorFor(errors, 'nama')}
          maxlength={MOST_NAME}
          width="half"
          sealed
        />
        <AlertChoice page={page} value="none" name="kabar" />
        <ButtonRow>
          <Button kind="quiet">{words.save}</Button>
        </ButtonRow>
      </Form>
    </Disclosure>
  );
};

const AlertChoice: FC<{ readonly page: PageContext; readonly value: Alert; readonly name: string }> = ({
  page,
  value,
  name,
}) => {
  const words = deskWorkWords(page.lang).saved;
  return (
    <Select
      lang={page.lang}
      name={name}
      label={words.alert}
      hint={words.alertHint}
      value={value}
      empty={false}
      options={alerts.map((alert) => ({ value: alert, label: words.alerts[alert] }))}
    />
  );
};

export const SavedPage: FC<{
  readonly page: PageContext;
  readonly saved: readonly SavedSearch[];
  readonly done: boolean;
}> = ({ page, saved, done }) => {
  const { lang } = page;
  const words = deskWorkWords(lang).saved;
  return (
    <DeskLayout page={page} title={words.title} notice={done ? <Notice lang={lang} title={words.saved} /> : undefined}>
      <PageHeading title={words.title} lead={words.lead} />
      {saved.length === 0 ? (
        <EmptyState title={words.empty.title}>
          <p>{words.empty.text}</p>
          <p>
            <a href={page.to('/cari')}>{deskWorkWords(lang).search.title}</a>
          </p>
        </EmptyState>
      ) : (
        <Stack>
          {saved.map((one) => (
            <Section title={<a href={page.to(addressOf(one.search))}>{one.name}</a>}>
              <Form page={page} action={`/pencarian/${one.id}`}>
                <AlertChoice page={page} value={one.alert} name={`kabar-${one.id}`} />
                <ButtonRow>
                  <Button kind="quiet" name="do" value="change">
                    {words.change}
                  </Button>
                  <Button kind="danger" name="do" value="remove">
                    {words.remove}
                  </Button>
                </ButtonRow>
              </Form>
            </Section>
          ))}
        </Stack>
      )}
    </DeskLayout>
  );
};
