/** Invitations: one-time links by which a person makes an account or takes on a role. The link is shown once; only its hash is kept. */
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Database, Tx } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import { isRole, type Role } from '../../platform/http/env.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { record } from './audit.ts';
import { hashPassword } from './auth.ts';
import { adminRows, createUser, grantRole, hasAdministrator, type RoleProblem } from './members.ts';
import { administrationBody } from './offices.ts';

export interface NewInvitation {
  /** Null only for administrators: their office is made with the first of them. */
  readonly bodyId: string | null;
  readonly role: Role;
  readonly name?: string;
  readonly email?: string;
  /** The link goes to `email` by mail, in the same transaction. */
  readonly mailed?: boolean;
}

export interface Invitation {
  readonly bodyId: string | null;
  readonly bodyName: string | null;
  readonly role: Role;
  readonly name: string | null;
  readonly email: string | null;
  /** Who made it; null: the system. */
  readonly invitedBy: string | null;
  readonly mailed: boolean;
}

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

export interface Invitations {
  /**
   * Makes a link and returns its secret part.
   * @param by the administrator, or null for the system
   * @param also what else happens with it, in the same transaction
   */
  invite(
    by: string | null,
    invitation: NewInvitation,
    also?: (tx: Tx, token: string) => Promise<void>,
  ): Promise<string>;
  /** What a link is for; null when it is unknown, used or older than seven days: the three look the same. */
  findInvitation(token: string): Promise<Invitation | null>;
  /** Makes an account from a link. */
  accept(
    token: string,
    person: NewPerson,
  ): Promise<Result<{ readonly userId: string }, 'gone' | 'email-taken' | RoleProblem>>;
  /** A person with an account takes on the role of a link. */
  acceptAs(token: string, userId: string): Promise<Result<{ readonly bodyId: string }, 'gone' | RoleProblem>>;
  /** A fresh link for the first administrator; earlier ones that were not used stop working. Null when there is an administrator. */
  firstAdministratorToken(): Promise<string | null>;
}

export interface InvitationDeps {
  readonly db: Database;
  readonly keys: Keys;
  readonly uuid: () => string;
  readonly random: (bytes: number) => Buffer;
  readonly realNow: () => number;
}

const INVITATION_DAYS = 7;

/** Whoever takes a link that was mailed to exactly this address reads what comes there. A typed address alone is a claim. */
function provesAddress(invitation: Invitation, email: string): boolean {
  return invitation.mailed && invitation.email === email.toLowerCase();
}

export function invitations(deps: InvitationDeps): Invitations {
  const { db } = deps;
  const hashOf = (token: string): Buffer => keyedHash(deps.keys('invitation'), 'invitation', token);
  const iso = (at: number): string => new Date(at).toISOString();

  const insert = async (tx: Tx, by: string | null, invitation: NewInvitation): Promise<string> => {
    const token = deps.random(24).toString('base64url');
    await tx
      .insertInto('invitation')
      .values({
        token_hash: hashOf(token),
        body_id: invitation.bodyId,
        role: invitation.role,
        name: invitation.name ?? null,
        email: invitation.email?.toLowerCase() ?? null,
        mailed: invitation.mailed === true && invitation.email !== undefined,
        invited_by: by,
        expires_at: iso(deps.realNow() + INVITATION_DAYS * 86_400_000),
      })
      .execute();
    return token;
  };

  const findOpen = async (tx: Tx, hash: Buffer, lock: boolean): Promise<Invitation | undefined> => {
    const query = tx
      .selectFrom('invitation')
      .select(['body_id', 'role', 'name', 'email', 'invited_by', 'mailed'])
      .where('token_hash', '=', hash)
      .where('used_at', 'is', null)
      .where('expires_at', '>', sql<Temporal.Instant>`${iso(deps.realNow())}::timestamptz`)
      // However the duty of the one who invited ended: nobody comes in on the word of a former administrator.
      .where((w) => w.or([w('invited_by', 'is', null), w('invited_by', 'in', adminRows(tx).select('user_id'))]));
    const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
    if (row === undefined || !isRole(row.role)) return undefined;
    const body =
      row.body_id === null
        ? undefined
        : await tx.selectFrom('body').select('name').where('id', '=', row.body_id).executeTakeFirst();
    return {
      ...{ bodyId: row.body_id, bodyName: body?.name ?? null, role: row.role },
      ...{ name: row.name, email: row.email, invitedBy: row.invited_by, mailed: row.mailed },
    };
  };

  /** Gives the role of an invitation and spends the link, both or neither. */
  const spend = async (
    tx: Tx,
    hash: Buffer,
    invitation: Invitation,
    userId: string,
  ): Promise<Result<{ readonly bodyId: string }, RoleProblem>> => {
    const bodyId = invitation.bodyId ?? (await administrationBody(tx, deps.uuid));
    const { role, invitedBy } = invitation;
    const granted = await grantRole(tx, { id: deps.uuid(), userId, bodyId, role, invitedBy });
    if (!granted.ok) return granted;
    await tx
      .updateTable('invitation')
      .set({ used_at: iso(deps.realNow()) })
      .where('token_hash', '=', hash)
      .execute();
    return ok({ bodyId });
  };

  return {
    invite: (by, invitation, also) =>
      runAs(db, by === null ? { kind: 'system' } : { kind: 'member', userId: by }, async (tx) => {
        const token = await insert(tx, by, invitation);
        if (by !== null) await record(tx, by, 'admin.invited', { bodyId: invitation.bodyId, id: invitation.role });
        await also?.(tx, token);
        return token;
      }),

    findInvitation: (token) => {
      const hash = hashOf(token);
      return runAs(
        db,
        { kind: 'public', invitationHash: hash },
        async (tx) => (await findOpen(tx, hash, false)) ?? null,
      );
    },

    accept: async (token, person) => {
      type Accepted = Result<{ readonly userId: string }, 'gone' | 'email-taken' | RoleProblem>;
      const hash = hashOf(token);
      const password = await hashPassword(person.password);
      return runAs(db, { kind: 'system' }, async (tx): Promise<Accepted> => {
        const invitation = await findOpen(tx, hash, true);
        if (invitation === undefined) return fail('gone');
        const { name, email } = person;
        const proven = provesAddress(invitation, email);
        const userId = await createUser(tx, { id: deps.uuid(), name, email, proven, password });
        if (userId === null) return fail('email-taken');
        const spent = await spend(tx, hash, invitation, userId);
        if (!spent.ok) return spent;
        await record(tx, userId, 'account.made', { bodyId: spent.value.bodyId, id: invitation.role });
        return ok({ userId });
      });
    },

    acceptAs: (token, userId) => {
      type Accepted = Result<{ readonly bodyId: string }, 'gone' | RoleProblem>;
      const hash = hashOf(token);
      return runAs(db, { kind: 'system' }, async (tx): Promise<Accepted> => {
        const invitation = await findOpen(tx, hash, true);
        if (invitation === undefined) return fail('gone');
        const spent = await spend(tx, hash, invitation, userId);
        if (!spent.ok) return spent;
        if (invitation.mailed && invitation.email !== null)
          await tx
            .updateTable('auth.auth_user')
            .set({ email_verified: true })
            .where('id', '=', userId)
            .where('email', '=', invitation.email)
            .execute();
        await record(tx, userId, 'account.role-accepted', { bodyId: spent.value.bodyId, id: invitation.role });
        return spent;
      });
    },

    firstAdministratorToken: () =>
      runAs(db, { kind: 'system' }, async (tx) => {
        if (await hasAdministrator(tx)) return null;
        await tx
          .updateTable('invitation')
          .set({ expires_at: iso(deps.realNow()) })
          .where('role', '=', 'admin')
          .where('invited_by', 'is', null)
          .where('used_at', 'is', null)
          .execute();
        return insert(tx, null, { bodyId: null, role: 'admin' });
      }),
  };
}
