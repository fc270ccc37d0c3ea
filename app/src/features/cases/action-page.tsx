/** The forms of the actions, one page each. What was typed stays on the page; suggestions come from the rulebook and say so. */
import {
  actKinds,
  actorStatuses,
  allProvisions,
  allRows,
  explain,
  factQuestions,
  sanctionCatalogue,
  transitionalMedium,
} from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import type { FieldError, Typed } from '../../platform/http/forms.ts';
import { typedText } from '../../platform/http/forms.ts';
import { formatInstant } from '../../platform/i18n/dates.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  CheckboxGroup,
  DateField,
  DefinitionList,
  DeskLayout,
  Disclosure,
  dateParts,
  errorFor,
  Form,
  type PageContext,
  PageHeading,
  RadioGroup,
  Section,
  Select,
  TextArea,
  TextField,
  Timeline,
} from '../../ui/index.ts';
import type { OfficeReport } from '../reports/index.ts';
import type { ActionType } from './case.ts';
import { assessCase, decidingFacts } from './case-findings.ts';
import { timelineItem } from './case-page.tsx';
import type { CaseView } from './case-read-model.ts';
import type { CandidateBody } from './case-routes.ts';
import { actionSlugs, MOST_ACCUSED, yesNoFacts } from './desk-schemas.ts';
import { deskWords } from './desk-words.ts';
import { actName, levelName } from './queue-page.tsx';
import { optionName } from './step-contents.tsx';

export interface ActionPageProps {
  readonly page: PageContext;
  readonly view: CaseView;
  readonly action: ActionType;
  readonly report: OfficeReport | null;
  readonly receivers: readonly CandidateBody[];
  /** What was typed; null when the form is opened. */
  readonly typed: Typed | null;
  readonly errors: readonly FieldError[];
  /** Refusal of the whole action, in words. */
  readonly refused?: string | undefined;
}

export const ActionPage: FC<ActionPageProps> = (props) => {
  const { page, view, action, errors, refused } = props;
  const { lang } = page;
  const words = deskWords(lang);
  const blocked = needsReceiver(action) && props.receivers.length === 0;
  // Said before somebody writes a reason for nothing: without facts neither step is possible.
  const needsFacts =
    (action === 'register' || action === 'make-finding') && !view.steps.some((s) => s.kind === 'facts-completed');
  // What was sent keeps the step it was written on: a correction must not pass over what another person did meanwhile.
  const seq = props.typed === null ? view.lastSeq : typedText(props.typed, 'seq');
  return (
    <DeskLayout
      page={page}
      title={words.actions[action]}
      errors={errors.map((error) => (error.field === '_form' ? { ...error, field: '' } : error))}
    >
      <PageHeading
        title={words.actions[action]}
        above={
          <Breadcrumb
            lang={lang}
            items={[
              { label: words.queue.title, href: page.to('/antrean') },
              { label: view.number, href: page.to(`/perkara/${view.number}`) },
              { label: words.actions[action] },
            ]}
          />
        }
        lead={words.forms.lead[action]}
      />
      {refused === undefined ? null : (
        <Callout lang={lang} kind="warn">
          {refused}
        </Callout>
      )}
      {needsFacts && props.typed === null ? (
        <>
          <Callout lang={lang} kind="warn">
            {words.wrong['facts-missing']}
          </Callout>
          <ButtonRow>
            <ButtonLink href={page.to(`/perkara/${view.number}/${actionSlugs['complete-facts']}`)}>
              {words.actions['complete-facts']}
            </ButtonLink>
            <ButtonLink href={page.to(`/perkara/${view.number}`)} kind="quiet">
              {words.forms.cancel}
            </ButtonLink>
          </ButtonRow>
        </>
      ) : blocked ? (
        <Callout lang={lang} kind="warn">
          {words.forms.noReceiver}
        </Callout>
      ) : (
        <div class="form-narrow">
          <Form page={page} action={`/perkara/${view.number}/${actionSlugs[action]}`} hidden={{ seq }}>
            <Fields {...props} />
            <ButtonRow>
              <Button>{words.actions[action]}</Button>
              <ButtonLink href={page.to(`/perkara/${view.number}`)} kind="quiet">
                {words.forms.cancel}
              </ButtonLink>
              {/* After the first button, which Enter presses. */}
              {action === 'complete-facts' ? (
                <Button kind="quiet" name="tambah" value="terlapor">
                  {words.forms.addAccused}
                </Button>
              ) : null}
            </ButtonRow>
          </Form>
        </div>
      )}
    </DeskLayout>
  );
};

export function needsReceiver(action: ActionType): action is 'submit' | 'confirm-study' | 'convey' {
  return action === 'submit' || action === 'confirm-study' || action === 'convey';
}

const Fields: FC<ActionPageProps> = (props) => {
  const { page, action, typed, errors, receivers, view } = props;
  const { lang } = page;
  const words = deskWords(lang).forms;
  const value = (name: string): string => (typed === null ? '' : typedText(typed, name));
  const reason = (label: string): Child => (
    <TextArea
      lang={lang}
      name="reason"
      label={label}
      value={value('reason')}
      error={errorFor(errors, 'reason')}
      rows={5}
    />
  );
  switch (action) {
    case 'complete-facts':
      return <FactsFields {...props} />;
    case 'accept-handover':
      return null;
    case 'record-study':
      return <StudyFields {...props} />;
    case 'conclude':
      return (
        <>
          <RadioGroup
            lang={lang}
            name="proven"
            label={words.proven}
            value={value('proven')}
            error={errorFor(errors, 'proven')}
            choices={[
              { value: 'yes', label: words.provenYes },
              { value: 'no', label: words.provenNo },
            ]}
          />
          {reason(words.reason.conclude)}
        </>
      );
    case 'submit':
    case 'confirm-study':
    case 'convey':
      return (
        <>
          <RadioGroup
            lang={lang}
            name="toBodyId"
            label={words.receiver}
            value={value('toBodyId') || (receivers[0]?.id ?? '')}
            error={errorFor(errors, 'toBodyId')}
            choices={receivers.map((body) => ({ value: body.id, label: body.name }))}
          />
          {reason(words.reason[action])}
        </>
      );
    case 'record-decision':
      return <DecisionFields page={page} view={view} value={value} typed={typed} errors={errors} />;
    default:
      return <>{reason(words.reason[action])}</>;
  }
};

const FactsFields: FC<ActionPageProps> = ({ page, view, report, typed, errors }) => {
  const { lang } = page;
  const words = deskWords(lang);
  const old = storedFacts(view);
  const value = (name: string): string => (typed === null ? (old[name] ?? '') : typedText(typed, name));
  const count = Math.min(MOST_ACCUSED, Math.max(1, Number(value('accusedCount')) || view.accused.length));
  const day = typed === null ? (old['act.on'] ?? report?.happenedOn ?? null) : null;
  const on =
    day === null ? { day: value('actOn_day'), month: value('actOn_month'), year: value('actOn_year') } : dateParts(day);
  // What decides for this kind of act stands open; the rest is one tap away.
  const deciding = new Set(decidingFacts(value('act.kind') || view.actKind, view));
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
            </fieldset>
          );
        })}
      </Section>
      <Section title={words.forms.factsLegend}>
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

const StudyFields: FC<ActionPageProps> = ({ page, view, report, typed, errors }) => {
  const { lang } = page;
  const words = deskWords(lang);
  const found = assessCase(view, report);
  const told = found === null ? null : explain(found.answer, lang);
  const draft = told === null ? '' : [told.finding, ...told.why, ...told.basis, ...told.certainty].join('\n');
  const foundIds =
    found === null ? [] : [...found.answer.rows.map((row) => row.id), ...found.answer.provisions.map((p) => p.id)];
  const chosen = typed === null ? foundIds : listOf(typed, 'rows');
  const levels = ['moral', 'sedang', 'berat', 'pemberhentian'] as const;
  const offered = [
    ...allRows.filter((row) => row.id !== 'B13').map((row) => ({ id: row.id, label: `${row.id}: ${row.act[lang]}` })),
    ...allProvisions.map((p) => ({ id: p.id, label: `${p.id}: ${p.act[lang]}` })),
  ];
  return (
    <>
      <TextArea
        lang={lang}
        name="text"
        label={words.forms.study}
        value={typed === null ? draft : typedText(typed, 'text')}
        error={errorFor(errors, 'text')}
        rows={12}
      />
      <CheckboxGroup
        lang={lang}
        name="rows"
        label={words.forms.rows}
        hint={words.forms.rowsHint}
        values={chosen}
        choices={[
          ...offered.filter((o) => foundIds.includes(o.id)),
          ...offered.filter((o) => !foundIds.includes(o.id)),
        ].map((o) => ({ value: o.id, label: o.label }))}
      />
      <RadioGroup
        lang={lang}
        name="level"
        label={words.forms.level}
        value={
          typed === null
            ? (found?.answer.rows[0]?.level ?? found?.answer.provisions[0]?.level ?? '')
            : typedText(typed, 'level')
        }
        error={errorFor(errors, 'level')}
        choices={[
          ...levels.map((level) => ({ value: level, label: words.level[level] })),
          { value: '', label: words.noLevel },
        ]}
      />
    </>
  );
};

const DecisionFields: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly value: (name: string) => string;
  readonly typed: Typed | null;
  readonly errors: readonly FieldError[];
}> = ({ page, view, value, errors }) => {
  const { lang } = page;
  const words = deskWords(lang);
  // All of them, since the authority decides; what the study named comes first.
  const kinds = sanctionCatalogue.toSorted((a, b) => Number(b.level === view.level) - Number(a.level === view.level));
  const medium = kinds.some((kind) => kind.level === 'sedang');
  return (
    <>
      <RadioGroup
        lang={lang}
        name="outcome"
        label={words.forms.outcome}
        value={value('outcome')}
        error={errorFor(errors, 'outcome')}
        choices={[
          { value: 'sanction', label: words.forms.outcomeSanction },
          { value: 'no-sanction', label: words.forms.outcomeNone },
        ]}
      />
      <RadioGroup
        lang={lang}
        name="option"
        label={words.forms.option}
        hint={`${words.forms.optionHint} ${words.forms.level}: ${levelName(view.level, lang)}.`}
        value={value('option')}
        error={errorFor(errors, 'option')}
        optional
        choices={[
          ...kinds.flatMap((kind) => kind.options.map((option) => ({ value: option.id, label: option.label[lang] }))),
          ...(medium
            ? transitionalMedium.substitutes.map((option) => ({
                value: option.id,
                label: `${option.label[lang]} (${words.forms.transitional})`,
              }))
            : []),
        ]}
      />
      {medium ? <Callout lang={lang}>{transitionalMedium.rule[lang]}</Callout> : null}
      <TextField
        lang={lang}
        name="decisionNumber"
        label={words.forms.decisionNumber}
        value={value('decisionNumber')}
        error={errorFor(errors, 'decisionNumber')}
        maxlength={120}
        width="half"
      />
      <DateField
        lang={lang}
        name="decidedOn"
        label={words.forms.decidedOn}
        value={{ day: value('decidedOn_day'), month: value('decidedOn_month'), year: value('decidedOn_year') }}
        error={errorFor(errors, 'decidedOn')}
      />
      <TextArea
        lang={lang}
        name="reason"
        label={words.forms.reason['record-decision']}
        value={value('reason')}
        error={errorFor(errors, 'reason')}
        rows={5}
      />
    </>
  );
};

function listOf(typed: Typed, name: string): readonly string[] {
  const value = typed[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

export interface ConflictPageProps {
  readonly page: PageContext;
  readonly view: CaseView;
  readonly typed: Typed;
  readonly sinceSeq: number;
}

/** Somebody else was faster, or the form was sent twice. Nothing typed is lost: it stands here to be copied. */
export const ConflictPage: FC<ConflictPageProps> = ({ page, view, typed, sinceSeq }) => {
  const { lang } = page;
  const words = deskWords(lang).conflict;
  const since = view.steps.filter((step) => step.seq > sinceSeq);
  const texts = ['summary', 'text', 'reason'].map((name) => typedText(typed, name)).filter((text) => text !== '');
  const choices = typedChoices(typed, lang);
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.text} />
      <Section title={words.since}>
        {since.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <Timeline lang={lang} items={since.map((step) => timelineItem(step, view, lang))} />
        )}
      </Section>
      <Section title={words.typed}>
        {texts.length === 0 && choices.length === 0 ? <p>{words.empty}</p> : null}
        {texts.map((text) => (
          <blockquote class="account pre">{text}</blockquote>
        ))}
        {choices.length === 0 ? null : <DefinitionList items={choices} />}
      </Section>
      <DefinitionList
        items={[
          {
            term: deskWords(lang).queue.number,
            value: `${view.number} · ${formatInstant(view.openedAt, view.holderZone, lang, 'short')}`,
          },
        ]}
      />
      <ButtonRow>
        <ButtonLink href={page.to(`/perkara/${view.number}`)}>{words.back}</ButtonLink>
      </ButtonRow>
    </DeskLayout>
  );
};

/** The short answers of a form in words, so that none has to be remembered; texts stand apart. */
function typedChoices(typed: Typed, lang: PageContext['lang']): readonly { term: string; value: string }[] {
  const words = deskWords(lang);
  const { forms } = words;
  const items: { term: string; value: string }[] = [];
  const add = (term: string, value: string): void => {
    if (value !== '') items.push({ term, value });
  };
  const of = (name: string): string => typedText(typed, name);
  const yesNo = (value: string): string => (value === 'yes' ? forms.yes : value === 'no' ? forms.no : '');
  for (let n = 1; n <= MOST_ACCUSED; n += 1) {
    const status = actorStatuses.find((s) => s === of(`status${n}`));
    const parts = [of(`name${n}`), of(`post${n}`), of(`unit${n}`)].filter((part) => part.trim() !== '');
    if (parts.length > 0)
      add(forms.accusedNumber(String(n)), [...parts, ...(status ? [words.accusedStatus[status]] : [])].join(', '));
  }
  const kind = actKinds.find((k) => k === of('act.kind'));
  if (kind !== undefined) add(forms.actKind, actName(kind, lang));
  for (const [name, label] of [
    ['actOn', forms.actOn],
    ['decidedOn', forms.decidedOn],
  ] as const)
    add(label, [of(`${name}_day`), of(`${name}_month`), of(`${name}_year`)].filter((part) => part !== '').join('/'));
  for (const fact of yesNoFacts) add(factQuestions[fact][lang], yesNo(of(fact)));
  const attributes = (['none', 'party', 'civil-servant'] as const).find((v) => v === of('act.attributes'));
  if (attributes !== undefined) add(factQuestions['act.attributes'][lang], forms.attributes[attributes]);
  const beneficiary = (['person', 'party', 'none'] as const).find((v) => v === of('contest.beneficiary'));
  if (beneficiary !== undefined) add(factQuestions['contest.beneficiary'][lang], forms.beneficiary[beneficiary]);
  add(forms.rows, listOf(typed, 'rows').join(', '));
  if (of('text') !== '') add(forms.level, levelName(of('level'), lang));
  add(forms.proven, of('proven') === 'yes' ? forms.provenYes : of('proven') === 'no' ? forms.provenNo : '');
  const outcome = of('outcome');
  add(
    forms.outcome,
    outcome === 'sanction' ? forms.outcomeSanction : outcome === 'no-sanction' ? forms.outcomeNone : '',
  );
  add(forms.option, of('option') === '' ? '' : optionName(of('option'), lang));
  add(forms.decisionNumber, of('decisionNumber'));
  return items;
}
