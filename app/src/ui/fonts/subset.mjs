/**
 * Makes the web font from the npm package: run `node app/src/ui/fonts/subset.mjs` after an update of the package.
 * Keeps the Latin letters that Indonesian and English texts (and names in them) use, the typographic signs of the pages, and all
 * weights from 200 to 800.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const from = createRequire(import.meta.url).resolve(
  '@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2',
);
const to = new URL('plus-jakarta-sans.woff2', import.meta.url);

const range = (first, last) =>
  String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
const letters = [range(0x20, 0x7e), range(0xa0, 0xff), '–—‘’“”„…•‹›€−→←↑↓′″'].join('');

const font = await subsetFont(await readFile(from), letters, {
  targetFormat: 'woff2',
  variationAxes: { wght: { min: 200, max: 800 } },
});
await writeFile(to, font);
process.stdout.write(`${to.pathname}: ${font.length} bytes\n`);
