/** The password of an account: changing it, and setting a new one when everything was reset. */
import { verify } from '@node-rs/argon2';
import { sql } from 'kysely';
import type { Database, Tx } from '../../../platform/db/connect.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';
import type { Member } from '../../../platform/http/env.ts';
import { fail, ok, type Result } from '../../../platform/result.ts';
import { record } from '../audit.ts';
import { hashPassword } from '../auth.ts';
import { endSessions } from '../sessions/session-marks.ts';

/** Changes the password; every other session of the person ends. */
export async function changePassword(
  db: Database,
  member: Member,
  current: string,
  next: string,
): Promise<Result<null, 'wrong' | 'no-password'>> {
  const stored = await storedPassword(db, member.userId);
  if (stored === null) return fail('no-password');
  if (!(await verify(stored, current))) return fail('wrong');
  const hashed = await hashPassword(next);
  return runAs(db, { kind: 'member', userId: member.userId }, async (tx) => {
    await setPassword(tx, member.userId, hashed);
    await endSessions(tx, member.userId, member.session?.id ?? null);
    await record(tx, member.userId, 'account.password-changed');
    return ok(null);
  });
}

async function storedPassword(db: Database, userId: string): Promise<string | null> {
  const row = await db
    .selectFrom('auth.auth_account')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return row?.password ?? null;
}

/** @param hashed as `hashPassword` gives it, or null: the account has none any more */
export async function setPassword(tx: Tx, userId: string, hashed: string | null): Promise<void> {
  const changed = await tx
    .updateTable('auth.auth_account')
    .set({ password: hashed, updated_at: sql<string>`now()` })
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n || hashed === null) return;
  await tx
    .insertInto('auth.auth_account')
    .values({
      account_id: userId,
      provider_id: 'credential',
      user_id: userId,
      password: hashed,
      updated_at: sql<string>`now()`,
    })
    .execute();
}
