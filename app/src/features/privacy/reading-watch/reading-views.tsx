/** The page of unusual reading: who, when, how many, and what to do. */
import type { FC } from 'hono/jsx';
import { formatDay, formatInstant } from '../../../platform/i18n/dates.ts';
import { formatNumber } from '../../../platform/i18n/numbers.ts';
import {
  Button,
  Callout,
  DeskLayout,
  EmptyState,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Section,
  Stack,
  Table,
  Tag,
} from '../../../ui/index.ts';
import { readingPath } from './reading-place.ts';
import { LEAST_CASES, TIMES, type UnusualReading } from './reading-watch.ts';
import { readingWords } from './reading-words.ts';

export const ReadingPage: FC<{
  readonly page: PageContext;
  readonly rows: readonly UnusualReading[];
  readonly done: boolean;
  /** Somebody else was faster. */
  readonly wasLate: boolean;
}> = ({ page, rows, done, wasLate }) => {
  const { lang } = page;
  const words = readingWords(lang);
  const count = (number: number): string => formatNumber(number, lang);
  return (
    <DeskLayout page={page} title={words.title}>
      {done ? <Notice lang={lang} title={words.done} /> : null}
      {wasLate ? (
        <Callout lang={lang} kind="warn">
          <p>{words.tooLate}</p>
        </Callout>
      ) : null}
      <PageHeading title={words.title} lead={words.lead} />
      <Table<UnusualReading>
        caption={words.caption}
        rows={rows}
        empty={
          <EmptyState title={words.none}>
            <p>{words.noneLead(count(LEAST_CASES), count(TIMES))}</p>
          </EmptyState>
        }
        columns={[
          {
            label: words.who,
            head: true,
            cell: (row) => (
              <>
                <a href={page.to(`/admin/orang/${row.userId}`)}>{row.name}</a>
                <br />
                <span class="small">{row.office ?? words.noOffice}</span>
              </>
            ),
          },
          { label: words.day, cell: (row) => formatDay(row.day, lang) },
          { label: words.cases, numeric: true, cell: (row) => count(row.cases) },
          { label: words.usual, numeric: true, cell: (row) => count(row.usual) },
          { label: words.state, cell: (row) => <State page={page} row={row} /> },
        ]}
      />
      {rows.length === 0 ? null : (
        <Section title={words.todo}>
          <ol class="bullets">
            {[words.steps.ask, words.steps.end, words.steps.record].map((step) => (
              <li>{step}</li>
            ))}
          </ol>
          <p>
            <a href={page.to('/admin/insiden')}>{words.incidents}</a>
          </p>
        </Section>
      )}
      <p class="small">{words.method}</p>
    </DeskLayout>
  );
};

const State: FC<{ readonly page: PageContext; readonly row: UnusualReading }> = ({ page, row }) => {
  const { lang } = page;
  const words = readingWords(lang);
  if (row.lookedAt !== null)
    return <>{words.looked(row.lookedBy ?? words.gone, formatInstant(row.lookedAt, 'WIB', lang))}</>;
  return (
    <Stack gap="tight">
      <Tag kind="due">{words.waiting}</Tag>
      <Form page={page} action={readingPath} layout="inline">
        <input type="hidden" name="siapa" value={row.userId} />
        <input type="hidden" name="hari" value={row.day} />
        <Button kind="quiet" small>
          {words.look}
          <span class="visually-hidden">: {`${row.name}, ${formatDay(row.day, lang)}`}</span>
        </Button>
      </Form>
    </Stack>
  );
};
