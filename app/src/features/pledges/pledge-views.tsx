/** Pages of pledges as markup. */
import type { Child, FC } from 'hono/jsx';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Card,
  CheckboxGroup,
  DefinitionList,
  EmptyState,
  errorFor,
  type FieldError,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  PublicLayout,
  ReceiptNumber,
  Section,
  TextField,
} from '../../ui/index.ts';
import { GuideLink } from '../guides/index.ts';
import { SealQrPage, SealSection, type SealState, sealWords } from '../ledger/index.ts';
import { campaignWords } from './campaign-words.ts';
import { EnterForm } from './code-views.tsx';
import type { Certificate, OpenPledge } from './pledge-service.ts';
import { getPledgeText } from './pledge-texts.ts';
import { TextPoints } from './text-points.tsx';
import { pledgeWords } from './words.ts';

/** What the person may do on the page. */
export type PledgeStanding = 'signed-out' | 'not-asn' | 'may-sign' | 'signed';

export interface PledgePageProps {
  readonly page: PageContext;
  readonly open: OpenPledge | undefined;
  readonly standing: PledgeStanding;
  readonly errors?: readonly FieldError[] | undefined;
  /** What the address of a slip or of a screen brought along. */
  readonly typed?: string | undefined;
  readonly screen?: string | undefined;
  readonly linkWrong?: string | undefined;
  readonly linked?: boolean | undefined;
}

export const PledgePage: FC<PledgePageProps> = ({ page, open, standing, errors, typed, screen, linkWrong, linked }) => {
  const { lang } = page;
  const words = pledgeWords(lang);
  if (open === undefined) {
    return (
      <PublicLayout page={page} title={words.title} description={words.description}>
        <PageHeading title={words.title} lead={words.lead} />
        <EmptyState title={words.noText}>
          <p>{words.privacy}</p>
        </EmptyState>
      </PublicLayout>
    );
  }
  const { election } = open;
  return (
    <PublicLayout page={page} title={words.title} description={words.description} errors={errors}>
      <PageHeading title={words.title} lead={words.lead} />
      <DefinitionList
        items={[
          { term: words.open, value: election.name[lang] },
          { term: words.voting, value: formatDay(election.votingOn, lang) },
        ]}
      />
      <Section title={words.pointsTitle}>
        <TextPoints lang={lang} text={open.text} />
      </Section>
      <NextStep page={page} open={open} standing={standing} errors={errors} />
      {standing === 'signed-out' ? <EnterForm page={page} typed={typed} screen={screen} /> : null}
      {standing === 'may-sign' || standing === 'signed' ? (
        <LinkForm page={page} wrong={linkWrong} linked={linked} />
      ) : null}
      <p class="small">{words.privacy}</p>
      <GuideLink page={page} guide="asn" />
    </PublicLayout>
  );
};

/** Whoever has an account and a code shows once that both are the same person. */
const LinkForm: FC<{
  readonly page: PageContext;
  readonly wrong: string | undefined;
  readonly linked: boolean | undefined;
}> = ({ page, wrong, linked }) => {
  const { lang } = page;
  const words = campaignWords(lang).link;
  return (
    <Section title={words.title}>
      {linked === true ? <Notice lang={lang} title={words.done} /> : <p>{words.lead}</p>}
      <Form page={page} action="/ikrar/sambungkan">
        <TextField
          lang={lang}
          name="kode"
          label={campaignWords(lang).enter.code}
          hint={campaignWords(lang).enter.codeHint}
          error={wrong}
          code
        />
        <TextField lang={lang} name="nomor" label={campaignWords(lang).enter.number} hint={words.numberHint} code />
        <ButtonRow>
          <Button kind="quiet">{words.go}</Button>
        </ButtonRow>
      </Form>
      <p>
        <a href={page.to('/ikrar/yang-melihat')}>{campaignWords(lang).looks.link}</a>
      </p>
    </Section>
  );
};

const NextStep: FC<PledgePageProps & { readonly open: OpenPledge }> = ({ page, open, standing, errors }): Child => {
  const { lang } = page;
  const words = pledgeWords(lang);
  switch (standing) {
    case 'signed-out':
      return (
        <Card title={words.signedOutTitle} headingLevel={2}>
          <p>{words.signedOut}</p>
          <ButtonRow>
            <ButtonLink href={page.to('/masuk?lanjut=%2Fikrar')}>{words.signIn}</ButtonLink>
          </ButtonRow>
        </Card>
      );
    case 'not-asn':
      return (
        <Callout lang={lang} title={words.notAsnTitle}>
          <p>{words.notAsn}</p>
        </Callout>
      );
    case 'signed':
      return (
        <Callout lang={lang} title={words.already}>
          <ButtonRow>
            <ButtonLink href={page.to('/ikrar/sertifikat')}>{words.see}</ButtonLink>
          </ButtonRow>
        </Callout>
      );
    case 'may-sign':
      return (
        <Section title={words.signTitle}>
          <Form page={page} action="/ikrar" hidden={{ election: open.electionId, text: open.text.version }}>
            <CheckboxGroup
              lang={lang}
              name="read"
              label={words.readQuestion}
              choices={[{ value: 'ya', label: words.read }]}
              error={errorFor(errors, 'read')}
            />
            <ButtonRow>
              <Button>{words.sign}</Button>
            </ButtonRow>
          </Form>
        </Section>
      );
  }
};

export const CertificatePage: FC<{
  readonly page: PageContext;
  readonly certificate: Certificate;
  readonly seal: SealState;
}> = ({ page, certificate, seal }) => {
  const { lang } = page;
  const words = pledgeWords(lang).certificate;
  return (
    <PublicLayout page={page} title={words.title} noindex>
      <PageHeading title={words.title} />
      <ReceiptNumber lang={lang} value={certificate.number} label={words.number} />
      <DefinitionList
        items={[
          { term: words.name, value: certificate.name },
          { term: words.institution, value: certificate.institution },
          { term: words.election, value: certificate.electionName[lang] },
          { term: words.signedAt, value: formatInstant(certificate.signedAt, certificate.zone, lang) },
        ]}
      />
      <ButtonRow>
        <ButtonLink href={page.to('/ikrar/sertifikat.pdf')} download>
          {words.pdf}
        </ButtonLink>
      </ButtonRow>
      <p class="small">{seal.kind === 'sealed' ? words.codeSealed : words.code}</p>
      {page.demo === null ? null : <p class="small">{words.demo}</p>}
      <SealSection page={page} state={seal} zone={certificate.zone}>
        <ButtonRow>
          <ButtonLink href={page.to('/ikrar/sertifikat/segel')} kind="quiet" download>
            {sealWords(lang).download}
          </ButtonLink>
          <ButtonLink href={page.to('/ikrar/sertifikat/segel?bentuk=qr')} kind="quiet">
            {sealWords(lang).showQr}
          </ButtonLink>
        </ButtonRow>
      </SealSection>
      <Section title={words.points}>
        <TextPoints lang={lang} text={getPledgeText(certificate.textVersion)} />
      </Section>
      <p>
        <a href={page.to('/ikrar')}>{words.back}</a>
      </p>
    </PublicLayout>
  );
};

/** The proof of the seal as a code. */
export const CertificateQrPage: FC<{ readonly page: PageContext; readonly receipt: string }> = ({ page, receipt }) => (
  <SealQrPage page={page} receipt={receipt}>
    <p>
      <a href={page.to('/ikrar/sertifikat')}>{sealWords(page.lang).back}</a>
    </p>
  </SealQrPage>
);
