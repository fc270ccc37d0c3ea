/**
 * People who leave: duties, sessions, tokens and the tie to the state's sign-on end in one act, with a day and a reason. A day is one in Jakarta;
 * until its end the person comes in as always, by the provider too.
 */
import { sql } from 'kysely';
import type { Database, Tx } from '../../../platform/db/connect.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { record } from '../audit.ts';
import { closeDoors, validAdmins } from '../members.ts';
import { endSessions, todayInJakarta } from '../sessions/session-marks.ts';

/** What other features end when a person leaves: tokens of the API, for example. In the same transaction, which runs as the system. */
export type OnLeave = (tx: Tx, userId: string) => Promise<void>;

export interface LeavingDeps {
  readonly db: Database;
  readonly uuid: () => string;
  readonly onLeave: readonly OnLeave[];
}

export interface Leaving {
  readonly userId: string;
  /** The last day of duty (ISO), today or later; null: at once. */
  readonly lastDay: string | null;
  readonly reason: string;
}

/** @param by the administrator; the caller has checked that it is one */
export function leave(
  deps: LeavingDeps,
  by: string,
  leaving: Leaving,
): Promise<Result<null, 'already' | 'last-administrator' | 'self'>> {
  const { userId } = leaving;
  return runAs(deps.db, { kind: 'system' }, async (tx) => {
    if (userId === by) return fail('self');
    const admins = await validAdmins(tx, true);
    if (admins.length > 0 && admins.every((admin) => admin.userId === userId)) return fail('last-administrator');
    const made = await tx
      .insertInto('leaving')
      .values({
        id: deps.uuid(),
        user_id: userId,
        // A day that counts is a day of duty: "at once" is yesterday.
        last_day: leaving.lastDay ?? sql<string>`${todayInJakarta} - 1`,
        reason: leaving.reason,
        decided_by: by,
      })
      .onConflict((c) => c.column('user_id').where('withdrawn_at', 'is', null).doNothing())
      .returning(['id', sql<boolean>`last_day < ${todayInJakarta}`.as('over')])
      .executeTakeFirst();
    if (made === undefined) return fail('already');
    await tx
      .updateTable('member')
      .set({ valid_until: leaving.lastDay ?? sql<string>`current_date - 1`, barred: true })
      .where('user_id', '=', userId)
      .where((w) =>
        w.or([w('valid_until', 'is', null), w('valid_until', '>', leaving.lastDay ?? sql<string>`current_date - 1`)]),
      )
      .execute();
    // Links that were made for this person and not used yet.
    await tx
      .updateTable('invitation')
      .set({ expires_at: sql<string>`now()` })
      .where('used_at', 'is', null)
      .where('email', 'in', (e) => e.selectFrom('auth.auth_user').select('email').where('id', '=', userId))
      .execute();
    await closeDoors(tx, by, userId);
    if (made.over) await endAll(tx, deps, { userId, by, id: made.id });
    await record(tx, by, 'admin.left', { id: userId });
    return ok(null);
  });
}

async function endAll(
  tx: Tx,
  deps: LeavingDeps,
  leaving: { readonly userId: string; readonly by: string; readonly id: string },
): Promise<void> {
  const { userId, by } = leaving;
  await endSessions(tx, userId);
  await tx
    .updateTable('sso_link')
    .set({ disabled_at: sql<string>`now()`, disabled_by: by })
    .where('user_id', '=', userId)
    .where('disabled_at', 'is', null)
    .execute();
  // Again, since a planned last day may have been months away.
  await closeDoors(tx, by, userId);
  // The duties say so too, in the hours in which the database's own day is still the last one.
  await tx
    .updateTable('member')
    .set({ valid_until: sql<string>`current_date - 1`, barred: true })
    .where('user_id', '=', userId)
    .where((w) => w.or([w('valid_until', 'is', null), w('valid_until', '>=', sql<string>`current_date`)]))
    .execute();
  await sql`select netra.end_tokens_of(${userId}::uuid, ${by}::uuid)`.execute(tx);
  for (const end of deps.onLeave) await end(tx, userId);
  await tx.updateTable('leaving').set({ ended_at: sql<string>`now()` }).where('id', '=', leaving.id).execute();
}

/** Ends sessions and tokens of those whose last day has passed. They could not come in before either; this clears up. To be run daily. */
export function endLeft(deps: LeavingDeps): Promise<number> {
  return runAs(deps.db, { kind: 'system' }, async (tx) => {
    const due = await tx
      .selectFrom('leaving')
      .select(['id', 'user_id', 'decided_by'])
      .where('withdrawn_at', 'is', null)
      .where('ended_at', 'is', null)
      .where('last_day', '<', todayInJakarta)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const one of due) await endAll(tx, deps, { userId: one.user_id, by: one.decided_by, id: one.id });
    return due.length;
  });
}

/** The person works here again: may come in, and acts for nobody until invited or mapped anew. False: the person had not left. */
export function comeBack(db: Database, by: string, userId: string): Promise<boolean> {
  return runAs(db, { kind: 'system' }, async (tx) => {
    const back = await tx
      .updateTable('leaving')
      .set({ withdrawn_by: by, withdrawn_at: sql<string>`now()` })
      .where('user_id', '=', userId)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (back.numUpdatedRows === 0n) return false;
    await record(tx, by, 'admin.returned', { id: userId });
    return true;
  });
}
