/** How the rules of the sign-on provider look. */
import type { FC } from 'hono/jsx';
import { roles } from '../../../platform/http/env.ts';
import { type FieldError, type Typed, typedText } from '../../../platform/http/forms.ts';
import { formatDay } from '../../../platform/i18n/dates.ts';
import {
  Breadcrumb,
  Button,
  ButtonRow,
  Callout,
  CheckboxGroup,
  DateField,
  DefinitionList,
  DeskLayout,
  EmptyState,
  errorFor,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  RadioGroup,
  Section,
  Select,
  Table,
  Tag,
  TextArea,
  TextField,
} from '../../../ui/index.ts';
import type { OfficeRow } from '../admin-read.ts';
import { adminWords } from '../admin-words.ts';
import { accountWords } from '../words.ts';
import type { SignOnRule } from './claims.ts';
import type { Preview } from './sso-admin.tsx';
import type { SignOnService } from './sso-service.ts';
import { signOnWords } from './sso-words.ts';

const HERE = '/admin/sso';

export interface SignOnAdminProps {
  readonly page: PageContext;
  readonly provider: { readonly signOn: SignOnService; readonly up: boolean } | null;
  readonly rules: readonly SignOnRule[];
  readonly offices: readonly OfficeRow[];
  readonly byEmail: boolean;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly preview: Preview | null;
  readonly done: string | null;
  /** ISO day. */
  readonly today: string;
}

export const SignOnAdminPage: FC<SignOnAdminProps> = (props) => {
  const { page, provider, byEmail, errors, done } = props;
  const words = signOnWords(page.lang).admin;
  const { lang } = page;
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={done === null ? undefined : <Notice lang={lang} title={done} />}
    >
      <PageHeading
        title={words.title}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: adminWords(lang).title, href: page.to('/admin') }, { label: words.title }]}
          />
        }
      />
      {provider === null ? (
        <EmptyState title={words.none}>
          <p>{words.noneText}</p>
        </EmptyState>
      ) : (
        <DefinitionList
          items={[
            { term: words.issuer, value: provider.signOn.name },
            { term: 'URL', value: <code>{provider.signOn.issuer}</code> },
            { term: words.state, value: provider.up ? <Tag kind="done">{words.up}</Tag> : <Tag>{words.isDown}</Tag> },
            { term: words.factors, value: provider.signOn.confirms ? words.factorsYes : words.factorsNo },
          ]}
        />
      )}
      <Section title={words.rules}>
        <p>{words.rulesLead}</p>
        <Rules {...props} />
      </Section>
      <Section title={words.add} id="aturan">
        <RuleForm {...props} />
      </Section>
      {provider === null ? null : (
        <Section title={words.byEmail} aside={<Tag>{byEmail ? words.byEmailOn : words.byEmailOff}</Tag>}>
          <p>{words.byEmailText}</p>
          <Form page={page} action={`${HERE}/surel`} layout="inline" hidden={{ to: byEmail ? 'off' : 'on' }}>
            <Button kind={byEmail ? 'quiet' : 'danger'}>{byEmail ? words.turnOff : words.turnOn}</Button>
          </Form>
        </Section>
      )}
    </DeskLayout>
  );
};

const Rules: FC<SignOnAdminProps> = ({ page, rules, offices, today }) => {
  const words = signOnWords(page.lang).admin;
  const { role } = accountWords(page.lang);
  const day = (iso: string): string => formatDay(iso, page.lang, 'medium');
  const ended = (rule: SignOnRule): boolean => rule.validUntil !== null && rule.validUntil < today;
  return (
    <Table
      caption={words.rules}
      captionHidden
      rows={[...rules].sort((a, b) => Number(ended(a)) - Number(ended(b)))}
      empty={
        <EmptyState title={words.rulesNone}>
          <p>{words.rulesNoneText}</p>
        </EmptyState>
      }
      columns={[
        {
          label: words.claim,
          head: true,
          cell: (rule) => (
            <>
              <code>{rule.claim}</code> {rule.test === 'prefix' ? words.prefix : words.equals} <code>{rule.value}</code>
            </>
          ),
        },
        { label: words.role, cell: (rule) => role[rule.role] },
        {
          label: words.office,
          cell: (rule) =>
            rule.bodyClaim === null
              ? (offices.find((office) => office.id === rule.bodyId)?.name ?? '–')
              : words.byClaim(rule.bodyClaim),
        },
        { label: words.from, cell: (rule) => day(rule.validFrom) },
        {
          label: words.until,
          cell: (rule) =>
            rule.validUntil === null ? adminWords(page.lang).open : ended(rule) ? words.hasEnded : day(rule.validUntil),
        },
        {
          label: words.action,
          labelHidden: true,
          cell: (rule) =>
            ended(rule) ? null : (
              <Form page={page} action={`${HERE}/aturan/${rule.id}/akhiri`} layout="inline">
                <Button kind="quiet" small>
                  {words.end}
                  <span class="visually-hidden"> {words.endOf(rule.value)}</span>
                </Button>
              </Form>
            ),
        },
      ]}
    />
  );
};

const RuleForm: FC<SignOnAdminProps> = ({ page, offices, typed, errors, preview }) => {
  const words = signOnWords(page.lang).admin;
  const labels = accountWords(page.lang).role;
  const { lang } = page;
  const of = (name: string) => ({ lang, name, value: typedText(typed, name), error: errorFor(errors, name) });
  const day = (name: string) => ({
    lang,
    name,
    value: {
      day: typedText(typed, `${name}_day`),
      month: typedText(typed, `${name}_month`),
      year: typedText(typed, `${name}_year`),
    },
    error: errorFor(errors, name),
  });
  return (
    <Form page={page} action={`${HERE}/aturan`} hidden={{ seen: preview?.mark ?? null }}>
      <TextField {...of('claim')} label={words.claim} hint={words.claimHint} />
      <RadioGroup
        {...of('test')}
        value={typedText(typed, 'test') || 'equals'}
        label={words.test}
        choices={[
          { value: 'equals', label: words.equals },
          { value: 'prefix', label: words.prefix },
        ]}
      />
      <TextField {...of('value')} label={words.value} />
      <Select
        {...of('role')}
        label={words.role}
        options={roles.map((role) => ({ value: role, label: labels[role] }))}
      />
      <Select
        {...of('body')}
        label={words.office}
        empty={words.officeFromClaim}
        options={offices.map((office) => ({ value: office.id, label: `${office.name} · ${office.placeName}` }))}
      />
      <TextField {...of('bodyClaim')} label={words.bodyClaim} hint={words.bodyClaimHint} optional />
      <DateField {...day('from')} label={words.from} optional />
      <DateField {...day('until')} label={words.until} optional />
      <CheckboxGroup
        lang={lang}
        name="adminMeant"
        label={labels.admin}
        hint={words.adminHint}
        optional
        choices={[{ value: 'yes', label: words.adminMeant }]}
        values={[typedText(typed, 'adminMeant')]}
        error={errorFor(errors, 'adminMeant')}
      />
      <TextArea {...of('claims')} label={words.claims} hint={words.claimsHint} rows={6} optional />
      {preview === null ? null : (
        <Callout lang={lang} title={words.previewTitle}>
          {preview.duties.length === 0 ? (
            <p>{words.previewNone}</p>
          ) : (
            <ul>
              {preview.duties.map((duty) => (
                <li>
                  {labels[duty.role]} · {duty.bodyName}
                </li>
              ))}
            </ul>
          )}
          {preview.conflict ? <p>{words.previewConflict}</p> : null}
        </Callout>
      )}
      <ButtonRow>
        <Button kind={preview === null ? 'primary' : 'quiet'} name="act" value="preview">
          {words.preview}
        </Button>
        {preview === null ? null : (
          <Button name="act" value="save">
            {words.save}
          </Button>
        )}
      </ButtonRow>
    </Form>
  );
};
