/** Pages of facilities: the list, one facility with its calendar, the calendar of a week, and the form. */
import type { Child, FC } from 'hono/jsx';
import type { FieldError, Typed } from '../../platform/http/forms.ts';
import { typedText } from '../../platform/http/forms.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import { type Zone, zoneId } from '../../platform/i18n/zones.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  CheckboxGroup,
  DefinitionList,
  DeskLayout,
  EmptyState,
  errorFor,
  FilterBar,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  RadioGroup,
  Section,
  Select,
  Table,
  Tag,
  TextField,
} from '../../ui/index.ts';
import {
  type BookingView,
  type FacilityView,
  facilityKinds,
  facilityStates,
  type Institution,
  type Place,
} from './facility-read.ts';
import { MomentField, optionsOf, spanWords, weekDays } from './parts.tsx';
import { overlaps, weekAfter } from './weeks.ts';
import { facilityWords } from './words.ts';

export const home = '/fasilitas';

/** What every page of the desk gets. */
export interface DeskProps {
  readonly page: PageContext;
  readonly institution: Institution;
  readonly done: string | null;
  readonly errors: readonly FieldError[];
}

export const Frame: FC<
  DeskProps & { readonly title: string; readonly lead?: Child; readonly above?: Child; readonly children: Child }
> = ({ page, institution, done, errors, title, lead, children }) => {
  const words = facilityWords(page.lang);
  const at = (path: string): string => page.to(`${path}?instansi=${encodeURIComponent(institution.code)}`);
  const crumbs = title === words.list.title ? [] : [{ label: words.list.title, href: at(home) }];
  return (
    <DeskLayout
      page={page}
      title={title}
      errors={errors}
      notice={done === null ? null : <Notice lang={page.lang} title={done} />}
    >
      {crumbs.length === 0 ? null : <Breadcrumb lang={page.lang} items={[...crumbs, { label: title }]} />}
      <PageHeading title={title} lead={lead} about={`${institution.name} · ${words.time.zone(institution.zone)}`} />
      {children}
    </DeskLayout>
  );
};

export const at = (page: PageContext, institution: Institution, path: string, more = ''): string =>
  page.to(`${path}?instansi=${encodeURIComponent(institution.code)}${more}`);

export const ListPage: FC<
  DeskProps & {
    readonly institutions: readonly Institution[];
    readonly facilities: readonly FacilityView[];
    readonly kind: string;
  }
> = (props) => {
  const { page, institution, institutions, facilities, kind } = props;
  const { lang } = page;
  const words = facilityWords(lang);
  return (
    <Frame {...props} title={words.list.title} lead={words.list.lead}>
      {institutions.length < 2 ? null : (
        <FilterBar
          page={page}
          action={home}
          label={words.list.institution}
          filters={institutions.map((one) => ({
            label: one.name,
            href: at(page, one, home),
            on: one.id === institution.id,
          }))}
        />
      )}
      <ButtonRow>
        {institution.manages ? (
          <ButtonLink href={at(page, institution, `${home}/minta`)}>{words.list.request}</ButtonLink>
        ) : null}
        <ButtonLink kind="quiet" href={at(page, institution, `${home}/permintaan`)}>
          {words.list.requests}
        </ButtonLink>
        <ButtonLink kind="quiet" href={at(page, institution, `${home}/kalender`)}>
          {words.list.calendar}
        </ButtonLink>
        <ButtonLink kind="quiet" href={at(page, institution, `${home}/akses-setara`)}>
          {words.list.register}
        </ButtonLink>
        {institution.manages ? (
          <>
            <ButtonLink kind="quiet" href={at(page, institution, `${home}/pihak`)}>
              {words.sides.title}
            </ButtonLink>
            <ButtonLink kind="quiet" href={at(page, institution, `${home}/baru`)}>
              {words.list.add}
            </ButtonLink>
            <ButtonLink kind="quiet" href={page.to(`${home}/impor`)}>
              {words.list.import}
            </ButtonLink>
          </>
        ) : null}
      </ButtonRow>
      <FilterBar
        page={page}
        action={home}
        label={words.list.kind}
        filters={[
          { label: words.request.all, href: at(page, institution, home), on: kind === '' },
          ...facilityKinds.map((one) => ({
            label: words.kind[one],
            href: at(page, institution, home, `&jenis=${one}`),
            on: kind === one,
          })),
        ]}
      />
      <Table<FacilityView>
        caption={words.list.caption}
        rows={facilities}
        keys
        empty={
          <EmptyState title={words.list.empty}>
            <p>{words.list.emptyText}</p>
          </EmptyState>
        }
        columns={[
          { label: words.list.name, head: true, cell: (f): Child => <a href={page.to(`${home}/${f.id}`)}>{f.name}</a> },
          { label: words.list.kind, cell: (f): Child => words.kind[f.kind] },
          { label: words.list.mark, cell: (f): Child => <span class="num">{f.mark}</span> },
          {
            label: words.list.place,
            cell: (f): Child => [f.place, f.regionName].filter((text) => text !== '').join(', '),
          },
          {
            label: words.list.capacity,
            numeric: true,
            cell: (f): Child => (f.capacity === null ? '–' : formatNumber(f.capacity, lang)),
          },
          { label: words.list.hire, cell: (f): Child => (f.forHire ? words.yes : words.no) },
          {
            label: words.list.state,
            cell: (f): Child => <Tag kind={f.state === 'usable' ? 'done' : 'due'}>{words.state[f.state]}</Tag>,
          },
        ]}
      />
    </Frame>
  );
};

export const FacilityForm: FC<
  DeskProps & { readonly places: readonly Place[]; readonly typed: Typed; readonly facility: FacilityView | null }
> = (props) => {
  const { page, institution, places, typed, facility, errors } = props;
  const { lang } = page;
  const words = facilityWords(lang);
  const value = (name: string): string => typedText(typed, name);
  return (
    <Frame {...props} title={facility === null ? words.form.title : words.form.change}>
      <Form
        page={page}
        action={facility === null ? `${home}/baru` : `${home}/${facility.id}/ubah`}
        hidden={facility === null ? { instansi: institution.code } : {}}
      >
        {facility === null ? (
          <>
            <RadioGroup
              lang={lang}
              name="jenis"
              label={words.form.kind}
              choices={optionsOf(facilityKinds, words.kind)}
              value={value('jenis')}
              error={errorFor(errors, 'jenis')}
            />
            <TextField
              lang={lang}
              name="nomor"
              label={words.form.mark}
              hint={words.form.markHint}
              width="half"
              maxlength={40}
              value={value('nomor')}
              error={errorFor(errors, 'nomor')}
            />
          </>
        ) : null}
        <TextField
          lang={lang}
          name="nama"
          label={words.form.name}
          maxlength={120}
          value={value('nama')}
          error={errorFor(errors, 'nama')}
        />
        <Select
          lang={lang}
          name="wilayah"
          label={words.form.region}
          options={places.map((p) => ({ value: p.id, label: p.name }))}
          value={value('wilayah')}
          error={errorFor(errors, 'wilayah')}
        />
        <TextField
          lang={lang}
          name="tempat"
          label={words.form.place}
          optional
          maxlength={200}
          value={value('tempat')}
          error={errorFor(errors, 'tempat')}
        />
        <TextField
          lang={lang}
          name="kapasitas"
          label={words.form.capacity}
          optional
          inputmode="numeric"
          width="short"
          maxlength={7}
          value={value('kapasitas')}
          error={errorFor(errors, 'kapasitas')}
        />
        <CheckboxGroup
          lang={lang}
          name="sewa"
          label={words.list.hire}
          hint={words.form.hireHint}
          choices={[{ value: 'ya', label: words.form.hire }]}
          values={value('sewa') === 'ya' ? ['ya'] : []}
        />
        <RadioGroup
          lang={lang}
          name="keadaan"
          label={words.form.state}
          choices={optionsOf(facilityStates, words.state)}
          value={value('keadaan') || 'usable'}
          error={errorFor(errors, 'keadaan')}
        />
        <ButtonRow>
          <Button>{words.form.save}</Button>
        </ButtonRow>
      </Form>
    </Frame>
  );
};

export const FacilityPage: FC<
  DeskProps & { readonly facility: FacilityView; readonly bookings: readonly BookingView[]; readonly typed: Typed }
> = (props) => {
  const { page, institution, facility, bookings, typed, errors } = props;
  const { lang } = page;
  const words = facilityWords(lang);
  const { zone, manages } = institution;
  return (
    <Frame {...props} title={facility.name} lead={`${words.kind[facility.kind]} · ${facility.mark}`}>
      <DefinitionList
        items={[
          { term: words.list.place, value: [facility.place, facility.regionName].filter((t) => t !== '').join(', ') },
          {
            term: words.list.capacity,
            value: facility.capacity === null ? '–' : words.list.people(formatNumber(facility.capacity, lang)),
          },
          { term: words.list.hire, value: facility.forHire ? words.list.forHire : words.list.notForHire },
          { term: words.list.state, value: words.state[facility.state] },
        ]}
      />
      <ButtonRow>
        {manages ? (
          <>
            <ButtonLink href={at(page, institution, `${home}/minta`, `&fasilitas=${facility.id}`)}>
              {words.list.request}
            </ButtonLink>
            <ButtonLink kind="quiet" href={page.to(`${home}/${facility.id}/ubah`)}>
              {words.form.change}
            </ButtonLink>
          </>
        ) : null}
        <ButtonLink kind="quiet" href={at(page, institution, `${home}/permintaan`, `&fasilitas=${facility.id}`)}>
          {words.list.requests}
        </ButtonLink>
      </ButtonRow>
      <Section title={words.list.calendar}>
        <Table<BookingView>
          caption={words.calendar.title}
          captionHidden
          rows={bookings}
          empty={<p>{words.calendar.free}</p>}
          columns={[
            { label: words.request.when, head: true, cell: (b): Child => spanWords(b.from, b.to, zone, lang) },
            {
              label: words.list.state,
              cell: (b): Child =>
                b.requestId === null ? (
                  `${words.closure.closed}: ${b.note}`
                ) : (
                  <a href={page.to(`${home}/permintaan/${b.requestId}`)}>{words.calendar.loan}</a>
                ),
            },
            {
              label: words.closure.end,
              labelHidden: true,
              cell: (b): Child =>
                manages && b.kind === 'closed' ? (
                  <Form page={page} action={`${home}/${facility.id}/buka`} layout="inline" hidden={{ id: b.id }}>
                    <Button kind="quiet" small>
                      {words.closure.end}
                    </Button>
                  </Form>
                ) : null,
            },
          ]}
        />
      </Section>
      {manages ? (
        <Section title={words.closure.title}>
          <Form page={page} action={`${home}/${facility.id}/tutup`}>
            <MomentField
              lang={lang}
              zone={zone}
              name="dari"
              label={words.closure.from}
              value={typedText(typed, 'dari')}
              error={errorFor(errors, 'dari')}
            />
            <MomentField
              lang={lang}
              zone={zone}
              name="sampai"
              label={words.closure.to}
              value={typedText(typed, 'sampai')}
              error={errorFor(errors, 'sampai')}
            />
            <TextField
              lang={lang}
              name="sebab"
              label={words.closure.note}
              maxlength={200}
              value={typedText(typed, 'sebab')}
              error={errorFor(errors, 'sebab')}
            />
            <ButtonRow>
              <Button kind="quiet">{words.closure.save}</Button>
            </ButtonRow>
          </Form>
        </Section>
      ) : null}
    </Frame>
  );
};

interface DayCell {
  readonly facility: FacilityView;
  readonly days: readonly (readonly BookingView[])[];
}

export const CalendarPage: FC<
  DeskProps & {
    readonly monday: string;
    readonly facilities: readonly FacilityView[];
    readonly bookings: readonly BookingView[];
    /** Address of the calendar that was just made; shown once. */
    readonly feed: string | null;
  }
> = (props) => {
  const { page, institution, monday, facilities, bookings, feed } = props;
  const { lang } = page;
  const words = facilityWords(lang);
  const { zone } = institution;
  const days = Array.from({ length: 7 }, (_, day) => Temporal.PlainDate.from(monday).add({ days: day }));
  const rows = facilities.map(
    (facility): DayCell => ({
      facility,
      days: days.map((day) =>
        bookings.filter(
          (b) =>
            b.facilityId === facility.id &&
            overlaps(b, { from: startOf(day, zone), to: startOf(day.add({ days: 1 }), zone) }),
        ),
      ),
    }),
  );
  const address = `${home}/kalender`;
  return (
    <Frame {...props} title={words.calendar.title} lead={words.calendar.lead}>
      <Section title={words.week(weekDays(monday, lang))}>
        <ButtonRow>
          <ButtonLink kind="quiet" small href={at(page, institution, address, `&pekan=${weekAfter(monday, -1)}`)}>
            {words.calendar.earlier}
          </ButtonLink>
          <ButtonLink kind="quiet" small href={at(page, institution, address, `&pekan=${weekAfter(monday, 1)}`)}>
            {words.calendar.later}
          </ButtonLink>
        </ButtonRow>
        <Table<DayCell>
          caption={words.calendar.title}
          captionHidden
          rows={rows}
          empty={<p>{words.list.empty}</p>}
          columns={[
            {
              label: words.calendar.facility,
              head: true,
              cell: (row): Child => <a href={page.to(`${home}/${row.facility.id}`)}>{row.facility.name}</a>,
            },
            ...days.map((day, index) => ({
              label: formatDay(day, lang, 'short'),
              cell: (row: DayCell): Child => <Taken page={page} taken={row.days[index] ?? []} />,
            })),
          ]}
        />
      </Section>
      <Section title={words.calendar.feed}>
        <p>{words.calendar.feedText}</p>
        {feed === null ? null : (
          <p>
            {words.calendar.made} <code>{feed}</code>
          </p>
        )}
        <Form page={page} action={`${home}/kalender/alamat`} layout="inline" hidden={{ instansi: institution.code }}>
          <Button kind="quiet" name="lakukan" value="buat">
            {words.calendar.make}
          </Button>
          <Button kind="quiet" name="lakukan" value="matikan">
            {words.calendar.revoke}
          </Button>
        </Form>
      </Section>
    </Frame>
  );
};

const Taken: FC<{ readonly page: PageContext; readonly taken: readonly BookingView[] }> = ({ page, taken }) => {
  const words = facilityWords(page.lang);
  if (taken.length === 0) return <span class="muted">{words.calendar.free}</span>;
  return (
    <>
      {taken.map((b) => (
        <Tag kind={b.kind === 'loan' ? 'due' : 'neutral'}>
          {b.requestId === null ? (
            words.closure.closed
          ) : (
            <a href={page.to(`${home}/permintaan/${b.requestId}`)}>{words.calendar.loan}</a>
          )}
        </Tag>
      ))}
    </>
  );
};

function startOf(day: Temporal.PlainDate, zone: Zone): Temporal.Instant {
  return day.toZonedDateTime(zoneId[zone]).toInstant();
}
