/** Questions at the edge of the rules: the list, and the page of each. */
import { findInstrument, findProvision, findReading, findRow } from '@netra/rulebook';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { ButtonLink, ButtonRow, Callout, Pagination, Section } from '../../ui/index.ts';
import { Answer, FactLine } from './examples-list.tsx';
import type { Law } from './law.ts';
import { answerNames } from './names.ts';
import { LawFrame, type LawPage, Sources, Sure, sentence } from './parts.tsx';
import { lawPath } from './paths.ts';
import { citationWords } from './say.ts';
import { lawWords } from './words.ts';

export function QuestionsPage(props: LawPage & { readonly law: Law }) {
  const { page, law } = props;
  const { lang } = page;
  const words = lawWords(lang).questions;
  return (
    <LawFrame {...props} title={words.title} lead={words.lead}>
      <ol class="answers answers-numbered">
        {law.edgeCases.map((one) => (
          <li>
            <span class={`answer answer-${one.answer}`}>{answerNames[one.answer][lang]}</span>
            <a href={page.to(lawPath.edge(one.id))}>{one.question[lang]}</a>
          </li>
        ))}
      </ol>
    </LawFrame>
  );
}

/** The page of this question, or null when there is none. */
export function QuestionPage(props: LawPage & { readonly law: Law; readonly id: string }) {
  const { page, law, id } = props;
  const { lang } = page;
  const at = law.edgeCases.findIndex((one) => one.id === id);
  const one = law.edgeCases[at];
  if (one === undefined) return null;
  const words = lawWords(lang);
  const older = law.edgeCases[at - 1];
  const newer = law.edgeCases[at + 1];
  return (
    <LawFrame
      {...props}
      title={one.question[lang]}
      crumbs={[{ label: words.questions.title, href: page.to(lawPath.questions()) }]}
      crumb={formatNumber(at + 1, lang)}
      description={one.says[lang]}
    >
      <div class="rule-top">
        <span class={`answer answer-${one.answer}`}>{answerNames[one.answer][lang]}</span>
        <Sure lang={lang} confidence={one.confidence} />
      </div>
      <p class="lead">{sentence(one.says, lang)}</p>
      {one.dependsOn === undefined ? null : (
        <p>
          <b>{words.questions.depends}:</b> {one.dependsOn[lang]}.
        </p>
      )}
      {one.safe === undefined ? null : (
        <Callout lang={lang} title={words.questions.safe}>
          <p>{sentence(one.safe, lang)}</p>
        </Callout>
      )}
      {one.note === undefined ? null : (
        <Callout lang={lang} kind="warn" title={words.questions.difference}>
          <p>{sentence(one.note, lang)}</p>
        </Callout>
      )}
      <Section title={words.questions.rules}>
        <ul class="dots">
          {one.rules.map((rule) => (
            <li>
              <a href={page.to(lawPath.rule(rule))}>{ruleLabel(rule, lang)}</a>
            </li>
          ))}
          {(one.instruments ?? []).map((instrument) => (
            <li>
              <a href={page.to(lawPath.instrument(instrument))}>{findInstrument(instrument)?.short ?? instrument}</a>
            </li>
          ))}
        </ul>
      </Section>
      {one.examples === undefined || one.examples.length === 0 ? null : (
        <Section title={words.questions.examples}>
          <ol class="examples">
            {one.examples.map((example) => (
              <li class="example">
                <FactLine lang={lang} facts={example.facts} />
                <p>
                  <Answer
                    page={page}
                    outcome={example.outcome}
                    rules={[...(example.rows ?? []), ...(example.provisions ?? [])]}
                  />
                </p>
              </li>
            ))}
          </ol>
        </Section>
      )}
      <Section title={words.rule.sources}>
        <p class="part-lead">{words.rule.sourcesLead}</p>
        <Sources lang={lang} sources={one.sources} />
      </Section>
      <ButtonRow>
        <ButtonLink href={page.to('/bolehkah')} kind="quiet">
          {words.rule.ask}
        </ButtonLink>
      </ButtonRow>
      <Pagination
        lang={lang}
        previous={older === undefined ? null : page.to(lawPath.edge(older.id))}
        next={newer === undefined ? null : page.to(lawPath.edge(newer.id))}
      />
    </LawFrame>
  );
}

function ruleLabel(id: string, lang: Language): string {
  const row = findRow(id);
  if (row !== undefined) return `${row.id}: ${row.act[lang]}`;
  const provision = findProvision(id);
  if (provision !== undefined) return `${citationWords(provision.basis.join('; '), lang)}: ${provision.act[lang]}`;
  return findReading(id)?.says[lang] ?? id;
}
