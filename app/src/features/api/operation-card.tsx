/** One operation as the page shows it: what goes in, what comes out, what one would type, what it is refused for. */
import type { Child, FC } from 'hono/jsx';
import { isProblemCode, problemKinds } from '../../platform/api/index.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import type { PageContext } from '../../ui/index.ts';
import {
  type DocumentReader,
  entries,
  type FieldLine,
  list,
  meaning,
  property,
  text,
  type Variant,
} from './document-read.ts';
import { base } from './router.ts';
import { apiWords } from './words.ts';

export interface Shown {
  readonly method: string;
  readonly path: string;
  readonly operation: unknown;
}

export const OperationCard: FC<{
  readonly page: PageContext;
  readonly read: DocumentReader;
  readonly one: Shown;
  readonly publicUrl: string;
}> = ({ page, read, one, publicUrl }) => {
  const { lang } = page;
  const words = apiWords(lang);
  const { operation } = one;
  const detail = meaning(operation, lang);
  const scope = text(property(operation, 'x-scope'));
  const parameters: FieldLine[] = list(property(operation, 'parameters')).map((parameter) => {
    const schema = property(parameter, 'schema');
    return {
      name: `${text(property(parameter, 'name'))} (${text(property(parameter, 'in'))})`,
      type: read.typeOf(schema),
      required: property(parameter, 'required') === true,
      description: meaning(schema, lang) || meaning(parameter, lang),
    };
  });
  const sent = entries(property(operation, 'requestBody', 'content'));
  const body = property(operation, 'requestBody', 'content', 'application/json', 'schema');
  const isFile = sent.length > 1;
  const [status, answer] = entries(property(operation, 'responses')).find(([code]) => code.startsWith('2')) ?? [
    '200',
    undefined,
  ];
  const answered = property(answer, 'content', 'application/json', 'schema');
  const refusals = list(property(operation, 'x-problems')).map(text).filter(isProblemCode);
  return (
    <article class="card api-operation" id={idOf(one)}>
      <h3>
        {summaryOf(one, lang)}
        <code class="api-line">
          <b>{one.method}</b> {base}
          {one.path}
        </code>
      </h3>
      {detail === '' ? null : <p>{withCode(detail)}</p>}
      <p class="small">
        {scope === 'none' ? (
          words.open
        ) : scope === 'any' ? (
          words.anyToken
        ) : (
          <>
            {words.needs} <code>{scope}</code>
          </>
        )}
      </p>
      {parameters.length === 0 ? null : (
        <Fields title={words.parameters} variants={[{ title: null, fields: parameters }]} lang={lang} />
      )}
      {isFile ? (
        <p>
          {words.file} <code>{sent.map(([type]) => type).join(', ')}</code>.
        </p>
      ) : body === undefined ? null : (
        <Fields title={words.body} variants={read.variants(body, lang)} lang={lang} />
      )}
      {answered === undefined ? (
        <p>
          {words.answer} <code>{status}</code>: {words.noContent}
        </p>
      ) : (
        <Fields title={`${words.answer} ${status}`} variants={read.variants(answered, lang)} lang={lang} folded />
      )}
      <details class="disclosure">
        <summary>
          <span>{words.example}</span>
        </summary>
        <div class="disclosure-body">
          <pre class="api-code">{curlOf(one, read, publicUrl, isFile)}</pre>
        </div>
      </details>
      <details class="disclosure">
        <summary>
          <span>
            {words.problems} <span class="small">{refusals.length}</span>
          </span>
        </summary>
        <div class="disclosure-body">
          <ul class="api-refusals">
            {refusals.map((code) => (
              <li>
                <a href={page.to(`/api/problems/${code}`)}>
                  <code>{problemKinds[code].status}</code> {problemKinds[code].title[lang]}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </details>
    </article>
  );
};

const Fields: FC<{
  readonly title: string;
  readonly variants: readonly Variant[];
  readonly lang: Language;
  readonly folded?: boolean;
}> = ({ title, variants, lang, folded }) => {
  const words = apiWords(lang);
  const all = variants.map((variant) => (
    <>
      {variant.title === null ? null : <h5>{variant.title}</h5>}
      <FieldList fields={variant.fields} lang={lang} />
    </>
  ));
  const heading = variants.length > 1 ? `${title}. ${words.oneOf}:` : title;
  const count = variants.reduce((sum, { fields }) => sum + fields.length, 0);
  if (folded === true || count > 12)
    return (
      <details class="disclosure">
        <summary>
          <span>
            {heading} <span class="small">{words.fields(formatNumber(count, lang))}</span>
          </span>
        </summary>
        <div class="disclosure-body">{all}</div>
      </details>
    );
  return (
    <div>
      <h4>{heading}</h4>
      {all}
    </div>
  );
};

const FieldList: FC<{ readonly fields: readonly FieldLine[]; readonly lang: Language }> = ({ fields, lang }) => (
  <dl class="api-fields">
    {fields.map((field) => (
      <div>
        <dt>
          <code>{field.name}</code>
        </dt>
        <dd>
          {withCode(field.description)} <span class="api-type">{field.type}</span>
          {field.required ? <span class="api-type"> · {apiWords(lang).required}</span> : null}
        </dd>
      </div>
    ))}
  </dl>
);

/** Words between back-ticks are names of the interface. */
export function withCode(text_: string): Child {
  return text_.split('`').map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part));
}

export function idOf({ operation }: Shown): string {
  return text(property(operation, 'operationId'));
}

export function summaryOf({ operation }: Shown, lang: Language): string {
  return text(property(operation, lang === 'en' ? 'x-summary-en' : 'summary'));
}

/** What one would type, with the examples of the document. */
function curlOf({ method, path, operation }: Shown, read: DocumentReader, publicUrl: string, isFile: boolean): string {
  const query: string[] = [];
  const headers: string[] = [];
  let filled = path;
  for (const parameter of list(property(operation, 'parameters'))) {
    const name = text(property(parameter, 'name'));
    const example = String(read.exampleOf(property(parameter, 'schema')) ?? '');
    const place = text(property(parameter, 'in'));
    if (place === 'path') filled = filled.replace(`{${name}}`, example);
    if (place === 'query' && property(parameter, 'required') === true)
      query.push(`${name}=${encodeURIComponent(example)}`);
    if (place === 'header') headers.push(`-H '${name}: ${example}'`);
  }
  const body = property(operation, 'requestBody', 'content', 'application/json', 'schema');
  const address = `${publicUrl}${base}${filled}${query.length === 0 ? '' : `?${query.join('&')}`}`;
  return [
    `curl${method === 'GET' ? '' : ` -X ${method}`}`,
    ...(text(property(operation, 'x-scope')) === 'none' ? [] : ["-H 'Authorization: Bearer netra_…'"]),
    ...headers,
    ...(isFile ? ["-H 'Content-Type: text/csv'", '--data-binary @berkas.csv'] : []),
    ...(body === undefined || isFile
      ? []
      : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(read.exampleOf(body))}'`]),
    `'${address}'`,
  ].join(' \\\n  ');
}
