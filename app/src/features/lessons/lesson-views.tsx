/** Pages of lessons as markup: one situation a page, and the answer of the rulebook below it. */
import { confidenceWords } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { formatDay } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Card,
  errorFor,
  type FieldError,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  PublicLayout,
  RadioGroup,
  Section,
  Table,
  Tag,
} from '../../ui/index.ts';
import { lawPath } from '../law/index.ts';
import { answers, type Lesson, type LessonAnswer, type Screen, tellOf, values } from './lesson.ts';
import type { Standing } from './lesson-service.ts';
import { answerAt } from './run.ts';
import type { NextTest } from './spacing.ts';
import { lessonWords } from './words.ts';

export const lessonPath = '/pelajaran';

export interface ListedLesson {
  readonly lesson: Lesson;
  /** Undefined for visitors. */
  readonly standing: Standing | undefined;
}

function nextInWords(next: NextTest, lang: Language): string {
  const words = lessonWords(lang);
  const day = formatDay(next.on, lang);
  return next.stage === undefined ? words.nextOn(day) : words.nextBefore(day, words.stage[next.stage] ?? next.stage);
}

export const LessonsPage: FC<{
  readonly page: PageContext;
  readonly listed: readonly ListedLesson[];
  readonly erased: boolean;
}> = ({ page, listed, erased }) => {
  const { lang } = page;
  const words = lessonWords(lang);
  const kept = listed.some(
    ({ standing }) => standing !== undefined && (standing.finished.length > 0 || standing.run?.letters.match(/[bfd]/)),
  );
  return (
    <PublicLayout page={page} title={words.title} description={words.description}>
      <PageHeading title={words.title} lead={words.lead} />
      {erased ? <Notice lang={lang} title={words.erased} /> : null}
      <Callout lang={lang}>
        <p>{words.privacy}</p>
      </Callout>
      <Section title={words.choose}>
        <div class="lesson-cards">
          {listed.map((one) => (
            <LessonCard page={page} {...one} />
          ))}
        </div>
      </Section>
      {kept ? (
        <Section title={words.eraseTitle}>
          <p>{words.eraseLead}</p>
          <Form page={page} action={`${lessonPath}/hapus`} layout="inline">
            <Button kind="quiet">{words.erase}</Button>
          </Form>
        </Section>
      ) : null}
      <p>
        <a href={page.to('/bolehkah')}>{words.ask}</a>
      </p>
    </PublicLayout>
  );
};

const LessonCard: FC<ListedLesson & { readonly page: PageContext }> = ({ page, lesson, standing }) => {
  const { lang } = page;
  const words = lessonWords(lang);
  const last = standing?.finished.at(-1);
  const begun = standing?.run !== undefined && /[bfd]/.test(standing.run.letters);
  const due = last !== undefined && standing?.run !== undefined;
  const press = begun ? words.goOn : due ? words.again : last === undefined ? words.start : words.practise;
  return (
    <Card title={lesson.title[lang]}>
      <p>{lesson.lead[lang]}</p>
      <p class="small">
        {words.screens(formatNumber(lesson.screens.length, lang))}
        {last === undefined ? null : (
          <>
            {' · '}
            <Tag kind="done">{words.finished(formatDay(last.on, lang))}</Tag>
          </>
        )}
        {due ? (
          <>
            {' · '}
            <Tag kind="due">{words.due}</Tag>
          </>
        ) : standing?.next === undefined ? null : (
          ` · ${nextInWords(standing.next, lang)}`
        )}
      </p>
      <ButtonRow>
        <ButtonLink href={page.to(`${lessonPath}/${lesson.slug}`)} kind={begun || due ? 'primary' : 'quiet'}>
          {press}
          <span class="visually-hidden">: {lesson.title[lang]}</span>
        </ButtonLink>
      </ButtonRow>
    </Card>
  );
};

export interface ScreenPageProps {
  readonly page: PageContext;
  readonly lesson: Lesson;
  readonly asked: readonly Screen[];
  readonly index: number;
  readonly letters: string;
  readonly isRetest: boolean;
  /** What was answered just now; null: the question. */
  readonly given: LessonAnswer | null;
  readonly errors?: readonly FieldError[] | undefined;
}

export const ScreenPage: FC<ScreenPageProps> = (props) => {
  const { page, lesson, asked, index, letters, isRetest, given, errors } = props;
  const { lang } = page;
  const words = lessonWords(lang);
  const screen = asked[index];
  if (screen === undefined) throw new Error(`no screen ${index} in ${lesson.slug}`);
  const title = `${lesson.title[lang]}: ${words.at(index + 1, asked.length)}`;
  const crumbs = [{ label: words.title, href: page.to(lessonPath) }, { label: lesson.title[lang] }];
  return (
    <PublicLayout page={page} title={title} errors={errors} noindex>
      <PageHeading
        above={<Breadcrumb lang={lang} items={crumbs} />}
        title={words.at(index + 1, asked.length)}
        about={`${isRetest ? `${words.retest} · ` : ''}${words.value}: ${values[screen.value][lang]}`}
      />
      <p class="lead">{screen.story[lang]}</p>
      {given === null ? (
        <Form page={page} action={`${lessonPath}/${lesson.slug}`} hidden={{ langkah: index, jawaban: letters }}>
          <RadioGroup
            lang={lang}
            name="jawab"
            label={words.question}
            choices={answers.map((answer) => ({ value: answer, label: words.answer[answer] }))}
            error={errorFor(errors, 'jawab')}
          />
          <ButtonRow>
            <Button>{words.submit}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <>
          <Explained page={page} screen={screen} given={given} />
          <Form
            page={page}
            action={`${lessonPath}/${lesson.slug}`}
            hidden={{ langkah: index + 1, jawaban: letters, lanjut: '1' }}
          >
            <ButtonRow>
              <Button>{index + 1 < asked.length ? words.next : words.toEnd}</Button>
            </ButtonRow>
          </Form>
        </>
      )}
    </PublicLayout>
  );
};

const Explained: FC<{ readonly page: PageContext; readonly screen: Screen; readonly given: LessonAnswer }> = ({
  page,
  screen,
  given,
}) => {
  const { lang } = page;
  const words = lessonWords(lang);
  const told = tellOf(screen);
  const isRight = given === told.right;
  return (
    <Callout lang={lang} kind={isRight ? 'info' : 'warn'} title={isRight ? words.right : words.wrong}>
      <p>
        {words.rightIs}: <b>{words.answer[told.right]}</b>.
      </p>
      <p>{words.because}:</p>
      <ul class="dots">
        {told.reasons.map((reason) => (
          <li>{reason[lang]}</li>
        ))}
      </ul>
      {told.grounds.map((ground) => (
        <p class="law">
          {words.ground}: <a href={page.to(lawPath.rule(ground.id))}>{ground.cite}</a> · {words.confidence}:{' '}
          {confidenceWords[ground.confidence][lang]}
        </p>
      ))}
      <p>
        <b>{words.tip}</b>: {screen.tip[lang]}
      </p>
    </Callout>
  );
};

export const EndPage: FC<{
  readonly page: PageContext;
  readonly lesson: Lesson;
  readonly asked: readonly Screen[];
  readonly letters: string;
  readonly kept: boolean;
  readonly next: NextTest | undefined;
}> = ({ page, lesson, asked, letters, kept, next }) => {
  const { lang } = page;
  const words = lessonWords(lang);
  const rows = asked.map((screen, index) => {
    const given = answerAt(letters, index);
    return { screen, given, right: tellOf(screen).right };
  });
  const right = rows.filter((row) => row.given === row.right).length;
  const title = `${lesson.title[lang]}: ${words.endTitle.toLocaleLowerCase(lang)}`;
  const after: Child = !kept ? words.notKept : next === undefined ? words.none : `${nextInWords(next, lang)}.`;
  return (
    <PublicLayout page={page} title={title} noindex>
      <PageHeading
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: words.title, href: page.to(lessonPath) }, { label: lesson.title[lang] }]}
          />
        }
        title={words.endTitle}
        lead={words.score(formatNumber(right, lang), formatNumber(asked.length, lang))}
      />
      <p>{words.scoreNote}</p>
      <p>
        {kept ? `${words.onlyYours} ` : null}
        {after}
      </p>
      <Table
        caption={words.result}
        columns={[
          { label: words.story, head: true, cell: ({ screen }) => screen.story[lang] },
          { label: words.yours, cell: ({ given }) => (given === undefined ? '–' : words.answer[given]) },
          {
            label: words.rightIs,
            cell: (row) => (
              <>
                <Tag kind={row.given === row.right ? 'done' : 'due'}>
                  {row.given === row.right ? words.right : words.wrong}
                </Tag>{' '}
                <a href={page.to(lawPath.rule(row.screen.rule))}>{words.answer[row.right]}</a>
              </>
            ),
          },
        ]}
        rows={rows}
        empty={null}
      />
      <ButtonRow>
        <ButtonLink href={page.to(lessonPath)}>{words.all}</ButtonLink>
      </ButtonRow>
    </PublicLayout>
  );
};
