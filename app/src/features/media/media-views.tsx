/** Pages of the media desk as markup. */
import type { Rulebook } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { formatDay } from '../../platform/i18n/dates.ts';
import type { Language } from '../../platform/i18n/words.ts';
import {
  Breadcrumb,
  Button,
  ButtonLink,
  ButtonRow,
  Callout,
  Card,
  DefinitionList,
  DeskLayout,
  EmptyState,
  errorFor,
  type FieldError,
  Form,
  Notice,
  type PageContext,
  PageHeading,
  Pagination,
  Section,
  Split,
  Stack,
  Table,
  Tag,
  TextArea,
  TextField,
} from '../../ui/index.ts';
import { FactCards, institutionList } from './facts-view.tsx';
import type { StoredFacts } from './media-item.ts';
import type { MediaItem } from './media-service.ts';
import { mediaWords } from './words.ts';

/** When it was, in words; a day that the text does not state stays unstated. */
function dayOf(facts: StoredFacts, lang: Language): string {
  const words = mediaWords(lang);
  if (facts.publishedOn !== null) return `${formatDay(facts.publishedOn, lang, 'medium')} (${words.published})`;
  if (facts.eventOn !== null) return `${formatDay(facts.eventOn, lang, 'medium')} (${words.event})`;
  return facts.dateNote === null ? words.dateUnknown : words.dateNote(facts.dateNote);
}

export interface ListProps {
  readonly page: PageContext;
  readonly items: readonly MediaItem[];
  readonly mayAdd: boolean;
  readonly previous: string | null;
  readonly next: string | null;
}

export const MediaListPage: FC<ListProps> = ({ page, items, mayAdd, previous, next }) => {
  const { lang } = page;
  const words = mediaWords(lang);
  const add = mayAdd ? <ButtonLink href={page.to('/media/baru')}>{words.add}</ButtonLink> : undefined;
  return (
    <DeskLayout page={page} title={words.title}>
      <PageHeading title={words.title} about={`${words.lead} ${words.leadNote}`} />
      {add === undefined || items.length === 0 ? null : <ButtonRow>{add}</ButtonRow>}
      <Table
        caption={words.caption}
        captionHidden
        keys
        rows={items}
        empty={
          <EmptyState title={words.emptyTitle} action={add}>
            <p>{words.emptyBody}</p>
          </EmptyState>
        }
        columns={[
          {
            label: words.columns.title,
            head: true,
            cell: (item) => (
              <>
                <a href={page.to(`/media/${item.id}`)}>
                  <b>{item.title === '' ? words.noTitle : item.title}</b>
                </a>
                {item.facts.publisher === null ? null : <small>{item.facts.publisher}</small>}
              </>
            ),
          },
          { label: words.columns.date, cell: (item) => dayOf(item.facts, lang) },
          { label: words.columns.kind, cell: (item) => words.kinds[item.facts.kind] },
          { label: words.columns.institutions, cell: (item) => institutionList(item.facts.institutions, lang) },
          { label: words.columns.marks, cell: (item) => <Marks lang={lang} item={item} /> },
        ]}
      />
      <Pagination lang={lang} previous={previous} next={next} />
    </DeskLayout>
  );
};

const Marks: FC<{ readonly lang: Language; readonly item: MediaItem }> = ({ lang, item }) => {
  const words = mediaWords(lang);
  return (
    <>
      {item.facts.repeatsItself ? <Tag kind="due">{words.repeats}</Tag> : null}
      {item.duplicate === null ? null : <Tag>{words.duplicate}</Tag>}
    </>
  );
};

export interface ItemProps {
  readonly page: PageContext;
  readonly law: Rulebook;
  readonly item: MediaItem & { readonly body: string };
  /** The person may open a case from it. */
  readonly mayLead: boolean;
  readonly notice?: Child | undefined;
}

export const MediaItemPage: FC<ItemProps> = ({ page, law, item, mayLead, notice }) => {
  const { lang } = page;
  const words = mediaWords(lang);
  const { facts, duplicate } = item;
  const title = item.title === '' ? words.noTitle : item.title;
  return (
    <DeskLayout page={page} title={title} notice={notice}>
      <PageHeading
        above={<Breadcrumb lang={lang} items={[{ label: words.title, href: page.to('/media') }, { label: title }]} />}
        title={title}
        about={`${dayOf(facts, lang)} · ${words.kinds[facts.kind]}`}
      />
      {duplicate === null ? null : (
        <p>
          {words.duplicateOf}{' '}
          <a href={page.to(`/media/${duplicate.id}`)}>{duplicate.title === '' ? words.noTitle : duplicate.title}</a>
        </p>
      )}
      <Split rail={<FactCards lang={lang} law={law} facts={facts} sourceName={item.sourceName} />}>
        <Callout lang={lang} title={words.clue}>
          <p>{words.clueBody}</p>
          {mayLead ? (
            <p>
              <a href={page.to(`/perkara/baru?asal=petunjuk&media=${item.id}`)}>{words.makeLead}</a>
            </p>
          ) : null}
        </Callout>
        {facts.repeatsItself ? (
          <Callout lang={lang} kind="warn" title={words.repeats}>
            <p>{words.repeatsLong}</p>
          </Callout>
        ) : null}
        <Section title={words.text}>
          <ArticleText body={item.body} />
        </Section>
      </Split>
    </DeskLayout>
  );
};

const ArticleText: FC<{ readonly body: string }> = ({ body }) => (
  <Stack gap="tight">
    {body
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => (
        <p>{line}</p>
      ))}
  </Stack>
);

export interface PasteProps {
  readonly page: PageContext;
  readonly law: Rulebook;
  readonly source: string;
  readonly text: string;
  readonly errors?: readonly FieldError[] | undefined;
  /** Read, not stored yet. */
  readonly preview?: StoredFacts | undefined;
}

export const PastePage: FC<PasteProps> = ({ page, law, source, text, errors, preview }) => {
  const { lang } = page;
  const all = mediaWords(lang);
  const words = all.paste;
  return (
    <DeskLayout page={page} title={words.title} errors={errors}>
      <PageHeading
        above={
          <Breadcrumb lang={lang} items={[{ label: all.title, href: page.to('/media') }, { label: words.title }]} />
        }
        title={words.title}
        about={words.lead}
      />
      {preview === undefined ? null : (
        <Section title={words.previewTitle}>
          <Card>
            <DefinitionList
              items={[
                { term: all.columns.title, value: preview.title ?? all.noTitle },
                { term: all.columns.date, value: dayOf(preview, lang) },
                { term: all.kindLabel, value: all.kinds[preview.kind] },
              ]}
            />
          </Card>
          <FactCards lang={lang} law={law} facts={preview} sourceName={source} />
        </Section>
      )}
      <Form page={page} action="/media/baru">
        <TextField
          lang={lang}
          name="source"
          label={words.source}
          hint={words.sourceHint}
          value={source}
          maxlength={120}
          width="half"
          error={errorFor(errors, 'source')}
        />
        <TextArea
          lang={lang}
          name="text"
          label={words.text}
          hint={words.textHint}
          value={text}
          rows={14}
          limit={60_000}
          error={errorFor(errors, 'text')}
        />
        <ButtonRow>
          {preview === undefined ? null : (
            <Button name="do" value="store">
              {words.store}
            </Button>
          )}
          <Button name="do" value="preview" kind={preview === undefined ? 'primary' : 'quiet'}>
            {words.preview}
          </Button>
        </ButtonRow>
      </Form>
    </DeskLayout>
  );
};

export const StoredNotice: FC<{ readonly lang: Language; readonly isNew: boolean }> = ({ lang, isNew }) => {
  const words = mediaWords(lang).paste;
  return (
    <Notice lang={lang} title={isNew ? words.stored : words.there}>
      <p>{isNew ? words.storedBody : words.thereBody}</p>
    </Notice>
  );
};
