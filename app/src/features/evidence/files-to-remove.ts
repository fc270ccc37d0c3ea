/**
 * Removes files whose rows are gone. The database writes down what is to be removed in the transaction in which the row goes; a file that cannot
 * be removed now stays written down and is tried again every night, so that nothing that was erased lies on the disk for ever.
 */
import { runAs } from '../../platform/db/unit-of-work.ts';
import { describeError } from '../../platform/log/log.ts';
import type { Platform } from '../../platform/platform.ts';
import { filesRemoved, filesToRemove } from './evidence-store.ts';

/** Removes one file; removing one that is not there is no error. */
export type RemoveFile = (name: string) => Promise<void>;

/** Everything that is written down as still to be removed. Gives how many files are there no more. */
export async function removeFilesLeft(platform: Pick<Platform, 'db' | 'log'>, remove: RemoveFile): Promise<number> {
  let after = '';
  let removed = 0;
  for (;;) {
    const names = await runAs(platform.db, { kind: 'system' }, (tx) => filesToRemove(tx, after));
    const last = names.at(-1);
    if (last === undefined) return removed;
    removed += await removeFilesNow(platform, names, remove);
    after = last;
  }
}

/** Files whose rows have just gone. None of them keeps the others from going: what stays is told to the log and tried again. */
export async function removeFilesNow(
  platform: Pick<Platform, 'db' | 'log'>,
  names: readonly string[],
  remove: RemoveFile,
): Promise<number> {
  const gone: string[] = [];
  let failure: unknown;
  for (const name of names) {
    try {
      await remove(name);
      gone.push(name);
    } catch (error) {
      failure = error;
    }
  }
  await runAs(platform.db, { kind: 'system' }, (tx) => filesRemoved(tx, gone));
  if (gone.length < names.length)
    platform.log.error({
      event: 'files-not-removed',
      count: names.length - gone.length,
      ...describeError(failure),
    });
  return gone.length;
}
