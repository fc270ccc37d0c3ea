/** Security headers of every answer. Scripts and styles come from files of our own, nothing inline, nothing from elsewhere. */
import type { MiddlewareHandler } from 'hono';
import type { Env } from './env.ts';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** A file to take along, opened in a browser all the same: it runs nothing, loads nothing and belongs to no site, ours included. */
const filePolicy = "default-src 'none'; sandbox; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

export const fixedHeaders = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // same-origin, not no-referrer: with no-referrer browsers send "Origin: null" with our own forms.
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'origin-agent-cluster': '?1',
  'x-dns-prefetch-control': 'off',
  'x-robots-tag': 'noindex',
} as const;

/** Pages that search engines may list; everything else says noindex. */
const listed = new Set([
  '/',
  '/lapor',
  '/bolehkah',
  '/ikrar',
  '/cara-menghitung',
  '/periksa',
  '/log',
  '/log/hukum',
  '/privasi',
]);

/** The whole law and all guides may be listed: each has an address of its own, and people look for it by its words. */
function isListed(path: string): boolean {
  return listed.has(path) || /^\/(hukum|panduan)(\/|$)/.test(path);
}

export function securityHeaders(https: boolean, pathOf: (url: string) => string): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(fixedHeaders)) c.res.headers.set(name, value);
    if (c.res.headers.get('content-disposition')?.startsWith('attachment') === true)
      c.res.headers.set('content-security-policy', filePolicy);
    // The one page that may ask for the camera: it reads the QR code of a receipt, in the browser.
    if (pathOf(c.req.url) === '/periksa')
      c.res.headers.set('permissions-policy', fixedHeaders['permissions-policy'].replace('camera=()', 'camera=(self)'));
    if (isListed(pathOf(c.req.url))) c.res.headers.delete('x-robots-tag');
    if (https) c.res.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains');
    // What a person saw must not be found in the browser's cache afterwards. Assets set their own.
    if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store');
  };
}
