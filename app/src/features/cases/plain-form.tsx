/** The form of an action that is told by a few fields, drawn from the list in `plain-actions.ts`; and what such a step says on the page. */
import type { FC } from 'hono/jsx';
import { formatDay } from '../../platform/i18n/dates.ts';
import { unreachable } from '../../platform/result.ts';
import {
  CheckboxGroup,
  DateField,
  DefinitionList,
  errorFor,
  type PageContext,
  RadioGroup,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { nameOfAccused, placedAccused } from './accused-places.ts';
import type { ActionPageProps } from './action-props.ts';
import { DocumentChoice } from './document-choice.tsx';
import { type PlainActionType, plainFieldsOf } from './plain-actions.ts';
import { type FieldMeta, fieldMeta } from './plain-fields.ts';
import { plainFieldWords } from './plain-words.ts';
import { accusedHint } from './separate-form.tsx';
import { property } from './stored-values.ts';

export const PlainFields: FC<ActionPageProps & { readonly type: PlainActionType }> = (props) => (
  <>
    {plainFieldsOf(props.type).map(([name, schema]) => (
      <Field {...props} name={name} meta={fieldMeta(schema)} />
    ))}
  </>
);

const Field: FC<ActionPageProps & { readonly name: string; readonly meta: FieldMeta }> = ({
  page,
  typed,
  errors,
  receivers,
  documents,
  action,
  view,
  name,
  meta,
}) => {
  const { lang } = page;
  const words = plainFieldWords[lang];
  const list = typed?.[name];
  const values = list === undefined ? [] : typeof list === 'string' ? [list] : list;
  const part = (suffix: string): string => {
    const found = typed?.[`${name}_${suffix}`];
    return typeof found === 'string' ? found : '';
  };
  const common = {
    lang,
    name,
    label: meta.label[lang],
    error: errorFor(errors, name),
    ...(meta.hint === undefined ? {} : { hint: meta.hint[lang] }),
    ...(meta.optional ? { optional: true } : {}),
  };
  const value = values[0] ?? '';
  const choices = Object.entries(meta.choices ?? {}).map(([of, label]) => ({ value: of, label: label[lang] }));
  switch (meta.kind) {
    case 'reason':
      return <TextArea {...common} value={value} rows={5} />;
    case 'text':
      return <TextArea {...common} value={value} rows={9} />;
    case 'hash':
      return <TextField {...common} value={value} maxlength={64} />;
    case 'document':
      return <DocumentChoice {...common} {...{ page, view, documents, value }} action={action} />;
    case 'line':
      return <TextField {...common} value={value} maxlength={200} />;
    case 'day':
      return <DateField {...common} value={{ day: part('day'), month: part('month'), year: part('year') }} />;
    case 'choice':
      return <RadioGroup {...common} value={value} choices={choices} />;
    case 'choices':
      return <CheckboxGroup {...common} values={values} choices={choices} />;
    case 'persons':
      return view.accused.length < 2 ? null : (
        <CheckboxGroup
          {...common}
          optional={false}
          values={values}
          choices={placedAccused(view).map(({ place, person }) => ({
            value: String(place),
            label: nameOfAccused(person),
            hint: accusedHint(person, lang),
          }))}
        />
      );
    case 'yes-no':
      return (
        <RadioGroup
          {...common}
          value={value}
          choices={[
            { value: 'yes', label: words.yes },
            { value: 'no', label: words.no },
          ]}
        />
      );
    case 'office':
      // Nobody there works with Netra: nothing to choose.
      return receivers.length === 0 ? null : (
        <RadioGroup
          {...common}
          value={value}
          choices={[
            ...receivers.map((body) => ({ value: body.id, label: body.name })),
            { value: '', label: words.outside },
          ]}
        />
      );
    case 'receiver':
      return (
        <RadioGroup
          {...common}
          value={value || (receivers[0]?.id ?? '')}
          choices={receivers.map((body) => ({ value: body.id, label: body.name }))}
        />
      );
    default:
      return unreachable(meta.kind);
  }
};

/** What a step of such an action holds, field by field; `null` where it holds nothing of it. */
export const PlainContents: FC<{
  readonly page: PageContext;
  readonly type: PlainActionType;
  readonly content: unknown;
}> = ({ page, type, content }) => {
  const { lang } = page;
  const words = plainFieldWords[lang];
  const items = plainFieldsOf(type).flatMap(([name, schema]) => {
    const meta = fieldMeta(schema);
    if (meta.kind === 'receiver' || meta.kind === 'office' || meta.kind === 'persons') return [];
    const value = property(content, name);
    const shown = wordsOf(value, meta, lang, words);
    return shown === null ? [] : [{ term: meta.label[lang], value: shown }];
  });
  return items.length === 0 ? null : <DefinitionList items={items} />;
};

function wordsOf(
  value: unknown,
  meta: FieldMeta,
  lang: PageContext['lang'],
  words: { readonly yes: string; readonly no: string },
): string | null {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value))
    return value
      .flatMap((one: unknown) => (typeof one === 'string' ? [meta.choices?.[one]?.[lang] ?? one] : []))
      .join('; ');
  if (typeof value !== 'string' || value === '') return null;
  if (meta.kind === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value, lang);
  return meta.choices?.[value]?.[lang] ?? value;
}
