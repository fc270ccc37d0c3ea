/** Search and filters above a table. All of it lives in the address, so that a view can be shared and gone back to. */
import type { FC } from 'hono/jsx';
import { formatBadge } from '../../platform/i18n/numbers.ts';
import { Icon } from '../icons.tsx';
import type { PageContext } from '../page-context.ts';
import { uiWords } from '../words.ts';
import { Form } from './form.tsx';

export interface Filter {
  readonly label: string;
  /** Address of the list with this filter put on, or taken off when it is on; carries the language prefix. */
  readonly href: string;
  readonly on: boolean;
  readonly count?: number | undefined;
}

export interface FilterBarProps {
  readonly page: PageContext;
  /** Path of the list, without language prefix. */
  readonly action: string;
  readonly search?: { readonly name: string; readonly label: string; readonly value: string } | undefined;
  readonly filters?: readonly Filter[] | undefined;
  /** What the filters choose, for whoever hears the page; needed where a page has more than one bar. */
  readonly label?: string | undefined;
  /** Filters that a search must keep. */
  readonly keep?: Readonly<Record<string, string | undefined>> | undefined;
}

export const FilterBar: FC<FilterBarProps> = ({ page, action, search, filters, keep, label }) => {
  const words = uiWords(page.lang);
  return (
    <div class="filter-bar">
      {search === undefined ? null : (
        <search>
          <Form page={page} action={action} method="get" layout="inline" hidden={keep}>
            <label class="visually-hidden" for="search">
              {search.label}
            </label>
            <input
              class="input"
              type="search"
              id="search"
              name={search.name}
              value={search.value}
              placeholder={search.label}
              data-search
            />
            <button class="btn quiet icon-only" type="submit">
              <Icon name="search" />
              <span class="visually-hidden">{words.search}</span>
            </button>
          </Form>
        </search>
      )}
      {filters === undefined || filters.length === 0 ? null : (
        <nav aria-label={label ?? words.filters}>
          <ul>
            {filters.map((filter) => (
              <li>
                <a class="filter" href={filter.href} aria-current={filter.on ? 'true' : undefined}>
                  {filter.on ? <Icon name="check" /> : null}
                  {filter.label}
                  {filter.count === undefined ? null : (
                    <span class="count num">{formatBadge(filter.count, page.lang)}</span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
};
