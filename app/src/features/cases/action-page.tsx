/** The forms of the actions, one page each. What was typed stays on the page; suggestions come from the rulebook and say so. */
import type { Child, FC } from 'hono/jsx';
import { typedText } from '../../platform/http/forms.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  DeskLayout,
  errorFor,
  Form,
  PageHeading,
  RadioGroup,
  TextArea,
} from '../../ui/index.ts';
import type { ActionPageProps } from './action-props.ts';
import type { ActionType } from './case.ts';
import { DecisionFields } from './decision-form.tsx';
import { actionSlugs } from './desk-schemas.ts';
import { deskWords } from './desk-words.ts';
import { FactsFields } from './facts-form.tsx';
import { findingWords } from './finding-words.ts';
import { StudyFields } from './study-form.tsx';

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
