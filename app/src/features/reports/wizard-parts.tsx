/** What the pages of the form have in common: the frame, the buttons, the time that is left. */
import type { Child, FC } from 'hono/jsx';
import { formatDay, formatInstant, relativeDue } from '../../platform/i18n/dates.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Button,
  ButtonRow,
  Callout,
  Citation,
  type FieldError,
  Form,
  FormLayout,
  type PageContext,
  Tag,
} from '../../ui/index.ts';
import { type StepId, stepIds } from './draft.ts';
import type { TimeToReport } from './report-clock.ts';
import { wizardWords } from './words.ts';

/**
 * The page as a reporter gets it: without the bar of the demonstration, whose forms need a cookie (and moving the clock would leave the
 * form), and without a form token, so that a cookie cannot be set by mistake.
 */
export function withoutCookie(page: PageContext, path: string): PageContext {
  return {
    lang: page.lang,
    path,
    to: page.to,
    actor: null,
    demo: null,
    get csrf(): string {
      throw new Error('pages for reporters set no cookie: seal the form by a draft, or let it change nothing');
    },
    assets: page.assets,
  };
}

/** That this is a demonstration is still said, in words. */
export const DemoNote: FC<{ readonly lang: Language; readonly legalNow: string | null }> = ({ lang, legalNow }) =>
  legalNow === null ? null : <p class="small">{wizardWords(lang).demo(legalNow)}</p>;

export interface StepFrameProps {
  readonly page: PageContext;
  readonly step: StepId;
  readonly draft: string;
  readonly legalNow: string | null;
  readonly errors: readonly FieldError[];
  readonly time: TimeToReport | null;
  readonly now: Temporal.Instant;
  /** Shown above the question. */
  readonly before?: Child | undefined;
  readonly children: Child;
  /** Inside the form, below the way on. */
  readonly after?: Child | undefined;
  readonly multipart?: boolean | undefined;
}

/** One question: its number, what goes wrong, the form with its draft, and the way on and back. */
export const StepFrame: FC<StepFrameProps> = (props) => {
  const { page, step, errors } = props;
  const words = wizardWords(page.lang);
  const path = `/lapor/${step}`;
  const first = step === 'apa';
  return (
    <FormLayout
      page={page}
      title={words[step].title}
      errors={errors}
      step={{ now: stepIds.indexOf(step) + 1, total: stepIds.length }}
      languageSwitch={false}
    >
      <DemoNote lang={page.lang} legalNow={props.legalNow} />
      {props.before ?? null}
      <Form page={page} action={path} csrf={false} hidden={{ draft: props.draft }} multipart={props.multipart}>
        {props.children}
        {/* "Lanjut" stands first: it is what the Enter key presses. */}
        <ButtonRow>
          <Button name="go" value="next">
            {words.next}
          </Button>
          {first ? null : (
            <Button name="go" value="back" kind="quiet">
              {words.back}
            </Button>
          )}
        </ButtonRow>
        {props.after ?? null}
        <OtherLanguage lang={page.lang} path={path} />
      </Form>
      {props.time === null ? null : <TimeLeft lang={page.lang} time={props.time} now={props.now} />}
      <p class="small">{words.nothingStored}</p>
      {first ? null : <p class="small">{words.useOurBack}</p>}
    </FormLayout>
  );
};

/** The same page in the other language: the draft goes along, which a plain link could not do. */
export const OtherLanguage: FC<{ readonly lang: Language; readonly path: string }> = ({ lang, path }) => (
  <p class="small">
    <button
      class="plain"
      type="submit"
      name="go"
      value="stay"
      formaction={lang === 'id' ? `/en${path}` : path}
      lang={lang === 'id' ? 'en' : 'id'}
    >
      {wizardWords(lang).otherLanguage}
    </button>
  </p>
);

/** How long a report can still be registered, with the rule that says so. */
export const TimeLeft: FC<{
  readonly lang: Language;
  readonly time: TimeToReport;
  readonly now: Temporal.Instant;
}> = ({ lang, time, now }) => {
  const words = wizardWords(lang).clock;
  const left = relativeDue(time.due, now, time.zone, lang);
  if (time.late) {
    return (
      <Callout lang={lang} kind="warn" title={`${words.label}: ${left.words}`}>
        <p>{words.late}</p>
        <Citation lang={lang} sources={[{ label: time.basis }]} />
      </Callout>
    );
  }
  const intakePassed = time.lastIntake === null || Temporal.Instant.compare(now, time.lastIntake) > 0;
  return (
    <div class="stack stack-tight">
      <p>
        <Tag kind={left.tone}>
          {words.label}: {left.words}
        </Tag>
      </p>
      <p class="small">
        {words.counted(formatDay(time.knownOn, lang))} {words.due(formatInstant(time.due, time.zone, lang))}{' '}
        {intakePassed || time.lastIntake === null
          ? words.noIntake
          : words.intake(formatInstant(time.lastIntake, time.zone, lang))}
        {time.provisional ? ` ${words.provisional}` : ''}
      </p>
      <Citation lang={lang} sources={[{ label: time.basis }]} />
    </div>
  );
};
