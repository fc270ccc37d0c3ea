/** Where the envelope goes: a file that appears whole or not at all, or standard output. */
import { createHash } from 'node:crypto';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, onDisk, TroubleError } from './outcome.ts';

export interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

export interface Sink {
  write(chunk: Uint8Array): Promise<void>;
  /** All is on the disk; the file still has its unfinished name. */
  close(): Promise<Written>;
  /** Gives the file its name, and the text its place beside it. Without effect on standard output. */
  publish(besideName: string, besideText: string): Promise<void>;
  /** Leaves nothing. */
  discard(): Promise<void>;
}

/** Fewer, larger writes: the envelope comes in pieces of 64 kB. */
const WRITE_BYTES = 1 << 20;

export async function fileSink(file: string): Promise<Sink> {
  const target = path.resolve(file);
  if (await stat(target).catch(() => null))
    throw new TroubleError('unusable', `${file} is there already: a backup never overwrites, name another file`);
  const part = `${target}.part`;
  // What a killed backup of the same name left.
  await onDisk(part, () => rm(part, { force: true }));
  const handle = await onDisk(part, () => open(part, 'wx', 0o600));
  const sum = createHash('sha256');
  let bytes = 0;
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let open_ = true;

  const flush = async (): Promise<void> => {
    let rest = Buffer.concat(waiting, waitingBytes);
    waiting = [];
    waitingBytes = 0;
    while (rest.length > 0) {
      const { bytesWritten } = await handle.write(rest);
      if (bytesWritten === 0) throw Object.assign(new Error('the disk takes no more'), { code: 'ENOSPC' });
      rest = rest.subarray(bytesWritten);
    }
  };
  const closeHandle = async (): Promise<void> => {
    if (!open_) return;
    open_ = false;
    await handle.close();
  };

  return {
    write: (chunk) =>
      onDisk(file, async () => {
        sum.update(chunk);
        bytes += chunk.length;
        waiting.push(chunk);
        waitingBytes += chunk.length;
        if (waitingBytes >= WRITE_BYTES) await flush();
      }),
    close: () =>
      onDisk(file, async () => {
        await flush();
        await handle.sync();
        await closeHandle();
        return { bytes, sha256: sum.digest('hex') };
      }),
    publish: (besideName, besideText) =>
      onDisk(file, async () => {
        await writeWhole(besideName, besideText);
        // Whoever made a file of this name meanwhile keeps it.
        if (
          await access(target).then(
            () => true,
            () => false,
          )
        )
          throw new TroubleError(
            'unusable',
            `${file} appeared while the backup was made: it was left alone, and the backup was not kept`,
          );
        await rename(part, target);
        await syncFolder(path.dirname(target));
      }),
    discard: async () => {
      await closeHandle().catch(() => {});
      await rm(part, { force: true }).catch(() => {});
    },
  };
}

/** @param out standard output, or what stands for it in tests */
export function streamSink(out: NodeJS.WritableStream): Sink {
  const sum = createHash('sha256');
  let bytes = 0;
  // Each write hears of its own failure; unheard, the event would end the process.
  out.on('error', () => {});
  const write = (chunk: Uint8Array): Promise<void> =>
    new Promise((done, refused) => {
      out.write(chunk, (error) => (error ? refused(error) : done()));
    });
  return {
    write: (chunk) =>
      onDisk('standard output', async () => {
        sum.update(chunk);
        bytes += chunk.length;
        await write(chunk);
      }),
    close: () => Promise.resolve({ bytes, sha256: sum.digest('hex') }),
    publish: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  };
}

/** Writes a small file so that it is there whole or not at all. */
async function writeWhole(file: string, text: string): Promise<void> {
  const part = `${file}.part`;
  const handle = await open(part, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(part, file);
}

/** So that a new name in the folder outlives a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems have no such thing for folders.
    if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'EPERM') throw error;
  } finally {
    await handle.close();
  }
}
