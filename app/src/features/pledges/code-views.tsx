/** Pages for who holds a code: enter it, three questions, read and sign, certificate, decline; and the public check of a number. */

import type { Bilingual } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import {
  Button,
  ButtonRow,
  Callout,
  CheckboxGroup,
  DefinitionList,
  errorFor,
  type FieldError,
  Form,
  type PageContext,
  PageHeading,
  PublicLayout,
  RadioGroup,
  ReceiptNumber,
  Section,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { lawPath } from '../law/index.ts';
import { SealSection, sealWords } from '../ledger/index.ts';
import type { OpenedCode } from './campaign.ts';
import type { PledgeSeal } from './campaign-service.ts';
import { campaignWords } from './campaign-words.ts';
import { getPledgeText, integrityPact } from './pledge-texts.ts';
import { signFields, signPath } from './sign-form.ts';
import { QUESTIONS, reasonsOf, type TeachAnswer, type TeachQuestion } from './teach-back.ts';
import { TextPoints } from './text-points.tsx';
import { pledgeWords } from './words.ts';

export const codePath = '/ikrar/kode';

/** Forms of this way carry the code itself, which nobody else has: no cookie is needed, and none is set. */
const CodeForm: FC<{
  readonly page: PageContext;
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly children: Child;
}> = ({ page, action, hidden, children }) => (
  <Form page={page} action={action} csrf={false} hidden={hidden}>
    {children}
  </Form>
);

export interface EnterProps {
  readonly page: PageContext;
  readonly typed?: string | undefined;
  readonly screen?: string | undefined;
  /** Number of the certificate, for whoever signed and comes back for it. */
  readonly number?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
}

export const EnterForm: FC<EnterProps> = ({ page, typed, screen, number, errors }) => {
  const { lang } = page;
  const words = campaignWords(lang).enter;
  return (
    <Section title={words.title}>
      <p>{words.lead}</p>
      <CodeForm page={page} action={codePath} hidden={{}}>
        <TextField
          lang={lang}
          name="kode"
          label={words.code}
          hint={words.codeHint}
          value={typed}
          error={errorFor(errors, 'kode')}
          code
        />
        <TextField
          lang={lang}
          name="layar"
          label={words.screen}
          hint={words.screenHint}
          value={screen}
          error={errorFor(errors, 'layar')}
          inputmode="numeric"
          width="short"
          optional
          code
        />
        <TextField
          lang={lang}
          name="nomor"
          label={words.number}
          hint={words.numberHint}
          value={number}
          error={errorFor(errors, 'nomor')}
          optional
          code
        />
        <ButtonRow>
          <Button>{words.go}</Button>
        </ButtonRow>
      </CodeForm>
    </Section>
  );
};

export const EnterPage: FC<EnterProps> = (props) => (
  <PublicLayout page={props.page} title={pledgeWords(props.page.lang).title} errors={props.errors} noindex>
    <PageHeading title={pledgeWords(props.page.lang).title} />
    <EnterForm {...props} />
  </PublicLayout>
);

export interface TeachProps {
  readonly page: PageContext;
  readonly carried: Readonly<Record<string, string>>;
  readonly question: TeachQuestion;
  readonly index: number;
  /** What was answered just now; null: not yet. */
  readonly given: TeachAnswer | null;
  readonly errors?: readonly FieldError[] | undefined;
}

export const TeachPage: FC<TeachProps> = ({ page, carried, question, index, given, errors }) => {
  const { lang } = page;
  const words = campaignWords(lang).teach;
  const { example } = question;
  const isRight = given === question.right;
  const next = index + 1 < QUESTIONS;
  const reasons = reasonsOf(question, lang);
  return (
    <PublicLayout page={page} title={words.title(index + 1, QUESTIONS)} errors={errors} noindex>
      <PageHeading title={words.title(index + 1, QUESTIONS)} lead={words.lead} />
      <p class="lead">{lang === 'en' ? example.en : example.given}</p>
      {given === null ? null : (
        <Callout lang={lang} kind={isRight ? 'info' : 'warn'} title={isRight ? words.right : words.wrong}>
          <p>{question.right === 'breach' ? words.breach : words.fine}.</p>
          <p>{words.because}:</p>
          <ul class="dots">
            {reasons.length === 0 ? <li>{words.noRule}</li> : reasons.map((reason) => <li>{reason}</li>)}
          </ul>
          <p>
            <a href={page.to(lawPath.rule(question.id))}>{question.id}</a>
          </p>
        </Callout>
      )}
      {isRight ? (
        <CodeForm
          page={page}
          action={next ? `${codePath}/latihan` : `${codePath}/baca`}
          hidden={{ ...carried, ...(next ? { langkah: String(index + 1) } : {}) }}
        >
          <ButtonRow>
            <Button>{next ? words.next : words.toText}</Button>
          </ButtonRow>
        </CodeForm>
      ) : (
        <CodeForm
          page={page}
          action={`${codePath}/latihan`}
          hidden={{ ...carried, langkah: String(index), tanya: '1' }}
        >
          <RadioGroup
            lang={lang}
            name="jawab"
            label={words.question}
            choices={[
              { value: 'breach', label: words.breach },
              { value: 'fine', label: words.fine },
            ]}
            error={errorFor(errors, 'jawab')}
          />
          <ButtonRow>
            <Button>{given === null ? words.answer : words.again}</Button>
          </ButtonRow>
        </CodeForm>
      )}
    </PublicLayout>
  );
};

export interface ReadProps {
  readonly page: PageContext;
  readonly opened: OpenedCode;
  readonly code: string;
  readonly presence: string;
  readonly busy?: boolean | undefined;
  readonly errors?: readonly FieldError[] | undefined;
}

export const ReadPage: FC<ReadProps> = ({ page, opened, code, presence, busy, errors }) => {
  const { lang } = page;
  const words = campaignWords(lang).read;
  const text = getPledgeText(opened.textVersion);
  return (
    <PublicLayout page={page} title={words.title} errors={errors} noindex>
      <PageHeading title={words.title} lead={words.for(opened.institution)} />
      {busy === true ? <BusyCallout page={page} /> : null}
      <TextPoints lang={lang} text={text} />
      <Section title={words.pact}>
        <TextPoints lang={lang} text={integrityPact} />
      </Section>
      <SignForm
        page={page}
        code={code}
        campaignId={opened.campaignId}
        textVersion={opened.textVersion}
        presence={presence}
        errors={errors}
        checked={busy === true}
      />
      <CodeForm page={page} action={`${codePath}/menolak`} hidden={{ kode: code }}>
        <ButtonRow>
          <Button kind="quiet">{words.declineLink}</Button>
        </ButtonRow>
      </CodeForm>
      <LooksButton page={page} code={code} />
    </PublicLayout>
  );
};

const BusyCallout: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = campaignWords(page.lang).enter;
  return (
    <Callout lang={page.lang} kind="warn" title={words.busyTitle}>
      <p>{words.busy}</p>
    </Callout>
  );
};

interface SignFormProps {
  readonly page: PageContext;
  readonly code: string;
  readonly campaignId: string;
  readonly textVersion: string;
  readonly presence: string;
  readonly checked: boolean;
  readonly errors?: readonly FieldError[] | undefined;
}

const SignForm: FC<SignFormProps> = ({ page, code, campaignId, textVersion, presence, checked, errors }) => {
  const { lang } = page;
  const words = pledgeWords(lang);
  return (
    <CodeForm
      page={page}
      action={signPath}
      hidden={{
        [signFields.code]: code,
        [signFields.campaign]: campaignId,
        [signFields.text]: textVersion,
        [signFields.presence]: presence,
      }}
    >
      <CheckboxGroup
        lang={lang}
        name={signFields.read}
        label={words.readQuestion}
        choices={[{ value: 'ya', label: words.read }]}
        values={checked ? ['ya'] : []}
        error={errorFor(errors, signFields.read)}
      />
      <ButtonRow>
        <Button>{campaignWords(lang).read.sign}</Button>
      </ButtonRow>
    </CodeForm>
  );
};

/** While too many wait: the same form, filled in as it was, without asking the database anything. */
export const BusyPage: FC<Omit<SignFormProps, 'checked'>> = (props) => (
  <PublicLayout page={props.page} title={campaignWords(props.page.lang).enter.busyTitle} noindex>
    <PageHeading title={campaignWords(props.page.lang).enter.busyTitle} />
    <BusyCallout page={props.page} />
    <SignForm {...props} checked />
  </PublicLayout>
);

/** What a form carries of whoever holds a code, and perhaps the number of a certificate. */
const carriedOf = (code: string, number: string | undefined): Readonly<Record<string, string>> =>
  number === undefined ? { kode: code } : { kode: code, nomor: number };

interface Holder {
  readonly page: PageContext;
  readonly code: string;
  readonly number?: string | undefined;
}

const LooksButton: FC<Holder> = ({ page, code, number }) => (
  <CodeForm page={page} action={`${codePath}/yang-melihat`} hidden={carriedOf(code, number)}>
    <ButtonRow>
      <Button kind="quiet">{campaignWords(page.lang).looks.link}</Button>
    </ButtonRow>
  </CodeForm>
);

const SealButton: FC<Holder & { readonly label: string; readonly form?: 'qr' }> = ({
  page,
  code,
  number,
  label,
  form,
}) => (
  <CodeForm
    page={page}
    action={`${codePath}/segel`}
    hidden={{ ...carriedOf(code, number), ...(form === undefined ? {} : { bentuk: form }) }}
  >
    <ButtonRow>
      <Button kind="quiet">{label}</Button>
    </ButtonRow>
  </CodeForm>
);

/** From the page of looks to where the code leads. */
export const BackToCode: FC<Holder> = ({ page, code, number }) => (
  <CodeForm page={page} action={codePath} hidden={carriedOf(code, number)}>
    <ButtonRow>
      <Button kind="quiet">{campaignWords(page.lang).looks.back}</Button>
    </ButtonRow>
  </CodeForm>
);

export const SignedPage: FC<{
  readonly page: PageContext;
  readonly number: string;
  readonly code: string;
  /** For whoever comes back; right after signing, when the log cannot have it yet, nothing is asked. */
  readonly seal?: PledgeSeal | undefined;
}> = ({ page, number, code, seal }) => {
  const { lang } = page;
  const words = campaignWords(lang).signed;
  return (
    <PublicLayout page={page} title={words.title} noindex>
      <PageHeading title={words.title} lead={words.lead} />
      <ReceiptNumber lang={lang} value={number} label={words.number} />
      <p>{words.keep}</p>
      <CodeForm page={page} action={`${codePath}/sertifikat`} hidden={carriedOf(code, number)}>
        <ButtonRow>
          <Button>{words.pdf}</Button>
        </ButtonRow>
      </CodeForm>
      {seal === undefined ? (
        <p class="small">{words.sealSoon}</p>
      ) : (
        <SealSection page={page} state={seal.state} zone={seal.zone}>
          <SealButton page={page} code={code} number={number} label={sealWords(lang).download} />
          <SealButton page={page} code={code} number={number} label={sealWords(lang).showQr} form="qr" />
        </SealSection>
      )}
      <LooksButton page={page} code={code} number={number} />
      <p class="small">
        {words.check} <a href={page.to(`/periksa/ikrar?nomor=${number}`)}>{campaignWords(lang).check.title}</a>
      </p>
      <p class="small">
        {words.notYou} <a href={page.to('/lapor')}>{words.report}</a>
      </p>
    </PublicLayout>
  );
};

export const DeclinePage: FC<{
  readonly page: PageContext;
  readonly code: string;
  readonly typed: string;
  readonly errors?: readonly FieldError[] | undefined;
}> = ({ page, code, typed, errors }) => {
  const { lang } = page;
  const words = campaignWords(lang).decline;
  return (
    <PublicLayout page={page} title={words.title} errors={errors} noindex>
      <PageHeading title={words.title} lead={words.lead} />
      <CodeForm page={page} action={`${codePath}/menolak`} hidden={{ kode: code, kirim: '1' }}>
        <TextArea
          lang={lang}
          name="alasan"
          label={words.reason}
          hint={words.reasonHint}
          value={typed}
          limit={2000}
          error={errorFor(errors, 'alasan')}
          sealed
        />
        <ButtonRow>
          <Button>{words.send}</Button>
        </ButtonRow>
      </CodeForm>
    </PublicLayout>
  );
};

export const DeclinedPage: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = campaignWords(page.lang).decline;
  return (
    <PublicLayout page={page} title={words.done} noindex>
      <PageHeading title={words.done} lead={words.doneLead} />
    </PublicLayout>
  );
};

export const CheckPage: FC<{ readonly page: PageContext; readonly typed: string }> = ({ page, typed }) => {
  const { lang } = page;
  const words = campaignWords(lang).check;
  return (
    <PublicLayout page={page} title={words.title} noindex>
      <PageHeading title={words.title} lead={words.lead} />
      <CheckForm page={page} typed={typed} />
    </PublicLayout>
  );
};

const CheckForm: FC<{ readonly page: PageContext; readonly typed: string }> = ({ page, typed }) => {
  const words = campaignWords(page.lang).check;
  return (
    <Form page={page} action="/periksa/ikrar" method="get">
      <TextField lang={page.lang} name="nomor" label={words.number} value={typed} code />
      <ButtonRow>
        <Button>{words.go}</Button>
      </ButtonRow>
    </Form>
  );
};

export const CheckedPage: FC<{
  readonly page: PageContext;
  readonly number: string;
  readonly found: { readonly election: Bilingual; readonly institution: string } | undefined;
}> = ({ page, number, found }) => {
  const { lang } = page;
  const words = campaignWords(lang).check;
  return (
    <PublicLayout page={page} title={found === undefined ? words.unknown : words.valid} noindex>
      {found === undefined ? (
        <PageHeading title={words.unknown} lead={words.unknownLead} />
      ) : (
        <>
          <PageHeading title={words.valid} />
          <DefinitionList
            items={[
              { term: words.election, value: found.election[lang] },
              { term: words.institution, value: found.institution },
            ]}
          />
        </>
      )}
      <CheckForm page={page} typed={number} />
    </PublicLayout>
  );
};
