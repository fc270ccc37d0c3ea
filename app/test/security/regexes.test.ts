/**
 * Every pattern of the product, fed with long texts made to lead it astray: none may take a time that grows faster than the text. A pattern that
 * does is either written anew, or stands in the list below with the longest text that ever reaches it.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const folders = ['app/src', 'packages/ledger/src', 'packages/rulebook/src'];

interface Pattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

/** Patterns whose texts are short by what comes before them. `most`: letters of the longest. */
/** Its patterns look at sentences and at runs of words, cut before: parsers.test.ts feeds the reader as a whole with 60,000 letters of each kind. */
const articles = 'app/src/features/media/extraction/';
const bounded: Readonly<Record<string, { readonly most: number; readonly why: string }>> = {
  '\\/+$': { most: 500, why: 'an address in a setting' },
  '“([^”]+)”': { most: 2000, why: 'a line of our own guides' },
  '(\\d+) August': { most: 300, why: 'our own sentences' },
  'still in use|lock file .* already exists': { most: 2000, why: 'a line that PostgreSQL wrote' },
  "^\\p{L}+['’]?\\p{L}*\\s*,\\s*": { most: 60, why: 'readDay refuses what is longer' },
  '^(.+?)\\s*(?:–|—|s\\.?\\s?d\\.?|sampai(?: dengan)?|hingga|until|to|\\s-\\s)\\s*(.+)$': {
    most: 120,
    why: 'readLine refuses what is longer',
  },
  '(?:^|[\\s;,(])(?:UUD|UU|Undang-Undang|Perppu|PP|Peraturan|Perpres|Keppres|Permen[A-Za-z]*|PKPU|Perbawaslu|PerBKN|Perda|Perkada|SKB|Putusan MK|MK)\\s+[^;]*\\d':
    { most: 4000, why: 'a cell of a table, or a field of a form' },
};

async function patterns(): Promise<readonly Pattern[]> {
  const found = new Map<string, Pattern>();
  for (const folder of folders)
    for (const name of await readdir(path.join(root, folder), { recursive: true })) {
      if (!/\.tsx?$/.test(name) || /\.(test|fixture)\.tsx?$/.test(name)) continue;
      const file = `${folder}/${name}`;
      const { program } = parseSync(file, await readFile(path.join(root, file), 'utf8'));
      const open: unknown[] = [program];
      for (let node = open.pop(); node !== undefined; node = open.pop()) {
        if (typeof node !== 'object' || node === null) continue;
        const regex: unknown = Reflect.get(node, 'regex');
        if (Reflect.get(node, 'type') === 'Literal' && typeof regex === 'object' && regex !== null) {
          const [source, flags] = [String(Reflect.get(regex, 'pattern')), String(Reflect.get(regex, 'flags'))];
          if (!found.has(`${source}/${flags}`)) found.set(`${source}/${flags}`, { file, source, flags });
        }
        open.push(...Object.values(node));
      }
    }
  return [...found.values()];
}

/** Letters that stand for the classes that patterns ask for. */
const samples = [
  ' ',
  '\t',
  '\n',
  'a',
  'A',
  'é',
  '0',
  '.',
  ',',
  '-',
  '_',
  ':',
  ';',
  '/',
  '"',
  "'",
  '(',
  '<',
  '=',
  '%',
  '\\',
  '*',
  '\u0000',
  '–',
  '𝕏',
];

/** What to repeat: letters, pairs of letters, and the words of the pattern itself. */
function pumps(source: string): readonly string[] {
  const literal = source.replaceAll(/\\[pP]\{[^}]*\}|\\[a-zA-Z]|\[[^\]]*\]|\{\d+,?\d*\}|[()|^$?*+\\]/g, '\u0001');
  const words = literal.split('\u0001').filter((word) => word !== '');
  const own = [...new Set([...words.join('')])];
  const letters = [...new Set([...samples, ...own])].slice(0, 60);
  const pairs = [
    'a ',
    ' a',
    '0 ',
    'a.',
    '. ',
    'a,',
    ', ',
    'a-',
    '0-',
    '0.',
    '0/',
    'a:',
    '""',
    '"a',
    ' \n',
    '\r\n',
    'A.',
    'Aa ',
    '<a',
    '> ',
    'a_',
  ];
  return [...letters, ...pairs, ...words.flatMap((word) => [word, `${word} `, `${word}a`, `a${word}`]).slice(0, 40)];
}

const prefixOf = (source: string): string => /^\^?([\w ,.:/-]{1,20})/.exec(source)?.[1] ?? '';

/** Milliseconds of one try. */
function time(regex: RegExp, text: string): number {
  regex.lastIndex = 0;
  const began = performance.now();
  regex.exec(text);
  return performance.now() - began;
}

/** The best of some tries: a machine that is busy makes one slow, a pattern makes all slow. */
function fastest(regex: RegExp, text: string): number {
  return Math.min(time(regex, text), time(regex, text), time(regex, text));
}

interface Slow {
  readonly pump: string;
  readonly ms: number;
}

/** What makes a pattern slower than the text grows; undefined when nothing did. */
function slowAt({ source, flags }: Pattern, length: number, most: number): Slow | undefined {
  const regex = new RegExp(source, flags.replaceAll(/[gy]/g, ''));
  for (const pump of pumps(source))
    for (const prefix of new Set(['', prefixOf(source)]))
      for (const suffix of ['\u0000', '']) {
        // Short ones first: a pattern that doubles its time with each letter would never come back from a long one.
        for (const part of [20, 60, 500, 2500, length]) {
          if (part > length) continue;
          const text = prefix + pump.repeat(Math.ceil(part / pump.length)).slice(0, part) + suffix;
          if (time(regex, text) < most) continue;
          const ms = fastest(regex, text);
          if (ms >= most) return { pump: prefix + pump, ms: Math.round(ms) };
        }
      }
  return undefined;
}

const LENGTH = 8_000;
/** A linear pattern needs a tenth of a millisecond; one that grows with the square tens of them. */
const MOST_MS = 20;

it('no pattern takes longer than the text is long', async () => {
  const all = await patterns();
  expect(all.length).toBeGreaterThan(250);
  const slow = all
    .filter(({ file }) => !file.startsWith(articles))
    .flatMap((pattern) => {
      const bound = bounded[pattern.source];
      const found = bound === undefined ? slowAt(pattern, LENGTH, MOST_MS) : slowAt(pattern, bound.most, 5 * MOST_MS);
      return found === undefined
        ? []
        : [
            `${pattern.file}: /${pattern.source}/${pattern.flags} takes ${found.ms} ms at ${JSON.stringify(found.pump)}`,
          ];
    });
  expect(slow).toEqual([]);
  const gone = Object.keys(bounded).filter((source) => !all.some((pattern) => pattern.source === source));
  expect(gone, 'no longer there').toEqual([]);
}, 120_000);

it('finds a pattern that is too slow', () => {
  for (const source of ['^(a+)+$', '\\s+$', '^\\p{L}+\\p{L}*,', '(\\d+-?)+x', 'sampai.*dengan.*x'])
    expect(slowAt({ file: '', source, flags: 'u' }, LENGTH, 5), source).toBeDefined();
  for (const source of ['^[a-z]+$', '[%_\\\\]', '^/(?!/)[\\w-]*$'])
    expect(slowAt({ file: '', source, flags: 'u' }, LENGTH, MOST_MS), source).toBeUndefined();
});
