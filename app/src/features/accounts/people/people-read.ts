/** What an administrator sees of a person: duties, factors by kind, sessions, ties to the state's sign-on; and who has not come for long. */
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/connect.ts';
import { isRole, type Role } from '../../../platform/http/env.ts';
import { listSessions, type SessionRow } from '../sessions/session-list.ts';

export interface PersonDuty {
  readonly id: string;
  readonly bodyName: string;
  readonly role: Role;
  readonly validUntil: string | null;
  readonly ended: boolean;
  readonly origin: 'invitation' | 'sso';
}

export interface PersonLink {
  readonly issuer: string;
  readonly subject: string;
  readonly usedAt: Temporal.Instant | null;
  readonly disabled: boolean;
}

export interface Person {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly signedInAt: Temporal.Instant | null;
  readonly duties: readonly PersonDuty[];
  readonly sessions: readonly SessionRow[];
  readonly links: readonly PersonLink[];
  readonly leaving: { readonly lastDay: string; readonly reason: string } | null;
}

/** Null when there is no such account. Asked by an administrator. */
export async function findPerson(tx: Tx, userId: string): Promise<Person | null> {
  const user = await tx
    .selectFrom('auth.auth_user as u')
    .leftJoin('account_use as use', 'use.user_id', 'u.id')
    .select(['u.id', 'u.name', 'u.email', 'use.signed_in_at'])
    .where('u.id', '=', userId)
    .executeTakeFirst();
  if (user === undefined) return null;
  const duties = await tx
    .selectFrom('member')
    .innerJoin('body', 'body.id', 'member.body_id')
    .select(['member.id', 'body.name', 'member.role', 'member.valid_until', 'member.origin'])
    .select(sql<boolean>`member.valid_until is not null and member.valid_until < current_date`.as('ended'))
    .where('member.user_id', '=', userId)
    .orderBy('ended')
    .orderBy('body.name')
    .execute();
  const links = await tx
    .selectFrom('sso_link')
    .select(['issuer', 'subject', 'used_at', 'disabled_at'])
    .where('user_id', '=', userId)
    .execute();
  const leaving = await tx
    .selectFrom('leaving')
    .select(['last_day', 'reason'])
    .where('user_id', '=', userId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return {
    userId: user.id,
    name: user.name,
    email: user.email,
    signedInAt: user.signed_in_at,
    duties: duties.flatMap((row) =>
      isRole(row.role)
        ? [
            {
              id: row.id,
              bodyName: row.name,
              role: row.role,
              validUntil: row.valid_until,
              ended: row.ended,
              origin: row.origin === 'sso' ? ('sso' as const) : ('invitation' as const),
            },
          ]
        : [],
    ),
    sessions: await listSessions(tx, userId),
    links: links.map((row) => ({
      issuer: row.issuer,
      subject: row.subject,
      usedAt: row.used_at,
      disabled: row.disabled_at !== null,
    })),
    leaving: leaving === undefined ? null : { lastDay: leaving.last_day, reason: leaving.reason },
  };
}

export interface UnusedRow {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Null: never since it was made. */
  readonly signedInAt: Temporal.Instant | null;
  readonly madeAt: Temporal.Instant;
  readonly bodyNames: string;
}

/** Days after which an account counts as unused. */
export const UNUSED_DAYS = 60;

/** People with a duty who have not come in for sixty days, the longest first. */
export async function listUnused(tx: Tx): Promise<UnusedRow[]> {
  const since = sql<Temporal.Instant>`now() - make_interval(days => ${UNUSED_DAYS})`;
  const rows = await tx
    .selectFrom('auth.auth_user as u')
    .innerJoin('member', 'member.user_id', 'u.id')
    .innerJoin('body', 'body.id', 'member.body_id')
    .leftJoin('account_use as use', 'use.user_id', 'u.id')
    .select(['u.id', 'u.name', 'u.email', 'u.created_at', 'use.signed_in_at'])
    .select(sql<string>`string_agg(distinct body.name, ', ')`.as('bodies'))
    .where((w) => w.or([w('member.valid_until', 'is', null), w('member.valid_until', '>=', sql<string>`current_date`)]))
    .where((w) => w.or([w('use.signed_in_at', 'is', null), w('use.signed_in_at', '<', since)]))
    .where('u.created_at', '<', since)
    // Tokens of the programming interface are nobody who signs in.
    .where('u.email', 'not like', '%@api.invalid')
    .groupBy(['u.id', 'use.signed_in_at'])
    .orderBy(sql`coalesce(use.signed_in_at, u.created_at)`)
    .limit(500)
    .execute();
  return rows.map((row) => ({
    userId: row.id,
    name: row.name,
    email: row.email,
    signedInAt: row.signed_in_at,
    madeAt: row.created_at,
    bodyNames: row.bodies,
  }));
}

/** Ids of those who administer today. */
export async function listAdministrators(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('member')
    .select('user_id')
    .distinct()
    .where('role', '=', 'admin')
    .where('valid_from', '<=', sql<string>`current_date`)
    .where((w) => w.or([w('valid_until', 'is', null), w('valid_until', '>=', sql<string>`current_date`)]))
    .execute();
  return rows.map((row) => row.user_id);
}
