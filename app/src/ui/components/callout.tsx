/** Words that must not be missed, words after success, and words where there is nothing yet. */
import type { Child, FC } from 'hono/jsx';
import type { Language } from '../../platform/i18n/words.ts';
import { Icon } from '../icons.tsx';
import { uiWords } from '../words.ts';

export interface CalloutProps {
  readonly lang: Language;
  readonly kind?: 'info' | 'warn' | 'danger' | undefined;
  readonly title?: Child | undefined;
  readonly children: Child;
}

/** The kind is said in a word before the title ("Perhatian"), besides shape and colour. */
export const Callout: FC<CalloutProps> = ({ lang, kind = 'info', title, children }) => (
  <div class={`callout callout-${kind}`}>
    <p class="callout-kind">
      <Icon name={kind === 'info' ? 'info' : 'warn'} />
      {uiWords(lang).callout[kind]}
    </p>
    {title === undefined ? null : <p class="callout-title">{title}</p>}
    <div class="callout-body">{children}</div>
  </div>
);

/** After something succeeded: says what happened and what comes next. The script moves the focus here. */
export const Notice: FC<{ readonly lang: Language; readonly title: Child; readonly children?: Child | undefined }> = ({
  lang,
  title,
  children,
}) => (
  <div class="notice" role="status" tabindex={-1} data-focus>
    <Icon name="check" />
    <div>
      <p class="notice-title">
        <span class="visually-hidden">{uiWords(lang).notice}: </span>
        {title}
      </p>
      {children ?? null}
    </div>
  </div>
);

export interface EmptyStateProps {
  readonly title: Child;
  /** What will stand here, and how it gets here. */
  readonly children: Child;
  readonly action?: Child | undefined;
}

/** Where nothing is yet: teaches what will come and what to do first. */
export const EmptyState: FC<EmptyStateProps> = ({ title, children, action }) => (
  <div class="empty">
    <svg class="empty-mark" viewBox="0 0 64 40" width="64" height="40" fill="none" aria-hidden="true" focusable="false">
      <path d="M4 14c8 11 17 16 28 16s20-5 28-16" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" />
      <path
        d="m14 23-4 6m14-1.5-2 7.5m18-7.5 2 7.5m8-12 4 6"
        stroke="currentColor"
        stroke-width="2.5"
        stroke-linecap="round"
      />
    </svg>
    <p class="empty-title">{title}</p>
    <div class="empty-body">{children}</div>
    {action === undefined ? null : <div class="buttons">{action}</div>}
  </div>
);
