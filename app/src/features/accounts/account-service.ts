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
import { findChallenged, findUnconfirmed, setupOf, usedCodes } from './one-time-codes.ts';
import { deviceOf } from './sessions/device.ts';
import { hasSessionCookie, sessionToken } from './sessions/session-cookie.ts';
import {
  countWrongTry,
  endSessions,
  markSession,
  type NewMark,
  stillInUse,
  strengthen,
} from './sessions/session-marks.ts';
import { findSession } from './sessions/session-read.ts';

export interface SignedInAnswer {
  readonly ok: boolean;
  /** `set-cookie` values for the browser. */
  readonly cookies: readonly string[];
}

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
  verifyCode(code: string, headers: Headers): Promise<SignedInAnswer>;
  /** The second step by other means than a code; `check` says whether they count for the person whose password was right. */
  passSecondStep(
    way: 'recovery-code',
    headers: Headers,
    check: (userId: string) => Promise<boolean>,
  ): Promise<SignedInAnswer>;
  /** Opens a session for a person who was recognised without a password. Not ok: the person has left. */
  openFor(mark: Omit<NewMark, 'sessionId' | 'device'>, headers: Headers): Promise<SignedInAnswer>;
  /** Shows the second factor again in a session that is open. Five wrong tries end the session. */
  confirmCode(member: Member, code: string, headers: Headers): Promise<'ok' | 'refused' | 'ended'>;
  /** The same by other means, already checked (`right`). */
  confirmBy(member: Member, right: boolean): Promise<'ok' | 'refused' | 'ended'>;
  /** Writes down that both factors were shown in a session; the caller has checked it. */
  strengthen(session: { readonly id: string; readonly userId: string }): Promise<void>;
  /** Ends the session for good: the cookie is worth nothing afterwards, whoever has a copy. */
  signOut(headers: Headers): Promise<readonly string[]>;
  /** Begins to set up one-time codes for the signed-in person. The password is asked of whoever has one. */
  beginCodes(member: Member, password: string, headers: Headers): Promise<Result<CodeSetup, 'refused'>>;
  /** The set-up under way, shown again after a wrong first code. Needs the proof that this session gave the password. */
  findCodeSetup(member: Member, proof: string): Promise<CodeSetup | null>;
  /** Confirms the set-up with a first code. All other sessions of the person end: they were made without a second factor. */
  confirmCodes(member: Member, code: string, headers: Headers): Promise<SignedInAnswer>;
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
  /** The secret of the accounts library: its stored code secrets are read with it, and its cookies are signed with it. */
  readonly secret: string;
  readonly https: boolean;
  readonly uuid: () => string;
  readonly random: (bytes: number) => Buffer;
  readonly realNow: () => number;
}

const nobody: SignedInAnswer = { ok: false, cookies: [] };

export function accountService(deps: AccountDeps): AccountService {
  const { db, auth, realNow } = deps;
  const used = usedCodes(db, deps.keys);
  const proofOf = (member: Member, secret: string): string =>
    keyedHash(deps.keys('code-setup'), 'code-setup', `${member.sessionToken} ${secret}`).toString('base64url');
  const note = (userId: string, what: AccountAct): Promise<void> =>
    runAs(db, { kind: 'member', userId }, (tx) => record(tx, userId, what));

  const findMember: AccountService['findMember'] = async (headers) => {
    const cookies = headers.get('cookie') ?? '';
    if (!hasSessionCookie(cookies)) return null;
    const token = sessionToken(cookies, deps.secret, deps.https);
    if (token === null) return null;
    const session = await findSession(db, token, realNow());
    if (session === null || session.left) return null;
    if (!(await stillInUse(db, session.id, session.usedAt, realNow()))) return null;
    const { user, memberships, strongAt } = session;
    const hasFactor = session.hasCodes || session.hasPasskey;
    const guarded = hasFactor || memberships.some((m) => m.role !== 'asn');
    const mustEnrol = guarded && strongAt === null;
    return {
      userId: user.id,
      name: user.name,
      email: user.email,
      sessionToken: token,
      mustEnrol,
      mustConfirm: mustEnrol && hasFactor,
      session: { id: session.id, startedAt: session.startedAt, strongAt },
      // Without a second factor a member of staff acts for nobody yet.
      memberships: mustEnrol ? [] : memberships,
    };
  };

  /** Writes down what a session that was just opened has shown. Whoever has left gets no session. */
  const opened = async (
    cookies: readonly string[],
    mark: Omit<NewMark, 'sessionId' | 'userId' | 'device'>,
    headers: Headers,
  ): Promise<SignedInAnswer> => {
    const found = await auth.api.getSession({ headers: asRequest(cookies) });
    if (found === null) return nobody;
    const { user, session } = found;
    const device = deviceOf(headers.get('user-agent'));
    await runAs(db, { kind: 'system' }, (tx) =>
      markSession(tx, { ...mark, sessionId: session.id, userId: user.id, device }, realNow()),
    );
    if ((await findMember(asRequest(cookies))) === null) {
      await endSessions(db, user.id);
      return nobody;
    }
    await note(user.id, 'account.sign-in');
    return { ok: true, cookies };
  };

  const verify = async (userId: string, code: string, headers: Headers): Promise<SignedInAnswer> => {
    if (!(await used.claim(userId, code))) return nobody;
    const answer = await auth.api.verifyTOTP({ body: { code }, headers: bare(headers), asResponse: true });
    return { ok: answer.ok, cookies: answer.headers.getSetCookie() };
  };

  const confirmBy: AccountService['confirmBy'] = async (member, right) => {
    const { session } = member;
    if (session === undefined) return 'ended';
    if (right) {
      await strong({ id: session.id, userId: member.userId });
      return 'ok';
    }
    const lives = await runAs(db, { kind: 'system' }, (tx) => countWrongTry(tx, session.id));
    return lives ? 'refused' : 'ended';
  };
  const strong: AccountService['strengthen'] = (session) =>
    runAs(db, { kind: 'system' }, async (tx) => {
      await strengthen(tx, session.id, realNow());
      await record(tx, session.userId, 'account.confirmed');
    });

  const openFor: AccountService['openFor'] = async (mark, headers) => {
    const answer = await auth.api.openSession({
      body: { userId: mark.userId },
      headers: bare(headers),
      asResponse: true,
    });
    return answer.ok ? opened(answer.headers.getSetCookie(), mark, headers) : nobody;
  };

  return {
    ...invitations(deps),
    findMember,
    openFor,
    confirmBy,
    strengthen: strong,

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
      const entered = await opened(cookies, { way: 'password', strong: false }, headers);
      return { step: entered.ok ? 'in' : 'refused', cookies: entered.cookies };
    },

    findChallenged: (headers) => findChallenged(db, headers),

    verifyCode: async (code, headers) => {
      const challenged = await findChallenged(db, headers);
      if (challenged === null) return nobody;
      const verified = await verify(challenged.userId, code, headers);
      return verified.ok ? opened(verified.cookies, { way: 'code', strong: true }, headers) : verified;
    },

    passSecondStep: async (way, headers, check) => {
      const known = await auth.api.challenged({ body: { spend: false }, headers: bare(headers) });
      if (known.userId === null || !(await check(known.userId))) return nobody;
      const answer = await auth.api.challenged({ body: { spend: true }, headers: bare(headers), asResponse: true });
      const spent: unknown = await answer.json();
      // Somebody else was faster with the same challenge.
      if (typeof spent !== 'object' || spent === null || !('userId' in spent) || spent.userId !== known.userId)
        return nobody;
      const entered = await openFor({ userId: known.userId, way, strong: true }, headers);
      return { ok: entered.ok, cookies: [...answer.headers.getSetCookie(), ...entered.cookies] };
    },

    confirmCode: async (member, code, headers) => confirmBy(member, (await verify(member.userId, code, headers)).ok),

    signOut: async (headers) => {
      const member = await findMember(headers);
      const answer = await auth.api.signOut({ headers: bare(headers), asResponse: true });
      if (member !== null) await note(member.userId, 'account.sign-out');
      return answer.headers.getSetCookie();
    },

    beginCodes: async (member, password, headers) => {
      const body = password === '' ? {} : { password };
      const answer = await auth.api.enableTwoFactor({ body, headers: bare(headers), asResponse: true });
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
      // Where a factor was there already the session stays the same one, and no cookie comes.
      const cookies = verified.cookies.some((cookie) => hasSessionCookie(cookie)) ? verified.cookies : null;
      const entered = cookies === null ? verified : await opened(cookies, { way: 'code', strong: true }, headers);
      const own = await findMember(cookies === null ? headers : asRequest(entered.cookies));
      if (own?.session !== undefined) await endSessions(db, member.userId, own.session.id);
      await note(member.userId, 'account.second-factor-on');
      return entered;
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
