/**
 * Protection against forged requests. Two walls: what the browser says of where the request comes from (Sec-Fetch-Site, Origin), and a
 * token in every form, since old browsers say neither. Forms of the public report carry a sealed draft instead, which is a token by itself,
 * so that a reporter gets no cookie.
 */

import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { keyedHash, sameSecret } from '../crypto/token.ts';
import type { Ctx, Env } from './env.ts';

const PURPOSE = 'form-token';

export interface Forgery {
  /** Refuses what comes from elsewhere. `sealed` tells which paths check a token of their own. */
  readonly guard: MiddlewareHandler<Env>;
  /** The token for the forms of this page; sets the cookie it is bound to when there is none yet. */
  tokenFor(c: Ctx): string;
  /** Whether a token is the one of this browser and session: for handlers that read the body themselves (see `sealed`). */
  accepts(c: Ctx, token: string): boolean;
}

export interface ForgeryOptions {
  readonly key: Buffer;
  readonly https: boolean;
  readonly random: (bytes: number) => Buffer;
  readonly pathOf: (url: string) => string;
  /** Paths whose handlers read the body themselves and check a sealed draft. */
  readonly sealed: (path: string, c: Ctx) => boolean;
  readonly refuse: (c: Ctx) => Response | Promise<Response>;
}

export function forgery(options: ForgeryOptions): Forgery {
  const cookieName = options.https ? '__Host-netra_form' : 'netra_form';
  /** Good for one browser and one session: signing in or out makes the old one useless. A hash, since the session's token must not lie in the page. */
  const tokenOf = (c: Ctx, mark: string): string =>
    keyedHash(options.key, PURPOSE, `${mark}.${c.get('member')?.sessionToken ?? ''}`).toString('base64url');
  // One mark a request: the cookie that the first form sets must be the one that the others are bound to.
  const marks = new WeakMap<Ctx, string>();
  const tokenFor = (c: Ctx): string => {
    let mark = marks.get(c) ?? getCookie(c, cookieName);
    if (mark === undefined || !/^[\w-]{22}$/.test(mark)) {
      mark = options.random(16).toString('base64url');
      setCookie(c, cookieName, mark, { path: '/', httpOnly: true, secure: options.https, sameSite: 'Strict' });
    }
    marks.set(c, mark);
    return tokenOf(c, mark);
  };

  const accepts = (c: Ctx, token: string): boolean => {
    const mark = getCookie(c, cookieName);
    return mark !== undefined && sameSecret(token, tokenOf(c, mark));
  };

  const guard: MiddlewareHandler<Env> = async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'OPTIONS') return next();
    if (comesFromElsewhere(c)) return options.refuse(c);
    if (options.sealed(options.pathOf(c.req.url), c)) return next();
    // Without the cookie nothing can fit, and the body need not be read.
    if (getCookie(c, cookieName) === undefined) return options.refuse(c);
    const form: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
    return typeof form._csrf === 'string' && accepts(c, form._csrf) ? next() : options.refuse(c);
  };
  return { guard, tokenFor, accepts };
}

/** Whether the browser itself says that a page of another site sent this. */
export function comesFromElsewhere(c: Ctx): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  const origin = c.req.header('origin');
  if (origin === undefined || origin === 'null') return false;
  const host = c.req.header('host');
  return !URL.canParse(origin) || host === undefined || new URL(origin).host !== host;
}
