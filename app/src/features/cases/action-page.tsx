/** The forms of the actions, one page each. What was typed stays on the page; suggestions come from the rulebook and say so. */
import type { Child, FC } from 'hono/jsx';
import { typedText } from '../../platform/http/forms.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  CheckboxGroup,
  DeskLayout,
  errorFor,
  Form,
  PageHeading,
  RadioGroup,
  Select,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import type { ActionPageProps } from './action-props.ts';
import { isOnePersons, missingParts, returnCategories } from './case.ts';
import { handlingProcedure } from './case-clocks.ts';
import { needsReceiver } from './case-routes.ts';
import { stepName } from './clock-words.ts';
import { DecisionFields } from './decision-form.tsx';
import { actionSlugs } from './desk-schemas.ts';
import { deskWords } from './desk-words.ts';
import { whyNotLonger } from './extensions.ts';
import { FactsFields } from './facts-form.tsx';
import { findingWords } from './finding-words.ts';
import { basisOptions, MOST_BASIS_NOTE } from './known-bases.ts';
import { isPlainActionType } from './plain-actions.ts';
import { PlainFields } from './plain-form.tsx';
import { ConveyEachFields, SeparateFields, SeparateFirst } from './separate-form.tsx';
import { StakeFields } from './stake-form.tsx';
import { StudyFields } from './study-form.tsx';
import { looksLikeSekda } from './suggest-receiver.ts';

export const ActionPage: FC<ActionPageProps> = (props) => {
  const { page, view, action, errors, refused } = props;
  const { lang } = page;
  const words = deskWords(lang);
  const blocked = needsReceiver(action) && props.receivers.length === 0;
  // Said before somebody writes a reason for nothing: without facts neither step is possible.
  const needsFacts =
    (action === 'register' || action === 'make-finding') && !view.steps.some((s) => s.kind === 'facts-completed');
  // What is about one person waits while there are several; the two that can name each of them do not.
  const waits = view.accused.length > 1 && isOnePersons(action) && action !== 'convey' && action !== 'refer';
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
      ) : waits ? (
        <SeparateFirst page={page} view={view} />
      ) : blocked ? (
        <Callout lang={lang} kind="warn">
          {words.forms.noReceiver}
        </Callout>
      ) : (
        <div class="form-narrow">
          {props.panels}
          <Form page={page} action={`/perkara/${view.number}/${actionSlugs[action]}`} hidden={{ seq }}>
            <Fields {...props} />
            {view.asksStake && action !== 'accept-handover' && action !== 'declare-interest' ? (
              <StakeFields page={page} typed={props.typed} errors={props.errors} />
            ) : null}
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
              {action === 'complete-facts' && props.report === null ? (
                <Button kind="quiet" name="tambah" value="saran">
                  {findingWords(lang).machine.ask}
                </Button>
              ) : null}
            </ButtonRow>
          </Form>
        </div>
      )}
    </DeskLayout>
  );
};

/** Why the other limits that run cannot be lengthened: said before somebody looks for the form. */
const OtherLimits: FC<Pick<ActionPageProps, 'page' | 'view'>> = ({ page, view }) => {
  const { lang } = page;
  const words = deskWords(lang).forms;
  const others = view.clocks.flatMap((clock) => {
    const why = clock.state === 'running' || clock.state === 'stopped' ? whyNotLonger(clock) : null;
    return why === null ? [] : [{ name: stepName(clock.procedureId, clock.stepId, lang), why }];
  });
  return (
    <Callout lang={lang} title={words.onlyHandling}>
      <p>{words.onlyHandlingWhy}</p>
      {others.length === 0 ? null : (
        <ul>
          {others.map(({ name, why }) => (
            <li>
              {name}: {words.notLonger[why]}
            </li>
          ))}
        </ul>
      )}
    </Callout>
  );
};

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
  if (isPlainActionType(action)) return <PlainFields {...props} type={action} />;
  switch (action) {
    case 'complete-facts':
      return <FactsFields {...props} />;
    case 'accept-handover':
      return <StakeFields page={page} typed={typed} errors={errors} />;
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
          <CheckboxGroup
            lang={lang}
            name="sat"
            label={words.sat}
            hint={words.satHint}
            values={
              typed === null ? props.people.filter((one) => one.mine).map((one) => one.id) : [typed.sat ?? []].flat()
            }
            error={errorFor(errors, 'sat')}
            choices={props.people.map((one) => ({ value: one.id, label: one.name }))}
          />
          {reason(words.reason.conclude)}
        </>
      );
    case 'separate':
      return (
        <>
          <SeparateFields {...props} />
          {reason(words.reason.separate)}
        </>
      );
    case 'submit':
    case 'confirm-study':
    case 'convey':
      if (action === 'convey' && view.accused.length > 1)
        return (
          <>
            <ConveyEachFields {...props} />
            {reason(words.reason.convey)}
          </>
        );
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
          {action === 'convey' ? (
            <RadioGroup
              lang={lang}
              name="sekda"
              label={words.sekda}
              hint={words.sekdaHint}
              value={value('sekda') || (view.accused.some((person) => looksLikeSekda(person.post)) ? 'yes' : '')}
              error={errorFor(errors, 'sekda')}
              choices={[
                { value: 'no', label: words.no },
                { value: 'yes', label: words.yes },
              ]}
            />
          ) : null}
          {reason(words.reason[action])}
        </>
      );
    case 'return-handover':
      return (
        <>
          <RadioGroup
            lang={lang}
            name="category"
            label={words.returnCategory}
            value={value('category')}
            error={errorFor(errors, 'category')}
            choices={returnCategories.map((one) => ({ value: one, label: words.returnCategories[one] }))}
          />
          <CheckboxGroup
            lang={lang}
            name="missing"
            label={words.missing}
            hint={words.missingHint}
            optional
            values={typed === null ? [] : [typed.missing ?? []].flat()}
            error={errorFor(errors, 'missing')}
            choices={missingParts.map((one) => ({ value: one, label: words.missingParts[one] }))}
          />
          {reason(words.reason['return-handover'])}
        </>
      );
    case 'extend-handling':
      return (
        <>
          <OtherLimits page={page} view={view} />
          <Select
            lang={lang}
            name="basis"
            label={words.basis}
            hint={words.basisHint}
            value={
              value('basis') === ''
                ? `${handlingProcedure(view.electionId, props.rulebook)}/handle-extended`
                : value('basis')
            }
            options={basisOptions(props.today, lang, true, props.rulebook)}
            error={errorFor(errors, 'basis')}
          />
          <TextField
            lang={lang}
            name="note"
            label={words.basisNote}
            hint={words.basisNoteHint}
            optional
            value={value('note')}
            error={errorFor(errors, 'note')}
            maxlength={MOST_BASIS_NOTE}
          />
          {reason(words.reason['extend-handling'])}
        </>
      );
    case 'record-decision':
      return (
        <DecisionFields
          page={page}
          view={view}
          documents={props.documents}
          like={props.like}
          value={value}
          typed={typed}
          errors={errors}
        />
      );
    default:
      return <>{reason(words.reason[action])}</>;
  }
};
