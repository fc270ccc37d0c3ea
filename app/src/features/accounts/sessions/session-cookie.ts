/** The session's cookie: a token with its signature, as the accounts library makes it (HMAC-SHA-256 in base64 behind the last dot). */
import { createHmac, timingSafeEqual } from 'node:crypto';

const NAME = 'netra.session_token';

/** Whether the browser sent a session's cookie at all. */
export function hasSessionCookie(cookies: string): boolean {
  return cookies.includes(NAME);
}

/**
 * The token of the cookie, or null when there is none or its signature is not ours.
 * @param https then only the cookie counts that a browser takes from an encrypted connection alone
 */
export function sessionToken(cookies: string, secret: string, https: boolean): string | null {
  const value = cookieOf(cookies, https ? `__Secure-${NAME}` : NAME);
  if (value === null) return null;
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const shown = Buffer.from(value.slice(dot + 1), 'utf8');
  const right = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'), 'utf8');
  return shown.length === right.length && timingSafeEqual(shown, right) ? token : null;
}

/** The first cookie of this name, decoded; null when there is none or it cannot be decoded. */
function cookieOf(cookies: string, name: string): string | null {
  for (const pair of cookies.split(';')) {
    const sign = pair.indexOf('=');
    if (sign < 0 || pair.slice(0, sign).trim() !== name) continue;
    try {
      return decodeURIComponent(pair.slice(sign + 1).trim());
    } catch {
      return null;
    }
  }
  return null;
}
