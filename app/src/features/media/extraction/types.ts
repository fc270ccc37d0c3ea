/** What is read out of a news text: the shape of `netra media extract`, and more where the text gives more. */
import type { ActKind } from '@netra/rulebook';

export const articleKinds = [
  'appeal',
  'pledge',
  'outreach',
  'coordination',
  'alleged-violation',
  'decision',
  'regulation',
  'other',
] as const;
export type ArticleKind = (typeof articleKinds)[number];

/** Kinds of act are the rulebook's: what an article speaks of and what is assessed can never drift apart. */
export { type ActKind, actKinds } from '@netra/rulebook';

/** A person with the post that the text gives; what the text does not say is null. */
export type Person = {
  readonly name: string;
  readonly role: string | null;
  readonly institution: string | null;
};

export type ExtractedArticle = {
  /** As the caller named it. */
  readonly file: string;
  readonly title: string | null;
  /** ISO day that the text itself states as its own day. */
  readonly publishedOn: string | null;
  /** ISO day of what is told. Never the date of a law, never polling day merely because it is named. */
  readonly eventOn: string | null;
  readonly kind: ArticleKind;
  readonly speakers: readonly Person[];
  /** Ids in the order in which they are first named: `kemendagri`, `pemkot-malang` … */
  readonly institutions: readonly string[];
  /** Kemendagri codes of the places told of; not of where the reporter sat. */
  readonly regions: readonly string[];
  readonly regulations: readonly string[];
  readonly elections: readonly string[];
  readonly acts: readonly ActKind[];
  readonly quotes: readonly { readonly speaker: string | null; readonly text: string }[];
  readonly repeatsItself: boolean;
  readonly duplicateOf: string | null;

  /** Where the title was found: a line above the text, its first sentence, or a headline in the middle of the text. */
  readonly titleFrom: 'headline' | 'first-sentence' | 'inside' | null;
  /** What the text says of its day when that is no date ("Minggu"), or that weekday and date do not fit together. */
  readonly dateNote: string | null;
  /** Further kinds it has something of, strongest first. */
  readonly alsoKinds: readonly ArticleKind[];
  /** Who is named with a post and does not speak. */
  readonly mentioned: readonly Person[];
  /** The words because of which each kind of act was found. */
  readonly actMentions: readonly { readonly kind: ActKind; readonly text: string }[];
  /** Publisher and source, only if the text names them. */
  readonly publisher: string | null;
  readonly source: string | null;
  /** Where it was written or a statement was sent from. */
  readonly reportedFrom: readonly string[];
  /** Places that could be more than one, such as "Malang" alone (city or regency). */
  readonly unclearPlaces: readonly string[];
};
