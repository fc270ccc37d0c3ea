/** Pages of an institution about itself: who holds which post, its reply, its self-assessment with evidence. */
import { confidenceWords } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import { formatBytes, formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Card,
  DefinitionList,
  DeskLayout,
  Disclosure,
  EmptyState,
  errorFor,
  type FieldError,
  FileField,
  FilterBar,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Select,
  Table,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { type Assessment, type Holder, posts, type ReplyVersion, type SpokenFor } from './accountability-read.ts';
import type { OfficeView } from './accountability-service.ts';
import { type AssessmentQuestion, findSet } from './assessment-questions.ts';
import type { Figures } from './figures.ts';
import { institutionPath, told } from './public-pages.tsx';
import { accountabilityWords } from './words.ts';

export const deskPath = '/kantor/instansi';
export const assessPath = `${deskPath}/penilaian`;
export const officePath = (code: string): string => `${deskPath}/${encodeURIComponent(code)}`;

export interface DeskProps {
  readonly page: PageContext;
  readonly done: boolean;
  readonly errors: readonly FieldError[];
  readonly typed: Typed;
}

const Frame: FC<
  DeskProps & {
    readonly title: string;
    readonly lead?: string;
    readonly about?: Child;
    readonly crumbs?: readonly { label: string; href?: string }[];
    readonly children: Child;
  }
> = ({ page, done, errors, title, lead, about, crumbs, children }) => {
  const { lang } = page;
  return (
    <DeskLayout
      page={page}
      title={title}
      errors={errors}
      notice={done ? <Notice lang={lang} title={accountabilityWords(lang).desk.saved} /> : null}
    >
      {crumbs === undefined ? null : <Breadcrumb lang={lang} items={crumbs} />}
      <PageHeading title={title} lead={lead} about={about} />
      {children}
    </DeskLayout>
  );
};

export const NoInstitutionPage: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = accountabilityWords(page.lang).desk;
  return (
    <Frame page={page} done={false} errors={[]} typed={{}} title={words.title} lead={words.lead}>
      <EmptyState title={words.none}>
        <p>{words.noneText}</p>
      </EmptyState>
    </Frame>
  );
};

export const OfficePage: FC<
  DeskProps & {
    readonly view: OfficeView;
    readonly all: readonly SpokenFor[];
    readonly userId: string;
    readonly year: string;
  }
> = (props) => {
  const { page, view, all, userId, typed, errors, year } = props;
  const { lang } = page;
  const words = accountabilityWords(lang);
  const { desk } = words;
  const { institution, holders, replies, assessments } = view;
  const path = officePath(institution.code);
  const entersHolders = institution.inspects || !institution.speaks;
  return (
    <Frame {...props} title={desk.title} lead={desk.lead} about={institution.name}>
      {all.length < 2 ? null : (
        <FilterBar
          page={page}
          action={deskPath}
          label={desk.title}
          filters={all
            .slice(0, 30)
            .map((one) => ({ label: one.name, href: page.to(officePath(one.code)), on: one.id === institution.id }))}
        />
      )}
      <ButtonRow>
        <ButtonLink kind="quiet" href={page.to(institutionPath(institution.code))}>
          {desk.see}
        </ButtonLink>
      </ButtonRow>
      <Section title={desk.holders} id="pejabat">
        <Table<Holder>
          caption={desk.holders}
          captionHidden
          rows={holders}
          empty={null}
          columns={[
            { label: desk.post, head: true, cell: (one) => words.page.post[one.post] },
            { label: desk.postTitle, cell: (one) => (one.name === null ? one.title : `${one.name}, ${one.title}`) },
            {
              label: desk.from,
              cell: (one) =>
                one.until === null
                  ? words.page.since(formatDay(one.from, lang))
                  : words.page.span(formatDay(one.from, lang), formatDay(one.until, lang)),
            },
            {
              label: desk.end,
              cell: (one) =>
                one.until !== null || !entersHolders ? (
                  '–'
                ) : (
                  <Form page={page} action={`${path}/pejabat/akhir`} hidden={{ id: one.id }}>
                    <TextField
                      lang={lang}
                      name={`sampai-${one.id}`}
                      label={desk.until}
                      hint={desk.fromHint}
                      width="short"
                      value={typedText(typed, `sampai-${one.id}`)}
                      error={errorFor(errors, `sampai-${one.id}`)}
                    />
                    <Button kind="quiet" small>
                      {desk.end}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
        {entersHolders ? (
          <Disclosure summary={desk.add} open={errors.some((one) => one.field.startsWith('j-'))}>
            <p>{desk.holdersHint}</p>
            <Form page={page} action={`${path}/pejabat`}>
              <Select
                lang={lang}
                name="j-jabatan"
                label={desk.post}
                options={posts.map((post) => ({ value: post, label: words.page.post[post] }))}
                value={typedText(typed, 'j-jabatan')}
                error={errorFor(errors, 'j-jabatan')}
              />
              <TextField
                lang={lang}
                name="j-sebutan"
                label={desk.postTitle}
                hint={desk.postTitleHint}
                value={typedText(typed, 'j-sebutan')}
                error={errorFor(errors, 'j-sebutan')}
              />
              <TextField
                lang={lang}
                name="j-nama"
                label={desk.name}
                optional
                value={typedText(typed, 'j-nama')}
                error={errorFor(errors, 'j-nama')}
              />
              <TextField
                lang={lang}
                name="j-mulai"
                label={desk.from}
                hint={desk.fromHint}
                width="short"
                value={typedText(typed, 'j-mulai')}
                error={errorFor(errors, 'j-mulai')}
              />
              <TextField
                lang={lang}
                name="j-dasar"
                label={desk.source}
                value={typedText(typed, 'j-dasar')}
                error={errorFor(errors, 'j-dasar')}
              />
              <ButtonRow>
                <Button>{desk.add}</Button>
              </ButtonRow>
            </Form>
          </Disclosure>
        ) : null}
      </Section>
      {institution.speaks ? <Replies {...props} path={path} replies={replies} userId={userId} /> : null}
      {institution.speaks ? (
        <Section title={desk.assess} id="penilaian">
          <p>{desk.assessLead}</p>
          <Table
            caption={desk.assess}
            captionHidden
            rows={assessments}
            empty={<p>{desk.assessNone}</p>}
            columns={[
              {
                label: desk.year,
                head: true,
                cell: (one) => (
                  <a href={page.to(`${assessPath}/${one.id}`)}>
                    {one.period}, {desk.version.toLocaleLowerCase(lang)} {formatNumber(one.version, lang)}
                  </a>
                ),
              },
              {
                label: desk.state,
                cell: (one) =>
                  one.signedOn === null ? (
                    <Tag>{desk.draft}</Tag>
                  ) : (
                    <Tag kind="done">{desk.signed(formatDay(one.signedOn, lang), one.signedAs ?? '')}</Tag>
                  ),
              },
            ]}
          />
          {institution.inspects ? (
            <Form page={page} action={`${path}/penilaian`}>
              <TextField
                lang={lang}
                name="n-tahun"
                label={desk.year}
                hint={desk.yearHint}
                width="short"
                inputmode="numeric"
                value={typedText(typed, 'n-tahun') || year}
                error={errorFor(errors, 'n-tahun')}
              />
              <ButtonRow>
                <Button>{desk.begin}</Button>
              </ButtonRow>
            </Form>
          ) : null}
        </Section>
      ) : null}
    </Frame>
  );
};

const Replies: FC<
  DeskProps & { readonly path: string; readonly replies: readonly ReplyVersion[]; readonly userId: string }
> = ({ page, path, replies, userId, typed, errors }) => {
  const { lang } = page;
  const { desk } = accountabilityWords(lang);
  const waiting = replies.find((one) => one.approvedOn === null && one.refusedOn === null);
  return (
    <Section title={desk.reply} id="tanggapan">
      <p>{desk.replyHint}</p>
      {waiting === undefined ? (
        <Form page={page} action={`${path}/tanggapan`}>
          <TextArea
            lang={lang}
            name="t-isi"
            label={desk.replyWords}
            limit={4000}
            value={typedText(typed, 't-isi')}
            error={errorFor(errors, 't-isi')}
          />
          <ButtonRow>
            <Button>{desk.replySend}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <Card title={desk.replyWaits(formatDay(waiting.writtenOn, lang))}>
          {waiting.words.split('\n').map((line) => (
            <p>{line}</p>
          ))}
          <Form page={page} action={`${path}/tanggapan/putus`} hidden={{ id: waiting.id }}>
            <ButtonRow>
              {waiting.writtenBy === userId ? null : (
                <Button name="putusan" value="terbit">
                  {desk.approve}
                </Button>
              )}
              <Button kind="quiet" name="putusan" value="tolak">
                {desk.refuse}
              </Button>
            </ButtonRow>
          </Form>
        </Card>
      )}
      {replies.length === 0 ? null : (
        <Table<ReplyVersion>
          caption={desk.reply}
          captionHidden
          rows={replies}
          empty={null}
          columns={[
            { label: desk.version, head: true, cell: (one) => formatNumber(one.version, lang) },
            {
              label: desk.replyWords,
              cell: (one) => (one.words.length > 140 ? `${one.words.slice(0, 139)}…` : one.words),
            },
            {
              label: desk.state,
              cell: (one) => (
                <Tag kind={one.approvedOn !== null ? 'done' : one.refusedOn !== null ? 'neutral' : 'due'}>
                  {
                    desk.replyStates[
                      one.approvedOn !== null ? 'published' : one.refusedOn !== null ? 'refused' : 'waiting'
                    ]
                  }
                </Tag>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
};

export const levels = [0, 1, 2, 3, 4] as const;
export type AssessmentLevel = (typeof levels)[number];
export const levelOf = (text: string): AssessmentLevel | undefined => levels.find((one) => String(one) === text);

/** What Netra knows for a question, in words: beside it in the form and in the files. */
export function prefilled(question: AssessmentQuestion, figures: Figures | null, lang: Language): readonly string[] {
  return figures === null ? [] : question.figures.flatMap((one) => linesOf(one, figures, lang));
}

function linesOf(one: AssessmentQuestion['figures'][number], figures: Figures, lang: Language): readonly string[] {
  const words = accountabilityWords(lang).page;
  switch (one) {
    case 'pledge':
    case 'lesson':
    case 'waiting':
    case 'overdue':
      return [`${words.measures[one]}: ${told(figures[one], one, lang)}`];
    case 'facilities':
      return [
        `${words.asked}: ${told(figures.asked, 'band', lang)}`,
        `${words.answered}: ${told(figures.answered, 'band', lang)}`,
        `${words.questions}: ${formatNumber(figures.questions, lang)}`,
      ];
    case 'prevention':
      return figures.prevention === null
        ? [words.noPrevention]
        : [
            `${words.activities}: ${told(figures.prevention.activities, 'band', lang)}`,
            `${words.measures.kept}: ${told(figures.prevention.kept, 'band', lang)}`,
            `${words.measures.missed}: ${told(figures.prevention.missed, 'band', lang)}`,
          ];
    case 'holders':
      return [];
  }
}

export function totalOf(assessment: Assessment): { readonly sum: number; readonly of: number } {
  const asked = findSet(assessment.questions)?.questions ?? [];
  return { sum: assessment.answers.reduce((sum, one) => sum + one.level, 0), of: asked.length * 4 };
}

export const AssessmentPage: FC<
  DeskProps & {
    readonly institution: SpokenFor;
    readonly assessment: Assessment;
    readonly userId: string;
    readonly fileName: (file: Assessment['files'][number]) => string;
  }
> = (props) => {
  const { page, institution, assessment, userId, fileName, typed, errors } = props;
  const { lang } = page;
  const words = accountabilityWords(lang);
  const { desk } = words;
  const path = `${assessPath}/${assessment.id}`;
  const open = assessment.signedOn === null;
  const edits = open && institution.inspects;
  const { sum, of } = totalOf(assessment);
  const asked = findSet(assessment.questions)?.questions ?? [];
  const mine = assessment.answers.some((one) => one.writtenBy === userId);
  const next = asked.find((one) => !assessment.answers.some((answer) => answer.question === one.id))?.id;
  return (
    <Frame
      {...props}
      title={`${desk.assess} ${assessment.period}`}
      lead={desk.assessLead}
      about={`${institution.name} · ${desk.version} ${formatNumber(assessment.version, lang)} · ${
        assessment.signedOn === null
          ? desk.draft
          : desk.signed(formatDay(assessment.signedOn, lang), assessment.signedAs ?? '')
      }`}
      crumbs={[{ label: desk.title, href: page.to(officePath(institution.code)) }, { label: assessment.period }]}
    >
      <ButtonRow>
        <ButtonLink kind="quiet" href={page.to(`${path}/penilaian.pdf`)}>
          {desk.pdf}
        </ButtonLink>
        <ButtonLink kind="quiet" href={page.to(`${path}/penilaian.csv`)}>
          {desk.csvFile}
        </ButtonLink>
      </ButtonRow>
      <DefinitionList
        items={[{ term: desk.totalLabel, value: desk.total(formatNumber(sum, lang), formatNumber(of, lang)) }]}
      />
      <p class="small">{desk.assessOwn}</p>
      <p class="small">{desk.figuresOf(formatDay(assessment.startedOn, lang))}</p>
      {asked.map((question, index) => {
        const answer = assessment.answers.find((one) => one.question === question.id);
        const known = prefilled(question, assessment.figures, lang);
        const files = assessment.files.filter((one) => one.question === question.id);
        const failed = typedText(typed, 'tanya') === question.id;
        const shownErrors = failed ? errors : [];
        return (
          <Section
            title={`${formatNumber(index + 1, lang)}. ${question.text[lang]}`}
            id={question.id}
            aside={answer === undefined ? desk.unanswered : undefined}
          >
            <p class="small">
              {desk.evidence}: {question.evidence[lang]}
              <br />
              {desk.origin}: {question.source.label} ({confidenceWords[question.source.confidence][lang]})
            </p>
            {known.length === 0 ? null : (
              <div>
                <p>
                  <b>{desk.prefilled}</b>
                </p>
                <ul class="dots">
                  {known.map((line) => (
                    <li>{line}</li>
                  ))}
                </ul>
              </div>
            )}
            {answer === undefined ? null : (
              <>
                <p>
                  <Tag kind="done">{desk.levels[levelOf(String(answer.level)) ?? 0]}</Tag> {answer.words}
                </p>
                {answer.links.length === 0 ? null : (
                  <ul class="dots">
                    {answer.links.map((link) => (
                      <li>
                        <a href={page.to(link)}>{link}</a>
                      </li>
                    ))}
                  </ul>
                )}
              </>
            )}
            {files.length === 0 ? null : (
              <ul class="dots">
                {files.map((file) => (
                  <li>
                    <a href={page.to(`${path}/lampiran/${file.id}`)}>{fileName(file)}</a>{' '}
                    <span class="small">{formatBytes(file.size, lang)}</span>
                    {edits ? (
                      <Form page={page} action={`${path}/lampiran/${file.id}/hapus`} layout="inline">
                        <Button kind="quiet" small>
                          {desk.fileRemove}
                          <span class="visually-hidden"> {fileName(file)}</span>
                        </Button>
                      </Form>
                    ) : null}
                  </li>
                ))}
              </ul>
            )}
            {edits ? (
              <Disclosure summary={desk.answerOpen} open={failed || question.id === next}>
                <Form page={page} action={path} hidden={{ tanya: question.id }}>
                  <Select
                    lang={lang}
                    name={`taraf-${question.id}`}
                    label={desk.level}
                    options={levels.map((one) => ({ value: String(one), label: desk.levels[one] }))}
                    value={
                      failed
                        ? typedText(typed, `taraf-${question.id}`)
                        : answer === undefined
                          ? ''
                          : String(answer.level)
                    }
                    error={errorFor(shownErrors, `taraf-${question.id}`)}
                  />
                  <TextArea
                    lang={lang}
                    name={`isi-${question.id}`}
                    label={desk.words}
                    rows={4}
                    limit={2000}
                    optional
                    value={failed ? typedText(typed, `isi-${question.id}`) : (answer?.words ?? '')}
                    error={errorFor(shownErrors, `isi-${question.id}`)}
                  />
                  <TextArea
                    lang={lang}
                    name={`tautan-${question.id}`}
                    label={desk.links}
                    hint={desk.linksHint}
                    rows={2}
                    optional
                    value={failed ? typedText(typed, `tautan-${question.id}`) : (answer?.links.join('\n') ?? '')}
                    error={errorFor(shownErrors, `tautan-${question.id}`)}
                  />
                  <ButtonRow>
                    <Button>{desk.answerSave}</Button>
                  </ButtonRow>
                </Form>
                <Form page={page} action={`${path}/lampiran`} hidden={{ tanya: question.id }} multipart>
                  <FileField
                    lang={lang}
                    name={`berkas-${question.id}`}
                    label={desk.file}
                    hint={desk.fileHint}
                    accept="application/pdf,image/jpeg,image/png"
                    error={errorFor(shownErrors, `berkas-${question.id}`)}
                  />
                  <ButtonRow>
                    <Button kind="quiet">{desk.fileSend}</Button>
                  </ButtonRow>
                </Form>
              </Disclosure>
            ) : null}
          </Section>
        );
      })}
      {open && institution.speaks ? (
        <Section title={desk.sign}>
          <p>{desk.signHint}</p>
          {mine ? (
            <p>{desk.signMine}</p>
          ) : (
            <Form page={page} action={`${path}/tandatangan`}>
              <TextField
                lang={lang}
                name="sebagai"
                label={desk.signAs}
                value={typedText(typed, 'sebagai')}
                error={errorFor(errors, 'sebagai')}
              />
              <ButtonRow>
                <Button>{desk.sign}</Button>
              </ButtonRow>
            </Form>
          )}
        </Section>
      ) : null}
    </Frame>
  );
};
