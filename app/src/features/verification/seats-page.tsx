/** Seats of a task force: which bodies have a vote there, and who sits for which of them. For administrators. */
import type { FC } from 'hono/jsx';
import { type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import {
  Breadcrumb,
  Button,
  ButtonRow,
  Callout,
  DateField,
  DeskLayout,
  errorFor,
  type FieldError,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Select,
  Table,
  TextField,
} from '../../ui/index.ts';
import { bodyName, seatKinds } from './names.ts';
import type { SeatOffice } from './seats-read.ts';
import { verificationWords } from './words.ts';

export interface SeatsPageProps {
  readonly page: PageContext;
  readonly offices: readonly SeatOffice[];
  readonly adminId: string;
  readonly today: string;
  readonly done: boolean;
  /** The office whose form was refused. */
  readonly at: string | null;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

export const SeatsPage: FC<SeatsPageProps> = (props) => {
  const { page, offices, adminId, today, done, at, errors } = props;
  const { lang } = page;
  const words = verificationWords(lang).seats;
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={done ? <Notice lang={lang} title={words.done} /> : undefined}
    >
      <PageHeading
        title={words.title}
        lead={words.lead}
        above={<Breadcrumb lang={lang} items={[{ label: 'Admin', href: page.to('/admin') }, { label: words.title }]} />}
      />
      {offices.length === 0 ? <p>{words.noOffice}</p> : null}
      {offices.map((office) => {
        const typed = at === office.id ? props.typed : {};
        const own = at === office.id ? errors : [];
        const field = (name: string): string => `${name}-${office.code}`;
        const date = (name: string) => ({
          day: typedText(typed, `${field(name)}_day`),
          month: typedText(typed, `${field(name)}_month`),
          year: typedText(typed, `${field(name)}_year`),
        });
        const open = office.seats.filter((seat) => seat.validUntil === null || seat.validUntil >= today);
        return (
          <Section title={office.name}>
            <h3>{words.bodies}</h3>
            {office.seats.length === 0 ? <p>{words.noBodies}</p> : null}
            {office.seats.length === 0 ? null : (
              <Table<SeatOffice['seats'][number]>
                caption={words.bodies}
                captionHidden
                rows={office.seats}
                empty={null}
                columns={[
                  { label: words.body, head: true, cell: (seat) => bodyName(seat.kind) },
                  {
                    label: words.from,
                    cell: (seat) => (
                      <>
                        {formatDay(seat.validFrom, lang, 'medium')}
                        {seat.validUntil === null
                          ? null
                          : ` ${words.until(formatDay(seat.validUntil, lang, 'medium'))}`}
                      </>
                    ),
                  },
                  { label: words.basis, cell: (seat) => <small>{seat.basis}</small> },
                  {
                    label: words.end,
                    labelHidden: true,
                    cell: (seat) =>
                      seat.validUntil === null ? (
                        <Form
                          page={page}
                          action="/admin/satgas/akhiri"
                          layout="inline"
                          hidden={{ kantor: office.id, lembaga: seat.kind, mulai: seat.validFrom, sampai: today }}
                        >
                          <Button kind="quiet" small>
                            {words.end}
                            <span class="visually-hidden"> {bodyName(seat.kind)}</span>
                          </Button>
                        </Form>
                      ) : null,
                  },
                ]}
              />
            )}
            <h3>{words.add}</h3>
            <div class="form-narrow">
              <Form page={page} action="/admin/satgas" hidden={{ kantor: office.id }}>
                <Select
                  lang={lang}
                  name={field('lembaga')}
                  label={words.body}
                  options={seatKinds(today).map((one) => ({ value: one.id, label: one.name }))}
                  value={typedText(typed, field('lembaga'))}
                  error={errorFor(own, field('lembaga'))}
                />
                <DateField
                  lang={lang}
                  name={field('mulai')}
                  label={words.from}
                  value={date('mulai')}
                  error={errorFor(own, field('mulai'))}
                />
                <TextField
                  lang={lang}
                  name={field('dasar')}
                  label={words.basis}
                  hint={words.basisHint}
                  value={typedText(typed, field('dasar'))}
                  error={errorFor(own, field('dasar'))}
                  maxlength={300}
                />
                <ButtonRow>
                  <Button>{words.add}</Button>
                </ButtonRow>
              </Form>
            </div>
            <h3>{words.standIn}</h3>
            {office.standIn === null ? (
              office.alone ? (
                <Callout lang={lang} kind="warn">
                  <p>{words.standInNone}</p>
                </Callout>
              ) : (
                <p>{words.standInAbove}</p>
              )
            ) : (
              <p>
                <b>{office.standIn.name}</b>{' '}
                <small>
                  {words.basis}: {office.standIn.basis}
                </small>
              </p>
            )}
            {office.others.length === 0 ? (
              <p>{words.standInNobody}</p>
            ) : (
              <div class="form-narrow">
                <Form page={page} action="/admin/satgas/pengganti" hidden={{ kantor: office.id }}>
                  <Select
                    lang={lang}
                    name={field('pengganti')}
                    label={words.standInOffice}
                    options={office.others.map((one) => ({ value: one.id, label: one.name }))}
                    value={typedText(typed, field('pengganti'))}
                    error={errorFor(own, field('pengganti'))}
                  />
                  <TextField
                    lang={lang}
                    name={field('dasarpengganti')}
                    label={words.basis}
                    value={typedText(typed, field('dasarpengganti'))}
                    error={errorFor(own, field('dasarpengganti'))}
                    maxlength={300}
                  />
                  <ButtonRow>
                    <Button>{words.standInSave}</Button>
                  </ButtonRow>
                </Form>
              </div>
            )}
            <h3>{words.people}</h3>
            {office.people.length === 0 ? <p>{words.nobody}</p> : null}
            {office.people.map((person) =>
              person.userId === adminId ? (
                <p>
                  {person.name}: {words.own}
                </p>
              ) : (
                <div class="form-narrow">
                  <Form page={page} action="/admin/satgas/duduk" hidden={{ tugas: person.memberId }}>
                    <Select
                      lang={lang}
                      name={`duduk-${person.memberId}`}
                      label={`${person.name}: ${words.sits}`}
                      options={[...new Set(open.map((seat) => seat.kind))].map((kind) => ({
                        value: kind,
                        label: bodyName(kind),
                      }))}
                      value={person.represents ?? ''}
                      empty={words.forNone}
                      error={errorFor(errors, `duduk-${person.memberId}`)}
                    />
                    <ButtonRow>
                      <Button kind="quiet">
                        {words.save}
                        <span class="visually-hidden"> {person.name}</span>
                      </Button>
                    </ButtonRow>
                  </Form>
                </div>
              ),
            )}
          </Section>
        );
      })}
    </DeskLayout>
  );
};
