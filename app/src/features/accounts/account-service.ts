/** Accounts: who is signed in, signing in and out, invitations. Accounts are made from an invitation or by the system, never by sign-up. */
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { isRole, type Member, type Membership, type Role } from '../../platform/http/env.ts';
import { isZone } from '../../platform/i18n/zones.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type Auth, hashPassword } from './auth.ts';

export interface AccountService {
  /** The person behind the session cookie, or null. Costs nothing when there is no cookie. */
  findMember(headers: Headers): Promise<Member | null>;
  /** `second-step`: the password is right and a one-time code is asked next. The answer carries the cookies to set. */
  signIn(
    email: string,
    password: string,
    headers: Headers,
  ): Promise<{ readonly step: 'refused' | 'second-step' | 'in'; readonly cookies: readonly string[] }>;
  verifyCode(code: string, headers: Headers): Promise<{ readonly ok: boolean; readonly cookies: readonly string[] }>;
  signOut(headers: Headers): Promise<readonly string[]>;
  /** Begins to set up one-time codes for the signed-in person; the address goes into an authenticator app. */
  beginCodes(password: string, headers: Headers): Promise<Result<{ readonly totpUri: string }, 'refused'>>;
  invite(by: string | null, invitation: NewInvitation): Promise<string>;
  findInvitation(token: string): Promise<Invitation | null>;
  accept(
    token: string,
    person: { readonly name: string; readonly email: string; readonly password: string },
  ): Promise<Result<{ readonly userId: string }, 'gone' | 'email-taken'>>;
}

export interface NewInvitation {
  readonly bodyId: string | null;
  readonly role: Role;
  readonly name?: string;
  readonly email?: string;
}

export interface Invitation {
  readonly bodyId: string | null;
  readonly bodyName: string | null;
  readonly role: Role;
  readonly name: string | null;
  readonly email: string | null;
}

export interface AccountDeps {
  readonly db: Database;
  readonly auth: Auth;
  readonly keys: Keys;
  readonly uuid: () => string;
  readonly random: (bytes: number) => Buffer;
  readonly realNow: () => number;
}

const INVITATION_DAYS = 7;
const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?netra\.session_token=/;

export function accountService(deps: AccountDeps): AccountService {
  const { db, auth } = deps;
  const tokenHash = (token: string): Buffer => keyedHash(deps.keys('invitation'), 'invitation', token);

  return {
    findMember: async (headers) => {
      if (!SESSION_COOKIE.test(headers.get('cookie') ?? '')) return null;
      const session = await auth.api.getSession({ headers });
      if (session === null) return null;
      const memberships = await membershipsOf(db, session.user.id);
      const guarded = memberships.some((m) => m.role !== 'asn');
      const mustEnrol = guarded && session.user.twoFactorEnabled !== true;
      return {
        userId: session.user.id,
        name: session.user.name,
        email: session.user.email,
        sessionToken: session.session.token,
        mustEnrol,
        // Without a second factor a member of staff acts for nobody yet.
        memberships: mustEnrol ? [] : memberships,
      };
    },

    signIn: async (email, password, headers) => {
      const answer = await auth.api.signInEmail({
        body: { email, password },
        headers: bare(headers),
        asResponse: true,
      });
      if (!answer.ok) return { step: 'refused', cookies: [] };
      const body: unknown = await answer.json();
      const second =
        typeof body === 'object' && body !== null && 'twoFactorRedirect' in body && body.twoFactorRedirect === true;
      return { step: second ? 'second-step' : 'in', cookies: answer.headers.getSetCookie() };
    },

    verifyCode: async (code, headers) => {
      const answer = await auth.api.verifyTOTP({ body: { code }, headers: bare(headers), asResponse: true });
      return { ok: answer.ok, cookies: answer.headers.getSetCookie() };
    },

    signOut: async (headers) => {
      const answer = await auth.api.signOut({ headers: bare(headers), asResponse: true });
      return answer.headers.getSetCookie();
    },

    beginCodes: async (password, headers) => {
      const answer = await auth.api.enableTwoFactor({ body: { password }, headers: bare(headers), asResponse: true });
      if (!answer.ok) return fail('refused');
      const body: unknown = await answer.json();
      if (typeof body !== 'object' || body === null || !('totpURI' in body) || typeof body.totpURI !== 'string')
        return fail('refused');
      return ok({ totpUri: body.totpURI });
    },

    invite: async (by, invitation) => {
      const token = deps.random(24).toString('base64url');
      const expires = new Date(deps.realNow() + INVITATION_DAYS * 86_400_000).toISOString();
      await runAs(db, by === null ? { kind: 'system' } : { kind: 'member', userId: by }, async (tx) => {
        await tx
          .insertInto('invitation')
          .values({
            token_hash: tokenHash(token),
            body_id: invitation.bodyId,
            role: invitation.role,
            name: invitation.name ?? null,
            email: invitation.email ?? null,
            invited_by: by,
            expires_at: expires,
          })
          .execute();
      });
      return token;
    },

    findInvitation: (token) =>
      runAs(db, { kind: 'public' }, async (tx) => {
        const row = await openInvitation(tx, tokenHash(token), deps.realNow());
        return row ?? null;
      }),

    accept: async (token, person) => {
      const hash = tokenHash(token);
      const password = await hashPassword(person.password);
      return runAs(db, { kind: 'system' }, async (tx): Promise<Result<{ userId: string }, 'gone' | 'email-taken'>> => {
        const invitation = await openInvitation(tx, hash, deps.realNow(), true);
        if (invitation === undefined) return fail('gone');
        const userId = await createUser(tx, { id: deps.uuid(), name: person.name, email: person.email, password });
        if (userId === null) return fail('email-taken');
        const bodyId = invitation.bodyId ?? (await administrationBody(tx));
        await tx
          .insertInto('member')
          .values({ id: deps.uuid(), user_id: userId, body_id: bodyId, role: invitation.role })
          .execute();
        await tx
          .updateTable('invitation')
          .set({ used_at: new Date(deps.realNow()).toISOString() })
          .where('token_hash', '=', hash)
          .execute();
        return ok({ userId });
      });
    },
  };
}

/** Only the cookie goes to the library: nothing else of a request is its business. */
function bare(headers: Headers): Headers {
  return new Headers({ cookie: headers.get('cookie') ?? '' });
}

async function openInvitation(tx: Tx, hash: Buffer, now: number, lock = false): Promise<Invitation | undefined> {
  const query = tx
    .selectFrom('invitation')
    .select(['body_id', 'role', 'name', 'email'])
    .where('token_hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Temporal.Instant>`${new Date(now).toISOString()}::timestamptz`);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (row === undefined || !isRole(row.role)) return undefined;
  const body =
    row.body_id === null
      ? undefined
      : await tx.selectFrom('body').select('name').where('id', '=', row.body_id).executeTakeFirst();
  return { bodyId: row.body_id, bodyName: body?.name ?? null, role: row.role, name: row.name, email: row.email };
}

/** Makes an account with a password; null when the e-mail has one already. */
export async function createUser(
  tx: Tx,
  person: { readonly id: string; readonly name: string; readonly email: string; readonly password: string },
): Promise<string | null> {
  const now = sql<string>`now()`;
  const made = await tx
    .insertInto('auth.auth_user')
    .values({
      id: person.id,
      name: person.name,
      email: person.email.toLowerCase(),
      email_verified: true,
      two_factor_enabled: false,
    })
    .onConflict((c) => c.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made === undefined) return null;
  await tx
    .insertInto('auth.auth_account')
    .values({
      account_id: made.id,
      provider_id: 'credential',
      user_id: made.id,
      password: person.password,
      updated_at: now,
    })
    .execute();
  return made.id;
}

/** The office of the administrators of this instance: made with the first of them. Administrators see no case. */
async function administrationBody(tx: Tx): Promise<string> {
  const there = await tx.selectFrom('body').select('id').where('kind', '=', 'administration').executeTakeFirst();
  if (there !== undefined) return there.id;
  const place = await tx.selectFrom('jurisdiction').select('id').where('level', '=', 'nation').executeTakeFirst();
  const placeId = place?.id ?? crypto.randomUUID();
  if (place === undefined) {
    await tx
      .insertInto('jurisdiction')
      .values({ id: placeId, code: 'ID', name: 'Indonesia', level: 'nation', parent_id: null, path: '/ID/' })
      .execute();
  }
  const id = crypto.randomUUID();
  await tx
    .insertInto('body')
    .values({
      id,
      code: 'administrasi',
      kind: 'administration',
      name: 'Administrasi Netra',
      level: 'nation',
      jurisdiction_id: placeId,
    })
    .execute();
  return id;
}

async function membershipsOf(db: Database, userId: string): Promise<Membership[]> {
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
    .where('member.valid_from', '<=', sql<string>`current_date`)
    .where((w) => w.or([w('member.valid_until', 'is', null), w('member.valid_until', '>=', sql<string>`current_date`)]))
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
