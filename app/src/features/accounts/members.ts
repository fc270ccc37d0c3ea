/** People with an account and what they may act for. Roles are given and ended here and nowhere else. */
import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { isRole, type Membership, type Role } from '../../platform/http/env.ts';
import { isZone } from '../../platform/i18n/zones.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { caseRoles, fitsOffice, isCaseRole } from './scope.ts';

const today = sql<string>`current_date`;

/**
 * Makes an account with a password (already hashed; null: it signs in otherwise); null when the e-mail has one already.
 * `proven`: somebody other than the person vouches that the address is theirs. Only such an account is ever found by its address.
 */
export async function createUser(
  tx: Tx,
  person: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly proven: boolean;
    readonly password: string | null;
  },
): Promise<string | null> {
  const made = await tx
    .insertInto('auth.auth_user')
    .values({
      id: person.id,
      name: person.name,
      email: person.email.toLowerCase(),
      email_verified: person.proven,
      two_factor_enabled: false,
    })
    .onConflict((c) => c.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made === undefined) return null;
  if (person.password === null) return made.id;
  await tx
    .insertInto('auth.auth_account')
    .values({
      account_id: made.id,
      provider_id: 'credential',
      user_id: made.id,
      password: person.password,
      updated_at: sql<string>`now()`,
    })
    .execute();
  return made.id;
}

export type RoleProblem = 'admin-and-case-role' | 'role-does-not-fit-office';

/**
 * Gives a person a role at an office from today on; a role that had ended begins anew. Whoever runs the system sees no case: nobody holds
 * `admin` and a case role at the same time.
 */
export async function grantRole(
  tx: Tx,
  grant: {
    readonly id: string;
    readonly userId: string;
    readonly bodyId: string;
    readonly role: Role;
    /** Who made the invitation; null: the system. */
    readonly invitedBy: string | null;
  },
): Promise<Result<null, RoleProblem>> {
  const body = await tx.selectFrom('body').select('kind').where('id', '=', grant.bodyId).executeTakeFirstOrThrow();
  if (!fitsOffice(grant.role, body.kind)) return fail('role-does-not-fit-office');
  // Two grants for one person wait for each other here, so that neither overlooks the other.
  await tx
    .selectFrom('auth.auth_user')
    .select('id')
    .where('id', '=', grant.userId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (await conflicts(tx, grant.userId, grant.role)) return fail('admin-and-case-role');
  await tx
    .insertInto('member')
    .values({
      id: grant.id,
      user_id: grant.userId,
      body_id: grant.bodyId,
      role: grant.role,
      invited_by: grant.invitedBy,
    })
    .onConflict((c) =>
      c.columns(['user_id', 'body_id', 'role']).doUpdateSet({
        ...{ valid_from: today, valid_until: null, origin: 'invitation', barred: false },
        invited_by: grant.invitedBy,
      }),
    )
    .execute();
  return ok(null);
}

/** Whether the person holds, now or later, a role that excludes this one. */
export async function conflicts(db: Database | Tx, userId: string, role: Role): Promise<boolean> {
  const excluded: readonly Role[] = role === 'admin' ? caseRoles : isCaseRole(role) ? ['admin'] : [];
  if (excluded.length === 0) return false;
  const held = await db
    .selectFrom('member')
    .select('id')
    .where('user_id', '=', userId)
    .where('role', 'in', excluded)
    .where((w) => w.or([w('valid_until', 'is', null), w('valid_until', '>=', today)]))
    .executeTakeFirst();
  return held !== undefined;
}

export async function findUserByEmail(db: Database | Tx, email: string): Promise<string | null> {
  const row = await db
    .selectFrom('auth.auth_user')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function hasAdministrator(db: Database | Tx): Promise<boolean> {
  return (await validAdmins(db)).length > 0;
}

/**
 * Ends a membership at once: the person acts for the office no more, from the next request on.
 * @param by the administrator who ends it
 */
export async function endMembership(
  tx: Tx,
  by: string,
  memberId: string,
): Promise<Result<{ readonly bodyId: string }, 'not-found' | 'last-administrator'>> {
  // All administrators' rows are locked first, so that two of them cannot end each other in the same moment.
  const admins = await validAdmins(tx, true);
  const row = await tx
    .selectFrom('member')
    .select(['body_id', 'role', 'user_id'])
    .where('id', '=', memberId)
    .where((w) => w.or([w('valid_until', 'is', null), w('valid_until', '>=', today)]))
    .executeTakeFirst();
  if (row === undefined) return fail('not-found');
  if (row.role === 'admin' && admins.every((admin) => admin.id === memberId)) return fail('last-administrator');
  // Before the duty itself: who ends the own one is no administrator afterwards.
  if (row.role === 'admin') await closeDoors(tx, by, row.user_id);
  // Yesterday, since the last day counts as a day of duty. No rule of the state's sign-on gives it again, only a new invitation.
  await tx
    .updateTable('member')
    .set({ valid_until: sql<string>`current_date - 1`, barred: true })
    .where('id', '=', memberId)
    .execute();
  return ok({ bodyId: row.body_id });
}

/**
 * What a former administrator could come back by, or let somebody in by: links of invitations that were not used yet, and recoveries that were
 * proposed or confirmed and not used. They end with the duty.
 */
export async function closeDoors(tx: Tx, by: string, userId: string): Promise<void> {
  await tx
    .updateTable('invitation')
    .set({ expires_at: sql<string>`least(expires_at, now())` })
    .where('invited_by', '=', userId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Temporal.Instant>`now()`)
    .execute();
  await tx
    .updateTable('account_recovery')
    .set({ stopped_by: by, stopped_at: sql<string>`now()` })
    .where((w) => w.or([w('proposed_by', '=', userId), w('confirmed_by', '=', userId)]))
    .where('used_at', 'is', null)
    .where('stopped_at', 'is', null)
    .execute();
}

export function adminRows(db: Database | Tx) {
  return db
    .selectFrom('member')
    .where('role', '=', 'admin')
    .where('valid_from', '<=', today)
    .where((w) => w.or([w('valid_until', 'is', null), w('valid_until', '>=', today)]));
}

/** The rows of today's administrators. @param lock until the end of the transaction */
export async function validAdmins(
  db: Database | Tx,
  lock = false,
): Promise<{ readonly id: string; readonly userId: string }[]> {
  const query = adminRows(db).select(['id', 'user_id']).orderBy('id');
  return (await (lock ? query.forUpdate() : query).execute()).map((row) => ({
    id: row.id,
    userId: row.user_id,
  }));
}

/** What a person may act for today, ordered by the name of the office. */
export async function membershipsOf(db: Database | Tx, userId: string): Promise<Membership[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('body', 'body.id', 'member.body_id')
    .innerJoin('jurisdiction', 'jurisdiction.id', 'body.jurisdiction_id')
    .select([
      'body.id',
      'body.name',
      'body.kind',
      'body.zone',
      'body.level',
      'jurisdiction.path',
      'jurisdiction.id as place',
      'member.role',
    ])
    .where('member.user_id', '=', userId)
    .where('member.valid_from', '<=', today)
    .where((w) => w.or([w('member.valid_until', 'is', null), w('member.valid_until', '>=', today)]))
    .orderBy('body.name')
    .execute();
  const memberships: Membership[] = [];
  for (const row of rows) {
    if (!isRole(row.role) || !isZone(row.zone)) continue;
    memberships.push({
      bodyId: row.id,
      bodyName: row.name,
      bodyKind: row.kind,
      bodyZone: row.zone,
      role: row.role,
      level: row.level,
      jurisdictionId: row.place,
      jurisdictionPath: row.path,
    });
  }
  return memberships;
}
