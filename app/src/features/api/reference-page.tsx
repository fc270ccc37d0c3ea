/** The readable reference: made from the document on the server, one long page that the browser's own search goes through. No script. */
import type { FC } from 'hono/jsx';
import { type Tag as ApiTag, eventWords, scopes, scopeWords, tags, webhookEvents } from '../../platform/api/index.ts';
import { type PageContext, PageHeading, PublicLayout, Section, Table } from '../../ui/index.ts';
import { API_VERSION, type OpenApiDocument } from './document.ts';
import { entries, list, property, reader } from './document-read.ts';
import { idOf, OperationCard, type Shown, summaryOf } from './operation-card.tsx';
import { base } from './router.ts';
import { apiWords } from './words.ts';

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
