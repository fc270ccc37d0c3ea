/** Fields for words and numbers: one line, many lines, one of a list. */
import type { FC } from 'hono/jsx';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import { classNames } from '../class-names.ts';
import { uiWords } from '../words.ts';
import { describedBy, Field, type FieldBase, fieldId } from './field.tsx';

export interface TextFieldProps extends FieldBase {
  readonly value?: string | undefined;
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'url' | 'search' | undefined;
  readonly inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | undefined;
  readonly autocomplete?: string | undefined;
  readonly maxlength?: number | undefined;
  /** How wide the box is drawn: as wide as the answer is long. Default `full`. */
  readonly width?: 'full' | 'half' | 'short' | undefined;
  /** Receipt numbers and one-time codes: fixed-width letters, no help from the phone's keyboard. */
  readonly code?: boolean | undefined;
  /** See TextArea. */
  readonly sealed?: boolean | undefined;
}

export const TextField: FC<TextFieldProps> = (props) => {
  const { name, value, type = 'text', inputmode, autocomplete, maxlength, width = 'full', code, sealed } = props;
  return (
    <Field {...props}>
      <input
        class={classNames('input', width !== 'full' && `input-${width}`, code === true && 'input-code')}
        id={fieldId(name)}
        name={name}
        type={type}
        value={value}
        inputmode={inputmode}
        autocomplete={autocomplete ?? (code === true || sealed === true ? 'off' : undefined)}
        autocapitalize={code === true ? 'characters' : undefined}
        spellcheck={code === true || sealed === true ? false : undefined}
        maxlength={maxlength}
        aria-describedby={describedBy(name, { hint: props.hint !== undefined, error: props.error !== undefined })}
        aria-invalid={props.error === undefined ? undefined : 'true'}
      />
    </Field>
  );
};

export interface TextAreaProps extends FieldBase {
  readonly value?: string | undefined;
  readonly rows?: number | undefined;
  /**
   * Longest answer, in characters. It is said below the box and counted while typing where the script runs; the server
   * checks it. The box itself does not cut: a pasted text must not lose its end without a word.
   */
  readonly limit?: number | undefined;
  /**
   * For words that must not leave the phone before they are sent: switches off the browser's spelling service (some send
   * what is typed to their maker) and its memory of earlier answers.
   */
  readonly sealed?: boolean | undefined;
}

export const TextArea: FC<TextAreaProps> = (props) => {
  const { lang, name, value, rows = 7, limit, sealed } = props;
  const words = uiWords(lang);
  const has = { hint: props.hint !== undefined, error: props.error !== undefined, note: limit !== undefined };
  return (
    <Field {...props}>
      <textarea
        class="input"
        id={fieldId(name)}
        name={name}
        rows={rows}
        data-limit={limit}
        spellcheck={sealed === true ? false : undefined}
        autocomplete={sealed === true ? 'off' : undefined}
        aria-describedby={describedBy(name, has)}
        aria-invalid={props.error === undefined ? undefined : 'true'}
      >
        {/* Browsers drop the first line break of a textarea: this one is given up so that the writer's own stays. */}
        {`\n${value ?? ''}`}
      </textarea>
      {limit === undefined ? null : (
        <p
          class="remaining"
          id={`${fieldId(name)}-note`}
          data-left={words.remaining('#')}
          data-over={words.overLimit('#')}
        >
          {words.maxCharacters(formatNumber(limit, lang))}
        </p>
      )}
    </Field>
  );
};

export interface Option {
  readonly value: string;
  readonly label: string;
}

export interface SelectProps extends FieldBase {
  readonly options: readonly Option[];
  readonly value?: string | undefined;
  /** First, empty choice; default "Pilih satu". False: none, the first option is chosen. */
  readonly empty?: string | false | undefined;
}

export const Select: FC<SelectProps> = (props) => {
  const { lang, name, options, value, empty } = props;
  return (
    <Field {...props}>
      <select
        class="input"
        id={fieldId(name)}
        name={name}
        aria-describedby={describedBy(name, { hint: props.hint !== undefined, error: props.error !== undefined })}
        aria-invalid={props.error === undefined ? undefined : 'true'}
      >
        {empty === false ? null : <option value="">{empty ?? uiWords(lang).chooseOne}</option>}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
};
