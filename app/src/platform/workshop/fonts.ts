/** The product's typeface for printed pages. The package ships WOFF; Typst wants the plain font inside it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';

const weights = ['400', '500', '600', '700', '800'] as const;

const FAMILY = 'Plus Jakarta Sans';
/** As long as the true name, so that it can take its place in the font. Templates name it second. */
const EXTENDED_FAMILY = 'Plus Jakarta Exts';

/**
 * The typeface in five weights, as TrueType. It comes in two parts, plain and extended Latin; under one name Typst would take only the
 * first and set "č" in another typeface, so the second part gets a name of its own.
 */
export function printFonts(): Buffer[] {
  const part = (script: string) =>
    weights.map((weight) => {
      const name = `@fontsource/plus-jakarta-sans/files/plus-jakarta-sans-${script}-${weight}-normal.woff`;
      return woffToFont(readFileSync(fileURLToPath(import.meta.resolve(name))));
    });
  return [...part('latin'), ...part('latin-ext').map(renamed)];
}

function renamed(font: Buffer): Buffer {
  const [from, to] = [FAMILY, EXTENDED_FAMILY].map((name) => Buffer.from(name, 'utf16le').swap16());
  if (from === undefined || to === undefined) return font;
  for (let at = font.indexOf(from); at >= 0; at = font.indexOf(from, at + to.length)) to.copy(font, at);
  return font;
}

/** WOFF 1.0 (W3C 2012): the same tables, each deflated, behind another header. */
export function woffToFont(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF 1.0 font');
  const count = woff.readUInt16BE(12);
  const header = Buffer.alloc(12 + 16 * count);
  woff.copy(header, 0, 4, 8); // flavour: TrueType or CFF
  header.writeUInt16BE(count, 4);
  const power = 2 ** Math.floor(Math.log2(count));
  header.writeUInt16BE(power * 16, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE((count - power) * 16, 10);
  const parts: Buffer[] = [header];
  let at = header.length;
  for (let index = 0; index < count; index += 1) {
    const entry = woff.subarray(44 + 20 * index, 64 + 20 * index);
    const [from, packed, length] = [entry.readUInt32BE(4), entry.readUInt32BE(8), entry.readUInt32BE(12)];
    const raw = woff.subarray(from, from + packed);
    const table = packed < length ? inflateSync(raw) : raw;
    entry.copy(header, 12 + 16 * index, 0, 4); // tag
    header.writeUInt32BE(entry.readUInt32BE(16), 16 + 16 * index); // checksum
    header.writeUInt32BE(at, 20 + 16 * index);
    header.writeUInt32BE(length, 24 + 16 * index);
    const padded = Buffer.alloc((length + 3) & ~3);
    table.copy(padded);
    parts.push(padded);
    at += padded.length;
  }
  return Buffer.concat(parts);
}
