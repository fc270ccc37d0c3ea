/** Where a person wanted to go before signing in. Comes from the address, so it is believed only when it stays on this site. */
import { withoutLanguage } from '../../platform/http/language.ts';

const HERE = 'http://here.invalid';

/**
 * The path (with query, without language prefix) to return to, or null when it would lead elsewhere or in a circle.
 * Browsers read `//host`, `/\host` and tabs within as addresses of other sites, so anything but plain characters is refused.
 */
export function safePath(wanted: string | undefined): string | null {
  if (wanted === undefined || wanted.length > 500 || !/^\/(?![/\\])[\w\-./~%?=&+:,@]*$/.test(wanted)) return null;
  if (!URL.canParse(wanted, HERE)) return null;
  const url = new URL(wanted, HERE);
  if (url.origin !== HERE) return null;
  const path = withoutLanguage(url.pathname);
  // The language may stand before a second slash: `/en//host`.
  if (path.startsWith('//') || path.includes('\\')) return null;
  if (/^\/(?:masuk|keluar|mulai|pulih|demo)(?:\/|$)/.test(path)) return null;
  return `${path}${url.search}`;
}

/** `/masuk` that remembers where the person wanted to go. */
export function withNext(path: string, next: string | null): string {
  return next === null ? path : `${path}?lanjut=${encodeURIComponent(next)}`;
}
