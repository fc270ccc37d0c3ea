/**
 * One moment of database and files together.
 *
 * Files are written before the row that names them is committed, and removed after the row's removal is committed. So a row that a snapshot
 * shows had its file when the snapshot was taken; what could go wrong is that the row and then the file go while we copy. Therefore:
 * 1. files that rows name now are pinned (a second name each), without stopping anybody;
 * 2. the naming tables are locked against change (readers pass), the snapshot is taken, and the few files that came since 1 are pinned;
 * 3. the lock is let go. While it is held no row can go, so no file of a row of the snapshot can; afterwards every one is pinned.
 */
import type pg from 'pg';
import type { Address } from '../db/connect.ts';
import {
  columnList,
  connect,
  filesFolder,
  type InstanceFacts,
  oneOf,
  quoted,
  readFacts,
  refuseStrange,
  rowsOf,
} from './database.ts';
import { codeOf, TroubleError } from './outcome.ts';
import { type PinnedFiles, pinFiles } from './pinned-files.ts';
import type { BackupPlan } from './plan.ts';

export interface Snapshot {
  /** In a read-only transaction that sees one moment; every table is read through it. */
  readonly client: pg.Client;
  readonly facts: InstanceFacts;
  /** The moment, by the clock of the database. */
  readonly at: string;
  readonly files: PinnedFiles;
  /** Files that rows of the snapshot name and that were not there: the first of them, and how many. */
  readonly missing: readonly string[];
  readonly missingCount: number;
  close(): Promise<void>;
}

const NAMES_AT_ONCE = 5_000;
/** How long writers may keep us from the lock before we step back and let others in, and how often we come again. */
const LOCK_WAIT_MS = 2_000;
const LOCK_TRIES = 15;
/** Named in the manifest one by one up to this many. */
const MISSING_LISTED = 1_000;

export async function takeSnapshot(owner: Address, dataDir: string, plan: BackupPlan): Promise<Snapshot> {
  const client = await connect(owner);
  const holder = await connect(owner).catch(async (error: unknown) => {
    await client.end();
    throw error;
  });
  let files: PinnedFiles | undefined;
  try {
    await refuseStrange(client);
    const before = await readFacts(client);
    const pinned = await pinFiles(filesFolder(dataDir, before.mode));
    files = pinned;

    await holder.query('begin');
    await eachNamed(holder, plan, async (file) => void (await pinned.pin(file)));
    await holder.query('rollback');

    await lockNaming(holder, plan);
    await client.query('begin isolation level repeatable read read only');
    const { at } = await oneOf<{ at: string }>(
      client,
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
    );
    const missing: string[] = [];
    let missingCount = 0;
    await eachNamed(client, plan, async (file) => {
      if (await pinned.pin(file)) return;
      missingCount += 1;
      if (missing.length < MISSING_LISTED) missing.push(file);
    });
    await holder.query('rollback');
    await holder.end();
    return {
      client,
      facts: await readFacts(client),
      at,
      files: pinned,
      missing,
      missingCount,
      close: async () => {
        // Not said good-bye to: in the middle of a table the server would first have to send the rest of it.
        client.connection.stream.destroy();
        await pinned.release();
      },
    };
  } catch (error) {
    await holder.end().catch(() => {});
    await client.end().catch(() => {});
    await files?.release();
    throw error;
  }
}

/** Locks against writers, readers pass. Steps back again and again rather than let everybody queue behind us. */
async function lockNaming(holder: pg.Client, plan: BackupPlan): Promise<void> {
  if (plan.files.length === 0) return;
  const tables = plan.files.map(({ table }) => quoted(table)).join(', ');
  for (let attempt = 1; ; attempt += 1) {
    await holder.query('begin');
    await holder.query(`set local lock_timeout = ${LOCK_WAIT_MS}`);
    try {
      await holder.query(`lock table ${tables} in share mode`);
      return;
    } catch (error) {
      await holder.query('rollback');
      if (codeOf(error) !== '55P03') throw error;
      if (attempt === LOCK_TRIES)
        throw new TroubleError(
          'failed',
          'a long change of the files in the database does not end; try again when it is quieter',
        );
    }
  }
}

/** Every file that rows name in the transaction of the client, a few thousand names in memory at a time. */
async function eachNamed(client: pg.Client, plan: BackupPlan, work: (file: string) => Promise<void>): Promise<void> {
  for (const { table, columns, folder, place } of plan.files) {
    await client.query(`declare named no scroll cursor for select ${columnList(columns)} from ${quoted(table)}`);
    for (;;) {
      const rows = await rowsOf<Record<string, unknown>>(client, `fetch ${NAMES_AT_ONCE} from named`);
      for (const row of rows) {
        for (const name of Object.values(row)) {
          if (typeof name !== 'string') continue;
          const where = place(name);
          if (where === null) throw new TroubleError('damaged', `${table} names a file that cannot be one of ours`);
          await work(`${folder}/${where}`);
        }
      }
      if (rows.length < NAMES_AT_ONCE) break;
    }
    await client.query('close named');
  }
}
