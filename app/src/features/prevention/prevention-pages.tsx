/** Pages of the prevention log: the list, one activity, the form, commitments of all meetings, and one commitment with its follow-up. */
import type { Child, FC } from 'hono/jsx';
import type { Membership } from '../../platform/http/env.ts';
import { type FieldError, type Typed, typedText } from '../../platform/http/forms.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  DateField,
  DefinitionList,
  DeskLayout,
  EmptyState,
  errorFor,
  FileField,
  FilterBar,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Pagination,
  RadioGroup,
  Section,
  Select,
  Table,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { type CommitmentView, type FollowupView, pageSize, type WorkRow, type WorkView } from './prevention-read.ts';
import { preventionWords } from './words.ts';
import {
  type FollowupKind,
  followupKinds,
  SILENT_DAYS,
  type Standing,
  silentUntil,
  type Voice,
  type WorkKind,
  workKinds,
} from './work.ts';

export const home = '/pencegahan';
export const newPath = `${home}/baru`;
export const promisesPath = `${home}/komitmen`;
export const csvPath = `${home}/berkas`;

interface Common {
  readonly page: PageContext;
  readonly done: boolean;
  readonly errors: readonly FieldError[];
}

const Frame: FC<Common & { readonly title: string; readonly lead?: Child; readonly children: Child }> = (props) => {
  const { page, done, errors, title, lead, children } = props;
  const words = preventionWords(page.lang);
  return (
    <DeskLayout
      page={page}
      title={title}
      errors={errors}
      notice={done ? <Notice lang={page.lang} title={words.saved} /> : null}
    >
      {title === words.title ? null : (
        <Breadcrumb lang={page.lang} items={[{ label: words.title, href: page.to(home) }, { label: title }]} />
      )}
      <PageHeading title={title} lead={lead} />
      {children}
    </DeskLayout>
  );
};

export interface ListFilter {
  readonly kind: WorkKind | undefined;
  readonly bodyId: string | undefined;
  readonly electionId: string | undefined;
  readonly from: string | undefined;
  readonly until: string | undefined;
}
const query = (filter: ListFilter, change: Partial<Record<'jenis' | 'halaman', string>> = {}): string => {
  const asked = new URLSearchParams();
  const kind = change.jenis ?? filter.kind ?? '';
  if (kind !== '') asked.set('jenis', kind);
  if (filter.bodyId !== undefined) asked.set('kantor', filter.bodyId);
  if (filter.electionId !== undefined) asked.set('pemilihan', filter.electionId);
  if (filter.from !== undefined) asked.set('sejak', filter.from);
  if (filter.until !== undefined) asked.set('sampai', filter.until);
  if (change.halaman !== undefined && change.halaman !== '1') asked.set('halaman', change.halaman);
  const text = asked.toString();
  return text === '' ? '' : `?${text}`;
};

/** Says that a list is cut, and leads to the rest; nothing where all stands on one page. */
const More: FC<{
  readonly page: PageContext;
  readonly number: number;
  readonly shown: number;
  readonly total: number;
  readonly address: (number: number) => string;
}> = ({ page, number, shown, total, address }) => {
  const first = (number - 1) * pageSize + 1;
  const last = first + shown - 1;
  const figure = (count: number): string => formatNumber(count, page.lang);
  return (
    <Pagination
      lang={page.lang}
      previous={number > 1 ? page.to(address(number - 1)) : null}
      next={last < total ? page.to(address(number + 1)) : null}
      summary={shown === 0 ? undefined : preventionWords(page.lang).range(figure(first), figure(last), figure(total))}
    />
  );
};

export const WorksPage: FC<
  Common & {
    readonly total: number;
    readonly number: number;
    readonly elections: readonly { readonly value: string; readonly label: string }[];
    readonly works: readonly WorkRow[];
    readonly filter: ListFilter;
    readonly writes: boolean;
    readonly offices: readonly { readonly id: string; readonly name: string }[];
    readonly electionName: (id: string) => string;
  }
> = (props) => {
  const { page, works, filter, writes, offices, electionName, elections, total, number } = props;
  const words = preventionWords(page.lang);
  return (
    <Frame {...props} title={words.title} lead={words.lead}>
      <ButtonRow>
        {writes ? <ButtonLink href={page.to(newPath)}>{words.add}</ButtonLink> : null}
        <ButtonLink kind="quiet" href={page.to(promisesPath)}>
          {words.promises}
        </ButtonLink>
        <ButtonLink kind="quiet" download href={page.to(`${csvPath}${query(filter)}`)}>
          {words.csv}
        </ButtonLink>
      </ButtonRow>
      <FilterBar
        page={page}
        action={home}
        label={words.kindHead}
        filters={[
          {
            label: words.all,
            href: page.to(`${home}${query({ ...filter, kind: undefined })}`),
            on: filter.kind === undefined,
          },
          ...workKinds.map((kind) => ({
            label: words.kind[kind],
            href: page.to(`${home}${query(filter, { jenis: kind })}`),
            on: filter.kind === kind,
          })),
        ]}
      />
      <Form page={page} action={home} method="get" hidden={{ jenis: filter.kind }}>
        <div class="filter-fields">
          {offices.length < 2 ? null : (
            <Select
              lang={page.lang}
              name="kantor"
              label={words.office}
              value={filter.bodyId ?? ''}
              empty={words.all}
              options={offices.map((one) => ({ value: one.id, label: one.name }))}
            />
          )}
          <Select
            lang={page.lang}
            name="pemilihan"
            label={words.election}
            value={filter.electionId ?? ''}
            empty={words.all}
            options={elections}
          />
          <TextField
            lang={page.lang}
            name="sejak"
            label={words.from}
            value={filter.from ?? ''}
            hint={words.dayExample('2024-09-01')}
            width="short"
          />
          <TextField
            lang={page.lang}
            name="sampai"
            label={words.until}
            value={filter.until ?? ''}
            hint={words.dayExample('2024-11-27')}
            width="short"
          />
          <Button kind="quiet">{words.apply}</Button>
        </div>
      </Form>
      <Table<WorkRow>
        caption={words.caption}
        rows={works}
        keys
        empty={
          query(filter) === '' ? (
            <EmptyState title={words.none}>
              <p>{words.noneText}</p>
            </EmptyState>
          ) : (
            <EmptyState title={words.noneSo}>
              <p>{words.noneSoText}</p>
            </EmptyState>
          )
        }
        columns={[
          {
            label: words.form.name,
            head: true,
            cell: (w): Child => <a href={page.to(`${home}/${w.id}`)}>{w.title}</a>,
          },
          { label: words.kindHead, cell: (w): Child => words.kind[w.kind] },
          { label: words.day, cell: (w): Child => formatDay(w.onDay, page.lang, 'medium') },
          { label: words.office, cell: (w): Child => w.bodyName },
          { label: words.election, cell: (w): Child => electionName(w.electionId) },
          {
            label: words.people,
            numeric: true,
            cell: (w): Child => (w.people === null ? '–' : formatNumber(w.people, page.lang)),
          },
        ]}
      />
      <More
        {...{ page, number, total }}
        shown={works.length}
        address={(one) => `${home}${query(filter, { halaman: String(one) })}`}
      />
      <p class="small">{words.kindsFrom}</p>
    </Frame>
  );
};

export const RecordPage: FC<
  Common & {
    readonly typed: Typed;
    readonly submissionKey: string;
    /** Under which what was typed is locked in the browser, and whose it is. */
    readonly keep: { readonly key: string; readonly owner: string };
    readonly offices: readonly Membership[];
    readonly elections: readonly { readonly value: string; readonly label: string }[];
  }
> = (props) => {
  const { page, typed, errors, submissionKey, keep, offices, elections } = props;
  const { lang } = page;
  const words = preventionWords(lang);
  const text = (name: string) => ({ lang, name, value: typedText(typed, name), error: errorFor(errors, name) });
  return (
    <Frame {...props} title={words.form.title} lead={words.form.lead}>
      <p role="status" data-keep-note={words.form.kept}>
        {words.form.offline}
      </p>
      <p>
        <button type="button" class="btn quiet small" data-keep-forget hidden>
          {words.form.forget}
        </button>
      </p>
      <div
        data-keep="pencegahan"
        data-keep-key={keep.key}
        data-keep-for={keep.owner}
        data-keep-typed={errors.length > 0 ? '' : undefined}
      >
        <Form page={page} action={newPath} hidden={{ kirim: submissionKey }} fresh>
          {offices.length < 2 ? null : (
            <Select
              {...text('kantor')}
              label={words.office}
              options={offices.map((one) => ({ value: one.bodyId, label: one.bodyName }))}
              empty={false}
            />
          )}
          <Select
            {...text('jenis')}
            label={words.kindHead}
            hint={words.kindsFrom}
            options={workKinds.map((value) => ({ value, label: words.kind[value] }))}
          />
          <TextField {...text('judul')} label={words.form.name} hint={words.form.nameHint} maxlength={160} />
          <DateField
            lang={lang}
            name="tanggal"
            label={words.day}
            hint={words.form.dayHint}
            value={dayTyped(typed, 'tanggal')}
            error={errorFor(errors, 'tanggal')}
          />
          <Select {...text('pemilihan')} label={words.election} options={elections} empty={false} />
          <TextArea {...text('uraian')} label={words.form.words} hint={words.form.wordsHint} optional rows={5} />
          <TextField {...text('hadir')} label={words.people} inputmode="numeric" width="short" optional />
          <TextArea
            {...text('kehadiran')}
            label={words.form.presence}
            hint={words.form.presenceHint}
            optional
            rows={4}
          />
          <TextArea
            {...text('penanda')}
            label={words.form.signatories}
            hint={words.form.signatoriesHint}
            optional
            rows={3}
          />
          <Button>{words.form.send}</Button>
        </Form>
      </div>
    </Frame>
  );
};

export const dayTyped = (typed: Typed, name: string) => ({
  day: typedText(typed, `${name}_day`),
  month: typedText(typed, `${name}_month`),
  year: typedText(typed, `${name}_year`),
});

const tone: Readonly<Record<Standing, 'late' | 'due' | 'done' | 'neutral'>> = {
  overdue: 'late',
  missed: 'late',
  claimed: 'due',
  partly: 'due',
  open: 'neutral',
  kept: 'done',
};

const Promises: FC<{
  readonly page: PageContext;
  readonly rows: readonly CommitmentView[];
  readonly withMeeting: boolean;
}> = ({ page, rows, withMeeting }) => {
  const { lang } = page;
  const words = preventionWords(lang);
  return (
    <Table<CommitmentView>
      caption={words.list.caption}
      captionHidden={!withMeeting}
      rows={rows}
      keys={withMeeting}
      empty={
        <EmptyState title={words.list.none}>
          <p>{words.list.noneText}</p>
        </EmptyState>
      }
      columns={[
        {
          label: words.list.what,
          head: true,
          cell: (c): Child => <a href={page.to(`${promisesPath}/${c.id}`)}>{c.words}</a>,
        },
        { label: words.list.owner, cell: (c): Child => `${c.bodyName} · ${c.role}` },
        {
          label: words.list.due,
          cell: (c): Child =>
            c.due === c.firstDue
              ? formatDay(c.due, lang, 'medium')
              : `${formatDay(c.due, lang, 'medium')} (${words.list.moved(formatDay(c.firstDue, lang, 'medium'))})`,
        },
        ...(withMeeting
          ? [
              {
                label: words.list.meeting,
                cell: (c: CommitmentView): Child => <a href={page.to(`${home}/${c.workId}`)}>{c.workTitle}</a>,
              },
            ]
          : []),
        {
          label: words.list.state,
          cell: (c): Child => (
            <>
              <Tag kind={tone[c.standing]}>{words.standing[c.standing]}</Tag>
              {c.wish === null ? null : (
                <>
                  <br />
                  <small>{words.list.wishes(formatDay(c.wish, lang, 'medium'))}</small>
                </>
              )}
            </>
          ),
        },
      ]}
    />
  );
};

export const WorkPage: FC<
  Common & {
    readonly work: WorkView;
    readonly typed: Typed;
    readonly writes: boolean;
    readonly owners: readonly { readonly id: string; readonly name: string }[];
    readonly electionName: string;
  }
> = (props) => {
  const { page, work, typed, errors, writes, owners, electionName } = props;
  const { lang } = page;
  const words = preventionWords(lang);
  const text = (name: string) => ({ lang, name, value: typedText(typed, name), error: errorFor(errors, name) });
  return (
    <Frame {...props} title={work.title}>
      <Section title={words.page.facts}>
        <DefinitionList
          items={[
            { term: words.kindHead, value: words.kind[work.kind] },
            { term: words.day, value: formatDay(work.onDay, lang) },
            { term: words.office, value: work.bodyName },
            { term: words.election, value: electionName },
            ...(work.people === null ? [] : [{ term: words.people, value: formatNumber(work.people, lang) }]),
          ]}
        />
        {work.words === '' ? null : <p>{work.words}</p>}
      </Section>
      {work.presence.length === 0 ? null : (
        <Section title={words.page.presence}>
          <Table
            caption={words.page.presence}
            captionHidden
            rows={work.presence}
            empty={null}
            columns={[
              { label: words.office, head: true, cell: (p): Child => p.office },
              { label: words.people, numeric: true, cell: (p): Child => formatNumber(p.people, lang) },
            ]}
          />
        </Section>
      )}
      {work.signatories.length === 0 ? null : (
        <Section title={words.page.signatories}>
          <ul>
            {work.signatories.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={words.page.commitments}>
        {work.commitments.length === 0 ? (
          <p>{words.page.noCommitments}</p>
        ) : (
          <Promises page={page} rows={work.commitments} withMeeting={false} />
        )}
      </Section>
      {writes ? (
        <Section title={words.promise.title}>
          <Form page={page} action={`${home}/${work.id}/komitmen`} hidden={{ sesudah: work.commitments.length }}>
            <TextArea {...text('janji')} label={words.promise.words} rows={3} />
            <Select
              {...text('pemilik')}
              label={words.promise.owner}
              options={owners.map((one) => ({ value: one.id, label: one.name }))}
            />
            <TextField {...text('jabatan')} label={words.promise.role} hint={words.promise.roleHint} maxlength={120} />
            <DateField
              lang={lang}
              name="tenggat"
              label={words.promise.due}
              value={dayTyped(typed, 'tenggat')}
              error={errorFor(errors, 'tenggat')}
            />
            <Button>{words.promise.send}</Button>
          </Form>
        </Section>
      ) : null}
      <Section title={words.page.photos}>
        {work.photos.length === 0 ? <p>{words.page.noPhotos}</p> : null}
        {work.photos.map((one) => (
          <p>
            <img class="prevention-photo" src={page.to(`${home}/foto/${one.id}`)} alt={one.alt} loading="lazy" />
          </p>
        ))}
        {writes ? (
          <Form page={page} action={`${home}/${work.id}/foto`} multipart>
            <FileField
              lang={lang}
              name="foto"
              label={words.page.photo}
              hint={words.page.photoHint}
              error={errorFor(errors, 'foto')}
              accept="image/jpeg,image/png,image/webp"
            />
            <TextField {...text('tampak')} label={words.page.alt} hint={words.page.altHint} maxlength={300} />
            <Button kind="quiet">{words.page.sendPhoto}</Button>
          </Form>
        ) : null}
      </Section>
    </Frame>
  );
};

export const PromisesPage: FC<
  Common & {
    readonly rows: readonly CommitmentView[];
    readonly offices: readonly { readonly id: string; readonly name: string }[];
    readonly bodyId: string;
    readonly total: number;
    readonly number: number;
  }
> = (props) => {
  const { page, rows, offices, bodyId, total, number } = props;
  const words = preventionWords(page.lang);
  return (
    <Frame {...props} title={words.list.title} lead={words.list.lead}>
      {offices.length < 2 ? null : (
        <FilterBar
          page={page}
          action={promisesPath}
          label={words.office}
          filters={[
            { label: words.all, href: page.to(promisesPath), on: bodyId === '' },
            ...offices.map((one) => ({
              label: one.name,
              href: page.to(`${promisesPath}?kantor=${one.id}`),
              on: bodyId === one.id,
            })),
          ]}
        />
      )}
      <Promises page={page} rows={rows} withMeeting />
      <More
        {...{ page, number, total }}
        shown={rows.length}
        address={(one) => `${promisesPath}?${new URLSearchParams({ kantor: bodyId, halaman: String(one) }).toString()}`}
      />
    </Frame>
  );
};

export const PromisePage: FC<
  Common & {
    readonly row: CommitmentView;
    readonly typed: Typed;
    /** As whom the reader would write; null: only reads. */
    readonly voice: Voice | null;
  }
> = (props) => {
  const { page, row, typed, errors, voice } = props;
  const { lang } = page;
  const words = preventionWords(lang);
  const waits = openClaim(row);
  const dated = (day: string): string => formatDay(day, lang, 'medium');
  const choices = followupKinds.map((value) => {
    const own = voice === 'owner' && (value === 'kept' || value === 'moved');
    return { value, label: own ? words.follow.own[value] : words.follow[value], hint: hintOf(value, voice, lang) };
  });
  const asked = voice === 'recorder' && row.wish !== null && typed.jadinya === undefined ? partsOf(row.wish) : null;
  return (
    <Frame {...props} title={words.follow.title} lead={row.words}>
      {row.wish === null ? null : (
        <Callout lang={lang}>
          <p>{words.follow.wished(row.bodyName, dated(row.wish), dated(row.due))}</p>
          {voice === 'recorder' ? <p>{words.follow.agree}</p> : null}
        </Callout>
      )}
      {waits === null ? null : (
        <Callout lang={lang}>
          <p>
            {row.standing === 'claimed'
              ? words.follow.claimed(row.bodyName, dated(silentUntil(waits)))
              : words.follow.late(row.bodyName)}
          </p>
        </Callout>
      )}
      <DefinitionList
        items={[
          { term: words.list.owner, value: `${row.bodyName} · ${row.role}` },
          {
            term: words.list.due,
            value:
              row.due === row.firstDue
                ? formatDay(row.due, lang)
                : `${formatDay(row.due, lang)} (${words.list.moved(formatDay(row.firstDue, lang))})`,
          },
          { term: words.list.meeting, value: <a href={page.to(`${home}/${row.workId}`)}>{row.workTitle}</a> },
          { term: words.list.state, value: <Tag kind={tone[row.standing]}>{words.standing[row.standing]}</Tag> },
        ]}
      />
      <Section title={words.follow.history}>
        {row.followups.length === 0 ? (
          <p>{words.follow.none}</p>
        ) : (
          <Table<FollowupView>
            caption={words.follow.history}
            captionHidden
            rows={row.followups}
            empty={null}
            columns={[
              { label: words.day, head: true, cell: (f): Child => formatDay(f.onDay, lang, 'medium') },
              { label: words.follow.kind, cell: (f): Child => words.follow.line(saidAs(f, lang), f.bodyName) },
              {
                label: words.follow.words,
                cell: (f): Child =>
                  [f.newDue === null ? '' : words.follow.until(formatDay(f.newDue, lang, 'medium')), f.words]
                    .filter((part) => part !== '')
                    .join('. '),
              },
            ]}
          />
        )}
      </Section>
      {voice !== null && !row.final ? (
        <Section title={words.follow.title}>
          <Form page={page} action={`${promisesPath}/${row.id}`} hidden={{ sesudah: row.followups.length }}>
            <RadioGroup
              lang={lang}
              name="jadinya"
              label={words.follow.kind}
              value={typedText(typed, 'jadinya')}
              error={errorFor(errors, 'jadinya')}
              choices={choices}
            />
            <DateField
              lang={lang}
              name="baru"
              label={words.follow.newDue}
              optional
              value={asked ?? dayTyped(typed, 'baru')}
              error={errorFor(errors, 'baru')}
            />
            <TextArea
              lang={lang}
              name="keterangan"
              label={words.follow.words}
              hint={words.follow.wordsHint}
              value={typedText(typed, 'keterangan')}
              error={errorFor(errors, 'keterangan')}
              rows={4}
            />
            <Button>{words.follow.send}</Button>
          </Form>
        </Section>
      ) : null}
    </Frame>
  );
};

/** The day of a claim that nobody answered yet and that does not count as kept; null: there is none. */
function openClaim(row: CommitmentView): string | null {
  const last = row.followups.findLast((one) => one.by === 'recorder' || one.kind === 'kept' || one.kind === 'missed');
  return last?.by === 'owner' && last.kind === 'kept' && row.standing !== 'kept' ? last.onDay : null;
}

/** A claim and a wish are called what they are, also in what was written. */
function saidAs({ kind, by }: Pick<FollowupView, 'kind' | 'by'>, lang: Language): string {
  const words = preventionWords(lang);
  if (kind === 'moved' && by !== 'recorder') return words.follow.own.moved;
  return kind === 'kept' && by === 'owner' ? words.standing.claimed : words.follow[kind];
}

function hintOf(kind: FollowupKind, voice: Voice | null, lang: Language): string | undefined {
  const { follow } = preventionWords(lang);
  if (kind === 'moved')
    return voice === 'owner' ? follow.own.movedHint : voice === 'self' ? follow.selfMovedHint : follow.movedHint;
  return kind === 'kept' && voice === 'owner' ? follow.own.keptHint(formatNumber(SILENT_DAYS, lang)) : undefined;
}

function partsOf(day: string): { readonly day: string; readonly month: string; readonly year: string } {
  const date = Temporal.PlainDate.from(day);
  return { day: String(date.day), month: String(date.month), year: String(date.year) };
}
