/** Who is signed in, signing in and out, one-time codes. Accounts are made from an invitation or by the system, never by sign-up. */
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash, sameSecret } from '../../platform/crypto/token.ts';
import type { Database } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Member } from '../../platform/http/env.ts';
import { fail, ok, type Result } from '../../platform/result.ts';
import { type AccountAct, record } from './audit.ts';
import type { Auth } from './auth.ts';
import { type Invitations, invitations } from './invitations.ts';
import { membershipsOf } from './members.ts';
import { findChallenged, findUnconfirmed, setupOf, usedCodes } from './one-time-codes.ts';

export interface AccountService extends Invitations {
  /** The person behind the session cookie, or null. Costs nothing when there is no cookie. */
  findMember(headers: Headers): Promise<Member | null>;
  /** `second-step`: the password is right and a one-time code is asked next. The answer carries the cookies to set. */
  signIn(
    email: string,
    password: string,
    headers: Headers,
  ): Promise<{ readonly step: 'refused' | 'second-step' | 'in'; readonly cookies: readonly string[] }>;
  /** Whose code is asked now: after the right password, before the code. Not proof of anything; see one-time-codes. */
  findChallenged(headers: Headers): Promise<{ readonly userId: string; readonly email: string } | null>;
  /** The second step. A code counts once, whoever sends it; a refusal does not tell wrong from used. */
  verifyCode(code: string, headers: Headers): Promise<{ readonly ok: boolean; readonly cookies: readonly string[] }>;
  /** Ends the session for good: the cookie is worth nothing afterwards, whoever has a copy. */
  signOut(headers: Headers): Promise<readonly string[]>;
  /** Begins to set up one-time codes for the signed-in person. */
  beginCodes(member: Member, password: string, headers: Headers): Promise<Result<CodeSetup, 'refused'>>;
  /** The set-up under way, shown again after a wrong first code. Needs the proof that this session gave the password. */
  findCodeSetup(member: Member, proof: string): Promise<CodeSetup | null>;
  /** Confirms the set-up with a first code. All other sessions of the person end: they were made without a second factor. */
  confirmCodes(
    member: Member,
    code: string,
    headers: Headers,
  ): Promise<{ readonly ok: boolean; readonly cookies: readonly string[] }>;
}

export interface CodeSetup {
  /** For an authenticator app: `otpauth://totp/…`. */
  readonly uri: string;
  /** The same secret to type by hand, base32. */
  readonly secret: string;
  readonly proof: string;
}

export interface AccountDeps {
  readonly db: Database;
  readonly auth: Auth;
  readonly keys: Keys;
  /** The secret of the accounts library: its stored code secrets are read with it. */
  readonly secret: string;
  readonly uuid: () => string;
  readonly random: (bytes: number) => Buffer;
  readonly realNow: () => number;
}

const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?netra\.session_token=([^;]+)/;

export function accountService(deps: AccountDeps): AccountService {
  const { db, auth } = deps;
  const used = usedCodes(db, deps.keys);
  const proofOf = (member: Member, secret: string): string =>
    keyedHash(deps.keys('code-setup'), 'code-setup', `${member.sessionToken} ${secret}`).toString('base64url');
  const note = (userId: string, what: AccountAct): Promise<void> =>
    runAs(db, { kind: 'member', userId }, (tx) => record(tx, userId, what));

  const findMember: AccountService['findMember'] = async (headers) => {
    if (!SESSION_COOKIE.test(headers.get('cookie') ?? '')) return null;
    const session = await auth.api.getSession({ headers: bare(headers) });
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
  };

  const verify = async (userId: string, code: string, headers: Headers) => {
    if (!(await used.claim(userId, code))) return { ok: false, cookies: [] };
    const answer = await auth.api.verifyTOTP({ body: { code }, headers: bare(headers), asResponse: true });
    return { ok: answer.ok, cookies: answer.headers.getSetCookie() };
  };

  return {
    ...invitations(deps),
    findMember,

    signIn: async (email, password, headers) => {
      const answer = await auth.api.signInEmail({
        body: { email, password },
        headers: bare(headers),
        asResponse: true,
      });
      if (!answer.ok) return { step: 'refused', cookies: [] };
      const cookies = answer.headers.getSetCookie();
      const body: unknown = await answer.json();
      const second =
        typeof body === 'object' && body !== null && 'twoFactorRedirect' in body && body.twoFactorRedirect === true;
      if (second) return { step: 'second-step', cookies };
      const member = await findMember(asRequest(cookies));
      if (member !== null) await note(member.userId, 'account.sign-in');
      return { step: 'in', cookies };
    },

    findChallenged: (headers) => findChallenged(db, headers),

    verifyCode: async (code, headers) => {
      const challenged = await findChallenged(db, headers);
      if (challenged === null) return { ok: false, cookies: [] };
      const verified = await verify(challenged.userId, code, headers);
      if (verified.ok) await note(challenged.userId, 'account.sign-in');
      return verified;
    },

    signOut: async (headers) => {
      const member = await findMember(headers);
      const answer = await auth.api.signOut({ headers: bare(headers), asResponse: true });
      if (member !== null) await note(member.userId, 'account.sign-out');
      return answer.headers.getSetCookie();
    },

    beginCodes: async (member, password, headers) => {
      const answer = await auth.api.enableTwoFactor({ body: { password }, headers: bare(headers), asResponse: true });
      if (!answer.ok) return fail('refused');
      const secret = await findUnconfirmed(db, member.userId, deps.secret);
      if (secret === null) return fail('refused');
      return ok({ ...setupOf(secret, member.email), proof: proofOf(member, secret) });
    },

    findCodeSetup: async (member, proof) => {
      const secret = await findUnconfirmed(db, member.userId, deps.secret);
      if (secret === null || !sameSecret(proof, proofOf(member, secret))) return null;
      return { ...setupOf(secret, member.email), proof };
    },

    confirmCodes: async (member, code, headers) => {
      const verified = await verify(member.userId, code, headers);
      if (!verified.ok) return verified;
      const own = await findMember(asRequest(verified.cookies));
      await db
        .deleteFrom('auth.auth_session')
        .where('user_id', '=', member.userId)
        .where('token', '!=', own?.sessionToken ?? '')
        .execute();
      await note(member.userId, 'account.second-factor-on');
      return verified;
    },
  };
}

/** Only the cookie goes to the library: nothing else of a request is its business. */
function bare(headers: Headers): Headers {
  return new Headers({ cookie: headers.get('cookie') ?? '' });
}

/** Cookies of an answer as the browser will send them back. */
export function asRequest(setCookies: readonly string[]): Headers {
  return new Headers({ cookie: setCookies.map((cookie) => cookie.split(';')[0] ?? '').join('; ') });
}
