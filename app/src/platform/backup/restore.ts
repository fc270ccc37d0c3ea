/** `netra restore`: an instance out of a backup, in a place that was empty; whole and compared, or not at all. */
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { migrate, migrationFiles, migrationSum } from '../db/migrate.ts';
import { restoredKey } from '../db/restored.ts';
import { secretMark } from '../db/secret-mark.ts';
import type { Result } from '../result.ts';
import { openSource, refuseUnreadable } from './archive-read.ts';
import { type CheckedArchive, checkArchive } from './check-archive.ts';
import { type Compared, compareWithManifest, firstOf, missingFiles } from './compare.ts';
import { connect, withClient } from './database.ts';
import type { Begin, Manifest } from './format.ts';
import type { Unlock } from './keys.ts';
import { beginLoad, type Loader } from './load.ts';
import { onDisk, type Trouble, TroubleError, troubleAsValue } from './outcome.ts';
import type { BackupPlan, Checked } from './plan.ts';
import { syncFolder } from './sink.ts';
import type { Ready, Target } from './target.ts';

export interface RestoreOptions {
  /** A path, or - for standard input. */
  readonly file: string;
  readonly unlock: Unlock;
  readonly target: Target;
  readonly plan: BackupPlan;
  /** The secret that the restored instance will run with, to tell at once that it is the wrong one; null: not at hand. */
  readonly secret: string | null;
  /** What to do with the restored database while it is up, before the place is given over. */
  readonly whileUp?: (ready: Ready, manifest: Manifest, compared: Compared) => Promise<void>;
}

export interface RestoreReport {
  readonly manifest: Manifest;
  readonly compared: Compared;
  readonly log: Checked | null;
  /** Later migrations of this version that ran on the restored rows. */
  readonly migrated: readonly string[];
  readonly secret: 'fits' | 'not-checked' | 'unknown';
  readonly seconds: number;
}

export async function restore(options: RestoreOptions): Promise<Result<RestoreReport, Trouble>> {
  const began = performance.now();
  return troubleAsValue(async () => {
    const { target } = options;
    try {
      await refuseUnreadable(options.file);
      const report = await restoreAll(options);
      await target.finish();
      return { ...report, seconds: (performance.now() - began) / 1000 };
    } catch (error) {
      await target.abandon();
      throw error;
    }
  });
}

async function restoreAll({
  file,
  unlock,
  target,
  plan,
  secret,
  whileUp,
}: RestoreOptions): Promise<Omit<RestoreReport, 'seconds'>> {
  let work: { readonly ready: Ready; readonly client: pg.Client; readonly loader: Loader } | undefined;
  const working = (): NonNullable<typeof work> => {
    if (work === undefined) throw new Error('rows before the beginning');
    return work;
  };
  try {
    const archive = await checkArchive(openSource(file), unlock, {
      begin: async (begin) => {
        await refuseUnknown(begin, plan);
        refuseWrongSecret(begin, secret);
        const ready = await target.prepare(begin);
        const until = begin.migrations.at(-1)?.name ?? '';
        const made = await migrate(ready.owner, ready.appRole, plan.migrations, { until, restoring: true });
        if (!made.ok) throw new TroubleError('failed', made.error);
        const client = await connect(ready.owner);
        await client.query('begin');
        work = { ready, client, loader: await beginLoad(client, begin) };
      },
      rows: (table, lines) => working().loader.rows(table, lines),
      rowsOver: () => working().loader.finishRows(),
      file: (place, content) => writeFile(path.join(working().ready.files, place), content),
    });
    const { client, loader, ready } = working();
    await loader.setSequences(archive.manifest.sequences);
    await client.query('commit');
    await client.query('analyze');
    return await lookBack(archive, ready, client, plan, secret, whileUp);
  } finally {
    work?.client.connection.stream.destroy();
  }
}

/** Everything is in: compared with what the backup says, brought to this version, and checked against the public log. */
async function lookBack(
  { begin, manifest }: CheckedArchive,
  ready: Ready,
  client: pg.Client,
  plan: BackupPlan,
  secret: string | null,
  whileUp: RestoreOptions['whileUp'],
): Promise<Omit<RestoreReport, 'seconds'>> {
  const compared = await compareWithManifest(client, manifest, plan);
  const files = await missingFiles(client, ready.files, manifest, plan);
  // Of a disk that was lost only the first names are listed: as many more may be missing here as were missing there.
  const unlisted = manifest.missingCount - manifest.missing.length;
  const differences = [
    ...compared.differences,
    ...(files.length <= unlisted ? [] : files).map((name) => `file ${name} is named by a row and is not there`),
  ];
  if (differences.length > 0)
    throw new TroubleError('damaged', `what was restored is not what was saved: ${firstOf(differences).join('; ')}`);
  const migrated = await migrate(ready.owner, ready.appRole, plan.migrations, { restoring: true });
  if (!migrated.ok) throw new TroubleError('failed', migrated.error);
  await withClient(ready.owner, (owner) =>
    owner.query(
      `insert into netra.setting (key, value) values ($1, to_jsonb($2::text)) on conflict (key) do update set value = excluded.value`,
      [restoredKey, new Date().toISOString()],
    ),
  );
  const log = await plan.checkLog(ready.owner);
  await whileUp?.(ready, manifest, compared);
  const mark = begin.secretMark;
  return {
    manifest,
    compared,
    log,
    migrated: migrated.value.applied,
    secret: mark === null ? 'unknown' : secret === null ? 'not-checked' : 'fits',
  };
}

/** The schema is made by the very migrations that made the one that was saved: they must be the first ones of this version, to the letter. */
async function refuseUnknown(begin: Begin, plan: BackupPlan): Promise<void> {
  const known = await migrationFiles(plan.migrations);
  for (const [index, { name, sha256 }] of begin.migrations.entries()) {
    if (!known.includes(name))
      throw new TroubleError(
        'unusable',
        `this backup was made by a newer Netra (${begin.netra}, it holds ${name}): restore it with that version`,
      );
    if (known[index] !== name || (await migrationSum(plan.migrations, name)) !== sha256)
      throw new TroubleError(
        'unusable',
        `this backup was made with another ${name} than this version has: restore it with the version that made it (${begin.netra})`,
      );
  }
}

function refuseWrongSecret({ secretMark: mark }: Begin, secret: string | null): void {
  if (mark === null || secret === null || secretMark(secret) === mark) return;
  throw new TroubleError(
    'unusable',
    'NETRA_SECRET is not the one that this backup belongs to: with it no sealed report, file or name could be opened. Find the right one, or leave NETRA_SECRET out to restore without looking',
  );
}

async function writeFile(file: string, content: AsyncIterable<Buffer>): Promise<void> {
  await onDisk(file, async () => {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, 'wx', 0o600);
    try {
      for await (const chunk of content) {
        for (let rest = chunk; rest.length > 0; ) rest = rest.subarray((await handle.write(rest)).bytesWritten);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await syncFolder(path.dirname(file));
  });
}
