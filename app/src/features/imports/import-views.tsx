/** How the importer's steps look. */
import type { Child, FC } from 'hono/jsx';
import type { FieldError } from '../../platform/http/forms.ts';
import { formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type {
  Both,
  ImportKind,
  Mapping,
  NumberedProblem,
  Preview,
  StoredImport,
} from '../../platform/imports/index.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Card,
  CheckboxGroup,
  DefinitionList,
  DeskLayout,
  Disclosure,
  ErrorSummary,
  errorFor,
  FileField,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Select,
  Stack,
  Table,
  Tag,
  TextArea,
} from '../../ui/index.ts';
import { importWords } from './words.ts';

/** What the pages show of a kind: files of every size have that much in common. */
export type ShownKind = Pick<ImportKind, 'id' | 'title' | 'columns'>;

interface Place {
  readonly page: PageContext;
  /** Where the steps lie. */
  readonly base: string;
  readonly home: { readonly path: string; readonly label: Both };
  readonly errors: readonly FieldError[];
}

const Frame: FC<
  Place & { readonly title: string; readonly kind: ShownKind; readonly notice?: Child; readonly children: Child }
> = ({ page, base, home, title, kind, errors, notice, children }) => (
  <DeskLayout page={page} title={title} notice={notice}>
    <Breadcrumb
      lang={page.lang}
      items={[
        { label: home.label[page.lang], href: page.to(home.path) },
        { label: kind.title[page.lang], href: page.to(`${base}?jenis=${kind.id}`) },
        { label: title },
      ]}
    />
    <ErrorSummary lang={page.lang} errors={errors} note={null} />
    {children}
  </DeskLayout>
);

export const UploadPage: FC<
  Place & {
    readonly kind: ShownKind;
    readonly kinds: readonly ShownKind[];
    /** What else may be said of the file, in place of the usual hint. */
    readonly fileHint?: string;
    readonly accept?: string;
    /** At the end of the page. */
    readonly after?: Child;
    readonly templates: readonly { readonly href: string; readonly label: Both }[];
    readonly list: readonly StoredImport[];
    readonly people: ReadonlyMap<string, string>;
    readonly done: string | null;
  }
> = (props) => {
  const { page, base, kind, kinds, templates, list, people, errors, done } = props;
  const { lang } = page;
  const words = importWords(lang);
  return (
    <Frame
      {...props}
      title={words.upload.title(kind.title[lang])}
      notice={done === null ? undefined : <Notice lang={lang} title={done} />}
    >
      <PageHeading title={words.upload.title(kind.title[lang])} lead={words.upload.lead} />
      {kinds.length < 2 ? null : (
        <nav class="filter-bar" aria-label={words.upload.kind}>
          <ul>
            {kinds.map((one) => (
              <li>
                <a
                  class="filter"
                  href={page.to(`${base}?jenis=${one.id}`)}
                  aria-current={one.id === kind.id ? 'true' : undefined}
                >
                  {one.title[lang]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <Card title={words.steps.upload} headingLevel={2}>
        <Form page={page} action={`${base}/kirim/${kind.id}`} multipart>
          <FileField
            lang={lang}
            name="file"
            label={words.upload.file}
            hint={props.fileHint ?? words.upload.fileHint}
            accept={props.accept ?? '.csv,.txt,.xlsx,.json,.ndjson'}
            error={errorFor(errors, 'file')}
          />
          <ButtonRow>
            <Button>{words.upload.send}</Button>
          </ButtonRow>
        </Form>
      </Card>
      <Section title={words.upload.templates}>
        <ButtonRow>
          {templates.map((one) => (
            <ButtonLink href={page.to(one.href)} kind="quiet" download>
              {one.label[lang]}
            </ButtonLink>
          ))}
          <ButtonLink href={page.to(`${base}/kolom/${kind.id}.csv`)} kind="quiet" download>
            {words.upload.blank}
          </ButtonLink>
        </ButtonRow>
        <Disclosure summary={words.upload.columns}>
          <Table
            caption={words.upload.columns}
            captionHidden
            rows={kind.columns}
            empty=""
            columns={[
              { label: words.upload.column, head: true, cell: (column) => column.label[lang] },
              { label: words.upload.needed, cell: (column) => (column.required ? words.upload.yes : words.upload.no) },
              { label: words.upload.holds, cell: (column) => column.hint[lang] },
            ]}
          />
        </Disclosure>
      </Section>
      <Imports
        page={page}
        base={base}
        title={words.upload.waiting}
        list={list.filter((one) => one.status === 'staged')}
        people={people}
      />
      <Imports
        page={page}
        base={base}
        title={words.upload.done}
        list={list.filter((one) => one.status !== 'staged')}
        people={people}
      />
      {props.after}
    </Frame>
  );
};

const Imports: FC<{
  readonly page: PageContext;
  readonly base: string;
  readonly title: string;
  readonly list: readonly StoredImport[];
  readonly people: ReadonlyMap<string, string>;
}> = ({ page, base, title, list, people }) => {
  const { lang } = page;
  const words = importWords(lang);
  if (list.length === 0) return null;
  return (
    <Section title={title}>
      <Table
        caption={title}
        captionHidden
        rows={list}
        empty=""
        columns={[
          {
            label: words.file,
            head: true,
            cell: (one) => (
              <>
                <a href={page.to(`${base}/lihat/${one.id}`)}>{one.fileName}</a>
                {one.status === 'staged' ? (
                  <small>{words.upload.waitingText(formatInstant(one.expiresAt, 'WIB', lang, 'medium'))}</small>
                ) : null}
              </>
            ),
          },
          { label: words.rows, numeric: true, cell: (one) => formatNumber(one.rowCount, lang) },
          { label: words.by, cell: (one) => people.get(one.createdBy) ?? '' },
          { label: words.when, cell: (one) => formatInstant(one.appliedAt ?? one.createdAt, 'WIB', lang, 'medium') },
          {
            label: words.status,
            cell: (one) => <Tag kind={one.status === 'applied' ? 'done' : 'neutral'}>{words.state[one.status]}</Tag>,
          },
        ]}
      />
    </Section>
  );
};

export const ColumnsPage: FC<
  Place & {
    readonly preview: Pick<Preview, 'import' | 'rows'> & { readonly kind: ShownKind };
    readonly mapping: Mapping;
    /** Before the columns, in the same form. */
    readonly more?: Child;
  }
> = (props) => {
  const { page, base, preview, mapping, errors } = props;
  const { lang } = page;
  const words = importWords(lang);
  const { import: stored, kind } = preview;
  const samples = [...preview.rows];
  const options = stored.header.map((heading, place) => ({
    value: String(place),
    label: heading === '' ? `(${place + 1})` : heading,
  }));
  const sampleOf = (place: number | undefined): string =>
    place === undefined
      ? ''
      : (samples.map((row) => row.cells[place] ?? '').find((text) => text !== '') ?? '').slice(0, 60);
  return (
    <Frame {...props} kind={kind} title={words.columns.title}>
      <PageHeading
        title={words.columns.title}
        lead={words.columns.lead}
        about={`${words.steps.columns} · ${stored.fileName}`}
      />
      <Form page={page} action={`${base}/lihat/${stored.id}/kolom`}>
        {props.more}
        {kind.columns.map((column) => {
          const sample = sampleOf(mapping[column.id]);
          return (
            <Select
              lang={lang}
              name={`kolom-${column.id}`}
              label={column.label[lang]}
              hint={sample === '' ? column.hint[lang] : `${column.hint[lang]}. ${words.columns.sample(sample)}`}
              optional={!column.required}
              options={options}
              empty={words.columns.none}
              value={mapping[column.id] === undefined ? undefined : String(mapping[column.id])}
              error={errorFor(errors, `kolom-${column.id}`)}
            />
          );
        })}
        <ButtonRow>
          <Button>{words.columns.save}</Button>
        </ButtonRow>
      </Form>
    </Frame>
  );
};

export const PreviewPage: FC<Place & { readonly preview: Preview; readonly changed: boolean }> = (props) => {
  const { page, base, preview, changed } = props;
  const { lang } = page;
  const words = importWords(lang);
  const { import: stored, kind, plan } = preview;
  const problems = [...preview.problems, ...(plan?.problems ?? [])];
  const labels = preview.missing.map((id) => kind.columns.find((column) => column.id === id)?.label[lang] ?? id);
  const applicable = plan !== null && plan.problems.length === 0 && plan.added + plan.replaced > 0;
  const count = (value: number): string => formatNumber(value, lang);
  return (
    <Frame {...props} kind={kind} title={words.preview.title}>
      <PageHeading
        title={words.preview.title}
        lead={stored.checked ? words.preview.counts(count(stored.rowCount), count(stored.problemCount)) : undefined}
        about={`${words.steps.preview} · ${stored.fileName}`}
      />
      {changed ? (
        <Callout lang={lang} kind="warn">
          <p>{words.preview.changed}</p>
        </Callout>
      ) : null}
      {labels.length === 0 ? null : (
        <Callout lang={lang} kind="warn">
          <p>{words.preview.missing(labels.join(', '))}</p>
        </Callout>
      )}
      {problems.length === 0 ? null : (
        <Problems page={page} base={base} stored={stored} kind={kind} problems={problems} />
      )}
      {plan === null ? null : (
        <Section
          title={words.preview.changes}
          aside={words.preview.changesCount(count(plan.added), count(plan.replaced), count(plan.same))}
        >
          <Stack gap="tight">
            {plan.first.map((change) => (
              <p>
                <Tag kind={change.does === 'same' ? 'neutral' : 'done'}>{words.preview[change.does]}</Tag>{' '}
                {change.what[lang]}
                {change.before === undefined ? null : (
                  <span class="small"> {words.preview.before(change.before[lang])}</span>
                )}
              </p>
            ))}
          </Stack>
        </Section>
      )}
      {plan === null || plan.problems.length > 0 || plan.consequences.length === 0 ? null : (
        <Section title={words.preview.consequences}>
          {plan.consequences.map((one) => (
            <>
              <p>
                <b class="num">{count(one.count)}</b> {one.title[lang]}
              </p>
              {one.first.length === 0 ? null : (
                <ul class="stack stack-tight">
                  {one.first.map((item) => (
                    <li>
                      {words.preview.from(item.before[lang], item.after[lang])}
                      <br />
                      <span class="small">{item.what[lang]}</span>
                    </li>
                  ))}
                  {one.count > one.first.length ? (
                    <li>{words.preview.more(count(one.count - one.first.length))}</li>
                  ) : null}
                </ul>
              )}
            </>
          ))}
        </Section>
      )}
      {plan !== null && plan.problems.length === 0 && !applicable ? <p>{words.preview.nothing}</p> : null}
      {applicable && kind.statement !== undefined ? (
        <div class="form-narrow">
          <Form page={page} action={`${base}/lihat/${stored.id}/terapkan`} hidden={{ seen: plan.fingerprint }}>
            <CheckboxGroup
              lang={lang}
              name="dinyatakan"
              label={kind.statement.title[lang]}
              hint={kind.statement.hint[lang]}
              values={[]}
              choices={[{ value: 'ya', label: kind.statement.label[lang] }]}
            />
            <ButtonRow>
              <Button>{words.preview.apply}</Button>
            </ButtonRow>
          </Form>
        </div>
      ) : null}
      <ButtonRow>
        {applicable && kind.statement === undefined ? (
          <Form
            page={page}
            action={`${base}/lihat/${stored.id}/terapkan`}
            layout="inline"
            hidden={{ seen: plan.fingerprint }}
          >
            <Button>{words.preview.apply}</Button>
          </Form>
        ) : null}
        {stored.format === 'form' ? null : (
          <ButtonLink href={page.to(`${base}/lihat/${stored.id}/kolom`)} kind="quiet">
            {words.preview.columns}
          </ButtonLink>
        )}
        <Form page={page} action={`${base}/lihat/${stored.id}/buang`} layout="inline">
          <Button kind="quiet">{words.preview.discard}</Button>
        </Form>
      </ButtonRow>
      {preview.rows.length === 0 || !stored.checked ? null : (
        <Section title={words.preview.first}>
          <FirstRows page={page} preview={preview} />
        </Section>
      )}
    </Frame>
  );
};

const Problems: FC<{
  readonly page: PageContext;
  readonly base: string;
  readonly stored: StoredImport;
  readonly kind: ImportKind;
  readonly problems: readonly NumberedProblem[];
}> = ({ page, base, stored, kind, problems }) => {
  const { lang } = page;
  const words = importWords(lang).preview;
  return (
    <Section
      title={words.problems}
      aside={
        stored.problemCount > problems.length ? words.problemsMore(formatNumber(problems.length, lang)) : undefined
      }
    >
      <p>{kind.takes === 'whole' ? words.whole_refused : words.good_taken}</p>
      <Table
        caption={words.problems}
        captionHidden
        rows={problems}
        empty=""
        tone={() => 'late'}
        columns={[
          { label: words.row, head: true, cell: (one) => (one.row === 0 ? words.whole : formatNumber(one.row, lang)) },
          {
            label: words.column,
            cell: (one) => kind.columns.find((column) => column.id === one.column)?.label[lang] ?? words.whole,
          },
          {
            label: words.value,
            cell: (one) => (one.value === '' ? <span class="muted">{words.empty}</span> : one.value),
          },
          { label: words.allowed, cell: (one) => one.allowed[lang] },
        ]}
      />
      {stored.problemCount === 0 ? null : (
        <ButtonRow>
          <ButtonLink href={page.to(`${base}/lihat/${stored.id}/kesalahan.csv`)} kind="quiet" download>
            {words.download}
          </ButtonLink>
        </ButtonRow>
      )}
    </Section>
  );
};

/* What is the same in all of them is said once: on a phone each row is a card. */
const FirstRows: FC<{ readonly page: PageContext; readonly preview: Preview }> = ({ page, preview }) => {
  const { lang } = page;
  const words = importWords(lang).preview;
  const { kind, rows } = preview;
  const { mapping } = preview.import;
  const cell = (row: (typeof rows)[number], id: string): string => (row.cells[mapping[id] ?? -1] ?? '').slice(0, 80);
  const used = kind.columns.filter((column) => rows.some((row) => cell(row, column.id) !== ''));
  const first = rows[0];
  const same =
    rows.length < 2
      ? []
      : used.filter((column) =>
          rows.every((row) => first !== undefined && cell(row, column.id) === cell(first, column.id)),
        );
  return (
    <>
      {first === undefined || same.length === 0 ? null : (
        <>
          <p class="small">{words.sameInAll}</p>
          <DefinitionList items={same.map((column) => ({ term: column.label[lang], value: cell(first, column.id) }))} />
        </>
      )}
      <Table
        caption={words.first}
        captionHidden
        rows={rows}
        empty=""
        columns={[
          { label: words.row, head: true, cell: (row) => formatNumber(row.number, lang) },
          ...used
            .filter((column) => !same.includes(column))
            .map((column) => ({
              label: column.label[lang],
              cell: (row: (typeof rows)[number]): Child => cell(row, column.id),
            })),
        ]}
      />
    </>
  );
};

export const AppliedPage: FC<Place & { readonly preview: Preview; readonly people: ReadonlyMap<string, string> }> = (
  props,
) => {
  const { page, base, preview, people } = props;
  const { lang } = page;
  const words = importWords(lang);
  const { import: stored, kind } = preview;
  const who = (user: string | null): string => (user === null ? '' : (people.get(user) ?? ''));
  return (
    <Frame {...props} kind={kind} title={stored.fileName}>
      <PageHeading title={stored.fileName} about={kind.title[lang]} />
      <p>
        <Tag kind={stored.status === 'applied' ? 'done' : 'neutral'}>
          {stored.status === 'applied' ? words.applied.done : words.applied.withdrawn}
        </Tag>
      </p>
      <DefinitionList
        items={[
          { term: words.rows, value: formatNumber(stored.rowCount, lang) },
          ...(stored.outcome === null ? [] : [{ term: words.applied.outcome, value: stored.outcome.says[lang] }]),
          ...(stored.appliedAt === null
            ? []
            : [
                {
                  term: words.applied.appliedAt,
                  value: `${formatInstant(stored.appliedAt, 'WIB', lang)} · ${who(stored.appliedBy)}`,
                },
              ]),
          ...(stored.withdrawnAt === null
            ? []
            : [
                {
                  term: words.applied.withdrawnAt,
                  value: `${formatInstant(stored.withdrawnAt, 'WIB', lang)} · ${who(stored.withdrawnBy)}`,
                },
                { term: words.applied.reason, value: stored.withdrawReason ?? '' },
              ]),
        ]}
      />
      {stored.status === 'applied' ? (
        <ButtonRow>
          <ButtonLink href={page.to(`${base}/lihat/${stored.id}/tarik`)} kind="quiet">
            {words.applied.withdraw}
          </ButtonLink>
        </ButtonRow>
      ) : null}
    </Frame>
  );
};

export const WithdrawPage: FC<
  Place & { readonly stored: StoredImport; readonly kind: ShownKind; readonly reason: string }
> = (props) => {
  const { page, base, stored, kind, reason, errors } = props;
  const { lang } = page;
  const words = importWords(lang);
  return (
    <Frame {...props} kind={kind} title={words.withdraw.title}>
      <PageHeading title={words.withdraw.title} lead={words.withdraw.lead} about={stored.fileName} />
      <Form page={page} action={`${base}/lihat/${stored.id}/tarik`}>
        <TextArea
          lang={lang}
          name="reason"
          label={words.withdraw.reason}
          hint={words.withdraw.reasonHint}
          rows={3}
          limit={500}
          value={reason}
          error={errorFor(errors, 'reason')}
        />
        <ButtonRow>
          <Button kind="danger">{words.withdraw.send}</Button>
          <ButtonLink href={page.to(`${base}/lihat/${stored.id}`)} kind="quiet">
            {words.withdraw.cancel}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Frame>
  );
};
