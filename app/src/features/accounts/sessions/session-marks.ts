/** What a session has shown: one row beside the library's own. Written by the system alone, since it decides what the person may do. */
import { sql } from 'kysely';
import type { Database, Tx } from '../../../platform/db/connect.ts';

/** How a session was opened. `password`: with one factor; `sso`: as strong as the provider said. */
export type Way = 'password' | 'code' | 'recovery-code' | 'passkey' | 'sso';

export interface NewMark {
  readonly sessionId: string;
  readonly userId: string;
  readonly way: Way;
  /** Both factors were shown. */
  readonly strong: boolean;
  readonly device: string;
  readonly provider?: { readonly issuer: string; readonly subject: string; readonly session: string | null };
}

/** Hours a session lives unused, and at all. */
export const IDLE_MS = 8 * 3_600_000;
export const LIFETIME_SECONDS = 12 * 3600;
/** A use is written down once in a quarter of an hour, not with every page. */
const TOUCH_MS = 15 * 60_000;
/** Wrong codes at a step-up after which the session ends: whoever holds a stolen cookie may not go on guessing. */
const WRONG_TRIES = 5;

/** Last days of duty are days in Indonesia and end at midnight in Jakarta; the database itself counts in UTC. */
export const todayInJakarta = sql<string>`(now() at time zone 'Asia/Jakarta')::date`;

const iso = (at: number): string => new Date(at).toISOString();

export async function markSession(tx: Tx, mark: NewMark, now: number): Promise<void> {
  const values = {
    user_id: mark.userId,
    way: mark.way,
    strong_at: mark.strong ? iso(now) : null,
    device: mark.device,
    wrong_tries: 0,
    issuer: mark.provider?.issuer ?? null,
    subject: mark.provider?.subject ?? null,
    provider_session: mark.provider?.session ?? null,
  };
  await tx
    .insertInto('session_mark')
    .values({ session_id: mark.sessionId, ...values })
    .onConflict((c) => c.column('session_id').doUpdateSet(values))
    .execute();
  await tx
    .insertInto('account_use')
    .values({ user_id: mark.userId, signed_in_at: iso(now) })
    .onConflict((c) => c.column('user_id').doUpdateSet({ signed_in_at: iso(now) }))
    .execute();
}

/** Both factors were shown again in this session. */
export async function strengthen(tx: Tx, sessionId: string, now: number): Promise<void> {
  await tx
    .updateTable('session_mark')
    .set({ strong_at: iso(now), wrong_tries: 0 })
    .where('session_id', '=', sessionId)
    .execute();
}

/** Counts a wrong try at a step-up; after the fifth the session is gone. @returns whether the session still lives */
export async function countWrongTry(tx: Tx, sessionId: string): Promise<boolean> {
  const row = await tx
    .updateTable('session_mark')
    .set((e) => ({ wrong_tries: e('wrong_tries', '+', 1) }))
    .where('session_id', '=', sessionId)
    .returning('wrong_tries')
    .executeTakeFirst();
  if (row !== undefined && row.wrong_tries < WRONG_TRIES) return true;
  await tx.deleteFrom('auth.auth_session').where('id', '=', sessionId).execute();
  return false;
}

/** Notes that a session is in use; one that was idle for too long is ended instead. @returns whether it still counts */
export async function stillInUse(db: Database, sessionId: string, usedAt: number, now: number): Promise<boolean> {
  if (now - usedAt >= IDLE_MS) {
    await db.deleteFrom('auth.auth_session').where('id', '=', sessionId).execute();
    return false;
  }
  if (now - usedAt >= TOUCH_MS)
    await db
      .updateTable('auth.auth_session')
      .set({ updated_at: iso(now) })
      .where('id', '=', sessionId)
      .execute();
  return true;
}

/** Ends the sessions of a person, all but one if one is named. @returns how many ended */
export async function endSessions(db: Database | Tx, userId: string, but: string | null = null): Promise<number> {
  const query = db.deleteFrom('auth.auth_session').where('user_id', '=', userId);
  const gone = await (but === null ? query : query.where('id', '!=', but)).executeTakeFirst();
  return Number(gone.numDeletedRows);
}
