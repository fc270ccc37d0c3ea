/** Pages of requests: the form, the list, one request with its answer and loan; and the sides that may ask. */
import type { Child, FC } from 'hono/jsx';
import { type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDuration, formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  DefinitionList,
  EmptyState,
  errorFor,
  FilterBar,
  Form,
  type PageContext,
  Pagination,
  RadioGroup,
  Section,
  Select,
  Table,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { at, type DeskProps, Frame, home } from './facility-pages.tsx';
import {
  askers,
  type BookingView,
  conditions,
  type FacilityView,
  outcomes,
  type Place,
  purposes,
  type RequestView,
  reasonsOf,
  type SideView,
  sideKinds,
} from './facility-read.ts';
import { isLapsed } from './fairness.ts';
import { MomentField, optionsOf, spanWords } from './parts.tsx';
import { facilityWords } from './words.ts';

export const RequestForm: FC<
  DeskProps & {
    readonly facilities: readonly FacilityView[];
    readonly sides: readonly SideView[];
    readonly places: readonly Place[];
    readonly typed: Typed;
    /** The same for one form however often it is sent. */
    readonly submission: string;
    readonly contest: (electionId: string, contestId: string) => string;
  }
> = (props) => {
  const { page, institution, facilities, sides, places, typed, errors, submission, contest } = props;
  const { lang } = page;
  const words = facilityWords(lang);
  const { zone } = institution;
  const value = (name: string): string => typedText(typed, name);
  const error = (name: string): string | undefined => errorFor(errors, name);
  return (
    <Frame {...props} title={words.request.title} lead={words.request.lead}>
      <Form page={page} action={`${home}/minta`} hidden={{ instansi: institution.code, kirim: submission }}>
        <Select
          lang={lang}
          name="fasilitas"
          label={words.request.facility}
          options={facilities.map((f) => ({ value: f.id, label: `${f.name} (${f.mark})` }))}
          value={value('fasilitas')}
          error={error('fasilitas')}
        />
        <RadioGroup
          lang={lang}
          name="peminta"
          label={words.request.asker}
          choices={optionsOf(askers, words.asker)}
          value={value('peminta')}
          error={error('peminta')}
        />
        <Select
          lang={lang}
          name="pihak"
          label={words.request.side}
          optional
          hint={
            <>
              {words.request.sideHint} <a href={at(page, institution, `${home}/pihak`)}>{words.request.sides}</a>
            </>
          }
          options={sides.map((s) => ({
            value: s.id,
            label: `${words.side(s.letter)}: ${s.name} (${words.asker[s.kind]}) · ${contest(s.electionId, s.contestId)}`,
          }))}
          value={value('pihak')}
          error={error('pihak')}
        />
        <Select
          lang={lang}
          name="untuk"
          label={words.request.purpose}
          options={optionsOf(purposes, words.purpose)}
          value={value('untuk')}
          error={error('untuk')}
        />
        <TextArea
          lang={lang}
          name="keterangan"
          label={words.request.words}
          hint={words.request.wordsHint}
          rows={3}
          limit={2000}
          value={value('keterangan')}
          error={error('keterangan')}
        />
        <Select
          lang={lang}
          name="wilayah"
          label={words.request.region}
          options={places.map((p) => ({ value: p.id, label: p.name }))}
          value={value('wilayah')}
          error={error('wilayah')}
        />
        <MomentField
          lang={lang}
          zone={zone}
          name="dari"
          label={words.request.from}
          value={value('dari')}
          error={error('dari')}
        />
        <MomentField
          lang={lang}
          zone={zone}
          name="sampai"
          label={words.request.to}
          value={value('sampai')}
          error={error('sampai')}
        />
        <MomentField
          lang={lang}
          zone={zone}
          name="diterima"
          label={words.request.asked}
          hint={words.request.askedHint}
          value={value('diterima')}
          error={error('diterima')}
        />
        <ButtonRow>
          <Button>{words.request.save}</Button>
        </ButtonRow>
      </Form>
    </Frame>
  );
};

const Who: FC<{ readonly page: PageContext; readonly request: RequestView }> = ({ page, request }) => {
  const words = facilityWords(page.lang);
  const asker = words.asker[request.asker];
  return <>{request.side === null ? asker : words.ofSide(asker, request.side.letter)}</>;
};

/** Whether a request of a side was not answered before its time came, as the register counts it; others have no such count. */
function isLate(request: RequestView, now: Temporal.Instant): boolean {
  const { answer } = request;
  return (
    request.side !== null &&
    isLapsed({ ...request, outcome: answer?.outcome ?? null, answeredAt: answer?.at ?? null }, now)
  );
}

const AnswerTag: FC<{ readonly page: PageContext; readonly request: RequestView; readonly now: Temporal.Instant }> = ({
  page,
  request,
  now,
}) => {
  const words = facilityWords(page.lang);
  if (request.answer === null)
    return isLate(request, now) ? <Tag kind="late">{words.unanswered}</Tag> : <Tag kind="due">{words.waiting}</Tag>;
  const kind =
    request.answer.outcome === 'granted' ? 'done' : request.answer.outcome === 'refused' ? 'late' : 'neutral';
  return <Tag kind={kind}>{words.outcome[request.answer.outcome]}</Tag>;
};

export const RequestsPage: FC<
  DeskProps & {
    readonly requests: readonly RequestView[];
    /** After which the next page begins; null on the last one. */
    readonly older: string | null;
    readonly facilityId: string | undefined;
    readonly waiting: boolean;
    readonly now: Temporal.Instant;
  }
> = (props) => {
  const { page, institution, requests, older, facilityId, waiting, now } = props;
  const { lang } = page;
  const words = facilityWords(lang);
  const path = `${home}/permintaan`;
  const kept = `${waiting ? '&lihat=menunggu' : ''}${facilityId === undefined ? '' : `&fasilitas=${facilityId}`}`;
  return (
    <Frame {...props} title={words.request.listTitle} lead={words.request.listLead}>
      {institution.manages ? (
        <ButtonRow>
          <ButtonLink href={at(page, institution, `${home}/minta`)}>{words.list.request}</ButtonLink>
        </ButtonRow>
      ) : null}
      <FilterBar
        page={page}
        action={path}
        label={words.request.answer}
        filters={[
          { label: words.request.all, href: at(page, institution, path), on: !waiting },
          { label: words.request.waitingOnly, href: at(page, institution, path, '&lihat=menunggu'), on: waiting },
        ]}
      />
      <Table<RequestView>
        caption={words.request.caption}
        rows={requests}
        keys
        empty={
          <EmptyState title={words.request.empty}>
            <p>{words.request.emptyText}</p>
          </EmptyState>
        }
        columns={[
          {
            label: words.request.facility,
            head: true,
            cell: (r): Child => <a href={page.to(`${path}/${r.id}`)}>{r.facility.name}</a>,
          },
          { label: words.request.asker, cell: (r): Child => <Who page={page} request={r} /> },
          { label: words.request.when, cell: (r): Child => spanWords(r.from, r.to, institution.zone, lang) },
          {
            label: words.request.answer,
            cell: (r): Child => (
              <>
                <AnswerTag page={page} request={r} now={now} />
                <br />
                <small>{took(r, now, page)}</small>
              </>
            ),
          },
        ]}
      />
      <Pagination
        lang={lang}
        previous={null}
        next={older === null ? null : at(page, institution, path, `${kept}&sesudah=${older}`)}
      />
    </Frame>
  );
};

function took(request: RequestView, now: Temporal.Instant, page: PageContext): string {
  const words = facilityWords(page.lang).request;
  const minutes = request.answer === null ? null : request.answer.at.since(request.askedAt).total('minutes');
  return minutes === null
    ? words.waits(formatDuration(Math.max(0, now.since(request.askedAt).total('minutes')), page.lang))
    : words.took(formatDuration(minutes, page.lang));
}

export const RequestPage: FC<
  DeskProps & {
    readonly request: RequestView;
    readonly facilities: readonly FacilityView[];
    readonly booking: BookingView | null;
    readonly typed: Typed;
    readonly now: Temporal.Instant;
    readonly nowInput: string;
  }
> = (props) => {
  const { page, institution, request, booking, typed, now, errors } = props;
  const { lang } = page;
  const words = facilityWords(lang);
  const { zone } = institution;
  const { answer } = request;
  const behind = request.enteredAt.since(request.askedAt).total('minutes');
  return (
    <Frame {...props} title={request.facility.name} lead={<Who page={page} request={request} />}>
      <DefinitionList
        items={[
          { term: words.request.when, value: spanWords(request.from, request.to, zone, lang) },
          { term: words.request.region, value: request.useRegionName },
          { term: words.request.purpose, value: words.purpose[request.purpose] },
          { term: words.request.words, value: request.words },
          {
            term: words.request.asked,
            value: `${formatInstant(request.askedAt, zone, lang)}. ${behind > 60 ? words.request.late(formatDuration(behind, lang)) : ''}`,
          },
          { term: words.request.answer, value: <AnswerTag page={page} request={request} now={now} /> },
          ...(answer === null
            ? []
            : [
                { term: words.answer.reason, value: words.reason[answer.reason] },
                ...(answer.words === '' ? [] : [{ term: words.answer.words, value: answer.words }]),
                {
                  term: words.request.answeredBy,
                  value: `${answer.by}, ${formatInstant(answer.at, zone, lang)} (${took(request, now, page)})`,
                },
              ]),
        ]}
      />
      {answer === null && institution.manages ? <AnswerForm {...props} /> : null}
      {booking === null ? null : (
        <Section title={words.loan.title}>
          <DefinitionList
            items={[
              { term: words.request.facility, value: booking.facilityName },
              { term: words.request.when, value: spanWords(booking.from, booking.to, zone, lang) },
              ...(['out', 'back'] as const).map((side) => {
                const event = booking[side];
                return {
                  term: side === 'out' ? words.loan.left : words.loan.back,
                  value:
                    event === null
                      ? words.loan.notYet
                      : [
                          formatInstant(event.at, zone, lang),
                          ...(event.odometer === null ? [] : [words.loan.km(formatNumber(event.odometer, lang))]),
                          words.condition[event.condition],
                          ...(event.words === '' ? [] : [event.words]),
                        ].join(' · '),
                };
              }),
            ]}
          />
          {!institution.manages || booking.back !== null ? null : (
            <Form
              page={page}
              action={`${home}/permintaan/${request.id}/${booking.out === null ? 'keluar' : 'kembali'}`}
              hidden={{ pinjam: booking.id }}
            >
              <MomentField
                lang={lang}
                zone={zone}
                name="pada"
                label={words.loan.at}
                value={typedText(typed, 'pada') || props.nowInput}
                error={errorFor(errors, 'pada')}
              />
              <TextField
                lang={lang}
                name="km"
                label={words.loan.odometer}
                optional
                inputmode="numeric"
                width="short"
                maxlength={7}
                value={typedText(typed, 'km')}
                error={errorFor(errors, 'km')}
              />
              <Select
                lang={lang}
                name="keadaan"
                label={words.loan.condition}
                options={optionsOf(conditions, words.condition)}
                value={typedText(typed, 'keadaan') || 'good'}
                empty={false}
                error={errorFor(errors, 'keadaan')}
              />
              <TextField
                lang={lang}
                name="catatan"
                label={words.loan.words}
                optional
                maxlength={500}
                value={typedText(typed, 'catatan')}
              />
              <ButtonRow>
                <Button>{booking.out === null ? words.loan.out : words.loan.in}</Button>
              </ButtonRow>
            </Form>
          )}
        </Section>
      )}
    </Frame>
  );
};

const AnswerForm: FC<Parameters<typeof RequestPage>[0]> = ({
  page,
  institution,
  request,
  facilities,
  typed,
  now,
  errors,
}) => {
  const { lang } = page;
  const words = facilityWords(lang);
  const value = (name: string): string => typedText(typed, name);
  const reasons = outcomes.flatMap((outcome) =>
    reasonsOf[outcome].map((reason) => ({
      value: `${outcome}:${reason}`,
      label: `${words.outcome[outcome]}: ${words.reason[reason]}`,
    })),
  );
  return (
    <Section title={words.answer.title}>
      {request.side !== null && request.purpose === 'campaign' && !request.facility.forHire ? (
        <Callout lang={lang} kind="warn" title={words.answer.campaign}>
          <p>{words.answer.campaignText}</p>
        </Callout>
      ) : null}
      {isLate(request, now) ? (
        <Callout lang={lang} kind="warn" title={words.answer.late}>
          <p>{words.answer.lateText}</p>
        </Callout>
      ) : null}
      <p>{words.answer.once}</p>
      <Form page={page} action={`${home}/permintaan/${request.id}/jawab`}>
        <Select
          lang={lang}
          name="jawaban"
          label={words.answer.outcome}
          options={reasons}
          value={value('jawaban')}
          error={errorFor(errors, 'jawaban')}
        />
        <TextArea
          lang={lang}
          name="penjelasan"
          label={words.answer.words}
          optional
          hint={words.answer.wordsHint}
          rows={3}
          limit={2000}
          value={value('penjelasan')}
          error={errorFor(errors, 'penjelasan')}
        />
        <Select
          lang={lang}
          name="ganti"
          label={words.answer.instead}
          optional
          options={facilities.map((f) => ({ value: f.id, label: `${f.name} (${f.mark})` }))}
          value={value('ganti')}
          error={errorFor(errors, 'ganti')}
        />
        <MomentField
          lang={lang}
          zone={institution.zone}
          name="dari"
          label={words.request.from}
          optional
          value={value('dari')}
          error={errorFor(errors, 'dari')}
        />
        <MomentField
          lang={lang}
          zone={institution.zone}
          name="sampai"
          label={words.request.to}
          optional
          value={value('sampai')}
          error={errorFor(errors, 'sampai')}
        />
        <ButtonRow>
          <Button>{words.answer.save}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
};

export const SidesPage: FC<
  DeskProps & {
    readonly sides: readonly SideView[];
    readonly typed: Typed;
    readonly contests: readonly { readonly value: string; readonly label: string }[];
  }
> = (props) => {
  const { page, institution, sides, typed, errors, contests } = props;
  const { lang } = page;
  const words = facilityWords(lang);
  return (
    <Frame {...props} title={words.sides.title} lead={words.sides.lead}>
      <Table<SideView>
        caption={words.sides.caption}
        rows={sides}
        empty={<p>{words.sides.empty}</p>}
        columns={[
          { label: words.sides.letter, head: true, cell: (s): Child => words.side(s.letter) },
          { label: words.sides.name, cell: (s): Child => s.name },
          { label: words.sides.kind, cell: (s): Child => words.asker[s.kind] },
          {
            label: words.sides.contest,
            cell: (s): Child =>
              contests.find((c) => c.value === `${s.electionId}/${s.contestId}`)?.label ?? s.electionId,
          },
        ]}
      />
      {institution.manages ? (
        <Section title={words.sides.add}>
          <Form page={page} action={`${home}/pihak`} hidden={{ instansi: institution.code }}>
            <Select
              lang={lang}
              name="pemilihan"
              label={words.sides.contest}
              options={contests}
              value={typedText(typed, 'pemilihan')}
              empty={false}
              error={errorFor(errors, 'pemilihan')}
            />
            <RadioGroup
              lang={lang}
              name="jenis"
              label={words.sides.kind}
              choices={optionsOf(sideKinds, words.asker)}
              value={typedText(typed, 'jenis')}
              error={errorFor(errors, 'jenis')}
            />
            <TextField
              lang={lang}
              name="nama"
              label={words.sides.name}
              maxlength={120}
              value={typedText(typed, 'nama')}
              error={errorFor(errors, 'nama')}
            />
            <ButtonRow>
              <Button>{words.sides.save}</Button>
            </ButtonRow>
          </Form>
        </Section>
      ) : null}
    </Frame>
  );
};
