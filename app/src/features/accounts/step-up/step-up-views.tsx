/** How the question for the second factor looks, and what follows it. */
import type { FC } from 'hono/jsx';
import type { Member } from '../../../platform/http/env.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  errorFor,
  type FieldError,
  Form,
  type PageContext,
  PageHeading,
  Section,
  TextField,
} from '../../../ui/index.ts';
import { AskLayout } from '../page-tools.tsx';
import type { Ceremony } from '../passkeys/ceremony.ts';
import { PasskeyForm } from '../passkeys/passkey-button.tsx';
import { accountWords } from '../words.ts';
import type { Factors } from './factors.ts';
import { FRESH_MINUTES, type Question } from './step-up.ts';
import { stepUpWords } from './step-up-words.ts';

export const CONFIRM = '/akun/konfirmasi';
export type DemoCode = { readonly code: string } | { readonly wait: number } | null;

export const QuestionPage: FC<{
  readonly page: PageContext;
  readonly member: Member;
  readonly question: Question;
  readonly factors: Factors;
  readonly ceremony: Ceremony | null;
  readonly demo: DemoCode;
  readonly signOn: string | null;
  readonly errors: readonly FieldError[];
}> = ({ page, member, question, factors, ceremony, demo, signOn, errors }) => {
  const words = stepUpWords(page.lang);
  const own = accountWords(page.lang);
  const { lang } = page;
  const hidden = { kembali: question.back, form: question.form };
  const some = factors.codes || ceremony !== null || factors.recoveryCodes > 0 || signOn !== null;
  return (
    <AskLayout page={page} title={words.title} errors={errors}>
      <PageHeading
        title={words.title}
        lead={member.mustConfirm === true ? words.leadFirst : words.lead(String(FRESH_MINUTES))}
      />
      {question.form === null ? null : <p>{words.kept}</p>}
      {question.lost ? (
        <Callout lang={lang} kind="warn">
          <p>{words.lost}</p>
        </Callout>
      ) : null}
      {ceremony === null ? null : (
        <Section title={words.passkeyTitle}>
          <PasskeyForm
            page={page}
            action={CONFIRM}
            kind="show"
            button={words.passkeyButton}
            {...{ ceremony, hidden }}
          />
        </Section>
      )}
      {factors.codes ? (
        <Section title={words.codeTitle}>
          {demo === null ? null : (
            <Callout lang={lang} title={own.demo.codeTitle}>
              <p>{'code' in demo ? own.demo.codeText(demo.code) : own.demo.codeWait(demo.wait)}</p>
            </Callout>
          )}
          <Form page={page} action={CONFIRM} hidden={hidden}>
            <TextField
              lang={lang}
              name="code"
              label={own.code.label}
              hint={own.code.hint}
              inputmode="numeric"
              autocomplete="one-time-code"
              code
              width="short"
              value={demo !== null && 'code' in demo ? demo.code : undefined}
              error={errorFor(errors, 'code')}
            />
            <ButtonRow>
              <Button>{words.codeButton}</Button>
            </ButtonRow>
          </Form>
        </Section>
      ) : null}
      {signOn === null ? null : (
        <Section title={words.signOnTitle(signOn)}>
          <Form page={page} action={`${CONFIRM}/sso`} hidden={hidden}>
            <ButtonRow>
              <Button kind="quiet">{words.signOnButton(signOn)}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {factors.recoveryCodes === 0 ? null : (
        <Section title={words.recoveryTitle}>
          <Form page={page} action={CONFIRM} hidden={hidden}>
            <TextField
              lang={lang}
              name="recovery"
              label={words.recoveryLabel}
              hint={words.recoveryHint}
              code
              width="half"
              error={errorFor(errors, 'recovery')}
            />
            <ButtonRow>
              <Button kind="quiet">{words.codeButton}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {some ? null : (
        <>
          <p>{words.none}</p>
          <ButtonRow>
            <ButtonLink href={page.to('/akun/kode-ganda')}>{words.setUp}</ButtonLink>
          </ButtonRow>
        </>
      )}
      {member.mustConfirm === true ? (
        <Form page={page} action="/keluar" layout="inline">
          <button class="plain" type="submit">
            {own.code.back}
          </button>
        </Form>
      ) : (
        <p class="small">
          <a href={page.to(question.back)}>{words.cancel}</a>
        </p>
      )}
    </AskLayout>
  );
};

export const SendAgainPage: FC<{ readonly page: PageContext; readonly sealed: string; readonly back: string }> = ({
  page,
  sealed,
  back,
}) => {
  const words = stepUpWords(page.lang);
  return (
    <AskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.kept} />
      <Form page={page} action={`${CONFIRM}/lanjut`} hidden={{ form: sealed, kembali: back }}>
        <ButtonRow>
          <Button>{words.codeButton}</Button>
          <ButtonLink href={page.to(back)} kind="quiet">
            {words.cancel}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </AskLayout>
  );
};

export const AlreadySentPage: FC<{ readonly page: PageContext; readonly back: string }> = ({ page, back }) => {
  const words = stepUpWords(page.lang);
  return (
    <AskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.again} />
      <ButtonRow>
        <ButtonLink href={page.to(back)}>{words.codeButton}</ButtonLink>
      </ButtonRow>
    </AskLayout>
  );
};
