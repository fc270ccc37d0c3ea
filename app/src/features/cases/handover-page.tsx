/** Hand-overs of one's offices, both ways: what was sent, opened, accepted, returned, and what runs late. Never what the receiver does with it. */
import type { FC } from 'hono/jsx';
import { formatInstant, relativeDue } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  AckStrip,
  DeskLayout,
  EmptyState,
  FilterBar,
  type PageContext,
  PageHeading,
  Pagination,
  Stack,
  Table,
  Tag,
} from '../../ui/index.ts';
import { lawPath } from '../law/index.ts';
import type { Seals } from '../ledger/index.ts';
import type { HandoverView } from './case-read-model.ts';
import { stepName } from './clock-words.ts';
import { deskWords, stepWords } from './desk-words.ts';
import { HandoverSeals } from './seal-marks.tsx';

export interface HandoverPageProps {
  readonly page: PageContext;
  readonly direction: 'in' | 'out';
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
  const { page, direction, number, rows, total, pageSize, now, seals, nextSeal } = props;
  const { lang } = page;
  const words = deskWords(lang).handovers;
  const address = (to: 'in' | 'out', at: number): string =>
    page.to(`/serah-terima?arah=${to === 'in' ? 'masuk' : 'keluar'}${at > 1 ? `&halaman=${at}` : ''}`);
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
          filters={(['in', 'out'] as const).map((to) => ({
            label: words[to],
            href: address(to, 1),
            on: to === direction,
          }))}
        />
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
                </>
              ),
            },
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
      </Stack>
    </DeskLayout>
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
