/** The form by which an administrator asks for a token. */
import type { FC } from 'hono/jsx';
import { scopeWords } from '../../platform/api/index.ts';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxGroup,
  DeskLayout,
  errorFor,
  Form,
  type PageContext,
  PageHeading,
  Select,
  TextField,
} from '../../ui/index.ts';
import { type OfficeRow, roleName } from '../accounts/index.ts';
import { connectionWords } from './connection-words.ts';
import { askable, dayChoices, tokenList } from './token-places.ts';
import { tokenRoles } from './token-service.ts';

export const WishPage: FC<{
  readonly page: PageContext;
  readonly offices: readonly OfficeRow[];
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}> = ({ page, offices, typed, errors }) => {
  const all = connectionWords(page.lang);
  const words = all.wish;
  const { lang } = page;
  const ticked = typed.scopes ?? [];
  return (
    <DeskLayout page={page} title={words.title} errors={errors}>
      <PageHeading
        title={words.title}
        lead={words.lead}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: all.tokens.title, href: page.to(tokenList) }, { label: words.title }]}
          />
        }
      />
      <Form page={page} action={`${tokenList}/baru`}>
        <TextField
          lang={lang}
          name="name"
          label={all.tokens.name}
          hint={words.nameHint}
          value={typedText(typed, 'name')}
          maxlength={80}
          error={errorFor(errors, 'name')}
        />
        <Select
          lang={lang}
          name="body"
          label={all.tokens.office}
          options={offices.map(({ id, name }) => ({ value: id, label: name }))}
          value={typedText(typed, 'body')}
          error={errorFor(errors, 'body')}
        />
        <Select
          lang={lang}
          name="role"
          label={all.tokens.role}
          hint={words.roleHint}
          options={tokenRoles.map((role) => ({ value: role, label: roleName(role, lang) }))}
          value={typedText(typed, 'role')}
          error={errorFor(errors, 'role')}
        />
        <CheckboxGroup
          lang={lang}
          name="scopes"
          label={words.scopes}
          hint={words.scopesHint}
          choices={askable.map((scope) => ({
            value: scope,
            label: scopeWords[scope].name[lang],
            hint: scopeWords[scope].says[lang],
          }))}
          values={typeof ticked === 'string' ? [ticked] : ticked}
          error={errorFor(errors, 'scopes')}
        />
        <Select
          lang={lang}
          name="days"
          label={words.days}
          options={dayChoices.map((days) => ({ value: days, label: words.daysOf(formatNumber(Number(days), lang)) }))}
          value={typedText(typed, 'days') || '90'}
          empty={false}
          error={errorFor(errors, 'days')}
        />
        <ButtonRow>
          <Button>{words.button}</Button>
          <ButtonLink href={page.to(tokenList)} kind="quiet">
            {all.token.back}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </DeskLayout>
  );
};
