/** Pages for what did not work: what happened, that nothing was lost, what to do. */
import type { Child, FC } from 'hono/jsx';
import { PublicLayout } from '../layout.tsx';
import type { PageContext } from '../page-context.ts';
import { uiWords } from '../words.ts';
import { ButtonLink, ButtonRow } from './button.tsx';
import { PageHeading } from './card.tsx';

export type ErrorStatus = 400 | 403 | 404 | 409 | 413 | 429 | 500 | 503;

export interface ErrorPageProps {
  readonly page: PageContext;
  readonly status: ErrorStatus;
  /** Number under which the log keeps the incident; shown so that a person can name it. */
  readonly errorId?: string | undefined;
  /** More for this case: "Coba lagi dalam 12 menit." */
  readonly children?: Child | undefined;
}

/** The header of public pages on purpose: an error page must not depend on a session or on the desk. */
export const ErrorPage: FC<ErrorPageProps> = ({ page, status, errorId, children }) => {
  const words = uiWords(page.lang).error;
  const told = words[`${status}`];
  return (
    <PublicLayout page={page} title={told.title} noindex>
      <div class="error-page">
        <PageHeading title={told.title} lead={told.text} above={<p class="error-status num">{status}</p>} />
        {children ?? null}
        {status === 404 || status === 400 || status === 413 ? null : <p>{words.safe}</p>}
        {errorId === undefined ? null : (
          <p class="small">
            {words.idLabel}: <code>{errorId}</code>
          </p>
        )}
        <ButtonRow>
          <ButtonLink href={page.to('/')} kind="quiet">
            {words.home}
          </ButtonLink>
        </ButtonRow>
      </div>
    </PublicLayout>
  );
};
