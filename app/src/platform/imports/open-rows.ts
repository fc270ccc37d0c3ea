/** A file as rows of texts, whatever it came as. The kind is told by the bytes, never by the name. */
import { cleanText } from '../http/clean-text.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { delimitedRows } from './delimited-rows.ts';
import { jsonRows } from './json-rows.ts';
import type { ReceivedUpload } from './receive-file.ts';
import { sheetRows } from './sheet-rows.ts';

/** A row of the file. Cells are cleaned: no control characters, no spaces at the edges. */
export interface RawRow {
  /** As a spreadsheet numbers it, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** Why a file cannot be read. `row` where it is known. Thrown while rows are read, caught by the service; never shown raw. */
export type SourceProblem =
  | { readonly kind: 'bomb' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'no-sheet' }
  | { readonly kind: 'not-json'; readonly row?: number }
  | { readonly kind: 'nested'; readonly row: number }
  | { readonly kind: 'too-big-for-kind'; readonly limit: number }
  | { readonly kind: 'record-too-long'; readonly row: number }
  | { readonly kind: 'cell-too-long'; readonly row: number }
  | { readonly kind: 'too-many-columns'; readonly row: number }
  | { readonly kind: 'too-many-rows'; readonly limit: number }
  | { readonly kind: 'no-header' }
  | { readonly kind: 'no-rows' }
  | { readonly kind: 'unknown-format' };

export class SourceError extends Error {
  readonly problem: SourceProblem;
  constructor(problem: SourceProblem) {
    super(`a file cannot be read: ${problem.kind}`);
    this.problem = problem;
  }
}

export const MOST_COLUMNS = 200;
export const LONGEST_CELL = 4000;

export type FileFormat = 'csv' | 'xlsx' | 'json';

export interface OpenedFile {
  readonly format: FileFormat;
  /** To be read once, from the first row on. Throws {@link SourceError}. */
  readonly rows: AsyncIterable<RawRow>;
}

export async function openRows(upload: ReceivedUpload): Promise<Result<OpenedFile, SourceProblem>> {
  const { head } = upload;
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) {
    const rows = await sheetRows(upload);
    return rows.ok ? ok({ format: 'xlsx', rows: checked(rows.value) }) : rows;
  }
  // Old Excel files and locked new ones are compound files; PDFs and pictures are no tables either.
  const binary = [
    [0xd0, 0xcf, 0x11, 0xe0],
    [0x25, 0x50, 0x44, 0x46],
    [0x89, 0x50, 0x4e, 0x47],
    [0xff, 0xd8, 0xff],
  ];
  if (binary.some((start) => start.every((byte, at) => head[at] === byte))) {
    return { ok: false, error: head[0] === 0xd0 ? { kind: 'locked' } : { kind: 'unknown-format' } };
  }
  const start = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (start.startsWith('[') || start.startsWith('{')) {
    return ok({ format: 'json', rows: checked(jsonRows(upload)) });
  }
  const wide = head[0] === 0xff && head[1] === 0xfe;
  if (!wide && head.includes(0)) return { ok: false, error: { kind: 'unknown-format' } };
  return ok({ format: 'csv', rows: checked(delimitedRows(upload)) });
}

async function* checked(rows: AsyncIterable<RawRow>): AsyncGenerator<RawRow> {
  for await (const { number, cells } of rows) {
    if (cells.length > MOST_COLUMNS) throw new SourceError({ kind: 'too-many-columns', row: number });
    const clean = cells.map(cleanCell);
    if (clean.some((cell) => cell.length > LONGEST_CELL)) throw new SourceError({ kind: 'cell-too-long', row: number });
    yield { number, cells: clean };
  }
}

function cleanCell(text: string): string {
  return cleanText(text).trim();
}
