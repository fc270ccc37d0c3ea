/** Pages of coverage as markup: one bar and one sentence for each figure. */
import type { Child, FC } from 'hono/jsx';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Breadcrumb,
  Button,
  Callout,
  DefinitionList,
  DeskLayout,
  Disclosure,
  EmptyState,
  Form,
  type PageContext,
  PageHeading,
  Section,
  Table,
} from '../../ui/index.ts';
import type { CoverageDetail, DayFigures, SeenCoverage } from './coverage-read.ts';
import { HIGHEST, LOWEST } from './figures.ts';
import { reminderDays } from './reminder-plan.ts';
import { coverageWords } from './words.ts';

export const coveragePath = '/cakupan';

/** The figure as words: the ends say that they are ends. */
export function rateInWords(rate: number, lang: Language): string {
  const words = coverageWords(lang);
  const n = formatNumber(rate, lang);
  if (rate <= LOWEST) return words.atMost(n);
  return rate >= HIGHEST ? words.atLeast(n) : words.around(n);
}

/** A figure as a bar. Widths are attributes of shapes: the policy allows no style attributes. */
const RateBar: FC<{ readonly rate: number; readonly height?: number }> = ({ rate, height = 14 }) => (
  <svg class="bar bar-decided rate-bar" width="100%" height={height} aria-hidden="true" focusable="false">
    <rect class="bar-well" width="100%" height={height} rx="4" />
    <rect class="bar-edge" width={`${rate}%`} height={height} rx="4" fill="currentColor" />
    {[25, 50, 75].map((tick) => (
      <line class="rate-tick" x1={`${tick}%`} x2={`${tick}%`} y1="0" y2={height} />
    ))}
  </svg>
);

export const CoverageListPage: FC<{
  readonly page: PageContext;
  readonly shown: readonly SeenCoverage[];
  readonly electionName: (id: string) => string;
}> = ({ page, shown, electionName }) => {
  const { lang } = page;
  const words = coverageWords(lang);
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.lead} />
      <Table
        caption={words.campaigns}
        columns={[
          {
            label: words.institution,
            head: true,
            cell: ({ campaign }) => <a href={page.to(`${coveragePath}/${campaign.id}`)}>{campaign.institution}</a>,
          },
          { label: words.election, cell: ({ campaign }) => electionName(campaign.electionId) },
          { label: words.rate, cell: (one) => <RateCell figures={one} rate={one.rate} lang={lang} /> },
          { label: words.lessons, cell: (one) => <RateCell figures={one} rate={one.lessons} lang={lang} /> },
        ]}
        rows={shown}
        empty={
          <EmptyState title={words.none}>
            <p>{words.noneLead}</p>
          </EmptyState>
        }
      />
      {shown.map(({ campaign }) =>
        campaign.leads && !campaign.isOver ? (
          <CeremonyStart page={page} campaignId={campaign.id} about={shown.length > 1 ? campaign.institution : null} />
        ) : null,
      )}
      <Why lang={lang} />
    </DeskLayout>
  );
};

const RateCell: FC<{
  readonly figures: DayFigures;
  readonly rate: number | undefined;
  readonly lang: Language;
}> = ({ figures, rate, lang }) => {
  const words = coverageWords(lang);
  if (figures.day === null) return <span class="small">{words.notCounted}</span>;
  if (rate === undefined) return <span class="small">{words.few}</span>;
  return (
    <div class="rate-cell">
      <RateBar rate={rate} />
      <span class="num">{rateInWords(rate, lang)}</span>
    </div>
  );
};

const CeremonyStart: FC<{
  readonly page: PageContext;
  readonly campaignId: string;
  readonly about: string | null;
}> = ({ page, campaignId, about }) => {
  const words = coverageWords(page.lang);
  return (
    <Section title={words.ceremonyTitle} aside={about ?? undefined}>
      <p>{words.ceremonyLead}</p>
      <Form page={page} action={`/ikrar/kampanye/${campaignId}/apel`} layout="inline">
        <Button>{words.ceremony}</Button>
      </Form>
    </Section>
  );
};

export const CoveragePage: FC<{
  readonly page: PageContext;
  readonly detail: CoverageDetail;
  readonly election: string;
}> = ({ page, detail, election }) => {
  const { lang } = page;
  const words = coverageWords(lang);
  const { campaign, day, trail, unit } = detail;
  const base = `${coveragePath}/${campaign.id}`;
  const title = trail.at(-1)?.name ?? campaign.institution;
  const rate = unit === undefined ? detail.rate : unit.rate;
  const about = unit === undefined ? detail.about : unit.about;
  const crumbs = [
    { label: words.title, href: page.to(coveragePath) },
    ...[
      { label: campaign.institution, href: page.to(base) },
      ...trail.map((one) => ({ label: one.name, href: page.to(`${base}?unit=${one.id}`) })),
    ].map((crumb, index, all) => (index === all.length - 1 ? { label: crumb.label } : crumb)),
  ];
  return (
    <DeskLayout page={page} title={title}>
      <PageHeading
        above={<Breadcrumb lang={lang} items={crumbs} />}
        title={title}
        about={!campaign.isOver ? election : `${election}. ${words.closed}`}
      />
      <Figure day={day} rate={rate} about={about} isUnit={unit !== undefined} lang={lang} />
      {unit === undefined ? <Totals detail={detail} lang={lang} /> : null}
      {detail.units === undefined || day === null ? null : (
        <Units
          page={page}
          detail={detail}
          base={base}
          title={unit === undefined ? words.units : words.unitsIn(title)}
        />
      )}
      {unit === undefined && campaign.leads && !campaign.isOver ? (
        <CeremonyStart page={page} campaignId={campaign.id} about={null} />
      ) : null}
      {unit === undefined && !campaign.isOver ? (
        <Section title={words.remind}>
          <p>{reminders(campaign, lang)}</p>
        </Section>
      ) : null}
      {day === null ? null : (
        <p>
          <a href={page.to(`${base}/angka.csv`)} download>
            {words.csv}
          </a>
        </p>
      )}
      <Why lang={lang} />
    </DeskLayout>
  );
};

function reminders(campaign: CoverageDetail['campaign'], lang: Language): string {
  const words = coverageWords(lang);
  const days = reminderDays(legalDay(campaign.openedAt, 'WIB'), legalDay(campaign.closesAt, 'WIB'));
  return days.length === 0 ? words.remindNone : words.remindOn(days.map((day) => formatDay(day, lang)).join('; '));
}

const Figure: FC<{
  readonly day: string | null;
  readonly rate: number | undefined;
  readonly about: number;
  readonly isUnit: boolean;
  readonly lang: Language;
}> = ({ day, rate, about, isUnit, lang }): Child => {
  const words = coverageWords(lang);
  if (day === null)
    return (
      <EmptyState title={words.notCounted}>
        <p>{words.notCountedLead}</p>
      </EmptyState>
    );
  if (rate === undefined)
    return isUnit ? (
      <p class="lead">{words.together}</p>
    ) : (
      <EmptyState title={words.few}>
        <p>{words.fewLead}</p>
      </EmptyState>
    );
  return (
    <div class="rate-large">
      <p class="rate-figure">
        <b class="num">{rateInWords(rate, lang)}</b> <span>{words.rate.toLocaleLowerCase(lang)}</span>
      </p>
      <RateBar rate={rate} height={30} />
      <p class="small">
        {words.people(formatNumber(about, lang))}. {words.counted(formatDay(day, lang))}
      </p>
    </div>
  );
};

const Totals: FC<{ readonly detail: CoverageDetail; readonly lang: Language }> = ({ detail, lang }) => {
  const words = coverageWords(lang);
  const { live, declined, ways, lessons } = detail;
  const inTens = (n: number | null): string =>
    n === null ? words.liveNone : n === 0 ? words.liveFew : words.liveAtLeast(formatNumber(n, lang));
  const shares = Object.entries(ways ?? {}).toSorted(([, a], [, b]) => b - a);
  const items = [
    ...(lessons === undefined ? [] : [{ term: words.lessons, value: rateInWords(lessons, lang) }]),
    ...(live === undefined
      ? []
      : [
          {
            term: words.live,
            value: (
              <>
                {inTens(live)} {live === null ? null : <span class="small">{words.liveLead}</span>}
              </>
            ),
          },
        ]),
    ...(declined === undefined || detail.day === null ? [] : [{ term: words.declined, value: inTens(declined) }]),
    ...(shares.length === 0
      ? []
      : [
          {
            term: words.ways,
            value: (
              <>
                {shares
                  .map(([way, share]) => `${words.way[way] ?? way} ${words.percent(formatNumber(share, lang))}`)
                  .join(', ')}{' '}
                <span class="small">{words.waysLead}</span>
              </>
            ),
          },
        ]),
  ];
  return items.length === 0 ? null : <DefinitionList items={items} />;
};

const Units: FC<{
  readonly page: PageContext;
  readonly detail: CoverageDetail;
  readonly base: string;
  readonly title: string;
}> = ({ page, detail, base, title }) => {
  const { lang } = page;
  const words = coverageWords(lang);
  const units = detail.units ?? [];
  // Parts of a unit that has none need no heading.
  if (units.length === 0 && detail.unit !== undefined) return null;
  return (
    <Section title={title}>
      {units.length === 0 ? <p>{words.noUnits}</p> : <p class="small">{words.unitsLead}</p>}
      <ul class="rate-list">
        {units.map(({ unit, rate, below }) => (
          <li>
            <div class="rate-name">
              {below > 0 ? <a href={page.to(`${base}?unit=${unit.id}`)}>{unit.name}</a> : unit.name}
              {below > 0 ? <span class="small"> {words.below(formatNumber(below, lang))}</span> : null}
            </div>
            {rate === undefined ? (
              <span class="small rate-folded">{words.together}</span>
            ) : (
              <div class="rate-cell">
                <RateBar rate={rate} />
                <span class="num">{rateInWords(rate, lang)}</span>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
};

const Why: FC<{ readonly lang: Language }> = ({ lang }) => {
  const words = coverageWords(lang);
  return (
    <>
      <Callout lang={lang}>
        <p>{words.whyNobody}</p>
      </Callout>
      <Disclosure summary={words.why}>
        <p>{words.whySteps}</p>
        <p>{words.whyGroups}</p>
      </Disclosure>
    </>
  );
};
