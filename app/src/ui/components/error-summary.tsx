/** What is wrong with a form, at the top of it, with a link to each field. The script moves the focus here. */
import type { FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { Icon } from '../icons.tsx';
import { uiWords } from '../words.ts';
import { type FieldError, fieldId } from './field.tsx';

export interface ErrorSummaryProps {
  readonly lang: Language;
  /** Nothing is drawn when there are none. */
  readonly errors: readonly FieldError[];
  readonly title?: string | undefined;
  /** Said below the list; default: what was filled in is kept. Null: nothing (passwords are not kept). */
  readonly note?: string | null | undefined;
}

export const ErrorSummary: FC<ErrorSummaryProps> = ({ lang, errors, title, note }) => {
  if (errors.length === 0) return null;
  const words = uiWords(lang);
  const said = note === undefined ? words.errorKept : note;
  return (
    <div class="error-summary" role="alert" tabindex={-1} data-focus>
      <p class="error-summary-title">
        <Icon name="warn" />
        {title ?? words.errorTitle}
      </p>
      <ul>
        {errors.map((error) => (
          <li>
            {isOfTheWhole(error.field) ? error.message : <a href={`#${fieldId(error.field)}`}>{error.message}</a>}
          </li>
        ))}
      </ul>
      {said === null ? null : <p class="small">{said}</p>}
    </div>
  );
};

/** An error of no single field leads nowhere. */
function isOfTheWhole(field: string): boolean {
  return field === '' || field === '_form';
}
