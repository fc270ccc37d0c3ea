/**
 * Holds the files that a snapshot names while they are copied: each gets a second name (a hard link) in a folder beside them, so that what is
 * removed meanwhile stays readable until the backup is whole. Costs no room and no copying.
 */
import { randomUUID } from 'node:crypto';
import { constants, copyFile, link, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isRunning, thisProcess } from '../db/data-folder-process.ts';
import { codeOf, diskLine, TroubleError } from './outcome.ts';

/** `.backup-<process>-<its start>-<chance>`: what a killed backup left is known by its process being gone. */
const pinName = /^\.backup-(\d+)-(\d+)-[0-9a-f]{8}$/;

/** Names kept in memory (some 50 MB at most), so that under the lock only what came since is linked; the rest is tried again. */
const REMEMBERED = 500_000;

export interface PinnedFiles {
  /**
   * Gives the file its second name, unless it has it.
   * @param file where it lies under the folder, with `/`
   * @returns false when it is not there
   */
  pin(file: string): Promise<boolean>;
  /** Everything pinned: its place under the folder, and where to read it. */
  all(): AsyncGenerator<{ readonly file: string; readonly at: string }>;
  release(): Promise<void>;
}

/** @param root folder of the instance's files; need not be there */
export async function pinFiles(root: string): Promise<PinnedFiles> {
  await sweep(root);
  const me = thisProcess();
  const folder = path.join(
    root,
    `.backup-${me.pid}-${/^\d+$/.test(me.started) ? me.started : 0}-${randomUUID().slice(0, 8)}`,
  );
  const made = new Set<string>();
  const pinned = new Set<string>();
  /** Where the system has no second names, or not here: a copy instead. */
  let copies = false;

  const twice = async (from: string, to: string): Promise<void> => {
    if (!copies) {
      try {
        await link(from, to);
        return;
      } catch (error) {
        if (!['EXDEV', 'EPERM', 'ENOTSUP', 'EMLINK', 'ENOSYS'].includes(codeOf(error))) throw error;
        copies = true;
      }
    }
    await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  };

  return {
    pin: async (file) => {
      if (pinned.has(file)) return true;
      const to = path.join(folder, file);
      try {
        if (!made.has(path.dirname(to))) {
          // Not made where there are no files at all: a backup changes nothing that it need not.
          await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
          made.add(path.dirname(to));
        }
        await twice(path.join(root, file), to);
        if (pinned.size < REMEMBERED) pinned.add(file);
        return true;
      } catch (error) {
        const code = codeOf(error);
        if (code === 'EEXIST') return true;
        if (code === 'ENOENT') return false;
        throw new TroubleError(
          'failed',
          diskLine(error, root) ?? `cannot read the files in ${root} (${code || 'unknown'})`,
        );
      }
    },
    all: () => walk(folder, ''),
    release: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

async function* walk(folder: string, under: string): AsyncGenerator<{ readonly file: string; readonly at: string }> {
  const entries = await readdir(path.join(folder, under), { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isDirectory()) yield* walk(folder, file);
    else yield { file, at: path.join(folder, file) };
  }
}

/** Removes what backups left that were killed. */
async function sweep(root: string): Promise<void> {
  for (const name of await readdir(root).catch(() => [])) {
    const [, pid = '', started = ''] = pinName.exec(name) ?? [];
    if (pid === '' || isRunning({ pid: Number(pid), started })) continue;
    await rm(path.join(root, name), { recursive: true, force: true });
  }
}
