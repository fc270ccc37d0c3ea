/**
 * Reads a line as a person on the street would: letters of other scripts that look like Latin ones are Latin, what cannot be seen is gone, digits and
 * signs inside words are the letters that they imitate. Each letter knows where it stood, so that an office is shown its own words.
 */

/** Letters as read. `from` and `until`: where each of its UTF-16 units stood in what was typed. */
export interface Read {
  readonly typed: string;
  readonly text: string;
  readonly from: readonly number[];
  readonly until: readonly number[];
}

/** A word. Its readings have the same number of words, so that an index means the same in each. */
export interface Word {
  readonly from: number;
  readonly until: number;
}

/** What looks like a Latin letter, each followed by it. Capitals are looked up first: some look like another letter than their small ones. */
const looksLike: ReadonlyMap<string, string> = new Map(
  [
    // Cyrillic, Greek, Armenian.
    'Аa Вb Сc Еe Нh Іi Јj Кk Мm Оo Рp Ѕs Тt Уy Хx Ԍg Ԛq Ԝw Үy Зe Ьb Һh Ӏl Бb Гr Пn Яr Иn Эe',
    'аa вb сc еe һh іi јj кk мm нh оo рp ѕs тt уy хx ԁd ԍg ԛq ԝw үy ґr гr иn пn ӏl ҽe ѵv ьb зe яr эe',
    'Αa Βb Εe Ζz Ηh Ιi Κk Μm Νn Οo Ρp Τt Υy Χx Σe Ωo',
    'αa βb γy δd εe ηn ιi κk μu νv οo ρp σo τt υu χx ωw ςs',
    'օo ոn սu ցg հh Աu Սu Տs',
    // Small capitals, and Latin letters with a stroke or a turn.
    'ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ɡg ɑa ıi ȷj ɩi ɐa əe ɛe ɔo',
    'łl Łl øo Øo đd Đd ħh Ħh ŧt Ŧt ŋn Ŋn ðd Ðd þp Þp ĸk ßs æa œo ƙk ɓb ɗd ∅o',
    // Signs.
    '–- —- ‐- ‑- ‒- ―- −- ‘\' ’\' “" ”" „" ‚\' •. ∙. 。. ․. ¡i ¢c £l ¥y €e ©c ®r §s ×x ⁄/',
  ].flatMap((row) =>
    row.split(' ').map((pair): readonly [string, string] => {
      const [look = '', latin = ''] = pair;
      return [look, latin];
    }),
  ),
);

const unseen = /[\p{Cf}\p{Cc}\p{M}\u115f\u1160\u3164\uffa0\u2800]/gu;
const circled = /[\u2776-\u2793\u24eb-\u24ff\u{1f10b}\u{1f10c}]/u;

/** Tags and marks go, keycaps and other frames lose their frame, white space is one space. */
export function readLine(typed: string): Read {
  const from: number[] = [];
  const until: number[] = [];
  let text = '';
  let at = 0;
  for (const letter of typed) {
    const here = at;
    at += letter.length;
    let plain = plainLetter(letter);
    if (/^\s+$/u.test(plain)) plain = ' ';
    if (plain === '') {
      // A mark belongs to the letter before it.
      if (until.length > 0) until[until.length - 1] = at;
      continue;
    }
    if (plain === ' ' && (text === '' || text.endsWith(' '))) continue;
    text += plain;
    for (let unit = 0; unit < plain.length; unit++) {
      from.push(here);
      until.push(at);
    }
  }
  return { typed, text, from, until };
}

function plainLetter(letter: string): string {
  // Nearly everything that is typed.
  if (letter >= ' ' && letter <= '~') return letter.toLowerCase();
  // Spaces, but not the mark without width that is counted among them.
  if (letter !== '\ufeff' && /\s/u.test(letter)) return ' ';
  if (circled.test(letter)) return ` ${circledNumber(letter.codePointAt(0) ?? 0)} `;
  return [...letter.normalize('NFKD').replaceAll(unseen, '')]
    .map((part) => looksLike.get(part) ?? looksLike.get(part.toLowerCase()) ?? part.toLowerCase())
    .map((part) => (/^(?![0-9])\p{N}$/u.test(part) ? '0' : part))
    .join('');
}

/** Those that have no plain form of their own. */
function circledNumber(code: number): number {
  if (code >= 0x2776 && code <= 0x2793) return ((code - 0x2776) % 10) + 1;
  if (code >= 0x24eb && code <= 0x24f4) return code - 0x24eb + 11;
  if (code >= 0x24f5 && code <= 0x24fe) return code - 0x24f5 + 1;
  return 0;
}

export function typedAt({ typed, from, until }: Read, start: number, end: number): string {
  return typed
    .slice(from[start] ?? 0, until[end - 1] ?? typed.length)
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

export interface Words {
  readonly words: readonly Word[];
  /** Each word in each reading. */
  readonly readings: readonly (readonly string[])[];
}

/** Words in all readings that differ from the first. */
export function readWords({ text }: Read): Words {
  const words: Word[] = [];
  const plain: string[] = [];
  for (const found of text.matchAll(/(?:[\p{L}\p{N}@$|]|!(?=[\p{L}\p{N}]))+/gu)) {
    words.push({ from: found.index, until: found.index + found[0].length });
    plain.push(found[0]);
  }
  const readings = [
    plain,
    plain.map((word) => lettersFor(word, 'i', 'g')),
    plain.map((word) => lettersFor(word, 'l', 'b')),
  ];
  // Letters said long: "golkaaar", "piliiih". What is spelled with a double letter is compared in the others.
  readings.push(readings.map((words) => words.map(shortened))[1] ?? []);
  readings.push(readings.map((words) => words.map(shortened))[2] ?? []);
  const different = new Map(readings.map((reading) => [reading.join(' '), reading]));
  return { words, readings: [...different.values()] };
}

const shortened = (word: string): string =>
  word.length < 5 || /^pppk/.test(word) ? word : word.replaceAll(/(\p{L})\1+/gu, '$1');

const imitates: Readonly<Record<string, string>> = {
  '0': 'o',
  '2': 'z',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
};

/** Digits and signs as the letters that they imitate, in words that have letters too. */
function lettersFor(word: string, one: string, six: string): string {
  if (!/\p{L}/u.test(word)) return word;
  return word.replaceAll(/[^\p{L}]/gu, (sign) => {
    switch (sign) {
      case '1':
      case '|':
      case '!':
        return one;
      case '6':
        return six;
      case '9':
        return 'g';
      default:
        return imitates[sign] ?? sign;
    }
  });
}
