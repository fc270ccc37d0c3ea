/** How people are reached, and who works where: for other features, which do not look into the tables of accounts. Asked as the system. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/connect.ts';
import type { Role } from '../../platform/http/env.ts';
import { isZone, type Zone } from '../../platform/i18n/zones.ts';

const today = sql<string>`current_date`;

/** Address of a person, the zone of the first office, and whether the person acts for any office today; null for an account that is gone. */
export async function findContact(
  tx: Tx,
  userId: string,
): Promise<{ readonly address: string; readonly zone: Zone; readonly active: boolean } | null> {
  const user = await tx.selectFrom('auth.auth_user').select('email').where('id', '=', userId).executeTakeFirst();
  // An address that can exist nowhere stands for none: people of a sign-on that tells no address.
  if (user === undefined || user.email.endsWith('.invalid')) return null;
  const duty = await tx
    .selectFrom('member')
    .innerJoin('body', 'body.id', 'member.body_id')
    .select('body.zone')
    .where('member.user_id', '=', userId)
    .where('member.valid_from', '<=', today)
    .where((w) => w.or([w('member.valid_until', 'is', null), w('member.valid_until', '>=', today)]))
    .orderBy('body.name')
    .limit(1)
    .executeTakeFirst();
  const zone = duty?.zone ?? 'WIB';
  return { address: user.email, zone: isZone(zone) ? zone : 'WIB', active: duty !== undefined };
}

/** Ids of the people who hold one of these roles at an office today. */
export async function findPeopleAt(tx: Tx, bodyId: string, roles: readonly Role[]): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('member')
    .innerJoin('auth.auth_user as person', 'person.id', 'member.user_id')
    .select('user_id')
    .distinct()
    // A token of the programming interface is a member too, and nobody.
    .where('person.email', 'not like', 'token-%@api.invalid')
    .where('body_id', '=', bodyId)
    .where('role', 'in', roles)
    .where('valid_from', '<=', today)
    .where((w) => w.or([w('valid_until', 'is', null), w('valid_until', '>=', today)]))
    .orderBy('user_id')
    .execute();
  return rows.map((row) => row.user_id);
}

/** Ids of the administrators of this instance today. */
export async function findAdministrators(tx: Tx): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('member')
    .select('user_id')
    .distinct()
    .where('role', '=', 'admin')
    .where('valid_from', '<=', today)
    .where((w) => w.or([w('valid_until', 'is', null), w('valid_until', '>=', today)]))
    .orderBy('user_id')
    .execute();
  return rows.map((row) => row.user_id);
}
