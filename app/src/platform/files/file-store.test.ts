import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSealKeyPair } from '../crypto/seal.ts';
import { createFileStore, type FileStore, type WritableFile } from './file-store.ts';

const office = generateSealKeyPair();
const options = { officeKey: office.publicKey, maxBytes: 2_000_000 };
let folder: string;
let store: FileStore;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'netra-files-'));
  store = createFileStore(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A JPEG by its first bytes, of any length. */
function jpegLike(length: number): Buffer {
  const bytes = randomBytes(length);
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex').copy(bytes);
  return bytes;
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function filesOnDisk(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function stored(bytes: Buffer) {
  const result = await store.store(inPieces(bytes, 7000), options);
  if (!result.ok) throw new Error(`not stored: ${result.error.kind}`);
  return result.value;
}

async function readBack(id: string): Promise<Buffer> {
  const read = await store.read(id, office.privateKey);
  if (!read.ok) throw new Error(read.error);
  return buffer(read.value);
}

describe('the file store', () => {
  it('gives back exactly what was sent, at every length around its chunks', async () => {
    for (const length of [20, 4100, 65_535, 65_536, 65_537, 131_072, 300_001]) {
      for (const size of [1_000, 65_536, 1_000_000]) {
        const bytes = jpegLike(length);
        const result = await store.store(inPieces(bytes, size), options);
        expect(result.ok && result.value).toMatchObject({
          size: length,
          sniffedType: 'image/jpeg',
          sha256: createHash('sha256').update(bytes).digest('hex'),
        });
        if (result.ok) expect((await readBack(result.value.id)).equals(bytes)).toBe(true);
      }
    }
  });

  it('leaves nothing readable on disk', async () => {
    const words = 'Kepala dinas membagikan amplop di balai desa';
    const bytes = Buffer.concat([jpegLike(200), Buffer.from(words)]);
    const { id } = await stored(bytes);
    const path = (await filesOnDisk()).find((name) => name.includes(id)) ?? '';
    const onDisk = await readFile(path);
    expect(onDisk.includes(words)).toBe(false);
    expect(onDisk.includes(bytes.subarray(0, 16))).toBe(false);
  });

  it('takes JPEG, PNG, WebP and PDF by their bytes', async () => {
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#5a3ea6' } });
    const samples = {
      'image/jpeg': await picture.clone().jpeg().toBuffer(),
      'image/png': await picture.clone().png().toBuffer(),
      'image/webp': await picture.clone().webp().toBuffer(),
      'application/pdf': Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'),
    };
    for (const [type, bytes] of Object.entries(samples)) expect((await stored(bytes)).sniffedType).toBe(type);
  });

  it('removes a file, and removing it twice is no error', async () => {
    const { id } = await stored(jpegLike(100));
    await store.remove(id);
    await store.remove(id);
    expect(await store.read(id, office.privateKey)).toEqual({ ok: false, error: 'not-found' });
  });
});

describe('the file store refuses, leaving no trace,', () => {
  async function refusal(source: AsyncIterable<Uint8Array>, with_ = store) {
    const before = await filesOnDisk();
    const result = await with_.store(source, options);
    expect(await filesOnDisk()).toEqual(before);
    return result.ok ? 'stored' : result.error;
  }

  it('an empty file', async () => {
    expect(await refusal(inPieces(Buffer.alloc(0), 1))).toEqual({ kind: 'empty' });
  });

  it('a file over the limit, by one byte, and reads no further', async () => {
    expect(await refusal(inPieces(jpegLike(2_000_001), 65_536))).toEqual({ kind: 'too-big', limit: 2_000_000 });
    let given = 0;
    async function* endless() {
      for (; given < 10_000; given += 1) yield jpegLike(65_536);
    }
    expect(await refusal(endless())).toMatchObject({ kind: 'too-big' });
    expect(given).toBeLessThan(40);
  });

  it('a phone photo in HEIC with a reason of its own', async () => {
    const heic = Buffer.concat([
      Buffer.from('000000186674797068656963000000006d69663168656963', 'hex'),
      randomBytes(100),
    ]);
    expect(await refusal(inPieces(heic, 10))).toEqual({ kind: 'heic' });
  });

  it('a program, a ZIP, a web page, a drawing with script and plain text, whatever their name', async () => {
    const zip = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(60)]);
    const program = Buffer.concat([Buffer.from('MZ', 'latin1'), Buffer.alloc(200)]);
    expect(await refusal(inPieces(zip, 9))).toEqual({ kind: 'type-not-allowed', found: 'application/zip' });
    expect(await refusal(inPieces(program, 9))).toMatchObject({ kind: 'type-not-allowed' });
    for (const text of ['<html><script>alert(1)</script>', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'halo']) {
      expect(await refusal(inPieces(Buffer.from(text), 9))).toMatchObject({ kind: 'type-not-allowed' });
    }
  });

  it('a PNG, WebP and PDF that was cut off', async () => {
    const picture = sharp(randomBytes(3 * 64 * 64), { raw: { width: 64, height: 64, channels: 3 } });
    const png = await picture.clone().png().toBuffer();
    const webp = await picture.clone().webp().toBuffer();
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(6000, 32)]);
    for (const half of [png.subarray(0, -100), webp.subarray(0, -100), pdf]) {
      expect(await refusal(inPieces(half, 999))).toMatchObject({ kind: 'broken' });
    }
  });

  it('an upload that stops in the middle', async () => {
    async function* stopping() {
      yield jpegLike(200_000);
      throw new Error('socket hang up');
    }
    expect(await refusal(stopping())).toEqual({ kind: 'interrupted' });
  });

  it('when the disk is full, at any point of the way', async () => {
    for (const room of [0, 100, 70_000, 199_000]) {
      const full = createFileStore(folder, async (path) => fullDisk(await open(path, 'wx'), room));
      expect(await refusal(inPieces(jpegLike(200_000), 10_000), full)).toEqual({
        kind: 'storage-failed',
        code: 'ENOSPC',
      });
    }
  });

  it('when the file cannot even be made', async () => {
    const path = join(folder, 'a-file');
    await writeFile(path, '');
    const result = await createFileStore(join(path, 'below')).store(inPieces(jpegLike(100), 50), options);
    expect(result).toEqual({ ok: false, error: { kind: 'storage-failed', code: 'ENOTDIR' } });
  });
});

/** Takes so many bytes, then fails as a full disk does; half writes included. */
function fullDisk(file: Awaited<ReturnType<typeof open>>, room: number): WritableFile {
  let left = room;
  const write = async (bytes: Buffer, offset: number, length: number) => {
    if (left === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const { bytesWritten } = await file.write(bytes, offset, Math.min(left, length));
    left -= bytesWritten;
    return { bytesWritten, buffer: bytes };
  };
  return new Proxy(file, {
    get: (target, name) => {
      if (name === 'write') return write;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

describe('reading a sealed file', () => {
  it('needs the key of the office it was sealed to', async () => {
    const { id } = await stored(jpegLike(100));
    expect(await store.read(id, generateSealKeyPair().privateKey)).toEqual({ ok: false, error: 'wrong-key' });
  });

  it('finds nothing under an id that is none, also one that points elsewhere', async () => {
    for (const id of ['', '../../etc/passwd', '..', '00000000-0000-0000-0000-000000000000']) {
      expect(await store.read(id, office.privateKey)).toEqual({ ok: false, error: 'not-found' });
      await store.remove(id);
    }
  });

  it('ends in an error when a byte was changed, chunks were swapped, or the end was cut off', async () => {
    const { id } = await stored(jpegLike(200_000));
    const path = (await filesOnDisk()).find((name) => name.includes(id)) ?? '';
    const sound = await readFile(path);
    const header = sound.length - 200_000 - 4 * 16;
    const chunk = 65_536 + 16;
    const at = (n: number) => sound.subarray(header + n * chunk, header + (n + 1) * chunk);
    const damaged = {
      changed: Buffer.from(sound).fill(sound.readUInt8(150_000) ^ 1, 150_000, 150_001),
      swapped: Buffer.concat([sound.subarray(0, header), at(1), at(0), at(2), at(3)]),
      'last chunk gone': sound.subarray(0, header + 3 * chunk),
      'cut inside a chunk': sound.subarray(0, header + 2 * chunk + 100),
      'cut inside a tag': sound.subarray(0, header + 2 * chunk + 5),
      'nothing after the header': sound.subarray(0, header),
      lengthened: Buffer.concat([sound, Buffer.alloc(32)]),
    };
    for (const [what, bytes] of Object.entries(damaged)) {
      await writeFile(path, bytes);
      await expect(readBack(id), what).rejects.toThrow();
    }
    await writeFile(path, sound.subarray(0, header - 1));
    expect(await store.read(id, office.privateKey)).toEqual({ ok: false, error: 'not-ours' });
  });

  it('does not accept one file under the id of another', async () => {
    const [one, other] = [await stored(jpegLike(100)), await stored(jpegLike(100))];
    const paths = await filesOnDisk();
    const pathOf = (id: string) => paths.find((name) => name.includes(id)) ?? '';
    await writeFile(pathOf(one.id), await readFile(pathOf(other.id)));
    expect(await store.read(one.id, office.privateKey)).toEqual({ ok: false, error: 'wrong-key' });
  });
});

describe('sweeping', () => {
  it('clears what a crash left half written, and not what is being written now', async () => {
    await writeFile(join(folder, 'incoming', 'left-behind.part'), 'x');
    expect(await store.sweep(Date.now() - 60_000)).toBe(0);
    expect(await store.sweep(Date.now() + 60_000)).toBe(1);
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
    expect(await createFileStore(join(folder, 'new')).sweep(Date.now())).toBe(0);
  });
});
