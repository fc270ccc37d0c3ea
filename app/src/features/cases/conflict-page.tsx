/** The page after somebody else was faster: what was typed stands there to be copied. */
import { actKinds, actorStatuses, factQuestions } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import { type Typed, typedText } from '../../platform/http/forms.ts';
import { formatInstant } from '../../platform/i18n/dates.ts';
import {
  ButtonLink,
  ButtonRow,
  DefinitionList,
  DeskLayout,
  type PageContext,
  PageHeading,
  Section,
  Timeline,
} from '../../ui/index.ts';
import { timelineItem } from './case-page.tsx';
import type { CaseView } from './case-read-model.ts';
import { actName, levelName, optionName } from './desk-names.ts';
import { MOST_ACCUSED, yesNoFacts } from './desk-schemas.ts';
import { deskWords } from './desk-words.ts';
import { listOf } from './study-form.tsx';

export interface ConflictPageProps {
  readonly page: PageContext;
  readonly view: CaseView;
  readonly typed: Typed;
  readonly sinceSeq: number;
  /** When the public log seals next. */
  readonly nextSeal: Temporal.Instant;
}

/** Somebody else was faster, or the form was sent twice. Nothing typed is lost: it stands here to be copied. */
export const ConflictPage: FC<ConflictPageProps> = ({ page, view, typed, sinceSeq, nextSeal }) => {
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
          <Timeline lang={lang} items={since.map((step) => timelineItem(step, view, page, nextSeal))} />
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
