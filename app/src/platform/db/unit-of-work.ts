/** One transaction per use case, with the scope that row-level security reads. The change, its ledger link and its audit are saved together or not at all. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import { traced } from '../observe/tracing.ts';
import type { Database, Tx } from './connect.ts';

/** Who is asking. `public` carries no identity: at most the hash of a receipt or of an invitation, or the key of a draft; each opens one thing. */
export type Actor =
  | {
      readonly kind: 'public';
      readonly receiptHash?: Buffer;
      readonly draftKey?: Buffer;
      readonly invitationHash?: Buffer;
    }
  | { readonly kind: 'member'; readonly userId: string }
  /** An accused person who came in with the code of a letter: one visit to one file. */
  | { readonly kind: 'accused'; readonly sessionHash: Buffer; readonly draftKey?: Buffer }
  | { readonly kind: 'system' };

/** Carries a refusal out of the transaction, so that nothing of it stays. */
class Rollback extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super('rolled back: the use case refused');
    this.value = value;
  }
}

/** Use cases that run as one: see {@link runTogether}. */
interface Together {
  readonly db: Database;
  readonly actor: Actor;
  readonly tx: Tx;
  /** One of them refused or failed: nothing of all of them may stay. */
  broken: boolean;
}

const together = new AsyncLocalStorage<Together>();

/**
 * Runs use cases of one actor as one: every {@link runAs} of this actor inside belongs to this transaction, so that what they do and what is
 * written beside them is saved together or not at all. A refusal of one of them that is not the refusal of all is our bug, and throws.
 */
export function runTogether<T>(db: Database, actor: Actor, useCases: (tx: Tx) => Promise<T>): Promise<T> {
  return runAs(db, actor, async (tx) => {
    const state: Together = { db, actor, tx, broken: false };
    const value = await together.run(state, () => useCases(tx));
    if (state.broken && !isRefusal(value)) throw new Error('a use case refused and the others would have stayed');
    return value;
  });
}

function underWay(db: Database, actor: Actor): Together | undefined {
  const state = together.getStore();
  if (state === undefined || state.db !== db || state.actor.kind !== 'member' || actor.kind !== 'member')
    return undefined;
  return state.actor.userId === actor.userId ? state : undefined;
}

async function join<T>(state: Together, useCase: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    const value = await useCase(state.tx);
    if (isRefusal(value)) state.broken = true;
    return value;
  } catch (error) {
    // Whoever catches it further out must not keep the half that was done.
    state.broken = true;
    throw error;
  }
}

/**
 * Runs a use case in one transaction as the actor. A use case that answers `{ ok: false }` is rolled back: refused means nothing was stored.
 */
export function runAs<T>(db: Database, actor: Actor, useCase: (tx: Tx) => Promise<T>): Promise<T> {
  return traced('use case', { 'netra.actor': actor.kind }, () => runUntraced(db, actor, useCase));
}

async function runUntraced<T>(db: Database, actor: Actor, useCase: (tx: Tx) => Promise<T>): Promise<T> {
  const state = underWay(db, actor);
  if (state !== undefined) return join(state, useCase);
  let refused: { readonly value: T } | undefined;
  try {
    return await db.transaction().execute(async (tx) => {
      await setScope(tx, actor);
      const value = await useCase(tx);
      if (isRefusal(value)) {
        refused = { value };
        throw new Rollback(value);
      }
      return value;
    });
  } catch (error) {
    if (error instanceof Rollback && refused !== undefined) return refused.value;
    throw error;
  }
}

/** Sets who is asking for the rest of the transaction. All of them are set each time, so that nothing of an earlier scope lives on. */
async function setScope(tx: Tx, actor: Actor): Promise<void> {
  const user = actor.kind === 'member' ? actor.userId : '';
  const receipt = actor.kind === 'public' ? (actor.receiptHash?.toString('hex') ?? '') : '';
  const draft = actor.kind === 'public' || actor.kind === 'accused' ? (actor.draftKey?.toString('hex') ?? '') : '';
  const accused = actor.kind === 'accused' ? actor.sessionHash.toString('hex') : '';
  const invitation = actor.kind === 'public' ? (actor.invitationHash?.toString('hex') ?? '') : '';
  await sql`select set_config('netra.kind', ${actor.kind}, true), set_config('netra.user', ${user}, true),
    set_config('netra.receipt', ${receipt}, true), set_config('netra.draft', ${draft}, true),
    set_config('netra.invitation', ${invitation}, true), set_config('netra.accused', ${accused}, true)`.execute(tx);
}

function isRefusal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}
