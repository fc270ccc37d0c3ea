/** Pages for whoever asks, and for whoever reads published answers. None sets a cookie, none carries a pass, all work without a script. */
import { confidenceWords } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { formatDay } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Card,
  Disclosure,
  EmptyState,
  errorFor,
  type FieldError,
  FilterBar,
  Form,
  FormLayout,
  NatureTag,
  Notice,
  type PageContext,
  PageHeading,
  PublicLayout,
  RadioGroup,
  ReceiptNumber,
  Section,
  Select,
  SummaryList,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { guidancePath, type SuggestedSituation } from '../guidance/index.ts';
import { type AskerStatus, statuses } from './advice-pass.ts';
import type { AdviceOffice, AdviceTarget } from './advice-read.ts';
import type { Answer, OwnQuestion, SentQuestion, ShelfAnswer } from './advice-service.ts';
import { ruleOf } from './rule-marks.ts';
import { askWords } from './words.ts';

export const askPath = '/tanya';
export const newPath = `${askPath}/baru`;
export const lookPath = `${askPath}/jawaban`;
export const answerPath = (number: number): string => `${askPath}/${number}`;

/** That this is a demonstration is still said, in words: pages without a cookie have no bar. */
const DemoNote: FC<{ readonly note: string | null }> = ({ note }) =>
  note === null ? null : <p class="small">{note}</p>;

export interface OpenPage {
  readonly page: PageContext;
  readonly demoNote: string | null;
}

export const Promised: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = askWords(page.lang);
  return (
    <Callout lang={page.lang} title={words.promiseTitle}>
      <p>{words.promise}</p>
      <p>{words.promiseUse}</p>
      <p>{words.promiseCare}</p>
    </Callout>
  );
};

const TargetLine: FC<{ readonly page: PageContext; readonly target: AdviceTarget }> = ({ page, target }) => {
  const words = askWords(page.lang);
  return (
    <p>
      {words.days(formatNumber(target.limitDays, page.lang), words.units[target.unit])}{' '}
      <NatureTag lang={page.lang} nature={target.nature} />{' '}
      <span class="small">{target.nature === 'target' ? words.ownTarget : target.basis}</span>
    </p>
  );
};

export const Grounds: FC<{ readonly page: PageContext; readonly rules: readonly string[] }> = ({ page, rules }) => {
  const words = askWords(page.lang);
  return (
    <ul class="dots">
      {rules.map((id) => {
        const rule = ruleOf(id);
        return (
          <li>
            {rule === undefined ? (
              id
            ) : (
              <>
                <a href={page.to(rule.href)}>{rule.cite}</a>
                {rule.confidence === undefined ? null : (
                  <span class="small">
                    {' '}
                    · {words.answer.sureRule}: {confidenceWords[rule.confidence][page.lang]}
                  </span>
                )}
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
};

const Paragraphs: FC<{ readonly text: string }> = ({ text }) => (
  <>
    {text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => (
        <p>{line}</p>
      ))}
  </>
);

export const AnswerList: FC<{ readonly page: PageContext; readonly answers: readonly ShelfAnswer[] }> = ({
  page,
  answers,
}) => {
  const { lang } = page;
  return (
    <div class="stack">
      {answers.map((one) => (
        <Card title={<a href={page.to(answerPath(one.number))}>{one.question}</a>}>
          <p>{one.answer.length > 220 ? `${one.answer.slice(0, 219)}…` : one.answer}</p>
          <p class="small">
            {one.rules.map((id) => ruleOf(id)?.cite ?? id).join(' · ')} · {confidenceWords[one.confidence][lang]}
            {one.changed.length === 0 ? null : (
              <>
                {' '}
                <Tag kind="due">{askWords(lang).answer.changedTag}</Tag>
              </>
            )}
          </p>
        </Card>
      ))}
    </div>
  );
};

export const AskHome: FC<
  OpenPage & {
    readonly search: string;
    readonly answers: readonly ShelfAnswer[];
    readonly target: AdviceTarget;
    readonly offices: number;
  }
> = ({ page, demoNote, search, answers, target, offices }) => {
  const { lang } = page;
  const words = askWords(lang);
  return (
    <PublicLayout page={page} title={words.title} description={words.description}>
      <DemoNote note={demoNote} />
      <PageHeading title={words.title} lead={words.lead} />
      <FilterBar page={page} action={askPath} search={{ name: 'cari', label: words.search, value: search }} />
      <ButtonRow>
        {offices === 0 ? null : <ButtonLink href={page.to(newPath)}>{words.askOffice}</ButtonLink>}
        <ButtonLink kind="quiet" href={page.to(guidancePath)}>
          {words.rulesFirst}
        </ButtonLink>
        <ButtonLink kind="quiet" href={page.to(lookPath)}>
          {words.readAnswer}
        </ButtonLink>
      </ButtonRow>
      {offices === 0 ? <p class="small">{words.form.noOffice}</p> : <TargetLine page={page} target={target} />}
      <Section
        title={search === '' ? words.latest : words.found(formatNumber(answers.length, lang))}
        aside={search === '' ? undefined : `“${search}”`}
      >
        {answers.length > 0 ? (
          <AnswerList page={page} answers={answers} />
        ) : search === '' ? (
          <EmptyState title={words.none}>
            <p>{words.noneText}</p>
          </EmptyState>
        ) : (
          <EmptyState title={words.noneFound}>
            <p>{words.noneFoundText}</p>
          </EmptyState>
        )}
      </Section>
      <Promised page={page} />
    </PublicLayout>
  );
};

export const PublishedPage: FC<OpenPage & { readonly answer: ShelfAnswer }> = ({ page, demoNote, answer }) => {
  const { lang } = page;
  const words = askWords(lang);
  return (
    <PublicLayout page={page} title={answer.question} description={answer.question}>
      <DemoNote note={demoNote} />
      <PageHeading
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: words.title, href: page.to(askPath) }, { label: String(answer.number) }]}
          />
        }
        title={answer.question}
        about={words.answer.given(answer.bodyName, formatDay(answer.shownFrom ?? '', lang))}
      />
      {answer.changed.length === 0 ? null : (
        <Callout lang={lang} kind="warn" title={words.answer.changedTitle}>
          <p>{words.answer.changed(answer.changed.map((id) => ruleOf(id)?.cite ?? id).join('; '))}</p>
        </Callout>
      )}
      <Paragraphs text={answer.answer} />
      <Section title={words.answer.ground}>
        <Grounds page={page} rules={answer.rules} />
        <p>
          {words.answer.sure}: <b>{confidenceWords[answer.confidence][lang]}</b>
        </p>
      </Section>
      {answer.reviewedOn === null ? null : (
        <p class="small">{words.answer.reviewed(formatDay(answer.reviewedOn, lang))}</p>
      )}
      <p class="small">{words.answer.rewritten}</p>
      <ButtonRow>
        <ButtonLink kind="quiet" href={page.to(askPath)}>
          {words.title}
        </ButtonLink>
      </ButtonRow>
    </PublicLayout>
  );
};

/** For the page of a rule: what offices answered about it. */
export const AnswersOfRule: FC<{ readonly page: PageContext; readonly answers: readonly ShelfAnswer[] }> = ({
  page,
  answers,
}) => {
  const words = askWords(page.lang);
  return (
    <Section title={words.answer.on} id="tanya">
      <ul class="dots">
        {answers.map((one) => (
          <li>
            <a href={page.to(answerPath(one.number))}>{one.question}</a>
            {one.changed.length === 0 ? null : (
              <>
                {' '}
                <Tag kind="due">{words.answer.changedTag}</Tag>
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
};

export interface AskTyped {
  readonly about: string;
  readonly office: string;
  readonly status: string;
  readonly words: string;
}

export const AskForm: FC<
  OpenPage & {
    readonly offices: readonly AdviceOffice[];
    readonly target: AdviceTarget;
    readonly seed: string;
    readonly typed: AskTyped;
    readonly errors: readonly FieldError[];
  }
> = ({ page, demoNote, offices, target, seed, typed, errors }) => {
  const { lang } = page;
  const words = askWords(lang);
  const { form } = words;
  return (
    <FormLayout page={page} title={form.title} errors={errors} back={{ href: page.to(askPath), label: words.title }}>
      <DemoNote note={demoNote} />
      <PageHeading title={form.title} lead={form.lead} />
      <Promised page={page} />
      {offices.length === 0 ? (
        <EmptyState title={form.noOffice}>
          <p>{form.noOfficeText}</p>
        </EmptyState>
      ) : (
        <Form page={page} action={newPath} csrf={false} hidden={{ benih: seed }}>
          <RadioGroup
            lang={lang}
            name="tentang"
            label={form.about}
            choices={[
              { value: 'saya', label: form.self, hint: form.selfHint },
              { value: 'lain', label: form.other, hint: form.otherHint },
            ]}
            value={typed.about === '' ? undefined : typed.about}
            error={errorFor(errors, 'tentang')}
          />
          <Select
            lang={lang}
            name="kantor"
            label={form.office}
            hint={form.officeHint}
            options={offices.map((one) => ({
              value: one.bodyId,
              label: `${one.name} (${one.kind === 'bawaslu' ? form.kinds.bawaslu : form.kinds.institution})`,
            }))}
            value={typed.office}
            error={errorFor(errors, 'kantor')}
          />
          <Select
            lang={lang}
            name="status"
            label={form.status}
            options={statuses.map((one) => ({ value: one, label: form.statuses[one] }))}
            value={typed.status}
            error={errorFor(errors, 'status')}
          />
          <TextArea
            lang={lang}
            name="isi"
            label={form.words}
            hint={form.wordsHint}
            limit={2000}
            sealed
            value={typed.words}
            error={errorFor(errors, 'isi')}
          />
          <ButtonRow>
            <Button>{form.check}</Button>
          </ButtonRow>
        </Form>
      )}
      <TargetLine page={page} target={target} />
    </FormLayout>
  );
};

export const OtherPersonPage: FC<OpenPage> = ({ page, demoNote }) => {
  const words = askWords(page.lang);
  return (
    <FormLayout
      page={page}
      title={words.other.title}
      back={{ href: page.to(askPath), label: words.title }}
      languageSwitch={false}
    >
      <DemoNote note={demoNote} />
      <PageHeading title={words.other.title} lead={words.other.lead} />
      <p>{words.other.nothing}</p>
      <ButtonRow>
        <ButtonLink href={page.to('/lapor')}>{words.other.report}</ButtonLink>
        <ButtonLink kind="quiet" href={page.to(askPath)}>
          {words.other.back}
        </ButtonLink>
      </ButtonRow>
    </FormLayout>
  );
};

export const RulesFirstPage: FC<
  OpenPage & {
    readonly draft: string;
    readonly office: string;
    readonly status: AskerStatus;
    readonly words: string;
    readonly situations: readonly SuggestedSituation[];
    readonly similar: readonly ShelfAnswer[];
  }
> = ({ page, demoNote, draft, office, status, words: asked, situations, similar }) => {
  const { lang } = page;
  const words = askWords(lang);
  return (
    <FormLayout
      page={page}
      title={words.first.title}
      languageSwitch={false}
      back={{ href: page.to(newPath), label: words.form.title }}
    >
      <DemoNote note={demoNote} />
      <PageHeading title={words.first.title} lead={words.first.lead} />
      <Section title={words.first.rules}>
        {situations.length === 0 ? (
          <p>
            {words.first.noRules} <a href={page.to(guidancePath)}>{words.rulesFirst}</a>
          </p>
        ) : (
          <>
            <form class="form" method="post" action={page.to(guidancePath)}>
              {situations.map((one) => (
                <p>
                  <Button kind="quiet" wide name={one.name} value={one.value}>
                    {one.label[lang]}
                  </Button>
                  <span class="small"> {one.hint[lang]}</span>
                </p>
              ))}
            </form>
            <p class="small">{words.first.rulesHint}</p>
          </>
        )}
      </Section>
      {similar.length === 0 ? null : (
        <Section title={words.first.similar}>
          <AnswerList page={page} answers={similar} />
        </Section>
      )}
      <Section title={words.first.yours}>
        <SummaryList
          lang={lang}
          rows={[
            { label: words.first.to, value: office },
            { label: words.form.status, value: words.form.statuses[status] },
            { label: words.first.yours, value: <Paragraphs text={asked} /> },
          ]}
        />
      </Section>
      <Form page={page} action={`${askPath}/kirim`} csrf={false} hidden={{ rancangan: draft }}>
        <ButtonRow>
          <ButtonLink kind="quiet" href={page.to(askPath)}>
            {words.first.enough}
          </ButtonLink>
          <Button>{words.first.send}</Button>
        </ButtonRow>
      </Form>
    </FormLayout>
  );
};

export const SentPage: FC<OpenPage & { readonly sent: SentQuestion }> = ({ page, demoNote, sent }) => {
  const { lang } = page;
  const words = askWords(lang);
  return (
    <FormLayout page={page} title={words.sent.title} languageSwitch={false}>
      <DemoNote note={demoNote} />
      <PageHeading title={words.sent.title} lead={words.sent.to(sent.office, formatDay(sent.dueOn, lang))} />
      {sent.again ? <p>{words.sent.again}</p> : null}
      <ReceiptNumber lang={lang} value={sent.pass} label={words.sent.label} />
      <Callout lang={lang} kind="warn">
        <p>{words.sent.keep}</p>
      </Callout>
      <TargetLine page={page} target={sent.target} />
      <ButtonRow>
        <ButtonLink kind="quiet" href={page.to(lookPath)}>
          {words.sent.read}
        </ButtonLink>
      </ButtonRow>
    </FormLayout>
  );
};

export const LookPage: FC<
  OpenPage & { readonly typed: string; readonly errors: readonly FieldError[]; readonly done: string | null }
> = ({ page, demoNote, typed, errors, done }) => {
  const { lang } = page;
  const words = askWords(lang);
  return (
    <FormLayout
      page={page}
      title={words.look.title}
      errors={errors}
      back={{ href: page.to(askPath), label: words.title }}
      notice={done === null ? null : <Notice lang={lang} title={done} />}
    >
      <DemoNote note={demoNote} />
      <PageHeading title={words.look.title} lead={words.look.lead} />
      <Form page={page} action={lookPath} csrf={false}>
        <TextField
          lang={lang}
          name="kode"
          label={words.look.code}
          hint={words.look.hint}
          code
          value={typed}
          error={errorFor(errors, 'kode')}
        />
        <ButtonRow>
          <Button>{words.look.read}</Button>
        </ButtonRow>
      </Form>
    </FormLayout>
  );
};

export const GivenAnswer: FC<{ readonly page: PageContext; readonly answer: Answer; readonly heading: Child }> = ({
  page,
  answer,
  heading,
}) => {
  const { lang } = page;
  const words = askWords(lang);
  return (
    <Section title={heading}>
      <Paragraphs text={answer.words} />
      <p>
        <b>{words.answer.ground}</b>
      </p>
      <Grounds page={page} rules={answer.rules} />
      <p>
        {words.answer.sure}: <b>{confidenceWords[answer.confidence][lang]}</b>
      </p>
    </Section>
  );
};

export const OwnQuestionPage: FC<
  OpenPage & { readonly own: OwnQuestion; readonly visit: string; readonly today: string; readonly keptDays: number }
> = ({ page, demoNote, own, visit, today, keptDays }) => {
  const { lang } = page;
  const words = askWords(lang);
  const { look } = words;
  const due = formatDay(own.dueOn, lang);
  return (
    <FormLayout page={page} title={look.title} languageSwitch={false}>
      <DemoNote note={demoNote} />
      <PageHeading title={look.title} about={own.bodyName} />
      {own.answer === null ? (
        <Callout lang={lang} kind={own.dueOn < today ? 'warn' : 'info'} title={look.waiting}>
          <p>{own.dueOn < today ? look.late(due) : look.due(due)}</p>
          <p>
            <NatureTag lang={lang} nature={own.nature} /> <span class="small">{own.basis}</span>
          </p>
        </Callout>
      ) : (
        <>
          {own.changed.length === 0 ? null : (
            <Callout lang={lang} kind="warn" title={words.answer.changedTitle}>
              <p>{words.answer.changed(own.changed.map((id) => ruleOf(id)?.cite ?? id).join('; '))}</p>
            </Callout>
          )}
          <GivenAnswer
            page={page}
            answer={own.answer}
            heading={look.answered(own.bodyName, formatDay(own.answeredOn ?? own.receivedOn, lang))}
          />
          <p class="small">{look.notBinding}</p>
        </>
      )}
      <Section title={look.yours}>
        <Paragraphs text={own.question.words} />
        <p class="small">{look.kept(formatNumber(keptDays, lang))}</p>
      </Section>
      <Disclosure summary={look.withdraw}>
        <p>{look.withdrawHint}</p>
        <Form page={page} action={`${lookPath}/hapus`} csrf={false} hidden={{ kunjungan: visit }} layout="inline">
          <Button kind="danger">{look.withdraw}</Button>
        </Form>
      </Disclosure>
    </FormLayout>
  );
};
