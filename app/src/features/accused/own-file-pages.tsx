/** Pages of the accused: the entry with the code, the own file, and the answer. Without script; narrow; nothing of anybody else. */
import { findStep, type Rulebook } from '@netra/rulebook';
import type { FC } from 'hono/jsx';
import type { FieldError } from '../../platform/http/forms.ts';
import { formatDay, formatInstant, relativeDue } from '../../platform/i18n/dates.ts';
import { formatBytes } from '../../platform/i18n/numbers.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Card,
  Citation,
  DefinitionList,
  errorFor,
  Form,
  FormLayout,
  NatureTag,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Stack,
  Tag,
  TextArea,
  TextField,
  Timeline,
} from '../../ui/index.ts';
import { optionName } from '../cases/index.ts';
import { type EvidenceFile, shortHash } from '../evidence/index.ts';
import { GuideLink } from '../guides/index.ts';
import { lawPath } from '../law/index.ts';
import { AnswerFiles } from './answer-files.tsx';
import type { OwnClock, OwnFile } from './own-file.ts';
import { confidenceOf, remediesOf } from './remedies.ts';
import { RemedySection } from './remedy-pages.tsx';
import { remedyWords } from './remedy-words.ts';
import { ToldView } from './told-view.tsx';
import { accusedWords } from './words.ts';

/** Letters of one answer. */
export const MOST_ANSWER = 20_000;

export const EntryPage: FC<{
  readonly page: PageContext;
  readonly typed: string;
  readonly errors: readonly FieldError[];
  readonly over: boolean;
  /** What was being written when the visit ended. */
  readonly answer: string;
  /** Where it was being written, when not on the page of answers. */
  readonly to?: 'upaya' | undefined;
}> = ({ page, typed, errors, over, answer, to }) => {
  const words = accusedWords(page.lang).entry;
  return (
    <FormLayout page={page} title={words.title} errors={errors} quickExit={false}>
      <PageHeading title={words.title} lead={words.lead} />
      {over ? (
        <Callout lang={page.lang}>
          <p>{words.over}</p>
          {answer === '' ? null : <p>{words.answerKept}</p>}
        </Callout>
      ) : null}
      <Form page={page} action="/terlapor" hidden={{ jawaban: answer === '' ? undefined : answer, ke: to }}>
        <TextField
          lang={page.lang}
          name="kode"
          label={words.label}
          hint={words.hint}
          error={errorFor(errors, 'kode')}
          value={typed}
          code
        />
        <ButtonRow>
          <Button>{words.submit}</Button>
        </ButtonRow>
      </Form>
      <p>{words.notProof}</p>
      <p class="small">{words.lost}</p>
      <GuideLink page={page} guide="terlapor" />
    </FormLayout>
  );
};

export interface OwnFilePageProps {
  readonly page: PageContext;
  readonly file: OwnFile;
  readonly now: Temporal.Instant;
  /** What was just sent. */
  readonly answered: 'answer' | 'remedy' | null;
  readonly rulebook: Pick<Rulebook, 'deadlineFor'>;
}

export const OwnFilePage: FC<OwnFilePageProps> = (props) => {
  const { page, file, now, answered } = props;
  const { lang } = page;
  const words = accusedWords(lang).file;
  const text = (table: Readonly<Record<string, string>>): string => table[file.status] ?? '';
  return (
    <FormLayout
      page={page}
      title={words.title}
      quickExit={false}
      notice={
        answered === null ? undefined : (
          <Notice lang={lang} title={answered === 'remedy' ? remedyWords(lang).filed : words.answered} />
        )
      }
    >
      <PageHeading
        title={words.title}
        lead={file.name === '' ? words.leadPost(file.post) : words.lead(file.name)}
        about={words.until(formatInstant(file.visitUntil, file.zone, lang))}
      />
      <Form page={page} action="/terlapor/keluar" layout="inline">
        <Button kind="quiet" small>
          {words.leave}
        </Button>
      </Form>
      <Section title={words.told} aside={words.toldBy(file.toldBy, formatDay(dayOf(file.toldAt, file), lang))}>
        <Callout lang={lang}>
          <p>{words.notDecided}</p>
        </Callout>
        <ToldView page={page} told={file.told} />
      </Section>
      <Section title={words.status}>
        <p>
          <b>{text(words.statusName)}</b>
        </p>
        <h3>{words.next}</h3>
        <p>{text(words.nextText)}</p>
      </Section>
      <Section title={words.limits}>
        {file.clocks.length === 0 ? <p>{words.noLimits}</p> : null}
        {file.clocks.map((clock) => (
          <Limit page={page} clock={clock} now={now} />
        ))}
      </Section>
      <Decision {...props} />
      <Section title={words.answers}>
        {file.answers.length === 0 ? <p>{words.noAnswers}</p> : null}
        <Stack>
          {file.answers.map((answer) => (
            <Card
              title={[
                ...(answer.kind === 'answer' ? [] : [remedyWords(lang).kind[answer.kind]]),
                words.answeredAt(formatInstant(answer.at, file.zone, lang)),
              ].join('. ')}
            >
              <p class="pre">{answer.words}</p>
              {answer.files.length === 0 ? null : (
                <ul>
                  {answer.files.map((one) => (
                    <li class="small">
                      {formatBytes(one.size, lang)}, SHA-256 <code class="num">{shortHash(one.sha256)}</code>
                    </li>
                  ))}
                </ul>
              )}
            </Card>
          ))}
        </Stack>
        <ButtonRow>
          <ButtonLink href={page.to('/terlapor/jawab')}>{words.write}</ButtonLink>
        </ButtonRow>
      </Section>
      <Section title={words.steps}>
        <Timeline
          lang={lang}
          items={file.steps.map((step) => ({
            state: 'ok',
            title: Object.entries(words.step).find(([kind]) => kind === step.kind)?.[1] ?? words.otherStep,
            time: formatDay(step.onDay, lang),
            body: [
              step.toBodyName === null ? step.bodyName : `${step.bodyName}, ${words.to(step.toBodyName)}`,
              ...(step.summons === null
                ? []
                : [
                    remedyWords(lang).summons(
                      step.summons.order,
                      step.summons.number,
                      formatDay(step.summons.hearingOn, lang),
                    ),
                  ]),
            ].join('. '),
          }))}
        />
        <p class="small">{words.stepsNote}</p>
      </Section>
      <Section title={words.about}>
        <DefinitionList
          items={[
            { term: words.number, value: <span class="num">{file.number}</span> },
            { term: words.post, value: file.post },
            { term: words.unit, value: file.unitName },
            { term: words.region, value: file.region },
            { term: words.holder, value: file.holder },
          ]}
        />
        <p class="small">
          {remedyWords(lang).correction}{' '}
          <a href={page.to('/terlapor/permintaan')}>{remedyWords(lang).correctionLink}</a>
        </p>
      </Section>
      <Section title={words.notShown}>
        <p>{words.notShownText}</p>
      </Section>
      <Section title={words.rights}>
        <p>{words.rightsText}</p>
        <ButtonRow>
          <ButtonLink href={page.to('/terlapor/permintaan')} kind="quiet">
            {words.request}
          </ButtonLink>
          <ButtonLink href={page.to('/privasi')} kind="quiet">
            {words.privacy}
          </ButtonLink>
        </ButtonRow>
      </Section>
    </FormLayout>
  );
};

const decidedStatuses: readonly string[] = ['decided', 'delivered', 'contested', 'in-effect', 'final', 'annulled'];

/** What was decided, and what the person may do against it and until when, each with its basis and how sure we are of it. */
const Decision: FC<OwnFilePageProps> = ({ page, file, now, rulebook }) => {
  const { lang } = page;
  const words = accusedWords(lang).file;
  if (!decidedStatuses.includes(file.status)) return null;
  const { decision } = file;
  return (
    <>
      <Section title={words.decision}>
        {decision === null ? (
          <p>{words.decisionLetter}</p>
        ) : (
          <DefinitionList
            items={[
              {
                term: words.decisionNumber,
                value: words.decisionLine(decision.number, formatDay(decision.decidedOn, lang)),
              },
              {
                term: words.sanction,
                value:
                  decision.option !== null
                    ? optionName(decision.option, lang)
                    : decision.outcome === 'not-proven'
                      ? words.notProven
                      : words.noSanction,
              },
            ]}
          />
        )}
      </Section>
      {file.remedy === null ? null : (
        <RemedySection page={page} ground={file.remedy} file={file} now={now} rulebook={rulebook} />
      )}
      {file.status === 'decided' && (decision === null || decision.outcome === 'sanction') ? (
        <Section title={words.remediesBoth}>
          <p>{words.remediesLead}</p>
          {remediesOf(decision?.decidedOn ?? null, file.zone, rulebook).map((remedy) => (
            <Card title={remedy.step.name[lang]}>
              {remedy.step.meaning === undefined ? null : <p>{remedy.step.meaning[lang]}</p>}
              {remedy.dueOn === null ? null : (
                <p>
                  <b>{words.remedyUntil(formatDay(remedy.dueOn, lang))}</b>{' '}
                  <NatureTag lang={lang} nature={remedy.step.nature} />
                </p>
              )}
              <Citation
                lang={lang}
                sources={[
                  { label: remedy.step.basis ?? 'PP 79/2021', href: page.to(lawPath.step('remedies', remedy.step.id)) },
                ]}
                confidence={confidenceOf(remedy.confidence)}
              />
            </Card>
          ))}
        </Section>
      ) : null}
    </>
  );
};

const Limit: FC<{ readonly page: PageContext; readonly clock: OwnClock; readonly now: Temporal.Instant }> = ({
  page,
  clock,
  now,
}) => {
  const { lang } = page;
  const due = relativeDue(clock.dueAt, now, clock.zone, lang);
  return (
    <Card title={findStep(clock.procedureId, clock.stepId)?.name[lang] ?? clock.stepId}>
      <p>
        <Tag kind={due.tone}>{due.words}</Tag> <NatureTag lang={lang} nature={clock.nature} />
      </p>
      <p>
        <b class="num">{formatInstant(clock.dueAt, clock.zone, lang)}</b>,{' '}
        {accusedWords(lang).file.limitBy(clock.bodyName)}
      </p>
      <Citation
        lang={lang}
        sources={[{ label: clock.basis, href: page.to(lawPath.step(clock.procedureId, clock.stepId)) }]}
        confidence={confidenceOf(clock.confidence)}
      />
    </Card>
  );
};

export interface AnswerPageProps {
  readonly page: PageContext;
  readonly typed: string;
  readonly errors: readonly FieldError[];
  readonly uploads: readonly EvidenceFile[];
  /** The office has a key to which files are sealed. */
  readonly takesFiles: boolean;
}

export const AnswerPage: FC<AnswerPageProps> = ({ page, typed, errors, uploads, takesFiles }) => {
  const { lang } = page;
  const words = accusedWords(lang).answer;
  return (
    <FormLayout
      page={page}
      title={words.title}
      errors={errors}
      quickExit={false}
      languageSwitch={false}
      back={{ href: page.to('/terlapor'), label: words.back }}
    >
      <PageHeading title={words.title} lead={words.lead} />
      {takesFiles ? (
        <AnswerFiles page={page} uploads={uploads} errors={errors} />
      ) : (
        <p class="small">{words.noFiles}</p>
      )}
      <Form page={page} action="/terlapor/jawab">
        <TextArea
          lang={lang}
          name="jawaban"
          label={words.words}
          hint={takesFiles ? words.wordsHint : undefined}
          value={typed}
          error={errorFor(errors, 'jawaban')}
          limit={MOST_ANSWER}
          rows={10}
          sealed
        />
        <ButtonRow>
          <Button>{words.send}</Button>
        </ButtonRow>
      </Form>
    </FormLayout>
  );
};

function dayOf(at: Temporal.Instant, file: Pick<OwnFile, 'zone'>): Temporal.PlainDate {
  const id = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' }[file.zone];
  return at.toZonedDateTimeISO(id).toPlainDate();
}
