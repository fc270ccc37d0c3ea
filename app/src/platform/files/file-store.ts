/**
 * The sealed store of files: an upload streams to disk, hashed and encrypted to the office on its way, and appears under its id whole or not
 * at all. Nothing readable ever touches the disk, and no more than some chunks of a file are in memory.
 */
import { createHash, type Hash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fail, ok, type Result } from '../result.ts';
import { type AllowedType, looksWhole, SNIFF_BYTES, sniffType, type TypeRefusal } from './file-type.ts';
import {
  CHUNK_BYTES,
  HEADER_BYTES,
  type HeaderError,
  newHeader,
  openChunk,
  readHeader,
  sealChunk,
  TAG_BYTES,
} from './sealed-format.ts';

export type StoredFile = {
  /** Random; says nothing of content, person or order. */
  readonly id: string;
  /** Of the original bytes as they came, lower-case hex: what a sender can compare with. */
  readonly sha256: string;
  /** Bytes of the original. */
  readonly size: number;
  readonly sniffedType: AllowedType;
};

/**
 * `too-big`: more than `limit` bytes. `broken`: the type is right, the end is missing. `interrupted`: the sender went away.
 * `storage-failed`: our own fault, e.g. `ENOSPC` for a full disk; the person should try again, the operator must act.
 */
export type FileRefusal =
  | TypeRefusal
  | { readonly kind: 'too-big'; readonly limit: number }
  | { readonly kind: 'broken'; readonly found: AllowedType }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'storage-failed'; readonly code: string };

export type StoreOptions = {
  /** Raw X25519 public key of the office that may read it. */
  readonly officeKey: Uint8Array;
  /** Bytes of the original. */
  readonly maxBytes: number;
};

export type FileReadError = 'not-found' | HeaderError;

/** The part of a file handle that writing needs: tests give one that fails like a full disk. */
export type WritableFile = Pick<FileHandle, 'write' | 'sync' | 'close'>;

export type FileStore = {
  /** Takes the source to its end or leaves no trace. A refusal is a value; the source is then read no further. */
  store(source: AsyncIterable<Uint8Array>, options: StoreOptions): Promise<Result<StoredFile, FileRefusal>>;
  /**
   * The original bytes again. Every chunk is checked before it is given out; a file damaged further on ends in a stream error, never in a
   * short file that looks whole.
   */
  read(id: string, privateKey: Uint8Array): Promise<Result<Readable, FileReadError>>;
  /** Removes a file; removing one that is not there is no error. */
  remove(id: string): Promise<void>;
  /** Clears what a crash left half written, if last touched before this instant (epoch milliseconds). Gives the number of pieces. */
  sweep(before: number): Promise<number>;
};

/** Tells failures of our disk from failures of the sender. */
class StorageFailure extends Error {
  readonly code: string;
  constructor(cause: unknown) {
    super('the file store could not write', { cause });
    this.code = isErrnoError(cause) ? (cause.code ?? 'UNKNOWN') : 'UNKNOWN';
  }
}

/**
 * @param folder holds everything; made with mode 0700 if missing
 * @param openPart opens a new file for writing, for fault injection in tests
 */
export function createFileStore(
  folder: string,
  openPart: (path: string) => Promise<WritableFile> = (path) => open(path, 'wx', 0o600),
): FileStore {
  const incoming = join(folder, 'incoming');
  const place = (id: string) => join(folder, id.slice(0, 2), `${id}.sealed`);

  async function store(
    source: AsyncIterable<Uint8Array>,
    options: StoreOptions,
  ): Promise<Result<StoredFile, FileRefusal>> {
    const id = randomUUID();
    const part = join(incoming, `${id}.part`);
    try {
      await disk(mkdir(incoming, { recursive: true, mode: 0o700 }));
      const written = await writePart(id, await disk(openPart(part)), source, options);
      if (!written.ok) {
        await rm(part, { force: true });
        return written;
      }
      await disk(moveInto(part, place(id)));
      return written;
    } catch (error) {
      // What cannot be removed now is left to sweep(): the first failure is the one to tell.
      await rm(part, { force: true }).catch(() => {});
      if (error instanceof StorageFailure) return fail({ kind: 'storage-failed', code: error.code });
      if (error instanceof SourceFailure) return fail({ kind: 'interrupted' });
      throw error;
    }
  }

  async function read(id: string, privateKey: Uint8Array): Promise<Result<Readable, FileReadError>> {
    if (!isId(id)) return fail('not-found');
    let file: FileHandle;
    try {
      file = await open(place(id), 'r');
    } catch (error) {
      if (isErrnoError(error) && error.code === 'ENOENT') return fail('not-found');
      throw error;
    }
    const header = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await file.read(header, 0, HEADER_BYTES, 0);
    const key = readHeader(id, header.subarray(0, bytesRead), privateKey);
    if (!key.ok) {
      await file.close();
      return key;
    }
    return ok(Readable.from(originalOf(file, key.value), { objectMode: false, highWaterMark: CHUNK_BYTES }));
  }

  return {
    store,
    read,
    async remove(id) {
      if (isId(id)) await rm(place(id), { force: true });
    },
    async sweep(before) {
      let cleared = 0;
      for (const name of await readdir(incoming).catch(() => [])) {
        const path = join(incoming, name);
        const touched = await stat(path).catch(() => null);
        if (touched === null || touched.mtimeMs >= before) continue;
        await rm(path, { force: true });
        cleared += 1;
      }
      return cleared;
    },
  };
}

/** Marks errors that came from the sender's stream. */
class SourceFailure extends Error {}

async function* fromSender(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (cause) {
    throw new SourceFailure('the sender stopped', { cause });
  }
}

async function disk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new StorageFailure(cause);
  }
}

/** Writes header and chunks, looking at the type before the first byte reaches the disk. Closes the file in any case. */
async function writePart(
  id: string,
  file: WritableFile,
  source: AsyncIterable<Uint8Array>,
  { officeKey, maxBytes }: StoreOptions,
): Promise<Result<StoredFile, FileRefusal>> {
  const hash = createHash('sha256');
  const { header, key } = newHeader(id, officeKey);
  let type: AllowedType | undefined;
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let size = 0;
  let number = 0;

  const flush = async (plaintext: Buffer, last: boolean): Promise<Result<AllowedType, FileRefusal>> => {
    if (type === undefined) {
      const sniffed = await sniffType(plaintext.subarray(0, SNIFF_BYTES));
      if (!sniffed.ok) return sniffed;
      type = sniffed.value;
      head = Buffer.from(plaintext.subarray(0, 16));
      await disk(writeAll(file, header));
    }
    tail = Buffer.concat([tail, plaintext.subarray(-4096)]).subarray(-4096);
    await disk(writeAll(file, sealChunk(key, number, last, plaintext)));
    number += 1;
    return ok(type);
  };

  const pending = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let filled = 0;
  try {
    for await (const piece of fromSender(source)) {
      size += piece.length;
      if (size > maxBytes) return fail({ kind: 'too-big', limit: maxBytes });
      hash.update(piece);
      let from = 0;
      while (from < piece.length) {
        // A full chunk waits until more comes: only then is it sure not to be the last.
        if (filled === CHUNK_BYTES) {
          const flushed = await flush(pending, false);
          if (!flushed.ok) return flushed;
          filled = 0;
        }
        const take = Math.min(CHUNK_BYTES - filled, piece.length - from);
        pending.set(piece.subarray(from, from + take), filled);
        filled += take;
        from += take;
      }
    }
    const flushed = await flush(pending.subarray(0, filled), true);
    if (!flushed.ok) return flushed;
    if (!looksWhole(flushed.value, head, tail, size)) return fail({ kind: 'broken', found: flushed.value });
    await disk(file.sync());
    return ok({ id, sha256: hexOf(hash), size, sniffedType: flushed.value });
  } finally {
    await file.close();
  }
}

function hexOf(hash: Hash): string {
  return hash.digest('hex');
}

/** `write` may take fewer bytes than it was given; only a full disk says so with an error. */
async function writeAll(file: WritableFile, bytes: Buffer): Promise<void> {
  let from = 0;
  while (from < bytes.length) {
    const { bytesWritten } = await file.write(bytes, from, bytes.length - from);
    if (bytesWritten === 0) throw Object.assign(new Error('the disk takes no more'), { code: 'ENOSPC' });
    from += bytesWritten;
  }
}

/** The rename makes the file appear at once; syncing the folder makes the appearance outlive a power cut. */
async function moveInto(part: string, target: string): Promise<void> {
  const folder = join(target, '..');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(part, target);
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* originalOf(file: FileHandle, key: Uint8Array): AsyncGenerator<Buffer> {
  try {
    const { size } = await file.stat();
    const sealedChunk = Buffer.allocUnsafeSlow(CHUNK_BYTES + TAG_BYTES);
    let at = HEADER_BYTES;
    for (let number = 0; at < size || number === 0; number += 1) {
      const { bytesRead } = await file.read(sealedChunk, 0, sealedChunk.length, at);
      at += bytesRead;
      yield openChunk(key, number, at >= size, sealedChunk.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

/** Also the guard against ids that would lead out of the folder. */
function isId(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

function isErrnoError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
