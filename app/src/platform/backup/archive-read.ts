/** Reads an envelope from its beginning to its end, entry by entry, and says where it is damaged. Some megabytes are in memory, whatever the size. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { type Extract, extract as extractTar } from 'tar-stream';
import type { EntryKind } from './format.ts';
import { kindOf } from './format.ts';
import { decrypterFor, type Unlock } from './keys.ts';
import { codeOf, TroubleError } from './outcome.ts';
import { bytesOf, webStreamOf } from './web-stream.ts';

const unpack = promisify(zstdDecompress);

/** An unpacked part is whole rows; one row of PostgreSQL is at most 1 GB. */
const MOST_UNPACKED = 1_200_000_000;

export interface EnvelopeRead {
  readonly bytes: number;
  readonly sha256: string;
}

export interface ReadEntry {
  readonly kind: EntryKind;
  /** For people: `table netra.case_file`, `file evidence/ab/…`. */
  readonly says: string;
  readonly content: AsyncIterable<Buffer>;
}

/** @param file a path, or - for standard input */
export function openSource(file: string): AsyncIterable<Buffer> {
  return file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 20 });
}

/** Says in one line why a file cannot be read at all, before anything is begun. */
export async function refuseUnreadable(file: string): Promise<void> {
  if (file === '-') return;
  try {
    const handle = await open(file, 'r');
    const { size } = await handle.stat();
    await handle.close();
    if (size === 0) throw new TroubleError('unusable', `${file} is empty: it is no backup`);
  } catch (error) {
    if (error instanceof TroubleError) throw error;
    throw new TroubleError('unusable', `cannot read ${file} (${codeOf(error) || 'unreadable'})`);
  }
}

/**
 * Gives each entry in its order to `take`, which must use up its content.
 * @returns hash and size of the envelope; everything up to its end was authentic
 * @throws TroubleError that names the last good entry and the place of the damage
 */
export async function readArchive(
  source: AsyncIterable<Buffer>,
  unlock: Unlock,
  take: (entry: ReadEntry) => Promise<void>,
): Promise<EnvelopeRead> {
  const sum = createHash('sha256');
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      sum.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  const plain = await unlocked(webStreamOf(counted()), unlock);
  const tar = extractTar();
  let at = 'its beginning';
  let plainBytes = 0;
  let envelopeBroke: unknown;
  let readerBroke: unknown;

  const feed = async (): Promise<void> => {
    try {
      for await (const chunk of plain) {
        await write(tar, chunk);
        plainBytes += chunk.length;
      }
      tar.end(undefined);
    } catch (error) {
      // A reader that refused has closed the tar under us: its word counts.
      if (readerBroke === undefined) envelopeBroke = error;
      // With an error: whoever asks a tar that was closed without one for its next entry waits for ever.
      tar.destroy(error instanceof Error ? error : new Error('closed'));
    }
  };
  const read = async (): Promise<void> => {
    try {
      for await (const entry of tar) {
        const kind = kindOf(entry.header.name);
        if (kind === null || entry.header.type !== 'file')
          throw new TroubleError('damaged', 'there is something in it that no backup holds');
        at = sayKind(kind);
        await take({ kind, says: at, content: bytesOf(entry) });
      }
    } catch (error) {
      readerBroke = error;
      tar.destroy();
    }
  };
  await Promise.all([feed(), read()]);
  if (envelopeBroke !== undefined) throw damage(envelopeBroke, plainBytes, at);
  if (readerBroke !== undefined) throw readerBroke;
  return { bytes, sha256: sum.digest('hex') };
}

function write(tar: Extract, chunk: Uint8Array): Promise<void> {
  return new Promise((done, refused) => {
    if (tar.destroyed) {
      refused(new Error('closed'));
      return;
    }
    const over = (): void => {
      tar.off('drain', fine);
      tar.off('close', closed);
    };
    const fine = (): void => {
      over();
      done();
    };
    const closed = (): void => {
      over();
      refused(new Error('closed'));
    };
    tar.on('drain', fine);
    tar.on('close', closed);
    if (tar.write(chunk)) fine();
  });
}

async function unlocked(source: ReadableStream<Uint8Array>, unlock: Unlock): Promise<ReadableStream<Uint8Array>> {
  try {
    return await decrypterFor(unlock).decrypt(source);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/no identity matched/.test(message))
      throw new TroubleError(
        'unusable',
        unlock.kind === 'passphrase'
          ? 'the passphrase does not open this backup'
          : 'no identity given opens this backup: it was made for another key, or with a passphrase',
      );
    if (codeOf(error) !== '')
      throw new TroubleError('failed', `the backup cannot be read to its end (${codeOf(error)})`);
    throw new TroubleError('damaged', 'the envelope is damaged at its beginning, or this is no backup');
  }
}

/** The envelope is cut into pieces of 64 kB, each with a seal of its own. */
function damage(error: unknown, goodBytes: number, at: string): unknown {
  if (error instanceof TroubleError) return error;
  if (codeOf(error) !== '')
    return new TroubleError('failed', `the backup cannot be read to its end (${codeOf(error)})`);
  return new TroubleError(
    'damaged',
    `the envelope is damaged in the 64 kB after byte ${goodBytes} or ends there, at or right after ${at}`,
  );
}

function sayKind(kind: EntryKind): string {
  switch (kind.kind) {
    case 'begin':
      return 'its beginning';
    case 'manifest':
      return 'the manifest';
    case 'part':
      return `table ${kind.table}`;
    case 'file':
      return `file ${kind.path}`;
    case 'list':
      return `list of files ${kind.number}`;
  }
}

/** A whole entry, for those that are small by their nature. */
export async function wholeOf(content: AsyncIterable<Buffer>, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new TroubleError('damaged', 'an entry is larger than any that a backup holds');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

/** @throws TroubleError when the part is not what was packed */
export async function decompress(packed: Buffer, says: string): Promise<Buffer> {
  try {
    return await unpack(packed, { maxOutputLength: MOST_UNPACKED });
  } catch {
    throw new TroubleError('damaged', `${says} cannot be unpacked`);
  }
}
