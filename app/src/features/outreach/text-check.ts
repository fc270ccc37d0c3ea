/**
 * Holds a line that an office typed against what outreach must not carry: numbers of candidates, signs of the hand, names of parties and of those who
 * stand, slogans, and addresses that lead somewhere else. Numbers and calls are refused unless they stand where they are known to be harmless. Refuses
 * rather once too often: the office is told which words, and what would do. Why, and what is left: docs/decisions/0062-outreach-line.md.
 */
import {
  addresses,
  callInWord,
  gestures,
  gestureWords,
  isCall,
  noCalls,
  noGestures,
  noParties,
  noSlogans,
  partyInWord,
  partyNames,
  shorteners,
  slogans,
} from './text-lists.ts';
import { inWords, numberWords, withoutPlaces } from './text-places.ts';
import { type Read, readLine, readWords, typedAt, type Words } from './text-read.ts';

export type TextFault = 'number' | 'gesture' | 'slogan' | 'address' | 'party' | 'candidate';
export interface FoundInText {
  readonly fault: TextFault;
  /** The words at which it was seen, as they were typed. */
  readonly words: string;
}
/** Where in the plain text something was seen. */
type Span = readonly [start: number, end: number];

const hands =
  /[\u261a-\u261f\u270a-\u270d\u{1f44a}-\u{1f450}\u{1f446}-\u{1f449}\u{1f590}\u{1f595}\u{1f596}\u{1f64b}\u{1f64c}\u{1f64f}\u{1f918}-\u{1f91f}\u{1f90c}\u{1f90f}\u{1faf0}-\u{1faf8}\u{1f9be}\u{1f4aa}]/u;

/**
 * @param parties that stand in the registers of this installation
 * @param people who stand, as they were published
 */
export function checkText(
  text: string,
  parties: readonly string[] = [],
  people: readonly string[] = [],
): FoundInText | undefined {
  const read = readLine(text);
  const words = readWords(read);
  const known: ReadonlyMap<string, TextFault> = knownAs([
    ...gestureWords.map((name) => [name, 'gesture'] as const),
    ...['nomorurut', 'nourut', 'nomerurut', 'nmrurut'].map((name) => [name, 'number'] as const),
    ...shorteners.map((name) => [name, 'address'] as const),
    ...people.flatMap(namesOf).map((name) => [name, 'candidate'] as const),
    ...[...partyNames, ...parties.flatMap(partyNamesOf)].map((name) => [squashed(name), 'party'] as const),
  ]);
  const named = findNamed(read, words, known);
  const places = withoutPlaces(read.text, (start, end) => typedAt(read, start, end));
  // In this order: what is named more exactly first.
  const look: readonly (readonly [TextFault, () => Span | undefined])[] = [
    [
      'gesture',
      () => findPattern(words, gestures, noGestures) ?? spanOf(hands.exec(read.text)) ?? named.get('gesture'),
    ],
    ['party', () => named.get('party') ?? findPattern(words, [partyInWord], [])],
    ['slogan', () => findPattern(words, slogans, noSlogans) ?? spanOf(/# ?\p{L}/u.exec(read.text))],
    ['slogan', () => findCall(words, (typed) => /\p{N}/u.test(typed))],
    ['number', () => named.get('number') ?? findNumber(read, words, places)],
    ['candidate', () => named.get('candidate')],
    ['slogan', () => findCall(words, () => true) ?? named.get('slogan')],
    [
      'address',
      () =>
        named.get('address') ?? addresses.map((one) => spanOf(one.exec(read.text))).find((span) => span !== undefined),
    ],
  ];
  for (const [fault, find] of look) {
    const span = find();
    if (span !== undefined) return { fault, words: typedAt(read, ...span) };
  }
  return undefined;
}

const spanOf = (found: RegExpExecArray | null): Span | undefined =>
  found === null ? undefined : [found.index, found.index + found[0].length];

function hidden(text: string, harmless: readonly RegExp[]): string {
  return harmless.reduce((rest, one) => rest.replaceAll(one, (found) => '\u0000'.repeat(found.length)), text);
}

/** A pattern of words, in all readings of the line; the words where it was seen. */
function findPattern(words: Words, patterns: readonly RegExp[], harmless: readonly RegExp[]): Span | undefined {
  for (const reading of words.readings) {
    const text = hidden(reading.join(' '), harmless);
    for (const pattern of patterns) {
      const span = spanOf(pattern.exec(text));
      if (span !== undefined) return spanOfWords(words, wordAt(reading, span[0]), wordAt(reading, span[1] - 1));
    }
  }
  return undefined;
}

/** Which word stands at a letter of the words with one space between. */
function wordAt(reading: readonly string[], letter: number): number {
  let end = 0;
  for (const [at, word] of reading.entries()) {
    end += word.length + 1;
    if (letter < end) return at;
  }
  return reading.length - 1;
}
const spanOfWords = ({ words }: Words, first: number, last: number): Span => [
  words[first]?.from ?? 0,
  words[last]?.until ?? 0,
];

/** Calls to choose somebody, with what follows, unless the words around are known as neutral. */
function findCall(words: Words, fits: (typed: string) => boolean): Span | undefined {
  for (const reading of words.readings) {
    const text = hidden(reading.join(' '), noCalls);
    let letter = 0;
    for (const [at, word] of reading.entries()) {
      if (
        (isCall(word) || callInWord.test(word)) &&
        fits(words.readings[0]?.[at] ?? '') &&
        text.startsWith(word, letter)
      )
        return spanOfWords(words, at, Math.min(at + 1, reading.length - 1));
      letter += word.length + 1;
    }
  }
  return undefined;
}

const LONGEST_NAME = 48;

/**
 * Names and calls in words put together, so that "g o l k a r", "P.K.B." and "pil ih" are found: always of whole words, so that the end of one and
 * the beginning of the next are no name. Of each kind the first.
 */
function findNamed(read: Read, words: Words, known: ReadonlyMap<string, TextFault>): ReadonlyMap<TextFault, Span> {
  const found = new Map<TextFault, Span>();
  const note = (fault: TextFault, first: number, last: number): void => {
    if (!found.has(fault)) found.set(fault, spanOfWords(words, first, last));
  };
  const parties = hidden(read.text, noParties);
  for (const reading of words.readings) {
    const single = reading.map((word) => word.length === 1);
    for (const first of reading.keys()) {
      let joined = '';
      let spelled = true;
      for (let last = first; last < reading.length && joined.length <= LONGEST_NAME; last++) {
        joined += reading[last] ?? '';
        spelled &&= single[last] ?? false;
        // "P.P.P.K." are civil servants on contract.
        if (spelled && joined === 'ppp' && reading[last + 1] === 'k') continue;
        const fault = known.get(alike(joined));
        const harmless =
          fault === 'party'
            ? parties[words.words[first]?.from ?? 0] === '\u0000'
            : fault === 'gesture' && last === first;
        if (fault !== undefined && !harmless) note(fault, first, last);
        if (last > first && isCall(joined)) note('slogan', first, last);
        if (last > first && spelled && numberWords.has(joined)) note('number', first, last);
      }
    }
  }
  return found;
}

const trigger = `(?:nomor|nomer|nmr|no|number|paslon|pasangan calon|pasangan|calon|kandidat|candidate|urutan)`;
const ordinal = new RegExp(
  String.raw`\b(?:${trigger}[ .:#-]{1,3}(?:urut )?(?:ke(?: ?- ?| ))?(?:[ivxl]{1,5}|${inWords}|pertama|kedua|ketiga|keempat|kelima|wahid)|${trigger}${inWords}|ke(?: ?- ?| )(?:[ivx]{1,5}|${inWords})|yang (?:pertama|kedua|ketiga|keempat|kelima))(?![\p{L}\p{N}])`,
  'u',
);
const beforeNumber = new RegExp(String.raw`(?:\b(?:${trigger}|ke)[ .:#-]{0,3}|#\s?)$`, 'u');

/** Any number outside its places, in digits, Roman or in words. */
function findNumber({ text }: Read, words: Words, places: string): Span | undefined {
  const fixed = spanOf(/\b(?:nomor|nomer|nmr|no)[ .:-]{0,3}urut\b|\bballot number\b/u.exec(text));
  if (fixed !== undefined) return fixed;
  const spans = [
    spanOf(ordinal.exec(places)),
    spanOf(/\d+/u.exec(places)),
    spanOf(/(?<![\p{L}\p{N}'])(?=[ivxl]{2})(?:x{0,2}(?:ix|iv|v?i{0,3})|[il]{2,4})(?![\p{L}\p{N}'])/u.exec(places)),
    ...words.readings.map((reading): Span | undefined => {
      const at = reading.findIndex(
        (word, index) => numberWords.has(word) && places[words.words[index]?.from ?? 0] !== '\u0000',
      );
      return at < 0 ? undefined : spanOfWords(words, at, at);
    }),
  ].filter((span) => span !== undefined);
  const [first] = spans.toSorted((a, b) => a[0] - b[0]);
  if (first === undefined) return undefined;
  const led = spanOf(beforeNumber.exec(text.slice(Math.max(0, first[0] - 24), first[0])));
  return led === undefined ? first : [first[0] - (led[1] - led[0]), first[1]];
}

/** A small l and a large I are the same stroke. */
const alike = (name: string): string => name.replaceAll('l', 'i');
const knownAs = (names: readonly (readonly [string, TextFault])[]): ReadonlyMap<string, TextFault> =>
  new Map(names.map(([name, fault]) => [alike(name), fault]));

/** As names are compared: plain letters without spaces and signs. */
function squashed(name: string): string {
  return readLine(name).text.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** "Partai Contoh (PC)" has two names. "Partai Buruh" alone is a name, "buruh" a word; of longer ones the rest is a name too. */
function partyNamesOf(name: string): readonly string[] {
  return readLine(name)
    .text.split(/[()/]/u)
    .map((part) => part.trim())
    .flatMap((part) => {
      const bare = part.replace(/^partai /u, '');
      return [part, ...(bare !== part && bare.includes(' ') && bare.length > 10 ? [bare] : [])];
    })
    .filter((part) => squashed(part).length > 2);
}

const titles = new Set('dr drs dra ir prof hj kh tgk se sh st mm mh msi mpd spd sos ssos mkes skom phd mba'.split(' '));

/** Of each person of a pair: the whole name, and any two names that follow each other. One name alone is that of too many others. */
function namesOf(name: string): readonly string[] {
  return readLine(name)
    .text.split(/ ?(?:[&/,;()]| dan | and | - ) ?/u)
    .flatMap((person) => {
      const parts = person
        .split(' ')
        .map((part) => part.replaceAll(/[^\p{L}\p{N}]/gu, ''))
        .filter((part) => part.length > 2 && !titles.has(part));
      const whole = parts.join('');
      return [...(whole.length > 3 ? [whole] : []), ...parts.slice(1).map((part, at) => `${parts[at] ?? ''}${part}`)];
    })
    .filter((one) => one.length <= LONGEST_NAME);
}
