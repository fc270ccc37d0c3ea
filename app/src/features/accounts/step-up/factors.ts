/** What a person can show besides a password. */
import { sql } from 'kysely';
import type { Database } from '../../../platform/db/connect.ts';
import { runAs } from '../../../platform/db/unit-of-work.ts';

export interface Factors {
  readonly password: boolean;
  /** Codes of an authenticator app, set up and confirmed. */
  readonly codes: boolean;
  readonly passkeys: number;
  /** Recovery codes that were not used yet. */
  readonly recoveryCodes: number;
  /** The account is tied to this provider of single sign-on. */
  readonly signOn: boolean;
}

export function readFactors(db: Database, userId: string, issuer: string | null): Promise<Factors> {
  return runAs(db, { kind: 'system' }, async (tx) => {
    const found = await sql<{ password: boolean; codes: boolean; passkeys: number; left: number; sign_on: boolean }>`
      select exists (select 1 from auth.auth_account where user_id = u.id and provider_id = 'credential' and password is not null) as password,
        coalesce(u.two_factor_enabled, false) as codes,
        (select count(*) from netra.passkey where user_id = u.id) as passkeys,
        (select count(*) from netra.recovery_code where user_id = u.id and used_at is null) as left,
        exists (select 1 from netra.sso_link where user_id = u.id and issuer = ${issuer} and disabled_at is null) as sign_on
      from auth.auth_user u where u.id = ${userId}::uuid`.execute(tx);
    const [row] = found.rows;
    if (row === undefined) throw new Error('a person without an account');
    return {
      password: row.password,
      codes: row.codes,
      passkeys: row.passkeys,
      recoveryCodes: row.left,
      signOn: row.sign_on,
    };
  });
}
