/** `netra backup rehearse`: restores into a folder that is thrown away, and holds the result to the manifest and to the instance that runs. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findProcessStart } from '../db/data-folder-process.ts';
import type { Result } from '../result.ts';
import { type ComparedWithLive, compareWithLive } from './compare.ts';
import { type InstanceSettings, reachOwner, readFacts, withClient } from './database.ts';
import type { Unlock } from './keys.ts';
import type { Trouble } from './outcome.ts';
import type { BackupPlan } from './plan.ts';
import { type RestoreReport, restore } from './restore.ts';
import { folderTarget } from './target.ts';

export interface RehearseOptions {
  readonly file: string;
  readonly unlock: Unlock;
  readonly plan: BackupPlan;
  readonly secret: string | null;
  /** The instance to compare with. */
  readonly live: InstanceSettings;
  readonly log: (line: string) => void;
}

export interface RehearseReport extends RestoreReport {
  /** Null: no instance could be reached, or it has another schema; compared with the manifest alone. */
  readonly live: ComparedWithLive | null;
  /** Why there is no comparison with the instance. */
  readonly alone: string | null;
  /** Everything that can be compared agrees. */
  readonly agrees: boolean;
}

const scratchName = /^netra-rehearsal-(\d+)-/;

export async function rehearse(options: RehearseOptions): Promise<Result<RehearseReport, Trouble>> {
  await sweep();
  const scratch = await mkdtemp(path.join(tmpdir(), `netra-rehearsal-${process.pid}-`));
  try {
    const { file, unlock, plan, secret, log } = options;
    let live: ComparedWithLive | null = null;
    let alone: string | null = null;
    const target = await folderTarget(scratch, log);
    const restored = await restore({
      file,
      unlock,
      plan,
      secret,
      target,
      whileUp: async (_, manifest, compared) => {
        const reached = await reachOwner(options.live, log);
        if (!reached.ok) {
          alone = reached.error.line;
          return;
        }
        try {
          await withClient(reached.value.owner, async (client) => {
            const { migrations } = await readFacts(client);
            if (JSON.stringify(migrations) !== JSON.stringify(manifest.begin.migrations))
              alone = 'the instance that runs has another schema than the backup';
            else live = await compareWithLive(client, compared.records, manifest, plan);
          });
        } finally {
          await reached.value.stop();
        }
      },
    });
    if (!restored.ok) return restored;
    const sound = restored.value.log?.sound !== false;
    return { ok: true, value: { ...restored.value, ...merged(live, alone), agrees: sound && !contradicts(live) } };
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 10 });
  }
}

const merged = (live: ComparedWithLive | null, alone: string | null) => ({ live, alone });

/** Records may change after a backup; what the public log once said may not. */
function contradicts(live: ComparedWithLive | null): boolean {
  return live !== null && live.sameRoot === false;
}

/** Removes what rehearsals left that were killed. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const pid = scratchName.exec(name)?.[1];
    if (pid === undefined || findProcessStart(Number(pid)) !== undefined) continue;
    await rm(path.join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
}
