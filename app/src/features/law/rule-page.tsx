/** The page of one rule: a row of the decree, a provision of PP 94/2021, or a reading. Everything that is known of it, and what is not. */
import {
  type ActKind,
  allInstruments,
  allProvisions,
  allReadings,
  allRows,
  type Bilingual,
  citationOfRow,
  findProvision,
  findReading,
  findRow,
  findSanctionOption,
  type Provision,
  pppkRoute,
  type Reading,
  type Row,
  type Source,
  successions,
  successorBasis,
  transitionalMedium,
} from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { ButtonLink, ButtonRow, Callout, type PageContext, Section } from '../../ui/index.ts';
import { examplesFor } from './examples.ts';
import { ExampleList } from './examples-list.tsx';
import type { Law } from './law.ts';
import { actNames, levelNames, phaseNames } from './names.ts';
import { openPointsOfProvision, openPointsOfReading, openPointsOfRow } from './open-points.ts';
import { Cites, Facts, LawFrame, type LawPage, LevelTag, Sources, Sure, sentence } from './parts.tsx';
import { lawPath } from './paths.ts';
import { citationWords, instrumentOf, partialDay, periodWords } from './say.ts';
import { lawWords } from './words.ts';

interface RulePageProps extends LawPage {
  readonly law: Law;
}

/** The page of this id, or null when there is no such rule. */
export function RulePage(props: RulePageProps & { readonly id: string }) {
  const row = findRow(props.id);
  if (row !== undefined) return <RowPage {...props} row={row} />;
  const provision = findProvision(props.id);
  if (provision !== undefined) return <ProvisionPage {...props} provision={provision} />;
  const reading = findReading(props.id);
  return reading === undefined ? null : <ReadingPage {...props} reading={reading} />;
}

const RowPage: FC<RulePageProps & { readonly row: Row }> = (props) => {
  const { page, row, law } = props;
  const { lang } = page;
  const words = lawWords(lang);
  const { rule } = words;
  const successors = successorBasis(row.basis);
  const acts = row.applies?.acts ?? [];
  return (
    <LawFrame
      {...props}
      title={`${row.id}. ${acts.map((act) => actNames[act][lang]).join('; ') || words.rule.kinds.row}`}
      lead={sentence(row.act, lang)}
      crumb={row.id}
      description={row.act[lang]}
      about={`${rule.kinds.row} · ${citationWords(citationOfRow(row), lang)} · ${row.part === 'ethics' ? rule.ethics : rule.discipline}`}
    >
      <div class="rule-top">
        <LevelTag lang={lang} level={row.sanction?.level ?? null} />
        <Sure lang={lang} confidence={row.confidence} />
        <span class="small">
          {rule.phase}: {phaseNames[row.phase][lang]}
        </span>
      </div>
      <AskButton page={page} />
      <Section title={rule.basis}>
        <Facts
          items={[
            { term: rule.citation, value: <Cites page={page} texts={[citationOfRow(row)]} /> },
            { term: rule.basis, value: row.basis.length === 0 ? null : <Cites page={page} texts={row.basis} /> },
            { term: rule.successor, value: successors.length === 0 ? null : <Cites page={page} texts={successors} /> },
            { term: rule.phase, value: row.phaseNote === undefined ? null : sentence(row.phaseNote, lang) },
            { term: rule.who, value: row.actorCondition === null ? null : sentence(row.actorCondition, lang) },
            { term: rule.note, value: row.basisNote === undefined ? null : sentence(row.basisNote, lang) },
            {
              term: rule.sure,
              value: (
                <span class="sure-list">
                  <Sure lang={lang} of={rule.sureAct} confidence={row.confidence} />
                  <Sure lang={lang} of={rule.sureBasis} confidence={row.basisConfidence} />
                  <Sure lang={lang} of={rule.sureSanction} confidence={row.sanctionBasisConfidence} />
                </span>
              ),
            },
          ]}
        />
      </Section>
      <Sanction page={page} row={row} />
      {row.conflict === null ? null : (
        <Conflict page={page} sources={row.sources}>
          <p>{sentence(row.conflict, lang)}</p>
          {row.sanction === null ? null : (
            <p>
              <b>{rule.followed(levelNames[row.sanction.level][lang])}</b>
            </p>
          )}
        </Conflict>
      )}
      <Examples page={page} id={row.id} />
      <History
        page={page}
        instrument={row.instrument}
        period={periodWords(row.inForce, true, lang)}
        basis={[...row.basis, ...row.sanctionBasis]}
      />
      {row.practiceNote === undefined ? null : (
        <Section title={rule.practice}>
          <p>{sentence(row.practiceNote, lang)}</p>
        </Section>
      )}
      {row.criminalOverlap === undefined ? null : (
        <Section title={rule.criminal}>
          <ul class="dots">
            {row.criminalOverlap.map((one) => (
              <li>
                <Cites page={page} texts={[`${one.law} ps ${one.article}`]} />: {one.note[lang]}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Unknown page={page} points={openPointsOfRow(row)} />
      <Related page={page} law={law} id={row.id} acts={acts} also={row.related ?? []} />
      <RuleSources page={page} sources={row.sources} />
    </LawFrame>
  );
};

const ProvisionPage: FC<RulePageProps & { readonly provision: Provision }> = (props) => {
  const { page, provision, law } = props;
  const { lang } = page;
  const { rule } = lawWords(lang);
  const acts = [...new Set(provision.applies.flatMap((one) => one.acts))];
  return (
    <LawFrame
      {...props}
      title={`${citationWords(provision.basis.join('; '), lang)}: ${provision.act[lang]}`}
      crumb={provision.id}
      description={provision.act[lang]}
      about={rule.kinds.provision}
    >
      <div class="rule-top">
        <LevelTag lang={lang} level={provision.level} />
        <Sure lang={lang} confidence={provision.confidence} />
      </div>
      <AskButton page={page} />
      <Section title={rule.basis}>
        <Facts
          items={[
            { term: rule.citation, value: <Cites page={page} texts={provision.basis} /> },
            {
              term: rule.levelFrom,
              value:
                provision.sanctionBasis === null ? (
                  rule.noSanction
                ) : (
                  <Cites page={page} texts={[provision.sanctionBasis]} />
                ),
            },
            { term: rule.note, value: provision.note === undefined ? null : sentence(provision.note, lang) },
            {
              term: rule.elucidation,
              value:
                provision.elucidation === undefined ? null : (
                  <>
                    {sentence(provision.elucidation, lang)}{' '}
                    <Sure
                      lang={lang}
                      of={rule.sureElucidation}
                      confidence={provision.elucidationConfidence ?? 'uncertain'}
                    />
                  </>
                ),
            },
          ]}
        />
      </Section>
      <Examples page={page} id={provision.id} />
      <History
        page={page}
        instrument={provision.instrument}
        period={periodWords(provision.inForce, true, lang)}
        basis={provision.basis}
      >
        <li>{lawWords(lang).history.older}</li>
      </History>
      <Unknown page={page} points={openPointsOfProvision(provision)} />
      <Related page={page} law={law} id={provision.id} acts={acts} also={[]} />
      <RuleSources page={page} sources={provision.sources} />
    </LawFrame>
  );
};

const ReadingPage: FC<RulePageProps & { readonly reading: Reading }> = (props) => {
  const { page, reading, law } = props;
  const { lang } = page;
  const { rule } = lawWords(lang);
  const acts = [...new Set(reading.applies.flatMap((one) => one.acts))];
  const positions = reading.positions ?? [];
  return (
    <LawFrame
      {...props}
      title={sentence(reading.says, lang)}
      crumb={reading.id}
      description={reading.says[lang]}
      about={rule.kinds.reading}
    >
      <div class="rule-top">
        <span class={`answer answer-${reading.outcome}`}>{rule.outcomes[reading.outcome]}</span>
        <Sure lang={lang} confidence={reading.confidence} />
      </div>
      <AskButton page={page} />
      <Section title={rule.basis}>
        <Facts items={[{ term: rule.citation, value: <Cites page={page} texts={reading.basis} /> }]} />
      </Section>
      {positions.length === 0 ? null : (
        <Section title={rule.conflict}>
          <p>{rule.conflictLead}</p>
          <div class="positions">
            {positions.map((position, index) => (
              <div class="card">
                <h3>{rule.position(String(index + 1))}</h3>
                <p>{position.says[lang]}</p>
                <Sources lang={lang} sources={position.sources} />
              </div>
            ))}
          </div>
        </Section>
      )}
      <Examples page={page} id={reading.id} />
      <History
        page={page}
        instrument="skb_2022"
        period={periodWords(reading.inForce, true, lang)}
        basis={reading.basis}
      />
      <Unknown page={page} points={openPointsOfReading(reading)} />
      <Related page={page} law={law} id={reading.id} acts={acts.length > 3 ? [] : acts} also={[]} />
      {positions.length > 0 ? null : <RuleSources page={page} sources={[]} basis={reading.basis} />}
    </LawFrame>
  );
};

/** To the self-check. It takes nothing along: which rule somebody read is nobody's business. */
const AskButton: FC<{ readonly page: PageContext }> = ({ page }) => (
  <ButtonRow>
    <ButtonLink href={page.to('/bolehkah')} kind="quiet">
      {lawWords(page.lang).rule.ask}
    </ButtonLink>
  </ButtonRow>
);

const Sanction: FC<{ readonly page: PageContext; readonly row: Row }> = ({ page, row }) => {
  const { lang } = page;
  const { rule } = lawWords(lang);
  if (row.sanction === null) {
    return (
      <Section title={rule.level}>
        <p>{rule.noSanction}</p>
      </Section>
    );
  }
  const { sanction } = row;
  const medium = sanction.level === 'sedang';
  return (
    <Section title={rule.level}>
      <Facts
        items={[
          {
            term: levelNames[sanction.level][lang],
            value: (
              <>
                <ul class="dots">
                  {sanction.options.map((id) => (
                    <li>{findSanctionOption(id)?.label[lang] ?? id}</li>
                  ))}
                </ul>
                <a href={page.to(lawPath.sanctions(sanction.kind))}>{lawWords(lang).sanctions.title}</a>
              </>
            ),
          },
          {
            term: rule.transition,
            value: medium ? (
              <>
                {transitionalMedium.substitutes.map((one) => one.label[lang]).join('; ')}.{' '}
                <a href={page.to(lawPath.sanctions('peralihan'))}>{lawWords(lang).sanctions.transition}</a>
              </>
            ) : null,
          },
          {
            term: rule.levelFrom,
            value: row.sanctionBasis.length === 0 ? null : <Cites page={page} texts={row.sanctionBasis} />,
          },
          {
            term: rule.precondition,
            value: row.sanctionPrecondition === undefined ? null : sentence(row.sanctionPrecondition, lang),
          },
          { term: rule.pppk, value: sanction.level === 'moral' ? null : sentence(pppkRoute.rule, lang) },
        ]}
      />
    </Section>
  );
};

const Conflict: FC<{ readonly page: PageContext; readonly sources: readonly Source[]; readonly children: Child }> = ({
  page,
  sources,
  children,
}) => {
  const { rule } = lawWords(page.lang);
  return (
    <Callout lang={page.lang} kind="warn" title={rule.conflict}>
      <p>{rule.conflictLead}</p>
      {children}
      <p class="small">{rule.sources}:</p>
      <Sources lang={page.lang} sources={sources} />
    </Callout>
  );
};

const Examples: FC<{ readonly page: PageContext; readonly id: string }> = ({ page, id }) => {
  const { rule } = lawWords(page.lang);
  const list = examplesFor(id);
  return (
    <Section title={rule.examples}>
      <p class="part-lead">{list.length === 0 ? rule.noExamples : rule.examplesLead}</p>
      {list.length === 0 ? null : <ExampleList page={page} examples={list} />}
    </Section>
  );
};

interface HistoryProps {
  readonly page: PageContext;
  readonly instrument: string;
  readonly period: string;
  readonly basis: readonly string[];
  readonly children?: Child | undefined;
}

/** Since when it is in force, what stood before it, and which of its articles have been repealed since. */
const History: FC<HistoryProps> = ({ page, instrument, period, basis, children }) => {
  const { lang } = page;
  const words = lawWords(lang);
  const own = allInstruments.find((one) => one.id === instrument);
  const before = allInstruments.filter((one) => one.succeededBy === instrument);
  const repealed = successions.filter((one) => basis.includes(one.cited));
  return (
    <Section title={words.rule.force}>
      <ul class="dots">
        <li>
          <b>{period}</b>
          {own === undefined ? null : (
            <>
              {' '}
              (<a href={page.to(lawPath.instrument(own.id))}>{own.short}</a>: {own.status[lang]})
            </>
          )}
        </li>
        {repealed.map((one) => (
          <li>
            {words.history.cited(
              citationWords(one.cited, lang),
              partialDay(one.from, lang),
              citationWords(one.successors.join('; '), lang),
            )}
          </li>
        ))}
        {before.map((one) => (
          <li>
            <a href={page.to(lawPath.instrument(one.id))}>{words.history.predecessor(one.short).slice(0, -1)}</a> (
            {periodWords(one.inForce, one.date !== undefined, lang)}).
          </li>
        ))}
        {instrument === 'skb_2022' ? <li>{words.history.kasn}</li> : null}
        {children ?? null}
      </ul>
    </Section>
  );
};

const Unknown: FC<{ readonly page: PageContext; readonly points: readonly Bilingual[] }> = ({ page, points }) => {
  const { rule } = lawWords(page.lang);
  return (
    <Section title={rule.unknown}>
      {points.length === 0 ? (
        <p class="part-lead">{rule.nothingOpen}</p>
      ) : (
        <ul class="dots">
          {points.map((point) => (
            <li>{sentence(point, page.lang)}</li>
          ))}
        </ul>
      )}
    </Section>
  );
};

interface RelatedProps {
  readonly page: PageContext;
  readonly law: Law;
  readonly id: string;
  readonly acts: readonly ActKind[];
  /** Citations of instruments that speak of the same. */
  readonly also: readonly string[];
}

/** Rules about the same acts, instruments that are named beside it, and the questions that speak of it. */
const Related: FC<RelatedProps> = ({ page, law, id, acts, also }) => {
  const { lang } = page;
  const { rule } = lawWords(lang);
  const about = (kinds: readonly ActKind[]): boolean => kinds.length <= 3 && kinds.some((kind) => acts.includes(kind));
  const rules = [
    ...allRows
      .filter((one) => about(one.applies?.acts ?? []))
      .map((one) => ({ id: one.id, label: `${one.id}: ${one.act[lang]}` })),
    ...allProvisions
      .filter((one) => one.applies.some((application) => about(application.acts)))
      .map((one) => ({ id: one.id, label: `${citationWords(one.basis.join('; '), lang)}: ${one.act[lang]}` })),
    ...allReadings
      .filter((one) => one.applies.some((application) => about(application.acts)))
      .map((one) => ({ id: one.id, label: one.says[lang] })),
  ].filter((one) => one.id !== id);
  const questions = law.edgeCases.filter((one) => one.rules.some((ruleId) => ruleId === id));
  return (
    <>
      {rules.length + also.length === 0 ? null : (
        <Section title={rule.related}>
          <ul class="dots">
            {also.map((text) => {
              const instrument = instrumentOf(text);
              return (
                <li>
                  {instrument === undefined ? text : <a href={page.to(lawPath.instrument(instrument))}>{text}</a>}
                </li>
              );
            })}
            {rules.map((one) => (
              <li>
                <a href={page.to(lawPath.rule(one.id))}>{one.label}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {questions.length === 0 ? null : (
        <Section title={rule.questions}>
          <ul class="dots">
            {questions.map((one) => (
              <li>
                <a href={page.to(lawPath.edge(one.id))}>{one.question[lang]}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <p class="small">
        {acts.length === 0 ? null : `${rule.acts}: ${acts.map((act) => actNames[act][lang].toLowerCase()).join('; ')}.`}
      </p>
    </>
  );
};

const RuleSources: FC<{
  readonly page: PageContext;
  readonly sources: readonly Source[];
  readonly basis?: readonly string[] | undefined;
}> = ({ page, sources, basis }) => {
  const { rule } = lawWords(page.lang);
  return (
    <Section title={rule.sources}>
      <p class="part-lead">{rule.sourcesLead}</p>
      {basis === undefined ? (
        <Sources lang={page.lang} sources={sources} />
      ) : (
        <p>
          <Cites page={page} texts={basis} />
        </p>
      )}
    </Section>
  );
};
