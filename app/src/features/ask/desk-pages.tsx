/** Pages of the office: the queue by limit, one question with its answer, and what is published. */
import { confidenceWords } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay, relativeDueDay } from '../../platform/i18n/dates.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  CheckboxGroup,
  DeskLayout,
  EmptyState,
  errorFor,
  type FieldError,
  Form,
  NatureTag,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Select,
  Table,
  Tag,
  type TagKind,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { confidences, type QuestionRow } from './advice-read.ts';
import type { Desk, OfficeQuestion, ShelfAnswer } from './advice-service.ts';
import { answerPath, GivenAnswer } from './ask-pages.tsx';
import { askWords } from './words.ts';

export const deskPath = '/kantor/tanya';
export const shelfPath = `${deskPath}/terbit`;

export interface DeskPageProps {
  readonly page: PageContext;
  readonly done: string | null;
  readonly errors: readonly FieldError[];
}

export type QueueState = 'late' | 'warn' | 'waiting' | 'answered';

export function stateOf(row: Pick<QuestionRow, 'answeredOn' | 'dueOn' | 'warnOn'>, today: string): QueueState {
  if (row.answeredOn !== null) return 'answered';
  if (row.dueOn < today) return 'late';
  return row.warnOn <= today ? 'warn' : 'waiting';
}

/** "lewat 3 hari" says itself that it is late. */
function stateWords(row: Pick<QuestionRow, 'dueOn'>, state: QueueState, today: string, lang: Language): string {
  const words = askWords(lang).desk.states;
  const relative = relativeDueDay(row.dueOn, today, lang).words;
  switch (state) {
    case 'answered':
      return words.answered;
    case 'late':
      return relative;
    case 'warn':
    case 'waiting':
      return `${words[state]}: ${relative}`;
  }
}

const tagOf = { late: 'late', warn: 'due', waiting: 'neutral', answered: 'done' } as const satisfies Record<
  QueueState,
  TagKind
>;

const Frame: FC<
  DeskPageProps & { readonly title: string; readonly lead?: string; readonly at?: string; readonly children: Child }
> = ({ page, done, errors, title, lead, at, children }) => {
  const { lang } = page;
  const words = askWords(lang).desk;
  return (
    <DeskLayout
      page={page}
      title={title}
      errors={errors}
      notice={done === null ? null : <Notice lang={lang} title={done} />}
    >
      {at === undefined ? null : (
        <Breadcrumb lang={lang} items={[{ label: words.title, href: page.to(deskPath) }, { label: at }]} />
      )}
      <PageHeading title={title} lead={lead} />
      {children}
    </DeskLayout>
  );
};

export const QueuePage: FC<
  DeskPageProps & { readonly desks: readonly Desk[]; readonly rows: readonly QuestionRow[]; readonly today: string }
> = (props) => {
  const { page, desks, rows, today } = props;
  const { lang } = page;
  const words = askWords(lang).desk;
  return (
    <Frame {...props} title={words.title} lead={words.lead}>
      {desks
        .filter((desk) => !desk.open)
        .map((desk) => (
          <Callout lang={lang} title={`${words.closed}: ${desk.bodyName}`}>
            <p>{words.closedText}</p>
            <Form page={page} action={`${deskPath}/buka`} hidden={{ kantor: desk.bodyId }} layout="inline">
              <Button>{words.open}</Button>
            </Form>
          </Callout>
        ))}
      <ButtonRow>
        <ButtonLink kind="quiet" href={page.to(shelfPath)}>
          {words.shelf}
        </ButtonLink>
      </ButtonRow>
      <Section title={words.queue}>
        <Table<QuestionRow>
          caption={words.queue}
          captionHidden
          keys
          rows={rows}
          tone={(row) => {
            const state = stateOf(row, today);
            return state === 'late' ? 'late' : state === 'warn' ? 'due' : 'plain';
          }}
          empty={
            <EmptyState title={words.nothing}>
              <p>{words.nothingText}</p>
            </EmptyState>
          }
          columns={[
            {
              label: words.question,
              head: true,
              cell: (row) => (
                <a href={page.to(`${deskPath}/${row.id}`)}>
                  {words.read} <span class="small">{formatDay(row.receivedOn, lang, 'medium')}</span>
                </a>
              ),
            },
            {
              label: words.due,
              cell: (row) => (
                <>
                  {formatDay(row.dueOn, lang)} <NatureTag lang={lang} nature={row.nature} />
                </>
              ),
            },
            {
              label: words.state,
              cell: (row) => {
                const state = stateOf(row, today);
                return <Tag kind={tagOf[state]}>{stateWords(row, state, today, lang)}</Tag>;
              },
            },
            ...(desks.length > 1 ? [{ label: words.office, cell: (row: QuestionRow) => row.bodyName }] : []),
          ]}
        />
      </Section>
      {desks
        .filter((desk) => desk.open)
        .map((desk) => (
          <Form page={page} action={`${deskPath}/tutup`} hidden={{ kantor: desk.bodyId }} layout="inline">
            <Button kind="quiet" small>
              {words.close}
            </Button>
            {desks.length > 1 ? <span class="small">{desk.bodyName}</span> : null}
          </Form>
        ))}
    </Frame>
  );
};

const sureOptions = (lang: Language) => confidences.map((one) => ({ value: one, label: confidenceWords[one][lang] }));

const RuleFields: FC<{
  readonly page: PageContext;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly prefix: string;
}> = ({ page, typed, errors, prefix }) => {
  const { lang } = page;
  const words = askWords(lang).desk;
  return (
    <>
      <TextField
        lang={lang}
        name={`${prefix}aturan`}
        label={words.rules}
        hint={words.rulesHint}
        value={typedText(typed, `${prefix}aturan`)}
        error={errorFor(errors, `${prefix}aturan`)}
      />
      <Select
        lang={lang}
        name={`${prefix}pasti`}
        label={words.confidence}
        options={sureOptions(lang)}
        value={typedText(typed, `${prefix}pasti`)}
        error={errorFor(errors, `${prefix}pasti`)}
      />
    </>
  );
};

/** Fields of a text for everybody: the rewritten question, its answer, rules. */
const PublicFields: FC<{
  readonly page: PageContext;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}> = ({ page, typed, errors }) => {
  const { lang } = page;
  const words = askWords(lang).desk;
  return (
    <>
      <TextArea
        lang={lang}
        name="p-tanya"
        label={words.publicQuestion}
        rows={3}
        limit={600}
        value={typedText(typed, 'p-tanya')}
        error={errorFor(errors, 'p-tanya')}
      />
      <TextArea
        lang={lang}
        name="p-jawab"
        label={words.publicAnswer}
        hint={words.wordsHint}
        limit={4000}
        value={typedText(typed, 'p-jawab')}
        error={errorFor(errors, 'p-jawab')}
      />
      <RuleFields page={page} typed={typed} errors={errors} prefix="p-" />
      <CheckboxGroup
        lang={lang}
        name="p-bukan-nama"
        label={words.nameCheck}
        optional
        choices={[{ value: 'ya', label: words.noName }]}
        values={typedText(typed, 'p-bukan-nama') === 'ya' ? ['ya'] : []}
      />
    </>
  );
};

export const QuestionPage: FC<
  DeskPageProps & { readonly found: OfficeQuestion; readonly today: string; readonly typed: Typed }
> = (props) => {
  const { page, found, today, typed, errors } = props;
  const { lang } = page;
  const words = askWords(lang);
  const { desk } = words;
  const state = stateOf(found, today);
  return (
    <Frame {...props} title={desk.question} at={desk.question}>
      <p>
        <Tag kind={tagOf[state]}>{stateWords(found, state, today, lang)}</Tag> {desk.due}:{' '}
        {formatDay(found.dueOn, lang)} <NatureTag lang={lang} nature={found.nature} />{' '}
        <span class="small">{found.basis}</span>
      </p>
      <Section title={desk.question}>
        {found.question.words.split('\n').map((line) => (
          <p>{line}</p>
        ))}
        <p class="small">
          {desk.status}: {words.form.statuses[found.question.status]}
        </p>
      </Section>
      {found.answer === null ? (
        <Section title={desk.answerTitle}>
          <Form page={page} action={`${deskPath}/${found.id}/jawab`}>
            <TextArea
              lang={lang}
              name="jawab"
              label={desk.words}
              hint={desk.wordsHint}
              limit={4000}
              value={typedText(typed, 'jawab')}
              error={errorFor(errors, 'jawab')}
            />
            <RuleFields page={page} typed={typed} errors={errors} prefix="" />
            <ButtonRow>
              <Button>{desk.send}</Button>
            </ButtonRow>
          </Form>
        </Section>
      ) : (
        <GivenAnswer page={page} answer={found.answer} heading={desk.words} />
      )}
      {found.answer === null ? null : (
        <Section title={desk.publishTitle}>
          <p>{desk.publishHint}</p>
          <Form page={page} action={`${deskPath}/${found.id}/rancang`}>
            <PublicFields page={page} typed={typed} errors={errors} />
            <ButtonRow>
              <Button>{desk.draft}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </Frame>
  );
};

type ShelfState = 'draft' | 'released' | 'changed' | 'withdrawn';
const shelfState = (one: ShelfAnswer): ShelfState =>
  one.withdrawnOn !== null
    ? 'withdrawn'
    : one.releasedOn === null
      ? 'draft'
      : one.changed.length > 0
        ? 'changed'
        : 'released';
const shelfTag = { draft: 'neutral', released: 'done', changed: 'due', withdrawn: 'neutral' } as const satisfies Record<
  ShelfState,
  TagKind
>;

export const ShelfPage: FC<DeskPageProps & { readonly answers: readonly ShelfAnswer[] }> = (props) => {
  const { page, answers } = props;
  const { lang } = page;
  const words = askWords(lang).desk;
  const weight = { changed: 0, draft: 1, released: 2, withdrawn: 3 } as const satisfies Record<ShelfState, number>;
  const rows = answers.toSorted((a, b) => weight[shelfState(a)] - weight[shelfState(b)] || b.number - a.number);
  return (
    <Frame {...props} title={words.shelf} at={words.shelf} lead={words.publishHint}>
      <ButtonRow>
        <ButtonLink href={page.to(`${shelfPath}/baru`)}>{words.newDraft}</ButtonLink>
      </ButtonRow>
      <Table<ShelfAnswer>
        caption={words.shelf}
        captionHidden
        rows={rows}
        empty={
          <EmptyState title={words.shelfNone}>
            <p>{words.shelfNoneText}</p>
          </EmptyState>
        }
        columns={[
          {
            label: words.question,
            head: true,
            cell: (one) => <a href={page.to(`${shelfPath}/${one.id}`)}>{one.question}</a>,
          },
          {
            label: words.state,
            cell: (one) => <Tag kind={shelfTag[shelfState(one)]}>{words.published[shelfState(one)]}</Tag>,
          },
          { label: words.rules, cell: (one) => one.rules.join(', ') },
        ]}
      />
    </Frame>
  );
};

export const NewDraftPage: FC<DeskPageProps & { readonly desks: readonly Desk[]; readonly typed: Typed }> = (props) => {
  const { page, desks, typed, errors } = props;
  const words = askWords(page.lang).desk;
  return (
    <Frame {...props} title={words.newDraft} at={words.newDraft} lead={words.publishHint}>
      <Form page={page} action={`${shelfPath}/baru`}>
        {desks.length > 1 ? (
          <Select
            lang={page.lang}
            name="p-kantor"
            label={words.office}
            empty={false}
            options={desks.map((one) => ({ value: one.bodyId, label: one.bodyName }))}
            value={typedText(typed, 'p-kantor')}
          />
        ) : null}
        <PublicFields page={page} typed={typed} errors={errors} />
        <ButtonRow>
          <Button>{words.draft}</Button>
        </ButtonRow>
      </Form>
    </Frame>
  );
};

export const ShelfAnswerPage: FC<
  DeskPageProps & {
    readonly answer: ShelfAnswer;
    readonly mine: boolean;
    readonly typed: Typed;
    /** Legal day. */
    readonly day: string;
  }
> = (props) => {
  const { page, answer, mine, typed, errors } = props;
  const { lang } = page;
  const words = askWords(lang);
  const { desk } = words;
  const state = shelfState(answer);
  return (
    <Frame {...props} title={answer.question} at={desk.shelf}>
      <p>
        <Tag kind={shelfTag[state]}>{desk.published[state]}</Tag>{' '}
        {answer.shownFrom === null || answer.withdrawnOn !== null ? null : answer.shownFrom > props.day ? (
          desk.shownFrom(formatDay(answer.shownFrom, lang))
        ) : (
          <a href={page.to(answerPath(answer.number))}>
            {words.answer.given(answer.bodyName, formatDay(answer.shownFrom, lang))}
          </a>
        )}
      </p>
      {state === 'changed' ? (
        <Callout lang={lang} kind="warn" title={words.answer.changedTitle}>
          <p>{words.answer.changed(answer.changed.join(', '))}</p>
        </Callout>
      ) : null}
      {state === 'draft' && !mine ? (
        <Section title={desk.edit}>
          <Form page={page} action={`${shelfPath}/${answer.id}/terbitkan`}>
            <PublicFields page={page} typed={typed} errors={errors} />
            <ButtonRow>
              <Button>{desk.release}</Button>
            </ButtonRow>
          </Form>
        </Section>
      ) : (
        <>
          {state === 'draft' ? <p>{desk.second}</p> : null}
          <GivenAnswer
            page={page}
            answer={{ words: answer.answer, rules: [...answer.rules], confidence: answer.confidence, marks: {} }}
            heading={desk.publicAnswer}
          />
        </>
      )}
      {state === 'changed' && !mine ? (
        <Form page={page} action={`${shelfPath}/${answer.id}/tinjau`} layout="inline">
          <Button>{desk.review}</Button>
        </Form>
      ) : null}
      {state === 'withdrawn' ? null : (
        <Form page={page} action={`${shelfPath}/${answer.id}/tarik`} layout="inline">
          <Button kind="danger" small>
            {desk.withdraw}
          </Button>
        </Form>
      )}
    </Frame>
  );
};
