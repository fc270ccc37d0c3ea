/**
 * Sessions, passwords and one-time codes: better-auth on the application's database. Its own HTTP routes are not mounted; our pages call
 * it, so that there is no sign-up and nothing that our forms do not offer. Sessions and codes live by the real clock, never the legal one.
 */
import { hash, verify } from '@node-rs/argon2';
import { betterAuth } from 'better-auth';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { sessionPlugin } from './session-plugin.ts';
import { LIFETIME_SECONDS } from './sessions/session-marks.ts';

export interface AuthOptions {
  /** A pool of its own: the library wants PostgreSQL's types as the driver gives them. */
  readonly pool: pg.Pool;
  readonly secret: string;
  readonly publicUrl: string;
  readonly https: boolean;
}

export type Auth = ReturnType<typeof makeAuth>;

export function makeAuth(options: AuthOptions) {
  const db = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool: options.pool }) }).withSchema(
    'auth',
  );
  return betterAuth({
    secret: options.secret,
    baseURL: options.publicUrl,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    database: { db, type: 'postgres', transaction: true },
    user: {
      modelName: 'auth_user',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'auth_session',
      fields: {
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        userId: 'user_id',
      },
      // Counted from the sign-in and never drawn out; that a session ends earlier when it is not used is ours to see (session-marks).
      expiresIn: LIFETIME_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'auth_account',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: ({ hash: stored, password }) => verify(stored, password) },
    },
    advanced: {
      cookiePrefix: 'netra',
      useSecureCookies: options.https,
      defaultCookieAttributes: { sameSite: 'strict', httpOnly: true },
      database: { generateId: 'uuid' },
      // Addresses of staff are not kept either.
      ipAddress: { disableIpTracking: true },
    },
    plugins: [
      twoFactor({
        issuer: 'Netra',
        // Who comes by the state's sign-on has no password here.
        allowPasswordless: true,
        schema: {
          twoFactor: {
            modelName: 'auth_two_factor',
            fields: {
              backupCodes: 'backup_codes',
              userId: 'user_id',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
        },
      }),
      sessionPlugin(),
    ],
  });
}

/** Argon2id with 19 MiB, two passes: the OWASP minimum, about 7 ms here, off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
}

/** Encrypts a one-time-code secret as the library stores it. */
export function sealCodeSecret(secret: string, instanceSecret: string): Promise<string> {
  return symmetricEncrypt({ key: instanceSecret, data: secret });
}

/** Reads a one-time-code secret as the library stored it. */
export function openCodeSecret(sealed: string, instanceSecret: string): Promise<string> {
  return symmetricDecrypt({ key: instanceSecret, data: sealed });
}
