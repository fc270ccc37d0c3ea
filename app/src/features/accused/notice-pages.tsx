/** Pages of the desk: who was told, the form with its preview, the code that is shown once, and the answers. */
import type { FC } from 'hono/jsx';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import { formatBytes } from '../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Card,
  CheckboxGroup,
  DateField,
  DeskLayout,
  errorFor,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  RadioGroup,
  Section,
  Stack,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { type CaseView, placedAccused } from '../cases/index.ts';
import { actDay, asHidden, nameableRows } from './notice-form.ts';
import { type AnswerView, type Issued, type NoticeView, validDays } from './notice-service.ts';
import { remedyWords } from './remedy-words.ts';
import type { Told } from './told.ts';
import { ruleName, ToldView } from './told-view.tsx';
import { accusedWords } from './words.ts';

interface CaseProps {
  readonly page: PageContext;
  readonly view: CaseView;
}

const Crumbs: FC<CaseProps & { readonly here: string }> = ({ page, view, here }) => (
  <Breadcrumb
    lang={page.lang}
    items={[{ label: view.number, href: page.to(`/perkara/${view.number}`) }, { label: here }]}
  />
);

export interface HubProps extends CaseProps {
  readonly notices: readonly NoticeView[];
  readonly answers: readonly AnswerView[];
  readonly now: Temporal.Instant;
  readonly mayIssue: boolean;
  readonly early: boolean;
  readonly revoked: boolean;
}

export const HubPage: FC<HubProps> = ({ page, view, notices, answers, now, mayIssue, early, revoked }) => {
  const { lang } = page;
  const words = accusedWords(lang).desk;
  return (
    <DeskLayout
      page={page}
      title={words.title}
      notice={revoked ? <Notice lang={lang} title={words.revoked} /> : undefined}
    >
      <PageHeading
        title={words.title}
        lead={words.lead}
        above={<Crumbs page={page} view={view} here={words.title} />}
      />
      {early ? <p>{words.early}</p> : view.accused.length === 0 ? <p>{words.nobody}</p> : null}
      <Stack>
        {placedAccused(view).map(({ place: position, person }) => {
          const last = notices.find((notice) => notice.position === position);
          const live =
            last !== undefined && last.endedAt === null && Temporal.Instant.compare(last.validUntil, now) > 0;
          const base = `/perkara/${view.number}/terlapor/${position}`;
          return (
            <Card title={[person.name, person.post].filter((part) => part !== '').join(', ')} headingLevel={2}>
              {last === undefined ? <p>{words.never}</p> : <State page={page} view={view} notice={last} live={live} />}
              {mayIssue && !early ? (
                <ButtonRow>
                  <ButtonLink href={page.to(`${base}/pemberitahuan`)} kind={last === undefined ? 'primary' : 'quiet'}>
                    {last === undefined ? words.issue : words.again}
                  </ButtonLink>
                  {live ? (
                    <Form page={page} action={`${base}/cabut`} layout="inline">
                      <Button kind="danger">{words.revoke}</Button>
                    </Form>
                  ) : null}
                </ButtonRow>
              ) : null}
            </Card>
          );
        })}
      </Stack>
      <Section title={words.answers}>
        {answers.length === 0 ? <p>{words.noAnswers}</p> : null}
        <Stack>
          {answers.map((answer) => (
            <Card
              title={[
                words.person(String(answer.position)),
                ...(answer.kind === 'answer' ? [] : [remedyWords(lang).kind[answer.kind]]),
                formatInstant(answer.at, view.holderZone, lang),
              ].join(', ')}
            >
              <p class="pre">{answer.words}</p>
              {answer.files.length === 0 ? null : (
                <ul class="files">
                  {answer.files.map((file) => (
                    <li>
                      {file.fileName === null ? (
                        <small>{words.filesClosed}</small>
                      ) : (
                        <a href={page.to(`/bukti/${file.id}${file.hasWorkingCopy ? '' : '/asli'}`)} download>
                          {file.fileName}
                        </a>
                      )}{' '}
                      <small class="num">
                        {formatBytes(file.size, lang)} · SHA-256 {file.sha256.slice(0, 12)}…
                      </small>
                    </li>
                  ))}
                </ul>
              )}
            </Card>
          ))}
        </Stack>
      </Section>
      <p>
        <a href={page.to(`/perkara/${view.number}/penyimpanan`)}>{words.storage}</a>
      </p>
    </DeskLayout>
  );
};

const State: FC<CaseProps & { readonly notice: NoticeView; readonly live: boolean }> = ({
  page,
  view,
  notice,
  live,
}) => {
  const { lang } = page;
  const words = accusedWords(lang).desk;
  const at = (moment: Temporal.Instant): string => formatInstant(moment, view.holderZone, lang);
  const { endedWhy } = notice;
  const state =
    endedWhy === 'replaced' || endedWhy === 'revoked' || endedWhy === 'changed'
      ? words.state[endedWhy]
      : live
        ? words.state.live(at(notice.validUntil))
        : words.state.over(at(notice.validUntil));
  return (
    <p>
      {words.issuedOn(at(notice.issuedAt))} {state}{' '}
      {notice.lastUsedAt === null ? words.unused : words.used(at(notice.lastUsedAt))}
    </p>
  );
};

export interface NoticeFormProps extends CaseProps {
  readonly position: number;
  readonly typed: Typed;
  readonly seq: number;
  readonly errors: readonly FieldError[];
  readonly refused?: string | undefined;
}

export const NoticeFormPage: FC<NoticeFormProps> = ({ page, view, position, typed, seq, errors, refused }) => {
  const { lang } = page;
  const words = accusedWords(lang).desk.form;
  const title = words.title(String(position));
  const value = (name: string): string => typedText(typed, name);
  const rows = nameableRows(view);
  const chosen = typed.aturan;
  const day = actDay(view);
  return (
    <DeskLayout page={page} title={title} errors={errors}>
      <PageHeading title={title} lead={words.lead} above={<Crumbs page={page} view={view} here={title} />} />
      {refused === undefined ? null : (
        <Callout lang={lang} kind="warn">
          <p>{refused}</p>
        </Callout>
      )}
      <div class="form-narrow">
        <Form page={page} action={`/perkara/${view.number}/terlapor/${position}/pemberitahuan`} hidden={{ seq }}>
          <TextArea
            lang={lang}
            name="uraian"
            label={words.allegation}
            hint={words.allegationHint}
            value={value('uraian')}
            error={errorFor(errors, 'uraian')}
            rows={6}
          />
          {day === null ? null : (
            <CheckboxGroup
              lang={lang}
              name="tanggal"
              label={words.showDay}
              choices={[{ value: 'ya', label: formatDay(day, lang) }]}
              values={value('tanggal') === 'ya' ? ['ya'] : []}
            />
          )}
          <TextField
            lang={lang}
            name="tempat"
            label={words.place}
            hint={words.placeHint}
            optional
            value={value('tempat')}
            error={errorFor(errors, 'tempat')}
          />
          {rows.length === 0 ? null : (
            <CheckboxGroup
              lang={lang}
              name="aturan"
              label={words.rows}
              error={errorFor(errors, 'aturan')}
              choices={rows.map((id) => ({ value: id, label: ruleName(id, lang) }))}
              values={chosen === undefined ? [] : typeof chosen === 'string' ? [chosen] : chosen}
            />
          )}
          <TextField
            lang={lang}
            name="klarifikasi"
            label={words.clarification}
            hint={words.clarificationHint}
            optional
            value={value('klarifikasi')}
            error={errorFor(errors, 'klarifikasi')}
          />
          <DateField
            lang={lang}
            name="sampai"
            label={words.answerUntil}
            hint={words.answerUntilHint}
            value={{ day: value('sampai_day'), month: value('sampai_month'), year: value('sampai_year') }}
            error={errorFor(errors, 'sampai')}
          />
          <TextField
            lang={lang}
            name="kontak"
            label={words.contact}
            value={value('kontak')}
            error={errorFor(errors, 'kontak')}
          />
          <RadioGroup
            lang={lang}
            name="hari"
            label={words.days}
            value={value('hari')}
            error={errorFor(errors, 'hari')}
            choices={validDays.map((days) => ({ value: String(days), label: words.daysOf(String(days)) }))}
          />
          <ButtonRow>
            <Button name="go" value="preview">
              {words.preview}
            </Button>
            <ButtonLink href={page.to(`/perkara/${view.number}/terlapor`)} kind="quiet">
              {words.cancel}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </div>
    </DeskLayout>
  );
};

export const PreviewPage: FC<CaseProps & { readonly position: number; readonly typed: Typed; readonly told: Told }> = ({
  page,
  view,
  position,
  typed,
  told,
}) => {
  const { lang } = page;
  const words = accusedWords(lang).desk.form;
  return (
    <DeskLayout page={page} title={words.previewTitle}>
      <PageHeading
        title={words.previewTitle}
        lead={words.previewLead}
        above={<Crumbs page={page} view={view} here={words.title(String(position))} />}
      />
      <Card>
        <ToldView page={page} told={told} />
      </Card>
      <p class="small">{words.alsoSeen}</p>
      <Form page={page} action={`/perkara/${view.number}/terlapor/${position}/pemberitahuan`}>
        {asHidden(typed).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <ButtonRow>
          <Button name="go" value="issue">
            {words.issue}
          </Button>
          <Button name="go" value="change" kind="quiet">
            {words.changeIt}
          </Button>
        </ButtonRow>
      </Form>
    </DeskLayout>
  );
};

export const IssuedPage: FC<CaseProps & { readonly issued: Issued; readonly pass: string }> = ({
  page,
  view,
  issued,
  pass,
}) => {
  const { lang } = page;
  const words = accusedWords(lang).desk.done;
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading
        title={words.title}
        lead={words.lead}
        above={<Crumbs page={page} view={view} here={words.title} />}
      />
      <Card title={words.code} headingLevel={2}>
        <p class="receipt-number num">{issued.code}</p>
        <p>{words.valid(formatInstant(issued.validUntil, view.holderZone, lang))}</p>
        <Form page={page} action={`/perkara/${view.number}/terlapor/surat`} hidden={{ pass }}>
          <ButtonRow>
            <Button>{words.letter}</Button>
            <ButtonLink href={page.to(`/perkara/${view.number}`)} kind="quiet">
              {words.back}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </Card>
    </DeskLayout>
  );
};
