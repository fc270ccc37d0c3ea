/** Forms for a case with several accused: who goes into a case of their own, and who is conveyed to which authority. */
import type { FC } from 'hono/jsx';
import { typedText } from '../../platform/http/forms.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  ButtonLink,
  ButtonRow,
  Callout,
  CheckboxGroup,
  errorFor,
  type PageContext,
  RadioGroup,
} from '../../ui/index.ts';
import { nameOfAccused, placedAccused } from './accused-places.ts';
import type { ActionPageProps } from './action-props.ts';
import { type Accused, type ActionType, isOnePersons } from './case.ts';
import type { CaseView } from './case-read-model.ts';
import { statusOfAccused } from './desk-names.ts';
import { actionSlugs } from './desk-schemas.ts';
import { deskWords } from './desk-words.ts';
import { separateWords } from './separate-words.ts';
import { looksLikeSekda, suggestReceiver } from './suggest-receiver.ts';

/** Under the name of an accused: post, unit and status. */
export function accusedHint({ name, post, unitName, status }: Accused, lang: Language): string {
  return [...(name === '' ? [] : [`${post}, ${unitName}`]), statusOfAccused(status, lang)].join(' · ');
}

export const SeparateFields: FC<Pick<ActionPageProps, 'page' | 'view' | 'typed' | 'errors'>> = ({
  page,
  view,
  typed,
  errors,
}) => {
  const words = separateWords(page.lang);
  return (
    <CheckboxGroup
      lang={page.lang}
      name="accused"
      label={words.who}
      hint={words.whoHint}
      values={typed === null ? [] : [typed.accused ?? []].flat()}
      error={errorFor(errors, 'accused')}
      choices={placedAccused(view).map(({ place, person }) => ({
        value: String(place),
        label: nameOfAccused(person),
        hint: accusedHint(person, page.lang),
      }))}
    />
  );
};

/** One receiver for each accused, with the authority of the own institution suggested. */
export const ConveyEachFields: FC<Pick<ActionPageProps, 'page' | 'view' | 'typed' | 'errors' | 'receivers'>> = ({
  page,
  view,
  typed,
  errors,
  receivers,
}) => {
  const { lang } = page;
  const words = separateWords(lang);
  const value = (name: string): string => (typed === null ? '' : typedText(typed, name));
  return (
    <>
      <p class="hint">{words.eachHint}</p>
      {placedAccused(view).map(({ place, person }) => (
        <fieldset class="person">
          <legend>{nameOfAccused(person)}</legend>
          <p class="small">{accusedHint(person, lang)}</p>
          <RadioGroup
            lang={lang}
            name={`toBodyId${place}`}
            label={words.receiver}
            value={value(`toBodyId${place}`) || (suggestReceiver(receivers, person)?.id ?? '')}
            error={errorFor(errors, `toBodyId${place}`)}
            choices={receivers.map((body) => ({ value: body.id, label: body.name }))}
          />
          <RadioGroup
            lang={lang}
            name={`sekda${place}`}
            label={words.sekda}
            hint={words.sekdaHint}
            value={value(`sekda${place}`) || (looksLikeSekda(person.post) ? 'yes' : 'no')}
            error={errorFor(errors, `sekda${place}`)}
            choices={[
              { value: 'no', label: words.no },
              { value: 'yes', label: words.yes },
            ]}
          />
        </fieldset>
      ))}
    </>
  );
};

/** What moves an authority that does not separate, the mildest first. */
const stillPossible = ['remind', 'reprimand', 'reroute'] as const satisfies readonly ActionType[];

/** What the person can do about it: separate, take the case over first, or ask the office that holds it. */
function wayOn(page: PageContext, view: CaseView): { readonly says: string; readonly action: ActionType | null } {
  const words = separateWords(page.lang);
  const may = (action: ActionType): boolean => view.actions.includes(action);
  if (may('separate')) return { says: words.first, action: 'separate' };
  if (may('accept-handover')) return { says: words.acceptFirst, action: 'accept-handover' };
  if (may('propose-block') || may('confirm-block')) {
    const waits = words.blockWaits(view.holderName);
    // What was not accepted yet can come back, and is conveyed anew with a case for each.
    if (may('call-back')) return { says: `${waits} ${words.orCallBack}`, action: 'call-back' };
    return { says: waits, action: stillPossible.find(may) ?? null };
  }
  return { says: words.firstElsewhere, action: null };
}

/** Why an action that is about one person waits, with the way on. */
export const SeparateFirst: FC<{ readonly page: PageContext; readonly view: CaseView }> = ({ page, view }) => {
  const words = separateWords(page.lang);
  const { says, action } = wayOn(page, view);
  return (
    <>
      <Callout lang={page.lang} kind="warn" title={words.firstTitle(String(view.accused.length))}>
        <p>{says}</p>
      </Callout>
      <ButtonRow>
        {action === null ? null : (
          <ButtonLink href={page.to(`/perkara/${view.number}/${actionSlugs[action]}`)}>
            {deskWords(page.lang).actions[action]}
          </ButtonLink>
        )}
        <ButtonLink href={page.to(`/perkara/${view.number}`)} kind="quiet">
          {words.back}
        </ButtonLink>
      </ButtonRow>
    </>
  );
};

/** The same on the case itself, before somebody looks for the form. */
export const SeveralAccused: FC<{ readonly page: PageContext; readonly view: CaseView }> = ({ page, view }) => {
  const waits = view.actions.some((one) => isOnePersons(one) && one !== 'convey' && one !== 'refer');
  if (view.accused.length < 2 || !waits) return null;
  const { says, action } = wayOn(page, view);
  return (
    <Callout lang={page.lang} kind="warn" title={separateWords(page.lang).firstTitle(String(view.accused.length))}>
      <p>{says}</p>
      {action === null ? null : (
        <ButtonRow>
          <ButtonLink href={page.to(`/perkara/${view.number}/${actionSlugs[action]}`)} kind="quiet">
            {deskWords(page.lang).actions[action]}
          </ButtonLink>
        </ButtonRow>
      )}
    </Callout>
  );
};
