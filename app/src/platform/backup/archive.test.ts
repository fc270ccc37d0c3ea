import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, type Entry, entriesOf, files, manifestOf, sealed, tables } from './archive.fixture.ts';
import { readArchive } from './archive-read.ts';
import { compress } from './archive-write.ts';
import { checkArchive } from './check-archive.ts';
import { entryNames, kindOf, type Manifest } from './format.ts';
import type { Lock, Unlock } from './keys.ts';
import { TroubleError } from './outcome.ts';
import { verify } from './verify.ts';

let lock: Lock;
let unlock: Unlock;
let whole: Buffer;
let folder: string;

beforeAll(async () => {
  const identity = await generateX25519Identity();
  lock = { kind: 'recipients', recipients: [await identityToRecipient(identity)] };
  unlock = { kind: 'identities', identities: [identity] };
  whole = await sealed(await entriesOf(), lock);
  folder = await mkdtemp(path.join(tmpdir(), 'netra-archive-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function* inPieces(bytes: Buffer, size = 3000): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** What is wrong with it, as a person is told; 'whole' when nothing is. */
async function verdict(envelope: Buffer, key: Unlock = unlock): Promise<string> {
  try {
    await checkArchive(inPieces(envelope), key);
    return 'whole';
  } catch (error) {
    if (error instanceof TroubleError) return `${error.trouble.kind}: ${error.trouble.line}`;
    throw error;
  }
}

const changed = async (change: (entries: Entry[]) => void | Promise<void>): Promise<string> => {
  const entries = await entriesOf();
  await change(entries);
  return verdict(await sealed(entries, lock));
};
const at = (entries: readonly Entry[], name: string): number => entries.findIndex((entry) => entry.name.includes(name));
const withManifest = (change: (manifest: Manifest) => Manifest) =>
  changed((entries) => {
    entries.splice(-1, 1, { name: 'manifest.json', content: Buffer.from(JSON.stringify(change(manifestOf()))) });
  });

describe('a whole backup', () => {
  it('gives back every row, in order, and every file, byte by byte', async () => {
    const rows = new Map<string, string>();
    const found = new Map<string, Buffer>();
    const order: string[] = [];
    const { manifest } = await checkArchive(inPieces(whole, 70_000), unlock, {
      begin: async () => void order.push('begin'),
      rows: async (table, lines) => {
        order.push(table);
        rows.set(table, (rows.get(table) ?? '') + lines.toString());
      },
      rowsOver: async () => void order.push('over'),
      file: async (name, content) => {
        const chunks: Buffer[] = [];
        for await (const chunk of content) chunks.push(Buffer.from(chunk));
        found.set(name, Buffer.concat(chunks));
      },
    });
    expect(order).toEqual(['begin', 'netra.alpha', 'netra.beta', 'netra.beta', 'over']);
    for (const [name, lines] of Object.entries(tables))
      expect(rows.get(name) ?? '').toBe(lines.map((line) => `${line}\n`).join(''));
    expect([...found.keys()]).toEqual(Object.keys(files));
    for (const [name, bytes] of Object.entries(files)) expect(found.get(name)?.equals(bytes), name).toBe(true);
    expect(manifest).toEqual(manifestOf());
  });

  it('opens with a passphrase where it was made with one, and with a key that a quantum computer does not break', async () => {
    const hybrid = await generateHybridIdentity();
    const postQuantum: Lock = { kind: 'recipients', recipients: [await identityToRecipient(hybrid)] };
    const entries = await entriesOf();
    expect(await verdict(await sealed(entries, postQuantum), { kind: 'identities', identities: [hybrid] })).toBe(
      'whole',
    );
    const passphrase = { kind: 'passphrase', passphrase: 'dua puluh huruf sekurangnya' } as const;
    const byWord = await sealed(entries, passphrase);
    expect(await verdict(byWord, passphrase)).toBe('whole');
    expect(await verdict(byWord, { ...passphrase, passphrase: 'dua puluh huruf sekurangnyo' })).toBe(
      'unusable: the passphrase does not open this backup',
    );
  });
});

describe('a damaged backup', () => {
  it('is found out wherever a byte was changed', async () => {
    const places = new Set([0, 20, 60, 120, 199, 200, 230, whole.length - 1, whole.length - 17]);
    while (places.size < 60) places.add(Math.floor(Math.random() * whole.length));
    for (const place of places) {
      const broken = Buffer.from(whole);
      broken[place] = (broken[place] ?? 0) ^ (1 << (place % 8));
      const says = await verdict(broken);
      expect(says, `byte ${place} of ${whole.length}`).toMatch(
        /^damaged: the envelope is damaged|^unusable: no identity given opens/,
      );
    }
  });

  it('is found out also between two entries, while the reader is busy with the one before', async () => {
    // The first ends a little before a sealed piece of 64 kB does, and the next piece is the broken one.
    const [, , ...rest] = await entriesOf();
    const name = rest.find((entry) => entry.name.includes('one.sealed'))?.name ?? '';
    const envelope = await sealed(
      [
        { name, content: Buffer.alloc(64_000, 1) },
        { name: name.replace('one', 'two'), content: Buffer.alloc(50_000, 2) },
      ],
      lock,
    );
    envelope[envelope.length - 17] = (envelope[envelope.length - 17] ?? 0) ^ 1;
    const slowly = readArchive(inPieces(envelope), unlock, async ({ content }) => {
      for await (const _ of content);
      await wait(150);
    });
    await expect(slowly).rejects.toThrow(TroubleError);
  });

  it('is found out wherever it was cut off, and when something was added', async () => {
    for (const length of [1, 100, 216, 5000, 65_000, whole.length - 20, whole.length - 1])
      expect(await verdict(whole.subarray(0, length)), `${length} bytes`).toMatch(/^damaged: the envelope is damaged/);
    expect(await verdict(Buffer.concat([whole, Buffer.from('x')]))).toMatch(/^damaged: the envelope/);
  });

  it('says how far it was good', async () => {
    const broken = Buffer.from(whole);
    const place = whole.length - 30_000;
    broken[place] = (broken[place] ?? 0) ^ 1;
    expect(await verdict(broken)).toMatch(
      /after byte 65536 or ends there, at or right after file evidence\/aa\/one\.sealed$/,
    );
  });

  it('is told apart from a key that is not its own', async () => {
    const other = await generateX25519Identity();
    expect(await verdict(whole, { kind: 'identities', identities: [other] })).toMatch(
      /^unusable: no identity given opens this backup/,
    );
    expect(await verdict(Buffer.from('bukan cadangan, hanya surat biasa\n'))).toMatch(/^damaged: .*this is no backup/);
  });
});

describe('an envelope that is right around something that is not', () => {
  it('names the table that has another row, one too few, or a part too few', async () => {
    const name = entryNames.part('netra.alpha', 1);
    expect(
      await changed(async (entries) => {
        entries[at(entries, 'netra.alpha')] = {
          name,
          content: await compress(Buffer.from('1\tsatu\n2\tduo\n3\ttiga\n')),
        };
      }),
    ).toBe('damaged: table netra.alpha holds other rows than the manifest tells of');
    expect(
      await changed(async (entries) => {
        entries[at(entries, 'netra.alpha')] = { name, content: await compress(Buffer.from('1\tsatu\n2\tdua\n')) };
      }),
    ).toBe('damaged: table netra.alpha has 2 rows, and the manifest tells of 3');
    expect(await changed((entries) => void entries.splice(at(entries, 'netra.beta'), 1))).toBe(
      'damaged: table netra.beta: a part of it is missing',
    );
    expect(
      await changed((entries) => {
        entries[at(entries, 'netra.alpha')] = { name, content: Buffer.from('not packed') };
      }),
    ).toBe('damaged: table netra.alpha cannot be unpacked');
  });

  it('names the file that is another, is missing, or is in no list', async () => {
    const other = Buffer.alloc(90_000, 8);
    expect(
      await changed((entries) => {
        entries[at(entries, 'one.sealed')] = { name: 'files/evidence/aa/one.sealed', content: other };
      }),
    ).toBe('damaged: file evidence/aa/one.sealed is not the one that was saved');
    expect(await changed((entries) => void entries.splice(at(entries, 'two.sealed'), 1))).toBe(
      'damaged: file evidence/bb/two.sealed is not the one that was saved',
    );
    expect(await changed((entries) => void entries.splice(at(entries, 'file-lists'), 1))).toBe(
      'damaged: file evidence/aa/one.sealed is in no list',
    );
    expect(await changed((entries) => void entries.splice(at(entries, 'files/evidence'), 4))).toMatch(
      /^damaged: there are 0 files, and the manifest tells of 3/,
    );
  });

  it('does not take what no backup holds: other names, links, ways out of the folder, anything after the end', async () => {
    const strange = [
      'files/../../etc/passwd',
      'files/evidence/../../../x',
      '/etc/passwd',
      'tables/netra.alpha/1.copy',
      'files/evidence/./x',
      'files/',
      'README',
      'files/evidence/a\nb',
    ];
    for (const name of strange) expect(kindOf(name), name).toBeNull();
    expect(
      await changed((entries) => void entries.splice(2, 0, { name: 'files/../../x', content: Buffer.from('x') })),
    ).toMatch(/^damaged: there is something in it that no backup holds/);
    expect(await changed((entries) => void entries.push({ name: 'files/evidence/x', content: Buffer.from('x') }))).toBe(
      'damaged: something follows the manifest',
    );
    expect(await changed((entries) => void entries.shift())).toBe('damaged: it does not begin as a backup does');
    expect(await changed((entries) => void entries.pop())).toBe('damaged: its end is missing: there is no manifest');
    expect(await changed((entries) => void entries.splice(1, 0, ...entries.slice(0, 1)))).toBe(
      'damaged: it begins twice',
    );
  });

  it('does not take the manifest of another backup, or one that tells of other tables or files', async () => {
    expect(
      await withManifest((one) => ({ ...one, begin: { ...begin, id: '5b1f7a52-3f0b-4d55-8f6c-1a8a1fbf5a02' } })),
    ).toBe('damaged: the manifest is not that of this backup');
    expect(await withManifest((one) => ({ ...one, tables: one.tables.slice(1) }))).toBe(
      'damaged: table netra.alpha is not in the manifest',
    );
    expect(await withManifest((one) => ({ ...one, files: { ...one.files, bytes: 5 } }))).toMatch(
      /^damaged: there are 3 files/,
    );
    expect(await withManifest((one) => one)).toBe('whole');
  });

  it('says that a newer format needs a newer Netra', async () => {
    const says = await changed((entries) => {
      entries[0] = { name: 'begin.json', content: Buffer.from(JSON.stringify({ ...begin, format: 99, more: 1 })) };
    });
    expect(says).toMatch(/^unusable: this backup has format 99, and this Netra reads up to 1/);
  });
});

describe('without the key', () => {
  it('a backup is held to the manifest beside it, and nothing more is claimed', async () => {
    const file = path.join(folder, 'a.netra');
    await writeFile(file, whole);
    expect(await verify(file, null)).toMatchObject({
      ok: false,
      error: { kind: 'unusable', line: expect.stringMatching(/without the key/) },
    });
    const { createHash } = await import('node:crypto');
    const {
      tables: _,
      sequences: __,
      files: ___,
      missing: ____,
      missingCount: _c,
      sample: _____,
      begin: ______,
      ...rest
    } = manifestOf();
    const { tables: _t, leftBehind: _l, ...outside } = begin;
    const sha256 = createHash('sha256').update(whole).digest('hex');
    const manifest = createHash('sha256').update(JSON.stringify(manifestOf())).digest('hex');
    const beside = {
      ...outside,
      ...rest,
      tables: 3,
      rows: 403,
      files: 3,
      fileBytes: 90_010,
      missingFiles: 0,
      manifest,
      envelope: { bytes: whole.length, sha256 },
    };
    await writeFile(`${file}.manifest.json`, JSON.stringify(beside));
    expect(await verify(file, null)).toMatchObject({ ok: true, value: { opened: false } });
    expect(await verify(file, unlock)).toMatchObject({ ok: true, value: { opened: true, beside: 'agrees' } });

    // The head of the envelope names the key: damaged there it looks like a wrong key, and the manifest beside it tells them apart.
    const broken = Buffer.from(whole);
    broken[60] = (broken[60] ?? 0) ^ 1;
    await writeFile(file, broken);
    for (const key of [null, unlock])
      expect(await verify(file, key)).toMatchObject({
        ok: false,
        error: { kind: 'damaged', line: expect.stringMatching(/the envelope is damaged/) },
      });
    await writeFile(file, whole.subarray(0, 70_000));
    expect(await verify(file, null)).toMatchObject({
      ok: false,
      error: { line: expect.stringMatching(/cut off: 70000 of/) },
    });
    await writeFile(file, whole);
    await writeFile(`${file}.manifest.json`, JSON.stringify({ ...beside, manifest: 'b'.repeat(64) }));
    expect(await verify(file, unlock)).toMatchObject({
      ok: false,
      error: { kind: 'damaged', line: 'the manifest beside the backup is not the one inside' },
    });
    expect(await readdir(folder)).toHaveLength(2);
  });

  it.each([
    ['a file that is not there', 'nowhere.netra', null, /cannot read .*ENOENT/],
    ['an empty file', 'empty.netra', '', /is empty: it is no backup/],
  ])('%s is said to be that', async (_, name, content, line) => {
    const file = path.join(folder, name);
    if (content !== null) await writeFile(file, content);
    expect(await verify(file, unlock)).toMatchObject({
      ok: false,
      error: { kind: 'unusable', line: expect.stringMatching(line) },
    });
  });
});
