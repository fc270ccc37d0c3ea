/** The desk of the joint verification: what is due first, who voted how, what is missing in the file. */
import type { FC } from 'hono/jsx';
import { formatInstant, relativeDue } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  ButtonLink,
  ButtonRow,
  Callout,
  DeskLayout,
  EmptyState,
  FilterBar,
  type PageContext,
  PageHeading,
  Pagination,
  Section,
  Stack,
  Table,
  Tag,
  type TagKind,
} from '../../ui/index.ts';
import { actName, levelName, RuleLink } from '../cases/index.ts';
import { type BulkKind, bulkKinds } from './bulk.ts';
import {
  DESK_PAGE,
  type DeskFilter,
  type DeskList,
  type DeskRow,
  type DeskView,
  deskViews,
  MOST_LOOKED_AT,
  type Seating,
} from './desk-read.ts';
import { bodyName } from './names.ts';
import { ScoreTag } from './panels.tsx';
import type { Tally } from './tally.ts';
import { verificationWords } from './words.ts';

export const viewSlugs = {
  all: 'semua',
  unvoted: 'menunggu-suara',
  ready: 'siap',
  tied: 'sama-banyak',
  delegated: 'dilimpahkan',
  unread: 'belum-dibaca',
  late: 'lewat',
} as const satisfies Record<DeskView, string>;

export const bulkSlugs = {
  'cast-vote': 'suara',
  'accept-handover': 'terima',
  'delegate-verification': 'limpahkan',
} as const satisfies Record<BulkKind, string>;

export interface VerificationDeskProps {
  readonly page: PageContext;
  readonly list: DeskList;
  readonly filter: DeskFilter;
  readonly number: number;
  readonly now: Temporal.Instant;
  readonly seating: readonly Seating[];
  /** Where an earlier answer ended looking, and where this one did: sealed places in the list. */
  readonly from: string | null;
  readonly goesOn: string | null;
}

export const VerificationDesk: FC<VerificationDeskProps> = ({
  page,
  list,
  filter,
  number,
  now,
  seating,
  from,
  goesOn,
}) => {
  const { lang } = page;
  const words = verificationWords(lang).desk;
  const address = (view: DeskView, at: number, after: string | null = null): string => {
    const query = new URLSearchParams();
    if (view !== 'all') query.set('lihat', viewSlugs[view]);
    if (filter.act !== null) query.set('perbuatan', filter.act);
    if (at > 1) query.set('halaman', String(at));
    if (after !== null) query.set('sesudah', after);
    const text = query.toString();
    return page.to(text === '' ? '/verifikasi' : `/verifikasi?${text}`);
  };
  const first = (number - 1) * DESK_PAGE + 1;
  const last = first + list.rows.length - 1;
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.lead(formatInstant(now, 'WIB', lang))} />
      <Stack>
        {seating.map(({ seats, mine }) =>
          seats.length === 0 ? (
            <p class="small">{words.noSeats}</p>
          ) : mine === null ? (
            <Callout lang={lang}>
              <p>{words.noSeat}</p>
            </Callout>
          ) : (
            <p class="small">{words.seat(bodyName(mine))}</p>
          ),
        )}
        <FilterBar
          page={page}
          action="/verifikasi"
          filters={deskViews.map((view) => ({
            label: words.views[view],
            href: address(view, 1),
            on: view === filter.view,
          }))}
        />
        <Table<DeskRow>
          caption={words.caption}
          captionHidden
          keys
          rows={list.rows}
          tone={(row) =>
            row.file.dueAt === null
              ? 'plain'
              : relativeDue(row.file.dueAt, now, row.file.zone, lang).tone === 'late'
                ? 'late'
                : 'plain'
          }
          empty={<EmptyState title={words.empty}>{words.emptyText}</EmptyState>}
          columns={[
            {
              label: words.due,
              cell: ({ file }) => {
                if (file.dueAt === null) return <small>{words.noDue}</small>;
                const due = relativeDue(file.dueAt, now, file.zone, lang);
                return (
                  <>
                    <Tag kind={due.tone}>{due.words}</Tag>
                    <br />
                    <small class="num">{formatInstant(file.dueAt, file.zone, lang, 'short')}</small>
                  </>
                );
              },
            },
            {
              label: words.number,
              head: true,
              cell: ({ file }) => (
                <>
                  <a href={page.to(`/verifikasi/${file.number}`)}>
                    <b class="num">{file.number}</b>
                  </a>
                  <br />
                  <small>
                    {actName(file.actKind, lang)}, {file.regionName}
                  </small>
                  {file.read ? null : (
                    <small>
                      <br />
                      {words.unread}
                    </small>
                  )}
                </>
              ),
            },
            { label: words.votes, cell: (row) => <Votes lang={lang} row={row} seating={seating} /> },
            {
              label: words.file,
              cell: ({ completeness, duplicates }) => (
                <>
                  <span class="num">{completeness.score}</span> <ScoreTag lang={lang} found={completeness} />
                  {duplicates === 0 ? null : (
                    <small>
                      <br />
                      {words.similar(String(duplicates))}
                    </small>
                  )}
                </>
              ),
            },
            {
              label: words.suggested,
              cell: ({ file }) => {
                const rules = [...(file.finding?.rows ?? []), ...(file.finding?.provisions ?? [])];
                if (rules.length === 0) return <small>{words.noRows}</small>;
                return (
                  <small>
                    {rules.map(({ id, level }) => (
                      <>
                        <RuleLink page={page} id={id} /> {levelName(level, lang)}
                        <br />
                      </>
                    ))}
                  </small>
                );
              },
            },
          ]}
        />
        <Pagination
          lang={lang}
          previous={
            number > 1 ? address(filter.view, number - 1, from) : from === null ? null : address(filter.view, 1)
          }
          next={
            last < list.total
              ? address(filter.view, number + 1, from)
              : goesOn === null
                ? null
                : address(filter.view, 1, goesOn)
          }
          summary={words.range(String(first), String(last), String(list.total))}
        />
        {goesOn === null || last < list.total ? null : (
          <p class="small">{words.limit(formatNumber(MOST_LOOKED_AT, lang))}</p>
        )}
        <Section title={words.bulk}>
          <BulkLinks page={page} />
        </Section>
      </Stack>
    </DeskLayout>
  );
};

export const BulkLinks: FC<{ readonly page: PageContext }> = ({ page }) => {
  const { many } = verificationWords(page.lang).desk;
  return (
    <ButtonRow>
      {bulkKinds.map((kind) => (
        <ButtonLink href={page.to(`/borongan/${bulkSlugs[kind]}`)} kind="quiet">
          {many[kind]}
        </ButtonLink>
      ))}
    </ButtonRow>
  );
};

const Votes: FC<{ readonly lang: Language; readonly row: DeskRow; readonly seating: readonly Seating[] }> = ({
  lang,
  row,
  seating,
}) => {
  const words = verificationWords(lang).desk;
  const { tally, file } = row;
  const own = seating.find((one) => one.mine !== null)?.mine ?? null;
  const mine = own === null ? undefined : tally.seats.find((one) => one.seat === own);
  const more = [words.delegation[file.fold.delegation], words.recheck[file.fold.recheck]].filter((text) => text !== '');
  return (
    <>
      <OutcomeTag lang={lang} tally={tally} />
      {/* One shape a body; whoever hears the page is told each of them, and the case itself shows them in full. */}
      <small>
        <span aria-hidden="true">{tally.seats.map(({ vote }) => shapeOf(vote)).join(' ')}</span>
        <span class="visually-hidden">
          {tally.seats.map(({ seat, vote }) => `${bodyName(seat)}: ${words.vote[vote ?? 'none']}`).join('; ')}
        </span>
      </small>
      {mine === undefined ? null : (
        <small>
          <br />
          <b>{mine.vote === null ? words.notYours : words.yours}</b>
        </small>
      )}
      {more.map((text) => (
        <small>
          <br />
          {text}
        </small>
      ))}
    </>
  );
};

/** A shape beside the word, so that a column of votes is seen at a glance; the word says it. */
export function shapeOf(vote: string | null): string {
  switch (vote) {
    case 'agree':
      return '●';
    case 'disagree':
      return '✕';
    case 'abstain':
      return '◌';
    default:
      return '○';
  }
}

export const OutcomeTag: FC<{ readonly lang: Language; readonly tally: Tally }> = ({ lang, tally }) => {
  const kinds: Readonly<Record<Tally['outcome'], TagKind>> = {
    alone: 'neutral',
    recheck: 'due',
    missing: 'neutral',
    tied: 'late',
    agree: 'done',
    disagree: 'done',
  };
  return <Tag kind={kinds[tally.outcome]}>{verificationWords(lang).desk.outcome[tally.outcome]}</Tag>;
};
