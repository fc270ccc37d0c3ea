/** "Batas waktu": all limits of the own offices, as a list, a month and a week. What is shown lives in the address. */
import { findStep } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { formatDay, formatInstant, monthNames, relativeDue } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  ButtonLink,
  ButtonRow,
  Callout,
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
import { findTarget, stepName } from '../cases/index.ts';
import { lawPath } from '../law/index.ts';
import { type Group, groups, type LimitLine, MOST_ROWS } from './overview-read.ts';
import type { Shelved } from './shelved-read.ts';
import { deadlineWords } from './words.ts';

export const views = ['daftar', 'bulan', 'minggu'] as const;
type View = (typeof views)[number];

export const groupSlugs = {
  overdue: 'lewat',
  today: 'hari-ini',
  'three-days': '3-hari',
  week: '7-hari',
  later: 'nanti',
  stopped: 'dihentikan',
} as const satisfies Record<Group, string>;

export interface OverviewProps {
  readonly page: PageContext;
  readonly now: Temporal.Instant;
  readonly view: View;
  readonly group: Group | null;
  readonly bodyId: string | null;
  readonly offices: readonly { readonly id: string; readonly name: string }[];
  readonly counts: Readonly<Record<Group, number>>;
  /** Reports that were shelved as information, so that none dies unseen. */
  readonly shelved: Shelved;
  readonly lines: readonly LimitLine[];
  /** Page of the list, from 1, and whether another follows. */
  readonly number: number;
  readonly more: boolean;
  /** Who answers for each limit, by its id: a head sees it. Null: not shown. */
  readonly responsible: ReadonlyMap<string, readonly string[]> | null;
  /** First day of the month or week that is shown. */
  readonly from: string;
  readonly days: ReadonlyMap<string, number>;
  readonly mayHaveFeed: boolean;
}

export const OverviewPage: FC<OverviewProps> = (props) => {
  const { page, now, view, group, bodyId, offices, counts } = props;
  const { lang } = page;
  const words = deadlineWords(lang).overview;
  const all = groups.reduce((sum, one) => sum + counts[one], 0);
  const at = (change: { view?: View; group?: Group | null; body?: string | null; from?: string }): string =>
    page.to(address({ view, group, bodyId }, change));
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.lead(formatInstant(now, 'WIB', lang))} />
      <Stack>
        {props.shelved.all === 0 ? null : (
          <Callout lang={lang} kind={props.shelved.late > 0 ? 'warn' : 'info'}>
            <p>
              {words.shelved(formatNumber(props.shelved.all, lang))}
              {props.shelved.late === 0 ? '. ' : words.shelvedLate(formatNumber(props.shelved.late, lang))}
              {words.shelvedHint}
            </p>
          </Callout>
        )}
        <FilterBar
          page={page}
          action="/batas"
          label={words.bars.view}
          filters={views.map((one) => ({ label: words.views[one], href: at({ view: one }), on: one === view }))}
        />
        {offices.length < 2 ? null : (
          <FilterBar
            page={page}
            action="/batas"
            label={words.bars.office}
            filters={[
              { label: words.allOffices, href: at({ body: null }), on: bodyId === null },
              ...offices.map((one) => ({ label: one.name, href: at({ body: one.id }), on: one.id === bodyId })),
            ]}
          />
        )}
        {view === 'daftar' ? (
          <FilterBar
            page={page}
            action="/batas"
            label={words.bars.due}
            filters={[
              { label: words.all, href: at({ group: null }), on: group === null, count: all },
              ...groups.map((one) => ({
                label: words.groups[one],
                href: at({ group: one }),
                on: one === group,
                count: counts[one],
              })),
            ]}
          />
        ) : null}
        {view === 'daftar' ? <List {...props} /> : view === 'bulan' ? <Month {...props} /> : <Week {...props} />}
        {props.mayHaveFeed ? (
          <ButtonRow>
            <ButtonLink kind="quiet" href={page.to('/akun/kalender')}>
              {words.calendar}
            </ButtonLink>
          </ButtonRow>
        ) : null}
      </Stack>
    </DeskLayout>
  );
};

function address(
  now: { readonly view: View; readonly group: Group | null; readonly bodyId: string | null },
  change: {
    readonly view?: View;
    readonly group?: Group | null;
    readonly body?: string | null;
    readonly from?: string;
    readonly number?: number;
  },
): string {
  const query = new URLSearchParams();
  const view = change.view ?? now.view;
  const group = change.group === undefined ? now.group : change.group;
  const body = change.body === undefined ? now.bodyId : change.body;
  if (view !== 'daftar') query.set('tampil', view);
  if (view === 'daftar' && group !== null) query.set('lihat', groupSlugs[group]);
  if (body !== null) query.set('kantor', body);
  if (change.from !== undefined) query.set('mulai', change.from);
  if (change.number !== undefined && change.number > 1) query.set('halaman', String(change.number));
  const text = query.toString();
  return text === '' ? '/batas' : `/batas?${text}`;
}

const List: FC<OverviewProps> = (props) => {
  const { page, lines, number, more, view, group, bodyId, from } = props;
  const { lang } = page;
  const words = deadlineWords(lang).overview;
  const first = (number - 1) * MOST_ROWS + 1;
  const to = (at: number): string =>
    page.to(address({ view, group, bodyId }, { number: at, ...(view === 'minggu' ? { from } : {}) }));
  if (lines.length === 0 && number === 1) return <EmptyState title={words.empty}>{words.emptyText}</EmptyState>;
  return (
    <>
      {groups.map((group) => {
        const here = lines.filter((line) => line.group === group);
        return here.length === 0 ? null : (
          <Section title={words.groups[group]}>
            <Lines {...props} lines={here} caption={words.groups[group]} />
          </Section>
        );
      })}
      {number === 1 && !more ? null : (
        <Pagination
          lang={lang}
          previous={number > 1 ? to(number - 1) : null}
          next={more ? to(number + 1) : null}
          summary={words.range(formatNumber(first, lang), formatNumber(first + Math.max(0, lines.length - 1), lang))}
        />
      )}
    </>
  );
};

const Lines: FC<OverviewProps & { readonly caption: string }> = ({ page, lines, now, responsible, caption }) => {
  const { lang } = page;
  const words = deadlineWords(lang).overview;
  return (
    <Table<LimitLine>
      caption={caption}
      captionHidden
      keys
      rows={lines}
      tone={(line) => (line.group === 'overdue' ? 'late' : line.group === 'today' ? 'due' : 'plain')}
      empty={<p>{words.none}</p>}
      columns={[
        {
          label: words.due,
          cell: (line) => <Due page={page} line={line} now={now} />,
        },
        {
          label: words.what,
          head: true,
          cell: (line) => (
            <>
              <a href={page.to(`/perkara/${line.caseNumber}/batas`)}>
                <b class="num">{line.caseNumber}</b>
              </a>
              <br />
              {stepName(line.procedureId, line.stepId, lang)}
              <br />
              <small>{line.bodyName}</small>
            </>
          ),
        },
        {
          label: words.rule,
          cell: (line) => (
            <>
              {findStep(line.procedureId, line.stepId) === undefined ? (
                line.basis
              ) : (
                <a href={page.to(lawPath.step(line.procedureId, line.stepId))}>{line.basis}</a>
              )}{' '}
              <NatureTag lang={lang} nature={line.nature} />
              {line.skipped.length === 0 ? null : (
                <details class="disclosure">
                  <summary>{words.skipped(formatNumber(line.skipped.length, lang))}</summary>
                  <ul class="skipped">
                    {line.skipped.map((one) => (
                      <li>
                        <span class="num">{formatDay(one.date, lang, 'short')}</span> {lang === 'en' ? one.en : one.why}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
              {line.provisional ? <small> {words.provisional}</small> : null}
            </>
          ),
        },
        {
          label: words.after,
          cell: (line) => (
            <small>
              {(findStep(line.procedureId, line.stepId) ?? findTarget(line.procedureId, line.stepId))?.onExpiry?.[
                lang
              ] ?? words.nothingFollows}
            </small>
          ),
        },
        ...(responsible === null
          ? []
          : [
              {
                label: words.who,
                cell: (line: LimitLine) => <small>{responsible.get(line.id)?.join(', ') ?? words.everybody}</small>,
              },
            ]),
      ]}
    />
  );
};

const Due: FC<{ readonly page: PageContext; readonly line: LimitLine; readonly now: Temporal.Instant }> = ({
  page,
  line,
  now,
}) => {
  const { lang } = page;
  const words = deadlineWords(lang).overview;
  if (line.group === 'stopped')
    return (
      <>
        <Tag>{words.groups.stopped}</Tag>
        {line.stoppedAt === null ? null : (
          <>
            <br />
            <small>{words.stoppedSince(formatInstant(line.stoppedAt, line.zone, lang, 'short'))}</small>
          </>
        )}
      </>
    );
  const relative = relativeDue(line.dueAt, now, line.zone, lang);
  return (
    <>
      <Tag kind={relative.tone}>{relative.words}</Tag>
      <br />
      <small class="num">{formatInstant(line.dueAt, line.zone, lang, 'short')}</small>
    </>
  );
};

/** A month as seven columns: the number of limits that end on each day leads to the week. */
const Month: FC<OverviewProps> = (props) => {
  const { page, from, days } = props;
  const { lang } = page;
  const words = deadlineWords(lang).overview;
  const first = Temporal.PlainDate.from(from).with({ day: 1 });
  const start = first.subtract({ days: first.dayOfWeek - 1 });
  const name = `${monthNames(lang)[first.month - 1] ?? ''} ${first.year}`;
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => start.add({ days: week * 7 + day })),
  ).filter((week) => week.some((day) => day.month === first.month));
  const at = (to: Temporal.PlainDate): string => page.to(address(props, { from: to.toString() }));
  return (
    <Section title={words.month(name)}>
      <Around page={page} before={at(first.subtract({ months: 1 }))} after={at(first.add({ months: 1 }))} />
      <table class="month">
        <caption class="visually-hidden">{words.month(name)}</caption>
        <thead>
          <tr>
            {(weeks[0] ?? []).map((day) => (
              <th scope="col">
                <abbr title={formatDay(day, lang).split(/[ ,]/)[0]}>{formatDay(day, lang, 'short').slice(0, 3)}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr>
              {week.map((day) => {
                const count = day.month === first.month ? (days.get(day.toString()) ?? 0) : 0;
                return (
                  <td class={day.month === first.month ? undefined : 'month-other'}>
                    <span class="num">{day.day}</span>
                    {count === 0 ? null : (
                      <a
                        href={page.to(address(props, { view: 'minggu', from: day.toString() }))}
                        aria-label={`${formatDay(day, lang)}: ${words.onDay(formatNumber(count, lang))}`}
                      >
                        <b class="num">{formatNumber(count, lang)}</b>
                      </a>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
};

/** Seven days, one below the other: also on the narrowest phone. */
const Week: FC<OverviewProps> = (props) => {
  const { page, from, lines } = props;
  const { lang } = page;
  const words = deadlineWords(lang).overview;
  const start = Temporal.PlainDate.from(from);
  const week = Array.from({ length: 7 }, (_, day) => start.add({ days: day }));
  const at = (days: number): string => page.to(address(props, { from: start.add({ days }).toString() }));
  const title = words.week(formatDay(start, lang, 'short'), formatDay(start.add({ days: 6 }), lang, 'medium'));
  return (
    <Section title={title}>
      <Around page={page} before={at(-7)} after={at(7)} />
      {week.map((day) => {
        const here = lines.filter((line) => line.dueDay === day.toString());
        const name = formatDay(day, lang);
        return (
          <Section title={name} headingLevel={3}>
            {here.length === 0 ? <p class="small">{words.none}</p> : <Lines {...props} lines={here} caption={name} />}
          </Section>
        );
      })}
    </Section>
  );
};

const Around: FC<{ readonly page: PageContext; readonly before: string; readonly after: string }> = ({
  page,
  before,
  after,
}) => {
  const words = deadlineWords(page.lang).overview;
  return (
    <ButtonRow>
      <ButtonLink kind="quiet" small href={before}>
        {words.earlier}
      </ButtonLink>
      <ButtonLink kind="quiet" small href={after}>
        {words.later}
      </ButtonLink>
    </ButtonRow>
  );
};
