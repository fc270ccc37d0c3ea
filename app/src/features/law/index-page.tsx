/** The index of the law: search, the day in force, and everything there is, each with its own address. */
import {
  addDays,
  allInstruments,
  allProcedures,
  allProvisions,
  allReadings,
  allRows,
  allSanctionKinds,
  type IsoDay,
  inForceOn,
  phaseOf,
} from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Callout,
  Disclosure,
  EmptyState,
  type FieldError,
  Icon,
  PageHeading,
  PublicLayout,
  Section,
  Table,
} from '../../ui/index.ts';
import { ActsTable } from './acts-table.tsx';
import { changesSince, type LawItem, lawItems } from './items.ts';
import { Kept, type Shelf } from './kept.tsx';
import type { Law } from './law.ts';
import { answerNames, levelNames, phaseNames } from './names.ts';
import { LawFoot, type LawPage, LevelTag, Sure, sentence } from './parts.tsx';
import { lawPath } from './paths.ts';
import { citationWords, decreeWords, fullDay, isExact, partialDay, periodWords, sinceWords } from './say.ts';
import { Timeline } from './timeline.tsx';
import { lawWords } from './words.ts';

/** What was asked of the index. */
export interface Asked {
  readonly query: string;
  /** As typed. */
  readonly day: string;
}

export interface IndexPageProps extends LawPage {
  readonly law: Law;
  readonly shelf: Shelf;
  readonly today: IsoDay;
  readonly asked: Asked;
  /** Set when a search was made. */
  readonly results?: readonly LawItem[] | undefined;
  /** Set when a day was asked for that exists. */
  readonly on?: IsoDay | undefined;
  readonly errors?: readonly FieldError[] | undefined;
}

export const IndexPage: FC<IndexPageProps> = (props) => {
  const { page, results, on, today } = props;
  const words = lawWords(page.lang);
  const title = on === undefined ? words.title : words.on.heading(partialDay(on, page.lang));
  return (
    <PublicLayout page={page} title={title} description={words.description} errors={props.errors}>
      <PageHeading title={words.heading} lead={words.lead} />
      <Finders {...props} />
      {results === undefined ? (
        <>
          <Callout lang={page.lang} kind="warn">
            <p>{words.notRead}</p>
          </Callout>
          <Kept
            shelf={props.shelf}
            name={`index ${page.lang} ${today} ${on ?? ''}`}
            draw={() => (
              <>
                {on === undefined ? <Contents {...props} /> : <OnDay {...props} on={on} />}
                <Everything {...props} day={on ?? today} filtered={on !== undefined} />
              </>
            )}
          />
        </>
      ) : (
        <Results page={page} asked={props.asked} results={results} />
      )}
      <p class="small">{words.lawyers}</p>
      <LawFoot {...props} />
    </PublicLayout>
  );
};

/** Both forms send with GET and work without a script; what was asked can be shared and gone back to. */
export const Finders: FC<Pick<IndexPageProps, 'page' | 'asked' | 'errors'>> = ({ page, asked, errors }) => {
  const words = lawWords(page.lang);
  const wrong = errors?.[0]?.message;
  return (
    <div class="finders">
      <search>
        <form class="finder" method="get" action={page.to(lawPath.index())}>
          <label class="label" for="f-cari">
            {words.search.label}
          </label>
          <p class="hint" id="f-cari-hint">
            {words.search.hint}
          </p>
          <div class="finder-line">
            <input
              class="input"
              type="search"
              id="f-cari"
              name="cari"
              value={asked.query}
              maxlength={200}
              aria-describedby="f-cari-hint"
              data-search
            />
            <button class="btn" type="submit">
              <Icon name="search" />
              {words.search.button}
            </button>
          </div>
        </form>
      </search>
      <form class="finder" method="get" action={page.to(lawPath.index())} novalidate>
        <label class="label" for="f-pada">
          {words.on.label}
        </label>
        <p class="hint" id="f-pada-hint">
          {words.on.hint}
        </p>
        {wrong === undefined ? null : (
          <p class="field-error" id="f-pada-error">
            <Icon name="warn" />
            {wrong}
          </p>
        )}
        <div class="finder-line">
          <input
            class="input"
            type="date"
            id="f-pada"
            name="pada"
            value={asked.day}
            aria-describedby={wrong === undefined ? 'f-pada-hint' : 'f-pada-hint f-pada-error'}
            aria-invalid={wrong === undefined ? undefined : 'true'}
          />
          <button class="btn quiet" type="submit">
            {words.on.button}
          </button>
        </div>
      </form>
    </div>
  );
};

export const Results: FC<Pick<IndexPageProps, 'page' | 'asked'> & { readonly results: readonly LawItem[] }> = ({
  page,
  asked,
  results,
}) => {
  const { lang } = page;
  const words = lawWords(lang).search;
  const back = (
    <p>
      <a href={page.to(lawPath.index())}>{words.all}</a>
    </p>
  );
  if (results.length === 0) {
    return (
      <>
        <EmptyState title={words.none(asked.query)}>
          <p>{words.noneHint}</p>
        </EmptyState>
        {back}
      </>
    );
  }
  return (
    <Section title={words.results(asked.query, formatNumber(results.length, lang))}>
      <ol class="hits">
        {results.map((item) => (
          <li>
            <a href={page.to(item.path)}>{sentence(item.title, lang)}</a>
            <p class="small">
              {kindName(item, lang)}
              {item.citation === '' || item.kind === 'question'
                ? null
                : ` · ${decreeWords(citationWords(item.citation, lang), lang)}`}
            </p>
            <p class="small">
              <Sure lang={lang} confidence={item.confidence} />
            </p>
          </li>
        ))}
      </ol>
      {back}
    </Section>
  );
};

function kindName(item: LawItem, lang: 'id' | 'en'): string {
  const words = lawWords(lang);
  switch (item.kind) {
    case 'row':
    case 'provision':
    case 'reading':
      return item.kind === 'row' ? `${words.rule.kinds.row} ${item.name}` : words.rule.kinds[item.kind];
    case 'instrument':
      return words.instruments.title;
    case 'procedure':
    case 'step':
      return words.procedures.title;
    case 'sanction':
      return words.sanctions.title;
    case 'election':
      return words.elections.title;
    case 'calendar':
      return words.calendar.section;
    case 'body':
      return words.bodies.title;
    case 'question':
      return words.questions.title;
  }
}

const sections = [
  'perbuatan',
  'pp94',
  'bacaan',
  'tanya',
  'prosedur',
  'sanksi',
  'instrumen',
  'pemilu',
  'kalender',
  'lembaga',
] as const;

const Contents: FC<IndexPageProps> = ({ page }) => {
  const words = lawWords(page.lang);
  const names: Record<(typeof sections)[number], string> = {
    perbuatan: words.acts.title,
    pp94: words.pp94.heading,
    bacaan: words.readings.title,
    tanya: words.questions.title,
    prosedur: words.procedures.title,
    sanksi: words.sanctions.title,
    instrumen: words.instruments.title,
    pemilu: words.elections.title,
    kalender: words.calendar.section,
    lembaga: words.bodies.title,
  };
  return (
    <nav class="law-contents" aria-label={words.contents}>
      <ul>
        {sections.map((id) => (
          <li>
            <a href={`#${id}`}>{names[id]}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
};

/** What changed between the day asked for and today, newest first. */
const OnDay: FC<IndexPageProps & { readonly on: IsoDay }> = ({ page, law, on, today }) => {
  const { lang } = page;
  const words = lawWords(lang).on;
  const changes = changesSince(lawItems(law), on, today, (day) => addDays(day, 1));
  return (
    <Section title={words.heading(fullDay(on, lang))} aside={<a href={page.to(lawPath.index())}>{words.today}</a>}>
      {on > today ? <p>{words.ahead}</p> : null}
      {on < '2022-09-22' ? <p>{words.before}</p> : null}
      <p>
        {law.elections
          .filter((election) => election.votingOn >= on && election.campaign.from <= addDays(on, 400))
          .map((election) => {
            const phase = phaseOf(election, undefined, on);
            return (
              <span class="chip">
                {words.phase(election.name[lang], phase === undefined ? '–' : phaseNames[phase][lang])}
              </span>
            );
          })}
      </p>
      <h3>{words.changed}</h3>
      {changes.length === 0 ? (
        <p>{words.unchanged}</p>
      ) : (
        <ol class="changes">
          {changes.map((change) => (
            <li>
              <span class="num">{sinceWords(change.on, change.exact, lang)}</span>
              <span>
                <a href={page.to(change.item.path)}>
                  {change.item.kind === 'instrument' ? change.item.name : change.item.title[lang]}
                </a>{' '}
                {change.what === 'began' ? words.began : words.ended}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
};

interface EverythingProps extends IndexPageProps {
  readonly day: IsoDay;
  readonly filtered: boolean;
}

const Everything: FC<EverythingProps> = (props) => {
  const { page, law, day, filtered, today } = props;
  const { lang } = page;
  const words = lawWords(lang);
  const counts = <T extends { readonly inForce: Parameters<typeof inForceOn>[0] }>(list: readonly T[]): readonly T[] =>
    filtered ? list.filter((one) => inForceOn(one.inForce, day)) : list;
  const rows = counts(allRows);
  const provisions = counts(allProvisions);
  const readings = counts(allReadings);
  const procedures = counts(allProcedures);
  const nothing = <p class="small">{words.on.none}</p>;
  return (
    <>
      <Part id="perbuatan" title={words.acts.title} lead={words.acts.lead} empty={rows.length === 0} nothing={nothing}>
        <ActsTable page={page} rows={rows} />
        <p class="small">
          <a href={page.to(lawPath.rule('B13'))}>B13</a>: {words.acts.note}
        </p>
      </Part>
      <Part id="pp94" title={words.pp94.title} lead={words.pp94.lead} empty={provisions.length === 0} nothing={nothing}>
        <Table
          caption={words.pp94.heading}
          columns={[
            {
              label: words.pp94.number,
              head: true,
              cell: (one) => (
                <a class="row-id" href={page.to(lawPath.rule(one.id))}>
                  {one.number}
                </a>
              ),
            },
            { label: words.pp94.manner, cell: (one) => sentence(one.act, lang) },
            { label: words.pp94.level, cell: (one) => <LevelTag lang={lang} level={one.level} /> },
          ]}
          rows={provisions}
          empty={null}
        />
      </Part>
      <Part
        id="bacaan"
        title={words.readings.title}
        lead={words.readings.lead}
        empty={readings.length === 0}
        nothing={nothing}
      >
        <ul class="answers">
          {readings.map((one) => (
            <li>
              <span class={`answer answer-${one.outcome}`}>{words.rule.outcomes[one.outcome]}</span>
              <a href={page.to(lawPath.rule(one.id))}>{one.says[lang]}</a>
            </li>
          ))}
        </ul>
      </Part>
      <Part id="tanya" title={words.questions.title} lead={words.questions.lead} empty={false} nothing={nothing}>
        <ul class="answers">
          {law.edgeCases.slice(0, 8).map((one) => (
            <li>
              <span class={`answer answer-${one.answer}`}>{answerNames[one.answer][lang]}</span>
              <a href={page.to(lawPath.edge(one.id))}>{one.question[lang]}</a>
            </li>
          ))}
        </ul>
        <p>
          <a href={page.to(lawPath.questions())}>{words.questions.all(formatNumber(law.edgeCases.length, lang))}</a>
        </p>
      </Part>
      <Part
        id="prosedur"
        title={words.procedures.title}
        lead={words.procedures.lead}
        empty={procedures.length === 0}
        nothing={nothing}
      >
        <ul class="cards-list">
          {procedures.map((one) => (
            <li>
              <a href={page.to(lawPath.procedure(one.id))}>{one.title[lang]}</a>
              <p class="small">
                {periodWords(one.inForce, one.inForce.from?.endsWith('-01') !== true, lang)} ·{' '}
                {one.steps.length === 0
                  ? words.procedures.noSteps
                  : words.procedures.steps(formatNumber(one.steps.length, lang))}
              </p>
            </li>
          ))}
        </ul>
      </Part>
      <Part id="sanksi" title={words.sanctions.title} lead={words.sanctions.lead} empty={false} nothing={nothing}>
        <ul class="cards-list">
          {allSanctionKinds.map((kind) => (
            <li>
              <a href={page.to(lawPath.sanctions(kind.id))}>{sentence(levelNames[kind.level], lang).slice(0, -1)}</a>
              <p class="small">{kind.options.map((option) => option.label[lang]).join('; ')}</p>
            </li>
          ))}
          <li>
            <a href={page.to(lawPath.sanctions('peralihan'))}>{words.sanctions.transition}</a>
          </li>
          <li>
            <a href={page.to(lawPath.sanctions('pppk'))}>{words.sanctions.pppk}</a>
          </li>
        </ul>
      </Part>
      <Part
        id="instrumen"
        title={words.instruments.title}
        lead={words.instruments.lead}
        empty={false}
        nothing={nothing}
      >
        <Timeline page={page} today={today} />
        <Disclosure summary={words.instruments.count(formatNumber(allInstruments.length, lang))} open={filtered}>
          <Instruments {...props} />
        </Disclosure>
      </Part>
      <div class="thirds">
        <Part id="pemilu" title={words.elections.title} empty={false} nothing={nothing}>
          <ul class="plain-list">
            {law.elections.map((one) => (
              <li>
                <a href={page.to(lawPath.election(one.id))}>{one.name[lang]}</a>
                <small>{words.elections.votingOn(partialDay(one.votingOn, lang))}</small>
              </li>
            ))}
          </ul>
        </Part>
        <Part id="kalender" title={words.calendar.section} empty={false} nothing={nothing}>
          <ul class="plain-list">
            {law.years.map((one) => (
              <li>
                <a href={page.to(lawPath.calendar(one.year))}>{words.calendar.title(one.year)}</a>
              </li>
            ))}
          </ul>
        </Part>
        <Part id="lembaga" title={words.bodies.title} empty={false} nothing={nothing}>
          <p>{words.bodies.lead}</p>
          <p>
            <a href={page.to(lawPath.bodies())}>{words.bodies.title}</a>
          </p>
        </Part>
      </div>
    </>
  );
};

const Part: FC<{
  readonly id: string;
  readonly title: string;
  readonly lead?: string | undefined;
  readonly empty: boolean;
  readonly nothing: Child;
  readonly children: Child;
}> = ({ id, title, lead, empty, nothing, children }) => (
  <Section id={id} title={title}>
    {lead === undefined ? null : <p class="part-lead">{lead}</p>}
    {empty ? nothing : children}
  </Section>
);

const Instruments: FC<EverythingProps> = ({ page, day, filtered }) => {
  const { lang } = page;
  const words = lawWords(lang).instruments;
  const list = filtered ? allInstruments.filter((one) => inForceOn(one.inForce, day)) : allInstruments;
  const nameOf = (id: string): string => allInstruments.find((one) => one.id === id)?.short ?? id;
  return (
    <Table
      caption={words.all}
      columns={[
        {
          label: words.name,
          head: true,
          cell: (one) => (
            <>
              <a href={page.to(lawPath.instrument(one.id))}>{one.short}</a>
              <small>{one.title[lang]}</small>
            </>
          ),
        },
        {
          label: words.inForce,
          cell: (one) => <span class="num">{periodWords(one.inForce, isExact(one), lang)}</span>,
        },
        {
          label: words.status,
          cell: (one) => (
            <>
              {one.status[lang]}
              {one.succeededBy === undefined ? null : (
                <small>
                  → <a href={page.to(lawPath.instrument(one.succeededBy))}>{nameOf(one.succeededBy)}</a>
                </small>
              )}
            </>
          ),
        },
      ]}
      rows={list}
      empty={null}
    />
  );
};
