import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockRecords, bulkShape, byteBlocks, sheetBlocks } from '../../platform/imports/bulk-source.ts';
import { csvCell } from '../../platform/imports/index.ts';
import { receiveFile } from '../../platform/imports/receive-file.ts';
import { readNumber } from './number.ts';
import { numberToken, openPerson, personLocker } from './roster-keys.ts';
import { columnIds, maskedValue, type Places, type RowError, readRosterRow } from './roster-row.ts';
import { unitPaths, unitsInCircles } from './unit-tree.ts';
import { reasonWords } from './words.ts';

const today = 20241004;
const keys = { index: Buffer.alloc(32, 1), details: Buffer.alloc(32, 2) };

describe('the number of a civil servant', () => {
  it.each([
    ['198805232010121009', undefined, 'PNS'],
    ['198805232010121009', 'PNS', 'PNS'],
    ["'19880523 201012 1 009", undefined, 'PNS'],
    ['19880523.2010.12.1.009', undefined, 'PNS'],
    ['199602292022212001', undefined, 'PPPK'],
    // What the 13th and 14th digit of a PPPK may be is not certain: nothing is refused for it.
    ['199602292022032001', 'PPPK', 'PPPK'],
    ['199602292025991001', 'PPPK', 'PPPK'],
  ] as const)('takes %s (%s) as %s', (text, kind, expected) => {
    const read = readNumber(text, kind, today);
    expect(read.ok && read.value.kind).toBe(expected);
    expect(read.ok && read.value.digits).toMatch(/^\d{18}$/);
  });

  it.each([
    ['1.98805232010121E+17', undefined, 'number-rounded'],
    ['19880523201012100', undefined, 'number-length'],
    ['1988052320101210091', undefined, 'number-length'],
    ['19880523201O121009', undefined, 'number-digits'],
    ['198813232010121009', undefined, 'number-birth'],
    ['199702292022212001', undefined, 'number-birth'],
    ['189905232010121009', undefined, 'number-birth'],
    ['203005232010121009', undefined, 'number-birth'],
    ['198805232010211009', 'PNS', 'number-kind'],
    ['198805232010001009', 'PNS', 'number-appointed'],
    ['198805232026121009', 'PNS', 'number-appointed'],
    ['198805232013212009', undefined, 'number-appointed'],
    ['200505232010121009', 'PNS', 'number-young'],
    ['198805232010123009', 'PNS', 'number-sex'],
    ['198805232022210009', 'PPPK', 'number-sex'],
  ] as const)('refuses %s (%s): %s', (text, kind, problem) => {
    expect(readNumber(text, kind, today)).toEqual({ ok: false, error: problem });
  });

  it('is answered for any text, and what is taken reads the same again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{18}$/)), (text) => {
        const read = readNumber(text, undefined, today);
        if (read.ok) expect(readNumber(read.value.digits, read.value.kind, today)).toEqual(read);
      }),
    );
  });

  it('is taken whenever it is made as the rules say', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2000-12-31'), noInvalidDate: true }),
        fc.integer({ min: 18, max: 23 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('1', '2'),
        fc.integer({ min: 0, max: 999 }),
        (born, age, month, sex, serial) => {
          const birth = born.toISOString().slice(0, 10).replaceAll('-', '');
          const year = born.getUTCFullYear() + age;
          const text = `${birth}${year}${String(month).padStart(2, '0')}${sex}${String(serial).padStart(3, '0')}`;
          expect(readNumber(text, 'PNS', today)).toEqual({ ok: true, value: { digits: text, kind: 'PNS' } });
        },
      ),
    );
  });
});

describe('a row of the roster', () => {
  const placeOf = (id: (typeof columnIds)[number]): number => columnIds.indexOf(id);
  const places: Places = {
    number: placeOf('number'),
    name: placeOf('name'),
    kind: placeOf('kind'),
    institution: placeOf('institution'),
    unit: placeOf('unit'),
    'unit-name': placeOf('unit-name'),
    'unit-parent': placeOf('unit-parent'),
    duty: placeOf('duty'),
    email: placeOf('email'),
    phone: placeOf('phone'),
  };
  const context = { today, isInstitution: (code: string) => code === 'A1', institutionChosen: false };
  const good = [
    '198805232010121009',
    'Sari  Contohwati, S.Pd.',
    'PNS',
    'A1',
    'SD-1',
    'SD Negeri 1',
    'DISDIK',
    'Guru',
    'sari@contoh.go.id',
    '0812-3456-7890',
  ];
  const wrongOf = (cells: readonly string[]): readonly string[] => {
    const errors: RowError[] = [];
    const row = readRosterRow(cells, places, context, errors);
    expect(row === null).toBe(errors.length > 0);
    return errors.map(({ column, reason }) => `${column}: ${reason}`);
  };
  const withCell = (id: (typeof columnIds)[number], text: string): string[] =>
    good.map((cell, at) => (at === placeOf(id) ? text : cell));

  it('is read with a tidy name and telephone number', () => {
    const errors: RowError[] = [];
    expect(readRosterRow(good, places, context, errors)).toEqual({
      details: {
        name: 'Sari Contohwati, S.Pd.',
        number: '198805232010121009',
        email: 'sari@contoh.go.id',
        phone: '+6281234567890',
      },
      kind: 'PNS',
      institution: 'A1',
      unit: { code: 'SD-1', name: 'SD Negeri 1', parent: 'DISDIK' },
      duty: 'guru',
    });
    expect(errors).toEqual([]);
  });

  it.each([
    ['number', '', 'number: missing'],
    ['name', '', 'name: missing'],
    ['name', '12345', 'name: name-letters'],
    ['kind', 'honorer', 'kind: kind-unknown'],
    ['institution', 'B9', 'institution: institution-unknown'],
    ['institution', '', 'institution: missing'],
    ['unit', 'SD 1', 'unit: unit-code'],
    ['unit', '', 'unit: missing'],
    ['unit-parent', 'SD-1', 'unit-parent: unit-own-parent'],
    ['duty', 'pilot', 'duty: duty-unknown'],
    ['email', 'sari(at)contoh', 'email: email-form'],
    ['phone', '12', 'phone: phone-form'],
  ] as const)('tells what is wrong in %s "%s": %s', (column, text, expected) => {
    expect(wrongOf(withCell(column, text))).toEqual([expected]);
  });

  it('tells everything that is wrong at once', () => {
    expect(wrongOf(['1', '', 'x', 'B9', '', '', '', '', 'y', 'z'])).toHaveLength(6);
  });

  it('never repeats a value of a person whole', () => {
    fc.assert(
      fc.property(fc.constantFrom(...columnIds), fc.string({ minLength: 5, maxLength: 60 }), (column, text) => {
        const masked = maskedValue(column, text);
        if (column === 'number' || column === 'name' || column === 'email' || column === 'phone')
          expect(masked).not.toContain(text);
      }),
    );
    // A column that was matched wrongly.
    expect(maskedValue('unit', '198805232010121009')).toBe('1•••9 (18)');
    expect(maskedValue('kind', 'honorer')).toBe('honorer');
  });

  it('has words for every reason in both languages', () => {
    for (const { id, en } of Object.values(reasonWords))
      expect((id !== '' && en !== '' && id !== en) || id === en).toBe(true);
  });
});

describe('people at rest', () => {
  const person = { name: 'Sari Contohwati', number: '198805232010121009', email: null, phone: '+62812' };

  it('open with the key and under their own token alone', () => {
    const { token, sealed } = personLocker(keys)(person);
    expect(openPerson(keys, token, sealed)).toEqual(person);
    expect(() => openPerson(keys, Buffer.alloc(16), sealed)).toThrow(/does not open/);
    expect(() => openPerson({ ...keys, details: Buffer.alloc(32, 9) }, token, sealed)).toThrow(/does not open/);
  });

  it('are found by their number, and their mark tells whether anything changed', () => {
    const lock = personLocker(keys);
    const [one, same, other] = [lock(person), lock(person), lock({ ...person, email: 'a@b.id' })];
    expect(numberToken(keys, person.number)).toEqual(one.token);
    expect(same.mark).toEqual(one.mark);
    expect(same.sealed).not.toEqual(one.sealed);
    expect(other.token).toEqual(one.token);
    expect(other.mark).not.toEqual(one.mark);
  });
});

describe('the tree of units', () => {
  const tree = (links: Readonly<Record<string, string | null>>) =>
    new Map(Object.entries(links).map(([code, parent]) => [code, { code, parent }]));

  it('has the codes from the root as its paths', () => {
    expect([...unitPaths(tree({ C: 'B', A: null, B: 'A', X: 'gone' }))].toSorted()).toEqual([
      ['A', '/A/'],
      ['B', '/A/B/'],
      ['C', '/A/B/C/'],
      ['X', '/X/'],
    ]);
  });

  it('tells circles, all of each, and nothing else', () => {
    expect([...unitsInCircles(tree({ A: 'B', B: 'A', C: 'A', D: null, E: 'E' }))].toSorted()).toEqual(['A', 'B', 'E']);
  });

  it('ends for any links', () => {
    const code = fc.constantFrom('A', 'B', 'C', 'D', 'E');
    fc.assert(
      fc.property(fc.dictionary(code, fc.option(code)), (links) => {
        const units = tree(links);
        const paths = unitPaths(units);
        expect(paths.size).toBe(units.size);
        for (const [unit, way] of paths) expect(way.endsWith(`/${unit}/`) || way === `/${unit}/`).toBe(true);
      }),
    );
  });
});

describe('a large file in blocks', () => {
  let folder: string;
  let serial = 0;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'netra-bulk-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function upload(bytes: Uint8Array) {
    async function* once() {
      yield bytes;
    }
    serial += 1;
    const received = await receiveFile(once(), 'x', { folder, uuid: () => `f${serial}`, maxBytes: 1e9 });
    if (!received.ok) throw new Error(received.error);
    return received.value;
  }
  async function read(bytes: Uint8Array, size = 64) {
    const file = await upload(bytes);
    const shape = await bulkShape(file);
    if (!shape.ok) throw new Error(shape.error.kind);
    const rows: string[][] = [];
    const places: number[] = [];
    for await (const block of byteBlocks(file.path, shape.value, shape.value.start.position, size)) {
      rows.push(...blockRecords(block.bytes, shape.value));
      places.push(block.next);
    }
    return { file, shape: shape.value, rows, places };
  }

  it('is read the same whatever stands in it, however it is cut, and from every place again', async () => {
    const cell = fc.oneof(
      fc.constantFrom('a', '', 'é', 'ab"c', 'x;y', 'dua\nbaris', ' tepi '),
      fc.stringMatching(/^[ -~]{0,12}$/),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 16, max: 200 }),
        async (table, end, size) => {
          const quoted = (text: string): string => (/["\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
          const lines = [['nip', 'nama'], ...table].map((cells) => cells.map(quoted).join(';'));
          const bytes = Buffer.from(`\ufeff${lines.join(end)}${end}`);
          const { file, shape, rows, places } = await read(bytes, size);
          const expected = table.map((cells) => cells.map((text) => text.trim()));
          expect(shape.header).toEqual(['nip', 'nama']);
          expect(rows).toEqual(expected);
          const middle = places[Math.floor(places.length / 2)] ?? 0;
          const again: string[][] = [];
          for await (const block of byteBlocks(file.path, shape, middle, size))
            again.push(...blockRecords(block.bytes, shape));
          expect(again).toEqual(expected.slice(expected.length - again.length));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is told by its bytes: separator, line ends, Windows-1252', async () => {
    const tabs = await read(Buffer.from('nip\tnama\r1\tsatu\r2\tdua\r'));
    expect([tabs.shape.separator, tabs.rows]).toEqual([
      '\t',
      [
        ['1', 'satu'],
        ['2', 'dua'],
      ],
    ]);
    const old = await read(Buffer.from('nip,nama\n1,Andr\u00e9\n', 'latin1'));
    expect([old.shape.encoding, old.rows]).toEqual(['windows-1252', [['1', 'André']]]);
    const named = await read(Buffer.from('sep=;\n\nnip;nama\n1;a,b\n'));
    expect([named.shape.start.row, named.rows]).toEqual([3, [['1', 'a,b']]]);
  });

  it('gives the rows of a spreadsheet, and a number that was rounded as what it is', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'a',
          rows: [
            ['nip', 'nama'],
            ['198805232010121009', 'A'],
            [Number('198805232010121009'), 'B'],
            ['3', 'C'],
          ],
        },
      ],
    });
    const file = await upload(bytes);
    const shape = await bulkShape(file);
    if (!shape.ok) throw new Error(shape.error.kind);
    const blocks: unknown[] = [];
    for await (const { rows, next } of sheetBlocks(file, shape.value.start.position, 2)) blocks.push([rows, next]);
    expect(blocks).toEqual([
      [
        [
          ['198805232010121009', 'A'],
          [expect.stringMatching(/E\+17$/), 'B'],
        ],
        3,
      ],
      [[['3', 'C']], 4],
    ]);
  });

  it('is refused when it is no table', async () => {
    for (const [bytes, kind] of [
      [Buffer.from('%PDF-1.7'), 'unknown-format'],
      [Buffer.from('\n\n'), 'no-header'],
      [Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'locked'],
    ] as const) {
      expect(await bulkShape(await upload(bytes))).toMatchObject({ ok: false, error: { kind } });
    }
  });

  it('leaves nothing in a list of errors that a spreadsheet would run', () => {
    expect(csvCell(maskedValue('unit', '=1+1'))).toBe("'=1+1");
  });
});
