/** Pure: what may not stand in a text that an institution publishes: numbers of persons, contacts, and how people are addressed by name. */
export type ReplyFinding = { readonly kind: 'number' | 'contact' | 'name'; readonly found: string };

/** From eight digits on a number names somebody: employee numbers have 18, those of residents 16, telephones ten and more. */
const number = /\d(?:[\s.-]?\d){7,}/g;
const harmless = /^(?:\d{4}-\d{2}-\d{2}|\d{1,3}(?:\.\d{3})+)$/;
const contact = /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]+|(?<![\p{L}\d])@[\p{L}\d._]{3,}/gu;
const addressed =
  /\b(?:[Bb]apak|[Pp]ak|[Ii]bu|[Bb]u|[Ss]audara|[Ss]audari|[Ss]dr\.?|[Ss]dri\.?|[Hh]j?\.|[Dd]rs?\.|[Dd]ra\.|[Ii]r\.|[Pp]rof\.)\s+\p{Lu}[\p{L}.'-]+/gu;
/** Titles behind a name: "…, S.H.", "…, M.Si". */
const titled =
  /(?<!\p{L})\p{Lu}\p{Ll}{1,30}(?:\s{1,3}\p{Lu}\p{Ll}{1,30}){0,5},\s{0,3}(?:S|M)\.?\s?[A-Z][A-Za-z.]{0,5}/gu;

export function replyFindings(text: string): readonly ReplyFinding[] {
  const found = (kind: ReplyFinding['kind'], pattern: RegExp): readonly ReplyFinding[] =>
    [...text.matchAll(pattern)].map(([match]) => ({ kind, found: match.trim() }));
  // Days and sums of money are no persons.
  const persons = found('number', number).filter((one) => !harmless.test(one.found));
  return [...persons, ...found('contact', contact), ...found('name', addressed), ...found('name', titled)];
}
