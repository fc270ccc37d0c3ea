/** The queue: what is due first, and why. Search and views live in the address. */
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
  FilterBar,
  Form,
  type PageContext,
  PageHeading,
  Pagination,
  Stack,
  Table,
  Tag,
  TextField,
} from '../../ui/index.ts';
import { uiWords } from '../../ui/words.ts';
import { lawPath } from '../law/index.ts';
import {
  MOST_COUNTED,
  type Queue,
  type QueueFilter,
  type QueueRow,
  type QueueView,
  queueViews,
} from './case-read-model.ts';
import { findTarget } from './case-targets.ts';
import { stepName } from './clock-words.ts';
import { actName, levelName, natureOf, originName } from './desk-names.ts';
import { deskWords } from './desk-words.ts';
import { RuleLink } from './finding-parts.tsx';
import { MOST_NAME } from './name-query.ts';

export const viewSlugs = {
  open: 'terbuka',
  late: 'lewat',
  today: 'hari-ini',
  information: 'informasi',
  closed: 'selesai',
} as const satisfies Record<QueueView, string>;

export interface QueuePageProps {
  readonly page: PageContext;
  readonly queue: Queue;
  readonly filter: QueueFilter & { readonly view: QueueView };
  readonly now: Temporal.Instant;
  readonly counts: { readonly queue: number; readonly late: number };
  readonly byName?: ByName | undefined;
  /** The person may open a case by hand. */
  readonly mayOpen?: boolean | undefined;
}

/** The search for a name: sealed in the address, or too old to be read, or refused as typed. */
export interface ByName {
  readonly sealed: string;
  readonly old: boolean;
  readonly typed?: string | undefined;
  readonly errors: readonly FieldError[];
}

export const QueuePage: FC<QueuePageProps> = ({ page, queue, filter, now, counts, byName, mayOpen }) => {
  const { lang } = page;
  const words = deskWords(lang).queue;
  const address = (view: QueueView, number: number): string => {
    const query = new URLSearchParams();
    if (view !== 'open') query.set('lihat', viewSlugs[view]);
    if (filter.search !== '') query.set('cari', filter.search);
    if (filter.name !== undefined && number > 1 && byName !== undefined) query.set('nama', byName.sealed);
    if (number > 1) query.set('halaman', String(number));
    const text = query.toString();
    return page.to(text === '' ? '/antrean' : `/antrean?${text}`);
  };
  const first = (filter.page - 1) * queue.pageSize + 1;
  const last = first + queue.rows.length - 1;
  const empty = words.empty[filter.name !== undefined ? 'name' : filter.search === '' ? filter.view : 'search'];
  return (
    <DeskLayout page={page} title={words.title} errors={byName?.errors}>
      <PageHeading title={words.title} lead={words.order(formatInstant(now, 'WIB', lang))} />
      <Stack>
        <FilterBar
          page={page}
          action="/antrean"
          search={{ name: 'cari', label: words.search, value: filter.search }}
          filters={queueViews.map((view) => ({
            label: words.views[view],
            href: address(view, 1),
            on: view === filter.view && filter.name === undefined,
            count: view === 'open' ? counts.queue : view === 'late' ? counts.late : undefined,
          }))}
          keep={{ lihat: filter.view === 'open' ? undefined : viewSlugs[filter.view] }}
        />
        <p class="small">
          {filter.search === '' ? null : (
            <>
              <a href={page.to(`/cari?cari=${encodeURIComponent(filter.search)}`)}>{words.everywhere}</a> ·{' '}
            </>
          )}
          <a href={page.to('/cari?penanggung=saya&lihat=terbuka')}>{words.mine}</a> ·{' '}
          <a href={page.to('/cari?penanggung=kosong&lihat=terbuka')}>{words.unassigned}</a> ·{' '}
          <a href={page.to('/cari?belum=1&lihat=terbuka')}>{words.unread}</a>
          {mayOpen === true ? (
            <>
              {' · '}
              <a href={page.to('/perkara/baru')}>{words.open}</a>
            </>
          ) : null}
        </p>
        {byName === undefined ? null : <SearchByName page={page} byName={byName} filter={filter} total={queue.total} />}
        <Table<QueueRow>
          caption={words.caption}
          captionHidden
          keys
          rows={queue.rows}
          tone={(row) => toneOf(row, now)}
          empty={<EmptyState title={empty.title}>{empty.text}</EmptyState>}
          columns={[
            { label: words.due, cell: (row) => <Due page={page} row={row} now={now} /> },
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
                  {row.named.map((one) => (
                    <small>
                      <br />
                      {one.spelt ? one.name : words.byName.alike(one.name)}
                    </small>
                  ))}
                </>
              ),
            },
            {
              label: words.next,
              cell: (row) => (
                <>
                  {deskWords(lang).status[row.status]}
                  {row.due === null || stepOf(row, lang) === deskWords(lang).status[row.status] ? null : (
                    <small>{stepOf(row, lang)}</small>
                  )}
                </>
              ),
            },
            {
              label: words.alleged,
              cell: (row) => (
                <>
                  {actName(row.actKind, lang)}
                  {row.level === null ? null : (
                    <>
                      <br />
                      <small>
                        {rowIdsOf(row).map((id) => (
                          <>
                            <RuleLink page={page} id={id} /> ·{' '}
                          </>
                        ))}
                        {levelName(row.level, lang)}
                      </small>
                    </>
                  )}
                </>
              ),
            },
            {
              label: words.from,
              cell: (row) => (
                <small>
                  {originName(row.origin, lang)}
                  {row.handover === null ? null : (
                    <>
                      <br />
                      {words.handover[row.handover]}
                    </>
                  )}
                </small>
              ),
            },
          ]}
        />
        <Pagination
          lang={lang}
          previous={filter.page > 1 ? address(filter.view, filter.page - 1) : null}
          next={last < queue.total ? address(filter.view, filter.page + 1) : null}
          summary={words.range(formatNumber(first, lang), formatNumber(last, lang), countedWords(queue.total, lang))}
        />
      </Stack>
    </DeskLayout>
  );
};

/** Cases are counted up to a limit: "1.000+". */
export function countedWords(total: number, lang: PageContext['lang']): string {
  return total > MOST_COUNTED ? `${formatNumber(MOST_COUNTED, lang)}+` : formatNumber(total, lang);
}

/** By name: a form of its own, since a name must not stand in an address. Folded away until somebody needs it. */
const SearchByName: FC<{
  readonly page: PageContext;
  readonly byName: ByName;
  readonly filter: QueueFilter;
  readonly total: number;
}> = ({ page, byName, filter, total }) => {
  const { lang } = page;
  const words = deskWords(lang).queue.byName;
  return (
    <>
      {byName.old ? (
        <Callout lang={lang}>
          <p>{words.old}</p>
        </Callout>
      ) : null}
      {filter.name === undefined ? null : (
        <p>
          {words.shown(filter.name, countedWords(total, lang))} <a href={page.to('/antrean')}>{words.clear}</a>
        </p>
      )}
      <Disclosure summary={words.title} open={byName.errors.length > 0 || filter.name !== undefined}>
        <Form page={page} action="/antrean/nama">
          <TextField
            lang={lang}
            name="nama"
            label={words.label}
            hint={words.hint}
            value={byName.typed ?? filter.name ?? ''}
            error={errorFor(byName.errors, 'nama')}
            maxlength={MOST_NAME}
            width="half"
            sealed
          />
          <ButtonRow>
            <Button kind="quiet">{words.search}</Button>
          </ButtonRow>
        </Form>
      </Disclosure>
    </>
  );
};

const Due: FC<{ readonly page: PageContext; readonly row: QueueRow; readonly now: Temporal.Instant }> = ({
  page,
  row,
  now,
}) => {
  const { lang } = page;
  if (row.due === null) return <small>{deskWords(lang).queue.noLimit}</small>;
  const relative = relativeDue(row.due.at, now, row.holderZone, lang);
  return (
    <>
      <Tag kind={relative.tone}>{relative.words}</Tag>
      <br />
      <small class="num">{formatInstant(row.due.at, row.holderZone, lang, 'short')}</small>
      <small>
        {findTarget(row.due.procedureId, row.due.stepId) === undefined ? (
          <a
            href={page.to(lawPath.step(row.due.procedureId, row.due.stepId))}
            aria-label={`${uiWords(lang).nature[natureOf(row.due.nature)]}: ${stepOf(row, lang)}`}
          >
            {uiWords(lang).nature[natureOf(row.due.nature)]}
          </a>
        ) : (
          `${uiWords(lang).nature[natureOf(row.due.nature)]}: ${stepOf(row, lang)}`
        )}
      </small>
    </>
  );
};

/** Rows of the last study: "B6, B8" as they are kept beside the case. */
function rowIdsOf(row: QueueRow): readonly string[] {
  return (row.rowIds ?? '').split(', ').filter((id) => id !== '');
}

/** The step whose limit runs, in the words of the rulebook. */
function stepOf(row: QueueRow, lang: PageContext['lang']): string {
  return row.due === null ? '' : stepName(row.due.procedureId, row.due.stepId, lang);
}

function toneOf(row: QueueRow, now: Temporal.Instant): 'late' | 'due' | 'plain' {
  if (row.due === null) return 'plain';
  const hours = now.until(row.due.at, { largestUnit: 'hour' }).total('hours');
  return hours < 0 ? 'late' : hours < 24 ? 'due' : 'plain';
}
