/** Hand-overs of one's offices, both ways: what was sent, opened, accepted, returned, and what runs late. Never what the receiver does with it. */
import type { FC } from 'hono/jsx';
import { formatInstant, relativeDue } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  AckStrip,
  ButtonLink,
  ButtonRow,
  DeskLayout,
  EmptyState,
  FilterBar,
  NatureTag,
  type PageContext,
  PageHeading,
  Pagination,
  Section,
  Stack,
  Table,
  Tag,
} from '../../ui/index.ts';
import { lawPath } from '../law/index.ts';
import type { Seals } from '../ledger/index.ts';
import type { HandoverList, HandoverView } from './case-read-model.ts';
import { stepName } from './clock-words.ts';
import { deskWords, stepWords } from './desk-words.ts';
import { type HandoverState, handoverStates } from './handover-read.ts';
import { HandoverSeals } from './seal-marks.tsx';

export interface HandoverPageProps {
  readonly page: PageContext;
  readonly direction: 'in' | 'out';
  readonly state: HandoverState;
  readonly counts: HandoverList['counts'];
  readonly lies: HandoverList['lies'];
  readonly number: number;
  readonly rows: readonly HandoverView[];
  readonly total: number;
  readonly pageSize: number;
  readonly now: Temporal.Instant;
  readonly seals: Seals;
  /** When the public log seals next. */
  readonly nextSeal: Temporal.Instant;
}

export const HandoverPage: FC<HandoverPageProps> = (props) => {
  const { page, direction, state, counts, lies, number, rows, total, pageSize, now, seals, nextSeal } = props;
  const { lang } = page;
  const words = deskWords(lang).handovers;
  const address = (to: 'in' | 'out', at: number, only: HandoverState = state): string =>
    page.to(
      `/serah-terima?arah=${to === 'in' ? 'masuk' : 'keluar'}${only === 'all' ? '' : `&keadaan=${stateSlugs[only]}`}${at > 1 ? `&halaman=${at}` : ''}`,
    );
  const first = (number - 1) * pageSize + 1;
  const last = first + rows.length - 1;
  const empty = direction === 'out' ? words.emptyOut : words.emptyIn;
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.lead} />
      <Stack>
        <FilterBar
          page={page}
          action="/serah-terima"
          label={words.direction}
          filters={(['in', 'out'] as const).map((to) => ({
            label: words[to],
            href: address(to, 1, 'all'),
            on: to === direction,
          }))}
        />
        <FilterBar
          page={page}
          action="/serah-terima"
          filters={handoverStates.map((only) => ({
            label: words.states[only],
            href: address(direction, 1, only),
            on: only === state,
            count: counts[only],
          }))}
        />
        <ButtonRow>
          <ButtonLink href={page.to('/serah-terima/masuk-berkas')} kind="quiet">
            {words.fromFile}
          </ButtonLink>
        </ButtonRow>
        <Table<HandoverView>
          caption={words.caption[direction]}
          captionHidden
          keys
          rows={rows}
          empty={<EmptyState title={empty.title}>{empty.text}</EmptyState>}
          columns={[
            {
              label: words.number,
              head: true,
              cell: (row) => (
                <a href={page.to(`/perkara/${row.caseNumber}`)}>
                  <b class="num">{row.caseNumber}</b>
                </a>
              ),
            },
            {
              label: words.route,
              cell: (row) => (
                <>
                  {row.fromName} → {row.toName}
                  <br />
                  <small>{handoverName(row.what, lang)}</small>
                </>
              ),
            },
            {
              label: words.state,
              cell: (row) => (
                <>
                  <AckStrip lang={lang} handOver={acknowledgements(row, lang)} />
                  <HandoverSeals page={page} row={row} seals={seals} next={nextSeal} />
                  <small>
                    <a href={page.to(`/perkara/${row.caseNumber}/serah-terima/${row.seq}`)}>{words.acknowledgement}</a>
                  </small>
                </>
              ),
            },
            { label: words.answerBy, cell: (row) => <AnswerBy page={page} row={row} now={now} /> },
            { label: words.limit, cell: (row) => <Limit page={page} row={row} now={now} /> },
          ]}
        />
        <Pagination
          lang={lang}
          previous={number > 1 ? address(direction, number - 1) : null}
          next={last < total ? address(direction, number + 1) : null}
          summary={deskWords(lang).queue.range(
            formatNumber(first, lang),
            formatNumber(last, lang),
            formatNumber(total, lang),
          )}
        />
        {lies.length === 0 ? null : <WhereTheyLie page={page} direction={direction} lies={lies} />}
      </Stack>
    </DeskLayout>
  );
};

/** The states in the address. */
const stateSlugs = {
  all: 'semua',
  overdue: 'lewat',
  unopened: 'belum-dibuka',
  waiting: 'menunggu',
  returned: 'dikembalikan',
} as const satisfies Record<HandoverState, string>;

/** Anything else shows all. */
export function handoverStateOf(slug: string | undefined): HandoverState {
  return handoverStates.find((state) => stateSlugs[state] === slug) ?? 'all';
}

/** What became of it, in one line the sender sees for ever: "terkirim, belum dibuka, lewat 3 hari". */
const AnswerBy: FC<{ readonly page: PageContext; readonly row: HandoverView; readonly now: Temporal.Instant }> = ({
  page,
  row,
  now,
}) => {
  const { lang } = page;
  const words = deskWords(lang).handovers;
  const late =
    row.acceptance !== null && Temporal.Instant.compare(row.acceptance.dueAt, row.endedAt ?? now) < 0 ? 'late' : 'done';
  if (row.returnedAt !== null) return <Tag kind="late">{words.standing.returned}</Tag>;
  if (row.acceptedAt !== null || row.endedAt !== null)
    return <Tag kind={late}>{late === 'late' ? words.standing.answeredLate : words.standing.answered}</Tag>;
  const where = row.openedAt === null ? words.standing.unopened : words.standing.opened;
  if (row.acceptance === null) return <small>{where}</small>;
  const relative = relativeDue(row.acceptance.dueAt, now, row.toZone, lang);
  return (
    <>
      <Tag kind={relative.tone}>
        {where}, {relative.words}
      </Tag>
      <br />
      <small class="num">{formatInstant(row.acceptance.dueAt, row.toZone, lang, 'short')}</small>{' '}
      {row.acceptance.rule === null ? null : <NatureTag lang={lang} nature={row.acceptance.rule.nature} />}
    </>
  );
};

/** Where what was handed over lies: how much of it waits at which office, and how long answers take there. */
const WhereTheyLie: FC<{
  readonly page: PageContext;
  readonly direction: 'in' | 'out';
  readonly lies: HandoverList['lies'];
}> = ({ page, direction, lies }) => {
  const { lang } = page;
  const words = deskWords(lang).handovers;
  const share = (row: HandoverList['lies'][number]): string =>
    `${formatNumber(row.waiting, lang)} (${formatNumber(Math.round((100 * row.waiting) / Math.max(1, row.total)), lang)} %)`;
  return (
    <Section title={words.lies.title[direction]}>
      <Table<HandoverList['lies'][number]>
        caption={words.lies.caption}
        captionHidden
        rows={lies}
        empty={null}
        columns={[
          { label: words.lies.office, head: true, cell: (row) => row.name },
          { label: words.lies.total, numeric: true, cell: (row) => formatNumber(row.total, lang) },
          { label: words.lies.waiting, numeric: true, cell: share },
          { label: words.lies.unopened, numeric: true, cell: (row) => formatNumber(row.unopened, lang) },
          { label: words.lies.overdue, numeric: true, cell: (row) => formatNumber(row.overdue, lang) },
          {
            label: words.lies.median,
            numeric: true,
            cell: (row) => (row.medianDays === null ? words.lies.none : formatNumber(row.medianDays, lang)),
          },
        ]}
      />
    </Section>
  );
};

const Limit: FC<{ readonly page: PageContext; readonly row: HandoverView; readonly now: Temporal.Instant }> = ({
  page,
  row,
  now,
}) => {
  const { lang } = page;
  const words = deskWords(lang).handovers;
  if (row.dueAt === null) return <small>{words.none}</small>;
  if (row.clockState === 'met') return <Tag kind="done">{words.done}</Tag>;
  if (row.clockState === 'met-late') return <Tag kind="late">{words.doneLate}</Tag>;
  if (row.clockState === 'stopped') return <small>{deskWords(lang).page.clockState.stopped}</small>;
  if (row.clockState !== 'running') return <small>{words.cancelled}</small>;
  const relative = relativeDue(row.dueAt, now, row.toZone, lang);
  return (
    <>
      <Tag kind={relative.tone}>{relative.words}</Tag>
      <br />
      <small class="num">{formatInstant(row.dueAt, row.toZone, lang, 'short')}</small>
      {row.clockRule === null ? null : (
        <small>
          <a href={page.to(lawPath.step(row.clockRule.procedureId, row.clockRule.stepId))}>
            {stepName(row.clockRule.procedureId, row.clockRule.stepId, lang)}
          </a>
        </small>
      )}
    </>
  );
};

/** The four marks of a hand-over in words. */
export function acknowledgements(row: HandoverView, lang: PageContext['lang']) {
  const say = (at: Temporal.Instant | null): string | null =>
    at === null ? null : formatInstant(at, row.toZone, lang, 'short');
  return {
    sent: say(row.sentAt),
    opened: say(row.openedAt),
    accepted: say(row.acceptedAt),
    returned: say(row.returnedAt),
  };
}

function handoverName(what: string, lang: PageContext['lang']): string {
  const words = stepWords(lang);
  return what === 'submitted' || what === 'verified' || what === 'study-confirmed' || what === 'conveyed'
    ? words[what]
    : what;
}
