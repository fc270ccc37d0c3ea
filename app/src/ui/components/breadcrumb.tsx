/** Where one is, in links. */
import type { FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { uiWords } from '../words.ts';

export interface Crumb {
  readonly label: string;
  /** Left out for the page itself, which comes last. */
  readonly href?: string | undefined;
}

export const Breadcrumb: FC<{ readonly lang: Language; readonly items: readonly Crumb[] }> = ({ lang, items }) => (
  <nav class="crumbs" aria-label={uiWords(lang).breadcrumb}>
    <ol>
      {items.map((item) => (
        <li>
          {item.href === undefined ? (
            <span aria-current="page">{item.label}</span>
          ) : (
            <a href={item.href}>{item.label}</a>
          )}
        </li>
      ))}
    </ol>
  </nav>
);
