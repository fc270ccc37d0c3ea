/** How signing in looks: password, one-time code, and the sign-ins of the demonstration. */
import type { FC } from 'hono/jsx';
import {
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Card,
  DefinitionList,
  errorFor,
  type FieldError,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Stack,
  Tag,
  TextField,
} from '../../ui/index.ts';
import { type DemoAccount, demoPassword } from './demo-accounts.ts';
import { withNext } from './next-path.ts';
import { AskLayout } from './page-tools.tsx';
import type { Ceremony } from './passkeys/ceremony.ts';
import { PasskeyForm } from './passkeys/passkey-button.tsx';
import { passkeyWords } from './passkeys/passkey-words.ts';
import { signOnWords } from './sso/sso-words.ts';
import { accountWords } from './words.ts';

export interface DemoCard {
  readonly account: DemoAccount;
  readonly bodyName: string;
}

export interface SignInPageProps {
  readonly page: PageContext;
  readonly email: string;
  readonly next: string | null;
  readonly errors: readonly FieldError[];
  /** The time for the code ran out. */
  readonly tooLate: boolean;
  /** The account was just made from an invitation. */
  readonly made: boolean;
  readonly cards: readonly DemoCard[];
  /** Null where the address allows no passkeys. */
  readonly ceremony: Ceremony | null;
  /** Name of the provider of single sign-on, or null. */
  readonly signOn: string | null;
}

export const SignInPage: FC<SignInPageProps> = (props) => {
  const { page, email, next, errors, tooLate, made, cards, ceremony, signOn } = props;
  const words = accountWords(page.lang);
  const { lang } = page;
  return (
    <AskLayout page={page} title={words.signIn.title} errors={errors}>
      {tooLate && errors.length === 0 ? (
        <Callout lang={lang} kind="warn">
          <p>{words.code.again}</p>
        </Callout>
      ) : null}
      {made && errors.length === 0 ? <Notice lang={lang} title={words.signIn.made} /> : null}
      <PageHeading title={words.signIn.title} lead={words.signIn.lead} />
      {signOn === null ? null : (
        <>
          <ButtonRow>
            <ButtonLink href={page.to(withNext('/masuk/sso', next))}>{signOnWords(lang).button(signOn)}</ButtonLink>
          </ButtonRow>
          <h2>{signOnWords(lang).or}</h2>
        </>
      )}
      <Form page={page} action="/masuk" hidden={{ lanjut: next }}>
        <TextField
          lang={lang}
          name="email"
          label={words.email}
          type="email"
          autocomplete="username"
          value={email}
          error={errorFor(errors, 'email')}
        />
        <TextField
          lang={lang}
          name="password"
          label={words.password}
          type="password"
          autocomplete="current-password"
          error={errorFor(errors, 'password')}
        />
        <ButtonRow>
          <Button kind={signOn === null ? 'primary' : 'quiet'}>{words.signIn.button}</Button>
        </ButtonRow>
      </Form>
      {ceremony === null ? null : (
        <Section title={passkeyWords(lang).or}>
          <PasskeyForm
            {...{ page, ceremony }}
            action="/masuk/kunci"
            kind="show"
            button={passkeyWords(lang).signIn}
            quiet
            hidden={{ lanjut: next }}
          />
        </Section>
      )}
      <p class="small">{words.signIn.lost}</p>
      <p class="small">
        {words.signIn.report} <a href={page.to('/lapor')}>{words.signIn.reportLink}</a>
      </p>
      {cards.length === 0 ? null : <DemoCards page={page} cards={cards} next={next} />}
    </AskLayout>
  );
};

const DemoCards: FC<{
  readonly page: PageContext;
  readonly cards: readonly DemoCard[];
  readonly next: string | null;
}> = ({ page, cards, next }) => {
  const words = accountWords(page.lang);
  return (
    <Section id="peragaan" title={words.demo.title} aside={<Tag>{words.demo.tag}</Tag>}>
      <p>{words.demo.lead}</p>
      <Stack gap="tight">
        {cards.map(({ account, bodyName }) => (
          <Card title={words.role[account.role]}>
            <DefinitionList
              items={[
                { term: words.demo.at, value: bodyName },
                { term: words.demo.does, value: account.does[page.lang] },
              ]}
            />
            <Form
              page={page}
              action="/masuk"
              layout="inline"
              hidden={{ email: account.email, password: demoPassword, lanjut: next }}
            >
              <Button kind="quiet">{words.demo.enter(account.name)}</Button>
            </Form>
          </Card>
        ))}
      </Stack>
    </Section>
  );
};

export interface CodePageProps {
  readonly page: PageContext;
  readonly next: string | null;
  readonly errors: readonly FieldError[];
  /** Only in the demonstration: the code to sign in with, or how long until the next one. */
  readonly demo: { readonly code: string } | { readonly wait: number } | null;
}

export const CodePage: FC<CodePageProps> = ({ page, next, errors, demo }) => {
  const words = accountWords(page.lang);
  const { lang } = page;
  return (
    <AskLayout page={page} title={words.code.title} errors={errors}>
      <PageHeading title={words.code.title} lead={words.code.lead} />
      {demo === null ? null : (
        <Callout lang={lang} title={words.demo.codeTitle}>
          <p>{'code' in demo ? words.demo.codeText(demo.code) : words.demo.codeWait(demo.wait)}</p>
        </Callout>
      )}
      <Form page={page} action="/masuk/kode" hidden={{ lanjut: next }}>
        <TextField
          lang={lang}
          name="code"
          label={words.code.label}
          hint={words.code.hint}
          inputmode="numeric"
          autocomplete="one-time-code"
          code
          width="short"
          value={demo !== null && 'code' in demo ? demo.code : undefined}
          error={errorFor(errors, 'code')}
        />
        <ButtonRow>
          <Button>{words.code.button}</Button>
        </ButtonRow>
      </Form>
      <p class="small">
        <a href={page.to(withNext('/masuk', next))}>{words.code.back}</a>
      </p>
      <p class="small">
        {words.code.lost} <a href={page.to(withNext('/masuk/pemulihan', next))}>{words.code.useRecovery}</a>
      </p>
    </AskLayout>
  );
};

/** A recovery code in the place of the phone. */
export const RecoveryCodePage: FC<{
  readonly page: PageContext;
  readonly next: string | null;
  readonly errors: readonly FieldError[];
}> = ({ page, next, errors }) => {
  const words = accountWords(page.lang);
  return (
    <AskLayout page={page} title={words.code.recoveryLabel} errors={errors}>
      <PageHeading title={words.code.recoveryLabel} lead={words.code.recoveryLead} />
      <Form page={page} action="/masuk/pemulihan" hidden={{ lanjut: next }}>
        <TextField
          lang={page.lang}
          name="code"
          label={words.code.recoveryLabel}
          hint={words.code.recoveryHint}
          code
          width="half"
          error={errorFor(errors, 'code')}
        />
        <ButtonRow>
          <Button>{words.code.button}</Button>
        </ButtonRow>
      </Form>
      <p class="small">
        <a href={page.to(withNext('/masuk/kode', next))}>{words.code.useCode}</a>
      </p>
      <p class="small">{words.code.lostAll}</p>
    </AskLayout>
  );
};
