/** One-time codes (TOTP, RFC 6238): each counts once, and a challenge is tied to the person who knew the password. */
import { createOTP } from '@better-auth/utils/otp';
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import type { Database } from '../../platform/db/connect.ts';
import { openCodeSecret } from './auth.ts';
import { once } from './once.ts';

/** Seconds that a code is shown for, and digits: what every authenticator app assumes. */
const PERIOD = 30;
const DIGITS = 6;
export const ISSUER = 'Netra';

/** What a person typed as a code, with the gaps of the app taken out; null when it cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed.replaceAll(/[\s\-.]/g, '');
  return /^\d{6}$/.test(code) ? code : null;
}

const CHALLENGE_COOKIE = /(?:^|;\s*)(?:__Secure-)?netra\.two_factor=([^;]+)/;

/**
 * The person whose password was right and whose code is asked now, or null. Good for limits and for the demonstration only: the library
 * checks the cookie's signature itself when the code is verified.
 */
export async function findChallenged(
  db: Database,
  headers: Headers,
): Promise<{ userId: string; email: string } | null> {
  const cookie = CHALLENGE_COOKIE.exec(headers.get('cookie') ?? '')?.[1];
  if (cookie === undefined) return null;
  const identifier = cookie.slice(0, cookie.lastIndexOf('.') === -1 ? cookie.length : cookie.lastIndexOf('.'));
  const row = await db
    .selectFrom('auth.auth_verification as v')
    .innerJoin('auth.auth_user as u', (on) => on.on(sql<boolean>`u.id::text = v.value`))
    .select(['u.id', 'u.email'])
    .where('v.identifier', '=', identifier)
    .where('v.expires_at', '>', sql<Temporal.Instant>`now()`)
    .executeTakeFirst();
  return row === undefined ? null : { userId: row.id, email: row.email };
}

export interface UsedCodes {
  /** Takes a code for good: false when it was taken before. Right or wrong, so that nothing is told of which it was. */
  claim(userId: string, code: string): Promise<boolean>;
  isUsed(userId: string, code: string): Promise<boolean>;
}

/** Minutes that a taken code is remembered: longer than any code is accepted (90 s). */
const REMEMBERED_MINUTES = 5;

/** Codes that were used already lie, as keyed hashes, beside the library's short-lived values; the library sweeps what has expired. */
export function usedCodes(db: Database, keys: Keys): UsedCodes {
  const marks = once(db, keys);
  return {
    claim: (userId, code) => marks.claim('used-code', `${userId} ${code}`, REMEMBERED_MINUTES),
    isUsed: (userId, code) => marks.isTaken('used-code', `${userId} ${code}`),
  };
}

/** The code of a moment; `later` counts periods from it. */
export function codeAt(secret: string, now: number, later = 0): Promise<string> {
  const otp = createOTP(secret, { digits: DIGITS, period: PERIOD });
  return otp.hotp(Math.floor(now / 1000 / PERIOD) + later);
}

/** Seconds until the next code. */
export function secondsLeft(now: number): number {
  return PERIOD - (Math.floor(now / 1000) % PERIOD);
}

/** The address that an authenticator app reads, and the secret in it as base32. */
export function setupOf(secret: string, email: string): { readonly uri: string; readonly secret: string } {
  const uri = createOTP(secret, { digits: DIGITS, period: PERIOD }).url(ISSUER, email);
  return { uri, secret: new URL(uri).searchParams.get('secret') ?? '' };
}

/** The secret that a person is about to set up and has not confirmed yet, or null. */
export async function findUnconfirmed(db: Database, userId: string, instanceSecret: string): Promise<string | null> {
  const row = await db
    .selectFrom('auth.auth_two_factor')
    .select('secret')
    .where('user_id', '=', userId)
    .where('verified', 'is', false)
    .executeTakeFirst();
  return row === undefined ? null : openCodeSecret(row.secret, instanceSecret);
}
