/** An account cut into words: as they were written, as they are usually spelt, and their bare form. Pure. */
import { isGivenName, isRoleWord, isTitle } from './names.ts';
import { usualSpelling } from './slang.ts';

export interface Token {
  /** As it stands in the text. */
  readonly shown: string;
  /** Small letters, usual spelling, without doubling and without "-nya". */
  readonly word: string;
  /** Without prefixes, suffixes and the first letter that a prefix swallows: the same for "memasang", "dipasang", "masang" and "pasangin". */
  readonly bare: string;
  /** A person's name, as far as can be told: it says nothing about the act. */
  readonly name: boolean;
  /** Begins a new sentence (or line). */
  readonly first: boolean;
}

const pieces = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*|[.!?\n;]+|[\p{Extended_Pictographic}]/gu;
const ends = /^[.!?\n;]+$/;
const emojiWords: ReadonlyMap<string, string> = new Map([
  ['👍', 'emojijempol'],
  ['❤', 'emojihati'],
  ['🔥', 'emojiapi'],
  ['✌', 'emojijari'],
  ['☝', 'emojijari'],
  ['🙏', 'emojimohon'],
]);

/** @param text any string; the work is linear in its length */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let first = true;
  let afterTitle = false;
  let afterName: boolean = false;
  for (const [piece] of text.normalize('NFC').matchAll(pieces)) {
    if (ends.test(piece)) {
      first = true;
      afterTitle = false;
      afterName = false;
      continue;
    }
    const plain = squeeze(piece.toLowerCase().replaceAll(/[’']/g, ''));
    const capital = /^\p{Lu}[\p{Ll}'’-]*$/u.test(piece);
    const role: boolean = isRoleWord(plain);
    const name: boolean = !role && (isGivenName(plain) || (capital && (afterTitle || afterName)));
    const word = name ? '~' : wordOf(plain);
    tokens.push({ shown: piece, word, bare: name ? '~' : bareOf(word), name, first });
    afterName = name;
    afterTitle = isTitle(plain);
    first = false;
  }
  return tokens;
}

/** "bangettt" is "banget"; "maaf" keeps its two letters. */
function squeeze(word: string): string {
  return word.replaceAll(/(\p{L})\1{2,}/gu, '$1').replace(/([^\W\d_])\1$/u, '$1');
}

/** The usual spelling of a word in small letters. */
export function wordOf(plain: string): string {
  if (/^\p{N}/u.test(plain) && !/\p{L}/u.test(plain)) return '#';
  const emoji = emojiWords.get(plain);
  if (emoji !== undefined) return emoji;
  const direct = usualSpelling(plain);
  if (direct !== plain) return direct;
  let word = plain.replace(/^(\p{L}{3,})2(?:an|nya)?$/u, '$1');
  const doubled = /^(\p{L}+)-(\p{L}+)$/u.exec(word);
  if (doubled !== null) {
    const [, left = '', right = ''] = doubled;
    if (right.startsWith(left) || left.endsWith(right)) word = left;
    else if (/^(?:nge|di|se|me|ng)$/.test(left)) word = usualSpelling(right);
    else word = right.length > 3 && left.length > 3 ? `${left}${right}` : left + right;
  }
  const without =
    word.length > 5 ? word.replace(/(?:nya|lah|kah|pun|ne|e)$/u, (ending) => (ending === 'e' ? ending : '')) : word;
  return usualSpelling(without);
}

const suffixes = /(?:kannya|annya|kan|inya|in|an|i|ke?u?n|nya|ku|mu|keun|kon|ake|no)$/u;
const prefixes = /^(?:memper|diper|mem|men|meng|meny|me|ber|be|ter|di|pem|pen|peng|per|pe|ke|se|nge)(?=\p{L}{3,})/u;
/** A swallowed or nasal first letter: p, t, k and s go under "me-" and "pe-", and "masang", "nempel", "nyebar", "ngajak" are what is said. */
const nasal = /^(?:ng|ny|[ptksmn])(?=[aiueo]\p{L}{2,})/u;

/** Without suffix and prefix; still with its first letter. */
export function stemOf(word: string): string {
  let rest = word;
  if (rest.length > 5) rest = rest.replace(suffixes, (ending, at: number) => (at >= 3 ? '' : ending));
  return rest.length > 5 ? rest.replace(prefixes, '') : rest;
}

/** A crude bare form, not a root: it only has to be the same for the forms of one word. */
export function bareOf(word: string): string {
  const stem = stemOf(word);
  return stem.length > 3 ? stem.replace(nasal, '') : stem;
}

/** Could the word have lost its first letter to a prefix, or be spoken with a nasal? "mohon" and "pohon" are alike only if so. */
export function maySwallow(word: string): boolean {
  return /^(?:me|pe|m|n)/u.test(word);
}
