/** The first sheet of a spreadsheet as rows of texts. The archive is inspected before the library sees it. */
import { readFile } from 'node:fs/promises';
import { streamXlsxRows } from 'hucre/xlsx';
import { fail, ok, type Result } from '../result.ts';
import { inspectArchive } from './inspect-archive.ts';
import { type RawRow, SourceError, type SourceProblem } from './open-rows.ts';
import type { ReceivedUpload } from './receive-file.ts';

/** The packed file lies in memory while it is read. Larger tables come as CSV, which streams. */
const MOST_PACKED_BYTES = 40 * 1024 * 1024;

export async function sheetRows(
  upload: Pick<ReceivedUpload, 'path' | 'size'>,
): Promise<Result<AsyncIterable<RawRow>, SourceProblem>> {
  if (upload.size > MOST_PACKED_BYTES) return fail({ kind: 'too-big-for-kind', limit: MOST_PACKED_BYTES });
  const parts = await inspectArchive(upload.path);
  if (!parts.ok) return fail({ kind: parts.error });
  if (!parts.value.some((name) => name === 'xl/workbook.xml')) return fail({ kind: 'no-sheet' });
  return ok(rows(upload.path));
}

async function* rows(path: string): AsyncGenerator<RawRow> {
  const packed = new Uint8Array(await readFile(path));
  const sheet = streamXlsxRows(packed);
  for (;;) {
    // Whatever the library throws over a file is the file's fault here: it was a whole archive a moment ago.
    const next = await sheet.next().catch(() => {
      throw new SourceError({ kind: 'damaged' });
    });
    if (next.done === true) return;
    const { index, values } = next.value;
    let last = values.length;
    while (last > 0 && (values[last - 1] === null || values[last - 1] === undefined || values[last - 1] === ''))
      last -= 1;
    yield { number: index + 1, cells: values.slice(0, last).map(textOf) };
  }
}

/** Dates are days: the reader gives midnight UTC of the day that the sheet shows. */
function textOf(value: unknown): string {
  if (value instanceof Date) {
    const iso = value.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
  }
  if (value === null || value === undefined) return '';
  // Past what a number holds exactly, the last digits are not what somebody typed: then it is shown as what it is, a rounded number.
  if (typeof value === 'number')
    return Number.isInteger(value)
      ? Number.isSafeInteger(value)
        ? value.toFixed(0)
        : value.toExponential().toUpperCase()
      : String(value);
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}
