/**
 * Fields and small parts with the looks of the kit. The kit's own bring the words of all pages along, and this page is drawn in the browser of
 * somebody who pays by the kilobyte.
 */
import type { Child, FC } from 'hono/jsx';
import { monthNames } from '../../platform/i18n/dates.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { DayFields } from './turn.ts';
import { guidanceWords } from './words.ts';

export const Hidden: FC<{ readonly values: Readonly<Record<string, string | undefined>> }> = ({ values }) => (
  <>
    {Object.entries(values).map(([name, value]) =>
      value === undefined ? null : <input type="hidden" name={name} value={value} />,
    )}
  </>
);

export const Unfold: FC<{ readonly summary: string; readonly children: Child; readonly open?: boolean }> = ({
  summary,
  children,
  open,
}) => (
  <details class="disclosure" open={open === true}>
    <summary>{summary}</summary>
    <div class="disclosure-body">{children}</div>
  </details>
);

export interface DayFieldProps {
  readonly lang: Language;
  readonly value: DayFields;
  /** The message below the field, when what was typed is no day. */
  readonly error: string | undefined;
}

/** A day in three parts, as everywhere in Netra: `on_day`, `on_month`, `on_year`. */
export const DayField: FC<DayFieldProps> = ({ lang, value, error }) => {
  const words = guidanceWords(lang).when;
  const invalid = error === undefined ? undefined : 'true';
  return (
    <fieldset
      class={error === undefined ? 'field' : 'field has-error'}
      aria-describedby={error === undefined ? undefined : 'f-on-error'}
    >
      <legend class="label">{words.day}</legend>
      {error === undefined ? null : (
        <p class="field-error" id="f-on-error">
          {error}
        </p>
      )}
      <div class="date-parts">
        <div class="date-part">
          <label for="f-on">{words.dayPart}</label>
          <input
            class="input input-day"
            id="f-on"
            name="on_day"
            value={value.day}
            inputmode="numeric"
            autocomplete="off"
            maxlength={2}
            aria-invalid={invalid}
          />
        </div>
        <div class="date-part date-month">
          <label for="f-on-month">{words.monthPart}</label>
          <select class="input" id="f-on-month" name="on_month">
            {monthNames(lang).map((month, index) => (
              <option value={String(index + 1)} selected={Number(value.month) === index + 1}>
                {month}
              </option>
            ))}
          </select>
        </div>
        <div class="date-part">
          <label for="f-on-year">{words.yearPart}</label>
          <input
            class="input input-year"
            id="f-on-year"
            name="on_year"
            value={value.year}
            inputmode="numeric"
            autocomplete="off"
            maxlength={4}
            aria-invalid={invalid}
          />
        </div>
      </div>
    </fieldset>
  );
};

export interface PickProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export const Pick: FC<PickProps> = ({ name, label, value, options }) => (
  <div class="field">
    <label class="label" for={`f-${name}`}>
      {label}
    </label>
    <select class="input" id={`f-${name}`} name={name}>
      {options.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  </div>
);

export interface TypedProps {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string | undefined;
}

/** A line of words that no browser is to remember, nor its spelling service to read. */
export const Typed: FC<TypedProps> = ({ name, label, hint, value }) => (
  <div class="field">
    <label class="label" for={`f-${name}`}>
      {label}
    </label>
    <p class="hint" id={`f-${name}-hint`}>
      {hint}
    </p>
    <input
      class="input"
      id={`f-${name}`}
      name={name}
      type="text"
      value={value}
      maxlength={2000}
      autocomplete="off"
      spellcheck={false}
      aria-describedby={`f-${name}-hint`}
    />
  </div>
);
