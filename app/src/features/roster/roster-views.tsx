/** How the pages of the roster look. No page shows a person. */
import type { FC } from 'hono/jsx';
import type { FieldError } from '../../platform/http/forms.ts';
import { formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Both, Mapping } from '../../platform/imports/index.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  CheckboxGroup,
  DefinitionList,
  DeskLayout,
  ErrorSummary,
  errorFor,
  Form,
  type PageContext,
  PageHeading,
  Section,
  Select,
  Table,
} from '../../ui/index.ts';
import { importWords, type ShownKind } from '../imports/index.ts';
import { isReason } from './reasons.ts';
import type { ErrorGroup, InstitutionCount, RosterImport, RosterService, Tally, UnitCount } from './roster-service.ts';
import { reasonWords, rosterColumns, rosterTitle, rosterWords } from './words.ts';

export const rosterKind: ShownKind = { id: 'roster', title: rosterTitle, columns: rosterColumns };

export const ColumnOptions: FC<{
  readonly page: PageContext;
  readonly errors: readonly FieldError[];
  readonly institutions: readonly { readonly id: string; readonly name: string }[];
  readonly institution: string | null;
  readonly full: boolean;
  readonly mapping: Mapping;
}> = ({ page, errors, institutions, institution, full }) => {
  const words = rosterWords(page.lang).options;
  return (
    <>
      <Select
        lang={page.lang}
        name="instansi"
        label={words.institution}
        hint={words.institutionHint}
        optional
        options={institutions.map(({ id, name }) => ({ value: id, label: name }))}
        empty={words.fromColumn}
        value={institution ?? undefined}
        error={errorFor(errors, 'instansi')}
      />
      <CheckboxGroup
        lang={page.lang}
        name="lengkap"
        label={words.full}
        hint={words.fullHint}
        optional
        choices={[{ value: 'ya', label: words.fullChoice }]}
        values={full ? ['ya'] : []}
      />
    </>
  );
};

/** A minute without a sign of life. */
const STUCK_MS = 60_000;

export const ImportPage: FC<{
  readonly page: PageContext;
  readonly base: string;
  readonly home: { readonly path: string; readonly label: Both };
  readonly errors: readonly FieldError[];
  readonly one: RosterImport;
  readonly groups: readonly ErrorGroup[];
  readonly counts: Awaited<ReturnType<RosterService['counts']>>;
  readonly now: number;
}> = ({ page, base, home, errors, one, groups, counts, now }) => {
  const { lang } = page;
  const words = rosterWords(lang).page;
  const shared = importWords(lang);
  const { stored, state } = one;
  const here = `${base}/lihat/${stored.id}`;
  const n = (value: number): string => formatNumber(value, lang);
  const moving = state === 'checking' || state === 'applying' || state === 'undoing';
  const stuck = moving && one.beatAt !== null && now - one.beatAt.epochMilliseconds > STUCK_MS;
  const percent = one.fileBytes === 0 ? 0 : Math.min(100, Math.floor((100 * one.position) / one.fileBytes));
  const parts = state === 'applying' ? one.applied.parts : one.compared.parts;
  return (
    <DeskLayout page={page} title={words.title}>
      <Breadcrumb lang={lang} items={[{ label: home.label[lang], href: page.to(home.path) }, { label: words.title }]} />
      <ErrorSummary lang={lang} errors={errors} note={null} />
      <PageHeading title={words.title} about={stored.fileName} lead={words.state[state]} />
      {one.failure === null ? null : (
        <Callout lang={lang} kind="danger" title={words.failed}>
          <p>{one.failure}</p>
        </Callout>
      )}
      {stuck ? (
        <Callout lang={lang} kind="warn">
          <p>{words.stuck}</p>
        </Callout>
      ) : null}
      {one.circles === 0 ? null : (
        <Callout lang={lang} kind="warn">
          <p>{words.circles}</p>
        </Callout>
      )}
      <DefinitionList
        items={[
          { term: words.now, value: words.state[state] },
          {
            term: words.counts,
            value: words.read(n(one.rowsRead), n(stored.format === 'csv' ? percent : one.compared.parts > 0 ? 100 : 0)),
          },
          { term: words.bad, value: n(one.badRows + one.compared.repeated) },
          ...(moving && parts > 0 ? [{ term: shared.steps.preview, value: words.parts(n(parts)) }] : []),
          ...(one.beatAt === null
            ? []
            : [{ term: words.attempt, value: formatInstant(one.beatAt, 'WIB', lang, 'medium') }]),
        ]}
      />
      {moving ? (
        <p>
          <a href={page.to(here)}>{words.refresh}</a> <span class="small">{words.auto}</span>
        </p>
      ) : null}
      {state === 'checked' ? <Outcome title={words.would} tally={one.compared} page={page} /> : null}
      {state === 'applied' ? <Outcome title={words.did} tally={one.applied} page={page} /> : null}
      {state === 'checked' && one.isFull && one.badRows > 0 ? <p>{words.notFull}</p> : null}
      {counts.length === 0 ? null : (
        <Section title={words.moves}>
          <Table
            caption={words.moves}
            captionHidden
            rows={counts}
            empty=""
            columns={[
              { label: words.institution, head: true, cell: (row) => row.name },
              { label: words.added, numeric: true, cell: (row) => n(row.added) },
              { label: words.changed, numeric: true, cell: (row) => n(row.changed) },
              { label: words.in, numeric: true, cell: (row) => n(row.moved_in) },
              { label: words.out, numeric: true, cell: (row) => n(row.moved_out) },
              { label: words.left, numeric: true, cell: (row) => n(row.left_out) },
            ]}
          />
        </Section>
      )}
      {groups.length === 0 ? null : (
        <Section title={words.errors}>
          <p>{words.errorsLead}</p>
          <Table
            caption={words.errors}
            captionHidden
            rows={groups}
            empty=""
            columns={[
              {
                label: shared.preview.column,
                head: true,
                cell: (row) => rosterColumns.find(({ id }) => id === row.column)?.label[lang] ?? shared.preview.whole,
              },
              {
                label: words.byReason,
                cell: (row) => (isReason(row.reason) ? reasonWords[row.reason][lang] : row.reason),
              },
              { label: words.rowsCount, numeric: true, cell: (row) => n(row.rows) },
              { label: shared.preview.row, cell: (row) => row.first.map(String).join(', ') },
            ]}
          />
          <ButtonRow>
            <ButtonLink href={page.to(`${here}/kesalahan.csv`)} kind="quiet" download>
              {words.download}
            </ButtonLink>
          </ButtonRow>
        </Section>
      )}
      <ButtonRow>
        {state === 'checked' && one.circles === 0 ? (
          <Form page={page} action={`${here}/terapkan`} layout="inline">
            <Button>{shared.preview.apply}</Button>
          </Form>
        ) : null}
        {moving ? (
          <Form page={page} action={`${here}/lanjut`} layout="inline">
            <Button kind="quiet">{words.resume}</Button>
          </Form>
        ) : null}
        {state === 'received' || state === 'checked' || state === 'failed' ? (
          <ButtonLink href={page.to(`${here}/kolom`)} kind="quiet">
            {words.columns}
          </ButtonLink>
        ) : null}
        {stored.status === 'staged' && state !== 'undoing' ? (
          <Form page={page} action={`${here}/buang`} layout="inline">
            <Button kind="quiet">{moving ? words.cancel : words.discard}</Button>
          </Form>
        ) : null}
        {state === 'applied' ? (
          <ButtonLink href={page.to(`${here}/tarik`)} kind="quiet">
            {shared.applied.withdraw}
          </ButtonLink>
        ) : null}
      </ButtonRow>
    </DeskLayout>
  );
};

const Outcome: FC<{ readonly page: PageContext; readonly title: string; readonly tally: Tally }> = ({
  page,
  title,
  tally,
}) => {
  const words = rosterWords(page.lang).page;
  const n = (value: number): string => formatNumber(value, page.lang);
  return (
    <Section title={title}>
      <DefinitionList
        items={[
          { term: words.added, value: n(tally.added) },
          { term: words.changed, value: n(tally.changed) },
          { term: words.moved, value: n(tally.moved) },
          { term: words.returned, value: n(tally.returned) },
          { term: words.left, value: n(tally.left) },
          { term: words.same, value: n(tally.same) },
        ]}
      />
    </Section>
  );
};

export const CountsPage: FC<{
  readonly page: PageContext;
  readonly base: string;
  readonly rows: readonly InstitutionCount[];
}> = ({ page, base, rows }) => {
  const words = rosterWords(page.lang).counts;
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} lead={words.lead} />
      <Table
        caption={words.title}
        captionHidden
        rows={rows}
        empty={<p>{words.none}</p>}
        columns={[
          {
            label: rosterWords(page.lang).page.institution,
            head: true,
            cell: (row) => <a href={page.to(`${base}/jumlah/${encodeURIComponent(row.code)}`)}>{row.name}</a>,
          },
          { label: words.people, numeric: true, cell: (row) => formatNumber(row.people, page.lang) },
        ]}
      />
    </DeskLayout>
  );
};

export const UnitsPage: FC<{
  readonly page: PageContext;
  readonly base: string;
  readonly name: string;
  readonly units: readonly UnitCount[];
}> = ({ page, base, name, units }) => {
  const words = rosterWords(page.lang).counts;
  return (
    <DeskLayout page={page} title={name}>
      <PageHeading title={name} lead={words.lead} />
      <Table
        caption={words.title}
        captionHidden
        rows={units}
        empty={<p>{words.none}</p>}
        columns={[
          {
            label: words.unit,
            head: true,
            cell: (unit) => (
              <>
                {'— '.repeat(Math.min(unit.depth, 8))}
                {unit.id === null ? words.noUnit : unit.name}
              </>
            ),
          },
          { label: words.people, numeric: true, cell: (unit) => formatNumber(unit.people, page.lang) },
        ]}
      />
      <p>
        <a href={page.to(`${base}/jumlah`)}>{words.back}</a>
      </p>
    </DeskLayout>
  );
};
