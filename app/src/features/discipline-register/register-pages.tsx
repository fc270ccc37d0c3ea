/** What can be exported, the form that makes the file, and the way to the import. */
import type { Child, FC } from 'hono/jsx';
import type { FieldError } from '../../platform/http/forms.ts';
import { formatDay, formatInstant } from '../../platform/i18n/dates.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  CheckboxGroup,
  DeskLayout,
  EmptyState,
  ErrorSummary,
  errorFor,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  RadioGroup,
  Section,
  Stack,
  Table,
  TextArea,
} from '../../ui/index.ts';
import { actionSlugs, optionName } from '../cases/index.ts';
import type { LadderStep, WaitingDecision } from './register-read.ts';
import { MOST_REASON, type PastExport } from './register-service.ts';
import { registerWords } from './words.ts';

export const siasnHome = '/pantauan/ekspor';
export const siasnImport = '/pantauan/impor';
export const idisHome = '/rekomendasi/ekspor-idis';
export const idisImport = '/rekomendasi/impor-idis';

/** What the form held when it was refused. */
export interface Chosen {
  readonly cases: readonly string[];
  readonly format: string;
  readonly reason: string;
}

interface PageProps {
  readonly page: PageContext;
  readonly past: readonly PastExport[];
  readonly chosen: Chosen;
  readonly errors: readonly FieldError[];
  /** What an import that was just applied did. */
  readonly done: string | null;
}

export const SiasnPage: FC<PageProps & { readonly steps: readonly LadderStep[] }> = (props) => {
  const { page, steps, chosen, errors } = props;
  const { lang } = page;
  const words = registerWords(lang);
  const numbers = [...new Set(steps.map((step) => step.number))];
  return (
    <Frame {...props} title={words.siasn.title} lead={words.siasn.lead} home="/pantauan" homeLabel={words.back.watch}>
      <Table<LadderStep>
        caption={words.siasn.caption}
        rows={steps}
        empty={
          <EmptyState title={words.siasn.empty}>
            <p>{words.siasn.emptyHint}</p>
          </EmptyState>
        }
        columns={[
          {
            label: words.column.case,
            head: true,
            cell: (step): Child => <CaseLink page={page} number={step.number} />,
          },
          { label: words.column.rung, cell: (step): Child => words.rung[step.rung] },
          { label: words.column.office, cell: (step): Child => step.officeName },
          { label: words.column.on, cell: (step): Child => formatDay(step.on, lang) },
          { label: words.column.exported, cell: (step): Child => (step.exported ? words.yes : words.no) },
        ]}
      />
      {numbers.length === 0 ? null : (
        <Form page={page} action={siasnHome}>
          <Stack>
            <CheckboxGroup
              lang={lang}
              name="case"
              label={words.siasn.choose}
              hint={words.siasn.chooseHint}
              choices={numbers.map((number) => ({ value: number, label: number }))}
              values={chosen.cases}
              error={errorFor(errors, 'case')}
            />
            <FormatChoice page={page} chosen={chosen} />
            <ButtonRow>
              <Button>{words.make}</Button>
            </ButtonRow>
          </Stack>
        </Form>
      )}
      <Section title={words.siasn.import}>
        <p>{words.siasn.importHint}</p>
        <ButtonRow>
          <ButtonLink href={page.to(siasnImport)} kind="quiet">
            {words.siasn.import}
          </ButtonLink>
        </ButtonRow>
      </Section>
    </Frame>
  );
};

export const IdisPage: FC<PageProps & { readonly decisions: readonly WaitingDecision[] }> = (props) => {
  const { page, decisions, chosen, errors } = props;
  const { lang } = page;
  const words = registerWords(lang);
  return (
    <Frame {...props} title={words.idis.title} lead={words.idis.lead} home="/rekomendasi" homeLabel={words.back.desk}>
      <Table<WaitingDecision>
        caption={words.idis.caption}
        rows={decisions}
        empty={
          <EmptyState title={words.idis.empty}>
            <p>{words.idis.emptyHint}</p>
          </EmptyState>
        }
        columns={[
          { label: words.column.case, head: true, cell: (one): Child => <CaseLink page={page} number={one.number} /> },
          { label: words.column.decision, cell: (one): Child => one.decisionNumber },
          {
            label: words.column.sanction,
            cell: (one): Child =>
              one.persons > 1 ? (
                <a href={page.to(`/perkara/${one.number}/${actionSlugs.separate}`)}>
                  {words.several(formatNumber(one.persons, lang))}
                </a>
              ) : one.option === '' ? (
                '–'
              ) : (
                optionName(one.option, lang)
              ),
          },
          { label: words.column.effect, cell: (one): Child => formatDay(one.effectOn, lang) },
          { label: words.column.exported, cell: (one): Child => (one.exported ? words.yes : words.no) },
        ]}
      />
      {decisions.length === 0 ? null : (
        <Form page={page} action={idisHome}>
          <Stack>
            <Callout lang={lang} kind="warn">
              {words.idis.names}
            </Callout>
            <CheckboxGroup
              lang={lang}
              name="case"
              label={words.idis.choose}
              hint={words.idis.chooseHint}
              choices={decisions
                .filter((one) => one.persons === 1)
                .map((one) => ({ value: one.number, label: one.number }))}
              values={chosen.cases}
              error={errorFor(errors, 'case')}
            />
            <FormatChoice page={page} chosen={chosen} />
            <TextArea
              lang={lang}
              name="reason"
              label={words.idis.reason}
              hint={words.idis.reasonHint}
              rows={2}
              limit={MOST_REASON}
              value={chosen.reason}
              error={errorFor(errors, 'reason')}
            />
            <ButtonRow>
              <Button>{words.make}</Button>
            </ButtonRow>
          </Stack>
        </Form>
      )}
      <Section title={words.idis.import}>
        <p>{words.idis.importHint}</p>
        <ButtonRow>
          <ButtonLink href={page.to(idisImport)} kind="quiet">
            {words.idis.import}
          </ButtonLink>
        </ButtonRow>
      </Section>
    </Frame>
  );
};

const Frame: FC<
  PageProps & {
    readonly title: string;
    readonly lead: string;
    readonly home: string;
    readonly homeLabel: string;
    readonly children: Child;
  }
> = ({ page, title, lead, home, homeLabel, errors, done, past, children }) => {
  const { lang } = page;
  const words = registerWords(lang);
  return (
    <DeskLayout
      page={page}
      title={title}
      notice={
        done === null ? null : (
          <Notice lang={lang} title={words.applied}>
            <p>{done}</p>
          </Notice>
        )
      }
    >
      <Breadcrumb lang={lang} items={[{ label: homeLabel, href: page.to(home) }, { label: title }]} />
      <ErrorSummary lang={lang} errors={errors} note={null} />
      <PageHeading title={title} lead={lead} />
      {children}
      {past.length === 0 ? null : (
        <Section title={words.past}>
          <Table<PastExport>
            caption={words.pastCaption}
            captionHidden
            rows={past}
            empty={null}
            columns={[
              { label: words.column.at, head: true, cell: (one): Child => formatInstant(one.at, 'WIB', lang, 'short') },
              { label: words.column.rows, numeric: true, cell: (one): Child => formatNumber(one.rows, lang) },
              { label: words.column.format, cell: (one): Child => one.format.toUpperCase() },
              { label: words.column.by, cell: (one): Child => one.by },
            ]}
          />
        </Section>
      )}
    </DeskLayout>
  );
};

const FormatChoice: FC<{ readonly page: PageContext; readonly chosen: Chosen }> = ({ page, chosen }) => {
  const words = registerWords(page.lang);
  return (
    <RadioGroup
      lang={page.lang}
      name="format"
      label={words.format}
      choices={[
        { value: 'csv', label: words.csv },
        { value: 'json', label: words.json },
      ]}
      value={chosen.format}
    />
  );
};

const CaseLink: FC<{ readonly page: PageContext; readonly number: string }> = ({ page, number }) => (
  <a class="num" href={page.to(`/perkara/${number}`)}>
    {number}
  </a>
);
