/** Takes a file in as it arrives: to a temporary file that nobody else can read, with its hash. It is there whole or not at all. */
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../result.ts';

export interface ReceivedUpload {
  readonly path: string;
  readonly fileName: string;
  readonly size: number;
  /** SHA-256 of the bytes as they came. */
  readonly hash: Buffer;
  /** Whether all of it is UTF-8. */
  readonly utf8: boolean;
  /** The first bytes, from which the kind of file is told. */
  readonly head: Buffer;
}

export type ReceiveProblem = 'too-big' | 'empty';

const HEAD_BYTES = 64 * 1024;

export interface ReceiveOptions {
  readonly folder: string;
  readonly uuid: () => string;
  readonly maxBytes: number;
  /** No: only looked at, since it lies on this machine already. */
  readonly keep?: boolean;
}

export async function receiveFile(
  contents: AsyncIterable<Uint8Array>,
  fileName: string,
  { folder, uuid, maxBytes, keep }: ReceiveOptions,
): Promise<Result<ReceivedUpload, ReceiveProblem>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target = path.join(folder, `${uuid()}.upload`);
  const file = await open(target, 'wx', 0o600);
  const hash = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const head: Buffer[] = [];
  let headSize = 0;
  let size = 0;
  let utf8 = true;
  let whole = false;
  try {
    for await (const piece of contents) {
      size += piece.byteLength;
      if (size > maxBytes) return fail('too-big');
      hash.update(piece);
      if (headSize < HEAD_BYTES) {
        const part = Buffer.from(piece.subarray(0, HEAD_BYTES - headSize));
        head.push(part);
        headSize += part.length;
      }
      utf8 &&= decodes(() => decoder.decode(piece, { stream: true }));
      if (keep !== false) await file.write(piece);
    }
    if (size === 0) return fail('empty');
    utf8 &&= decodes(() => decoder.decode());
    whole = true;
    return ok({ path: target, fileName, size, hash: hash.digest(), utf8, head: Buffer.concat(head) });
  } finally {
    await file.close();
    if (!whole) await dropFile(target);
  }
}

function decodes(decode: () => unknown): boolean {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
}

export async function dropFile(file: string): Promise<void> {
  await rm(file, { force: true });
}

/** Clears what a process that was killed left behind. Uploads take minutes, never hours. */
export async function sweepUploads(folder: string, olderThanMs: number, now: number): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  let gone = 0;
  for (const name of names.filter((one) => one.endsWith('.upload'))) {
    const file = path.join(folder, name);
    const there = await stat(file).catch(() => null);
    if (there === null || now - there.mtimeMs < olderThanMs) continue;
    await dropFile(file);
    gone += 1;
  }
  return gone;
}
