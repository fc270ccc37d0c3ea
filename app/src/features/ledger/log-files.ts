/**
 * The log as static files after C2SP tlog-tiles: `/log/checkpoint`, `/log/tile/…`, `/log/tile/entries/…`, and the public keys. They are the
 * same for everybody and can be cached and mirrored; only what a signed checkpoint covers is there at all.
 */
import { parseTilePath, TILE_WIDTH, tileWidth } from '@netra/ledger';
import { type Context, Hono } from 'hono';
import type { Database } from '../../platform/db/connect.ts';
import { runAs } from '../../platform/db/unit-of-work.ts';
import type { Env } from '../../platform/http/env.ts';
import type { LedgerService } from './log-service.ts';
import { findSigned, readEntries, readTile } from './log-store.ts';

const HASH = 32;
/** A checkpoint changes with every batch; caches may hold it for a few seconds, as the specification asks. */
const SHORT = 'public, max-age=5';
/** A tile of a given width never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const TEXT = 'text/plain; charset=utf-8';

export function logFiles(db: Database, service: LedgerService): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get('/log/checkpoint', async (c) => {
    const signed = await runAs(db, { kind: 'public' }, findSigned);
    if (signed === undefined) return missing(c);
    const tag = `"${signed.size}-${signed.root.subarray(0, 8).toString('hex')}"`;
    open(c, SHORT);
    c.header('etag', tag);
    if (c.req.header('if-none-match') === tag) return c.body(null, 304);
    return c.body(signed.note, 200, { 'content-type': TEXT });
  });
  routes.get('/log/keys', async (c) => {
    const lines = (await service.keys()).flatMap((key) => [
      `# ${key.number}: ${key.signsFrom.toString()}${key.signsUntil === null ? '' : ` .. ${key.signsUntil.toString()}`}`,
      key.text,
    ]);
    open(c, SHORT);
    return c.body(`${lines.join('\n')}\n`, 200, { 'content-type': TEXT });
  });
  routes.get('/log/tile/*', async (c) => {
    const ref = parseTilePath(new URL(c.req.url).pathname.replace(/^.*?\/log\//, ''));
    if (ref === null) return missing(c);
    const bytes = await runAs(db, { kind: 'public' }, async (tx) => {
      const size = (await findSigned(tx))?.size ?? 0;
      // A full tile has its own address; a partial one may have any width that the signed tree has reached.
      if (tileWidth(ref.level === 'entries' ? 0 : ref.level, ref.index, size) < ref.width) return undefined;
      const stored = await (ref.level === 'entries' ? readEntries(tx, ref.index) : readTile(tx, ref.level, ref.index));
      return stored?.subarray(0, ref.width * HASH);
    });
    if (bytes === undefined || bytes.length !== ref.width * HASH) return missing(c);
    open(c, FOR_EVER);
    return c.body(ref.level === 'entries' ? bundleOf(bytes) : new Uint8Array(bytes), 200, {
      'content-type': 'application/octet-stream',
    });
  });
  return routes;
}

/** Each entry with its length before it, two bytes big-endian. */
function bundleOf(entries: Uint8Array): Uint8Array<ArrayBuffer> {
  const bundle = new Uint8Array((entries.length / HASH) * (HASH + 2));
  for (let at = 0; at * HASH < entries.length; at += 1) {
    bundle.set([0, HASH], at * (HASH + 2));
    bundle.set(entries.subarray(at * HASH, (at + 1) * HASH), at * (HASH + 2) + 2);
  }
  return bundle;
}

/** Reads a bundle of entries as others serve it; null when it is not exactly so many entries of 32 bytes. */
export function readBundle(bundle: Uint8Array, width: number): readonly Uint8Array[] | null {
  if (width > TILE_WIDTH || bundle.length !== width * (HASH + 2)) return null;
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; at += HASH + 2) {
    if (bundle[at] !== 0 || bundle[at + 1] !== HASH) return null;
    entries.push(bundle.subarray(at + 2, at + 2 + HASH));
  }
  return entries;
}

/** Anybody's page and program may read it: there is nothing in it that is not for everybody. */
function open(c: Context<Env>, cache: string): void {
  c.header('cache-control', cache);
  c.header('access-control-allow-origin', '*');
}

function missing(c: Context<Env>): Response {
  open(c, SHORT);
  return c.body('not found\n', 404, { 'content-type': TEXT });
}
