/** Pairs of name and value: answers to check before sending, and facts of a thing. */
import type { Child, FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { uiWords } from '../words.ts';

export interface SummaryRow {
  readonly label: string;
  /** Null or empty: "Tidak diisi". */
  readonly value: Child;
  /** Where the answer can be changed; href carries the language prefix. */
  readonly change?: { readonly href: string; readonly label?: string | undefined } | undefined;
}

/** "Periksa jawaban Anda": each answer with a link to change it. */
export const SummaryList: FC<{ readonly lang: Language; readonly rows: readonly SummaryRow[] }> = ({ lang, rows }) => {
  const words = uiWords(lang);
  return (
    <dl class="summary">
      {rows.map((row) => (
        <div class="summary-row">
          <dt>{row.label}</dt>
          <dd class="summary-value">
            {row.value === null || row.value === '' || row.value === undefined ? (
              <span class="muted">{words.notAnswered}</span>
            ) : (
              row.value
            )}
          </dd>
          {row.change === undefined ? null : (
            <dd class="summary-change">
              <a href={row.change.href}>
                {row.change.label ?? words.change}
                <span class="visually-hidden"> {row.label}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
};

export interface Definition {
  readonly term: Child;
  readonly value: Child;
}

/** Facts of a thing, name beside value. */
export const DefinitionList: FC<{ readonly items: readonly Definition[] }> = ({ items }) => (
  <dl class="facts">
    {items.map((item) => (
      <div>
        <dt>{item.term}</dt>
        <dd>{item.value}</dd>
      </div>
    ))}
  </dl>
);
