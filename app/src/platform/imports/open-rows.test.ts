import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvCell, csvLine } from './csv-out.ts';
import { inspectArchive } from './inspect-archive.ts';
import { openRows, SourceError, type SourceProblem } from './open-rows.ts';
import { receiveFile } from './receive-file.ts';

let folder: string;
let serial = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'netra-rows-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Cells of a file, or what is wrong with it. `size` cuts the upload into pieces of so many bytes. */
async function read(
  bytes: string | Uint8Array,
  size = 7,
): Promise<{ rows: string[][]; numbers: number[]; problem: SourceProblem | null }> {
  const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  const received = await receiveFile(pieces(data, size), 'x', { folder, uuid: () => `f${++serial}`, maxBytes: 1e9 });
  if (!received.ok) throw new Error(received.error);
  const opened = await openRows(received.value);
  const [rows, numbers]: [string[][], number[]] = [[], []];
  if (!opened.ok) return { rows, numbers, problem: opened.error };
  try {
    for await (const row of opened.value.rows) {
      rows.push([...row.cells]);
      numbers.push(row.number);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { rows, numbers, problem: error.problem };
  }
  return { rows, numbers, problem: null };
}

describe('tables as text', () => {
  const table = [
    ['Tanggal', 'Jenis'],
    ['17 Agustus', 'libur'],
  ];
  it.each([';', ',', '\t', '|'])('finds the separator %j', async (separator) => {
    expect((await read(table.map((row) => row.join(separator)).join('\r\n'))).rows).toEqual(table);
  });

  it('takes Excel’s own line about the separator at its word', async () => {
    expect((await read('sep=;\r\na,b;c\r\n1,5;2\r\n')).rows).toEqual([
      ['a,b', 'c'],
      ['1,5', '2'],
    ]);
  });

  it('reads UTF-8 with its mark, UTF-16 of Excel, and Windows-1252 even when the only odd letter comes last', async () => {
    expect((await read('\ufeffjudul\nkafé')).rows).toEqual([['judul'], ['kafé']]);
    expect((await read(Buffer.from('\ufeffa\tb\r\né\tü', 'utf16le'))).rows).toEqual([
      ['a', 'b'],
      ['é', 'ü'],
    ]);
    const late = Buffer.concat([Buffer.from(`a;b\n${'x;y\n'.repeat(40_000)}z;`), Buffer.from([0xe9, 0x80])]);
    expect((await read(late, 65_536)).rows.at(-1)).toEqual(['z', 'é€']);
  });

  it('keeps line breaks, separators and doubled quotes within quotes, wherever the upload was cut', async () => {
    const text = 'a;b\r\n"satu\r\ndua; ""tiga""";4\r\n5" pipa;6\r\n';
    const expected = [
      ['a', 'b'],
      ['satu\ndua; "tiga"', '4'],
      ['5" pipa', '6'],
    ];
    for (const size of [1, 2, 3, 5, 1000]) expect((await read(text, size)).rows, `pieces of ${size}`).toEqual(expected);
  });

  it('numbers rows as a spreadsheet does, empty ones counted', async () => {
    expect((await read('a;b\n\n1;2\n')).numbers).toEqual([1, 2, 3]);
  });

  it('gives up quickly on a quotation mark that is never closed', async () => {
    const started = performance.now();
    const { problem } = await read(`a;b\n1;"${'x'.repeat(30_000_000)}`, 65_536);
    expect(problem).toEqual({ kind: 'record-too-long', row: 2 });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('names the row of a cell that is too long and of a row that is too wide', async () => {
    expect((await read(`a;b\n1;2\n3;${'x'.repeat(4001)}\n`)).problem).toEqual({ kind: 'cell-too-long', row: 3 });
    expect((await read(`a;b\n${'1;'.repeat(201)}\n`)).problem).toEqual({ kind: 'too-many-columns', row: 2 });
  });

  it('drops what PostgreSQL cannot hold, and refuses what is no table', async () => {
    expect((await read('a;b\n1\u0007;2')).rows[1]).toEqual(['1', '2']);
    expect((await read(Buffer.from([0x61, 0, 0x62, 0x0a]))).problem).toEqual({ kind: 'unknown-format' });
    expect((await read('%PDF-1.7 …')).problem).toEqual({ kind: 'unknown-format' });
    expect((await read(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).problem).toEqual({ kind: 'locked' });
  });
});

describe('JSON', () => {
  it('takes a list of flat objects and one object a line, numbered like the same table', async () => {
    const list = [
      { a: 'x', b: 1 },
      { a: null, b: true, c: 'z' },
    ];
    expect(await read(JSON.stringify(list))).toEqual({
      rows: [
        ['a', 'b', 'c'],
        ['x', '1', ''],
        ['', 'true', 'z'],
      ],
      numbers: [1, 2, 3],
      problem: null,
    });
    expect((await read('{"a":"x","b":1}\n{"a":"y","b":2}\n')).rows).toEqual([
      ['a', 'b'],
      ['x', '1'],
      ['y', '2'],
    ]);
  });
  it('names the row that is nested, odd or broken', async () => {
    expect((await read('[{"a":1},{"a":{"b":2}}]')).problem).toEqual({ kind: 'nested', row: 3 });
    expect((await read('[{"a":1},[2]]')).problem).toEqual({ kind: 'not-json', row: 3 });
    expect((await read('[{"a":1},')).problem).toEqual({ kind: 'not-json' });
    expect((await read('{"a":1}\nnot json\n')).problem).toEqual({ kind: 'not-json', row: 3 });
    expect((await read('[{"__proto__":"x"}]')).rows).toEqual([['__proto__'], ['x']]);
  });
});

describe('spreadsheets', () => {
  it('reads the first sheet: texts, numbers, days', async () => {
    const rows = [
      ['Tanggal', 'Hari'],
      [new Date('2028-08-17T00:00:00Z'), 17],
    ];
    const packed = await writeXlsx({
      sheets: [
        { name: 'A', rows },
        { name: 'B', rows: [['x']] },
      ],
    });
    expect((await read(packed, 65_536)).rows).toEqual([
      ['Tanggal', 'Hari'],
      ['2028-08-17', '17'],
    ]);
  });

  it('refuses an archive that grows beyond measure, before unpacking it', async () => {
    const started = performance.now();
    const bomb = zip([{ name: 'xl/workbook.xml', data: Buffer.alloc(400 * 1024 * 1024) }]);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect((await read(bomb, 65_536)).problem).toEqual({ kind: 'bomb' });
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('refuses an archive that lies about its size, and one whose parts share bytes', async () => {
    const file = path.join(folder, 'lie.zip');
    await writeFile(file, zip([{ name: 'xl/workbook.xml', data: Buffer.alloc(50 * 1024 * 1024), says: 1000 }]));
    expect((await inspectArchive(file)).ok).toBe(false);
    await writeFile(
      file,
      zip([
        { name: 'a', data: Buffer.alloc(90_000) },
        { name: 'b', data: Buffer.alloc(90_000), at: 0 },
      ]),
    );
    expect(await inspectArchive(file)).toEqual({ ok: false, error: 'bomb' });
  });

  it('refuses ten thousand parts, paths that climb out, a cut archive, and an archive that is no spreadsheet', async () => {
    const many = Array.from({ length: 2500 }, (_, at) => ({ name: `xl/${at}`, data: Buffer.alloc(1) }));
    expect((await read(zip(many), 65_536)).problem).toEqual({ kind: 'bomb' });
    expect((await read(zip([{ name: '../../etc/passwd', data: Buffer.from('x') }]))).problem).toEqual({
      kind: 'damaged',
    });
    const packed = await writeXlsx({ sheets: [{ name: 'A', rows: [['x']] }] });
    expect((await read(packed.subarray(0, packed.length - 30))).problem).toEqual({ kind: 'damaged' });
    expect((await read(zip([{ name: 'hello.txt', data: Buffer.from('x') }]))).problem).toEqual({ kind: 'no-sheet' });
    expect((await read(zip([{ name: 'xl/workbook.xml', data: Buffer.from('<x') }]))).problem).toEqual({
      kind: 'damaged',
    });
  });
});

describe('CSV that goes out', () => {
  it('starts no formula in anybody’s spreadsheet', () => {
    for (const start of ['=', '+', '-', '@', '\t', '|', '%', '＝']) expect(csvCell(`${start}cmd`)).toMatch(/^"?'/);
    expect(csvLine(['=HYPERLINK("x";"y")', 'a"b', '17 Agustus'])).toBe(
      `"'=HYPERLINK(""x"";""y"")";"a""b";17 Agustus\r\n`,
    );
  });
});

/** A small writer of archives that may lie: `says` another size, `at` another place. */
function zip(parts: readonly { name: string; data: Buffer; says?: number; at?: number }[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, says, at } of parts) {
    const packed = deflateRawSync(data);
    const field = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(says ?? data.length, 22);
    local.writeUInt16LE(field.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(says ?? data.length, 24);
    entry.writeUInt16LE(field.length, 28);
    entry.writeUInt32LE(at ?? offset, 42);
    locals.push(local, field, packed);
    central.push(entry, field);
    offset += local.length + field.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
