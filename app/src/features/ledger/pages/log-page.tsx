/** `/log`: what the log is, how it stands, and how anybody checks, follows or mirrors it. */
import type { FC } from 'hono/jsx';
import { formatDay, formatInstant } from '../../../platform/i18n/dates.ts';
import { formatNumber } from '../../../platform/i18n/numbers.ts';
import {
  ButtonLink,
  ButtonRow,
  DefinitionList,
  Disclosure,
  EmptyState,
  type PageContext,
  PageHeading,
  PublicLayout,
  Section,
  Table,
} from '../../../ui/index.ts';
import type { LogKey } from '../log-keys.ts';
import type { StoredCheckpoint } from '../log-store.ts';
import type { DailyRoot } from './daily-roots.ts';
import { logWords } from './log-words.ts';
import { CopyText, groupsOf, HexGroups, KeyCard, signsAt } from './parts.tsx';
import { dailyFeed, dayPath, lawLeaves, logHome, offlinePath, verifierPath } from './paths.ts';

export interface LogPageProps {
  readonly page: PageContext;
  readonly demo: boolean;
  /** Undefined: the log was not begun. */
  readonly checkpoint: StoredCheckpoint | undefined;
  readonly next: Temporal.Instant;
  readonly minutes: number;
  readonly keys: readonly LogKey[];
  /** Newest first; the first may be the day that is not over. */
  readonly days: readonly DailyRoot[];
  readonly today: string;
  readonly now: Temporal.Instant;
  readonly publicUrl: string;
}

export const LogPage: FC<LogPageProps> = (props) => {
  const { page, demo, checkpoint } = props;
  const words = logWords(page.lang);
  return (
    <PublicLayout
      page={page}
      title={words.title}
      description={words.description}
      feed={{ href: page.to(dailyFeed), title: words.days }}
    >
      <PageHeading title={words.title} lead={words.lead} about={demo ? words.demo : undefined} />
      {checkpoint === undefined ? (
        <EmptyState title={words.notBegun}>
          <p>{words.notBegunText}</p>
        </EmptyState>
      ) : (
        <State {...props} checkpoint={checkpoint} />
      )}
      <Contents page={page} />
      <Section title={words.check}>
        <p class="log-text">{words.checkText}</p>
        <ButtonRow>
          <ButtonLink href={page.to(verifierPath)}>{words.checkLink}</ButtonLink>
          <ButtonLink href={page.to(offlinePath)} kind="quiet" download>
            {words.offlineLink}
          </ButtonLink>
        </ButtonRow>
      </Section>
      <Days {...props} />
      {props.keys.length === 0 ? null : <ForMirrors {...props} />}
    </PublicLayout>
  );
};

const State: FC<LogPageProps & { readonly checkpoint: StoredCheckpoint }> = ({ page, checkpoint, next, minutes }) => {
  const { lang } = page;
  const words = logWords(lang);
  const { size, at, root } = checkpoint;
  return (
    <section class="log-state" aria-label={words.now}>
      {size === 0 ? (
        <EmptyState title={words.empty}>
          <p>{words.emptyText}</p>
        </EmptyState>
      ) : null}
      <dl class="log-figures">
        <div>
          <dt>{words.size}</dt>
          <dd class="num log-size">{formatNumber(size, lang)}</dd>
        </div>
        <div>
          <dt>{words.last}</dt>
          <dd>{formatInstant(at, 'WIB', lang)}</dd>
        </div>
        <div>
          <dt>{words.next}</dt>
          <dd>{words.nextAt(formatInstant(next, 'WIB', lang))}</dd>
        </div>
      </dl>
      <div class="log-root">
        <h2>{words.root}</h2>
        <HexGroups hex={root.toString('hex')} large />
        <p class="small">{words.rootAbout}</p>
      </div>
      <p class="small">
        {words.sizeAbout} {words.every(minutes)}
      </p>
    </section>
  );
};

const Contents: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = logWords(page.lang);
  return (
    <Section title={words.what}>
      <div class="log-pair">
        <div class="log-in">
          <h3>{words.inside}</h3>
          <ul>
            {Object.values(words.insideList).map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </div>
        <div class="log-out">
          <h3>{words.outside}</h3>
          <ul>
            {Object.values(words.outsideList).map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </div>
      </div>
      <p>
        <a href={page.to(lawLeaves)}>{words.lawLink}</a>
      </p>
    </Section>
  );
};

const Days: FC<LogPageProps> = ({ page, days, today }) => {
  const { lang } = page;
  const words = logWords(lang);
  return (
    <Section title={words.days} id="harian">
      <p class="log-text">{words.daysText}</p>
      <Table
        caption={words.days}
        captionHidden
        rows={days}
        empty={<p class="muted">{words.noDays}</p>}
        columns={[
          {
            label: words.dayColumn,
            head: true,
            cell: ({ day }) => (
              <>
                <a href={page.to(dayPath(day))}>{formatDay(day, lang)}</a>
                {day === today ? <span class="small"> ({words.unfinished})</span> : null}
              </>
            ),
          },
          { label: words.size, numeric: true, cell: ({ size }) => formatNumber(size, lang) },
          {
            label: words.rootColumn,
            cell: ({ root }) => <code>{groupsOf(root.toString('hex')).slice(0, 4).join(' ')} …</code>,
          },
        ]}
      />
      <p>
        <a href={page.to(dailyFeed)} type="application/atom+xml">
          {words.feedLink}
        </a>
      </p>
    </Section>
  );
};

const ForMirrors: FC<LogPageProps> = ({ page, keys, now, publicUrl }) => {
  const { lang } = page;
  const words = logWords(lang);
  const address = `${publicUrl}${logHome}`;
  const newest = keys.findLast((key) => signsAt(key, now))?.text ?? '';
  return (
    <>
      <Section title={words.keys} id="kunci">
        <p class="log-text">{words.keysText}</p>
        <ul class="log-keys">
          {keys.map((key) => (
            <KeyCard lang={lang} entry={key} now={now} />
          ))}
        </ul>
      </Section>
      <Section title={words.mirror} id="salin">
        <p class="log-text">{words.mirrorText}</p>
        <CopyText
          lang={lang}
          text={`netra ledger mirror ${address} log-netra --key "${newest}"`}
          what={words.mirrorCommand}
        />
        <Disclosure summary={words.addresses}>
          <DefinitionList
            items={[
              { term: words.address.checkpoint, value: <a href={`${logHome}/checkpoint`}>{address}/checkpoint</a> },
              { term: words.address.tiles, value: `${address}/tile/L/N[.p/W]` },
              { term: words.address.entries, value: `${address}/tile/entries/N[.p/W]` },
              { term: words.address.keys, value: <a href={`${logHome}/keys`}>{address}/keys</a> },
            ]}
          />
          <p class="small">{words.address.format}</p>
        </Disclosure>
      </Section>
    </>
  );
};
