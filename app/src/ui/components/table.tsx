/** Tables that become cards on a phone, and the way through their pages. */
import type { Child, FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { classNames } from '../class-names.ts';
import { Icon } from '../icons.tsx';
import { uiWords } from '../words.ts';

export interface Column<Row> {
  /** Heading of the column; on a phone it stands before each value. */
  readonly label: string;
  readonly cell: (row: Row) => Child;
  /** True for the cell that names the row; one column has it. */
  readonly head?: boolean | undefined;
  readonly numeric?: boolean | undefined;
  /** Keeps the heading for screen readers only (check boxes, actions). */
  readonly labelHidden?: boolean | undefined;
}

export interface TableProps<Row> {
  /** Says what the table holds, and by what it is ordered. */
  readonly caption: Child;
  readonly captionHidden?: boolean | undefined;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Drawn instead of the table when there are no rows. */
  readonly empty: Child;
  /** Lets j, k and Enter walk the rows: the first link of a row is its target. */
  readonly keys?: boolean | undefined;
  /** Rows that stand out by their limit. */
  readonly tone?: ((row: Row) => 'late' | 'due' | 'plain') | undefined;
}

/** A table of rows of one kind. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, captionHidden, columns, rows, empty, keys, tone } = props;
  if (rows.length === 0) return <>{empty}</>;
  return (
    <table class="table" data-keys={keys === true ? '' : undefined}>
      <caption class={captionHidden === true ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" class={column.numeric === true ? 'numeric' : undefined}>
              {column.labelHidden === true ? <span class="visually-hidden">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const stands = tone?.(row) ?? 'plain';
          return (
            <tr class={stands === 'plain' ? undefined : `row-${stands}`}>
              {columns.map((column) => {
                const label = column.labelHidden === true ? undefined : column.label;
                return column.head === true ? (
                  <th scope="row" data-label={label}>
                    <div>{column.cell(row)}</div>
                  </th>
                ) : (
                  <td class={classNames(column.numeric === true && 'numeric')} data-label={label}>
                    <div>{column.cell(row)}</div>
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

export interface PaginationProps {
  readonly lang: Language;
  /** Address of the page before and after; null where there is none. */
  readonly previous: string | null;
  readonly next: string | null;
  /** "1–50 dari 1.158" */
  readonly summary?: string | undefined;
  /** Numbered pages, for lists that are counted. */
  readonly pages?: readonly { readonly label: string; readonly href: string; readonly current: boolean }[] | undefined;
}

/** Nothing is drawn when all fits on one page. */
export const Pagination: FC<PaginationProps> = ({ lang, previous, next, summary, pages }) => {
  const words = uiWords(lang);
  if (previous === null && next === null) return null;
  return (
    <nav class="pages" aria-label={words.pages}>
      {summary === undefined ? null : <p class="small num">{summary}</p>}
      <ul>
        {previous === null ? null : (
          <li>
            <a href={previous} rel="prev">
              <Icon name="back" />
              {words.previous}
            </a>
          </li>
        )}
        {pages?.map((page) => (
          <li>
            <a
              href={page.href}
              aria-label={words.pageNumber(page.label)}
              aria-current={page.current ? 'page' : undefined}
            >
              {page.label}
            </a>
          </li>
        ))}
        {next === null ? null : (
          <li>
            <a href={next} rel="next">
              {words.next}
              <Icon name="forward" />
            </a>
          </li>
        )}
      </ul>
    </nav>
  );
};
