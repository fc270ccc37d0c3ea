/** Things that count once: codes, states of a sign-on, challenges, tokens of a logout. Their keyed hashes lie beside the library's short-lived values. */
import { sql } from 'kysely';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Database } from '../../platform/db/connect.ts';

export interface Once {
  /** Takes a thing for good: false when it was taken before. @param minutes how long that is remembered: longer than the thing is good for */
  claim(what: string, thing: string, minutes: number): Promise<boolean>;
  isTaken(what: string, thing: string): Promise<boolean>;
}

/** @param db the pool, not the transaction of a use case that may be refused: what was tried stays taken */
export function once(db: Database, keys: Keys): Once {
  const markOf = (what: string, thing: string): string => {
    const hex = keyedHash(keys('used-code'), what, thing).toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  };
  return {
    claim: async (what, thing, minutes) => {
      // The primary key decides between two who come at once.
      const taken = await sql<{ id: string }>`
        insert into auth.auth_verification as v (id, identifier, value, expires_at)
        values (${markOf(what, thing)}::uuid, ${what}, ${'-'}, now() + make_interval(mins => ${minutes}))
        on conflict (id) do update set expires_at = excluded.expires_at where v.expires_at < now()
        returning id`.execute(db);
      return taken.rows.length > 0;
    },
    isTaken: async (what, thing) => {
      const row = await db
        .selectFrom('auth.auth_verification')
        .select('id')
        .where('id', '=', markOf(what, thing))
        .where('expires_at', '>', sql<Temporal.Instant>`now()`)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
