/** The form by which the authority records its decision. */
import { sanctionCatalogue, transitionalMedium } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import type { FieldError, Typed } from '../../platform/http/forms.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import { Callout, DateField, errorFor, type PageContext, RadioGroup, TextArea, TextField } from '../../ui/index.ts';
import type { CaseView } from './case-read-model.ts';
import { levelName, optionName } from './desk-names.ts';
import { deskWords } from './desk-words.ts';
import { DocumentChoice } from './document-choice.tsx';
import { ENOUGH_LIKE_CASES, type LikeSanctions } from './like-sanctions.ts';
import type { IssuedDocument } from './step-documents.ts';

export const DecisionFields: FC<{
  readonly page: PageContext;
  readonly view: CaseView;
  readonly like: LikeSanctions | null;
  readonly documents: readonly IssuedDocument[];
  readonly value: (name: string) => string;
  readonly typed: Typed | null;
  readonly errors: readonly FieldError[];
}> = ({ page, view, documents, like, value, errors }) => {
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
          { value: 'not-proven', label: words.forms.outcomeNotProven },
        ]}
      />
      {like === null || like.total === 0 ? null : <LikeCases page={page} like={like} />}
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
      <DocumentChoice
        {...{ page, view, documents, lang }}
        action="record-decision"
        name="document"
        label={words.forms.document}
        value={value('document')}
        error={errorFor(errors, 'document')}
      />
      <TextField
        lang={lang}
        name="documentHash"
        label={words.forms.documentHash}
        hint={words.forms.documentHashHint}
        value={value('documentHash')}
        error={errorFor(errors, 'documentHash')}
        maxlength={64}
        optional
      />
      <TextArea
        lang={lang}
        name="outsideReason"
        label={words.forms.outsideReason}
        hint={words.forms.outsideHint}
        value={value('outsideReason')}
        error={errorFor(errors, 'outsideReason')}
        rows={3}
        optional
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

/** What like cases got, as bars with their numbers; fewer than three stay unnamed. */
const LikeCases: FC<{ readonly page: PageContext; readonly like: LikeSanctions }> = ({ page, like }) => {
  const { lang } = page;
  const words = deskWords(lang).forms;
  const largest = Math.max(1, ...like.options.map((one) => one.count));
  return (
    <figure class="like-cases">
      <figcaption>
        <b>{words.likeTitle(formatNumber(like.total, lang))}</b>
        <br />
        <small>{like.total < ENOUGH_LIKE_CASES ? words.likeFew : words.likeHint}</small>
      </figcaption>
      <ul>
        {like.options.map((one) => (
          <li>
            <span>{optionName(one.option, lang)}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect width={String((100 * one.count) / largest)} height="8" />
            </svg>
            <span class="num">{one.count < 3 ? words.likeUnderThree : formatNumber(one.count, lang)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
};
