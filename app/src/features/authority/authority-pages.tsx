/** The desk of an authority (what waits, by when, why), the watch of those who conveyed it, and the steps on the page of a case. */
import { pppkRoute, type Rulebook } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Callout,
  DeskLayout,
  EmptyState,
  type PageContext,
  PageHeading,
  Pagination,
  Section,
  Table,
  Timeline,
} from '../../ui/index.ts';
import { actName, type CaseView, levelName, statusName } from '../cases/index.ts';
import type { AuthorityShare, WaitingRow } from './authority-read.ts';
import { earliestHearing, judgeSummons, procedureOf } from './procedure.ts';
import { authorityWords } from './words.ts';

interface ListProps {
  readonly page: PageContext;
  readonly rows: readonly WaitingRow[];
  /** From 1. */
  readonly number: number;
  readonly more: boolean;
  readonly now: Temporal.Instant;
}

export const AuthorityDesk: FC<ListProps> = ({ page, now, ...list }) => {
  const words = authorityWords(page.lang);
  return (
    <DeskLayout page={page} title={words.desk.title}>
      <PageHeading title={words.desk.title} lead={words.desk.lead} />
      <p>
        <a href={page.to('/rekomendasi/ekspor-idis')}>{words.desk.exchange}</a>
      </p>
      <Rows
        {...list}
        page={page}
        now={now}
        address="/rekomendasi"
        caption={words.desk.caption}
        empty={
          <EmptyState title={words.desk.empty}>
            <p>{words.desk.emptyHint}</p>
          </EmptyState>
        }
        withHolder={false}
      />
    </DeskLayout>
  );
};

export const WatchPage: FC<ListProps & { readonly shares: readonly AuthorityShare[] }> = ({
  page,
  now,
  shares,
  ...list
}) => {
  const { lang } = page;
  const words = authorityWords(lang);
  return (
    <DeskLayout page={page} title={words.watch.title}>
      <PageHeading title={words.watch.title} lead={words.watch.lead} />
      <p>
        <a href={page.to('/pantauan/ekspor')}>{words.watch.exchange}</a>
      </p>
      {shares.length === 0 ? null : (
        <Section title={words.watch.shares}>
          <Table<AuthorityShare>
            caption={words.watch.sharesCaption}
            captionHidden
            rows={shares}
            empty={null}
            columns={[
              { label: words.column.holder, head: true, cell: (row): Child => row.holderName },
              { label: words.column.waiting, numeric: true, cell: (row): Child => formatNumber(row.waiting, lang) },
              { label: words.column.overdue, numeric: true, cell: (row): Child => formatNumber(row.overdue, lang) },
              { label: words.column.days, numeric: true, cell: (row): Child => formatNumber(row.medianDays, lang) },
            ]}
          />
        </Section>
      )}
      <Rows
        {...list}
        page={page}
        now={now}
        address="/pantauan"
        caption={words.watch.caption}
        empty={<p>{words.watch.empty}</p>}
        withHolder
      />
    </DeskLayout>
  );
};

interface RowsProps extends ListProps {
  readonly caption: string;
  readonly empty: Child;
  readonly withHolder: boolean;
  readonly address: string;
}

const Rows: FC<RowsProps> = (props) => {
  const { page, number, more, address } = props;
  const to = (of: number): string => page.to(of === 1 ? address : `${address}?hal=${of}`);
  return (
    <>
      <RowTable {...props} />
      {number === 1 && !more ? null : (
        <Pagination
          lang={page.lang}
          previous={number > 1 ? to(number - 1) : null}
          next={more ? to(number + 1) : null}
          summary={authorityWords(page.lang).pageNumber(formatNumber(number, page.lang))}
        />
      )}
    </>
  );
};

const RowTable: FC<RowsProps> = ({ page, rows, now, caption, empty, withHolder }) => {
  const { lang } = page;
  const words = authorityWords(lang);
  return (
    <Table<WaitingRow>
      caption={caption}
      rows={rows}
      empty={empty}
      keys
      tone={(row) => (row.dueAt !== null && Temporal.Instant.compare(row.dueAt, now) < 0 ? 'late' : 'plain')}
      columns={[
        {
          label: words.column.case,
          head: true,
          cell: (row): Child => (
            <a class="num" href={page.to(`/perkara/${row.number}`)}>
              {row.number}
            </a>
          ),
        },
        ...(withHolder ? [{ label: words.column.holder, cell: (row: WaitingRow): Child => row.holderName }] : []),
        {
          label: words.column.act,
          cell: (row): Child => (
            <>
              {actName(row.actKind, lang)}
              {row.level === null ? null : (
                <>
                  <br />
                  <small>{levelName(row.level, lang)}</small>
                </>
              )}
            </>
          ),
        },
        { label: words.column.stage, cell: (row): Child => statusName(row.status, lang) },
        {
          label: words.column.since,
          cell: (row): Child => (row.sentAt === null ? '–' : formatInstant(row.sentAt, row.zone, lang, 'short')),
        },
        { label: words.column.due, cell: (row): Child => <Due row={row} now={now} lang={lang} /> },
        {
          label: words.column.ladder,
          cell: (row): Child => (
            <>
              {rungName(row.rung, lang)}
              {row.reviewOn === null || (row.rung !== 'blocked' && row.rung !== 'block-proposed') ? null : (
                <>
                  <br />
                  <small>{words.review(formatDay(row.reviewOn, lang))}</small>
                </>
              )}
            </>
          ),
        },
      ]}
    />
  );
};

const Due: FC<{ readonly row: WaitingRow; readonly now: Temporal.Instant; readonly lang: Language }> = ({
  row,
  now,
  lang,
}) => {
  const words = authorityWords(lang);
  if (row.dueAt === null) return <small>{words.noLimit}</small>;
  const days = Temporal.PlainDate.from(legalDay(row.dueAt, row.zone)).until(legalDay(now, row.zone)).days;
  const isLate = Temporal.Instant.compare(row.dueAt, now) < 0;
  return (
    <>
      <span class="num">{formatInstant(row.dueAt, row.zone, lang, 'short')}</span>
      {row.stopped ? (
        <>
          <br />
          <small>{words.stopped}</small>
        </>
      ) : null}
      {!isLate ? null : (
        <>
          <br />
          <small class="late">{days === 0 ? words.lateToday : words.late(formatNumber(days, lang))}</small>
        </>
      )}
    </>
  );
};

function rungName(rung: string | null, lang: Language): string {
  const found: unknown = rung === null ? undefined : Reflect.get(authorityWords(lang).rung, rung);
  return typeof found === 'string' ? found : authorityWords(lang).rung.conveyed;
}

/** The way through the procedure, with what the days of the summons say. Null before the case came to an authority. */
export const ProcedurePanel: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly now: Temporal.Instant;
  readonly rulebook: Pick<Rulebook, 'deadlineFor'>;
}> = ({ page, view, now, rulebook }) => {
  const { lang } = page;
  const words = authorityWords(lang).panel;
  const items = procedureOf(view.state);
  if (items.length === 0) return null;
  const today = legalDay(now, view.holderZone);
  const lastLetterFor = (hearing: string): string | null => {
    const found = rulebook.deadlineFor({
      procedure: 'discipline',
      step: 'first-summons',
      from: { day: hearing },
      zone: view.holderZone,
    });
    return found.ok && found.value.inForce ? found.value.due.slice(0, 10) : null;
  };
  const waitsForSummons = items.some(
    (item) => item.state === 'now' && (item.step === 'first-summons' || item.step === 'second-summons'),
  );
  const earliest = waitsForSummons ? earliestHearing(today, lastLetterFor) : null;
  const summons = view.steps.flatMap((step) => {
    if (step.kind !== 'summoned' || typeof step.content !== 'object' || step.content === null) return [];
    const letterOn: unknown = Reflect.get(step.content, 'letterOn');
    const hearingOn: unknown = Reflect.get(step.content, 'hearingOn');
    if (typeof letterOn !== 'string' || typeof hearingOn !== 'string') return [];
    const last = lastLetterFor(hearingOn);
    return last === null
      ? []
      : [words.summons[judgeSummons(letterOn, last)](formatDay(letterOn, lang), formatDay(hearingOn, lang))];
  });
  return (
    <Section title={words.title} aside={words.hint} id="langkah-kepegawaian">
      {view.state.inConflict ? (
        <Callout lang={lang} kind="warn">
          {words.conflict}
        </Callout>
      ) : null}
      {view.state.rung === 4 ? (
        <Callout lang={lang} kind="warn">
          {words.blocked}
        </Callout>
      ) : null}
      {view.accused.some((person) => person.status === 'pppk') ? (
        <Callout lang={lang} title={words.pppk}>
          <p>{pppkRoute.rule[lang]}</p>
          <p>{pppkRoute.openPoint[lang]}</p>
        </Callout>
      ) : null}
      <Timeline
        lang={lang}
        items={items.map((item) => ({
          state: item.state === 'done' ? 'ok' : item.state === 'now' ? 'wait' : 'upcoming',
          title: words.step[item.step],
          body: words.state[item.state],
        }))}
      />
      {earliest === null ? null : <p class="small">{words.earliest(formatDay(earliest, lang))}</p>}
      {summons.map((line) => (
        <p class="small">{line}</p>
      ))}
    </Section>
  );
};
