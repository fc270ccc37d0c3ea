/**
 * Our own files: stylesheet, font, script. Compressed when they are built, read once at start, with their content's hash in the
 * name and so good for ever. While processes of two builds run beside each other, the old one is asked for files of the new one, which lie in
 * its folder by then: what was not there at the start is looked for once.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Hono } from 'hono';
import type { AssetPaths } from '../../ui/page-context.ts';
import type { Env } from './env.ts';

interface Asset {
  readonly type: string;
  readonly plain: Buffer<ArrayBuffer>;
  readonly gzip: Buffer<ArrayBuffer> | null;
  readonly brotli: Buffer<ArrayBuffer> | null;
  readonly tag: string;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** A name as the build gives it, with the hash of the content: nothing else is ever looked for on the disk. */
const built = /^[A-Za-z0-9][A-Za-z0-9._-]{0,80}-[A-Za-z0-9_-]{8}\.(css|js|woff2|svg|png)$/;
/** Anybody can ask for names that are nowhere: this long a name that was not found is not looked for again, and this often in a second any is. */
const MISS_MS = 10_000;
const MOST_MISSES = 500;
const LOOKS_A_SECOND = 20;

export interface Assets {
  readonly paths: AssetPaths;
  readonly routes: Hono<Env>;
}

/**
 * @param folder the built client: `manifest.json` and `assets/`, where text has its `.gz` and `.br` beside it
 * @param now a clock that only goes forward
 */
export async function loadAssets(folder: string, now: () => number = () => performance.now()): Promise<Assets> {
  const manifest: unknown = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'));
  const named = (key: string): string => {
    const value = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, key) : undefined;
    if (typeof value !== 'string') throw new Error(`the built client names no ${key}: run npm run setup`);
    return value.startsWith('/') ? value : `/${value}`;
  };
  const files = new Map<string, Asset>();
  for (const name of await readdir(path.join(folder, 'assets'))) {
    const asset = await readAsset(folder, name);
    if (asset !== null) files.set(name, asset);
  }
  const find = laterFiles(folder, files, now);
  const routes = new Hono<Env>();
  routes.get('/assets/:name', async (c) => {
    const name = c.req.param('name');
    const asset = files.get(name) ?? (await find(name));
    if (asset === null) return c.notFound();
    const headers = {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      etag: asset.tag,
      vary: 'accept-encoding',
    };
    if (c.req.header('if-none-match') === asset.tag) return c.body(null, 304, headers);
    const accepts = c.req.header('accept-encoding') ?? '';
    if (asset.brotli !== null && /\bbr\b/.test(accepts))
      return c.body(asset.brotli, 200, { ...headers, 'content-encoding': 'br' });
    if (asset.gzip !== null && /\bgzip\b/.test(accepts))
      return c.body(asset.gzip, 200, { ...headers, 'content-encoding': 'gzip' });
    return c.body(asset.plain, 200, headers);
  });
  return {
    paths: {
      style: named('style'),
      script: named('script'),
      font: named('font'),
      icon: named('icon'),
      guidance: named('guidance'),
      verifier: named('verifier'),
      passkeys: named('passkeys'),
    },
    routes,
  };
}

/** Null: it is none of our kinds, or is not there. */
async function readAsset(folder: string, name: string): Promise<Asset | null> {
  const type = types[path.extname(name)];
  if (type === undefined) return null;
  const read = (which: string): Promise<Buffer<ArrayBuffer> | null> =>
    readFile(path.join(folder, 'assets', which)).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    });
  const [plain, gzip, brotli] = await Promise.all([read(name), read(`${name}.gz`), read(`${name}.br`)]);
  if (plain === null) return null;
  const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`;
  return { type, plain, gzip, brotli, tag };
}

/** Looks for files that came after the start, and remembers what it found and, for a while, what it did not. */
function laterFiles(
  folder: string,
  files: Map<string, Asset>,
  now: () => number,
): (name: string) => Promise<Asset | null> {
  const misses = new Map<string, number>();
  const looking = new Map<string, Promise<Asset | null>>();
  let second = Number.NEGATIVE_INFINITY;
  let looks = 0;
  const look = async (name: string): Promise<Asset | null> => {
    const asset = await readAsset(folder, name);
    if (asset !== null) files.set(name, asset);
    else {
      misses.delete(name);
      misses.set(name, now());
      // The oldest first: a Map keeps the order in which things came.
      for (const old of misses.keys()) {
        if (misses.size <= MOST_MISSES) break;
        misses.delete(old);
      }
    }
    return asset;
  };
  return async (name) => {
    if (!built.test(name)) return null;
    const under = looking.get(name);
    if (under !== undefined) return under;
    const at = now();
    const missed = misses.get(name);
    if (missed !== undefined && at - missed < MISS_MS) return null;
    if (at - second >= 1000) [second, looks] = [at, 0];
    if (looks >= LOOKS_A_SECOND) return null;
    looks += 1;
    const found = look(name).finally(() => looking.delete(name));
    looking.set(name, found);
    return found;
  };
}
