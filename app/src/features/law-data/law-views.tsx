/** How the page of the added law looks. */
import { findStep } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  ButtonLink,
  ButtonRow,
  Callout,
  DeskLayout,
  Disclosure,
  EmptyState,
  NatureTag,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Table,
  Tag,
} from '../../ui/index.ts';
import type { LawOverview, Recorded } from './law-read.ts';
import { lawDataWords } from './words.ts';

export const lawHome = '/kantor/hukum';
export const importBase = `${lawHome}/impor`;

export interface LawPageProps {
  readonly page: PageContext;
  readonly law: LawOverview;
  readonly mayChange: boolean;
  readonly trouble: string | null;
  readonly version: { readonly rulebook: string; readonly data: string; readonly revision: number };
  /** What was just done: in words of ours and what came of it. */
  readonly done: { readonly title: string; readonly says: string | null } | null;
}

export const LawPage: FC<LawPageProps> = ({ page, law, mayChange, trouble, version, done }) => {
  const { lang } = page;
  const words = lawDataWords(lang);
  return (
    <DeskLayout
      page={page}
      title={words.title}
      notice={
        done === null ? undefined : (
          <Notice lang={lang} title={done.title}>
            {done.says === null ? null : <p>{done.says}</p>}
          </Notice>
        )
      }
    >
      <PageHeading
        title={words.title}
        lead={words.lead}
        about={words.version(version.rulebook, version.data, formatNumber(version.revision, lang))}
      />
      {trouble === null ? null : (
        <Callout lang={lang} kind="danger" title={words.trouble}>
          <p>{words.troubleText}</p>
          <p>
            <code>{trouble.slice(0, 300)}</code>
          </p>
          {mayChange ? (
            <ul>
              {law.unusable.map((one) => (
                <li>
                  <a href={page.to(`${importBase}/lihat/${one.addition.importId}`)}>{one.addition.key}</a>
                </li>
              ))}
            </ul>
          ) : null}
        </Callout>
      )}
      {mayChange ? (
        <ButtonRow>
          <ButtonLink href={page.to(importBase)}>{words.importFile}</ButtonLink>
          <ButtonLink href={page.to(`${lawHome}/tambah/keputusan`)} kind="quiet">
            {words.addDecree}
          </ButtonLink>
          <ButtonLink href={page.to(`${lawHome}/tambah/pemilihan`)} kind="quiet">
            {words.addElection}
          </ButtonLink>
          <ButtonLink href={page.to(`${lawHome}/tambah/batas`)} kind="quiet">
            {words.addOverride}
          </ButtonLink>
        </ButtonRow>
      ) : (
        <p class="small">{words.lookOnly}</p>
      )}
      <Decrees page={page} law={law} mayChange={mayChange} />
      <Elections page={page} law={law} mayChange={mayChange} />
      <Overrides page={page} law={law} mayChange={mayChange} />
      <Section title={words.history}>
        {law.history.length === 0 ? (
          <p class="small">{words.historyNone}</p>
        ) : (
          <Disclosure summary={`${words.history} (${formatNumber(law.history.length, lang)})`}>
            <ul class="stack stack-tight">
              {law.history.map((one) => (
                <li>
                  {one.addition.key} <Origin page={page} recorded={one} mayChange={false} />
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
      </Section>
    </DeskLayout>
  );
};

interface Part {
  readonly page: PageContext;
  readonly law: LawOverview;
  readonly mayChange: boolean;
}

/* Where it comes from: publisher and date, how sure, who noted it when. For what is built in: that it is. */
const Origin: FC<{ readonly page: PageContext; readonly recorded: Recorded | null; readonly mayChange: boolean }> = ({
  page,
  recorded,
  mayChange,
}) => {
  const { lang } = page;
  const words = lawDataWords(lang);
  if (recorded === null) return <span class="small">{words.builtIn}</span>;
  const { addition, by } = recorded;
  const source =
    addition.sourceOn === null
      ? addition.publisher
      : `${addition.publisher}, ${formatDay(addition.sourceOn, lang, 'medium')}`;
  return (
    <span class="small">
      {source} · {sureWord(words, addition.confidence)}
      <br />
      {by} · {formatInstant(addition.createdAt, 'WIB', lang, 'medium')}
      {mayChange ? (
        <>
          <br />
          <a href={page.to(`${importBase}/lihat/${addition.importId}/tarik`)}>
            {words.withdraw}
            <span class="visually-hidden"> {addition.key}</span>
          </a>
        </>
      ) : null}
    </span>
  );
};

function sureWord(words: ReturnType<typeof lawDataWords>, confidence: string): string {
  return confidence === 'seen' || confidence === 'seen-3p' || confidence === 'recalled'
    ? words.sure[confidence]
    : words.sure.uncertain;
}

const Decrees: FC<Part> = ({ page, law, mayChange }) => {
  const words = lawDataWords(page.lang);
  const rows = law.years.flatMap(({ year, decrees }) => decrees.map((line, at) => ({ year, line, first: at === 0 })));
  return (
    <Section title={words.decrees} id="keputusan">
      <p class="small">{words.decreesLead}</p>
      <Table
        caption={words.decrees}
        captionHidden
        rows={rows}
        empty=""
        columns={[
          { label: words.year, head: true, cell: ({ year }) => year },
          {
            label: words.decree,
            cell: ({ line: { decree } }): Child => (
              <>
                {decree.decree}
                {decree.of === undefined ? null : (
                  <>
                    <br />
                    <span class="small">
                      {decree.does === 'replaces' ? words.replaces(decree.of) : words.amends(decree.of)}
                    </span>
                  </>
                )}
                {decree.counts ? null : (
                  <>
                    {' '}
                    <Tag>{words.gone}</Tag>
                  </>
                )}
              </>
            ),
          },
          {
            label: words.source,
            cell: ({ line }) => <Origin page={page} recorded={line.recorded} mayChange={mayChange} />,
          },
        ]}
      />
    </Section>
  );
};

const Elections: FC<Part> = ({ page, law, mayChange }) => {
  const { lang } = page;
  const words = lawDataWords(lang);
  return (
    <Section title={words.elections} id="pemilihan">
      <Table
        caption={words.elections}
        captionHidden
        rows={law.elections}
        empty=""
        columns={[
          {
            label: words.election,
            head: true,
            cell: ({ election }) => (
              <>
                {election.name[lang]}
                <small>{election.id}</small>
              </>
            ),
          },
          {
            label: words.determined,
            cell: ({ election }) => (
              <>
                {election.contests.map((contest) => (
                  <div>
                    {contest.name[lang]}: {formatDay(contest.determinedOn, lang, 'medium')}
                  </div>
                ))}
              </>
            ),
          },
          { label: words.voting, cell: ({ election }) => formatDay(election.votingOn, lang, 'medium') },
          {
            label: words.source,
            cell: ({ recorded }) => <Origin page={page} recorded={recorded} mayChange={mayChange} />,
          },
        ]}
      />
    </Section>
  );
};

const Overrides: FC<Part> = ({ page, law, mayChange }) => {
  const { lang } = page;
  const words = lawDataWords(lang);
  return (
    <Section title={words.overrides} id="batas">
      <Table
        caption={words.overrides}
        captionHidden
        rows={law.overrides}
        empty={
          <EmptyState title={words.overridesEmpty}>
            <p>{words.overridesEmptyText}</p>
          </EmptyState>
        }
        columns={[
          {
            label: words.step,
            head: true,
            cell: ({ override }) => (
              <>
                {findStep(override.procedure, override.step)?.name[lang] ?? override.step}
                <small>
                  {override.procedure}/{override.step}
                </small>
              </>
            ),
          },
          {
            label: words.limit,
            cell: ({ override }) => {
              const days = formatNumber(Math.abs(override.limit), lang);
              return (
                <>
                  {override.unit === 'working_day' ? words.workingDays(days) : words.calendarDays(days)}{' '}
                  <NatureTag lang={lang} nature={override.nature} />
                  <br />
                  <span class="small">
                    {override.basis}. {override.reason[lang]}
                  </span>
                </>
              );
            },
          },
          { label: words.office, cell: ({ override }) => override.office ?? words.everyOffice },
          {
            label: words.inForce,
            cell: ({ override }) => {
              const from = override.inForce.from === undefined ? '' : formatDay(override.inForce.from, lang, 'medium');
              return override.inForce.until === undefined
                ? words.since(from)
                : `${from} – ${formatDay(override.inForce.until, lang, 'medium')}`;
            },
          },
          {
            label: words.source,
            cell: ({ recorded }) => <Origin page={page} recorded={recorded} mayChange={mayChange} />,
          },
        ]}
      />
    </Section>
  );
};
