/** `/log/harian/<day>`: the root of one day as a sheet to print and keep. */
import { parseNote } from '@netra/ledger';
import type { FC } from 'hono/jsx';
import { renderSVG } from 'uqr';
import { formatDay, formatInstant } from '../../../platform/i18n/dates.ts';
import { formatNumber } from '../../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Callout,
  DefinitionList,
  Icon,
  type PageContext,
  PageHeading,
  PublicLayout,
} from '../../../ui/index.ts';
import type { DailyRoot } from './daily-roots.ts';
import { logWords } from './log-words.ts';
import { HexGroups } from './parts.tsx';
import { dailyFeed, dayPath, logHome } from './paths.ts';

export interface Neighbours {
  readonly previous: string | null;
  readonly next: string | null;
}

export interface DayPageProps extends Neighbours {
  readonly page: PageContext;
  readonly demo: boolean;
  readonly root: DailyRoot;
  readonly origin: string;
  /** Whether the day is not over yet. */
  readonly unfinished: boolean;
  readonly publicUrl: string;
}

export const DayPage: FC<DayPageProps> = ({ page, demo, root, origin, unfinished, previous, next, publicUrl }) => {
  const { lang } = page;
  const words = logWords(lang);
  const day = formatDay(root.day, lang);
  const signatures = parseNote(root.note)?.signatures ?? [];
  return (
    <PublicLayout
      page={page}
      title={`${words.day.title}: ${day}`}
      description={words.day.lead}
      feed={{ href: page.to(dailyFeed), title: words.days }}
    >
      <article class="log-sheet">
        <PageHeading
          above={
            <Breadcrumb
              lang={lang}
              items={[{ label: words.title, href: page.to(logHome) }, { label: words.day.title }]}
            />
          }
          title={
            <>
              {words.day.heading}
              <span class="log-day">{day}</span>
            </>
          }
          lead={words.day.lead}
          about={demo ? words.demo : undefined}
        />
        {unfinished ? (
          <Callout lang={lang} kind="warn" title={words.day.unfinished}>
            <p>{words.day.unfinishedText}</p>
          </Callout>
        ) : null}
        <section class="log-root" aria-labelledby="akar">
          <h2 id="akar">{words.day.root}</h2>
          <HexGroups hex={root.root.toString('hex')} large />
          <DefinitionList
            items={[
              { term: words.day.log, value: origin },
              { term: words.size, value: formatNumber(root.size, lang) },
              { term: words.day.at, value: formatInstant(root.at, 'WIB', lang) },
              { term: words.day.signedBy, value: signatures.map(({ id }) => id).join(', ') },
            ]}
          />
        </section>
        <section class="log-note" aria-labelledby="checkpoint">
          <div>
            <h2 id="checkpoint">{words.day.note}</h2>
            <pre>{root.note}</pre>
            <p class="small">{words.day.noteText}</p>
          </div>
          <img src={qrPicture(root.note)} alt={words.day.qrAlt} width="220" height="220" />
        </section>
        <section class="log-how">
          <h2>{words.day.how}</h2>
          <p>{words.day.howText}</p>
          <p class="small log-address">{`${publicUrl}${page.to(dayPath(root.day))}`}</p>
          <p class="small log-print-hint">{words.day.print}</p>
        </section>
      </article>
      <OtherDays page={page} previous={previous} next={next} />
    </PublicLayout>
  );
};

const OtherDays: FC<Neighbours & { readonly page: PageContext }> = ({ page, previous, next }) => {
  const { lang } = page;
  const words = logWords(lang).day;
  if (previous === null && next === null) return null;
  return (
    <nav class="log-days" aria-label={words.nav}>
      {previous === null ? null : (
        <a href={page.to(dayPath(previous))} rel="prev">
          <Icon name="back" />
          <span>
            <span class="small">{words.previous}</span>
            {formatDay(previous, lang)}
          </span>
        </a>
      )}
      {next === null ? null : (
        <a class="log-next" href={page.to(dayPath(next))} rel="next">
          <span>
            <span class="small">{words.next}</span>
            {formatDay(next, lang)}
          </span>
          <Icon name="forward" />
        </a>
      )}
    </nav>
  );
};

/** Where a day has no root: says so, and leads to the nearest that have. */
export const NoDayPage: FC<Neighbours & { readonly page: PageContext }> = ({ page, previous, next }) => {
  const words = logWords(page.lang);
  return (
    <PublicLayout page={page} title={words.day.missing} noindex>
      <PageHeading
        above={
          <Breadcrumb
            lang={page.lang}
            items={[{ label: words.title, href: page.to(logHome) }, { label: words.day.title }]}
          />
        }
        title={words.day.missing}
        lead={words.day.missingText}
      />
      <OtherDays page={page} previous={previous} next={next} />
      <p>
        <a href={page.to(logHome)}>{words.day.all}</a>
      </p>
    </PublicLayout>
  );
};

function qrPicture(text: string): string {
  return `data:image/svg+xml,${encodeURIComponent(renderSVG(text, { border: 2, ecc: 'M' }))}`;
}
