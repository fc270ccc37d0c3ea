/** Reads and writes of the log's own tables. Only the system grows the tree; everybody may read what is in it. */
import { type Edge, edgeTiles, type Hash, TILE_WIDTH, type Tile } from '@netra/ledger';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';

/** Steps of cases and changes of the law go in batches of their own, and so do pledges. */
export type BatchKind = 'steps' | 'pledges';

export interface LogState {
  readonly origin: string;
  readonly size: number;
  readonly lastTick: Temporal.Instant | null;
}

/** The state, locked until the end of the transaction: whoever holds it is the only one who grows the tree. */
export async function holdState(tx: Tx): Promise<LogState | undefined> {
  const row = await tx.selectFrom('log_state').selectAll().forUpdate().executeTakeFirst();
  return row === undefined ? undefined : { origin: row.origin, size: row.size, lastTick: row.last_tick };
}

export async function findState(tx: Tx): Promise<LogState | undefined> {
  const row = await tx.selectFrom('log_state').selectAll().executeTakeFirst();
  return row === undefined ? undefined : { origin: row.origin, size: row.size, lastTick: row.last_tick };
}

/** The right edge of the tree. Throws when the stored tiles do not fit the size: then somebody touched them. */
export async function readEdge(tx: Tx, size: number): Promise<Edge> {
  const refs = edgeTiles(size);
  if (refs.length === 0) return { size, tiles: [] };
  const tiles: Tile[] = [];
  for (const ref of refs) {
    const hashes = await readTile(tx, ref.level, ref.index);
    if (hashes === undefined || hashes.length < ref.width * 32)
      throw new Error(`tile ${ref.level}/${ref.index} is not whole`);
    tiles.push({ ...ref, hashes: hashes.subarray(0, ref.width * 32) });
  }
  return { size, tiles };
}

/** The hashes of a tile as far as it has grown; undefined when it has not begun. */
export async function readTile(tx: Tx, level: number, index: number): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom('log_tile')
    .select('hashes')
    .where('level', '=', level)
    .where('index', '=', index)
    .executeTakeFirst();
  return row?.hashes;
}

/** Many tiles in one question, by `level/index`. */
export async function readTiles(
  tx: Tx,
  refs: readonly { readonly level: number; readonly index: number }[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  if (refs.length === 0) return new Map();
  const { rows } = await sql<{ level: number; index: number; hashes: Buffer }>`
    select t.level, t.index, t.hashes from log_tile t
    join unnest(${refs.map((ref) => ref.level)}::smallint[], ${refs.map((ref) => ref.index)}::bigint[]) as wanted(level, index)
      on wanted.level = t.level and wanted.index = t.index`.execute(tx);
  return new Map(rows.map((row) => [`${row.level}/${row.index}`, row.hashes]));
}

/** Commitments of one row of 256 leaves, as far as it has grown. */
export async function readEntries(tx: Tx, index: number): Promise<Uint8Array | undefined> {
  const row = await tx.selectFrom('log_entries').select('entries').where('index', '=', index).executeTakeFirst();
  return row?.entries;
}

/** How many commitments wait. */
export async function countWaiting(tx: Tx, batch: BatchKind): Promise<number> {
  const row = await tx
    .selectFrom('log_waiting')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('batch', '=', batch)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Takes the oldest out of the waiting room: up to a number, not number by number, as the planner knows little of a room that fills and empties. */
export async function takeWaiting(tx: Tx, batch: BatchKind, most: number): Promise<readonly Buffer[]> {
  const { rows } = await sql<{ commitment: Buffer }>`
    delete from log_waiting where batch = ${batch}
      and queued <= (select max(queued) from (select queued from log_waiting where batch = ${batch} order by queued limit ${most}) oldest)
    returning commitment`.execute(tx);
  return rows.map((row) => row.commitment);
}

/** Where these commitments stand now, in their order: neighbours share pages of the index. Cover leaves are not noted anywhere. */
export async function insertPlaces(
  tx: Tx,
  places: readonly { readonly commitment: Uint8Array; readonly leaf: number }[],
): Promise<void> {
  if (places.length === 0) return;
  await sql`insert into log_place (commitment, leaf)
    select * from unnest(${places.map((place) => Buffer.from(place.commitment))}::bytea[], ${places.map((place) => place.leaf)}::bigint[])
      as place(commitment, leaf) order by commitment`.execute(tx);
}

/** Writes tiles; one that was there grows. */
export async function upsertTiles(tx: Tx, tiles: readonly Tile[]): Promise<void> {
  if (tiles.length === 0) return;
  await sql`insert into log_tile (level, index, hashes)
    select * from unnest(${tiles.map((tile) => tile.level)}::smallint[], ${tiles.map((tile) => tile.index)}::bigint[],
      ${tiles.map((tile) => Buffer.from(tile.hashes))}::bytea[])
    on conflict (level, index) do update set hashes = excluded.hashes`.execute(tx);
}

/** Appends entries after the `size` that are there. */
export async function appendEntries(tx: Tx, size: number, entries: readonly Uint8Array[]): Promise<void> {
  const rows: { index: number; entries: Buffer }[] = [];
  let row = Math.floor(size / TILE_WIDTH);
  let begun: Uint8Array[] = size % TILE_WIDTH === 0 ? [] : [(await readEntries(tx, row)) ?? new Uint8Array(0)];
  let width = size % TILE_WIDTH;
  for (const entry of entries) {
    begun.push(entry);
    width += 1;
    if (width === TILE_WIDTH) {
      rows.push({ index: row, entries: Buffer.concat(begun) });
      row += 1;
      begun = [];
      width = 0;
    }
  }
  if (width > 0) rows.push({ index: row, entries: Buffer.concat(begun) });
  if (rows.length === 0) return;
  await sql`insert into log_entries (index, entries)
    select * from unnest(${rows.map((r) => r.index)}::bigint[], ${rows.map((r) => r.entries)}::bytea[])
    on conflict (index) do update set entries = excluded.entries`.execute(tx);
}

export async function updateState(tx: Tx, size: number, tick: Temporal.Instant | null): Promise<void> {
  await tx
    .updateTable('log_state')
    .set({ size, ...(tick === null ? {} : { last_tick: tick.toString() }) })
    .execute();
}

export async function insertCheckpoint(tx: Tx, size: number, root: Hash, at: Temporal.Instant): Promise<void> {
  await tx
    .insertInto('log_checkpoint')
    .values({ size, root: Buffer.from(root), at: at.toString() })
    .onConflict((conflict) => conflict.column('size').doNothing())
    .execute();
}

export interface StoredCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly at: Temporal.Instant;
  readonly note: string;
}

/** The newest signed checkpoint: the only one that counts for anybody outside. */
export async function findSigned(tx: Tx): Promise<StoredCheckpoint | undefined> {
  const row = await tx
    .selectFrom('log_checkpoint')
    .selectAll()
    .where('note', 'is not', null)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined || row.note === null ? undefined : { ...row, note: row.note };
}

/** Places of commitments, by hex; those that still wait are not in the answer. */
export async function findPlaces(tx: Tx, commitments: readonly Uint8Array[]): Promise<ReadonlyMap<string, number>> {
  if (commitments.length === 0) return new Map();
  const { rows } = await sql<{ commitment: Buffer; leaf: number }>`
    select commitment, leaf from unnest(${commitments.map((one) => Buffer.from(one))}::bytea[]) as wanted(commitment),
      leaf_of(wanted.commitment) as place(leaf) where leaf is not null`.execute(tx);
  return new Map(rows.map((row) => [row.commitment.toString('hex'), row.leaf]));
}
