/**
 * How the words of an Indonesian name sound, so that "Dr. H. Moehammad Soetrisno, S.H." and "Muhamad Sutrisna" meet. Pure; what comes out
 * goes into the blind index and is coarse on purpose: fewer different sounds tell less about whose name it was.
 */

/** Titles and degrees, without dots. They say nothing of the person and would be the most frequent words of the index. */
const titles = new Set([
  ...['h', 'hj', 'dr', 'drs', 'dra', 'ir', 'prof', 'kh', 'ust', 'tgk', 'rd', 'bpk', 'bapak', 'ibu', 'pak', 'bu', 'sdr'],
  ...[
    'sh',
    'se',
    'st',
    'sp',
    'si',
    'sos',
    'ssos',
    'sip',
    'spd',
    'spdi',
    'sag',
    'sstp',
    'sst',
    'skm',
    'skep',
    'skom',
    'spi',
    'spt',
    'ak',
  ],
  ...[
    'mh',
    'mm',
    'mt',
    'mp',
    'msi',
    'mpd',
    'mpdi',
    'mkes',
    'mkom',
    'map',
    'mec',
    'mhum',
    'mag',
    'msc',
    'ma',
    'mba',
    'mpa',
    'phd',
  ],
  ...['apt', 'amd', 'amdkeb', 'ners', 'bin', 'binti', 'alias'],
]);

/** Marks of the spelling of before 1972. In such a word a j that stands alone is a y: Widjaja, Soerjo. */
const oldSpelling = /oe|dj|tj|nj|sj/;

/** Old spelling, and ways to write one sound. In this order. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/oe|oo/g, 'u'],
  [/tj/g, 'c'],
  [/ch|kh/g, 'h'],
  [/nj/g, 'ny'],
  [/sj|sy/g, 's'],
  [/[vf]|ph/g, 'p'],
  [/q/g, 'k'],
  [/x/g, 'ks'],
  [/z/g, 'j'],
  [/(.)\1+/g, '$1'],
];

/** Fewest consonants that stand for a word; a shorter word stands for itself, or every short name would sound the same. */
const FEWEST = 3;

/** The words of a name as people write them: small letters, no titles, no marks, old spelling made new. */
export function nameWords(name: string): readonly string[] {
  return (
    name
      .normalize('NFKD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[\s,;/()]+/u)
      // "S.H." and "M.Si" are one word each; "Siti-Nur" is two.
      .flatMap((part) => (titles.has(part.replaceAll(/[^\p{L}]/gu, '')) ? [] : part.split(/[^\p{L}]+/u)))
      .filter((word) => word.length > 1 && !titles.has(word))
      .map((word) => spellings.reduce((text, [from, to]) => text.replaceAll(from, to), newJ(word)))
  );
}

/** The sounds of a name, each once, in no order that means anything. */
export function nameSounds(name: string): readonly string[] {
  return [...new Set(nameWords(name).map(soundOf))].sort();
}

/** Whether each of the words is in the name as it is spelt, titles and old spelling aside. What only sounds alike is not. */
export function isSpelt(name: string, sought: string): boolean {
  const there = new Set(nameWords(name));
  return nameWords(sought).every((word) => there.has(word));
}

function newJ(word: string): string {
  return oldSpelling.test(word) ? word.replaceAll(/(?<![dtns])j/g, 'y').replaceAll('dj', 'j') : word;
}

/** Consonants without h and y, which come and go between spellings. */
function soundOf(word: string): string {
  const bones = word.replaceAll(/[aeiouhy]/g, '');
  return bones.length < FEWEST ? word.replaceAll('h', '') : bones;
}
