/** The readable reference: made from the document on the server, one long page that the browser's own search goes through. No script. */
import type { Child, FC } from 'hono/jsx';
import {
  type Tag as ApiTag,
  eventWords,
  isProblemCode,
  problemKinds,
  scopes,
  scopeWords,
  tags,
  webhookEvents,
} from '../../platform/api/index.ts';
import { formatNumber } from '../../platform/i18n/numbers.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Breadcrumb,
  DefinitionList,
  type PageContext,
  PageHeading,
  PublicLayout,
  Section,
  Table,
} from '../../ui/index.ts';
import { API_VERSION, type OpenApiDocument } from './document.ts';
import {
  type DocumentReader,
  entries,
  type FieldLine,
  list,
  meaning,
  property,
  reader,
  text,
  type Variant,
} from './document-read.ts';
import { base } from './router.ts';
import { apiWords } from './words.ts';

interface Shown {
  readonly method: string;
  readonly path: string;
  readonly operation: unknown;
}

export const ReferencePage: FC<{
  readonly page: PageContext;
  readonly document: OpenApiDocument;
  readonly publicUrl: string;
}> = ({ page, document, publicUrl }) => {
  const { lang } = page;
  const words = apiWords(lang);
  const read = reader(document);
  const shown: Shown[] = entries(property(document, 'paths')).flatMap(([path, methods]) =>
    entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const ofTag = (tag: ApiTag): readonly Shown[] =>
    shown.filter((one) => list(property(one.operation, 'tags')).includes(tag));
  return (
    <PublicLayout page={page} title={words.title} description={words.lead}>
      <PageHeading title={words.title} lead={words.lead} about={`${API_VERSION} · ${base}`} />
      <nav class="api-contents" aria-label={words.contents}>
        <h2>{words.contents}</h2>
        <ul>
          <li>
            <a href="#mulai">{words.start}</a>
          </li>
          <li>
            <a href="#cakupan">{words.scopes}</a>
          </li>
          {tags.map((tag) => (
            <li>
              <a href={`#${tag}`}>{words.tag[tag]}</a>
              <ul>
                {ofTag(tag).map((one) => (
                  <li>
                    <a href={`#${idOf(one)}`}>{summaryOf(one, lang)}</a>
                  </li>
                ))}
              </ul>
            </li>
          ))}
          <li>
            <a href="#kejadian">{words.events}</a>
          </li>
        </ul>
      </nav>
      <Section title={words.start} id="mulai">
        <p>{words.startText}</p>
        <pre class="api-code">{`curl ${publicUrl}${base}/law/elections\ncurl -H 'Authorization: Bearer netra_…' ${publicUrl}${base}/token`}</pre>
        <h3>{words.rules}</h3>
        <ul class="dots">
          {[
            words.rule.token,
            words.rule.once,
            words.rule.match,
            words.rule.pages,
            words.rule.problems,
            words.rule.unknown,
            words.rule.rates,
            words.rule.cors,
            words.rule.times,
          ].map((rule) => (
            <li>{rule}</li>
          ))}
        </ul>
        <p>
          <a href={`${base}/openapi.json`}>{words.document}</a> ·{' '}
          <a href={page.to('/api/problems')}>{words.allProblems}</a>
        </p>
      </Section>
      <Section title={words.scopes} id="cakupan">
        <Table
          caption={words.scopes}
          captionHidden
          rows={scopes}
          empty={null}
          columns={[
            { label: words.scope, head: true, cell: (scope) => <code>{scope}</code> },
            {
              label: words.meaning,
              cell: (scope) => (
                <>
                  {scopeWords[scope].name[lang]}
                  <small>{scopeWords[scope].says[lang]}</small>
                </>
              ),
            },
          ]}
        />
      </Section>
      {tags.map((tag) => (
        <Section title={words.tag[tag]} id={tag}>
          <div class="stack">
            {ofTag(tag).map((one) => (
              <OperationCard page={page} read={read} one={one} publicUrl={publicUrl} />
            ))}
          </div>
        </Section>
      ))}
      <Section title={words.events} id="kejadian">
        <p>{words.eventsLead}</p>
        <Table
          caption={words.events}
          captionHidden
          rows={webhookEvents}
          empty={null}
          columns={[
            {
              label: words.event,
              head: true,
              cell: (event) => (
                <>
                  <code>{event}</code>
                  <small>{eventWords[event][lang]}</small>
                </>
              ),
            },
            {
              label: words.holds,
              cell: (event) => {
                const schema = property(
                  document,
                  'webhooks',
                  event,
                  'post',
                  'requestBody',
                  'content',
                  'application/json',
                  'schema',
                );
                const names = read.variants(schema, lang).flatMap(({ fields }) => fields.map(({ name }) => name));
                return <code>{names.join(', ')}</code>;
              },
            },
          ]}
        />
      </Section>
    </PublicLayout>
  );
};

const OperationCard: FC<{
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
function withCode(text_: string): Child {
  return text_.split('`').map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part));
}

function idOf({ operation }: Shown): string {
  return text(property(operation, 'operationId'));
}

function summaryOf({ operation }: Shown, lang: Language): string {
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

export const ProblemsPage: FC<{
  readonly page: PageContext;
  readonly codes: readonly (keyof typeof problemKinds)[];
}> = ({ page, codes }) => {
  const { lang } = page;
  const words = apiWords(lang);
  return (
    <PublicLayout page={page} title={words.problem.title} description={words.problem.lead}>
      <PageHeading
        title={words.problem.title}
        lead={words.problem.lead}
        above={
          <Breadcrumb
            lang={lang}
            items={[{ label: words.title, href: page.to('/api') }, { label: words.problem.title }]}
          />
        }
      />
      <Table
        caption={words.problem.title}
        captionHidden
        rows={codes}
        empty={null}
        columns={[
          { label: words.problem.status, cell: (code) => <code>{problemKinds[code].status}</code> },
          {
            label: words.problem.code,
            head: true,
            cell: (code) => (
              <a href={page.to(`/api/problems/${code}`)}>
                <code>{code}</code>
              </a>
            ),
          },
          { label: words.meaning, cell: (code) => problemKinds[code].title[lang] },
        ]}
      />
    </PublicLayout>
  );
};

export const ProblemPage: FC<{ readonly page: PageContext; readonly code: keyof typeof problemKinds }> = ({
  page,
  code,
}) => {
  const { lang } = page;
  const words = apiWords(lang);
  const { title, status, remedy } = problemKinds[code];
  return (
    <PublicLayout page={page} title={title[lang]} description={remedy[lang]}>
      <PageHeading
        title={title[lang]}
        above={
          <Breadcrumb
            lang={lang}
            items={[
              { label: words.title, href: page.to('/api') },
              { label: words.problem.title, href: page.to('/api/problems') },
              { label: code },
            ]}
          />
        }
      />
      <DefinitionList
        items={[
          { term: words.problem.code, value: <code>{code}</code> },
          { term: words.problem.status, value: <code>{status}</code> },
          { term: words.problem.remedy, value: withCode(remedy[lang]) },
        ]}
      />
    </PublicLayout>
  );
};
