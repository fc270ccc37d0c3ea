/** One of several, or any of several. Each choice is a card of its own: the whole card can be touched. */
import type { Child, FC } from 'hono/jsx';
import { type FieldBase, FieldGroup, fieldId } from './field.tsx';

export interface Choice {
  readonly value: string;
  readonly label: Child;
  readonly hint?: Child | undefined;
}

interface ChoicesProps {
  readonly kind: 'radio' | 'checkbox';
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly invalid: boolean;
}

/* The first control carries the plain field id, so that an error summary lands on it. The name of a choice is its label
   alone; its hint is its description, although both can be touched. */
const Choices: FC<ChoicesProps> = ({ kind, name, choices, chosen, invalid }) => (
  <div class="choices">
    {choices.map((choice, index) => {
      const id = index === 0 ? fieldId(name) : `${fieldId(name)}-${index + 1}`;
      const hinted = choice.hint !== undefined;
      return (
        <div class="choice">
          <input
            type={kind}
            id={id}
            name={name}
            value={choice.value}
            checked={chosen.includes(choice.value)}
            aria-labelledby={`${id}-label`}
            aria-describedby={hinted ? `${id}-more` : undefined}
            aria-invalid={invalid && kind === 'checkbox' ? 'true' : undefined}
          />
          <label for={id}>
            <span class="choice-label" id={`${id}-label`}>
              {choice.label}
            </span>
            {hinted ? (
              <span class="choice-hint" id={`${id}-more`}>
                {choice.hint}
              </span>
            ) : null}
          </label>
        </div>
      );
    })}
  </div>
);

export interface RadioGroupProps extends FieldBase {
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
}

export const RadioGroup: FC<RadioGroupProps> = (props) => (
  <FieldGroup {...props}>
    <Choices
      kind="radio"
      name={props.name}
      choices={props.choices}
      chosen={props.value === undefined ? [] : [props.value]}
      invalid={props.error !== undefined}
    />
  </FieldGroup>
);

export interface CheckboxGroupProps extends FieldBase {
  readonly choices: readonly Choice[];
  readonly values?: readonly string[] | undefined;
}

export const CheckboxGroup: FC<CheckboxGroupProps> = (props) => (
  <FieldGroup {...props}>
    <Choices
      kind="checkbox"
      name={props.name}
      choices={props.choices}
      chosen={props.values ?? []}
      invalid={props.error !== undefined}
    />
  </FieldGroup>
);
