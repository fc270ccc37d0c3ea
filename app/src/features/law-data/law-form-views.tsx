/** Forms for one decree, one election or one adjusted limit. Fields and hints come from the columns of the importer. */
import type { FC } from 'hono/jsx';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import type { Both, ImportKind } from '../../platform/imports/index.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  DeskLayout,
  ErrorSummary,
  errorFor,
  Form,
  type Option,
  type PageContext,
  PageHeading,
  Select,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { limitedProcedures } from './law-cells.ts';
import { dayAreas, electionFields } from './law-form-rows.ts';
import { lawHome } from './law-views.tsx';
import { lawDataWords } from './words.ts';

export interface LawFormProps {
  readonly page: PageContext;
  readonly kind: ImportKind;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  /** Offices by code. */
  readonly offices: readonly Option[];
  /** Titles of the decrees that are there, newest year first. */
  readonly decrees: readonly Option[];
}

export const LawFormPage: FC<LawFormProps> = (props) => {
  const { page, kind, errors } = props;
  const { lang } = page;
  const words = lawDataWords(lang);
  const title =
    kind.id === 'keputusan'
      ? words.form.decreeTitle
      : kind.id === 'pemilihan'
        ? words.form.electionTitle
        : words.form.overrideTitle;
  return (
    <DeskLayout page={page} title={title}>
      <Breadcrumb lang={lang} items={[{ label: words.title, href: page.to(lawHome) }, { label: title }]} />
      <ErrorSummary lang={lang} errors={errors} />
      <PageHeading title={title} lead={words.form.lead} />
      <Form page={page} action={`${lawHome}/tambah/${kind.id}`}>
        {kind.id === 'keputusan' ? (
          <DecreeFields {...props} />
        ) : kind.id === 'pemilihan' ? (
          <ElectionFields {...props} />
        ) : (
          <OverrideFields {...props} />
        )}
        <ButtonRow>
          <Button>{words.form.send}</Button>
          <ButtonLink href={page.to(lawHome)} kind="quiet">
            {words.form.cancel}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </DeskLayout>
  );
};

/* One field from one column. */
const ColumnField: FC<
  LawFormProps & { readonly id: string; readonly options?: readonly Option[]; readonly width?: 'half' | 'short' }
> = ({ page, kind, typed, errors, id, options, width }) => {
  const { lang } = page;
  const column = kind.columns.find((one) => one.id === id);
  if (column === undefined) return null;
  const base = {
    lang,
    name: id,
    label: column.label[lang],
    hint: column.hint[lang],
    optional: !column.required,
    error: errorFor(errors, id),
  };
  return options === undefined ? (
    <TextField {...base} value={typedText(typed, id)} width={width} />
  ) : (
    <Select {...base} options={options} value={typedText(typed, id)} />
  );
};

const sureOptions = (lang: PageContext['lang']): readonly Option[] => {
  const { sure } = lawDataWords(lang);
  return [
    { value: 'dilihat', label: sure.seen },
    { value: 'diketahui', label: sure.recalled },
    { value: 'belum pasti', label: sure.uncertain },
  ];
};

const SourceFields: FC<LawFormProps> = (props) => (
  <>
    <ColumnField {...props} id="publisher" />
    <ColumnField {...props} id="source_date" width="half" />
    <ColumnField {...props} id="confidence" options={sureOptions(props.page.lang)} />
  </>
);

const DecreeFields: FC<LawFormProps> = (props) => {
  const { page, typed, errors } = props;
  const { lang } = page;
  const words = lawDataWords(lang).form;
  const hints: Readonly<Record<(typeof dayAreas)[number]['field'], string>> = {
    national: words.days,
    leave: words.days,
    votingDays: words.days,
    moving: words.movingHint,
    reopened: words.reopenedHint,
  };
  return (
    <>
      <TextField
        lang={lang}
        name="year"
        label={words.year}
        hint={words.yearHint}
        value={typedText(typed, 'year')}
        error={errorFor(errors, 'year')}
        inputmode="numeric"
        maxlength={4}
        width="short"
      />
      <ColumnField {...props} id="decree" />
      <ColumnField {...props} id="decided_on" width="half" />
      <ColumnField {...props} id="replaces" options={props.decrees} />
      <ColumnField {...props} id="amends" options={props.decrees} />
      {dayAreas.map(({ field }) => (
        <TextArea
          lang={lang}
          name={field}
          label={words[field]}
          hint={hints[field]}
          optional={field !== 'national'}
          value={typedText(typed, field)}
          error={errorFor(errors, field)}
          rows={field === 'national' ? 8 : 3}
        />
      ))}
      <SourceFields {...props} />
    </>
  );
};

const ElectionFields: FC<LawFormProps> = (props) => {
  const { page, typed, errors } = props;
  const { lang } = page;
  const words = lawDataWords(lang).form;
  const kinds: readonly Option[] = [
    { value: 'pemilu', label: 'Pemilu' },
    { value: 'pilkada', label: 'Pilkada' },
  ];
  const dates: ReadonlySet<string> = new Set([
    'campaign_from',
    'campaign_to',
    'quiet_from',
    'quiet_to',
    'voting_on',
    'transfer_ban_from',
  ]);
  const own = electionFields.filter((id) => id !== 'publisher' && id !== 'source_date' && id !== 'confidence');
  return (
    <>
      {own.map((id) => (
        <>
          {id === 'campaign_from' ? (
            <TextArea
              lang={lang}
              name="contests"
              label={words.contests}
              hint={words.contestsHint}
              value={typedText(typed, 'contests')}
              error={errorFor(errors, 'contests')}
              rows={4}
            />
          ) : null}
          {id === 'kind' ? (
            <ColumnField {...props} id={id} options={kinds} />
          ) : (
            <ColumnField {...props} id={id} {...(dates.has(id) ? { width: 'half' as const } : {})} />
          )}
        </>
      ))}
      <SourceFields {...props} />
    </>
  );
};

const OverrideFields: FC<LawFormProps> = (props) => {
  const { lang } = props.page;
  const choice = (value: string, label: Both): Option => ({ value, label: label[lang] });
  const steps = limitedProcedures.flatMap((procedure) =>
    procedure.steps.map((step) => ({
      value: `${procedure.id}/${step.id}`,
      label: `${procedure.title[lang]}: ${step.name[lang]}`,
    })),
  );
  const options: Readonly<Record<string, readonly Option[]>> = {
    rule: steps,
    office: props.offices,
    unit: [
      choice('hari kerja', { id: 'hari kerja', en: 'working days' }),
      choice('hari kalender', { id: 'hari kalender', en: 'calendar days' }),
    ],
    nature: [
      choice('hukum', { id: 'batas hukum', en: 'limit of law' }),
      choice('praktik', { id: 'menurut surat atau alur', en: 'by a letter or workflow' }),
      choice('target', { id: 'target layanan', en: 'service target' }),
    ],
    confidence: sureOptions(lang),
  };
  return (
    <>
      {props.kind.columns.map(({ id }) => {
        const offered = options[id];
        return <ColumnField {...props} id={id} {...(offered === undefined ? {} : { options: offered })} />;
      })}
    </>
  );
};
