/** What the rest of the product asks of the log: seal, find places, give receipts, say how it is doing. */
import type { CanonicalStep, Opening, Place } from '@netra/ledger';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Result } from '../../platform/result.ts';
import { type LogKey, readKeys, rotateKey } from './log-keys.ts';
import { noteInLog } from './log-notes.ts';
import { findReceipt, proveLeaves } from './log-proofs.ts';
import { beginLog, type Sealed, type SealingDeps, type SealProblem, seal, signPending } from './log-sealing.ts';
import { findPlaces, findSigned, findState, holdState, type StoredCheckpoint } from './log-store.ts';
import { nextSealing } from './seal-state.ts';

export interface LedgerDeps extends SealingDeps {
  /** Minutes between two batches; ticks lie on whole multiples of it, so that all processes know them. */
  readonly minutes: number;
}

export interface LogHealth {
  readonly origin: string;
  readonly size: number;
  readonly checkpoint: StoredCheckpoint | null;
  readonly waiting: number;
  readonly lastTick: Temporal.Instant | null;
  readonly nextTick: Temporal.Instant;
  readonly keys: readonly LogKey[];
  /** Nothing was sealed for longer than three ticks, or the newest tree is not signed. */
  readonly stalled: boolean;
}

export interface LedgerService {
  /** Makes the log where there is none. */
  begin(): Promise<void>;
  /** Seals what waits for the tick that lies behind us. Another process that was first has done it. */
  sealTick(): Promise<Result<Sealed, SealProblem>>;
  /** Seals at once, outside the fixed times: for filling a demonstration and for tests. */
  sealNow(): Promise<Result<Sealed, SealProblem>>;
  /** The receipt for this opening, or null while it waits for the next batch. */
  findReceipt(tx: Tx, opening: Opening): Promise<string | null>;
  /** Places with proofs in the newest signed tree, by hex of the commitment. Those that wait are not in the answer. */
  findProofs(tx: Tx, commitments: readonly Uint8Array[]): Promise<ReadonlyMap<string, Place>>;
  /** Which of these commitments stand in the newest signed tree, by hex. */
  findSealed(tx: Tx, commitments: readonly Uint8Array[]): Promise<ReadonlySet<string>>;
  findCheckpoint(tx: Tx): Promise<StoredCheckpoint | undefined>;
  /** Puts something that everybody may open into the log, once: a version of the rulebook, a change of its data. */
  note(tx: Tx, about: string, entry: CanonicalStep): Promise<void>;
  health(): Promise<LogHealth>;
  /** When the next batch is due. */
  nextTick(): Temporal.Instant;
  /** Begins with a new key; both sign for so many days. Gives the new public key. */
  rotate(overlapDays: number): Promise<string>;
  keys(): Promise<readonly LogKey[]>;
}

export function ledgerService(deps: LedgerDeps): LedgerService {
  const every = deps.minutes * 60_000;
  const instant = (ms: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(ms);
  const nextTick = (): Temporal.Instant => nextSealing({ realNow: deps.realNow, logMinutes: deps.minutes });
  return {
    begin: async () => {
      await beginLog(deps);
      // Also the empty tree is signed: a mirror can follow from the first moment.
      await signPending(deps);
    },
    sealTick: () => seal(deps, instant(nextTick().epochMilliseconds - every)),
    sealNow: () => seal(deps, null),
    findReceipt,
    findProofs: async (tx, commitments) => {
      const signed = await findSigned(tx);
      if (signed === undefined) return new Map();
      const places = await findPlaces(tx, commitments);
      const byLeaf = new Map([...places].map(([hex, leaf]) => [leaf, hex]));
      const proofs = await proveLeaves(tx, [...byLeaf.keys()], signed.size);
      return new Map(proofs.map((place) => [byLeaf.get(place.index) ?? '', place]));
    },
    findSealed: async (tx, commitments) => {
      const signed = await findSigned(tx);
      const places = await findPlaces(tx, commitments);
      return new Set([...places].filter(([, leaf]) => leaf < (signed?.size ?? 0)).map(([hex]) => hex));
    },
    findCheckpoint: findSigned,
    note: (tx, about, entry) => noteInLog(deps, tx, about, entry),
    health: () =>
      runAs(deps.db, { kind: 'system' }, async (tx) => {
        const state = await findState(tx);
        if (state === undefined) throw new Error('the log was not begun');
        const checkpoint = (await findSigned(tx)) ?? null;
        const { rows } = await sql<{ n: number }>`select count(*) as n from log_waiting`.execute(tx);
        const late = deps.realNow() - (state.lastTick?.epochMilliseconds ?? 0) > 3 * every;
        return {
          origin: state.origin,
          size: state.size,
          checkpoint,
          waiting: rows[0]?.n ?? 0,
          lastTick: state.lastTick,
          nextTick: nextTick(),
          keys: await readKeys(tx),
          stalled: late || checkpoint?.size !== state.size,
        };
      }),
    nextTick,
    rotate: (overlapDays) =>
      runAs(deps.db, { kind: 'system' }, async (tx) => {
        const state = await holdState(tx);
        if (state === undefined) throw new Error('the log was not begun');
        return rotateKey(tx, deps.keys, state.origin, instant(deps.realNow()), overlapDays);
      }),
    keys: () => runAs(deps.db, { kind: 'system' }, readKeys),
  };
}
