/**
 * Looks at a spreadsheet as an archive before anything unpacks it: how many parts, how large they become, whether they lie beside each other.
 * Each part is unpacked once here, into nothing, since what an archive says of itself may be untrue.
 */
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { fail, ok, type Result } from '../result.ts';

export interface ArchiveLimits {
  readonly maxEntries: number;
  /** Sum of all parts unpacked. */
  readonly maxBytes: number;
  /** A part may grow this many times; small parts may grow more. */
  readonly maxRatio: number;
}

export const sheetLimits: ArchiveLimits = { maxEntries: 2000, maxBytes: 300 * 1024 * 1024, maxRatio: 150 };

const SMALL_PART = 1024 * 1024;

export async function inspectArchive(
  path: string,
  limits: ArchiveLimits = sheetLimits,
): Promise<Result<readonly string[], 'bomb' | 'damaged' | 'locked'>> {
  let archive: ZipFile;
  try {
    archive = await openPromise(path, {
      lazyEntries: true,
      autoClose: false,
      strictFileNames: true,
      validateEntrySizes: true,
    });
  } catch {
    return fail('damaged');
  }
  try {
    if (archive.entryCount > limits.maxEntries) return fail('bomb');
    const entries: Entry[] = [];
    let sum = 0;
    for await (const entry of archive.eachEntry()) {
      sum += entry.uncompressedSize;
      const grows = entry.uncompressedSize > Math.max(SMALL_PART, entry.compressedSize * limits.maxRatio);
      if (entries.length >= limits.maxEntries || sum > limits.maxBytes || grows) return fail('bomb');
      if (entry.isEncrypted()) return fail('locked');
      entries.push(entry);
    }
    if (overlap(entries)) return fail('bomb');
    for (const entry of entries) {
      if (entry.fileName.endsWith('/')) continue;
      const stream: AsyncIterable<Uint8Array> = await archive.openReadStreamPromise(entry);
      let size = 0;
      for await (const piece of stream) {
        size += piece.byteLength;
        if (size > entry.uncompressedSize) return fail('bomb');
      }
    }
    return ok(entries.map((entry) => entry.fileName));
  } catch {
    return fail('damaged');
  } finally {
    archive.close();
  }
}

/** Parts that share bytes make a small archive vast; no program that people use writes them. */
function overlap(entries: readonly Entry[]): boolean {
  const places = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const entry of places) {
    if (entry.relativeOffsetOfLocalHeader < end) return true;
    end = entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize;
  }
  return false;
}
