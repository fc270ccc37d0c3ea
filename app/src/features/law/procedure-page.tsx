/** The page of one procedure: each step with its limit, and a calculator that says which days it passed over. */
import {
  type Deadline,
  findProcedure,
  type InputError,
  type Procedure,
  type Result,
  type Step,
  type StepOverride,
} from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Callout,
  errorFor,
  type FieldError,
  Form,
  Icon,
  type PageContext,
  Section,
  Select,
  Table,
} from '../../ui/index.ts';
import type { Law } from './law.ts';
import { limitWords } from './limit-words.ts';
import { actorNames, closedNames, eventName, natureNames } from './names.ts';
import { Cites, Facts, LawFrame, type LawPage, Natures, Sources, Sure, sentence } from './parts.tsx';
import { lawPath } from './paths.ts';
import { decreeWords, fullDay, periodWords } from './say.ts';
import { lawWords } from './words.ts';

export const zones = ['WIB', 'WITA', 'WIT'] as const;

/** What was asked of the calculator, as typed. */
export interface Count {
  readonly step: string;
  readonly from: string;
  readonly zone: string;
  readonly errors: readonly FieldError[];
  readonly deadline?: Deadline | undefined;
}

/** Reads what the calculator was asked; `undefined` when nothing was. */
export function readCount(
  procedure: Procedure,
  law: Law,
  lang: Language,
  asked: { readonly step: string; readonly from: string; readonly zone: string },
): Count | undefined {
  if (asked.step === '' && asked.from === '') return undefined;
  const words = lawWords(lang).calc;
  const errors: FieldError[] = [];
  const step = procedure.steps.find((one) => one.id === asked.step);
  const zone = zones.find((one) => one === (asked.zone === '' ? 'WIB' : asked.zone));
  if (step === undefined) errors.push({ field: 'step', message: words.wrongStep });
  if (zone === undefined) errors.push({ field: 'zona', message: words.wrongZone });
  const made: Result<Deadline, InputError> | undefined =
    zone === undefined || step === undefined
      ? undefined
      : law.rulebook.deadlineFor({ procedure: procedure.id, step: step.id, from: { day: asked.from }, zone });
  if (made?.ok === false || asked.from === '') errors.push({ field: 'dari', message: words.wrongDay });
  return { ...asked, errors, deadline: made?.ok === true && errors.length === 0 ? made.value : undefined };
}

interface ProcedurePageProps extends LawPage {
  readonly law: Law;
  readonly id: string;
  readonly count?: Count | undefined;
}

/** The page of this procedure, or null when there is none. */
export function ProcedurePage(props: ProcedurePageProps) {
  const { page, id, count, law } = props;
  const { lang } = page;
  const procedure = findProcedure(id);
  if (procedure === undefined) return null;
  const words = lawWords(lang);
  const { intake, steps } = procedure;
  const overrides = law.overrides.filter((one) => one.procedure === id);
  return (
    <LawFrame
      {...props}
      title={procedure.title[lang]}
      about={`${words.procedures.title} · ${periodWords(procedure.inForce, procedure.inForce.from?.endsWith('-01') !== true, lang)}`}
    >
      <Facts
        items={[
          { term: words.rule.basis, value: <Cites page={page} texts={procedure.basis} /> },
          {
            term: words.procedures.intake,
            value:
              intake === undefined ? null : (
                <>
                  {words.procedures.intakeIs(hours(intake.hours.monThu, lang), hours(intake.hours.fri, lang))}{' '}
                  <small>
                    <Cites page={page} texts={[intake.basis]} /> · <Sure lang={lang} confidence={intake.confidence} />
                  </small>
                </>
              ),
          },
        ]}
      />
      {steps.length === 0 ? (
        <Callout lang={lang}>
          <p>{words.procedures.older}</p>
        </Callout>
      ) : (
        <>
          <Calculator page={page} procedure={procedure} count={count} />
          <Overrides page={page} procedure={procedure} overrides={overrides} />
          <ul class="natures">
            {(['law', 'practice', 'target'] as const).map((nature) => (
              <li>
                <Natures lang={lang} nature={nature} /> <small>{words.procedures.natures[nature]}</small>
              </li>
            ))}
          </ul>
          <ol class="steps">
            {steps.map((step) => (
              <StepCard page={page} procedure={procedure} step={step} />
            ))}
          </ol>
        </>
      )}
    </LawFrame>
  );
}

function hours([opens, closes]: readonly [string, string], lang: Language): string {
  const shown = (time: string) => (lang === 'id' ? time.replace(':', '.') : time);
  return `${shown(opens)}–${shown(closes)}`;
}

const StepCard: FC<{ readonly page: PageContext; readonly procedure: Procedure; readonly step: Step }> = ({
  page,
  procedure,
  step,
}) => {
  const { lang } = page;
  const words = lawWords(lang).procedures;
  const held = procedure.steps.find((one) => one.id === step.suspendedBy)?.name ?? eventName(step.suspendedBy ?? '');
  const also = step.altFrom === undefined ? undefined : eventName(step.altFrom)[lang];
  const outcomes = (step.outcomes ?? []).map((one) => eventName(one)[lang]);
  return (
    <li class="card limit-card" id={step.id}>
      <div class="step-head">
        <h2>
          <a href={`#${step.id}`}>{step.name[lang]}</a>
        </h2>
        <Natures lang={lang} nature={step.nature} />
      </div>
      <p class="step-limit num">{limitWords(step, lang)}</p>
      <Facts
        items={[
          { term: words.from, value: eventName(step.from)[lang] },
          { term: words.by, value: actorNames[step.by][lang] },
          {
            term: lawWords(lang).rule.basis,
            value: <Cites page={page} texts={step.basis === undefined ? procedure.basis : [step.basis]} />,
          },
          {
            term: lawWords(lang).rule.sure,
            value: (
              <span class="sure-list">
                <Sure lang={lang} confidence={step.confidence} />
                {step.unitConfidence === undefined || step.unitConfidence === step.confidence ? null : (
                  <Sure lang={lang} of={words.unitUnsure} confidence={step.unitConfidence} />
                )}
              </span>
            ),
          },
          { term: words.meaning, value: step.meaning === undefined ? null : sentence(step.meaning, lang) },
          { term: words.note, value: step.note === undefined ? null : sentence(step.note, lang) },
          { term: words.expiry, value: step.onExpiry === undefined ? null : sentence(step.onExpiry, lang) },
          { term: words.branch, value: step.branch === undefined ? null : sentence(step.branch, lang) },
          { term: words.outcomes, value: outcomes.length === 0 ? null : outcomes.join(', ') },
        ]}
      />
      {also === undefined ? null : <p class="small">{words.alsoFrom(also)}</p>}
      {step.needs === undefined ? null : <p class="small">{words.needs(eventName(step.needs)[lang])}</p>}
      {step.suspendedBy === undefined ? null : <p class="small">{words.suspended(held[lang])}</p>}
    </li>
  );
};

const Calculator: FC<{
  readonly page: PageContext;
  readonly procedure: Procedure;
  readonly count: Count | undefined;
}> = ({ page, procedure, count }) => {
  const { lang } = page;
  const words = lawWords(lang).calc;
  const wrong = errorFor(count?.errors, 'dari');
  return (
    <section class="card calculator" id="hitung">
      <h2>{words.title}</h2>
      <Form page={page} action={`${lawPath.procedure(procedure.id)}#hitung`} method="get">
        <Select
          lang={lang}
          name="step"
          label={words.step}
          options={procedure.steps.map((step) => ({
            value: step.id,
            label: `${step.name[lang]} (${limitWords(step, lang)})`,
          }))}
          value={count?.step}
          empty={false}
          error={errorFor(count?.errors, 'step')}
        />
        <div class={wrong === undefined ? 'field' : 'field has-error'}>
          <label class="label" for="f-dari">
            {words.from}
          </label>
          <p class="hint" id="f-dari-hint">
            {words.fromHint}
          </p>
          {wrong === undefined ? null : (
            <p class="field-error" id="f-dari-error">
              <Icon name="warn" />
              {wrong}
            </p>
          )}
          <input
            class="input input-half"
            type="date"
            id="f-dari"
            name="dari"
            value={count?.from}
            aria-describedby={wrong === undefined ? 'f-dari-hint' : 'f-dari-hint f-dari-error'}
            aria-invalid={wrong === undefined ? undefined : 'true'}
          />
        </div>
        <Select
          lang={lang}
          name="zona"
          label={words.zone}
          options={zones.map((zone) => ({ value: zone, label: zone }))}
          value={count?.zone}
          empty={false}
          error={errorFor(count?.errors, 'zona')}
        />
        <div class="buttons">
          <button class="btn" type="submit">
            {words.button}
          </button>
          <span class="small">{words.nothingKept}</span>
        </div>
      </Form>
      {count?.deadline === undefined ? null : <Counted page={page} procedure={procedure} deadline={count.deadline} />}
    </section>
  );
};

const Counted: FC<{ readonly page: PageContext; readonly procedure: Procedure; readonly deadline: Deadline }> = ({
  page,
  procedure,
  deadline,
}) => {
  const { lang } = page;
  const words = lawWords(lang).calc;
  const step = procedure.steps.find((one) => `${procedure.id}/${one.id}` === deadline.rule);
  return (
    <div class="counted" role="status">
      <p class="small">{words.due}</p>
      <p class="counted-due num">{formatInstant(deadline.due, deadline.zone, lang)}</p>
      {step === undefined ? null : (
        <p>
          {words.counted(
            limitWords({ ...step, limit: deadline.limit, unit: deadline.unit }, lang),
            eventName(step.from)[lang],
            fullDay(deadline.startedOn, lang),
          )}
        </p>
      )}
      <p class="clock-tags">
        <Natures lang={lang} nature={deadline.nature} /> <Sure lang={lang} confidence={deadline.confidence} />
      </p>
      <p class="small">
        <Cites page={page} texts={[deadline.basis]} />
      </p>
      {deadline.lastIntake === undefined ? null : (
        <p>
          <b>{words.lastIntake}:</b>{' '}
          {deadline.lastIntake === null ? words.noIntake : formatInstant(deadline.lastIntake, deadline.zone, lang)}
        </p>
      )}
      {deadline.inForce ? null : <p class="provisional">{words.notInForce}</p>}
      {deadline.provisional ? <p class="provisional">{words.provisional}</p> : null}
      {deadline.mayMove.length === 0 ? null : (
        <p class="provisional">
          {words.mayMove}: {deadline.mayMove.map((day) => fullDay(day, lang)).join('; ')}
        </p>
      )}
      {deadline.skipped.length === 0 ? (
        <p class="small">{words.none}</p>
      ) : (
        <Table
          caption={words.skipped(formatNumber(deadline.skipped.length, lang))}
          columns={[
            {
              label: lawWords(lang).calendar.day,
              head: true,
              cell: (day) => <span class="num">{fullDay(day.date, lang)}</span>,
            },
            {
              label: lawWords(lang).calendar.kind,
              cell: (day) =>
                day.kind === 'weekend' ? (
                  closedNames.weekend[lang]
                ) : (
                  <>
                    <a href={page.to(lawPath.calendar(day.date.slice(0, 4)))}>{closedNames[day.kind][lang]}</a>
                    <small>{decreeWords(lang === 'id' ? day.why : day.en, lang)}</small>
                  </>
                ),
            },
          ]}
          rows={deadline.skipped}
          empty={null}
        />
      )}
    </div>
  );
};

/** Limits that were corrected as data, for one office or for all, with who said so and when. */
const Overrides: FC<{
  readonly page: PageContext;
  readonly procedure: Procedure;
  readonly overrides: readonly StepOverride[];
}> = ({ page, procedure, overrides }) => {
  const { lang } = page;
  const words = lawWords(lang).procedures;
  if (overrides.length === 0) return null;
  return (
    <Section title={words.overrides}>
      <ul class="dots">
        {overrides.map((one) => (
          <li>
            <a href={`#${one.step}`}>{procedure.steps.find((step) => step.id === one.step)?.name[lang] ?? one.step}</a>:{' '}
            {limitWords(one, lang)}, {natureNames[one.nature][lang]}, {one.office ?? words.overrideAll},{' '}
            {periodWords(one.inForce, true, lang)}. {sentence(one.reason, lang)} {one.basis}.{' '}
            <Sure lang={lang} confidence={one.confidence} />
            <Sources lang={lang} sources={[one.source]} />
          </li>
        ))}
      </ul>
    </Section>
  );
};
