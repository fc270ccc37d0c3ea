/** Pages of the equal-access register for the institution, its inspectorate and the supervisors; questions, and the calendar of campaign events. */
import type { Rulebook } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDuration, formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  DeskLayout,
  EmptyState,
  errorFor,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  RadioGroup,
  Section,
  Select,
  Table,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import type { AlertView } from './alert-read.ts';
import { at, type DeskProps, Frame, home } from './facility-pages.tsx';
import { type CampaignEvent, eventKinds, type Place, reasonsOf } from './facility-read.ts';
import {
  countOfSide,
  isGranted,
  isLapsed,
  isSettled,
  LEAST_ANSWERS,
  median,
  minutesOf,
  type Treated,
  UNANSWERED,
} from './fairness.ts';
import {
  alertSentences,
  contestName,
  MomentField,
  optionsOf,
  SideMark,
  shareWords,
  spanWords,
  stageName,
  weekDays,
} from './parts.tsx';
import { facilityWords } from './words.ts';

export const registerHome = `${home}/akses-setara`;
export const eventsHome = `${home}/kampanye`;

interface SideLine {
  readonly letter: string;
  readonly index: number;
  readonly asked: number;
  readonly answered: number;
  readonly granted: number;
  readonly lapsed: number;
  readonly waiting: number;
  readonly withdrawn: number;
  readonly medianMinutes: number | null;
  readonly reasons: string;
}

export const RegisterPage: FC<
  DeskProps & {
    readonly now: Temporal.Instant;
    readonly rows: readonly Treated[];
    readonly alerts: readonly AlertView[];
    readonly law: Rulebook;
  }
> = (props) => {
  const { page, institution, now, rows, alerts, law } = props;
  const { lang } = page;
  const words = facilityWords(lang);
  const contests = [...new Set(rows.map((one) => `${one.electionId}/${one.contestId}`))];
  return (
    <Frame {...props} title={words.register.title} lead={words.register.lead}>
      <ButtonRow>
        <ButtonLink kind="quiet" download href={at(page, institution, `${registerHome}/berkas`)}>
          {words.register.csv}
        </ButtonLink>
        <ButtonLink kind="quiet" href={page.to(publicPath(institution.code))}>
          {words.register.public}
        </ButtonLink>
      </ButtonRow>
      <Section title={words.register.questions}>
        {alerts.length === 0 ? (
          <p>{words.register.noQuestions}</p>
        ) : (
          <>
            <p>{words.register.questionsLead}</p>
            <Alerts page={page} alerts={alerts} />
          </>
        )}
      </Section>
      {contests.length === 0 ? (
        <EmptyState title={words.register.empty}>
          <p>{words.register.emptyText}</p>
        </EmptyState>
      ) : (
        contests.map((contest) => {
          const here = rows.filter((one) => `${one.electionId}/${one.contestId}` === contest);
          const [electionId = '', contestId = ''] = contest.split('/');
          return <Contest page={page} now={now} rows={here} name={contestName(law, electionId, contestId, lang)} />;
        })
      )}
    </Frame>
  );
};

export const publicPath = (code: string): string => `/instansi/${encodeURIComponent(code)}/akses-setara`;

const Contest: FC<{
  readonly page: PageContext;
  readonly now: Temporal.Instant;
  readonly rows: readonly Treated[];
  readonly name: string;
}> = ({ page, now, rows, name }) => {
  const { lang } = page;
  const words = facilityWords(lang);
  const letters = [...new Set(rows.map((one) => one.letter))].sort();
  const lines = letters.map((letter, index): SideLine => {
    const own = rows.filter((one) => one.letter === letter);
    const not = own.filter((one) => isSettled(one, now) && !isGranted(one, now));
    const reasons = new Map<string, number>();
    for (const one of not) {
      const reason = isLapsed(one, now) ? UNANSWERED : (one.reason ?? '');
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    return {
      index,
      asked: own.length,
      ...countOfSide(letter, own, now),
      waiting: own.filter((one) => one.outcome === null && !isSettled(one, now)).length,
      withdrawn: own.filter((one) => one.outcome === 'withdrawn').length,
      medianMinutes: median(own.flatMap((one) => (isSettled(one, now) ? (minutesOf(one, now) ?? []) : []))),
      reasons: [...reasons]
        .toSorted((a, b) => b[1] - a[1])
        .map(([reason, n]) => `${reasonWords(reason, lang)} (${formatNumber(n, lang)})`)
        .join(', '),
    };
  });
  const weeks = [...new Set(rows.map((one) => one.week))].sort();
  return (
    <Section title={name}>
      <Table<SideLine>
        caption={words.register.caption(name)}
        captionHidden
        rows={lines}
        empty={null}
        columns={[
          {
            label: words.register.side,
            head: true,
            cell: (s): Child => (
              <span class="side-name">
                <SideMark index={s.index} /> {words.side(s.letter)}
              </span>
            ),
          },
          { label: words.register.asked, numeric: true, cell: (s): Child => formatNumber(s.asked, lang) },
          { label: words.register.answered, numeric: true, cell: (s): Child => formatNumber(s.answered, lang) },
          {
            label: words.register.granted,
            cell: (s): Child => (
              <>
                {formatNumber(s.granted, lang)}{' '}
                <small>
                  {s.answered < LEAST_ANSWERS ? words.register.tooFew : shareWords(s.granted, s.answered, lang)}
                </small>
              </>
            ),
          },
          {
            label: words.register.others,
            cell: (s): Child => (
              <small>
                {s.lapsed + s.waiting + s.withdrawn === 0
                  ? '–'
                  : words.register.othersOf(
                      formatNumber(s.lapsed, lang),
                      formatNumber(s.waiting, lang),
                      formatNumber(s.withdrawn, lang),
                    )}
              </small>
            ),
          },
          {
            label: words.register.median,
            cell: (s): Child => (s.medianMinutes === null ? '–' : formatDuration(s.medianMinutes, lang)),
          },
          { label: words.register.reasons, cell: (s): Child => <small>{s.reasons === '' ? '–' : s.reasons}</small> },
        ]}
      />
      <Section title={words.register.weeks} headingLevel={3}>
        <Table<string>
          caption={`${words.register.weeks}: ${name}`}
          captionHidden
          rows={weeks}
          empty={null}
          columns={[
            { label: words.public.weekColumn, head: true, cell: (week): Child => weekDays(week, lang) },
            ...letters.map((letter) => ({
              label: words.side(letter),
              cell: (week: string): Child => {
                const { granted, answered } = countOfSide(
                  letter,
                  rows.filter((one) => one.week === week),
                  now,
                );
                return answered === 0
                  ? '–'
                  : words.public.cell(formatNumber(granted, lang), formatNumber(answered, lang));
              },
            })),
          ]}
        />
      </Section>
    </Section>
  );
};

function reasonWords(reason: string, lang: 'id' | 'en'): string {
  const words = facilityWords(lang).reason;
  if (reason === UNANSWERED) return facilityWords(lang).unanswered;
  const known = [...reasonsOf.refused, ...reasonsOf.changed].find((one) => one === reason);
  return known === undefined ? reason : words[known];
}

const stateKind = { open: 'due', explained: 'neutral', closed: 'done' } as const;

const Alerts: FC<{ readonly page: PageContext; readonly alerts: readonly AlertView[] }> = ({ page, alerts }) => {
  const { lang } = page;
  const words = facilityWords(lang);
  return (
    <Table<AlertView>
      caption={words.register.questions}
      captionHidden
      rows={alerts}
      keys
      tone={(alert) => (alert.state === 'open' ? 'due' : 'plain')}
      empty={null}
      columns={[
        {
          label: words.register.questions,
          head: true,
          cell: (alert): Child => (
            <>
              <a href={page.to(`${home}/peringatan/${alert.id}`)}>{words.alert.title[alert.facts.kind]}</a>
              {alert.week === null ? null : (
                <>
                  <br />
                  <small>{words.week(weekDays(alert.week, lang))}</small>
                </>
              )}
            </>
          ),
        },
        { label: words.public.note, cell: (alert): Child => alertSentences(alert, lang)[0] },
        {
          label: words.list.state,
          cell: (alert): Child => <Tag kind={stateKind[alert.state]}>{words.alert.state[alert.state]}</Tag>,
        },
      ]}
    />
  );
};

export const AlertPage: FC<
  DeskProps & {
    readonly alert: AlertView;
    readonly event: CampaignEvent | null;
    readonly typed: Typed;
    readonly law: Rulebook;
  }
> = (props) => {
  const { page, institution, alert, event, typed, errors, law } = props;
  const { lang } = page;
  const words = facilityWords(lang);
  const { kind } = alert.facts;
  const day = event === null ? alert.week : event.from.toZonedDateTimeISO('Asia/Jakarta').toPlainDate().toString();
  const stage = alert.electionId === null || day === null ? null : stageName(law, alert.electionId, day, lang);
  const requests =
    alert.facts.kind === 'same-week'
      ? [alert.facts.refused.requestId, alert.facts.granted.requestId]
      : alert.facts.kind === 'campaign-loan'
        ? [alert.facts.requestId]
        : [];
  const mayExplain = institution.manages || institution.inspects;
  const mayClose = institution.inspects || institution.supervises;
  const form = (what: 'jelas' | 'selesai') => (
    <Form page={page} action={`${home}/peringatan/${alert.id}/${what}`}>
      <TextArea
        lang={lang}
        name={what}
        label={what === 'jelas' ? words.alert.explain : words.alert.close}
        hint={what === 'jelas' ? words.alert.explainHint : words.alert.closeHint}
        rows={4}
        limit={2000}
        value={typedText(typed, what)}
        error={errorFor(errors, what)}
      />
      <ButtonRow>
        <Button kind={what === 'jelas' ? 'primary' : 'quiet'}>
          {what === 'jelas' ? words.alert.explain : words.alert.close}
        </Button>
      </ButtonRow>
    </Form>
  );
  return (
    <Frame
      {...props}
      title={words.alert.title[kind]}
      lead={alert.week === null ? undefined : words.week(weekDays(alert.week, lang))}
    >
      <p>
        <Tag kind={stateKind[alert.state]}>{words.alert.state[alert.state]}</Tag> {words.alert.raised}{' '}
        {formatInstant(alert.raisedAt, institution.zone, lang)}
      </p>
      <Callout lang={lang}>
        {alertSentences(alert, lang).map((sentence) => (
          <p>{sentence}</p>
        ))}
        {event === null ? null : (
          <p>
            {words.eventKind[event.kind]}, {event.place}, {event.regionName}:{' '}
            {spanWords(event.from, event.to, institution.zone, lang)} ({event.source})
          </p>
        )}
        {stage === null ? null : <p>{words.alert.stage(stage)}</p>}
        <p>{words.alert.noAccuse}</p>
      </Callout>
      {requests.length === 0 ? null : (
        <ul>
          {requests.map((id, index) => (
            <li>
              <a href={page.to(`${home}/permintaan/${id}`)}>
                {words.request.one} {formatNumber(index + 1, lang)}
              </a>
            </li>
          ))}
        </ul>
      )}
      <Section title={words.alert.todo}>
        <p>{words.alert.todoOf[kind]}</p>
      </Section>
      <Section title={words.alert.notes}>
        {alert.notes.length === 0 ? <p>{words.alert.state.open}</p> : null}
        {alert.notes.map((note) => (
          <div class="quoted">
            <p>
              <b>{words.alert.note[note.kind]}</b> · {note.office}, {formatInstant(note.at, institution.zone, lang)}
            </p>
            <p>{note.words}</p>
          </div>
        ))}
        {alert.state === 'closed' ? null : (
          <>
            {mayExplain ? form('jelas') : null}
            {mayClose ? form('selesai') : null}
          </>
        )}
      </Section>
    </Frame>
  );
};

export const EventsPage: FC<{
  readonly page: PageContext;
  readonly events: readonly CampaignEvent[];
  /** Empty: this person records none. */
  readonly places: readonly Place[];
  readonly contests: readonly { readonly value: string; readonly label: string }[];
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly done: string | null;
}> = ({ page, events, places, contests, typed, errors, done }) => {
  const { lang } = page;
  const words = facilityWords(lang);
  const value = (name: string): string => typedText(typed, name);
  return (
    <DeskLayout
      page={page}
      title={words.events.title}
      errors={errors}
      notice={done === null ? null : <Notice lang={lang} title={done} />}
    >
      <PageHeading title={words.events.title} lead={words.events.lead} />
      {places.length === 0 ? null : (
        <ButtonRow>
          <ButtonLink kind="quiet" href={page.to(`${eventsHome}/impor`)}>
            {words.events.import}
          </ButtonLink>
        </ButtonRow>
      )}
      <Table<CampaignEvent>
        caption={words.events.caption}
        rows={events}
        keys
        empty={
          <EmptyState title={words.events.empty}>
            <p>{words.events.emptyText}</p>
          </EmptyState>
        }
        columns={[
          { label: words.events.place, head: true, cell: (e): Child => `${e.place}, ${e.regionName}` },
          { label: words.events.when, cell: (e): Child => spanWords(e.from, e.to, e.zone, lang) },
          { label: words.events.kind, cell: (e): Child => words.eventKind[e.kind] },
          { label: words.events.source, cell: (e): Child => <small>{e.source}</small> },
          {
            label: words.events.end,
            labelHidden: true,
            cell: (e): Child =>
              e.mine ? (
                <Form page={page} action={`${eventsHome}/hapus`} layout="inline" hidden={{ id: e.id }}>
                  <Button kind="quiet" small>
                    {words.events.end}
                    <span class="visually-hidden"> {e.place}</span>
                  </Button>
                </Form>
              ) : null,
          },
        ]}
      />
      {places.length === 0 ? null : (
        <Section title={words.events.add}>
          <Form page={page} action={eventsHome}>
            <Select
              lang={lang}
              name="pemilihan"
              label={words.events.election}
              options={contests}
              value={value('pemilihan')}
              empty={false}
              error={errorFor(errors, 'pemilihan')}
            />
            <RadioGroup
              lang={lang}
              name="jenis"
              label={words.events.kind}
              choices={optionsOf(eventKinds, words.eventKind)}
              value={value('jenis')}
              error={errorFor(errors, 'jenis')}
            />
            <Select
              lang={lang}
              name="wilayah"
              label={words.events.region}
              options={places.map((p) => ({ value: p.id, label: p.name }))}
              value={value('wilayah')}
              error={errorFor(errors, 'wilayah')}
            />
            <TextField
              lang={lang}
              name="tempat"
              label={words.events.place}
              maxlength={200}
              value={value('tempat')}
              error={errorFor(errors, 'tempat')}
            />
            <MomentField
              lang={lang}
              zone="WIB"
              name="dari"
              label={words.request.from}
              value={value('dari')}
              error={errorFor(errors, 'dari')}
              hint={words.events.local}
            />
            <MomentField
              lang={lang}
              zone="WIB"
              name="sampai"
              label={words.request.to}
              value={value('sampai')}
              error={errorFor(errors, 'sampai')}
              hint={words.events.local}
            />
            <TextField
              lang={lang}
              name="sumber"
              label={words.events.source}
              maxlength={200}
              value={value('sumber')}
              error={errorFor(errors, 'sumber')}
            />
            <ButtonRow>
              <Button>{words.events.save}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </DeskLayout>
  );
};
