/** One transaction per use case, with the scope that row-level security reads. The change, its ledger link and its audit are saved together or not at all. */
import { sql } from 'kysely';
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
  | { readonly kind: 'system' };

/** Carries a refusal out of the transaction, so that nothing of it stays. */
class Rollback extends Error {
  readonly value: unknown;
  constructor(value: unknown) {
    super('rolled back: the use case refused');
    this.value = value;
  }
}

/**
 * Runs a use case in one transaction as the actor. A use case that answers `{ ok: false }` is rolled back: refused means nothing was stored.
 */
export async function runAs<T>(db: Database, actor: Actor, useCase: (tx: Tx) => Promise<T>): Promise<T> {
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
  const draft = actor.kind === 'public' ? (actor.draftKey?.toString('hex') ?? '') : '';
  const invitation = actor.kind === 'public' ? (actor.invitationHash?.toString('hex') ?? '') : '';
  await sql`select set_config('netra.kind', ${actor.kind}, true), set_config('netra.user', ${user}, true),
    set_config('netra.receipt', ${receipt}, true), set_config('netra.draft', ${draft}, true),
    set_config('netra.invitation', ${invitation}, true)`.execute(tx);
}

function isRefusal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === false;
}
