/** "What if a fact were another?": the facts of a case as a form that stores nothing, and the finding before and after side by side. */
import { actKinds, actorStatuses, explain, factQuestions, type Rulebook } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Button,
  ButtonRow,
  DateField,
  Disclosure,
  dateParts,
  errorFor,
  Form,
  type PageContext,
  Section,
  Select,
} from '../../ui/index.ts';
import type { CaseFindings } from './case-findings.ts';
import type { CaseView } from './case-read-model.ts';
import { actName } from './desk-names.ts';
import { deskWords } from './desk-words.ts';
import { compareFindings, findingOf, type StoredFinding } from './finding.ts';
import { differenceLines, FindingSide, factName } from './finding-parts.tsx';
import { findingWords } from './finding-words.ts';
import {
  answersOf,
  decidingHere,
  type Tried,
  type TriedFact,
  type TriedValues,
  triedFacts,
  valuesOf,
} from './what-if.ts';

/** What was sent of the form: its result, or what is wrong with it. */
export interface Trial {
  readonly typed: Typed;
  readonly tried: Tried | null;
  readonly errors: readonly FieldError[];
}

export const WhatIfPanel: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly found: CaseFindings;
  readonly rulebook: Rulebook;
  readonly trial: Trial | null;
}> = ({ page, view, found, rulebook, trial }) => {
  const { lang } = page;
  const words = findingWords(lang).tryOut;
  return (
    <Section id="coba" title={words.title}>
      <p class="small">
        <b>{words.only}</b> {trial === null ? words.intro : ''}
      </p>
      {trial?.tried == null ? null : (
        <TrialResult page={page} view={view} found={found} rulebook={rulebook} tried={trial.tried} />
      )}
      <Disclosure summary={words.facts} open={trial !== null}>
        <TrialForm page={page} view={view} found={found} rulebook={rulebook} trial={trial} />
      </Disclosure>
    </Section>
  );
};

const TrialForm: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly found: CaseFindings;
  readonly rulebook: Rulebook;
  readonly trial: Trial | null;
}> = ({ page, view, found, rulebook, trial }) => {
  const { lang } = page;
  const words = findingWords(lang).tryOut;
  const stored = valuesOf(found.facts);
  const value = (name: string, kept: string): string => (trial === null ? kept : typedText(trial.typed, name));
  const errors = trial?.errors ?? [];
  const deciding = decidingHere(found, rulebook);
  const first = triedFacts.filter((fact) => deciding.has(fact) || value(fact, stored.facts[fact]) !== '');
  const others = triedFacts.filter((fact) => !first.includes(fact));
  const ask = (fact: TriedFact): Child => (
    <Select
      lang={lang}
      name={fact}
      label={factQuestions[fact][lang]}
      value={value(fact, stored.facts[fact])}
      error={errorFor(errors, fact) ?? errorFor(errors, fact.replace('.', '-'))}
      empty={words.unknown}
      options={answersOf(fact).map((answer) => ({ value: answer, label: answerName(fact, answer, lang) }))}
    />
  );
  const day =
    trial === null
      ? dateParts(stored.on)
      : {
          day: typedText(trial.typed, 'on_day'),
          month: typedText(trial.typed, 'on_month'),
          year: typedText(trial.typed, 'on_year'),
        };
  return (
    <Form page={page} action={`/perkara/${view.number}/coba#coba`}>
      <div class="try-facts">
        <Select
          lang={lang}
          name="kind"
          label={words.kind}
          value={value('kind', stored.kind)}
          error={errorFor(errors, 'kind')}
          empty={false}
          options={actKinds.map((kind) => ({ value: kind, label: actName(kind, lang) }))}
        />
        <Select
          lang={lang}
          name="status"
          label={words.status}
          value={value('status', stored.status)}
          error={errorFor(errors, 'status')}
          empty={false}
          options={actorStatuses.map((status) => ({ value: status, label: deskWords(lang).accusedStatus[status] }))}
        />
      </div>
      <DateField lang={lang} name="on" label={words.on} value={day} error={errorFor(errors, 'on')} />
      {first.length === 0 ? null : <div class="try-facts">{first.map(ask)}</div>}
      {others.length === 0 ? null : (
        <Disclosure summary={words.others} open={first.length === 0}>
          <div class="try-facts">{others.map(ask)}</div>
        </Disclosure>
      )}
      <ButtonRow>
        <Button kind="quiet">{words.show}</Button>
        {trial === null ? null : <a href={page.to(`/perkara/${view.number}#coba`)}>{words.back}</a>}
      </ButtonRow>
    </Form>
  );
};

/** Both findings, what changes between them, and why. The reading position moves here, so that it is the next thing said. */
const TrialResult: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly found: CaseFindings;
  readonly rulebook: Rulebook;
  readonly tried: Tried;
}> = ({ page, found, rulebook, tried }) => {
  const { lang } = page;
  const words = findingWords(lang).tryOut;
  const before = findingNow(found, rulebook);
  const after = findingOf({ ...tried.facts }, tried.answer, rulebook);
  const changed = changedFacts(valuesOf(found.facts), tried.values, lang);
  const differences = differenceLines(compareFindings(before, after), lang);
  const told = explain(tried.answer, lang, tried.facts, rulebook);
  return (
    <section class="try-result" tabindex={-1} data-focus aria-labelledby="coba-hasil">
      <h3 id="coba-hasil">{words.what}</h3>
      {changed.length === 0 ? (
        <p>{words.nothingChanged}</p>
      ) : differences.length === 0 ? (
        <p>{words.same}</p>
      ) : (
        <ul class="bullets">
          {differences.map((line) => (
            <li>{line}</li>
          ))}
        </ul>
      )}
      <div class="sides">
        <FindingSide page={page} title={words.before} finding={before} other={after} mark="gone" />
        <FindingSide page={page} title={words.after} finding={after} other={before} mark="fresh" />
      </div>
      {changed.length === 0 ? null : (
        <div>
          <h4>{words.changedFacts}</h4>
          <ul class="bullets">
            {changed.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {told.why.length === 0 ? null : (
        <Disclosure summary={words.why} open>
          <ul class="bullets">
            {told.why.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
};

/** What the rulebook finds in the facts as they are. */
function findingNow(found: CaseFindings, rulebook: Rulebook): StoredFinding {
  const facts = typeof found.facts === 'object' && found.facts !== null ? { ...found.facts } : {};
  return findingOf(facts, found.answer, rulebook);
}

function changedFacts(before: TriedValues, after: TriedValues, lang: Language): readonly string[] {
  const words = findingWords(lang).tryOut;
  const lines: string[] = [];
  const add = (name: string, was: string, is: string): void => {
    if (was !== is) lines.push(words.from(name, was, is));
  };
  const status = (value: string): string => {
    const known = actorStatuses.find((one) => one === value);
    return known === undefined ? value : deskWords(lang).accusedStatus[known];
  };
  add(words.kind, actName(before.kind, lang), actName(after.kind, lang));
  add(words.status, status(before.status), status(after.status));
  add(words.on, formatDay(before.on, lang), formatDay(after.on, lang));
  for (const fact of triedFacts)
    add(
      capital(factName(fact, lang)),
      answerName(fact, before.facts[fact], lang),
      answerName(fact, after.facts[fact], lang),
    );
  return lines;
}

function answerName(fact: TriedFact, answer: string, lang: Language): string {
  const words = findingWords(lang).tryOut;
  const { attributes, beneficiary } = deskWords(lang).forms;
  if (answer === '') return words.unknown;
  if (answer === 'yes') return words.yes;
  if (answer === 'no') return words.no;
  const names: Readonly<Record<string, string>> = fact === 'act.attributes' ? attributes : beneficiary;
  return names[answer] ?? answer;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
