/**
 * The public check of documents, beside the check of receipts. Whoever holds a document finds kind, office, day and fingerprint; nothing else
 * is told, and a code that is not ours gets the same page whatever it is.
 */
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { parseReference } from '../../platform/crypto/reference.ts';
import type { Env } from '../../platform/http/env.ts';
import type { FieldError } from '../../platform/http/forms.ts';
import { goTo, show } from '../../platform/http/server.ts';
import { formatDay } from '../../platform/i18n/dates.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  Button,
  ButtonRow,
  Callout,
  DefinitionList,
  errorFor,
  Form,
  type PageContext,
  PageHeading,
  PublicLayout,
  TextField,
} from '../../ui/index.ts';
import type { CheckedDocument } from './document-read.ts';
import type { DocumentService } from './document-service.ts';
import { Fingerprint } from './fingerprint.tsx';
import { documentWords } from './words.ts';

export const checkPath = '/periksa/dokumen';

export function checkRoutes(platform: Platform, service: Pick<DocumentService, 'check'>): Hono<Env> {
  const routes = new Hono<Env>();

  routes.get(checkPath, async (c) => {
    const page = await platform.page(c);
    const typed = c.req.query('kode');
    if (typed === undefined) return show(c, <AskPage page={page} typed="" error={null} />);
    const read = parseReference('document', typed.slice(0, 100));
    if (read.ok) return goTo(c, page, `${checkPath}/${read.value}`);
    const { wrong } = documentWords(page.lang).check;
    const error = read.error.reason === 'empty' ? wrong.empty : wrong.typo;
    return show(c, <AskPage page={page} typed={typed.slice(0, 100)} error={error} />, 422);
  });

  routes.get(`${checkPath}/:code`, async (c) => {
    if (!(await platform.limits.take('receipt-check', c.get('addressMark')))) return platform.problem(c, 'too-many');
    const page = await platform.page(c);
    const code = parseReference('document', c.req.param('code'));
    const found = code.ok ? await service.check(code.value) : undefined;
    return found === undefined
      ? show(c, <UnknownPage page={page} />, 404)
      : show(c, <FoundPage page={page} found={found} demo={platform.demo} />);
  });

  return routes;
}

const AskPage: FC<{ readonly page: PageContext; readonly typed: string; readonly error: string | null }> = ({
  page,
  typed,
  error,
}) => {
  const { lang } = page;
  const words = documentWords(lang).check;
  const errors: readonly FieldError[] = error === null ? [] : [{ field: 'kode', message: error }];
  return (
    <PublicLayout page={page} title={words.title} description={words.description} errors={errors}>
      <PageHeading title={words.title} lead={words.lead} />
      <div class="form-narrow">
        <Form page={page} action={checkPath} method="get">
          <TextField
            lang={lang}
            name="kode"
            label={words.label}
            hint={words.hint}
            value={typed}
            error={errorFor(errors, 'kode')}
            code
          />
          <ButtonRow>
            <Button>{words.go}</Button>
          </ButtonRow>
        </Form>
      </div>
      <p>
        <a href={page.to('/periksa')}>{words.receipts}</a>
      </p>
    </PublicLayout>
  );
};

const UnknownPage: FC<{ readonly page: PageContext }> = ({ page }) => {
  const words = documentWords(page.lang).check;
  return (
    <PublicLayout page={page} title={words.unknownTitle} noindex>
      <PageHeading title={words.unknownTitle} lead={words.unknown} />
      <p>
        <a href={page.to(checkPath)}>{words.another}</a>
      </p>
    </PublicLayout>
  );
};

const FoundPage: FC<{ readonly page: PageContext; readonly found: CheckedDocument; readonly demo: boolean }> = ({
  page,
  found,
  demo,
}) => {
  const { lang } = page;
  const words = documentWords(lang).check;
  const { ended } = found;
  const title = ended === null ? words.genuineTitle : words.endedTitle[ended.what];
  return (
    <PublicLayout page={page} title={title} noindex>
      <PageHeading title={title} />
      {demo ? <p class="small">{words.demo}</p> : null}
      {ended === null ? null : (
        <Callout lang={lang} kind="warn">
          <p>{words.ended[ended.what](formatDay(ended.on, lang))}</p>
        </Callout>
      )}
      <DefinitionList
        items={[
          { term: words.kind, value: found.name[lang] },
          { term: words.office, value: found.office },
          { term: words.day, value: formatDay(found.issuedOn, lang) },
          { term: words.hash, value: <Fingerprint hex={found.sha256} /> },
        ]}
      />
      <p>{words.compare}</p>
      <div class="form-narrow" data-sha256={found.sha256} hidden>
        <div class="field">
          <label class="label" for="f-berkas">
            {words.file}
          </label>
          <p class="hint" id="f-berkas-hint">
            {words.fileHint}
          </p>
          <input
            class="input"
            id="f-berkas"
            type="file"
            accept="application/pdf,.pdf"
            aria-describedby="f-berkas-hint"
          />
        </div>
        <p role="status" data-same={words.same} data-different={words.different} data-failed={words.failed} />
      </div>
      <p>
        <a href={page.to(checkPath)}>{words.another}</a>
      </p>
    </PublicLayout>
  );
};
