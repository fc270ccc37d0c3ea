/** Who is away and who stands in; who leads an office; the calendar address of a person. */
import type { FC } from 'hono/jsx';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import type { Zone } from '../../platform/i18n/zones.ts';
import {
  Breadcrumb,
  Button,
  ButtonRow,
  Callout,
  DateField,
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
  Stack,
  Table,
} from '../../ui/index.ts';
import { type AbsenceRow, absenceKinds, type Colleague, type PostRow, posts } from './attendance-read.ts';
import { deadlineWords } from './words.ts';

export interface Workplace {
  readonly id: string;
  readonly name: string;
  /** The person leads it, and may enter absences of others. */
  readonly heads: boolean;
  readonly colleagues: readonly Colleague[];
}

export interface AwayProps {
  readonly page: PageContext;
  readonly userId: string;
  readonly places: readonly Workplace[];
  readonly absences: readonly AbsenceRow[];
  readonly leads: readonly PostRow[];
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly done: 'simpan' | 'akhiri' | null;
}

function dateValue(typed: Typed, name: string) {
  return {
    day: typedText(typed, `${name}_day`),
    month: typedText(typed, `${name}_month`),
    year: typedText(typed, `${name}_year`),
  };
}

export const AwayPage: FC<AwayProps> = (props) => {
  const { page, userId, places, absences, leads, errors, done } = props;
  const { lang } = page;
  const words = deadlineWords(lang).away;
  const mayEnd = (row: AbsenceRow): boolean =>
    row.userId === userId || places.some((place) => place.id === row.bodyId && place.heads);
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={done === null ? undefined : <Notice lang={lang} title={done === 'simpan' ? words.saved : words.ended} />}
    >
      <PageHeading title={words.title} lead={words.lead} />
      <Section title={words.leads}>
        {leads.length === 0 ? <p>{words.noLeads}</p> : null}
        <ul>
          {leads.map((post) => (
            <li>
              <b>{post.name}</b>, {words.post[post.post]}
              {places.length < 2 ? '' : `, ${places.find((place) => place.id === post.bodyId)?.name ?? ''}`}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={words.list}>
        <Table<AbsenceRow>
          caption={words.list}
          captionHidden
          rows={absences}
          empty={<EmptyState title={words.nobody}>{words.nobodyText}</EmptyState>}
          columns={[
            { label: words.who, head: true, cell: (row) => row.name },
            {
              label: words.when,
              cell: (row) =>
                words.span(formatDay(row.fromDay, lang, 'medium'), formatDay(row.untilDay, lang, 'medium')),
            },
            { label: words.kind, cell: (row) => words.kinds[row.kind] },
            { label: words.deputy, cell: (row) => row.deputyName ?? words.noDeputy },
            {
              label: words.actions,
              labelHidden: true,
              cell: (row) =>
                mayEnd(row) ? (
                  <Form page={page} action="/kantor/kehadiran/akhiri" layout="inline" hidden={{ id: row.id }}>
                    <Button kind="quiet" small>
                      {words.end}
                    </Button>
                  </Form>
                ) : null,
            },
          ]}
        />
      </Section>
      <Section title={words.add}>
        <div class="form-narrow">
          <AwayForm {...props} />
        </div>
      </Section>
    </DeskLayout>
  );
};

const AwayForm: FC<AwayProps> = ({ page, userId, places, typed, errors }) => {
  const { lang } = page;
  const words = deadlineWords(lang).away;
  const people = places.flatMap((place) => place.colleagues.map((one) => ({ ...one, place })));
  const once = (list: typeof people) =>
    list.filter((one, index) => list.findIndex((x) => x.userId === one.userId) === index);
  const mine = once(people.filter((one) => one.userId === userId || one.place.heads));
  const others = once(people);
  return (
    <Form page={page} action="/kantor/kehadiran">
      {places.length < 2 ? null : (
        <Select
          lang={lang}
          name="kantor"
          label={words.office}
          options={places.map((place) => ({ value: place.id, label: place.name }))}
          value={typedText(typed, 'kantor')}
          empty={false}
          error={errorFor(errors, 'kantor')}
        />
      )}
      {mine.length < 2 ? null : (
        <Select
          lang={lang}
          name="orang"
          label={words.person}
          options={mine.map((one) => ({ value: one.userId, label: one.name }))}
          value={typedText(typed, 'orang') === '' ? userId : typedText(typed, 'orang')}
          empty={false}
          error={errorFor(errors, 'orang')}
        />
      )}
      <DateField
        lang={lang}
        name="dari"
        label={words.from}
        value={dateValue(typed, 'dari')}
        error={errorFor(errors, 'dari')}
      />
      <DateField
        lang={lang}
        name="sampai"
        label={words.until}
        value={dateValue(typed, 'sampai')}
        error={errorFor(errors, 'sampai')}
      />
      <RadioGroup
        lang={lang}
        name="sebab"
        label={words.kind}
        hint={words.kindHint}
        value={typedText(typed, 'sebab')}
        error={errorFor(errors, 'sebab')}
        choices={absenceKinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
      />
      <Select
        lang={lang}
        name="pengganti"
        label={words.deputy}
        options={others.map((one) => ({ value: one.userId, label: one.name }))}
        value={typedText(typed, 'pengganti')}
        empty={words.noDeputy}
        optional
        error={errorFor(errors, 'pengganti')}
      />
      <ButtonRow>
        <Button>{words.save}</Button>
      </ButtonRow>
    </Form>
  );
};

export interface PostsProps {
  readonly page: PageContext;
  readonly offices: readonly { readonly id: string; readonly name: string }[];
  readonly office: { readonly id: string; readonly name: string } | null;
  readonly held: readonly PostRow[];
  readonly colleagues: readonly Colleague[];
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly done: 'simpan' | 'akhiri' | null;
}

export const PostsPage: FC<PostsProps> = ({ page, offices, office, held, colleagues, typed, errors, done }) => {
  const { lang } = page;
  const words = deadlineWords(lang).posts;
  const away = deadlineWords(lang).away;
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={done === null ? undefined : <Notice lang={lang} title={done === 'simpan' ? words.saved : words.ended} />}
    >
      <PageHeading title={words.title} lead={words.lead} />
      <Stack>
        <div class="form-narrow">
          <Form page={page} action="/admin/pimpinan" method="get">
            <Select
              lang={lang}
              name="kantor"
              label={words.choose}
              options={offices.map(({ id, name }) => ({ value: id, label: name }))}
              value={office?.id}
            />
            <ButtonRow>
              <Button kind="quiet">{words.show}</Button>
            </ButtonRow>
          </Form>
        </div>
        {office === null ? null : (
          <Section title={office.name}>
            {held.length === 0 ? <p>{words.none}</p> : null}
            <ul>
              {held.map((post) => (
                <li>
                  <b>{post.name}</b>, {away.post[post.post]}, {words.since(formatDay(post.validFrom, lang))}
                  {post.validUntil === null ? null : `, ${words.until(formatDay(post.validUntil, lang))}`}{' '}
                  {post.validUntil === null ? (
                    <Form
                      page={page}
                      action="/admin/pimpinan/akhiri"
                      layout="inline"
                      hidden={{ id: post.id, kantor: office.id }}
                    >
                      <Button kind="quiet" small>
                        {words.end}
                      </Button>
                    </Form>
                  ) : null}
                </li>
              ))}
            </ul>
            {colleagues.length === 0 ? (
              <p>{words.nobody}</p>
            ) : (
              <div class="form-narrow">
                <h3>{words.give}</h3>
                <Form page={page} action="/admin/pimpinan" hidden={{ kantor: office.id }}>
                  <Select
                    lang={lang}
                    name="orang"
                    label={words.person}
                    options={colleagues
                      .filter((one, index) => colleagues.findIndex((x) => x.userId === one.userId) === index)
                      .map((one) => ({ value: one.userId, label: one.name }))}
                    value={typedText(typed, 'orang')}
                    error={errorFor(errors, 'orang')}
                  />
                  <RadioGroup
                    lang={lang}
                    name="jabatan"
                    label={words.post}
                    value={typedText(typed, 'jabatan')}
                    error={errorFor(errors, 'jabatan')}
                    choices={posts.map((post) => ({ value: post, label: away.post[post] }))}
                  />
                  <DateField
                    lang={lang}
                    name="mulai"
                    label={words.from}
                    value={dateValue(typed, 'mulai')}
                    error={errorFor(errors, 'mulai')}
                  />
                  <ButtonRow>
                    <Button>{words.save}</Button>
                  </ButtonRow>
                </Form>
              </div>
            )}
          </Section>
        )}
      </Stack>
    </DeskLayout>
  );
};

export interface FeedProps {
  readonly page: PageContext;
  readonly feed: FeedRow | null;
  /** Shown once, straight after it was made. */
  readonly address: string | null;
  readonly zone: Zone;
  readonly errors: readonly FieldError[];
  readonly revoked: boolean;
}

export interface FeedRow {
  readonly withNumbers: boolean;
  readonly madeAt: Temporal.Instant;
  readonly lastUsedOn: string | null;
}

export const FeedPage: FC<FeedProps> = ({ page, feed, address, zone, errors, revoked }) => {
  const { lang } = page;
  const words = deadlineWords(lang).feed;
  return (
    <DeskLayout
      page={page}
      title={words.title}
      errors={errors}
      notice={revoked ? <Notice lang={lang} title={words.revoked} /> : undefined}
    >
      <PageHeading
        title={words.title}
        lead={words.lead}
        above={
          <Breadcrumb lang={lang} items={[{ label: words.back, href: page.to('/batas') }, { label: words.title }]} />
        }
      />
      {address === null ? null : (
        <Callout lang={lang} kind="warn" title={words.shown}>
          <p>{words.once}</p>
          <p class="pre">
            <code>{address}</code>
          </p>
          <button class="btn quiet small" type="button" hidden data-copy={address}>
            {words.shown}
          </button>
        </Callout>
      )}
      <Callout lang={lang} title={words.warnTitle}>
        <p>{words.warn}</p>
      </Callout>
      {feed === null ? (
        <p>{words.none}</p>
      ) : (
        <p>
          {words.made(formatInstant(feed.madeAt, zone, lang))}{' '}
          {feed.lastUsedOn === null ? words.unused : words.used(formatDay(feed.lastUsedOn, lang))}{' '}
          {feed.withNumbers ? words.holdsNumbers : words.holdsNone}
        </p>
      )}
      <div class="form-narrow">
        <Form page={page} action="/akun/kalender">
          <RadioGroup
            lang={lang}
            name="nomor"
            label={words.numbers}
            value={feed?.withNumbers === true ? 'ya' : 'tidak'}
            error={errorFor(errors, 'nomor')}
            choices={[
              { value: 'tidak', label: words.without, hint: words.withoutHint },
              { value: 'ya', label: words.with, hint: words.withHint },
            ]}
          />
          {feed === null ? null : <p class="small">{words.renewText}</p>}
          <ButtonRow>
            <Button>{feed === null ? words.make : words.renew}</Button>
          </ButtonRow>
        </Form>
        {feed === null ? null : (
          <Form page={page} action="/akun/kalender/cabut" layout="inline">
            <Button kind="danger">{words.revoke}</Button>
          </Form>
        )}
      </div>
    </DeskLayout>
  );
};
