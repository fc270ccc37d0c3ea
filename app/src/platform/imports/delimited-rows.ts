/**
 * Text with separators, read block by block. Blocks end where a record ends, found by a small scanner of our own: a parser that keeps an
 * unfinished record and starts over with every chunk can be held up for hours by one quotation mark at the start of a large file.
 */
import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import { type RawRow, SourceError } from './open-rows.ts';
import type { ReceivedUpload } from './receive-file.ts';

/** Longest record in characters, line breaks within quotes included. */
const LONGEST_RECORD = 1_000_000;
const separators = [';', ',', '\t', '|'] as const;
type Separator = (typeof separators)[number];

/** The label that a decoder knows: UTF-16 by its mark, UTF-8 when all of the file is, Windows-1252 otherwise. */
function encodingOf(upload: Pick<ReceivedUpload, 'head' | 'utf8'>): string {
  if (upload.head[0] === 0xff && upload.head[1] === 0xfe) return 'utf-16le';
  return upload.utf8 ? 'utf-8' : 'windows-1252';
}

async function* decoded(upload: ReceivedUpload): AsyncGenerator<string> {
  // The decoder takes the mark of the encoding away.
  const decoder = new TextDecoder(encodingOf(upload));
  const stream: AsyncIterable<Uint8Array> = createReadStream(upload.path, { highWaterMark: 256 * 1024 });
  for await (const chunk of stream) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** The separator that stands most often outside quotes in the first lines; a comma when none does. Excel's own first line `sep=;` decides. */
export function separatorOf(text: string): Separator {
  const named = /^sep=(.)\r?\n/.exec(text)?.[1];
  const told = separators.find((one) => one === named);
  if (told !== undefined) return told;
  const lines = text
    .replaceAll(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 5);
  const least = (one: Separator): number => Math.min(...lines.map((line) => line.split(one).length - 1));
  const first = (one: Separator): number => (lines[0] ?? '').split(one).length - 1;
  const best = separators.toSorted((a, b) => least(b) - least(a) || first(b) - first(a))[0];
  return best !== undefined && first(best) > 0 ? best : ',';
}

export async function* delimitedRows(upload: ReceivedUpload): AsyncGenerator<RawRow> {
  let number = 0;
  let separator: Separator | null = null;
  for await (const block of recordsOf(decoded(upload), (text) => {
    separator = separatorOf(text);
    return separator;
  })) {
    const parsed = Papa.parse<string[]>(block, { delimiter: separator ?? ',', skipEmptyLines: false });
    const rows = parsed.data;
    // A block ends with its line break, after which the parser sees one more, empty record.
    const last = rows.at(-1);
    const count =
      /[\r\n]$/.test(block) && last !== undefined && last.length === 1 && last[0] === ''
        ? rows.length - 1
        : rows.length;
    for (let at = 0; at < count; at += 1) {
      const cells = rows[at] ?? [];
      number += 1;
      if (number === 1 && /^sep=.$/.test(cells.join(separator ?? ','))) continue;
      yield { number, cells };
    }
  }
}

/** Blocks of whole records. Quotes count where a parser counts them: at the start of a cell, and doubled within quotes. */
async function* recordsOf(
  chunks: AsyncIterable<string>,
  separatorFor: (text: string) => string,
): AsyncGenerator<string> {
  let rest = '';
  let at = 0;
  let separator = '';
  let quoted = false;
  /** The character before, as far as it matters: `cell` starts a cell, `end` closed a quoted one. */
  let before: 'cell' | 'end' | 'other' = 'cell';
  let records = 0;
  for await (const chunk of chunks) {
    rest += chunk;
    if (separator === '') {
      if (rest === '') continue;
      separator = separatorFor(rest.slice(0, 65_536));
    }
    let cut = 0;
    for (; at < rest.length; at += 1) {
      const letter = rest[at];
      if (letter === '"') {
        if (quoted) [quoted, before] = [false, 'end'];
        else if (before !== 'other') [quoted, before] = [true, 'other'];
      } else if (quoted) {
        // Anything may stand within quotes.
      } else if (letter === '\n' || letter === '\r') {
        if (letter === '\r' && at + 1 === rest.length) break; // its line feed may come with the next chunk
        if (letter === '\r' && rest[at + 1] === '\n') at += 1;
        cut = at + 1;
        records += 1;
        before = 'cell';
      } else before = letter === separator ? 'cell' : 'other';
    }
    if (at - cut > LONGEST_RECORD) throw new SourceError({ kind: 'record-too-long', row: records + 1 });
    if (cut > 0) {
      yield rest.slice(0, cut);
      rest = rest.slice(cut);
      at -= cut;
    }
  }
  if (rest !== '') {
    if (rest.length > LONGEST_RECORD) throw new SourceError({ kind: 'record-too-long', row: records + 1 });
    yield rest;
  }
}
