/**
 * Follows a backup from `begin.json` to `manifest.json` and holds it to its own word: order, counts, hashes. Verify uses it as it is; restore
 * hangs its work into it, so that there is one reading of what a backup must be.
 */
import { createHash } from 'node:crypto';
import { decompress, type EnvelopeRead, type ReadEntry, readArchive, wholeOf } from './archive-read.ts';
import {
  type Begin,
  begin as beginEntry,
  type FileFact,
  FORMAT,
  fileLine,
  formatOf,
  type Manifest,
  manifest as manifestEntry,
  parseFileLine,
} from './format.ts';
import type { Unlock } from './keys.ts';
import { TroubleError } from './outcome.ts';
import { RowHasher, type RowSum } from './row-hash.ts';

/** What restore does with what goes by. All are called in the order of the backup. */
export interface ArchiveUser {
  begin(begin: Begin): Promise<void>;
  /** Whole rows of COPY text; called again for each part. */
  rows(table: string, lines: Buffer): Promise<void>;
  /** No more rows will come; files or the manifest follow. Called once. */
  rowsOver(): Promise<void>;
  file(path: string, content: AsyncIterable<Buffer>): Promise<void>;
}

export interface CheckedArchive {
  readonly begin: Begin;
  readonly manifest: Manifest;
  /** SHA-256 of the manifest's own bytes. */
  readonly manifestSha256: string;
  readonly envelope: EnvelopeRead;
}

const SMALL = 64 * 1024 * 1024;
const damaged = (line: string): TroubleError => new TroubleError('damaged', line);

/** @throws TroubleError that names the table, the file or the envelope that is not what it should be */
export async function checkArchive(
  source: AsyncIterable<Buffer>,
  unlock: Unlock,
  user: Partial<ArchiveUser> = {},
): Promise<CheckedArchive> {
  let begin: Begin | undefined;
  let manifest: Manifest | undefined;
  let manifestSha256 = '';
  let rowsOver = false;
  let parts = { table: '', number: 0 };
  const tables = new Map<string, RowHasher>();
  const fileSum = new RowHasher();
  let fileBytes = 0;
  let lists = 0;
  /** Files since the last list, in the order in which they came. */
  let unlisted: FileFact[] = [];

  const endRows = async (): Promise<void> => {
    if (rowsOver) return;
    rowsOver = true;
    await user.rowsOver?.();
  };

  const takePart = async (known: Begin, table: string, number: number, entry: ReadEntry): Promise<void> => {
    if (rowsOver || !known.tables.some(({ name }) => name === table))
      throw damaged(`${entry.says} stands where none belongs`);
    if (number !== (parts.table === table ? parts.number : 0) + 1)
      throw damaged(`${entry.says}: a part of it is missing`);
    parts = { table, number };
    const lines = await decompress(await wholeOf(entry.content, Number.MAX_SAFE_INTEGER), entry.says);
    const hasher = tables.get(table) ?? new RowHasher();
    tables.set(table, hasher);
    hasher.add(lines);
    await user.rows?.(table, lines);
  };

  const takeFile = async (path: string, entry: ReadEntry): Promise<void> => {
    await endRows();
    const sum = createHash('sha256');
    let size = 0;
    const counted = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of entry.content) {
        sum.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    };
    if (user.file === undefined) for await (const _ of counted());
    else await user.file(path, counted());
    unlisted.push({ path, size, sha256: sum.digest('hex') });
  };

  const takeList = async (number: number, entry: ReadEntry): Promise<void> => {
    lists += 1;
    const text = (await wholeOf(entry.content, SMALL)).toString('utf8');
    const lines = text.split('\n').slice(0, -1);
    if (number !== lists) throw damaged(`${entry.says} is out of order: one is missing`);
    for (const [index, line] of lines.entries()) {
      const told = parseFileLine(line);
      const seen = unlisted[index];
      if (told === null || seen === undefined || fileLine(seen) !== line)
        throw damaged(`file ${told?.path ?? seen?.path ?? '?'} is not the one that was saved`);
      fileBytes += seen.size;
    }
    if (unlisted.length > lines.length) throw damaged(`file ${unlisted[lines.length]?.path ?? '?'} is in no list`);
    fileSum.add(Buffer.from(text));
    unlisted = [];
  };

  const takeManifest = async (known: Begin, entry: ReadEntry): Promise<void> => {
    await endRows();
    const bytes = await wholeOf(entry.content, SMALL);
    manifestSha256 = createHash('sha256').update(bytes).digest('hex');
    const read = manifestEntry.parse(bytes.toString('utf8'));
    if (read === null || JSON.stringify(read.begin) !== JSON.stringify(known))
      throw damaged('the manifest is not that of this backup');
    refuseOtherSums(read, (name) => (tables.get(name) ?? new RowHasher()).sum);
    if (unlisted.length > 0) throw damaged(`file ${unlisted[0]?.path ?? '?'} is in no list`);
    const files = fileSum.sum;
    if (files.rows !== read.files.count || files.content !== read.files.content || fileBytes !== read.files.bytes)
      throw damaged(`there are ${files.rows} files, and the manifest tells of ${read.files.count}, or of others`);
    manifest = read;
  };

  const envelope = await readArchive(source, unlock, async (entry) => {
    const { kind } = entry;
    if (manifest !== undefined) throw damaged('something follows the manifest');
    if (kind.kind === 'begin') {
      if (begin !== undefined) throw damaged('it begins twice');
      begin = parseBegin((await wholeOf(entry.content, SMALL)).toString('utf8'));
      await user.begin?.(begin);
      return;
    }
    if (begin === undefined) throw damaged('it does not begin as a backup does');
    switch (kind.kind) {
      case 'part':
        return takePart(begin, kind.table, kind.number, entry);
      case 'file':
        return takeFile(kind.path, entry);
      case 'list':
        return takeList(kind.number, entry);
      case 'manifest':
        return takeManifest(begin, entry);
    }
  });
  if (begin === undefined || manifest === undefined) throw damaged('its end is missing: there is no manifest');
  return { begin, manifest, manifestSha256, envelope };
}

function parseBegin(text: string): Begin {
  const format = formatOf(text);
  if (format !== null && format > FORMAT)
    throw new TroubleError(
      'unusable',
      `this backup has format ${format}, and this Netra reads up to ${FORMAT}: use the Netra that made it, or a newer one`,
    );
  const begin = beginEntry.parse(text);
  if (begin === null) throw damaged('it does not begin as a backup does');
  return begin;
}

/** @throws TroubleError that names the first table whose rows are not those of the manifest */
function refuseOtherSums(manifest: Manifest, sumOf: (table: string) => RowSum): void {
  for (const { name } of manifest.begin.tables) {
    const told = manifest.tables.find((table) => table.name === name);
    const found = sumOf(name);
    if (told === undefined) throw damaged(`table ${name} is not in the manifest`);
    if (told.rows !== found.rows)
      throw damaged(`table ${name} has ${found.rows} rows, and the manifest tells of ${told.rows}`);
    if (told.content !== found.content || told.bytes !== found.bytes)
      throw damaged(`table ${name} holds other rows than the manifest tells of`);
  }
}
