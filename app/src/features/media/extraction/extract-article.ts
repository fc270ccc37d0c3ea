/** Reads facts out of a news text by rules, without network and without guessing: what the text does not say stays null or empty. */
import { findActs } from './acts.ts';
import { findDates } from './dates.ts';
import { findElections } from './elections.ts';
import { findInstitutions } from './institutions.ts';
import { findKinds } from './kind.ts';
import { findPlaces, placeReader } from './places.ts';
import { regionsByName } from './regions.ts';
import { findRegulations } from './regulations.ts';
import { findDuplicates, repeatsItself, wordsOf } from './repetition.ts';
import { findSpeech } from './speech.ts';
import { type Prepared, prepare, sentencesOf } from './text.ts';
import type { ExtractedArticle } from './types.ts';

export type NewsFile = { readonly name: string; readonly text: string };

/** One text on its own; `duplicateOf` needs others to compare with and is null here. */
export function extractArticle(text: string, fileName: string): ExtractedArticle {
  const prepared = prepare(text);
  return extracted(prepared, wordsOf(prepared.paragraphs.join('\n')), fileName);
}

/** Several texts of one call, in their order; each that repeats an earlier one says which. */
export function extractArticles(files: readonly NewsFile[]): ExtractedArticle[] {
  const prepared = files.map(({ text }) => prepare(text));
  const words = prepared.map(({ paragraphs }) => wordsOf(paragraphs.join('\n')));
  const duplicates = findDuplicates(words);
  return files.map(({ name }, index) => {
    const one = prepared[index];
    const duplicate = duplicates[index] ?? null;
    if (one === undefined) throw new Error('every file was prepared');
    return {
      ...extracted(one, words[index] ?? [], name),
      duplicateOf: duplicate === null ? null : (files[duplicate]?.name ?? null),
    };
  });
}

function extracted(prepared: Prepared, words: readonly string[], file: string): ExtractedArticle {
  const { title, titleFrom, paragraphs, captions, datelineParts } = prepared;
  const ownTitle = titleFrom === 'first-sentence' ? null : title;
  const texts = ownTitle === null ? [...paragraphs, ...captions] : [ownTitle, ...paragraphs, ...captions];
  const whole = texts.join('\n');
  const isPlace = placeReader(texts);
  const dates = findDates(prepared.head, [...paragraphs, ...captions]);
  const elections = findElections(whole, dates.eventOn ?? dates.publishedOn);
  const opening = sentencesOf((paragraphs[0] ?? '').slice(0, 3000))
    .slice(0, 2)
    .join(' ');
  const { kind, alsoKinds } = findKinds(ownTitle, opening, paragraphs.join('\n').slice(opening.length));
  const actMentions = findActs(paragraphs, kind === 'alleged-violation' || kind === 'decision');
  const { speakers, mentioned, quotes } = findSpeech(paragraphs, captions, isPlace);
  const places = findPlaces(texts, datelineParts);
  return {
    file,
    title,
    publishedOn: dates.publishedOn,
    eventOn: dates.eventOn,
    kind,
    speakers,
    institutions: findInstitutions(whole, isPlace),
    regions: places.regions,
    regulations: findRegulations(whole, elections),
    elections,
    acts: actMentions.map((mention) => mention.kind),
    quotes,
    repeatsItself: repeatsItself(words),
    duplicateOf: null,
    titleFrom,
    dateNote: dates.dateNote,
    alsoKinds,
    mentioned,
    actMentions,
    publisher: publisherOf(datelineParts, isPlace),
    source: prepared.source,
    reportedFrom: places.reportedFrom,
    unclearPlaces: places.unclear,
  };
}

const placeNames = new Set([...regionsByName.keys()].map((name) => name.toLowerCase()));

/**
 * The part of a dateline that is no place: "Tujujatim.id", "ANTARA" in brackets, "MALANG TERKINI". One word in capitals alone is a place
 * that we do not know, rather than a newspaper.
 */
function publisherOf(datelineParts: readonly string[], isPlace: (run: string) => string | null): string | null {
  const address = datelineParts.find((part) => /\.[a-z]{2,4}$/i.test(part));
  if (address !== undefined) return address;
  return (
    datelineParts.find((part, index) => {
      const plain = part.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
      if (placeNames.has(part.toLowerCase()) || isPlace(plain) === plain) return false;
      return /^[\p{Lu} ]+$/u.test(part) && (index > 0 || part.includes(' '));
    }) ?? null
  );
}
