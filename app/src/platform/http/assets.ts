/**
 * Our own files: stylesheet, font, script. Compressed when they are built, read once at start, with their content's hash in the
 * name and so good for ever.
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

export interface Assets {
  readonly paths: AssetPaths;
  readonly routes: Hono<Env>;
}

/** @param folder the built client: `manifest.json` and `assets/`, where text has its `.gz` and `.br` beside it */
export async function loadAssets(folder: string): Promise<Assets> {
  const manifest: unknown = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'));
  const named = (key: string): string => {
    const value = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, key) : undefined;
    if (typeof value !== 'string') throw new Error(`the built client names no ${key}: run npm run setup`);
    return value.startsWith('/') ? value : `/${value}`;
  };
  const files = new Map<string, Asset>();
  const names = new Set(await readdir(path.join(folder, 'assets')));
  const read = (name: string) => readFile(path.join(folder, 'assets', name));
  for (const name of names) {
    const type = types[path.extname(name)];
    if (type === undefined) continue;
    const plain = await read(name);
    files.set(name, {
      type,
      plain,
      gzip: names.has(`${name}.gz`) ? await read(`${name}.gz`) : null,
      brotli: names.has(`${name}.br`) ? await read(`${name}.br`) : null,
      tag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`,
    });
  }
  const routes = new Hono<Env>();
  routes.get('/assets/:name', (c) => {
    const asset = files.get(c.req.param('name'));
    if (asset === undefined) return c.notFound();
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
