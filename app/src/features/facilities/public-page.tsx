/** The register as anybody may read it: a line for each side over the weeks, the numbers beside it, and what may be asked. */
import type { Rulebook } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { formatDuration } from '../../platform/i18n/dates.ts';
import { formatNumber, formatPercent } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Callout,
  Citation,
  EmptyState,
  type PageContext,
  PageHeading,
  PublicLayout,
  Section,
  Table,
  Tag,
} from '../../ui/index.ts';
import type { PublicCount } from '../statistics/index.ts';
import { contestName, Mark, odds, SideMark, shapeOf, weekDays } from './parts.tsx';
import { type PublicCell, shareRange } from './public-counts.ts';
import type { PublicContest, PublicQuestion, PublicRegister, PublicSide } from './public-read.ts';
import { facilityWords } from './words.ts';

export const PublicRegisterPage: FC<{
  readonly page: PageContext;
  readonly register: PublicRegister;
  readonly law: Rulebook;
}> = ({ page, register, law }) => {
  const { lang } = page;
  const words = facilityWords(lang).public;
  return (
    <PublicLayout page={page} title={words.title(register.name)} description={words.description}>
      <PageHeading title={words.heading} above={register.name} lead={words.lead(register.name)} />
      {register.contests.length === 0 ? (
        <EmptyState title={words.empty}>
          <p>{words.emptyText}</p>
        </EmptyState>
      ) : (
        register.contests.map((contest) => (
          <Contest page={page} contest={contest} name={contestName(law, contest.electionId, contest.contestId, lang)} />
        ))
      )}
      <Callout lang={lang}>
        <p>{words.honest}</p>
      </Callout>
      <Section title={words.method}>
        {words.methodText.split('\n').map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </Section>
      <Section title={words.law}>
        <ul class="law-basis">
          {lawBasis.map(({ row, sources, confidence }) => (
            <li>
              {words.lawRows[row]} <Citation lang={lang} sources={sources} confidence={confidence} />
            </li>
          ))}
        </ul>
      </Section>
    </PublicLayout>
  );
};

/** How sure we are of each: the articles of the information act were not read for this, only recalled. */
const lawBasis = [
  { row: 'ban', sources: [{ label: 'UU 7/2017 ps 304' }], confidence: 'seen' },
  { row: 'equal', sources: [{ label: 'UU 20/2023 ps 2, ps 24' }], confidence: 'uncertain' },
  { row: 'open', sources: [{ label: 'UU 14/2008 ps 2, ps 11, ps 17 huruf h' }], confidence: 'recalled' },
  { row: 'party', sources: [{ label: 'UU 14/2008 ps 15' }], confidence: 'recalled' },
] as const;

const Contest: FC<{ readonly page: PageContext; readonly contest: PublicContest; readonly name: string }> = ({
  page,
  contest,
  name,
}) => {
  const { lang } = page;
  const words = facilityWords(lang);
  const { weeks, sides, questions } = contest;
  // A difference that later answers made up for is told, but the week is not called different any more.
  const markedWeeks = new Set(
    questions.flatMap((one) => (one.kind === 'week-share' && one.shown?.holds !== false ? (one.week ?? []) : [])),
  );
  return (
    <>
      <Section title={words.public.chart} aside={name}>
        <Legend page={page} sides={sides} />
        <ShareChart page={page} contest={contest} marked={markedWeeks} />
        <p class="small">{words.public.key}</p>
      </Section>
      {questions.length === 0 ? null : (
        <Section title={words.public.question}>
          {questions.map((one) => (
            <Question page={page} question={one} />
          ))}
        </Section>
      )}
      <Section title={words.public.table}>
        <Table<number>
          caption={`${words.public.table}: ${name}`}
          captionHidden
          rows={weeks.map((_, index) => index)}
          tone={(index) => (markedWeeks.has(weeks[index] ?? '') ? 'due' : 'plain')}
          empty={null}
          columns={[
            { label: words.public.weekColumn, head: true, cell: (index): Child => weekDays(weeks[index] ?? '', lang) },
            ...sides.map((side) => ({
              label: words.side(side.letter),
              cell: (index: number): Child => cellWords(side.cells[index] ?? { kind: 'none' }, lang),
            })),
            {
              label: words.public.note,
              cell: (index): Child =>
                markedWeeks.has(weeks[index] ?? '') ? <Tag kind="due">{words.public.marked}</Tag> : '–',
            },
          ]}
        />
      </Section>
      <Section title={words.public.totals}>
        <Table<PublicSide>
          caption={`${words.public.totals}: ${name}`}
          captionHidden
          rows={sides}
          empty={null}
          columns={[
            { label: words.register.side, head: true, cell: (side): Child => sideName(side, lang) },
            {
              label: words.public.answered,
              cell: (side): Child => told(side.total.answered, side.total.rounded, lang),
            },
            {
              label: words.public.granted,
              cell: (side): Child =>
                side.total.granted === null ? words.public.hidden : told(side.total.granted, side.total.rounded, lang),
            },
            {
              label: words.public.lapsed,
              cell: (side): Child =>
                side.total.lapsed === null ? words.public.hidden : told(side.total.lapsed, side.total.rounded, lang),
            },
            { label: words.public.waiting, cell: (side): Child => told(side.total.waiting, false, lang) },
            { label: words.public.withdrawn, cell: (side): Child => told(side.total.withdrawn, false, lang) },
            {
              label: words.public.median,
              cell: (side): Child =>
                side.total.medianMinutes === null
                  ? words.public.hidden
                  : formatDuration(side.total.medianMinutes, lang),
            },
          ]}
        />
      </Section>
    </>
  );
};

function sideName(side: PublicSide, lang: Language): string {
  const words = facilityWords(lang);
  const name = side.partyName ?? words.asker[side.kind];
  return `${words.side(side.letter)}: ${name}`;
}

const Legend: FC<{ readonly page: PageContext; readonly sides: readonly PublicSide[] }> = ({ page, sides }) => (
  <ul class="side-legend">
    {sides.map((side, index) => (
      <li>
        <SideMark index={index} /> {sideName(side, page.lang)}
      </li>
    ))}
  </ul>
);

function told(count: PublicCount, rounded: boolean, lang: Language): string {
  const words = facilityWords(lang).public;
  if (count.kind === 'few') return words.fewer;
  const n = formatNumber(count.value, lang);
  return rounded && count.value > 0 ? words.atLeast(n) : n;
}

function cellWords(cell: PublicCell, lang: Language): string {
  const words = facilityWords(lang).public;
  if (cell.kind === 'none') return words.nothing;
  if (cell.kind === 'few') return words.fewer;
  const answered = formatNumber(cell.answered, lang);
  switch (cell.share.kind) {
    case 'exact':
      if (cell.share.granted === cell.answered) return words.cellAll(answered);
      return cell.share.granted === 0
        ? words.cellNone(answered)
        : words.cell(formatNumber(cell.share.granted, lang), answered);
    case 'few':
      return words.cellFew(answered);
    case 'most':
      return words.cellMost(answered);
    case 'some':
      return words.cellSome(answered);
  }
}

const Question: FC<{ readonly page: PageContext; readonly question: PublicQuestion }> = ({ page, question }) => {
  const { lang } = page;
  const words = facilityWords(lang);
  const says = questionWords(question, lang);
  const state = { open: words.public.notExplained, explained: words.public.explained, closed: words.public.closed }[
    question.state
  ];
  return (
    <Callout lang={lang} title={words.alert.title[question.kind]}>
      <p>{says}</p>
      <p>{state}</p>
    </Callout>
  );
};

/** Nothing is called hidden that stands in the table: where numbers may not be told, the two sides are. */
function questionWords({ kind, week, more, less, shown }: PublicQuestion, lang: Language): string {
  const words = facilityWords(lang);
  const [first, second] = [words.side(more), words.side(less)];
  switch (kind) {
    case 'answer-time':
      return words.public.paceSays(first, second);
    case 'withdrawn':
      return words.public.withdrawnSays(first, second);
    case 'share':
    case 'week-share':
    case 'same-week':
    case 'campaign-loan': {
      const when = week === null ? words.public.allTime : words.week(weekDays(week, lang));
      if (shown === null) return words.public.pairSays(when, first, second);
      const side = (count: { readonly letter: string; readonly granted: number; readonly answered: number }): string =>
        `${words.side(count.letter)} ${words.public.cell(formatNumber(count.granted, lang), formatNumber(count.answered, lang))}`;
      if (!shown.holds) return words.public.pastSays(when, first, second, side(shown.more), side(shown.less));
      return words.public.weekSays(when, side(shown.more), side(shown.less), odds(shown.p, lang));
    }
  }
}

const TOP = 34;
const HEIGHT = 220;
const BOTTOM = 34;

/**
 * One line a side, a place for each week. Horizontal places are percentages, so that words keep their size on a narrow screen; shapes and dashes
 * tell the sides apart. What is hidden is drawn as the span in which it lies, never as a point.
 */
const ShareChart: FC<{
  readonly page: PageContext;
  readonly contest: PublicContest;
  readonly marked: ReadonlySet<string>;
}> = ({ page, contest, marked }) => {
  const { lang } = page;
  const words = facilityWords(lang);
  const { weeks, sides } = contest;
  const left = 12;
  const step = (100 - left) / weeks.length;
  const x = (index: number): string => `${(left + step * (index + 0.5)).toFixed(2)}%`;
  const y = (share: number): number => TOP + (1 - share) * HEIGHT;
  const total = TOP + HEIGHT + BOTTOM;
  const markedWords = [...marked].map((week) => weekDays(week, lang)).join(', ');
  const label = words.public.chartText(
    sides.map((side) => words.side(side.letter)).join(', '),
    formatNumber(weeks.length, lang),
    markedWords === '' ? words.public.markedNone : words.public.markedSome(markedWords),
  );
  return (
    <svg class="share-chart" width="100%" height={total} role="img" aria-label={label}>
      <pattern id="share-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="bar-ink" width="2" height="6" />
      </pattern>
      {weeks.map((week, index) =>
        marked.has(week) ? (
          <>
            <rect
              class="chart-marked"
              x={`${(left + step * index).toFixed(2)}%`}
              y={TOP - 30}
              width={`${step.toFixed(2)}%`}
              height={HEIGHT + 36}
              rx="6"
            />
            <text class="chart-flag" x={x(index)} y={TOP - 14} text-anchor="middle">
              {words.public.markedShort}
            </text>
          </>
        ) : null,
      )}
      {[0, 0.5, 1].map((share) => (
        <>
          <line class="chart-grid" x1={`${left}%`} x2="100%" y1={y(share)} y2={y(share)} />
          <text class="chart-label" x={`${left - 1.5}%`} y={y(share) + 4} text-anchor="end">
            {formatPercent(share, lang).replace('\u00a0', '')}
          </text>
        </>
      ))}
      {weeks.map((week, index) => (
        <text
          class={`chart-label${index % 2 === 1 ? ' chart-second' : ''}`}
          x={x(index)}
          y={TOP + HEIGHT + 24}
          text-anchor="middle"
        >
          {shortDay(week)}
        </text>
      ))}
      {sides.map((side, at) => (
        <g class={`chart-side side-${shapeOf(at)}`}>
          {side.cells.map((cell, index) => {
            const [from, to] = [shareRange(cell), shareRange(side.cells[index + 1] ?? { kind: 'none' })];
            // A line to a span would pretend to know where in it the share lies.
            if (from === null || to === null || from.low < from.high || to.low < to.high) return null;
            return (
              <line
                class="chart-line"
                x1={x(index)}
                x2={x(index + 1)}
                y1={y((from.low + from.high) / 2)}
                y2={y((to.low + to.high) / 2)}
              />
            );
          })}
          {side.cells.map((cell, index) => {
            const range = shareRange(cell);
            if (range === null) return null;
            // Side by side, so that two sides treated alike do not hide each other.
            const shift = (at - (sides.length - 1) / 2) * 7;
            return (
              <svg
                aria-hidden="true"
                class="chart-mark"
                x={x(index)}
                y={y((range.low + range.high) / 2)}
                overflow="visible"
              >
                {range.low === range.high ? (
                  <g transform={`translate(${shift} 0)`}>
                    <Mark shape={shapeOf(at)} />
                  </g>
                ) : (
                  <rect
                    class="bar-edge"
                    x={shift - 4}
                    y={-((range.high - range.low) / 2) * HEIGHT}
                    width="8"
                    height={(range.high - range.low) * HEIGHT}
                    rx="3"
                    fill="url(#share-hatch)"
                  />
                )}
              </svg>
            );
          })}
        </g>
      ))}
    </svg>
  );
};

/** "7/10": narrow enough for eight weeks on a phone. */
function shortDay(monday: string): string {
  const day = Temporal.PlainDate.from(monday);
  return `${day.day}/${day.month}`;
}
