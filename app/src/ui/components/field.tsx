/** What every field has in common: a label, a hint, an error, and the ids that tie them together. */
import type { Child, FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { classNames } from '../class-names.ts';
import { Icon } from '../icons.tsx';
import { uiWords } from '../words.ts';

/** One thing to correct. `field` is the name of the field it belongs to. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What the fields share. */
export interface FieldBase {
  readonly lang: Language;
  /** Name in the form; the id of the control is `f-` + name. */
  readonly name: string;
  readonly label: Child;
  readonly hint?: Child | undefined;
  /** The message for this field; see `errorFor`. */
  readonly error?: string | undefined;
  /** Adds "(boleh dikosongkan)" to the label. Fields are required unless they say so. */
  readonly optional?: boolean | undefined;
  /** Makes the label the heading of the page (one question per page). */
  readonly heading?: boolean | undefined;
}

/** The id of the control of a field; error summaries link to it. Characters that ids and links do not like become `-`. */
export function fieldId(name: string): string {
  return `f-${name.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`;
}

/** The message for a field in a list of errors, or undefined. */
export function errorFor(errors: readonly FieldError[] | undefined, field: string): string | undefined {
  return errors?.find((error) => error.field === field)?.message;
}

/** The value of `aria-describedby`: ids of hint, error and further notes that are really on the page. */
export function describedBy(name: string, has: { hint: boolean; error: boolean; note?: boolean }): string | undefined {
  const id = fieldId(name);
  return classNames(has.hint && `${id}-hint`, has.note === true && `${id}-note`, has.error && `${id}-error`);
}

export const FieldHint: FC<{ readonly name: string; readonly children: Child }> = ({ name, children }) => (
  <p class="hint" id={`${fieldId(name)}-hint`}>
    {children}
  </p>
);

export const FieldErrorText: FC<{ readonly lang: Language; readonly name: string; readonly message: string }> = ({
  lang,
  name,
  message,
}) => (
  <p class="field-error" id={`${fieldId(name)}-error`}>
    <Icon name="warn" />
    <span>
      <span class="visually-hidden">{uiWords(lang).errorPrefix} </span>
      {message}
    </span>
  </p>
);

const Optional: FC<{ readonly lang: Language }> = ({ lang }) => (
  <span class="optional"> ({uiWords(lang).optional})</span>
);

/** A label, hint and error around one control. Use the ready fields where they fit. */
export const Field: FC<FieldBase & { readonly children: Child }> = (props) => {
  const { lang, name, label, hint, error, optional, heading, children } = props;
  const text = (
    <label for={fieldId(name)} class={heading === true ? 'label-heading' : 'label'}>
      {label}
      {optional === true ? <Optional lang={lang} /> : null}
    </label>
  );
  return (
    <div class={classNames('field', error !== undefined && 'has-error')}>
      {heading === true ? <h1>{text}</h1> : text}
      {hint === undefined ? null : <FieldHint name={name}>{hint}</FieldHint>}
      {error === undefined ? null : <FieldErrorText lang={lang} name={name} message={error} />}
      {children}
    </div>
  );
};

/** The same around several controls that answer one question. The bar of an error stands on the box around it: browsers
 * start the edge of a fieldset only at the middle of its legend. */
export const FieldGroup: FC<FieldBase & { readonly children: Child }> = (props) => {
  const { lang, name, label, hint, error, optional, heading, children } = props;
  return (
    <div class={classNames('group', error !== undefined && 'has-error')}>
      <fieldset
        class="field"
        aria-describedby={describedBy(name, { hint: hint !== undefined, error: error !== undefined })}
      >
        <legend class={heading === true ? 'label-heading' : 'label'}>
          {heading === true ? <h1>{label}</h1> : label}
          {optional === true ? <Optional lang={lang} /> : null}
        </legend>
        {hint === undefined ? null : <FieldHint name={name}>{hint}</FieldHint>}
        {error === undefined ? null : <FieldErrorText lang={lang} name={name} message={error} />}
        {children}
      </fieldset>
    </div>
  );
};
