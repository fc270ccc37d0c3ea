/** What is missing, on the status page; and the page on which a reporter completes or adds. No cookie, no account, no script needed. */
import type { FC } from 'hono/jsx';
import type { FieldError } from '../../platform/http/forms.ts';
import { formatInstant } from '../../platform/i18n/dates.ts';
import { formatBytes } from '../../platform/i18n/numbers.ts';
import {
  Button,
  ButtonRow,
  Callout,
  errorFor,
  FileField,
  FileList,
  Form,
  FormLayout,
  type PageContext,
  PageHeading,
  Section,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { type EvidenceFile, shortHash } from '../evidence/index.ts';
import { type AdditionWords, additionWords } from './addition-words.ts';
import { isPassed, type ReporterPlace } from './report-read-model.ts';

/** Letters of one addition. */
export const MOST_WORDS = 20_000;
export const additionPath = '/lapor/status/lengkapi';

export interface AdditionTyped {
  readonly words: string;
  readonly name: string;
  readonly address: string;
}

interface PlaceProps {
  readonly page: PageContext;
  readonly place: ReporterPlace;
  readonly lastIntake: Temporal.Instant | null;
  readonly now: Temporal.Instant;
}

/** The list of what is missing and until when; nothing when nothing is awaited. */
const Missing: FC<PlaceProps> = ({ page, place, lastIntake, now }) => {
  const { lang } = page;
  const words = additionWords(lang);
  const at = (moment: Temporal.Instant): string => formatInstant(moment, place.zone, lang);
  const passed = isPassed(place, now);
  return (
    <>
      <p>{words.missingLead}</p>
      <ul class="bullets">
        {place.missing.map((part) => (
          <li>{words.missing[part]}</li>
        ))}
      </ul>
      {passed && place.dueAt !== null ? (
        <Callout lang={lang} kind="warn">
          <p>
            <b>{words.passed(at(place.dueAt))}</b> {words.passedThen}
          </p>
        </Callout>
      ) : place.dueAt === null ? (
        <p>{words.noUntil}</p>
      ) : place.standsStill ? (
        <p>{words.stopped}</p>
      ) : (
        <p>
          <b>{words.until(at(place.dueAt))}</b>
          {lastIntake === null ? null : <> {words.lastHour(at(lastIntake))}</>}
        </p>
      )}
    </>
  );
};

/** On the status page: what is awaited, and the way to complete or add. */
export const AdditionSection: FC<PlaceProps & { readonly pass: string }> = (props) => {
  const { page, place, pass } = props;
  const words = additionWords(page.lang);
  if (place.closed) return null;
  return (
    <Section title={place.awaited ? words.missingTitle : words.addTitle}>
      {place.awaited ? <Missing {...props} /> : <p>{words.addLead}</p>}
      <Form page={page} action={additionPath} csrf={false} hidden={{ pass }}>
        <ButtonRow>
          <Button kind={place.awaited ? 'primary' : 'quiet'}>{place.awaited ? words.complete : words.add}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
};

export interface AdditionPageProps {
  readonly page: PageContext;
  /** Null: the page was open too long, and the receipt is asked for again. */
  readonly about: (PlaceProps & { readonly pass: string }) | null;
  readonly key: string;
  readonly typed: AdditionTyped;
  readonly errors: readonly FieldError[];
  readonly uploads: readonly EvidenceFile[];
}

export const AdditionPage: FC<{ readonly of: AdditionPageProps }> = ({ of: props }) => {
  const { page, about, typed, errors, uploads } = props;
  const { lang } = page;
  const words = additionWords(lang);
  const awaited = about?.place.awaited === true;
  const asks = (part: 'name' | 'address'): boolean => awaited && about?.place.missing.includes(part) === true;
  const title = awaited ? words.complete : words.addTitle;
  return (
    <FormLayout page={page} title={title} errors={errors} languageSwitch={false}>
      <PageHeading title={title} lead={awaited ? words.completeLead : words.addLead} />
      {about !== null && awaited ? (
        <Section title={words.missingTitle}>
          <Missing {...about} />
        </Section>
      ) : null}
      <Form page={page} action={additionPath} csrf={false} multipart hidden={{ pass: about?.pass, key: props.key }}>
        {about === null ? (
          <TextField
            lang={lang}
            name="receipt"
            label={words.receipt}
            hint={words.receiptHint}
            error={errorFor(errors, 'receipt')}
            code
          />
        ) : null}
        {asks('name') ? <Identity lang={lang} part="name" words={words} typed={typed} errors={errors} /> : null}
        {asks('address') ? <Identity lang={lang} part="address" words={words} typed={typed} errors={errors} /> : null}
        <TextArea
          lang={lang}
          name="words"
          label={words.words}
          hint={awaited ? words.wordsHint : words.wordsHintAdd}
          value={typed.words}
          error={errorFor(errors, 'words')}
          limit={MOST_WORDS}
          rows={8}
          sealed
        />
        <FileField
          lang={lang}
          name="files"
          label={words.files}
          hint={words.filesHint}
          error={errorFor(errors, 'files')}
          accept="image/jpeg,image/png,image/webp,application/pdf"
          multiple
          optional
        />
        {uploads.length === 0 ? null : (
          <FileList
            lang={lang}
            title={words.received}
            files={uploads.map((file) => ({
              name: shortHash(file.sha256),
              about: `${file.mediaType}, ${formatBytes(file.size, lang)}`,
              action: (
                <Button name="remove" value={file.id} kind="quiet" small>
                  {words.remove}
                  <span class="visually-hidden"> {shortHash(file.sha256)}</span>
                </Button>
              ),
            }))}
          />
        )}
        <ButtonRow>
          <Button name="go" value="send">
            {words.send}
          </Button>
          <Button name="go" value="upload" kind="quiet">
            {words.upload}
          </Button>
        </ButtonRow>
      </Form>
      {about === null ? null : (
        <Form page={page} action="/lapor/status" csrf={false} hidden={{ pass: about.pass }}>
          <ButtonRow>
            <Button kind="quiet">{words.back}</Button>
          </ButtonRow>
        </Form>
      )}
    </FormLayout>
  );
};

const Identity: FC<{
  readonly lang: PageContext['lang'];
  readonly part: 'name' | 'address';
  readonly words: AdditionWords;
  readonly typed: AdditionTyped;
  readonly errors: readonly FieldError[];
}> = ({ lang, part, words, typed, errors }) => (
  <TextField
    lang={lang}
    name={part}
    label={words[part]}
    hint={words.identityHint}
    value={typed[part]}
    error={errorFor(errors, part)}
    optional
  />
);
