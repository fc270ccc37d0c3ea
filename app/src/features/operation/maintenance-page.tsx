/** The one page of the maintenance. It needs no database, no session and no script. */
import type { FC } from 'hono/jsx';
import {
  Button,
  ButtonLink,
  ButtonRow,
  FileField,
  type PageContext,
  PageHeading,
  PublicLayout,
} from '../../ui/index.ts';
import { operationWords } from './words.ts';

/** A form that somebody sent meanwhile, to be sent again as it was. */
interface KeptForm {
  /** Path and query, with the language, as it was sent. */
  readonly action: string;
  readonly multipart: boolean;
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Fields in which files were chosen; they must be chosen again. */
  readonly fileFields: readonly string[];
}

export type Sent =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'kept'; readonly form: KeptForm }
  /** It held a password, a code or a receipt number, which must not stand in a page. */
  | { readonly kind: 'secret' }
  | { readonly kind: 'lost' };

export interface MaintenancePageProps {
  readonly page: PageContext;
  readonly message: string;
  readonly sent: Sent;
}

export const MaintenancePage: FC<MaintenancePageProps> = ({ page, message, sent }) => {
  const words = operationWords(page.lang);
  return (
    <PublicLayout page={page} title={words.title} noindex>
      <div class="error-page">
        <PageHeading title={words.title} lead={words.lead} />
        {message === '' ? null : (
          <p>
            <strong>{words.fromOperator}</strong> {message}
          </p>
        )}
        <SentPart page={page} sent={sent} />
      </div>
    </PublicLayout>
  );
};

/** Where what is secret is typed again: reporters and who got a letter have no account to sign in with. */
function typedAt(path: string): string {
  if (/^\/(lapor|status)(\/|$)/.test(path)) return '/status';
  return /^\/terlapor(\/|$)/.test(path) ? '/terlapor' : '/masuk';
}

const SentPart: FC<{ readonly page: PageContext; readonly sent: Sent }> = ({ page, sent }) => {
  const words = operationWords(page.lang);
  if (sent.kind === 'kept') return <KeptPart page={page} form={sent.form} />;
  return (
    <>
      <p>{sent.kind === 'nothing' ? words.later : sent.kind === 'secret' ? words.secret : words.notKept}</p>
      {sent.kind === 'lost' ? null : (
        <ButtonRow>
          <ButtonLink href={page.to(sent.kind === 'secret' ? typedAt(page.path) : page.path)} kind="quiet">
            {words.home}
          </ButtonLink>
        </ButtonRow>
      )}
    </>
  );
};

const KeptPart: FC<{ readonly page: PageContext; readonly form: KeptForm }> = ({ page, form }) => {
  const words = operationWords(page.lang);
  return (
    <form
      class="form"
      method="post"
      action={form.action}
      enctype={form.multipart ? 'multipart/form-data' : undefined}
      novalidate
    >
      <h2>{words.keptTitle}</h2>
      <p>{words.kept}</p>
      {page.path.startsWith('/lapor') ? <p class="small">{words.keptLimit}</p> : null}
      {form.fields.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {form.fileFields.map((name) => (
        <FileField lang={page.lang} name={name} label={words.files} multiple />
      ))}
      <ButtonRow>
        <Button kind="primary">{words.again}</Button>
      </ButtonRow>
    </form>
  );
};
