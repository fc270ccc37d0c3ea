/** Pages of dates: an election with its stages, and a year of closed days. */
import { findInstrument, findProcedure, type IsoDay, weekdayOf } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import { type PageContext, Pagination, Section, Table, Tag } from '../../ui/index.ts';
import { Kept, type Shelf } from './kept.tsx';
import { type CalendarYear, type ClosedDay, isAdded, type Law } from './law.ts';
import { closedNames } from './names.ts';
import { Facts, LawFrame, type LawPage, Sources, Sure, sentence } from './parts.tsx';
import { lawPath } from './paths.ts';
import { decreeWords, fullDay, sourceWords } from './say.ts';
import { lawWords } from './words.ts';

/** The page of this election, or null when there is none. */
export function ElectionPage(props: LawPage & { readonly law: Law; readonly id: string }) {
  const { page, law, id } = props;
  const { lang } = page;
  const election = law.elections.find((one) => one.id === id);
  if (election === undefined) return null;
  const words = lawWords(lang);
  const act = findInstrument(election.law);
  const procedure = findProcedure(election.procedure);
  const stages = [
    ...election.contests.map((contest) => ({
      name: words.elections.determined(contest.name[lang]),
      from: contest.determinedOn,
      to: contest.determinedOn,
      confidence: contest.confidence,
    })),
    { name: words.elections.campaign, ...election.campaign },
    { name: words.elections.quiet, ...election.quietDays },
    { name: words.elections.voting, from: election.votingOn, to: election.votingOn, confidence: undefined },
  ];
  return (
    <LawFrame {...props} title={election.name[lang]} about={isAdded(election) ? words.elections.added : undefined}>
      <Table
        caption={words.elections.title}
        captionHidden
        columns={[
          { label: words.elections.stage, head: true, cell: (stage) => <b>{stage.name}</b> },
          {
            label: words.elections.days,
            cell: (stage) => (
              <span class="num">
                {stage.from === stage.to
                  ? fullDay(stage.from, lang)
                  : words.elections.until(fullDay(stage.from, lang), fullDay(stage.to, lang))}
              </span>
            ),
          },
          {
            label: words.elections.sure,
            cell: (stage) =>
              stage.confidence === undefined ? '–' : <Sure lang={lang} confidence={stage.confidence} />,
          },
        ]}
        rows={stages}
        empty={null}
      />
      <Section title={words.elections.matters}>
        <p class="part-lead">{words.elections.mattersIs}</p>
        <p>
          <a href={page.to(`${lawPath.index()}#perbuatan`)}>{words.acts.title}</a>
        </p>
      </Section>
      <Facts
        items={[
          {
            term: words.elections.law,
            value: act === undefined ? election.law : <a href={page.to(lawPath.instrument(act.id))}>{act.short}</a>,
          },
          {
            term: words.elections.procedure,
            value:
              procedure === undefined ? null : (
                <a href={page.to(lawPath.procedure(procedure.id))}>{procedure.title[lang]}</a>
              ),
          },
          { term: words.elections.regions, value: election.regions === undefined ? null : election.regions.join(', ') },
          {
            term: words.elections.transfer,
            value:
              election.transferBanFrom === undefined
                ? null
                : words.elections.transferIs(fullDay(election.transferBanFrom, lang)),
          },
        ]}
      />
    </LawFrame>
  );
}

/** The page of this year, or null when no decree covers it. */
export function CalendarPage(props: LawPage & { readonly law: Law; readonly shelf: Shelf; readonly year: string }) {
  const { page, law, year } = props;
  const { lang } = page;
  const at = law.years.findIndex((one) => one.year === year);
  const one = law.years[at];
  if (one === undefined) return null;
  const words = lawWords(lang);
  const older = law.years[at + 1];
  const newer = law.years[at - 1];
  const count = (kind: ClosedDay['kind']): string =>
    formatNumber(one.days.filter((day) => day.kind === kind).length, lang);
  return (
    <LawFrame {...props} title={words.calendar.title(year)} lead={words.calendar.lead}>
      <p class="num">{words.calendar.count(count('national_holiday'), count('collective_leave'))}</p>
      <Kept shelf={props.shelf} name={`year ${lang} ${year}`} draw={() => <YearPicture page={page} year={one} />} />
      <Table
        caption={words.calendar.title(year)}
        captionHidden
        columns={[
          { label: words.calendar.day, head: true, cell: (day) => <span class="num">{fullDay(day.on, lang)}</span> },
          {
            label: words.calendar.kind,
            cell: (day) => (
              <>
                {closedNames[day.kind][lang]}
                {day.region === undefined ? null : `: ${day.region}`}
                {day.why === undefined ? null : ` (${day.why[lang]})`}
                {weekdayOf(day.on) > 5 ? <small>{words.calendar.weekendToo}</small> : null}
                {one.mayMove.includes(day.on) ? <Tag kind="due">{words.calendar.mayMove}</Tag> : null}
                {day.confidence === undefined ? null : <Sure lang={lang} confidence={day.confidence} />}
              </>
            ),
          },
        ]}
        rows={one.days}
        empty={null}
      />
      <Section title={words.calendar.decree}>
        <ul class="dots">
          {one.decrees.map((decree) => (
            <li>
              {sentence({ id: decreeWords(decree.decree, 'id'), en: decree.decree }, lang)}{' '}
              {decree.source === undefined ? null : sourceWords(decree.source, lang)}{' '}
              {decree.confidence === undefined ? null : <Sure lang={lang} confidence={decree.confidence} />}
            </li>
          ))}
        </ul>
        <p>
          <Sure lang={lang} confidence={one.confidence} />
        </p>
        {one.decrees.every((decree) => decree.source === undefined) ? <Sources lang={lang} sources={[]} /> : null}
      </Section>
      <Pagination
        lang={lang}
        previous={older === undefined ? null : page.to(lawPath.calendar(older.year))}
        next={newer === undefined ? null : page.to(lawPath.calendar(newer.year))}
      />
    </LawFrame>
  );
}

const CELL = 11;
const LEFT = 34;

/** One line a month, one square a day: national holidays full, collective leave hatched, voting day ringed, weekends small. */
const YearPicture: FC<{ readonly page: PageContext; readonly year: CalendarYear }> = ({ page, year }) => {
  const { lang } = page;
  const words = lawWords(lang).calendar;
  const kinds = new Map(year.days.filter((day) => day.kind !== 'regional_holiday').map((day) => [day.on, day.kind]));
  const months = words.months.split(' ');
  return (
    <figure class="year">
      <svg viewBox={`0 0 ${LEFT + 31 * CELL} ${12 * (CELL + 3) + 2}`} role="img" aria-label={words.picture(year.year)}>
        <pattern id="leave-hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="bar-ink" width="1.6" height="4" />
        </pattern>
        {months.map((name, month) => (
          <>
            <text x="0" y={month * (CELL + 3) + CELL - 1}>
              {name}
            </text>
            {daysOf(year.year, month + 1).map((day, index) => {
              const kind = kinds.get(day) ?? (weekdayOf(day) > 5 ? 'weekend' : 'open');
              const small = kind === 'weekend' ? 3 : 0;
              return (
                <rect
                  class={`day-${kind}`}
                  x={LEFT + index * CELL + small}
                  y={month * (CELL + 3) + small + 1}
                  width={CELL - 2 - small * 2}
                  height={CELL - 2 - small * 2}
                  rx={kind === 'voting_day' ? 4.5 : 1.5}
                />
              );
            })}
          </>
        ))}
      </svg>
      <figcaption class="small">
        {(
          [
            ['national_holiday', words.legend.national],
            ['collective_leave', words.legend.leave],
            ['voting_day', words.legend.voting],
            ['weekend', words.legend.weekend],
          ] as const
        ).map(([kind, word]) => (
          <span class="year-key">
            <svg viewBox="0 0 11 11" width="11" height="11" aria-hidden="true" focusable="false">
              <rect
                class={`day-${kind}`}
                x={kind === 'weekend' ? 4 : 1}
                y={kind === 'weekend' ? 4 : 1}
                width={kind === 'weekend' ? 3 : 9}
                height={kind === 'weekend' ? 3 : 9}
                rx={kind === 'voting_day' ? 4.5 : 1.5}
              />
            </svg>
            {word}
          </span>
        ))}
      </figcaption>
    </figure>
  );
};

function daysOf(year: string, month: number): readonly IsoDay[] {
  const length = Temporal.PlainYearMonth.from({ year: Number(year), month }).daysInMonth;
  const two = (value: number) => String(value).padStart(2, '0');
  return Array.from({ length }, (_, index) => `${year}-${two(month)}-${two(index + 1)}`);
}
