/** The front page as markup, and the page of definitions. */
import type { Election } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { legalDay } from '../../platform/clock/legal-clock.ts';
import { formatDay, formatTime } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  ButtonLink,
  ButtonRow,
  DefinitionList,
  EmptyState,
  Figures,
  type PageContext,
  PageHeading,
  PublicLayout,
  Section,
  Table,
} from '../../ui/index.ts';
import { ElectionCard } from './election-card.tsx';
import { barShares, type PublicCount, type StageWait, stageOrder } from './statistics.ts';
import type { PublicFigures } from './statistics-read-model.ts';
import { statisticsWords } from './words.ts';

export interface FrontPageProps {
  readonly page: PageContext;
  readonly figures: PublicFigures;
  readonly election: Election;
  readonly day: string;
}

export const FrontPage: FC<FrontPageProps> = ({ page, figures, election, day }) => {
  const { lang } = page;
  const words = statisticsWords(lang);
  return (
    <PublicLayout page={page} title={words.front.title} description={words.front.description}>
      <PageHeading size="display" title={words.front.heading} lead={words.front.lead} />
      <ButtonRow>
        <ButtonLink href={page.to('/lapor')}>{words.front.report}</ButtonLink>
        <ButtonLink href={page.to('/bolehkah')} kind="quiet">
          {words.front.guidance}
        </ButtonLink>
        <ButtonLink href={page.to('/status')} kind="quiet">
          {words.front.status}
        </ButtonLink>
      </ButtonRow>
      <ElectionCard page={page} election={election} day={day} />
      <Section
        title={words.waits.title}
        aside={
          <>
            {figures.daily
              ? words.waits.asideDay(formatDay(legalDay(figures.at, 'WIB'), lang))
              : words.waits.aside(formatTime(figures.at, 'WIB', lang))}{' '}
            · <a href={page.to('/cara-menghitung')}>{words.waits.how}</a>
          </>
        }
      >
        {figures.empty ? (
          <EmptyState title={words.waits.emptyTitle}>
            <p>{words.waits.emptyBody}</p>
          </EmptyState>
        ) : (
          <WaitBars lang={lang} waits={figures.waits} />
        )}
      </Section>
      {figures.empty ? null : (
        <Section title={words.waits.others}>
          <Figures
            items={[
              { value: shown(figures.reports, lang), label: words.waits.reports },
              { value: shown(figures.pledges, lang), label: words.waits.pledges },
            ]}
          />
        </Section>
      )}
    </PublicLayout>
  );
};

function shown(count: PublicCount, lang: Language): string {
  return count.kind === 'few' ? statisticsWords(lang).waits.fewer : formatNumber(count.value, lang);
}

/**
 * The funnel of the kit, with numbers that may be kept back. Hatched: still waits; solid: decided. Widths are attributes of shapes, since
 * the policy allows no style attributes.
 */
const WaitBars: FC<{ readonly lang: Language; readonly waits: readonly StageWait[] }> = ({ lang, waits }) => {
  const words = statisticsWords(lang).waits;
  const shares = barShares(waits);
  return (
    <div class="funnel">
      <ol>
        {waits.map((wait, index) => {
          const state = wait.stage === 'decided' ? 'decided' : 'waiting';
          const hatch = `hatch-${wait.stage}`;
          const share = shares[index] ?? 0;
          return (
            <li>
              <span class="funnel-label">
                {words.stages[wait.stage]}
                <span class="visually-hidden"> ({words[state]}): </span>
              </span>
              <svg class={`bar bar-${state}`} width="100%" height="26" aria-hidden="true" focusable="false">
                {state === 'waiting' ? (
                  <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="bar-ink" width="2" height="7" />
                  </pattern>
                ) : null}
                <rect class="bar-well" width="100%" height="26" rx="4" />
                {share > 0 ? (
                  <rect
                    class="bar-edge"
                    width={`${share.toFixed(2)}%`}
                    height="26"
                    rx="4"
                    fill={state === 'waiting' ? `url(#${hatch})` : 'currentColor'}
                  />
                ) : null}
              </svg>
              <span class="funnel-value num">
                <b>{shown(wait.persons, lang)}</b>
                {wait.medianDays === null ? null : (
                  <small> {words.median(formatNumber(Math.round(wait.medianDays), lang))}</small>
                )}
              </span>
            </li>
          );
        })}
      </ol>
      <p class="small funnel-key">{words.key}</p>
    </div>
  );
};

/** @param live counted anew for each page: the demonstration */
export const CountingPage: FC<{ readonly page: PageContext; readonly live: boolean }> = ({ page, live }) => {
  const { how, waits } = statisticsWords(page.lang);
  return (
    <PublicLayout page={page} title={how.title}>
      <PageHeading title={how.title} lead={how.lead} />
      <Section title={how.units}>
        <DefinitionList
          items={[
            { term: how.orang, value: how.orangIs },
            { term: how.median, value: how.medianIs },
            { term: how.small, value: how.smallIs },
            { term: how.laporan, value: how.laporanIs },
            { term: how.ikrar, value: how.ikrarIs },
            { term: how.fresh, value: live ? how.freshDemo : how.freshIs },
            { term: how.rounded, value: how.roundedIs },
          ]}
        />
      </Section>
      <Section title={how.stages}>
        <Table
          caption={how.stages}
          captionHidden
          columns={[
            { label: how.stage, head: true, cell: (stage) => waits.stages[stage] },
            { label: how.holds, cell: (stage) => how.stageIs[stage] },
          ]}
          rows={stageOrder}
          empty={null}
        />
      </Section>
      <p>
        <a href={page.to('/')}>{how.back}</a>
      </p>
    </PublicLayout>
  );
};
