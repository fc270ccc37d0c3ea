/** The pages around the questions: the start, checking the answers, the receipt, and a draft that cannot be read any more. */
import type { Rulebook } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import { formatBytes } from '../../platform/i18n/numbers.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Citation,
  DefinitionList,
  EmptyState,
  Form,
  FormLayout,
  Icon,
  NatureTag,
  type PageContext,
  PageHeading,
  PublicLayout,
  ReceiptNumber,
  Section,
} from '../../ui/index.ts';
import type { EvidenceFile } from '../evidence/index.ts';
import { GuideLink } from '../guides/index.ts';
import { OtherSuggestion } from './act-suggestion.tsx';
import { wordsOfAct } from './act-words.ts';
import type { AllAnswers } from './answers.ts';
import { type StepId, stepIds } from './draft.ts';
import type { CoveredPlace } from './regions.ts';
import type { ReviewLimit, TimeToReport } from './report-clock.ts';
import { kindOf, type Sent } from './report-service.ts';
import { DemoNote, OtherLanguage, TimeLeft } from './wizard-parts.tsx';
import { aboutFile } from './wizard-questions.tsx';
import { wizardWords } from './words.ts';

const List: FC<{ readonly items: Readonly<Record<string, string>>; readonly mark: 'check' | 'cross' | 'forward' }> = ({
  items,
  mark,
}) => (
  <ul class="stack stack-tight">
    {Object.values(items).map((item) => (
      <li>
        <Icon name={mark} /> {item}
      </li>
    ))}
  </ul>
);

export interface StartPageProps {
  readonly page: PageContext;
  /** False while no office here takes reports. */
  readonly open: boolean;
  readonly legalNow: string | null;
}

/** What happens, what is needed, what is not asked, what a name changes: told before the first question. */
export const StartPage: FC<StartPageProps> = ({ page, open, legalNow }) => {
  const { lang } = page;
  const words = wizardWords(lang);
  const { start } = words;
  return (
    <FormLayout page={page} title={words.title}>
      <DemoNote lang={lang} legalNow={legalNow} />
      <PageHeading title={words.title} lead={start.lead} />
      {open ? (
        <ButtonRow>
          <ButtonLink href={page.to('/lapor/apa')}>{start.begin}</ButtonLink>
        </ButtonRow>
      ) : (
        <EmptyState title={start.closed}>{start.closedText}</EmptyState>
      )}
      <Section title={start.happens}>
        <List items={start.happensList} mark="check" />
      </Section>
      <Section title={start.named}>
        <p>{start.namedText}</p>
        <p>{start.namedSealed}</p>
      </Section>
      <Section title={start.needed}>
        <List items={start.neededList} mark="check" />
      </Section>
      <Section title={start.notAsked}>
        <List items={start.notAskedList} mark="cross" />
      </Section>
      <Callout lang={lang} kind="warn" title={start.safe}>
        <List items={start.safeList} mark="forward" />
      </Callout>
      <p>
        <a href={page.to('/privasi')}>{start.privacy}</a>
      </p>
      <p>
        <a href={page.to('/status')}>{start.haveReceipt}</a>
      </p>
      <GuideLink page={page} guide="pelapor" />
    </FormLayout>
  );
};

export interface CheckPageProps {
  readonly page: PageContext;
  readonly draft: string;
  readonly answers: AllAnswers;
  readonly place: CoveredPlace;
  readonly electionId: string;
  readonly law: Rulebook;
  readonly files: readonly EvidenceFile[];
  readonly names: Readonly<Record<string, string>>;
  readonly time: TimeToReport | null;
  readonly now: Temporal.Instant;
  readonly legalNow: string | null;
  readonly before?: Child | undefined;
}

/** Everything that will be sent, each answer with its way back, and what the sending will be by law. */
export const CheckPage: FC<CheckPageProps> = (props) => {
  const { page, answers, place, time } = props;
  const { lang } = page;
  const words = wizardWords(lang);
  const check = words.periksa;
  const kind = kindOf(answers, time?.late === true);
  const contests = props.law.findElection(props.electionId)?.contests ?? [];
  const contest = contests.find((one) => one.id === answers.apa.contestId);
  const { identity } = answers.pelapor;
  const { post, unit, name, status } = answers.siapa;
  const statusWord = Object.entries(words.siapa.statuses).find(([known]) => known === status)?.[1];
  const accused = [name, post, unit, statusWord ?? ''].filter((part) => part !== '').join('\n');
  const rows: readonly { readonly label: string; readonly value: Child; readonly step: StepId }[] = [
    { label: check.act, value: wordsOfAct(answers.apa.act, lang).label, step: 'apa' },
    ...(contests.length < 2 || contest === undefined
      ? []
      : [{ label: check.contest, value: contest.name[lang], step: 'apa' as const }]),
    { label: check.happened, value: formatDay(answers.kapan.happenedOn, lang), step: 'kapan' },
    { label: check.known, value: formatDay(answers.kapan.knownOn, lang), step: 'kapan' },
    {
      label: check.region,
      value: [place.region.name, answers['di-mana'].place].filter((part) => part !== '').join('\n'),
      step: 'di-mana',
    },
    { label: check.accused, value: accused === '' ? check.unknownAccused : accused, step: 'siapa' },
    { label: check.story, value: answers.cerita.story, step: 'cerita' },
    {
      label: check.files,
      value:
        props.files.length === 0
          ? check.noFiles
          : props.files
              .map((file, index) => {
                const own = props.names[file.id] ?? words.bukti.numbered(String(index + 1));
                return `${own} (${aboutFile(file, lang)})`;
              })
              .join('\n'),
      step: 'bukti',
    },
    {
      label: check.identity,
      value:
        identity === null
          ? check.anonymous
          : [identity.name, identity.address, identity.contact].filter((part) => part !== '').join('\n'),
      step: 'pelapor',
    },
  ];
  return (
    <FormLayout
      page={page}
      title={check.title}
      step={{ now: stepIds.length, total: stepIds.length }}
      languageSwitch={false}
    >
      <DemoNote lang={lang} legalNow={props.legalNow} />
      {props.before ?? null}
      <PageHeading title={check.title} lead={words['di-mana'].office(place.office.name)} />
      <Form page={page} action="/lapor/kirim" csrf={false} hidden={{ draft: props.draft }}>
        <dl class="summary">
          {rows.map((row) => (
            <div class="summary-row">
              <dt>{row.label}</dt>
              <dd class="summary-value">{row.value}</dd>
              <dd class="summary-change">
                <button
                  class="plain"
                  type="submit"
                  name="go"
                  value={`to-${row.step}`}
                  formaction={page.to('/lapor/periksa')}
                >
                  {check.change}
                  <span class="visually-hidden"> {row.label}</span>
                </button>
              </dd>
            </div>
          ))}
        </dl>
        <OtherSuggestion
          lang={lang}
          story={answers.cerita.story}
          chosen={answers.apa.act}
          changeAt={page.to('/lapor/periksa')}
        />
        <Callout lang={lang} title={kind === 'laporan' ? check.kindLaporan : check.kindInformasi}>
          <p>{kind === 'laporan' ? check.kindLaporanText : identity === null ? check.kindUnnamed : check.kindLate}</p>
        </Callout>
        {time === null ? null : <TimeLeft lang={lang} time={time} now={props.now} />}
        <p>{check.after}</p>
        <ButtonRow>
          <Button name="go" value="send">
            {check.send}
          </Button>
          <Button name="go" value="back" kind="quiet" formaction={page.to('/lapor/periksa')}>
            {words.back}
          </Button>
        </ButtonRow>
        <OtherLanguage lang={lang} path="/lapor/periksa" />
      </Form>
      <p class="small">{words.nothingStored}</p>
    </FormLayout>
  );
};

export interface ReceiptPageProps {
  readonly page: PageContext;
  readonly sent: Sent;
  readonly review: ReviewLimit | null;
  readonly legalNow: string | null;
}

/** The receipt, once. Made to be written down or printed. */
export const ReceiptPage: FC<ReceiptPageProps> = ({ page, sent, review, legalNow }) => {
  const { lang } = page;
  const words = wizardWords(lang).receipt;
  const title = sent.kind === 'laporan' ? words.title : words.titleInformation;
  return (
    <FormLayout page={page} title={title} languageSwitch={false}>
      <DemoNote lang={lang} legalNow={legalNow} />
      <PageHeading title={title} />
      {sent.again ? (
        <Callout lang={lang}>
          <p>{words.again}</p>
        </Callout>
      ) : null}
      <ReceiptNumber lang={lang} value={sent.receipt} label={words.label} />
      <Callout lang={lang} kind="warn" title={words.keepTitle}>
        <p>{words.keep}</p>
        <List items={words.keepList} mark="forward" />
      </Callout>
      <DefinitionList
        items={[
          { term: words.received, value: formatInstant(sent.receivedAt, sent.zone, lang) },
          { term: words.office, value: sent.officeName },
          { term: words.kind, value: words.kinds[sent.kind] },
          ...sent.files.map((file, index) => ({
            term: `${words.files} ${index + 1}`,
            value: (
              <>
                {formatBytes(file.size, lang)}, SHA-256 <code class="num">{file.sha256}</code>
              </>
            ),
          })),
        ]}
      />
      <Section title={words.next}>
        {sent.kind === 'informasi-awal' ? (
          <p>{words.nextInformation}</p>
        ) : review === null ? (
          <p>{words.nextLaporanOpen}</p>
        ) : (
          <>
            <p>
              {words.nextLaporan(formatInstant(review.due, sent.zone, lang))}{' '}
              <NatureTag lang={lang} nature={review.nature} />
            </p>
            <Citation lang={lang} sources={[{ label: review.basis }]} />
          </>
        )}
        <p>{words.nextStatus}</p>
        <ButtonRow>
          <ButtonLink href={page.to('/status')} kind="quiet">
            {words.status}
          </ButtonLink>
        </ButtonRow>
      </Section>
    </FormLayout>
  );
};

/** A draft that expired or came back damaged. */
export const LostPage: FC<{ readonly page: PageContext; readonly why: 'broken' | 'expired' }> = ({ page, why }) => {
  const words = wizardWords(page.lang).lost;
  const title = why === 'expired' ? words.expiredTitle : words.brokenTitle;
  return (
    <PublicLayout page={page} title={title} noindex>
      <PageHeading title={title} lead={why === 'expired' ? words.expired : words.broken} />
      <p>{words.sent}</p>
      <ButtonRow>
        <ButtonLink href={page.to('/lapor')}>{words.again}</ButtonLink>
        <ButtonLink href={page.to('/status')} kind="quiet">
          {words.status}
        </ButtonLink>
      </ButtonRow>
    </PublicLayout>
  );
};
