/** One transaction per use case, with the scope that row-level security reads. The change, its ledger link and its audit are saved together or not at all. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { traced } from '../observe/tracing.ts';
import { beginningWith, type Database, type Tx } from './connect.ts';

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
  return runMarked(db, actor, useCases, '');
}

function runMarked<T>(db: Database, actor: Actor, useCases: (tx: Tx) => Promise<T>, also: string): Promise<T> {
  const run = async (tx: Tx): Promise<T> => {
    const state: Together = { db, actor, tx, broken: false };
    const value = await together.run(state, () => useCases(tx));
    if (state.broken && !isRefusal(value)) throw new Error('a use case refused and the others would have stayed');
    return value;
  };
  return traced('use case', { 'netra.actor': actor.kind }, () => runUntraced(db, actor, run, also));
}

const KEPT_PLANS = ", set_config('plan_cache_mode', 'force_generic_plan', true)";

/** Pages that read in one transaction at the same time, at most: what they ask as the system takes a second connection, and some must be left. */
const MOST_READING = 8;
let reading = 0;
const waiting: (() => void)[] = [];

/**
 * Runs everything that a page reads (and the note that somebody read it) as one transaction instead of twenty: every {@link runAs} of this actor
 * inside belongs to it. Kept short: nobody may wait in it for anything but the database.
 * @param plans `kept`: every statement runs by the plan it got once, whatever the values. For pages of one thing, whose rows an index finds anyway.
 */
export async function readTogether<T>(
  db: Database,
  actor: Actor,
  page: () => Promise<T>,
  plans: 'as-usual' | 'kept' = 'as-usual',
): Promise<T> {
  if (underWay(db, actor) !== undefined) return page();
  if (reading >= MOST_READING) await new Promise<void>((turn) => waiting.push(turn));
  else reading += 1;
  try {
    return await runMarked(db, actor, page, plans === 'kept' ? KEPT_PLANS : '');
  } finally {
    const next = waiting.shift();
    if (next === undefined) reading -= 1;
    else next();
  }
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
  return traced('use case', { 'netra.actor': actor.kind }, () => runUntraced(db, actor, useCase, ''));
}

async function runUntraced<T>(db: Database, actor: Actor, useCase: (tx: Tx) => Promise<T>, also: string): Promise<T> {
  const state = underWay(db, actor);
  if (state !== undefined) return join(state, useCase);
  let refused: { readonly value: T } | undefined;
  try {
    return await beginningWith(scopeOf(actor) + also, () =>
      db.transaction().execute(async (tx) => {
        const value = await useCase(tx);
        if (isRefusal(value)) {
          refused = { value };
          throw new Rollback(value);
        }
        return value;
      }),
    );
  } catch (error) {
    if (error instanceof Rollback && refused !== undefined) return refused.value;
    throw error;
  }
}

/** Who is asking for the rest of the transaction, as one statement. All of it is set each time, so that nothing of an earlier scope lives on. */
function scopeOf(actor: Actor): string {
  const user = actor.kind === 'member' ? actor.userId : '';
  const receipt = actor.kind === 'public' ? (actor.receiptHash?.toString('hex') ?? '') : '';
  const draft = actor.kind === 'public' || actor.kind === 'accused' ? (actor.draftKey?.toString('hex') ?? '') : '';
  const accused = actor.kind === 'accused' ? actor.sessionHash.toString('hex') : '';
  const invitation = actor.kind === 'public' ? (actor.invitationHash?.toString('hex') ?? '') : '';
  const scope = { kind: actor.kind, user, receipt, draft, invitation, accused };
  return `select ${Object.entries(scope)
    .map(([name, value]) => `set_config('netra.${name}', ${literal(value)}, true)`)
    .join(', ')}`;
}

/** Ids, hashes and words of ours need no escaping; anything else is our bug and never reaches the database. */
function literal(value: string): string {
  if (!/^[0-9A-Za-z-]*$/.test(value)) throw new Error('a scope holds only ids and hashes');
  return `'${value}'`;
}

function isRefusal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}
