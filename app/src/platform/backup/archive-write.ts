/** Writes the envelope: a tar whose entries are made while they are written, encrypted on its way. Some megabytes are in memory, whatever the size. */
import { once } from 'node:events';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import { type Pack, pack as packTar } from 'tar-stream';
import { encrypterFor, type Lock } from './keys.ts';
import { TroubleError } from './outcome.ts';
import type { Sink, Written } from './sink.ts';
import { bytesOf, webStreamOf } from './web-stream.ts';

export interface ArchiveWriter {
  entry(name: string, content: Buffer): Promise<void>;
  /** @param size bytes that `content` gives, known before */
  stream(name: string, size: number, content: AsyncIterable<Buffer>): Promise<void>;
}

const compressNow = promisify(zstdCompress);

/** Packs text of tables. The fastest level: the envelope is what takes the time. */
export function compress(content: Buffer): Promise<Buffer> {
  return compressNow(content, {
    params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
  });
}

/**
 * Runs `fill` and sends what it writes through the envelope into the sink. Both ends stop when one fails or the signal comes; nothing is
 * closed or published here.
 */
export async function writeArchive(
  lock: Lock,
  sink: Sink,
  stop: AbortSignal,
  fill: (writer: ArchiveWriter) => Promise<void>,
): Promise<Written> {
  const pack = packTar();
  let why: unknown;
  const give = (error: unknown): void => {
    why ??= error;
    pack.destroy();
  };
  const stopped = (): void => give(new TroubleError('failed', 'stopped before the backup was whole; nothing was kept'));
  if (stop.aborted) stopped();
  stop.addEventListener('abort', stopped);
  try {
    const envelope = await encrypterFor(lock).encrypt(webStreamOf(bytesOf(pack)));
    const drain = async (): Promise<void> => {
      for await (const chunk of envelope) await sink.write(chunk);
    };
    const work = async (): Promise<void> => {
      await fill(writerInto(pack));
      pack.finalize();
    };
    await Promise.allSettled([work().catch(give), drain().catch(give)]);
    if (why !== undefined) throw why;
    return await sink.close();
  } finally {
    stop.removeEventListener('abort', stopped);
    pack.destroy();
  }
}

function writerInto(pack: Pack): ArchiveWriter {
  // The moment of a file says nothing that the manifest does not say better.
  const header = (name: string, size: number) => ({ name, size, mode: 0o600, mtime: new Date(0) });
  return {
    entry: (name, content) =>
      new Promise((done, refused) => {
        pack.entry(header(name, content.length), content, (error) => (error ? refused(error) : done()));
      }),
    stream: async (name, size, content) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const entry = pack.entry(header(name, size), (error) => (error ? reject(error) : resolve()));
      entry.on('error', reject);
      promise.catch(() => {});
      if (size > 0) {
        for await (const chunk of content) {
          if (!entry.write(chunk)) await Promise.race([once(entry, 'drain'), promise]);
        }
      }
      entry.end(undefined);
      await promise;
    },
  };
}
