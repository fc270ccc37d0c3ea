/** Text as a person typed it: without letters that nobody sees and that make a page say something else than what is stored. */

/**
 * Control characters, which PostgreSQL or a terminal would stumble over. Marks that turn the direction of writing: with one of them a name can
 * reorder the words beside it on the page of an officer. Spaces and hyphens without width, and the invisible letters of Unicode's "tags": they
 * make two names that look the same different, and hide words. The joiners U+200C and U+200D stay: scripts of Indonesia and emoji need them.
 */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e007f}]/gu;

/** Line ends as one kind, halves of letters as the mark for what is missing, one way of writing each accent. */
export function cleanText(text: string): string {
  // Nearly everything that is typed is plain letters.
  if (/^[ -~\n]*$/.test(text)) return text;
  return text
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replaceAll(unseen, '')
    .normalize('NFC');
}

/**
 * Letters of a text as PostgreSQL counts them. Ours count twice what lies outside the basic plane: a limit of at least ten letters would let
 * five such letters through, which the database then refuses.
 */
export function lettersOf(text: string): number {
  return [...text].length;
}
