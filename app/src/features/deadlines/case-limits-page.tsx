/** Limits of one case: what runs, what was stopped and resumed, and the form for either; and the card in the rail of the case. */
import type { FC } from 'hono/jsx';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Card,
  ClockCard,
  DateField,
  DeskLayout,
  errorFor,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import {
  actionSlugs,
  type CasePanel,
  type CaseView,
  type ClockView,
  clockCard,
  deskWords,
  MOST_BASIS_NOTE,
  mayActAtHolder,
  StakeFields,
  stepName,
  whyNotLonger,
} from '../cases/index.ts';
import type { StandstillRow } from './standstill-read.ts';
import { deadlineWords } from './words.ts';

export const MOST_REASON = 2000;
export type Doing = 'henti' | 'lanjut';

export function isOpen(clock: Pick<ClockView, 'state'>): boolean {
  return clock.state === 'running' || clock.state === 'stopped';
}

export interface CaseLimitsProps {
  readonly page: PageContext;
  readonly view: CaseView;
  readonly now: Temporal.Instant;
  readonly history: readonly StandstillRow[];
  /** Limits that the person's office must meet. */
  readonly own: ReadonlySet<string>;
  readonly done: Doing | null;
}

const Crumbs: FC<{ readonly page: PageContext; readonly view: CaseView; readonly more?: string | undefined }> = ({
  page,
  view,
  more,
}) => {
  const { title } = deadlineWords(page.lang).file;
  const base = `/perkara/${view.number}`;
  return (
    <Breadcrumb
      lang={page.lang}
      items={[
        { label: view.number, href: page.to(base) },
        ...(more === undefined
          ? [{ label: title }]
          : [{ label: title, href: page.to(`${base}/batas`) }, { label: more }]),
      ]}
    />
  );
};

export const CaseLimitsPage: FC<CaseLimitsProps> = ({ page, view, now, history, own, done }) => {
  const { lang } = page;
  const words = deadlineWords(lang).file;
  const open = view.clocks.filter(isOpen);
  const ended = view.clocks.filter((clock) => !isOpen(clock));
  const extensions = view.steps.filter((step) => step.kind === 'handling-extended');
  return (
    <DeskLayout
      page={page}
      title={words.title}
      notice={done === null ? undefined : <Notice lang={lang} title={words.done[done]} />}
    >
      <PageHeading title={words.title} lead={words.lead} above={<Crumbs page={page} view={view} />} />
      <Section title={words.running}>
        {open.length === 0 ? <p>{words.noneRunning}</p> : null}
        <Stack>
          {open.map((clock) => (
            <ClockCard {...clockCard(clock, now, page)}>
              {own.has(clock.id) ? (
                <ButtonRow>
                  <ButtonLink
                    kind="quiet"
                    href={page.to(
                      `/perkara/${view.number}/batas/${clock.id}/${clock.state === 'stopped' ? 'lanjut' : 'henti'}`,
                    )}
                  >
                    {clock.state === 'stopped' ? words.resume : words.stop}
                  </ButtonLink>
                  {mayBeLonger(view, clock) ? (
                    <ButtonLink
                      kind="quiet"
                      href={page.to(`/perkara/${view.number}/${actionSlugs['extend-handling']}`)}
                    >
                      {words.extend}
                    </ButtonLink>
                  ) : null}
                </ButtonRow>
              ) : undefined}
              <NotLonger page={page} clock={clock} />
            </ClockCard>
          ))}
        </Stack>
      </Section>
      <Section title={words.history}>
        {history.length === 0 && extensions.length === 0 ? <p>{words.noHistory}</p> : null}
        <ul>
          {history.map((row) => (
            <li>
              {words.stoppedFrom(stepName(row.procedureId, row.stepId, lang), formatDay(row.stoppedOn, lang))} (
              {words.stepNumber(formatNumber(row.stoppedSeq, lang))}). {words.basis(row.stoppedBasis)}.{' '}
              {row.resumedOn === null ? (
                <b>{row.untilOn === null ? words.still : words.goesOn(formatDay(row.untilOn, lang))}</b>
              ) : (
                <>
                  {words.until(formatDay(row.resumedOn, lang))} (
                  {words.stepNumber(formatNumber(row.resumedSeq ?? 0, lang))}
                  ). {words.basis(row.resumedBasis ?? '–')}.
                </>
              )}
            </li>
          ))}
          {extensions.map((step) => (
            <li>
              {words.extended}, {formatInstant(step.at, step.bodyZone, lang)} (
              {words.stepNumber(formatNumber(step.seq, lang))}
              ).
            </li>
          ))}
        </ul>
      </Section>
      {ended.length === 0 ? null : (
        <Section title={words.earlier}>
          <Stack>
            {ended.map((clock) => (
              <ClockCard {...clockCard(clock, now, page)} />
            ))}
          </Stack>
        </Section>
      )}
    </DeskLayout>
  );
};

const mayBeLonger = (view: CaseView, clock: ClockView): boolean =>
  whyNotLonger(clock) === null && view.actions.includes('extend-handling');

/** Why a limit cannot be lengthened, beside each of them. */
const NotLonger: FC<{ readonly page: PageContext; readonly clock: ClockView }> = ({ page, clock }) => {
  const why = whyNotLonger(clock);
  return why === null ? null : <p class="small">{deskWords(page.lang).forms.notLonger[why]}</p>;
};

export interface StandstillFormProps {
  readonly page: PageContext;
  readonly view: CaseView;
  readonly clock: ClockView;
  readonly doing: Doing;
  readonly typed: Typed;
  readonly seq: number;
  readonly errors: readonly FieldError[];
  readonly refused?: string | undefined;
  /** Rules that the limit may be stopped or resumed by. */
  readonly bases: readonly { readonly value: string; readonly label: string }[];
}

export const StandstillForm: FC<StandstillFormProps> = (props) => {
  const { page, view, clock, doing, typed, seq, errors, refused } = props;
  const { lang } = page;
  const words = deadlineWords(lang).form;
  const title = doing === 'henti' ? words.stopTitle : words.resumeTitle;
  const law = clock.nature === 'law';
  const name = stepName(clock.procedureId, clock.stepId, lang);
  return (
    <DeskLayout page={page} title={title} errors={errors}>
      <PageHeading
        title={title}
        lead={doing === 'henti' ? words.stopLead : words.resumeLead}
        above={<Crumbs page={page} view={view} more={title} />}
      />
      {refused === undefined ? null : (
        <Callout lang={lang} kind="warn">
          <p>{refused}</p>
        </Callout>
      )}
      <p>
        <b>{name}</b>, {clock.bodyName}.{' '}
        {clock.state === 'running' ? words.due(formatInstant(clock.dueAt, clock.zone, lang)) : null}
      </p>
      {doing === 'henti' ? (
        <Callout lang={lang} kind={law ? 'danger' : 'info'} title={law ? words.lawTitle : words.softTitle}>
          <p>{law ? words.law : words.soft}</p>
        </Callout>
      ) : null}
      <div class="form-narrow">
        <Form page={page} action={`/perkara/${view.number}/batas/${clock.id}/${doing}`} hidden={{ seq }}>
          <TextArea
            lang={lang}
            name="alasan"
            label={words.reason}
            hint={words.reasonHint}
            value={typedText(typed, 'alasan')}
            error={errorFor(errors, 'alasan')}
            rows={4}
          />
          <Select
            lang={lang}
            name="dasar"
            label={words.basis}
            hint={law ? words.basisHintLaw : words.basisHint}
            value={typedText(typed, 'dasar')}
            options={props.bases}
            error={errorFor(errors, 'dasar')}
          />
          <TextField
            lang={lang}
            name="keterangan"
            label={words.basisNote}
            hint={words.basisNoteHint}
            optional
            value={typedText(typed, 'keterangan')}
            error={errorFor(errors, 'keterangan')}
            maxlength={MOST_BASIS_NOTE}
          />
          {doing === 'henti' ? (
            <DateField
              lang={lang}
              name="sampai"
              label={words.until}
              hint={words.untilHint}
              value={{
                day: typedText(typed, 'sampai_day'),
                month: typedText(typed, 'sampai_month'),
                year: typedText(typed, 'sampai_year'),
              }}
              error={errorFor(errors, 'sampai')}
            />
          ) : null}
          {view.asksStake ? <StakeFields page={page} typed={typed} errors={errors} /> : null}
          <ButtonRow>
            <Button kind={doing === 'henti' && law ? 'danger' : 'primary'}>{title}</Button>
            <ButtonLink kind="quiet" href={page.to(`/perkara/${view.number}/batas`)}>
              {words.back}
            </ButtonLink>
          </ButtonRow>
        </Form>
      </div>
    </DeskLayout>
  );
};

/** The card in the rail: the way to stops, resumptions and their history, for people of the office that holds the case. */
export const deadlinePanel: CasePanel = {
  place: 'rail',
  render: ({ page, member }, view) => {
    const open = view.clocks.filter(isOpen);
    const stopped = open.filter((clock) => clock.state === 'stopped').length;
    if (view.clocks.length === 0) return Promise.resolve(null);
    const words = deadlineWords(page.lang).file;
    const may = mayActAtHolder(member, view.holderBodyId) && open.length > 0;
    return Promise.resolve(
      <Card title={words.panel} headingLevel={2}>
        {stopped === 0 ? null : <p class="small">{words.panelStopped(formatNumber(stopped, page.lang))}</p>}
        <p>
          <a href={page.to(`/perkara/${view.number}/batas`)}>{may ? words.panelLink : words.history}</a>
        </p>
      </Card>,
    );
  },
};
