/**
 * Whoever steals the whole disk, the whole database and the logs reads nothing of what a reporter wrote: a report with words that occur
 * nowhere else is sent, and then everything is searched for them, in every form in which a program might have put them down.
 */
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filledDataDir, removeDataDir, type ServerUnderTest, startServer } from '../support/server.ts';
import { Walker } from '../support/walk.ts';
import { behindTheCurtain } from '../support/walk-process.ts';
import { fileOf, lookUp, photoWithPlace, send, smallPdf, walkToCheck } from '../support/walk-report.ts';

/** Part of everything that the reporter writes, and of nothing else in the world. */
const sign = 'Zirkumbalauqi';

let dataDir: string;
let server: ServerUnderTest;
let photo: Buffer;
let pdf: Buffer;
let receipt = '';
let output = '';

beforeAll(async () => {
  dataDir = await filledDataDir();
  server = await startServer(dataDir, { NETRA_LOG: 'debug' });
  photo = await photoWithPlace(`${sign} pemilik kamera`);
  pdf = await smallPdf(`${sign} isi dokumen`, `${sign} penulis`);
  await report();
  output = server.output();
});

afterAll(async () => {
  await server?.stop();
  await removeDataDir(dataDir);
});

async function report(): Promise<void> {
  const walker = new Walker(server.url);
  await walkToCheck(walker, {
    story: `${sign} cerita: pegawai dikumpulkan di balai dan diminta memilih.`,
    place: `${sign} balai`,
    post: `${sign} jabatan`,
    accused: `${sign} terlapor`,
    files: [fileOf(photo, `${sign} foto.jpg`, 'image/jpeg'), fileOf(pdf, `${sign} surat.pdf`, 'application/pdf')],
    identity: { name: `${sign} pelapor`, address: `${sign} jalan`, contact: `${sign}@surel.contoh` },
  });
  const again = walker.prepare({}, { button: 'go=send' });
  receipt = await send(walker);
  await walker.post(again.to, again.body);
  await lookUp(walker, receipt);
  expect(walker.heading).toBe('Langkah laporan Anda');

  // What goes wrong, or is never sent, may not leave words either.
  const other = new Walker(server.url);
  await walkToCheck(other, {
    story: `${sign} cerita yang tidak jadi dikirim, cukup panjang.`,
    place: `${sign} lain`,
    post: `${sign} lain`,
    accused: '',
    files: [fileOf(await photoWithPlace(`${sign} kamera lain`), `${sign} lain.jpg`, 'image/jpeg')],
    identity: null,
  });
  await other.submit({}, { button: 'go=to-cerita' });
  await other.submit({ story: sign });
  expect(other.page.status).toBe(422);
  await other.post('/lapor/cerita', new URLSearchParams({ story: sign, draft: sign }));
  await other.post('/lapor/bukti', new URLSearchParams({ files: sign }));
  await other.post('/lapor/kirim', new URLSearchParams({ [sign]: sign }));
  await other.open(`/${sign}?${sign}=${sign}`);
  await other.open('/status');
  await other.submit({ receipt: sign });
  await other.open('/status');
  await other.submit({ receipt: `${receipt}X` });
}

interface Needle {
  readonly how: string;
  readonly bytes: Buffer;
}

/** A word in every form in which it might lie somewhere. */
function formsOf(word: string): readonly Needle[] {
  const needles: Needle[] = [];
  const add = (how: string, bytes: Buffer) => {
    needles.push({ how, bytes });
  };
  for (const [how, text] of [
    ['as written', word],
    ['lower case', word.toLowerCase()],
    ['upper case', word.toUpperCase()],
    ['backwards', [...word].reverse().join('')],
  ] as const) {
    const utf8 = Buffer.from(text, 'utf8');
    const utf16 = Buffer.from(text, 'utf16le');
    add(`${how}, UTF-8`, utf8);
    add(`${how}, UTF-16`, utf16);
    add(`${how}, UTF-16 big-endian`, Buffer.from(utf16).swap16());
    add(`${how}, hex`, Buffer.from(utf8.toString('hex')));
    add(`${how}, HEX`, Buffer.from(utf8.toString('hex').toUpperCase()));
    add(`${how}, hex of UTF-16`, Buffer.from(utf16.toString('hex')));
    // base64 looks different at each of the three places a word can begin at; the first and last signs belong to neighbours.
    for (const shift of [0, 1, 2]) {
      const coded = Buffer.concat([Buffer.alloc(shift), utf8])
        .toString('base64')
        .replaceAll('=', '');
      add(`${how}, base64 at ${shift}`, Buffer.from(coded.slice(shift === 0 ? 0 : shift + 1, -2)));
    }
  }
  return needles;
}

function findIn(haystack: Buffer, needles: readonly Needle[]): string[] {
  return needles.flatMap(({ how, bytes }) => {
    const at = haystack.indexOf(bytes);
    if (at === -1) return [];
    const around = haystack.subarray(Math.max(0, at - 40), at + 60).toString('latin1');
    return [`${how}: …${around.replaceAll(/[^\x20-\x7e]/g, '·')}…`];
  });
}

/** Everything that may be found nowhere. */
function secrets(): readonly Needle[] {
  const plain = receipt.replaceAll('-', '');
  const pixels = Math.floor(photo.length / 2);
  return [
    ...formsOf(sign),
    ...formsOf(receipt),
    ...formsOf(plain),
    { how: 'bytes from the middle of the photo', bytes: photo.subarray(pixels, pixels + 24) },
    { how: 'bytes of the place in the photo', bytes: photo.subarray(40, 64) },
    { how: 'bytes from the middle of the PDF', bytes: pdf.subarray(200, 240) },
  ];
}

async function everyFile(): Promise<readonly { readonly name: string; readonly bytes: Buffer }[]> {
  const files: { name: string; bytes: Buffer }[] = [];
  for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const name = path.join(entry.parentPath, entry.name);
    files.push({ name: path.relative(dataDir, name), bytes: await readFile(name).catch(() => Buffer.alloc(0)) });
  }
  return files;
}

/** All rows of all tables as text, as COPY gives them. */
function dump(): Promise<ReadonlyMap<string, string>> {
  return behindTheCurtain(dataDir, async (client) => {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema')`,
    );
    const dumped = new Map<string, string>();
    for (const { name } of tables.rows) {
      const rows = await client.query<{ line: string }>(`select t::text as line from ${name} t`);
      dumped.set(name, rows.rows.map((row) => row.line).join('\n'));
    }
    // What the database remembers of statements it ran, and what it guesses about the values of columns.
    for (const view of ['pg_stat_activity', 'pg_stats', 'pg_prepared_statements']) {
      const rows = await client.query<{ line: string }>(`select t::text as line from pg_catalog.${view} t`);
      dumped.set(view, rows.rows.map((row) => row.line).join('\n'));
    }
    return dumped;
  });
}

/** Binary columns come as hex; what lies in them counts as it lies there. */
function unhexed(text: string): Buffer {
  return Buffer.concat(
    [...text.matchAll(/\\x((?:[0-9a-f]{2})+)/g)].map(([, hex = '']) => Buffer.from(`${hex}00`, 'hex')),
  );
}

describe('the search', () => {
  it('finds a word in every form it claims to know', () => {
    const planted = Buffer.from(`sesudah ${sign} sebelum`, 'utf8');
    const forms = [
      planted,
      Buffer.from(planted.toString('base64')),
      Buffer.from(Buffer.concat([Buffer.from('a'), planted]).toString('base64')),
      Buffer.from(Buffer.concat([Buffer.from('ab'), planted]).toString('base64url')),
      Buffer.from(planted.toString('hex')),
      Buffer.from(planted.toString('utf8'), 'utf16le'),
      Buffer.from(planted.toString('utf8').toUpperCase()),
      unhexed(`(7,"\\\\x${planted.toString('hex')}")`),
    ];
    for (const form of forms) {
      const noisy = Buffer.concat([randomBytes(5000), form, randomBytes(5000)]);
      expect(findIn(noisy, formsOf(sign)), form.toString('latin1')).not.toEqual([]);
    }
    expect(findIn(randomBytes(100_000), secrets())).toEqual([]);
  });
});

describe('after a report with a name, an address and files', () => {
  it('no table of the database holds a word of it, its receipt or its files', async () => {
    const tables = await dump();
    // It is really there, and really read: the report's own row and its sealed words.
    expect(tables.get('netra.report')?.split('\n').length).toBeGreaterThan(20);
    for (const table of ['netra.report_words', 'netra.report_identity', 'netra.evidence']) {
      expect(unhexed(tables.get(table) ?? '').length, table).toBeGreaterThan(300);
    }
    expect([...tables.values()].join()).toContain('Bawaslu Kota Arunika');
    for (const [table, text] of tables) {
      expect(findIn(Buffer.from(text, 'utf8'), secrets()), table).toEqual([]);
      expect(findIn(unhexed(text), secrets()), `${table}, binary`).toEqual([]);
    }
  });

  it('no file under the data folder does: not the database files, not its journal, not the evidence', async () => {
    await behindTheCurtain(dataDir, (client) => client.query('checkpoint'));
    const files = await everyFile();
    const all = files.map((file) => file.name).join('\n');
    expect(all).toMatch(/^files\/demo\/evidence\//m);
    expect(all).toMatch(/^postgres\/cluster\/pg_wal\//m);
    expect(files.some((file) => file.bytes.includes('Bawaslu Kota Arunika'))).toBe(true);
    const needles = secrets();
    for (const { name, bytes } of files) expect(findIn(bytes, needles), name).toEqual([]);
    const megabytes = files.reduce((sum, file) => sum + file.bytes.length, 0) / 1e6;
    console.log(`searched ${files.length} files, ${megabytes.toFixed(0)} MB, for ${needles.length} forms`);
  });

  it('no line of the log does, even at its most talkative', () => {
    expect(output).toContain('Netra is ready');
    expect(findIn(Buffer.from(output), secrets())).toEqual([]);
  });
});
