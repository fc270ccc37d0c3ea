/** `netra backup`: one moment of database and files, encrypted on its way to the disk. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { to as copyTo } from 'pg-copy-streams';
import type { Result } from '../result.ts';
import { type ArchiveWriter, compress, writeArchive } from './archive-write.ts';
import { copyOut, type InstanceSettings, ourSequences, ourTables, reachOwner, withDependants } from './database.ts';
import {
  BATCH_FILES,
  type Begin,
  type Beside,
  begin as beginEntry,
  beside as besideEntry,
  entryNames,
  type FileFact,
  FORMAT,
  fileLine,
  kindOf,
  type Manifest,
  manifest as manifestEntry,
  PART_BYTES,
  SAMPLE,
} from './format.ts';
import type { Lock } from './keys.ts';
import { type Trouble, TroubleError, troubleAsValue } from './outcome.ts';
import type { BackupPlan } from './plan.ts';
import { RowHasher, Sample, wholeLines } from './row-hash.ts';
import { fileSink, type Sink, streamSink } from './sink.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

export interface BackupOptions {
  readonly settings: InstanceSettings;
  readonly plan: BackupPlan;
  /** A file that is not there yet, or a stream such as standard output, for which nothing is laid beside. */
  readonly target: string | NodeJS.WritableStream;
  readonly lock: Lock;
  readonly stop: AbortSignal;
  /** Lines of the database, for the operator. */
  readonly log: (line: string) => void;
}

export interface BackupReport {
  readonly beside: Beside;
  readonly missing: readonly string[];
  readonly seconds: number;
}

export async function backup(options: BackupOptions): Promise<Result<BackupReport, Trouble>> {
  const began = performance.now();
  return troubleAsValue(async () => {
    const { target, settings, plan, lock, stop } = options;
    const sink = typeof target === 'string' ? await fileSink(target) : streamSink(target);
    try {
      const reached = await reachOwner(settings, options.log);
      if (!reached.ok) throw new TroubleError(reached.error.kind, reached.error.line);
      try {
        const snapshot = await takeSnapshot(reached.value.owner, settings.dataDir, plan);
        try {
          const { manifest, beside } = await writeAll(snapshot, plan, lock, sink, stop);
          if (typeof target === 'string')
            await sink.publish(besideEntry.name(target), `${JSON.stringify(beside, null, 2)}\n`);
          return { beside, missing: manifest.missing, seconds: (performance.now() - began) / 1000 };
        } finally {
          await snapshot.close();
        }
      } finally {
        await reached.value.stop();
      }
    } catch (error) {
      await sink.discard();
      throw error;
    }
  });
}

async function writeAll(
  snapshot: Snapshot,
  plan: BackupPlan,
  lock: Lock,
  sink: Sink,
  stop: AbortSignal,
): Promise<{ readonly manifest: Manifest; readonly beside: Beside }> {
  const { client, facts, at } = snapshot;
  const leftBehind = await withDependants(client, plan.leftBehind);
  const tables = (await ourTables(client)).filter(({ name }) => !leftBehind.includes(name));
  const begin: Begin = {
    format: FORMAT,
    id: randomUUID(),
    netra: plan.netra,
    mode: facts.mode,
    startedAt: at,
    postgres: facts.postgres,
    migrations: [...facts.migrations],
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
    leftBehind: [...leftBehind],
    secretMark: facts.secretMark,
  };
  let manifest: Manifest | undefined;
  let manifestText = '';
  const envelope = await writeArchive(lock, sink, stop, async (writer) => {
    await writer.entry(beginEntry.name, Buffer.from(JSON.stringify(begin, null, 2)));
    const sample = new Sample<Manifest['sample'][number]>(SAMPLE, Math.random);
    const sums: Manifest['tables'] = [];
    for (const table of tables) {
      const rows = new RowHasher((_, digest) =>
        sample.offer(() => ({ table: table.name, sha256: digest.toString('hex') })),
      );
      let number = 0;
      // Each part is packed by another thread while this one encrypts the one before.
      let before: { readonly name: string; readonly packed: Promise<Buffer> } | undefined;
      for await (const lines of wholeLines(client.query(copyTo(copyOut(table))), PART_BYTES)) {
        rows.add(lines);
        number += 1;
        const next = { name: entryNames.part(table.name, number), packed: compress(lines) };
        next.packed.catch(() => {});
        if (before !== undefined) await writer.entry(before.name, await before.packed);
        before = next;
      }
      if (before !== undefined) await writer.entry(before.name, await before.packed);
      sums.push({ name: table.name, ...rows.sum });
    }
    const files = await writeFiles(writer, snapshot);
    manifest = {
      format: FORMAT,
      begin,
      finishedAt: new Date().toISOString(),
      tables: sums,
      // Sequences stand outside of snapshots and only rise: read last, they are never behind a row.
      sequences: [...(await ourSequences(client))],
      files,
      missing: [...snapshot.missing],
      missingCount: snapshot.missingCount,
      log: await plan.readLog(client),
      sample: sample.kept,
    };
    manifestText = JSON.stringify(manifest, null, 1);
    await writer.entry(manifestEntry.name, Buffer.from(manifestText));
  });
  if (manifest === undefined) throw new Error('a whole archive has its manifest');
  return { manifest, beside: besideOf(manifest, manifestText, envelope) };
}

/** The files in batches, each followed by its list. */
async function writeFiles(writer: ArchiveWriter, snapshot: Snapshot): Promise<Manifest['files']> {
  const sum = new RowHasher();
  let bytes = 0;
  let number = 0;
  let batch: string[] = [];
  const close = async (): Promise<void> => {
    if (batch.length === 0) return;
    const list = Buffer.from(`${batch.join('\n')}\n`);
    sum.add(list);
    number += 1;
    await writer.entry(entryNames.list(number), list);
    batch = [];
  };
  for await (const { file, at } of snapshot.files.all()) {
    const fact = await writeFile(writer, file, at);
    bytes += fact.size;
    batch.push(fileLine(fact));
    if (batch.length === BATCH_FILES) await close();
  }
  await close();
  const { rows, content } = sum.sum;
  return { count: rows, bytes, content };
}

async function writeFile(writer: ArchiveWriter, file: string, at: string): Promise<FileFact> {
  const name = entryNames.file(file);
  if (kindOf(name)?.kind !== 'file') throw new Error('a file with a name that could not be restored');
  const { size } = await stat(at);
  const hash = createHash('sha256');
  const hashed = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of createReadStream(at, { highWaterMark: 256 * 1024 })) {
      const bytes: Buffer = chunk;
      hash.update(bytes);
      yield bytes;
    }
  };
  await writer.stream(name, size, hashed());
  return { path: file, size, sha256: hash.digest('hex') };
}

function besideOf(manifest: Manifest, text: string, envelope: Beside['envelope']): Beside {
  const { begin, finishedAt, tables, files, missingCount, log } = manifest;
  return {
    format: FORMAT,
    id: begin.id,
    netra: begin.netra,
    mode: begin.mode,
    startedAt: begin.startedAt,
    finishedAt,
    postgres: begin.postgres,
    migrations: begin.migrations,
    tables: tables.length,
    rows: tables.reduce((sum, { rows }) => sum + rows, 0),
    files: files.count,
    fileBytes: files.bytes,
    missingFiles: missingCount,
    log,
    secretMark: begin.secretMark,
    manifest: createHash('sha256').update(text).digest('hex'),
    envelope,
  };
}
