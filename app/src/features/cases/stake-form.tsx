/** The question before a person's first act on a case: whether an interest stands in the way. */
import type { FC } from 'hono/jsx';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { errorFor, type PageContext, RadioGroup, TextArea } from '../../ui/index.ts';
import type { CaseAction } from './case.ts';
import { deskWords } from './desk-words.ts';
import { interests, interestWords } from './plain-actions.ts';

const LEAST_REASON = 10;
const MOST_REASON = 20_000;

export const StakeFields: FC<{
  readonly page: PageContext;
  readonly typed: Typed | null;
  readonly errors: readonly FieldError[];
}> = ({ page: { lang }, typed, errors }) => {
  const words = deskWords(lang).forms;
  const value = (name: string): string => (typed === null ? '' : typedText(typed, name));
  return (
    <>
      <RadioGroup
        lang={lang}
        name="interest"
        label={words.interest}
        hint={words.interestHint}
        value={value('interest')}
        error={errorFor(errors, 'interest')}
        choices={[
          { value: 'none', label: words.interestNone },
          ...interests.map((kind) => ({ value: kind, label: interestWords[kind][lang === 'id' ? 0 : 1] })),
        ]}
      />
      <TextArea
        lang={lang}
        name="interestReason"
        label={words.interestReason}
        value={value('interestReason')}
        error={errorFor(errors, 'interestReason')}
        rows={3}
        optional
      />
    </>
  );
};

/** What the form says of it: null where there is none, else the action that says so. */
export function readStake(
  typed: Typed,
  lang: Language,
): Result<Extract<CaseAction, { readonly type: 'declare-interest' }> | null, readonly FieldError[]> {
  const { wrong } = deskWords(lang);
  const said = typedText(typed, 'interest');
  if (said === 'none') return ok(null);
  const kind = interests.find((one) => one === said);
  if (kind === undefined) return fail([{ field: 'interest', message: wrong.choose }]);
  const reason = typedText(typed, 'interestReason').trim();
  if (reason.length < LEAST_REASON || reason.length > MOST_REASON)
    return fail([{ field: 'interestReason', message: wrong.reason }]);
  return ok({ type: 'declare-interest', kind, reason });
}

/** The form without this question, as the schema of the action knows it. */
export function withoutStake(typed: Typed): Typed {
  const { interest: _, interestReason: __, ...others } = typed;
  return others;
}
