/**
 * Sealing: what waits goes into the tree, at fixed times and in batches of fixed sizes, filled up with cover leaves that nobody outside can
 * tell from others. First the tree is grown and saved, then what was saved is signed: so no signature can exist for a tree that does not.
 */
import {
  appendLeaves,
  type Checkpoint,
  edgeRoot,
  leafHash,
  openCheckpoint,
  sameBytes,
  signCheckpoint,
  verifyConsistency,
} from '@netra/ledger';
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { insertFirstKey, readKeys, type SigningProblem, signersAt } from './log-keys.ts';
import { proveGrowth } from './log-proofs.ts';
import {
  appendEntries,
  type BatchKind,
  countWaiting,
  findSigned,
  holdState,
  insertCheckpoint,
  insertPlaces,
  readEdge,
  takeWaiting,
  updateState,
  upsertTiles,
} from './log-store.ts';

export interface SealingDeps {
  readonly db: Database;
  readonly keys: Keys;
  readonly random: (bytes: number) => Buffer;
  readonly realNow: () => number;
  /** Name of the log, fixed when it begins. */
  readonly origin: string;
  /** Leaves of the smallest batch, in leaves. */
  readonly batchSize: number;
}

/** `inconsistent`: the stored tree does not continue what was signed before; nothing is signed until a person has looked. */
export type SealProblem = SigningProblem | { readonly kind: 'inconsistent' };

export interface Sealed {
  /** Commitments that got their place in this run. */
  readonly leaves: number;
  readonly covers: number;
  readonly size: number;
}

/** Most real leaves that one transaction takes, so that nothing is held for long; the rest follows at once in the next. */
const MOST_LEAVES = 50_000;
/** How far the last tick may lie ahead before it is taken for the mistake of a clock. */
const FAR_AHEAD_MS = 24 * 3_600_000;
/** What a batch of the most leaves needs many times over. Longer means a lock that nobody gives back, or a server that does not answer. */
const PATIENCE = sql`select set_config('lock_timeout', '60s', true), set_config('statement_timeout', '120s', true),
  set_config('idle_in_transaction_session_timeout', '120s', true)`;
/** Sizes of batches grow in this step, so that a busy day shows only roughly how busy it was. */
const GROWTH = 4;

/** The size of a batch for so many leaves: the smallest of n, 4n, 16n … that holds them. */
export function batchSizeFor(waiting: number, smallest: number): number {
  let size = smallest;
  while (size < waiting) size *= GROWTH;
  return size;
}

/** Makes the log if there is none yet. Two processes may try at once. */
export async function beginLog(deps: SealingDeps): Promise<void> {
  const at = Temporal.Instant.fromEpochMilliseconds(deps.realNow());
  await runAs(deps.db, { kind: 'system' }, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('netra.log'))`.execute(tx);
    if ((await holdState(tx)) !== undefined) return;
    await tx.insertInto('log_state').values({ origin: deps.origin, size: 0 }).execute();
    await insertFirstKey(tx, deps.keys, deps.origin, at);
    await insertCheckpoint(tx, 0, edgeRoot({ size: 0, tiles: [] }), at);
  });
}

/**
 * Seals what waits, once for each tick.
 * @param tick the fixed time this run is for; another process that was first has done it already. Null: now, whatever the time (only where
 *   nobody's privacy hangs on it, as when a demonstration is filled)
 */
export async function seal(deps: SealingDeps, tick: Temporal.Instant | null): Promise<Result<Sealed, SealProblem>> {
  let leaves = 0;
  let covers = 0;
  let size = 0;
  for (let first = true; ; first = false) {
    const grown = await runAs(deps.db, { kind: 'system' }, (tx) => grow(deps, tx, first ? tick : null, first));
    leaves += grown.leaves;
    covers += grown.covers;
    size = grown.size;
    if (!grown.more) break;
  }
  const signed = await signPending(deps);
  return signed.ok ? ok({ leaves, covers, size }) : signed;
}

async function grow(
  deps: SealingDeps,
  tx: Tx,
  tick: Temporal.Instant | null,
  first: boolean,
): Promise<Sealed & { readonly more: boolean }> {
  await PATIENCE.execute(tx);
  const state = await holdState(tx);
  if (state === undefined) throw new Error('the log was not begun');
  const done = { leaves: 0, covers: 0, size: state.size, more: false };
  if (tick !== null && state.lastTick !== null && wasDone(state.lastTick, tick)) return done;
  const steps = await takeBatch(deps, tx, 'steps', first);
  const pledges = await takeBatch(deps, tx, 'pledges', false);
  const entries = [...steps.entries, ...pledges.entries];
  if (entries.length === 0) {
    if (tick !== null) await updateState(tx, state.size, tick);
    return done;
  }
  const edge = await readEdge(tx, state.size);
  const { edge: after, full } = appendLeaves(
    edge,
    entries.map((entry) => leafHash(entry.bytes)),
  );
  await upsertTiles(tx, [...full, ...after.tiles]);
  await appendEntries(
    tx,
    state.size,
    entries.map((entry) => entry.bytes),
  );
  const places = entries.flatMap((entry, at) =>
    entry.real ? [{ commitment: entry.bytes, leaf: state.size + at }] : [],
  );
  await insertPlaces(tx, places);
  const at = Temporal.Instant.fromEpochMilliseconds(deps.realNow());
  await insertCheckpoint(tx, after.size, edgeRoot(after), at);
  await updateState(tx, after.size, tick);
  return {
    leaves: places.length,
    covers: entries.length - places.length,
    size: after.size,
    more: steps.more || pledges.more,
  };
}

/** A tick that lies more than a day ahead comes from a clock that was wrong and has been set right: it must not stop the log until then. */
function wasDone(last: Temporal.Instant, tick: Temporal.Instant): boolean {
  const ahead = last.epochMilliseconds - tick.epochMilliseconds;
  return ahead >= 0 && ahead <= FAR_AHEAD_MS;
}

interface Entry {
  readonly bytes: Buffer;
  readonly real: boolean;
}

/**
 * One batch: real leaves and covers, mixed.
 * @param always whether there is a batch even when nothing waits, so that an empty quarter of an hour looks like any other
 */
async function takeBatch(
  deps: SealingDeps,
  tx: Tx,
  kind: BatchKind,
  always: boolean,
): Promise<{ readonly entries: readonly Entry[]; readonly more: boolean }> {
  const waiting = await countWaiting(tx, kind);
  if (waiting === 0 && !always) return { entries: [], more: false };
  const taken = await takeWaiting(tx, kind, MOST_LEAVES);
  const covers = batchSizeFor(taken.length, deps.batchSize) - taken.length;
  const noise = deps.random(covers * 32);
  const entries: Entry[] = taken.map((bytes) => ({ bytes, real: true }));
  for (let at = 0; at < covers; at += 1) entries.push({ bytes: noise.subarray(at * 32, at * 32 + 32), real: false });
  return { entries: shuffled(entries, deps.random), more: waiting > taken.length };
}

/** Fisher and Yates, with chance that nobody can guess: the place of a leaf must not tell when it came. */
function shuffled<T>(list: readonly T[], random: (bytes: number) => Buffer): readonly T[] {
  const mixed = [...list];
  const chance = random(mixed.length * 6);
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    // 48 bits over at most some ten thousand places: the lean towards some of them is under 2^-31.
    const other = chance.readUIntBE(at * 6, 6) % (at + 1);
    const [a, b] = [mixed[at], mixed[other]];
    if (a === undefined || b === undefined) throw new Error('shuffle outside the list');
    mixed[at] = b;
    mixed[other] = a;
  }
  return mixed;
}

/** What a stored note says, if one of our own keys signed it; null when none did. */
async function readSigned(tx: Tx, origin: string, note: string): Promise<Checkpoint | null> {
  const own = (await readKeys(tx)).map((key) => key.verifier);
  const opened = openCheckpoint(note, own, origin);
  return opened.ok ? opened.checkpoint : null;
}

/** Signs the newest tree if it is not signed yet, also one that an earlier process saved and could not sign any more. */
export async function signPending(deps: SealingDeps): Promise<Result<null, SealProblem>> {
  return runAs(deps.db, { kind: 'system' }, async (tx) => {
    await PATIENCE.execute(tx);
    const state = await holdState(tx);
    if (state === undefined) throw new Error('the log was not begun');
    const row = await tx.selectFrom('log_checkpoint').selectAll().where('size', '=', state.size).executeTakeFirst();
    if (row === undefined || row.note !== null) return ok(null);
    const root = edgeRoot(await readEdge(tx, state.size));
    const signed = await findSigned(tx);
    // What was signed counts, not the columns beside it: those could have been changed together with the tree.
    const before = signed === undefined ? undefined : await readSigned(tx, state.origin, signed.note);
    const grown =
      before === undefined ||
      (before !== null &&
        before.size <= state.size &&
        verifyConsistency(before, { size: state.size, root }, await proveGrowth(tx, before.size, state.size)));
    if (!grown || !sameBytes(root, row.root)) return fail({ kind: 'inconsistent' });
    const at = Temporal.Instant.fromEpochMilliseconds(deps.realNow());
    const signers = await signersAt(tx, deps.keys, state.origin, at);
    if (!signers.ok) return signers;
    const note = signCheckpoint({ origin: state.origin, size: state.size, root }, signers.value);
    await tx.updateTable('log_checkpoint').set({ note }).where('size', '=', state.size).execute();
    return ok(null);
  });
}
