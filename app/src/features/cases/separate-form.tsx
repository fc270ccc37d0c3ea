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
import type { Accused } from './case.ts';
import type { CaseView } from './case-read-model.ts';
import { statusOfAccused } from './desk-names.ts';
import { actionSlugs } from './desk-schemas.ts';
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

/** Why an action that is about one person waits, with the way to the form that separates; for who may not separate, without it. */
export const SeparateFirst: FC<{ readonly page: PageContext; readonly view: CaseView }> = ({ page, view }) => {
  const words = separateWords(page.lang);
  const may = view.actions.includes('separate');
  return (
    <>
      <Callout lang={page.lang} kind="warn" title={words.firstTitle(String(view.accused.length))}>
        <p>{may ? words.first : words.firstElsewhere}</p>
      </Callout>
      <ButtonRow>
        {may ? (
          <ButtonLink href={page.to(`/perkara/${view.number}/${actionSlugs.separate}`)}>{words.separate}</ButtonLink>
        ) : null}
        <ButtonLink href={page.to(`/perkara/${view.number}`)} kind="quiet">
          {words.back}
        </ButtonLink>
      </ButtonRow>
    </>
  );
};
