/** What was read out of a text, as cards beside it. What the text does not say is said to be unsaid. */
import type { Rulebook } from '@netra/rulebook';
import type { Child, FC } from 'hono/jsx';
import { formatDay } from '../../platform/i18n/dates.ts';
import type { Language } from '../../platform/i18n/words.ts';
import { Card, DefinitionList } from '../../ui/index.ts';
import type { StoredFacts } from './media-item.ts';
import { electionName, institutionName, regionName, regulationName } from './names.ts';
import { mediaWords } from './words.ts';

export function institutionList(ids: readonly string[], lang: Language): string {
  return ids.length === 0 ? mediaWords(lang).none : ids.map(institutionName).join(', ');
}

export interface FactCardsProps {
  readonly lang: Language;
  readonly law: Rulebook;
  readonly facts: StoredFacts;
  readonly sourceName: string;
}

export const FactCards: FC<FactCardsProps> = ({ lang, law, facts, sourceName }) => {
  const words = mediaWords(lang);
  const or = (value: string | null): string => value ?? words.none;
  const day = (value: string | null): string => (value === null ? dayless(facts, lang) : formatDay(value, lang));
  return (
    <>
      <Card title={words.facts} headingLevel={2}>
        <DefinitionList
          items={[
            { term: words.publisher, value: or(facts.publisher) },
            { term: words.source, value: or(facts.source) },
            { term: words.cameAs, value: sourceName },
            {
              term: words.publishedOn,
              value: facts.publishedOn === null ? words.none : formatDay(facts.publishedOn, lang),
            },
            { term: words.eventOn, value: day(facts.eventOn) },
            ...(facts.eventOn !== null && facts.dateNote !== null
              ? [{ term: words.columns.date, value: words.unclearNote(facts.dateNote) }]
              : []),
            ...(facts.titleFrom === null
              ? []
              : [{ term: words.columns.title, value: words.titleFrom[facts.titleFrom] }]),
            ...(facts.alsoKinds.length === 0
              ? []
              : [{ term: words.alsoKinds, value: facts.alsoKinds.map((kind) => words.kinds[kind]).join(', ') }]),
          ]}
        />
      </Card>
      <Card title={words.speakers}>
        <People lang={lang} people={facts.speakers} />
      </Card>
      {facts.mentioned.length === 0 ? null : (
        <Card title={words.mentioned}>
          <People lang={lang} people={facts.mentioned} />
        </Card>
      )}
      <Card title={words.institutions}>
        <List lang={lang} items={facts.institutions.map(institutionName)} />
      </Card>
      <Card title={words.regulations}>
        <List lang={lang} items={facts.regulations.map((id) => regulationName(id, lang))} />
      </Card>
      <Card title={words.elections}>
        <List lang={lang} items={facts.elections.map((id) => electionName(law, id, lang))} />
      </Card>
      <Card title={words.regions}>
        <List lang={lang} items={facts.regions.map(regionName)} />
        {facts.unclearPlaces.length === 0 ? null : <p class="small">{words.unclear(facts.unclearPlaces.join(', '))}</p>}
      </Card>
      <Card title={words.acts}>
        <List
          lang={lang}
          items={facts.actMentions.map((mention) => (
            <>
              {words.actKinds[mention.kind]}: <q>{mention.text}</q>
            </>
          ))}
        />
        {facts.actMentions.length === 0 ? null : <p class="small">{words.actsNote}</p>}
      </Card>
      <Card title={words.quotes}>
        <List
          lang={lang}
          items={facts.quotes.map((quote) => (
            <>
              <b>{quote.speaker ?? words.unknownSpeaker}:</b> <q>{quote.text}</q>
            </>
          ))}
        />
      </Card>
    </>
  );
};

/** The text names a weekday and no date, or nothing at all. */
function dayless(facts: StoredFacts, lang: Language): string {
  const words = mediaWords(lang);
  return facts.dateNote === null ? words.none : words.dateNote(facts.dateNote);
}

const List: FC<{ readonly lang: Language; readonly items: readonly Child[] }> = ({ lang, items }) =>
  items.length === 0 ? (
    <p class="muted">{mediaWords(lang).none}</p>
  ) : (
    <ul class="stack stack-tight">
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  );

const People: FC<{ readonly lang: Language; readonly people: StoredFacts['speakers'] }> = ({ lang, people }) => {
  const words = mediaWords(lang);
  return (
    <List
      lang={lang}
      items={people.map((person) => (
        <>
          <b>{person.name}</b>
          <br />
          {person.role ?? words.noRole}
          <br />
          <span class="small">
            {person.institution === null ? words.noInstitution : institutionName(person.institution)}
          </span>
        </>
      ))}
    />
  );
};
