/** The form itself and its hidden fields. */
import type { Child, FC } from 'hono/jsx';
import type { PageContext } from '../page-context.ts';

/** Hidden fields in the order given; undefined and null are left out. */
export const HiddenFields: FC<{ readonly values: Readonly<Record<string, string | number | null | undefined>> }> = ({
  values,
}) => (
  <>
    {Object.entries(values).map(([name, value]) =>
      value === undefined || value === null ? null : <input type="hidden" name={name} value={String(value)} />,
    )}
  </>
);

export interface FormProps {
  readonly page: PageContext;
  /** Path without language prefix. */
  readonly action: string;
  readonly children: Child;
  readonly id?: string | undefined;
  /** Default `post`. A `get` form (search, filters) carries no `_csrf`. */
  readonly method?: 'post' | 'get' | undefined;
  /** True for forms with files. */
  readonly multipart?: boolean | undefined;
  /** False only for forms that are sealed by a draft of their own, or that change nothing of anybody's. */
  readonly csrf?: boolean | undefined;
  readonly hidden?: Readonly<Record<string, string | number | null | undefined>> | undefined;
  /** The browser does not fill it again on going back: for forms that count each sending. */
  readonly fresh?: boolean | undefined;
  /** Laid out in one column with even gaps (default), or `inline` for one-button forms. */
  readonly layout?: 'stack' | 'inline' | undefined;
}

/**
 * A form that the server checks. The browser's own checks are switched off (`novalidate`): their messages come in the
 * browser's language and vanish, ours come in the page's language, stay, and are tied to the field.
 */
export const Form: FC<FormProps> = ({
  page,
  action,
  children,
  id,
  method = 'post',
  multipart,
  csrf = true,
  hidden,
  layout = 'stack',
  fresh,
}) => (
  <form
    id={id}
    class={layout === 'stack' ? 'form' : 'form-inline'}
    method={method}
    action={page.to(action)}
    enctype={multipart === true ? 'multipart/form-data' : undefined}
    novalidate
    autocomplete={fresh === true ? 'off' : undefined}
  >
    {method === 'post' && csrf ? <input type="hidden" name="_csrf" value={page.csrf} /> : null}
    {hidden === undefined ? null : <HiddenFields values={hidden} />}
    {children}
  </form>
);
