/**
 * Snapshots of public pages: what everybody sees who is not signed in is made once in a few seconds and handed out from memory, compressed,
 * with a tag for "not changed". A debate on television sends all its viewers to the same three pages.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import type { Ctx, Env } from './env.ts';

export interface SnapshotOptions {
  /**
   * Pages that are the same for all visitors, by path without language: `kept` may lie in the visitor's browser, which asks each time whether
   * it is still good; `passing` leaves nothing there, since having asked may be nobody's business. Null: always made by its route.
   */
  readonly shared: (path: string) => 'kept' | 'passing' | null;
  /** Whether a change sent to this path may show on shared pages at once. */
  readonly changesShared: (path: string) => boolean;
  readonly pathOf: (url: string) => string;
  /** Milliseconds a snapshot is good for. 0: none are made. */
  readonly goodForMs: number;
  readonly now: () => number;
}

interface Encoded {
  readonly body: Buffer<ArrayBuffer>;
  readonly headers: Headers;
}

interface Snapshot {
  readonly until: number;
  readonly plain: Encoded;
  readonly gzip: Encoded;
  readonly brotli: Encoded;
  readonly unchanged: Headers;
  readonly bytes: number;
}

/** Bounds the memory, however many pages the law has. Oldest go first. */
const MOST_BYTES = 24 * 1024 * 1024;
/** A page larger than this is made anew each time. */
const LARGEST = 1024 * 1024;
/** Cookies that make an answer one's own: a session, a sign-in under way, a visitor with a code. The mark of forms does not. */
const OWN_COOKIE = /(?:^|;\s*)(?:__Secure-|__Host-)?netra(?!_form=)/;

const squeeze = promisify(brotliCompress);
const zip = promisify(gzip);

export function snapshots(options: SnapshotOptions): MiddlewareHandler<Env> {
  const kept = new Map<string, Snapshot>();
  /** Pages being made anew: others meanwhile get the one that just ran out. */
  const underWay = new Set<string>();
  let bytes = 0;
  /** Grows with each change: what was begun before is not kept after it. */
  let age = 0;

  const drop = (key: string): void => {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };
  const keep = (key: string, snapshot: Snapshot): void => {
    drop(key);
    kept.set(key, snapshot);
    bytes += snapshot.bytes;
    for (const oldest of kept.keys()) {
      if (bytes <= MOST_BYTES) break;
      drop(oldest);
    }
  };

  return async (c, next) => {
    const { method, url } = c.req;
    if (method !== 'GET') {
      await next();
      if (method !== 'HEAD' && c.res.status < 400 && options.changesShared(options.pathOf(url))) {
        age += 1;
        kept.clear();
        bytes = 0;
      }
      return;
    }
    if (options.goodForMs === 0 || url.includes('?') || OWN_COOKIE.test(c.req.header('cookie') ?? '')) return next();
    const key = new URL(url).pathname;
    const there = kept.get(key);
    if (there !== undefined && (there.until > options.now() || underWay.has(key))) return answer(c, there);
    const shared = options.shared(options.pathOf(url));
    if (shared === null) return next();
    underWay.add(key);
    const begun = age;
    try {
      await next();
      if (!mayBeShared(c.res)) return;
      const made = await take(c.res, shared === 'kept', options.now() + options.goodForMs);
      if (made === null) return;
      if (begun === age) keep(key, made);
      c.res = undefined;
      c.res = answer(c, made);
    } finally {
      underWay.delete(key);
    }
  };
}

/** Only whole pages that carry nothing of the visitor: an answer that sets a cookie, or that says it is private, is nobody else's. */
function mayBeShared(answered: Response): boolean {
  const { headers } = answered;
  return (
    answered.status === 200 &&
    !headers.has('set-cookie') &&
    !headers.has('content-encoding') &&
    (headers.get('content-type') ?? '').startsWith('text/html') &&
    !/private/.test(headers.get('cache-control') ?? '')
  );
}

async function take(answered: Response, kept: boolean, until: number): Promise<Snapshot | null> {
  const plain = Buffer.from(await answered.clone().arrayBuffer());
  if (plain.length > LARGEST) return null;
  const tag = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  const [brotli, zipped] = await Promise.all([
    squeeze(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
    zip(plain, { level: 6 }),
  ]);
  const encoded = (body: Buffer, encoding: string | null): Encoded => {
    const headers = new Headers(answered.headers);
    headers.set('vary', 'accept-encoding, cookie');
    if (kept) {
      if (headers.get('cache-control') === 'no-store') headers.set('cache-control', 'no-cache');
      headers.set('etag', encoding === null ? `"${tag}"` : `"${tag}-${encoding}"`);
    }
    if (encoding !== null) headers.set('content-encoding', encoding);
    headers.set('content-length', String(body.length));
    return { body: Buffer.from(body), headers };
  };
  const first = encoded(plain, null);
  const unchanged = new Headers(first.headers);
  for (const name of ['content-length', 'content-type', 'etag']) unchanged.delete(name);
  const parts = { plain: first, gzip: encoded(zipped, 'gzip'), brotli: encoded(brotli, 'br') };
  return { until, ...parts, unchanged, bytes: plain.length + zipped.length + brotli.length + 4096 };
}

function answer(c: Ctx, snapshot: Snapshot): Response {
  const accepts = c.req.header('accept-encoding') ?? '';
  const { body, headers } = /\bbr\b/.test(accepts)
    ? snapshot.brotli
    : /\bgzip\b/.test(accepts)
      ? snapshot.gzip
      : snapshot.plain;
  const known = c.req.header('if-none-match');
  const tag = headers.get('etag');
  if (known !== undefined && tag !== null && known.includes(tag)) {
    const unchanged = new Headers(snapshot.unchanged);
    unchanged.set('etag', tag);
    return new Response(null, { status: 304, headers: unchanged });
  }
  return new Response(body, { status: 200, headers });
}
