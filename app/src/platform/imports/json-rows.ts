/** JSON as rows: a list of flat objects, read whole and therefore small; or one object a line (NDJSON), which streams. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type RawRow, SourceError } from './open-rows.ts';
import type { ReceivedUpload } from './receive-file.ts';

const MOST_JSON_BYTES = 20 * 1024 * 1024;
const LONGEST_LINE = 1_000_000;

/** The first row holds the names of all fields, as a header would. Row 2 is the first object, so that numbers agree with the same table as CSV. */
export async function* jsonRows(upload: ReceivedUpload): AsyncGenerator<RawRow> {
  const objects = isLines(upload) ? lines(upload) : list(upload);
  let names: string[] | null = null;
  let number = 1;
  for await (const { value, fields } of objects) {
    number += 1;
    if (names === null) {
      names = fields === null ? [...Object.keys(value)] : [...fields];
      yield { number: 1, cells: names };
    }
    const extra = Object.keys(value).find((name) => !names?.includes(name));
    if (extra !== undefined) throw new SourceError({ kind: 'not-json', row: number });
    const cells = names.map((name) => cellOf(Object.hasOwn(value, name) ? value[name] : undefined, number));
    yield { number, cells };
  }
}

type Flat = { readonly [name: string]: unknown };
interface Entry {
  readonly value: Flat;
  /** Names of all fields that any object has, where all are known beforehand. */
  readonly fields: ReadonlySet<string> | null;
}

function isLines(upload: ReceivedUpload): boolean {
  return upload.head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()
    .startsWith('{');
}

async function* list(upload: ReceivedUpload): AsyncGenerator<Entry> {
  if (upload.size > MOST_JSON_BYTES) throw new SourceError({ kind: 'too-big-for-kind', limit: MOST_JSON_BYTES });
  const parsed = parse((await readFile(upload.path, 'utf8')).replace(/^\ufeff/, ''));
  if (!Array.isArray(parsed)) throw new SourceError({ kind: 'not-json' });
  const fields = new Set<string>();
  const rows: Flat[] = parsed.map((value: unknown, at) => {
    if (!isFlat(value)) throw new SourceError({ kind: 'not-json', row: at + 2 });
    for (const name of Object.keys(value)) fields.add(name);
    return value;
  });
  for (const value of rows) yield { value, fields };
}

async function* lines(upload: ReceivedUpload): AsyncGenerator<Entry> {
  // An object written over many lines is no NDJSON; a single one is still a list of one.
  if (upload.size <= LONGEST_LINE) {
    const whole = tryParse((await readFile(upload.path, 'utf8')).replace(/^\ufeff/, ''));
    if (whole !== undefined && isFlat(whole)) {
      yield { value: whole, fields: null };
      return;
    }
  }
  const input = createReadStream(upload.path, { encoding: 'utf8' });
  let size = 0;
  let row = 1;
  input.on('data', (chunk) => {
    const end = String(chunk).lastIndexOf('\n');
    size = end < 0 ? size + chunk.length : chunk.length - end;
    if (size > LONGEST_LINE) input.destroy(new SourceError({ kind: 'record-too-long', row: row + 1 }));
  });
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const text = line.replace(/^\ufeff/, '').trim();
    if (text === '') continue;
    row += 1;
    const value = tryParse(text);
    if (!isFlat(value)) throw new SourceError({ kind: 'not-json', row });
    yield { value, fields: null };
  }
}

function parse(text: string): unknown {
  const value = tryParse(text);
  if (value === undefined) throw new SourceError({ kind: 'not-json' });
  return value;
}

function tryParse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function isFlat(value: unknown): value is Flat {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function cellOf(value: unknown, row: number): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new SourceError({ kind: 'nested', row });
}
