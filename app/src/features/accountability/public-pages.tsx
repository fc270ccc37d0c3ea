/** The public pages of institutions: the list, and one that answers for its neutrality. Every figure is a sentence or a table as well as a picture. */
import type { Child, FC } from 'hono/jsx';
import { formatDay } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Breadcrumb,
  ButtonLink,
  ButtonRow,
  DefinitionList,
  Disclosure,
  EmptyState,
  FilterBar,
  type PageContext,
  PageHeading,
  PublicLayout,
  Section,
  Table,
} from '../../ui/index.ts';
import { rateInWords } from '../pledge-coverage/index.ts';
import type { Holder, Institution, PublicInstitution, PublicReply } from './accountability-read.ts';
import { posts } from './accountability-read.ts';
import { type Compared, type Figures, isBand, isPercent, type Measure } from './figures.ts';
import { BAND } from './sticky-count.ts';
import { accountabilityWords } from './words.ts';

export const institutionsPath = '/instansi';
export const institutionPath = (code: string): string => `${institutionsPath}/${encodeURIComponent(code)}`;

export const InstitutionsPage: FC<{
  readonly page: PageContext;
  readonly search: string;
  readonly institutions: readonly Institution[];
}> = ({ page, search, institutions }) => {
  const { lang } = page;
  const words = accountabilityWords(lang).list;
  return (
    <PublicLayout page={page} title={words.title} description={words.description}>
      <PageHeading title={words.title} lead={words.lead} />
      <FilterBar page={page} action={institutionsPath} search={{ name: 'cari', label: words.search, value: search }} />
      <Table<Institution>
        caption={`${words.caption}: ${words.found(formatNumber(institutions.length, lang))}`}
        rows={institutions}
        empty={
          <EmptyState title={words.none}>
            <p>{words.noneText}</p>
          </EmptyState>
        }
        columns={[
          { label: words.name, head: true, cell: (one) => <a href={page.to(institutionPath(one.code))}>{one.name}</a> },
          { label: words.place, cell: (one) => one.place },
        ]}
      />
    </PublicLayout>
  );
};

/** A figure in words; bands say from where to where. */
export function told(value: number | null, measure: Measure | 'band', lang: Language): string {
  const words = accountabilityWords(lang).page;
  if (value === null) return words.none;
  if (measure !== 'band' && isPercent(measure)) return rateInWords(value, lang);
  if (measure === 'band' || isBand(measure))
    return value === 0 ? words.few : words.about(formatNumber(value, lang), formatNumber(value + BAND - 1, lang));
  return formatNumber(value, lang);
}

export const InstitutionPage: FC<{ readonly page: PageContext; readonly found: PublicInstitution }> = ({
  page,
  found,
}) => {
  const { lang } = page;
  const all = accountabilityWords(lang);
  const words = all.page;
  const { institution, holders, figures, day, compared, replies } = found;
  const path = institutionPath(institution.code);
  const [reply, ...earlier] = replies;
  return (
    <PublicLayout page={page} title={words.title(institution.name)} description={words.description(institution.name)}>
      <PageHeading
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: all.list.title, href: page.to(institutionsPath) }, { label: institution.name }]}
          />
        }
        title={institution.name}
        lead={words.lead}
        about={institution.place}
      />
      <Section title={words.holders}>
        <Holders page={page} holders={holders} />
      </Section>
      <Section title={words.figures} aside={day === null ? undefined : words.asOf(formatDay(day, lang))}>
        {figures === null ? (
          <EmptyState title={words.notYet}>
            <p>{words.notYetText}</p>
          </EmptyState>
        ) : (
          <FigureList page={page} figures={figures} code={institution.code} />
        )}
      </Section>
      {figures === null ? null : (
        <Section
          title={words.compared}
          aside={words.comparedText(words.kinds[figures.kind], words.sizes[figures.size])}
        >
          <Comparison page={page} compared={compared} />
        </Section>
      )}
      <Section title={words.reply} id="tanggapan">
        {reply === undefined ? <p>{words.replyNone}</p> : <Reply page={page} reply={reply} />}
        {earlier.length === 0 ? null : (
          <Disclosure summary={words.replyEarlier}>
            {earlier.map((one) => (
              <Reply page={page} reply={one} />
            ))}
          </Disclosure>
        )}
      </Section>
      <Section title={words.method} id="cara">
        {words.methodText.split('\n').map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </Section>
      <Section title={words.data}>
        <ButtonRow>
          <ButtonLink kind="quiet" small href={page.to(`${path}/data.csv`)} download>
            {words.csv}
          </ButtonLink>
          <ButtonLink kind="quiet" small href={page.to(`${path}/data.json`)} download>
            {words.json}
          </ButtonLink>
        </ButtonRow>
      </Section>
    </PublicLayout>
  );
};

const Holders: FC<{ readonly page: PageContext; readonly holders: readonly Holder[] }> = ({ page, holders }) => {
  const { lang } = page;
  const words = accountabilityWords(lang).page;
  const past = holders.filter((one) => one.until !== null);
  const line = (one: Holder): Child => (
    <>
      <b>{one.name ?? one.title}</b>
      {one.name === null ? <span class="small"> {words.postOnly}</span> : `, ${one.title}`}
      <br />
      <span class="small">
        {one.until === null
          ? words.since(formatDay(one.from, lang))
          : words.span(formatDay(one.from, lang), formatDay(one.until, lang))}{' '}
        · {words.basis}: {one.source}
      </span>
    </>
  );
  return (
    <>
      <DefinitionList
        items={posts.map((post) => {
          const now = holders.find((one) => one.post === post && one.until === null);
          return {
            term: words.post[post],
            value: now === undefined ? <span class="muted">{words.noHolder}</span> : line(now),
          };
        })}
      />
      {past.length === 0 ? null : (
        <Disclosure summary={words.earlier}>
          <DefinitionList items={past.map((one) => ({ term: words.post[one.post], value: line(one) }))} />
        </Disclosure>
      )}
    </>
  );
};

const FigureList: FC<{ readonly page: PageContext; readonly figures: Figures; readonly code: string }> = ({
  page,
  figures,
  code,
}) => {
  const { lang } = page;
  const words = accountabilityWords(lang).page;
  const { measures } = words;
  const { prevention } = figures;
  const bar = (value: number | null): Child =>
    value === null ? null : (
      <svg class="bar bar-decided rate-bar" width="100%" height="10" aria-hidden="true" focusable="false">
        <rect class="bar-well" width="100%" height="10" rx="4" />
        <rect class="bar-edge" width={`${value}%`} height="10" rx="4" fill="currentColor" />
      </svg>
    );
  const cell = (value: number | null, measure: Measure | 'band'): Child => (
    <b class="num">{told(value, measure, lang)}</b>
  );
  return (
    <>
      <div class="institution-figures">
        {(['pledge', 'lesson'] as const).map((measure) => (
          <div class="institution-figure">
            <p class="small">{measures[measure]}</p>
            <p class="institution-number">{cell(figures[measure], measure)}</p>
            {bar(figures[measure])}
          </div>
        ))}
        {(['waiting', 'overdue'] as const).map((measure) => (
          <div class="institution-figure">
            <p class="small">{measures[measure]}</p>
            <p class="institution-number">{cell(figures[measure], measure)}</p>
          </div>
        ))}
      </div>
      {figures.waiting === null ? <p class="small">{words.unknownAuthority}</p> : null}
      <DefinitionList
        items={[
          ...(prevention === null
            ? [{ term: words.activities, value: words.noPrevention }]
            : [
                { term: words.activities, value: told(prevention.activities, 'band', lang) },
                { term: measures.kept, value: told(prevention.kept, 'band', lang) },
                { term: measures.missed, value: told(prevention.missed, 'band', lang) },
                { term: words.open, value: told(prevention.open, 'band', lang) },
              ]),
          { term: words.asked, value: told(figures.asked, 'band', lang) },
          { term: words.answered, value: told(figures.answered, 'band', lang) },
          {
            term: words.questions,
            value: (
              <>
                {formatNumber(figures.questions, lang)} ·{' '}
                <a href={page.to(`${institutionPath(code)}/akses-setara`)}>{words.register}</a>
              </>
            ),
          },
        ]}
      />
    </>
  );
};

const CHART_HEIGHT = 36;

/** Range, middle and the own dot on one scale; the sentence of the label says the same, and so does the table below. */
const RangeChart: FC<{ readonly page: PageContext; readonly one: Compared }> = ({ page, one }) => {
  const { lang } = page;
  const words = accountabilityWords(lang).page;
  const { group, own, measure } = one;
  if (group === null) return null;
  const most = isPercent(measure) ? 100 : Math.max(group.high, own ?? 0, 10);
  const x = (value: number): string => `${(2 + (value / most) * 96).toFixed(2)}%`;
  const name = words.measures[measure];
  const label = words.chartText(
    name,
    told(own, measure, lang),
    told(group.low, measure, lang),
    told(group.high, measure, lang),
    told(group.median, measure, lang),
  );
  const middle = CHART_HEIGHT / 2;
  return (
    <div class="range-row">
      <p class="range-name">
        <b>{name}</b> <span class="small">{told(own, measure, lang)}</span>
      </p>
      <svg class="range-chart" width="100%" height={CHART_HEIGHT} role="img" aria-label={label}>
        <line class="chart-grid" x1="2%" x2="98%" y1={middle} y2={middle} />
        <line class="range-line" x1={x(group.low)} x2={x(group.high)} y1={middle} y2={middle} />
        <line class="range-median" x1={x(group.median)} x2={x(group.median)} y1={middle - 15} y2={middle + 15} />
        {own === null ? null : <circle class="range-own" cx={x(own)} cy={middle} r="7" />}
      </svg>
    </div>
  );
};

const Comparison: FC<{ readonly page: PageContext; readonly compared: readonly Compared[] }> = ({ page, compared }) => {
  const { lang } = page;
  const words = accountabilityWords(lang).page;
  const shown = compared.filter((one) => one.group !== null);
  if (shown.length === 0) return <p>{words.tooFew}</p>;
  return (
    <>
      <p class="small">{words.legend}</p>
      {shown.map((one) => (
        <RangeChart page={page} one={one} />
      ))}
      <Disclosure summary={words.asTable}>
        <Table<Compared>
          caption={words.compared}
          captionHidden
          rows={shown}
          empty={null}
          columns={[
            { label: words.measure, head: true, cell: (one) => words.measures[one.measure] },
            { label: words.own, cell: (one) => told(one.own, one.measure, lang) },
            { label: words.median, cell: (one) => told(one.group?.median ?? null, one.measure, lang) },
            {
              label: words.range,
              cell: (one) =>
                words.rangeWords(
                  told(one.group?.low ?? null, one.measure, lang),
                  told(one.group?.high ?? null, one.measure, lang),
                ),
            },
            { label: words.groupSize, numeric: true, cell: (one) => formatNumber(one.group?.size ?? 0, lang) },
          ]}
        />
      </Disclosure>
    </>
  );
};

const Reply: FC<{ readonly page: PageContext; readonly reply: PublicReply }> = ({ page, reply }) => {
  const words = accountabilityWords(page.lang).page;
  return (
    <>
      <p class="small">{words.replyOn(formatDay(reply.on, page.lang), formatNumber(reply.version, page.lang))}</p>
      {reply.words
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => (
          <p>{line}</p>
        ))}
    </>
  );
};
