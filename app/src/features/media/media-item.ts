/** What was read out of a text as it lies in the database: parsed again when it is read, since older rows may lack what later versions find. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { actKinds, articleKinds, type ExtractedArticle } from './extraction/types.ts';

const Person = z.object({ name: z.string(), role: z.string().nullable(), institution: z.string().nullable() });
const names = z.array(z.string()).default([]);
const kinds = z.enum(articleKinds).catch('other');

export const StoredFacts = z.object({
  title: z.string().nullable().default(null),
  titleFrom: z.enum(['headline', 'first-sentence', 'inside']).nullable().catch(null),
  publishedOn: z.string().nullable().default(null),
  eventOn: z.string().nullable().default(null),
  dateNote: z.string().nullable().default(null),
  kind: kinds,
  alsoKinds: z.array(kinds).default([]),
  speakers: z.array(Person).default([]),
  mentioned: z.array(Person).default([]),
  institutions: names,
  regions: names,
  unclearPlaces: names,
  regulations: names,
  elections: names,
  actMentions: z.array(z.object({ kind: z.enum(actKinds).catch('other'), text: z.string() })).default([]),
  quotes: z.array(z.object({ speaker: z.string().nullable(), text: z.string() })).default([]),
  repeatsItself: z.boolean().default(false),
  publisher: z.string().nullable().default(null),
  source: z.string().nullable().default(null),
});
export type StoredFacts = z.infer<typeof StoredFacts>;

export function factsFrom(article: ExtractedArticle): StoredFacts {
  return StoredFacts.parse(article);
}

/** The same text is the same item, whatever its line ends and spaces at the edges. */
export function contentHash(text: string): Buffer {
  return createHash('sha256').update(plain(text)).digest();
}

export function plain(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .trim()
    .normalize('NFC');
}
