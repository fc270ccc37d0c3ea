/**
 * The visit of an accused person: begun with the code of a letter, one hour, a cookie of its own that has nothing to do with the accounts of
 * staff. Code and cookie lie in the database as keyed hashes.
 */

import { getCookie, setCookie } from 'hono/cookie';
import { sql } from 'kysely';
import { parseReference, type ReferenceTypo } from '../../platform/crypto/reference.ts';
import type { Keys } from '../../platform/crypto/secret.ts';
import { keyedHash } from '../../platform/crypto/token.ts';
import type { Actor } from '../../platform/db/unit-of-work.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Ctx } from '../../platform/http/env.ts';
import type { Platform } from '../../platform/platform.ts';
import { fail, ok, type Result } from '../../platform/result.ts';

/** Minutes a visit lasts, whatever is done in it. */
export const VISIT_MINUTES = 60;
const COOKIE = 'netra_terlapor';

export type VisitActor = Extract<Actor, { readonly kind: 'accused' }>;

export type CodeError = ReferenceTypo | { readonly reason: 'unknown' };

/** The keyed hash under which a code lies in the database. */
export function codeHash(keys: Keys, code: string): Buffer {
  return keyedHash(keys('accused-code'), 'accused-code', code);
}

export function visitActor(keys: Keys, token: string): VisitActor {
  const key = keys('accused-session');
  return {
    kind: 'accused',
    sessionHash: keyedHash(key, 'accused-session', token),
    draftKey: keyedHash(key, 'accused-draft', token),
  };
}

/** Who visits, as the cookie says; whether the visit still lasts is the database's to say. Null without a cookie. */
export function visitorOf(c: Ctx, platform: Pick<Platform, 'keys' | 'publicUrl'>): VisitActor | null {
  const token = getCookie(c, cookieName(platform));
  return token !== undefined && /^[\w-]{43}$/.test(token) ? visitActor(platform.keys, token) : null;
}

/**
 * Begins a visit. A code that is unknown, over, revoked or used up gives the same answer, so that none of this can be asked.
 */
export async function beginVisit(c: Ctx, platform: Platform, typed: string): Promise<Result<VisitActor, CodeError>> {
  const code = parseReference('notice', typed);
  if (!code.ok) return code;
  const token = platform.random(32).toString('base64url');
  const hash = codeHash(platform.keys, code.value);
  const visitor = visitActor(platform.keys, token);
  const { sessionHash } = visitor;
  const begun = await runAs(platform.db, { kind: 'public' }, async (tx) => {
    const { rows } = await sql<{
      ok: boolean;
    }>`select accused_sign_in(${hash}::bytea, ${sessionHash}::bytea, ${VISIT_MINUTES}) as ok`.execute(tx);
    return rows[0]?.ok === true;
  });
  if (!begun) return fail({ reason: 'unknown' });
  setCookie(c, cookieName(platform), token, cookieOptions(platform, VISIT_MINUTES * 60));
  return ok(visitor);
}

export async function endVisit(c: Ctx, platform: Platform): Promise<void> {
  const actor = visitorOf(c, platform);
  if (actor !== null) await runAs(platform.db, actor, (tx) => sql`select accused_sign_out()`.execute(tx));
  setCookie(c, cookieName(platform), '', cookieOptions(platform, 0));
}

function cookieName({ publicUrl }: Pick<Platform, 'publicUrl'>): string {
  return publicUrl.startsWith('https://') ? `__Host-${COOKIE}` : COOKIE;
}

function cookieOptions({ publicUrl }: Pick<Platform, 'publicUrl'>, maxAge: number) {
  return { path: '/', httpOnly: true, secure: publicUrl.startsWith('https://'), sameSite: 'Strict', maxAge } as const;
}
