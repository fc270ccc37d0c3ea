/** Tokens: asked for by an administrator, issued by whoever may, found by their hash, ended at once. The database decides who may; see 0013. */
import { sql } from 'kysely';
import { type Caller, isScope, type Scope, scopesOfRole } from '../../platform/api/index.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { isRole, type Member, type Role } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { fitsOffice, isCaseRole, membershipsOf } from '../accounts/index.ts';
import { isToken, newToken } from './token-text.ts';

/** Roles that a token can have: civil servants sign pledges themselves. */
export const tokenRoles = [
  'officer',
  'verifier',
  'conveyor',
  'authority',
  'overseer',
  'media',
  'inspectorate',
  'facility',
  'admin',
] as const satisfies readonly Role[];

/** Whether only a member of the office with that role issues its token; the database has the same in `issued_at_office`. */
function isIssuedAtOffice(role: Role): boolean {
  return isCaseRole(role) || role === 'inspectorate' || role === 'facility';
}

export interface TokenWish {
  readonly bodyId: string;
  readonly role: Role;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly days: number;
}

export interface TokenRow {
  readonly id: string;
  readonly bodyId: string;
  readonly bodyName: string;
  readonly role: Role;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly days: number;
  readonly askedAt: Temporal.Instant;
  readonly issuedAt: Temporal.Instant | null;
  readonly expiresAt: Temporal.Instant | null;
  /** Last letters of the secret, to tell tokens apart. */
  readonly hint: string | null;
  readonly lastUsedOn: string | null;
  readonly revokedAt: Temporal.Instant | null;
  /** `waiting`: for the office. `stale`: it waited too long. */
  readonly state: 'waiting' | 'stale' | 'active' | 'expired' | 'revoked';
}

export type WishProblem = 'no-office' | 'role-does-not-fit' | 'no-scope' | 'scope-does-not-fit';

export interface TokenService {
  /** Of all offices for an administrator, of the own ones for everybody else. */
  list(member: Member): Promise<readonly TokenRow[]>;
  find(member: Member, id: string): Promise<TokenRow | undefined>;
  ask(admin: Member, wish: TokenWish): Promise<Result<{ readonly id: string }, WishProblem>>;
  /** Whether this person may issue it: for cases and institutions somebody who holds the same role at that office, otherwise an administrator. */
  mayIssue(member: Member, token: TokenRow): boolean;
  /** The secret, shown this once. @param reports whether reports may be read; an officer of the office says so, nobody else */
  issue(
    member: Member,
    id: string,
    reports: boolean,
  ): Promise<Result<{ readonly secret: string; readonly expiresAt: Temporal.Instant }, 'gone'>>;
  revoke(member: Member, id: string): Promise<boolean>;
  /** Who a secret is. `unknown` says nothing; the others are said only to whoever holds the secret. */
  authenticate(secret: string): Promise<Result<Caller, 'token-invalid' | 'token-expired' | 'token-revoked'>>;
}

/** Days that a wish waits for the office. */
export const WAITS_DAYS = 14;
export const MOST_DAYS = 365;

export function tokenService(platform: Platform): TokenService {
  const { db, keys } = platform;
  const as = <T>(member: Member, use: (tx: Tx) => Promise<T>): Promise<T> =>
    runAs(db, { kind: 'member', userId: member.userId }, use);
  const hashOf = (secret: string): Buffer => keyedHash(keys('api-token'), 'api-token', secret);

  const mayIssue: TokenService['mayIssue'] = (member, token) =>
    !member.mustEnrol &&
    (isIssuedAtOffice(token.role)
      ? member.memberships.some((m) => m.bodyId === token.bodyId && m.role === token.role)
      : member.memberships.some((m) => m.role === 'admin'));

  return {
    mayIssue,
    list: (member) => as(member, (tx) => readTokens(tx, platform.realNow())),
    find: (member, id) => as(member, async (tx) => (await readTokens(tx, platform.realNow(), id))[0]),

    ask: (admin, wish) =>
      as(admin, async (tx): Promise<Result<{ id: string }, WishProblem>> => {
        const body = await tx
          .selectFrom('body')
          .select(['id', 'kind'])
          .where('id', '=', wish.bodyId)
          .executeTakeFirst();
        if (body === undefined) return fail('no-office');
        if (!tokenRoles.some((role) => role === wish.role) || !fitsOffice(wish.role, body.kind))
          return fail('role-does-not-fit');
        if (wish.scopes.length === 0) return fail('no-scope');
        // An administrator can ask for no words of reporters: the office adds them, or nobody.
        const possible = scopesOfRole[wish.role];
        if (!wish.scopes.every((scope) => scope !== 'reports:read' && possible.includes(scope)))
          return fail('scope-does-not-fit');
        const id = platform.uuid();
        await tx
          .insertInto('api_token')
          .values({
            id,
            body_id: wish.bodyId,
            role: wish.role,
            name: wish.name,
            scopes: [...wish.scopes],
            days: wish.days,
            asked_by: admin.userId,
          })
          .execute();
        await audit(tx, admin, 'token.asked', wish.bodyId, id);
        return ok({ id });
      }),

    issue: (member, id, reports) =>
      as(member, async (tx) => {
        const token = (await readTokens(tx, platform.realNow(), id))[0];
        if (token === undefined || token.state !== 'waiting' || !mayIssue(member, token)) return fail('gone');
        const secret = newToken(platform.random);
        const granted = [...token.scopes, ...(reports && token.role === 'officer' ? (['reports:read'] as const) : [])];
        const { rows } = await sql<{ expires: Temporal.Instant }>`
          select expires from netra.issue_api_token(${id}::uuid, ${hashOf(secret)}, ${secret.slice(-4)}, ${granted}::text[], ${platform.uuid()}::uuid, ${platform.uuid()}::uuid)`.execute(
          tx,
        );
        const [made] = rows;
        if (made === undefined) return fail('gone');
        await audit(tx, member, 'token.issued', token.bodyId, id);
        return ok({ secret, expiresAt: made.expires });
      }),

    revoke: (member, id) =>
      as(member, async (tx) => {
        const token = (await readTokens(tx, platform.realNow(), id))[0];
        const { rows } = await sql<{ done: boolean }>`select netra.revoke_api_token(${id}::uuid) as done`.execute(tx);
        const done = rows[0]?.done === true;
        if (done) await audit(tx, member, 'token.revoked', token?.bodyId ?? null, id);
        return done;
      }),

    authenticate: async (secret) => {
      if (!isToken(secret)) return fail('token-invalid');
      const { rows } = await sql<FoundToken>`select * from netra.find_api_token(${hashOf(secret)})`.execute(db);
      const [found] = rows;
      if (found === undefined || found.user_id === null) return fail('token-invalid');
      if (found.revoked) return fail('token-revoked');
      if (found.expired) return fail('token-expired');
      const memberships = (await membershipsOf(db, found.user_id)).filter(
        (m) => m.bodyId === found.body_id && m.role === found.role,
      );
      // Its duty was ended by hand: the token acts for nobody any more.
      if (memberships.length === 0) return fail('token-revoked');
      return ok({
        tokenId: found.id,
        name: found.name,
        scopes: new Set(found.scopes.filter(isScope)),
        expiresAt: found.expires_at,
        member: { userId: found.user_id, name: found.name, email: '', sessionToken: '', mustEnrol: false, memberships },
      });
    },
  };
}

interface FoundToken {
  readonly id: string;
  readonly body_id: string;
  readonly role: string;
  readonly user_id: string | null;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expires_at: Temporal.Instant;
  readonly revoked: boolean;
  readonly expired: boolean;
}

async function readTokens(tx: Tx, now: number, id?: string): Promise<TokenRow[]> {
  let query = tx
    .selectFrom('api_token')
    .innerJoin('body', 'body.id', 'api_token.body_id')
    .selectAll('api_token')
    .select('body.name as body_name')
    .orderBy('api_token.asked_at', 'desc')
    .limit(500);
  if (id !== undefined) query = query.where('api_token.id', '=', id);
  return (await query.execute()).flatMap((row): TokenRow[] => {
    if (!isRole(row.role)) return [];
    const state =
      row.revoked_at !== null
        ? 'revoked'
        : row.issued_at === null
          ? now - row.asked_at.epochMilliseconds > WAITS_DAYS * 86_400_000
            ? 'stale'
            : 'waiting'
          : (row.expires_at?.epochMilliseconds ?? 0) <= now
            ? 'expired'
            : 'active';
    return [
      {
        id: row.id,
        bodyId: row.body_id,
        bodyName: row.body_name,
        role: row.role,
        name: row.name,
        scopes: row.scopes.filter(isScope),
        days: row.days,
        askedAt: row.asked_at,
        issuedAt: row.issued_at,
        expiresAt: row.expires_at,
        hint: row.hint,
        lastUsedOn: row.last_used_on,
        revokedAt: row.revoked_at,
        state,
      },
    ];
  });
}

/** What was done to which token or endpoint; never a name or an address. */
export async function audit(
  tx: Tx,
  member: Member,
  what: string,
  bodyId: string | null,
  target: string,
): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ user_id: member.userId, body_id: bodyId, what, access: 'write', case_id: null, target })
    .execute();
}
