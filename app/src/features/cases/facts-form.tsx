/** The form by which an officer writes down the facts of an act and who is accused. */
import { actKinds, actorStatuses, factQuestions } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { typedText } from '../../platform/http/forms.ts';
import {
  DateField,
  Disclosure,
  dateParts,
  errorFor,
  RadioGroup,
  Section,
  Select,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import type { ActionPageProps } from './action-props.ts';
import { decidingFacts } from './case-findings.ts';
import type { CaseView } from './case-read-model.ts';
import { actName } from './desk-names.ts';
import { MOST_ACCUSED, yesNoFacts } from './desk-schemas.ts';
import { deskWords } from './desk-words.ts';
import { MachineSuggests } from './machine-suggests.tsx';

export const FactsFields: FC<ActionPageProps> = ({ page, view, report, rulebook, typed, errors }) => {
  const { lang } = page;
  const words = deskWords(lang);
  const old = storedFacts(view);
  const value = (name: string): string => (typed === null ? (old[name] ?? '') : typedText(typed, name));
  const count = Math.min(MOST_ACCUSED, Math.max(1, Number(value('accusedCount')) || view.accused.length));
  const day = typed === null ? (old['act.on'] ?? report?.happenedOn ?? null) : null;
  const on =
    day === null ? { day: value('actOn_day'), month: value('actOn_month'), year: value('actOn_year') } : dateParts(day);
  // What decides for this kind of act stands open; the rest is one tap away.
  const deciding = new Set(decidingFacts(value('act.kind') || view.actKind, view, rulebook));
  const asked = yesNoFacts.filter((fact) => deciding.has(fact) || value(fact) !== '');
  const others = yesNoFacts.filter((fact) => !asked.includes(fact));
  const question = (fact: (typeof yesNoFacts)[number]): Child => (
    <RadioGroup lang={lang} name={fact} label={factQuestions[fact][lang]} value={value(fact)} choices={three} />
  );
  const three = [
    { value: '', label: words.forms.unknown },
    { value: 'yes', label: words.forms.yes },
    { value: 'no', label: words.forms.no },
  ];
  return (
    <>
      <TextArea
        lang={lang}
        name="summary"
        label={words.forms.summary}
        hint={words.forms.summaryHint}
        value={typed === null ? (view.summary ?? '') : value('summary')}
        error={errorFor(errors, 'summary')}
        rows={5}
      />
      <Section title={words.page.accused}>
        <p class="hint">{words.forms.accusedHint}</p>
        <input type="hidden" name="accusedCount" value={String(count)} />
        {Array.from({ length: count }, (_, index) => index + 1).map((n) => {
          const person = view.accused[n - 1];
          const own = (name: string, stored: string | undefined): string =>
            typed === null ? (stored ?? '') : value(`${name}${n}`);
          return (
            <fieldset class="person">
              <legend>{words.forms.accusedNumber(String(n))}</legend>
              <TextField
                lang={lang}
                name={`name${n}`}
                label={words.page.name}
                optional
                value={own('name', person?.name)}
                error={errorFor(errors, `name${n}`)}
                maxlength={200}
                autocomplete="off"
              />
              <TextField
                lang={lang}
                name={`post${n}`}
                label={words.page.post}
                value={own('post', person?.post)}
                error={errorFor(errors, `post${n}`)}
                maxlength={200}
              />
              <TextField
                lang={lang}
                name={`unit${n}`}
                label={words.page.unit}
                value={own('unit', person?.unitName)}
                error={errorFor(errors, `unit${n}`)}
                maxlength={200}
              />
              <Select
                lang={lang}
                name={`status${n}`}
                label={words.page.statusOf}
                value={own('status', person?.status)}
                error={errorFor(errors, `status${n}`)}
                options={actorStatuses.map((status) => ({ value: status, label: words.accusedStatus[status] }))}
              />
              <TextField
                lang={lang}
                name={`nip${n}`}
                label={words.forms.nip}
                hint={words.forms.nipHint}
                optional
                value={own('nip', person?.nip)}
                error={errorFor(errors, `nip${n}`)}
                maxlength={30}
                inputmode="numeric"
                width="half"
                autocomplete="off"
              />
            </fieldset>
          );
        })}
      </Section>
      <Section title={words.forms.factsLegend}>
        <MachineSuggests
          lang={lang}
          text={report?.words.story ?? (typed === null ? (view.summary ?? '') : value('summary'))}
          current={view.actKind}
          where={report === null ? 'own-words' : 'form'}
        />
        <Select
          lang={lang}
          name="act.kind"
          label={words.forms.actKind}
          value={value('act.kind') || view.actKind}
          error={errorFor(errors, 'act.kind')}
          options={actKinds.map((kind) => ({ value: kind, label: actName(kind, lang) }))}
        />
        <DateField lang={lang} name="actOn" label={words.forms.actOn} value={on} error={errorFor(errors, 'actOn')} />
        <div class="three">{asked.map(question)}</div>
        {others.length === 0 ? null : (
          <Disclosure summary={words.forms.otherFacts} open={others.some((fact) => value(fact) !== '')}>
            <div class="three">{others.map(question)}</div>
          </Disclosure>
        )}
        <RadioGroup
          lang={lang}
          name="act.attributes"
          label={factQuestions['act.attributes'][lang]}
          value={value('act.attributes')}
          choices={[
            { value: '', label: words.forms.unknown },
            ...(['none', 'party', 'civil-servant'] as const).map((v) => ({
              value: v,
              label: words.forms.attributes[v],
            })),
          ]}
        />
        <RadioGroup
          lang={lang}
          name="contest.beneficiary"
          label={factQuestions['contest.beneficiary'][lang]}
          value={value('contest.beneficiary')}
          choices={[
            { value: '', label: words.forms.unknown },
            ...(['person', 'party', 'none'] as const).map((v) => ({ value: v, label: words.forms.beneficiary[v] })),
          ]}
        />
      </Section>
    </>
  );
};

/** What was written down before, as values of the form. */
function storedFacts(view: CaseView): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const part of ['act', 'actor', 'contest']) {
    const group: unknown =
      typeof view.facts === 'object' && view.facts !== null ? Reflect.get(view.facts, part) : undefined;
    if (typeof group !== 'object' || group === null) continue;
    for (const [name, value] of Object.entries(group)) {
      values[`${part}.${name}`] = value === true ? 'yes' : value === false ? 'no' : String(value);
    }
  }
  return values;
}
