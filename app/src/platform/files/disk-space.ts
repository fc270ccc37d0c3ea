/** Whether there is room for what strangers send. A full disk would stop the database too, where both lie on one. */
import { mkdir, statfs } from 'node:fs/promises';

export interface DiskSpace {
  /**
   * Reserves room for one upload, or refuses. Call `done` when it is stored or given up.
   * @returns null when there is no room
   */
  take(): Promise<{ done(): void } | null>;
}

export interface DiskSpaceDeps {
  readonly folder: string;
  /** Megabytes that stay free. */
  readonly reserveMb: number;
  /** Megabytes of all uploads together that were not sent yet. */
  readonly unsentMb: number;
  /** Bytes of uploads that were not sent yet, over all processes. */
  readonly unsentBytes: () => Promise<number>;
  /** Megabytes one upload may need while it is under way: the staged file, the original, the working copy. */
  readonly perUploadMb: number;
  readonly now: () => number;
}

/** The sum over all drafts is asked once in this time. */
const KEEP_MS = 2000;
const MEGABYTE = 1024 * 1024;

export function diskSpace(deps: DiskSpaceDeps): DiskSpace {
  let underWay = 0;
  let kept: { readonly at: number; readonly bytes: Promise<number> } | undefined;
  const unsent = (): Promise<number> => {
    const now = deps.now();
    if (kept === undefined || now - kept.at >= KEEP_MS || now < kept.at) kept = { at: now, bytes: deps.unsentBytes() };
    return kept.bytes;
  };
  return {
    take: async () => {
      // Counted before asking, so that a hundred at once do not all see the same free megabyte.
      underWay += 1;
      const promised = underWay * deps.perUploadMb;
      let fits = false;
      try {
        const [free, waiting] = await Promise.all([freeMegabytes(deps.folder), unsent()]);
        fits = (free === null || free - promised >= deps.reserveMb) && waiting / MEGABYTE + promised <= deps.unsentMb;
      } finally {
        if (!fits) underWay -= 1;
      }
      if (!fits) return null;
      let over = false;
      return {
        done: () => {
          if (!over) underWay -= 1;
          over = true;
        },
      };
    },
  };
}

/** Megabytes that are free for this account; null when the folder cannot be asked. */
export async function freeMegabytes(folder: string): Promise<number | null> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(folder);
    return Math.floor((bavail * bsize) / MEGABYTE);
  } catch {
    return null;
  }
}
