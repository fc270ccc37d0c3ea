/**
 * Files too large for the usual way: looked at once for their shape, then read in blocks of whole records that begin at a known place, so that
 * reading can go on there after a break. Blocks are bytes: whoever works on them in another thread decodes them there.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import Papa from 'papaparse';
import { z } from 'zod';
import { cleanText } from '../http/clean-text.ts';
import { fail, ok, type Result } from '../result.ts';
import { separatorOf } from './delimited-rows.ts';
import { LONGEST_CELL, MOST_COLUMNS, SourceError, type SourceProblem } from './open-rows.ts';
import type { ReceivedUpload } from './receive-file.ts';
import { sheetRows } from './sheet-rows.ts';

/** Where a record begins: the byte (CSV) or the row (XLSX), and how a spreadsheet numbers the row before it. */
export interface Place {
  readonly position: number;
  readonly row: number;
}

export const BulkShape = z.strictObject({
  format: z.enum(['csv', 'xlsx']),
  encoding: z.enum(['utf-8', 'windows-1252']),
  separator: z.string().length(1),
  lineEnd: z.enum(['\n', '\r']),
  header: z.array(z.string()).max(MOST_COLUMNS),
  start: z.strictObject({ position: z.number().int().min(0), row: z.number().int().min(0) }),
  size: z.number().int().positive(),
});
export type BulkShape = z.infer<typeof BulkShape>;

/** How to cut and read; small enough to hand to a thread. */
export type BlockShape = Pick<BulkShape, 'encoding' | 'separator' | 'lineEnd'>;

const HEAD_BYTES = 1024 * 1024;
/** The longest record in bytes. */
const LONGEST_RECORD = 1_000_000;

/** What a file is and where its rows begin. */
export async function bulkShape(upload: ReceivedUpload): Promise<Result<BulkShape, SourceProblem>> {
  const { head, size } = upload;
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) {
    const rows = await sheetRows(upload);
    if (!rows.ok) return rows;
    try {
      for await (const { number, cells } of rows.value) {
        if (cells.every((cell) => cell.trim() === '')) continue;
        const header = cells.map((cell) => cleanText(cell).trim());
        const base = { encoding: 'utf-8', separator: ',', lineEnd: '\n' } as const;
        return ok({ format: 'xlsx', ...base, header, start: { position: number, row: number }, size });
      }
    } catch (error) {
      if (error instanceof SourceError) return fail(error.problem);
      throw error;
    }
    return fail({ kind: 'no-header' });
  }
  if (head[0] === 0xd0 && head[1] === 0xcf) return fail({ kind: 'locked' });
  if (head.includes(0) || (head[0] === 0xff && head[1] === 0xfe) || head[0] === 0x25) {
    return fail({ kind: 'unknown-format' });
  }
  const bytes = await headOf(upload.path);
  const mark = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])) ? 3 : 0;
  const encoding = upload.utf8 ? 'utf-8' : 'windows-1252';
  const lineEnd = bytes.includes(0x0a) ? '\n' : '\r';
  const separator = separatorOf(new TextDecoder(encoding).decode(bytes.subarray(mark, mark + 65_536)));
  const shape = { encoding, separator, lineEnd } as const;
  const cutter = recordCutter(shape);
  let position = mark;
  let row = 0;
  while (position < bytes.length) {
    const end = cutter(bytes.subarray(position), 1) ?? (bytes.length >= size ? bytes.length - position : null);
    if (end === null) return fail({ kind: 'record-too-long', row: row + 1 });
    const cells = blockRecords(bytes.subarray(position, position + end), shape)[0] ?? [];
    position += end;
    row += 1;
    if (cells.every((cell) => cell === '') || (row === 1 && /^sep=.$/.test(cells.join(separator)))) continue;
    if (cells.length > MOST_COLUMNS) return fail({ kind: 'too-many-columns', row });
    return ok({ format: 'csv', ...shape, header: cells, start: { position, row }, size });
  }
  return fail({ kind: 'no-header' });
}

async function headOf(file: string): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Finds where records end. Quotes count where a parser counts them: at the start of a cell, and doubled within quotes.
 * @returns the number of bytes up to the end of the last whole record (of the first `most` records); null: not one record ends here
 */
function recordCutter(shape: BlockShape): (bytes: Buffer, most: number) => number | null {
  const separator = shape.separator.charCodeAt(0);
  const end = shape.lineEnd.charCodeAt(0);
  return (bytes, most) => {
    if (most === Number.POSITIVE_INFINITY && !bytes.includes(0x22)) {
      const last = bytes.lastIndexOf(end);
      return last < 0 ? null : last + 1;
    }
    let cut: number | null = null;
    let records = 0;
    let quoted = false;
    let atStart = true;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (quoted) {
        // A doubled quote closes and opens again; nothing lies between.
        if (byte === 0x22) quoted = false;
        if (byte === 0x22 && bytes[at + 1] === 0x22) {
          quoted = true;
          at += 1;
        }
      } else if (byte === 0x22 && atStart) {
        quoted = true;
        atStart = false;
      } else if (byte === end) {
        cut = at + 1;
        records += 1;
        atStart = true;
        if (records === most) return cut;
      } else atStart = byte === separator;
    }
    return cut;
  };
}

export interface ByteBlock {
  readonly bytes: Buffer;
  /** Where the next block begins. */
  readonly next: number;
}

/** Blocks of whole records of about `size` bytes, from a place where a record begins. Throws {@link SourceError}. */
export async function* byteBlocks(
  file: string,
  shape: BulkShape,
  from: number,
  size: number,
): AsyncGenerator<ByteBlock> {
  const cutter = recordCutter(shape);
  let rest: Buffer = Buffer.alloc(0);
  let position = from;
  const pieces: AsyncIterable<Buffer> = createReadStream(file, { start: from, highWaterMark: size });
  for await (const piece of pieces) {
    const bytes: Buffer = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const cut = cutter(bytes, Number.POSITIVE_INFINITY);
    if (bytes.length - (cut ?? 0) > LONGEST_RECORD + size) throw new SourceError({ kind: 'record-too-long', row: 0 });
    // Before the block is given away: whoever takes it may hand its memory to another thread.
    rest = Buffer.from(bytes.subarray(cut ?? 0));
    if (cut !== null) {
      position += cut;
      yield { bytes: bytes.subarray(0, cut), next: position };
    }
  }
  if (rest.length > 0) yield { bytes: rest, next: position + rest.length };
}

/** Rows of a spreadsheet in blocks, from the row after `from`. The packed file lies in memory, which its limit of 40 MB allows. */
export async function* sheetBlocks(
  upload: Pick<ReceivedUpload, 'path' | 'size'>,
  from: number,
  rowsEach: number,
): AsyncGenerator<{ readonly rows: readonly (readonly string[])[]; readonly first: number; readonly next: number }> {
  const opened = await sheetRows(upload);
  if (!opened.ok) throw new SourceError(opened.error);
  let rows: string[][] = [];
  let first = from + 1;
  let last = from;
  for await (const { number, cells } of opened.value) {
    if (number <= from) continue;
    // Rows that are not in the file are empty, and count.
    while (last + 1 < number && rows.length < rowsEach) {
      rows.push([]);
      last += 1;
    }
    if (rows.length >= rowsEach) {
      yield { rows, first, next: last };
      rows = [];
      last = number - 1;
      first = number;
    }
    rows.push(cells.map(cleanCell));
    last = number;
  }
  if (rows.length > 0) yield { rows, first, next: last };
}

/** The records of a block as cells, cleaned. Empty records are kept: they count as rows. */
export function blockRecords(bytes: Uint8Array, shape: BlockShape): string[][] {
  const text = new TextDecoder(shape.encoding, { ignoreBOM: true }).decode(bytes);
  if (text === '') return [];
  if (!text.includes('"')) {
    const lines = text.split(shape.lineEnd);
    if (lines.at(-1) === '') lines.pop();
    return lines.map((line) => line.split(shape.separator).map(cleanCell));
  }
  // One kind of line end, or the parser takes half of the other for a part of the cell.
  const { data } = Papa.parse<string[]>(shape.lineEnd === '\n' ? text.replaceAll('\r\n', '\n') : text, {
    delimiter: shape.separator,
    newline: shape.lineEnd,
    skipEmptyLines: false,
  });
  const last = data.at(-1);
  if (text.endsWith(shape.lineEnd) && last?.length === 1 && last[0] === '') data.pop();
  return data.map((cells) => cells.map(cleanCell));
}

function cleanCell(text: string): string {
  return cleanText(text.length > LONGEST_CELL ? text.slice(0, LONGEST_CELL) : text).trim();
}
